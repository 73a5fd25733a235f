"""What a notebook shows for a report, its groups of figures, findings and batches: HTML without scripts or
outside resources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from attrs import evolve, fields

from ..checks.arithmetic import check_relations
from ..checks.comparison import places_of
from ..checks.places import PlaceNames
from ..checks.render import suspect_text
from ..facts import Fact, Scope
from ..findings import Finding, Findings, Severity
from ..indicators import APPLICANTS, Form, leaf_indicators
from ..language import Language, Say
from ..model.applications import ByApplicant
from ..model.failure import Failure
from ..model.report import Report
from .figure_tables import (
    GROUPS,
    ExportedFigure,
    ListRow,
    MatrixRow,
    figures_of,
    head_rows,
    list_rows,
    matrix_rows,
    other_facts,
)
from .markup import STYLE, attribute, figure_anchor, figure_cell, marks_of, number, text_html
from .reasons import reason_text

__all__ = [
    "Findings",
    "Reports",
    "findings_html",
    "group_html",
    "list_table",
    "matrix_table",
    "report_html",
    "reports_html",
]

_MOST_FINDINGS = 100
_MOST_REPORTS = 60
_MOST_OTHERS = 60
_MODERN = frozenset({Form.F2019, Form.F2021})

Marks = Mapping[str, tuple[Finding, ...]]


class Reports(tuple[Any, ...]):
    """Reports (and failures) that a notebook shows as a table; otherwise a tuple.

    >>> Reports([Report(organ="临江区", year=2017)])
    (<Report 临江区 2017 form=narrative facts=0 findings=0>,)
    """

    __slots__ = ()

    def _repr_html_(self) -> str:
        return reports_html(self)


def _view(body: str) -> str:
    """The body with its style; MathJax is told to leave it alone."""
    return f'<div class="govinfo tex2jax_ignore mathjax_ignore"><style>{STYLE}</style>{body}</div>'


def _folded(summary: str, body: str, *, is_open: bool) -> str:
    return (
        f"<details{' open' if is_open else ''}><summary>{summary}</summary>{body}</details>" if body else ""
    )


def matrix_table(
    rows: Sequence[MatrixRow], marks: Marks, say: Say, links: Mapping[str, str] | None = None
) -> str:
    """Section three's table: its rows by the seven applicant columns. With `links` (the anchor of each
    path's place) every number is a link, and every cell has an anchor of its own."""
    heads = "".join(f"<th>{label}</th>" for label in APPLICANTS.values())
    body = []
    for row in rows:
        # Two rows end in 其他 and several share a head: it is said again with each, so that a row can be
        # read alone.
        *over, own = row.heads
        prefix = f'<span class="soft">{text_html(over[0])}</span> ' if over else ""
        cells = "".join(
            figure_cell(
                cell,
                marks,
                path=f"{row.path}.{name}",
                say=say,
                href=(links or {}).get(f"{row.path}.{name}"),
                anchor=None if links is None else figure_anchor(f"{row.path}.{name}"),
            )
            for name, cell in zip(APPLICANTS, row.cells, strict=True)
        )
        body.append(f"<tr><th>{prefix}{text_html(own)}</th>{cells}</tr>")
    return f"<table><thead><tr><th></th>{heads}</tr></thead><tbody>{''.join(body)}</tbody></table>"


def _list_lines(rows: Iterable[ListRow], marks: Marks, say: Say, links: Mapping[str, str]) -> Iterator[str]:
    for row in rows:
        indent = f' style="padding-left:{6 + 12 * row.depth}px"' if row.depth else ""
        label = text_html(row.label)
        if row.figure is None:
            yield f'<tr><td colspan="3"{indent}><span class="soft">{label}</span></td></tr>'
        else:
            path = row.figure.path
            cell = figure_cell(row.figure, marks, path=path, say=say, href=links.get(path))
            yield f"<tr><td{indent}>{label}</td>{cell}<td>{text_html(row.unit or '')}</td></tr>"


def list_table(
    parts: Iterable[tuple[str, Sequence[ListRow]]],
    marks: Marks,
    say: Say,
    links: Mapping[str, str] | None = None,
) -> str:
    """Figures as lines of label, number and unit, each part under its heading (`""`: none)."""
    body = []
    for heading, rows in parts:
        if rows and heading:
            body.append(f'<tr><th colspan="3">{text_html(heading)}</th></tr>')
        body += _list_lines(rows, marks, say, links or {})
    return f"<table><tbody>{''.join(body)}</tbody></table>" if body else ""


def _counts(findings: Iterable[Finding], say: Say) -> str:
    every = [finding.severity for finding in findings]
    return ("、" if say.chinese else ", ").join(
        f'<b class="{one.value}">{say.counted(every.count(one), one.value)}</b>'
        for one in reversed(Severity)
        if one in every
    )


