"""The sentences of findings about relations, in English and Chinese."""

from __future__ import annotations

from collections.abc import Iterable

from ..facts import Fact
from ..findings import Finding, Severity, Suspect
from ..forms.relations import RelationKind, form_of, label
from ..indicators import Form
from ..location import Location
from .evaluate import Cells, Evaluation, Number

__all__ = ["broken", "named", "not_checked", "places", "show"]


def show(value: Number | None) -> str:
    """A figure for people, without exponents; a blank says so.

    >>> show(None)
    'blank'
    """
    return "blank" if value is None else f"{value:f}" if not isinstance(value, int) else str(value)


def named(path: str, form: Form | None = None) -> str:
    """An indicator's path with its official label in a form.

    >>> named("complaints")
    'complaints [六、举报投诉数量]'
    """
    return f"{path} [{label(path, form)}]"


def places(facts: Iterable[Fact | None]) -> tuple[Location, ...]:
    """The places of the facts that are there."""
    return tuple(fact.location for fact in facts if fact is not None)


def _addends(paths: tuple[str, ...], values: dict[str, Number], form: Form) -> tuple[str, str]:
    counted = [(path, values[path]) for path in paths if values.get(path)]
    if not counted:
        return "all of them 0 or blank", "各分项均为0或空白"
    rest = len(counted) < len(paths)
    english = " + ".join(f"{label(path, form)} {show(value)}" for path, value in counted)
    chinese = " + ".join(f"{label(path, form)}{show(value)}" for path, value in counted)
    return english + (" (the others 0 or blank)" if rest else ""), chinese + (
        "（其余为0或空白）" if rest else ""
    )


def _sentences(outcome: Evaluation) -> tuple[str, str]:
    relation, values = outcome.relation, outcome.values
    form = form_of(relation)
    whole = relation.left[0]
    printed, expected = show(outcome.printed), show(outcome.expected)
    if relation.kind is RelationKind.SUBSET:
        part = relation.right[0]
        return (
            f"{named(part, form)} is {printed}, more than {expected} of which it is a part: {named(whole, form)}",
            f"“{label(part, form)}”为{printed}，大于其所属的“{label(whole, form)}”{expected}",
        )
    if relation.kind is RelationKind.ORDER:
        smaller, larger = outcome.culprits
        return (
            f"{named(smaller, form)} is {printed}, more than {named(larger, form)} with {expected}",
            f"“{label(smaller, form)}”为{printed}，大于“{label(larger, form)}”{expected}",
        )
    english, chinese = _addends(outcome.parts, values, form)
    if relation.kind is RelationKind.BALANCE:
        left, left_zh = _addends(relation.left, values, form)
        return (
            f"received and carried in make {expected} ({left}), concluded and carried forward {printed} ({english})",
            f"第一项加第二项之和为{expected}（{left_zh}），第三项加第四项之和为{printed}（{chinese}）",
        )
    if relation.kind is RelationKind.BOUNDS:
        if (
            outcome.expected is not None
            and outcome.printed is not None
            and outcome.expected > outcome.printed
        ):
            return (
                f"{named(whole, form)} is {printed}, less than {expected} of one channel alone: {english}",
                f"“{label(whole, form)}”为{printed}，小于单一渠道的{expected}：{chinese}",
            )
        return (
            f"{named(whole, form)} is {printed}, more than all channels together with {expected}: {english}",
            f"“{label(whole, form)}”为{printed}，大于各渠道之和{expected}：{chinese}",
        )
    return (
        f"{named(whole, form)} is printed as {printed}, but its parts add up to {expected}: {english}",
        f"“{label(whole, form)}”填报为{printed}，各分项之和为{expected}：{chinese}",
    )


def broken(
    outcome: Evaluation, cells: Cells, suspects: tuple[Suspect, ...] = (), also: tuple[str, str] = ("", "")
) -> Finding:
    """The finding about a broken relation. `also` is a clause to add in both languages (what other findings share its cause)."""
    relation = outcome.relation
    message, message_zh = _sentences(outcome)
    paths = (
        *relation.left,
        *(path for path in outcome.parts if path in cells.facts or path in outcome.values),
    )
    return Finding(
        rule=relation.id,
        severity=relation.severity,
        message=message + also[0],
        message_zh=message_zh + also[1],
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
        message=f"{relation.id} was not checked: {why.value}",
        message_zh=f"未核对“{relation.wording_zh}”：{why.zh}",
        paths=relation.paths,
        locations=places(cells.facts.get(path) for path in relation.paths),
    )
