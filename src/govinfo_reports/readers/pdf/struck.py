"""Text that is crossed out, by a line through it, a stroke aslant, a scrawl or an X: a reader takes it for
no longer said."""

from __future__ import annotations

import ctypes
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Any, Protocol

from .characters import PageSpace, Run
from .page_objects import Box, Point
from .rulings import Ruling, Rulings, Scrawl, merge_rulings

__all__ = ["read_struck_notes", "strike"]

_HIGH, _LOW = 0.28, 0.72  # of a line's height: a line through its middle third strikes it out
_OVER = 0.6  # of its height: a line that stands out farther at both sides rules something
_CORE = 0.22  # of its height: above and below is no ink of digits
_TALL = 3.5  # heights: a stroke that rises farther divides a field, unless another crosses it
_AROUND = 1.5  # heights: a stroke through words ends so near to them
_FLAT = 2.5  # heights: a scrawl along a line is no higher
_FIGURE = re.compile(r"[0-9][0-9.,]*")
_STRIKE_OUT, _LINE, _INK = 12, 4, 15
_NOTES = 2_000
_POINTS = 2_000


def read_struck_notes(raw: Any, page: Any, space: PageSpace) -> tuple[list[Ruling], list[Scrawl]]:
    """The lines of the notes that strike out text, through the middle of what they mark, and what is drawn
    by hand in notes."""
    found: list[Ruling] = []
    drawn: list[Scrawl] = []
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), _NOTES)):
        note = raw.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        try:
            kind = raw.FPDFAnnot_GetSubtype(note)
            if kind in (_LINE, _INK):
                drawn += [Scrawl(tuple(points)) for points in _drawn(raw, note, kind, space)]
            for place in range(raw.FPDFAnnot_CountAttachmentPoints(note) if kind == _STRIKE_OUT else 0):
                quad = raw.FS_QUADPOINTSF()
                if raw.FPDFAnnot_GetAttachmentPoints(note, place, ctypes.byref(quad)):
                    xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
                    x0, top, x1, bottom = space.box(min(xs), min(ys), max(xs), max(ys))
                    found.append(Ruling((top + bottom) / 2, x0, x1))
        finally:
            raw.FPDFPage_CloseAnnot(note)
    return found, drawn


def _drawn(raw: Any, note: Any, kind: int, space: PageSpace) -> Iterator[list[Point]]:
    """The strokes of a note, as points of the upright page."""
    if kind == _LINE:
        start, end = raw.FS_POINTF(), raw.FS_POINTF()
        if raw.FPDFAnnot_GetLine(note, ctypes.byref(start), ctypes.byref(end)):
            yield [space.box(point.x, point.y, point.x, point.y)[:2] for point in (start, end)]
        return
    for stroke in range(min(raw.FPDFAnnot_GetInkListCount(note), _NOTES)):
        count = raw.FPDFAnnot_GetInkListPath(note, stroke, None, 0)
        if 1 < count <= _POINTS:
            points = (raw.FS_POINTF * count)()
            raw.FPDFAnnot_GetInkListPath(note, stroke, points, count)
            yield [space.box(point.x, point.y, point.x, point.y)[:2] for point in points]


class Shows(Protocol):
    """Tells whether a line is seen."""

    def __call__(self, box: Box, around: Box, *, is_level: bool) -> bool:
        """`box`: what the line lies in; `around`: where it is looked for."""


