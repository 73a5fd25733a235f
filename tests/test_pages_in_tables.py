"""Numbers of pages between the lines of a table in a text are no cells and no digits of one."""

from __future__ import annotations

from random import Random

import pytest

import writers_text as written
from figures import clean_figures
from govinfo_reports import Source, parse_text
from govinfo_reports.indicators import Form
from grids import form_tables, printed

HEAD = ("云河市2022年政府信息公开工作年度报告", "一、总体情况", "全市各项工作平稳有序。")


def with_pages(text: str, number: str, every: int) -> str:
    lines = text.split("\n")
    return "\n".join(
        f"{line}\n{number}" if at % every == every - 1 else line for at, line in enumerate(lines)
    )


def values(text: str) -> dict[str, object]:
    return {fact.path: fact.value for fact in parse_text(text).facts if fact.source is Source.TABLE}


@pytest.mark.parametrize("form", [Form.F2021, Form.F2019])
@pytest.mark.parametrize("shape", ["cells", "pipes", "tabs", "markdown"])
@pytest.mark.parametrize("number", ["4", "- 4 -", "—4—", "第 4 页", "第4页 共9页"])
def test_between_cells_with_marks(form: Form, shape: str, number: str) -> None:
    figures = clean_figures(form, Random(5))
    text = written.as_text(HEAD, form_tables(form, printed(figures)), shape)
    for every in (7, 11):
        found = values(with_pages(text, number, every))
        if shape == "cells" and number == "4":  # a bare number may be a cell: what cannot be told is not read
            found = {path: figures[path] if value is None else value for path, value in found.items()}
            assert found.items() <= figures.items()
        else:
            assert found == figures


@pytest.mark.parametrize("form", [Form.F2021, Form.F2019])
@pytest.mark.parametrize("number", ["- 4 -", "—4—", "第 4 页", "4"])
@pytest.mark.parametrize("every", [7, 23, 60])
def test_between_cells_on_lines_of_their_own(form: Form, number: str, every: int) -> None:
    figures = clean_figures(form, Random(5))
    text = written.as_text(HEAD, form_tables(form, printed(figures)), "cells")
    bare = "\n".join(line.rstrip("| ") for line in text.split("\n"))
    report = parse_text(with_pages(bare, number, every))
    found = {fact.path: fact.value for fact in report.facts if fact.source is Source.TABLE}
    if number == "4":  # a bare number may be a cell: what cannot be told is not read, and never read wrong
        assert {path: value for path, value in found.items() if value is not None}.items() <= figures.items()
        assert found == figures or report.unread
    else:
        assert found == figures
