"""What people type where a figure should be: read as a person reads it, or None and said; and no other
figure changes.

The texts of `odd_cells.py`, one at a time, take the place of a figure in a complete report of each form, as
a page and in two other containers whose borders are whole; and texts made at random, with
`numerals.read_cell` on the cell alone as the oracle. `tests/ledgers/odd_cells.txt` has what fails today and
may only shrink:

    PYTHONPATH=src python tests/test_odd_cells.py shrink
"""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal
from functools import cache
from random import Random
from zlib import crc32

import pytest
from attrs import evolve

from figures import Figure
from govinfo_reports import Report, parse
from govinfo_reports.facts import Scope
from govinfo_reports.findings import Severity
from govinfo_reports.indicators import Form
from govinfo_reports.numerals import read_cell, to_wan_yuan
from grids import form_tables, printed
from ledgers import HOLDS, Case, Ledger
from odd_cells import AMOUNTS, BLANK, CHANGES, COUNTS, NONE, Answer
from shapes import SHAPES, Tables
from test_product import figures, head_of, provincial
from writers_text import as_docx, as_xlsx

SAMPLE = 61
RANDOM = 500

_RECEIVED = "applications.received"
PLACES: Mapping[str, tuple[str, str]] = {
    "2021 three": ("2021", "applications.outcomes.granted.business"),
    "2021 three total": ("2021", f"{_RECEIVED}.total"),
    "2021 four": ("2021", "review.upheld"),
    "2021 two": ("2021", "proactive.normative_documents.issued"),
    "2021 decisions": ("2021", "proactive.licensing.decisions"),
    "2019 two": ("2019", "proactive.regulations.newly_disclosed"),
    "2014": ("2014", "proactive.channels.website"),
    "provincial": ("provincial", f"{_RECEIVED}.online"),
    "2019 change": ("2019", "proactive.licensing.items_change"),
    "2021 amount": ("2021", "proactive.administrative_fees.amount"),
    "2014 amount": ("2014", "capacity.budget"),
}
TEXTS: Mapping[str, Mapping[str, Answer]] = {
    name: CHANGES if "change" in name else AMOUNTS if "amount" in name else COUNTS for name in PLACES
}
CONTAINERS: Mapping[str, Callable[[tuple[str, ...], Tables], Report]] = {
    **{name: SHAPES[name] for name in ("html", "document", "tabs", "pipes", "plus", "box", "cells", "lines")},
    "docx": lambda head, tables: parse(as_docx(head, tables)),
    "xlsx": lambda head, tables: parse(as_xlsx(head, tables)),
}
SEPARATORS = {
    "docx": "<&",
    "pipes": "|",
    "plus": "|",
    "box": "|│",
    "cells": "|",
    "xlsx": "=<&",
    "tabs": "|",
    "lines": "|",
}


@cache
def _report(form: str) -> tuple[Mapping[str, Figure], Callable[[str, str], Tables]]:
    """The figures, and the tables with another text at a path."""
    if form == "provincial":
        truth, tables = provincial()

        def changed(path: str, text: str) -> Tables:
            row = list(truth).index(path) + 1
            return {
                heading: [
                    evolve(
                        table,
                        cells=tuple(
                            evolve(cell, text=text) if (cell.row, cell.column) == (row, 2) else cell
                            for cell in table.cells
                        ),
                    )
                    for table in pieces
                ]
                for heading, pieces in tables.items()
            }

        return truth, changed
    made = figures(form)
    return made, lambda path, text: form_tables(Form(form), {**printed(made), path: text})


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def state_of(report: Report, truth: Mapping[str, Figure], path: str, text: str, answer: Answer) -> str:
    """`wrong`: a figure that the cell does not say, or another figure changed; `unsaid`: None, and nothing
    is said; `lost`: a figure that is there is None, or another one is gone."""
    given: dict[str, set[Figure]] = defaultdict(set)
    for fact in report.facts:
        if fact.value is not None and fact.scope is Scope.YEAR:
            given[fact.path].add(fact.value)
    here = given.pop(path, set())
    if any(values != {truth.get(other)} for other, values in given.items()):
        return "wrong"
    if not {Decimal(value) for value in here if value is not None} <= answer.values:
        return "wrong"
    rest = truth.keys() - given.keys() - {path}
    if rest:
        return "lost"
    if here or answer.none == "blank":
        return HOLDS
    accused = {one for found in report.findings if found.severity >= Severity.WARNING for one in found.paths}
    said = path in accused or any(_plain(text) in _plain(unread.raw) for unread in report.unread)
    if not said:
        return "unsaid"
    return HOLDS if answer.none == "said" else "lost"


