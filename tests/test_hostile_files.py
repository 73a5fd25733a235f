"""Files made to do harm: too deep, too large, in circles, naming what lies outside; and many hundred damaged
ones."""

from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from random import Random

import pytest

import writers_text as written
from figures import clean_figures
from govinfo_reports import GovInfoError, LimitExceeded, Limits, Report, UnreadableSource, parse
from govinfo_reports.indicators import Form
from govinfo_reports.readers.ole import open_compound_file
from govinfo_reports.readers.pdf.nesting import check_nesting
from grids import form_tables, printed
from pace import within
from writers_docx import zip_of
from writers_ofd import write_ofd
from writers_ole import compound_file
from writers_pdf import PdfStyle, write_pdf

TITLE = "云河市2022年政府信息公开工作年度报告"
HEAD = (TITLE, "一、总体情况", "全市主动公开政府信息1204条，收到政府信息公开申请12件。")
OUTSIDE_TEXT = "秘密文件内容"


def page(body: str) -> bytes:
    return f"<html><body><p>{TITLE}</p><p>一、总体情况</p><p>政府信息公开</p>{body}</body></html>".encode()


def pdf(
    content: bytes = b"", *, pages: bytes = b"<</Type/Pages/Kids[3 0 R]/Count 1>>", tail: bytes = b""
) -> bytes:
    """A PDF of one page by hand."""
    packed = zlib.compress(content, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        pages,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed) + packed + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    return pdf_of(objects, tail=tail)


def pdf_of(objects: list[bytes], *, tail: bytes = b"") -> bytes:
    parts = [b"%PDF-1.4\n"]
    places = []
    length = len(parts[0])
    for number, body in enumerate(objects, 1):
        places.append(length)
        parts.append(b"%d 0 obj" % number + body + b"endobj\n")
        length += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    parts.append(
        b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        + table
        + b"trailer<</Root 1 0 R/Size %d%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, tail, length)
    )
    return b"".join(parts)


def many_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    root = b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % count
    return pdf_of(
        [b"<</Type/Catalog/Pages 2 0 R>>", root, *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * count]
    )


def parts_of(package: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def docx(**changed: str | bytes) -> bytes:
    return zip_of(
        {
            **parts_of(written.as_docx(HEAD, {})),
            **{name.replace("__", "/").replace("_dot_", "."): part for name, part in changed.items()},
        }
    )


def xlsx(rows: str, after: str = "") -> bytes:
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )
    return zip_of({**parts_of(written.as_xlsx(HEAD, {})), "xl/worksheets/sheet1.xml": sheet})


