"""The lines of a page: what stands in each, which figures end it, whether the columns move, and whether rows
are counted."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from attrs import define, field

from ...numerals import stands_for_figure
from .pieces import Piece, by_line
from .value_columns import column_count

__all__ = ["PageLine", "by_drift", "has_digit", "lines_of", "number_lines", "tail_of", "wanders"]

_DRIFT = 0.45
_FEWEST_MOVES, _WANDERING = 4, 8
"""So many moves of the columns, and one in so many rows, are no drift."""
_STEADY = 2
"""Rows above and below that have to agree among themselves for a change of places to be that of a page."""
_LEAST_COUNTED, _MOST_UNCOUNTED = 6, 4
"""So many rows are counted one by one, and all but one in so many, for their first figure to be a number."""


@define(eq=False)
class PageLine:
    """The pieces of one line: those left of the figures, and those where figures stand."""

    page: int
    y: float
    pieces: list[Piece]
    labels: list[Piece] = field(factory=list)
    cells: list[Piece] = field(factory=list)
    marked: bool = False
    """Whether it has a piece in a narrow column of words that each row has one in (units)."""
    astray: bool = False
    """Whether figures of its page stand left of where labels end: places say little there."""
    numbered: bool = False
    """Whether its first piece is its number in a column that counts the rows."""
    texts: dict[int, tuple[str, Piece]] = field(factory=dict)
    covered: set[int] = field(factory=set)

    @property
    def is_row(self) -> bool:
        return self.marked or any(stands_for_figure(piece.text) for piece in self.cells)

    @property
    def is_head(self) -> bool:
        return bool(self.cells) and not self.is_row


def lines_of(pieces: Sequence[Piece]) -> list[PageLine]:
    return [PageLine(line[0].page, line[0].y, line) for line in by_line(pieces)]


def number_lines(lines: Sequence[PageLine]) -> None:
    """Tell the lines that begin with their number, where a column counts the rows: 1, 2, 3 …"""
    first = [line for line in lines if len(line.pieces) > 1 and line.pieces[0].text.isdecimal()]
    count = 0
    counted: list[PageLine] = []
    for line in first:
        if int(line.pieces[0].text[:4]) == count + 1:
            counted.append(line)
            count += 1
    if count >= _LEAST_COUNTED and count * _MOST_UNCOUNTED >= len(first) * (_MOST_UNCOUNTED - 1):
        for line in counted:
            line.numbered = True


def tail_of(line: PageLine) -> list[Piece]:
    """The figures behind the last words of a line."""
    pieces = line.pieces[1:] if line.numbered else line.pieces
    figures = list(itertools.takewhile(lambda piece: stands_for_figure(piece.text), reversed(pieces)))
    return figures[::-1]


def wanders(lines: Sequence[PageLine]) -> bool:
    """Whether the columns move from row to row: some programs give each line its own width."""
    tails = [(line.page, tail_of(line)) for line in lines]
    count = column_count([tail for _, tail in tails if tail])
    whole = [(page, tail) for page, tail in tails if len(tail) == count > 1]
    beside = [
        (one, other) for (page, one), (next_page, other) in itertools.pairwise(whole) if page == next_page
    ]
    moves = sum(_moved(one, other) for one, other in beside)
    return moves >= _FEWEST_MOVES and moves * _WANDERING >= len(beside)


def by_drift(lines: Sequence[PageLine]) -> list[PageLine]:
    """The lines with a page of its own for each stretch within which the columns do not move: text has lost
    where pages end, and its columns stand elsewhere on the next."""
    tails = [tail_of(line) for line in lines]
    count = column_count([tail for tail in tails if tail])
    page = 0
    full = [at for at, tail in enumerate(tails) if len(tail) == count]
    starts: dict[int, int] = {}
    for place in range(_STEADY, len(full) - _STEADY + 1):
        before, after = full[place - _STEADY : place], full[place : place + _STEADY]
        last, at = before[-1], after[0]
        if count < 2 or lines[last].page != lines[at].page or not _moved(tails[last], tails[at]):
            continue
        if any(
            _moved(tails[one], tails[other])
            for run in (before, after)
            for one, other in itertools.pairwise(run)
        ):
            continue
        starts[_break(lines, before, after)] = 1
    for at, line in enumerate(lines):
        page += starts.get(at, 0) + (at > 0 and line.page != lines[at - 1].page)
        if page != line.page:
            line.pieces = [piece._replace(page=page) for piece in line.pieces]
    for line in lines:
        line.page = line.pieces[0].page
    return list(lines)


def _break(lines: Sequence[PageLine], upper: Sequence[int], lower: Sequence[int]) -> int:
    """Between the last of the `upper` rows and the first of the `lower`, the line that a page begins with:
    behind the widest gap; of several, behind lines that begin where those at the upper rows do, and before
    lines that begin where those at the lower do."""
    last, at = upper[-1], lower[0]

    def begin_alike(found: Sequence[PageLine], others: Sequence[PageLine]) -> int:
        places = {piece.x0 for line in others for piece in line.pieces}
        return sum(piece.x0 in places for line in found for piece in line.pieces)

    def told(gap: int) -> tuple[float, int, int]:
        above = begin_alike(lines[last + 1 : gap], lines[upper[0] : last + 1])
        below = begin_alike(lines[gap:at], lines[at : lower[-1] + 1])
        return lines[gap].y - lines[gap - 1].y, above + below, gap

    return max(range(last + 1, at + 1), key=told)


def _moved(above: Sequence[Piece], below: Sequence[Piece]) -> bool:
    """Whether a figure stands nearer to another column of the row above than to its own."""
    wide = min(right.x - left.x for left, right in itertools.pairwise(above))
    return any(
        abs(one.x - other.x) > _DRIFT * wide and not (one.x0 < other.x1 and other.x0 < one.x1)
        for one, other in zip(above, below, strict=True)
    )


def has_digit(piece: Piece) -> bool:
    return any(map(str.isdigit, piece.text))
