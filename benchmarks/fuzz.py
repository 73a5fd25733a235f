"""Coverage-guided fuzzing of each reader, of parse, and of what is made from a report, with atheris.

usage: python benchmarks/fuzz.py [--seconds N] [--out FOLDER] [TARGET...]

Needs `pip install atheris`. Targets named `edit-` and a container give whole reports to `parse`, whose
trees, objects, parts and rows are edited (`tests/edits.py`). Every target begins with reports that the
tests' writers make. Finds are anything but a Report (or Document) or an error of this library; an input that
takes 10 seconds of processor time, a minute, or 700 MB more than those before it; a report that is another
one after `to_json` and `from_json`; a figure of a text that the text has not. Each find is kept once, as
FOLDER/TARGET/find-<number> with its traceback beside it; after a crash the target goes on for the rest of
its time. Printed: runs, minutes, processor minutes and finds of each target. Exit status 1 where there are
finds.
"""

from __future__ import annotations

import argparse
import io
import re
import resource
import subprocess
import sys
import tempfile
import time
import traceback
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from zlib import crc32

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

if TYPE_CHECKING:
    from govinfo_reports import Report
    from govinfo_reports.document import Table

_LONGEST = 6_000
_ROWS = 8
_SLOWEST_SECONDS = 60
_SLOWEST_PROCESSOR_SECONDS = 10
_MEGABYTES = 2_048
_MEGABYTES_OF_ONE = 700
_SHORTEST_RUN_SECONDS = 20
_EVERY = 4
"""One report of so many goes through JSON."""

HEAD = (
    "云河市2022年政府信息公开工作年度报告",
    "本报告由云河市人民政府办公室编制，统计期限自2022年1月1日起至2022年12月31日止。电话：0571-12345678。",
    "一、总体情况",
    "（一）主动公开。全市主动公开政府信息1,204条，其中网站800条、微信404条，比上年增长12.5%。",
    "（二）依申请公开。共受理申请38件，其中当面申请22件、网络申请16件，均按时办结，未收取费用。",
)


def _tables() -> Iterator[dict[str, list[Table]]]:
    """Each table of each form by itself, its first rows only: small inputs are tried more often."""
    from attrs import evolve

    from figures import clean_figures
    from govinfo_reports.indicators import Form
    from grids import form_tables, printed

    for form in (Form.F2014, Form.F2019, Form.F2021):
        for heading, tables in form_tables(form, printed(clean_figures(form, Random(1)))).items():
            cells = tuple(
                cell for cell in tables[0].cells if cell.row + cell.rowspan <= _ROWS or cell.row < 3
            )
            cells = tuple(evolve(cell, rowspan=min(cell.rowspan, _ROWS - cell.row)) for cell in cells)
            yield {heading: [evolve(tables[0], cells=cells)]}


def _seeds(target: str) -> Iterator[bytes]:
    if target.startswith(_EDITS):
        from edits import seeds

        yield from seeds(target.removeprefix(_EDITS))
        return
    import writers_text as written
    from writers_docx import as_docx
    from writers_pdf import PdfStyle, write_pdf

    for tables in _tables():
        texts = {shape: written.as_text(HEAD, tables, shape) for shape in ("tabs", "pipes", "cells")}
        if target in {"text", "parse", "summary"}:
            yield from (text.encode() for text in texts.values())
        if target in {"parse", "charset"}:
            yield texts["tabs"].encode("gb18030")
            yield texts["tabs"].encode("utf-16")
        if target in {"html", "parse", "charset"}:
            yield written.as_html(HEAD, tables)
            yield written.as_word_html(HEAD, tables)
        if target == "docx":
            yield _part(written.as_docx(HEAD, tables), "word/document.xml")
        if target == "docx-zip":
            yield as_docx(*HEAD)
        if target == "sheet":
            yield _part(written.as_xlsx(HEAD, tables), "xl/worksheets/sheet1.xml")
        if target == "pdf":
            yield write_pdf([HEAD[0], next(iter(tables.values()))[0]], PdfStyle())
        if target == "zip":
            yield _zip({"report.html": written.as_html(HEAD, {}), "a.txt": "说明".encode()})
        if target == "ole":
            yield _ole()
        if target == "json":
            from govinfo_reports import parse_text

            yield parse_text("\n".join(HEAD)).to_json().encode()


