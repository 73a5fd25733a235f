"""Text tables in which a merged cell's text stands in each place that it covers, as converters of tables
write them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from ...document import Cell, Table
from ...location import Location
from ...numerals import read_cell

__all__ = ["has_repeated_cells", "merged_table", "parted_heads"]

_CHARACTER = re.compile("[\u4e00-\u9fff]")
_LEAST = 3
_LEAST_ROWS = 2


_LEVELS = re.compile(r"\s*[-－—–_/／>›→·:：]\s*")


def parted_heads(heads: Sequence[str]) -> list[list[str]]:
    """The rows of heads that stand joined in one row, as `法人或其他组织-科研机构`: the text before the sign
    is a head over all columns that share it. A head without it stands in each row. No rows where no two
    columns beside each other share one.

    >>> parted_heads(["项目", "组织-企业", "组织-机构", "总计"])
    [['项目', '组织', '组织', '总计'], ['项目', '企业', '机构', '总计']]
    >>> parted_heads(["项目", "本年增/减", "数量"])
    []
    """
    return _parted([_LEVELS.split(head.replace("\n", "").strip()) for head in heads], heads) or _parted(
        [head.strip().split("\n") for head in heads], heads
    )


def _parted(parts: Sequence[list[str]], heads: Sequence[str]) -> list[list[str]]:
    shared = [False] * len(heads)
    for at, (one, other) in enumerate(itertools.pairwise(parts)):
        if len(one) > 1 and len(other) > 1 and one[0] == other[0] and _is_words(one[0]):
            shared[at] = shared[at + 1] = True
    if not any(shared):
        return []
    levels = [
        part if is_shared else [head] for part, is_shared, head in zip(parts, shared, heads, strict=True)
    ]
    deepest = max(map(len, levels))
    return [[level[min(row, len(level) - 1)] for level in levels] for row in range(deepest)]


def has_repeated_cells(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the rows are those of a grid, and one of them has nothing but words that stand three times and
    more in a row, or two of them words that stand twice."""
    if len(rows) < 2 or len({len(row) for row in rows}) > 1 or len(rows[0]) < _LEAST:
        return False
    if any(all(width >= _LEAST for _, width in _runs(row)) and all(map(_is_words, row)) for row in rows):
        return True
    twice = (
        any(width > 1 and len(row[first]) > 1 and _is_words(row[first]) for first, width in _runs(row))
        for row in rows
    )
    return sum(twice) >= _LEAST_ROWS


def _mended(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The rows where a head that a converter wrote on over the end of the head above it stops there: below a
    head of one column stands that head again."""
    mended = [list(row) for row in rows]
    for above, row in itertools.pairwise(mended):
        parents = {at: (first, width) for first, width in _runs(above) for at in range(first, first + width)}
        for first, width in _runs(row):
            if width == 1 or not _is_words(row[first]):
                continue
            for at in range(first + 1, first + width):
                if (
                    parents[at] != parents[first]
                    and parents[at][1] == 1
                    and parents[first][1] > 1
                    and _is_words(above[at])
                ):
                    row[at] = above[at]
    return mended


def merged_table(rows: Sequence[Sequence[str]], lines: Sequence[int], *, line: int, number: int) -> Table:
    """The grid with its merged cells made whole again; `lines` are those of the rows, `line` is the table's,
    counted from 1.

    Words that stand beside and below each other are one cell; so are equal figures and blanks under a merged
    head.
    """
    rows = _mended(rows)
    taken: set[tuple[int, int]] = set()
    heads: list[tuple[int, int]] = [(column, 1) for column in range(len(rows[0]))]
    cells = []
    for row, texts in enumerate(rows):
        for column, width in _extents(texts, heads):
            if (row, column) in taken:
                continue
            words = _is_words(texts[column])
            height = _height(rows, row, column, width) if words else 1
            taken |= {(row + down, column + right) for down in range(height) for right in range(width)}
            where = Location(line=lines[row], table=number, row=row + 1, column=column + 1)
            text = texts[column]
            cells.append(
                Cell(text=text, row=row, column=column, rowspan=height, colspan=width, location=where)
            )
            if words:
                heads[column : column + width] = [(column, width)] * width
    return Table(cells=tuple(cells), location=Location(line=line, table=number))


def _is_words(text: str) -> bool:
    """Whether a cell holds words: no figure, and none of the words for none."""
    return _CHARACTER.search(text) is not None and read_cell(text, signed=True) is None


def _runs(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Where each run of equal texts begins, and how long it is."""
    runs: list[tuple[int, int]] = []
    for column, text in enumerate(texts):
        if runs and texts[runs[-1][0]] == text:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((column, 1))
    return runs


def _extents(texts: Sequence[str], heads: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The cells of a row, as first column and width: words by their runs, all else by the merged heads above
    it."""
    extents: list[tuple[int, int]] = []
    for first, length in _runs(texts):
        if _is_words(texts[first]):
            extents.append((first, length))
            continue
        column = first
        while column < first + length:
            start, width = heads[column]
            whole = start == column and column + width <= first + length
            extents.append((column, width if whole else 1))
            column += width if whole else 1
    return extents


def _height(rows: Sequence[Sequence[str]], row: int, column: int, width: int) -> int:
    """How many rows the words of a cell take: those below in which just the same columns have the same
    words."""
    text = rows[row][column]
    height = 1
    while row + height < len(rows) and (column, width) in _runs(rows[row + height]):
        if rows[row + height][column] != text:
            break
        height += 1
    return height
