"""How many faults the checks notice, and how often the suspects name the cell that is wrong.

usage: python benchmarks/mutations.py [reports per form]

For clean reports of each form with a table, one random change of a kind; printed as a table of Markdown: the
share noticed (a finding of severity warning or above; the first line of each form has the share of clean
reports with one), the share located (a changed cell is among the suspects of a finding, and no finding names
more than three), the share located with at most three suspects in all findings together, and the share in
which a changed cell is the first that a finding names. Only cells that stand in an equation are changed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from figures import Figure, clean_figures, stand_in
from govinfo_reports.checks import check
from govinfo_reports.findings import Finding, Severity
from govinfo_reports.forms.relations import relations_of, rows
from govinfo_reports.indicators import APPLICANTS, Form

__all__ = ["MUTATIONS", "Measured", "alarms", "main", "measure"]

Figures = dict[str, Figure]
Mutation = Callable[[Figures, Form, Random], "set[str]"]


def _equation_cells(figures: Figures, form: Form) -> list[str]:
    paths = {path for relation in relations_of(form) if relation.is_equation for path in relation.paths}
    return [path for path in figures if path in paths]


def one_digit(figures: Figures, form: Form, rng: Random) -> set[str]:
    """One digit of one figure is another."""
    path = rng.choice(_equation_cells(figures, form))
    text = str(figures[path])
    position = rng.randrange(len(text))
    digits = [digit for digit in "0123456789" if digit != text[position]]
    if position == 0 and len(text) > 1:
        digits.remove("0") if "0" in digits else None
    figures[path] = int(text[:position] + rng.choice(digits) + text[position + 1 :])
    return {path}


def dropped_digit(figures: Figures, form: Form, rng: Random) -> set[str]:
    """One digit of a figure is lost."""
    long = [path for path in _equation_cells(figures, form) if (figures[path] or 0) >= 10]
    if not long:
        return set()
    path = rng.choice(long)
    text = str(figures[path])
    position = rng.randrange(len(text))
    figures[path] = int(text[:position] + text[position + 1 :])
    return {path} if str(figures[path]) != text else set()


def blanked(figures: Figures, form: Form, rng: Random) -> set[str]:
    """A figure other than 0 is not printed."""
    cells = [path for path in _equation_cells(figures, form) if figures[path]]
    if not cells:
        return set()
    path = rng.choice(cells)
    figures[path] = None
    return {path}


def exchanged_rows(figures: Figures, form: Form, rng: Random) -> set[str]:
    """Two neighbouring rows are exchanged."""
    if form is Form.F2014:
        cells = _equation_cells(figures, form)
        number = rng.randrange(len(cells) - 1)
        pairs = [(cells[number], cells[number + 1])]
    else:
        names = [row for row in rows() if f"{row}.total" in figures]
        number = rng.randrange(len(names) - 1)
        pairs = [(f"{names[number]}.{column}", f"{names[number + 1]}.{column}") for column in APPLICANTS]
    return _exchange(figures, pairs)


def exchanged_columns(figures: Figures, form: Form, rng: Random) -> set[str]:
    """Two columns of the big table are exchanged (2019 and 2021 forms)."""
    if form is Form.F2014:
        return set()
    one, other = rng.sample(list(APPLICANTS), 2)
    return _exchange(
        figures, [(f"{row}.{one}", f"{row}.{other}") for row in rows() if f"{row}.total" in figures]
    )


def _exchange(figures: Figures, pairs: list[tuple[str, str]]) -> set[str]:
    changed: set[str] = set()
    for one, other in pairs:
        if figures[one] != figures[other]:
            figures[one], figures[other] = figures[other], figures[one]
            changed |= {one, other}
    return changed


def shifted_block(figures: Figures, form: Form, rng: Random) -> set[str]:
    """The figures of a row (of some following rows, in the 2014 form) stand one cell further, as a page
    number does it."""
    if form is Form.F2014:
        cells = _equation_cells(figures, form)
        start = rng.randrange(len(cells) - 6)
        block = cells[start : start + 6]
    else:
        row = rng.choice([row for row in rows() if f"{row}.total" in figures])
        block = [f"{row}.{column}" for column in APPLICANTS]
    values = [rng.randrange(1, 9), *(figures[path] for path in block)]
    changed = {path for path, value in zip(block, values, strict=False) if figures[path] != value}
    figures.update(zip(block, values, strict=False))
    return changed


def moved_case(figures: Figures, form: Form, rng: Random) -> set[str]:
    """One case is booked in the wrong column (2019 and 2021 forms)."""
    if form is Form.F2014:
        return set()
    names = [row for row in rows() if f"{row}.total" in figures]
    places = [
        (row, column)
        for row in names
        for column in APPLICANTS
        if column != "total" and figures[f"{row}.{column}"]
    ]
    if not places:
        return set()
    row, column = rng.choice(places)
    other = rng.choice([name for name in APPLICANTS if name not in (column, "total")])
    changed = (f"{row}.{column}", f"{row}.{other}")
    for path, step in zip(changed, (-1, 1), strict=True):
        figures[path] = (figures[path] or 0) + step
    return set(changed)


MUTATIONS: tuple[Mutation, ...] = (
    one_digit,
    dropped_digit,
    blanked,
    moved_case,
    shifted_block,
    exchanged_rows,
    exchanged_columns,
)
"""The kinds of change; each changes the figures in place and gives the cells it changed, none where it does
not apply."""


def _grave(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.severity >= Severity.WARNING]


class Measured(NamedTuple):
    """How many reports could be changed, and in how many of them the change was noticed, located, located
    with three suspects in all, and named first."""

    tried: int = 0
    noticed: int = 0
    located: int = 0
    in_three: int = 0
    first: int = 0


def measure(form: Form, mutation: Mutation, seeds: range) -> Measured:
    """What the checks make of one change in each of the reports."""
    totals = [0] * len(Measured._fields)
    for seed in seeds:
        rng = Random(f"{form.value} {mutation.__name__} {seed}")
        figures = clean_figures(form, rng)
        changed = mutation(figures, form, rng)
        if not changed:
            continue
        findings = _grave(check(stand_in(form, figures)))
        suspects = {suspect.path for finding in findings for suspect in finding.suspects}
        firsts = {finding.suspects[0].path for finding in findings if finding.suspects}
        few = all(len(finding.suspects) <= 3 for finding in findings)
        located = few and not suspects.isdisjoint(changed)
        one = (True, bool(findings), located, located and len(suspects) <= 3, not firsts.isdisjoint(changed))
        totals = [total + is_so for total, is_so in zip(totals, one, strict=True)]
    return Measured(*totals)


def alarms(form: Form, seeds: range) -> int:
    """How many clean reports have a finding of severity warning or above."""
    return sum(
        bool(_grave(check(stand_in(form, clean_figures(form, Random(f"{form.value} {seed}"))))))
        for seed in seeds
    )


def _lines(reports: int) -> Iterator[str]:
    yield "| form | change | reports | noticed | located | in three in all | named first |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | ---: |"
    for form in (Form.F2014, Form.F2019, Form.F2021):
        clean = alarms(form, range(reports))
        yield f"| {form.value} | none | {reports} | {clean / reports:.1%} | | | |"
        for mutation in MUTATIONS:
            tried, *found = measure(form, mutation, range(reports))
            if tried:
                shares = " | ".join(f"{number / tried:.1%}" for number in found)
                yield f"| {form.value} | {mutation.__name__.replace('_', ' ')} | {tried} | {shares} |"


def main() -> None:
    """Print the table."""
    for line in _lines(int(sys.argv[1]) if len(sys.argv) > 1 else 500):
        print(line)


if __name__ == "__main__":
    main()
