"""Rows whose cells are parted by one full-width blank each, so that two of them have a blank cell between."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, groupby, pairwise

from ...numerals import stands_for_figure
from ...patterns import late

__all__ = ["with_tabs"]

_BLANK = "\u3000"
_FEWEST_ROWS = 3
_FEWEST_CELLS = 3
_OTHER_BORDERS = late(r"[\t|｜]|  |\u3000{2}[^\u3000]*。")
"""Other borders, and the paragraph that two blanks begin."""


def with_tabs(lines: Sequence[str]) -> list[str]:
    """The lines with tabs for full-width blanks in rows that all have as many of them, some side by side.

    >>> with_tabs(["件数　甲　乙", "规章　　3", "公文　4　", "完"])
    ['件数\\t甲\\t乙', '规章\\t\\t3', '公文\\t4\\t', '完']
    """
    found: list[str] = []
    for count, run in groupby(lines, key=_count):
        rows = list(run)
        cells = [row.split(_BLANK) for row in rows] if count + 1 >= _FEWEST_CELLS else []
        found += ["\t".join(row) for row in cells] if _is_table(cells) else rows
    return found


def _count(line: str) -> int:
    return line.count(_BLANK) if _BLANK in line and _OTHER_BORDERS.search(line) is None else 0


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether these are rows of words and figures in which cells stand side by side, and one is blank."""
    if len(rows) < _FEWEST_ROWS:
        return False
    filled = [[bool(text.strip()) for text in row] for row in rows]
    are_beside = any(map(all, chain.from_iterable(map(pairwise, filled))))
    figures = any(stands_for_figure(text) for row in rows for text in row if text)
    return are_beside and figures and not all(map(all, filled))
