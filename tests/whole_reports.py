"""Whole reports in text: prose around the tables of each form, from figures that add up unless told
otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from figures import Figure, clean_figures
from govinfo_reports.document import Table
from govinfo_reports.indicators import APPLICANTS, Form
from grids import form_tables, printed
from writers_text import as_pipes

__all__ = ["applications", "figures_2014", "figures_of", "head_of", "report_2014", "report_of"]

_OUTCOMES = "applications.outcomes"


def applications(**rows: Sequence[int]) -> dict[str, Figure]:
    """Figures of section three by row (`received`, `carried_in`, `forward`, else a row of outcomes): the six
    columns of each; 总计, the sum of the outcomes and of the row are worked out."""
    whole = {"received": "applications.received", "carried_in": "applications.carried_in"}
    whole["forward"] = "applications.carried_forward"
    figures: dict[str, Figure] = {}
    done = [0] * 7
    for name, cells in rows.items():
        values = [*cells, *[0] * (6 - len(cells))]
        values.append(sum(values))
        row = whole.get(name, f"{_OUTCOMES}.{name.replace('__', '.')}")
        figures |= {f"{row}.{column}": value for column, value in zip(APPLICANTS, values, strict=True)}
        if name not in whole:
            done = [one + value for one, value in zip(done, values, strict=True)]
    figures |= {f"{_OUTCOMES}.total.{column}": value for column, value in zip(APPLICANTS, done, strict=True)}
    return figures


def figures_of(form: Form, *changes: Mapping[str, Figure]) -> dict[str, Figure]:
    """The figures of a form, 0 but for `changes`."""
    figures: dict[str, Figure] = dict.fromkeys(clean_figures(form, Random(0)), 0)
    for change in changes:
        unknown = change.keys() - figures.keys()
        assert not unknown, unknown
        figures |= change
    return figures


def report_of(
    form: Form,
    head: Sequence[str],
    prose: Mapping[str, Sequence[str]],
    figures: Mapping[str, Figure],
) -> str:
    """A report of the 2019 or 2021 form: each section's heading in `prose` with its lines, then its
    tables."""
    tables = form_tables(form, printed(figures))
    lines = [*head]
    for heading, texts in prose.items():
        lines += [heading, *texts]
        lines += [as_pipes(table) for table in tables.pop(heading, ())]
    assert not tables, tables.keys()
    return "\n".join([*lines, ""])


def report_2014(
    head: Sequence[str], prose: Mapping[str, Sequence[str]], figures: Mapping[str, Figure]
) -> str:
    """A report of the 2014 form: prose, and the statistics table at the end."""
    lines = [*head]
    for heading, texts in prose.items():
        lines += [heading, *texts]
    tables: list[Table] = [
        table for found in form_tables(Form.F2014, printed(figures)).values() for table in found
    ]
    return "\n".join([*lines, "政府信息公开情况统计表", *(as_pipes(table) for table in tables), ""])


def figures_2014(**figures: Figure) -> dict[str, Figure]:
    """Figures of the 2014 form by path with `__` for dots, 0 for all others."""
    return figures_of(Form.F2014, {path.replace("__", "."): value for path, value in figures.items()})


def head_of(organ: str, year: int, *, last: str = "") -> list[str]:
    """The title and the preamble with the period; `last` is a sentence more."""
    return [
        f"{organ}{year}年政府信息公开工作年度报告",
        "根据《中华人民共和国政府信息公开条例》规定，编制本报告。"
        f"本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。{last}",
    ]
