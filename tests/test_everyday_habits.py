"""What offices and the programs they use do to tables without a thought: thousands with commas, several rows
in the cells of one, an empty or an example form beside the filled one, the codes of rows, lists for tables."""

from __future__ import annotations

import html
from collections.abc import Sequence

import pytest

from govinfo_reports import Report, parse, parse_text
from govinfo_reports.facts import Scope, Source
from govinfo_reports.readers.text.inline_markup import without_line_numbers
from writers_docx import as_docx, paragraph, run, text_table

TITLE = "青禾县{year}年政府信息公开工作年度报告"
RECEIVED = [
    ("（一）收到申请数", "件", "14"),
    ("1.当面申请数", "件", "9"),
    ("2.传真申请数", "件", "0"),
    ("3.网络申请数", "件", "5"),
    ("（二）申请办结数", "件", "14"),
    ("1.按时办结数", "件", "12"),
    ("2.延期办结数", "件", "2"),
]
RECEIVED_FIGURES = {
    "applications.received.total": 14,
    "applications.received.in_person": 9,
    "applications.received.fax": 0,
    "applications.received.online": 5,
    "applications.concluded.total": 14,
    "applications.concluded.on_time": 12,
    "applications.concluded.extended": 2,
}
HEADS = ("统计指标", "单位", "统计数")
APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
PATHS = (
    "natural_person",
    "business",
    "research",
    "public_interest",
    "legal_services",
    "other_organization",
    "total",
)
THREE = (
    ("一、本年新收政府信息公开申请数量", "received", (34, 1, 0, 0, 0, 2, 37)),
    ("二、上年结转政府信息公开申请数量", "carried_in", (3, 0, 0, 0, 1, 0, 4)),
    ("（一）予以公开", "outcomes.granted", (7, 0, 0, 0, 0, 1, 8)),
    ("1.属于国家秘密", "outcomes.refused.state_secret", (0, 1, 0, 0, 0, 0, 1)),
    ("（七）总计", "outcomes.total", (36, 1, 0, 0, 1, 2, 40)),
    ("四、结转下年度继续办理", "carried_forward", (1, 0, 0, 0, 0, 0, 1)),
)
THREE_FIGURES = {
    f"applications.{path}.{who}": value
    for _, path, values in THREE
    for who, value in zip(PATHS, values, strict=True)
}
SECTION_FOUR = "四、政府信息公开行政复议、行政诉讼情况"
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def held(report: Report, *, source: Source | None = None) -> dict[str, object]:
    return {
        fact.path: fact.value
        for fact in report.facts
        if fact.scope is Scope.YEAR and fact.value is not None and source in (None, fact.source)
    }


def page(year: int, *blocks: str) -> bytes:
    text = "".join(f"<p>{one}</p>" if not one.startswith("<") else one for one in blocks)
    return f"<meta charset='utf-8'><h1>{TITLE.format(year=year)}</h1><p>一、概述</p>{text}".encode()


def html_table(rows: Sequence[Sequence[str]]) -> str:
    cells = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>".replace("\n", "<br>")


def stacked(rows: Sequence[Sequence[str]], size: int) -> list[tuple[str, ...]]:
    """`size` rows in each row, a line of each cell for one."""
    parts = [rows[at : at + size] for at in range(0, len(rows), size)]
    return [tuple("\n".join(column) for column in zip(*part, strict=True)) for part in parts]


@pytest.mark.parametrize("mark", ["\t", "|", "\n"])
def test_a_comma_of_thousands_makes_no_text_separated_values(mark: str) -> None:
    figures = ("1,204", "1,100", "104", "2,310", "1,310")
    labels = ("（一）收到申请数", "1.当面申请数", "2.传真申请数", "（二）申请办结数", "1.按时办结数")
    rows = [HEADS, *zip(labels, ["件"] * len(labels), figures, strict=True)]
    lines = [mark.join(row) for row in rows]
    report = parse_text("\n".join([TITLE.format(year=2017), "一、概述", "持续推进公开。", *lines]))
    assert report.container.value == "text"
    assert held(report) == {
        "applications.received.total": 1204,
        "applications.received.in_person": 1100,
        "applications.received.fax": 104,
        "applications.concluded.total": 2310,
        "applications.concluded.on_time": 1310,
    }


