"""Finding the statutory tables in a Document and reading them to facts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen
from lark import Tree

from ..document import Document, Paragraph, Table
from ..facts import Fact, Scope, Unread
from ..forms import Vocabulary, vocabulary, words_of
from ..indicators import Form
from ..language import phrase
from ..numerals import holds_figure
from ..text import fold
from .applications import read_section_three
from .beside import captions, holds_title, lost_forms, page_fields, paragraphs_of_cells, says_sentences
from .by_chance import without_chance
from .disclosure import read_section_two
from .foreign_columns import without_foreign_columns
from .labels import core, item_labels
from .parse import Parsed, Term, parse_pieces
from .pieces import pieces_of, without
from .reading import Puzzle, TableReading
from .regions import regions
from .review_and_litigation import read_section_four
from .scan import Scanner
from .statistics import read_statistics
from .statistics.lines import read_statistics_lines
from .statistics.rows import KINDS, lines_of
from .units_above import first_unit

__all__ = ["Parsed", "Tables", "read_tables"]

_LONGEST_RAW = 400
_LONGEST_LABEL = 60
_WORDS_OF_A_FORM = 4
_LINES_OVER, _CELLS_OVER = 3, 12
"""How many lines over a statistics table, and how many of its first cells, may name the unit of its
amounts."""
_ANNOUNCED = {"three": frozenset({"applications"}), "four": frozenset({"review", "litigation"})}
_LINES_ABOVE = 12
"""So many lines below its heading a table that nobody understands is still the section's."""
_SECTION_FOUR = _ANNOUNCED["four"]
_STATISTICS = frozenset((Form.F2014, Form.PROVINCIAL))
_PAGE_NUMBER = re.compile(r"[-—–\s]*\d{1,4}[-—–\s]*|第\s?\d{1,4}\s?页.{0,12}")


@frozen(kw_only=True)
class Tables:
    """All that the tables of a document say. `prose` is the document's paragraphs without those tables that
    stood in the middle of them; `form` is that of the tables, None where there is none or they do not tell
    2019 from 2021; `puzzles` are the rows of glued figures that several readings fit; `furniture` the fields
    of the page (发布机构, 发布日期) that stood in a table; `years` those of which a
    column was taken for the report's, of several."""

    facts: tuple[Fact, ...]
    unread: tuple[Unread, ...]
    groups: frozenset[str]
    form: Form | None
    prose: tuple[Paragraph, ...]
    puzzles: tuple[Puzzle, ...] = ()
    furniture: tuple[Paragraph, ...] = ()
    years: frozenset[int] = frozenset()


def read_tables(
    document: Document,
    words: Vocabulary | None = None,
    trace: list[Parsed] | None = None,
    *,
    year: int | None = None,
) -> Tables:
    """The facts of every table in the document, those typed in running text included. `words` is the
    vocabulary, where it is not the library's own; `trace` takes what the lexer and the grammar made, where
    it is asked for. `year` is the report's, where it is known: of columns of several years its own is the
    year's."""
    words = words or vocabulary()
    blocks, found = _read_parsed(document.blocks, words, trace)
    prose: list[Paragraph] = []
    readings: list[TableReading] = [*found]
    running: list[Paragraph | Table] = []
    furniture: list[Paragraph] = []

    def close() -> None:
        """Read what runs through the blocks since the last table that was understood."""
        rest, listed = read_statistics_lines(running, words, trace, year)
        readings.extend(listed)
        for block in rest:
            if isinstance(block, Paragraph):
                prose.append(block)
            elif says_sentences(block) or holds_title(block):
                prose.extend(paragraphs_of_cells(block))
            else:
                unread = _foreign(block)
                groups = _announced(prose, words) if unread else frozenset[str]()
                readings.append(TableReading(unread=unread, groups=groups))
        running.clear()

    goes_on, above = False, None
    scopes: frozenset[Scope] = frozenset()
    for block in blocks:
        if isinstance(block, Paragraph):
            goes_on = goes_on and _PAGE_NUMBER.fullmatch(block.text) is not None
            running.append(block)
            continue
        if fields := page_fields(block):
            furniture += fields
            continue
        parsed = parse_pieces(pieces_of((block,)), words_of(*KINDS))
        above = _unit_over(running[-_LINES_OVER:], block) or (above if goes_on else None)
        lines = lines_of(parsed, block, year).below(scopes)
        reading = read_statistics(lines, words, goes_on=goes_on, above=above)
        scopes = lines.scopes if lines.headed and reading is not None else scopes
        if trace is not None and reading is not None:
            trace.append(parsed)
        goes_on = reading is not None and reading.form in _STATISTICS
        if reading is None:
            running.append(block)
        else:
            close()
            prose.extend(captions(block))
            readings.append(reading)
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
        years=frozenset(reading.year for reading in readings if reading.year is not None),
    )


