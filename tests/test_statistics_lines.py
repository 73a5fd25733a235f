"""The statistics table of 2014 as lines of text, and with what a page leaves between its rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from figures import clean_figures
from govinfo_reports import Report, Source, parse_text
from govinfo_reports.document import Paragraph
from govinfo_reports.facts import Scope
from govinfo_reports.indicators import Form
from govinfo_reports.location import Location
from govinfo_reports.readers.text.wrapped import join_wrapped
from govinfo_reports.tables.statistics.lines import read_statistics_lines
from grids import printed, statistics_rows

FIGURES = clean_figures(Form.F2014, Random(7))
ROWS = statistics_rows(printed(FIGURES))
HEADS = ("统计指标", "单位", "统计数")
Shape = Callable[[str, str, str], str]


def report(rows: list[str], *, head: str = "") -> Report:
    text = "\n".join(["政府信息公开情况统计表", *([head] if head else []), *rows])
    return parse_text(
        "云河市2016年政府信息公开工作年度报告\n一、概述\n2016年，我市推进公开。"
        f"\n{text}\n云河市人民政府办公室\n2017年3月1日\n"
    )


def values_of(found: Report) -> dict[str, object]:
    return {
        fact.path: fact.value
        for fact in found.facts
        if fact.source is Source.TABLE and fact.scope is Scope.YEAR and fact.value is not None
    }


SHAPES: dict[str, Shape] = {
    "no unit": lambda label, unit, value: f"{label} {value}",
    "unit behind": lambda label, unit, value: f"{label} {value}{unit if value else ''}",
    "unit twice": lambda label, unit, value: f"{label} {unit} {value}{unit if value else ''}",
    "unit in brackets": lambda label, unit, value: f"{label}{f'（单位：{unit}）' if value else ''} {value}",
    "colon": lambda label, unit, value: f"{label}：{value}{unit}" if value else label,
    "no ordinals": lambda label, unit, value: re.sub(
        r"^(?:[一二三四五六七八九]、|（[一二三四]）|\d\.)", "", f"{label} {unit} {value}"
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("head", ["", " ".join(HEADS)])
def test_a_row_on_each_line(shape: str, head: str) -> None:
    found = report([SHAPES[shape](*row) for row in ROWS], head=head)
    assert values_of(found) == FIGURES
    assert found.form is Form.F2014
    assert not found.unread


@pytest.mark.parametrize("between", ["\t", " | ", " ", "   "])
@pytest.mark.parametrize("junk", ["- 3 -", "3", "第 3 页 共 5 页", "heads"])
def test_pages_end_between_the_rows(between: str, junk: str) -> None:
    lines: list[str] = []
    for number, row in enumerate(ROWS):
        if number and number % 9 == 0:
            lines.append(between.join(HEADS) if junk == "heads" else junk)
        lines.append(between.join(row))
    found = report(lines, head=between.join(HEADS))
    assert values_of(found) == FIGURES
    assert not found.unread


@pytest.mark.parametrize("between", ["\t", " | ", "   "])
def test_the_unit_behind_the_figure(between: str) -> None:
    found = report(
        [between.join((label, value, unit)) for label, unit, value in ROWS], head=between.join(HEADS)
    )
    assert values_of(found) == FIGURES


def lines(*texts: str) -> list[Paragraph]:
    return [Paragraph(text=text, location=Location(line=number)) for number, text in enumerate(texts, 1)]


def test_a_few_lines_and_lines_of_other_words_are_no_table() -> None:
    few = lines("1.当面申请数 18", "2.传真申请数 2", "3.网络申请数 3")
    assert read_statistics_lines(few) == (tuple(few), [])
    other = lines(*(f"第{number}季度接待群众人数 {number}" for number in range(1, 13)))
    assert read_statistics_lines(other) == (tuple(other), [])


def test_the_place_of_a_row_is_its_line() -> None:
    found = report([SHAPES["no unit"](*row) for row in ROWS])
    fact = found.fact("applications.received.total")
    assert fact is not None
    line = next(number for number, row in enumerate(ROWS, 5) if row[0] == "（一）收到申请数")
    assert fact.location.line == line
    assert fact.location.span is not None


def test_a_number_of_a_page_is_not_joined_to_the_figure_before_it() -> None:
    given_lines = lines(*["各部门要按照规定做好政府信息公开的各项工作并及时报" for _ in range(14)], "3", "送")
    joined = join_wrapped(given_lines)
    assert [block.text for block in joined if isinstance(block, Paragraph)][1:] == ["3", "送"]
    rows = lines(
        *[f"{number}.通过政府门户网站公开的政府信息的数量为 {number} 条 7" for number in range(1, 15)], "3"
    )
    assert join_wrapped(rows) == rows


def test_wrapped_prose_whose_line_ends_with_a_digit_is_joined() -> None:
    whole = [f"各部门要按照规定做好政府信息公开工作的第 {number} 项" for number in range(10, 24)]
    given_lines = lines(*whole, "本报告中所列的各项数据统计期限为自 2016", "年1月1日起")
    joined = [block.text for block in join_wrapped(given_lines) if isinstance(block, Paragraph)]
    assert joined[-1].endswith("统计期限为自 2016年1月1日起")


def cell_a_line(rows: list[tuple[str, str, str]]) -> list[Paragraph]:
    """The table in lines, each of its cells on one of its own; empty cells leave none."""
    return lines(*HEADS, *(text for row in rows for text in row if text))


def found_in(rows: list[Paragraph]) -> dict[str, object]:
    _, readings = read_statistics_lines(rows)
    return {fact.path: fact.value for reading in readings for fact in reading.facts}


def test_a_cell_on_each_line_and_some_empty() -> None:
    texts = {
        path: "" if number % 3 == 1 else text for number, (path, text) in enumerate(printed(FIGURES).items())
    }
    found = found_in(cell_a_line(statistics_rows(texts)))
    assert found == {path: value for path, value in FIGURES.items() if texts[path]}


def test_what_lines_do_not_tell_is_no_value() -> None:
    rows = ROWS[1:12]
    apart = [*(label for label, _, _ in rows), *(unit for _, unit, _ in rows), *(text for *_, text in rows)]
    assert found_in(lines(*HEADS, *apart)) == {}
    torn = cell_a_line(
        [("（一）收到申请数", "件", "12"), ("1.当面申请数", "件", "7"), ("2.传真申请数", "件", "5")]
    )
    torn[6:6] = lines("34")  # 12 and 34: one figure, or a figure and the number of a page
    assert found_in(torn) == {"applications.received.in_person": 7, "applications.received.fax": 5}


def test_pages_that_end_between_cells_on_lines_of_their_own_are_counted() -> None:
    rows = [("（一）收到申请数", "件", "12"), ("1.当面申请数", "件", "7"), ("2.传真申请数", "件", "5")]
    printed_lines = cell_a_line(rows)
    printed_lines[9:9] = lines("2")
    printed_lines[6:6] = lines("1")
    found = found_in(printed_lines)
    assert list(found.values()) == [12, 7, 5]


@pytest.mark.parametrize("unknown", ["乡镇", "全文电子化的", "信函、"])
def test_a_label_that_only_ends_with_a_known_one_is_another(unknown: str) -> None:
    text = f"指标名称 计量单位 2013年度 {unknown}主动公开政府信息数 条 425 申请总数 条 7 行政复议数 件 1"
    found = found_in(lines(text))
    assert found["applications.received.total"] == 7
    assert "proactive.disclosed" not in found


def test_ordinals_in_brackets_and_behind_within_are_no_figures() -> None:
    text = (
        "指标单位数量主动公开信息数条425对申请的答复总数条70其中：1 同意公开答复数条60（2）“信息不存在”数条10"
    )
    found = found_in(lines(text))
    assert found == {
        "proactive.disclosed": 425,
        "applications.replies.total": 70,
        "applications.replies.granted": 60,
        "applications.replies.nonexistent": 10,
    }


_WORDS = (
    "统计指标", "指标名称", "单位", "统计数", "2013年度", "历年累计", "代码", "指标单位", "主动公开政府信息数", "（一）收到申请数", "一、主动公开情况",
    "其中：", "1 ", "（2）", "“信息不存在”数", "条", "人次", "12", "0", "3.5", "——", "。", "、", ".", "10.", "乡镇", "项目内容", " ", "\t", "注", "2013",
)  # fmt: skip


@given(st.lists(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=8).map("".join), max_size=9))
@example(["统计数", "指标单位、乡镇备注122013"])
@settings(max_examples=150, deadline=None)
def test_any_lines_are_read_or_left(texts: list[str]) -> None:
    given_lines = [line for line in lines(*texts) if line.text.strip()]
    _, readings = read_statistics_lines(given_lines)
    for fact in (fact for reading in readings for fact in reading.facts):
        assert fact.value is None or fact.raw in "\n".join(texts) or fact.decoded_by


_GROUPS = """某县2016年政府信息公开工作年度报告
附表
统计指标 单位 统计数
四、行政复议数量 件 19
（一）维持具体行政行为数 件 2
（二）被依法纠错数 件 0
（三）其他情形数 件 17
{head}
（一）维持具体行政行为或者驳回原告诉讼请求数 件 5
（二）被依法纠错数 件 6
（三）其他情形数 件 1
六、举报投诉数量 件 9
"""


@pytest.mark.parametrize("between", [" ", "|", "\t"])
@pytest.mark.parametrize(
    "head", ["五、收到提案数量 件 3", "行政诉讼 件 3", "五、行政诉讼数量 件 待定", "第2页"]
)
def test_rows_below_a_head_that_is_not_known_are_not_of_the_group_above(head: str, between: str) -> None:
    report = parse_text(_GROUPS.format(head=head).replace(" ", between))
    values = {fact.path: fact.value for fact in report.facts if fact.path.startswith("review.")}
    assert values == {"review.total": 19, "review.upheld": 2, "review.corrected": 0, "review.other": 17}
    assert len(report.facts) == len({fact.path for fact in report.facts})
    litigation = {fact.value for fact in report.facts if fact.path.startswith("litigation.")}
    assert litigation & {5, 6, 1} or sum("数" in item.raw for item in report.unread) >= 3


@pytest.mark.parametrize("figure", ["2O", "12x", "l2", "2.O", "B3"])
def test_a_figure_with_letters_is_none(figure: str) -> None:
    report = parse_text(_GROUPS.format(head=f"五、行政诉讼数量 件 {figure}"))
    assert "litigation.total" not in {fact.path for fact in report.facts if fact.value is not None}
    table = (
        "二、主动公开政府信息情况\n第二十条第（五）项\n信息内容 本年处理决定数量\n行政许可 {}\n行政处罚 4\n"
    )
    report = parse_text("某县2022年政府信息公开工作年度报告\n" + table.format(figure))
    assert "proactive.licensing.decisions" not in {
        fact.path for fact in report.facts if fact.value is not None
    }


@pytest.mark.parametrize(("words", "is_said"), [("待定", True), ("若干", True), ("nan", False)])
def test_a_row_whose_figure_is_words_is_still_the_head_of_its_group(words: str, is_said: bool) -> None:
    report = parse_text(_GROUPS.format(head=f"五、行政诉讼数量 件 {words}"))
    values = {fact.path: fact.value for fact in report.facts if fact.path.startswith("litigation.")}
    assert {path: value for path, value in values.items() if value is not None} == {
        "litigation.upheld": 5,
        "litigation.corrected": 6,
        "litigation.other": 1,
    }
    assert any(item.raw == words for item in report.unread) == is_said


def test_the_first_digit_of_an_ordinal_is_not_the_last_of_the_figure_before_it() -> None:
    """35 and 10.; but 361 and 1., or 36 and 11., are printed alike."""
    labels = ["主动公开政府信息数", *(f"甲{sign}类信息数" for sign in "一二三四五六"), "政府网站在线访谈次数"]
    labels += ["政策解读稿件发布数", "参加或举办新闻发布会总次数", "政务微信公开政府信息数"]
    rows = "".join(f"{at}.{label}条{26 + at}" for at, label in enumerate(labels, 1))
    report = parse_text(f"云河市2015年政府信息公开工作年度报告\n附表：统计指标单位统计数{rows}")
    values = {fact.path.rpartition(".")[2]: fact.value for fact in report.facts if fact.value is not None}
    assert values == {"disclosed": 27, "online_interviews": 34, "policy_interpretations": 35, "wechat": 37}
    assert [item.raw for item in report.unread if "ordinal" in item.reason] == ["361"]
