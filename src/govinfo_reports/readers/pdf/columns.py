"""Tables without ruling lines: blocks of lines whose figures stand under each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ...numerals import UNITS, stands_for_figure
from .cells import GridCell, PageTable
from .characters import Run, runs_text
from .lines import VisualLine, least_confidence

__all__ = ["split_columns"]

_GAP = 1.0  # heights of a line: a wider gap parts two columns
_BLOCK = 400  # lines: no page holds a longer table
_ROWS = 3  # so many rows of figures make a table; one does under a head that says what it is
_HEAD = re.compile(
    r"统计指标|指标名称|计量单位|统计数|信息内容|制发件数|废止件数|有效件数|处理决定数量|收费金额"
    r"|申请人情况|自然人|商业企业|法律服务|结果维持|结果纠正|尚未审结|本年新|项目数量|总计"
)
_UNIT = re.compile(rf"\s*(?:{UNITS})\s*")
_DIGIT = re.compile(r"[\d０-９]")
_HALF = 0.85  # heights of a line: how far a row's middle may be from that of a line of its label
_EVEN = 1.1  # how much the steps from line to line of a label may differ
_OPENING = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|其中")
_SHARE = 0.25
_ASIDE = 0.3  # heights of a line: how far a figure may stand from the line of its column's side
_SLACK = 24.0  # points: how far columns may stand aside on the next page


class _Segment(NamedTuple):
    """Neighbouring characters of a line, up to a wide gap."""

    text: str
    x0: float
    x1: float
    confidence: float | None
    top: float
    bottom: float


class _Row(NamedTuple):
    """A row of a table, or a line: its lines from top to bottom, and its segments from left to right."""

    lines: list[VisualLine]
    segments: list[_Segment]

    @property
    def middle(self) -> float:
        """The height of its first line on the page."""
        return (self.lines[0].top + self.lines[0].bottom) / 2

    @property
    def is_label(self) -> bool:
        """Whether it is nothing but a text."""
        return len(self.segments) == 1 and not _is_value(self.segments[0].text)

    @property
    def opens(self) -> bool:
        """Whether it begins as an item does."""
        return _OPENING.match(self.segments[0].text) is not None


def _segments(line: VisualLine) -> list[_Segment]:
    groups: list[list[Run]] = []
    end = 0.0
    for run in line.runs:
        if groups and run.x0 - end <= _GAP * line.height:
            groups[-1].append(run)
        else:
            groups.append([run])
        end = max(end, run.x1)
    return [
        _Segment(
            runs_text(group),
            group[0].x0,
            max(run.x1 for run in group),
            least_confidence(group),
            min(run.top for run in group),
            max(run.bottom for run in group),
        )
        for group in groups
    ]


def _figures(segments: Sequence[_Segment]) -> list[_Segment]:
    """The figures at the end of a row (nothing but figures and units follows the first of them)."""
    figures = [segment for segment in segments if _is_value(segment.text)]
    return figures if segments and _is_value(segments[-1].text) else []


def _is_value(text: str) -> bool:
    """Whether a text is a figure, what stands for one, or a unit alone."""
    return stands_for_figure(text) or _UNIT.fullmatch(text) is not None


def split_columns(lines: Sequence[VisualLine], page: int) -> list[VisualLine | PageTable]:
    """The lines of a page, top to bottom, with those made tables that plainly are one."""
    rows = _rows(lines)
    items: list[VisualLine | PageTable] = []
    index = 0
    while index < len(rows):
        end = _block_end(rows, index)
        table = _table(rows[index:end], page) if end > index else None
        if table is None:
            items += rows[index].lines
            index += 1
        else:
            items.append(table)
            index = end
    return items


def _rows(lines: Sequence[VisualLine]) -> list[_Row]:
    """The lines as rows: figures that stand beside the middle of a label of several lines are one row with
    all of them."""
    rows = [_Row([line], _segments(line)) for line in lines]
    joined: list[_Row] = []
    taken = 0
    for at, row in enumerate(rows):
        if at >= taken and not row.is_label:
            start, end = _label_lines(rows, at, taken)
            joined += rows[taken:start]
            joined.append(_with_label(rows[start:end], row) if end - start > 1 else row)
            taken = end
    return joined + rows[taken:]


def _label_lines(rows: Sequence[_Row], at: int, free: int) -> tuple[int, int]:
    """The first line of the label of the row at `at` and the line after its last one; the lines from `free`
    on belong to no row above. The row alone where its label is not seen to go on above it."""
    alone = at, at + 1
    row = rows[at]
    own = [segment for segment in row.segments if not _is_value(segment.text)]
    if at == free or not rows[at - 1].is_label:
        return alone
    if not own and at + 1 < len(rows) and _is_between(rows[at - 1], row, rows[at + 1]):
        start, end, step = at - 1, at + 2, rows[at + 1].middle - rows[at - 1].middle
    elif own == row.segments[:1] and len(row.segments) > 1 and not row.opens:
        start, end, step = at - 1, at + 1, row.middle - rows[at - 1].middle
    else:
        return alone
    most = step * _EVEN
    while start > free and not rows[start].opens and _is_within(rows[start - 1], rows[start], most):
        start -= 1
    while end < len(rows) and not rows[end].opens and _is_within(rows[end], rows[end - 1], most):
        end += 1
    return (start, end) if not own or (rows[start].opens and _stands_apart(rows, start, end, step)) else alone


def _is_between(above: _Row, row: _Row, below: _Row) -> bool:
    """Whether a row of figures stands on the height of two lines of a label, one half above and one half
    below it."""
    if not below.is_label or below.opens:
        return False
    height = row.lines[0].height
    near = all(abs(other.middle - row.middle) < _HALF * height for other in (above, below))
    return near and max(above.segments[0].x1, below.segments[0].x1) < row.segments[0].x0


def _is_within(candidate: _Row, label: _Row, most: float) -> bool:
    """Whether a line may be another line of a label, so near to one of its lines."""
    return candidate.is_label and abs(candidate.middle - label.middle) <= most


def _stands_apart(rows: Sequence[_Row], start: int, end: int, step: float) -> bool:
    """Whether the lines of a label stand nearer to each other than to the rows around them."""
    gaps = [rows[start].middle - rows[start - 1].middle] if start else []
    gaps += [rows[end].middle - rows[end - 1].middle] if end < len(rows) else []
    return bool(gaps) and min(gaps) > step * _EVEN


def _with_label(parts: Sequence[_Row], row: _Row) -> _Row:
    """The row with a label of several lines."""
    pieces = [part.segments[0] for part in parts if not _is_value(part.segments[0].text)]
    known = [piece.confidence for piece in pieces if piece.confidence is not None]
    label = _Segment(
        "".join(piece.text for piece in pieces),
        min(piece.x0 for piece in pieces),
        max(piece.x1 for piece in pieces),
        min(known, default=None),
        min(piece.top for piece in pieces),
        max(piece.bottom for piece in pieces),
    )
    values = [segment for segment in row.segments if _is_value(segment.text)]
    return _Row([line for part in parts for line in part.lines], [label, *values])


def _block_end(rows: Sequence[_Row], start: int) -> int:
    """Where the block of rows that begins at `start` ends; `start` itself if none does."""
    if len(rows[start].segments) < 2:
        return start
    end = last = start
    while end < min(len(rows), start + _BLOCK):
        segments, line = rows[end].segments, rows[end].lines[0]
        if len(segments) > 1:
            last = end + 1
        elif end - last >= 2 or len(segments[0].text) > 30 or line.text[-1:] in "。；：":
            break
        if end > start and line.top - rows[end - 1].lines[-1].bottom > 3.0 * line.height:
            break
        end += 1
    return last


def _table(block: Sequence[_Row], page: int) -> PageTable | None:
    """The block as a table, None if too little in it is aligned."""
    rows = [row.segments for row in block]
    lines = [line for row in block for line in row.lines]
    data = [figures for row in rows if len(row) > 1 and (figures := _figures(row))]
    if not data or not any(_DIGIT.search(figure.text) for figures in data for figure in figures):
        return None
    first = next(index for index, row in enumerate(rows) if len(row) > 1 and _figures(row))
    head = "".join("".join(segment.text for row in rows[:first] for segment in row).split())
    heads = len(set(_HEAD.findall(head)))
    columns = _bands([figure for figures in data for figure in figures])
    filled = [sum(any(_meets(figure, band) for figure in figures) for figures in data) for band in columns]
    is_aligned = len(data) >= _ROWS and sum(count >= 0.6 * len(data) for count in filled) >= (
        1 if heads > 1 else 2
    )
    if not (is_aligned or (heads > 1 and len(columns) > 1) or (heads > 1 and len(data) >= _ROWS)):
        return None
    labels = _bands(
        [
            segment
            for row in rows
            for segment in row
            if segment.x1 <= columns[0][0] and not _is_value(segment.text)
        ]
    )
    bands = [*labels, *columns]
    bounds = [min(segment.x0 for row in rows for segment in row) - 1.0]
    bounds += [(before[1] + after[0]) / 2 for before, after in pairwise(bands)]
    bounds.append(max(segment.x1 for row in rows for segment in row) + 1.0)
    middles = (sum(columns[0]) / 2, sum(columns[-1]) / 2) if len(columns) > 1 else None
    wide = _under_one_head(rows, bounds[len(labels)], middles) if middles else frozenset()
    wide |= _untold(rows, bounds)
    cells: list[GridCell] = []
    for index, row in enumerate(rows):
        cells += _cells(row, bounds, index, page, len(labels) if index in wide else None)
    return PageTable(
        xs=tuple(bounds),
        top=min(line.top for line in lines),
        bottom=max(line.bottom for line in lines),
        cells=tuple(cells),
        n_rows=len(rows),
        slack=_SLACK,
        runs=tuple(run for line in lines for run in line.runs),
    )


def _untold(rows: Sequence[Sequence[_Segment]], bounds: Sequence[float]) -> frozenset[int]:
    """The rows of figures one of which does not stand in columns of its own head alone: that is told by the
    side at which it is in line with those of rows that have a figure for each head, else with the heads."""
    found: set[int] = set()
    heads: Sequence[_Segment] = ()
    below: dict[int, list[_Segment]] = {}
    labels = [row[0] for row in rows if _figures(row) and not _is_value(row[0].text)]
    for number, row in enumerate((*rows, ())):
        if figures := _figures(row):
            below[number] = figures
        elif len(row) != 1:
            whole = [one for one in below.values() if len(one) == len(heads)]
            known = [[one[at] for one in whole] or [head] for at, head in enumerate(heads)]
            columns = [_columns(head, bounds) for head in heads]
            found |= {
                at
                for at, own in below.items()
                if heads and not _are_under(own, heads, known, columns, bounds)
            }
            has_corner = any(_meets(row[0], one[1:3]) or _in_line(row[0], one) for one in labels if row)
            heads, below = row[has_corner:], {}
    return frozenset(found)


def _are_under(
    figures: Sequence[_Segment],
    heads: Sequence[_Segment],
    known: Sequence[Sequence[_Segment]],
    columns: Sequence[frozenset[int]],
    bounds: Sequence[float],
) -> bool:
    """Whether each figure of a row is in line with one column of figures, and stands in those of its head
    alone. Digits and units under each head are told by their order, several digits under one are not."""
    digits = [one for one in figures if _DIGIT.search(one.text)]
    units = [one for one in figures if _UNIT.fullmatch(one.text)]
    if not digits:
        return True
    if len(digits) + len(units) == len(figures) >= len(heads):
        return len(heads) != 1 or len(columns[0]) < 2 or len(digits) < 2
    for number, figure in enumerate(figures):
        near = [at for at, others in enumerate(known) if any(_in_line(figure, one) for one in others)]
        near = [number] if len(figures) == len(heads) else near
        own = _columns(figure, bounds)
        over = [at for at, head in enumerate(columns) if not head.isdisjoint(own)]
        if figure in digits and (len(near) != 1 or near != over):
            return False
    return True


def _in_line(one: _Segment, other: _Segment) -> bool:
    slack = _ASIDE * (one.bottom - one.top)
    sides = (one.x0 - other.x0, one.x1 - other.x1, (one.x0 + one.x1 - other.x0 - other.x1) / 2)
    return any(abs(side) < slack for side in sides)


def _columns(segment: _Segment, bounds: Sequence[float]) -> frozenset[int]:
    """The columns that a segment stands in: it takes a quarter of them, or they of it."""
    shares = (
        (at, min(segment.x1, end) - max(segment.x0, begin), min(segment.x1 - segment.x0, end - begin))
        for at, (begin, end) in enumerate(pairwise(bounds))
    )
    return frozenset(at for at, share, most in shares if share > _SHARE * most)


def _under_one_head(
    rows: Sequence[Sequence[_Segment]], start: float, middles: tuple[float, float]
) -> frozenset[int]:
    """The rows of tables inside a table that have one head and one figure a row: their second cell is as
    wide as all columns.

    It is seen where the head begins in the first column (from `start` on), and every figure down to the next
    row of one text stands in the middle between the first and the last of the columns above (`middles`).
    """
    found: set[int] = set()
    for index, row in enumerate(rows):
        if len(row) != 2 or _is_value(row[1].text) or not start <= row[1].x0 < middles[0]:
            continue
        end = next((at for at in range(index + 1, len(rows)) if len(rows[at]) == 1), len(rows))
        figures = [rows[at][-1] for at in range(index + 1, end)]
        is_alone = all(len(rows[at]) == 2 and _is_value(rows[at][1].text) for at in range(index + 1, end))
        between = sum(middles) / 2
        if figures and is_alone and all(_is_middle(figure, between) for figure in figures):
            found.update(range(index, end))
    return frozenset(found)


def _is_middle(segment: _Segment, place: float) -> bool:
    return abs((segment.x0 + segment.x1) / 2 - place) < (segment.bottom - segment.top) / 2


def _bands(segments: Sequence[_Segment]) -> list[tuple[float, float]]:
    """The stretches of the page's width that segments take, left to right."""
    bands: list[tuple[float, float]] = []
    for segment in sorted(segments, key=lambda segment: segment.x0):
        if bands and segment.x0 < bands[-1][1]:
            bands[-1] = (bands[-1][0], max(bands[-1][1], segment.x1))
        else:
            bands.append((segment.x0, segment.x1))
    return bands


