"""The table 统计指标 | 单位 | 统计数: any figures, blanks and quirks, in every shape that text has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from figures import Figure, clean_figures
from govinfo_reports import Form, How, Report, Scope, Severity, parse, parse_text
from govinfo_reports.indicators import Kind, leaf_indicators
from grids import grid, statistics_rows
from writers_text import as_cells, as_markdown, as_pipes, as_tabs

HEAD = (
    "临江区2017年政府信息公开工作年度报告\n一、概述\n全区政府信息公开工作有序开展。"
    "\n附件：临江区2017年度政府信息公开情况统计表\n"
)
PATHS = tuple(
    path for path, item in leaf_indicators().items() if path in clean_figures(Form.F2014, Random(0))
)
SHAPES = {"tabs": as_tabs, "pipes": as_pipes, "markdown": as_markdown, "cells": as_cells}
BLANKS = ("", "—", "——", "-", "/", "＼", "无此项", "不涉及", "N/A")

counts = st.integers(0, 10**9)
amounts = st.decimals(0, 10**6, places=4).map(lambda value: value.normalize() + Decimal(0))


def plain(value: Decimal) -> str:
    return format(value, "f")


@st.composite
def printed_figures(draw: st.DrawFn) -> dict[str, tuple[str, Figure]]:
    """For every row its printed text and the value it stands for."""
    cells: dict[str, tuple[str, Figure]] = {}
    for path in PATHS:
        item = leaf_indicators()[path]
        kind = draw(st.sampled_from(("plain", "plain", "plain", "blank", "wide", "unit", "commas", "none")))
        value: Figure
        if kind == "blank":
            cells[path] = (draw(st.sampled_from(BLANKS)), None)
        elif kind == "none":
            cells[path] = ("无", Decimal(0) if item.kind is Kind.AMOUNT else 0)
        elif item.kind is Kind.AMOUNT:
            value = draw(amounts)
            if kind == "unit":
                yuan = value * 10000
                cells[path] = (plain(yuan.quantize(Decimal(1))) + "元", value)
            else:
                cells[path] = (plain(value), value)
        else:
            count = draw(counts)
            text = {
                "wide": str(count).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
                "unit": f"{count}{item.unit}",
                "commas": f"{count:,}",
            }.get(kind, str(count))
            cells[path] = (text, count)
    return cells


def quirks(rows: Sequence[tuple[str, str, str]], rng: Random) -> list[tuple[str, str, str]]:
    """The rows as organs print them: brackets, ordinals and blanks vary, notes are left out or broken."""
    changed = []
    for label, unit, text in rows:
        match rng.randrange(6):
            case 0:
                label = label.replace("（", "(").replace("）", ")")
            case 1:
                label = label.replace(".", "、") if label[:1].isdigit() else label.replace("、", "、 ", 1)
            case 2:
                label = label.replace(".", "．")
            case 3:
                middle = len(label) // 2
                label = label[:middle] + " " + label[middle:]
            case 4:
                label = label.replace("：", ":")
            case _:
                pass
        changed.append((label, unit, text))
    return changed


def table_values(report: Report) -> dict[str, Figure]:
    return {fact.path: fact.value for fact in report.facts if fact.source.value == "table"}


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(printed_figures(), st.sampled_from(sorted(SHAPES)), st.randoms(use_true_random=False), st.booleans())
def test_any_figures_come_back(
    cells: dict[str, tuple[str, Figure]], shape: str, rng: Random, repeat: bool
) -> None:
    rows: list[tuple[str, str, str]] = [("统 计 指 标", "单位", "统计数")]
    body = quirks(statistics_rows({path: text for path, (text, _) in cells.items()}), rng)
    middle = len(body) // 2
    rows += body[:middle] + ([rows[0]] if repeat else []) + body[middle:]
    report = parse_text(HEAD + SHAPES[shape](grid(rows)) + "\n")
    assert table_values(report) == {path: value for path, (_, value) in cells.items()}
    assert report.form is Form.F2014
    assert not report.unread


def text_of(
    figures: Mapping[str, Figure], shape: str = "tabs", changed: Mapping[str, str] | None = None
) -> str:
    texts = {
        path: format(value, "f") if isinstance(value, Decimal) else str(value)
        for path, value in figures.items()
    }
    rows = [("统计指标", "单位", "统计数"), *statistics_rows(texts | dict(changed or {}))]
    return HEAD + SHAPES[shape](grid(rows)) + "\n"


@pytest.mark.parametrize(
    "total",
    [
        "applications.received.total",
        "applications.concluded.total",
        "applications.replies.total",
        "applications.replies.refused.total",
        "review.total",
        "litigation.total",
        "capacity.staff.total",
    ],
)
@pytest.mark.parametrize("shape", SHAPES)
def test_one_changed_total_is_found_and_named(total: str, shape: str) -> None:
    figures = clean_figures(Form.F2014, Random(5))
    parts = int(figures[total] or 0)
    # a total of nothing over parts of nothing says nothing until a part is printed, so the test makes it
    # wrong by one
    report = parse_text(text_of(figures, shape, {total: str(parts + 1)}))
    found = [finding for finding in report.findings if finding.rule == f"sum:{total}"]
    assert len(found) == 1
    assert found[0].severity is Severity.ERROR
    assert (found[0].expected, found[0].printed) == (parts, parts + 1)
    assert found[0].paths[0] == total
    place = report.fact(total)
    assert place is not None
    assert place.location in found[0].locations


def test_labels_are_matched_by_words_and_place_never_by_order() -> None:
    figures = clean_figures(Form.F2014, Random(8))
    rows = statistics_rows({path: str(value) for path, value in figures.items()})
    review = next(at for at, row in enumerate(rows) if row[0].startswith("四、"))
    inside = rows[:review]
    Random(1).shuffle(inside)  # rows of one place exchanged, doubled ordinals, some missing
    kept = [row for row in inside if "传真" not in row[0]] + rows[review:]
    report = parse_text(HEAD + as_tabs(grid([("统计指标", "单位", "统计数"), *kept])) + "\n")
    found = table_values(report)
    assert found == {path: value for path, value in figures.items() if path != "applications.received.fax"}
    assert report.applications.received.fax is None


def test_the_same_words_in_two_groups_are_told_apart_by_place() -> None:
    rows = [
        ("四、行政复议数量", "件", "3"),
        ("（一）维持具体行政行为数", "件", "1"),
        ("（二）被依法纠错数", "件", "2"),
        ("五、行政诉讼数量", "件", "9"),
        ("（二）被依法纠错数", "件", "4"),
        ("（三）其他情形数", "件", "5"),
    ]
    report = parse_text(HEAD + as_tabs(grid([("统计指标", "单位", "统计数"), *rows])) + "\n")
    assert (report.review.corrected, report.litigation.corrected) == (2, 4)
    assert (report.review.other, report.litigation.other) == (None, 5)


@pytest.mark.parametrize("faulty", ["十几", "见附件", "-5", "1.5", "12 34", "3/4"])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_row_that_cannot_be_read_costs_only_itself(faulty: str, at: int) -> None:
    values = ["7", "8", "9"]
    values[at] = faulty
    labels = ("1.当面申请数", "2.传真申请数", "3.网络申请数")
    rows = [("三、依申请公开情况", "", ""), *zip(labels, ("件",) * 3, values, strict=True)]
    report = parse_text(HEAD + as_tabs(grid([("统计指标", "单位", "统计数"), *rows])) + "\n")
    received = report.applications.received
    wanted: list[int | None] = [7, 8, 9]
    wanted[at] = None
    assert [received.in_person, received.fax, received.online] == wanted
    assert [item.raw for item in report.unread] == [faulty]
    assert report.unread[0].location.line is not None


def test_foreign_tables_and_repeated_parts_do_no_harm() -> None:
    foreign = "工作要求\t责任单位\t完成数\n建立制度\t区政府办\t12\n加强培训\t区司法局\t30\n\n"
    part = "依申请公开情况\t数 量\t\n（一）收到申请数\t件\t6\n1.当面申请数\t件\t6\n\n"
    figures = {**clean_figures(Form.F2014, Random(2)), "applications.received.total": 6}
    text = text_of(figures)
    report = parse_text(HEAD + foreign + part + text.removeprefix(HEAD))
    assert report.applications.received.total == 6
    assert report.get("training.participants") == figures["training.participants"]
    assert any("建立制度" in item.raw for item in report.unread)


def test_an_unknown_row_is_kept_as_unread_with_its_place() -> None:
    rows = [
        ("一、主动公开情况", "——", ""),
        ("（一）主动公开政府信息数", "条", "5"),
        ("（九）吉祥物发放数", "个", "77"),
    ]
    report = parse_text(
        HEAD
        + as_tabs(
            grid(
                [
                    ("统计指标", "单位", "统计数"),
                    *rows,
                    ("九、政府信息公开会议和培训情况", "", ""),
                    ("（二）举办各类培训班数", "次", "1"),
                ]
            )
        )
        + "\n"
    )
    assert [(item.raw, item.location.row) for item in report.unread] == [("（九）吉祥物发放数 | 个 | 77", 4)]


@pytest.mark.parametrize(
    ("label", "path"),
    [
        ("1.政务公报公开政府信息数", "proactive.channels.gazette"),
        ("（一）收到申请总数", "applications.received.total"),
        ("（一）主动公开政府信息数（同一信息不重复计算）", "proactive.disclosed"),
        ("4.不同意公开答复总数", "applications.replies.refused.total"),
        ("危及国家安全、公共安全、经济安全、社会稳定", "applications.replies.refused.security_and_stability"),
    ],
)
def test_other_wordings(label: str, path: str) -> None:
    rows = [(label, leaf_indicators()[path].unit or "", "6"), ("2.政府网站公开政府信息数", "条", "1")]
    report = parse_text(HEAD + as_tabs(grid([("统计指标", "单位", "统计数"), *rows])) + "\n")
    fact = report.fact(path)
    assert fact is not None
    assert fact.value == 6
    assert fact.match.label == label


def test_a_misprint_is_matched_with_its_evidence_and_an_opposite_is_not() -> None:
    rows = [
        ("三、依申请公开情况", "", ""),
        ("危及国家安金、公共安全、经济安全和社会稳定", "件", "4"),
        ("2.不同意部分公开答复数", "件", "9"),
        ("1.按时办结数", "件", "1"),
    ]
    report = parse_text(HEAD + as_tabs(grid([("统计指标", "单位", "统计数"), *rows])) + "\n")
    fact = report.fact("applications.replies.refused.security_and_stability")
    assert fact is not None
    assert (fact.value, fact.match.how) == (4, How.SIMILAR)
    assert fact.match.confidence < 1
    assert fact.match.evidence
    assert report.applications.replies.partially_granted is None
    assert report.applications.replies.granted is None
    assert any("不同意部分公开" in item.raw for item in report.unread)


def test_two_tables_side_by_side() -> None:
    text = "统计指标\t单位\t统计数\t统计指标\t单位\t统计数\n1.当面申请数\t件\t3\t1.专职人员数\t人\t8\n2.传真申请数\t件\t4\t2.兼职人员数\t人\t9\n"
    html = "<table>" + "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in line.split("\t")) + "</tr>" for line in text.splitlines()
    ) + "</table>"  # fmt: skip
    page = (
        "<html><body><p>临江区2017年政府信息公开工作年度报告</p><p>一、概述</p><p>全区工作有序开展，"
        f"成效明显。</p>{html}</body></html>"
    )
    report = parse(page.encode())
    assert [
        report.get(path) for path in ("applications.received.in_person", "applications.received.fax")
    ] == [3, 4]
    assert [report.get(path) for path in ("capacity.staff.full_time", "capacity.staff.part_time")] == [8, 9]


def test_provincial_table_with_cumulative_figures_and_rows_of_its_own() -> None:
    text = (
        "平江县2012年政府信息公开年度报告\n一、概述\n全县工作平稳。\n"
        "指标名称\t计量单位\t代码\t2012年度\t历年累计\n主动公开文件数\t条\t01\t320\t1,204\n其中：1、政府网站公开数\t条\t02\t300\t1,100\n"
        "受理依申请公开信息总数\t条\t03\t5\t9\n1、电子邮件申请数\t条\t04\t2\t3\n政府信息公开收费减免金额\t元\t05\t150\t150\n"
    )
    report = parse_text(text)
    assert report.form is Form.PROVINCIAL
    assert (report.proactive.disclosed, report.proactive.channels.website) == (320, 300)
    cumulative = {fact.path: fact.value for fact in report.facts if fact.scope is Scope.CUMULATIVE}
    assert cumulative == {
        "proactive.disclosed": 1204,
        "proactive.channels.website": 1100,
        "applications.received.total": 9,
    }
    assert report.get("extra.电子邮件申请数") == 2
    money = report.fact("extra.政府信息公开收费减免金额")
    assert money is not None
    assert (money.value, money.unit) == (150, "元")
    assert not report.unread


def test_more_figures_than_columns_are_not_guessed() -> None:
    text = (
        HEAD
        + "统计指标\t单位\t统计数\n（一）收到申请数\t件\t5\t6\n1.当面申请数\t件\t5\n2.传真申请数\t件\t0\n"
    )
    report = parse_text(text)
    assert report.applications.received.total is None
    assert report.applications.received.in_person == 5
    assert any("收到申请数" in item.raw for item in report.unread)


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


def test_a_row_belongs_to_the_group_above_whose_ordinal_stands_higher() -> None:
    """A row of another group among those of reviews takes none of them with it."""
    rows = [
        "四、行政复议数量\t件\t5",
        "（一）收到申请数\t件\t7",
        "（二）被依法纠错数\t件\t3",
        "1.被依法纠错数\t件\t2",
    ]
    report = parse_text(HEAD + "统计指标\t单位\t统计数\n" + "\n".join(rows[:3]))
    assert (report.applications.received.total, report.review.corrected) == (7, 3)
    report = parse_text(HEAD + "统计指标\t单位\t统计数\n" + "\n".join([*rows[:2], rows[3]]))
    assert report.review.corrected is None


def test_a_head_whose_columns_are_numbered_below() -> None:
    rows = ["统计指标\t单位\t统计数\t历年累计", "甲\t乙\t1\t2", "收到申请数\t件\t5\t9"]
    report = parse_text(HEAD + "\n".join(rows))
    found = {fact.scope: fact.value for fact in report.facts if fact.path == "applications.received.total"}
    assert (found, report.unread) == ({Scope.YEAR: 5, Scope.CUMULATIVE: 9}, ())


GRID = "<h1>云河市2015年政府信息公开工作年度报告</h1><table><tr>{}</tr></table>"


def _grid(*rows: str) -> Report:
    """A report whose table has these rows; `|` parts cells, `^` before one says that it goes on in the row
    below."""
    made = [
        "".join(
            f"<td rowspan=2>{cell[1:]}</td>" if cell.startswith("^") else f"<td>{cell}</td>"
            for cell in row.split("|")
        )
        for row in rows
    ]
    return parse(GRID.format("</tr><tr>".join(made)).encode())


def _figures(report: Report) -> dict[tuple[str, Scope], object]:
    return {(fact.path, fact.scope): fact.value for fact in report.facts}


TWO_YEARS = "指标名称|单位|本年|历年累计"
NO_FIGURE = ("l2", "1O", "I5")


@pytest.mark.parametrize("beside", NO_FIGURE)
def test_beside_the_columns_of_a_grid_words_are_a_remark_and_misread_figures_are_not(beside: str) -> None:
    row = "收到申请数|件|5|9"
    noted = _grid(TWO_YEARS, "主动公开政府信息数|条|7|8", f"{row}|详见附件")
    assert _figures(noted)["applications.received.total", Scope.YEAR] == 5
    report = _grid(TWO_YEARS, "主动公开政府信息数|条|7|8", f"{row}|{beside}")
    assert report.applications.received.total is None
    assert any(beside in item.raw for item in report.unread)


def test_a_row_whose_label_stands_where_a_figure_should_gives_nothing_to_the_row_above() -> None:
    report = _grid(TWO_YEARS, "^主动公开政府信息数|条|7|8", "收到申请数|件|5", "申请办结数|件|3|4")
    assert _figures(report) == {
        ("proactive.disclosed", Scope.YEAR): 7,
        ("proactive.disclosed", Scope.CUMULATIVE): 8,
        ("applications.concluded.total", Scope.YEAR): 3,
        ("applications.concluded.total", Scope.CUMULATIVE): 4,
    }
    assert any("收到申请数" in item.raw for item in report.unread)


def test_a_grid_row_that_ends_early_is_read_where_only_a_remark_is_missing() -> None:
    noted = _grid("统计指标|单位|统计数|备注", "主动公开政府信息数|条|7|含镇街", "收到申请数|件|5")
    assert _figures(noted)["applications.received.total", Scope.YEAR] == 5
    by_body = _grid("统计指标|单位|区政府|部门|合计", "主动公开政府信息数|条|3|4|7", "收到申请数|件|5|6")
    assert by_body.applications.received.total is None
    assert any("收到申请数" in item.raw for item in by_body.unread)


@pytest.mark.parametrize("unit", ["", "——", "-", "/"])
def test_a_blank_unit_beside_the_code_of_a_row_moves_nothing(unit: str) -> None:
    rows = ["主动公开政府信息数\t条\t01\t7\t8", f"收到申请数\t{unit}\t02\t5\t9", "申请办结数\t件\t03\t3\t4"]
    report = parse_text(HEAD + "\n".join(["指标\t单位\t代码\t本年\t累计", *rows]))
    found = _figures(report)
    assert found["applications.received.total", Scope.YEAR] == 5
    assert found["applications.received.total", Scope.CUMULATIVE] == 9
    assert not report.unread


def test_a_code_is_no_figure_of_a_row_with_one_too_few() -> None:
    rows = ["主动公开政府信息数\t条\t09\t7\t8", "收到申请数\t\t10\t27", "申请办结数\t件\t11\t3\t4"]
    report = parse_text(HEAD + "\n".join(["指标\t单位\t代码\t本年\t累计", *rows]))
    assert _figures(report).get(("applications.received.total", Scope.YEAR)) is None


def test_words_behind_a_blank_unit_are_no_label() -> None:
    rows = ["主动公开政府信息数\t条\t7", "收到申请数\t\t详见附件", "申请办结数\t件\t3"]
    report = parse_text(HEAD + "\n".join(["统计指标\t单位\t统计数", *rows]))
    assert (report.proactive.disclosed, report.applications.concluded.total) == (7, 3)
    assert any("详见附件" in item.raw for item in report.unread)


def test_words_under_no_head_are_said() -> None:
    report = _grid("指标名称|单位|", "主动公开政府信息数|条|7", "收到申请数||详见附件", "申请办结数|件|3")
    assert report.applications.received.total is None
    assert any("详见附件" in item.raw for item in report.unread)


@pytest.mark.parametrize("figure", ["27", "89", "1265", "6"])
@pytest.mark.parametrize("border", ["\t", "|", "\n"])
def test_a_figure_alone_in_a_row_of_two_is_not_cut(figure: str, border: str) -> None:
    """27 is no 2 and 7, whichever of the two was left out: the other rows show that the table parts its
    figures."""
    rows = [
        *(
            "指标|单位|本年|累计",
            "主动公开政府信息数|条|7|8",
            "主动公开规范性文件数|条|5|5",
            "申请办结数|件|3|4",
        ),
        *(f"收到申请数|件|{figure}", "行政复议数|件|1|2"),
    ]
    report = parse_text(HEAD + "\n".join(rows).replace("|", border))
    assert not [fact for fact in report.facts if fact.path == "applications.received.total"]
    assert any(f"收到申请数 | 件 | {figure}" in item.raw for item in report.unread)
    assert report.proactive is not None
    assert (report.proactive.disclosed, report.review.total if report.review else None) == (7, 1)


def test_a_figure_in_the_column_of_units_is_said() -> None:
    report = _grid("统计指标|单位|统计数", "主动公开政府信息数|条|7", "收到申请数|5|", "申请办结数|件|3")
    assert report.applications.received.total is None
    assert any("收到申请数" in item.raw for item in report.unread)


def test_figures_left_of_their_labels_stand_under_their_head() -> None:
    report = _grid("统计数|统计指标|单位", "5|收到申请数|件", "7|主动公开政府信息数|条")
    assert (report.applications.received.total, report.proactive.disclosed) == (5, 7)
    beside = _grid("统计指标|单位|统计数|统计指标|单位|统计数", "收到申请数|件|5|主动公开政府信息数|条|7")
    assert (beside.applications.received.total, beside.proactive.disclosed) == (5, 7)


def test_a_growth_behind_fewer_figures_than_years_moves_none() -> None:
    """Of 25 and -100 % one year's figure is missing: it was this year's."""
    rows = ["主动公开政府信息数\t条\t100\t95\t5.0%", "政务微博公开政府信息数\t条\t25\t-100.0%"]
    report = parse_text(HEAD + "\n".join(["指标\t单位\t2017年\t2016年\t增长", *rows]))
    assert (report.proactive.disclosed, report.proactive.channels.weibo) == (100, None)
    assert any("-100.0%" in item.raw and "25" in item.raw for item in report.unread)


@pytest.mark.parametrize("year", [2008, 2019, 2024, 2026, 2035])
@pytest.mark.parametrize("named", ["{}年", "{}年度", "{}", "{}年统计数"])
def test_the_year_before_is_not_the_year_whichever_it_is(year: int, named: str) -> None:
    heads = f"指标|单位|{named.format(year)}|{named.format(year - 1)}"
    text = "\n".join(
        (
            f"云河市{year}年政府信息公开工作年度报告",
            heads,
            "主动公开政府信息数|条|100|95",
            "收到申请数|件|60|50",
        )
    )
    figures = {(fact.path, fact.scope.value): fact.value for fact in parse_text(text).facts}
    assert figures == {
        ("proactive.disclosed", "year"): 100,
        ("proactive.disclosed", "last_year"): 95,
        ("applications.received.total", "year"): 60,
        ("applications.received.total", "last_year"): 50,
    }


@pytest.mark.parametrize(
    ("heads", "value"),
    [
        ("本年|2015年", 100),
        ("2015年|本年", 95),
        ("统计数|2016年", None),
        ("2016年|合计", None),
        ("2016年上半年|2016年", 95),
    ],
)
def test_a_year_that_is_named_beside_another_head(heads: str, value: int | None) -> None:
    """Beside 本年 a named year is another one; beside 合计 nothing tells which of the two is the year's."""
    report = _grid(f"指标|单位|{heads}", "主动公开政府信息数|条|100|95", "收到申请数|件|60|50")
    assert report.proactive.disclosed == value
    assert value is not None or any("95" in item.raw for item in report.unread)


def test_a_label_and_its_unit_in_one_cell() -> None:
    report = _grid("指标 单位|本年|上年", "主动公开政府信息数 条|100|95", "收到申请数 件|60|50")
    assert (report.proactive.disclosed, report.applications.received.total) == (100, 60)
    assert not [fact for fact in report.facts if fact.path.startswith("extra")]


@pytest.mark.parametrize("mark", ["，", "。", ",,", "、", "”"])
def test_a_mark_between_borders_does_not_let_the_figure_beside_it_be_cut(mark: str) -> None:
    report = parse_text(
        "云河市2013年政府信息公开工作年度报告\n附表\n指标名称\t计量单位\t2013年度\t历年累计\n主动公开信息数\t条\t418\t1265\n"
        f"受理依申请公开信息总数\t条\t58\t185\n其中：1.当面申请数\t条\t21\t74\n2.网上申请数\t条\t{mark}\t89\n"
    )
    assert report.applications is not None
    assert report.applications.received.online is None
    assert any(mark in unread.raw for unread in report.unread)
