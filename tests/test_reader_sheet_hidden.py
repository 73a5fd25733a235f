"""Hidden rows and columns of old workbooks and OpenDocument sheets are not the report's, as in xlsx."""

from __future__ import annotations

import struct
import time
from collections.abc import Callable

import pytest

from govinfo_reports.document import Table
from govinfo_reports.limits import DEFAULT_LIMITS
from govinfo_reports.readers.sheet.hidden import Hidden, without_hidden
from govinfo_reports.readers.sheet.read import read_sheet
from govinfo_reports.readers.sheet.rows import Sheet
from pace import within
from writers_ole import old_workbook
from writers_sheet import label, number, ods, record

ROWS: tuple[tuple[str | int, ...], ...] = (
    ("项目", "上年", "本年"),
    ("收到", 7, 3),
    ("旧行", 8, 4),
    ("办结", 9, 5),
)
SHOWN = [["项目", "本年"], ["收到", "3"], ["办结", "5"]]
ALL = [[str(text) for text in row] for row in ROWS]


def as_xls(*, hide: bool) -> bytes:
    records = [
        record(0x7D, struct.pack("<HHHHHH", 1, 1, 2000, 0, int(hide), 0)),
        record(0x208, struct.pack("<HHHHHHHH", 2, 0, 3, 255, 0, 0, 0x20 * hide, 15)),
    ]
    for at, row in enumerate(ROWS):
        for column, text in enumerate(row):
            records.append(
                label(at, column, text) if isinstance(text, str) else number(at, column, float(text))
            )
    return old_workbook({"表1": records})


def as_ods(*, hide: bool) -> bytes:
    how = ' table:visibility="collapse"' if hide else ""
    columns = f"<table:table-column/><table:table-column{how}/><table:table-column/>"
    rows = ""
    for at, row in enumerate(ROWS):
        filtered = ' table:visibility="filter"' if hide and at == 2 else ""
        cells = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
            for text in row
        )
        rows += f"<table:table-row{filtered}>{cells}</table:table-row>"
    return ods(rows, columns=columns)


@pytest.mark.parametrize("write", [as_xls, as_ods])
def test_hidden_rows_and_columns_are_left_out(write: Callable[..., bytes]) -> None:
    document = read_sheet(write(hide=True), source="a", limits=DEFAULT_LIMITS)
    (table,) = document.tables()
    assert texts(table) == SHOWN
    assert document.notices == (
        "left out of sheet 表1: 1 hidden rows, 1 hidden columns / 略去隐藏的 1 行、1 列",
    )
    assert table.cells[-1].location.row == 4, "places are those of the sheet"
    (table,) = read_sheet(write(hide=False), source="a", limits=DEFAULT_LIMITS).tables()
    assert texts(table) == ALL


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def test_many_hidden_rows_take_time_in_proportion() -> None:
    sheet = Sheet(name="表1", texts={row: {0: "1"} for row in range(120_000)}, merged={})
    started = time.process_time()
    shown, rows, columns = without_hidden(sheet, Hidden(rows=frozenset(range(0, 120_000, 2))))
    assert (len(shown.texts), rows, columns) == (60_000, 60_000, 0)
    assert shown.row_numbers[59_999] == 119_999
    assert time.process_time() - started < within(20)
