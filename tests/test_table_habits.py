"""Tables as offices draw them and as sites hand them on: labels in columns by their level, rows filled up
with blanks."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from random import Random

import pytest

import figures
import grids
import writers_text
from govinfo_reports import Report, parse, parse_text
from govinfo_reports.document import Table
from govinfo_reports.facts import Scope, Source
from govinfo_reports.findings import Severity
from govinfo_reports.indicators import Form

_HEAD = "云河市{year}年政府信息公开工作年度报告"
_SECTION = {Form.F2019: 2019, Form.F2021: 2022, Form.F2014: 2016}


def table_values(report: Report) -> dict[str, figures.Figure]:
    return {
        fact.path: fact.value
        for fact in report.facts
        if fact.source is Source.TABLE and fact.scope is Scope.YEAR and fact.value is not None
    }


def printed_values(texts: Mapping[str, str], of: Mapping[str, figures.Figure]) -> dict[str, figures.Figure]:
    return {path: value for path, value in of.items() if texts.get(path)}


def warnings(report: Report) -> set[str]:
    """The rules of errors and warnings, but for the sections of prose that these reports do without."""
    grave = (Severity.ERROR, Severity.WARNING)
    return {one.rule for one in report.findings if one.severity in grave} - {"complete:sections"}


def behind_each_cell(table: Table, *, fill: int = 0) -> str:
    """`甲 | 乙 | 丙 |`: a pipe behind each cell, none before the first; each row filled up to `fill`
    cells."""
    lines = []
    for row in table.rows:
        cells = [cell.text for cell in row]
        cells += [""] * (fill - len(cells))
        lines.append("".join(f"{text} |" for text in cells))
    return "\n".join(lines)


def with_empty_cells(table: Table) -> str:
    """A Markdown table in which a merged cell leaves the places it covers empty."""
    lines = []
    for number, row in enumerate(table.covering()):
        texts = [
            cell.text if cell is not None and (cell.row, cell.column) == (number, column) else ""
            for column, cell in enumerate(row)
        ]
        lines.append("| " + " | ".join(texts) + " |")
    return "\n".join([lines[0], "|" + " --- |" * table.n_columns, *lines[1:]])


def with_repeated_cells(table: Table) -> str:
    """A Markdown table in which a merged cell's text stands in each place it covers."""
    lines = [
        "| " + " | ".join("" if cell is None else cell.text for cell in row) + " |"
        for row in table.covering()
    ]
    return "\n".join([lines[0], "|" + " --- |" * table.n_columns, *lines[1:]])


def listed(table: Table) -> str:
    """A cell a line, with an empty line between; blank cells have left nothing."""
    return "\n\n".join(cell.text for row in table.rows for cell in row if cell.text)


def report_of(form: Form, texts: Mapping[str, str], write: Callable[[Table], str]) -> Report:
    year = _SECTION[form]
    parts = [_HEAD.format(year=year), "一、总体情况", f"{year}年，我市推进政务公开。"]
    for heading, tables in grids.form_tables(form, texts).items():
        parts += [heading, *map(write, tables)]
    return parse_text("\n".join(parts))


@pytest.mark.parametrize("form", [Form.F2021, Form.F2019])
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("is_blank", [True, False])
def test_merged_cells_whose_text_is_repeated(form: Form, seed: int, is_blank: bool) -> None:
    clean = figures.clean_figures(form, Random(seed))
    texts = {path: "" if is_blank and text == "0" else text for path, text in grids.printed(clean).items()}
    report = report_of(form, texts, with_repeated_cells)
    assert table_values(report) == printed_values(texts, clean)
    assert not report.unread
    assert not warnings(report)


