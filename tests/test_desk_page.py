"""The audit page as a person uses it, in Chromium: tables as the form prints them, relations drawn, keys,
filter, phone, dark, print."""

from __future__ import annotations

import base64
from io import BytesIO
from pathlib import Path

import pytest
from attrs import evolve

from desk import By, complaints, driven, missing, violations
from govinfo_reports import DEFAULT_LIMITS, Form, Location, Unread, parse
from govinfo_reports.desk.page import page_html
from govinfo_reports.desk.site import Site
from govinfo_reports.export.form_tables import form_tables
from govinfo_reports.indicators import leaf_indicators
from govinfo_reports.readers import read
from test_page import generated, page_of

WRONG = {"applications__outcomes__total__total": 2, "review__total": 1}
in_browser = pytest.mark.skipif(missing() is not None, reason=missing() or "")


@pytest.fixture
def address(tmp_path: Path) -> str:
    data = generated(Form.F2021, "docx", **WRONG)
    page = page_html(parse(data), read(data, source=None, limits=DEFAULT_LIMITS), lang="zh")
    (tmp_path / "页面.html").write_text(page, encoding="utf-8")
    return (tmp_path / "页面.html").as_uri()


@pytest.mark.parametrize("form", [Form.F2019, Form.F2021])
def test_the_tables_of_a_form_hold_each_of_its_figures_once(form: Form) -> None:
    every = [
        path
        for path, item in leaf_indicators().items()
        if form in item.forms
        and path.partition(".")[0] in {"proactive", "applications", "review", "litigation"}
    ]
    tables = form_tables(form, set(every))
    paths = [path for table in tables for path in table.paths]
    assert sorted(paths) == sorted(every)
    for table in tables:
        assert {len(row.paths) for row in table.rows} == {len(table.columns)}


def test_a_form_of_words_has_no_tables_and_an_unknown_figure_asks_for_none() -> None:
    assert form_tables(Form.F2014, {"review.total"}) == ()
    assert form_tables(Form.F2021, {"training.sessions"}) == ()


def test_section_three_is_its_matrix_and_section_four_its_fifteen() -> None:
    report, page = page_of(generated(Form.F2021, "html", **WRONG))
    [three] = page.xpath("//table[@class='form three']")
    rows = three.xpath("tbody/tr")
    assert [len(row.xpath("td")) for row in rows] == [7] * 25
    [four] = page.xpath("//table[@class='form four']")
    assert [len(row.xpath("td")) for row in four.xpath("tbody/tr")] == [15]
    for row in (*rows, *four.xpath("tbody/tr")):
        for cell in row.xpath("td"):
            value = report.get(cell.get("id").removeprefix("f-"))
            assert cell.text_content() == ("" if value is None else str(value))
    wide = [sum(int(one.get("colspan", 1)) for one in line.xpath("th")) for line in four.xpath("thead/tr")]
    assert wide == [15, 10, 15]
    whole = [cell.get("id") for cell in page.xpath("//td[@data-whole]") if "error" in cell.get("class")]
    assert "f-review.total" in whole
    assert "f-applications.outcomes.total.total" in whole


@pytest.mark.full
@in_browser
def test_the_keys_walk_through_the_findings_and_draw_them(address: str) -> None:
    with driven() as driver:
        driver.get(address)
        body = driver.find_element(By.TAG_NAME, "body")
        many = len(driver.find_elements(By.CSS_SELECTOR, ".finding"))
        assert many >= 3
        seen = []
        for _ in range(many):
            body.send_keys("j")
            [chosen] = driver.find_elements(By.CSS_SELECTOR, ".finding.chosen")
            seen.append(chosen.get_attribute("data-n"))
            tied = driver.find_elements(By.CSS_SELECTOR, "td.tied[data-f]")
            assert all(seen[-1] in (one.get_attribute("data-f") or "").split() for one in tied)
        assert seen == [str(one) for one in range(1, many + 1)]
        body.send_keys("k")
        body.send_keys("k")
        [chosen] = driver.find_elements(By.CSS_SELECTOR, ".finding.chosen")
        assert chosen.get_attribute("data-n") == str(many - 2)
        driver.find_element(By.CSS_SELECTOR, "[data-n='1']").click()
        cells = driver.find_elements(By.CSS_SELECTOR, "td.tied[data-f]")
        drawn = driver.find_elements(By.CSS_SELECTOR, ".read svg.ties path")
        assert len(drawn) == len(cells) - 1 > 0
        assert len(driver.find_elements(By.CSS_SELECTOR, ".text svg.ties path")) == len(drawn)
        driver.find_element(By.CSS_SELECTOR, "button[data-kind=error]").click()
        left = [one for one in driver.find_elements(By.CSS_SELECTOR, ".finding") if one.is_displayed()]
        assert left
        assert not any("error" in (one.get_attribute("class") or "") for one in left)
        assert complaints(driver) == []


