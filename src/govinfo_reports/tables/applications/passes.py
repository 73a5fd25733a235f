"""The passes over the rows of section three, in the order in which they are made: from rows as they are
printed to facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from attrs import mutable

from ...facts import Fact, How, Match
from ...indicators import APPLICANTS
from ...language import phrase
from ...steps import Step
from ..align import BY_CHANCE, UNCUT, Column, Misfit, Raw, has_figure
from ..glued import Decoding
from ..reading import decoded_fact, read_lexeme
from .columns import SUBTOTAL, Applicant, are_out_of_line, is_by_place, is_whole
from .doubtful import decoded_rows, without_cut_off, without_spilled
from .lines import Listed, in_order_of_lines
from .rows import (
    ApplicationRow,
    is_broken,
    is_listed,
    is_proved,
    may_have_moved,
    moved,
    reordered,
    settled,
    unsure,
)
from .table import ALL, TORN, ApplicationsTable

__all__ = ["PASSES", "RowsRead", "read_rows"]

_FEWEST_ROWS = 4
"""So many rows a table has at least that no border shows."""
_BESIDE_PARTS = phrase("其他处理 has figures beside its own rows").both
_OTHER_HEADS = phrase("the columns of its head are not those of the form").both
_LABELS_ELSEWHERE = phrase("its figures stand before the first label").both


@mutable(eq=False)
class RowsRead:
    """How far the rows of a table are read: `rows` with the place that each figure has by now, `decoding`
    what the relations made of those without borders, None where there are none. A pass that gives `facts`
    is the last; where none does, the words and figures are no table (None)."""

    table: ApplicationsTable
    rows: list[ApplicationRow]
    decoding: Decoding | None = None
    facts: list[Fact] | None = None
    ends: bool = False

    def end(self, facts: list[Fact] | None) -> None:
        """Read no further."""
        self.facts, self.ends = facts, True


def read_rows(table: ApplicationsTable) -> list[Fact] | None:
    """The facts of a table; None where it is none, but a few words and figures in a text."""
    read = RowsRead(table, [*table.rows.values()])
    for step in PASSES:
        step.run(read)
        if read.ends:
            break
    return read.facts


def _settle(read: RowsRead) -> None:
    widths = Counter(term.lexeme.row for term in read.table.printed)
    read.rows = [settled(row, [*read.table.rows.values()], widths) for row in read.rows]


def _move(read: RowsRead) -> None:
    read.rows = [moved(row) for row in read.rows]


def _doubt(read: RowsRead) -> None:
    read.rows = unsure(read.rows)


def _leave_cut_off(read: RowsRead) -> None:
    read.rows = without_cut_off(read.rows)


def _leave_spilled(read: RowsRead) -> None:
    read.rows = without_spilled(read.rows)


def _is_table(read: RowsRead) -> None:
    table = read.table
    is_bordered = any(term.lexeme.piece.cell is not None for term in table.printed)
    is_short = not is_bordered and sum(term.type == "ROW" for term in table.printed) < _FEWEST_ROWS
    if is_short or (not read.rows and not (table.unread and is_whole(table.columns))):
        read.end(None)


def _list(read: RowsRead) -> None:
    """Take the cells by the order of the lines, where not every row has its figures behind its label."""
    table = read.table
    is_whole_list = table.has_bare or any(isinstance(row.placed, Misfit | Raw) for row in read.rows)
    if is_whole_list and not any(term.lexeme.piece.is_grid for term in table.printed):
        listed = in_order_of_lines(table.heads, table.printed)
        if listed is not None:
            read.end([_of_list(one) for one in listed])


def _ask_heads(read: RowsRead) -> None:
    table = read.table
    names = [column.key.name for column in table.columns if column.key.name != SUBTOTAL]
    if table.has_bare or sorted(names) != sorted(APPLICANTS):
        if any(any(map(has_figure, row.values)) for row in read.rows):
            whole = [term for row in read.rows for term in (row.label, *row.values)]
            table.lose(whole, _LABELS_ELSEWHERE if table.has_bare else _OTHER_HEADS)
        read.end([])


def _reorder(read: RowsRead) -> None:
    read.table.columns, read.rows = reordered(read.table.columns, read.rows)


def _prove(read: RowsRead) -> None:
    if are_out_of_line(read.table.columns) and not is_proved(read.rows):
        whole = [term for row in read.rows for term in (row.label, *row.values)]
        read.table.lose(whole or read.table.printed, _OTHER_HEADS)
        read.end([])


def _leave_group(read: RowsRead) -> None:
    """Leave what stands beside 其他处理 where its own rows are printed: not its own figures."""
    table = read.table
    if table.in_other_handling and (group := table.rows.pop(ALL, None)) is not None:
        if any(map(has_figure, group.values)):
            table.lose((group.label, *group.values), _BESIDE_PARTS)
        read.rows = [row for row in read.rows if row.path != ALL]


def _leave_apart(read: RowsRead) -> None:
    """Where cells without a label stand among the rows, leave those whose label is a line and whose figures
    stand in cells: labels may stand below their cells."""

    def is_apart(row: ApplicationRow) -> bool:
        is_line = row.label.lexeme.piece.cell is None
        return is_line and any(term.lexeme.piece.cell is not None for term in row.values)

    if read.table.has_stray_cells:
        _leave(read, is_apart, TORN)


def _leave_chance(read: RowsRead) -> None:
    """In a table of one cell a line, where some rows have more or fewer figures than columns, leave those
    that do not add up: a number of a page, or of a label, may stand for a cell."""
    is_doubtful = any(isinstance(row.placed, Misfit) and is_listed(row.values) for row in read.rows)

    def is_by_chance(row: ApplicationRow) -> bool:
        return (is_doubtful and is_listed(row.values) and is_broken(row)) or may_have_moved(row)

    _leave(read, is_by_chance, BY_CHANCE)


def _leave(read: RowsRead, is_left: Callable[[ApplicationRow], bool], reason: str) -> None:
    rows, read.rows = read.rows, []
    for row in rows:
        if is_left(row):
            read.table.lose((row.label, *row.values), reason)
        else:
            read.rows.append(row)


def _cut(read: RowsRead) -> None:
    rows, read.decoding = decoded_rows(read.rows, set(read.table.rows))
    read.rows = list(rows)


def _facts(read: RowsRead) -> None:
    facts = [fact for row in read.rows for fact in _placed(read.table, row)]
    read.end(facts if read.decoding is None else [*facts, *_decoded(read, read.decoding)])


PASSES: tuple[Step[Callable[[RowsRead], None]], ...] = (
    Step("blanks", phrase("blank cells too many stand on the side where those of other rows do"), _settle),
    Step("moved", phrase("figures out of line with the heads, as many as columns, that add up"), _move),
    Step("unsure", phrase("rows where borders may be lost have no places"), _doubt),
    Step("cut off", phrase("rows that begin with a blank cell, which may be one of labels"), _leave_cut_off),
    Step("spilled", phrase("rows whose figures may be a neighbour's have no places"), _leave_spilled),
    Step("table", phrase("a few words and figures in a text are no table"), _is_table),
    Step("listed", phrase("lines of one cell each are taken in their order"), _list),
    Step("heads", phrase("a table with other columns than the form's is unread"), _ask_heads),
    Step("order", phrase("columns in another order than the form's, whose figures do not add up"), _reorder),
    Step("proved", phrase("columns whose heads are out of line are proved by sums"), _prove),
    Step("group", phrase("figures beside 其他处理 with rows of its own are unread"), _leave_group),
    Step("apart", phrase("labels in lines, whose figures stand in cells, are unread"), _leave_apart),
    Step("by chance", phrase("rows with as many figures as columns by chance are unread"), _leave_chance),
    Step("cut", phrase("figures without borders are cut as the relations allow"), _cut),
    Step("facts", phrase("each figure becomes a fact"), _facts),
)
"""Made in this order; each goes on from the rows as those before it left them."""


def _placed(table: ApplicationsTable, row: ApplicationRow) -> Iterator[Fact]:
    if isinstance(row.placed, Misfit) and any(map(has_figure, row.values)):
        table.lose((row.label, *row.values), row.placed.reason)
    if isinstance(row.placed, Misfit | Raw):
        return
    for column, lexeme in zip(row.columns, row.placed, strict=True):
        if lexeme is not None and column.key.name != SUBTOTAL:
            read = read_lexeme(lexeme, f"{row.path}.{column.key.name}", _match(row, column))
            if isinstance(read, Fact):
                yield read
            else:
                table.unread.append(read)


def _decoded(read: RowsRead, decoding: Decoding) -> Iterator[Fact]:
    """The figures of rows without borders, as the relations of the whole table let them be cut."""
    for row in [row for row in read.rows if isinstance(row.placed, Raw)]:
        cells = [(column, decoding.cells[f"{row.path}.{column.key.name}"]) for column in row.columns]
        is_open = any(cell.value is not None or cell.candidates or cell.blank for _, cell in cells)
        if row.path in decoding.unread or not is_open:
            read.table.lose((row.label, *row.values), UNCUT)
        if not is_open:
            continue
        text, place = row.text, row.values[0].lexeme.location
        for column, cell in cells:
            if column.key.name != SUBTOTAL:
                path = f"{row.path}.{column.key.name}"
                yield decoded_fact(path, cell, match=_match(row, column), raw=text, location=place)


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
    return decoded_fact(one.path, one.cell, match=Match(label=one.label), raw=one.figure.text, location=place)
