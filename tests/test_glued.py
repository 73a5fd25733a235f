"""Section three without cell borders: every value given is right, every value that can be proved is given."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glue import (
    SIZES,
    Table,
    application_rows,
    flatten,
    glue,
    random_applications,
    random_litigation,
    rows_of,
    spoil,
)
from govinfo_reports.indicators import APPLICANTS, Form
from govinfo_reports.tables.glued import (
    APPLICANT_COLUMNS,
    SUBTOTAL_COLUMNS,
    Basis,
    CutFailure,
    Decoding,
    ProblemRow,
    decode_applications,
)
from govinfo_reports.tables.glued.cuts import with_across
from govinfo_reports.tables.glued.printed import ApplicantColumns, read_printed

FORMS = (Form.F2019, Form.F2021)
SMALL = {
    "applications.received": (64, 0, 0, 2, 0, 4, 70),
    "applications.carried_in": (0, 0, 0, 0, 0, 0, 0),
    "applications.outcomes.granted": (27, 0, 0, 2, 0, 1, 30),
    "applications.outcomes.partially_granted": (14, 0, 0, 0, 0, 0, 14),
    "applications.outcomes.unable.not_held": (22, 0, 0, 0, 0, 3, 25),
    "applications.outcomes.total": (63, 0, 0, 2, 0, 4, 69),
    "applications.carried_forward": (1, 0, 0, 0, 0, 0, 1),
}


def texts(**changed: str) -> list[ProblemRow]:
    """The rows of SMALL, glued, some with another text; `received=` stands for `applications.received`."""
    rows = {key: glue(values) for key, values in SMALL.items()}
    names = {key.rpartition(".")[2]: key for key in rows} | {"outcomes_total": "applications.outcomes.total"}
    rows.update({names[name]: text for name, text in changed.items()})
    return [ProblemRow(key, text) for key, text in rows.items()]


def read(decoding: Decoding, key: str, columns: Sequence[str] = APPLICANT_COLUMNS) -> tuple[int | None, ...]:
    return tuple(decoding.cells[f"{key}.{column}"].value for column in columns)


def wrong_values(decoding: Decoding, table: Table) -> list[str]:
    return [
        f"{key}.{column}"
        for key, values in table.items()
        for column, printed in zip(APPLICANT_COLUMNS, values, strict=True)
        if decoding.cells[f"{key}.{column}"].value not in (None, printed)
    ]


def share_decoded(decoding: Decoding, table: Table) -> float:
    return sum(None not in read(decoding, key) for key in table) / len(table)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("even", [False, True])
def test_random_tables_are_decoded_without_a_wrong_value(size: str, even: bool) -> None:
    rng = Random(f"{size} {even}")
    shares = []
    for form in FORMS * 3:
        table = random_applications(rng, form, size, even=even)
        decoding = decode_applications(rows_of(table))
        assert decoding.basis is Basis.CONSISTENT
        assert decoding.exhausted
        assert not decoding.broken
        assert wrong_values(decoding, table) == []
        for key, values in table.items():
            for column, printed in zip(APPLICANT_COLUMNS, values, strict=True):
                cell = decoding.cells[f"{key}.{column}"]
                assert cell.decoded_by[:1] == (f"across:{key}",) if cell.value is not None else True
                assert cell.value is not None or printed in cell.candidates
        shares.append(share_decoded(decoding, table))
    assert sum(shares) / len(shares) >= 0.97


@given(st.integers(0, 2**32), st.sampled_from(FORMS), st.sampled_from(list(SIZES)), st.floats(0, 1))
@settings(max_examples=15, deadline=None)
def test_borders_that_are_left_are_believed(seed: int, form: Form, size: str, kept: float) -> None:
    rng = Random(seed)
    table = random_applications(rng, form, size)
    decoding = decode_applications(rows_of(table, rng, kept))
    assert wrong_values(decoding, table) == []
    assert share_decoded(decoding, table) >= share_decoded(decode_applications(rows_of(table)), table)


def all_readings(table: Table) -> list[tuple[tuple[int | None, ...], ...]]:
    """Every reading of a small table by trying every choice of cuts."""
    keys = list(table)
    columns = ApplicantColumns.of(APPLICANT_COLUMNS)
    choices = [with_across(read_printed(glue(values), 7), columns) or [] for values in table.values()]
    total = keys.index("applications.outcomes.total")
    outcomes = [index for index, key in enumerate(keys) if ".outcomes." in key and index != total]
    readings = []
    for rows in product(*choices):
        fits = all(
            sum(rows[index][column] or 0 for index in outcomes) == rows[total][column]
            and (rows[0][column] or 0) + (rows[1][column] or 0)
            == (rows[total][column] or 0) + (rows[-1][column] or 0)
            for column in range(7)
        )
        if fits:
            readings.append(rows)
    return readings


@given(st.integers(0, 2**32), st.integers(1, 4))
@settings(max_examples=25, deadline=None)
def test_the_search_is_exact(seed: int, outcomes: int) -> None:
    rng = Random(seed)
    whole = random_applications(rng, Form.F2021, rng.choice(("county", "city")), even=rng.random() < 0.5)
    kept = [key for key in application_rows(Form.F2021) if key.startswith("applications.outcomes.")][
        :outcomes
    ]
    added = [sum(whole[key][column] for key in kept) for column in range(7)]
    forward = [min(added[column], whole["applications.carried_forward"][column]) for column in range(6)]
    forward.append(sum(forward))
    table: Table = {
        "applications.received": tuple(a + b for a, b in zip(added, forward, strict=True)),
        "applications.carried_in": (0,) * 7,
        **{key: whole[key] for key in kept},
        "applications.outcomes.total": tuple(added),
        "applications.carried_forward": tuple(forward),
    }
    decoding = decode_applications(rows_of(table))
    readings = all_readings(table)
    for index, key in enumerate(table):
        for column, name in enumerate(APPLICANT_COLUMNS):
            found = {rows[index][column] for rows in readings}
            cell = decoding.cells[f"{key}.{name}"]
            assert ({cell.value} if cell.value is not None else set(cell.candidates)) == found


def test_a_row_with_two_readings_is_settled_by_its_columns() -> None:
    columns = ApplicantColumns.of(APPLICANT_COLUMNS)
    assert len(with_across(read_printed("270020130", 7), columns) or []) == 2
    decoding = decode_applications(texts())
    assert {key: read(decoding, key) for key in SMALL} == SMALL
    cell = decoding.cells["applications.outcomes.granted.natural_person"]
    assert "sum:applications.outcomes.total.natural_person" in cell.decoded_by
    forced = decoding.cells["applications.carried_forward.natural_person"]
    assert forced.decoded_by == ("across:applications.carried_forward",)


def test_several_readings_left_are_listed() -> None:
    rows = [row for row in texts() if row.key in ("applications.received", "applications.outcomes.granted")]
    decoding = decode_applications(rows, complete=False)
    cell = decoding.cells["applications.outcomes.granted.natural_person"]
    assert (cell.value, cell.candidates, cell.capped, cell.decoded_by) == (None, (2, 27), False, ())
    assert (
        decoding.cells["applications.outcomes.granted.total"].value == 30
    )  # a cell may be sure in an unsure row


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("640020470", SMALL["applications.received"]),
        ("64 0 0 2 0 4 70", SMALL["applications.received"]),
        ("6400204 70", SMALL["applications.received"]),
        ("64件0件0件2件0件4件70件", SMALL["applications.received"]),
        ("６４００２０４７０", SMALL["applications.received"]),
        ("64 | 0 | 0 | 2 | 0 | 4 | 70", SMALL["applications.received"]),
        ("| 64 | 0 | 0 | 2 | 0 | 4 | 70 |", SMALL["applications.received"]),
        ("6 | 4 | 0 | 0 | 2 | 0 | 4 | 70", SMALL["applications.received"]),
        ("64 — — 2 — 4 70", (64, None, None, 2, None, 4, 70)),
        ("64|||2||4|70", (64, None, None, 2, None, 4, 70)),
        ("64--2-470", (None,) * 7),
        ("6 40020470", SMALL["applications.received"]),
    ],
)
def test_partly_glued_rows(text: str, values: tuple[int | None, ...]) -> None:
    assert read(decode_applications(texts(received=text)), "applications.received") == values


def test_a_false_gap_is_named() -> None:
    decoding = decode_applications(texts(received="6 40020470"))
    assert decoding.basis is Basis.BROKEN
    assert decoding.broken == ("border:applications.received",)


def test_printed_borders_are_never_overruled() -> None:
    decoding = decode_applications(texts(partially_granted="15 0 0 0 0 0 14"))
    assert read(decoding, "applications.outcomes.partially_granted") == (15, 0, 0, 0, 0, 0, 14)
    assert decoding.basis is Basis.BROKEN
    assert set(decoding.broken) == {
        "across:applications.outcomes.partially_granted",
        "sum:applications.outcomes.total.natural_person",
    }
    assert decoding.cells["applications.outcomes.partially_granted.total"].decoded_by == ()
    assert read(decoding, "applications.outcomes.granted") == SMALL["applications.outcomes.granted"]


def test_a_wrong_total_is_given_as_printed() -> None:
    decoding = decode_applications(texts(partially_granted="1400000" + "23"))
    assert read(decoding, "applications.outcomes.partially_granted") == (14, 0, 0, 0, 0, 0, 23)
    assert decoding.basis is Basis.BROKEN
    assert set(decoding.broken) == {
        "across:applications.outcomes.partially_granted",
        "sum:applications.outcomes.total.total",
    }
    assert {key: read(decoding, key) for key in SMALL if "partially" not in key} == {
        key: values for key, values in SMALL.items() if "partially" not in key
    }


@pytest.mark.parametrize("text", ["1400000145", "40000014", "14000001"])
def test_a_digit_caught_or_lost_leaves_the_row_undecided(text: str) -> None:
    decoding = decode_applications(texts(partially_granted=text))
    assert read(decoding, "applications.outcomes.partially_granted") == (None,) * 7
    assert decoding.unread == {"applications.outcomes.partially_granted": CutFailure.TORN}
    assert decoding.cells["applications.received.total"].value == 70


def test_a_shift_between_two_columns_breaks_two_sums() -> None:
    decoding = decode_applications(texts(partially_granted="130100014"))
    assert read(decoding, "applications.outcomes.partially_granted") == (13, 0, 1, 0, 0, 0, 14)
    assert decoding.basis is Basis.BROKEN
    assert set(decoding.broken) == {
        "sum:applications.outcomes.total.natural_person",
        "sum:applications.outcomes.total.research",
    }


def test_a_balance_that_does_not_hold() -> None:
    decoding = decode_applications(texts(carried_forward="3000003"))
    assert decoding.basis is Basis.BROKEN
    assert read(decoding, "applications.carried_forward") == (3, 0, 0, 0, 0, 0, 3)
    assert read(decoding, "applications.outcomes.granted") == SMALL["applications.outcomes.granted"]
    assert decoding.broken == ("balance:applications.natural_person", "balance:applications.total")


def test_a_balance_off_in_many_columns_leaves_its_cut_rows_undecided() -> None:
    decoding = decode_applications(texts(carried_forward="3120006"))
    assert decoding.basis is Basis.PARTIAL
    assert read(decoding, "applications.carried_forward") == (3, 1, 2, 0, 0, 0, 6)
    assert read(decoding, "applications.received") == (None,) * 7
    assert decoding.cells["applications.received.total"].candidates == (70,)
    assert read(decoding, "applications.outcomes.granted") == SMALL["applications.outcomes.granted"]


@pytest.mark.parametrize("fault", ["one wrong figure", "two", "five"])
def test_no_wrong_value_where_figures_are_wrong(fault: str) -> None:
    rng = Random(fault)
    for number in range(12):
        table = random_applications(rng, FORMS[number % 2], list(SIZES)[number % 4], even=number % 5 == 0)
        for _ in range({"one wrong figure": 1, "two": 2, "five": 5}[fault]):
            table = spoil(rng, table)
        decoding = decode_applications(rows_of(table))
        assert wrong_values(decoding, table) == []
        assert decoding.basis is not Basis.CONSISTENT
        assert decoding.basis is Basis.BROKEN or fault != "one wrong figure"


@pytest.mark.parametrize("damage", ["cell blank", "zeros blank", "lost", "torn", "caught", "missing"])
def test_no_wrong_value_where_the_text_is_damaged(damage: str) -> None:
    rng = Random(damage)
    for number in range(10):
        table = random_applications(rng, FORMS[number % 2], list(SIZES)[number % 4], even=number % 5 == 0)
        rows = rows_of(table)
        place = rng.randrange(len(rows) - 1)
        key, text = rows[place].key, rows[place].text
        cut = rng.randrange(1, len(text))
        if damage == "cell blank":
            blank = rng.randrange(7)
            rows[place] = ProblemRow(key, glue(value for at, value in enumerate(table[key]) if at != blank))
        elif damage == "zeros blank":
            rows = [ProblemRow(name, "".join(str(value) for value in table[name] if value)) for name in table]
        elif damage == "lost":
            rows[place] = ProblemRow(key, rng.choice((text[:cut], text[cut:])))
        elif damage == "torn":
            rows[place] = ProblemRow(key, text[:cut])
            rows[place + 1] = ProblemRow(rows[place + 1].key, text[cut:] + rows[place + 1].text)
        elif damage == "caught":
            rows[place] = ProblemRow(key, text + str(rng.randint(1, 9)))
        else:
            del rows[place]
            table = {name: values for name, values in table.items() if name != key}
        assert wrong_values(decode_applications(rows), table) == []


def test_an_empty_row_is_unread_and_bounds_the_others() -> None:
    decoding = decode_applications(texts(carried_in=""))
    assert decoding.unread == {"applications.carried_in": CutFailure.BLANK}
    assert decoding.basis is Basis.CONSISTENT
    assert read(decoding, "applications.carried_in") == (None,) * 7
    assert not decoding.cells["applications.carried_in.total"].blank
    assert read(decoding, "applications.received") == SMALL["applications.received"]


@pytest.mark.parametrize("name", ["received", "carried_in", "granted", "outcomes_total", "carried_forward"])
@pytest.mark.parametrize("text", ["", "64年"])
def test_any_one_row_may_be_unreadable(name: str, text: str) -> None:
    decoding = decode_applications(texts(**{name: text}))
    assert decoding.basis is Basis.CONSISTENT
    (key,) = decoding.unread
    for other, values in SMALL.items():
        expected = values if other != key else (None,) * 7
        found = read(decoding, other)
        assert all(value in (None, right) for value, right in zip(found, expected, strict=True))
    assert read(decoding, "applications.outcomes.unable.not_held")[-1] in (None, 25)


def test_rows_of_zeros_left_empty_count_as_nothing() -> None:
    empty = dict.fromkeys(("refused.state_secret", "refused.third_party_rights", "unable.needs_creation"), "")
    rows = [*texts(), *(ProblemRow(f"applications.outcomes.{key}", text) for key, text in empty.items())]
    decoding = decode_applications(rows)
    assert decoding.basis is Basis.CONSISTENT
    assert {key: read(decoding, key) for key in SMALL} == SMALL
    assert decoding.cells["applications.outcomes.refused.state_secret.total"].blank


def test_blank_cells_of_one_row_are_placed_by_the_columns() -> None:
    decoding = decode_applications(texts(partially_granted="1414"))
    assert decoding.unread == {"applications.outcomes.partially_granted": CutFailure.SHORT}
    found = read(decoding, "applications.outcomes.partially_granted")
    assert (found[0], found[-1]) == (14, 14)
    assert decoding.cells["applications.outcomes.partially_granted.business"].blank
    assert read(decoding, "applications.outcomes.granted") == SMALL["applications.outcomes.granted"]


def test_a_short_row_that_fits_no_blanks_is_unread() -> None:
    decoding = decode_applications(texts(partially_granted="99"))
    assert read(decoding, "applications.outcomes.partially_granted") == (None,) * 7
    assert read(decoding, "applications.received") == SMALL["applications.received"]


def test_a_table_that_prints_zeros_as_blanks_is_left_alone() -> None:
    rows = [
        ProblemRow(key, "".join(str(value) for value in values if value)) for key, values in SMALL.items()
    ]
    decoding = decode_applications(rows)
    assert decoding.basis is Basis.ROWS
    assert not any(cell.value is not None or cell.candidates for cell in decoding.cells.values())


def test_where_nothing_fits_only_rows_of_single_digits_are_given() -> None:
    rows = texts(granted="270020131", partially_granted="140000015", received="640020471")
    decoding = decode_applications([*rows, ProblemRow("applications.outcomes.refused.privacy", "1200003")])
    assert decoding.basis is Basis.ROWS
    assert read(decoding, "applications.carried_forward") == (1, 0, 0, 0, 0, 0, 1)
    assert read(decoding, "applications.outcomes.refused.privacy") == (1, 2, 0, 0, 0, 0, 3)
    assert read(decoding, "applications.outcomes.total") == (None,) * 7
    assert not decoding.exhausted


def test_a_row_printed_twice_with_different_figures_is_unread() -> None:
    rows = [*texts(), ProblemRow("applications.received", "650020471")]
    assert decode_applications(rows).unread == {"applications.received": CutFailure.UNREADABLE}
    assert decode_applications([*texts(), *texts()]).unread == {}


def test_absent_rows_count_as_nothing_and_unknown_ones_do_not() -> None:
    rows = [row for row in texts() if row.key != "applications.carried_in"]
    for decoding in (
        decode_applications(rows, absent=["applications.carried_in"]),
        decode_applications(rows),
    ):
        assert "applications.carried_in.total" not in decoding.cells
        assert read(decoding, "applications.received") == SMALL["applications.received"]
    bad = [
        ProblemRow(row.key, "5000005") if row.key == "applications.carried_forward" else row
        for row in texts()
        if row.key != "applications.carried_in"
    ]
    assert decode_applications(bad, absent=["applications.carried_in"]).basis is Basis.BROKEN
    assert decode_applications(bad).basis is Basis.CONSISTENT  # four may have been carried in


def test_without_the_row_of_totals_the_outcomes_are_what_was_not_carried_forward() -> None:
    rows = [row for row in texts() if row.key != "applications.outcomes.total"]
    decoding = decode_applications(rows, absent=["applications.outcomes.total"])
    assert decoding.basis is Basis.CONSISTENT
    expected = {key: values for key, values in SMALL.items() if key != "applications.outcomes.total"}
    assert {key: read(decoding, key) for key in expected} == expected


def test_the_whole_of_other_handling_is_not_added_to_its_parts() -> None:
    rows = [
        *texts(partially_granted="1300000" + "13"),
        ProblemRow("applications.outcomes.other_handling.other", "1000001"),
        ProblemRow("applications.outcomes.other_handling.all", "1000001"),
    ]
    decoding = decode_applications(rows)
    assert decoding.basis is Basis.CONSISTENT
    assert read(decoding, "applications.outcomes.other_handling.all") == (1, 0, 0, 0, 0, 0, 1)


@pytest.mark.parametrize(
    "columns", [SUBTOTAL_COLUMNS, ("natural_person", "subtotal", *APPLICANT_COLUMNS[1:])]
)
def test_eight_columns_with_a_subtotal(columns: Sequence[str]) -> None:
    eight = {}
    for key, values in SMALL.items():
        named = dict(zip(APPLICANT_COLUMNS, values, strict=True)) | {"subtotal": sum(values[1:6])}
        eight[key] = tuple(named[name] for name in columns)
    decoding = decode_applications(
        [ProblemRow(key, glue(values)) for key, values in eight.items()], columns=columns
    )
    assert {key: read(decoding, key, columns) for key in eight} == eight
    cell = decoding.cells["applications.received.subtotal"]
    assert cell.decoded_by[:2] == ("across:applications.received", "across:applications.received.subtotal")
    rows = [ProblemRow(key, glue(values)) for key, values in eight.items() if "received" not in key]
    rows.append(ProblemRow("applications.received", " ".join(map(str, (64, *([9] * 6), 70)))))
    assert "across:applications.received.subtotal" in decode_applications(rows, columns=columns).broken


def test_no_rows_at_all() -> None:
    decoding = decode_applications([])
    assert (dict(decoding.cells), decoding.basis) == ({}, Basis.CONSISTENT)


@pytest.mark.parametrize("text", ["9" * 72, "1" * 73, "12" * 30, "0" * 40])
def test_absurd_rows_are_refused_quickly(text: str) -> None:
    decoding = decode_applications(texts(received=text))
    assert read(decoding, "applications.received") == (None,) * 7
    assert (
        wrong_values(decoding, {key: values for key, values in SMALL.items() if "received" not in key}) == []
    )


def test_a_search_without_end_gives_up_and_gives_nothing_unproved(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = Random(5)
    table = random_applications(rng, Form.F2021, "province", even=True)
    monkeypatch.setattr("govinfo_reports.tables.glued.solver.MAX_STEPS", 0)
    decoding = decode_applications(rows_of(table))
    assert not decoding.exhausted
    assert wrong_values(decoding, table) == []


def test_the_generator_flattens_a_page() -> None:
    rng = Random(1)
    table = random_applications(rng, Form.F2021, "county")
    text = flatten(table, random_litigation(rng, 100))
    assert "\n" not in text
    assert text.count("不予公开") == 1
    assert f"一、本年新收政府信息公开申请数量{glue(table['applications.received'])}二、上年结转" in text
    assert all(label in text for label in APPLICANTS.values())


def _spaced(rows: dict[str, str], mark: str = " ") -> Decoding:
    """Section three with its figures set apart by blanks; those not as many as columns between ‖, as lines
    give them."""
    return decode_applications(
        [
            ProblemRow(f"applications.{key}", text if len(text.split()) == 7 else text.replace(" ", mark))
            for key, text in rows.items()
        ]
    )


def test_as_many_figures_as_columns_by_chance() -> None:
    """A blank cell and a number of a page behind it, or a torn figure, are no row of seven cells."""
    rows = {
        "received": "30 0 2 0 0 0 32",
        "carried_in": "2 0 9 0 0 1 1",  # 2 0 9 blank 0 0 11
        "outcomes.granted": "3 0 0 0 0 3",  # a cell is blank
        "outcomes.total": "35 0 0 0 0 35 2",  # a blank, and the number of a page
        "carried_forward": "7 0 0 0 0 0 7",
    }
    for mark in (" ", "‖"):
        cells = _spaced(rows, mark).cells
        assert [cells[f"applications.carried_in.{name}"].value for name in APPLICANT_COLUMNS] == [None] * 7
        assert [cells[f"applications.outcomes.total.{name}"].value for name in APPLICANT_COLUMNS] == [
            None
        ] * 7
        assert cells["applications.carried_forward.natural_person"].value == 7
        assert cells["applications.received.total"].value == 32
    rows["outcomes.granted"] = "3 0 0 0 0 0 3"  # now every row has seven: what is printed is believed
    assert _spaced(rows).cells["applications.outcomes.total.total"].value == 2


def test_torn_figures_of_a_table_without_blanks() -> None:
    """Digits in lines of their own are put together where the sums leave one way; a comma in its own line
    joins."""
    rows = {
        "received": "1 , 217 0 0 0 0 0 1 , 217",
        "carried_in": "1 0 0 0 0 0 1",
        "outcomes.granted": "12 1 1 0 0 0 0 0 12 1 1",
        "outcomes.total": "12 1 1 0 0 0 0 0 12 1 1",
        "carried_forward": "7 0 0 0 0 0 7",
    }
    decoding = _spaced(rows, "‖")
    assert decoding.cells["applications.received.natural_person"].value == 1217
    assert decoding.cells["applications.outcomes.granted.total"].value == 1211
    rows["carried_forward"] = "7 0 0 0 7"  # a cell is blank: then others may be
    assert _spaced(rows, "‖").cells["applications.outcomes.granted.total"].value is None
