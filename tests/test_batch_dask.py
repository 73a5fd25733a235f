"""The same batch on a Dask cluster of two workers, one of which is killed in the middle."""

from __future__ import annotations

import argparse
import hashlib
import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pytest

import faults
from batches import generated, write_reports
from govinfo_reports import MissingExtra, Report
from govinfo_reports.batch import listing
from govinfo_reports.batch.command import add_batch_parser
from govinfo_reports.batch.dask import ClusterExecutor, NoCluster, cluster_executor
from govinfo_reports.batch.many import parse_many
from govinfo_reports.batch.run import run

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]
"""Workers that are killed leave sockets behind, which is for Dask to see to."""

REPORTS = 30


def digests(out: Path) -> dict[str, str]:
    """The SHA-256 of every file that a batch leaves for use."""
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".batch" not in path.parts
    }


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
    add_batch_parser(parser.add_subparsers())
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
    """A client whose cluster never answers, and has lost its workers."""

    def __init__(self) -> None:
        self.executor = Pending()

    def get_executor(self, **_: Any) -> Executor:
        return self.executor

    def nthreads(self) -> dict[str, int]:
        return {}


def test_a_cluster_that_is_lost_leaves_the_rest_to_this_machine(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govinfo_reports.batch.dask._LOOK_EVERY", 0.01)
    client = Client()
    summary = run([folder], tmp_path, executor=ClusterExecutor(client), workers=2)
    assert sum(summary.reports.values()) == REPORTS
    assert 0 < len(client.executor.futures) < REPORTS
    client.executor.futures[0].set_result("too late")


def test_answers_of_the_cluster_are_passed_on() -> None:
    client = Client()
    executor = ClusterExecutor(client)
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
    executor.end()


def test_parse_many_on_the_clusters_executor(address: str) -> None:
    import distributed

    sources: list[Any] = [generated(3)[1], b"", generated(6)[1]]
    with distributed.Client(address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        executor = client.get_executor()
        outcomes = list(parse_many(sources, executor))
        assert executor.submit(len, "open").result() == 4
    assert outcomes == list(parse_many(sources))
    assert [isinstance(one, Report) for one in outcomes] == [True, False, True]


def test_no_scheduler_there(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govinfo_reports.batch.dask._CONNECT_SECONDS", 1)
    with pytest.raises(NoCluster, match="no Dask scheduler"), cluster_executor("tcp://127.0.0.1:9"):
        pass
    parser = argparse.ArgumentParser()
    add_batch_parser(parser.add_subparsers())
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
