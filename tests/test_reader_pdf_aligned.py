"""Tables of sections three and four without ruling lines: read by alignment, never shifted."""

from __future__ import annotations

import io
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

import pytest
from attrs import evolve

from figures import Figure, clean_figures
from govinfo_reports import Report, Source, parse
from govinfo_reports.document import Cell, Table
from govinfo_reports.indicators import Form
from govinfo_reports.limits import DEFAULT_LIMITS
from govinfo_reports.readers.pdf.aligned.heads import pieces_of
from govinfo_reports.readers.pdf.aligned.pages import align_tables
from govinfo_reports.readers.pdf.characters import Run
from govinfo_reports.readers.pdf.lines import gather_lines
from govinfo_reports.readers.pdf.read import read_pdf
from grids import printed, section_four, section_three
from pace import within
from writers_pdf import PdfStyle, write_pdf
from writers_unruled import page_of, printers, web_page

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
@pytest.mark.parametrize("seed", range(3))
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
@pytest.mark.parametrize("seed", range(3))
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
    """One row of figures, some blank: the heads alone say where the columns stand. A wrong place is never
    taken."""
    figures = blanked(section_figures(Form.F2021, seed), Random(seed))
    (four,) = section_four(printed(figures))
    report = read_four(four, PdfStyle(rules="none", shares=shares, heads="centre"))
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
    report = read_four(between(four, 3, column, "6"), PdfStyle(rules="none", shares=EVEN_15, heads="centre"))
    right = {
        path: int(text) for path, text in printed(section_figures(Form.F2021, 5)).items() if text.isdecimal()
    }
    assert all(value is None or value == right[path] for path, value in values_of(report).items())
    assert report.unread or any(fact.candidates for fact in report.facts)


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


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(8))
def test_ordinary_pages_come_back_whole(form: Form, seed: int) -> None:
    """A4, labels, heads and figures at any side of their cells; `benchmarks/bench_unruled.py` has more of
    them."""
    made = page_of(form, seed, "ordinary")
    assert made is not None
    data, figures = made
    assert values_of(parse(data)) == expected(figures)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_read_is_right(form: Form, seed: int) -> None:
    """Pages of all kinds, with rows that page breaks cut and labels in columns too narrow for them: what
    comes back is what stands in its cell, or nothing, and then a finding says so."""
    made = page_of(form, seed, "cut")
    if made is None:  # a row is higher than the page
        return
    data, figures = made
    report = parse(data)
    found = {path: value for path, value in values_of(report).items() if value is not None}
    assert found == {path: figures[path] for path in found}
    lost = {path for path, value in expected(figures).items() if value is not None} - set(found)
    assert (
        not lost
        or report.unread
        or any(one.rule.startswith("complete:") and one.paths for one in report.findings)
    )


def long_figures(form: Form) -> dict[str, Figure]:
    """Four digits in every cell, no two alike."""
    return {path: 1_000 + number for number, path in enumerate(expected(section_figures(form, 0)))}


@pytest.mark.parametrize("at_top", [False, True])
@pytest.mark.parametrize("size", [9.0, 12.0])
@pytest.mark.parametrize("share", [0.5, 0.65, 0.8, 1.0])
def test_figures_that_their_columns_are_too_narrow_for(size: float, share: float, at_top: bool) -> None:
    """Half of a figure is never taken for the whole."""
    figures = long_figures(Form.F2021)
    style = PdfStyle(
        rules="none",
        size=size,
        shares=(1.0, 1.6, 6.0, *(share,) * 7),
        at_top=at_top,
        heads="centre",
        height=1_400.0,
    )
    report = read_three(section_three(Form.F2021, printed(figures)), style)
    found = {path: value for path, value in values_of(report).items() if value is not None}
    assert found == {path: figures[path] for path in found}


@pytest.mark.parametrize("side", ["left", "centre", "right"])
@pytest.mark.parametrize("labels", ["left", "centre"])
def test_sides_of_cells(side: str, labels: str) -> None:
    figures = section_figures(Form.F2021, 2)
    style = PdfStyle(rules="none", shares=NARROW, figures=side, labels=labels, heads="centre", height=1_000.0)
    (four,) = section_four(printed(figures))
    three = section_three(Form.F2021, printed(figures))
    report = parse(write_pdf([TITLE, THREE, three, "\f", FOUR, four, FIVE], style))
    assert values_of(report) == expected(figures)


@pytest.mark.parametrize("lines", range(20, 46, 2))
@pytest.mark.parametrize("head_rows", [0, 3])
def test_section_four_over_a_page_break(lines: int, head_rows: int) -> None:
    """Wherever the page ends: above the heads, between them, or between heads and figures."""
    figures = section_figures(Form.F2021, 4)
    (four,) = section_four(printed(figures))
    style = PdfStyle(rules="none", head_rows=head_rows, heads="centre", height=700.0, page_number="{}")
    report = parse(write_pdf([TITLE, *["甲。"] * lines, FOUR, four, FIVE], style))
    found = {path: value for path, value in values_of(report).items() if value is not None}
    assert found == {path: value for path, value in expected(figures).items() if not path.startswith("appl")}


