"""The numbers that a browser prints before the items of an ordered list; they are part of the report's
text."""

from __future__ import annotations

import re

from attrs import define
from lxml import etree

from ..docx.number_formats import format_number

__all__ = ["DIGITS", "ListNumbering", "has_number", "numbering_of"]

DIGITS = re.compile(r"\s*\+?(\d{1,6})")
_NUMBERED = re.compile(
    r"[（(【\[]?\s?[\dl０-９一二三四五六七八九十百]{1,4}\s?[）)】\]、.．。:：]|[①-⑳⑴-⒇⒈-⒛㈠-㈩Ⅰ-Ⅻ]"
    r"|第[一二三四五六七八九十\d]+|[一二三四五六七八九十]是"
)
_FORMATS = {
    "一": ("chineseCounting", 99, "、"),
    "a": ("lowerLetter", 26, ". "),
    "A": ("upperLetter", 26, ". "),
    "i": ("lowerRoman", 399, ". "),
    "I": ("upperRoman", 399, ". "),
}
"""How numbers are written, up to which, and the mark behind them."""
_STYLES = (
    ("none", ""),
    ("disc", ""),
    ("circle", ""),
    ("square", ""),
    ("cjk", "一"),
    ("chinese", "一"),
    ("lower-alpha", "a"),
    ("lower-latin", "a"),
    ("upper-alpha", "A"),
    ("upper-latin", "A"),
    ("lower-roman", "i"),
    ("upper-roman", "I"),
)


@define
class ListNumbering:
    """The numbering of an ordered list: how numbers are written and which comes next."""

    style: str
    next: int

    def count(self, value: int | None = None) -> str:
        """The number of the next item as printed; `value` is the item's own where it states one."""
        number = self.next if value is None else value
        self.next = number + 1
        return _written(number, self.style)


def has_number(text: str) -> bool:
    """Whether the text of an item begins with a number of its own."""
    return _NUMBERED.match(text) is not None


def numbering_of(ordered: etree._Element) -> ListNumbering | None:
    """How an ol element numbers its items; None where its style says that it shows no numbers."""
    style = ordered.get("style", "").lower()
    kind = ordered.get("type", "1")
    if "list-style" in style:
        kind = next((meant for word, meant in _STYLES if word in style), kind)
    if not kind:
        return None
    start = DIGITS.match(ordered.get("start", ""))
    return ListNumbering(kind, int(start[1]) if start else 1)


def _written(number: int, style: str) -> str:
    """A list number with the point that is printed after it.

    >>> [_written(12, style) for style in "1aAiI一"]
    ['12. ', 'l. ', 'L. ', 'xii. ', 'XII. ', '十二、']
    """
    name, most, mark = _FORMATS.get(style, ("decimal", 0, ". "))
    return f"{format_number(number, name)}{mark}" if 0 < number <= most else f"{number}. "
