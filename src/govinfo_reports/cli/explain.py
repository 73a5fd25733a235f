"""The command `explain FILE`: why the figures of a report are what they are."""

from __future__ import annotations

import argparse
import sys

from ..errors import GovInfoError
from ..language import Say
from .streams import DONE, STDIN, UNREADABLE, complain, take_vocabulary, write_lines

__all__ = ["add_parser"]


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser], say: Say) -> None:
    """Add the command to the command line's parser."""
    parser = commands.add_parser(
        "explain",
        help=say("why the figures of a report are what they are"),
        description=say(
            "Read a report again and say of each figure how it was read, of each indicator without "
            "a value why, of each place what was made of it."
        ),
    )
    parser.add_argument(
        "file", metavar=say("FILE"), help=say("the report, of any kind that is read; - for standard input")
    )
    parser.add_argument(
        "--path", metavar=say("PATH"), help=say("an indicator or a group of them: review.total, review")
    )
    parser.add_argument(
        "--at", metavar=say("PLACE"), help=say("a line (12), or a place such as 'table 2, row 3'")
    )
    parser.add_argument("--json", action="store_true", help=say("all of it as JSON"))
    take_vocabulary(parser, say)
    parser.set_defaults(run=_run, say=say)


def _run(arguments: argparse.Namespace) -> int:
    from ..explained import explain

    say: Say = arguments.say
    source = sys.stdin.buffer if arguments.file == STDIN else arguments.file
    try:
        found = explain(source, arguments.path, arguments.at, vocabulary=arguments.vocabulary)
    except GovInfoError as error:
        complain(error, say)
        return UNREADABLE
    except ValueError as error:
        complain(ValueError(say.half(str(error))), say)
        return UNREADABLE
    if arguments.json:
        print(found.to_json(indent=2))
    else:
        write_lines(found.lines(say.language), sys.stdout)
    return DONE
