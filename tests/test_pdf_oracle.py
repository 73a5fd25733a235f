"""Every cell of whole reports with ruled tables, over all their pages, is the one that pdfplumber finds."""

from __future__ import annotations

import io
from random import Random

import pdfplumber
import pytest
from attrs import evolve

from figures import clean_figures
from govinfo_reports import parse
from govinfo_reports.api import read_document
from govinfo_reports.document import Table
from govinfo_reports.indicators import Form
from grids import form_tables, printed
from scanned_reports import FONT, STYLES
from whole_reports import head_of
from writers_pdf import write_pdf

REPORTS = [
    (Form.F2014, "lines", 0), (Form.F2014, "rects", 1), (Form.F2014, "thin", 2),
    (Form.F2019, "lines", 3), (Form.F2019, "rects", 4), (Form.F2019, "thin", 5),
    (Form.F2021, "lines", 6), (Form.F2021, "rects", 7), (Form.F2021, "thin", 8), (Form.F2021, "lines", 9),
]  # fmt: skip
"""Form, how its lines are drawn, and the seed of its figures."""


def squeezed(text: str | None) -> str:
    """The text without blanks, and without the marks that pdfplumber gives for the two ideographs that the
    font of the tests lacks."""
    return "".join((text or "").replace("\x00", "").split())


@pytest.mark.parametrize(
    ("form", "rules", "seed"),
    [pytest.param(*one, marks=[] if one[1] == "rects" else pytest.mark.full) for one in REPORTS],
)
def test_every_cell_of_a_report_is_the_oracles(form: Form, rules: str, seed: int) -> None:
    year, style = STYLES[form]
    figures = clean_figures(form, Random(f"oracle {seed}"))
    title, preamble = head_of("云河市", year)
    blocks: list[str | Table] = [f"^{title}", preamble]
    for heading, tables in form_tables(form, printed(figures)).items():
        blocks += [heading, *tables]
    data = write_pdf(blocks, evolve(style, font_file=FONT, rules=rules))
    with pdfplumber.open(io.BytesIO(data)) as opened:
        pages = [page.extract_tables() for page in opened.pages]
    assert len(pages) > 1
    theirs = [
        squeezed(text) for page in pages for table in page for row in table for text in row if squeezed(text)
    ]
    mine = [
        squeezed(cell.text)
        for table in read_document(data).tables()
        for cell in table.cells
        if squeezed(cell.text)
    ]
    assert mine == theirs
    assert len(mine) > len(figures)
    read = {fact.path: fact.value for fact in parse(data).facts if fact.source.value == "table"}
    assert read == figures
