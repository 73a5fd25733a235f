"""What is known of a row of glued figures from elsewhere: its own order, the sentences, and last year's
report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from attrs import frozen

from ...facts import Fact, Scope
from ..glued.cells import Puzzle, Reading

__all__ = ["Stated", "in_order", "narrowed", "stated_by", "witnesses"]

_Test = Callable[[Reading], bool]
_Key = tuple[str, Scope]

_MORE = frozenset("余多几")


@frozen
class _Interval:
    """What a rough figure allows: 5980多 is at least 5980 and less than 5990."""

    least: int | Decimal
    below: int | Decimal


Stated = Mapping[_Key, tuple[int | Decimal | _Interval, ...]]
"""What the sentences say of a figure, by path and scope; several where they do not agree."""


def stated_by(facts: Iterable[Fact]) -> Stated:
    """The exact figures of sentences, and of the rough ones those that say more than the printed number."""
    found: dict[_Key, list[int | Decimal | _Interval]] = {}
    for fact in facts:
        if fact.value is None:
            continue
        if not fact.approximate:
            found.setdefault((fact.path, fact.scope), []).append(fact.value)
        elif isinstance(fact.value, int) and fact.value and not _MORE.isdisjoint(fact.raw):
            step = 10 ** (len(str(fact.value)) - len(str(fact.value).rstrip("0")))
            found.setdefault((fact.path, fact.scope), []).append(_Interval(fact.value, fact.value + step))
    return {key: tuple(values) for key, values in found.items()}


def in_order(scopes: Sequence[Scope], reading: Reading) -> bool:
    """Whether the cumulative figure (历年累计) is not smaller than those of single years."""
    totals = [value for scope, value in zip(scopes, reading, strict=True) if scope is Scope.CUMULATIVE]
    return all(
        value is None or total is None or value <= total
        for scope, value in zip(scopes, reading, strict=True)
        for total in totals
        if scope is not Scope.CUMULATIVE
    )


def witnesses(
    puzzle: Puzzle, stated: Stated, previous: Mapping[str, int | Decimal], *, ordered: bool
) -> Iterator[tuple[str, _Test]]:
    """What is known of a row, each as the name of the relation and a test of a reading. `ordered` says that
    no row of the report has a cumulative figure smaller than the year's; `previous` are last year's
    figures."""
    places = {(fact.path, fact.scope): place for place, fact in enumerate(puzzle.facts)}
    scopes = [fact.scope for fact in puzzle.facts]
    if ordered and Scope.CUMULATIVE in scopes and len(scopes) > 1:
        yield f"order:{puzzle.facts[0].path}", lambda reading: in_order(scopes, reading)
    for key, place in places.items():
        if key in stated:
            path = key[0] if key[1] is Scope.YEAR else f"{key[1].value}:{key[0]}"
            yield f"stated:{path}", _is_one_of(place, stated[key])
    for (path, scope), place in places.items():
        year = places.get((path, Scope.YEAR))
        if scope is Scope.CUMULATIVE and f"cumulative:{path}" in previous and year is not None:
            yield f"cumulative:{path}", _adds_up(place, (year,), (), previous[f"cumulative:{path}"])
        if scope is Scope.LAST_YEAR and path in previous:
            yield f"previous:{path}", _is_one_of(place, (previous[path],))
        if scope is Scope.YEAR:
            yield from _of_section_two(path, place, places, previous)


def _of_section_two(
    path: str, place: int, places: Mapping[_Key, int], previous: Mapping[str, int | Decimal]
) -> Iterator[tuple[str, _Test]]:
    """What last year's report says of the columns of section two."""
    base, _, name = path.rpartition(".")

    def column(other: str) -> int | None:
        return places.get((f"{base}.{other}", Scope.YEAR))

    issued, repealed = column("issued"), column("repealed")
    if name == "in_force" and path in previous and issued is not None and repealed is not None:
        yield f"stock:{path}", _adds_up(place, (issued,), (repealed,), previous[path])
    change = f"{base}.items_change"
    if name == "items_last_year" and path in previous and change in previous:
        yield f"previous:{path}", _is_one_of(place, (previous[path] + previous[change],))


def narrowed(
    readings: Sequence[Reading], known: Iterable[tuple[str, _Test]]
) -> tuple[tuple[Reading, ...], tuple[str, ...], bool]:
    """The readings that all witnesses allow, the names of those that exclude some, and whether none
    contradicts the row.

    A witness that no reading agrees with is not heard; but then a figure of the row may be wrong, so its
    order is not heard either, and no other witness alone. Where no reading satisfies all that are heard, one
    of them is wrong: then those readings are left that all but one allow, whichever that one is.
    """
    tests = [(name, {reading for reading in readings if test(reading)}) for name, test in known]
    is_sound = all(held for _, held in tests)
    if not is_sound:
        tests = [(name, held) for name, held in tests if held and not name.startswith("order:")]
        tests = tests if len(tests) > 1 else []
    left = _common(readings, [held for _, held in tests])
    if not left:
        is_sound = False
        choices = [
            _common(readings, [held for _, held in tests[:at] + tests[at + 1 :]]) for at in range(len(tests))
        ]
        kept = {reading for choice in choices for reading in choice}
        left = tuple(reading for reading in readings if reading in kept) or tuple(readings)
    names = tuple(name for name, held in tests if len(held) < len(readings) and held.issuperset(left))
    return left, names, is_sound


def _common(readings: Sequence[Reading], held: Sequence[set[Reading]]) -> tuple[Reading, ...]:
    return tuple(reading for reading in readings if all(reading in one for one in held))


def _is_one_of(place: int, allowed: Sequence[int | Decimal | _Interval]) -> _Test:
    def holds(reading: Reading) -> bool:
        value = reading[place]
        return value is not None and any(
            one.least <= value < one.below if isinstance(one, _Interval) else one == value for one in allowed
        )

    return holds


def _adds_up(place: int, plus: Sequence[int], minus: Sequence[int], before: int | Decimal) -> _Test:
    """The figure is last year's with what came to it and without what went."""

    def holds(reading: Reading) -> bool:
        value = reading[place]
        if value is None or any(reading[at] is None for at in minus):
            return False
        change = sum(reading[at] or 0 for at in plus) - sum(reading[at] or 0 for at in minus)
        return value == before + change

    return holds
