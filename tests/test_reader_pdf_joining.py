from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from govinfo_reports.document import Document, Table
from govinfo_reports.limits import DEFAULT_LIMITS
from govinfo_reports.readers.pdf.cells import GridCell, PageTable
from govinfo_reports.readers.pdf.joining import join_tables
from govinfo_reports.readers.pdf.read import read_pdf
from writers_pdf import PdfStyle, table_of, write_pdf

Row = Sequence[str | tuple[str, int, int]]
WIDE = (0.6, 1.2, 3.2, 1.0, 1.0)
HEAD: list[Row] = [[("", 1, 3), "自然人", "总计"]]
ROWS: list[Row] = [
    [("一、本年新收政府信息公开申请数量", 1, 3), "38", "41"],
    [("三、本年度办理结果", 9, 1), ("（一）予以公开", 1, 2), "12", "12"],
    [("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 1, 2), "4", "5"],
    [("（三）不予公开", 4, 1), "1.属于国家秘密", "0", "0"],
    ["2.其他法律行政法规禁止公开", "1", "1"],
    ["3.危及“三安全一稳定”", "0", ""],
    ["4.保护第三方合法权益", "", ""],
    [("（四）无法提供", 2, 1), "1.本机关不掌握相关政府信息", "15", "17"],
    ["2.没有现成信息需要另行制作", "1", "1"],
    [("（七）总计", 1, 2), "33", "36"],
    [("四、结转下年度继续办理", 1, 3), "8", "8"],
]


def read(*args: object, **kwargs: object) -> Document:
    return read_pdf(write_pdf(*args, **kwargs), source=None, limits=DEFAULT_LIMITS)  # type: ignore[arg-type]


def shape(table: Table) -> list[tuple[int, int, int, int, str]]:
    return sorted((c.row, c.column, c.rowspan, c.colspan, re.sub(r"\s+", "", c.text)) for c in table.cells)


@pytest.mark.parametrize("head_rows", [0, 1])
@pytest.mark.parametrize("cut_rows", [False, True])
@pytest.mark.parametrize("lines", range(24, 41, 2))
def test_a_table_comes_back_wherever_the_page_ends(lines: int, cut_rows: bool, head_rows: int) -> None:
    table = table_of([*HEAD, *ROWS])
    style = PdfStyle(
        shares=WIDE,
        cut_rows=cut_rows,
        head_rows=0 if cut_rows else head_rows,
        page_number="- {} -",
        rules="rects",
    )
    document = read([*["前文一句话。"] * lines, table, "后文。"], style)
    (found,) = document.tables()
    assert shape(found) == shape(table)
    assert [p.text for p in document.paragraphs()] == [*["前文一句话。"] * lines, "后文。"]


def test_cells_name_the_page_they_stand_on() -> None:
    table = table_of([["项目", "数量"], *([f"{n}.第{n}类", str(n)] for n in range(1, 50))])
    (found,) = read([table], PdfStyle(head_rows=1)).tables()
    pages = {row[1].text: row[1].location.page for row in found.rows}
    assert pages["1"] == 1
    assert pages["49"] == 2
    assert found.rows[49][1].location.row == 50


@pytest.mark.parametrize("height", [345.0, 340.0, 336.0, 332.0, 328.0])
def test_a_blank_row_alone_on_the_next_page_is_the_last_of_the_table(height: float) -> None:
    rows = [["项目", "单位", "数量"], *([["收到申请", "件", "4"]] * 5), ["", "", ""]]
    document = read(["甲。", "甲。", "甲。", table_of(rows), "后记。"], PdfStyle(height=height))
    (table,) = document.tables()
    assert len(table.rows) == 7
    assert {cell.location.page for cell in table.rows[-1]} == {2}
    assert [cell.text for cell in table.rows[-1]] == ["", "", ""]


def test_a_blank_frame_is_no_table() -> None:
    document = read(
        ["甲。", table_of([["", "", ""]]), "乙。", "\f", table_of([["", "", ""]]), "丙。"], PdfStyle()
    )
    assert not list(document.tables())


def test_tables_with_text_between_are_two() -> None:
    table = table_of([["项目", "数量"], *([f"{n}.第{n}类", str(n)] for n in range(1, 5))])
    document = read([*["前文。"] * 30, table, "\f", "二、另一张表", table])
    assert len(list(document.tables())) == 2


def test_tables_of_other_widths_are_two() -> None:
    wide, narrow = PdfStyle(), PdfStyle(margin=100.0)
    assert join_tables(piece([["甲", "1"]], wide.width), piece([["乙", "2"]], narrow.margin)) is None


def piece(
    rows: list[list[str]],
    width: float = 400.0,
    *,
    left: float = 70.0,
    shares: Sequence[float] = (),
    full: Sequence[str] = (),
    is_open_bottom: bool = False,
) -> PageTable:
    """A piece of a table without merged cells; `full` names the texts that fill their last line."""
    count = len(rows[0])
    shares = shares or [1.0] * count
    xs = [left]
    for share in shares:
        xs.append(xs[-1] + share * width / sum(shares))
    cells = [
        GridCell(row=row, rowspan=1, x0=xs[column], x1=xs[column + 1], text=text, is_full=text in full)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    return PageTable(
        xs=tuple(xs),
        top=0.0,
        bottom=10.0,
        cells=tuple(cells),
        n_rows=len(rows),
        is_open_bottom=is_open_bottom,
    )


def texts(table: PageTable | None) -> list[list[str]]:
    assert table is not None
    rows: list[list[str]] = [[] for _ in range(table.n_rows)]
    for cell in sorted(table.cells, key=lambda cell: cell.x0):
        rows[cell.row].append(cell.text)
    return rows


def test_values_of_two_printed_rows_are_never_merged() -> None:
    found = join_tables(piece([["1.信访", "5"]], full=["1.信访"]), piece([["举报投诉", "6"]]))
    assert texts(found) == [["1.信访", "5"], ["举报投诉", "6"]]


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        (["1.要求确认或重新出", "5"], ["具已获取信息", ""], ["1.要求确认或重新出\n具已获取信息", "5"]),
        (["1.要求确认或重新出", ""], ["具已获取信息", "5"], ["1.要求确认或重新出\n具已获取信息", "5"]),
        (["1.要求确认", ""], ["", "5"], ["1.要求确认", "5"]),
        (["", "5"], ["1.要求确认", ""], ["1.要求确认", "5"]),
        (["收费金额（单位：", "5"], ["万元）", ""], ["收费金额（单位：\n万元）", "5"]),
    ],
)
def test_a_row_that_the_page_cut_is_one(above: list[str], below: list[str], expected: list[str]) -> None:
    found = join_tables(piece([above], full=["1.要求确认或重新出"]), piece([below]))
    assert texts(found) == [expected]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (["1.信访举报投诉类", ""], ["2.重复申请", "5"]),  # a blank row before a full one
        (["行政处罚", "39857"], ["行政强制", ""]),  # a label of its own, and its figure not printed
        (["规章", ""], ["行政规范性文件", "8"]),
        (["1.信访", "5"], ["举报投诉", ""]),  # the line above had room left
    ],
)
def test_whole_rows_stay_apart(above: list[str], below: list[str]) -> None:
    found = join_tables(piece([above], full=["1.信访举报投诉类", "行政处罚", "规章"]), piece([below]))
    assert texts(found) == [above, below]


