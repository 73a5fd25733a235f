"""Checks over the reports of one organ for several years."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from attrs import frozen

from ..facts import Fact, Scope
from ..findings import Finding, Severity
from ..forms.relations import RELATIONS, Relation, RelationKind
from ..indicators import leaf_indicators
from ..language import phrase
from .checkable import Checkable, require_checkable
from .comparison import Comparison, comparison
from .evaluate import NotCheckedReason, Number
from .organs import latest_edition, normal_name
from .wording import named, show

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
    about: Checkable,
    rule: str,
    severity: Severity,
    message: str,
    *,
    paths: tuple[str, ...] = (),
    numbers: tuple[Number | None, Number | None] = (None, None),
    cells: Iterable[tuple[Checkable, Fact | None]] = (),
) -> Comparison:
    found = Finding(
        rule=rule,
        severity=severity,
        message=message,
        paths=paths,
        expected=numbers[0],
        printed=numbers[1],
    )
    return comparison(about, found, cells)


def _cells(paths: Iterable[str], *years: _Year) -> list[tuple[Checkable, Fact | None]]:
    return [(year.report, year.report.fact(path)) for year in years for path in paths]


def check_series(reports: Iterable[Checkable], *, not_checked: bool = False) -> tuple[Comparison, ...]:
    """The findings about reports of one organ, given in any order, each with its year (see `group_by_organ`
    for many).

    Compared are consecutive years: what is carried over, what is in force, the items of last year, figures
    said to be last year's, cumulative figures, jumps, and whole reports that repeat. Years that are missing
    or stand twice are named; of two reports for a year the one published last (else given last) goes on into
    the comparison. A blank is never compared.

    Args:
        reports: The reports of one organ.
        not_checked: Whether the relations that a blank left untested follow, each as `not_checked:<id>` with
            the reason (severity info).

    Returns:
        The findings, each with the sources of the reports that it is about.

    Raises:
        TypeError: Something among `reports` is no report, such as a Failure of `parse_many`.

    >>> from govinfo_reports.model.report import Report
    >>> [finding.message for finding in check_series([Report(year=2022), Report(year=2020)])]
    ['no report for 2021']
    """
    findings: list[Comparison] = []
    by_year: dict[int, list[Checkable]] = {}
    organs: dict[str, Checkable] = {}
    for report in reports:
        require_checkable(report)
        if report.organ:
            organs.setdefault(normal_name(report.organ), report)
        if report.year is None:
            title = report.title or "?"
            findings.append(
                _finding(
                    report,
                    "series:no_year",
                    Severity.INFO,
                    phrase("a report without a year was left out: {title}", title=title),
                )
            )
        else:
            by_year.setdefault(report.year, []).append(report)
    if len(organs) > 1:
        names = "; ".join(report.organ or "" for report in organs.values())
        findings.append(
            _finding(
                [*organs.values()][1],
                "series:organ",
                Severity.INFO,
                phrase("the reports name different organs: {names}", names=names),
            )
        )
    years: list[_Year] = []
    for year in sorted(by_year):
        same = by_year[year]
        if len(same) > 1:
            findings.extend(_editions(year, same))
        latest = latest_edition(same)
        years.append(_Year(year, latest, _values(latest)))
    for before, now in itertools.pairwise(years):
        findings.extend(_cumulative(before, now))
        if now.year == before.year + 1:
            findings.extend(_pair(before, now))
            if not_checked:
                findings.extend(_untested(before, now))
        else:
            gap = f"{before.year + 1}-{now.year - 1}" if now.year - before.year > 2 else str(before.year + 1)
            findings.append(
                _finding(
                    now.report, "series:missing_year", Severity.INFO, phrase("no report for {gap}", gap=gap)
                )
            )
    return tuple(findings)


def _editions(year: int, reports: list[Checkable]) -> Iterator[Comparison]:
    """Two reports for one year whose figures differ."""
    first = _values(reports[0])
    for other in reports[1:]:
        second = _values(other)
        differ = [path for path in leaf_indicators() if first.get(path) != second.get(path)]
        if not differ:
            continue
        said = [
            phrase(
                "{name} {one} / {other}",
                name=named(path, other.form),
                one=show(first.get(path)),
                other=show(second.get(path)),
            )
            for path in differ[:_NAMED]
        ]
        yield _finding(
            other,
            "series:revised",
            Severity.INFO,
            phrase(
                "two reports for {year} differ in {count} figure(s): {said}{more}",
                year=year,
                count=len(differ),
                said=said,
                more=phrase(" ...") if len(differ) > _NAMED else "",
            ),
            paths=tuple(differ),
            cells=[(report, report.fact(path)) for path in differ[:_NAMED] for report in (other, reports[0])],
        )


def _pair(before: _Year, now: _Year) -> Iterator[Comparison]:
    """Two consecutive years."""
    for relation in _CARRY:
        yield from _carried(relation, before, now)
    for relation in _STOCK:
        yield from _stocked(relation, before, now)
    yield from _items(before, now)
    yield from _recalled(before, now)
    yield from _jumps(before, now)
    yield from _repeated(before, now)


def _untested(before: _Year, now: _Year) -> Iterator[Comparison]:
    """The relations over two years that a blank left untested."""
    for relation in (*_CARRY, *_STOCK):
        ours, theirs = relation.left[0], relation.right[0]
        if now.report.form not in relation.forms:
            continue
        if ours not in now.values:
            why = phrase(
                "{name} of {year} is blank or not printed", name=named(ours, now.report.form), year=now.year
            )
        elif theirs not in before.values:
            why = phrase(
                "{name}, {year}, is blank or not printed",
                name=named(theirs, before.report.form),
                year=before.year,
            )
        elif relation.kind is RelationKind.STOCK and now.values.keys().isdisjoint(relation.right[1:]):
            why = phrase("issued and repealed of {year} are both blank", year=now.year)
        elif (fact := now.report.fact(ours)) is not None and relation.id in fact.decoded_by:
            why = NotCheckedReason.DECIDED.said
        else:
            continue
        yield _finding(
            now.report,
            f"not_checked:{relation.id}",
            Severity.INFO,
            phrase("{rule} was not checked: {why}", rule=relation.said, why=why),
            paths=tuple(dict.fromkeys(relation.paths)),
            cells=[*_cells((ours,), now), *_cells((theirs,), before)],
        )


def _carried(relation: Relation, before: _Year, now: _Year) -> Iterator[Comparison]:
    carried_in, forward = relation.left[0], relation.right[0]
    expected, printed = before.values.get(forward), now.values.get(carried_in)
    if expected is None or printed is None or expected == printed:
        return
    yield _over_two(relation, before, now, expected, printed)


def _over_two(relation: Relation, before: _Year, now: _Year, expected: Number, printed: Number) -> Comparison:
    """The finding about a figure of this year and the one last year's report leads to expect."""
    ours, theirs = relation.left[0], relation.right[0]
    stock = relation.kind is RelationKind.STOCK
    how = phrase(", issued and repealed counted in") if stock else ""
    return _finding(
        now.report,
        relation.id,
        relation.severity,
        phrase(
            "{year}: {name} is {printed}; {year_2}: {name_2}{how} makes {expected}",
            year=now.year,
            name=named(ours, now.report.form),
            printed=show(printed),
            year_2=before.year,
            name_2=named(theirs, before.report.form),
            how=how,
            expected=show(expected),
        ),
        paths=tuple(dict.fromkeys(relation.paths)),
        numbers=(expected, printed),
        cells=[*_cells((ours, *relation.right[1:]), now), *_cells((theirs,), before)],
    )


