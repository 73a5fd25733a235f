"""Arithmetic over two years in a sentence, and lists that are complete by their kinds."""

from __future__ import annotations

import pytest

from govinfo_reports.location import Location
from govinfo_reports.model.statement import Statement, StatementKind
from govinfo_reports.prose.arithmetic import read_arithmetic
from govinfo_reports.prose.passages import Passage


def read(text: str, kind: StatementKind) -> list[Statement]:
    return [
        one for one in read_arithmetic([Passage(text=text, location=Location(line=1))]) if one.kind is kind
    ]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("收到申请117件，比上年的108件增加9件。", [(117, (108, 9), True)]),
        ("收到申请117件，比2015年的108件增加19件。", [(117, (108, 19), False)]),
        ("收到申请117件，较去年（126件）减少9件。", [(126, (117, 9), True)]),
        ("收到申请117件，较去年（126件）减少19件。", [(126, (117, 19), False)]),
        ("收到申请117件，上年同期为108件，净增9件。", [(117, (108, 9), True)]),
        # which of two is this year's is a guess, unless one fits
        ("收到申请117件，办结112件，比上年的105件增加7件。", [(112, (105, 7), True)]),
        ("收到申请117件，办结112件，比上年的105件增加8件。", []),
        ("收到申请117件，比上年增加9件。", []),
        ("比上年的108件增加9件。", []),
        ("收到申请117件，比上年的108人次增加9件。", []),
        ("收到申请117件，比上年的近108件增加9件。", []),
        ("收到申请117件，比上年的108件增加9件，比前年的90件增加27件。", []),
    ],
)
def test_the_difference_of_two_years(text: str, claims: list[tuple[object, ...]]) -> None:
    found = [one for one in read(text, StatementKind.PARTS) if one.complete == "difference"]
    assert [(one.whole, one.parts, one.holds) for one in found] == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("收到申请117件，比2015年的108件增加9件，增长8.3%。", [(117, 108, True)]),
        ("收到申请117件，同比增加9件，增长8.3%。", [(117, 108, True)]),
        ("收到申请117件，同比增加9件，增长3.8%。", [(117, 108, False)]),
        ("收到申请117件，同比减少9件，下降7.1%。", [(117, 126, True)]),
        ("较上年的150条增加36条，增幅24%。", [(186, 150, True)]),
        ("较上年的150条减少36条，降幅42%。", [(114, 150, False)]),
        ("收到申请117件，同比增加约9件，增长8.3%。", []),
        ("收到申请117件，同比增加9人次，增长8.3%。", []),
        ("收到申请117件，与2015年（108件）相比增长8.3%。", [(117, 108, True)]),
        ("收到申请117件，较2015年的108件增长3.8%，上年结转6件。", [(117, 108, False)]),
        ("账号由142个减至118个，下降16.9%。", [(118, 142, True)]),
        ("账号从142个减少到118个，下降19.6%。", [(118, 142, False)]),
        ("账号由142个减至118个，申请117件，下降16.9%。", []),
    ],
)
def test_growth_from_what_is_printed_of_the_two_years(text: str, claims: list[tuple[object, ...]]) -> None:
    assert [(one.now, one.before, one.holds) for one in read(text, StatementKind.GROWTH)] == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("工作人员6人，其中专职2人、兼职5人。", [(6, (2, 5), False, "pair")]),
        ("工作人员6人，其中专职人员2人、兼职人员4人。", [(6, (2, 4), True, "sum")]),
        ("办结76件，其中按时办结74件，延期办结4件。", [(76, (74, 4), False, "pair")]),
        ("收到申请106件，其中自然人申请98件，法人和其他组织申请17件。", [(106, (98, 17), False, "pair")]),
        # the nearest figure is not the whole
        ("办结112件，尚有5件未办结，其中按时办结105件、延期办结8件。", []),
        ("工作人员6人，其中专职2人、聘用5人。", []),
        ("工作人员6人，其中专职2人、专兼职5人。", []),
    ],
)
def test_two_kinds_that_leave_no_third(text: str, claims: list[tuple[object, ...]]) -> None:
    found = read(text, StatementKind.PARTS)
    assert [(one.whole, one.parts, one.holds, one.complete) for one in found] == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("收到申请100件，网上84件，占84%；当面15件，占15%；其余1件。", [((84, 15, 1), True)]),
        ("收到申请100件，网上84件，占84%；当面15件，占15%；其余2件。", [((84, 15, 2), False)]),
        ("收到申请100件，网上84件，占84%；当面16件，占16%；答复90件。", [((84, 16), True)]),
        ("收到申请100件，网上84件，占84%；当面15件，占15%；其余2人。", [((84, 15), False)]),
    ],
)
def test_a_rest_without_its_share(text: str, claims: list[tuple[object, ...]]) -> None:
    assert [(one.parts, one.holds) for one in read(text, StatementKind.PARTS)] == claims


def test_a_share_of_another_figure_is_not_taken() -> None:
    assert read("工作人员152人，其中专职26人、兼职126人，专职占17.1%。", StatementKind.SHARE) == []
    (share,) = read("工作人员152人，其中专职26人，约占17.1%。", StatementKind.SHARE)
    assert share.holds
