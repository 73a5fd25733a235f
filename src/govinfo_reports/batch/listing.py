"""The files of a batch: found in folders, named apart from where those stand, in one order, cut into
chunks."""

from __future__ import annotations

import os
import re
import stat
from collections import deque
from collections.abc import Collection, Container, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from zlib import crc32

from attrs import frozen

from ..export.arrow import COLUMNS
from ..places import found_in, is_address, spread, stamp_of

__all__ = ["CHUNKS", "SUMMARY", "SourceFile", "SourceListing", "chunks_of", "find_files"]

CHUNKS = os.path.join(".batch", "chunks")
"""The folder in the output folder in which a batch keeps what is done."""
SUMMARY = "summary.json"
_KEPT = "/.batch/"
_WRITTEN = frozenset({*COLUMNS, "sources", SUMMARY})
_WRITTEN_THERE = _WRITTEN | {"tables", "manifest.json"}
"""What a batch leaves in its output folder, and at an address."""
_UNSETTLED = re.compile(r"(?:^|/)(?:\.|~\$)")

_USUAL_CHUNK = 64
_LONGEST_CHUNK = 256


@frozen
class SourceFile:
    """A file: its name (its path below the folder given, with `/`; before it the folder's name where several
    were given), the path to open, its size, and when its content and the file itself were changed: copying a
    file with its times, as `cp -p` does, changes the second only."""

    name: str
    path: str
    size: int
    changed: tuple[int, int]


@frozen
class SourceListing:
    """The files found, by name, and what could not be read (folders, pipes, broken links), with the
    reason."""

    entries: tuple[SourceFile, ...]
    refused: tuple[tuple[str, str], ...]


def find_files(
    places: Sequence[str | os.PathLike[str]], *, without: str | Path | None = None, web: bool = False
) -> SourceListing:
    """All files in and below the places (folders, files, patterns such as `2022/**/*.pdf`, addresses of a
    store), each once and under a name of its own, in the order of names.

    Left out are hidden files, Word's lock files, and what a batch has written, into the folder or at the
    address `without` or any other. Links to folders are followed, but not one that leads back to a folder it
    stands in.
    """
    walk = _Walk(without)
    for place, name in _names([*spread([os.fspath(place) for place in places])]):
        if is_address(place):
            walk.add_store(place, name, web=web)
        else:
            walk.add(place, name)
    walk.follow_links()
    entries: list[SourceFile] = []
    names: set[str] = set()
    for name, path, size, times in sorted(walk.found):
        # Names that are no UTF-8 may become equal when they are written as escapes.
        unique = _unused(name, names)
        names.add(unique)
        entries.append(SourceFile(unique, path, size, times))
    entries.sort(key=lambda entry: entry.name)
    return SourceListing(tuple(entries), tuple(sorted(walk.refused)))


def _unused(name: str, used: Container[str]) -> str:
    """The name, with a number where it is taken."""
    number = 1
    unique = name
    while unique in used:
        number += 1
        unique = f"{name} ({number})"
    return unique


