"""Whether all ink of a cell is accounted for: print that touches its rules may go on under or behind them,
and what was recognised must be as many characters as are printed."""

from __future__ import annotations

from typing import Any

__all__ = ["CellInk", "holds_as_many"]

Edges = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels: the middles of the rules around a cell."""

_REACH, _SLACK = (
    5.0,
    1.8,
)  # points: print is looked for so far from a rule; a rule lies so near to where its line was found
_OUT, _AREA = 0.65, 0.55  # points, square points: what stands out of a rule so far is print
_EDGE, _THICKER = (
    0.35,
    0.6,
)  # pixels: the edge of a rule is no straighter; with a stem on it, it is thicker by so much
_NEXT, _CLEAR = (
    0.75,
    0.6,
)  # of its height: so near is the next digit, behind a rule that covers some of it or none
# of the usual height of a character: where a rule is thicker for so long, and not for long, a stem lies on it
_STEM = 0.5
_FAINT = 40  # shades: a rule is darker than its paper by more
_CORNER = 2.0  # points beside a crossing rule that are not looked at
_ALONG = 10  # percentile: so much of a rule is free of print
_BEYOND = 6.0  # points of a rule that are looked at beyond the crossing ones
_TALL, _TALLEST = 0.45, 1.6  # of the usual height of a character: what is between may be one
_PART = 0.6  # of the highest character: signs and points are lower
_WIDE, _NARROW, _BROKEN = (
    0.75,
    0.24,
    0.1,
)  # of its height: a digit is no wider, no narrower, and broken no farther
_MARKS = frozenset(".,，．-－—–·。 ")


class CellInk:
    """What stands in a cell: `ink` begins at its left and top edge."""

    __slots__ = ("_edges", "_is_beside", "_scale", "_sides", "_size", "bare", "gray", "ink")

    def __init__(self, gray: Any, bare: Any, edges: Edges, inset: int, size: float, scale: float) -> None:
        """`gray` is the page, `bare` its ink without the rules, `inset` how near to a rule remains of it are
        found, `size` the usual height of a character; all in pixels."""
        left, top, right, bottom = edges
        self.gray, self.bare, self._edges, self._size, self._scale = gray, bare, edges, size, scale
        self.ink = bare[round(top) : round(bottom), round(left) : round(right)].copy()
        self._is_beside = self.ink.sum() > self.ink[inset:-inset, inset:-inset].sum() and _clear_ring(
            self.ink, inset, size
        )
        turned = gray.T
        self._sides = (
            _outside(gray, top, bottom, left, 1, size, scale)
            or _outside(gray, top, bottom, right, -1, size, scale)
            or _outside(turned, left, right, top, 1, size, scale)
            or _outside(turned, left, right, bottom, -1, size, scale)
        )

    def is_whole(self, line: tuple[int, int, int, int]) -> bool:
        """Whether a line of the ink is all that is printed there: nothing runs into a rule or lies hard by
        one, and nothing goes on behind a rule, so near that it may be the next digit."""
        return not (self._is_beside or self._sides or self._goes_on(line, 1) or self._goes_on(line, -1))

    def _goes_on(self, line: tuple[int, int, int, int], side: int) -> bool:
        import numpy

        left, top, right, bottom = self._edges
        first, last = round(top) + line[1], round(top) + line[3]
        high = last - first
        at, end = (right, round(left) + line[2]) if side > 0 else (left, round(left) + line[0])
        if abs(at - end) > _NEXT * high:
            return False
        reach = round(_NEXT * high)
        near = (
            self.bare[first:last, end : end + reach]
            if side > 0
            else self.bare[first:last, max(0, end - reach) : end]
        )
        beyond = numpy.flatnonzero(near.any(axis=0))
        if beyond.size:
            gap = int(beyond[0]) if side > 0 else near.shape[1] - 1 - int(beyond[-1])
            if gap < _CLEAR * high:
                return True
        return any(
            begin < last and stop > first
            for begin, stop in _outside(self.gray, top, bottom, at, side, self._size, self._scale)
        )


def _clear_ring(part: Any, inset: int, size: float) -> bool:
    """Take out what lies between a cell's rules and its inside, and say whether it may be a character."""
    import cv2
    import numpy

    _, labels, stats, _ = cv2.connectedComponentsWithStats(part, connectivity=8)
    is_inside = numpy.zeros(len(stats), dtype=bool)
    is_inside[numpy.unique(labels[inset:-inset, inset:-inset])] = True
    heights = stats[:, cv2.CC_STAT_HEIGHT]
    beside = ~is_inside
    beside[0] = False
    part[beside[labels]] = 0
    may_be = beside & (heights >= _TALL * size) & (heights <= _TALLEST * size)
    return bool(may_be.any())