def strike(
    runs: Sequence[Run],
    rulings: Rulings,
    notes: Sequence[Ruling],
    drawn: Sequence[Scrawl] = (),
    shows: Shows | None = None,
) -> tuple[list[Run], Rulings, list[str]]:
    """The runs without what is crossed out, the rulings without the lines that do so, and the texts that
    were struck out.

    A line strikes text out if it runs through the middle of a line of characters and ends where they do, or
    goes on but not from rule to rule. A rule of a table does not run through figures: what it goes through
    is no figure that one could be sure of. Strokes aslant strike figures that they run through, an X all
    that it is drawn over. `notes` are the lines of notes that strike out, and `drawn` what is drawn by hand
    in them; they are no rules anyhow. A line that `shows` says is not seen strikes nothing."""
    across = merge_rulings(list(rulings.horizontal))
    level, aslant = _sorted_out(rulings.scrawls)
    level_notes, aslant_notes = _sorted_out(drawn)
    sure = {*notes, *level_notes}
    lines = sorted([*across, *level, *sure])
    strokes = sorted(
        [(box, one, False) for box, one in aslant] + [(box, one, True) for box, one in aslant_notes]
    )
    if not (lines or strokes):
        return list(runs), rulings, []
    uprights = sorted(rulings.vertical)
    columns = [line.at for line in uprights]
    rules = {line: _ends_at_rules(line, uprights, columns) for line in across}
    places = [line.at for line in lines]
    tops = [box[1] for box, _, _ in strokes]
    crosses = dict(islice(_crosses(strokes), _NOTES))
    kept: list[Run] = []
    struck: list[str] = []
    used: set[Ruling] = set()
    for run in runs:
        height = run.bottom - run.top
        place = (run.x0, run.top, run.x1, run.bottom)
        low = bisect_left(places, run.top + _HIGH * height)
        gone: set[int] = set()
        for line in lines[low : bisect_left(places, run.top + _LOW * height)]:
            under = _under(run, line, is_rule=rules.get(line, False))
            if not under:
                continue
            is_seen = shows is None or line in sure or shows(box := _box(line), place, is_level=True)
            if is_seen:
                gone.update(under)
            if not rules.get(line, False) or not (is_seen or shows is None or shows(box, box, is_level=True)):
                used.add(line)
        for cross, is_note in crosses.items():
            x0, top, x1, bottom = cross
            if len(gone) < len(run.glyphs) and x0 < (run.x0 + run.x1) / 2 < x1 and top < run.middle < bottom:
                if not is_note and shows is not None and not shows(cross, cross, is_level=False):
                    continue
                gone.update(range(len(run.glyphs)))
        first = bisect_left(tops, run.top - _TALL * height)
        for box, stroke, is_note in strokes[first : bisect_right(tops, run.bottom)]:
            if box[2] < run.x0 or box[0] > run.x1 or box[3] < run.top:
                continue
            through = _through(run, stroke, box)
            if not gone.issuperset(through) and (
                shows is None or is_note or shows(box, place, is_level=False)
            ):
                gone.update(through)
        if not gone:
            kept.append(run)
            continue
        gone = _whole(run, gone)
        struck.append("".join(run.glyphs[index][0] for index in sorted(gone)).strip())
        kept += run.without(gone)
    rest = [line for line in across if line not in used]
    return kept, rulings._replace(horizontal=rest) if used or struck else rulings, struck


def _box(line: Ruling) -> Box:
    """The place of a level line, with some room."""
    return line.start, line.at - 2.0, line.end, line.at + 2.0


def _figures(run: Run) -> Iterator[range]:
    """Where the figures of a run stand among its characters."""
    for match in _FIGURE.finditer("".join(char[-1] for char, _, _ in run.glyphs)):
        starts = [at for at in range(match.start() + 1, match.end()) if run.glyphs[at][0].startswith(" ")]
        for first, last in pairwise([match.start(), *starts, match.end()]):
            yield range(first, last)


def _under(run: Run, line: Ruling, *, is_rule: bool) -> list[int]:
    """The characters of a run that a level line strikes out; it goes through their middle."""
    height = run.bottom - run.top
    under = [
        index
        for index, (_, x0, x1) in enumerate(run.glyphs)
        if min(x1, line.end) - max(x0, line.start) > 0.6 * (x1 - x0)
    ]
    if not under:
        return []
    reach = _OVER * height
    is_longer = line.start < run.glyphs[under[0]][1] - reach or line.end > run.glyphs[under[-1]][2] + reach
    if not (is_rule or is_longer):
        return under
    if is_rule and not 0.36 < (line.at - run.top) / height < 0.64:
        return []
    hit = set(under)
    figures = [index for figure in _figures(run) if hit.intersection(figure) for index in figure]
    return figures if is_rule or not figures else sorted({*under, *figures})


def _sorted_out(scrawls: Iterable[Scrawl]) -> tuple[list[Ruling], list[tuple[Box, Scrawl]]]:
    """What is drawn freely as level lines, and as strokes aslant and curves, with their boxes."""
    level: list[Ruling] = []
    aslant: list[tuple[Box, Scrawl]] = []
    for scrawl in scrawls:
        x0, top, x1, bottom = box = scrawl.box
        if bottom - top <= 1.0 and x1 - x0 > 2.0:
            level.append(Ruling((top + bottom) / 2, x0, x1))
        elif x1 - x0 > 1.0:
            aslant.append((box, scrawl))
    return level, aslant


