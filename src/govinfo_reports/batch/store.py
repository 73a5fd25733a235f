"""Where a batch keeps what is done: chunks while it runs, Parquet at the end.

A chunk is a folder of Arrow files that gets its final name when it is whole; killed at any moment, a run
leaves only whole chunks and nameless rests. The Parquet is made from the chunks in their order, so it does
not depend on who made them when.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from attrs import frozen

from ..errors import GovInfoError
from ..language import phrase, word
from .chunks import (
    PARTITIONED,
    TABLES,
    Chunk,
    make_chunk,
    open_table,
    read_chunk,
    remove,
    settle,
    settle_folder,
    sha256_of,
)
from .edition import Edition
from .listing import CHUNKS, SUMMARY, SourceFile
from .objects import StoreInUse
from .parquet import write_parquet

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "CHANGED",
    "FOREIGN",
    "Damage",
    "NotOurs",
    "Store",
    "StoreInUse",
    "is_summary",
    "key_of",
    "looks_like_ours",
    "not_ours",
    "refuse_what_is_not_ours",
    "state_of",
]

_FIRST_REPORTS = 2008
"""The year of the first reports of all."""
_NO_YEAR = "__HIVE_DEFAULT_PARTITION__"
_FORMAT = 3
CHANGED = word("is not as it was written")
FOREIGN = word("was not written by this batch")
_OUR_FOLDER = re.compile(r"year=\w+")
_OUR_FILE = re.compile(r"part-\d{4,}\.parquet|\.DS_Store")


class NotOurs(GovInfoError):
    """Where a batch would put its tables there are files that no batch has written."""


@frozen
class Damage:
    """Something of a batch's that is not as it was written: the chunk or file, and what is wrong with it."""

    path: str
    reason: str


def key_of(entries: Sequence[SourceFile], settings: str) -> str:
    """What names a chunk: its files' names, sizes and times of change, and the settings they are read
    with."""
    said = [f"{_FORMAT} {settings}", *(f"{one.size} {one.changed} {one.name}" for one in entries)]
    return hashlib.sha256("\0".join(said).encode()).hexdigest()[:32]  # a name may hold anything but \0


def looks_like_ours(name: str) -> bool:
    """Whether a file below a table's folder has the name of one of a batch's."""
    return _OUR_FILE.fullmatch(name.rpartition("/")[2]) is not None


def refuse_what_is_not_ours(out: Path) -> None:
    """Raise NotOurs where what a batch puts into `out` would take the place of other files than a batch's
    own."""
    for name in TABLES:
        place = out / name
        if place.is_symlink() or (place.exists() and not place.is_dir()):
            raise not_ours(place)
        for folder, folders, files in os.walk(place):
            for one in folders:
                if not _OUR_FOLDER.fullmatch(one) or os.path.islink(os.path.join(folder, one)):
                    raise not_ours(Path(folder, one))
            for one in files:
                if not _OUR_FILE.fullmatch(one):
                    raise not_ours(Path(folder, one))
    if os.path.lexists(out / SUMMARY):
        try:
            is_ours = is_summary((out / SUMMARY).read_bytes(), was_here=(out / CHUNKS).is_dir())
        except OSError:
            is_ours = False
        if not is_ours:
            raise not_ours(out / SUMMARY)


def is_summary(data: bytes, *, was_here: bool) -> bool:
    """Whether this is a batch's summary; a torn one is, where a batch `was_here`."""
    try:
        content = json.loads(data)
    except ValueError:
        return was_here
    return isinstance(content, dict) and {"sources", "reports", "figures", "duplicates"} <= content.keys()


def state_of(chunks: Sequence[Chunk]) -> str:
    """What tells whether tables were made of these chunks, as they are."""
    return hashlib.sha256(" ".join(f"{chunk.key}:{chunk.sha256}" for chunk in chunks).encode()).hexdigest()


def not_ours(path: str | Path) -> NotOurs:
    """The error for what a batch has not written."""
    return NotOurs(
        phrase(
            "{path} was not written by a batch, and would be lost: choose another output folder", path=path
        )
    )


