"""The shapes in which tables are kept, and the test that speaks of each: every figure exact or said, none otherwise than printed.

| shape | test |
| --- | --- |
| drawn with any box characters | test_copies.py::test_tables_drawn_with_any_box_characters |
| pandoc's simple, multiline and grid tables, reStructuredText | test_copies.py::test_tables_ruled_with_dashes, here (rst, simple, grid) |
| Markdown with cells over several lines, with br, merged labels repeated, empty, in the first row only | here, test_model_markdown.py::test_copies_by_models, test_copies.py::test_merged_cells_that_left_blanks_in_markdown |
| HTML tables inside Markdown | test_text_reader.py::test_tables_in_html_within_markdown, here (html with attributes) |
| Textile with marks and merged cells | here |
| comma and tab separated values, with quotes and a column of numbers | here |
| numbers of rows and columns by pandas, quoted in a mail, with a blank head, with pipes that are no borders | here, test_copies_torn_pages.py::test_a_torn_page_is_read_whole |
| wrapped labels above and below their figures, labels and figures that share no line | test_copies.py::test_a_wrapped_label_belongs_to_the_row_of_its_middle, test_woven.py::test_each_piece_goes_to_its_label |
| blank cells told by position | test_copies.py::test_a_blank_is_told_by_its_place_or_not_at_all, test_copies_blanks.py::test_cells_below_each_other_by_their_number_in_the_row |
| page breaks with and without heads again | test_copies_order.py::test_a_table_goes_on_below_the_text_of_the_next_page |
| reading order: labels apart, torn, below their figures; figures torn | test_copies_order.py::test_labels_behind_their_figures_are_theirs_where_each_row_says_so, test_copies_torn_pages.py::test_figures_above_their_labels_are_theirs_where_each_label_has_a_line, test_copies_torn_digits.py::test_torn_figures_are_put_together_where_the_relations_leave_one_way |
| one character a line | test_copies_order.py::test_heads_of_one_character_a_line_are_the_forms_where_totals_add_up |
| lists, JSON and YAML by models | test_model_fragments.py::test_fragments_by_models |
| a bar in prose, navigation or footer | test_copies.py::test_a_bar_in_the_footer_of_a_page_of_one_line |
| stylesheets | test_copies.py::test_a_page_is_read_as_its_stylesheet_shows_it |
| sheets and Word | test_notes_and_unseen.py::test_a_row_without_height_and_a_column_without_width_are_hidden, test_docx_chunks.py::test_the_tables_of_a_document_within |
"""

from __future__ import annotations

import ast
import csv
import io
import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Literal

import pytest

from figures import clean_figures
from govinfo_reports import Form, Source, parse
from govinfo_reports.document import Table
from grids import form_tables, printed

YEARS = {Form.F2019: 2020, Form.F2021: 2022, Form.F2014: 2016}
Rows = list[list[str]]
Write = Callable[[Rows], str]


def rows_of(table: Table, merged: str) -> Rows:
    """The cells of the grid; a merged one stands in each of its places, or in the first of its rows, its columns or both."""
    rows: dict[int, dict[int, str]] = {}
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.rowspan):
            for column in range(cell.column, cell.column + cell.colspan):
                is_shown = {
                    "all": True,
                    "down": column == cell.column,
                    "right": row == cell.row,
                    "first": (row, column) == (cell.row, cell.column),
                }[merged]
                rows.setdefault(row, {})[column] = cell.text if is_shown else ""
    return [[row.get(column, "") for column in range(table.n_columns)] for _, row in sorted(rows.items())]


def piped(rows: Rows, *, first: int = 1) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(first, "|" + " --- |" * len(rows[0]))
    return "\n".join(lines)


def broken(rows: Rows) -> str:
    return piped(
        [
            [
                text[:4] + "<br>" + text[4:] if len(text) > 6 and not text[0].isdigit() else text
                for text in row
            ]
            for row in rows
        ]
    )


