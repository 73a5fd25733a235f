"""Text that a mail or Markdown quotes: a sign before each line."""

from __future__ import annotations

import re
from itertools import groupby

__all__ = ["without_quote_signs"]

_SIGNS = re.compile(r"[ ]{0,3}(?:>[ ]?){1,8}")
_FEWEST = 5
"""So many lines in turn with the sign before them are quoted; one alone may be greater than."""


def without_quote_signs(text: str) -> str:
    """The text without the signs before the lines of a quotation; each line keeps its number.

    >>> without_quote_signs("> 行政许可\\t3\\n> 行政处罚\\t5\\n>\\n>> 无。\\n> 完\\n").split("\\n")
    ['行政许可\\t3', '行政处罚\\t5', '', '无。', '完', '']
    >>> without_quote_signs("> 3\\n4")
    '> 3\\n4'
    """
    if text.count(">") < _FEWEST:
        return text
    lines: list[str] = []
    for is_quoted, run in groupby(text.split("\n"), key=lambda line: line.lstrip(" ").startswith(">")):
        own = list(run)
        lines += [_SIGNS.sub("", line, count=1) for line in own] if is_quoted and len(own) >= _FEWEST else own
    return "\n".join(lines)
