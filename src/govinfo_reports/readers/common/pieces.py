"""Pieces of text with their places: what an alignment is made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ...location import Location
from ...patterns import late

__all__ = ["Piece", "by_line", "names_group", "opens"]

_ORDINAL = late(
    r"(?:\d{1,2}[.、．](?!\d)|[（(][一二三四五六七八九十\d]{1,2}[）)]"
    r"|[一二三四五六七八九十]{1,2}[、．.]|[①-⑳㈠-㈩]|其中[:：]?)"
)

_GROUP = late(r"[一二三四五六七八九十]{1,2}[、．.]\S{2,20}(?:情况|情況)")


class Piece(NamedTuple):
    """Text that stands together on one line of a page, without a wide gap in it.

    `x0` and `x1` are its left and right edge, in characters, `y0` and `y1` its upper and lower one, in lines,
    y growing downwards. Pages follow each other by `page`; positions are compared within a page only.
    `location` is the place to cite.
    """

    text: str
    x0: float
    x1: float
    y0: float
    y1: float
    page: int
    location: Location

    @property
    def x(self) -> float:
        """The middle between its left and its right edge."""
        return (self.x0 + self.x1) / 2

    @property
    def y(self) -> float:
        """The middle between its upper and its lower edge."""
        return (self.y0 + self.y1) / 2


def by_line(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """The pieces of each line from top to bottom, from left to right."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.page, piece.y, piece.x0)):
        if lines and (lines[-1][0].page, lines[-1][0].y) == (piece.page, piece.y):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return lines


def opens(text: str) -> bool:
    """Whether a line begins with an ordinal, as a label does and the line that it wraps to does not.

    >>> opens("（三）不予"), opens("1.属于"), opens("其中：1."), opens("公开"), opens("3.5")
    (True, True, True, False, False)
    """
    return _ORDINAL.match(text) is not None


def names_group(text: str) -> bool:
    """Whether a line is the whole name of a group of rows: it does not go on in the line below.

    >>> names_group("三、监督情况"), names_group("一、本年新收政府信息"), names_group("三、监督")
    (True, False, False)
    """
    return _GROUP.fullmatch(text.strip()) is not None
