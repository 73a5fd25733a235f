"""Tables that programs write behind the text of their page, which says the same: each is read once, in the order of the pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

import pytest

from figures import Figure, clean_figures
from govinfo_reports import Form, Report, Scope, Source, parse_text
from govinfo_reports.document import Table
from govinfo_reports.readers.text.in_place import in_place
from grids import form_tables, printed

FORMS = (Form.F2021, Form.F2019)
END = ["五、存在的主要问题及改进情况", "公开内容还不够全面。", "六、其他需要报告的事项", "无。"]


def cells_of(table: Table) -> list[list[str]]:
    """The texts of a table's grid, blank where a cell goes on."""
    grid = [[""] * table.n_columns for _ in range(1 + max(cell.row for cell in table.cells))]
    for cell in table.cells:
        grid[cell.row][cell.column] = cell.text
    return grid


def in_pipes(rows: Sequence[Sequence[str]]) -> list[str]:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return [lines[0], "|" + "---|" * len(rows[0]), *lines[1:], ""]


def pages_of(form: Form, texts: Mapping[str, str], *, lines: bool, cut: int) -> str:
    """A report of three pages, of each its text and then its tables; section three goes on over a page at
    its row `cut`. Its text has a row a line, or a cell a line."""
    (_, two), (_, three), (heading, four), *_ = form_tables(form, texts).items()
    rows = cells_of(three[0])
    pages: list[tuple[list[str], list[list[list[str]]], list[str]]] = [
        (["云河市2022年政府信息公开工作年度报告", "一、总体情况", "全年工作平稳有序。", "二、主动公开政府信息情况"], [cells_of(one) for one in two], []),
        (["三、收到和处理政府信息公开申请情况"], [rows[:cut]], []),
        ([], [rows[cut:], cells_of(four[0])], END),
    ]  # fmt: skip
    out: list[str] = []
    for above, tables, below in pages:
        out += above
        for at, table in enumerate(tables):
            out += [heading] if at and below else []
            for row in table:
                shown = [text for text in row if text]
                out += shown if lines else [" ".join(shown)]
        out += below
        for table in tables:
            out += in_pipes(table)
    return "\n".join(out)


def figures_of(report: Report) -> dict[str, Figure]:
    return {
        fact.path: fact.value
        for fact in report.facts
        if fact.source is Source.TABLE and fact.scope is Scope.YEAR and fact.value is not None
    }


@pytest.mark.parametrize("cut", [6, 15, 24])
@pytest.mark.parametrize("lines", [False, True])
@pytest.mark.parametrize("form", FORMS)
def test_tables_behind_their_page_are_read_once(form: Form, lines: bool, cut: int) -> None:
    figures = clean_figures(form, Random(f"pages {form} {cut}"))
    text = pages_of(form, printed(figures), lines=lines, cut=cut)
    report = parse_text(text)
    assert figures_of(report) == figures
    assert {fact.scope for fact in report.facts if fact.source is Source.TABLE} == {Scope.YEAR}
    assert not report.unread
    rows = text.split("\n")
    for fact in report.facts:
        if fact.source is Source.TABLE and fact.location.line is not None:
            assert str(fact.value) in rows[fact.location.line - 1]


@pytest.mark.parametrize("seed", range(8))
def test_blanks_stay_blanks(seed: int) -> None:
    rng = Random(f"pages with blanks {seed}")
    figures = clean_figures(Form.F2021, rng)
    blank = set(rng.sample([path for path in figures if path.startswith("applications")], 12))
    shown = {path: "" if path in blank else text for path, text in printed(figures).items()}
    found = figures_of(parse_text(pages_of(Form.F2021, shown, lines=False, cut=rng.randrange(5, 25))))
    assert found == {path: value for path, value in figures.items() if path not in blank}


