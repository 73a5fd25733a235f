"""Folds of the paper: lines that run through a page and are no rules of a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..pdf.rulings import Ruling
from .lines import find_lines, ink_along

__all__ = ["find_unfolded_lines"]

_THROUGH = 0.8  # of the page: a fold is seen on so much of it, print breaks it
_OUT = 12.0  # points: it stands out so far over all that it crosses
_NEAR = 4.0  # points: lines that end so near to each other end together
_LEVEL = 1.5  # points: pieces of one line lie so near to each other
_DARKER = 40  # shades: print that lies on a fold is darker than it by more


def find_unfolded_lines(
    ink: Any, gray: Any, scale: float
) -> tuple[list[Ruling], list[Ruling], Any, Any, Any]:
    """As `find_lines`, then the ink and the page without the folds. Print and rules that are darker than the
    fold on which they lie stay."""
    along = ink_along(ink, scale)
    # a fold beside a rule is none of it
    across, down, taken = find_lines(ink, scale, beside_print=False, along=along)
    height, width = ink.shape
    folds_down = _folds(down, across, height / scale)
    folds_across = _folds(across, down, width / scale)
    if not (folds_down or folds_across):
        return *find_lines(ink, scale, along=along), ink, gray
    ink, gray = ink.copy(), gray.copy()
    for fold in folds_down:
        _smooth(ink, gray, taken, fold, scale)
    for fold in folds_across:
        _smooth(ink.T, gray.T, taken.T, fold, scale)
    return *find_lines(ink, scale), ink, gray


def _folds(lines: Sequence[Ruling], crossing: Sequence[Ruling], extent: float) -> list[Ruling]:
    """Those of the lines that are folds: one runs through the page, stands out over all lines that it
    crosses, and no other line ends where it does."""
    found: list[Ruling] = []
    for line in lines:
        pieces = [other for other in lines if abs(other.at - line.at) <= _LEVEL]
        start, end = min(piece.start for piece in pieces), max(piece.end for piece in pieces)
        met = [
            other.at
            for other in crossing
            if other.start - _NEAR <= line.at <= other.end + _NEAR and start < other.at < end
        ]
        is_out = not met or (start < min(met) - _OUT and end > max(met) + _OUT)
        is_through = sum(piece.end - piece.start for piece in pieces) > _THROUGH * extent
        is_alone = not any(
            abs(start - other.start) <= _NEAR or abs(end - other.end) <= _NEAR
            for other in lines
            if other not in pieces
        )
        if is_through and is_out and is_alone:
            found.append(line)
    return found


def _smooth(ink: Any, gray: Any, taken: Any, fold: Ruling, scale: float) -> None:
    """Take a fold that runs down out of the ink and the page."""
    import numpy

    low, high = max(0, round((fold.at - _NEAR) * scale)), round((fold.at + _NEAR) * scale) + 1
    columns = (taken[:, low:high] > 0).mean(axis=0) > 0.3
    if not columns.any():
        return
    page = gray[:, low:high]
    shade = numpy.median(page[:, columns], axis=0).min()
    light = columns & (page > shade - _DARKER)
    page[light] = 255
    ink[:, low:high][light] = 0
