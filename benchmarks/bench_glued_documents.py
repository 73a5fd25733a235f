"""How much of whole reports comes back when their tables have lost their cell borders, and how long that
takes.

usage: python benchmarks/bench_glued_documents.py [reports]

Random reports of the 2019 and 2021 forms, of all sizes and glued in all ways, through `parse_text`; printed:
figures that are wrong (there must be none), rows decoded, rows left open and said so (candidates, and a
finding `ambiguous:<path>`), rows lost, and the median and worst time. Section two, which has no sum among
its figures, once more for each of what else tells them: the sentences, and the report of the year before.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from figures import Figure
from glued_documents import glued_report, random_figures, random_style, said_of_documents, year_before
from govinfo_reports import Form, Report, parse_text
from govinfo_reports.facts import Fact, Scope, Source

__all__ = ["judge", "main"]

_SECTIONS = {"proactive": "section two", "applications": "section three"}


def judge(report: Report, figures: Mapping[str, Figure]) -> Counter[tuple[str, str]]:
    """The rows of each section by what became of them: wrong, decoded, open, lost."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in report.facts:
        if fact.source is Source.TABLE and fact.scope is Scope.YEAR:
            found[fact.path].append(fact)
    said = {finding.rule for finding in report.findings}
    rows: dict[tuple[str, str], set[str]] = defaultdict(set)
    for path, value in figures.items():
        section = _SECTIONS.get(path.split(".")[0], "section four")
        facts = found.get(path, [])
        if any(fact.value is not None and fact.value != value for fact in facts):
            state = "wrong"
        elif any(fact.value == value for fact in facts):
            state = "decoded"
        elif any(fact.candidates for fact in facts) and f"ambiguous:{path}" in said:
            state = "open"
        else:
            state = "lost"
        rows[section, path.rsplit(".", 1)[0]].add(state)
    worst = ("wrong", "lost", "open", "decoded")
    states = Counter(
        (section, next(state for state in worst if state in held)) for (section, _), held in rows.items()
    )
    states["invented", "wrong"] += sum(
        path not in figures and fact.value is not None for path in found for fact in found[path]
    )
    return states


def _print(name: str, states: Mapping[tuple[str, str], int], section: str) -> None:
    kinds = {state: states.get((section, state), 0) for state in ("wrong", "decoded", "open", "lost")}
    rows = sum(kinds.values())
    counted = ", ".join(f"{state} {number}" for state, number in kinds.items())
    print(f"{name}: {rows} rows, {counted}; {kinds['decoded'] / rows:.2%} decoded")


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    states: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    times: list[float] = []
    for seed in range(count):
        rng = Random(seed)
        form = rng.choice((Form.F2019, Form.F2021))
        style = random_style(rng, form)
        figures = random_figures(rng, form, style)
        text = glued_report(form, figures, style, rng)
        said = text.replace("全年发布信息平稳有序。", said_of_documents(figures, rng))
        previous = year_before(form, figures)
        for name, printed, before in (
            ("alone", text, None),
            ("with sentences", said, None),
            ("with last year's report", text, previous),
            ("with both", said, previous),
        ):
            start = perf_counter()
            report = parse_text(printed, previous=before)
            times.append(perf_counter() - start)
            states[name] += judge(report, figures)
    invented = sum(found["invented", "wrong"] for found in states.values())
    print(f"{count} reports; figures invented: {invented}")
    for name, found in states.items():
        _print(f"section two {name}", found, "section two")
    for section in ("section three", "section four"):
        _print(section, states["alone"], section)
    print(f"a report: median {1000 * median(times):.0f} ms, worst {1000 * max(times):.0f} ms")


if __name__ == "__main__":
    main()
