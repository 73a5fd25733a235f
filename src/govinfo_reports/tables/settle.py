"""Rows of glued figures that their own relations leave undecided, settled by what else is known of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product

from attrs import evolve

from ..facts import Fact, How, Scope
from ..location import Location
from .reading import Puzzle

__all__ = ["settle"]

_Reading = tuple[int | None, ...]
_MOST_TOGETHER = 50_000
"""Combinations of readings of a total and its parts that are tried."""

_FAMILIES: tuple[tuple[str, str], ...] = (
    ("proactive.disclosed", "proactive.channels."),
    ("applications.received.total", "applications.received."),
    ("applications.replies.total", "applications.replies."),
)
"""Rows of provincial tables whose parts are printed below them: the total and how its parts' paths begin."""


def settle(
    facts: tuple[Fact, ...], puzzles: Sequence[Puzzle], said: Iterable[Fact], previous: Mapping[str, int] | None = None
) -> tuple[Fact, ...]:
    """The facts with those rows decided that only one reading is left for.

    Readings are dropped that contradict an exact figure a sentence states, the stock of last year's report (`previous`: its
    exact values by path), or the sum of a total's parts. A witness that no reading agrees with is not heard.
    """
    if not puzzles:
        return facts
    stated = {
        fact.path: fact.value
        for fact in said
        if isinstance(fact.value, int) and not fact.approximate and fact.scope is Scope.YEAR
    }
    left: dict[int, tuple[tuple[_Reading, ...], tuple[str, ...]]] = {}
    for number, puzzle in enumerate(puzzles):
        readings, witnesses = puzzle.readings, []
        for rule, holds in _witnesses(puzzle, stated, previous or {}):
            agreeing = tuple(reading for reading in readings if holds(reading))
            if agreeing and len(agreeing) < len(readings):
                readings = agreeing
                witnesses.append(rule)
        left[number] = (readings, tuple(witnesses))
    _settle_families(facts, puzzles, left)
    changed: dict[tuple[str, Scope, Location], Fact] = {}
    for number, puzzle in enumerate(puzzles):
        readings, witnesses_of = left[number]
        if len(readings) == len(puzzle.readings):
            continue
        for column, fact in enumerate(puzzle.facts):
            values = sorted({value for reading in readings if (value := reading[column]) is not None})
            blank = any(reading[column] is None for reading in readings)
            decided = len(values) == 1 and not blank
            changed[fact.path, fact.scope, fact.location] = evolve(
                fact,
                value=values[0] if decided else None,
                candidates=() if decided else tuple(values),
                decoded_by=witnesses_of if decided else (),
                match=evolve(fact.match, how=How.DECODED),
            )
    return tuple(changed.get((fact.path, fact.scope, fact.location), fact) for fact in facts)


def _witnesses(
    puzzle: Puzzle, stated: Mapping[str, int], previous: Mapping[str, int]
) -> Iterable[tuple[str, Callable[[_Reading], bool]]]:
    """What is known of a row from elsewhere, as the name of the source and a test of a reading."""
    places = {fact.path: place for place, fact in enumerate(puzzle.facts) if fact.scope is Scope.YEAR}
    for path, place in places.items():
        if path in stated:
            yield f"stated:{path}", _equals(place, stated[path])
    for path, place in places.items():
        base = path.removesuffix(".in_force")
        issued, repealed = places.get(f"{base}.issued"), places.get(f"{base}.repealed")
        if path.endswith(".in_force") and path in previous and issued is not None and repealed is not None:
            yield f"stock:{path}", _stock(place, issued, repealed, previous[path])
    cumulative = {fact.path: place for place, fact in enumerate(puzzle.facts) if fact.scope is Scope.CUMULATIVE}
    for path, place in cumulative.items():
        key = f"cumulative:{path}"
        if key in previous and path in places:
            yield key, _grows(place, places[path], previous[key])


def _equals(place: int, value: int) -> Callable[[_Reading], bool]:
    return lambda reading: reading[place] == value


def _stock(place: int, issued: int, repealed: int, before: int) -> Callable[[_Reading], bool]:
    def holds(reading: _Reading) -> bool:
        now, plus, minus = reading[place], reading[issued], reading[repealed]
        return None not in (now, plus, minus) and now == before + (plus or 0) - (minus or 0)

    return holds


def _grows(place: int, year: int, before: int) -> Callable[[_Reading], bool]:
    return lambda reading: reading[place] is not None and reading[place] == before + (reading[year] or 0)


def _settle_families(
    facts: Sequence[Fact], puzzles: Sequence[Puzzle], left: dict[int, tuple[tuple[_Reading, ...], tuple[str, ...]]]
) -> None:
    """A total and its parts together: where in just one combination of readings the parts add up in every column."""
    for total, prefix in _FAMILIES:
        members = [
            number
            for number, puzzle in enumerate(puzzles)
            if (path := puzzle.facts[0].path) == total or (path.startswith(prefix) and path.count(".") == prefix.count("."))
        ]
        heads = [number for number in members if puzzles[number].facts[0].path == total]
        if len(heads) != 1 or len(puzzles[heads[0]].facts) < 2:
            continue
        parts = [number for number in members if number != heads[0]]
        scopes = [fact.scope for fact in puzzles[heads[0]].facts]
        if any([fact.scope for fact in puzzles[number].facts] != scopes for number in parts):
            continue
        fixed = _fixed_parts(facts, puzzles, total, prefix, scopes)
        choices = [left[number][0] for number in (heads[0], *parts)]
        size = 1
        for choice in choices:
            size *= len(choice)
        if fixed is None or size > _MOST_TOGETHER:
            continue
        fitting = [
            combination
            for combination in product(*choices)
            if all(
                combination[0][place] == fixed[place] + sum(reading[place] or 0 for reading in combination[1:])
                for place in range(len(scopes))
            )
        ]
        if len(fitting) == 1:
            for number, reading in zip((heads[0], *parts), fitting[0], strict=True):
                if len(left[number][0]) > 1:
                    left[number] = ((reading,), (*left[number][1], f"sum:{total}"))


def _fixed_parts(
    facts: Sequence[Fact], puzzles: Sequence[Puzzle], total: str, prefix: str, scopes: Sequence[Scope]
) -> list[int] | None:
    """What the parts that are no puzzle add up to in each column; None where one of them is blank for want of a reading."""
    open_paths = {fact.path for puzzle in puzzles for fact in puzzle.facts}
    sums = dict.fromkeys(scopes, 0)
    for fact in facts:
        inside = fact.path.startswith(prefix) and fact.path.count(".") == prefix.count(".") and fact.path != total
        if not inside or fact.path in open_paths or fact.scope not in sums:
            continue
        if fact.candidates or (fact.value is not None and not isinstance(fact.value, int)):
            return None
        sums[fact.scope] += fact.value or 0
    return [sums[scope] for scope in scopes]
