"""The joint search over rows: exact where it ends, and sound where it gives up."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from govinfo_reports.tables.glued import solver as glued_solver
from govinfo_reports.tables.glued.printed import Values
from govinfo_reports.tables.glued.solver import ProblemTable, Solution, solve

# rows: received, carried_in, two outcomes, their total, carried_forward
TABLE = ProblemTable(outcomes=(2, 3), total=4, received=0, carried_in=1, carried_forward=5)
ONE: Values = (1, 0)
TWO: Values = (0, 2)
NONE: Values = (None, None)


def solved(*rows: Sequence[Values] | None, table: ProblemTable = TABLE) -> Solution | None:
    return solve(table, rows, sums=(0, 1), balances=(0, 1))


def test_every_reading_that_is_left_stands_in_one_of_the_table() -> None:
    solution = solved([ONE, TWO], [NONE], [ONE, TWO], [TWO, (0, 0)], [ONE, TWO], [(0, 0)])
    assert solution is not None
    assert solution.exhausted
    # 1 0 = 1 0 + 0 0, or 0 2 = 0 2 + 0 0; the outcomes cannot both be other than nothing
    assert [list(row or ()) for row in solution.rows] == [
        [ONE, TWO],
        [NONE],
        [ONE, TWO],
        [(0, 0)],
        [ONE, TWO],
        [(0, 0)],
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ([ONE], [NONE], [], [TWO], [ONE], [NONE]),  # a row without readings
        ([ONE], [NONE], [ONE], [NONE], [TWO], [NONE]),  # balance
        ([TWO], [NONE], [ONE], [NONE], [TWO], [NONE]),  # sum, by a column alone
        (
            [(3, 3)],
            [NONE],
            [(1, 2), (2, 1)],
            [(1, 1), (2, 2)],
            [(3, 3)],
            [NONE],
        ),  # sum, by both columns together
        ([ONE], None, [(2, 0)], [NONE], [ONE], [NONE]),  # outcomes larger than their total
        (None, [NONE], [ONE], None, [(0, 0)], [NONE]),  # known outcomes larger than the total
        (None, [(5, 5)], [ONE], [NONE], [ONE], [NONE]),  # carried in more than was concluded and left
        ([ONE], [ONE], [(5, 0)], [NONE], [(5, 0)], None),  # concluded more than there was
    ],
)
def test_contradictions(rows: Sequence[Sequence[Values] | None]) -> None:
    assert solved(*rows) is None


def test_an_unread_row_only_bounds_the_others() -> None:
    solution = solved([(3, 0), (0, 3)], None, [ONE, TWO], [ONE], [(2, 0), (1, 2)], [(1, 1), (0, 9)])
    assert solution is not None
    assert solution.rows[1] is None
    assert [list(row or ()) for row in solution.rows[2:5]] == [[ONE, TWO], [ONE], [(2, 0), (1, 2)]]
    assert solution.rows[0] == [(3, 0), (0, 3)]


def test_nothing_is_known_with_two_unread_rows_of_the_balance() -> None:
    for rows in (
        ([(9, 9)], None, [ONE], [NONE], [ONE], None),
        (None, None, [ONE], [NONE], [ONE], [(9, 9)]),
    ):
        solution = solved(*rows)
        assert solution is not None
        assert solution.rows == rows


def test_without_totals() -> None:
    table = ProblemTable(outcomes=(2, 3), total=None, received=0, carried_in=1, carried_forward=5)
    solution = solved([(3, 2), (1, 2)], [NONE], [ONE, (3, 0)], [TWO], [(7, 7)], [(0, 0), (8, 0)], table=table)
    assert solution is not None
    assert [list(row or ()) for row in solution.rows[:4]] == [[(3, 2), (1, 2)], [NONE], [ONE, (3, 0)], [TWO]]
    assert solution.rows[5] == [(0, 0)]
    assert solved([ONE], [NONE], [ONE], [NONE], [NONE], [TWO], table=table) is None
    assert solved([ONE], [NONE], [ONE], [NONE], [NONE], None, table=table) is not None
    without = solve(table, [[ONE]] * 6, sums=(0,), balances=(1,))
    assert without is not None
    assert not without.exhausted


@pytest.mark.parametrize("steps", [0, 2, 5])
def test_giving_up_keeps_what_was_not_excluded(monkeypatch: pytest.MonkeyPatch, steps: int) -> None:
    many: list[Values] = [(a, b) for a in range(4) for b in range(4)]
    exact = solved(many, [NONE], many, many, many, many)
    unread = solved(None, many, many, many, many, many)
    assert exact is not None
    assert unread is not None
    monkeypatch.setattr(glued_solver, "MAX_STEPS", steps)
    for rows, found in (((many, [NONE]), exact), ((None, many), unread)):
        bounded = solved(*rows, many, many, many, many)
        assert bounded is not None
        assert not bounded.exhausted
        for kept, proved in zip(bounded.rows, found.rows, strict=True):
            assert set(kept or ()) >= set(proved or ())
