"""The period a report covers, in all the forms it is printed in."""

from __future__ import annotations

from datetime import date

import pytest

from govinfo_reports.document import Paragraph
from govinfo_reports.head.lines import lines_of
from govinfo_reports.head.period import FoundPeriod, find_period
from govinfo_reports.location import Location


def read(text: str, year: int | None = None) -> FoundPeriod | None:
    return find_period(
        lines_of([Paragraph(text=text, location=Location(line=1))]),
        year=year,
    )


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        ("所列数据的统计期限自2019年1月1日起至12月31日止。", "2019-01-01", "2019-12-31"),
        ("所列数据的统计期限自2019年1月1日起，至2019年12月31日止。", "2019-01-01", "2019-12-31"),
        ("统计时限为2022年1月1日到12月31日。", "2022-01-01", "2022-12-31"),
        ("统计时段从2022年1月1日起到2022年12月31日止。", "2022-01-01", "2022-12-31"),
        ("报告中数据统计周期为2022年1月1日-2022年12月31日。", "2022-01-01", "2022-12-31"),
        ("数据统计期为2022年1月1日——12月31日。", "2022-01-01", "2022-12-31"),
        ("本报告数据核定时间点为2016年1月1日至2016年12月31日。", "2016-01-01", "2016-12-31"),
        ("统计期陷自2012年1月1日，至2012年12月31日。所列", "2012-01-01", "2012-12-31"),
        ("所列数据统计期限从2023年1月1日至12月31止。", "2023-01-01", "2023-12-31"),
        ("统计期限自2016月1日起至12月31日止。", "2016-01-01", "2016-12-31"),
        ("统计期限自201011日起20101231止。", "2010-01-01", "2010-12-31"),
        ("统计期限自20201月1日起至202012月31日止。", "2020-01-01", "2020-12-31"),
        ("统计时间：2015年1-12月。", "2015-01-01", "2015-12-31"),
        ("统计期限为2015年1月1日零时起至2015年12月31日24时止。", "2015-01-01", "2015-12-31"),
        ("数据统计时间为2014年12月1日至2015年11月30日。", "2014-12-01", "2015-11-30"),
        ("统计期限为2003年至2008年。", "2003-01-01", "2008-12-31"),
        ("统计期限为2012年度。", "2012-01-01", "2012-12-31"),
        ("统计期限自 2 0 1 6 年 1 月 1 日起至 1 2 月 3 1 日止。", "2016-01-01", "2016-12-31"),
        ("统计期限：2018.1.1—2018.12.31", "2018-01-01", "2018-12-31"),
        ("统计期限为2018-01-01至2018-12-31。", "2018-01-01", "2018-12-31"),
        ("统计期限为2018/1/1-2018/12/31。", "2018-01-01", "2018-12-31"),
        ("统计时限自二〇〇九年一月一日起至二〇〇九年十二月三十一日止。", "2009-01-01", "2009-12-31"),
        ("统计期限为2008年5月1日至2008年12月31日。", "2008-05-01", "2008-12-31"),
        ("统计期限为2008年5月至2008年12月。", "2008-05-01", "2008-12-31"),
        ("统计期限为２０１７年１月１日至１２月３１日。", "2017-01-01", "2017-12-31"),
        ("所列统计数据时间范围为2024年1月1日至2024年12月31日。", "2024-01-01", "2024-12-31"),
        ("本报告中所列数据的统计时间自2023年1月1日起至2023年12月31日止", "2023-01-01", "2023-12-31"),
        ("所列数据统计截止2017年12月31日。", None, "2017-12-31"),
        ("2017年1月1日至12月31日期间的统计数据如下。", "2017-01-01", "2017-12-31"),
        ("統計期限自2012年1月1日起至12月31日止。", "2012-01-01", "2012-12-31"),
        ("统计期限自2月30日起至2017年12月31日止。", None, "2017-12-31"),
        ("统计期限为2017年12月31日至2017年1月1日。", "2017-12-31", "2017-01-01"),
    ],
)
def test_printed_forms(sentence: str, start: str | None, end: str | None) -> None:
    found = read(sentence)
    assert found is not None
    assert found.period.start == (date.fromisoformat(start) if start else None)
    assert found.period.end == (date.fromisoformat(end) if end else None)
    assert found.evidence
    assert found.period.printed


