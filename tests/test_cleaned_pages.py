"""Tables of pages that a program has cleaned: without `colspan` or `rowspan`, each merged cell once with
blanks or repeated in its place, each row a table of its own."""

from __future__ import annotations

import html
from collections.abc import Callable
from decimal import Decimal
from random import Random

import pytest

from figures import clean_figures
from govinfo_reports import Scope, parse
from govinfo_reports.document import Cell, Table
from govinfo_reports.indicators import Form
from grids import form_tables, printed

_HEAD = "清溪县{year}年政府信息公开工作年度报告\n所列数字为{year}年1月1日至12月31日的情况。\n一、总体情况\n"


def _cell(cell: Cell, *kept: str) -> str:
    spans = "".join(f' {name}="{getattr(cell, name)}"' for name in kept)
    return f"<td{spans}>{html.escape(cell.text)}</td>"


def _table(table: Table, *kept: str) -> str:
    rows = "".join(f"<tr>{''.join(_cell(cell, *kept) for cell in row)}</tr>" for row in table.rows)
    return f"<table>{rows}</table>"


def _as_printed(table: Table) -> str:
    return _table(table, "colspan", "rowspan")


def _without_spans(table: Table) -> str:
    return _table(table)


def _without_colspan(table: Table) -> str:
    return _table(table, "rowspan")


def _without_rowspan(table: Table) -> str:
    return _table(table, "colspan")


def _rows_apart(table: Table) -> str:
    return "".join(
        f"<table><tr>{''.join(_cell(cell, 'colspan', 'rowspan') for cell in row)}</tr></table>"
        for row in table.rows
    )


def _unmerged(table: Table, *, repeated: bool) -> str:
    width = max(cell.column + cell.colspan for cell in table.cells)
    height = max(cell.row + cell.rowspan for cell in table.cells)
    texts = [[""] * width for _ in range(height)]
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.rowspan):
            for column in range(cell.column, cell.column + cell.colspan):
                if repeated or (row, column) == (cell.row, cell.column):
                    texts[row][column] = cell.text
    rows = "".join(f"<tr>{''.join(f'<td>{html.escape(text)}</td>' for text in row)}</tr>" for row in texts)
    return f"<table>{rows}</table>"


def _with_blanks(table: Table) -> str:
    return _unmerged(table, repeated=False)


def _repeated(table: Table) -> str:
    return _unmerged(table, repeated=True)


def _read(form: Form, figures: dict[str, str], clean: Callable[[Table], str]) -> dict[str, Decimal]:
    year = 2020 if form is Form.F2019 else 2022
    body = "".join(f"<p>{line}</p>" for line in _HEAD.format(year=year).splitlines())
    for heading, tables in form_tables(form, figures).items():
        body += f"<p>{heading}</p>{''.join(map(clean, tables))}"
    report = parse(f"<html><body>{body}</body></html>".encode())
    return {
        fact.path: Decimal(str(fact.value))
        for fact in report.facts
        if fact.scope is Scope.YEAR and fact.value is not None
    }


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("form", [Form.F2019, Form.F2021])
@pytest.mark.parametrize(
    "clean", [_without_spans, _without_colspan, _without_rowspan, _with_blanks, _repeated]
)
def test_every_figure_of_a_cleaned_page(clean: Callable[[Table], str], form: Form, seed: int) -> None:
    figures = printed(clean_figures(form, Random(seed)))
    assert _read(form, figures, clean) == _read(form, figures, _as_printed)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("form", [Form.F2019, Form.F2021])
@pytest.mark.parametrize("share", [0.0, 0.15])
def test_no_figure_of_rows_apart_is_of_another_column(form: Form, seed: int, share: float) -> None:
    rng = Random(seed)
    figures = printed(clean_figures(form, rng))
    figures = {path: text if rng.random() >= share else "" for path, text in figures.items()}
    whole, apart = _read(form, figures, _as_printed), _read(form, figures, _rows_apart)
    assert apart.items() <= whole.items()
    assert len(apart) > 0.6 * len(whole)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("form", [Form.F2019, Form.F2021])
@pytest.mark.parametrize("clean", [_without_spans, _without_colspan, _without_rowspan, _with_blanks])
def test_blank_cells_of_a_cleaned_page_move_nothing(
    clean: Callable[[Table], str], form: Form, seed: int
) -> None:
    rng = Random(seed)
    figures = {
        path: text if rng.random() >= 0.15 else "" for path, text in printed(clean_figures(form, rng)).items()
    }
    whole, read = _read(form, figures, _as_printed), _read(form, figures, clean)
    assert read.items() <= whole.items()
    assert len(read) > 0.8 * len(whole)
