"""A pool of worker processes in which a call that crashes, or takes too long, costs itself and nothing
else."""

from __future__ import annotations

import math
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import IO, Any, TypeVar, cast

from ..compact import resting
from ..errors import GovInfoError, LimitExceeded, UnreadableSource
from ..language import phrase
from ..limits import DEFAULT_LIMITS
from .copied import Copy, may_be_copied
from .watch import Watch, end_session
from .worker import read_frame, write_frame

__all__ = [
    "TookTooLong",
    "TookTooMuch",
    "WorkerDied",
    "WorkerPool",
    "WorkersUnavailable",
    "loaded",
    "processors",
]

R = TypeVar("R")

_TRIES = 2
_CALLS_EACH = 2000
"""A worker is replaced after so many calls, so that what libraries leak does not add up."""


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def loaded(reply: bytes) -> Any:
    """What a worker answered; raised where it is an error."""
    with resting():
        is_result, value = pickle.loads(reply)  # noqa: S301 - from a process started here
    if not is_result:
        raise value
    return value


class WorkerDied(UnreadableSource):
    """The process that was reading the source died (killed, out of memory, crashed), and so did the next
    one."""


class TookTooLong(LimitExceeded):
    """The source was not read within the time allowed."""


class TookTooMuch(LimitExceeded):
    """The process that was reading the source, or a program it had started, held more memory than is
    allowed."""


class WorkersUnavailable(GovInfoError):
    """No worker process can be started at all."""


class _Died(Exception):
    """The worker ended before it answered."""


def _new() -> subprocess.Popen[bytes]:
    start = (
        f"import sys; sys.path[:] = {sys.path!r}; from govinfo_reports.batch.worker import serve; "
        f"serve({os.getpid()})"
    )
    return subprocess.Popen(
        [sys.executable, "-c", start],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=os.name == "posix",
    )


class _Worker:
    """One worker process: an interpreter of its own, or a copy of this process."""

    def __init__(self, process: subprocess.Popen[bytes] | Copy) -> None:
        self._process = process
        self._calls = cast("IO[bytes]", self._process.stdin)
        self._replies = cast("IO[bytes]", self._process.stdout)
        self.calls = 0
        self.late = threading.Event()
        self.heavy = threading.Event()

    @property
    def number(self) -> int:
        """The process's number."""
        return self._process.pid

    def is_ready(self) -> bool:
        """Wait until the worker has loaded what it needs; False where it ends instead."""
        return read_frame(self._replies) is not None

    def call(self, data: bytes) -> bytes:
        """The reply; _Died where there is none."""
        self.calls += 1
        try:
            write_frame(self._calls, data)
            reply = read_frame(self._replies)
        except OSError as error:
            raise _Died from error
        if reply is None:
            raise _Died
        return reply

    def end_late(self) -> None:
        """End it for the time that it takes."""
        self.late.set()
        self.end()

    def end_heavy(self) -> None:
        """End it for the memory that it holds."""
        self.heavy.set()
        self.end()

    def end(self) -> None:
        """Kill the process and what it started (LibreOffice)."""
        if self._process.poll() is not None:
            return
        if os.name == "posix":
            end_session(self._process.pid)
        elif not isinstance(self._process, Copy):
            self._process.kill()

    def status(self) -> str:
        """How it ended, once it has."""
        code = self._process.wait()
        self._replies.close()
        with suppress(OSError):  # what was not sent can no longer be
            self._calls.close()
        return f"signal {-code}" if code < 0 else f"exit status {code}"


def _copies(most: int, memory: int) -> list[_Worker]:
    """Workers that are copies of this process; fewer than so many, or none, where that is not safe or the
    system has no more processes."""
    made: list[_Worker] = []
    if may_be_copied(memory):
        with suppress(OSError):
            while len(made) < most and (worker := _Worker(Copy())).is_ready():
                made.append(worker)
    return made


