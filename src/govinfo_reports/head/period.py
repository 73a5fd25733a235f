"""The time a report's figures cover (统计期限), in the many forms it is printed in."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date

from attrs import frozen

from ..model.people import Period
from ..patterns import late
from .dates import MONTHS, YEAR, read_number, read_year
from .lines import HeadLine

__all__ = ["FoundPeriod", "find_period"]

_DAY = r"\d(?: ?\d)?(?! ?\d)|[初一二三四五六七八九十廿]{1,3}"
_TO = r"(?:起|始|开始)?[,、;]?(?:起?至|起?到|截[止至]到?|[-–—―─~～一]{1,3}|起)[,、]?(?:至|到)?"


def _worded(number: int) -> str:
    return (
        rf"(?:(?P<y{number}>{YEAR})年?度?[.]?)?(?P<m{number}>{MONTHS})月份?(?:(?P<d{number}>{_DAY})[日号]?)?"
        r"(?:\d{1,2}(?:[时点]|:\d\d(?::\d\d)?)|(?:零|〇|二十四)[时点])?"
    )


_REMARK = r"(?:[(][^()\d]{1,16}[)])?"
"""2017年5月1日（机构成立之日）至…"""
_WORDED = late(r"(?=[\d元一二三四五六七八九十])(?<!\d)" + _worded(1) + _REMARK + _TO + _worded(2))
_MONTHS = late(rf"(?P<y1>{YEAR})年(?P<m1>\d\d?)[-–—―─~～至到]{{1,2}}(?P<m2>\d\d?)月(?!份?\d)")
"""Both months before one 月: 2015年1-12月."""
_SIGNED = late(
    r"(?<!\d)(?P<y1>(?:19|20)\d\d)(?P<s>[-./])(?P<m1>\d\d?)(?P=s)(?P<d1>\d\d?)(?!\d)日?"
    + _TO
    + r"(?:(?P<y2>(?:19|20)\d\d)(?P=s))?(?P<m2>\d\d?)(?P=s)(?P<d2>\d\d?)(?!\d)"
)
_BROKEN_START = late(rf"(?P<y1>{YEAR})年?月(?P<d1>1)日{_TO}(?:(?P<y2>{YEAR})年)?(?P<m2>12)月(?P<d2>31)日?")
_SIGNS_LOST = late(rf"(?<!\d)(?P<y1>20\d\d)年?(?:11|0101)日?{_TO}(?P<y2>20\d\d)?年?(?:1231)(?!\d)日?")
_YEAR_SIGN_LOST = late(
    r"(?<!\d)(?P<y1>20\d\d)(?P<m1>\d\d?)月(?P<d1>\d\d?)日?"
    + _TO
    + r"(?:(?P<y2>20\d\d)年?)?(?P<m2>\d\d?)月(?P<d2>\d\d?)日?"
)
_YEARS = late(rf"(?P<y1>{YEAR})年?度?{_TO}(?P<y2>{YEAR})年(?!\d|度?[^,。;]{{0,2}}月)")
_ONE_YEAR = late(
    rf"(?:[限段期时间围]|周期|范围)均?(?:为|是|:)+(?P<y1>{YEAR})年(?!度?[\d〇一二三四五六七八九十元至到—-])"
)
_UNTIL = late(
    r"(?:截[止至]到?|核定时间点?)(?:日期|时间)?(?:为|是|于|到|至"
    rf"|:)?(?P<y>{YEAR})年(?P<m>{MONTHS})月(?P<d>{_DAY})[日号]"
)
_STRONG = late(
    r"[期时]限|时段|周期|报告期|统计(?:的)?(?:时间|区间|范围)|时间(?:跨度|范围|区间)|所列"
    r"|报告[^。;]{0,40}(?:数据|统计)|核定时间|数据统计$|统计数据$"
)
"""What only the sentence about the period says."""
_NOUN = late(r"统计|数据|起[止讫]|时间")
_NOUN_AFTER = late(r"日?(?:期间)?止?[,(]?的?(?:统计|数据)")
_IN_TITLE = late(r"的?(?:政府|政务)?信息公开[^，。；,;]{0,10}(?:报告|年报|总结)$")
_STOPS = "。;；!"
_LOOK_BACK = 60


@frozen(kw_only=True)
class FoundPeriod:
    """A period with the reasons for it, and how strongly its sentence says that it is one (3 is best)."""

    period: Period
    strength: int
    evidence: tuple[str, ...]


@frozen(kw_only=True)
class _Candidate:
    start: date | None
    end: date | None
    begins: int
    ends: int
    needs_noun: bool = False
    notes: tuple[str, ...] = ()


def find_period(lines: Sequence[HeadLine], *, year: int | None = None) -> FoundPeriod | None:
    """The period that the report says its figures cover, None if it says none.

    `year` is the year in the title: dates without a year get it, and a whole year that no sentence calls the
    period counts only if it is that year.
    """
    best: FoundPeriod | None = None
    for line in lines:
        for candidate in _candidates(line.folded, year):
            strength = _strength(line.folded, candidate, year)
            if strength and (best is None or strength > best.strength):
                best = _found(line, candidate, strength)
                if strength == 3:
                    return best
    return best


def _found(line: HeadLine, candidate: _Candidate, strength: int) -> FoundPeriod:
    printed = line.text[candidate.begins : candidate.ends]
    notes = [f"period: {printed} ({line.location})", *candidate.notes]
    if candidate.start is not None and candidate.end is not None and candidate.start > candidate.end:
        notes.append("period: the first date is later than the second")
    return FoundPeriod(
        period=Period(candidate.start, candidate.end, printed), strength=strength, evidence=tuple(notes)
    )


def _strength(text: str, candidate: _Candidate, year: int | None) -> int:
    """3 where the sentence says that it is the period, 2 for a whole year in a sentence about data, 1 for
    the report's whole year in any sentence, else 0."""
    before = text[max(0, candidate.begins - _LOOK_BACK) : candidate.begins]
    for stop in _STOPS:
        before = before.rpartition(stop)[2]
    if _STRONG.search(before) or (candidate.needs_noun and _ONE_YEAR.match(text, candidate.begins)):
        return 3
    if _IN_TITLE.match(text, candidate.ends) and candidate.start is not None and candidate.end is not None:
        return 2
    if candidate.needs_noun or not _is_whole_year(candidate):
        return 0
    if _NOUN.search(before) or _NOUN_AFTER.match(text, candidate.ends):
        return 2
    return 1 if year is not None and candidate.start == date(year, 1, 1) else 0


