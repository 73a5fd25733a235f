"""Arithmetic stated in sentences: found where it is claimed, and judged."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_reports.location import Location
from govinfo_reports.model.statement import Statement, StatementKind
from govinfo_reports.prose.arithmetic import read_arithmetic
from govinfo_reports.prose.arithmetic.per_cent import percent_holds
from govinfo_reports.prose.passages import Passage


def read(*texts: str) -> tuple[Statement, ...]:
    return read_arithmetic(
        [Passage(text=text, location=Location(line=line)) for line, text in enumerate(texts, 1)]
    )


def parts(*texts: str) -> list[tuple[object, tuple[object, ...], bool, str]]:
    return [
        (one.whole, one.parts, one.holds, one.complete)
        for one in read(*texts)
        if one.kind is StatementKind.PARTS
    ]


def shares(*texts: str) -> list[tuple[object, object, str, bool]]:
    return [
        (one.whole, one.parts[0], str(one.percent), one.holds)
        for one in read(*texts)
        if one.kind is StatementKind.SHARE
    ]


def growth(*texts: str) -> list[tuple[object, object, str, bool]]:
    return [
        (one.now, one.before, str(one.percent), one.holds)
        for one in read(*texts)
        if one.kind is StatementKind.GROWTH
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("受理申请40件，其中网上申请30件、当面申请10件。", [(40, (30, 10), True, "sum")]),
        ("受理申请40件，其中：网上申请30件；当面申请10件。", [(40, (30, 10), True, "sum")]),
        ("受理申请40件（网上30件、当面10件）。", [(40, (30, 10), True, "sum")]),
        ("受理申请40件。其中，网上申请30件，当面申请10件。", [(40, (30, 10), True, "sum")]),
        ("受理申请40件，其中网上30件、信函10件，办结38件。", [(40, (30, 10), True, "sum")]),
        ("受理申请四十件（网上三十件、当面十件）。", [(40, (30, 10), True, "sum")]),
        ("受理申请一百二十件，其中网上申请一百一十八件、当面申请两件。", [(120, (118, 2), True, "sum")]),
        ("公开信息9条，包括规划6条、财政3条、其他0条。", [(9, (6, 3, 0), True, "sum")]),
        (
            "受理申请40件，其中自然人35件、法人5件；予以公开20件、部分公开12件、不予公开8件。",
            [(40, (35, 5), True, "sum"), (40, (20, 12, 8), True, "sum")],
        ),
        ("公开信息90条，其中规划30条、财政20条、其他信息50条。", [(90, (30, 20, 50), False, "rest")]),
        (
            "公开信息90条，其中规划30条，占33.3%，财政20条，占22.2%，人事39条，占44.4%。",
            [(90, (30, 20, 39), False, "shares")],
        ),
        ("举办培训班3期、培训120人次，其中科级30人次、科员90人次。", [(120, (30, 90), True, "sum")]),
        ("收费5元。其中，甲局1件，收取3元；乙局2件，收取2元。", [(5, (3, 2), True, "sum")]),
    ],
)
def test_parts_of_a_whole(text: str, expected: list[tuple[object, tuple[object, ...], bool, str]]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "公开信息3135条，其中规划信息46条、财政信息58条、人事信息22条。",
        "公开信息3135条，其中规划信息46条。",
        "公开信息90余条，其中规划30条、财政20条、其他信息50条。",
        "公开信息90条，其中规划约30条、财政20条、其他信息50条。",
        "受理申请40件，其中当面30件，其他途径4件，网上3件。",
        "收到建议31件，其中主办件5件，协办件27件。",
        "公开信息90条。另有文件30件、20件。",
        "政务公开，其中规划30条、财政20条。",
        "受理0件，其中网上0件、当面0件。",
        "公开信息90条。财政方面，其中规划30条、财政20条、其他信息50条。",
    ],
)
def test_lists_that_only_name_some_parts(text: str) -> None:
    assert parts(text) == []


def test_a_category_list_is_held_against_the_total_of_the_same_words() -> None:
    texts = (
        "2016年主动公开政府信息500条。其中，县直部门300条，占60%。各乡镇200条，占40%。",
        "主动公开政府信息的主要类别有：规划信息200条，财政信息150条，其他应公开的信息160条。",
    )
    assert (500, (200, 150, 160), False, "rest") in parts(*texts)
    assert (500, (300, 200), True, "sum") in parts(*texts)


def test_a_category_list_without_such_a_total_claims_nothing() -> None:
    assert parts("收到来信500条。", "信息类别有：规划信息200条，财政信息150条，其他信息160条。") == []
    assert parts("收到来信500条。", "类别有：规划信息200条，财政信息150条，其他信息160条。") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公开信息200条，其中部门61条，占30%。", [(200, 61, "30", True)]),
        ("公开信息397条，其中部门232条，占59%。", [(397, 232, "59", False)]),
        ("公开信息200条，其中部门61条，占总数的30.5%。", [(200, 61, "30.5", True)]),
        ("公开信息200条，其中部门61条，占比40%。", [(200, 61, "40", False)]),
        ("公开信息300条，其中部门100条（占33.3%）。", [(300, 100, "33.3", True)]),
        (
            "公开信息300条（部门200条，占60%；乡镇100条，占33%）。",
            [(300, 200, "60", False), (300, 100, "33", True)],
        ),
        ("公开信息524条，其中动态248条，占约47.30%。", [(524, 248, "47.30", True)]),
        (
            "主动公开的40条信息中，机构类10条，占25%，规划类3条，占7.5%。",
            [(40, 10, "25", True), (40, 3, "7.5", True)],
        ),
        ("公开信息300余条，其中部门100条，占33%。", []),
        ("公开信息300条，其中部门约100条，占33%。", []),
        ("部门公开100条，占33%。", []),
        ("公开信息0条，其中部门0条，占0%。", []),
        (
            "答复申请805件。同意的258件，占33.9%；拒绝的35件，占4.34%；未予处理的158件，占19.6%。",
            [(805, 258, "33.9", False), (805, 35, "4.34", True), (805, 158, "19.6", True)],
        ),
        ("受理申请四十件，其中网上申请二十件，占百分之五十。", [(40, 20, "50", True)]),
        ("公开信息两百条，其中部门六十一条，占百分之四十五点五。", [(200, 61, "45.5", False)]),
        ("公开信息40条，全部全文电子化，达百分之百。", []),
        ("公开信息40条，其中部门20条，占半数。", [(40, 20, "50", True)]),
        ("公开信息7条，收到意见60条。甲类5条，占11%；乙类4条，占12%；丙类3条，占43%。", []),
    ],
)
def test_shares(text: str, expected: list[tuple[object, object, str, bool]]) -> None:
    assert shares(text) == expected


def test_shares_one_to_a_line_are_of_the_same_whole() -> None:
    texts = "在已答复的10件中：", "同意公开的7件，占70%。", "部分公开的2件，占20%。", "不予公开的1件，占15%。"
    assert [share[-1] for share in shares(*texts)] == [True, True, False]


def test_shares_far_apart_are_judged_alone() -> None:
    filler = ["今年加强了培训。"] * 6
    assert shares("公开信息10条。", "规划7条，占70%。", *filler, "财政2条，占20%。") == [
        (10, 7, "70", True),
        (10, 2, "20", True),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "接待来访149件783人次，件数比以前增加23.1%，人次增加29.9%（上年同期为121件603人次）。",
            [(149, 121, "23.1", True), (783, 603, "29.9", True)],
        ),
        ("收到申请60件，比上年的50件增长25%。", [(60, 50, "25", False)]),
        ("收到申请40件，较去年同期50件下降20%。", [(40, 50, "-20", True)]),
        ("收到申请40件，较去年同期50件增长20%。", [(40, 50, "20", False)]),
        ("2015年收到申请50件，2016年收到申请70件，增长40%。", [(70, 50, "40", True)]),
        ("二〇一五年收到申请五十件，二〇一六年收到申请七十件，增长百分之四十。", [(70, 50, "40", True)]),
        ("2016年收到申请70件，2015年收到申请50件，增幅为约39%。", [(70, 50, "39", False)]),
        ("收到申请70件，同比增长40%。", []),
        ("收到申请70余件，比上年的50件增长40%。", []),
        ("收到申请70件，比上年的约50件增长40%。", []),
        ("收到申请70件，比上年的0件增长40%。", []),
        ("收到申请70件，比上年的5人增长40%。", []),
        ("收到申请70件，答复60件，增长40%。", []),
        ("办结率达到100%。", []),
    ],
)
def test_growth(text: str, expected: list[tuple[object, object, str, bool]]) -> None:
    assert growth(text) == expected


def test_a_statement_names_its_places_and_the_exact_value() -> None:
    text = "受理申请40件，其中网上申请30件，占80%。"
    (statement,) = read(text)
    assert statement.exact == Decimal(75)
    assert statement.tolerance == 1
    assert statement.unit == "件"
    spans = [place.span for place in statement.locations]
    assert [text[span[0] - 1 : span[1]] for span in spans if span] == ["40件", "30件", "80%"]
    assert {place.line for place in statement.locations} == {1}


def test_the_change_is_signed() -> None:
    (statement,) = read("收到申请40件，较去年同期50件下降21%。")
    assert (statement.percent, statement.exact, statement.holds) == (Decimal(-21), Decimal(-20), False)


def test_nothing_to_read() -> None:
    assert read() == ()


@given(st.lists(st.integers(1, 9999), min_size=2, max_size=8), st.integers(0, 40))
def test_any_list_that_adds_up_holds(values: list[int], other: int) -> None:
    names = "甲乙丙丁戊己庚辛"
    items = "、".join(f"{name}类{value}条" for name, value in zip(names, values, strict=False))
    found = parts(f"办理事项{other}件，公开信息{sum(values)}条，其中{items}。")
    assert found == [(sum(values), tuple(values), True, "sum")]


@given(st.integers(1, 9999), st.integers(0, 9999), st.integers(0, 3))
def test_any_share_rounded_or_cut_off_holds(whole: int, part: int, places: int) -> None:
    exact = Fraction(part * 100, whole)
    unit = Decimal(1).scaleb(-places)
    cut = Decimal(int(exact * 10**places)).scaleb(-places)
    rounded = Decimal(int(exact * 10**places + Fraction(1, 2))).scaleb(-places)
    for printed in (cut, rounded):
        assert percent_holds(exact, printed.quantize(unit), approximate=False)[0]
    assert not percent_holds(exact, cut + 2 * unit, approximate=False)[0]


@given(st.text(alphabet="0123456789件条次%占其中（），；。：去年同期增长0.余", max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    for statement in read(text):
        assert statement.locations
