"""The spreadsheet reader: xlsx, xls and ods to paragraphs and tables with their places in the sheet."""

from __future__ import annotations

import datetime
import io
import struct
import sys
from collections.abc import Callable

import openpyxl
import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from govinfo_reports.document import Container, Document, Paragraph, Table
from govinfo_reports.errors import LimitExceeded, MissingExtra, UnreadableSource
from govinfo_reports.limits import DEFAULT_LIMITS, Limits
from govinfo_reports.location import Location
from govinfo_reports.readers.sheet.read import read_sheet
from writers_docx import zip_of
from writers_ole import compound_file, old_workbook
from writers_sheet import label, number, ods, record


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    return read_sheet(data, source="a.xlsx", limits=limits)


def workbook(*fills: Callable[[Worksheet], object]) -> bytes:
    book = openpyxl.Workbook()
    for index, fill in enumerate(fills):
        sheet = book.active if index == 0 else book.create_sheet()
        assert isinstance(sheet, Worksheet)
        sheet.title = f"表{index + 1}"
        fill(sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def of_rows(*rows: list[object], merge: str = "") -> bytes:
    def fill(sheet: Worksheet) -> None:
        for values in rows:
            sheet.append(values)
        for area in merge.split():
            sheet.merge_cells(area)

    return workbook(fill)


def outline(document: Document) -> list[object]:
    """Each block as its text, or as the full grid of its texts."""
    return [block.text if isinstance(block, Paragraph) else shown(block) for block in document.blocks]


def shown(table: Table) -> list[list[str | None]]:
    return [[None if cell is None else cell.text for cell in line] for line in table.covering()]


def test_title_lines_are_paragraphs_and_regions_tables() -> None:
    document = read(
        of_rows(
            ["青川县统计表", None, None],
            [None, None, "单位：件"],
            ["指标", "单位", "数"],
            ["受理", "件", 12],
            ["其中：", None, None],
            ["办结", "件", None],
            [None],
            ["填表人：", "甲"],
            [None],
            ["注：无"],
            merge="A1:C1",
        )
    )
    assert document.container is Container.SHEET
    assert document.source == "a.xlsx"
    assert outline(document) == [
        "青川县统计表",
        "单位：件",
        [["指标", "单位", "数"], ["受理", "件", "12"], ["其中：", "", ""], ["办结", "件", ""]],
        [["填表人：", "甲"]],
        "注：无",
    ]
    assert document.blocks[1].location == Location(sheet="表1", row=2, column=3)
    table = document.blocks[2]
    assert isinstance(table, Table)
    assert table.location == Location(sheet="表1", table=1, row=3, column=1)
    assert table.rows[1][2].location == Location(sheet="表1", row=4, column=3)
    assert table.is_grid


def test_merged_cells_span_and_keep_blank_rows_together() -> None:
    document = read(
        of_rows(
            ["结果", "总数", None],
            [None, "甲", "乙"],
            ["办理", "公开", 1],
            [None, None, None],
            [None, "不公开", 2],
            ["题", None, None],
            merge="A1:A2 B1:C1 A3:A5 A6:C6",
        )
    )
    (table,) = document.tables()
    assert shown(table) == [
        ["结果", "总数", "总数"],
        ["结果", "甲", "乙"],
        ["办理", "公开", "1"],
        ["办理", "", ""],
        ["办理", "不公开", "2"],
        ["题", "题", "题"],
    ]
    assert [
        (cell.text, cell.rowspan, cell.colspan) for cell in table.cells if cell.rowspan * cell.colspan > 1
    ] == [
        ("结果", 2, 1),
        ("总数", 1, 2),
        ("办理", 3, 1),
        ("题", 1, 3),
    ]


def test_merged_cell_that_ends_in_blank_rows_does_not_bridge_to_the_next_part() -> None:
    document = read(of_rows(["甲", 1], [None], [None], [None], ["乙", 2], merge="A1:A3"))
    assert [shown(table) for table in document.tables()] == [
        [["甲", "1"], ["甲", ""], ["甲", ""]],
        [["乙", "2"]],
    ]


def test_single_cell_merged_downwards_begins_a_table() -> None:
    document = read(of_rows(["甲", None], [None, 1], [None, 2], merge="A1:A3"))
    assert outline(document) == [[["甲", ""], ["甲", "1"], ["甲", "2"]]]


def test_columns_without_text_are_left_out_of_the_grid_only() -> None:
    document = read(of_rows([None, "甲", None, 1], [None, "乙", None, 2], merge="B1:C1 B2:C2"))
    (table,) = document.tables()
    assert [(cell.column, cell.colspan, cell.location.column) for cell in table.rows[0]] == [
        (0, 1, 2),
        (1, 1, 4),
    ]


def test_a_blank_merged_cell_left_of_all_texts_keeps_its_column() -> None:
    rows: list[list[object]] = [[None, "（七）总计", 8], [None, "四、结转", 1], [None], [None, "甲", 1]]
    first, second = read(of_rows(*rows, merge="A1:A2")).tables()
    assert shown(first) == [["", "（七）总计", "8"], ["", "四、结转", "1"]]
    assert shown(second) == [["甲", "1"]]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (96171.6, "96171.6"),
        (12, "12"),
        (12.0, "12"),
        (-18538, "-18538"),
        (0, "0"),
        (0.1, "0.1"),
        (0.30000000000000004, "0.3"),
        (1e15, "1000000000000000"),
        (123456789012345680.0, "123456789012346000"),
        (1.5e-7, "0.00000015"),
        (True, "TRUE"),
        (False, "FALSE"),
        (datetime.date(2021, 1, 5), "2021-01-05"),
        (datetime.datetime(2021, 1, 5, 8, 30), "2021-01-05 08:30:00"),
        (datetime.time(8, 30), "08:30:00"),
        (datetime.timedelta(hours=30, minutes=5), "30:05:00"),
        (" 1\r\n件 ", "1\n件"),
        ("007", "007"),
        ("96,171.60", "96,171.60"),
    ],
)
def test_values_are_printed_as_typed(value: object, text: str) -> None:
    assert outline(read(of_rows(["甲", value]))) == [[["甲", text]]]


