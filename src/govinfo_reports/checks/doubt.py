"""Recognised figures are doubted before an organ is blamed: what breaks a relation is read again from its
picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Protocol, TypeVar

from attrs import evolve

from ..document import Cell, Document
from ..facts import Fact, Scope, Source
from ..findings import Finding, Severity
from ..forms.relations import RELATIONS
from ..indicators import Kind, leaf_indicators
from ..language import Said, phrase
from ..location import Location
from ..numerals import read_cell
from ..readers.image.again import read_again

__all__ = ["doubt"]

Readings = tuple[tuple[str, float], ...]
Place = tuple[int | None, int | None, int | None, int | None]

_RELATIONS = frozenset(relation.id for relation in RELATIONS)
_CLEAR = 0.9  # a figure that is read alike each time, and once as sure as that, is what is printed
_ROUNDS = 12
_UNSURE = 0.5  # a figure recognised no surer than that is not taken as it is
_MOST = 24  # unsure figures: with more of them a page is not legible, and nothing proves one of them
_MOST_READINGS = 4


class _Report(Protocol):
    @property
    def facts(self) -> tuple[Fact, ...]: ...
    @property
    def extra(self) -> tuple[Fact, ...]: ...
    @property
    def findings(self) -> tuple[Finding, ...]: ...


R = TypeVar("R", bound=_Report)


def doubt(
    report: R,
    document: Document,
    made: Callable[[tuple[Fact, ...]], R],
    read: Callable[[bytes], Readings] = read_again,
) -> tuple[R, tuple[Finding, ...]]:
    """The report with recognised figures that its image and a relation agree on, and its findings.

    Where a relation does not hold between recognised figures, their cells are read again, larger. If one
    other reading of one cell alone mends it and breaks no other, that is the value, and its `decoded_by`
    names the relation. Else the finding becomes `doubt:<path>` where any of its cells is read differently or
    unsurely; where all are clear, the organ is wrong, and the finding stays. A figure that is recognised
    unsurely has no value but its readings as `candidates`, unless a relation holds with one of them alone.
    `made` gives the checked report of other facts."""
    if not any(fact.recognised is not None for fact in _all(report)):
        return report, report.findings
    cells = {
        _place(cell.location): cell for table in document.tables() for cell in table.cells if cell.picture
    }
    known: dict[Place, Readings] = {}
    report = _without_unsure(report, cells, known, made, read)
    settled: set[str] = set()
    for _ in range(_ROUNDS):
        broken = [one for one in _broken(report) if one.rule not in settled]
        if not broken:
            break
        finding = broken[0]
        found = _looked_at(report, finding, cells, known, read)
        better = list(_mended(report, finding, found, made))
        if len(better) == 1:
            report = better[0]
        else:
            settled.add(finding.rule)
    findings = tuple(_judged(one, report, cells, known, read) for one in report.findings)
    return report, (*findings, *map(_unsure, _left(report)))


def _left(report: _Report) -> list[Fact]:
    """The figures that were left without a value, since they are recognised unsurely; blanks where more is
    printed than a dash."""
    return [
        fact
        for fact in _all(report)
        if fact.source is Source.TABLE
        and fact.value is None
        and fact.recognised is not None
        and (fact.recognised < _UNSURE if fact.candidates else not fact.recognised)
    ]


def _unsure(fact: Fact) -> Finding:
    readings = [str(value) for value in fact.candidates]
    return Finding(
        rule=f"doubt:{fact.path}",
        severity=Severity.WARNING,
        message=phrase(
            "{path} is not surely recognised, look at its picture: {raw!r} may be read as "
            "{readings}, or be more than shows",
            path=fact.path,
            raw=fact.raw,
            readings=Said(" or ".join(readings) or "a blank", "或".join(readings) or "空白"),
        ),
        paths=() if fact.path.startswith("extra.") else (fact.path,),
        locations=(fact.location,),
    )


def _all(report: _Report) -> tuple[Fact, ...]:
    return *report.facts, *report.extra


def _without_unsure(
    report: R,
    cells: Mapping[Place, Cell],
    known: dict[Place, Readings],
    made: Callable[[tuple[Fact, ...]], R],
    read: Callable[[bytes], Readings],
) -> R:
    """The report in which figures that are recognised unsurely have no value, but for those that a relation
    proves."""
    facts = list(_all(report))
    unsure: dict[int, list[int | Decimal]] = {
        index: [] if fact.value is None else [fact.value]
        for index, fact in enumerate(facts)
        if fact.source is Source.TABLE and fact.recognised is not None and fact.recognised < _UNSURE
    }
    for index, values in unsure.items():
        fact, place = facts[index], _place(facts[index].location)
        cell = cells.get(place)
        if len(unsure) <= _MOST and cell is not None and cell.picture is not None:
            known.setdefault(place, read(cell.picture))
            values += list(_others(fact, known[place]))[:_MOST_READINGS]
        facts[index] = evolve(fact, value=None, candidates=tuple(values))
    if not unsure:
        return report
    report = made(tuple(facts))
    if len(unsure) > _MOST:
        return report
    for index, values in unsure.items():
        before = {one.rule for one in _broken(report)}
        proofs = [(value, rules) for value in values if (rules := _proofs(facts, index, value, before, made))]
        if len(proofs) == 1:
            ((value, rules),) = proofs
            facts[index] = evolve(facts[index], value=value, candidates=(), decoded_by=rules)
            report = made(tuple(facts))
    return report


def _proofs(
    facts: Sequence[Fact],
    index: int,
    value: int | Decimal,
    before: set[str],
    made: Callable[[tuple[Fact, ...]], _Report],
) -> tuple[str, ...]:
    """The relations that hold with a value for a fact and with no other near it; none where the value breaks
    one that was not broken `before`."""

    def broken(other: int | Decimal | None) -> set[str]:
        changed = evolve(facts[index], value=other, candidates=())
        return {one.rule for one in _broken(made((*facts[:index], changed, *facts[index + 1 :])))}

    here = broken(value)
    if here - before:
        return ()
    near = value - 1 if value >= 1 else value + 2
    return tuple(sorted((broken(value + 1) & broken(near)) - here))


def _place(location: Location) -> Place:
    return location.page, location.table, location.row, location.column


def _broken(report: _Report) -> list[Finding]:
    return [
        one
        for one in report.findings
        if one.rule in _RELATIONS and one.severity is not Severity.INFO and one.paths
    ]


def _looked_at(
    report: _Report,
    finding: Finding,
    cells: Mapping[Place, Cell],
    known: dict[Place, Readings],
    read: Callable[[bytes], Readings],
) -> list[tuple[Fact, Readings]]:
    """The recognised figures of a finding, with what their pictures say when read again."""
    found: list[tuple[Fact, Readings]] = []
    for fact in report.facts:
        cell = cells.get(_place(fact.location))
        is_meant = fact.path in finding.paths and fact.source is Source.TABLE and fact.scope is Scope.YEAR
        if not is_meant or cell is None or cell.picture is None or fact.recognised is None:
            continue
        place = _place(fact.location)
        if place not in known:
            known[place] = read(cell.picture)
        found.append((fact, known[place]))
    return found


def _others(fact: Fact, readings: Readings) -> dict[int, tuple[str, float]]:
    """The other counts that a figure's picture is read as; an amount has none, since its unit is not in the
    picture."""
    found: dict[int, tuple[str, float]] = {}
    item = leaf_indicators().get(fact.path)
    if item is not None and item.kind is Kind.AMOUNT:
        return found
    for text, confidence in readings:
        number = read_cell(text)
        value = None if number is None else number.value
        if isinstance(value, int) and value != fact.value and confidence > found.get(value, ("", 0.0))[1]:
            found[value] = (text, confidence)
    return found


def _mended(
    report: R, finding: Finding, found: Sequence[tuple[Fact, Readings]], made: Callable[[tuple[Fact, ...]], R]
) -> Iterator[R]:
    """The reports in which one other reading of one cell mends the finding, and breaks nothing."""
    before = {one.rule for one in _broken(report)}
    for fact, readings in found:
        for value, (text, confidence) in _others(fact, readings).items():
            other = evolve(fact, value=value, raw=text, recognised=confidence, decoded_by=(finding.rule,))
            changed = made(tuple(other if one is fact else one for one in _all(report)))
            after = {one.rule for one in _broken(changed)}
            if finding.rule not in after and after <= before:
                yield changed


def _judged(
    finding: Finding,
    report: _Report,
    cells: Mapping[Place, Cell],
    known: dict[Place, Readings],
    read: Callable[[bytes], Readings],
) -> Finding:
    """The finding as it is, or as a doubt where a figure in it is not clear."""
    if finding.rule not in _RELATIONS or finding.severity is Severity.INFO:
        return finding
    found = _looked_at(report, finding, cells, known, read)
    unclear = [
        fact
        for fact, readings in found
        if _others(fact, readings)
        or max((sure for _, sure in readings), default=fact.recognised or 0.0) < _CLEAR
    ]
    if not unclear:
        return finding
    names = ", ".join(f"{fact.path} ({fact.raw}: {fact.location})" for fact in unclear)
    return evolve(
        finding,
        rule=f"doubt:{finding.paths[0]}",
        severity=Severity.WARNING,
        message=phrase(
            "a figure may be misrecognised, look at the picture of {names}: {message}",
            names=names,
            message=finding.said,
        ),
        locations=tuple(fact.location for fact in unclear),
    )
