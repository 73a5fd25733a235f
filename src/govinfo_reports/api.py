"""parse and its kin: the way from bytes to a checked report, all stages in view."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any, cast

from .above import above
from .checks import Expected, check
from .checks.doubt import doubt
from .document import Document
from .errors import GovInfoError, LimitExceeded, MissingExtra, UnreadableSource
from .facts import Fact
from .findings import Severity
from .forms import Words, vocabulary_of
from .head.lines import lines_of
from .head.read import read_head
from .head.several import reports_in
from .language import Said, phrase
from .limits import DEFAULT_LIMITS, Limits
from .model.report import Report, known_of
from .places import is_address, is_web, open_source
from .prose.arithmetic import read_arithmetic
from .prose.clauses import Prose
from .prose.engine import read_statements
from .prose.named import read_named
from .prose.outline import read_outline
from .readers import Pages, Progress, read, read_pages, sniff
from .readers.text.read import text_document
from .recognise import left_rows, recognise, require_report, table_years, year_of_columns
from .simplify import restored, simplify
from .tables import read_tables
from .tables.recognised import respelled
from .tables.scopes import rescoped
from .tables.settle import named_rows, settle

__all__ = ["parse", "parse_document", "parse_text", "read_document"]

Source = str | os.PathLike[str] | bytes | IO[bytes]
"""A path, bytes, or an open binary file."""

_SNIFFED = 4096
_MOST_NAMES = 5000
_ADDRESS = re.compile(r"[a-z]{3,6}://", re.IGNORECASE)


def parse(
    source: Source | Sequence[Source],
    *,
    strict: bool = False,
    previous: Report | None = None,
    expected: Expected | None = None,
    vocabulary: Words | None = None,
    limits: Limits = DEFAULT_LIMITS,
    progress: Progress | None = None,
    isolated: bool = False,
) -> Report:
    """The report in a file of any kind (text, HTML, Word, PDF, sheet, scan, zip). What is wrong inside the
    report is in `report.findings`.

    Args:
        source: A path, an address that fsspec knows (`s3://`, extra `remote`), bytes, or an open binary
            file. A list of image files is one report, of which they are the pages in their order:
            `parse(["1.jpg", "2.jpg"])`.
        strict: Raise FindingsError where a finding is an error.
        previous: The same organ's report of the year before, None where there is none: it helps to tell
            apart figures that have run together.
        expected: What is known of the report (its year, organ or form), None for nothing; what the report
            says otherwise is among the findings.
        vocabulary: Wordings of labels and sentences of your own beside the library's:
            `read_vocabulary(...)`, or the path of a file (or several) for it; None for the library's alone.
            `Report.vocabulary` says which was used.
        limits: What the source may cost.
        progress: Called with the pages done and in all by the readers that take long; None for nobody. Not
            called with `isolated`.
        isolated: Read in a process of its own, for a file from strangers: it is ended where it takes longer
            than `limits.worker_seconds` or more memory than `limits.worker_memory`, and may crash without
            harm. It takes half a second to start.

    Returns:
        The report, with its figures, facts and findings.

    Raises:
        UnreadableSource: The source as a whole cannot be read; by its kinds NotAReport, UnsupportedFormat,
            MissingExtra and LimitExceeded it says why. With `isolated` also where the process crashes.
        FindingsError: With `strict`, a finding is an error.
        InvalidVocabulary: `vocabulary` is a file that cannot be read as one.

    >>> report = parse("云河市2022年政府信息公开年度报告\\n共收到政府信息公开申请12件。".encode())
    >>> report.organ, report.applications.received.total
    ('云河市', 12)
    """
    words = vocabulary_of(vocabulary)
    if isolated:
        name, data = _load_any(source, limits)
        alone: Report = above("parse_alone")(
            name, data, strict=strict, previous=previous, expected=expected, vocabulary=words, limits=limits
        )
        return alone
    document = read_document(source, limits=limits, progress=progress)
    return parse_document(document, strict=strict, previous=previous, expected=expected, vocabulary=words)


def parse_text(
    text: str,
    *,
    strict: bool = False,
    previous: Report | None = None,
    expected: Expected | None = None,
    vocabulary: Words | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Report:
    """The report in a string of plain text, Markdown, or a page's HTML; otherwise as `parse`.

    Args:
        text: The text of the report, with its tables as lines.
        strict: Raise FindingsError where a finding is an error.
        previous: The same organ's report of the year before, None where there is none.
        expected: What is known of the report, None for nothing.
        vocabulary: Wordings of your own, as in `parse`; None for the library's alone.
        limits: What the text may cost.

    Returns:
        The report; its facts have places by line.

    Raises:
        UnreadableSource: The text is no report (NotAReport), or goes beyond the limits (LimitExceeded).
        FindingsError: With `strict`, a finding is an error.
        InvalidVocabulary: `vocabulary` is a file that cannot be read as one.

    >>> report = parse_text("临江区2017年政府信息公开工作年度报告\\n一、概述\\n全区主动公开政府信息120条。")
    >>> report.organ, report.year, report.proactive.disclosed
    ('临江区', 2017, 120)
    """
    if text.lstrip("\ufeff \t\r\n")[:1] == "<" and sniff(text[:_SNIFFED].encode(errors="replace")) == "html":
        document = read(text.encode(errors="replace"), source=None, limits=limits)
    else:
        document = text_document(text, source=None, limits=limits)
    return parse_document(
        document, strict=strict, previous=previous, expected=expected, vocabulary=vocabulary
    )


def read_document(
    source: Source | Sequence[Source],
    *,
    limits: Limits = DEFAULT_LIMITS,
    progress: Progress | None = None,
) -> Document:
    """What a reader finds in a source, without meaning yet: paragraphs and tables with their places.

    Args:
        source: A path, bytes, an open binary file, or a list of image files, as in `parse`.
        limits: What the source may cost.
        progress: Called with the pages done and in all by the readers that take long; None for nobody.

    Returns:
        The document, whatever it is about: whether it is a report is asked by `parse_document`.

    Raises:
        UnreadableSource: The source cannot be read; by its kinds UnsupportedFormat, MissingExtra and
            LimitExceeded it says why.

    >>> document = read_document("云河市2022年政府信息公开工作年度报告".encode())
    >>> document.blocks[0].location
    Location(line=1)
    """
    name, data = _load_any(source, limits)
    if isinstance(data, tuple):
        return read_pages(data, limits=limits, progress=progress)
    return read(data, source=name, limits=limits, progress=progress)


def parse_document(
    document: Document,
    *,
    strict: bool = False,
    previous: Report | None = None,
    expected: Expected | None = None,
    vocabulary: Words | None = None,
) -> Report:
    """The report in a Document: tables and sections, facts, the report, its findings; otherwise as `parse`.

    Args:
        document: What `read_document` gave.
        strict: Raise FindingsError where a finding is an error.
        previous: The same organ's report of the year before, None where there is none.
        expected: What is known of the report, None for nothing.
        vocabulary: Wordings of your own, as in `parse`; None for the library's alone.

    Returns:
        The report.

    Raises:
        NotAReport: The document is something else.
        FindingsError: With `strict`, a finding is an error.
        InvalidVocabulary: `vocabulary` is a file that cannot be read as one.

    >>> document = read_document("云河市2022年政府信息公开年度报告\\n共收到政府信息公开申请12件。".encode())
    >>> parse_document(document).year
    2022
    """
    words = vocabulary_of(vocabulary)
    document, printed = simplify(document)
    document = respelled(document, words)
    tables = read_tables(document, words)
    lines = lines_of(tables.prose)
    if titles := reports_in(lines):
        raise UnreadableSource(
            phrase(
                "holds several reports, each to be read from a file of its own: {titles}",
                titles=Said("; ".join(titles), "；".join(titles)),
            ),
            source=document.source,
        )
    outline = read_outline(tables.prose)
    head = read_head(tables.prose, document.furniture + tables.furniture, lines)
    year = year_of_columns(tables.years, head, tables.prose)
    if year is not None and tables.years - {year}:
        tables = read_tables(document, words, year=year)
    form = recognise(tables, outline, head)
    prose = Prose(outline.passages)
    said = read_statements(prose, year=head.year, organ=head.organ, form=form, vocabulary=words.sentences)
    place = document.reading_order()
    named = read_named(prose, named_rows(tables.puzzles), year=head.year, organ=head.organ)
    require_report(document, tables, outline, head, tables.facts + said)
    decided = settle(tables.facts, tables.puzzles, said + named, known_of(previous))
    facts = rescoped(decided, document, head.year, head.organ, said, lost=bool(tables.unread)) + said
    about: dict[str, Any] = {
        "title": head.title,
        "organ": head.organ,
        "issuer": head.issuer,
        "year": head.year,
        "form": form,
        "period": head.period,
        "published": head.published,
        "contact": head.contact,
        "sections": restored(outline.sections, printed),
        "statements": restored(read_arithmetic(prose), printed),
        "unread": restored(tables.unread + left_rows(tables.prose, tables, facts), printed),
        "groups_found": tables.groups,
        "table_years": table_years(document),
        "evidence": head.evidence + words.evidence,
        "vocabulary": words.sha256,
        "notices": document.notices,
        "source": document.source,
        "container": document.container,
    }

    def checked(facts: tuple[Fact, ...]) -> Report:
        made = Report.from_facts(facts, **about)
        return made.with_findings(check(made))

    in_order = restored(sorted(facts, key=lambda fact: place(fact.location)), printed)
    report, findings = doubt(checked(in_order), document, checked)
    told = findings if expected is None else (*findings, *expected(report))
    if told is not report.findings:
        report = report.with_findings(told)
    if strict:
        report.raise_for_findings(Severity.ERROR)
    return report


def _not_there(path: str) -> Said:
    """Why a path leads nowhere: a web address, or a name that another file has nearly."""
    if _ADDRESS.match(path):
        return phrase("a web address: nothing is fetched; save the page and give its path or its bytes")
    try:
        beside = [one.name for one in Path(path).parent.iterdir()]
    except OSError:
        beside = []
    like = difflib.get_close_matches(Path(path).name, beside[:_MOST_NAMES], n=1)
    if like:
        return phrase("no such file; did you mean {name}?", name=like[0])
    return phrase("no such file")


def _load_any(source: Source | Sequence[Source], limits: Limits) -> tuple[str | None, bytes | Pages]:
    """As `_load`; of several files, which are the pages of one report, all."""
    if not isinstance(source, (list, tuple)):
        return _load(cast(Source, source), limits)
    if len(source) > limits.pages:
        raise LimitExceeded(phrase("{count} pages, more than {pages}", count=len(source), pages=limits.pages))
    return None, tuple(_load(page, limits) for page in source)


def _from_store(address: str, limits: Limits) -> bytes:
    """The bytes at an address of a store."""
    try:
        with open_source(address) as file:
            return file.read(limits.bytes + 1)
    except MissingExtra as error:
        error.source = address
        raise
    except (OSError, GovInfoError) as error:
        raise UnreadableSource(phrase("cannot be opened ({error})", error=error), source=address) from error


def _load(source: Source, limits: Limits) -> tuple[str | None, bytes]:
    """The source's name, if it has one, and its bytes."""
    if isinstance(source, (bytes, bytearray, memoryview)):
        return None, bytes(source)
    if isinstance(source, str) and is_address(source) and not is_web(source):
        return source, _from_store(source, limits)
    if isinstance(source, (str, os.PathLike)):
        path = Path(source)
        try:
            if path.is_dir():
                raise UnreadableSource(phrase("a directory, not a file"), source=str(path))
            if path.exists() and not path.is_file():
                raise UnreadableSource(
                    phrase("not a regular file (a pipe, a device or a socket)"), source=str(path)
                )
            with path.open("rb") as file:
                return str(path), file.read(limits.bytes + 1)
        except (OSError, ValueError) as error:
            reason = phrase("cannot be opened ({error})", error=error)
            if isinstance(error, FileNotFoundError):
                reason = _not_there(str(source))
            raise UnreadableSource(reason, source=str(source)) from error
    if not hasattr(source, "read"):
        kind = type(source).__name__
        raise UnreadableSource(phrase("not a path, bytes or an open file, but {kind}", kind=kind))
    name = getattr(source, "name", None)
    data = source.read(limits.bytes + 1)
    if not isinstance(data, bytes):
        raise UnreadableSource(
            phrase("an open text file: open it in binary mode, or use parse_text"),
            source=name if isinstance(name, str) else None,
        )
    return (name if isinstance(name, str) else None), data
