"""Dask's executor, which waits without end for a cluster that has lost its workers, with somebody who looks
after that."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

__all__ = ["ClusterExecutor", "threads_of", "watched"]

R = TypeVar("R")

_log = logging.getLogger(__name__)
_LOOK_EVERY = 5.0
_PATIENCE = 60.0
"""So many seconds a cluster may be without workers before it is given up."""


def threads_of(client: Any) -> int:
    """How many calls the cluster can make at a time."""
    return sum(client.nthreads().values())


class ClusterExecutor(Executor):
    """The executor of a Dask client, but that the calls it has not answered fail (BrokenExecutor) when the
    cluster has had no workers for a minute. Shutting it down ends the looking after, not the executor of the
    client."""

    def __init__(self, inner: Executor, client: Any) -> None:
        self._inner = inner
        self._client = client
        self._max_workers = threads_of(client)
        self._lock = threading.Lock()
        self._waiting: set[Future[Any]] = set()
        self._ended = threading.Event()
        self._is_lost = False
        threading.Thread(target=self._watch, name="govinfo-reports-cluster", daemon=True).start()

    def submit(self, function: Callable[..., R], /, *arguments: Any, **named: Any) -> Future[R]:
        """Call a function on the cluster; BrokenExecutor once that is lost."""
        ours: Future[R] = Future()
        with self._lock:
            if self._is_lost:
                raise BrokenExecutor("the cluster has no workers any more")
            self._waiting.add(ours)
        theirs = self._inner.submit(function, *arguments, **named)
        ours.add_done_callback(lambda one: theirs.cancel() if one.cancelled() else None)
        theirs.add_done_callback(lambda one: self._answer(ours, one))
        return ours

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Look after the cluster no longer."""
        del wait, cancel_futures
        self._ended.set()

    def _answer(self, ours: Future[R], theirs: Future[R]) -> None:
        with self._lock:
            self._waiting.discard(ours)
        with suppress(Exception):  # given up or failed before: nobody waits for this any more
            error = None if theirs.cancelled() else theirs.exception()
            if theirs.cancelled() or error is not None:
                ours.set_exception(error or ConnectionError("the cluster cancelled the call"))
            else:
                ours.set_result(theirs.result())

    def _watch(self) -> None:
        seen = time.monotonic()
        while not self._ended.wait(_LOOK_EVERY):
            with suppress(Exception):  # a scheduler that does not answer has no workers for us
                if self._client.nthreads():
                    seen = time.monotonic()
            if time.monotonic() - seen >= _PATIENCE:
                self._give_up()
                return

    def _give_up(self) -> None:
        _log.warning("the cluster has had no workers for %g seconds: it is given up", _PATIENCE)
        with self._lock:
            self._is_lost = True
            left, self._waiting = self._waiting, set()
        for future in left:
            with suppress(Exception):  # cancelled, or answered at last
                future.set_exception(BrokenExecutor("the cluster has no workers any more"))


@contextmanager
def watched(executor: Executor | None) -> Iterator[Executor | None]:
    """The executor; where it is Dask's own (`Client.get_executor()`), one that does not wait for a lost
    cluster."""
    client = getattr(executor, "_client", None)
    if executor is None or client is None or not type(executor).__module__.startswith("distributed."):
        yield executor
        return
    with ClusterExecutor(executor, client) as ours:
        yield ours