@pytest.mark.full
@in_browser
@pytest.mark.parametrize(("width", "dark"), [(1500, False), (1500, True), (400, False)])
def test_axe_finds_nothing_and_nothing_sticks_out(address: str, width: int, dark: bool) -> None:
    with driven(width=width, dark=dark) as driver:
        driver.get(address)
        across = driver.execute_script("return document.documentElement.scrollWidth - innerWidth")
        assert across <= 0
        assert violations(driver) == []


@pytest.mark.full
@in_browser
def test_it_prints_as_a_checklist(address: str) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    with driven() as driver:
        driver.get(address)
        printed = base64.b64decode(driver.execute_cdp_cmd("Page.printToPDF", {})["data"])
    document = pdfium.PdfDocument(BytesIO(printed))
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert len(document) <= 8  # the findings one below the other, not a page for each
    for said in ("发现的问题", "sum:review.total", "（七）总计", "复议后起诉"):
        assert said in text.replace("\r\n", "")
    document.close()


@pytest.mark.full
@in_browser
@pytest.mark.parametrize("width", [1500, 400])
def test_the_head_of_a_long_table_stays_in_view(address: str, width: int) -> None:
    """Where the table fits its column its head stays on top; on a phone the labels stay on the left."""
    with driven(width=width) as driver:
        driver.get(address)
        driver.execute_script(
            "document.getElementById('f-applications.carried_forward.total').scrollIntoView()"
        )
        table = "document.getElementById('f-applications.carried_forward.total').closest('table')"
        if width > 1000:
            top = driver.execute_script(f"return {table}.tHead.getBoundingClientRect().top")
            frame = driver.execute_script(
                "return document.querySelector('.read').getBoundingClientRect().top"
            )
            assert abs(top - frame) < 2
            assert driver.execute_script(f"return {table}.closest('.scroll').tabIndex") == -1
        else:
            left = "return [...{}.tBodies[0].rows].at(-2).querySelector('th:last-of-type').getBoundingClientRect().left"
            assert (
                driver.execute_script(f"{table}.closest('.scroll').scrollLeft = 300;" + left.format(table))
                >= 0
            )
            assert driver.execute_script(f"return {table}.closest('.scroll').tabIndex") == 0
        assert complaints(driver) == []


def test_no_findings_are_said_with_what_was_read() -> None:
    data = Path(__file__).parent.parent.joinpath("samples", "yunhe_2022.html").read_bytes()
    report = parse(data).with_findings(())
    page = page_html(report, read(data, source=None, limits=DEFAULT_LIMITS), lang="en")
    assert f"{len(report.facts) + len(report.extra)} figures were read, and every rule" in page


@pytest.mark.full
@in_browser
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_where_nothing_is_wrong_nor_where_nothing_is_done(
    tmp_path: Path, dark: bool
) -> None:
    """A page without findings, with what was not understood, and the index of a site that was not
    finished."""
    data = Path(__file__).parent.parent.joinpath("samples", "yunhe_2022.html").read_bytes()
    report = evolve(
        parse(data).with_findings(()),
        unread=(Unread(raw="甲 1", location=Location(line=1), reason="unknown / 未知"),),
    )
    clear = tmp_path / "clear.html"
    clear.write_text(page_html(report, read(data, source=None, limits=DEFAULT_LIMITS), lang="zh"), "utf-8")
    site = Site(tmp_path / "site", "zh")
    with driven(dark=dark) as driver:
        driver.get(clear.as_uri())
        assert "另有1处未能识别" in driver.find_element(By.CSS_SELECTOR, ".clear").text
        assert violations(driver) == []
        driver.get((site.out / "index.html").as_uri())
        assert "尚未生成完毕" in driver.find_element(By.TAG_NAME, "main").text
        assert violations(driver) == []
        assert complaints(driver) == []
