"""The labels of section three where no lines are drawn: which label is whose row's, and which stands for several rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from attrs import frozen

from .pdf_characters import Run
from .pdf_lines import Line, gather_lines

__all__ = [
    "Item",
    "Label",
    "begins_first_row",
    "label_items",
    "label_levels",
    "label_lines",
    "line_step",
    "place_labels",
]

_KINDS = (
    re.compile(r"[一二三四五六]、"),
    re.compile(r"[（(][一二三四五六七八九十]{1,2}[）)]|[㈠-㈩]"),
    re.compile(r"\d{1,2}\s*[.．、](?!\d)|[①-⑳⒈-⒛]"),
)
_NUMBER = re.compile(r"\d{1,2}")
_BESIDE = 0.6  # heights: a piece so near to the one before it stands in the same label
_LEVEL = 0.25  # heights: pieces of one line
_INDENT = 0.8  # heights: labels that begin further right are of another column
_STEP = 0.8  # heights: lines of one label are at least so far apart
_CUT = 1.25  # steps: a wider gap parts two labels
_CENTRED, _TOP = 0.4, 0.3  # steps: how exactly a label stands beside its row


@frozen(kw_only=True)
class Item:
    """One label: its lines from top to bottom, and the column of labels (from 0) that it begins in."""

    level: int
    lines: tuple[Line, ...]

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

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2

    @property
    def number(self) -> int | None:
        """The number it begins with (1. 属于……), None without one."""
        found = _NUMBER.match(self.text)
        return int(found[0]) if found else None


@frozen(kw_only=True)
class Label:
    """A label at its place: `row` from 0, `level` to `last_level` are the columns of labels it takes. `item` is None for a
    merged label without text on this page."""

    row: int
    rowspan: int
    level: int
    last_level: int
    item: Item | None


def begins_first_row(line: Line) -> bool:
    """Whether a line begins a label of the outermost kind (一、)."""
    return _KINDS[0].match(line.text) is not None


def label_levels(lines: Sequence[tuple[Line, float]]) -> tuple[float, ...] | None:
    """Where each column of labels begins, by the ordinals that labels of its kind begin with; None if they do not agree.

    Each line comes with the place where it begins, without what its page stands aside."""
    levels: list[float] = []
    for kind in _KINDS:
        own = [(x0, line.height) for line, x0 in lines if kind.match(line.text)]
        if not own:
            continue
        x0, height = min(own)
        if not levels or x0 > levels[-1] + _INDENT * height:
            levels.append(x0)
        elif x0 < levels[-1] - _INDENT * height:
            return None
    return tuple(levels) or None


def label_lines(pieces: Sequence[Run]) -> list[Line]:
    """Pieces of text that follow each other without a gap, as lines."""
    groups: list[list[Run]] = []
    for piece in sorted(pieces, key=lambda piece: piece.x0):
        for group in groups:
            last = group[-1]
            is_level = abs(last.middle - piece.middle) < _LEVEL * piece.height
            if is_level and piece.x0 - last.x1 < _BESIDE * piece.height:
                group.append(piece)
                break
        else:
            groups.append([piece])
    return [line for group in groups for line in gather_lines(group)]


def line_step(lines: Sequence[Line], levels: Sequence[float]) -> float:
    """From one line of a wrapped label to the next (points), as far as can be seen: the smallest step there is."""
    steps = [
        below.top - above.top
        for level in range(len(levels))
        for above, below in pairwise(_of_level(lines, levels, level))
        if below.top - above.top > _STEP * above.height
    ]
    return min(steps, default=1.5 * lines[0].height if lines else 0.0)


def _of_level(lines: Sequence[Line], levels: Sequence[float], level: int) -> list[Line]:
    return sorted((line for line in lines if _level_of(line, levels) == level), key=lambda line: line.top)


def _level_of(line: Line, levels: Sequence[float]) -> int:
    slack = _INDENT * line.height / 2
    return max((level for level, x0 in enumerate(levels) if line.x0 >= x0 - slack), default=0)


def label_items(lines: Sequence[Line], levels: Sequence[float], step: float) -> list[Item]:
    """The labels: a new one begins with an ordinal or after a gap."""
    items: list[Item] = []
    for level in range(len(levels)):
        groups: list[list[Line]] = []
        for line in _of_level(lines, levels, level):
            is_new = not groups or line.top - groups[-1][-1].top > _CUT * step
            if is_new or any(kind.match(line.text) for kind in _KINDS):
                groups.append([line])
            else:
                groups[-1].append(line)
        items += [Item(level=level, lines=tuple(group)) for group in groups]
    return items


def place_labels(
    items: Sequence[Item], heights: Sequence[float], step: float, depth: int, *, goes_on: bool
) -> tuple[list[Label], list[float]] | None:
    """The labels at their rows, and the heights of all rows; None where it cannot be said whose a label is.

    `heights` are those of the rows of figures; labels of the innermost column that stand beside none are rows without
    figures. `goes_on`: the table began on a page before, so a merged label may have stood there.
    """
    for is_beside in (_is_centred, _is_at_top):
        own = [[item for item in items if is_beside(item, height, step)] for height in heights]
        if not all(own):
            continue
        leaves = [max(fits, key=lambda item: item.level) for fits in own]
        if any(
            sum(item.level == leaf.level for item in fits) > 1 for fits, leaf in zip(own, leaves, strict=True)
        ):
            continue
        if len(set(map(id, leaves))) < len(leaves):
            continue
        bare = [
            item
            for item in items
            if item.level == depth - 1
            and item not in leaves
            and item.top < leaves[-1].top
            and _KINDS[-1].match(item.text)
        ]
        rows = sorted(
            [
                *zip(heights, leaves, strict=True),
                *((item.middle if is_beside is _is_centred else item.lines[0].top, item) for item in bare),
            ],
            key=lambda row: row[0],
        )
        labels = _with_groups([leaf for _, leaf in rows], items, depth, goes_on=goes_on)
        if labels is not None:
            return labels, [height for height, _ in rows]
    return None


def _is_centred(item: Item, height: float, step: float) -> bool:
    return abs(item.middle - height) <= _CENTRED * step


def _is_at_top(item: Item, height: float, step: float) -> bool:
    line = item.lines[0]
    return abs((line.top + line.bottom) / 2 - height) <= _TOP * step


def _with_groups(
    leaves: Sequence[Item], items: Sequence[Item], depth: int, *, goes_on: bool
) -> list[Label] | None:
    """The labels of rows, and beside them the labels of groups, each over the rows that it is the label of."""
    if any(above.top >= below.top for above, below in pairwise(leaves)):
        return None
    labels = [
        Label(row=row, rowspan=1, level=leaf.level, last_level=depth - 1, item=leaf)
        for row, leaf in enumerate(leaves)
    ]
    known = set(map(id, leaves))
    end = leaves[-1].bottom  # what stands below the last row is no part of the table
    groups = [item for item in items if id(item) not in known and item.top < end]
    for level in range(depth - 1):
        for begin, after in _runs(leaves, level):
            for first, last in _numbered_parts(leaves, begin, after, level):
                top, bottom = leaves[first].top, leaves[last - 1].bottom
                held = [item for item in groups if item.level == level and top <= item.middle <= bottom]
                is_edge = (goes_on and first == 0) or last == len(leaves)
                if len(held) > 1 or (not held and not is_edge):
                    return None
                groups = [item for item in groups if item not in held]
                labels.append(
                    Label(
                        row=first,
                        rowspan=last - first,
                        level=level,
                        last_level=level,
                        item=held[0] if held else None,
                    )
                )
    return None if groups else labels


def _runs(leaves: Sequence[Item], level: int) -> list[tuple[int, int]]:
    """The rows that follow each other whose own labels stand further right."""
    runs: list[tuple[int, int]] = []
    for row, leaf in enumerate(leaves):
        if leaf.level > level:
            if runs and runs[-1][1] == row:
                runs[-1] = runs[-1][0], row + 1
            else:
                runs.append((row, row + 1))
    return runs


def _numbered_parts(leaves: Sequence[Item], start: int, end: int, level: int) -> list[tuple[int, int]]:
    """The rows cut where their numbers begin anew; those whose labels stand in a column further right are not counted."""
    cuts = [start]
    last = 0
    for row in range(start, end):
        number = leaves[row].number if leaves[row].level == level + 1 else None
        if number is not None:
            if number <= last:
                cuts.append(row)
            last = number
    return list(pairwise([*cuts, end]))
