"""The cells of a table of section three or four without ruling lines: heads, labels and figures in
columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median

from attrs import frozen

from ..cells import GridCell, PageTable
from ..characters import Run
from ..lines import VisualLine, around, least_confidence
from .heads import Heads, middle_of
from .labels import DEPTH, AlignedRow, Label

__all__ = ["FigureColumns", "build_table", "find_columns"]

_HEAD_ROWS = 3
_FITS, _MOST = (
    0.25,
    5.0,
)  # of the way to the next column, points: how far a figure may stand from its column's place


@frozen
class FigureColumns:
    """From where to where the left edges, the middles or the right edges (`side` 0, 1, 2) of each column's
    figures stand."""

    side: int
    spans: tuple[tuple[float, float], ...]

    def at(self, figure: Run) -> int | None:
        """The one column that a figure stands in, None between two."""
        place = _place_of(figure, self.side)
        return next((at for at, (low, high) in enumerate(self.spans) if low <= place <= high), None)


def find_columns(heads: Heads, rows: Sequence[Sequence[Run]]) -> FigureColumns:
    """The columns by the rows that have a figure in each; where none has, by the heads: what stands below
    one, and so below no other, is in its column."""
    count = len(heads.stacks)
    full = [row for row in rows if len(row) == count and _is_below(heads, row)]
    best = FigureColumns(1, tuple((stack.x0, stack.x1) for stack in heads.stacks))
    least = float("inf")
    for side in (1, 0, 2) if full else ():
        places = [median(_place_of(row[at], side) for row in full) for at in range(count)]
        slack = min(_FITS * min(after - before for before, after in pairwise(places)), _MOST)
        off = sum(abs(_place_of(row[at], side) - places[at]) for row in full for at in range(count))
        if off < least and slack > 0:
            best, least = FigureColumns(side, tuple((place - slack, place + slack) for place in places)), off
    return best


def _is_below(heads: Heads, row: Sequence[Run]) -> bool:
    """Whether each of as many figures stands between the heads before and after its own."""
    middles = [float("-inf"), *(stack.place(1) for stack in heads.stacks), float("inf")]
    return all(middles[at] < middle_of(run) < middles[at + 2] for at, run in enumerate(row))


def _place_of(figure: Run, side: int) -> float:
    return (figure.x0, middle_of(figure), figure.x1)[side]


def build_table(
    heads: Heads,
    note: Sequence[VisualLine],
    rows: Sequence[AlignedRow],
    labels: Sequence[Label],
    columns: FigureColumns,
    *,
    page_of: Callable[[Run], int],
    shift_of: Callable[[Run], float],
    top: float,
) -> PageTable:
    """The table, in columns one point wide. `page_of` gives the page of a piece, `shift_of` how far it
    stands below its place there, `top` is the table's height on its page."""
    first = DEPTH if heads.has_labels else 0
    width = first + len(heads.stacks)

    def cell(row: int, rowspan: int, x0: int, x1: int, text: str, runs: Sequence[Run], page: int) -> GridCell:
        return GridCell(
            row=row,
            rowspan=rowspan,
            x0=float(x0),
            x1=float(x1),
            text=text,
            confidence=least_confidence(runs),
            page=page,
            box=around(run.lowered(-shift_of(run)) for run in runs) if row >= _HEAD_ROWS else None,
        )

    page = page_of(heads.first)
    cells = [
        cell(row, rowspan, first + begin, first + end + 1, text, heads.used, page)
        for row, rowspan, begin, end, text in heads.bands
    ]
    for at, (row, text) in enumerate(zip(heads.leaf_rows, heads.leaves, strict=True), first):
        cells.append(cell(row, _HEAD_ROWS - row, at, at + 1, text, heads.used, page))
    if first:
        runs = [run for line in note for run in line.runs]
        cells.append(cell(0, _HEAD_ROWS, 0, first, "\n".join(line.text for line in note), runs, page))
    for label in labels:
        begin, end, lines = label.level, label.last_level, label.item.lines if label.item is not None else []
        runs = [run for line in lines for run in line.runs]
        text = "\n".join(line.text for line in lines)
        if label.item is None:  # figures of nobody knows what: one cell, for no column and no other row
            end, runs = width - 1, rows[label.row].runs
            text = " ".join(run.text.strip() for run in rows[label.row].figures)
        cells.append(
            cell(label.row + _HEAD_ROWS, label.rowspan, begin, end + 1, text, runs, page_of(runs[0]))
        )
    unknown = {label.row for label in labels if label.item is None}
    for number, printed in enumerate(rows):
        if number in unknown:
            continue
        page = page_of(printed.runs[0])
        for begin, end, figures in _spread(printed.figures, columns):
            text = " ".join(figure.text.strip() for figure in figures)
            cells.append(cell(number + _HEAD_ROWS, 1, first + begin, first + end + 1, text, figures, page))
    return PageTable(
        xs=tuple(float(x) for x in range(width + 1)),
        top=top,
        bottom=top,
        cells=tuple(cells),
        n_rows=_HEAD_ROWS + len(rows),
    )


def _spread(figures: Sequence[Run], columns: FigureColumns) -> list[tuple[int, int, Sequence[Run]]]:
    """The figures of a row, as (first column, last column, figures). Where a figure stands between two
    columns, or two in one, a cell over several columns holds the first of them, so that none is taken for a
    column's."""
    count = len(columns.spans)
    held = {at: figure for figure in figures if (at := columns.at(figure)) is not None}
    if len(held) == len(figures):
        return [(at, at, [held[at]] if at in held else []) for at in range(count)]
    digits = (at for at, figure in enumerate(figures) if any(char.isdigit() for char in figure.text))
    wide = next(digits, 0)
    groups = (figures[:wide], figures[wide : wide + 1], figures[wide + 1 :])
    edges = [(0, 0), (1, count - 2), (count - 1, count - 1)]
    return [(begin, end, group) for (begin, end), group in zip(edges, groups, strict=True)]
