"""Totals up to now (截至年底，累计公开……), which are the year's unless the report tells apart what was new in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from attrs import evolve, field, frozen

from ..facts import Fact, Scope

__all__ = ["RunningTotals", "is_new_part"]

_NEW_PART = re.compile(
    r"[，；]?(?:其中)?[：，]?(?:(?P<year>20\d\d)年度?|本年度?|当年|今年|全年)(?:共|又)?(?:新增|新公开|主动|公开|发布|受理|收到|接到|新收|了|有|为|的|政府|信息|申请)*"
)
_UP_TO_NOW = re.compile(
    r"(?:截[至止]到?|到|至)[^，；]{0,14}(?:底|末|31日|目前|日前)[^；]{0,40}?累计(?P<rest>[^；]{0,30})$"
)
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
