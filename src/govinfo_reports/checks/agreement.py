"""The check that figures stated more than once agree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from attrs import frozen

from ..facts import Fact, Scope, Source
from ..findings import Finding, Severity
from ..indicators import Form, leaf_indicators
from ..language import Said, phrase
from .checkable import Checkable
from .evaluate import NotCheckedReason, Number
from .organs import is_place, normal_name
from .wording import named, show

__all__ = ["RoughRange", "check_agreement", "check_cumulative", "rough_span", "unchecked_agreement"]

_MORE = ("多", "余", "逾", "超", "以上")
_LESS = ("近", "不足", "以下", "将近")
_ONE_SITE = re.compile(r"门户网|[省市县区旗州盟镇乡]政府网站")
_LAWSUITS = ("litigation.direct.total", "litigation.after_review.total")


@frozen
class RoughRange:
    """The values that a rough figure may stand for, both ends included."""

    low: Decimal
    high: Decimal

    def meets(self, other: RoughRange) -> bool:
        """Whether both may stand for the same value."""
        return self.low <= other.high and other.low <= self.high


def rough_span(fact: Fact) -> RoughRange:
    """What the figure of a fact may stand for: itself when exact, else as far as its last significant digit
    allows.

    5980多 is 5980 to 5990, 近300 is 200 to 300, 约300 is 200 to 400.
    """
    value = Decimal(fact.value or 0)
    if not fact.approximate:
        return RoughRange(value, value)
    exponent = value.normalize().as_tuple().exponent
    unit = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    up = any(word in fact.raw for word in _MORE)
    down = any(word in fact.raw for word in _LESS)
    return RoughRange(value - unit if down or not up else value, value + unit if up or not down else value)


def _disagreement(path: str, held: Fact, others: list[Fact], expected: Number | None, form: Form) -> Finding:
    values = tuple(dict.fromkeys(_said(fact) for fact in others))
    return Finding(
        rule=f"agree:{path}",
        severity=Severity.WARNING,
        message=phrase(
            "{name} is {held}, elsewhere {values}", name=named(path, form), held=_said(held), values=values
        ),
        paths=(path,),
        expected=expected,
        printed=others[0].value,
        locations=(held.location, *(fact.location for fact in others)),
    )


def _said(fact: Fact) -> Said:
    value = show(fact.value)
    if fact.source is Source.TABLE:
        return (
            phrase("about {value} in a table", value=value)
            if fact.approximate
            else phrase("{value} in a table", value=value)
        )
    return (
        phrase("about {value} in a sentence", value=value)
        if fact.approximate
        else phrase("{value} in a sentence", value=value)
    )


def _allowed_sum(report: Checkable, path: str) -> RoughRange | None:
    """What a sentence may give instead of one cell of the 2019 and 2021 forms: 行政诉讼46件 is both kinds
    together, and 收办3607件 those received with those carried in."""
    if path == "litigation.total":
        parts = _LAWSUITS
    elif path.startswith("applications.received."):
        parts = (path, path.replace("received", "carried_in"))
    else:
        return None
    if report.form not in (Form.F2019, Form.F2021) or parts[1] not in leaf_indicators():
        return None
    values = [report.get(part) for part in parts]
    unknown = [part for part, value in zip(parts, values, strict=True) if value is None]
    if len(unknown) == len(parts) or any(report.fact(part) is None for part in unknown):
        return None
    total = Decimal(sum(value for value in values if value is not None))
    return RoughRange(total, total)


def check_agreement(report: Checkable) -> Iterable[Finding]:
    """The indicators that the report states more than once with different values.

    Only figures of the report year count. A blank never disagrees; a rough figure disagrees only beyond its
    roughness.
    """
    stated: dict[str, list[Fact]] = {}
    for fact in report.facts:
        if fact.scope is Scope.YEAR and fact.value is not None:
            stated.setdefault(fact.path, []).append(fact)
    for path, facts in stated.items():
        if len(facts) == 1 and path != "litigation.total":
            continue
        if path.startswith("extra."):
            # Two rows of the table's own may bear the same label.
            continue
        summed = _allowed_sum(report, path)
        if path == "litigation.total" and summed is not None:
            yield from _against_table(report, facts, summed)
            continue
        held = report.fact(path)
        if held is None or held.value is None:
            held = facts[0]
        span = rough_span(held)
        others = [
            fact
            for fact in facts
            if fact is not held
            and not (fact.value == held.value and fact.approximate == held.approximate)
            and not rough_span(fact).meets(span)
            and not (summed is not None and fact.source is Source.PROSE and rough_span(fact).meets(summed))
            and not _is_one_site(report, fact, held)
        ]
        if others:
            yield _disagreement(path, held, others, held.value, report.form)


def unchecked_agreement(report: Checkable) -> Iterator[Finding]:
    """For each figure of a table that a sentence, or the figure of all years, decided the reading of: a note
    of severity info that their agreement says nothing."""
    for fact in report.facts:
        path = fact.path
        for witness, kind in ((f"stated:{path}", "agree"), (f"order:{path}", "cumulative")):
            if fact.scope is Scope.YEAR and fact.source is Source.TABLE and witness in fact.decoded_by:
                others = [one for one in report.facts if one.path == path and one is not fact]
                yield Finding(
                    rule=f"not_checked:{kind}:{path}",
                    severity=Severity.INFO,
                    message=phrase(
                        "{rule} was not checked: {why}",
                        rule=Said(
                            f"{kind}:{path}",
                            phrase("{name} is the same everywhere", name=named(path, report.form)).zh,
                        ),
                        why=NotCheckedReason.DECIDED.said,
                    ),
                    paths=(path,),
                    locations=(fact.location, *(one.location for one in others)),
                )


def check_cumulative(report: Checkable) -> Iterable[Finding]:
    """The cumulative figures (历年累计) that are less than the year's own, which they hold."""
    for fact in report.facts:
        if fact.scope is not Scope.CUMULATIVE or fact.value is None:
            continue
        held = report.fact(fact.path)
        if held is None or held.value is None:
            continue
        if held.scope is Scope.YEAR and rough_span(fact).high < rough_span(held).low:
            yield Finding(
                rule=f"cumulative:{fact.path}",
                severity=Severity.WARNING,
                message=phrase(
                    "the cumulative {name} is {value}, less than {value_2} of the year",
                    name=named(fact.path, report.form),
                    value=show(fact.value),
                    value_2=show(held.value),
                ),
                paths=(fact.path,),
                expected=held.value,
                printed=fact.value,
                locations=(fact.location, held.location),
            )


