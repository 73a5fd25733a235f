"""What a sheet holds and does not show as its cells say: hidden rows and columns, formulas without a result,
raised digits."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from itertools import accumulate

from attrs import evolve, field, frozen
from lxml import etree

from ..common.raised_notes import printed_note
from ..docx.names import to_number
from ..odt.styles import TABLE
from .rows import Sheet

__all__ = [
    "NOTHING_HIDDEN",
    "Hidden",
    "hidden_of",
    "hidden_of_ods",
    "hidden_of_xls",
    "noted_strings",
    "without_hidden",
]

_MOST = 16_384
XLS_ROW, XLS_COLUMNS = 0x208, 0x7D
"""The records of an xls file that say how rows and columns are shown."""
_NOT_SHOWN = frozenset({"collapse", "filter"})
_TRUE = frozenset({"1", "true", "on"})
_NO_SIZE = re.compile(r"0(?:\.0+)?")
"""A row without height, or a column without width, is as good as hidden."""


@frozen(kw_only=True)
class Hidden:
    """The hidden rows and columns of a sheet (from 0), how many of its formulas have no result, and the
    texts of cells whose figures have raised notes, by row and column."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    formulas: int = 0
    noted: Mapping[tuple[int, int], str] = field(factory=dict)


NOTHING_HIDDEN = Hidden()


def noted_strings(shared: etree._Element | None) -> dict[int, str]:
    """The shared strings that are a figure with a raised note behind it, by their number, with the note in
    brackets."""
    found: dict[int, str] = {}
    if shared is None:
        return found
    for number, item in enumerate(shared.iterchildren("{*}si")):
        if (text := _noted(item)) is not None:
            found[number] = text
    return found


def _noted(item: etree._Element) -> str | None:
    runs = [(run, "".join(piece.text or "" for piece in run.iter("{*}t"))) for run in item.iter("{*}r")]
    raised = [
        text for run, text in runs if any(one.get("val") == "superscript" for one in run.iter("{*}vertAlign"))
    ]
    if len(raised) != 1 or runs[-1][1] != raised[0]:
        return None
    rest = "".join(text for _, text in runs[:-1])
    note = printed_note(raised[0], rest)
    return None if note is None else rest + note


def hidden_of(
    root: etree._Element, noted: Mapping[int, str], place_of: Callable[[str], tuple[int, int] | None]
) -> Hidden:
    """What a worksheet hides; `place_of` gives the row and column of a reference such as `B3`."""
    rows = {
        to_number(row.get("r"), 0) - 1
        for row in root.iter("{*}row")
        if row.get("hidden") in _TRUE or _NO_SIZE.fullmatch(row.get("ht", ""))
    }
    columns = _columns_within(
        (to_number(column.get("min"), 0) - 1, to_number(column.get("max"), 0))
        for column in root.iter("{*}col")
        if column.get("hidden") in _TRUE or _NO_SIZE.fullmatch(column.get("width", ""))
    )
    formulas = 0
    texts: dict[tuple[int, int], str] = {}
    for cell in root.iter("{*}c"):
        value = cell.find("{*}v")
        if cell.find("{*}f") is not None and (value is None or not value.text):
            formulas += 1
        inline = cell.find("{*}is")
        text = None
        if inline is not None:
            text = _noted(inline)
        elif cell.get("t") == "s" and value is not None:
            text = noted.get(to_number((value.text or "").strip(), -1))
        if text is not None and (place := place_of(cell.get("r", ""))) is not None:
            texts[place] = text
    return Hidden(rows=frozenset(rows), columns=columns, formulas=formulas, noted=texts)


def hidden_of_ods(table: etree._Element, rows: int, columns: int) -> Hidden:
    """The rows and columns that a sheet of an ods file collapses or filters out, as far as it reaches, and
    how many of its formulas have no result."""
    found: dict[str, frozenset[int]] = {}
    for kind, most in (("row", rows), ("column", columns)):
        places: set[int] = set()
        at = 0
        for element in table.iter(f"{TABLE}table-{kind}"):
            count = max(1, to_number(element.get(f"{TABLE}number-{kind}s-repeated"), 1))
            if element.get(f"{TABLE}visibility") in _NOT_SHOWN:
                places |= set(range(at, min(at + count, most)))
            at += count
        found[kind] = frozenset(places)
    formulas = sum(
        cell.get(f"{TABLE}formula") is not None
        and not any(str(name).endswith("value") for name in cell.attrib)
        and not "".join(etree.ElementTextIterator(cell)).strip()
        for cell in table.iter(f"{TABLE}table-cell")
    )
    return Hidden(rows=found["row"], columns=found["column"], formulas=formulas)


def hidden_of_xls(records: Iterable[tuple[int, bytes]]) -> Hidden:
    """The rows and columns that the ROW and COLINFO records of an xls sheet hide."""
    rows: set[int] = set()
    columns: list[tuple[int, int]] = []
    for kind, content in records:
        if kind == XLS_ROW and len(content) >= 14 and content[12] & 0x20:
            rows.add(int.from_bytes(content[:2], "little"))
        elif kind == XLS_COLUMNS and len(content) >= 10 and content[8] & 0x01:
            first, last = int.from_bytes(content[:2], "little"), int.from_bytes(content[2:4], "little")
            columns.append((first, last + 1))
    return Hidden(rows=frozenset(rows), columns=_columns_within(columns))


def _columns_within(ranges: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The columns from the first of each range to before its last; the time grows with the ranges, not with
    what they span."""
    steps = [0] * (_MOST + 1)
    for first, last in ranges:
        if 0 <= first < min(last, _MOST):
            steps[first] += 1
            steps[min(last, _MOST)] -= 1
    return frozenset(at for at, depth in enumerate(accumulate(steps)) if depth)


def without_hidden(sheet: Sheet, hidden: Hidden) -> tuple[Sheet, int, int]:
    """The sheet without its hidden rows and columns, the others closed up; and how many of either held
    something."""
    rows = _closed_up(sheet.texts, hidden.rows)
    held = {column for texts in sheet.texts.values() for column in texts}
    columns = _closed_up(held, hidden.columns)
    lost_rows = sum(row in hidden.rows for row in sheet.texts)
    lost_columns = len(held & hidden.columns)
    if not lost_rows and not lost_columns:
        return sheet, 0, 0

    hidden_rows, hidden_columns = sorted(hidden.rows), sorted(hidden.columns)

    def row_at(row: int) -> int:
        return row - bisect_left(hidden_rows, row)

    def column_at(column: int) -> int:
        return column - bisect_left(hidden_columns, column)

    merged = {}
    for (top, left), (bottom, right) in sheet.merged.items():
        top_left = (row_at(top), column_at(left))
        last = (row_at(bottom + 1) - 1, column_at(right + 1) - 1)
        if last[0] >= top_left[0] and last[1] >= top_left[1]:
            merged[top_left] = last
    texts = {
        rows[row]: {columns[column]: text for column, text in cells.items() if column in columns}
        for row, cells in sheet.texts.items()
        if row in rows
    }
    kept = evolve(
        sheet,
        texts={row: cells for row, cells in texts.items() if cells},
        merged=merged,
        framed=frozenset((rows[r], columns[c]) for r, c in sheet.framed if r in rows and c in columns),
        row_numbers={at: row for row, at in rows.items()},
        column_numbers={at: column for column, at in columns.items()},
    )
    return kept, lost_rows, lost_columns


def _closed_up(places: Mapping[int, object] | set[int], hidden: frozenset[int]) -> dict[int, int]:
    before = sorted(hidden)
    return {place: place - bisect_left(before, place) for place in places if place not in hidden}
