"""Long runs of one thing, in every place of a report and in every pattern of the library: time grows with
the length, never faster for long."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from govinfo_reports import GovInfoError, parse_text
from govinfo_reports.batch.pool import TookTooLong, WorkerPool
from govinfo_reports.indicators import Form
from patterns import Found, patterns, pumps
from pumps import CONTAINERS, PLACES, UNITS, pumped

SHORT, LONG = 10_000, 40_000
NOTHING = 0.15
"""Seconds that any report takes."""
SECONDS = 8.0
"""More than ten times what any of them takes; a pattern that goes back over 40,000 characters takes
minutes."""


def seconds_of(text: str) -> float:
    """The processor's time for parsing a text."""
    start = time.process_time()
    with suppress(GovInfoError):
        parse_text(text)
    return time.process_time() - start


def growth(place: str, unit: str, form: Form, shape: str) -> tuple[float, float]:
    """The time for 10,000 and for 40,000 characters of a unit in a place of a report; where the latter is
    short, it tells enough."""
    long = seconds_of(pumped(place, unit, LONG, form, shape) or "")
    if long <= 8 * NOTHING:
        return NOTHING, long
    return seconds_of(pumped(place, unit, SHORT, form, shape) or ""), long


def check_growth(cases: list[tuple[str, str, Form, str]]) -> None:
    """Each case in a worker: a run that hangs holds the interpreter, and only the end of its process ends
    it."""
    pool = WorkerPool(1, timeout=60)
    slow = []
    try:
        for case in cases:
            for _ in range(2):  # what other work takes of the machine it hardly takes twice
                try:
                    short, long = pool.submit(growth, *case).result()
                except TookTooLong:
                    short, long = 60.0, 1e9
                # four times as long: sixteen times the time where a pattern goes back over all of it
                if long <= 8 * max(short, NOTHING) and long <= SECONDS:
                    break
            else:
                slow.append((*case, f"{short:.2f} s, {long:.2f} s"))
    finally:
        pool.close()
    assert not slow


def cases_of(container: tuple[Form, str], units: tuple[str, ...]) -> list[tuple[str, str, Form, str]]:
    return [
        (place, unit, *container) for place in PLACES for unit in units if pumped(place, unit, 10, *container)
    ]


SAMPLE = ("12.", "（", "x ", "1 — ")


@pytest.mark.parametrize("container", [CONTAINERS[0], CONTAINERS[5]])
def test_long_runs_in_every_place_cost_their_length(container: tuple[Form, str]) -> None:
    every = cases_of(container, SAMPLE)
    assert len(every) > 30
    check_growth(
        every[::4] if container is CONTAINERS[0] else [case for case in every if case[0] == "in a label"]
    )


@pytest.mark.parametrize("unit", ["\t", "\t1", "| 1 "])
def test_a_row_of_very_many_cells_costs_its_length(unit: str) -> None:
    check_growth([("in a label", unit, *CONTAINERS[2]), ("before a label", unit, *CONTAINERS[2])])


@pytest.mark.full
@pytest.mark.parametrize("number", range(len(UNITS)))
def test_long_runs_of_everything_in_every_place_cost_their_length(number: int) -> None:
    # two of the shapes for each, so that every shape has a third of them: all together would take an hour
    half = len(CONTAINERS) // 2
    shapes = (CONTAINERS[number % half], CONTAINERS[number % half + half])
    check_growth([case for shape in shapes for case in cases_of(shape, (UNITS[number],))])


def pattern_seconds(number: int, size: int) -> float:
    """The longest that a pattern takes over any of its pumps."""
    found = patterns()[number]
    longest = 0.0
    for lead, run in sorted(pumps(found, 2)):
        text: str | bytes = lead + (run * (size // len(run) + 1))[:size] + "\x00龘x"
        if isinstance(found.pattern.pattern, bytes):
            text = str(text).encode("latin-1", "replace")
        for call in sorted(found.calls):
            start = time.process_time()
            if call == "search":
                for _ in found.pattern.finditer(text):
                    pass
            else:
                getattr(found.pattern, call)(text)
            longest = max(longest, time.process_time() - start)
    return longest


def name_of(found: Found) -> str:
    return found.place.removeprefix("govinfo_reports.")


def test_every_pattern_is_collected() -> None:
    collected = {name_of(found) for found in patterns()}
    assert len(collected) > 400
    assert {"forms.misprints._STRAY", "readers.sheet.read._SHEET_YEAR"} <= collected
    calls = {name_of(found): found.calls for found in patterns()}
    assert calls["forms.misprints._STRAY"] == {"search"}


BOUNDED = {
    "prose.nothing._ANY_APPLICATION": 60,
}
"""Patterns whose callers hand them no more than so many characters."""


def is_slow(pool: WorkerPool, number: int) -> bool:
    size = BOUNDED.get(name_of(patterns()[number]), 300)
    try:
        return pool.submit(pattern_seconds, number, size).result() > 1
    except TookTooLong:
        return True


def test_no_pattern_is_exponential() -> None:
    # 300 characters: a pattern whose ways double with each of them would not come back in the life of the
    # machine
    pool = WorkerPool(1, timeout=60)  # a busy machine takes half of it to compile all patterns in the worker
    try:
        assert [name_of(found) for at, found in enumerate(patterns()) if is_slow(pool, at)] == []
    finally:
        pool.close()
