"""The relations of one report as a system: which of them a change of some cells would mend, and which it
would break."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from attrs import frozen

from ..forms.relations import Relation, RelationKind
from .evaluate import Cells, Evaluation, NotCheckedReason, Number, RelationState

__all__ = ["Effect", "System", "build_system"]

_WEAK = 0.5
"""What an order counts against an equation: many values satisfy it."""


@frozen(kw_only=True)
class Effect:
    """What a change would do: the broken relations it mends, and a score (mended less newly broken)."""

    mended: frozenset[int]
    score: float


@frozen(kw_only=True)
class System:
    """The evaluated relations with, for each cell, the equations it stands in (index and sign) and the
    orders."""

    outcomes: Sequence[Evaluation]
    values: Mapping[str, Number]
    residuals: Sequence[Number]
    links: Mapping[str, tuple[tuple[int, int], ...]]
    orders: Mapping[str, tuple[int, ...]]
    broken: tuple[int, ...]
    """The broken equations."""
    locked: frozenset[str]
    """Cells that no change may touch: with several readings, or not printed."""

    def effect(self, changes: Mapping[str, Number]) -> Effect:
        """What putting these values into these cells would do."""
        moved: dict[int, Number] = {}
        weak: set[int] = set()
        for path, new in changes.items():
            delta = new - self.values.get(path, 0)
            for index, sign in self.links.get(path, ()):
                moved[index] = moved.get(index, 0) + sign * delta
            weak.update(self.orders.get(path, ()))
        mended: set[int] = set()
        score = 0.0
        for index, delta in moved.items():
            outcome = self.outcomes[index]
            solved = self.residuals[index] + delta == 0
            if outcome.state is RelationState.BROKEN:
                if solved:
                    mended.add(index)
                    score += 1
            elif outcome.state is RelationState.HOLDS:
                score -= delta != 0
            elif not solved and _speaks(outcome, changes):
                score -= 1
        for index in weak:
            outcome = self.outcomes[index]
            fine = _in_order(outcome.relation, {**outcome.values, **changes})
            if outcome.state is RelationState.BROKEN and fine:
                mended.add(index)
                score += _WEAK
            elif outcome.state is RelationState.HOLDS and not fine:
                score -= _WEAK
        return Effect(mended=frozenset(mended), score=score)


def _speaks(outcome: Evaluation, changes: Mapping[str, Number]) -> bool:
    """Whether a relation that was silent for blanks could be tested after the change."""
    relation = outcome.relation
    if outcome.why is NotCheckedReason.NO_WHOLE:
        return relation.left[0] in changes and any(path in outcome.values for path in relation.right)
    if outcome.why is NotCheckedReason.NO_PARTS:
        return any(path in changes for path in relation.right)
    if outcome.why is NotCheckedReason.NO_SIDE:
        after = {*outcome.values, *changes}
        return not (after.isdisjoint(relation.left) or after.isdisjoint(relation.right))
    return False


def _in_order(relation: Relation, values: Mapping[str, Number]) -> bool:
    present = [values[path] for path in relation.paths if path in values]
    return all(small <= large for small, large in itertools.pairwise(present))


def build_system(outcomes: Sequence[Evaluation], cells: Cells) -> System:
    """The system of a report's evaluated relations."""
    links: dict[str, list[tuple[int, int]]] = {}
    orders: dict[str, list[int]] = {}
    residuals: list[Number] = []
    for index, outcome in enumerate(outcomes):
        relation = outcome.relation
        residual: Number = 0
        if relation.is_equation:
            plus = (
                relation.left if relation.kind is RelationKind.BALANCE else (outcome.parts or relation.right)
            )
            minus = relation.right if relation.kind is RelationKind.BALANCE else relation.left
            for paths, sign in ((plus, 1), (minus, -1)):
                for path in paths:
                    links.setdefault(path, []).append((index, sign))
                    residual = residual + sign * outcome.values.get(path, 0)
        elif relation.kind is RelationKind.ORDER:
            for path in relation.paths:
                orders.setdefault(path, []).append(index)
        residuals.append(residual)
    # A cell that the table does not print cannot be misprinted.
    absent = links.keys() - cells.values.keys() - cells.tabular if cells.tabular else set()
    return System(
        outcomes=outcomes,
        values=cells.values,
        residuals=residuals,
        links={path: tuple(items) for path, items in links.items()},
        orders={path: tuple(items) for path, items in orders.items()},
        broken=tuple(
            index
            for index, outcome in enumerate(outcomes)
            if outcome.state is RelationState.BROKEN and outcome.relation.is_equation
        ),
        locked=cells.ambiguous | absent,
    )
