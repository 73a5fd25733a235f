"""A report's summary for reading: its head, its figures by group with their places, its findings, what was not understood.

Text of the document is stripped of control, direction and other invisible characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from attrs import frozen

from ..checks.places import PlaceNames
from ..checks.render import clean, suspect_text
from ..facts import Fact, Source
from ..findings import Severity
from ..forms.relations import rows
from ..indicators import APPLICANTS, Form, Indicator, Kind, indicators
from ..language import Language, Say
from ..location import Location
from ..model.report import Report, held_facts
from .figure_tables import GROUPS
from .terminal import Line, Span, cut, flush_left, flush_right, width

__all__ = ["summary"]

_MODERN = frozenset({Form.F2019, Form.F2021})
_COLUMNS: tuple[tuple[str, str], ...] = (
    ("自然人", ""),
    ("商业", "企业"),
    ("科研", "机构"),
    ("社会公", "益组织"),
    ("法律服", "务机构"),
    ("其他", ""),
    ("总计", ""),
)
_LABEL_WIDTH = 64
_ROW_LABEL_WIDTH = 44
_HEAD_WIDTH = 12
_MOST_PLACES = 12
_MOST_UNREAD = 20
_RAW_WIDTH = 60


def summary(report: Report, *, lang: Language | str | None = None) -> tuple[Line, ...]:
    """The report's head, its figures by group with their places, its findings, and what was not understood, in a language (None: that
    of the environment)."""
    say = Say(lang)
    return (
        *_head(report, say),
        *_figures(report, say),
        *_findings(report, say),
        *_leftovers(report, say),
    )


def _head(report: Report, say: Say) -> Iterator[Line]:
    yield (Span(clean(report.title or say("(no title)")), "title"),)
    period = report.period
    contact = report.contact
    reached = "  ".join(
        f"{name} {value}"
        for name, value in (
            (say("phone"), contact.phone),
            (say("fax"), contact.fax),
            (say("email"), contact.email),
            (say("postcode"), contact.postcode),
            (say("address"), contact.address),
            (say("website"), contact.website),
        )
        if value
    )
    for name, value in (
        (say("organ"), report.organ),
        (say("issuer"), report.issuer),
        (say("year"), report.year),
        (say("form"), say(report.form.value)),
        (say("period"), f"{period.start or '?'} - {period.end or '?'}" if period else None),
        (say("published"), report.published),
        (say("contact"), reached or None),
        (say("source"), f"{report.source or '-'} ({say(report.container.value)})"),
    ):
        yield Span(flush_left(name, _HEAD_WIDTH)), Span("-" if value is None else clean(str(value)))


def _number(value: int | Decimal) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _value(fact: Fact, say: Say) -> str:
    if fact.candidates:
        return " | ".join(_number(one) for one in fact.candidates) + " ?"
    if fact.value is None:
        return say("blank")
    return f"{'≈ ' if fact.approximate else ''}{_number(fact.value)}"


def _place(fact: Fact, say: Say) -> str:
    place = say.place(fact.location)
    if fact.source is Source.PROSE:
        place = say("in the text, {place}", place=place)
    if fact.recognised is not None:
        place = say("{place}, recognised {sure}", place=place, sure=f"{fact.recognised:.0%}")
    return clean(place)


def _is_modern(item: Indicator, form: Form) -> bool:
    return form in _MODERN and form in item.forms


def _depth(item: Indicator, known: Mapping[str, Indicator]) -> int:
    depth = 0
    while item.parent is not None and item.parent in known:
        item = known[item.parent]
        depth += 1
    return depth


@frozen
class _Row:
    """One line of a group: a figure, or the head of those that follow (`fact` is None)."""

    label: str
    fact: Fact | None


def _rows_of(group: str, held: Mapping[str, Fact], form: Form) -> Iterator[_Row]:
    """The figures of a group with the heads of their subgroups.

    Those of the 2014 table stand in its order, those of the later forms, whose labels are whole by themselves, as printed.
    """
    known = indicators()
    if group == "extra":
        for path, fact in held.items():
            if path.startswith("extra."):
                yield _Row(fact.match.label or path, fact)
        return
    needed = {path for path in held if path.partition(".")[0] == group and path in known}
    heads = {parent for path in needed for parent in _ancestors(known[path], known)}
    for path in [path for path in held if path in needed and _is_modern(known[path], form)]:
        needed.remove(path)
        yield _Row(known[path].label_in(form), held[path])
    for path, item in known.items():
        indent = "  " * _depth(item, known)
        if path in needed:
            yield _Row(indent + item.label, held[path])
        elif path in heads and item.kind is Kind.GROUP and "." in path:
            yield _Row(indent + item.label, None)


def _ancestors(item: Indicator, known: Mapping[str, Indicator]) -> Iterator[str]:
    while item.parent is not None and item.parent in known:
        yield item.parent
        item = known[item.parent]


def _figures(report: Report, say: Say) -> Iterator[Line]:
    held = held_facts(report.facts + report.extra)
    matrix = _matrix(held)
    for group, english, chinese in GROUPS:
        left = {path: fact for path, fact in held.items() if path not in matrix}
        found = tuple(_rows_of(group, left, report.form))
        if not found and not (group == "applications" and matrix):
            continue
        yield ()
        yield (Span(say.of(english, chinese), "heading"),)
        yield from _lines_of(found, say)
        if group == "applications" and matrix:
            yield from _matrix_lines(matrix, say)


def _lines_of(found: tuple[_Row, ...], say: Say) -> Iterator[Line]:
    labels = [cut(clean(row.label), _LABEL_WIDTH) for row in found]
    values = ["" if row.fact is None else _value(row.fact, say) for row in found]
    wide = max(map(width, labels), default=0)
    far = max(map(width, values), default=0)
    for row, label, value in zip(found, labels, values, strict=True):
        if row.fact is None:
            yield (Span(f"  {label}"),)
        else:
            yield (
                Span(f"  {flush_left(label, wide)}  "),
                Span(flush_right(value, far), "value"),
                Span(f" {flush_left(clean(row.fact.unit or ''), 4)}  "),
                Span(_place(row.fact, say), "place"),
            )


def _matrix(held: Mapping[str, Fact]) -> dict[str, Fact]:
    """The figures of section three's table by applicant; none where only totals are known."""
    found = {
        path: fact
        for path, fact in held.items()
        if path.rpartition(".")[0] in rows() and path.rpartition(".")[2] in APPLICANTS
    }
    return found if any(not path.endswith(".total") for path in found) else {}


