"""Years and forms that differ between the parts of a report: title, period, tables, headings, text, date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from ..facts import Fact, Scope
from ..findings import Finding, Severity
from ..indicators import Form
from ..language import Said, phrase
from ..location import Location
from ..model.section import every_section
from ..patterns import late
from .checkable import Checkable

__all__ = ["check_years", "form_of_year"]

_YEAR = late(r"(?:(?<![\d０-９])((?:19|20)\d\d)\s{0,3}|([一二]?[九〇○零Ｏ][〇○零Ｏ一二三四五六七八九]{2}))\Z")
_PART = late(
    r"[上下前后]半年|第?[一二三四1-4前]?[一二三]?季度|(?<!\d)1月?[-—－–~至到]+[369]月份?"
    r"|(?<!\d)[7七]月?[-—－–~至到]+12月份?"
)
"""What a title says of a report on less than the year. From May or April to December two years had whole
reports."""
_SEVERAL = late(
    r"(?<!\d)((?:19|20)\d\d)年?度?(?:[-—－–~～至到和与及跨、/／,，]|——){1,2}((?:19|20)\d\d)(?:学?年|\Z)"
)
"""A title on more years than one."""
_ODD_YEAR = late(r"(?<!\d)(?!(?:19|20)\d\d年)\d{3,6}年")
"""A year in a title that cannot be one: 2202年, 202年."""
_SHORT_YEARS = frozenset({2008, 2019})
"""The years in which the Regulations came into force, in May, so that a report may begin then."""
_LONGEST_YEAR = 7
_YEAR_DIGITS = str.maketrans("〇○零Ｏ一二三四五六七八九", "00001234567890"[:13])
_FIRST_YEARS = ((2021, Form.F2021), (2019, Form.F2019), (2014, Form.F2014))
_FORMS_WITH_YEARS = frozenset({Form.F2014, Form.F2019, Form.F2021})


def form_of_year(year: int) -> Form | None:
    """The form that reports on `year` are to follow; None before 2014, when no form was set for the whole
    country.

    >>> form_of_year(2020)
    <Form.F2019: '2019'>
    """
    return next((form for first, form in _FIRST_YEARS if year >= first), None)


def _years_in(text: str) -> list[int]:
    years = []
    at = text.find("年")
    while at >= 0:
        found = _YEAR.search(text, max(0, at - _LONGEST_YEAR), at)
        digits = (found[1] or found[2].translate(_YEAR_DIGITS)) if found is not None else ""
        if digits.isdigit() and len(digits) == 4:
            years.append(int(digits))
        at = text.find("年", at + 1)
    return years


def _finding(rule: str, severity: Severity, message: str, at: tuple[Location, ...] = ()) -> Finding:
    return Finding(rule=f"suspicious:{rule}", severity=severity, message=message, locations=at)


def _period(report: Checkable, titled: set[int]) -> Iterator[Finding]:
    period = report.period
    ends = {day.year for day in (period.start, period.end) if day is not None} if period else set()
    if titled and ends and titled.isdisjoint(ends):
        one, other = min(titled), max(ends)
        yield _finding(
            "period",
            Severity.WARNING,
            phrase("the title says {one}, the period covered ends in {other}", one=one, other=other),
        )
    elif period is not None and period.start is not None and period.end is not None:
        yield from _span(period.start, period.end)
    part = _PART.search("".join((report.title or "").split()))
    if part is not None:
        yield _finding(
            "period",
            Severity.WARNING,
            phrase("the report is on a part of the year: {part}", part=part[0]),
        )


def _span(start: date, end: date) -> Iterator[Finding]:
    """A period that runs over years (a warning), or that is not the whole of one (info)."""
    if start.year != end.year:
        message = phrase("the period covered runs from {start} to {end}, over years", start=start, end=end)
        yield _finding("period", Severity.WARNING, message)
    elif (end.month, end.day) != (12, 31) or (
        (start.month, start.day) != (1, 1) and start.year not in _SHORT_YEARS
    ):
        message = phrase("the period covered is not the whole year: {start} to {end}", start=start, end=end)
        yield _finding("period", Severity.INFO, message)


def _title(report: Checkable) -> Iterator[Finding]:
    """A title that names several years, of which the report has one."""
    title = "".join((report.title or "").split()).translate(_YEAR_DIGITS)
    if (odd := _ODD_YEAR.search(title)) is not None:
        message = phrase("the title names a year that cannot be one: {printed}", printed=odd[0])
        yield _finding("year", Severity.WARNING, message)
    several = _SEVERAL.search(title)
    if several is None or several[1] == several[2]:
        return
    years = f"{several[1]}–{several[2]}"
    if report.year is None:
        message = phrase("the title names several years ({years}); the report is given none", years=years)
    else:
        message = phrase(
            "the title names several years ({years}); the figures are taken as those of {year}",
            years=years,
            year=report.year,
        )
    yield _finding("year", Severity.WARNING, message)


def _tables(report: Checkable, titled: set[int]) -> Iterator[Finding]:
    """The heads of tables that name other years than the report, where none names the report's."""
    own = titled or ({report.year} if report.year is not None else set())
    named = report.table_years
    if not own or not named or any(one.year in own for one in named):
        return
    first = named[0]
    others = sorted({one.year for one in named})
    yield _finding(
        "year",
        Severity.WARNING,
        phrase(
            "the report is for {year}, the head of a table says {others}: {printed!r}",
            year=min(own),
            others=list(others),
            printed=first.printed,
        ),
        tuple(one.location for one in named),
    )


