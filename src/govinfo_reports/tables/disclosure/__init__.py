"""Section two of the 2019 and 2021 forms: 主动公开政府信息情况 (条例第二十条), rows of subjects under heads
of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import starmap, takewhile

from attrs import define, field
from lark import Tree

from ...facts import Fact, Match, Unread
from ...indicators import Form, Kind, leaf_indicators
from ...language import phrase
from ...numerals import read_cell
from ..align import NO_LABEL, UNCUT, UNFIT, Column, Misfit, Placed, Raw, align, by_rows, has_figure, row_text
from ..by_chance import without_cuts
from ..glued.cells import DecodedCell, Puzzle
from ..glued.split import cut_amount, decode_split
from ..lexer import Lexeme
from ..parse import Term, terms
from ..pieces import TablePiece
from ..reading import TableReading, decoded_fact, read_lexeme
from ..row_parts import is_covered, is_of_all, names_a_part
from ..units_above import TWO_UNITS, first_unit, money_unit
from .columns import (
    OFFICIAL,
    Metric,
    are_whole,
    begins_with_figures,
    columns_of,
    has_wrong_sign,
    is_listed,
    is_mentioned,
    is_moved,
    is_over_labels,
    match_of,
    path_of,
    printed_label,
    touch,
    whole_row,
    with_labels_behind,
    with_signs,
    with_unknown,
    without_repeated,
)

__all__ = ["read_section_two"]

_SIGNED = "items_change"
_MONEY = "amount"
_YEAR = re.compile(r"(?:19|20)\d\d\s*年")
_OPENING = frozenset({"CLAUSE", "INFO", "METRIC"})
_BEHIND = phrase("figures stand before the first label, so that labels may stand behind their figures").both
_Row = tuple[Term, Sequence[Term], Sequence[Fact]]  # a label, its cells, and what was read there


@define
class _Section:
    """Section two as far as it has been read: the heads that count for the next rows, and what was found."""

    columns: Sequence[Column[Metric]] = ()
    unit: str | None = None
    over: str | None = None  # that of a line under the heading of the section, for all its tables
    printed: list[Term] = field(factory=list)
    facts: list[Fact] = field(factory=list)
    unread: list[Unread] = field(factory=list)
    puzzles: list[Puzzle] = field(factory=list)
    used: list[list[Term]] = field(factory=list)
    listed: list[_Row] = field(factory=list)
    torn: bool = False
    label: TablePiece | None = None
    partial: list[tuple[Sequence[Column[Metric]], _Row]] = field(factory=list)
    unfit: list[Sequence[Column[Metric]]] = field(factory=list)  # heads below which a row does not stand
    labels_behind: bool = False
    above: _Row | None = None  # the last row that was read
    is_bare: bool = False  # whether nothing stands between the last label and the next
    is_short: bool = False  # whether a row of a line has no figure
    bodies: bool = False  # whether rows of one label are of several bodies

    def heads(self, heads: Sequence[Term]) -> None:
        """Take the heads of the rows that follow."""
        self.printed = [
            head
            for head in heads
            if not head.type.startswith("HEADING")
            and (head.lexeme.piece.cell is not None or head.type not in {"WORDS", "EMPTY", "UNIT"})
        ]
        if is_mentioned(heads):
            self.columns, self.unit = (), None
            return
        first = max((at for at, head in enumerate(heads) if head.type in {"INFO", "CLAUSE"}), default=-1)
        metrics = [head for head in heads[first + 1 :] if head.type == "METRIC"]
        metrics = metrics or [head for head in heads if head.type == "METRIC"]
        if heads[0].type == "HEADING_TWO":
            self.over = first_unit(
                head.text for head in takewhile(lambda head: head.type not in _OPENING, heads)
            )
        found = first_unit(head.text for head in heads if head.type not in {"METRIC", "HEADING_TWO"})
        if metrics:
            beside = heads[first + 1 :] if first >= 0 else ()
            if beside and is_over_labels(heads[first], beside[0]):
                beside = beside[1:]
            self.columns = with_unknown(columns_of(metrics, found or self.unit or self.over), beside)
            self.unit = None
        else:
            self.unit = found

    def ordered(self, rows: Sequence[Tree[Term]]) -> Sequence[Tree[Term]]:
        """The rows; those whose labels stand behind their figures the other way round, or none where that is
        not sure."""
        if not begins_with_figures(rows, len(self.columns)):
            return rows
        found = with_labels_behind(rows, len(self.columns), is_usual=self.labels_behind)
        self.labels_behind = found is not None
        for row in rows if found is None else ():
            self.torn = self.torn or len(terms(row)) - 1 > len(self.columns)
            self.used += [self.printed, terms(row)]
            self._lose(terms(row)[0], terms(row)[1:], _BEHIND)
        return found or ()

    def row(self, row: Tree[Term]) -> None:
        """Read a row, where heads stand over it."""
        subject, *rest = terms(row)
        cell = subject.lexeme.piece
        self._part_covered(subject)
        values = [term for term in rest if term.type != "UNIT" or term.lexeme.piece.is_grid]
        is_beside = self.is_bare and self.label is not None and cell.is_grid and cell.row == self.label.row
        is_second = cell.cell is not None and (cell is self.label or is_beside)
        self.label, self.is_bare = cell, not values
        is_a_body_s = self._take_back_a_body_s(subject)
        if not self.columns or not values:
            self.is_short = self.is_short or (bool(self.columns) and cell.cell is None)
            return
        self.used += [self.printed, [subject, *rest]]
        rows = [cells for cells in by_rows(values) if any(map(has_figure, cells))]
        if is_second:
            self._lose(subject, values, phrase("two labels stand in one cell or before one row").both)
            return
        if len(rows) > 1:
            self._lose(subject, values, phrase("the row is torn in two").both)
            return
        signed = with_signs(self.columns, values)
        if is_a_body_s or signed is None:
            self._lose(subject, values, UNFIT)
            return
        if len(signed) < len(values):
            rows = [values := signed]
        before = len(self.facts)
        listed = is_listed(values) and len(self.columns) > 1
        shown = sum(term.lexeme.kind != "EMPTY" for term in values)
        self.torn = self.torn or (listed and shown > len(self.columns))
        placed = align(self.columns, rows[0] if rows else by_rows(values)[0], blanks_behind=True)
        if isinstance(placed, Misfit):
            self.unfit.append(self.columns)
            placed = whole_row(values, [column.key.name for column in self.columns]) or placed
        if isinstance(placed, Raw):
            self._raw(subject, values, placed.text)
        elif isinstance(placed, Misfit):
            self._lose(subject, values, placed.reason)
            self.unfit.append(self.columns)
        else:
            self._cells(subject, values, placed)
        self.above = (subject, values, self.facts[before:])
        if sum(map(has_figure, values)) < len(self.columns):
            self.partial.append((self.columns, (subject, values, self.facts[before:])))
        if listed:
            self.listed.append((subject, values, self.facts[before:]))

    def _part_covered(self, subject: Term) -> None:
        """Take back the row above where one of its cells is merged over this row's too: which of the two has
        its figure?"""
        label, values, facts = self.above or (subject, (), ())
        below = subject.lexeme.piece.cell
        for term in values:
            cell = term.lexeme.piece.cell
            if below is None or cell is None or term.lexeme.piece.block != subject.lexeme.piece.block:
                continue
            if has_figure(term) and cell.row < below.row < cell.row + cell.rowspan:
                self.facts = [fact for fact in self.facts if fact not in facts]
                self._lose(label, values, UNFIT)
                self.above = None
                return

    def _take_back_a_body_s(self, subject: Term) -> bool:
        """Take back the row above where words of a part are before its figures (行政许可 | 市住建局 | 4) and
        this has its label again: which of them is the report's the form does not say. Whether it was so."""
        label, values, facts = self.above or (subject, (), ())
        self.bodies = bool(values) and label.key == subject.key and names_a_part(values[0])
        if not self.bodies:
            return False
        self.facts = [fact for fact in self.facts if fact not in facts]
        if facts:
            self._lose(label, values, UNFIT)
        self.above = (label, values, ())
        return True

    def _is_of_all(self, found: Sequence[Term]) -> bool:
        """Read what stands behind 合计 in a row of a label that rows of bodies have too; whether it does."""
        label = self.above[0] if self.above is not None else None
        if label is None or self.label is None:
            return False
        parts = self.above[1] if self.above is not None else ()
        last = parts[-1].lexeme if parts else label.lexeme
        is_part = is_covered(label, found[0]) or (last.kind == "EMPTY" and last.row == found[0].lexeme.row)
        is_one = self.is_bare and self.label.row == found[0].lexeme.row
        if is_part:
            self._take_back_a_body_s(label)
        if not (self.bodies and parts and (is_one or is_part) and is_of_all(found[0], parts[0])):
            return False
        placed = align(self.columns, found[1:], blanks_behind=True)
        if isinstance(placed, (Misfit, Raw)):
            return False
        self.used.append(list(found))
        self._cells(label, found[1:], placed)
        return True

    def close(self) -> None:
        """Take back what lines of one figure each gave, where some row has more than columns, and rows
        without one below unfit heads."""
        back = [row for columns, row in self.partial if any(columns is one for one in self.unfit)]
        torn = [row for row in self.listed if not are_whole(row[2])] if self.torn else []
        for subject, values, facts in [*back, *torn]:
            if any(fact in self.facts for fact in facts):
                self.facts = [fact for fact in self.facts if fact not in facts]
                self._lose(subject, values, UNFIT)

    def _cells(self, subject: Term, values: Sequence[Term], placed: Placed) -> None:
        pairs = without_repeated(list(zip(self.columns, placed, strict=True)), subject)
        names = tuple(column.key.name for column in self.columns)
        if any(not column.key.name and cell and _YEAR.search(cell.text) for column, cell in pairs):
            why = phrase("a column names the year of the row, which may be another").both
            self._lose(subject, values, why)
            return
        if names not in OFFICIAL and (is_moved(names, values) or any(starmap(has_wrong_sign, pairs))):
            self._lose(subject, values, UNFIT)
            return
        for column, lexeme in pairs:
            if lexeme is None:
                continue
            path = path_of(subject, column)
            if path is None:
                if lexeme.kind in {"FIGURE", "ODD"}:
                    reason = phrase(
                        "the form has no figure {label} for {text}", label=column.label, text=subject.text
                    ).both
                    self.unread.append(Unread(raw=lexeme.text, location=lexeme.location, reason=reason))
                continue
            match = match_of(subject, column)
            unit = column.key.unit
            if column.key.name == _MONEY and (named := money_unit(subject.text)) is not None:
                if money_unit(column.label) not in {None, named}:
                    self._lose(subject, [value for value in values if value.lexeme is lexeme], TWO_UNITS)
                    continue
                unit = named
            self._keep(read_lexeme(lexeme, path, match, unit=unit))

    def _raw(self, subject: Term, values: Sequence[Term], raw: str) -> None:
        """Figures without borders: as many as there are columns are taken in order, others cut where there
        is one way."""
        cells = [term.lexeme for term in values]
        paths = [path_of(subject, column) for column in self.columns]
        known = [path for path in paths if path is not None]
        if len(known) < len(paths):
            self._lose(
                subject, values, phrase("the form has no such columns for {text}", text=subject.text).both
            )
        elif len(cells) == 1 and len(raw.split()) == len(paths) > 1:
            self._pieces(subject, cells[0], raw.split())
        elif len(cells) == len(paths) and all(cell.number is not None for cell in cells):
            self._cells(subject, values, cells)
        elif len(known) > 1 and not touch(self.columns):
            self._lose(subject, values, UNFIT)  # where heads are set apart figures are too: none may be cut
        elif len(known) > 1 and any(leaf_indicators()[path].kind is Kind.AMOUNT for path in known):
            self._amount(subject, values, known, raw)
        else:
            self._cut(subject, values, known, raw)

    def _pieces(self, subject: Term, cell: Lexeme, pieces: Sequence[str]) -> None:
        """The figures of one cell that holds one for each column, set apart by blanks."""
        at = 0
        made: list[Lexeme] = []
        for piece in pieces:
            at = cell.text.index(piece, at)
            number = read_cell(piece, signed=True)
            made.append(
                Lexeme("FIGURE", cell.piece, cell.start + at, cell.start + at + len(piece), number=number)
            )
            at += len(piece)
        self._cells(subject, [], made)

    def _amount(self, subject: Term, values: Sequence[Term], paths: Sequence[str], raw: str) -> None:
        """A count and an amount run together (采购项目数量, 采购总金额)."""
        matches = [match_of(subject, column) for column in self.columns]
        puzzle = cut_amount(paths, matches, raw, self.columns[-1].key.unit, values[0].lexeme.location)
        if puzzle is None:
            self._lose(subject, values, phrase("the figures of {text} run together", text=subject.text).both)
            return
        self.facts += puzzle.facts
        self.puzzles += [puzzle] if len(puzzle.readings) > 1 else []

    def _cut(self, subject: Term, values: Sequence[Term], paths: Sequence[str], raw: str) -> None:
        split = decode_split(raw, paths, signed=[path for path in paths if path.endswith(_SIGNED)])
        if not split.readings:
            self._lose(subject, values, UNCUT)
            return
        # of several whole figures that are too few a blank may have vanished as well as a border: no
        # relation tells
        is_open = len(raw.split()) > 1 and all(
            read_cell(piece, signed=True) is not None for piece in raw.split()
        )
        made = tuple(
            decoded_fact(
                path,
                _unproved(split.cells[path]) if is_open else split.cells[path],
                match=Match(label=printed_label(subject, column)),
                raw=raw,
                location=values[0].lexeme.location,
            )
            for path, column in zip(paths, self.columns, strict=True)
        )
        self.facts += made
        if len(split.readings) > 1 and not split.capped and not is_open:
            self.puzzles.append(Puzzle(facts=made, readings=split.readings))

    def stray(self, row: Tree[Term]) -> None:
        """Say what stands under the heads and is no row of the form."""
        found = terms(row)
        self.unit = first_unit(term.text for term in found) or self.unit
        if self._is_of_all(found):
            return
        # the label of a first row that nobody knows stands among the heads
        found = [*(term for term in self.printed if term.lexeme.row == found[0].lexeme.row), *found]
        if (
            self.columns
            and any(map(has_figure, found))
            and all(term.lexeme.piece.cell is not None for term in found)
        ):
            self.used.append(list(found))
            self.unread.append(
                Unread(raw=row_text(found), location=found[0].lexeme.location, reason=NO_LABEL)
            )

    def _keep(self, read: Fact | Unread) -> None:
        (self.facts if isinstance(read, Fact) else self.unread).append(read)  # type: ignore[arg-type]

    def _lose(self, subject: Term, values: Sequence[Term], reason: str) -> None:
        if any(map(has_figure, values)):
            raw = row_text([subject, *values])
            self.unread.append(Unread(raw=raw, location=values[0].lexeme.location, reason=reason))