def without_heads(rows: Rows) -> str:
    """As turndown writes a table without heads: a blank row for them."""
    return piped([[""] * len(rows[0]), *rows])


def counted(rows: Rows) -> str:
    """As pandas writes it, with the numbers of the rows and columns."""
    columns = ["", *map(str, range(len(rows[0])))]
    return piped([columns, *([str(at), *row] for at, row in enumerate(rows))])


def separated(separator: str, quoting: Literal[0, 1] = csv.QUOTE_MINIMAL) -> Write:
    def write(rows: Rows) -> str:
        made = io.StringIO()
        csv.writer(made, delimiter=separator, quoting=quoting, lineterminator="\n").writerows(rows)
        return made.getvalue().rstrip("\n")

    return write


def numbered(rows: Rows) -> str:
    return separated(",")([["序号", *rows[0]], *([str(at), *row] for at, row in enumerate(rows[1:], 1))])


def _wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def padded(rows: Rows) -> Rows:
    widths = [max(3, *(_wide(row[at]) for row in rows)) for at in range(len(rows[0]))]
    return [
        [text + " " * (width - _wide(text)) for text, width in zip(row, widths, strict=True)] for row in rows
    ]


def ruled(rows: Rows) -> str:
    """A simple table of pandoc or reStructuredText, heads of one row."""
    cells = padded(rows)
    rule = "  ".join("-" * _wide(text) for text in cells[0])
    lines = ["  ".join(row) for row in cells]
    return "\n".join([rule, lines[0], rule, *lines[1:], rule])


def boxed(rows: Rows) -> str:
    cells = padded(rows)
    rule = "+" + "+".join("-" * (_wide(text) + 2) for text in cells[0]) + "+"
    lines = [rule]
    for row in cells:
        lines += ["| " + " | ".join(row) + " |", rule]
    return "\n".join(lines)


def outlined(rows: Rows) -> str:
    """As psql draws it: rules above, below the heads and at the end, none between the rows."""
    cells = padded(rows)
    rule = "+" + "+".join("-" * (_wide(text) + 2) for text in cells[0]) + "+"
    lines = ["| " + " | ".join(row) + " |" for row in cells]
    return "\n".join([rule, lines[0], rule, *lines[1:], rule])


def between(rows: Rows) -> str:
    """Pipes between the cells alone, blanks at the end of a line taken off."""
    lines = [" | ".join(row).rstrip() for row in padded(rows)]
    return "\n".join([lines[0], "-+-".join("-" * _wide(text) for text in padded(rows)[0]), *lines[1:]])


def in_asciidoc(rows: Rows) -> str:
    return "\n".join(["|====", *("| " + " | ".join(row).rstrip() for row in padded(rows)), "|===="])


def in_textile(rows: Rows) -> str:
    """As Redmine keeps it, each cell with its alignment, the heads marked."""
    lines = ["|" + "".join(f"_=. {text} |" for text in rows[0])]
    return "\n".join(lines + ["|" + "".join(f"=. {text} |" for text in row) for row in rows[1:]])


def trimmed(rows: Rows) -> str:
    """Tabs between the cells; those behind the last figure are taken off."""
    return "\n".join("\t".join(row).rstrip() for row in rows)


def with_attributes(rows: Rows) -> str:
    body = "".join(
        "<tr>"
        + "".join(f'<td style="width:9%" align=center>{text or "&nbsp;"}</td>' for text in row)
        + "</tr>\n"
        for row in rows
    )
    return f'<table border="1" class="md-table" style="width:100%">\n{body}</table>'


def quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def from_a_reader(text: str) -> str:
    return f"Title: 年报\n\nURL Source: https://www.example.gov.cn/a.html\n\nMarkdown Content:\n{text}"


def with_properties(text: str) -> str:
    return f"---\ntags: [report]\ncreated: 2023-01-05\n---\n{text}"


def as_it_is(text: str) -> str:
    return text


