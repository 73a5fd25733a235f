"""Truth under damage: of tables with cells, rows, columns or pages lost or moved, which figures come back,
and are they right.

usage: python benchmarks/damage.py [tables per damage, form and container] [--verbose] [--only DAMAGE] [--in
CONTAINER]

Printed for each kind of damage: tables damaged, figures they held, the share that came back right, that was
lost (given as None or not at all), lost without a word, wrong, and wrong without a finding of severity
warning or above that names the figure. Exit status 1 where a figure is wrong without a word or lost without
a word.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import writers_text as written
from damages import DAMAGES, HEAD, SHIFTING, compare, damaged_tables
from govinfo_reports import parse
from govinfo_reports.document import Table
from govinfo_reports.indicators import Form

__all__ = ["CONTAINERS", "main"]

Tables = Mapping[str, Sequence[Table]]
FORMS = (Form.F2014, Form.F2019, Form.F2021)


def _pdf(tables: Tables) -> bytes:
    from writers_pdf import PdfStyle, write_pdf

    blocks = [*HEAD, *(block for heading, pieces in tables.items() for block in (heading, *pieces))]
    return write_pdf(blocks, PdfStyle())


CONTAINERS: dict[str, Callable[[Tables], bytes]] = {
    "tabs": lambda tables: written.as_text(HEAD, tables, "tabs").encode(),
    "pipes": lambda tables: written.as_text(HEAD, tables, "pipes").encode(),
    "cells": lambda tables: written.as_text(HEAD, tables, "cells").encode(),
    "html": lambda tables: written.as_html(HEAD, tables),
    "docx": lambda tables: written.as_docx(HEAD, tables),
    "xlsx": lambda tables: written.as_xlsx(HEAD, tables),
    "pdf": _pdf,
}


def main() -> int:
    """Print the table of figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("tables", nargs="?", type=int, default=4)
    arguments.add_argument("--verbose", action="store_true")
    arguments.add_argument("--only")
    arguments.add_argument("--container")
    options = arguments.parse_args()
    containers = {name: writer for name, writer in CONTAINERS.items() if options.container in (None, name)}
    print(
        f"{'damage':20} {'tables':>6} {'figures':>8} {'right':>7} {'lost':>7} {'unsaid':>7} "
        f"{'wrong':>6} {'unsaid':>7}"
    )
    whole = [0] * 7
    for damage in DAMAGES:
        if options.only not in (None, damage.__name__):
            continue
        counts = [0] * 7
        for container, writer in containers.items():
            if container in {"xlsx", "pdf"} and damage in SHIFTING:
                continue
            for form in FORMS:
                for seed in range(options.tables):
                    made = damaged_tables(form, damage, seed)
                    if made is None:
                        continue
                    outcome = compare(parse(writer(made.tables)), made.figures)
                    row = (
                        1,
                        len(made.figures),
                        outcome.right,
                        outcome.lost,
                        len(outcome.lost_unsaid),
                        len(outcome.wrong),
                        len(outcome.wrong_unsaid),
                    )
                    counts = [count + more for count, more in zip(counts, row, strict=True)]
                    if options.verbose and (outcome.wrong or outcome.lost_unsaid):
                        print(
                            f"  {damage.__name__} {container} {form.value} seed {seed}: wrong "
                            f"{outcome.wrong[:4]} "
                            f"(unsaid {len(outcome.wrong_unsaid)}), lost unsaid {outcome.lost_unsaid[:3]}"
                        )
        print(_line(damage.__name__, counts))
        whole = [count + more for count, more in zip(whole, counts, strict=True)]
    print(_line("all", whole))
    return int(whole[4] + whole[6] > 0)


def _line(name: str, counts: Sequence[int]) -> str:
    tables, figures, right, lost, lost_unsaid, wrong, wrong_unsaid = counts
    share = max(figures, 1)
    return (
        f"{name:20} {tables:6} {figures:8} {right / share:7.2%} {lost / share:7.2%} {lost_unsaid:7} "
        f"{wrong:6} {wrong_unsaid:7}"
    )


if __name__ == "__main__":
    sys.exit(main())
