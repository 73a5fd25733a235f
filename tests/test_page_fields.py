"""The table of a page's own fields above a report."""

from __future__ import annotations

from datetime import date

import pytest

from govinfo_reports import parse_text
from govinfo_reports.tables.beside import page_fields
from grids import grid

BODY = "根据条例规定，现公布云河市2017年政府信息公开工作年度报告。\n一、概述\n全市主动公开政府信息5条。\n"


@pytest.mark.parametrize(
    "table",
    [
        "索 引 号 | 0144/2018-04736 | 分 类 | 政府信息公开年报 |\n发布机构 | 云河市政府办 | "
        "发文日期 | 2018-02-28 |\n文 号 | | 有 效 性 | 有效 |\n",
        "索引号\t发布机构\t发布日期\n0144\t云河市政府办\t2018-02-28\n",
    ],
)
def test_fields_give_issuer_and_date(table: str) -> None:
    report = parse_text(table + BODY)
    assert report.issuer == "云河市政府办"
    assert report.published == date(2018, 2, 28)
    assert report.proactive.disclosed == 5
    assert not report.unread


def test_fields_without_values_give_nothing_and_other_tables_are_none() -> None:
    names = grid([["索引号", "", "发布机构", "云河市"], ["文号", "有效性", "来源", ""]])
    assert [paragraph.text for paragraph in page_fields(names)] == ["发布机构：云河市"]
    assert page_fields(grid([["统计指标", "单位", "统计数"], ["收到申请数", "件", "5"]])) == ()
    assert page_fields(grid([["发布机构", "云河市"]])) == ()
