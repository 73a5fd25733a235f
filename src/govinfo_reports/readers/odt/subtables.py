"""Tables inside a cell of an OpenDocument table that fill it (`table:is-sub-table`): how OpenOffice writes a
cell that was split.

What is printed is one grid. It is laid out as one: columns by their printed widths, rows by their number.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from fractions import Fraction
from itertools import accumulate, pairwise

from attrs import field, frozen
from lxml import etree

from .styles import STYLE, TABLE

__all__ = ["column_widths", "laid_out", "rows_of"]

_NEAR = Fraction(1, 100)  # of the table's width: edges that are as near are one
_MOST = 20_000  # cells of one such table
_MOST_COLUMNS = 1_000
_UNITS = {"cm": 10_000, "mm": 1_000, "in": 25_400, "pt": 353, "pc": 4_233, "px": 265}


@frozen
class _Piece:
    """A cell with its place in the whole table: edges as parts of its width, rows counted from its first."""

    cell: etree._Element
    left: Fraction
    right: Fraction
    top: int
    bottom: int


@frozen
class _Sheet:
    """What is laid out: the styles' widths of columns, and the cells so far."""

    widths: Mapping[str, int]
    pieces: list[_Piece] = field(factory=list)


class _NotOneGrid(Exception):
    """What is printed is not told by the file."""


def column_widths(roots: Iterable[etree._Element]) -> dict[str, int]:
    """The widths of the styles of columns, by name, as whole numbers of one unit for one table."""
    found: dict[str, int] = {}
    for root in roots:
        for style in root.iter(f"{STYLE}style"):
            column = style.find(f"{STYLE}table-column-properties")
            if column is not None and (width := _width(column)):
                found[style.get(f"{STYLE}name", "")] = width
    return found


def laid_out(table: etree._Element, widths: Mapping[str, int]) -> etree._Element:
    """The table with its sub-tables as cells of its own grid; the table itself where it has none, or where
    the columns of its sub-tables cannot be compared."""
    if next(table.iterfind(f".//{TABLE}table[@{TABLE}is-sub-table='true']"), None) is None:
        return table
    sheet = _Sheet(widths)
    try:
        height = _lay(sheet, table, Fraction(0), Fraction(1), 0)
        return _written(sheet.pieces, height)
    except _NotOneGrid:
        return table


def _width(column: etree._Element) -> int | None:
    relative = column.get(f"{STYLE}rel-column-width", "")
    if relative.endswith("*") and relative[:-1].isdigit():
        return int(relative[:9].rstrip("*"))
    said = column.get(f"{STYLE}column-width", "")
    number, unit = said[:-2], _UNITS.get(said[-2:])
    whole, _, part = number.partition(".")
    if unit is None or len(number) > 12 or not (whole + part).isdigit():
        return None
    return round(Fraction(int(whole + part), 10 ** len(part)) * unit)


def _lay(sheet: _Sheet, table: etree._Element, left: Fraction, right: Fraction, top: int) -> int:
    """Place the cells of a table between two edges; the number of its rows."""
    rows = list(rows_of(table))
    cells = [list(_cells(row)) for row in rows]
    count = max((column + span for row in cells for _, column, span in row), default=0)
    edges = _edges(sheet, table, count, left, right)
    starts = [top]
    for row in cells:
        starts.append(starts[-1] + max((_height(cell) for cell, _, _ in row if _rows(cell) == 1), default=1))
    for number, row in enumerate(cells):
        for cell, column, span in row:
            end = starts[min(number + _rows(cell), len(rows))]
            inner = _sub_table(cell)
            if len(sheet.pieces) >= _MOST:
                raise _NotOneGrid
            if inner is None:
                sheet.pieces.append(_Piece(cell, edges[column], edges[column + span], starts[number], end))
            elif (
                _lay(sheet, inner, edges[column], edges[column + span], starts[number])
                != end - starts[number]
            ):
                raise _NotOneGrid
    return starts[-1] - top


