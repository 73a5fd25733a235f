"""Text that a page holds and nobody is meant to read as its text: watermarks, and what is printed without a
trace."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from attrs import frozen

from .page_objects import FORM, IMAGE, SHADING, TEXT, Box, Matrix, PageObjects, address_of, scale_of

__all__ = ["HIDDEN", "WATERMARK", "Ground", "Odd", "is_pale", "is_turned", "judged", "left_out"]

HIDDEN = "printed without a trace"
WATERMARK = "a watermark"
_TURNED = math.radians(6)  # more is no skew of a scan
_PALE = 0.35  # of the contrast of black on white: weaker large text is a watermark
_TRACELESS = 0.06
_LARGE = 1.6  # times the usual size
_OBJECTS = 50_000
_SINGLE, _NEAR = (
    1.6,
    4.0,
)  # sizes: no character is larger, and no two neighbours on an arc stand farther from each other
_SHADOWS, _ASIDE = 40, 0.35  # objects, sizes: between a text and its shadow
_FEW = 4  # one text in so many
_ARC = 4  # objects between two characters of an arc
_INVISIBLE = (3, 7)  # text render modes: neither filled nor stroked; only a clip
_OUTLINED = (1, 2, 5, 6)  # stroked, with or without a filling

Colour = tuple[float, float, float]
_WHITE: Colour = (1.0, 1.0, 1.0)


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
    """Looks at the texts of a page, and at what they are painted on."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw
        self.objects = PageObjects(raw)
        self.odd: list[Odd] = []
        self.sizes: list[float] = []
        self.plain: list[tuple[int, Any, float, Matrix]] = []
        self.ways: dict[bool, list[Any]] = {False: [], True: []}
        self.grounds: list[Ground] = []

    def read(self, page: Any) -> None:
        """Look at the texts and, where some are odd, at what lies below them."""
        for order, item, kind, outer, _ in self.objects.walk(page, _OBJECTS):
            if kind == TEXT:
                self.read_text(order, item, outer)
        for order, item, kind, outer, _ in self.objects.walk(page, _OBJECTS) if self.odd else ():
            if kind not in (TEXT, FORM):
                self.read_ground(order, item, kind, outer)

    def colour_of(self, item: Any, *, of_stroke: bool = False) -> tuple[Colour, float]:
        """The colour that an object is filled or stroked with (0 to 1), and how much it covers (1 all)."""
        red, green, blue, cover = self.objects.colour(item, of_stroke=of_stroke) or (0, 0, 0, 255)
        return (red / 255, green / 255, blue / 255), cover / 255

    def read_ground(self, order: int, item: Any, kind: int, outer: Matrix) -> None:
        box = self.objects.box(item, outer)
        if box is None or box[2] - box[0] < 4 or box[3] - box[1] < 4:
            return
        if kind in (IMAGE, SHADING):
            self.grounds.append(Ground(order=order, box=box, colour=None))
            return
        colour, alpha = self.colour_of(item)
        if self.objects.paints(item)[0] and alpha > 0.5:
            self.grounds.append(Ground(order=order, box=box, colour=colour))

    def read_text(self, order: int, item: Any, outer: Matrix) -> None:
        raw = self.raw
        matrix = a, b, c, d, _, _ = self.objects.matrix(item, outer)
        colour, alpha = self.colour_of(item)
        pale = is_pale(colour, alpha)
        mode = raw.FPDFTextObj_GetTextRenderMode(item)
        is_invisible = mode in _INVISIBLE
        if mode in _OUTLINED:
            pale = is_pale(*self.colour_of(item, of_stroke=True)) and (pale or mode in (1, 5))
        size = self.objects.font_size(item)
        turned = (bool(b and c and a and d) and is_turned(a, b)) or a * d < b * c
        self.ways[(a + b) * size < 0].append(item)
        size *= scale_of(matrix)
        if not (is_invisible or turned or pale):
            self.sizes.append(size)
            self.plain.append((order, item, size, outer))
        elif (box := self.objects.box(item, outer)) is not None:
            self.odd.append(
                Odd(
                    order=order,
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
    walk.read(page)
    usual = sorted(walk.sizes)[len(walk.sizes) // 2] if walk.sizes else 0.0
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
        box = walk.objects.box(item, outer)
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
            box = walk.objects.box(item, outer)
            if abs(size - second.size) > 0.02 * size or box is None or box[2] - box[0] > _SINGLE * size:
                continue
            near = (abs(box[0] - text.box[0]) + abs(box[1] - text.box[1]) < _NEAR * size for text in arc)
            if any(near):
                found[address_of(item)] = WATERMARK
    return found