@pytest.mark.parametrize("seed", range(12))
def test_of_listed_cells_whose_blanks_have_vanished_no_figure_is_wrong(seed: int) -> None:
    rng = Random(seed)
    form = rng.choice([Form.F2021, Form.F2019])
    clean = figures.clean_figures(form, rng)
    texts = {
        path: "" if text == "0" or rng.random() < 0.2 else text for path, text in grids.printed(clean).items()
    }
    for path, value in table_values(report_of(form, texts, listed)).items():
        assert texts[path], path
        assert value == clean[path], path


def test_a_cell_on_its_own_line_is_not_several_figures() -> None:
    text = (
        f"{_HEAD.format(year=2022)}\n一、总体情况\n二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\n本年制发件数\n"
        "本年废止件数\n现行有效件数\n规章\n330\n行政规范性文件\n12\n5\n40\n三、收到和处理政府信息公开申请情况\n"
    )
    report = parse_text(text)
    assert table_values(report) == {
        "proactive.normative_documents.issued": 12,
        "proactive.normative_documents.repealed": 5,
        "proactive.normative_documents.in_force": 40,
    }
    assert [unread.raw for unread in report.unread] == ["规章 | 330"]


def test_a_row_all_of_whose_cells_have_vanished_takes_none_of_the_next() -> None:
    text = (
        f"{_HEAD.format(year=2019)}\n一、总体情况\n二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\n本年新制作数量\n"
        "本年新公开数量\n对外公开总数量\n规章\n规范性文件\n5\n235\n三、收到和处理政府信息公开申请情况\n"
    )
    assert not any(path.startswith("proactive.regulations") for path in table_values(parse_text(text)))


@pytest.mark.parametrize("form", [Form.F2021, Form.F2019])
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("shape", ["filled", "behind", "markdown"])
def test_rows_with_blank_cells_and_blanks_to_spare_keep_their_columns(
    form: Form, seed: int, shape: str
) -> None:
    clean = figures.clean_figures(form, Random(seed))
    texts = {path: "" if text == "0" else text for path, text in grids.printed(clean).items()}
    write = {
        "filled": lambda table: behind_each_cell(table, fill=table.n_columns),
        "behind": behind_each_cell,
        "markdown": with_empty_cells,
    }[shape]
    report = report_of(form, texts, write)
    assert table_values(report) == printed_values(texts, clean)
    assert not report.unread
    assert not warnings(report)


def test_a_row_in_which_blanks_could_be_on_either_side_is_not_read() -> None:
    heads = "自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |"
    row = "一、本年新收政府信息公开申请数量 |  | 3 |  |  |  |  | 3 |  |"
    text = (
        f"{_HEAD.format(year=2022)}\n一、总体情况\n三、收到和处理政府信息公开申请情况\n{heads}\n{row}\n"
        "四、政府信息公开行政复议、行政诉讼情况\n"
    )
    report = parse_text(text)
    assert not any(path.startswith("applications.received") for path in table_values(report))
    assert len(report.unread) == 1
    like = "二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |  |"
    report = parse_text(text.replace(row, f"{row}\n{like}"))
    values = table_values(report)
    assert values["applications.received.business"] == values["applications.received.total"] == 3
    assert not report.unread


def test_a_group_of_section_four_without_any_figure_is_there_and_blank() -> None:
    heads = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |"
    text = (
        f"{_HEAD.format(year=2022)}\n一、总体情况\n四、政府信息公开行政复议、行政诉讼情况\n"
        f"行政复议 |\n{heads}\n1 |  |  |  | 1 |\n未经复议直接起诉 |\n{heads}\n |  |  |  |  |\n"
    )
    report = parse_text(text)
    assert table_values(report) == {"review.upheld": 1, "review.total": 1}
    blank = {fact.path for fact in report.facts if fact.value is None}
    assert "litigation.direct.total" in blank


