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
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from . import __version__
from .errors import UnreadableSource
from .findings import Finding, Severity

if TYPE_CHECKING:
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
        help="the reports are those of one organ: compare each year with the one before",
    )
    check.add_argument(
        "--rollup",
        metavar="PARENT",
        help="the reports are those of the organs below PARENT's: compare their sums with its figures",
    )
    check.set_defaults(run=_check)

    from .batch.command import add_batch_parser
    from .export.page import add_page_parser

    add_page_parser(commands)
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


def _files(paths: Sequence[str]) -> Iterator[str | UnreadableSource]:
    """The files named, and those in the folders named in the order of their names, each once; errors for folders."""
    seen: set[str] = set()
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
        self.findings: dict[str, tuple[Finding, ...]] = {}
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
        from .checks.render import to_jsonl, to_junit, to_sarif

        if self.format == "jsonl":
            sys.stdout.write(to_jsonl(self.findings))
        elif self.format == "sarif":
            print(json.dumps(to_sarif(self.findings), ensure_ascii=False, indent=2))
        elif self.format == "junit":
            sys.stdout.write(to_junit(self.findings))
        else:
            counts = ", ".join(f"{self._count(one)} {one.value}" for one in reversed(Severity))
            print(f"{self.read_files} checked: {counts}; {self.unreadable} unreadable", file=sys.stderr)
        if self.unreadable:
            return _UNREADABLE
        return _FOUND if any(self._count(one) for one in Severity if one >= fail_on) else _DONE

    def _count(self, severity: Severity) -> int:
        return sum(one.severity is severity for found in self.findings.values() for one in found)


def _check(arguments: argparse.Namespace) -> int:
    from .checks.rollup import check_rollup
    from .checks.series import check_series

    run = _Check(arguments)
    parent = None if arguments.rollup is None else run.read(arguments.rollup)
    reports: list[Report] = []
    for path in _files(arguments.paths):
        if isinstance(path, UnreadableSource):
            run.refuse(path, "-")
        elif arguments.rollup is None or os.path.realpath(path) != os.path.realpath(arguments.rollup):
            report = run.read(path)
            if report is not None and (arguments.series or parent is not None):
                reports.append(report)
    if arguments.series:
        run.note("series", check_series(reports))
    if parent is not None:
        run.note(parent.source or arguments.rollup, check_rollup(parent, reports))
    return run.finish(Severity(arguments.fail_on))


if __name__ == "__main__":
    sys.exit(main())
