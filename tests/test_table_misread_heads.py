"""A head with one character misprinted, or misread by a scanner, names its column all the same, and says
so."""

from __future__ import annotations

from random import Random

import pytest

import writers_text as written
from figures import clean_figures
from govinfo_reports import Source, parse, parse_text
from govinfo_reports.facts import How
from govinfo_reports.forms.misprints import named
from govinfo_reports.indicators import Form
from grids import form_tables, printed

HEAD = ("云河市2022年政府信息公开工作年度报告", "一、总体情况", "全市各项工作平稳有序。")


@pytest.mark.parametrize(
    ("head", "misread"),
    [
        ("尚未审结", "尚末审结"),
        ("结果纠正", "结果纠止"),
        ("未经复议直接起诉", "末经复议直接起诉"),
        ("复议后起诉", "复议后起拆"),
        ("本年处理决定数量", "本年处埋决定数量"),
        ("本年制发件数", "本年制发伴数"),
        ("行政规范性文件", "行政规范性丈件"),
        ("行政许可", "行攻许可"),
        ("自然人", "自然入"),
    ],
)
def test_a_misread_head_keeps_its_figures(head: str, misread: str) -> None:
    figures = clean_figures(Form.F2021, Random(4))
    tables = form_tables(Form.F2021, printed(figures))
    report = parse(written.as_html(HEAD, tables).replace(head.encode(), misread.encode()))
    found = {fact.path: fact for fact in report.facts if fact.source is Source.TABLE}
    assert {path: fact.value for path, fact in found.items()} == figures
    assert not report.unread
    doubtful = {path for path, fact in found.items() if fact.match.how is How.SIMILAR}
    assert doubtful == {path for path, fact in found.items() if misread in fact.match.label}
    assert all(found[path].match.confidence < 1 and found[path].match.evidence for path in doubtful)


@pytest.mark.parametrize("other", ["自 然 人", "自然人：", "法律服务组织", "企业"])
def test_known_wordings_of_a_head_are_no_misprints(other: str) -> None:
    official = {"法律服务组织": "法律服务机构", "企业": "商业企业"}.get(other, "自然人")
    tables = form_tables(Form.F2021, printed(clean_figures(Form.F2021, Random(4))))
    report = parse(written.as_html(HEAD, tables).replace(official.encode(), other.encode()))
    row = [fact for fact in report.facts if fact.path.startswith("applications.received.")]
    assert len(row) == 7
    assert all(fact.match.how is How.EXACT and fact.match.confidence == 1 for fact in row)


def test_a_misread_head_among_others_of_its_line_keeps_the_figures() -> None:
    heads = "行政复议\n结果维特 结果纠正 其他结果 尚未审结 总计\n1 0 2 0 3\n"
    report = parse_text(f"{HEAD[0]}\n四、政府信息公开行政复议、行政诉讼情况\n{heads}五、存在的问题\n")
    assert (report.review.upheld, report.review.other, report.review.total) == (1, 2, 3)


def test_a_head_told_by_its_place_says_so() -> None:
    tables = form_tables(Form.F2021, printed(clean_figures(Form.F2021, Random(4))))
    report = parse(written.as_html(HEAD, tables).replace("科研机构".encode(), "商业企业".encode()))
    doubtful = {fact.path for fact in report.facts if fact.match.how is How.SIMILAR}
    assert len(doubtful) == 25
    assert all(path.endswith(".research") for path in doubtful)
    assert all(fact.match.confidence < 1 for fact in report.facts if fact.path in doubtful)


@pytest.mark.parametrize("words", ["尚己审结", "末审", "结呆纠止", "尚末审结了", ""])
def test_what_is_not_one_confused_character_away_is_no_head(words: str) -> None:
    assert named(words, {"尚未审结": "pending", "未审": "pending", "结果纠正": "corrected"}) is None


def test_what_may_be_two_heads_is_neither() -> None:
    assert named("甲事由", {"甲事申": "one", "甲事甲": "two"}) is None
    assert named("甲事由", {"甲事申": "one", "甲事甲": "one"}) == "one"
