"""A table of text laid out as on the page: a grid, or its lines with the blank cells that places prove."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from ...document import Table
from ...numerals import stands_for_figure
from ..common.alignment import align
from ..common.left_edges import left_edged
from ..common.monospaced import pieces_by_words, pieces_of_lines
from ..common.page_lines import PageLine, by_drift, lines_of, number_lines, tail_of, wanders
from ..common.pieces import Piece
from ..common.value_columns import column_count, placed
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
    if made is not None and not wanders(lines_of(pieces)) and _is_told(made):
        return made
    by_words = pieces_by_words(lines, start, end, pages, beside=pieces)
    return made if by_words is None else _told_rows(by_words) or None


def _is_told(table: Table) -> bool:
    """Whether no cell holds figures of several columns."""
    return not any(
        len(parts := cell.text.split()) > 1 and all(map(stands_for_figure, parts)) for cell in table.cells
    )


def _under_heads(lines: Sequence[PageLine]) -> Iterator[list[PageLine]]:
    """The lines of each page, cut where heads stand: words without figures over the columns of figures."""
    left = min((tail[0].x0 for line in lines if (tail := tail_of(line))), default=0.0)
    for _, group in itertools.groupby(lines, key=lambda line: line.page):
        part: list[PageLine] = []
        for line in group:
            is_head = not tail_of(line) and line.pieces[-1].x0 >= left
            if is_head and any(map(tail_of, part)):
                yield part
                part = []
            part.append(line)
        yield part


def _told_rows(pieces: Sequence[Piece]) -> list[list[tuple[str, int]]]:
    """The rows of these pieces, one a line, each cell with the index of its line.

    A row with fewer figures than the table has columns has its blank cells where places prove them; where
    the columns wander from row to row, none has. No rows at all where the columns are steady and no blank
    cell is proved: the lines say as much.
    """
    lines = lines_of(pieces)
    number_lines(lines)
    is_steady = not wanders(lines)
    lines = by_drift(lines)
    count = column_count([tail for line in lines if (tail := tail_of(line))])
    rows: list[list[tuple[str, int]]] = []
    told = not is_steady
    for page in _under_heads(lines):
        tails = [tail_of(line) for line in page]
        for at, (line, tail) in enumerate(zip(page, tails, strict=True)):
            label = line.pieces[: len(line.pieces) - len(tail)]
            cells = placed(at, tails, count, []) if 0 < len(tail) < count and is_steady else None
            told = told or cells is not None
            texts = [" ".join(piece.text for piece in label)] if label else []
            texts += [piece.text if piece else "" for piece in (tail if cells is None else cells)]
            rows.append([(text, (line.pieces[0].location.line or 1) - 1) for text in texts])
    return rows if told else []
