"""Checks over the reports of one organ for several years."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from attrs import frozen

from ..facts import Scope
from ..findings import Finding, Severity
from ..indicators import leaf_indicators
from .checkable import Checkable
from .evaluate import Number
from .relations import RELATIONS, Relation, RelationKind, label
from .wording import named, places, show

__all__ = ["check_series"]

_JUMP = 20
_LARGE = 1000
_SAME = 10
"""So many equal figures other than 0 are no chance."""
_NAMED = 8
_CARRY = tuple(relation for relation in RELATIONS if relation.kind is RelationKind.CARRY)
_STOCK = tuple(relation for relation in RELATIONS if relation.kind is RelationKind.STOCK)
_ITEMS = tuple(
    f"proactive.{group}.items"
    for group in ("licensing", "other_services", "penalties", "coercion", "administrative_fees")
)


@frozen
class _Year:
    """One year of the series: its report and the figures in it."""

    year: int
    report: Checkable
    values: dict[str, Number]


def _values(report: Checkable) -> dict[str, Number]:
    found = {path: report.get(path) for path in leaf_indicators()}
    return {path: value for path, value in found.items() if value is not None}


def _finding(
    rule: str,
    severity: Severity,
    message: str,
    message_zh: str,
    *,
    paths: tuple[str, ...] = (),
    numbers: tuple[Number | None, Number | None] = (None, None),
    years: tuple[_Year, ...] = (),
) -> Finding:
    return Finding(
        rule=rule,
        severity=severity,
        message=message,
        message_zh=message_zh,
        paths=paths,
        expected=numbers[0],
        printed=numbers[1],
        locations=places(year.report.fact(path) for year in years for path in paths),
    )


def check_series(reports: Iterable[Checkable]) -> tuple[Finding, ...]:
    """The findings about reports of one organ, given in any order, each with its year.

    Compared are consecutive years: what is carried over, what is in force, the items of last year, figures said to be last
    year's, cumulative figures, jumps, and whole reports that repeat. Years that are missing or stand twice are named; of two
    reports for a year the one published last (else given last) goes on into the comparison. A blank is never compared.

    >>> from govinfo_reports.model.report import Report
    >>> [finding.message for finding in check_series([Report(year=2022), Report(year=2020)])]
    ['no report for 2021']
    """
    findings: list[Finding] = []
    by_year: dict[int, list[Checkable]] = {}
    organs: dict[str, None] = {}
    for report in reports:
        if report.organ:
            organs[report.organ] = None
        if report.year is None:
            title = report.title or "?"
            findings.append(
                _finding(
                    "series:no_year",
                    Severity.INFO,
                    f"a report without a year was left out: {title}",
                    f"报告年度不明，未参与比较：{title}",
                )
            )
        else:
            by_year.setdefault(report.year, []).append(report)
    if len(organs) > 1:
        names = "; ".join(organs)
        findings.append(
            _finding(
                "series:organ",
                Severity.INFO,
                f"the reports name different organs: {names}",
                f"各报告的机关名称不同：{names}",
            )
        )
    years: list[_Year] = []
    for year in sorted(by_year):
        same = by_year[year]
        if len(same) > 1:
            findings.extend(_editions(year, same))
        latest = same[0]
        for other in same[1:]:
            if (other.published or date.min) >= (latest.published or date.min):
                latest = other
        years.append(_Year(year, latest, _values(latest)))
    for before, now in itertools.pairwise(years):
        findings.extend(_cumulative(before, now))
        if now.year == before.year + 1:
            findings.extend(_pair(before, now))
        else:
            gap = f"{before.year + 1}-{now.year - 1}" if now.year - before.year > 2 else str(before.year + 1)
            findings.append(
                _finding(
                    "series:missing_year",
                    Severity.INFO,
                    f"no report for {gap}",
                    f"缺少{gap}年度报告",
                )
            )
    return tuple(findings)


def _editions(year: int, reports: list[Checkable]) -> Iterator[Finding]:
    """Two reports for one year whose figures differ."""
    first = _values(reports[0])
    for other in reports[1:]:
        second = _values(other)
        differ = [path for path in leaf_indicators() if first.get(path) != second.get(path)]
        if not differ:
            continue
        said = ", ".join(
            f"{named(path)} {show(first.get(path))} / {show(second.get(path))}" for path in differ[:_NAMED]
        )
        said_zh = "、".join(
            f"“{label(path)}”{show(first.get(path))}/{show(second.get(path))}" for path in differ[:_NAMED]
        )
        more = len(differ) - _NAMED
        yield _finding(
            "series:revised",
            Severity.INFO,
            f"two reports for {year} differ in {len(differ)} figure(s): {said}{' ...' if more > 0 else ''}",
            f"{year}年度有两份报告，{len(differ)}个数字不同：{said_zh}{'等' if more > 0 else ''}",
            paths=tuple(differ),
        )


def _pair(before: _Year, now: _Year) -> Iterator[Finding]:
    """Two consecutive years."""
    for relation in _CARRY:
        yield from _carried(relation, before, now)
    for relation in _STOCK:
        yield from _stocked(relation, before, now)
    yield from _items(before, now)
    yield from _recalled(before, now)
    yield from _jumps(before, now)
    yield from _repeated(before, now)


def _carried(relation: Relation, before: _Year, now: _Year) -> Iterator[Finding]:
    carried_in, forward = relation.left[0], relation.right[0]
    expected, printed = before.values.get(forward), now.values.get(carried_in)
    if expected is None or printed is None or expected == printed:
        return
    yield _over_two(relation, before, now, expected, printed)


def _over_two(relation: Relation, before: _Year, now: _Year, expected: Number, printed: Number) -> Finding:
    """The finding about a figure of this year and the one last year's report leads to expect."""
    ours, theirs = relation.left[0], relation.right[0]
    stock = relation.kind is RelationKind.STOCK
    how = ", issued and repealed counted in" if stock else ""
    how_zh = "（计入本年制发、废止）" if stock else ""
    facts = (
        now.report.fact(ours),
        *(now.report.fact(path) for path in relation.right[1:]),
        before.report.fact(theirs),
    )
    return Finding(
        rule=relation.id,
        severity=relation.severity,
        message=(
            f"{now.year}: {named(ours)} is {show(printed)}; "
            f"{before.year}: {named(theirs)}{how} makes {show(expected)}"
        ),
        message_zh=(
            f"{now.year}年度“{label(ours)}”为{show(printed)}，"
            f"据{before.year}年度“{label(theirs)}”{how_zh}应为{show(expected)}"
        ),
        paths=tuple(dict.fromkeys(relation.paths)),
        expected=expected,
        printed=printed,
        locations=places(facts),
    )


