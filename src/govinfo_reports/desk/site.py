"""A site of many reports: a page for each, and an index that is searched in the browser, without a server."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from attrs import field, frozen

from ..api import parse_document, read_document
from ..checks.render import clean
from ..checks.rules import RULES
from ..document import Document
from ..errors import GovInfoError
from ..explained import explain_document
from ..findings import Finding, Severity
from ..forms import Vocabulary
from ..forms.relations import label
from ..indicators import Form, indicators
from ..language import Language, Say, phrase
from ..model.report import Report
from ..readers.image.page_pictures import PagePicture, page_pictures
from .page import page_html
from .template import asset, policy, render

__all__ = ["NotASite", "ReadReport", "Site", "SiteEntry", "page_for", "read_for"]

_MARK = '<meta name="generator" content="govinfo-reports site">'
_PAGES = "reports"
_NAME = re.compile(r"[^\w-]+")
_LONGEST_NAME = 60
_OF_SYSTEMS = re.compile("(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])")  # names that Windows keeps for itself


class NotASite(GovInfoError):
    """The folder holds other files, which a site would be written among."""


@frozen(kw_only=True)
class SiteEntry:
    """A row of the index. `page` is the address of the report's page, None where it could not be read
    (`error` says why)."""

    source: str
    page: str | None = None
    organ: str | None = None
    title: str | None = None
    year: int | None = None
    form: str | None = None
    rules: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(factory=dict)
    unread: int = 0
    error: str = ""

    @property
    def name(self) -> str:
        """What people call the report by."""
        return self.organ or self.title or Path(self.source).name


@frozen
class ReadReport:
    """A report, the document that it was read from, and the pictures of its pages."""

    report: Report
    document: Document
    pictures: Mapping[int, PagePicture]
    words: Vocabulary | None = None


def read_for(source: str, data: bytes | None, words: Vocabulary | None) -> ReadReport:
    """The report at a path, or in `data`; for a worker process. Raises UnreadableSource."""
    with page_pictures() as pictures:
        document = read_document(source if data is None else data)
    return ReadReport(parse_document(document, vocabulary=words), document, pictures, words)


def page_for(read: ReadReport, lang: Language) -> bytes:
    """The page of a report in a site; for a worker process."""
    why = explain_document(read.document, vocabulary=read.words) if read.report.findings else None
    return page_html(
        read.report, read.document, lang=lang, home="../index.html", pictures=read.pictures, explanation=why
    ).encode()


class Site:
    """A site that is being written to a folder. Raises NotASite where the folder holds anything else.

    One that a site was written to before is written anew, and its pages that are no longer of a report are
    taken away.
    """

    def __init__(self, out: str | os.PathLike[str], lang: Language | str | None = None) -> None:
        self.out = Path(out)
        self.say = Say(lang)
        self.entries: list[SiteEntry] = []
        self._names: dict[str, str] = {}
        self._next: dict[str, int] = {}
        index = self.out / "index.html"
        if self.out.exists() and not self.out.is_dir():
            raise NotASite(phrase("{out} is a file, not a folder", out=out))
        if self.out.is_dir() and any(self.out.iterdir()) and not _is_ours(index):
            raise NotASite(phrase("{out} holds other files: name a new folder for the site", out=out))
        (self.out / _PAGES).mkdir(parents=True, exist_ok=True)
        if not index.exists():  # so that a site whose writing ends half-way is known as one
            self._write(render("unfinished.html", say=self.say, mark=_MARK, script="", **self._look()))

    def add(self, report: Report, source: str, page: bytes) -> SiteEntry:
        """Write a report's page, and take it into the index. Raises OSError."""
        name = self._name(source, report)
        (self.out / _PAGES / name).write_bytes(page)
        entry = SiteEntry(
            source=source,
            page=f"{_PAGES}/{quote(name)}",
            organ=report.organ,
            title=report.title,
            year=report.year,
            form=report.form.value,
            rules=tuple(sorted({one.rule for one in report.findings})),
            counts=_counts(report.findings),
            unread=len(report.unread),
        )
        self.entries.append(entry)
        return entry

    def refuse(self, error: GovInfoError, source: str) -> None:
        """Take a source that could not be read into the index."""
        reason = self.say.of(getattr(error, "reason", str(error)), error.reason_zh)
        self.entries.append(SiteEntry(source=source, error=reason))

    def finish(self, across: Iterable[Finding] = ()) -> Path:
        """Write the index; `across` are findings about several reports that no page shows. Raises OSError."""
        for old in (self.out / _PAGES).glob("*.html"):
            ours = self._names.get(_folded(old.stem))
            if ours is None or not old.samefile(old.with_name(ours)):
                old.unlink()
        return self._write(self._index(tuple(across)))

    def _write(self, text: str) -> Path:
        """Write the index, whole or not at all."""
        index = self.out / "index.html"
        part = index.with_name(".index.html.part")
        part.write_text(text, encoding="utf-8", newline="\n")
        return part.replace(index)

    def _name(self, source: str, report: Report) -> str:
        """A file name that says whose page it is, that no other page has (nor one that differs in case
        alone), and that every system takes."""
        said = f"{report.organ or Path(source).stem}{report.year or ''}"
        stem = _NAME.sub("_", unicodedata.normalize("NFC", clean(said))).strip("_")[:_LONGEST_NAME]
        if not stem or _OF_SYSTEMS.fullmatch(stem):
            stem = f"report{stem}"
        folded = _folded(stem)
        count = self._next.get(folded, 1)
        name = stem if count == 1 else f"{stem}-{count}"
        while _folded(name) in self._names:
            count += 1
            name = f"{stem}-{count}"
        self._next[folded] = count + 1
        self._names[_folded(name)] = f"{name}.html"
        return f"{name}.html"

    def _look(self) -> dict[str, Any]:
        return {
            "lang": "zh-CN" if self.say.chinese else "en",
            "policy": policy("site.js"),
            "style": asset("base.css") + asset("site.css"),
            "title": self.say("Annual reports, checked"),
        }

    def _index(self, across: tuple[Finding, ...]) -> str:
        say = self.say
        ours = sorted(self.entries, key=lambda one: (one.organ is None, one.name, one.year or 0, one.source))
        rules = Counter(rule for one in ours for rule in one.rules)
        numbers = {rule: number for number, rule in enumerate(sorted(rules))}
        return render(
            "site.html",
            say=say,
            mark=_MARK,
            script=asset("site.js"),
            **self._look(),
            entries=[_row(one, numbers) for one in ours],
            total=len(ours),
            years=sorted({one.year for one in ours if one.year is not None}, reverse=True),
            forms=sorted({one.form for one in ours if one.form is not None}),
            rules=[
                {"number": numbers[rule], "id": rule, "said": rule_said(rule, say), "count": rules[rule]}
                for rule in sorted(rules, key=lambda one: (-rules[one], one))
            ],
            counts=[
                (one.value, say(one.value), sum(entry.counts.get(one.value, 0) for entry in ours))
                for one in reversed(Severity)
            ],
            across=[say.of(one.message, one.message_zh) for one in across],
        )


