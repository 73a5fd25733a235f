"""Sections and passages: headings at line starts and in lines, out of order, and of documents pasted in."""

from __future__ import annotations

import pytest

from govinfo_reports.document import Paragraph
from govinfo_reports.location import Location
from govinfo_reports.model.section import Section
from govinfo_reports.prose.outline import Outline, read_outline
from govinfo_reports.prose.passages import Topic, topic_of


def outline(*lines: str) -> Outline:
    return read_outline(
        [Paragraph(text=line, location=Location(line=number)) for number, line in enumerate(lines, 1)]
    )


def titles(sections: tuple[Section, ...]) -> list[tuple[str | None, str]]:
    return [(section.number, section.title) for section in sections]


def topics(found: Outline) -> list[tuple[Topic, str]]:
    return [(passage.topic, passage.text) for passage in found.passages]


def test_sections_subsections_and_their_text() -> None:
    found = outline(
        "云河市2022年政府信息公开工作年度报告",
        "一、总体情况",
        "（一）主动公开方面。全市公开信息9条。",
        "（二）依申请公开方面",
        "全市收到申请3件。",
        "二、主动公开政府信息情况",
    )
    assert titles(found.sections) == [("一", "总体情况"), ("二", "主动公开政府信息情况")]
    assert titles(found.sections[0].subsections) == [("一", "主动公开方面"), ("二", "依申请公开方面")]
    assert found.sections[0].subsections[0].text == "全市公开信息9条。"
    assert found.sections[0].subsections[1].text == "全市收到申请3件。"
    assert topics(found) == [
        (Topic.PREAMBLE, "云河市2022年政府信息公开工作年度报告"),
        (Topic.PROACTIVE, "全市公开信息9条。"),
        (Topic.APPLICATIONS, "全市收到申请3件。"),
    ]


def test_headings_in_the_middle_of_a_line() -> None:
    text = (
        "本报告由六部分组成。 一、总体情况 2022年，全市工作平稳。 （一）主动公开方面。公开9条。 "
        "（二）依申请公开方面。收到3件。 二、主动公开政府信息情况"
    )
    found = outline(text, "三、收到和处理政府信息公开申请情况")
    assert titles(found.sections) == [
        ("一", "总体情况"),
        ("二", "主动公开政府信息情况"),
        ("三", "收到和处理政府信息公开申请情况"),
    ]
    assert [passage.text for passage in found.passages] == [
        "本报告由六部分组成。",
        "2022年，全市工作平稳。",
        "公开9条。",
        "收到3件。",
    ]
    for passage in found.passages:
        start, end = passage.location.span or (0, 0)
        assert text[start - 1 : end] == passage.text


def test_heading_glued_to_its_text() -> None:
    found = outline("一、概述2017年，全区认真贯彻条例。", "二、主动公开政府信息情况全年公开9条。")
    assert titles(found.sections) == [("一", "概述"), ("二", "主动公开政府信息情况")]
    assert found.sections[1].text == "全年公开9条。"


@pytest.mark.parametrize(
    ("line", "number", "title"),
    [
        ("一、 概 述", "一", "概述"),
        ("一 概 述", "一", "概述"),
        ("一．总体情况", "一", "总体情况"),
        ("第一部分 概述", "一", "概述"),
        ("三三、依申请公开政府信息情况", "三三", "依申请公开政府信息情况"),
        ("六、其他需要报告的事项。", "六", "其他需要报告的事项"),
        ("二、主动公开政府信息的情况：", "二", "主动公开政府信息的情况"),
        ("四、2018年工作安排", "四", "2018年工作安排"),
    ],
)
def test_printed_forms_of_headings(line: str, number: str, title: str) -> None:
    assert titles(outline(line, "正文。").sections) == [(number, title)]


@pytest.mark.parametrize(
    ("mark", "number"), [("（一）", "一"), ("(一)", "一"), ("（一)", "一"), ("㈠", "一"), ("( 三 )", "三")]
)
def test_printed_forms_of_items(mark: str, number: str) -> None:
    (section,) = outline("一、概述", f"{mark}强化组织领导。各级高度重视。").sections
    assert titles(section.subsections) == [(number, "强化组织领导")]


def test_items_out_of_order_stand_as_printed() -> None:
    (section,) = outline("一、概述", "（一）甲工作", "（二）乙工作", "（四）丁工作", "（三）丙工作").sections
    assert [item.number for item in section.subsections] == ["一", "二", "四", "三"]


def test_headings_without_numbers() -> None:
    found = outline(
        "总体情况",
        "全市平稳。",
        "主动公开政府信息情况",
        "公开9条。",
        "收到和处理政府信息公开申请情况",
        "收到3件。",
    )
    assert [section.title for section in found.sections] == [
        "总体情况",
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
    ]
    assert all(section.number is None for section in found.sections)


def test_a_sentence_with_an_ordinal_is_no_heading() -> None:
    found = outline("一、概述", "1. 全年公开信息100条，其中网站90条。", "2、收到申请3件。")
    assert found.sections[0].subsections == ()
    assert [passage.text for passage in found.passages] == [
        "全年公开信息100条，其中网站90条。",
        "收到申请3件。",
    ]


def test_subtopics_numbered_like_sections_lie_inside() -> None:
    found = outline(
        "一、总体情况",
        "一、主动公开情况",
        "公开9条。",
        "二、政府信息公开申请情况",
        "收到3件。",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
    )
    assert [section.number for section in found.sections] == ["一", "二", "三", "四"]
    assert titles(found.sections[0].subsections) == [("一", "主动公开情况"), ("二", "政府信息公开申请情况")]


def test_a_pasted_document_is_left_out_and_the_sentence_goes_on() -> None:
    before = (
        "为进一步规范全区政府信息公开工作，区政府研究下发了有关文件，"
        "对公开的范围、方式和程序都作出了规定，并且明"
    )
    after = (
        "确了主动公开的内容、时限、方式、要求和依申请公开的受理时限、受理流程等内容，"
        "并要求各部门单位及时填报有关情况，接受公众监督。"
    )
    found = outline(
        "一、概述",
        "（一）加强制度建设。" + before,
        "临江区人民政府信息公开指南",
        "为了方便公民、法人或其他组织依法获取政府信息，根据条例编制本指南，本指南每年更新，"
        "公众可在门户网站查阅。",
        "一、主动公开",
        "区政府各部门公开信息5000条。",
        after,
        "（二）强化监督检查。成效明显。",
        "二、主动公开政府信息的情况",
        "全区公开10条。",
    )
    assert [section.number for section in found.sections] == ["一", "二"]
    texts = [passage.text for passage in found.passages]
    assert texts == [before, after, "成效明显。", "全区公开10条。"]


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("概述", Topic.OVERVIEW),
        ("主动公开政府信息情况", Topic.PROACTIVE),
        ("政府信息依申请公开办理情况", Topic.APPLICATIONS),
        ("政府信息公开的收费及减免情况", Topic.FEES),
        ("因政府信息公开申请行政复议、提起行政诉讼的情况", Topic.REVIEW),
        ("因政府信息公开工作被申请行政复议", Topic.REVIEW),
        ("存在的问题和改进措施", Topic.PROBLEMS),
        ("其他需要报告的事项", Topic.OTHER),
        ("开展政策解读工作情况", Topic.RESPONSES),
        ("附件：统计表", Topic.APPENDIX),
        ("走进云河", Topic.UNKNOWN),
    ],
)
def test_topics_of_headings(title: str, topic: Topic) -> None:
    assert topic_of(title) is topic


def test_no_paragraphs_no_sections() -> None:
    assert outline() == Outline(sections=(), passages=())
