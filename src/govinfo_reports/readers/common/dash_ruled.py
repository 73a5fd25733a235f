"""Tables in text whose columns are marked by a line of dashes or equals signs: pandoc's simple and multiline
ones, those of reStructuredText."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from ...document import Table
from ...location import Location
from .monospaced import widened
from .spans import Text, spanned

__all__ = ["FILLER", "dash_ruled_end", "dash_ruled_table", "without_fillers"]

FILLER = "\ue000"
"""What stands for a mark left out of a line, so that all behind it keeps its column."""

_RULE = re.compile(r"\s*(?:-{2,}|={2,})(?:\s+(?:-{2,}|={2,}))*\s*")
_GROUP = re.compile(r"[-=]{2,}")
_LONGEST = 40_000
_MOST_LINES = 5_000
_NO_FILLERS = {0: None, 0xE000: None}
"""What stands for the second place of a wide character, and for marks left out."""


def dash_ruled_end(lines: Sequence[str], start: int) -> int:
    """The line after the table that begins at `start`, with its first rule or with the head above it;
    `start` itself where none begins."""
    first = start if _is_rule(lines[start]) else start + 1
    if (
        first >= len(lines)
        or not lines[start].strip()
        or not _is_rule(lines[first])
        or (first > start and len(_groups(lines[first])) < 2)
    ):
        return start
    columns = len(_groups(lines[first]))
    end = first + 1
    last = start
    seen = columns
    while end < len(lines) and end - start < _MOST_LINES and len(lines[end]) < _LONGEST:
        if _is_rule(lines[end]):
            groups = len(_groups(lines[end]))
            if groups == 1 and seen == 1:
                break
            seen = max(seen, groups)
            closes = lines[end].strip() == lines[first].strip()
            last = end
            following = lines[end + 1].strip() if end + 1 < len(lines) else ""
            if closes and not following:
                return end + 1 if seen > 1 else start
        elif not lines[end].strip() and first > start:  # a simple table ends with its last row
            return end if end - first > 1 else start
        end += 1
    if first > start:
        return end if end - first > 1 else start
    return last + 1 if last > first and seen > 1 else start


def dash_ruled_table(lines: Sequence[str], start: int, end: int, number: int) -> Table | None:
    """The table in these lines: a cell stands below its run of dashes and nowhere else. None where words
    cross from one column to the next, so that it is not known how wide the characters were taken to be."""
    rule = max((line for line in lines[start:end] if _is_rule(line)), key=lambda line: len(_groups(line)))
    groups = _groups(rule)
    body = [(at, lines[at]) for at in range(start, end) if not _is_rule(lines[at])]
    for wide in ("WF", "WFA", ""):
        cut = [(at, _cut(line, groups, wide)) for at, line in body]
        if all(cells is not None for _, cells in cut):
            return _made([(at, cells) for at, cells in cut if cells is not None], lines, start, end, number)
    return None


def _made(
    cut: Sequence[tuple[int, list[str]]], lines: Sequence[str], start: int, end: int, number: int
) -> Table | None:
    inner = [at for at in range(start + 1, end - 1) if not lines[at].strip()]
    rules = [at for at in range(start, end) if _is_rule(lines[at])]
    over_lines = (bool(inner) and len(_groups(lines[rules[0]])) == 1) or len(inner) > 1
    rows: list[list[Text]] = []
    opened = False
    for at, texts in cut:
        if not any(texts):
            opened = False
            continue
        if any(at - 1 == rule for rule in rules):
            opened = False
        if opened and over_lines:
            rows[-1] = [(before + text, where) for (before, where), text in zip(rows[-1], texts, strict=True)]
        else:
            rows.append([(text, Location(line=at + 1)) for text in texts])
        opened = True
    return spanned(rows, number=number, location=Location(line=start + 1)) if rows else None


def _is_rule(line: str) -> bool:
    return len(line) < _LONGEST and ("--" in line or "==" in line) and _RULE.fullmatch(line) is not None


def _groups(line: str) -> list[tuple[int, int]]:
    return [match.span() for match in _GROUP.finditer(line)]


def _cut(line: str, groups: Sequence[tuple[int, int]], wide: str) -> list[str] | None:
    """The cells of a line, None where a word stands between two columns."""
    drawn = widened(line, wide)
    for (_, left), (right, _) in itertools.pairwise(groups):
        if drawn[left:right].strip():
            return None
    starts = [0, *(first for first, _ in groups[1:])]
    ends = [*starts[1:], len(drawn)]
    return [
        drawn[first:last].translate(_NO_FILLERS).strip() for first, last in zip(starts, ends, strict=True)
    ]


def without_fillers(lines: Sequence[str]) -> list[str]:
    """The lines without what keeps the columns of tables ruled with dashes, but for the rows of those."""
    kept = list(lines)
    at = 0
    while at < len(lines):
        end = dash_ruled_end(lines, at)
        if end == at:
            kept[at] = lines[at].replace(FILLER, "")
        at = max(end, at + 1)
    return kept
