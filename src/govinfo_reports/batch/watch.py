"""How much memory a worker and what it started hold, and the end of all of them (Linux tells both in
/proc)."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from attrs import frozen

__all__ = ["Watch", "end_session", "held"]

_PROC = Path("/proc")
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
_SHORTEST, _LONGEST = 0.02, 0.1
_GROWTH = 4_000_000_000
"""Bytes that a process can fill in a second, at most: one that is far from its limit is looked at less
often."""
_FAMILY_EVERY = 0.5
_SESSION = 3
"""The place of the session's number among the fields of /proc/*/stat that follow the name."""


def held(process: int) -> int:
    """Bytes of memory that a process holds; 0 where that cannot be told (it has ended; no /proc)."""
    try:
        return int(_told(f"/proc/{process}/statm").split()[1]) * _PAGE
    except (OSError, IndexError, ValueError):
        return 0


def _told(name: str) -> bytes:
    """What a small file of the system's says, without what Python's own files cost: this is asked all the
    time."""
    handle = os.open(name, os.O_RDONLY)
    try:
        return os.read(handle, 4096)
    finally:
        os.close(handle)


def _members(session: int) -> Iterator[int]:
    """The processes of a session, its leader left out."""
    for folder in _PROC.glob("[0-9]*"):
        with suppress(OSError, ValueError, IndexError):
            fields = (folder / "stat").read_text(encoding="latin-1").rpartition(")")[2].split()
            if int(fields[_SESSION]) == session and int(folder.name) != session:
                yield int(folder.name)


def _has_started_others(process: int) -> bool:
    """Whether the process has children, which is quickly told; True where it cannot be told."""
    try:
        return bool(_told(f"/proc/{process}/task/{process}/children"))
    except OSError:
        return True


def end_session(leader: int) -> None:
    """Kill a process that leads a session and a group, and all that it started there (LibreOffice has a
    group of its own)."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)
    for _ in range(3):  # what was being started while the others were ended
        members = [*_members(leader)]
        for member in members:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(member, signal.SIGKILL)
        if not members:
            break


@frozen(eq=False)
class _Watched:
    """A process with a call: whom to tell of too much memory, from when on it is late, and whom to tell of
    that."""

    tell_heavy: Callable[[], None]
    until: float
    tell_late: Callable[[], None]


class Watch:
    """Looks, ten times a second, fifty times where it matters, how much memory processes hold and how long
    they take, and tells of those that hold too much or are late. One thread does it for all: one for each
    call would take longer than a short call."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._watched: dict[int, _Watched] = {}
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._is_over = threading.Event()

    def add(
        self, process: int, tell_heavy: Callable[[], None], seconds: float, tell_late: Callable[[], None]
    ) -> None:
        """Watch a process, the leader of its session, until it is left; one of the functions is called once
        where it holds too much or takes longer."""
        with self._lock:
            self._watched[process] = _Watched(tell_heavy, time.monotonic() + seconds, tell_late)
            if self._thread is None:
                self._thread = threading.Thread(target=self._look, daemon=True, name="govinfo-reports-watch")
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
        wait = _SHORTEST
        while not self._is_over.wait(wait):
            highest = 0
            now = time.monotonic()
            is_family_due = now - family > _FAMILY_EVERY
            if is_family_due:
                family = now
            with self._lock:
                watched = [*self._watched.items()]
            for process, one in watched:
                most = held(process)
                if is_family_due and _has_started_others(process):
                    most = max(most, *(held(member) for member in _members(process)), 0)
                highest = max(highest, most)
                if most > self._most:
                    self._tell(process, one, one.tell_heavy)
                elif now > one.until:
                    self._tell(process, one, one.tell_late)
            wait = min(max((self._most - highest) / _GROWTH, _SHORTEST), _LONGEST)

    def _tell(self, process: int, one: _Watched, tell: Callable[[], None]) -> None:
        with self._lock:
            if self._watched.get(process) is not one:  # its call has come to an end meanwhile
                return
            del self._watched[process]
        tell()
