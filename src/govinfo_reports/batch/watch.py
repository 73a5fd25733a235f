"""How much memory a worker and what it started hold, and the end of all of them (Linux tells both in /proc)."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

__all__ = ["MemoryWatch", "end_session", "held"]

_PROC = Path("/proc")
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
_EVERY = 0.02
_FAMILY_EVERY = 0.5
_SESSION = 3
"""The place of the session's number among the fields of /proc/*/stat that follow the name."""


def held(process: int) -> int:
    """Bytes of memory that a process holds; 0 where that cannot be told (it has ended; no /proc)."""
    try:
        return int((_PROC / str(process) / "statm").read_bytes().split()[1]) * _PAGE
    except (OSError, IndexError, ValueError):
        return 0


def _members(session: int) -> Iterator[int]:
    """The processes of a session, its leader left out."""
    for folder in _PROC.glob("[0-9]*"):
        with suppress(OSError, ValueError, IndexError):
            fields = (folder / "stat").read_text(encoding="latin-1").rpartition(")")[2].split()
            if int(fields[_SESSION]) == session and int(folder.name) != session:
                yield int(folder.name)


def end_session(leader: int) -> None:
    """Kill a process that leads a session and a group, and all that it started there (LibreOffice has a group of its own)."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)
    for _ in range(3):  # what was being started while the others were ended
        members = [*_members(leader)]
        for member in members:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(member, signal.SIGKILL)
        if not members:
            break


class MemoryWatch:
    """Looks, some fifty times a second, how much memory processes hold, and tells of those that hold too much."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._watched: dict[int, Callable[[], None]] = {}
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._is_over = threading.Event()

    def add(self, process: int, tell: Callable[[], None]) -> None:
        """Watch a process, the leader of its session, until it is left; `tell` is called once where it holds too much."""
        with self._lock:
            self._watched[process] = tell
            if self._thread is None:
                self._thread = threading.Thread(target=self._look, daemon=True, name="govinfo-reports-memory")
                self._thread.start()

    def leave(self, process: int) -> None:
        """Watch a process no more."""
        with self._lock:
            self._watched.pop(process, None)

    def close(self) -> None:
        """Watch nothing more."""
        self._is_over.set()

    def _look(self) -> None:
        family = time.monotonic()
        while not self._is_over.wait(_EVERY):
            is_family_due = time.monotonic() - family > _FAMILY_EVERY
            if is_family_due:
                family = time.monotonic()
            with self._lock:
                watched = [*self._watched.items()]
            for process, tell in watched:
                most = held(process)
                if is_family_due:
                    most = max(most, *(held(member) for member in _members(process)), 0)
                if most > self._most:
                    self.leave(process)
                    tell()