SHAPES: dict[str, tuple[str, Write, Callable[[str], str], float]] = {
    "Markdown, merged cells repeated": ("all", piped, as_it_is, 1),
    "Markdown, merged cells blank": ("first", piped, as_it_is, 1),
    "Markdown, merged labels in the first row only": ("right", piped, as_it_is, 1),
    "Markdown, heads in the first column only": ("down", piped, as_it_is, 0.95),
    "Markdown, br": ("all", broken, as_it_is, 0.98),
    "turndown": ("first", without_heads, as_it_is, 1),
    "a reader of pages": ("first", piped, from_a_reader, 1),
    "a note with properties": ("first", piped, with_properties, 1),
    "quoted Markdown": ("all", piped, quoted, 1),
    "quoted tabs": ("first", separated("\t"), quoted, 1),
    "pandas": ("all", counted, as_it_is, 1),
    "commas": ("first", separated(","), as_it_is, 1),
    "commas, merged cells filled down": ("down", separated(","), as_it_is, 1),
    "commas, all quoted": ("all", separated(",", csv.QUOTE_ALL), as_it_is, 1),
    "commas, numbered": ("all", numbered, as_it_is, 0.8),
    "semicolons": ("all", separated(";"), as_it_is, 1),
    "tabs": ("first", separated("\t"), as_it_is, 1),
    "tabs, ends trimmed": ("first", trimmed, as_it_is, 0.9),
    "ruled with dashes": ("first", ruled, as_it_is, 0.95),
    "grid": ("first", boxed, as_it_is, 0.95),
    "outlined": ("first", outlined, as_it_is, 0.85),
    "pipes between, ends trimmed": ("first", between, as_it_is, 0.7),
    "AsciiDoc": ("first", in_asciidoc, as_it_is, 0.7),
    "Textile": ("all", in_textile, as_it_is, 1),
    "HTML in Markdown": ("all", with_attributes, as_it_is, 1),
}


def text_of(
    form: Form, texts: dict[str, str], merged: str, write: Write, around: Callable[[str], str]
) -> str:
    year = YEARS[form]
    lines = [
        f"云河市{year}年政府信息公开工作年度报告",
        "",
        "一、总体情况",
        f"{year}年，各级机关认真落实公开要求，主动公开平稳有序。",
        "",
    ]
    for heading, tables in form_tables(form, texts).items():
        lines += [heading, ""]
        for table in tables:
            lines += [write(rows_of(table, merged)), ""]
    return around("\n".join(lines) + "\n")


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_of_text_is_exact_or_said(shape: str, seed: int) -> None:
    merged, write, around, least = SHAPES[shape]
    form = (Form.F2021, Form.F2019, Form.F2014)[seed]
    for share in (0.0, 0.12):
        rng = Random(f"{shape}{seed}{share}")
        texts = printed(clean_figures(form, rng))
        shown = {path: "" if rng.random() < share else text for path, text in texts.items()}
        report = parse(text_of(form, shown, merged, write, around).encode())
        found = {
            fact.path: fact.value
            for fact in report.facts
            if fact.source is Source.TABLE and fact.value is not None and fact.path in shown
        }
        assert not {path for path, value in found.items() if not shown[path] or value != Decimal(shown[path])}
        asked = [path for path in shown if shown[path]]
        if share == 0:
            assert len(found) >= least * len(asked)
        assert len(found) == len(asked) or report.unread or any(fact.candidates for fact in report.facts)