def _random_text(rng: Random) -> str:
    signs = (
        "0123456789" * 3 + "０１２,.，、-－—+～/()（）%↑↓*①²年月日件条万元亿约余无不详增减一二三十百零 OlI?□"
    )
    return "".join(rng.choice(signs) for _ in range(rng.choice((1, 2, 2, 3, 3, 4, 5, 6, 9)))).strip()


def oracle(text: str, place: str) -> Answer:
    """What `read_cell` says of the cell alone."""
    number = read_cell(text, signed="change" in place)
    if number is None:
        return NONE
    if number.value is None:
        return BLANK
    value: int | Decimal | None = number.value
    if "amount" in place:
        value = to_wan_yuan(number, "万元")
    elif number.unit in {"元", "万元", "亿元", "千元"} or value != int(number.value):
        return NONE
    if value is None or (value < 0 and "change" not in place):
        return NONE
    return Answer(frozenset([Decimal(value)]), "said")


@cache
def _cases() -> Mapping[Case, tuple[str, str, Answer]]:
    found = {}
    others = [name for name in CONTAINERS if name != "html"]
    for place, texts in TEXTS.items():
        for text, answer in texts.items():
            chosen = Random(f"{place}{text}").sample(others, 2)
            for container in ("html", *chosen):
                if not set(text) & set(SEPARATORS.get(container, "")):
                    found[f"{place} | {text}", container] = (place, text, answer)
    rng = Random(12)
    names, containers = list(PLACES), list(CONTAINERS)
    for number in range(RANDOM):
        text = _random_text(rng)
        place, container = names[number % len(names)], containers[(number // 3) % len(containers)]
        if text not in TEXTS[place] and not set(text) & set(SEPARATORS.get(container, "")):
            found[f"{place} | any text | {text}", container] = (place, text, oracle(text, place))
    return found


def run(keys: Collection[Case] | None) -> Iterator[tuple[Case, str]]:
    """The state of each of these cases, of all where None."""
    every = _cases()
    for key in sorted(every if keys is None else keys):
        place, text, answer = every[key]
        form, path = PLACES[place]
        truth, changed = _report(form)
        report = CONTAINERS[key[1]](head_of(form), changed(path, text))
        yield key, state_of(report, truth, path, text, answer)


def _of(container: str, *, sample: bool) -> list[Case]:
    return [
        key
        for key in _cases()
        if key[1] == container and (not sample or crc32("".join(key).encode()) % SAMPLE == 0)
    ]


@pytest.mark.parametrize("container", CONTAINERS)
def test_a_sample_of_odd_cells(container: str) -> None:
    said = Ledger("odd_cells").judge(dict(run(_of(container, sample=True))))
    assert not said, said


@pytest.mark.full
@pytest.mark.parametrize("container", CONTAINERS)
def test_every_odd_cell(container: str) -> None:
    said = Ledger("odd_cells").judge(dict(run(_of(container, sample=False))))
    assert not said, said


def test_each_kind_of_answer_can_fail() -> None:
    truth, changed = _report("2021")
    path = "review.upheld"
    plain = CONTAINERS["html"](head_of("2021"), changed(path, "7"))
    seven = Answer(frozenset([Decimal(7)]))
    assert state_of(plain, truth, path, "7", seven) == HOLDS
    assert state_of(plain, truth, path, "7", NONE) == "wrong"
    assert state_of(plain, {**truth, "review.other": 99}, path, "7", seven) == "wrong"
    assert state_of(plain, {**truth, "fees": 99}, path, "7", seven) == "lost"
    without = evolve(plain, facts=tuple(fact for fact in plain.facts if fact.path != path), findings=())
    assert state_of(without, truth, path, "7", NONE) == "unsaid"


if __name__ == "__main__":
    sys.exit(Ledger("odd_cells").main(run, _cases()))
