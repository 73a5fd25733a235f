"""What a page shows, with some of its objects and without them: whether a line, a text or a character (of a
file with layers, which may be off) leaves a trace; how much it draws, and where it draws characters as
shapes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from attrs import define, frozen

from .characters import Glyph, PageSpace, Run, hidden
from .page_objects import IMAGE, MOVE_TO, PATH, Box, PageObjects, Point, scale_of
from .pages import View

__all__ = [
    "DrawnPage",
    "SeenLines",
    "drawn_for_text",
    "drawn_with_and_without",
    "draws_too_much",
    "seen_only",
    "under",
]

_SCALE, _SCALE_OF_SHADES = 3.0, 2.0  # pixels a point
_MOST_PIXELS = 8_000_000
_OBJECTS = 60_000
_THIN, _WIDE = 3.6, 8.0  # points: what is thicker strikes nothing out, unless it is dark
_PARTS = 60
_APART = 25  # of 255: so far colours differ that one sees it
_SHARE = 0.3  # of a line: so much of one in dashes is drawn
_ROOM = 2.0  # points: what was joined to one line lies no farther from it
_SAMPLE, _MOST_LOOKED_AT = 100_000, 5_000_000
"""Pixels that are looked at for one line, for the lines of a page; the lines beyond count as seen."""

Pixel = tuple[int, ...]
_FLAT = 12  # of 255: print differs more from its ground
_SIDE, _TOP, _FOOT = 0.1, 0.15, 0.9  # of a character's box: what is nearer to its edges may be a rule
_MOST = 50_000
"""Pieces of paths and objects; a page of a report whose letters are drawn has some ten thousand."""


@frozen
class DrawnPage:
    """A drawn page, upright: its pixels, how many bytes a row and a pixel are, and how many pixels a
    point."""

    data: bytes
    stride: int
    size: int
    columns: int
    rows: int
    scale: float

    def span(self, box: Box) -> tuple[range, range]:
        """The columns and rows of a box."""
        x0, top, x1, bottom = (round(self.scale * edge) for edge in box)
        return (
            range(max(0, x0), min(self.columns, max(x1, x0 + 1))),
            range(max(0, top), min(self.rows, max(bottom, top + 1))),
        )

    def pixel(self, column: int, row: int) -> Pixel:
        """Its colour."""
        at = row * self.stride + column * self.size
        return tuple(self.data[at : at + 3])

    def part(self, columns: range, row: int) -> bytes:
        """The pixels of some columns of a row."""
        start = row * self.stride
        return self.data[start + columns.start * self.size : start + columns.stop * self.size]

    def ground(self, box: Box) -> Pixel:
        """The colour that most of a box has."""
        columns, rows = self.span(box)
        rows = rows[:: 1 + len(rows) * len(columns) // _SAMPLE]
        counts = Counter(self.pixel(column, row) for row in rows for column in columns)
        return counts.most_common(1)[0][0] if counts else (255, 255, 255)


def _drawn(page: Any, space: PageSpace, most: float = _SCALE, *, is_gray: bool = False) -> DrawnPage:
    width, height = space.size
    scale = min(most, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    turn = 90 * ((space.turns - page.get_rotation() // 90) % 4)
    bitmap = page.render(scale=scale, rotation=turn, grayscale=is_gray)
    try:
        return DrawnPage(
            bytes(bitmap.buffer), bitmap.stride, bitmap.n_channels, bitmap.width, bitmap.height, scale
        )
    finally:
        bitmap.close()


def drawn_with_and_without(
    raw: Any, page: Any, space: PageSpace, items: Sequence[Any]
) -> tuple[DrawnPage, DrawnPage]:
    """The page as it is, and without these objects."""
    whole = _drawn(page, space)
    active = [item for item in items if raw.FPDFPageObj_SetIsActive(item, False)]
    try:
        return whole, _drawn(page, space)
    finally:
        for item in active:
            raw.FPDFPageObj_SetIsActive(item, True)


def under(raw: Any, page: Any, space: PageSpace, texts: Sequence[tuple[Any, Box]]) -> list[bool]:
    """Of which texts (objects, and boxes in the page's own space) nothing is seen there on the drawn page."""
    whole, without = drawn_with_and_without(raw, page, space, [item for item, _ in texts])

    def is_same(box: Box) -> bool:
        columns, rows = whole.span(space.box(*box))
        rows = rows[:: 1 + len(rows) * len(columns) // _SAMPLE]
        return all(
            not _differ(whole.pixel(column, row), without.pixel(column, row))
            for row in rows
            if whole.part(columns, row) != without.part(columns, row)
            for column in columns
        )

    return [is_same(box) for _, box in texts]


def _differ(one: Pixel, other: Pixel) -> bool:
    return any(abs(mine - its) > _APART for mine, its in zip(one, other, strict=True))


@define
class SeenLines:
    """Tells which lines are seen; the page is drawn when it is first asked."""

    raw: Any
    page: Any
    space: PageSpace
    pictures: tuple[DrawnPage, DrawnPage] | None = None
    left: int = _MOST_LOOKED_AT

    def show(self, box: Box, around: Box, *, is_level: bool) -> bool:
        """Whether a line (its box on the upright page) is seen within a box `around` it."""
        if self.left < 0:
            return True
        if self.pictures is None:
            items = list(_lines(self.raw, self.page.raw))
            self.pictures = drawn_with_and_without(self.raw, self.page, self.space, items)
        whole, without = self.pictures
        room = _ROOM if is_level else 0.5
        place = (
            max(box[0], around[0]),
            max(box[1] - room, around[1]),
            min(box[2], around[2]),
            min(box[3] + room, around[3]),
        )
        columns, rows = whole.span(place)
        rows = rows[:: 1 + len(rows) * len(columns) // _SAMPLE]
        self.left -= len(rows) * len(columns)
        changed = [
            (column, row, pixel)
            for row in rows
            if whole.part(columns, row) != without.part(columns, row)
            for column in columns
            if _differ(pixel := whole.pixel(column, row), without.pixel(column, row))
        ]
        if not changed:
            return False
        ground = whole.ground(around)
        seen = [(column, row) for column, row, pixel in changed if _differ(pixel, ground)]
        across, down = len({column for column, _ in seen}), len({row for _, row in seen})
        return across > _SHARE * len(columns) or (not is_level and down > _SHARE * len(rows))


def _lines(raw: Any, page: Any) -> Iterator[Any]:
    """The objects of a page that are lines: thin strokes, thin shapes that are filled, thin images."""
    objects = PageObjects(raw)

    def is_thin(item: Any, scale: float) -> bool:
        box = objects.box(item)
        return box is not None and min(box[2] - box[0], box[3] - box[1]) * scale <= _THIN

    def is_dark(item: Any) -> bool:
        red, green, blue, _ = objects.colour(item, of_stroke=True) or (255, 255, 255, 255)
        return 0.3 * red + 0.59 * green + 0.11 * blue < 128

    def thickness(item: Any) -> float:
        """How thick a filled shape is on the whole."""
        points: list[Point] = []
        for kind, point, _ in objects.pieces(item, _PARTS):
            if points and kind == MOVE_TO:
                break
            points.append(point)
        sides = [*zip(points, points[1:] + points[:1], strict=True)]
        area = abs(sum(a[0] * b[1] - a[1] * b[0] for a, b in sides)) / 2
        around = sum(math.dist(a, b) for a, b in sides)
        return 2 * area / around if around else 0.0

    for _, item, kind, outer, _ in objects.walk(page, _OBJECTS):
        if kind in (PATH, IMAGE) and is_thin(item, scale_of(outer)):
            yield item
        elif kind == PATH:
            matrix = objects.matrix(item, outer)
            is_filled, is_stroked = objects.paints(item)
            if is_stroked:
                if objects.stroke_width(item, matrix) <= (_WIDE if is_dark(item) else _THIN):
                    yield item
            elif is_filled and thickness(item) * scale_of(matrix) <= _THIN:
                yield item


def seen_only(page: Any, space: PageSpace, runs: Sequence[Run]) -> tuple[list[Run], list[str]]:
    """The runs without the characters whose places are blank on the drawn page, and those characters. Of a
    figure all digits are seen, or it is none."""
    drawn = _drawn(page, space, _SCALE_OF_SHADES, is_gray=True)
    scale = drawn.scale
    gone: list[str] = []
    kept: list[Run] = []

    def is_blank(glyph: Glyph, run: Run) -> bool:
        _, x0, x1 = glyph
        left = max(0, int((x0 + _SIDE * (x1 - x0)) * scale))
        right = min(drawn.columns, int((x1 - _SIDE * (x1 - x0)) * scale) + 1)
        tall = run.bottom - run.top
        first, last = int((run.top + _TOP * tall) * scale), int((run.top + _FOOT * tall) * scale) + 1
        low, high = 255, 0
        for row in range(max(0, first), min(drawn.rows, last)):
            line = drawn.part(range(left, right), row)
            if line:
                low, high = min(low, *line), max(high, *line)
        return high - low < _FLAT

    for run in runs:
        blank = [is_blank(glyph, run) for glyph in run.glyphs]
        if any(blank):
            gone += [glyph[0].strip() for glyph, is_gone in zip(run.glyphs, blank, strict=True) if is_gone]
            kept += hidden(run, blank)
        else:
            kept.append(run)
    return kept, gone


def draws_too_much(raw: Any, page: Any) -> bool:
    """Whether the page has more pieces of paths than can be painted in time, those of its forms (XObjects)
    too."""
    left = _MOST
    for one in PageObjects(raw).walk(page, _MOST):
        left -= 1 if one.kind != PATH else 1 + raw.FPDFPath_CountSegments(one.item)
        if left <= 0:
            return True
    return False


def drawn_for_text(views: Iterable[View], shapes: Sequence[Box]) -> int:
    """How many cells of tables without text hold shapes or small images, which may be their text."""
    blank = [
        cell.box
        for view in views
        for table in view.tables
        for cell in table.cells
        if cell.box and not cell.text
    ]
    return sum(
        any(
            left - 1 <= x0 and x1 <= right + 1 and top - 1 <= y0 and y1 <= bottom + 1
            for x0, y0, x1, y1 in shapes
        )
        for left, top, right, bottom in (blank if shapes else ())
    )
