"""Numbers that programs write before the rows and over the columns of a table (pandas does): they count, and
are none of its figures."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["counting"]

_FEWEST = 3
_MOST_HEADS = 4
"""Rows without a number at the most, above those that have one."""
_NAMES = frozenset({"", "序号", "编号", "#", "index", "no", "no."})


def counting(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """How many rows at the top and columns at the left of equally wide rows only count the others: a column
    from 0 or 1 on beside words, and with it a row over the columns.

    >>> counting([["", "0", "1"], ["0", "内容", "数量"], ["1", "许可", "3"], ["2", "处罚", "5"]])
    (1, 1)
    >>> counting([["内容", "数量"], ["许可", "3"]])
    (0, 0)
    """
    if len({len(row) for row in rows}) != 1 or not rows or len(rows[0]) < _FEWEST:
        return 0, 0
    firsts = [row[0].strip() for row in rows]
    begun = next((at for at, text in enumerate(firsts) if text.isdecimal()), len(firsts))
    numbers = firsts[begun:]
    if begun > _MOST_HEADS or len(numbers) < _FEWEST or not _NAMES.issuperset(map(str.lower, firsts[:begun])):
        return 0, 0
    words = sum(any(map(str.isalpha, row[1])) for row in rows[begun:])
    if not _count(numbers) or words * 2 < len(numbers):
        return 0, 0
    return int(_count([text.strip() for text in rows[0][1:]])), 1


def _count(texts: Sequence[str]) -> bool:
    return any(list(texts) == [str(at + first) for at in range(len(texts))] for first in (0, 1))
