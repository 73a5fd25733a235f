"""Cells in text that pipes set apart: before, between or behind them, or each at the begin of its line; those
of Textile (`|_. head |\\2. over two columns |`, as Redmine and its like keep them) in HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from itertools import groupby

__all__ = [
    "LONG_RUN",
    "are_doubled",
    "leading_rows",
    "opened_rows",
    "pipes_only_behind",
    "pipes_only_between",
    "split_pipes",
    "textile_in_markup",
]

LONG_RUN = re.compile(r"\|{40,}")
"""So many empty cells are a merged one that was lost."""

_LEADING = re.compile(r"^\s*[|｜][^|｜]*$")
"""A line that begins a cell with its pipe and holds no other: `| 件`, `|`."""
_DOUBLED = re.compile(r"\|[^|]+(?:\|\|[^|]+)*\|")
_LONGEST_FIRST = 120
_LONGEST_PART = 30
_CELL_MARKS = re.compile(
    r"(?:[_<>=^~-]|[\\/]\d{1,2}|\{[^{}]{0,80}\}|\([A-Za-z#][\w #-]{0,40}\)){1,9}\.(?=\s|$)"
)
_SPANS = (("colspan", re.compile(r"\\(\d+)")), ("rowspan", re.compile(r"/(\d+)")))


def leading_rows(lines: Sequence[str], start: int) -> tuple[list[list[tuple[str, int]]], int] | None:
    """The rows of a table whose every cell but a row's first begins a line with its pipe, and which a lone
    pipe ends; and the line after it. None where no such table begins here: a first cell, then at least a
    second, on lines of their own."""
    rows: list[list[tuple[str, int]]] = []
    at = start
    while at + 1 < len(lines):
        first = lines[at].strip()
        if (
            not first
            or "|" in first
            or "｜" in first
            or len(first) > _LONGEST_FIRST
            or first.endswith(("。", "；"))
        ):
            break
        opened = at + 1
        while rows and opened < len(lines) and opened - at <= 2 and not _LEADING.match(lines[opened]):
            opened += 1  # once within the table, a first cell may go on for a line or two
        if opened >= len(lines) or not _LEADING.match(lines[opened]):
            break
        row = [("".join(line.strip() for line in lines[at:opened]), at)]
        at = opened
        while at < len(lines) and (text := lines[at].strip()):
            if _LEADING.match(lines[at]):
                lone = text in {"|", "｜"}
                after = lines[at + 1].strip() if at + 1 < len(lines) else ""
                if lone and not _LEADING.match(after) and len(row) > 1:
                    break
                row.append((text[1:].strip(), at))
            elif len(text) <= _LONGEST_PART and len(row) > 1 and row[-1][0]:
                row[-1] = (row[-1][0] + text, row[-1][1])
            else:
                break
            at += 1
        if at >= len(lines) or lines[at].strip() not in {"|", "｜"}:
            break
        rows.append(row)
        at += 1
    return (rows, at) if len(rows) >= 2 else None


def are_doubled(rows: Sequence[str]) -> bool:
    """Whether each cell has a pipe before and behind it: two pipes between cells are no blank cell."""
    return all(map(_DOUBLED.fullmatch, rows)) and any("||" in row for row in rows)


def opened_rows(lines: Sequence[str], start: int, end: int) -> list[list[tuple[str, int]]] | None:
    """The rows of a table whose every row begins with a pipe on a line of its own, and whose every cell has
    a line that ends with its pipe. Where cells are not set in, a pipe alone may be a blank cell too: then all
    rows must be as wide as the first. None where a line is not so."""
    rows: list[list[tuple[str, int]]] = []
    pending = ""
    shown = [(at, line) for at in range(start, end) if (line := lines[at].replace("｜", "|").rstrip())]
    is_inset = all(line[0].isspace() for _, line in shown if line != "|")
    width = 0
    for at, line in shown:
        if line == "|" and not pending and (is_inset or not rows or len(rows[-1]) >= width):
            width = width or len(rows[-1] if rows else ())
            rows.append([])
        elif not rows:
            return None
        elif line.endswith("|"):
            first, *others = line.split("|")[:-1]
            rows[-1].append((pending + first.strip(), at))
            rows[-1] += [(text.strip(), at) for text in others]
            pending = ""
        else:
            pending += line.strip()
    if pending or not all(rows) or not (is_inset or all(len(row) == width for row in rows)):
        return None
    return rows or None


def pipes_only_behind(rows: Sequence[str]) -> bool:
    """Whether rows with pipes have a pipe behind each cell and none before the first: one before it is an
    empty cell."""
    begun = sum(row.startswith(("|", "｜")) for row in rows)
    return sum(row.endswith(("|", "｜")) and not row.startswith(("|", "｜")) for row in rows) > begun


def pipes_only_between(rows: Sequence[str]) -> bool:
    """Whether pipes stand between two cells only: then one at the end of a row stands before an empty cell,
    and one at the begin of a row behind one."""
    begun = [row for row in rows if row.startswith(("|", "｜"))]
    ended = sum(row.endswith(("|", "｜")) for row in rows)
    is_framed = any(row.endswith(("|", "｜")) for row in begun)
    return len(rows) > 2 * len(begun) and len(rows) > 2 * ended and not is_framed


def split_pipes(line: str, *, only_behind: bool, only_between: bool) -> list[str]:
    """The cells of `| a | b |`, `a | b` or `a | b |`; a run of more than 40 empty ones (lost merged cells)
    is one."""
    line = LONG_RUN.sub("|", line)
    if line.startswith("|") and not only_behind and not only_between:
        line = line[1:]
    if line.endswith("|") and not only_between:
        line = line[:-1]
    return [part.strip() for part in line.split("|")]


def textile_in_markup(lines: Sequence[str]) -> list[str]:
    """The lines, with the rows of each table in which a cell has Textile's marks as rows of HTML.

    >>> textile_in_markup(["|_. 规章 |/2. 3 |", "| 4 |"])
    ['<table><tr><td>规章</td><td rowspan="2">3</td></tr>', '<tr><td>4</td></tr></table>']
    """
    made: list[str] = []
    for is_row, run in groupby(lines, key=lambda line: line.startswith("|") and line.rstrip().endswith("|")):
        rows = [*run]
        cells = [row.rstrip()[1:-1].split("|") for row in rows] if is_row else []
        if any(_CELL_MARKS.match(cell) for row in cells for cell in row):
            rows = [f"<tr>{''.join(map(_in_markup, row))}</tr>" for row in cells]
            rows[0] = f"<table>{rows[0]}"
            rows[-1] += "</table>"
        made += rows
    return made


def _in_markup(text: str) -> str:
    found = _CELL_MARKS.match(text)
    marks = found[0] if found is not None else ""
    spans = "".join(
        f' {name}="{span[1]}"' for name, pattern in _SPANS if (span := pattern.search(marks)) is not None
    )
    return f"<td{spans}>{html.escape(text[len(marks) :].strip())}</td>"
