"""Workbooks of whole reports: xlsx, ods and xls, with lines around the cells of tables or without."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

import openpyxl
from attrs import frozen
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from govinfo_reports.document import Cell, Table
from govinfo_reports.location import Location
from writers_docx import zip_of
from writers_ole import old_workbook

__all__ = ["as_ods", "as_xls", "as_xlsx", "cell_format", "label", "number", "ods", "record"]

Tables = Mapping[str, Sequence[Table]]


@frozen
class _Placed:
    """A cell of the sheet, row and column from 0."""

    row: int
    column: int
    cell: Cell
    in_table: bool

    @property
    def last(self) -> tuple[int, int]:
        return self.row + self.cell.rowspan - 1, self.column + self.cell.colspan - 1


def _line(row: int, text: str, width: int = 1) -> _Placed:
    return _Placed(
        row, 0, Cell(text=text, row=0, column=0, colspan=width, location=Location()), in_table=False
    )


def laid_out(head: Sequence[str], tables: Tables, *, gaps: bool, tail: Sequence[str]) -> Iterator[_Placed]:
    """The head a line a row, then headings and tables, then the tail. With `gaps` an empty row stands around
    each; without them a heading is merged over the width of its table, as titles are."""
    at = 0
    for text in head:
        yield _line(at, text)
        at += 1
    for heading, pieces in tables.items():
        at += gaps
        yield _line(at, heading, 1 if gaps else pieces[0].n_columns)
        at += 1 + gaps
        for piece in pieces:
            for cell in piece.cells:
                yield _Placed(at + cell.row, cell.column, cell, in_table=True)
            at += len(piece.covering()) + gaps
    for text in tail:
        yield _line(at, text)
        at += 1


def as_xlsx(
    head: Sequence[str],
    tables: Tables,
    *,
    lines: bool = False,
    gaps: bool = True,
    tail: Sequence[str] = (),
) -> bytes:
    """A workbook of one sheet with merged cells. `lines`: drawn around the cells of tables."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    thin = Side(style="thin")
    border = Border(left=thin, right=thin, top=thin, bottom=thin)
    for placed in laid_out(head, tables, gaps=gaps, tail=tail):
        text = placed.cell.text
        here = sheet.cell(
            placed.row + 1, placed.column + 1, int(text) if text.isascii() and text.isdigit() else text
        )
        if lines and placed.in_table:
            here.border = border
        if placed.last != (placed.row, placed.column):
            bottom, right = placed.last
            sheet.merge_cells(
                start_row=placed.row + 1,
                start_column=placed.column + 1,
                end_row=bottom + 1,
                end_column=right + 1,
            )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(rows: str, *, styles: str = "", columns: str = "") -> bytes:
    """An ods of one sheet, from the XML of its rows, its cells' styles and its columns."""
    uri = "urn:oasis:names:tc:opendocument:xmlns:"
    names = " ".join(f'xmlns:{name}="{uri}{name}:1.0"' for name in ("office", "table", "text", "style"))
    content = (
        f'<office:document-content {names} xmlns:fo="{uri}xsl-fo-compatible:1.0">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="表1">{columns}{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{uri}manifest:1.0"/>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zip_of({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def as_ods(head: Sequence[str], tables: Tables) -> bytes:
    """An OpenDocument sheet with lines around the cells of tables and no empty rows; the lines are the style
    that the columns have, so it is the lines of text that name another, as LibreOffice writes it."""
    cells = {(placed.row, placed.column): placed for placed in laid_out(head, tables, gaps=False, tail=())}
    covered = {
        (row, column)
        for placed in cells.values()
        for row in range(placed.row, placed.last[0] + 1)
        for column in range(placed.column, placed.last[1] + 1)
    }
    width = 1 + max(column for _, column in covered)
    rows = []
    for row in range(1 + max(row for row, _ in covered)):
        written = []
        for column in range(width):
            placed = cells.get((row, column))
            if placed is not None:
                written.append(_ods_cell(placed))
            elif (row, column) in covered:
                written.append("<table:covered-table-cell/>")
            else:
                written.append("<table:table-cell/>")
        rows.append(f"<table:table-row>{''.join(written)}</table:table-row>")
    styles = (
        '<style:style style:name="boxed" style:family="table-cell">'
        '<style:table-cell-properties fo:border="0.75pt solid #000000"/></style:style>'
        '<style:style style:name="plain" style:family="table-cell"><style:table-cell-properties '
        'fo:border="none"/></style:style>'
    )
    columns = (
        f'<table:table-column table:number-columns-repeated="{width}" table:default-cell-style-name="boxed"/>'
    )
    return ods("".join(rows), styles=styles, columns=columns)


def _ods_cell(placed: _Placed) -> str:
    cell = placed.cell
    style = "" if placed.in_table else ' table:style-name="plain"'
    spans = f' table:number-rows-spanned="{cell.rowspan}" table:number-columns-spanned="{cell.colspan}"'
    spans = spans if cell.rowspan * cell.colspan > 1 else ""
    if not cell.text:
        return f"<table:table-cell{style}{spans}/>"
    kind = 'office:value-type="string"'
    if cell.text.isdigit():
        kind = f'office:value-type="float" office:value="{cell.text}"'
    return f"<table:table-cell {kind}{style}{spans}><text:p>{escape(cell.text)}</text:p></table:table-cell>"


def record(kind: int, content: bytes) -> bytes:
    """A record of an old workbook."""
    return struct.pack("<HH", kind, len(content)) + content


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    """A number in an old workbook, with the number of its cell format."""
    return record(0x203, struct.pack("<HHHd", row, column, style, value))


def label(row: int, column: int, text: str, style: int = 0) -> bytes:
    """A text in an old workbook, with the number of its cell format."""
    return record(0x204, struct.pack("<HHHHB", row, column, style, len(text), 1) + text.encode("utf-16-le"))


def cell_format(lines: int) -> bytes:
    """A cell format of an old workbook; a hexadecimal digit for the line at each side, the left one last."""
    return record(0xE0, struct.pack("<HHHBBBBHHII", 0, 0, 0, 0, 0, 0, 0, lines, 0, 0, 0))


def as_xls(head: Sequence[str], tables: Tables) -> bytes:
    """An old Excel workbook with lines around the cells of tables and no empty rows."""
    records = []
    merged = []
    for placed in laid_out(head, tables, gaps=False, tail=()):
        text, style = placed.cell.text, int(placed.in_table)
        if text.isdigit():
            records.append(number(placed.row, placed.column, int(text), style))
        else:
            records.append(label(placed.row, placed.column, text, style))
        if placed.last != (placed.row, placed.column):
            bottom, right = placed.last
            merged.append(struct.pack("<HHHH", placed.row, bottom, placed.column, right))
    records.append(record(0xE5, struct.pack("<H", len(merged)) + b"".join(merged)))
    return old_workbook({"表1": records}, globals_=cell_format(0) + cell_format(0x1111))