def _crosses(strokes: Sequence[tuple[Box, Scrawl, bool]]) -> Iterator[tuple[Box, bool]]:
    """The boxes of strokes that cross each other in their middles, and whether notes draw them."""
    straight = sorted((one for one in strokes if len(one[1].points) == 2), key=lambda one: one[0][1])[:_NOTES]
    for at, ((x0, top, x1, bottom), one, is_note) in enumerate(straight):
        for (left, high, right, low), other, is_other in straight[at + 1 : at + 20]:
            across = min(x1, right) - max(x0, left), max(x1, right) - min(x0, left)
            down = min(bottom, low) - max(top, high), max(bottom, low) - min(top, high)
            if across[0] > 0.6 * across[1] and down[0] > 0.6 * down[1] and one.rises != other.rises:
                yield (min(x0, left), min(top, high), max(x1, right), max(bottom, low)), is_note or is_other


def _through(run: Run, stroke: Scrawl, box: Box) -> list[int]:
    """The characters that a stroke aslant or a scrawl runs through: its figures, and its words if it is
    drawn for them."""
    height = run.bottom - run.top
    left, top, right, bottom = box
    if bottom - top > (_TALL if len(stroke.points) == 2 else _FLAT) * height:
        return []
    high, low = run.top + _CORE * height, run.bottom - _CORE * height
    pieces = [
        piece
        for start, end in pairwise(stroke.points)
        if (piece := _clipped(start, end, high, low)) is not None
    ]
    figures = list(_figures(run))
    gone: list[int] = []
    for figure in figures:
        x0, x1 = run.glyphs[figure[0]][1], run.glyphs[figure[-1]][2]
        inset = 0.1 * (x1 - x0)
        if _covered(pieces, x0 + inset, x1 - inset, high, low):
            gone += figure
    is_own = left > run.x0 - _AROUND * height and right < run.x1 + _AROUND * height
    if is_own and not figures and _covered(pieces, run.x0, run.x1, high, low):
        gone += range(len(run.glyphs))
    return gone


def _clipped(start: Point, end: Point, high: float, low: float) -> tuple[Point, Point] | None:
    """The part of a stroke between two heights."""
    if start[1] > end[1]:
        start, end = end, start
    if end[1] < high or start[1] > low:
        return None
    rise = end[1] - start[1]

    def at(y: float) -> float:
        return start[0] + (end[0] - start[0]) * (y - start[1]) / rise

    first = start if start[1] >= high else (at(high), high)
    last = end if end[1] <= low else (at(low), low)
    return first, last


def _covered(pieces: Sequence[tuple[Point, Point]], x0: float, x1: float, high: float, low: float) -> bool:
    """Whether strokes go along most of a place, or through it from top to bottom."""
    along: list[tuple[float, float]] = []
    for (left, top), (right, bottom) in pieces:
        start, end = max(x0, min(left, right)), min(x1, max(left, right))
        if end < start:
            continue
        along.append((start, end))
        if bottom - top > 0.9 * (low - high) and x0 < (left + right) / 2 < x1:
            return True
    length, reached = 0.0, x0
    for start, end in sorted(along):
        length += max(0.0, end - max(start, reached))
        reached = max(reached, end)
    return length > 0.6 * (x1 - x0)


def _whole(run: Run, gone: set[int]) -> set[int]:
    """What is gone of a run, with all of a figure that something of its inside is gone of."""
    found = set(gone)
    for figure in _figures(run):
        own = [index for index in figure if index in gone]
        if own and own[0] > figure[0] and own[-1] < figure[-1]:
            found.update(figure)
    return found


def _ends_at_rules(line: Ruling, uprights: Sequence[Ruling], columns: Sequence[float]) -> bool:
    """Whether both ends of a line meet vertical rules, as those of a cell's edge do."""
    return all(
        any(
            rule.start - 1 <= line.at <= rule.end + 1
            for rule in uprights[bisect_left(columns, end - 2.0) : bisect_left(columns, end + 2.0)]
        )
        for end in (line.start, line.end)
    )
