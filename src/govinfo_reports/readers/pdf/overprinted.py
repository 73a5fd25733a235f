"""Characters printed over each other: the same once more to look bold, or others, of which nobody can read
either."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .characters import NO_VALUE, Run, hidden

__all__ = ["OVERPRINTED", "legible"]

OVERPRINTED = "printed over each other"
_LEVEL = 0.5  # heights: how far characters over each other stand from each other's height
_OVER = 0.5  # of the narrower of two characters
_TWICE = 0.3  # heights: the same character so near is the same once more
_FILL_IN = re.compile(r"[_\uff3f]+|([\u2500\u2501\u30fc\u2014\uff0d-])\1{4,}")
"""A line that is typed, to be filled in: low strokes, or many strokes of another kind."""


def legible(runs: Sequence[Run]) -> tuple[list[Run], list[str]]:
    """The runs with characters over figures of other runs made unreadable (U+FFFD) and what is printed twice
    there once, and the characters that cannot be read. A typed line (______) that figures stand on is left
    out as a drawn one is."""
    unreadable: dict[int, set[int]] = {}
    twice: dict[int, set[int]] = {}
    lines: dict[int, set[int]] = {}
    for first, second in _over_each_other(runs):
        typed, typed_later = _fill_in(runs[first]), _fill_in(runs[second], is_later=True)
        for at, (char, x0, x1) in enumerate(runs[first].glyphs):
            for place, (other, left, right) in enumerate(runs[second].glyphs):
                if min(x1, right) - max(x0, left) <= _OVER * min(x1 - x0, right - left):
                    continue
                char, other = char.strip(), other.strip()
                if char == other:
                    if abs(left - x0) < _TWICE * runs[first].height:
                        twice.setdefault(second, set()).add(place)
                elif at in typed or place in typed_later:
                    if char and other:
                        index, line = (first, typed[at]) if at in typed else (second, typed_later[place])
                        lines.setdefault(index, set()).update(line)
                elif char.isdigit() or other.isdigit():
                    unreadable.setdefault(first, set()).add(at)
                    unreadable.setdefault(second, set()).add(place)
    if not (unreadable or twice or lines):
        return list(runs), []
    kept: list[Run] = []
    lost: list[str] = []
    for index, run in enumerate(runs):
        bad, again = unreadable.get(index, set()), twice.get(index, set())
        if index in lines and not bad:
            kept += run.without(lines[index] | again)
            continue
        if again and not bad and len(again) == len(run.glyphs):
            continue
        if bad:
            lost += [run.glyphs[at][0].strip() for at in sorted(bad)]
            glyphs = tuple(
                (NO_VALUE if at in bad else char, x0, x1) for at, (char, x0, x1) in enumerate(run.glyphs)
            )
            run = run._replace(glyphs=glyphs, text="".join(char for char, _, _ in glyphs))
        elif again and any(char.strip().isdigit() for char, _, _ in run.glyphs):
            run_parts = hidden(run, [at in again for at in range(len(run.glyphs))])
            kept += run_parts
            continue
        kept.append(run)
    return kept, lost


def _fill_in(run: Run, *, is_later: bool = False) -> dict[int, range]:
    """Where a run has lines to be filled in, by each of their characters. A stroke at the height of the
    middle of digits that is written after them (`is_later`) strikes them out."""
    found: dict[int, range] = {}
    for match in _FILL_IN.finditer("".join(char[-1] for char, _, _ in run.glyphs)):
        if not (is_later and match.group(1)):
            found.update(dict.fromkeys(range(*match.span()), range(*match.span())))
    return found


def _over_each_other(runs: Sequence[Run]) -> Iterator[tuple[int, int]]:
    """Pairs of runs (by index, the one written first before the other) that share a place, one of them with
    a figure."""
    order = sorted(range(len(runs)), key=lambda index: runs[index].top + runs[index].bottom)
    for place, index in enumerate(order):
        run = runs[index]
        reach = _LEVEL * (run.bottom - run.top)
        for other in order[place + 1 :]:
            below = runs[other]
            if below.middle - run.middle > reach:
                break
            if below.x0 < run.x1 - 0.5 and run.x0 < below.x1 - 0.5:
                yield min(index, other), max(index, other)
