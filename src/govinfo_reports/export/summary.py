"""A report's summary for reading: its head, its figures by group with their places, its findings, what was
not understood.

Text of the document is stripped of control, direction and other invisible characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ..checks.places import PlaceNames
from ..checks.render import clean, suspect_text
from ..facts import Fact, Source
from ..findings import Severity
from ..forms.relations import rows
from ..indicators import APPLICANTS
from ..language import Language, Say
from ..location import Location
from ..model.report import Report, held_facts
from .figure_tables import GROUPS, ExportedFigure, ListRow, head_rows, list_rows
from .terminal import Line, StyledText, cut, flush_left, flush_right, width

__all__ = ["summary"]

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
    """The report's head, its figures by group with their places, its findings, and what was not understood,
    in a language (None: that of the environment)."""
    say = Say(lang)
    return (
        *_head(report, say),
        *_figures(report, say),
        *_findings(report, say),
        *_leftovers(report, say),
    )


def _head(report: Report, say: Say) -> Iterator[Line]:
    yield (StyledText(clean(report.title or say("(no title)")), "title"),)
    for name, value in head_rows(report, say):
        yield StyledText(flush_left(name, _HEAD_WIDTH)), StyledText("-" if value is None else clean(value))


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


def _figures(report: Report, say: Say) -> Iterator[Line]:
    held = held_facts(report.facts + report.extra)
    matrix = _matrix(held)
    for group, name in GROUPS:
        left = {
            path: ExportedFigure(path=path, fact=fact) for path, fact in held.items() if path not in matrix
        }
        found = list_rows(group, left, report.form)
        if not found and not (group == "applications" and matrix):
            continue
        yield ()
        yield (StyledText(say(name), "heading"),)
        yield from _lines_of(found, say)
        if group == "applications" and matrix:
            yield from _matrix_lines(matrix, say)


def _lines_of(found: tuple[ListRow, ...], say: Say) -> Iterator[Line]:
    labels = [cut("  " * row.depth + clean(row.label), _LABEL_WIDTH) for row in found]
    facts = [None if row.figure is None else row.figure.fact for row in found]
    values = ["" if fact is None else _value(fact, say) for fact in facts]
    wide = max(map(width, labels), default=0)
    far = max(map(width, values), default=0)
    for fact, label, value in zip(facts, labels, values, strict=True):
        if fact is None:
            yield (StyledText(f"  {label}"),)
        else:
            yield (
                StyledText(f"  {flush_left(label, wide)}  "),
                StyledText(flush_right(value, far), "value"),
                StyledText(f" {flush_left(clean(fact.unit or ''), 4)}  "),
                StyledText(_place(fact, say), "place"),
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
    """The table: a row for each that has a figure; where nothing was printed or read for a cell it is left
    empty."""
    names = tuple(APPLICANTS)
    cells = {path: _value(fact, say) for path, fact in matrix.items()}
    wide = max(6, *map(width, cells.values()))
    for line in (0, 1):
        heads = "  ".join(flush_right(words[line], wide) for words in _COLUMNS)
        yield (StyledText(f"  {' ' * _ROW_LABEL_WIDTH}  {heads}"),)
    for row, label in rows().items():
        if any(f"{row}.{name}" in matrix for name in names):
            yield (
                StyledText(f"  {flush_left(cut(clean(label), _ROW_LABEL_WIDTH), _ROW_LABEL_WIDTH)}  "),
                StyledText(
                    "  ".join(flush_right(cells.get(f"{row}.{name}", ""), wide) for name in names), "value"
                ),
            )


def _findings(report: Report, say: Say) -> Iterator[Line]:
    findings = report.findings
    names = PlaceNames.of(report, {place for one in findings for place in one.locations})
    counts = ("、" if say.chinese else ", ").join(
        say.counted(sum(one.severity is severity for one in findings), severity.value)
        for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)
    )
    yield ()
    yield (StyledText(say("Findings: {counts}", counts=counts), "heading"),)
    for finding in findings:
        yield (
            StyledText(f"  {say(finding.severity.value)} {clean(finding.rule)}: ", finding.severity.value),
            StyledText(clean(say.of(finding.message, finding.message_zh))),
        )
        if finding.locations:
            yield (
                StyledText(
                    "    " + say("at {places}", places=_places(finding.locations, names, say)), "place"
                ),
            )
        for suspect in finding.suspects:
            yield (StyledText(f"    {suspect_text(suspect, say, report.form)}"),)


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
            StyledText(
                say("{count} more figures (repeated, cumulative or last year's): see --json", count=hidden)
            ),
        )
    if report.unread:
        yield ()
        yield (StyledText(say("Not understood: {count}", count=len(report.unread)), "heading"),)
        for item in report.unread[:_MOST_UNREAD]:
            reason = clean(say.half(item.reason))
            yield (
                StyledText(f"  {clean(say.place(item.location))}: ", "place"),
                StyledText(f"{cut(clean(item.raw), _RAW_WIDTH)} ({reason})"),
            )
        if len(report.unread) > _MOST_UNREAD:
            yield (
                StyledText("  " + say("and {more} more: see --json", more=len(report.unread) - _MOST_UNREAD)),
            )
    if report.notices:
        yield ()
        yield (StyledText(say("Notices"), "heading"),)
        for notice in report.notices:
            yield (StyledText(f"  {clean(say.half(notice))}"),)
