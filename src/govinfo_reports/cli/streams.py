"""How the commands read a report and write to a person: streams, what is told on the way, and the exit
statuses."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from ..errors import GovInfoError, UnreadableSource
from ..language import Say, phrase

if TYPE_CHECKING:
    from ..export.terminal import Line
    from ..forms import Words
    from ..model.report import Report

__all__ = [
    "DONE",
    "FOUND",
    "STDIN",
    "UNREADABLE",
    "clean",
    "complain",
    "progress",
    "read_report",
    "take_vocabulary",
    "write_lines",
]

_log = logging.getLogger(__name__)

DONE, FOUND, UNREADABLE = 0, 1, 2
"""Exit statuses: all well; a finding reaches `--fail-on`; a source could not be read."""
STDIN = "-"


def take_vocabulary(parser: argparse.ArgumentParser, say: Say) -> None:
    """Add the option `--vocabulary FILE`."""
    parser.add_argument(
        "--vocabulary",
        action="append",
        metavar=say("FILE"),
        help=say(
            "wordings of your own beside those of the library: labels (CSV) or sentences; may be given again"
        ),
    )


def read_report(path: str, say: Say, vocabulary: Words | None = None) -> Report:
    """The report at a path, or on standard input, read with `vocabulary`. Raises UnreadableSource; a fault
    of ours is told as one that costs this file only."""
    from ..api import parse

    try:
        return parse(
            sys.stdin.buffer if path == STDIN else path, progress=progress(path, say), vocabulary=vocabulary
        )
    except GovInfoError:
        raise
    except Exception as error:
        _log.debug("a fault of the parser over %s", path, exc_info=True)
        raise UnreadableSource(
            phrase(
                "a fault of this program, not of the file ({name}: {error}): please report it, with the file",
                name=type(error).__name__,
                error=error,
            ),
            source=path,
        ) from error


def progress(path: str, say: Say) -> Callable[[int, int], None] | None:
    """What tells of pages done while a scan is read, where a person watches."""
    if not sys.stderr.isatty():
        return None
    name = clean(Path(path).name)

    def tell(done: int, pages: int) -> None:
        line = "\r" + say("{name}: page {done} of {pages}", name=name, done=done, pages=pages)
        sys.stderr.write(line if done < pages else f"\r{' ' * 2 * len(line)}\r")
        sys.stderr.flush()

    return tell


def clean(text: str) -> str:
    """The text without what a terminal may obey."""
    from ..checks.render import clean

    return clean(text)


def complain(error: Exception, say: Say) -> None:
    """Say on standard error why something could not be done, in the one language."""
    text = str(error)
    if isinstance(error, GovInfoError):
        source = getattr(error, "source", None)
        text = (f"{source}: " if source else "") + say.of(error.reason, error.reason_zh)
    print(f"govinfo-reports: {clean(text)}", file=sys.stderr)


def write_lines(lines: Sequence[Line], out: TextIO) -> None:
    """Print lines: with rich where it is installed and a person reads, else plain."""
    from ..export.terminal import plain_text, print_rich

    if out.isatty() and find_spec("rich") is not None:
        print_rich(lines, out)
    else:
        out.write(plain_text(lines))
