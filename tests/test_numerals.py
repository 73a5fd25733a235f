"""Printed figures: what one cell says, exactly."""

from __future__ import annotations

import decimal
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_reports.numerals import Number, chinese_number, exact_value, read_cell, shift, to_wan_yuan


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("10707", 10707),
        (" 38 ", 38),
        ("３００１", 3001),
        ("3,001", 3001),
        ("3，001，222", 3001222),
        ("3 001", 3001),
        ("1 234 567", 1234567),
        ("96171.6", Decimal("96171.6")),
        ("24252.311082", Decimal("24252.311082")),
        ("0.5", Decimal("0.5")),
        ("17.9万", 179000),
        ("12万条", 120000),
        ("1.2亿", 120000000),
        ("1.23456万", Decimal("12345.6")),
        ("\u200b12\ufeff", 12),
        ("&nbsp;7", 7),
        ("三十一件", 31),
        ("十", 10),
        ("999999999999999999", 999999999999999999),
    ],
)
def test_a_number(text: str, value: int | Decimal) -> None:
    number = read_cell(text)
    assert number is not None
    assert number.value == value
    assert type(number.value) is type(value)
    assert not number.approximate
    assert not number.blank


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        ("5[1]", 5, "1"),
        ("5①", 5, "①"),
        ("1,204件 ※", 1204, "※"),
        ("0【2】", 0, "2"),
        ("22注1", 22, "注1"),
        ("—①", None, "①"),
    ],
)
def test_the_mark_of_a_note_is_no_part_of_the_number(text: str, value: int | None, note: str) -> None:
    number = read_cell(text)
    assert number is not None
    assert (number.value, number.note, number.blank) == (value, note, value is None)


@pytest.mark.parametrize("text", ["①", "[1]", "5[", "[1]5", "甲①"])
def test_a_mark_alone_or_elsewhere_is_no_number(text: str) -> None:
    assert read_cell(text) is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("1612条", "条"),
        ("251000元", "元"),
        ("1276.5534万元", "万元"),
        ("1.2亿元", "亿元"),
        ("2笔", "笔"),
        ("324宗", "宗"),
        ("17条次", "条次"),
        ("12 起", "起"),
        ("5（件）", "件"),
        ("两场", "场"),
        ("8", None),
    ],
)
def test_a_unit_stuck_to_it(text: str, unit: str | None) -> None:
    number = read_cell(text)
    assert number is not None
    assert number.unit == unit


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "\u3000",
        "\xa0",
        "—",
        "——",
        "－",
        "-",
        "--",
        "/",
        "／",
        "＼",
        "&nbsp;",
        "<o:p> </o:p>",
        "空",
        "无此项",
        "不涉及",
        "不适用",
        "N/A",
        "未统计",
        "\u200b",
    ],
)
@pytest.mark.parametrize("signed", [False, True])
def test_a_blank_is_not_zero(text: str, signed: bool) -> None:
    assert read_cell(text, signed=signed) == Number(None, blank=True)


@pytest.mark.parametrize(
    "text", ["无", "零", "没有", "暂无", "无此类", "没有受理过", "未发生", "无（本年度）", "0件", "〇"]
)
def test_a_printed_nothing_is_zero(text: str) -> None:
    number = read_cell(text)
    assert number is not None
    assert number.value == 0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("400余条", 400),
        ("约300", 300),
        ("近5000", 5000),
        ("9.2余万", 92000),
        ("5980多", 5980),
        ("12万余条", 120000),
        ("100人次左右", 100),
        ("超过20", 20),
    ],
)
def test_rough_figures(text: str, value: int) -> None:
    number = read_cell(text)
    assert number is not None
    assert (number.value, number.approximate) == (value, True)


@pytest.mark.parametrize(
    ("text", "note"),
    [("22（其中修订 16 件）", "其中修订 16 件"), ("3(含1件结转)", "含1件结转"), ("无（0）", "0")],
)
def test_a_note_in_brackets(text: str, note: str) -> None:
    number = read_cell(text)
    assert number is not None
    assert number.note == note


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("增10", 10),
        ("减3", -3),
        ("增 2", 2),
        ("+2", 2),
        ("-3", -3),
        ("－3", -3),
        ("− 3", -3),
        ("净增加5项", 5),
        ("持平", 0),
        ("↓1", -1),
        ("4", 4),
    ],
)
def test_signs_only_where_they_belong(text: str, value: int) -> None:
    number = read_cell(text, signed=True)
    assert number is not None
    assert number.value == value
    if text != "4":
        assert read_cell(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "1 0",
        "1 0000",
        "1,23",
        "3,0010",
        "007",
        "00",
        "-18538",
        "- 4 -",
        "-5-",
        "— 1 —",
        "(3)",
        "50%",
        "5月",
        "一",
        "2017年",
        "a",
        "3件4",
        "9" * 19,
        "1,234.567,8",
        "—0",
        "条",
        "千二",
        "十零百",
        "3" * 90,
        "主动公开政府信息数",
    ],
)
def test_what_is_not_a_number(text: str) -> None:
    assert read_cell(text) is None
    assert read_cell(text, signed=True) is None or text == "-18538"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三十一", 31),
        ("一百二十", 120),
        ("一百零五", 105),
        ("二○一七", 2017),
        ("二〇二一", 2021),
        ("两", 2),
        ("两百", 200),
        ("一万二千", 12000),
        ("十", 10),
        ("十二", 12),
        ("廿", 20),
        ("廿三", 23),
        ("卅一", 31),
        ("一百廿三", 123),
        ("一千二百三十", 1230),
        ("一百〇五", 105),
        ("一百○五", 105),
        ("三百十五", 315),
        ("两万两千两百二十二", 22222),
        ("二千零十二", 2012),
        ("一二〇", 120),
        ("二Ｏ一三", 2013),
        ("一百二", None),
        ("三千五十", None),
        ("七八", None),
        ("一二三", None),
        ("二三十", None),
        ("零五", None),
        ("百二十", None),
        ("廿十", None),
        ("零", 0),
        (" 九 ", 9),
        ("百", None),
        ("二千万万", None),
        ("件", None),
        ("", None),
        ("12", None),
    ],
)
def test_chinese_numerals(text: str, value: int | None) -> None:
    assert chinese_number(text) == value


