"""What is struck out in a workbook is not the report's."""

from __future__ import annotations

import io
import re
from typing import Any
from zipfile import ZipFile

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from govinfo_reports import Report, parse

STRUCK = InlineFont(strike=True)


def workbook(figure: Any, *, strike: bool = False) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[list[Any]] = [
        ["云河市2016年政府信息公开工作年度报告"],
        ["统计指标", "单位", "统计数"],
        ["主动公开政府信息数", "条", 120],
        ["收到申请数", "件", figure],
        ["举报投诉数量", "件", 1],
    ]
    for row in rows:
        sheet.append(row)
    sheet["C4"].font = Font(strike=strike)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def report(figure: Any, *, strike: bool = False) -> Report:
    return parse(workbook(figure, strike=strike))


def test_a_struck_cell_is_left_out_and_told() -> None:
    struck = report(2, strike=True)
    assert (struck.proactive.disclosed, struck.applications.received.total, struck.complaints) == (
        120,
        None,
        1,
    )
    assert any("struck-out" in notice for notice in struck.notices)
    assert report(2).applications.received.total == 2


def test_struck_digits_are_not_joined_to_what_stands_behind_them() -> None:
    mixed = CellRichText(TextBlock(STRUCK, "7"), TextBlock(InlineFont(), "2"))
    assert report(mixed).applications.received.total == 2
    plain = CellRichText(TextBlock(InlineFont(b=True), "7"), TextBlock(InlineFont(), "2"))
    assert report(plain).applications.received.total == 72


def test_a_cell_whose_text_is_struck_whole_is_blank() -> None:
    assert report(CellRichText(TextBlock(STRUCK, "72"))).applications.received.total is None


def test_a_struck_cell_is_left_out_where_no_cell_names_its_place() -> None:
    bare = io.BytesIO()
    with ZipFile(io.BytesIO(workbook(2, strike=True))) as package, ZipFile(bare, "w") as made:
        for name in package.namelist():
            part = package.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part, count = re.subn(rb'(<(?:c|row)) r="[A-Z0-9]+"', rb"\1", part)
                assert count == 5 + 13
            made.writestr(name, part)
    read = parse(bare.getvalue())
    assert (read.proactive.disclosed, read.applications.received.total, read.complaints) == (120, None, 1)
