"""Two tables of one form, right below each other in one block of lines or cells, are told apart by the lines
over each."""

from __future__ import annotations

import pytest

from govinfo_reports import parse
from govinfo_reports.facts import Scope

ROWS_14 = "\n".join(
    f"{number}.{label}{{tab}}件{{tab}}{{{key}}}"
    for number, label, key in (
        (1, "当面申请数", "a"),
        (2, "传真申请数", "b"),
        (3, "网络申请数", "c"),
        (4, "信函申请数", "d"),
    )
)


def one_block(captions: tuple[str, str], tab: str) -> str:
    """Two tables of lines, one right below the other, each under its caption: the first has 1, 2, 3, 4, the
    second 5, 6, 7, 8."""
    tables = [
        f"{caption}\n统计指标{tab}单位{tab}统计数\n三、依申请公开情况\n"
        + ROWS_14.format(tab=tab, a=first, b=first + 1, c=first + 2, d=first + 3)
        for caption, first in zip(captions, (1, 5), strict=True)
    ]
    return (
        "双桥县2016年政府信息公开工作年度报告\n一、概述\n全县各项工作平稳有序。\n" + "\n".join(tables) + "\n"
    )


@pytest.mark.parametrize("tab", [" ", "\t", "  |  ", ",", "          "])
@pytest.mark.parametrize(
    ("captions", "ours", "scope"),
    [
        (
            ("双桥县2015年度政府信息公开情况统计表", "双桥县2016年度政府信息公开情况统计表"),
            5,
            Scope.LAST_YEAR,
        ),
        (("2016年统计数据", "2015年统计数据"), 1, Scope.LAST_YEAR),
        (("（统计年度：2013年）", "（统计年度：2016年）"), 5, Scope.OTHER_YEAR),
        (("县政府办公室（本机关）情况", "全县汇总情况"), 5, Scope.OWN_OFFICE),
    ],
)
def test_tables_that_stand_in_one_block(captions: tuple[str, str], ours: int, scope: Scope, tab: str) -> None:
    report = parse(one_block(captions, tab).encode())
    path = "applications.received.in_person"
    values = {(fact.value, fact.scope) for fact in report.facts if fact.path == path}
    assert values == {(ours, Scope.YEAR), (6 - ours, scope)}
