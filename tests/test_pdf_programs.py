"""PDFs as other programs leave them: several pages on a sheet, cells with borders of their own, turned and
moved pages."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from figures import Figure
from govinfo_reports import parse
from govinfo_reports.indicators import Form
from govinfo_reports.limits import DEFAULT_LIMITS
from govinfo_reports.readers.pdf.read import read_pdf
from scanned_reports import ruled_report

REPORT, FIGURES = ruled_report(Form.F2019)
_BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


def read(data: bytes) -> dict[str, Figure]:
    report = parse(data)
    return {path: report.get(path) for path in FIGURES}


def edited(edit: Callable[[Any, Any], None]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(REPORT)) as pdf:
        for page in pdf.pages:
            edit(pdf, page)
        pdf.save(out)
    return out.getvalue()


def size_of(page: Any) -> tuple[float, float]:
    return float(page.MediaBox[2]), float(page.MediaBox[3])


def as_form(pdf: Any, page: Any) -> Any:
    name = pikepdf.Name
    return pdf.make_stream(
        page.Contents.read_bytes(), Type=name.XObject, Subtype=name.Form, BBox=page.MediaBox, Resources=page.Resources
    )  # fmt: skip


def moved(_pdf: Any, page: Any) -> None:
    width, height = size_of(page)
    page.contents_add(b"q 1 0 0 1 -300 200 cm", prepend=True)
    page.contents_add(b"Q")
    page.MediaBox = [-400, 100, width - 200, height + 300]
    page.CropBox = [-300, 200, width - 300, height + 200]


def turned(_pdf: Any, page: Any) -> None:
    width, height = size_of(page)
    page.contents_add(f"q 0 1 -1 0 {height} 0 cm".encode(), prepend=True)
    page.contents_add(b"Q")
    page.MediaBox = [0, 0, height, width]
    page.Rotate = 90


def enlarged(_pdf: Any, page: Any) -> None:
    width, height = size_of(page)
    page.contents_add(b"q 3 0 0 3 0 0 cm", prepend=True)
    page.contents_add(b"Q")
    page.MediaBox = [0, 0, 3 * width, 3 * height]


def nested(pdf: Any, page: Any) -> None:
    resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=as_form(pdf, page)))
    page.Resources = resources
    page.Contents = pdf.make_stream(b"/F Do")


def doubled(pdf: Any, page: Any) -> None:
    """Bold print of old drivers: everything printed again, a little aside."""
    content = page.Contents.read_bytes()
    page.Contents = pdf.make_stream(b"q " + content + b" Q q 1 0 0 1 0.25 0 cm " + content + b" Q")


@pytest.mark.parametrize("edit", [moved, turned, enlarged, nested, doubled])
def test_what_programs_do_to_pages_changes_no_figure(edit: Callable[[Any, Any], None]) -> None:
    assert read(edited(edit)) == FIGURES


def test_two_pages_of_tables_on_one_sheet() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(REPORT)) as pdf:
        first, second = pdf.pages
        width, height = size_of(first)
        forms = {"A": as_form(pdf, first), "B": as_form(pdf, second)}
        first.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(**forms))
        first.Contents = pdf.make_stream(f"/A Do q 1 0 0 1 {width} 0 cm /B Do Q".encode())
        first.MediaBox = [0, 0, 2 * width, height]
        del pdf.pages[1]
        pdf.save(out)
    assert read(out.getvalue()) == FIGURES


@pytest.mark.parametrize("low", [7.0, 10.0])
def test_a_line_within_a_row_makes_no_row(low: float) -> None:
    """The label at the left, over two rows, ends early: its border goes through the second row, whose other
    cells go on."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.setFontSize(9)
    for x in (100, 200, 300, 400):
        canvas.line(x, 700, x, 640)
    for y in (700.0, 680.0, 660.0, 640.0):
        canvas.line(200, y, 400, y)
    for y in (700.0, 640.0 + low, 640.0):
        canvas.line(100, y, 200, y)
    canvas.drawString(105, 676, "group")
    for row in range(3):
        for column in range(2):
            canvas.drawString(210 + 100 * column, 686 - 20 * row, str(10 * row + column))
    canvas.save()
    (table,) = read_pdf(out.getvalue(), source=None, limits=DEFAULT_LIMITS).tables()
    assert [[(cell.text, cell.rowspan) for cell in row] for row in table.rows] == [
        [("group", 3), ("0", 1), ("1", 1)],
        [("10", 1), ("11", 1)],
        [("20", 1), ("21", 1)],
    ]


def test_a_low_row_of_blanks_below_a_head_stays() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    for y in (700, 680, 668, 648):
        canvas.line(100, y, 400, y)
    for x in (100, 200, 300, 400):
        canvas.line(x, 700, x, 648)
    for x, (head, figure) in zip((110, 210, 310), (("a", "1"), ("b", "2"), ("c", "3")), strict=True):
        canvas.drawString(x, 686, head)
        canvas.drawString(x, 654, figure)
    canvas.save()
    (table,) = read_pdf(out.getvalue(), source=None, limits=DEFAULT_LIMITS).tables()
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["a", "b", "c"],
        ["", "", ""],
        ["1", "2", "3"],
    ]


@pytest.mark.full
@pytest.mark.parametrize(
    "pattern", ["pikepdf-*", "reportlab-*", "typst*", "weasyprint-*", "chromium-*", "soffice-*"]
)
def test_nothing_is_read_wrong_from_the_pdfs_of_other_programs(pattern: str) -> None:
    command = [sys.executable, str(_BENCHMARKS / "pdf_programs.py"), pattern]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "wrong 0" in done.stdout.splitlines()[-1]
    assert "not made" not in done.stdout
