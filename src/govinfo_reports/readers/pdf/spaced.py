"""Words whose letters are set apart, as those of a title: no blank stands between them."""

from __future__ import annotations

from itertools import pairwise

__all__ = ["SET_APART", "close_set"]

SET_APART = 3
"""Gaps between ideographs that show that all characters of a line are set apart."""
_Glyph = tuple[str, float, float]


def close_set(glyphs: list[_Glyph]) -> list[_Glyph]:
    """Characters without the blanks that stand between all of them alike: the words are set apart letter by
    letter."""
    gaps = [after[1] - before[2] for before, after in pairwise(glyphs)]
    wide = [
        gap
        for gap, (before, after) in zip(gaps, pairwise(glyphs), strict=True)
        if not (before[0].isascii() or after[0].isascii())
    ]
    if len(wide) < SET_APART or min(wide) <= 0 or max(wide) > 1.2 * min(wide):
        return glyphs
    kept = [
        (char.lstrip() if gap < 1.2 * max(wide) else char, x0, x1)
        for gap, (char, x0, x1) in zip(gaps, glyphs[1:], strict=True)
    ]
    return [glyphs[0], *kept]
