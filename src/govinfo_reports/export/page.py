"""The audit page: one self-contained HTML file with a report's figures, its findings, and the document's text with all places in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..checks.places import PlaceNames
from ..document import Document
from ..facts import Fact, Source
from ..findings import Finding, Severity, Suspect
from ..forms.relations import RELATIONS, label
from ..language import Language, Say
from ..location import Location
from ..model.report import Report
from .figure_tables import GROUPS, Figure, ListRow, figures_of, list_rows, matrix_rows, other_facts
from .markup import STYLE, figure_anchor, figure_cell, how, marks_of, number, text_html, value_text
from .notebook import Marks, matrix_table
from .page_text import PlacedText, place_text
from .reasons import reason_text

__all__ = ["page_html"]

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = (
    STYLE
    + """\
:root{color-scheme:light dark}
body{margin:0}
.page{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr)}
.page>section{height:100vh;overflow:auto;box-sizing:border-box;padding:10px 16px}
.page>section+section{border-left:1px solid var(--gi-line)}
.page h1{font-size:19px;margin:0 0 .3em}.page h2{font-size:15px;margin:1.2em 0 .3em}
.page a{color:inherit;text-decoration-color:var(--gi-blue)}
.page ul{padding-left:1.2em;margin:.2em 0}
.page .text p{margin:.35em 0}.page .text p.head{font-weight:600}
.page .place{color:var(--gi-soft);font-size:10px;margin-right:.8em;user-select:none}
.page mark{background:rgba(60,140,255,.2);color:inherit}
.page td.figure{background:rgba(60,140,255,.14)}
.page td.figure.warning{background:rgba(230,150,0,.22)}.page td.figure.error{background:rgba(220,50,40,.2)}
.page td.none{border-style:dotted}
.page abbr{color:var(--gi-red);text-decoration:none}
.page :target,.page mark:has(>:target:last-child)+mark.on{outline:3px solid #f28c00;outline-offset:1px}
.page pre{white-space:pre-wrap;margin:0;font-family:inherit}
@media (max-width:900px){.page{display:block}.page>section{height:auto}}
@media print{.page{display:block}.page>section{height:auto;overflow:visible}}
"""
)


def page_html(report: Report, document: Document, *, lang: Language | str | None = None) -> str:
    """The audit page of a report and the document that it was read from: a whole HTML file that needs nothing from outside and
    runs no scripts. Every figure links to its place in the text, every finding to the cells and places that it names. `lang` is its
    language (None: that of the environment)."""
    say = Say(lang)
    figures = figures_of(report)
    others = other_facts(report)
    placed = place_text(document, _places(report), _notes(report, say), _back(figures), _marked(report), say)
    links = {
        path: placed.anchors[figure.fact.location]
        for path, figure in figures.items()
        if figure.fact is not None and figure.fact.location in placed.anchors
    }
    marks = marks_of(report.findings)
    left = "".join(
        (
            _head(report, say),
            _findings(report, figures, placed, say),
            _unread(report, placed, say),
            _figures(report, figures, marks, links, placed, say),
            _others(others, placed, say),
        )
    )
    title = text_html(report.title or report.source or say("report"))
    return (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if say.chinese else "en"}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<title>{title}</title><style>{_STYLE}</style></head>\n<body><div class="govinfo page">'
        f'<section>{left}</section>\n<section class="text"><h2>{say("Text")}</h2>{placed.html}</section></div></body></html>\n'
    )


def _places(report: Report) -> Iterator[Location]:
    """Every place that the report speaks of."""
    for fact in (*report.facts, *report.extra):
        yield fact.location
    for finding in report.findings:
        yield from finding.locations
    for item in report.unread:
        yield item.location


def _notes(report: Report, say: Say) -> dict[Location, list[str]]:
    """What to say at each place: its figures and the findings about it."""
    notes: dict[Location, list[str]] = {}
    for fact in (*report.facts, *report.extra):
        shown = value_text(Figure(path=fact.path, value=None if fact.approximate else fact.value, fact=fact))
        notes.setdefault(fact.location, []).append(
            f"{_called(fact.path, say)} = {shown} ({say(fact.scope.value)})"
        )
    for finding in report.findings:
        for place in finding.locations:
            notes.setdefault(place, []).append(f"{say(finding.severity.value)} {finding.rule}")
    return notes


def _back(figures: Mapping[str, Figure]) -> dict[Location, str]:
    return {
        figure.fact.location: figure_anchor(path)
        for path, figure in figures.items()
        if figure.fact is not None
    }


def _marked(report: Report) -> dict[Location, str]:
    """The highest severity of the findings about each place."""
    ordered = sorted(report.findings, key=lambda finding: finding.severity.rank)
    return {place: finding.severity.value for finding in ordered for place in finding.locations}


def _called(path: str, say: Say) -> str:
    """An indicator by its path, in Chinese by its label."""
    return label(path) if say.chinese else path


def _to(place: Location, placed: PlacedText, say: Say, names: PlaceNames | None = None) -> str:
    """A place as a link into the text; as words where the text has no such place."""
    said = text_html(say.place(place) if names is None else names.named(place, say))
    anchor = placed.anchors.get(place)
    return said if anchor is None else f'<a href="#{anchor}">{said}</a>'


def _head(report: Report, say: Say) -> str:
    period, contact = report.period, report.contact
    rows: list[tuple[str, Any]] = [
        (say("organ"), report.organ),
        (say("issuer"), report.issuer),
        (say("year"), report.year),
        (say("form"), say(report.form.value)),
        (say("period"), f"{period.start or '?'} – {period.end or '?'}" if period else None),
        (say("published"), report.published),
        (say("phone"), contact.phone),
        (say("fax"), contact.fax),
        (say("email"), contact.email),
        (say("postcode"), contact.postcode),
        (say("address"), contact.address),
        (say("website"), contact.website),
        (say("source"), f"{report.source or '–'} ({say(report.container.value)})"),
    ]
    lines = "".join(
        f"<tr><th>{name}</th><td>{'–' if value is None else text_html(str(value))}</td></tr>"
        for name, value in rows
    )
    evidence = "".join(f"<li>{text_html(reason_text(one, say))}</li>" for one in report.evidence)
    notices = "".join(f"<li>{text_html(say.half(one))}</li>" for one in report.notices)
    return (
        f"<h1>{text_html(report.title or say('(no title)'))}</h1><table>{lines}</table>"
        + (f"<details><summary>{say('Reasons')}</summary><ul>{evidence}</ul></details>" if evidence else "")
        + (f"<h2>{say('Notices')}</h2><ul>{notices}</ul>" if notices else "")
    )


def _legal(rule: str, report: Report) -> str:
    """The document that sets a relation, for the report's form."""
    sources = [one.source for one in RELATIONS if one.id == rule and report.form in one.forms]
    return f'<div class="soft">{text_html(sources[0])}</div>' if sources else ""


def _findings(report: Report, figures: Mapping[str, Figure], placed: PlacedText, say: Say) -> str:
    names = PlaceNames.of(report, {place for one in report.findings for place in one.locations})
    counts = ("、" if say.chinese else ", ").join(
        f'<b class="{one.value}">{say("{count} {severity}", count=sum(finding.severity is one for finding in report.findings), severity=say(one.value))}</b>'
        for one in reversed(Severity)
    )
    items = "".join(
        _finding(finding, report, figures, placed, say, names)
        for finding in sorted(report.findings, key=lambda one: -one.severity.rank)
    )
    return f'<h2 id="findings">{say("Findings: {counts}", counts=counts)}</h2>' + (
        f"<ul>{items}</ul>" if items else ""
    )


def _finding(
    finding: Finding,
    report: Report,
    figures: Mapping[str, Figure],
    placed: PlacedText,
    say: Say,
    names: PlaceNames,
) -> str:
    cells = "".join(f"<li>{_named(path, figures, say)}</li>" for path in finding.paths)
    places = ("；" if say.chinese else "; ").join(
        _to(place, placed, say, names) for place in finding.locations
    )
    suspects = "".join(f"<li>{_suspect(one, say)}</li>" for one in finding.suspects)
    return (
        f'<li class="finding"><b class="{finding.severity.value}">{say(finding.severity.value)}</b> '
        f"<code>{text_html(finding.rule)}</code>{_legal(finding.rule, report)}"
        f"<div>{text_html(say.of(finding.message, finding.message_zh))}</div>"
        + (f"<div>{say('places: {places}', places=places)}</div>" if places else "")
        + (f"<div>{say('perhaps wrong:')}</div><ul>{suspects}</ul>" if suspects else "")
        + (
            f"<details><summary>{say('cells: {count}', count=len(finding.paths))}</summary><ul>{cells}</ul></details>"
            if cells
            else ""
        )
        + "</li>"
    )


def _named(path: str, figures: Mapping[str, Figure], say: Say) -> str:
    figure = figures.get(path)
    if figure is None:
        return f"{text_html(_called(path, say))}: {say('not stated')}"
    return f'<a href="#{text_html(figure_anchor(path))}">{text_html(_called(path, say))}</a> = {text_html(value_text(figure))}'


def _suspect(one: Suspect, say: Say) -> str:
    anchor = text_html(figure_anchor(one.path))
    printed, fits = ("?" if value is None else number(value) for value in (one.printed, one.would_fit))
    return (
        f'<a href="#{anchor}">{text_html(_called(one.path, say))}</a>: {printed} → {fits}; '
        f"{text_html(say.of(one.reason, one.reason_zh))}"
    )


def _unread(report: Report, placed: PlacedText, say: Say) -> str:
    lines = "".join(
        f"<tr><td>{_to(item.location, placed, say)}</td><td>{text_html(item.raw)}</td><td>{text_html(say.half(item.reason))}</td></tr>"
        for item in report.unread
    )
    return f'<h2 id="unread">{say("Not understood: {count}", count=len(report.unread))}</h2>' + (
        f"<table>{lines}</table>" if lines else ""
    )


def _fact_cells(fact: Fact | None, placed: PlacedText, say: Say) -> str:
    if fact is None:
        return '<td colspan="3" class="soft">–</td>'
    place = _to(fact.location, placed, say)
    if fact.source is Source.PROSE:
        place = say("in the text, {place}", place=place)
    return (
        f"<td>{text_html(fact.raw)}</td><td>{place}</td>"
        f'<td class="soft">{text_html(how(fact, say) or say(fact.match.how.value))}</td>'
    )


def _lines(
    rows: Iterable[ListRow], marks: Marks, links: Mapping[str, str], placed: PlacedText, say: Say
) -> Iterator[str]:
    for row in rows:
        indent = f' style="padding-left:{6 + 12 * row.depth}px"' if row.depth else ""
        if row.figure is None:
            yield f'<tr><td colspan="6"{indent} class="soft">{text_html(row.label)}</td></tr>'
            continue
        path = row.figure.path
        cell = figure_cell(
            row.figure, marks, path=path, say=say, href=links.get(path), anchor=figure_anchor(path)
        )
        yield (
            f"<tr><td{indent}>{text_html(row.label)}</td>{cell}<td>{text_html(row.unit or '')}</td>"
            f"{_fact_cells(row.figure.fact, placed, say)}</tr>"
        )


def _heads(say: Say) -> str:
    names = (
        say("indicator"),
        say("value"),
        say("unit"),
        say("printed"),
        say("place"),
        say("how it was read"),
    )
    return "".join(f"<th>{name}</th>" for name in names)


def _figures(
    report: Report,
    figures: Mapping[str, Figure],
    marks: Marks,
    links: Mapping[str, str],
    placed: PlacedText,
    say: Say,
) -> str:
    matrix = matrix_rows(figures)
    in_matrix = {cell.path for row in matrix for cell in row.cells if cell is not None}
    left = {path: figure for path, figure in figures.items() if path not in in_matrix}
    pieces = []
    for key, english, chinese in GROUPS:
        lines = "".join(_lines(list_rows(key, left, report.form), marks, links, placed, say))
        table = matrix_table(matrix, marks, say, links) if key == "applications" and matrix else ""
        if lines or table:
            pieces.append(f"<h2>{say.of(english, chinese)}</h2>{table}")
        if lines:
            pieces.append(f"<table><thead><tr>{_heads(say)}</tr></thead><tbody>{lines}</tbody></table>")
    return "".join(pieces)


def _others(facts: Sequence[Fact], placed: PlacedText, say: Say) -> str:
    if not facts:
        return ""
    lines = []
    for fact in facts:
        shown = Figure(path=fact.path, value=None if fact.approximate else fact.value, fact=fact)
        lines.append(
            f"<tr><td>{text_html(_called(fact.path, say))} <span class=soft>{say(fact.scope.value)}</span></td>"
            f"{figure_cell(shown, {}, path=fact.path, say=say, href=placed.anchors.get(fact.location))}"
            f"<td>{text_html(fact.unit or '')}</td>{_fact_cells(fact, placed, say)}</tr>"
        )
    return (
        f"<h2>{say('Repeated, cumulative, last year')}</h2>"
        f"<table><thead><tr>{_heads(say)}</tr></thead><tbody>{''.join(lines)}</tbody></table>"
    )
