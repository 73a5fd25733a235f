"""The command line: `govinfo-reports show FILE`, `check FILE_OR_FOLDER...`, `page FILE` and `batch DIR... -o OUT`.

Exit status of `check`: 0, or 1 where a finding reaches `--fail-on`, or 2 where a file could not be read (or the command line is
wrong); 2 outweighs 1. All other files are still done.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from . import __version__
from .errors import UnreadableSource
from .findings import Finding, Severity

if TYPE_CHECKING:
    from .checks import Compared, Comparison
    from .export.terminal import Line
    from .model.report import Report

__all__ = ["main"]

_DONE, _FOUND, _UNREADABLE = 0, 1, 2
_INTERRUPTED, _PIPE_CLOSED = 130, 141
_STDIN = "-"
_UNSEEN = re.compile("[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
"""Characters that JSON may hold as they are, and that a terminal may obey."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = _parser().parse_args(argv)
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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="govinfo-reports",
        description="Read and check Chinese government information disclosure annual reports (政府信息公开工作年度报告).",
    )
    parser.add_argument("--version", action="version", version=f"govinfo-reports {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    show = commands.add_parser(
        "show",
        help="a readable summary of one report",
        description="Show one report: head, figures, findings.",
    )
    show.add_argument(
        "file", metavar="FILE", help="the report, of any kind that is read; - for standard input"
    )
    show.add_argument("--json", action="store_true", help="the whole report as JSON")
    show.set_defaults(run=_show)

    check = commands.add_parser(
        "check",
        help="the findings of many reports, one line each",
        description="Check reports. Exit status 1 at or above --fail-on, 2 where a file cannot be read.",
    )
    check.add_argument(
        "paths",
        nargs="+",
        metavar="FILE_OR_FOLDER",
        help="reports; of a folder every file in it and below that is not hidden; - for standard input",
    )
    check.add_argument(
        "--fail-on",
        choices=[severity.value for severity in Severity],
        default=Severity.ERROR.value,
        help="the least severity that makes the exit status 1 (default: error)",
    )
    check.add_argument(
        "--format", choices=["text", "jsonl", "sarif", "junit"], default="text", help="default: text"
    )
    check.add_argument("--zh", action="store_true", help="messages in Chinese (text format)")
    check.add_argument(
        "--series",
        action="store_true",
        help="compare each year of an organ with the one before; the reports are taken apart by organ",
    )
    check.add_argument(
        "--one-organ",
        action="store_true",
        help="like --series, but all reports are one organ's, whatever they call it",
    )
    check.add_argument(
        "--not-checked",
        action="store_true",
        help="say too which relations could not be tested, and why (info)",
    )
    check.add_argument(
        "--rollup",
        metavar="PARENT",
        help="the reports are those of the organs below PARENT's (a file, or a folder of its years): compare their sums "
        "with its figures",
    )
    check.set_defaults(run=_check)

    page = commands.add_parser(
        "page",
        help="one report as an HTML page for auditing",
        description="Write one self-contained HTML page: figures linked to their places in the text, findings, what was not understood.",
    )
    page.add_argument(
        "file", metavar="FILE", help="the report, of any kind that is read; - for standard input"
    )
    page.add_argument("-o", "--output", metavar="OUT", help="the page to write (default: standard output)")
    page.set_defaults(run=_page)

    from .batch.command import add_batch_parser

    add_batch_parser(commands)
    return parser


def _read(path: str) -> Report:
    from .api import parse

    if path == _STDIN:
        return parse(sys.stdin.buffer, progress=_progress(path))
    return parse(path, progress=_progress(path))


def _progress(path: str) -> Callable[[int, int], None] | None:
    """What tells of pages done while a scan is read, where a person watches."""
    if not sys.stderr.isatty():
        return None
    name = _clean(Path(path).name)

    def tell(done: int, pages: int) -> None:
        line = f"\r{name}: page {done} of {pages}"
        sys.stderr.write(line if done < pages else f"\r{' ' * 2 * len(line)}\r")
        sys.stderr.flush()

    return tell


def _clean(text: str) -> str:
    from .checks.render import clean

    return clean(text)


def _complain(error: UnreadableSource) -> None:
    print(f"govinfo-reports: {_clean(str(error))}", file=sys.stderr)


def _write(lines: Sequence[Line], out: TextIO) -> None:
    """Print lines: with rich where it is installed and a person reads, else plain."""
    from .export.terminal import plain_text, print_rich

    if out.isatty() and find_spec("rich") is not None:
        print_rich(lines, out)
    else:
        out.write(plain_text(lines))


