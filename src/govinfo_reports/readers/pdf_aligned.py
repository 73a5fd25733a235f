"""The tables of sections three and four without ruling lines, by how their figures, heads and labels are aligned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from attrs import evolve, frozen

from .pdf_aligned_cells import (
    HEAD_ROWS,
    Columns,
    column_bounds,
    figure_cells,
    head_cells,
    label_cells,
    place_of,
)
from .pdf_aligned_heads import Heads, figure_rows, is_value, middle_of, pieces_of, read_heads
from .pdf_aligned_labels import (
    Label,
    begins_first_row,
    label_items,
    label_levels,
    label_lines,
    line_step,
    place_labels,
)
from .pdf_cells import PageTable
from .pdf_characters import Run
from .pdf_lines import Line

__all__ = ["align_tables"]

_END = 6.0  # heights: a wider blank ends a table
_NOTE = 3.0  # heights: how far above the heads the note beside them may begin
_SHIFT = 70.0  # points: how far a table may stand aside on the next page
_SURE = 2.0  # points: less is no shift
_ROWS = 40  # the forms have no more
_MOST = 4_000  # pieces of text on one page: beyond, it is a drawing
_CLUES = frozenset("然审")  # of 自然人 and 尚未审结: a page without them has none of these heads


@frozen(kw_only=True)
class _Piece:
    """What of a table stands in one view: rows of figures, and pieces of labels. `heads` where they are printed there;
    `shift` is how far to the right of the table's first piece it stands; `is_last`: nothing stands below it."""

    view: int
    rows: tuple[tuple[Run, ...], ...]
    labels: tuple[Run, ...]
    heads: Heads | None
    is_last: bool
    shift: float = 0.0

    @property
    def heights(self) -> list[float]:
        """The height of each row of figures on the page."""
        return [sum(run.middle for run in row) / len(row) for row in self.rows]


def align_tables(
    views: Sequence[Sequence[Line]], pages: Sequence[int]
) -> tuple[list[list[Line]], list[list[PageTable]]]:
    """The lines of each view that are left, and the tables found in it (`pages` are the numbers of the views' pages).

    A row with a figure between two columns has a cell over several of them. What is not plainly such a table stays lines.
    """
    lines = [list(view) for view in views]
    tables: list[list[PageTable]] = [[] for _ in views]
    held = [[piece for line in view for run in line.runs for piece in pieces_of(run)] for view in views]
    for index in range(len(views)):
        if len(held[index]) > _MOST or not any(_CLUES & set(piece.text) for piece in held[index]):
            continue
        below = float("-inf")
        while (found := _headed(held[index], index, below)) is not None:
            piece, columns, heads = found
            below = max(run.middle for run in piece.rows[-1])
            parts = [piece, *_following(piece, held, columns, heads)]
            for part, table in _built(parts, columns, heads, pages):
                used = set(table.runs)
                rest = _without(lines[part.view], used)
                if rest is None:
                    break
                lines[part.view] = rest
                tables[part.view].append(table)
                held[part.view] = [run for run in held[part.view] if run not in used]
    return lines, tables


def _without(lines: Sequence[Line], used: set[Run]) -> list[Line] | None:
    """The lines without those of a table; None where a line is only partly in it."""
    rest: list[Line] = []
    for line in lines:
        inside = [piece in used for run in line.runs for piece in pieces_of(run)]
        if not any(inside):
            rest.append(line)
        elif not all(inside):
            return None
    return rest


def _headed(pieces: Sequence[Run], view: int, below: float) -> tuple[_Piece, Columns, Heads] | None:
    """The first table with heads whose first row of figures stands below a height."""
    rows = figure_rows(pieces)
    for index, row in enumerate(rows):
        if row[0].middle <= below:
            continue
        heads = read_heads(pieces, row, rows[index : index + _ROWS])
        if heads is None:
            continue
        columns = _columns(heads, rows[index : index + _ROWS])
        body = _body(pieces, view, columns, heads, has_labels=heads.has_labels)
        if body is not None:
            return body, columns, heads
    return None


