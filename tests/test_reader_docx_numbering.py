"""Automatic numbering: the 一、 and （一） that are printed stand in the paragraph's text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govinfo_reports.document import Paragraph
from govinfo_reports.limits import DEFAULT_LIMITS
from govinfo_reports.readers.docx.number_formats import format_number
from govinfo_reports.readers.docx.read import read_docx
from writers_docx import abstract_list, as_docx, cell, list_level, list_use, paragraph, row, style, table

HEADINGS = abstract_list(
    0,
    list_level(0, "%1、", "chineseCounting"),
    list_level(1, "（%2）", "chineseCountingThousand"),
    list_level(2, "%3.", suffix="space"),
)


def texts(*blocks: str, numbering: str, styles: str = "") -> list[str]:
    data = as_docx(*blocks, numbering=numbering, styles=styles)
    document = read_docx(data, source=None, limits=DEFAULT_LIMITS)
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def item(level: int, num: int = 1) -> str:
    return paragraph("项", num=num, level=level)


def test_levels_count_and_start_again_below_a_higher_one() -> None:
    found = texts(
        *(item(level) for level in (0, 1, 1, 2, 2, 0, 1, 2)),
        "文",
        item(0),
        numbering=HEADINGS + list_use(1, 0),
    )
    assert found == [
        "一、项",
        "（一）项",
        "（二）项",
        "1. 项",
        "2. 项",
        "二、项",
        "（一）项",
        "1. 项",
        "文",
        "三、项",
    ]


def test_number_and_figure_do_not_run_together() -> None:
    plain = abstract_list(
        0,
        list_level(0, "%1"),
        list_level(1, "%2.", suffix="nothing"),
        list_level(2, "第%3条", suffix="nothing"),
    )
    found = texts(
        *(paragraph("5万元", num=1, level=level) for level in (0, 1, 2)), numbering=plain + list_use(1, 0)
    )
    assert found == ["1 5万元", "1. 5万元", "第1条5万元"]
    tight = abstract_list(0, list_level(0, "%1) "))
    assert texts(item(0), numbering=tight + list_use(1, 0)) == ["1) 项"]


def test_several_levels_in_one_number() -> None:
    legal = abstract_list(
        0,
        list_level(0, "%1、", "chineseCounting"),
        list_level(1, "%1.%2", extra=""),
        list_level(2, "%1.%2.%3、", extra="<w:isLgl/>"),
    )
    found = texts(*(item(level) for level in (0, 1, 2, 2, 0, 2)), numbering=legal + list_use(1, 0))
    assert found == ["一、项", "一.1 项", "1.1.1、项", "1.1.2、项", "二、项", "2.1.1、项"]


def test_level_that_comes_first_shows_the_start_of_those_above() -> None:
    levels = abstract_list(0, list_level(0, "%1、", start=3), list_level(1, "%1.%2、"))
    assert texts(item(1), item(0), item(0), numbering=levels + list_use(1, 0)) == [
        "3.1、项",
        "3、项",
        "4、项",
    ]


def test_restart_rules_of_levels() -> None:
    def level(restart: int) -> str:
        return abstract_list(
            0,
            list_level(0, "%1、"),
            list_level(1, "（%2）"),
            list_level(2, "%3、", extra=f'<w:lvlRestart w:val="{restart}"/>'),
        )

    order = (0, 1, 2, 1, 2, 0, 2)
    assert [
        text
        for text in texts(*map(item, order), numbering=level(0) + list_use(1, 0))
        if not text.startswith("（")
    ] == ["1、项", "1、项", "2、项", "2、项", "3、项"]
    assert texts(*map(item, order), numbering=level(1) + list_use(1, 0))[-1] == "1、项"
    assert texts(*map(item, order), numbering=level(1) + list_use(1, 0))[4] == "2、项"


def test_lists_of_one_definition_count_on_unless_told_to_start() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = HEADINGS + list_use(1, 0) + list_use(2, 0) + list_use(3, 0, again)
    found = texts(item(0, 1), item(0, 2), item(0, 3), item(0, 3), item(0, 1), numbering=numbering)
    assert found == ["一、项", "二、项", "五、项", "六、项", "七、项"]


def test_start_beyond_the_levels_is_ignored() -> None:
    again = '<w:lvlOverride w:ilvl="11"><w:startOverride w:val="5"/></w:lvlOverride>'
    assert texts(item(0), numbering=HEADINGS + list_use(1, 0, again)) == ["一、项"]


def test_level_overridden_as_a_whole() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{list_level(0, "第%1项：", "upperRoman", start=4)}</w:lvlOverride>'
    found = texts(item(0, 2), item(0, 2), numbering=HEADINGS + list_use(2, 0, own))
    assert found == ["第IV项：项", "第V项：项"]


def test_style_gives_list_and_level() -> None:
    levels = abstract_list(
        0,
        list_level(0, "%1、", "chineseCounting", extra='<w:pStyle w:val="1"/>'),
        list_level(1, "（%2）", "chineseCounting", extra='<w:pStyle w:val="2"/>'),
    )
    numbered = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles = (
        style("1", "heading 1", paragraph_properties=numbered)
        + style("2", "heading 2", paragraph_properties=numbered)
        + style("子", based_on="2")
        + style("丙", paragraph_properties='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
        + style("丁", paragraph_properties='<w:numPr><w:ilvl w:val="1"/></w:numPr>')
    )
    found = texts(
        paragraph("甲", style="1"),
        paragraph("乙", style="2"),
        paragraph("丙", style="子"),
        paragraph("丁", style="丙"),
        paragraph("无", style="2", num=0),
        paragraph("戊", style="1", num=1, level=1),
        paragraph("己", style="2", level=0),
        paragraph("庚", style="1", num=1),
        paragraph("辛", style="丁"),
        numbering=levels + list_use(1, 0),
        styles=styles,
    )
    assert found == ["一、甲", "（一）乙", "（二）丙", "（三）丁", "无", "（四）戊", "二、己", "三、庚", "辛"]


def test_default_style_may_number() -> None:
    styles = style("正文", default=True, paragraph_properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
    assert texts("甲", "乙", numbering=HEADINGS + list_use(1, 0), styles=styles) == ["一、甲", "二、乙"]


def test_numbering_style_link() -> None:
    linked = abstract_list(1, extra='<w:numStyleLink w:val="列表"/>')
    styles = style("列表", kind="numbering", paragraph_properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
    numbering = HEADINGS + linked + list_use(1, 0) + list_use(2, 1)
    assert texts(item(0, 2), item(0, 1), numbering=numbering, styles=styles) == ["一、项", "二、项"]
    assert texts(item(0, 2), numbering=numbering) == ["项"]


@pytest.mark.parametrize(
    "levels",
    [
        list_level(0, "\uf0b7", "bullet"),
        list_level(0, "%1、", extra="<w:rPr><w:vanish/></w:rPr>"),
        list_level(0, "%1", "none"),
        list_level(0, ""),
        list_level(1, "%1、"),
    ],
)
def test_bullets_and_hidden_numbers_print_nothing(levels: str) -> None:
    assert texts(item(0), numbering=abstract_list(0, levels) + list_use(1, 0)) == ["项"]


def test_lists_that_are_not_there_print_nothing() -> None:
    numbering = HEADINGS + list_use(1, 0) + list_use(2, 7)
    missing = style("1", paragraph_properties='<w:numPr><w:numId w:val="9"/></w:numPr>')
    assert texts(paragraph("项", style="1"), numbering=numbering, styles=missing) == ["项"]
    assert texts(item(0, 2), item(0, 9), paragraph("项", level=0), numbering=numbering) == ["项"] * 3


def test_custom_format_uses_the_plain_one_beside_it() -> None:
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001"/></mc:Choice><mc:Fallback><w:numFmt w:val="decimalZero"/>'
        '</mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1、"/></w:lvl>'
    )
    assert texts(item(0), numbering=abstract_list(0, level) + list_use(1, 0)) == ["01、项"]


def test_deleted_and_hidden_paragraphs_are_not_counted() -> None:
    hidden = paragraph(
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>",
        num=1,
        level=0,
        properties="<w:rPr><w:vanish/></w:rPr>",
    )
    deleted = paragraph(
        "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>",
        num=1,
        level=0,
        properties="<w:rPr><w:del w:id='1'/></w:rPr>",
    )
    former = "<w:pPrChange><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:pPrChange>"
    found = texts(
        item(0),
        hidden,
        deleted,
        paragraph("文", properties=former),
        item(0),
        numbering=HEADINGS + list_use(1, 0),
    )
    assert found == ["一、项", "文", "二、项"]


def test_numbers_count_through_table_cells() -> None:
    data = as_docx(
        item(0),
        table(
            row(cell(paragraph(num=2, level=0)), "甲"),
            row(cell(paragraph(num=2, level=0)), cell(item(0))),
        ),
        item(0),
        numbering=HEADINGS + abstract_list(1, list_level(0, "%1")) + list_use(1, 0) + list_use(2, 1),
    )
    document = read_docx(data, source=None, limits=DEFAULT_LIMITS)
    (found,) = document.tables()
    assert [one.text for one in found.cells] == ["1", "甲", "2", "二、项"]
    assert [block.text for block in document.paragraphs()] == ["一、项", "三、项"]


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("decimal", {0: "0", 12: "12"}),
        ("decimalZero", {3: "03", 12: "12"}),
        ("decimalFullWidth", {12: "１２"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 105: "一〇五"}),
        (
            "chineseCountingThousand",
            {10: "十", 101: "一百零一", 110: "一百一十", 1005: "一千零五", 10000: "10000"},
        ),
        ("japaneseCounting", {21: "二十一"}),
        ("ideographDigital", {10: "一〇", -1: "-1"}),
        ("chineseLegalSimplified", {3: "叁", 10: "壹拾", 205: "贰佰零伍", 0: "0"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {12: "亥"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 51: "51", 0: "0"}),
        ("decimalEnclosedParen", {2: "⑵"}),
        ("ideographEnclosedCircle", {2: "㊁"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 781: "781"}),
        ("upperLetter", {2: "B"}),
        ("lowerRoman", {4: "iv", 3999: "mmmcmxcix", 4000: "4000"}),
        ("upperRoman", {9: "IX"}),
        ("none", {5: ""}),
        ("hebrew1", {5: "5"}),
    ],
)
def test_number_formats(form: str, printed: dict[int, str]) -> None:
    assert {number: format_number(number, form) for number in printed} == printed


@settings(deadline=None)
@given(st.integers(1, 9999))
def test_counting_in_words_gives_each_number_its_own(value: int) -> None:
    digits = {sign: number for number, sign in enumerate("零一二三四五六七八九")}
    units = {"十": 10, "百": 100, "千": 1000}
    total, digit = 0, 0
    for sign in format_number(value, "chineseCountingThousand"):
        if sign in units:
            total += (digit or 1) * units[sign]
            digit = 0
        else:
            digit = digits[sign]
    assert total + digit == value
