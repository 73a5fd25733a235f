"""The rows of a statistics table: each with its label, its unit, and the figures that stand in its
columns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, groupby, takewhile
from typing import NamedTuple

from attrs import evolve, field, frozen
from lark import Tree

from ...document import Table
from ...facts import Scope, Unread
from ..align import NO_LABEL, UNFIT
from ..labels import core, item_groups, item_labels
from ..parse import Parsed, Term, terms
from .grid import by_box, by_number, by_row
from .heads import (
    StatisticsColumn,
    columns_of,
    in_other_order,
    is_of_figures,
    named_year,
    partial_of,
    places_of,
    scopes_of,
)
from .places import untold, with_serials_behind, without_serials
from .printed import (
    ONE_OF_SEVERAL,
    TOO_MANY,
    Part,
    StatisticsLine,
    StatisticsRow,
    holds_digit,
    is_share,
    row_text,
    without_codes,
    without_page_numbers,
)

__all__ = ["KINDS", "Lines", "lines_of", "lines_of_rows"]

KINDS = ("item", "item_group", "column")
"""The words of the vocabulary that a statistics table is made of."""

_LABELS = frozenset({"ITEM", "ITEM_GROUP", "WORDS", "BREAK"})
_MOST_LABELS = 3


@frozen
class Lines:
    """The rows of a table, the columns of its last head (None where it has none), whether one was of
    cumulative figures, and what of the rows was lost; `year` is the one that was taken for the report's of
    several that its heads name, None where they do not; `scopes` are those of the columns."""

    rows: tuple[StatisticsLine, ...] = ()
    headed: bool = False
    cumulative: bool = False
    unread: tuple[Unread, ...] = field(default=())
    year: int | None = None
    scopes: frozenset[Scope] = frozenset()

    def below(self, scopes: Collection[Scope]) -> Lines:
        """The rows of a part without heads, which goes on below heads of columns with these scopes: where
        they are several, nothing tells in which of them a figure alone in its row stands."""
        if self.headed or len(scopes) < 2:
            return self
        rows = (
            evolve(row, unfit=row.unfit or ONE_OF_SEVERAL) if len(row.values) == 1 else row
            for row in self.rows
        )
        return evolve(self, rows=tuple(rows))


def lines_of(parsed: Parsed, table: Table, year: int | None = None) -> Lines:
    """The rows of a table of cells, as the grammar finds its heads and its labels; `year` is the report's,
    where it is known."""
    stream = list(_stream(parsed.tables))
    is_listed = not table.is_grid and sum(len(row) <= 1 for row in table.rows) * 2 > len(table.rows)
    of_heads = {term.lexeme.row for term, is_head in stream if is_head}
    parts: list[tuple[tuple[StatisticsColumn, ...] | None, list[Term]]] = [(None, [])]
    is_grid = table.is_grid
    figures = [term.lexeme.piece.cell for term, is_head in stream if term.type == "FIGURE" and not is_head]
    columns_of_cells = (range(cell.column, cell.column + cell.colspan) for cell in figures if cell)
    filled = frozenset(chain.from_iterable(columns_of_cells)) if is_grid else None

    def is_head(item: tuple[Term, bool]) -> bool:
        return item[1] or (not is_listed and item[0].lexeme.row in of_heads)

    for heads, run in groupby(stream, key=is_head):
        printed = [term for term, _ in run]
        shown = [printed] if is_listed else by_row(printed)
        found = columns_of(shown, is_grid=is_grid, year=year, filled=filled) if heads else None
        if found is None or (is_grid and not scopes_of(found)):
            parts[-1][1].extend(printed)
        elif is_grid or not _are_alike(found, parts[-1][0]):
            is_grid = is_grid and len({id(column.head) for column in found}) == len(found)
            parts.append((found, []))
    lines: list[StatisticsLine] = []
    unread: list[Unread] = []
    for columns, printed in parts:
        unread += [] if columns is None or is_listed else _without_label(printed)
        if table.is_grid and columns and len({id(column.head) for column in columns}) == len(columns):
            lines += by_box(printed, columns)
            continue
        if columns and not is_listed and in_other_order(columns):
            lines += by_number(printed, columns)
            continue
        if columns and is_listed and _stand_before(columns, table):
            lines += [evolve(line, unfit=ONE_OF_SEVERAL) for line in _listed(printed, columns)]
            continue
        cells = [_cells(printed)] if is_listed else map(_cells, by_row(printed))
        read, lost = lines_of_rows([row for one in cells for row in _rows(one, columns)], columns)
        lines += read
        unread += lost
    if not table.is_grid and any(map(_comes_after, lines)):
        lines = []
    given = [columns for columns, _ in parts if columns is not None]
    is_cumulative = any(Scope.CUMULATIVE in scopes_of(columns) for columns in given)
    named = next((year for columns in given if (year := named_year(columns)) is not None), None)
    scopes = frozenset(scope for columns in given for scope in scopes_of(columns))
    return Lines(tuple(lines), bool(given), is_cumulative, tuple(unread), named, scopes)


def _without_label(printed: Sequence[Term]) -> list[Unread]:
    """The rows of figures that have no label beside them, nor one in a cell merged over them."""
    found: list[Unread] = []
    until = 0
    for row in by_row(printed):
        at = row[0].lexeme.row
        for term in row:
            cell = term.lexeme.piece.cell
            if term.type not in {"FIGURE", "UNIT", "EMPTY"}:
                until = max(until, at + (cell.rowspan if cell is not None else 1))
        if at >= until and any(term.type == "FIGURE" and holds_digit(Part.of(term).cell) for term in row):
            raw = row_text([Part.of(term) for term in row])
            found.append(Unread(raw=raw, location=row[0].lexeme.location, reason=NO_LABEL))
    return found


def _stand_before(columns: Sequence[StatisticsColumn], table: Table) -> bool:
    """Whether figures stand before their labels in a table of one cell a line: its heads end with a label's,
    or a figure's stands right above them."""
    first = columns[0].head.piece.cell
    above = [cell.text for cell in table.cells if first is not None and cell.row == first.row - 1]
    return (len(columns) > 1 and columns[-1].role == "label") or any(map(is_of_figures, above))


