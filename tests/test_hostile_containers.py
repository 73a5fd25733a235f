"""Files made to harm, one container after the other: office documents in one XML, mails, saved pages, packed
files, values, JSON."""

from __future__ import annotations

import base64
import gzip
import json
import time
import zlib
from collections.abc import Callable, Mapping

import pytest

import writers_xml as xml
from govinfo_reports import GovInfoError, LimitExceeded, Limits, Report, UnreadableSource, parse
from pace import within
from writers_docx import zip_of

pytestmark = pytest.mark.full
TITLE = "云河市2022年政府信息公开工作年度报告"
BODY = f"<html><body><h1>{TITLE}</h1><p>一、总体情况</p><p>全年收到政府信息公开申请12件。</p></body></html>"
ENTITIES = (
    '<!DOCTYPE x [<!ENTITY o SYSTEM "file:///etc/passwd"><!ENTITY a "lol"><!ENTITY b '
    '"&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = "root:"


def declared(document: bytes) -> bytes:
    """The XML with entities in it, one of which names a file of the machine."""
    text = document.decode()
    start = text.index("?>") + 2 if text.startswith("<?xml") else 0
    return (text[:start] + ENTITIES + text[start:].replace(TITLE, f"{TITLE}&o;&c;")).encode()


def paragraph(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def old_paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def mail(*parts: str, head: str = "From: a@example.cn\r\nMIME-Version: 1.0\r\n", mark: str = "b") -> bytes:
    inside = "".join(f"--{mark}\r\n{part}\r\n" for part in parts)
    return f'{head}Content-Type: multipart/mixed; boundary="{mark}"\r\n\r\n{inside}--{mark}--\r\n'.encode()


def nested_mail(depth: int) -> bytes:
    inner = "Content-Type: text/plain\r\n\r\nx"
    for level in range(depth):
        inner = (
            "Content-Type: multipart/mixed; "
            f'boundary="b{level}"\r\n\r\n--b{level}\r\n{inner}\r\n--b{level}--\r\n'
        )
    return b"From: a@example.cn\r\nMIME-Version: 1.0\r\n" + inner.encode()


def forwarded(depth: int) -> bytes:
    """A mail in a mail in a mail, each packed in base64, where no look at the outside finds the inner
    ones."""
    inner = (
        b"From: a@example.cn\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        + BODY.encode()
    )
    for _ in range(depth):
        packed = base64.encodebytes(inner).decode()
        inner = mail(
            'Content-Type: application/octet-stream; name="a.eml"\r\nContent-Disposition: '
            'attachment; filename="a.eml"\r\n'
            f"Content-Transfer-Encoding: base64\r\n\r\n{packed}"
        )
    return inner


def repeated_gzip(depth: int) -> bytes:
    data = BODY.encode()
    for _ in range(depth):
        data = gzip.compress(data, mtime=0)
    return data


def bomb(size: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([*(packer.compress(b" " * 1_000_000) for _ in range(size // 1_000_000)), packer.flush()])


def odt_table(cell: str, row: str = "", rows: int = 1) -> bytes:
    cells = f"<table:table-cell{cell}>{paragraph('1')}</table:table-cell>"
    table = f"<table:table>{f'<table:table-row{row}>{cells}</table:table-row>' * rows}</table:table>"
    return xml.odt(paragraph(TITLE) + table)


def excel_row(attributes: str, *, row: str = "", count: int = 1) -> bytes:
    cells = f'<Cell{attributes}><Data ss:Type="String">{TITLE}</Data></Cell>' * count
    return xml.excel_2003(f"<Row{row}>{cells}</Row>")


HOSTILE: Mapping[str, Callable[[], bytes]] = {
    # ODT and its flat form
    "odt: entities": lambda: zip_of(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ENTITIES + "<x>&o;&c;</x>"}
    ),
    "odt: deep lists": lambda: xml.odt("<text:list><text:list-item>" * 300 + paragraph("x") + "</text:list-item></text:list>" * 300),
    "odt: deep tables": lambda: xml.odt(
        "<table:table><table:table-row><table:table-cell>" * 60
        + paragraph(TITLE)
        + "</table:table-cell></table:table-row></table:table>" * 60
    ),
    "odt: a cell repeated a milliard times": lambda: odt_table(' table:number-columns-repeated="1000000000"'),
    "odt: a row repeated a milliard times": lambda: odt_table("", ' table:number-rows-repeated="1000000000"', rows=30),
    "odt: spans over everything": lambda: odt_table(
        ' table:number-rows-spanned="65534" table:number-columns-spanned="16384"', rows=200
    ),
    "odt: very many blanks": lambda: xml.odt(paragraph(TITLE + '<text:s text:c="1000000000"/>' * 100)),
    "odt: a bomb": lambda: zip_of({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": b"<x>" + b" " * 60_000_000}),
    "odt: styles in a circle": lambda: xml.odt(
        '<text:p text:style-name="A">x</text:p>' + paragraph(TITLE),
        styles='<style:style style:name="A" style:family="paragraph" style:parent-style-name="B"/>'
        '<style:style style:name="B" style:family="paragraph" style:parent-style-name="A"/>',
    ),
    "odt: a list that starts far away": lambda: xml.odt(
        '<text:list><text:list-item '
            f'text:start-value="99999999999999999999">{paragraph(TITLE)}</text:list-item></text:list>'
    ),
    "fodt: entities": lambda: declared(xml.fodt(paragraph(TITLE))),
    "fodt: deep elements": lambda: xml.fodt("<text:section>" * 5_000 + "</text:section>" * 5_000),
    # Word 2003 and flat OPC
    "word-2003: entities": lambda: declared(xml.word_2003(old_paragraph(TITLE))),
    "word-2003: deep tables": lambda: xml.word_2003("<w:tbl><w:tr><w:tc>" * 80 + old_paragraph(TITLE) + "</w:tc></w:tr></w:tbl>" * 80),
    "word-2003: deeper": lambda: xml.word_2003("<w:p>" * 100_000),
    "word-2003: notes in notes": lambda: xml.word_2003("<w:p><w:r><w:footnote>" * 60 + old_paragraph(TITLE) + "</w:footnote></w:r></w:p>" * 60),
    "word-2003: many changes": lambda: xml.word_2003(
        old_paragraph(TITLE)
        + '<aml:annotation xmlns:aml="http://schemas.microsoft.com/aml/2001/core" '
            'w:type="Word.Insertion"><aml:content>'
        f"{old_paragraph('x')}</aml:content></aml:annotation>" * 20_000
    ),
    "word-2003: a span over everything": lambda: xml.word_2003(
        "<w:tbl>" + '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/>'
            '</w:tc></w:tr>' * 300 + "</w:tbl>" + old_paragraph(TITLE)
    ),
    "opc: parts in parts": lambda: _opc(_opc("<x/>", "word/document.xml").decode(), "word/document.xml"),
    "opc: very many parts": lambda: _opc("<x/>", *(f"p{n}.xml" for n in range(6_000))),
    "opc: entities": lambda: declared(_opc(f"<x>{TITLE}</x>", "word/document.xml")),
    "opc: names outside": lambda: _opc("<x/>", "../../../../etc/passwd", "word/document.xml"),
    # Excel 2003
    "excel-2003: entities": lambda: declared(excel_row("")),
    "excel-2003: far away": lambda: excel_row(' ss:Index="16384"', row=' ss:Index="1048576"'),
    "excel-2003: further": lambda: excel_row(' ss:Index="99999999999999"'),
    "excel-2003: merged over everything": lambda: excel_row(' ss:MergeAcross="16383" ss:MergeDown="1048575"'),
    "excel-2003: many merged": lambda: xml.excel_2003(
        '<Row><Cell ss:MergeAcross="200" ss:MergeDown="5000"><Data '
            f'ss:Type="String">{TITLE}</Data></Cell></Row>' * 400
    ),
    "excel-2003: negative": lambda: excel_row(' ss:MergeAcross="-5"'),
    "excel-2003: a huge number": lambda: xml.excel_2003(f'<Row><Cell><Data ss:Type="Number">1e{"9" * 400}</Data></Cell><Cell><Data '
        f'ss:Type="Number">{"9" * 100_000}</Data></Cell></Row>'),
    "excel-2003: deep": lambda: xml.excel_2003("<Row>" * 100_000),
    # mails and saved pages
    "mail: deep parts": lambda: nested_mail(3_000),
    "mail: mails in mails": lambda: forwarded(12),
    "mail: very many parts": lambda: mail(*["Content-Type: text/plain\r\n\r\nx"] * 20_000),
    "mail: very many heads": lambda: b"From: a@example.cn\r\nMIME-Version: 1.0\r\n" + b"X-A: b\r\n" * 100_000 + b"\r\nx",
    "mail: a head without an end": lambda: b"From: a@example.cn\r\nMIME-Version: 1.0\r\nSubject: " + b"=?utf-8?q?" * 50_000,
    "mail: a name that leads outside": lambda: mail(
        'Content-Type: text/html\r\nContent-Disposition: attachment; '
            f'filename="../../../etc/passwd"\r\n\r\n{BODY}'
    ),
    "mail: parts of no end": lambda: mail("Content-Type: text/html\r\n\r\n" + BODY).replace(b"--b--", b""),
    "mail: a boundary of nothing": lambda: b'From: a@example.cn\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; '
        b'boundary=""\r\n\r\n' + b"--\r\n" * 20_000,
    "mail: an unknown charset": lambda: mail("Content-Type: text/html; charset=x-none\r\n\r\n" + BODY),
    "mail: a charset that is a codec of bytes": lambda: mail("Content-Type: text/plain; charset=zlib\r\n\r\n" + BODY),
    "mail: a broken base64": lambda: mail("Content-Type: text/html\r\nContent-Transfer-Encoding: "
        "base64\r\n\r\n" + "=A" * 100_000),
    "mail: a bomb attached": lambda: mail(
        'Content-Type: application/gzip; name="a.gz"\r\nContent-Disposition: attachment; filename="a.gz"\r\n'
        f"Content-Transfer-Encoding: base64\r\n\r\n{base64.encodebytes(bomb(300_000_000)).decode()}"
    ),
    "mhtml: very many pictures": lambda: mail(
        "Content-Type: text/html\r\nContent-Location: "
            f"a\r\n\r\n{BODY}", *["Content-Type: image/png\r\n\r\nx"] * 20_000,
        head="From: <Saved by Blink>\r\nSnapshot-Content-Location: a\r\nMIME-Version: 1.0\r\n",
    ),
    # values
    "csv: very many cells": lambda: b"a,1\n" * 500_000,
    "csv: a line of commas": lambda: f"{TITLE}\n".encode() + b"," * 900_000,
    "csv: an open quotation mark": f'指标,单位,数量\n申请,件,1\n公开,件,2\n"{"x" * 300_000}'.encode,
    "csv: quotation marks": lambda: f'指标,数量\n{TITLE},1\n'.encode() + b'""","' * 100_000,
    "csv: zeros": lambda: "指标,单位,数量\n".encode() + b"a\0,\0,1\n" * 3_000,
    "csv: far columns": lambda: b"".join(b"," * 400 + b"%d\n" % row for row in range(1_500)),
    # gzip
    "gzip: a bomb": lambda: bomb(500_000_000),
    "gzip: packed again and again": lambda: repeated_gzip(40),
    "gzip: very many members": lambda: gzip.compress(b"", mtime=0) * 50_000,
    "gzip: cut short": lambda: gzip.compress(BODY.encode(), mtime=0)[:-20],
    "gzip: a head only": lambda: b"\x1f\x8b\x08" + b"\xff" * 100_000,
    "gzip: rubbish behind": lambda: gzip.compress(BODY.encode(), mtime=0) + b"x" * 1_000_000,
    "gzip: a zip with a bomb": lambda: gzip.compress(zip_of({"a.html": " " * 60_000_000}), mtime=0),
    # JSON
    "json: deep lists": lambda: b'[{"a":' + b"[" * 500_000 + b"]" * 500_000 + b"}]",
    "json: deep objects": lambda: b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "json: less deep": lambda: b'{"a":' * 300 + json.dumps("x" * 200).encode() + b"}" * 300,
    "json: a number of many digits": lambda: b'{"a":' + b"9" * 1_000_000 + b"}",
    "json: very many fields": lambda: json.dumps({f"k{n}": "x" for n in range(200_000)}).encode(),
    "json: many articles": lambda: json.dumps([{"content": f"{n}{BODY}" * 2} for n in range(5_000)]).encode(),
    "json: fields handed down": lambda: json.dumps(_handed_down(150)).encode(),
    "json: lone surrogates": lambda: b'{"content": "\\ud800' + b"x" * 200 + b'\\udfff"}',
    "json: tags in escapes of escapes": lambda: json.dumps({"content": "&amp;lt;p&amp;gt;" * 50_000}).encode(),
}  # fmt: skip


def _handed_down(depth: int) -> object:
    """Objects in each other, each with very many short fields."""
    whole: object = BODY * 2
    for level in range(depth):
        whole = {**{f"k{level}-{n}": "v" for n in range(300)}, "inner": whole}
    return whole


def _opc(content: str, *names: str) -> bytes:
    """A flat OPC file of parts with the same content."""
    parts = "".join(
        f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{content}</pkg:xmlData></pkg:part>' for name in names
    )
    return (
        f'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{parts}</pkg:package>'
    ).encode()


def outcome_of(data: bytes, limits: Limits | None = None) -> Report | GovInfoError:
    try:
        return parse(data) if limits is None else parse(data, limits=limits)
    except GovInfoError as error:
        return error


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_read_or_refused_in_time(name: str) -> None:
    data = HOSTILE[name]()
    start = time.process_time()
    outcome = outcome_of(data)
    assert time.process_time() - start < within(8)
    if isinstance(outcome, GovInfoError):
        assert outcome.reason
        assert outcome.reason_zh
    else:
        assert OUTSIDE not in outcome.to_json()
        assert "lollol" not in outcome.to_json()


@pytest.mark.parametrize(
    ("name", "limits"),
    [
        ("odt: a bomb", Limits()),
        ("odt: spans over everything", Limits()),
        ("odt: deep lists", Limits()),
        ("fodt: deep elements", Limits()),
        ("word-2003: deep tables", Limits(nesting=100)),
        ("opc: very many parts", Limits()),
        ("mail: deep parts", Limits()),
        ("mail: mails in mails", Limits()),
        ("mail: very many parts", Limits()),
        ("csv: very many cells", Limits(cells=1_000)),
        ("gzip: a bomb", Limits()),
        ("gzip: packed again and again", Limits()),
        ("gzip: very many members", Limits()),
        ("json: deep lists", Limits()),
        ("json: less deep", Limits()),
    ],
)
def test_the_limit_is_named(name: str, limits: Limits) -> None:
    outcome = outcome_of(HOSTILE[name](), limits)
    assert isinstance(outcome, LimitExceeded), outcome


@pytest.mark.parametrize(
    "name",
    ["odt: entities", "fodt: entities", "word-2003: entities", "opc: entities", "excel-2003: entities"],
)
def test_a_document_type_is_refused(name: str) -> None:
    outcome = outcome_of(HOSTILE[name]())
    assert isinstance(outcome, UnreadableSource)
    assert "document type" in outcome.reason


@pytest.mark.parametrize("bytes_", [100, 1_000])
@pytest.mark.parametrize(
    "write",
    [
        lambda: xml.odt(paragraph(TITLE)),
        lambda: xml.fodt(paragraph(TITLE)),
        lambda: xml.word_2003(old_paragraph(TITLE)),
        lambda: excel_row(""),
        lambda: mail("Content-Type: text/html; charset=utf-8\r\n\r\n" + BODY * 20),
        ("指标,单位,数量\n" + "申请,件,1\n" * 500).encode,
        lambda: json.dumps({"content": BODY * 30}).encode(),
    ],
)
def test_the_size_of_a_source_is_limited(write: Callable[[], bytes], bytes_: int) -> None:
    data = write()
    outcome = outcome_of(data, Limits(bytes=bytes_))
    assert isinstance(outcome, LimitExceeded) == (len(data) > bytes_)
