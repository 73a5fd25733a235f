"""A sheet cut into its lines of text and its tables, by empty rows, drawn lines, merged cells and words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from attrs import field, frozen

from ..common.form_words import begins_table, is_band, is_section_heading, is_sentence

__all__ = ["Block", "Sheet", "blocks_of"]

_TITLE = re.compile(
    r"[一二三四五六七八九十]{1,3}、|附[件表]|计?量?单位[:：]|填报|.*政府信息公开|.*(?:表|报告"
    r"|年报)(?:[（(].*[）)])?$"
)
"""Titles, headings and notes above a table, which some sheets draw lines around as well."""


@frozen(kw_only=True)
class Sheet:
    """The texts of a sheet by row and column (from 0), the last row and column of the merged cells by their
    first, and the cells with a line drawn at a side or above."""

    name: str
    texts: dict[int, dict[int, str]]
    merged: dict[tuple[int, int], tuple[int, int]]
    framed: frozenset[tuple[int, int]] = frozenset()
    row_numbers: Mapping[int, int] = field(factory=dict)
    column_numbers: Mapping[int, int] = field(factory=dict)
    """Where rows and columns stand in the file, where hidden ones were left out before them."""

    def place(self, row: int, column: int) -> tuple[int, int]:
        """The row and column (from 1) of a cell in the file."""
        return self.row_numbers.get(row, row) + 1, self.column_numbers.get(column, column) + 1


@frozen
class Block:
    """Rows of a sheet that follow each other: a table, or one row with one text."""

    rows: Sequence[int]
    is_table: bool


def blocks_of(sheet: Sheet) -> Iterator[Block]:
    """The lines and tables of a sheet from top to bottom.

    A sheet is cut at its empty rows. Rows with one text at the top of a part are lines, unless they are the
    first row of the table below: there is a line drawn around both, or, where none is drawn, a head of the
    forms is merged over all columns of the row below. Lines stand within and after a table, too: section
    headings, and what no line is drawn around.
    """
    filled = sorted(sheet.texts)
    for part in _parts(sheet, filled):
        tail = len(part)
        while tail and _is_line(sheet, part[tail - 1]) and not _is_framed(sheet, part[tail - 1]):
            tail -= 1
        at = 0
        while at < len(part):
            first = at
            while first < len(part) and _is_line(sheet, part[first]):
                first += 1
            start = first
            while first < len(part) and start > at and _begins(sheet, part[start - 1], part[first]):
                start -= 1
            for row in part[at:start]:
                yield Block([row], is_table=False)
            if first == len(part):
                break
            at = first + 1
            while at < len(part) and not _ends(sheet, filled, part[first], part[at], is_tail=at >= tail):
                at += 1
            yield Block(part[start:at], is_table=True)


def _parts(sheet: Sheet, filled: Sequence[int]) -> Iterator[list[int]]:
    """The runs of rows between empty ones; a row that a merged cell of the run reaches is not empty."""
    reach: dict[int, int] = {}
    for (top, _), (bottom, _) in sheet.merged.items():
        reach[top] = max(reach.get(top, top), bottom)
    part: list[int] = []
    reached = -1
    for row in filled:
        if part and row > part[-1] + 1:
            gap = range(part[-1] + 1, min(row, reached + 1))
            part += gap
            if part[-1] + 1 < row:
                yield part
                part = []
        part.append(row)
        reached = max(reached, reach.get(row, -1))
    if part:
        yield part


def _is_line(sheet: Sheet, row: int) -> bool:
    """Whether a row holds one text only, which does not reach into the rows below."""
    texts = sheet.texts.get(row, {})
    if len(texts) != 1:
        return False
    (column,) = texts
    return sheet.merged.get((row, column), (row, column))[0] == row


def _is_framed(sheet: Sheet, row: int) -> bool:
    return any((row, column) in sheet.framed for column in sheet.texts.get(row, ()))


def _begins(sheet: Sheet, row: int, below: int) -> bool:
    """Whether a row with one text is the first one of the table that the row `below` belongs to."""
    ((column, text),) = sheet.texts[row].items()
    if _TITLE.match("".join(text.split())):
        return False
    if _is_framed(sheet, below):
        return _is_framed(sheet, row)
    _, last = sheet.merged.get((row, column), (row, column))
    columns = sheet.texts.get(below)  # none in a row that only a merged cell reaches
    return columns is not None and column <= min(columns) and max(columns) <= last and is_band(text)


def _ends(sheet: Sheet, filled: Sequence[int], first: int, row: int, *, is_tail: bool) -> bool:
    """Whether the table that the row `first` belongs to stands above `row`. `is_tail`: no line is drawn
    around any of the rows that follow, and each holds one text."""
    if not _is_line(sheet, row):
        return False
    (text,) = sheet.texts[row].values()
    is_outside = _is_framed(sheet, first) and not _is_framed(sheet, row)
    if not is_section_heading(text):
        return is_outside and is_tail
    place = bisect_right(filled, row)
    following = next(iter(sheet.texts[filled[place]].values())) if place < len(filled) else ""
    return is_outside or begins_table(following) or is_sentence(following)