def _meets(segment: _Segment, band: tuple[float, float]) -> bool:
    return segment.x0 < band[1] and segment.x1 > band[0]


def _cells(
    row: Sequence[_Segment], bounds: Sequence[float], index: int, page: int, whole: int | None
) -> list[GridCell]:
    """The cells of one row; a segment over several columns spans them, columns without text are blank cells.
    From the column `whole` on all are one cell."""
    held: dict[tuple[int, int], list[_Segment]] = {}
    for segment in row:
        inside = sorted(_columns(segment, bounds))
        first, last = (inside[0], inside[-1]) if inside else (0, 0)
        if whole is not None and segment is row[-1]:
            first, last = whole, len(bounds) - 2
        for taken in list(held):
            if taken[0] <= last and taken[1] >= first:  # two segments in one column are one cell
                first, last = min(first, taken[0]), max(last, taken[1])
                held[(first, last)] = held.pop(taken)
        held.setdefault((first, last), []).append(segment)
    spans = sorted(held)
    for column in range(len(bounds) - 1):
        if not any(first <= column <= last for first, last in spans):
            held[(column, column)] = []
    return [
        GridCell(
            row=index,
            rowspan=1,
            x0=bounds[first],
            x1=bounds[last + 1],
            text=" ".join(segment.text for segment in segments),
            confidence=min((s.confidence for s in segments if s.confidence is not None), default=None),
            page=page,
            box=(
                min(segment.x0 for segment in segments),
                min(segment.top for segment in segments),
                max(segment.x1 for segment in segments),
                max(segment.bottom for segment in segments),
            )
            if segments
            else None,
        )
        for (first, last), segments in sorted(held.items())
    ]
