"""`parse_many` over generated reports (text, HTML, DOCX): two processes beside one, and memory as the
reports go by.

usage: python benchmarks/bench_many.py [reports]

Printed: reports a second with one worker process and with two, taking turns over thirds of the reports, and
their ratio; then, with two workers and twice the reports, the memory (proportional set size of the process
and its workers) after each tenth of them.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from bench_batch import memory_of

from batches import write_reports
from govinfo_reports import Report, parse_many

__all__ = ["main"]

_TURNS = 3


def seconds(paths: Sequence[Path], workers: int) -> float:
    """How long a run over the files takes, each outcome let go at once; the workers' start is part of it."""
    began = time.perf_counter()
    read = sum(isinstance(outcome, Report) for outcome in parse_many(paths, workers=workers))
    assert read == len(paths), f"{len(paths) - read} not read"
    return time.perf_counter() - began


def rates(paths: Sequence[Path]) -> None:
    """Print both rates and their ratio."""
    spent = {1: 0.0, 2: 0.0}
    for turn in range(_TURNS):
        part = paths[turn::_TURNS]
        for workers in spent:
            spent[workers] += seconds(part, workers)
    for workers, time_spent in spent.items():
        print(
            f"{len(paths)} reports, {workers} worker(s): {time_spent:.1f} s, "
            f"{len(paths) / time_spent:.1f} a second"
        )
    print(f"ratio: {spent[1] / spent[2]:.2f}", flush=True)


def again(paths: Sequence[Path], reports: int) -> Iterator[Path]:
    """The files over and over, so many in all."""
    return islice((path for _ in range(reports // len(paths) + 1) for path in paths), reports)


def memory(paths: Sequence[Path], reports: int) -> None:
    """Print the memory after each tenth of the reports."""
    process = psutil.Process()
    for number, outcome in enumerate(parse_many(again(paths, reports), workers=2), 1):
        assert isinstance(outcome, Report)
        if number % (reports // 10) == 0:
            own, whole = memory_of(process)
            print(
                f"{number:6} reports: {own / 1e6:.0f} MB, with the workers {whole / 1e6:.0f} MB", flush=True
            )


def main() -> None:
    """Generate, run, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reports", type=int, nargs="?", default=5_000)
    reports = parser.parse_args().reports
    with tempfile.TemporaryDirectory() as name:
        paths = list(write_reports(Path(name), reports))
        rates(paths)
        memory(paths, 2 * reports)


if __name__ == "__main__":
    main()
