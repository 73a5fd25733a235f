"""Sections two to four of the 2019 and 2021 forms: rows by their full label, columns by their heads, never
by counting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from random import Random

import pytest

from figures import Figure, clean_figures
from govinfo_reports import Form, How, Report, parse, parse_text
from govinfo_reports.document import Cell, Container, Document, Table
from govinfo_reports.indicators import APPLICANTS
from govinfo_reports.location import Location
from govinfo_reports.tables import read_tables
from grids import Row, grid, printed, section_four, section_three, section_two
from writers_text import as_html, as_tabs, as_text

HEAD = (
    "云河市2022年政府信息公开工作年度报告",
    "一、总体情况",
    "全市各级行政机关认真执行条例，各项工作平稳有序。",
)
THREE = "三、收到和处理政府信息公开申请情况"
GRANTED = "（一）予以公开"
FIGURES = clean_figures(Form.F2021, Random(77))
TEXTS = printed(FIGURES)


def html(*tables: Table, heading: str = THREE) -> Report:
    return parse(as_html(HEAD, {heading: tables}))


def found(report: Report) -> dict[str, Figure]:
    return {fact.path: fact.value for fact in report.facts if fact.source.value == "table"}


def rows_of(table: Table) -> list[list[str | tuple[str, int, int]]]:
    return [[(cell.text, cell.rowspan, cell.colspan) for cell in row] for row in table.rows]


def applications() -> dict[str, Figure]:
    return {path: value for path, value in FIGURES.items() if path.startswith("applications.")}


def test_rows_exchanged_go_with_their_labels() -> None:
    rows = rows_of(section_three(Form.F2021, TEXTS))
    petition = next(at for at, row in enumerate(rows) if any("信访" in cell[0] for cell in row))
    rows[petition + 1], rows[petition + 2] = rows[petition + 2], rows[petition + 1]
    assert found(html(grid(rows))) == applications()


def test_columns_exchanged_go_with_their_heads() -> None:
    table = section_three(Form.F2021, TEXTS)
    swap = {4: 6, 6: 4}
    cells = tuple(
        Cell(
            text=cell.text,
            row=cell.row,
            column=swap.get(cell.column, cell.column) if cell.row >= 2 and cell.colspan == 1 else cell.column,
            rowspan=cell.rowspan,
            colspan=cell.colspan,
            location=cell.location,
        )
        for cell in table.cells
    )
    assert found(html(Table(cells=cells, location=table.location))) == applications()


def test_the_three_others_are_told_apart() -> None:
    report = html(section_three(Form.F2021, TEXTS))
    outcomes = report.applications.outcomes
    assert outcomes.other_handling.other.total == FIGURES["applications.outcomes.other_handling.other.total"]
    assert outcomes.total.other_organization == FIGURES["applications.outcomes.total.other_organization"]
    assert (
        outcomes.refused.prohibited_by_law.total
        == FIGURES["applications.outcomes.refused.prohibited_by_law.total"]
    )


def test_a_table_cut_in_two_without_a_second_head() -> None:
    rows = rows_of(section_three(Form.F2021, TEXTS))
    cut = next(at for at, row in enumerate(rows) if any("（五）" in cell[0] for cell in row))
    first, second = rows[:cut], rows[cut:]
    second[0] = [("", len(second) - 1, 1), *second[0]]
    report = html(grid(first), grid(second))
    assert found(report) == applications()
    assert not report.unread


@pytest.mark.parametrize("label", ["（二）部分公开", "8.属于行政查询", "（七）总计", "四、结转"])
def test_a_second_piece_without_the_merged_labels_that_the_first_began(label: str) -> None:
    rows = rows_of(section_three(Form.F2021, TEXTS))
    cut = next(at for at, row in enumerate(rows) if any(cell[0].startswith(label) for cell in row))
    report = html(grid(rows[:cut]), grid(rows[cut:]))
    assert found(report) == applications()
    assert not report.unread


def test_a_second_piece_of_another_width_is_not_guessed() -> None:
    rows = rows_of(section_three(Form.F2021, TEXTS))
    cut = next(at for at, row in enumerate(rows) if any("四、结转" in cell[0] for cell in row))
    report = html(grid(rows[:cut]), grid([[("四、结转下年度继续办理", 1, 3), "1", "2", "3"]]))
    assert report.applications.carried_forward.total is None
    assert any("结转" in item.raw for item in report.unread)


@pytest.mark.parametrize(
    ("printed_label", "path"),
    [
        ("2.其他法律行政止公开", "refused.prohibited_by_law"),
        ("3.危及三安全一稳定", "refused.security_and_stability"),
        ("3.危及国家安全、公共安全、经济安全、社会稳定", "refused.security_and_stability"),
        ("5、属于三类内部事务信息", "refused.internal_affairs"),
        ("8．属于行政查询事项", "refused.administrative_inquiry"),
    ],
)
def test_other_wordings_of_rows(printed_label: str, path: str) -> None:
    rows: list[Row] = [
        [("申请人情况", 1, 8)],
        ["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"],
        [printed_label, "4", "0", "0", "0", "0", "1", "5"],
    ]
    report = html(grid(rows))
    fact = report.fact(f"applications.outcomes.{path}.total")
    assert fact is not None
    assert fact.value == 5
    assert printed_label in fact.match.label


def test_a_misprinted_row_label_keeps_its_evidence() -> None:
    rows: list[Row] = [
        ["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"],
        ["5.要求行政机关确认或重新出据已获取信息", "4", "0", "0", "0", "0", "1", "5"],
    ]
    fact = html(grid(rows)).fact("applications.outcomes.not_processed.confirmation.total")
    assert fact is not None
    assert fact.match.how is How.SIMILAR
    assert 0.8 < fact.match.confidence < 1


@pytest.mark.parametrize("label", ["其他", "3.其他", "总数", "9.属于某种情形", ""])
def test_labels_that_name_no_row_are_unread(label: str) -> None:
    rows: list[Row] = [
        ["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"],
        ["（一）予以公开", "1", "0", "0", "0", "0", "0", "1"],
        [label, "4", "0", "0", "0", "0", "1", "5"],
    ]
    report = html(grid(rows))
    assert [item for item in report.unread if "4" in item.raw]
    assert all(value in {0, 1} for value in found(report).values())


def test_heads_missing_or_wrong_make_no_columns() -> None:
    short = ["", "自然人", "商业企业", "科研机构", "法律服务机构", "其他", "总计"]
    doubled = ["", "自然人", "商业企业", "商业企业", "科研机构", "法律服务机构", "其他", "总计"]
    for heads in (short, doubled):
        report = html(grid([heads, ["（一）予以公开", *"1234567"[: len(heads) - 1]]]))
        assert found(report) == {}
        assert any("予以公开" in item.raw for item in report.unread)


def test_one_head_printed_twice_is_told_by_its_place() -> None:
    heads = ["", "自然人", "商业企业", "商业企业", "社会公益组织", "法律服务机构", "其他", "总计"]
    report = html(grid([heads, ["（一）予以公开", *"1234567"]]))
    granted = report.applications.outcomes.granted
    assert (granted.business, granted.research, granted.total) == (2, 3, 7)
    two = one_row(["本年新制作数量", "本年新制作数量", "对外公开总数量"], "规章", ["1", "2", "3"])
    assert (two.proactive.regulations.made, two.proactive.regulations.newly_disclosed) == (1, 2)
    fact = two.fact("proactive.regulations.newly_disclosed")
    assert fact is not None
    assert fact.match.how is How.SIMILAR
    none = one_row(["本年制发件数", "本年制发件数"], "规章", ["1", "2"])
    assert none.proactive.regulations.issued is None
    assert none.unread


def test_the_same_row_twice_is_read_once_and_told() -> None:
    rows: list[Row] = [
        ["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"],
        ["（一）予以公开", "1", "0", "0", "0", "0", "0", "1"],
        ["（一）予以公开", "9", "0", "0", "0", "0", "0", "9"],
    ]
    report = html(grid(rows))
    assert report.applications.outcomes.granted.total == 1
    assert any("9" in item.raw for item in report.unread)


@pytest.mark.parametrize("cells", [["1", "0"], ["1", "0", "0", "0", "0", "0", "0", "0", "1"]])
def test_a_typed_row_that_does_not_fit_is_unread_and_moves_nobody(cells: Sequence[str]) -> None:
    heads = "申请人情况\t自然人\t法人或其他组织\t总计\n商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\n"
    good = "\t".join(["4", "0", "0", "0", "0", "1", "5"])
    text = (
        f"{heads}一、本年新收政府信息公开申请数量\t{good}\n二、上年结转政府信息公开申请数量\t"
        + "\t".join(cells)
        + f"\n（一）予以公开\t{good}\n"
    )
    report = parse_text("\n".join(HEAD) + f"\n{THREE}\n{text}")
    assert report.applications.received.total == 5
    assert report.applications.carried_in.total is None
    assert report.applications.outcomes.granted.total == 5
    assert any("上年结转" in item.raw for item in report.unread)


def test_group_heads_on_lines_of_their_own() -> None:
    heads = "自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n"
    text = (
        heads
        + "三、本年度办理结果\t（六）其他处理\n1.逾期不补正\t1\t0\t0\t0\t0\t0\t1\n2.逾期不缴费\t2\t0\t0\t0\t0\t0\t2\n3.其他\t3\t0\t0\t0\t0\t0\t3\n"
        "（七）总计\t6\t0\t0\t0\t0\t0\t6\n"
    )
    report = parse_text("\n".join(HEAD) + f"\n{THREE}\n{text}")
    handling = report.applications.outcomes.other_handling
    assert [handling.not_corrected_in_time.total, handling.fee_unpaid.total, handling.other.total] == [
        1,
        2,
        3,
    ]
    assert report.applications.outcomes.total.total == 6


def one_row(heads: Sequence[str], subject: str, values: Sequence[str]) -> Report:
    rows: list[Row] = [[("第二十条第（一）项", 1, len(heads) + 1)], ["信息内容", *heads], [subject, *values]]
    return html(grid(rows), heading="二、主动公开政府信息情况")


@pytest.mark.parametrize(
    ("heads", "subject", "values", "wanted"),
    [
        (
            ["上一年项目数量", "本年增/减", "处理决定数量"],
            "行政许可",
            ["5", "-3", "9"],
            {"licensing.items_change": -3},
        ),
        (
            ["上一年项目数量", "本年增/减"],
            "行政事业性收费",
            ["5", "减3"],
            {"administrative_fees.items_change": -3},
        ),
        (
            ["上一年项目数量", "本年增/减"],
            "行政处罚",
            ["5", "增 2"],
            {"penalties.items_change": 2, "penalties.items_last_year": 5},
        ),
        (["上一年项目数量", "本年增/减"], "行政强制", ["5", "+2"], {"coercion.items_change": 2}),
        (
            ["采购项目数量", "采购总金额"],
            "政府集中采购",
            ["6", "251000元"],
            {"procurement.amount": Decimal("25.1")},
        ),
        (
            ["采购项目数量", "采购总金额"],
            "政府集中采购",
            ["6笔", "1276.5534万元"],
            {"procurement.amount": Decimal("1276.5534")},
        ),
        (
            ["采购项目数量", "采购总金额（元）"],
            "政府集中采购",
            ["6", "251000"],
            {"procurement.amount": Decimal("25.1")},
        ),
        (
            ["本年收费金额（单位：万元）"],
            "行政事业性收费",
            ["96,171.6"],
            {"administrative_fees.amount": Decimal("96171.6")},
        ),
        (
            ["本年制发件数", "本年废止件数", "现行有效件"],
            "规章",
            ["1", "2", "3"],
            {"regulations.in_force": 3},
        ),
        (["本年收费金额"], "行政事业性收费", ["0"], {"administrative_fees.amount": Decimal(0)}),
        (
            ["本年新\n制作数量", "本年新\n公开数量", "对外公开总数量"],
            "规范性文件",
            ["13", "/", "22（其中修订 16 件）"],
            {"normative_documents.disclosed_total": 22, "normative_documents.newly_disclosed": None},
        ),
    ],
)
def test_section_two_cells(
    heads: Sequence[str], subject: str, values: Sequence[str], wanted: Mapping[str, Figure]
) -> None:
    report = one_row(heads, subject, values)
    for path, value in wanted.items():
        assert report.get(f"proactive.{path}") == value
        assert report.fact(f"proactive.{path}") is not None
    assert not report.unread


@pytest.mark.parametrize("label", ["行政许叮", "行政征收", "其他事项"])
def test_a_row_of_section_two_whose_label_is_unknown_is_unread(label: str) -> None:
    report = one_row(["信息内容", "本年处理决定数量"], label, ["24"])
    assert report.get("proactive.licensing.decisions") is None
    assert [item.raw for item in report.unread] == [f"{label} | 24"]


def test_section_two_figures_that_the_form_has_not_are_unread() -> None:
    report = one_row(["本年废止件数"], "行政处罚", ["7"])
    assert found(report) == {}
    assert [item.raw for item in report.unread] == ["7"]


def test_section_two_rows_that_do_not_fit_are_unread() -> None:
    text = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t1\t2\n行政规范性文件\t3\t4\t5\n"
    report = parse_text("\n".join(HEAD) + f"\n二、主动公开政府信息情况\n{text}")
    assert report.proactive.regulations.issued is None
    assert report.proactive.normative_documents.in_force == 5
    assert [item.raw for item in report.unread] == ["规章 | 1 | 2"]


def test_heads_and_values_with_other_borders_between_them() -> None:
    rows: list[Row] = [
        ["信息内容", "上一年项目数量", ("本年增/减", 1, 2), "处理决定数量"],
        ["行政许可", ("5", 1, 2), "1", "9"],
    ]
    licensing = html(grid(rows), heading="二、主动公开政府信息情况").proactive.licensing
    assert (licensing.items_last_year, licensing.items_change, licensing.decisions) == (5, 1, 9)


def test_section_four_in_any_number_of_tables() -> None:
    wanted = {path: value for path, value in FIGURES.items() if path.startswith(("review", "litigation"))}
    for pieces in (False, True):
        assert (
            found(html(*section_four(TEXTS, pieces=pieces), heading="四、政府信息公开行政复议、行政诉讼情况"))
            == wanted
        )


def test_section_four_with_each_group_named_before_its_table() -> None:
    heads = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n"
    text = f"行政复议\n{heads}1\t0\t2\t0\t3\n\n未经复议直接起诉\n{heads}0\t0\t0\t4\t4\n"
    report = parse_text("\n".join(HEAD) + f"\n四、政府信息公开行政复议、行政诉讼情况\n{text}")
    assert (report.review.total, report.litigation.direct.pending, report.litigation.after_review.total) == (
        3,
        4,
        None,
    )


def test_section_four_blanks_do_not_empty_it() -> None:
    texts = {**TEXTS, "review.other": "", "litigation.direct.total": "—"}
    report = html(*section_four(texts), heading="四、政府信息公开行政复议、行政诉讼情况")
    assert report.review.other is None
    assert report.litigation.direct.total is None
    assert report.review.total == FIGURES["review.total"]
    assert report.litigation.after_review.total == FIGURES["litigation.after_review.total"]


def test_section_four_typed_with_too_few_figures_is_not_guessed() -> None:
    text = as_tabs(section_four(TEXTS)[0]).rsplit("\t", 1)[0]
    report = parse_text("\n".join(HEAD) + f"\n四、政府信息公开行政复议、行政诉讼情况\n{text}\n")
    assert all(value is None for value in found(report).values())
    assert report.unread or any(finding.rule.startswith("ambiguous:review") for finding in report.findings)


def test_heads_cut_by_a_page_are_joined() -> None:
    heads = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    rows: list[Row] = [
        [("行政复议", 1, 5)],
        [head[:1] for head in heads],
        [head[1:] for head in heads],
        ["1", "2", "3", "4", "10"],
    ]
    report = html(grid(rows), heading="四、政府信息公开行政复议、行政诉讼情况")
    assert [
        report.get(f"review.{name}") for name in ("upheld", "corrected", "other", "pending", "total")
    ] == [1, 2, 3, 4, 10]


def test_several_sections_in_one_table() -> None:
    two, three, four = (
        section_two(Form.F2021, TEXTS)[0],
        section_three(Form.F2021, TEXTS),
        section_four(TEXTS)[0],
    )
    rows = [*rows_of(two), *rows_of(three), *rows_of(four)]
    report = html(grid(rows), heading="二、主动公开政府信息情况")
    assert found(report) == FIGURES
    assert not report.unread


def test_a_heading_without_its_table_is_missing_not_zero() -> None:
    report = parse_text(
        as_text(
            HEAD,
            {"二、主动公开政府信息情况": [], THREE: [], "四、政府信息公开行政复议、行政诉讼情况": []},
            "tabs",
        )
    )
    assert report.form is Form.F2021
    assert found(report) == {}
    assert {finding.rule for finding in report.findings} >= {
        "complete:proactive",
        "complete:applications",
        "complete:review",
        "complete:litigation",
    }


@pytest.mark.parametrize(
    ("year", "form"), [(2019, Form.F2019), (2020, Form.F2019), (2021, Form.F2021), (2024, Form.F2021)]
)
def test_headings_alone_tell_the_form_by_the_year(year: int, form: Form) -> None:
    text = f"云河市{year}年政府信息公开工作年度报告\n一、总体情况\n二、主动公开政府信息情况\n{THREE}\n四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项\n"
    assert parse_text(text).form is form


def test_a_head_and_a_subject_in_a_sentence_are_no_table() -> None:
    """What a sentence says of 规范性文件 is heard there, and settles the row whose figures run together."""
    report = parse_text(
        "\n".join(
            [
                *HEAD[:2],
                "专栏中现行有效行政规范性文件412件，上传本年度制发的规范性文件37件。二、主动公开政府信息情况"
                "第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章000行政规范性文件3729412",
            ]
        )
    )
    documents = report.proactive.normative_documents
    assert documents is not None
    assert (documents.issued, documents.repealed, documents.in_force) == (37, 29, 412)


@pytest.mark.parametrize(("row", "is_read"), [("3229 8 2 0 14 85 ", False), ("32 29 8 2 0 14 ", True)])
def test_laid_out_figures_that_ran_together_move_nobody(row: str, is_read: bool) -> None:
    """Of a row without its total nothing is read where one figure cut in two would make it whole; else each
    figure is."""
    names = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]

    def line(number: int, label: str, texts: Sequence[str]) -> tuple[Cell, ...]:
        return tuple(
            Cell(
                text=text,
                row=number,
                column=column,
                location=Location(line=number, table=1, row=number, column=column),
            )
            for column, text in enumerate((label, *texts), 1)
        )

    rows = [("", names), (GRANTED, row.split(" ")), ("（七）总计", ["1", "0", "0", "0", "0", "0", "1"])]
    cells = [cell for number, (label, texts) in enumerate(rows, 1) for cell in line(number, label, texts)]
    table = Table(cells=tuple(cells), location=Location(table=1), is_grid=True)
    found = read_tables(Document(blocks=(table,), container=Container.TEXT))
    read = {fact.path.rsplit(".", 1)[1]: fact.value for fact in found.facts if ".granted." in fact.path}
    assert read.get("natural_person") == (32 if is_read else None)
    assert [item.raw.startswith(GRANTED) for item in found.unread] == ([] if is_read else [True])


OTHERS = (
    "（二）部分公开", "1.属于国家秘密", "2.其他法律行政法规禁止公开", "1.信访举报投诉类申请", "2.重复申请",
    "3.要求提供公开出版物",
)  # fmt: skip


@pytest.mark.parametrize("more", [0, 2, 6])
def test_a_digit_below_a_line_of_figures_is_no_page_number_where_they_do_not_add_up(more: int) -> None:
    heads = "申请人情况\n自然人 法人或其他组织 总计\n商业企业 科研机构 社会公益组织 法律服务机构 其他\n"
    rows = [
        "一、本年新收政府信息公开申请数量 10 2 0 0 0 0 1",
        "2",
        "二、上年结转政府信息公开申请数量 1 0 0 0 0 0 1",
        "3",
    ]
    others = ("（一）予以公开", *OTHERS[:more], "（七）总计")
    rows += [f"{label} 1 0 0 0 0 0 1" for label in others]
    report = parse_text("\n".join([*HEAD, THREE, heads, *rows]))
    assert report.applications.received.total in {None, 12}
    assert report.applications.carried_in.total == 1


HEADED = "云河市2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（一）项\n"


@pytest.mark.parametrize(
    "heads", ["信息内容本年印发件数本年失效件数现行有效件数", "信息内容制作数公开数现行有效件数"]
)
@pytest.mark.parametrize("figures", ["127", "7", "1 2 7"])
def test_glued_figures_are_not_all_the_known_columns(heads: str, figures: str) -> None:
    """How many columns unknown heads are that have run together nobody can say."""
    report = parse_text(f"{HEADED}{heads}\n规章{figures}\n行政规范性文件{figures}\n")
    assert [fact.value for fact in report.facts if fact.value is not None] == []
    assert any(item.raw.startswith("规章") and "7" in item.raw for item in report.unread)


@pytest.mark.parametrize(
    ("rows", "is_read"),
    [
        ("采购项目数量 采购总金额\n政府集中采购 59", False),
        ("采购项目数量 采购总金额 政府集中采购 59", False),
        ("采购项目数量 采购总金额\n政府集中采购 5 9", True),
        ("采购项目数量采购总金额政府集中采购59", True),
    ],
)
def test_figures_are_cut_only_where_heads_have_run_together_too(rows: str, is_read: bool) -> None:
    report = parse_text(f"{HEADED.replace('一）', '九）')}信息内容 {rows}\n")
    assert [fact.value for fact in report.facts] == ([5, 9] if is_read else [])
    assert is_read or any("59" in item.raw for item in report.unread)


@pytest.mark.parametrize("head", ["办结决定总数", "作出决定", "处罚数"])
def test_an_unknown_head_behind_the_known_ones_may_have_run_into_the_figures(head: str) -> None:
    """706, -40 and 409 printed as one text: the last head is no known one, and -40409 no change."""
    report = parse_text(
        "云河市2019年政府信息公开工作年度报告\n二、主动公开政府信息情况\n"
        f"第二十条第（五）项信息内容上一年项目数量本年增/减{head}行政许可706-40409\n"
    )
    assert [fact for fact in report.facts if fact.value is not None] == []
    assert any("-40409" in item.raw for item in report.unread)


@pytest.mark.parametrize("word", ["其他", "总计", "结果维持", "件", "3.见表"])
def test_a_word_among_the_figures_of_a_row_costs_its_cell_alone(word: str) -> None:
    texts = {**dict.fromkeys(TEXTS, "0"), "applications.outcomes.granted.business": word}
    report = html(grid(rows_of(section_three(Form.F2021, texts))))
    missing = {path for path in TEXTS if path.startswith("applications.")} - {
        fact.path for fact in report.facts if fact.value is not None
    }
    assert missing == {"applications.outcomes.granted.business"}
    assert any(word in item.raw for item in report.unread)


def test_the_label_on_the_line_of_figures_is_theirs_though_letters_of_a_row_stand_apart() -> None:
    """The wide label below takes all columns of labels: it must not take the figures above it."""
    text = """