@pytest.mark.parametrize("size", [2, 3, 7])
@pytest.mark.parametrize("container", ["html", "docx"])
def test_several_rows_in_the_cells_of_one(size: int, container: str) -> None:
    rows = [HEADS, *stacked(RECEIVED, size)]
    if container == "html":
        data = page(2017, "政府信息公开情况统计表", html_table(rows))
    else:
        table = text_table(rows)
        for cell in {cell for row in rows for cell in row if "\n" in cell}:
            table = table.replace(
                paragraph(run(cell)), "".join(paragraph(run(line)) for line in cell.split("\n"))
            )
        data = as_docx(paragraph(TITLE.format(year=2017)), paragraph("一、概述"), table)
    assert held(parse(data)) == RECEIVED_FIGURES


def test_several_rows_in_the_cells_of_one_beside_a_label_of_all() -> None:
    """The label of their group stands in a cell beside them, and one that began further up covers them."""
    head = '<tr><td colspan="2"></td>' + "".join(f"<td>{name}</td>" for name in APPLICANTS) + "</tr>"
    labels = "1.信访举报投诉类申请<br>2.重复申请<br>3.要求提供公开出版物"
    figures = "".join(f"<td>{at}<br>0<br>1</td>" for at in (1, 2, 0, 0, 0, 0)) + "<td>3<br>0<br>6</td>"
    body = (
        '<tr><td rowspan="2">三、本年度办理结果</td><td>（一）予以公开</td>'
        + "<td>0</td>" * 6
        + "<td>0</td></tr>"
        + f"<tr><td>{labels}</td>{figures}</tr>"
    )
    report = parse(page(2022, "三、收到和处理政府信息公开申请情况", f"<table>{head}{body}</table>"))
    found = held(report)
    path = "applications.outcomes.not_processed"
    assert [found[f"{path}.petition.{who}"] for who in PATHS] == [1, 2, 0, 0, 0, 0, 3]
    assert [found[f"{path}.publication.{who}"] for who in PATHS] == [1, 1, 1, 1, 1, 1, 6]
    assert found["applications.outcomes.granted.total"] == 0


def test_lines_that_do_not_tell_whose_the_figures_are_are_said() -> None:
    rows = stacked(RECEIVED, 4)
    rows = [HEADS, (rows[0][0].replace("当面申请数", "当面\n申请数"), *rows[0][1:]), rows[1], RECEIVED[0]]
    report = parse(page(2017, "政府信息公开情况统计表", html_table(rows)))
    assert "applications.received.in_person" not in held(report)
    assert any("当面" in one.raw for one in report.unread)


def test_a_label_and_a_figure_over_two_lines_are_one_row() -> None:
    rows = [HEADS, ("（一）收到\n申请数", "件", "1\n4"), *RECEIVED[1:]]
    found = held(parse(page(2017, "政府信息公开情况统计表", html_table(rows))))
    assert found.get("applications.received.total") in (None, 14)
    assert {path: value for path, value in found.items() if path != "applications.received.total"} == {
        path: value for path, value in RECEIVED_FIGURES.items() if path != "applications.received.total"
    }


def two_forms(over: Sequence[str], figures: Sequence[Sequence[str]], *, year: int = 2022) -> Report:
    tables = [
        "\n".join([*([name] if name else []), "行政复议", "\t".join(OUTCOMES), "\t".join(values)])
        for name, values in zip(over, figures, strict=True)
    ]
    lines = [TITLE.format(year=year), "一、总体情况", "持续推进公开。", SECTION_FOUR, *tables]
    return parse_text("\n".join(lines))


OURS, THEIRS = ("4", "1", "0", "2", "7"), ("3", "3", "3", "3", "12")


