"""Finding the statutory tables in a Document and reading them to facts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen
from lark import Tree

from ..document import Document, Paragraph, Table
from ..facts import Fact, Unread
from ..forms import Vocabulary, vocabulary
from ..indicators import Form
from .applications import Carried, read_applications
from .disclosure import read_section_two
from .inline import cut_running, in_order_of_lines, mend
from .labels import core, item_labels
from .lexer import Lexeme, lex
from .lost_forms import lost_forms
from .outcome_labels import RowLabel, match_row
from .page_fields import page_fields
from .parse import Term, parse_tables
from .pieces import pieces_of, without
from .prose_tables import captions, holds_title, paragraphs_of_cells, says_sentences
from .reading import Puzzle, TableReading
from .regions import regions
from .review_and_litigation import read_section_four
from .rows import is_figure, row_text
from .statistics import read_statistics
from .statistics_lines import read_statistics_lines

__all__ = ["Parsed", "Tables", "read_tables"]

_LONGEST_RAW = 400
_LONGEST_LABEL = 60
_WORDS_OF_A_FORM = 4
_STATISTICS = frozenset((Form.F2014, Form.PROVINCIAL))
_PAGE_NUMBER = re.compile(r"[-—–\s]*\d{1,4}[-—–\s]*|第\s?\d{1,4}\s?页.{0,12}")


@frozen
class Parsed:
    """A stretch of a document as the lexer's tokens, and the tables that the grammar finds among them."""

    lexemes: Sequence[Lexeme]
    tables: Sequence[Tree[Term]]


@frozen(kw_only=True)
class Tables:
    """All that the tables of a document say. `prose` is the document's paragraphs without those tables that stood in the
    middle of them; `form` is that of the tables, None where there is none or they do not tell 2019 from 2021; `puzzles` are the
    rows of glued figures that several readings fit; `furniture` the fields of the page (发布机构, 发布日期) that stood in a table."""

    facts: tuple[Fact, ...]
    unread: tuple[Unread, ...]
    groups: frozenset[str]
    form: Form | None
    prose: tuple[Paragraph, ...]
    puzzles: tuple[Puzzle, ...] = ()
    furniture: tuple[Paragraph, ...] = ()


def read_tables(
    document: Document, words: Vocabulary | None = None, trace: list[Parsed] | None = None
) -> Tables:
    """The facts of every table in the document, those typed in running text included. `words` is the vocabulary, where it is not the
    library's own; `trace` takes what the lexer and the grammar made, where it is asked for."""
    words = words or vocabulary()
    blocks, found = _read_parsed(document.blocks, words, trace)
    prose: list[Paragraph] = []
    readings: list[TableReading] = [*found]
    running: list[Paragraph | Table] = []
    furniture: list[Paragraph] = []
    carried: Carried | None = None

    def close() -> None:
        """Read what runs through the blocks since the last table that was understood."""
        rest, found = cut_running(running)
        readings.extend(found)
        rest, listed = read_statistics_lines(rest, words)
        readings.extend(listed)
        for block in rest:
            if isinstance(block, Paragraph):
                prose.append(block)
            elif says_sentences(block) or holds_title(block):
                prose.extend(paragraphs_of_cells(block))
            else:
                readings.append(TableReading(unread=_foreign(block)))
        running.clear()

    goes_on = False
    for block in blocks:
        if isinstance(block, Paragraph):
            goes_on = goes_on and _PAGE_NUMBER.fullmatch(block.text) is not None
            running.append(block)
            continue
        if fields := page_fields(block):
            furniture += fields
            continue
        reading, carried = _read(block, carried, words, goes_on=goes_on)
        goes_on = reading is not None and reading.form in _STATISTICS
        if reading is None:
            running.append(block)
        else:
            close()
            prose.extend(captions(block))
            readings.append(mend(block, reading))
    close()
    facts = tuple(fact for reading in readings for fact in reading.facts)
    return Tables(
        facts=facts,
        unread=(*(item for reading in readings for item in reading.unread), *lost_forms(prose)),
        groups=frozenset(group for reading in readings for group in reading.groups),
        form=_form(readings),
        prose=tuple(prose),
        puzzles=tuple(puzzle for reading in readings for puzzle in reading.puzzles),
        furniture=tuple(furniture),
    )


