"""The same batch on a Dask cluster of two workers, one of which is killed in the middle."""

from __future__ import annotations

import argparse
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pytest

import faults
from batches import generated, write_reports
from govinfo_reports import MissingExtra, Report, parse
from govinfo_reports.batch import listing
from govinfo_reports.batch.cluster import ClusterExecutor, watched
from govinfo_reports.batch.dask import NoCluster, cluster_executor
from govinfo_reports.batch.many import parse_many
from govinfo_reports.batch.run import run
from govinfo_reports.cli.batch import add_parser
from govinfo_reports.language import Say
from parquet_folders import digests

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]
"""Workers that are killed leave sockets behind, which is for Dask to see to."""

REPORTS = 30


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    list(write_reports(folder, REPORTS))
    (folder / "empty.txt").touch()
    return folder


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "_USUAL_CHUNK", 5)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The scheduler of a cluster of two worker processes, which it starts again when they die."""
    from distributed import LocalCluster

    # The workers are processes of their own, which must find the modules of the tests.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(path for path in sys.path if path))
        with LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster:  # type: ignore[no-untyped-call]
            yield cluster.scheduler_address


def workers_of(address: str) -> list[int]:
    """The process ids of the cluster's workers."""
    import distributed

    with distributed.Client(address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        return list(client.run(os.getpid).values())


def test_a_worker_killed_in_the_middle_costs_nothing(folder: Path, address: str, tmp_path: Path) -> None:
    run([folder], tmp_path / "here")
    victim = workers_of(address)[0]
    killed: list[int] = []

    def kill_in_the_middle(done: int, total: int, _: int) -> None:
        if not killed and done >= total // 3:
            os.kill(victim, signal.SIGKILL)
            killed.append(done)

    with cluster_executor(address) as (executor, threads):
        assert threads == 2
        summary = run([folder], tmp_path / "there", executor=executor, lookahead=6, tell=kill_in_the_middle)
    assert killed
    assert victim not in workers_of(address)
    assert sum(summary.reports.values()) == REPORTS
    assert digests(tmp_path / "there") == digests(tmp_path / "here")


def test_the_command_on_a_scheduler(
    folder: Path, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers(), Say("en"))
    parsed = parser.parse_args(["batch", str(folder), "-o", str(tmp_path), "--scheduler", address])
    assert parsed.run(parsed) == 0
    assert capsys.readouterr().out.startswith(f"{REPORTS + 1} files: {REPORTS} reports, 1 failures")
    with duckdb.connect() as connection:
        counted = connection.execute(f"select count(*) from '{tmp_path}/reports/*/*.parquet'").fetchall()  # noqa: S608
    assert counted == [(REPORTS,)]


def test_poison_and_slow_files_cost_themselves_on_a_cluster(address: str, tmp_path: Path) -> None:
    list(write_reports(tmp_path / "in", 6))
    for name in ("poison.txt", "slow.txt"):
        (tmp_path / "in" / name).write_text(name)
    before = sorted(workers_of(address))
    with cluster_executor(address) as (executor, _):
        apart = partial(faults.piece_or_die_apart, timeout=5)
        summary = run([tmp_path / "in"], tmp_path / "out", executor=executor, apart=apart)
    assert sum(summary.reports.values()) == 6
    assert sorted(error for error, _ in summary.failures) == ["TookTooLong", "WorkerDied"]
    assert sorted(workers_of(address)) == before


class Pending(Executor):
    """An executor that answers nothing, and takes note of what it was asked."""

    def __init__(self) -> None:
        self.futures: list[Future[Any]] = []

    def submit(self, function: Any, /, *_: Any, **__: Any) -> Future[Any]:
        self.futures.append(Future())
        return self.futures[-1]


class Client:
    """A client whose cluster never answers, and has lost its workers, or says nothing at all."""

    def __init__(self, *, is_silent: bool = False) -> None:
        self.executor = Pending()
        self.looks = 0
        self.is_silent = is_silent

    def nthreads(self) -> dict[str, int]:
        self.looks += 1
        if self.is_silent and self.looks > 1:
            raise OSError("no scheduler")
        return {"a": 40} if self.looks == 1 else {}


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lost cluster is given up at once."""
    monkeypatch.setattr("govinfo_reports.batch.cluster._LOOK_EVERY", 0.01)
    monkeypatch.setattr("govinfo_reports.batch.cluster._PATIENCE", 0.1)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("is_silent", [False, True])
def test_a_cluster_that_is_lost_leaves_the_rest_to_this_machine(
    is_silent: bool, folder: Path, tmp_path: Path
) -> None:
    client = Client(is_silent=is_silent)
    executor = ClusterExecutor(client.executor, client)
    summary = run([folder], tmp_path, executor=executor, workers=2, lookahead=10)
    assert sum(summary.reports.values()) == REPORTS
    assert len(client.executor.futures) == 10
    client.executor.futures[0].set_result("too late")


def test_answers_of_the_cluster_are_passed_on() -> None:
    client = Client()
    executor = ClusterExecutor(client.executor, client)
    futures = [executor.submit(len, "four") for _ in range(4)]
    theirs = client.executor.futures
    theirs[0].set_result(4)
    theirs[1].set_exception(KeyError("lost"))
    theirs[2].cancel()
    assert futures[0].result() == 4
    with pytest.raises(KeyError):
        futures[1].result()
    with pytest.raises(ConnectionError):
        futures[2].result()
    futures[3].cancel()
    assert theirs[3].cancelled()
    executor.shutdown()


def test_parse_many_on_the_clusters_executor(address: str) -> None:
    import distributed

    sources: list[Any] = [generated(3)[1], b"", generated(6)[1]]
    with distributed.Client(address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        executor = client.get_executor()
        outcomes = list(parse_many(sources, executor))
        assert executor.submit(len, "open").result() == 4
    assert outcomes == list(parse_many(sources))
    assert [isinstance(one, Report) for one in outcomes] == [True, False, True]


@contextmanager
def cluster_that_stays_down() -> Iterator[str]:
    """The scheduler of a cluster of one worker that nobody starts again when it dies."""
    options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_scheduler", *options],
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    ) as scheduler:
        assert scheduler.stderr is not None
        address = next(
            found[0] for line in scheduler.stderr if (found := re.search(r"tcp://[\d.]+:\d+", line))
        )
        worker = subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_worker", address, "--no-nanny", "--no-dashboard", "--nthreads", "1"],
            stderr=subprocess.DEVNULL, env=environment,
        )  # fmt: skip
        try:
            yield address
        finally:
            scheduler.terminate()
            worker.kill()
            worker.wait()


@pytest.mark.usefixtures("impatient")
def test_parse_many_does_not_wait_for_a_cluster_that_poison_has_killed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without a timeout: the worker dies over the second source, and no other takes its place."""
    import distributed

    monkeypatch.setattr("govinfo_reports.batch.many.parse_named", faults.parse_or_die)
    sources: list[Any] = [generated(3)[1], "die", generated(6)[1], b""]
    with (
        cluster_that_stays_down() as address,
        distributed.Client(address, set_as_default=False) as client,  # type: ignore[no-untyped-call]
    ):
        client.wait_for_workers(1, timeout=60)
        outcomes = list(parse_many(sources, client.get_executor()))
    assert [one.year if isinstance(one, Report) else one.error for one in outcomes] == [
        parse(generated(3)[1]).year, "WorkerDied", parse(generated(6)[1]).year, "UnreadableSource",
    ]  # fmt: skip


def test_only_dasks_executor_is_looked_after(address: str) -> None:
    import distributed

    with ThreadPoolExecutor(1) as pool, watched(pool) as same, watched(None) as none:
        assert same is pool
        assert none is None
    with (
        distributed.Client(address, set_as_default=False) as client,  # type: ignore[no-untyped-call]
        watched(client.get_executor()) as ours,
    ):
        assert isinstance(ours, ClusterExecutor)
        assert ours._max_workers == 2


def test_the_python_of_the_page_runs(folder: Path, address: str) -> None:
    page = (Path(__file__).resolve().parents[1] / "docs" / "beyond.md").read_text(encoding="utf-8")
    [code] = [
        one
        for one in re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
        if "Client(" in one
    ]
    space: dict[str, Any] = {"paths": sorted(folder.rglob("*.*")), "found": []}
    exec(code.replace("tcp://10.0.0.1:8786", address).replace("...", "found.append(outcome)"), space)  # noqa: S102 - our own page
    assert sum(isinstance(one, Report) for one in space["found"]) == REPORTS
    assert len(space["found"]) == REPORTS + 1


def test_no_scheduler_there(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govinfo_reports.batch.dask._CONNECT_SECONDS", 1)
    with pytest.raises(NoCluster, match="no Dask scheduler"), cluster_executor("tcp://127.0.0.1:9"):
        pass
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers(), Say("en"))
    parsed = parser.parse_args(["batch", str(tmp_path), "-o", str(tmp_path), "--scheduler", "127.0.0.1:9"])
    assert parsed.run(parsed) == 2
    assert "no Dask scheduler" in capsys.readouterr().err


def test_a_cluster_without_workers() -> None:
    from distributed import LocalCluster

    with (
        LocalCluster(n_workers=0, dashboard_address=None, processes=False) as cluster,  # type: ignore[no-untyped-call]
        pytest.raises(NoCluster, match="has no workers"),
        cluster_executor(cluster.scheduler_address),
    ):
        pass


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtra, match=r"govinfo-reports\[dask\]") as caught, cluster_executor("x"):
        pass
    assert caught.value.extra == "dask"
