"""Tables of Word: merged cells laid out on the printed grid, tables within cells told from frames."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from attrs import define, field, frozen
from lxml import etree

from .markup import ALT_CHUNK, TBL, TC, TEXT, TR, P
from .names import W, to_number, value_of

__all__ = ["LaidOutCell", "LaidOutTable", "block_elements", "is_frame", "paragraph_text", "read_grid"]

_MOST_COLUMNS = 1_000
_GRID_SPAN, _V_MERGE, _H_MERGE = f"{W}gridSpan", f"{W}vMerge", f"{W}hMerge"
_GRID_BEFORE, _GRID_COLUMN, _WIDTH = f"{W}gridBefore", f"{W}gridCol", f"{W}w"
_SLIVER = 20
"""Twentieths of a point: a column so narrow holds no character. It stands where borders of two rows just
miss each other."""
_LEAST_WIDE = 200
_PLAIN: tuple[int, str | None, str | None] = (1, None, None)
_Rows = list[tuple[etree._Element, list[tuple[etree._Element, str]]]]
_CONTAINER_ENDINGS = ("Pr", "LaidOutTable")
"""Property elements, which hold no blocks, end so."""


@define
class LaidOutCell:
    """A printed cell while its table is read: rows and columns count from 0."""

    row: int
    column: int
    text: str
    colspan: int = 1
    rowspan: int = 1


@frozen(kw_only=True)
class LaidOutTable:
    """A table as laid out. `nested` are tables within cells that are tables of their own; `covered` is text
    that stands in the file where a merged cell covers it, so that it is not printed."""

    cells: tuple[LaidOutCell, ...]
    nested: tuple[etree._Element, ...]
    covered: tuple[str, ...]


@define
class _Merging:
    """The cells of a table read so far and those that the next row may continue."""

    cells: list[LaidOutCell] = field(factory=list)
    open_above: dict[int, LaidOutCell] = field(factory=dict)
    covered: list[str] = field(factory=list)


def paragraph_text(paragraph: etree._Element) -> str:
    """The printed text of a paragraph in plain form, without blanks around it."""
    return "".join([text.text or "" for text in paragraph.iter(*TEXT)]).strip()


def block_elements(parent: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs, tables and documents of a body or cell in order, looked for in containers that are not
    known as well."""
    for child in parent.iterchildren():
        if child.tag in (P, TBL, ALT_CHUNK):
            yield child
        elif len(child) and not child.tag.endswith(_CONTAINER_ENDINGS):
            yield from block_elements(child)


def is_frame(table: etree._Element) -> bool:
    """Whether a table only frames what it holds: one cell, or one column with tables in it."""
    rows = 0
    for row in table.iterchildren(TR):
        rows += 1
        cells = row.iterchildren(TC)
        if next(cells, None) is not None and next(cells, None) is not None:
            return False
    return rows <= 1 or next(table.iterdescendants(TBL), None) is not None


def read_grid(table: etree._Element) -> LaidOutTable:
    """Lay out a table in plain form."""
    nested: list[etree._Element] = []
    if next(table.iterdescendants(TBL), None) is None:
        rows = _flat_rows(table)
    else:
        rows = [
            (row, [(cell, _cell_text(cell, nested)) for cell in row.iterchildren(TC)])
            for row in table.iterchildren(TR)
        ]
    merging = _Merging()
    marks: dict[etree._Element, list[etree._Element]] = {}
    for mark in table.iter(_GRID_SPAN, _V_MERGE, _H_MERGE, _GRID_BEFORE):
        owner = mark.getparent()
        owner = None if owner is None else owner.getparent()
        if owner is not None:
            marks.setdefault(owner, []).append(mark)
    for number, (row, cells) in enumerate(rows):
        before = next((value_of(mark) for mark in marks.get(row, ())), None)
        _place_row(number, _count(before, 0), [(marks.get(cell, ()), text) for cell, text in cells], merging)
    _close_slivers(table, merging.cells)
    return LaidOutTable(cells=tuple(merging.cells), nested=tuple(nested), covered=tuple(merging.covered))


