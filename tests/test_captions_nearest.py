"""Tables of two years: of several lines over a table the nearest that names a year says whose it is; and a
time that a line names is no figure."""

from __future__ import annotations

import pytest

from govinfo_reports import parse_text
from govinfo_reports.facts import Scope, Source
from govinfo_reports.forms import vocabulary
from govinfo_reports.location import Location
from govinfo_reports.tables.lexer import lex
from govinfo_reports.tables.pieces import TablePiece

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


HEADS = "结果维持 结果纠正 其他结果 尚未审结 总计"
RUNNING = (
    "云河市2022年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n"
    f"行政复议 行政诉讼 {HEADS} 未经复议直接起诉 复议后起诉 {HEADS} {HEADS} "
    "17 2 11 18 48 15 37 23 34 109 37 22 12 8{last}\n{caption}五、存在的问题\n我市继续努力。"
)


@pytest.mark.parametrize(
    "caption",
    ["2021年行政复议、行政诉讼情况", "2021年 统计表", "2021年情况：", "（2021年度）", "1-6月情况", "第1季度"],
)
@pytest.mark.parametrize(("last", "total"), [("", None), (" 79", 79)])
def test_the_time_of_a_line_is_no_figure_of_the_row_before_it(
    caption: str, last: str, total: int | None
) -> None:
    texts = [RUNNING.format(last=last, caption=line) for line in (f"{caption}\n", "")]
    told, plain = (
        {fact.path: fact.value for fact in parse_text(text).facts if fact.source is Source.TABLE}
        for text in texts
    )
    assert told == plain
    assert told["litigation.after_review.total"] == total


@pytest.mark.parametrize("line", ["公开信息 2016 条", "2016", "2016 件", "12月31日 2016"])
def test_a_figure_that_may_be_a_year_stays_one(line: str) -> None:
    piece = TablePiece(line, Location(line=1), 0, 0)
    assert [one.text for one in lex([piece], vocabulary()) if one.kind == "FIGURE"][-1].startswith("2016")
