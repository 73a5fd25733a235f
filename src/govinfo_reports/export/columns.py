"""What a report, a failure or a finding has in each of the long tables, column by column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from ..checks.comparison import Comparison, places_of
from ..errors import GovInfoError
from ..findings import Finding, Severity
from ..indicators import Form, Kind, indicators
from ..location import Location, said
from ..model.failure import Failure
from ..model.report import Report, held_facts
from .labels import english_labels

__all__ = ["PLACES", "Columns", "Given", "Outcome", "columns_in", "not_parsed"]

Outcome = Report | Failure | Finding
Given = Outcome | GovInfoError
"""What the functions of this package take: outcomes, and errors that stand for failures."""
Columns = Sequence[Sequence[Any]]
"""The values of each column, in the order of the columns; nothing at all where there is no row."""

PLACES = 12
"""Decimal places of the columns `decimal`."""
_TOO_LARGE = 10 ** (38 - PLACES)
_INT64 = 2**63


def not_parsed(thing: object) -> TypeError:
    """The error for something that is given in place of reports."""
    return TypeError(
        f"reports are needed, and {type(thing).__name__} is none: parse(source) or "
        "parse_many(sources) gives them"
    )


def columns_in(of: str, number: int, outcome: Outcome) -> Columns:
    """The columns that a report or failure has in a table; `number` goes to `report`.

    A finding by itself has no number, organ or year: it may be about several reports.
    """
    if isinstance(outcome, Failure):
        if of != "failures":
            return ()
        return ([number], [outcome.source], [outcome.error], [outcome.reason], [outcome.reason_zh])
    if isinstance(outcome, Report):
        columns = _COLUMNS[of](outcome) if of in _COLUMNS else ()
        if not columns or not columns[0]:
            return ()
        whose = (number, outcome.source, outcome.organ, outcome.year, outcome.form.value)
        return (*([one] * len(columns[0]) for one in whose), *columns)
    if isinstance(outcome, Finding) and of == "findings":
        file = outcome.source if isinstance(outcome, Comparison) else None
        row = (None, file, None, None, None, *_finding_row(number, outcome))
        return [[value] for value in row]
    raise not_parsed(outcome)


def _decimal(value: int | Decimal | None) -> int | Decimal | None:
    """The value as the column can hold it; None where it cannot."""
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        if isinstance(exponent, str) or exponent < -PLACES:
            return None
    return None if value is None or not -_TOO_LARGE < value < _TOO_LARGE else value


def _text(value: int | Decimal) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _report_columns(report: Report) -> Columns:
    period, contact = report.period, report.contact
    grave = [finding.severity for finding in report.findings]
    row: tuple[Any, ...] = (
        report.container.value, report.title, report.issuer, report.published, period and period.start,
        period and period.end, contact.phone, contact.fax, contact.email, contact.postcode, contact.address,
        contact.website, len(report.facts) + len(report.extra), grave.count(Severity.ERROR),
        grave.count(Severity.WARNING), grave.count(Severity.INFO), len(report.unread), sorted(report.groups_found),
        list(report.notices), report.vocabulary,
    )  # fmt: skip
    return [[value] for value in row]


_said_of_facts = attrgetter(
    "path", "value", "unit", "raw", "scope._value_", "source._value_", "approximate", "candidates", "location", "match",
    "decoded_by", "recognised",
)  # fmt: skip
_said_of_matches = attrgetter("label", "how._value_", "confidence", "evidence")
_place_of = attrgetter("page", "sheet", "table", "row", "column", "line", "span")


@cache
def _known(path: str, form: Form) -> tuple[int | None, str | None, str | None, bool]:
    """Of an indicator the code, the labels in Chinese (None: it is none of the vocabulary's) and in English,
    and whether it is a number of things."""
    item, english = indicators().get(path), english_labels().get(path)
    return (
        None if english is None else english.code,
        None if item is None else item.label_in(form),
        None if english is None else english.label,
        item is None or item.kind is not Kind.AMOUNT,
    )


def _unknown(label: str) -> tuple[None, str, None, bool]:
    """The same of a row of a provincial table; these are many, and not kept."""
    return None, label, None, True


def _fact_columns(report: Report) -> Columns:
    facts = report.facts + report.extra
    if not facts:
        return ()
    paths, values, units, raws, scopes, sources, rough, candidates, places, matches, decoded, recognised = (
        zip(*map(_said_of_facts, facts), strict=True)
    )
    labels, hows, confidences, evidences = zip(*map(_said_of_matches, matches), strict=True)
    form = report.form
    known = indicators()
    codes, chinese, english, are_counts = zip(
        *(
            _known(path, form) if path in known else _unknown(label)
            for path, label in zip(paths, labels, strict=True)
        ),
        strict=True,
    )
    held = {*map(id, held_facts(facts).values())}
    decimals = [*map(_decimal, values)]
    return (
        paths, codes, chinese, english, decimals,
        [
            value if is_count and type(value) is int and -_INT64 <= value < _INT64 else None
            for value, is_count in zip(values, are_counts, strict=True)
        ],
        [
            None if value is None or kept is not None else _text(value)
            for value, kept in zip(values, decimals, strict=True)
        ],
        units, raws, [id(fact) in held for fact in facts], scopes, sources, rough,
        [tuple(map(_text, one)) if one else one for one in candidates], *_place_columns(places),
        labels, hows, confidences, evidences, decoded, recognised,
    )  # fmt: skip


def _place_columns(places: Iterable[Location]) -> Columns:
    """Where something stands, in words and in numbers."""
    *numbers, spans = zip(*map(_place_of, places), strict=True)
    return ([*map(said, *numbers, spans)], *numbers)


def _finding_columns(report: Report) -> Columns:
    rows = (_finding_row(number, finding) for number, finding in enumerate(report.findings))
    return [*zip(*rows, strict=True)]


def _finding_row(number: int, finding: Finding) -> tuple[Any, ...]:
    suspects = [
        {
            "indicator": suspect.path,
            "printed": _decimal(suspect.printed),
            "would_fit": _decimal(suspect.would_fit),
            "reason": suspect.reason,
            "reason_zh": suspect.reason_zh,
        }
        for suspect in finding.suspects
    ]
    return (
        number, finding.rule, finding.rule.partition(":")[0], finding.severity.value, finding.message,
        finding.message_zh, _decimal(finding.expected), _decimal(finding.printed), list(finding.paths),
        list(places_of(finding)), suspects,
    )  # fmt: skip


def _unread_columns(report: Report) -> Columns:
    if not report.unread:
        return ()
    raws, reasons = zip(*((item.raw, item.reason) for item in report.unread), strict=True)
    return (raws, reasons, *_place_columns(item.location for item in report.unread))


_COLUMNS: Mapping[str, Callable[[Report], Columns]] = MappingProxyType(
    {
        "reports": _report_columns,
        "facts": _fact_columns,
        "findings": _finding_columns,
        "unread": _unread_columns,
    }
)
