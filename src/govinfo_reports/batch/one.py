"""The function of one batch: some reports in, their Arrow tables out. Every scheduler runs this same
function."""

from __future__ import annotations

import errno
import hashlib
import os
import pickle
import threading
import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from ..errors import GovInfoError, UnreadableSource
from ..export.arrow import COLUMNS, arrow_table
from ..export.columns import Columns, Outcome, columns_in
from ..forms import Vocabulary, Words, vocabulary_of
from ..language import phrase
from ..limits import DEFAULT_LIMITS, Limits
from ..model.failure import Failure
from ..model.report import Report
from ..places import open_source
from .many import Named, parse_named

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "BatchItem",
    "ReadFile",
    "failed",
    "hash_of",
    "number_of",
    "parse_batch",
    "parse_piece",
    "tables_of",
    "with_bytes",
]

Rows = Mapping[str, Columns]
"""The rows of each table, column by column."""

_BLOCK = 1 << 20
_NUMBER = 53


@frozen(kw_only=True)
class BatchItem:
    """A file to be read: its name, where it is or its bytes, the hashes of earlier files that it may be a
    copy of, and the folder for its rows (None: they come with the answer). `same` is its size and time of
    change where it may be read on another machine, on which another file may have that path; `is_small` says
    that it may go to a worker together with others."""

    name: str
    content: str | bytes
    limits: Limits = DEFAULT_LIMITS
    vocabulary: Vocabulary | None = None
    known: tuple[str, ...] = ()
    spool: str | None = None
    same: tuple[int, int] | None = None
    is_small: bool = False


@frozen(kw_only=True)
class ReadFile:
    """What became of a file: the SHA-256 and the number of the bytes that were parsed (None where they could
    not be read), the outcome, and its rows, or where those are kept (file, first byte, length); None for a
    copy of a known file. `container` and `seconds` say in what container a report was found, and how long it
    took to read."""

    sha256: str | None
    size: int | None
    outcome: str
    rows: Rows | tuple[str, int, int] | None
    container: str | None = None
    seconds: float = 0.0

    def take(self) -> Rows:
        """The rows, wherever they are."""
        if not isinstance(self.rows, tuple):
            return self.rows or {}
        name, first, length = self.rows
        with open(name, "rb") as file:
            file.seek(first)
            kept: Rows = pickle.loads(file.read(length))  # noqa: S301 - written by this run
        return kept


def number_of(key: str) -> int:
    """The number that stands in the column `report`: 53 bits of the SHA-256 of the bytes parsed, so that it
    stays when other files come and go, is the same in every batch, and passes through floating point
    unharmed.

    >>> number_of("ff" * 32) == 2**53 - 1
    True
    """
    return int(key[:16], 16) >> (64 - _NUMBER)


def parse_piece(piece: BatchItem) -> ReadFile:
    """Read a file, hash it and parse the same bytes; raises nothing for a file that cannot be read."""
    try:
        data, sha256, size = _load(piece)
    except (OSError, ValueError, UnreadableSource) as error:
        return _kept(piece, failed(piece.name, _cannot_open(error)))
    if sha256 in piece.known:
        return ReadFile(sha256=sha256, size=size, outcome="duplicate", rows=None)
    began = time.perf_counter()
    outcome = parse_named(Named(piece.name, data, piece.limits, piece.vocabulary))
    if isinstance(outcome, Report):
        report = evolve(outcome, source=piece.name)
        rows = _rows(number_of(sha256), report)
        return _kept(
            piece,
            ReadFile(
                sha256=sha256,
                size=size,
                outcome="report",
                rows=rows,
                container=report.container.value,
                seconds=time.perf_counter() - began,
            ),
        )
    rows = _rows(number_of(sha256), outcome.failure)
    return _kept(piece, ReadFile(sha256=sha256, size=size, outcome="failure", rows=rows))


def failed(name: str, error: Exception, sha256: str | None = None, size: int | None = None) -> ReadFile:
    """What stands for a file that came to nothing; without a hash its number is that of its name."""
    number = number_of(sha256 or hashlib.sha256(f"name:{name}".encode()).hexdigest())
    rows = _rows(number, Failure.of(error, name))
    return ReadFile(sha256=sha256, size=size, outcome="failure", rows=rows)