def test_an_open_end_lets_a_plain_label_read_on() -> None:
    above = piece([["行政规范性文", "8"]], full=["行政规范性文"], is_open_bottom=True)
    assert texts(join_tables(above, piece([["件", ""]]))) == [["行政规范性文\n件", "8"]]


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("（四）无", "法提供", "（四）无\n法提供"),
        ("（四）无法提供", "", "（四）无法提供"),
        ("", "（四）无法提供", None),
        ("（四）无法提供", "（四）无法提供", "（四）无法提供"),
    ],
)
def test_a_merged_label_goes_on(above: str, below: str, joined: str | None) -> None:
    upper = piece([[above, "1.不掌握", "5"]], full=["（四）无"])
    lower = piece([[below, "2.没有现成", "6"]])
    found = join_tables(upper, lower)
    assert found is not None
    labels = [(cell.text, cell.rowspan) for cell in found.cells if cell.x0 == found.xs[0]]
    expected = [("", 1), ("（四）无法提供", 1)] if joined is None else [(joined, 2)]
    assert labels == expected


def test_the_next_label_begins_a_cell_of_its_own() -> None:
    found = join_tables(
        piece([["（三）不", "8.查询事项", "5"]], full=["（三）不"]),
        piece([["（四）无法提供", "1.不掌握", "6"]]),
    )
    assert texts(found) == [["（三）不", "8.查询事项", "5"], ["（四）无法提供", "1.不掌握", "6"]]


