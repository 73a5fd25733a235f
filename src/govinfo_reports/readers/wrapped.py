"""Prose whose lines were cut at a fixed width is joined to paragraphs again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from attrs import evolve

from ..document import Paragraph, Table

__all__ = ["join_wrapped"]

_STARTS_NEW = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．](?!\d)|第[一二三四五六七八九十]{1,3}[章条部]|附[件表]|[•●◆■])"
)
_ENDS = ("。", "！", "？", "；", "：", ":", ";", "）。", "”。")
_MIN_LINES = 12
_ASCII_END = re.compile(r"[A-Za-z0-9]$")
_ASCII_START = re.compile(r"^[A-Za-z]")


def _wrap_width(lengths: list[int]) -> int | None:
    """The width lines were cut at: most of the longer lines lie within a few characters of it."""
    longer = [length for length in lengths if length >= 18]
    if len(longer) < _MIN_LINES:
        return None
    counts = Counter(longer)
    width = max(counts, key=lambda value: sum(counts[value - step] for step in range(4)))
    near = sum(count for length, count in counts.items() if width - 3 <= length <= width + 1)
    beyond = sum(count for length, count in counts.items() if length > width + 4)
    return width if near * 2 >= len(longer) and beyond * 10 <= len(longer) and width <= 80 else None


def join_wrapped(blocks: Iterable[Paragraph | Table]) -> list[Paragraph | Table]:
    """The blocks with the lines of a paragraph joined where the text is plainly cut at one width; unchanged otherwise."""
    given = list(blocks)
    prose = [block for block in given if isinstance(block, Paragraph)]
    width = _wrap_width([len(block.text) for block in prose])
    if width is None:
        return given
    joined: list[Paragraph | Table] = []
    open_line: str | None = None
    for block in given:
        if isinstance(block, Table):
            open_line = None
            joined.append(block)
            continue
        last = joined[-1] if joined else None
        if (
            open_line is not None
            and isinstance(last, Paragraph)
            and len(open_line) >= width - 4
            and not (open_line.endswith(_ENDS) and len(open_line) < width - 1)
            and not (_STARTS_NEW.match(block.text) and open_line.endswith(_ENDS))
            and block.level is None
        ):
            glue = " " if _ASCII_END.search(last.text) and _ASCII_START.match(block.text) else ""
            joined[-1] = evolve(last, text=last.text + glue + block.text)
        else:
            joined.append(block)
        open_line = block.text
    return joined
