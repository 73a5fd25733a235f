"""How long things take beside a yardstick that is measured in the same run: the ratios are what is promised,
not the seconds.

usage: python benchmarks/bench_speed.py [--rounds N]

The two sides of a line take turns; what is compared are the medians of the processor's time (for imports, of
a fresh interpreter's). A second table says how long each stage of `parse` takes. A text of the 2014 form is
each time another report, with other figures under the same labels. Needs the extras pdf and sheet,
pdfplumber, reportlab and orjson. `bench_batch.py` measures many reports.
"""

from __future__ import annotations

import argparse
import io
import os
import platform
import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from itertools import cycle
from pathlib import Path
from random import Random
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import orjson
import pdfplumber
import pypdfium2 as pdfium
from attrs import frozen
from lark import Lark
from lxml import etree

import writers_text as written
from figures import clean_figures
from govinfo_reports import Report, api, parse
from govinfo_reports.indicators import Form
from govinfo_reports.limits import DEFAULT_LIMITS
from govinfo_reports.readers.text.read import text_document
from govinfo_reports.tables.labels import canonical_text
from grids import form_tables, printed
from writers_pdf import PdfStyle, write_pdf

__all__ = ["main"]

Run = Callable[[], object]
_REPORTS = 40
_GRAMMAR = Path(__file__).with_name("statistics_table.lark")
"""A grammar of the rows of the 2014 form, with Lark's own lexer."""
_STAGES = {
    "read": "bytes to a Document",
    "read_tables": "tables",
    "read_head": "title, dates, contact",
    "read_outline": "headings",
    "read_statements": "sentences",
    "read_arithmetic": "their arithmetic",
    "check": "checks",
}
PROSE = (
    "全市各级行政机关认真执行条例，围绕群众关心的事项及时公开政府信息，健全制度，加强培训，"
    "各项工作平稳有序，公开的质量和实效进一步提升。"
)
HEAD = (
    "云河市2022年政府信息公开工作年度报告",
    "本报告由云河市人民政府办公室编制，所列数据的统计期限自2022年1月1日起至2022年12月31日止。",
    "一、总体情况",
    "全年主动公开政府信息1204条，其中网站800条、微信公众号404条；共收到政府信息公开申请38件，"
    "均在期限内办结，未收取费用。",
)


@frozen(kw_only=True)
class Line:
    """One comparison: what is measured, beside what, and the ratio that is to be reached (at most, or with
    `least` at least)."""

    name: str
    yardstick: str
    ours: Run
    theirs: Run
    goal: float
    least: bool = False


def _process(run: Run) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def measure(line: Line, rounds: int) -> tuple[float, float]:
    """The medians of both sides in seconds."""
    line.ours()
    line.theirs()
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(_process(line.ours))
        theirs.append(_process(line.theirs))
    return statistics.median(ours), statistics.median(theirs)


def _text_2014(seed: int = 1) -> bytes:
    tables = form_tables(Form.F2014, printed(clean_figures(Form.F2014, Random(seed))))
    return written.as_text((*HEAD, *[PROSE] * 25), tables, "tabs").encode()


def _tables() -> dict[str, list[object]]:
    return dict(form_tables(Form.F2021, printed(clean_figures(Form.F2021, Random(1)))))


def _word_page() -> bytes:
    head = list(HEAD)
    page = written.as_word_html(head, _tables())  # type: ignore[arg-type]
    while len(page) < 155_000:
        head += [PROSE] * 10
        page = written.as_word_html(head, _tables())  # type: ignore[arg-type]
    return page


def _docx() -> bytes:
    return written.as_docx((*HEAD, *[PROSE] * 20), _tables())  # type: ignore[arg-type]


def _pdf() -> bytes:
    pieces = [piece for pieces in _tables().values() for piece in pieces]
    return write_pdf([*HEAD, *[PROSE] * 40, *pieces], PdfStyle())  # type: ignore[list-item]


def _lark(texts: Sequence[bytes]) -> Run:
    grammar = Lark(_GRAMMAR.read_text(encoding="utf-8"), parser="lalr", maybe_placeholders=False)
    canonical = cycle([_canonical(text) for text in texts])
    return lambda: grammar.parse(next(canonical))


def _canonical(text: bytes) -> str:
    """The lines of the table in a text, as the grammar has them."""
    table = next(text_document(text.decode(), source=None, limits=DEFAULT_LIMITS).tables())
    return "".join("\t".join(canonical_text(cell.text) for cell in row) + "\n" for row in table.rows)


def _characters(data: bytes) -> int:
    count = 0
    document = pdfium.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        for index in range(text.count_chars()):
            text.get_charbox(index)
            text.get_text_range(index, 1)
            count += 1
    return count


def _plumber(data: bytes) -> list[object]:
    with pdfplumber.open(io.BytesIO(data)) as document:
        return [page.extract_tables() for page in document.pages]


def _zipped_xml(data: bytes) -> object:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def _page_text(data: bytes) -> str:
    return "".join(etree.fromstring(data, etree.HTMLParser(encoding="gb18030")).itertext())


def _json(report: Report) -> tuple[Run, Run]:
    nested = orjson.loads(report.to_json())
    return (lambda: Report.from_json(report.to_json())), (lambda: orjson.loads(orjson.dumps(nested)))


