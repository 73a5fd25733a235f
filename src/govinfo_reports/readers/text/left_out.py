"""Blank cells that a program left out: the others of a row stand further left then, and it is filled up
at its end to the width of the table.

    规章 | 3 | ||        3 of one of three columns; nothing says of which
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from ...numerals import stands_for_figure
from ...patterns import late

__all__ = ["leaves_blanks_out", "without_fill"]

_FILLED_UP = late(r"\|?(?:[^|]*\s\|)*\s?\|{2,}")
"""Pipes with nothing between that close a line whose cells have blanks beside their pipes."""
_NO_CELLS = late(r"[\s|:-]*")
_LEAST_ROWS = 3


def leaves_blanks_out(lines: Sequence[str], shapes: Sequence[str | None]) -> bool:
    """Whether blank cells were left out of the tables of a text: rows are filled up with pipes that have
    nothing between; or all rows of a table are as wide, none has a blank cell before another, some have one
    at the end, and the first cell of a row's figures has not the same place in each, as merged labels were
    left out too. What holds no figure is no table: `打印 | 关闭 | ||` is a menu."""
    rows = [
        line if shape in {"pipes", "cell"} else ""
        for line, shape in zip(lines, shapes, strict=True)
        if line.strip()
    ]
    return any(_is_filled_up(table) or _is_packed(table) for table in _tables(rows))


def _tables(rows: Sequence[str]) -> Iterator[list[str]]:
    for is_table, lines in groupby(rows, bool):
        table = [line.strip() for line in lines] if is_table else []
        if len(table) >= _LEAST_ROWS:
            yield table


def _is_filled_up(table: Sequence[str]) -> bool:
    """Whether a row is filled up to the width of one with a figure, or cells stand one a line: a menu that
    stands hard by a table has its own width."""
    filled = [line.count("|") for line in table if "||" in line and _FILLED_UP.fullmatch(line)]
    widths = {line.count("|") for line in table if _has_figure(_cells(line))} if filled else set()
    return 1 in widths or not widths.isdisjoint(filled)


def _cells(line: str) -> list[str]:
    return [text.strip() for text in line[line.startswith("|") : len(line) - line.endswith("|")].split("|")]


def _has_figure(row: Sequence[str]) -> bool:
    return any(map(_is_figure, row))


def _is_packed(table: Sequence[str]) -> bool:
    rows = [_cells(line) for line in table if not _NO_CELLS.fullmatch(line)]
    ends = [_end(row) for row in rows]
    if len({len(row) for row in rows}) != 1 or ends == [len(row) for row in rows] or _has_blank_within(rows):
        return False
    return all(len(_firsts(rows, is_figure)) > 1 for is_figure in (_is_figure, stands_for_figure))


def _firsts(rows: Sequence[Sequence[str]], is_figure: Callable[[str], bool]) -> set[int]:
    """The places of the first such cell in rows with a figure."""
    shown = (row for row in rows if _has_figure(row))
    return {next(at for at, text in enumerate(row) if is_figure(text)) for row in shown}


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
