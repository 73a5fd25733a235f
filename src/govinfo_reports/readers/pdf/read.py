"""PDF to Document, with PDFium (extra `pdf`); pages without text through the OCR reader where that is
installed."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from attrs import frozen

from ...document import Container, Document
from ...errors import LimitExceeded, MissingExtra, UnreadableSource
from ...language import phrase
from ...limits import Limits
from ...locks import ForkLock
from ..common.pages import judge, left_out_notices
from ..image.ocr import has_ocr, image_rulings, read_view
from ..image.page_pictures import PagePicture, encoded, keep_picture
from .assembly import assemble
from .characters import COVERED, PageSpace, page_space, read_runs
from .covered import read_unseen
from .drawn import drawn_for_text, draws_too_much
from .fonts import provide_fonts
from .inks import HIDDEN, left_out
from .nesting import check_nesting
from .overprinted import OVERPRINTED, legible
from .pages import View, page_views
from .painted import SeenLines, under
from .pasted import image_boxes, views_around
from .rulings import Box, Ruling, Scrawl, read_rulings
from .shown import seen_only
from .struck import read_struck_notes, strike

__all__ = ["read_pdf"]

_LOCK = ForkLock()  # PDFium is not made for several threads
_FEW = 8  # characters: a page with fewer says nothing (a page number, a stamp)
_CHARACTERS = 3_000_000
_DPI = 220
_MAX_PIXELS = 30_000_000
_PICTURE, _FULL_PAGE = (
    0.1,
    0.6,
)  # shares of the page: an image so large is what a page without text shows; is a scan
_SHAPES, _FIGURES = 50, 60
_TEXT, _PATH = 1, 2
_DRAWN_NOTES = (3, 4, 5, 6, 7, 8, 13, 15, 20)
"""Typed notes, lines, boxes, circles, polygons, open ones, stamps, what is drawn by hand, form fields: what
a reader sees as the page's."""


@frozen(kw_only=True)
class _Page:
    """What was read of a page: its views, how many characters they have, and how many more have no Unicode
    value."""

    views: tuple[View, ...] = ()
    characters: int = 0
    unknown: int = 0
    is_scan: bool = False
    has_image: bool = False  # whether a table in an image was read, or could be where images are recognised


def _pdfium(source: str | None) -> Any:
    try:
        import pypdfium2
    except ImportError as error:
        raise MissingExtra(
            phrase("reading a PDF needs the package pypdfium2: pip install 'govinfo-reports[pdf]'"),
            extra="pdf",
            source=source,
        ) from error
    return pypdfium2


def read_pdf(
    data: bytes,
    *,
    source: str | None,
    limits: Limits,
    progress: Callable[[int, int], None] | None = None,
) -> Document:
    """The paragraphs and tables of a PDF, each with its page.

    `progress` is told after each page how many are done and how many there are. Tables that go on over a
    page break are one table; page numbers are left out, running heads and feet go to `furniture`. Raises
    `MissingExtra` without pypdfium2 and for a scan without the packages that recognise it, `LimitExceeded`,
    and `UnreadableSource` for damaged and encrypted files.
    """
    if len(data) > limits.bytes:
        raise LimitExceeded(phrase("larger than {bytes} bytes", bytes=limits.bytes), source=source)
    pdfium = _pdfium(source)
    has_layers = check_nesting(data, source=source)
    views: list[View] = []
    notices: list[str] = []
    with _LOCK:
        provide_fonts(pdfium.raw)
        document = _open(pdfium, data, source)
        try:
            has_layers = _check_encrypted(pdfium.raw, document, source) or has_layers
            count = len(document)
            if count > limits.pages:
                raise LimitExceeded(
                    phrase("{count} pages, more than {pages}", count=count, pages=limits.pages), source=source
                )
            scans: list[int] = []
            images: list[int] = []
            characters = 0
            for index in range(count):
                page = _read_page(pdfium, document, index, notices, has_layers=has_layers)
                characters += page.characters
                if characters > _CHARACTERS:
                    raise LimitExceeded(
                        phrase("more than {characters} characters", characters=_CHARACTERS), source=source
                    )
                if page.unknown and not page.is_scan:
                    notices.append(
                        phrase(
                            "page {index}: {unknown} characters have no Unicode value",
                            index=index + 1,
                            unknown=page.unknown,
                        ).both
                    )
                if page.is_scan or (page.has_image and has_ocr()):
                    scans.append(index)
                elif page.has_image:
                    images.append(index + 1)
                views += page.views or (View(page=index + 1, width=595.0, height=842.0),)
                if progress is not None:
                    progress(index + 1, count)
        finally:
            document.close()
    if images:
        notices.append(
            phrase(
                "images on pages of text, not looked at: {names}; install 'govinfo-reports[ocr]' to "
                "read tables in them",
                names=", ".join(map(str, images)),
            ).both
        )
    judge(views, scans, notices, source, kind="PDF", can_recognise=has_ocr())
    blocks, furniture = assemble(views, limits, source)
    return Document(
        blocks=blocks, container=Container.PDF, source=source, furniture=furniture, notices=tuple(notices)
    )


