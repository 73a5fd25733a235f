"""Stand-ins for the parsing of a source that go wrong on demand; they run in worker processes, which import
them by name."""

from __future__ import annotations

import hashlib
import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from govinfo_reports.batch import dask, one
from govinfo_reports.batch.many import Named, parse_named
from govinfo_reports.batch.one import BatchItem, parse_piece

__all__ = [
    "Odd",
    "changed_before",
    "closed",
    "no_memory",
    "odd_error",
    "odd_result",
    "parse_or_die",
    "piece_or_die",
    "piece_or_die_apart",
    "sha256_of",
    "without_litigation",
    "without_sources",
]


class Odd(Exception):
    """An error that pickles and cannot be made again from its pickle."""

    def __reduce__(self) -> Any:
        return _cannot_be_made, ()


def _cannot_be_made() -> None:
    raise TypeError("an error that cannot be made again")


def parse_or_die(source: Named) -> Any:
    """Do what the source says: `die`, `die once` (leaving the file named after it behind), `sleep` so many
    seconds."""
    word, _, rest = str(source.content).partition(":") if isinstance(source.content, str) else ("", "", "")
    if word == "die" or (word == "die once" and not Path(rest).exists()):
        if rest:
            Path(rest).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if word == "sleep":
        time.sleep(float(rest))
    content = b"" if word in {"die", "die once", "sleep"} else source.content
    return parse_named(Named(source.name, content))


def odd_error(argument: object) -> None:
    """Raise an error that cannot be sent."""
    raise Odd("first")


def odd_result(argument: object) -> Any:
    """Give a result that cannot be sent."""
    return lambda: argument


def no_memory(piece: BatchItem) -> Any:
    """Fail as a parser may that runs out of memory."""
    raise MemoryError("no memory")


def closed(piece: BatchItem) -> Any:
    """A file that may not be opened."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(one, "open_source", _refuse)
        return parse_piece(piece)


def _refuse(_: str) -> Any:
    raise PermissionError(13, "Permission denied")


def sha256_of(data: bytes) -> str:
    """The hash of bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def changed_before(piece: BatchItem) -> Any:
    """Change the file before it is read."""
    path = Path(str(piece.content))
    path.write_bytes(path.read_bytes().replace(b"12", b"345"))
    return parse_piece(piece)


def without_sources(piece: BatchItem) -> Any:
    """Read where no file of the run's can be seen: only bytes that are sent are there."""
    if isinstance(piece.content, bytes):
        return parse_piece(piece)
    return one.failed(piece.name, OSError(2, "not here"))


def without_litigation(piece: BatchItem) -> Any:
    """Read as a version would that knows no litigation."""
    read = parse_piece(piece)
    rows = dict(read.take())
    kept = [row for row in zip(*rows["facts"], strict=True) if not row[5].startswith("litigation.")]
    rows["facts"] = [*zip(*kept, strict=True)]
    return evolve(read, rows=rows)


def piece_or_die(piece: BatchItem) -> Any:
    """Parse a source, but kill the worker over one named `poison`, and take a minute over one named
    `slow`."""
    name = piece.name
    if name.startswith("poison"):
        os.kill(os.getpid(), signal.SIGKILL)
    if name.startswith("slow"):
        time.sleep(60)
    return parse_piece(piece)


def piece_or_die_apart(piece: BatchItem, timeout: float | None) -> Any:
    """`parse_piece_apart` with `piece_or_die` in place of the parser."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dask, "parse_piece", piece_or_die)
        return dask.parse_piece_apart(piece, timeout)
