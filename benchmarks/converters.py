"""How many figures come back from what converters make of reports, and whether any is wrong.

    python benchmarks/converters.py write FOLDER [SET] reports with known figures: FOLDER/docs and FOLDER/gold
    python benchmarks/converters.py copy FOLDER OUT    what each converter installed here makes of them
    python benchmarks/converters.py score OUT          figures right, wrong and lost, converter by converter

24 reports without blanks and 24 with blanks and the ways of printing them that organs have: eight of each
kind as HTML, DOCX and PDF, over all forms with a table. A figure is asked for in every copy, also where the
converter lost it. There are seven sets: the readers were built with the first (1) in view, the second (2) has
other figures and forms, the third (3) other organs, long texts, tables in pieces, other columns, brackets
and ordinals, and reports in prose, in whose tables nothing is to be found; 5, 7, 11 and 13 have everyday
reports, printed by Chromium and LibreOffice where they are installed. `copy` runs what it finds in this
interpreter and on the path, and says what it did not find; some of these programs are under the AGPL or the
GPL, and none is needed by the library. `score` takes a pattern for converters' names as its last argument;
it tells what is read of all figures, and of those that the copy still holds: twins.py says which it cannot.
`-v` lists what was read wrong, and what is held and was not read.
"""

from __future__ import annotations

import collections
import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from attrs import evolve, frozen

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from copies import copied, missing  # noqa: I001
from everyday_reports import everyday_page, everyday_pdf, everyday_report
from figures import clean_figures
from grids import form_tables, printed
from provincial_tables import LAYOUTS, table_of, values_of
from twins import moved
from varied_reports import varied_report, varied_style
from writers_pdf import PdfStyle, write_pdf
from writers_text import as_docx, as_html, as_word_html

from govinfo_reports import GovInfoError, Scope, Source, parse
from govinfo_reports.document import Table
from govinfo_reports.indicators import Form, leaf_indicators

FORMS = {
    "1": "2021 2019 2014 2021 provincial 2019 2021 2014",
    "2": "2019 2021 provincial 2021 2019 2014 2021 2019",
    "3": "2021 2014 2019 provincial 2021 narrative 2019 2014",
    "5": "2021 2019 2021 2014 2021 2019 provincial 2021",
    "7": "2019 2021 2014 2021 provincial 2021 2019 2021",
    "11": "2021 2021 2019 2014 2019 2021 2021 provincial",
    "13": "2019 2021 2021 provincial 2021 2019 2014 2021",
}
"""The forms of the reports of each set."""
FIRST_SEEDS = {"1": 0, "2": 101, "3": 211, "5": 501, "7": 701, "11": 1102, "13": 1303}
VARIED, EVERYDAY = "3", ("5", "7", "11", "13")
YEARS = {Form.F2021: 2022, Form.F2019: 2019, Form.F2014: 2016, Form.PROVINCIAL: 2013}
WIDE_FONT = Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc")
FONT = str(WIDE_FONT if WIDE_FONT.exists() else Path(__file__).parents[1] / "tests" / "report_font.ttf")
Quirks = Callable[[dict[str, str], Random], dict[str, str]]
BLANKS = ("", "", "—", "——", "-", "/", "无此项")


def quirky(texts: dict[str, str], rng: Random) -> dict[str, str]:
    """The figures with blanks among them, and printed as some organs print them."""
    out, blank = {}, rng.choice(BLANKS)
    share, habit = rng.choice((0.05, 0.15, 0.3)), rng.choice(("", "wide", "commas", "unit"))
    for path, text in texts.items():
        if rng.random() < share:
            text = blank
        elif habit == "commas" and text.isdigit():
            text = f"{int(text):,}"
        elif habit == "wide":
            text = text.translate({digit: digit + 0xFEE0 for digit in range(48, 58)})
        elif habit == "unit" and text.isdigit() and path.startswith("proactive.channels"):
            text += "条"
        out[path] = text
    return out


def report_of(
    form: Form, rng: Random, quirks: Quirks | None
) -> tuple[list[str], dict[str, list[Table]], dict[str, str | None]]:
    """A report's head, its tables by heading, and the figures printed, None for a blank."""
    year = YEARS[form]
    title = f"临江县{year}年政府信息公开工作年度报告"
    preamble = f"依照条例第五十条编写，数字统计自{year}年1月1日起至{year}年12月31日止。"
    if form is Form.PROVINCIAL:
        layout = rng.choice([one for one in LAYOUTS if not one.grid_only and not one.side_by_side])
        values = values_of(layout, rng)
        table = table_of(layout, values, rng)
        year = {path: value for (path, scope), value in values.items() if scope is Scope.YEAR}
        wanted = {
            path: str(value) for path, value in year.items() if path in leaf_indicators() and path != "fees"
        }
        return [title, "一、概述", preamble], {"二、附表": [table]}, dict(wanted)
    texts = printed(clean_figures(form, rng))
    shown = quirks(texts, rng) if quirks is not None else texts
    wanted_or_none = {path: texts[path] if re.search(r"\d", shown[path]) else None for path in texts}
    head = [title, "一、总体情况", preamble, f"{year}年，全县各级各部门按时公开政府信息，加强了平台建设。"]
    tables = form_tables(form, shown)
    tables["五、存在的主要问题及改进情况"] = []
    return head, tables, wanted_or_none