@pytest.mark.parametrize(
    "sentence",
    [
        "统计时限为至。",
        "本报告由概述、主动公开等部分组成。",
        "2008-2017年全区主动公开政府信息105529条。",
        "据统计，2017年5月1日至8月30日开展了培训。",
        "截至2017年12月31日，累计公开1200条。",
        "联系电话：2017-01-01 0936-2018",
        "统计期限为2017年13月1日。",
        "统计期限见附表〔2017〕12号至13号。",
    ],
)
def test_what_is_no_period(sentence: str) -> None:
    assert read(sentence) is None


def test_dates_without_a_year_take_the_titles() -> None:
    found = read("统计期限为1月1日至12月31日。", year=2015)
    assert found is not None
    assert (found.period.start, found.period.end) == (date(2015, 1, 1), date(2015, 12, 31))
    assert any("title" in note for note in found.evidence)
    without = read("统计期限为1月1日至12月31日。")
    assert without is not None
    assert (without.period.start, without.period.end) == (None, None)


def test_first_date_takes_the_year_of_the_second() -> None:
    found = read("统计期限为1月1日至2015年12月31日。")
    assert found is not None
    assert found.period.start == date(2015, 1, 1)


def test_the_reports_whole_year_counts_in_any_sentence_but_no_other_year() -> None:
    sentence = "2009年1月1日至2009年12月31日，本局共主动公开6条。"
    found = read(sentence, year=2009)
    assert found is not None
    assert found.strength == 1
    assert read(sentence, year=2010) is None
    assert read("2009年1月1日至2009年6月30日，本局共主动公开6条。", year=2009) is None


def test_the_sentence_on_the_period_goes_before_others() -> None:
    text = "2016年1月1日至2016年12月31日共办理3件。所列数据的统计期限为2017年1月1日至12月31日。"
    found = read(text, year=2016)
    assert found is not None
    assert found.period.start == date(2017, 1, 1)


def test_damage_is_named() -> None:
    late = read("统计期限为2017年12月31日至2017年1月1日。")
    lost = read("统计期限自201011日起20101231止。")
    wrong = read("统计期限自2017年2月30日起至12月31日止。")
    month = read("统计期限自2016月1日起至2016年12月31日止。")
    assert late is not None
    assert lost is not None
    assert wrong is not None
    assert month is not None
    assert any("later" in note for note in late.evidence)
    assert any("without" in note for note in lost.evidence)
    assert any("cannot be" in note for note in wrong.evidence)
    assert any("January" in note for note in month.evidence)


def test_printed_is_what_stands_there() -> None:
    found = read("统计期限自 2019 年 1 月 1 日起至 12 月 31 日止。")
    assert found is not None
    assert found.period.printed == "2019年1月1日起至12月31日"


@pytest.mark.parametrize(
    "printed",
    [
        "统计期限自2015年1月1日始，至2015年12月31日止。",
        "统计期限从2015年1月1日开始，到2015年12月31日结束。",
        "统计时间为2015年1月1日00:00至2015年12月31日24:00。",
        "统计时限为2015年1月1日零时至12月31日24时。",
    ],
)
def test_hours_and_words_for_the_beginning(printed: str) -> None:
    found = read(printed)
    assert found is not None
    assert (found.period.start, found.period.end) == (date(2015, 1, 1), date(2015, 12, 31))


def test_only_the_end_is_named() -> None:
    found = read("数据统计截至2015年12月31日。")
    assert found is not None
    assert (found.period.start, found.period.end) == (None, date(2015, 12, 31))
    assert read("截至2015年12月31日，公开信息96条。") is None
