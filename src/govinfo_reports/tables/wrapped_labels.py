"""Labels that wrap over lines above and below their figures, put together where only the whole is a known label."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..document import Cell
from .labels import core
from .rows import is_figure, is_label

__all__ = ["rejoin_labels"]

_MOST_LINES = 3
"""Lines of a label above its figures, and below them."""

Rows = tuple[tuple[Cell, ...], ...]


def rejoin_labels(rows: Rows, is_known: Callable[[str], bool]) -> Rows:
    """The rows, each label that nobody knows joined with the lines of words just above and below it that make it a known one,
    where just one way of joining does. `is_known` is asked for the core of a label."""
    pieces = [_piece(row) for row in rows]
    if not any(piece is not None for piece in pieces):
        return rows
    made: list[tuple[Cell, ...]] = list(rows)
    used: set[int] = set()
    for number, row in enumerate(rows):
        if pieces[number] is not None or not row or not is_label(row[0].text) or is_known(core(row[0].text)):
            continue
        if not any(is_figure(cell.text) for cell in row):
            continue
        above = _run(pieces, used, range(number - 1, number - 1 - _MOST_LINES, -1))
        below = _run(pieces, used, range(number + 1, number + 1 + _MOST_LINES))
        fitting = [
            (before, after)
            for before in range(len(above) + 1)
            for after in range(len(below) + 1)
            if before + after and is_known(core(_joined(above[:before], row[0].text, below[:after], pieces)))
        ]
        if len(fitting) != 1:
            continue
        before, after = fitting[0]
        label = row[0]
        text = _joined(above[:before], label.text, below[:after], pieces)
        whole = Cell(
            text=text,
            row=label.row,
            column=label.column,
            location=label.location,
            confidence=label.confidence,
        )
        made[number] = (whole, *row[1:])
        used |= {*above[:before], *below[:after]}
    return tuple(row for number, row in enumerate(made) if number not in used)


def _piece(row: Sequence[Cell]) -> str | None:
    """The words of a row that holds nothing else, in a single cell."""
    return row[0].text if len(row) == 1 and is_label(row[0].text) else None


def _run(pieces: Sequence[str | None], used: set[int], numbers: range) -> list[int]:
    """The rows of words next to each other, from the nearest on."""
    run = []
    for number in numbers:
        if not 0 <= number < len(pieces) or pieces[number] is None or number in used:
            break
        run.append(number)
    return run


def _joined(above: Sequence[int], text: str, below: Sequence[int], pieces: Sequence[str | None]) -> str:
    parts = [
        *(pieces[number] or "" for number in reversed(above)),
        text,
        *(pieces[number] or "" for number in below),
    ]
    return "".join(parts)
