"""A row of section three without a figure behind its label, in a text without borders, is blank and not
missing."""

from __future__ import annotations

import pytest

from govinfo_reports import Report, parse
from govinfo_reports.indicators import APPLICANTS, Form
from grids import section_three
from whole_reports import figures_of

HEAD = "双桥县2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
OUTCOMES = "applications.outcomes"
FULL = ("applications.received", f"{OUTCOMES}.granted", f"{OUTCOMES}.total")


def table(blank: tuple[str, ...], gap: str, without: str = "no such label") -> Report:
    """A report whose table has one application of a person, granted, no figures in the rows `blank`, and no
    row `without`."""
    texts = {path: "" if path.rpartition(".")[0] in blank else str(int(_is_one(path))) for path in _paths()}
    form = section_three(Form("2021"), texts)
    rows = [[cell.text for cell in row if cell.text] for row in form.rows]
    rows = [row for row in rows if not any(without in text for text in row)]
    return parse((HEAD + ("\n" if gap else "").join(map(gap.join, rows))).encode())


def _is_one(path: str) -> bool:
    row, _, column = path.rpartition(".")
    return row in FULL and column in {"natural_person", "total"}


def _paths() -> list[str]:
    return [path for path in figures_of(Form("2021")) if path.startswith("applications.")]


@pytest.mark.parametrize("gap", ["", " "])
@pytest.mark.parametrize(
    "blank",
    [
        (f"{OUTCOMES}.other_handling.fee_unpaid", f"{OUTCOMES}.other_handling.other"),
        (f"{OUTCOMES}.not_processed.confirmation",),
        (f"{OUTCOMES}.refused.state_secret", f"{OUTCOMES}.unable.still_unclear"),
    ],
)
def test_a_row_without_figures_is_blank(blank: tuple[str, ...], gap: str) -> None:
    report = table(blank, gap)
    assert [
        finding.rule
        for finding in report.findings
        if finding.rule in {"complete:applications", "unread:table"}
    ] == []
    facts = {fact.path: fact for fact in report.facts}
    for row in blank:
        for column in APPLICANTS:
            assert facts[f"{row}.{column}"].value is None
            assert facts[f"{row}.{column}"].raw == ""
    assert report.get("applications.received.total") == 1


@pytest.mark.parametrize("gap", ["", " "])
def test_many_rows_without_figures_are_missing(gap: str) -> None:
    rows = tuple(dict.fromkeys(path.rpartition(".")[0] for path in _paths() if ".refused." in path))
    report = table(rows, gap)
    assert any(finding.rule == "complete:applications" for finding in report.findings)
    assert report.get("applications.outcomes.refused.state_secret.total") is None


def test_a_row_that_is_not_printed_is_missing() -> None:
    whole, lacking = table((), " "), table((), " ", "重复申请")
    assert not any(finding.rule == "complete:applications" for finding in whole.findings)
    assert any(finding.rule == "complete:applications" for finding in lacking.findings)
