"""Pages in pieces that the finder of text can bear: what it holds in memory grows with the pixels, and it
makes a strip larger before it looks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

__all__ = ["WIDEST_PIECE", "pieces_of_page"]

WIDEST_PIECE = 2_600
"""Pixels across; a page of A3 on its side has 1,905."""
_MOST_PIXELS = 2_600_000
_NARROWEST = 0.46
"""Of the longer side of a piece; the finder makes the shorter one 736 pixels."""
_CUT = 0.15
"""Of a piece's height, at its foot, where it may end: between two lines."""


def pieces_of_page(page: Any) -> Iterator[tuple[int, Any]]:
    """The pieces of a page in shades of gray from top to bottom, each with its first row; white is added to
    strips. A page of A4 is one piece."""
    import cv2

    height, width = page.shape
    tallest = min(WIDEST_PIECE, _MOST_PIXELS // width)
    top = 0
    while top < height:
        bottom = min(height, top + tallest)
        if bottom < height:
            first = bottom - round(tallest * _CUT)
            bottom = first + int((page[first:bottom] < 128).sum(axis=1).argmin())
        piece = page[top:bottom]
        longer = max(piece.shape)
        down, right = (max(0, round(_NARROWEST * longer) - side) for side in piece.shape)
        yield top, cv2.copyMakeBorder(piece, 0, down, 0, right, cv2.BORDER_CONSTANT, value=255)
        top = bottom
