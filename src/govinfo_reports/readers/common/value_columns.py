"""The columns that figures stand in: told by the rows that have all of them, and by the heads."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from math import inf

from .head_cells import Band, home_of
from .pieces import Piece

__all__ = [
    "are_apart",
    "are_same",
    "bands_of",
    "column_count",
    "common_bands",
    "cuts_of",
    "placed",
    "stretches_of",
    "with_heads",
]

_NEAR = 3
"""How many whole rows above and below a row say where its columns are."""
_LEAST = 2
"""Rows between two changes of the columns."""
_MOST_CUTS = 8
"""Columns that move more often than once in so many rows have no stretches."""
_OWN = 1.5
"""Characters that a figure takes at least, where places are rounded."""


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
    at: int, rows: Sequence[Sequence[Piece]], count: int, heads: Sequence[Band], common: Sequence[Band] = ()
) -> list[Piece | None] | None:
    """The cells of a row by column, None for a blank one; None where it cannot be told. `rows` are those of
    its page, `at` its number among them; `heads` where the heads of the page say that the columns are, if it
    has any, `common` where all its rows together say so (`common_bands`)."""
    row = rows[at]
    if len(row) == count:
        return list(row)
    if len(row) > count:
        return None
    above = [one for one in rows[:at] if len(one) == count][-_NEAR:]
    below = [one for one in rows[at + 1 :] if len(one) == count][:_NEAR]
    near = [*above, *below]
    for bands in (bands_of(near) if near else heads, common):
        homes = [_told(piece, bands) for piece in row]
        told = [home for home in homes if home is not None]
        if len(bands) == count and are_apart(bands) and homes == sorted({*told}):
            pieces = dict(zip(told, row, strict=True))
            return [pieces.get(column) for column in range(count)]
    return None


def stretches_of(rows: Sequence[Sequence[Piece]], count: int) -> list[tuple[int, int]]:
    """Where columns stand elsewhere than before: for each such change the last row that has to be before it
    and the first that has to be behind it. Before and behind it, all figures of `_LEAST` rows and more stand
    in `count` places, none in two of them."""
    down = cuts_of(rows, count)
    up = [len(rows) - at for at in cuts_of(rows[::-1], count)][::-1]
    ends = [0, *down, len(rows)]
    if (
        len(up) != len(down)
        or len(down) * _MOST_CUTS > len(rows)
        or any(not low <= first <= last for low, first, last in zip(ends, up, down, strict=False))
    ):
        return []
    is_one = [
        until - start >= _LEAST and bool(common_bands(rows[start:until], count))
        for start, until in zip([0, *down], [*up, len(rows)], strict=True)
    ]
    beside = zip(up, down, itertools.pairwise(is_one), strict=True)
    return [(first - 1, last) for first, last, both in beside if all(both)]


def cuts_of(rows: Sequence[Sequence[Piece]], count: int) -> list[int]:
    """The rows whose figures do not stand in the same `count` places as those above."""
    found: list[int] = []
    bands: list[Band] = []
    for at, row in enumerate(rows):
        wider = _widened(bands, row)
        if wider is None or len(wider) > count:
            found.append(at)
            wider = _widened([], row) or []
        bands = wider
    return found


def _widened(bands: Sequence[Band], row: Sequence[Piece]) -> list[Band] | None:
    """The bands that these figures stand in too, with one more for each that stands in none; None where two
    stand in one, or one in two."""
    found = {band: band for band in bands}
    for piece in row:
        half = max(piece.x1 - piece.x0, _OWN) / 2
        own = Band(piece.x - half, piece.x + half)
        over = [band for band in found if own.x0 < band.x1 and band.x0 < own.x1]
        if len(over) > 1 or (over and found[over[0]] is not over[0]):
            return None
        home = over[0] if over else own
        found[home] = Band(min(home.x0, own.x0), max(home.x1, own.x1))
    made = sorted(found.values(), key=lambda band: band.x0)
    return made if are_apart(made) else None


def common_bands(rows: Sequence[Sequence[Piece]], count: int) -> list[Band]:
    """The columns that all figures of these rows stand in, as many as there have to be; none where they do
    not, or nothing shows that the last is the last: a row with all of them, or that ends with the sum of its
    others."""
    bands: list[Band] = []
    for row in rows:
        wider = _widened(bands, row)
        if wider is None or len(wider) > count:
            return []
        bands = wider
    if len(bands) < count or not any(len(row) == count or _ends_with_sum(row, bands[-1]) for row in rows):
        return []
    return bands


def _ends_with_sum(row: Sequence[Piece], last: Band) -> bool:
    """Whether the last figure of a row stands in the last column and is the sum of its others."""
    if not row or row[-1].x0 >= last.x1 or last.x0 >= row[-1].x1:
        return False
    *parts, total = [int(piece.text) if piece.text.isdecimal() else 0 for piece in row]
    return sum(parts) == total > 0


def are_apart(bands: Sequence[Band]) -> bool:
    """Whether no column reaches into the next one."""
    return all(left.x1 <= right.x0 for left, right in itertools.pairwise(bands))


def _told(piece: Piece, bands: Sequence[Band]) -> int | None:
    """The band that a piece stands in, and in no other. One that stands beside all may belong to another
    than the nearest: where text drifts, one figure of a row stands aside with those next to it."""
    over = [at for at, band in enumerate(bands) if piece.x0 < band.x1 and band.x0 < piece.x1]
    return over[0] if len(over) == 1 else None
