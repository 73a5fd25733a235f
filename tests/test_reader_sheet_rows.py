"""Which rows of a sheet are lines of text and which belong to a table."""

from __future__ import annotations

import io
import zipfile
from random import Random

import openpyxl
import pytest
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from figures import clean_figures
from govinfo_reports import parse
from govinfo_reports.document import Document, Paragraph
from govinfo_reports.indicators import Form
from govinfo_reports.limits import DEFAULT_LIMITS
from govinfo_reports.readers.sheet.read import read_sheet
from grids import form_tables
from writers_ole import old_workbook
from writers_sheet import as_xlsx, cell_format, label, number, ods, record

HEADS = ["信息内容", "制发", "废止"]
VALUES = ["规章", 6, 2]
BAND = "第二十条第（一）项"
TITLES = (
    "2021年度政府信息公开情况统计表",
    "三、收到和处理政府信息公开申请情况",
    "附件1",
    "单位：件",
    "云河市政府信息公开",
    "汇总表（二）",
)
ALL = ("left", "right", "top", "bottom")


def workbook(
    rows: list[list[object]], *, merge: str = "", lines: str = "", edges: tuple[str, ...] = ALL
) -> bytes:
    """A sheet of these rows from A1, with `lines` around every cell of these areas."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "表1"
    for values in rows:
        sheet.append(values)
    thin = Side(style="thin")
    for area in lines.split():
        for cells in sheet[area]:
            for cell in cells:
                cell.border = Border(**dict.fromkeys(edges, thin))  # type: ignore[arg-type]
    for area in merge.split():
        sheet.merge_cells(area)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def outline(data: bytes) -> list[str | list[str]]:
    """A line of text as its text, a table as the first text of each row."""
    document: Document = read_sheet(data, source=None, limits=DEFAULT_LIMITS)
    return [
        block.text
        if isinstance(block, Paragraph)
        else [next((cell.text for cell in row if cell.text), "") for row in block.rows]
        for block in document.blocks
    ]


@pytest.mark.parametrize(
    "band",
    [BAND, "第二十条 第(八)项", "行政复议", "未经复议直接起诉", "（本列数据的勾稽关系为：一加二等于三）"],
)
def test_a_head_of_the_forms_merged_over_the_heads_below_begins_their_table(band: str) -> None:
    assert outline(workbook([[band], [*HEADS], [*VALUES]], merge="A1:C1")) == [[band, "信息内容", "规章"]]


@pytest.mark.parametrize("text", [*TITLES, "主动公开"])
def test_any_other_text_merged_over_a_table_without_lines_is_a_line(text: str) -> None:
    assert outline(workbook([[text], [*HEADS], [*VALUES]], merge="A1:C1")) == [text, ["信息内容", "规章"]]


@pytest.mark.parametrize("merge", ["", "A1:B1"])
def test_a_head_that_does_not_span_the_table_is_a_line(merge: str) -> None:
    assert outline(workbook([[BAND], [*HEADS], [*VALUES]], merge=merge)) == [BAND, ["信息内容", "规章"]]


def test_a_head_over_the_columns_right_of_a_blank_corner_begins_the_table() -> None:
    rows: list[list[object]] = [
        [None, "申请人情况"],
        [None, "自然人", "总计"],
        ["一、本年新收政府信息公开申请数量", 3, 3],
    ]
    assert outline(workbook(rows, merge="B1:C1 A1:A2")) == [
        ["申请人情况", "自然人", "一、本年新收政府信息公开申请数量"]
    ]


def test_lines_around_a_row_tell_that_it_belongs_to_the_table() -> None:
    rows: list[list[object]] = [["办事公开"], [*HEADS], [*VALUES]]
    assert outline(workbook(rows, merge="A1:C1", lines="A1:C3")) == [["办事公开", "信息内容", "规章"]]
    assert outline(workbook(rows, merge="A1:C1", lines="A2:C3")) == ["办事公开", ["信息内容", "规章"]]
    rows[0] = [BAND]
    assert outline(workbook(rows, merge="A1:C1", lines="A2:C3")) == [BAND, ["信息内容", "规章"]]


@pytest.mark.parametrize("text", TITLES)
def test_a_title_with_lines_around_it_is_a_line(text: str) -> None:
    data = workbook([[text], [BAND], [*HEADS], [*VALUES]], merge="A1:C1 A2:C2", lines="A1:C4")
    assert outline(data) == [text, [BAND, "信息内容", "规章"]]


@pytest.mark.parametrize("edge", ALL)
def test_a_line_below_a_title_is_the_upper_edge_of_its_table(edge: str) -> None:
    rows: list[list[object]] = [["办事公开"], [*HEADS], [*VALUES]]
    data = workbook(rows, merge="A1:C1", lines="A1:C3", edges=(edge,))
    is_line = edge == "bottom"
    assert outline(data) == (
        ["办事公开", ["信息内容", "规章"]] if is_line else [["办事公开", "信息内容", "规章"]]
    )


def styled_ods(properties: str) -> bytes:
    row = '<table:table-row table:default-cell-style-name="a">{}</table:table-row>'
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = [row.format(cell.format("办事公开")), row.format("".join(cell.format(head) for head in HEADS))]
    styles = (
        '<style:style style:name="a" style:family="table-cell">'
        f"<style:table-cell-properties {properties}/></style:style>"
    )
    return ods("".join(rows), styles=styles)


@pytest.mark.parametrize(
    ("properties", "is_framed"),
    [
        ('fo:border="0.5pt solid #000000"', True),
        ('fo:border-left="0.5pt solid #000000" fo:border-top="none"', True),
        ('fo:border-top="0.5pt solid #000000"', True),
        ('fo:border-bottom="0.5pt solid #000000" fo:border-left="none"', False),
        ('fo:border="none"', False),
    ],
)
def test_lines_of_an_opendocument_sheet(properties: str, is_framed: bool) -> None:
    found = outline(styled_ods(properties))
    assert found == ([["办事公开", "信息内容"]] if is_framed else ["办事公开", ["信息内容"]])


@pytest.mark.parametrize(
    ("lines", "is_framed"), [(0x0001, True), (0x0010, True), (0x0100, True), (0x1000, False), (0, False)]
)
def test_lines_of_an_old_workbook(lines: int, is_framed: bool) -> None:
    many = record(
        0xBD, b"\2\0\1\0\1\0\6\0\0\0\1\0\6\0\0\0\2\0"
    )  # two numbers in one record, row 3, from column B
    records = [
        label(0, 0, "办事公开", 1),
        label(1, 0, "信息内容", 1),
        label(1, 1, "制发", 1),
        label(2, 0, "规章"),
        many,
    ]
    formats = cell_format(0) + cell_format(lines)
    found = outline(old_workbook({"表1": records}, globals_=formats))
    assert found == ([["办事公开", "信息内容", "规章"]] if is_framed else ["办事公开", ["信息内容", "规章"]])


def test_formats_from_before_excel_97_and_formats_that_are_missing_draw_no_lines() -> None:
    records = [label(0, 0, "办事公开", 7), label(1, 0, "甲", 0), number(1, 1, 1, 0)]
    short = record(0xE0, bytes(8) + b"\xff" * 8)
    assert outline(old_workbook({"表1": records}, globals_=short)) == ["办事公开", ["甲"]]


def test_a_workbook_without_formats_has_no_lines() -> None:
    for name in ("styles.xml", "cellXfs"):
        data = workbook([["办事公开"], [*HEADS], [*VALUES]], merge="A1:C1", lines="A1:C3")
        with_lines = outline(data)
        without = outline(_without(data, name))
        assert (with_lines[0], without[0]) == (["办事公开", "信息内容", "规章"], "办事公开")


def _without(data: bytes, name: str) -> bytes:
    """The workbook with that word of its relations and styles misspelt."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            if part in {"xl/_rels/workbook.xml.rels", "xl/styles.xml"}:
                content = content.replace(name.encode(), b"other" + name.encode())
            new.writestr(part, content)
    return out.getvalue()


