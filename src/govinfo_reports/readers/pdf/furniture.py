"""What a PDF prints on every page and is not its text: page numbers, running heads and feet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ...numerals import stands_for_figure
from .lines import VisualLine

__all__ = ["set_apart"]

_HEAD, _FOOT = 0.14, 0.86  # shares of the page's height: above and below is the margin
_LONGEST = 40  # characters: running heads are short
_MOST_NUMBERS = 2
_EDGE_LINES = 3  # so many lines at the top and at the bottom of a page may be furniture
_DASH = "-—–－―~～·•_"
_MARKED_NUMBER = re.compile(rf"[{_DASH}]+ ?[\dIVXivx０-９]{{1,4}} ?[{_DASH}]+\Z|[{_DASH}] ?\d{{1,3}}\Z")
_NAMED_NUMBER = re.compile(
    r"(?:第 ?\d{1,4} ?页)?[ ,，/]{0,3}(?:共 ?\d{1,4} ?页)?(?:[ ,，/]{0,3}第 ?\d{1,4} ?页)?\Z"
    r"|\d{1,4} ?/ ?\d{1,4}\Z|[Pp]age ?\d{1,4}(?: of \d{1,4})?\Z"
)
_BARE_NUMBER = re.compile(r"\d{1,4}\Z")
_DIGITS = re.compile(r"\d+")


def _edges(lines: Sequence[VisualLine], height: float) -> list[VisualLine]:
    """The first and last lines of a page, as far as they stand in its margins."""
    order = sorted(lines, key=lambda line: line.top)
    middle = [
        (line, (line.top + line.bottom) / 2)
        for line in (*order[:_EDGE_LINES], *order[_EDGE_LINES:][-_EDGE_LINES:])
    ]
    return [line for line, at in middle if at < _HEAD * height or at > _FOOT * height]


def _bare_numbers(edges: Sequence[Sequence[VisualLine]]) -> set[int]:
    """The steps between printed and true page numbers that at least two pages share, or that are nought."""
    steps: dict[int, int] = defaultdict(int)
    for page, lines in enumerate(edges, 1):
        for step in {int(line.text) - page for line in lines if _BARE_NUMBER.match(line.text)}:
            steps[step] += 1
    return {step for step, count in steps.items() if count > 1 or step == 0}


def _is_row(text: str) -> bool:
    """Whether a line is a row of figures: the first of two pages may stand at one height."""
    parts = text.split()
    return len(parts) > _MOST_NUMBERS and all(map(stands_for_figure, parts))


def set_apart(
    pages: Sequence[Sequence[VisualLine]], heights: Sequence[float]
) -> tuple[list[list[VisualLine]], list[tuple[int, VisualLine]]]:
    """The lines of each page without its furniture, and the running heads and feet, each once with its page
    index."""
    edges = [_edges(lines, height) for lines, height in zip(pages, heights, strict=True)]
    steps = _bare_numbers(edges)
    places: dict[tuple[str, bool], list[tuple[int, VisualLine]]] = defaultdict(list)
    dropped: list[set[int]] = [set() for _ in pages]
    for page, lines in enumerate(edges):
        for line in lines:
            text = line.text.strip()
            if _MARKED_NUMBER.match(text) or _NAMED_NUMBER.match(text):
                dropped[page].add(id(line))
            elif _BARE_NUMBER.match(text):
                if int(text) - page - 1 in steps:
                    dropped[page].add(id(line))
            elif len(text) <= _LONGEST and not _is_row(text):
                is_head = line.top < heights[page] / 2
                places[(_DIGITS.sub("#", "".join(text.split())), is_head)].append((page, line))
    running: list[tuple[int, VisualLine]] = []
    for found in places.values():
        on_pages = {page for page, _ in found}
        level = max(line.top for _, line in found) - min(line.top for _, line in found)
        if len(on_pages) > 1 and len(on_pages) >= 0.4 * len(pages) and level < 6.0:
            running.append(found[0])
            for page, line in found:
                dropped[page].add(id(line))
    kept = [
        [line for line in lines if id(line) not in gone] for lines, gone in zip(pages, dropped, strict=True)
    ]
    return kept, sorted(running, key=lambda item: (item[0], item[1].top))
