"""A report's summary for reading: its head, its figures by group with their places, its findings, what was not understood.

Text of the document is stripped of control, direction and other invisible characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import frozen

from ..checks.relations import rows
from ..checks.render import clean
from ..facts import Fact, Source
from ..findings import Finding, Severity
from ..indicators import APPLICANTS, Form, Indicator, Kind, indicators
from ..model.report import Report, held_facts
from .terminal import Line, Span, cut, flush_left, flush_right, width

if TYPE_CHECKING:
    from ..location import Location

__all__ = ["summary"]

_GROUPS: tuple[tuple[str, str], ...] = (
    ("proactive", "Proactive disclosure 主动公开"),
    ("responses", "Responses to the public 回应解读"),
    ("applications", "Applications 依申请公开"),
    ("review", "Administrative review 行政复议"),
    ("litigation", "Administrative litigation 行政诉讼"),
    ("complaints", "Complaints 举报投诉"),
    ("fees", "Fees 收费"),
    ("capacity", "Offices, staff and budget 机构建设和保障经费"),
    ("training", "Meetings and training 会议和培训"),
    ("extra", "Rows that the vocabulary does not have 指标表以外的行"),
)
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
_HEAD_WIDTH = 22
_MOST_PLACES = 12
_MOST_UNREAD = 20
_RAW_WIDTH = 60


def summary(report: Report) -> tuple[Line, ...]:
    """The report's head, its figures by group with their places, its findings, and what was not understood."""
    return (
        *_head(report),
        *_figures(report),
        *_findings(report.findings),
        *_leftovers(report),
    )


def _head(report: Report) -> Iterator[Line]:
    yield (Span(clean(report.title or "(no title) 无标题"), "title"),)
    period = report.period
    contact = report.contact
    reached = "  ".join(
        f"{name} {value}"
        for name, value in (
            ("电话", contact.phone),
            ("传真", contact.fax),
            ("邮箱", contact.email),
            ("邮编", contact.postcode),
            ("地址", contact.address),
            ("网址", contact.website),
        )
        if value
    )
    for name, value in (
        ("organ 机关", report.organ),
        ("issuer 发布机构", report.issuer),
        ("year 年度", report.year),
        ("form 格式", report.form.value),
        ("period 统计期限", f"{period.start or '?'} - {period.end or '?'}" if period else None),
        ("published 发布日期", report.published),
        ("contact 联系方式", reached or None),
        ("source 来源", f"{report.source or '-'} ({report.container.value})"),
    ):
        yield Span(flush_left(name, _HEAD_WIDTH)), Span("-" if value is None else clean(str(value)))


def _number(value: int | Decimal) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _value(fact: Fact) -> str:
    if fact.candidates:
        return " | ".join(_number(one) for one in fact.candidates) + " ?"
    if fact.value is None:
        return "空白"
    return f"{'≈ ' if fact.approximate else ''}{_number(fact.value)}"


def _place(fact: Fact) -> str:
    told = "in the text, " if fact.source is Source.PROSE else ""
    sure = "" if fact.recognised is None else f", recognised {fact.recognised:.0%}"
    return clean(f"{told}{fact.location}{sure}")


def _is_modern(item: Indicator, form: Form) -> bool:
    return form in _MODERN and form in item.forms


def _official_label(item: Indicator, form: Form) -> str:
    """The label in this form: where it is not the first form's, the vocabulary gives it in a note (`2019/2021: ...`)."""
    forms, _, other = item.note.partition(": ")
    return other if other and form.value in forms.split("/") else item.label


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
        yield _Row(_official_label(known[path], form), held[path])
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


def _figures(report: Report) -> Iterator[Line]:
    held = held_facts(report.facts + report.extra)
    matrix = _matrix(held)
    for group, heading in _GROUPS:
        left = {path: fact for path, fact in held.items() if path not in matrix}
        found = tuple(_rows_of(group, left, report.form))
        if not found and not (group == "applications" and matrix):
            continue
        yield ()
        yield (Span(heading, "heading"),)
        yield from _lines_of(found)
        if group == "applications" and matrix:
            yield from _matrix_lines(matrix)


def _lines_of(found: tuple[_Row, ...]) -> Iterator[Line]:
    labels = [cut(clean(row.label), _LABEL_WIDTH) for row in found]
    values = ["" if row.fact is None else _value(row.fact) for row in found]
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
                Span(_place(row.fact), "place"),
            )


def _matrix(held: Mapping[str, Fact]) -> dict[str, Fact]:
    """The figures of section three's table by applicant; none where only totals are known."""
    found = {
        path: fact
        for path, fact in held.items()
        if path.rpartition(".")[0] in rows() and path.rpartition(".")[2] in APPLICANTS
    }
    return found if any(not path.endswith(".total") for path in found) else {}


def _matrix_lines(matrix: Mapping[str, Fact]) -> Iterator[Line]:
    """The table: a row for each that has a figure; where nothing was printed or read for a cell it is left empty."""
    names = tuple(APPLICANTS)
    cells = {path: _value(fact) for path, fact in matrix.items()}
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


def _findings(findings: tuple[Finding, ...]) -> Iterator[Line]:
    counts = ", ".join(
        f"{sum(one.severity is severity for one in findings)} {severity.value}"
        for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)
    )
    yield ()
    yield (Span(f"Findings 发现: {counts}", "heading"),)
    for finding in findings:
        yield (
            Span(f"  {finding.severity.value} {clean(finding.rule)}: ", finding.severity.value),
            Span(clean(finding.message)),
        )
        yield (Span(f"    {clean(finding.message_zh)}"),)
        if finding.locations:
            yield (Span(f"    at {_places(finding.locations)}", "place"),)
        for suspect in finding.suspects:
            fits = "?" if suspect.would_fit is None else _number(suspect.would_fit)
            yield (
                Span(
                    f"    perhaps {suspect.path} = {fits}: {clean(suspect.reason)} / {clean(suspect.reason_zh)}"
                ),
            )


def _places(locations: tuple[Location, ...]) -> str:
    shown = "; ".join(clean(str(place)) for place in locations[:_MOST_PLACES])
    more = len(locations) - _MOST_PLACES
    return shown + (f"; and {more} more" if more > 0 else "")


def _leftovers(report: Report) -> Iterator[Line]:
    facts = report.facts + report.extra
    hidden = len(facts) - len(held_facts(facts))
    if hidden:
        yield ()
        yield (
            Span(
                f"{hidden} more figures (repeated, cumulative or last year's 重复、历年累计、上年): see --json"
            ),
        )
    if report.unread:
        yield ()
        yield (Span(f"Not understood 未能理解: {len(report.unread)}", "heading"),)
        for item in report.unread[:_MOST_UNREAD]:
            yield (
                Span(f"  {clean(str(item.location))}: ", "place"),
                Span(f"{cut(clean(item.raw), _RAW_WIDTH)} ({clean(item.reason)})"),
            )
        if len(report.unread) > _MOST_UNREAD:
            yield (Span(f"  and {len(report.unread) - _MOST_UNREAD} more: see --json"),)
    if report.notices:
        yield ()
        yield (Span("Notices 说明", "heading"),)
        for notice in report.notices:
            yield (Span(f"  {clean(notice)}"),)
