"""Who, which year and when, as pages of different sites print it."""

from __future__ import annotations

from datetime import date

import pytest

from govinfo_reports import parse, parse_text

_TEXT = "一、概述\n2015年，我局认真贯彻条例。\n二、主动公开政府信息情况\n2015年，我局主动公开政府信息120条。\n三、存在的问题和改进措施\n公开内容不够全面，今后将加强。"
_TITLE = "青川县档案局2015年政府信息公开工作年度报告"


def page(*head: str, end: str = "") -> str:
    return "\n".join((*head, _TEXT, end))


FIELDS = [
    ("【发布时间】2016-03-18 【信息来源】县档案局 【字体：大 中 小】", date(2016, 3, 18), "县档案局"),
    ("文章来源：县档案局 发布时间：2016 年 03 月 25 日 09:30", date(2016, 3, 25), "县档案局"),
    ("发布日期: 2016- 04- 01 16: 53 浏览次数: 来源: 青川县档案局 字体:[ ]", date(2016, 4, 1), "青川县档案局"),
    ("发布者:县档案局   发布日期:2016-01-19 14:36:15   浏览次数:19432", date(2016, 1, 19), "县档案局"),
]


@pytest.mark.parametrize(("line", "published", "issuer"), FIELDS)
def test_fields_with_blanks_and_brackets(line: str, published: date, issuer: str) -> None:
    report = parse_text(page(_TITLE, line))
    assert report.published == published
    assert report.issuer == issuer
    assert report.title == _TITLE


DATES_BELOW = [
    ("2016.1.15", date(2016, 1, 15)),
    ("2016-01-15", date(2016, 1, 15)),
    ("2012-01-15", None),  # before the year: something else of the page
    ("2016.1", None),
]


@pytest.mark.parametrize(("line", "published"), DATES_BELOW)
def test_a_bare_date_below_the_text(line: str, published: date | None) -> None:
    assert parse_text(page(_TITLE, end=line)).published == published


def test_the_date_of_the_page_goes_before_a_bare_one_below() -> None:
    report = parse_text(page(_TITLE, "发布时间：2016-03-18", end="2016.1.15"))
    assert report.published == date(2016, 3, 18)


TITLES = [
    (
        "青川县城市管理局2015年度法治政府建设暨政府信息公开工作年度报告",
        "青川县城市管理局",
    ),
    ("青川县城市管理局2015年政府信息公开和政务公开工作年度报告", "青川县城市管理局"),
    ("青川县教育局政府信息公开工作2015年度报告", "青川县教育局"),
    ("青川县审计局关于2015年政府信息公开工作的年度报告", "青川县审计局"),
    ("青川县人民政府关于2015年政府信息公开工作情况的报告", "青川县人民政府"),
]


@pytest.mark.parametrize(("title", "organ"), TITLES)
def test_organ_in_the_title(title: str, organ: str) -> None:
    report = parse_text(page(title))
    assert (report.title, report.organ, report.year) == (title, organ, 2015)


NEAR_THE_TITLE = [
    ("2016-01-20 15:33 来源: 青川县档案局", date(2016, 1, 20)),
    ("Posted on 2016年1月20日 by admin", date(2016, 1, 20)),
    ("2016年1月20日召开全县工作会议", None),
]


@pytest.mark.parametrize(("line", "published"), NEAR_THE_TITLE)
def test_a_line_under_the_title_that_says_when_the_page_was_put_up(line: str, published: date | None) -> None:
    assert parse_text(page(_TITLE, line)).published == published


def test_the_year_of_a_table_that_stands_alone() -> None:
    report = parse_text(
        "政府信息公开情况统计表\n（2015年度）\n填报单位（盖章）：青川县交通运输局\n统计指标\t单位\t统计数\n"
        "（一）主动公开政府信息数\t条\t96\n其中：主动公开规范性文件数\t条\t3\n制发规范性文件总数\t件\t3\n"
    )
    assert (report.organ, report.year) == ("青川县交通运输局", 2015)
    assert report.proactive.disclosed == 96


def test_a_report_whose_text_stands_in_a_table() -> None:
    rows = (
        ("一、概述", "2015年，我局继续推进政府信息公开工作。"),
        ("二、主动公开政府信息情况", "2015年主动公开政府信息96条，其中门户网站90条。"),
        ("三、依申请公开政府信息情况", "收到政府信息公开申请3件，均已答复。"),
    )
    cells = "".join(f"<tr><td>{head}</td><td>{text}</td></tr>" for head, text in rows)
    title = "青川县交通运输局2015年政府信息公开工作年度报告"
    page = f"<html><head><meta charset=utf-8></head><body><table border=1><tr><td colspan=2>{title}</td></tr>{cells}</table></body></html>"
    report = parse(page.encode())
    assert (report.title, report.organ, report.year) == (title, "青川县交通运输局", 2015)
    values = {fact.path: fact.value for fact in report.facts}
    assert values == {
        "proactive.disclosed": 96,
        "proactive.channels.website": 90,
        "applications.received.total": 3,
        "applications.replies.total": 3,
    }
    assert not report.unread


def test_a_table_with_figures_and_remarks_is_no_text() -> None:
    rows = "".join(
        f"<tr><td>第{number}季度</td><td>{number}</td><td>{number * 2}</td><td>{number * 3}</td><td>已按时完成报送工作。</td></tr>"
        for number in range(1, 5)
    )
    page = f"<html><head><meta charset=utf-8></head><body><h1>{_TITLE}</h1><p>一、概述</p><p>2015年，我局推进公开。</p><table border=1>{rows}</table></body></html>"
    report = parse(page.encode())
    assert len(report.unread) == 1
    assert not report.facts


@pytest.mark.parametrize("cover", ["（2015年度）\n青川县水利局", "2015年度\n青川县水利局"])
def test_the_organ_alone_on_the_cover(cover: str) -> None:
    report = parse_text(f"政府信息公开工作年度报告\n{cover}\n一、概述\n2015年，我局推进公开。\n")
    assert (report.organ, report.year) == ("青川县水利局", 2015)
