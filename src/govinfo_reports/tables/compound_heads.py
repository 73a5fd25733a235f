"""Heads of several columns that have run together in one cell: 2014年度 历年累计, 代码本期实际本年累计."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from ..document import Cell
from .labels import canonical_text, remembered

__all__ = ["heads_in", "separated"]

_HEAD = re.compile(
    r"(?:计量|指标|统计)?单位|(?:指标)?(?:代码|编码|编号|序号|行次)|备注"
    r"|(?:20\d\d年|历年)(?:\d{1,2}[-—至~]\d{1,2}月份?)?(?:以来)?累计数?|(?:20\d\d|[本当])年度?累计数?|累计数"
    r"|20\d\d年度?(?:实际数?|统计数|数值|数量|数)?|[本当]年度?(?:实际数?|发生数|合计|数值|数量|数)?"
    r"|本期(?:实际)?数?|(?:上年|去年)度?(?:同期)?数?|同比增[长减](?:\([%％]\))?|统计数(?:据|值)?|累计|数[量值]"
)
_LONGEST = 40


@remembered
def heads_in(text: str) -> tuple[str, ...]:
    """The heads that a cell holds, where it holds several and nothing else; none otherwise.

    >>> heads_in("2014年度 历年累计"), heads_in("2013年1-12月累计")
    (('2014年度', '历年累计'), ())
    """
    if len(text) > _LONGEST:
        return ()
    words = canonical_text(text)
    found: list[str] = []
    at = 0
    while (head := _HEAD.match(words, at)) is not None:
        found.append(head[0])
        at = head.end()
    return tuple(found) if at == len(words) and len(found) > 1 else ()


def separated(row: Sequence[Cell]) -> Sequence[Cell]:
    """The row with a cell for each head, where one of its cells holds several; else the same row."""
    heads = [heads_in(cell.text) for cell in row]
    if not any(heads):
        return row
    made: list[Cell] = []
    for cell, names in zip(row, heads, strict=True):
        made += [evolve(cell, text=name, column=0, colspan=1) for name in names or (cell.text,)]
    return tuple(evolve(cell, column=column) for column, cell in enumerate(made))
