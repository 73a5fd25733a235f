"""A province on one command: folders of reports in, Parquet out, resumable, the same whoever does the work."""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from .. import __version__
from ..errors import GovInfoError, UnreadableSource
from ..export.arrow import COLUMNS, schema_of
from ..forms import Vocabulary, Words, vocabulary_of
from ..limits import DEFAULT_LIMITS, Limits
from ..model.failure import Failure
from .conditions import Conditions, missing_parts
from .listing import Entry, chunks_of, find_files, sha256_of
from .many import Named
from .one import Piece, parse_piece, tables_of
from .ordered import Settled, in_order
from .pool import TookTooLong
from .store import Chunk, Store, key_of, refuse_what_is_not_ours
from .summary import Summary, counts_of, summary_of

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["NothingToRead", "Tell", "run"]

Tell = Callable[[int, int, int], None]
"""Called with the files done, those in all, and how many of the done ones were so from an earlier run."""

Tables = dict[str, Any]


class NothingToRead(GovInfoError):
    """The folders hold no files."""


@frozen
class _Source:
    """A file on its way: its hash, and the earlier file with the same bytes."""

    entry: Entry
    sha256: str | None
    duplicate_of: str | None


@frozen(eq=False)
class _Making:
    """A chunk that is being made, and its files and their tables so far."""

    key: str
    size: int
    sources: list[_Source] = field(factory=list)
    parts: list[Tables] = field(factory=list)