def as_pdf(
    head: list[str], tables: Mapping[str, list[Table]], rng: Random, drawn: Mapping[str, Any]
) -> bytes:
    """A PDF with ruled tables, at a width that the form has room in; `drawn` says how, where it is not as
    usual."""
    style = PdfStyle(
        **{
            "margin": rng.choice((48.0, 60.0)),
            "size": rng.choice((8.0, 9.0)),
            "rules": rng.choice(("lines", "rects", "lines")),
            "font_file": FONT,
            "page_number": rng.choice(("", "- {} -", "{}")),
            "labels": rng.choice(("left", "centre")),
            **drawn,
        }
    )
    blocks: list[str | Table] = [f"^{head[0]}", *head[1:]]
    for heading, pieces in tables.items():
        blocks += [heading, *pieces]
    try:
        return write_pdf(blocks, style)
    except ValueError:  # a row does not fit its page
        return write_pdf(blocks, evolve(style, width=842.0, height=1191.0))


def made(
    form: Form, container: str, seed: int, *, quirks: Quirks | None, number: str = "1"
) -> tuple[bytes, dict[str, str | None]]:
    """One report of a set, and its figures."""
    rng = Random(f"{form}{container}{seed}{quirks is not None}")
    if number == VARIED:
        head, tables, wanted = varied_report(form, rng, quirks)
    elif number in EVERYDAY:
        head, tables, wanted = everyday_report(form, rng, quirks)
    else:
        head, tables, wanted = report_of(form, rng, quirks)
    if container == "html" and number in EVERYDAY:
        return everyday_page(head, tables, rng), wanted
    if container == "pdf" and number in EVERYDAY:
        with tempfile.TemporaryDirectory() as room:
            data = everyday_pdf(head, tables, rng, seed, Path(room))
        if data is not None:
            return data, wanted
    if container == "html":
        writer = as_word_html if seed % 4 == 1 else as_html
        return writer(head, tables), wanted
    if container == "docx":
        return as_docx(head, tables), wanted
    return as_pdf(head, tables, rng, varied_style(rng) if number == VARIED else {}), wanted


def twin_of(form: Form, container: str, seed: int, number: str) -> tuple[bytes, list[str]]:
    """A report with blanks, printed with its blanks elsewhere, and the figures that may stand elsewhere
    then."""
    found: list[str] = []

    def elsewhere(texts: dict[str, str], rng: Random) -> dict[str, str]:
        shown, paths = moved(form, quirky(texts, rng), Random(seed), in_pieces=number == VARIED)
        found.extend(paths)
        return shown

    data, _ = made(form, container, seed, quirks=elsewhere, number=number)
    return data, found


