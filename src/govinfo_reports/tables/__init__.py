"""Finding the statutory tables in a Document and reading them to facts."""

from __future__ import annotations

from attrs import frozen

from ..document import Document, Paragraph
from ..facts import Fact, Unread
from ..forms import Vocabulary, vocabulary
from ..indicators import Form
from .beside import numbers_below_blanks
from .glued.cells import Puzzle
from .parse import Parsed
from .passes import PASSES, TablesRead
from .reading import TableReading

__all__ = ["Parsed", "Tables", "read_tables"]


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
    read = TablesRead(document.blocks, words or vocabulary(), trace, year)
    for step in PASSES:
        step.run(read)
    readings = read.readings
    return Tables(
        facts=tuple(fact for reading in readings for fact in reading.facts),
        unread=(
            *(item for reading in readings for item in reading.unread),
            *numbers_below_blanks(document.blocks),
        ),
        groups=frozenset(group for reading in readings for group in reading.groups),
        form=_form(readings),
        prose=tuple(read.prose),
        puzzles=tuple(puzzle for reading in readings for puzzle in reading.puzzles),
        furniture=tuple(read.furniture),
        years=frozenset(reading.year for reading in readings if reading.year is not None),
    )


def _form(readings: list[TableReading]) -> Form | None:
    """The form of most of the facts; a table that tells 2019 from 2021 decides over those that do not."""
    votes: dict[Form, int] = {}
    for reading in readings:
        if reading.form is not None:
            votes[reading.form] = votes.get(reading.form, 0) + len(reading.facts)
    return max(votes, key=lambda form: votes[form]) if votes else None