def _is_one_site(report: Checkable, fact: Fact, held: Fact) -> bool:
    """Whether a sentence tells of a place's portal alone, which is one of the sites that the table counts."""
    said = " ".join(fact.match.evidence)
    return (
        fact.path == "proactive.channels.website"
        and fact.source is Source.PROSE
        and held.source is Source.TABLE
        and Decimal(fact.value or 0) < Decimal(held.value or 0)
        and is_place(normal_name(report.organ or ""))
        and _ONE_SITE.search(said) is not None
    )


def _against_table(report: Checkable, facts: list[Fact], summed: RoughRange) -> Iterator[Finding]:
    """The lawsuits told in a sentence against the two totals of the table."""
    others = [fact for fact in facts if not rough_span(fact).meets(summed)]
    if not others:
        return
    held = [fact for fact in map(report.fact, _LAWSUITS) if fact is not None]
    total = int(summed.low)
    printed = others[0].value
    yield Finding(
        rule="agree:litigation.total",
        severity=Severity.WARNING,
        message=phrase(
            "{name} is {others}; direct and after review make {total} in the table",
            name=named("litigation.total", report.form),
            others=_said(others[0]),
            total=total,
        ),
        paths=("litigation.total", *_LAWSUITS),
        expected=total,
        printed=printed,
        locations=(*(fact.location for fact in others), *(fact.location for fact in held)),
    )
