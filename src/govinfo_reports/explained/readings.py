"""All ways to read a row whose borders were lost, and the relations that each breaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, islice, pairwise
from math import comb

from ..facts import Fact, How
from ..forms.relations import RELATIONS
from ..indicators import Form
from ..numerals import read_cell
from ..tables.glued.cells import Puzzle
from .parts import GluedRow, Reading, Value

__all__ = ["rows_of"]

_MOST_TRIED = 5_000
_MOST_SHOWN = 12
_LONGEST = 60


def rows_of(
    chosen: Sequence[Fact], facts: Sequence[Fact], puzzles: Sequence[Puzzle], form: Form
) -> Iterator[GluedRow]:
    """The rows of some facts that were printed without their borders, with the ways to read them; `facts`
    are all of the report's."""
    seen: set[tuple[str, ...]] = set()
    for fact in chosen:
        if fact.match.how is not How.DECODED:
            continue
        row = [
            one
            for one in facts
            if (one.raw, one.location, one.scope) == (fact.raw, fact.location, fact.scope)
        ]
        paths = tuple(one.path for one in row)
        ways: Iterable[tuple[Value, ...]]
        puzzle = next((one for one in puzzles if _holds(one, fact)), None)
        if puzzle is not None:
            paths = tuple(one.path for one in puzzle.facts)
            count, ways = len(puzzle.readings), puzzle.readings
        elif len(paths) > 1 and len(fact.raw) <= _LONGEST:
            count, ways = _ways(fact.raw.split(), len(paths))
        else:
            continue
        if paths not in seen and count != 1 and len(fact.raw.split()) != len(paths):
            seen.add(paths)
            readings = _judged(paths, islice(ways, _MOST_TRIED), form)
            yield GluedRow(paths=paths, raw=fact.raw, location=fact.location, ways=count, readings=readings)


def _holds(puzzle: Puzzle, fact: Fact) -> bool:
    return any(
        (one.path, one.scope, one.location) == (fact.path, fact.scope, fact.location) for one in puzzle.facts
    )


def _judged(paths: Sequence[str], ways: Iterable[tuple[Value, ...]], form: Form) -> tuple[Reading, ...]:
    own = set(paths)
    equations = [
        one for one in RELATIONS if one.is_equation and form in one.forms and own.issuperset(one.paths)
    ]
    sound: list[Reading] = []
    broken: list[Reading] = []
    for way in ways:
        values = dict(zip(paths, way, strict=True))
        breaks = tuple(one.id for one in equations if one.holds(values) is False)
        kept = broken if breaks else sound
        if len(kept) < _MOST_SHOWN:
            kept.append(Reading(values=way, breaks=breaks))
    return (*sound, *broken)


def _ways(pieces: Sequence[str], size: int) -> tuple[int, Iterator[tuple[Value, ...]]]:
    """How many ways there are to give printed pieces to columns, and those ways: cut into as many figures as
    columns, or, of several pieces, each whole in a column of its own and the others blank."""
    numbers = [read_cell(piece) for piece in pieces]
    whole = [number.value for number in numbers if number is not None]
    if 1 < len(pieces) < size and len(whole) == len(pieces):
        return comb(size, len(whole)), _placed(whole, size)
    if len(pieces) < size and all(piece.isdecimal() for piece in pieces):
        spots = sum(len(piece) - 1 for piece in pieces)
        return comb(spots, size - len(pieces)), _cut(pieces, size)
    return 0, iter(())


def _placed(values: Sequence[Value], size: int) -> Iterator[tuple[Value, ...]]:
    for kept in combinations(range(size), len(values)):
        at = dict(zip(kept, values, strict=True))
        yield tuple(at.get(column) for column in range(size))


def _cut(pieces: Sequence[str], size: int) -> Iterator[tuple[Value, ...]]:
    spots = [(number, at) for number, piece in enumerate(pieces) for at in range(1, len(piece))]
    for chosen in combinations(spots, size - len(pieces)):
        parts: list[str] = []
        for number, piece in enumerate(pieces):
            edges = [0, *(at for one, at in chosen if one == number), len(piece)]
            parts += [piece[first:last] for first, last in pairwise(edges)]
        if all(part == "0" or not part.startswith("0") for part in parts):
            yield tuple(map(int, parts))
