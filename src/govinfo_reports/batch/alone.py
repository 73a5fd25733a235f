"""One source read in a process of its own, within limits of time and memory."""

from __future__ import annotations

from ..checks import Expected
from ..errors import UnreadableSource
from ..forms import Vocabulary
from ..limits import Limits
from ..model.report import Report
from ..readers import Pages
from .pool import WorkerPool

__all__ = ["parse_alone", "parse_bytes"]


def parse_alone(
    name: str | None,
    data: bytes | Pages,
    *,
    strict: bool,
    previous: Report | None,
    expected: Expected | None,
    vocabulary: Vocabulary,
    limits: Limits,
) -> Report:
    """The report in these bytes, which `name` names; otherwise as `parse`, whose errors come back.
    UnreadableSource (WorkerDied, TookTooLong, TookTooMuch) for a source that the process did not outlive;
    another error is a fault of this library."""
    pool = WorkerPool(1, timeout=limits.worker_seconds, memory=limits.worker_memory)
    try:
        return pool.submit(parse_bytes, name, data, strict, previous, expected, vocabulary, limits).result()
    except UnreadableSource as error:
        if error.source is None:
            error.source = name
        raise
    finally:
        pool.close()


def parse_bytes(
    name: str | None,
    data: bytes | Pages,
    strict: bool,
    previous: Report | None,
    expected: Expected | None,
    vocabulary: Vocabulary,
    limits: Limits,
) -> Report:
    """What the process does."""
    from ..api import parse_document
    from ..readers import read, read_pages

    document = (
        read_pages(data, limits=limits) if isinstance(data, tuple) else read(data, source=name, limits=limits)
    )
    return parse_document(
        document,
        strict=strict,
        previous=previous,
        expected=expected,
        vocabulary=vocabulary,
    )
