"""Copies in which a table is torn: into many tables, from its heads, or into lines. No figure moves into
another's place."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govinfo_reports import Report, parse, parse_text

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


SECTION_FOUR = "四、政府信息公开行政复议、行政诉讼情况\n\n{}\n\n五、存在的主要问题及改进情况\n\n措施得力。\n"
STEPS = "行政复议 结果维持 结果纠正 {} 其他结果 {} 尚未审结 {} 总计 {} {}"


def out_of_step(*figures: int) -> Report:
    """The heads and figures of reviews as pdftotext writes them, a line each, the figures one line late."""
    lines = STEPS.format(*figures).split()
    return parse_text(HEAD.format(2022) + SECTION_FOUR.format("\n\n".join(lines)))


def test_heads_and_figures_out_of_step_are_read_where_they_add_up() -> None:
    report = out_of_step(0, 9, 2, 1, 12)
    assert values(report, "review.") == {"upheld": 0, "corrected": 9, "other": 2, "pending": 1, "total": 12}
    assert all(fact.match.evidence for fact in report.facts if fact.path.startswith("review."))
    assert not values(out_of_step(0, 9, 2, 1, 13), "review.")
    assert out_of_step(0, 9, 2, 1, 13).unread


def test_figures_that_share_a_cell_beside_an_empty_one_have_no_heads() -> None:
    """Fifteen figures in fourteen cells, of which two hold two and one none: some stand under other heads
    than their own."""
    heads = "| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 " * 3 + "|"
    places = "| 行政复议 | | | | | 未经复议直接起诉 | | | | | 复议后起诉 | | | | |"
    row = "| | 0 1 | 0 | 0 | 1 | 8 | 5 | 0 | 2 15 | | 3 | 0 | 0 | 0 | 3 |"
    text = "\n".join([places, "|" + " --- |" * 15, heads, row])
    report = parse_text(HEAD.format(2022) + SECTION_FOUR.format(text))
    printed = dict(zip(("upheld", "corrected", "other", "pending", "total"), (8, 5, 0, 2, 15), strict=True))
    assert all(printed[name] == value for name, value in values(report, "litigation.direct.").items())
    assert values(report, "review.").get("corrected", 1) == 1


def two(rows: str) -> Report:
    return parse_text(
        HEAD.format(2019)
        + "二、主动公开政府信息情况\n\n第二十条第（五）项\n\n"
        + rows
        + "\n\n三、结语\n\n完。\n"
    )


def test_heads_in_columns_of_their_own_belong_to_the_figures_beside_them() -> None:
    report = two(
        "| 信息内容 | 上一年项目数量 | | 本年增/减 | | 处理决定数量 | |\n|---|---|---|---|---|---|---|\n"
        "| 行政许可 | | 4 | | 3 | | 7 |\n| 其他对外管理服务事项 | | 13 | | 5 | | |"
    )
    assert values(report, "proactive.licensing.") == {"items_last_year": 4, "items_change": 3, "decisions": 7}
    assert values(report, "proactive.other_services.") == {"items_last_year": 13, "items_change": 5}


@pytest.mark.parametrize(
    "rows",
    [
        # columns that a figure out of line has spoilt
        "| 信息内容 | 上一年项目数量 | | 本年增/减 | | 处理决定数量 | |\n|---|---|---|---|---|---|---|\n"
        "| 行政许可 | | 4 | -3 | | | 7 |\n| 其他对外管理服务事项 | | 13 | | 5 | | |",
        # heads over other columns than their own
        "| 信息内容 | | 上一年项目数量 | | 本年增/减 | 处理决定数量 | | "
        "|\n|---|---|---|---|---|---|---|---|\n"
        "| 行政许可 | | | | 0 | 3 | | 0 |\n| 其他对外管理服务事项 | | | 13 | | 5 | | |",
    ],
)
def test_a_row_that_lacks_a_figure_where_no_column_is_sure_is_said(rows: str) -> None:
    report = two(rows)
    found = values(report, "proactive.other_services.")
    assert "decisions" not in found
    assert found.get("items_last_year", 13) == 13
    assert report.unread or found.get("items_change") == 5


def test_two_labels_before_one_row_share_no_figure() -> None:
    report = parse_text(
        HEAD.format(2022)
        + "二、主动公开政府信息情况\n\n第二十条第（六）项\n\n| 信息内容 | | 本年处理决定数量 "
        "|\n|---|---|---|\n"
        "| 行政处罚 | 行政强制 | 68 |\n\n三、结语\n\n完。\n"
    )
    assert not values(report, "proactive.")
    assert report.unread


def test_a_label_of_an_outer_column_ends_the_one_beside_it() -> None:
    rows = [
        "| 统计指标 | | 单位 | | 统计数 |",
        "|---|---|---|---|---|",
        "| | 四、行政复议数量 | 件 | | 1 |",
        "| | （一）维持具体行政行为数 | 件 | | 1 |",
        "| | 五、行政诉讼数量 | 件 | | 288 |",
        "| （一）维持具体行政行为或者驳回原告诉讼请求数 | | 件 | | 95 |",
        "| | （二）被依法纠错数 | 件 | | 193 |",
    ]
    report = parse_text(HEAD.format(2016) + "附表\n\n" + "\n".join(rows) + "\n")
    assert [fact.value for fact in report.facts if fact.path == "litigation.total"] == [288]


def test_a_figure_below_the_number_of_a_page_may_be_that_of_another_row() -> None:
    """A row of a table stands on one page: where figures were left out, what follows the page's foot may be
    one of those."""
    rows = [
        "统计指标",
        "单位",
        "统计数",
        "七、依申请公开信息收取的费用",
        "万元",
        "（一）召开政府信息公开工作会议或专题会议数",
        "次",
        "7",
    ]
    rows += ["（二）举办各类培训班数", "次", "21", "（三）接受培训人员数", "人次", "—3—", "4,772,016"]
    report = parse_text(HEAD.format(2016) + "附表\n\n" + "\n\n".join(rows) + "\n")
    assert values(report, "training.") == {"meetings": 7, "courses": 21}
    assert any("4,772,016" in one.raw for one in report.unread)


@pytest.mark.parametrize("unit", ["万元", "万 元", "万　元"])
def test_a_unit_that_a_narrow_column_tears(unit: str) -> None:
    rows = [
        "统计指标 单位 统计数",
        "（三）从事政府信息公开工作人员数 人 9",
        f"（四）政府信息公开专项经费 {unit} 45.0457",
    ]
    rows += [
        "（一）召开政府信息公开工作会议或专题会议数 次 6",
        "（二）举办各类培训班数 次 0",
        "（三）接受培训人员数 人 次 55",
    ]
    report = parse_text(HEAD.format(2016) + "附表\n\n" + "\n".join(rows) + "\n")
    assert values(report, "capacity.budget") == {"": Decimal("45.0457")}
    assert values(report, "training.participants") == {"": 55}


COUNTED = """
          附件：政府信息公开情况统计表
        序号                         统计指标         单位            统计数
                     1             一、主动公开情况     ——
                                   （一）主动公开政府信息
                     2                          条                  681
                                   数
                                   其中：主动公开规范性文
                     3                          条                  2
                                   件数
                     4             制发规范性文件总数    件                  4
                                   （二）通过不同渠道和方
                     5                          ——
                                   式公开政府信息的情况
                                   1、政府公报公开政府信息
                     6                          条             0条
                                   数
                                   2、政府网站公开政府信息
                     7                          条             1条
                                   数
                                   3、政务微博公开政府信息
                     8                          条             680条
                                   数
                                   4、政务微信公开政府信息
                     9                          条             —
                                   数
                                   5、其他方式公开政府信息
