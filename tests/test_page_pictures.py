"""Pictures of pages beside the tables: each figure has a box on the page that shows it, and there stands
that figure."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path
from random import Random
from typing import Any

import pytest
from PIL import Image

from desk import By, complaints, driven, missing, violations
from figures import clean_figures
from govinfo_reports import DEFAULT_LIMITS, Form, parse_document
from govinfo_reports.cli import main
from govinfo_reports.desk.page import page_html
from govinfo_reports.document import Document, Table
from govinfo_reports.explained import explain_document
from govinfo_reports.readers import read
from govinfo_reports.readers.image.page_pictures import PagePicture, page_pictures
from grids import form_tables, printed
from scanned_reports import as_scan, pages_of, ruled_report
from test_hostile_views import ATTACKS
from test_page import HOSTILE, by_id, generated, tree_of
from writers_ofd import write_ofd

in_browser = pytest.mark.skipif(missing() is not None, reason=missing() or "")


def seen(data: bytes) -> tuple[Document, dict[int, PagePicture]]:
    """A document and the pictures of its pages."""
    with page_pictures() as pictures:
        document = read(data, source=None, limits=DEFAULT_LIMITS)
    return document, pictures


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return ruled_report(Form.F2021, 3)[0]


def section_three() -> list[str | Any]:
    """The blocks of sections two to four, tables among them."""
    blocks: list[str | Any] = []
    for heading, tables in form_tables(Form.F2021, printed(clean_figures(Form.F2021, Random(3)))).items():
        blocks += [heading, *tables]
    return blocks


def shade(picture: PagePicture) -> Image.Image:
    return Image.open(io.BytesIO(picture.data)).convert("L")


def test_each_figure_of_a_pdf_has_ink_in_its_box_and_little_beside_it(pdf: bytes) -> None:
    document, pictures = seen(pdf)
    cells = [cell for table in document.tables() for cell in table.cells]
    assert len(cells) > 150
    assert all(cell.box is not None for cell in cells)
    for cell in cells:
        if not re.fullmatch(r"\d+", cell.text):
            continue
        assert cell.box is not None
        assert cell.location.page is not None
        image = shade(pictures[cell.location.page])
        width, height = image.size
        left, top, right, bottom = (
            round(edge * side) for edge, side in zip(cell.box, (width, height) * 2, strict=True)
        )
        inside = image.crop((left, top, right + 1, bottom + 1))
        assert min(inside.tobytes()) < 140  # the figure's ink
        assert max(inside.tobytes()) > 200
        assert right - left < 14 * len(cell.text) + 8  # and no more than its digits
    assert all(one.box is not None for one in document.paragraphs())


def test_nobody_pays_for_pictures_who_asks_for_none(pdf: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: object) -> PagePicture:
        raise AssertionError

    monkeypatch.setattr("govinfo_reports.readers.pdf.passes.encoded", fails)
    read(pdf, source=None, limits=DEFAULT_LIMITS)
    with page_pictures() as pictures:
        read(generated(Form.F2021, "html"), source=None, limits=DEFAULT_LIMITS)
    assert pictures == {}


def test_an_ofd_page_is_drawn_with_its_figures_in_their_boxes() -> None:
    document, pictures = seen(write_ofd(["云河市2023年政府信息公开工作年度报告", *section_three()]))
    assert {one.media for one in pictures.values()} == {"image/svg+xml"}
    tables = [block for block in document.blocks if isinstance(block, Table)]
    checked = 0
    for cell in (cell for table in tables for cell in table.cells):
        if re.fullmatch(r"\d+", cell.text) and cell.box is not None and cell.location.page:
            drawn: Any = tree_of(pictures[cell.location.page].data.decode())
            width, height = (
                float(one)
                for one in re.findall(
                    r'viewbox="0 0 (\S+) (\S+)"', pictures[cell.location.page].data.decode().lower()
                )[0]
            )
            places = [
                (float(one.get("x")) / width, float(one.get("y")) / height)
                for one in drawn.iter("text")
                if one.text == cell.text
            ]
            left, top, right, bottom = cell.box
            checked += 1
            assert any(left - 0.01 <= x <= right and top <= y <= bottom + 0.01 for x, y in places)
    assert checked > 150


@pytest.mark.parametrize("text", [*HOSTILE, *ATTACKS])
def test_nothing_printed_becomes_code_in_a_picture(text: str) -> None:
    shown = "".join(char for char in text if char.isprintable())
    document, pictures = seen(
        write_ofd(["青川县2023年政府信息公开工作年度报告", shown, "一、总体情况", "主动公开12条。"])
    )
    drawn = pictures[1].data.decode()
    svg: Any = tree_of(drawn)
    assert not svg.xpath("//script | //img | //a | //*[@onload or @onerror]")
    assert svg.xpath("count(//svg)") == 1
    page = tree_of(page_html(parse_document(document), document, pictures=pictures))
    assert len(page.xpath("//script")) == 1
    assert all(one.get("src").startswith("data:image/") for one in page.xpath("//img"))


def test_the_page_shows_its_pictures_and_leads_to_the_boxes(pdf: bytes) -> None:
    document, pictures = seen(pdf)
    report = parse_document(document)
    page = tree_of(page_html(report, document, lang="en", pictures=pictures))
    ids = by_id(page)
    for fact in report.facts:
        if fact.location.table is None:
            continue
        [link] = ids[f"f-{fact.path}"].xpath("a/@href")
        box = ids[link[1:]]
        assert "box" in box.get("class")
        assert box.get("href") == f"#f-{fact.path}"
        assert f"page {fact.location.page}" in box.getparent().getparent().text_content()
    images = page.xpath("//img/@src")
    assert len(images) == len({fact.location.page for fact in report.facts})
    assert base64.b64decode(images[0].partition(",")[2])[8:12] == b"WEBP"
    assert sum(map(len, images)) / len(images) < 200_000
    plain = tree_of(page_html(report, document, lang="en"))
    assert not plain.xpath("//img")


def test_a_finding_says_why_its_figures_are_what_they_are() -> None:
    data = generated(Form.F2021, "html", review__total=1)
    document = read(data, source=None, limits=DEFAULT_LIMITS)
    report = parse_document(document)
    for lang, said in (("en", "the label is the form's"), ("zh", "标签与法定表式一致")):
        page = tree_of(page_html(report, document, lang=lang, explanation=explain_document(document)))
        [why] = page.xpath("//li[contains(@class, 'error')]/details[@class='why']")
        assert len(why.xpath("ul/li")) == 5
        assert all(said in one.text_content() for one in why.xpath("ul/li"))
    assert not tree_of(page_html(report, document)).xpath("//details[@class='why']")


@pytest.mark.full
def test_the_boxes_of_a_scan_lie_on_its_figures(pdf: bytes) -> None:
    pytest.importorskip("rapidocr")
    document, pictures = seen(as_scan(pages_of(pdf)[-1:]))
    cells = [cell for table in document.tables() for cell in table.cells if re.fullmatch(r"\d+", cell.text)]
    assert len(cells) > 10
    image = shade(pictures[1])
    for cell in cells:
        assert cell.box is not None
        box = tuple(round(edge * side) for edge, side in zip(cell.box, image.size * 2, strict=True))
        assert min(image.crop((box[0], box[1], box[2] + 1, box[3] + 1)).tobytes()) < 150


@pytest.mark.full
@in_browser
def test_an_official_follows_a_fault_to_the_page_image(pdf: bytes, tmp_path: Path) -> None:
    (tmp_path / "草稿.pdf").write_bytes(pdf)
    wrong = ["--year", "2019"]
    main(
        [
            "check",
            str(tmp_path / "草稿.pdf"),
            "--format",
            "html",
            "-o",
            str(tmp_path / "site"),
            "--lang",
            "zh",
            "--workers",
            "1",
            *wrong,
        ]
    )
    [page] = (tmp_path / "site" / "reports").iterdir()
    for width, dark in ((1500, False), (390, False), (1500, True)):
        with driven(width=width, dark=dark) as driver:
            driver.get(page.as_uri())
            assert violations(driver) == []
            driver.find_element(By.CSS_SELECTOR, "[id='f-review.total'] a").click()
            box = driver.find_element(By.CSS_SELECTOR, ".box:target")
            assert box.is_displayed()
            place = driver.execute_script(
                "const r = arguments[0].getBoundingClientRect(); return [r.top, r.bottom, innerHeight]", box
            )
            assert 0 <= place[0] < place[1] <= place[2]
            driver.execute_script("arguments[0].click()", box)
            assert driver.find_element(By.CSS_SELECTOR, "td:target").get_attribute("id") == "f-review.total"
            driver.find_element(By.CSS_SELECTOR, "[data-view=words]").click()
            assert not driver.find_element(By.ID, "sheets").is_displayed()
            assert driver.find_element(By.ID, "words").is_displayed()
            driver.find_element(By.CSS_SELECTOR, "[id='f-review.total'] a").click()
            assert driver.find_element(By.ID, "sheets").is_displayed()
            assert complaints(driver) == []
            printed = driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": True})
            assert len(base64.b64decode(printed["data"])) > 50_000
