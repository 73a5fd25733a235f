"""What tests of copied workers do in a process of its own, which has one thread; each function is called by
its name."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import faults
from govinfo_reports import Report, parse, parse_many
from govinfo_reports.batch import many
from govinfo_reports.batch.copied import Copy, may_be_copied
from govinfo_reports.batch.pool import TookTooMuch, WorkerPool
from pace import within

__all__ = ["main"]

_MEMORY = 1_000_000_000


def _text(number: int) -> bytes:
    return f"云河市2022年政府信息公开工作年度报告\n全市共收到政府信息公开申请{number}件。".encode()


def _held_files() -> list[str]:
    """What the worker's files are, besides its two pipes and its errors."""
    found = []
    for one in os.listdir("/proc/self/fd"):
        with suppress(OSError):  # that of the listing itself
            found.append(os.readlink(f"/proc/self/fd/{one}"))
    return found[3:]


def _log(text: str) -> None:
    logging.getLogger("mine").warning(text)
    logging.getLogger().warning(text)
    sys.stdout.write(text)
    sys.stdout.flush()


def _state() -> tuple[bool, bool, bool]:
    watched = sys.gettrace() is not None or sys.getprofile() is not None
    return signal.getsignal(signal.SIGUSR1) is signal.SIG_DFL, watched, os.getsid(0) == os.getpid()


def _fill(size: int) -> int:
    return len(bytearray(size))


def same_reports(folder: Path) -> None:
    """Copies read what a loop reads; one that dies or is late costs its source and is replaced by a new
    interpreter."""
    expected = [parse(_text(number)) for number in range(30)]
    assert may_be_copied(_MEMORY)
    began = time.process_time()
    assert [*parse_many([_text(number) for number in range(30)], workers=2)] == expected
    many.parse_named = faults.parse_or_die
    sources: list[str | bytes] = [
        _text(1),
        "die",
        _text(2),
        f"die once:{folder / 'once'}",
        "sleep:30",
        _text(3),
    ]
    found = [*parse_many(sources, workers=2, timeout=5)]
    assert [isinstance(one, Report) for one in found] == [True, False, True, False, False, True]
    names = [getattr(one, "error", "") for one in found]
    assert names[1] == "WorkerDied", names
    assert names[4] == "TookTooLong", names
    assert time.process_time() - began < within(20)


def nothing_of_the_parents(folder: Path) -> None:
    """A copy has neither files of its parent, nor its signals, logs, or tracing; and leaves what was printed
    printed once."""
    file = (folder / "lock").open("w")
    log = logging.FileHandler(folder / "log")
    logging.getLogger("mine").addHandler(log)
    logging.getLogger().addHandler(log)
    signal.signal(signal.SIGUSR1, lambda *_: None)
    sys.stdout.write("said once\n")
    sys.setprofile(lambda *_: None)
    pool = WorkerPool(2)
    sys.setprofile(None)
    assert len(pool._copies) == 2
    try:
        assert pool.submit(_state).result() == (True, False, True)
        files = pool.submit(_held_files).result()
        assert not [one for one in files if str(folder) in one], files
        pool.submit(_log, "of the worker").result()
        assert (folder / "log").read_text() == ""
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)
        file.close()
        with (folder / "lock").open("w") as again:  # a copy that held the file would hold the lock
            fcntl.flock(again, fcntl.LOCK_EX | fcntl.LOCK_NB)
    finally:
        pool.close()


def limits_hold(folder: Path) -> None:
    """A copy that holds too much is ended; that it is a copy does not count against it."""
    pool = WorkerPool(1, memory=600_000_000)
    assert len(pool._copies) == 1
    try:
        assert pool.submit(_fill, 300_000_000).result() == 300_000_000
        try:
            pool.submit(_fill_slowly).result()
        except TookTooMuch:
            pass
        else:
            raise AssertionError("nobody looked")
        assert pool.submit(abs, -1).result() == 1
    finally:
        pool.close()


def _fill_slowly() -> None:
    kept = bytearray(900_000_000)
    kept[::4096] = b"x" * len(kept[::4096])
    time.sleep(20)


def not_where_it_is_not_safe(folder: Path) -> None:
    """No copies are made of a process with threads, nor of one that holds much; they end with the pool, used
    or not."""
    kept = bytearray(b"x" * 250_000_000)
    assert not may_be_copied(_MEMORY)
    assert may_be_copied(10 * _MEMORY)
    del kept
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    pool = WorkerPool(1)
    assert not pool._copies
    assert pool.submit(abs, -1).result() == 1
    pool.close()
    over.set()
    thread.join()
    while len(os.listdir("/proc/self/task")) > 1:  # it is joined before the system has let it go
        time.sleep(0.01)
    pool = WorkerPool(3)
    numbers = [one.number for one in pool._copies]
    pool.close()
    assert len(numbers) == 3
    assert not any(Path(f"/proc/{number}").exists() for number in numbers)


def the_system_has_no_more(folder: Path) -> None:
    """Where the system gives no more processes, there are as many copies as it gave."""
    fork, left = os.fork, [1]

    def poor() -> int:
        if not left:
            raise OSError(11, "Resource temporarily unavailable")
        left.pop()
        return fork()

    os.fork = poor
    pool = WorkerPool(2)
    assert len(pool._copies) == 1
    before = len(os.listdir("/proc/self/fd"))
    try:
        Copy()
    except OSError:
        assert len(os.listdir("/proc/self/fd")) == before
    else:
        raise AssertionError("a process from nowhere")
    assert [pool.submit(abs, -number).result() for number in range(4)] == [*range(4)]
    pool.close()


def ends_are_told(folder: Path) -> None:
    """How a copy ended is told as for any process; that somebody else asked first is no fault."""
    one = Copy()
    assert one.poll() is None
    os.kill(one.pid, signal.SIGTERM)
    assert one.wait() == one.poll() == -signal.SIGTERM
    two = Copy()
    two.stdin.close()
    assert two.wait() == 0
    three = Copy()
    os.kill(three.pid, signal.SIGKILL)
    os.waitpid(three.pid, 0)
    assert three.wait() == 0


def main() -> None:
    """Call what the first argument names with the folder that is the second."""
    calls: list[Callable[[Path], None]] = [
        same_reports,
        nothing_of_the_parents,
        limits_hold,
        not_where_it_is_not_safe,
        the_system_has_no_more,
        ends_are_told,
    ]
    {call.__name__: call for call in calls}[sys.argv[1]](Path(sys.argv[2]))


if __name__ == "__main__":
    sys.modules["copies_of_this"] = sys.modules["__main__"]
    main()
