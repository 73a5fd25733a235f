"""Whether characters are seen on the drawn page: asked for files with layers (optional content), which may
be off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .characters import Glyph, PageSpace, Run, hidden

__all__ = ["seen_only"]

_SCALE = 2.0  # pixels a point
_MOST_PIXELS = 8_000_000
_FLAT = 12  # of 255: print differs more from its ground
_SIDE, _TOP, _FOOT = 0.1, 0.15, 0.9  # of a character's box: what is nearer to its edges may be a rule


def seen_only(page: Any, space: PageSpace, runs: Sequence[Run]) -> tuple[list[Run], list[str]]:
    """The runs without the characters whose places are blank on the drawn page, and those characters. Of a
    figure all digits are seen, or it is none."""
    width, height = space.size
    scale = min(_SCALE, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    turn = 90 * ((space.turns - page.get_rotation() // 90) % 4)
    bitmap = page.render(scale=scale, rotation=turn, grayscale=True)
    try:
        shades, stride, rows = bytes(bitmap.buffer), bitmap.stride, bitmap.height
        columns = bitmap.width
    finally:
        bitmap.close()
    gone: list[str] = []
    kept: list[Run] = []

    def is_blank(glyph: Glyph, run: Run) -> bool:
        _, x0, x1 = glyph
        left = max(0, int((x0 + _SIDE * (x1 - x0)) * scale))
        right = min(columns, int((x1 - _SIDE * (x1 - x0)) * scale) + 1)
        tall = run.bottom - run.top
        first, last = int((run.top + _TOP * tall) * scale), int((run.top + _FOOT * tall) * scale) + 1
        low, high = 255, 0
        for row in range(max(0, first), min(rows, last)):
            line = shades[row * stride + left : row * stride + right]
            if line:
                low, high = min(low, *line), max(high, *line)
        return high - low < _FLAT

    for run in runs:
        blank = [is_blank(glyph, run) for glyph in run.glyphs]
        if any(blank):
            gone += [glyph[0].strip() for glyph, is_gone in zip(run.glyphs, blank, strict=True) if is_gone]
            kept += hidden(run, blank)
        else:
            kept.append(run)
    return kept, gone
