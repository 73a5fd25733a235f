"""One run of `check`: what was found so far, what of it counts, and how it is printed."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..errors import UnreadableSource
from ..findings import Finding, Severity
from ..forms import vocabulary_of
from ..language import Say, phrase
from . import streams
from .streams import DONE, FOUND, UNREADABLE, complain, write_lines

if TYPE_CHECKING:
    from ..checks import Compared, Comparison
    from ..checks.places import PlaceNames
    from ..model.report import Report

__all__ = ["CheckRun"]


class CheckRun:
    """What was found so far, and which files could not be read. Raises UnknownRule, InvalidBaseline or
    InvalidVocabulary for what the command line or the settings name."""

    def __init__(self, arguments: argparse.Namespace, say: Say) -> None:
        from ..checks.baseline import Baseline
        from ..checks.choice import Choice
        from ..checks.expected import Expected

        self.say = say
        self.format: str = arguments.format
        self.not_checked: bool = arguments.not_checked
        self.compares: bool = arguments.series or arguments.one_organ or arguments.rollup is not None
        self.choice = Choice(
            select=arguments.select or (),
            ignore=arguments.ignore or (),
            severity=dict(arguments.severity or ()),
        )
        self.baseline = Baseline.read(arguments.baseline) if arguments.baseline else None
        self.expected = Expected(year=arguments.year, organ=arguments.organ, form=arguments.form)
        self.vocabulary = vocabulary_of(arguments.vocabulary)
        self.findings: dict[str, tuple[Finding, ...]] = {}
        self.names: dict[str, PlaceNames] = {}
        self.compared: list[Compared] = []
        self.read_files = 0
        self.unreadable = 0
        self.known = 0

    def read(self, path: str) -> Report | None:
        """The report at `path`, with its findings noted; None where it could not be read."""
        try:
            report = streams.read_report(path, self.say, self.vocabulary)
        except UnreadableSource as error:
            self.refuse(error, path)
            return None
        self.take(report, path)
        return report

    def take(self, report: Report, path: str = "-") -> None:
        """Note what was found in a report."""
        from ..checks.places import PlaceNames

        self.read_files += 1
        source = report.source or path
        findings = (*report.findings, *self.expected(report))
        told = None if self.compares else {place for one in findings for place in one.locations}
        self.names[source] = PlaceNames.of(report, told)
        self.note(source, findings)
        if self.not_checked:
            from ..checks import unchecked_relations

            self.note(source, tuple(unchecked_relations(report)))

    def refuse(self, error: UnreadableSource, path: str) -> None:
        """Take note of a source that cannot be read: in the machine formats it is a finding, so that none is
        passed over."""
        self.unreadable += 1
        complain(error, self.say)
        if self.format != "text":
            finding = Finding(
                rule="unreadable:source",
                severity=Severity.ERROR,
                message=phrase("cannot be read: {why}", why=error.said),
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

            sys.stdout.write(to_text({}, (compared,), lang=self.say.language))
        self.note_each(findings)

    def note_each(self, findings: Iterable[Comparison]) -> None:
        """Take findings in, each with the report that it is about."""
        for finding in findings:
            self.note(finding.source or "-", (finding,))

    def note(self, source: str, findings: tuple[Finding, ...]) -> None:
        """Take in the findings that count; as text they are printed at once, so that a long run can be
        followed."""
        kept = self.choice.apply(findings)
        if self.baseline is not None:
            new = self.baseline.new(source, kept)
            self.known += len(kept) - len(new)
            kept = new
        self.findings[source] = (*self.findings.get(source, ()), *kept)
        if self.format == "text":
            from ..checks.render import to_text
            from ..export.terminal import StyledText

            for one in kept:
                text = to_text({source: (one,)}, lang=self.say.language, names=self.names)
                first, *more = text.splitlines()
                lines = [
                    (StyledText(first, one.severity.value),),
                    *((StyledText(line, "place"),) for line in more),
                ]
                write_lines(lines, sys.stdout)

    def finish(self, fail_on: Severity) -> int:
        """Print what the machine formats gather until now; gives the exit status."""
        from ..checks import to_jsonl, to_junit, to_sarif

        lang, say = self.say.language, self.say
        if self.format == "jsonl":
            sys.stdout.write(to_jsonl(self.findings, self.compared))
        elif self.format == "sarif":
            log = to_sarif(self.findings, self.compared, lang=lang, names=self.names)
            print(json.dumps(log, ensure_ascii=False, indent=2))
        elif self.format == "junit":
            sys.stdout.write(to_junit(self.findings, self.compared, lang=lang, names=self.names))
        else:
            print(self.summary(say), file=sys.stderr)
        if self.unreadable:
            return UNREADABLE
        return FOUND if any(self._count(one) for one in Severity if one >= fail_on) else DONE

    def summary(self, say: Say) -> str:
        """What was found, in a line."""
        counts = ("、" if say.chinese else ", ").join(
            say.counted(self._count(one), one.value) for one in reversed(Severity)
        )
        text = say(
            "{read} checked: {counts}; {unreadable} unreadable",
            read=self.read_files,
            counts=counts,
            unreadable=self.unreadable,
        )
        if self.baseline is not None:
            text += say("; {known} known", known=self.known)
            if self.baseline.left:
                text += say(", {gone} of the baseline no longer there", gone=self.baseline.left)
        return text

    def write_baseline(self, path: str) -> int:
        """Write all findings to a file; gives how many. Raises OSError."""
        from pathlib import Path

        from ..checks.baseline import Baseline

        return Baseline(Path(path).absolute().parent).write(path, self.findings)

    def _count(self, severity: Severity) -> int:
        return sum(one.severity is severity for found in self.findings.values() for one in found)
