"""Totals up to now (截至年底，累计公开……), which are the year's unless the report tells apart what was new in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from attrs import evolve, field, frozen

from ..facts import Fact, Scope

__all__ = ["RunningTotals", "is_new_part", "is_up_to_now"]

_NEW_PART = re.compile(
    r"[，；]?(?:其中)?[：，]?(?:(?P<year>20\d\d)年度?|本年度?|当年|今年|全年)(?:共|又)?(?:新增|新公开|主动|公开|发布|受理|收到|接到|新收|了|有|为|的|政府|信息|申请)*"
)
_UP_TO_NOW = re.compile(
    r"(?:截[至止]到?|到|至)[^，；]{0,14}(?:底|末|31日|目前|日前)[^；]{0,40}?累计(?P<rest>[^；]{0,30})$"
)
_OWN_OF_THE_YEAR = re.compile(r"全年|本年|年内|一年来|今年|当年|新增|新公开|年度?起|日起|自20\d\d年")
_FROM_A_DAY = re.compile(r"\d(?:月|日)(?:起|开始)?$")
_YEAR_BEHIND = re.compile(r"(20\d\d)年度?(?![底末至到初\d])")
_OF_THE_YEAR = re.compile(r"全年|本年|年内|一年来|今年|起|新增")
_NEW = re.compile(r"新增|新公开|新发布|本年度?|当年|今年|全年|20\d\d年度?(?![底末至到初\d])")
_LONGEST = 100


def is_new_part(lead: str, year: int | None) -> bool:
    """Whether the words before a figure only say that so much of a total is of this year (其中2013年新增).

    >>> is_new_part("，其中2013年新增", 2013), is_new_part("，其中2012年新增", 2013)
    (True, False)
    """
    match = _NEW_PART.fullmatch(lead)
    return match is not None and (match["year"] is None or year is None or int(match["year"]) == year)


def is_up_to_now(before: str, year: int | None) -> bool:
    """Whether the words before a figure say that it is of all years up to now (到2016年底累计公开), and not of this year alone
    (截至2016年底累计公开2016年度信息).

    >>> is_up_to_now("本机关到2016年底累计主动公开政府信息", 2016), is_up_to_now("全年累计公开政府信息", 2016)
    (True, False)
    """
    match = _UP_TO_NOW.search(before, max(0, before.rfind("；") + 1, len(before) - _LONGEST))
    if match is not None and _FROM_A_DAY.search(before[: match.start()]):
        return False  # 2016年1月1日至12月31日，累计
    if match is None or _OWN_OF_THE_YEAR.search(before, max(0, match.start() - 12)):
        return False
    named = _YEAR_BEHIND.search(match["rest"])
    return named is None or (year is not None and int(named[1]) != year)


@frozen
class RunningTotals:
    """The totals up to now that a report states, and those of them that turned out to be of all years."""

    told: dict[str, int | Decimal] = field(factory=dict)
    of_all_years: set[tuple[str, int | Decimal]] = field(factory=set)

    def note(self, path: str, value: int | Decimal, before: str, clause: str) -> None:
        """Take down a figure of the year: `before` are the words of its sentence up to it, `clause` those of its clause."""
        match = _UP_TO_NOW.search(before, max(0, len(before) - _LONGEST))
        if match is not None and not _OF_THE_YEAR.search(match.group()):
            self.told[path] = value
        elif _NEW.search(clause):
            self.contain(path, value)

    def contain(self, path: str, value: int | Decimal) -> None:
        """A figure of `path` that is new this year: a larger total up to now is then of all years."""
        total = self.told.get(path)
        if total is not None and value < total:
            self.of_all_years.add((path, total))

    def settle(self, facts: Iterable[Fact]) -> list[Fact]:
        """The facts, those totals marked as cumulative that are of all years."""
        return [
            evolve(fact, scope=Scope.CUMULATIVE)
            if fact.scope is Scope.YEAR and (fact.path, fact.value) in self.of_all_years
            else fact
            for fact in facts
        ]
