"""OFD files of paragraphs and tables, drawn the ways that programs draw them. Where things stand is taken
from a PDF of the same."""

from __future__ import annotations

import ctypes
import io
import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

import pypdfium2
from attrs import frozen
from PIL import Image

from govinfo_reports.document import Table
from govinfo_reports.readers.pdf.fonts import provide_fonts
from writers_docx import zip_of
from writers_pdf import PdfStyle, write_pdf

__all__ = ["OfdStyle", "ofd_of", "page_xml", "path", "scan_ofd", "text", "write_ofd"]

_MM = 25.4 / 72
_NAMESPACE = "http://www.ofdspec.org/2016"


@frozen(kw_only=True)
class OfdStyle:
    """How an OFD is drawn. `singly`: a text object for each character; `repeats`: equal steps as `g n d`;
    `scale`: fonts so many times smaller, made large by the CTM; `origin`: texts begin at their boundary's
    corner, else the page is the boundary; `shapes`: glyphs by number (CGTransform); `pretty`: the XML is
    indented, texts too; `folded`: page blocks in page blocks; `composite`: rules stand in a composite unit
    of the resources; `template`: rules stand in the page's template; `turned`: the page lies on its side;
    `namespace` of the elements; `absolute` locations; `dressed`: a watermark, a seal, an annotation.
    """

    singly: bool = False
    repeats: bool = False
    scale: float = 1.0
    origin: bool = True
    shapes: bool = False
    pretty: bool = False
    folded: bool = False
    composite: bool = False
    template: bool = False
    turned: bool = False
    namespace: str = _NAMESPACE
    absolute: bool = False
    dressed: bool = False


@frozen(kw_only=True)
class _Text:
    """Characters of one text object with their points, in millimetres from the upper left corner."""

    size: float
    points: tuple[tuple[str, float, float], ...]


Line = tuple[float, float, float, float]


