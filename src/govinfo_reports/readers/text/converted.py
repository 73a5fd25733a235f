"""What converters make of the cells of a table: a merged cell's text in each place that it covers, heads and
figures of a column in two, numbers before the rows and over the columns (as pandas writes them)."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ...document import Cell, Table
from ...location import Location
from ...numerals import read_cell, stands_for_figure
from ...patterns import late
from ...text import IDEOGRAPH
from ..common.row_numbers import counting

__all__ = ["has_repeated_cells", "joined_halves", "merged_table", "parted_heads", "without_row_numbers"]

_LEAST_ROWS = 2


_LEVELS = late(r"\s*[-－—–_/／>›→·:：]\s*")
_IN_TURN = late(r"(?:M|HF)*|(?:M|FH)*")
_LEAST = 3

Row = list[tuple[str, int]]


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
    return IDEOGRAPH.search(text) is not None and read_cell(text, signed=True) is None


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


def joined_halves(rows: Sequence[Sequence[str]]) -> list[tuple[int, ...]]:
    """The columns of these rows, which are all as wide: each with the column that is its other half, where
    heads and figures stand in turn so that there is one way to pair them. None are given where no column was
    cut.

    >>> joined_halves([["内容", "本年", "", "上年", ""], ["许可", "", "3", "", "5"],
    ...     ["处罚", "", "4", "", ""]])
    [(0,), (1, 2), (3, 4)]
    >>> joined_halves([["内容", "本年", "上年"], ["许可", "3", "5"]])
    []
    """
    width = len(rows[0]) if rows else 0
    if width < _LEAST or any(len(row) != width for row in rows):
        return []
    body = [any(stands_for_figure(text) for text in row if text) for row in rows]
    kinds = [
        "".join({_kind(row[at], here) for row, here in zip(rows, body, strict=True) if row[at]})
        for at in range(width)
    ]
    codes = [
        (at, "M" if set(kind) == {"H", "F"} else kind)
        for at, kind in enumerate(kinds)
        if kind and "L" not in kind
    ]
    signs = "".join(code for _, code in codes)
    if not ("HF" in signs or "FH" in signs) or _IN_TURN.fullmatch(signs) is None:
        return []
    halves = [at for at, code in codes if code != "M"]
    other = dict(zip(halves[::2], halves[1::2], strict=True))
    seconds = set(other.values())
    return [(at, other[at]) if at in other else (at,) for at in range(width) if at not in seconds]


def _kind(text: str, is_body: bool) -> str:
    """A figure, a head, or the label of a row that has figures."""
    return "F" if stands_for_figure(text) else "L" if is_body else "H"


def without_row_numbers(rows: Sequence[Row]) -> list[Row]:
    """The rows without those and the column that only count the others. Each cell is a text and the index of
    its line."""
    top, left = counting([[text for text, _ in row] for row in rows])
    return [list(row[left:]) for row in rows[top:]]
