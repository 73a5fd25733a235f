"""One row or one line of glued figures: what is read of it, every cut of it, section four, and figures
without a sum."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glue import LITIGATION, glue, random_litigation
from govinfo_reports.tables.glued import (
    APPLICANT_COLUMNS,
    SUBTOTAL_COLUMNS,
    Basis,
    CutFailure,
    decode_litigation,
    decode_split,
)
from govinfo_reports.tables.glued.cells import MAX_CANDIDATES, cell_of
from govinfo_reports.tables.glued.cuts import cuts, with_across, with_blanks
from govinfo_reports.tables.glued.printed import (
    ApplicantColumns,
    BorderState,
    GluedText,
    is_torn,
    read_printed,
)

SEVEN, EIGHT = ApplicantColumns.of(APPLICANT_COLUMNS), ApplicantColumns.of(SUBTOTAL_COLUMNS)
ALL_LAST_FIRST = ApplicantColumns.of(("total", *APPLICANT_COLUMNS[:-1]))


def every_cut(digits: str, count: int) -> list[tuple[int, ...]]:
    """All cuts into numbers without leading zeros, by trying every choice of places."""
    found = []
    for places in combinations(range(1, len(digits)), count - 1):
        pieces = [digits[a:b] for a, b in zip((0, *places), (*places, len(digits)), strict=True)]
        if not any(len(piece) > 1 and piece[0] == "0" for piece in pieces):
            found.append(tuple(map(int, pieces)))
    return found


@given(st.text("0123456789", min_size=1, max_size=12), st.sampled_from([SEVEN, EIGHT, ALL_LAST_FIRST]))
@settings(max_examples=60, deadline=None)
def test_cuts_are_all_and_only_the_possible_ones(digits: str, columns: ApplicantColumns) -> None:
    count = len(columns.names)
    printed = GluedText(state=BorderState.GLUED, digits=digits)
    expected = every_cut(digits, count)
    assert sorted(cuts(printed, count) or []) == sorted(expected)
    assert sorted(with_across(printed, columns) or []) == sorted(
        row for row in expected if columns.holds(row)
    )


@given(st.lists(st.integers(0, 9999), min_size=6, max_size=6), st.sampled_from([SEVEN, EIGHT]))
@settings(max_examples=30, deadline=None)
def test_the_printed_row_is_among_the_cuts(parts: list[int], columns: ApplicantColumns) -> None:
    row = [*parts, sum(parts[1:]), sum(parts)] if columns is EIGHT else [*parts, sum(parts)]
    found = with_across(read_printed(glue(row), len(row)), columns)
    assert found is not None
    assert tuple(row) in found
    assert len(found) == len(set(found))


@given(st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=7, max_size=7))
@settings(max_examples=30, deadline=None)
def test_blanks_are_found(row: list[int | None]) -> None:
    row[-1] = sum(value or 0 for value in row[:-1])
    text = "".join("" if value is None else str(value) for value in row)
    found = with_blanks(GluedText(state=BorderState.GLUED, digits=text), SEVEN)
    assert found is not None
    assert (tuple(row) in found) is (None in row)
    assert all(None in values and SEVEN.holds(values) is not False for values in found)


def test_ranges_of_cells_restrict_cuts() -> None:
    printed = read_printed("12345", 3)
    within = [(0, None), (20, 40), (0, 50)]
    assert cuts(printed, 3, within=within) == [(1, 23, 45), (12, 34, 5)]
    assert with_blanks(read_printed("77", 7), SEVEN, within=[(7, 7), *[(0, 0)] * 5, (7, 7)]) == [
        (7, None, None, None, None, None, 7)
    ]


def test_too_many_cuts_are_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govinfo_reports.tables.glued.cuts.MAX_STEPS", 1)
    printed = read_printed("1" * 20, 7)
    assert cuts(printed, 7) is None
    assert with_blanks(printed, SEVEN) is None
    assert with_across(read_printed("270020130", 7), SEVEN) is None


@pytest.mark.parametrize(
    ("text", "state", "digits", "cells"),
    [
        ("", BorderState.BLANK, "", ()),
        ("  ", BorderState.BLANK, "", ()),
        ("——", BorderState.BORDERED, "", (None,) * 3),
        ("123", BorderState.GLUED, "123", ()),
        ("1 2 3", BorderState.BORDERED, "", (1, 2, 3)),
        ("1 / 3", BorderState.BORDERED, "", (1, None, 3)),
        ("1-3", BorderState.BORDERED, "", (1, None, 3)),
        ("1——3", BorderState.BORDERED, "", (1, None, 3)),
        ("1---3", BorderState.UNREADABLE, "", ()),
        ("1无3", BorderState.BORDERED, "", (1, 0, 3)),
        ("1|2 件|", BorderState.GLUED, "12", ()),
        ("|1|| 2件|", BorderState.BORDERED, "", (1, None, 2)),
        ("01 2 3", BorderState.UNREADABLE, "", ()),
        ("1,234 2 3", BorderState.BORDERED, "", (1234, 2, 3)),
        ("1.5 2 3", BorderState.UNREADABLE, "", ()),
        ("12 -3", BorderState.UNREADABLE, "", ()),
        ("1,23456", BorderState.GLUED, "123456", ()),
        ("1,2", BorderState.UNREADABLE, "", ()),
        ("甲", BorderState.UNREADABLE, "", ()),
        ("1" * 73, BorderState.UNREADABLE, "", ()),
    ],
)
def test_what_is_read_of_a_row(
    text: str, state: BorderState, digits: str, cells: tuple[int | None, ...]
) -> None:
    printed = read_printed(text, 3)
    assert (printed.state, printed.digits, printed.cells) == (state, digits, cells)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("1,23456", [(1234, 5, 6)]),
        ("991,2345", [(9, 91234, 5), (99, 1234, 5)]),
        ("51,234,5678", [(5, 1234567, 8)]),
        ("12,3456", [(1, 2345, 6)]),
        ("12 345", [(12, 3, 45), (12, 34, 5), (1, 2, 345)]),
        ("1 2 3 4", [(12, 3, 4), (1, 23, 4), (1, 2, 34)]),
        ("0,1234", []),
    ],
)
def test_borders_and_commas_restrict_cuts(text: str, readings: list[tuple[int, ...]]) -> None:
    found = cuts(read_printed(text, 3), 3)
    assert sorted(found or []) == sorted(readings)


def test_borders_may_be_set_aside() -> None:
    found = cuts(read_printed("12 3", 3), 3, believe_borders=False)
    assert found == [(1, 2, 3)]


@pytest.mark.parametrize(
    ("values", "column", "mended"),
    [
        ((1, 0, 0, 0, 0, 0, 9), 6, [1]),
        ((1, 0, 0, 0, 0, 0, 9), 0, [9]),
        ((9, 0, 0, 0, 0, 0, 1), 1, []),
        ((1, 1, 0, 0, 0, 0, 5, 2), 6, [1]),
        ((1, 1, 0, 0, 0, 0, 5, 2), 0, []),
    ],
)
def test_the_value_that_would_mend_a_row(values: tuple[int, ...], column: int, mended: list[int]) -> None:
    columns = SEVEN if len(values) == 7 else EIGHT
    assert columns.mending(values, column) == mended


def test_torn_figures() -> None:
    assert is_torn(1, 14)
    assert is_torn(47, 4)
    assert is_torn(4, 14)
    assert not is_torn(5, 14)


def test_many_candidates_are_capped() -> None:
    cell = cell_of([*range(MAX_CANDIDATES + 1), None])
    assert cell.capped
    assert cell.candidates == tuple(range(MAX_CANDIDATES))
    assert cell_of([None]).blank
    assert cell_of([3], doubtful=True).candidates == (3,)


# section four


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("21317000001324019", (2, 1, 3, 1, 7, 0, 0, 0, 0, 0, 13, 2, 4, 0, 19)),
        ("10203120001200000", (1, 0, 2, 0, 3, 12, 0, 0, 0, 12, 0, 0, 0, 0, 0)),
        ("0" * 15, (0,) * 15),
        ("1 0 2 0 3 120001200000", (1, 0, 2, 0, 3, 12, 0, 0, 0, 12, 0, 0, 0, 0, 0)),
        ("1 0 2 — 3 1 2 0 0 3 0 0 0 0 0", (1, 0, 2, None, 3, 1, 2, 0, 0, 3, 0, 0, 0, 0, 0)),
    ],
)
def test_section_four(text: str, figures: tuple[int | None, ...]) -> None:
    decoding = decode_litigation(text)
    assert tuple(decoding.cells[path].value for path in LITIGATION) == figures
    assert decoding.basis is Basis.CONSISTENT
    assert not decoding.broken
    assert decoding.cells["review.total"].decoded_by == ("sum:review.total",)


@pytest.mark.parametrize("received", [10, 300, 3_000, 50_000])
def test_random_sections_four(received: int) -> None:
    rng = Random(received)
    decoded = 0
    for _ in range(20):
        figures = random_litigation(rng, received)
        decoding = decode_litigation(glue(figures))
        assert decoding.basis is Basis.CONSISTENT
        for path, printed in zip(LITIGATION, figures, strict=True):
            cell = decoding.cells[path]
            assert cell.value == printed if cell.value is not None else printed in cell.candidates
        decoded += sum(decoding.cells[path].value is not None for path in LITIGATION)
    assert decoded >= 0.9 * 20 * 15


@given(st.text("012", min_size=15, max_size=17))
@settings(max_examples=40, deadline=None)
def test_section_four_is_searched_exactly(digits: str) -> None:
    readings = [
        row for row in every_cut(digits, 15) if all(sum(row[at : at + 4]) == row[at + 4] for at in (0, 5, 10))
    ]
    decoding = decode_litigation(digits)
    assert (decoding.basis is Basis.CONSISTENT) is bool(readings)
    for place, path in enumerate(LITIGATION if readings else ()):
        cell = decoding.cells[path]
        found = {cell.value} if cell.value is not None else set(cell.candidates)
        assert found == {row[place] for row in readings}


def test_a_wrong_sum_in_section_four() -> None:
    decoding = decode_litigation("50000" + "0" * 10)
    assert decoding.basis is Basis.BROKEN
    assert decoding.broken == ("sum:review.total",)
    assert [decoding.cells[path].value for path in LITIGATION[:5]] == [5, 0, 0, 0, 0]
    assert decoding.cells["review.upheld"].decoded_by == ()
    assert decoding.cells["litigation.direct.total"].decoded_by == ("sum:litigation.direct.total",)


@pytest.mark.parametrize(
    "text",
    [
        "101000" + "0" * 10,  # 10 1 0 0 0 or 1 0 10 0 0
        "75012" + "0" * 10,  # or 7 5 blank 0 12
    ],
)
def test_a_wrong_sum_that_does_not_force_its_cells(text: str) -> None:
    decoding = decode_litigation(text)
    assert decoding.basis is Basis.BROKEN
    assert decoding.cells["review.upheld"].value is None
    assert decoding.cells["review.upheld"].candidates


def test_a_sum_that_lacks_a_digit_is_doubtful() -> None:
    decoding = decode_litigation("57001" + "0" * 10)
    assert decoding.basis is Basis.BROKEN
    assert {cell.value for cell in decoding.cells.values()} == {None}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", CutFailure.BLANK),
        ("0" * 14, CutFailure.SHORT),
        ("1.5", CutFailure.UNREADABLE),
        ("123456789" * 7, CutFailure.TOO_MANY),
    ],
)
def test_section_four_unread(text: str, reason: CutFailure) -> None:
    decoding = decode_litigation(text)
    assert decoding.basis is Basis.ROWS
    assert set(decoding.unread.values()) == {reason}
    assert not any(cell.value is not None or cell.candidates for cell in decoding.cells.values())


def test_two_wrong_sums_in_section_four() -> None:
    decoding = decode_litigation("5000030001" + "0" * 5)
    assert decoding.basis is Basis.ROWS
    assert decoding.cells["review.upheld"].value is None


def test_one_group_alone() -> None:
    decoding = decode_litigation("1324019", groups=["review"])
    assert [cell.value for cell in decoding.cells.values()] == [13, 2, 4, 0, 19]


def test_printed_figures_of_section_four_that_do_not_add_up() -> None:
    decoding = decode_litigation("5 0 0 0 0 " * 3)
    assert decoding.broken == tuple(
        f"sum:{group}.total" for group in ("review", "litigation.direct", "litigation.after_review")
    )
    assert decoding.cells["review.upheld"].value == 5


# figures without a sum


def test_every_split_is_listed() -> None:
    split = decode_split("6233440", ["issued", "repealed", "in_force"])
    assert len(split.readings) == 15
    assert (6, 233, 440) in split.readings
    assert split.cells["issued"].value is None
    assert split.cells["issued"].candidates == (6, 62, 623, 6233, 62334)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("000", ((0, 0, 0),)),
        ("1612条3050条0", ((1612, 3050, 0),)),
        ("12 -5 3", ((12, -5, 3),)),
        ("12减5 3", ((12, -5, 3),)),
        ("12增 53", ((12, 5, 3),)),
        ("5+36", ((5, 3, 6),)),
        ("12 — 3", ((12, None, 3),)),
        ("-512 3", ()),
        ("12-5", ()),
        ("26-1853", ((26, -1, 853), (26, -18, 53), (26, -185, 3))),
    ],
)
def test_signed_columns(text: str, readings: tuple[tuple[int | None, ...], ...]) -> None:
    assert decode_split(text, ["last", "change", "decisions"], signed=["change"]).readings == readings


@pytest.mark.parametrize("text", ["", "1", "甲12", "1" * 60])
def test_splits_unread(text: str) -> None:
    split = decode_split(text, ["a", "b"] if len(text) < 60 else list("abcdefghijkl"))
    assert split.readings == ()
    assert split.cells["a"].value is None


def test_many_splits_are_capped() -> None:
    split = decode_split("1" * 16, ["a", "b", "c", "d", "e", "f"])
    assert split.capped
    assert split.cells["a"].value is None