def _open(pdfium: Any, data: bytes, source: str | None) -> Any:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in (pdfium.raw.FPDF_ERR_PASSWORD, pdfium.raw.FPDF_ERR_SECURITY):
            raise UnreadableSource(
                phrase("the PDF is encrypted and needs a password"), source=source
            ) from error
        raise UnreadableSource(phrase("the PDF is damaged or not a PDF"), source=source) from error
    return document


def _check_encrypted(raw: Any, document: Any, source: str | None) -> bool:
    """Look at the content of a file that opens without a password although it is encrypted, as at that of
    any other."""
    if raw.FPDF_GetSecurityHandlerRevision(document.raw) != -1:
        copy = io.BytesIO()
        document.save(copy, flags=raw.FPDF_REMOVE_SECURITY)
        return check_nesting(copy.getvalue(), source=source)
    return False


def _read_page(pdfium: Any, document: Any, index: int, notices: list[str], *, has_layers: bool) -> _Page:
    """One page; a page that PDFium cannot load gives a notice."""
    raw = pdfium.raw
    try:
        page = document[index]
    except pdfium.PdfiumError:
        notices.append(phrase("page {index}: damaged, not read", index=index + 1).both)
        return _Page()
    try:
        notes = None
        if _has_drawn_notes(raw, page):
            notes = _struck_notes(raw, page)
            if raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
                page.close()
                page = document[index]
        is_heavy = draws_too_much(raw, page.raw)
        unseen, pictured, under_patches, is_all = read_unseen(
            raw,
            document.raw,
            page.raw,
            partial(_under, raw, page, is_heavy=is_heavy),
            partial(_texts_of, raw, page),
        )
        if not is_all or (has_layers and is_heavy):
            notices.append(
                phrase("page {index}: draws too much to tell what of its text is seen", index=index + 1).both
            )
        texts = [text for text in _texts_of(raw, page, pictured[:_SHAPES]) if any(map(str.isdigit, text))]
        if texts:
            notices.append(
                phrase(
                    "page {index}: figures under a picture, which may show others: {figures}",
                    index=index + 1,
                    figures="; ".join(dict.fromkeys(texts))[:_FIGURES],
                ).both
            )
        textpage = page.get_textpage()
        try:
            space = page_space(raw, page.raw, textpage.raw)
            runs, unknown, dropped = read_runs(raw, textpage.raw, space, *left_out(raw, page.raw), unseen)
        finally:
            textpage.close()
        if under_patches:
            dropped.setdefault(COVERED, []).extend("".join(under_patches))
        if has_layers and runs and not is_heavy:
            runs, gone = seen_only(page, space, runs)
            if gone:
                dropped.setdefault(HIDDEN, []).extend(gone)
        runs, lost = legible(runs)
        if lost:
            dropped[OVERPRINTED] = lost
        characters = sum(len(run.glyphs) for run in runs)
        rulings = read_rulings(raw, page.raw, space)
        struck_notes = notes or read_struck_notes(raw, page.raw, space)
        shows = None if is_heavy else SeenLines(raw, page, space).show
        runs, rulings, struck = strike(runs, rulings, *struck_notes, shows)
        notices += left_out_notices(index + 1, dropped, struck)
        if characters < _FEW or unknown > characters:
            if _picture_share(raw, page.raw, space.size) > _PICTURE:
                if not is_heavy:
                    return _Page(views=_recognised(page, index) if has_ocr() else (), is_scan=True)
                notices.append(phrase("page {index}: shapes without text, not read", index=index + 1).both)
        elif len(rulings.horizontal) < 2 and _picture_share(raw, page.raw, space.size) > _FULL_PAGE:
            notices.append(
                phrase(
                    "page {index}: a scan with a text layer, whose recognition is not ours", index=index + 1
                ).both
            )
            if has_ocr() and space.turns == page.get_rotation() // 90:
                rulings = image_rulings(*_picture(page))
        boxes = image_boxes(raw, page.raw, space, runs)
        is_upright = space.turns == page.get_rotation() // 90
        around = None
        if boxes and is_upright and has_ocr() and not is_heavy:
            around = views_around(index + 1, space.size, runs, rulings, boxes, partial(_picture, page))
        keep_picture(index + 1, lambda: _shown(page, space))
        views = around or page_views(index + 1, space.size, runs, rulings)
        if len(views) == 1 and (pictures := drawn_for_text(views, rulings.shapes)):
            notices.append(
                phrase(
                    "page {index}: {count} cells without text hold drawings, not read",
                    index=index + 1,
                    count=pictures,
                ).both
            )
        return _Page(
            views=tuple(views),
            characters=characters,
            unknown=unknown,
            has_image=around is not None or (bool(boxes) and not has_ocr()),
        )
    except pdfium.PdfiumError:
        notices.append(phrase("page {index}: damaged, not read", index=index + 1).both)
        return _Page()
    finally:
        page.close()


