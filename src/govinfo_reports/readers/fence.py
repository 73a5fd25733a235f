"""A converter run behind a fence: it sees the system's programs and one folder, and ends with the process
that wanted it.

The module is run as a program of its own, with nothing but the standard library:
`python fence.py FOLDER SECONDS BYTES PROGRAM...`. It takes a process group, has itself told when its parent
dies, bounds the processor's time and the size of files, and (Linux 5.13 and later) asks the kernel with
Landlock that nothing outside of the folder and the system's own folders can be opened, whatever a document
names.
"""

from __future__ import annotations

import ctypes
import os
import signal
import struct
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress

__all__ = ["can_fence", "fenced_command"]

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_ABI = 1
_EXECUTE, _WRITE, _READ, _LIST, _REMOVE, _SOCKET = 1 << 0, 1 << 1, 1 << 2, 1 << 3, 1 << 5, 1 << 9
_OLDEST, _MOVE = (1 << 13) - 1, 1 << 13
"""What the oldest kernels with Landlock can forbid; to move a file to another folder, which older ones
always forbid."""
_SYSTEM = (
    "/usr",
    "/bin",
    "/lib",
    "/lib32",
    "/lib64",
    "/opt",
    "/etc",
    "/proc",
    "/sys",
    "/var/lib",
    "/var/cache",
    "/var/spool/libreoffice",
    "/nix",
    "/snap",
)
_DEVICES = ("/dev",)
_PIPES = ("/tmp", "/var/tmp")  # noqa: S108 - where LibreOffice makes its socket, wherever it is told to keep files
_DEATH_SIGNAL, _NO_NEW_RIGHTS = 1, 38


def can_fence() -> bool:
    """Whether the kernel can fence a process in."""
    if sys.platform != "linux" or not sys.executable:
        return False
    try:
        return int(ctypes.CDLL(None).syscall(_CREATE, None, 0, _ABI)) >= _ABI
    except (OSError, AttributeError):
        return False


def fenced_command(command: Sequence[str], folder: str, *, seconds: float, size: int) -> list[str]:
    """The command that runs another behind the fence; the command itself where there is no such thing."""
    if os.name != "posix" or not sys.executable:
        return [*command]
    limits = [str(int(seconds) + 1), str(size)]
    return [sys.executable, "-I", "-S", __file__, str(os.getpid()), folder, *limits, *command]


def _fence(folder: str, program: str) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(_NO_NEW_RIGHTS, 1, 0, 0, 0):
        return
    abi = library.syscall(_CREATE, None, 0, _ABI)
    everything = _OLDEST | (_MOVE if abi > 1 else 0)
    rules = library.syscall(_CREATE, struct.pack("<Q", everything), 8, 0)
    if rules < 0:
        return
    homes = {
        os.path.dirname(os.path.realpath(program)),
        os.path.dirname(os.path.dirname(os.path.realpath(program))),
    } - {"/"}
    for place in (*_SYSTEM, *homes):
        _allow(library, rules, place, _EXECUTE | _READ | _LIST)
    for place in _DEVICES:
        _allow(library, rules, place, _READ | _WRITE | _LIST)
    for place in _PIPES:
        _allow(library, rules, place, _LIST | _SOCKET | _REMOVE)
    _allow(library, rules, folder, everything)
    library.syscall(_RESTRICT, rules, 0)
    os.close(rules)


def _allow(library: ctypes.CDLL, rules: int, place: str, what: int) -> None:
    try:
        opened = os.open(place, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    library.syscall(_ADD, rules, 1, struct.pack("<Qi", what, opened), 0)
    os.close(opened)


def _end(*_: object) -> None:
    os.killpg(0, signal.SIGKILL)


def main(arguments: Sequence[str]) -> int:
    """Run the program of the arguments; gives its exit status."""
    import resource

    parent, folder, seconds, size, *command = arguments
    os.setpgid(0, 0)
    signal.signal(signal.SIGTERM, _end)
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, int(seconds)),
        (resource.RLIMIT_FSIZE, int(size)),
    ):
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGTERM, 0, 0, 0)
        _fence(folder, command[0])
    if os.getppid() != int(parent):
        return 1
    return subprocess.call(command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
