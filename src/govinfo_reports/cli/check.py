"""The command `check FILE_OR_FOLDER...`: the findings of many reports.

Exit status: 0, or 1 where a finding reaches `--fail-on`, or 2 where a file could not be read (or the command line is wrong);
2 outweighs 1. All other files are still done.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..errors import UnreadableSource
from ..findings import Finding, Severity
from . import streams
from .files import files_of
from .streams import DONE, FOUND, UNREADABLE, complain, write_lines

if TYPE_CHECKING:
    from ..checks import Compared, Comparison
    from ..model.report import Report

__all__ = ["add_parser"]


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line's parser."""
    parser = commands.add_parser(
        "check",
        help="the findings of many reports, one line each",
        description="Check reports. Exit status 1 at or above --fail-on, 2 where a file cannot be read.",
    )
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="FILE_OR_FOLDER",
        help="reports; of a folder every file in it and below that is not hidden; - for standard input",
    )
    parser.add_argument(
        "--fail-on",
        choices=[severity.value for severity in Severity],
        default=Severity.ERROR.value,
        help="the least severity that makes the exit status 1 (default: error)",
    )
    parser.add_argument(
        "--format", choices=["text", "jsonl", "sarif", "junit"], default="text", help="default: text"
    )
    parser.add_argument("--zh", action="store_true", help="messages in Chinese (text format)")
    parser.add_argument(
        "--series",
        action="store_true",
        help="compare each year of an organ with the one before; the reports are taken apart by organ",
    )
    parser.add_argument(
        "--one-organ",
        action="store_true",
        help="like --series, but all reports are one organ's, whatever they call it",
    )
    parser.add_argument(
        "--not-checked",
        action="store_true",
        help="say too which relations could not be tested, and why (info)",
    )
    parser.add_argument(
        "--rollup",
        metavar="PARENT",
        help="the reports are those of the organs below PARENT's (a file, or a folder of its years): compare their sums "
        "with its figures",
    )
    parser.set_defaults(run=_run)


class _Check:
    """One run of `check`: what was found so far, and which files could not be read."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.format: str = arguments.format
        self.chinese: bool = arguments.zh
        self.not_checked: bool = arguments.not_checked
        self.findings: dict[str, tuple[Finding, ...]] = {}
        self.compared: list[Compared] = []
        self.read_files = 0
        self.unreadable = 0

    def read(self, path: str) -> Report | None:
        """The report at `path`, with its findings noted; None where it could not be read."""
        try:
            report = streams.read_report(path)
        except UnreadableSource as error:
            self.refuse(error, path)
            return None
        self.read_files += 1
        self.note(report.source or path, report.findings)
        if self.not_checked:
            from ..checks import unchecked_relations

            self.note(report.source or path, tuple(unchecked_relations(report)))
        return report

    def refuse(self, error: UnreadableSource, path: str) -> None:
        """Take note of a source that cannot be read: in the machine formats it is a finding, so that none is passed over."""
        self.unreadable += 1
        complain(error)
        if self.format != "text":
            finding = Finding(
                rule="unreadable:source",
                severity=Severity.ERROR,
                message=f"cannot be read: {error.reason}",
                message_zh=f"无法读取：{error.reason_zh or error.reason}",
            )
            self.note(error.source or path, (finding,))

    def read_all(self, files: Iterable[str | UnreadableSource]) -> Iterator[Report]:
        """The reports in the files; those that cannot be read are noted."""
        for path in files:
            if isinstance(path, UnreadableSource):
                self.refuse(path, "-")
            else:
                report = self.read(path)
                if report is not None:
                    yield report

    def compare(self, compared: Compared, findings: Iterable[Comparison]) -> None:
        """Take in which reports were held against each other, and what came of it."""
        self.compared.append(compared)
        if self.format == "text":
            from ..checks.render import to_text

            sys.stdout.write(to_text({}, (compared,), chinese=self.chinese))
        self.note_each(findings)

    def note_each(self, findings: Iterable[Comparison]) -> None:
        """Take findings in, each with the report that it is about."""
        for finding in findings:
            self.note(finding.source or "-", (finding,))

    def note(self, source: str, findings: tuple[Finding, ...]) -> None:
        """Take findings in; as text they are printed at once, so that a long run can be followed."""
        self.findings[source] = (*self.findings.get(source, ()), *findings)
        if self.format == "text":
            from ..checks.render import to_text
            from ..export.terminal import Span

            write_lines(
                [
                    (Span(to_text({source: (one,)}, chinese=self.chinese).rstrip("\n"), one.severity.value),)
                    for one in findings
                ],
                sys.stdout,
            )

    def finish(self, fail_on: Severity) -> int:
        """Print what the machine formats gather until now; gives the exit status."""
        from ..checks import to_jsonl, to_junit, to_sarif

        if self.format == "jsonl":
            sys.stdout.write(to_jsonl(self.findings, self.compared))
        elif self.format == "sarif":
            print(json.dumps(to_sarif(self.findings, self.compared), ensure_ascii=False, indent=2))
        elif self.format == "junit":
            sys.stdout.write(to_junit(self.findings, self.compared))
        else:
            counts = ", ".join(f"{self._count(one)} {one.value}" for one in reversed(Severity))
            print(f"{self.read_files} checked: {counts}; {self.unreadable} unreadable", file=sys.stderr)
        if self.unreadable:
            return UNREADABLE
        return FOUND if any(self._count(one) for one in Severity if one >= fail_on) else DONE

    def _count(self, severity: Severity) -> int:
        return sum(one.severity is severity for found in self.findings.values() for one in found)


def _run(arguments: argparse.Namespace) -> int:
    run = _Check(arguments)
    is_series = arguments.series or arguments.one_organ
    above = [] if arguments.rollup is None else list(files_of([arguments.rollup]))
    parents = list(run.read_all(above))
    taken = {os.path.realpath(path) for path in above if isinstance(path, str)}
    keep = is_series or bool(parents)
    reports = [report for report in run.read_all(files_of(arguments.paths, taken)) if keep]
    if is_series:
        _check_years(run, [*parents, *reports], one_organ=arguments.one_organ)
    if parents:
        _check_regions(run, parents, reports)
    return run.finish(Severity(arguments.fail_on))


def _check_years(run: _Check, reports: Sequence[Report], *, one_organ: bool) -> None:
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


def _check_regions(run: _Check, parents: Sequence[Report], reports: Sequence[Report]) -> None:
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