def _names(places: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each place with the name that stands before its files' names: none for a single folder."""
    if len(places) == 1 and (is_address(places[0]) or os.path.isdir(places[0])):
        yield places[0], ""
        return
    used: set[str] = set()
    for place in places:
        plain = place.partition("::")[0].rstrip("/") if is_address(place) else os.path.abspath(place)
        name = _unused(Path(plain).name, used)
        used.add(name)
        yield place, name


class _Walk:
    """A walk through folders that comes to each file and each folder once, whatever links there are."""

    def __init__(self, out: str | Path | None) -> None:
        self.found: list[tuple[str, str, int, tuple[int, int]]] = []
        self.refused: list[tuple[str, str]] = []
        self._out = None if out is None else str(out) if is_address(out) else os.path.realpath(out)
        self._files: set[str] = set()
        self._folders: set[str] = set()
        self._links: deque[tuple[str, str]] = deque()

    def add(self, place: str, name: str) -> None:
        """Go through a place, whose files' names begin with `name`; links to folders are left for
        `follow_links`."""
        if not os.path.isdir(place):
            self._add_file(place, name)
            return
        for folder, folders, files in os.walk(place, onerror=self._refuse):
            real = os.path.realpath(folder)
            if real in self._folders:
                folders.clear()
                continue
            self._folders.add(real)
            is_output = real == self._out or os.path.isdir(os.path.join(folder, CHUNKS))
            left_out = _WRITTEN if is_output else frozenset()
            below = Path(folder).relative_to(place).parts
            for one in sorted(files):
                if not one.startswith((".", "~$")) and one not in left_out:
                    self._add_file(os.path.join(folder, one), _joined(name, *below, one), real)
            kept = sorted(one for one in folders if not one.startswith(".") and one not in left_out)
            links = [one for one in kept if os.path.islink(os.path.join(folder, one))]
            self._links.extend((os.path.join(folder, one), _joined(name, *below, one)) for one in links)
            folders[:] = [one for one in kept if one not in links]

    def add_store(self, address: str, name: str, *, web: bool) -> None:
        """Add the files at an address; what tells of their change is the store's hash or time."""
        try:
            files = [*found_in(address, web=web)]
        except OSError as error:
            self.refused.append((address, error.strerror or str(error)))
            return
        outputs = {one for _, path, _ in files for one, mark, _ in [path.partition(_KEPT)] if mark}
        if self._out is not None:
            outputs.add(self._out)
        for below, path, details in files:
            if path in self._files or _UNSETTLED.search(below) or _is_written(path, outputs):
                continue
            self._files.add(path)
            stamp = int(sha256(stamp_of(details).encode()).hexdigest()[:15], 16)
            full = name if below == name else _joined(name, below)
            self.found.append((_clean(full), path, int(details.get("size") or 0), (stamp, 0)))

    def follow_links(self) -> None:
        """Go through the folders that links lead to and that were not read without them."""
        while self._links:
            path, name = self._links.popleft()
            real = os.path.realpath(path)
            holder = os.path.realpath(os.path.dirname(path))
            if real != holder and not holder.startswith(os.path.join(real, "")):
                self.add(path, name)

    def _add_file(self, path: str, name: str, folder: str | None = None) -> None:
        """Add a file; `folder` is where the folder that it stands in really is, if that is known."""
        is_plain = folder is not None and not os.path.islink(path)
        real = os.path.join(folder or "", os.path.basename(path)) if is_plain else os.path.realpath(path)
        if real in self._files:
            return
        self._files.add(real)
        try:
            status = os.stat(path)
        except OSError as error:
            self._refuse(error)
            return
        if stat.S_ISREG(status.st_mode):
            times = status.st_mtime_ns, status.st_ctime_ns
            self.found.append((_clean(name), path, status.st_size, times))
        else:
            self._refuse(OSError(0, "not a file", path))

    def _refuse(self, error: OSError) -> None:
        self.refused.append((_clean(str(error.filename)), str(error.strerror)))


def _is_written(path: str, outputs: Collection[str]) -> bool:
    """Whether an address is that of something that a batch has written, to one of these addresses."""
    return any(
        path.startswith(f"{one}/") and path.removeprefix(f"{one}/").partition("/")[0] in _WRITTEN_THERE
        for one in outputs
    )


def _joined(*parts: str) -> str:
    return "/".join(part for part in parts if part)


def _clean(name: str) -> str:
    """The name in UTF-8: bytes of another encoding are written as escapes."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def chunks_of(entries: Sequence[SourceFile]) -> Iterator[tuple[SourceFile, ...]]:
    """The files in order in runs of some 64. Where a run ends depends on names only: a file more changes one
    run."""
    chunk: list[SourceFile] = []
    for entry in entries:
        chunk.append(entry)
        if len(chunk) >= _LONGEST_CHUNK or crc32(entry.name.encode()) % _USUAL_CHUNK == 0:
            yield tuple(chunk)
            chunk = []
    if chunk:
        yield tuple(chunk)
