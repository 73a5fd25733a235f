"""The files of one run of a batch on their way through the workers to chunks."""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import closing
from typing import Any

from attrs import evolve, field, frozen

from ..errors import GovInfoError
from ..forms import Vocabulary
from ..limits import Limits
from ..places import is_address, is_of_this_process
from .chunks import Chunk, Kept
from .edition import Edition
from .listing import SourceFile, chunks_of
from .one import BatchItem, ReadFile, failed, hash_of, parse_piece, with_bytes
from .ordered import Settled
from .pool import WorkerPool
from .store import Store, key_of

__all__ = ["Gathering", "Tell"]

Tell = Callable[[int, int, int], None]
"""Called with the files done, those in all, and how many of the done ones were so from an earlier run."""

_MOST_UNDER_WAY = 4
"""So many chunks wait to be written before the reading waits for them."""
_SMALL = 200_000
"""Bytes of a file that goes to a worker together with others."""


@frozen(eq=False)
class _Making:
    """A chunk that is being made: its files, and what has been read of them so far."""

    key: str
    entries: Sequence[SourceFile]
    files: list[Kept] = field(factory=list)


@frozen(eq=False)
class _Made:
    """A chunk that an earlier run has made, of these files."""

    chunk: Chunk
    entries: Sequence[SourceFile]


