"""Characters printed over each other: the same once more to look bold, or others, of which nobody can read either."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .characters import Run, hidden

__all__ = ["OVERPRINTED", "legible"]

OVERPRINTED = "printed over each other"
_LEVEL = 0.5  # heights: how far characters over each other stand from each other's height
_OVER = 0.5  # of the narrower of two characters
_TWICE = 0.3  # heights: the same character so near is the same once more
_NO_VALUE = "\ufffd"


def legible(runs: Sequence[Run]) -> tuple[list[Run], list[str]]:
    """The runs with characters over figures of other runs made unreadable (U+FFFD) and what is printed twice there once, and the
    characters that cannot be read."""
    unreadable: dict[int, set[int]] = {}
    twice: dict[int, set[int]] = {}
    for first, second in _over_each_other(runs):
        for at, (char, x0, x1) in enumerate(runs[first].glyphs):
            for place, (other, left, right) in enumerate(runs[second].glyphs):
                if min(x1, right) - max(x0, left) <= _OVER * min(x1 - x0, right - left):
                    continue
                char, other = char.strip(), other.strip()
                if char == other:
                    if abs(left - x0) < _TWICE * runs[first].height:
                        twice.setdefault(second, set()).add(place)
                elif char.isdigit() or other.isdigit():
                    unreadable.setdefault(first, set()).add(at)
                    unreadable.setdefault(second, set()).add(place)
    if not (unreadable or twice):
        return list(runs), []
    kept: list[Run] = []
    lost: list[str] = []
    for index, run in enumerate(runs):
        bad, again = unreadable.get(index, set()), twice.get(index, set())
        if again and not bad and len(again) == len(run.glyphs):
            continue
        if bad:
            lost += [run.glyphs[at][0].strip() for at in sorted(bad)]
            glyphs = tuple(
                (_NO_VALUE if at in bad else char, x0, x1) for at, (char, x0, x1) in enumerate(run.glyphs)
            )
            run = run._replace(glyphs=glyphs, text="".join(char for char, _, _ in glyphs))
        elif again and any(char.strip().isdigit() for char, _, _ in run.glyphs):
            run_parts = hidden(run, [at in again for at in range(len(run.glyphs))])
            kept += run_parts
            continue
        kept.append(run)
    return kept, lost


def _over_each_other(runs: Sequence[Run]) -> Iterator[tuple[int, int]]:
    """Pairs of runs (by index, the one written first before the other) that share a place, one of them with a figure."""
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
