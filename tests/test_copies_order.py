"""Copies in which labels, figures and the pieces of a table do not follow each other as on the page."""

from __future__ import annotations

import re
from random import Random

import pytest

from figures import clean_figures
from govinfo_reports import Report, Scope, Source, parse
from govinfo_reports.indicators import Form
from grids import form_tables, printed

_HEAD = "临江县2022年政府信息公开工作年度报告\n一、总体情况\n按时公开政府信息。\n"


def values(report: Report, prefix: str) -> dict[str, object]:
    return {
        fact.path.removeprefix(prefix): fact.value
        for fact in report.facts
        if fact.source is Source.TABLE and fact.path.startswith(prefix) and fact.value is not None
    }


def lines(*words: str) -> str:
    return (
        _HEAD
        + "二、主动公开政府信息情况\n"
        + "\n".join(" ".join(words).split())
        + "\n三、收到和处理政府信息公开申请情况\n"
    )


_ONE = "第二十条第（一）项 信息内容 本年制发件数 本年废止件数 现行有效件数"
_FIVE = "第二十条第（五）项 信息内容 本年处理决定数量"


def test_labels_behind_their_figures_are_theirs_where_each_row_says_so() -> None:
    report = parse(lines(_ONE, "4 1 7 规章 0 10 3 行政规范性文件", _FIVE, "6 行政许可").encode())
    assert values(report, "proactive.") == {
        "regulations.issued": 4,
        "regulations.repealed": 1,
        "regulations.in_force": 7,
        "normative_documents.issued": 0,
        "normative_documents.repealed": 10,
        "normative_documents.in_force": 3,
        "licensing.decisions": 6,
    }


@pytest.mark.parametrize(
    "rows",
    [
        "4 7 规章 0 10 3 行政规范性文件",
        "4 1 7 规章 0 10 行政规范性文件",
        "4 1 7 规章 0 10 3 行政规范性文件 2",
        "4 1 7 行政规范性文件",
    ],
)
def test_figures_before_the_first_label_make_those_behind_it_doubtful(rows: str) -> None:
    report = parse(lines(_ONE, rows).encode())
    assert not values(report, "proactive.")
    assert any("labels may stand behind" in item.reason for item in report.unread)


def test_a_row_with_more_figures_than_columns_makes_the_other_lines_doubtful() -> None:
    report = parse(
        lines(
            _ONE,
            "规章 13 5 0",
            "第二十条第（一）项 信息内容 本年制发件数 本年废止件数 现行有效件数 0 行政规范性文件 3 3 2 0",
        ).encode()
    )
    assert not values(report, "proactive.")


def test_a_number_before_the_first_label_is_no_row_where_all_others_are_whole() -> None:
    report = parse(lines(_ONE, "2 规章 4 1 7 行政规范性文件 0 10 3").encode())
    assert values(report, "proactive.regulations.") == {"issued": 4, "repealed": 1, "in_force": 7}


def pages(cut: int, *, first: int | None = None) -> tuple[str, dict[str, str]]:
    """Section three as text and as two tables, of which the second, without heads, stands behind the next
    page's text."""
    texts = printed(clean_figures(Form.F2019, Random(5)))
    tables = form_tables(Form.F2019, texts)
    three = next(pieces[0] for heading, pieces in tables.items() if heading.startswith("三"))
    rows = [["" if cell is None or cell.row != at or cell.column != column else cell.text for column, cell in enumerate(row)] for at, row in enumerate(three.covering())]  # fmt: skip
    shown = ["| " + " | ".join(row) + " |" for row in rows]
    rule = "|" + "---|" * len(rows[0])
    upper, lower = shown[:cut], shown[cut if first is None else first :]
    text = "\n".join(
        (
            "三、收到和处理政府信息公开申请情况", upper[0], rule, *upper[1:], "",
            "四、政府信息公开行政复议、行政诉讼情况", "行政复议 行政诉讼", "结果维持 结果 其他 尚未 总计", "",
            lower[0], rule, *lower[1:], "",
        )
    )  # fmt: skip
    return _HEAD + text, texts


