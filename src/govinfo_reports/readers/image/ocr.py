"""Images of pages to Document, with RapidOCR (extra `ocr`)."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from attrs import evolve

from ...document import Container, Document
from ...errors import LimitExceeded, MissingExtra, UnreadableSource
from ...language import phrase
from ...limits import Limits
from ...locks import ForkLock
from ...numerals import read_cell, stands_for_figure
from ..pdf.assembly import assemble
from ..pdf.characters import Run
from ..pdf.grid import Grid, find_grids
from ..pdf.pages import View, view_of
from ..pdf.rulings import Rulings
from .account import CellInk, holds_as_many
from .again import picture_of
from .boxes import is_torn, left_out, outside_of, prose_boxes
from .clean import gray_page, ink_of, pixels_of
from .files import frames_of
from .folds import find_unfolded_lines
from .loading import Box, cell_lines, is_sideways, straighten, text_height
from .page_pictures import encoded, keep_picture
from .perspective import flattened
from .pieces import pieces_of_page

__all__ = [
    "NOTICE",
    "has_ocr",
    "image_rulings",
    "read_image",
    "read_images",
    "read_view",
    "recognise_strip",
    "unread_notices",
]

_LOCK = ForkLock()
_A4 = (595.0, 842.0)  # points
_LEAST_SIDE = 8
_LONGEST_STRIP = 100
"""Pixels of an image that may hold a line of text, and how many times as long as it is wide such a one may
be."""
_MOST_PIXELS = 16_000_000  # a page of A3 at 300 dots an inch; more only takes memory
_MAX_SCALE = 4.2  # pixels a point: 300 dots an inch; more only takes time
_LOW = 0.45  # of the usual height of a character: digits and letters are higher
_UNSURE = 0.75  # a page recognised worse than that may stand on its head
NOTICE = phrase("recognised from images: every figure should be compared with the page").both


def has_ocr() -> bool:
    """Whether the packages of the extra `ocr` are installed."""
    return all(importlib.util.find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


@cache
def _engine() -> Any:
    """The recogniser; its models are in its wheel."""
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.text_score": 0.0,
            "Global.max_side_len": 4000,
            "Rec.rec_img_shape": [
                3,
                48,
                96,
            ],  # most cells hold a few digits: no need to pad them to a long line
        }
    )


def _require(source: str | None) -> None:
    if not has_ocr():
        raise MissingExtra(
            phrase(
                "recognising text in images needs rapidocr and onnxruntime: pip install "
                "'govinfo-reports[ocr]'"
            ),
            extra="ocr",
            source=source,
        )


def read_image(
    data: bytes,
    *,
    source: str | None,
    limits: Limits,
    progress: Callable[[int, int], None] | None = None,
) -> Document:
    """The paragraphs and tables in an image of a page (every frame of one that holds several).

    Raises `MissingExtra` without rapidocr, `LimitExceeded`, and `UnreadableSource` where no text is
    recognised.
    """
    if len(data) > limits.bytes:
        raise LimitExceeded(phrase("larger than {bytes} bytes", bytes=limits.bytes), source=source)
    _require(source)
    return read_images(
        frames_of(data, source=source, limits=limits), source=source, limits=limits, progress=progress
    )


def read_images(
    pages: Iterable[Any],
    *,
    source: str | None,
    limits: Limits,
    progress: Callable[[int, int], None] | None = None,
) -> Document:
    """The paragraphs and tables in images of pages (PIL images or arrays of pixels), as one document.

    Each paragraph and cell says in `confidence` (0-1) how sure its recognition is. `progress` is told after
    each page how many are done and how many there are. Pages are taken to be A4, upright or on their side.
    """
    _require(source)
    images = list(pages)
    if len(images) > limits.pages:
        raise LimitExceeded(
            phrase("{count} pages, more than {pages}", count=len(images), pages=limits.pages), source=source
        )
    views: list[View] = []
    for number, image in enumerate(images, 1):
        views.append(read_view(image, page=number))
        if progress is not None:
            progress(number, len(images))
    if not any(view.lines or view.tables for view in views):
        raise UnreadableSource(phrase("no text was recognised in the image"), source=source)
    blocks, furniture = assemble(views, limits, source)
    return Document(
        blocks=blocks,
        container=Container.IMAGE,
        source=source,
        furniture=furniture,
        notices=(NOTICE, *unread_notices(views)),
    )


def unread_notices(views: Iterable[View]) -> list[str]:
    """For every page image with print that was not recognised, a notice that says so."""
    return [
        phrase(
            "page {page}: print in {unread} places was not recognised", page=view.page, unread=view.unread
        ).both
        for view in views
        if view.unread
    ]


def image_rulings(image: Any, scale: float) -> Rulings:
    """The ruling lines in a page image, as they lie."""
    across, down, *_ = find_unfolded_lines(*ink_of(gray_page(image, scale), scale), scale)
    return Rulings(across, down, [], [])


def read_view(image: Any, *, page: int, scale: float | None = None) -> View:
    """The view of one page image, turned upright; a strip too narrow for a line of text holds none. `scale`
    is pixels a point; without it the page is taken to be A4."""
    import cv2

    width, height = (
        image.size if hasattr(image, "size") and not hasattr(image, "dtype") else image.shape[1::-1]
    )
    if scale is None:
        is_long = max(width, height) > 1.6 * min(
            width, height
        )  # a long page is as wide as A4, whatever its height
        scale = width / _A4[0] if is_long and height > width else max(width, height) / _A4[1]
    if min(width, height) < _LEAST_SIDE or max(width, height) > _LONGEST_STRIP * min(width, height):
        return view_of(page, (width / scale, height / scale), [], [], [])
    if width * height > _MOST_PIXELS:
        shrink = (_MOST_PIXELS / (width * height)) ** 0.5
        image = cv2.resize(pixels_of(image), None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
        scale *= shrink
    gray, is_sheet = flattened(gray_page(image, scale))
    if is_sheet:
        scale = max(gray.shape) / _A4[1]
    if scale > _MAX_SCALE:
        shrink = _MAX_SCALE / scale
        gray = cv2.resize(gray, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
        scale = _MAX_SCALE
    if is_sideways(gray, scale):
        gray = cv2.rotate(gray, cv2.ROTATE_90_CLOCKWISE)
    with _LOCK:
        view, sureness, shown = _read_level(gray, page, scale)
        if sureness < _UNSURE:
            turned, turned_sureness, turned_shown = _read_level(cv2.rotate(gray, cv2.ROTATE_180), page, scale)
            if turned_sureness > sureness:
                view, shown = turned, turned_shown
    keep_picture(page, lambda: encoded(shown))
    return view


def _read_level(gray: Any, page: int, scale: float) -> tuple[View, float, Any]:
    """The view of a page whose text lies level, how sure its recognition is on the whole (1 for a blank
    page), and the page as it lies.

    Long lines count for more: single digits look alike either way up."""
    across, down, taken, ink, gray = find_unfolded_lines(*ink_of(straighten(gray), scale), scale)
    shown = gray
    gray = gray.copy()
    gray[taken > 0] = 255
    ink[taken > 0] = 0
    grids = [grid for grid in find_grids(across, down) if grid.n_columns > 1 and len(grid.regions) > 2]
    size = text_height(ink, scale)
    boxes = _table_boxes(shown, ink, grids, scale, size)
    outside = outside_of(ink, grids, scale, 0)
    lines = prose_boxes(outside_of(gray, grids, scale, 255), outside, scale, _found_in)
    read = _all_recognised(gray, ink, boxes, scale, size)
    beside = _all_recognised(gray, ink, _with_torn(ink, lines), scale, size)
    in_rows = [box for run, box, _ in beside if stands_for_figure(run.text)]
    overlooked = left_out(outside, lines, in_rows, size)
    read += beside + _all_recognised(gray, ink, _with_torn(ink, overlooked), scale, size)
    width = sum(run.x1 - run.x0 for run, *_ in read)
    sureness = sum((run.confidence or 0.0) * (run.x1 - run.x0) for run, *_ in read) / width if width else 1.0
    runs = [
        run if _is_sure(ink, box, run.text, is_cut=is_cut) else run._replace(confidence=0.0)
        for run, box, is_cut in read
    ]
    view = view_of(page, (gray.shape[1] / scale, gray.shape[0] / scale), runs, across, down)
    return evolve(view, unread=len(boxes) + len(lines) + len(overlooked) - len(runs)), sureness, shown


def _with_torn(ink: Any, boxes: Iterable[Box]) -> list[tuple[Box, bool]]:
    return [(box, is_torn(ink[box[1] : box[3], box[0] : box[2]])) for box in boxes]


def _all_recognised(
    gray: Any, ink: Any, boxes: Iterable[tuple[Box, bool]], scale: float, size: float
) -> list[tuple[Run, Box, bool]]:
    """What stands in the boxes in which anything was recognised; each says whether it may be cut."""
    found = ((_recognised(gray, ink, box, scale, size), box, is_cut) for box, is_cut in boxes)
    return [(run, box, is_cut) for run, box, is_cut in found if run is not None]


def _is_sure(ink: Any, box: Box, text: str, *, is_cut: bool) -> bool:
    """Whether a figure is whole and accounts for the ink in its box; words are not asked."""
    left, top, right, bottom = box
    return read_cell(text) is None or (not is_cut and holds_as_many(ink[top:bottom, left:right], text))


def _table_boxes(page: Any, ink: Any, grids: list[Grid], scale: float, size: float) -> list[tuple[Box, bool]]:
    """The boxes of the lines of text in the cells, and whether their cell may hold more than shows."""
    boxes: list[tuple[Box, bool]] = []
    inset = max(2, round(1.2 * scale))
    for grid in grids:
        for region in grid.regions:
            left, right = grid.xs[region.column] * scale, grid.xs[region.column + region.colspan] * scale
            top, bottom = grid.ys[region.row] * scale, grid.ys[region.row + region.rowspan] * scale
            if right - left > 2 * inset + 3 and bottom - top > 2 * inset + 3:
                cell = CellInk(page, ink, (left, top, right, bottom), inset, size, scale)
                x, y = round(left), round(top)
                boxes += [
                    ((x + line[0], y + line[1], x + line[2], y + line[3]), not cell.is_whole(line))
                    for line in cell_lines(cell.ink, size)
                ]
    return boxes


def _found_in(page: Any) -> Iterator[list[tuple[float, float]]]:
    """The corners of the lines of text in shades of gray, which are looked for in one piece of the page
    after the other."""
    import cv2

    for top, piece in pieces_of_page(page):
        found = _engine()(cv2.cvtColor(piece, cv2.COLOR_GRAY2BGR), use_det=True, use_cls=False, use_rec=False)
        for corners in found.boxes if found.boxes is not None else ():
            yield [(x, y + top) for x, y in corners]


def _recognised(gray: Any, ink: Any, box: Box, scale: float, size: float) -> Run | None:
    """What stands in a box, None if nothing was recognised there. `size` is the usual height of a character:
    what is much lower is no letter and no digit, but a mark (a closing quotation mark alone on its line
    looks like 99)."""
    import cv2

    left, top, right, bottom = box
    margin = max(2, round(0.12 * (bottom - top)))
    crop = gray[max(0, top - margin) : bottom + margin, max(0, left - margin) : right + margin]
    side = max(0, (crop.shape[0] - crop.shape[1]) // 2)  # a single narrow digit wants room at its sides
    room = max(0, crop.shape[1] // _LONGEST_STRIP - crop.shape[0])  # the recogniser does not bear a hair
    crop = cv2.copyMakeBorder(crop, room, room, side, side, cv2.BORDER_CONSTANT, value=255)
    answer = _engine()(cv2.cvtColor(crop, cv2.COLOR_GRAY2BGR), use_det=False, use_cls=False, use_rec=True)
    text = " ".join(answer.txts[0].split()) if answer.txts else ""
    if text.isascii() and text.isalnum() and bottom - top < _LOW * size:
        text = "”"
    if text[:1].isdigit() and _opens_with_dash(ink[top:bottom, left:right]):
        text = f"-{text}"
    if not text:
        return None
    run = _run(text, box, scale, float(answer.scores[0]))
    is_number = stands_for_figure(text) or read_cell(text) is not None
    return run._replace(picture=picture_of(crop)) if is_number else run


def recognise_strip(image: Any) -> tuple[str, float]:
    """What stands in the image (shades of gray) of one line, and how sure that is (0 to 1)."""
    import cv2

    with _LOCK:
        answer = _engine()(
            cv2.cvtColor(image, cv2.COLOR_GRAY2BGR), use_det=False, use_cls=False, use_rec=True
        )
    return ("".join(answer.txts[0].split()), float(answer.scores[0])) if answer.txts else ("", 0.0)


def _opens_with_dash(ink: Any) -> bool:
    """Whether the first thing printed in a box is a short level stroke at half its height: a sign, which the
    recogniser at times leaves out."""
    columns = ink.any(axis=0)
    width = int(columns.argmin()) if columns.any() and not columns.all() else 0
    rows = ink[:, :width].any(axis=1).nonzero()[0]
    if not rows.size:
        return False
    first, last = int(rows[0]), int(rows[-1])
    height = ink.shape[0]
    thick = last - first + 1
    return (
        width >= 1.7 * thick
        and 0.2 * height < width < 0.8 * height
        and thick < 0.3 * height
        and first > 0.3 * height
        and last < 0.75 * height
    )


def _run(text: str, box: Box, scale: float, confidence: float) -> Run:
    """A run of characters spread evenly over their box."""
    left, top, right, bottom = (edge / scale for edge in box)
    step = (right - left) / len(text)
    glyphs: list[tuple[str, float, float]] = []
    blank = ""
    for index, char in enumerate(text):
        if char == " ":
            blank = " "
            continue
        glyphs.append((blank + char, left + index * step, left + (index + 1) * step))
        blank = ""
    return Run(tuple(glyphs), left, right, top, bottom, text, confidence=round(confidence, 3))
