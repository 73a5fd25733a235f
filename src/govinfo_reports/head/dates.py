"""Printed dates: 2018年1月20日, 二○一二年二月二十日, 2018-01-20, 2018/1/20 16:52, and what is left of
them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from attrs import frozen

from ..patterns import late
from ..text import narrow

__all__ = ["MONTHS", "YEAR", "PrintedDate", "find_dates", "read_date", "read_number", "read_year"]

_DIGIT = "〇○零Oo0０一二三四五六七八九"
YEAR = rf"(?:1 ?9|2 ?0) ?\d ?\d(?! ?\d)|[一二][{_DIGIT}]{{3}}"
"""A regular expression for a year from 1900 on, in digits or in Chinese numerals."""
_FEW_DIGITS = r"\d(?: ?\d)?(?! ?\d)"
MONTHS = rf"{_FEW_DIGITS}|[元一二三四五六七八九十]{{1,2}}"
"""A regular expression for the number of a month."""
_DAYS = rf"{_FEW_DIGITS}|[初一二三四五六七八九十廿]{{1,3}}"

_WORDED = late(rf"(?P<y>{YEAR})年度?(?P<m>{MONTHS})月份?(?:(?P<d>{_DAYS})(?P<day>[日号]))?")
_SIGNED = late(
    r"(?P<y>(?:19|20)(?<![\d.]..)\d\d)(?P<sign>[-./])(?P<m>\d\d?)(?P=sign)(?P<d>\d\d?)(?![\d]|[-./]\d)"
)
_JOINED = late(r"(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)(?!\d)")
_ENGLISH = late(r"[A-Z][a-z]{2}")
_EARLIEST = 1990
# Not cn2an: loading it takes longer than reading a hundred reports' dates, and a date needs nothing above 39
# but years.
_CHINESE_DIGITS = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")


@frozen(kw_only=True)
class PrintedDate:
    """A date as printed. `value` is None where it has no day, or no such day exists; `start` and `end` are
    its offsets."""

    year: int
    month: int
    value: date | None
    start: int
    end: int
    in_words: bool


def read_number(printed: str) -> int | None:
    """A printed number of a year, month or day, in digits or Chinese numerals.

    >>> read_number("二○一二"), read_number("廿三"), read_number("元"), read_number("1 2")
    (2012, 23, 1, 12)
    """
    printed = narrow(printed).replace(" ", "")
    if printed.isdecimal():
        return int(printed)
    printed = printed.removeprefix("初").replace("廿", "二十").replace("元", "一").translate(_CHINESE_DIGITS)
    if printed.isdecimal():
        return int(printed)
    tens, ten, ones = printed.partition("十")
    if ten and (tens or "1").isdecimal() and (ones or "0").isdecimal():
        return int(tens or "1") * 10 + int(ones or "0")
    return None


def read_year(printed: str) -> int | None:
    """A printed year, None if it is none that a report can be about.

    >>> read_year("二〇一二"), read_year("2 017"), read_year("1901")
    (2012, 2017, None)
    """
    year = read_number(printed)
    return year if year is not None and _EARLIEST <= year < 2100 else None


def find_dates(text: str) -> Iterator[PrintedDate]:
    """The dates in a text that has been folded (see `lines.fold`), those in words and those with signs, each
    in order."""
    for found in _WORDED.finditer(text) if "年" in text and "月" in text else ():
        if printed := _printed(found, in_words=True):
            yield printed
    for found in _SIGNED.finditer(text):
        if printed := _printed(found, in_words=False):
            yield printed


def read_date(text: str) -> date | None:
    """The first full date in the text of a field such as 发布时间.

    >>> read_date("2023/3/3 16:52"), read_date("二〇一二年二月二十日")
    (datetime.date(2023, 3, 3), datetime.date(2012, 2, 20))
    >>> read_date("二〇一三年一月") is None
    True
    """
    text = narrow(text)
    full = [printed for printed in find_dates(text) if printed.value is not None]
    if full:
        return min(full, key=lambda printed: printed.start).value
    joined = _JOINED.match(text.strip())
    if joined is not None:
        return _real_date(int(joined["y"]), int(joined["m"]), int(joined["d"]))
    if _ENGLISH.search(text) and len(text) < 40:
        return _english(text)
    return None


def _english(text: str) -> date | None:
    """A date as a program prints it: Tue Mar 06 16:52:00 CST 2018."""
    from dateutil.parser import ParserError, parse

    if not re.search(r"(?:19|20)\d\d", text):
        return None
    try:
        return parse(re.sub(r"\b[A-Z]{3}\b", "", text)).date()
    except (ParserError, OverflowError):
        return None


def _printed(found: re.Match[str], *, in_words: bool) -> PrintedDate | None:
    year, month = read_year(found["y"]), read_number(found["m"])
    if year is None or month is None or not 1 <= month <= 12:
        return None
    day = read_number(found["d"]) if found["d"] else None
    value = _real_date(year, month, day) if day is not None else None
    return PrintedDate(
        year=year, month=month, value=value, start=found.start(), end=found.end(), in_words=in_words
    )


def _real_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
