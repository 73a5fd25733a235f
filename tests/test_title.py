"""Titles and the organs in them."""

from __future__ import annotations

import pytest

from govinfo_reports.document import Paragraph
from govinfo_reports.head.fields import FieldKind, read_fields
from govinfo_reports.head.lines import lines_of
from govinfo_reports.head.organ import clean_organ, is_organ, organ_in_title, without_inner_office
from govinfo_reports.head.title import Title, find_titles, locate, year_in_title
from govinfo_reports.location import Location

PREAMBLE = "根据《中华人民共和国政府信息公开条例》要求，编制本报告。本报告由概述等部分组成。"


def paragraphs(text: str) -> list[Paragraph]:
    return [
        Paragraph(text=line, location=Location(line=number))
        for number, line in enumerate(text.split("\n"), start=1)
    ]


def best(text: str, furniture: str = "") -> Title | None:
    lines = lines_of(paragraphs(text))
    fields = (*read_fields(lines_of(paragraphs(furniture)), whole=True), *read_fields(lines))
    return next(iter(find_titles(lines, fields)), None)


@pytest.mark.parametrize(
    ("text", "title", "organ", "year"),
    [
        ("青川县2017年政府信息公开工作年度报告", "青川县2017年政府信息公开工作年度报告", "青川县", 2017),
        ("2017年青川县政府信息公开工作\n年 度 报 告", "2017年青川县政府信息公开工作年度报告", "青川县", 2017),
        ("临江区 2016 年政府信息公开工作 年度 报 告", "临江区2016年政府信息公开工作年度报告", "临江区", 2016),
        ("云河市人民政府\n2024 年政府信息公开工作年度报告", "云河市人民政府2024年政府信息公开工作年度报告", "云河市人民政府", 2024),
        ("云河市人民政府2016年\n政府信息公开工作年度报告", "云河市人民政府2016年政府信息公开工作年度报告", "云河市人民政府", 2016),
        ("云河市\n教育局\n2016年\n政府信息公开年度报告", "云河市教育局2016年政府信息公开年度报告", "云河市教育局", 2016),
        ("2009年度政府信息公开年度报告", "2009年度政府信息公开年度报告", None, 2009),
        ("2015年度政府信息公开工作年度报告", "2015年度政府信息公开工作年度报告", None, 2015),
        ("2021政府信息公开工作年度报告", "2021政府信息公开工作年度报告", None, 2021),
        ("青川县水利局信息公开年度报告（2012年）", "青川县水利局信息公开年度报告（2012年）", "青川县水利局", 2012),
        ("青川县水利局信息公开年度报告\n（2012年度）", "青川县水利局信息公开年度报告（2012年度）", "青川县水利局", 2012),
        ("青川县人民政府信息公开2013年度工作报告", "青川县人民政府信息公开2013年度工作报告", "青川县人民政府", 2013),
        ("青川县财政局2010年政务信息公开年度报告", "青川县财政局2010年政务信息公开年度报告", "青川县财政局", 2010),
        ("青川县财政局2010年政府信息公开年报", "青川县财政局2010年政府信息公开年报", "青川县财政局", 2010),
        ("青川县二○一二年政府信息公开工作年度报告", "青川县二○一二年政府信息公开工作年度报告", "青川县", 2012),
        ("青川县２０１７年政府信息公开工作年度报告", "青川县２０１７年政府信息公开工作年度报告", "青川县", 2017),
        ("临江区教育局2017年政府信公息开工作年度报告", "临江区教育局2017年政府信公息开工作年度报告", "临江区教育局", 2017),
        ("臨江區教育局2017年政府信息公開年度報告", "臨江區教育局2017年政府信息公開年度報告", "臨江區教育局", 2017),
        ("**市2018年政府信息公开工作年度报告", "**市2018年政府信息公开工作年度报告", "**市", 2018),
        ("首页 > 政务公开 > 政府信息公开年报\n青川县2017年政府信息公开工作年度报告", "青川县2017年政府信息公开工作年度报告", "青川县", 2017),
        ("政府信息公开年报\n青川县2017年政府信息公开工作年度报告", "青川县2017年政府信息公开工作年度报告", "青川县", 2017),
        (
            "当前位置： 首页政务公开政府信息公开年报 青川县2011年政府信息公开工作年度报告 "
                "来源：青川县政府办 时间：2012-04-11 00:00 微信 微博 --> "
            + PREAMBLE,
            "青川县2011年政府信息公开工作年度报告",
            "青川县",
            2011,
        ),
        (
            "当前位置： 首页 政府信息公开年报 相关链接： --> 青川县 "
                "2014年度政府信息公开工作年度报告 " + PREAMBLE,
            "青川县2014年度政府信息公开工作年度报告",
            "青川县",
            2014,
        ),
        (
            "2019年青川县教育局政府信息公开工作年度报告 发布日期：2020-01-31本年度报告根据条例编制。",
            "2019年青川县教育局政府信息公开工作年度报告",
            "青川县教育局",
            2019,
        ),
        (
            "根据条例要求，现发布《青川县2022年政府信息公开工作年度报告》。本报告由总体情况等六部分组成。",
            "青川县2022年政府信息公开工作年度报告",
            "青川县",
            2022,
        ),
        (
            "根据条例规定，现公布云河市人民政府2017年政府信息公开工作年度报告。报告数据如下。",
            "云河市人民政府2017年政府信息公开工作年度报告",
            "云河市人民政府",
            2017,
        ),
        ("按照通知要求，我乡编制了青川县云门乡2020年政府信息公开工作年度报告（以下简称《年报》）。", "青川县云门乡2020年政府信息公开工作年度报告", "青川县云门乡", 2020),
        ("青川县云门乡2020年政府信息公开工作年度报告（以下简称年报）根据条例编制。", "青川县云门乡2020年政府信息公开工作年度报告", "青川县云门乡", 2020),
        (
            "青川县人民政府办公室关于公布\n青川县2009年度政府信息公开工作年度报告的通知\n（青政办发〔2010〕3号）\n现予公布。\n"
            "二〇一〇年一月十九日\n青川县2009年度政府信息公开工作年度报告\n" + PREAMBLE,
            "青川县2009年度政府信息公开工作年度报告",
            "青川县",
            2009,
        ),
        ("政府信息公开工作年度报告\n" + PREAMBLE, "政府信息公开工作年度报告", None, None),
        ("# 青川县2017年政府信息公开工作年度报告", "青川县2017年政府信息公开工作年度报告", "青川县", 2017),
        ("关于2016年度政府信息公开工作情况的报告", "关于2016年度政府信息公开工作情况的报告", None, 2016),
        ("青川县人民政府\n云河市教育局2016年政府信息公开年度报告", "云河市教育局2016年政府信息公开年度报告", "云河市教育局", 2016),
    ],
)  # fmt: skip
def test_titles(text: str, title: str, organ: str | None, year: int | None) -> None:
    found = best(text)
    assert found is not None
    assert (found.text, found.organ, found.year) == (title, organ, year)


