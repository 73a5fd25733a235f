"""The rows of a statistics table in a grid: a cell belongs to the heads whose columns it shares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from attrs import evolve

from ...document import Cell
from ...facts import Scope
from ...language import phrase
from ..align import Column as Place
from ..align import Misfit, Raw, align, row_text
from ..labels import core, item_labels
from ..lexer import Lexeme
from ..parse import Term
from .heads import OF_FIGURES, StatisticsColumn, partial_of, scopes_of
from .printed import ONE_OF_SEVERAL, TOO_MANY, Part, StatisticsLine, holds_digit

__all__ = ["by_box", "by_number", "by_row"]

_SEVERAL_ROWS = phrase("one figure for several rows: it is none's alone").both
_TORN = phrase("digits without a label stand right below its figure, which may go on there").both
_NOTE = re.compile(r"(?:[(（][^()（）]*[)）])?")
"""A note to the label above it, or nothing at all."""


def by_row(printed: Sequence[Term]) -> list[list[Term]]:
    return [list(row) for _, row in groupby(printed, key=lambda term: term.lexeme.row)]


def by_box(printed: Sequence[Term], columns: Sequence[StatisticsColumn]) -> list[StatisticsLine]:
    """The rows of a grid, for each of the tables printed side by side: a cell belongs to the heads whose
    columns it shares."""
    found: list[StatisticsLine] = []
    above: list[Term] = []
    last_of: dict[int, StatisticsLine] = {}
    blocks = _blocks(columns)
    rows = by_row(printed)
    for row in rows:
        number = row[0].lexeme.row
        above = [term for term in above if _height(term) > number - term.lexeme.row]
        for at, block in enumerate(blocks):
            first = next((column.extent[0] for column in block if column.role == "label"), None)
            if first is None:
                continue
            begin = block[0].extent[0]
            end = blocks[at + 1][0].extent[0] if at + 1 < len(blocks) else None
            others = [
                column.extent[0] for column in block if column.role != "label" and column.extent[0] > first
            ]
            last = min(others) if others else end
            labels = _within(_by_place([*above, *row]), first, last)
            labels = [term for term in labels if term.lexeme.text.strip()]
            before = last_of.get(at) if any(_is_value(term, block) for term in row) else None
            if not labels:
                if before is not None:
                    _doubt(before, row)
                continue
            together = [term for term in labels if term.lexeme.piece is labels[-1].lexeme.piece]
            units = [term for term in together[1:] if term.type == "UNIT"]  # 主动公开政府信息数 条
            if len(together) - len(units) > 1:
                labels[-1] = _whole(labels[-1])
            elif units:
                labels = labels[: -len(units)]
            if len(labels) > 1 and labels[0].lexeme.row == number:
                found.append(_line(labels[0], row))
            own = [
                term
                for term in row
                if begin <= (extent := _extent(term))[0]
                and (end is None or extent[0] < end)
                and (extent[-1] < first or (last is not None and extent[0] >= last))
            ]
            line = _boxed(labels[-1], own, [*above, *own], row, block)
            if units and line.unit is None:
                line.unit = "".join(units[0].text.split())
            of_several = [
                (Part.of(term).cell, Scope.YEAR)
                for term in [*above, *own]
                if _is_of_several(term, block, (begin, first, last, end), rows)
            ]
            if of_several:
                line.values, line.unfit = tuple(of_several), line.unfit or _SEVERAL_ROWS
            goes_on = before is not None and core(before.label + line.label) in item_labels()
            if before is not None and goes_on and line.unit is None and _doubt(before, row):
                continue
            last_of[at] = line
            found.append(line)
        above += [term for term in row if _height(term) > 1]
    return found


def _is_value(term: Term, block: Sequence[StatisticsColumn]) -> bool:
    """Whether it is a figure in a column of figures."""
    of_values = (column.extent for column in block if column.role in {"value", "partial"})
    return term.type == "FIGURE" and any(_shares(term, extent) for extent in of_values)


def _doubt(line: StatisticsLine, row: Sequence[Term]) -> bool:
    """Take back the figures of a row of text right below which digits stand without a label of their own:
    they may be the rest of a figure that a narrow column tears. Whether they stand so."""
    above, below = line.location.line, row[0].lexeme.location.line
    if above is None or below != above + 1 or not any(holds_digit(cell) for cell, _ in line.values):
        return False
    rest = row_text([term for term in row if term.text.strip()])
    line.printed, line.unfit = f"{line.printed} | {rest}", line.unfit or _TORN
    return True


def _is_of_several(
    term: Term,
    block: Sequence[StatisticsColumn],
    bounds: tuple[int, int, int | None, int | None],
    rows: Sequence[Sequence[Term]],
) -> bool:
    """Whether a figure of a block stands in a cell that several rows with labels of their own share. `bounds`
    are the columns where the block begins, where its labels do, and where both end."""
    begin, first, last, end = bounds
    if term.type != "FIGURE" or (height := _height(term)) < 2 or _extent(term)[0] < begin:
        return False
    top = term.lexeme.row
    if (end is not None and _extent(term)[0] >= end) or not any(
        column.role in {"value", "partial"} and _shares(term, column.extent) for column in block
    ):
        return False
    labelled = {
        other.lexeme.row
        for row in rows
        if top <= row[0].lexeme.row < top + height
        for other in _within(row, first, last)
        if other.type == "ITEM" or (other.type == "WORDS" and not _NOTE.fullmatch(other.lexeme.text.strip()))
    }
    return len(labelled) > 1


def by_number(printed: Sequence[Term], columns: Sequence[StatisticsColumn]) -> list[StatisticsLine]:
    """The rows of cells without a grid whose first column is one of figures, or that have several columns of
    labels: a cell belongs to the head of its number, where every row but the last has as many cells as there
    are heads; else no figure is read."""
    rows = by_row(printed)
    is_whole = len({id(column.head) for column in columns}) == len(columns) and all(
        len({id(term.lexeme.piece) for term in row}) == len(columns) for row in rows[:-1]
    )
    if is_whole:
        return by_box(printed, columns)
    found: list[StatisticsLine] = []
    for row in rows:
        labels = [term for term in row if term.type in {"ITEM", "ITEM_GROUP", "WORDS"}]
        figures = tuple((Part.of(term).cell, Scope.YEAR) for term in row if term.type == "FIGURE")
        if labels:
            line = _line(labels[0], row)
            line.values, line.unfit = figures, ONE_OF_SEVERAL
            found.append(line)
    return found


def _whole(term: Term) -> Term:
    """A cell that holds several labels, as the words of one: whose the figures of its row are it does not
    say."""
    piece = term.lexeme.piece
    return Term(
        "WORDS", evolve(term.lexeme, kind="WORDS", start=0, end=len(piece.text), entries=(), label="")
    )


def _blocks(columns: Sequence[StatisticsColumn]) -> list[list[StatisticsColumn]]:
    """The columns of tables printed side by side: each begins at a label column, or at a figure's where the
    first does and there are several of labels."""
    blocks: list[list[StatisticsColumn]] = []
    is_behind = columns[0].role == "value" and sum(column.role == "label" for column in columns) > 1
    begins = "value" if is_behind else "label"
    for column in columns:
        roles = {item.role for item in blocks[-1]} if blocks else set()
        if not blocks or (column.role == begins and roles >= {"label", "value"}):
            blocks.append([column])
        else:
            blocks[-1].append(column)
    return blocks


def _boxed(
    label: Term,
    own: Sequence[Term],
    covering: Sequence[Term],
    row: Sequence[Term],
    columns: Sequence[StatisticsColumn],
) -> StatisticsLine:
    """A row of a grid: its figures under their heads. What a merged cell of a row above covers is not its
    own."""
    of_unit = {at for column in columns if column.role == "unit" for at in column.extent}
    beside = {at for column in columns if column.role == "code" for at in column.extent} | of_unit
    printed = [term for term in covering if term.type == "UNIT"]
    units = [term for term in printed if _shares(term, of_unit)]
    # what stands there and is no unit that the forms have: 仟元, 美元
    others = [term for term in covering if term.type in {"WORDS", "ODD"} and _shares(term, of_unit)]
    aside = [  # out of line with the head of units
        term
        for term in (() if units or others else printed)
        if not any(_shares(term, column.extent) for column in columns if column.role != "skip")
    ]
    line = _line(label, row)
    line.unit = next(("".join(term.text.split()) or None for term in (*units, *others, *aside)), None)
    figures = [term for term in own if term not in units[:1] and not _is_within(term, beside)]
    taken = {at for term in covering if term.lexeme.row != label.lexeme.row for at in _extent(term)}
    if label.lexeme.row != row[0].lexeme.row:
        taken = {at for term in covering if term.lexeme.row != row[0].lexeme.row for at in _extent(term)}
    own_columns = {at for term in figures for at in _extent(term)}
    places = [
        column
        for column in columns
        if column.role in OF_FIGURES
        and taken.isdisjoint(column.extent)
        and (column.role != "skip" or not own_columns.isdisjoint(column.extent))
    ]
    read = [column for column in places if column.role != "skip"]
    line.scopes = scopes_of(read)
    cells = tuple(Part.of(term).cell for term in figures)
    if any(
        term.type in {"ITEM", "ITEM_GROUP"} or (term.type == "FIGURE" and _is_within(term, of_unit))
        for term in own
    ):  # another row's label among the figures, or a figure among the units
        line.values, line.unfit = tuple((Part.of(term).cell, Scope.YEAR) for term in own), TOO_MANY
        return line
    over = [[column for column in read if _shares(term, column.extent)] for term in figures]
    if any(
        holds_digit(cell) and len({(column.role, column.scope) for column in heads}) > 1
        for cell, heads in zip(cells, over, strict=True)
    ):
        line.values = tuple((cell, heads[0].scope) for cell, heads in zip(cells, over, strict=True) if heads)
        line.glued, line.partial = True, partial_of(read)
        return line
    if not places or not figures:
        return line
    placed = align([Place(column, column.text, (column.head,)) for column in places], figures)
    if isinstance(placed, Misfit | Raw):
        line.unfit = placed.reason if isinstance(placed, Misfit) else TOO_MANY
        line.values = tuple((cell, Scope.YEAR) for cell in cells)
        return line
    line.values = tuple(
        (_cell(lexeme), column.scope)
        for column, lexeme in zip(places, placed, strict=True)
        if lexeme is not None and column.role == "value"
    )
    return line


def _line(label: Term, row: Sequence[Term]) -> StatisticsLine:
    return StatisticsLine(label=label.text, location=label.lexeme.location, printed=row_text(row))


def _cell(lexeme: Lexeme) -> Cell:
    return Part.of(Term(lexeme.kind, lexeme)).cell


def _extent(term: Term) -> range:
    return term.lexeme.piece.columns


def _height(term: Term) -> int:
    cell = term.lexeme.piece.cell
    return cell.rowspan if cell is not None else 1


def _shares(term: Term, columns: set[int] | range) -> bool:
    return any(map(columns.__contains__, _extent(term)))


def _is_within(term: Term, columns: set[int]) -> bool:
    return columns.issuperset(_extent(term))


def _within(printed: Sequence[Term], first: int, last: int | None) -> list[Term]:
    return [
        term
        for term in printed
        if (extent := _extent(term))[-1] >= first and (last is None or extent[0] < last)
    ]


def _by_place(printed: Sequence[Term]) -> list[Term]:
    return sorted(printed, key=lambda term: _extent(term)[0])
