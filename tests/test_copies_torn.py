"""Copies in which a table is torn: into many tables, from its heads, or into lines. No figure moves into another's place."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govinfo_reports import Report, parse_text

HEAD = "临江县{}年政府信息公开工作年度报告\n\n一、总体情况\n\n全年平稳有序。\n\n"
APPLICANTS = "自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |"


def values(report: Report, prefix: str) -> dict[str, Decimal | int]:
    return {
        fact.path.removeprefix(prefix): fact.value
        for fact in report.facts
        if fact.path.startswith(prefix) and fact.value is not None
    }


def pieces(row: str, *, beside: str = "") -> Report:
    """Section three in two tables, of which the second has no heads."""
    rule = "|" + " --- |" * 8
    text = [
        "三、收到和处理政府信息公开申请情况",
        "",
        f"| 申请人情况 | {APPLICANTS}",
        rule,
        "| 一、本年新收政府信息公开申请数量 | 3 | 1 | 0 | 0 | 0 | 0 | 4 |",
        "| 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
        "",
        "- 2 -",
        "",
        row,
        "|" + " --- |" * (row.count("|") - 1),
        *([beside] if beside else []),
    ]
    return parse_text(HEAD.format(2022) + "\n".join(text))


_CARRIED = "applications.carried_forward."


@pytest.mark.parametrize(
    "row",
    [
        "| 四、结转下年度继续办理 | | | 0 | 1 | 0 | 0 | 0 | 1 |",
        "| | 四、结转下年度继续办理 | | 0 | 1 | 0 | 0 | 0 | 1 |",
    ],
)
def test_a_blank_before_a_row_in_a_table_of_its_own_is_no_applicant(row: str) -> None:
    report = pieces(row)
    found = values(report, _CARRIED)
    assert found.get("total", 1) == 1
    assert "research" not in found, "the one may be of a business as well"
    assert any(fact.candidates for fact in report.facts if fact.path.startswith(_CARRIED)) or report.unread


def test_a_whole_row_beside_it_says_where_the_columns_are() -> None:
    whole = "| 三、（一）予以公开 | | 2 | 1 | 0 | 0 | 0 | 0 | 3 |"
    report = pieces("| 四、结转下年度继续办理 | | | 1 | 0 | 0 | 0 | 0 | 1 |", beside=whole)
    assert "natural_person" not in values(report, _CARRIED)
    assert values(report, _CARRIED)["business"] == 1


def test_two_figures_in_a_cell_of_a_piece_move_no_others() -> None:
    found = values(pieces("| | 四、结转下年度继续办理 | | 17 | 0 | 0 | 0 | 0 15 | 32 |"), _CARRIED)
    assert found.get("natural_person", 17) == 17
    assert found.get("business", 0) == 0
    assert found.get("other", 15) == 15


def test_heads_of_section_four_that_are_torn_from_their_figures() -> None:
    """Three whole heads are left of fifteen, and as many figures as the rest: whose they are is not known."""
    lines = [
        "行政复议",
        "行政诉讼",
        "未经复议直接起诉",
        "结果维持",
        "0",
        "结果",
        "纠正",
        "其他",
        "结果",
        "总计",
    ]
    lines += [
        "结果",
        "维持",
        "复议后起诉",
        "结果",
        "纠正",
        "其他",
        "结果",
        "尚未",
        "审结",
        "总计",
        "0",
        "0",
        "0",
        "0",
    ]
    text = "四、政府信息公开行政复议、行政诉讼情况\n\n" + "\n\n".join(lines)
    report = parse_text(HEAD.format(2022) + text + "\n\n五、存在的主要问题及改进情况\n\n措施得力。\n")
    assert not values(report, "litigation.")
    assert report.unread


def test_heads_that_stand_aside_from_their_figures_place_none() -> None:
    """Each line of figures is set further right than the heads: a row that lacks one is in no column."""
    text = """二、主动公开政府信息情况

第二十条第（五）项

信息内容                  上一年项目数量     本年增/减       处理决定数量

行政许可                                          0                   0                   0

其他对外管理服务事项                               0             -3                           24

第二十条第（六）项

信息内容                  上一年项目数量     本年增/减       处理决定数量

行政处罚                                                                   -1                          137

行政强制                                          0             -1
"""
    report = parse_text(HEAD.format(2019) + text)
    assert values(report, "proactive.other_services.") == {
        "items_last_year": 0,
        "items_change": -3,
        "decisions": 24,
    }
    assert not values(report, "proactive.coercion.")
    assert not values(report, "proactive.penalties.")
    said = {fact.path for fact in report.facts if fact.candidates} | {one.raw for one in report.unread}
    assert any("行政强制" in one or "coercion" in one for one in said)


@pytest.mark.parametrize("between", ["\n", "|\n"])
def test_a_label_whose_end_is_a_label_too_is_whole(between: str) -> None:
    rows = [
        "指标名称",
        "计量单位",
        "2013年",
        "对申请的答复总数",
        "条",
        "2926",
        "其中：1、同意公开",
        "答复数",
        "条",
        "0",
    ]
    rows += [
        "2、同意部分公开答",
        "复数",
        "条",
        "7",
        "3、不予公开答复数",
        "条",
        "2509",
        "行政复议数",
        "件",
        "3",
    ]
    report = parse_text(HEAD.format(2013) + "附表\n\n" + between.join(rows) + "\n")
    found = values(report, "applications.replies.")
    assert found["granted"] == 0
    assert [f.value for f in report.facts if f.path == "applications.replies.total"] == [2926]
