"""Who, which year and when, as pages of different sites print it."""

from __future__ import annotations

from datetime import date

import pytest

from govinfo_reports import parse, parse_text
from writers_docx import as_docx, text_table

_TEXT = (
    "一、概述\n2015年，我局认真贯彻条例。\n二、主动公开政府信息情况\n2015年，"
    "我局主动公开政府信息120条。\n三、存在的问题和改进措施\n公开内容不够全面，今后将加强。"
)
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
    page = (
        "<html><head><meta charset=utf-8></head><body><table border=1><tr><td "
        f"colspan=2>{title}</td></tr>{cells}</table></body></html>"
    )
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
        f"<tr><td>第{number}季度</td>"
        f"<td>{number}</td><td>{number * 2}</td><td>{number * 3}</td><td>已按时完成报送工作。</td></tr>"
        for number in range(1, 5)
    )
    page = (
        f"<html><head><meta charset=utf-8></head><body><h1>{_TITLE}</h1><p>一、概述</p><p>2015年，"
        f"我局推进公开。</p><table border=1>{rows}</table></body></html>"
    )
    report = parse(page.encode())
    assert len(report.unread) == 1
    assert not report.facts


@pytest.mark.parametrize("cover", ["（2015年度）\n青川县水利局", "2015年度\n青川县水利局"])
def test_the_organ_alone_on_the_cover(cover: str) -> None:
    report = parse_text(f"政府信息公开工作年度报告\n{cover}\n一、概述\n2015年，我局推进公开。\n")
    assert (report.organ, report.year) == ("青川县水利局", 2015)


