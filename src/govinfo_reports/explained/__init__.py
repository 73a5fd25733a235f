"""`explain`: parse again with a trace, and say why each figure is what it is, or why there is none."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterator, Sequence
from typing import IO, Any

from ..api import parse_document, read_document
from ..document import Document, Table
from ..facts import Fact
from ..forms import Vocabulary, Words, vocabulary_of
from ..indicators import leaf_indicators
from ..language import Said, halves, phrase
from ..limits import DEFAULT_LIMITS, Limits
from ..location import Location
from ..model.report import Report, UnknownIndicator, held_facts
from ..prose.clauses import Prose
from ..prose.engine import trace_statements
from ..prose.outline import read_outline
from ..prose.state import Traced
from ..simplify import restored, simplify
from ..tables import Parsed, read_tables
from ..tables.parse import Term
from .parts import (
    ExplainedFigure,
    ExplainedPlace,
    ExplainedReason,
    Explanation,
    GluedRow,
    Missing,
    Reading,
    Token,
)
from .readings import rows_of
from .why import why_missing, why_so

__all__ = [
    "ExplainedFigure",
    "ExplainedPlace",
    "ExplainedReason",
    "Explanation",
    "GluedRow",
    "Missing",
    "Reading",
    "Token",
    "explain",
    "explain_document",
]

_PLACE = (
    ("page", re.compile(r"\bpage (\d+)|第(\d+)页")),
    ("table", re.compile(r"\btable (\d+)|表(\d+)")),
    ("column", re.compile(r"\bcolumn (\d+)|第(\d+)列")),
    ("row", re.compile(r"\brow (\d+)|(?<=\d)第(\d+)行")),
    ("line", re.compile(r"\bline (\d+)|(?<!\d)第(\d+)行|^(\d+)$")),
)


def explain(
    source: str | os.PathLike[str] | bytes | IO[bytes],
    path: str | None = None,
    at: int | str | Location | None = None,
    *,
    previous: Report | None = None,
    vocabulary: Words | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Explanation:
    """Why the figures of a report are what they are. The source is read again as `parse` reads it, and the
    way is written down.

    Args:
        source: A path, bytes, or an open binary file.
        path: An indicator (`review.total`) or a group (`review`): the figures that were found for it, how
            their labels were matched, all readings of a row without borders with the relations that exclude
            them; where there is no value, why. None for all.
        at: A place: a line (12), or a place as facts name it (`fact.location`, "table 2, row 3",
            "表2第3行"): its words as the lexer takes them and what was made of each. None for all.
        previous: The same organ's report of the year before, None where there is none.
        vocabulary: Wordings of your own, as in `parse`; None for the library's alone.
        limits: What the source may cost.

    Returns:
        What was found; with neither `path` nor `at` about all of the report.

    Raises:
        UnreadableSource: As `parse` raises it.
        UnknownIndicator: `path` is none that the vocabulary has.
        ValueError: `at` is a place that cannot be understood.

    >>> text = "临江区2017年政府信息公开工作年度报告\\n一、概述\\n近三年全区主动公开政府信息120条。".encode()
    >>> explanation = explain(text, "proactive.disclosed")
    >>> [(one.raw, one.candidates[0].reason.value) for one in explanation.sentences]
    [('120条', 'several years')]
    >>> print(explanation.missing[0].why[-1].text)
    line 3, characters 14-17: 120条 is not taken (several years): 近三年全区主动公开政府信息120条
    """
    document = read_document(source, limits=limits)
    return explain_document(document, path, at, previous=previous, vocabulary=vocabulary)


def explain_document(
    document: Document,
    path: str | None = None,
    at: int | str | Location | None = None,
    *,
    previous: Report | None = None,
    vocabulary: Words | None = None,
) -> Explanation:
    """As `explain`, of a Document that is at hand (`read_document`).

    Args:
        document: The document.
        path: An indicator or a group, None for all.
        at: A place, None for all.
        previous: The same organ's report of the year before, None where there is none.
        vocabulary: Wordings of your own, as in `parse`; None for the library's alone.

    Returns:
        What was found.

    Raises:
        NotAReport: The document is something else.
        UnknownIndicator: `path` is none that the vocabulary has.
        ValueError: `at` is a place that cannot be understood.

    >>> from govinfo_reports import read_document
    >>> document = read_document("云河市2022年政府信息公开年度报告\\n共收到政府信息公开申请12件。".encode())
    >>> [one.fact.raw for one in explain_document(document, "applications").figures]
    ['12件']
    """
    words = vocabulary_of(vocabulary)
    place = None if at is None else _place(at)
    if path is not None:
        _require(path)
    report = parse_document(document, previous=previous, vocabulary=words)
    simple, printed = simplify(document)
    trace: list[Parsed] = []
    tables = read_tables(simple, words, trace, year=report.year)
    sentences = _sentences(Prose(read_outline(tables.prose).passages), report, words)
    tokens = restored(list(_tokens(trace)), printed)
    sentences = restored(sentences, printed)
    facts = report.facts + report.extra
    held = {id(fact) for fact in held_facts(facts).values()}
    chosen = [fact for fact in facts if _is_of(fact.path, path) and _is_at(fact.location, place)]
    figures = [
        ExplainedFigure(fact=fact, held=id(fact) in held, why=tuple(why_so(fact, id(fact) in held, report)))
        for fact in chosen
    ]
    near = {token.table for token in tokens if _is_near(token, chosen)} - {None}
    unread = tuple(item for item in report.unread if _is_at(item.location, place))
    missing = [
        Missing(path=one, why=tuple(why_missing(one, report, tokens, sentences)))
        for one in (_paths(path, report) if place is None else ())
        if report.get(one) is None
    ]
    return Explanation(
        source=report.source,
        path=path,
        at=None if place is None else str(place),
        figures=tuple(figures),
        missing=tuple(missing),
        rows=tuple(rows_of(chosen, facts, tables.puzzles, report.form)),
        tokens=tuple(
            token
            for token in tokens
            if _is_at(token.location, place)
            and (path is None or token.table in near or _is_near(token, chosen) or _means(token, path))
        ),
        sentences=tuple(
            one
            for one in sentences
            if _is_at(one.location, place)
            and (path is None or any(_is_of(candidate.path, path) for candidate in one.candidates))
        ),
        unread=unread if path is None else (),
        places=() if place is None else tuple(_places(document, place, report, tokens, sentences)),
    )


def _require(path: str) -> None:
    known = {"extra"}
    for one in leaf_indicators():
        parts = one.split(".")
        known.update(".".join(parts[: size + 1]) for size in range(len(parts)))
    if path in known or path.startswith("extra."):
        return
    like = difflib.get_close_matches(path, sorted(known), n=1)
    raise UnknownIndicator(
        phrase("no indicator has the path {path!r}", path=path)
        + (phrase("; did you mean {name!r}?", name=like[0]) if like else ""),
    )


def _place(at: int | str | Location) -> Location:
    """The place that is asked for."""
    if isinstance(at, Location):
        return at
    said: dict[str, Any] = {}
    for name, pattern in _PLACE:
        found = pattern.search(str(at))
        if found is not None:
            said[name] = int(next(group for group in found.groups() if group is not None))
    if not said:
        raise ValueError(phrase("at={at!r}: a line (12), or a place such as 'table 2, row 3'", at=at).both)
    return Location(**said)


def _is_of(path: str, asked: str | None) -> bool:
    return asked is None or path == asked or path.startswith(f"{asked}.")


def _is_at(location: Location, place: Location | None) -> bool:
    """Whether a place is the one asked for, or in it."""
    return place is None or all(
        wanted is None or wanted == getattr(location, name)
        for name in ("page", "line", "sheet", "table", "row", "column")
        for wanted in (getattr(place, name),)
    )


def _is_near(token: Token, facts: Sequence[Fact]) -> bool:
    """Whether a token stands in the row or line of one of the facts."""
    return any(
        (one.location.table, one.location.row, one.location.line, one.location.sheet)
        == (token.location.table, token.location.row, token.location.line, token.location.sheet)
        for one in facts
    )


def _means(token: Token, path: str) -> bool:
    return any(_is_of(meaning.partition(" ")[2], path) for meaning in token.meanings if " " in meaning)


def _paths(path: str | None, report: Report) -> Iterator[str]:
    """The indicators that are asked for; of a group or the whole report those that its form has."""
    if path is not None and (path in leaf_indicators() or path.startswith("extra.")):
        yield path
        return
    for one, item in leaf_indicators().items():
        if _is_of(one, path) and report.form in item.forms:
            yield one


def _sentences(prose: Prose, report: Report, words: Vocabulary) -> Sequence[Traced]:
    return trace_statements(
        prose, year=report.year, organ=report.organ, form=report.form, vocabulary=words.sentences
    )


def _tokens(trace: Sequence[Parsed]) -> Iterator[Token]:
    """The tokens of the stretches of a document that have tables, with what the grammar took them for; where
    two of them share a place, those that a table has."""
    taken: dict[int, tuple[str, int]] = {}
    for number, tree in enumerate((tree for parsed in trace for tree in parsed.tables), 1):
        for term in tree.scan_values(lambda one: isinstance(one, Term)):
            if term.type != "CLOSE":
                taken[id(term.lexeme)] = (f"{term.type} {term.key}".strip(), number)
    lexemes = [lexeme for parsed in trace for lexeme in parsed.lexemes]
    places = {lexeme.location for lexeme in lexemes if id(lexeme) in taken}
    for lexeme in lexemes:
        meant = taken.get(id(lexeme))
        if meant is None and lexeme.location in places:
            continue
        yield Token(
            kind=lexeme.kind,
            text=lexeme.text.strip(),
            location=lexeme.location,
            meanings=tuple(f"{entry.kind} {entry.key}".strip() for entry in lexeme.entries),
            taken=None if meant is None else meant[0],
            table=None if meant is None else meant[1],
        )


def _places(
    document: Document, place: Location, report: Report, tokens: Sequence[Token], sentences: Sequence[Traced]
) -> Iterator[ExplainedPlace]:
    """The lines and cells at a place, each with what was made of it."""
    for block in document.blocks:
        for one in block.cells if isinstance(block, Table) else (block,):
            if _is_at(one.location, place) and one.text.strip():
                yield ExplainedPlace(
                    location=one.location,
                    text=one.text,
                    why=tuple(_made_of(one.location, report, tokens, sentences)),
                )
    for line in document.furniture:
        if _is_at(line.location, place):
            yield ExplainedPlace(
                location=line.location,
                text=line.text,
                why=(ExplainedReason(phrase("set apart: not of the article's text")),),
            )


def _made_of(
    where: Location, report: Report, tokens: Sequence[Token], sentences: Sequence[Traced]
) -> Iterator[ExplainedReason]:
    found = False
    for fact in report.facts + report.extra:
        if _is_at(fact.location, where):
            found = True
            value = "blank" if fact.value is None else fact.value
            yield ExplainedReason(phrase("the figure {path} = {value}", path=fact.path, value=value))
    for item in report.unread:
        if _is_at(item.location, where) or (item.location.column is None and _is_at(where, item.location)):
            found = True
            yield ExplainedReason(phrase("unread: {why}", why=Said(*halves(item.reason))))
    for section in report.sections:
        if _is_at(section.location, where):
            found = True
            yield ExplainedReason(phrase("a heading: {title}", title=section.title))
    named = str(
        Location(page=where.page, line=where.line, sheet=where.sheet, table=where.table, row=where.row)
    )
    for said in report.evidence:
        if f"({named})" in said or f"({where})" in said:
            found = True
            yield ExplainedReason(said, said)
    for traced in sentences:
        if _is_at(traced.location, where):
            found = True
            yield from _rejected(traced)
    for token in tokens:
        if _is_at(token.location, where) and token.taken is not None and token.kind == "WORD":
            found = True
            yield ExplainedReason(
                phrase("a word of a table: {text} ({taken})", text=token.text, taken=token.taken)
            )
    if not found:
        yield ExplainedReason(
            phrase("nothing was made of it: no word of a form, no figure that a wording fits")
        )


def _rejected(traced: Traced) -> Iterator[ExplainedReason]:
    if not traced.candidates:
        yield ExplainedReason(
            phrase("{raw}: no indicator's wording fits the words around it", raw=traced.raw)
        )
    for one in traced.candidates:
        if one.reason is not None:
            yield ExplainedReason(
                phrase(
                    "{raw} could be {path} ({label}), and is not: {reason}",
                    raw=traced.raw,
                    path=one.path,
                    label=one.label,
                    reason=phrase(one.reason.value),
                )
            )
