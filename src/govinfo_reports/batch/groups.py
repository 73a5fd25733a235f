"""Small files go to a worker some at a time: a call for each would cost this process more than their names
do."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from typing import Protocol

from attrs import frozen

from .one import BatchItem, ReadFile
from .ordered import Settled
from .pool import TookTooLong, TookTooMuch, WorkerDied

__all__ = ["Group", "in_groups", "parse_group", "size_of_groups"]

_MOST = 8
_EACH = 4
_NEARLY = 0.9

Outcome = ReadFile | Exception | None
Way = BatchItem | Settled[None]


class Calls(Protocol):
    """`in_order`, with all but what is called and with what."""

    def __call__(
        self, payloads: Iterable[object], function: Callable[..., object]
    ) -> Iterator[tuple[object, object]]: ...


@frozen
class Group:
    """Pieces that are read one after the other in one call, and the file that says at which of them, and
    since when, the worker is."""

    pieces: tuple[BatchItem, ...]
    at: str


def size_of_groups(files: int, workers: int) -> int:
    """How many small files go together: few where there are few, so that every worker has some of them."""
    return max(1, min(_MOST, files // (_EACH * workers)))


def parse_group(function: Callable[[BatchItem], ReadFile], group: Group) -> list[ReadFile]:
    """What became of each piece."""
    reads = []
    for number, piece in enumerate(group.pieces):
        with open(group.at, "w", encoding="ascii") as file:
            file.write(f"{number} {time.monotonic()!r}")
        reads.append(function(piece))
    return reads


def in_groups(
    pieces: Iterable[Way], function: Callable[[BatchItem], ReadFile], size: int, calls: Calls, timeout: float
) -> Iterator[tuple[Way, Outcome]]:
    """Each piece with what became of it, in order, as `in_order` gives it. Where a call with several came to
    nothing, the one that the worker was at has the blame if it would have it alone; all others are read
    again, each in a call of its own."""
    for payload, outcome in calls(_grouped(pieces, size), partial(parse_group, function)):
        if not isinstance(payload, Group):
            yield payload, outcome  # type: ignore[misc]
        elif isinstance(outcome, list):
            yield from zip(payload.pieces, outcome, strict=True)
        else:
            blamed = _blamed(payload, outcome, timeout)
            for number, piece in enumerate(payload.pieces):
                if number == blamed:
                    yield piece, outcome  # type: ignore[misc]
                else:
                    [(_, found)] = calls(iter([piece]), function)
                    yield piece, found  # type: ignore[misc]


def _grouped(pieces: Iterable[Way], size: int) -> Iterator[Group | Settled[None]]:
    """The pieces in groups, which end at what is large or settled."""
    kept: list[BatchItem] = []
    count = 0
    for piece in pieces:
        is_small = isinstance(piece, BatchItem) and piece.is_small
        if kept and (not is_small or len(kept) >= size):
            yield _group(kept, count)
            kept, count = [], count + 1
        if isinstance(piece, Settled):
            yield piece
        else:
            kept.append(piece)
            if not is_small:
                yield _group(kept, count)
                kept, count = [], count + 1
    if kept:
        yield _group(kept, count)


def _group(pieces: list[BatchItem], number: int) -> Group:
    return Group(tuple(pieces), os.path.join(pieces[0].spool or "", f"at-{number}"))


def _blamed(group: Group, outcome: object, timeout: float) -> int | None:
    """Which of the pieces the worker was at, where it is to blame for certain: it was the first, a second
    worker died over it too, or it had its time."""
    if not isinstance(outcome, WorkerDied | TookTooLong | TookTooMuch):
        return None
    with suppress(OSError, ValueError), open(group.at, encoding="ascii") as file:
        number, since = file.read().split()
        had_its_time = time.monotonic() - float(since) >= _NEARLY * timeout
        if number == "0" or isinstance(outcome, WorkerDied) or had_its_time:
            return int(number)
    return None
