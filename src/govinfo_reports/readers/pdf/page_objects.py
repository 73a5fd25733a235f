"""The objects of a PDF page as PDFium holds them, those inside forms too, in the order in which they are
painted: their places, colours and paths."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

__all__ = [
    "BEZIER_TO",
    "FORM",
    "IDENTITY",
    "IMAGE",
    "LINE_TO",
    "MOVE_TO",
    "PATH",
    "SHADING",
    "TEXT",
    "Box",
    "Matrix",
    "PageObject",
    "PageObjects",
    "Point",
    "address_of",
    "apply",
    "around",
    "scale_of",
    "times",
]

TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5
LINE_TO, BEZIER_TO, MOVE_TO = 0, 1, 2
_DEPTH = 8  # of forms inside forms

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, bottom, right and top in the page's own space; x0, top, x1 and bottom in upright page space."""
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does what the first does, and then what the second does."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def apply(matrix: Matrix, x: float, y: float) -> Point:
    """Where a matrix puts a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def scale_of(matrix: Matrix) -> float:
    """How much longer a matrix makes what it moves, on the whole."""
    a, b, c, d, _, _ = matrix
    return math.sqrt(abs(a * d - b * c))


def around(points: Iterable[Point]) -> Box:
    """The box that points lie in."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def address_of(item: Any) -> int:
    """The address of a page object, by which it is known."""
    return ctypes.cast(item, ctypes.c_void_p).value or 0


class PageObject(NamedTuple):
    """An object of a page: when it is painted (from 1), how deep in forms it stands, and what they do to
    it."""

    order: int
    item: Any
    kind: int
    outer: Matrix
    depth: int


class PageObjects:
    """Asks PDFium about the objects of a page; holds the memory that it writes its answers to."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw
        self._edges = tuple(ctypes.c_float() for _ in range(4))
        self._edge_references = tuple(map(ctypes.byref, self._edges))
        self._parts = tuple(ctypes.c_uint() for _ in range(4))
        self._part_references = tuple(map(ctypes.byref, self._parts))
        self._x, self._y = ctypes.c_float(), ctypes.c_float()
        self._point = ctypes.byref(self._x), ctypes.byref(self._y)
        self._fill, self._stroke = ctypes.c_int(), ctypes.c_int()
        self._modes = ctypes.byref(self._fill), ctypes.byref(self._stroke)
        self._matrix = raw.FS_MATRIX()
        self._matrix_reference = ctypes.byref(self._matrix)

    def walk(self, page: Any, most: int, *, deepest: int = _DEPTH) -> Iterator[PageObject]:
        """So many objects of a page at most; those of a form come behind it."""
        raw, order = self.raw, 0

        def inside(holder: Any, count: int, item_of: Any, outer: Matrix, depth: int) -> Iterator[PageObject]:
            nonlocal order
            for index in range(count):
                order += 1
                if order > most:
                    return
                item = item_of(holder, index)
                kind = raw.FPDFPageObj_GetType(item)
                yield PageObject(order, item, kind, outer, depth)
                if kind == FORM and depth < deepest:
                    own = raw.FPDFFormObj_CountObjects(item), raw.FPDFFormObj_GetObject
                    yield from inside(item, *own, self.matrix(item, outer), depth + 1)

        yield from inside(page, raw.FPDFPage_CountObjects(page), raw.FPDFPage_GetObject, IDENTITY, 0)

    def matrix(self, item: Any, outer: Matrix) -> Matrix:
        """What the matrix of an object and those of its forms do together."""
        if not self.raw.FPDFPageObj_GetMatrix(item, self._matrix_reference):
            return outer
        held = self._matrix
        own = held.a, held.b, held.c, held.d, held.e, held.f
        return own if outer is IDENTITY else times(own, outer)

    def box(self, item: Any, outer: Matrix = IDENTITY) -> Box | None:
        """The box of an object in the page's own space; None where PDFium knows of none."""
        if not self.raw.FPDFPageObj_GetBounds(item, *self._edge_references):
            return None
        left, bottom, right, top = (edge.value for edge in self._edges)
        if outer is IDENTITY:
            return left, bottom, right, top
        return around([apply(outer, x, y) for x in (left, right) for y in (bottom, top)])

    def paints(self, path: Any) -> tuple[bool, bool]:
        """Whether a path is filled, and whether it is stroked."""
        if not self.raw.FPDFPath_GetDrawMode(path, *self._modes):
            return False, False
        return bool(self._fill.value), bool(self._stroke.value)

    def colour(self, item: Any, *, of_stroke: bool = False) -> tuple[int, int, int, int] | None:
        """The red, green and blue that an object is filled or stroked with, and how much it covers (each 0 to
        255); None where it has none."""
        raw = self.raw
        ask = raw.FPDFPageObj_GetStrokeColor if of_stroke else raw.FPDFPageObj_GetFillColor
        if not ask(item, *self._part_references):
            return None
        red, green, blue, cover = (part.value for part in self._parts)
        return red, green, blue, cover

    def stroke_width(self, path: Any, matrix: Matrix) -> float:
        """How wide the stroke of a path is, in points; 0 where PDFium does not know."""
        if not self.raw.FPDFPageObj_GetStrokeWidth(path, self._point[0]):
            return 0.0
        return self._x.value * scale_of(matrix)

    def font_size(self, text: Any) -> float:
        """The size of a text's font before its matrix; 0 where PDFium does not know."""
        if not self.raw.FPDFTextObj_GetFontSize(text, self._point[0]):
            return 0.0
        return self._x.value

    def pieces(self, path: Any, most: int | None = None) -> Iterator[tuple[int, Point, bool]]:
        """The pieces of a path (`most` of them): their kind, where each ends, and whether it is the last of a
        closed figure."""
        raw = self.raw
        count = raw.FPDFPath_CountSegments(path)
        for index in range(count if most is None else min(count, most)):
            piece = raw.FPDFPath_GetPathSegment(path, index)
            if (point := self.end_of(piece)) is not None:
                yield raw.FPDFPathSegment_GetType(piece), point, raw.FPDFPathSegment_GetClose(piece)

    def end_of(self, piece: Any) -> Point | None:
        """Where a piece of a path ends."""
        if not piece or not self.raw.FPDFPathSegment_GetPoint(piece, *self._point):
            return None
        return self._x.value, self._y.value
