"""What a worker process of the desk does: the bytes of one file in, all that can be shown or downloaded of
it out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.util import find_spec

from attrs import frozen

from ..api import parse_document
from ..checks import to_sarif
from ..checks.places import PlaceNames
from ..errors import MissingExtra
from ..explained import explain_document
from ..export.workbook import to_xlsx
from ..findings import Severity
from ..language import Language
from ..limits import Limits
from ..model.report import Report
from ..readers import read
from ..readers.image.page_pictures import page_pictures
from .page import page_html

__all__ = ["ShownReport", "show"]


@frozen(kw_only=True)
class ShownReport:
    """One report: what a list says of it, its page, workbook and SARIF log by language, and its JSON. A
    workbook is None where XlsxWriter is missing."""

    name: str
    title: str | None
    organ: str | None
    year: int | None
    counts: Mapping[str, int]
    unread: int
    pages: Mapping[str, bytes]
    workbooks: Mapping[str, bytes | None]
    logs: Mapping[str, bytes]
    json: bytes

    @property
    def size(self) -> int:
        """Bytes that it holds."""
        return sum(
            len(one or b"") for part in (self.pages, self.workbooks, self.logs) for one in part.values()
        ) + len(self.json)


def show(name: str, data: bytes, limits: Limits) -> ShownReport:
    """Read one file and make all of it. Raises UnreadableSource."""
    with page_pictures() as pictures:
        document = read(data, source=name, limits=limits)
    report = parse_document(document)
    why = explain_document(document)
    names = {name: PlaceNames.of(report)}
    languages = [one.value for one in Language]
    logs = {
        lang: json.dumps(
            to_sarif({name: report.findings}, lang=lang, names=names), ensure_ascii=False, indent=2
        ).encode()
        for lang in languages
    }
    return ShownReport(
        name=name,
        title=report.title,
        organ=report.organ,
        year=report.year,
        counts={
            one.value: sum(finding.severity is one for finding in report.findings)
            for one in reversed(Severity)
        },
        unread=len(report.unread),
        pages={
            lang: page_html(
                report,
                document,
                lang=lang,
                home=f"../?lang={lang}",
                links=_links(lang),
                pictures=pictures,
                explanation=why,
            ).encode()
            for lang in languages
        },
        workbooks={lang: _workbook(report, lang) for lang in languages},
        logs=logs,
        json=report.to_json(indent=2).encode(),
    )


def _links(lang: str) -> list[tuple[str, str]]:
    """What the head of a page offers: the downloads beside it, and the page in the other language."""
    other = ("中文", "?lang=zh") if lang == "en" else ("English", "?lang=en")
    book = [("Excel", f"xlsx?lang={lang}")] if find_spec("xlsxwriter") is not None else []
    return [*book, ("JSON", "json"), ("SARIF", f"sarif?lang={lang}"), other]


def _workbook(report: Report, lang: str) -> bytes | None:
    try:
        return to_xlsx(report, lang=lang)
    except MissingExtra:
        return None