def rule_said(rule: str, say: Say) -> str:
    """A rule in a few words: the figure that it is about by its official label, or what its family says.

    >>> rule_said("sum:review.total", Say("zh"))
    '行政复议 × 总计'
    """
    family, _, path = rule.partition(":")
    item = indicators().get(path)
    known = {one.id: one for one in RULES}
    if item is not None and rule not in known:
        return label(path, Form.F2021 if Form.F2021 in item.forms else None) if say.chinese else path
    found = known.get(rule) or next(
        (one for name, one in known.items() if name.startswith(f"{family}:<")), None
    )
    return "" if found is None else say.of(found.wording_en, found.wording_zh)


def _row(one: SiteEntry, numbers: Mapping[str, int]) -> dict[str, Any]:
    gravest = next((kind.value for kind in reversed(Severity) if one.counts.get(kind.value)), "")
    return {
        "name": one.name,
        "file": Path(one.source).name,
        "page": one.page,
        "year": one.year,
        "form": one.form,
        "rules": " ".join(str(numbers[rule]) for rule in one.rules),
        "gravest": gravest,
        "counts": [one.counts.get(kind.value, 0) for kind in reversed(Severity)],
        "unread": one.unread,
        "error": one.error,
    }


def _counts(findings: Iterable[Finding]) -> dict[str, int]:
    return dict(Counter(one.severity.value for one in findings))


def _folded(name: str) -> str:
    """A file's name as file systems compare it that hold capitals and small letters to be one."""
    return unicodedata.normalize("NFC", name.casefold())


def _is_ours(index: Path) -> bool:
    """Whether a file is the index of a site."""
    try:
        with index.open(encoding="utf-8") as file:
            return _MARK in file.read(2000)
    except (OSError, UnicodeDecodeError):
        return False
