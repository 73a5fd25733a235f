"""Text that a page holds and nobody is meant to read as its text: watermarks, and what is printed without a
trace."""

from __future__ import annotations

import ctypes
import math
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from attrs import frozen

from .characters import address_of

__all__ = ["HIDDEN", "WATERMARK", "Ground", "Odd", "is_pale", "is_turned", "judged", "left_out"]

HIDDEN = "printed without a trace"
WATERMARK = "a watermark"
_TURNED = math.radians(6)  # more is no skew of a scan
_PALE = 0.35  # of the contrast of black on white: weaker large text is a watermark
_BRIGHT = 255 * (1 - _PALE)
_TRACELESS = 0.06
_LARGE = 1.6  # times the usual size
_OBJECTS = 50_000
_DEPTH = 8
_SINGLE, _NEAR = (
    1.6,
    4.0,
)  # sizes: no character is larger, and no two neighbours on an arc stand farther from each other
_SHADOWS, _ASIDE = 40, 0.35  # objects, sizes: between a text and its shadow
_FEW = 4  # one text in so many
_ARC = 4  # objects between two characters of an arc
_TEXT, _PATH, _IMAGE, _SHADING, _FORM = 1, 2, 3, 4, 5
_INVISIBLE = (3, 7)  # text render modes: neither filled nor stroked; only a clip
_OUTLINED = (1, 2, 5, 6)  # stroked, with or without a filling

Box = tuple[float, float, float, float]
Colour = tuple[float, float, float]
Matrix = tuple[float, float, float, float, float, float]
_WHITE: Colour = (1.0, 1.0, 1.0)
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@frozen(kw_only=True)
class Odd:
    """A text object that may be no text of its page. `order`: when it is painted."""

    order: int
    address: int
    box: Box
    size: float
    colour: Colour
    alpha: float
    is_turned: bool
    is_invisible: bool
    angle: float = 0.0

    @property
    def is_single(self) -> bool:
        """Whether it may be one character."""
        return max(self.box[2] - self.box[0], self.box[3] - self.box[1]) < _SINGLE * self.size