@pytest.mark.parametrize("figure", ["0", "5"])
@pytest.mark.parametrize("write", [piped, trimmed])
def test_a_remark_behind_a_row_takes_no_column_of_the_form(write: Write, figure: str) -> None:
    """The first cell is blank, and words stand behind the last: seven cells in turn, of which the first is not the natural person's."""
    heads = ["申请人情况", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    rows = [
        [*heads, ""],
        ["一、本年新收政府信息公开申请数量", "3", "1", "0", "0", "0", "0", "4", ""],
        ["二、上年结转政府信息公开申请数量", "", figure, "0", "0", "0", "0", figure, "见说明"],
        ["（七）总计", "3", "1", "0", "0", "0", "0", "4", ""],
    ]
    head = "云河市2022年政府信息公开工作年度报告\n\n三、收到和处理政府信息公开申请情况\n\n"
    report = parse((head + write(rows) + "\n").encode())
    found = {fact.path.removeprefix("applications.carried_in."): fact.value for fact in report.facts}
    assert found.get("natural_person") is None
    assert found.get("business") in {None, int(figure)}
    assert found.get("research") in {None, 0}


def test_figures_set_apart_by_a_blank_are_not_cut() -> None:
    """Heads with one blank between them: 265 is one figure, of which column nobody can say."""
    text = "云河市2020年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（五）项\n信息内容 上一年项目数量 本年增/减 处理决定数量\n行政许可 0 -3 19\n其他对外管理服务事项 265\n"
    report = parse(text.encode())
    found = {fact.path: fact.value for fact in report.facts}
    assert found["proactive.licensing.decisions"] == 19
    assert not {path for path, value in found.items() if "other_services" in path and value is not None}
    assert any("265" in item.raw for item in report.unread)


def test_a_figure_over_lines_of_a_drawn_cell_is_no_row_of_its_own() -> None:
    """A narrow column tears 12 and 34 over the lines of one row: below 规章 stands no second row."""
    rows = [
        "+----------+------+------+------+",
        "| 信息内容 | 制发 | 废止 | 现行 |",
        "|          | 件数 | 件数 | 有效 |",
        "|          |      |      | 件数 |",
        "+----------+------+------+------+",
        "| 规章     | 1    | 3    | 0    |",
        "|          | 2    | 4    |      |",
        "+----------+------+------+------+",
        "| 规范性   | 5    | 0    | 7    |",
        "| 文件     |      |      |      |",
        "+----------+------+------+------+",
    ]
    text = (
        "云河市2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（一）项\n"
        + "\n".join(rows)
        + "\n"
    )
    found = {fact.path: fact.value for fact in parse(text.encode()).facts}
    assert found.get("proactive.regulations.issued") in {None, 12}
    assert found.get("proactive.normative_documents.issued", 5) == 5


@pytest.mark.parametrize("cell", ["(2021). 77", "(作废). 77", "(减). 77"])
def test_a_remark_before_a_figure_is_no_mark_of_textile(cell: str) -> None:
    rows = f"|信息内容|本年制发件数|本年废止件数|现行有效件数|\n|规章|3|{cell}|9|"
    report = parse(f"云河市2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n{rows}".encode())
    assert all(fact.value != 77 for fact in report.facts)


@pytest.mark.parametrize("form", [Form.F2021, Form.F2019, Form.F2014])
def test_merged_cells_of_textile(form: Form) -> None:
    figures = clean_figures(form, Random(f"textile {form}"))

    def written(table: Table) -> str:
        return "\n".join(
            "|" + "".join(f"/{cell.rowspan}\\{cell.colspan}. {cell.text} |" for cell in row)
            for row in table.rows
        )

    lines = [
        f"h1. 云河市{YEARS[form]}年政府信息公开工作年度报告",
        "",
        "一、总体情况",
        "全年工作平稳有序。",
        "",
    ]
    for heading, tables in form_tables(form, printed(figures)).items():
        lines += [f"h2. {heading}", ""]
        for table in tables:
            lines += ["table(report).", written(table), ""]
    found = {fact.path: fact.value for fact in parse("\n".join(lines).encode()).facts}
    assert {path: found.get(path) for path in figures} == figures


def test_every_shape_has_its_test() -> None:
    here = Path(__file__)
    named = re.findall(r"(test_\w+\.py)::(test_\w+)", __doc__ or "")
    assert len(named) > 15
    for file, name in named:
        tree = ast.parse((here.parent / file).read_text("utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, (file, name)
