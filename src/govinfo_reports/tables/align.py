"""Figures and the columns they stand in: by printed borders where there are any, else what the row prints as
one text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Generic, TypeVar

from attrs import frozen

from ..language import phrase
from .lexer import Lexeme
from .parse import Term
from .scan import has_letters

__all__ = [
    "BY_CHANCE",
    "NO_LABEL",
    "UNCUT",
    "UNFIT",
    "Column",
    "Misfit",
    "Placed",
    "Raw",
    "align",
    "by_rows",
    "columns_under",
    "has_figure",
    "joined",
    "row_text",
    "windows",
    "with_torn_figures",
]

Key = TypeVar("Key")

BY_CHANCE = phrase("its figures do not add up, and other rows lack some").both
NO_LABEL = phrase("no row of the form has its label").both
UNFIT = phrase("its figures do not fit the columns").both
UNCUT = phrase("its figures cannot be cut into cells").both
_FIGURES = frozenset({"FIGURE", "ODD"})
_MANY = 5
"""Figures of a row of which one is missed; of fewer a unit is more likely that of the figure before it."""


@frozen
class Column(Generic[Key]):
    """A column of figures: what it means, its printed label, and its heads, the lowest last, whose box it
    has."""

    key: Key
    label: str
    heads: tuple[Lexeme, ...]

    @property
    def head(self) -> Lexeme:
        return self.heads[-1]


Placed = Sequence[Lexeme | None]
"""For each column the token that stands in it."""


@frozen
class Misfit:
    """Why figures cannot be given to columns (in English and Chinese)."""

    reason: str


@frozen
class Raw:
    """What a row prints where no border tells its figures apart: pieces with what is between them."""

    text: str


def align(
    columns: Sequence[Column[Key]], values: Sequence[Term], *, blanks_behind: bool = False
) -> Placed | Raw | Misfit:
    """The figures of one row by column.

    Cells of a grid stand under the heads they share printed columns with, or fill their width one for one;
    cells that are only set apart are taken in their order, where there are just as many as columns once
    blanks before and after are left out. Figures without borders are `Raw`, and so are those in cells that
    the heads or the figures of the row show not to be the form's. `blanks_behind` says that blank cells too
    many stand behind the others.
    """
    cells = [term.lexeme for term in values if term.type != "UNIT" or term.lexeme.piece.is_grid]
    if _has_unit_for_figure(columns, values, cells):
        cells = [term.lexeme for term in values]
    in_cells = [cell for cell in cells if cell.piece.cell is not None]
    if in_cells:  # a line beside a table's row is the number of a page
        if len(cells) - len(in_cells) > 1:
            return Misfit(UNFIT)
        cells = in_cells
    believed = all(column.head.bordered for column in columns) or len(cells) == len(columns)
    if believed and all(cell.bordered for cell in cells):
        block = cells[0].piece.block if cells else None
        if all(cell.piece.is_grid and cell.piece.block == block for cell in cells) and all(
            column.head.piece.is_grid and column.head.piece.block == block for column in columns
        ):
            is_shared = any(map(_holds_several, cells)) and any(cell.kind == "EMPTY" for cell in cells)
            placed = None  # figures that share a cell beside an empty one: the borders are not the form's
            if not is_shared:
                placed = _by_box(columns, cells) or (cells if _have_same_extent(columns, cells) else None)
        elif any(map(_holds_several, cells)) and block not in {column.head.piece.block for column in columns}:
            placed = None  # a piece of a table, whose columns are not those of the heads
        else:
            placed = _by_order(len(columns), cells, blanks_behind=blanks_behind)
        if placed is not None or not any(map(_holds_several, cells)):
            return placed if placed is not None else Misfit(UNFIT)
    return Raw(joined(cells))


def _has_unit_for_figure(
    columns: Sequence[Column[Key]], values: Sequence[Term], cells: Sequence[Lexeme]
) -> bool:
    """Whether a unit stands where one of many figures should: with it there are as many cells as columns."""
    if len(columns) < _MANY or len(values) != len(columns) or len(cells) != len(columns) - 1:
        return False
    return values[0].type != "UNIT" and all(term.lexeme.bordered for term in values)


def _by_box(columns: Sequence[Column[Key]], cells: Sequence[Lexeme]) -> Placed | None:
    placed: list[Lexeme | None] = []
    extents = [_extent(column.head) for column in columns]
    of_cells = [(cell, *_extent(cell)) for cell in cells]
    for cell, first, last in of_cells:
        over = len([start for start, end in extents if first <= end and start <= last])
        is_remark = over == 0 and _is_remark(cell)
        if cell.kind in _FIGURES and over != 1 and not (is_remark and _are_filled(extents, cells)):
            return None
    for start, end in extents:
        under = [cell for cell, first, last in of_cells if first <= end and start <= last]
        printed = [cell for cell in under if cell.kind != "EMPTY"]
        if not under or len(printed) > 1:
            return None
        placed.append(printed[0] if printed else under[0])
    return placed


def _are_filled(extents: Sequence[tuple[int, int]], cells: Sequence[Lexeme]) -> bool:
    """Whether something is printed under every head: then what stands beside is another column (备注)."""
    printed = [_extent(cell) for cell in cells if cell.kind != "EMPTY"]
    return all(any(first <= end and start <= last for first, last in printed) for start, end in extents)


def _by_order(wanted: int, cells: Sequence[Lexeme], *, blanks_behind: bool) -> Placed | None:
    """The cells in order; more than there are columns only where all others are empty and no other choice
    would do."""
    are_empty = [cell.kind == "EMPTY" for cell in cells]
    if len(cells) > wanted and any(map(_is_remark, cells)):
        return None  # it stands in a column of its own, and a blank cell in one of the form's
    starts = windows(are_empty, wanted)
    if len(starts) == 1 and 0 < starts[0] < len(cells) - wanted:
        at = starts[0]  # blank cells too many on both sides: so may one be that stands between two figures
        starts = [] if any(are_empty[at : at + wanted]) else starts
    if len(starts) > 1 and blanks_behind:
        starts = starts[:1]
    elif len(starts) > 1:
        rows = [cell.row for cell in cells]
        in_all = Counter(rows)
        starts = [at for at in starts if len(set(rows[at : at + wanted])) == 1 and in_all[rows[at]] == wanted]
    return cells[starts[0] : starts[0] + wanted] if len(starts) == 1 else None


def _is_remark(cell: Lexeme) -> bool:
    return cell.kind == "ODD" and not any(map(str.isdigit, cell.text))


def windows(are_empty: Sequence[bool], wanted: int) -> list[int]:
    """Where `wanted` cells in turn can begin so that all others are empty.

    >>> windows([True, False, True, False, True], 3)
    [1]
    """
    printed = [at for at, is_empty in enumerate(are_empty) if not is_empty] or [len(are_empty), -1]
    return [*range(max(printed[-1] + 1 - wanted, 0), min(printed[0], len(are_empty) - wanted) + 1)]


def _have_same_extent(columns: Sequence[Column[Key]], cells: Sequence[Lexeme]) -> bool:
    """Whether the cells fill just the width of the heads, one for each: then only the borders between them
    are out of line."""
    if len(cells) != len(columns):
        return False
    heads = sorted(_extent(column.head) for column in columns)
    return heads == [_extent(column.head) for column in columns] and (
        (heads[0][0], heads[-1][1]) == (_extent(cells[0])[0], _extent(cells[-1])[1])
    )


def _holds_several(cell: Lexeme) -> bool:
    """Whether a cell holds several figures: then its borders are not those of the form."""
    return cell.kind == "ODD" and len(cell.text.split()) > 1 and not has_letters(cell.text)


def columns_under(cell: Lexeme, columns: Sequence[Column[Key]]) -> int:
    """How many heads of its own grid a cell stands under; 0 where it stands in none of theirs."""
    first, last = _extent(cell)
    heads = [column.head for column in columns if column.head.piece.block == cell.piece.block]
    return (
        sum(start <= last and first <= end for start, end in map(_extent, heads)) if cell.piece.is_grid else 0
    )


def _extent(lexeme: Lexeme) -> tuple[int, int]:
    cell = lexeme.piece.cell
    return (cell.column, cell.column + cell.colspan - 1) if cell is not None else (0, -1)


def joined(cells: Sequence[Lexeme]) -> str:
    """The figures as they stand in the text: what touched touches, what a line or a border parted is
    parted."""
    parts: list[str] = []
    for before, cell in zip((None, *cells), cells, strict=False):
        if before is not None:
            same = before.piece is cell.piece
            parts.append(cell.piece.text[before.end : cell.start] if same else " ")
        parts.append(cell.text.strip())
    return " ".join("".join(parts).split())


def by_rows(values: Sequence[Term]) -> list[list[Term]]:
    """The figures of each printed row of a grid; all together where they are in no grid."""
    rows: list[list[Term]] = []
    for term in values:
        if rows and (term.lexeme.row == rows[-1][-1].lexeme.row or not term.lexeme.piece.is_grid):
            rows[-1].append(term)
        else:
            rows.append([term])
    return rows


def has_figure(term: Term) -> bool:
    """Whether a token is a figure, or stands where one should."""
    return term.type in {"FIGURE", "ODD"}


def row_text(values: Sequence[Term]) -> str:
    """The figures as a person would read them."""
    return " | ".join(" ".join(term.text.split()) for term in values)


def with_torn_figures(
    placed: Placed | Raw | Misfit, values: Sequence[Term], columns: int
) -> Placed | Raw | Misfit:
    """Figures of a line each, more than there are columns, as pieces that relations may put together:
    programs tear a figure whose digits are set in several ways."""
    is_listed = len({term.lexeme.row for term in values}) == len(values) > columns
    if not isinstance(placed, Misfit) or not is_listed or any(term.lexeme.piece.is_grid for term in values):
        return placed
    if not all(has_figure(term) and term.text.strip().isdecimal() for term in values):
        return placed
    return Raw(joined([term.lexeme for term in values]))
