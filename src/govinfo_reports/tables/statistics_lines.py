"""The statistics table as lines of text, a row on each, without heads or borders: （一）主动公开政府信息数 120."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

from ..document import Cell, Paragraph, Table
from .labels import core, item_groups, item_labels
from .rows import is_unit

__all__ = ["gather_rows"]

_VALUE = r"(?P<value>[-+]?\d[\d,，.]*|[—–-]{1,2}|[/无])\s*(?P<behind>\D{0,2}?)[\s。；;]*"
_ROWS = (
    re.compile(r"\s*(?P<label>\S.{1,80})(?:\s*[:：]\s*|\s+)" + _VALUE),
    re.compile(r"\s*(?P<label>\S.{1,80}?)(?:\s*[:：]\s*|\s+)(?P<unit>\D{1,3}?)\s+" + _VALUE),
)
_BESIDE = re.compile(
    r"[-—–\s]*\d{1,4}[-—–\s]*|第\s?\d{1,4}\s?页.{0,12}|统\s?计\s?指\s?标.{0,20}|指\s?标\s?名\s?称.{0,20}"
)
"""Numbers of pages, and the heads printed again, between the rows."""
_GROUP_END = " \t\u3000\xa0\n—–-"
_LAST = frozenset("0123456789０１２３４５６７８９—–-/无条件次篇个人元")
_STOPS = " \t\u3000\xa0\n。；;"
_LONGEST = 120
_FEWEST = 8
"""So many rows with the form's own labels, one below the other, are its table."""


@frozen
class _Row:
    """A line as a row: where label, unit and figure begin and end in it; no figure for the head of a group."""

    label: tuple[int, int]
    unit: tuple[int, int] | None = None
    value: tuple[int, int] | None = None


def gather_rows(blocks: Sequence[Paragraph | Table]) -> list[Paragraph | Table]:
    """The blocks with each run of lines that are rows of the form made one table."""
    made: list[Paragraph | Table] = []
    held: list[tuple[Paragraph, _Row | None]] = []
    for block in blocks:
        row = _row(block.text) if isinstance(block, Paragraph) else None
        if isinstance(block, Paragraph) and (row is not None or (held and _BESIDE.fullmatch(block.text))):
            held.append((block, row))
            continue
        made += _closed(held)
        made.append(block)
        held = []
    return made + _closed(held)


def _closed(held: Sequence[tuple[Paragraph, _Row | None]]) -> list[Paragraph | Table]:
    """The lines of a run as a table, where enough of them have figures, and those behind its last figure."""
    given = [place for place, (_, row) in enumerate(held) if row is not None and row.value is not None]
    if len(given) < _FEWEST:
        return [line for line, _ in held]
    end = given[-1] + 1
    return [_table(held[:end]), *(line for line, _ in held[end:])]


def _row(text: str) -> _Row | None:
    """The line as a row of the form; None where it is none."""
    if len(text) > _LONGEST:
        return None
    for pattern in _ROWS if text.rstrip(_STOPS)[-1:] in _LAST else ():
        found = pattern.fullmatch(text)
        if found is None or core(found["label"]) not in item_labels():
            continue
        units = [found.span(name) for name in ("unit", "behind") if found.groupdict().get(name)]
        if all(map(is_unit, named := {text[slice(*span)] for span in units})) and len(named) < 2:
            return _Row(found.span("label"), units[0] if units else None, found.span("value"))
    words = text.rstrip(_GROUP_END)
    if core(words) in item_groups():
        return _Row((0, len(words)))
    return None


def _table(rows: Sequence[tuple[Paragraph, _Row | None]]) -> Table:
    cells = []
    number = 0
    for line, row in rows:
        if row is None:
            continue
        parts = [part for part in (row.label, row.unit, row.value) if part is not None]
        for column, (start, end) in enumerate(parts):
            place = line.location.within(start + 1, end)
            text = line.text[start:end]
            cells.append(
                Cell(text=text, row=number, column=column, location=place, confidence=line.confidence)
            )
        number += 1
    return Table(cells=tuple(cells), location=rows[0][0].location, is_grid=False)
