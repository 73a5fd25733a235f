"""A recognised figure is doubted before an organ is blamed, and an organ's own mistake stays its own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from random import Random

import pytest
from attrs import evolve

from figures import Figure, clean_figures
from govinfo_reports import Report, parse
from govinfo_reports.checks import check
from govinfo_reports.checks.doubt import Readings, doubt
from govinfo_reports.document import Container, Document, Table
from govinfo_reports.facts import Fact
from govinfo_reports.indicators import Form
from govinfo_reports.location import Location
from grids import printed, section_four

BASE = {
    path: value
    for path, value in clean_figures(Form.F2021, Random("doubt")).items()
    if path.startswith(("review.", "litigation."))
} | {"review.upheld": 3, "review.corrected": 4, "review.other": 0, "review.pending": 1, "review.total": 8}


def scanned(changes: Mapping[str, Figure], sure: float = 0.97) -> tuple[Report, Document]:
    """Section four recognised from an image, with some of its figures changed; a picture names its text."""
    (table,) = section_four(printed({**BASE, **changes}))
    cells = []
    for cell in table.cells:
        place = Location(page=1, table=1, row=cell.row + 1, column=cell.column + 1)
        is_figure = cell.text.isdigit()
        cells.append(
            evolve(
                cell,
                location=place,
                confidence=sure if is_figure else None,
                picture=f"{cell.row},{cell.column}".encode() if is_figure else None,
            )
        )
    from govinfo_reports import parse_document
    from govinfo_reports.document import Paragraph

    head = [
        Paragraph(text=text, location=Location(page=1, line=number))
        for number, text in enumerate(
            ("云河市2022年政府信息公开工作年度报告", "四、政府信息公开行政复议、行政诉讼情况"), 1
        )
    ]
    document = Document(
        blocks=(*head, Table(cells=tuple(cells), location=Location(page=1, table=1))),
        container=Container.IMAGE,
    )
    bare = evolve(
        document,
        blocks=(
            *head,
            Table(cells=tuple(evolve(c, picture=None) for c in cells), location=Location(page=1, table=1)),
        ),
    )
    return parse_document(bare), document


def settled(
    changes: Mapping[str, Figure],
    again: Mapping[str, Readings],
    otherwise: float = 0.99,
    sure: float = 0.97,
    unsure: Collection[str] = (),
) -> tuple[dict[str, Figure], set[str], Report]:
    """The values and the rules of findings after doubting; `again` says what a path's picture is read as."""
    report, document = scanned(changes, sure)
    places = {
        f"{fact.location.row - 1},{fact.location.column - 1}".encode(): fact
        for fact in report.facts
        if fact.location.row and fact.location.column
    }

    def read(picture: bytes) -> Readings:
        fact = places[picture]
        return again.get(fact.path, ((fact.raw, otherwise),) * 3)

    def made(facts: tuple[Fact, ...]) -> Report:
        changed = Report.from_facts(
            facts, form=report.form, year=report.year, groups_found=report.groups_found
        )
        return changed.with_findings(check(changed))

    facts = (evolve(fact, recognised=0.0) if fact.path in unsure else fact for fact in report.facts)
    found, findings = doubt(made(tuple(facts)), document, made, read)
    values = {fact.path: fact.value for fact in found.facts}
    return values, {finding.rule for finding in findings}, found


def test_what_image_and_relation_agree_on_is_the_value() -> None:
    values, rules, report = settled(
        {"review.corrected": 1}, {"review.corrected": (("1", 0.6), ("4", 0.9), ("4", 0.8))}
    )
    assert values["review.corrected"] == 4
    assert "sum:review.total" not in rules
    assert "doubt:review.total" not in rules
    (fact,) = [fact for fact in report.facts if fact.path == "review.corrected"]
    assert fact.decoded_by == ("sum:review.total",)
    assert fact.raw == "4"


def test_two_ways_to_mend_it_leave_a_doubt() -> None:
    again: dict[str, Readings] = {
        "review.corrected": (("1", 0.6), ("4", 0.9), ("4", 0.8)),
        "review.upheld": (("3", 0.9), ("6", 0.5), ("3", 0.9)),
    }
    values, rules, _ = settled({"review.corrected": 1}, again)
    assert values["review.corrected"] == 1
    assert "doubt:review.total" in rules
    assert "sum:review.total" not in rules


