"""Tables of two years: of several lines over a table the nearest that names a year says whose it is."""

from __future__ import annotations

import pytest

from govinfo_reports import parse_text
from govinfo_reports.facts import Scope

TITLE = "白杨县2016年政府信息公开工作年度报告\n"
TABLE = "统计指标\t单位\t统计数\n（一）收到申请数\t件\t{}\n"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2015年度统计表", "2016年度统计表"),
        ("2015年度\n统计表", "2016年度\n统计表"),
        ("2015年", "2016年"),
        ("上年度情况", "2016年情况"),
    ],
)
@pytest.mark.parametrize("earlier_first", [True, False])
def test_the_nearest_line_tells_the_year(first: str, second: str, earlier_first: bool) -> None:
    parts = [f"{first}\n{TABLE.format(31)}", f"{second}\n{TABLE.format(12)}"]
    text = TITLE + "".join(parts if earlier_first else parts[::-1])
    report = parse_text(text)
    year = [
        fact.value
        for fact in report.facts
        if fact.path == "applications.received.total" and fact.scope is Scope.YEAR
    ]
    assert year == [12]
    assert report.get("applications.received.total") == 12
