"""Text that something painted later covers, or that lies outside of what its clip lets through: nobody sees
it."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from typing import Any

from attrs import define, frozen

from .page_objects import (
    BEZIER_TO,
    FORM,
    IMAGE,
    MOVE_TO,
    PATH,
    TEXT,
    Box,
    Matrix,
    PageObjects,
    Point,
    address_of,
    apply,
    around,
)
from .patches import is_blank, lacking, retyped

__all__ = ["Unseen", "read_unseen"]

_OBJECTS = 50_000
_IMAGES = 30
"""Images of a page that are looked at: a patch over a figure is one of few."""
_LEAST = 3.0  # points: a narrower shape is a line
_OPAQUE = 250  # of 255
_PATTERN = (191, 191, 191)  # what PDFium gives for the colour of a pattern, which may have gaps
_MARKS, _PAIRS = 50, 1_000_000
_BAND, _BANDS = 16.0, 200  # points, and how many of them a page has at most
_ACTUAL = b"ActualText"
_CLIPS, _PARTS = 16, 400
_DOUBTS = 2_000
_UNPAINTED = (3, 7)  # text render modes
_ROUND = 20  # points: a box with round corners has 17
_EVERYWHERE = (-1e9, -1e9, 1e9, 1e9)


@frozen
class Unseen:
    """What hides parts of a text object: boxes that cover it, and the box outside of which it is cut off."""

    covers: tuple[Box, ...] = ()
    window: Box = _EVERYWHERE

    def share(self, box: Box) -> float:
        """How much of a character in this box is hidden (0 to 1), by the largest of the covers or by the
        window's edge."""
        left, bottom, right, top = box
        inset, low = 0.15 * (right - left), 0.25 * (top - bottom)
        core = left + inset, bottom + low, right - inset, top - low
        area = (core[2] - core[0]) * (core[3] - core[1])
        if area <= 0:
            return 0.0
        return max((_common(core, one) / area for one in self.covers), default=0.0) or 1.0 - (
            _common(core, self.window) / area
        )


@define
class _Text:
    order: int
    address: int
    item: Any
    outer: Matrix
    window: Box


@define
class _Cover:
    order: int
    box: Box
    image: Any = None
    is_blank: bool | None = True
    is_doubtful: bool = False


def _is_digit(code: int) -> bool:
    return chr(code).isnumeric()


def _common(one: Box, other: Box) -> float:
    """The area that two boxes share."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return width * height if width > 0 and height > 0 else 0.0


def _within(box: Box, window: Box) -> Box:
    return (
        max(box[0], window[0]),
        max(box[1], window[1]),
        min(box[2], window[2]),
        min(box[3], window[3]),
    )


def _is_rectangle(points: list[Point], box: Box) -> bool:
    """Whether a figure's corners are those of its box."""
    return 4 <= len(points) <= 6 and all(
        min(abs(x - box[0]), abs(x - box[2])) < 0.5 and min(abs(y - box[1]), abs(y - box[3])) < 0.5
        for x, y in points
    )


def _is_round(points: list[Point], box: Box) -> bool:
    """Whether a figure with curves is a box with round corners or an ellipse: all of it lies along the edges
    of its box."""
    reach = 0.3 * min(box[2] - box[0], box[3] - box[1])
    return len(points) <= _ROUND and all(
        min(x - box[0], box[2] - x, y - box[1], box[3] - y) < reach for x, y in points
    )


def _inside(box: Box) -> Box:
    """What an ellipse in a box holds of it."""
    x, y = 0.15 * (box[2] - box[0]), 0.15 * (box[3] - box[1])
    return box[0] + x, box[1] + y, box[2] - x, box[3] - y


