"""A report for reading in a terminal: lines of spans, printed plain or, where it is installed, with rich.

Text of the document is stripped of control, direction and other invisible characters, and is never read as markup.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, TextIO

from attrs import frozen

from ..checks.relations import rows
from ..checks.render import clean
from ..facts import Fact, Source
from ..findings import Finding, Severity
from ..indicators import APPLICANTS, Form, Indicator, Kind, indicators
from ..model.report import Report, held_facts

if TYPE_CHECKING:
    from ..location import Location

__all__ = ["Line", "Span", "cut", "plain_text", "print_rich", "summary", "width"]

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
_STYLES: Mapping[str, str] = {
    "title": "bold",
    "heading": "bold cyan",
    "value": "bold",
    "place": "dim",
    "error": "bold red",
    "warning": "yellow",
    "info": "blue",
}
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


@frozen
class Span:
    """A stretch of text in one style; the style is a name of this module (`title`, `error`, ...) or empty."""

    text: str
    style: str = ""


Line = tuple[Span, ...]
"""The spans of one line, without its line end."""


def width(text: str) -> int:
    """How many columns of a terminal the text takes: a Chinese character two, a combining mark none.

    >>> width("2017年")
    6
    """
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def cut(text: str, columns: int) -> str:
    """The text if it fits the columns, else as much of it as does, with an ellipsis.

    >>> cut("政府信息公开", 7)
    '政府信…'
    """
    if width(text) <= columns:
        return text
    kept: list[str] = []
    used = 1
    for char in text:
        used += width(char)
        if used > columns:
            break
        kept.append(char)
    return "".join(kept) + "…"


def plain_text(lines: Iterable[Line]) -> str:
    """The lines as text, each with its line end and without styles."""
    return "".join("".join(span.text for span in line).rstrip() + "\n" for line in lines)


def print_rich(lines: Iterable[Line], file: TextIO) -> None:
    """Print the lines with rich, in colours where the terminal has them. Raises ImportError where rich is missing."""
    from rich.console import Console
    from rich.text import Text

    console = Console(file=file, markup=False, highlight=False, emoji=False, soft_wrap=True)
    for line in lines:
        text = Text()
        for span in line:
            text.append(span.text, style=_STYLES.get(span.style, ""))
        text.rstrip()
        console.print(text)


def summary(report: Report) -> tuple[Line, ...]:
    """The report's head, its figures by group with their places, its findings, and what was not understood."""
    return (
        *_head(report),
        *_figures(report),
        *_findings(report.findings),
        *_leftovers(report),
    )


def _pad(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))


def _right(text: str, columns: int) -> str:
    return " " * (columns - width(text)) + text


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
        yield Span(_pad(name, _HEAD_WIDTH)), Span("-" if value is None else clean(str(value)))


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


def _official_label(item: Indicator, form: Form) -> str:
    """The label in this form: the vocabulary gives that of another form in its note (`2019/2021: ...`)."""
    forms, _, other = item.note.partition(": ")
    if form in _MODERN and form in item.forms and other and form.value in forms.split("/"):
        return other
    return item.label


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
    """The figures of a group in the order of the form, with the heads of their subgroups."""
    known = indicators()
    if group == "extra":
        for path, fact in held.items():
            if path.startswith("extra."):
                yield _Row(fact.match.label or path, fact)
        return
    needed = {path for path in held if path.partition(".")[0] == group}
    heads = {parent for path in needed if path in known for parent in _ancestors(known[path], known)}
    for path, item in known.items():
        modern = form in _MODERN and form in item.forms
        indent = "" if modern else "  " * _depth(item, known)
        if path in needed:
            yield _Row(indent + _official_label(item, form), held[path])
        elif path in heads and item.kind is Kind.GROUP and "." in path:
            yield _Row(indent + item.label, None)


def _ancestors(item: Indicator, known: Mapping[str, Indicator]) -> Iterator[str]:
    while item.parent is not None and item.parent in known:
        yield item.parent
        item = known[item.parent]


def _figures(report: Report) -> Iterator[Line]:
    held = held_facts(report.facts)
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
                Span(f"  {_pad(label, wide)}  "),
                Span(_right(value, far), "value"),
                Span(f" {_pad(clean(row.fact.unit or ''), 4)}  "),
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
        heads = "  ".join(_right(words[line], wide) for words in _COLUMNS)
        yield (Span(f"  {' ' * _ROW_LABEL_WIDTH}  {heads}"),)
    for row, label in rows().items():
        if any(f"{row}.{name}" in matrix for name in names):
            yield (
                Span(f"  {_pad(cut(clean(label), _ROW_LABEL_WIDTH), _ROW_LABEL_WIDTH)}  "),
                Span("  ".join(_right(cells.get(f"{row}.{name}", ""), wide) for name in names), "value"),
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
            yield (Span(f"    perhaps: {clean(suspect.reason)} / {clean(suspect.reason_zh)}"),)


def _places(locations: tuple[Location, ...]) -> str:
    shown = "; ".join(clean(str(place)) for place in locations[:_MOST_PLACES])
    more = len(locations) - _MOST_PLACES
    return shown + (f"; and {more} more" if more > 0 else "")


def _leftovers(report: Report) -> Iterator[Line]:
    hidden = len(report.facts) - len(held_facts(report.facts))
    if hidden:
        yield ()
        yield (
            Span(f"{hidden} more figures (repeated, cumulative or last year's 重复、历年累计、上年): see --json"),
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