@pytest.mark.parametrize("example", ["填表示例：", "（样表，数据为虚构）", "格式范例", "填报模板"])
@pytest.mark.parametrize("own", ["本单位填报：", "实际填报"])
@pytest.mark.parametrize("first", [True, False])
def test_an_example_beside_the_filled_form_is_not_the_report_s(example: str, own: str, first: bool) -> None:
    pairs = [(example, THEIRS), (own, OURS)] if first else [(own, OURS), (example, THEIRS)]
    names, figures = zip(*pairs, strict=True)
    report = two_forms(names, figures)
    assert report.review.total == 7
    assert {fact.scope for fact in report.facts if fact.value == 12} == {Scope.BESIDE}


@pytest.mark.parametrize("first", [True, False])
def test_an_empty_form_beside_the_filled_one_is_not_the_report_s(first: bool) -> None:
    rows = [HEADS, *RECEIVED]
    empty = [HEADS, *((label, unit, "") for label, unit, _ in RECEIVED)]
    order = [("空白表", empty), ("填报表", rows)] if first else [("填报表", rows), ("空白表", empty)]
    blocks = [part for name, table in order for part in (name, html_table(table))]
    report = parse(page(2017, *blocks))
    assert held(report) == RECEIVED_FIGURES
    assert report.applications.received.total == 14


def test_an_empty_form_beside_one_of_last_year_stays_the_report_s() -> None:
    rows = [HEADS, *RECEIVED]
    empty = [HEADS, *((label, unit, "") for label, unit, _ in RECEIVED)]
    report = parse(page(2017, "2017年度", html_table(empty), "2016年度", html_table(rows)))
    assert report.applications.received.total is None
    assert held(report) == {}


@pytest.mark.parametrize("years", [("2022年", "2021年"), ("2021年", "2022年")])
def test_years_to_choose_from_over_two_tables_tell_nothing(years: Sequence[str]) -> None:
    menu = "\n".join(years)
    report = two_forms([menu, "（续）"], [OURS, THEIRS])
    assert report.review.total is None
    assert {fact.scope for fact in report.facts if fact.path.startswith("review.")} == {Scope.UNTOLD}
    assert any(one.rule == "suspicious:tables" for one in report.findings)


@pytest.mark.parametrize(
    "white",
    [
        '<span style="color:#fff">7</span>',
        '<span style="font-size:9pt; color: white">7</span>',
        '<font color="#FFFFFF">7</font>',
        '<span style="color:rgb(255, 255, 255)">7</span>',
    ],
)
def test_digits_in_white_are_no_part_of_the_figure_beside_them(white: str) -> None:
    table = html_table([HEADS, *RECEIVED]).replace("<td>14</td>", f"<td>14{white}</td>")
    assert held(parse(page(2017, "政府信息公开情况统计表", table))) == RECEIVED_FIGURES


@pytest.mark.parametrize(
    "cell",
    [
        '<td><span style="color:#fff">14</span></td>',
        '<td><span style="color:#fff">1</span><b><span style="color:#fff">4</span></b></td>',
        '<td><span style="color:#fff">1</span><font color="white">4</font>件</td>',
        '<td style="background:#246"><span style="color:#fff">1</span>4</td>',
        '<td bgcolor="#224466"><font color="white">1</font>4</td>',
        '<td><span style="color:#fff;background:#246">1</span>4</td>',
        '<td><span style="color:#fefefe">1</span>4</td>',
        '<td><span style="background-color:#fff">1</span>4</td>',
    ],
)
def test_white_on_a_ground_and_white_alone_are_read(cell: str) -> None:
    table = html_table([HEADS, *RECEIVED]).replace("<td>14</td>", cell, 1)
    assert held(parse(page(2017, "政府信息公开情况统计表", table))) == RECEIVED_FIGURES