def _listed(printed: Sequence[Term], columns: Sequence[StatisticsColumn]) -> list[StatisticsLine]:
    """The rows of one cell a line, whatever their figures are."""
    rows = list(_rows(_cells(printed), columns))
    lines = (_in_order(row, columns, (Scope.YEAR,), 1, are_whole=False) for row in rows)
    return [line for line in lines if line.values]


def _are_alike(columns: Sequence[StatisticsColumn], others: Sequence[StatisticsColumn] | None) -> bool:
    """Whether a head is the same one, printed again."""
    return [one.text for one in columns] == [one.text for one in others or ()]


def _stream(tables: Iterable[Tree[Term]]) -> Iterator[tuple[Term, bool]]:
    """The tokens of the tables in printed order, and which of them are heads."""
    for tree in tables:
        own = [term for term in terms(tree) if term.type != "CLOSE"]
        heads = [at for at, term in enumerate(own) if term.type.startswith("COLUMN")]
        last = heads[-1] if heads and tree.data in {"items", "item_group"} else -1
        yield from ((term, at <= last) for at, term in enumerate(own))
        for child in tree.children:
            if isinstance(child, Tree):
                yield from _stream([child])


class _Shown(NamedTuple):
    """A cell: what it is, and its part of the table."""

    kind: str
    part: Part

    @property
    def is_label(self) -> bool:
        return self.kind in _LABELS or self.kind.startswith("COLUMN")


def _cells(printed: Sequence[Term]) -> list[_Shown]:
    """The printed cells; words and figures that share one are no figures."""
    shown: list[_Shown] = []
    for _, own in groupby(printed, key=lambda term: id(term.lexeme.piece)):
        first, *others = own
        if others:
            piece = first.lexeme.piece
            shown.append(_Shown("WORDS", Part(piece.text, piece, 0, len(piece.text))))
        else:
            shown.append(_Shown(first.type, Part.of(first)))
    return shown


def _rows(cells: Sequence[_Shown], columns: Sequence[StatisticsColumn] | None) -> Iterator[StatisticsRow]:
    """The rows that begin at a label that follows no label. Of up to three labels in turn the last is the
    row's, and the first the head of its group."""
    rest = list(cells)
    if columns and columns[0].role == "code" and len(rest) > 1 and not rest[0].is_label:
        rest.pop(0)
    while rest and not rest[0].is_label:
        rest.pop(0)
    while rest:
        labels: list[_Shown] = []
        while rest and rest[0].is_label:
            labels.append(rest.pop(0))
        labels = _rejoined(labels[-_MOST_LABELS:])
        if _is_unit_of(labels, list(takewhile(lambda cell: not cell.is_label, rest)), columns):
            rest.insert(0, _Shown("UNIT", labels.pop().part))  # 仟元, 人民币元: no unit that the forms have
        rows = [StatisticsRow(label.part, label.kind) for label in labels]
        row, parts = rows[-1], [label.part for label in labels]
        while rest and not rest[0].is_label:
            cell = rest.pop(0)
            parts.append(cell.part)
            if cell.kind == "UNIT" and row.unit is None:
                row.unit = cell.part
            else:
                row.values.append(cell.part)
        row.printed = row_text(parts)
        yield from rows[:1] if len(rows) > 1 else ()
        yield row


def _is_unit_of(
    labels: Sequence[_Shown], behind: Sequence[_Shown], columns: Sequence[StatisticsColumn] | None
) -> bool:
    """Whether the words between a row's label and its figures stand in the column of units."""
    roles = [column.role for column in columns or ()]
    return (
        [label.kind for label in labels] == ["ITEM", "WORDS"]
        and roles[:2] == ["label", "unit"]
        and all(cell.kind != "UNIT" for cell in behind)
        and 0 < len(behind) <= len(roles) - 2
    )


