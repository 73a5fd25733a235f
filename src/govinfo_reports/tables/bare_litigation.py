"""Section four as a bare line of figures under its heading: no heads, fifteen numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Cell, Paragraph, Table
from ..facts import Fact, How, Match, Unread
from .labels import canonical_text
from .litigation import GROUPS, OUTCOMES
from .reading import TableReading, read_figure

__all__ = ["read_bare_litigation"]

_HEADING = re.compile(r"行政复议.{0,8}行政诉讼")
_LONGEST_HEADING = 60
_NUMBER = re.compile(r"\d+")
_ONLY_NUMBERS = re.compile(r"\d{1,9}(?:[\s,，、;；|｜]+\d{1,9})+")
_SIZE = 5
_EVIDENCE = (
    "no heads; fifteen figures under the section's heading, read in the official order, and each total adds up"
    " / 无表头，标题下十五个数字按法定顺序读取且各合计相符",
)


def read_bare_litigation(block: Paragraph | Table, heading: str) -> TableReading | None:
    """The facts of a line of fifteen figures right under the heading of section four, where the four outcomes of each group add
    up to its total; such a line that does not is unread. None for any other line. `heading` is the line before."""
    if len(heading) > _LONGEST_HEADING or _HEADING.search(canonical_text(heading)) is None:
        return None
    cells = list(_cells(block))
    if len(cells) < _SIZE:
        return None
    values = [int(cell.text) for cell in cells]
    sums = [
        sum(values[at : at + _SIZE - 1]) == values[at + _SIZE - 1] for at in range(0, len(values) - 4, _SIZE)
    ]
    if len(cells) != len(GROUPS) * _SIZE or not all(sums):
        reason = "a line of figures without heads that are not fifteen adding up / 无表头的一行数字，不足十五个或合计不符"
        raw = " ".join(cell.text for cell in cells)
        return TableReading(unread=(Unread(raw=raw, location=block.location, reason=reason),))
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
    """The figures of a line, each with its place; none where the line has anything else."""
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
