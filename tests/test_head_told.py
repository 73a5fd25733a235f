"""Heads in words and shapes of their own: names torn over three lines, sentences that tell whose report it
is, fields between pipes."""

from __future__ import annotations

from datetime import date

import pytest

from govinfo_reports import parse_text

BODY = "一、概述\n2018年公开工作平稳。\n二、主动公开情况\n2018年主动公开政府信息52条。\n"


@pytest.mark.parametrize(
    ("head", "organ"),
    [
        ("白杨市农业\n农村局2018年政府信息\n公开工作年度报告\n", "白杨市农业农村局"),
        ("根据条例第五十条规定，白杨市退役军\n人事务局现向社会公布2018年政府信息公开工作年度报告。\n", "白杨市退役军人事务局"),
        ("2019年3月，白杨县公布2018年政府信息公开工作年度报告\n", "白杨县"),
        ("为便于公众掌握白杨市体育局2018年政府信息公开工作情况，编制本报告。\n", "白杨市体育局"),
        ("年度报告\n依照规定，白杨市体育局对2018年政府信息公开工作进行了梳理，形成本报告。\n", "白杨市体育局"),
        ("白杨市邮政管理局2018年邮政系统政府信息公开年度报告\n", "白杨市邮政管理局"),
        ("白杨市司法局2018年司法行政政府信息公开年度报告\n", "白杨市司法局"),
        ("白杨市教育系统2018年政府信息公开年度报告\n", "白杨市教育系统"),
        ("本局2018年政府信息公开年度报告\n", None),
        ("我县政府信息公开年度报告（2018年）\n", None),
        ("本溪湖区政府信息公开年度报告（2018年）\n", "本溪湖区"),
        ("白杨市旅游\n白杨市教育局2018年政府信息公开工作年度报告\n", "白杨市教育局"),
    ],
)  # fmt: skip
def test_whose_report_it_is(head: str, organ: str | None) -> None:
    report = parse_text(head + BODY)
    assert (report.organ, report.year) == (organ, 2018)
    assert report.proactive.disclosed == 52


def test_a_sentence_that_tells_of_a_report_is_not_its_title() -> None:
    report = parse_text("2019年3月，白杨县公布2018年政府信息公开工作年度报告\n" + BODY)
    assert report.title is None or not report.title.startswith("2019年3月")


@pytest.mark.parametrize(
    "line",
    [
        "| 发布日期 | 2019-03-05 | 浏览次数 | 18 |\n",
        "【发布时间：2019/03/05 10:20】【字号：大 中 小】 | |\n",
        "[公开时间：2019-03-05] [阅读：7] |\n",
    ],
)
def test_one_line_of_fields_between_pipes(line: str) -> None:
    report = parse_text("白杨县2018年政府信息公开工作年度报告\n" + line + BODY)
    assert report.published == date(2019, 3, 5)
    assert not report.unread


def test_a_line_of_other_words_between_pipes_gives_no_field() -> None:
    report = parse_text("白杨县2018年政府信息公开工作年度报告\n| 时间 | 2019-03-05 | 人数 | 18 |\n" + BODY)
    assert report.published is None


@pytest.mark.parametrize(
    "end",
    [
        "无其他需要报告的事项白杨县林业局\n2019年1月9日\n",
        "本年度没有需要说明的情况 白杨县林业局\n2019年1月9日\n",
        "无。 白杨县林业局 二〇一九年一月九日 扫一扫在手机打开当前页\n",
        "无。\n白杨县林业局\n2019年1月9日 打印本页 关闭窗口\n",
    ],
)
def test_what_stands_around_a_signature_is_not_part_of_it(end: str) -> None:
    report = parse_text(
        "白杨县林业局2018年政府信息公开工作年度报告\n" + BODY + "六、其他需要报告的事项\n" + end
    )
    assert (report.issuer, report.published) == ("白杨县林业局", date(2019, 1, 9))


ITEMS = "地 址：白杨县青年路\n8号\n邮 编：\n310020\n电 话：\n0555-6001234\n"


def test_a_list_of_items_at_the_end_is_the_contact() -> None:
    contact = parse_text("白杨县2018年政府信息公开工作年度报告\n" + BODY + "联系方式\n" + ITEMS).contact
    assert (contact.address, contact.postcode, contact.phone) == ("白杨县青年路8号", "310020", "0555-6001234")


@pytest.mark.parametrize("around", ["主办：白杨县人民政府办公室\n", "填报人：李某\n", "联系人：李某\n"])
def test_a_list_of_the_page_or_of_a_clerk_is_not(around: str) -> None:
    contact = parse_text("白杨县2018年政府信息公开工作年度报告\n" + BODY + around + ITEMS).contact
    assert contact.phone is None
    assert contact.address is None


@pytest.mark.parametrize(
    "printed", ["自2018年11日起至2018年1231日止", "自201811日起至1231日止", "自20180101至20181231"]
)
def test_a_period_whose_signs_were_lost(printed: str) -> None:
    period = parse_text(f"白杨县2018年政府信息公开工作年度报告\n统计期限{printed}。\n" + BODY).period
    assert period is not None
    assert (period.start, period.end) == (date(2018, 1, 1), date(2018, 12, 31))
