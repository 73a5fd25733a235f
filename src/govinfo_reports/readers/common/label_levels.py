"""The labels left of the figures: by level, each in the row or over the rows it belongs to."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from attrs import define, field, frozen

from .head_cells import Band, bands_over
from .label_blocks import LabelBlock, RowPlace, blocks_of
from .pieces import Piece, by_line, opens

__all__ = ["Labels", "LooseLabel", "labels_of"]

_MOST_LEVELS = 6
_NARROW = 3
_NEXT, _FARTHEST = 1.3, 2.2
"""Units from a line of a label to its next, and to the one after that."""


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
        places = [
            RowPlace(y, *extent, labelled=mark, closed=left < edge)
            for y, extent, mark, left in zip(rows, extents, labelled, lefts, strict=True)
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
        goes_on = [level for one, level in wide if _goes_on(one, piece, rows)]
        if goes_on and not opens(piece.text):
            found[at] = goes_on[-1]
            wide.append((piece, found[at]))
        elif len(over) > 1:
            wide.append((piece, found[at]))
    return [found[at] for at in range(len(pieces))]


def _goes_on(above: Piece, below: Piece, rows: Sequence[float]) -> bool:
    """Whether one piece may be the next line of another: at its left edge or below its middle, on the next
    line, or on the one after that where figures stand between."""
    away = below.y - above.y
    if not 0.5 < away <= _FARTHEST:
        return False
    if abs(above.x0 - below.x0) > 0.5 and abs(above.x - below.x) > 0.5:
        return False
    return away <= _NEXT or any(above.y + 0.4 < y < below.y - 0.4 for y in rows)
