"""A batch into an object store that is killed fifty times, the process and its workers, at random moments,
loses nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from random import Random

import fsspec
import pytest

from batches import write_reports
from object_store import environment, kept, serving, tables
from parquet_folders import digests, run_here

_KILLS = 50
_REPORTS = 60
_RUN = """
import sys
from govinfo_reports.batch import listing
from govinfo_reports.batch.run import run
listing._USUAL_CHUNK = 4
run([sys.argv[1]], sys.argv[2], workers=2)
"""

pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(sys.platform != "linux", reason="workers end with their parent"),
]


def test_fifty_kills_lose_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from govinfo_reports.batch import listing

    monkeypatch.setattr(listing, "_USUAL_CHUNK", 4)
    folder, out, rng = tmp_path / "in", "s3://reports/killed", Random("kills")
    list(write_reports(folder, _REPORTS))
    run_here(folder, tmp_path / "whole")
    wanted = digests(tmp_path / "whole")
    with serving(tmp_path) as port:
        for name, value in {**environment(port), "XDG_CACHE_HOME": str(tmp_path / "cache")}.items():
            monkeypatch.setenv(name, value)
        fsspec.filesystem("s3").clear_instance_cache()
        killed = finished = 0
        names: set[str] = set()
        while killed < _KILLS:
            run = subprocess.Popen(
                [sys.executable, "-c", _RUN, str(folder), out],
                env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
                stderr=subprocess.PIPE,
            )
            try:
                _, told = run.communicate(timeout=rng.uniform(1.0, 6.0))
            except subprocess.TimeoutExpired:
                run.kill()
                run.communicate()
                killed += 1
                chunks = {name for name in kept(out) if name.endswith(".zip")}
                assert names <= chunks  # what was kept once is never lost
                names = chunks
            else:
                assert run.returncode == 0, told
                finished += 1
                target = tmp_path / f"done{finished}"
                assert digests(tables(out, target)) == wanted
                # a new start: half of what is done goes, and what is published with it
                doomed = [name for name in kept(out) if name.endswith(".zip") and rng.random() < 0.5]
                store = fsspec.filesystem("s3")
                for name in (*doomed, "manifest.json"):
                    store.rm(f"{out}/{name}")
                names -= set(doomed)
        subprocess.run(
            [sys.executable, "-c", _RUN, str(folder), out],
            check=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert digests(tables(out, tmp_path / "last")) == wanted
        fsspec.filesystem("s3").clear_instance_cache()
