"""Visual lines: runs of characters that stand at one height, and their text."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from .characters import Run, runs_text

__all__ = ["VisualLine", "around", "gather_lines", "join_wrapped", "least_confidence"]


@frozen(kw_only=True)
class VisualLine:
    """One visual line: its runs from left to right, and the box around them."""

    runs: tuple[Run, ...]
    text: str
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """About the size of its font."""
        return self.bottom - self.top

    @property
    def size(self) -> float:
        """The width of its ideographs, which is the size of the font; its height where it has none."""
        widths = [x1 - x0 for run in self.runs for char, x0, x1 in run.glyphs[:12] if char > "\u2e80"]
        return sorted(widths)[len(widths) // 2] if widths else self.height

    @property
    def confidence(self) -> float | None:
        """How sure the least sure run is, None for text that was not recognised from an image."""
        return least_confidence(self.runs)


def least_confidence(runs: Iterable[Run]) -> float | None:
    """The least confidence of the runs, None where none has any."""
    return min((run.confidence for run in runs if run.confidence is not None), default=None)


def around(pieces: Iterable[VisualLine | Run]) -> tuple[float, float, float, float] | None:
    """The box around pieces: left, top, right, bottom; None where there are none."""
    held = list(pieces)
    if not held:
        return None
    return (
        min(one.x0 for one in held),
        min(one.top for one in held),
        max(one.x1 for one in held),
        max(one.bottom for one in held),
    )


def gather_lines(runs: Iterable[Run]) -> list[VisualLine]:
    """The runs as lines from top to bottom: of two runs on one line the smaller lies mostly at the height of
    the other."""
    groups: list[list[Run]] = []
    top = bottom = 0.0
    for run in sorted(runs, key=lambda run: run[3] + run[4]):
        shared = min(bottom, run.bottom) - max(top, run.top)
        if groups and shared > 0.5 * min(bottom - top, run.bottom - run.top):
            groups[-1].append(run)
            if run.bottom - run.top <= bottom - top:
                continue
        else:
            groups.append([run])
        top, bottom = run.top, run.bottom
    return [_line(group) for group in groups]


def _line(group: list[Run]) -> VisualLine:
    if len(group) == 1:
        run = group[0]
        return VisualLine(runs=(run,), text=run.text, x0=run.x0, x1=run.x1, top=run.top, bottom=run.bottom)
    group.sort(key=lambda run: run[1])
    return VisualLine(
        runs=tuple(group),
        text=runs_text(group),
        x0=group[0].x0,
        x1=max(run.x1 for run in group),
        top=min(run.top for run in group),
        bottom=max(run.bottom for run in group),
    )


def join_wrapped(before: str, after: str) -> str:
    """Two pieces of a text that was wrapped between them: a blank only between two words of Latin letters.

    >>> join_wrapped("主动公开政府信", "息 12 条")
    '主动公开政府信息 12 条'
    >>> join_wrapped("by e", "mail")
    'by e mail'
    """
    if before and after and _is_word(before[-1]) and _is_word(after[0]):
        return f"{before} {after}"
    return before + after


def _is_word(char: str) -> bool:
    return char.isascii() and char.isalpha()
