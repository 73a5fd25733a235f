"""The ruling lines of a PDF page: strokes, thin filled boxes and edges of boxes that run along or down the
page."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from .characters import PageSpace
from .page_objects import IMAGE, LINE_TO, MOVE_TO, PATH, Box, Matrix, PageObjects, Point, apply, around

__all__ = ["Collector", "Ruling", "Rulings", "Scrawl", "merge_rulings", "read_rulings"]

_THIN = 3.6  # points: a box no thicker than this is a line
_WIDE = 8.0  # points: a stroke that is wider shades what it runs through; its edges are those of an area
_SHORT = 4.0  # points: anything shorter is a dot or a bracket
_SNAP = 1.6  # points: lines so near to each other are one
_BREAK = 2.5  # points: a gap no wider than this does not end a line
_FINE = 2.4  # points: a short stroke no thicker may be a piece of a line
_GAP, _LEVEL = 3.2, 0.3  # points: between two strokes of a line, along and across it
_DASH = 10.0  # points: a longer one is a line of its own
_MANY = 5  # so many strokes in a row are a line
_OBJECTS = 100_000  # of one page: beyond, it is a drawing
_SCRAWLS, _FIGURES = 5_000, 200  # of a page, of a path
_MARK = 4.0, 90.0  # points: what is drawn in a cell for its text is no smaller and no larger
_CORNERS = 7  # of a path: a rule, a box and a frame have fewer


class Ruling(NamedTuple):
    """A straight line at `at` (the y of a horizontal, the x of a vertical line) from `start` to `end`."""

    at: float
    start: float
    end: float


class Scrawl(NamedTuple):
    """A stroke that is no line of a table: aslant (two points) or curved, in upright page space."""

    points: tuple[Point, ...]

    @property
    def box(self) -> Box:
        """What it lies in."""
        return around(self.points)

    @property
    def rises(self) -> bool:
        """Whether it goes up from left to right."""
        (x0, y0), (x1, y1) = self.points[0], self.points[-1]
        return (x1 - x0) * (y1 - y0) < 0


class Rulings(NamedTuple):
    """Horizontal and vertical lines of a page. `filled` ones are only edges of coloured areas, `scrawls` no
    lines of tables, `shapes` the boxes of small images and drawings, which may be characters."""

    horizontal: list[Ruling]
    vertical: list[Ruling]
    filled_horizontal: list[Ruling]
    filled_vertical: list[Ruling]
    scrawls: tuple[Scrawl, ...] = ()
    shapes: tuple[Box, ...] = ()


class Strokes(NamedTuple):
    """Pieces of a page too short for lines, which may be lines together."""

    horizontal: list[Ruling]
    vertical: list[Ruling]


class Collector:
    """Takes the straight pieces of what is drawn on a page, and gives its lines. Coordinates are the page's
    own, y upwards."""

    def __init__(self, space: PageSpace) -> None:
        self.space = space
        self.found = Rulings([], [], [], [])
        self.strokes = Strokes([], [])
        self.scrawls: list[Scrawl] = []
        self.shapes: list[Box] = []

    def rulings(self) -> Rulings:
        """All lines found, unmerged; many short strokes in a row are one too."""
        return self.found._replace(
            horizontal=[*self.found.horizontal, *_chains(self.strokes.horizontal)],
            vertical=[*self.found.vertical, *_chains(self.strokes.vertical)],
            scrawls=tuple(self.scrawls),
            shapes=tuple(self.shapes),
        )

    def add_if_thin(self, left: float, bottom: float, right: float, top: float) -> bool:
        """Take a shape if it is so thin that it is a line, or so small that it is nothing; whether it was
        taken."""
        x0, y0, x1, y1 = self.space.box(left, bottom, right, top)
        if max(y1 - y0, x1 - x0) < _DASH:
            self.add_stroke(x0, y0, x1, y1)
        if y1 - y0 <= _THIN and x1 - x0 >= _SHORT:
            self.found.horizontal.append(Ruling((y0 + y1) / 2, x0, x1))
        elif x1 - x0 <= _THIN and y1 - y0 >= _SHORT:
            self.found.vertical.append(Ruling((x0 + x1) / 2, y0, y1))
        else:
            return y1 - y0 < _SHORT and x1 - x0 < _SHORT
        return True

    def add_stroke(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Keep a piece too short for a line; a dot may be one of either kind."""
        width, height = x1 - x0, y1 - y0
        if height <= min(_FINE, 1.2 * width):
            self.strokes.horizontal.append(Ruling((y0 + y1) / 2, x0, x1))
        if width <= min(_FINE, 1.2 * height):
            self.strokes.vertical.append(Ruling((x0 + x1) / 2, y0, y1))

    def add_shape(self, left: float, bottom: float, right: float, top: float) -> None:
        """Keep a small image or a drawing with many corners; one that is as low as a line is none."""
        box = self.space.box(left, bottom, right, top)
        if box[3] - box[1] > _MARK[0] and len(self.shapes) < _SCRAWLS:
            self.shapes.append(box)

    def add_scrawl(self, points: Sequence[Point], *, filled: bool) -> None:
        """Take a path (points of the page) if it is a stroke aslant or a curve that ends elsewhere;
        `filled`: a thin shape is one."""
        if len(points) < 2 or len(self.scrawls) >= _SCRAWLS:
            return
        upright = [self.space.box(x, y, x, y)[:2] for x, y in points]
        if filled:
            line = _middle_line(upright)
            if line is not None:
                self.scrawls.append(Scrawl(line))
            return
        if len(upright) == 2 or math.dist(upright[0], upright[-1]) > _SHORT:
            found = Scrawl(tuple(upright))
            x0, top, x1, bottom = found.box
            if x1 - x0 > 1.0 and bottom - top > 1.0:
                self.scrawls.append(found)

    def add_edge(self, start: tuple[float, float], end: tuple[float, float], *, filled: bool) -> None:
        """Take a straight piece of a path; `filled`: it is only the edge of a coloured area."""
        x0, y0, x1, y1 = self.space.box(
            min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1])
        )
        if not filled and max(y1 - y0, x1 - x0) < _DASH:
            self.add_stroke(x0, y0, x1, y1)
        if y1 - y0 <= 1.0 and x1 - x0 >= _SHORT:
            lines = self.found.filled_horizontal if filled else self.found.horizontal
            lines.append(Ruling((y0 + y1) / 2, x0, x1))
        elif x1 - x0 <= 1.0 and y1 - y0 >= _SHORT:
            lines = self.found.filled_vertical if filled else self.found.vertical
            lines.append(Ruling((x0 + x1) / 2, y0, y1))

    def add_band(self, start: Point, end: Point, width: float) -> None:
        """Take a wide straight stroke, along or down the page: an area with four edges."""
        (x0, x1), (y0, y1) = sorted((start[0], end[0])), sorted((start[1], end[1]))
        if x1 - x0 > 1.0 and y1 - y0 > 1.0:
            return
        if y1 - y0 <= 1.0:
            y0, y1 = y0 - width / 2, y1 + width / 2
        else:
            x0, x1 = x0 - width / 2, x1 + width / 2
        corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
        for at in range(4):
            self.add_edge(corners[at - 1], corners[at], filled=True)