@pytest.mark.parametrize(
    ("properties", "value"),
    [
        ('<w:color w:val="FFFFFF"/>', 14),
        ('<w:color w:val="ffffff"/><w:sz w:val="18"/>', 14),
        ('<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="224466"/>', 147),
        ('<w:color w:val="FF0000"/>', 147),
    ],
)
def test_digits_in_white_in_word(properties: str, value: int) -> None:
    """Of a figure all of which is white the ground is not (a style of the table may say so)."""
    table = text_table([HEADS, ("（一）收到申请数", "件", "甲"), *RECEIVED[1:]])
    data = as_docx(
        paragraph(TITLE.format(year=2017)),
        paragraph("一、概述"),
        table.replace(run("甲"), run("14") + run("7", properties)),
    )
    assert held(parse(data))["applications.received.total"] == value
    all_white = table.replace(run("甲"), run("14", properties) + run("7", properties))
    data = as_docx(paragraph(TITLE.format(year=2017)), paragraph("一、概述"), all_white)
    assert held(parse(data))["applications.received.total"] == 147


@pytest.mark.parametrize("code", ["编号", "行次", "代码"])
@pytest.mark.parametrize("end", ["\n", " "])
def test_the_code_of_a_row_before_its_unit_is_no_figure(code: str, end: str) -> None:
    heads = f"统计指标 {code} 单位 统计数"
    rows = [f"{label} {at} {unit} {value}" for at, (label, unit, value) in enumerate(RECEIVED, 1)]
    text = end.join([heads, *rows])
    report = parse_text(f"{TITLE.format(year=2017)}\n一、概述\n持续推进公开。\n{text}\n")
    assert held(report) == RECEIVED_FIGURES


def test_figures_right_behind_figures_are_no_sentence() -> None:
    rows = [f"{label} {at} {unit} {value}" for at, (label, unit, value) in enumerate(RECEIVED, 1)]
    text = "\n".join([TITLE.format(year=2017), "三、依申请公开政府信息情况", *rows])
    report = parse_text(text)
    assert held(report) == {}
    assert report.unread


def listed(sign: str, gap: str) -> str:
    rows = (
        f"{sign}{label}："
        + "，".join(f"{who}{gap}{value}件" for who, value in zip(APPLICANTS, values, strict=True))
        for label, _, values in THREE
    )
    return "\n".join(
        [
            TITLE.format(year=2022),
            "一、总体情况",
            "持续推进公开。",
            "三、收到和处理政府信息公开申请情况",
            *rows,
        ]
    )


@pytest.mark.parametrize("gap", ["", " "])
def test_a_list_of_the_rows_of_section_three(gap: str) -> None:
    assert held(parse_text(listed("- ", gap)), source=Source.TABLE) == THREE_FIGURES


def test_rows_of_section_three_in_lines_give_no_other_row_s_figures() -> None:
    found = held(parse_text(listed("", "")))
    assert {path: value for path, value in found.items() if THREE_FIGURES.get(path) != value} == {}


@pytest.mark.parametrize("rest", ["", "（上年3件）", "，同比减少1件"])
def test_entries_on_lines_keep_their_figures(rest: str) -> None:
    answers = (
        ("一、本年新收政府信息公开申请数量", "received.total", 41),
        ("（一）予以公开", "outcomes.granted.total", 12),
        ("3.危及“三安全一稳定”", "outcomes.refused.security_and_stability.total", 3),
        ("4.保护第三方合法权益", "outcomes.refused.third_party_rights.total", 5),
        ("5.属于三类内部事务信息", "outcomes.refused.internal_affairs.total", 2),
        ("6.属于四类过程性信息", "outcomes.refused.deliberative_process.total", 7),
        ("7.属于行政执法案卷", "outcomes.refused.enforcement_files.total", 4),
    )
    lines = [f"{label}：{value}件{rest}" for label, _, value in answers]
    head = [TITLE.format(year=2022), "三、收到和处理政府信息公开申请情况"]
    found = held(parse_text("\n".join([*head, *lines])))
    expected = {f"applications.{path}": value for _, path, value in answers}
    assert {path: value for path, value in found.items() if expected.get(path) != value} == {}
    assert len(found) >= 5


def told(*lines: str, year: int = 2022, section: str = "三、收到和处理政府信息公开申请情况") -> Report:
    return parse_text("\n".join([TITLE.format(year=year), section, *lines]))


