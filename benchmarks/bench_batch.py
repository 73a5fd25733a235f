"""A batch of generated reports (text, HTML, DOCX): its rate, its memory over time, and what a kill in the
middle changes.

usage: python benchmarks/bench_batch.py [reports] [workers] [--kill]

Printed: files a second, and the memory (proportional set size, of the run and its workers together) at each
tenth of the run. With `--kill` a second run is killed (SIGKILL, workers too) in the middle and started
again, and its Parquet compared byte by byte with the first one's.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from batches import write_reports

__all__ = ["main"]

_RUN = """
import sys
from govinfo_reports.batch.progress import progress
from govinfo_reports.batch.run import run
with progress(sys.stderr) as tell:
    summary = run([sys.argv[1]], sys.argv[2], workers=int(sys.argv[3]), tell=tell)
print("\\n".join(summary.lines()))
"""


def start(folder: Path, out: Path, workers: int) -> subprocess.Popen[bytes]:
    """The batch in a process of its own."""
    with (out.parent / f"{out.name}.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-c", _RUN, str(folder), str(out), str(workers)], stdout=log, stderr=log
        )


def memory_of(process: psutil.Process) -> tuple[int, int]:
    """The bytes of memory of the process alone, and with its workers."""
    own = whole = 0
    for one in (process, *process.children(recursive=True)):
        try:
            size = one.memory_full_info().pss
        except psutil.Error:
            continue
        own = own or size
        whole += size
    return own, whole


def chunks_done(out: Path) -> int:
    """How many chunks are kept."""
    folder = out / ".batch" / "chunks"
    return sum(not path.name.startswith("new-") for path in folder.iterdir()) if folder.is_dir() else 0


def digests(out: Path) -> dict[str, str]:
    """The SHA-256 of every file that a batch leaves for use."""
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".batch" not in path.parts
    }


def undisturbed(folder: Path, out: Path, workers: int, reports: int) -> int:
    """Run a batch to its end; print its rate and memory. Gives the number of chunks."""
    began = time.monotonic()
    child = start(folder, out, workers)
    process = psutil.Process(child.pid)
    samples: list[tuple[float, int, int]] = []
    while child.poll() is None:
        try:
            samples.append((time.monotonic() - began, *memory_of(process)))
        except psutil.Error:
            break
        time.sleep(1)
    status = child.wait()
    seconds = time.monotonic() - began
    assert status == 0, (out.parent / f"{out.name}.log").read_text()
    print(f"{reports} reports, {workers} workers: {seconds:.0f} s, {reports / seconds:.1f} a second")
    print("  at      run   with workers (MB)")
    for tenth in range(1, 11):
        moment, own, whole = samples[min(len(samples) - 1, len(samples) * tenth // 10)]
        print(f"{moment:5.0f} s {own / 1e6:6.0f} {whole / 1e6:8.0f}")
    print(f"most: {max(one[1] for one in samples) / 1e6:.0f} {max(one[2] for one in samples) / 1e6:.0f}")
    size = sum(path.stat().st_size for path in out.rglob("*.parquet"))
    print(f"Parquet: {size / 1e6:.1f} MB in {sum(1 for _ in out.rglob('*.parquet'))} files")
    return chunks_done(out)


def killed(folder: Path, out: Path, workers: int, chunks: int) -> None:
    """Kill a batch when half of its chunks are kept, then run it to its end."""
    child = start(folder, out, workers)
    while chunks_done(out) < chunks // 2:
        assert child.poll() is None
        time.sleep(0.05)
    family = [psutil.Process(child.pid), *psutil.Process(child.pid).children(recursive=True)]
    for one in family:
        os.kill(one.pid, signal.SIGKILL)
    child.wait()
    print(f"killed with {chunks_done(out)} of {chunks} chunks kept")
    assert start(folder, out, workers).wait() == 0


def main() -> None:
    """Generate, run, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=int, nargs="?", default=20_000)
    parser.add_argument("workers", type=int, nargs="?", default=2)
    parser.add_argument("--kill", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "reports"
        size = sum(path.stat().st_size for path in write_reports(folder, arguments.reports))
        print(f"{arguments.reports} files, {size / 1e6:.0f} MB", flush=True)
        out = Path(name) / "out"
        chunks = undisturbed(folder, out, arguments.workers, arguments.reports)
        if arguments.kill:
            again = Path(name) / "killed"
            killed(folder, again, arguments.workers, chunks)
            first, second = digests(out), digests(again)
            print("the same bytes" if first == second else "DIFFERENT", f"in {len(first)} files")
        print((Path(name) / "out.log").read_text().partition("files: ")[2].splitlines()[0])


if __name__ == "__main__":
    main()
