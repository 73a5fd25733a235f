"""Hypotheses about which cells are wrong: each a small change that would make broken relations hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from functools import lru_cache
from types import MappingProxyType

from attrs import evolve, frozen

from ..forms.relations import RelationKind, rows
from ..indicators import APPLICANTS
from .evaluate import Number
from .system import System

__all__ = ["Hypothesis", "Shape", "hypotheses"]

_MANY_BROKEN = 12
"""Beyond so many broken equations, pairs of cells are not searched: no pair explains them."""


class Shape(Enum):
    """What kind of slip a change would undo; the value is its cost: the less likely, the higher."""

    STATED = 0.0
    """Another place of the report states the value."""
    DIGIT = 1.0
    EXCHANGED_DIGITS = 1.1
    LOST_DIGIT = 1.5
    BLANK = 1.6
    ZERO_TOTAL = 1.2
    BY_ONE = 1.3
    SWAPPED = 1.4
    MOVED = 2.0
    SHIFTED_ROW = 2.5
    SWAPPED_ROWS = 2.51
    SWAPPED_COLUMNS = 2.52
    OTHER = 3.0


_SLIPS_MORE: Mapping[Shape, float] = MappingProxyType({Shape.MOVED: 0.25, Shape.OTHER: 0.75})
"""What several cells at once count less where they are more than one slip, or could be many."""


@frozen(kw_only=True)
class Hypothesis:
    """Some cells with the values that would fit, the broken relations that would then hold, and how likely
    the slip is."""

    changes: Mapping[str, Number]
    shape: Shape
    mended: frozenset[int]
    score: float
    cost: float


@lru_cache(maxsize=1)
def _grid() -> Mapping[str, tuple[int, int]]:
    """Row and column of each cell of the table of section three."""
    columns = list(APPLICANTS)
    return {
        f"{row}.{column}": (number, columns.index(column))
        for number, row in enumerate(rows())
        for column in columns
    }


@lru_cache(maxsize=1)
def _cells() -> tuple[tuple[str, ...], ...]:
    """The cells of that table, row by row."""
    return tuple(tuple(f"{row}.{column}" for column in APPLICANTS) for row in rows())


def _digits_apart(one: Number, other: Number) -> Shape:
    """How the two printed figures differ."""
    a, b = str(one), str(other)
    if len(a) == len(b) or one == 0 or other == 0:
        width = max(len(a), len(b))
        a, b = a.zfill(width), b.zfill(width)
        differ = [i for i in range(width) if a[i] != b[i]]
        if len(differ) == 1:
            return Shape.DIGIT
        if len(differ) == 2 and differ[1] == differ[0] + 1:
            i, j = differ
            if a[i] == b[j] and a[j] == b[i]:
                return Shape.EXCHANGED_DIGITS
    elif abs(len(a) - len(b)) == 1:
        long, short = (a, b) if len(a) > len(b) else (b, a)
        if any(long[:i] + long[i + 1 :] == short for i in range(len(long))):
            return Shape.LOST_DIGIT
    return Shape.BY_ONE if abs(one - other) == 1 else Shape.OTHER


def _cost(shape: Shape, old: Number | None, new: Number) -> float:
    """Ties go to the value that is the commoner: most cells of these tables are 0 or small."""
    width = len(str(old)) if old is not None else 1
    return shape.value + 0.05 * width + (0.0 if new == 0 else 0.1 + 0.02 * len(str(new)))


def _single(system: System, path: str, delta: Number, stated: Mapping[str, set[Number]]) -> Hypothesis | None:
    old = system.values.get(path)
    new = (old or 0) + delta
    if new < 0 or path in system.locked:
        return None
    effect = system.effect({path: new})
    if effect.score <= 0:
        return None
    wholes = {outcome.relation.left[0] for outcome in (system.outcomes[index] for index in effect.mended)}
    if new in stated.get(path, ()):
        shape = Shape.STATED
    elif old is None:
        shape = Shape.BLANK
    elif old == 0 and path in wholes:
        shape = Shape.ZERO_TOTAL
    else:
        shape = _digits_apart(old, new)
    return Hypothesis(
        changes={path: new},
        shape=shape,
        mended=effect.mended,
        score=effect.score,
        cost=_cost(shape, old, new),
    )


def _singles(system: System, stated: Mapping[str, set[Number]]) -> Iterator[Hypothesis]:
    tried: set[tuple[str, Number]] = set()
    cells: dict[str, None] = {}
    for index in system.broken:
        outcome = system.outcomes[index]
        cells.update(dict.fromkeys((*outcome.relation.left, *outcome.parts)))
    for path in cells:
        for index, sign in system.links[path]:
            if index not in system.broken:
                continue
            delta = -sign * system.residuals[index]
            if (path, delta) not in tried:
                tried.add((path, delta))
                found = _single(system, path, delta, stated)
                if found is not None:
                    yield found


def _several(system: System, changes: Mapping[str, Number], shape: Shape) -> Hypothesis | None:
    """A hypothesis of more than one cell, where it mends more than it breaks."""
    real = {path: new for path, new in changes.items() if new != system.values.get(path, 0)}
    if not real or any(new < 0 for new in real.values()) or not system.locked.isdisjoint(real):
        return None
    effect = system.effect(real)
    if effect.score <= 0:
        return None
    return Hypothesis(
        changes=real,
        shape=shape,
        mended=effect.mended,
        score=effect.score - _SLIPS_MORE.get(shape, 0.0),
        cost=shape.value,
    )


def _pairs(system: System) -> Iterator[Hypothesis]:
    """Two cells of one row or one column of the big table, each with the change that mends one broken
    relation."""
    if not 2 <= len(system.broken) <= _MANY_BROKEN:
        return
    grid = _grid()
    members = {
        index: [
            (path, -sign * system.residuals[index], grid[path])
            for path in system.outcomes[index].relation.paths
            if path in grid
            for number, sign in system.links.get(path, ())
            if number == index
        ]
        for index in system.broken
    }
    for position, first in enumerate(system.broken):
        for second in system.broken[position + 1 :]:
            for one, delta, (row, column) in members[first]:
                for other, change, (other_row, other_column) in members[second]:
                    if one == other or (row != other_row and column != other_column):
                        continue
                    before, after = system.values.get(one, 0), system.values.get(other, 0)
                    new = {one: before + delta, other: after + change}
                    swapped = new[one] == after and new[other] == before
                    shape = Shape.SWAPPED if swapped else Shape.MOVED if delta == -change else Shape.OTHER
                    found = _several(system, new, shape)
                    if found is not None:
                        # A case can only have been booked where there is one; small cells are the likelier
                        # place.
                        size = 0.01 * len(str(before)) + 0.01 * len(str(after))
                        yield evolve(found, cost=found.cost + size)


def _exchanges(system: System) -> Iterator[Hypothesis]:
    """A total printed in the place of one of its parts."""
    for index in system.broken:
        outcome = system.outcomes[index]
        if outcome.relation.kind is not RelationKind.SUM:
            continue
        whole = outcome.relation.left[0]
        for part in outcome.parts:
            if part in system.values and part in system.links:
                new = {whole: system.values[part], part: system.values[whole]}
                found = _several(system, new, Shape.SWAPPED)
                if found is not None:
                    yield found


def _lines(system: System) -> Iterator[Hypothesis]:
    """Whole rows and columns of the big table: shifted by one cell, or exchanged with the next."""
    if len(system.broken) < 3:
        return
    table = [row for row in _cells() if any(path in system.values for path in row)]
    figures = [[system.values.get(path, 0) for path in row] for row in table]
    for row, values in zip(table, figures, strict=True):
        back = values[1:]
        yield from _maybe(system, dict(zip(row, [*back, sum(back)], strict=True)), Shape.SHIFTED_ROW)
        forth = values[:-1]
        first = forth[-1] - sum(forth[:-1])
        yield from _maybe(system, dict(zip(row, [first, *forth], strict=True)), Shape.SHIFTED_ROW)
    for one, other, values, others in zip(table, table[1:], figures, figures[1:], strict=False):
        changes = {**dict(zip(one, others, strict=True)), **dict(zip(other, values, strict=True))}
        yield from _maybe(system, changes, Shape.SWAPPED_ROWS)
    for column in range(6):
        changes = {}
        for row, values in zip(table, figures, strict=True):
            changes[row[column]], changes[row[6]] = values[6], values[column]
        yield from _maybe(system, changes, Shape.SWAPPED_COLUMNS)


def _maybe(system: System, changes: Mapping[str, Number], shape: Shape) -> Iterator[Hypothesis]:
    found = _several(system, changes, shape)
    if found is not None:
        yield found


def hypotheses(system: System, stated: Mapping[str, set[Number]]) -> list[Hypothesis]:
    """All hypotheses with something to say for them, in no order. `stated` holds the values other places
    give for a path."""
    found = [*_singles(system, stated), *_exchanges(system)]
    best = max((item.score for item in found), default=0.0)
    if best < len(system.broken):
        found += _pairs(system)
        found += _lines(system)
    return found
