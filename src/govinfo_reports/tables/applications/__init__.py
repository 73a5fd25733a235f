"""Section three of the 2019 and 2021 forms: 收到和处理政府信息公开申请情况, 25 (23) rows by seven kinds of
applicants."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from attrs import define, evolve, field
from lark import Tree

from ...facts import Fact, How, Match, Unread
from ...indicators import APPLICANTS, Form
from ...language import phrase
from ..align import Column, Misfit, Placed, Raw, align, by_rows, has_figure, row_text
from ..glued import Decoding
from ..parse import Term, terms
from ..reading import TableReading, decoded_fact, read_lexeme
from .blanks import blank_rows
from .columns import SUBTOTAL, Applicant, Columns, are_out_of_line, columns_of, is_by_place, is_whole
from .cut_off import without_cut_off
from .cutting import decoded_rows
from .lines import Listed, in_order_of_lines, row_paths
from .rows import (
    ApplicationRow,
    exact_match,
    is_broken,
    is_listed,
    is_of_heads,
    is_proved,
    is_torn_label,
    likely_row,
    may_have_moved,
    moved,
    own_cells,
    reordered,
    settled,
    unsure,
    with_odd_words,
    without_border,
)
from .spilled import without_spilled

__all__ = ["read_section_three"]

_OUTCOMES = "applications.outcomes"
_OTHER_HANDLING = f"{_OUTCOMES}.other_handling"
_OTHER, _ALL = f"{_OTHER_HANDLING}.other", f"{_OTHER_HANDLING}.all"
_PARTS_OF_OTHER_HANDLING = {f"{_OTHER_HANDLING}.not_corrected_in_time", f"{_OTHER_HANDLING}.fee_unpaid"}
_LAST = "applications.carried_forward"
_FEWEST_ROWS = 4
"""So many rows a table has at least that no border shows."""
_NO_ROW = phrase("no row of the form has its label").both
_TORN = phrase("the row is torn in two").both
_UNCUT = phrase("its figures cannot be cut into cells").both
_BY_CHANCE = phrase("its figures do not add up, and other rows lack some").both
_BESIDE_PARTS = phrase("其他处理 has figures beside its own rows").both
_TWICE = phrase("a row of this name was read before").both
_OTHER_HEADS = phrase("the columns of its head are not those of the form").both
_LABELS_ELSEWHERE = phrase("its figures stand before the first label").both


@define
class _Table:
    """One table as far as it has been read: its heads, its rows by path, all tokens of its rows, and those
    that are used."""

    columns: Columns
    heads: Sequence[Term]
    rows: dict[str, ApplicationRow] = field(factory=dict)
    groups: list[Term] = field(factory=list)
    unread: list[Unread] = field(factory=list)
    used: list[list[Term]] = field(factory=list)
    printed: list[Term] = field(factory=list)
    has_bare: bool = False
    has_stray_cells: bool = False  # rows of cells without a label of the form
    in_other_handling: bool = False  # whether a row of 其他处理 has been met: then 其他 is one too
    above: Sequence[Term] = ()  # the row above, where its label is none of the form

    def take(self, child: Tree[Term]) -> None:
        """Take a row, a group, or what is neither."""
        found = terms(child)
        begun = self.printed[-1] if self.printed and child.data == "unknown" else None
        if begun is not None and not (
            begun.type == "ROW"
            and begun.lexeme.piece is found[0].lexeme.piece
            and begun.lexeme.end == found[0].lexeme.start
        ):
            begun = None
        self.printed += found
        self.in_other_handling = self.in_other_handling or (
            found[0].type == "ROW" and found[0].key in _PARTS_OF_OTHER_HANDLING
        )
        above, self.above = self.above, ()
        if above and child.data == "three_row" and is_torn_label(above[0], found[0]):
            self._lose([*above, *found], _TORN)
            self.used.append([*above, *found])
            return
        if child.data == "three_row" and not (found[0].key == _ALL and len(found) == 1):
            self._row(found[0].key, found, exact_match(found[0]))
        elif child.data in {"three_row", "group"}:
            self._group(found)
        elif child.data == "unknown":
            self._unknown(found, begun)
        elif child.data == "bare":
            found = [term for term in found if not self._is_before_columns(term)]
            if not found:
                return
            row = found[0].lexeme.row
            # the label of a first row that nobody knows stands among the heads
            label = [head for head in self.heads if head.type == "WORDS" and head.lexeme.row == row]
            if label:
                self._unknown([label[-1], *found], None)
            else:
                self.has_bare = self.has_bare or is_listed(found)
                self._stray(found)

    def _group(self, found: Sequence[Term]) -> None:
        head = found[0]
        self.groups = [*(one for one in self.groups if _is_within(head.key, one)), head]
        last = next(reversed(self.rows.values()), None)
        if last is not None and last.match.how is How.SIMILAR and any(map(has_figure, found)):
            del self.rows[last.path]  # its label is not whole, and these figures may be the rest of its own
            self._lose([last.label, *last.values, *found], _TORN)
            self.used.append(list(found))
            return
        self._stray(found)

    def _unknown(self, found: Sequence[Term], begun: Term | None) -> None:
        """A row whose label is no known wording: one so like a row's that it can only be a misprint of it.
        `begun` is a known label that it goes on with other words."""
        if any(map(has_figure, found)):
            label = found[0].text if begun is None else begun.text + found[0].text
            likely = likely_row(label, self.groups[-1].text if self.groups else None)
            if likely is None or likely[0] in self.rows:
                self._stray(found)
            else:
                self._row(likely[0], found, likely[1])

    def _is_before_columns(self, term: Term) -> bool:
        """Whether a cell of a grid stands before the first column of figures: a serial number, or a piece of
        a label."""
        cell, head = term.lexeme.piece, self.columns[0].head.piece if self.columns else None
        if head is None or cell.cell is None or head.cell is None or not cell.is_grid:
            return False
        return cell.block == head.block and cell.cell.column < head.cell.column

    def _stray(self, found: Sequence[Term]) -> None:
        is_line = found[0].lexeme.piece.cell is None
        self.has_stray_cells = self.has_stray_cells or (not is_line and any(map(has_figure, found)))
        if any(map(has_figure, found)) and not (is_line and _LAST in self.rows):
            self.used.append(list(found))
            self._lose(found, _NO_ROW)
            self.above = found

    def _row(self, path: str, found: Sequence[Term], match: Match) -> None:
        label = found[0]
        values = own_cells(found, self.columns)
        if not values:
            return
        if path == _OTHER:
            groups = [one for one in self.groups if one.key != _OUTCOMES]
            if not self.in_other_handling and not any(_is_within(path, one) for one in groups):
                self._stray(found)
                return
            match = evolve(match, how=How.EXACT, evidence=("stands under 其他处理",))
        self.used.append(list(found))
        before = self.rows.get(path)
        is_copy = before is not None and self._is_beside(before.label) and not self._is_beside(label)
        if before is not None and not is_copy:
            if any(map(has_figure, values)) and not self._is_beside(label):
                self._lose(found, _TWICE)
            return
        above = [one.text.strip() for one in self.groups if _is_within(path, one)]
        rows = [cells for cells in by_rows(values) if any(map(has_figure, cells))]
        placed: Placed | Raw | Misfit = Misfit(_TORN)
        if len(rows) < 2:
            values = rows[0] if rows else by_rows(values)[0]
            if not are_out_of_line(self.columns) or len(values) != len(self.columns):
                placed = without_border(align(self.columns, values), values, self.columns)
            else:
                placed = [term.lexeme for term in values]
        match = evolve(match, label=" > ".join((*above, label.text.strip())))
        self.rows[path] = ApplicationRow(path, match, label, values, self.columns, placed)

    def is_continued(self, children: Sequence[Tree[Term]]) -> bool:
        """Whether rows in cells, without heads, go on behind the last one that stands in cells here, each
        with a cell for every column: programs that print a page as text and then as tables print the next
        page's text between the two."""
        rows = [terms(child) for child in children if child.data == "three_row"]
        rows = [row for row in rows if row[0].lexeme.piece.is_grid and any(map(has_figure, row))]
        own = {path for path, row in self.rows.items() if row.label.lexeme.piece.is_grid}
        if not rows or not is_whole(self.columns):
            return False
        if any(len(own_cells(row, self.columns)) < len(self.columns) for row in rows):
            return False
        orders = (list(paths) for paths in row_paths())
        first = rows[0][0].key
        return any(
            first in paths
            and [path for path in paths if path in own][-1:] == paths[: paths.index(first)][-1:]
            for paths in orders
        )

    def _is_beside(self, label: Term) -> bool:
        """Whether a row stands in a line of text while the heads stand in cells: some programs print a page
        as text and as tables."""
        head = self.columns[0].head.piece if self.columns else None
        return head is not None and head.cell is not None and label.lexeme.piece.cell is None

    def _lose(self, found: Sequence[Term], reason: str) -> None:
        rows = [list(row) for _, row in groupby(found, key=lambda term: term.lexeme.row)]
        raw = " / ".join(map(row_text, rows)) if reason == _TORN else row_text(found)
        self.unread.append(Unread(raw=raw, location=found[0].lexeme.location, reason=reason))

    def read(self) -> list[Fact] | None:
        """The facts of the table; None where it is none, but a few words and figures in a text."""
        widths = Counter(term.lexeme.row for term in self.printed)
        settled_rows = [moved(settled(row, [*self.rows.values()], widths)) for row in self.rows.values()]
        rows = without_spilled(without_cut_off(unsure(settled_rows)))
        is_bordered = any(term.lexeme.piece.cell is not None for term in self.printed)
        if not is_bordered and sum(term.type == "ROW" for term in self.printed) < _FEWEST_ROWS:
            return None
        if not rows and not (self.unread and is_whole(self.columns)):
            return None
        listed = self._listed(rows)
        if listed is not None:
            return [_of_list(one) for one in listed]
        names = [column.key.name for column in self.columns if column.key.name != SUBTOTAL]
        whole = [term for row in rows for term in (row.label, *row.values)]
        if self.has_bare or sorted(names) != sorted(APPLICANTS):
            if any(any(map(has_figure, row.values)) for row in rows):
                self._lose(whole, _LABELS_ELSEWHERE if self.has_bare else _OTHER_HEADS)
            return []
        self.columns, rows = reordered(self.columns, rows)
        if are_out_of_line(self.columns) and not is_proved(rows):
            self._lose(whole or self.printed, _OTHER_HEADS)
            return []
        if self.in_other_handling and (group := self.rows.pop(_ALL, None)) is not None:  # not its own figures
            if any(map(has_figure, group.values)):
                self._lose((group.label, *group.values), _BESIDE_PARTS)
            rows = [row for row in rows if row.path != _ALL]
        rows = list(self._without_shifted([*self._without_apart(rows)]))
        cut, decoding = decoded_rows(rows, set(self.rows))
        facts = [fact for row in cut for fact in self._placed(row)]
        return facts if decoding is None else [*facts, *self._cut(cut, decoding)]

    def _without_apart(self, rows: Sequence[ApplicationRow]) -> Iterator[ApplicationRow]:
        """The rows; where cells without a label stand among them, without those whose label is a line and
        whose figures stand in cells, as labels may stand below their cells."""
        for row in rows:
            is_line = row.label.lexeme.piece.cell is None
            is_apart = is_line and any(term.lexeme.piece.cell is not None for term in row.values)
            if is_apart and self.has_stray_cells:
                self._lose((row.label, *row.values), _TORN)
            else:
                yield row

    def _without_shifted(self, rows: Sequence[ApplicationRow]) -> Iterator[ApplicationRow]:
        """The rows of a table of one cell a line; where some have more or fewer figures than columns, those
        that do not add up have as many only by chance: a number of a page, or of a label, may stand for a
        cell."""
        is_doubtful = any(isinstance(row.placed, Misfit) and is_listed(row.values) for row in rows)
        for row in rows:
            is_by_chance = is_doubtful and is_listed(row.values) and is_broken(row)
            if is_by_chance or may_have_moved(row):
                self._lose((row.label, *row.values), _BY_CHANCE)
            else:
                yield row

    def _placed(self, row: ApplicationRow) -> Iterator[Fact]:
        if isinstance(row.placed, Misfit) and any(map(has_figure, row.values)):
            self._lose((row.label, *row.values), row.placed.reason)
        if isinstance(row.placed, Misfit | Raw):
            return
        for column, lexeme in zip(row.columns, row.placed, strict=True):
            if lexeme is not None and column.key.name != SUBTOTAL:
                read = read_lexeme(lexeme, f"{row.path}.{column.key.name}", _match(row, column))
                if isinstance(read, Fact):
                    yield read
                else:
                    self.unread.append(read)

    def _cut(self, rows: Sequence[ApplicationRow], decoding: Decoding) -> Iterator[Fact]:
        """The figures of rows without borders, as the relations of the whole table let them be cut."""
        for row in [row for row in rows if isinstance(row.placed, Raw)]:
            cells = [(column, decoding.cells[f"{row.path}.{column.key.name}"]) for column in row.columns]
            is_open = any(cell.value is not None or cell.candidates or cell.blank for _, cell in cells)
            if row.path in decoding.unread or not is_open:
                self._lose((row.label, *row.values), _UNCUT)
            if not is_open:
                continue
            for column, cell in cells:
                if column.key.name != SUBTOTAL:
                    match, place = _match(row, column), row.values[0].lexeme.location
                    path = f"{row.path}.{column.key.name}"
                    fact = decoded_fact(path, cell, label=match.label, raw=row.text, location=place)
                    yield evolve(fact, match=evolve(match, how=fact.match.how))

    def _listed(self, rows: Sequence[ApplicationRow]) -> Sequence[Listed] | None:
        """The cells by the order of the lines, where not every row has its figures behind its label."""
        if any(term.lexeme.piece.is_grid for term in self.printed):
            return None
        if not self.has_bare and not any(isinstance(row.placed, Misfit | Raw) for row in rows):
            return None
        return in_order_of_lines(self.heads, self.printed)


