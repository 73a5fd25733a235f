"""As many figures as columns by chance: section four with a cell a line, sections two and four without
borders, in a document whose other rows have more figures than columns, or fewer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from attrs import evolve

from ..facts import Fact, Unread
from .align import BY_CHANCE, UNCUT, UNFIT
from .glued.groups import GROUPS, OUTCOMES
from .reading import TableReading

__all__ = ["without_chance", "without_cuts"]


def without_chance(four: TableReading, others: Iterable[TableReading]) -> TableReading:
    """The reading of section four without the figures that its lines give in their order alone, where a group
    of them does not add up: a blank cell that left no line and a figure torn over two may have moved them.
    Where the other groups add up, they are kept."""
    listed = [fact for fact in four.facts if fact.value is not None]
    is_listed = len({(fact.location.line, fact.location.row) for fact in listed}) == len(listed) > 1
    is_torn = any(item.reason == UNFIT for reading in others for item in reading.unread)
    broken = [name for name, group in _groups(listed).items() if _is_broken(group)]
    if not (is_listed and is_torn and broken):
        return four
    taken = listed if len(broken) > 1 else [fact for fact in listed if _group_of(fact) == broken[0]]
    raw = " | ".join(fact.raw or "" for fact in taken)
    lost = Unread(raw=raw, location=taken[0].location, reason=BY_CHANCE)
    kept = tuple(fact for fact in four.facts if fact not in taken)
    return evolve(four, facts=kept, unread=(*four.unread, lost))


def without_cuts(one: TableReading) -> TableReading:
    """A reading without figures that were cut into cells because there is one way to do so: where another row
    has too few for its columns, blank cells were lost with the borders, and 140 of three columns may be 14, 0
    and a blank. Figures that a relation of the form chose are kept."""
    rows = Counter((fact.raw, fact.location) for fact in one.facts)
    whole = {name for name, group in _groups(one.facts).items() if sum(group.values()) and _adds_up(group)}
    taken = [
        fact
        for fact in one.facts
        if rows[fact.raw, fact.location] > 1
        and fact.value is not None
        and not fact.decoded_by
        and _group_of(fact) not in whole
    ]
    lost = [
        Unread(raw=raw or "", location=location, reason=UNCUT)
        for raw, location in dict.fromkeys((fact.raw, fact.location) for fact in taken)
    ]
    kept = tuple(fact for fact in one.facts if fact not in taken)
    return evolve(one, facts=kept, unread=(*one.unread, *lost))


def _group_of(fact: Fact) -> str:
    return fact.path.rpartition(".")[0]


def _groups(facts: Iterable[Fact]) -> dict[str, dict[str, int]]:
    values = {fact.path: fact.value for fact in facts if isinstance(fact.value, int)}
    return {
        group: {outcome: values[path] for outcome in OUTCOMES if (path := f"{group}.{outcome}") in values}
        for group in GROUPS
    }


def _is_broken(group: dict[str, int]) -> bool:
    """Whether a group with all its figures does not add up."""
    return len(group) == len(OUTCOMES) and not _adds_up(group)


def _adds_up(group: dict[str, int]) -> bool:
    return len(group) == len(OUTCOMES) and sum(group.values()) == 2 * group["total"]