def _head(report: Report, say: Say) -> str:
    line = " · ".join(
        f'<span class="soft">{name}</span> {text_html(value)}'
        for name, value in head_rows(report, say)
        if value is not None
    )
    counts = _counts(report.findings, say) or say("no findings")
    unread = say(", {count} not understood", count=len(report.unread)) if report.unread else ""
    notices = "".join(f'<div class="soft">{text_html(say.half(notice))}</div>' for notice in report.notices)
    return (
        f'<div class="title" title="{attribute(*(reason_text(one, say) for one in report.evidence))}">'
        f"{text_html(report.title or say('(no title)'))}</div>"
        f"<div>{line}</div><div>"
        + say(
            "{count} figures; {counts}{unread}",
            count=len(report.facts) + len(report.extra),
            counts=counts,
            unread=unread,
        )
        + f"</div>{notices}"
    )


def _figures(report: Report, say: Say) -> str:
    figures = figures_of(report)
    marks = marks_of(report.findings)
    matrix = matrix_rows(figures)
    in_matrix = {cell.path for row in matrix for cell in row.cells if cell is not None}
    left = {path: figure for path, figure in figures.items() if path not in in_matrix}
    parts = [(say(name), list_rows(key, left, report.form)) for key, name in GROUPS]
    others = list_table(parts, marks, say)
    many = sum(row.figure is not None for _, rows in parts for row in rows)
    return (
        _folded(say("Applications (in cases)"), matrix_table(matrix, marks, say), is_open=True)
        if matrix
        else ""
    ) + _folded(
        say("Other figures: {count}", count=many) if matrix else say("Figures: {count}", count=many),
        others,
        is_open=not matrix,
    )


def report_html(report: Report, *, lang: Language | str | None = None) -> str:
    """A report as a notebook shows it: its head, findings, figures by table with their places on hover, and
    what was not understood. Raises nothing.

    Args:
        report: The report.
        lang: The language, `zh` or `en`; None for that of the environment.

    Returns:
        A piece of HTML with its own style, without scripts.
    """
    say = Say(lang)
    unread = "".join(
        f'<tr><td class="soft">{text_html(say.place(item.location))}</td><td>{text_html(item.raw)}</td>'
        f"<td>{text_html(say.half(item.reason))}</td></tr>"
        for item in report.unread[:_MOST_OTHERS]
    ) + _more(len(report.unread) - _MOST_OTHERS, 3, say)
    return _view(
        _head(report, say)
        + _folded(say("Findings"), _findings_table(report, report.findings, say), is_open=True)
        + _figures(report, say)
        + _folded(
            say("Repeated, cumulative, last year"),
            _others(other_facts(report), say),
            is_open=False,
        )
        + _folded(say("Not understood"), f"<table>{unread}</table>" if unread else "", is_open=False)
    )


def _others(facts: Sequence[Fact], say: Say) -> str:
    lines = "".join(
        f"<tr><td>{text_html(fact.match.label or fact.path)}</td>"
        + figure_cell(
            ExportedFigure(path=fact.path, value=None if fact.approximate else fact.value, fact=fact),
            {},
            path=fact.path,
            say=say,
        )
        + f"<td>{text_html(fact.unit or '')}</td>"
        f'<td class="soft">{say("repeated") if fact.scope is Scope.YEAR else say(fact.scope.value)}</td></tr>'
        for fact in facts[:_MOST_OTHERS]
    )
    return f"<table>{lines}{_more(len(facts) - _MOST_OTHERS, 4, say)}</table>" if lines else ""


def _more(count: int, columns: int, say: Say) -> str:
    return (
        f'<tr><td colspan="{columns}" class="soft">{say("and {more} more", more=count)}</td></tr>'
        if count > 0
        else ""
    )


def _findings_table(report: Report | None, findings: Sequence[Finding], say: Say) -> str:
    if not findings:
        return ""
    ordered = sorted(findings, key=lambda finding: -finding.severity.rank)
    lines = []
    for finding in ordered[:_MOST_FINDINGS]:
        places = _places(report, finding, say)
        first = f'<div class="soft">{text_html(places[0])}</div>' if places else ""
        suspects = "".join(
            f'<div title="{attribute(say.of(one.reason, one.reason_zh))}">'
            f"{text_html(suspect_text(one, say, report.form if report is not None else None))}</div>"
            for one in finding.suspects
        )
        lines.append(
            f'<tr><td><b class="{finding.severity.value}">{say(finding.severity.value)}</b></td>'
            f'<td title="{attribute(*places)}">{text_html(finding.rule)}{first}</td>'
            f"<td>{text_html(say.of(finding.message, finding.message_zh))}{suspects}</td></tr>"
        )
    return f"<table><tbody>{''.join(lines)}{_more(len(ordered) - _MOST_FINDINGS, 3, say)}</tbody></table>"


def _places(report: Report | None, finding: Finding, say: Say) -> tuple[str, ...]:
    """The places of a finding, named by its report where that is at hand."""
    if report is None:
        return places_of(finding, say)
    names = PlaceNames.of(report, set(finding.locations))
    return tuple(names.named(place, say) for place in finding.locations)


