"""Views put together: paragraphs and tables in reading order, over all page breaks."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from attrs import field, mutable

from ...document import Box, Cell, Paragraph, Table
from ...errors import LimitExceeded
from ...language import phrase
from ...limits import Limits
from ...location import Location
from ...steps import Step
from .aligned.pages import align_tables
from .cells import PageTable
from .columns import split_columns
from .furniture import set_apart
from .joining import join_tables
from .lines import VisualLine, around, least_confidence
from .pages import View, dissolve_boxes
from .prose import ProseColumn, is_new_paragraph, measure_column, paragraph_text, widen_columns

__all__ = ["PASSES", "PagesRead", "assemble"]


class _Builder:
    """Takes lines and tables in reading order and gives blocks."""

    def __init__(self, limits: Limits, source: str | None, sizes: Mapping[int, tuple[float, float]]) -> None:
        self.blocks: list[Paragraph | Table] = []
        self.limits, self.source = limits, source
        self.cells = self.tables = self.paragraphs = 0
        self.open_lines: list[VisualLine] = []
        self.first_lines: list[VisualLine] = []  # those of them on the paragraph's first page
        self.sizes = sizes
        self.open_page = 0
        self.open_table: PageTable | None = None
        self.column = ProseColumn(0.0, 0.0)
        self.last_page = 0

    def close(self) -> None:
        """End the paragraph or the table that is still open."""
        if self.open_lines:
            self.paragraphs += 1
            runs = [run for line in self.open_lines for run in line.runs]
            self.blocks.append(
                Paragraph(
                    text=paragraph_text(self.open_lines),
                    location=Location(page=self.open_page, line=self.paragraphs),
                    confidence=least_confidence(runs),
                    box=self._share(around(self.first_lines), self.open_page),
                )
            )
            self.open_lines, self.first_lines = [], []
        if self.open_table is not None:
            self.tables += 1
            table = _table(self.open_table, self.tables, self._share)
            self.cells += len(table.cells)
            if self.cells > self.limits.cells:
                raise LimitExceeded(
                    phrase("more than {cells} table cells", cells=self.limits.cells), source=self.source
                )
            self.blocks.append(table)
            self.open_table = None

    def _share(self, box: Box | None, page: int) -> Box | None:
        """A box in points as shares of its page; None where the page is shown in two views."""
        if box is None or page not in self.sizes:
            return None
        width, height = self.sizes[page]
        left, top, right, bottom = box
        return left / width, top / height, right / width, bottom / height

    def add_line(self, line: VisualLine, page: int, view: int, column: ProseColumn) -> None:
        if self.open_table is not None or (
            self.open_lines
            and is_new_paragraph(
                self.open_lines[-1], line, self.column, column, is_same_page=view == self.last_page
            )
        ):
            self.close()
        if not self.open_lines:
            self.open_page = page
        self.open_lines.append(line)
        if page == self.open_page:
            self.first_lines.append(line)
        self.column, self.last_page = column, view

    def add_table(self, table: PageTable, view: int) -> None:
        if self.open_table is not None and view == self.last_page + 1:
            joined = join_tables(self.open_table, table, max(4.0, self.open_table.slack, table.slack))
            if joined is not None:
                self.open_table, self.last_page = joined, view
                return
        self.close()
        self.open_table, self.last_page = table, view


def _table(table: PageTable, number: int, share: Callable[[Box | None, int], Box | None]) -> Table:
    """The table with its columns counted from its bounds, and its boxes as shares of their pages."""
    xs = table.xs

    def column_of(x: float) -> int:
        return min(bisect_left(xs, x - 0.01), len(xs) - 1)

    cells = []
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.x0)):
        column = column_of(cell.x0)
        cells.append(
            Cell(
                text=cell.text,
                row=cell.row,
                column=column,
                rowspan=cell.rowspan,
                colspan=max(1, column_of(cell.x1) - column),
                location=Location(page=cell.page, table=number, row=cell.row + 1, column=column + 1),
                confidence=cell.confidence,
                picture=cell.picture,
                box=share(cell.box, cell.page),
            )
        )
    return Table(cells=tuple(cells), location=Location(page=cells[0].location.page, table=number))


@mutable(eq=False)
class PagesRead:
    """How far the views of all pages have been put together: `lines` and `aligned` (tables without rulings)
    of each view, `items` of each in printed order, `furniture` with the number of its view."""

    views: Sequence[View]
    limits: Limits
    source: str | None
    lines: Sequence[Sequence[VisualLine]] = field(init=False)
    aligned: Sequence[Sequence[PageTable]] = field(init=False)
    items: Sequence[Sequence[VisualLine | PageTable]] = ()
    furniture: Sequence[tuple[int, VisualLine]] = ()
    blocks: Sequence[Paragraph | Table] = ()

    def __attrs_post_init__(self) -> None:
        self.lines = [view.lines for view in self.views]
        self.aligned = [() for _ in self.views]


def _dissolve(pages: PagesRead) -> None:
    pages.views = dissolve_boxes(pages.views)
    pages.lines = [view.lines for view in pages.views]


def _set_apart(pages: PagesRead) -> None:
    pages.lines, pages.furniture = set_apart(pages.lines, [view.height for view in pages.views])


def _align(pages: PagesRead) -> None:
    pages.lines, pages.aligned = align_tables(pages.lines, [view.page for view in pages.views])


def _order(pages: PagesRead) -> None:
    pages.items = [
        _in_order(view, lines, aligned)
        for view, lines, aligned in zip(pages.views, pages.lines, pages.aligned, strict=True)
    ]


def _in_order(
    view: View, lines: Sequence[VisualLine], aligned: Sequence[PageTable]
) -> list[VisualLine | PageTable]:
    """The lines, the ruled tables of a view and those found by alignment, top to bottom."""
    items: list[VisualLine | PageTable] = []
    rest = sorted(lines, key=lambda line: line.top)
    for table in sorted((*view.tables, *aligned), key=lambda table: table.top) if aligned else view.tables:
        cut = next(
            (index for index, line in enumerate(rest) if line.top + line.bottom > 2 * table.top), len(rest)
        )
        items += [*rest[:cut], table]
        rest = rest[cut:]
    return [*items, *rest]


def _split(pages: PagesRead) -> None:
    split: list[list[VisualLine | PageTable]] = []
    for view, items in zip(pages.views, pages.items, strict=True):
        split.append([])
        for is_table, run in groupby(items, key=lambda item: isinstance(item, PageTable)):
            printed = list(run)
            lines = [item for item in printed if not isinstance(item, PageTable)]
            split[-1] += printed if is_table else split_columns(lines, view.page)
    pages.items = split


def _join(pages: PagesRead) -> None:
    times = Counter(view.page for view in pages.views)
    sizes = {
        view.page: (max(1.0, view.width), max(1.0, view.height))
        for view in pages.views
        if times[view.page] == 1
    }
    builder = _Builder(pages.limits, pages.source, sizes)
    columns = widen_columns(
        [
            measure_column(lines, [x for table in view.tables for x in (table.xs[0], table.xs[-1])])
            for view, lines in zip(pages.views, pages.lines, strict=True)
        ]
    )
    for index, (view, items, column) in enumerate(zip(pages.views, pages.items, columns, strict=True)):
        for item in items:
            if isinstance(item, PageTable):
                builder.add_table(item, index)
            else:
                builder.add_line(item, view.page, index, column)
    builder.close()
    pages.blocks = builder.blocks


PASSES: tuple[Step[Callable[[PagesRead], None]], ...] = (
    Step("boxes", phrase("frames around text become text"), _dissolve),
    Step("furniture", phrase("page numbers are left out, running heads and feet set apart"), _set_apart),
    Step("aligned", phrase("heads and figures in line become tables without rulings"), _align),
    Step("order", phrase("lines and tables are put in order, top to bottom"), _order),
    Step("columns", phrase("lines that are parted into columns become tables"), _split),
    Step("blocks", phrase("lines become paragraphs; a table goes on over a page break"), _join),
)
"""Made in this order over the views of a PDF, of a layout file or of images."""


def assemble(
    views: Sequence[View], limits: Limits, source: str | None
) -> tuple[tuple[Paragraph | Table, ...], tuple[Paragraph, ...]]:
    """The blocks of a document and its furniture (running heads and feet, each once)."""
    pages = PagesRead(views, limits, source)
    for step in PASSES:
        step.run(pages)
    furniture = tuple(
        Paragraph(text=line.text, location=Location(page=pages.views[index].page))
        for index, line in pages.furniture
    )
    return tuple(pages.blocks), furniture
