"""A province on one command: folders of reports in, Parquet out, resumable, the same whoever does the work."""

from __future__ import annotations

import os
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import closing
from functools import partial
from typing import Any

from attrs import evolve, field, frozen

from ..errors import GovInfoError
from ..export.arrow import COLUMNS, schema_of
from ..forms import Vocabulary, Words, vocabulary_of
from ..language import phrase
from ..limits import DEFAULT_LIMITS, Limits
from ..places import is_address, is_of_this_process
from .chunks import Chunk, Kept, sources_schema
from .difference import Difference, difference
from .edition import Edition
from .groups import in_groups, size_of_groups
from .listing import Entry, chunks_of, find_files
from .one import Piece, Read, failed, hash_of, parse_piece, with_bytes
from .ordered import Settled, in_order
from .pool import WorkerPool
from .remote import store_for
from .store import Store, key_of
from .summary import Summary, summary_of

__all__ = ["NothingToRead", "Tell", "run"]

Tell = Callable[[int, int, int], None]
"""Called with the files done, those in all, and how many of the done ones were so from an earlier run."""

_MOST_UNDER_WAY = 4
"""So many chunks wait to be written before the reading waits for them."""
_AHEAD = 16
_SMALL = 200_000
"""Bytes of a file that goes to a worker together with others."""


class NothingToRead(GovInfoError):
    """The folders hold no files."""


@frozen(eq=False)
class _Making:
    """A chunk that is being made: its files, and what has been read of them so far."""

    key: str
    entries: Sequence[Entry]
    files: list[Kept] = field(factory=list)


@frozen(eq=False)
class _Made:
    """A chunk that an earlier run has made, of these files."""

    chunk: Chunk
    entries: Sequence[Entry]