def _rejoined(labels: list[_Shown]) -> list[_Shown]:
    """The labels, the last two as one where both together are known and the first is not the head of a
    group: a label that goes on in a line of its own (其中：1.同意公开 / 答复数)."""
    if len(labels) < 2 or labels[-2].kind == "ITEM_GROUP":
        return labels
    *others, first, last = labels
    whole = first.part._replace(text=first.part.text + last.part.text)
    return [*others, _Shown("ITEM", whole)] if core(whole.text) in item_labels() else labels


def _of_one_block(columns: Sequence[StatisticsColumn]) -> Sequence[StatisticsColumn]:
    """The columns; of blocks side by side with the same heads those of one, as rows begin at each label."""
    roles = [column.role for column in columns]
    size = roles.index("label", 1) if "label" in roles[1:] else len(roles)
    return (
        columns[:size] if roles[:1] == ["label"] and roles == roles[:size] * (len(roles) // size) else columns
    )


def lines_of_rows(
    rows: Sequence[StatisticsRow], columns: Sequence[StatisticsColumn] | None
) -> tuple[list[StatisticsLine], list[Unread]]:
    """Rows without borders in lines: the figures stand in the order of the heads. And what of them was
    lost."""
    columns, serial = with_serials_behind(_of_one_block(columns or ()))
    behind = [column.role for column in columns if column is not columns[0]]
    places = places_of(columns) or (Scope.YEAR,)
    kept = without_page_numbers(rows, len(places) + ("code" in behind)) if columns else list(rows)
    if scopes_of(columns) and "code" not in behind:
        kept = without_serials(kept, len(places))
    lost: list[Unread] = []
    if "code" in behind:
        if "unit" in behind:
            kept = [_without_blank_unit(row) for row in kept]
        kept, lost = without_codes(kept, len(places))
    needed = max((at for at, scope in enumerate(places, 1) if scope is not None), default=1)
    short = [len(row.values) < needed for row in kept if _is_bordered(row)]
    are_whole = sum(short) * 2 < len(short)
    lines = [_in_order(row, columns, places, needed, are_whole=are_whole) for row in kept]
    return untold(kept, lines, places, serial), lost


def _is_bordered(row: StatisticsRow) -> bool:
    """Whether a row's figures stand in cells: between tabs or pipes, or each in a line of its own."""
    return any(part.piece.cell is not None and not part.piece.is_grid for part in row.values)


def _without_blank_unit(row: StatisticsRow) -> StatisticsRow:
    """A row without a unit whose first cell is blank: that of the column of units."""
    is_unit = row.unit is None and row.values and row.values[0].is_blank
    return evolve(row, values=row.values[1:]) if is_unit else row


def _in_order(
    row: StatisticsRow,
    columns: Sequence[StatisticsColumn],
    places: Sequence[Scope | None],
    needed: int,
    *,
    are_whole: bool,
) -> StatisticsLine:
    """A row whose figures stand in the order of the heads, `needed` of them. Where `are_whole`, most rows in
    cells have all, and the borders of the others are believed."""
    if len(row.values) > len(places):
        row = _without_blank_unit(row)
    parts, scopes = list(row.values), tuple(scope for scope in places if scope is not None)
    is_bordered = _is_bordered(row)
    line = StatisticsLine(
        label=row.label.text,
        location=row.label.place,
        printed=row.printed or row_text(row.parts),
        unit="".join(row.unit.text.split()) if row.unit is not None else None,
        scopes=scopes,
        bordered=is_bordered and any(part.is_beside(row.label) for part in row.values),
    )
    remarks = places[-1] is None
    while len(parts) > len(places) and (not parts[-1].text or (remarks and parts[-1].is_words)):
        parts.pop()
    cells = [part.cell for part in parts]
    has_figure = any(map(holds_digit, cells))
    as_they_are = tuple((cell, Scope.YEAR) for cell in cells)
    if len(cells) > len(places):
        line.values, line.unfit = as_they_are, TOO_MANY
        return line
    partial = partial_of(columns)
    if partial is not None and len(cells) < needed == len(scopes) + 1 and has_figure:
        joined = evolve(cells[0], text=" ".join(cell.text for cell in cells))
        line.values, line.glued, line.partial = ((joined, scopes[0]),), True, partial
        return line
    if len(cells) < needed and None in places[:needed]:
        # which of the columns is missing is not known; only a row that is all there is read
        line.values, line.unfit = as_they_are if has_figure else (), TOO_MANY
        return line
    told = zip(cells, places, strict=False)
    line.values = tuple((cell, scope) for cell, scope in told if scope is not None)
    is_short = len(cells) < needed and has_figure
    # a growth in the place of a figure: of a year before it there is none
    if len(scopes) > 1 and any(is_share(cell) for cell, _ in line.values):
        line.values, line.unfit = as_they_are, TOO_MANY
    elif is_short and are_whole and is_bordered:  # which of its cells is missing is not known
        line.values, line.unfit = as_they_are, UNFIT
    else:
        line.glued = is_short
    return line


def _comes_after(line: StatisticsLine) -> bool:
    """Whether the head of a group is followed by a figure in a line of its own: then no label is known to
    stand before its own."""
    return core(line.label) in item_groups() and any(
        holds_digit(cell) and cell.location.line != line.location.line for cell, _ in line.values
    )