def number(value: float) -> str:
    """A number as programs write it."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


def text(
    words: str, x: float, y: float, *, size: float = 4.0, step: float | None = None, more: str = ""
) -> str:
    """A text object at a point, with equal steps (those of its size, if none is given)."""
    steps = f' DeltaX="{" ".join([number(step or size)] * (len(words) - 1))}"' if len(words) > 1 else ""
    return (
        f'<ofd:TextObject ID="9" Boundary="{number(x)} {number(y)} 200 {number(size)}" Font="1" '
        f'Size="{number(size)}"'
        f'{more}><ofd:TextCode X="0" '
        f'Y="{number(size * 0.88)}"{steps}>{escape(words)}</ofd:TextCode></ofd:TextObject>'
    )


def path(x0: float, y0: float, x1: float, y1: float, more: str = "") -> str:
    """A straight line."""
    left, top = min(x0, x1), min(y0, y1)
    return (
        f'<ofd:PathObject ID="8" Boundary="{number(left)} {number(top)} {number(abs(x1 - x0))} '
        f'{number(abs(y1 - y0))}"'
        f' LineWidth="0.2"{more}><ofd:AbbreviatedData>M {number(x0 - left)} {number(y0 - top)}'
        f" L {number(x1 - left)} {number(y1 - top)}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def page_xml(objects: str, *, size: tuple[float, float] = (210.0, 297.0), before: str = "") -> str:
    """The content part of a page."""
    return (
        f'<ofd:Page xmlns:ofd="{_NAMESPACE}"><ofd:Area><ofd:PhysicalBox>0 0 {number(size[0])} '
        f"{number(size[1])}"
        f'</ofd:PhysicalBox></ofd:Area>{before}<ofd:Content><ofd:Layer ID="2" '
        f'Type="Body">{objects}</ofd:Layer>'
        "</ofd:Content></ofd:Page>"
    )


def ofd_of(
    pages: Sequence[str],
    *,
    common: str = "",
    more: str = "",
    files: Mapping[str, str | bytes] | None = None,
    namespace: str = _NAMESPACE,
    absolute: bool = False,
) -> bytes:
    """An OFD file of these pages' content parts; `common` goes to CommonData, `more` behind the list of
    pages."""
    root = "/Doc_0/" if absolute else ""
    listed = "".join(
        f'<ofd:Page ID="{index + 100}" BaseLoc="{root}Pages/Page_{index}/Content.xml"/>'
        for index in range(len(pages))
    )
    parts: dict[str, str | bytes] = {
        "OFD.xml": '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" Version="1.1" '
        'DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
        "<ofd:DocID>1</ofd:DocID>"
        f"</ofd:DocInfo><ofd:DocRoot>{'/' if absolute else ''}Doc_0/Document.xml"
        "</ofd:DocRoot></ofd:DocBody>"
        "</ofd:OFD>",
        "Doc_0/Document.xml": '<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016">'
        "<ofd:CommonData><ofd:MaxUnitID>999"
        "</ofd:MaxUnitID>"
        "<ofd:PageArea><ofd:PhysicalBox>0 0 210 "
        f"297</ofd:PhysicalBox></ofd:PageArea>{common}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages>{more}</ofd:Document>",
        **{f"Doc_0/Pages/Page_{index}/Content.xml": page for index, page in enumerate(pages)},
        **(files or {}),
    }
    if namespace != _NAMESPACE:
        parts = {
            name: _renamed(part, namespace) if isinstance(part, str) else part for name, part in parts.items()
        }
    return zip_of(parts)


def _renamed(part: str, namespace: str) -> str:
    """The part in another namespace, or in none."""
    if namespace:
        return part.replace(_NAMESPACE, namespace)
    return part.replace(f' xmlns:ofd="{_NAMESPACE}"', "").replace("<ofd:", "<").replace("</ofd:", "</")


def write_ofd(
    blocks: Sequence[str | Table], style: OfdStyle | None = None, printed: PdfStyle | None = None
) -> bytes:
    """An OFD of paragraphs and tables."""
    style = style or OfdStyle()
    pages, templates, units = [], [], []
    for index, (width, height, texts, lines) in enumerate(_drawn(write_pdf(blocks, printed or PdfStyle()))):
        words = "".join(_text_object(one, style, (width, height)) for one in texts)
        rules = "".join(_rule(line, style, height) for line in lines)
        before = ""
        if style.composite:
            units.append(
                f'<ofd:CompositeGraphicUnit ID="{500 + index}" Width="{number(width)}" '
                f'Height="{number(height)}"><ofd:Content>'
                f"{rules}</ofd:Content></ofd:CompositeGraphicUnit>"
            )
            rules = (
                f'<ofd:CompositeObject ID="7" Boundary="0 0 {number(width)} {number(height)}" '
                f'ResourceID="{500 + index}"/>'
            )
        if style.template:
            templates.append(page_xml(rules, size=(width, height)))
            before, rules = f'<ofd:Template TemplateID="{300 + index}" ZOrder="Background"/>', ""
        if style.folded:
            words = f"<ofd:PageBlock><ofd:PageBlock>{words}</ofd:PageBlock></ofd:PageBlock>"
        if style.dressed:
            rules += text("内部资料", 60, 150, size=16, more=' CTM="0.7 -0.7 0.7 0.7 0 0"')
        size = (height, width) if style.turned else (width, height)
        pages.append(page_xml(rules + words, size=size, before=before))
    files: dict[str, str | bytes] = {
        f"Doc_0/Tpls/Tpl_{index}/Content.xml": template for index, template in enumerate(templates)
    }
    common = "".join(
        f'<ofd:TemplatePage ID="{300 + index}" BaseLoc="Tpls/Tpl_{index}/Content.xml"/>'
        for index in range(len(templates))
    )
    if units:
        common += "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"
        files["Doc_0/DocumentRes.xml"] = (
            f'<ofd:Res xmlns:ofd="{_NAMESPACE}" '
            f'BaseLoc="Res"><ofd:CompositeGraphicUnits>{"".join(units)}</ofd:CompositeGraphicUnits>'
            "</ofd:Res>"
        )
    more = ""
    if style.dressed:
        more = "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"
        files |= {
            "Doc_0/Annots/Annotations.xml": f'<ofd:Annotations xmlns:ofd="{_NAMESPACE}"><ofd:Page '
            'PageID="100">'
            "<ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>",
            "Doc_0/Annots/Page_0/Annotation.xml": f'<ofd:PageAnnot xmlns:ofd="{_NAMESPACE}"><ofd:Annot Type="Highlight" '
            'ID="1">'
            '<ofd:Appearance Boundary="0 0 50 '
            f'10">{text("请核对", 0, 0)}</ofd:Appearance></ofd:Annot><ofd:Annot Type="Stamp" ID="2">'
            '<ofd:Appearance Boundary="0 0 50 '
            f'10">{text("公章", 0, 0)}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>',
            "Doc_0/Signs/Signatures.xml": f'<ofd:Signatures xmlns:ofd="{_NAMESPACE}"/>',
        }
    return ofd_of(
        pages, common=common, more=more, files=files, namespace=style.namespace, absolute=style.absolute
    )


def scan_ofd(images: Sequence[Image.Image], *, strips: int = 1) -> bytes:
    """An OFD whose pages are images, each cut into so many strips."""
    files: dict[str, str | bytes] = {}
    media, pages = [], []
    for number_of, image in enumerate(images):
        objects = ""
        for strip in range(strips):
            top, bottom = strip * image.height // strips, (strip + 1) * image.height // strips
            buffer = io.BytesIO()
            image.crop((0, top, image.width, bottom)).save(buffer, "PNG")
            key = 700 + number_of * strips + strip
            files[f"Doc_0/Res/image_{key}.png"] = buffer.getvalue()
            media.append(
                f'<ofd:MultiMedia ID="{key}" '
                f'Type="Image"><ofd:MediaFile>image_{key}.png</ofd:MediaFile></ofd:MultiMedia>'
            )
            high = 297 * (bottom - top) / image.height
            objects += (
                f'<ofd:ImageObject ID="6" Boundary="0 {number(297 * top / image.height)} 210 {number(high)}"'
                f' CTM="210 0 0 {number(high)} 0 0" ResourceID="{key}"/>'
            )
        pages.append(page_xml(objects))
    files["Doc_0/DocumentRes.xml"] = (
        f'<ofd:Res xmlns:ofd="{_NAMESPACE}" '
        f'BaseLoc="Res"><ofd:MultiMedias>{"".join(media)}</ofd:MultiMedias></ofd:Res>'
    )
    return ofd_of(pages, common="<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>", files=files)


def _turned(x: float, y: float, height: float, style: OfdStyle) -> tuple[float, float]:
    """Where a point lies on the sheet: a page on its side is turned clockwise."""
    return (height - y, x) if style.turned else (x, y)


def _deltas(steps: Sequence[float], style: OfdStyle) -> str:
    if not style.repeats:
        return " ".join(map(number, steps))
    groups = ((step, len(list(same))) for step, same in itertools.groupby(map(number, steps)))
    return " ".join(f"g {count} {step}" if count > 1 else step for step, count in groups)


def _text_object(one: _Text, style: OfdStyle, size: tuple[float, float]) -> str:
    if style.singly and len(one.points) > 1:
        return "".join(
            _text_object(_Text(size=one.size, points=(point,)), style, size) for point in one.points
        )
    scale = style.scale
    _, x, y = one.points[0]
    high = one.size * 0.88 if style.origin else 0.0
    at = _turned(x, y, size[1], style)
    corner = (at[0], at[1] - high) if style.origin and not style.turned else (0.0, 0.0)
    wide = sum(right[1] - left[1] for left, right in itertools.pairwise(one.points)) + one.size
    turn = (0.0, scale, -scale, 0.0) if style.turned else (scale, 0.0, 0.0, scale)
    move = at if style.turned else (0.0, 0.0)
    start = (0.0, 0.0) if style.turned else ((at[0] - corner[0]) / scale, (at[1] - corner[1]) / scale)
    has_matrix = scale != 1.0 or style.turned
    matrix = f' CTM="{" ".join(map(number, (*turn, *move)))}"' if has_matrix else ""
    letters = "".join(char for char, _, _ in one.points)
    steps = [(right[1] - left[1]) / scale for left, right in itertools.pairwise(one.points)]
    deltas = f' DeltaX="{_deltas(steps, style)}"' if steps else ""
    shapes = (
        f'<ofd:CGTransform CodePosition="0" CodeCount="{len(letters)}" '
        f'GlyphCount="{len(letters)}"><ofd:Glyphs>'
        f"{' '.join(str(40 + ord(char) % 900) for char in letters)}</ofd:Glyphs></ofd:CGTransform>"
        if style.shapes
        else ""
    )
    words = f"\n      {escape(letters)}\n    " if style.pretty else escape(letters)
    return (
        f'<ofd:TextObject ID="9" Boundary="{number(corner[0])} {number(corner[1])} {number(wide)} '
        f'{number(one.size)}"{matrix}'
        f' Font="1" Size="{number(one.size / scale)}">{shapes}'
        f'<ofd:TextCode X="{number(start[0])}" '
        f'Y="{number(start[1])}"{deltas}>{words}</ofd:TextCode></ofd:TextObject>'
    )


def _rule(line: Line, style: OfdStyle, height: float) -> str:
    return path(*_turned(line[0], line[1], height, style), *_turned(line[2], line[3], height, style))


def _drawn(pdf: bytes) -> Iterator[tuple[float, float, list[_Text], list[Line]]]:
    """Width, height, texts and lines of the pages of a PDF, in millimetres, y downwards."""
    raw = pypdfium2.raw
    provide_fonts(raw)  # else PDFium leaves out a lone ideograph where the machine has no Chinese font
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            width, height = page.get_size()
            textpage = page.get_textpage()
            texts = list(_texts(raw, textpage.raw, height))
            textpage.close()
            lines = list(_lines(raw, page.raw, height))
            yield width * _MM, height * _MM, texts, lines
            page.close()
    finally:
        document.close()


def _texts(raw: Any, textpage: Any, height: float) -> Iterator[_Text]:
    x, y = ctypes.c_double(), ctypes.c_double()
    points: list[tuple[str, float, float]] = []
    holder, size = 0, 0.0
    for index in range(raw.FPDFText_CountChars(textpage)):
        if raw.FPDFText_IsGenerated(textpage, index):
            continue
        owner = ctypes.cast(raw.FPDFText_GetTextObject(textpage, index), ctypes.c_void_p).value or 0
        raw.FPDFText_GetCharOrigin(textpage, index, ctypes.byref(x), ctypes.byref(y))
        if points and owner != holder:
            yield _Text(size=size, points=tuple(points))
            points = []
        holder, size = owner, raw.FPDFText_GetFontSize(textpage, index) * _MM
        points.append(
            (chr(raw.FPDFText_GetUnicode(textpage, index)), x.value * _MM, (height - y.value) * _MM)
        )
    if points:
        yield _Text(size=size, points=tuple(points))


def _lines(raw: Any, page: Any, height: float) -> Iterator[Line]:
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(raw.FPDFPage_CountObjects(page)):
        item = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_PATH:
            continue
        matrix = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix))
        before = (0.0, 0.0)
        for number_of in range(raw.FPDFPath_CountSegments(item)):
            segment = raw.FPDFPath_GetPathSegment(item, number_of)
            raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            at = (
                (matrix.a * x.value + matrix.c * y.value + matrix.e) * _MM,
                (height - (matrix.b * x.value + matrix.d * y.value + matrix.f)) * _MM,
            )
            if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO:
                yield (*before, *at)
            before = at
