"""Two reports in one file are no one report: an error names both."""

from __future__ import annotations

import pytest

from govinfo_reports import UnreadableSource, parse_text

FIRST = (
    "云溪市2016年政府信息公开工作年度报告\n一、概述\n工作平稳。\n二、依申请公开政府信息情况\n2016年，"
    "全市收到政府信息公开申请120件。\n"
)
BODY = "一、概述\n工作平稳。\n二、依申请公开政府信息情况\n收到政府信息公开申请7件。\n"

OTHERS = [
    "云溪市人民政府办公室2016年政府信息公开工作年度报告",
    "云溪市教育局2016年政府信息公开工作年度报告",
    "云溪市2015年政府信息公开工作年度报告",
    "柳河市2016年度政府信息公开年度报告",
]
ONE = [
    "云溪市2016年政府信息公开工作年度报告\n" + FIRST,
    FIRST + "云溪市人民政府2016年政府信息公开工作年度报告\n" + BODY,
    FIRST + "相关链接\n云溪市2015年政府信息公开工作年度报告\n云溪市2014年政府信息公开工作年度报告\n",
    FIRST + "上一篇：云溪市2015年政府信息公开工作年度报告\n",
    FIRST + "附件：云溪市2016年政府信息公开工作年度报告\n一、概述\n",
]


@pytest.mark.parametrize("title", OTHERS)
def test_a_second_report_is_named(title: str) -> None:
    with pytest.raises(UnreadableSource) as caught:
        parse_text(f"{FIRST}\n{title}\n{BODY}")
    for text in (caught.value.reason, caught.value.reason_zh):
        assert "云溪市2016年政府信息公开工作年度报告" in text
        assert title in text


@pytest.mark.parametrize("text", ONE)
def test_other_titles_beside_one_report(text: str) -> None:
    assert parse_text(text).get("applications.received.total") in (120, 7, None)
    assert 120 in {fact.value for fact in parse_text(text).facts}
