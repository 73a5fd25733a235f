"""What a word of none denies: not what prints a figure of its own, nor what is of a month or of a kind
alone."""

from __future__ import annotations

import pytest

from govinfo_reports import parse_text

REVIEW, LITIGATION, COMPLAINTS = "review.total", "litigation.total", "complaints"


def figures(sentence: str) -> dict[str, int]:
    text = (
        f"云河市2012年政府信息公开工作年度报告\n一、概述\n各项工作平稳有序。\n二、依申请公开情况\n{sentence}"
    )
    found = {fact.path: fact.value for fact in parse_text(text).facts if fact.scope.value == "year"}
    return {path: int(value) for path, value in found.items() if value is not None}


@pytest.mark.parametrize(
    "sentence",
    [
        "不予公开13件、信息不存在9件、行政复议6件、行政诉讼3件。",
        "因信息不存在引发行政复议6件、行政诉讼3件。",
        "共办理申请141件，其中信息不存在9件、引起行政复议6件、行政诉讼3件。",
        "全年无为市发生行政复议6件、行政诉讼3件。",
        "未央区发生行政复议6件、行政诉讼3件。",
        "告知信息不存在9件及行政复议6件、行政诉讼3件。",
    ],
)
def test_a_figure_that_is_printed_is_not_none(sentence: str) -> None:
    found = figures(sentence)
    assert (found.get(REVIEW), found.get(LITIGATION)) == (6, 3)


@pytest.mark.parametrize(
    "sentence",
    [
        "申请信息不存在4件。",
        "未受理4件、行政复议6件。",
        "无证经营信息的行政复议6件。",
        "信息不存在9件、行政复议6件。",
    ],
)
def test_nor_is_it_behind_another(sentence: str) -> None:
    found = figures(sentence)
    assert found.get(REVIEW, 6) == 6
    assert 0 not in found.values()


@pytest.mark.parametrize(
    "sentence",
    [
        "12月未发生行政复议、行政诉讼。",
        "12月份全市未发生行政复议。",
        "无重大行政复议和行政诉讼。",
        "未发生重大举报投诉，一般投诉2件。",
    ],
)
def test_none_of_a_month_or_a_kind_is_not_none_at_all(sentence: str) -> None:
    found = figures(sentence)
    assert 0 not in found.values()


@pytest.mark.parametrize(
    ("sentence", "paths"),
    [
        ("2012年1-12月未发生行政复议、行政诉讼。", {REVIEW, LITIGATION}),
        ("截至12月未发生行政复议、行政诉讼。", {REVIEW, LITIGATION}),
        ("全年没有发生1起行政复议。", {REVIEW}),
        ("未收到2012年度行政复议案件。", {REVIEW}),
        ("未发生行政复议，行政诉讼3件。", {REVIEW}),
        ("未发生行政复议、行政诉讼3件。", {REVIEW}),
        ("行政复议6件、行政诉讼零件。", {LITIGATION}),
        ("行政复议、行政诉讼均为零。", {REVIEW, LITIGATION}),
    ],
)
def test_what_is_denied_is_none(sentence: str, paths: set[str]) -> None:
    assert {path for path, value in figures(sentence).items() if value == 0} == paths
