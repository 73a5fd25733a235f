"""PDF bytes of paragraphs and tables, drawn the ways office programs draw them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from attrs import evolve, field, frozen
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from govinfo_reports.document import Cell, Table
from govinfo_reports.location import Location

__all__ = ["PdfStyle", "table_of", "write_pdf"]

_FONT = "STSong-Light"


@frozen(kw_only=True)
class PdfStyle:
    """How a PDF is drawn. `rules`: lines, rects (a stroked box a cell), thin (filled thin boxes), none.

    `head_rows` are printed again after a page break, and none parts them from the row below; `open_sides`
    leaves the left and right side of tables undrawn;
    `cut_rows` lets a page break go through a row. `page_number` and `running_head` are printed on every
    page, `{}` is the number. `turn` is the page's rotation; `font_file` is a TrueType font to embed.
    `figures` (left, centre, right), `heads` (the texts of the first three rows) and `labels` (all others)
    are where the lines of a cell stand; `at_top`: they begin at its upper edge, else they stand in its
    middle. Even pages stand `aside` by so many points.
    """

    width: float = 595.0
    height: float = 842.0
    margin: float = 72.0
    size: float = 10.5
    rules: str = "lines"
    head_rows: int = 0
    open_sides: bool = False
    cut_rows: bool = False
    page_number: str = ""
    running_head: str = ""
    turn: int = 0
    in_form: bool = False
    frame: bool = False
    locked: bool = False
    font_file: str = ""
    padding: float = 4.0
    figures: str = "centre"
    heads: str = "left"
    labels: str = "left"
    at_top: bool = False
    aside: float = 0.0
    shares: tuple[float, ...] = field(default=())


def table_of(rows: Sequence[Sequence[str | tuple[str, int, int]]]) -> Table:
    """A table of rows of texts, or of (text, rowspan, colspan); a cell stands where the grid is still
    free."""
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for row, texts in enumerate(rows):
        column = 0
        for item in texts:
            text, rowspan, colspan = (item, 1, 1) if isinstance(item, str) else item
            while (row, column) in taken:
                column += 1
            taken |= {(row + down, column + right) for down in range(rowspan) for right in range(colspan)}
            cells.append(
                Cell(text=text, row=row, column=column, rowspan=rowspan, colspan=colspan, location=Location())
            )
            column += colspan
    return Table(cells=tuple(cells), location=Location())


def write_pdf(blocks: Sequence[str | Table], style: PdfStyle | None = None) -> bytes:
    """A PDF of paragraphs (wrapped, first line indented; a leading `^` centres one) and tables."""
    return _Writer(style or PdfStyle()).write(blocks)


class _Writer:
    def __init__(self, style: PdfStyle) -> None:
        self.style = style
        self.buffer = io.BytesIO()
        sides = (style.width, style.height)  # reportlab exchanges them on a page turned by 90 degrees
        self.canvas = Canvas(
            self.buffer,
            pagesize=sides[::-1] if style.turn % 180 else sides,
            encrypt="key" if style.locked else None,
            invariant=1,
        )
        self.font = _FONT
        if style.font_file:
            from reportlab.pdfbase.ttfonts import TTFont

            pdfmetrics.registerFont(TTFont("embedded", style.font_file))
            self.font = "embedded"
        else:
            pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
        self.page = 0
        self.left, self.right = style.margin, style.width - style.margin
        self.y = 0.0
        self.printed: dict[tuple[int, int], int] = {}  # lines of a merged cell that a page before holds
        self.begin_page()

    @property
    def step(self) -> float:
        return self.style.size * 1.5

    def begin_page(self) -> None:
        style, self.page = self.style, self.page + 1
        if style.turn:
            self.canvas.setPageRotation(style.turn)
        if style.in_form:
            self.canvas.beginForm(f"page{self.page}", 0, 0, style.width, style.height)
        self.canvas.setFont(self.font, style.size)
        if style.aside and self.page % 2 == 0:
            self.canvas.translate(style.aside, 0)
        if style.frame:
            self.canvas.rect(28, 28, style.width - 56, style.height - 56)
        if style.running_head:
            self.canvas.drawString(self.left, style.height - 40, style.running_head)
        if style.page_number:
            text = style.page_number.format(self.page)
            self.canvas.drawString((style.width - self.width_of(text)) / 2, 36, text)
        self.y = style.height - style.margin

    def end_page(self) -> None:
        if self.style.in_form:
            self.canvas.endForm()
            self.canvas.doForm(f"page{self.page}")
        self.canvas.showPage()

    def turn_page(self) -> None:
        self.end_page()
        self.begin_page()

    def write(self, blocks: Sequence[str | Table]) -> bytes:
        for block in blocks:
            if isinstance(block, Table):
                self.draw_table(block)
            elif block == "\f":
                self.turn_page()
            else:
                self.draw_paragraph(block)
        self.end_page()
        self.canvas.save()
        return self.buffer.getvalue()

    def width_of(self, text: str) -> float:
        return float(pdfmetrics.stringWidth(text, self.font, self.style.size))

    def wrapped(self, text: str, width: float, indent: float = 0.0) -> list[str]:
        lines: list[str] = []
        for part in text.split("\n"):
            line = ""
            for char in part:
                room = width - (0.0 if lines else indent)
                if line and self.width_of(line + char) > room and char not in "，。、；）":
                    lines.append(line)
                    line = ""
                line += char
            lines.append(line)
        return lines

    def draw_paragraph(self, text: str) -> None:
        centred, text = text.startswith("^"), text.lstrip("^")
        indent = 0.0 if centred else 2 * self.style.size
        for number, line in enumerate(self.wrapped(text, self.right - self.left, indent)):
            if self.y - self.step < self.style.margin:
                self.turn_page()
            x = self.left + (0.0 if number else indent)
            if centred:
                x = (self.style.width - self.width_of(line)) / 2
            self.canvas.drawString(x, self.y - self.style.size, line)
            self.y -= self.step

    def draw_table(self, table: Table) -> None:
        xs = self.bounds(table)
        heights = self.row_heights(table, xs)
        room = self.style.height - 2 * self.style.margin
        if max(heights) + sum(heights[: self.style.head_rows]) > room:
            raise ValueError("a row is higher than the page")
        self.y -= 4
        start, total = 0, len(heights)
        self.printed.clear()
        while start < total:
            end, used = start, 0.0
            while end < total and self.y - used - heights[end] >= self.style.margin:
                used += heights[end]
                end += 1
            if end == start or (start == 0 and end <= self.style.head_rows and end < total):
                self.turn_page()
                if self.style.head_rows and start:
                    self.draw_rows(table, xs, heights[: self.style.head_rows], 0)
                continue
            if self.style.cut_rows and end < total and self.y - used - self.step - 6 >= self.style.margin:
                self.draw_rows(
                    self.cut_texts(table, xs, end, first=True),
                    xs,
                    [*heights[start:end], self.step + 6],
                    start,
                )
                self.turn_page()
                table = self.cut_texts(table, xs, end, first=False)
                heights = [*heights[:end], max(heights[end] - self.step, self.step + 6), *heights[end + 1 :]]
                start = end
                continue
            self.draw_rows(table, xs, heights[start:end], start)
            start = end
            if start < total:
                self.turn_page()
                if self.style.head_rows:
                    self.draw_rows(table, xs, heights[: self.style.head_rows], 0)
        self.y -= 6

    def cut_texts(self, table: Table, xs: Sequence[float], row: int, *, first: bool) -> Table:
        cells = []
        for cell in table.cells:
            if cell.row == row:
                width = xs[cell.column + cell.colspan] - xs[cell.column] - 2 * self.style.padding
                lines = self.wrapped(cell.text, width)
                cell = evolve(cell, text=lines[0] if first else "\n".join(lines[1:]))
            cells.append(cell)
        return Table(cells=tuple(cells), location=table.location)

    def bounds(self, table: Table) -> list[float]:
        shares = self.style.shares
        if len(shares) != table.n_columns:
            shares = (2.0, *(1.0 for _ in range(table.n_columns - 1)))
        xs = [self.left]
        for share in shares:
            xs.append(xs[-1] + share * (self.right - self.left) / sum(shares))
        return xs

    def row_heights(self, table: Table, xs: Sequence[float]) -> list[float]:
        heights = [self.step + 6 for _ in table.covering()]
        for cell in sorted(table.cells, key=lambda cell: cell.rowspan):
            width = xs[cell.column + cell.colspan] - xs[cell.column] - 2 * self.style.padding
            need = len(self.wrapped(cell.text, width)) * self.step + 6
            lack = need - sum(heights[cell.row : cell.row + cell.rowspan])
            if lack > 0:
                heights[cell.row + cell.rowspan - 1] += lack
        return heights

    def draw_rows(self, table: Table, xs: Sequence[float], heights: Sequence[float], start: int) -> None:
        """Rows from `start` on; a cell that goes over the edge of the piece keeps in it the lines that
        fit."""
        ys = [self.y]
        for height in heights:
            ys.append(ys[-1] - height)
        end = start + len(heights)
        for cell in table.cells:
            top, bottom = max(cell.row, start), min(cell.row + cell.rowspan, end)
            if top >= bottom:
                continue
            box = (xs[cell.column], ys[bottom - start], xs[cell.column + cell.colspan], ys[top - start])
            self.draw_rules(box, xs)
            self.draw_cell(cell, box, start, end)
        self.y = ys[-1]

    def draw_cell(self, cell: Cell, box: tuple[float, float, float, float], start: int, end: int) -> None:
        x0, y0, x1, y1 = box
        lines = self.wrapped(cell.text, x1 - x0 - 2 * self.style.padding)
        if cell.row < start:  # the lines that did not fit on the page before
            lines = lines[self.printed.get((cell.row, cell.column), 0) :]
        if cell.row + cell.rowspan > end:
            lines = lines[: int((y1 - y0) // self.step)]
            before = self.printed.get((cell.row, cell.column), 0) if cell.row < start else 0
            self.printed[(cell.row, cell.column)] = before + len(lines)
        y = (y0 + y1) / 2 + len(lines) * self.step / 2 - self.style.size
        if self.style.at_top:
            y = y1 - 3 - self.style.size
        for line in lines:
            is_value = line.replace(".", "").isdigit()
            aside = {
                "left": self.style.padding,
                "centre": (x1 - x0 - self.width_of(line)) / 2,
                "right": x1 - x0 - self.style.padding - self.width_of(line),
            }
            text_side = self.style.heads if cell.row < 3 else self.style.labels
            x = x0 + aside[self.style.figures if is_value else text_side]
            self.canvas.drawString(x, y, line)
            y -= self.step

    def draw_rules(self, box: tuple[float, float, float, float], xs: Sequence[float]) -> None:
        x0, y0, x1, y1 = box
        rules = self.style.rules
        if rules == "rects":
            self.canvas.rect(x0, y0, x1 - x0, y1 - y0)
        for ax, ay, bx, by in self.edges(box, xs):
            if rules == "lines":
                self.canvas.line(ax, ay, bx, by)
            elif rules == "thin":
                self.canvas.rect(ax - 0.25, ay - 0.25, bx - ax + 0.5, by - ay + 0.5, stroke=0, fill=1)

    def edges(
        self, box: tuple[float, float, float, float], xs: Sequence[float]
    ) -> Iterator[tuple[float, float, float, float]]:
        x0, y0, x1, y1 = box
        yield x0, y0, x1, y0
        yield x0, y1, x1, y1
        if not (self.style.open_sides and x0 == xs[0]):
            yield x0, y0, x0, y1
        if not (self.style.open_sides and x1 == xs[-1]):
            yield x1, y0, x1, y1
