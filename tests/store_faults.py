"""A batch that goes wrong at every step of what it does to its output folder, each time in a process of its
own, and the run after it.

usage: python tests/store_faults.py IN OUT EVERY FIRST      prints a line of JSON for each fault: what, at
which step, what came of it
"""

from __future__ import annotations

import errno
import json
import os
import resource
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from govinfo_reports import GovInfoError, parse
from govinfo_reports.batch import listing
from parquet_folders import digests, run_here

FAULTS = ("killed", "disk full", "input/output error", "short writes")
_CHANGES = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "os.truncate"})
_BYTES_A_STEP = 160
_UNDISTURBED, _RAISED, _OTHER = 0, 3, 4


class _Steps:
    """Counts the changes below a folder, and goes wrong at one of them; a disk that is full stays so."""

    def __init__(self, out: Path, fault: str, step: int) -> None:
        self._out = str(out)
        self._fault = fault
        self._left = step
        self._fsync = os.fsync
        os.fsync = self.fsync  # type: ignore[assignment]
        sys.addaudithook(self.hook)

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        is_new = (
            event == "open"
            and isinstance(arguments[2], int)
            and bool(arguments[2] & (os.O_WRONLY | os.O_RDWR))
        )
        if (is_new or event in _CHANGES) and self._out in str(arguments[0]):
            self.step(str(arguments[0]), takes_room=is_new or event == "os.mkdir")

    def fsync(self, file: Any) -> None:
        self.step(f"file {file}", takes_room=True)
        self._fsync(file)

    def step(self, path: str, *, takes_room: bool) -> None:
        self._left -= 1
        if self._left == 0 and self._fault == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if self._left == 0 and self._fault == "input/output error":
            raise OSError(errno.EIO, os.strerror(errno.EIO), path)
        if self._left <= 0 and self._fault == "disk full" and takes_room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)


def _apart(work: Callable[[], object]) -> int:
    """Do it in a child of this process; gives its exit status, or the signal that ended it, as a negative
    number."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except OSError as error:
            sys.stderr.write(f"{error}\n")
            os._exit(_RAISED)
        except BaseException as error:  # noqa: BLE001 - reported by its status
            sys.stderr.write(f"{type(error).__name__}: {error}\n")
            os._exit(_OTHER)
        os._exit(_UNDISTURBED)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _faulty(source: Path, out: Path, fault: str, step: int) -> Callable[[], object]:
    def work() -> object:
        if fault == "short writes":
            # a write beyond so many bytes of a file is cut there, and the next one fails
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (step * _BYTES_A_STEP, step * _BYTES_A_STEP))
        else:
            _Steps(out, fault, step)
        return run_here(source, out)

    return work


def main(source: Path, work: Path, every: int, first: int) -> None:
    """Try each fault at every so manieth step, until the run is through before it comes to it."""
    listing._USUAL_CHUNK = 2
    for path in source.iterdir():
        with suppress(GovInfoError):
            parse(path)  # all children begin with what is loaded and built once
    whole = work / "whole"
    assert _apart(lambda: run_here(source, whole)) == _UNDISTURBED
    wanted = digests(whole)
    for fault in FAULTS:
        for begins in ("a new folder", "what was there before"):
            step = first
            while True:
                out = work / "out"
                shutil.rmtree(out, ignore_errors=True)
                if (
                    begins != "a new folder"
                ):  # of other files: all is made anew and takes the place of the old
                    shutil.copytree(work / "before", out)
                status = _apart(_faulty(source, out, fault, step))
                again = _apart(lambda: run_here(source, out))  # noqa: B023 - called at once
                same = digests(out) == wanted
                told = {
                    "fault": fault,
                    "begins": begins,
                    "step": step,
                    "status": status,
                    "again": again,
                    "same": same,
                }
                sys.stdout.write(f"{json.dumps(told)}\n")
                sys.stdout.flush()
                if status == _UNDISTURBED:
                    break
                step += every
            if begins == "a new folder" and not (work / "before").exists():
                some = work / "some"
                some.mkdir()
                shutil.copy2(sorted(source.iterdir())[0], some / "before.txt")
                assert _apart(lambda: run_here(some, work / "before")) == _UNDISTURBED  # noqa: B023 - called at once


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
