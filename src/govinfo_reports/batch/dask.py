"""The batch on a Dask cluster (extra `dask`)."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from ..errors import GovInfoError, MissingExtra, UnreadableSource
from ..model.failure import Failure
from .one import Piece, parse_piece, tables_of
from .pool import WorkerPool

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["ClusterExecutor", "NoCluster", "cluster_executor", "parse_piece_apart"]

R = TypeVar("R")

_CONNECT_SECONDS = 20
_LOOK_EVERY = 5.0
_WITHOUT_WORKERS = 12
"""After so many looks that found no workers, the cluster is given up."""


class NoCluster(GovInfoError):
    """No scheduler answers at the address, or it has no workers."""


def parse_piece_apart(piece: Piece, timeout: float | None) -> dict[str, pa.Table]:
    """The tables of one source, read in a process beside the Dask worker, which poison and slow sources cannot harm."""
    number, source = piece
    try:
        return _pool(timeout).submit(parse_piece, piece).result()
    except UnreadableSource as error:
        return tables_of([(number, Failure.of(error, source.name))])


@lru_cache(maxsize=1)
def _pool(timeout: float | None) -> WorkerPool:
    """The processes of this Dask worker: as many as it has calls at a time, for no more are started."""
    return WorkerPool(os.cpu_count() or 1, timeout=timeout)


class ClusterExecutor(Executor):
    """Dask's own executor, but that the calls it has not answered fail when the cluster has had no workers for a minute."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._inner = client.get_executor(pure=False)
        self._waiting: set[Future[Any]] = set()
        self._ended = threading.Event()
        self._is_lost = False
        threading.Thread(target=self._watch, daemon=True).start()

    def submit(self, function: Callable[..., R], /, *arguments: Any, **named: Any) -> Future[R]:
        """Call a function on the cluster; BrokenExecutor once that is lost."""
        if self._is_lost:
            raise BrokenExecutor("the cluster has no workers any more")
        ours: Future[R] = Future()
        self._waiting.add(ours)
        theirs = self._inner.submit(function, *arguments, **named)
        ours.add_done_callback(lambda one: theirs.cancel() if one.cancelled() else None)
        theirs.add_done_callback(lambda one: self._answer(ours, one))
        return ours

    def end(self) -> None:
        """Look after the cluster no longer."""
        self._ended.set()

    def _answer(self, ours: Future[R], theirs: Future[R]) -> None:
        self._waiting.discard(ours)
        with suppress(Exception):  # given up or failed before: nobody waits for this any more
            error = None if theirs.cancelled() else theirs.exception()
            if theirs.cancelled() or error is not None:
                ours.set_exception(error or ConnectionError("the cluster cancelled the call"))
            else:
                ours.set_result(theirs.result())

    def _watch(self) -> None:
        empty = 0
        while not self._ended.wait(_LOOK_EVERY):
            try:
                empty = 0 if self._client.nthreads() else empty + 1
            except Exception:  # noqa: BLE001 - a scheduler that does not answer has no workers for us
                empty += 1
            if empty >= _WITHOUT_WORKERS:
                self._is_lost = True
                for future in tuple(self._waiting):
                    with suppress(Exception):
                        future.set_exception(BrokenExecutor("the cluster has no workers any more"))
                return


@contextmanager
def cluster_executor(address: str) -> Iterator[tuple[ClusterExecutor, int]]:
    """An executor on the cluster whose scheduler is at `address`, and how many calls it can make at a time.

    The cluster's workers need this library; they need not see the files. A worker that is lost has its work done by another.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise MissingExtra(
            "distributed is needed: pip install 'govinfo-reports[dask]'",
            reason_zh="需要 distributed：pip install 'govinfo-reports[dask]'",
            extra="dask",
        ) from error
    try:
        client: Any = Client(  # type: ignore[no-untyped-call]
            address, timeout=_CONNECT_SECONDS, set_as_default=False
        )
    except (OSError, ValueError) as error:
        raise NoCluster(
            f"no Dask scheduler at {address} ({error})", reason_zh=f"无法连接 Dask：{address}"
        ) from error
    try:
        threads = sum(client.nthreads().values())
        if not threads:
            raise NoCluster(f"the cluster at {address} has no workers", reason_zh="集群中没有工作进程")
        executor = ClusterExecutor(client)
        try:
            yield executor, threads
        finally:
            executor.end()
    finally:
        client.close()
