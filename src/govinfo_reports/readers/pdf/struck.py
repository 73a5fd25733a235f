"""Text with a line through it, which a reader takes for no longer said."""

from __future__ import annotations

import ctypes
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from ..pdf_characters import Glyph, PageSpace, Run
from ..pdf_rulings import Ruling, Rulings, merge_rulings

__all__ = ["read_struck_notes", "strike"]

_HIGH, _LOW = 0.28, 0.72  # of a line's height: a line through its middle third strikes it out
_OVER = 0.6  # of its height: a line that stands out farther at both sides rules something
_STRIKE_OUT = 12
_NOTES = 2_000


def read_struck_notes(raw: Any, page: Any, space: PageSpace) -> list[Ruling]:
    """The lines of the notes that strike out text, through the middle of what they mark."""
    found: list[Ruling] = []
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), _NOTES)):
        note = raw.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        try:
            if raw.FPDFAnnot_GetSubtype(note) != _STRIKE_OUT:
                continue
            for place in range(raw.FPDFAnnot_CountAttachmentPoints(note)):
                quad = raw.FS_QUADPOINTSF()
                if raw.FPDFAnnot_GetAttachmentPoints(note, place, ctypes.byref(quad)):
                    xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
                    x0, top, x1, bottom = space.box(min(xs), min(ys), max(xs), max(ys))
                    found.append(Ruling((top + bottom) / 2, x0, x1))
        finally:
            raw.FPDFPage_CloseAnnot(note)
    return found


def strike(
    runs: Sequence[Run], rulings: Rulings, notes: Sequence[Ruling]
) -> tuple[list[Run], Rulings, list[str]]:
    """The runs without what a line goes through, the rulings without those lines, and the texts that were struck out.

    A line strikes text out if it runs through the middle of a line of characters and ends where they do: a rule of a
    table goes on to the edges of its cell. `notes` are the lines of notes that strike out, and no rules anyhow."""
    across = merge_rulings(list(rulings.horizontal))
    lines = sorted([*across, *notes])
    if not lines:
        return list(runs), rulings, []
    uprights = sorted(rulings.vertical)
    places = [line.at for line in lines]
    columns = [line.at for line in uprights]
    kept: list[Run] = []
    struck: list[str] = []
    used: set[Ruling] = set()
    for run in runs:
        height = run.bottom - run.top
        low = bisect_left(places, run.top + _HIGH * height)
        gone: set[int] = set()
        for line in lines[low : bisect_left(places, run.top + _LOW * height)]:
            under = [
                index
                for index, (_, x0, x1) in enumerate(run.glyphs)
                if min(x1, line.end) - max(x0, line.start) > 0.6 * (x1 - x0)
            ]
            if not under:
                continue
            first, last = run.glyphs[under[0]], run.glyphs[under[-1]]
            reach = _OVER * height
            if line.start < first[1] - reach or line.end > last[2] + reach:
                continue
            if _ends_at_rules(line, uprights, columns):
                continue
            gone.update(under)
            used.add(line)
        if not gone:
            kept.append(run)
            continue
        struck.append("".join(run.glyphs[index][0] for index in sorted(gone)).strip())
        kept += _parts(run, gone)
    if not used:
        return list(runs), rulings, []
    rest = [line for line in across if line not in used]
    return kept, rulings._replace(horizontal=rest), struck


def _ends_at_rules(line: Ruling, uprights: Sequence[Ruling], columns: Sequence[float]) -> bool:
    """Whether both ends of a line meet vertical rules, as those of a cell's edge do."""
    return all(
        any(
            rule.start - 1 <= line.at <= rule.end + 1
            for rule in uprights[bisect_left(columns, end - 2.0) : bisect_left(columns, end + 2.0)]
        )
        for end in (line.start, line.end)
    )


def _parts(run: Run, gone: set[int]) -> list[Run]:
    """What is left of a run, in pieces."""
    parts: list[list[Glyph]] = [[]]
    for index, glyph in enumerate(run.glyphs):
        if index in gone:
            parts.append([])
        else:
            parts[-1].append(glyph)
    return [run.part(part) for part in parts if part]