SECTIONS: list[list[object]] = [
    ["二、主动公开政府信息情况"],
    [BAND],
    [*HEADS],
    [*VALUES],
    ["四、政府信息公开行政复议、行政诉讼情况"],
    ["行政复议"],
    ["结果维持", "结果纠正", "总计"],
    [1, 0, 1],
    ["五、存在的主要问题及改进情况"],
    ["一是公开的主动性有待提高。"],
]
SECTIONS_READ = [
    "二、主动公开政府信息情况",
    [BAND, "信息内容", "规章"],
    "四、政府信息公开行政复议、行政诉讼情况",
    ["行政复议", "结果维持", "1"],
    "五、存在的主要问题及改进情况",
    "一是公开的主动性有待提高。",
]


@pytest.mark.parametrize("lines", ["", "A2:C4 A6:C8"])
def test_headings_between_tables_need_no_empty_rows(lines: str) -> None:
    merge = "A1:C1 A2:C2 A5:C5 A6:C6 A9:C9"
    assert outline(workbook(SECTIONS, merge=merge, lines=lines)) == SECTIONS_READ


def test_a_group_of_a_table_in_the_words_of_a_heading_stays_in_it() -> None:
    rows: list[list[object]] = [
        ["统计指标", "单位", "统计数"],
        ["一、主动公开情况"],
        ["（一）主动公开政府信息数", "条", None],
        ["二、回应解读情况"],
    ]
    assert outline(workbook(rows)) == [
        ["统计指标", "一、主动公开情况", "（一）主动公开政府信息数", "二、回应解读情况"]
    ]
    assert outline(workbook(rows, lines="A1:C4")) == outline(workbook(rows))