def test_what_the_page_says_otherwise_stays() -> None:
    """A table of other figures than its page's lines is no second print of these."""
    figures = clean_figures(Form.F2021, Random("pages that differ"))
    lines = pages_of(Form.F2021, printed(figures), lines=False, cut=12).split("\n")
    order = in_place(lines)
    assert order is not None
    assert not any(lines[at].startswith("一、本年新收") for at in order)
    at = next(at for at, line in enumerate(lines) if line.startswith("| 一、本年新收"))
    lines[at] = lines[at].replace(" |", "7 |", 4)
    order = in_place(lines)
    assert order is None or any(lines[at].startswith("一、本年新收") for at in order)


def test_a_table_alone_stays() -> None:
    """Of one table nothing tells that a program writes tables behind their pages."""
    rows = [["信息内容", "本年制发件数"], ["规章", "12"], ["行政规范性文件", "34"]]
    assert in_place([*map(" ".join, rows), *in_pipes(rows)]) is None


# ------------------------------------------------------- rules between pages, which are no blank cells


def with_rules(form: Form, texts: Mapping[str, str], shape: str, rule: str, rng: Random) -> str:
    """A report whose rows have a rule behind some of them; a blank cell leaves nothing in its line."""
    lines = ["云河市2022年政府信息公开工作年度报告", "一、总体情况", "全年工作平稳有序。"]
    for heading, tables in form_tables(form, texts).items():
        lines.append(heading)
        for row in (row for table in tables for row in cells_of(table)):
            shown = [text for text in row if text]
            labels = [text for text in shown if not text.strip("+-").replace(".", "").isdigit()]
            values = " ".join(shown[len(labels) :])
            parts = {"cell a line": shown, "row a line": [" ".join(shown)]}
            lines += parts.get(shape, [*labels, values] if values else labels)
            lines += [rule] if rng.random() < 0.15 else []
    return "\n".join([*lines, *END])


@pytest.mark.parametrize(
    ("shape", "rule"),
    [
        ("cell a line", "-----"),
        ("cell a line", "___"),
        ("row a line", "---"),
        ("row a line", "-----"),
        ("label and figures", "---"),
        ("label and figures", "——————"),
    ],
)
@pytest.mark.parametrize("form", FORMS)
def test_a_rule_behind_a_row_with_a_blank_is_not_that_blank(form: Form, shape: str, rule: str) -> None:
    """A row that lacks a figure is not made whole by a rule: else all figures behind the gap move up."""
    for seed in range(4):
        rng = Random(f"rules {form} {shape} {seed}")
        figures = clean_figures(form, rng)
        texts = printed(figures)
        gone = {path for path in texts if rng.random() < 0.05}
        text = with_rules(form, {**texts, **dict.fromkeys(gone, "")}, shape, rule, rng)
        found = figures_of(parse_text(text))
        kept = {path: figures[path] for path in figures if path not in gone}
        assert {path: value for path, value in found.items() if kept.get(path) != value} == {}


@pytest.mark.parametrize("rule", ["-----", "___", "——————"])
@pytest.mark.parametrize("form", FORMS)
def test_a_rule_behind_a_whole_row_takes_nothing(form: Form, rule: str) -> None:
    figures = clean_figures(form, Random(f"rules {form}"))
    text = with_rules(form, printed(figures), "label and figures", rule, Random(3))
    rows = text.split("\n")
    assert any(line == rule and rows[at - 1][-1:].isdigit() for at, line in enumerate(rows))
    assert figures_of(parse_text(text)) == figures


@pytest.mark.parametrize("blank", ["——", "---"])
@pytest.mark.parametrize("form", FORMS)
def test_a_dash_on_a_line_of_its_own_among_cells_is_a_blank_cell(form: Form, blank: str) -> None:
    rng = Random(f"dashes {form}")
    figures = clean_figures(form, rng)
    gone = {path for path in figures if rng.random() < 0.05}
    text = with_rules(form, {**printed(figures), **dict.fromkeys(gone, blank)}, "cell a line", "", rng)
    assert figures_of(parse_text(text)) == {path: figures[path] for path in figures if path not in gone}
