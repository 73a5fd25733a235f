"""Totals whose digits stand over the lines above and below their row, as a narrow column tears them."""

from __future__ import annotations

from random import Random

import pytest

from govinfo_reports import Source, parse_text
from govinfo_reports.readers.text.torn_totals import with_whole_totals

_HEAD = "云河市2022年政府信息公开工作年度报告\n一、总体情况\n三、收到和处理政府信息公开申请情况\n申请人情况\n"
_HEADS = "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n"
_END = "\n四、政府信息公开行政复议、行政诉讼情况\n无。"


def totals(*lines: str) -> dict[str, object]:
    return {
        fact.path.removeprefix("applications."): fact.value
        for fact in parse_text(_HEAD + _HEADS + "\n".join(lines) + _END).facts
        if fact.source is Source.TABLE and fact.path.endswith(".total")
    }


_ROWS = (
    "一、本年新收政府信息公开申请数量 49 24 5 0 0 0 78",
    "二、上年结转政府信息公开申请数量 1 0 0 0 0 0 1",
    "（一）予以公开 12 2 0 0 0 0 14",
    "（二）部分公开 1 1 0 0 0 0 2",
    "（七）总计 50 24 2 0 0 0 76",
    "四、结转下年度继续办理 0 0 3 0 0 0 3",
)


def torn(line: str, rng: Random) -> list[str]:
    """The row with the digits of its total on the lines beside it."""
    row, total = line.rsplit(maxsplit=1)
    if len(total) < 2:
        return [line]
    middle = rng.random() < 0.5
    return [total[0], row, total[1:]] if middle else [f"{row} {total[0]}", total[1:]]


@pytest.mark.parametrize("seed", range(8))
def test_digits_that_make_the_sum_of_a_row_are_its_total(seed: int) -> None:
    rng = Random(seed)
    found = totals(*(line for row in _ROWS for line in torn(row, rng)))
    assert found == {
        "received.total": 78,
        "carried_in.total": 1,
        "outcomes.granted.total": 14,
        "outcomes.partially_granted.total": 2,
        "outcomes.total.total": 76,
        "carried_forward.total": 3,
    }


def test_digits_behind_the_words_of_a_group_are_those_of_a_total() -> None:
    lines = ["（四）无法      1", "2.没有现成信息 12 2 0 - 0 0", "提供      4"]
    assert with_whole_totals(lines)[0] == ["（四）无法", "2.没有现成信息 12 2 0 - 0 0 14", "提供"]


def test_a_row_that_ends_with_a_zero_keeps_it_where_both_digits_stand_beside_it() -> None:
    assert with_whole_totals(["1", "2.重复申请 - 10 0 0 0 0", "0"])[0][1].endswith("0 0 0 0 10")


@pytest.mark.parametrize(
    "lines",
    [
        ["7", "甲 49 24 5 0 0", "9"],  # another sum
        ["8", "甲 49 24 5 0 0", "7"],  # in another order
        ["7", "甲 49 24 5 0 0 78", "8"],  # the row is whole
        ["甲 49 24 5 0 0 78", "8"],
        ["甲 12 2 0", "1", "4"],  # too few figures
        ["7", "甲 49 24 5 0 0"],  # half of the digits
        ["甲 49 24 5 0 0", "7", "8"],
        ["7 0", "甲 49 24 5 0 0", "8"],  # another row
        ["1.甲 3", "2.乙 30 0 0 0 0", "3.丙 0"],
        ["-7", "甲 49 24 5 0 0", "8"],
        ["7", "甲 49 24 5 1.5 0", "8"],
        ["7", "甲 49 24 5 约 0", "8"],
        ["7", "甲 49 2024年 5 0", "8"],
        ["0", "甲 4 0 4 0 0", "8"],  # no figure begins with a nought
        ["7|", "甲|49|24|5|0|0", "8|"],
        ["7", "", "", "", "甲 49 24 5 0 0", "8"],  # far away
        ["7", "甲 49 24 5 0 0 乙", "8"],
        ["1", "甲 1 0 0 0 0 0", "页"],
    ],
)
def test_other_digits_beside_a_row_are_left_where_they_are(lines: list[str]) -> None:
    assert with_whole_totals(lines) == (lines, ())


def test_the_report_says_which_totals_were_put_together() -> None:
    text = f"{_HEAD}{_HEADS}7\n一、本年新收政府信息公开申请数量 49 24 5 0 0 0\n8{_END}"
    [said] = [one for one in parse_text(text).notices if "总计" in one]
    assert "第7行" in said.replace(" ", "")
    assert not [
        one for one in parse_text(text.replace("7\n", "").replace("0\n8", "0 78")).notices if "总计" in one
    ]
