"""Prose whose lines were cut at a fixed width is joined to paragraphs again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import evolve

from ...document import Paragraph, Table
from ...patterns import late

__all__ = ["join_wrapped"]

_STARTS_NEW = late(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|\d{1,2}[、.．](?!\d)|第[一二三四五六七八九十]{1,3}[章条部]|附[件表]|[•●◆■])"
)
_ENDS = ("。", "！", "？", "；", "：", ":", ";", "）。", "”。")
_ENDS_ROW = late(r"\d\s*(?:人次|万元|[元条件次篇个人])?$|情况$")
"""The end of an item of a list that gives a figure (1.当面申请数：12件), and of the head of one."""
_ROW = late(r"[^，。；,;]{2,60}[:：\s]\s*\d+(?:[.,]\d+)*\s*(?:人次|万元|[元条件次篇个人])?")
"""A line that is a row by itself, where the next one is another or a new item."""
_FIGURES = late(
    r"(?:.*\s)?(?:[\d０-９][\d０-９,，.]*|[-—–―/])(?:\s+(?:[\d０-９][\d０-９,，.]*|[-—–―/])){2,}\s*"
)
"""A line that ends with the figures of a table's row."""
_ENDS_FIGURE = frozenset(",，.-—–―/")
_PAGE_NUMBER = late(r"[-—–\s]*\d{1,4}[-—–\s]*|第\s?\d{1,4}\s?页.{0,12}")
_MIN_LINES = 12
_SHORTEST = 18
_WIDEST = 80
_LONGEST_ROW = 200
_ASCII_END = late(r"[A-Za-z0-9]$")
_ASCII_START = late(r"^[A-Za-z]")


def _wrap_width(lines: list[str]) -> int | None:
    """The width lines were cut at: most of the longer lines lie within a few characters of it, and few of
    them end a sentence."""
    longer = [len(line) for line in lines if len(line) >= _SHORTEST]
    if len(longer) < _MIN_LINES:
        return None
    counts = Counter(longer)
    width = max(counts, key=lambda value: sum(counts[value - step] for step in range(4)))
    near = sum(count for length, count in counts.items() if width - 3 <= length <= width + 1)
    beyond = sum(count for length, count in counts.items() if length > width + 4)
    stopped = sum(width - 3 <= len(line) <= width + 1 and line.endswith(_ENDS) for line in lines)
    is_cut = (
        near * 2 >= len(longer) and beyond * 10 <= len(longer) and stopped * 3 <= near and width <= _WIDEST
    )
    return width if is_cut else None


def _is_row(line: str) -> bool:
    last = line.rstrip()[-1:]
    may_be = (last.isdecimal() or last in _ENDS_FIGURE) and len(line) <= _LONGEST_ROW
    return may_be and _FIGURES.fullmatch(line) is not None


def join_wrapped(blocks: Iterable[Paragraph | Table]) -> list[Paragraph | Table]:
    """The blocks with the lines of a paragraph joined where the text is plainly cut at one width; unchanged
    otherwise."""
    given = list(blocks)
    prose = [block for block in given if isinstance(block, Paragraph)]
    width = _wrap_width([block.text for block in prose if not _is_row(block.text)])
    if width is None:
        return given
    joined: list[Paragraph | Table] = []
    open_lines: list[Paragraph] = []

    def close() -> None:
        if open_lines:
            text = "".join(_glued(open_lines))
            joined.append(open_lines[0] if len(open_lines) == 1 else evolve(open_lines[0], text=text))
            open_lines.clear()

    for block in given:
        if isinstance(block, Table):
            close()
            joined.append(block)
            continue
        last = open_lines[-1].text if open_lines else ""
        goes_on = (
            len(last) >= width - 4
            and not (last.endswith(_ENDS) and len(last) < width - 1)
            and not (_STARTS_NEW.match(block.text) and (last.endswith(_ENDS) or _ENDS_ROW.search(last)))
            and block.level is None
            and not _PAGE_NUMBER.fullmatch(block.text)
            and not _is_row(last)
            and not _is_row(block.text)
            and not (_ROW.fullmatch(last) and (_ROW.fullmatch(block.text) or _STARTS_NEW.match(block.text)))
        )
        if not goes_on:
            close()
        open_lines.append(block)
    close()
    return joined


def _glued(lines: list[Paragraph]) -> Iterator[str]:
    """The lines' texts, with a blank between two Latin words."""
    for place, line in enumerate(lines):
        if place and _ASCII_END.search(lines[place - 1].text) and _ASCII_START.match(line.text):
            yield " "
        yield line.text
