"""Blank cells that a program left out: the others of a row stand further left then, and it is filled up
at its end to the width of the table.

    规章 | 3 | ||        3 of one of three columns; nothing says of which
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from ...numerals import stands_for_figure

__all__ = ["leaves_blanks_out", "without_fill"]

_FILLED_UP = re.compile(r"(?:^|\s\|\s?)\|{2,}\s*$")
"""Pipes with nothing between that close a line whose cells have blanks beside their pipes."""
_NO_CELLS = re.compile(r"[\s|:-]*")


def leaves_blanks_out(lines: Sequence[str], shapes: Sequence[str | None]) -> bool:
    """Whether blank cells were left out of the tables of a text: rows are filled up with pipes that have
    nothing between; or all rows of a table are as wide, none has a blank cell before another, some have one
    at the end, and the first figure has not the same place in each, as merged labels were left out too."""
    rows = [line if shape in {"pipes", "cell"} else "" for line, shape in zip(lines, shapes, strict=True)]
    return any("||" in row and _FILLED_UP.search(row) for row in rows) or any(map(_is_packed, _tables(rows)))


def _tables(rows: Sequence[str]) -> Iterator[list[list[str]]]:
    for is_table, lines in groupby(rows, bool):
        if is_table:
            shown = [line.strip() for line in lines if not _NO_CELLS.fullmatch(line)]
            yield [[text.strip() for text in _inner(line).split("|")] for line in shown]


def _inner(line: str) -> str:
    return line[line.startswith("|") : len(line) - line.endswith("|")]


def _is_packed(rows: Sequence[Sequence[str]]) -> bool:
    ends = [_end(row) for row in rows]
    if len({len(row) for row in rows}) != 1 or ends == [len(row) for row in rows] or _has_blank_within(rows):
        return False
    firsts = (next((at for at, text in enumerate(row) if _is_figure(text)), None) for row in rows)
    return len({at for at in firsts if at is not None}) > 1


def _is_figure(text: str) -> bool:
    return any(map(str.isdigit, text)) and stands_for_figure(text)


def _end(row: Sequence[str]) -> int:
    return max((at for at, text in enumerate(row, 1) if text.strip()), default=0)


def _has_blank_within(rows: Sequence[Sequence[str]]) -> bool:
    return any(not text.strip() for row in rows for text in row[: _end(row)])


def without_fill(rows: list[list[tuple[str, int]]]) -> list[list[tuple[str, int]]]:
    """The rows of a table without what fills them up; as they are where a row has a blank cell before
    another."""
    texts = [[text for text, _ in row] for row in rows]
    if _has_blank_within(texts):
        return rows
    return [row[: max(_end(text), 1)] for row, text in zip(rows, texts, strict=True)]