def write(folder: Path, number: str) -> None:
    """The reports of a set as docs/ and gold/, and in twins/ those with blanks with their blanks
    elsewhere."""
    for part in ("docs", "gold", "twins"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for quirks in (False, True):
        for container in ("html", "docx", "pdf"):
            for at, name in enumerate(FORMS[number].split()):
                form, seed = Form(name), at + FIRST_SEEDS[number]
                data, wanted = made(form, container, seed, quirks=quirky if quirks else None, number=number)
                name = f"{'blanks' if quirks else 'clean'}{at}_{form.value}_{container}"
                (folder / "docs" / f"{name}.{container}").write_bytes(data)
                gold = {"document": f"{name}.{container}", "table": wanted}
                if quirks:
                    twin, gold["lost"] = twin_of(form, container, seed, number)
                    (folder / "twins" / f"{name}.{container}").write_bytes(twin)
                (folder / "gold" / f"{name}.json").write_text(json.dumps(gold, ensure_ascii=False), "utf-8")


def copy(folder: Path, out: Path, only: str) -> None:
    """What each converter makes of each document, with the figures that were printed in it."""
    for part in ("docs", "gold"):
        (out / part).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as room:
        for path in sorted((folder / "gold").glob("*.json")):
            gold = json.loads(path.read_text("utf-8"))
            source, lost = gold["document"], gold.get("lost", [])
            twins = (
                {name: data for name, _, data in copied(folder / "twins" / source, Path(room), only)}
                if lost
                else {}
            )
            for name, suffix, data in copied(folder / "docs" / source, Path(room), only):
                target = f"{path.stem}__{name}"
                (out / "docs" / f"{target}.{suffix}").write_bytes(data)
                gold |= {"document": f"{target}.{suffix}", "lost": lost if twins.get(name) == data else []}
                (out / "gold" / f"{target}.json").write_text(json.dumps(gold, ensure_ascii=False), "utf-8")
    print("not found:", ", ".join(missing()) or "nothing")


@frozen
class Compared:
    """A figure of a copy: whether it was `right`, `wrong` or `lost` (or the copy `refused`), whether its
    copy holds it, and what was read."""

    state: str
    path: str = ""
    is_held: bool = True
    detail: str = ""


def compared(path: Path) -> Iterator[Compared]:
    """Each figure of one copy. A figure that the copy does not hold (twins.py) is lost, or was guessed
    right."""
    gold = json.loads(path.read_text("utf-8"))
    gone = set(gold.get("lost", ()))
    found: dict[str, set[Decimal]] = collections.defaultdict(set)
    try:
        for fact in parse(path.parents[1] / "docs" / gold["document"]).facts:
            if fact.source is Source.TABLE and fact.scope is Scope.YEAR and fact.value is not None:
                found[fact.path].add(Decimal(str(fact.value)))
    except GovInfoError:
        yield Compared("refused")
    for name, text in gold["table"].items():
        value, got = None if text is None else Decimal(str(text)), found.pop(name, set())
        if got - {value}:
            yield Compared("wrong", name, True, f"printed {value}, read {sorted(map(str, got))}")
        elif value is not None:
            yield Compared("right" if got else "lost", name, name not in gone)
    for name, got in found.items():
        if name.startswith("extra.") or (name not in gold["table"] and name == "fees"):
            continue
        yield Compared("wrong", name, True, f"printed nowhere, read {sorted(map(str, got))}")


def _row_of(path: str) -> str:
    return re.sub(
        r"applications\.outcomes\.|applications\.",
        "",
        path.rpartition(".")[0] if path.count(".") > 1 else path,
    )


def _counted(path: Path) -> tuple[str, list[Compared]]:
    return path.stem, list(compared(path))


def score(out: Path, only: str, *, verbose: bool) -> None:
    """The table of converters, and of their groups; `verbose` also lists what is wrong, guessed, refused,
    and held but not read."""
    paths = [path for path in sorted((out / "gold").glob("*.json")) if re.search(only, path.stem)]
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    kinds: collections.Counter[str] = collections.Counter()
    with ProcessPoolExecutor(max_workers=2) as pool:
        for stem, figures in pool.map(_counted, paths, chunksize=4):
            document, converter = stem.split("__")
            keys = (
                converter,
                _group_of(converter),
                f"{_group_of(converter)} {re.sub(r'[0-9].*', '', document)}",
            )
            for one in figures:
                state = one.state if one.is_held or one.state != "lost" else "gone"
                if one.state == "right" and not one.is_held:
                    state = "guessed"
                for key in keys:
                    counts[key][state] += 1
                if state == "lost":
                    kinds[f"{converter} {document} {_row_of(one.path)}"] += 1
                if verbose and state in ("wrong", "refused", "guessed"):
                    print(stem, state, one.path, one.detail)
    if verbose:
        for kind, number in kinds.most_common():
            print(f"held, not read: {number:4} {kind}")
    print("| converter | figures | wrong | read | held | read of what is held |\n|---|---|---|---|---|---|")
    for name, count in sorted(
        counts.items(), key=lambda item: (" " in item[0] or "_" not in item[0], item[0])
    ):
        asked = sum(count[state] for state in ("right", "guessed", "wrong", "lost", "gone"))
        held = max(1, asked - count["gone"] - count["guessed"])
        read = (count["right"] + count["guessed"]) / max(1, asked)
        share = count["right"] / held
        print(f"| {name} | {asked:,} | {count['wrong']} | {read:.3f} | {held:,} | {share:.3f} |")


_DUMPS = re.compile(r"pdf_(?:pdftotext|pdfminer|pdftohtml|markitdown|pymupdf4llm)")
"""Copies of a PDF in reading order, without places."""


def _group_of(converter: str) -> str:
    return "dumps" if _DUMPS.fullmatch(converter) else converter.partition("_")[0]


def main() -> None:
    """What the words after the script's name say."""
    words = [word for word in sys.argv[1:] if word != "-v"]
    if words[:1] == ["write"] and len(words) in (2, 3) and (number := words[2:3] or ["1"])[0] in FORMS:
        write(Path(words[1]), number[0])
    elif words[:1] == ["copy"] and len(words) in (3, 4):
        copy(Path(words[1]), Path(words[2]), "".join(words[3:]))
    elif words[:1] == ["score"] and len(words) in (2, 3):
        score(Path(words[1]), "".join(words[2:]), verbose="-v" in sys.argv)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
