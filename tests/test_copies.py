"""What converters, stylesheets and form fields make of a table: the grid that a person sees, and no figure
more."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest

from figures import Figure, clean_figures
from govinfo_reports import Form, Report, parse, parse_text
from govinfo_reports.api import read_document
from govinfo_reports.document import Table
from govinfo_reports.limits import DEFAULT_LIMITS
from govinfo_reports.readers.common.alignment import align
from govinfo_reports.readers.common.monospaced import pieces_of_lines, ways_of_lines
from govinfo_reports.readers.text.read import text_document
from grids import form_tables, printed
from writers_text import as_layout

HEAD = "云河市2016年政府信息公开工作年度报告\n一、概述\n全年工作平稳有序。\n\n"


def grids(text: str) -> list[list[list[str]]]:
    document = text_document(text, source=None, limits=DEFAULT_LIMITS)
    return [[[cell.text for cell in row] for row in table.rows] for table in document.tables()]


def spans(table: Table) -> dict[str, tuple[int, int]]:
    return {cell.text: (cell.rowspan, cell.colspan) for cell in table.cells if cell.text}


def aligned(text: str) -> list[list[str]]:
    lines = text.strip("\n").split("\n")
    table = align(pieces_of_lines(ways_of_lines(lines, 0, len(lines))), number=1)
    assert table is not None
    return [[cell.text for cell in row] for row in table.rows]


# text laid out as on the page


@pytest.mark.parametrize("wide", [False, True])
def test_a_wrapped_label_belongs_to_the_row_of_its_middle(wide: bool) -> None:
    text = """
                     数量    金额
甲类事项的
登记与变             31      7
更情况
乙类                  2      0
丙类事项的
                      4     15
另一半
"""
    if wide:  # the same, by a program that takes two places for each character
        text = "\n".join(
            line.replace("  ", " ", sum("\u4e00" <= sign <= "\u9fff" for sign in line[:12]))
            for line in text.split("\n")
        )
    rows = aligned(text)
    assert ["甲类事项的登记与变更情况", "31", "7"] in rows
    assert ["乙类", "2", "0"] in rows
    assert ["丙类事项的另一半", "4", "15"] in rows


def test_a_blank_is_told_by_its_place_or_not_at_all() -> None:
    rows = aligned("""
项目      甲      乙      丙
一号      11      12      13
二号      21              23
三号              32
四号      41  42
五号      51      52      53
""")
    assert ["二号", "21", "", "23"] in rows
    assert ["三号", "", "32", ""] in rows
    assert ["四号", "41 42"] in rows, "a figure between two columns is in neither"


def test_labels_of_several_levels_span_their_rows() -> None:
    lines = """
类别     项目        甲     乙
        1.首项      1     2
（一）
        2.次项      3     4
大类
        3.末项      5     6