def test_heads_that_end_a_page_and_stand_again_on_the_next() -> None:
    figures = section_figures(Form.F2021, 4)
    (four,) = section_four(printed(figures))
    heads = Table(cells=tuple(cell for cell in four.cells if cell.row < 3), location=four.location)
    style = PdfStyle(rules="none", heads="centre")
    report = parse(write_pdf([TITLE, FOUR, heads, "\f", four, FIVE], style))
    found = {path: value for path, value in values_of(report).items() if value is not None}
    assert found == {path: value for path, value in expected(figures).items() if not path.startswith("appl")}
    assert not report.unread


@pytest.mark.parametrize("row", range(4, 26, 2))
def test_a_row_without_its_label_beside_rows_with_few_figures(row: int) -> None:
    """Its figures are nobody's: not those of the row above, whose blanks they would fill."""
    figures = {path: value if value else None for path, value in section_figures(Form.F2021, 6).items()}
    table = section_three(Form.F2021, printed(figures))
    label = max(
        (cell for cell in table.cells if cell.row == row and cell.column < 3), key=lambda cell: cell.column
    )
    style = PdfStyle(rules="none", height=2_400.0, shares=NARROW, heads="centre")
    report = read_three(replaced(table, row, label.column, "", colspan=label.colspan), style)
    found = {path: value for path, value in values_of(report).items() if value is not None}
    assert found
    assert found == {path: figures[path] for path in found}


@pytest.mark.parametrize("columns", [-1.0, -0.9, -0.3, 0.5, 0.9, 1.0])
def test_pages_that_stand_aside_from_each_other(columns: float) -> None:
    """As with margins of odd and even pages: no figure is taken for its neighbour's, if they stand a whole
    column apart even."""
    figures = {path: value if value else None for path, value in section_figures(Form.F2021, 8).items()}
    table = section_three(Form.F2021, printed(figures))
    aside = columns * 1.2 / sum(NARROW) * (595.0 - 2 * 72.0)
    style = PdfStyle(rules="none", shares=NARROW, heads="centre", height=560.0, aside=aside)
    found = {path: value for path, value in values_of(read_three(table, style)).items() if value is not None}
    assert found
    assert found == {path: figures[path] for path in found}


@pytest.mark.slow
@pytest.mark.skipif(not printers(), reason="a program on the path prints these pages")
@pytest.mark.parametrize("program", sorted(printers()))
def test_pages_that_other_programs_print(program: str, tmp_path: Path) -> None:
    page, figures = web_page(Form.F2021, 1)
    printers()[program](page, tmp_path / "page.pdf")
    assert values_of(parse((tmp_path / "page.pdf").read_bytes())) == expected(figures)


def run_of(text: str, x0: float, top: float, size: float = 9.0) -> Run:
    glyphs = tuple((char, x0 + at * size, x0 + (at + 1) * size) for at, char in enumerate(text))
    return Run(glyphs, x0, x0 + len(text) * size, top, top + size, text)


WORDS = (
    "自然人",
    "尚未审结",
    "行政复议",
    "申请人情况",
    "总计",
    "结果维持",
    "未经复议直接",
    "1",
    "23",
    "一、",
    "（一）",
)
SECOND = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
FOURTH = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计") * 3


def anywhere(rng: Random, number: int) -> Run:
    return run_of(rng.choice(WORDS), rng.uniform(30, 560), rng.uniform(30, 800))


def single_characters(rng: Random, number: int) -> Run:
    text = "5" if number % 160 > 150 else rng.choice("行政复议申请人情况未经直接起诉后")
    return run_of(text, 30 + number % 10 * 25, 30 + number // 10 * 2.0)


def heads_on_heads(rng: Random, number: int) -> Run:
    row, at = divmod(number, 15)
    return run_of("1" if row % 2 else FOURTH[at], 30 + at * 38, 30 + row * 3.0, 2.0)


def heads_and_labels(rng: Random, number: int) -> Run:
    if number < 9:
        return run_of(
            ("申请人情况", "法人或其他组织", *SECOND)[number], 200 + number * 70, 40 if number < 2 else 60
        )
    text = rng.choice(("1.", "一、", "（一）", "2.甲", "甲", "5"))
    return run_of(
        text, 200 + rng.randrange(9) * 70 if text == "5" else 30 + rng.uniform(0, 100), 80 + number * 0.5
    )


@pytest.mark.parametrize("place", [anywhere, single_characters, heads_on_heads, heads_and_labels])
def test_hostile_pages_end_soon(place: Callable[[Random, int], Run]) -> None:
    """Every row of figures is looked at once, so that the same table is not found for ever; and nothing
    grows with the square of what stands on a page."""
    rng = Random(1)
    views = [gather_lines([place(rng, number) for number in range(4_000)]) for _ in range(2)]
    start = time.process_time()
    rest, tables = align_tables(views, [1, 2])
    assert time.process_time() - start < within(3.0)
    kept = Counter(
        piece.text for view in rest for line in view for run in line.runs for piece in pieces_of(run)
    )
    given = Counter(
        piece.text for view in views for line in view for run in line.runs for piece in pieces_of(run)
    )
    assert kept == given or any(tables)


def test_prose_stays_as_it_is() -> None:
    """Words of the heads in sentences, with figures in lines of their own."""
    lines = gather_lines(
        [
            run_of(text, 72.0, 40.0 + number * 16)
            for number, text in enumerate(
                ("自然人申请公开的", "12", "其他", "3", "总计", "尚未审结", "15", "行政复议")
            )
        ]
    )
    assert align_tables([lines], [1]) == ([lines], [[]])


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
