"""A report: everything that was read from one document."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, cast

from attrs import Attribute, Factory, evolve, field, fields, frozen

from ..above import above
from ..brief import brief
from ..compact import pack, unpack
from ..document import Container
from ..errors import GovInfoError
from ..facts import Fact, Scope, Source, Unread
from ..findings import Finding, Findings, FindingsError, Severity
from ..indicators import Form, leaf_indicators
from ..language import Said, phrase
from .applications import ApplicationStats
from .assemble import assemble, groups_of, plan
from .fields import is_amount, is_count, refuse
from .figures import Capacity, Litigation, ProactiveDisclosure, PublicResponses, Review, Training
from .people import Contact, Period
from .section import Section
from .statement import Statement
from .years import TableYear

if TYPE_CHECKING:
    import pandas as pd
    from typing_extensions import Self

__all__ = ["Report", "UnknownIndicator", "held_facts", "known_of"]


class UnknownIndicator(GovInfoError, KeyError):
    """A path that the vocabulary does not have.

    >>> from govinfo_reports import parse_text
    >>> report = parse_text("云河市2022年政府信息公开年度报告\\n一、总体情况\\n共收到政府信息公开申请12件。")
    >>> try:
    ...     report.get("review.totl")
    ... except UnknownIndicator as error:
    ...     print(error.args[0].partition(" / ")[0])
    no indicator has the path 'review.totl'; did you mean 'review.total'?
    """


_PACKED = frozenset({"facts", "extra", "unread"})


def _preference(fact: Fact) -> tuple[bool, bool, bool]:
    """Which of several facts of one path the model holds: the lowest; of equals the first in the document."""
    return (fact.value is None, fact.source is not Source.TABLE, fact.approximate)


def held_facts(facts: tuple[Fact, ...]) -> dict[str, Fact]:
    """For each path the fact that the model holds: of the report year's facts one with an exact value before
    a rough or blank one, a table's before a sentence's, the first printed before later ones."""
    held: dict[str, Fact] = {}
    for fact in facts:
        if fact.scope is not Scope.YEAR:
            continue
        before = held.get(fact.path)
        if before is None or _preference(fact) < _preference(before):
            held[fact.path] = fact
    return held


def known_of(report: Report | None) -> dict[str, int | Decimal]:
    """The exact figures of a report by path, its cumulative ones under `cumulative:<path>`; none for None."""
    if report is None:
        return {}
    return {
        fact.path if fact.scope is Scope.YEAR else f"{fact.scope.value}:{fact.path}": fact.value
        for fact in reversed(report.facts + report.extra)
        if fact.value is not None and not fact.approximate
    }


@lru_cache(maxsize=512)
def _getter(path: str) -> attrgetter[Any]:
    return attrgetter(path)


def _is_year(instance: object, attribute: Attribute[int | None], value: int | None) -> None:
    del instance
    if value is not None and not (isinstance(value, int) and 1990 <= value <= 2100):
        raise refuse(attribute.name, value, phrase("not a year that can be reported on"))


@frozen(kw_only=True)
class Report:
    """One government information disclosure annual report (政府信息公开工作年度报告). What is not stated is
    None, never 0. The groups of figures hold exact values only: rough ones (5980多条) are in `facts`.

    Attributes:
        title: The title as printed, without blanks; None where there is none.
        organ: Whose report it is, as the title says; None where nothing says so.
        issuer: Who signs or publishes it, None where it is not printed.
        year: The year reported on, not that of publication; None where nothing says so.
        form: The form it follows.
        period: The time the figures cover, None where it is not printed.
        published: The day of publication, None where it is not printed.
        contact: How the organ can be reached.
        proactive: Proactive disclosure (主动公开).
        responses: Responses to the public (回应解读).
        applications: Applications (依申请公开).
        review: Administrative review (行政复议).
        litigation: Administrative litigation (行政诉讼).
        complaints: Complaints (举报投诉), in 件.
        fees: Fees (收费), in 万元.
        capacity: Offices, staff and budget (机构、人员和经费).
        training: Meetings and training (会议和培训).
        facts: Every figure that was read, with its evidence.
        extra: The figures of rows that the vocabulary does not know (provincial tables), under
            `extra.<label>`.
        sections: The sections in the order printed.
        statements: Arithmetic stated in sentences.
        unread: What looked like data and was not understood.
        findings: What does not add up, the library's checks and yours.
        groups_found: The groups of the form whose table was found.
        table_years: The years that heads and captions of its tables name.
        evidence: The reasons of guesses about title, organ, dates and contact.
        vocabulary: The SHA-256 of the wordings of your own that it was read with, None where there were none.
        notices: What the reader met and did not read.
        source: The name of the source, None for bytes.
        container: The kind of file.

    >>> from govinfo_reports import parse_text
    >>> report = parse_text("云河市2022年政府信息公开年度报告\\n一、总体情况\\n共收到政府信息公开申请12件。")
    >>> report.organ, report.year, report.get("applications.received.total")
    ('云河市', 2022, 12)
    """

    title: str | None = None
    organ: str | None = None
    issuer: str | None = None
    year: int | None = field(default=None, validator=_is_year)
    form: Form = Form.NARRATIVE
    period: Period | None = None
    published: date | None = None
    contact: Contact = Factory(Contact)
    proactive: ProactiveDisclosure = Factory(ProactiveDisclosure)
    responses: PublicResponses = Factory(PublicResponses)
    applications: ApplicationStats = Factory(ApplicationStats)
    review: Review = Factory(Review)
    litigation: Litigation = Factory(Litigation)
    complaints: int | None = field(default=None, validator=is_count)
    fees: Decimal | None = field(default=None, validator=is_amount)
    capacity: Capacity = Factory(Capacity)
    training: Training = Factory(Training)
    facts: tuple[Fact, ...] = ()
    extra: tuple[Fact, ...] = ()
    sections: tuple[Section, ...] = ()
    statements: tuple[Statement, ...] = ()
    unread: tuple[Unread, ...] = ()
    findings: tuple[Finding, ...] = field(default=(), converter=Findings)
    groups_found: frozenset[str] = frozenset()
    table_years: tuple[TableYear, ...] = ()
    evidence: tuple[str, ...] = ()
    vocabulary: str | None = None
    notices: tuple[str, ...] = ()
    source: str | None = None
    container: Container = Container.TEXT
    _held: dict[str, Fact] = field(init=False, repr=False, eq=False)

    _unknown: Mapping[str, Any] = field(init=False, repr=False, eq=False, factory=dict)

    @_held.default
    def _hold(self) -> dict[str, Fact]:
        return held_facts(self.facts + self.extra)

    def __getstate__(self) -> dict[str, Any]:
        """What is pickled: facts and what was not understood as columns, which takes a third of the time."""
        state = {one.name: getattr(self, one.name) for one in fields(type(self)) if one.name != "_held"}
        return {**state, **{name: pack(state[name]) for name in _PACKED}}

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        for name, value in state.items():
            object.__setattr__(self, name, unpack(value) if name in _PACKED else value)
        object.__setattr__(self, "_held", self._hold())

    @classmethod
    def from_facts(cls, facts: tuple[Fact, ...], **head: Any) -> Self:
        """A report whose groups hold the figures of some facts (those under `extra.` go to `extra`).

        Args:
            facts: The facts.
            head: The other attributes, by name.

        Returns:
            The report, without findings of its own.

        Raises:
            InvalidFigure: A fact has a value that can never be.
            TypeError: `head` names no attribute.
        """
        extra = tuple(fact for fact in facts if fact.path.startswith("extra."))
        if extra:
            facts = tuple(fact for fact in facts if not fact.path.startswith("extra."))
        values = {
            path: fact.value
            for path, fact in held_facts(facts).items()
            if fact.value is not None and not fact.approximate
        }
        told = groups_of(values)
        groups: dict[str, Any] = {
            name: assemble(group, name, values, told) for name, group in plan(cls) if group is not None
        }
        fees = values.get("fees")
        return cls(
            facts=facts,
            extra=extra,
            complaints=cast("int | None", values.get("complaints")),
            fees=None if fees is None else Decimal(fees),
            **groups,
            **head,
        )

    def fact(self, path: str) -> Fact | None:
        """The fact behind the figure that the model holds at a path.

        Args:
            path: The indicator's path, such as `review.total`.

        Returns:
            The fact; None where the report does not state the figure.

        Raises:
            UnknownIndicator: The vocabulary does not have `path` (`extra.` paths are free).
        """
        held = self._held.get(path)
        if held is None and path not in leaf_indicators() and not path.startswith("extra."):
            like = difflib.get_close_matches(path, leaf_indicators(), n=1)
            raise UnknownIndicator(
                phrase("no indicator has the path {path!r}", path=path)
                + (phrase("; did you mean {name!r}?", name=like[0]) if like else ""),
            )
        return held

    def get(self, path: str) -> int | Decimal | None:
        """The exact value at a path.

        Args:
            path: The indicator's path, such as `review.total`.

        Returns:
            A count, or an amount in 万元; None where the report states none, or a rough one only.

        Raises:
            UnknownIndicator: The vocabulary does not have `path` (`extra.` paths are free).

        >>> Report(review=Review(total=3)).get("review.total")
        3
        """
        if path.startswith("extra."):
            fact = self._held.get(path)
            return None if fact is None or fact.approximate else fact.value
        if path not in leaf_indicators():
            self.fact(path)
        value: int | Decimal | None = _getter(path)(self)
        return value

    def with_findings(self, findings: tuple[Finding, ...]) -> Self:
        """The same report with other findings. Raises nothing.

        Args:
            findings: The findings that it is to have.

        Returns:
            A new report; this one stays as it is.
        """
        return evolve(self, findings=findings)

    def raise_for_findings(self, at: Severity | str = Severity.ERROR) -> None:
        """Raise one error with all findings of a severity or above; return None where there are none.

        Args:
            at: The least severity that counts: `info`, `warning` or `error`.

        Raises:
            FindingsError: There are such findings; it holds them.
            ValueError: `at` is no severity.
        """
        severity = Severity(at)
        grave = tuple(finding for finding in self.findings if finding.severity >= severity)
        if grave:
            raise FindingsError(
                phrase(
                    "{count} finding(s) of severity {severity} or above: {said}",
                    count=len(grave),
                    severity=phrase(severity.value),
                    said=Said(
                        "; ".join(one.message for one in grave), "；".join(one.message_zh for one in grave)
                    ),
                ),
                findings=grave,
                source=self.source,
            )

    def __repr__(self) -> str:
        wrong = sum(finding.severity is not Severity.INFO for finding in self.findings)
        return (
            f"<Report {brief(self.organ or self.title or '?')} {self.year or '?'} form={self.form.value} "
            f"facts={len(self.facts)} findings={wrong}>"
        )

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables of the form as it prints them, as data frames: of the 2019 and 2021 forms `two-1`,
        `two-2`, ... (主动公开, a table for each item of article twenty), `three` (依申请公开, its rows by
        seven columns) and `four` (行政复议、行政诉讼, fifteen columns in one row); of the older ones
        `statistics`, a line for each figure. Tables of which no figure is known are left out. Whole numbers
        are Int64, amounts exact decimals in 万元; what is not stated is missing, never 0.

        Raises:
            MissingExtra: pandas is needed (extra `frame`).

        >>> Report(form=Form.F2021, review=Review(total=3)).tables["four"]["行政复议", "总计"].tolist()
        [3]
        """
        tables: dict[str, pd.DataFrame] = above("tables_of")(self)
        return tables

    def _repr_html_(self) -> str:
        """The report as a notebook shows it."""
        html: str = above("report_html")(self)
        return html

    def to_json(self, *, indent: int | None = None) -> str:
        """The whole report as JSON text; decimals are strings, dates ISO. Raises nothing.

        Args:
            indent: Blanks for each level, None for one line.

        Returns:
            The text, which `Report.from_json` reads.
        """
        text: str = above("dump_report")(self, indent=indent)
        return text

    @classmethod
    def from_json(cls, text: str | bytes, *, unknown: Literal["keep", "ignore", "refuse"] = "keep") -> Report:
        """The report that `to_json` wrote, in this release or an older one, equal in every value, Decimal,
        date and Location. Keys that an older release did not write have their defaults.

        Args:
            text: The JSON.
            unknown: What becomes of keys that this release does not know, because a newer one wrote them:
                kept in `unknown_keys` (`keep`), left out (`ignore`), or refused (`refuse`).

        Returns:
            The report.

        Raises:
            InvalidJson: It is anything else: a newer `schema`, a key that stands twice, NaN, a boolean for a
                number, a number of more than a hundred digits.
            ValueError: `unknown` is something else.

        >>> Report.from_json('{"schema": 1, "year": 2022}').year
        2022
        """
        report: Report = above("load_report")(text, unknown=unknown)
        return report

    @property
    def unknown_keys(self) -> Mapping[str, Any]:
        """What the JSON that the report was read from has beyond this version: by JSON pointer (RFC 6901),
        as `/facts/3/seen`. `to_json` writes it again. A report that is changed (`with_findings`,
        `attrs.evolve`) has none.

        >>> Report.from_json('{"schema": 1, "mood": "good"}').unknown_keys["/mood"]
        'good'
        """
        return self._unknown
