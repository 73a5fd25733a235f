"""The audit page: one self-contained HTML file with a report's tables as their form prints them, its
findings drawn on the cells, and the document's text with all places in it."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..checks.places import PlaceNames
from ..document import Box, Document
from ..explained import ExplainedReason, Explanation
from ..export.figure_tables import (
    GROUPS,
    ExportedFigure,
    ListRow,
    figures_of,
    head_rows,
    list_rows,
    other_facts,
)
from ..export.form_tables import FormRow, FormTable, form_tables
from ..export.labels import english_labels
from ..export.markup import figure_anchor, hover, how, number, value_text
from ..export.reasons import reason_text
from ..facts import Fact, Source
from ..findings import Finding, Severity, Suspect
from ..forms.relations import RELATIONS, label
from ..language import Language, Say
from ..location import Location
from ..model.report import Report
from ..prose.state import Traced
from ..readers.image.page_pictures import PagePicture
from .page_text import PlacedBox, PlacedText, place_text
from .sentences import sentences_of
from .template import asset, policy, render

__all__ = ["page_html"]

_MOST_BYTES = 4_000_000  # of pictures in one page

View = dict[str, Any]
"""What a template shows: plain values under names."""


def page_html(
    report: Report,
    document: Document,
    *,
    lang: Language | str | None = None,
    home: str | None = None,
    links: Sequence[tuple[str, str]] = (),
    pictures: Mapping[int, PagePicture] | None = None,
    explanation: Explanation | None = None,
) -> str:
    """The audit page of a report and the document that it was read from: a whole HTML file that needs
    nothing from outside and runs no script but its own. Every figure links to its place in the text, every
    finding to the cells and places that it names.

    Args:
        report: The report.
        document: The document that it was read from.
        lang: The language of the page, `zh` or `en`; None for that of the environment.
        home: The address of the page that lists this one, None for none.
        links: Names and addresses that its head offers: downloads, and, where an address begins with `?`,
            the page itself in another way.
        pictures: Pictures of the document's pages (`readers.image.page_pictures`): those that hold figures
            or findings are shown with boxes on them. None for no pictures.
        explanation: What `explain_document` gave: each finding then tells on demand why its figures are what
            they are, or why there is none (for all figures of a report it would be half of the page), and
            each sentence what every figure of it could have been and why it was not taken. None for neither.

    Returns:
        The HTML of the page.

    Raises:
        MissingExtra: Jinja2 is needed (extra `page`).
    """
    return _Page(report, document, Say(lang), pictures or {}, explanation).html(home, links)


class _Page:
    """One report on its way to a page."""

    def __init__(
        self,
        report: Report,
        document: Document,
        say: Say,
        pictures: Mapping[int, PagePicture],
        explanation: Explanation | None,
    ) -> None:
        self.whys = {} if explanation is None else _whys(explanation)
        self.traced: Sequence[Traced] = () if explanation is None else explanation.sentences
        self.report = report
        self.say = say
        self.figures = figures_of(report)
        self.findings = sorted(report.findings, key=lambda finding: -finding.severity.rank)
        self.numbers = _numbers(self.findings)
        self.names = PlaceNames.of(report, {place for one in report.findings for place in one.locations})
        self.placed: PlacedText = place_text(
            document, _places(report), self._notes(), _back(self.figures), self._marked(), say
        )
        shown = {one.page for one in self.placed.boxes.values()} & pictures.keys()
        self.pictures = _within({page: pictures[page] for page in sorted(shown)})

    def html(self, home: str | None, links: Sequence[tuple[str, str]]) -> str:
        report, say = self.report, self.say
        return render(
            "page.html",
            say=say,
            lang="zh-CN" if say.chinese else "en",
            home=home,
            links=links,
            policy=policy("page.js"),
            style=asset("base.css") + asset("page.css"),
            script=asset("page.js"),
            title=report.title or report.source or say("report"),
            report=report,
            about=head_rows(report, say),
            evidence=[reason_text(one, say) for one in report.evidence],
            notices=[say.half(one) for one in report.notices],
            counts=[
                (one.value, say(one.value), sum(finding.severity is one for finding in report.findings))
                for one in reversed(Severity)
            ],
            findings=[self._finding(n, one) for n, one in enumerate(self.findings, 1)],
            unread=[
                {**self._place(one.location), "raw": one.raw, "reason": say.half(one.reason)}
                for one in report.unread
            ],
            groups=list(self._groups()),
            others=[self._other(fact) for fact in other_facts(report)],
            sentences=sentences_of(self.traced, say, self._named, self._to),
            text=self.placed.html,
            sheets=list(self._sheets()),
        )

    def _notes(self) -> dict[Location, list[str]]:
        """What to say at each place: its figures, the findings about it, and why it was not understood."""
        say, notes = self.say, dict[Location, list[str]]()
        for fact in (*self.report.facts, *self.report.extra):
            shown = value_text(ExportedFigure(path=fact.path, value=_exact(fact), fact=fact))
            notes.setdefault(fact.location, []).append(
                f"{self._called(fact.path) if say.chinese else fact.path} = {shown} ({say(fact.scope.value)})"
            )
        for finding in self.report.findings:
            for place in finding.locations:
                notes.setdefault(place, []).append(f"{say(finding.severity.value)} {finding.rule}")
        for item in self.report.unread:
            notes.setdefault(item.location, []).append(
                say("not understood: {reason}", reason=say.half(item.reason))
            )
        return notes

    def _marked(self) -> dict[Location, str]:
        """The highest severity of the findings about each place; `unread` for what was not understood."""
        marked = {item.location: "unread" for item in self.report.unread}
        for finding in reversed(self.findings):
            marked.update(dict.fromkeys(finding.locations, finding.severity.value))
        return marked

    def _sheets(self) -> Iterator[View]:
        """The pages that are shown, each with its boxes."""
        boxes: dict[int, dict[str, PlacedBox]] = {}
        for one in self.placed.boxes.values():
            boxes.setdefault(one.page, {})[one.anchor] = one
        for page, picture in self.pictures.items():
            data = base64.b64encode(picture.data).decode()
            yield {
                "page": page,
                "src": f"data:{picture.media};base64,{data}",
                "height": f"{100 * picture.height:.3f}",
                "boxes": [{"one": one, "style": _styled(one.box)} for one in boxes[page].values()],
            }

    def _to(self, place: Location) -> str | None:
        """Where a link to a place leads: to its box on a picture, else into the text."""
        anchor = self.placed.anchors.get(place)
        box = self.placed.boxes.get(anchor or "")
        return box.anchor if box is not None and box.page in self.pictures else anchor

    def _called(self, path: str) -> str:
        """An indicator by its label, in Chinese the official one; what the vocabulary does not have by its
        path."""
        if self.say.chinese:
            return label(path, self.report.form)
        english = english_labels().get(path)
        return path if english is None else english.label

    def _place(self, place: Location) -> View:
        """A place in words, and its anchor in the text where it has one."""
        return {"place": self.names.named(place, self.say), "to": self._to(place)}

    def _finding(self, number_of: int, finding: Finding) -> View:
        say = self.say
        return {
            "number": number_of,
            "severity": finding.severity.value,
            "said": say(finding.severity.value),
            "rule": finding.rule,
            "legal": next(
                (one.source for one in RELATIONS if one.id == finding.rule and self.report.form in one.forms),
                None,
            ),
            "message": say.of(finding.message, finding.message_zh),
            "places": [self._place(place) for place in finding.locations],
            "suspects": [self._suspect(one) for one in finding.suspects],
            "cells": [self._named(path) for path in finding.paths],
            "whys": [
                {"called": self._called(path), "to": self._named(path)["to"], "why": self._why(path)}
                for path in dict.fromkeys(finding.paths)
                if path in self.whys
            ],
        }

    def _why(self, path: str) -> list[str]:
        return [self.say.of(one.text, one.text_zh) for one in self.whys[path]]

    def _named(self, path: str) -> View:
        figure = self.figures.get(path)
        return {
            "called": self._called(path),
            "to": None if figure is None else figure_anchor(path),
            "value": self.say("not stated") if figure is None else value_text(figure),
        }

    def _suspect(self, one: Suspect) -> View:
        printed, fits = ("?" if value is None else number(value) for value in (one.printed, one.would_fit))
        return {
            **self._named(one.path),
            "printed": printed,
            "fits": fits,
            "reason": self.say.of(one.reason, one.reason_zh),
        }

    def _cell(self, path: str, figure: ExportedFigure | None = None) -> View:
        """A figure's cell: what it shows, where it is printed, and the numbers of the findings that it takes
        part in."""
        held = self.figures.get(path)
        shown = figure or held or ExportedFigure(path=path)
        about = self.numbers.get(path, ()) if figure is None else ()
        findings = tuple(self.findings[one - 1] for one in about)
        place = None if shown.fact is None else self._to(shown.fact.location)
        gravest = max((one.severity for one in findings), default=None)
        kinds = ["n"]
        if gravest is not None:
            kinds.append(gravest.value)
            if any(one.paths[0] == path for one in findings):
                kinds.append("whole")
        return {
            "anchor": figure_anchor(path) if figure is None else None,
            "text": value_text(shown),
            "to": place,
            "kinds": " ".join(kinds),
            "findings": about,
            "wholes": [one for one in about if self.findings[one - 1].paths[0] == path],
            "title": hover(shown, findings, self.say) if held is not None or findings else "",
        }

    def _groups(self) -> Iterator[View]:
        """The chapters of the form that have a figure: their tables, and the figures that stand outside of
        tables as lines."""
        say, report = self.say, self.report
        tables = form_tables(report.form, self.figures.keys() | set(self.numbers))
        in_tables = {path for table in tables for path in table.paths}
        left = {path: figure for path, figure in self.figures.items() if path not in in_tables}
        for key, name in GROUPS:
            shown = [self._table(table) for table in tables if table.group == key]
            lines = [self._line(row) for row in list_rows(key, left, report.form)]
            title = say("Review and litigation") if key == "review" and shown else say(name)
            if shown or lines:
                yield {"key": key, "title": title, "tables": shown, "lines": lines}

    def _table(self, table: FormTable) -> View:
        return {
            "key": table.key,
            "title": table.title,
            "heads": table.heads,
            "rows": [
                {"heads": heads, "cells": [None if path is None else self._cell(path) for path in row.paths]}
                for row, heads in zip(table.rows, _merged(table.rows), strict=True)
            ],
        }

    def _line(self, row: ListRow) -> View:
        if row.figure is None:
            return {"label": row.label, "depth": row.depth, "cell": None}
        return {
            "label": row.label,
            "depth": row.depth,
            "cell": self._cell(row.figure.path),
            "unit": row.unit or "",
            **self._fact(row.figure.fact),
        }

    def _fact(self, fact: Fact | None) -> View:
        if fact is None:
            return {"raw": None, "place": None, "to": None, "how": ""}
        where = self._place(fact.location)
        if fact.source is Source.PROSE:
            where["place"] = self.say("in the text, {place}", place=where["place"])
        return {"raw": fact.raw, **where, "how": how(fact, self.say) or self.say(fact.match.how.value)}

    def _other(self, fact: Fact) -> View:
        shown = ExportedFigure(path=fact.path, value=_exact(fact), fact=fact)
        return {
            "label": f"{self._called(fact.path)} ({self.say(fact.scope.value)})",
            "depth": 0,
            "cell": self._cell(fact.path, shown),
            "unit": fact.unit or "",
            **self._fact(fact),
        }


def _exact(fact: Fact) -> Any:
    return None if fact.approximate else fact.value


def _places(report: Report) -> Iterator[Location]:
    """Every place that the report speaks of."""
    for fact in (*report.facts, *report.extra):
        yield fact.location
    for finding in report.findings:
        yield from finding.locations
    for item in report.unread:
        yield item.location


def _within(pictures: Mapping[int, PagePicture]) -> dict[int, PagePicture]:
    """The first pictures that are not too much for one file."""
    kept: dict[int, PagePicture] = {}
    size = 0
    for page, picture in pictures.items():
        size += len(picture.data)
        if size > _MOST_BYTES:
            break
        kept[page] = picture
    return kept


def _styled(box: Box) -> str:
    """A box as a style, a little wider than what it is around."""
    left, top, right, bottom = box
    return (
        f"left:{100 * left - 0.35:.2f}%;top:{100 * top - 0.2:.2f}%;"
        f"width:{100 * (right - left) + 0.7:.2f}%;height:{100 * (bottom - top) + 0.4:.2f}%"
    )


def _whys(explanation: Explanation) -> dict[str, Sequence[ExplainedReason]]:
    """Why the figure of each path is what it is, or why there is none; of several figures the report's
    own."""
    found: dict[str, Sequence[ExplainedReason]] = {one.path: one.why for one in explanation.missing}
    for figure in sorted(explanation.figures, key=lambda one: one.held):
        found[figure.fact.path] = figure.why
    return {path: whys for path, whys in found.items() if whys}


def _back(figures: Mapping[str, ExportedFigure]) -> dict[Location, str]:
    return {
        figure.fact.location: figure_anchor(path)
        for path, figure in figures.items()
        if figure.fact is not None
    }


def _numbers(findings: Sequence[Finding]) -> dict[str, tuple[int, ...]]:
    """The numbers (from 1) of the findings that each path takes part in."""
    found: dict[str, list[int]] = {}
    for number_of, finding in enumerate(findings, 1):
        for path in dict.fromkeys(finding.paths):
            found.setdefault(path, []).append(number_of)
    return {path: tuple(several) for path, several in found.items()}


def _merged(rows: Sequence[FormRow]) -> Iterator[list[View]]:
    """The heads of each row with their spans: a label that several rows share stands once, before the first
    of them."""
    width = max(len(row.labels) for row in rows)
    for at, row in enumerate(rows):
        heads = []
        for level, text in enumerate(row.labels):
            above = row.labels[: level + 1]
            if level + 1 < len(row.labels) and at and rows[at - 1].labels[: level + 1] == above:
                continue
            lines = 1
            if level + 1 < len(row.labels):
                while at + lines < len(rows) and rows[at + lines].labels[: level + 1] == above:
                    lines += 1
            columns = width - level if level + 1 == len(row.labels) else 1
            heads.append({"label": text, "lines": lines, "columns": columns})
        yield heads
