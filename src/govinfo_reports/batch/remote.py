"""The output of a batch at an address of a store: made in a folder of this machine, kept there.

    OUT/.batch/chunks/KEY.zip      what is done, an object for each chunk
    OUT/tables/GENERATION/...      the Parquet; a generation is named by the hash of its files, and never
    changed OUT/manifest.json              which generation counts, of which chunks it was made, the
    checksums of its files: written last OUT/summary.json

A reader of the manifest sees all of one generation or all of another. What a run that was killed has left
half is in no manifest.
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
import os
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any

from ..language import word
from ..places import is_address
from .chunks import TABLES, Chunk, Kept, make_chunk, read_chunk, remove
from .edition import Edition
from .listing import SUMMARY
from .objects import GENERATIONS, MANIFEST, Lease, Objects, manifest_at, manifest_of
from .store import (
    CHANGED,
    FOREIGN,
    Damage,
    Store,
    is_summary,
    looks_like_ours,
    not_ours,
    refuse_what_is_not_ours,
    state_of,
)

__all__ = ["RemoteStore", "store_at", "store_for"]

_CHUNKS = ".batch/chunks"
_NO_TIME = (1980, 1, 1, 0, 0, 0)

_log = logging.getLogger(__name__)


def store_at(out: str | os.PathLike[str], *, web: bool = False) -> Store:
    """The output of a batch in a folder, or at an address, to be looked at. Raises MissingExtra, NotAsked."""
    return RemoteStore(out, web=web) if isinstance(out, str) and is_address(out) else Store(Path(out))


def store_for(out: str | os.PathLike[str], *, web: bool = False) -> Store:
    """The same, to be written to. Raises NotOurs, MissingExtra, NotAsked."""
    store = store_at(out, web=web)
    if not isinstance(store, RemoteStore):  # what is at an address is looked at when it is entered
        refuse_what_is_not_ours(store.out)
    return store


def _make_and_send(
    address: str, folder: str, key: str, files: Sequence[Kept], timeout: float | None, edition: Edition
) -> Mapping[str, int]:
    """What a worker does: make the chunk in the folder of this machine, and put it into the store as one
    object."""
    counts = make_chunk(folder, key, files, timeout, edition)
    Objects(address, web=True).write(f"{_CHUNKS}/{key}.zip", _packed(Path(folder) / key))
    return counts


def _packed(folder: Path) -> bytes:
    """A chunk as one object: what is in it is compressed already."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for path in sorted(folder.iterdir()):
            file.writestr(zipfile.ZipInfo(path.name, _NO_TIME), path.read_bytes())
    return packed.getvalue()


def _unpack(data: bytes, folder: Path) -> None:
    """Lay out a chunk; what cannot be unpacked leaves a folder that `read_chunk` finds damaged."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            for name in ("chunk.json", *(f"{table}.arrow" for table in TABLES)):
                (folder / name).write_bytes(file.read(name))
    except (zipfile.BadZipFile, KeyError, EOFError, OSError, RuntimeError, ValueError, zlib.error) as error:
        _log.warning("chunk %s cannot be unpacked: %s", folder.name, error)


def _send(address: str, path: str, name: str) -> None:
    """Put a file of this machine into the store."""
    Objects(address, web=True).write(name, Path(path).read_bytes())


def _scratch_of(address: str) -> Path:
    """The folder of this machine, of this user's, in which the output at an address is made."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "govinfo-reports" / hashlib.sha256(address.encode()).hexdigest()[:32]


