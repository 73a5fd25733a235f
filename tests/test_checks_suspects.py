"""Where the fault is: the cells named as suspects."""

from __future__ import annotations

import time
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures import Figure, clean_figures, fact_of, stand_in
from govinfo_reports.checks import check
from govinfo_reports.facts import Fact, Source
from govinfo_reports.findings import Finding, Severity
from govinfo_reports.forms.relations import relations_of, rows
from govinfo_reports.indicators import APPLICANTS, Form
from pace import within

GRANTED = "applications.outcomes.granted"
PARTLY = "applications.outcomes.partially_granted"
TOTALS = "applications.outcomes.total"


def figures_2021() -> dict[str, Figure]:
    """A table of section three in which every figure is easy to follow, everything else 0."""
    values: dict[str, Figure] = dict.fromkeys(clean_figures(Form.F2021, Random(0)), 0)
    cells = {
        "natural_person": {"received": 47, "carried_in": 3, "granted": 30, "partially": 12, "forward": 8},
        "business": {"received": 12, "carried_in": 0, "granted": 9, "partially": 2, "forward": 1},
        "research": {"received": 5, "carried_in": 1, "granted": 6, "partially": 0, "forward": 0},
    }
    names = {
        "received": "applications.received",
        "carried_in": "applications.carried_in",
        "granted": GRANTED,
        "partially": PARTLY,
        "forward": "applications.carried_forward",
    }
    for column, row in cells.items():
        for name, value in row.items():
            values[f"{names[name]}.{column}"] = value
        values[f"{TOTALS}.{column}"] = row["granted"] + row["partially"]
    for row_name in (*names.values(), TOTALS):
        values[f"{row_name}.total"] = sum(values[f"{row_name}.{column}"] or 0 for column in cells)
    return values


def grave(figures: dict[str, Figure], *more: Fact, form: Form = Form.F2021) -> list[Finding]:
    return [
        finding for finding in check(stand_in(form, figures, *more)) if finding.severity is Severity.ERROR
    ]


def named(findings: list[Finding]) -> dict[str, list[tuple[str, Figure]]]:
    return {f.rule: [(suspect.path, suspect.would_fit) for suspect in f.suspects] for f in findings}


def test_the_sample_is_clean() -> None:
    assert grave(figures_2021()) == []


def test_row_and_column_cross_in_the_wrong_cell() -> None:
    figures = figures_2021()
    figures[f"{GRANTED}.business"] = 4
    findings = grave(figures)
    cell = [(f"{GRANTED}.business", 9)]
    assert named(findings) == {f"across:{GRANTED}": cell, f"sum:{TOTALS}.business": cell}
    suspect = findings[0].suspects[0]
    assert suspect.printed == 4
    assert "one digit differs" in suspect.reason
    assert "cross here" in suspect.reason
    assert "交叉" in suspect.reason_zh
    assert f"sum:{TOTALS}.business" in findings[0].message


def test_a_wrong_column_total_breaks_three_relations() -> None:
    figures = figures_2021()
    figures[f"{TOTALS}.natural_person"] = 24
    found = named(grave(figures))
    assert set(found) == {
        f"across:{TOTALS}",
        f"sum:{TOTALS}.natural_person",
        "balance:applications.natural_person",
    }
    assert all(suspects == [(f"{TOTALS}.natural_person", 42)] for suspects in found.values())
    assert "exchanged" in grave(figures)[0].suspects[0].reason


@pytest.mark.parametrize(
    ("printed", "words"),
    [(3, "dropped"), (31, "one digit differs"), (None, "blank"), (130, "dropped"), (29, "off by one")],
)
def test_the_kind_of_slip_is_said(printed: int | None, words: str) -> None:
    figures = figures_2021() | {f"{GRANTED}.natural_person": printed}
    for finding in grave(figures):
        (suspect,) = finding.suspects
        assert suspect.path == f"{GRANTED}.natural_person"
        assert suspect.would_fit == 30
        assert words in suspect.reason


def test_one_case_booked_in_two_columns_names_both() -> None:
    figures = figures_2021()
    figures["applications.received.natural_person"] = 46
    figures["applications.received.business"] = 13
    found = named(grave(figures))
    assert set(found) == {"balance:applications.natural_person", "balance:applications.business"}
    assert ("applications.received.natural_person", 47) in found["balance:applications.natural_person"]
    assert ("applications.received.business", 12) in found["balance:applications.business"]
    (one, *_) = grave(figures)
    assert "balance:applications.business" in one.message
    reasons = " ".join(suspect.reason for suspect in one.suspects)
    assert "wrong column or row" in reasons
    assert "together with applications.received.business" in reasons


def test_a_figure_in_the_neighbouring_column() -> None:
    figures = figures_2021()
    figures[f"{GRANTED}.business"], figures[f"{GRANTED}.research"] = 6, 9
    found = named(grave(figures))
    assert found[f"sum:{TOTALS}.business"][0] == (f"{GRANTED}.business", 9)
    assert found[f"sum:{TOTALS}.research"][0] == (f"{GRANTED}.research", 6)
    assert "exchanged" in grave(figures)[0].suspects[0].reason


def test_two_faults_are_told_apart() -> None:
    figures = figures_2021()
    figures[f"{GRANTED}.business"] = 4
    figures["applications.received.research"] = 8
    found = named(grave(figures))
    assert found[f"across:{GRANTED}"] == [(f"{GRANTED}.business", 9)]
    assert found["across:applications.received"] == [("applications.received.research", 5)]


