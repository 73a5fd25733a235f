"""The boxes of the lines of text on a page image, outside of ruled tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from ..pdf.grid import Grid
from .loading import Box
from .pieces import WIDEST_PIECE

__all__ = ["is_torn", "left_out", "outside_of", "prose_boxes"]

_FIND_SCALE = 1.6  # pixels a point at which lines of prose are found
_DARK = 128  # shades of gray
_FEWEST = 20  # pixels of ink; a page of fewer is blank
_LEAST = 3  # pixels: a smaller box is a speck
_REACH = 1.2  # heights of a line: print so near to its end belongs to it
_LEVEL = 0.5  # of the lower of two boxes: so much shared height, and they stand on one line
_IN_ROW = 3  # figures on one line are a row of a table
_LOW, _HIGH = 0.6, 1.6  # heights of a character: what is lower is a mark, what is higher is no character
_NEAR = 0.6  # heights of a character: digits of one figure stand nearer to each other
_TORN = 0.9  # heights of a figure: its digits do not stand so far from each other
_WIDE = 6.0  # heights of a character: a figure is no wider


def outside_of(page: Any, grids: Iterable[Grid], scale: float, paper: int) -> Any:
    """The page without its ruled tables: the colour of the paper stands there."""
    rest = page.copy()
    for grid in grids:
        left, right = round((grid.xs[0] - 2) * scale), round((grid.xs[-1] + 2) * scale)
        top, bottom = round((grid.ys[0] - 2) * scale), round((grid.ys[-1] + 2) * scale)
        rest[max(0, top) : bottom, max(0, left) : right] = paper
    return rest


def prose_boxes(
    page: Any, ink: Any, scale: float, found_in: Callable[[Any], Iterable[Sequence[tuple[float, float]]]]
) -> list[Box]:
    """The boxes of the lines of text on a page in shades of gray with this `ink`, both without ruled tables.
    `found_in` gives the corners of those that it sees."""
    import cv2

    if (page < _DARK).sum() < _FEWEST:
        return []
    shrink = min(1.0, _FIND_SCALE / scale, WIDEST_PIECE / page.shape[1])
    small = cv2.resize(page, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    boxes: list[Box] = []
    for corners in found_in(small):
        xs, ys = [corner[0] / shrink for corner in corners], [corner[1] / shrink for corner in corners]
        box = max(0, round(min(xs))), max(0, round(min(ys))), round(max(xs)), round(max(ys))
        if box[2] - box[0] > _LEAST and box[3] - box[1] > _LEAST:
            boxes.append(box)
    return _apart(list(_widened(ink, boxes)))


def _widened(ink: Any, boxes: Sequence[Box]) -> Iterator[Box]:
    """The boxes, each from first to last ink, with the ink beside it that belongs to its line and to no
    other box: a number or a mark that was left out at its ends. What another holds is the next column."""
    import numpy

    owners = numpy.zeros(ink.shape, dtype=numpy.int32)
    for number, (left, top, right, bottom) in enumerate(boxes, 1):
        owners[top:bottom, left:right] = number
    for number, (left, top, right, bottom) in enumerate(boxes, 1):
        reach, edge = round(_REACH * (bottom - top)), (bottom - top) // 6
        held = owners[top + edge : bottom - edge]
        columns = (ink[top + edge : bottom - edge] & ((held == 0) | (held == number))).any(axis=0)
        while (found := columns[max(0, left - reach) : left].nonzero()[0]).size:
            left = max(0, left - reach) + int(found[0])
        while (found := columns[right : right + reach].nonzero()[0]).size:
            right += int(found[-1]) + 1
        inside = columns[left:right].nonzero()[0]
        if inside.size:
            left, right = left + int(inside[0]), left + int(inside[-1]) + 1
        yield left, top, right, bottom


def _apart(boxes: Iterable[Box]) -> list[Box]:
    """The boxes with those made one that overlap on the same line."""
    found: list[Box] = []
    for box in sorted(boxes, key=lambda box: (box[1] + box[3], box[0])):
        for index, other in enumerate(found[-8:], max(0, len(found) - 8)):
            if _are_level(box, other) and min(box[2], other[2]) - max(box[0], other[0]) > 0:
                found[index] = (
                    min(box[0], other[0]),
                    min(box[1], other[1]),
                    max(box[2], other[2]),
                    max(box[3], other[3]),
                )
                break
        else:
            found.append(box)
    return found


def _are_level(box: Box, other: Box) -> bool:
    """Whether two boxes stand on one line."""
    shared = min(box[3], other[3]) - max(box[1], other[1])
    return shared > _LEVEL * min(box[3] - box[1], other[3] - other[1])


def left_out(ink: Any, boxes: Sequence[Box], figures: Sequence[Box], size: float) -> list[Box]:
    """Boxes of print as large as a figure that stands in none of the `boxes`, on one line with figures of a
    row: a lone digit is easily overlooked. `size` is the usual height of a character, in pixels."""
    import cv2
    import numpy

    free = ink.copy()
    for left, top, right, bottom in boxes:
        free[top:bottom, left:right] = 0
    near = round(_NEAR * size) | 1
    joined = cv2.morphologyEx(free, cv2.MORPH_CLOSE, numpy.ones((1, near), numpy.uint8))
    found: list[Box] = []
    for left, top, width, height, _ in cv2.connectedComponentsWithStats(joined, connectivity=8)[2][
        1:
    ].tolist():
        box = (left, top, left + width, top + height)
        if _LOW * size <= height <= _HIGH * size and width <= _WIDE * size:
            in_row = [other for other in figures if _are_level(box, other)]
            if len(in_row) >= _IN_ROW and not any(_touch(box, other) for other in boxes):
                found.append(box)
    return found


def is_torn(ink: Any) -> bool:
    """Whether the print of a box falls apart: a figure would be two of them, of two columns."""
    rows, columns = ink.any(axis=1).nonzero()[0], ink.any(axis=0).nonzero()[0]
    if not rows.size:
        return False
    return int((columns[1:] - columns[:-1]).max(initial=0)) - 1 > _TORN * (int(rows[-1]) - int(rows[0]) + 1)


def _touch(box: Box, other: Box) -> bool:
    across, down = (min(box[i + 2], other[i + 2]) - max(box[i], other[i]) for i in (0, 1))
    return across >= -1 and down >= -1
