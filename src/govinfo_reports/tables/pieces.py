"""A document's blocks as printed pieces: cells with their borders, and lines of text without."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import define, evolve, field

from ..document import Cell, Paragraph, Table
from ..location import Location
from ..patterns import late
from ..text import Folded, fold

__all__ = ["TablePiece", "pieces_of", "without"]

_PAGE_NUMBER = late(
    r"\s*(?:[-—–]+\s?\d{1,4}\s?[-—–]+|第\s?\d{1,4}\s?页(?:\s?[,，/]?\s?共\s?\d{1,4}\s?页)?)\s*"
)

_BARE = late(r"\s*\d{1,4}\s*")
"""A number alone in a row, where the other rows have several cells, is that of a page."""
_OF_PAGES = late(r"\s*\d{1,3}\s?[/／]\s?\d{1,3}\s*")
"""3 / 8: under a table the number of a page and of all; in a line of its figures a blank between two."""
_RULE = late(r"\s*[-—–―─━═_]{3,}\s*")
"""A rule that programs draw between pages; a blank cell on a line of its own has one dash or two."""


@define(eq=False)
class TablePiece:
    """What stands between two borders, or a line. `block` counts the blocks, `row` the rows (lines) of all
    blocks together.

    `cell` is None for a line; with `is_grid` equal columns of cells of one block mean the same printed
    column. `offset` is where the text begins in its line. A label that was torn apart is one piece: `parts`
    are those it was printed in.
    """

    text: str
    location: Location
    block: int
    row: int
    cell: Cell | None = None
    is_grid: bool = False
    confidence: float | None = None
    offset: int = 0
    parts: tuple[TablePiece, ...] = ()
    _folded: Folded | None = field(default=None, init=False)

    @property
    def columns(self) -> range:
        """The columns of its table that its cell covers; none for a line."""
        cell = self.cell
        return range(cell.column, cell.column + cell.colspan) if cell is not None else range(0)

    @property
    def folded(self) -> Folded:
        """Its text folded, once for all that read it."""
        if self._folded is None:
            self._folded = fold(self.text)
        return self._folded

    def cut(self, start: int, end: int) -> TablePiece:
        """The characters from `start` up to `end`, as a piece of their own."""
        offset = self.offset + start
        return TablePiece(
            self.text[start:end],
            self.location,
            self.block,
            self.row,
            self.cell,
            self.is_grid,
            self.confidence,
            offset,
        )

    def place(self, start: int, end: int) -> Location:
        """Where the characters from `start` up to `end` stand: the cell, or the line with their span in
        it."""
        if self.cell is not None:
            return self.location
        length = len(self.parts[0].text) if self.parts else len(self.text)
        start = min(start, length - 1)
        return self.location.within(self.offset + start + 1, self.offset + max(min(end, length), start + 1))


def pieces_of(
    blocks: Sequence[Paragraph | Table], start: int = 0, end: int | None = None
) -> Iterator[TablePiece]:
    """The pieces of the blocks from `start` up to `end` in printed order, without the numbers of pages
    between them, and the rules."""
    first = 0
    for number, block in enumerate(blocks[start:end], start):
        if isinstance(block, Paragraph):
            if not _is_furniture(block.text) and not _is_between_tables(blocks, number):
                yield TablePiece(block.text, block.location, number, first, confidence=block.confidence)
            first += 1
            continue
        is_listed = sum(len(row) > 1 for row in block.rows) * 2 < len(block.rows)
        for row in block.rows:
            alone = row[0].text if len(row) == 1 else ""
            if alone and (
                _PAGE_NUMBER.fullmatch(alone)
                or (_BARE.fullmatch(alone) and not is_listed and not block.is_grid)
            ):
                continue
            for cell in row:
                yield TablePiece(
                    cell.text, cell.location, number, first + cell.row, cell, block.is_grid, cell.confidence
                )
        first += len(block.rows)


def _is_furniture(line: str) -> bool:
    return _PAGE_NUMBER.fullmatch(line) is not None or _RULE.fullmatch(line) is not None


def _is_between_tables(blocks: Sequence[Paragraph | Table], number: int) -> bool:
    """Whether a line is a bare number between two pieces of tables, or one of so many under a table: that
    of a page."""
    block = blocks[number]
    if isinstance(block, Paragraph) and _OF_PAGES.fullmatch(block.text):
        return number > 0 and isinstance(blocks[number - 1], Table)
    if not isinstance(block, Paragraph) or _BARE.fullmatch(block.text) is None:
        return False
    beside = (*blocks[max(number - 1, 0) : number], *blocks[number + 1 : number + 2])
    return len(beside) == 2 and all(isinstance(other, Table) for other in beside)


def without(
    blocks: Sequence[Paragraph | Table], used: Iterable[Iterable[tuple[TablePiece, int, int]]]
) -> tuple[Paragraph | Table, ...]:
    """The blocks without what has been read: of a table the rows, of a line the characters between the first
    and the last of each run that was used, as blanks, so that every place in it keeps its number."""
    spans: dict[int, list[tuple[int, int]]] = {}
    rows: dict[int, set[int]] = {}
    for run in used:
        own: dict[int, tuple[int, int]] = {}
        for whole, start, end in run:
            for piece in whole.parts or (whole,):
                if piece.cell is not None:
                    rows.setdefault(piece.block, set()).add(piece.cell.row)
                    continue
                begin, stop = (0, len(piece.text)) if whole.parts else (start, end)
                first, last = own.get(piece.block, (piece.offset + begin, 0))
                own[piece.block] = min(first, piece.offset + begin), max(last, piece.offset + stop)
        for number, span in own.items():
            spans.setdefault(number, []).append(span)
    kept: list[Paragraph | Table] = []
    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph) and number in spans:
            text = block.text
            for start, end in spans[number]:
                text = text[:start] + " " * (end - start) + text[end:]
            if text.strip():
                kept.append(evolve(block, text=text))
        elif isinstance(block, Table) and number in rows:
            cells = tuple(cell for cell in block.cells if cell.row not in rows[number])
            if any(cell.text.strip() for cell in cells):
                kept.append(Table(cells=cells, location=block.location, is_grid=block.is_grid))
        else:
            kept.append(block)
    return tuple(kept)
