"""The labels left of the figures, by level: which lines of wrapped ones belong to which row (the block of
lines whose middle is nearest to the row's), and over which rows each stands."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence

from attrs import define, field, frozen

from ...numerals import stands_for_figure
from .head_cells import Band, bands_over
from .pieces import Piece, by_line, names_group, opens

__all__ = ["Labels", "LooseLabel", "labels_of"]

_MOST_LEVELS = 6
_NARROW = 3
_NEXT, _FARTHEST = 1.3, 2.2
"""Units from a line of a label to its next, and to the one after that."""
_LONGEST = 14
"""Lines of the longest label; one printed downwards, a character a line, may take more."""
_LONGEST_UPRIGHT = 40
_NO_BLOCK = 2.0
_FREE = 2.5
_INNER_ORDINAL = 4.0
_NO_ORDINAL = 1.5
_UNCOVERED = 0.4
_SEVERAL, _LEAST_HANGING = 3, 2
"""Lines of a label whose middle stands elsewhere than its first line, and how many such labels tell."""
_NEXT_ROW = 2.5
_RAGGED = 1.6
"""How many characters shorter than another line of its label a line is that goes on."""
_FAR = 4
"""So many lines from the middle of a row no block stands for it alone."""
_SAME = 0.4
_BESIDE = 20.0
"""What a line costs that stands beside the figures of a row and is not that row's label: hardly ever."""

_MOST_PAIRS = 20_000
"""Of lines and rows that are compared; the longest table of a form has some 130 of each."""
_ABOUT = 20
_MOST_ROWS = 60
"""Rows under one label; the form's widest group has some 40."""


@frozen
class LooseLabel:
    """A label without figures beside it: a row of its own."""

    y: float
    level: int
    text: str
    piece: Piece


@define
class Labels:
    """What stands left of the figures of each row of a page: its texts by level, "" where a label above goes
    on, and the levels that labels above cover; and labels without a row."""

    texts: list[dict[int, tuple[str, Piece]]] = field(factory=list)
    covered: list[set[int]] = field(factory=list)
    loose: list[LooseLabel] = field(factory=list)
    levels: int = 0


def labels_of(
    pieces: Sequence[Piece],
    rows: Sequence[float],
    barriers: Sequence[float] = (),
    *,
    counted: bool = False,
) -> Labels | None:
    """The labels of a page whose rows of figures stand at the heights `rows`, and heads at `barriers`; None
    where the pieces stand in too many columns to be labels. Where rows are `counted`, no label stands for
    several of them."""
    columns = _levels(pieces, rows)
    if len(columns) > _MOST_LEVELS:
        return None
    found = Labels([{} for _ in rows], [set() for _ in rows], [], len(columns))
    extents = [(y, y) for y in rows]
    labelled = [False] * len(rows)
    lefts = [float("inf")] * len(rows)
    level_of = _assigned(pieces, columns, rows)
    for level in reversed(range(len(columns))):
        lines = by_line([piece for piece, at in zip(pieces, level_of, strict=True) if at == level])
        names_rows = not _repeats(lines)
        edge = columns[level].x1 - 0.2
        beside = {_row_at(piece.y, rows) for piece, at in zip(pieces, level_of, strict=True) if at < level}
        places = [
            RowPlace(y, *extent, labelled=mark, closed=left < edge, beside=row in beside)
            for row, (y, extent, mark, left) in enumerate(zip(rows, extents, labelled, lefts, strict=True))
        ]
        for block in blocks_of(lines, places, barriers, counted=counted):
            if block.first < 0:
                found.loose.append(LooseLabel(_middle(block), level, block.text, block.pieces[0]))
                continue
            found.texts[block.first][level] = (block.text, block.pieces[0])
            left = min(piece.x0 for piece in block.pieces)
            for row in range(block.first, block.last + 1):
                if labelled[row]:
                    found.covered[row].add(level)
                labelled[row] = labelled[row] or names_rows
                lefts[row] = left
                top, bottom = extents[row]
                if block.first == block.last:
                    extents[row] = (min(top, block.pieces[0].y0), max(bottom, block.pieces[-1].y1))
    return found


