"""The desk in the browser: what it answers, to whom, and what a hostile file costs it; in Chromium as its
user would."""

from __future__ import annotations

import io
import json
import re
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urljoin

import openpyxl
import pytest
from attrs import evolve
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from desk import By, complaints, driven, missing, violations
from figures import clean_figures
from govinfo_reports import DEFAULT_LIMITS, Form
from govinfo_reports.cli import main
from govinfo_reports.desk.app import _Shelf, desk
from govinfo_reports.desk.work import show
from grids import form_tables, printed
from scanned_reports import FONT, STYLES
from test_hostile_views import ATTACKS
from test_page import HEAD, HOSTILE, generated, tree_of
from writers_pdf import write_pdf

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Starlette 1 would rather have httpx2, older ones know httpx only
    from starlette.testclient import TestClient

HOST = "127.0.0.1:8618"
HOME = f"http://{HOST}"
WRONG = {"review__total": 1}
SAMPLES = Path(__file__).parent.parent / "samples"
in_browser = pytest.mark.skipif(missing() is not None, reason=missing() or "")


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    limits = evolve(DEFAULT_LIMITS, worker_seconds=60.0)
    with TestClient(desk({HOST}, workers=1, limits=limits, most=3_000_000), base_url=HOME) as found:
        yield found


def ruled_pdf(**changes: int) -> bytes:
    """The report of `generated` as a PDF with ruled tables."""
    figures = clean_figures(Form.F2021, Random(5))
    for name, step in changes.items():
        value = figures[name.replace("__", ".")]
        assert isinstance(value, int)
        figures[name.replace("__", ".")] = value + step
    blocks: list[Any] = list(HEAD)
    for heading, tables in form_tables(Form.F2021, printed(figures)).items():
        blocks += [heading, *tables]
    return write_pdf(blocks, evolve(STYLES[Form.F2021][1], font_file=FONT))


def drop(client: TestClient, *files: tuple[str, bytes], **headers: str) -> Any:
    return client.post("/?lang=en", files=[("files", file) for file in files], headers=headers)


def test_files_are_read_and_each_has_its_page_and_downloads(client: TestClient) -> None:
    answer = drop(
        client, ("青川.docx", generated(Form.F2021, "docx", **WRONG)), ("b.html", b"<p>no report</p>"),
        ("c.xlsx", generated(Form.F2021, "xlsx", **WRONG)),
    )  # fmt: skip
    assert answer.status_code == 200
    page = tree_of(answer.text)
    rows = page.xpath("//table[@class='results']/tbody/tr")
    said = [row.xpath("string(th/div)") or row.xpath("string(th)") for row in rows]
    assert said == ["青川.docx", "b.html", "c.xlsx"]
    assert "could not be read" in rows[1].text_content()
    assert "error" in rows[0].text_content()
    links = [urljoin(str(answer.url), one) for one in rows[0].xpath(".//@href")]
    assert [client.get(link).status_code for link in links] == [200] * 4
    shown = client.get(links[0])
    assert "sum:review.total" in shown.text
    assert shown.headers["content-security-policy"].startswith("default-src 'none'; script-src 'sha256-")
    [book] = [link for link in links if "xlsx" in link]
    answer = client.get(book)
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%E9%9D%92%E5%B7%9D")
    assert "sum:review.total" in str(
        list(openpyxl.load_workbook(io.BytesIO(answer.content))["Findings"].values)
    )
    [whole] = [link for link in links if link.endswith("/json")]
    assert client.get(whole).json()["organ"] == "青川县"
    [log] = [link for link in links if "sarif" in link]
    assert json.loads(client.get(log).text)["runs"][0]["results"]
    chinese = client.get(links[0].replace("lang=en", "lang=zh"))
    assert "发现的问题" in chinese.text


