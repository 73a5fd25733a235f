"""Lines of text as positioned pieces: a character is one place wide, or two, as the program that laid the
text out counted."""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ...location import Location
from ...numerals import UNITS, stands_for_figure
from .pieces import Piece, opens

__all__ = [
    "MEASURES",
    "SECOND_PLACE",
    "Way",
    "pieces_by_words",
    "pieces_of_lines",
    "ways_of_lines",
    "widened",
]

_TOKEN = re.compile(r"\S+")
_UNIT = re.compile(UNITS)
_BEHIND = (2.0, 1.8, 1.57)
"""How many figures are as wide as a character of East Asia, in fonts that are used for reports."""
MEASURES = ("", "WF", "WFA")
"""Characters of two places: none (what extracts text from PDF), those of East Asia, or also quotes and
dashes."""
SECOND_PLACE = "\0"
"""What stands for the second place of a character that takes two."""
_MOST_EMPTY = 3
_SURE = 2
"""So many words that begin in a place behind a wide gap, or one with an ordinal, tell a column of labels."""


class Way(NamedTuple):
    """Lines in one way to count their places: what blanks part on each, and where each ends."""

    tokens: Sequence[list[Piece]]
    ends: Sequence[int]


class _Places(dict[str, str]):
    """What stands in a line for each character, where those of some widths take two places."""

    def __init__(self, wide: str) -> None:
        super().__init__()
        self.wide = wide

    def __missing__(self, sign: str) -> str:
        self[sign] = made = sign + SECOND_PLACE * (unicodedata.east_asian_width(sign) in self.wide)
        return made


_PLACES = {wide: _Places(wide) for wide in MEASURES}


def widened(line: str, wide: str) -> str:
    """The line with `SECOND_PLACE` behind each character that takes two places; `wide` is one of the
    `MEASURES`.

    >>> len(widened("复议 3", "WF"))
    6
    """
    return line if not wide or line.isascii() else "".join(map(_PLACES[wide].__getitem__, line))


def ways_of_lines(lines: Sequence[str], start: int, end: int, pages: Sequence[int] = ()) -> list[Way]:
    """These lines, `start` to `end`, by each of the `MEASURES`, once by several that have them alike. `pages`
    are the lines that new pages begin with, where that is known."""
    heights = list(_heights(lines, start, end, pages))
    shown = dict.fromkeys(tuple(widened(line, wide) for line in lines[start:end]) for wide in MEASURES)
    return [
        Way([_tokens(*one) for one in zip(own, heights, strict=True)], [len(one.rstrip("\r")) for one in own])
        for own in shown
    ]


def pieces_of_lines(ways: Iterable[Way]) -> list[Piece]:
    """The pieces of lines by the way of counting in which most figures stand below each other.

    >>> ways = ways_of_lines(["行政许可    3", "强制        0"], 0, 2)
    >>> [(piece.text, piece.x0) for piece in pieces_of_lines(ways)]
    [('行政许可', 0), ('3', 12), ('强制', 0), ('0', 12)]
    """
    return min(map(_pieces, ways), key=_spread)


def pieces_by_words(ways: Sequence[Way], *, beside: Sequence[Piece]) -> list[Piece] | None:
    """The pieces of lines where blanks are as wide as the characters of the word behind them (PyMuPDF's
    sorted text); None where figures stand in no fewer places then than those of `pieces_of_lines`, `beside`.

    >>> ways = ways_of_lines(["甲    3   5", "  甲乙丙  4   6"], 0, 2)
    >>> pieces_by_words(ways, beside=pieces_of_lines(ways)) is None
    True
    """
    wide = ways[1:] or ways  # in the first no character takes two places
    least = min((_pieces(way, scale) for way in wide for scale in _BEHIND), key=_spread)
    return least if _spread(least) < _spread(beside) else None


def _heights(
    lines: Sequence[str], start: int, end: int, pages: Sequence[int]
) -> Iterator[tuple[int, int, int]]:
    """The number of each line, its height, and its page."""
    empty = height = 0
    for at in range(start, end):
        empty = 0 if lines[at].strip() else empty + 1
        height += 0 if empty > _MOST_EMPTY else 1  # the end of a page is no place between rows
        yield at, height, bisect.bisect_right(pages, at)


def _spread(pieces: Sequence[Piece]) -> int:
    """In how many places figures begin, end, or have their middle: whichever are fewest."""
    figures = [piece for piece in pieces if stands_for_figure(piece.text)] or pieces
    return min(
        len({round(2 * piece.x0) for piece in figures}),
        len({round(2 * piece.x1) for piece in figures}),
        len({round(piece.x0 + piece.x1) for piece in figures}),
    )


def _pieces(way: Way, scale: float | None = None) -> list[Piece]:
    """The pieces of lines: tokens, those together that stand in no column of their own."""
    starts: Counter[float] = Counter()
    for line in way.tokens:
        for place, token in enumerate(line):
            if place == 0 or token.x0 - line[place - 1].x1 > 1:
                starts[token.x0] += 1
            elif opens(token.text):  # （三） 1.属于 behind the label of its group
                starts[token.x0] += _SURE
    found: list[Piece] = []
    for line in way.tokens:
        last: Piece | None = None
        begin = len(found)
        for token in line:
            if (
                last is not None
                and token.x0 - last.x1 <= 1
                and not stands_for_figure(token.text)
                and not stands_for_figure(last.text)
                and starts[token.x0] < _SURE
                and not _UNIT.fullmatch(token.text)
            ):
                found[-1] = last = Piece(
                    last.text + " " + token.text,
                    last.x0,
                    token.x1,
                    last.y0,
                    last.y1,
                    last.page,
                    last.location,
                )
                continue
            found.append(token)
            last = token
        if scale is not None:
            found[begin:] = _behind(found[begin:], scale)
    return found


def _behind(line: Sequence[Piece], scale: float) -> list[Piece]:
    """The pieces of a line in which each blank is as wide as a character of the word behind it.

    `scale` is the width of a character of two places, in figures; it is one unit.
    """
    found: list[Piece] = []
    at = end = 0.0
    for piece in line:
        wide = piece.x1 - piece.x0 - len(piece.text)
        width = len(piece.text) + wide * (scale - 1)
        at += (piece.x0 - end) * width / max(len(piece.text), 1)  # U+3000 may leave a piece without text
        found.append(piece._replace(x0=at / scale, x1=(at + width) / scale))
        at, end = at + width, piece.x1
    return found


def _tokens(shown: str, place: tuple[int, int, int]) -> list[Piece]:
    at, height, page = place
    where = Location(line=at + 1)
    return [
        Piece(match[0].replace(SECOND_PLACE, ""), match.start(), match.end(), height, height + 1, page, where)
        for match in _TOKEN.finditer(shown)
    ]
