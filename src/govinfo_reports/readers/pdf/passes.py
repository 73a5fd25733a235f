"""The passes over a page of a PDF, in the order in which they are made: from what PDFium shows of it to its
views."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from attrs import define, field

from ...language import phrase
from ...steps import Step
from ..common.pages import left_out_notices
from ..image.ocr import image_rulings, read_view
from ..image.page_pictures import PagePicture, encoded, keep_picture
from .characters import COVERED, Hides, PageSpace, Run, page_space, read_runs
from .covered import read_unseen
from .inks import HIDDEN, left_out
from .overprinted import OVERPRINTED, legible
from .page_objects import PATH, TEXT, Box, PageObjects
from .pages import View, page_views
from .painted import SeenLines, drawn_for_text, draws_too_much, seen_only, under
from .pasted import image_boxes, views_around
from .rulings import Ruling, Rulings, Scrawl, read_rulings
from .struck import read_struck_notes, strike

__all__ = ["PASSES", "PageRead", "read_page"]

_FEW = 8  # characters: a page with fewer says nothing (a page number, a stamp)
_DPI = 220
_MAX_PIXELS = 30_000_000
_PICTURE, _FULL_PAGE = (
    0.1,
    0.6,
)  # shares of the page: an image so large is what a page without text shows; is a scan
_SHAPES, _FIGURES = 50, 60
_DRAWN_NOTES = (3, 4, 5, 6, 7, 8, 13, 15, 20)
"""Typed notes, lines, boxes, circles, polygons, open ones, stamps, what is drawn by hand, form fields: what
a reader sees as the page's."""


@define(eq=False)
class PageRead:
    """How far a page has been read, and what comes of it.

    `index` counts from 0; `has_layers` tells whether the file may hide text in layers, `can_recognise`
    whether images can be recognised. `views` are what the page shows; `unknown` counts the characters
    without a Unicode value; `has_image` tells whether a table in an image was read, or could be where images
    are recognised. A pass that `ends` the page is the last.
    """

    raw: Any
    document: Any
    page: Any
    index: int
    has_layers: bool
    can_recognise: bool
    space: PageSpace
    notices: list[str] = field(factory=list)
    is_heavy: bool = False
    notes: tuple[Sequence[Ruling], Sequence[Scrawl]] | None = None
    pale: Mapping[int, str] = field(factory=dict)
    usual: float = 0.0
    unseen: Mapping[int, Hides] = field(factory=dict)
    pictured: Sequence[Any] = ()
    taken_off: Sequence[str] = ()
    dropped: dict[str, list[str]] = field(factory=dict)
    runs: list[Run] = field(factory=list)
    unknown: int = 0
    rulings: Rulings = field(factory=lambda: Rulings([], [], [], []))
    struck: Sequence[str] = ()
    struck_characters: int = 0
    views: Sequence[View] = ()
    is_scan: bool = False
    has_image: bool = False
    ends: bool = False

    @property
    def characters(self) -> int:
        """How many characters the page has, with those that are struck out."""
        return sum(len(run.glyphs) for run in self.runs) + self.struck_characters

    @contextmanager
    def text(self) -> Iterator[Any]:
        """The page's text as PDFium finds it now."""
        textpage = self.page.get_textpage()
        try:
            yield textpage.raw
        finally:
            textpage.close()


def read_page(
    pdfium: Any, document: Any, index: int, notices: list[str], *, has_layers: bool, can_recognise: bool
) -> PageRead:
    """One page; a page that PDFium cannot load gives a notice and has no views."""
    space = PageSpace(0.0, 0.0, 0.0, 0.0, 0)
    read = PageRead(pdfium.raw, document, None, index, has_layers, can_recognise, space, notices)
    try:
        read.page = document[index]
        for step in PASSES:
            step.run(read)
            if read.ends:
                break
    except pdfium.PdfiumError:
        notices.append(phrase("page {index}: damaged, not read", index=index + 1).both)
        return PageRead(pdfium.raw, document, None, index, has_layers, can_recognise, space)
    finally:
        if read.page is not None:
            read.page.close()
    return read


