"""Writers of office documents that are one XML file, and of OpenDocument texts."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from xml.sax.saxutils import escape
from zipfile import ZipFile

from govinfo_reports.document import Cell, Table
from writers_docx import zip_of
from writers_sheet import laid_out

Tables = Mapping[str, Sequence[Table]]
_DECLARED = re.compile(rb"^<\?xml[^>]*\?>\s*")
_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = " ".join(
    f'xmlns:{name}="{_NAMES}{uri}:1.0"'
    for name, uri in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
    )
)


def flat_opc(docx: bytes) -> bytes:
    """A Word file as one XML."""
    uri = "http://schemas.microsoft.com/office/2006/xmlPackage"
    parts = []
    with ZipFile(io.BytesIO(docx)) as package:
        for name in package.namelist():
            content = _DECLARED.sub(b"", package.read(name)).decode()
            parts.append(f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{content}</pkg:xmlData></pkg:part>')
    return (
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package '
        f'xmlns:pkg="{uri}">{"".join(parts)}</pkg:package>'
    ).encode()


def word_2003(blocks: str) -> bytes:
    """A document in the XML of Word 2003 with these blocks."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
        '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"'
        ' xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" '
        'xmlns:aml="http://schemas.microsoft.com/aml/2001/core">'
        f"<w:body><wx:sect>{blocks}"
        "<w:sectPr><w:hdr><w:p><w:r><w:t>页眉</w:t></w:r></w:p></w:hdr>"
        "</w:sectPr></wx:sect></w:body></w:wordDocument>"
    ).encode()


def as_word_2003(docx: bytes) -> bytes:
    """The same document in the XML of Word 2003."""
    with ZipFile(io.BytesIO(docx)) as package:
        text = package.read("word/document.xml").decode()
    body = text[text.index("<w:body>") + len("<w:body>") : text.index("</w:body>")]
    return word_2003(body.replace("w:vMerge", "w:vmerge"))


def excel_2003(rows: str, *, more: str = "") -> bytes:
    """A workbook in the XML of Excel 2003 with these rows."""
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:x="urn:schemas-microsoft-com:office:excel"><Styles><Style ss:ID="s1"><Borders>'
        '<Border ss:Position="Left" ss:LineStyle="Continuous"/><Border ss:Position="Top" '
        'ss:LineStyle="Continuous"/></Borders></Style></Styles>'
        f'<Worksheet ss:Name="表1"><Table>{rows}</Table></Worksheet>{more}</Workbook>'
    ).encode()


def as_excel_2003(head: Sequence[str], tables: Tables) -> bytes:
    """A workbook with merged cells and lines around the cells of tables; cells that others cover are not
    written."""
    rows: dict[int, str] = {}
    for placed in laid_out(head, tables, gaps=False, tail=()):
        bottom, right = placed.last
        kind = "Number" if placed.cell.text.isascii() and placed.cell.text.isdigit() else "String"
        spans = f' ss:MergeAcross="{right - placed.column}"' if right > placed.column else ""
        spans += f' ss:MergeDown="{bottom - placed.row}"' if bottom > placed.row else ""
        style = ' ss:StyleID="s1"' if placed.in_table else ""
        data = f'<Data ss:Type="{kind}">{escape(placed.cell.text)}</Data>' if placed.cell.text else ""
        rows[placed.row] = (
            rows.get(placed.row, "") + f'<Cell ss:Index="{placed.column + 1}"{style}{spans}>{data}</Cell>'
        )
    return excel_2003(
        "".join(f'<Row ss:Index="{row + 1}">{cells}</Row>' for row, cells in sorted(rows.items()))
    )


def _paragraphs(text: str) -> str:
    return "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))


