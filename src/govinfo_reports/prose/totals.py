"""Totals up to now (截至年底，累计公开……), which are the year's unless the report tells apart what was new
in it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from attrs import evolve, field, frozen

from ..facts import Fact, Scope
from ..forms.scopes import scopes
from ..patterns import late
from .reasons import FigurePlace

__all__ = [
    "SURE",
    "RunningTotals",
    "is_in_a_month",
    "is_new_part",
    "is_of_another_year",
    "is_up_to_now",
    "names_no_year",
    "without_parts",
]

_SAY = scopes().patterns
_IN_A_MONTH = late(
    r"(?:^|[，；年])(?:于|在)?(?:1[0-2]|[1-9])月(?:份|初|底|[上中下]旬|\d{1,2}[日号])?(?![至到起前、和\-—])[^；]*$"
)
_OTHER_TIME = late(r"(?:19|20)\d\d年|去年|上一?年|前年|往年|同期|截[至止]|月[^；]*\d月")
_A_SYSTEM = late(r"全[省市州盟县区旗][^，；]{1,8}系统")
_LONGEST = 100
SURE = 0.95
"""How sure a figure is that is said of the whole organ."""


def is_new_part(lead: str, year: int | None) -> bool:
    """Whether the words before a figure only say that so much of a total is of this year (其中2013年新增).

    >>> is_new_part("，其中2013年新增", 2013), is_new_part("，其中2012年新增", 2013)
    (True, False)
    """
    match = _SAY["new part"].fullmatch(lead)
    return match is not None and (match["year"] is None or year is None or int(match["year"]) == year)


def is_of_another_year(lead: str, year: int | None) -> bool:
    """Whether the words before a figure say that so much of a total is of another year: the total is then of
    all years.

    >>> is_of_another_year("其中，2012年主动公开", 2013), is_of_another_year("，其中2013年新增", 2013)
    (True, False)
    """
    match = _SAY["new part"].fullmatch(lead)
    return match is not None and match["year"] is not None and year is not None and int(match["year"]) != year


def is_in_a_month(place: FigurePlace, year: int | None) -> bool:
    """Whether a figure is told of one month of the year, and its sentence names no other time before it."""
    before = place.text[: place.start]
    month = _IN_A_MONTH.search(before)
    return month is not None and not _OTHER_TIME.search(before.replace(f"{year}年", ""))


def names_no_year(lead: str) -> bool:
    """Whether the words before a total name no year and no part of one: 累计公开 may be of all years.

    >>> names_no_year("累计主动公开政府信息"), names_no_year("全年累计主动公开政府信息")
    (True, False)
    """
    return _SAY["of the year"].search(lead) is None and _SAY["new"].search(lead) is None


def is_up_to_now(before: str, year: int | None) -> bool:
    """Whether the words before a figure say that it is of all years up to now (到2016年底累计公开), and not
    of this year alone (截至2016年底累计公开2016年度信息).

    >>> is_up_to_now("本机关到2016年底累计主动公开政府信息", 2016), is_up_to_now("全年累计公开政府信息", 2016)
    (True, False)
    """
    match = _SAY["up to now"].search(before, max(0, before.rfind("；") + 1, len(before) - _LONGEST))
    if match is not None and _SAY["from a day"].search(before[: match.start()]):
        return False  # 2016年1月1日至12月31日，累计
    if match is None or _SAY["of the year up to now"].search(before, max(0, match.start() - 12)):
        return False
    named = _SAY["a year behind"].search(match["rest"])
    return named is None or (year is not None and int(named[1]) != year)


@frozen
class RunningTotals:
    """The totals up to now that a report states, and the figures that it says are `new` this year: a larger
    total of the same is of all years."""

    told: dict[str, int | Decimal] = field(factory=dict)
    new: set[tuple[str, int | Decimal]] = field(factory=set)

    def note(self, path: str, value: int | Decimal, before: str, clause: str) -> None:
        """Take down a figure of the year: `before` are the words of its sentence up to it, `clause` those of
        its clause."""
        begin = max(0, len(before) - _LONGEST)
        match = _SAY["up to now"].search(before, begin) or _SAY["already by now"].search(before, begin)
        if match is not None and not _SAY["of the year"].search(match.group()):
            self.told[path] = value
        elif _SAY["new"].search(clause):
            self.new.add((path, value))

    def settle(self, facts: Iterable[Fact]) -> list[Fact]:
        """The facts, those totals marked as cumulative that are of all years."""
        of_all_years = {(path, self.told[path]) for path, value in self.new if value < self.told.get(path, 0)}
        return [
            evolve(fact, scope=Scope.CUMULATIVE)
            if fact.scope is Scope.YEAR and (fact.path, fact.value) in of_all_years
            else fact
            for fact in facts
        ]


def _without_a_system(facts: list[Fact]) -> list[Fact]:
    """Of reviews and lawsuits those of all the offices of the trade (全省水利系统) are not the organ's where
    it tells its own."""
    disputes = [fact for fact in facts if fact.path.startswith(("review.", "litigation."))]
    theirs = [fact for fact in disputes if any(_A_SYSTEM.search(one) for one in fact.match.evidence)]
    own = {(fact.path, fact.scope) for fact in disputes if fact.value is not None and fact not in theirs}
    return [fact for fact in facts if fact not in theirs or (fact.path, fact.scope) not in own]


def without_parts(facts: list[Fact]) -> tuple[Fact, ...]:
    """Where one sentence names the whole organ and another one does not, a smaller figure of the other is a
    part. Where one tells of events that took place, that the organ held none itself is no figure."""
    held = {
        fact.path
        for fact in facts
        if fact.path.startswith("responses.") and fact.value and fact.scope is Scope.YEAR
    }
    facts = _without_a_system(facts)
    wholes: dict[tuple[str, Scope], int | Decimal] = {}
    for fact in facts:
        if fact.match.confidence >= SURE and fact.value is not None:
            key = fact.path, fact.scope
            wholes[key] = max(fact.value, wholes.get(key, fact.value))
    return tuple(
        fact
        for fact in facts
        if (fact.value != 0 or fact.path not in held)
        and (
            fact.match.confidence >= SURE
            or fact.value is None
            or not 0 < fact.value < wholes.get((fact.path, fact.scope), fact.value)
        )
    )
