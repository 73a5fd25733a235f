"""The same generated reports (seven containers, most of them short) read from a folder into a folder, and
from an object store into the store: are the tables the same bytes?

usage: python benchmarks/bench_store.py [reports] [workers]

The store is moto's server on the loopback. Printed: seconds of either, and of the store's run again, in
which nothing is read.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import fsspec

from batches import mixed, write_reports
from govinfo_reports.batch.run import run
from object_store import environment, s3, serving, tables
from parquet_folders import digests

__all__ = ["main"]

_AT_ONCE = 200


def main() -> None:
    """Generate, run, compare, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reports", type=int, nargs="?", default=20_000)
    parser.add_argument("workers", type=int, nargs="?", default=2)
    arguments = parser.parse_args()
    source, out = "s3://reports/in", "s3://reports/out"
    with tempfile.TemporaryDirectory() as name, serving(Path(name)) as port:
        os.environ.update({**environment(port), "XDG_CACHE_HOME": f"{name}/cache"})
        fsspec.filesystem("s3").clear_instance_cache()
        folder = Path(name) / "in"
        sent: dict[str, bytes] = {}
        for number, path in enumerate(write_reports(folder, arguments.reports, make=mixed), 1):
            sent[f"{source}/{path.relative_to(folder).as_posix()}"] = path.read_bytes()
            if len(sent) == _AT_ONCE or number == arguments.reports:
                s3().pipe(sent)
                sent = {}
        took = []
        for places, target in (([folder], Path(name) / "out"), ([source], out), ([source], out)):
            began = time.perf_counter()
            summary = run(places, target, workers=arguments.workers)
            took.append(time.perf_counter() - began)
            print(f"{target}: {took[-1]:.0f} s, {summary.sources} files, {dict(summary.reports)}", flush=True)
        here, there = digests(Path(name) / "out"), digests(tables(out, Path(name) / "there"))
    print(
        f"{arguments.reports} reports, {summary.figures} figures, {len(here)} files; the same bytes: "
        f"{here == there}"
    )
    print(f"folder {took[0]:.0f} s, store {took[1]:.0f} s, the store's again {took[2]:.0f} s")
    sys.exit(here != there)


if __name__ == "__main__":
    main()
