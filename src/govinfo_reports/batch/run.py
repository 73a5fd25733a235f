"""A province on one command: folders of reports in, Parquet out, resumable, the same whoever does the
work."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import closing
from functools import partial

from ..errors import GovInfoError
from ..export.arrow import need_pyarrow
from ..forms import Words, vocabulary_of
from ..language import phrase
from ..limits import DEFAULT_LIMITS, Limits
from .difference import Difference, NotABatch, difference
from .gather import Gathering, Tell
from .groups import in_groups, size_of_groups
from .listing import find_files
from .one import BatchItem, ReadFile, parse_piece
from .ordered import Settled, in_order
from .pool import WorkerPool
from .remote import store_for
from .summary import Summary, summary_of

__all__ = ["NothingToRead", "run"]

_AHEAD = 16
_log = logging.getLogger(__name__)


class NothingToRead(GovInfoError):
    """The folders hold no files."""


def run(
    places: Sequence[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    *,
    workers: int = 1,
    timeout: float | None = None,
    executor: Executor | None = None,
    apart: Callable[[BatchItem], ReadFile] | None = None,
    lookahead: int | None = None,
    vocabulary: Words | None = None,
    limits: Limits = DEFAULT_LIMITS,
    retry: bool = False,
    refresh: bool = False,
    web: bool = False,
    tell: Tell | None = None,
) -> Summary:
    """Read all files in folders, or at addresses that fsspec knows, and leave tables of them: `reports`,
    `facts`, `findings` and `unread` (Parquet, a folder for each year), `failures`, `sources` (every file
    with its hash and what became of it), and `summary.json`.

    Killed at any moment and called again, it goes on where it was; called again later, it reads only what is
    new, what is damaged, and what could not be read before for want of an extra, of time or of permission,
    where there is more of it now. The bytes written depend on the files and their names, not on workers,
    executor or interruptions. A file whose bytes an earlier one has is a duplicate, stated in `sources` and
    in no other table. The files are read, hashed and kept by processes; what an executor loses is read by
    `workers` processes here. At an address the tables stand in the folder that `manifest.json` names, see
    `remote`.

    Args:
        places: Folders, files, or addresses (`s3://`, `zip://`; extra `remote`).
        out: The folder, or address, that the tables are left in.
        workers: Processes that read here.
        timeout: Seconds for one file; None for `limits.worker_seconds`.
        executor: Where the files are read instead, as they can be seen there, else by their bytes; None for
            here.
        apart: What `executor` calls in place of `parse_piece`; it then keeps the time itself. None for
            `parse_piece`.
        lookahead: Pieces under way at a time; None for a few for each worker.
        vocabulary: Wordings of your own, as in `parse`; None for the library's alone. With others all files
            are read again, and `reports.vocabulary` says which they were.
        limits: What each file may cost.
        retry: Read again all that failed.
        refresh: Read again all that another version of the library or of its words has read;
            `Summary.changed` says what is read otherwise.
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
    need_pyarrow()
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
            pieces: Iterator[BatchItem | Settled[None]],
        ) -> Iterator[tuple[BatchItem | Settled[None], ReadFile | Exception | None]]:
            calls = partial(in_order, workers=workers, limits=limits, pool=pool)
            if executor is None:
                size = size_of_groups(len(listing.entries), workers)
                # Chunks that are to be written wait for what is under way: no more of it than keeps the
                # workers busy.
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

        batch = Gathering(
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
            chunks, call=pool.submit_patiently if executor is None else None, keeps_before=refresh
        )
        changed: Difference | None = None
        if before is not None:
            try:
                changed = difference(before, store.place, web=web)
            except (NotABatch, OSError, ValueError) as error:  # it was damaged; what stands now is whole
                _log.warning("what was read before cannot be compared: %s", error)
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
