"""Rows of section three that have as many figures as columns by chance: one cell a line, where blank cells were left out."""

from __future__ import annotations

from collections import defaultdict

from attrs import evolve

from ..facts import Fact, Unread
from ..indicators import APPLICANTS
from .reading import TableReading

__all__ = ["without_shifted_rows"]

_COLUMNS = frozenset(APPLICANTS)


def without_shifted_rows(reading: TableReading) -> TableReading:
    """The reading of a table of one cell a line, without the rows in which no cell is blank and whose parts do not add up, where
    other rows have more or fewer figures than columns: there a number of a page, or of a label, may stand for a cell.

    >>> without_shifted_rows(TableReading()).facts
    ()
    """
    if not reading.unread:
        return reading
    rows: dict[str, list[Fact]] = defaultdict(list)
    for fact in reading.facts:
        row, _, column = fact.path.rpartition(".")
        if row.startswith("applications.") and column in _COLUMNS:
            rows[row].append(fact)
    lost = {row for row, facts in rows.items() if _is_broken(facts)}
    if not lost:
        return reading
    unread = tuple(
        Unread(
            raw=" ".join(fact.raw for fact in rows[row]),
            location=rows[row][0].location,
            reason="its figures do not add up, and other rows lack some / 各列合计不符，且他行缺数",
        )
        for row in rows
        if row in lost
    )
    facts = tuple(fact for fact in reading.facts if fact.path.rpartition(".")[0] not in lost)
    return evolve(reading, facts=facts, unread=(*reading.unread, *unread))


def _is_broken(facts: list[Fact]) -> bool:
    values = {fact.path.rpartition(".")[2]: fact.value for fact in facts}
    if values.keys() != _COLUMNS or any(value is None for value in values.values()):
        return False
    return sum(int(value or 0) for name, value in values.items() if name != "total") != values["total"]
