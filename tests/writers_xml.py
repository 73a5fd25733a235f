"""Writers of office documents that are one XML file, and of OpenDocument texts."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape
from zipfile import ZipFile

from govinfo_reports.document import Table
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
    return f'<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="{uri}">{"".join(parts)}</pkg:package>'.encode()


def word_2003(blocks: str) -> bytes:
    """A document in the XML of Word 2003 with these blocks."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
        '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"'
        ' xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" xmlns:aml="http://schemas.microsoft.com/aml/2001/core">'
        f"<w:body><wx:sect>{blocks}<w:sectPr><w:hdr><w:p><w:r><w:t>页眉</w:t></w:r></w:p></w:hdr></w:sectPr></wx:sect></w:body></w:wordDocument>"
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
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:x="urn:schemas-microsoft-com:office:excel"><Styles><Style ss:ID="s1"><Borders>'
        '<Border ss:Position="Left" ss:LineStyle="Continuous"/><Border ss:Position="Top" ss:LineStyle="Continuous"/></Borders></Style></Styles>'
        f'<Worksheet ss:Name="表1"><Table>{rows}</Table></Worksheet>{more}</Workbook>'
    ).encode()


def as_excel_2003(head: Sequence[str], tables: Tables) -> bytes:
    """A workbook with merged cells and lines around the cells of tables; cells that others cover are not written."""
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
                    f'<table:table-cell table:number-columns-spanned="{cell.colspan}" table:number-rows-spanned="{cell.rowspan}">'
                    f"{_paragraphs(cell.text)}</table:table-cell>"
                )
        rows.append(f"<table:table-row>{written}</table:table-row>")
    return f"<table:table><table:table-column/>{''.join(rows)}</table:table>"


def odt_blocks(head: Sequence[str], tables: Tables) -> str:
    """The blocks of a report."""
    blocks = [_paragraphs(line) for line in head]
    for heading, pieces in tables.items():
        blocks.append(f'<text:h text:outline-level="1">{heading}</text:h>')
        blocks += [_odt_table(piece) for piece in pieces]
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
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:body><office:text>{blocks}</office:text></office:body></office:document>"
    ).encode()
