"""Every wording in every shape of every form: each figure exact, or, where the shape truly loses it, None
and said.

One wording at a time takes the place of the official one in a whole report (`wordings.py`), which is written
in each shape (`shapes.py`). `tests/ledgers/product.txt` has what fails today and may only shrink:

    PYTHONPATH=src python tests/test_product.py shrink      writes down what holds by now (only what is
    listed is tried) PYTHONPATH=src python tests/test_product.py show        what is left, by shape
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from random import Random
from zlib import crc32

import pytest
from attrs import evolve

from figures import Figure
from govinfo_reports import Report
from govinfo_reports.document import Table
from govinfo_reports.facts import Scope
from govinfo_reports.findings import Severity
from govinfo_reports.indicators import APPLICANTS, Form
from grids import form_tables, grid, printed
from ledgers import HOLDS, Case, Ledger
from shapes import LOSSY, SHAPES, read_in
from whole_reports import figures_of
from wordings import HABITS, PROVINCIAL, variants

SAMPLE = 53
"""One in so many is tried by `make test`."""

YEARS = {"2021": 2022, "2019": 2019, "2014": 2017, "provincial": 2013}
Tables = Mapping[str, Sequence[Table]]


def head_of(form: str, organ: str = "云河市") -> tuple[str, ...]:
    year = YEARS[form]
    return (
        f"{organ}{year}年政府信息公开工作年度报告",
        f"本报告由{organ}人民政府办公室编制，所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
        "一、总体情况",
        "全市各级行政机关认真执行条例，各项工作平稳有序。",
    )


@cache
def figures(form: str, seed: str = "") -> Mapping[str, Figure]:
    """Figures that add up, of which none is a nought and few are equal: a figure in a wrong place is seen."""
    rng = Random(form + seed)
    if form == "2014":
        return _statistics(rng)
    made: dict[str, Figure] = dict.fromkeys(figures_of(Form(form)), 0)
    rows = sorted({path.rpartition(".")[0] for path in made if path.startswith("applications.outcomes.")})
    rows = [row for row in rows if row != "applications.outcomes.total"]
    for column in list(APPLICANTS)[:-1]:
        top = 60 if column == "natural_person" else 9
        for row in rows:
            made[f"{row}.{column}"] = rng.randint(1, top)
        done = sum(int(made[f"{row}.{column}"] or 0) for row in rows)
        carried, forward = rng.randint(1, 9), rng.randint(1, 9)
        made[f"applications.outcomes.total.{column}"] = done
        made[f"applications.carried_in.{column}"] = carried
        made[f"applications.carried_forward.{column}"] = forward
        made[f"applications.received.{column}"] = done + forward - carried
    for path in list(made):
        if path.startswith("applications.") and path.endswith(".total"):
            row = path.rpartition(".")[0]
            if f"{row}.business" in made:
                made[path] = sum(int(made[f"{row}.{column}"] or 0) for column in list(APPLICANTS)[:-1])
    for group in ("review", "litigation.direct", "litigation.after_review"):
        parts = [rng.randint(1, 40) for _ in range(4)]
        made |= dict(
            zip(
                (f"{group}.{name}" for name in ("upheld", "corrected", "other", "pending")),
                parts,
                strict=True,
            )
        )
        made[f"{group}.total"] = sum(parts)
    for path in made:
        if path.startswith("proactive."):
            made[path] = rng.randint(3, 900)
            if path.endswith("amount"):
                made[path] = Decimal(rng.randint(1001, 99999)) / 100
            elif path.endswith("change"):
                made[path] = -rng.randint(2, 60)
    return made


def _statistics(rng: Random) -> dict[str, Figure]:
    made: dict[str, Figure] = {path: rng.randint(2, 60) for path in figures_of(Form.F2014)}

    def add(total: str, *parts: str) -> None:
        made[total] = sum(int(made[part] or 0) for part in parts)

    channels = [path for path in made if path.startswith("proactive.channels.")]
    add("proactive.disclosed", *channels)
    add(
        "responses.hot_topics",
        *(path for path in made if path.startswith("responses.channels.") and "_by_" not in path),
    )
    for part in ("press_conferences", "online_interviews"):
        made[f"responses.channels.{part}_by_principal"] = max(
            1, int(made[f"responses.channels.{part}"] or 0) - 1
        )
    refused = [path for path in made if ".refused." in path and not path.endswith("total")]
    add("applications.replies.refused.total", *refused)
    replies = [path for path in made if path.startswith("applications.replies.") and path not in refused]
    replies = [path for path in replies if path != "applications.replies.total"]
    add("applications.replies.total", *replies)
    total = int(made["applications.replies.total"] or 0)
    made |= {"applications.concluded.total": total, "applications.received.total": total}
    made |= {"applications.concluded.on_time": total - 17, "applications.concluded.extended": 17}
    ways = dict(zip(("in_person", "fax", "online", "letter"), (23, 11, 19, total - 53), strict=True))
    made |= {f"applications.received.{way}": number for way, number in ways.items()}
    for group in ("review", "litigation"):
        add(f"{group}.total", *(f"{group}.{name}" for name in ("upheld", "corrected", "other")))
    add("capacity.staff.total", "capacity.staff.full_time", "capacity.staff.part_time")
    made |= {"fees": Decimal("1.25"), "capacity.budget": Decimal("37.6"), "training.participants": 418}
    made["proactive.normative_documents.disclosed"] = 12
    made["proactive.normative_documents.issued"] = 15
    return made


_BARE = re.compile(r"[0-9] ")
"""An ordinal that is a digit and a blank: in running text it may as well be the last figure of the row
before."""

_PROVINCIAL_PATHS = (
    "proactive.disclosed", "proactive.channels.website", "proactive.channels.gazette", "applications.received.total",
    "applications.received.in_person", "applications.received.fax", "applications.received.online",
    "applications.received.letter", "applications.replies.total", "applications.replies.granted",
    "applications.replies.partially_granted", "applications.replies.refused.total", "review.total", "litigation.total",
)  # fmt: skip


def provincial() -> tuple[Mapping[str, Figure], Tables]:
    values = (418, 371, 47, 58, 21, 3, 26, 8, 58, 41, 10, 7, 5, 2)
    labels = list(PROVINCIAL)[4:]
    heads = list(PROVINCIAL)[:4]
    rows = [
        (
            label,
            "件" if path in {"review.total", "litigation.total"} else "条",
            str(value),
            str(3 * value + 11),
        )
        for label, path, value in zip(labels, _PROVINCIAL_PATHS, values, strict=True)
    ]
    table = grid([heads, *rows])
    return dict(zip(_PROVINCIAL_PATHS, values, strict=True)), {
        "附表：云河市2013年政府信息公开情况统计表": [table]
    }


@cache
def _report(form: str) -> tuple[Mapping[str, Figure], Tables]:
    if form == "provincial":
        return provincial()
    made = figures(form)
    return made, form_tables(Form(form), printed(made))


def with_words(tables: Tables, old: str, new: str) -> Tables:
    """The tables with another text in each cell that has the old one, which must be there."""
    count = sum(cell.text == old for pieces in tables.values() for table in pieces for cell in table.cells)
    assert count, old
    return {
        heading: [
            evolve(
                table,
                cells=tuple(evolve(cell, text=new) if cell.text == old else cell for cell in table.cells),
            )
            for table in pieces
        ]
        for heading, pieces in tables.items()
    }


def state_of(report: Report, truth: Mapping[str, Figure], *, lossy: bool = False) -> str:
    """How a report stands against the figures printed."""
    given: dict[str, set[Figure]] = defaultdict(set)
    for fact in report.facts:
        if fact.value is not None and fact.scope is Scope.YEAR:
            given[fact.path].add(fact.value)
    if any(values != {truth.get(path)} for path, values in given.items()):
        return "wrong"
    lost = truth.keys() - given.keys()
    if not lost:
        return HOLDS
    said = {
        path for finding in report.findings if finding.severity >= Severity.WARNING for path in finding.paths
    }
    said |= {fact.path for fact in report.facts if fact.candidates}
    if lost - said and not report.unread:
        return "unsaid"
    return HOLDS if lossy else "lost"


@cache
def _cases() -> Mapping[Case, tuple[str, str, str]]:
    """Each case with its block, the official text and what is printed for it."""
    found = {}
    for block, habits in HABITS.items():
        for text in habits:
            for kind, printed_text in variants(block, text):
                for shape in SHAPES:
                    case = f"{block} | {kind} | {text} | {printed_text}"
                    found[case, shape] = (block, text, printed_text)
    return found


def run(keys: Collection[Case] | None) -> Iterator[tuple[Case, str]]:
    """The state of each of these cases, of all where None."""
    every = _cases()
    for key in sorted(every if keys is None else keys):
        block, old, new = every[key]
        form = block.split(" ", maxsplit=1)[0]
        truth, tables = _report(form)
        shape = key[1]
        report = read_in(shape, head_of(form), with_words(tables, old, new))
        yield (
            key,
            state_of(report, truth, lossy=shape in LOSSY or (shape == "running" and bool(_BARE.match(new)))),
        )


def of(block: str, shape: str, *, sample: bool) -> list[Case]:
    return [
        key
        for key, (where, _, _) in _cases().items()
        if where == block and key[1] == shape and (not sample or crc32("".join(key).encode()) % SAMPLE == 0)
    ]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_sample_of_all_wordings(shape: str) -> None:
    keys = [key for block in HABITS for key in of(block, shape, sample=True)]
    said = Ledger("product").judge(dict(run(keys)))
    assert not said, said


@pytest.mark.full
@pytest.mark.parametrize("block", HABITS)
@pytest.mark.parametrize("shape", SHAPES)
def test_every_wording(block: str, shape: str) -> None:
    said = Ledger("product").judge(dict(run(of(block, shape, sample=False))))
    assert not said, said


def test_a_figure_in_another_place_is_seen() -> None:
    truth, tables = _report("2021")
    changed = {**truth, "review.upheld": truth["review.other"], "review.other": truth["review.upheld"]}
    assert (
        state_of(read_in("html", head_of("2021"), form_tables(Form.F2021, printed(changed))), truth)
        == "wrong"
    )
    assert state_of(read_in("html", head_of("2021"), tables), truth) == HOLDS


if __name__ == "__main__":
    sys.exit(Ledger("product").main(run, _cases()))