def test_a_row_shifted_by_one_column() -> None:
    figures = figures_2021()
    values = [figures[f"{GRANTED}.{column}"] for column in APPLICANTS]
    figures |= {
        f"{GRANTED}.{column}": value for column, value in zip(APPLICANTS, [7, *values[:-1]], strict=True)
    }
    findings = grave(figures)
    row = next(finding for finding in findings if finding.rule == f"across:{GRANTED}")
    assert any("one column off" in suspect.reason for suspect in row.suspects)
    assert len(row.suspects) <= 3


def test_a_column_exchanged_with_the_total() -> None:
    figures = figures_2021()
    for row in rows():
        one, whole = f"{row}.natural_person", f"{row}.total"
        if one in figures:
            figures[one], figures[whole] = figures[whole], figures[one]
    reasons = {suspect.reason for finding in grave(figures) for suspect in finding.suspects}
    assert any("column is exchanged" in reason for reason in reasons)


def test_two_rows_exchanged() -> None:
    figures = figures_2021()
    for column in APPLICANTS:
        one, other = f"{TOTALS}.{column}", f"applications.carried_forward.{column}"
        figures[one], figures[other] = figures[other], figures[one]
    reasons = {suspect.reason for finding in grave(figures) for suspect in finding.suspects}
    assert any("neighbouring rows" in reason for reason in reasons)


def test_a_total_of_nothing_over_parts() -> None:
    figures = figures_2021() | {"review.upheld": 10, "review.corrected": 1}
    (finding,) = grave(figures)
    assert finding.suspects[0].path == "review.total"
    assert finding.suspects[0].would_fit == 11
    assert "total of 0" in finding.suspects[0].reason


def test_what_a_sentence_says_comes_first() -> None:
    figures = figures_2021() | {"review.upheld": 5, "review.other": 7, "review.total": 10}
    free = grave(figures)[0].suspects
    assert free[0].path != "review.other"
    told = fact_of("review.other", 5, source=Source.PROSE)
    first = grave(figures, told)[0].suspects[0]
    assert (first.path, first.would_fit) == ("review.other", 5)
    assert "another place" in first.reason


def figures_2014() -> dict[str, Figure]:
    values: dict[str, Figure] = dict.fromkeys(clean_figures(Form.F2014, Random(0)), 0)
    values |= {"applications.received.total": 38, "applications.received.online": 22}
    values |= {"applications.received.letter": 16, "applications.concluded.total": 38}
    values |= {"applications.concluded.on_time": 38, "applications.replies.total": 38}
    return values | {"applications.replies.granted": 38}


def test_a_total_that_others_confirm_is_not_suspected_first() -> None:
    figures = figures_2014() | {"applications.received.online": 25}
    (finding,) = grave(figures, form=Form.F2014)
    assert finding.suspects[0].path == "applications.received.online"
    figures = figures_2014() | {"applications.received.total": 33}
    (finding,) = grave(figures, form=Form.F2014)
    assert finding.suspects[0].path == "applications.received.total"


def test_a_total_in_the_place_of_a_part() -> None:
    figures = figures_2014() | {"capacity.staff.total": 3, "capacity.staff.full_time": 25}
    figures["capacity.staff.part_time"] = 22
    (finding,) = grave(figures, form=Form.F2014)
    reasons = [suspect.reason for suspect in finding.suspects]
    assert any("two figures are exchanged" in reason for reason in reasons)


def test_a_blank_total_is_not_filled_in_against_its_own_row() -> None:
    figures = figures_2021()
    figures[f"{GRANTED}.total"] = None
    assert named(grave(figures)) == {f"sum:{TOTALS}.total": [(f"{GRANTED}.total", 45)]}


def test_a_figure_with_several_readings_is_never_a_suspect() -> None:
    figures = figures_2021()
    path = f"{GRANTED}.business"
    figures.pop(path)
    figures["applications.received.research"] = 8
    figures[f"{GRANTED}.research"] = 5
    findings = grave(figures, fact_of(path, None, candidates=(9, 4)))
    assert findings
    assert all(suspect.path != path for finding in findings for suspect in finding.suspects)


@given(seed=st.integers(0, 2**32), form=st.sampled_from([Form.F2014, Form.F2019, Form.F2021]))
@settings(max_examples=60, deadline=None)
def test_a_changed_digit_is_always_noticed(seed: int, form: Form) -> None:
    rng = Random(seed)
    figures = clean_figures(form, rng)
    paths = sorted(
        {path for relation in relations_of(form) if relation.is_equation for path in relation.paths}
    )
    path = rng.choice([path for path in paths if path in figures])
    text = str(figures[path])
    figures[path] = int(text[:-1] + rng.choice([digit for digit in "0123456789" if digit != text[-1]]))
    findings = grave(figures, form=form)
    assert findings
    assert all(len(finding.suspects) <= 3 for finding in findings)
    if form is not Form.F2014 and path.startswith("applications"):
        assert any(suspect.path == path for finding in findings for suspect in finding.suspects)


@given(seed=st.integers(0, 2**32), form=st.sampled_from([Form.F2014, Form.F2019, Form.F2021]))
@settings(max_examples=25, deadline=None)
def test_figures_at_random_are_no_trouble(seed: int, form: Form) -> None:
    rng = Random(seed)
    figures: dict[str, Figure] = {
        path: rng.choice((None, 0, rng.randrange(10), rng.randrange(10**6)))
        if isinstance(value, int)
        else value
        for path, value in clean_figures(form, rng).items()
    }
    start = time.process_time()
    findings = grave(figures, form=form)
    assert time.process_time() - start < within(2)
    for finding in findings:
        assert len(finding.suspects) <= 3
        for suspect in finding.suspects:
            assert suspect.path in finding.paths
            assert suspect.would_fit is not None
            assert suspect.would_fit >= 0
