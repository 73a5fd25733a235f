"""The site of many reports: what is written, what its index says and finds, what a hostile name or report
costs it."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from urllib.parse import unquote

import pytest

from desk import By, complaints, driven, missing, violations
from govinfo_reports import Form, Report, parse
from govinfo_reports.cli import main
from govinfo_reports.desk.site import NotASite, Site, SiteEntry, rule_said
from govinfo_reports.language import Say
from test_hostile_views import ATTACKS
from test_page import HOSTILE, by_id, generated, tree_of

WRONG = {"review__total": 1}
SAMPLES = Path(__file__).parent.parent / "samples"
in_browser = pytest.mark.skipif(missing() is not None, reason=missing() or "")


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """A folder with a faulty report, a clean one below, and a file that is no report."""
    folder = tmp_path / "草稿"
    (folder / "below").mkdir(parents=True)
    (folder / "faulty.docx").write_bytes(generated(Form.F2021, "docx", **WRONG))
    (folder / "below" / "clean.html").write_bytes(generated(Form.F2021, "html", seed=6))
    (folder / "none.html").write_bytes(b"<p>no report</p>")
    return folder


def written(folder: Path, out: Path, *options: str) -> int:
    return main(
        ["check", str(folder), "--format", "html", "-o", str(out), "--workers", "1", "--lang", "en", *options]
    )


def test_each_report_has_its_page_and_its_row(
    drafts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "site"
    assert written(drafts, out) == 2  # a file could not be read
    assert f"3 reports: open {out / 'index.html'}" in capsys.readouterr().out
    index = tree_of((out / "index.html").read_text("utf-8"))
    rows = index.xpath("//table[@class='index']/tbody/tr")
    assert [row.xpath("string(td[last()])").strip() for row in rows] == [
        "clean.html",
        "faulty.docx",
        "none.html",
    ]
    assert "could not be read" in rows[2].text_content()
    assert rows[1].get("class") == "error"
    [rule] = [one for one in index.xpath("//select[@id='rule']/option") if "sum:review.total" in one.text]
    assert rule.get("value") in rows[1].get("data-r").split()
    assert rule.get("value") not in rows[0].get("data-r", "").split()
    links = [unquote(one) for one in index.xpath("//tbody//a/@href")]
    assert links == ["reports/青川县2023-2.html", "reports/青川县2023.html"]
    page = tree_of((out / links[1]).read_text("utf-8"))
    assert page.xpath("//a[@href='../index.html']")
    assert "sum:review.total" in page.text_content()
    assert "f-review.total" in by_id(page)


def test_the_pages_show_the_findings_that_count(drafts: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    assert written(drafts / "faulty.docx", out, "--ignore", "sum") == 0
    assert "sum:review.total" not in "".join(one.read_text("utf-8") for one in out.rglob("*.html"))
    known = tmp_path / "known.json"
    assert written(drafts / "faulty.docx", out, "--write-baseline", str(known)) == 0
    assert "sum:review.total" in (out / "index.html").read_text("utf-8")
    assert written(drafts / "faulty.docx", out, "--baseline", str(known)) == 0
    assert "sum:review.total" not in "".join(one.read_text("utf-8") for one in out.rglob("*.html"))
    assert written(drafts / "faulty.docx", out, "--year", "2021") == 1
    assert "expected:year" in (out / "reports" / "青川县2023.html").read_text("utf-8")


def test_reports_held_against_each_other_say_so_on_their_pages(tmp_path: Path) -> None:
    folder, out = tmp_path / "years", tmp_path / "site"
    folder.mkdir()
    for year in (2022, 2023):
        data = generated(Form.F2021, "html", seed=year).decode().replace("2023", str(year))
        (folder / f"{year}.html").write_text(data, encoding="utf-8")
    assert written(folder, out, "--series") == 1
    assert "carry:" in (out / "reports" / "青川县2023.html").read_text("utf-8")


def test_a_site_is_written_again_over_itself_and_over_nothing_else(
    drafts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = drafts / "site"  # in the folder that is read
    written(drafts, out)
    first = sorted(one.name for one in out.rglob("*.html"))
    (drafts / "below" / "clean.html").unlink()
    written(drafts, out)
    assert sorted(one.name for one in out.rglob("*.html")) == sorted(set(first) - {"青川县2023-2.html"})
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "index.html").write_text("<p>mine", encoding="utf-8")
    assert written(drafts, tmp_path / "mine") == 2
    assert "holds other files" in capsys.readouterr().err
    assert (tmp_path / "mine" / "index.html").read_text(encoding="utf-8") == "<p>mine"
    with pytest.raises(NotASite, match="is a file"):
        Site(tmp_path / "mine" / "index.html")
    assert main(["check", str(drafts), "--format", "html"]) == 2


def test_several_reports_on_the_command_page_are_a_site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [str(one) for one in sorted(SAMPLES.iterdir())]
    assert main(["page", *files]) == 2
    assert "needs a folder" in capsys.readouterr().err
    assert main(["page", *files, "-o", str(tmp_path / "site")]) == 0
    assert len(list((tmp_path / "site" / "reports").iterdir())) == len(files)
    given = io.TextIOWrapper(io.BytesIO(generated(Form.F2021, "html", **WRONG)))
    monkeypatch.setattr(sys, "stdin", given)
    assert main(["check", "-", "--format", "html", "-o", str(tmp_path / "one"), "--workers", "1"]) == 1
    assert len(list((tmp_path / "one" / "reports").iterdir())) == 1


@pytest.mark.parametrize("text", [*HOSTILE, *ATTACKS])
def test_no_name_becomes_code_or_leaves_the_folder(text: str, tmp_path: Path) -> None:
    site = Site(tmp_path / "site", "en")
    report = parse(generated(Form.F2021, "html"))
    for organ in (text, f"../../{text}", "..", "a" * 500, None):
        site.add(
            type(report)(organ=organ, title=text, year=2023, findings=report.findings), f"/x/{text}", b"<p>"
        )
    site.refuse(refusal(text), text)
    files = {one for one in tmp_path.rglob("*") if one.is_file()} - {tmp_path / "site" / "index.html"}
    assert {one.parent for one in files} <= {tmp_path / "site" / "reports"}
    page = tree_of(site.finish().read_text("utf-8"))
    assert len(page.xpath("//script")) == 1
    assert not page.xpath(
        "//img | //svg | //tbody//a[starts-with(@href, 'javascript')] | //*[@onload or @onerror]"
    )
    assert not re.search("[\u202e\u2066-\u2069]", (tmp_path / "site" / "index.html").read_text("utf-8"))
    for link in page.xpath("//tbody//a/@href"):
        assert (tmp_path / "site" / unquote(link)).is_file()


def refusal(text: str) -> NotASite:
    return NotASite(text, reason_zh=text)


def test_a_rule_is_said_in_words() -> None:
    assert rule_said("agree:review.total", Say("zh")) == "行政复议 × 总计"
    assert rule_said("agree:review.total", Say("en")) == "review.total"
    assert rule_said("suspicious:fees", Say("zh")).startswith("文中称未收费")
    assert rule_said("complete:applications", Say("zh")) == "三、收到和处理政府信息公开申请情况"
    assert rule_said("mine:own", Say("en")) == ""


def test_a_site_that_ended_half_way_is_written_again(tmp_path: Path) -> None:
    report, out = parse(generated(Form.F2021, "html")), tmp_path / "site"
    Site(out, "zh").add(report, "a.html", b"<p>")  # and no finish
    assert "本网站尚未生成完毕" in (out / "index.html").read_text("utf-8")
    again = Site(out, "zh")
    again.add(report, "a.html", b"<p>")
    assert "青川县" in again.finish().read_text("utf-8")
    assert [one.name for one in out.iterdir() if one.is_file()] == ["index.html"]


def test_names_that_file_systems_hold_to_be_one_are_two_files(tmp_path: Path) -> None:
    site = Site(tmp_path / "site", "en")
    for organ in ("Abc", "aBC", "ABC-2", "CON", "con"):
        site.add(Report(organ=organ), "x.txt", organ.encode())
    names = [unquote(one.page or "") for one in site.entries]
    assert len({one.casefold() for one in names}) == 5
    assert not any(Path(one).stem.casefold() in {"con", "con-2"} for one in names)
    assert [(site.out / name).read_bytes() for name in names] == [b"Abc", b"aBC", b"ABC-2", b"CON", b"con"]
    site.finish()
    assert all((site.out / name).exists() for name in names)


def test_names_that_are_all_the_same_take_no_time(tmp_path: Path) -> None:
    site, report = Site(tmp_path / "site", "en"), Report(organ="青川县", year=2023)
    tried: list[str] = []

    class Counted(dict[str, str]):
        def __contains__(self, name: object) -> bool:
            tried.append(str(name))
            return super().__contains__(name)

    site._names = Counted()
    names = [site._name("a.html", report) for _ in range(6000)]
    assert len(set(names)) == 6000
    assert len(tried) == 6000  # each name is asked for once


def many(site: Site, count: int) -> Path:
    """An index of so many reports."""
    random = Random(7)
    rules = [f"sum:applications.outcomes.total.{name}" for name in "abcdefghijklmnopqrstuvwxyz"]
    for number in range(count):
        site.entries.append(
            SiteEntry(
                source=f"/data/province/{number:05d}_青川市某区政府信息公开年度报告.html", page=f"reports/organ{number}.html",
                organ=f"青川市第{number // 5}区人民政府", year=2019 + number % 5, form="2021", unread=number % 3,
                rules=tuple(sorted(random.sample(rules, number % 4))), counts={"error": number % 2, "warning": number % 4},
            )
        )  # fmt: skip
    return site.finish()


def test_the_index_of_five_thousand_is_small(tmp_path: Path) -> None:
    assert many(Site(tmp_path / "site", "zh"), 5000).stat().st_size < 2_000_000


@pytest.mark.full
@in_browser
def test_five_thousand_are_searched_at_once(tmp_path: Path) -> None:
    index = many(Site(tmp_path / "site", "zh"), 5000)
    with driven() as driver:
        began = time.monotonic()
        driver.get(index.as_uri())
        assert time.monotonic() - began < 15
        shown = "return [...document.querySelectorAll('.index tbody tr')].filter((one) => !one.hidden).length"
        assert driver.execute_script(shown) == 5000
        took = driver.execute_script(
            "const q = document.getElementById('q'); const began = performance.now(); q.value = "
            "'第77 区 2022';"
            "q.dispatchEvent(new Event('input', {bubbles: true})); document.body.offsetHeight; "
            "return performance.now() - began"
        )
        assert took < 2000
        assert driver.execute_script(shown) == 11  # 77, and 770 to 779
        driver.find_element(By.CSS_SELECTOR, "[type=reset]").click()
        driver.execute_script("scrollTo(0, 40000)")
        until = time.monotonic() + 10
        head = 0.0
        while not 0 < head < 120 and time.monotonic() < until:  # five thousand rows are laid out again
            head = driver.execute_script(
                "return document.querySelector('.index thead th').getBoundingClientRect().top"
            )
        assert 0 < head < 120  # it stays in view, below what is searched by
        driver.execute_script("scrollTo(0, 0)")
        driver.find_elements(By.CSS_SELECTOR, ".index thead button")[3].click()
        first = driver.find_element(By.CSS_SELECTOR, ".index tbody tr")
        assert "error" in first.get_attribute("class")
        assert complaints(driver) == []


@pytest.mark.full
@in_browser
def test_an_official_finds_a_report_and_its_fault(drafts: Path, tmp_path: Path) -> None:
    for lang, faulty in (("zh", "有错误"), ("en", "with errors")):
        out = tmp_path / lang
        main(["check", str(drafts), "--format", "html", "-o", str(out), "--workers", "1", "--lang", lang])
        with driven() as driver:
            driver.get((out / "index.html").as_uri())
            assert violations(driver) == []
            driver.find_element(By.ID, "grave").send_keys(faulty)
            [row] = [
                one for one in driver.find_elements(By.CSS_SELECTOR, ".index tbody tr") if one.is_displayed()
            ]
            driver.refresh()  # what was asked for stays in the address
            [row] = [
                one for one in driver.find_elements(By.CSS_SELECTOR, ".index tbody tr") if one.is_displayed()
            ]
            row.find_element(By.CSS_SELECTOR, "a").click()
            driver.find_element(By.CSS_SELECTOR, ".finding.error .cells a").click()
            assert driver.find_element(By.CSS_SELECTOR, "td:target").get_attribute("id") == "f-review.total"
            driver.find_element(By.CSS_SELECTOR, ".bar nav a").click()
            assert driver.current_url.split("#")[0] == (out / "index.html").as_uri()
            assert complaints(driver) == []


@pytest.mark.full
def test_five_hundred_reports_take_less_than_a_minute_of_two_processors(tmp_path: Path) -> None:
    """Processor time, which a busy machine changes little: 120 seconds are a minute of two."""
    import resource

    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(500):
        kind = ("docx", "html", "xlsx")[number % 3]
        (folder / f"{number}.{kind}").write_bytes(generated(Form.F2021, kind, seed=number))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = "import sys; from govinfo_reports.cli import main; sys.exit(main(sys.argv[1:]))"
    subprocess.run(
        [sys.executable, "-c", start, "check", str(folder), "--format", "html", "-o", str(tmp_path / "out"), "--workers", "2", "--fail-on", "error"],
        check=True, capture_output=True,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert len(list((tmp_path / "out" / "reports").iterdir())) == 500
    assert spent < 120
