"""parse_many: the reports in many sources, lazily, in order, on any executor, a bad source costing itself
only."""

from __future__ import annotations

import logging
import os
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import closing
from typing import IO, Literal

from attrs import evolve, frozen

from ..api import parse, parse_document
from ..errors import GovInfoError, UnreadableSource
from ..forms import Vocabulary, Words, vocabulary_of
from ..language import phrase
from ..limits import DEFAULT_LIMITS, Limits
from ..model.failure import Failure
from ..model.report import Report
from ..places import is_of_this_process, open_source
from ..readers import read
from .cluster import watched
from .ordered import Settled, in_order

__all__ = ["Named", "parse_many", "parse_named"]

_log = logging.getLogger(__name__)


@frozen
class Named:
    """A source that can be sent to another process: its name for people, and a path or bytes."""

    name: str | None
    content: str | bytes
    limits: Limits = DEFAULT_LIMITS
    vocabulary: Vocabulary | None = None


@frozen
class _Opened:
    """What is read at an address, opened only then."""

    place: str

    def read(self, most: int) -> bytes:
        """So many bytes, at most."""
        with open_source(self.place) as file:
            return file.read(most)


@frozen
class _Failed:
    """A failure, with the error behind it where that is one of ours (those pickle)."""

    failure: Failure
    error: GovInfoError | None


def parse_many(
    sources: Iterable[str | os.PathLike[str] | bytes | IO[bytes]],
    executor: Executor | None = None,
    *,
    workers: int | None = None,
    on_error: Literal["collect", "raise"] = "collect",
    timeout: float | None = None,
    lookahead: int | None = None,
    vocabulary: Words | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Generator[Report | Failure, None, None]:
    """For each source, in order, its Report, or a Failure that says why there is none; nothing is done
    before it is asked for.

    A file that makes the parser fail, kills the process that reads it, or takes too long or too much memory
    there, gives one Failure. Our own processes are killed when the time is over. A given executor's are not
    ours to kill: there, a source that is late, lost or went down with its pool is read once more in a
    process of our own, whose verdict counts; after a pool has broken, is held up by late sources, or is a
    Dask cluster that has had no workers for a minute, the rest is read in such processes too. What the
    sources raise themselves comes after the outcomes of those before.

    Args:
        sources: Paths, bytes or open binary files; taken as they are needed.
        executor: Any `concurrent.futures.Executor` (threads, processes, Dask's `Client.get_executor()`),
            which is never shut down; None for `workers`.
        workers: So many processes for the time of the run; None for `executor` or, with neither, here one
            source after the other.
        on_error: `collect` gives a Failure for what cannot be read; `raise` raises the first, and gives up
            what is under way.
        timeout: Seconds for one source; None for `limits.worker_seconds` in processes of our own, and no end
            elsewhere.
        lookahead: How many sources are parsed and not yet taken, at most; None for 16, or four for each
            worker.
        vocabulary: Wordings of your own, as in `parse`; None for the library's alone.
        limits: What each source may cost.

    Returns:
        A generator of outcomes, one for each source.

    Raises:
        InvalidVocabulary: `vocabulary` is a file that cannot be read as one; at once.
        UnreadableSource: With `on_error="raise"`, a source cannot be read.
        ValueError: `executor` and `workers` are both given, or a number is none that can be.
        TypeError: `sources` is one source, not several.

    >>> texts = ["云河市2022年政府信息公开工作年度报告\\n全市收到申请3件。".encode(), b""]
    >>> [type(outcome).__name__ for outcome in parse_many(texts)]
    ['Report', 'Failure']
    """
    if on_error not in {"collect", "raise"}:
        raise ValueError(f"on_error={on_error!r}: must be 'collect' or 'raise'")
    if executor is not None and workers is not None:
        raise ValueError("give an executor or a number of workers, not both")
    if isinstance(sources, str | bytes | os.PathLike) or hasattr(sources, "read"):
        raise TypeError("sources must be several: put the one source into a list, or use parse")
    for name, number, least in (
        ("workers", workers, 1),
        ("lookahead", lookahead, 1),
        ("timeout", timeout, 0),
    ):
        if number is not None and (number < least or number == 0):
            raise ValueError(f"{name}={number}: too small")
    words = None if vocabulary is None else vocabulary_of(vocabulary)
    named = (_named(source, limits, words) for source in sources)
    return _outcomes(named, executor, workers, on_error == "raise", timeout, lookahead, limits)


def _outcomes(
    payloads: Iterator[Named | Settled[_Failed]],
    executor: Executor | None,
    workers: int | None,
    is_raising: bool,
    timeout: float | None,
    lookahead: int | None,
    limits: Limits,
) -> Generator[Report | Failure, None, None]:
    with watched(executor) as patient:
        stream = in_order(
            payloads,
            parse_named,
            executor=patient,
            workers=workers,
            timeout=timeout,
            lookahead=lookahead,
            limits=limits,
        )
        with closing(stream):
            for payload, outcome in stream:
                if isinstance(outcome, Exception):
                    name = payload.name if isinstance(payload, Named) else None
                    outcome = _failed(outcome, name)
                if isinstance(outcome, Report):
                    yield outcome
                elif is_raising:
                    raise outcome.error or UnreadableSource(
                        f"{outcome.failure.error}: {outcome.failure.reason}",
                        reason_zh=outcome.failure.reason_zh,
                        source=outcome.failure.source,
                    )
                else:
                    yield outcome.failure


def _named(source: object, limits: Limits, words: Vocabulary | None) -> Named | Settled[_Failed]:
    """The source so that it can be sent; an open file is read here, and what goes wrong with that costs this
    one source."""
    if isinstance(source, bytes | bytearray | memoryview):
        return Named(None, bytes(source), limits, words)
    if isinstance(source, str | os.PathLike):
        path = os.fsdecode(source)
        if not is_of_this_process(path):
            return Named(path, path, limits, words)
        label: str | None = path
        source = _Opened(path)
    else:
        name = getattr(source, "name", None)
        label = name if isinstance(name, str) else None
    read = getattr(source, "read", None)
    try:
        if read is None:
            kind = type(source).__name__
            raise UnreadableSource(phrase("neither a path nor bytes nor an open file, but {kind}", kind=kind))
        data = read(limits.bytes + 1)
        if not isinstance(data, bytes):
            raise UnreadableSource(phrase("an open text file: open it in binary mode"))
    except Exception as error:  # noqa: BLE001 - what a file-like object of the caller's may raise, nobody knows
        return Settled(_failed(error, label))
    return Named(label, data, limits, words)


def parse_named(source: Named) -> Report | _Failed:
    """The report, or why there is none; raises nothing."""
    try:
        if isinstance(source.content, bytes) and source.name is not None:
            document = read(source.content, source=source.name, limits=source.limits)
            report = parse_document(document, vocabulary=source.vocabulary)
        else:
            report = parse(source.content, limits=source.limits, vocabulary=source.vocabulary)
    except Exception as error:  # noqa: BLE001 - it costs this one source
        if not isinstance(error, GovInfoError):
            _log.exception("a fault of the parser over %s", source.name)
        return _failed(error, source.name)
    # What was found in a zip says so after the zip's name.
    if source.name is None or (report.source or "").startswith(f"{source.name}!"):
        return report
    return evolve(report, source=source.name)


def _failed(error: Exception, name: str | None) -> _Failed:
    if isinstance(error, UnreadableSource) and error.source is None:
        error.source = name
    return _Failed(Failure.of(error, name), error if isinstance(error, GovInfoError) else None)
