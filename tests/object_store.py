"""A real object store on the loopback: moto's server, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from typing import Any

import fsspec

__all__ = ["environment", "kept", "s3", "serving", "tables"]


def environment(port: int) -> dict[str, str]:
    """What programs are told to find the store and nothing else."""
    return {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ACCESS_KEY_ID": "tests",
        "AWS_SECRET_ACCESS_KEY": "tests",  # the server takes any
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "NO_PROXY": "127.0.0.1",
        "no_proxy": "127.0.0.1",
    }


@contextmanager
def serving(folder: Path) -> Iterator[int]:
    """The port of a store that has the bucket `reports`."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    with (folder / "moto.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
            stdout=log,
            stderr=log,
            env={**os.environ, **environment(port)},
        )
    try:
        bucket = urllib.request.Request(f"http://127.0.0.1:{port}/reports", method="PUT")
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        for attempt in range(300):
            try:
                with opener.open(bucket):
                    break
            except OSError:
                if attempt == 299 or server.poll() is not None:
                    raise
                time.sleep(0.1)
        yield port
    finally:
        server.kill()
        server.wait()


def s3() -> Any:
    """The store, as fsspec knows it; what the process remembers of it is forgotten."""
    store = fsspec.filesystem("s3")
    store.invalidate_cache()
    return store


def kept(out: str) -> dict[str, bytes]:
    """All objects at an address, by their names below it."""
    store, root = fsspec.core.url_to_fs(out)
    store.invalidate_cache()
    return {name.removeprefix(root).lstrip("/"): store.cat_file(name) for name in store.find(root)}


def tables(out: str, folder: Path) -> Path:
    """What a reader of the manifest sees, laid out in a folder as a batch on this machine would leave it."""
    there = kept(out)
    tables = json.loads(there["manifest.json"])["tables"]
    for name, data in kept(f"{out}/{tables}").items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (folder / "summary.json").write_bytes(there["summary.json"])
    return folder
