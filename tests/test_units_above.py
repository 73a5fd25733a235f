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