@frozen(kw_only=True)
class Ground:
    """A filled shape, or a picture (its colour is None)."""

    order: int
    box: Box
    colour: Colour | None

    def holds(self, box: Box) -> bool:
        """Whether the middle of a box lies on it."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return self.box[0] <= x <= self.box[2] and self.box[1] <= y <= self.box[3]


class _Walk:
    """Goes through the objects of a page in the order in which they are painted."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw
        self.order = 0
        self.odd: list[Odd] = []
        self.sizes: list[float] = []
        self.plain: list[tuple[int, Any, float, Matrix]] = []
        self.ways: dict[bool, list[Any]] = {False: [], True: []}
        self.grounds: list[Ground] = []
        self.edges = tuple(ctypes.c_float() for _ in range(4))
        self.references = tuple(ctypes.byref(edge) for edge in self.edges)
        self.parts = tuple(ctypes.c_uint() for _ in range(4))
        self.part_references = tuple(ctypes.byref(part) for part in self.parts)
        self.fill, self.stroke, self.size = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
        self.size_reference = ctypes.byref(self.size)
        self.held = raw.FS_MATRIX()
        self.held_reference = ctypes.byref(self.held)

    def read(
        self, holder: Any, count: int, item_of: Any, outer: Matrix, depth: int, *, grounds: bool
    ) -> None:
        """Look at texts, or at what lies below them (`grounds`)."""
        raw = self.raw
        kind_of = raw.FPDFPageObj_GetType
        for index in range(count):
            self.order += 1
            if self.order > _OBJECTS:
                return
            item = item_of(holder, index)
            kind = kind_of(item)
            if kind == _TEXT:
                if not grounds:
                    self.read_text(item, outer)
            elif kind == _FORM:
                if depth < _DEPTH:
                    inside = raw.FPDFFormObj_CountObjects(item)
                    inner = self.matrix(item, outer)
                    self.read(item, inside, raw.FPDFFormObj_GetObject, inner, depth + 1, grounds=grounds)
            elif grounds:
                self.read_ground(item, kind, outer)

    def matrix(self, item: Any, outer: Matrix) -> Matrix:
        held = self.held
        if not self.raw.FPDFPageObj_GetMatrix(item, self.held_reference):
            return outer
        a, b, c, d, e, f = held.a, held.b, held.c, held.d, held.e, held.f
        if outer is _IDENTITY:
            return a, b, c, d, e, f
        g, h, i, j, k, m = outer
        return (
            a * g + b * i,
            a * h + b * j,
            c * g + d * i,
            c * h + d * j,
            e * g + f * i + k,
            e * h + f * j + m,
        )

    def box_of(self, item: Any, outer: Matrix) -> Box | None:
        if not self.raw.FPDFPageObj_GetBounds(item, *self.references):
            return None
        left, bottom, right, top = (edge.value for edge in self.edges)
        a, b, c, d, e, f = outer
        xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
        ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
        return min(xs), min(ys), max(xs), max(ys)

    def fill_of(self, item: Any) -> tuple[Colour, float]:
        """The colour that an object is filled with (0 to 1), and how much it covers (1 all)."""
        if not self.raw.FPDFPageObj_GetFillColor(item, *self.part_references):
            return (0.0, 0.0, 0.0), 1.0
        red, green, blue, alpha = (part.value / 255 for part in self.parts)
        return (red, green, blue), alpha

    def read_ground(self, item: Any, kind: int, outer: Matrix) -> None:
        raw = self.raw
        box = self.box_of(item, outer)
        if box is None or box[2] - box[0] < 4 or box[3] - box[1] < 4:
            return
        if kind in (_IMAGE, _SHADING):
            self.grounds.append(Ground(order=self.order, box=box, colour=None))
        elif raw.FPDFPath_GetDrawMode(item, ctypes.byref(self.fill), ctypes.byref(self.stroke)):
            colour, alpha = self.fill_of(item)
            if self.fill.value and alpha > 0.5:
                self.grounds.append(Ground(order=self.order, box=box, colour=colour))

    def read_text(self, item: Any, outer: Matrix) -> None:
        raw = self.raw
        a, b, c, d, _, _ = self.matrix(item, outer)
        pale = False
        if raw.FPDFPageObj_GetFillColor(item, *self.part_references):
            red, green, blue, cover = self.parts
            pale = cover.value < 255 * (1 - _PALE) or (
                red.value > _BRIGHT and green.value > _BRIGHT and blue.value > _BRIGHT
            )
        mode = raw.FPDFTextObj_GetTextRenderMode(item)
        is_invisible = mode in _INVISIBLE
        if mode in _OUTLINED and raw.FPDFPageObj_GetStrokeColor(item, *self.part_references):
            red, green, blue, cover = self.parts
            is_pale_line = cover.value < 255 * (1 - _PALE) or (
                red.value > _BRIGHT and green.value > _BRIGHT and blue.value > _BRIGHT
            )
            pale = is_pale_line and (pale or mode in (1, 5))
        size = self.size.value if raw.FPDFTextObj_GetFontSize(item, self.size_reference) else 0.0
        turned = (bool(b and c and a and d) and is_turned(a, b)) or a * d < b * c
        self.ways[(a + b) * size < 0].append(item)
        size *= math.sqrt(abs(a * d - b * c))
        if not (is_invisible or turned or pale):
            self.sizes.append(size)
            self.plain.append((self.order, item, size, outer))
        elif (box := self.box_of(item, outer)) is not None:
            colour, alpha = self.fill_of(item)
            self.odd.append(
                Odd(
                    order=self.order,
                    address=address_of(item),
                    box=box,
                    size=size,
                    colour=colour,
                    alpha=alpha,
                    is_turned=turned,
                    is_invisible=is_invisible,
                    angle=math.atan2(b, a),
                )
            )


def is_pale(colour: Colour, alpha: float) -> bool:
    """Whether a colour (0 to 1) may be too weak on white for the text of a page."""
    return alpha < 1 - _PALE or min(colour) > 1 - _PALE


def is_turned(x: float, y: float) -> bool:
    """Whether text that runs in this direction lies askew on its page."""
    angle = math.atan2(y, x) % (math.pi / 2)
    return min(angle, math.pi / 2 - angle) > _TURNED