def _outside(
    gray: Any, start: float, end: float, at: float, side: int, size: float, scale: float
) -> list[tuple[int, int]]:
    """The rows at which something stands out of the rule that runs down at `at` from `start` to `end`, on
    the one side (1 right, -1 left)."""
    import numpy

    corner, reach, slack = round(_CORNER * scale), round(_REACH * scale), round(_SLACK * scale)
    first, last = max(0, round(start) + corner), round(end) - corner
    middle, more = round(at), 2 * corner + round(_BEYOND * scale)
    if last - first < 3:
        return []
    above = min(first, more)
    rows = slice(first - above, last + more)
    if side > 0:
        strip = gray[rows, max(0, middle - slack) : middle + reach + 1]
    else:
        strip = gray[rows, max(0, middle - reach) : middle + slack + 1][:, ::-1]
    shades = strip[above : above + last - first, : 2 * slack + 1].mean(axis=0)
    dark, paper = float(shades.min()), float(numpy.percentile(strip, 95))
    if paper - dark < _FAINT:
        return []
    darkness = ((paper - strip.astype(numpy.float32)) / (paper - dark)).clip(0.0, 1.0)
    near = (darkness[above : above + last - first, : 2 * slack + 1] > 0.5).sum(axis=0)
    if int(near.max()) < 0.5 * (last - first):
        return []
    column = int(numpy.flatnonzero(near >= 0.98 * near.max())[-1])  # of the rule, nearest to the cell
    lengths = numpy.minimum.accumulate(darkness[:, column:], axis=1).sum(axis=1)
    out = lengths - numpy.percentile(lengths[darkness[:, column] > 0.5], _ALONG)
    inside = out[above : above + last - first]
    edges = numpy.flatnonzero(numpy.diff(numpy.concatenate(([0], (inside > _EDGE).astype(numpy.int8), [0]))))
    if not edges.size:
        return []
    whole = lengths + numpy.minimum.accumulate(darkness[:, column::-1], axis=1).sum(axis=1)
    thick = float(numpy.median(whole))
    whole = whole[above : above + last - first]
    found: list[tuple[int, int]] = []
    for begin, stop in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        part = inside[begin:stop]
        is_knob = float(part.max()) >= _OUT * scale and float(part.sum()) >= _AREA * scale * scale
        is_stem = (
            _STEM * size <= stop - begin <= _TALLEST * size
            and float(numpy.median(whole[begin:stop])) - thick > _THICKER
            and not (begin == 0 and _is_thick(out[: max(0, above - 2 * corner)]))
            and not (stop == len(inside) and _is_thick(out[above + len(inside) + 2 * corner :]))
        )
        if is_knob or is_stem:
            found.append((first + begin, first + stop))
    return found


def _is_thick(out: Any) -> bool:
    """Whether a rule is as thick beyond the crossing one: then nothing lies on it, it is drawn so."""
    return not len(out) or float(out.mean()) > _EDGE


def holds_as_many(ink: Any, text: str) -> bool:
    """Whether so much is printed in the ink of one line as the text of a figure says: no character more and
    none less.

    >>> import numpy
    >>> ink = numpy.zeros((20, 30), numpy.uint8)
    >>> ink[:, 4:6] = ink[:, 14:16] = ink[:, 24:26] = 1
    >>> holds_as_many(ink, "111"), holds_as_many(ink, "11"), holds_as_many(ink[:, :20], "111")
    (True, False, False)
    """
    wanted = sum(char not in _MARKS for char in text)
    if not wanted:
        return True
    columns = ink.any(axis=0)
    groups: list[list[int]] = []
    for column in columns.nonzero()[0].tolist():
        if groups and column == groups[-1][1]:
            groups[-1][1] = column + 1
        else:
            groups.append([column, column + 1])
    heights = [_height(ink[:, start:end]) for start, end in groups]
    high = max(heights, default=0)
    parts: list[list[int]] = []
    for (start, end), height in zip(groups, heights, strict=True):
        is_broken = (
            bool(parts) and start - parts[-1][1] <= _BROKEN * high and end - parts[-1][0] <= _WIDE * high
        )
        if is_broken:
            parts[-1][1] = end
        elif height >= _PART * high:
            parts.append([start, end])
    most = sum(max(1, int((end - start) / (_NARROW * high))) for start, end in parts)
    return len(parts) <= wanted <= most


def _height(ink: Any) -> int:
    rows = ink.any(axis=1).nonzero()[0]
    return int(rows[-1]) - int(rows[0]) + 1 if rows.size else 0
