"""The ruling lines of a PDF page: strokes, thin filled boxes and edges of boxes that run along or down the
page."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from .characters import PageSpace

__all__ = [
    "Collector",
    "Matrix",
    "Point",
    "Ruling",
    "Rulings",
    "Scrawl",
    "apply",
    "merge_rulings",
    "read_rulings",
    "times",
]

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
_DEPTH = 8  # of forms inside forms
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_LINE_TO, _BEZIER_TO, _MOVE_TO = 0, 1, 2


class Ruling(NamedTuple):
    """A straight line at `at` (the y of a horizontal, the x of a vertical line) from `start` to `end`."""

    at: float
    start: float
    end: float


Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""x0, top, x1 and bottom in upright page space."""


class Scrawl(NamedTuple):
    """A stroke that is no line of a table: aslant (two points) or curved, in upright page space."""

    points: tuple[Point, ...]

    @property
    def box(self) -> Box:
        """What it lies in."""
        xs, ys = [x for x, _ in self.points], [y for _, y in self.points]
        return min(xs), min(ys), max(xs), max(ys)

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


Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does what the first does, and then what the second does."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a matrix puts a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


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
    """Collects the lines of one page; holds the memory PDFium writes its answers to."""

    def __init__(self, raw: Any, space: PageSpace) -> None:
        self.raw = raw
        self.lines = Collector(space)
        self.edges = tuple(ctypes.c_float() for _ in range(4))
        self.edge_references = tuple(ctypes.byref(edge) for edge in self.edges)
        self.fill, self.stroke = ctypes.c_int(), ctypes.c_int()
        self.x, self.y = ctypes.c_float(), ctypes.c_float()
        self.left = _OBJECTS

    def matrix_of(self, item: Any) -> Matrix:
        matrix = self.raw.FS_MATRIX()
        if not self.raw.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix)):
            return _IDENTITY
        return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f

    def width_of(self, item: Any, matrix: Matrix) -> float:
        """How wide the stroke of a path is, in points."""
        if not self.raw.FPDFPageObj_GetStrokeWidth(item, ctypes.byref(self.x)):
            return 0.0
        a, b, c, d, _, _ = matrix
        return self.x.value * math.sqrt(abs(a * d - b * c))

    def read(self, holder: Any, count: int, item_of: Any, outer: Matrix, depth: int) -> None:
        """The lines among the `count` things that `item_of` gives of a page or a form."""
        kind_of = self.raw.FPDFPageObj_GetType
        for index in range(min(count, self.left)):
            item = item_of(holder, index)
            kind = kind_of(item)
            if kind == _TEXT:
                continue
            if kind in (_PATH, _IMAGE):
                self.read_shape(item, kind, outer)
            elif kind == _FORM and depth < _DEPTH:
                inside = self.raw.FPDFFormObj_CountObjects(item)
                matrix = times(self.matrix_of(item), outer)
                self.read(item, inside, self.raw.FPDFFormObj_GetObject, matrix, depth + 1)
        self.left -= max(0, count)

    def read_shape(self, item: Any, kind: int, outer: Matrix) -> None:
        raw = self.raw
        if not raw.FPDFPageObj_GetBounds(item, *self.edge_references):
            return
        left, bottom, right, top = (edge.value for edge in self.edges)
        if outer is not _IDENTITY:
            corners = [apply(outer, x, y) for x in (left, right) for y in (bottom, top)]
            left, right = min(x for x, _ in corners), max(x for x, _ in corners)
            bottom, top = min(y for _, y in corners), max(y for _, y in corners)
        if _MARK[0] < max(top - bottom, right - left) < _MARK[1] and (
            kind == _IMAGE or raw.FPDFPath_CountSegments(item) >= _CORNERS
        ):
            self.lines.add_shape(left, bottom, right, top)
        if self.lines.add_if_thin(left, bottom, right, top) or kind == _IMAGE:
            return
        if not raw.FPDFPath_GetDrawMode(item, ctypes.byref(self.fill), ctypes.byref(self.stroke)):
            return
        if not (self.fill.value or self.stroke.value):
            return
        matrix = times(self.matrix_of(item), outer)
        figures: list[list[Point]] = []
        width = self.width_of(item, matrix) if self.stroke.value else 0.0
        for start, end in self.segments(item, figures):
            if width > _WIDE:
                self.lines.add_band(apply(matrix, *start), apply(matrix, *end), width)
                continue
            self.lines.add_edge(apply(matrix, *start), apply(matrix, *end), filled=not self.stroke.value)
        for points in figures[: 0 if width > _THIN else _FIGURES]:
            self.lines.add_scrawl([apply(matrix, *point) for point in points], filled=not self.stroke.value)

    def segments(self, item: Any, figures: list[list[Point]]) -> Iterator[tuple[Point, Point]]:
        """The straight pieces of a path; a closed figure's last piece too. `figures` takes the points of
        each of its figures."""
        raw = self.raw
        count = raw.FPDFPath_CountSegments(item)
        self.left -= count
        at = first = (0.0, 0.0)
        for index in range(count):
            segment = raw.FPDFPath_GetPathSegment(item, index)
            if not segment or not raw.FPDFPathSegment_GetPoint(
                segment, ctypes.byref(self.x), ctypes.byref(self.y)
            ):
                continue
            point = (self.x.value, self.y.value)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == _MOVE_TO:
                first = point
            if kind == _MOVE_TO or not figures:
                figures.append([])
            figures[-1].append(point)
            if kind == _LINE_TO:
                yield at, point
            at = point
            if raw.FPDFPathSegment_GetClose(segment):
                yield at, first
                at = first


def read_rulings(raw: Any, page: Any, space: PageSpace) -> Rulings:
    """All lines of the page, as drawn and unmerged, those inside forms too."""
    reader = _Reader(raw, space)
    reader.read(page, raw.FPDFPage_CountObjects(page), raw.FPDFPage_GetObject, _IDENTITY, 0)
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