@pytest.mark.parametrize("cut", [6, 9, 15, 20])
def test_a_table_goes_on_below_the_text_of_the_next_page(cut: int) -> None:
    text, texts = pages(cut)
    wanted = {path: int(value) for path, value in texts.items() if path.startswith("applications.")}
    assert values(parse(text.encode()), "") == wanted


def test_rows_that_do_not_follow_the_last_one_are_another_tables() -> None:
    text, _ = pages(9, first=11)
    report = parse(text.encode())
    assert not any(path.startswith("applications.carried_forward") for path in values(report, ""))
    assert report.unread


def test_a_line_below_cells_without_a_label_is_not_the_label_of_those_behind_it() -> None:
    text = (
        _HEAD
        + """三、收到和处理政府信息公开申请情况
| 申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
|---|---|---|---|---|---|---|---|
|  | 34 | 1 | 0 | 19 | 0 | 0 | 54 |

一、本年新收政府信息公开申请数量

|  | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
|---|---|---|---|---|---|---|---|

二、上年结转政府信息公开申请数量

|  | 2 | 0 | 0 | 0 | 0 | 0 | 2 |
|---|---|---|---|---|---|---|---|

（一）予以公开
"""
    )
    report = parse(text.encode())
    assert not values(report, "applications.")
    assert report.unread


_WRAPPED = """三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系 申请人情况
为：第一项加第二项之 自然 法人或其他组织 总
和，等于第三项加第四项 人 商业企 科研机 社会公 法律服 其他 计
之和） 业 构 益组织 务机构
一、本年新收政府信息公 34 1 0 19 0 0 54
开申请数量
二、上年结转政府信息公 0 0 0 0 0 0 0
开申请数量
三、本 （一）予以公开 7 0 0 0 0 0 7
年度办 （二）部分公开 0 1 0 0 0 0 1
理结果 （区分处理的，
只计这一情形，
不计其他情形）
（七）总计 34 1 0 19 0 0 54
四、结转下年度继续办理 0 0 0 0 0 0 0
"""


def test_heads_that_wrap_beside_the_note_are_heads_and_no_sentence() -> None:
    report = parse((_HEAD + _WRAPPED).encode())
    found = values(report, "applications.")
    assert found["received.natural_person"] == 34
    assert found["received.total"] == 54
    assert found["outcomes.partially_granted.business"] == 1
    assert len(found) == 6 * 7


def _torn(heads: str) -> Report:
    above, below = _WRAPPED.split("\n", 1)[0], _WRAPPED[_WRAPPED.index("一、本年新收") :]
    return parse(f"{_HEAD}{above}\n申请人情况\n{heads}\n{below}".encode())


_TORN = (
    "自 然人",
    "法人或其他组织",
    "总 计",
    "商 业企业",
    "科 研机构",
    "社会 公益组织",
    "法律 服务机构",
    "其 他",
)
_BY_LINES = "自 总\n然人 计\n商 科 社会 法律 其\n业企业 研机构 公益组织 服务机构 他"
_HIGH_FIRST = "自然人\n社会公益\n法律服务\n总计\n商业企业\n科研机构\n其他\n组织\n机构"


@pytest.mark.parametrize(
    "heads",
    [
        "\n".join(_TORN).replace(" ", "\n"),
        "\n".join(_TORN).replace(" ", "\n").replace("计\n商", "计商"),
        _BY_LINES,
        _HIGH_FIRST,
    ],
)
def test_heads_torn_at_their_first_characters_are_the_forms(heads: str) -> None:
    found = values(_torn(heads), "applications.")
    assert found["received.natural_person"] == 34
    assert found["received.public_interest"] == 19
    assert len(found) == 6 * 7


@pytest.mark.parametrize(
    "heads",
    [
        _BY_LINES.replace("商 科", "科 商"),
        _BY_LINES.replace("业企业 研机构", "研机构 业企业"),
        _HIGH_FIRST.replace("社会公益", "社会公益组织").replace("\n组织\n机构", "\n机构"),
        f"{_BY_LINES}\n小\n计",
        _BY_LINES.replace("研机构", "机构"),
    ],
)
def test_torn_heads_in_another_order_name_no_column(heads: str) -> None:
    report = _torn(heads)
    assert not values(report, "applications.")
    assert report.unread