def _show(arguments: argparse.Namespace) -> int:
    try:
        report = _read(arguments.file)
    except UnreadableSource as error:
        _complain(error)
        return _UNREADABLE
    if arguments.json:
        text = report.to_json(indent=2)
        print(_UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text))
    else:
        from .export.summary import summary

        _write(summary(report), sys.stdout)
    return _DONE


def _page(arguments: argparse.Namespace) -> int:
    from .api import parse_document, read_document
    from .export.page import page_html

    source, out = arguments.file, arguments.output
    try:
        if source != _STDIN and out is not None and os.path.exists(out) and os.path.samefile(source, out):
            raise UnreadableSource(
                "the page would be written over the report", reason_zh="页面将覆盖报告文件", source=out
            )
        document = read_document(sys.stdin.buffer if source == _STDIN else source, progress=_progress(source))
        text = page_html(parse_document(document), document)
        if out in {None, _STDIN}:
            sys.stdout.write(text)
        else:
            Path(out).write_text(text, encoding="utf-8", newline="\n")
    except UnreadableSource as error:
        _complain(error)
        return _UNREADABLE
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        print(f"govinfo-reports: {_clean(str(error))}", file=sys.stderr)
        return _UNREADABLE
    return _DONE


def _files(paths: Sequence[str], taken: Iterable[str] = ()) -> Iterator[str | UnreadableSource]:
    """The files named, and those in the folders named in the order of their names, each once; errors for folders. The
    files in `taken` are left out."""
    seen = set(taken)
    for path in paths:
        for file in _below(path) if path != _STDIN and Path(path).is_dir() else (path,):
            key = file if isinstance(file, UnreadableSource) or file == _STDIN else os.path.realpath(file)
            if isinstance(key, str):
                if key in seen:
                    continue
                seen.add(key)
            yield file


def _below(folder: str) -> Iterator[str | UnreadableSource]:
    errors: list[OSError] = []
    found = False
    for place, folders, files in os.walk(folder, onerror=errors.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith((".", "~$")):
                found = True
                yield os.path.join(place, name)
    for error in errors:
        yield UnreadableSource(
            f"cannot be listed ({error})", reason_zh="目录无法打开", source=str(error.filename)
        )
    if not found and not errors:
        yield UnreadableSource("the folder holds no files", reason_zh="目录中没有文件", source=folder)


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
            report = _read(path)
        except UnreadableSource as error:
            self.refuse(error, path)
            return None
        self.read_files += 1
        self.note(report.source or path, report.findings)
        if self.not_checked:
            from .checks import unchecked_relations

            self.note(report.source or path, tuple(unchecked_relations(report)))
        return report

    def refuse(self, error: UnreadableSource, path: str) -> None:
        """Take note of a source that cannot be read: in the machine formats it is a finding, so that none is passed over."""
        self.unreadable += 1
        _complain(error)
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
            from .checks.render import to_text

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
            from .checks.render import to_text
            from .export.terminal import Span

            _write(
                [
                    (Span(to_text({source: (one,)}, chinese=self.chinese).rstrip("\n"), one.severity.value),)
                    for one in findings
                ],
                sys.stdout,
            )

    def finish(self, fail_on: Severity) -> int:
        """Print what the machine formats gather until now; gives the exit status."""
        from .checks import to_jsonl, to_junit, to_sarif

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
            return _UNREADABLE
        return _FOUND if any(self._count(one) for one in Severity if one >= fail_on) else _DONE

    def _count(self, severity: Severity) -> int:
        return sum(one.severity is severity for found in self.findings.values() for one in found)


def _check(arguments: argparse.Namespace) -> int:
    run = _Check(arguments)
    is_series = arguments.series or arguments.one_organ
    above = [] if arguments.rollup is None else list(_files([arguments.rollup]))
    parents = list(run.read_all(above))
    taken = {os.path.realpath(path) for path in above if isinstance(path, str)}
    keep = is_series or bool(parents)
    reports = [report for report in run.read_all(_files(arguments.paths, taken)) if keep]
    if is_series:
        _check_years(run, [*parents, *reports], one_organ=arguments.one_organ)
    if parents:
        _check_regions(run, parents, reports)
    return run.finish(Severity(arguments.fail_on))


def _check_years(run: _Check, reports: Sequence[Report], *, one_organ: bool) -> None:
    """The years of each organ, an organ at a time."""
    from .checks import Series, check_series, group_by_organ, grouping_findings

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
    from .checks import check_rollup, rollup_of

    years = {parent.year for parent in parents}
    for parent in parents:
        children = [
            report
            for report in reports
            if report.year == parent.year or (report.year not in years and parent is parents[0])
        ]
        run.compare(rollup_of(parent, children).compared, check_rollup(parent, children))


if __name__ == "__main__":
    sys.exit(main())
