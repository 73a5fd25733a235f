"""The labels of section three where no lines are drawn: which label is whose row's, and which stands for
several rows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise

from attrs import field, frozen

from ..characters import Run
from ..lines import VisualLine, gather_lines

__all__ = [
    "DEPTH",
    "AlignedRow",
    "Label",
    "OrdinalLabel",
    "begins_label",
    "first_aside",
    "label_items",
    "label_lines",
    "label_rows",
    "place_groups",
    "up_to",
]

_KINDS = (
    re.compile(r"[一二三四五六]、"),
    re.compile(r"[（(][一二三四五六七八九十]{1,2}[）)]|[㈠-㈩]"),
    re.compile(r"\d{1,2}\s*[.．、](?!\d)|[①-⑳⒈-⒛]"),
)
DEPTH = len(_KINDS)
_NUMBER = re.compile(r"\d{1,2}")
_ALONE = re.compile(r"(?:[一二三四五六]、|\d{1,2}\s*[.．、]?)$")
_BESIDE = 0.35  # heights: a piece so near to the one before it stands in the same label
_BLANK = 1.2  # heights: so does one behind an ordinal
_LEVEL = 0.25  # heights: pieces of one line
_ALIGNED = 0.4  # heights: how far the lines of one label may begin, or have their middles, from each other
_STEP = 2.6  # heights: the lines of one label are at most so far apart, but for a page break
_SAME = 1.0  # points: labels of one column begin so exactly below each other
_TALL = 6.0  # heights: how far a label may go on below its figures
_NEAR = 2.6  # heights: a row without a label so near to another may be a second line of its figures


@frozen(eq=False)
class OrdinalLabel:
    """One label: the kind of its ordinal (0 for 一、, 1 for （一）, 2 for 1.), and its lines from top to
    bottom."""

    kind: int
    lines: list[VisualLine] = field(factory=list)

    @property
    def text(self) -> str:
        """Its lines as the cell of a ruled table would have them."""
        return "\n".join(line.text for line in self.lines)

    @property
    def top(self) -> float:
        """The upper edge of its first line."""
        return self.lines[0].top

    @property
    def bottom(self) -> float:
        """The lower edge of its last line."""
        return self.lines[-1].bottom


@frozen(eq=False)
class AlignedRow:
    """A row of the table: the height it stands at, its figures, the label it has (None: not known)."""

    height: float
    figures: tuple[Run, ...]
    leaf: OrdinalLabel | None

    @property
    def runs(self) -> list[Run]:
        """Its figures; those of its label where it has none."""
        lines = self.leaf.lines if self.leaf is not None else []
        return list(self.figures) or [run for line in lines for run in line.runs]


@frozen(kw_only=True)
class Label:
    """A label at its place: `row` from 0, `level` to `last_level` are the columns of labels it takes. `item`
    is None where it is not known."""

    row: int
    rowspan: int
    level: int
    last_level: int
    item: OrdinalLabel | None


def begins_label(line: VisualLine) -> bool:
    """Whether a line begins a label of any kind."""
    return _kind_of(line) is not None


def _kind_of(line: VisualLine) -> int | None:
    return next((number for number, kind in enumerate(_KINDS) if kind.match(line.text)), None)


def label_lines(pieces: Sequence[Run]) -> list[VisualLine]:
    """Pieces of text that follow each other without a gap, as lines from top to bottom. Where labels begin
    that have an ordinal, a line begins."""
    starts = sorted(piece.x0 for piece in pieces if any(kind.match(piece.text) for kind in _KINDS[1:]))
    groups: list[list[Run]] = []
    for piece in sorted(pieces, key=lambda piece: piece.x0):
        is_start = bisect_left(starts, piece.x0 - _SAME) < bisect_left(starts, piece.x0 + _SAME)
        for group in () if is_start else groups:
            last = group[-1]
            is_level = abs(last.middle - piece.middle) < _LEVEL * piece.height
            is_ordinal = len(group) == 1 and _ALONE.match(last.text) is not None
            if is_level and piece.x0 - last.x1 < (_BLANK if is_ordinal else _BESIDE) * piece.height:
                group.append(piece)
                break
        else:
            groups.append([piece])
    return sorted((line for group in groups for line in gather_lines(group)), key=lambda line: line.top)


def up_to(lines: Sequence[VisualLine], height: float) -> list[VisualLine]:
    """The lines of a table whose last row of figures stands at a height: no label begins below it."""
    end = next((line.top for line in lines if line.top > height and begins_label(line)), float("inf"))
    return [line for line in lines if line.top < min(end, height + _TALL * line.height)]


def label_items(lines: Sequence[VisualLine], breaks: Sequence[float]) -> list[OrdinalLabel]:
    """The labels: each begins with an ordinal; its other lines stand below, with their beginnings or their
    middles in line. `breaks` are the heights of page breaks, where a label may be torn apart. Lines that
    belong to none are passed over."""
    items: list[OrdinalLabel] = []
    for line in lines:
        kind = _kind_of(line)
        if kind is not None:
            items.append(OrdinalLabel(kind, [line]))
            continue
        above = [item for item in items if _goes_on(item, line, breaks)]
        if above:
            max(above, key=lambda item: item.bottom).lines.append(line)
    return items


def _goes_on(item: OrdinalLabel, line: VisualLine, breaks: Sequence[float]) -> bool:
    first, last = item.lines[0], item.lines[-1]
    slack = _ALIGNED * line.height
    is_aligned = abs(first.x0 - line.x0) < slack or abs(first.x0 + first.x1 - line.x0 - line.x1) < 2 * slack
    is_near = line.top - last.top < _STEP * line.height or any(last.top < y < line.top for y in breaks)
    return is_aligned and is_near and line.top > last.top + line.height / 2


def first_aside(items: Sequence[OrdinalLabel], view_of: Callable[[Run], int]) -> float:
    """The first page on which no label begins, or has its middle, where one of its kind does on the pages
    before: it stands aside from them. Infinite where all agree."""
    known: dict[int, list[VisualLine]] = {}
    for view, labels in groupby(items, key=lambda item: view_of(item.lines[0].runs[0])):
        own = [(item.kind, item.lines[0]) for item in labels]
        seen = [_is_below(line, known[kind]) for kind, line in own if kind in known]
        if seen and not any(seen):
            return view
        for kind, line in own:
            known.setdefault(kind, []).append(line)
    return float("inf")


def _is_below(line: VisualLine, others: Sequence[VisualLine]) -> bool:
    return any(
        abs(line.x0 - other.x0) < _SAME or abs(line.x0 + line.x1 - other.x0 - other.x1) < 2 * _SAME
        for other in others
    )


def label_rows(rows: Sequence[tuple[Run, ...]], items: Sequence[OrdinalLabel]) -> list[AlignedRow]:
    """The rows of figures with the label that each stands beside, and the labels of rows without figures.

    Of the labels at one height the innermost is the row's. Where two rows stand beside one label, or one row
    beside none (a second line of figures, it may be), no row near to it has one; nor has the next row the
    label of a group, it may be."""
    heights = [sum(run.middle for run in row) / len(row) for row in rows]
    leaves: list[OrdinalLabel | None] = []
    for height in heights:
        beside = [item for item in items if item.top <= height <= item.bottom]
        inner = max((item.kind for item in beside), default=0)
        own = [item for item in beside if item.kind == inner]
        leaves.append(own[0] if len(own) == 1 and not _is_group(own[0], items) else None)
    unsure = {index for index, leaf in enumerate(leaves) if leaf is None or leaves.count(leaf) > 1}
    for index in tuple(unsure):
        near = _NEAR * rows[index][0].height
        for at in (index - 1, index + 1):
            leaf = leaves[at] if 0 <= at < len(rows) else None
            if leaf is not None and (leaf.kind < DEPTH - 1 or abs(heights[at] - heights[index]) < near):
                unsure.add(at)
    known = {id(item) for item in items for height in heights if item.top <= height <= item.bottom}
    end = max((leaf.bottom for leaf in leaves if leaf is not None), default=0.0)
    found = [
        AlignedRow(height, row, None if index in unsure else leaves[index])
        for index, (height, row) in enumerate(zip(heights, rows, strict=True))
    ]
    found += [
        AlignedRow((item.top + item.bottom) / 2, (), item)
        for item in items
        if item.kind == DEPTH - 1 and id(item) not in known and item.top < end
    ]
    return sorted(found, key=lambda row: row.height)


def _is_group(item: OrdinalLabel, items: Sequence[OrdinalLabel]) -> bool:
    """Whether a label stands among those that are numbered in its group: the next of them is not the first
    of another."""
    below = (other for other in items if other.kind == DEPTH - 1 and other.top > item.top)
    return item.kind == DEPTH - 2 and _number_of(next(below, None)) not in (None, 1)


def place_groups(rows: Sequence[AlignedRow], items: Sequence[OrdinalLabel]) -> list[Label]:
    """The labels of rows, and beside them those of groups. Rows whose group cannot be told have no label."""
    leaves = [row.leaf for row in rows]
    known = set(map(id, leaves))
    labels: list[Label] = []
    begins = [0] * len(rows)
    blank = {index for index, leaf in enumerate(leaves) if leaf is None}
    for level in range(DEPTH - 1):
        groups = [item for item in items if item.kind == level and id(item) not in known]
        for first, end in _parts(leaves, level):
            inside = [leaf for leaf in leaves[first:end] if leaf is not None]
            top, bottom = inside[0].top, inside[-1].bottom
            held = [item for item in groups if item.bottom > top and item.top < bottom]
            if len(held) != 1:
                blank |= set(range(first, end))
                continue
            labels.append(Label(row=first, rowspan=end - first, level=level, last_level=level, item=held[0]))
            for row in range(first, end):
                begins[row] = level + 1
    for row, leaf in enumerate(leaves):
        item = leaf if row not in blank else None
        labels.append(Label(row=row, rowspan=1, level=begins[row], last_level=DEPTH - 1, item=item))
    return labels


def _parts(leaves: Sequence[OrdinalLabel | None], level: int) -> Iterator[tuple[int, int]]:
    """The rows of one group, as (first, end): they follow each other, their own labels stand further right,
    and their numbers go up. Rows without a label do not count, but where labels of the next kind are
    numbered on beyond them."""
    inner = [index for index, leaf in enumerate(leaves) if leaf is not None and leaf.kind > level]
    if not inner:
        return
    first = inner[0]
    for before, after in pairwise([*inner, len(leaves)]):
        if after == len(leaves) or _is_cut(leaves, before, after, level):
            yield first, before + 1
            first = after


def _is_cut(leaves: Sequence[OrdinalLabel | None], before: int, after: int, level: int) -> bool:
    """Whether another group begins between two rows that are in groups of a level."""
    if any(leaf is not None for leaf in leaves[before + 1 : after]):
        return True
    if level < DEPTH - 2:
        return False
    one, two = _number_of(leaves[before]), _number_of(leaves[after])
    if one is None or two is None:
        return True
    return two <= one or (after > before + 1 and two != one + after - before)


def _number_of(leaf: OrdinalLabel | None) -> int | None:
    """The number a label begins with (1. 属于……), None without one."""
    found = _NUMBER.match(leaf.text) if leaf is not None else None
    return int(found[0]) if found else None
