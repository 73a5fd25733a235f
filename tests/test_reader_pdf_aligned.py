"""Tables of sections three and four without ruling lines: read by alignment, never shifted."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from random import Random

import pytest
from attrs import evolve

from figures import Figure, clean_figures
from govinfo_reports import Report, Source, parse
from govinfo_reports.document import Cell, Table
from govinfo_reports.indicators import Form
from govinfo_reports.limits import DEFAULT_LIMITS
from govinfo_reports.readers.pdf import read_pdf
from grids import printed, section_four, section_three
from writers_pdf import PdfStyle, write_pdf

FORMS = (Form.F2019, Form.F2021)
THREE = "三、收到和处理政府信息公开申请情况"
FOUR = "四、政府信息公开行政复议、行政诉讼情况"
FIVE = "五、存在的主要问题及改进情况"
TITLE = "^云河市2022年政府信息公开工作年度报告"
NARROW = (1.0, 1.5, 4.0, *(1.2,) * 7)
NARROW_8 = (1.0, 1.5, 4.0, *(1.1,) * 8)
EVEN_15 = (1.0,) * 15


def section_figures(form: Form, seed: int) -> dict[str, Figure]:
    return clean_figures(form, Random(f"{form}{seed}"))


def values_of(report: Report) -> dict[str, Figure]:
    return {
        fact.path: fact.value
        for fact in report.facts
        if fact.source is Source.TABLE and fact.path.startswith(("applications.", "review.", "litigation."))
    }


def expected(figures: Mapping[str, Figure]) -> dict[str, Figure]:
    return {
        path: value
        for path, value in figures.items()
        if path.startswith(("applications.", "review.", "litigation."))
    }


def read_three(table: Table, style: PdfStyle) -> Report:
    return parse(write_pdf([TITLE, THREE, table, FIVE, "一是队伍的能力有待加强。"], style))


def read_four(table: Table, style: PdfStyle) -> Report:
    return parse(write_pdf([TITLE, FOUR, table, FIVE, "一是队伍的能力有待加强。"], style))


def rows_of(table: Table) -> list[tuple[str, int, int, int, int]]:
    return [
        (re.sub(r"\s+", "", cell.text), cell.row, cell.column, cell.rowspan, cell.colspan)
        for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column))
    ]


def blanked(figures: Mapping[str, Figure], rng: Random) -> dict[str, Figure]:
    return {path: None if rng.random() < 0.15 else value for path, value in figures.items()}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("subtotal", [False, True])
def test_the_figures_come_back(form: Form, seed: int, subtotal: bool) -> None:
    figures = section_figures(form, seed)
    three = section_three(form, printed(figures), subtotal=subtotal)
    (four,) = section_four(printed(figures))
    style = PdfStyle(rules="none", height=1_000.0, shares=NARROW_8 if subtotal else NARROW)
    report = parse(write_pdf([TITLE, THREE, three, "\f", FOUR, four, FIVE], style))
    assert values_of(report) == expected(figures)
    assert not report.unread


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("subtotal", [False, True])
def test_the_grid_is_that_of_the_table_with_lines(form: Form, subtotal: bool) -> None:
    """All cells with their spans, on pages high enough for the whole table."""
    figures = printed(section_figures(form, 1))
    three = section_three(form, figures, subtotal=subtotal)
    (four,) = section_four(figures)
    style = PdfStyle(rules="none", height=2_400.0, shares=NARROW_8 if subtotal else NARROW)
    document = read_pdf(write_pdf([THREE, three, FOUR, four], style), source=None, limits=DEFAULT_LIMITS)
    assert [rows_of(table) for table in document.tables()] == [rows_of(three), rows_of(four)]
    assert [paragraph.text for paragraph in document.paragraphs()] == [THREE, FOUR]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("subtotal", [False, True])
def test_blanks_stay_blank(form: Form, seed: int, subtotal: bool) -> None:
    figures = blanked(section_figures(form, seed), Random(seed))
    three = section_three(form, printed(figures), subtotal=subtotal)
    report = read_three(three, PdfStyle(rules="none", shares=NARROW_8 if subtotal else NARROW))
    found = {path: value for path, value in values_of(report).items() if value is not None}
    assert found == {
        path: value
        for path, value in expected(figures).items()
        if value is not None and path.startswith("applications.")
    }


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("shares", [EVEN_15, ()])
def test_blanks_of_section_four(seed: int, shares: tuple[float, ...]) -> None:
    """One row of figures, some blank: the heads alone say where the columns stand. A wrong place is never taken."""
    figures = blanked(section_figures(Form.F2021, seed), Random(seed))
    (four,) = section_four(printed(figures))
    report = read_four(four, PdfStyle(rules="none", shares=shares))
    found = {path: value for path, value in values_of(report).items() if value is not None}
    assert found == {
        path: value
        for path, value in expected(figures).items()
        if value is not None and not path.startswith("applications.")
    }


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("height", [420.0, 500.0, 560.0, 640.0, 842.0])
@pytest.mark.parametrize("head_rows", [0, 3])
def test_over_page_breaks(form: Form, height: float, head_rows: int) -> None:
    figures = section_figures(form, 7)
    three = section_three(form, printed(figures))
    style = PdfStyle(rules="none", height=height, shares=NARROW, head_rows=head_rows, page_number="- {} -")
    report = read_three(three, style)
    wanted = {path: value for path, value in expected(figures).items() if path.startswith("applications.")}
    assert values_of(report) == wanted
    assert not report.unread


@pytest.mark.parametrize("form", FORMS)
def test_a_plain_office_page(form: Form) -> None:
    """Narrow columns of labels, all of them wrapped, over several pages."""
    figures = section_figures(form, 3)
    report = read_three(section_three(form, printed(figures)), PdfStyle(rules="none"))
    wanted = {path: value for path, value in expected(figures).items() if path.startswith("applications.")}
    assert values_of(report) == wanted


def replaced(table: Table, row: int, column: int, text: str, colspan: int = 1) -> Table:
    """The table with the text of one cell changed."""
    cells: list[Cell] = [
        evolve(cell, text=text, colspan=colspan) if (cell.row, cell.column) == (row, column) else cell
        for cell in table.cells
    ]
    return Table(cells=tuple(cells), location=table.location)


def between(table: Table, row: int, column: int, text: str) -> Table:
    """The table with the figures of two columns of a row in one place, half way between them."""
    cells = [cell for cell in table.cells if (cell.row, cell.column) != (row, column + 1)]
    return replaced(Table(cells=tuple(cells), location=table.location), row, column, text, colspan=2)


@pytest.mark.parametrize("row", [3, 4, 6, 12, 20])
@pytest.mark.parametrize("column", [3, 5, 8])
def test_a_figure_between_two_columns_is_in_neither(row: int, column: int) -> None:
    figures = section_figures(Form.F2021, 5)
    texts = {path: "" if value is None else str(value) for path, value in figures.items()}
    table = section_three(Form.F2021, texts)
    report = read_three(
        between(table, row, column, "6"), PdfStyle(rules="none", height=2_400.0, shares=NARROW)
    )
    found = {path: value for path, value in values_of(report).items() if value is not None}
    assert all(figures[path] == value for path, value in found.items())
    wanted = {path for path in figures if path.startswith("applications.")}
    lost = wanted - set(found)
    assert len(lost) == 7
    assert len({path.rsplit(".", 1)[0] for path in lost}) == 1
    (unread,) = report.unread
    assert "6" in unread.raw


@pytest.mark.parametrize("column", [0, 4, 9, 13])
def test_a_figure_between_two_columns_of_section_four(column: int) -> None:
    (four,) = section_four(printed(section_figures(Form.F2021, 5)))
    report = read_four(between(four, 3, column, "6"), PdfStyle(rules="none", shares=EVEN_15))
    assert not values_of(report)
    assert report.unread


def test_heads_in_another_order_are_not_taken_for_the_form() -> None:
    table = section_three(Form.F2021, printed(section_figures(Form.F2021, 5)))
    table = replaced(replaced(table, 2, 4, "科研机构"), 2, 5, "商业企业")
    report = read_three(table, PdfStyle(rules="none", height=2_400.0, shares=NARROW))
    assert not values_of(report)


@pytest.mark.parametrize("head", ["一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"])
def test_a_row_without_its_label_gives_no_figures(head: str) -> None:
    table = section_three(Form.F2021, printed(section_figures(Form.F2021, 5)))
    (row,) = (cell.row for cell in table.cells if cell.text == head)
    report = read_three(
        replaced(table, row, 0, "", colspan=3), PdfStyle(rules="none", height=2_400.0, shares=NARROW)
    )
    path = "applications.received." if head.startswith("一") else "applications.carried_in."
    assert not any(found.startswith(path) for found, value in values_of(report).items() if value is not None)


@pytest.mark.parametrize("seed", range(24))
def test_whatever_is_read_is_right(seed: int) -> None:
    """Pages of all kinds, with rows that page breaks cut and labels in columns too narrow for them: what comes back is what
    stands in its cell, or nothing."""
    rng = Random(seed)
    form = rng.choice(FORMS)
    figures = blanked(section_figures(form, seed), rng) if rng.random() < 0.5 else section_figures(form, seed)
    subtotal = rng.random() < 0.3
    style = PdfStyle(
        rules="none",
        height=rng.uniform(400.0, 1_200.0),
        width=rng.choice([595.0, 842.0]),
        size=rng.choice([7.5, 9.0, 10.5, 12.0]),
        padding=rng.uniform(1.0, 6.0),
        margin=rng.uniform(40.0, 80.0),
        head_rows=rng.choice([0, 3]),
        cut_rows=rng.random() < 0.4,
        shares=tuple(rng.uniform(0.8, 2.5) for _ in range(11 if subtotal else 10)),
    )
    three = section_three(form, printed(figures), subtotal=subtotal)
    (four,) = section_four(printed(figures))
    report = parse(write_pdf([TITLE, THREE, three, FOUR, four, FIVE], style))
    wrong = {
        path: value
        for path, value in values_of(report).items()
        if value is not None and figures[path] != value
    }
    assert not wrong


@pytest.mark.parametrize("rules", ["none", "lines"])
def test_an_independent_reader_sees_the_same_figures(rules: str) -> None:
    """The words of the page as pdfplumber has them: each row's figures in the same order as in the table."""
    pdfplumber = pytest.importorskip("pdfplumber")
    figures = printed(section_figures(Form.F2021, 9))
    table = section_three(Form.F2021, figures)
    data = write_pdf([table], PdfStyle(rules=rules, height=2_400.0, shares=NARROW))
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        words = pdf.pages[0].extract_words()
    lines: dict[int, list[tuple[float, str]]] = {}
    for word in words:
        if word["text"].isdigit():
            lines.setdefault(round(float(word["top"])), []).append((float(word["x0"]), word["text"]))
    seen = [[text for _, text in sorted(line)] for _, line in sorted(lines.items())]
    (found,) = read_pdf(data, source=None, limits=DEFAULT_LIMITS).tables()
    got = [[cell.text for cell in row if cell.column >= 3] for row in found.rows if row[0].row >= 3]
    assert [line for line in seen if len(line) == 7] == got