def _stocked(relation: Relation, before: _Year, now: _Year) -> Iterator[Comparison]:
    path, issued, repealed = relation.right
    start, printed = before.values.get(path), now.values.get(path)
    if start is None or printed is None or (issued not in now.values and repealed not in now.values):
        return
    expected = start + now.values.get(issued, 0) - now.values.get(repealed, 0)
    if expected != printed:
        yield _over_two(relation, before, now, expected, printed)


def _items(before: _Year, now: _Year) -> Iterator[Comparison]:
    """项目数量 of last year against last year's own number and change (2019 form)."""
    for group in _ITEMS:
        path, change = f"{group}_last_year", f"{group}_change"
        start, printed = before.values.get(path), now.values.get(path)
        if start is None or printed is None or change not in before.values:
            continue
        expected = start + before.values[change]
        if expected != printed:
            yield _finding(
                now.report,
                f"items:{path}",
                Severity.INFO,
                phrase(
                    "{year}: {name} is {printed}; {year_2} with its change makes {expected}",
                    year=now.year,
                    name=named(path, now.report.form),
                    printed=show(printed),
                    year_2=before.year,
                    expected=show(expected),
                ),
                paths=(path, change),
                numbers=(expected, printed),
                cells=_cells((path, change), now, before),
            )


def _recalled(before: _Year, now: _Year) -> Iterator[Comparison]:
    """Figures that this year's text gives as last year's."""
    for fact in now.report.facts + now.report.extra:
        if fact.scope is not Scope.LAST_YEAR or fact.value is None or fact.approximate:
            continue
        expected = before.values.get(fact.path)
        if expected is not None and expected != fact.value:
            yield _finding(
                now.report,
                f"last_year:{fact.path}",
                Severity.INFO,
                phrase(
                    "{year} gives {value} for {name} in {year_2}; that year's report says {expected}",
                    year=now.year,
                    value=show(fact.value),
                    name=named(fact.path, now.report.form),
                    year_2=before.year,
                    expected=show(expected),
                ),
                paths=(fact.path,),
                numbers=(expected, fact.value),
                cells=[(now.report, fact), *_cells((fact.path,), before)],
            )


