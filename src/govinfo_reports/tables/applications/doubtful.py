"""Rows of section three whose figures may be another's: in cells that begin with a blank one, which may be of
a column of labels; in lines below one with a line of figures too many, that of the next label; and those that
have lost borders, or got borders within them, as the relations of the table let them be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from attrs import evolve

from ...language import phrase
from ..align import Misfit, Raw, has_figure, joined, with_torn_figures
from ..glued import Basis, Decoding, ProblemRow, decode_applications
from .lines import row_paths
from .rows import ApplicationRow, is_listed

__all__ = ["decoded_rows", "without_cut_off", "without_spilled"]

_BETWEEN = phrase("labels stand between lines of figures, and either may be their own").both
_OUTCOMES = "applications.outcomes"
_OTHER_HANDLING = f"{_OUTCOMES}.other_handling"
_OTHER, _ALL = f"{_OTHER_HANDLING}.other", f"{_OTHER_HANDLING}.all"


def without_cut_off(rows: Sequence[ApplicationRow]) -> list[ApplicationRow]:
    """The rows, without the places of those that stand in another table than the heads and begin with a
    blank cell: it may be one of a column of labels, unless a row of that table has a figure for each column
    in as many cells."""
    whole = {
        (row.label.lexeme.piece.block, len(row.values))
        for row in rows
        if sum(term.type != "EMPTY" for term in row.values) == len(row.columns)
    }
    filled = {row.label.lexeme.piece.block for row in rows if _ends_blank(row)}
    widths: dict[int, int] = {}
    for row in rows:
        if (
            row.is_behind() is False
        ):  # blanks to spare stand before its figures: all columns of labels are there
            block = row.label.lexeme.piece.block
            widths[block] = max(widths.get(block, 0), _width(row))
    return [
        evolve(row, placed=Raw(joined([term.lexeme for term in row.values])))
        if _begins_blank(row)
        and (
            (row.label.lexeme.piece.block not in filled and _is_shorter(row, widths))
            or (_is_apart(row) and (row.label.lexeme.piece.block, len(row.values)) not in whole)
        )
        else row
        for row in rows
    ]


def _begins_blank(row: ApplicationRow) -> bool:
    return (
        not isinstance(row.placed, Misfit | Raw)
        and row.values[0].type == "EMPTY"
        and any(map(has_figure, row.values))
        and len({term.lexeme.row for term in (row.label, *row.values)}) == 1
        and row.label.lexeme.piece.cell is not None
    )


def _ends_blank(row: ApplicationRow) -> bool:
    """Whether a row has a cell for each column, the first with a figure and the last blank: blank cells at
    the end of rows are not left out then."""
    own = [term for term in row.values if term.lexeme.row == row.label.lexeme.row]
    return len(own) == len(row.columns) and (own[0].type, own[-1].type) == ("FIGURE", "EMPTY")


def _is_apart(row: ApplicationRow) -> bool:
    """Whether a row stands in another table than the heads."""
    block = row.label.lexeme.piece.block
    return all(column.head.piece.block != block for column in row.columns)


def _is_shorter(row: ApplicationRow, widths: Mapping[int, int]) -> bool:
    """Whether a row without a grid has fewer cells than those with all columns of labels: a blank one at its
    end may have been left out, and the first be one of a column of labels."""
    if sum(term.type != "EMPTY" for term in row.values) == len(row.columns):
        return False  # none is blank
    return not row.label.lexeme.piece.is_grid and _width(row) < widths.get(row.label.lexeme.piece.block, 0)


def _width(row: ApplicationRow) -> int:
    cell = row.label.lexeme.piece.cell
    return len(row.values) + (cell.column + 1 if cell is not None else 0)


def without_spilled(rows: Sequence[ApplicationRow]) -> list[ApplicationRow]:
    """The rows, without the places of those whose figures may be a neighbour's: where one has a figure for
    each column beside its label, and as many again below, figures stand above the labels of some rows, and
    those below a label may be the next one's."""
    counts = [(0, 0) if row.label.lexeme.piece.is_grid else _lines(row) for row in rows]
    if not any(min(two) >= len(row.columns) for row, two in zip(rows, counts, strict=True)):
        return list(rows)
    doubled = [min(two) >= len(row.columns) for row, two in zip(rows, counts, strict=True)]
    others = [(row, two) for row, two, both in zip(rows, counts, doubled, strict=True) if not both]
    if sum(doubled) == 1 and all(not own and below >= len(row.columns) for row, (own, below) in others):
        # below every label: the one row only has its figures twice
        return [
            evolve(row, placed=Misfit(_BETWEEN)) if both else row
            for row, both in zip(rows, doubled, strict=True)
        ]
    return [
        evolve(row, placed=Misfit(_BETWEEN)) if own < below or min(own, below) >= len(row.columns) else row
        for row, (own, below) in zip(rows, counts, strict=True)
    ]


def _lines(row: ApplicationRow) -> tuple[int, int]:
    """How many figures of a row stand in the lines of its label, and how many in others."""
    label = row.label.lexeme.piece
    lines = [part.location.line or 0 for part in (label.parts or (label,))]
    printed = [term.lexeme.location.line or 0 for term in row.values if has_figure(term)]
    own = sum(min(lines) <= line <= max(lines) for line in printed)
    return own, len(printed) - own


def decoded_rows(
    rows: Sequence[ApplicationRow], names: Set[str]
) -> tuple[Sequence[ApplicationRow], Decoding | None]:
    """The rows and what the relations make of those that are `Raw`; None where none is. `names` are the rows
    that are printed. Figures torn over lines are put together where all relations hold."""
    torn = _with_torn_figures(rows)
    if torn is not None and _outcomes(names) <= names:
        decoding = _decoding(torn, names)
        if decoding.basis is Basis.CONSISTENT and not decoding.unread:
            return torn, decoding
    return rows, _decoding(rows, names) if any(isinstance(row.placed, Raw) for row in rows) else None


def _decoding(rows: Sequence[ApplicationRow], names: Set[str]) -> Decoding:
    glued = next(row for row in rows if isinstance(row.placed, Raw))
    return decode_applications(
        [ProblemRow(row.path, row.text) for row in rows],
        columns=[column.key.name for column in glued.columns],
        absent={_ALL} if _OTHER in names else (),
        complete=_outcomes(names) <= names,
    )


def _outcomes(names: Set[str]) -> set[str]:
    wanted = row_paths()[1 if _ALL in names else 0]
    return {row for row in wanted if row.startswith(f"{_OUTCOMES}.") and not row.endswith(".total")}


def _with_torn_figures(rows: Sequence[ApplicationRow]) -> list[ApplicationRow] | None:
    """The rows, those of more lines of digits than there are columns as pieces to put together; None where
    there is none, and where a row has fewer: then a cell may be blank in any of them."""
    if any(len(row.values) < len(row.columns) or not is_listed(row.values) for row in rows):
        return None
    found = [
        evolve(row, placed=with_torn_figures(row.placed, row.values, len(row.columns)))
        if isinstance(row.placed, Misfit)
        else row
        for row in rows
    ]
    is_torn = any(isinstance(row.placed, Raw) for row in found)
    return found if is_torn and not any(isinstance(row.placed, Misfit) for row in found) else None
