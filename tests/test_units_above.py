"""An amount is in the unit that a line over its table, its head, its label or itself names."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govinfo_reports import parse

HEAD = (
    "双桥县2022年政府信息公开工作年度报告\n一、总体情况\n全县各项工作平稳有序。\n二、主动公开政府信息情况\n"
)
FIRST = "第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t3\t1\t27\n行政规范性文件\t16\t4\t95\n"
FEES = "第二十条第（八）项\n信息内容\t{head}\n{label}\t{figure}\n"
AMOUNT = "proactive.administrative_fees.amount"


def amounts(text: str, path: str = AMOUNT) -> list[object]:
    return [fact.value for fact in parse(text.encode()).facts if fact.path == path]


def fees(figure: str, head: str = "本年收费金额", label: str = "行政事业性收费") -> str:
    return FEES.format(figure=figure, head=head, label=label)


@pytest.mark.parametrize(
    "line", ["单位：元", "（金额单位：元）", "单位：件、元", "计量单位: 元", "（人民币元）"]
)
def test_a_line_under_the_heading_names_the_unit_of_the_section(line: str) -> None:
    assert amounts(f"{HEAD}{line}\n{FIRST}{fees('120000')}") == [12]


@pytest.mark.parametrize("line", ["单位：元", "（单位：元）"])
def test_a_line_between_the_tables_names_the_unit_of_the_next(line: str) -> None:
    assert amounts(f"{HEAD}{FIRST}{line}\n{fees('120000')}") == [12]
    assert amounts(f"{HEAD}{line}\n{FIRST}{fees('12', head='本年收费金额（单位：万元）')}") == [12]


def test_a_line_of_other_things_names_no_unit() -> None:
    for line in (
        "填报单位：双桥县财政局",
        "单位：件",
        "全年共收取120000元，单位内部未收费用，其余均按规定减免处理完毕",
    ):
        assert amounts(f"{HEAD}{line}\n{FIRST}{fees('12')}") == [12]


@pytest.mark.parametrize(
    ("figure", "head", "label", "value"),
    [
        ("120000", "本年收费金额", "行政事业性收费（元）", "12"),
        ("12.3", "本年收费金额（百万元）", "行政事业性收费", "1230"),
        ("125", "本年收费金额（千元）", "行政事业性收费", "12.5"),
        ("1.2亿", "本年收费金额（单位：万元）", "行政事业性收费", "12000"),
        ("12.34万", "本年收费金额（单位：万元）", "行政事业性收费", "12.34"),
        ("1.5百万元", "本年收费金额（单位：万元）", "行政事业性收费", "150"),
    ],
)
def test_the_nearest_unit_counts(figure: str, head: str, label: str, value: str) -> None:
    text = HEAD + FIRST + fees(figure, head, label)
    assert amounts(text) == [Decimal(value)]
    assert amounts(text.replace("\t", " ")) == [Decimal(value)]
    assert amounts(text.replace("\t", "\n")) == [Decimal(value)]


STATISTICS = (
    "双桥县2016年政府信息公开工作年度报告\n附：政府信息公开情况统计表\n{line}\n统计指标\t{column}统计数\n"
    "七、依申请公开信息收取的费用\t{unit}360\n八、机构建设和保障经费情况\t{blank}\n（一）政府信息公开工作专门机构数\t{blank}19\n"
    "（四）政府信息公开专项经费\t{unit}25000\n"
)


@pytest.mark.parametrize(
    ("line", "unit", "values"),
    [
        ("金额单位：元", "", ["0.036", "2.5"]),
        ("", "", ["360", "25000"]),
        ("单位：元", "万元\t", ["360", "25000"]),
    ],
)
def test_amounts_of_a_statistics_table_without_units(line: str, unit: str, values: list[str]) -> None:
    column, blank = ("单位\t", "——\t") if unit else ("", "")
    report = parse(STATISTICS.format(line=line, unit=unit, column=column, blank=blank).encode())
    assert report.get("fees") == Decimal(values[0])
    assert report.get("capacity.budget") == Decimal(values[1])
    assert report.get("capacity.dedicated_offices") == 19


@pytest.mark.parametrize(("change", "value"), [("↓3", -3), ("↑5", 5), ("新增4", 4), ("减2", -2)])
def test_a_change_with_an_arrow_among_blanks(change: str, value: int) -> None:
    text = (
        "双桥县2020年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（六）项\n信息内容 上一年项目数量 本年增/减 处理决定数量\n"
        f"行政处罚 129 {change} 455\n行政强制 27 -2 19\n"
    )
    report = parse(text.encode())
    found = {
        fact.path.removeprefix("proactive.penalties."): fact.value
        for fact in report.facts
        if "penalties" in fact.path
    }
    assert found == {"items_last_year": 129, "items_change": value, "decisions": 455}


def _fees(unit: str, label: str = "依申请公开信息收取的费用") -> tuple[Decimal | None, bool]:
    rows = [
        ["统计指标", "单位", "统计数"],
        ["收到申请数", "件", "141"],
        [label, unit, "365000"],
        ["举报投诉数量", "件", "2"],
    ]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    lines = "\n".join("|".join(row) for row in rows)
    found = set()
    for report in (
        parse(f"<h1>云河市2016年政府信息公开工作年度报告</h1><table>{cells}</table>".encode()),
        parse(f"云河市2016年政府信息公开工作年度报告\n{lines}".encode()),
    ):
        assert report.applications.received.total == 141
        found.add((report.fees, any("365000" in item.raw for item in report.unread)))
    assert len(found) == 1
    return found.pop()


@pytest.mark.parametrize(
    "unit", ["元（人民币）", "人民币元", "圆", "RMB", "单位：元", "人民币（元）", "元/年"]
)
def test_yuan_by_another_name(unit: str) -> None:
    assert _fees(unit) == (Decimal("36.5"), False)


@pytest.mark.parametrize(
    ("unit", "value"), [("仟元", "36500"), ("佰元", "3650"), ("万圆", "365000"), ("万元", "365000")]
)
def test_large_units_by_another_name(unit: str, value: str) -> None:
    assert _fees(unit) == (Decimal(value), False)


@pytest.mark.parametrize("unit", ["美元", "万美元", "港元", "港币", "角", "分", "平方米"])
def test_what_is_no_unit_of_the_form_s_money_is_not_ten_thousand_yuan(unit: str) -> None:
    assert _fees(unit) == (None, True)


def test_two_units_that_differ() -> None:
    assert _fees("万元", "依申请公开信息收取的费用（元）") == (None, True)
    assert _fees("元", "依申请公开信息收取的费用（元）") == (Decimal("36.5"), False)
    cells = (
        "<tr><td>信息内容</td><td>本年收费金额（单位：万元）"
        "</td></tr><tr><td>行政事业性收费（元）</td><td>3051.27</td></tr>"
    )
    report = parse(f"<h1>云河市2022年政府信息公开工作年度报告</h1><table>{cells}</table>".encode())
    assert report.proactive.administrative_fees.amount is None
    assert any("3051.27" in item.raw for item in report.unread)


@pytest.mark.parametrize("unit", ["￥", "¥"])
def test_the_sign_of_yuan_in_the_column_of_units(unit: str) -> None:
    cells = (
        "<tr><td>统计指标</td><td>单位"
        f"</td><td>统计数</td></tr><tr><td>依申请公开信息收取的费用</td><td>{unit}</td><td>365000</td></tr>"
    )
    report = parse(f"<h1>云河市2016年政府信息公开工作年度报告</h1><table>{cells}</table>".encode())
    assert report.fees == Decimal("36.5")


def _only(figure: str, head: str) -> tuple[object, bool]:
    """The amount and whether its figure is said, in each way to lay the row out."""
    text = f"{HEAD}{FIRST}{fees(figure, head)}"
    found = set()
    for layout in (text, text.replace("\t", " "), text.replace("\t", "\n")):
        report = parse(layout.encode())
        digits = figure.partition("（")[0].rstrip("美港元圆")
        found.add((report.get(AMOUNT), any(digits in item.raw for item in report.unread)))
    assert len(found) == 1
    return found.pop()


@pytest.mark.parametrize("figure", ["50美元", "50（美元）", "50（万港元）"])
def test_foreign_money_beside_its_figure(figure: str) -> None:
    assert _only(figure, "本年收费金额（单位：万元）") == (None, True)


@pytest.mark.parametrize("figure", ["120000（人民币元）", "120000（圆）", "120000（￥）"])
def test_yuan_by_another_name_behind_its_figure(figure: str) -> None:
    assert _only(figure, "本年收费金额（单位：万元）") == (12, False)


@pytest.mark.parametrize("unit", ["角", "USD", "澳门元", "美金"])
def test_heads_of_other_money(unit: str) -> None:
    assert _only("120", f"本年收费金额（单位：{unit}）") == (None, True)


def test_tens_of_yuan() -> None:
    assert _fees("拾元") == (Decimal("365"), False)
    assert _fees("佰万元") == (Decimal("36500000"), False)
    assert _fees("十亿元") == (None, True)


@pytest.mark.parametrize(("unit", "value"), [("元", Decimal("36.5")), ("万元", None), ("千元", None)])
def test_the_sign_of_yuan_before_a_figure(unit: str, value: Decimal | None) -> None:
    """Below 万元 nobody can say which of the two the figure is in."""
    rows = [["统计指标", "单位", "统计数"], ["依申请公开信息收取的费用", unit, "￥365,000.00"]]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    report = parse(f"<h1>云河市2016年政府信息公开工作年度报告</h1><table>{cells}</table>".encode())
    assert report.fees == value
    assert any("365,000" in item.raw for item in report.unread) == (value is None)


@pytest.mark.parametrize("head", ["RMB万元", "￥万元", "万RMB", "CNY 万元"])
def test_a_sign_before_or_behind_a_large_unit_is_not_the_unit(head: str) -> None:
    cells = (
        f"<tr><td>信息内容</td><td>本年收费金额（{head}）"
        "</td></tr><tr><td>行政事业性收费</td><td>365</td></tr>"
    )
    report = parse(f"<h1>云河市2022年政府信息公开工作年度报告</h1><table>{cells}</table>".encode())
    assert report.proactive.administrative_fees.amount == 365