def run(
    places: Sequence[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    *,
    workers: int = 1,
    timeout: float | None = None,
    executor: Executor | None = None,
    apart: Callable[[Piece], Read] | None = None,
    lookahead: int | None = None,
    vocabulary: Words | None = None,
    limits: Limits = DEFAULT_LIMITS,
    retry: bool = False,
    refresh: bool = False,
    web: bool = False,
    tell: Tell | None = None,
) -> Summary:
    """Read all files in folders, or at addresses that fsspec knows, and leave tables of them: `reports`, `facts`, `findings` and `unread`
    (Parquet, a folder for each year), `failures`, `sources` (every file with its hash and what became of it), and `summary.json`.

    Killed at any moment and called again, it goes on where it was; called again later, it reads only what is new, what is damaged, and
    what could not be read before for want of an extra, of time or of permission, where there is more of it now. The bytes written depend on the files and
    their names, not on workers, executor or interruptions. A file whose bytes an earlier one has is a duplicate, stated in `sources` and in no
    other table. The files are read, hashed and kept by processes; what an executor loses is read by `workers` processes here. At an address the tables
    stand in the folder that `manifest.json` names, see `remote`.

    Args:
        places: Folders, files, or addresses (`s3://`, `zip://`; extra `remote`).
        out: The folder, or address, that the tables are left in.
        workers: Processes that read here.
        timeout: Seconds for one file; None for `limits.worker_seconds`.
        executor: Where the files are read instead, as they can be seen there, else by their bytes; None for here.
        apart: What `executor` calls in place of `parse_piece`; it then keeps the time itself. None for `parse_piece`.
        lookahead: Pieces under way at a time; None for a few for each worker.
        vocabulary: Wordings of your own, as in `parse`; None for the library's alone. With others all files are read again, and
            `reports.vocabulary` says which they were.
        limits: What each file may cost.
        retry: Read again all that failed.
        refresh: Read again all that another version of the library or of its words has read; `Summary.changed` says what is read otherwise.
        web: Whether addresses of the web may be among `places`.
        tell: Called with what happens as it does; None for nobody.

    Returns:
        What all of it came to.

    Raises:
        NothingToRead: There is no file at `places`.
        MissingExtra: The extra `frame` or `remote` is needed.
        OSError: The disk or the store fails.
        StoreInUse: Another run writes to `out`.
        NotOurs: The tables would take the place of other files in `out`.
    """
    began = time.monotonic()
    words = None if vocabulary is None else vocabulary_of(vocabulary)
    schemas = {**{name: schema_of(name) for name in COLUMNS}, "sources": sources_schema()}
    if timeout is None and executor is None:
        timeout = limits.worker_seconds
    there = store_for(out, web=web)
    listing = find_files(places, without=there.place, web=web)
    if not listing.entries:
        why = f" ({listing.refused[0][0]}: {listing.refused[0][1]})" if listing.refused else ""
        raise NothingToRead(phrase("no files to read{why}", why=why))
    pool = WorkerPool(workers, timeout=timeout or limits.worker_seconds, memory=limits.worker_memory)
    with closing(pool), there as store:

        def read(
            pieces: Iterator[Piece | Settled[None]],
        ) -> Iterator[tuple[Piece | Settled[None], Read | Exception | None]]:
            calls = partial(in_order, workers=workers, limits=limits, pool=pool)
            if executor is None:
                size = size_of_groups(len(listing.entries), workers)
                # Chunks that are to be written wait for what is under way: no more of it than keeps the workers busy.
                ahead = lookahead or max(2 * workers + 1, _AHEAD // size)
                return in_groups(pieces, parse_piece, size, partial(calls, lookahead=ahead), pool.timeout)
            return calls(
                pieces,
                apart or parse_piece,
                alone=parse_piece,
                executor=executor,
                timeout=timeout if apart is None else None,
                lookahead=lookahead,
            )

        batch = _Batch(
            store,
            listing.entries,
            limits,
            words,
            read,
            pool if executor is None else None,
            timeout=timeout,
            is_retrying=retry,
            is_refreshing=refresh,
            tell=tell,
        )
        chunks = batch.gather()
        before = store.publish(
            chunks, schemas, call=pool.submit_patiently if executor is None else None, keeps_before=refresh
        )
        changed: Difference | None = None
        if before is not None:
            changed = difference(before, store.place, web=web)
            store.forget_before()
        store.keep_only(chunks)
        summary = summary_of(
            (chunk.counts for chunk in chunks),
            listing.refused,
            older=sum(chunk.size for chunk in chunks if chunk.edition != batch.edition),
            changed=changed,
            run=batch.counters(time.monotonic() - began, pool.restarts),
        )
        store.write_summary(summary.to_json())
    return summary


class _Batch:
    """The files of one run on their way through the workers to chunks."""

    def __init__(
        self,
        store: Store,
        entries: Sequence[Entry],
        limits: Limits,
        words: Vocabulary | None,
        read: Callable[
            [Iterator[Piece | Settled[None]]],
            Iterator[tuple[Piece | Settled[None], Read | Exception | None]],
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
        """What the run itself came to, for `summary.json`: of each container the reports and how many of them a worker reads in a second."""
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

    def _pieces(self, entries: Sequence[Entry], *, is_reusing: bool) -> Iterator[Piece | Settled[None]]:
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

    def _piece(self, entry: Entry, spool: str | None) -> Piece:
        known = tuple(self._by_size.get(entry.size, ())) if self._sizes[entry.size] > 1 else ()
        piece = Piece(
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

    def _still_holds(self, chunk: Chunk, entries: Sequence[Entry]) -> bool:
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
        """The chunk where its duplicates are still the same ones; otherwise the key of one that is made now."""
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

    def _add(self, making: _Making, piece: Piece | Settled[None], outcome: Read | Exception | None) -> bool:
        """Add what became of a file to its chunk; whether that was the last."""
        entry = making.entries[len(making.files)]
        if isinstance(outcome, Read) and outcome.sha256 is None and isinstance(piece, Piece):
            outcome = self._read_here(piece, entry) or outcome
        if not isinstance(outcome, Read):
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

    def _read_here(self, piece: Piece, entry: Entry) -> Read | Exception | None:
        """What becomes of a file that could not be opened where it was to be read, but can be here; None where it cannot."""
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