class _Reader:
    """Collects the lines of one page."""

    def __init__(self, raw: Any, space: PageSpace) -> None:
        self.raw = raw
        self.objects = PageObjects(raw)
        self.lines = Collector(space)
        self.left = _OBJECTS

    def read(self, page: Any) -> None:
        """The lines among all that is drawn on the page."""
        for one in self.objects.walk(page, _OBJECTS):
            if one.kind in (PATH, IMAGE):
                self.read_shape(one.item, one.kind, one.outer)
            self.left -= 1
            if self.left < 0:
                break

    def read_shape(self, item: Any, kind: int, outer: Matrix) -> None:
        raw = self.raw
        box = self.objects.box(item, outer)
        if box is None:
            return
        left, bottom, right, top = box
        if _MARK[0] < max(top - bottom, right - left) < _MARK[1] and (
            kind == IMAGE or raw.FPDFPath_CountSegments(item) >= _CORNERS
        ):
            self.lines.add_shape(left, bottom, right, top)
        if self.lines.add_if_thin(left, bottom, right, top) or kind == IMAGE:
            return
        is_filled, is_stroked = self.objects.paints(item)
        if not (is_filled or is_stroked):
            return
        matrix = self.objects.matrix(item, outer)
        figures: list[list[Point]] = []
        width = self.objects.stroke_width(item, matrix) if is_stroked else 0.0
        for start, end in self.segments(item, figures):
            if width > _WIDE:
                self.lines.add_band(apply(matrix, *start), apply(matrix, *end), width)
                continue
            self.lines.add_edge(apply(matrix, *start), apply(matrix, *end), filled=not is_stroked)
        for points in figures[: 0 if width > _THIN else _FIGURES]:
            self.lines.add_scrawl([apply(matrix, *point) for point in points], filled=not is_stroked)

    def segments(self, item: Any, figures: list[list[Point]]) -> Iterator[tuple[Point, Point]]:
        """The straight pieces of a path; a closed figure's last piece too. `figures` takes the points of
        each of its figures."""
        at = first = (0.0, 0.0)
        for kind, point, closes in self.objects.pieces(item):
            self.left -= 1
            if kind == MOVE_TO:
                first = point
            if kind == MOVE_TO or not figures:
                figures.append([])
            figures[-1].append(point)
            if kind == LINE_TO:
                yield at, point
            at = point
            if closes:
                yield at, first
                at = first


