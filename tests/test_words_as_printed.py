"""Labels and heads as organs and programs print them: other ordinals, notes, traditional characters, lost
characters, words that count only in their place; and figures of which no part may be taken."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govinfo_reports import Report, Scope, parse_text
from govinfo_reports.forms import vocabulary
from govinfo_reports.forms.misprints import named, slip
from govinfo_reports.tables.labels import core, similar
from govinfo_reports.tables.scan import Scanner
from govinfo_reports.text import fold

HEAD = "云河市{year}年政府信息公开工作年度报告\n一、概述\n各项工作平稳有序。\n"
STATISTICS = """附表
统计指标\t单位\t统计数
四、行政复议数量\t件\t9
（一）维持具体行政行为数\t件\t4
（二）被依法纠错数\t件\t3
（三）其他情形数\t件\t2
{litigation}\t件\t8
（一）维持具体行政行为或者驳回原告诉讼请求数\t件\t5
（二）被依法纠错数\t件\t1
（三）其他情形数\t件\t2
"""
TWO = """二、主动公开政府信息情况
第二十条第（八）项
信息内容\t{head}
行政事业性收费\t{figure}
"""


def values(text: str, year: int = 2017) -> dict[str, object]:
    facts = parse_text(HEAD.format(year=year) + text).facts
    return {fact.path: fact.value for fact in facts if fact.scope is Scope.YEAR}


def report(text: str, year: int = 2022) -> Report:
    return parse_text(HEAD.format(year=year) + text)


def value(read: Report, path: str) -> object:
    fact = read.fact(path)
    return fact.value if fact is not None else None


@pytest.mark.parametrize(
    "label",
    ["五、行政诉讼数量", "五，行政诉讼数量", "五 行政诉讼数量", "五行政诉讼数量", "5.行政诉讼数量", "（五）行政诉讼数", "行政诉讼数量*"],
)  # fmt: skip
def test_the_rows_below_a_row_with_a_figure_of_its_own_are_its_own(label: str) -> None:
    found = values(STATISTICS.format(litigation=label))
    assert [found[f"review.{name}"] for name in ("total", "upheld", "corrected", "other")] == [9, 4, 3, 2]
    assert [found[f"litigation.{name}"] for name in ("total", "upheld", "corrected", "other")] == [8, 5, 1, 2]


def test_a_note_and_an_ordinal_are_no_part_of_a_label() -> None:
    for label in (
        "专职人员数*",
        "专职人员数[2]",
        "专职人员数※",
        "1 专职人员数",
        "專職人員數",
        "专职\u200b人员数",
    ):
        assert core(label) == "专职人员数", label
    assert core("三类内部事务信息") == "三类内部事务信息"  # no ordinal: 类内部事务信息 is no label
    assert (core("备注"), core("专职人员数注2")) == ("备注", "专职人员数")


def test_signs_without_width_are_folded_to_nothing() -> None:
    folded = fold("复\u200b議ﬁ")
    assert (folded.text, folded.span(1, 2)) == ("复议fi", (2, 3))
    assert len(folded.at) == len(folded.text)


def test_a_lost_character_may_have_been_any() -> None:
    assert named("尚未口结", {"尚未审结": "pending", "结果维持": "upheld"}) == "pending"
    assert named("结果口持", {"结果维持": "upheld", "结果坚持": "other"}) is None
    assert slip("当面申口数", "当面申请数") == slip("当面申清数", "当面申请数")
    assert slip("当面申诉数", "当面申请数") is None
    assert similar("口意公开答复数", [("同意公开答复数", "granted"), ("愿意公开答复数", "other")]) is None


def kinds(text: str) -> list[set[str]]:
    return [
        {entry.kind for entry in part[3]} for part in vocabulary().scanner(Scanner).parts(fold(text).text)
    ]


def test_words_that_count_only_in_their_place() -> None:
    assert "outcome" in kinds("行政复议 维持 纠正 其他 未审结 总数")[1]  # a head alone between blanks
    assert all("outcome" not in kind for kind in kinds("行政复议中被维持的"))
    assert "row" in kinds("（七）总数")[0]
    assert all("row" not in kind for kind in kinds("总数"))


def test_an_ordinal_behind_the_figures_of_a_row_is_the_next_rows() -> None:
    parts = vocabulary().scanner(Scanner).parts("1.属于国家秘密 1 0 3 4.涉及某某事宜 12")
    assert [part[0] for part in parts] == ["WORD", "FIGURE", "FIGURE", "FIGURE", "WORDS", "FIGURE"]


@pytest.mark.parametrize("figure", ["12.5/13", "0月）", "12.5至", "3:1"])
def test_no_part_of_a_line_that_is_no_figure_is_taken(figure: str) -> None:
    lines = TWO.format(head="本年收费金额（单位：万元）", figure=figure).replace("\t", "\n")
    read = report(lines)
    assert read.fact("proactive.administrative_fees.amount") is None
    assert any(figure in unread.raw for unread in read.unread)
    whole = report(lines.replace(figure, "12.5"))
    assert value(whole, "proactive.administrative_fees.amount") == Decimal("12.5")


def test_a_unit_with_blanks_is_a_unit() -> None:
    read = report(TWO.format(head="本 年 收 费 金 额 （ 单 位 ： 万 元 ）", figure="721.73"))
    assert value(read, "proactive.administrative_fees.amount") == Decimal("721.73")


@pytest.mark.parametrize("cell", ["12元", "12万元", "12（作废）", "12（有误）", "12 ▲"])
def test_what_counts_no_applications_is_no_count(cell: str) -> None:
    read = report(
        f"四、政府信息公开行政复议情况\n|行政复议|||||\n|结果维持|结果纠正|其他结果|尚未审结|总计|\n|{cell}|1|2|3|18|\n"
    )
    assert read.fact("review.upheld") is None
    assert (value(read, "review.corrected"), value(read, "review.total")) == (1, 18)
    assert any(cell in unread.raw for unread in read.unread)


def test_the_last_digit_before_a_row_that_lost_the_point_of_its_ordinal() -> None:
    rows = "统计指标单位统计数（三）从事政府信息公开工作人员数人481 专职人员数人442.兼职人员数人4（四）政府信息公开专项经费万元37.6"
    read = report(rows, 2017)
    assert read.fact("capacity.staff.total") is None
    assert (value(read, "capacity.staff.full_time"), value(read, "capacity.staff.part_time")) == (44, 4)
    assert any("481" in unread.raw for unread in read.unread)
    assert value(report(rows.replace("481 专", "481.专"), 2017), "capacity.staff.total") == 48


def test_a_misprinted_label_whose_group_nobody_could_read_is_looked_for_in_all() -> None:
    read = values(
        "附表\n指标名称\t计量单位\t2013年度\t历年累计\n主动公开信息数\t条\t418\t900\n其中：1.网站公开数\t条\t371\t800\n"
        "受理依申请公开信息口数\t条\t58\t185\n其中：1.当面申口数\t条\t21\t74\n",
        2013,
    )
    assert (read["applications.received.total"], read["applications.received.in_person"]) == (58, 21)


@pytest.mark.parametrize("between", ["\t", " | "])
def test_applicants_in_an_order_of_their_own(between: str) -> None:
    heads = ["申请人情况", "商业企业", "自然人", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    row = ["一、本年新收政府信息公开申请数量", "31", "39", "4", "5", "6", "7", "92"]
    read = report(
        "三、收到和处理政府信息公开申请情况\n"
        + "\n".join(between.join(cells) for cells in (heads, row))
        + "\n"
    )
    found = {fact.path: fact.value for fact in read.facts}
    assert found.get("applications.received.natural_person") in {None, 39}
    assert found or any("31" in unread.raw for unread in read.unread)


def test_a_figure_before_a_row_with_an_ordinal_of_its_own_is_whole() -> None:
    read = report(
        "统计指标单位统计数3.网络申请数件12 4.信函申请数件85 （二）申请办结数件97 （三）申请答复数件97", 2017
    )
    assert value(read, "applications.received.letter") == 85


def test_words_of_other_tables_are_no_labels() -> None:
    read = report(
        "重点领域信息公开统计\n指标名称\t计量单位\t2013年度\t历年累计\n主动公开信息数\t条\t9\t10\n"
        "行政许可\t条\t11\t12\n行政复议\t条\t17\t18\n行政诉讼\t条\t19\t20\n五当面申请数\t条\t7\t8\n",
        2013,
    )
    paths = {fact.path for fact in read.facts}
    assert paths.isdisjoint({"review.total", "litigation.total", "applications.received.in_person"})


def test_digits_below_a_figure_may_be_the_rest_of_it() -> None:
    text = (
        "附表\n统计指标            单位    统计数\n主动公开政府信息数  条        578\n"
        "                              73\n制发规范性文件总数  件          9\n"
        "政府公报公开政府信  条        548\n息数                          38\n政府网站公开政府信息数  条      5\n"
    )
    read = report(text, 2017)
    assert read.fact("proactive.disclosed") is None
    assert read.fact("proactive.channels.gazette") is None
    assert value(read, "proactive.normative_documents.issued") == 9
    assert all(any(digits in unread.raw for unread in read.unread) for digits in ("578 | 73", "548", "38"))
    whole = report(text.replace("                              73\n", ""), 2017)
    assert value(whole, "proactive.disclosed") == 578
