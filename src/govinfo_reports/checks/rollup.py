"""The check of one organ's figures against those of the organs below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..findings import Finding, Severity
from ..indicators import leaf_indicators
from .checkable import Checkable
from .evaluate import Number
from .relations import label
from .wording import named, places, show

__all__ = ["check_rollup"]

_NAMED = 8


def _name(report: Checkable) -> str:
    return report.organ or report.title or "?"


def check_rollup(parent: Checkable, children: Iterable[Checkable]) -> tuple[Finding, ...]:
    """The figures of `parent` (a city) against the sums over `children` (its districts and departments) of the same year.

    A sum larger than the parent's figure is a warning. A smaller one is an info where every child states the figure: what is
    left must be the parent's own, or of organs not given. A child that does not state what the parent does is named with
    what it lacks, and its blanks are never taken for 0.

    >>> from govinfo_reports.model.figures import Review
    >>> from govinfo_reports.model.report import Report
    >>> city, district = Report(review=Review(total=1)), Report(review=Review(total=2))
    >>> [finding.rule for finding in check_rollup(city, [district])]
    ['rollup:review.total']
    """
    findings: list[Finding] = []
    counted: list[Checkable] = []
    for child in children:
        if child.year == parent.year:
            counted.append(child)
        else:
            findings.append(
                Finding(
                    rule="rollup:year",
                    severity=Severity.INFO,
                    message=f"{_name(child)} reports on {child.year}, {_name(parent)} on {parent.year}: left out",
                    message_zh=f"{_name(child)}为{child.year}年度，{_name(parent)}为{parent.year}年度，未计入",
                )
            )
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
            findings.extend(_compare(parent, counted, path, whole, known, complete=not missing))
    findings.extend(_lacks(counted[number], paths) for number, paths in lacking.items())
    if absent:
        findings.append(_lacks(parent, absent))
    return tuple(findings)


def _compare(
    parent: Checkable,
    children: list[Checkable],
    path: str,
    whole: Number,
    known: list[Number],
    *,
    complete: bool,
) -> Iterator[Finding]:
    total = sum(known)
    if total == whole or (total < whole and not complete):
        return
    more = total > whole
    yield Finding(
        rule=f"rollup:{path}" if more else f"rollup_rest:{path}",
        severity=Severity.WARNING if more else Severity.INFO,
        message=(
            f"{named(path)}: {_name(parent)} prints {show(whole)}, {len(known)} organ(s) below it make {show(total)}"
            + ("" if more else f"; {show(whole - total)} is left")
        ),
        message_zh=(
            f"“{label(path)}”：{_name(parent)}为{show(whole)}，下属{len(known)}个机关合计{show(total)}"
            + ("" if more else f"，余{show(whole - total)}")
        ),
        paths=(path,),
        expected=total,
        printed=whole,
        locations=places((parent.fact(path), *(child.fact(path) for child in children))),
    )


def _lacks(report: Checkable, paths: list[str]) -> Finding:
    names = "; ".join(named(path) for path in paths[:_NAMED])
    names_zh = "、".join(f"“{label(path)}”" for path in paths[:_NAMED])
    more = len(paths) > _NAMED
    return Finding(
        rule="rollup:missing",
        severity=Severity.INFO,
        message=f"{_name(report)} does not state {len(paths)} figure(s) that others do: {names}{' ...' if more else ''}",
        message_zh=f"{_name(report)}未列出{len(paths)}个数字：{names_zh}{'等' if more else ''}",
        paths=tuple(paths),
    )