def _odt_table(table: Table) -> str:
    covered = {
        (cell.row + below, cell.column + beside)
        for cell in table.cells
        for below in range(cell.rowspan)
        for beside in range(cell.colspan)
        if below or beside
    }
    width = max(cell.column + cell.colspan for cell in table.cells)
    rows = []
    for number, row in enumerate(table.rows):
        cells = {cell.column: cell for cell in row}
        written = ""
        for column in range(width):
            if (number, column) in covered:
                written += "<table:covered-table-cell/>"
            elif column in cells:
                cell = cells[column]
                written += (
                    f'<table:table-cell table:number-columns-spanned="{cell.colspan}" '
                    f'table:number-rows-spanned="{cell.rowspan}">'
                    f"{_paragraphs(cell.text)}</table:table-cell>"
                )
        rows.append(f"<table:table-row>{written}</table:table-row>")
    return f"<table:table><table:table-column/>{''.join(rows)}</table:table>"


COLUMNS = (
    '<style:style style:name="C" style:family="table-column"><style:table-column-properties '
    'style:column-width="1.75cm"/></style:style>'
    '<style:style style:name="R" style:family="table-column"><style:table-column-properties '
    'style:rel-column-width="8191*"/></style:style>'
)
"""The widths of columns that tables with sub-tables name."""


def odt_split(table: Table, *, inner: bool = False) -> str:
    """The table as OpenOffice wrote one whose cells were split: a cell that stands beside several rows has a
    row of its own with them, and they are a table in the next cell."""
    first, last = (
        min(cell.column for cell in table.cells),
        max(cell.column + cell.colspan for cell in table.cells),
    )
    written = ""
    for band in _bands(table, lambda cell: (cell.row, cell.row + cell.rowspan)):
        parts = _beside(band)
        cells = ""
        for part in parts:
            width = max(c.column + c.colspan for c in part.cells) - min(c.column for c in part.cells)
            one = part.cells[0]
            held = _paragraphs(one.text) if len(part.cells) == 1 else odt_split(part, inner=True)
            cells += f'<table:table-cell table:number-columns-spanned="{width}">{held}</table:table-cell>'
            cells += "<table:covered-table-cell/>" * (width - 1)
        written += f"<table:table-row>{cells}</table:table-row>"
    columns = (
        f'<table:table-column table:style-name="{"R" if inner else "C"}" '
        f'table:number-columns-repeated="{last - first}"/>'
    )
    mark = ' table:is-sub-table="true"' if inner else ""
    return f"<table:table{mark}>{columns}{written}</table:table>"


def _beside(band: Table) -> list[Table]:
    """The parts of a band of rows: cells as high as the band, and what stands between them."""
    parts: list[Table] = []
    for part in _bands(band, lambda cell: (cell.column, cell.column + cell.colspan)):
        if parts and len(part.cells) > 1 and len(parts[-1].cells) > 1:
            both = Table(cells=parts[-1].cells + part.cells, location=part.location)
            if len(_bands(both, lambda cell: (cell.row, cell.row + cell.rowspan))) > 1:
                parts[-1] = both
                continue
        parts.append(part)
    return parts


def _bands(table: Table, reach: Callable[[Cell], tuple[int, int]]) -> list[Table]:
    """The parts of a table between the lines that go through the whole of it, along one side."""
    parts: list[list[Cell]] = []
    end = -1
    for cell in sorted(table.cells, key=reach):
        if reach(cell)[0] >= end:
            parts.append([])
        parts[-1].append(cell)
        end = max(end, reach(cell)[1])
    return [
        Table(cells=tuple(sorted(part, key=lambda c: (c.row, c.column))), location=table.location)
        for part in parts
    ]


def odt_blocks(head: Sequence[str], tables: Tables, *, split: bool = False) -> str:
    """The blocks of a report; `split` as OpenOffice wrote tables whose cells were split."""
    blocks = [_paragraphs(line) for line in head]
    for heading, pieces in tables.items():
        blocks.append(f'<text:h text:outline-level="1">{heading}</text:h>')
        blocks += [odt_split(piece) if split else _odt_table(piece) for piece in pieces]
    return "".join(blocks)


def odt(blocks: str, *, styles: str = "") -> bytes:
    """An .odt of these blocks."""
    content = (
        f"<office:document-content {NAMESPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{blocks}</office:text></office:body></office:document-content>"
    )
    return zip_of({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def fodt(blocks: str) -> bytes:
    """A flat .fodt of these blocks."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:body><office:text>{blocks}</office:text></office:body></office:document>"
    ).encode()