def run(
    places: Sequence[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    *,
    workers: int = 1,
    timeout: float | None = None,
    executor: Executor | None = None,
    apart: Callable[[Piece], Tables] | None = None,
    lookahead: int | None = None,
    vocabulary: Words | None = None,
    limits: Limits = DEFAULT_LIMITS,
    retry: bool = False,
    tell: Tell | None = None,
) -> Summary:
    """Read all files in folders; leave in `out` the tables `reports`, `facts`, `findings` and `unread` (Parquet, a folder for
    each year), `failures`, `sources` (every file with its hash and what became of it), and `summary.json`.

    Killed at any moment and called again, it goes on where it was; called again later, it reads only what is new, and what
    could not be read before for want of an extra, of time (`timeout`) or of permission, where there is more of it now. With
    `retry`, all that failed is read again. The bytes written depend on the files and their names, not on workers, executor or
    interruptions. A file whose bytes an earlier one has is a duplicate, stated in `sources` and not read.
    `vocabulary` is as in `parse`: with other wordings all files are read again, and `reports.vocabulary` says which they were.
    With `executor` files' bytes are sent to it; `apart` is then what it calls in place of `parse_piece`, and keeps the time
    itself. What an executor loses is read by `workers` processes here.
    Raises NothingToRead, MissingExtra (extra `frame`), StoreInUse where another run writes to `out`, and NotOurs where the
    tables would take the place of other files in `out`.
    """
    words = None if vocabulary is None else vocabulary_of(vocabulary)
    schemas = {**{name: schema_of(name) for name in COLUMNS}, "sources": _sources_schema()}
    if timeout is None and executor is None:
        timeout = limits.worker_seconds
    target = Path(out)
    refuse_what_is_not_ours(target)
    listing = find_files(places, without=target)
    if not listing.entries:
        why = f" ({listing.refused[0][0]}: {listing.refused[0][1]})" if listing.refused else ""
        raise NothingToRead(f"no files to read{why}", reason_zh=f"没有可读取的文件{why}")
    with Store(target) as store:
        batch = _Batch(
            store,
            listing.entries,
            limits,
            words,
            schemas,
            sends_bytes=executor is not None,
            timeout=timeout,
            is_retrying=retry,
            tell=tell,
        )
        stream = in_order(
            batch.pieces(),
            apart or parse_piece,
            alone=parse_piece,
            executor=executor,
            workers=workers,
            timeout=timeout if apart is None else None,
            lookahead=lookahead,
            limits=limits,
        )
        with closing(stream):
            chunks = batch.gather(stream)
        store.publish(chunks, schemas)
        store.keep_only(chunks)
        summary = summary_of((chunk.counts for chunk in chunks), listing.refused)
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
        schemas: Mapping[str, pa.Schema],
        *,
        sends_bytes: bool,
        timeout: float | None,
        is_retrying: bool,
        tell: Tell | None,
    ) -> None:
        self._store = store
        self._entries = entries
        self._limits = limits
        self._words = words
        self._schemas = schemas
        self._sends_bytes = sends_bytes
        self._timeout = timeout
        self._is_retrying = is_retrying
        self._tell = tell
        self._line: deque[Chunk | tuple[_Making, _Source]] = deque()
        self._seen: dict[str, str] = {}

    def pieces(self) -> Iterator[Piece | Settled[Tables]]:
        """What is to be parsed, in order; chunks that are done and duplicates pass through."""
        settings = f"{__version__} {self._limits}"
        if self._words is not None:
            settings += f" {self._words.sha256}"
        for entries in chunks_of(self._entries):
            key = key_of(entries, settings)
            chunk = self._store.chunk(key)
            if chunk is not None and self._still_holds(chunk, entries):
                self._line.append(chunk)
                yield Settled({})
                continue
            making = _Making(key, len(entries))
            for number, entry in enumerate(entries):
                yield self._piece(making, number, entry)

    def _still_holds(self, chunk: Chunk, entries: Sequence[Entry]) -> bool:
        """Whether its tables are what would be made now: nothing more can be read, its duplicates are still the same ones.
        If so, its files count as seen."""
        if self._is_retrying and chunk.counts["failures"]:
            return False
        if chunk.made.would_read_more(self._timeout, is_here=not self._sends_bytes):
            return False
        paths = {entry.name: entry.path for entry in entries}
        new: dict[str, str] = {}
        sources = self._store.sources(chunk).select(["file", "sha256", "duplicate_of"])
        for name, sha256, duplicate_of in zip(
            *(column.to_pylist() for column in sources.columns), strict=True
        ):
            if sha256 is None:
                if os.access(paths[name], os.R_OK):
                    return False
            else:
                if (self._seen.get(sha256) or new.get(sha256)) != duplicate_of:
                    return False
                new.setdefault(sha256, name)
        self._seen |= {sha256: name for sha256, name in new.items() if sha256 not in self._seen}
        return True

    def _piece(self, making: _Making, number: int, entry: Entry) -> Piece | Settled[Tables]:
        sends = self._sends_bytes and entry.size <= self._limits.bytes
        content: str | bytes = entry.path
        try:
            if sends:
                content = Path(entry.path).read_bytes()
                sha256 = hashlib.sha256(content).hexdigest()
            else:
                sha256 = sha256_of(entry.path)
        except OSError as error:
            self._line.append((making, _Source(entry, None, None)))
            why = UnreadableSource(
                f"cannot be opened ({error.strerror})", reason_zh=f"文件无法打开（{error.strerror}）"
            )
            return Settled(tables_of([(number, Failure.of(why, entry.name))]))
        first = self._seen.setdefault(sha256, entry.name)
        is_first = first == entry.name
        self._line.append((making, _Source(entry, sha256, None if is_first else first)))
        if not is_first:
            return Settled({})
        piece = number, Named(entry.name, content, self._limits, self._words)
        # A file that is too large to be sent is refused here, in the words that it is refused with there.
        return piece if sends or not self._sends_bytes else Settled(parse_piece(piece))

    def gather(
        self, stream: Iterator[tuple[Piece | Settled[Tables], Tables | Exception]]
    ) -> tuple[Chunk, ...]:
        """Keep each chunk when its last file is there; all chunks in order."""
        chunks = []
        done = reused = 0
        for _, outcome in stream:
            waiting = self._line.popleft()
            if isinstance(waiting, Chunk):
                chunks.append(waiting)
                done += waiting.size
                reused += waiting.size
            else:
                making, source = waiting
                number = len(making.sources)
                if isinstance(outcome, Exception):
                    outcome = tables_of([(number, Failure.of(outcome, source.entry.name))])
                making.sources.append(source)
                making.parts.append(outcome)
                done += 1
                if len(making.sources) == making.size:
                    chunks.append(self._keep(making))
            if self._tell is not None:
                self._tell(done, len(self._entries), reused)
        return tuple(chunks)

    def _keep(self, making: _Making) -> Chunk:
        import pyarrow

        tables: Tables = {}
        for name in COLUMNS:
            parts = [part[name] for part in making.parts if part]
            tables[name] = pyarrow.concat_tables([self._schemas[name].empty_table(), *parts])
        columns = zip(
            *(
                (
                    number,
                    source.entry.name,
                    source.sha256,
                    source.entry.size,
                    _outcome(part),
                    source.duplicate_of,
                )
                for number, (source, part) in enumerate(zip(making.sources, making.parts, strict=True))
            ),
            strict=True,
        )
        schema = self._schemas["sources"]
        arrays = [pyarrow.array(column, kind) for column, kind in zip(columns, schema.types, strict=True)]
        tables["sources"] = pyarrow.table(arrays, schema=schema)
        counts = counts_of(tables)
        late = any(key.startswith(f"{TookTooLong.__name__}\t") for key in counts["failures"])
        made = Conditions(missing_parts(tables), self._timeout, late)
        return self._store.add(making.key, making.size, tables, counts, made)


def _outcome(tables: Tables) -> str:
    if not tables:
        return "duplicate"
    return "report" if tables["reports"].num_rows else "failure"


def _sources_schema() -> pa.Schema:
    import pyarrow

    number: pa.DataType = pyarrow.int64()
    text: pa.DataType = pyarrow.string()
    schema: pa.Schema = pyarrow.schema(
        [
            ("report", number),
            ("file", text),
            ("sha256", text),
            ("size", number),
            ("outcome", text),
            ("duplicate_of", text),
        ]
    )
    return schema
