"""The columns that figures stand in: told by the rows that have all of them, and by the heads."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Sequence
from math import inf

from .head_cells import Band, home_of
from .pieces import Piece

__all__ = ["are_apart", "are_same", "bands_of", "column_count", "placed", "placed_by_gaps", "with_heads"]

_NEAR = 3
"""How many whole rows above and below a row say where its columns are."""
_FEWEST_COLUMNS, _FEWEST_WHOLE, _FEWEST_NEAR = 4, 3, 2
"""So many columns, and whole rows, say how far columns are apart, and so many rows where they stand."""
_MARGIN = 4
"""In parts of the narrowest column: how near another choice of columns may not come."""


def column_count(rows: Sequence[Sequence[Piece]]) -> int:
    """How many cells the fullest rows have; a single row that has more than all others is an exception, not
    the rule."""
    counts = Counter(map(len, rows))
    often = [count for count, rows_with in counts.items() if rows_with > 1 or len(rows) < 4]
    return max(often, default=max(counts, default=0))


def bands_of(rows: Sequence[Sequence[Piece]]) -> list[Band]:
    """The extent of each column of rows that all have the same number of cells."""
    return [Band(min(p.x0 for p in column), max(p.x1 for p in column)) for column in zip(*rows, strict=True)]


def are_same(rows: Sequence[Sequence[Piece]], heads: Sequence[Piece]) -> bool:
    """Whether rows with as many cells have them in the same columns: those of a column stand nearer to each
    other than half the way between two heads."""
    middles = sorted(piece.x for piece in heads)
    near = min((right - left for left, right in itertools.pairwise(middles)), default=inf) / 2
    return all(max(p.x for p in cells) - min(p.x for p in cells) < near for cells in zip(*rows, strict=True))


def with_heads(bands: Sequence[Band], heads: Sequence[Piece]) -> list[Band]:
    """The bands with one more for each head that stands over none of them, where each band has a head of its
    own."""
    homes: dict[int, Band] = {}
    heads = sorted(heads, key=lambda piece: piece.x0)
    own = [Band(piece.x0, piece.x1) for piece in heads]
    for band in bands:
        piece = Piece("", band.x0, band.x1, 0, 0, 0, heads[0].location)
        home = home_of(piece, own)
        if home in homes:
            return list(bands)
        homes[home] = Band(min(band.x0, own[home].x0), max(band.x1, own[home].x1))
    merged = [homes.get(at, one) for at, one in enumerate(own)]
    return merged if are_apart(merged) else list(bands)


def placed(
    at: int, rows: Sequence[Sequence[Piece]], count: int, heads: Sequence[Band]
) -> list[Piece | None] | None:
    """The cells of a row by column, None for a blank one; None where it cannot be told. `rows` are those of
    its page, `at` its number among them; `heads` where the heads of the page say that the columns are, if it
    has any."""
    row = rows[at]
    if len(row) == count:
        return list(row)
    if len(row) > count:
        return None
    above = [one for one in rows[:at] if len(one) == count][-_NEAR:]
    below = [one for one in rows[at + 1 :] if len(one) == count][:_NEAR]
    near = [*above, *below]
    bands = bands_of(near) if near else list(heads)
    if len(bands) != count or not are_apart(bands):
        return None
    cells: list[Piece | None] = [None] * count
    last = -1
    for piece in row:
        home = _told(piece, bands)
        if home is None or home <= last:
            return None
        cells[home] = piece
        last = home
    return cells


def placed_by_gaps(
    row: Sequence[Piece], near: Sequence[Sequence[Piece]], whole: Sequence[Sequence[Piece]]
) -> list[Piece | None] | None:
    """The cells of a row with fewer figures than columns, where the gaps between its figures tell: it stands
    about where the rows `near` do, its columns as far apart as those of all `whole` rows. None where another
    choice of columns is nearly as good, or a gap is none of the table's."""
    count = len(whole[0]) if whole else 0
    if count < _FEWEST_COLUMNS or len(whole) < _FEWEST_WHOLE or len(near) < _FEWEST_NEAR:
        return None
    if not 1 < len(row) < count:
        return None
    return min((_by_edges(row, near, whole, edge) for edge in _EDGES), key=lambda found: found[0])[1]


_Edge = Callable[[Piece], float]
_EDGES: tuple[_Edge, ...] = (lambda piece: piece.x, lambda piece: piece.x0, lambda piece: piece.x1)


def _by_edges(
    row: Sequence[Piece], near: Sequence[Sequence[Piece]], whole: Sequence[Sequence[Piece]], edge: _Edge
) -> tuple[float, list[Piece | None] | None]:
    """How far the figures of whole rows stand from their columns, and the cells of the row."""
    places = [[edge(piece) for piece in one] for one in whole]
    columns = [sum(column) / len(whole) for column in zip(*places, strict=True)]
    off = max(_apart(one, columns)[1] for one in places)
    moves = [_apart([edge(piece) for piece in one], columns)[0] for one in near]
    narrowest = min(right - left for left, right in itertools.pairwise(columns))
    slack = off + narrowest / _MARGIN
    cells: list[Piece | None] = [None] * len(columns)
    if slack * 2 >= narrowest:
        return off, None
    own = [edge(piece) for piece in row]
    choices = []
    for homes in itertools.combinations(range(len(columns)), len(row)):
        move, away = _apart(own, [columns[home] for home in homes])
        if min(moves) - slack <= move <= max(moves) + slack and away <= slack:
            choices.append(homes)
    if len(choices) != 1:
        return off, None
    for home, piece in zip(choices[0], row, strict=True):
        cells[home] = piece
    return off, cells


def _apart(places: Sequence[float], columns: Sequence[float]) -> tuple[float, float]:
    """How far a row stands right of the columns as a whole, and the most that one of its figures then stands
    aside."""
    away = [place - column for place, column in zip(places, columns, strict=True)]
    move = sum(away) / len(away)
    return move, max(abs(one - move) for one in away)


def are_apart(bands: Sequence[Band]) -> bool:
    """Whether no column reaches into the next one."""
    return all(left.x1 <= right.x0 for left, right in itertools.pairwise(bands))


def _told(piece: Piece, bands: Sequence[Band]) -> int | None:
    """The band that a piece stands in, and in no other. One that stands beside all may belong to another
    than the nearest: where text drifts, one figure of a row stands aside with those next to it."""
    over = [at for at, band in enumerate(bands) if piece.x0 < band.x1 and band.x0 < piece.x1]
    return over[0] if len(over) == 1 else None