WRAPPED = [
    ("青川县教育局关于公布2015年政府信息公开工作年度报告的公告", "青川县教育局", None),
    ("2015年度政府信息公开工作年度报告——青川县教育局", "青川县教育局", None),
    ("青川县教育局关于报送2015年政府信息公开工作年度报告的报告", "青川县教育局", None),
    ("青川县教育局2015年度政府信息公开年度报告书", "青川县教育局", None),
    ("青川县教育局2015年政府信息依申请公开工作年度报告", "青川县教育局", None),
    ("青川县教育局2015年推进政府信息公开工作情况报告", "青川县教育局", None),
    ("青川县教育局15年政府信息公开工作年度报告", "青川县教育局", None),
    ("青川县第一中学2015年度校务信息公开工作年度报告", "青川县第一中学", None),
    ("2015年政府信息公开工作年度报告（青川县教育局）", "青川县教育局", None),
    ("青川县委政法委2015年度党务政务信息公开工作年度报告", "青川县委政法委", None),
    ("【年度报告】青川县教育局2015年政府信息公开年报", "青川县教育局", "青川县教育局2015年政府信息公开年报"),
    ("关于印发《青川县教育局2015年政府信息公开工作年度报告》的通知", "青川县教育局", "青川县教育局2015年政府信息公开工作年度报告"),
    ("关于做好2015年政府信息公开工作年度报告的通知", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("line", "organ", "title"), WRAPPED)
def test_titles_with_other_words_around_them(line: str, organ: str | None, title: str | None) -> None:
    report = parse_text(page(line))
    assert report.organ == organ
    assert report.title == (title or line if organ else None)


SIGNED = [
    (("青川县教育局", "（盖章）", "2016年1月20日"), "青川县教育局"),
    (("青川县教育局", "青川县体育局", "2016年1月20日"), "青川县教育局、青川县体育局"),
    (("青川县", "教育局", "2016年1月20日"), "青川县教育局"),
    (("2016年1月20日", "青川县教育局"), "青川县教育局"),
    (("青川县教育局。", "2016年1月20日。"), "青川县教育局"),
    (("青川县教育局", "2016年1月20日 星期三"), "青川县教育局"),
    (("抄送：", "甲县教育局", "乙县教育局", "丙县教育局", "青川县教育局", "2016年1月20日"), "青川县教育局"),
]


@pytest.mark.parametrize(("end", "issuer"), SIGNED)
def test_signatures_over_several_lines(end: tuple[str, ...], issuer: str) -> None:
    report = parse_text(page(_TITLE, end="\n".join(end)))
    assert report.issuer == issuer
    assert report.published == date(2016, 1, 20)


WHEN = [
    ("2016-01-20　　信息来源：县档案局　更新时间：2016-02-03", date(2016, 1, 20)),
    ("来源：县档案局　更新时间：2016-02-03", date(2016, 2, 3)),
    ("2016年01月20日 星期三 10:22 来源：县档案局", date(2016, 1, 20)),
]


@pytest.mark.parametrize("container", ["text", "html"])
@pytest.mark.parametrize(("line", "day"), WHEN)
def test_a_date_before_the_fields_goes_before_the_last_change(container: str, line: str, day: date) -> None:
    if container == "text":
        report = parse_text(page(_TITLE, line))
    else:
        lines = "".join(f"<p>{text}</p>" for text in page(_TITLE, line).split("\n"))
        report = parse(f"<html><body><div>{lines}</div></body></html>".encode())
    assert report.published == day


def test_the_page_of_an_organ_in_pairs_of_elements() -> None:
    pairs = "".join(
        f"<div><div>{label}</div><div>{value}</div></div>"
        for label, value in (("索引号", "A1"), ("公开责任部门", "县档案局"), ("生成日期", "2016-01-18"), ("公开日期", "2016-01-20"))
    )  # fmt: skip
    lines = "".join(f"<p>{text}</p>" for text in page(_TITLE).split("\n"))
    report = parse(f"<html><body>{pairs}<div>{lines}</div></body></html>".encode())
    assert (report.issuer, report.published) == ("县档案局", date(2016, 1, 20))


def test_the_lines_above_a_table_that_stand_in_it() -> None:
    table = "\n".join(("政府信息公开情况统计表", "（2016年度）", "填报单位（盖章）：青川县档案局"))
    rows = "".join(f"<tr><td colspan=3>{line}</td></tr>" for line in table.split("\n"))
    rows += "<tr><td>统计指标</td><td>单位</td><td>统计数</td></tr>"
    rows += "<tr><td>一、主动公开情况</td><td>——</td><td></td></tr>"
    rows += "<tr><td>（一）主动公开政府信息数</td><td>条</td><td>12</td></tr>"
    rows += "<tr><td>（二）通过不同渠道和方式公开政府信息的情况</td><td></td><td></td></tr>"
    rows += "<tr><td>1.政府公报公开政府信息数</td><td>条</td><td>3</td></tr>"
    report = parse(f"<html><body><table>{rows}</table></body></html>".encode())
    assert (report.year, report.issuer, report.proactive.disclosed) == (2016, "青川县档案局", 12)


def test_an_article_of_wechat_is_shown_by_its_script() -> None:
    more = "县档案馆全年接待查阅档案的群众，并按规定向社会开放到期的档案。" * 4
    lines = "".join(f"<section><p>{text}</p></section>" for text in (*_TEXT.split("\n"), more))
    report = parse(
        f'<html><body><h1>{_TITLE}</h1><a id="js_name">云河发布</a><em id="publish_time">2016-01-20 '
        "18:00</em>"
        f'<div id="js_content" style="visibility: hidden;">{lines}</div><div>微信扫一扫 '
        "关注该公众号</div></body></html>".encode()
    )
    assert (report.published, report.proactive.disclosed) == (date(2016, 1, 20), 120)


def test_a_title_set_in_a_small_table() -> None:
    report = parse(
        as_docx(text_table([["青川县档案局"], ["2015年政府信息公开工作年度报告"]]), *_TEXT.split("\n"))
    )
    assert (report.title, report.organ) == (_TITLE, "青川县档案局")


def test_a_signature_set_in_a_table() -> None:
    report = parse(
        as_docx(_TITLE, *_TEXT.split("\n"), text_table([["", "青川县档案局"], ["", "2016年1月20日"]]))
    )
    assert (report.issuer, report.published) == ("青川县档案局", date(2016, 1, 20))


FRONT_MATTER = [
    f"---\ntitle: {_TITLE}\nauthor: 县档案局\ndate: 2016-01-20\n---",
    "发布时间：2016-01-20 | 来源：县档案局",
    "**发布机构：** 县档案局\n**发布日期：** 2016-01-20",
    "| 索引号 | A1 | 发布机构 | 县档案局 |\n| --- | --- | --- | --- |\n| 发布日期 | 2016-01-20 | 文号 | |\n",
]


@pytest.mark.parametrize("lines", FRONT_MATTER)
def test_what_converters_write_above_a_text(lines: str) -> None:
    report = parse_text(page(f"# {_TITLE}", "", lines))
    assert (report.title, report.issuer, report.published) == (_TITLE, "县档案局", date(2016, 1, 20))


def test_the_organ_may_stand_in_the_title_of_the_table_alone() -> None:
    text = (
        "青川县档案局2016年政府信息公开情况统计表\n统计指标\t单位\t统计数\n（一）主动公开政府信息数\t条\t12\n"
    )
    report = parse_text(text + "1.政府公报公开政府信息数\t条\t3\n2.政府网站公开政府信息数\t条\t9\n")
    assert (report.organ, report.year, report.proactive.disclosed) == ("青川县档案局", 2016, 12)


@pytest.mark.parametrize(
    "markup",
    [
        "<div><span>来源：</span><span>县档案局</span><span>日期：</span><span>2016-01-20 "
        "08:00</span><span>字号：</span></div>",
        "<p>2016-01-20 08:00　某某　来源：县档案局</p>",
        "<table><tr><td>发布机构：</td><td>青川县 / 县档案局</td><td>发布日期：</td><td>2016-01-20"
        "</td></tr></table>",
        "<p>来源：县档案局 　发布时间：2016-01-20　【打印】 【关闭】</p>",
        "<p>日期：2016/01/20　来源：县档案局　【打印】 【关闭】</p>",
    ],
)
def test_lines_of_pages(markup: str) -> None:
    lines = "".join(f"<p>{text}</p>" for text in _TEXT.split("\n"))
    report = parse(f"<html><body><div><h1>{_TITLE}</h1>{markup}{lines}</div></body></html>".encode())
    assert (report.issuer, report.published) == ("县档案局", date(2016, 1, 20))
