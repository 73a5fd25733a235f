"""How much of statistics tables comes back when their figures have run together, by what else tells the
figures.

usage: python benchmarks/bench_glued_statistics.py [reports]

First tables of the 2014 form, each figure run together with its unit and the next row. Then reports with
provincial tables in seven layouts (`tests/glued_provincial.py`), figures of the period, the year and all
years run together with each other and with the code of the row: read alone, with the sentences that such
reports have, with last year's report, and with both; once for organs three of four of whose totals are the
sums of their parts, and once where no total is. Printed: rows with a wrong figure (there must be none),
decoded, left open and said so, lost; and of the rows left open how many have several readings that satisfy
every relation, and how many just one, which could do so by chance. Last the same with mistakes: one in ten
of the figures of last year's report, of the sentences, or of a column of the table is wrong.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from random import Random
from statistics import median
from time import process_time

from attrs import evolve

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from figures import clean_figures
from glued_documents import LAYOUTS, Style, glued_statistics
from glued_provincial import GLUED_LAYOUTS, Place, glued_provincial, previous_report, random_place
from govinfo_reports import Form, Report, parse_text
from govinfo_reports.facts import Fact, Scope, Source
from govinfo_reports.tables.settle import families as settle_families

__all__ = ["judge", "main"]

_WITNESSES = ("none", "sentences", "last year's report", "both")
_STATES = ("wrong", "decoded", "open", "lost")
Rows = Mapping[str, str]


def _facts(report: Report) -> dict[tuple[str, Scope], Fact]:
    found: dict[tuple[str, Scope], Fact] = {}
    for fact in report.facts + report.extra:
        if fact.source is Source.TABLE:
            found.setdefault((fact.path, fact.scope), fact)
    return found


def judge(report: Report, values: Mapping[tuple[str, Scope], int | Decimal]) -> dict[str, str]:
    """What became of each row: wrong, decoded, open, lost."""
    facts = _facts(report)
    said = {finding.rule for finding in report.findings}
    rows: dict[str, set[str]] = {}
    for (path, scope), value in values.items():
        fact = facts.get((path, scope))
        if fact is None:
            state = "lost"
        elif fact.value is not None:
            state = "decoded" if fact.value == value else "wrong"
        elif fact.candidates and (scope is not Scope.YEAR or f"ambiguous:{path}" in said):
            state = "open" if value in fact.candidates or len(fact.candidates) > 11 else "wrong"
        else:
            state = "lost"
        rows.setdefault(path, set()).add(state)
    order = ("wrong", "lost", "open", "decoded")
    return {path: next(state for state in order if state in held) for path, held in rows.items()}


def _in_wan_yuan(place: Place) -> dict[tuple[str, Scope], int | Decimal]:
    return {key: Decimal(value) / 10000 if key[0] == "fees" else value for key, value in place.values.items()}


@contextmanager
def _chance_believed() -> Iterator[None]:
    """Sums are believed however few there are to choose from."""
    guard = settle_families._CHANCE
    settle_families._CHANCE = float("inf")
    try:
        yield
    finally:
        settle_families._CHANCE = guard


def _line(name: str, states: Counter[str]) -> str:
    rows = sum(states[state] for state in _STATES)
    counted = ", ".join(f"{state} {states[state]}" for state in _STATES)
    more = f" (one reading, by chance perhaps: {states['chance']})" if states["chance"] else ""
    return f"{name}: {rows} rows, {counted}{more}; {states['decoded'] / rows:.2%} decoded"


def _measure_2014(count: int) -> None:
    states: Counter[str] = Counter()
    for seed in range(count):
        rng = Random(seed)
        figures = clean_figures(Form.F2014, rng)
        style = Style(
            layout=rng.choice(LAYOUTS[:3]), gap=rng.choice(("", " ")), after_row=rng.choice(("", " "))
        )
        report = parse_text(glued_statistics(figures, style))
        values = {(path, Scope.YEAR): value for path, value in figures.items() if value is not None}
        states.update(judge(report, values).values())
    print(_line(f"{count} reports of the 2014 form", states))


def _measure_provincial(count: int, *, adds_up: bool | None) -> list[float]:
    states: dict[str, Counter[str]] = {name: Counter() for name in _WITNESSES}
    layouts: dict[str, Counter[str]] = {name: Counter() for name in GLUED_LAYOUTS}
    times: list[float] = []
    for seed in range(count):
        rng = Random(seed)
        place = random_place(rng.choice(list(GLUED_LAYOUTS.values())), rng, adds_up=adds_up)
        previous = parse_text(previous_report(place))
        layout = rng.choice(("one line", "row a line", "cell of a row"))
        gap, spaced = rng.choice(("", "", " ")), rng.choice((0.0, 0.0, 0.2))
        for name in _WITNESSES:
            sentences = name in {"sentences", "both"}
            text = glued_provincial(
                place, Random(seed), sentences=sentences, layout=layout, gap=gap, spaced=spaced
            )
            before = previous if name in {"last year's report", "both"} else None
            start = process_time()
            report = parse_text(text, previous=before)
            times.append(process_time() - start)
            rows = judge(report, _in_wan_yuan(place))
            states[name].update(rows.values())
            if name == "sentences":
                layouts[place.layout.name].update(rows.values())
            if "open" in rows.values():
                with _chance_believed():
                    again = judge(parse_text(text, previous=before), _in_wan_yuan(place))
                states[name]["chance"] += sum(
                    state == "open" and again[path] != "open" for path, state in rows.items()
                )
    kind = "no total is the sum of its parts" if adds_up is False else "three of four totals are sums"
    print(f"{count} reports with provincial tables, {kind}")
    for name in _WITNESSES:
        print(_line(f"  {name}", states[name]))
    for name, found in layouts.items():
        print(_line(f"    sentences, layout {name!r}", found))
    return times


def _mistaken(value: int, rng: Random) -> int:
    """A figure as a clerk may get it wrong: one off, a digit more, less or another, or any other figure."""
    digits = str(value)
    at = rng.randrange(len(digits))
    return max(
        0,
        rng.choice(
            (
                value + rng.choice((-1, 1, 10)),
                int(f"{digits}{rng.randint(0, 9)}"),
                int(digits[:-1] or "0"),
                int(f"{digits[:at]}{rng.randint(0, 9)}{digits[at + 1 :]}"),
                rng.randint(0, 2 * value + 5),
            )
        ),
    )


def _spoilt(
    values: dict[tuple[str, Scope], int], scope: Scope | None, rng: Random
) -> dict[tuple[str, Scope], int]:
    return {
        key: _mistaken(value, rng) if scope in (None, key[1]) and rng.random() < 0.1 else value
        for key, value in values.items()
    }


def _measure_mistakes(count: int) -> None:
    print(f"{count} reports each, one figure in ten of a source wrong")
    sources: Mapping[str, Scope | None] = {
        "sentences": None,
        "last year's report": None,
        "column of the year": Scope.YEAR,
        "column of all years": Scope.CUMULATIVE,
    }
    for source, scope in sources.items():
        states: dict[str, Counter[str]] = {name: Counter() for name in _WITNESSES}
        for seed in range(count):
            rng = Random(seed)
            place = random_place(
                rng.choice([GLUED_LAYOUTS[name] for name in ("stock", "sums", "period and stock")]), rng
            )
            printed, said, before = place, place, place
            if source == "sentences":
                said = evolve(place, values=_spoilt(place.values, None, rng))
            elif source == "last year's report":
                before = evolve(place, before=_spoilt(place.before, None, rng))
            else:
                printed = evolve(place, values=_spoilt(place.values, scope, rng))
            previous = parse_text(previous_report(before))
            table = glued_provincial(printed, Random(seed), sentences=False).partition("附表：")
            words = glued_provincial(said, Random(seed), sentences=True).partition("附表：")
            for name in _WITNESSES:
                head = words[0] if name in {"sentences", "both"} else table[0]
                report = parse_text(
                    f"{head}附表：{table[2]}",
                    previous=previous if name in {"last year's report", "both"} else None,
                )
                states[name].update(judge(report, _in_wan_yuan(printed)).values())
        for name in _WITNESSES:
            print(_line(f"  wrong in the {source}; read with {name}", states[name]))


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    _measure_2014(count)
    times = _measure_provincial(count, adds_up=None) + _measure_provincial(count, adds_up=False)
    print(f"a report: median {1000 * median(times):.0f} ms, worst {1000 * max(times):.0f} ms")
    _measure_mistakes(count // 4)


if __name__ == "__main__":
    main()
