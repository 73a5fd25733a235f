"""Heads of columns that a page break has cut in two (结 on one page, 果纠正 on the next) put together again."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from ..document import Cell, Table

__all__ = ["join_cut_heads"]

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
