"""Section four as bare figures under its heading, in one line or in several: no heads, fifteen numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import Cell, Paragraph, Table
from ..facts import Fact, How, Match, Unread
from .labels import canonical_text
from .litigation import GROUPS, OUTCOMES
from .reading import TableReading, read_figure

__all__ = ["read_bare_litigation"]

_HEADING = re.compile(r"行政复议.{0,8}行政诉讼")
_LONGEST_HEADING = 60
_NUMBER = re.compile(r"\d+")
_ONLY_NUMBERS = re.compile(r"\d{1,9}(?:[\s,，、;；|｜]+\d{1,9})*")
_SIZE = 5
_MOST_LINES = 40
_EVIDENCE = (
    "no heads; fifteen figures under the section's heading, read in the official order, and each total adds up"
    " / 无表头，标题下十五个数字按法定顺序读取且各合计相符",
)


def read_bare_litigation(
    blocks: Sequence[Paragraph | Table], start: int, heading: str
) -> tuple[TableReading, int] | None:
    """The facts of fifteen figures right under the heading of section four, and how many blocks from `start` they take: one line
    or table, or lines of nothing else (one figure to a line). They are read where the four outcomes of each group add up to its
    total, and unread where not. None where no such figures begin there. `heading` is the line before."""
    if len(heading) > _LONGEST_HEADING or _HEADING.search(canonical_text(heading)) is None:
        return None
    lines: list[list[Cell]] = []
    for block in blocks[start : start + _MOST_LINES]:
        line = list(_cells(block))
        if not line:
            break
        lines.append(line)
    cells = [cell for line in lines for cell in line]
    if len(cells) < _SIZE:
        return None
    return _read(cells, blocks[start], heading), len(lines)


def _read(cells: Sequence[Cell], first: Paragraph | Table, heading: str) -> TableReading:
    values = [int(cell.text) for cell in cells]
    sums = [
        sum(values[at : at + _SIZE - 1]) == values[at + _SIZE - 1] for at in range(0, len(values) - 4, _SIZE)
    ]
    if len(cells) != len(GROUPS) * _SIZE or not all(sums):
        reason = "figures without heads that are not fifteen adding up / 无表头的数字，不是十五个或合计不符"
        raw = " ".join(cell.text for cell in cells)
        return TableReading(unread=(Unread(raw=raw, location=first.location, reason=reason),))
    paths = [f"{group}.{outcome}" for group in GROUPS for outcome in OUTCOMES]
    read = [
        read_figure(cell, path, Match(label=heading, how=How.SIMILAR, confidence=0.9, evidence=_EVIDENCE))
        for path, cell in zip(paths, cells, strict=True)
    ]
    return TableReading(
        facts=tuple(item for item in read if isinstance(item, Fact)),
        unread=tuple(item for item in read if isinstance(item, Unread)),
        groups=frozenset(group.split(".")[0] for group in GROUPS),
    )


def _cells(block: Paragraph | Table) -> Iterator[Cell]:
    """The figures of a line, each with its place; none where it has anything else."""
    if isinstance(block, Table):
        printed = [cell for cell in block.cells if cell.text.strip()]
        if all(_NUMBER.fullmatch(cell.text.strip()) for cell in printed):
            yield from printed
        return
    if _ONLY_NUMBERS.fullmatch(block.text.strip(" |｜\t")) is None:
        return
    for column, found in enumerate(_NUMBER.finditer(block.text)):
        place = block.location.within(found.start() + 1, found.end())
        yield Cell(text=found.group(), row=0, column=column, location=place, confidence=block.confidence)