def test_torn_heads_in_another_order_that_make_whole_words_are_read_as_they_stand() -> None:
    order = (0, 1, 2, 5, 6, 3, 4, 7)
    found = values(_torn("\n".join(_TORN[at] for at in order).replace(" ", "\n")), "applications.received.")
    assert (found["public_interest"], found["business"], found["research"]) == (1, 19, 0)


def test_heads_that_wrap_are_not_believed_where_rows_do_not_add_up() -> None:
    report = parse((_HEAD + _WRAPPED.replace("34 1 0 19 0 0 54", "34 1 0 19 0 1 54")).encode())
    assert not values(report, "applications.")
    assert report.unread


@pytest.mark.parametrize(
    ("heads", "is_read"),
    [
        ("本年制发件数            本年废止件数            现行有效件数", True),
        ("本年废止件数            本年制发件数            现行有效件数", False),
    ],
)
def test_a_whole_row_out_of_line_with_its_heads_is_read_in_the_forms_order(heads: str, is_read: bool) -> None:
    text = f"""{_HEAD}二、主动公开政府信息情况


                                第二十条第（一）项

        信息内容              {heads}

         规章                               28                              0                              384

       行政规范性文件                           0                               0                               0

                                第二十条第（五）项

        信息内容                                          本年处理决定数量

        行政许可                                             5178

三、收到和处理政府信息公开申请情况
"""
    found = values(parse(text.encode()), "proactive.regulations.")
    assert found == ({"issued": 28, "repealed": 0, "in_force": 384} if is_read else {})


@pytest.mark.parametrize(("third", "is_read"), [("3", True), ("4", False)])
def test_heads_of_one_character_a_line_are_the_forms_where_totals_add_up(third: str, is_read: bool) -> None:
    text = f"""{_HEAD}四、政府信息公开行政复议、行政诉讼情况
行政复议 行政诉讼
结 结 其 尚 总 未经复议直接起诉 复议后起诉
果 果 他 未 计 结 结 其 尚 总 结 结 其 尚 总
维 纠 结 审 果 果 他 未 计 果 果 他 未 计
持 正 果 结 维 纠 结 审 维 纠 结 审
持 正 果 结 持 正 果 结
1 0 2 0 {third} 4 1 0 0 5 0 0 0 6 6
五、存在的主要问题及改进情况
"""
    found = values(parse(text.encode()), "litigation.")
    if is_read:
        assert (found["direct.upheld"], found["direct.total"], found["after_review.pending"]) == (4, 5, 6)
    else:
        assert not found


_STATISTICS = """附表

统计项目                    单位 本年度数  累计数

一、主动公开情况

1.主动公开政府信息数        条   518       518

其中：政府网站公开数        条   86        12654

二、依申请公开情况

1.收到申请数                件   1085      16259

其中：当面申请数            件   741       13147

三、监督情况

行政复议数                  件   4         26822
"""


def test_headings_in_a_laid_out_statistics_table_are_those_of_its_groups() -> None:
    report = parse((_HEAD.replace("2022", "2013") + _STATISTICS).encode())
    found = {fact.path: fact.value for fact in report.facts if fact.scope is Scope.YEAR}
    assert {518, 86, 1085, 741} <= set(found.values())
    assert [item.raw for item in report.unread] == [
        "行政复议数 | 件 | 4 | 26822"
    ]  # one row alone may be another table's


def test_an_ordinal_on_a_line_of_its_own_belongs_to_the_label_below() -> None:
    texts = printed(clean_figures(Form.F2021, Random(3)))
    three = next(p[0] for heading, p in form_tables(Form.F2021, texts).items() if heading.startswith("三"))
    shown = [part for cell in three.cells for part in re.split(r"(?<=^\d\.)", cell.text)]
    report = parse((_HEAD + "三、收到和处理政府信息公开申请情况\n" + "\n".join(shown)).encode())
    wanted = {path: int(value) for path, value in texts.items() if path.startswith("applications.")}
    assert values(report, "") == wanted