def lines() -> Iterator[Line]:
    """All comparisons that one process can make."""
    text, page, pdf, docx = _text_2014(), _word_page(), _pdf(), _docx()
    texts = [_text_2014(seed) for seed in range(_REPORTS)]
    each = cycle(texts)
    long = text + "\n".join(text.decode().split("\n")[2:]).encode() * 9
    pages = len(pdfium.PdfDocument(pdf))
    ours, theirs = _json(parse(page))
    yield Line(
        name=f"2014 form as text, {len(text) // 1000} KB",
        yardstick="Lark, table only",
        ours=lambda: parse(next(each)),
        theirs=_lark(texts),
        goal=2.5,
    )
    yield Line(
        name=f"page from Word, {len(page) // 1000} KB",
        yardstick="lxml: parse, text",
        ours=lambda: parse(page),
        theirs=lambda: _page_text(page),
        goal=1.6,
    )
    yield Line(
        name=f"PDF, {pages} pages",
        yardstick="pypdfium2: characters",
        ours=lambda: parse(pdf),
        theirs=lambda: _characters(pdf),
        goal=1.5,
    )
    yield Line(
        name=f"PDF, {pages} pages",
        yardstick="pdfplumber: tables",
        ours=lambda: _plumber(pdf),
        theirs=lambda: parse(pdf),
        goal=8,
        least=True,
    )
    yield Line(
        name="DOCX",
        yardstick="zip and lxml",
        ours=lambda: parse(docx),
        theirs=lambda: _zipped_xml(docx),
        goal=2,
    )
    yield Line(
        name="text ten times as long",
        yardstick="the text once",
        ours=lambda: parse(long),
        theirs=lambda: parse(text),
        goal=11,
    )
    yield Line(name="JSON out and in", yardstick="orjson", ours=ours, theirs=theirs, goal=8)


def _stages(data: bytes, rounds: int) -> dict[str, float]:
    """The medians in seconds of the stages of `parse`, as they are called there; and of the whole."""
    spent: dict[str, list[float]] = {"": []}
    with ExitStack() as stack:
        for name in _STAGES:
            spent[name] = []
            timed = _timed(getattr(api, name), spent[name])
            stack.enter_context(patch.object(api, name, timed))
        for _ in range(rounds):
            spent[""].append(_process(lambda: parse(data)))
    return {name: statistics.median(times) for name, times in spent.items()}


def _timed(stage: Callable[..., object], spent: list[float]) -> Callable[..., object]:
    def call(*arguments: object, **named: object) -> object:
        start = time.process_time()
        try:
            return stage(*arguments, **named)
        finally:
            spent.append(time.process_time() - start)

    return call


def _print_stages(rounds: int) -> None:
    inputs = {"2014 form as text": _text_2014(), "page from Word": _word_page(), "DOCX": _docx()}
    for data in inputs.values():
        parse(data)
    found = [_stages(data, rounds) for data in inputs.values()]
    print(f"\n| stage, ms | {' | '.join(inputs)} |\n| --- |{' ---: |' * len(inputs)}")
    for name, words in _STAGES.items():
        print(f"| {words} (`{name}`) | {' | '.join(f'{times[name] * 1000:.1f}' for times in found)} |")
    rest = [times[""] - sum(times[name] for name in _STAGES) for times in found]
    print(f"| the report and all else | {' | '.join(f'{seconds * 1000:.1f}' for seconds in rest)} |")


def _import(code: str) -> float:
    """The least processor's time of a fresh interpreter for some imports."""
    times = []
    for _ in range(7):
        before = os.times()
        subprocess.run([sys.executable, "-c", code], check=True)
        after = os.times()
        times.append(
            after.children_user - before.children_user + after.children_system - before.children_system
        )
    return min(times)


def main() -> int:
    """Print the table."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--rounds", type=int, default=15)
    rounds = arguments.parse_args().rounds
    print(
        f"{date.today()}, {platform.machine()}, {os.cpu_count()} processors, Python "
        f"{platform.python_version()}, medians of {rounds}\n"
    )
    print("| work | ms | yardstick | ms | ratio | goal | |\n| --- | ---: | --- | ---: | ---: | ---: | --- |")
    for line in lines():
        ours, theirs = measure(line, rounds)
        _print(line.name, ours, line.yardstick, theirs, line.goal, least=line.least)
    bare = _import("pass")
    ours, theirs = _import("import govinfo_reports") - bare, _import("import attrs, lark") - bare
    _print("import govinfo_reports", ours, "import attrs, lark", theirs, 1.5, least=False)
    _print_stages(rounds)
    return 0


def _print(name: str, ours: float, yardstick: str, theirs: float, goal: float, *, least: bool) -> None:
    ratio = ours / theirs if theirs else float("inf")
    reached = ratio >= goal if least else ratio <= goal
    sign = "at least" if least else "at most"
    print(
        f"| {name} | {ours * 1000:.1f} | {yardstick} | {theirs * 1000:.1f} | {ratio:.1f} | {sign} "
        f"{goal:g} | {'reached' if reached else 'not reached'} |",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
