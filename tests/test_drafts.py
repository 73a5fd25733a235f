"""What officials get wrong in a draft: each mistake is told, in both languages, and no figure is made up for
it."""

from __future__ import annotations

import re

import pytest

from clean_reports import CLEAN
from govinfo_reports import parse

_DRAFT = CLEAN["2021 city"]
_LICENCES = "| 行政许可 | 18230 |"
_RECEIVED, _CARRIED = "| 84 | 9 | 0 | 1 | 6 | 0 | 100 |", "| 5 | 1 | 0 | 0 | 0 | 0 | 6 |"
_MISTAKES = {
    "last year in a head": ("一、总体情况", "一、2021年总体情况", "suspicious:year"),
    "last year's period": ("2022年1月1日起至2022年12月31日", "2021年1月1日起至2021年12月31日", "suspicious:period"),
    "a year too late in the title": ("云河市2022年政府", "云河市2023年政府", "suspicious:period"),
    "a negative count": (_LICENCES, "| 行政许可 | -18230 |", "unread:table"),
    "a negative figure of section three": ("| 84 | 9 |", "| -84 | 9 |", "unread:table"),
    "a count with a fraction": ("| 行政处罚 | 2140 |", "| 行政处罚 | 2140.5 |", "unread:table"),
    "half an application": ("| 84 | 9 |", "| 84.5 | 9 |", "unread:table"),
    "a share for a count": (_LICENCES, "| 行政许可 | 18.2% |", "unread:table"),
    "a range": (_LICENCES, "| 行政许可 | 100-200 |", "unread:table"),
    "still to be counted": (_LICENCES, "| 行政许可 | 待统计 |", "unread:table"),
    "not known yet": (_LICENCES, "| 行政许可 | ？ |", "unread:table"),
    "a sentence of an earlier draft": ("新收政府信息公开申请100件", "新收政府信息公开申请110件", "agree:applications.received.total"),
    "a growth reckoned wrongly": ("增加8.7%", "增加7.8%", "growth:sentence"),
    "a share with its digits exchanged": ("占48%", "占84%", "share:sentence"),
    "a stock with a digit lost": ("| 14 | 3 | 96 |", "| 14 | 3 | 6 |", "agree:proactive.normative_documents.in_force"),
    "two columns exchanged": (_RECEIVED, "| 9 | 84 | 0 | 1 | 6 | 0 | 100 |", "balance:applications.natural_person"),
    "a sentence that says there was none": ("行政复议11件、行政诉讼8件", "行政复议0件、行政诉讼0件", "agree:review.total"),
    "a row printed twice": ("| 行政处罚 | 2140 |", "| 行政处罚 | 2140 |\n| 行政处罚 | 2410 |", "agree:proactive.penalties.decisions"),
    "a section numbered twice": ("五、存在的主要问题", "四、存在的主要问题", "suspicious:numbering"),
    "a section left out": ("六、其他需要报告的事项", "", "complete:sections"),
}  # fmt: skip


def test_the_draft_has_no_mistake() -> None:
    assert parse(_DRAFT.encode()).findings == ()


@pytest.mark.parametrize("mistake", _MISTAKES)
def test_a_mistake_is_told(mistake: str) -> None:
    right, wrong, rule = _MISTAKES[mistake]
    assert right in _DRAFT
    found = [one for one in parse(_DRAFT.replace(right, wrong, 1).encode()).findings if one.rule == rule]
    assert found
    assert all(one.message and re.search("[\u4e00-\u9fff]", one.message_zh) for one in found)


def test_what_cannot_be_a_count_is_no_figure() -> None:
    for wrong in ("-18230", "18.2%", "100-200", "待统计", "？", "18230.5"):
        report = parse(_DRAFT.replace(_LICENCES, f"| 行政许可 | {wrong} |").encode())
        assert report.get("proactive.licensing.decisions") is None
        assert any(wrong in one.raw for one in report.unread)


def test_two_rows_exchanged_are_told_by_the_sentences() -> None:
    exchanged = _DRAFT.replace(_RECEIVED, "@").replace(_CARRIED, _RECEIVED).replace("@", _CARRIED)
    rules = {one.rule for one in parse(exchanged.encode()).findings}
    assert {"agree:applications.received.total", "agree:applications.carried_in.total"} <= rules