def test_labels_in_columns_by_their_level() -> None:
    clean = figures.clean_figures(Form.F2014, Random(1))
    texts = grids.printed(clean)
    rows = ["<tr><td colspan=3>统计指标</td><td>单位</td><td>统计数</td></tr>"]
    for label, unit, text in grids.statistics_rows(texts):
        level = 2 if label[0] in "123456789其涉危不法" else 1 if label.startswith("（") else 0
        empty = "<td></td>" * level
        rows.append(
            f"<tr>{empty}<td colspan={3 - level}>{html.escape(label)}</td><td>{unit}</td><td>{text}</td></tr>"
        )
    title = _HEAD.format(year=2016)
    page = (
        "<html><head><meta charset=utf-8>"
        f"<title>{title}</title></head><body><h1>{title}</h1><p>一、概述</p><p>2016年，"
        f"我市推进政务公开。</p><p>附件：统计表</p><table>{''.join(rows)}</table></body></html>"
    )
    report = parse(page.encode())
    assert table_values(report) == clean
    assert not report.unread


_APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
_LABEL = "<td colspan=3>一、本年新收政府信息公开申请数量</td>"


@pytest.mark.parametrize("form", [Form.F2019, Form.F2021])
def test_a_head_that_has_lost_its_width_moves_no_column(form: Form) -> None:
    """法人或其他组织 without its five columns draws 总计 into the middle of the table; the sums show that it
    is not there."""
    printed = figures.clean_figures(form, Random(5))
    texts = grids.printed(printed) | {"applications.carried_in.total": "90071"}  # adds up nowhere
    table = writers_text.as_html(
        [_HEAD.format(year=_SECTION[form])],
        {"三、收到和处理政府信息公开申请情况": [grids.section_three(form, texts)]},
    )
    assert b' colspan="5"' in table
    found = table_values(report := parse(table.replace(b' colspan="5"', b"")))
    wanted = {
        path: value
        for path, value in printed_values(texts, printed).items()
        if path.startswith("applications.")
    }
    assert found == {
        path: value for path, value in wanted.items() if not path.startswith("applications.carried_in.")
    }
    assert any("90071" in one.raw for one in report.unread)


def test_where_heads_stand_in_another_order_and_add_up_they_are_believed() -> None:
    cells = "".join(f"<td>{cell}</td>" for cell in (9, 3, 1, 2, 0, 3, 0))
    heads = "".join(f"<td>{one}</td>" for one in (_APPLICANTS[-1], *_APPLICANTS[:-1]))
    page = (
        f"<h1>{_HEAD.format(year=2022)}</h1><p>三、收到和处理政府信息公开申请情况</p><table><tr><td "
        f"colspan=3></td>{heads}</tr><tr>{_LABEL}{cells}</tr></table>"
    )
    report = parse(page.encode())
    assert (report.applications.received.total, report.applications.received.natural_person) == (9, 3)


def test_a_cell_with_several_labels_gives_its_figures_to_none() -> None:
    page = (
        f"<h1>{_HEAD.format(year=2016)}</h1><table><tr><td>统计指标</td><td>单位</td><td>统计数</td></tr>"
        "<tr><td>主动公开政府信息数</td><td>条</td><td>7</td></tr>"
        "<tr><td rowspan=2>1.当面申请数<br>2.传真申请数</td><td>件</td><td>3"
        "</td></tr><tr><td>件</td><td>4</td></tr></table>"
    )
    report = parse(page.encode())
    assert report.proactive.disclosed == 7
    assert (report.applications.received.in_person, report.applications.received.fax) == (None, None)


@pytest.mark.parametrize("odd", ["3%", "3％", "3‰", "3～5", "3~5", "3至5", "3 ～ 5", "3～5%"])
def test_a_share_or_a_range_in_a_line_is_no_figure(odd: str) -> None:
    text = (
        f"{_HEAD.format(year=2022)}\n四、政府信息公开行政复议、行政诉讼情况\n行政复议\n结果维持 "
        f"结果纠正 其他结果 尚未审结 总计\n1 0 2 {odd} 3\n"
    )
    report = parse_text(text)
    assert report.review.pending is None
    assert any(odd in one.raw for one in report.unread)