def _edges(
    sheet: _Sheet, table: etree._Element, count: int, left: Fraction, right: Fraction
) -> list[Fraction]:
    widths = [
        sheet.widths.get(column.get(f"{TABLE}style-name", ""))
        for column in table.iter(f"{TABLE}table-column")
        if next(column.iterancestors(f"{TABLE}table")) is table
        for _ in range(min(_number(column, "number-columns-repeated"), count + 1))
    ]
    known = [width for width in widths if width]
    if count == 1:
        known = [1]
    elif len(known) != count:
        raise _NotOneGrid
    whole = sum(known)
    return [left + (right - left) * Fraction(done, whole) for done in accumulate(known, initial=0)]


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table in order, with those in groups and of its head."""
    for element in table.iterchildren(etree.Element):
        if element.tag == f"{TABLE}table-row":
            yield element
        elif element.tag in {
            f"{TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group")
        }:
            yield from rows_of(element)


def _cells(row: etree._Element) -> Iterator[tuple[etree._Element, int, int]]:
    """The cells of a row with their columns and how many columns they take. Rows, and cells with a table,
    that are repeated are no split cells."""
    column = 0
    for cell in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
        times, span = _number(cell, "number-columns-repeated"), _number(cell, "number-columns-spanned")
        repeated = _number(row, "number-rows-repeated") > 1 or (times > 1 and _sub_table(cell) is not None)
        if repeated or column + times * span > _MOST_COLUMNS:
            raise _NotOneGrid
        for _ in range(times):
            if cell.tag == f"{TABLE}table-cell":
                yield cell, column, span
            column += 1


def _sub_table(cell: etree._Element) -> etree._Element | None:
    """The table that fills a cell; None for a cell of texts."""
    inner = list(cell.iterchildren(f"{TABLE}table"))
    is_one = len(inner) == 1 and inner[0].get(f"{TABLE}is-sub-table") == "true"
    return inner[0] if is_one and len(cell) == 1 else None


def _height(cell: etree._Element) -> int:
    inner = _sub_table(cell)
    if inner is None:
        return 1
    return sum(
        max((_height(one) for one, _, _ in _cells(row) if _rows(one) == 1), default=1)
        for row in rows_of(inner)
    )


def _rows(cell: etree._Element) -> int:
    return _number(cell, "number-rows-spanned")


def _number(element: etree._Element, name: str) -> int:
    said = element.get(TABLE + name, "1")
    return max(1, int(said[:6])) if said.isascii() and said.isdecimal() else 1


def _written(pieces: Sequence[_Piece], height: int) -> etree._Element:
    """The cells as a table without sub-tables."""
    places = sorted({edge for piece in pieces for edge in (piece.left, piece.right)})
    columns = [place for before, place in pairwise([Fraction(-1), *places]) if place - before > _NEAR]
    table = etree.Element(f"{TABLE}table")
    rows = [etree.SubElement(table, f"{TABLE}table-row") for _ in range(height)]
    filled = [0] * height
    for piece in sorted(pieces, key=lambda piece: (piece.top, piece.left)):
        first, last = (bisect_left(columns, edge - _NEAR) for edge in (piece.left, piece.right))
        covered = first - filled[piece.top]  # by the cell before it, and by cells of rows above
        if covered < 0 or last <= first:
            raise _NotOneGrid
        cell = copy(piece.cell)
        cell.attrib.pop(f"{TABLE}number-columns-repeated", "")
        cell.set(f"{TABLE}number-columns-spanned", str(last - first))
        cell.set(f"{TABLE}number-rows-spanned", str(piece.bottom - piece.top))
        rows[piece.top].extend(etree.Element(f"{TABLE}covered-table-cell") for _ in range(covered))
        rows[piece.top].append(cell)
        filled[piece.top] = first + 1
    return table