def _repeats(lines: Sequence[Sequence[Piece]]) -> bool:
    """Whether a column has the same few short words again and again, as one of units has: no row is told
    from another by those."""
    texts = [piece.text for line in lines for piece in line]
    return len(set(texts)) * 2 <= len(texts) and all(len(text) <= _NARROW for text in texts)


def _middle(block: LabelBlock) -> float:
    return (block.pieces[0].y0 + block.pieces[-1].y1) / 2


def _levels(pieces: Sequence[Piece], rows: Sequence[float]) -> list[Band]:
    """The columns that labels stand in, from the left: pieces that stand over each other are in one; a piece
    over several is merged over them and makes none."""
    merged: list[Band] = []
    for column in bands_over(pieces, -0.2):
        if merged and _are_one(merged[-1], column, pieces, rows):
            merged[-1] = Band(merged[-1].x0, column.x1)
        else:
            merged.append(column)
    return merged


def _are_one(left: Band, right: Band, pieces: Sequence[Piece], rows: Sequence[float]) -> bool:
    """Whether two columns are one whose labels stand now left, now right in it: none beside another, each
    beside figures."""
    here = [piece for piece in pieces if left.x0 <= piece.x0 and piece.x1 <= left.x1]
    there = [piece for piece in pieces if right.x0 <= piece.x0 and piece.x1 <= right.x1]
    if any(abs(one.y - other.y) < 1 for one in here for other in there):
        return False
    return all(any(abs(piece.y - y) < 0.4 for y in rows) for piece in (*here, *there))


def _assigned(pieces: Sequence[Piece], columns: Sequence[Band], rows: Sequence[float]) -> list[int]:
    """The column of each piece; of several the last, as it is the label of its row then, and so are the
    lines it goes on in."""
    found: dict[int, int] = {}
    wide: deque[tuple[Piece, int]] = deque()
    for at in sorted(range(len(pieces)), key=lambda at: pieces[at].y):
        piece = pieces[at]
        over = [one for one, column in enumerate(columns) if piece.x0 < column.x1 and column.x0 < piece.x1]
        found[at] = max(over, default=0)
        while wide and piece.y - wide[0][0].y > _FARTHEST:
            wide.popleft()
        goes_on = [one for one in wide if _goes_on(one[0], piece, rows)]
        if opens(piece.text):  # below it nothing goes on with a label above it
            wide = deque(one for one in wide if one not in goes_on)
            goes_on = []
        if goes_on:
            found[at] = goes_on[-1][1]
        if goes_on or len(over) > 1:
            wide.append((piece, found[at]))
    return [found[at] for at in range(len(pieces))]


def _goes_on(above: Piece, below: Piece, rows: Sequence[float]) -> bool:
    """Whether one piece may be the next line of another: at its left edge or below its middle, on the next
    line, or on the one after that where figures stand between."""
    away = below.y - above.y
    if not 0.5 < away <= _FARTHEST:
        return False
    is_within = above.x0 <= below.x0 and below.x1 <= above.x1
    if not is_within and abs(above.x0 - below.x0) > 0.5 and abs(above.x - below.x) > 0.5:
        return False
    return away <= _NEXT or any(above.y + 0.4 < y < below.y - 0.4 for y in rows)


@frozen
class RowPlace:
    """A row as its figures place it: the middle of its line and the extent that it has had so far; whether a
    deeper label than the ones in question is its own already (`labelled`), and reaches over their column too
    (`closed`); whether one that is less deep stands on its line (`beside`)."""

    y: float
    top: float
    bottom: float
    labelled: bool
    closed: bool = False
    beside: bool = False


@frozen
class LabelBlock:
    """The lines of one label, and the rows it stands for: `first` to `last`; none where it belongs to no row
    of figures."""

    pieces: tuple[Piece, ...]
    first: int
    last: int

    @property
    def text(self) -> str:
        """The label, its lines joined."""
        return "".join(piece.text for piece in self.pieces)