@settings(max_examples=50, deadline=None)
@given(st.decimals(-(10**9), 10**9, places=4, allow_nan=False))
def test_any_typed_number_comes_back(value: object) -> None:
    plain = f"{value:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    row = f'<row r="1"><c r="A1" t="str"><v>甲</v></c><c r="B1"><v>{float(plain)!r}</v></c></row>'
    assert outline(read(raw_xlsx(row))) == [[["甲", "0" if float(plain) == 0 else plain]]]


def raw_xlsx(rows: str, *, after: str = "") -> bytes:
    """An xlsx of one sheet written by hand."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return zip_of(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{types}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{types}"><sheets>'
            '<sheet name="表1" sheetId="1" r:id="r7"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="r7" '
            f'Type="{types}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">'
            f"<sheetData>{rows}</sheetData>{after}</worksheet>",
        }
    )


def test_error_cells_are_text() -> None:
    rows = (
        '<row r="1"><c r="A1" t="str"><v>甲</v></c><c r="B1" t="e"><v>#DIV/0!</v></c></row>'
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="e"/><c r="C2" t="e"><v/></c></row>'
    )
    assert outline(read(raw_xlsx(rows))) == [[["甲", "#DIV/0!"], ["1", ""]]]


def test_cells_without_a_reference_stand_beside_each_other() -> None:
    rows = '<row r="3"><c r="A3"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row>'
    assert [shown(table) for table in read(raw_xlsx(rows)).tables()] == [[["1", "2"], ["3", "4"]]]


def test_cells_far_apart_are_refused_before_they_fill_the_memory() -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    with pytest.raises(LimitExceeded, match="reach much further"):
        read(raw_xlsx(far))
    implied = '<row r="1"><c r="XFC1"><v>1</v></c></row><row r="1048576"><c><v>2</v></c></row>'
    with pytest.raises(LimitExceeded, match="reach much further"):
        read(raw_xlsx(implied))
    near = '<row r="1"><c r="A1"><v>1</v></c></row><row r="99999"><c r="B99999"><v>2</v></c></row>'
    assert outline(read(raw_xlsx(near))) == ["1", "2"]


def test_too_many_cells_are_refused() -> None:
    data = of_rows(*[["甲", 1]] * 10)
    assert read(data, Limits(cells=20)).blocks
    with pytest.raises(LimitExceeded, match="more than 19 cells"):
        read(data, Limits(cells=19))
    with pytest.raises(LimitExceeded, match="larger than 5 bytes"):
        read(data, Limits(bytes=5))
    with pytest.raises(LimitExceeded):
        read(data, Limits(unpacked_bytes=3000))


def test_sheets_come_in_order_and_hidden_ones_are_named() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.append(["藏", 1])
        sheet.sheet_state = "hidden"

    document = read(workbook(lambda sheet: sheet.append(["甲", 1]), hide, lambda sheet: sheet.append(["乙"])))
    assert outline(document) == [[["甲", "1"]], "乙"]
    assert document.blocks[1].location.sheet == "表3"
    assert document.notices == ("left out: hidden sheet 表2 / 略去隐藏的工作表 表2",)


def of_years(*titles: str, names: tuple[str, ...] = ("甲", "乙")) -> bytes:
    book = openpyxl.Workbook()
    for index, (name, title) in enumerate(zip(names, titles, strict=True)):
        sheet = book.active if index == 0 else book.create_sheet()
        assert isinstance(sheet, Worksheet)
        sheet.title = name
        for values in ([title], ["指标", "数"], ["收到", 3]):
            sheet.append(values)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        of_years("青川县2021年政府信息公开年报", "青川县2022年政府信息公开年报"),
        of_years("统计表", "统计表", names=("2021年", "2022")),
        of_years("政府信息公开情况统计表（2015年度）", "统计表", names=("甲", "2016")),
    ],
)
def test_the_reports_of_several_years_are_not_taken_for_one(data: bytes) -> None:
    with pytest.raises(UnreadableSource, match="several years"):
        read_sheet(data, source=None, limits=DEFAULT_LIMITS)


def test_a_sheet_of_the_year_before_is_left_out_and_named() -> None:
    data = of_years("青川县2022年政府信息公开年报", "统计表", names=("甲", "上年数据"))
    document = read_sheet(data, source=None, limits=DEFAULT_LIMITS)
    assert len(list(document.tables())) == 1
    assert document.notices == (
        "left out: sheet 上年数据, which is about the year before / 略去上年数据的工作表 上年数据",
    )


def test_sheets_of_one_year_are_one_report_and_their_names_may_be_titles() -> None:
    title = "青川县2022年政府信息公开年报"
    document = read_sheet(
        of_years(title, "2021年受理3件", names=(title, "二")), source=None, limits=DEFAULT_LIMITS
    )
    assert len(list(document.tables())) == 2
    assert [line.text for line in document.furniture] == [f"标题：{title}"]


def test_sheet_of_a_chart_is_named() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["甲", 1])
    book.create_chartsheet("图")
    buffer = io.BytesIO()
    book.save(buffer)
    document = read(buffer.getvalue())
    assert document.notices == ("not read: sheet 图, which holds no cells / 未读取没有单元格的工作表 图",)
    assert len(document.blocks) == 1


def test_empty_workbook_is_refused() -> None:
    with pytest.raises(UnreadableSource, match=r"a\.xlsx: the workbook is empty"):
        read(workbook(lambda sheet: None, lambda sheet: sheet.append([" "])))


def bool_or_error(row: int, column: int, value: int, *, is_error: bool) -> bytes:
    return record(0x205, struct.pack("<HHHBB", row, column, 0, value, is_error))


def formula_error(row: int, column: int, code: int) -> bytes:
    result = struct.pack("<BBBBBBH", 2, 0, code, 0, 0, 0, 0xFFFF)
    return record(0x06, struct.pack("<HHH", row, column, 0) + result + struct.pack("<HIH", 0, 0, 0))


@pytest.mark.parametrize("size", [0, 20_000, 80_000])
def test_old_workbook(size: int) -> None:
    first = [
        label(0, 0, "统计表"),
        record(0xE5, struct.pack("<HHHHH", 1, 0, 0, 0, 1)),
        label(1, 0, "甲"),
        number(1, 1, 96171.6),
        label(2, 0, "乙"),
        bool_or_error(2, 1, 7, is_error=True),
        label(3, 0, "丙"),
        bool_or_error(3, 1, 1, is_error=False),
        label(4, 0, "丁"),
        formula_error(4, 1, 42),
        record(0xBE, struct.pack("<HHHHH", 9, 0, 0, 0, 1)),
    ]
    # several numbers in one record: row, first column, (format, value) twice, last column
    many = record(0xBD, struct.pack("<HHHIHIH", 0, 0, 0, (5 << 2) | 2, 0, (6 << 2) | 2, 1))
    document = read(old_workbook({"表1": first, "表2": [many]}, size=size))
    assert outline(document) == [
        "统计表",
        [["甲", "96171.6"], ["乙", "#DIV/0!"], ["丙", "TRUE"], ["丁", "#N/A"]],
        [["5", "6"]],
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "damaged or cut short"),
        (b"no workbook", "damaged or cut short"),
        (zip_of({"a.txt": ""}), "no workbook"),
        (zip_of({"xl/workbook.xml": "<worksheet/>"}), "no workbook"),
        (
            zip_of(
                {
                    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                    '<Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>',
                    "xl/workbook.bin": "",
                }
            ),
            "xlsb",
        ),
        (zip_of({"content.xml": "<office/>"}), "no workbook"),
        (zip_of({"content.xml": "x", "META-INF/manifest.xml": "<encryption-data/>"}), "encrypted"),
        (compound_file({"EncryptedPackage": b"x"}), "encrypted"),
        (compound_file({"WordDocument": b"x"}), "no workbook"),
        (compound_file({"Workbook": b""}), "no workbook"),
        (old_workbook({"甲": [number(0, 0, 1)]}, globals_=record(0x2F, b"\0\0")), "encrypted"),
        (old_workbook({"甲": [bool_or_error(0, 0, 99, is_error=True)]}), "cannot be read"),
        (compound_file({"Workbook": struct.pack("<HH", 0x85, 0)}), "damaged or cut short"),
        (old_workbook({"甲": [number(0, 0, 1)]})[:700], "damaged or cut short"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "damaged or cut short"),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource) as caught:
        read(data)
    assert reason in caught.value.reason
    assert caught.value.reason_zh


def test_old_workbook_that_reaches_far_or_is_long_is_refused() -> None:
    with pytest.raises(LimitExceeded, match="reach much further"):
        read(old_workbook({"甲": [number(65535, 255, 1)]}))
    with pytest.raises(LimitExceeded, match="reach much further"):
        read(old_workbook({"甲": [number(0, 0, 1)] * 50}), Limits(cells=2))


def ods_cell(text: str, attributes: str = "") -> str:
    return (
        '<table:table-cell office:value-type="string" '
        f"{attributes}><text:p>{text}</text:p></table:table-cell>"
    )


def test_ods_with_merged_cells() -> None:
    amount = (
        '<table:table-cell office:value-type="float" office:value="96171.6"><text:p>96171.6'
        "</text:p></table:table-cell>"
    )
    tall = ods_cell("结果", 'table:number-rows-spanned="2"')
    wide = ods_cell("总数", 'table:number-columns-spanned="2"')
    rows = (
        f"<table:table-row>{tall}{wide}<table:covered-table-cell/></table:table-row>"
        f"<table:table-row><table:covered-table-cell/>{ods_cell('甲')}{amount}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/>'
        "</table:table-row>"
    )
    assert outline(read(ods(rows))) == [[["结果", "总数", "总数"], ["结果", "甲", "96171.6"]]]


def test_ods_that_repeats_a_cell_too_often_is_refused() -> None:
    wide = ods_cell("甲", 'table:number-columns-repeated="16384"')
    with pytest.raises(LimitExceeded, match="reach much further"):
        read(ods(f'<table:table-row table:number-rows-repeated="1048576">{wide}</table:table-row>'))


def test_missing_library_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(MissingExtra, match=r"govinfo-reports\[sheet\]") as caught:
        read(of_rows(["甲", 1]))
    assert caught.value.extra == "sheet"


class PanicException(BaseException):
    """What a panic of the reading library looks like from here."""


PanicException.__module__ = "pyo3_runtime"


@pytest.mark.parametrize(
    "error", [PanicException("lost"), python_calamine.CalamineError("lost"), ValueError("lost")]
)
def test_failures_of_the_library_are_errors_of_the_source(
    monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    with pytest.raises(UnreadableSource, match=r"cannot be read \(lost\)"):
        read_with_failure(monkeypatch, error)


def test_interrupts_pass_through(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(KeyboardInterrupt):
        read_with_failure(monkeypatch, KeyboardInterrupt())


def read_with_failure(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    class Broken:
        @staticmethod
        def from_filelike(file: object) -> object:
            raise error

    monkeypatch.setattr(python_calamine, "CalamineWorkbook", Broken)
    read(of_rows(["甲", 1]))


XLSX = of_rows(["题"], ["甲", 1], ["乙", 2.5], merge="A1:B1")
XLS = old_workbook({"表1": [label(0, 0, "甲"), number(0, 1, 1)]})


@settings(deadline=None)
@given(st.sampled_from([XLSX, XLS]), st.integers(0, 10_000), st.binary(max_size=6))
def test_damaged_bytes_raise_nothing_else(data: bytes, at: int, junk: bytes) -> None:
    at %= len(data)
    try:
        document = read(data[:at] + junk + data[at + len(junk) :])
    except UnreadableSource:
        return
    assert document.blocks


def test_a_workbook_whose_texts_are_all_hidden_says_so() -> None:
    def hidden(sheet: Worksheet) -> None:
        sheet.append(["甲", 1])
        sheet.sheet_state = "hidden"
        sheet.title = "年报"

    with pytest.raises(
        UnreadableSource, match="empty; left out: hidden sheet 年报 / 电子表格为空；略去隐藏的工作表 年报"
    ):
        read(workbook(lambda sheet: None, hidden))
