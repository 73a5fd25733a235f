"""Paragraphs of a PDF from its hard-wrapped lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from attrs import field, frozen

from .lines import VisualLine, join_wrapped

__all__ = ["ProseColumn", "is_new_paragraph", "measure_column", "paragraph_text", "widen_columns"]

_HEADING = re.compile(
    r"(?:第[一二三四五六七八九十]{1,3}[章节条]|[一二三四五六七八九十]{1,3} ?[、.．]"
    r"|[（(] ?[一二三四五六七八九十]{1,3} ?[）)]|\d{1,2} ?[、．]|\d{1,2}\.(?!\d)"
    r"|[（(]\d{1,2}[）)]|附[件表录]?[：:\d]|[①-⑳㈠-㈩])"
)
_SECTION = re.compile(r"[一二三四五六七八九十]{1,3} ?、")
_ENDINGS = "。！？：；.!?:;…”）)"
_LATIN = re.compile(r"[0-9A-Za-z.,%]+")
_STICKY = "，。、；：！？）》〉」』】〕”’％%,.;:!?)]}"
_TOKEN = re.compile(r"[!-~]+")


@frozen
class ProseColumn:
    """The column of prose on a page: its left and right edge, and the usual step from line to line."""

    left: float
    right: float
    step: float = field(default=0.0)


def measure_column(lines: Sequence[VisualLine], bounds: Sequence[float] = ()) -> ProseColumn:
    """The edges of the prose on a page, from its lines and from the sides of its tables (`bounds`)."""
    edges = [*(line.x0 for line in lines), *(line.x1 for line in lines), *bounds]
    if not edges:
        return ProseColumn(0.0, 0.0)
    steps = sorted(
        after.bottom - before.bottom for before, after in pairwise(lines) if after.bottom > before.bottom
    )
    return ProseColumn(min(edges), max(edges), steps[len(steps) // 2] if steps else 0.0)


def widen_columns(columns: Sequence[ProseColumn]) -> list[ProseColumn]:
    """The columns with those that hold only short lines made as wide as the widest of the document."""
    widest = max(columns, key=lambda column: column.right - column.left, default=ProseColumn(0.0, 0.0))
    width = widest.right - widest.left
    return [
        column
        if column.right - column.left > 0.9 * width
        else ProseColumn(
            min(column.left, widest.left), max(column.right, widest.right), column.step or widest.step
        )
        for column in columns
    ]


def _room_for(line: VisualLine) -> float:
    """How much room the first word of a line takes (a mark that may not begin a line goes with it)."""
    token = _TOKEN.match(line.text)
    length = len(token.group()) if token else 1
    while length < len(line.text) and line.text[length] in _STICKY:
        length += 1
    if line.text[length - 1] in "”’" and (behind := _LATIN.match(line.text, length)) is not None:
        length = behind.end()  # no line is broken between a closing quote and a figure: 开”205件
    width = line.x1 - line.x0
    return min(width, width * length / max(1, len(line.text)) + 0.2 * line.size)


def is_new_paragraph(
    before: VisualLine, line: VisualLine, old: ProseColumn, new: ProseColumn, *, is_same_page: bool
) -> bool:
    """Whether a paragraph begins at `line`, which follows `before`. `old` and `new` are the columns they
    stand in."""
    size, size_before = line.size, before.size
    if abs(size_before - size) > 0.15 * max(size_before, size):
        return True
    if is_same_page and new.step and line.bottom - before.bottom > 1.6 * new.step:
        return True
    if old.right - before.x1 > _room_for(line) + 1.1 * size:
        return True  # the next word would have fitted
    if _SECTION.match(line.text) and new.right - line.x1 > 3.0 * size and line.text[-1:] not in "。；，":
        return True
    is_ended = before.text[-1:] in _ENDINGS
    indent = line.x0 - new.left
    if indent > 1.2 * size:
        is_block = abs((before.x0 - old.left) - indent) < 0.5 * size
        return not is_block or is_ended or _HEADING.match(line.text) is not None
    return is_ended and _HEADING.match(line.text) is not None


def paragraph_text(lines: Sequence[VisualLine]) -> str:
    """The lines of a paragraph as one text."""
    text = ""
    for line in lines:
        text = join_wrapped(text, line.text)
    return text
