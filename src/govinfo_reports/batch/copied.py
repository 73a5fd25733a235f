"""A worker that begins as a copy of this process: it has loaded already what this one has, where a new
interpreter takes half a second.

A copy is safe where this process has one thread only: what another thread was in the middle of would never
come to an end in the copy. Linux tells.
"""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
import threading
import traceback
from contextlib import suppress

from .watch import held
from .worker import serve

__all__ = ["Copy", "may_be_copied"]

_SHARE = 5
"""A process that holds more than this part of what a worker may hold is not copied: the copy would hold as
much from the beginning."""


def may_be_copied(memory: int) -> bool:
    """Whether this process can be copied for workers that may hold so many bytes."""
    if sys.platform != "linux" or held(os.getpid()) * _SHARE > memory:
        return False
    try:
        return len(os.listdir("/proc/self/task")) == 1
    except OSError:
        return False


class Copy:
    """A copy of this process that serves as a worker; it is used as a `subprocess.Popen` with two pipes
    is."""

    def __init__(self) -> None:
        parent = os.getpid()
        calls, self_calls = os.pipe()
        self_replies, replies = os.pipe()
        for stream in (sys.stdout, sys.stderr):
            with suppress(Exception):  # there may be none; what is in it would be in the copy's too
                stream.flush()
        try:
            self.pid = os.fork()
        except OSError:
            for number in (calls, self_calls, self_replies, replies):
                os.close(number)
            raise
        if self.pid == 0:
            _serve(calls, replies, parent)
        os.close(calls)
        os.close(replies)
        self.stdin = os.fdopen(self_calls, "wb")
        self.stdout = os.fdopen(self_replies, "rb")
        self._code: int | None = None
        self._lock = threading.Lock()

    def poll(self) -> int | None:
        """How it ended, as `subprocess` tells it; None while it runs."""
        with self._lock:
            if self._code is None:
                try:
                    pid, status = os.waitpid(self.pid, os.WNOHANG)
                except (
                    ChildProcessError
                ):  # somebody else has asked for all children: nobody can tell any more
                    self._code = 0
                else:
                    self._code = os.waitstatus_to_exitcode(status) if pid else None
            return self._code

    def wait(self) -> int:
        """The same, once it has ended."""
        while (code := self.poll()) is None:
            with suppress(ChildProcessError):
                os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT)
        return code


def _serve(calls: int, replies: int, parent: int) -> None:
    """What the copy does, from its first moment to its last; nothing of what its parent was doing goes on in
    it."""
    code = 1
    try:
        os.setsid()
        os.dup2(calls, 0)
        os.dup2(replies, 1)
        _let_go()
        serve(parent, is_copy=True)
        code = 0
    except BaseException:  # noqa: BLE001 - none of it is the parent's
        traceback.print_exc()
    finally:
        os._exit(code)


def _let_go() -> None:
    """Leave all that is the parent's: its files and sockets (their numbers stay taken, so that who still
    holds one cannot write into another), what it does at signals, where it logs, who watches it."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in map(int, os.listdir("/proc/self/fd")):
        if number > 2 and number != nothing:
            with suppress(OSError):  # the one that listed them
                os.fstat(number)
                os.dup2(nothing, number, inheritable=False)
    sys.settrace(None)
    sys.setprofile(None)
    signal.set_wakeup_fd(-1)
    for one in signal.valid_signals():
        if callable(signal.getsignal(one)):
            signal.signal(one, signal.SIG_DFL)
    sys.stderr = open(2, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    for logger in (logging.root, *logging.root.manager.loggerDict.values()):
        if isinstance(logger, logging.Logger):
            logger.handlers.clear()
    gc.enable()
