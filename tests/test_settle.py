"""Rows that several readings fit, decided by sentences, by last year's report, and by what a total and its
parts say."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import product
from random import Random

import pytest
from attrs import evolve

from govinfo_reports.facts import Fact, How, Match, Scope, Source
from govinfo_reports.location import Location
from govinfo_reports.tables.glued.cells import Puzzle, Reading
from govinfo_reports.tables.settle import named_rows, settle


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


def cuts(year: int, cumulative: int) -> tuple[Reading, ...]:
    digits = f"{year}{cumulative}"
    pieces = [(digits[:at], digits[at:]) for at in range(1, len(digits))]
    return tuple(
        (int(first), int(last))
        for first, last in pieces
        if str(int(first)) == first and str(int(last)) == last
    )


def settled(
    puzzles: Sequence[Puzzle], said: tuple[Fact, ...] = (), previous: dict[str, int | Decimal] | None = None
) -> dict[tuple[str, str], Fact]:
    facts = tuple(item for one in puzzles for item in one.facts)
    return {(item.path, item.scope.value): item for item in settle(facts, puzzles, said, previous)}


STATED = "applications.received.total"
READINGS: tuple[Reading, ...] = ((4, 5525), (45, 525), (455, 525))


def test_nothing_is_changed_without_puzzles() -> None:
    facts = (fact(STATED, value=3),)
    assert settle(facts, (), ()) is facts


def prose(
    value: int | Decimal,
    path: str = STATED,
    *,
    scope: Scope = Scope.YEAR,
    approximate: bool = False,
    raw: str = "",
) -> Fact:
    return evolve(fact(path, scope), value=value, source=Source.PROSE, approximate=approximate, raw=raw)


def test_a_sentence_decides() -> None:
    found = settled([puzzle(STATED, READINGS)], (prose(45),))
    assert (found[STATED, "year"].value, found[STATED, "cumulative"].value) == (45, 525)
    assert found[STATED, "year"].decoded_by == (f"stated:{STATED}",)
    assert found[STATED, "year"].candidates == ()


@pytest.mark.parametrize(
    "said",
    [
        prose(46),
        prose(45, approximate=True),
        prose(45, scope=Scope.LAST_YEAR),
    ],
)
def test_a_witness_that_no_reading_agrees_with_or_that_is_rough_is_not_heard(said: Fact) -> None:
    found = settled([puzzle(STATED, READINGS)], (said,))
    assert found[STATED, "year"].value is None
    assert found[STATED, "year"].decoded_by == ()


def test_a_cumulative_figure_of_a_sentence_decides() -> None:
    found = settled([puzzle(STATED, ((4, 5525), (45, 525)))], (prose(5525, scope=Scope.CUMULATIVE),))
    assert found[STATED, "year"].value == 4
    assert found[STATED, "year"].decoded_by == (f"stated:cumulative:{STATED}",)


@pytest.mark.parametrize(("raw", "year"), [("5980多条", 5985), ("约5980条", None), ("5000余条", 5985)])
def test_a_rough_figure_that_says_at_least_decides(raw: str, year: int | None) -> None:
    readings = ((59, 8512000), (598, 512000), (5985, 12000))
    value = int("".join(filter(str.isdigit, raw)))
    found = settled([puzzle(STATED, readings)], (prose(value, approximate=True, raw=raw),))
    assert found[STATED, "year"].value == year


def test_sentences_that_do_not_agree_leave_what_one_of_them_says() -> None:
    found = settled([puzzle(STATED, READINGS)], (prose(45), prose(455), prose(7)))
    assert found[STATED, "year"].value is None
    assert found[STATED, "year"].candidates == (45, 455)
    assert found[STATED, "cumulative"].value == 525


def test_a_sentence_against_the_order_of_the_figures_leaves_both() -> None:
    found = settled([puzzle(STATED, ((4, 50), (45, 0)))], (prose(45),))
    assert found[STATED, "year"].value is None
    assert found[STATED, "year"].candidates == (4, 45)


def test_the_order_is_not_heard_where_a_row_breaks_it() -> None:
    one, other = puzzle(STATED, ((4, 50), (45, 0))), puzzle("review.total", ((7, 0),), 2)
    assert settled([one])[STATED, "year"].value == 4
    assert settled([one])[STATED, "year"].decoded_by == (f"order:{STATED}",)
    found = settled([one, other])
    assert found[STATED, "year"].value is None
    assert found["review.total", "year"].value == 7


def test_last_years_cumulative_figure_decides() -> None:
    found = settled([puzzle(STATED, READINGS)], previous={f"cumulative:{STATED}": 480})
    assert (found[STATED, "year"].value, found[STATED, "cumulative"].value) == (45, 525)
    assert found[STATED, "year"].decoded_by == (f"cumulative:{STATED}",)


def test_last_years_figure_decides_a_column_of_the_year_before() -> None:
    facts = (fact(STATED), fact(STATED, Scope.LAST_YEAR))
    one = Puzzle(facts=facts, readings=((1, 230), (12, 30)))
    found = {item.scope: item for item in settle(facts, (one,), (), {STATED: 30})}
    assert found[Scope.YEAR].value == 12
    assert found[Scope.YEAR].decoded_by == (f"previous:{STATED}",)


@pytest.mark.parametrize("cumulative", [480, 481])
def test_a_witness_that_is_contradicted_makes_the_row_doubtful(cumulative: int) -> None:
    found = settled([puzzle(STATED, READINGS)], (prose(45),), {f"cumulative:{STATED}": cumulative})
    assert found[STATED, "year"].value == (45 if cumulative == 480 else None)


def test_amounts_are_decided_as_well() -> None:
    facts = (fact("fees"), fact("fees", Scope.CUMULATIVE))
    one = Puzzle(facts=facts, readings=((Decimal("1.5"), Decimal("34.1")), (Decimal("1.53"), Decimal("4.1"))))
    found = settle(facts, (one,), (prose(Decimal("1.53"), "fees"),))
    assert [item.value for item in found] == [Decimal("1.53"), Decimal("4.1")]


def test_a_witness_that_leaves_two_readings_narrows_the_candidates() -> None:
    readings: tuple[Reading, ...] = ((4, 5525), (45, 525), (45, 5250), (45, None))
    found = settled([puzzle(STATED, readings)], (prose(45),))
    assert found[STATED, "year"].value == 45
    assert found[STATED, "cumulative"].value is None
    assert found[STATED, "cumulative"].candidates == (525, 5250)


def test_rows_of_no_known_indicator_are_named_by_their_words() -> None:
    puzzles = [
        puzzle("extra.现场接待人数", ((1, 2), (3, 4)), 1, "现场接待人数"),
        puzzle("extra.信函传真申请数", ((1, 2), (3, 4)), 2, "3、信函、传真申请数"),
        puzzle(STATED, ((1, 2), (3, 4)), 3),
    ]
    assert named_rows(puzzles) == {
        "现场接待": ("extra.现场接待人数", "件"),
        "现场接待人数": ("extra.现场接待人数", "件"),
        "信函传真申请": ("extra.信函传真申请数", "件"),
        "信函传真申请数": ("extra.信函传真申请数", "件"),
    }


def test_the_stock_of_last_year_decides_section_two() -> None:
    base = "proactive.normative_documents"
    names = ("issued", "repealed", "in_force")
    facts = tuple(fact(f"{base}.{name}") for name in names)
    one = Puzzle(facts=facts, readings=((6, 233, 440), (62, 33, 440), (6, 2, 33440)))
    found = {item.path: item.value for item in settle(facts, (one,), (), {f"{base}.in_force": 411})}
    assert found == {f"{base}.issued": 62, f"{base}.repealed": 33, f"{base}.in_force": 440}


def test_the_items_of_last_year_decide_section_two_of_2019() -> None:
    base = "proactive.licensing"
    facts = tuple(fact(f"{base}.{name}") for name in ("items_last_year", "items_change", "decisions"))
    one = Puzzle(facts=facts, readings=((1, 12, 90), (11, 2, 90), (11, 29, 0)))
    before: dict[str, int | Decimal] = {f"{base}.items_last_year": 8, f"{base}.items_change": 3}
    found = {item.path: item for item in settle(facts, (one,), (), before)}
    assert found[f"{base}.items_last_year"].value == 11
    assert found[f"{base}.items_last_year"].decoded_by == (f"previous:{base}.items_last_year",)
    assert found[f"{base}.items_change"].candidates == (2, 29)


DISCLOSED, WEBSITE, GAZETTE = (
    "proactive.disclosed",
    "proactive.channels.website",
    "proactive.channels.gazette",
)
FAMILY = [
    puzzle(DISCLOSED, ((2, 54378967), (2543, 78967), (25437, 8967)), 1, "主动公开文件数"),
    puzzle(WEBSITE, ((2, 54078900), (2540, 78900)), 2, "其中：1、政府网站公开数"),
    puzzle(GAZETTE, ((3, 67), (36, 7)), 3, "2、政府公报公开数"),
]


def test_the_parts_of_a_total_decide_together() -> None:
    found = settled(FAMILY)
    values = {key: item.value for key, item in found.items()}
    assert values[DISCLOSED, "year"] == 2543
    assert values[WEBSITE, "cumulative"] == 78900
    assert values[GAZETTE, "year"] == 3
    assert f"subset:{GAZETTE}" in found[DISCLOSED, "year"].decoded_by


def test_the_relation_that_decides_is_named() -> None:
    family = [
        puzzle(DISCLOSED, cuts(43, 7890), 1, "主动公开文件数"),
        puzzle(WEBSITE, cuts(40, 7875), 2, "其中：1、政府网站公开数"),
        puzzle(GAZETTE, cuts(3, 15), 3, "2、政府公报公开数"),
    ]
    found = settled(family)
    assert found[DISCLOSED, "year"].value == 43
    names = (f"order:{DISCLOSED}", f"subset:{WEBSITE}", f"sum:{DISCLOSED}")
    assert found[DISCLOSED, "year"].decoded_by == names


def test_rows_of_no_known_indicator_are_parts_where_they_are_numbered_so() -> None:
    other = puzzle("extra.其他类型公开数", ((1, 900), (19, 90)), 4, "3、其他类型公开数")
    total = puzzle(DISCLOSED, ((2, 54479867), (2544, 79867), (25447, 9867)), 1, "主动公开文件数")
    assert settled([total, *FAMILY[1:], other])["extra.其他类型公开数", "year"].value == 1
    after = puzzle("extra.收费减免金额", ((1, 900), (19, 90)), 4, "收费减免金额")
    found = settled([*FAMILY, after])
    assert found["extra.收费减免金额", "year"].value is None
    assert found[DISCLOSED, "year"].value == 2543


def test_rows_listed_below_a_part_are_left_out_of_its_total() -> None:
    replies = "applications.replies"
    family = [
        puzzle(f"{replies}.total", cuts(434, 4400), 1, "答复总数"),
        puzzle(f"{replies}.granted", cuts(411, 4360), 2, "其中：1.同意公开答复数"),
        puzzle(f"{replies}.refused.total", cuts(23, 40), 3, "2.不予公开答复数"),
        puzzle("extra.信息不存在数", cuts(13, 25), 4, "其中：（1）信息不存在数"),
        puzzle("extra.非本部门掌握数", cuts(10, 15), 5, "（2）非本部门掌握数"),
        puzzle("extra.其他答复数", cuts(0, 0), 6, "3.其他答复数"),
    ]
    values = {path: item.value for (path, scope), item in settled(family).items() if scope == "year"}
    assert list(values.values()) == [434, 411, 23, 13, 10, 0]


def test_no_part_is_larger_than_its_whole() -> None:
    found = settled(
        [
            puzzle(DISCLOSED, ((25, 437),), 1, "主动公开信息数"),
            puzzle("extra.全文电子化", ((3, 567), (35, 67)), 2, "其中：全文电子化"),
        ]
    )
    assert (
        found["extra.全文电子化", "year"].value is None
    )  # 3 | 567 is too much in the second column, 35 | 67 in the first
    found = settled(
        [
            puzzle(DISCLOSED, ((25, 437),), 1, "主动公开信息数"),
            puzzle("extra.全文电子化", ((3, 67), (36, 7)), 2, "其中：全文电子化"),
        ]
    )
    assert found["extra.全文电子化", "year"].value == 3


def test_small_figures_that_may_add_up_by_chance_decide_nothing() -> None:
    family = [
        puzzle(DISCLOSED, ((10, 31), (12, 33)), 1, "主动公开文件数"),
        puzzle(WEBSITE, ((9, 12), (8, 29)), 2, "其中：1、政府网站公开数"),
        puzzle(GAZETTE, ((3, 4), (4, 8)), 3, "2、政府公报公开数"),
    ]
    assert all(item.value is None for item in settled(family).values())
    before: dict[str, int | Decimal] = {
        f"{prefix}{path}": value
        for prefix in ("", "cumulative:")
        for path, value in ((DISCLOSED, 30), (WEBSITE, 20), (GAZETTE, 10))
    }
    before |= {f"cumulative:{path}": 10**9 for path in (DISCLOSED, WEBSITE, GAZETTE)}
    assert all(item.value is None for item in settled(family, previous=before).values())


def test_parts_that_were_the_whole_last_year_are_believed_this_year() -> None:
    facts = [
        fact(path, row=row, label=label)
        for path, row, label in (
            (DISCLOSED, 1, "主动公开数"),
            (WEBSITE, 2, "其中：1.网站"),
            (GAZETTE, 3, "2.公报"),
        )
    ]
    puzzles = [
        Puzzle(facts=(one,), readings=readings)
        for one, readings in zip(facts, (((12,), (15,)), ((9,), (4,)), ((3,), (2,))), strict=True)
    ]
    before: dict[str, int | Decimal] = {DISCLOSED: 30, WEBSITE: 20, GAZETTE: 10}
    assert [item.value for item in settle(tuple(facts), puzzles, ())] == [None, None, None]
    assert [item.value for item in settle(tuple(facts), puzzles, (), before)] == [12, 9, 3]
    assert [item.value for item in settle(tuple(facts), puzzles, (), before | {GAZETTE: 9})] == [None] * 3


def test_a_family_with_a_figure_nobody_can_say_is_not_added_up() -> None:
    unknown = evolve(fact("proactive.channels.weibo", row=4, label="3.政务微博公开数"), candidates=(1, 2))
    facts = (*(item for one in FAMILY for item in one.facts), unknown)
    found = settle(facts, FAMILY, ())
    assert not any(name.startswith("sum:") for item in found for name in item.decoded_by)


def every_solution(rows: Sequence[Puzzle]) -> list[tuple[Reading, ...]]:
    """All ways to read a total and its parts in which every relation holds, by trying each."""
    return [
        choice
        for choice in product(*(row.readings for row in rows))
        if all((reading[0] or 0) <= (reading[1] or 0) for reading in choice)
        and all(sum(part[column] or 0 for part in choice[1:]) == choice[0][column] for column in (0, 1))
    ]


@pytest.mark.parametrize("seed", range(60))
def test_what_is_given_is_what_every_solution_has(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govinfo_reports.tables.settle.families._CHANCE", 10.0**9)
    rng = Random(seed)
    most = rng.choice((9, 99, 3000))
    years = [rng.randint(0, most) for _ in range(rng.choice((2, 3)))]
    totals = [year + rng.choice((0, rng.randint(0, 9 * most))) for year in years]
    figures = [(sum(years), sum(totals)), *zip(years, totals, strict=True)]
    labels = ("申请总数", "其中：1.当面申请数", "2.传真申请数", "3.网上申请数")
    paths = [f"applications.received.{name}" for name in ("total", "in_person", "fax", "online")]
    rows = [
        puzzle(path, cuts(*pair), row, label)
        for row, (path, pair, label) in enumerate(zip(paths, figures, labels, strict=False), 1)
    ]
    found = settled(rows)
    solutions = every_solution(rows)
    assert tuple(figures) in solutions
    for place, row in enumerate(rows):
        for column, scope in enumerate(("year", "cumulative")):
            values = {solution[place][column] for solution in solutions}
            item = found[row.facts[0].path, scope]
            assert ({item.value} if item.value is not None else set(item.candidates)) == values
