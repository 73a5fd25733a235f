"""The command `govinfo-reports batch DIR... -o OUT`."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from ..checks.render import clean
from ..errors import GovInfoError
from ..language import Say
from .streams import complain, take_vocabulary

if TYPE_CHECKING:
    from ..batch.summary import Summary

__all__ = ["add_parser"]

_DONE, _NOT_RUN = 0, 2


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser], say: Say) -> None:
    """Add the command to the command line's parser."""
    parser = commands.add_parser(
        "batch",
        help=say("read folders of reports into Parquet files"),
        description=say(
            "Read all files in folders into Parquet: reports, facts, findings, unread, failures, sources. A run that was stopped goes on where it was, and a later one reads what is new. Exit status 0 when all files were gone through (failures are listed), 2 otherwise."
        ),
    )
    parser.add_argument(
        "folders", nargs="+", metavar=say("DIR"), help=say("folders of reports; hidden files are left out")
    )
    parser.add_argument(
        "-o", "--out", required=True, metavar=say("OUT"), help=say("folder for the Parquet files")
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
    parser.set_defaults(run=_run, say=say)


def _run(arguments: argparse.Namespace) -> int:
    """Run the command; gives the exit status."""
    say: Say = arguments.say
    try:
        summary = _gather(arguments)
    except (GovInfoError, OSError) as error:
        complain(error, say)
        return _NOT_RUN
    except KeyboardInterrupt:
        sys.stderr.write(f"govinfo-reports: {say('stopped; the same command goes on from here')}\n")
        raise
    for line in summary.lines(lang=say.language):
        sys.stdout.write(f"{clean(line)}\n")
    return _NOT_RUN if summary.refused else _DONE


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
        tell = stack.enter_context(progress(sys.stderr, lang=arguments.say.language))
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
