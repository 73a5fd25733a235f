"""What reports say as plain lists with heads in words, for people who open them in a spreadsheet: figures,
findings, what was not understood."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from attrs import frozen

from ..checks.places import PlaceNames
from ..checks.render import clean
from ..facts import Scope
from ..findings import Severity
from ..forms.relations import label
from ..language import Language, Say
from ..model.failure import Failure
from ..model.report import Report, held_facts
from .arrow import several
from .columns import Given, not_parsed
from .labels import english_labels
from .markup import how

__all__ = ["Listing", "csv_of", "listings", "outcomes_of"]

Value = str | int | Decimal | None
_FORMULA = re.compile(r"[=+@\-\t\r]")
_NUMBER = re.compile(r"[+\-]?\d+(?:\.\d+)?")


@frozen(kw_only=True)
class Listing:
    """A list: its name, its heads, and its rows. Numbers are numbers; None is an empty cell."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def listings(reports: Given | Iterable[Given], *, lang: Language | str | None = None) -> tuple[Listing, ...]:
    """Four lists of some reports in a language (None: that of the environment): the reports, their figures,
    their findings, and what was not understood. A source that could not be read is a line of the first.

    >>> [(one.name, len(one.rows)) for one in listings(Report(organ="云河市", year=2022), lang="zh")]
    [('报告', 1), ('数值', 0), ('发现的问题', 0), ('未能识别的内容', 0)]
    """
    say = Say(lang)
    outcomes = outcomes_of(reports)
    made = [one for one in outcomes if isinstance(one, Report)]
    about = (say("source"), say("organ"), say("year"))

    def every(rows: Callable[[Report, Say], Iterator[tuple[Value, ...]]]) -> tuple[tuple[Value, ...], ...]:
        return tuple((one.source, one.organ, one.year, *row) for one in made for row in rows(one, say))

    return (
        Listing(
            name=say("Reports"),
            heads=(
                *about,
                *(say("form"), say("published"), say("figures")),
                *(say(one.value) for one in reversed(Severity)),
                *(say("Not understood"), say("failed")),
            ),
            rows=tuple(_about(one, say) for one in outcomes),
        ),
        Listing(
            name=say("Figures"),
            heads=(
                *(*about, say("indicator"), say("path"), say("value"), say("unit"), say("printed")),
                *(say("time"), say("read from"), say("place"), say("how it was read")),
            ),
            rows=every(_figures),
        ),
        Listing(
            name=say("Findings"),
            heads=(
                *(*about, say("severity"), say("rule"), say("message"), say("printed"), say("expected")),
                *(say("cells"), say("place")),
            ),
            rows=every(_findings),
        ),
        Listing(
            name=say("Not understood"),
            heads=(*about, say("printed"), say("reason"), say("place")),
            rows=every(
                lambda report, say: (
                    (item.raw, say.half(item.reason), say.place(item.location)) for item in report.unread
                )
            ),
        ),
    )


def outcomes_of(reports: Given | Iterable[Given]) -> tuple[Report | Failure, ...]:
    """The reports and failures given. TypeError for anything else."""
    found = []
    for one in several(reports):
        if not isinstance(one, Report | Failure):
            raise not_parsed(one)
        found.append(one)
    return tuple(found)


def _about(outcome: Report | Failure, say: Say) -> tuple[Value, ...]:
    if isinstance(outcome, Failure):
        why = f"{outcome.error}: {say.of(outcome.reason, outcome.reason_zh)}"
        return (outcome.source, *[None] * 9, why)
    counts = [sum(one.severity is severity for one in outcome.findings) for severity in reversed(Severity)]
    return (
        *(outcome.source, outcome.organ, outcome.year, say(outcome.form.value)),
        None if outcome.published is None else outcome.published.isoformat(),
        *(len(outcome.facts) + len(outcome.extra), *counts, len(outcome.unread), None),
    )


def _called(path: str, report: Report, say: Say) -> str:
    english = None if say.chinese else english_labels().get(path)
    return label(path, report.form) if english is None else english.label


def _figures(report: Report, say: Say) -> Iterator[tuple[Value, ...]]:
    names = PlaceNames.of(report)
    held = {id(fact) for fact in held_facts(report.facts + report.extra).values()}
    for fact in (*report.facts, *report.extra):
        time = say("repeated") if fact.scope is Scope.YEAR and id(fact) not in held else say(fact.scope.value)
        shown: Value = fact.value
        if fact.approximate and fact.value is not None:
            shown = f"≈ {fact.value:f}" if isinstance(fact.value, Decimal) else f"≈ {fact.value}"
        elif fact.candidates:
            shown = " | ".join(map(str, fact.candidates)) + " ?"
        yield (
            *(_called(fact.path, report, say), fact.path, shown, fact.unit, fact.raw, time),
            *(say(fact.source.value), names.named(fact.location, say)),
            how(fact, say) or say(fact.match.how.value),
        )  # fmt: skip


def _findings(report: Report, say: Say) -> Iterator[tuple[Value, ...]]:
    names = PlaceNames.of(report)
    mark = "；" if say.chinese else "; "
    for one in sorted(report.findings, key=lambda finding: -finding.severity.rank):
        yield (
            *(say(one.severity.value), one.rule, say.of(one.message, one.message_zh)),
            *(one.printed, one.expected),
            mark.join(_called(path, report, say) for path in one.paths),
            mark.join(names.named(place, say) for place in one.locations),
        )  # fmt: skip


def csv_of(listing: Listing) -> str:
    """A list as CSV. A text that a spreadsheet would take for a formula has a ' before it; numbers have not.

    >>> csv_of(Listing(name="a", heads=("x", "y"), rows=(("=1+1", -3), ("a,b", None))))
    'x,y\\r\\n\\'=1+1,-3\\r\\n"a,b",\\r\\n'
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(listing.heads)
    writer.writerows([_cell(value) for value in row] for row in listing.rows)
    return out.getvalue()


def _cell(value: Value) -> Any:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if not isinstance(value, str):
        return value
    text = clean(value)
    return "'" + text if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
