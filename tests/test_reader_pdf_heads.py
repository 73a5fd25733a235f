"""A page break that goes through the heads of a table leaves them as they were printed on one page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

import pytest

from figures import clean_figures
from govinfo_reports.document import Table
from govinfo_reports.indicators import Form
from govinfo_reports.limits import DEFAULT_LIMITS
from govinfo_reports.readers.pdf.cells import GridCell, PageTable
from govinfo_reports.readers.pdf.joining import join_tables
from govinfo_reports.readers.pdf.read import read_pdf
from grids import printed, section_four, section_three, section_two
from writers_pdf import PdfStyle, write_pdf

TEXTS = printed(clean_figures(Form.F2021, Random(4)))
OLD_TEXTS = printed(clean_figures(Form.F2019, Random(4)))
TABLES = {
    "two, 2019": section_two(Form.F2019, OLD_TEXTS)[0],
    "three": section_three(Form.F2021, TEXTS),
    "three with a subtotal": section_three(Form.F2021, TEXTS, subtotal=True),
    "three, blank": section_three(Form.F2021, dict.fromkeys(TEXTS, "")),
    "four": section_four(TEXTS)[0],
}
LINE = "前文一句话。"
NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，"


def shape(table: Table) -> list[tuple[int, int, int, int, str]]:
    return sorted((c.row, c.column, c.rowspan, c.colspan, re.sub(r"\s+", "", c.text)) for c in table.cells)


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("rules", ["lines", "rects"])
@pytest.mark.parametrize("lines", range(34, 44))
def test_heads_come_back_wherever_the_page_ends(lines: int, rules: str, name: str) -> None:
    data = write_pdf([*[LINE] * lines, TABLES[name], "后文。"], PdfStyle(rules=rules))
    document = read_pdf(data, source=None, limits=DEFAULT_LIMITS)
    assert [shape(table) for table in document.tables()] == [shape(TABLES[name])]


Spanning = tuple[str, int, int]


def piece(rows: Sequence[Sequence[str | Spanning]], *, full: Sequence[str] = ()) -> PageTable:
    """A piece of a table with columns of 40 points; `full` names the texts that fill their last line."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for row, items in enumerate(rows):
        column = 0
        for item in items:
            text, rowspan, colspan = item if isinstance(item, tuple) else (item, 1, 1)
            while (row, column) in taken:
                column += 1
            taken |= {(row + down, column + right) for down in range(rowspan) for right in range(colspan)}
            cells.append(
                GridCell(
                    row=row,
                    rowspan=rowspan,
                    x0=40.0 * column,
                    x1=40.0 * (column + colspan),
                    text=text,
                    is_full=text in full,
                )
            )
    width = 1 + max(column for _, column in taken)
    xs = tuple(40.0 * column for column in range(width + 1))
    return PageTable(xs=xs, top=0.0, bottom=10.0, cells=tuple(cells), n_rows=len(rows))


def cells_of(above: PageTable, below: PageTable) -> list[tuple[int, int, str]]:
    """Row, rows spanned and text of each cell of both pieces put together."""
    table = join_tables(above, below)
    assert table is not None
    ordered = sorted(table.cells, key=lambda cell: (cell.row, cell.x0))
    return [(cell.row, cell.rowspan, cell.text.replace("\n", "")) for cell in ordered]


FIGURES = ["行政许可", "5", "6"]


def test_a_row_of_heads_that_the_page_cut_is_one() -> None:
    above = piece([["信息内容", "上一年项", "处理决"]], full=["上一年项", "处理决"])
    below = piece([["", "目数量", "定数量"], FIGURES])
    assert cells_of(above, below) == [
        (0, 1, "信息内容"),
        (0, 1, "上一年项目数量"),
        (0, 1, "处理决定数量"),
        (1, 1, "行政许可"),
        (1, 1, "5"),
        (1, 1, "6"),
    ]


