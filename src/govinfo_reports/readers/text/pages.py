"""What the pages of a text put between its lines: page numbers, and the heads that repeat at form feeds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ...patterns import late

__all__ = [
    "is_bare_number",
    "lone_page_numbers",
    "page_starts",
    "without_page_furniture",
    "without_page_number",
]

_FEED = "\x0c"
_NUMBER = late(
    r"[-—–－·\s]*第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?[-—–－·\s]*"
    r"|\s*[-—–－·]{1,3}\s*\d{1,4}\s*[-—–－·]{1,3}\s*|\s*\d{1,4}\s*/\s*\d{1,4}\s*"
)
_ON_ITS_OWN = late(
    r"\s*(?:[-—–－]{1,2}\s?\d{1,3}\s?[-—–－]{1,2}|第\s?\d{1,3}\s?页(?:\s?[,，/]?\s?共\s?\d{1,3}\s?页)?)\s*"
)
_LONGEST_NUMBER = 4
_FIRST_OF_PAGE = frozenset("-—–－第")
_LONGEST_ON_ITS_OWN = 24
_LONGEST_HEAD = 60
_WORDS = late(r"[\u4e00-\u9fff]{4}.*[^\d]$")
"""What a running head says; never a row of a table."""


def without_page_furniture(text: str) -> str:
    """The text with the page numbers at the ends of its pages, and heads that pages repeat, left blank; no
    line is taken away.

    >>> without_page_furniture("云河市年报\\n甲\\n— 1 —\\n\\x0c云河市年报\\n乙\\n— 2 —").split()
    ['云河市年报', '甲', '乙']
    """
    if _FEED not in text:
        return text
    pages = [page.split("\n") for page in text.split(_FEED)]
    firsts = [_first(page, 1) for page in pages]
    heads = Counter(
        "".join(page[at].split()) for page, at in zip(pages[1:], firsts[1:], strict=True) if at is not None
    )
    for number, page in enumerate(pages):
        first, last = firsts[number], _first(page, -1)
        if number and first is not None:
            head = "".join(page[first].split())
            opening = firsts[0]
            title = "" if opening is None else "".join(pages[0][opening].split())
            is_words = _WORDS.search(head) is not None and len(head) <= _LONGEST_HEAD
            if is_words and (heads[head] > 1 or head == title):
                page[first] = ""
        if last is not None and (_NUMBER.fullmatch(page[last]) or page[last].strip() == str(number + 1)):
            page[last] = ""
    return _FEED.join("\n".join(page) for page in pages)


def _first(page: list[str], step: int) -> int | None:
    """The first line of a page that is not blank, from its beginning (1) or its end (-1)."""
    places = range(len(page)) if step > 0 else range(len(page) - 1, -1, -1)
    return next((at for at in places if page[at].strip()), None)


def without_page_number(line: str) -> str:
    """The line, emptied where it is the number of a page: it may stand between a label and its figure."""
    bare = line.strip()
    is_short = 0 < len(bare) <= _LONGEST_ON_ITS_OWN
    return "" if is_short and bare[0] in _FIRST_OF_PAGE and _ON_ITS_OWN.fullmatch(bare) else line


def is_bare_number(line: str) -> bool:
    """Whether a line is a bare number: that of a page between the rows of a table whose cells have marks,
    but where cells stand on lines of their own perhaps one of them."""
    bare = line.strip()
    return len(bare) <= _LONGEST_NUMBER and bare.isdecimal()


_ALONE = late(r"\s{8,}\d{1,3}\s*")
_EMPTY_BESIDE = 2


def lone_page_numbers(lines: Sequence[str]) -> set[int]:
    """The lines that hold the number of a page and nothing else: far from the left, with empty lines before
    or behind them, the first 1 or 2 and each one more than that before it.

    >>> sorted(lone_page_numbers(["甲   3", "", "", "          1", "", "", "乙   4", "", "", "          2"]))
    [3, 9]
    """
    pages: list[int] = []
    for at, line in enumerate(lines):
        if not line[:1].isspace() or not _ALONE.fullmatch(line):
            continue
        before, behind = lines[max(0, at - _EMPTY_BESIDE) : at], lines[at + 1 : at + 1 + _EMPTY_BESIDE]
        beside = not any(map(str.strip, before)) or not any(map(str.strip, behind))
        number = int(line)
        if beside and (number == int(lines[pages[-1]]) + 1 if pages else number in (1, 2)):
            pages.append(at)
    return set(pages)


def page_starts(text: str, line_break: re.Pattern[str]) -> list[int]:
    """The lines (from 0) that stand behind form feeds, in a text whose lines end at `line_break`.

    >>> page_starts("甲\\n乙\\x0c丙", re.compile("[\\n\\x0c]"))
    [2]
    """
    if _FEED not in text:
        return []
    return [at for at, found in enumerate(line_break.finditer(text), 1) if _FEED in found[0]]
