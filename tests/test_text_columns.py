"""Tables whose columns are set apart with blanks, tabs and pipes of all kinds, in text and in the paragraphs
of pages and Word files."""

from __future__ import annotations

import time
from collections.abc import Callable
from random import Random

import pytest

import writers_text as written
from figures import Figure, clean_figures
from govinfo_reports import Form, Report, parse, parse_text
from grids import form_tables, printed
from pace import within
from writers_docx import as_docx, paragraph, run

HEAD = ("云河市2022年政府信息公开工作年度报告", "一、总体情况", "全年各项工作平稳有序。")
FORMS = (Form.F2014, Form.F2019, Form.F2021)
WIDE = "４５６７"


def lines_of(form: Form, figures: dict[str, Figure], shape: str = "tabs") -> list[str]:
    return written.as_text(HEAD, form_tables(form, printed(figures)), shape).split("\n")


def table_values(report: Report) -> dict[str, Figure]:
    return {fact.path: fact.value for fact in report.facts if fact.source.value == "table"}


def as_lines(lines: list[str]) -> Report:
    return parse_text("\n".join(lines))


def as_page(lines: list[str]) -> Report:
    body = "".join(f"<p>{line.replace('<', '&lt;')}</p>\n" for line in lines)
    return parse(f"<html><head><meta charset='utf-8'></head><body><div>{body}</div></body></html>".encode())


def as_word(lines: list[str]) -> Report:
    return parse(as_docx(*map(word_paragraph, lines)))


def word_paragraph(line: str) -> str:
    """A line as Word has it: tabs are elements of their own."""
    first, *others = line.split("\t")
    return paragraph(first, *(part for other in others for part in ("<w:r><w:tab/></w:r>", run(other))))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("blanks", ["    ", "\u3000\u3000", "\xa0\xa0\xa0\xa0", " \xa0 \xa0"])
@pytest.mark.parametrize("read", [as_lines, as_page, as_word])
def test_columns_set_apart_with_blanks(form: Form, blanks: str, read: Callable[[list[str]], Report]) -> None:
    figures = clean_figures(form, Random(str(form)))
    report = read([line.replace("\t", blanks) for line in lines_of(form, figures)])
    assert table_values(report) == figures
    assert not report.unread


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("read", [as_lines, as_page, as_word])
@pytest.mark.parametrize(("before", "behind"), [("", "\t"), ("\t", ""), ("", " \t")])
def test_one_cell_a_line_with_a_tab_beside_it(
    form: Form, read: Callable[[list[str]], Report], before: str, behind: str
) -> None:
    figures = clean_figures(form, Random(str(form)))
    lines = [
        before + line[:-1].rstrip() + behind if line.endswith("|") else line
        for line in lines_of(form, figures, "cells")
    ]
    assert table_values(read(lines)) == figures


@pytest.mark.parametrize("seed", range(4))
def test_a_figure_lost_among_lines_with_tabs_moves_no_other(seed: int) -> None:
    rng = Random(seed)
    figures = clean_figures(Form.F2019, rng)
    lines = [line[:-1].rstrip() + " \t" for line in lines_of(Form.F2019, figures, "cells") if line != "|"]
    bare = [at for at, line in enumerate(lines) if line.strip().isdigit()]
    lines[rng.choice(bare)] = " \t"
    found = table_values(as_word(lines))
    assert {path: value for path, value in found.items() if value not in (None, figures[path])} == {}


@pytest.mark.parametrize("number", ["- 2 -", "—3—", "－ 4 －", "第 2 页 共 9 页"])
@pytest.mark.parametrize("form", [Form.F2014, Form.F2021])
def test_page_numbers_between_a_label_and_its_figure(form: Form, number: str) -> None:
    figures = clean_figures(form, Random(3))
    lines = [line.removesuffix("|").rstrip() for line in lines_of(form, figures, "cells")]
    with_numbers = [
        part for at, line in enumerate(lines) for part in ((line, "", number, "") if at % 7 == 6 else (line,))
    ]
    assert table_values(as_lines(with_numbers)) == figures


def test_full_width_digits_run_together_with_their_labels() -> None:
    text = (
        "云河市2013年政府信息公开工作年度报告 一、概述 工作有序开展。 附表：统计表 指标名称 "
        "计量单位 ２０１３年度 历年累计"
        f" 主动公开信息数 条 {WIDE} ９８７６ 其中：1.网站公开信息数 条 ４１８ １５００ 收到申请数 条 "
        "３ ９ 二、存在的问题 公开内容不够丰富。"
    )
    report = parse_text(text)
    assert report.proactive.disclosed == 4567
    (fact,) = (fact for fact in report.facts if fact.value == 4567)
    assert fact.raw == WIDE
    assert fact.location.span is not None
    assert text[fact.location.span[0] - 1 : fact.location.span[1]] == WIDE