@pytest.mark.parametrize(
    "readings",
    [(("7", 0.9), ("7", 0.9), ("7", 0.9)), (("1", 0.5), ("1", 0.6), ("1", 0.7)), (("x", 0.3),) * 3],
)
def test_a_figure_that_is_not_clear_leaves_a_doubt(readings: Readings) -> None:
    values, rules, _ = settled({"review.corrected": 1}, {"review.corrected": readings})
    assert values["review.corrected"] == 1
    assert "doubt:review.total" in rules
    assert "sum:review.total" not in rules


@pytest.mark.parametrize(
    "path", ["review.upheld", "review.corrected", "review.other", "review.pending", "review.total"]
)
@pytest.mark.parametrize("wrong", [2, 5, 17, 40])
def test_an_organs_own_mistake_stays_its_own_where_the_image_is_clear(path: str, wrong: int) -> None:
    values, rules, _ = settled({path: wrong}, {})
    assert values[path] == wrong
    assert "sum:review.total" in rules
    assert not any(rule.startswith("doubt:") for rule in rules)


def test_another_reading_that_breaks_another_relation_is_not_taken() -> None:
    values, _, _ = settled({"litigation.direct.total": 99}, {"litigation.direct.total": (("98", 0.9),) * 3})
    assert values["litigation.direct.total"] == 99


def test_documents_without_pictures_are_left_alone() -> None:
    report = parse("云河市2022年政府信息公开工作年度报告\n一、总体情况\n本年公开信息3条。".encode())
    document = Document(blocks=(), container=Container.TEXT)
    assert doubt(report, document, lambda _facts: report)[0] is report


def test_an_unsure_figure_has_no_value_but_candidates() -> None:
    again: dict[str, Readings] = {"review.corrected": (("11", 0.9), ("1", 0.9), ("x", 0.9))}
    values, rules, report = settled({"review.corrected": 11}, again, unsure={"review.corrected"})
    assert values["review.corrected"] is None
    fact = report.fact("review.corrected")
    assert fact is not None
    assert fact.candidates == (11, 1)
    assert "doubt:review.corrected" in rules
    assert "sum:review.total" not in rules


def test_an_unsure_figure_that_a_relation_proves_has_its_value() -> None:
    again: dict[str, Readings] = {"review.corrected": (("4", 0.9), ("1", 0.9), ("4", 0.9))}
    values, rules, report = settled({}, again, unsure={"review.corrected"})
    assert values["review.corrected"] == 4
    fact = report.fact("review.corrected")
    assert fact is not None
    assert fact.decoded_by == ("sum:review.total",)
    assert not any(rule.startswith(("doubt:", "sum:")) for rule in rules)


def test_two_unsure_figures_of_one_relation_prove_nothing() -> None:
    unsure = {"review.corrected", "review.upheld"}
    values, rules, _ = settled({}, {}, unsure=unsure)
    assert [values[path] for path in sorted(unsure)] == [None, None]
    assert {f"doubt:{path}" for path in unsure} <= rules


def test_a_zero_that_is_unsure_is_proved_without_negative_counts() -> None:
    values, _, _ = settled({}, {}, unsure={"review.other"})
    assert values["review.other"] == 0


def test_where_nothing_is_sure_nothing_is_proved() -> None:
    report, _ = scanned({})
    values, rules, _ = settled({}, {}, unsure={fact.path for fact in report.facts})
    assert set(values.values()) == {None}
    assert {f"doubt:{path}" for path in values} <= rules


@pytest.mark.parametrize("printed_amount", [Decimal("0.5"), Decimal(12), Decimal(0)])
def test_an_unsure_amount_keeps_its_own_reading_as_candidate(printed_amount: Decimal) -> None:
    amount = "proactive.administrative_fees.amount"
    report, _ = scanned({})
    fact = evolve(
        report.facts[0], path=amount, value=printed_amount, unit="万元", raw="x", recognised=0.0,
        location=Location(page=1, table=1, row=1, column=1),
    )  # fmt: skip
    document = scanned({})[1]
    pictured = evolve(
        document,
        blocks=tuple(
            evolve(block, cells=tuple(evolve(cell, picture=b"x") for cell in block.cells))
            if isinstance(block, Table)
            else block
            for block in document.blocks
        ),
    )

    def made(facts: tuple[Fact, ...]) -> Report:
        changed = Report.from_facts(facts, form=report.form, year=report.year)
        return changed.with_findings(check(changed))

    found, _ = doubt(made((*report.facts, fact)), pictured, made, lambda _: (("2", 0.9),) * 3)
    left = found.fact(amount)
    assert left is not None
    assert (left.value, left.candidates) == (None, (printed_amount,))
