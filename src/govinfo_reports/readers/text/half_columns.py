"""Columns of a table that a converter cut in two: the heads in one half, the figures in the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...numerals import stands_for_figure

__all__ = ["joined_halves"]

_IN_TURN = re.compile(r"(?:M|HF)*|(?:M|FH)*")
_LEAST = 3


def joined_halves(rows: Sequence[Sequence[str]]) -> list[tuple[int, ...]]:
    """The columns of these rows, which are all as wide: each with the column that is its other half, where
    heads and figures stand in turn so that there is one way to pair them. None are given where no column was
    cut.

    >>> joined_halves([["内容", "本年", "", "上年", ""], ["许可", "", "3", "", "5"],
    ...     ["处罚", "", "4", "", ""]])
    [(0,), (1, 2), (3, 4)]
    >>> joined_halves([["内容", "本年", "上年"], ["许可", "3", "5"]])
    []
    """
    width = len(rows[0]) if rows else 0
    if width < _LEAST or any(len(row) != width for row in rows):
        return []
    body = [any(stands_for_figure(text) for text in row if text) for row in rows]
    kinds = [
        "".join({_kind(row[at], here) for row, here in zip(rows, body, strict=True) if row[at]})
        for at in range(width)
    ]
    codes = [
        (at, "M" if set(kind) == {"H", "F"} else kind)
        for at, kind in enumerate(kinds)
        if kind and "L" not in kind
    ]
    signs = "".join(code for _, code in codes)
    if not ("HF" in signs or "FH" in signs) or _IN_TURN.fullmatch(signs) is None:
        return []
    halves = [at for at, code in codes if code != "M"]
    other = dict(zip(halves[::2], halves[1::2], strict=True))
    seconds = set(other.values())
    return [(at, other[at]) if at in other else (at,) for at in range(width) if at not in seconds]


def _kind(text: str, is_body: bool) -> str:
    """A figure, a head, or the label of a row that has figures."""
    return "F" if stands_for_figure(text) else "L" if is_body else "H"
