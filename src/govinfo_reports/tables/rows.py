"""The rows of a table, whatever it was typed like: what is a label, a unit, a figure, a blank."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..document import Cell, Table
from ..numerals import read_cell
from .labels import canonical_text, remembered

__all__ = ["is_blank", "is_figure", "is_label", "is_unit", "logical_rows", "row_text"]

_UNIT = re.compile(r"^(?:人次|万元|千元|亿元|条次|件次|[条件次篇个人元宗起项份期场户处册])$")
_HAS_WORD = re.compile(r"[\u3400-\u9fffA-Za-z]")
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[、.．](?!\d))\s*\S"
)


@remembered
def is_unit(text: str) -> bool:
    """Whether a cell holds nothing but a unit (条, 万元)."""
    return bool(_UNIT.match(canonical_text(text))) if len(text) <= 8 else False


@remembered
def is_blank(text: str) -> bool:
    """Whether a cell is blank or a dash."""
    number = read_cell(text) if len(text) <= 12 else None
    return number is not None and number.blank


@remembered
def is_figure(text: str) -> bool:
    """Whether a cell holds a figure or a word for none."""
    number = read_cell(text, signed=True) if len(text) <= 60 else None
    return number is not None and not number.blank


@remembered
def is_label(text: str) -> bool:
    """Whether a cell holds words: no figure, no unit, no blank."""
    if not _HAS_WORD.search(text):
        return False
    if _NUMBERED.match(text):
        return True
    return not is_unit(text) and read_cell(text, signed=True) is None


def row_text(row: Sequence[Cell]) -> str:
    """The row as a person would read it."""
    return " | ".join(" ".join(cell.text.split()) for cell in row)


def logical_rows(table: Table) -> tuple[tuple[Cell, ...], ...]:
    """The table's rows; where it is typed one cell a line, rows are made anew: each begins at a label that follows no label."""
    rows = table.rows
    if table.is_grid or sum(len(row) <= 1 for row in rows) * 2 <= len(rows):
        return tuple(row for row in rows if row)
    made: list[list[Cell]] = []
    in_labels = False
    for row in rows:
        for cell in row:
            label = is_label(cell.text)
            if not made or (label and not in_labels):
                made.append([])
            made[-1].append(cell)
            in_labels = label
    return tuple(
        tuple(
            Cell(
                text=cell.text, row=number, column=column, location=cell.location, confidence=cell.confidence
            )
            for column, cell in enumerate(row)
        )
        for number, row in enumerate(made)
    )