CELL = '<c r="{}" t="inlineStr"><is><t>政府信息公开年度报告</t></is></c>'
MERGED = '<mergeCell ref="A1:XFD1048576"/>'
ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>'
)
HOSTILE: Mapping[str, Callable[[], bytes]] = {
    "a million nested divs": lambda: page("<div>" * 1_000_000),
    "a million nested spans": lambda: page("<span>" * 1_000_000),
    "nested tables": lambda: page("<table><tr><td>" * 100_000),
    "nested lists": lambda: page("<ul><li>" * 100_000),
    "colspan": lambda: page("<table><tr><td colspan=100000000 rowspan=100000000>1<td>2<tr><td>3</table>"),
    "colspans": lambda: page("<table>" + "<tr><td colspan=1000 rowspan=65534>1" * 300 + "</table>"),
    "rowspans over each other": lambda: page("<table>" + ("<tr>" + "<td rowspan=300>1" * 100) * 300 + "</table>"),
    "very many cells": lambda: page("<table><tr>" + "<td>1" * 250_000 + "</table>"),
    "open comments": lambda: page("<!--" * 200_000),
    "open tags": lambda: page("<td a=" * 200_000),
    "pipes": f"{TITLE}\n{'|' * 500_000}".encode,
    "cells in text": f"{TITLE}\n{'|1' * 410_000}".encode,
    "nothing but zeros": lambda: TITLE.encode() + b"\0" * 500_000,
    "entities in html": lambda: b'<!DOCTYPE html [<!ENTITY a SYSTEM '
        b'"file:///etc/passwd">]>' + page("&a;" * 1000),
    "entities in docx": lambda: docx(word__document_dot_xml=f"<?xml version='1.0'?>{ENTITIES}<x>&c;</x>"),
    "entities in xlsx": lambda: zip_of({**parts_of(xlsx("")), "xl/worksheets/sheet1.xml": f"{ENTITIES}<x>&c;</x>"}),
    "a cell far away": lambda: xlsx(f'<row r="1">{CELL.format("A1")}</row><row '
        f'r="1048576">{CELL.format("XFD1048576")}</row>'),
    "a cell further than there are columns": lambda: xlsx(f'<row r="1">{CELL.format("B" * 26 + "15")}</row>'),
    "a cell far away in small letters": lambda: xlsx(f'<row r="1">{CELL.format("a1")}{CELL.format("xfd1048576")}'
        '</row>'),
    "an empty cell far away": lambda: xlsx(f'<row r="1">{CELL.format("A1")}<c r="zzzzzz9999999"/></row>'),
    "a far cell in a sheet that nothing names": lambda: zip_of(
        {**parts_of(xlsx("")), "xl/worksheets/other.xml": parts_of(HOSTILE["a cell far away"]())["xl/worksheets/sheet1.xml"]}
    ),
    "merged over everything": lambda: xlsx(
        f'<row r="1">{CELL.format("A1")}</row>',
        f"<mergeCells>{MERGED * 2000}</mergeCells>",
    ),
    "a bomb in a docx": lambda: zip_of({**parts_of(docx()), "word/document.xml": b"<x>" + b" " * 60_000_000}),
    "a bomb in a zip": lambda: zip_of({"report.html": page(" " * 60_000_000)}),
    "very many members": lambda: zip_of({f"{number}.txt": "x" for number in range(6_000)}),
    "zips in zips": lambda: zip_of({"a.zip": zip_of({"b.zip": zip_of({"c.zip": zip_of({"d.txt": TITLE})})})}),
    "a hundred thousand pages": lambda: many_pages(100_000),
    "pages in a circle": lambda: pdf(pages=b"<</Type/Pages/Kids[2 0 R 2 0 R 3 0 R]/Count 3>>"),
    "a page count that lies": lambda: pdf(pages=b"<</Type/Pages/Kids[3 0 R]/Count 999999999>>"),
    "a table of places in a circle": lambda: pdf(tail=b"/Prev 9"),
    "no table of places": lambda: pdf(b"BT ET").replace(b"xref", b"xrfe"),
    "a wrong length": lambda: pdf(b"BT ET").replace(b"/Length ", b"/Length 99999"),
    "arrays in arrays": lambda: pdf(b"[" * 1_000_000),
    "a long blank page": lambda: pdf(b" " * 50_000_000),
    "half a signature": lambda: b"PK\x03\x04" + b"\0" * 100,
}  # fmt: skip


def read(data: bytes) -> Report | GovInfoError:
    try:
        return parse(data)
    except GovInfoError as error:
        return error


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_read_or_refused_in_time(name: str) -> None:
    data = HOSTILE[name]()
    start = time.process_time()
    outcome = read(data)
    assert time.process_time() - start < within(8)
    if isinstance(outcome, GovInfoError):
        assert outcome.reason
        assert outcome.reason_zh
    else:
        assert OUTSIDE_TEXT not in outcome.to_json()


@pytest.mark.parametrize(
    ("name", "limits"),
    [
        ("a hundred thousand pages", Limits(pages=10)),
        ("very many cells", Limits(cells=10)),
        ("cells in text", Limits(cells=10)),
        ("a million nested divs", Limits(nesting=10)),
        ("very many members", Limits(zip_entries=10)),
        ("a bomb in a docx", Limits(zip_ratio=1_000_000, unpacked_bytes=10_000)),
        ("a bomb in a zip", Limits(zip_ratio=10)),
        ("pipes", Limits(bytes=1_000)),
    ],
)
def test_each_limit_is_kept(name: str, limits: Limits) -> None:
    with pytest.raises(LimitExceeded):
        parse(HOSTILE[name](), limits=limits)


@pytest.mark.parametrize("name", [name for name in HOSTILE if "cell f" in name or "far" in name])
def test_cells_far_away_are_refused_wherever_they_stand(name: str) -> None:
    assert isinstance(read(HOSTILE[name]()), UnreadableSource)