def _jumps(before: _Year, now: _Year) -> Iterator[Comparison]:
    """Figures that grew or fell out of all proportion: a digit too many, another unit, a row misread."""
    for path, value in now.values.items():
        last = before.values.get(path)
        if last is None or path.endswith("_change"):
            continue
        small, large = sorted((last, value))
        if large >= _LARGE and large >= _JUMP * max(small, 1):
            yield _finding(
                now.report,
                f"jump:{path}",
                Severity.INFO,
                phrase(
                    "{name} went from {last} in {year} to {value} in {year_2}",
                    name=named(path, now.report.form),
                    last=show(last),
                    year=before.year,
                    value=show(value),
                    year_2=now.year,
                ),
                paths=(path,),
                numbers=(last, value),
                cells=_cells((path,), now, before),
            )


def _repeated(before: _Year, now: _Year) -> Iterator[Comparison]:
    """A report with last year's figures in every cell."""
    figures = sum(bool(value) for value in now.values.values())
    if before.report.form is now.report.form and before.values == now.values and figures >= _SAME:
        yield _finding(
            now.report,
            "series:identical",
            Severity.INFO,
            phrase(
                "all {count} figures of {year} are those of {year_2}",
                count=len(now.values),
                year=now.year,
                year_2=before.year,
            ),
        )


def _totals(year: _Year) -> dict[str, Fact]:
    found: dict[str, Fact] = {}
    for fact in year.report.facts + year.report.extra:
        if fact.scope is Scope.CUMULATIVE and fact.value is not None and not fact.approximate:
            found.setdefault(fact.path, fact)
    return found


def _cumulative(before: _Year, now: _Year) -> Iterator[Comparison]:
    """历年累计 figures, which never fall."""
    totals = _totals(before)
    for path, fact in _totals(now).items():
        last, value = totals[path].value if path in totals else None, fact.value
        if last is not None and value is not None and value < last:
            yield _finding(
                now.report,
                f"cumulative:{path}",
                Severity.WARNING,
                phrase(
                    "the cumulative {name} fell from {last} ({year}) to {value} ({year_2})",
                    name=named(path, now.report.form),
                    last=show(last),
                    year=before.year,
                    value=show(value),
                    year_2=now.year,
                ),
                paths=(path,) if path in leaf_indicators() else (),
                numbers=(last, value),
                cells=((now.report, fact), (before.report, totals[path])),
            )
