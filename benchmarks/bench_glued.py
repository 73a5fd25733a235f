"""How many rows of random reports without cell borders are decoded, whether any value is wrong, and how long
it takes.

    python benchmarks/bench_glued.py [reports]

The reports come from `tests/glue.py`: a fixed seed, both forms, organs from tiny to province size,
applications mostly of natural persons as in real reports or, in one of five, spread evenly over all
applicants (the hardest case). Times are processor time, so that other work on the machine counts little.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from glue import LITIGATION, SIZES, glue, random_applications, random_litigation, rows_of, spoil  # noqa: I001

from govinfo_reports.indicators import Form
from govinfo_reports.tables.glued import (
    APPLICANT_COLUMNS,
    Decoding,
    ProblemRow,
    decode_applications,
    decode_litigation,
)


class Tally:
    """Rows, decoded rows, wrong values and times of one kind of table."""

    def __init__(self) -> None:
        self.rows = self.decoded = self.wrong = 0
        self.times: list[float] = []

    @classmethod
    def of(cls, tallies: Iterable[Tally]) -> Tally:
        whole = cls()
        for tally in tallies:
            whole.rows += tally.rows
            whole.decoded += tally.decoded
            whole.wrong += tally.wrong
            whole.times += tally.times
        return whole

    def applications(self, rows: Sequence[ProblemRow], table: Mapping[str, Sequence[int]]) -> None:
        start = time.process_time()
        decoding = decode_applications(rows)
        self._add(decoding, time.process_time() - start, figures_of(table), len(APPLICANT_COLUMNS))

    def litigation(self, figures: Sequence[int]) -> None:
        start = time.process_time()
        decoding = decode_litigation(glue(figures))
        self._add(decoding, time.process_time() - start, dict(zip(LITIGATION, figures, strict=True)), 5)

    def _add(self, decoding: Decoding, seconds: float, figures: Mapping[str, int], width: int) -> None:
        self.times.append(1000 * seconds)
        cells = [(decoding.cells[path].value, printed) for path, printed in figures.items()]
        self.wrong += sum(value is not None and value != printed for value, printed in cells)
        for start in range(0, len(cells), width):
            self.rows += 1
            self.decoded += all(value is not None for value, _ in cells[start : start + width])

    def __str__(self) -> str:
        times = sorted(self.times)
        return (
            f"{self.wrong:3d} wrong, {self.decoded:6d} of {self.rows:6d} rows = "
            f"{100 * self.decoded / self.rows:6.2f} %, "
            f"ms: median {statistics.median(times):5.1f}, 95 % {times[int(0.95 * len(times))]:5.1f}, "
            f"worst {times[-1]:6.1f}"
        )


def cases(count: int) -> Iterator[tuple[str, dict[str, tuple[int, ...]], Random]]:
    rng = Random(20)
    for number in range(count):
        size = list(SIZES)[number % len(SIZES)]
        form = rng.choice((Form.F2019, Form.F2021))
        yield size, random_applications(rng, form, size, even=rng.random() < 0.2), rng


def figures_of(table: Mapping[str, Sequence[int]]) -> dict[str, int]:
    return {
        f"{row}.{column}": value
        for row, values in table.items()
        for column, value in zip(APPLICANT_COLUMNS, values, strict=True)
    }


def main() -> int:
    """Print the tallies; 1 if a value is wrong or fewer than 97 per cent of the rows are decoded."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    three = {name: Tally() for name in SIZES}
    four = {name: Tally() for name in SIZES}
    broken, half = Tally(), Tally()
    for size, table, rng in cases(count):
        rows, litigation = rows_of(table), random_litigation(rng, table["applications.received"][-1])
        three[size].applications(rows, table)
        four[size].litigation(litigation)
        spoilt = spoil(rng, table)
        broken.applications(rows_of(spoilt), spoilt)
        half.applications(rows_of(table, rng, 0.5), table)
    for tallies in (three, four):
        tallies["all"] = Tally.of(list(tallies.values()))
    for title, tallies in (("section three", three), ("section four", four)):
        for name, tally in tallies.items():
            print(f"{title:14s} {name:9s} {tally}")
    print(f"section three, half of the borders left  {half}")
    print(f"section three, one printed figure wrong  {broken}")
    both = [three["all"], four["all"]]
    share = sum(tally.decoded for tally in both) / sum(tally.rows for tally in both)
    wrong = sum(tally.wrong for tally in (*both, half, broken))
    print(f"{count} reports: {100 * share:.2f} % of the rows of both sections decoded, {wrong} wrong values")
    return int(wrong > 0 or share < 0.97)


if __name__ == "__main__":
    raise SystemExit(main())
