"""Findings about more than one report, and the record of which reports were held against each other."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from ..facts import Fact
from ..findings import Finding
from ..language import Language, Say
from .checkable import Checkable

__all__ = ["Compared", "Comparison", "comparison", "places_of"]


@frozen(kw_only=True)
class Comparison(Finding):
    """A finding about several reports.

    Attributes:
        source: That of the report that it is about (of two years the later, of a sum the parent), None where
            it has none.
        sources: That of the report in which each of `locations` lies, None where it has none.
        rule: As in Finding.
        severity: As in Finding.
        message: As in Finding.
        message_zh: As in Finding.
        paths: As in Finding.
        expected: As in Finding.
        printed: As in Finding.
        locations: As in Finding.
        suspects: As in Finding.
    """

    source: str | None = None
    sources: tuple[str | None, ...] = ()

    __repr__ = Finding.__repr__


def places_of(finding: Finding, say: Say = Say("en")) -> tuple[str, ...]:  # noqa: B008 - frozen
    """The places of a finding in words; where it is about several reports, each with its report's source.

    >>> from govinfo_reports.findings import Severity
    >>> from govinfo_reports.location import Location
    >>> about = {"rule": "carry:x", "severity": Severity.ERROR, "message": "", "message_zh": "",
    ...     "locations": (Location(line=1),)}
    >>> places_of(Finding(**about)), places_of(Comparison(sources=("2021.txt",), **about))
    (('line 1',), ('2021.txt: line 1',))
    """
    if not isinstance(finding, Comparison):
        return tuple(say.place(place) for place in finding.locations)
    return tuple(
        say.place(place) if source is None else f"{source}: {say.place(place)}"
        for place, source in zip(finding.locations, finding.sources, strict=True)
    )


@frozen(kw_only=True)
class Compared:
    """Which reports were taken together: the years of one organ (`series`), or the organs below one
    (`rollup`).

    `reports` has for each its year or its organ, and its source; the parent of a rollup stands first.
    """

    kind: str
    organ: str
    reports: tuple[tuple[str, str | None], ...]

    def text(self, *, lang: Language | str = Language.ENGLISH) -> str:
        """The line that says so."""
        say = Say(lang)
        named = ("、" if say.chinese else ", ").join(
            f"{name} {source or '?'}" for name, source in self.reports
        )
        return f"{say(self.kind)} {self.organ}: {named}"

    def __str__(self) -> str:
        return self.text()


def comparison(
    about: Checkable, finding: Finding, cells: Iterable[tuple[Checkable, Fact | None]] = ()
) -> Comparison:
    """The finding as one about the report `about`; `cells` are the facts that took part, each with its
    report."""
    placed = [(report.source, fact.location) for report, fact in cells if fact is not None]
    return Comparison(
        rule=finding.rule,
        severity=finding.severity,
        message=finding.said,
        paths=finding.paths,
        expected=finding.expected,
        printed=finding.printed,
        locations=tuple(location for _, location in placed),
        source=about.source,
        sources=tuple(source for source, _ in placed),
    )
