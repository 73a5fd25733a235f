"""Tables without ruling lines: labels that wrap beside their figures."""

from __future__ import annotations

import re
from random import Random

import pytest

from figures import clean_figures
from govinfo_reports.document import Document, Table
from govinfo_reports.indicators import Form
from govinfo_reports.limits import DEFAULT_LIMITS
from govinfo_reports.readers.pdf.read import read_pdf
from grids import form_tables, grid, printed
from writers_pdf import PdfStyle, table_of, write_pdf

HEAD = ["统计指标", "单位", "统计数"]


def read(table: Table, shares: tuple[float, ...]) -> Document:
    data = write_pdf([table], PdfStyle(rules="none", shares=shares))
    return read_pdf(data, source=None, limits=DEFAULT_LIMITS)


def rows_of(table: Table) -> list[list[str]]:
    return [[re.sub(r"\s+", "", cell.text) for cell in row] for row in table.rows]


@pytest.mark.parametrize("shares", [(9.0, 2.0, 2.0), (5.0, 2.0, 2.0), (3.0, 2.0, 2.0)])
def test_a_whole_table_comes_back(shares: tuple[float, ...]) -> None:
    ((table,),) = form_tables(Form.F2014, printed(clean_figures(Form.F2014, Random(1)))).values()
    document = read(table, shares)
    assert [rows_of(found) for found in document.tables()] == [rows_of(table)]
    assert not list(document.paragraphs())


@pytest.mark.parametrize(
    "label",
    [
        "（一）维持具体行政行为或者驳回原告诉讼请求数",
        "制发规范性文件总数以及其他各类政府信息的总数",
        "其中：" + "主要负责同志参加政府网站在线访谈次数" * 2,
        *("（一）" + "维持具体行政行为或者驳回原告诉讼请求数" * times for times in (3, 4, 5)),
    ],
)
@pytest.mark.parametrize("value", ["75", ""])
def test_a_label_around_its_figures_is_one(label: str, value: str) -> None:
    rows = [
        HEAD,
        ["一、收到申请数", "件", "12"],
        [label, "件", value],
        ["二、办结申请数", "件", "7"],
        ["三、答复数", "件", "3"],
    ]
    (found,) = read(table_of(rows), (5.2, 2.0, 2.0)).tables()
    assert rows_of(found) == rows


def test_a_group_without_figures_keeps_its_row() -> None:
    rows = [
        HEAD,
        ["一、主动公开的情况", "", ""],
        ["（一）主动公开政府信息的总数以及通过其他渠道公开的数", "条", "12"],
        ["二、依申请公开的情况", "", ""],
        ["（一）收到申请数", "件", "7"],
        ["（二）办结申请数", "件", "7"],
    ]
    (found,) = read(table_of(rows), (5.2, 2.0, 2.0)).tables()
    assert rows_of(found) == rows


def test_a_group_is_not_taken_for_the_first_line_of_a_label() -> None:
    """Between a group without figures and its first row is as much room as between all rows."""
    rows = [
        HEAD,
        ["一、政府信息公开收费减免情况", "", ""],
        ["主动公开文件数", "件", "12"],
        ["收费数", "件", "7"],
        ["免费数", "件", "7"],
    ]
    (found,) = read(table_of(rows), (9.0, 2.0, 2.0)).tables()
    assert rows_of(found) == rows


def test_text_around_figures_that_are_no_table_stays_text() -> None:
    document = read_pdf(
        write_pdf(["本页说明以下各项", "12", "均为本年度的情况"]), source=None, limits=DEFAULT_LIMITS
    )
    assert (
        re.sub(r"\s", "", "".join(p.text for p in document.paragraphs()))
        == "本页说明以下各项12均为本年度的情况"
    )


def one_head(*last: str | tuple[str, int, int]) -> Table:
    """A table of three heads, and below it one of a single head, with `last` as its row."""
    return grid(
        [
            ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
            ["规章", "1", "2", "3"],
            ["行政规范性文件", "4", "5", "6"],
            [("第二十条第（五）项", 1, 4)],
            ["信息内容", ("本年处理决定数量", 1, 3)],
            list(last),
        ]
    )


@pytest.mark.parametrize(
    ("last", "span"),
    [
        (("行政许可", ("24", 1, 3)), 3),
        (("行政许可", "", "", "24"), 1),
        (("行政许可", ("24", 1, 2), ""), 1),
        (("行政许可", "24", "", ""), 1),
        (("行政许可", "", "24", "25"), 1),
    ],
)
def test_one_head_is_that_of_figures_in_the_middle_below_it(
    last: tuple[str | tuple[str, int, int], ...], span: int
) -> None:
    data = write_pdf([one_head(*last)], PdfStyle(rules="none"))
    (found,) = read_pdf(data, source=None, limits=DEFAULT_LIMITS).tables()
    cells = {cell.text: (cell.column, cell.colspan) for cell in found.cells if cell.row > 3 and cell.text}
    assert cells["24"][1] == span
    assert (cells["本年处理决定数量"] == cells["24"]) == (span == 3 or last[1] == "24")
