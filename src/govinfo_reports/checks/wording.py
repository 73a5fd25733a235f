"""The sentences of findings about relations, in English and Chinese."""

from __future__ import annotations

from collections.abc import Iterable

from ..facts import Fact
from ..findings import Finding, Severity, Suspect
from ..forms.relations import RelationKind, form_of, label
from ..indicators import Form
from ..language import Said, phrase
from ..location import Location
from .evaluate import Cells, Evaluation, Number

__all__ = ["broken", "named", "not_checked", "places", "show"]


def show(value: Number | None) -> str:
    """A figure for people, without exponents; a blank says so.

    >>> show(None)
    'blank'
    """
    return "blank" if value is None else f"{value:f}" if not isinstance(value, int) else str(value)


def named(path: str, form: Form | None = None) -> Said:
    """An indicator's path with its official label in a form; in Chinese the label alone.

    >>> named("complaints"), named("complaints").zh
    ('complaints [六、举报投诉数量]', '“六、举报投诉数量”')
    """
    said = label(path, form)
    return Said(f"{path} [{said}]", f"“{said}”")


def places(facts: Iterable[Fact | None]) -> tuple[Location, ...]:
    """The places of the facts that are there."""
    return tuple(fact.location for fact in facts if fact is not None)


def _addends(paths: tuple[str, ...], values: dict[str, Number], form: Form) -> Said:
    counted = [(path, values[path]) for path in paths if values.get(path)]
    if not counted:
        return phrase("all of them 0 or blank")
    said = Said(
        " + ".join(f"{label(path, form)} {show(value)}" for path, value in counted),
        " + ".join(f"{label(path, form)}{show(value)}" for path, value in counted),
    )
    return said + phrase(" (the others 0 or blank)") if len(counted) < len(paths) else said


def _sentence(outcome: Evaluation) -> Said:
    relation, values = outcome.relation, outcome.values
    form = form_of(relation)
    whole = named(relation.left[0], form)
    printed, expected = show(outcome.printed), show(outcome.expected)
    if relation.kind is RelationKind.SUBSET:
        return phrase(
            "{part} is {printed}, more than {expected} of which it is a part: {whole}",
            part=named(relation.right[0], form),
            printed=printed,
            expected=expected,
            whole=whole,
        )
    if relation.kind is RelationKind.ORDER:
        smaller, larger = (named(path, form) for path in outcome.culprits)
        return phrase(
            "{smaller} is {printed}, more than {larger} with {expected}",
            smaller=smaller,
            printed=printed,
            larger=larger,
            expected=expected,
        )
    parts = _addends(outcome.parts, values, form)
    if relation.kind is RelationKind.BALANCE:
        return phrase(
            "received and carried in make {expected} ({left}), concluded and carried forward "
            "{printed} ({parts})",
            expected=expected,
            left=_addends(relation.left, values, form),
            printed=printed,
            parts=parts,
        )
    said = {"whole": whole, "printed": printed, "expected": expected, "parts": parts}
    if relation.kind is RelationKind.BOUNDS:
        if (
            outcome.expected is not None
            and outcome.printed is not None
            and outcome.expected > outcome.printed
        ):
            return phrase("{whole} is {printed}, less than {expected} of one channel alone: {parts}", **said)
        return phrase(
            "{whole} is {printed}, more than all channels together with {expected}: {parts}", **said
        )
    return phrase("{whole} is printed as {printed}, but its parts add up to {expected}: {parts}", **said)


def broken(outcome: Evaluation, cells: Cells, suspects: tuple[Suspect, ...] = (), also: str = "") -> Finding:
    """The finding about a broken relation. `also` is a clause to add (what other findings share its
    cause)."""
    relation = outcome.relation
    paths = (
        *relation.left,
        *(path for path in outcome.parts if path in cells.facts or path in outcome.values),
    )
    return Finding(
        rule=relation.id,
        severity=relation.severity,
        message=_sentence(outcome) + also,
        paths=paths,
        expected=outcome.expected,
        printed=outcome.printed,
        locations=places(cells.facts.get(path) for path in paths),
        suspects=suspects,
    )


def not_checked(outcome: Evaluation, cells: Cells) -> Finding:
    """The note that a relation of the form could not be tested, and why."""
    relation, why = outcome.relation, outcome.why
    assert why is not None  # noqa: S101 - a silent evaluation always has its reason
    return Finding(
        rule=f"not_checked:{relation.id}",
        severity=Severity.INFO,
        message=phrase("{rule} was not checked: {why}", rule=relation.said, why=why.said),
        paths=relation.paths,
        locations=places(cells.facts.get(path) for path in relation.paths),
    )
