"""Rows of laid-out text without a grid: each line a row, with the blank cells that places prove."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from .page_lines import PageLine, by_drift, lines_of, number_lines, tail_of, wanders
from .pieces import Piece
from .value_columns import column_count, placed

__all__ = ["told_rows"]


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


def told_rows(pieces: Sequence[Piece]) -> list[list[tuple[str, int]]]:
    """The rows of these pieces, one a line, each cell with the index of its line.

    A row with fewer figures than the table has columns has its blank cells where places prove them; where
    the columns wander from row to row, none has. No rows at all where the columns are steady and no blank
    cell is proved: the lines say as much.
    """
    lines = lines_of(pieces, 1.0)
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
