"""Provincial statistics tables: every figure of every layout comes back, under its indicator or under its
own label."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest

import writers_text as written
from govinfo_reports import Form, Report, Scope, parse, parse_text
from govinfo_reports.facts import Source
from provincial_tables import LAYOUTS, Layout, table_of, values_of

HEAD = (
    "云河市2013年政府信息公开工作年度报告",
    "本报告所列数据的统计期限自2013年1月1日起至2013年12月31日止。",
    "一、概述",
    "全市政府信息公开工作有序开展。",
)
HEADING = "附表：云河市2013年政府信息公开情况统计表"
Values = dict[tuple[str, Scope], "int | Decimal | None"]


def table_facts(report: Report) -> Values:
    return {
        (fact.path, fact.scope): fact.value
        for fact in report.facts + report.extra
        if fact.source is Source.TABLE
    }


def in_wan_yuan(values: dict[tuple[str, Scope], int]) -> Values:
    """The fees are printed in 元."""
    return {key: Decimal(value) / 10000 if key[0] == "fees" else value for key, value in values.items()}


def read(layout: Layout, container: str, seed: int) -> tuple[Report, Values]:
    rng = Random(f"{layout.name}{seed}")
    values = values_of(layout, rng)
    tables = {HEADING: [table_of(layout, values, rng)]}
    if container == "html":
        return parse(written.as_html(HEAD, tables)), in_wan_yuan(values)
    if container == "docx":
        return parse(written.as_docx(HEAD, tables)), in_wan_yuan(values)
    if container == "xlsx":
        return parse(written.as_xlsx(HEAD, tables)), in_wan_yuan(values)
    return parse_text(written.as_text(HEAD, tables, container)), in_wan_yuan(values)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
@pytest.mark.parametrize("container", ["html", "docx", "tabs", "pipes"])
def test_every_figure_of_every_layout(layout: Layout, container: str) -> None:
    if layout.grid_only and container in {"tabs", "pipes"}:
        container = "xlsx"
    for seed in range(2):
        report, values = read(layout, container, seed)
        assert table_facts(report) == values
        assert not report.unread
        assert report.form in (Form.PROVINCIAL, Form.F2014)
        assert {fact.path for fact in report.extra} == {
            path for path, _ in values if path.startswith("extra.")
        }


@pytest.mark.parametrize(
    ("above", "is_reason"),
    [
        ("3.否决公开答复总数", True),
        ("3.□决公开答复总数", True),
        ("3.乙类件总数", True),
        ("4.其他类型答复数", True),
        ("对申请的答复总数", False),
        ("2.同意部分公开答复数", False),
    ],
)
@pytest.mark.parametrize(
    "first", ["其中：（1）“非《规定》所指政府信息”数", "其中：（1）“□《规定》所指”数", ""]
)
def test_a_row_in_brackets_below_one_that_nobody_can_read_may_be_a_part_of_it(
    above: str, is_reason: bool, first: str
) -> None:
    """（2）“信息不存在”数 is a part of the refusals where it stands below them: where it is not known what it
    stands below, its figure is not the indicator's."""
    rows = [
        "| 指标名称 | 计量单位 | 本年度 | 历年累计 |",
        "|---|---|---|---|",
        "| 主动公开信息数 | 条 | 71 | 82 |",
    ]
    rows += ["| 申请总数 | 条 | 37 | 45 |", f"| {above} | 条 | 26 | 29 |"]
    rows += [f"| {first} | 条 | 4 | 5 |"] if first else []
    rows += ["| （2）“信息不存在”数 | 条 | 9 | 13 |", "| 行政复议数 | 件 | 2 | 3 |"]
    report = parse_text("\n".join([*HEAD, HEADING, "", *rows]))
    found = {fact.path: fact.value for fact in report.facts + report.extra if fact.scope is Scope.YEAR}
    is_reason = is_reason or "非《规定》" in first
    other = "applications.replies.nonexistent"
    assert (found.get(other), found.get("extra.信息不存在数")) == ((None, 9) if is_reason else (9, None))
    assert (found["proactive.disclosed"], found["review.total"]) == (71, 2)
