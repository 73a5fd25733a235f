"""Pieces of HTML that the notebook views and the audit page share: escaped text, figures with their place,
marks, style.

No text of a document can run as code in what is made here: element content and attributes are escaped,
characters that nobody sees (control, direction) are left out, and no address of a document becomes a link.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from decimal import Decimal

from ..checks.render import clean
from ..facts import Fact, How, Source
from ..findings import Finding, Severity
from ..language import Say
from .figure_tables import ExportedFigure

__all__ = [
    "STYLE",
    "attribute",
    "figure_anchor",
    "figure_cell",
    "gravest",
    "hover",
    "marks_of",
    "number",
    "text_html",
    "value_text",
    "wrong_of",
]

_LONGEST_HOVER = 60
_MOST_MARKS = 4

STYLE = """\
.govinfo{color:var(--jp-content-font-color1,var(--vscode-editor-foreground,inherit));
--gi-line:var(--jp-border-color2,rgba(128,128,128,.45));--gi-soft:var(--jp-content-font-color2,var(--vscode-descriptionForeground,rgb(100,100,100)));
--gi-red:var(--jp-error-color1,var(--vscode-errorForeground,#b3261e));--gi-amber:var(--jp-warn-color0,var(--vscode-list-warningForeground,#8a5300));
--gi-blue:var(--jp-info-color0,var(--vscode-textLink-foreground,#0b57a4));
font-family:var(--jp-content-font-family,system-ui,"Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif);
font-size:13px;line-height:1.45;text-align:left}
@media (prefers-color-scheme:dark){.govinfo{--gi-soft:var(--jp-content-font-color2,var(--vscode-descriptionForeground,rgb(165,165,165)));
--gi-red:var(--jp-error-color1,var(--vscode-errorForeground,#ff8a80));--gi-amber:var(--jp-warn-color0,var(--vscode-list-warningForeground,#ffc069));
--gi-blue:var(--jp-info-color0,var(--vscode-textLink-foreground,#82b8ff))}}
.govinfo.govinfo.govinfo table{border-collapse:collapse!important;width:auto;margin:.3em 0 .6em;font-size:12px}
.govinfo.govinfo.govinfo thead,.govinfo.govinfo.govinfo tr{background:none}
.govinfo.govinfo.govinfo th,.govinfo.govinfo.govinfo td{border:1px solid var(--gi-line)!important;padding:1px 6px;text-align:left;vertical-align:top;
background:none;color:inherit;white-space:normal;max-width:34em}
.govinfo.govinfo.govinfo th{font-weight:600}
.govinfo.govinfo.govinfo td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.govinfo .soft{color:var(--gi-soft)}
.govinfo summary{cursor:pointer;font-weight:600;margin:.2em 0}
.govinfo .title{font-size:15px;font-weight:600}
.govinfo.govinfo.govinfo td.info{box-shadow:inset 0 0 0 1px var(--gi-blue)}
.govinfo.govinfo.govinfo td.warning{background:rgba(230,150,0,.22);box-shadow:inset 0 0 0 1px var(--gi-amber)}
.govinfo.govinfo.govinfo td.error{background:rgba(220,50,40,.2);box-shadow:inset 0 0 0 1px var(--gi-red)}
.govinfo.govinfo.govinfo td.whole{font-weight:700;text-decoration:underline double}
.govinfo b.error{color:var(--gi-red)}.govinfo b.warning{color:var(--gi-amber)}.govinfo b.info{color:var(--gi-blue)}
"""
"""The style of every view, for both light and dark: JupyterLab's and VS Code's colours where they are set,
else the system's. The class stands thrice for cells: JupyterLab and nbconvert align all cells to the right
with two classes and an element, and VS Code takes the borders of all tables away as important. VS Code's own
colours are named, as its theme may be dark where the system is light."""


def text_html(text: str) -> str:
    """Text as element content. `$` and `\\` stand in elements of their own, so that no MathJax takes them
    for formulas.

    >>> text_html("<script>")
    '&lt;script&gt;'
    """
    safe = html.escape(clean(text))
    return safe.replace("$", "<span>$</span>").replace("\\", "<span>\\</span>")


def attribute(*lines: str) -> str:
    """Text as the value of an attribute, to stand in double quotes; each argument is a line.

    >>> attribute('"a"', "b")
    '&quot;a&quot;&#10;b'
    """
    return "&#10;".join(html.escape(clean(line)) for line in lines if line)


def number(value: int | Decimal) -> str:
    """A number as plain digits.

    >>> number(Decimal("1E+3"))
    '1000'
    """
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def value_text(figure: ExportedFigure) -> str:
    """A figure as people read it: `≈ 5980` where rough, `6 | 62 ?` where ambiguous, `–` where the cell is
    blank or a dash."""
    fact = figure.fact
    if figure.value is not None:
        return number(figure.value)
    if fact is None:
        return ""
    if fact.candidates:
        return " | ".join(number(one) for one in fact.candidates) + " ?"
    if fact.value is None:
        return "–"
    return f"{'≈ ' if fact.approximate else ''}{number(fact.value)}"


def gravest(findings: Iterable[Finding]) -> Severity | None:
    """The highest severity among findings."""
    return max((finding.severity for finding in findings), default=None)


def marks_of(findings: Iterable[Finding]) -> dict[str, tuple[Finding, ...]]:
    """The findings that concern each path."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        for path in dict.fromkeys(finding.paths):
            found.setdefault(path, []).append(finding)
    return {path: tuple(several) for path, several in found.items()}


def wrong_of(finding: Finding, say: Say) -> str:
    """A finding in a few words, for a cell's hover: rule, and the two numbers where there are two."""
    numbers = (
        say(
            ": {printed} printed, {expected} expected",
            printed=number(finding.printed),
            expected=number(finding.expected),
        )
        if finding.printed is not None and finding.expected is not None
        else ""
    )
    return f"{say(finding.severity.value)} {finding.rule}{numbers}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_HOVER else text[: _LONGEST_HOVER - 1] + "…"


def hover(figure: ExportedFigure, findings: tuple[Finding, ...], say: Say) -> str:
    """What a figure's `title` says: path, place, printed text, how it was read, and the findings about it."""
    fact = figure.fact
    lines = [figure.path]
    if fact is not None:
        place = say.place(fact.location)
        lines.append(say("in the text, {place}", place=place) if fact.source is Source.PROSE else place)
        lines.append(say("printed “{raw}”", raw=_short(fact.raw)) + (f" ({fact.unit})" if fact.unit else ""))
        lines.append(how(fact, say))
    lines += [wrong_of(finding, say) for finding in findings[:_MOST_MARKS]]
    if len(findings) > _MOST_MARKS:
        lines.append(say("and {more} more findings", more=len(findings) - _MOST_MARKS))
    return attribute(*lines)


def how(fact: Fact, say: Say) -> str:
    """How sure a figure is, where there is anything to say: a similar label, a decoded or recognised
    figure."""
    said = []
    if fact.match.how in (How.ALIAS, How.SIMILAR) or fact.match.confidence < 1:
        said.append(
            say(
                "label “{label}” ({how}, {sure})",
                label=_short(fact.match.label),
                how=say(fact.match.how.value),
                sure=f"{fact.match.confidence:.0%}",
            )
        )
    if fact.decoded_by:
        said.append(say("decoded by {count} relations", count=len(fact.decoded_by)))
    if fact.recognised is not None:
        said.append(say("recognised {sure}", sure=f"{fact.recognised:.0%}"))
    return ("、" if say.chinese else ", ").join(said)


def figure_anchor(path: str) -> str:
    """The name of a figure's own place in a page.

    >>> figure_anchor("extra.群众 来信")
    'f-extra.群众_来信'
    """
    return "f-" + "_".join(clean(path).split())


def figure_cell(
    figure: ExportedFigure | None,
    marks: Mapping[str, tuple[Finding, ...]],
    *,
    path: str,
    say: Say,
    href: str | None = None,
    anchor: str | None = None,
) -> str:
    """A table cell for a figure with its place on hover; one that a finding is about is marked with its
    severity, and as `whole` where it is the total in question. `href` links the number, `anchor` names the
    cell."""
    findings = marks.get(path, ())
    shown = ExportedFigure(path=path) if figure is None else figure
    severity = gravest(findings)
    kinds = ["n"]
    if severity is not None:
        kinds.append(severity.value)
        if any(finding.paths[0] == path for finding in findings):
            kinds.append("whole")
    inner = text_html(value_text(shown))
    if href is not None and inner:
        inner = f'<a href="#{attribute(href)}">{inner}</a>'
    name = f' id="{attribute(anchor)}"' if anchor else ""
    said = f' title="{hover(shown, findings, say)}"' if figure is not None or findings else ""
    return f'<td class="{" ".join(kinds)}"{name}{said}>{inner}</td>'
