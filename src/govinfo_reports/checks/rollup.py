"""The check of one organ's figures against those of the organs below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from ..facts import Fact
from ..findings import Finding, Severity
from ..indicators import leaf_indicators
from ..language import phrase
from .checkable import Checkable, require_checkable
from .comparison import Compared, Comparison, comparison
from .evaluate import Number
from .organs import is_place, latest_edition, normal_name, organ_of
from .wording import named, show

__all__ = ["Rollup", "check_rollup", "rollup_of"]

_NAMED = 8


@frozen(kw_only=True)
class Rollup:
    """An organ's report and those that are counted under it, with what is said of those that are not."""

    parent: Checkable
    counted: tuple[Checkable, ...]
    findings: tuple[Comparison, ...]

    @property
    def compared(self) -> Compared:
        """What is said of the files that were taken together."""
        return Compared(
            kind="rollup",
            organ=f"{_name(self.parent)} {self.parent.year or '?'}",
            reports=tuple((_name(report), report.source) for report in (self.parent, *self.counted)),
        )


def _name(report: Checkable) -> str:
    return report.organ or report.title or "?"


def _note(about: Checkable, rule: str, message: str) -> Comparison:
    return comparison(
        about,
        Finding(rule=f"rollup:{rule}", severity=Severity.INFO, message=message),
    )


def rollup_of(parent: Checkable, children: Iterable[Checkable]) -> Rollup:
    """Which of `children` are counted under `parent`: each organ of its year once, and none that another's
    report covers.

    Left out, and named, are reports of other years, the parent's own, further editions, and those of organs
    of a place whose report is given too (临江区财政局 beside 临江区). A report whose organ is not known is
    counted, and named.
    """
    require_checkable(parent)
    findings: list[Comparison] = []
    whole = normal_name(parent.organ or "")
    by_name: dict[str, list[Checkable]] = {}
    nameless: dict[str, list[Checkable]] = {}
    counted: list[Checkable] = []
    for child in children:
        require_checkable(child)
        if child.year != parent.year:
            findings.append(
                _note(
                    child,
                    "year",
                    phrase(
                        "{name} reports on {year}, {parent} on {parent_year}: left out",
                        name=_name(child),
                        year=child.year or phrase("an unknown year"),
                        parent=_name(parent),
                        parent_year=parent.year or phrase("an unknown year"),
                    ),
                )
            )
            continue
        name = organ_of(child)
        if name is None:
            counted.append(child)
            nameless.setdefault(normal_name(child.organ or ""), []).append(child)
        elif whole and name == whole:
            findings.append(
                _note(child, "own", phrase("the report of {parent} itself: left out", parent=_name(parent)))
            )
        else:
            by_name.setdefault(_inside(name, whole), []).append(child)
    for name, reports in nameless.items():
        if len(reports) > 1 or not name:
            # 财政局 once is that of this city; twice it may be two organs, or one counted twice.
            findings.extend(
                _note(
                    child,
                    "no_organ",
                    phrase("counted, though it is not known whose it is: {child}", child=_name(child)),
                )
                for child in reports
            )
    for name, reports in by_name.items():
        latest = latest_edition(reports)
        findings.extend(
            _note(
                other,
                "twice",
                phrase(
                    "another report of {other} for {year} is counted, not this one",
                    other=_name(other),
                    year=other.year,
                ),
            )
            for other in reports
            if other is not latest
        )
        place = next((one for one in by_name if one != name and name.startswith(one) and is_place(one)), None)
        if place is None:
            counted.append(latest)
        else:
            findings.append(
                _note(
                    latest,
                    "within",
                    phrase(
                        "{latest} is counted in {by_name}: left out",
                        latest=_name(latest),
                        by_name=_name(by_name[place][0]),
                    ),
                )
            )
    return Rollup(parent=parent, counted=tuple(counted), findings=tuple(findings))


def _inside(name: str, whole: str) -> str:
    """The name of an organ below another without that one's: 云河市临江区 is 临江区 below 云河市."""
    inner = name.removeprefix(whole) if whole and is_place(whole) else name
    return inner if len(inner) > 1 else name


def check_rollup(parent: Checkable, children: Iterable[Checkable]) -> tuple[Comparison, ...]:
    """The figures of a whole (a city) against the sums over its parts (its districts and departments) of the
    same year.

    A sum larger than the whole's figure is a warning. A smaller one is an info where every part states the
    figure: what is left must be the whole's own, or of organs not given. A part that does not state what the
    whole does is named with what it lacks, and its blanks are never taken for 0. Nothing is counted twice,
    and what is left out is named: reports of other years, second editions, the whole's own, and departments
    of a district whose report is given.

    Args:
        parent: The report of the whole.
        children: The reports of its parts.

    Returns:
        The findings, each with the sources of the reports that it is about.

    Raises:
        TypeError: Something given is no report, such as a Failure of `parse_many`.

    >>> from govinfo_reports.model.figures import Review
    >>> from govinfo_reports.model.report import Report
    >>> city, district = Report(review=Review(total=1)), Report(review=Review(total=2), organ="临江区")
    >>> [finding.rule for finding in check_rollup(city, [district])]
    ['rollup:review.total']
    """
    rollup = rollup_of(parent, children)
    findings = [*rollup.findings]
    counted = rollup.counted
    if not counted:
        return tuple(findings)
    lacking: dict[int, list[str]] = {}
    absent: list[str] = []
    for path in leaf_indicators():
        whole = parent.get(path)
        values = [child.get(path) for child in counted]
        known = [value for value in values if value is not None]
        if whole is None:
            if any(known):
                absent.append(path)
            continue
        missing = [number for number, value in enumerate(values) if value is None]
        if len(known) > 0 or whole:
            for number in missing:
                lacking.setdefault(number, []).append(path)
        if known and not path.endswith("_change"):
            findings.extend(_compare(rollup, path, whole, known, complete=not missing))
    findings.extend(_lacks(counted[number], paths) for number, paths in lacking.items())
    if absent:
        findings.append(_lacks(parent, absent))
    return tuple(findings)


def _compare(
    rollup: Rollup, path: str, whole: Number, known: list[Number], *, complete: bool
) -> Iterator[Comparison]:
    parent = rollup.parent
    total = sum(known)
    if total == whole or (total < whole and not complete):
        return
    more = total > whole
    cells: list[tuple[Checkable, Fact | None]] = [
        (report, report.fact(path)) for report in (parent, *rollup.counted)
    ]
    said = phrase(
        "{name}: {parent} prints {whole}, {count} organ(s) below it make {total}",
        name=named(path, parent.form),
        parent=_name(parent),
        whole=show(whole),
        count=len(known),
        total=show(total),
    )
    yield comparison(
        parent,
        Finding(
            rule=f"rollup:{path}" if more else f"rollup_rest:{path}",
            severity=Severity.WARNING if more else Severity.INFO,
            message=said if more else phrase("{said}; {rest} is left", said=said, rest=show(whole - total)),
            paths=(path,),
            expected=total,
            printed=whole,
        ),
        cells,
    )


def _lacks(report: Checkable, paths: list[str]) -> Comparison:
    names = [named(path, report.form) for path in paths[:_NAMED]]
    more = len(paths) > _NAMED
    return comparison(
        report,
        Finding(
            rule="rollup:missing",
            severity=Severity.INFO,
            message=phrase(
                "{organ} does not state {count} figure(s) that others do: {names}{more}",
                organ=_name(report),
                count=len(paths),
                names=names,
                more=phrase(" ...") if more else "",
            ),
            paths=tuple(paths),
        ),
    )
