"""Rows of glued figures that their own digits leave undecided, settled by what else is known of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from attrs import evolve

from ...facts import Fact, How, Scope
from ...location import Location
from ..glued.cells import Puzzle
from ..labels import core
from .families import FamilyRow, rows_of, settle_families
from .witnesses import in_order, narrowed, stated_by, witnesses

__all__ = ["named_rows", "settle"]

_MOST_CANDIDATES = 12
_LAST_WORDS = ("总数量", "总人数", "人次数", "总数", "数量", "人数", "件数", "次数", "金额", "数")


def named_rows(puzzles: Sequence[Puzzle]) -> dict[str, tuple[str, str | None]]:
    """For the rows that can be cut in several ways and that no indicator stands for: the words of the label
    by which a sentence may name them, with the path and the unit."""
    found: dict[str, set[tuple[str, str | None]]] = {}
    for puzzle in puzzles:
        fact = puzzle.facts[0]
        if fact.path.startswith("extra."):
            words = core(fact.match.label)
            last = next((last for last in _LAST_WORDS if words.endswith(last)), "")
            for name in {words, words.removesuffix(last)}:
                found.setdefault(name, set()).add((fact.path, fact.unit))
    return {name: rows.pop() for name, rows in found.items() if len(rows) == 1}


def settle(
    facts: tuple[Fact, ...],
    puzzles: Sequence[Puzzle],
    said: Iterable[Fact],
    previous: Mapping[str, int | Decimal] | None = None,
) -> tuple[Fact, ...]:
    """The facts with those rows decided that only one reading is left for.

    Readings are dropped that contradict the order of year and cumulative figures, what the sentences state
    (`said`), last year's report (`previous`: its exact values by path), or what the rows of a total and its
    parts say of each other. `Fact.decoded_by` names the relations that dropped some. What no reading agrees
    with is not heard.
    """
    if not puzzles:
        return facts
    rows = rows_of(facts, puzzles)
    stated, previous, ordered = stated_by(said), previous or {}, _is_ordered(rows)
    for row in rows:
        if row.puzzle is not None:
            known = witnesses(row.puzzle, stated, previous, ordered=ordered)
            row.readings, row.names, row.is_sound = narrowed(row.readings, known)
    settle_families(rows, previous, bounded=ordered)
    changed: dict[tuple[str, Scope, Location], Fact] = {}
    for row in rows:
        if row.puzzle is not None:
            changed |= {(fact.path, fact.scope, fact.location): fact for fact in _settled(row)}
    return tuple(changed.get((fact.path, fact.scope, fact.location), fact) for fact in facts)


def _is_ordered(rows: Iterable[FamilyRow]) -> bool:
    """Whether in every row the cumulative figure can be at least the year's: where an organ has filled that
    column otherwise, it says nothing of where a border was."""
    return all(
        any(in_order(row.scopes, reading) for reading in row.readings)
        for row in rows
        if len(row.facts) > 1 and row.readings
    )


def _settled(row: FamilyRow) -> Iterable[Fact]:
    """The facts of a row with the value that all readings left agree on, else with the candidates."""
    for column, fact in enumerate(row.facts):
        found = {reading[column] for reading in row.readings}
        values = sorted(value for value in found if value is not None)
        is_decided = len(found) == 1
        yield evolve(
            fact,
            value=values[0] if is_decided and values else None,
            candidates=() if is_decided else tuple(values[:_MOST_CANDIDATES]),
            decoded_by=row.names if is_decided else (),
            match=evolve(fact.match, how=How.DECODED),
        )