def read_section_three(tables: Sequence[Tree[Term]]) -> tuple[TableReading, list[list[Term]]] | None:
    """The facts of section three in the tables of a document, and the tokens they were read from; None where
    it is not there."""
    facts: list[Fact] = []
    unread: list[Unread] = []
    used: list[list[Term]] = []
    rows: set[str] = set()
    for table in _tables(tables):
        found = table.read()
        if found is not None:
            facts += found if table.unread else [*found, *blank_rows(table.printed, found)]
            unread += table.unread
            used += [
                [head for head in table.heads if not head.type.startswith(("WORDS", "HEADING"))],
                *table.used,
            ]
            rows |= set(table.rows)
    if not used:
        return None
    three = any(path.startswith(f"{_OTHER_HANDLING}.") and path != _ALL for path in rows)
    reading = TableReading(
        facts=tuple(facts),
        unread=tuple(unread),
        groups=frozenset({"applications"}),
        form=Form.F2021 if three and facts else None,
    )
    return reading, [run for run in used if run]


def _tables(trees: Sequence[Tree[Term]]) -> Iterator[_Table]:
    """The tables of section three. One goes on behind what stands between its pages, and under the same
    heads printed again."""
    table: _Table | None = None
    cut: _Table | None = None  # ended by another table, though its last rows may stand in cells below that
    for tree in trees:
        children = with_odd_words([child for child in tree.children if isinstance(child, Tree)])
        if tree.data == "three":
            heads = [term for term in terms(tree) if term.type != "CLOSE"]
            while children and is_of_heads(children[0]):
                heads += terms(children.pop(0))
            columns = columns_of(heads)
            first = next((terms(child)[0].key for child in children if child.data == "three_row"), None)
            if table is not None and table.rows and is_whole(table.columns) and first not in table.rows:
                table.columns = columns if is_whole(columns) else table.columns
            else:
                yield from (one for one in (cut, table) if one is not None)
                cut, table = None, _Table(columns, heads) if columns else None
        elif tree.data in {"two", "four", "items"}:
            if table is not None:
                yield from (one for one in (cut,) if one is not None)
                cut, table = table, None
        elif cut is not None and table is None and cut.is_continued(children):
            cut, table = None, cut
        for child in children or ([] if tree.data in {"three", "beside"} else [tree]):
            if table is not None and (tree.data == "three" or terms(child)[0].lexeme.piece.cell is not None):
                table.take(child)
    yield from (one for one in (cut, table) if one is not None)


def _is_within(path: str, group: Term) -> bool:
    return path.startswith(f"{group.key.removesuffix('.all')}.")


def _match(row: ApplicationRow, column: Column[Applicant]) -> Match:
    """As the row's label was matched, less sure where the head of the column is a misprint, torn, or told by
    its place."""
    label = f"{row.match.label} × {column.label}"
    if column.key.evidence is None:
        how, confidence, evidence = row.match.how, row.match.confidence, row.match.evidence
        return Match(label=label, how=how, confidence=confidence, evidence=evidence)
    sureness = 0.85 if is_by_place(column) else 0.9
    return Match(
        label=label,
        how=How.SIMILAR,
        confidence=round(sureness * row.match.confidence, 3),
        evidence=(*row.match.evidence, column.key.evidence),
    )


def _of_list(one: Listed) -> Fact:
    place = one.figure.lexeme.location
    return decoded_fact(one.path, one.cell, label=one.label, raw=one.figure.text, location=place)
