"""Clean figures for each form, and a stand-in for a report that holds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from attrs import Factory, frozen

from govinfo_reports.facts import Fact, Match, Scope, Source, Unread
from govinfo_reports.forms.relations import rows
from govinfo_reports.indicators import APPLICANTS, Form, Kind, indicators, leaf_indicators
from govinfo_reports.location import Location
from govinfo_reports.model.section import Section
from govinfo_reports.model.years import TableYear

__all__ = ["Figure", "Period", "StandIn", "clean_figures", "fact_of", "stand_in"]

Figure = int | Decimal | None

_PROVINCIAL = (
    "proactive.disclosed", "proactive.channels.website", "proactive.channels.gazette", "applications.received.total",
    "applications.received.in_person", "applications.received.fax", "applications.received.online",
    "applications.received.letter", "applications.replies.total", "applications.replies.granted",
    "applications.replies.partially_granted", "applications.replies.refused.total", "review.total", "litigation.total",
)  # fmt: skip
_NARRATIVE = (
    "proactive.disclosed", "applications.received.total", "applications.received.in_person", "applications.received.online",
    "applications.replies.total", "review.total", "litigation.total", "training.participants", "fees",
)  # fmt: skip
_YEARS = {Form.NARRATIVE: 2012, Form.PROVINCIAL: 2012, Form.F2014: 2016, Form.F2019: 2019, Form.F2021: 2022}
_HEADINGS = (
    ("一", "总体情况"), ("二", "主动公开政府信息情况"), ("三", "收到和处理政府信息公开申请情况"),
    ("四", "政府信息公开行政复议、行政诉讼情况"), ("五", "存在的主要问题及改进情况"), ("六", "其他需要报告的事项"),
)  # fmt: skip
_OUTCOMES = "applications.outcomes"


def _split(total: int, into: int, rng: Random) -> list[int]:
    """`total` in `into` parts, uneven as real ones are: most of it in a few."""
    weights = [rng.choice((0, 0, 0, 1, 2, 5, 20)) * rng.random() for _ in range(into)]
    whole = sum(weights)
    if not whole:
        weights, whole = [1.0] + [0.0] * (into - 1), 1.0
    parts = [int(total * weight / whole) for weight in weights]
    parts[weights.index(max(weights))] += total - sum(parts)
    return parts


def _size(rng: Random, usual: float = 3.0, spread: float = 1.6) -> int:
    return int(rng.lognormvariate(usual, spread))


def _amount(rng: Random) -> Decimal:
    return rng.choice((Decimal(0), Decimal(rng.randrange(0, 10_000_000)).scaleb(-rng.randrange(0, 5))))


def _put(figures: dict[str, Figure], prefix: str, names: str, values: Iterable[int]) -> None:
    for name, value in zip(names.split(), values, strict=True):
        figures[f"{prefix}.{name}"] = value


def _form_2014(rng: Random) -> dict[str, Figure]:
    figures: dict[str, Figure] = {}
    channels = [rng.choice((0, _size(rng, 5))) for _ in range(5)]
    _put(figures, "proactive.channels", "gazette website weibo wechat other", channels)
    disclosed = rng.randint(max(channels), sum(channels))
    issued = _size(rng, 2)
    figures |= {
        "proactive.disclosed": disclosed,
        "proactive.normative_documents.disclosed": rng.randint(0, min(disclosed, issued)),
        "proactive.normative_documents.issued": issued,
    }
    press, online, policy, social, other = (rng.choice((0, _size(rng, 1.5))) for _ in range(5))
    responses = "press_conferences online_interviews policy_interpretations social_media other"
    _put(figures, "responses.channels", responses, (press, online, policy, social, other))
    figures |= {
        "responses.channels.press_conferences_by_principal": rng.randint(0, press),
        "responses.channels.online_interviews_by_principal": rng.randint(0, online),
        "responses.hot_topics": rng.randint(
            max(press, online, policy, social, other), press + online + policy + social + other
        ),
    }
    received = rng.choice((0, _size(rng)))
    concluded = received if rng.random() < 0.8 else rng.randint(0, received)
    replies = concluded if rng.random() < 0.8 else rng.randint(0, concluded)
    figures |= {
        "applications.received.total": received,
        "applications.concluded.total": concluded,
        "applications.replies.total": replies,
    }
    _put(figures, "applications.received", "in_person fax online letter", _split(received, 4, rng))
    _put(figures, "applications.concluded", "on_time extended", _split(concluded, 2, rng))
    kinds = (
        "already_public granted partially_granted refused.total not_this_organ nonexistent "
        "amendment_requested redirected"
    )
    parts = _split(replies, 8, rng)
    _put(figures, "applications.replies", kinds, parts)
    reasons = (
        "state_secret trade_secret privacy security_and_stability not_government_information other_statutory"
    )
    _put(figures, "applications.replies.refused", reasons, _split(parts[3], 6, rng))
    for group in ("review", "litigation"):
        total = rng.choice((0, 0, _size(rng, 1)))
        figures[f"{group}.total"] = total
        _put(figures, group, "upheld corrected other", _split(total, 3, rng))
    staff = 1 + _size(rng, 3)
    figures |= {
        "complaints": rng.choice((0, 0, _size(rng, 1))),
        "fees": _amount(rng),
        "capacity.staff.total": staff,
    }
    _put(figures, "capacity.staff", "full_time part_time", _split(staff, 2, rng))
    figures |= {
        "capacity.dedicated_offices": 1 + _size(rng, 1),
        "capacity.reading_points": _size(rng, 1),
        "capacity.budget": _amount(rng),
        "training.meetings": _size(rng, 1),
        "training.courses": _size(rng, 1),
        "training.participants": _size(rng, 4),
    }
    return figures


def _court(figures: dict[str, Figure], group: str, rng: Random) -> None:
    total = rng.choice((0, _size(rng, 1.5)))
    figures[f"{group}.total"] = total
    _put(figures, group, "upheld corrected other pending", _split(total, 4, rng))


def _big_table(figures: dict[str, Figure], form: Form, rng: Random) -> None:
    outcomes = [
        row
        for row in rows()
        if row.startswith(f"{_OUTCOMES}.")
        and row != f"{_OUTCOMES}.total"
        and form in indicators()[f"{row}.total"].forms
    ]
    every = (
        "applications.received",
        "applications.carried_in",
        *outcomes,
        f"{_OUTCOMES}.total",
        "applications.carried_forward",
    )
    totals = dict.fromkeys(every, 0)
    for column in APPLICANTS:
        if column == "total":
            figures |= {f"{row}.total": totals[row] for row in every}
            return
        handled = _size(rng) if column == "natural_person" else rng.choice((0, 0, _size(rng, 1)))
        forward = rng.choice((0, 0, _size(rng, 0.5)))
        carried = rng.randint(0, min(handled + forward, 9)) if rng.random() < 0.3 else 0
        values = dict(zip(outcomes, _split(handled, len(outcomes), rng), strict=True))
        values |= {
            f"{_OUTCOMES}.total": handled,
            "applications.carried_forward": forward,
            "applications.carried_in": carried,
            "applications.received": handled + forward - carried,
        }
        for row, value in values.items():
            figures[f"{row}.{column}"] = value
            totals[row] += value


def clean_figures(form: Form, rng: Random) -> dict[str, Figure]:
    """A value for every indicator that reports of `form` print (for forms without a fixed table, a usual
    choice), such that all relations hold and nothing is suspicious; in the order of the vocabulary. All are
    numbers: blank what you like."""
    if form in (Form.F2014, Form.PROVINCIAL, Form.NARRATIVE):
        figures = _form_2014(rng)
        if form is not Form.F2014:
            kept = _PROVINCIAL if form is Form.PROVINCIAL else _NARRATIVE
            figures = {path: figures[path] for path in kept}
    else:
        figures = {}
        _big_table(figures, form, rng)
        for group in ("review", "litigation.direct", "litigation.after_review"):
            _court(figures, group, rng)
        for path, item in leaf_indicators().items():
            if form in item.forms and path.startswith("proactive."):
                if item.kind is Kind.AMOUNT:
                    figures[path] = _amount(rng)
                else:
                    figures[path] = (
                        rng.randint(-5, 5) if path.endswith("_change") else rng.choice((0, _size(rng)))
                    )
    return {path: figures[path] for path in leaf_indicators() if path in figures}


@frozen
class Period:
    """A span of time, as `Report.period` has it."""

    start: date | None = None
    end: date | None = None


def fact_of(path: str, value: Figure, **changes: Any) -> Fact:
    """A fact in a table at a made-up place; `changes` sets other attributes."""
    item = indicators().get(path)
    values: dict[str, Any] = {
        "path": path,
        "value": value,
        "unit": item.unit if item else None,
        "raw": "" if value is None else str(value),
        "source": Source.TABLE,
        "location": Location(table=1, row=1, column=1),
        "match": Match(label=item.label if item else path),
    }
    return Fact(**(values | changes))


@frozen(kw_only=True)
class StandIn:
    """As much of a report as the checks look at."""

    form: Form
    values: Mapping[str, Figure] = Factory(dict)
    facts: tuple[Fact, ...] = ()
    extra: tuple[Fact, ...] = ()
    year: int | None = 2022
    title: str | None = "云河市2022年政府信息公开工作年度报告"
    organ: str | None = "云河市"
    issuer: str | None = None
    source: str | None = None
    period: Period | None = None
    published: date | None = None
    sections: tuple[Any, ...] = ()
    statements: tuple[Any, ...] = ()
    unread: tuple[Unread, ...] = ()
    groups_found: frozenset[str] = frozenset()
    table_years: tuple[TableYear, ...] = ()
    held: Mapping[str, Fact] = Factory(dict)

    def get(self, path: str) -> Figure:
        """The exact value, as `Report.get` gives it."""
        return self.values.get(path)

    def fact(self, path: str) -> Fact | None:
        """The fact, as `Report.fact` gives it."""
        return self.held.get(path)


def stand_in(form: Form, figures: Mapping[str, Figure], *more: Fact, **changes: Any) -> StandIn:
    """A report with these figures in its tables, and `more` facts after them; the model holds a table's
    figure first."""
    source = Source.PROSE if form is Form.NARRATIVE else Source.TABLE
    facts = [
        fact_of(path, value, source=source, location=Location(table=1, row=number, column=2))
        for number, (path, value) in enumerate(figures.items(), 1)
    ]
    facts.extend(more)
    held: dict[str, Fact] = {}
    for fact in facts:
        if fact.scope is Scope.YEAR:
            before = held.get(fact.path)
            if before is None or (_rank(fact) < _rank(before)):
                held[fact.path] = fact
    values = {path: fact.value for path, fact in held.items() if not fact.approximate}
    if "year" not in changes and "title" not in changes:
        year = _YEARS[form]
        changes = {"year": year, "title": f"云河市{year}年政府信息公开工作年度报告", **changes}
    heads = _HEADINGS if form in (Form.F2019, Form.F2021) else ()
    groups = frozenset(
        fact.path.partition(".")[0]
        for fact in facts
        if fact.source is Source.TABLE and not fact.path.startswith("extra.")
    )
    arguments: dict[str, Any] = {
        "values": values,
        "held": held,
        "facts": tuple(fact for fact in facts if not fact.path.startswith("extra.")),
        "extra": tuple(fact for fact in facts if fact.path.startswith("extra.")),
        "groups_found": groups,
        "sections": tuple(
            Section(number=number, title=title, text="", location=Location(line=line))
            for line, (number, title) in enumerate(heads, 1)
        ),
    }
    return StandIn(form=form, **(arguments | changes))


def _rank(fact: Fact) -> tuple[bool, bool, bool]:
    return fact.value is None, fact.source is not Source.TABLE, fact.approximate