def read_rulings(raw: Any, page: Any, space: PageSpace) -> Rulings:
    """All lines of the page, as drawn and unmerged, those inside forms too."""
    reader = _Reader(raw, space)
    reader.read(page)
    return reader.lines.rulings()


def _middle_line(points: Sequence[Point]) -> tuple[Point, Point] | None:
    """The line that a thin four-cornered shape aslant fills, None for another shape."""
    corners = list(dict.fromkeys(points))
    if len(corners) != 4:
        return None
    sides = [math.dist(corners[at], corners[(at + 1) % 4]) for at in range(4)]
    short = 0 if sides[0] + sides[2] < sides[1] + sides[3] else 1
    if max(sides[short], sides[short + 2]) > _THIN or min(sides[1 - short], sides[3 - short]) < _SHORT:
        return None
    ends = [
        (
            (corners[at][0] + corners[(at + 1) % 4][0]) / 2,
            (corners[at][1] + corners[(at + 1) % 4][1]) / 2,
        )
        for at in (short, short + 2)
    ]
    is_level = min(abs(ends[0][0] - ends[1][0]), abs(ends[0][1] - ends[1][1])) <= 1.0
    return None if is_level else (ends[0], ends[1])


def _chains(strokes: list[Ruling]) -> list[Ruling]:
    """The lines that many short strokes in a row make: dots and dashes drawn one by one."""
    found: list[Ruling] = []
    row: list[Ruling] = []
    for stroke in [*sorted(strokes, key=lambda stroke: (round(stroke.at / _LEVEL), stroke.start)), None]:
        if row and (
            stroke is None
            or abs(stroke.at - row[0].at) > _LEVEL
            or stroke.start - row[-1].end > max(_GAP, 0.8 * (stroke.end - stroke.start))
        ):
            length = row[-1].end - row[0].start
            if len(row) >= _MANY and length >= 3 * _SHORT:
                found.append(Ruling(row[0].at, row[0].start, row[-1].end))
            row = []
        if stroke is not None:
            row.append(stroke)
    return found


def merge_rulings(lines: list[Ruling]) -> list[Ruling]:
    """The lines sorted, with those made one that continue or cover each other."""
    merged: list[Ruling] = []
    group: list[Ruling] = []
    for line in [*sorted(lines), None]:
        if group and (line is None or line.at - group[0].at > _SNAP):
            merged += _merge_group(group)
            group = []
        if line is not None:
            group.append(line)
    return merged


def _merge_group(group: list[Ruling]) -> list[Ruling]:
    """Lines at one height, joined where they touch."""
    if len(group) == 1:
        return group
    merged: list[Ruling] = []
    group.sort(key=lambda line: line.start)
    total, weight = 0.0, 0.0
    start, end = group[0].start, group[0].start
    for line in group:
        if line.start > end + _BREAK:
            merged.append(Ruling(total / weight, start, end))
            total, weight, start = 0.0, 0.0, line.start
            end = line.start
        length = line.end - line.start
        total, weight, end = total + line.at * length, weight + length, max(end, line.end)
    merged.append(Ruling(total / weight, start, end))
    return merged