def test_entries_on_one_line_keep_their_figures() -> None:
    entries = " ".join(f"{label}：{value}{unit}" for label, unit, value in RECEIVED)
    assert held(told(entries, year=2017, section="三、依申请公开政府信息情况")) == RECEIVED_FIGURES


def test_a_label_with_a_bracket_begins_an_entry_of_its_own() -> None:
    """The total of the row above stands right before the label, on the line before it."""
    rows = (
        ("予以公开", 148),
        ("部分公开（区分处理的，只计这一情形，不计其他情形）", 16),
        ("属于国家秘密", 2),
    )
    lines = (f"{label}：自然人{value}件，商业企业0件，科研机构0件，总计{value}件" for label, value in rows)
    found = held(told(*lines))
    path = "applications.outcomes"
    assert found.get(f"{path}.partially_granted.total") in (None, 16)
    assert found.get(f"{path}.refused.state_secret.total") in (None, 2)
    assert not any(name.startswith("applications.received") for name in found)


def test_a_nought_of_a_group_with_a_bracket_behind_it() -> None:
    found = held(told("收到申请5件，予以公开5件，不予公开0件（上年3件）。"))
    assert found["applications.outcomes.granted.total"] == 5
    assert 3 not in found.values()


def test_an_outcome_in_front_of_a_list_is_that_of_all_its_figures() -> None:
    found = held(
        told(
            "结果维持：行政复议3件，未经复议直接起诉4件，复议后起诉6件",
            section=SECTION_FOUR,
        )
    )
    assert not {"review.total", "litigation.direct.total", "litigation.after_review.total"} & found.keys()


def test_parts_of_an_answer_are_not_what_was_received() -> None:
    found = held(told("部分公开16件，其中自然人6件，商业企业10件。"))
    assert not any(name.startswith("applications.received") for name in found)


def test_answers_to_one_kind_of_applicants_are_not_all() -> None:
    found = held(told("自然人申请5件，其中予以公开3件，部分公开2件。"))
    assert not any(name.startswith("applications.outcomes") for name in found)


def test_what_became_of_a_figure_counts() -> None:
    found = held(told("予以公开12件→30件"))
    assert found.get("applications.outcomes.granted.total") in (None, 30)


@pytest.mark.parametrize("other", ["对照组", "省级", "参照数据"])
def test_the_organ_s_own_beside_what_nothing_tells_of(other: str) -> None:
    for pairs in ([(other, THEIRS), ("本单位", OURS)], [("本单位", OURS), (other, THEIRS)]):
        names, figures = zip(*pairs, strict=True)
        report = two_forms(names, figures)
        assert report.review.total in (None, 7), names


@pytest.mark.parametrize("number", ["{:4}  ", "{:6}\t", "{}: ", "{:>3}| "])
@pytest.mark.parametrize("sep", ["\t", "|", "        "])
def test_numbers_before_all_lines_are_none_of_a_table(number: str, sep: str) -> None:
    lines = [
        TITLE.format(year=2016),
        "一、概述",
        "全县各单位及时更新栏目，公报定期刊发。",
        "",
        "政府信息公开情况统计表",
        *(sep.join(row) for row in (HEADS, *RECEIVED)),
    ]
    numbered = "\n".join(number.format(at) + line for at, line in enumerate(lines, 1))
    assert held(parse_text(numbered)) == held(parse_text("\n".join(lines))) == RECEIVED_FIGURES


@pytest.mark.parametrize("lost", [0, 6, 13])
def test_a_line_without_its_number_leaves_all_as_they_are(lost: int) -> None:
    lines = [f"{at:4}  第{at}行" for at in range(1, 15)]
    assert without_line_numbers("\n".join(lines)) == "\n".join(f"第{at}行" for at in range(1, 15))
    without = "\n".join([*lines[:lost], lines[lost][4:], *lines[lost + 1 :]])
    assert without_line_numbers(without) == without
    jumped = "\n".join([*lines[:lost], f"  99  第{lost}行", *lines[lost + 1 :]])
    assert without_line_numbers(jumped) == jumped
