"""The command `page FILE`: one report as an HTML page for auditing."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from ..errors import UnreadableSource
from ..forms import InvalidVocabulary, vocabulary_of
from ..language import Say
from .streams import DONE, STDIN, UNREADABLE, complain, progress, take_vocabulary

__all__ = ["add_parser"]


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser], say: Say) -> None:
    """Add the command to the command line's parser."""
    parser = commands.add_parser(
        "page",
        help=say("one report as an HTML page for auditing"),
        description=say(
            "Write one self-contained HTML page: figures linked to their places in the text, findings, what was not understood."
        ),
    )
    parser.add_argument(
        "file", metavar=say("FILE"), help=say("the report, of any kind that is read; - for standard input")
    )
    parser.add_argument(
        "-o", "--output", metavar=say("OUT"), help=say("the page to write (default: standard output)")
    )
    take_vocabulary(parser, say)
    parser.set_defaults(run=_run, say=say)


def _run(arguments: argparse.Namespace) -> int:
    from ..api import parse_document, read_document
    from ..export.page import page_html

    source, out = arguments.file, arguments.output
    try:
        if source != STDIN and out is not None and os.path.exists(out) and os.path.samefile(source, out):
            raise UnreadableSource(
                "the page would be written over the report", reason_zh="页面将覆盖报告文件", source=out
            )
        words = vocabulary_of(arguments.vocabulary)
        document = read_document(
            sys.stdin.buffer if source == STDIN else source, progress=progress(source, arguments.say)
        )
        text = page_html(parse_document(document, vocabulary=words), document, lang=arguments.say.language)
        if out in {None, STDIN}:
            sys.stdout.write(text)
        else:
            Path(out).write_text(text, encoding="utf-8", newline="\n")
    except (UnreadableSource, InvalidVocabulary) as error:
        complain(error, arguments.say)
        return UNREADABLE
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        complain(error, arguments.say)
        return UNREADABLE
    return DONE