@pytest.mark.parametrize(
    "text",
    [
        "一、总体情况\n2023年，我市认真贯彻条例，公开各类信息。",
        "政府信息公开年报\n" + PREAMBLE,
        "首页 > 政务公开 > 政府信息公开年报",
        "根据《云河市人民政府办公室关于做好2017年政府信息公开工作年度报告有关事项的通知》要求，汇总而成。",
        "根据《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）编制。",
        "2017年度政府信息公开情况统计表",
        "现公布2011年度政府信息公开年度报告。",
        "综合各市人民政府的政府信息公开工作报告和有关统计数据而成。",
        "一、概述\n青川县2017年政府信息公开工作年度报告",
        "",
    ],
)
def test_no_title(text: str) -> None:
    assert best(text) is None


def test_furniture_gives_the_title_that_the_body_lacks() -> None:
    found = best("一、总体情况", "标题：青川县2017年政府信息公开工作年度报告_青川县人民政府门户网站")
    assert found is not None
    assert found.text == "青川县2017年政府信息公开工作年度报告"
    assert found.rank < best("青川县2017年政府信息公开工作年度报告").rank  # type: ignore[union-attr]


def test_furniture_without_a_report_gives_none() -> None:
    assert best("一、总体情况", "标题：关于做好2017年政府信息公开工作年度报告的通知") is None
    assert best("一、总体情况", "标题：青川县人民政府门户网站") is None