class Gathering:
    """The files of one run on their way through the workers to chunks."""

    def __init__(
        self,
        store: Store,
        entries: Sequence[SourceFile],
        limits: Limits,
        words: Vocabulary | None,
        read: Callable[
            [Iterator[BatchItem | Settled[None]]],
            Iterator[tuple[BatchItem | Settled[None], ReadFile | Exception | None]],
        ],
        pool: WorkerPool | None,
        *,
        timeout: float | None,
        is_retrying: bool,
        is_refreshing: bool,
        tell: Tell | None,
    ) -> None:
        self.edition = Edition.of_today(None if words is None else words.sha256)
        self._store = store
        self._entries = entries
        self._limits = limits
        self._words = words
        self._read = read
        self._pool = pool
        self._timeout = timeout
        self._is_retrying = is_retrying
        self._is_refreshing = is_refreshing
        self._tell = tell
        self._line: deque[_Made | _Making] = deque()
        self._seen: dict[str, str] = {}
        self._by_size: dict[int, list[str]] = {}
        self._sizes = Counter(entry.size for entry in entries)
        self._sends_bytes = False
        self._writing: deque[Future[Mapping[str, int]]] = deque()
        self._done = self._reused = 0
        self._found: Counter[str] = Counter()
        self._took: dict[str, float] = {}

    def counters(self, seconds: float, restarts: int) -> dict[str, Any]:
        """What the run itself came to, for `summary.json`: of each container the reports and how many of
        them a worker reads in a second."""
        new = self._done - self._reused
        return {
            "seconds": round(seconds, 3),
            "files_read": new,
            "files_reused": self._reused,
            "files_a_second": round(new / seconds, 3) if seconds > 0 else 0.0,
            "worker_restarts": restarts,
            "containers": {
                name: {
                    "reports": self._found[name],
                    "reports_a_worker_second": round(self._found[name] / took, 3),
                }
                for name, took in sorted(self._took.items())
                if took > 0
            },
        }

    def gather(self) -> tuple[Chunk, ...]:
        """All chunks in order; those that were not there are kept when their last file is read."""
        keys: list[Chunk | str] = []
        stream = self._read(self._pieces(self._entries, is_reusing=True))
        with closing(stream):  # type: ignore[type-var]
            for piece, outcome in stream:
                waiting = self._line.popleft()
                if isinstance(waiting, _Made):
                    keys.append(self._reuse(waiting))
                elif self._add(waiting, piece, outcome):
                    keys.append(waiting.key)
        self._finish(0)
        chunks = []
        for key in keys:
            chunk = self._store.chunk(key) if isinstance(key, str) else key
            if chunk is None:  # the disk lost it within the run
                raise OSError(f"a chunk that was just written cannot be read: {key}")
            chunks.append(chunk)
        return tuple(chunks)

    def _pieces(
        self, entries: Sequence[SourceFile], *, is_reusing: bool
    ) -> Iterator[BatchItem | Settled[None]]:
        """What is to be parsed, in order; chunks that are done pass through."""
        settings = str(self._limits) + ("" if self._words is None else f" {self._words.sha256}")
        for several in chunks_of(entries) if is_reusing else (tuple(entries),):
            key = key_of(several, settings)
            chunk = self._store.chunk(key) if is_reusing else None
            if chunk is not None and self._still_holds(chunk, several):
                self._line.append(_Made(chunk, several))
                yield Settled(None)
                continue
            making = _Making(key, several)
            folder = self._store.begin(key)
            spool = None if self._pool is None else folder
            for entry in several:
                self._line.append(making)
                yield self._piece(entry, spool)

    def _piece(self, entry: SourceFile, spool: str | None) -> BatchItem:
        known = tuple(self._by_size.get(entry.size, ())) if self._sizes[entry.size] > 1 else ()
        piece = BatchItem(
            name=entry.name,
            content=entry.path,
            limits=self._limits,
            vocabulary=self._words,
            known=known,
            spool=spool,
            is_small=spool is not None and entry.size <= _SMALL,
        )
        can_be_sent = entry.size <= self._limits.bytes
        if is_of_this_process(entry.path) and can_be_sent:
            return with_bytes(piece)
        if self._pool is not None or is_address(entry.path) or not can_be_sent:
            return piece
        return with_bytes(piece) if self._sends_bytes else evolve(piece, same=(entry.size, entry.changed[0]))

    def _still_holds(self, chunk: Chunk, entries: Sequence[SourceFile]) -> bool:
        """Whether its tables are what would be made now of its files alone."""
        if self._is_retrying and chunk.counts["failures"]:
            return False
        if self._is_refreshing and chunk.edition != self.edition:
            return False
        if chunk.made.would_read_more(self._timeout, is_here=self._pool is not None):
            return False
        paths = {entry.name: entry.path for entry in entries}
        sources = self._store.sources(chunk).select(["file", "sha256"])
        return not any(
            sha256 is None and (is_address(paths[name]) or os.access(paths[name], os.R_OK))
            for name, sha256 in zip(*(column.to_pylist() for column in sources.columns), strict=True)
        )

    def _reuse(self, made: _Made) -> Chunk | str:
        """The chunk where its duplicates are still the same ones; otherwise the key of one that is made
        now."""
        new: dict[str, str] = {}
        rows = self._store.sources(made.chunk).select(["file", "sha256", "duplicate_of"])
        sizes = {entry.name: entry.size for entry in made.entries}
        for name, sha256, duplicate_of in zip(*(one.to_pylist() for one in rows.columns), strict=True):
            if sha256 is None:
                continue
            if (self._seen.get(sha256) or new.get(sha256)) != duplicate_of:
                return self._make_again(made)
            new.setdefault(sha256, name)
        for sha256, name in new.items():
            if sha256 not in self._seen:
                self._see(sha256, name, sizes[name])
        self._done += made.chunk.size
        self._reused += made.chunk.size
        self._report()
        return made.chunk

    def _make_again(self, made: _Made) -> str:
        line, self._line = self._line, deque()
        stream = self._read(self._pieces(made.entries, is_reusing=False))
        with closing(stream):  # type: ignore[type-var]
            for piece, outcome in stream:
                self._add(self._line.popleft(), piece, outcome)  # type: ignore[arg-type]
        self._line = line
        return made.chunk.key

    def _see(self, sha256: str, name: str, size: int) -> None:
        self._seen[sha256] = name
        self._by_size.setdefault(size, []).append(sha256)

    def _add(
        self, making: _Making, piece: BatchItem | Settled[None], outcome: ReadFile | Exception | None
    ) -> bool:
        """Add what became of a file to its chunk; whether that was the last."""
        entry = making.entries[len(making.files)]
        if isinstance(outcome, ReadFile) and outcome.sha256 is None and isinstance(piece, BatchItem):
            outcome = self._read_here(piece, entry) or outcome
        if not isinstance(outcome, ReadFile):
            error = outcome if isinstance(outcome, Exception) else GovInfoError("lost")
            outcome = failed(entry.name, error, *hash_of(entry.path))
        first = None
        if outcome.sha256 is not None:
            first = self._seen.get(outcome.sha256)
            if first is None:
                self._see(outcome.sha256, entry.name, entry.size)
        if outcome.container is not None:
            self._found[outcome.container] += 1
            self._took[outcome.container] = self._took.get(outcome.container, 0.0) + outcome.seconds
        making.files.append(Kept(entry.name, entry.size, outcome, first))
        self._done += 1
        self._report()
        if len(making.files) < len(making.entries):
            return False
        self._keep(making)
        return True

    def _read_here(self, piece: BatchItem, entry: SourceFile) -> ReadFile | Exception | None:
        """What becomes of a file that could not be opened where it was to be read, but can be here; None
        where it cannot."""
        if piece.same is None and not is_address(entry.path):
            return None
        self._sends_bytes = self._sends_bytes or piece.same is not None
        if entry.size > self._limits.bytes:
            return parse_piece(evolve(piece, spool=None))  # no more than hashed and refused
        sent = with_bytes(piece)
        if not isinstance(sent.content, bytes):
            return None
        [(_, outcome)] = self._read(iter([sent]))
        return outcome

    def _keep(self, making: _Making) -> None:
        """Have the chunk written: by a worker, where there are such."""
        arguments = (str(self._store.chunks), making.key, tuple(making.files), self._timeout, self.edition)
        if self._pool is None:
            self._store.maker(*arguments)
            self._store.settled(making.key)
            return
        future = self._pool.submit_patiently(self._store.maker, *arguments)
        self._writing.append(future)
        future.add_done_callback(lambda _: self._store.settled(making.key))
        self._finish(_MOST_UNDER_WAY)

    def _finish(self, most: int) -> None:
        """Wait until no more than so many chunks are being written; what went wrong with one is raised."""
        while len(self._writing) > most or (self._writing and self._writing[0].done()):
            self._writing.popleft().result()

    def _report(self) -> None:
        if self._tell is not None:
            self._tell(self._done, len(self._entries), self._reused)
