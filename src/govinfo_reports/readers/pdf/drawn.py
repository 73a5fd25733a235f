"""How much a page draws: a picture of hundreds of thousands of strokes takes longer to paint than a report to read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = ["draws_too_much"]

_PATH, _FORM = 2, 5
_MOST = 50_000
"""Pieces of paths and objects; a page of a report whose letters are drawn has some ten thousand."""
_DEPTH = 8


def draws_too_much(raw: Any, page: Any) -> bool:
    """Whether the page has more pieces of paths than can be painted in time, those of its forms (XObjects) too."""
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
