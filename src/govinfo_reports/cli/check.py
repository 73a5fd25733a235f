"""The command `check FILE_OR_FOLDER...`: the findings of many reports.

Exit status: 0, or 1 where a finding reaches `--fail-on`, or 2 where a file could not be read (or the command
line is wrong); 2 outweighs 1. All other files are still done.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import GovInfoError, UnreadableSource
from ..findings import Severity
from ..language import Say
from .check_run import CheckRun
from .config import find_settings, settle
from .files import files_of
from .streams import DONE, UNREADABLE, complain, take_vocabulary

if TYPE_CHECKING:
    from ..model.report import Report

__all__ = ["add_parser"]


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser], say: Say) -> None:
    """Add the command to the command line's parser."""
    parser = commands.add_parser(
        "check",
        help=say("the findings of many reports"),
        description=say("Check reports. Exit status 1 at or above --fail-on, 2 where a file cannot be read."),
    )
    parser.add_argument(
        "paths",
        nargs="+",
        metavar=say("FILE_OR_FOLDER"),
        help=say(
            "reports, patterns (*.pdf), addresses of a store; of a folder every file in it and "
            "below that is not hidden; - for standard input"
        ),
    )
    parser.add_argument(
        "--fail-on",
        choices=[severity.value for severity in Severity],
        help=say("the least severity that makes the exit status 1 (default: error)"),
    )
    parser.add_argument(
        "--format",
        choices=["text", "jsonl", "sarif", "junit", "html"],
        default="text",
        help=say("how findings are written (default: text); html: a site with a page for each report"),
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar=say("OUT"),
        help=say("the folder that the site is written to (--format html)"),
    )
    parser.add_argument(
        "--workers",
        type=int,
        metavar="N",
        help=say("processes that read at a time for a site (default: one a processor)"),
    )
    parser.add_argument("--zh", action="store_true", help=say("deprecated: write --lang zh"))
    _add_rules(parser, say)
    _add_comparisons(parser, say)
    take_vocabulary(parser, say)
    parser.set_defaults(run=_run, say=say)


def _add_rules(parser: argparse.ArgumentParser, say: Say) -> None:
    rules = parser.add_argument_group(
        say("which findings"),
        say("RULE is a rule's id, the beginning of one (suspicious, complete:applications) or a pattern."),
    )
    rules.add_argument(
        "--select",
        action="extend",
        type=_listed,
        metavar="RULE",
        help=say("only these rules, with commas between them (may be given again)"),
    )
    rules.add_argument(
        "--ignore",
        action="extend",
        type=_listed,
        metavar="RULE",
        help=say("not these rules, with commas between them (may be given again)"),
    )
    rules.add_argument(
        "--severity",
        action="extend",
        type=_weighed,
        metavar="RULE=LEVEL",
        help=say(
            "another severity for a rule: info, warning or error, with commas between several (may "
            "be given again)"
        ),
    )
    rules.add_argument(
        "--not-checked",
        action="store_true",
        help=say("say too which relations could not be tested, and why (info)"),
    )
    rules.add_argument(
        "--baseline", metavar=say("FILE"), help=say("leave out the findings that stand in this file")
    )
    rules.add_argument(
        "--write-baseline",
        metavar=say("FILE"),
        help=say("write all findings to this file, to be known from now on, and end with status 0"),
    )
    rules.add_argument(
        "--config",
        metavar=say("FILE"),
        help=say("settings (default: govinfo-reports.toml or pyproject.toml, here or in a folder above)"),
    )
    rules.add_argument("--no-config", action="store_true", help=say("look at no file of settings"))
    rules.add_argument("--year", type=int, metavar="YYYY", help=say("the year that each report is to be of"))
    rules.add_argument("--organ", metavar=say("NAME"), help=say("the organ that each report is to be of"))
    rules.add_argument(
        "--form",
        choices=["narrative", "provincial", "2014", "2019", "2021"],
        help=say("the form that each report is to follow"),
    )


def _add_comparisons(parser: argparse.ArgumentParser, say: Say) -> None:
    compared = parser.add_argument_group(say("reports held against each other"))
    compared.add_argument(
        "--series",
        action="store_true",
        help=say("compare each year of an organ with the one before; the reports are taken apart by organ"),
    )
    compared.add_argument(
        "--one-organ",
        action="store_true",
        help=say("like --series, but all reports are one organ's, whatever they call it"),
    )
    compared.add_argument(
        "--rollup",
        metavar=say("PARENT"),
        help=say(
            "the reports are those of the organs below PARENT's (a file, or a folder of its years): "
            "compare their sums with its figures"
        ),
    )


def _listed(text: str) -> list[str]:
    """The names of a list as other linters take it: `sum,complete`."""
    return [name for one in text.split(",") if (name := one.strip())]