信息内容        本年新制作数量     本年新公开数量     对外公开总数量
规章          44          670         29
规范性文件       864         692         766

第二十条第（五）项
行政事业性收费     571         -7
第 二 十 条 第 （ 九 ） 项
信息内容        采购项目数量      采购总金额
"""
    report = parse_text(f"云河市2019年政府信息公开工作年度报告\n二、主动公开政府信息情况\n{text}")
    made = {fact.path: fact.value for fact in report.facts if fact.path.endswith(".made")}
    assert made == {"proactive.regulations.made": 44, "proactive.normative_documents.made": 864}


@pytest.mark.parametrize(
    "heads",
    [
        "信息内容        本年制 发件数   本年废止件数     现行有效件数",
        "信息内容        本 年 制 发 件 数   本年废止件数     现行有效件数",
        f"信息内容        本年制发件数    本年废止件数     现行有效件数（注\n{'':49}1）",
    ],
)
def test_heads_with_blanks_or_notes_that_go_on_below(heads: str) -> None:
    places = [heads.index("本"), heads.index("本年废"), heads.index("现")]

    def line(label: str, *figures: str) -> str:
        made, width = label, 2 * len(label)
        for place, figure in zip(places, figures, strict=True):
            before = heads[:place]
            column = sum(1 if sign == " " else 2 for sign in before)
            made += " " * (column - width) + figure
            width = column + len(figure)
        return made

    rows = [line("规章", "29", "570", "181"), line("行政规范性文件", "323", "92", "749")]
    report = parse_text(f"{HEADED}\n{heads}\n\n{rows[0]}\n\n{rows[1]}\n")
    assert {fact.path.rpartition(".")[2] for fact in report.facts if fact.value in {29, 323}} == {"issued"}
    assert sorted(fact.value for fact in report.facts if fact.value is not None) == [
        29,
        92,
        181,
        323,
        570,
        749,
    ]


@pytest.mark.parametrize("sep", ["|", "\t"])
@pytest.mark.parametrize("head", ["信息类别", "内容", "名称"])
def test_the_head_over_the_labels_is_no_column_of_figures(sep: str, head: str) -> None:
    rows = [[head, "本年制发件数", "本年废止件数", "现行有效件数"], ["规章", "1", "2", "7"]]
    report = parse_text(HEADED + "\n".join(sep.join(row) for row in rows))
    assert [fact.value for fact in report.facts] == [1, 2, 7]


def test_a_word_below_a_head_that_it_could_go_on_with_is_none_of_it() -> None:
    """数量 below 总计, behind the figures of a row, was taken for the end of 总计数量."""
    texts = {**dict.fromkeys(TEXTS, "0"), "applications.received.total": "数量"}
    report = html(grid(rows_of(section_three(Form.F2021, texts))))
    missing = {path for path in TEXTS if path.startswith("applications.")} - {
        fact.path for fact in report.facts
    }
    assert missing == {"applications.received.total"}


def test_a_unit_on_the_line_of_a_figure_is_no_figure_and_moves_none() -> None:
    rows = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    lines = [THREE, "申请人情况", *rows, GRANTED, "1", "条", "0", "0", "0", "0", "1", "3.其他", *"1000001"]
    report = parse_text("\n".join([*HEAD, *lines]))
    granted = {fact.path.rpartition(".")[2]: fact.value for fact in report.facts if "granted" in fact.path}
    others = {name: 0 for name in APPLICANTS if name != "business"}
    assert granted == {**others, "natural_person": 1, "total": 1}


@pytest.mark.parametrize("label", ["（六）其他", "（六）其他情况"])
def test_the_sixth_other_is_all_of_other_handling(label: str) -> None:
    texts = {**dict.fromkeys(printed(clean_figures(Form.F2019, Random(7))), "0")}
    rows = rows_of(section_three(Form.F2019, texts))
    lines = [cell[0] for row in rows for cell in row if cell[0]]
    at = lines.index("（六）其他处理")
    lines[at : at + 2] = [label, "8"]
    report = parse_text("\n".join([*HEAD, THREE, *lines]))
    assert report.get("applications.outcomes.other_handling.all.natural_person") == 8


def test_a_bare_ordinal_before_other_in_a_list() -> None:
    rows = rows_of(section_three(Form.F2021, dict.fromkeys(TEXTS, "0")))
    lines = [cell[0] for row in rows for cell in row if cell[0]]
    at = lines.index("3.其他")
    lines[at : at + 2] = ["3 其他", "8"]
    report = parse_text("\n".join([*HEAD, THREE, *lines]))
    assert report.get("applications.outcomes.other_handling.other.natural_person") == 8


def test_a_head_noted_as_last_years_is_none_of_the_years() -> None:
    rows: list[Row] = [["信息内容", "本年处理决定数量（上年）"], ["行政许可", "12"]]
    report = html(grid([[("第二十条第（五）项", 1, 2)], *rows]), heading="二、主动公开政府信息情况")
    assert [fact for fact in report.facts if fact.value is not None] == []


@pytest.mark.parametrize("heads", ["|上年末件数|", "上年末件数|"])
@pytest.mark.parametrize("sep", ["|", "\t"])
def test_an_unknown_head_of_figures_is_none_over_labels(sep: str, heads: str) -> None:
    rows = [heads + "本年制发件数|本年废止件数|现行有效件数", "规章|9|1|2"]
    report = parse_text(HEADED + "\n".join(rows).replace("|", sep))
    assert [fact.value for fact in report.facts if fact.value is not None] == []
    assert any("规章" in item.raw for item in report.unread)


@pytest.mark.parametrize("sep", ["|", "\t"])
def test_a_label_among_the_figures_of_a_row_keeps_its_own(sep: str) -> None:
    rows = [
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "1", "行政规范性文件", "2"],
    ]
    report = parse_text(HEADED + "\n".join(sep.join(row) for row in rows))
    assert [fact for fact in report.facts if fact.value == 2] == []


def test_two_labels_below_one_wide_head() -> None:
    rows: list[Row] = [["信息内容", ("本年处理决定数量", 1, 3)], ["行政许可", "5", "行政强制", "6"]]
    report = html(grid([[("第二十条第（五）项", 1, 4)], *rows]), heading="二、主动公开政府信息情况")
    assert report.get("proactive.licensing.decisions") == 5
    assert report.get("proactive.coercion.decisions") == 6


@pytest.mark.parametrize("label", ["（九）其他", "（9）其他"])
def test_another_other_is_not_all_of_other_handling(label: str) -> None:
    texts = dict.fromkeys(printed(clean_figures(Form.F2019, Random(7))), "0")
    rows = rows_of(section_three(Form.F2019, texts))
    at = next(at for at, row in enumerate(rows) if any("8.属于行政查询" in cell[0] for cell in row))
    rows.insert(at + 1, [label, "3", "0", "0", "0", "0", "0", "3"])
    report = html(grid(rows))
    assert not [
        fact for fact in report.facts if fact.path.startswith("applications.outcomes.other") and fact.value
    ]


@pytest.mark.parametrize("note", ["（元）", "（上年同期）"])
def test_a_second_note_of_another_unit_or_time_is_none(note: str) -> None:
    head = f"本年收费金额（单位：万元）{note}"
    rows: list[Row] = [[("第二十条第（八）项", 1, 2)], ["信息内容", head], ["行政事业性收费", "12.5"]]
    report = html(grid(rows), heading="二、主动公开政府信息情况")
    assert [fact for fact in report.facts if fact.value is not None] == []


def test_two_notes_behind_a_head() -> None:
    head = "本年收费金额（单位：万元）（见说明）"
    rows: list[Row] = [[("第二十条第（八）项", 1, 2)], ["信息内容", head], ["行政事业性收费", "12.5"]]
    report = html(grid(rows), heading="二、主动公开政府信息情况")
    assert report.get("proactive.administrative_fees.amount") == Decimal("12.5")


@pytest.mark.parametrize("sep", ["|", "\t"])
def test_a_row_that_names_its_year_may_be_of_another(sep: str) -> None:
    rows = [
        ["信息内容", "年度", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "2021年", "2", "1", "8"],
        ["", "2022年", "1", "0", "9"],
    ]
    report = parse_text(HEADED + "\n".join(sep.join(row) for row in rows))
    assert [fact for fact in report.facts if fact.value is not None] == []
    assert all(any(row[-1] in item.raw for item in report.unread) for row in rows[1:])


@pytest.mark.parametrize("sep", ["|", "\t", "      "])
def test_cells_below_unknown_heads_are_theirs(sep: str) -> None:
    rows = [
        ["信息内容", "本年印发数", "本年失效数", "现行有效件数"],
        ["规章", "1", "2", "7"],
        ["行政规范性文件", "7"],
    ]
    report = parse_text(HEADED + "\n".join(sep.join(row) for row in rows))
    assert [(fact.path, fact.value) for fact in report.facts] == [("proactive.regulations.in_force", 7)]
    assert any("行政规范性文件" in item.raw for item in report.unread)


def test_one_figure_for_all_organisations_is_that_of_none() -> None:
    """The sums of the other rows would give it to one kind of organisation: its cell says that it is of all
    five."""
    printed_rows = {
        "received": (46, 5, 0, 1, 2, 0, 54),
        "outcomes.refused.prohibited_by_law": (13, 0, 0, 0, 0, 0, 13),
        "outcomes.refused.third_party_rights": (2, 1, 0, 0, 0, 0, 3),
        "outcomes.unable.not_held": (7, 1, 0, 1, 1, 0, 10),
        "outcomes.total": (46, 5, 0, 1, 2, 0, 54),
    }
    texts = dict.fromkeys(TEXTS, "0")
    for row, figures in printed_rows.items():
        texts |= {
            f"applications.{row}.{name}": str(one) for name, one in zip(APPLICANTS, figures, strict=True)
        }
    rows = rows_of(section_three(Form.F2021, texts))
    merged = {GRANTED: ("18", "3", "21"), "（二）部分公开": ("6", "1", "7")}
    for at, cells in enumerate(rows):
        for label, (person, all_five, total) in merged.items():
            if any(cell[0].startswith(label) for cell in cells):
                rows[at] = [*cells[:-7], person, (all_five, 1, 5), total]
    report = html(grid(rows))
    paths = ("applications.outcomes.granted.", "applications.outcomes.partially_granted.")
    assert [fact for fact in report.facts if fact.path.startswith(paths) and fact.value] == []
    assert all(any(item.raw.startswith(label) for item in report.unread) for label in merged)


def test_the_upper_heads_of_section_four_in_a_line_over_its_grid() -> None:
    outcomes = "".join(f"<td>{one}</td>" for one in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"))
    upright = outcomes.replace("<td>", "<td rowspan=2>")
    grid = (
        f"<table border=1><tr>{upright}<td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr>"
        f"<tr>{outcomes * 2}</tr>"
        f"<tr>{''.join(f'<td>{n}</td>' for n in (1, 2, 3, 4, 10, 5, 0, 0, 1, 6, 7, 0, 0, 0, 7))}"
        "</tr></table>"
    )
    report = parse(
        "<html><body><h1>云河市2022年政府信息公开工作年度报告</h1>"
        f"<p>四、政府信息公开行政复议、行政诉讼情况</p><p>行政复议 行政诉讼</p>{grid}</body></html>".encode()
    )
    held = [
        report.get(f"{place}.total") for place in ("review", "litigation.direct", "litigation.after_review")
    ]
    assert held == [10, 6, 7]
