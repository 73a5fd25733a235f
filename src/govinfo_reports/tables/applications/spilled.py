"""Rows in lines below one with a line of figures too many: that of the next label, which stands above it."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from ...language import phrase
from ..align import Misfit, has_figure
from .rows import ApplicationRow

__all__ = ["without_spilled"]

_BETWEEN = phrase("labels stand between lines of figures, and either may be their own").both


def without_spilled(rows: Sequence[ApplicationRow]) -> list[ApplicationRow]:
    """The rows, without the places of those whose figures may be a neighbour's: where one has a figure for
    each column beside its label, and as many again below, figures stand above the labels of some rows, and
    those below a label may be the next one's."""
    counts = [(0, 0) if row.label.lexeme.piece.is_grid else _lines(row) for row in rows]
    if not any(min(two) >= len(row.columns) for row, two in zip(rows, counts, strict=True)):
        return list(rows)
    doubled = [min(two) >= len(row.columns) for row, two in zip(rows, counts, strict=True)]
    others = [(row, two) for row, two, both in zip(rows, counts, doubled, strict=True) if not both]
    if sum(doubled) == 1 and all(not own and below >= len(row.columns) for row, (own, below) in others):
        # below every label: the one row only has its figures twice
        return [
            evolve(row, placed=Misfit(_BETWEEN)) if both else row
            for row, both in zip(rows, doubled, strict=True)
        ]
    return [
        evolve(row, placed=Misfit(_BETWEEN)) if own < below or min(own, below) >= len(row.columns) else row
        for row, (own, below) in zip(rows, counts, strict=True)
    ]


def _lines(row: ApplicationRow) -> tuple[int, int]:
    """How many figures of a row stand in the lines of its label, and how many in others."""
    label = row.label.lexeme.piece
    lines = [part.location.line or 0 for part in (label.parts or (label,))]
    printed = [term.lexeme.location.line or 0 for term in row.values if has_figure(term)]
    own = sum(min(lines) <= line <= max(lines) for line in printed)
    return own, len(printed) - own