def _under(raw: Any, page: Any, texts: Sequence[tuple[Any, Box]], *, is_heavy: bool) -> list[bool]:
    """Which parts of texts are under what is drawn later; none on a page that draws too much."""
    if is_heavy:
        return []
    textpage = page.get_textpage()
    try:
        space = page_space(raw, page.raw, textpage.raw)
    finally:
        textpage.close()
    return under(raw, page, space, texts)


def _texts_of(raw: Any, page: Any, items: Sequence[Any]) -> list[str]:
    """The texts of these text objects."""
    textpage = page.get_textpage()
    buffer = (ctypes.c_ushort * 100)()
    texts: list[str] = []
    try:
        for item in items:
            raw.FPDFTextObj_GetText(item, textpage.raw, buffer, ctypes.sizeof(buffer))
            texts.append("".join(map(chr, buffer)).split("\0", 1)[0].strip())
    finally:
        textpage.close()
    return texts


def _struck_notes(raw: Any, page: Any) -> tuple[list[Ruling], list[Scrawl]]:
    """What notes strike out, before they are made part of the page."""
    textpage = page.get_textpage()
    try:
        return read_struck_notes(raw, page.raw, page_space(raw, page.raw, textpage.raw))
    finally:
        textpage.close()


def _shown(page: Any, space: PageSpace) -> PagePicture:
    """A picture of the page, turned as it is read."""
    turn = 90 * ((space.turns - page.get_rotation() // 90) % 4)
    bitmap = page.render(scale=min(2.0, 1000 / max(1.0, space.size[0])), rotation=turn, grayscale=True)
    try:
        return encoded(bitmap.to_pil())
    finally:
        bitmap.close()


def _recognised(page: Any, index: int) -> tuple[View, ...]:
    """The view of a page that is only an image."""
    image, scale = _picture(page)
    return (read_view(image, page=index + 1, scale=scale),)


def _has_drawn_notes(raw: Any, page: Any) -> bool:
    """Whether the page has form fields or notes that show text or shapes, which are not part of the page
    itself."""
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), 2_000)):
        note = raw.FPDFPage_GetAnnot(page, index)
        kind = raw.FPDFAnnot_GetSubtype(note)
        raw.FPDFPage_CloseAnnot(note)
        if kind in _DRAWN_NOTES:
            return True
    return False


def _picture_share(raw: Any, page: Any, size: tuple[float, float]) -> float:
    """How much of the page its largest image takes; 1 for a page of so many shapes that they may be
    letters."""
    edges = [ctypes.c_float() for _ in range(4)]
    shapes, share = 0, 0.0
    for index in range(min(raw.FPDFPage_CountObjects(page), 20_000)):
        item = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(item)
        shapes += kind == _PATH
        if kind not in (_TEXT, _PATH) and raw.FPDFPageObj_GetBounds(item, *map(ctypes.byref, edges)):
            left, bottom, right, top = (edge.value for edge in edges)
            share = max(share, abs((right - left) * (top - bottom)) / max(1.0, size[0] * size[1]))
    return 1.0 if shapes > _SHAPES else share


def _picture(page: Any, dpi: int = _DPI) -> tuple[Any, float]:
    """The page as an array of colours (RGB), and how many pixels a point is."""
    width, height = page.get_size()
    scale = min(dpi / 72, (_MAX_PIXELS / max(1.0, width * height)) ** 0.5)
    bitmap = page.render(scale=scale, rev_byteorder=True)
    try:
        return bitmap.to_numpy().copy(), scale
    finally:
        bitmap.close()