def _is_whole_year(candidate: _Candidate) -> bool:
    start, end = candidate.start, candidate.end
    return start is not None and start == date(start.year, 1, 1) and end == date(start.year, 12, 31)


def _candidates(text: str, year: int | None) -> Iterator[_Candidate]:
    if "月" in text:
        for found in _WORDED.finditer(text):
            yield _of_range(found, year)
        for found in _MONTHS.finditer(text):
            yield _of_range(found, year)
        for found in _BROKEN_START.finditer(text):
            first = read_year(found["y1"])
            second = read_year(found["y2"]) if found["y2"] else first
            if first is not None and first == second:
                yield _Candidate(
                    start=date(first, 1, 1),
                    end=date(first, 12, 31),
                    begins=found.start(),
                    ends=found.end(),
                    notes=("period: the month of the first date is not printed; read as January",),
                )
    if "20" in text:
        for found in (*_SIGNED.finditer(text), *_YEAR_SIGN_LOST.finditer(text)):
            yield _of_range(found, year)
        for found in _SIGNS_LOST.finditer(text):
            if found["y2"] in (None, found["y1"]):
                yield _Candidate(
                    start=date(int(found["y1"]), 1, 1),
                    end=date(int(found["y1"]), 12, 31),
                    begins=found.start(),
                    ends=found.end(),
                    notes=("period: printed without 年 and 月",),
                )
    for found in _UNTIL.finditer(text):
        year_printed = read_year(found["y"])
        end = _date(year_printed, read_number(found["m"]), read_number(found["d"]))
        yield _Candidate(start=None, end=end, begins=found.start(), ends=found.end(), needs_noun=True)
    for found in _YEARS.finditer(text):
        first, second = read_year(found["y1"]), read_year(found["y2"])
        if first is not None and second is not None and first < second:
            yield _Candidate(
                start=date(first, 1, 1),
                end=date(second, 12, 31),
                begins=found.start(),
                ends=found.end(),
                needs_noun=True,
            )
    for found in _ONE_YEAR.finditer(text):
        first = read_year(found["y1"])
        if first is not None:
            yield _Candidate(
                start=date(first, 1, 1),
                end=date(first, 12, 31),
                begins=found.start(),
                ends=found.end(),
                needs_noun=True,
            )


def _of_range(found: re.Match[str], year: int | None) -> _Candidate:
    """The two dates of a range; a date without its year takes the other's, and without both the year of the
    title."""
    groups = found.groupdict()
    notes = []
    first = read_year(groups["y1"]) if groups["y1"] else None
    second = read_year(groups["y2"]) if groups.get("y2") else None
    if groups["y1"] is None and groups.get("y2") is None:
        first = second = year
        notes.append("period: printed without a year; the title's year taken")
    first = first if groups["y1"] else second
    second = second if groups.get("y2") else first
    month_1, month_2 = read_number(groups["m1"]), read_number(groups["m2"])
    day_1 = read_number(groups["d1"]) if groups.get("d1") else 1
    day_2 = read_number(groups["d2"]) if groups.get("d2") else _last_day(second, month_2)
    start, end = _date(first, month_1, day_1), _date(second, month_2, day_2)
    if start is None or end is None:
        notes.append("period: a date that cannot be one")
    return _Candidate(start=start, end=end, begins=found.start(), ends=found.end(), notes=tuple(notes))


def _last_day(year: int | None, month: int | None) -> int | None:
    if year is None or month is None or not 1 <= month <= 12:
        return None
    return monthrange(year, month)[1]


def _date(year: int | None, month: int | None, day: int | None) -> date | None:
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
