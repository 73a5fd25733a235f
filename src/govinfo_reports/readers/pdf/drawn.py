"""What a page draws: how much (hundreds of thousands of strokes take longer to paint than a report to read),
and where it draws characters as shapes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from .page_objects import PATH, Box, PageObjects
from .pages import View

__all__ = ["drawn_for_text", "draws_too_much"]

_MOST = 50_000
"""Pieces of paths and objects; a page of a report whose letters are drawn has some ten thousand."""


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
