"""Totals whose digits a narrow column tears over the lines above and below their row are put behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from attrs import frozen

from ...language import phrase
from ...numerals import stands_for_figure
from ...patterns import late
from ..common.pieces import opens

__all__ = ["with_whole_totals"]

_TOKEN = late(r"\S+")
_FEWEST_PARTS = 4
"""Figures of a row that its total is the sum of; fewer may add up by chance."""
_FARTHEST = 3
"""Lines from a row to digits of its total."""
_MOST_DIGITS = 3
"""Digits of a total on one line: a column with room for more tears none."""


@frozen
class _Digits:
    """Digits at the end of a line, alone or behind words."""

    line: int
    text: str
    start: int
    opens: bool = False


def with_whole_totals(lines: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """The lines, the digits of a total behind their row where those above it, at its end and below it are the
    very sum of its other figures, and those at its end alone are not; and a notice that says which were put
    together: the sum that chose them is no evidence for them.

    >>> lines, [notice] = with_whole_totals(["7", "予以公开 49 24 5 0 0", "8"])
    >>> lines, "line 2" in notice
    (['', '予以公开 49 24 5 0 0 78', ''], True)
    >>> with_whole_totals(["予以公开 12 2 0 0 0 1", "4"])[0]
    ['予以公开 12 2 0 0 0 14', '']
    >>> with_whole_totals(["7", "公开 49 24 5 0 0", "9"])
    (['7', '公开 49 24 5 0 0', '9'], ())
    """
    found = list(lines)
    whole: list[int] = []
    for at, line in enumerate(lines):
        tokens = line.split(maxsplit=_FEWEST_PARTS)
        if len(tokens) <= _FEWEST_PARTS or "|" in line or not stands_for_figure(line.rsplit(maxsplit=1)[-1]):
            continue
        choices = list(_choices(found, at))
        most = max((len(parts) for _, parts in choices), default=0)
        choices = [choice for choice in choices if len(choice[1]) == most]
        if len(choices) == 1:
            row, parts = choices[0]
            found[at] = row
            whole.append(at + 1)
            for part in parts:
                found[part.line] = found[part.line][: part.start].rstrip()
    if not whole:
        return found, ()
    notice = phrase(
        "{count} totals (the first at line {line}) have their digits on several lines; they were put "
        "together as the sum of their row, which is therefore no evidence for them",
        count=len(whole),
        line=whole[0],
    )
    return found, (notice.both,)


def _choices(lines: Sequence[str], at: int) -> Iterator[tuple[str, list[_Digits]]]:
    """The row with its total whole, and the digits that stood beside it: each way to put them together that
    gives the sum."""
    above, below = _beside(lines, at, -1), _beside(lines, at, 1)
    if above is None and below is None:
        return
    figures = _figures_of(lines[at])
    last = figures[-1]
    for own in (None, _Digits(at, last[0], last.start())):
        parts = [_count(figure[0]) for figure in (figures[:-1] if own else figures)]
        whole = sum(part or 0 for part in parts)
        if len(parts) < _FEWEST_PARTS or None in parts or (own and not own.text.isdecimal()):
            continue
        if own and int(own.text) == whole:
            continue
        for beside in ((above, below), (above,), (below,)):
            if None in beside or (own is None and len(beside) < 2):
                continue
            used = [one for one in beside if one is not None]
            order = [one for one in (*used, own) if one is not None]
            order.sort(key=lambda one: one.line)
            text = "".join(one.text for one in order)
            if int(text) != whole or text.startswith("0") or all(one.opens for one in used):
                continue
            start = own.start if own else max(used[0].start, len(lines[at].rstrip()) + 1)
            yield lines[at][: own.start if own else None].rstrip().ljust(start) + text, used


def _figures_of(line: str) -> list[re.Match[str]]:
    """The figures and dashes at the end of a line."""
    tokens = list(_TOKEN.finditer(line))
    return list(takewhile(lambda token: stands_for_figure(token[0]), reversed(tokens)))[::-1]


def _count(text: str) -> int | None:
    """The figure, 0 for a dash."""
    if text.isdecimal():
        return int(text)
    return None if any(map(str.isdigit, text)) else 0


def _beside(lines: Sequence[str], at: int, step: int) -> _Digits | None:
    """The digits of the nearest line with text above or below, where it has no other figure."""
    for near in range(at + step, at + step * (_FARTHEST + 1), step):
        if not 0 <= near < len(lines):
            return None
        tokens = lines[near].rsplit(maxsplit=2)
        if not tokens:
            continue
        last = tokens[-1]
        if not last.isdecimal() or len(last) > _MOST_DIGITS or any(map(stands_for_figure, tokens[-2:-1])):
            return None
        start = len(lines[near].rstrip()) - len(last)
        return _Digits(near, last, start, opens(lines[near].lstrip()))
    return None