def _read_parsed(
    blocks: Sequence[Paragraph | Table], words: Vocabulary, trace: list[Parsed] | None
) -> tuple[tuple[Paragraph | Table, ...], list[TableReading]]:
    """What the grammar makes of the blocks, and the blocks without it."""
    tables: list[Tree[Term]] = []
    for start, end in regions(blocks, words):
        lexemes = lex(pieces_of(blocks, start, end), words)
        found_there = parse_tables(lexemes)
        tables += found_there
        if trace is not None:
            trace.append(Parsed(lexemes, found_there))
    found = [one for one in (read_section_two(tables), read_section_four(tables)) if one is not None]
    used = [
        [(term.lexeme.piece, term.lexeme.start, term.lexeme.end) for term in run]
        for _, runs in found
        for run in runs
    ]
    return without(blocks, used), [reading for reading, _ in found]


def _read(
    table: Table, carried: Carried | None, words: Vocabulary, *, goes_on: bool
) -> tuple[TableReading | None, Carried | None]:
    """What each kind of statutory table finds in one printed table: some sites put several into one. None where none is."""
    found: list[TableReading] = []
    applications = read_applications(table) or (
        read_applications(table, carried) if carried is not None else None
    )
    if applications is not None:
        found.append(in_order_of_lines(table, applications[0]))
        carried = applications[1]
    if not any(reading.facts for reading in found):
        statistics = read_statistics(table, words, goes_on=goes_on)
        if statistics is not None and (statistics.facts or not found):
            found = [statistics]
    if not found:
        return None, carried
    return (
        TableReading(
            facts=tuple(fact for reading in found for fact in reading.facts),
            unread=_nobodys(found),
            groups=frozenset(group for reading in found for group in reading.groups),
            form=_form(found),
            puzzles=tuple(puzzle for reading in found for puzzle in reading.puzzles),
        ),
        carried,
    )


def _nobodys(found: Sequence[TableReading]) -> tuple[Unread, ...]:
    """What no reader understood: a row that one could not read and another did is no loss."""
    rows = [{fact.location.row for fact in reading.facts} for reading in found]
    return tuple(
        item
        for place, reading in enumerate(found)
        for item in reading.unread
        if item.location.row in rows[place]
        or not any(item.location.row in other for at, other in enumerate(rows) if at != place)
    )


def _foreign(table: Table) -> tuple[Unread, ...]:
    """A table of no known form is kept whole where it has figures, or the words of a form whose figures are lost."""
    reason = "a table of no known form / 不是法定表式的表格"
    if sum(is_figure(cell.text) for cell in table.cells) < 2:
        if sum(_is_of_a_form(cell.text) for cell in table.cells) < _WORDS_OF_A_FORM:
            return ()
        reason = "the words of a form without its figures / 法定表式的表格没有数字"
    raw = " / ".join(row_text(row) for row in table.rows if row)
    raw = raw if len(raw) <= _LONGEST_RAW else raw[: _LONGEST_RAW - 1] + "…"
    return (Unread(raw=raw, location=table.location, reason=reason),)


def _is_of_a_form(text: str) -> bool:
    """Whether a cell has the words of one of the rows of the official forms."""
    if not 3 <= len(text) <= _LONGEST_LABEL:
        return False
    return core(text) in item_labels() or isinstance(match_row((text,)), RowLabel)


def _form(readings: list[TableReading]) -> Form | None:
    """The form of most of the facts; a table that tells 2019 from 2021 decides over those that do not."""
    votes: dict[Form, int] = {}
    for reading in readings:
        if reading.form is not None:
            votes[reading.form] = votes.get(reading.form, 0) + len(reading.facts)
    return max(votes, key=lambda form: votes[form]) if votes else None
