"""What a batch came to: how many were read, in which forms and containers, which rules were broken, what failed and why."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Summary", "counts_of", "summary_of"]

_MOST = 10


@frozen(kw_only=True)
class Summary:
    """`reports` counts by form and container, `rules` the reports that break each rule (errors and warnings), `failures` the
    sources by error and reason. `sources` = reports + failures + `duplicates` (files whose bytes an earlier file has).
    `refused` are folders that could not be listed, with the reason."""

    sources: int
    duplicates: int
    figures: int
    reports: Mapping[tuple[str, str], int]
    rules: Mapping[str, int]
    failures: Mapping[tuple[str, str], int]
    refused: tuple[tuple[str, str], ...] = ()

    def lines(self) -> Iterator[str]:
        """The summary for reading."""
        read, failed = sum(self.reports.values()), sum(self.failures.values())
        yield (
            f"{self.sources} files: {read} reports, {failed} failures, {self.duplicates} duplicates; "
            f"{self.figures} figures"
        )
        if self.reports:
            yield "Read, by form and container:"
            yield from _table(
                (f"{form} {container}", number) for (form, container), number in self.reports.items()
            )
        if self.rules:
            yield "Rules most often broken (reports):"
            yield from _table(_most(self.rules))
        if self.failures:
            yield "Failed:"
            yield from _table(
                (f"{error}: {reason}", number) for (error, reason), number in _most(self.failures)
            )
        for folder, reason in self.refused:
            yield f"Folder not listed: {folder}: {reason}"

    def to_json(self) -> str:
        """The whole summary as JSON text."""
        forms: dict[str, dict[str, int]] = {}
        for (form, container), number in self.reports.items():
            forms.setdefault(form, {})[container] = number
        failures = [
            {"error": error, "reason": reason, "sources": number}
            for (error, reason), number in _most(self.failures, len(self.failures))
        ]
        content = {
            "sources": self.sources,
            "reports": forms,
            "figures": self.figures,
            "duplicates": self.duplicates,
            "failures": failures,
            "rules": dict(_most(self.rules, len(self.rules))),
            "refused": [list(one) for one in self.refused],
        }
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _most(
    counts: Mapping[str, int] | Mapping[tuple[str, str], int], most: int = _MOST
) -> list[tuple[str, int]]:
    ranked: list[tuple[str, int]] = sorted(counts.items(), key=lambda item: (-item[1], item[0]))  # type: ignore[arg-type,assignment]
    return ranked[:most]


def _table(rows: Iterable[tuple[str, int]]) -> Iterator[str]:
    return (f"  {number:>8}  {' '.join(label.split())}" for label, number in rows)


def counts_of(tables: Mapping[str, pa.Table]) -> dict[str, dict[str, int]]:
    """A chunk's part of the summary, in a shape that JSON can hold."""
    reports = Counter(
        "\t".join(pair)
        for pair in zip(
            tables["reports"].column("form").to_pylist(),
            tables["reports"].column("container").to_pylist(),
            strict=True,
        )
    )
    findings = tables["findings"]
    broken = {
        (report, rule)
        for report, rule, severity in zip(
            findings.column("report").to_pylist(),
            findings.column("rule").to_pylist(),
            findings.column("severity").to_pylist(),
            strict=True,
        )
        if severity != "info"
    }
    failures = Counter(
        "\t".join(pair)
        for pair in zip(
            tables["failures"].column("error").to_pylist(),
            tables["failures"].column("reason").to_pylist(),
            strict=True,
        )
    )
    outcomes = Counter(tables["sources"].column("outcome").to_pylist())
    return {
        "reports": dict(reports),
        "rules": dict(Counter(rule for _, rule in broken)),
        "failures": dict(failures),
        "sources": {
            "all": tables["sources"].num_rows,
            "duplicates": outcomes["duplicate"],
            "figures": tables["facts"].num_rows,
        },
    }


def summary_of(
    counts: Iterable[Mapping[str, Mapping[str, int]]], refused: tuple[tuple[str, str], ...] = ()
) -> Summary:
    """The summary of all chunks."""
    whole: dict[str, Counter[str]] = {name: Counter() for name in ("reports", "rules", "failures", "sources")}
    for one in counts:
        for name, counter in whole.items():
            counter.update(one[name])
    return Summary(
        sources=whole["sources"]["all"],
        duplicates=whole["sources"]["duplicates"],
        figures=whole["sources"]["figures"],
        reports={_pair(key): number for key, number in sorted(whole["reports"].items())},
        rules=whole["rules"],
        failures={_pair(key): number for key, number in sorted(whole["failures"].items())},
        refused=refused,
    )


def _pair(key: str) -> tuple[str, str]:
    first, _, second = key.partition("\t")
    return first, second
