"""The batch on a Dask cluster (extra `dask`)."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

from ..errors import GovInfoError, MissingExtra

__all__ = ["NoCluster", "cluster_executor"]

_CONNECT_SECONDS = 20


class NoCluster(GovInfoError):
    """No scheduler answers at the address, or it has no workers."""


@contextmanager
def cluster_executor(address: str) -> Iterator[tuple[Executor, int]]:
    """An executor on the cluster whose scheduler is at `address`, and how many calls it can make at a time.

    The cluster's workers need this library; they need not see the files. A worker that is lost has its work done by another;
    what kills one worker after another is read on this machine, where it is told apart from what stood beside it.
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
        yield client.get_executor(pure=False), threads
    finally:
        client.close()