def _form_said(form: Form) -> Said:
    return (
        phrase("a provincial form")
        if form is Form.PROVINCIAL
        else phrase("the form of {form}", form=form.value)
    )


def _form(report: Checkable) -> Iterator[Finding]:
    if report.year is None or report.form is Form.NARRATIVE:
        return
    wanted = form_of_year(report.year)
    if report.form is wanted or (report.form is Form.PROVINCIAL and wanted in (None, Form.F2014)):
        return
    if wanted is None and report.form not in _FORMS_WITH_YEARS:
        return
    yield _finding(
        "form",
        Severity.WARNING,
        phrase(
            "the report for {year} follows {used}; that year has {wanted}",
            year=report.year,
            used=_form_said(report.form),
            wanted=_form_said(wanted) if wanted is not None else phrase("no form of the State Council's"),
        ),
        tuple(fact.location for fact in report.facts[:1]),
    )


def _text(report: Checkable, year: int) -> Iterator[Finding]:
    counted: Counter[int] = Counter()
    for section in every_section(report.sections):
        counted.update(_years_in(section.text))
        old = [one for one in _years_in(section.title) if one == year - 1]
        is_caption = any(section.location.line == one.location.line for one in report.table_years)
        if old and year not in _years_in(section.title) and not is_caption:
            yield _finding(
                "year",
                Severity.INFO,
                phrase(
                    "a heading of the report for {year} names {old}: {title!r}",
                    year=year,
                    old=old[0],
                    title=section.title,
                ),
                (section.location,),
            )
    if counted and year not in counted:
        other, times = counted.most_common(1)[0]
        if times >= 3:
            yield _finding(
                "year",
                Severity.INFO,
                phrase(
                    "the text names {other} {times} times and the report's year {year} nowhere",
                    other=other,
                    times=times,
                    year=year,
                ),
            )


def _untold(report: Checkable) -> Iterator[Finding]:
    """Two tables of the same form of which nothing tells which is the report's."""
    untold = [fact for fact in report.facts if fact.scope is Scope.UNTOLD]
    groups: dict[str, list[Fact]] = {}
    for fact in untold:
        groups.setdefault(fact.path.split(".")[0], []).append(fact)
    for group, facts in groups.items():
        firsts = list({(one.location.sheet, one.location.table): one for one in reversed(facts)}.values())[
            ::-1
        ]
        where = ", ".join(str(Location(sheet=one.location.sheet, table=one.location.table)) for one in firsts)
        yield Finding(
            rule="suspicious:tables",
            severity=Severity.WARNING,
            message=phrase(
                "{count} tables of the same form ({group}) have different figures, and nothing "
                "tells which is the report's: {where}; none of their figures is taken",
                count=len(firsts),
                group=group,
                where=where,
            ),
            paths=tuple(dict.fromkeys(one.path for one in facts)),
            locations=tuple(one.location for one in firsts),
        )


def check_years(report: Checkable) -> Iterable[Finding]:
    """Titles of several years, title against period and tables (warnings), the form against the year (a
    warning), headings, text and the date of publication against the year (info)."""
    titled = set(_years_in(report.title)) if report.title is not None else set()
    yield from _title(report)
    yield from _period(report, titled)
    yield from _tables(report, titled)
    yield from _untold(report)
    yield from _form(report)
    if report.year is None:
        return
    yield from _text(report, report.year)
    published = report.published
    if published is not None and (published.year, published.month) < (report.year, 12):
        yield _finding(
            "published",
            Severity.INFO,
            phrase(
                "published on {isoformat}, before the year {year} was over",
                isoformat=published.isoformat(),
                year=report.year,
            ),
        )