"""


def test_numbers_of_rows_are_no_figures_in_text_laid_out_as_on_the_page() -> None:
    report = parse_text(HEAD.format(2016) + COUNTED)
    found = values(report, "proactive.")
    assert found.pop("channels.website") == 1
    assert (found.pop("channels.gazette"), found.pop("channels.weibo")) == (0, 680)
    assert found == {"disclosed": 681, "normative_documents.disclosed": 2, "normative_documents.issued": 4}


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_place_of_section_four_above_the_first_of_its_heads_is_over_all(gap: str) -> None:
    heads = "结果维持                       结果纠正            其他结果       尚未审结           总计"
    lines = [
        "行政复议",
        heads,
        "            0                     9               2          1            12",
    ]
    lines += [
        "未经复议直接起诉",
        heads,
        "            3                     0               0          0            3",
    ]
    lines += [
        "复议后起诉",
        heads,
        "            0                     0               0          7            7",
    ]
    report = parse_text(HEAD.format(2022) + SECTION_FOUR.format(gap.join(lines)))
    assert values(report, "review.") == {"upheld": 0, "corrected": 9, "other": 2, "pending": 1, "total": 12}
    assert values(report, "litigation.direct.")["upheld"] == 3
    assert values(report, "litigation.after_review.")["pending"] == 7


def test_drawn_tables_right_below_each_other_are_several() -> None:
    text = """第二十条第（五）项
