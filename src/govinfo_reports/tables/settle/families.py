"""Totals and the rows listed below them as their parts (其中：1. ... 2. ...): what one says of the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from math import prod
from typing import NamedTuple

from attrs import define, frozen

from ...facts import Fact, Scope
from ..glued.cells import Puzzle, Reading
from ..glued.solver import ProblemTable, solve
from ..labels import canonical_text

__all__ = ["FamilyRow", "rows_of", "settle_families"]

_CHANCE = 0.02
"""Parts are believed to be all of a total where among all the ways to read them less than this many would
add up by chance."""
_EVIDENCE = 10
"""A total of last year so large that its parts did not add up to it by chance."""
_MOST_PAIRS = 20_000
_ROUNDS = 4

_LISTED = re.compile(
    r"(?P<among>其中(?:包括)?:?)?(?:(?P<plain>\d{1,2})[.、](?!\d)|\((?P<bracket>\d{1,2})\))?"
)
_SUMS: Mapping[str, str] = {
    "proactive.disclosed": "proactive.channels.",
    "applications.received.total": "applications.received.",
    "applications.replies.total": "applications.replies.",
    "applications.replies.refused.total": "applications.replies.refused.",
}
"""Totals whose parts, where they are all listed, add up, and how the paths of those begin."""


@define
class FamilyRow:
    """The facts of one printed row, the readings left of it, the relations that left them, and whether
    nothing that is known of the row contradicts it."""

    facts: tuple[Fact, ...]
    puzzle: Puzzle | None
    readings: tuple[Reading, ...]
    names: tuple[str, ...] = ()
    is_sound: bool = True

    @property
    def path(self) -> str:
        return self.facts[0].path

    @property
    def scopes(self) -> tuple[Scope, ...]:
        return tuple(fact.scope for fact in self.facts)

    @property
    def is_known(self) -> bool:
        """Whether there is something to reckon with: readings of whole numbers."""
        return bool(self.readings) and not any(
            isinstance(value, Decimal) for reading in self.readings for value in reading
        )

    def keep(self, readings: Sequence[Reading], name: str) -> bool:
        """Keep only these readings; whether that are fewer."""
        if len(readings) == len(self.readings):
            return False
        self.readings = tuple(readings)
        self.names = (*self.names, name)
        return True


class _Listed(NamedTuple):
    """How a label is listed: after 其中, with what kind of ordinal ("" for none), and which."""

    among: bool
    kind: str
    number: int

    @classmethod
    def of(cls, row: FamilyRow) -> _Listed:
        found = _LISTED.match(canonical_text(row.facts[0].match.label))
        if found is None or found.lastgroup is None:
            return cls(False, "", 0)
        kind = "plain" if found["plain"] else "bracket" if found["bracket"] else ""
        return cls(found["among"] is not None, kind, int(found["plain"] or found["bracket"] or 0))


@frozen
class _Family:
    total: FamilyRow
    parts: tuple[FamilyRow, ...]

    @property
    def known(self) -> tuple[FamilyRow, ...]:
        """The parts that have the total's columns and readings."""
        return tuple(part for part in self.parts if part.is_known and part.scopes == self.total.scopes)


def rows_of(facts: Sequence[Fact], puzzles: Sequence[Puzzle]) -> list[FamilyRow]:
    """The rows of tables in printed order; those that pose no puzzle have the one reading that is printed
    (none where somebody else has left candidates)."""
    posed = {(fact.path, fact.scope, fact.location): puzzle for puzzle in puzzles for fact in puzzle.facts}
    rows: list[list[Fact]] = []
    for fact in facts:
        if (
            rows
            and rows[-1][0].path == fact.path
            and all(other.scope is not fact.scope for other in rows[-1])
        ):
            rows[-1].append(fact)
        else:
            rows.append([fact])
    made: list[FamilyRow] = []
    for row in rows:
        puzzle = posed.get((row[0].path, row[0].scope, row[0].location))
        if puzzle is not None:
            if not made or made[-1].puzzle is not puzzle:  # a row of section two has a path for each column
                made.append(FamilyRow(puzzle.facts, puzzle, puzzle.readings))
            continue
        is_open = any(fact.candidates for fact in row)
        made.append(FamilyRow(tuple(row), None, () if is_open else (tuple(fact.value for fact in row),)))
    return made


