"""What page breaks cut off: heads of columns cut in two (结 on one page, 果纠正 on the next), pieces without merged labels."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from ..document import Cell, Table
from .rows import is_label

__all__ = ["is_cut_off", "join_cut_heads"]

_LONGEST_PIECE = 8


def join_cut_heads(table: Table, is_head: Callable[[str], bool]) -> Table:
    """The table with each pair of cells one above the other joined in the lower, where neither is a head and both together
    are; the same table where there is none."""
    pieces = {
        (cell.row + cell.rowspan, cell.column, cell.colspan): cell
        for cell in table.cells
        if 0 < len(cell.text) <= _LONGEST_PIECE and not is_head(cell.text)
    }
    changed: dict[Cell, Cell] = {}
    for cell in table.cells:
        above = pieces.get((cell.row, cell.column, cell.colspan))
        if above is None or not cell.text or len(cell.text) > _LONGEST_PIECE or is_head(cell.text):
            continue
        if is_head(above.text + cell.text):
            changed[above] = evolve(above, text="")
            changed[cell] = evolve(cell, text=above.text + cell.text)
    if not changed:
        return table
    return evolve(table, cells=tuple(changed.get(cell, cell) for cell in table.cells))


def is_cut_off(table: Table, columns: int) -> bool:
    """Whether a piece of a table without its head lacks the merged labels that the piece before began, so that its rows begin at
    different columns: each row is labels and then as many figures as there are columns."""
    for row in table.rows:
        values = [not is_label(cell.text) for cell in row]
        if sum(values) != columns or len(row) == columns or not all(values[-columns:]):
            return False
    return True
