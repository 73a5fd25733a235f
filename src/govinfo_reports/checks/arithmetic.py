"""The check of all relations within one report, with the suspects for those that are broken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from ..facts import Scope
from ..findings import Finding
from ..forms.relations import relations_of
from ..indicators import Form, indicators
from .agreement import unchecked_agreement
from .checkable import Checkable
from .evaluate import Cells, Evaluation, Number, RelationState, evaluate, read_cells
from .suspects import Doubt, find_suspects
from .wording import broken, not_checked

__all__ = ["check_relations", "unchecked_relations"]


@lru_cache(maxsize=8)
def _paths_of(form: Form) -> tuple[str, ...]:
    return tuple(dict.fromkeys(path for relation in relations_of(form) for path in relation.paths))


def _evaluations(report: Checkable) -> tuple[Cells, list[Evaluation]]:
    cells = read_cells(report, _paths_of(report.form))
    return cells, [evaluate(relation, cells) for relation in relations_of(report.form)]


def _stated(report: Checkable) -> dict[str, set[Number]]:
    """The exact values that the report states for each path, wherever."""
    stated: dict[str, set[Number]] = {}
    for fact in report.facts:
        if fact.scope is Scope.YEAR and fact.value is not None and not fact.approximate:
            stated.setdefault(fact.path, set()).add(fact.value)
    return stated


def check_relations(report: Checkable) -> Iterable[Finding]:
    """The relations of the report's form that its figures break, each with the cells that may be at fault."""
    cells = read_cells(report, _paths_of(report.form))
    told = [one for one in relations_of(report.form) if not cells.values.keys().isdisjoint(one.paths)]
    if not any(evaluate(one, cells).state is RelationState.BROKEN for one in told):
        return
    cells, outcomes = _evaluations(report)
    doubts = find_suspects(outcomes, cells, _stated(report))
    for index, outcome in enumerate(outcomes):
        if outcome.state is RelationState.BROKEN:
            doubt = doubts.get(index, Doubt())
            yield broken(outcome, cells, doubt.suspects, doubt.also)


def unchecked_relations(report: Checkable) -> Iterator[Finding]:
    """For each relation of the report's form that could not be tested, a note of severity info with the
    reason; and for each figure whose reading what it would be held against has decided."""
    cells, outcomes = _evaluations(report)
    for outcome in outcomes:
        paths = outcome.relation.paths
        # 其他处理 as three rows in the 2019 form, or as one in that of 2021, is nothing to miss.
        foreign = all(report.form not in indicators()[path].forms for path in paths)
        if outcome.state is RelationState.SILENT and not (foreign and cells.facts.keys().isdisjoint(paths)):
            yield not_checked(outcome, cells)
    yield from unchecked_agreement(report)