def test_one_file_alone_leads_to_its_page_and_back_to_the_results(client: TestClient) -> None:
    answer = drop(client, ("青川.docx", generated(Form.F2021, "docx", **WRONG)))
    page = tree_of(answer.text)
    assert page.xpath("//li[contains(@class, 'finding')]")
    offered = {one.text: one.get("href") for one in page.xpath("//div[@class='tools']/a")}
    assert list(offered) == ["Excel", "JSON", "SARIF", "中文"]
    for link in offered.values():
        assert client.get(urljoin(str(answer.url), link)).status_code == 200
    assert "发现的问题" in client.get(urljoin(str(answer.url), offered["中文"])).text
    [back] = page.xpath("//header//a[contains(., 'All reports')]/@href")
    results = client.get(urljoin(str(answer.url), back))
    assert tree_of(results.text).xpath("//table[@class='results']//a[contains(., '青川县')]")
    assert "Results" in results.text
    refused = drop(client, ("b.html", b"<p>no report</p>"))
    assert "could not be read" in refused.text


def test_it_answers_to_its_own_names_only(client: TestClient) -> None:
    assert client.get("/").status_code == 200
    for host in (
        "evil.example",
        "evil.example:8618",
        "127.0.0.1:80",
        "127.0.0.1",
        "127.0.0.1:8618.evil.example",
        "",
    ):
        assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"}, {"origin": "null"}, {"origin": "https://127.0.0.1:8618"},
        {"origin": "http://127.0.0.1:80"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"},
    ],
)  # fmt: skip
def test_it_takes_files_from_its_own_page_only(client: TestClient, headers: dict[str, str]) -> None:
    assert drop(client, ("a.txt", b"x"), **headers).status_code == 403
    own = drop(client, ("a.txt", b"x"), origin=HOME, **{"sec-fetch-site": "same-origin"})
    assert own.status_code == 200


def test_too_much_is_refused_before_it_is_read(client: TestClient) -> None:
    assert drop(client, ("a.txt", b"0" * 3_100_000)).status_code == 413

    def pieces() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
        for _ in range(40):
            yield b"0" * 100_000

    kind = {"content-type": "multipart/form-data; boundary=x"}
    assert client.post("/?lang=en", content=pieces(), headers=kind).status_code == 413
    many = drop(client, *((f"{n}.txt", b"x") for n in range(101)))
    assert many.status_code == 400


@pytest.mark.parametrize(
    ("body", "kind"),
    [(b"", "multipart/form-data; boundary=x"), (b"garbage", "multipart/form-data; boundary=x"), (b"a=b", "text/plain"), (b"", "multipart/form-data")],
)  # fmt: skip
def test_what_is_no_upload_is_said(client: TestClient, body: bytes, kind: str) -> None:
    answer = client.post("/?lang=zh", content=body, headers={"content-type": kind})
    assert answer.status_code == 400
    assert tree_of(answer.text).xpath("//p[@role='alert']")