def test_a_title_in_a_long_line_has_its_place() -> None:
    text = "首页 政府信息公开年报 相关链接： --> 青川县 2014年度政府信息公开工作年度报告 " + PREAMBLE
    (paragraph,) = paragraphs(text)
    found = best(text)
    assert found is not None
    span = locate(found.text, paragraph).span
    assert span is not None
    assert text[span[0] - 1 : span[1]] == "青川县 2014年度政府信息公开工作年度报告"
    assert locate("云河市教育局2017年政府信息公开年度报告", paragraph).span is None
    short = Paragraph(text=found.text, location=Location(line=3))
    assert locate(found.text, short) == Location(line=3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云河市教育局", True),
        ("臨江區發展和改革委員會", True),
        ("青川县统计局", True),
        ("国家税务总局青川县税务局（本级）", True),
        ("云河高新技术产业开发区管理委员会", True),
        ("云河市政府门户网站", False),
        ("中国云河网", False),
        ("我局", False),
        ("本机关", False),
        ("张三", False),
        ("根据工作要求由办公室", False),
        ("县", False),
        ("云" * 50 + "局", False),
    ],
)
def test_is_organ(text: str, expected: bool) -> None:
    assert is_organ(text) is expected


def test_names_are_cleaned() -> None:
    assert clean_organ(" 云河市教育局（盖章）：") == "云河市教育局"
    assert without_inner_office("云河市人民政府信息公开工作领导小组办公室") == "云河市人民政府"
    assert without_inner_office("青川县云门乡人民政府党政办公室") == "青川县云门乡人民政府"
    assert without_inner_office("政务公开办公室") == "政务公开办公室"
    assert organ_in_title("云河市2017年工作要点") is None


def test_year_in_title() -> None:
    assert year_in_title("青川县政府信息公开工作年度报告") is None
    assert year_in_title("青川县1901年政府信息公开工作年度报告") is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("发布机构:云河街道办事处关 键 词:公报", [(FieldKind.ISSUER, "云河街道办事处")]),
        (
            "文    号成文日期:2020-01-22发布日期:2020-01-23",
            [(FieldKind.WRITTEN, "2020-01-22"), (FieldKind.PUBLISHED, "2020-01-23")],
        ),
        (
            "成文日期 2024-01-16 发布机构 青川镇",
            [(FieldKind.WRITTEN, "2024-01-16"), (FieldKind.ISSUER, "青川镇")],
        ),
        (
            "发布时间 : 2021-01-25 来源:青川街道 字体大小:",
            [(FieldKind.PUBLISHED, "2021-01-25"), (FieldKind.SOURCE, "青川街道")],
        ),
        ("发布机构： ", []),
        ("来源： 时间：2015-01-02 00:00 微信", [(FieldKind.SHOWN, "2015-01-02")]),
        ("| 发布机构 | 市政府办 | 发文日期 | 2018-02-28 |", [(FieldKind.ISSUER, "市政府办"), (FieldKind.WRITTEN, "2018-02-28")]),
        ("数据来源于各部门，统计时间为全年", []),
    ],
)  # fmt: skip
def test_fields(line: str, expected: list[tuple[FieldKind, str]]) -> None:
    found = read_fields(lines_of(paragraphs(line)))
    assert [(field.kind, field.value) for field in found] == expected


def test_a_whole_line_is_one_field() -> None:
    (field,) = read_fields(lines_of(paragraphs("来源：云河市 教育局 办公室")), whole=True)
    assert (field.kind, field.value) == (FieldKind.SOURCE, "云河市教育局办公室")
    assert read_fields(lines_of(paragraphs("说明：来源：云河市")), whole=True) == ()


@pytest.mark.parametrize(
    "title",
    [
        "云河大学2016-2017学年信息公开工作报告",
        "云河大学2016—2017学年度信息公开年度报告",
        "云河大学信息公开工作报告（2016-2017学年）",
    ],
)
def test_a_title_of_an_academic_year(title: str) -> None:
    assert organ_in_title(title) == "云河大学"