def _close_slivers(table: etree._Element, cells: Sequence[LaidOutCell]) -> None:
    """Take out of the grid the columns that are too narrow to be printed ones, where no cell is left without
    a column."""
    grid = table.find(f"{W}tblGrid")
    widths = [] if grid is None else [to_number(column.get(_WIDTH), 0) for column in grid.iter(_GRID_COLUMN)]
    if not any(0 < width <= _SLIVER for width in widths) or max(widths) < _LEAST_WIDE:
        return
    kept = [not 0 < width <= _SLIVER for width in widths]
    kept += [True] * (max((cell.column + cell.colspan for cell in cells), default=0) - len(kept))
    place = list(accumulate(kept, initial=0))
    if all(place[cell.column] < place[cell.column + cell.colspan] for cell in cells):
        for cell in cells:
            end = place[cell.column + cell.colspan]
            cell.column = place[cell.column]
            cell.colspan = end - cell.column


def _flat_rows(table: etree._Element) -> _Rows:
    """The rows of a table without tables in it, and the text of each cell, in one pass."""
    rows: _Rows = []
    cells: list[tuple[etree._Element, str]] = []
    cell: etree._Element | None = None
    paragraphs: list[list[str]] = []
    for element in table.iter(TR, TC, P, *TEXT):
        tag = element.tag
        if tag == P:
            paragraphs.append([])
        elif tag == TC:
            if cell is not None:
                cells.append((cell, _join(paragraphs)))
            cell, paragraphs = element, []
        elif tag == TR:
            if cell is not None:
                cells.append((cell, _join(paragraphs)))
            cell, paragraphs, cells = None, [], []
            rows.append((element, cells))
        elif paragraphs:
            paragraphs[-1].append(element.text or "")
    if cell is not None:
        cells.append((cell, _join(paragraphs)))
    return rows


def _join(paragraphs: list[list[str]]) -> str:
    if len(paragraphs) == 1:
        return "".join(paragraphs[0]).strip()
    texts = ["".join(pieces).strip() for pieces in paragraphs]
    return "\n".join([text for text in texts if text])


def _place_row(
    number: int, column: int, cells: Sequence[tuple[Sequence[etree._Element], str]], merging: _Merging
) -> None:
    continuable: dict[int, LaidOutCell] = {}
    left: LaidOutCell | None = None
    for marks, text in cells:
        span, vertical, horizontal = _merge_marks(marks) if marks else _PLAIN
        above = merging.open_above.get(column) if vertical == "continue" else None
        if horizontal == "continue" and left is not None:
            if left.row == number:
                left.colspan += span
            merging.covered += [text] if text else []
        elif above is not None:
            above.rowspan = number - above.row + 1
            continuable[column] = left = above
            merging.covered += [text] if text else []
        else:
            left = LaidOutCell(number, column, text, span)
            merging.cells.append(left)
            if vertical is not None:
                continuable[column] = left
        column += span
    merging.open_above = continuable


def _merge_marks(marks: Sequence[etree._Element]) -> tuple[int, str | None, str | None]:
    """How many columns a cell spans, and whether it begins (`restart`) or goes on (`continue`) a merged
    cell."""
    span, vertical, horizontal = _PLAIN
    for mark in marks:
        value = value_of(mark)
        if mark.tag == _GRID_SPAN:
            span = _count(value, 1)
        elif mark.tag == _V_MERGE:
            vertical = "restart" if value == "restart" else "continue"
        else:
            horizontal = "restart" if value == "restart" else "continue"
    return span, vertical, horizontal


def _count(text: str | None, least: int) -> int:
    return min(max(to_number(text, least), least), _MOST_COLUMNS)


def _cell_text(cell: etree._Element, nested: list[etree._Element]) -> str:
    texts: list[str] = []
    for block in block_elements(cell):
        if block.tag == P:
            texts.append(paragraph_text(block))
        elif is_frame(block):
            texts += [
                _cell_text(inner, nested) for row in block.iterchildren(TR) for inner in row.iterchildren(TC)
            ]
        else:
            nested.append(block)
    return "\n".join([text for text in texts if text])
