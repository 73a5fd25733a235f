"""What a page draws: how much (hundreds of thousands of strokes take longer to paint than a report to read),
and where it draws characters as shapes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from .pages import View
from .rulings import Box

__all__ = ["drawn_for_text", "draws_too_much"]

_PATH, _FORM = 2, 5
_MOST = 50_000
"""Pieces of paths and objects; a page of a report whose letters are drawn has some ten thousand."""
_DEPTH = 8


def draws_too_much(raw: Any, page: Any) -> bool:
    """Whether the page has more pieces of paths than can be painted in time, those of its forms (XObjects)
    too."""
    return _left(raw, page, raw.FPDFPage_CountObjects(page), raw.FPDFPage_GetObject, _MOST, 0) <= 0


def _left(
    raw: Any, holder: Any, count: int, item_of: Callable[[Any, int], Any], left: int, depth: int
) -> int:
    left -= max(0, count)
    for index in range(count):
        if left <= 0:
            break
        item = item_of(holder, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == _PATH:
            left -= raw.FPDFPath_CountSegments(item)
        elif kind == _FORM and depth < _DEPTH:
            left = _left(
                raw, item, raw.FPDFFormObj_CountObjects(item), raw.FPDFFormObj_GetObject, left, depth + 1
            )
    return left


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
