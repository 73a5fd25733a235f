"""The tables of sections three and four without ruling lines, by how their figures, heads and labels are
aligned."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from statistics import median

from attrs import field, frozen

from ..cells import PageTable
from ..characters import Run
from ..lines import VisualLine, gather_lines
from .cells import build_table, find_columns
from .heads import Heads, has_head, is_value, middle_of, pieces_of, read_heads
from .labels import begins_label, first_aside, label_items, label_lines, label_rows, place_groups, up_to

__all__ = ["align_tables"]

_LEVEL = 0.35  # heights: how far the figures of one row may stand from each other's height
_END = 6.0  # heights: a wider blank ends a table
_NOTE = 8.0  # heights: how far above the heads the note beside them may begin
_SAME = 1.0  # points: where heads stand again
_NEAR = 0.8  # heights: lines of one note beside the heads
_PIECES = 1_000  # of text in a table: the forms have no more
_FAR = 1_000.0  # points: as good as no table can bridge
_MOST = 4_000  # pieces of text on one page: beyond, it is a drawing
_TRIES = 12  # rows of figures under something like heads: a report has two such tables


@frozen
class _Sheet:
    """All pages as one: their pieces from top to bottom, each page below the one before it, and where each
    begins."""

    pieces: list[Run] = field(factory=list)
    starts: list[float] = field(factory=list)
    shifts: list[float] = field(factory=list)
    lines: list[list[tuple[VisualLine, list[Run]]]] = field(factory=list)

    def view_of(self, piece: Run) -> int:
        """The page that a piece stands on."""
        return bisect_right(self.starts, piece.middle) - 1

    def index_of(self, height: float) -> int:
        """The first piece that stands no higher."""
        return bisect_left(self.pieces, height, key=lambda piece: piece.middle)


def align_tables(
    views: Sequence[Sequence[VisualLine]], pages: Sequence[int]
) -> tuple[list[list[VisualLine]], list[list[PageTable]]]:
    """The lines of each view that are left, and the tables that begin in it (`pages` are the numbers of the
    views' pages).

    A row with a figure between two columns has a cell over several of them. What is not plainly such a table
    stays lines.
    """
    tables: list[list[PageTable]] = [[] for _ in views]
    if not any(has_head(run) for view in views for line in view for run in line.runs):
        return [list(view) for view in views], tables
    sheet = _lay_out(views)
    used: set[int] = set()
    end, tries = 0.0, 0
    for row in _figure_rows([piece for piece in sheet.pieces if is_value(piece)]):
        if row[0].middle < end or tries == _TRIES:
            continue
        at = sheet.index_of(row[0].middle - _LEVEL * row[0].height)
        heads, before = _heads_above(sheet, at, row)
        if heads is None:
            continue
        tries += 1
        built = _build(sheet, heads, at, pages)
        if built is not None:
            table, runs = built
            used.update(map(id, (*runs, *before)))
            end = max(run.bottom for run in runs)
            tables[sheet.view_of(heads.first)].append(table)
    return [[left for own in lines for left in _left(*own, used)] for lines in sheet.lines], tables


def _heads_above(sheet: _Sheet, at: int, row: Sequence[Run]) -> tuple[Heads | None, tuple[Run, ...]]:
    """The heads above a row of figures, and those on the page before that are printed again: the page ended
    with them."""
    begin = sheet.index_of(sheet.starts[sheet.view_of(row[0])])
    near = max(0, at - _PIECES)
    heads = read_heads(sheet.pieces[max(begin, near) : at], row)
    if heads is None or begin == 0:
        return heads or read_heads(sheet.pieces[near:at], row), ()
    before = read_heads(sheet.pieces[max(0, begin - _PIECES) : begin], row)
    return heads, before.used if before is not None and before.leaves == heads.leaves else ()


def _lay_out(views: Sequence[Sequence[VisualLine]]) -> _Sheet:
    """The pages as one, each a little below what stands on the one before it."""
    sheet = _Sheet()
    bottom = 0.0
    for view in views:
        pieces = [[piece for run in line.runs for piece in pieces_of(run)] for line in view]
        if sum(map(len, pieces)) > _MOST:
            pieces = [[] for _ in view]
            bottom += _FAR  # no table goes on over such a page
        top = min((piece for some in pieces for piece in some), key=lambda piece: piece.top, default=None)
        shift = bottom + (top.height / 2 - top.top if top is not None else 0.0)
        moved = [[piece.lowered(shift) for piece in some] for some in pieces]
        own = sorted((piece for some in moved for piece in some), key=lambda piece: piece.middle)
        sheet.starts.append(bottom)
        sheet.shifts.append(shift)
        sheet.lines.append(list(zip(view, moved, strict=True)))
        sheet.pieces.extend(own)
        bottom = max((piece.bottom for piece in own), default=bottom)
    return sheet


def _left(line: VisualLine, pieces: Sequence[Run], used: set[int]) -> list[VisualLine]:
    """What is left of a line without the pieces that are in tables."""
    kept = [piece for piece in pieces if id(piece) not in used]
    if len(kept) == len(pieces):
        return [line]
    return gather_lines([piece.lowered(line.top - min(run.top for run in pieces)) for piece in kept])


def _figure_rows(figures: Sequence[Run]) -> list[tuple[Run, ...]]:
    """Figures that stand at one height, from left to right; `figures` come from top to bottom."""
    rows: list[list[Run]] = []
    for piece in figures:
        if rows and piece.middle - rows[-1][0].middle <= _LEVEL * piece.height:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [tuple(sorted(row, key=lambda piece: piece.x0)) for row in rows]


def _build(sheet: _Sheet, heads: Heads, at: int, pages: Sequence[int]) -> tuple[PageTable, list[Run]] | None:
    """The table under heads with the pieces it takes, None if it cannot be told what is what."""
    figures, beside, used = _body(sheet, heads, at)
    figure_rows = _figure_rows(figures)
    if not figures or not (heads.has_labels or len(figure_rows) == 1):
        return None
    columns = find_columns(heads, figure_rows)
    note, lines = _note_and_labels(heads, label_lines(beside)) if heads.has_labels else ([], [])
    items = label_items(up_to(lines, figures[-1].middle), sheet.starts)
    strays = [figure for figure in figures if columns.at(figure) is None]
    strays += [piece for piece in beside if piece.text.isdigit()]
    own = sheet.view_of(heads.last)
    views = (view for view in map(sheet.view_of, strays) if view > own)
    aside = min((*views, first_aside(items, sheet.view_of)))
    if (
        sheet.view_of(figures[-1]) >= aside
    ):  # pages that may stand aside from the heads, by a whole column even
        figure_rows = [row for row in figure_rows if sheet.view_of(row[0]) < aside]
        figures = [figure for row in figure_rows for figure in row]
        used = [piece for piece in used if sheet.view_of(piece) < aside]
        if not figures:
            return None
        items = label_items(up_to(lines, figures[-1].middle), sheet.starts)
    rows = label_rows(figure_rows, items)
    labels = place_groups(rows, items) if heads.has_labels else []
    if heads.has_labels and not any(label.item for label in labels):
        return None
    used += [*heads.used, *figures, *(run for line in note for run in line.runs)]
    used += [run for label in labels if label.item for line in label.item.lines for run in line.runs]
    first = heads.first
    table = build_table(
        heads,
        note,
        rows,
        labels,
        columns,
        page_of=lambda run: pages[sheet.view_of(run)],
        shift_of=lambda run: sheet.shifts[sheet.view_of(run)],
        top=min(run.top for run in heads.used) - sheet.shifts[sheet.view_of(first)],
    )
    return table, used


def _body(sheet: _Sheet, heads: Heads, at: int) -> tuple[list[Run], list[Run], list[Run]]:
    """The figures and what stands left of them, beside the heads and below them, up to what is neither; and
    the heads where they are printed again. `at` is the first piece below the heads."""
    start = heads.start
    below = sheet.pieces[at : at + _PIECES]
    width = heads.stacks[1].x0 - heads.stacks[0].x0
    firsts = [run.x0 for run in below if is_value(run) and start <= middle_of(run) < start + width]
    reach = (
        median(firsts) if firsts else start
    )  # a label may stand out into the blank side of the first column
    known = set(map(id, heads.used))
    top = heads.first.top

    def is_beside(piece: Run) -> bool:
        return (
            heads.has_labels
            and piece.x0 < start
            and piece.x1 <= reach + piece.height
            and id(piece) not in known
        )

    above = sheet.pieces[sheet.index_of(top - _NOTE * heads.first.height) : at]
    figures: list[Run] = []
    beside = [piece for piece in above if is_beside(piece)]
    printed = [*heads.used, *(piece for piece in beside if piece.bottom > top)]
    again: list[Run] = []
    last, view = heads.last.bottom, sheet.view_of(heads.last)
    for index, piece in enumerate(below, at):
        if sheet.view_of(piece) > view:
            view = sheet.view_of(piece)
            again += _printed_again(sheet, index, printed)
            known |= set(map(id, again))
        if id(piece) in known:
            last = max(last, piece.bottom)
            continue
        is_figure = is_value(piece) and middle_of(piece) >= start
        if not (is_figure or is_beside(piece)) or piece.top - last > _END * piece.height:
            edge = piece.middle - piece.height / 2
            return (
                [run for run in figures if run.middle < edge],
                [run for run in beside if run.middle < edge],
                [run for run in again if run.middle < edge],
            )
        last = max(last, piece.bottom)
        (figures if is_figure else beside).append(piece)
    return figures, beside, again


def _printed_again(sheet: _Sheet, at: int, printed: Sequence[Run]) -> list[Run]:
    """The pieces from one on that stand where those of the heads stand: the heads of the page before once
    more, or what of them was not taken for a running head."""
    places: dict[str, list[float]] = {}
    for piece in printed:
        places.setdefault(piece.text, []).append(piece.x0)
    found: list[Run] = []
    for piece in sheet.pieces[at : at + len(printed)]:
        if all(abs(x0 - piece.x0) > _SAME for x0 in places.get(piece.text, ())):
            break
        found.append(piece)
    return found


def _note_and_labels(heads: Heads, lines: Sequence[VisualLine]) -> tuple[list[VisualLine], list[VisualLine]]:
    """The lines beside the heads, and those of the labels."""
    below = next((index for index, line in enumerate(lines) if line.bottom > heads.first.top), len(lines))
    end = next((index for index in range(below, len(lines)) if begins_label(lines[index])), len(lines))
    begin = below
    while begin and begin < end and _continues(lines[begin - 1], lines[begin]):
        begin -= 1
    return list(lines[begin:end]), list(lines[end:])


def _continues(above: VisualLine, below: VisualLine) -> bool:
    """Whether two lines of the left side are lines of one text."""
    is_near = below.top - above.bottom < _NEAR * above.height
    return is_near and not begins_label(above) and abs(above.x0 - below.x0) < above.height / 2