def test_a_figure_behind_a_wide_gap_has_its_place() -> None:
    figures = clean_figures(Form.F2014, Random(8))
    lines = [line.replace("\t", "     ") for line in lines_of(Form.F2014, figures)]
    report = as_word(lines)
    paragraphs = [line for line in lines if line.strip()]
    for fact in report.facts:
        assert fact.location.line is not None
        assert fact.location.span is not None
        first, last = fact.location.span
        assert paragraphs[fact.location.line - 1][first - 1 : last] == fact.raw


@pytest.mark.parametrize("read", [as_page, as_word])
def test_pipes_in_paragraphs(read: Callable[[list[str]], Report]) -> None:
    figures = clean_figures(Form.F2014, Random(5))
    assert table_values(read(lines_of(Form.F2014, figures, "pipes"))) == figures


def test_rows_of_a_form_that_no_reader_understands_are_said() -> None:
    labels = (
        "当面申请数",
        "传真申请数",
        "信函申请数",
        "按时办结数",
        "延期办结数",
        "被依法纠错数",
        "申请信息不存在数",
    )
    report = as_word([*HEAD, *(f"{number}·{label}·····{number}" for number, label in enumerate(labels, 2))])
    assert not table_values(report)
    (unread,) = report.unread
    assert "当面申请数" in unread.raw
    assert unread.location.line == len(HEAD) + 1


def test_sentences_that_name_the_rows_of_a_form_are_none() -> None:
    listed = "、".join(
        f"{label}{number}件，"
        for number, label in enumerate(
            (
                "属于国家秘密",
                "属于行政执法案卷",
                "属于行政查询事项",
                "保护第三方合法权益",
                "信访举报投诉类申请",
                "要求提供公开出版物",
            )
        )
    )
    report = as_lines([*HEAD, f"全年办理申请中，{listed}其余均予以公开。"])
    assert not report.unread


@pytest.mark.parametrize(
    "text", ["0 " * 10_000, "a" + "     0" * 4_000, "自然人 " * 5_000 + "| |", "12件 " * 5_000]
)
def test_long_lines_of_figures_take_no_longer_than_their_length(text: str) -> None:
    start = time.process_time()
    parse_text("\n".join((*HEAD, text + "x")))
    assert time.process_time() - start < within(3)


def test_rows_without_blank_lines_between_two_of_them_keep_their_labels() -> None:
    """A column of units tells no rows apart, so that a label of three lines takes no rows above it."""
    rows = [
        ("1.当面申请数", "件", "5"),
        ("2.传真申请数", "件", "1"),
        ("涉及国家秘密", "件", "0"),
        ("涉及商业秘密", "件", "3"),
        ("涉及个人隐私", "件", "2"),
    ]
    lines = ["统计指标        单位          统计数", ""]
    for number, (label, unit, figure) in enumerate(rows):
        lines += [f"{label}        {unit}           {figure}", *([""] if number else [])]
    lines += ["危及国家安全、公", "共安全、经济安全    件           4", "和社会稳定", ""]
    lines += ["不是《条例》所指    件           6", "政府信息", "", "3.网络申请数        件           8"]
    report = parse_text("云河市2016年政府信息公开工作年度报告\n附件：统计表\n" + "\n".join(lines) + "\n")
    refused = report.applications.replies.refused
    found = (
        refused.trade_secret,
        refused.privacy,
        refused.security_and_stability,
        refused.not_government_information,
    )
    assert found == (3, 2, 4, 6)


@pytest.mark.parametrize("with_the_beginning", [False, True])
def test_a_label_that_a_page_tears_is_put_together_before_a_column_of_units(with_the_beginning: bool) -> None:
    """What is left of it on the next page (公开政府信息数) may be the label of another row."""
    channels = ["政府公报", "政府网站", "政务微博", "政务微信", "其他方式"]
    labels = [f"{number}.{channel}公开政府信息数" for number, channel in enumerate(channels, 1)]

    def row(label: str, figure: int | str, unit: str = "条") -> str:
        return f"{label}{' ' * (40 - 2 * len(label))}{unit}      {figure}"

    lines = [row(label, 11 + at) for at, label in enumerate(labels)]
    begun, rest = labels[2][:6], labels[2][6:]
    lines[2:3] = [row(begun, 13), f"\f{rest}"] if with_the_beginning else [begun, f"\f{row(rest, 13)}"]
    head = ["临江区2015年政府信息公开工作年度报告", "", row("统计指标", "统计数", "单位")]
    report = parse_text("\n".join([*head, row("主动公开政府信息数", 99), *lines]))
    found = [(fact.path.rpartition(".")[2], fact.value) for fact in report.facts]
    assert found == [
        ("disclosed", 99),
        *zip(("gazette", "website", "weibo", "wechat", "other"), range(11, 16), strict=True),
    ]
