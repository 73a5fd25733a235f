"""Ruled PDFs of whole reports in all forms, their figures known, and what scanners and cameras make of their pages."""

from __future__ import annotations

from random import Random

from figures import Figure, clean_figures
from govinfo_reports.document import Table
from govinfo_reports.indicators import Form
from grids import form_tables, printed
from whole_reports import head_of
from writers_pdf import PdfStyle, write_pdf

__all__ = ["STYLES", "ruled_report"]

STYLES: dict[Form, tuple[int, PdfStyle]] = {
    Form.F2014: (2016, PdfStyle(size=10.0, margin=60.0, rules="rects", shares=(5.0, 1.0, 1.6))),
    Form.F2019: (2020, PdfStyle(size=9.0, margin=50.0, rules="thin", shares=(1.0, 1.5, 3.6, *(1.15,) * 7))),
    Form.F2021: (2023, PdfStyle(size=10.5, margin=56.0, shares=(1.0, 1.5, 3.4, *(1.2,) * 7))),
}
"""The year of a report of each form, and how its PDF is drawn."""


def ruled_report(form: Form, seed: int = 0, font_file: str = "") -> tuple[bytes, dict[str, Figure]]:
    """The PDF of a report with all tables of its form, and its figures by path."""
    year, style = STYLES[form]
    figures = clean_figures(form, Random(f"{form}{seed}"))
    blocks: list[str | Table] = [
        f"^{line}" if not index else line for index, line in enumerate(head_of("云河市", year))
    ]
    for heading, tables in form_tables(form, printed(figures)).items():
        blocks += [heading, *tables]
    return write_pdf(
        blocks,
        PdfStyle(
            **{**{f.name: getattr(style, f.name) for f in style.__attrs_attrs__}, "font_file": font_file}
        ),
    ), figures
