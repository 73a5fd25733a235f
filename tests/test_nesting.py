"""How the rows of a statistics table are nested: as the grammar says, whatever figures stand in the cells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lark import Token, Tree

from govinfo_reports import Scope, parse_text
from govinfo_reports.document import Cell
from govinfo_reports.grammar import parser
from govinfo_reports.location import Location
from govinfo_reports.tables.nesting import nested
from govinfo_reports.tables.statistics_rows import Line

LABELS = (
    "一、主动公开情况",
    "(一)主动公开政府信息数(不同渠道和方式公开相同信息计1条)",
    "其中:主动公开规范性文件数",
    "1.政府公报公开政府信息数",
    "(1)当面申请数",
    "其中1.涉及商业秘密",
    "主动公开的其他信息",
    "(说明)",
    "四、行政复议数量",
    "12.其他",
    "",
)
UNITS = ("", "条", "件", "万元")
VALUES = (
    "0",
    "12",
    "1,204",
    "3.50",
    "约120条",
    "-",
    "/",
    "",
    "无此项",
    "详见附件",
    "增加3件",
    "条",
    "(一)",
    "1.",
    "其中:",
)
ROWS = st.lists(
    st.tuples(st.sampled_from(LABELS), st.sampled_from(UNITS), st.lists(st.sampled_from(VALUES), max_size=3)),
    min_size=1,
    max_size=12,
)


def line(label: str, unit: str, values: list[str]) -> Line:
    cell = Cell(text=label, row=0, column=0, location=Location(line=1))
    return Line(
        text="\t".join([label, *([unit] if unit else []), *values]),
        values=tuple((cell, Scope.YEAR) for _ in values),
        label=label,
        row=(cell,),
    )


def as_parsed(lines: list[Line]) -> list[tuple[int | None, str | None]]:
    """The nesting and the units of a parse of just these lines."""
    found: list[tuple[int | None, str | None]] = []

    def walk(node: Tree[Token], above: int | None) -> None:
        for child in node.children:
            if isinstance(child, Tree) and child.data == "row":
                units = [str(unit.children[0]) for unit in child.find_data("unit")]
                found.append((above, units[0] if units else None))
                above = len(found) - 1
            elif isinstance(child, Tree):
                walk(child, above)

    walk(parser("statistics_table").parse("".join(one.text + "\n" for one in lines)), None)
    return found


@given(ROWS, st.lists(st.lists(st.sampled_from(VALUES), max_size=3), min_size=12, max_size=12))
def test_tables_of_the_same_labels_are_nested_alike(
    rows: list[tuple[str, str, list[str]]], others: list[list[str]]
) -> None:
    """The second table may find the first one's nesting kept: it must be its own."""
    first = [line(*row) for row in rows]
    second = [
        line(label, unit, values) for (label, unit, _), values in zip(rows, others[: len(rows)], strict=True)
    ]
    for lines in (first, second):
        assert [(row.inside, row.unit) for row in nested(lines)] == as_parsed(lines)


def test_a_table_longer_than_any_form_is_nested_as_well() -> None:
    lines = [
        line(*row) for row in [("一、主动公开情况", "", []), ("1.政府公报公开政府信息数", "条", ["3"])] * 300
    ]
    rows = nested(lines)
    assert [row.inside for row in rows] == [place for first in range(0, 600, 2) for place in (None, first)]
    assert {row.unit for row in rows} == {None, "条"}


def test_the_same_label_under_other_heads_is_another_indicator() -> None:
    """Two tables with the same rows, whose heads of groups have changed places."""
    row = "（二）被依法纠错数\t件\t{}"
    review, litigation = "四、行政复议数量\t件\t5", "五、行政诉讼数量\t件\t5"

    def read(first: str, second: str) -> dict[str, object]:
        lines = ["统计指标\t单位\t统计数", first, row.format(3), second, row.format(4)]
        report = parse_text("云河市2015年政府信息公开工作年度报告\n" + "\n".join(lines))
        return {fact.path: fact.value for fact in report.facts}

    one, other = read(review, litigation), read(litigation, review)
    assert one["review.corrected"] == other["litigation.corrected"] == 3
    assert one["litigation.corrected"] == other["review.corrected"] == 4