OUTSIDE = """
import os, sys
from pathlib import Path
import govinfo_reports.readers.docx, govinfo_reports.readers.html, govinfo_reports.readers.pdf, govinfo_reports.readers.sheet
from govinfo_reports import GovInfoError, parse
seen, place = [], Path(sys.argv[1])
parse(b"<html><body><p>" + "云河市2022年政府信息公开工作年度报告</p><p>一、总体情况".encode() + b"</p>")
def hook(event, arguments):
    if event.split(".")[0] in {"socket", "subprocess", "urllib", "ftplib", "ctypes.dlopen"} or event in {"os.system", "os.exec", "os.remove", "os.mkdir"}:
        seen.append((event, str(arguments)[:200]))
    if event == "open" and (set("wax+") & set(str(arguments[1] or "")) or "outside" in str(arguments[0])):
        seen.append((event, str(arguments)[:200]))
sources = [(file.name, file.read_bytes()) for file in sorted(place.iterdir()) if not file.name.startswith("outside")]
sys.addaudithook(hook)
for name, data in sources:
    try:
        text = parse(data).to_json()
    except GovInfoError as error:
        text = str(error)
    if "秘密" in text:
        seen.append(("read", name))
print(len(sources), seen)
"""


def test_nothing_outside_is_read_written_or_asked_for(tmp_path: object) -> None:
    secret = f"{tmp_path}/outside.txt"
    with open(secret, "w", encoding="utf-8") as file:
        file.write(OUTSIDE_TEXT)
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="x/styles" Target="../../../../../..{secret}"/>'
        f'<Relationship Id="b" Type="x/numbering" Target="file://{secret}"/>'
        '<Relationship Id="c" Type="x/image" Target="http://127.0.0.1:9/x" '
        'TargetMode="External"/></Relationships>'
    )
    addresses = (
        '<link rel=stylesheet href="http://127.0.0.1:9/x"><img src="http://127.0.0.1:9/x"><iframe '
        f'src="file://{secret}"></iframe>'
    )
    include = (
        f'<x xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file://{secret}" parse="text"/></x>'
    )
    doctype = (
        f'<!DOCTYPE x SYSTEM "file://{secret}" [<!ENTITY a SYSTEM "file://{secret}"><!ENTITY % b '
        'SYSTEM "http://127.0.0.1:9/x">%b;]>'
    )
    sources = {
        "links.html": page(addresses),
        "entity.html": doctype.encode() + page("&a;"),
        "relations.docx": docx(word___rels__document_dot_xml_dot_rels=relations),
        "include.docx": docx(word__document_dot_xml=include),
        "entity.docx": docx(word__document_dot_xml=f"{doctype}<x>&a;</x>"),
        "formula.xlsx": xlsx(
            f'<row r="1"><c r="A1" t="str"><f>WEBSERVICE("http://127.0.0.1:9/")</f><v>{TITLE}</v></c></row>'
        ),
        "names.zip": zip_of(
            {f"../../../..{secret}": page("x"), "/etc/cron.d/x.html": page("y"), "..\\..\\x.txt": "z"}
        ),
        "action.pdf": pdf_of(
            [
                b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/URI/URI(http://127.0.0.1:9/)>>>>",
                b"<</Type/Pages/Kids[]/Count 0>>",
            ]
        ),
    }
    for name, data in sources.items():
        with open(f"{tmp_path}/{name}", "wb") as file_to_read:
            file_to_read.write(data)
    done = subprocess.run(
        [sys.executable, "-c", OUTSIDE, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.stdout, done.stderr) == (f"{len(sources)} []\n", "")


def test_a_compound_file_of_nothing_but_roots_is_read_in_time() -> None:
    data = bytearray(compound_file({f"stream {number}": b"x" * 5_000 for number in range(600)}))
    at = data.find("Root Entry".encode("utf-16-le"))
    for entry in range(at, len(data) - 128, 128):
        data[entry + 66] = 5
        data[entry + 116 : entry + 124] = data[at + 116 : at + 120] + b"\xff\xff\xff\x7f"
    start = time.process_time()
    with suppress(UnreadableSource):
        open_compound_file(bytes(data), source=None)
    assert time.process_time() - start < within(2)


@pytest.mark.parametrize("size", [100, 5_000])
def test_a_stream_whose_chain_leads_nowhere_ends_there(size: int) -> None:
    data = bytearray(compound_file({"Workbook": b"x" * size}))
    at = data.find("Workbook".encode("utf-16-le"))
    data[at + 116 : at + 120] = (0x0FFFFFFF).to_bytes(4, "little")
    assert open_compound_file(bytes(data), source=None).read("Workbook") == b""
    with pytest.raises(UnreadableSource):
        parse(bytes(data))


@pytest.mark.parametrize("content", [b"q " * 200_000, b"/a BMC " * 20_000, b"/a <<>> BDC\n" * 20_000])
@pytest.mark.parametrize("packed", [True, False])
def test_nested_states_and_marks_of_a_pdf_are_refused(content: bytes, packed: bool) -> None:
    data = (
        pdf(content)
        if packed
        else pdf_of([b"<</Length %d>>stream\n" % len(content) + content + b"\nendstream"])
    )
    with pytest.raises(LimitExceeded):
        check_nesting(data, source=None)


def test_a_pdf_is_looked_at_before_it_is_opened() -> None:
    with pytest.raises(LimitExceeded):
        parse(pdf(b"/a BMC " * 6_000))


@pytest.mark.parametrize(
    "content",
    [b"q 1 0 0 1 0 0 cm Q " * 50_000, b"/a BMC EMC " * 50_000, b"(qqqqqqqq) Tj " * 50_000, b"\xff" * 100_000],
)
def test_long_pages_of_a_pdf_are_not_refused(content: bytes) -> None:
    check_nesting(pdf(content), source=None)
    check_nesting(write_pdf(list(HEAD), PdfStyle()), source=None)


# damaged files

KINDS = ("text", "gb", "html", "word-html", "docx", "xlsx", "pdf", "ofd", "zip", "utf-16")


@cache
def whole(kind: str) -> bytes:
    """A small report in a kind of file."""
    form = Form.F2014 if kind in {"text", "docx", "pdf"} else Form.F2021
    tables = form_tables(form, printed(clean_figures(form, Random(3))))
    kept = dict(list(tables.items())[-1:])
    if kind in {"text", "gb", "utf-16"}:
        text = written.as_text(HEAD, kept, "tabs" if kind == "text" else "pipes")
        return text.encode({"text": "utf-8", "gb": "gb18030"}.get(kind, "utf-16"))
    if kind == "zip":
        return zip_of({"年度报告.html": written.as_html(HEAD, kept), "附件.docx": written.as_docx(HEAD, {})})
    if kind == "pdf":
        return write_pdf([*HEAD, *(piece for pieces in kept.values() for piece in pieces)], PdfStyle())
    if kind == "ofd":
        return write_ofd([*HEAD, *(piece for pieces in kept.values() for piece in pieces)])
    makers = {
        "html": written.as_html,
        "word-html": written.as_word_html,
        "docx": written.as_docx,
        "xlsx": written.as_xlsx,
    }
    return makers[kind](HEAD, kept)


def cut(data: bytes, rng: Random) -> bytes:
    return data[: rng.randrange(1, len(data))] if rng.random() < 0.5 else data[rng.randrange(1, len(data)) :]


def spliced(data: bytes, rng: Random) -> bytes:
    other = whole(rng.choice(KINDS))
    return data[: rng.randrange(len(data))] + other[rng.randrange(len(other)) :]


def flipped(data: bytes, rng: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 3, 30, 300))):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def encoded_again(data: bytes, rng: Random) -> bytes:
    wrong, right = rng.sample(["utf-8", "gb18030", "latin-1", "utf-16-le", "big5"], 2)
    return data.decode(wrong, "replace").encode(right, "replace")


def holed(data: bytes, rng: Random) -> bytes:
    at, size = rng.randrange(len(data)), rng.randrange(1, 2_000)
    return data[:at] + rng.choice((b"", b"\0" * size, data[:size], rng.randbytes(size))) + data[at + size :]


def shuffled(data: bytes, rng: Random) -> bytes:
    pieces = [data[at : at + 1_000] for at in range(0, len(data), 1_000)]
    rng.shuffle(pieces)
    return b"".join(pieces)


@pytest.mark.parametrize("damage", [cut, spliced, flipped, encoded_again, holed, shuffled])
@pytest.mark.parametrize("kind", KINDS)
def test_damaged_files_give_a_report_or_our_error(
    kind: str, damage: Callable[[bytes, Random], bytes]
) -> None:
    rng = Random(f"{kind} {damage.__name__}")
    for _ in range(5):
        outcome = read(damage(whole(kind), rng))
        assert isinstance(outcome, (Report, GovInfoError))
        if isinstance(outcome, Report):
            assert Report.from_json(outcome.to_json()) == outcome