def _contrast(text: Odd, grounds: Sequence[Ground]) -> float | None:
    """How a text stands out from what lies below it, 1 for black on white; None for text over a picture."""
    below = _WHITE
    for ground in grounds:
        if ground.holds(text.box):
            if ground.colour is None:
                return None
            if ground.order < text.order:
                below = ground.colour
    return text.alpha * max(abs(mine - other) for mine, other in zip(text.colour, below, strict=True))


def judged(odd: Sequence[Odd], grounds: Sequence[Ground], usual: float) -> dict[int, str]:
    """Which texts (by address) are no text of their page, and why; `usual` is the usual size of its text."""
    found: dict[int, str] = {}
    for text in odd:
        contrast = _contrast(text, grounds)
        is_large = text.size > _LARGE * usual
        if text.is_turned:
            found[text.address] = WATERMARK
        elif contrast is None:
            continue
        elif text.is_invisible or (contrast < _TRACELESS and not is_large):
            found[text.address] = HIDDEN
        elif contrast < _PALE and is_large:
            found[text.address] = WATERMARK
    return found


def left_out(raw: Any, page: Any) -> tuple[dict[int, str], float]:
    """Which text objects of a page (by address) are no text of it, and why; and the usual size of the page's
    text.

    They are a watermark (turned across the page, or large and pale), or leave no trace on it (invisible, or
    in the colour of the paper). Invisible text over an image is the text of that image, and is kept."""
    walk = _Walk(raw)
    objects = page, raw.FPDFPage_CountObjects(page), raw.FPDFPage_GetObject, _IDENTITY, 0
    walk.read(*objects, grounds=False)
    usual = sorted(walk.sizes)[len(walk.sizes) // 2] if walk.sizes else 0.0
    if walk.odd:
        walk.order = 0
        walk.read(*objects, grounds=True)
    found = judged(walk.odd, walk.grounds, usual)
    forwards, backwards = walk.ways[False], walk.ways[True]
    if forwards and backwards:  # what stands on its head among the rest
        fewer = min(forwards, backwards, key=len)
        found |= {address_of(item): WATERMARK for item in fewer if len(fewer) * _FEW < len(walk.sizes)}
    for text in walk.odd:
        if found.get(text.address) == WATERMARK and not text.is_turned and _is_shadow(walk, text):
            del found[text.address]
    return found | _level_in_arcs(walk), usual


def _is_shadow(walk: _Walk, text: Odd) -> bool:
    """Whether a pale text is the shadow of another of the same size and width, written near to it in time
    and place. PDFium gives the two as one, whichever is first."""
    low = bisect_left(walk.plain, text.order - _SHADOWS, key=lambda plain: plain[0])
    high = bisect_left(walk.plain, text.order + _SHADOWS, key=lambda plain: plain[0])
    for _, item, size, outer in walk.plain[low:high]:
        if abs(size - text.size) > 0.02 * size:
            continue
        box = walk.box_of(item, outer)
        if box is not None and all(
            abs(mine - other) < _ASIDE * size for mine, other in zip(text.box, box, strict=True)
        ):
            return True
    return False


def _level_in_arcs(walk: _Walk) -> dict[int, str]:
    """The characters of seals and arched words that happen to stand level: they are written among others
    that are turned."""
    turned = [text for text in walk.odd if text.is_turned and text.is_single]
    found: dict[int, str] = {}
    for first, second, third in zip(turned, turned[1:], turned[2:], strict=False):
        arc = (first, second, third)
        if third.order - first.order > 2 * _ARC or len({round(text.angle, 2) for text in arc}) < 3:
            continue
        low = bisect_left(walk.plain, first.order - _ARC, key=lambda plain: plain[0])
        high = bisect_left(walk.plain, third.order + _ARC, key=lambda plain: plain[0])
        for _, item, size, outer in walk.plain[low:high]:
            box = walk.box_of(item, outer)
            if abs(size - second.size) > 0.02 * size or box is None or box[2] - box[0] > _SINGLE * size:
                continue
            near = (abs(box[0] - text.box[0]) + abs(box[1] - text.box[1]) < _NEAR * size for text in arc)
            if any(near):
                found[address_of(item)] = WATERMARK
    return found
