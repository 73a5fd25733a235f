"""Reports with blank cells as programs print their text: one cell a line, pipes between cells, figures right
below their heads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from random import Random

import pytest

from figures import clean_figures
from govinfo_reports import Form, Source, parse_text
from govinfo_reports.document import Table
from grids import form_tables, printed

HEAD = "云河市2021年政府信息公开工作年度报告\n\n一、总体情况\n\n全年工作平稳有序，各项制度得到落实。\n\n"
TAIL = "\n\n五、存在的主要问题及改进情况\n\n人手不足，明年加强培训。\n"


def with_blanks(form: Form, rng: Random, share: float) -> dict[str, str]:
    """The figures of a report as printed, a share of them blank."""
    return {
        path: "" if rng.random() < share else text for path, text in printed(clean_figures(form, rng)).items()
    }


def cells_in_lines(table: Table, blank: str, end: str) -> str:
    """One cell a line, one more empty line where cells that reach down from above are left out."""
    width = max(cell.column + cell.colspan for cell in table.cells)
    rows = []
    for row in table.rows:
        covered = width - sum(cell.colspan for cell in row)
        rows.append("".join((cell.text or blank) + end for cell in row) + end * (covered > 0))
    return "".join(rows)


def no_break(table: Table) -> str:
    return "".join((cell.text or "\xa0") + "\n" for row in table.rows for cell in row)


def empty(table: Table) -> str:
    return cells_in_lines(table, "", "\n") + "\n"


def double(table: Table) -> str:
    return cells_in_lines(table, "", "\n\n") + "\n\n"


def pipes(table: Table) -> str:
    return "\n" + "".join("| ".join(cell.text for cell in row) + "  \n" for row in table.rows) + "\n"


def left_edges(table: Table) -> str:
    """Columns as wide as their widest text, one blank between them."""
    count = max(cell.column + cell.colspan for cell in table.cells)
    wide = [1] * count
    for cell in sorted(table.cells, key=lambda cell: cell.colspan):
        behind = cell.column + cell.colspan - 1
        have = sum(wide[cell.column : behind + 1]) + cell.colspan - 1
        wide[behind] += max(0, len(cell.text) - have)
    starts = [sum(wide[:column]) + column for column in range(count)]
    lines = []
    for row in table.rows:
        line = ""
        for cell in row:
            if cell.text:
                line = line.ljust(starts[cell.column]) + cell.text
        lines.append(line)
    return "\n".join(lines) + "\n\n"


def left_out(table: Table) -> str:
    """One cell a line, blank ones left out; the number of a page now and then."""
    texts = [cell.text for row in table.rows for cell in row if cell.text]
    return "".join(text + ("\n\n7\n" if at % 40 == 39 else "\n") for at, text in enumerate(texts))


def paged(table: Table) -> str:
    """As `left_out`, each figure after an empty line."""
    return left_out(table).replace("\n", "\n\n")


def compared(texts: Mapping[str, str], form: Form, write: Callable[[Table], str]) -> tuple[float, list[str]]:
    """The share of figures that are read, and those read otherwise than printed."""
    body = "".join(
        f"{heading}\n{''.join(map(write, tables))}" for heading, tables in form_tables(form, texts).items()
    )
    report = parse_text(HEAD + body + TAIL)
    wrong, right = [], 0
    for fact in report.facts:
        if fact.source is not Source.TABLE or fact.value is None or fact.path not in texts:
            continue
        text = texts[fact.path]
        if text and Decimal(str(fact.value)) == Decimal(text.replace(",", "")):
            right += 1
        else:
            wrong.append(f"{fact.path}: printed {text!r}, read {fact.value}")
    return right / sum(map(bool, texts.values())), wrong


@pytest.mark.parametrize("write", [no_break, empty, double, pipes, left_edges])
@pytest.mark.parametrize("share", [0.0, 0.1, 0.3])
@pytest.mark.parametrize("form", [Form.F2019, Form.F2021])
def test_blank_cells_keep_their_columns(form: Form, share: float, write: Callable[[Table], str]) -> None:
    recall, wrong = compared(with_blanks(form, Random(f"{form}{share}"), share), form, write)
    assert not wrong
    assert recall >= (0.93 if share > 0.2 else 0.96)


@pytest.mark.parametrize("write", [left_out, paged])
@pytest.mark.parametrize("seed", range(4))
def test_blank_cells_that_were_left_out_give_no_figure_of_another_column(
    seed: int, write: Callable[[Table], str]
) -> None:
    form = (Form.F2019, Form.F2021)[seed % 2]
    _, wrong = compared(with_blanks(form, Random(seed), 0.05 + 0.05 * seed), form, write)
    assert not wrong
