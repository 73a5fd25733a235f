"""The far end of a worker process: calls come in on standard input, results go out on standard output, as
frames."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import struct
import sys
from contextlib import suppress
from typing import IO, Any

from ..errors import UnreadableSource
from ..language import phrase

__all__ = ["read_frame", "serve", "write_frame"]

_SIZE = struct.Struct(">Q")
_COLLECT = 20_000, 20, 20


def write_frame(stream: IO[bytes], data: bytes) -> None:
    """Write `data` with its length before it."""
    stream.write(_SIZE.pack(len(data)))
    stream.write(data)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """The next frame; None where the stream ends first."""
    head = stream.read(_SIZE.size)
    if len(head) < _SIZE.size:
        return None
    (size,) = _SIZE.unpack(head)
    data = stream.read(size)
    return data if len(data) == size else None


_DEATH_SIGNAL = 1


def _tie_to(parent: int) -> None:
    """See to it that this process ends with the one that started it (Linux), and leaves no image of its
    memory behind."""
    if os.name == "posix":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)


def serve(parent: int, *, is_copy: bool = False) -> None:
    """Answer calls of the process `parent`, of which this one may be a copy, until the other end closes. The
    first frame out says that the worker is ready."""
    _tie_to(parent)
    from .. import api  # noqa: F401 - loaded before the first call, whose time is limited

    # What is loaded stays, and what a report is made of holds few circles: the collector need not look
    # through all of it again and again.
    if not is_copy:
        gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECT)

    calls = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    # What libraries print must not stand among the replies, nor may they read calls.
    os.dup2(2, 1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.stdout = sys.stderr
    write_frame(replies, b"")
    with suppress(BrokenPipeError):  # nobody waits for the reply any more
        while (frame := read_frame(calls)) is not None:
            write_frame(replies, answer(frame))


def answer(frame: bytes) -> bytes:
    """The reply to a call: whether it came to a result, and the result or the error."""
    try:
        function, arguments = pickle.loads(frame)  # noqa: S301 - from the process that started this one
        reply: tuple[bool, Any] = (True, function(*arguments))
        return pickle.dumps(reply, protocol=5)
    except Exception as error:  # noqa: BLE001 - whatever it is, it costs this one call only
        return _refusal(error)


def _refusal(error: Exception) -> bytes:
    try:
        data = pickle.dumps((False, error), protocol=5)
        pickle.loads(data)  # noqa: S301 - made in the line above
    except Exception:  # noqa: BLE001 - an error that does not pickle is told in words
        told = UnreadableSource(phrase("{name}: {error}", name=type(error).__name__, error=error))
        data = pickle.dumps((False, told), protocol=5)
    return data