def settle_families(
    rows: Sequence[FamilyRow], previous: Mapping[str, int | Decimal], *, bounded: bool = True
) -> None:
    """Drop the readings in which a part is larger than its whole, or a total not the sum of its parts, where
    it can only be that sum. What no reading agrees with is not heard; where one part can only be larger than
    its whole, or without `bounded`, that they are not larger is heard nowhere. `previous` are last year's
    figures."""
    families = list(_families(rows))
    bounded = bounded and all(_can_hold(family.total, part) for family in families for part in family.known)
    for _ in range(_ROUNDS):
        changed = False
        for family in families:
            for part in family.known if bounded else ():
                changed |= _bound(family.total, part)
            changed |= _add_up(family, previous)
        if not changed:
            return


def _families(rows: Sequence[FamilyRow]) -> Iterator[_Family]:
    listed = [_Listed.of(row) for row in rows]
    for place, total in enumerate(rows[:-1]):
        first, inside = listed[place + 1], _SUMS.get(total.path)
        is_first = first.among or (
            inside is not None and first.number == 1 and rows[place + 1].path.startswith(inside)
        )
        if is_first and total.is_known:
            yield _Family(total, tuple(rows[at] for at in _parts(rows, listed, place + 1, inside)))


def _parts(
    rows: Sequence[FamilyRow], listed: Sequence[_Listed], start: int, inside: str | None
) -> Iterator[int]:
    """The places of the rows from `start` on that are listed as the first one is; those listed below one of
    them are left out."""
    first, number, nested = listed[start], listed[start].number, ""
    yield start
    for place in range(start + 1, len(rows)):
        own = listed[place]
        if own.among:
            if not first.kind or own.kind == first.kind:
                return
            nested = own.kind
        elif first.kind:
            if own.kind == first.kind and own.number == number + 1:
                number += 1
                nested = ""
                yield place
            elif not nested or own.kind != nested:
                return
        elif inside is not None and not own.kind and _is_direct(rows[place].path, inside):
            yield place
        else:
            return


def _is_direct(path: str, inside: str) -> bool:
    rest = path.removeprefix(inside)
    return path.startswith(inside) and ("." not in rest or rest == "refused.total")


def _fits(whole: Reading, piece: Reading) -> bool:
    """Whether a part is not larger than its whole in any column."""
    return all(a is None or b is None or b <= a for a, b in zip(whole, piece, strict=True))


def _can_hold(total: FamilyRow, part: FamilyRow) -> bool:
    return any(_fits(whole, piece) for whole in total.readings for piece in part.readings)


def _bound(total: FamilyRow, part: FamilyRow) -> bool:
    """Drop the readings of both with which the part is larger; whether there were any."""
    pairs = len(total.readings) * len(part.readings)
    if not 1 < pairs <= _MOST_PAIRS or not (total.is_sound and part.is_sound):
        return False
    pieces = [piece for piece in part.readings if any(_fits(whole, piece) for whole in total.readings)]
    wholes = [whole for whole in total.readings if any(_fits(whole, piece) for piece in pieces)]
    if not pieces:
        return False
    name = f"subset:{part.path}"
    changed = part.keep(pieces, name)
    return total.keep(wholes, name) or changed


def _add_up(family: _Family, previous: Mapping[str, int | Decimal]) -> bool:
    """Keep the readings that stand in a way to read all rows in which the parts add up to the total in every
    column."""
    total, parts = family.total, family.known
    rows = (total, *parts)
    tried = prod(len(row.readings) for row in rows)
    if total.path not in _SUMS or len(parts) < max(2, len(family.parts)) or tried == 1:
        return False
    table = ProblemTable(
        outcomes=tuple(range(1, len(rows))), total=0, received=None, carried_in=None, carried_forward=None
    )
    columns = range(len(total.facts))
    found = solve(table, [_whole_numbers(row) for row in rows], sums=columns, balances=())
    if found is None:
        return False
    left = [readings for readings in found.rows if readings is not None]
    size = prod(max(min(reading[column] or 0 for reading in left[0]), 1) for column in columns)
    if tried > size * _CHANCE and not _held_before(family, previous):
        return False
    name = f"sum:{total.path}"
    changes = [row.keep(readings, name) for row, readings in zip(rows, left, strict=True)]
    return any(changes)


def _whole_numbers(row: FamilyRow) -> list[tuple[int | None, ...]]:
    return [tuple(None if value is None else int(value) for value in reading) for reading in row.readings]


def _held_before(family: _Family, previous: Mapping[str, int | Decimal]) -> bool:
    """Whether last year's report has the same parts adding up to the same total, and not only noughts."""
    shown = False
    for scope in family.total.scopes:
        prefix = "" if scope is Scope.YEAR else f"{scope.value}:"
        figures = [previous.get(f"{prefix}{row.path}") for row in (family.total, *family.parts)]
        known = [figure for figure in figures if figure is not None]
        if len(known) < len(figures) or known[0] != sum(known[1:]):
            return False
        shown = shown or known[0] >= _EVIDENCE
    return shown
