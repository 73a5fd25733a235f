"""Rows of glued figures that their own relations leave undecided, settled by what else is known of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import prod

from attrs import evolve, frozen

from ..facts import Fact, How, Scope
from ..location import Location
from .labels import canonical_text
from .reading import Puzzle

__all__ = ["settle"]

_Reading = tuple[int | None, ...]
_Left = dict[int, tuple[tuple[_Reading, ...], tuple[str, ...]]]
"""For each puzzle the readings left, and the sources that left them."""

_MOST_TOGETHER = 50_000
"""Sums of readings of a total's parts that are looked at."""
_CHANCE = 0.05
"""A combination is believed where among all that were tried less than this many would add up by chance."""
_NUMBERED = re.compile(r"^(?:其中:?)?(?:\d{1,2}[.、](?!\d)|\(\d{1,2}\))")

_FAMILIES: tuple[tuple[str, str], ...] = (
    ("proactive.disclosed", "proactive.channels."),
    ("applications.received.total", "applications.received."),
    ("applications.replies.total", "applications.replies."),
)
"""Rows of provincial tables whose parts are printed below them: the total and how its parts' paths begin."""


def settle(
    facts: tuple[Fact, ...],
    puzzles: Sequence[Puzzle],
    said: Iterable[Fact],
    previous: Mapping[str, int] | None = None,
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
    left: _Left = {}
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
    cumulative = {
        fact.path: place for place, fact in enumerate(puzzle.facts) if fact.scope is Scope.CUMULATIVE
    }
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


@frozen(kw_only=True)
class _Row:
    """The facts of one printed row, with the number of the puzzle it poses, if it does."""

    path: str
    label: str
    facts: tuple[Fact, ...]
    puzzle: int | None


def _rows(facts: Sequence[Fact], puzzles: Sequence[Puzzle]) -> list[_Row]:
    """The rows of tables in printed order."""
    numbers = {
        (fact.path, fact.scope, fact.location): number
        for number, puzzle in enumerate(puzzles)
        for fact in puzzle.facts
    }
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
    return [
        _Row(
            path=row[0].path,
            label=canonical_text(row[0].match.label),
            facts=tuple(row),
            puzzle=numbers.get((row[0].path, row[0].scope, row[0].location)),
        )
        for row in rows
    ]


def _family(rows: Sequence[_Row], start: int, prefix: str) -> list[_Row]:
    """The parts printed below the total at `start`: rows of the same kind, and rows the vocabulary does not know (4.其他类型答复数)
    that are numbered as those are."""
    parts: list[_Row] = []
    for row in rows[start + 1 :]:
        rest = row.path.removeprefix(prefix)
        is_part = row.path.startswith(prefix) and (rest.count(".") == 0 or rest == "refused.total")
        if row.path.startswith(f"{prefix}refused.") and not is_part:
            continue  # the reasons of the refusals are parts of a part
        numbered = bool(_NUMBERED.match(row.label))
        alike = not parts or numbered == bool(_NUMBERED.match(parts[-1].label))
        if not is_part and not (row.path.startswith("extra.") and parts and alike and (numbered or is_part)):
            break
        parts.append(row)
    return parts


def _settle_families(facts: Sequence[Fact], puzzles: Sequence[Puzzle], left: _Left) -> None:
    """A total and its parts together: where in just one combination of readings the parts add up in every column."""
    rows = _rows(facts, puzzles)
    for total, prefix in _FAMILIES:
        heads = [place for place, row in enumerate(rows) if row.path == total]
        if len(heads) != 1:
            continue
        head, parts = rows[heads[0]], _family(rows, heads[0], prefix)
        scopes = [fact.scope for fact in head.facts]
        choices = [_choices(row, scopes, puzzles, left) for row in (head, *parts)]
        if len(parts) < 2 or len(scopes) < 2 or any(choice is None for choice in choices):
            continue
        fitting = _fitting([choice for choice in choices if choice is not None])
        if fitting is None:
            continue
        for row, reading in zip((head, *parts), fitting, strict=True):
            if row.puzzle is not None and len(left[row.puzzle][0]) > 1:
                left[row.puzzle] = ((reading,), (*left[row.puzzle][1], f"sum:{total}"))


def _choices(
    row: _Row, scopes: Sequence[Scope], puzzles: Sequence[Puzzle], left: _Left
) -> tuple[_Reading, ...] | None:
    """The readings of a row in the total's columns; None where it has other columns or a figure nobody can say."""
    if row.puzzle is not None:
        same = [fact.scope for fact in puzzles[row.puzzle].facts] == list(scopes)
        return left[row.puzzle][0] if same else None
    if [fact.scope for fact in row.facts] != list(scopes) or any(fact.candidates for fact in row.facts):
        return None
    values = [fact.value for fact in row.facts]
    if any(value is not None and not isinstance(value, int) for value in values):
        return None
    return (tuple(value if isinstance(value, int) else None for value in values),)


def _fitting(choices: Sequence[tuple[_Reading, ...]]) -> tuple[_Reading, ...] | None:
    """The one combination of readings in which the parts (all after the first) add up to the total (the first) in every
    column; None where there is none or several, or where one of so many might add up by chance."""
    totals, *parts = choices
    numbers = [[0 if value is None else value for value in total] for total in totals]
    most = [max(total[place] for total in numbers) for place in range(len(numbers[0]))]
    sums: dict[tuple[int, ...], tuple[int, tuple[_Reading, ...]]] = {(0,) * len(most): (1, ())}
    for readings in parts:
        added: dict[tuple[int, ...], tuple[int, tuple[_Reading, ...]]] = {}
        for before, (count, combination) in sums.items():
            for reading in readings:
                after = tuple(value + (more or 0) for value, more in zip(before, reading, strict=True))
                if any(value > limit for value, limit in zip(after, most, strict=True)):
                    continue
                seen = added.get(after, (0, ()))[0]
                added[after] = (seen + count, (*combination, reading))
        if len(added) > _MOST_TOGETHER:
            return None
        sums = added
    found = [
        (sums[tuple(number)][0], (total, *sums[tuple(number)][1]))
        for total, number in zip(totals, numbers, strict=True)
        if tuple(number) in sums
    ]
    if len(found) != 1 or found[0][0] != 1:
        return None
    tried = prod(len(readings) for readings in choices)
    size = prod(max(value or 0, 1) for value in found[0][1][0])
    return found[0][1] if tried <= size * _CHANCE else None
