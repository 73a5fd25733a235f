"""Output to an object store: the same tables as on a disk, whole or not at all, resumed, verified, and
nobody else's harmed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import fsspec
import pytest

import faults
from batches import generated, write_reports
from govinfo_reports import GovInfoError, MissingExtra, Report
from govinfo_reports.batch import edition as edition_module
from govinfo_reports.batch import listing
from govinfo_reports.batch.difference import difference
from govinfo_reports.batch.many import parse_many
from govinfo_reports.batch.objects import LEASE, MANIFEST, Lease, Objects, StoreInUse
from govinfo_reports.batch.remote import store_at
from govinfo_reports.batch.run import run
from govinfo_reports.batch.store import NotOurs
from object_store import environment, kept, s3, serving, tables
from parquet_folders import digests, run_here
from test_batch import command

REPORTS = 8
_NUMBERS = count()


@pytest.fixture(scope="module", autouse=True)
def _store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("store")
    with serving(folder) as port, pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "_USUAL_CHUNK", 2)
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        for name, value in environment(port).items():
            patch.setenv(name, value)
        fsspec.filesystem("s3").clear_instance_cache()
        yield
        fsspec.filesystem("s3").clear_instance_cache()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    list(write_reports(folder, REPORTS))
    (folder / "empty.txt").touch()
    (folder / "copy.html").write_bytes(generated(1)[1])
    return folder


@pytest.fixture(scope="module")
def whole(folder: Path, tmp_path_factory: pytest.TempPathFactory, _store: None) -> Path:
    """What a run on a disk leaves."""
    out = tmp_path_factory.mktemp("out")
    run_here(folder, out)
    return out


@pytest.fixture(scope="module")
def done(folder: Path, _store: None) -> dict[str, bytes]:
    """The objects that a run leaves."""
    here(folder, "s3://reports/done")
    return kept("s3://reports/done")


@pytest.fixture
def out() -> str:
    return f"s3://reports/out{next(_NUMBERS)}"


@pytest.fixture
def made(done: dict[str, bytes], out: str) -> str:
    """An address at which a run has left them, to be damaged."""
    for name, data in done.items():
        s3().pipe_file(f"{out}/{name}", data)
    return out


def here(folder: Path | str, out: str, **more: Any) -> Any:
    return run_here(folder, out, **more)  # type: ignore[arg-type]


def test_a_store_gets_what_a_folder_gets(folder: Path, whole: Path, out: str, tmp_path: Path) -> None:
    """Read from the store and written there by worker processes."""
    source = f"{out}-in"
    for path in folder.rglob("*"):
        if path.is_file():
            s3().pipe_file(f"{source}/{path.relative_to(folder).as_posix()}", path.read_bytes())
    summary = run([source], out, workers=2)
    assert summary.run["files_read"] == REPORTS + 2
    assert digests(tables(out, tmp_path)) == digests(whole)
    assert run([source], out).run["files_reused"] == REPORTS + 2
    assert not any(
        path.is_file() and path.name != "lock" for path in Path(os.environ["XDG_CACHE_HOME"]).rglob("*")
    )


def test_chunks_that_are_there_are_not_made_again(
    folder: Path, whole: Path, out: str, tmp_path: Path
) -> None:
    here(folder, out)
    chunks = [name for name in kept(out) if name.endswith(".zip")]
    for name in (MANIFEST, "summary.json", chunks[0]):
        s3().rm(f"{out}/{name}")
    summary = here(folder, out)
    assert 0 < summary.run["files_read"] < REPORTS
    assert digests(tables(out, tmp_path)) == digests(whole)


def test_other_files_take_the_place_of_the_old(folder: Path, whole: Path, out: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.html").write_bytes(generated(77)[1])
    here(tmp_path / "in", out)
    before = set(kept(out))
    here(folder, out)
    assert before & set(kept(out)) == {MANIFEST, "summary.json"}
    assert digests(tables(out, tmp_path / "there")) == digests(whole)
    generations = {name.split("/")[1] for name in kept(out) if name.startswith("tables/")}
    assert len(generations) == 1


def test_until_the_manifest_is_written_the_old_tables_count(
    made: str, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.html").write_bytes(generated(77)[1])
    write = Objects.write

    def failing(self: Objects, name: str, data: bytes) -> None:
        if name == MANIFEST:
            raise OSError(5, "the store is away")
        write(self, name, data)

    monkeypatch.setattr(Objects, "write", failing)
    with pytest.raises(OSError, match="away"):
        here(tmp_path / "in", made)
    monkeypatch.undo()
    assert digests(tables(made, tmp_path / "after")) == digests(whole)


@pytest.mark.parametrize(
    ("what", "how"),
    [("chunk", "one bit"), ("chunk", "cut"), ("chunk", "gone"), ("table", "one bit"), ("table", "gone")],
)
def test_damage_is_named_and_made_again(
    what: str,
    how: str,
    folder: Path,
    whole: Path,
    made: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = made
    found = kept(out)
    name = next(name for name in found if name.endswith(".zip" if what == "chunk" else ".parquet"))
    data = bytearray(found[name])
    data[len(data) // 2] ^= 1
    if how == "gone":
        s3().rm(f"{out}/{name}")
    else:
        s3().pipe_file(f"{out}/{name}", {"one bit": bytes(data), "cut": data[:-9]}[how])
    capsys.readouterr()
    is_told = (what, how) != ("chunk", "gone")  # no more than a chunk that was never made
    assert command("--verify", "-o", out) == is_told
    assert (name in capsys.readouterr().out) == is_told
    summary = here(folder, out)
    assert (summary.run["files_read"] > 0) == (what == "chunk")
    assert digests(tables(out, tmp_path)) == digests(whole)
    assert command("--verify", "-o", out) == 0


def test_objects_among_the_tables_make_no_run_publish_again(
    folder: Path,
    whole: Path,
    made: str,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    [tables_of, *_] = {name.rpartition("/reports/")[0] for name in kept(made) if "/reports/" in name}
    stray, theirs = f"{tables_of}/reports/year=2020/part-0099.parquet", f"{tables_of}/facts/notes.txt"
    for name in (stray, theirs):
        s3().pipe_file(f"{made}/{name}", b"PAR1")
    assert command("--verify", "-o", made) == 1
    assert "were not written by this batch: put them elsewhere" in capsys.readouterr().out
    written: list[str] = []
    plain = Objects.write

    def noting(self: Objects, name: str, data: bytes) -> None:
        written.append(name)
        plain(self, name, data)

    monkeypatch.setattr(Objects, "write", noting)
    here(folder, made)
    assert not [name for name in written if name.startswith("tables/") or name == MANIFEST]
    assert stray not in kept(made)  # it would be read as a part of the table
    assert kept(made)[theirs] == b"PAR1"
    assert "notes.txt was not written by this batch" in caplog.text
    s3().rm(f"{made}/{theirs}")
    assert digests(tables(made, tmp_path)) == digests(whole)


@pytest.mark.parametrize("name", [MANIFEST, "summary.json"])
def test_objects_of_others_are_left_alone(name: str, folder: Path, out: str) -> None:
    for text in ('{"theirs": 1}', "theirs"):
        s3().pipe_file(f"{out}/{name}", text.encode())
        with pytest.raises(NotOurs, match=name):
            here(folder, out)
        assert kept(out) == {name: text.encode()}


@pytest.mark.parametrize("name", [MANIFEST, "summary.json"])
def test_what_is_torn_is_written_again(
    name: str, folder: Path, whole: Path, made: str, tmp_path: Path
) -> None:
    s3().pipe_file(f"{made}/{name}", b'{"sources": 9, "rep')
    here(folder, made)
    assert digests(tables(made, tmp_path)) == digests(whole)


def test_refresh_and_diff_compare_what_is_there(
    folder: Path, whole: Path, out: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("govinfo_reports.batch.run.parse_piece", faults.without_litigation)
        patch.setattr(edition_module, "__version__", "0.0.9")
        here(folder, out)
    assert not difference(out, whole).is_none
    fresh = here(folder, out, refresh=True)
    assert any("litigation" in line for line in fresh.changed.lines())
    assert len({name.split("/")[1] for name in kept(out) if name.startswith("tables/")}) == 1
    assert difference(out, whole).is_none
    assert command("--diff", out, str(whole)) == 0
    assert here(folder, out, refresh=True).run["files_read"] == 0


def test_what_a_batch_wrote_into_the_folder_that_it_reads_is_not_read(folder: Path, out: str) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            s3().pipe_file(f"{out}/{path.relative_to(folder).as_posix()}", path.read_bytes())
    for target in (f"{out}/out", out):
        for _ in range(2):
            assert here(out, target).sources == REPORTS + 2


def test_a_second_run_is_kept_away(folder: Path, out: str) -> None:
    first = Lease(Objects(out), beat=0.1, patience=1.0)
    first.take()
    second = Lease(Objects(out), beat=0.1, patience=1.0)
    with pytest.raises(StoreInUse, match="another run"):
        second.take()
    first.check()
    first.give_back()
    second.take()
    s3().pipe_file(f"{out}/{LEASE}", b'{"token": "taken by another"}')
    with pytest.raises(StoreInUse):
        second.check()
    second.give_back()
    assert LEASE in kept(out)


def test_a_lease_that_is_gone_is_lost(out: str) -> None:
    lease = Lease(Objects(out), beat=0.1, patience=0.4)
    lease.take()
    s3().rm_file(f"{out}/{LEASE}")  # by a run that had it meanwhile, and is done
    with pytest.raises(StoreInUse):
        lease.check()
    time.sleep(0.4)
    assert LEASE not in kept(out)
    lease.give_back()


def test_a_lease_of_a_run_that_has_died_does_not_count(out: str) -> None:
    code = (
        "import sys; from govinfo_reports.batch.objects import *; "
        "Lease(Objects(sys.argv[1])).take(); import os; os._exit(9)"
    )
    subprocess.run(
        [sys.executable, "-c", code, out],
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert LEASE in kept(out)
    began = time.monotonic()
    Lease(Objects(out)).take()
    assert time.monotonic() - began < 10
    elsewhere = json.dumps({"token": "x", "machine": "another", "process": 1, "beat": 3}).encode()
    s3().pipe_file(f"{out}/{LEASE}", elsewhere)
    lease = Lease(Objects(out), beat=0.1, patience=0.4)
    lease.take()  # it stands still
    lease.give_back()
    assert LEASE not in kept(out)


def test_a_run_that_has_lost_its_lease_publishes_nothing(
    folder: Path, out: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken(done: int, total: int, _reused: int) -> None:
        if done == total:
            s3().pipe_file(f"{out}/{LEASE}", b'{"token": "taken by another"}')

    with pytest.raises(StoreInUse):
        here(folder, out, tell=taken)
    assert MANIFEST not in kept(out)


def test_two_runs_at_once_on_this_machine(folder: Path, out: str) -> None:
    errors: list[BaseException] = []

    def other(done: int, total: int, _reused: int) -> None:
        if done == total:
            thread = threading.Thread(target=attempt)
            thread.start()
            thread.join()

    def attempt() -> None:
        try:
            here(folder, out)
        except GovInfoError as error:
            errors.append(error)

    here(folder, out, tell=other)
    assert [type(error) for error in errors] == [StoreInUse]


def test_what_cannot_be_written_to_is_refused_before_anything_is_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    told: list[object] = []
    for address in ("s3://nowhere/out", f"zip://out::{tmp_path}/a.zip"):
        with pytest.raises((OSError, GovInfoError)):
            here(folder, address, tell=lambda *numbers: told.append(numbers))
    assert told == []
    assert [*tmp_path.iterdir()] == []
    assert command(folder, "-o", "https://localhost/out") == 2
    assert "--web" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "s3fs", None)
    monkeypatch.delitem(sys.modules["fsspec.registry"]._registry, "s3", raising=False)
    with pytest.raises(MissingExtra, match=r"govinfo-reports\[remote\]"):
        here(folder, "s3://reports/out")


def test_no_credentials_and_nobody_there_are_errors_of_ours(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fsspec.filesystem("s3").clear_instance_cache()
    with monkeypatch.context() as patch:
        patch.delenv("AWS_ACCESS_KEY_ID")
        patch.setenv("HOME", "/nonexistent")
        assert command("s3://reports/in", "-o", "s3://reports/out") == 2
        assert "s3://reports/" in capsys.readouterr().err
    fsspec.filesystem("s3").clear_instance_cache()


def test_a_store_with_folders_is_written_to_as_well(folder: Path, whole: Path, tmp_path: Path) -> None:
    address = f"file://{tmp_path}/out"
    here(folder, address)
    manifest = json.loads((tmp_path / "out" / MANIFEST).read_text())
    found = digests(tmp_path / "out" / manifest["tables"])
    assert found == {name: total for name, total in digests(whole).items() if name != "summary.json"}


def test_what_only_this_process_sees_is_read_and_written_by_it(
    folder: Path, whole: Path, tmp_path: Path
) -> None:
    """`memory://` is another place in every worker: nothing that those are given or asked to leave there may
    be missed."""
    memory = fsspec.filesystem("memory")
    for path in folder.rglob("*"):
        if path.is_file():
            memory.pipe_file(f"/in/{path.relative_to(folder).as_posix()}", path.read_bytes())
    try:
        summary = run(["memory://in"], "memory://out", workers=2)
        assert (summary.run["files_read"], sum(summary.failures.values())) == (REPORTS + 2, 1)
        assert digests(tables("memory://out", tmp_path)) == digests(whole)
        assert not [*store_at("memory://out").damage()]
        assert run(["memory://in"], "memory://out").run["files_reused"] == REPORTS + 2
        assert difference(whole, "memory://out").is_none
        names = [f"memory:/{name}" for name in memory.find("/in")]
        outcomes = [*parse_many(names, workers=1)]
        assert [outcome.source for outcome in outcomes] == names
        assert sum(isinstance(outcome, Report) for outcome in outcomes) == REPORTS + 1
    finally:
        memory.store.clear()


def test_a_folder_that_only_this_process_sees_is_read_by_it(folder: Path, tmp_path: Path) -> None:
    """A store of a kind nobody has named, which in the workers has nothing."""
    address = f"local://{folder}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("govinfo_reports.batch.run.parse_piece", faults.without_sources)
        summary = run([address], tmp_path, workers=1)
    assert sum(summary.failures.values()) == 1
    assert sum(summary.reports.values()) == REPORTS
