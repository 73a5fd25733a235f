"""Printed dates and the cleaning of lines."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_reports.document import Paragraph
from govinfo_reports.head.dates import find_dates, read_date, read_number, read_year
from govinfo_reports.head.lines import lines_of, tighten
from govinfo_reports.location import Location
from govinfo_reports.text import narrow

_CHINESE = "〇一二三四五六七八九"


def chinese_day(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _CHINESE[tens] + "十") + (
        _CHINESE[ones] if ones else ""
    ) or "〇"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("2018年1月20日", date(2018, 1, 20)),
        ("2018 年 1 月 20 日", date(2018, 1, 20)),
        ("２０１８年１月２０日", date(2018, 1, 20)),
        ("二○一二年二月二十日", date(2012, 2, 20)),
        ("二〇一二年二月二十日", date(2012, 2, 20)),
        ("二零一二年十二月三十一日", date(2012, 12, 31)),
        ("二O一二年十月十日", date(2012, 10, 10)),
        ("二0一二年元月五日", date(2012, 1, 5)),
        ("一九九九年三月廿三日", date(1999, 3, 23)),
        ("2018年1月20号", date(2018, 1, 20)),
        ("2018-01-20", date(2018, 1, 20)),
        ("2018-1-2 10:00", date(2018, 1, 2)),
        ("2018/03/06 16:52:07", date(2018, 3, 6)),
        ("2018.03.06", date(2018, 3, 6)),
        ("20180306", date(2018, 3, 6)),
        ("发布于2018-03-06", date(2018, 3, 6)),
        ("Tue Mar 06 16:52:00 CST 2018", date(2018, 3, 6)),
        ("二〇一三年一月", None),
        ("2018年3月", None),
        ("2018年2月30日", None),
        ("2018-13-01", None),
        ("10.20.30.40", None),
        ("0936-8215373", None),
        ("Tuesday", None),
        ("Mar 2018 Mar 2017 Apr", None),
        ("", None),
    ],
)
def test_read_date(printed: str, expected: date | None) -> None:
    text, _ = tighten(printed)
    assert read_date(text) == expected


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31)))
def test_every_date_is_read_in_every_form(day: date) -> None:
    year = "".join(_CHINESE[int(digit)] for digit in str(day.year))
    assert read_date(f"{day.year}年{day.month}月{day.day}日") == day
    assert read_date(f"{year}年{chinese_day(day.month)}月{chinese_day(day.day)}日") == day
    assert read_date(day.isoformat() + " 08:30") == day
    assert read_date(f"{day.year}/{day.month}/{day.day}") == day


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("三十一", 31),
        ("十", 10),
        ("二十", 20),
        ("初五", 5),
        ("2 0 1 7", 2017),
        ("二〇一七", 2017),
        ("百", None),
        ("十十", None),
    ],
)
def test_read_number(printed: str, expected: int | None) -> None:
    assert read_number(printed) == expected


def test_years_before_the_first_reports_are_none() -> None:
    assert read_year("1949") is None
    assert read_year("二〇〇八") == 2008


def test_find_dates_gives_places_and_dates_without_day() -> None:
    text = "云河市教育局二〇一三年一月"
    (found,) = find_dates(text)
    assert (found.year, found.month, found.value) == (2013, 1, None)
    assert text[found.start : found.end] == "二〇一三年一月"
    assert not list(find_dates("2013年13月1日"))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("年\u3000度\xa0报 告", "年度报告"),
        ("2016 年 1 月", "2016年1月"),
        ("8318819  8318820", "8318819 8318820"),
        ("一年来[image: blob.png]，[bookmark: _GoBack]公开", "一年来，公开"),
        ("公\u200b开&nbsp;情况 -->", "公开情况"),
        ("**主动公开**", "主动公开"),
        ("報(bào)告,,編(biān)制", "報告,編制"),
        ("（1）(abc)", "（1）(abc)"),
        ("发布机构 | 市政府办 | 2018", "发布机构市政府办2018"),
    ],
)
def test_tighten(printed: str, expected: str) -> None:
    assert tighten(printed)[0] == expected


@given(st.text(max_size=60))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(narrow(text)) == len(text)


@given(st.text(alphabet="公开 2017a|\n年", max_size=40))
def test_only_blanks_are_lost(text: str) -> None:
    tight, gaps = tighten(text)
    assert tight.replace(" ", "") == "".join(text.replace("|", " ").split())
    assert all(0 <= gap <= len(tight) for gap in gaps)


def test_empty_paragraphs_give_no_line() -> None:
    place = Location(line=1)
    assert lines_of([Paragraph(text=" \xa0|", location=place)]) == ()
    (line,) = lines_of([Paragraph(text="甲 乙", location=place)])
    assert line.text == "甲乙"
    assert line.has_gap(1)
    assert line.has_gap(0)
    assert line.has_gap(2)
