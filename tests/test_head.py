"""Whole heads: organ, issuer, year and date from all places together."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_reports.document import Paragraph
from govinfo_reports.head.read import Head, read_head
from govinfo_reports.location import Location
from govinfo_reports.model.people import Contact


def paragraphs(text: str) -> list[Paragraph]:
    return [
        Paragraph(text=line, location=Location(line=number))
        for number, line in enumerate(text.split("\n"), start=1)
    ]


def read(text: str, furniture: str = "") -> Head:
    return read_head(paragraphs(text), paragraphs(furniture) if furniture else ())


TITLE = "青川县2017年政府信息公开工作年度报告"
BODY = "本报告依据条例编制。\n一、概述\n2017年，我县公开政府信息1200条。\n二、主动公开情况\n公开情况良好。"


@pytest.mark.parametrize(
    ("ending", "issuer", "published"),
    [
        ("青川县人民政府办公室\n2018年1月20日", "青川县人民政府办公室", date(2018, 1, 20)),
        ("青川县人民政府办公室\n二○一八年一月二十日", "青川县人民政府办公室", date(2018, 1, 20)),
        ("青川县人民政府办公室\n2018-01-20", "青川县人民政府办公室", date(2018, 1, 20)),
        ("青川县人民政府办公室（盖章）\n2018 年 1 月 20 日", "青川县人民政府办公室", date(2018, 1, 20)),
        ("青川县人民政府办公室 2018年1月20日", "青川县人民政府办公室", date(2018, 1, 20)),
        ("附件:青川县2017年度政府信息公开情况统计表\n青川县人民政府办公室\n2018年1月20日\n(此件公开发布)", "青川县人民政府办公室", date(2018, 1, 20)),
        ("青川县人民政府办公室\n2018年3月6日\n填报单位(盖章):\n填报人：甲\n填报日期：2018年3月1日", "青川县人民政府办公室", date(2018, 3, 6)),
        ("2018年1月20日", None, date(2018, 1, 20)),
        ("青川县人民政府办公室\n二〇一八年一月", "青川县人民政府办公室", None),
        ("青川县人民政府办公室", "青川县人民政府办公室", None),
        ("2018-01-08\n2017-12-05", None, None),
        ("填报单位(盖章):青川县人民政府办公室\n报出日期：2018年3月6日", "青川县人民政府办公室", None),
        ("填报日期\n2018年3月6日", None, None),
        ("2010年1月20日", None, None),
        ("相关链接\n青川县人民政府门户网站", None, None),
    ],
)  # fmt: skip
def test_signatures(ending: str, issuer: str | None, published: date | None) -> None:
    head = read(f"{TITLE}\n{BODY}\n{ending}")
    assert (head.issuer, head.published) == (issuer, published)
    assert head.organ == "青川县"


@pytest.mark.parametrize(
    ("ending", "issuer", "published"),
    [
        ("青川县财政局 二○一八年四月十日 附表： 指标名称 计量单位", "青川县财政局", date(2018, 4, 10)),
        ("二○一八年二月二十日 附件1：青川县情况统计表 指标名称", None, date(2018, 2, 20)),
        ("青川县财政局2018年4月10日", "青川县财政局", date(2018, 4, 10)),
        ("青川县财政局 二○一八年四月 附表： 指标名称", "青川县财政局", None),
        ("2018年4月10日，我局召开会议", None, None),
        ("会议于2018年4月10日 召开，公开情况良好", None, None),
    ],
)
def test_signatures_within_one_long_line(ending: str, issuer: str | None, published: date | None) -> None:
    line = "一、概述 " + "我局认真公开政府信息，推进依法行政。" * 20 + ending
    head = read(f"{TITLE}\n{line}")
    assert (head.issuer, head.published) == (issuer, published)


@pytest.mark.parametrize(
    ("furniture", "issuer", "published"),
    [
        ("发布机构：青川县人民政府办公室\n发布时间：2018-03-03 "
            "16:52", "青川县人民政府办公室", date(2018, 3, 3)),
        ("来源：青川县人民政府\n公开日期：2018/3/3", "青川县人民政府", date(2018, 3, 3)),
        ("来源：青川县政府网\n成文日期：2018年3月3日", None, date(2018, 3, 3)),
        ("发布机构：\n发布时间：", None, None),
        ("来源：张三\n发布机构：青川县政务中心\n成文日期：2018-03-01\n发布日期：2018-03-02", "青川县政务中心", date(2018, 3, 2)),
    ],
)  # fmt: skip
def test_the_page_serves_where_nothing_is_signed(
    furniture: str, issuer: str | None, published: date | None
) -> None:
    head = read(f"{TITLE}\n{BODY}", furniture)
    assert (head.issuer, head.published) == (issuer, published)


def test_the_signature_goes_before_the_page() -> None:
    head = read(
        f"{TITLE}\n{BODY}\n青川县人民政府\n2018年1月20日", "发布机构：青川县政务中心\n发布时间：2018-04-11"
    )
    assert (head.issuer, head.published) == ("青川县人民政府", date(2018, 1, 20))


def test_a_cover_serves_after_the_page() -> None:
    cover = f"{TITLE}\n青川县人民政府办公室\n2018年2月23日\n{BODY}"
    assert (read(cover).issuer, read(cover).published) == ("青川县人民政府办公室", date(2018, 2, 23))
    assert read(cover, "发布时间：2018-04-11").published == date(2018, 4, 11)


def test_a_bare_page_date_near_the_title_is_the_last_resort() -> None:
    assert read(f"{TITLE}\n2018-01-26 15:07\n{BODY}").published == date(2018, 1, 26)


@pytest.mark.parametrize(
    ("sentence", "issuer"),
    [
        ("本报告由青川县人民政府办公室汇总22个部门的情况编制而成。", "青川县人民政府办公室"),
        ("本年度报告根据条例要求，由青川县政府办编制。", "青川县政府办"),
        ("根据有关文件要求，青川县管理委员会办公室组织编制完成本报告。", "青川县管理委员会办公室"),
        ("本报告由概述、主动公开等部分组成，由各部门根据职责编制。", None),
        ("我区管委会办公室编制完成了本报告。", None),
    ],
)
def test_who_compiled_it(sentence: str, issuer: str | None) -> None:
    assert read(f"{TITLE}\n{sentence}\n一、概述\n正文").issuer == issuer


@pytest.mark.parametrize(
    ("text", "furniture", "organ"),
    [
        ("2009年度政府信息公开年度报告\n" + BODY, "标题：青川县财政局2009年度政府信息公开年度报告", "青川县财政局"),
        ("2017年度政府信息公开年度报告\n" + BODY + "\n青川县水利局\n2018年1月2日", "", "青川县水利局"),
        ("2017年度政府信息公开年度报告\n本报告由青川县水利局编制。\n一、概述", "", "青川县水利局"),
        ("2017年度政府信息公开年度报告\n一、概述\n我局公开信息。", "来源：青川县水利局", "青川县水利局"),
        ("2017年度政府信息公开年度报告\n一、概述\n我局公开信息。", "来源：青川在线网", None),
        ("现将我局情况报告如下。如有疑问，请与青川县水利局政府信息公开工作领导小组办公室联系。"
            "\n一、概述", "", "青川县水利局"),
        ("本报告有疑问，请联系：临江区统计局党政办公室，电话：24336243。\n一、概述", "", "临江区统计局"),
        ("本报告有疑问，请与省政务公开办公室联系。\n一、概述", "", None),
        ("本报告由青川县人民政府信息公开工作领导小组办公室汇总编制。\n一、概述", "", "青川县人民政府"),
        ("一、总体情况\n2023年，我市公开信息。", "", None),
    ],
)  # fmt: skip
def test_whose_report_it_is(text: str, furniture: str, organ: str | None) -> None:
    assert read(text, furniture).organ == organ


@pytest.mark.parametrize(
    ("text", "year"),
    [
        (TITLE + "\n" + BODY, 2017),
        ("青川县政府信息公开工作年度报告\n统计期限为2016年1月1日至12月31日。", 2016),
        ("一、总体情况\n2023年，我市公开信息。2023年，工作有进展。2024年将继续。", 2023),
        ("青川县2018年政府信息公开工作年度报告\n统计期限为2017年1月1日至12月31日。\n2017年，"
            "全县公开信息。", 2017),
        ("青川县2018年政府信息公开工作年度报告\n统计期限为2017年1月1日至12月31日。\n2018年，全县公开。"
            "2018年，全县办理。", 2018),
        ("一、总体情况\n公开信息。", None),
        ("一、总体情况\n按照国办发〔2017〕24号文件公开。", None),
    ],
)  # fmt: skip
def test_the_year_reported_on(text: str, year: int | None) -> None:
    assert read(text).year == year


def test_a_title_that_contradicts_the_period_leaves_evidence() -> None:
    head = read(
        "青川县2018年政府信息公开工作年度报告\n统计期限为2017年1月1日至12月31日。\n2018年，全县公开。"
    )
    assert any("2018" in note and "2017" in note for note in head.evidence)
    two = read(TITLE + "\n" + BODY, "标题：青川县2016年政府信息公开工作年度报告")
    assert two.year == 2017
    assert any("another title says 2016" in note for note in two.evidence)


def test_a_page_on_one_line() -> None:
    text = (
        "标题: 青川新区2014年度政府信息公开工作年度报告\n发布时间: 2015-01-02 00:00\n文号: "
        "\n发布机构: \n栏目: 政府信息公开年报\n"
        "原文链接: https://www.example.gov.cn/t20150102.htm\n==== 正文 ====\n"
        "当前位置： 首页政务公开政府信息公开年报 青川新区2014年度政府信息公开工作年度报告 "
        "来源：青川县人民政府 时间：2015-01-02 00:00"
        " 微信 微博 全真版 相关链接： --> 根据条例要求，我区编制完成了本报告。"
        "本报告所列数据的统计期限自2014年1月1日起至2014年12月31日。"
        "本报告的电子版可在“青川新区门户网站”（www.qingchuan.gov.cn）下载。如对本报告有任何疑问，"
        "请与青川新区政府信息公开工作办公室联系"
        "（地址：青川新区办公室；邮编：628100；电话：23158786；传真：23158138；"
        "电子邮箱：qcxq@163.com）。 一、 概述 2014年，公开信息2543条。 附件下载"
    )
    head = read(text)
    assert head.title == "青川新区2014年度政府信息公开工作年度报告"
    assert head.organ == "青川新区"
    assert head.issuer == "青川县人民政府"
    assert head.year == 2014
    assert head.published == date(2015, 1, 2)
    assert head.period is not None
    assert (head.period.start, head.period.end) == (date(2014, 1, 1), date(2014, 12, 31))
    assert head.contact == Contact(
        phone="23158786",
        fax="23158138",
        email="qcxq@163.com",
        postcode="628100",
        address="青川新区办公室",
        website="www.qingchuan.gov.cn",
    )


def test_nothing_gives_nothing() -> None:
    head = read_head([], [])
    assert (head.title, head.title_location, head.organ, head.issuer, head.year) == (None,) * 5
    assert (head.period, head.published, head.contact, head.evidence) == (None, None, Contact(), ())


def test_the_title_of_the_furniture_has_its_own_place() -> None:
    furniture = [Paragraph(text=f"标题：{TITLE}", location=Location(line=99))]
    head = read_head(paragraphs("一、概述"), furniture)
    assert head.title_location == Location(line=99)


@given(
    st.text(
        alphabet="政府信息公开年度报告2017年月日一、。，：（）电话联系疑问请与局县来源 \n—-@.wcn",
        max_size=300,
    )
)
def test_any_text_is_read_without_error(text: str) -> None:
    head = read_head(paragraphs(text), paragraphs(text))
    assert head.title is None or " " not in head.title


@pytest.mark.parametrize(
    "unit",
    ["疑问请", "政府信息公开年报 ", "2017年1月1日至", "电话：0943—", "二○一二年", "《政府", "来源：局 "],
)
def test_time_grows_with_the_length_and_not_with_its_square(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        start = time.process_time()
        read_head([Paragraph(text=text, location=Location(line=1))])
        return time.process_time() - start

    seconds(1000)
    short = min(seconds(25_000) for _ in range(2))
    # eight times as long for four times the text would be near to quadratic (16 times); the rest is for a
    # busy machine
    assert min(seconds(100_000) for _ in range(2)) < 10 * short + 0.05