def _cannot_open(error: Exception) -> Exception:
    if isinstance(error, UnreadableSource):
        return error
    why = (error.strerror if isinstance(error, OSError) else None) or f"{type(error).__name__}: {error}"
    return UnreadableSource(phrase("cannot be opened ({why})", why=why))


def _load(piece: BatchItem) -> tuple[bytes, str, int]:
    """The bytes (no more than what makes a file too large), the hash of all, and their number."""
    if isinstance(piece.content, bytes):
        return piece.content, hashlib.sha256(piece.content).hexdigest(), len(piece.content)
    if piece.same is not None:
        status = os.stat(piece.content)
        if (status.st_size, status.st_mtime_ns) != piece.same:
            raise OSError(errno.ESTALE, "another file on this machine")
    with open_source(piece.content) as file:
        data = file.read(piece.limits.bytes + 1)
        digest, size = hashlib.sha256(data), len(data)
        while size > piece.limits.bytes and (block := file.read(_BLOCK)):
            digest.update(block)
            size += len(block)
    return data, digest.hexdigest(), size


def hash_of(path: str) -> tuple[str | None, int | None]:
    """The SHA-256 and the size of a file whose reading came to nothing; None where it cannot be opened."""
    try:
        _, sha256, size = _load(BatchItem(name=path, content=path, limits=Limits(bytes=0)))
    except (OSError, ValueError, UnreadableSource):
        return None, None
    return sha256, size


def with_bytes(piece: BatchItem) -> BatchItem:
    """The same with the file's bytes, as far as they are here."""
    try:
        with open_source(str(piece.content)) as file:
            return evolve(piece, content=file.read(piece.limits.bytes + 1), same=None)
    except (OSError, GovInfoError):
        return evolve(piece, same=None)


def _rows(number: int, outcome: Outcome) -> Rows:
    return {of: columns_in(of, number, outcome) for of in COLUMNS}


def _kept(piece: BatchItem, read: ReadFile) -> ReadFile:
    """The same with its rows in the spool, where there is one."""
    if piece.spool is None:
        return read
    data = pickle.dumps(read.rows, protocol=5)
    name = os.path.join(piece.spool, f"{os.getpid()}-{threading.get_ident()}")
    with open(name, "ab") as file:
        first = file.tell()
        file.write(data)
    return evolve(read, rows=(name, first, len(data)))


def parse_batch(
    names: Sequence[str],
    contents: Sequence[bytes | str],
    *,
    first: int = 0,
    vocabulary: Words | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> dict[str, pa.Table]:
    """The tables `reports`, `facts`, `findings`, `unread` and `failures` (see
    `govinfo_reports.export.arrow.COLUMNS`) of some sources. A source that cannot be read raises nothing: it
    is a row of `failures`.

    Args:
        names: What each source is called.
        contents: Each source as bytes or as a path.
        first: What the column `report` counts from.
        vocabulary: Wordings of your own, as in `parse`; None for the library's alone.
        limits: What each source may cost.

    Returns:
        The Arrow tables by name.

    Raises:
        MissingExtra: pyarrow is needed (extra `frame`).
        ValueError: There are not as many `names` as `contents`.

    >>> tables = parse_batch(["a.txt"],
    ...     ["云河市2022年政府信息公开工作年度报告\\n全市共收到政府信息公开申请12件。".encode()])
    >>> {name: table.num_rows for name, table in tables.items()}
    {'reports': 1, 'facts': 1, 'findings': 5, 'unread': 0, 'failures': 0}
    """
    words = None if vocabulary is None else vocabulary_of(vocabulary)
    outcomes = []
    for number, (name, content) in enumerate(zip(names, contents, strict=True), first):
        outcome = parse_named(Named(name, content, limits, words))
        outcomes.append((number, outcome if isinstance(outcome, Report) else outcome.failure))
    return tables_of(outcomes)


def tables_of(outcomes: Sequence[tuple[int, Report | Failure]]) -> dict[str, pa.Table]:
    """The five tables of reports and failures with their numbers."""
    return {
        of: arrow_table(of, (columns_in(of, number, outcome) for number, outcome in outcomes))
        for of in COLUMNS
    }