def blocks_of(
    lines: Sequence[Sequence[Piece]],
    rows: Sequence[RowPlace],
    barriers: Sequence[float] = (),
    *,
    counted: bool = False,
) -> list[LabelBlock]:
    """The blocks that the lines of one column of labels make, from top to bottom.

    A row that has no deeper label takes a block of its own; rows that have may stand under one block
    together. Where a block ends is told by the middles: the sum of their distances from the rows' is the
    least. An ordinal begins a block. None goes on over one of the `barriers`, the heights of heads. Where
    rows are `counted`, no block stands for several.
    """
    count, total = len(lines), len(rows)
    if not count:
        return []
    if count * total > _MOST_PAIRS and total > 1:
        return _by_halves(lines, rows, barriers, counted=counted)
    begins = [opens(line[0].text) for line in lines]
    ordinals = sum(begins) * 3 >= count or sum(begins) >= 3
    upright = sum(len(line[0].text) == 1 for line in lines) * 2 > count
    longest = _LONGEST_UPRIGHT if upright else _LONGEST
    tops = [min(piece.y0 for piece in line) for line in lines]
    bottoms = [max(piece.y1 for piece in line) for line in lines]
    middles = [row.y for row in rows]
    same = [_row_at((top + bottom) / 2, middles) for top, bottom in zip(tops, bottoms, strict=True)]
    hanging = _hang(begins, same)
    widths = [max(map(_width, line)) for line in lines]
    closed = [
        any(stands_for_figure(piece.text) for piece in line) or names_group(line[0].text) for line in lines
    ]
    pitch = min((below.y - above.y for above, below in itertools.pairwise(rows)), default=0.0)
    infinite = float("inf")
    best = [[infinite] * (total + 1) for _ in range(count + 1)]
    came: dict[tuple[int, int], tuple[int, int, bool]] = {}
    best[0][0] = 0.0
    missing = [  # what it costs that the rows above one have no label in this column
        0.0,
        *itertools.accumulate(
            0.0 if row.closed else _UNCOVERED if row.labelled else _NO_BLOCK for row in rows
        ),
    ]

    def reach(a: int, i: int, cost: float, start: tuple[int, int, bool]) -> None:
        if cost < best[a][i]:
            best[a][i] = cost
            came[a, i] = start

    barred = [
        b > 0 and any(bottoms[b - 1] <= y <= tops[b] for y in barriers) for b in range(count)
    ]  # a head, or the middle of a row, stands between a line and the one above it
    is_wide = 0.9 * pitch > 1.3  # rows stand apart
    parted = [
        is_wide and b > 0 and any(bottoms[b - 1] <= y <= tops[b] for y in middles) for b in range(count)
    ]

    def blocks_from(a: int) -> Iterator[tuple[int, float, float, int, int, bool]]:
        """The blocks that begin with line `a`: the last line, cost, middle, the first and last of the rows
        on whose lines they stand (both beyond all rows where on none), and whether each line stands on a row
        of its own."""
        inner = 0.0 if begins[a] or not ordinals else _NO_ORDINAL
        for b in range(a, min(count, a + longest)):
            if b > a:
                inner += _INNER_ORDINAL * (begins[b] or closed[b] or closed[b - 1])
                inner += 0.5 * max(0.0, (tops[b] - bottoms[b - 1]) - 1.2)
                if widths[b - 1] < max(widths[a : b + 1]) - _RAGGED:  # nothing would wrap so early
                    inner += _NEXT_ROW
                inner += _BESIDE * barred[b]
                if is_wide and 0.9 * pitch <= tops[b] - tops[b - 1] and not parted[b]:
                    inner += _NEXT_ROW
            if inner > _INNER_ORDINAL + _NO_ORDINAL:
                return
            on = [row for row in same[a : b + 1] if row is not None]
            low, high = (min(on), max(on)) if on else (total, -1)
            middle = (tops[a] + bottoms[a if hanging else b]) / 2
            yield b, inner, middle, low, high, len(set(on)) == len(on) == b + 1 - a

    beginning = [list(blocks_from(a)) for a in range(count)]
    highest = [infinite] * (count + 1)  # the highest middle that a block may have from a line on
    for a in reversed(range(count)):
        highest[a] = min([highest[a + 1], *(block[2] for block in beginning[a])])
    for a in range(count + 1):
        blocks = beginning[a] if a < count else []
        lowest = max((block[2] for block in blocks), default=infinite)
        for i in range(total + 1):
            here = best[a][i]
            if here == infinite:
                continue
            # a row that no block can stand for, here or below, is left first; one out of the reach of the
            # blocks here, later
            is_single = i < total and not rows[i].labelled
            is_above = i < total and (rows[i].closed or (is_single and rows[i].y <= highest[a] - _FAR))
            is_below = is_single and not is_above and rows[i].y >= lowest + _FAR
            if i < total and not is_below:
                reach(a, i + 1, here + missing[i + 1] - missing[i], (a, i, False))
            if is_above:
                continue
            for b, inner, middle, low, high, each in blocks:
                alone = _FREE + _BESIDE * (low < total)
                if here + inner + alone < best[b + 1][i]:
                    reach(b + 1, i, here + inner + alone, (a, i, True))
                if is_single:  # by far the most often
                    off = abs(middle - rows[i].y)
                    if off < _FAR and off <= alone + missing[i + 1] - missing[i] and not rows[i].closed:
                        is_apart = rows[i].beside and not tops[a] <= rows[i].y <= bottoms[b]
                        off += _BESIDE * (low < i or high > i or is_apart)
                        reach(b + 1, i + 1, here + inner + off, (a, i, True))
                    continue
                for j in range(i, min(total, i + (1 if counted else _MOST_ROWS))):
                    if rows[j].closed or (j > i and not (rows[j].labelled and rows[i].labelled)):
                        break
                    at = rows[i].y
                    if rows[i].labelled and not hanging:
                        at = (rows[i].top + rows[j].bottom) / 2
                    off = abs(middle - at)
                    # else the block costs less without a row, and the rows without it
                    if off < _FAR + (j - i) and off <= alone + missing[j + 1] - missing[i]:
                        off += _BESIDE * (low < i or high > j)
                        if j > i and each and b - a == j - i:  # each row has a line of its own
                            off += _BESIDE
                        reach(b + 1, j + 1, here + inner + off, (a, i, True))
                    if rows[i].top > bottoms[b] + 3:
                        break
    found: list[LabelBlock] = []
    a, i = count, total
    while (a, i) != (0, 0):
        before, row, has_block = came[a, i]
        if has_block:
            pieces = tuple(piece for line in lines[before:a] for piece in line)
            found.append(LabelBlock(pieces, row, i - 1) if i > row else LabelBlock(pieces, -1, -1))
        a, i = before, row
    return found[::-1]


