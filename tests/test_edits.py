"""Edited reports of every container, and the finds of fuzzing, are read or refused with an error of ours, in
bounded time and memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from edits import CONTAINERS, edited, seeds
from govinfo_reports import GovInfoError, Report
from govinfo_reports.batch.many import Named, parse_named
from govinfo_reports.batch.pool import WorkerPool

FINDS = sorted(path for path in (Path(__file__).parent / "finds").iterdir() if path.suffix != ".md")


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    pool = WorkerPool(1, timeout=60)
    yield pool
    pool.close()


def check(pool: WorkerPool, name: str, data: bytes) -> bool:
    """Whether there is a report; a fault of ours, a worker that dies, takes a minute or a gigabyte raises
    here."""
    outcome = pool.submit(parse_named, Named(name, data)).result()
    assert isinstance(outcome, Report) or isinstance(outcome.error, GovInfoError), outcome
    return isinstance(outcome, Report)


@pytest.mark.parametrize("container", CONTAINERS)
def test_edited_reports_are_read_or_refused(pool: WorkerPool, container: str) -> None:
    whole = seeds(container)
    for number in range(2):
        check(pool, f"{container} {number}", edited(whole[number], Random(number)))
    assert check(pool, container, whole[2])


@pytest.mark.full
@pytest.mark.parametrize("container", CONTAINERS)
def test_many_edited_reports_are_read_or_refused(pool: WorkerPool, container: str) -> None:
    reports = 0
    for number in range(100, 140):
        reports += check(pool, f"{container} {number}", edited(seeds(container)[number % 3], Random(number)))
    assert reports > 4  # what does not open tells nothing of the reading of tables


@pytest.mark.parametrize("find", FINDS, ids=lambda path: path.name)
def test_finds_of_fuzzing_stay_mended(pool: WorkerPool, find: Path) -> None:
    check(pool, find.name, find.read_bytes())