def read_section_two(tables: Sequence[Tree[Term]]) -> tuple[TableReading, list[list[Term]]] | None:
    """The facts of section two in the tables of a document, and the tokens each row was read from; None
    where it is not there."""
    section = _Section()
    for table in tables:
        if table.data == "two":
            section.heads([term for term in terms(table) if term.type != "CLOSE"])
        elif table.data != "beside" or any(term.type != "CLOSE" for term in terms(table)[:1]):
            section.columns, section.unit, section.printed = (), None, []
        for row in section.ordered(list(_rows(table))) if table.data == "two" else _rows(table):
            if row.data == "two_row":
                section.row(row)
            elif row.data in {"unknown", "bare"} and table.data == "two":
                section.stray(row)
    section.close()
    if not section.used:
        return None
    facts = section.facts
    reading = TableReading(
        facts=tuple(facts),
        unread=tuple(section.unread),
        groups=frozenset({"proactive"}) if facts or section.unread else frozenset(),
        form=_form_of(facts) if facts else None,
        puzzles=tuple(section.puzzles),
    )
    return without_cuts(reading) if section.is_short else reading, section.used


def _rows(table: Tree[Term]) -> Iterator[Tree[Term]]:
    if table.data in {"two_row", "unknown", "bare"}:
        yield table
    yield from (child for child in table.children if isinstance(child, Tree))


def _unproved(cell: DecodedCell) -> DecodedCell:
    """The cell with what would be its value as a candidate only."""
    return cell if cell.value is None else DecodedCell(candidates=(cell.value,))


def _form_of(facts: Sequence[Fact]) -> Form:
    """2019 or 2021 by the columns that only one of the forms has."""
    old = sum(Form.F2021 not in leaf_indicators()[fact.path].forms for fact in facts)
    new = sum(Form.F2019 not in leaf_indicators()[fact.path].forms for fact in facts)
    return Form.F2019 if old > new else Form.F2021