def _draw_notes(read: PageRead) -> None:
    raw = read.raw
    if not _has_drawn_notes(raw, read.page):
        return
    with read.text() as text:
        read.notes = read_struck_notes(raw, read.page.raw, page_space(raw, read.page.raw, text))
    if raw.FPDFPage_Flatten(read.page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
        read.page.close()
        read.page = read.document[read.index]


def _weigh(read: PageRead) -> None:
    read.is_heavy = draws_too_much(read.raw, read.page.raw)


def _find_unseen(read: PageRead) -> None:
    def is_under(texts: Sequence[tuple[Any, Box]]) -> Sequence[bool]:
        if read.is_heavy:
            return []
        with read.text() as text:
            space = page_space(read.raw, read.page.raw, text)
        return under(read.raw, read.page, space, texts)

    def text_of(items: Sequence[Any]) -> Sequence[str]:
        return _texts_of(read, items)

    read.unseen, read.pictured, read.taken_off, is_all = read_unseen(
        read.raw, read.document.raw, read.page.raw, is_under, text_of
    )
    if not is_all or (read.has_layers and read.is_heavy):
        number = read.index + 1
        read.notices.append(
            phrase("page {index}: draws too much to tell what of its text is seen", index=number).both
        )


def _tell_pictured(read: PageRead) -> None:
    texts = [text for text in _texts_of(read, read.pictured[:_SHAPES]) if any(map(str.isdigit, text))]
    if texts:
        read.notices.append(
            phrase(
                "page {index}: figures under a picture, which may show others: {figures}",
                index=read.index + 1,
                figures="; ".join(dict.fromkeys(texts))[:_FIGURES],
            ).both
        )


def _find_pale(read: PageRead) -> None:
    read.pale, read.usual = left_out(read.raw, read.page.raw)


def _characters(read: PageRead) -> None:
    with read.text() as text:
        read.space = page_space(read.raw, read.page.raw, text)
        read.runs, read.unknown, read.dropped = read_runs(
            read.raw, text, read.space, read.pale, read.usual, read.unseen
        )
    if read.taken_off:
        read.dropped.setdefault(COVERED, []).extend("".join(read.taken_off))


def _leave_layers(read: PageRead) -> None:
    if read.has_layers and read.runs and not read.is_heavy:
        read.runs, gone = seen_only(read.page, read.space, read.runs)
        if gone:
            read.dropped.setdefault(HIDDEN, []).extend(gone)


def _leave_overprinted(read: PageRead) -> None:
    read.runs, lost = legible(read.runs)
    if lost:
        read.dropped[OVERPRINTED] = lost


def _rule(read: PageRead) -> None:
    read.rulings = read_rulings(read.raw, read.page.raw, read.space)


def _strike(read: PageRead) -> None:
    notes = read.notes or read_struck_notes(read.raw, read.page.raw, read.space)
    shows = None if read.is_heavy else SeenLines(read.raw, read.page, read.space).show
    characters = read.characters
    read.runs, read.rulings, read.struck = strike(read.runs, read.rulings, *notes, shows)
    read.struck_characters = characters - read.characters


def _tell_left_out(read: PageRead) -> None:
    read.notices += left_out_notices(read.index + 1, read.dropped, read.struck)


def _recognise(read: PageRead) -> None:
    number = read.index + 1
    if read.characters < _FEW or read.unknown > read.characters:
        if _picture_share(read.raw, read.page.raw, read.space.size) <= _PICTURE:
            return
        if read.is_heavy:
            read.notices.append(phrase("page {index}: shapes without text, not read", index=number).both)
            return
        read.is_scan = read.ends = True
        read.runs = []
        if read.can_recognise:
            image, scale = _picture(read.page)
            read.views = (read_view(image, page=number, scale=scale),)
        return
    is_ruled = len(read.rulings.horizontal) >= 2
    if is_ruled or _picture_share(read.raw, read.page.raw, read.space.size) <= _FULL_PAGE:
        return
    read.notices.append(
        phrase("page {index}: a scan with a text layer, whose recognition is not ours", index=number).both
    )
    if read.can_recognise and read.space.turns == read.page.get_rotation() // 90:
        read.rulings = image_rulings(*_picture(read.page))


def _read_pasted(read: PageRead) -> None:
    boxes = image_boxes(read.raw, read.page.raw, read.space, read.runs)
    read.has_image = bool(boxes) and not read.can_recognise
    is_upright = read.space.turns == read.page.get_rotation() // 90
    if boxes and is_upright and read.can_recognise and not read.is_heavy:

        def picture(dpi: int) -> tuple[Any, float]:
            return _picture(read.page, dpi)

        around = views_around(read.index + 1, read.space.size, read.runs, read.rulings, boxes, picture)
        read.has_image = around is not None
        read.views = around or ()


def _keep_picture(read: PageRead) -> None:
    keep_picture(read.index + 1, lambda: _shown(read.page, read.space))


def _view(read: PageRead) -> None:
    read.views = read.views or page_views(read.index + 1, read.space.size, read.runs, read.rulings)


def _tell_drawn(read: PageRead) -> None:
    if len(read.views) == 1 and (pictures := drawn_for_text(read.views, read.rulings.shapes)):
        read.notices.append(
            phrase(
                "page {index}: {count} cells without text hold drawings, not read",
                index=read.index + 1,
                count=pictures,
            ).both
        )


PASSES: tuple[Step[Callable[[PageRead], None]], ...] = (
    Step(
        "notes",
        phrase("notes and form fields become part of the page"),
        _draw_notes,
    ),
    Step("weight", phrase("a page that draws too much is not drawn again and again"), _weigh),
    Step("unseen", phrase("text under what is drawn later, or cut off, is marked"), _find_unseen),
    Step("under pictures", phrase("figures under a picture are told of"), _tell_pictured),
    Step("pale", phrase("watermarks and text in the colour of the paper are marked"), _find_pale),
    Step("characters", phrase("characters become runs, without those that are marked"), _characters),
    Step("layers", phrase("characters of layers that are not shown are left out"), _leave_layers),
    Step("overprinted", phrase("characters printed over others are left out"), _leave_overprinted),
    Step("rulings", phrase("strokes, thin boxes and edges of boxes become rulings"), _rule),
    Step("struck", phrase("what is struck out is left out, and the lines that do so"), _strike),
    Step("told", phrase("what of the text was left out is told"), _tell_left_out),
    Step(
        "scans",
        phrase("a page without text is recognised from its image; a text layer over a scan is told of"),
        _recognise,
    ),
    Step("pasted", phrase("tables in images on the page are recognised"), _read_pasted),
    Step("picture", phrase("the page's picture is kept, where it is asked for"), _keep_picture),
    Step(
        "views",
        phrase("runs become lines and, between rulings, cells; two pages on a sheet are two"),
        _view,
    ),
    Step("drawings", phrase("cells that hold drawings for text are told of"), _tell_drawn),
)
"""Made in this order; each goes on from what those before it found."""


def _texts_of(read: PageRead, items: Sequence[Any]) -> list[str]:
    """The texts of these text objects."""
    buffer = (ctypes.c_ushort * 100)()
    texts: list[str] = []
    with read.text() as text:
        for item in items:
            read.raw.FPDFTextObj_GetText(item, text, buffer, ctypes.sizeof(buffer))
            texts.append("".join(map(chr, buffer)).split("\0", 1)[0].strip())
    return texts


def _shown(page: Any, space: PageSpace) -> PagePicture:
    """A picture of the page, turned as it is read."""
    turn = 90 * ((space.turns - page.get_rotation() // 90) % 4)
    bitmap = page.render(scale=min(2.0, 1000 / max(1.0, space.size[0])), rotation=turn, grayscale=True)
    try:
        return encoded(bitmap.to_pil())
    finally:
        bitmap.close()


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
    objects = PageObjects(raw)
    shapes, share = 0, 0.0
    for one in objects.walk(page, 20_000, deepest=0):
        shapes += one.kind == PATH
        box = None if one.kind in (TEXT, PATH) else objects.box(one.item)
        if box is not None:
            left, bottom, right, top = box
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
