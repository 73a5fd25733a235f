"""Numbers that a program wrote before the rows and over the columns of a table, as pandas does."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["without_row_numbers"]

_FEWEST = 3
_MOST_HEADS = 4
"""Rows without a number at the most, above those that have one."""
_NAMES = frozenset({"", "序号", "编号", "#", "index", "no", "no."})

Row = list[tuple[str, int]]


def without_row_numbers(rows: Sequence[Row]) -> list[Row]:
    """The rows without a first column that counts them from 0 or 1, and without a first row that counts the
    columns; the rows as they are where it does not, or where no words stand beside the numbers. Each cell is
    a text and the index of its line.

    >>> rows = [["", "0", "1"], ["0", "内容", "数量"], ["1", "许可", "3"], ["2", "处罚", "5"]]
    >>> found = without_row_numbers([[(text, 0) for text in row] for row in rows])
    >>> [[text for text, _ in row] for row in found]
    [['内容', '数量'], ['许可', '3'], ['处罚', '5']]
    """
    kept = [list(row) for row in rows]
    if len({len(row) for row in rows}) != 1 or not rows or len(rows[0]) < _FEWEST:
        return kept
    firsts = [row[0][0].strip() for row in rows]
    begun = next((at for at, text in enumerate(firsts) if text.isdecimal()), len(firsts))
    numbers = firsts[begun:]
    if begun > _MOST_HEADS or len(numbers) < _FEWEST or not _NAMES.issuperset(map(str.lower, firsts[:begun])):
        return kept
    if not any(numbers == [str(at + first) for at in range(len(numbers))] for first in (0, 1)):
        return kept
    words = sum(any(map(str.isalpha, row[1][0])) for row in rows[begun:])
    if words * 2 < len(numbers):
        return kept
    kept = [row[1:] for row in kept]
    return kept[1:] if _counts_columns([text.strip() for text, _ in kept[0]]) else kept


def _counts_columns(texts: Sequence[str]) -> bool:
    return any(list(texts) == [str(at + first) for at in range(len(texts))] for first in (0, 1))
