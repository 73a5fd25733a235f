"""The command line: `govinfo-reports show FILE`, `check FILE_OR_FOLDER...`, `explain FILE`, `page FILE`,
`batch DIR... -o OUT` and `stages`, a module each."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from typing import Any

from .._version import __version__
from ..language import Say
from . import batch, check, explain, page, serve, show, stages
from .parser import Parser, asked_language

__all__ = ["main"]

_INTERRUPTED, _PIPE_CLOSED = 130, 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    say = Say(asked_language(sys.argv[1:] if argv is None else argv))
    arguments = _parser(say).parse_args(argv)
    try:
        status: int = arguments.run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read has read enough. What is still in the buffer goes nowhere, or Python complains at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _PIPE_CLOSED
    except KeyboardInterrupt:
        return _INTERRUPTED
    return status


def _parser(say: Say) -> Parser:
    class Command(Parser):
        def __init__(self, **settings: Any) -> None:
            super().__init__(say=say, **settings)

    parser = Parser(
        say=say,
        prog="govinfo-reports",
        description=say(
            "Read and check Chinese government information disclosure annual reports "
            "(政府信息公开工作年度报告)."
        ),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"govinfo-reports {__version__}",
        help=say("show the version and end"),
    )
    commands = parser.add_subparsers(
        title=say("commands"),
        required=True,
        dest="command",
        metavar=say("COMMAND"),
        parser_class=Command,
    )
    for command in (show, check, explain, page, serve, batch, stages):
        command.add_parser(commands, say)
    return parser