def test_notes_after_a_table_with_lines_are_lines() -> None:
    rows: list[list[object]] = [[*HEADS], ["其中："], [*VALUES], ["注：无"], ["填表人：甲"]]
    assert outline(workbook(rows, lines="A1:C1 A3:C3")) == [
        ["信息内容", "其中：", "规章"],
        "注：无",
        "填表人：甲",
    ]
    assert outline(workbook(rows)) == [["信息内容", "其中：", "规章", "注：无", "填表人：甲"]]
    assert outline(workbook(rows, lines="A1:C5"))[-1] == [
        "信息内容",
        "其中：",
        "规章",
        "注：无",
        "填表人：甲",
    ]


def test_a_heading_outside_of_the_lines_ends_a_table_of_any_kind() -> None:
    rows: list[list[object]] = [[*HEADS], [*VALUES], ["三、其他情况"], ["项目", "数"], ["培训", 3]]
    assert outline(workbook(rows, lines="A1:C2 A4:B5")) == [
        ["信息内容", "规章"],
        "三、其他情况",
        ["项目", "培训"],
    ]
    assert outline(workbook(rows)) == [["信息内容", "规章", "三、其他情况", "项目", "培训"]]


@pytest.mark.parametrize("lines", [False, True])
def test_a_section_four_of_blanks_in_a_sheet_is_there(lines: bool) -> None:
    figures = {
        path: "" if path.startswith(("review.", "litigation.")) else str(value)
        for path, value in clean_figures(Form.F2021, Random(4)).items()
    }
    head = ("云河市2022年政府信息公开工作年度报告", "一、总体情况", "全市各项工作平稳有序。")
    report = parse(as_xlsx(head, form_tables(Form.F2021, figures), lines=lines))
    blanks = [fact for fact in report.facts if fact.path.startswith(("review.", "litigation."))]
    assert len(blanks) == 15
    assert {fact.value for fact in blanks} == {None}
    assert len({fact.location for fact in blanks}) == 15
    assert not [
        finding for finding in report.findings if finding.rule in ("complete:review", "complete:litigation")
    ]


def test_a_row_that_only_a_merged_cell_reaches_has_no_heads() -> None:
    """A line beside a blank merged cell that goes on into the empty row below."""
    rows: list[list[object]] = [["情况说明"], [None], [*HEADS], VALUES]
    assert outline(workbook(rows, merge="B1:C2"))[0] == "情况说明"