class Store:
    """The output folder of a batch; used as a context manager, it is locked against a second run."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.place: str | Path = out
        self.maker: Callable[..., Mapping[str, int]] = make_chunk
        self.chunks = out / CHUNKS
        self._work = self.chunks.parent
        self._spools = self._work / "spool"
        self._before = self._work / "before"
        self._mark = self._work / "published"
        self._lock: IO[str] | None = None

    def __enter__(self) -> Store:
        self.chunks.mkdir(parents=True, exist_ok=True)
        self._lock = (self._work / "lock").open("w")
        try:
            import fcntl

            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:  # pragma: no cover - Windows: nothing keeps a second run away there
            pass
        except OSError as error:
            self._lock.close()
            raise StoreInUse(phrase("another run is writing to {out}", out=self.out)) from error
        for rest in self.chunks.glob("new-*"):
            remove(rest)
        remove(self._spools)
        return self

    def __exit__(self, *_: object) -> None:
        if self._lock is not None:
            self._lock.close()

    def chunk(self, key: str) -> Chunk | None:
        """The chunk of that key, if it is done and undamaged."""
        return read_chunk(self.chunks, key)

    def sources(self, chunk: Chunk) -> pa.Table:
        """The chunk's table of sources."""
        table: pa.Table = open_table(self.chunks, chunk.key, "sources").read_all()
        return table

    def begin(self, key: str) -> str:
        """Begin a chunk: gives the folder for the rows of its files."""
        folder = self._spools / key
        folder.mkdir(parents=True, exist_ok=True)
        return str(folder)

    def settled(self, key: str) -> None:
        """A chunk is made: what it was made from goes."""
        remove(self._spools / key)

    def keep_only(self, chunks: Sequence[Chunk]) -> None:
        """Drop the chunks of files that are no longer there or have changed."""
        remove(self._spools)
        keys = {chunk.key for chunk in chunks}
        for folder in self.chunks.iterdir():
            if folder.name not in keys and folder.is_dir():
                remove(folder)

    def publish(
        self,
        chunks: Sequence[Chunk],
        *,
        call: Callable[..., Future[None]] | None = None,
        keeps_before: bool = False,
    ) -> Path | str | None:
        """Write the Parquet of all chunks in place of what was there before, unless it is that already;
        `call` has others do the work. With `keeps_before` what was there is given back, as a place that
        stands until `forget_before`."""
        state = state_of(chunks)
        if self._is_published(state):
            return None
        refuse_what_is_not_ours(self.out)
        remove(self._mark)
        ready = self._work / "ready"
        remove(ready)
        editions = tuple(sorted({chunk.edition for chunk in chunks}))
        tasks = [task for name in TABLES for task in self._tasks(name, chunks, editions, ready / name)]
        if call is None:
            for task in tasks:
                write_parquet(*task)
        else:
            for future in [call(write_parquet, *task) for task in tasks]:
                future.result()
        remove(self._before)
        self._before.mkdir()
        for name in TABLES:
            if (self.out / name).exists():
                (self.out / name).rename(self._before / name)
            (ready / name).rename(self.out / name)
        remove(ready)
        settle_folder(self.out)
        with self._mark.open("w", encoding="utf-8") as file:
            file.write("\n".join([state, *self.written()]))
            settle(file)
        if keeps_before and all((self._before / name).exists() for name in TABLES):
            return self._before
        self.forget_before()
        return None

    def forget_before(self) -> None:
        """Take away what `publish` gave back."""
        remove(self._before)

    def _is_published(self, state: str) -> bool:
        """Whether what is in place was made of these chunks, and is as it was written; a torn mark tells
        nothing."""
        with suppress(OSError, ValueError):
            return self._mark.read_text(encoding="utf-8") == "\n".join([state, *self.written()])
        return False

    def written(self) -> list[str]:
        """The checksums and names of the Parquet files in place."""
        files = sorted(path for name in TABLES for path in (self.out / name).rglob("*.parquet"))
        return [f"{sha256_of(path)} {path.relative_to(self.out).as_posix()}" for path in files]

    def damage(self) -> Iterator[Damage]:
        """Look at every chunk and every Parquet file, and tell of those that are not as they were written."""
        for folder in sorted(self.chunks.iterdir()) if self.chunks.is_dir() else ():
            if folder.is_dir() and read_chunk(self.chunks, folder.name) is None:
                yield Damage(folder.relative_to(self.out).as_posix(), CHANGED)
        try:
            _, *lines = self._mark.read_text(encoding="utf-8").split("\n")
            stated = {name: total for total, _, name in (line.partition(" ") for line in lines)}
        except (OSError, ValueError):
            yield Damage(self._mark.relative_to(self.out).as_posix(), word("is not there, or cannot be read"))
            return
        found = {
            path.relative_to(self.out).as_posix(): path
            for name in TABLES
            for path in ((self.out / name).rglob("*") if (self.out / name).is_dir() else [self.out / name])
            if (path.is_symlink() or path.is_file()) and path.name != ".DS_Store"
        }
        for name in sorted(stated.keys() | found.keys()):
            if name not in found:
                yield Damage(name, word("is missing"))
            elif name not in stated:
                yield Damage(name, FOREIGN)
            else:
                try:
                    is_same = sha256_of(found[name]) == stated[name]
                except OSError:
                    yield Damage(name, word("cannot be read"))
                else:
                    if not is_same:
                        yield Damage(name, CHANGED)

    def _tasks(
        self, name: str, chunks: Sequence[Chunk], editions: tuple[Edition, ...], folder: Path
    ) -> Iterator[tuple[str, str, str, tuple[Edition, ...], tuple[tuple[str, int], ...]]]:
        """What `write_parquet` is called with for each year of a table."""
        has_years = name in PARTITIONED
        found = {year for chunk in chunks for year in chunk.years[name]}
        years: list[int | None] = [*sorted(year for year in found if year is not None)]
        if has_years and not years:
            # Without one folder of a year, nobody who reads the table can tell that years are numbers.
            years.append(_first_year(chunks))
        if None in found or not has_years:
            years.append(None)
        for year in years:
            place = folder / f"year={_NO_YEAR if year is None else year}" if has_years else folder
            place.mkdir(parents=True)
            batches = tuple(
                (chunk.key, chunk.years[name].index(year)) for chunk in chunks if year in chunk.years[name]
            )
            yield str(place), str(self.chunks), name, editions, batches

    def write_summary(self, text: str) -> None:
        """Write the summary into the folder, whole or not at all."""
        new = self._work / f"new-{SUMMARY}"
        with new.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            settle(file)
        new.replace(self.out / SUMMARY)


def _first_year(chunks: Sequence[Chunk]) -> int:
    years = [year for chunk in chunks for year in chunk.years["reports"] if year is not None]
    return min(years, default=_FIRST_REPORTS)
