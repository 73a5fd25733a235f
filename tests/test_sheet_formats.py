"""Number formats of sheets: what a person sees is read."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from openpyxl.styles.numbers import BUILTIN_FORMATS

from govinfo_reports.document import Document, Table
from govinfo_reports.limits import DEFAULT_LIMITS
from govinfo_reports.readers.sheet.excel_xml import read_excel_xml
from govinfo_reports.readers.sheet.formats import FormatError, printed_number
from govinfo_reports.readers.sheet.read import read_sheet
from writers_ole import old_workbook
from writers_sheet import label, number, ods, record


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (12, "General", None),
        (12, "0.00", None),
        (1234.5, "#,##0.00", None),
        (3, "000", None),
        (-3, "0;-0", None),
        (-3, "0;(0)", None),
        (7, "[Red]0_ ", None),
        (1.5, "[$¥-804]#,##0.00", "¥1.50"),
        (1.5, "[$-804]#,##0.00", None),
        (365000, "¥#,##0.00", "¥365,000.00"),
        (0.5, "0%", "50%"),
        (0.12345, "0.00%", "12.35%"),
        (12345, "0.00,", "12.35"),
        (12000, "0!.0,", "1.2"),
        (2000, "#,##0,", "2"),
        (3_000_000, "0,,", "3"),
        (0, "#,##0,", None),
        (2, '0"0"', "20"),
        (2, '"1"0', "12"),
        (123456, '0.0,"万"', "123.5万"),
        (12.6, "0", "13"),
        (12.5, 'General"万元"', "12.5万元"),
        (5000, '0"元"', "5000元"),
        (-3, "0;0", "3"),
        (0, "0;-0;;@", ""),
        (0, "#", ""),
        (5, ";;;", ""),
        (0, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "-"),
    ],
)
def test_a_number_is_read_as_its_format_prints_it(value: float, code: str, text: str | None) -> None:
    assert printed_number(value, code) == text


@pytest.mark.parametrize("code", ["yyyy-mm-dd", "# ?/?", "0.00E+00", '[>=10000]0.0,"万";0', "0-00.0"])
def test_formats_of_other_kinds_are_told(code: str) -> None:
    with pytest.raises(FormatError):
        printed_number(12345, code)


def figures(document: Document) -> list[str]:
    return [cell.text for block in document.blocks if isinstance(block, Table) for cell in block.cells]


def read(data: bytes) -> Document:
    return read_sheet(data, source=None, limits=DEFAULT_LIMITS)


def workbook(*cells: tuple[str, float, str]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row, (name, value, code) in enumerate(cells, 1):
        sheet.cell(row, 1, name)
        sheet.cell(row, 2, value).number_format = code
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_cells_of_xlsx_are_read_as_printed() -> None:
    document = read(workbook(("收费", 2_097_386, "0.00,"), ("占比", 0.25, "0%"), ("件数", 12, "#,##0")))
    assert figures(document) == ["收费", "2097.39", "占比", "25%", "件数", "12"]
    assert document.notices == ()


@pytest.mark.parametrize("number", [5, 6, 7, 8, 42, 44])
def test_formats_of_money_that_are_named_by_number_alone(number: int) -> None:
    [_, figure] = figures(read(workbook(("收费", 12, BUILTIN_FORMATS[number]))))
    assert re.fullmatch(r"¥ *12(?:\.00)?", figure)


def test_numbers_printed_as_marks_or_in_unknown_formats_are_said() -> None:
    document = read(
        workbook(("收费", 0, '0;-0;"—"'), ("件数", 12_345, '[>=10000]0.0,"万";0'), ("其他", 1, "0"))
    )
    assert figures(document) == ["收费", "—", "件数", "12345", "其他", "1"]
    assert [notice.split(":")[1].split(";")[0].strip() for notice in document.notices] == [
        "the formats of 1 numbers print a blank or a mark instead",
        "the formats of 1 numbers are not understood",
    ]


def test_texts_of_ods_that_show_another_number_are_read() -> None:
    cell = '<table:table-cell office:value-type="{}" office:value="{}"><text:p>{}</text:p></table:table-cell>'
    name = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = [
        ("件数", "float", "1200", "1,200"),
        ("占比", "percentage", "0.5", "50%"),
        ("收费", "float", "12345", "12.35"),
    ]
    document = read(
        ods(
            "".join(
                f"<table:table-row>{name.format(label)}{cell.format(kind, value, text)}</table:table-row>"
                for label, kind, value, text in rows
            )
        )
    )
    assert figures(document) == ["件数", "1200", "占比", "50%", "收费", "12.35"]


def test_formats_of_excel_2003_xml_are_read() -> None:
    data = (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style '
        'ss:ID="p"><NumberFormat ss:Format="Percent"/></Style>'
        '</Styles><Worksheet ss:Name="表"><Table><Row><Cell><Data ss:Type="String">占比</Data></Cell>'
        '<Cell ss:StyleID="p"><Data ss:Type="Number">0.5</Data></Cell></Row><Row><Cell><Data '
        'ss:Type="String">件数</Data></Cell>'
        '<Cell><Data ss:Type="Number">12</Data></Cell></Row></Table></Worksheet></Workbook>'
    )
    document = read_excel_xml(data.encode(), source=None, limits=DEFAULT_LIMITS)
    assert figures(document) == ["占比", "50.00%", "件数", "12"]


def test_formats_of_xls_are_those_of_its_cell_formats() -> None:
    scaled = record(0x41E, b"\xa4\x00\x05\x00\x00" + b"0.00,")
    plain, thousands = record(0xE0, bytes(20)), record(0xE0, b"\x00\x00\xa4\x00" + bytes(16))
    cells = [label(0, 0, "收费"), number(0, 1, 12345, 1), label(1, 0, "件数"), number(1, 1, 12)]
    document = read(old_workbook({"表1": cells}, globals_=scaled + plain + thousands))
    assert figures(document) == ["收费", "12.35", "件数", "12"]
