"""The passes over the tables of a document, in the order in which they are made: from its blocks to what
was read of them, and the lines that are left."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import groupby

from attrs import field, frozen, mutable
from lark import Tree

from ..document import Paragraph, Table
from ..facts import Scope, Unread
from ..forms import Vocabulary, official_words, vocabulary, words_of
from ..indicators import Form
from ..language import phrase
from ..numerals import holds_figure
from ..steps import Step
from ..text import fold
from .align import UNCUT
from .applications import read_section_three
from .beside import captions, holds_title, lost_forms, page_fields, paragraphs_of_cells, says_sentences
from .by_chance import without_chance, without_cuts
from .disclosure import read_section_two
from .foreign_columns import without_foreign_columns
from .labels import core, item_labels
from .parse import Parsed, Term, parse_pieces
from .pieces import pieces_of, without
from .reading import TableReading
from .review_and_litigation import read_section_four
from .scan import Scanner
from .statistics import read_statistics
from .statistics.lines import read_statistics_lines
from .statistics.rows import KINDS, lines_of
from .units_above import first_unit
from .upright import upright

__all__ = ["PASSES", "TablesRead"]

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


_Section = Callable[[Sequence[Tree[Term]]], "tuple[TableReading, list[list[Term]]] | None"]
_FEWEST_HEADS = 3
_CLAUSE = 4
_KINDS = ("place", "litigation", "metric", "info", "corner")
_HINTS = frozenset("复诉制处采收上现增容主二自申")
"""Each head has one of these characters."""


@frozen
class _Understood:
    """What stood among the blocks and is read: its readings, and the lines of it that are prose."""

    readings: Sequence[TableReading]
    prose: Sequence[Paragraph] = ()


@mutable(eq=False)
class TablesRead:
    """How far the tables of a document have been read.

    `blocks` are what no pass has read yet; a statistics table that is understood leaves its reading in its
    place. `trees` are the tables of the grammar, `used` their terms that were read, `apart` the columns set
    aside. `readings`, `prose` and `furniture` are what comes of it.
    """

    blocks: Sequence[Paragraph | Table | _Understood]
    words: Vocabulary
    trace: list[Parsed] | None
    year: int | None
    trees: list[Tree[Term]] = field(factory=list)
    used: list[list[Term]] = field(factory=list)
    apart: list[tuple[TableReading, list[list[Term]]]] = field(factory=list)
    readings: list[TableReading] = field(factory=list)
    prose: list[Paragraph] = field(factory=list)
    furniture: list[Paragraph] = field(factory=list)

    @property
    def left(self) -> Sequence[Paragraph | Table]:
        """The blocks that are not read."""
        return [block for block in self.blocks if not isinstance(block, _Understood)]


def _upright(read: TablesRead) -> None:
    read.blocks = upright(read.left, read.words)


def _parse(read: TablesRead) -> None:
    blocks = read.left
    for start, end in regions(blocks, read.words):
        parsed = parse_pieces(pieces_of(blocks, start, end), read.words)
        read.trees += parsed.tables
        if read.trace is not None:
            read.trace.append(parsed)


def _set_apart(read: TablesRead) -> None:
    trees, read.trees = read.trees, []
    for table in trees:
        kept, unread, columns = without_foreign_columns(table)
        read.trees.append(kept)
        read.apart += [(TableReading(unread=tuple(unread)), columns)] if columns else []


def _section(section: _Section, read: TablesRead) -> None:
    if (found := section(read.trees)) is not None:
        read.readings.append(found[0])
        read.used += found[1]


def _tell_apart(read: TablesRead) -> None:
    for reading, columns in read.apart if read.readings else ():
        read.readings.append(reading)
        read.used += columns


def _take_out(read: TablesRead) -> None:
    runs = ([(term.lexeme.piece, term.lexeme.start, term.lexeme.end) for term in run] for run in read.used)
    read.blocks = without(read.left, runs)


def _leave_chance(read: TablesRead) -> None:
    read.readings = [
        without_chance(one, read.readings) if _SECTION_FOUR & one.groups else one for one in read.readings
    ]
    if any(item.reason == UNCUT for one in read.readings for item in one.unread):
        cut = _SECTION_FOUR | {"proactive"}
        read.readings = [without_cuts(one) if cut & one.groups else one for one in read.readings]


def _page_fields(read: TablesRead) -> None:
    blocks, read.blocks = read.left, []
    for block in blocks:
        fields = () if isinstance(block, Paragraph) else page_fields(block)
        read.furniture += fields
        read.blocks += () if fields else (block,)


def _statistics(read: TablesRead) -> None:
    found: list[Paragraph | Table | _Understood] = []
    goes_on, above = False, None
    scopes: frozenset[Scope] = frozenset()
    for block in read.left:
        if isinstance(block, Paragraph):
            goes_on = goes_on and _PAGE_NUMBER.fullmatch(block.text) is not None
            found.append(block)
            continue
        parsed = parse_pieces(pieces_of((block,)), words_of(*KINDS))
        above = _unit_over(found[-_LINES_OVER:], block) or (above if goes_on else None)
        lines = lines_of(parsed, block, read.year).below(scopes)
        reading = read_statistics(lines, read.words, goes_on=goes_on, above=above)
        scopes = lines.scopes if lines.headed and reading is not None else scopes
        if read.trace is not None and reading is not None:
            read.trace.append(parsed)
        goes_on = reading is not None and reading.form in _STATISTICS
        found.append(block if reading is None else _Understood([reading], captions(block)))
    read.blocks = found


def _statistics_in_lines(read: TablesRead) -> None:
    found: list[Paragraph | Table | _Understood] = []
    for is_read, run in groupby(read.blocks, key=lambda block: isinstance(block, _Understood)):
        blocks = list(run)
        if not is_read:
            left = [block for block in blocks if not isinstance(block, _Understood)]
            rest, listed = read_statistics_lines(left, read.words, read.trace, read.year)
            blocks = [_Understood(listed), *rest]
        found += blocks
    read.blocks = found


def _leave(read: TablesRead) -> None:
    for block in read.blocks:
        if isinstance(block, _Understood):
            read.readings += block.readings
            read.prose += block.prose
        elif isinstance(block, Paragraph):
            read.prose.append(block)
        elif says_sentences(block) or holds_title(block):
            read.prose += paragraphs_of_cells(block)
        else:
            unread = _foreign(block)
            groups = _announced(read.prose, read.words) if unread else frozenset[str]()
            read.readings.append(TableReading(unread=unread, groups=groups))


def _lost_forms(read: TablesRead) -> None:
    read.readings.append(TableReading(unread=lost_forms(read.prose)))


PASSES: tuple[Step[Callable[[TablesRead], None]], ...] = (
    Step(
        "upright",
        phrase(
            "tables with rows and columns exchanged, or cut into labels and figures, as the form has them"
        ),
        _upright,
    ),
    Step("grammar", phrase("stretches near heads of the forms go through the lexer and the grammar"), _parse),
    Step("foreign columns", phrase("columns under a head of no form are set aside"), _set_apart),
    Step("section two", phrase("the facts of section two"), partial(_section, read_section_two)),
    Step("section three", phrase("the facts of section three"), partial(_section, read_section_three)),
    Step("section four", phrase("the facts of section four"), partial(_section, read_section_four)),
    Step("set aside", phrase("beside sections that are read, what was set aside is unread"), _tell_apart),
    Step("taken out", phrase("what is read is taken out of the blocks"), _take_out),
    Step(
        "by chance",
        phrase("as many figures as columns by chance: those of section four that do not add up are unread"),
        _leave_chance,
    ),
    Step("page fields", phrase("a table of the page's own fields is furniture"), _page_fields),
    Step("statistics", phrase("the statistics table and provincial tables, in cells"), _statistics),
    Step(
        "statistics in lines",
        phrase("the statistics table and provincial tables, in lines of text"),
        _statistics_in_lines,
    ),
    Step("left", phrase("sentences in cells are prose, tables of no known form are unread"), _leave),
    Step("lost forms", phrase("rows of a form in lines that nobody could read are unread"), _lost_forms),
)
"""Made in this order; each takes from `blocks` what it reads."""


def _unit_over(before: Iterable[object], table: Table) -> str | None:
    """The unit of money that a line right above a statistics table names, or one of its own first rows."""
    lines: list[str] = []
    for block in before:
        lines = [] if isinstance(block, _Understood) else lines
        lines += [block.text] if isinstance(block, Paragraph) else []
    first = [cell.text for cell in table.cells[:_CELLS_OVER]]
    return first_unit((*reversed(lines), *first))


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


def regions(
    blocks: Sequence[Paragraph | Table], words: Vocabulary | None = None
) -> Iterator[tuple[int, int]]:
    """The first and the last but one block of each stretch from one that has a head to the next of sentences
    alone."""
    words = words or vocabulary()

    def has_head(text: str) -> bool:
        return _has_head(text, words)

    start: int | None = None
    for number, block in enumerate(blocks):
        texts = [block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells]
        if start is None:
            start = number if any(map(has_head, texts)) else None
        elif isinstance(block, Paragraph) and "。" in block.text and not has_head(block.text):
            yield start, number
            start = None
    if start is not None:
        yield start, len(blocks)


def _has_head(text: str, words: Vocabulary) -> bool:
    """Whether a text has a head of sections two to four, and is no sentence that only mentions one."""
    heads, hints = _heads(words)
    if hints.isdisjoint(text):
        return False
    close = "".join(text.split()).replace("、", "")
    if heads.search(close) is None or (
        "。" in text
        and sum(map(close.__contains__, official_words("outcome", "metric", "applicant"))) < _FEWEST_HEADS
    ):
        return False
    return all(entry.kind != "item" for entry in words.known.get(core(text), ()))


@lru_cache(maxsize=16)
def _heads(words: Vocabulary) -> tuple[re.Pattern[str], frozenset[str]]:
    """The heads, the clause of the law that those of section two begin with, and the headings of the three
    sections; and characters of which each of them has one."""
    headings = [entry.words for entry in words.of_kind("heading") if entry.key in {"two", "three", "four"}]
    clauses = (clause[:_CLAUSE] for clause in official_words("clause"))
    own = [entry.words for entry in words.own_of_kind(*_KINDS)]
    heads = (*official_words(*_KINDS), official_words("applicant")[0], *headings, *clauses, *own)
    return re.compile("|".join(map(re.escape, heads))), _HINTS.union(word[0] for word in own)
