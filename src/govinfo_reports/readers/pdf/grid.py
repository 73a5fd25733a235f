"""Grids of table cells from ruling lines; a missing line between two cells makes them one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from .rulings import Ruling

__all__ = ["Grid", "Region", "find_grids"]

_TOUCH = 3.5  # points: lines that come so near to each other meet
_SNAP = 3.5  # points: nearer lines bound no column or row of their own
_OPEN = 8.0  # points: lines that stand out so far leave an open cell at the side
_MAX_LINES = 800  # in each direction: beyond, it is a drawing
_MAX_CELLS = 50_000  # of one grid: likewise


@frozen(kw_only=True)
class Region:
    """A cell's place in its grid, with the number of rows and columns it takes."""

    row: int
    column: int
    rowspan: int
    colspan: int


@frozen(kw_only=True)
class Grid:
    """The lines that bound the columns (`xs`) and rows (`ys`) of a table, and its cells.
    `owners[row][column]` is the index in `regions` of the cell there. `is_open_top`, `is_open_bottom`: no
    line is drawn there."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]
    owners: tuple[tuple[int, ...], ...]
    is_open_top: bool = False
    is_open_bottom: bool = False

    @property
    def n_columns(self) -> int:
        """Number of columns."""
        return len(self.xs) - 1

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return len(self.ys) - 1

    @property
    def area(self) -> float:
        """How much of the page it takes."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def covers(self, x: float, y: float) -> bool:
        """Whether a point lies in the grid."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def region_at(self, x: float, y: float) -> int:
        """The index of the cell at a point that the grid covers."""
        row = min(max(bisect_right(self.ys, y) - 1, 0), self.n_rows - 1)
        column = min(max(bisect_right(self.xs, x) - 1, 0), self.n_columns - 1)
        return self.owners[row][column]

    def without_row(self, row: int) -> Grid:
        """The grid without one of its rows: the cells over it are one row shorter, those in it alone are
        gone."""
        kept: dict[int, Region] = {}
        for index, region in enumerate(self.regions):
            shorter = region.row <= row < region.row + region.rowspan
            if shorter and region.rowspan == 1:
                continue
            kept[index] = evolve(
                region, row=region.row - (region.row > row), rowspan=region.rowspan - shorter
            )
        numbers = {index: number for number, index in enumerate(kept)}
        return evolve(
            self,
            ys=(*self.ys[:row], (self.ys[row] + self.ys[row + 1]) / 2, *self.ys[row + 2 :]),
            regions=tuple(kept.values()),
            owners=tuple(
                tuple(numbers[owner] for owner in line)
                for number, line in enumerate(self.owners)
                if number != row
            ),
        )


def find_grids(horizontal: Sequence[Ruling], vertical: Sequence[Ruling]) -> list[Grid]:
    """The grids that merged lines draw, top to bottom; boxes and frames of one cell too."""
    if len(horizontal) > _MAX_LINES or len(vertical) > _MAX_LINES:
        return []
    parent = list(range(len(horizontal) + len(vertical)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    places = [line.at for line in vertical]  # merged lines come sorted
    for index, line in enumerate(horizontal):
        low = bisect_left(places, line.start - _TOUCH)
        for other in range(low, bisect_right(places, line.end + _TOUCH)):
            upright = vertical[other]
            if upright.start - _TOUCH <= line.at <= upright.end + _TOUCH:
                parent[root(index)] = root(len(horizontal) + other)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for index, line in enumerate((*horizontal, *vertical)):
        groups.setdefault(root(index), ([], []))[index >= len(horizontal)].append(line)
    grids = [_build(across, down) for across, down in groups.values() if across and down]
    return sorted((grid for grid in grids if grid is not None), key=lambda grid: (grid.ys[0], grid.xs[0]))


def _snap(values: Iterable[float]) -> list[float]:
    """The values with near ones made one."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= _SNAP:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _close(bounds: list[float], crossing: Sequence[Ruling]) -> tuple[list[float], bool, bool]:
    """The bounds with a side added where lines stand out over the outermost bound (a side that is not
    drawn)."""
    starts = sorted(line.start for line in crossing)
    ends = sorted((line.end for line in crossing), reverse=True)
    first = len(starts) > 1 and starts[1] < bounds[0] - _OPEN
    last = len(ends) > 1 and ends[1] > bounds[-1] + _OPEN
    closed = [*([starts[1]] if first else []), *bounds, *([ends[1]] if last else [])]
    return closed, first, last


