"""Tables without ruling lines: blocks of lines whose figures stand under each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from .pdf_cells import GridCell, PageTable, is_figure
from .pdf_characters import Run, runs_text
from .pdf_lines import Line, least_confidence

__all__ = ["split_columns"]

_GAP = 1.0  # heights of a line: a wider gap parts two columns
_BLOCK = 400  # lines: no page holds a longer table
_ROWS = 3  # so many rows of figures make a table; one does under a head that says what it is
_HEAD = re.compile(
    r"统计指标|指标名称|计量单位|统计数|信息内容|制发件数|废止件数|有效件数|处理决定数量|收费金额|申请人情况|自然人|商业企业|法律服务|结果维持|结果纠正|尚未审结|本年新|项目数量|总计"
)
_BLANKS = re.compile(r"\s+")
_DIGIT = re.compile(r"[\d０-９]")
_SLACK = 24.0  # points: how far columns may stand aside on the next page


class _Segment(NamedTuple):
    """Neighbouring characters of a line, up to a wide gap."""

    text: str
    x0: float
    x1: float
    confidence: float | None


def _segments(line: Line) -> list[_Segment]:
    groups: list[list[Run]] = []
    end = 0.0
    for run in line.runs:
        if groups and run.x0 - end <= _GAP * line.height:
            groups[-1].append(run)
        else:
            groups.append([run])
        end = max(end, run.x1)
    return [
        _Segment(runs_text(group), group[0].x0, max(run.x1 for run in group), least_confidence(group))
        for group in groups
    ]


def _figures(segments: Sequence[_Segment]) -> list[_Segment]:
    """The figures at the end of a row (nothing but figures and units follows the first of them)."""
    figures = [segment for segment in segments if _is_value(segment.text)]
    return figures if segments and _is_value(segments[-1].text) else []


def _is_value(text: str) -> bool:
    return is_figure(text) and bool(text.strip())


def split_columns(lines: Sequence[Line], page: int) -> list[Line | PageTable]:
    """The lines of a page, top to bottom, with those made tables that plainly are one."""
    rows = [_segments(line) for line in lines]
    items: list[Line | PageTable] = []
    index = 0
    while index < len(lines):
        end = _block_end(rows, index, lines)
        table = _table(lines[index:end], rows[index:end], page) if end > index else None
        if table is None:
            items.append(lines[index])
            index += 1
        else:
            items.append(table)
            index = end
    return items


def _block_end(rows: Sequence[list[_Segment]], start: int, lines: Sequence[Line]) -> int:
    """Where the block of rows that begins at `start` ends; `start` itself if none does."""
    if len(rows[start]) < 2:
        return start
    end = last = start
    while end < min(len(rows), start + _BLOCK):
        if len(rows[end]) > 1:
            last = end + 1
        elif end - last >= 2 or len(rows[end][0].text) > 30 or lines[end].text[-1:] in "。；：":
            break
        if end > start and lines[end].top - lines[end - 1].bottom > 3.0 * lines[end].height:
            break
        end += 1
    return last


def _table(lines: Sequence[Line], rows: Sequence[list[_Segment]], page: int) -> PageTable | None:
    """The block as a table, None if too little in it is aligned."""
    data = [figures for row in rows if len(row) > 1 and (figures := _figures(row))]
    if not data or not any(_DIGIT.search(figure.text) for figures in data for figure in figures):
        return None
    first = next(index for index, row in enumerate(rows) if len(row) > 1 and _figures(row))
    head = _BLANKS.sub("", "".join(line.text for line in lines[:first]))
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
    cells: list[GridCell] = []
    for index, row in enumerate(rows):
        cells += _cells(row, bounds, index, page)
    return PageTable(
        xs=tuple(bounds),
        top=min(line.top for line in lines),
        bottom=max(line.bottom for line in lines),
        cells=tuple(cells),
        n_rows=len(rows),
        slack=_SLACK,
        runs=tuple(run for line in lines for run in line.runs),
    )


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


def _cells(row: Sequence[_Segment], bounds: Sequence[float], index: int, page: int) -> list[GridCell]:
    """The cells of one row; a segment over several columns spans them, columns without text are blank cells."""
    held: dict[tuple[int, int], list[_Segment]] = {}
    for segment in row:
        inside = [
            column
            for column in range(len(bounds) - 1)
            if min(segment.x1, bounds[column + 1]) - max(segment.x0, bounds[column])
            > 0.25 * min(segment.x1 - segment.x0, bounds[column + 1] - bounds[column])
        ]
        first, last = (inside[0], inside[-1]) if inside else (0, 0)
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
        )
        for (first, last), segments in sorted(held.items())
    ]