@pytest.mark.parametrize("path", ["/r/x", "/r/x/0", "/r/x/0/json", "/r/x/99999999999/json"])
def test_what_is_not_held_is_not_there(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.get("/static/../../etc/passwd").status_code == 404
    assert client.delete("/").status_code == 405


@pytest.mark.parametrize("text", [*HOSTILE, *ATTACKS])
def test_no_name_of_a_file_becomes_code(client: TestClient, text: str) -> None:
    name = text.encode("utf-8", "replace").decode().replace("\x01", "")
    answer = drop(
        client, (f"a{name}.html", (SAMPLES / "yunhe_2022.html").read_bytes()), (name + ".txt", b"x")
    )
    page = tree_of(answer.text)
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//img | //svg | //*[@onload or @onerror]")
    assert not re.search("[\u202e\u2066-\u2069]", answer.text)
    for link in page.xpath("//tbody//a/@href"):
        assert client.get(urljoin(str(answer.url), link)).status_code == 200


def test_a_file_that_takes_too_long_costs_itself() -> None:
    limits = evolve(DEFAULT_LIMITS, worker_seconds=0.001)
    with TestClient(desk({HOST}, workers=1, limits=limits), base_url=HOME) as client:
        answer = drop(client, ("a.docx", generated(Form.F2021, "docx")))
        assert answer.status_code == 200
        assert "not read within" in answer.text
        assert client.get("/").status_code == 200


def test_the_oldest_results_are_given_up_first() -> None:
    shown = show("a.html", (SAMPLES / "yunhe_2022.html").read_bytes(), DEFAULT_LIMITS)
    shelf = _Shelf(2 * shown.size)
    names = [shelf.put((shown,)) for _ in range(3)]
    assert list(shelf.sets) == names[1:]
    assert len(set(names)) == 3
    assert all(len(name) >= 20 for name in names)
    tight = _Shelf(shown.size - 1)
    last = [tight.put((shown,)) for _ in range(2)][-1]
    assert list(tight.sets) == [last]  # what was dropped last can be looked at, however large


def test_a_large_file_is_never_put_on_the_disk(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    spooled: list[object] = []
    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "rollover", spooled.append)
    answer = drop(client, ("large.html", b"<p>" + b"x" * 1_500_000 + b"</p>"))
    assert answer.status_code == 200
    assert spooled == []


@contextmanager
def running(*options: str, lang: str = "zh") -> Iterator[str]:
    """The command, and its address."""
    start = "import sys; from govinfo_reports.cli import main; sys.exit(main(sys.argv[1:]))"
    process = subprocess.Popen(
        [sys.executable, "-c", start, "serve", "--port", "0", "--lang", lang, *options], stdout=subprocess.PIPE, text=True
    )  # fmt: skip
    assert process.stdout is not None
    try:
        found = re.search(r"http://\S+/", process.stdout.readline())
        assert found
        yield found[0]
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
        process.stdout.close()


def test_a_port_in_use_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with running() as address:
        port = address.rstrip("/").rpartition(":")[2]
        assert main(["serve", "--port", port]) == 2
        assert "govinfo-reports: " in capsys.readouterr().err


@pytest.mark.full
@in_browser
def test_an_official_finds_the_planted_fault(tmp_path: Path) -> None:
    """Drop a draft in three containers, find the fault, follow it to its cell, come back, all in Chinese."""
    for name, kind in (("草稿.docx", "docx"), ("草稿.xlsx", "xlsx"), ("草稿.html", "html")):
        (tmp_path / name).write_bytes(generated(Form.F2021, kind, **WRONG))
    with running() as address, driven() as driver:
        driver.get(address)
        assert violations(driver) == []
        driver.find_element(By.CSS_SELECTOR, "input[type=file]").send_keys(
            "\n".join(str(path) for path in sorted(tmp_path.iterdir()))
        )
        driver.implicitly_wait(30)
        reports = driver.find_elements(By.CSS_SELECTOR, ".results tbody th a")
        assert len(reports) == 3
        assert violations(driver) == []
        driver.find_element(By.CSS_SELECTOR, ".results tbody th a").click()
        finding = driver.find_element(By.CSS_SELECTOR, ".finding.error")
        assert "行政复议 × 总计" in finding.text
        finding.find_element(By.CSS_SELECTOR, ".cells a").click()
        assert driver.find_element(By.CSS_SELECTOR, "td:target").get_attribute("id") == "f-review.total"
        driver.find_element(By.CSS_SELECTOR, "td:target a").click()
        assert (
            driver.find_element(By.CSS_SELECTOR, ".text td:target").text
            == driver.find_element(By.CSS_SELECTOR, "[id='f-review.total']").text
        )
        assert complaints(driver) == []


@pytest.mark.full
@in_browser
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_fault_of_three_kinds_of_draft_is_followed_to_its_cell_and_page(tmp_path: Path, lang: str) -> None:
    """Drop a Word file, a workbook and a PDF in one go; each leads from its fault to the cell, the PDF to
    the picture of its page; print it."""
    for kind in ("docx", "xlsx"):
        (tmp_path / f"draft.{kind}").write_bytes(generated(Form.F2021, kind, **WRONG))
    (tmp_path / "draft.pdf").write_bytes(ruled_pdf(**WRONG))
    with running(lang=lang) as address, driven() as driver:
        driver.get(address)
        driver.find_element(By.CSS_SELECTOR, "input[type=file]").send_keys(
            "\n".join(str(path) for path in sorted(tmp_path.iterdir()))
        )
        driver.implicitly_wait(30)
        results = driver.current_url
        names = [one.text for one in driver.find_elements(By.CSS_SELECTOR, ".results tbody th div")]
        assert names == ["draft.docx", "draft.pdf", "draft.xlsx"]
        for at, name in enumerate(names):
            driver.find_elements(By.CSS_SELECTOR, ".results tbody th a")[at].click()
            finding = driver.find_element(By.CSS_SELECTOR, ".finding.error")
            finding.find_element(By.CSS_SELECTOR, ".cells a").click()
            driver.find_element(By.CSS_SELECTOR, "td:target a").click()
            shown = driver.find_element(By.CSS_SELECTOR, ".text :target")
            assert shown.is_displayed()
            assert ("box" in shown.get_attribute("class")) == name.endswith(".pdf")
            assert violations(driver) == []
            finding = driver.find_element(By.CSS_SELECTOR, ".finding.error")
            finding.find_element(By.CSS_SELECTOR, ".why summary").click()
            said = "标签与法定表式一致" if lang == "zh" else "the label is the form's"
            assert said in finding.find_element(By.CSS_SELECTOR, ".why").text
            printed = driver.execute_cdp_cmd("Page.printToPDF", {})
            assert len(printed["data"]) > 20_000
            assert complaints(driver) == []
            driver.get(results)


@pytest.mark.full
@in_browser
@pytest.mark.parametrize(("lang", "width", "dark"), [("zh", 1400, False), ("en", 390, True)])
def test_keys_alone_lead_from_the_start_to_the_fault(
    tmp_path: Path, lang: str, width: int, dark: bool
) -> None:
    """No mouse: the box for files has the focus by the key Tab and shows it, a file leads to its page, J to
    the fault, Enter to its cell."""
    draft = tmp_path / "draft.docx"
    draft.write_bytes(generated(Form.F2021, "docx", **WRONG))
    with running(lang=lang) as address, driven(width=width, height=850, dark=dark) as driver:
        driver.get(address)
        assert violations(driver) == []
        assert not driver.find_element(By.CSS_SELECTOR, "form button").is_displayed()
        for _ in range(3):  # the two languages, then the files
            ActionChains(driver).send_keys(Keys.TAB).perform()
        assert driver.switch_to.active_element.get_attribute("name") == "files"
        drop = driver.find_element(By.CSS_SELECTOR, ".drop")
        assert drop.value_of_css_property("outline-style") == "solid"
        driver.switch_to.active_element.send_keys(str(draft))
        driver.implicitly_wait(30)
        driver.find_element(By.CSS_SELECTOR, ".finding")
        assert violations(driver) == []
        driver.switch_to.active_element.send_keys("j")
        fault = driver.switch_to.active_element
        assert "error" in fault.get_attribute("class")
        fault.send_keys(Keys.ENTER)
        assert driver.find_element(By.CSS_SELECTOR, "td:target").get_attribute("id") == "f-review.total"
        assert driver.execute_script("return document.documentElement.scrollWidth - innerWidth") <= 0
        driver.find_element(By.CSS_SELECTOR, ".bar nav a").send_keys(Keys.ENTER)
        assert driver.find_element(By.CSS_SELECTOR, ".results th .soft").text == "draft.docx"
        assert f"lang={lang}" in driver.current_url
        assert violations(driver) == []
        assert complaints(driver) == []


@pytest.mark.full
@in_browser
def test_what_is_being_read_is_said_while_it_takes(tmp_path: Path) -> None:
    for name in ("一.html", "二.html"):
        (tmp_path / name).write_bytes((SAMPLES / "yunhe_2022.html").read_bytes())
    with running() as address, driven() as driver:
        driver.get(address)
        driver.execute_script(
            "const form = document.querySelector('form'); form.addEventListener('submit', (event) "
            "=> event.preventDefault());"
        )
        names = "\n".join(str(path) for path in sorted(tmp_path.iterdir()))
        driver.find_element(By.CSS_SELECTOR, "input[type=file]").send_keys(names)
        wait = driver.find_element(By.CSS_SELECTOR, ".wait")
        assert wait.is_displayed()
        assert "正在读取2个文件" in wait.text
        assert "一.html · 二.html" in wait.text
        assert not driver.find_element(By.CSS_SELECTOR, ".drop").is_displayed()
