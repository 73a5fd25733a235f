"""Real reports with hand-checked figures: what `score.py` of the corpus does not score."""

from __future__ import annotations

import json
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from govinfo_reports import Report, Statement, parse, read_document
from govinfo_reports.numerals import holds_figure

pytestmark = pytest.mark.corpus
CORPUS = Path(os.environ["GOVINFO_CORPUS"])
GOLD = {
    file.stem: json.loads(file.read_text(encoding="utf-8"))
    for file in sorted((CORPUS / "gold").glob("*.json"))
}


def read(name: str) -> Report:
    return parse(CORPUS / "docs" / GOLD[name]["document"])


def is_said(statement: Statement, gold: dict[str, Any]) -> bool:
    if statement.kind.value != gold["kind"] or statement.holds is not gold["holds"]:
        return False
    if gold["kind"] == "parts":
        return bool(statement.whole == gold["total"] and list(statement.parts) == gold["parts"])
    percent = Decimal(str(gold["percent"]))
    if gold["kind"] == "share":
        return (statement.whole, statement.parts, statement.percent) == (
            gold["whole"],
            (gold["part"],),
            percent,
        )
    return (statement.now, statement.before, statement.percent) == (gold["now"], gold["before"], percent)


@pytest.mark.parametrize("name", [name for name, gold in GOLD.items() if gold.get("arithmetic")])
def test_arithmetic_is_found_and_judged(name: str) -> None:
    said = read(name).statements
    missed = [
        gold for gold in GOLD[name]["arithmetic"] if not any(is_said(statement, gold) for statement in said)
    ]
    assert missed == []


@pytest.mark.parametrize("name", [name for name, gold in GOLD.items() if gold.get("table_ambiguous")])
def test_what_cannot_be_decided_has_its_candidates(name: str) -> None:
    report = read(name)
    for path, readings in GOLD[name]["table_ambiguous"].items():
        fact = report.fact(path)
        assert fact is not None
        assert fact.value is None
        assert set(fact.candidates) >= set(readings)


@pytest.mark.parametrize("name", GOLD)
def test_every_figure_can_be_traced_and_the_report_round_trips(name: str) -> None:
    report = read(name)
    assert all(fact.location != type(fact.location)() for fact in report.facts)
    assert Report.from_json(report.to_json()) == report


@pytest.mark.parametrize("name", [name for name, gold in GOLD.items() if gold["document"].endswith(".pdf")])
def test_every_row_of_figures_agrees_with_pdfplumber(name: str) -> None:
    path = CORPUS / "docs" / GOLD[name]["document"]
    with pdfplumber.open(path) as opened:
        rows = [row for page in opened.pages for table in page.extract_tables() for row in table]
    theirs = [figures for row in rows if (figures := [text for text in row if text and holds_figure(text)])]
    ours = [
        figures
        for table in read_document(path).tables()
        for row in table.rows
        if (figures := [cell.text for cell in row if cell.text and holds_figure(cell.text)])
    ]
    assert ours == theirs
    assert len(theirs) > 20
