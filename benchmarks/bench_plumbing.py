"""What the plumbing costs beside the parsing: `batch` and `parse_many` against a plain loop of `parse` in
the same run.

usage: python benchmarks/bench_plumbing.py [reports]

Printed: the processor time of `batch` (the run and its worker) over that of the loop; the time of the parent
alone, a file; how many times as fast two processes are as the loop, and their processor time; seconds and
memory of one call of `to_frame` for ten thousand reports. Each is taken turn by turn over parts of the
reports; what counts is the ratio. The loop is a process of its own, as are all others, and its start is left
out of none.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from batches import write_reports

__all__ = ["main"]

_TURNS = 3
_HEAD = """
import json, resource, sys, time
from pathlib import Path
paths = sorted(path for path in Path(sys.argv[1]).rglob("*") if path.is_file())
def used(who):
    found = resource.getrusage(who)
    return found.ru_utime + found.ru_stime
from govinfo_reports import parse, parse_many
from govinfo_reports.batch.run import run
parse(paths[0])
clock, own, other = time.perf_counter(), used(resource.RUSAGE_SELF), used(resource.RUSAGE_CHILDREN)
"""
_WORK = {
    "loop": "for path in paths: parse(path)",
    "batch": "run([sys.argv[1]], sys.argv[2], workers=1)",
    "many": "for _ in parse_many(paths, workers=2): pass",
}
_FRAME = """
import json, pickle, resource, sys, time
from pathlib import Path
from govinfo_reports import parse, to_frame
from govinfo_reports.export.frames import pandas_of
pandas_of()
paths = sorted(path for path in Path(sys.argv[1]).rglob("*") if path.is_file())[:100]
kept = [pickle.dumps(parse(path)) for path in paths]
number = int(sys.argv[2])
reports = lambda: (pickle.loads(kept[turn % len(kept)]) for turn in range(number))
began = time.process_time()
for _ in reports(): pass
loading = time.process_time() - began
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
began = time.process_time()
frame = to_frame(reports())
print(json.dumps({"seconds": time.process_time() - began - loading, "loading": loading, "rows": len(frame), "before": before,
    "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}))
"""
_FRAMED = 10_000
_TAIL = """
print(json.dumps({
    "wall": time.perf_counter() - clock, "own": used(resource.RUSAGE_SELF) - own,
    "workers": used(resource.RUSAGE_CHILDREN) - other,
    "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
}))
"""


def measured(work: str, folder: Path, out: Path) -> dict[str, float]:
    """Seconds of the clock, of the process's own and of its workers' processors, and its memory at most."""
    code = f"{_HEAD}\n{_WORK[work]}\n{_TAIL}"
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder), str(out)], check=True, capture_output=True, text=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def framed(folder: Path, reports: int) -> dict[str, float]:
    """`to_frame` in one call of so many reports, each unpickled when it is asked for; what that takes is
    counted apart."""
    done = subprocess.run(
        [sys.executable, "-c", _FRAME, str(folder), str(reports)], check=True, capture_output=True, text=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Generate, run, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reports", type=int, nargs="?", default=900)
    reports = parser.parse_args().reports
    total: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as name:
        for turn in range(_TURNS):
            folder = Path(name) / f"in{turn}"
            count = sum(1 for _ in write_reports(folder, reports // _TURNS, first=turn * reports))
            for work in _WORK:
                for key, value in measured(work, folder, Path(name) / f"out{turn}").items():
                    kept = total.setdefault(work, {})
                    kept[key] = max(kept.get(key, 0), value) if key == "memory" else kept.get(key, 0) + value
        frame = framed(Path(name) / "in0", _FRAMED)
    files = count * _TURNS
    loop, batch, many = (total[work] for work in _WORK)
    plain = loop["own"]
    print(f"{files} reports; a plain loop of parse: {1000 * plain / files:.1f} ms of processor time a report")
    print(
        f"batch: {(batch['own'] + batch['workers']) / plain:.2f} x that; the parent "
        f"{1000 * batch['own'] / files:.2f} ms a file"
    )
    used = (many["own"] + many["workers"]) / plain
    print(
        f"two processes: {loop['wall'] / many['wall']:.2f} x as fast as the loop; all processor time "
        f"of theirs {used:.2f} x the loop's, the parent {1000 * many['own'] / files:.2f} ms a report"
    )
    print(
        f"to_frame of {_FRAMED} reports, {frame['rows']} rows: {frame['seconds']:.1f} s (and "
        f"{frame['loading']:.1f} s to unpickle them), {frame['memory'] / 1e6:.0f} MB at most, "
        f"{frame['before'] / 1e6:.0f} before"
    )


if __name__ == "__main__":
    main()
