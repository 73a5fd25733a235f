"""Tables below a line that counts their columns, each cell set to the right of its column (what pandas prints
of a frame)."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ...patterns import late
from .converted import Row

__all__ = ["counted_rows"]

_COUNTS = late(r"\s*0(?: +\d{1,2})+\s*")
_TOKEN = late(r"\S+")
_FEWEST = 2
_LONGEST = 6


def counted_rows(lines: Sequence[str], at: int) -> list[Row] | None:
    """The rows below a line that counts their columns from 0, without the growing numbers before them (some
    may be left out); each cell is a text and the index of its line. None where the line is no such one, or a
    cell reaches over the end of its column.

    >>> lines = ["    0   1", "0  内容  数量", "1  许可   3", "2  处罚  15", ""]
    >>> [[text for text, _ in row] for row in counted_rows(lines, 0) or []]
    [['内容', '数量'], ['许可', '3'], ['处罚', '15']]
    """
    if not _COUNTS.fullmatch(lines[at]):
        return None
    counts = [(match[0], match.end()) for match in _TOKEN.finditer(lines[at])]
    if [text for text, _ in counts] != [str(number) for number in range(len(counts))]:
        return None
    shown = list(itertools.takewhile(lambda pair: pair[1].strip(), enumerate(lines[at + 1 :], at + 1)))
    firsts = [line.split(maxsplit=1)[0] for _, line in shown]
    numbers = [int(text) for text in firsts if text.isdecimal() and len(text) <= _LONGEST]
    numbered = len(numbers) == len(shown) and all(one < other for one, other in itertools.pairwise(numbers))
    ends = [_end(end, [line.rstrip() for _, line in shown]) for _, end in counts]
    rows = [_cells(line.rstrip(), index, ends, numbered=numbered) for index, line in shown]
    if len(rows) < _FEWEST or not all(ends) or not all(rows):
        return None
    if numbered and not any(row[1][0] for row in rows):  # the numbers are the first column itself
        return None
    return [row[1:] for row in rows] if numbered else rows


def _end(count: int, lines: Sequence[str]) -> int:
    """Where a column ends whose number ends at `count`: there, or one place behind, where pandas sets all
    numbers to the left or writes none before the rows. 0 where no text ends at either, or one reaches over
    both."""
    return next(
        (
            end
            for end in (count, count + 1)
            if all(not line[end : end + 1].strip() for line in lines)
            and any(line[end - 1 : end].strip() for line in lines)
        ),
        0,
    )


def _cells(line: str, index: int, ends: Sequence[int], *, numbered: bool) -> Row:
    """The cells of a line, which end where the columns do; none where it has others."""
    line = line.rstrip()
    if len(line) > ends[-1] or any(
        line[end - 1 : end].strip() and line[end : end + 1].strip() for end in ends
    ):
        return []
    number, begin = "", 0
    if numbered:
        number = line.split(maxsplit=1)[0]
        begin = line.index(number) + len(number)
    starts = [begin, *ends[:-1]]
    texts = [line[start:end] for start, end in zip(starts, ends, strict=True)]
    if any(text != text.rstrip() and text.strip() for text in texts):
        return []
    return [(text.strip(), index) for text in ([number, *texts] if numbered else texts)]
