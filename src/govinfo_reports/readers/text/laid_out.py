"""A table of text laid out as on the page: a grid, or its lines with the blank cells that places prove."""

from __future__ import annotations

from collections.abc import Sequence

from ...document import Table
from ...numerals import stands_for_figure
from ..common.alignment import align
from ..common.left_edges import left_edged
from ..common.monospaced import pieces_by_words, pieces_of_lines
from ..common.page_lines import lines_of, wanders
from ..common.told_blanks import told_rows
from .layout import set_apart, shifted_rows

__all__ = ["laid_out_table"]

_LONGEST = 4_000
"""Lines of a table; the forms' longest has some 300, and to align a line takes a millisecond."""


Cells = Sequence[Sequence[tuple[str, int]]]


def laid_out_table(
    lines: Sequence[str], start: int, end: int, *, number: int, pages: Sequence[int]
) -> Table | Cells | None:
    """The table of the lines `start` to `end`, or its rows of cells, each with the index of its line.

    None where places say nothing. `pages` are the lines that new pages begin with, `number` is the table's.
    """
    if end - start > _LONGEST:
        return None
    if (edged := left_edged(lines, start, end, number=number)) is not None:
        return edged
    if cells := set_apart(lines, start, end) or shifted_rows(lines, start, end):
        return cells
    pieces = pieces_of_lines(lines, start, end, pages)
    made = align(pieces, number=number)
    if made is not None and not wanders(lines_of(pieces, 1.0)) and _is_told(made):
        return made
    by_words = pieces_by_words(lines, start, end, pages, beside=pieces)
    return made if by_words is None else told_rows(by_words) or None


def _is_told(table: Table) -> bool:
    """Whether no cell holds figures of several columns."""
    return not any(
        len(parts := cell.text.split()) > 1 and all(map(stands_for_figure, parts)) for cell in table.cells
    )