def _columns(heads: Heads, rows: Sequence[Sequence[Run]]) -> Columns:
    """The columns, by the rows that have a figure in each; where none has, by the heads."""
    count = len(heads.middles)
    pitch = min(after - before for before, after in pairwise(heads.middles))
    full = [
        row
        for row in rows
        if len(row) == count
        and all(abs(middle_of(run) - at) < pitch / 2 for run, at in zip(row, heads.middles, strict=True))
    ]
    best = Columns(side=1, places=heads.middles, middles=heads.middles)
    least = float("inf")
    for side in (1, 0, 2) if full else ():
        places = tuple(median(place_of(row[at], side) for row in full) for at in range(count))
        off = sum(abs(place_of(row[at], side) - places[at]) for row in full for at in range(count))
        if off < least:
            best, least = evolve(best, side=side, places=places), off
    return best


def _body(
    pieces: Sequence[Run], view: int, columns: Columns, heads: Heads | None, *, has_labels: bool
) -> _Piece | None:
    """The rows and labels below heads, or from the top of the view on, up to what is neither; None without a figure."""
    heads_used = set(heads.used) if heads is not None else set()
    top = heads.top if heads is not None else float("-inf")
    last = max((run.bottom for run in heads_used), default=None)
    figures: list[Run] = []
    labels: list[Run] = []
    first = min(
        (run.x0 for run in pieces if is_value(run) and columns.at(run) == 0 and run.middle > top),
        default=columns.start,
    )
    is_last = True
    for piece in sorted(pieces, key=lambda piece: piece.middle):
        if piece in heads_used or piece.middle < top - _NOTE * piece.height:
            continue
        is_figure = is_value(piece) and middle_of(piece) >= columns.start
        is_label = has_labels and not is_figure and piece.x0 < columns.start and piece.x1 <= first
        if piece.middle < top and not is_label:
            labels.clear()
        elif piece.middle < top:
            labels.append(piece)
        elif not (is_figure or is_label) or (last is not None and piece.top - last > _END * piece.height):
            edge = piece.middle - piece.height / 2
            figures = [run for run in figures if run.middle < edge]
            labels = [run for run in labels if run.middle < edge]
            is_last = False
            break
        else:
            last = max(last or 0.0, piece.bottom)
            (figures if is_figure else labels).append(piece)
    rows = tuple(tuple(row) for row in figure_rows(figures))
    if not rows:
        return None
    return _Piece(view=view, rows=rows, labels=tuple(labels), heads=heads, is_last=is_last)


def _following(
    piece: _Piece, held: Sequence[Sequence[Run]], columns: Columns, heads: Heads
) -> Iterator[_Piece]:
    """The pieces of a table in the next views, as long as it goes on."""
    view = piece.view + 1
    while piece.is_last and heads.has_labels and view < len(held):
        more = _continued(held[view], view, columns, heads)
        if more is None:
            return
        yield more
        piece, view = more, view + 1


def _continued(pieces: Sequence[Run], view: int, columns: Columns, heads: Heads) -> _Piece | None:
    """What of a table stands at the top of the next view, None if it does not go on there."""
    rows = figure_rows(pieces)
    if not rows or len(pieces) > _MOST:
        return None
    again = read_heads(pieces, rows[0], rows[:_ROWS])
    if again is not None and (
        again.leaves != heads.leaves or any(run.middle < again.top - _NOTE * run.height for run in pieces)
    ):
        return None
    shift = _shift(rows, columns)
    body = _body(pieces, view, columns.moved(shift), again, has_labels=True)
    return evolve(body, shift=shift) if body is not None else None


def _shift(rows: Sequence[Sequence[Run]], columns: Columns) -> float:
    """How far the table stands to the right of where it stood on the page before, as rows with all figures say."""
    whole: list[float] = []
    for row in rows:
        if len(row) == len(columns.places):
            off = [place_of(run, columns.side) - at for run, at in zip(row, columns.places, strict=True)]
            whole += [median(off)] if max(off) - min(off) < _SURE else []
    shift = median(whole) if whole else 0.0
    return shift if _SURE < abs(shift) < _SHIFT else 0.0