def findings_html(findings: Iterable[Finding], *, lang: Language | str | None = None) -> str:
    """Findings as a table, the gravest first: severity, rule with its places on hover, message, suspects.
    Raises nothing.

    Args:
        findings: The findings.
        lang: The language, `zh` or `en`; None for that of the environment.

    Returns:
        A piece of HTML.
    """
    say = Say(lang)
    every = tuple(findings)
    return _view(f"<div>{_counts(every, say) or say('no findings')}</div>{_findings_table(None, every, say)}")


def reports_html(items: Iterable[Any], *, lang: Language | str | None = None) -> str:
    """A batch as a table: organ, year, form, figures and findings of each report; a failure with its reason.
    Raises nothing.

    Args:
        items: Reports and failures, as `parse_many` gives them.
        lang: The language, `zh` or `en`; None for that of the environment.

    Returns:
        A piece of HTML.
    """
    say = Say(lang)
    every = tuple(items)
    lines = []
    for item in every[:_MOST_REPORTS]:
        if isinstance(item, Report):
            source = text_html(item.source or "–")
            lines.append(
                f'<tr><td title="{attribute(item.title or "")}">{text_html(item.organ or "?")}</td>'
                f'<td class="n">{item.year or "?"}</td><td>{say(item.form.value)}</td>'
                f'<td class="n">{len(item.facts) + len(item.extra)}'
                f"</td><td>{_counts(item.findings, say)}</td>"
                f'<td class="soft">{source}</td></tr>'
            )
        else:
            source = text_html(str(getattr(item, "source", None) or "–"))
            lines.append(
                f'<tr><td colspan="5"><b class="error">{say("failed")}</b> {text_html(_why(item, say))}</td>'
                f'<td class="soft">{source}</td></tr>'
            )
    reports = [item for item in every if isinstance(item, Report)]
    failures = len(every) - len(reports)
    findings = _counts((one for report in reports for one in report.findings), say) or say("no findings")
    summary = say("{count} reports", count=len(reports)) + f"; {findings}"
    summary += f"; {say('{count} failed', count=failures)}" if failures else ""
    head = "".join(
        f"<th>{name}</th>"
        for name in (say("organ"), say("year"), say("form"), say("figures"), say("findings"), say("source"))
    )
    table = (
        f"<table><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(lines)}{_more(len(every) - _MOST_REPORTS, 6, say)}</tbody></table>"
    )
    return _view(f"<div>{summary}</div>{table}")


def _why(item: Any, say: Say) -> str:
    """Why there is no report."""
    if isinstance(item, Failure):
        return f"{item.error}: {say.of(item.reason, item.reason_zh)}"
    return str(item)


def group_html(group: Any, facts: tuple[Fact, ...] = ()) -> str:
    """One group of figures (`report.applications`, `report.review`, ...) as its official table, broken
    relations marked. A group without a place of its own in the vocabulary (one row of section three, one
    kind of court case) is shown by its attributes' names.

    Args:
        group: The group.
        facts: The report's facts, which give the figures' places on hover.

    Returns:
        A piece of HTML.

    Raises:
        NotAnAttrsClassError: `group` is no group of figures (an error of attrs, a ValueError).
    """
    say = Say()
    if isinstance(group, ByApplicant):
        cells = "".join(f'<td class="n">{_bare(getattr(group, name))}</td>' for name in APPLICANTS)
        heads = "".join(f"<th>{label}</th>" for label in APPLICANTS.values())
        return _view(f"<table><tr>{heads}</tr><tr>{cells}</tr></table>")
    prefix = getattr(type(group), "PATH", None)
    if prefix is None:
        lines = "".join(
            f'<tr><td>{one.name}</td><td class="n">{_bare(getattr(group, one.name))}</td></tr>'
            for one in fields(type(group))
        )
        return _view(f"<table>{lines}</table>")
    report = (
        Report.from_facts(facts) if facts else cast("Report", _holding(Report(), prefix.split("."), group))
    )
    figures = {path: figure for path, figure in figures_of(report).items() if path.startswith(f"{prefix}.")}
    modern = any(_MODERN.issuperset(leaf_indicators()[path].forms) for path in figures)
    form = Form.F2021 if modern else Form.F2014
    marks = marks_of(check_relations(evolve(report, form=form)))
    matrix = matrix_rows(figures)
    in_matrix = {cell.path for row in matrix for cell in row.cells if cell is not None}
    left = {path: figure for path, figure in figures.items() if path not in in_matrix}
    body = (matrix_table(matrix, marks, say) if matrix else "") + list_table(
        [("", list_rows(prefix.partition(".")[0], left, form))], marks, say
    )
    return _view(body or '<span class="soft">' + say("nothing stated") + "</span>")


def _bare(value: Any) -> str:
    return '<span class="soft">–</span>' if value is None else number(value)


def _holding(owner: Any, names: Sequence[str], group: Any) -> Any:
    """`owner` with the group put in at its place and nothing else changed."""
    inner = group if len(names) == 1 else _holding(getattr(owner, names[0]), names[1:], group)
    return evolve(owner, **{names[0]: inner})