def test_a_head_printed_again_below_the_break_is_no_other_head() -> None:
    above = piece([["信息内容", "上一年项", "处理决"]], full=["上一年项", "处理决"])
    below = piece([["信息内容", "目数量", "定数量"], FIGURES])
    assert cells_of(above, below)[0] == (0, 1, "信息内容")
    assert len(cells_of(above, below)) == 6


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        (
            ["序号", "工作内容", "成效"],
            ["一是", "加强培训", "良好"],
            ["二是", "加强公开", "良好"],
        ),  # no figures follow
        (
            ["行政许可", "件", ""],
            ["行政处罚", "件", ""],
            FIGURES,
        ),  # a unit again, and one label only reads on
        (["信息内容", "制发", "废止"], ["1.规章", "2.文件", "3.其他"], FIGURES),  # items of their own
        (["信息内容", "制发", "废止"], ["规章", "5", "6"], FIGURES),  # figures
        (["信息内容", "制发", "废止"], ["规章", "—", "/"], FIGURES),
        (["信息内容", "制发", ""], ["规章", "", "6"], FIGURES),
    ],
)
def test_rows_of_their_own_stay_apart(first: list[str], second: list[str], third: list[str]) -> None:
    found = cells_of(piece([first], full=first), piece([second, third]))
    assert [text for _, _, text in found] == [*first, *second, *third]
    assert all(rowspan == 1 for _, rowspan, _ in found)


def test_a_line_with_room_left_does_not_read_on() -> None:
    first, second = ["信息内容", "上一年项", "处理决"], ["规章", "目数量", "定数量"]
    found = cells_of(piece([first], full=["上一年项"]), piece([second, FIGURES]))
    assert [text for _, _, text in found] == [*first, *second, *FIGURES]


def test_heads_beside_a_head_of_several_go_on_below_the_break() -> None:
    above = piece([["自然", "总", ("法人或其他组织", 1, 2)]], full=["自然", "总"])
    below = piece([["人", "计", "企业", "其他"], ["3", "9", "4", "2"]])
    assert cells_of(above, below)[:5] == [
        (0, 2, "自然人"),
        (0, 2, "总计"),
        (0, 1, "法人或其他组织"),
        (1, 1, "企业"),
        (1, 1, "其他"),
    ]


def test_heads_that_stand_whole_on_one_side_go_on_too() -> None:
    above = piece([["自然人", "", ("法人或其他组织", 1, 2), "小计"]])
    below = piece([["", "总计", "企业", "其他", ""], ["3", "9", "4", "2", "6"]])
    assert cells_of(above, below)[:4] == [
        (0, 2, "自然人"),
        (0, 2, "总计"),
        (0, 1, "法人或其他组织"),
        (0, 2, "小计"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # rows of blank figures, whose labels span the items of the next row
        ([("（二）部分公开", 1, 2), "", ""], ["（三）不予公开", "1.属于国家秘密", "", ""]),
        ([("部分公开", 1, 2), "7", ""], ["不予公开", "国家秘密", "", ""]),
        ([("部分公开", 1, 2), "", ""], ["不予公开", "国家秘密", "", "7"]),
        ([("第二十条第（一）项", 1, 4)], ["信息内容", "制发", "废止", ""]),
        ([("", 1, 2), "甲", "乙"], ["丙", "丁", "", ""]),
    ],
)
def test_a_row_below_other_cells_is_no_row_of_heads(
    first: list[str | Spanning], second: list[str | Spanning]
) -> None:
    found = cells_of(piece([first]), piece([second]))
    assert len(found) == len(first) + len(second)
    assert all(rowspan == 1 for _, rowspan, _ in found)


@pytest.mark.parametrize(
    ("above", "below", "is_one"),
    [
        (NOTE, "第三项等于第四项）", True),  # the bracket closes, though the text begins as an item does
        (NOTE, "第三项等于第四项", False),
        (NOTE, "3", False),
        ("1.公开（", "人", True),
        ("1.公开（", "2.公开（", False),
    ],
)
def test_a_bracket_is_closed_below_the_break(above: str, below: str, is_one: bool) -> None:
    found = cells_of(piece([[above, "甲", "5"]]), piece([[below, "乙", "6"]]))
    assert [text for _, _, text in found if text in {above, below, above + below}] == (
        [above + below] if is_one else [above, below]
    )


@pytest.mark.parametrize(("text", "is_one"), [("“三安全”", True), ("三安全", False)])
def test_no_line_ends_with_an_opening_bracket(text: str, is_one: bool) -> None:
    above = piece([["3.危及", "5"]])
    room = PageTable(
        xs=above.xs,
        top=above.top,
        bottom=above.bottom,
        n_rows=1,
        cells=tuple(
            GridCell(row=0, rowspan=1, x0=cell.x0, x1=cell.x1, text=cell.text, is_nearly_full=True)
            for cell in above.cells
        ),
    )
    found = cells_of(room, piece([[text, ""]]))
    assert len(found) == (2 if is_one else 4)