┌──────────┬────────────────┬───────────┬──────────────┐
│ 信息内容 │ 上一年项目数量 │ 本年增/减 │ 处理决定数量 │
├──────────┼────────────────┼───────────┼──────────────┤
│ 行政许可 │       13       │     0     │      4       │
└──────────┴────────────────┴───────────┴──────────────┘
┌────────────────────────────────┐
│       第二十条第（八）项       │
├────────────────┬───────────────┤
│    信息内容    │上一年项目数量 │
├────────────────┼───────────────┤
│ 行政事业性收费 │       2       │
└────────────────┴───────────────┘
"""
    report = parse_text(HEAD.format(2019) + "二、主动公开政府信息情况\n\n" + text + "\n三、结语\n\n完。\n")
    assert values(report, "proactive.licensing.") == {
        "items_last_year": 13,
        "items_change": 0,
        "decisions": 4,
    }
    assert values(report, "proactive.administrative_fees.") == {"items_last_year": 2}


def test_numbers_of_rows_one_blank_before_their_labels_and_units_behind() -> None:
    text = """序号 统计指标                 单位 统计数
1  参加或举办新闻发布会总次数       次  6
2  政府网站在线访谈次数          次  9
3  政策解读稿件发布数           次  12
4  微博微信回应事件数           次  15
5  其他方式回应事件数           次  18
6  收到申请数               件  21
7  行政复议数量              件  0
8  从事政府信息公开工作人员数       人  9
9  设置政府信息公开查阅点数        个  2
10 政府信息公开工作专门机构数       个  1
11 政府信息公开专项经费          元  45000
12 举办各类培训班数            次  4
"""
    found = values(parse_text(HEAD.format(2016) + "附件：政府信息公开情况统计表\n\n" + text), "")
    assert found["capacity.budget"] == Decimal("4.5"), "the unit is printed in a column of its own"
    assert found["training.courses"] == 4
    assert found["capacity.dedicated_offices"] == 1


def test_one_figure_under_heads_that_stand_aside_is_in_no_column() -> None:
    text = """信息内容                  上一年项目数量     本年增/减       处理决定数量

行政许可                                          4                   0                   7

第二十条第（九）项

信息内容              采购项目数量   采购总金额

