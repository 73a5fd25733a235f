"""The batch on a Dask cluster (extra `dask`)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from ..errors import GovInfoError, MissingExtra, UnreadableSource
from ..language import phrase
from .cluster import ClusterExecutor, threads_of
from .one import BatchItem, ReadFile, failed, parse_piece
from .pool import WorkerPool

__all__ = ["NoCluster", "cluster_executor", "parse_piece_apart"]

_CONNECT_SECONDS = 20


class NoCluster(GovInfoError):
    """No scheduler answers at the address, or it has no workers."""


def parse_piece_apart(piece: BatchItem, timeout: float | None) -> ReadFile:
    """What becomes of one source, read in a process beside the Dask worker, which poison and slow sources
    cannot harm."""
    try:
        return _pool(timeout).submit(parse_piece, piece).result()
    except UnreadableSource as error:
        return failed(piece.name, error)


@lru_cache(maxsize=1)
def _pool(timeout: float | None) -> WorkerPool:
    """The processes of this Dask worker: as many as it has calls at a time, for no more are started."""
    return WorkerPool(os.cpu_count() or 1, timeout=timeout)


@contextmanager
def cluster_executor(address: str) -> Iterator[tuple[ClusterExecutor, int]]:
    """An executor on the cluster whose scheduler is at `address`, and how many calls it can make at a time.

    The cluster's workers need this library; they need not see the files. A worker that is lost has its work
    done by another.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise MissingExtra(
            phrase("distributed is needed: pip install 'govinfo-reports[dask]'"), extra="dask"
        ) from error
    try:
        client: Any = Client(  # type: ignore[no-untyped-call]
            address, timeout=_CONNECT_SECONDS, set_as_default=False
        )
    except (OSError, ValueError) as error:
        raise NoCluster(
            phrase("no Dask scheduler at {address} ({error})", address=address, error=error)
        ) from error
    try:
        threads = threads_of(client)
        if not threads:
            raise NoCluster(phrase("the cluster at {address} has no workers", address=address))
        with ClusterExecutor(client.get_executor(pure=False), client) as executor:
            yield executor, threads
    finally:
        client.close()