class _Walk:
    """Goes once through the objects of a page in the order in which they are painted."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw
        self.objects = PageObjects(raw)
        self.texts: list[_Text] = []
        self.covers: list[_Cover] = []
        self.images = 0

    def read(self, page: Any) -> None:
        """Keep the texts, and what is painted after the first of them."""
        # by depth in forms: what their clips let through; whether they are blended as a whole, and may let
        # through what lies under them
        forms: dict[int, tuple[Box, bool]] = {0: (_EVERYWHERE, False)}
        for order, item, kind, outer, depth in self.objects.walk(page, _OBJECTS):
            window, is_doubtful = forms[depth]
            if kind == TEXT:
                self.as_printed(item)
                own = self.window(item, outer, window)[0]
                self.texts.append(_Text(order, address_of(item), item, outer, own))
            elif kind == FORM:
                own = self.window(item, outer, window)[0]
                forms[depth + 1] = own, is_doubtful or bool(self.raw.FPDFPageObj_HasTransparency(item))
            elif kind in (PATH, IMAGE) and self.texts:
                for cover in self.covers_of(order, item, kind, outer, window):
                    cover.is_doubtful = cover.is_doubtful or is_doubtful
                    self.covers.append(cover)

    def as_printed(self, item: Any) -> None:
        """Take off a text's replacement (ActualText) that has digits: what is printed may be another
        figure."""
        raw = self.raw
        for index in range(min(raw.FPDFPageObj_CountMarks(item), _MARKS) - 1, -1, -1):
            mark = raw.FPDFPageObj_GetMark(item, index)
            if raw.FPDFPageObjMark_GetParamValueType(mark, _ACTUAL) != raw.FPDF_OBJECT_STRING:
                continue
            size = ctypes.c_ulong()
            buffer = (ctypes.c_ushort * 500)()
            raw.FPDFPageObjMark_GetParamStringValue(
                mark, _ACTUAL, buffer, ctypes.sizeof(buffer), ctypes.byref(size)
            )
            if size.value > ctypes.sizeof(buffer) or any(map(_is_digit, buffer)):
                raw.FPDFPageObj_RemoveMark(item, mark)

    def is_pictured(self, item: Any, box: Box, cover: Box) -> bool:
        """Whether a picture lies over more than the edge of a text that is painted: that of a recognised
        scan is not."""
        left, bottom, right, top = _within(cover, box)
        return (
            right - left > _LEAST
            and 2 * (top - bottom) > box[3] - box[1]
            and self.raw.FPDFTextObj_GetTextRenderMode(item) not in _UNPAINTED
        )

    def window(self, item: Any, outer: Matrix, window: Box) -> tuple[Box, bool]:
        """The box that an object's clips let through, and whether they let all of it through."""
        raw, exact = self.raw, True
        clip = raw.FPDFPageObj_GetClipPath(item)
        for path in range(min(raw.FPDFClipPath_CountPaths(clip), _CLIPS) if clip else 0):
            parts = min(raw.FPDFClipPath_CountPathSegments(clip, path), _PARTS)
            points = []
            for index in range(parts):
                point = self.objects.end_of(raw.FPDFClipPath_GetPathSegment(clip, path, index))
                if point is not None:
                    points.append(apply(outer, *point))
            if points:
                own = around(points)
                exact = exact and _is_rectangle(points, own)
                window = _within(own, window)
            elif parts < 0:
                exact = False
        return window, exact

    def covers_of(self, order: int, item: Any, kind: int, outer: Matrix, window: Box) -> list[_Cover]:
        """What a shape covers that is filled and lets nothing through."""
        box = self.objects.box(item, outer)
        if box is None or box[2] - box[0] < _LEAST or box[3] - box[1] < _LEAST:
            return []
        if self.raw.FPDFPageObj_HasTransparency(item):
            return []
        own, exact = self.window(item, outer, window)
        if kind == IMAGE:
            self.images += exact
            return [_Cover(order, _within(box, own), item, None)] if exact and self.images <= _IMAGES else []
        is_filled, is_stroked = self.objects.paints(item)
        colour = self.objects.colour(item, of_stroke=not is_filled)
        if not (exact and (is_filled or is_stroked)) or colour is None or colour[3] < _OPAQUE:
            return []
        shapes = self.rectangles if is_filled else self.bands
        return [
            _Cover(order, _within(one, own), is_doubtful=colour[:3] == _PATTERN)
            for one in shapes(item, self.objects.matrix(item, outer))
        ]

    def bands(self, item: Any, matrix: Matrix) -> list[Box]:
        """What a wide stroke along or down the page, without a dash, paints over."""
        raw = self.raw
        if raw.FPDFPath_CountSegments(item) != 2 or raw.FPDFPageObj_GetDashCount(item) > 0:
            return []
        half = self.objects.stroke_width(item, matrix) / 2
        x0, y0, x1, y1 = around([apply(matrix, *point) for _, point, _ in self.objects.pieces(item)])
        if 2 * half < _LEAST or min(x1 - x0, y1 - y0) > 1.0:
            return []
        if y1 - y0 <= 1.0:
            return [(x0, (y0 + y1) / 2 - half, x1, (y0 + y1) / 2 + half)]
        return [((x0 + x1) / 2 - half, y0, (x0 + x1) / 2 + half, y1)]

    def rectangles(self, item: Any, matrix: Matrix) -> list[Box]:
        """The upright rectangles that a path fills (of a round figure what is within it); none where it has
        other figures, or one in another."""
        if self.raw.FPDFPath_CountSegments(item) > _PARTS:
            return []
        figures: list[list[Point]] = []
        has_curves = False
        for kind, point, _ in self.objects.pieces(item):
            has_curves = has_curves or kind == BEZIER_TO
            if kind == MOVE_TO or not figures:
                figures.append([])
            figures[-1].append(apply(matrix, *point))
        figures = [figure for figure in figures if len(figure) > 1]
        boxes = list(map(around, figures))
        if has_curves:
            return [_inside(boxes[0])] if len(figures) == 1 and _is_round(figures[0], boxes[0]) else []
        if not all(map(_is_rectangle, figures, boxes)):
            return []
        if any(_common(one, other) for at, one in enumerate(boxes) for other in boxes[:at]):
            return []
        return boxes


