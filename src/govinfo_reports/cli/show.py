"""The command `show FILE`: a readable summary of one report, the whole of it as JSON, its lists as CSV, or a
workbook."""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UnreadableSource
from ..forms import InvalidVocabulary
from ..language import Say, phrase
from . import streams
from .streams import DONE, STDIN, UNREADABLE, complain, write_lines

if TYPE_CHECKING:
    from ..model.report import Report

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
    kinds = parser.add_mutually_exclusive_group()
    kinds.add_argument("--json", action="store_true", help=say("the whole report as JSON"))
    kinds.add_argument(
        "--csv",
        nargs="?",
        const="figures",
        choices=["figures", "findings", "unread"],
        help=say("a list as CSV: figures (the default), findings, or what was not understood (unread)"),
    )
    kinds.add_argument(
        "--xlsx",
        metavar=say("OUT"),
        help=say("write a workbook: the tables as the form prints them, figures, findings and their places"),
    )
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
    elif arguments.csv:
        from ..export.listings import csv_of, listings

        number = ("figures", "findings", "unread").index(arguments.csv) + 1
        sys.stdout.write(csv_of(listings(report, lang=arguments.say.language)[number]).replace("\r\n", "\n"))
    elif arguments.xlsx:
        return _workbook(report, arguments)
    else:
        from ..export.summary import summary

        write_lines(summary(report, lang=arguments.say.language), sys.stdout)
    return DONE


def _workbook(report: Report, arguments: argparse.Namespace) -> int:
    from ..export.workbook import to_xlsx

    source, out = arguments.file, arguments.xlsx
    try:
        if source != STDIN and os.path.exists(out) and os.path.samefile(source, out):
            raise UnreadableSource(phrase("the workbook would be written over the report"), source=out)
        Path(out).write_bytes(to_xlsx(report, lang=arguments.say.language))
    except (UnreadableSource, OSError) as error:
        complain(error, arguments.say)
        return UNREADABLE
    return DONE