def _row_at(middle: float, rows: Sequence[float]) -> int | None:
    """The row on whose very line a line stands; None where it stands on none."""
    at = bisect_right(rows, middle - _SAME)
    return at if at < len(rows) and rows[at] < middle + _SAME else None


def _hang(begins: Sequence[bool], same: Sequence[int | None]) -> bool:
    """Whether the labels hang from the lines of their rows: each of those that take several lines begins on
    one, and goes on below."""
    starts = [at for at, begin in enumerate(begins) if begin]
    long = [at for at, end in itertools.pairwise([*starts, len(begins)]) if end - at >= _SEVERAL]
    return len(long) >= _LEAST_HANGING and all(same[at] is not None for at in long)


def _by_halves(
    lines: Sequence[Sequence[Piece]],
    rows: Sequence[RowPlace],
    barriers: Sequence[float],
    *,
    counted: bool,
) -> list[LabelBlock]:
    """The blocks of a table longer than any form's, in two parts, so that time does not grow with the square
    of its length: it is parted where the rows about its middle stand furthest apart."""
    half = len(rows) // 2
    near = range(max(1, half - _ABOUT), min(len(rows), half + _ABOUT))
    half = max(near, key=lambda row: (rows[row].y - rows[row - 1].y, -abs(row - half)))
    middle = (rows[half - 1].y + rows[half].y) / 2
    above = [line for line in lines if (line[0].y0 + line[0].y1) / 2 <= middle]
    below = [line for line in lines if (line[0].y0 + line[0].y1) / 2 > middle]
    found = blocks_of(above, rows[:half], barriers, counted=counted)
    for block in blocks_of(below, rows[half:], barriers, counted=counted):
        is_placed = block.first >= 0
        found.append(LabelBlock(block.pieces, block.first + half, block.last + half) if is_placed else block)
    return found


def _width(piece: Piece) -> float:
    return sum(0.5 if sign.isascii() else 1.0 for sign in piece.text)