def _coverage(bounds: Sequence[float], steps: Sequence[float], lines: Sequence[Ruling]) -> list[list[bool]]:
    """For every bound and every step along it, whether a line is drawn there over at least half of the
    step."""
    covered = [[False] * (len(steps) - 1) for _ in bounds]
    for at, start, end in lines:
        index = bisect_left(bounds, at)
        if index == len(bounds) or (index and at - bounds[index - 1] < bounds[index] - at):
            index -= 1
        low, high = max(bisect_right(steps, start) - 1, 0), min(bisect_left(steps, end), len(steps) - 1)
        if low >= high:
            continue
        row = covered[index]
        row[low + 1 : high - 1] = [True] * (high - low - 2)
        for step in {low, high - 1}:
            shared = min(end, steps[step + 1]) - max(start, steps[step])
            if shared >= 0.5 * (steps[step + 1] - steps[step]):
                row[step] = True
    return covered


def _build(across: list[Ruling], down: list[Ruling]) -> Grid | None:
    ys, open_top, open_bottom = _close(_snap(line.at for line in across), down)
    xs, _, _ = _close(_snap(line.at for line in down), across)
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _MAX_CELLS:
        return None
    above, before = _coverage(ys, xs, across), _coverage(xs, ys, down)
    rows = [y for i, y in enumerate(ys) if i in (0, len(ys) - 1) or any(above[i])]
    columns = [x for i, x in enumerate(xs) if i in (0, len(xs) - 1) or any(before[i])]
    if len(rows) < len(ys) or len(columns) < len(xs):  # a line too short to part any two cells bounds nothing
        ys, xs = rows, columns
        above, before = _coverage(ys, xs, across), _coverage(xs, ys, down)
    owners, regions = _regions(above, before, len(ys) - 1, len(xs) - 1)
    return Grid(
        xs=tuple(xs),
        ys=tuple(ys),
        regions=regions,
        owners=owners,
        is_open_top=open_top,
        is_open_bottom=open_bottom,
    )


def _regions(
    above: list[list[bool]], before: list[list[bool]], n_rows: int, n_columns: int
) -> tuple[tuple[tuple[int, ...], ...], tuple[Region, ...]]:
    """Cells as the largest rectangles without a line inside, taken from the top left corner on."""
    owners = [[-1] * n_columns for _ in range(n_rows)]
    regions: list[Region] = []
    for row in range(n_rows):
        for column in range(n_columns):
            if owners[row][column] >= 0:
                continue
            right = column + 1
            while right < n_columns and owners[row][right] < 0 and not before[right][row]:
                right += 1
            below = row + 1
            while below < n_rows and _continues(above, before, owners, below, column, right):
                below += 1
            for line in owners[row:below]:
                line[column:right] = [len(regions)] * (right - column)
            regions.append(Region(row=row, column=column, rowspan=below - row, colspan=right - column))
    return tuple(map(tuple, owners)), tuple(regions)


def _continues(
    above: list[list[bool]],
    before: list[list[bool]],
    owners: list[list[int]],
    row: int,
    left: int,
    right: int,
) -> bool:
    """Whether the cell over columns left..right goes on into this row: no line above it, none inside, the
    sides alike."""
    if any(above[row][left:right]) or any(owners[row][column] >= 0 for column in range(left, right)):
        return False
    return not any(before[column][row] for column in range(left + 1, right))