def test_characters_one_a_line_are_joined_without_a_break() -> None:
    cells = [("三、本年", "1.甲", "5"), ("度办理", "2.乙", "6")]
    pieces = [piece([list(row)], full=["三、本年"]) for row in cells]
    upright = [
        PageTable(
            xs=p.xs,
            top=p.top,
            bottom=p.bottom,
            n_rows=1,
            cells=tuple(
                GridCell(
                    row=0,
                    rowspan=1,
                    x0=c.x0,
                    x1=c.x1,
                    text=c.text,
                    is_full=c.is_full,
                    is_upright=c.x0 == p.xs[0],
                    confidence=0.9,
                )
                for c in p.cells
            ),
        )
        for p in pieces
    ]
    found = join_tables(upright[0], upright[1])
    assert found is not None
    (label,) = [cell for cell in found.cells if cell.x0 == found.xs[0]]
    assert (label.text, label.rowspan, label.confidence) == ("三、本年度办理", 2, 0.9)


def test_the_head_is_taken_once() -> None:
    head = ["信息内容", "本年处理决定数量"]
    found = join_tables(piece([head, ["行政许可", "5"]]), piece([head, ["行政处罚", "6"]]))
    assert texts(found) == [head, ["行政许可", "5"], ["行政处罚", "6"]]


def test_a_row_of_figures_is_no_head() -> None:
    found = join_tables(piece([["规章", "0"], ["文件", "0"]]), piece([["规章", "0"]]))
    assert texts(found) == [["规章", "0"], ["文件", "0"], ["规章", "0"]]


def test_blank_rows_are_no_head() -> None:
    found = join_tables(piece([["", ""], ["文件", "1"]]), piece([["", ""], ["规章", "2"]]))
    assert found is not None
    assert found.n_rows == 4


def test_columns_of_both_pieces_are_kept() -> None:
    upper = piece([["信息内容", "制发", "废止"]], shares=(2.0, 1.0, 1.0))
    lower = piece([["行政处罚", "398"]], shares=(2.0, 2.0), left=90.0)
    found = join_tables(upper, lower)
    assert found is not None
    assert len(found.xs) == 4
    assert [(cell.x0, cell.x1) for cell in found.cells if cell.row == 1] == [(70.0, 270.0), (270.0, 470.0)]


def test_columns_that_stand_elsewhere_make_another_table() -> None:
    upper = piece([["甲", "乙", "丙", "丁"]], shares=(1.0, 1.0, 1.0, 1.0))
    lower = piece([["甲", "乙", "丙", "丁"]], shares=(3.0, 1.5, 1.7, 0.9))
    assert join_tables(upper, lower) is None


def test_a_box_at_the_foot_of_a_page_begins_the_table() -> None:
    rows: list[Row] = [[("第二十条第（一）项", 1, 2)], ["规章", "3"], ["行政规范性文件", "8"]]
    for lines in range(38, 46):
        (found,) = read([*["前文一句话。"] * lines, table_of(rows)]).tables()
        assert shape(found) == shape(table_of(rows))


def test_a_box_at_the_head_of_a_page_ends_the_table() -> None:
    rows: list[Row] = [["规章", "3"], ["行政规范性文件", "8"], [("第二十条第（一）项", 1, 2)]]
    for lines in range(38, 46):
        document = read([*["前文一句话。"] * lines, table_of(rows), "后文。"])
        (found,) = document.tables()
        assert shape(found) == shape(table_of(rows))


def test_a_table_without_lines_goes_on_too() -> None:
    rows: list[Row] = [
        ["统计指标", "单位", "统计数"],
        *([f"{n}.第{n}项公开政府信息数", "条", str(n * 37)] for n in range(1, 60)),
    ]
    document = read([table_of(rows)], PdfStyle(rules="none", shares=(9.0, 2.0, 2.0)))
    (found,) = document.tables()
    assert [row[2].text for row in found.rows][1:] == [str(n * 37) for n in range(1, 60)]
