"""Tables of Textile (`|_. head |\\2. over two columns |`), as Redmine and its like keep them, in HTML, a row
a line."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from itertools import groupby

__all__ = ["textile_in_markup"]

_MARKS = re.compile(r"(?:[_<>=^~-]|[\\/]\d{1,2}|\{[^{}]{0,80}\}|\([A-Za-z#][\w #-]{0,40}\)){1,9}\.(?=\s|$)")
_SPANS = (("colspan", re.compile(r"\\(\d+)")), ("rowspan", re.compile(r"/(\d+)")))


def textile_in_markup(lines: Sequence[str]) -> list[str]:
    """The lines, with the rows of each table in which a cell has Textile's marks as rows of HTML.

    >>> textile_in_markup(["|_. 规章 |/2. 3 |", "| 4 |"])
    ['<table><tr><td>规章</td><td rowspan="2">3</td></tr>', '<tr><td>4</td></tr></table>']
    """
    made: list[str] = []
    for is_row, run in groupby(lines, key=lambda line: line.startswith("|") and line.rstrip().endswith("|")):
        rows = [*run]
        cells = [row.rstrip()[1:-1].split("|") for row in rows] if is_row else []
        if any(_MARKS.match(cell) for row in cells for cell in row):
            rows = [f"<tr>{''.join(map(_cell, row))}</tr>" for row in cells]
            rows[0] = f"<table>{rows[0]}"
            rows[-1] += "</table>"
        made += rows
    return made


def _cell(text: str) -> str:
    found = _MARKS.match(text)
    marks = found[0] if found is not None else ""
    spans = "".join(
        f' {name}="{span[1]}"' for name, pattern in _SPANS if (span := pattern.search(marks)) is not None
    )
    return f"<td{spans}>{html.escape(text[len(marks) :].strip())}</td>"
