"""Word documents for tests, written as raw XML: paragraphs, headings, tables with merged cells, numbering."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

__all__ = [
    "W_URI",
    "abstract_list",
    "as_docx",
    "body",
    "cell",
    "list_level",
    "list_use",
    "note",
    "paragraph",
    "row",
    "run",
    "style",
    "table",
    "text_table",
    "zip_of",
]

W_URI = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{W_URI}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
_TEXT_WIDTH = 9000
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN_TYPE}"/></Types>'
)


def run(text: str, properties: str = "") -> str:
    """A run of text; `properties` is what stands in its `w:rPr`."""
    head = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{head}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(
    *content: str, style: str = "", num: int | None = None, level: int | None = None, properties: str = ""
) -> str:
    """A paragraph of texts and of XML (what begins with `<`), in a style or a list."""
    head = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num is not None or level is not None:
        ilvl = "" if level is None else f'<w:ilvl w:val="{level}"/>'
        num_id = "" if num is None else f'<w:numId w:val="{num}"/>'
        head += f"<w:numPr>{ilvl}{num_id}</w:numPr>"
    head += properties
    inner = "".join(piece if piece.startswith("<") else run(piece) for piece in content)
    return f"<w:p>{f'<w:pPr>{head}</w:pPr>' if head else ''}{inner}</w:p>"


def cell(*content: str, span: int = 1, merge: str = "", horizontal: str = "") -> str:
    """A cell of texts (a paragraph each) and of XML blocks; `merge` is `restart` or `continue`."""
    head = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    head += f'<w:vMerge w:val="{merge}"/>' if merge == "restart" else "<w:vMerge/>" if merge else ""
    head += f'<w:hMerge w:val="{horizontal}"/>' if horizontal else ""
    blocks = "".join(piece if piece.startswith("<") else paragraph(piece) for piece in content)
    return f"<w:tc><w:tcPr>{head}</w:tcPr>{blocks or paragraph()}</w:tc>"


def row(*cells: str, before: int = 0, after: int = 0, properties: str = "") -> str:
    """A row of cells (texts become cells), with grid columns left out before and after them."""
    head = properties
    head += f'<w:gridBefore w:val="{before}"/>' if before else ""
    head += f'<w:gridAfter w:val="{after}"/>' if after else ""
    inner = "".join(piece if piece.startswith("<") else cell(piece) for piece in cells)
    return f"<w:tr>{f'<w:trPr>{head}</w:trPr>' if head else ''}{inner}</w:tr>"


def table(*rows: str, columns: int = 1) -> str:
    """A table of rows with lines around its cells; `columns` of its grid are told, which only programs that
    draw it need."""
    edges = "".join(f'<w:{edge} w:val="single" w:sz="4"/>' for edge in _EDGES)
    grid = f'<w:gridCol w:w="{_TEXT_WIDTH // columns}"/>' * columns
    return (
        f"<w:tbl><w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{''.join(rows)}</w:tbl>"
    )


def text_table(rows: Iterable[Sequence[str]]) -> str:
    """A table of plain texts without merged cells."""
    return table(*(row(*(cell(text) for text in texts)) for texts in rows))


def list_level(
    number: int, text: str, form: str = "decimal", *, start: int = 1, suffix: str = "", extra: str = ""
) -> str:
    """A level of a list definition, such as `（%1）` in `chineseCounting`."""
    suff = f'<w:suff w:val="{suffix}"/>' if suffix else ""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{suff}{extra}'
        f'<w:lvlText w:val="{escape(text)}"/></w:lvl>'
    )


def abstract_list(number: int, *levels: str, extra: str = "") -> str:
    """A list definition."""
    return f'<w:abstractNum w:abstractNumId="{number}">{extra}{"".join(levels)}</w:abstractNum>'


def list_use(number: int, abstract: int, overrides: str = "") -> str:
    """A list that counts by a definition."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'


def style(
    identity: str,
    name: str = "",
    *,
    based_on: str = "",
    paragraph_properties: str = "",
    run_properties: str = "",
    kind: str = "paragraph",
    default: bool = False,
) -> str:
    """A named style."""
    mark = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{identity}"{mark}>'
        f'<w:name w:val="{name or identity}"/>'
        + (f'<w:basedOn w:val="{based_on}"/>' if based_on else "")
        + f"<w:pPr>{paragraph_properties}</w:pPr><w:rPr>{run_properties}</w:rPr></w:style>"
    )


def note(kind: str, number: int, *blocks: str, note_type: str = "") -> str:
    """A `footnote` or an `endnote`."""
    typed = f' w:type="{note_type}"' if note_type else ""
    return f'<w:{kind} w:id="{number}"{typed}>{"".join(blocks)}</w:{kind}>'


def body(*blocks: str) -> str:
    """The XML of the main part: texts become paragraphs."""
    inner = "".join(block if block.startswith("<") else paragraph(block) for block in blocks)
    return f"{_DECLARATION}<w:document {_NAMESPACES}><w:body>{inner}<w:sectPr/></w:body></w:document>"


def zip_of(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


def as_docx(
    *blocks: str,
    styles: str = "",
    numbering: str = "",
    footnotes: str = "",
    endnotes: str = "",
    title: str | None = None,
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A DOCX of blocks (texts become paragraphs), with the inner XML of its other parts."""
    named = {"styles": styles, "numbering": numbering, "footnotes": footnotes, "endnotes": endnotes}
    used = {name: content for name, content in named.items() if content}
    relations = "".join(
        f'<Relationship Id="r{name}" Type="{_TYPES}/{name}" Target="{name}.xml"/>' for name in used
    )
    content: dict[str, str | bytes] = {
        "[Content_Types].xml": f"{_DECLARATION}{_CONTENT_TYPES}",
        "_rels/.rels": f'{_DECLARATION}<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_TYPES}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": body(*blocks),
        "word/_rels/document.xml.rels": f"{_DECLARATION}<Relationships "
        f'xmlns="{_RELATIONS}">{relations}</Relationships>',
    }
    for name, inner in used.items():
        content[f"word/{name}.xml"] = f"{_DECLARATION}<w:{name} {_NAMESPACES}>{inner}</w:{name}>"
    if title is not None:
        content["docProps/core.xml"] = (
            f"{_DECLARATION}<cp:coreProperties "
            'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
            'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{escape(title)}</dc:title>"
            "</cp:coreProperties>"
        )
    return zip_of({**content, **(parts or {})})
