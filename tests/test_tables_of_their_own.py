"""Tables that organs made up themselves, before there was a form or beside it: what is the year's figure,
and what is not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from govinfo_reports import Report, parse
from govinfo_reports.facts import Scope

DISCLOSED, RECEIVED, CONCLUDED = (
    "proactive.disclosed",
    "applications.received.total",
    "applications.concluded.total",
)
LABELS = ("主动公开政府信息数", "收到申请数", "申请办结数")


def report(*rows: Sequence[str]) -> Report:
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return parse(
        "<html><head><meta charset=utf-8></head><body><h1>青川县2012年政府信息公开工作年度报告"
        "</h1><p>一、概述</p>"
        "<p>2012年，全县推进公开。</p><table "
        f"border=1>{table}</table><p>二、存在的问题</p><p>公开不够。</p></body></html>".encode()
    )


def year(found: Report) -> dict[str, object]:
    return {fact.path: fact.value for fact in found.facts if fact.scope is Scope.YEAR}


def rows(*figures: Sequence[str]) -> list[list[str]]:
    return [[label, *values] for label, values in zip(LABELS, figures, strict=True)]


EXPECTED = {DISCLOSED: 100, RECEIVED: 10, CONCLUDED: 9}


@pytest.mark.parametrize(
    ("head", "figures"),
    [
        (
            ["统计指标", "一季度", "二季度", "三季度", "四季度", "全年"],
            [("10", "20", "30", "40", "100"), ("1", "2", "3", "4", "10"), ("1", "2", "3", "3", "9")],
        ),
        (["指标", "上半年", "下半年", "合计"], [("60", "40", "100"), ("4", "6", "10"), ("4", "5", "9")]),
        (
            ["指标", "2011年", "2012年", "增减"],
            [("80", "100", "25%"), ("5", "10", "100%"), ("5", "9", "80%")],
        ),
        (["指标", "2010年", "2011年", "2012年"], [("70", "80", "100"), ("4", "5", "10"), ("4", "5", "9")]),
        (["指标", "2012年", "2011年", "2010年"], [("100", "80", "70"), ("10", "5", "4"), ("9", "5", "4")]),
    ],
)
def test_the_column_of_the_whole_year_is_read(head: list[str], figures: list[tuple[str, ...]]) -> None:
    found = report(head, *rows(*figures))
    assert year(found) == EXPECTED
    assert not found.unread
    assert not [finding for finding in found.findings if finding.rule.startswith("complete:")]


def test_the_year_before_has_its_own_scope() -> None:
    found = report(
        ["指标", "2010年", "2011年", "2012年"], *rows(("70", "80", "100"), ("4", "5", "10"), ("4", "5", "9"))
    )
    before = {fact.path: fact.value for fact in found.facts if fact.scope is Scope.LAST_YEAR}
    assert before == {DISCLOSED: 80, RECEIVED: 5, CONCLUDED: 5}


@pytest.mark.parametrize(
    "head",
    [
        ["统计指标", "单位", "区政府办", "区教育局", "镇"],
        ["统计指标", "单位", "计划数", "完成数", "完成情况"],
        ["统计指标", "单位", "2011年", "2011年", "2012年"],
    ],
)
def test_columns_of_no_known_meaning_are_not_guessed(head: list[str]) -> None:
    found = report(head, *[[label, "件", "10", "20", "30"] for label in LABELS])
    assert not year(found)
    assert found.unread


def test_offices_in_rows_are_not_read() -> None:
    found = report(["单位", *LABELS], ["县政府办", "60", "6", "5"], ["县教育局", "40", "4", "4"])
    assert not year(found)
    assert found.unread