def _unit_over(before: Sequence[Paragraph | Table], table: Table) -> str | None:
    """The unit of money that a line right above a statistics table names, or one of its own first rows."""
    lines = [block.text for block in before if isinstance(block, Paragraph)]
    first = [cell.text for cell in table.cells[:_CELLS_OVER]]
    return first_unit((*reversed(lines), *first))


def _read_parsed(
    blocks: Sequence[Paragraph | Table], words: Vocabulary, trace: list[Parsed] | None
) -> tuple[tuple[Paragraph | Table, ...], list[TableReading]]:
    """What the grammar makes of the blocks, and the blocks without it."""
    tables: list[Tree[Term]] = []
    apart: list[tuple[TableReading, list[list[Term]]]] = []
    for start, end in regions(blocks, words):
        parsed = parse_pieces(pieces_of(blocks, start, end), words)
        for table in parsed.tables:
            kept, unread, columns = without_foreign_columns(table)
            tables.append(kept)
            apart += [(TableReading(unread=tuple(unread)), columns)] if columns else []
        if trace is not None:
            trace.append(parsed)
    readers = (read_section_two, read_section_three, read_section_four)
    found = [one for one in (read(tables) for read in readers) if one is not None]
    found += apart if found else []
    used = [
        [(term.lexeme.piece, term.lexeme.start, term.lexeme.end) for term in run]
        for _, runs in found
        for run in runs
    ]
    readings = [reading for reading, _ in found]
    return without(blocks, used), [
        without_chance(one, readings) if _SECTION_FOUR & one.groups else one for one in readings
    ]


def _announced(prose: Sequence[Paragraph], words: Vocabulary) -> frozenset[str]:
    """The tables whose section the last heading above announces, of the lines right above a table."""
    scanner = words.scanner(Scanner)
    for block in reversed(prose[-_LINES_ABOVE:]):
        if len(block.text) <= _LONGEST_LABEL:
            for entry in scanner.whole(fold(block.text).text):
                if entry.kind == "heading":
                    return _ANNOUNCED.get(entry.key, frozenset())
    return frozenset()


def _foreign(table: Table) -> tuple[Unread, ...]:
    """A table of no known form is kept whole where it has figures, or the words of a form whose figures are
    lost."""
    reason = phrase("a table of no known form").both
    figures = sum(holds_figure(cell.text) for cell in table.cells)
    if figures < 2:
        words = sum(_is_of_a_form(cell.text) for cell in table.cells)
        if words < (1 if figures else _WORDS_OF_A_FORM):
            return ()
        alone = phrase("a row of a form alone: nothing tells in which column its figure stands")
        reason = (alone if figures else phrase("the words of a form without its figures")).both
    raw = " / ".join(" | ".join(" ".join(cell.text.split()) for cell in row) for row in table.rows if row)
    raw = raw if len(raw) <= _LONGEST_RAW else raw[: _LONGEST_RAW - 1] + "…"
    return (Unread(raw=raw, location=table.location, reason=reason),)


def _is_of_a_form(text: str) -> bool:
    """Whether a cell holds nothing but labels or heads of the official forms, of which figures are lost:
    groups have none of their own."""
    if not 2 <= len(text) <= _LONGEST_LABEL:
        return False
    parts = vocabulary().scanner(Scanner).parts(fold(text).text)
    return core(text) in item_labels() or (
        any(entry.is_label and entry.kind != "group" for part in parts for entry in part[3])
        and {part[0] for part in parts} <= {"WORD", "MARK"}
    )


def _form(readings: list[TableReading]) -> Form | None:
    """The form of most of the facts; a table that tells 2019 from 2021 decides over those that do not."""
    votes: dict[Form, int] = {}
    for reading in readings:
        if reading.form is not None:
            votes[reading.form] = votes.get(reading.form, 0) + len(reading.facts)
    return max(votes, key=lambda form: votes[form]) if votes else None
