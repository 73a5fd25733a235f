"""The command `show FILE`: a readable summary of one report, or the whole of it as JSON."""

from __future__ import annotations

import argparse
import re
import sys

from ..errors import UnreadableSource
from ..forms import InvalidVocabulary
from ..language import Say
from . import streams
from .streams import DONE, UNREADABLE, complain, write_lines

__all__ = ["add_parser"]

_UNSEEN = re.compile("[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
"""Characters that JSON may hold as they are, and that a terminal may obey."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser], say: Say) -> None:
    """Add the command to the command line's parser."""
    parser = commands.add_parser(
        "show",
        help=say("a readable summary of one report"),
        description=say("Show one report: head, figures, findings."),
    )
    parser.add_argument(
        "file", metavar=say("FILE"), help=say("the report, of any kind that is read; - for standard input")
    )
    parser.add_argument("--json", action="store_true", help=say("the whole report as JSON"))
    streams.take_vocabulary(parser, say)
    parser.set_defaults(run=_run, say=say)


def _run(arguments: argparse.Namespace) -> int:
    try:
        report = streams.read_report(arguments.file, arguments.say, arguments.vocabulary)
    except (UnreadableSource, InvalidVocabulary) as error:
        complain(error, arguments.say)
        return UNREADABLE
    if arguments.json:
        text = report.to_json(indent=2)
        print(_UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text))
    else:
        from ..export.summary import summary

        write_lines(summary(report, lang=arguments.say.language), sys.stdout)
    return DONE