def _weighed(text: str) -> list[tuple[str, str]]:
    found = []
    for one in _listed(text):
        rule, mark, level = one.rpartition("=")
        if not (mark and rule and level in {severity.value for severity in Severity}):
            raise ValueError
        found.append((rule, level))
    return found


def _run(arguments: argparse.Namespace) -> int:
    say: Say = arguments.say
    try:
        asked = hasattr(arguments, "lang") or arguments.zh
        if arguments.zh:
            print(f"govinfo-reports: {say('--zh is deprecated: write --lang zh')}", file=sys.stderr)
        if not arguments.no_config:
            settle(arguments, Path(arguments.config) if arguments.config else find_settings(Path.cwd()))
        if not asked and hasattr(arguments, "lang"):
            say = Say(arguments.lang)
        run = CheckRun(arguments, say)
    except (GovInfoError, OSError) as error:
        complain(error, say)
        return UNREADABLE
    if arguments.format == "html":
        return _site(arguments, run)
    above = [] if arguments.rollup is None else list(files_of([arguments.rollup]))
    parents = list(run.read_all(above))
    reports = [report for report in run.read_all(_below(arguments, above)) if run.compares]
    _compare(arguments, run, parents, reports)
    return _end(arguments, run)


def _below(
    arguments: argparse.Namespace, above: Sequence[str | UnreadableSource]
) -> Iterator[str | UnreadableSource]:
    """The files asked for, without those of the organ above."""
    return files_of(arguments.paths, {os.path.realpath(path) for path in above if isinstance(path, str)})


def _compare(
    arguments: argparse.Namespace, run: CheckRun, parents: Sequence[Report], reports: Sequence[Report]
) -> None:
    """Hold the reports against each other, as far as that is asked for."""
    if arguments.series or arguments.one_organ:
        _check_years(run, [*parents, *reports], one_organ=arguments.one_organ)
    if parents:
        _check_regions(run, parents, reports)


def _site(arguments: argparse.Namespace, run: CheckRun) -> int:
    """All reports as a site; those that are held against each other are read once for that, and again for
    their pages."""
    from ..desk.site import Site
    from .check_site import SiteRun, outside

    say = run.say
    if arguments.output is None:
        print(say("govinfo-reports: --format html needs a folder: -o site/"), file=sys.stderr)
        return UNREADABLE
    try:
        site = Site(arguments.output, say.language)
        above = [] if arguments.rollup is None else list(files_of([arguments.rollup]))
        below = list(outside(arguments.output, _below(arguments, above)))
        with SiteRun(run, site, arguments.workers) as making:
            if run.compares:
                parents = list(making.reports(above))
                _compare(arguments, run, parents, list(making.reports(below)))
            making.write([*above, *below], noted=run.compares)
        index = site.finish(run.findings.get("-", ()))
    except (GovInfoError, OSError) as error:
        complain(error, say)
        return UNREADABLE
    print(say("{count} reports: open {file}", count=len(site.entries), file=index))
    return _end(arguments, run)


def _end(arguments: argparse.Namespace, run: CheckRun) -> int:
    """Print what is left, write the baseline, give the exit status."""
    say = run.say
    status = run.finish(Severity(arguments.fail_on or Severity.ERROR))
    if arguments.write_baseline is None:
        return status
    try:
        count = run.write_baseline(arguments.write_baseline)
    except OSError as error:
        complain(error, say)
        return UNREADABLE
    print(
        say("{count} findings written to {file}", count=count, file=arguments.write_baseline), file=sys.stderr
    )
    return UNREADABLE if status == UNREADABLE else DONE


def _check_years(run: CheckRun, reports: Sequence[Report], *, one_organ: bool) -> None:
    """The years of each organ, an organ at a time."""
    from ..checks import Series, check_series, group_by_organ, grouping_findings

    organs = group_by_organ(reports)
    found = organs.series
    if one_organ:
        name = next((report.organ for report in reports if report.organ), "?")
        found = (Series(organ=name, reports=tuple(reports)),)
    else:
        run.note_each(grouping_findings(organs))
    for series in found:
        run.compare(series.compared, check_series(series.reports, not_checked=run.not_checked))


def _check_regions(run: CheckRun, parents: Sequence[Report], reports: Sequence[Report]) -> None:
    """Each year of the organ above with the organs below it in that year."""
    from ..checks import check_rollup, rollup_of

    years = {parent.year for parent in parents}
    for parent in parents:
        children = [
            report
            for report in reports
            if report.year == parent.year or (report.year not in years and parent is parents[0])
        ]
        run.compare(rollup_of(parent, children).compared, check_rollup(parent, children))
