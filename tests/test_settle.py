"""Rows that several readings fit, decided by sentences, by last year's report, and by the sums of a total's parts."""

from __future__ import annotations

import pytest
from attrs import evolve

from govinfo_reports.facts import Fact, How, Match, Scope, Source
from govinfo_reports.location import Location
from govinfo_reports.tables.reading import Puzzle
from govinfo_reports.tables.settle import settle

Reading = tuple["int | None", ...]


def fact(
    path: str, scope: Scope = Scope.YEAR, row: int = 1, label: str = "其中：1.某数", value: int | None = None
) -> Fact:
    return Fact(
        path=path,
        value=value,
        unit="件",
        raw="",
        source=Source.TABLE,
        location=Location(table=1, row=row, column=2),
        match=Match(label=label, how=How.DECODED),
        scope=scope,
    )


def puzzle(path: str, readings: tuple[Reading, ...], row: int = 1, label: str = "其中：1.某数") -> Puzzle:
    facts = tuple(fact(path, scope, row, label) for scope in (Scope.YEAR, Scope.CUMULATIVE))
    return Puzzle(facts=facts, readings=readings)


def settled(
    puzzles: list[Puzzle], said: tuple[Fact, ...] = (), previous: dict[str, int] | None = None
) -> dict[tuple[str, str], Fact]:
    facts = tuple(item for one in puzzles for item in one.facts)
    return {(item.path, item.scope.value): item for item in settle(facts, puzzles, said, previous)}


STATED = "applications.received.total"
READINGS: tuple[Reading, ...] = ((4, 5525), (45, 525), (455, 525))


def test_nothing_is_changed_without_puzzles() -> None:
    facts = (fact(STATED, value=3),)
    assert settle(facts, (), ()) is facts


def test_a_sentence_decides() -> None:
    said = (evolve(fact(STATED, value=45), source=Source.PROSE),)
    found = settled([puzzle(STATED, READINGS)], said)
    assert (found[STATED, "year"].value, found[STATED, "cumulative"].value) == (45, 525)
    assert found[STATED, "year"].decoded_by == (f"stated:{STATED}",)
    assert found[STATED, "year"].candidates == ()


@pytest.mark.parametrize(
    "said",
    [
        evolve(fact(STATED, value=46), source=Source.PROSE),
        evolve(fact(STATED, value=45), source=Source.PROSE, approximate=True),
        evolve(fact(STATED, value=45), source=Source.PROSE, scope=Scope.LAST_YEAR),
    ],
)
def test_a_witness_that_no_reading_agrees_with_or_that_is_rough_is_not_heard(said: Fact) -> None:
    found = settled([puzzle(STATED, READINGS)], (said,))
    assert found[STATED, "year"].value is None
    assert found[STATED, "year"].decoded_by == ()


def test_last_years_cumulative_figure_decides() -> None:
    found = settled([puzzle(STATED, READINGS)], previous={f"cumulative:{STATED}": 480})
    assert (found[STATED, "year"].value, found[STATED, "cumulative"].value) == (45, 525)
    assert found[STATED, "year"].decoded_by == (f"cumulative:{STATED}",)


def test_a_witness_that_leaves_two_readings_narrows_the_candidates() -> None:
    readings: tuple[Reading, ...] = ((4, 5525), (45, 525), (45, 5250), (45, None))
    found = settled([puzzle(STATED, readings)], (evolve(fact(STATED, value=45), source=Source.PROSE),))
    assert found[STATED, "year"].value == 45
    assert found[STATED, "cumulative"].value is None
    assert found[STATED, "cumulative"].candidates == (525, 5250)


def test_the_stock_of_last_year_decides_section_two() -> None:
    base = "proactive.normative_documents"
    names = ("issued", "repealed", "in_force")
    facts = tuple(fact(f"{base}.{name}") for name in names)
    one = Puzzle(facts=facts, readings=((6, 233, 440), (62, 33, 440), (6, 2, 33440)))
    found = {item.path: item.value for item in settle(facts, (one,), (), {f"{base}.in_force": 411})}
    assert found == {f"{base}.issued": 62, f"{base}.repealed": 33, f"{base}.in_force": 440}


FAMILY = [
    puzzle("proactive.disclosed", ((2, 54378967), (2543, 78967), (25437, 78967)), 1, "主动公开文件数"),
    puzzle("proactive.channels.website", ((2, 54078900), (2540, 78900)), 2, "其中：1、政府网站公开数"),
    puzzle("proactive.channels.gazette", ((3, 67), (36, 7)), 3, "2、政府公报公开数"),
]


def test_the_parts_of_a_total_decide_together() -> None:
    found = settled(FAMILY)
    values = {key: item.value for key, item in found.items()}
    assert values["proactive.disclosed", "year"] == 2543
    assert values["proactive.channels.website", "cumulative"] == 78900
    assert values["proactive.channels.gazette", "year"] == 3
    assert found["proactive.disclosed", "year"].decoded_by == ("sum:proactive.disclosed",)


def test_rows_of_no_known_indicator_are_parts_where_they_are_numbered_so() -> None:
    other = puzzle("extra.其他类型公开数", ((1, 9), (19, 0)), 4, "3、其他类型公开数")
    total = puzzle("proactive.disclosed", ((2, 54478976), (2544, 78976), (25447, 8976)), 1, "主动公开文件数")
    assert settled([total, *FAMILY[1:], other])["extra.其他类型公开数", "year"].value == 1
    after = puzzle("extra.收费减免金额", ((1, 9), (19, 0)), 4, "收费减免金额")
    found = settled([*FAMILY, after])
    assert found["extra.收费减免金额", "year"].value is None
    assert found["proactive.disclosed", "year"].value == 2543


def test_small_figures_that_may_add_up_by_chance_decide_nothing() -> None:
    family = [
        puzzle("proactive.disclosed", ((1, 11), (2, 3)), 1, "主动公开文件数"),
        puzzle("proactive.channels.website", ((1, 2), (9, 9)), 2),
        puzzle("proactive.channels.gazette", ((1, 1), (8, 8)), 3),
    ]
    assert all(item.value is None for item in settled(family).values())


def test_a_family_with_a_figure_nobody_can_say_decides_nothing() -> None:
    unknown = evolve(fact("proactive.channels.weibo", row=4, label="3.政务微博公开数"), candidates=(1, 2))
    facts = (*(item for one in FAMILY for item in one.facts), unknown)
    assert all(item.value is None for item in settle(facts, FAMILY, ()))
