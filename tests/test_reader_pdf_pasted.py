"""Tables pasted into a page of text as images."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from govinfo_reports import Report, parse
from govinfo_reports.readers.pdf import pasted
from govinfo_reports.readers.pdf import read as pdf
from govinfo_reports.readers.pdf.pages import View

FONT = str(Path(__file__).parent / "report_font.ttf")
HEADS = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
ROWS = [HEADS, ["规章", "3", "0", "15"], ["行政规范性文件", "61", "59", "422"]]


def table(rows: list[list[str]], *, ruled: bool = True) -> Image.Image:
    """A picture of a table, 300 dots an inch."""
    font = ImageFont.truetype(FONT, 44)
    width, height = 420, 110
    image = Image.new("L", (width * 4 + 20, height * len(rows) + 20), 255)
    draw = ImageDraw.Draw(image)
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            x, y = 10 + column * width, 10 + row * height
            if ruled:
                draw.rectangle((x, y, x + width, y + height), outline=0, width=4)
            draw.text((x + 30, y + 30), text, font=font, fill=0)
    return image


def report(
    image: Image.Image, tmp_path: Path, over: Callable[[Canvas], None] = lambda canvas: None
) -> Report:
    pdfmetrics.registerFont(TTFont("report", FONT))
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=(595, 842))
    canvas.setFont("report", 14)
    for at, text in enumerate(
        [
            "云河市2022年政府信息公开工作年度报告",
            "一、总体情况",
            "全市公开工作平稳有序。",
            "二、主动公开政府信息情况",
            "第二十条第（一）项",
        ]
    ):
        canvas.drawString(70, 780 - 26 * at, text)
    height = 455 * image.height / image.width
    canvas.drawImage(ImageReader(image), 70, 640 - height, 455, height)
    over(canvas)
    canvas.drawString(70, 300, "三、收到和处理政府信息公开申请情况")
    canvas.drawString(70, 274, "全年收到政府信息公开申请12件。")
    canvas.save()
    path = tmp_path / "report.pdf"
    path.write_bytes(data.getvalue())
    return parse(path)


@pytest.mark.slow
def test_a_pasted_table_is_recognised_where_it_stands(tmp_path: Path) -> None:
    found = report(table(ROWS), tmp_path)
    assert found.applications.received.total == 12
    assert (found.proactive.regulations.in_force, found.proactive.normative_documents.issued) == (15, 61)
    fact = found.fact("proactive.normative_documents.repealed")
    assert fact is not None
    assert (fact.value, fact.location.page) == (59, 1)
    assert any("recognised from images" in notice for notice in found.notices)


@pytest.mark.parametrize("is_ruled", [False, True])
def test_only_what_has_the_lines_of_a_table_is_recognised(
    is_ruled: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[object] = []

    def recognised(image: object, **place: float) -> View:
        seen.append(image)
        return View(page=1, width=1, height=1)

    monkeypatch.setattr(pasted, "read_view", recognised)
    found = report(table(ROWS, ruled=is_ruled), tmp_path)
    assert len(seen) == is_ruled
    assert found.applications.received.total == 12


def test_an_image_below_text_of_the_page_is_its_ground(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pasted, "read_view", lambda image, **place: pytest.fail("recognised"))

    def over(canvas: Canvas) -> None:
        canvas.drawString(80, 600, "规章")

    assert report(table(ROWS), tmp_path, over).applications.received.total == 12


def test_without_the_packages_that_recognise_it_an_image_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "has_ocr", lambda: False)
    found = report(table(ROWS), tmp_path)
    assert any(
        "govinfo-reports[ocr]" in notice and "images on pages of text" in notice for notice in found.notices
    )
    assert found.applications.received.total == 12
