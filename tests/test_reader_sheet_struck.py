"""What is struck out in an xlsx sheet is not the report's: whole cells by their font, and parts of their
texts."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from govinfo_reports.document import Document
from govinfo_reports.limits import DEFAULT_LIMITS
from govinfo_reports.readers.sheet.read import read_sheet

GONE, KEPT = InlineFont(strike=True), InlineFont(b=True)


def read(*values: object, strike: bool | None = None) -> Document:
    """A sheet of heads and rows, the last cell of each a value in a font that strikes out or not."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["项目", "上年", "本年"])
    for at, value in enumerate(values, start=2):
        sheet.append([f"第{'一二三四'[at - 2]}项", 8])
        sheet.cell(at, 3).value = value  # type: ignore[assignment]
        sheet.cell(at, 3).font = Font(strike=strike)
    out = io.BytesIO()
    book.save(out)
    return read_sheet(out.getvalue(), source="a", limits=DEFAULT_LIMITS)


def last_cells(document: Document) -> list[str]:
    (table,) = document.tables()
    return [cell.text for cell in table.cells if cell.column == 2 and cell.row > 0]


def test_a_struck_cell_is_blank_and_said() -> None:
    document = read(5, "6件", strike=True)
    (table,) = document.tables()
    assert [cell.text for cell in table.cells if cell.row > 0 and cell.column == 1] == ["8", "8"]
    assert last_cells(document) == ["", ""]
    assert "2 struck-out passages were left out" in document.notices[0]


@pytest.mark.parametrize(
    ("pieces", "left"),
    [
        ((TextBlock(GONE, "7"), "2"), "2"),
        (("2", TextBlock(GONE, "7")), "2"),
        ((TextBlock(KEPT, "1"), TextBlock(GONE, "7"), TextBlock(KEPT, "2")), "12"),
        ((TextBlock(GONE, "7"), TextBlock(GONE, "2")), ""),
    ],
)
def test_struck_parts_of_a_text_are_no_digits_of_the_figure(
    pieces: tuple[str | TextBlock, ...], left: str
) -> None:
    document = read(CellRichText(*pieces), 4)
    assert last_cells(document) == [left, "4"]
    assert "1 struck-out passages were left out" in document.notices[0]


def test_of_a_struck_cell_the_parts_with_a_look_of_their_own_are_kept() -> None:
    assert last_cells(read(CellRichText("7", TextBlock(KEPT, "2")), strike=True)) == ["2"]


def test_a_font_that_does_not_strike_out_leaves_all() -> None:
    document = read(5, CellRichText(TextBlock(InlineFont(strike=False), "7"), "2"), strike=False)
    assert last_cells(document) == ["5", "72"]
    assert document.notices == ()