（二）小类          7     8
""".strip("\n").split("\n")
    table = align(pieces_of_lines(ways_of_lines(lines, 0, len(lines))), number=1)
    assert table is not None
    assert spans(table)["（一）大类"] == (3, 1)
    assert spans(table)["（二）小类"] == (1, 2)


def test_cells_set_apart_by_the_same_blanks_have_no_places() -> None:
    assert grids("信息内容    制发    废止\n规章    255    0\n行政规范性文件    3    14\n决定    9    1\n")[
        0
    ][1:] == [
        ["规章", "255", "0"],
        ["行政规范性文件", "3", "14"],
        ["决定", "9", "1"],
    ]


@pytest.mark.parametrize("form", [Form.F2014, Form.F2021])
def test_page_numbers_alone_on_their_lines_are_no_figures(form: Form) -> None:
    figures = clean_figures(form, Random(4))
    lines = [HEAD]
    for heading, tables in form_tables(form, printed(figures)).items():
        lines += [heading, *(as_layout(table) for table in tables)]
    text = "\n".join(lines).split("\n")
    blank = [at for at, line in enumerate(text) if at > 40 and not line.strip()]
    for number, at in enumerate((blank[len(blank) // 3], blank[2 * len(blank) // 3]), 1):
        text[at] = f"\n\n\n{' ' * 33}{number}\n\n"
    found = {
        fact.path: fact.value for fact in parse_text("\n".join(text)).facts if fact.source.value == "table"
    }
    wrong = {path: value for path, value in found.items() if value not in (None, figures.get(path))}
    assert not wrong
    assert len(found) > len(figures) * 0.9


# drawn and ruled tables

BOX = """
┌──────┬─────────────┐
│      │数量         │
│项目  ├──────┬──────┤
│      │甲    │乙    │
├──────┼──────┼──────┤
│登记  │1     │      │
├──────┼──────┴──────┤
│变更  │23           │
└──────┴─────────────┘
"""


@pytest.mark.parametrize(
    "signs", ["", "┌╔┬╦┐╗├╠┼╬┤╣└╚┴╩┘╝─═│║", "┌┏┬┳┐┓├┣┼╋┤┫└┗┴┻┘┛─━│┃", "┌+┬+┐+├+┼+┤+└+┴+┘+─-│|"]
)
def test_tables_drawn_with_any_box_characters(signs: str) -> None:
    text = BOX.translate({ord(one): other for one, other in zip(signs[::2], signs[1::2], strict=True)})
    (table,) = text_document(HEAD + text, source=None, limits=DEFAULT_LIMITS).tables()
    assert spans(table) == {
        "项目": (2, 1),
        "数量": (1, 2),
        "甲": (1, 1),
        "乙": (1, 1),
        "登记": (1, 1),
        "1": (1, 1),
        "变更": (1, 1),
        "23": (1, 2),
    }
    assert [cell.text for cell in table.rows[2]] == ["登记", "1", ""]


@pytest.mark.parametrize(
    "text",
    [
        "  ------ ------ ------\n  项目   甲     乙\n  登记   1\n  变更   2      3\n  ------ ------ ------\n",
        "  ----------------------\n  项目   甲     乙\n  ------ ------ ------\n  登     1\n  记\n\n "
        " 变更   2      3\n  ----------------------\n",
        "  项目   甲     乙\n  ------ ------ ------\n  登记   1\n  变更   2      3\n\n",
        "====== ====== ======\n项目   甲     乙\n====== ====== ======\n登记   1\n变更   2      "
        "3\n====== ====== ======\n",
    ],
    ids=["simple", "multiline", "headed", "restructured"],
)
def test_tables_ruled_with_dashes(text: str) -> None:
    assert grids(HEAD + text + "\n五、结语\n") == [
        [["项目", "甲", "乙"], ["登记", "1", ""], ["变更", "2", "3"]]
    ]


def test_merged_cells_that_left_blanks_in_markdown() -> None:
    (table,) = text_document(
        "|说明| | |人数| | |\n|---|---|---|---|---|---|\n| | | |甲|乙|丙|\n|一、新收| | "
        "|1|2|3|\n|二、办理|（一）准|公开|4| |6|\n| | |驳回|7|8|9|\n",
        source=None,
        limits=DEFAULT_LIMITS,
    ).tables()
    assert spans(table)["说明"] == (2, 3)
    assert spans(table)["人数"] == (1, 3)
    assert spans(table)["一、新收"] == (1, 3)
    assert spans(table)["二、办理"] == spans(table)["（一）准"] == (2, 1)
    assert [cell.text for cell in table.rows[3]] == ["二、办理", "（一）准", "公开", "4", "", "6"]


def test_a_head_that_a_converter_wrote_on_over_the_next_one() -> None:
    text = "|项目|组织|组织|组织|合计|\n|---|---|---|---|---|\n|项目|甲方|乙方|丙方|丙方|\n|登记|0|0|0|0|\n|变更|0|1|0|1|\n"
    (table,) = text_document(text, source=None, limits=DEFAULT_LIMITS).tables()
    assert [cell.text for cell in table.rows[-1]][-1] == "1"
    assert table.n_columns == 5
    assert spans(table)["合计"] == (2, 1)


# marks within lines


@pytest.mark.parametrize(
    "figure",
    [
        "12<sup>1</sup>",
        "12^1^",
        "~~9~~12",
        "<del>9</del>12",
        "<span\nstyle='x'>12</span>",
        '[12]{.underline lang="EN-US"}',
        "**12**",
    ],
)
def test_marks_of_markdown_beside_a_figure(figure: str) -> None:
    table = (
        "| 统计指标 | 单位 | 统计数 |\n|---|---|---|\n| 三、依申请公开情况 | | |\n| "
        f"（一）收到申请数 | 件 | {figure} |\n"
    )
    assert values(parse_text(HEAD + table)) == {12}


@pytest.mark.parametrize("wrapper", ["<div>\n\n", "<span>\n\n", '<div class="x">\n\n'])
def test_markdown_within_a_tag_is_no_page(wrapper: str) -> None:
    text = (
        wrapper
        + HEAD
        + "| 统计指标 | 单位 | 统计数 |\n|---|---|---|\n| （一）收到申请数 | 件 | 12 |\n\n</div>\n"
    )
    assert [len(table.rows) for table in read_document(text.encode()).tables()] == [2]


@pytest.mark.parametrize("footer", ["使用帮助 | 联系我们", "首页｜政务公开 | 年报"])
def test_a_bar_in_the_footer_of_a_page_of_one_line(footer: str) -> None:
    text = (
        "青川县2023年政府信息公开工作年度报告 一、总体情况 "
        + "全县坚持以公开为常态。" * 8
        + f"全年收到政府信息公开申请26件。 {footer}"
    )
    assert parse_text(text).applications.received.total == 26


# pages with stylesheets


def page(style: str, cell: str) -> Report:
    return parse(
        "<html><head><meta charset='utf-8'>"
        f"<style>{style}</style></head><body><h1>云河市2016年政府信息公开工作年度报告</h1><table>"
        "<tr><td>统计指标</td><td>单位"
        "</td><td>统计数</td></tr><tr><td>三、依申请公开情况</td><td></td><td></td></tr>"
        f"<tr><td>（一）收到申请数</td><td>件</td>{cell}</tr></table></body></html>".encode()
    )


def values(report: Report) -> set[int | Decimal | None]:
    return {fact.value for fact in report.facts if fact.path == "applications.received.total"}


@pytest.mark.parametrize(
    ("style", "cell"),
    [
        (".h{display:none}", "<td><span class='h'>9</span>12</td>"),
        ("#x{visibility:hidden}", "<td>12<b id='x'>9</b></td>"),
        ("td > i, .z{display : none !important}", "<td>12<i style='display:inline'>9</i></td>"),
        ("@media screen{td em{display:none}}", "<td><em>9</em>12</td>"),
        (".h{display:none}", "<td class='h'>77</td><td>12</td>"),
        (".old{text-decoration:line-through}", "<td><span class='old'>9</span>12</td>"),
        (".n{vertical-align:super}", "<td>12<span class='n'>3</span></td>"),
        ("", "<td>12<font style='vertical-align: super'>1</font></td>"),
        ("", "<td>12<span style='VERTICAL-ALIGN:4px'>1</span></td>"),
        ("", "<td><select><option>0<option selected>12<option>13</select></td>"),
    ],
)
def test_a_page_is_read_as_its_stylesheet_shows_it(style: str, cell: str) -> None:
    assert values(page(style, cell)) == {12}


@pytest.mark.parametrize(
    ("style", "cell"),
    [
        (".h{display:none} td .h{display:inline}", "<td>1<span class='h'>2</span></td>"),
        (".h{display:none}", "<td>1<span class='h' style='display:inline'>2</span></td>"),
        ("@media print{.h{display:none}}", "<td>1<span class='h'>2</span></td>"),
        (".h:hover{display:none}", "<td>1<span class='h'>2</span></td>"),
        (".n{vertical-align:middle}", "<td>1<span class='n'>2</span></td>"),
    ],
)
def test_what_a_stylesheet_does_not_hide_is_read(style: str, cell: str) -> None:
    assert values(page(style, cell)) == {12}


def test_figures_that_only_a_stylesheet_prints_are_said() -> None:
    report = page("td[data-n]::before{content:attr(data-n)}", "<td data-n='12'></td>")
    assert values(report) <= {None}
    assert any("样式表" in notice for notice in report.notices)


_MANY = "".join(f".c{number}{{color:red}}" for number in range(9_000))


def test_rules_that_hide_nothing_take_no_place_of_those_that_do() -> None:
    report = page(_MANY + ".h{display:none}", "<td>12<span class='h'>9</span></td>")
    assert values(report) == {12}
    assert not any("规则过多" in notice for notice in report.notices)


@pytest.mark.parametrize(
    "more", ["".join(f".c{number}{{display:none}}" for number in range(4_100)), _MANY + " " * 400_000]
)
def test_rules_that_are_not_looked_at_are_said(more: str) -> None:
    cell = "<td>12<span class='h'>9</span></td>"
    assert any("规则过多" in notice for notice in page(f"{more}.h{{display:none}}", cell).notices)
    harmless = page(f".h{{display:none}}{' ' * 500_000}.c{{color:red}}", cell)
    assert values(harmless) == {12}
    assert not any("规则过多" in notice for notice in harmless.notices)


def test_figures_of_the_reference_layout_are_all_there() -> None:
    figures: dict[str, Figure] = clean_figures(Form.F2021, Random(9))
    lines = ["云河市2022年政府信息公开工作年度报告", "一、总体情况", "全年工作平稳有序。"]
    for heading, tables in form_tables(Form.F2021, printed(figures)).items():
        lines += [heading, *(as_layout(table) for table in tables)]
    found = {
        fact.path: fact.value for fact in parse_text("\n".join(lines)).facts if fact.source.value == "table"
    }
    assert {path: value for path, value in found.items() if value not in (None, figures.get(path))} == {}
    assert sum(found.get(path) == value for path, value in figures.items()) >= len(figures) * 0.99


def test_radicals_for_characters_are_read_as_those() -> None:
    text = (
        HEAD + "| 统计指标 | 单位 | 统计数 |\n|---|---|---|\n| （一）收到申请数 | 件 | 12 |\n| "
        "2.传真申请数 | 件 | 3 |\n"
    )
    radical = text.translate(
        {ord("一"): "⼀", ord("长"): "⻓", ord("工"): "⼯", ord("年"): "年", ord("入"): "⼊"}
    )
    assert radical != text
    report = parse_text(radical)
    assert (report.title, values(report)) == ("云河市2016年政府信息公开工作年度报告", {12})
