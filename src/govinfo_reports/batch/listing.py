"""The files of a batch: found in folders, named apart from where those stand, in one order, cut into chunks."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from zlib import crc32

from attrs import frozen

__all__ = ["Entry", "Listing", "chunks_of", "find_files", "sha256_of"]

_USUAL_CHUNK = 64
_LONGEST_CHUNK = 256
_BLOCK = 1 << 20


@frozen
class Entry:
    """A file: its name (its path below the folder given, with `/`; before it the folder's name where several were given),
    the path to open, its size and time of change."""

    name: str
    path: str
    size: int
    changed: int


@frozen
class Listing:
    """The files found, by name, and the folders and pipes that could not be read, with the reason."""

    entries: tuple[Entry, ...]
    refused: tuple[tuple[str, str], ...]


def find_files(places: Sequence[str | os.PathLike[str]], *, without: Path | None = None) -> Listing:
    """All files in and below the places (folders or files), hidden ones and Word's lock files left out, and what is below
    `without`; each file once."""
    entries: list[Entry] = []
    refused: list[tuple[str, str]] = []
    seen: set[str] = set()
    skipped = os.path.realpath(without) if without is not None else None
    names = _names([os.fspath(place) for place in places])
    for place, name in names:
        errors: list[OSError] = []
        for path, below in _files(place, skipped, errors):
            real = os.path.realpath(path)
            if real in seen:
                continue
            seen.add(real)
            try:
                status = os.stat(path)
            except OSError as error:
                errors.append(error)
                continue
            if not stat.S_ISREG(status.st_mode):
                errors.append(OSError(0, "not a file", path))
                continue
            label = "/".join(part for part in (name, below) if part)
            entries.append(Entry(_clean(label), path, status.st_size, status.st_mtime_ns))
        refused.extend((_clean(str(error.filename)), str(error.strerror)) for error in errors)
    entries.sort(key=lambda entry: (entry.name, entry.path))
    return Listing(tuple(entries), tuple(sorted(refused)))


def _names(places: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each place with the name that stands before its files' names: none for a single folder."""
    if len(places) == 1 and os.path.isdir(places[0]):
        yield places[0], ""
        return
    used: Counter[str] = Counter()
    for place in places:
        name = Path(os.path.abspath(place)).name
        used[name] += 1
        yield place, name if used[name] == 1 else f"{name} ({used[name]})"


def _files(place: str, skipped: str | None, errors: list[OSError]) -> Iterator[tuple[str, str]]:
    """The files of a place with their paths below it."""
    if not os.path.isdir(place):
        yield place, ""
        return
    for folder, folders, files in os.walk(place, onerror=errors.append):
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and os.path.realpath(os.path.join(folder, name)) != skipped
        ]
        for name in files:
            if not name.startswith((".", "~$")):
                path = os.path.join(folder, name)
                yield path, Path(path).relative_to(place).as_posix()


def _clean(name: str) -> str:
    """The name in UTF-8: bytes of another encoding are written as escapes."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def chunks_of(entries: Sequence[Entry]) -> Iterator[tuple[Entry, ...]]:
    """The files in order in runs of some 64. Where a run ends depends on names only: a file more changes one run."""
    chunk: list[Entry] = []
    for entry in entries:
        chunk.append(entry)
        if len(chunk) >= _LONGEST_CHUNK or crc32(entry.name.encode()) % _USUAL_CHUNK == 0:
            yield tuple(chunk)
            chunk = []
    if chunk:
        yield tuple(chunk)


def sha256_of(path: str) -> str:
    """The SHA-256 of a file's bytes, in hex; OSError where it cannot be read."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