def _matrix_lines(matrix: Mapping[str, Fact], say: Say) -> Iterator[Line]:
    """The table: a row for each that has a figure; where nothing was printed or read for a cell it is left empty."""
    names = tuple(APPLICANTS)
    cells = {path: _value(fact, say) for path, fact in matrix.items()}
    wide = max(6, *map(width, cells.values()))
    for line in (0, 1):
        heads = "  ".join(flush_right(words[line], wide) for words in _COLUMNS)
        yield (Span(f"  {' ' * _ROW_LABEL_WIDTH}  {heads}"),)
    for row, label in rows().items():
        if any(f"{row}.{name}" in matrix for name in names):
            yield (
                Span(f"  {flush_left(cut(clean(label), _ROW_LABEL_WIDTH), _ROW_LABEL_WIDTH)}  "),
                Span("  ".join(flush_right(cells.get(f"{row}.{name}", ""), wide) for name in names), "value"),
            )


def _findings(report: Report, say: Say) -> Iterator[Line]:
    findings = report.findings
    names = PlaceNames.of(report, {place for one in findings for place in one.locations})
    counts = ("、" if say.chinese else ", ").join(
        say(
            "{count} {severity}",
            count=sum(one.severity is severity for one in findings),
            severity=say(severity.value),
        )
        for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)
    )
    yield ()
    yield (Span(say("Findings: {counts}", counts=counts), "heading"),)
    for finding in findings:
        yield (
            Span(f"  {say(finding.severity.value)} {clean(finding.rule)}: ", finding.severity.value),
            Span(clean(say.of(finding.message, finding.message_zh))),
        )
        if finding.locations:
            yield (Span("    " + say("at {places}", places=_places(finding.locations, names, say)), "place"),)
        for suspect in finding.suspects:
            yield (Span(f"    {suspect_text(suspect, say, report.form)}"),)


def _places(locations: tuple[Location, ...], names: PlaceNames, say: Say) -> str:
    shown = ("；" if say.chinese else "; ").join(
        clean(names.named(place, say)) for place in locations[:_MOST_PLACES]
    )
    more = len(locations) - _MOST_PLACES
    return shown + (say("; and {more} more", more=more) if more > 0 else "")


def _leftovers(report: Report, say: Say) -> Iterator[Line]:
    facts = report.facts + report.extra
    hidden = len(facts) - len(held_facts(facts))
    if hidden:
        yield ()
        yield (
            Span(say("{count} more figures (repeated, cumulative or last year's): see --json", count=hidden)),
        )
    if report.unread:
        yield ()
        yield (Span(say("Not understood: {count}", count=len(report.unread)), "heading"),)
        for item in report.unread[:_MOST_UNREAD]:
            reason = clean(say.half(item.reason))
            yield (
                Span(f"  {clean(say.place(item.location))}: ", "place"),
                Span(f"{cut(clean(item.raw), _RAW_WIDTH)} ({reason})"),
            )
        if len(report.unread) > _MOST_UNREAD:
            yield (Span("  " + say("and {more} more: see --json", more=len(report.unread) - _MOST_UNREAD)),)
    if report.notices:
        yield ()
        yield (Span(say("Notices"), "heading"),)
        for notice in report.notices:
            yield (Span(f"  {clean(say.half(notice))}"),)
