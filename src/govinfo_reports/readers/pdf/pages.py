"""One page of a PDF as a view: the lines and the tables that stand on it (two views for two pages on one
sheet)."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from .cells import PageTable, fill_grids
from .characters import Run
from .grid import find_grids
from .lines import VisualLine, gather_lines
from .rulings import Ruling, Rulings, merge_rulings

__all__ = ["View", "dissolve_boxes", "page_views", "view_of"]

_GUTTER = 0.03  # of the sheet's width: the blank between two pages on one sheet
_RULES = 4  # so many lines from edge to edge make a table
_SAME = 4.0  # points
_ROWS = 4  # so many fill rects under each other may be cells drawn without lines


@frozen(kw_only=True)
class View:
    """What stands on a page (`page` from 1): lines outside of tables, and tables. `unread` counts the places
    of a page image where something is printed that was not recognised."""

    page: int
    width: float
    height: float
    lines: tuple[VisualLine, ...] = ()
    tables: tuple[PageTable, ...] = ()
    unread: int = 0


def page_views(page: int, size: tuple[float, float], runs: Sequence[Run], rulings: Rulings) -> list[View]:
    """The views of a page; a sheet that holds two pages side by side gives two."""
    across, down = merge_rulings(rulings.horizontal), merge_rulings(rulings.vertical)
    if len(across) < 2 and len(rulings.filled_horizontal) >= _ROWS:
        across = merge_rulings([*across, *rulings.filled_horizontal])
        down = merge_rulings([*down, *rulings.filled_vertical])
    width, height = size
    gutter = _gutter(size, runs, across)
    if gutter is None:
        return [view_of(page, size, runs, across, down)]
    left = [run for run in runs if run.x1 <= gutter]
    right = [run.moved(-gutter) for run in runs if run.x1 > gutter]
    return [
        view_of(
            page,
            (gutter, height),
            left,
            [line for line in across if line.end <= gutter],
            [line for line in down if line.at <= gutter],
        ),
        view_of(
            page,
            (width - gutter, height),
            right,
            [Ruling(line.at, line.start - gutter, line.end - gutter) for line in across if line.end > gutter],
            [Ruling(line.at - gutter, line.start, line.end) for line in down if line.at > gutter],
        ),
    ]


def view_of(
    page: int,
    size: tuple[float, float],
    runs: Sequence[Run],
    across: Sequence[Ruling],
    down: Sequence[Ruling],
) -> View:
    """The view that runs and merged lines make."""
    tables, outside = fill_grids(find_grids(across, down), runs, page)
    return View(
        page=page, width=size[0], height=size[1], lines=tuple(gather_lines(outside)), tables=tuple(tables)
    )


def _gutter(size: tuple[float, float], runs: Sequence[Run], across: Sequence[Ruling]) -> float | None:
    """The middle of the blank between two pages on one sheet, None if the sheet is one page."""
    width, height = size
    if width < 1.25 * height:
        return None
    taken = sorted([(run.x0, run.x1) for run in runs] + [(line.start, line.end) for line in across])
    end, best, place = 0.0, 0.0, 0.0
    for x0, x1 in taken:
        if x0 - end > best and 0.4 * width < (x0 + end) / 2 < 0.6 * width:
            best, place = x0 - end, (x0 + end) / 2
        end = max(end, x1)
    if best < _GUTTER * width:
        return None
    halves = [run for run in runs if run.x1 <= place], [run for run in runs if run.x1 > place]
    rules = [line for line in across if line.end <= place], [line for line in across if line.end > place]
    are_pages = [_is_page(half) for half in halves]
    are_ruled = [_is_ruled(half, lines) for half, lines in zip(halves, rules, strict=True)]
    if not all(page or ruled for page, ruled in zip(are_pages, are_ruled, strict=True)):
        return None
    return place if any(are_pages) or _have_same_margins(rules, width) else None


def _have_same_margins(rules: tuple[list[Ruling], list[Ruling]], width: float) -> bool:
    """Whether the lines of both halves of a sheet keep the same distance from the edges of their half."""
    left, right = (
        (min(line.start for line in lines), max(line.end for line in lines)) if lines else (0.0, 0.0)
        for lines in rules
    )
    return abs(right[0] - width / 2 - left[0]) < _SAME and abs(right[1] - width / 2 - left[1]) < _SAME


def _is_page(runs: Sequence[Run]) -> bool:
    """Whether half a sheet looks like a page: several lines that are written through from edge to edge."""
    if not runs:
        return False
    span = max(run.x1 for run in runs) - min(run.x0 for run in runs)
    lines = gather_lines(runs)
    written = (sum(run.x1 - run.x0 for run in line.runs) for line in lines)
    return sum(share > 0.75 * span for share in written) >= 3


def _is_ruled(runs: Sequence[Run], across: Sequence[Ruling]) -> bool:
    """Whether half a sheet is a page of a table: many lines are drawn from edge to edge of what stands
    there."""
    edges = [(run.x0, run.x1) for run in runs] + [(line.start, line.end) for line in across]
    if not edges:
        return False
    span = max(end for _, end in edges) - min(start for start, _ in edges)
    return sum(line.end - line.start > 0.75 * span for line in across) >= _RULES


def dissolve_boxes(views: Sequence[View]) -> list[View]:
    """The views with frames around text made text, except a box at a page's edge that a table goes on
    from."""
    found: list[View] = []
    for index, view in enumerate(views):
        before = views[index - 1] if index else None
        after = views[index + 1] if index + 1 < len(views) else None
        kept = [
            table
            for table in view.tables
            if not table.is_box or _is_begun(table, view, after) or _is_ended(table, view, before)
        ]
        known = set(map(id, kept))
        freed = [run for table in view.tables if id(table) not in known for run in table.runs]
        if len(kept) < len(view.tables):
            runs = [*freed, *(run for line in view.lines for run in line.runs)]
            view = evolve(view, lines=tuple(gather_lines(runs)), tables=tuple(kept))
        found.append(view)
    return found


def _same_width(table: PageTable, other: PageTable) -> bool:
    return abs((table.xs[-1] - table.xs[0]) - (other.xs[-1] - other.xs[0])) < 4.0


def _is_begun(table: PageTable, view: View, after: View | None) -> bool:
    """Whether a table begins with this box at the foot of its page."""
    if after is None or not after.tables or table is not view.tables[-1]:
        return False
    other = after.tables[0]
    is_near = (
        table.bottom > 0.7 * view.height and table.top > 0.6 * view.height and other.top < 0.25 * after.height
    )
    return is_near and not other.is_box and _same_width(table, other)


def _is_ended(table: PageTable, view: View, before: View | None) -> bool:
    """Whether a table ends with this box at the head of its page."""
    if before is None or not before.tables or table is not view.tables[0]:
        return False
    other = before.tables[-1]
    is_near = table.top < 0.25 * view.height and table.bottom < 0.4 * view.height
    is_piece = any(cell.text for cell in table.cells) or len(table.xs) == len(other.xs)
    is_near = is_near and is_piece and other.bottom > 0.7 * before.height
    return is_near and not other.is_box and _same_width(table, other)
