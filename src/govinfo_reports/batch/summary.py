"""What a batch came to: how many were read, in which forms and containers, which rules were broken, what
failed and why."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import field, frozen

from ..language import Language, Say
from .difference import Difference

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Summary", "counts_of", "summary_of"]

_MOST = 10

K = TypeVar("K", str, "tuple[str, str]")


@frozen(kw_only=True)
class Summary:
    """What a batch came to: `sources` = reports + failures + `duplicates`.

    Attributes:
        sources: How many files there are.
        duplicates: How many of them have the bytes of an earlier one.
        figures: How many figures were read.
        reports: How many reports there are, by form and container.
        rules: How many reports break each rule (errors and warnings).
        failures: How many sources gave no report, by error and reason.
        refused: Folders that could not be listed and things that are not files, with the reason.
        older: How many files another version of the library has read.
        reasons_zh: The reasons of `failures` in Chinese.
        changed: What a `refresh` reads otherwise, None without one.
        run: What the run itself came to.
    """

    sources: int
    duplicates: int
    figures: int
    reports: Mapping[tuple[str, str], int]
    rules: Mapping[str, int]
    failures: Mapping[tuple[str, str], int]
    refused: tuple[tuple[str, str], ...] = ()
    older: int = 0
    reasons_zh: Mapping[tuple[str, str], str] = field(factory=dict, eq=False)
    changed: Difference | None = field(default=None, eq=False)
    run: Mapping[str, Any] = field(factory=dict, eq=False)

    def lines(self, *, lang: Language | str = Language.ENGLISH) -> Iterator[str]:
        """The summary for reading. Raises nothing.

        Args:
            lang: The language, `zh` or `en`.

        Returns:
            Its lines.
        """
        say = Say(lang)
        read, failed = sum(self.reports.values()), sum(self.failures.values())
        yield say(
            "{sources} files: {read} reports, {failed} failures, {duplicates} duplicates; {figures} figures",
            sources=self.sources,
            read=read,
            failed=failed,
            duplicates=self.duplicates,
            figures=self.figures,
        )
        if self.reports:
            yield say("Read, by form and container:")
            yield from _table(
                (f"{say(form)} {say(container)}", number)
                for (form, container), number in self.reports.items()
            )
        if self.rules:
            yield say("Rules most often broken (reports):")
            yield from _table(_most(self.rules))
        if self.failures:
            yield say("Failed:")
            yield from _table(
                (f"{error}: {say.of(reason, self.reasons_zh.get((error, reason), ''))}", number)
                for (error, reason), number in _most(self.failures)
            )
        if self.older:
            yield say(
                "{number} files were read by another version of this program: --refresh reads them again",
                number=self.older,
            )
        if self.changed is not None:
            yield from self.changed.lines(lang=lang)
        for folder, reason in self.refused:
            yield say("Not read: {folder}: {reason}", folder=folder, reason=reason)

    def to_json(self) -> str:
        """The whole summary as JSON text. Raises nothing.

        Returns:
            The text, that of `summary.json`.
        """
        forms: dict[str, dict[str, int]] = {}
        for (form, container), number in self.reports.items():
            forms.setdefault(form, {})[container] = number
        failures = [
            {
                "error": error,
                "reason": reason,
                "reason_zh": self.reasons_zh.get((error, reason), ""),
                "sources": number,
            }
            for (error, reason), number in _most(self.failures, None)
        ]
        content = {
            "sources": self.sources,
            "reports": forms,
            "figures": self.figures,
            "duplicates": self.duplicates,
            "failures": failures,
            "rules": dict(_most(self.rules, None)),
            "refused": [list(one) for one in self.refused],
            "containers": self._containers(),
            "failure_classes": dict(_most(self._classes(), None)),
            "older": self.older,
            "run": dict(self.run),
        }
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"

    def _containers(self) -> dict[str, int]:
        counted: Counter[str] = Counter()
        for (_, container), number in self.reports.items():
            counted[container] += number
        return dict(sorted(counted.items()))

    def _classes(self) -> Counter[str]:
        counted: Counter[str] = Counter()
        for (error, _), number in self.failures.items():
            counted[error] += number
        return counted


def _most(counts: Mapping[K, int], most: int | None = _MOST) -> list[tuple[K, int]]:
    """The largest counts first, equal ones by name."""
    return sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))[:most]


def _table(rows: Iterable[tuple[str, int]]) -> Iterator[str]:
    return (f"  {number:>8}  {' '.join(label.split())}" for label, number in rows)


def counts_of(tables: Mapping[str, pa.Table]) -> dict[str, dict[str, int]]:
    """A chunk's part of the summary, in a shape that JSON can hold."""
    broken = {
        (report, rule)
        for report, rule, severity in _rows(tables["findings"], "report", "rule", "severity")
        if severity != "info"
    }
    outcomes = Counter(tables["sources"].column("outcome").to_pylist())
    return {
        "reports": dict(Counter("\t".join(row) for row in _rows(tables["reports"], "form", "container"))),
        "rules": dict(Counter(rule for _, rule in broken)),
        "failures": dict(
            Counter(
                "\t".join(_one_line(part or "") for part in row)
                for row in _rows(tables["failures"], "error", "reason", "reason_zh")
            )
        ),
        "sources": {
            "all": tables["sources"].num_rows,
            "duplicates": outcomes["duplicate"],
            "figures": tables["facts"].num_rows,
        },
    }


def _one_line(text: str) -> str:
    """A part of a key: the mark between parts does not stand in it."""
    return text.replace("\t", " ")


def _rows(table: pa.Table, *names: str) -> Iterable[tuple[Any, ...]]:
    return zip(*(table.column(name).to_pylist() for name in names), strict=True)


def summary_of(
    counts: Iterable[Mapping[str, Mapping[str, int]]],
    refused: tuple[tuple[str, str], ...] = (),
    *,
    older: int = 0,
    changed: Difference | None = None,
    run: Mapping[str, Any] | None = None,
) -> Summary:
    """The summary of all chunks."""
    whole: dict[str, Counter[str]] = {name: Counter() for name in ("reports", "rules", "failures", "sources")}
    for one in counts:
        for name, counter in whole.items():
            counter.update(one[name])
    failures: Counter[tuple[str, str]] = Counter()
    chinese: dict[tuple[str, str], str] = {}
    for key, number in sorted(whole["failures"].items()):
        error, reason, reason_zh = (*key.split("\t", 2), "", "")[:3]  # chunks of before have no Chinese
        failures[error, reason] += number
        chinese[error, reason] = reason_zh or chinese.get((error, reason), "")
    return Summary(
        sources=whole["sources"]["all"],
        duplicates=whole["sources"]["duplicates"],
        figures=whole["sources"]["figures"],
        reports={_pair(key): number for key, number in sorted(whole["reports"].items())},
        rules=whole["rules"],
        failures=failures,
        reasons_zh=chinese,
        refused=refused,
        older=older,
        changed=changed,
        run=run or {},
    )


def _pair(key: str) -> tuple[str, str]:
    first, _, second = key.partition("\t")
    return first, second