def _built(
    parts: Sequence[_Piece], columns: Columns, heads: Heads, pages: Sequence[int]
) -> Iterator[tuple[_Piece, PageTable]]:
    """The pieces of a table that can be read, from the first on."""
    if not heads.has_labels:
        yield parts[0], _page_table(parts[0], columns, (), (), (), parts[0].heights, pages[parts[0].view])
        return
    lines = [_note_and_labels(parts[0], None)]
    lines += [_note_and_labels(part, lines[0][0]) for part in parts[1:]]
    known = label_levels(
        [(line, line.x0 - part.shift) for part, (_, own) in zip(parts, lines, strict=True) for line in own]
    )
    if known is None:
        return
    levels = [tuple(x0 + part.shift for x0 in known) for part in parts]
    step = min(line_step(own, at) for (_, own), at in zip(lines, levels, strict=True))
    widest = [line for part, (_, own) in zip(parts, lines, strict=True) for line in own]
    xs = column_bounds(columns, known, widest if not any(part.shift for part in parts) else ())
    for index, (part, (note, own), at) in enumerate(zip(parts, lines, levels, strict=True)):
        placed = place_labels(label_items(own, at, step), part.heights, step, len(at), goes_on=index > 0)
        if placed is None:
            return
        labels, heights = placed
        bounds = tuple(x + part.shift for x in xs)
        yield (
            part,
            _page_table(part, columns.moved(part.shift), bounds, note, labels, heights, pages[part.view]),
        )


def _note_and_labels(part: _Piece, printed: Sequence[Line] | None) -> tuple[list[Line], list[Line]]:
    """What stands beside the heads, and the lines of the labels below it. `printed` is what stands beside the heads of the
    table's first piece, which is printed again with them."""
    lines = sorted(label_lines(part.labels), key=lambda line: line.top)
    if part.heads is None:
        return [], lines
    if printed is not None:
        count = (
            len(printed)
            if [line.text for line in lines[: len(printed)]] == [line.text for line in printed]
            else 0
        )
        return lines[:count], lines[count:]
    top, bottom = part.heads.top, max(run.middle for run in part.heads.used)
    above = [line for line in lines if line.bottom <= top]
    rest = lines[len(above) :]
    start = next((line.top for line in rest if begins_first_row(line)), bottom)
    note = [line for line in rest if line.top < start]
    while above and note and not begins_first_row(above[-1]):
        if note[0].top - above[-1].bottom > above[-1].height:
            break
        note.insert(0, above.pop())
    return note, [line for line in rest if line.top >= start]


def _page_table(
    part: _Piece,
    columns: Columns,
    xs: Sequence[float],
    note: Sequence[Line],
    labels: Sequence[Label],
    heights: Sequence[float],
    page: int,
) -> PageTable:
    """The piece with its cells; `heights` are those of its rows, also of those without a figure."""
    xs = xs or column_bounds(columns, (), ())
    shift = HEAD_ROWS if part.heads is not None else 0
    cells = head_cells(part.heads, xs, note, page) if part.heads is not None else []
    cells += label_cells(labels, xs, shift, page)
    rows = dict(zip(part.heights, part.rows, strict=True))
    for row, height in enumerate(heights):
        cells += figure_cells(rows.get(height, ()), columns, xs, row + shift, page)
    runs = [run for row in part.rows for run in row]
    runs += [run for line in note for run in line.runs]
    runs += [
        run for label in labels if label.item is not None for line in label.item.lines for run in line.runs
    ]
    runs += part.heads.used if part.heads is not None else ()
    return PageTable(
        xs=tuple(xs),
        top=min(run.top for run in runs),
        bottom=max(run.bottom for run in runs),
        cells=tuple(cells),
        n_rows=shift + len(heights),
        runs=tuple(runs),
    )
