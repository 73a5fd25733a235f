"""`check --format html`: the reports are read and their pages made in worker processes, several at a time,
and written as a site."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from typing import TYPE_CHECKING

from attrs import evolve

from ..batch.pool import WorkerPool, processors
from ..errors import GovInfoError, UnreadableSource
from ..language import phrase
from ..limits import DEFAULT_LIMITS
from .check_run import CheckRun
from .streams import STDIN

if TYPE_CHECKING:
    from ..desk.site import ReadReport, Site
    from ..model.report import Report

__all__ = ["SiteRun", "outside"]

_AHEAD = 4  # files that are under way for each worker
_Read = tuple[str, "Future[ReadReport] | UnreadableSource"]


class SiteRun:
    """The reports on their way to a site. A context: its worker processes end with it."""

    def __init__(self, run: CheckRun, site: Site, workers: int | None = None) -> None:
        self._run = run
        self._site = site
        self._workers = workers or processors()
        self._pool = WorkerPool(
            self._workers, timeout=DEFAULT_LIMITS.worker_seconds, memory=DEFAULT_LIMITS.worker_memory
        )
        self._given: bytes | None = None

    def __enter__(self) -> SiteRun:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.close()

    def reports(self, files: Iterable[str | UnreadableSource]) -> Iterator[Report]:
        """The reports in files, in their order, with their findings noted; to be held against each other
        before their pages are made."""
        for _, read in self._read(files):
            self._run.take(read.report)
            yield read.report

    def write(self, files: Iterable[str | UnreadableSource], *, noted: bool = False) -> None:
        """Make the page of each report with the findings that count; with `noted` they are known already.
        Raises OSError."""
        from ..desk.site import page_for

        under_way: deque[tuple[str, Report, Future[bytes]]] = deque()
        for path, read in self._read(files, is_told=noted):
            if not noted:
                self._run.take(read.report)
            findings = self._run.findings.get(read.report.source or path, ())
            shown = evolve(read.report, findings=findings)
            making = self._pool.submit(page_for, evolve(read, report=shown), self._run.say.language)
            under_way.append((path, shown, making))
            while len(under_way) > self._workers:
                self._add(*under_way.popleft())
        while under_way:
            self._add(*under_way.popleft())

    def _add(self, path: str, report: Report, making: Future[bytes]) -> None:
        try:
            page = making.result()
        except Exception as error:  # noqa: BLE001 - whatever it is, it costs this file only
            self._refuse(_told(error, path), path, is_told=False)
            return
        self._site.add(report, path, page)

    def _read(
        self, files: Iterable[str | UnreadableSource], *, is_told: bool = False
    ) -> Iterator[tuple[str, ReadReport]]:
        """Each file that can be read, with what was read, in the order given; as many as there is room for
        are read ahead."""
        waiting: deque[_Read] = deque()
        source = iter(files)

        def more() -> None:
            while len(waiting) < _AHEAD * self._workers and (path := next(source, None)) is not None:
                waiting.append(self._begin(path))

        more()
        while waiting:
            path, reading = waiting.popleft()
            more()
            try:
                if isinstance(reading, UnreadableSource):
                    raise reading
                read = reading.result()
            except Exception as error:  # noqa: BLE001 - whatever it is, it costs this file only
                self._refuse(_told(error, path), path, is_told=is_told)
                continue
            yield path, read

    def _begin(self, path: str | UnreadableSource) -> _Read:
        from ..desk.site import read_for

        if isinstance(path, UnreadableSource):
            return path.source or STDIN, path
        if path == STDIN and self._given is None:
            self._given = sys.stdin.buffer.read()
        return path, self._pool.submit(
            read_for, path, self._given if path == STDIN else None, self._run.vocabulary
        )

    def _refuse(self, error: UnreadableSource, path: str, *, is_told: bool) -> None:
        if not is_told:
            self._run.refuse(error, path)
        if all(one.source != path for one in self._site.entries if one.page is None):
            self._site.refuse(error, path)


def _told(error: Exception, path: str) -> UnreadableSource:
    """The error as one that names the file."""
    if isinstance(error, UnreadableSource) and error.source:
        return error
    if isinstance(error, GovInfoError):
        reason, zh = getattr(error, "reason", None) or str(error), error.reason_zh
        return UnreadableSource(reason, reason_zh=zh, source=path)
    kind = type(error).__name__
    return UnreadableSource(
        phrase("a fault of this program, not of the file ({kind})", kind=kind), source=path
    )


def outside(out: str, files: Iterable[str | UnreadableSource]) -> Iterator[str | UnreadableSource]:
    """The files that are not in the folder that the site is written to."""
    folder = os.path.join(os.path.realpath(out), "")
    for path in files:
        if path == STDIN or not isinstance(path, str) or not os.path.realpath(path).startswith(folder):
            yield path