def _bands(box: Box) -> range:
    """The bands of the page, from below, that a box lies in."""
    low, high = (min(max(int(edge // _BAND), 0), _BANDS - 1) for edge in (box[1], box[3]))
    return range(low, high + 1)


def read_unseen(
    raw: Any,
    document: Any,
    page: Any,
    is_under: Callable[[Sequence[tuple[Any, Box]]], Sequence[bool]],
    text_of: Callable[[Sequence[Any]], Sequence[str]],
) -> tuple[dict[int, Unseen], list[Any], list[str], bool]:
    """The text objects of a page (by address) of which something may be hidden, those with figures under
    pictures, the texts that were taken off, and whether all that may cover text was looked at.

    An image hides text if it is of one colour: over the text of a recognised scan lies the scan. `is_under`
    tells by the drawn page which parts of texts are under something of which it is not known whether it lets
    them through."""
    walk = _Walk(raw)
    walk.read(page)
    found: dict[int, Unseen] = {}
    bands: dict[int, list[_Cover]] = {}
    for cover in walk.covers:
        for band in _bands(cover.box):
            bands.setdefault(band, []).append(cover)
    last = walk.covers[-1].order if walk.covers else 0
    left = _PAIRS
    doubts: list[tuple[_Text, _Cover, Box]] = []
    for text in walk.texts:
        window = text.window
        if window is _EVERYWHERE and text.order > last:
            continue
        box = walk.objects.box(text.item, text.outer)
        if box is None:
            continue
        boxes: list[Box] = []
        for band in _bands(box) if left > 0 else ():
            near = bands.get(band, ())
            left -= len(near)
            for cover in near:
                if cover.order < text.order or not _common(cover.box, box) or cover.box in boxes:
                    continue
                if cover.is_blank is None:
                    cover.is_blank = is_blank(raw, document, page, cover.image)
                if cover.is_blank and not cover.is_doubtful:
                    boxes.append(cover.box)
                elif len(doubts) < _DOUBTS and (
                    cover.is_blank or walk.is_pictured(text.item, box, cover.box)
                ):
                    doubts.append((text, cover, _within(cover.box, box)))
        is_cut = box[0] < window[0] or box[1] < window[1] or box[2] > window[2] or box[3] > window[3]
        if boxes or is_cut:
            found[text.address] = Unseen(tuple(boxes), window if is_cut else _EVERYWHERE)
    pictured: list[Any] = []
    under = is_under([(text.item, box) for text, _, box in doubts]) if doubts else ()
    for (text, cover, _), is_hidden in zip(doubts, under, strict=False):
        if is_hidden and cover.is_blank:
            before = found.get(text.address, Unseen())
            found[text.address] = Unseen((*before.covers, cover.box))
        elif is_hidden and text.address not in found:
            pictured.append(text.item)
    boxes_of = [
        (text.item, walk.objects.box(text.item, text.outer), found.get(text.address)) for text in walk.texts
    ]
    placed = [(item, box, seen.covers if seen else ()) for item, box, seen in boxes_of if box]
    pairs = retyped(placed)
    written = text_of([item for pair in pairs for item in pair[:2]]) if pairs else ()
    gone: list[str] = []
    for (item, _, is_there), words, later in zip(pairs, written[::2], written[1::2], strict=False):
        if is_there and not later:
            found.pop(address_of(item), None)
        elif raw.FPDFPageObj_SetIsActive(item, False) and words != later:
            gone.append(words)
    done = {address_of(pair[0]) for pair in pairs}
    rest = [one for one in placed if address_of(one[0]) not in done]
    found |= {address_of(item): Unseen((box,)) for item, box in lacking(raw, rest, text_of)}
    return found, pictured, gone, left > 0 and len(under) == len(doubts) < _DOUBTS
