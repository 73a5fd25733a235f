"""Rows without a grid whose figures cannot be told apart from what is no figure of the report: serials,
marks and numbers in remarks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from attrs import evolve

from ...facts import Scope
from ...language import phrase
from .heads import OF_FIGURES, StatisticsColumn
from .printed import ONE_OF_SEVERAL, Part, StatisticsLine, StatisticsRow, holds_digit, is_share

__all__ = ["untold", "with_serials_behind", "without_serials"]

_FEWEST = 2
_SLIPS = 20
_LONGEST = 9
_FEWEST_COUNTED = 8
"""So many rows that are counted from the first on are not by chance."""
_NO_SERIALS = phrase("the column that is headed as one of serial numbers holds other figures").both


def with_serials_behind(
    columns: Sequence[StatisticsColumn],
) -> tuple[tuple[StatisticsColumn, ...], int | None]:
    """The columns with one of serials (序号, 行次, 代码) that stands behind figures as one that is not read,
    and its place among those; None where there is none."""
    made: list[StatisticsColumn] = []
    place: int | None = None
    for column in columns:
        before = sum(one.role in OF_FIGURES for one in made)
        if column.role == "code" and before and place is None:
            column, place = evolve(column, role="skip"), before
        made.append(column)
    return tuple(made), place


def without_serials(rows: Sequence[StatisticsRow], figures: int) -> list[StatisticsRow]:
    """The rows of one cell a line, each with that many figures or none, without the number that stands behind
    those in every one and counts the rows (1, 2, 3 ...), or in every one but the last and counts the rows
    below (2, 3, 4 ...); all as they are where it does not."""
    given = [row for row in rows if row.values]
    for counted, first in ((given, 1), (given[:-1], 2)):
        if len(counted) >= _FEWEST_COUNTED and all(
            (len(row.values) == figures + 1 or (first > 1 and not any(map(_is_number, row.values[:-1]))))
            and row.values[-1].text.strip() == str(at)
            and not row.values[-1].is_beside(row.values[-2] if len(row.values) > 1 else row.label)
            for at, row in enumerate(counted, first)
        ):
            own = {id(row) for row in counted}
            return [evolve(row, values=row.values[:-1]) if id(row) in own else row for row in rows]
    return list(rows)


def untold(
    rows: Sequence[StatisticsRow],
    lines: Sequence[StatisticsLine],
    places: Sequence[Scope | None],
    serial: int | None,
) -> list[StatisticsLine]:
    """The lines, those as `unfit` of whose figures it is not known in which column they stand: the column
    of serials holds none; most rows have more figures than there are heads; or a row has fewer figures than
    its table columns, and what it has may be a number of a column that is not read: a serial, or one of a
    column that most rows have (备注, 评分, but a share, 同比, is told by its sign)."""
    full = [row.values for row in rows if len(row.values) == len(places)]
    if serial is not None and not _are_serials(values[serial] for values in full):
        return [_refused(line, _NO_SERIALS) for line in lines]
    given = [line for line in lines if _has_figure(line)]
    wide = [
        len(row.values)
        for row, line in zip(rows, lines, strict=True)
        if _has_figure(line) and _printed(line) > len(places)
    ]
    if len(wide) >= _FEWEST and len(wide) * 2 > len(given):
        # a column without a head: a row with a cell for it, if a blank one, is told by its cells
        width = min(wide)
        return [
            _refused(line, ONE_OF_SEVERAL) if len(row.values) < width else line
            for row, line in zip(rows, lines, strict=True)
        ]
    if len(places) < 2 or places[-1] is not None:
        return list(lines)
    counted = sum(
        any(place is None and _is_number(part) for part, place in zip(values, places, strict=True))
        for values in full
    )
    is_counted = counted * 2 > len(given)
    usual = Counter(map(_distance, rows)).most_common(1)
    # one cell a line, serials before the labels: each row has that of the next one, and the last has none
    is_numbered = serial is None and len(full) >= _FEWEST and _are_serials(values[-1] for values in full)
    last = rows[-1] if is_numbered else None
    return [
        _refused(line, ONE_OF_SEVERAL)
        if row is not last
        and len(row.values) < len(places)
        and (serial is not None or not line.bordered)
        and (
            is_counted
            or any(is_share(part.cell) for part in row.values)
            or (_distance(row) or 0) > (usual[0][0] or 0)
        )
        else line
        for row, line in zip(rows, lines, strict=True)
    ]


def _are_serials(parts: Iterable[Part]) -> bool:
    """Whether the figures of a column count its rows: each is whole, and larger than the one above it or the
    first of a group; in a long table a few may be slips."""
    texts = [part.text.strip() for part in parts]
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) <= _LONGEST]
    others = [text for text in texts if not text.isdecimal() and any(map(str.isdigit, text))]
    falls = sum(other <= one and other != 1 for one, other in pairwise(numbers))
    return not others and falls * _SLIPS <= len(numbers)


def _is_number(part: Part) -> bool:
    return holds_digit(part.cell) and not is_share(part.cell)


def _distance(row: StatisticsRow) -> int | None:
    """How many lines below its label or unit the first figure of a row stands; None where nobody knows."""
    if not row.values:
        return None
    above, first = (row.unit or row.label).place.line, row.values[0].place.line
    return first - above if above is not None and first is not None else None


def _has_figure(line: StatisticsLine) -> bool:
    return any(holds_digit(cell) for cell, _ in line.values)


def _printed(line: StatisticsLine) -> int:
    """How many figures and dashes a row has."""
    return sum(bool(cell.text.strip()) for cell, _ in line.values)


def _refused(line: StatisticsLine, reason: str) -> StatisticsLine:
    return evolve(line, unfit=line.unfit or reason) if _has_figure(line) else line
