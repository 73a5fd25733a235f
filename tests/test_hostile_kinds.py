"""Each of the files made to fill the memory or to hang what reads them is read, or refused with an error of
ours, in a worker that lives on."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from govinfo_reports import GovInfoError, LimitExceeded, Limits, Report, UnreadableSource, parse, parse_many
from govinfo_reports.batch.many import Named, parse_named
from govinfo_reports.batch.pool import TookTooLong, TookTooMuch, WorkerDied, WorkerPool
from govinfo_reports.batch.watch import held
from govinfo_reports.cli import main
from govinfo_reports.readers.fence import can_fence
from govinfo_reports.readers.legacy import _names_files
from hostile_kinds import KINDS, TITLE
from pace import within

SECONDS = 20


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    pool = WorkerPool(1, timeout=within(SECONDS))
    yield pool
    pool.close()


@pytest.mark.parametrize("name", KINDS)
def test_hostile_files_of_each_kind_cost_themselves_only(pool: WorkerPool, name: str) -> None:
    # a worker that dies, takes 20 seconds or 1 GB raises here
    outcome = pool.submit(parse_named, Named(name, KINDS[name])).result()
    if not isinstance(outcome, Report):
        assert isinstance(outcome.error, GovInfoError), outcome.failure


def hog(size: int) -> int:
    """Hold so many bytes."""
    block = bytearray(os.urandom(1_000_000) * (size // 1_000_000))
    time.sleep(30)
    return len(block)


def spin() -> None:
    while True:
        pass


def leave_a_child(path: str) -> None:
    """Start a program in a group of its own, as the converter is, and hang."""
    child = subprocess.Popen(["sleep", "60"], preexec_fn=os.setpgrp)  # noqa: PLW1509 - no threads here
    Path(path).write_text(str(child.pid))
    time.sleep(60)


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


linux = pytest.mark.skipif(sys.platform != "linux", reason="what /proc and Landlock tell")


@linux
def test_a_worker_that_holds_too_much_is_ended_at_once() -> None:
    pool = WorkerPool(1, timeout=25, memory=300_000_000)
    start = time.monotonic()
    try:
        with pytest.raises(TookTooMuch, match="300 MB"):
            pool.submit(hog, 800_000_000).result()
        assert pool.submit(abs, -1).result() == 1
    finally:
        pool.close()
    assert time.monotonic() - start < 20


@linux
def test_what_a_worker_started_ends_with_it(tmp_path: Path) -> None:
    pool = WorkerPool(1, timeout=3)
    try:
        with pytest.raises(TookTooLong):
            pool.submit(leave_a_child, str(tmp_path / "child")).result()
    finally:
        pool.close()
    child = int((tmp_path / "child").read_text())
    deadline = time.monotonic() + 5
    while is_alive(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_alive(child)


@linux
def test_workers_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    code = f"""
        import sys, time
        sys.path[:] = {[str(Path(__file__).parent), *sys.path]!r}
        from govinfo_reports.batch.pool import WorkerPool
        from test_hostile_kinds import spin
        pool = WorkerPool(1)
        pool.submit(spin)
        while not pool._all or not next(iter(pool._all)).calls: time.sleep(0.05)
        print(next(iter(pool._all)).number, flush=True)
        time.sleep(60)
    """
    parent = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    assert is_alive(worker)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 5
    while is_alive(worker) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_alive(worker)


def test_limits_of_workers_are_on_by_default() -> None:
    pool = WorkerPool(1)
    assert (
        (pool.timeout, pool._memory)
        == (Limits().worker_seconds, Limits().worker_memory)
        == (600, 1_000_000_000)
    )
    pool.close()


@linux
def test_a_source_that_needs_too_much_is_one_failure_of_many() -> None:
    good = f"{TITLE}\n全市共收到政府信息公开申请12件。".encode()
    few = Limits(worker_memory=max(1, held(os.getpid()) // 50))
    (outcome,) = parse_many([good], workers=1, limits=few)
    assert not isinstance(outcome, Report)
    assert outcome.error == "TookTooMuch"


def test_a_source_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{TITLE}\n一、总体情况\n全市共收到政府信息公开申请12件。", encoding="utf-8")
    assert parse(path, isolated=True) == parse(path)
    with pytest.raises(UnreadableSource, match="empty") as caught:
        parse(b"", isolated=True)
    assert caught.value.source is None
    with pytest.raises(TookTooLong) as late:
        parse(path, isolated=True, limits=Limits(worker_seconds=0.0001))
    assert late.value.source == str(path)
    assert isinstance(late.value, LimitExceeded)
    assert not isinstance(late.value, WorkerDied)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files here")
def test_what_is_no_regular_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    plug = tmp_path / "socket"
    held_open = socket.socket(socket.AF_UNIX)
    held_open.bind(str(plug))
    try:
        for path in (pipe, plug, Path("/dev/zero")):
            with pytest.raises(UnreadableSource, match="not a regular file"):
                parse(path)
            for command in (["show"], ["check"], ["page"]):
                assert main([*command, str(path)]) == 2
                assert "regular" in capsys.readouterr().err
    finally:
        held_open.close()


def test_a_fault_of_ours_costs_a_check_that_file_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import govinfo_reports.api as api

    usual = api.parse

    def faulty(source: Any, **settings: Any) -> Report:
        if "bad" in str(source):
            raise IndexError("list index out of range")
        return usual(source, **settings)

    monkeypatch.setattr(api, "parse", faulty)
    for name in ("bad", "good"):
        (tmp_path / f"{name}.txt").write_text(
            f"{TITLE}\n一、总体情况\n全市共收到申请12件。", encoding="utf-8"
        )
    assert main(["check", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert "a fault of this program" in said
    assert "IndexError" in said
    assert "1 checked" in said


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_child_forked_while_a_thread_reads_a_pdf_reads_on() -> None:
    from govinfo_reports.readers.pdf.read import _LOCK

    taken, done = threading.Event(), threading.Event()

    def hold() -> None:
        with _LOCK:
            taken.set()
            done.wait(30)

    thread = threading.Thread(target=hold)
    thread.start()
    taken.wait(30)
    child = os.fork()
    if child == 0:
        with _LOCK:
            os._exit(7)
    deadline = time.monotonic() + 10
    status = (0, 0)
    while status[0] == 0 and time.monotonic() < deadline:
        status = os.waitpid(child, os.WNOHANG)
        time.sleep(0.02)
    done.set()
    thread.join()
    if status[0] == 0:
        os.kill(child, 9)
        os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status[1]) == 7


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ('INCLUDEPICTURE "/etc/passwd"', True),
        ("INCLUDETEXT {file:///etc/passwd}", True),
        ('INCLUDEPICTURE "http://www.example.cn/a.gif"', False),
        ("政府信息公开", False),
    ],
)
def test_fields_that_name_files_are_known(field: str, names: bool) -> None:
    for text in (field.encode(), field.encode("utf-16-le")):
        assert _names_files(text) is names


@linux
@pytest.mark.skipif(not can_fence(), reason="the kernel knows no Landlock")
def test_what_is_run_behind_the_fence_sees_its_folder_only(tmp_path: Path) -> None:
    from govinfo_reports.readers.fence import fenced_command

    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    (inside / "a").write_text("seen")
    (outside / "b").write_text("hidden")
    for path, status in ((inside / "a", 0), (outside / "b", 1)):
        command = fenced_command(["cat", str(path)], str(inside), seconds=10, size=1000)
        assert subprocess.run(command, capture_output=True, check=False).returncode == status
    command = fenced_command(["touch", str(outside / "c")], str(inside), seconds=10, size=1000)
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0
    assert not (outside / "c").exists()
