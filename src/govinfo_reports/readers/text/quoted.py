"""Text that a mail or Markdown quotes: a sign before each line."""

from __future__ import annotations

import re

__all__ = ["without_quote_signs"]

_SIGNS = re.compile(r"[ ]{0,3}(?:>[ ]?){1,8}")
_FEWEST = 5
"""So many lines in turn with the sign before them are quoted; one alone may be greater than."""
_MOST_BEFORE = 5
_OF_A_REPORT = re.compile(r"报告|年报|公开|[一二三四五六七八九十]、")
_TITLE = re.compile(r"报\s*告|年\s*报")


def without_quote_signs(text: str) -> str:
    """The text without the signs before its lines, where it is quoted from its title to its end, below a few
    words of a mail at the most; each line keeps its number. What a report quotes of another is not its own.

    >>> without_quote_signs("> 行政许可\\t3\\n> 行政处罚\\t5\\n>\\n>> 无。\\n> 完\\n").split("\\n")
    ['行政许可\\t3', '行政处罚\\t5', '', '无。', '完', '']
    >>> without_quote_signs("> 3\\n4")
    '> 3\\n4'
    """
    if text.count(">") < _FEWEST:
        return text
    lines = text.split("\n")
    first = next((at for at, line in enumerate(lines) if _is_quoted(line)), 0)
    before = [line for line in lines[:first] if line.strip()]
    own = [line for line in lines[first:] if line.strip()]
    if len(own) < _FEWEST or len(before) > _MOST_BEFORE or any(map(_OF_A_REPORT.search, before)):
        return text
    if not all(map(_is_quoted, own)) or (before and not any(map(_TITLE.search, own[:_FEWEST]))):
        return text
    return "\n".join([*lines[:first], *(_SIGNS.sub("", line, count=1) for line in lines[first:])])


def _is_quoted(line: str) -> bool:
    return line.lstrip(" ").startswith(">")
