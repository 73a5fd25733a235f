"""The command `govinfo-reports batch DIR... -o OUT`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..checks.render import clean
from ..errors import GovInfoError
from ..language import Say
from .logs import log_to
from .streams import complain, take_vocabulary

if TYPE_CHECKING:
    from ..batch.summary import Summary

__all__ = ["add_parser"]

_DONE, _FOUND, _NOT_RUN = 0, 1, 2


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser], say: Say) -> None:
    """Add the command to the command line's parser."""
    parser = commands.add_parser(
        "batch",
        help=say("read folders of reports into Parquet files"),
        description=say(
            "Read all files in folders into Parquet: reports, facts, findings, unread, failures, "
            "sources. A run that was stopped goes on where it was, and a later one reads what "
            "is new. Exit status 0 when all files were gone through (failures are listed), "
            "1 when --verify finds damage or --diff a difference, 2 otherwise."
        ),
    )
    parser.add_argument(
        "folders",
        nargs="*",
        metavar=say("DIR"),
        help=say(
            "folders, files, patterns, or addresses such as s3://bucket/folder; hidden files are left out"
        ),
    )
    parser.add_argument(
        "-o",
        "--out",
        metavar=say("OUT"),
        help=say("folder for the Parquet files, or an address such as s3://bucket/out"),
    )
    parser.add_argument(
        "--workers",
        type=_positive,
        default=None,
        metavar="N",
        help=say("processes that read (default: one for each processor)"),
    )
    parser.add_argument(
        "--timeout", type=_seconds, metavar="S", help=say("seconds after which a file is given up")
    )
    parser.add_argument(
        "--scheduler", metavar="ADDRESS", help=say("read on the Dask cluster of this scheduler")
    )
    parser.add_argument("--retry", action="store_true", help=say("read again what failed in an earlier run"))
    take_vocabulary(parser, say)
    parser.add_argument(
        "--web", action="store_true", help=say("fetch what has an address in the web (https://...)")
    )
    parser.add_argument(
        "--refresh",
        action="store_true",
        help=say("read again what another version of this program has read, and say what changed"),
    )
    parser.add_argument(
        "--progress",
        choices=("text", "json", "none"),
        default="text",
        help=say("how progress is told on standard error: a bar or lines, lines of JSON, or not at all"),
    )
    parser.add_argument(
        "--log-format",
        choices=("text", "json"),
        help=say("log warnings to standard error, as text or as lines of JSON"),
    )
    parser.add_argument(
        "--verify",
        action="store_true",
        help=say("read nothing: look whether what is kept in OUT is as it was written"),
    )
    parser.add_argument(
        "--diff",
        nargs=2,
        metavar=(say("OLD"), say("NEW")),
        help=say("read nothing: say what figures and findings differ between the outputs of two batches"),
    )
    parser.set_defaults(run=_run, say=say, fail=parser.error)


def _run(arguments: argparse.Namespace) -> int:
    """Run the command; gives the exit status."""
    say: Say = arguments.say
    looks = arguments.verify or arguments.diff is not None
    if looks == bool(arguments.folders) or (arguments.out is None and arguments.diff is None):
        arguments.fail(say("give folders and -o OUT, or --verify -o OUT, or --diff OLD NEW"))
    if arguments.log_format is not None:
        log_to(sys.stderr, as_json=arguments.log_format == "json")
    try:
        if arguments.diff is not None:
            return _compare(arguments.diff, say, web=arguments.web)
        if arguments.verify:
            return _verify(arguments.out, say, web=arguments.web)
        summary = _gather(arguments)
    except (GovInfoError, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None and error.filename is None:
            error.filename = arguments.out  # a full disk does not say which
        complain(error, say)
        return _NOT_RUN
    except KeyboardInterrupt:
        sys.stderr.write(f"govinfo-reports: {say('stopped; the same command goes on from here')}\n")
        raise
    for line in summary.lines(lang=say.language):
        sys.stdout.write(f"{clean(line)}\n")
    return _NOT_RUN if summary.refused else _DONE


def _compare(folders: Sequence[str], say: Say, *, web: bool) -> int:
    from ..batch.difference import difference

    found = difference(*folders, web=web)
    for line in found.lines(lang=say.language):
        sys.stdout.write(f"{clean(line)}\n")
    return _DONE if found.is_none else _FOUND


def _verify(out: str, say: Say, *, web: bool) -> int:
    from ..batch.remote import store_at
    from ..batch.store import FOREIGN

    damaged = foreign = 0
    for one in store_at(out, web=web).damage():
        sys.stdout.write(f"{clean(one.path)}: {say(one.reason)}\n")
        foreign += one.reason == FOREIGN
        damaged += one.reason != FOREIGN
    if damaged:
        sys.stdout.write(f"{say('damaged: {count}; the next run makes them again', count=damaged)}\n")
    if foreign:
        told = say(
            "{count} files were not written by this batch: put them elsewhere, no run keeps or mends them",
            count=foreign,
        )
        sys.stdout.write(f"{told}\n")
    if damaged or foreign:
        return _FOUND
    sys.stdout.write(f"{say('all is as it was written')}\n")
    return _DONE


def _gather(arguments: argparse.Namespace) -> Summary:
    from contextlib import ExitStack
    from functools import partial

    from ..batch.pool import processors
    from ..batch.progress import progress
    from ..batch.run import run

    with ExitStack() as stack:
        executor, lookahead, apart = None, None, None
        if arguments.scheduler is not None:
            from ..batch.dask import cluster_executor, parse_piece_apart

            apart = partial(parse_piece_apart, timeout=arguments.timeout)
            executor, threads = stack.enter_context(cluster_executor(arguments.scheduler))
            lookahead = max(16, 4 * threads)
        tell = None
        if arguments.progress != "none":
            shown = progress(sys.stderr, lang=arguments.say.language, as_json=arguments.progress == "json")
            tell = stack.enter_context(shown)
        return run(
            arguments.folders,
            arguments.out,
            workers=arguments.workers or processors(),
            timeout=arguments.timeout,
            executor=executor,
            apart=apart,
            lookahead=lookahead,
            vocabulary=arguments.vocabulary,
            retry=arguments.retry,
            refresh=arguments.refresh,
            web=arguments.web,
            tell=tell,
        )


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _seconds(text: str) -> float:
    number = float(text)
    if not number > 0:
        raise ValueError
    return number