def _part(package: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return opened.read(name)


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def _ole() -> bytes:
    from writers_ole import compound_file

    return compound_file({"WordDocument": b"\xec\xa5" + b"\0" * 600})


def _targets() -> dict[str, Callable[[bytes], object]]:
    from govinfo_reports import DEFAULT_LIMITS, Report, parse, parse_text
    from govinfo_reports.checks import to_jsonl, to_junit, to_sarif, to_text
    from govinfo_reports.errors import UnsupportedFormat
    from govinfo_reports.readers import sniff
    from govinfo_reports.readers.archive import report_in_zip
    from govinfo_reports.readers.charset import decode
    from govinfo_reports.readers.docx.read import read_docx
    from govinfo_reports.readers.html.read import read_html
    from govinfo_reports.readers.ole import open_compound_file
    from govinfo_reports.readers.pdf.read import read_pdf
    from govinfo_reports.readers.sheet.read import read_sheet

    limits = DEFAULT_LIMITS

    def text_of(data: bytes) -> str:
        return data.decode("utf-8", "surrogateescape")

    def any_source(data: bytes) -> object:
        kind = sniff(data)
        # LibreOffice and the recognition of images are not what is tried here
        if kind in {"rtf", "image"} or (kind == "ole" and "Workbook".encode("utf-16-le") not in data):
            raise UnsupportedFormat("left out")
        return parse(data)

    def sheet(data: bytes) -> object:
        return read_sheet(_with_part(_WORKBOOK, "xl/worksheets/sheet1.xml", data), source=None, limits=limits)

    def document(data: bytes) -> object:
        return read_docx(_with_part(_DOCUMENT, "word/document.xml", data), source=None, limits=limits)

    def views(data: bytes) -> object:
        report = parse_text(text_of(data))
        found = {"report": report.findings}
        for render in (to_jsonl, to_junit, to_sarif, to_text):
            render(found)  # type: ignore[operator]
        return Report.from_json(report.to_json())

    def compound(data: bytes) -> object:
        file = open_compound_file(data, source=None)
        return [file.read(name, most=1000) for name in file.streams]

    return {
        "parse": any_source,
        "text": lambda data: parse_text(text_of(data)),
        "html": lambda data: read_html(data, source=None, limits=limits),
        "docx": document,
        "docx-zip": lambda data: read_docx(data, source=None, limits=limits),
        "sheet": sheet,
        "pdf": lambda data: read_pdf(data, source=None, limits=limits, progress=None),
        "zip": lambda data: report_in_zip(data, source=None, limits=limits),
        "ole": compound,
        "charset": decode,
        "json": Report.from_json,
        "summary": views,
    }


_EDITS = "edit-"
_TEXTS = {"text", "tabs", "pipes", "cells", "layout", "csv"}
_NAMES = (
    "parse",
    "text",
    "html",
    "docx",
    "docx-zip",
    "sheet",
    "pdf",
    "zip",
    "ole",
    "charset",
    "json",
    "summary",
)
_WORKBOOK: dict[str, bytes] = {}
_DOCUMENT: dict[str, bytes] = {}


def _with_part(parts: dict[str, bytes], name: str, data: bytes) -> bytes:
    return _zip({**parts, name: data})


def _fill_packages() -> None:
    import writers_text as written

    for parts, package in ((_WORKBOOK, written.as_xlsx(HEAD, {})), (_DOCUMENT, written.as_docx(HEAD, {}))):
        with zipfile.ZipFile(io.BytesIO(package)) as opened:
            parts.update({name: opened.read(name) for name in opened.namelist()})


class Find(Exception):
    """A result that is wrong, or took too much."""


def _held_to(data: bytes, report: Report, *, is_text: bool) -> None:
    """Raise where a report is wrong by itself."""
    from govinfo_reports import Report

    len(report.findings)
    if crc32(data) % _EVERY == 0 and Report.from_json(report.to_json()) != report:
        raise Find("another report after to_json and from_json")
    if is_text:
        encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "gb18030"
        printed = {_plain(data.decode(name, "replace")) for name in ("utf-8", encoding)}
        for fact in report.facts:
            if not any(_plain(fact.raw) in text for text in printed):
                raise Find(f"{fact.raw!r} is not printed ({fact!r})")


def _plain(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isdigit() or char == ".")


def _fuzz(target: str, seconds: int, out: Path) -> None:
    """Fuzz one target in this process, which atheris ends."""
    import atheris

    with atheris.instrument_imports(include=["govinfo_reports"]):
        from govinfo_reports import GovInfoError, Report

        is_edited = target.startswith(_EDITS)
        run = _targets()["parse" if is_edited else target]
    _fill_packages()
    folder = out / "seeds"
    folder.mkdir(parents=True, exist_ok=True)
    seeds = list(_seeds(target))
    for number, seed in enumerate(seeds):
        (folder / f"seed-{number}").write_bytes(seed)
    is_text = target.removeprefix(_EDITS) in _TEXTS
    known: set[str] = set()
    earlier = len(list(out.glob("find-*.txt")))

    def tried(data: bytes) -> None:
        began, held = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        try:
            made = run(data)
        except GovInfoError:
            made = None
        took = time.process_time() - began
        if took > _SLOWEST_PROCESSOR_SECONDS:
            raise Find(f"slow: {took:.1f} s of processor time")
        more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - held) // 1024
        if more > _MEGABYTES_OF_ONE:
            raise Find(f"big: {more} MB more than before")
        if isinstance(made, Report):
            _held_to(data, made, is_text=is_text)

    def one(data: bytes) -> None:
        try:
            tried(data)
        except Exception as error:  # noqa: BLE001
            last = traceback.extract_tb(error.__traceback__)[-1]
            key = f"{type(error).__name__} {last.filename}:{last.lineno}"
            if key not in known:
                known.add(key)
                place = out / f"find-{earlier + len(known)}"
                place.write_bytes(data)
                place.with_suffix(".txt").write_text("".join(traceback.format_exception(error)), "utf-8")

    settings = [
        f"-max_total_time={seconds}",
        f"-max_len={max([_LONGEST, *(len(seed) * 4 for seed in seeds)])}",
        f"-timeout={_SLOWEST_SECONDS}",
        f"-report_slow_units={_SLOWEST_SECONDS}",  # of wall time, which other work takes too
        f"-rss_limit_mb={_MEGABYTES}",
        f"-artifact_prefix={out}/find-",
        "-print_final_stats=1",
        "-verbosity=0",
    ]

    def edit(data: bytes, size: int, seed: int) -> bytes:
        from edits import edited

        changed = edited(data, Random(seed))
        return changed if len(changed) <= size else data

    arguments = [sys.argv[0], *settings, str(out / "corpus"), str(folder)]
    if is_edited:
        atheris.Setup(arguments, one, custom_mutator=edit)
    else:
        atheris.Setup(arguments, one)
    atheris.Fuzz()


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> int:
    """Fuzz the targets one after the other, each in a process of its own."""
    from edits import CONTAINERS

    names = [*_NAMES, *(_EDITS + container for container in CONTAINERS)]
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument(
        "targets", nargs="*", choices=[*names, []], metavar="TARGET", help=", ".join(names)
    )
    arguments.add_argument("--seconds", type=int, default=60, help="for each target")
    arguments.add_argument("--out", type=Path, default=Path(tempfile.gettempdir()) / "govinfo-fuzz")
    arguments.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.here:
        (options.out / "corpus").mkdir(parents=True, exist_ok=True)
        _fuzz(options.targets[0], options.seconds, options.out)
        return 0
    print(f"{'target':18} {'runs':>9} {'minutes':>8} {'processor':>9} {'finds':>6}")
    finds = 0
    for target in options.targets or names:
        out = options.out / target
        out.mkdir(parents=True, exist_ok=True)
        began, spent = time.monotonic(), _processor_seconds()
        with (out / "log").open("wb") as log:
            while (left := int(options.seconds - (time.monotonic() - began))) >= _SHORTEST_RUN_SECONDS:
                arguments_of_one = ["--here", "--seconds", str(left), "--out", str(out), target]
                subprocess.run(
                    [sys.executable, __file__, *arguments_of_one], stdout=log, stderr=log, check=False
                )
        said = (out / "log").read_text("utf-8", "replace")
        runs = sum(map(int, re.findall(r"stat::number_of_executed_units:\s*(\d+)", said)))
        found = len([place for place in out.glob("find-*") if place.suffix != ".txt"])
        finds += found
        minutes, processor = (time.monotonic() - began) / 60, (_processor_seconds() - spent) / 60
        print(f"{target:18} {runs:9} {minutes:8.1f} {processor:9.1f} {found:6}", flush=True)
    return int(finds > 0)


if __name__ == "__main__":
    sys.exit(main())
