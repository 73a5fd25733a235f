"""The labels left of the figures: by level, each in the row or over the rows it belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field, frozen

from .label_blocks import Block, RowPlace, blocks_of
from .pieces import Piece

__all__ = ["Labels", "LooseLabel", "labels_of"]

_MOST_LEVELS = 6


@frozen
class LooseLabel:
    """A label without figures beside it: a row of its own."""

    y: float
    level: int
    text: str
    piece: Piece


@define
class Labels:
    """What stands left of the figures of each row of a page: its texts by level, "" where a label above goes on, and the levels
    that labels above cover; and labels without a row."""

    texts: list[dict[int, tuple[str, Piece]]] = field(factory=list)
    covered: list[set[int]] = field(factory=list)
    loose: list[LooseLabel] = field(factory=list)
    starts: list[float] = field(factory=list)
    """Where each level begins, from the left."""


def labels_of(pieces: Sequence[Piece], rows: Sequence[float], unit: float) -> Labels | None:
    """The labels of a page whose rows of figures stand at the heights `rows`; None where the pieces stand in too many columns
    to be labels."""
    starts = _levels(pieces, unit)
    if len(starts) > _MOST_LEVELS:
        return None
    found = Labels([{} for _ in rows], [set() for _ in rows], [], starts)
    extents = [(y, y) for y in rows]
    labelled = [False] * len(rows)
    for level in reversed(range(len(starts))):
        lines = _lines(
            [piece for piece in pieces if _level(piece, starts) == level], unit
        )
        places = [RowPlace(y, *extent, mark) for y, extent, mark in zip(rows, extents, labelled, strict=True)]
        for block in blocks_of(lines, places, unit):
            if block.first < 0:
                found.loose.append(LooseLabel(_middle(block), level, block.text, block.pieces[0]))
                continue
            found.texts[block.first][level] = (block.text, block.pieces[0])
            for row in range(block.first, block.last + 1):
                if labelled[row]:
                    found.covered[row].add(level)
                labelled[row] = True
                top, bottom = extents[row]
                if block.first == block.last:
                    extents[row] = (min(top, block.pieces[0].y0), max(bottom, block.pieces[-1].y1))
    return found


def _middle(block: Block) -> float:
    return (block.pieces[0].y0 + block.pieces[-1].y1) / 2


def _levels(pieces: Sequence[Piece], unit: float) -> list[float]:
    """Where the columns of labels begin: the left edges that pieces share, or that stand beside another piece."""
    lines = _lines(pieces, unit)
    beside = {piece.x0 for line in lines if len(line) > 1 for piece in line}
    edges = sorted(piece.x0 for piece in pieces)
    starts: list[float] = []
    groups: list[list[float]] = []
    for edge in edges:
        if groups and edge - groups[-1][-1] <= 1.2 * unit:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    for group in groups:
        if len(group) > 1 or not starts or any(edge in beside for edge in group):
            starts.append(group[0])
    # columns that no line has side by side, and whose pieces stand over each other, are one whose labels stand in its middle
    merged = starts[:1]
    for start in starts[1:]:
        ends = [piece.x1 for piece in pieces if merged[-1] <= piece.x0 < start]
        together = any(
            merged[-1] <= left.x0 < start <= right.x0 for line in lines for left in line for right in line
        )
        if together or not ends or max(ends) <= start:
            merged.append(start)
    return merged


def _level(piece: Piece, starts: Sequence[float]) -> int:
    return max((at for at, start in enumerate(starts) if piece.x0 >= start - 1e-6), default=0)


def _lines(pieces: Sequence[Piece], unit: float) -> list[list[Piece]]:
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.y, piece.x0)):
        if lines and abs(lines[-1][0].y - piece.y) < 0.4 * unit:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda piece: piece.x0) for line in lines]
