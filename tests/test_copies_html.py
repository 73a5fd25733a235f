"""Copies of web pages as programs print their text: labels torn at every change of type, columns one blank
apart, heads over heads."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal
from random import Random

import pandas as pd
import pytest
import xlsxwriter

from figures import clean_figures
from govinfo_reports import Form, Report, Scope, Source, parse, parse_text
from govinfo_reports.readers.text.counted import counted_rows
from grids import form_tables, printed

TITLE = "云河市{}年政府信息公开工作年度报告\n\n一、总体情况\n\n全年工作平稳有序，各项制度得到落实。\n\n"
TAIL = "\n五、存在的主要问题及改进情况\n\n人手不足，明年加强培训。\n"
OLD, NEW = TITLE.format(2013), TITLE.format(2021)
CASES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
GROUPS = ("review", "litigation.direct", "litigation.after_review")
OUTCOMES = ("upheld", "corrected", "other", "pending", "total")


def found(report: Report, scope: Scope = Scope.YEAR) -> dict[str, Decimal | int]:
    return {
        fact.path: fact.value
        for fact in report.facts
        if fact.source is Source.TABLE and fact.value is not None and fact.scope is scope
    }


def numbered(lines: str) -> str:
    heads = "指标名称 计量单位 代码 本期实际 本年累计 甲 乙 丙 1 2"
    return OLD + "二、附表\n\n" + "\n".join([*heads.split(), *lines.split()]) + "\n" + TAIL


ROWS = "主动公开信息数 条 01 3 41 申请总数 条 02 2 17 其中： 1. 当面申请数 条 03 1 6 2. 传真申请数 条 04 0 5"


def test_columns_that_a_row_numbers_below_their_heads() -> None:
    report = parse_text(numbered(ROWS))
    assert found(report) == {
        "proactive.disclosed": 41,
        "applications.received.total": 17,
        "applications.received.in_person": 6,
        "applications.received.fax": 5,
    }


def test_a_row_with_a_cell_too_few_below_numbered_heads_is_not_read() -> None:
    report = parse_text(numbered(ROWS.replace("02 2 17", "02 17")))
    assert "applications.received.total" not in found(report)
    fact = report.fact("applications.received.total")
    assert any("申请总数" in one.raw for one in report.unread) or (fact is not None and fact.candidates)


@pytest.mark.parametrize("torn", ["1 、当面申请数|2 、传真申请数", "（ 1 ）当面申请数|（ 2 ）传真申请数"])
def test_an_ordinal_on_lines_of_its_own_is_its_labels(torn: str) -> None:
    first, second = torn.split("|")
    rows = f"主动公开信息数 条 41 申请总数 条 17 其中： {first} 条 6 {second} 条 5 行政复议数 件 2 行政诉讼数 件 1"
    text = OLD + "二、附表\n\n" + "\n".join(f"指标名称 计量单位 本年累计 {rows}".split()) + "\n" + TAIL
    read = found(parse_text(text))
    assert read["applications.received.total"] == 17
    assert read["applications.received.in_person"] == 6
    assert read["applications.received.fax"] == 5


def test_a_figure_before_a_label_without_its_ordinal_is_not_taken_for_it() -> None:
    """The ordinal before was 1, so that of the row below 9 would be 2: 9 is a figure of the row above."""
    rows = "主动公开信息数 条 41 申请总数 条 17 其中： 1 、当面申请数 条 9 、传真申请数 条 5 行政复议数 件 2"
    text = OLD + "二、附表\n\n" + "\n".join(f"指标名称 计量单位 本年累计 {rows}".split()) + "\n" + TAIL
    assert found(parse_text(text))["applications.received.in_person"] == 9


def test_a_point_on_a_line_of_its_own_parts_a_figure_of_one_column() -> None:
    rows = "一、主动公开政府信息数 条 41 二、收到申请数 件 17 七、依申请公开信息收取的费用 万元 347 . 7087 行政复议数 件 2 行政诉讼数 件 1"
    text = OLD + "二、附表\n\n" + "\n".join(f"统计指标 单位 统计数 {rows}".split()) + "\n" + TAIL
    assert found(parse_text(text))["fees"] == Decimal("347.7087")
    two = (
        text.replace("统计数", "2013年\n历年累计")
        .replace("\n41\n", "\n41\n90\n")
        .replace("\n17\n", "\n17\n80\n")
    )
    assert found(parse_text(two)).get("fees") is None


def four(cells: str, heads: str) -> str:
    shown = [cell.strip() or "\xa0" for cell in cells.split(",")]
    return NEW + "四、政府信息公开行政复议、行政诉讼情况\n" + heads + "\n".join(shown) + "\n" + TAIL


HEADS = "\n".join(("行政复议", "行政诉讼", *CASES, "未经复议直接起诉", "复议后起诉", *CASES, *CASES, ""))
TORN = "".join(f"{head[:2]}\n{head[2:]}\n" for head in HEADS.split())


@pytest.mark.parametrize("heads", [HEADS, TORN])
@pytest.mark.parametrize(
    "cells",
    [
        ", 0, 8, 0, 8,,, 0, 0, 0, 0, 0, 0, 0, 0",
        "1, 0,,, 1, 0, 0, 0,, 0, 0, 0, 0, 0, 0",
        ",,,,,,,, 3, 3, 0, 0, 0, 0, 0",
    ],
)
def test_a_line_of_a_no_break_space_is_a_cell_below_torn_heads_and_before_the_first_figure(
    heads: str, cells: str
) -> None:
    paths = [f"{group}.{outcome}" for group in GROUPS for outcome in OUTCOMES]
    wanted = {path: int(cell) for path, cell in zip(paths, cells.split(","), strict=True) if cell.strip()}
    assert found(parse_text(four(cells, heads))) == wanted


@pytest.mark.parametrize(
    "cells", [", 0, 8, 0, 8,,, 0, 0, 0, 0, 0, 0, 0", ",, 0, 8, 0, 8,,, 0, 0, 0, 0, 0, 0, 0,"]
)
def test_cells_too_few_or_too_many_before_the_first_figure_are_not_read(cells: str) -> None:
    report = parse_text(four(cells, HEADS))
    assert not {8, 3} & {*found(report).values()}
    assert report.unread or any(fact.candidates for fact in report.facts)


def test_a_blank_line_among_the_heads_is_no_cell_of_the_figures() -> None:
    """One head is blank, and so is a line before the figures, of which the last is lost: their order says
    nothing."""
    heads = HEADS.replace("行政诉讼\n", "行政诉讼\n\xa0\n")
    assert "review.other" not in found(parse_text(four(", 1, 2, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7", heads)))


@pytest.mark.parametrize("word", ["无此项", "——", "不适用"])
def test_a_word_for_none_ends_a_table_of_one_cell_a_line(word: str) -> None:
    cells = ["1", word, "0", "0", "1", "0", "0", "0", "0", "0", "0", "0", "0", "0", word]
    report = parse_text(
        NEW + "四、政府信息公开行政复议、行政诉讼情况\n" + HEADS + "\n".join(cells) + "\n" + TAIL
    )
    assert found(report)["review.total"] == 1
    assert found(report)["litigation.after_review.pending"] == 0
    assert not [fact for fact in report.facts if fact.source is Source.PROSE]


def laid(*rows: str) -> str:
    return "\n".join(rows) + "\n"


def test_the_column_of_units_is_one_blank_behind_the_longest_label() -> None:
    table = laid(
        "   指 标 名 称    计量 单位 2013 年度 历年 累计",
        "   主动公开文件数    条     4       41",
        "   其中：政府网站公开数 条     2       29",
        "   受理依申请公开信息总数 条    0       7",
        "   对申请的答复总数   条     0       6",
    ).replace("信息总数 条    0", "信息数 条     0")
    read = parse_text(OLD + "二、附表\n\n" + table + TAIL)
    assert found(read)["proactive.disclosed"] == 4
    assert found(read, Scope.CUMULATIVE)["proactive.disclosed"] == 41


def test_a_year_over_heads_beside_which_the_labels_head_stands_in_the_middle() -> None:
    table = laid(
        "                                   2013年",
        "指标名称                  计量单位",
        "                                   本年数 历年累计",
        "主动公开文件数            条       3      7465",
        "其中：1、政府网站公开数   条       0      12",
        "受理依申请公开信息总数    条       5      36010",
    )
    report = parse_text(OLD + "二、附表\n\n" + table + TAIL)
    assert found(report)["proactive.disclosed"] == 3
    assert found(report)["applications.received.total"] == 5
    assert found(report, Scope.CUMULATIVE)["applications.received.total"] == 36010


TWO = (
    "第二十条第（一）项",
    "信息内容        本年制发件数 本年废止件数 现行有效件数",
    "规章            0            3              ",
    "行政规范性文件  0                         9 ",
    "第二十条第（五）项",
    "信息内容        本年处理决定数量",
    "行政许可          ",
    "第二十条第（六）项",
    "信息内容        本年处理决定数量",
    "行政处罚          ",
    "行政强制        28",
    "第二十条第（八）项",
    "信息内容        本年收费金额（单位：万元）",
    "行政事业性收费  285.3",
)
READ = {
    "proactive.regulations.issued": 0,
    "proactive.regulations.repealed": 3,
    "proactive.normative_documents.issued": 0,
    "proactive.normative_documents.in_force": 9,
    "proactive.coercion.decisions": 28,
    "proactive.administrative_fees.amount": Decimal("285.3"),
}


def test_rows_whose_cells_are_all_blank_among_rows_one_blank_apart() -> None:
    assert found(parse_text(NEW + "二、主动公开政府信息情况\n\n" + "\n".join(TWO) + "\n" + TAIL)) == READ


@pytest.mark.parametrize(("shown", "amount"), [("行政事业性收费 8171", 8171), ("行政事业性收费  8171", None)])
def test_a_figure_one_blank_behind_the_widest_label(shown: str, amount: int | None) -> None:
    """It begins where its head does; one that begins elsewhere belongs to a table of its own."""
    table = laid(
        "信息内容    本年制发件数 本年废止件数 现行有效件数",
        "规章      0      3      12",
        "行政规范性文件 0      8      14",
        "第二十条第（八）项",
        "信息内容    本年收费金额（单位：万元）",
        shown,
    )
    report = parse_text(
        NEW + "二、主动公开政府信息情况\n\n" + table + "\n三、收到和处理政府信息公开申请情况\n"
    )
    assert found(report)["proactive.normative_documents.in_force"] == 14
    if amount is not None:
        assert found(report)["proactive.administrative_fees.amount"] == amount


ITEMS = (
    "一、主动公开情况|——",
    "（一）主动公开政府信息数|条|943",
    "其中：主动公开规范性文件数|条|16",
    "制发规范性文件总数|件|23",
    "三、依申请公开情况|——",
    "（一）收到申请数|件|60",
    "1.当面申请数|件|12",
    "2.传真申请数|件|",
    "3.网络申请数|件|48",
    "四、行政复议数量|件|2",
)


def serials(first: int, *, before: bool, skipped: int = 0) -> str:
    """A table of one cell a line with a serial in each row, from `first` on; one of them lost."""
    cells = ["序号", "统计指标", "单位", "统计数"] if before else ["统计指标", "单位", "统计数", "序号"]
    for at, row in enumerate(ITEMS, first):
        own = [cell for cell in row.split("|") if cell]
        number = [] if at == skipped else [str(at)]
        cells += [*number, *own] if before else [*own, *number]
    return TITLE.format(2017) + "附件：政府信息公开情况统计表\n\n" + "\n".join(cells) + "\n"


def test_serials_before_the_labels_of_one_cell_a_line_are_no_figures() -> None:
    read = found(parse_text(serials(1, before=True)))
    assert read == {
        "proactive.disclosed": 943,
        "proactive.normative_documents.disclosed": 16,
        "proactive.normative_documents.issued": 23,
        "applications.received.total": 60,
        "applications.received.in_person": 12,
        "applications.received.online": 48,
        "review.total": 2,
    }


@pytest.mark.parametrize("skipped", [2, 5, 8])
def test_no_figure_is_a_serial_where_one_of_these_is_lost(skipped: int) -> None:
    read = found(parse_text(serials(1, before=True, skipped=skipped)))
    whole = found(parse_text(serials(1, before=True)))
    assert read.items() <= whole.items()


def test_a_year_and_a_word_for_none_on_two_lines_each() -> None:
    rows = "主动公开文件数 条 3 41 受理依申请公开信息总数 条 无 此项 17 对申请的答复总数 条 2 15"
    text = f"指标名称 计量单位 2013 年 本年数 历年累计 {rows}"
    report = parse_text(OLD + "二、附表\n\n" + "\n".join(text.split()) + "\n" + TAIL)
    assert found(report) == {"proactive.disclosed": 3, "applications.replies.total": 2}
    assert found(report, Scope.CUMULATIVE)["applications.received.total"] == 17


def changes(*rows: str) -> dict[str, Decimal | int]:
    heads = "第二十条第（五）项 信息内容 上一年项目数量 本年增 / 减 处理决定数量"
    lines = f"{heads} {' '.join(rows)}".split()
    title = TITLE.format(2019) + "二、主动公开政府信息情况\n\n"
    return found(parse_text(title + "\n".join(lines) + "\n三、收到和处理政府信息公开申请情况\n"))


def test_a_sign_on_a_line_of_its_own() -> None:
    read = changes("行政许可 38 - 3 5", "其他对外管理服务事项 7 2 119")
    assert read["proactive.licensing.items_last_year"] == 38
    assert read["proactive.licensing.items_change"] == -3
    assert read["proactive.licensing.decisions"] == 5
    assert read["proactive.other_services.items_change"] == 2


def test_a_dash_on_a_line_of_its_own_is_a_blank_cell_of_a_row_that_is_whole() -> None:
    read = changes("行政许可 38 - 5", "其他对外管理服务事项 7 2 119")
    assert read["proactive.licensing.decisions"] == 5
    assert "proactive.licensing.items_change" not in read


def test_no_sign_is_made_up_where_digits_are_torn_too() -> None:
    """10 may be torn as 3 | 119 is: then the dash is a blank cell."""
    assert not changes("行政许可 38 - 1 5", "其他对外管理服务事项 7 2 1 19")


def test_a_table_of_two_heads_and_one_cell_a_line() -> None:
    rows = (
        "主动公开政府信息数 8 网站公开信息数 1866 依申请公开申请总数 0 发布会次数 1 公开栏期数 0 行政复议数 1"
    )
    text = OLD + "二、附表\n\n" + "\n".join(f"项目 数量 {rows}".split()) + "\n" + TAIL
    assert found(parse_text(text))["proactive.disclosed"] == 8


def frame_of(form: Form, blank: str, seed: int) -> tuple[list[tuple[str, pd.DataFrame]], dict[str, str]]:
    """The tables of a report as `pandas.read_html` gives them, with a share of their figures blank."""
    rng = Random(f"{form}{seed}")
    shown = {
        path: blank if rng.random() < 0.15 else text
        for path, text in printed(clean_figures(form, rng)).items()
    }
    tables = []
    for heading, given in form_tables(form, shown).items():
        for table in given:
            grid = [[""] * table.n_columns for _ in table.rows]
            for cell in table.cells:
                for row in range(cell.row, cell.row + cell.rowspan):
                    for column in range(cell.column, cell.column + cell.colspan):
                        grid[row][column] = cell.text
            tables.append((heading, pd.DataFrame(grid).replace("", None)))
    return tables, {path: text for path, text in shown.items() if text != blank}


FRAMES: dict[str, Callable[[pd.DataFrame], str]] = {
    "to_string": lambda frame: frame.to_string(),
    "to_string without index": lambda frame: frame.to_string(index=False),
    "to_csv": lambda frame: frame.to_csv(),
    "to_csv without index": lambda frame: frame.to_csv(index=False),
}


@pytest.mark.parametrize("way", FRAMES)
@pytest.mark.parametrize("blank", ["", "——"])
@pytest.mark.parametrize("form", [Form.F2021, Form.F2019, Form.F2014])
def test_what_pandas_makes_of_the_tables_of_a_page(form: Form, blank: str, way: str) -> None:
    tables, wanted = frame_of(form, blank, 3)
    year = {Form.F2021: 2021, Form.F2019: 2019}.get(form, 2017)
    text = TITLE.format(year) + "\n\n".join(f"{heading}\n\n{FRAMES[way](frame)}" for heading, frame in tables)
    read = found(parse(f"{text}\n{TAIL}".encode()))
    assert read == {path: Decimal(text) for path, text in wanted.items()}


def test_an_index_of_a_workbook_is_no_column_of_figures() -> None:
    tables, wanted = frame_of(Form.F2021, "——", 5)
    lines: list[list[str]] = [["云河市2021年政府信息公开工作年度报告"]]
    for heading, frame in tables:
        lines += [[], [heading], [], ["", *map(str, frame.columns)]]
        lines += [
            [str(at), *(text or "" for text in row)] for at, row in enumerate(frame.to_numpy().tolist())
        ]
    book = io.BytesIO()
    workbook = xlsxwriter.Workbook(book, {"in_memory": True})
    sheet = workbook.add_worksheet()
    for at, row in enumerate(lines):
        sheet.write_row(at, 0, row)
    workbook.close()
    read = found(parse(book.getvalue()))
    assert read == {path: Decimal(text) for path, text in wanted.items()}


PANDAS = ["    0   1", "0  内容  数量", "1  许可   3", "2  处罚  15", ""]


@pytest.mark.parametrize("number", ["2", "7"])
def test_numbers_before_the_rows_are_no_cells_where_some_rows_were_left_out(number: str) -> None:
    lines = [*PANDAS[:3], PANDAS[3].replace("2  处罚", f"{number}  处罚"), ""]
    shown = [[text for text, _ in row] for row in counted_rows(lines, 0) or []]
    assert shown == [["内容", "数量"], ["许可", "3"], ["处罚", "15"]]


def test_a_first_column_of_numbers_is_no_index() -> None:
    lines = [" 0  1", " 1 许可", " 2 处罚", ""]
    assert counted_rows(lines, 0) is None


@pytest.mark.parametrize("row", ["2  处罚案件  15", "2  处罚  1 159"])
def test_a_cell_that_reaches_over_the_end_of_its_column_leaves_no_columns(row: str) -> None:
    assert counted_rows([*PANDAS[:3], row, ""], 0) is None


def test_heads_that_a_second_row_repeats_beside_those_of_two_columns() -> None:
    table = laid(
        "| 指标名称 | 计量单位 | 2013年 | 2013年 |",
        "| --- | --- | --- | --- |",
        "| 指标名称 | 计量单位 | 本年数 | 历年累计 |",
        "| 主动公开文件数 | 条 | 3 | 7465 |",
        "| 受理依申请公开信息总数 | 条 | 5 | 36010 |",
    )
    report = parse_text(OLD + "二、附表\n\n" + table + TAIL)
    assert found(report) == {"proactive.disclosed": 3, "applications.received.total": 5}
    assert found(report, Scope.CUMULATIVE)["proactive.disclosed"] == 7465


@pytest.mark.parametrize(("heads", "changed"), [("处理决定数量", 1), ("处理决定数量|", None)])
def test_a_pipe_at_the_end_of_most_rows_stands_before_a_blank_cell_if_all_have_as_many(
    heads: str, changed: int | None
) -> None:
    """As html2text prints a table whose last column is blank in every row; else each row may end so."""
    rows = laid(
        "第二十条第（五）项  ",
        "---  ",
        f"信息内容| 上一年项目数量| 本年增/减| {heads}  ",
        "行政许可| 4| 1|   ",
        "其他对外管理服务事项| 7| |   ",
    )
    read = found(parse_text(TITLE.format(2019) + "二、主动公开政府信息情况\n\n" + rows + "\n"))
    assert read.get("proactive.licensing.items_change") == changed
    assert "proactive.licensing.decisions" not in read
