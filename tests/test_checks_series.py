"""Checks over several reports: years of one organ, and an organ with those below it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from attrs import evolve

from figures import Figure, StandIn, clean_figures, fact_of, stand_in
from govinfo_reports.checks import check_rollup, check_series
from govinfo_reports.facts import Fact, Scope, Source
from govinfo_reports.findings import Finding, Severity
from govinfo_reports.indicators import Form

FORWARD, CARRIED = "applications.carried_forward.total", "applications.carried_in.total"
DOCUMENTS = "proactive.normative_documents"


def year(number: int | None, figures: dict[str, Figure], *more: Fact, form: Form = Form.F2021) -> StandIn:
    return stand_in(form, figures, *more, year=number)


def rules(findings: Iterable[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


def test_years_that_agree_in_any_order() -> None:
    first = year(2021, {FORWARD: 7, f"{DOCUMENTS}.in_force": 5})
    second = year(
        2022, {CARRIED: 7, f"{DOCUMENTS}.in_force": 8, f"{DOCUMENTS}.issued": 3, f"{DOCUMENTS}.repealed": 0}
    )
    assert check_series([first, second]) == ()
    assert check_series([second, first]) == ()
    assert check_series([]) == ()


def test_years_that_do_not_agree() -> None:
    first = year(2021, {FORWARD: 7, f"{DOCUMENTS}.in_force": 5})
    second = year(2022, {CARRIED: 6, f"{DOCUMENTS}.in_force": 9, f"{DOCUMENTS}.issued": 3})
    carry, stock = check_series([second, first])
    assert (carry.rule, carry.severity, carry.expected, carry.printed) == (
        "carry:applications.total",
        Severity.ERROR,
        7,
        6,
    )
    assert (stock.rule, stock.severity, stock.expected, stock.printed) == (
        f"stock:{DOCUMENTS}.in_force",
        Severity.INFO,
        8,
        9,
    )
    assert len(carry.locations) == 2
    assert len(stock.locations) == 3
    assert "2021" in carry.message
    assert "2022" in carry.message_zh


@pytest.mark.parametrize("blank", [f"{DOCUMENTS}.in_force", "both"])
def test_blanks_are_not_compared_over_years(blank: str) -> None:
    first = year(2021, {FORWARD: 7, f"{DOCUMENTS}.in_force": None if blank != "both" else 5})
    second = year(2022, {CARRIED: None, f"{DOCUMENTS}.in_force": 9, f"{DOCUMENTS}.issued": None})
    assert check_series([first, second]) == ()


def test_what_could_not_be_compared_is_said_when_asked_for() -> None:
    stock = f"stock:{DOCUMENTS}.in_force"
    first = year(2021, {FORWARD: None, f"{DOCUMENTS}.in_force": 5})
    second = year(2022, {CARRIED: 7, f"{DOCUMENTS}.in_force": 5})
    notes = {note.rule: note for note in check_series([first, second], not_checked=True)}
    assert all(rule.startswith("not_checked:") for rule in notes)
    assert len(notes) == 7 + 2
    assert {note.severity for note in notes.values()} == {Severity.INFO}
    assert FORWARD in notes["not_checked:carry:applications.total"].message
    assert "2021" in notes["not_checked:carry:applications.total"].message_zh
    assert "issued and repealed" in notes[f"not_checked:{stock}"].message
    assert "2022" in notes["not_checked:carry:applications.business"].message
    assert check_series([first, second]) == ()
    third = year(2023, {CARRIED: 0, f"{DOCUMENTS}.in_force": 8, f"{DOCUMENTS}.issued": 3})
    told = check_series([year(2022, {FORWARD: 0, f"{DOCUMENTS}.in_force": 5}), third], not_checked=True)
    assert not {"not_checked:carry:applications.total", f"not_checked:{stock}"} & {*rules(told)}
    old = [year(number, {"complaints": 1}, form=Form.F2014) for number in (2016, 2017)]
    assert check_series(old, not_checked=True) == ()


ITEMS = "proactive.licensing.items_last_year"


@pytest.mark.parametrize(("now", "odd"), [(8, False), (9, True), (None, False)])
def test_items_of_last_year(now: int | None, odd: bool) -> None:
    first = year(2019, {ITEMS: 10, "proactive.licensing.items_change": -2}, form=Form.F2019)
    second = year(2020, {ITEMS: now}, form=Form.F2019)
    findings = check_series([first, second])
    assert rules(findings) == ([f"items:{ITEMS}"] if odd else [])
    if odd:
        assert (findings[0].expected, findings[0].severity) == (8, Severity.INFO)


def test_figures_told_as_last_years() -> None:
    path = "training.participants"
    first = year(2016, {path: 120}, form=Form.F2014)
    right = fact_of(path, 120, source=Source.PROSE, scope=Scope.LAST_YEAR)
    wrong = evolve(right, value=112)
    unknown = fact_of("complaints", 1, source=Source.PROSE, scope=Scope.LAST_YEAR)
    rough = evolve(wrong, approximate=True)
    second = year(2017, {path: 130}, right, wrong, unknown, rough, form=Form.F2014)
    assert rules(check_series([first, second])) == [f"last_year:{path}"]


@pytest.mark.parametrize(
    ("before", "after", "odd"),
    [
        (50, 5000, True),
        (5000, 50, True),
        (0, 5000, True),
        (500, 5000, False),
        (1, 90, False),
        (None, 9000, False),
    ],
)
def test_jumps(before: int | None, after: int, odd: bool) -> None:
    path = "proactive.licensing.decisions"
    findings = check_series([year(2021, {path: before}), year(2022, {path: after})])
    assert rules(findings) == ([f"jump:{path}"] if odd else [])
    assert all(finding.severity is Severity.INFO for finding in findings)


def test_the_whole_report_repeated() -> None:
    figures = clean_figures(Form.F2014, Random(4))
    first, second = (year(number, figures, form=Form.F2014) for number in (2016, 2017))
    assert rules(check_series([first, second])) == ["series:identical"]
    zero: dict[str, Figure] = dict.fromkeys(figures, 0)
    first, second = (year(number, zero, form=Form.F2014) for number in (2016, 2017))
    assert check_series([first, second]) == ()


@pytest.mark.parametrize(("numbers", "gap"), [((2018, 2020), "2019"), ((2015, 2020), "2016-2019")])
def test_missing_years(numbers: tuple[int, int], gap: str) -> None:
    (finding,) = check_series(year(number, {FORWARD: 1, CARRIED: 5}) for number in numbers)
    assert finding.rule == "series:missing_year"
    assert gap in finding.message
    assert gap in finding.message_zh


def test_a_revised_edition_and_which_one_counts() -> None:
    old = evolve(year(2021, {FORWARD: 6}), published=date(2022, 1, 20))
    new = evolve(year(2021, {FORWARD: 7}), published=date(2022, 3, 1))
    after = year(2022, {CARRIED: 7})
    for order in ([old, new, after], [new, old, after]):
        (finding,) = check_series(order)
        assert finding.rule == "series:revised"
        assert finding.paths == (FORWARD,)
    assert rules(check_series([old, evolve(old), after])) == ["carry:applications.total"]
    many = {path: (value or 0) + 1 for path, value in clean_figures(Form.F2014, Random(1)).items()}
    fewer: dict[str, Figure] = dict.fromkeys(many, 0)
    (finding,) = check_series([year(2016, dict(many), form=Form.F2014), year(2016, fewer, form=Form.F2014)])
    assert "58 figure(s)" in finding.message
    assert finding.message.endswith("...")


def test_reports_without_a_year_and_of_several_organs() -> None:
    findings = check_series(
        [evolve(year(None, {}), title=None), evolve(year(2021, {}), organ="临江区"), year(2022, {})]
    )
    assert rules(findings) == ["series:no_year", "series:organ"]
    assert "临江区" in findings[1].message
    assert check_series([evolve(year(2021, {}), organ=None)]) == ()


def test_cumulative_figures_never_fall() -> None:
    def total(path: str, value: int) -> Fact:
        return fact_of(path, value, scope=Scope.CUMULATIVE)

    path = "proactive.disclosed"
    first = year(2012, {}, total(path, 1000), total("extra.网站", 7), form=Form.PROVINCIAL)
    second = year(2014, {}, total(path, 900), total("extra.网站", 6), form=Form.PROVINCIAL)
    fell, extra = (
        finding for finding in check_series([first, second]) if finding.severity is Severity.WARNING
    )
    assert fell.rule == f"cumulative:{path}"
    assert (fell.expected, fell.printed) == (1000, 900)
    assert extra.paths == ()
    assert rules(check_series([evolve(second, year=2013), evolve(first, year=2014)])) == []


# Regions


def below(name: str, figures: dict[str, Figure], number: int = 2022) -> StandIn:
    return evolve(year(number, figures), organ=name)


RECEIVED, REVIEW = "applications.received.total", "review.total"


def test_a_city_and_its_districts() -> None:
    city = below("云河市", {RECEIVED: 30, REVIEW: 5})
    parts = [below("临江区", {RECEIVED: 20, REVIEW: 3}), below("青川县", {RECEIVED: 10, REVIEW: 2})]
    assert check_rollup(city, parts) == ()
    assert check_rollup(city, []) == ()


def test_more_below_than_above() -> None:
    city = below("云河市", {RECEIVED: 25, "fees": Decimal("1.5")})
    parts = [
        below("临江区", {RECEIVED: 20, "fees": Decimal("1.0")}),
        below("青川县", {RECEIVED: 10, "fees": Decimal("0.5")}),
    ]
    (finding,) = check_rollup(city, parts)
    assert finding.rule == f"rollup:{RECEIVED}"
    assert finding.severity is Severity.WARNING
    assert (finding.expected, finding.printed) == (30, 25)
    assert len(finding.locations) == 3


def test_what_is_left_when_all_state_it() -> None:
    city = below("云河市", {RECEIVED: 35})
    parts = [below("临江区", {RECEIVED: 20}), below("青川县", {RECEIVED: 10})]
    (finding,) = check_rollup(city, parts)
    assert finding.rule == f"rollup_rest:{RECEIVED}"
    assert finding.severity is Severity.INFO
    assert "5 is left" in finding.message


def test_what_is_missing_is_named() -> None:
    city = below("云河市", {RECEIVED: 35, REVIEW: None})
    parts = [below("临江区", {RECEIVED: 20, REVIEW: 1}), below("青川县", {RECEIVED: None})]
    child, parent = check_rollup(city, parts)
    assert rules([child, parent]) == ["rollup:missing", "rollup:missing"]
    assert "青川县" in child.message
    assert child.paths == (RECEIVED,)
    assert "云河市" in parent.message
    assert parent.paths == (REVIEW,)


def test_a_long_list_of_what_is_missing_is_cut() -> None:
    city = evolve(below("", dict(clean_figures(Form.F2021, Random(2)))), organ=None, title=None)
    (finding,) = check_rollup(city, [below("青川县", {})])
    assert finding.message.endswith("...")
    assert len(finding.paths) > 8


def test_children_of_another_year_are_left_out() -> None:
    city = below("云河市", {RECEIVED: 5})
    (finding,) = check_rollup(city, [below("临江区", {RECEIVED: 20}, 2021)])
    assert finding.rule == "rollup:year"
