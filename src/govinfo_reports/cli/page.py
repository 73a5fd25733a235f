"""The command `page FILE...`: one report as an HTML page for auditing, several as a site of such pages."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from ..errors import GovInfoError, UnreadableSource
from ..forms import InvalidVocabulary, vocabulary_of
from ..language import Say, phrase
from .streams import DONE, STDIN, UNREADABLE, complain, progress, take_vocabulary

__all__ = ["add_parser"]


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser], say: Say) -> None:
    """Add the command to the command line's parser."""
    parser = commands.add_parser(
        "page",
        help=say("one report as an HTML page for auditing"),
        description=say(
            "Write one self-contained HTML page: figures linked to their places in the text, "
            "findings, what was not understood."
        ),
    )
    parser.add_argument(
        "files",
        nargs="+",
        metavar=say("FILE"),
        help=say("the report, of any kind that is read; - for standard input; several make a site"),
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar=say("OUT"),
        help=say("the page to write (default: standard output); the folder of the site for several"),
    )
    take_vocabulary(parser, say)
    parser.set_defaults(run=_run, say=say)


def _run(arguments: argparse.Namespace) -> int:
    from ..api import parse_document, read_document
    from ..desk.page import page_html
    from ..explained import explain_document
    from ..readers.image.page_pictures import page_pictures

    out = arguments.output
    source = arguments.files[0]
    if len(arguments.files) > 1:
        return _site(arguments)
    try:
        if source != STDIN and out is not None and os.path.exists(out) and os.path.samefile(source, out):
            raise UnreadableSource(phrase("the page would be written over the report"), source=out)
        words = vocabulary_of(arguments.vocabulary)
        with page_pictures() as pictures:
            document = read_document(
                sys.stdin.buffer if source == STDIN else source, progress=progress(source, arguments.say)
            )
        report = parse_document(document, vocabulary=words)
        why = explain_document(document, vocabulary=words)
        text = page_html(report, document, lang=arguments.say.language, pictures=pictures, explanation=why)
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


def _site(arguments: argparse.Namespace) -> int:
    """Several reports, as `check --format html` shows them, with all that was found."""
    from ..desk.site import Site
    from .check_run import CheckRun
    from .check_site import SiteRun, outside
    from .files import files_of

    say = arguments.say
    if arguments.output in {None, STDIN}:
        print(
            say("govinfo-reports: several reports make a site, which needs a folder: -o site/"),
            file=sys.stderr,
        )
        return UNREADABLE
    none = dict.fromkeys(("select", "ignore", "severity", "baseline", "year", "organ", "form", "rollup"))
    plain = {**none, "format": "html", "not_checked": False, "series": False, "one_organ": False}
    try:
        run = CheckRun(argparse.Namespace(**plain, vocabulary=arguments.vocabulary), say)
        site = Site(arguments.output, say.language)
        with SiteRun(run, site) as making:
            making.write(outside(arguments.output, files_of(arguments.files)))
        index = site.finish()
    except (GovInfoError, OSError) as error:
        complain(error, say)
        return UNREADABLE
    print(say("{count} reports: open {file}", count=len(site.entries), file=index))
    return UNREADABLE if run.unreadable else DONE
