"""A picture of all that a state of the library reads from the same documents, and what differs between two
pictures.

usage: python benchmarks/picture.py documents OUT.jsonl.gz [--seeds N] [--copies FOLDER ...]    writes the
documents (600 seeds in full)
       python benchmarks/picture.py read DOCUMENTS.jsonl.gz OUT.jsonl.gz [--only GROUP]         what this
       library makes of each python benchmarks/picture.py sum PICTURE.jsonl.gz
       figures right, wrong and lost, by group python benchmarks/picture.py diff BEFORE.jsonl.gz
       AFTER.jsonl.gz [--only GROUP] [--show [KIND]] [--limit N]

The documents: the corpus (GOVINFO_CORPUS) and the cases beside it, the reports written for the tests, and by
seed reports of each form in each container, damaged ones, ones with a mutated figure, glued ones, provincial
tables and PDFs without rules; and any folder of files, such as copies made by converters (`docs/` and
`gold/`, or files alone; what stands behind `__` in a file's name is its group). They are written once, with
the figures that they print, so that two states of the library read the same bytes; `read` uses `parse` and
nothing else of the library:

    PYTHONPATH=other/tree/src python benchmarks/picture.py read documents.jsonl.gz before.jsonl.gz

A picture has a line for each document: every fact with value, scope, raw text, place, how it was matched and
by what decided; unread, findings, notices, metadata, the error if there was one, and the time. `diff` counts
by group what is
  gained    a value where there was none           lost      no value where there was one (or another scope)
  changed   another value                          moved     the same value at another place
  told      the same value, told otherwise (raw text, how matched, by what decided)
  said      rows of `unread`, findings, notices, metadata or errors that came or went
and of values gained, lost and changed how many are those printed (+), other ones (-) or not known (?). Exit
status 1 where a value is lost or changed, or a value that is not printed is gained.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import json
import os
import re
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any, NamedTuple

__all__ = ["Change", "compare", "documents", "main", "picture_of"]

SECONDS = 60
"""What takes longer is given up."""

META = (
    "title", "organ", "issuer", "year", "form", "published", "period.start", "period.end", "contact.phone", "contact.fax",
    "contact.email", "contact.postcode", "contact.address", "contact.website", "container",
)  # fmt: skip
Truth = Mapping[str, object] | None
Made = Iterator[tuple[str, str, bytes, Truth]]
Line = dict[str, Any]


# ---- the documents


def _plain(figures: Mapping[str, object]) -> dict[str, str]:
    return {
        path: _number(value)
        for path, value in figures.items()
        if value is not None and not path.startswith("extra.")
    }


def _number(value: object) -> str:
    """A value as text that is the same for 1, 1.0 and Decimal('1.00')."""
    return format(Decimal(str(value)).normalize(), "f")


def _folder(group: str, files: Iterable[Path], gold: Path | None) -> Made:
    for path in sorted(files):
        found = gold / f"{path.stem}.json" if gold is not None else None
        truth = None
        if found is not None and found.is_file():
            truth = json.loads(found.read_text(encoding="utf-8")).get("table")
        converter = path.stem.partition("__")[2]
        yield f"{group} {converter}".rstrip(), path.name, path.read_bytes(), truth


def _given(copies: Sequence[Path]) -> Made:
    """What is not made here: the corpus, the cases, folders of copies."""
    corpus = Path(os.environ.get("GOVINFO_CORPUS", ""))
    if os.environ.get("GOVINFO_CORPUS"):
        yield from _folder("corpus", (corpus / "docs").iterdir(), corpus / "gold")
        if (cases := corpus.parent / "cases" / "files").is_dir():
            yield from _folder("cases", cases.iterdir(), None)
    for folder in copies:
        inner = folder / "docs" if (folder / "docs").is_dir() else folder
        files = [path for path in inner.iterdir() if path.is_file()]
        yield from _folder("copies", files, folder / "gold")


def _made(seeds: int) -> Made:
    """What the tests' generators write."""
    sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "tests")]
    import damage
    from mutations import MUTATIONS

    from clean_reports import CLEAN
    from damages import DAMAGES, HEAD, SHIFTING, damaged_tables
    from figures import clean_figures
    from glued_documents import LAYOUTS as GLUED
    from glued_documents import Style, glued_report, glued_statistics, random_figures, random_style
    from glued_provincial import GLUED_LAYOUTS, glued_provincial, random_place
    from govinfo_reports.facts import Scope
    from govinfo_reports.indicators import Form
    from grids import form_tables, printed
    from provincial_tables import LAYOUTS, table_of, values_of
    from writers_text import as_html, as_text, as_word_html
    from writers_unruled import page_of

    def of_year(values: Mapping[tuple[str, Scope], int]) -> dict[str, object]:
        found: dict[str, object] = {
            path: value for (path, scope), value in values.items() if scope is Scope.YEAR
        }
        if "fees" in found:
            found["fees"] = Decimal(str(found["fees"])) / 10000
        return found

    containers = {
        **damage.CONTAINERS,
        "markdown": lambda tables: as_text(HEAD, tables, "markdown").encode(),
        "layout": lambda tables: as_text(HEAD, tables, "layout").encode(),
        "word html": lambda tables: as_word_html(HEAD, tables),
    }
    names = list(containers)
    forms = (Form.F2014, Form.F2019, Form.F2021)
    for name, text in CLEAN.items():
        yield "clean", name, text.encode(), None
    for seed in range(seeds):
        for number, form in enumerate(forms):
            rng = Random(f"picture {form.value} {seed}")
            figures = clean_figures(form, rng)
            container = names[(seed + 3 * number) % len(names)]
            made = containers[container](form_tables(form, printed(figures)))
            yield f"form {container}", f"{form.value} {seed}", made, figures
        for number, form in enumerate(forms):
            harm = DAMAGES[(seed + 7 * number) % len(DAMAGES)]
            container = names[(seed + seed // len(DAMAGES) + number) % len(names)]
            damaged = damaged_tables(form, harm, seed)
            if damaged is not None and not (container in {"xlsx", "pdf"} and harm in SHIFTING):
                made = containers[container](damaged.tables)
                yield f"damage {harm.__name__}", f"{form.value} {container} {seed}", made, damaged.figures
        form = forms[seed % 3]
        mutation = MUTATIONS[(seed // 3) % len(MUTATIONS)]
        rng = Random(f"picture {mutation.__name__} {seed}")
        figures = clean_figures(form, rng)
        if mutation(figures, form, rng):
            made = as_html(HEAD, form_tables(form, printed(figures)))
            yield f"mutation {mutation.__name__}", f"{form.value} {seed}", made, figures
        rng = Random(f"picture glued {seed}")
        form = forms[1 + seed % 2]
        style = random_style(rng, form)
        figures = random_figures(rng, form, style)
        yield (
            f"glued {style.layout}",
            f"{form.value} {seed}",
            glued_report(form, figures, style, rng).encode(),
            figures,
        )
        if seed % 3 == 0:
            figures = clean_figures(Form.F2014, rng)
            style = Style(layout=rng.choice(GLUED), gap=rng.choice(("", " ")))
            yield "glued statistics", str(seed), glued_statistics(figures, style).encode(), figures
        elif seed % 3 == 1:
            place = random_place(rng.choice(list(GLUED_LAYOUTS.values())), rng)
            shape = rng.choice(("one line", "row a line", "cell of a row"))
            text = glued_provincial(place, rng, sentences=True, layout=shape)
            yield "glued provincial", f"{place.layout.name} {seed}", text.encode(), of_year(place.values)
        else:
            layout = LAYOUTS[(seed // 3) % len(LAYOUTS)]
            values = values_of(layout, rng)
            shape = rng.choice(("html",) if layout.grid_only else ("html", "tabs", "pipes", "layout"))
            tables = {"附表：云河市2022年政府信息公开情况统计表": [table_of(layout, values, rng)]}
            made = as_html(HEAD, tables) if shape == "html" else as_text(HEAD, tables, shape).encode()
            yield "provincial", f"{layout.name} {shape} {seed}", made, of_year(values)
        if seed % 5 == 0 and (page := page_of(forms[1 + seed % 2], seed, "cut" if seed % 2 else "ordinary")):
            yield "unruled pdf", str(seed), *page


def documents(out: Path, *, seeds: int, copies: Sequence[Path]) -> int:
    """Write the documents; how many there are."""
    count = 0
    with gzip.open(out, "wt", encoding="utf-8", compresslevel=6) as file:
        for made in (_given(copies), _made(seeds)):
            for group, name, data, truth in made:
                line = {"group": group, "name": name, "truth": None if truth is None else _plain(truth)}
                line["data"] = base64.b64encode(data).decode()
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
                count += 1
    return count


# ---- what is read from them


def _dig(held: object, name: str) -> str | None:
    for part in name.split("."):
        held = getattr(held, part, None)
        if held is None:
            return None
    return str(getattr(held, "value", held))


def _fact(fact: Any) -> list[object]:
    deciders = [*fact.decoded_by, *getattr(fact, "decided_by", ())]
    return [
        fact.path,
        None if fact.value is None else _number(fact.value),
        fact.scope.value,
        fact.source.value,
        fact.raw,
        str(fact.location),
        fact.match.how.value,
        fact.match.confidence,
        deciders,
        [_number(value) for value in fact.candidates],
        fact.approximate,
    ]


def _stop(signum: int, frame: FrameType | None) -> None:
    del signum, frame
    raise TimeoutError


def picture_of(data: bytes) -> Line:
    """What the library makes of a document, as plain values; `error` where it raises one."""
    from govinfo_reports import GovInfoError, parse

    signal.signal(signal.SIGALRM, _stop)
    signal.alarm(SECONDS)
    start = time.process_time()
    try:
        report = parse(data)
    except GovInfoError as error:
        return {"error": f"{type(error).__name__}: {error}"[:300], "ms": _since(start)}
    except TimeoutError:
        return {"error": f"no answer in {SECONDS} s", "ms": _since(start)}
    except Exception as error:  # noqa: BLE001 (a crash is part of the picture)
        return {"error": f"CRASH {error!r}"[:300], "ms": _since(start)}
    finally:
        signal.alarm(0)
    elapsed = _since(start)
    return {
        "ms": elapsed,
        "facts": [_fact(fact) for fact in (*report.facts, *report.extra)],
        "unread": [[one.raw, str(one.location), one.reason] for one in report.unread],
        "findings": [[one.rule, one.severity.value, list(one.paths)] for one in report.findings],
        "notices": list(report.notices),
        "meta": {name: _dig(report, name) for name in META},
    }


def _since(start: float) -> float:
    return round(1000 * (time.process_time() - start), 1)


def read(source: Path, out: Path, *, only: str = "") -> int:
    """Write the picture of the documents in `source`; how many there are."""
    count = 0
    picture_of(
        "云河市2022年政府信息公开工作年度报告\n一、总体情况\n全市收到申请2件。".encode()
    )  # what is loaded once
    with gzip.open(out, "wt", encoding="utf-8", compresslevel=6) as file:
        for line in _lines(source, only):
            made = picture_of(base64.b64decode(line.pop("data")))
            file.write(json.dumps({**line, **made}, ensure_ascii=False) + "\n")
            count += 1
    return count


def _lines(path: Path, only: str = "") -> Iterator[Line]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for text in file:
            line = json.loads(text)
            if re.search(only, line["group"]):
                yield line


# ---- what differs


class Change(NamedTuple):
    """One difference: its kind, whether it is for the better (+), for the worse (-) or not known (?), and
    what it is."""

    kind: str
    good: str
    what: str


KINDS = ("gained", "lost", "changed", "moved", "told", "said")


def _by_path(line: Line) -> dict[tuple[str, str, str], list[list[Any]]]:
    held: dict[tuple[str, str, str], list[list[Any]]] = defaultdict(list)
    for fact in line.get("facts", ()):
        held[fact[0], fact[2], fact[3]].append(fact)
    return held


def compare(before: Line, after: Line) -> Iterator[Change]:
    """The differences between two pictures of one document."""
    truth = after.get("truth")

    def good(path: str, scope: str, source: str, value: str | None) -> str:
        if truth is None or source != "table" or scope != "year" or path.startswith("extra."):
            return "?"
        return "+" if truth.get(path) == value else "-"

    old, new = _by_path(before), _by_path(after)
    for key in sorted({*old, *new}):
        path, scope, source = key
        one, two = (sorted({f[1] for f in side.get(key, ()) if f[1] is not None}) for side in (old, new))
        name = f"{path} ({scope}, {source})"
        if one == two:
            places, stories = ([sorted({json.dumps([*f[5:6]]) for f in side.get(key, ())}) for side in (old, new)],
                               [sorted({json.dumps([f[4], *f[6:]], ensure_ascii=False) for f in side.get(key, ())}) for side in (old, new)])  # fmt: skip
            if places[0] != places[1] and one:
                yield Change("moved", "?", f"{name}: {places[0]} -> {places[1]}")
            elif stories[0] != stories[1]:
                yield Change("told", "?", f"{name}: {stories[0]} -> {stories[1]}")
        elif not one:
            yield Change("gained", _all(good(*key, value) for value in two), f"{name}: {' '.join(two)}")
        elif not two:
            right = _all(good(*key, value) for value in one)
            yield Change("lost", {"+": "-", "-": "+"}.get(right, "?"), f"{name}: {' '.join(one)}")
        else:
            yield Change(
                "changed",
                _all(good(*key, value) for value in two),
                f"{name}: {' '.join(one)} -> {' '.join(two)}",
            )
    yield from _said(before, after)


def _all(judged: Iterable[str]) -> str:
    held = set(judged)
    return "-" if "-" in held else "?" if "?" in held else "+"


def _said(before: Line, after: Line) -> Iterator[Change]:
    for name in ("unread", "findings", "notices"):
        one, two = (
            Counter(json.dumps(item, ensure_ascii=False) for item in line.get(name, ()))
            for line in (before, after)
        )
        for sign, rest in (("gone", one - two), ("new", two - one)):
            for item in rest:
                yield Change("said", "?", f"{name} {sign}: {item}")
    if before.get("error") != after.get("error"):
        yield Change(
            "said",
            "-" if after.get("error") else "+",
            f"error: {before.get('error')} -> {after.get('error')}",
        )
    if "meta" in before and "meta" in after:
        for name, value in after["meta"].items():
            if before["meta"].get(name) != value:
                yield Change("said", "?", f"meta {name}: {before['meta'].get(name)} -> {value}")


def diff(before: Path, after: Path, *, only: str, show: str | None, limit: int) -> int:
    """Print the differences by group; 1 where something is worse."""
    old = {(line["group"], line["name"]): line for line in _lines(before, only)}
    counts: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    totals: dict[str, list[float]] = defaultdict(lambda: [0, 0.0, 0.0])
    shown: Counter[str] = Counter()
    unknown = 0
    for line in _lines(after, only):
        was = old.pop((line["group"], line["name"]), None)
        if was is None:
            unknown += 1
            continue
        group = line["group"]
        total = totals[group]
        total[0], total[1], total[2] = total[0] + 1, total[1] + was["ms"], total[2] + line["ms"]
        for change in compare(was, line):
            counts[group][change.kind, change.good] += 1
            if show is not None and show in ("", change.kind, change.kind + change.good):
                shown[change.kind] += 1
                if shown[change.kind] <= limit:
                    print(f"{change.kind}{change.good} {group} / {line['name']}: {change.what}"[:400])
    print(f"{'group':32} {'docs':>5} " + " ".join(f"{kind:>16}" for kind in KINDS) + "  time")
    whole: Counter[tuple[str, str]] = Counter()
    for group, total in totals.items():
        whole += counts[group]
        print(_row(group, total, counts[group]))
    sums = [sum(total[at] for total in totals.values()) for at in range(3)]
    print(_row("all", sums, whole))
    if unknown or old:
        print(f"not compared: {len(old)} documents only in the first, {unknown} only in the second")
    worse = (
        whole["lost", "-"]
        + whole["lost", "?"]
        + whole["changed", "-"]
        + whole["changed", "?"]
        + whole["gained", "-"]
    )
    return int(worse > 0)


def _row(name: str, total: Sequence[float], counts: Mapping[tuple[str, str], int]) -> str:
    cells = []
    for kind in KINDS:
        held = [f"{counts[kind, good]}{good}" for good in "+-?" if counts.get((kind, good))]
        cells.append(f"{' '.join(held) or '.':>16}")
    return f"{name:32} {total[0]:5.0f} {' '.join(cells)}  x{total[2] / max(total[1], 0.1):.2f}"


def summary(path: Path, *, only: str) -> None:
    """Print how the figures read from tables stand against those printed, where these are known."""
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for line in _lines(path, only):
        row = rows[line["group"]]
        row["docs"] += 1
        row["ms"] += line["ms"]
        row["errors"] += "error" in line
        if (truth := line.get("truth")) is None:
            continue
        given: dict[str, set[str]] = defaultdict(set)
        for fact in line.get("facts", ()):
            if (
                fact[1] is not None
                and fact[2] == "year"
                and fact[3] == "table"
                and not fact[0].startswith("extra.")
            ):
                given[fact[0]].add(fact[1])
        grave = {
            path for _, severity, paths in line.get("findings", ()) if severity != "info" for path in paths
        }
        named = {path for _, _, paths in line.get("findings", ()) for path in paths}
        named |= {fact[0] for fact in line.get("facts", ()) if fact[1] is None}
        for key in {*truth, *given}:
            if key not in given:
                row["lost"] += 1
                row["lost unsaid"] += key not in named and not line.get("unread") and "error" not in line
            elif given[key] == {truth.get(key)}:
                row["right"] += 1
            else:
                row["wrong"] += 1
                row["wrong unsaid"] += key not in grave
    columns = ("docs", "right", "wrong", "wrong unsaid", "lost", "lost unsaid", "errors", "ms")
    print(f"{'group':32} " + " ".join(f"{name:>12}" for name in columns))
    for group, row in [*rows.items(), ("all", sum(rows.values(), Counter()))]:
        print(f"{group:32} " + " ".join(f"{row[name]:12.0f}" for name in columns))


def main() -> int:
    """Do as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    actions = parser.add_subparsers(dest="action", required=True)
    one = actions.add_parser("documents")
    one.add_argument("out", type=Path)
    one.add_argument("--seeds", type=int, default=600)
    one.add_argument("--copies", type=Path, nargs="*", default=[])
    one = actions.add_parser("read")
    one.add_argument("documents", type=Path)
    one.add_argument("out", type=Path)
    one.add_argument("--only", default="")
    one = actions.add_parser("sum")
    one.add_argument("picture", type=Path)
    one.add_argument("--only", default="")
    one = actions.add_parser("diff")
    one.add_argument("before", type=Path)
    one.add_argument("after", type=Path)
    one.add_argument("--only", default="")
    one.add_argument("--show", nargs="?", const="", metavar="KIND")
    one.add_argument("--limit", type=int, default=200)
    options = parser.parse_args()
    if options.action == "documents":
        print(f"{documents(options.out, seeds=options.seeds, copies=options.copies)} documents")
    elif options.action == "read":
        print(f"{read(options.documents, options.out, only=options.only)} documents read")
    elif options.action == "sum":
        summary(options.picture, only=options.only)
    else:
        return diff(options.before, options.after, only=options.only, show=options.show, limit=options.limit)
    return 0


if __name__ == "__main__":
    sys.exit(main())
