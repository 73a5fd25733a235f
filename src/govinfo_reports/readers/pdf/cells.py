"""The tables of one page: the grid's cells with the text that stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from statistics import median

from attrs import frozen

from .characters import Glyph, Run
from .grid import Grid
from .lines import VisualLine, around, gather_lines, least_confidence

__all__ = ["GridCell", "PageTable", "cell_text", "fill_grids"]

_DIGITS = re.compile(r"[\d.,]+\Z")
_CUT = (  # where a figure may be cut whatever its cell's width: before, after
    (re.compile(r"[\d,，]*\d[.．]"), re.compile(r"\d+")),
    (re.compile(r"[\d,，]*\d"), re.compile(r"[.．]\d+")),
    (re.compile(r"\d{1,3}(?:[,，]\d{3})*[,，]"), re.compile(r"\d{3}(?:[,，]\d{3})*(?:[.．]\d+)?")),
)
_MARGINS = 12.0  # points: blank margins of a cell at both sides
_THIN, _LOW = 0.6, 1.2  # of the height of a line: a row so low holds none, hardly one
_CROSSED = 0.3  # share of the runs that may stand across a line of the grid


@frozen(kw_only=True)
class GridCell:
    """A cell by its edges on the page. `is_full`: its last line leaves no room for another character,
    `is_nearly_full`: nor for two; `is_upright`: it is written one character a line. `row` counts from 0 in
    the table. `box` is around its text, or the cell itself where it is blank (points)."""

    row: int
    rowspan: int
    x0: float
    x1: float
    text: str
    is_full: bool = False
    is_nearly_full: bool = False
    is_upright: bool = False
    confidence: float | None = None
    page: int = 0
    picture: bytes | None = None
    box: tuple[float, float, float, float] | None = None


@frozen(kw_only=True)
class PageTable:
    """A table, or the piece of one that stands on a page, still by its edges. `xs` are the bounds of its
    columns."""

    xs: tuple[float, ...]
    top: float
    bottom: float
    cells: tuple[GridCell, ...]
    n_rows: int
    is_open_top: bool = False
    is_open_bottom: bool = False
    runs: tuple[Run, ...] = ()
    slack: float = 0.0

    @property
    def is_box(self) -> bool:
        """Whether it is a frame around text: a single column, or a single cell that is not blank."""
        return len(self.xs) == 2 or sum(bool(cell.text) for cell in self.cells) < 2


def cell_text(lines: Sequence[VisualLine], width: float) -> str:
    """The lines of a cell as one text. Lines are kept apart by `\\n`, except one character a line, and the
    digits of one figure that the cell was too narrow for."""
    texts = [line.text for line in lines]
    if len(texts) > 2 and is_upright(lines):
        return "".join(texts)
    joined: list[str] = []
    for index, (line, text) in enumerate(zip(lines, texts, strict=True)):
        if joined and _is_cut_figure(lines[index - 1], line, width):
            joined[-1] += text
        else:
            joined.append(text)
    return "\n".join(joined)


def is_upright(lines: Sequence[VisualLine]) -> bool:
    """Whether text is written one character a line (a punctuation mark may share one)."""
    return bool(lines) and all(len(line.text) <= 2 and not _DIGITS.match(line.text) for line in lines)


def _is_cut_figure(before: VisualLine, after: VisualLine, width: float) -> bool:
    """Whether two lines are one figure that its cell was too narrow for: cut at its decimal point or at a
    comma that parts thousands, or after as many digits as the cell has room for, with fewer behind. Else
    they may be two figures."""
    if any(end.fullmatch(before.text) and start.fullmatch(after.text) for end, start in _CUT):
        return True
    if not (_DIGITS.match(before.text) and _DIGITS.match(after.text)):
        return False
    room = width - (before.x1 - before.x0)
    is_filled = room < (before.x1 - before.x0) / len(before.text) + _MARGINS
    return 2 < len(before.text) > len(after.text) and is_filled


def is_full(line: VisualLine, width: float, more: int = 1) -> bool:
    """Whether a line in a cell so wide leaves no room for `more` of its characters beside the cell's
    margins."""
    return width - (line.x1 - line.x0) < more * line.height + _MARGINS


def fill_grids(grids: Iterable[Grid], runs: Iterable[Run], page: int) -> tuple[list[PageTable], list[Run]]:
    """The tables of a page with their text, each run in the innermost grid around it, and the runs outside
    of all.

    Grids that text runs across (charts, drawings) and frames around other things are left out, their text is
    kept."""
    inner_first = sorted(grids, key=lambda grid: grid.area)
    inside: list[list[Run]] = [[] for _ in inner_first]
    outside: list[Run] = []
    for run in runs:
        x, y = (run.x0 + run.x1) / 2, run.middle
        place = next((place for place, grid in enumerate(inner_first) if grid.covers(x, y)), None)
        (outside if place is None else inside[place]).append(run)
    tables: list[PageTable] = []
    for grid, held in zip(inner_first, inside, strict=True):
        table = _fill(_without_thin_rows(grid, held), held, page)
        if table is None:
            outside += held
        else:
            tables.append(table)
    return sorted(tables, key=lambda table: (table.top, table.xs[0])), outside


def _without_thin_rows(grid: Grid, runs: Sequence[Run]) -> Grid:
    """The grid without rows that are none: where cells have borders of their own, or a page break ends a
    cell over several rows early, a line is drawn within a row. What lies between is too low for a character
    and holds none, or no text begins there and most cells go through it."""
    if not runs:
        return grid
    height = median(run.height for run in runs)
    for row in reversed(range(grid.n_rows)):
        if grid.n_rows < 2 or grid.ys[row + 1] - grid.ys[row] >= _LOW * height:
            continue
        is_thin = grid.ys[row + 1] - grid.ys[row] < _THIN * height
        is_blank = not any(grid.ys[row] <= run.middle < grid.ys[row + 1] for run in runs)
        if (is_thin and is_blank) or _is_within_a_row(grid, row, runs):
            grid = grid.without_row(row)
    return grid


def _is_within_a_row(grid: Grid, row: int, runs: Sequence[Run]) -> bool:
    """Whether no text stands in the cells that begin in a row, and most of its columns are of cells that
    begin above."""
    begun = {owner for owner in grid.owners[row] if grid.regions[owner].row == row}
    through = sum(owner not in begun for owner in grid.owners[row])
    if 2 * through < grid.n_columns:
        return False
    return not any(grid.region_at((run.x0 + run.x1) / 2, run.middle) in begun for run in runs)


def _fill(grid: Grid, runs: list[Run], page: int) -> PageTable | None:
    """The grid with its text; None if text runs across its lines or there is none, but for a row that may
    end a table."""
    held: dict[int, list[Run]] = {}
    crossing = 0
    for run in runs:
        pieces, is_crossing = _split(grid, run)
        crossing += is_crossing
        for owner, piece in pieces:
            held.setdefault(owner, []).append(piece)
    is_row = grid.n_rows == 1 and len(grid.xs) > 3
    if not (held or is_row) or crossing > _CROSSED * len(runs):
        return None
    cells: list[GridCell] = []
    for index, region in enumerate(grid.regions):
        x0, x1 = grid.xs[region.column], grid.xs[region.column + region.colspan]
        lines = gather_lines(held.get(index, ()))
        cells.append(
            GridCell(
                row=region.row,
                rowspan=region.rowspan,
                x0=x0,
                x1=x1,
                text=cell_text(lines, x1 - x0),
                is_full=bool(lines) and is_full(lines[-1], x1 - x0),
                is_nearly_full=bool(lines) and is_full(lines[-1], x1 - x0, more=2),
                is_upright=is_upright(lines),
                confidence=least_confidence(held.get(index, ())),
                page=page,
                picture=held[index][0].picture if len(held.get(index, ())) == 1 else None,
                box=around(lines) or (x0, grid.ys[region.row], x1, grid.ys[region.row + region.rowspan]),
            )
        )
    return PageTable(
        xs=grid.xs,
        top=grid.ys[0],
        bottom=grid.ys[-1],
        cells=tuple(cells),
        n_rows=grid.n_rows,
        is_open_top=grid.is_open_top,
        is_open_bottom=grid.is_open_bottom,
        runs=tuple(runs),
    )


def _split(grid: Grid, run: Run) -> tuple[list[tuple[int, Run]], bool]:
    """A run cut where it goes from one cell into the next, and whether a line of the grid goes through a
    character."""
    y = run.middle
    first, last = run.glyphs[0], run.glyphs[-1]
    owner = grid.region_at((first[1] + first[2]) / 2, y)
    if first is last or owner == grid.region_at((last[1] + last[2]) / 2, y):
        return [(owner, run)], False
    pieces: list[tuple[int, list[Glyph]]] = []
    is_crossing = False
    for glyph in run.glyphs:
        _, x0, x1 = glyph
        at = grid.region_at((x0 + x1) / 2, y)
        if not pieces or pieces[-1][0] != at:
            pieces.append((at, []))
        pieces[-1][1].append(glyph)
        margin = 0.2 * (x1 - x0)
        is_crossing |= grid.region_at(x0 + margin, y) != grid.region_at(x1 - margin, y)
    return [(at, run.part(glyphs)) for at, glyphs in pieces], is_crossing
