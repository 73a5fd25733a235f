"""What a reader gives: paragraphs and tables in reading order, with their places, and no meaning yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum
from operator import attrgetter

from attrs import field, frozen

from .brief import brief
from .location import Location

__all__ = ["Box", "Cell", "Container", "Document", "Paragraph", "Table"]


class Container(str, Enum):
    """The kind of file a document came in.

    >>> Container('pdf').name
    'PDF'
    """

    TEXT = "text"
    """Plain text or Markdown."""
    HTML = "html"
    """A web page, also a saved one (.mht) or an article in JSON."""
    DOCX = "docx"
    """Word, .docx and the older .doc, RTF and WPS."""
    ODT = "odt"
    """OpenDocument text."""
    PDF = "pdf"
    """PDF with its text; scans too."""
    OFD = "ofd"
    """OFD (GB/T 33190)."""
    SHEET = "sheet"
    """A workbook: xlsx, xls, ods, csv."""
    IMAGE = "image"
    """A picture, or several, of pages."""


Box = tuple[float, float, float, float]
"""Where something is printed on its page: its left, top, right and bottom edge as shares (0-1) of the page's
width and height."""


@frozen(kw_only=True)
class Paragraph:
    """A run of text that belongs together. `level` is 1-9 where the container itself marks a heading, else
    None.

    `confidence` (0-1) is set where the text was recognised from an image. `box` is where its first page
    shows it, None in containers without pages.
    """

    text: str
    location: Location
    level: int | None = None
    confidence: float | None = None
    box: Box | None = field(default=None, repr=False, eq=False)


@frozen(kw_only=True)
class Cell:
    """One printed cell. `row` and `column` count from 0 in the table's grid; a merged cell stands once, at
    its first row and column, with its spans. Line breaks inside the cell are kept as `\\n`.
    `picture` is the image (PNG) of a figure that was recognised, else None; `box` is where the page shows
    the cell's text, or the cell where it is blank."""

    text: str
    row: int
    column: int
    location: Location
    rowspan: int = 1
    colspan: int = 1
    confidence: float | None = None
    picture: bytes | None = field(default=None, repr=False, eq=False)
    box: Box | None = field(default=None, repr=False, eq=False)


@frozen(kw_only=True)
class Table:
    """A table as printed. With `is_grid`, equal `column` numbers mean the same printed column (HTML, Word,
    PDF, sheets); without it (tables typed in text) `column` only counts the cells of its row, and merged
    cells are printed once."""

    cells: tuple[Cell, ...]
    location: Location
    is_grid: bool = True
    _rows: tuple[tuple[Cell, ...], ...] = field(init=False, repr=False, eq=False)

    @_rows.default
    def _group_rows(self) -> tuple[tuple[Cell, ...], ...]:
        count = max((cell.row for cell in self.cells), default=-1) + 1
        rows: list[list[Cell]] = [[] for _ in range(count)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return tuple(tuple(sorted(row, key=attrgetter("column"))) for row in rows)

    def __repr__(self) -> str:
        return f"<Table ({brief(str(self.location), 80)}): {len(self._rows)} rows, {len(self.cells)} cells>"

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The printed cells of each row, a merged cell only in its first row."""
        return self._rows

    @property
    def n_columns(self) -> int:
        """How many grid columns the table has, spans counted."""
        return max((cell.column + cell.colspan for cell in self.cells), default=0)

    def covering(self) -> tuple[tuple[Cell | None, ...], ...]:
        """The full grid: for every row and column the cell that covers it (a merged cell again and again),
        or None."""
        height = max((cell.row + cell.rowspan for cell in self.cells), default=0)
        width = self.n_columns
        grid: list[list[Cell | None]] = [[None] * width for _ in range(height)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rowspan):
                for column in range(cell.column, cell.column + cell.colspan):
                    if grid[row][column] is None:
                        grid[row][column] = cell
        return tuple(tuple(row) for row in grid)


@frozen(kw_only=True)
class Document:
    """A source as read, without meaning yet.

    Attributes:
        blocks: The article's paragraphs and tables in reading order.
        container: The kind of file.
        source: The name of the source, None for bytes.
        furniture: What the reader set apart from the article but that may say who published it and when
            (page title, 发布时间 lines, the metadata table as one `名称：值` paragraph each).
        notices: What the reader met and did not read.

    >>> from govinfo_reports import read_document
    >>> document = read_document("云河市2022年政府信息公开工作年度报告".encode())
    >>> [one.text for one in document.paragraphs()]
    ['云河市2022年政府信息公开工作年度报告']
    """

    blocks: tuple[Paragraph | Table, ...]
    container: Container
    source: str | None = None
    furniture: tuple[Paragraph, ...] = ()
    notices: tuple[str, ...] = ()

    def __repr__(self) -> str:
        tables = sum(isinstance(block, Table) for block in self.blocks)
        source = "" if self.source is None else f" {brief(self.source, 80)}"
        return (
            f"<Document {self.container.value}{source}: {len(self.blocks) - tables} paragraphs, "
            f"{tables} table{'s' * (tables != 1)}>"
        )

    def reading_order(self) -> Callable[[Location], tuple[int, ...]]:
        """A key that sorts places of this document as a person reads it: by block, then row and column, then
        character."""
        blocks: dict[tuple[object, ...], int] = {}
        for number, block in enumerate(self.blocks):
            where = block.location
            key = (
                ("table", where.table) if isinstance(block, Table) else (where.page, where.line, where.sheet)
            )
            blocks.setdefault(key, number)
        last = len(self.blocks)

        def key_of(where: Location) -> tuple[int, ...]:
            paragraph = (where.page, where.line, where.sheet)
            number = blocks.get(("table", where.table), blocks.get(paragraph, last))
            return number, where.row or 0, where.column or 0, where.span[0] if where.span else 0

        return key_of

    def paragraphs(self) -> Iterator[Paragraph]:
        """The article's paragraphs in order. Raises nothing.

        Returns:
            An iterator over them, tables left out.
        """
        return (block for block in self.blocks if isinstance(block, Paragraph))

    def tables(self) -> Iterator[Table]:
        """The article's tables in order. Raises nothing.

        Returns:
            An iterator over them, paragraphs left out.
        """
        return (block for block in self.blocks if isinstance(block, Table))