def _stocked(relation: Relation, before: _Year, now: _Year) -> Iterator[Finding]:
    path, issued, repealed = relation.right
    start, printed = before.values.get(path), now.values.get(path)
    if start is None or printed is None or (issued not in now.values and repealed not in now.values):
        return
    expected = start + now.values.get(issued, 0) - now.values.get(repealed, 0)
    if expected != printed:
        yield _over_two(relation, before, now, expected, printed)


def _items(before: _Year, now: _Year) -> Iterator[Finding]:
    """项目数量 of last year against last year's own number and change (2019 form)."""
    for group in _ITEMS:
        path, change = f"{group}_last_year", f"{group}_change"
        start, printed = before.values.get(path), now.values.get(path)
        if start is None or printed is None or change not in before.values:
            continue
        expected = start + before.values[change]
        if expected != printed:
            yield _finding(
                f"items:{path}",
                Severity.INFO,
                f"{now.year}: {named(path)} is {show(printed)}; {before.year} with its change makes {show(expected)}",
                f"{now.year}年度“{label(path)}”为{show(printed)}，据{before.year}年度数量及增减应为{show(expected)}",
                paths=(path, change),
                numbers=(expected, printed),
                years=(now, before),
            )


def _recalled(before: _Year, now: _Year) -> Iterator[Finding]:
    """Figures that this year's text gives as last year's."""
    for fact in now.report.facts + now.report.extra:
        if fact.scope is not Scope.LAST_YEAR or fact.value is None or fact.approximate:
            continue
        expected = before.values.get(fact.path)
        if expected is not None and expected != fact.value:
            yield _finding(
                f"last_year:{fact.path}",
                Severity.INFO,
                f"{now.year} gives {show(fact.value)} for {named(fact.path)} in {before.year}; "
                f"that year's report says {show(expected)}",
                f"{now.year}年度报告称上年“{label(fact.path)}”为{show(fact.value)}，而{before.year}年度报告为{show(expected)}",
                paths=(fact.path,),
                numbers=(expected, fact.value),
                years=(before,),
            )


def _jumps(before: _Year, now: _Year) -> Iterator[Finding]:
    """Figures that grew or fell out of all proportion: a digit too many, another unit, a row misread."""
    for path, value in now.values.items():
        last = before.values.get(path)
        if last is None or path.endswith("_change"):
            continue
        small, large = sorted((last, value))
        if large >= _LARGE and large >= _JUMP * max(small, 1):
            yield _finding(
                f"jump:{path}",
                Severity.INFO,
                f"{named(path)} went from {show(last)} in {before.year} to {show(value)} in {now.year}",
                f"“{label(path)}”由{before.year}年度的{show(last)}变为{now.year}年度的{show(value)}",
                paths=(path,),
                numbers=(last, value),
                years=(now, before),
            )


def _repeated(before: _Year, now: _Year) -> Iterator[Finding]:
    """A report with last year's figures in every cell."""
    figures = sum(bool(value) for value in now.values.values())
    if before.report.form is now.report.form and before.values == now.values and figures >= _SAME:
        yield _finding(
            "series:identical",
            Severity.INFO,
            f"all {len(now.values)} figures of {now.year} are those of {before.year}",
            f"{now.year}年度的全部{len(now.values)}个数字与{before.year}年度相同",
        )


def _totals(year: _Year) -> dict[str, int | Decimal]:
    found: dict[str, int | Decimal] = {}
    for fact in year.report.facts + year.report.extra:
        if fact.scope is Scope.CUMULATIVE and fact.value is not None and not fact.approximate:
            found.setdefault(fact.path, fact.value)
    return found


def _cumulative(before: _Year, now: _Year) -> Iterator[Finding]:
    """历年累计 figures, which never fall."""
    last = _totals(before)
    for path, value in _totals(now).items():
        if path in last and value < last[path]:
            yield _finding(
                f"cumulative:{path}",
                Severity.WARNING,
                f"the cumulative {named(path)} fell from {show(last[path])} ({before.year}) to {show(value)} ({now.year})",
                f"“{label(path)}”历年累计由{before.year}年度的{show(last[path])}降为{now.year}年度的{show(value)}",
                paths=(path,) if path in leaf_indicators() else (),
                numbers=(last[path], value),
            )