class RemoteStore(Store):
    """A `Store` whose chunks and tables are kept at an address. What counts is what is there: the folder of
    this machine is emptied at the beginning and at the end."""

    def __init__(self, address: str, *, web: bool = False) -> None:
        self.objects = Objects(address, web=web)
        super().__init__(_scratch_of(self.objects.address))
        self.place = self.objects.address
        self._lease = Lease(self.objects)
        self._former: str | None = None
        self.maker = partial(_make_and_send, self.objects.address)

    def __enter__(self) -> RemoteStore:
        super().__enter__()
        try:
            self._empty()
            self._refuse_what_is_not_ours()
            self._lease.take()
            for name in self._kept():
                self._fetch(name, self.chunks)
        except BaseException:
            self._lease.give_back()
            super().__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._lease.give_back()
            self._empty()
        finally:
            super().__exit__()

    def _empty(self) -> None:
        for name in (*TABLES, SUMMARY):
            remove(self.out / name)
        for path in self.chunks.iterdir():
            remove(path)
        self._mark.unlink(missing_ok=True)

    def _kept(self) -> list[str]:
        return [name for name in self.objects.names(_CHUNKS) if name.endswith(".zip")]

    def _fetch(self, name: str, folder: Path) -> str:
        key = name.rpartition("/")[2].removesuffix(".zip")
        _unpack(self.objects.read(name) or b"", folder / key)
        return key

    def _refuse_what_is_not_ours(self) -> None:
        found = self.objects.read(MANIFEST)
        if found is not None and manifest_at(self.objects) is None and not self._kept():
            raise not_ours(f"{self.place}/{MANIFEST}")
        summary = self.objects.read(SUMMARY)
        if summary is not None and not is_summary(summary, was_here=bool(self._kept())):
            raise not_ours(f"{self.place}/{SUMMARY}")

    def keep_only(self, chunks: Sequence[Chunk]) -> None:
        super().keep_only(chunks)
        keys = {f"{_CHUNKS}/{chunk.key}.zip" for chunk in chunks}
        self.objects.remove(name for name in self._kept() if name not in keys)

    def publish(
        self,
        chunks: Sequence[Chunk],
        *,
        call: Callable[..., Future[None]] | None = None,
        keeps_before: bool = False,
    ) -> str | None:
        state = state_of(chunks)
        manifest = manifest_at(self.objects)
        if manifest is not None and manifest.get("state") == state:
            damage = [*self._damaged_tables(manifest)]
            if all(one.reason == FOREIGN for one in damage):
                self._put_away([one.path for one in damage])
                return None
        super().publish(chunks, call=call)
        files = {name: total for total, _, name in (line.partition(" ") for line in self.written())}
        generation = hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()[:16]
        tables = f"{GENERATIONS}/{generation}"
        tasks = [(self.objects.address, str(self.out / name), f"{tables}/{name}") for name in sorted(files)]
        if call is None:
            for task in tasks:
                _send(*task)
        else:
            for future in [call(_send, *task) for task in tasks]:
                future.result()
        self._send_what_is_not_there(chunks, tasks)
        self._lease.check()
        self.objects.write(MANIFEST, manifest_of(tables, state, files))
        self._former = None
        if keeps_before and manifest is not None and manifest["tables"] != tables:
            self._former = str(manifest["tables"])
            return f"{self.place}/{self._former}"
        self.forget_before()
        return None

    def _send_what_is_not_there(self, chunks: Sequence[Chunk], tasks: Sequence[tuple[str, str, str]]) -> None:
        """Put what others were to put into the store and it does not have: one that is in the memory of this
        process only, or a folder that they do not see."""
        there = {*self.objects.names("")}
        for _, path, name in tasks:
            if name not in there:
                self.objects.write(name, Path(path).read_bytes())
        for chunk in chunks:
            name = f"{_CHUNKS}/{chunk.key}.zip"
            if name not in there:
                self.objects.write(name, _packed(self.chunks / chunk.key))

    def _put_away(self, names: Sequence[str]) -> None:
        """Remove what is in no manifest and would be read as a part of a table; what else stands among the
        tables is told."""
        self.objects.remove(name for name in names if looks_like_ours(name))
        for name in names:
            if not looks_like_ours(name):
                _log.warning("%s/%s was not written by this batch", self.place, name)

    def forget_before(self) -> None:
        super().forget_before()
        manifest = manifest_at(self.objects)
        if manifest is not None:
            kept = f"{manifest['tables']}/"
            self.objects.remove(name for name in self.objects.names(GENERATIONS) if not name.startswith(kept))

    def write_summary(self, text: str) -> None:
        self.objects.write(SUMMARY, text.encode())

    def damage(self) -> Iterator[Damage]:
        with tempfile.TemporaryDirectory() as folder:
            for name in self._kept():
                key = self._fetch(name, Path(folder))
                if read_chunk(Path(folder), key) is None:
                    yield Damage(name, CHANGED)
                remove(Path(folder) / key)
        manifest = manifest_at(self.objects)
        if manifest is None:
            yield Damage(MANIFEST, word("is not there, or cannot be read"))
            return
        yield from self._damaged_tables(manifest)

    def _damaged_tables(self, manifest: dict[str, Any]) -> Iterator[Damage]:
        tables = manifest["tables"]
        stated = {f"{tables}/{name}": total for name, total in manifest["files"].items()}
        found = {*self.objects.names(tables)}
        for name in sorted(stated.keys() | found):
            data = self.objects.read(name) if name in stated and name in found else None
            if name not in stated:
                yield Damage(name, FOREIGN)
            elif data is None:
                yield Damage(name, word("is missing"))
            elif hashlib.sha256(data).hexdigest() != stated[name]:
                yield Damage(name, CHANGED)
