"""Pipes that a program drew between the words of a page, not between the cells of its tables.

    | 4.保护 | 0 0 | 0 3 | 0 0 | 3 |      seven cells of the page in five of the copy,
    | ---- | --- | --- | --- | --- |     and the rest of the label on the next line
    第三方
    合法权

What such pipes set apart is no cell, and what they leave blank is no blank cell: the row is a line of text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

__all__ = ["without_loose_pipes"]

_ROW = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^\s*\|(?:\s*:?-{3,}:?\s*\|)+\s*$")
_FIGURE = r"(?:[-+]?\d[\d,.，]*|[-—–/])"
_SEVERAL = re.compile(rf"{_FIGURE}(?: +{_FIGURE})+")
_IS_FIGURE = re.compile(_FIGURE)
_FEWEST_SHARED = 4
"""So many rows with several figures in one cell show that the pipes are not those of cells."""
_FEWEST_FIGURES = 6
"""A row of fewer has a cell for each of them, and a blank in a cell may set thousands apart."""
_FEW_ROWS = 4
_NEAR = 12
"""A table of fewer rows, so many lines at the most from one whose pipes are not believed, is not either."""


def without_loose_pipes(lines: Sequence[str]) -> list[str]:
    """The lines, those of tables whose pipes are not the borders of cells with a blank in their place; rules
    are empty lines.

    >>> rows = [f"| {row}.行 | 0 0 | {row} 0 | 0 0 | {row} |" for row in range(1, 6)]
    >>> without_loose_pipes([rows[0], "|---|---|---|---|---|", *rows[1:]])[:2]
    ['1.行 0 0 1 0 0 0 1', '']
    """
    kept = list(lines)
    tables = list(_tables(lines))
    shared = [_sharing(lines[start:end]) for start, end in tables]
    if sum(shared) < _FEWEST_SHARED:
        return kept
    loose = {number for number, rows in enumerate(shared) if rows}
    for numbers in (range(1, len(tables)), range(len(tables) - 2, -1, -1)):
        for number in numbers:  # a small one beside a loose one is loose too
            beside = number - 1 if numbers.step > 0 else number + 1
            first, second = sorted((number, beside))
            if (
                beside in loose
                and tables[second][0] - tables[first][1] < _NEAR
                and _is_small(lines, tables[number])
            ):
                loose.add(number)
    for start, end in (tables[number] for number in loose):
        for at in range(start, end):
            kept[at] = "" if _RULE.match(lines[at]) else " ".join(lines[at].replace("|", " ").split())
    return kept


def _is_small(lines: Sequence[str], table: tuple[int, int]) -> bool:
    return sum(_RULE.match(line) is None for line in lines[table[0] : table[1]]) < _FEW_ROWS


def _tables(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The first line of each table with a rule below its first row, and the line behind it."""
    at = 0
    while at < len(lines):
        if "|" not in lines[at] or not _ROW.match(lines[at]):
            at += 1
            continue
        start = at
        while at < len(lines) and _ROW.match(lines[at]):
            at += 1
        if any(map(_RULE.match, lines[start + 1 : start + 2])):
            yield start, at


def _sharing(rows: Sequence[str]) -> int:
    """How many rows of a table have more figures than cells; none where most have a cell for each."""
    cells = [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in rows]
    sharing = sum(map(_shares, cells))
    own = sum(any(map(_IS_FIGURE.fullmatch, row)) and not _shares(row) for row in cells)
    return sharing if sharing > own else 0


def _shares(cells: Sequence[str]) -> bool:
    """Whether a cell of the row holds several figures and nothing else, and there are too few for them."""
    if not any(map(_SEVERAL.fullmatch, cells)):
        return False
    first = next(at for at, cell in enumerate(cells) if cell and all(map(_IS_FIGURE.fullmatch, cell.split())))
    behind = cells[first:]
    figures = sum(_IS_FIGURE.fullmatch(word) is not None for cell in behind for word in cell.split())
    return figures >= max(_FEWEST_FIGURES, len(behind) + 1)