@pytest.mark.parametrize(
    ("number", "unit", "expected"),
    [
        (2950, "元", Decimal("0.295")),
        (Number(251000, unit="元"), "万元", Decimal("25.1")),
        (Number(Decimal("1.2"), unit="亿元"), None, Decimal(12000)),
        (Decimal("96171.6"), None, Decimal("96171.6")),
        (Number(3, unit="千元"), None, Decimal("0.3")),
        (0, "元", Decimal(0)),
        (Number(None, blank=True), "元", None),
        (Number(3, unit="件"), None, None),
    ],
)
def test_amounts_in_wan_yuan(
    number: Number | int | Decimal, unit: str | None, expected: Decimal | None
) -> None:
    assert to_wan_yuan(number, unit) == expected


def test_amounts_are_exact_in_any_decimal_context() -> None:
    with decimal.localcontext() as context:
        context.prec = 3
        assert to_wan_yuan(123456789, "元") == Decimal("12345.6789")


def test_shift_needs_a_finite_number() -> None:
    with pytest.raises(TypeError):
        shift(Decimal("NaN"), 2)


def test_a_number_too_long_to_be_one() -> None:
    assert exact_value("1" * 19, None, None) is None


@given(st.integers(0, 10**14), st.sampled_from(["", "件", "条", " 人次"]))
def test_counts_come_back(value: int, unit: str) -> None:
    for text in (
        f"{value}{unit}",
        f"{value:,}{unit}",
        f"{value:,}{unit}".replace(",", " "),
        f"约{value}{unit}",
    ):
        number = read_cell(text)
        assert number is not None
        assert number.value == value


@given(st.decimals(0, 10**9, places=4))
def test_amounts_come_back(value: Decimal) -> None:
    number = read_cell(f"{value}万元")
    assert number is not None
    assert to_wan_yuan(number) == value


@given(st.integers(0, 99_999_999))
def test_chinese_numerals_come_back(value: int) -> None:
    import cn2an

    assert chinese_number(cn2an.an2cn(str(value))) == value


@given(st.text(max_size=30), st.booleans())
def test_no_text_breaks_it(text: str, signed: bool) -> None:
    number = read_cell(text, signed=signed)
    assert number is None or number.blank == (number.value is None)


@pytest.mark.parametrize(
    "note", ["2015年", "2015年度", "上年同期数", "2013-2015年", "至今", "累计", "计划", "全省", "截至6月"]
)
def test_a_figure_whose_note_says_that_it_is_of_another(note: str) -> None:
    """It is no figure of the row and column that it stands in."""
    assert read_cell(f"51（{note}）") is None
    assert read_cell(f"51件（{note}）", signed=True) is None


@pytest.mark.parametrize("note", ["其中修订16件", "累计120", "截至12月底", "含上年结转2件", "注1"])
def test_a_note_that_leaves_a_figure_what_it_is(note: str) -> None:
    found = read_cell(f"51（{note}）")
    assert (found and found.value) == 51


def test_a_sign_in_brackets_behind_a_figure() -> None:
    signed = [read_cell(text, signed=True) for text in ("15（减）", "15（↓）", "15（增）", "15（下降）")]
    assert [number and number.value for number in signed] == [-15, -15, 15, -15]
    assert read_cell("15（减）") is None


@pytest.mark.parametrize(
    "note", ["1-6月", "1月至6月", "上半年", "前三季度", "6月份", "历史累计", "目标值", "上年同期"]
)
def test_a_figure_of_a_part_of_the_year_or_of_more(note: str) -> None:
    assert read_cell(f"51（{note}）") is None


@pytest.mark.parametrize("note", ["1-12月", "1月至12月", "全市", "含6月2件"])
def test_a_note_that_names_the_whole(note: str) -> None:
    found = read_cell(f"51（{note}）")
    assert (found and found.value) == 51


def test_a_figure_with_the_sign_of_yuan() -> None:
    units = [
        (number.value, number.unit)
        for text in ("￥120", "¥ 1,200", "￥12万元")
        if (number := read_cell(text))
    ]
    assert units == [(120, "¥"), (1200, "¥"), (12, "万元")]
    nought = read_cell("¥ -")
    assert nought is not None
    assert nought.blank
    assert [to_wan_yuan(Number(120000, unit="¥"), unit) for unit in ("元", "万元", None)] == [12, None, None]


@pytest.mark.parametrize(
    "note",
    [
        *("更正：180", "应为180", "勘误：180件", "修订后180", "原为180", "原报180件", "实为180"),
        *("更正为：180", "应为：180", "误，应为180", "应为一百八十", "调整为180", "应为50", "复核：180"),
    ],
)
def test_a_figure_with_its_correction_is_neither(note: str) -> None:
    assert read_cell(f"150（{note}）") is None


@pytest.mark.parametrize(
    "note",
    [
        *("其中修订16件", "修订3件", "原7家单位", "含7件", "为2个部门", "注3"),
        *("核实1件", "复核：150", "应为150", "校正150", "调整3件"),
    ],
)
def test_a_figure_with_a_remark_is_read(note: str) -> None:
    number = read_cell(f"150（{note}）")
    assert number is not None
    assert number.value == 150