政府集中采购                                                       5
"""
    report = parse_text(HEAD.format(2019) + "二、主动公开政府信息情况\n\n第二十条第（五）项\n\n" + text)
    assert values(report, "proactive.licensing.")["decisions"] == 7
    assert not values(report, "proactive.procurement.")


def test_two_figures_that_no_column_is_known_for_are_not_one_with_a_blank() -> None:
    """A code and a figure (18 and 523) in a row that stands aside: never 18523."""
    rows = [
        f"{name:<30}条    {code}      {figure}"
        for name, code, figure in (("收到申请数", 11, 40), ("对申请的答复总数", 16, 31))
    ]
    rows += [f"{'同意部分公开答复数':<20}条  18 {523:>40}", f"{'否决公开答复总数':<28}条    19      3"]
    text = "指标名称                          计量单位   代码     2013年\n" + "\n".join(rows)
    found = values(parse_text(HEAD.format(2013) + "附表\n\n" + text + "\n"), "applications.replies.")
    assert found.get("partially_granted", 523) == 523


def test_a_table_of_section_three_without_a_row_that_is_read_is_an_error_of_nobody() -> None:
    """Heads out of line and no row whose label is known: what is printed is unread, and the rest is read."""
    heads = "| 申请人情况 | | 自然人 商业企业 | | 科研机构 | 社会公益组织 | 法律服务机构 其他 | 总计 |"
    text = "\n".join([heads, "|" + " --- |" * 8, "| 甲类 | | 1 0 | | 0 | 0 | 0 0 | 1 |"])
    report = parse_text(HEAD.format(2022) + "三、收到和处理政府信息公开申请情况\n\n" + text + "\n")
    assert not values(report, "applications.")


def section_four(*lines: str) -> Report:
    return parse_text(
        HEAD.format(2021) + "四、政府信息公开行政复议、行政诉讼情况\n" + "\n".join(lines) + "\n"
    )


TORN_HEADS = (  # two lines of heads came into one, as PyMuPDF sorts what stands nearly as high
    "行政复议                   行政诉讼",
    "                       未经复议直接起诉           复议后起诉",
    "        结果  其他  尚未",
    "结果维持                   总计  结果  结果  其他  尚未                    结果  结果  其他  尚未"
    "       纠正  结果  审结                                         总计                           总计",
    "                       维持  纠正  结果  审结      维持  纠正  结果  审结",
)
CLOSE_HEADS = ("行政复议 行政诉讼", "结 结 其 尚 总 未经复议直接起诉 复议后起诉", "果 果 他 未 计 结 结 其 尚 总 结 结 其 尚 总", "维 纠 结 审 果 果 他 未 计 果 果 他 未 计", "持 正 果 结 维 纠 结 审 维 纠 结 审", "持 正 果 结 持 正 果 结")  # fmt: skip


def fifteen(report: Report) -> list[Decimal | int | None]:
    found = {fact.path: fact.value for fact in report.facts}
    groups = ("review", "litigation.direct", "litigation.after_review")
    names = ("upheld", "corrected", "other", "pending", "total")
    return [found.get(f"{group}.{name}") for group in groups for name in names]


def on_the_page(row: str) -> str:
    return "".join(f"{text:>7}" for text in row.split())


def test_heads_that_no_column_can_hold_are_kept_line_by_line() -> None:
    row = "0 2 8 7 17 2 7 0 0 9 0 1 0 0 1"
    assert fifteen(section_four(*TORN_HEADS, on_the_page(row))) == [int(text) for text in row.split()]
    broken = section_four(*TORN_HEADS, on_the_page(row.replace("17", "18")))
    assert fifteen(broken) == [None] * 15
    assert broken.unread


@pytest.mark.parametrize(
    ("row", "is_read"),
    [
        ("0 0 4 2 6 0 0 9 3 12 0 0 / 0 0", True),
        ("/ / 4 2 6 / 0 9 / 9 0 / / 1 /", True),  # 1 of which no total is printed
        ("/ / 4 2 6 / 0 9 / / 0 / / 1 /", False),  # one group of three adds up
        ("/ / 4 2 6 / 0 9 / 9 0 / / 2 1", False),  # more than all
        ("0 0 4 2 6 0 0 9 3 12 0 0 1 0 0", False),
        ("0 0 4 2 6 0 0 9 3 12 0 0 0 0", False),
        ("0 0 4 2 6 0 0 9 3 12 0 0 不详 0 0", False),
    ],
)
def test_dashes_in_the_row_of_torn_heads(row: str, is_read: bool) -> None:
    report = section_four(*CLOSE_HEADS, row)
    wanted = [int(text) if text.isdigit() else None for text in row.split()]
    assert fifteen(report) == (wanted if is_read else [None] * 15)
    assert is_read or report.unread


def test_a_blank_that_only_its_place_marks_is_in_no_column_of_torn_heads() -> None:
    """Where the heads are not over their columns a place proves nothing, and sums of noughts neither."""
    row = "".join(
        f"{text:>7}" for text in ["0", "2", "8", "7", "17", "0", "0", "_", "0", "0", "0", "1", "0", "0", "1"]
    ).replace("_", " ")
    assert fifteen(section_four(*TORN_HEADS, row))[5:10] == [None] * 5


def test_what_goes_on_below_a_label_is_no_end_of_the_one_above_it() -> None:
    zeros = "<td>0</td>" * 5
    heads = "".join(f"<td>{name}</td>" for name in APPLICANTS.replace("|", " ").split())
    rows = [
        f"<td colspan=2>申请人情况</td>{heads}",
        f"<td colspan=2>一、本年新收政府信息公开申请数量</td><td>10</td>{zeros}<td>10</td>",
        f"<td>（六）</td><td>1.申请</td><td>2</td>{zeros}<td>2</td>",
        "<td colspan=2>其他处理</td><td colspan=7>人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请</td>",
        f"<td></td><td>2.申请</td><td>8</td>{zeros}<td>8</td>",
        f"<td></td><td>人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请</td>{'<td></td>' * 7}",
        f"<td colspan=2>（七）总计</td><td>10</td>{zeros}<td>10</td>",
    ]
    page = "".join(f"<tr>{row}</tr>" for row in rows)
    text = f"<p>三、收到和处理政府信息公开申请情况</p><table>{page}</table>"
    report = parse(f"<h1>{HEAD.format(2022)}</h1>{text}".encode())
    prefix = "applications.outcomes.other_handling."
    assert set(values(report, f"{prefix}fee_unpaid.").values()) <= {0, 8}
    assert set(values(report, f"{prefix}not_corrected_in_time.").values()) <= {0, 2}
    assert report.get("applications.received.total") == 10


@pytest.mark.parametrize(
    "heads",
    [
        (CLOSE_HEADS[0], "结 结 其 尚 总 复议后起诉 未经复议直接起诉", *CLOSE_HEADS[2:]),
        (*TORN_HEADS[:1], "                       复议后起诉           未经复议直接起诉", *TORN_HEADS[2:]),
        ("行政复议 行政诉讼", "总 结 结 其 尚 未经复议直接起诉 复议后起诉", "计 果 果 他 未 总 结 结 其 尚 总 结 结 其 尚", "维 纠 结 审 计 果 果 他 未 计 果 果 他 未", "持 正 果 结 维 纠 结 审 维 纠 结 审", "持 正 果 结 持 正 果 结"),
    ],
)  # fmt: skip
def test_torn_heads_in_another_order_name_no_column(heads: tuple[str, ...]) -> None:
    report = section_four(*heads, on_the_page("1 0 0 0 1 2 0 0 0 2 0 0 0 0 0"))
    assert fifteen(report) == [None] * 15
    assert report.unread


def test_the_number_of_a_page_is_not_the_last_figure_of_torn_heads() -> None:
    report = section_four(*CLOSE_HEADS, "0 0 4 2 6 0 0 9 3 12 0 1 / 0", "1")
    assert fifteen(report) == [None] * 15
