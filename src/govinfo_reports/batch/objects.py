"""A folder in a store that fsspec reaches, and the lease that keeps a second run out of it.

All that is asked of the store is to put, get, list and delete whole objects: no appending, no renaming, no
locks.
"""

from __future__ import annotations

import json
import os
import re
import threading
import time
import uuid
from collections.abc import Iterable, Mapping
from contextlib import suppress
from glob import has_magic
from pathlib import Path
from typing import Any

from ..errors import GovInfoError
from ..language import phrase
from ..places import as_os_error, filesystem

__all__ = ["GENERATIONS", "LEASE", "MANIFEST", "Lease", "Objects", "StoreInUse", "manifest_at", "manifest_of"]

LEASE = ".batch/lease"
MANIFEST = "manifest.json"
GENERATIONS = "tables"
_VERSION = 1
_BEAT = 10.0
_PATIENCE = 3 * _BEAT
"""A lease that does not change for so long belongs to a run that has died."""


class StoreInUse(GovInfoError):
    """Another run is writing to the same output."""


class Objects:
    """The objects below an address (`s3://bucket/out`), by their names below it. What goes wrong is an
    OSError."""

    def __init__(self, address: str, *, web: bool = False) -> None:
        if "::" in address or has_magic(address):
            raise GovInfoError(
                phrase(
                    "{address}: tables are written to a plain address, not to a pattern or through "
                    "another address",
                    address=address,
                )
            )
        self.address = address.rstrip("/")
        self.store, root = filesystem(self.address, web=web)
        self._root = root.rstrip("/")

    def path(self, name: str) -> str:
        """The store's own path of an object."""
        return f"{self._root}/{name}"

    def read(self, name: str) -> bytes | None:
        """The bytes of an object; None where it is not there."""
        with as_os_error(self.path(name)):
            try:
                data: bytes = self.store.cat_file(self.path(name))
            except FileNotFoundError:
                return None
            return data

    def write(self, name: str, data: bytes) -> None:
        """Put an object in one step."""
        with as_os_error(self.path(name)):
            try:
                self.store.pipe_file(self.path(name), data)
            except FileNotFoundError:  # stores with folders want them made; a bucket is nobody's to make
                top = re.match(r"/*[^/]*", self._root)
                if top is None or not self.store.exists(top[0]):
                    raise
                self.store.makedirs(self.path(name).rpartition("/")[0], exist_ok=True)
                self.store.pipe_file(self.path(name), data)

    def names(self, under: str) -> list[str]:
        """The names of all objects that begin with `under` and a `/`, or of all (`""`)."""
        with as_os_error(self.path(under)):
            self.store.invalidate_cache()
            try:
                found: Iterable[str] = self.store.find(self.path(under).rstrip("/"))
            except FileNotFoundError:
                return []
            return sorted(one.removeprefix(self._root).lstrip("/") for one in found)

    def remove(self, names: Iterable[str]) -> None:
        """Delete objects, as far as they are there."""
        paths = [self.path(name) for name in names]
        if not paths:
            return
        with as_os_error(self.path("")), suppress(FileNotFoundError):
            self.store.rm(paths)


def manifest_of(tables: str, state: str, files: Mapping[str, str]) -> bytes:
    """What says that the tables below `tables` count: made of which chunks (`state_of`), and of which files,
    with their checksums."""
    told = {"batch": _VERSION, "tables": tables, "state": state, "files": files}
    return json.dumps(told, indent=1, sort_keys=True).encode()


def manifest_at(objects: Objects) -> dict[str, Any] | None:
    """The manifest at an address; None where there is none of a batch's."""
    found = _said(objects.read(MANIFEST) or b"")
    is_ours = (
        found.get("batch") == _VERSION
        and isinstance(found.get("files"), dict)
        and str(found.get("tables")).startswith(f"{GENERATIONS}/")
    )
    return found if is_ours else None


def _machine() -> str:
    """What tells this machine, since it was started, and this world of process numbers from others; empty
    where that cannot be told."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot} {os.readlink('/proc/self/ns/pid')}"
    except OSError:
        return ""


class Lease:
    """An object that says whose turn it is, written anew every ten seconds while the run lives.

    A run that finds a lease looks whether it changes; no clocks are compared. One of a process that has died
    on this machine does not count, one that stands still for half a minute neither.
    """

    def __init__(self, objects: Objects, *, beat: float = _BEAT, patience: float = _PATIENCE) -> None:
        self._objects = objects
        self._beat = beat
        self._patience = patience
        self._token = uuid.uuid4().hex
        self._count = 0
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def take(self) -> None:
        """Take the lease; StoreInUse where another run holds it."""
        found = self._objects.read(LEASE)
        if found and not _is_of_the_dead(found):
            until = time.monotonic() + self._patience
            while time.monotonic() < until:
                time.sleep(min(self._beat, self._patience) / 5)
                now = self._objects.read(LEASE)
                if not now:
                    break
                if now != found:
                    raise self._in_use()
        self._write()
        time.sleep(self._beat / 20)  # of two that begin at once the last to write has it
        self.check()
        self._thread = threading.Thread(target=self._hold, daemon=True, name="govinfo-reports-lease")
        self._thread.start()

    def check(self) -> None:
        """Raise StoreInUse where another run has, or has had, the lease meanwhile."""
        found = self._objects.read(LEASE)
        if found is None or _said(found).get("token") != self._token:
            raise self._in_use()

    def give_back(self) -> None:
        """End it, so that the next run need not wait."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()
        with suppress(OSError, StoreInUse):
            self.check()
            self._objects.remove([LEASE])

    def _hold(self) -> None:
        while not self._ended.wait(self._beat):
            with suppress(
                OSError, StoreInUse
            ):  # a store that is away for a moment; a lease that is lost is told by `check`
                self.check()
                self._write()

    def _write(self) -> None:
        with self._lock:
            self._count += 1
            told = {"token": self._token, "machine": _machine(), "process": os.getpid(), "beat": self._count}
            self._objects.write(LEASE, json.dumps(told).encode())

    def _in_use(self) -> StoreInUse:
        place = self._objects.address
        return StoreInUse(phrase("another run is writing to {place}", place=place))


def _said(data: bytes) -> dict[str, Any]:
    with suppress(ValueError):
        found = json.loads(data)
        if isinstance(found, dict):
            return found
    return {}


def _is_of_the_dead(lease: bytes) -> bool:
    """Whether it was written by a process of this machine that is no more."""
    said = _said(lease)
    process = said.get("process")
    if not said.get("machine") or said["machine"] != _machine() or not isinstance(process, int):
        return False
    return not Path(f"/proc/{process}").exists()