class WorkerPool:
    """`workers` processes, each with one call at a time: copies of this one, or, where that is not safe (see
    `Copy`), new ones that are started when first needed.

    A process that dies is replaced and its call made once more, alone in the new one: if that dies too, the
    call is at fault. One that takes longer than `timeout` seconds (default `Limits.worker_seconds`), or that
    holds or lets a program hold more than `memory` bytes, is killed with all it started. The futures raise
    WorkerDied, TookTooLong, TookTooMuch, or what the call raised; WorkersUnavailable where processes end
    before they are ready.
    """

    def __init__(
        self,
        workers: int,
        *,
        timeout: float | None = None,
        memory: int = DEFAULT_LIMITS.worker_memory,
        calls_each: int = _CALLS_EACH,
    ) -> None:
        if workers < 1:
            raise ValueError(f"workers={workers}: at least one is needed")
        self.timeout = DEFAULT_LIMITS.worker_seconds if timeout is None else timeout
        self._memory = memory
        self._watch = Watch(memory)
        self._calls_each = calls_each
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="govinfo-reports")
        self._mine = threading.local()
        self._lock = threading.Lock()
        # Copies are made now, while this process may have no other threads; those that take their places
        # later are new.
        self._copies = _copies(workers, memory)
        self._all = {*self._copies}
        self._is_closed = False
        self.restarts = 0
        """How often a worker was ended or died over its call."""

    def submit(self, function: Callable[..., R], /, *arguments: Any) -> Future[R]:
        """Call a function (importable by name) with arguments that pickle."""
        return self._threads.submit(self._call, function, arguments, self.timeout)

    def submit_unloaded(self, function: Callable[..., Any], /, *arguments: Any) -> Future[bytes]:
        """The same, but `loaded` is left to who takes the answer: the worker has its next call meanwhile."""
        return self._threads.submit(self._answer, function, arguments, self.timeout)

    def submit_patiently(self, function: Callable[..., R], /, *arguments: Any) -> Future[R]:
        """Call a function that may take its time: it reads no source."""
        return self._threads.submit(self._call, function, arguments, math.inf)

    def close(self) -> None:
        """End all processes; calls that have not come to an end are given up."""
        with self._lock:
            self._is_closed = True
            for worker in self._all:
                worker.end()
        self._watch.close()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in self._all:
            worker.status()
        self._all.clear()

    def _call(self, function: Callable[..., R], arguments: tuple[Any, ...], timeout: float) -> R:
        result: R = loaded(self._answer(function, arguments, timeout))
        return result

    def _answer(self, function: Callable[..., Any], arguments: tuple[Any, ...], timeout: float) -> bytes:
        data = pickle.dumps((function, arguments), protocol=5)
        status = ""
        for _ in range(_TRIES):
            worker = self._worker()
            self._watch.add(worker.number, worker.end_heavy, timeout, worker.end_late)
            try:
                reply = worker.call(data)
            except _Died:
                is_late, is_heavy = worker.late.is_set(), worker.heavy.is_set()
                status = self._discard(worker)
                with self._lock:
                    self.restarts += not self._is_closed
                if is_late:
                    raise TookTooLong(
                        phrase("not read within {timeout:g} seconds", timeout=timeout)
                    ) from None
                if is_heavy:
                    megabytes = self._memory // 1_000_000
                    raise TookTooMuch(
                        phrase("reading it took more than {megabytes} MB of memory", megabytes=megabytes)
                    ) from None
                if self._is_closed:
                    break
                continue
            finally:
                self._watch.leave(worker.number)
            if worker.late.is_set() or worker.heavy.is_set() or worker.calls >= self._calls_each:
                self._discard(worker)
            return reply
        raise WorkerDied(phrase("the process reading it died ({status}), twice", status=status))

    def _worker(self) -> _Worker:
        """The calling thread's own worker."""
        worker: _Worker | None = getattr(self._mine, "worker", None)
        if worker is None:
            with self._lock:
                if self._is_closed:
                    raise WorkerDied(phrase("the pool is closed"))
                is_new = not self._copies
                worker = _Worker(_new()) if is_new else self._copies.pop()
                self._all.add(worker)
            if is_new and not worker.is_ready():
                status = self._discard(worker)
                raise WorkersUnavailable(
                    phrase("worker processes end before they are ready ({status})", status=status)
                )
            self._mine.worker = worker
        return worker

    def _discard(self, worker: _Worker) -> str:
        self._mine.worker = None
        worker.end()
        with self._lock:
            self._all.discard(worker)
        return worker.status()
