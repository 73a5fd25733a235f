"""Reports in every container, and edits of what a container holds: of the trees of XML and HTML, of the
objects of a PDF, of rows of text, of the parts of a package. An edited file mostly opens still, so what
reads tables gets to see it."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from random import Random
from typing import Any

import pikepdf
from lxml import etree

import writers_sheet as sheets
import writers_text as written
import writers_wrapped as wrapped
import writers_xml as xml
from figures import clean_figures
from govinfo_reports.document import Table
from govinfo_reports.indicators import Form
from grids import form_tables, printed
from writers_docx import zip_of
from writers_ofd import write_ofd
from writers_pdf import PdfStyle, write_pdf

__all__ = ["CONTAINERS", "edited", "seeds"]

_HEAD = (
    "云河市2022年政府信息公开工作年度报告",
    "本报告由云河市人民政府办公室编制，统计期限自2022年1月1日起至2022年12月31日止。电话：0571-12345678。",
    "一、总体情况",
    "（一）主动公开。全市主动公开政府信息1,204条，其中网站800条、微信404条，比上年增长12.5%。",
    "（二）依申请公开。共受理申请38件，其中当面申请22件、网络申请16件，均按时办结，未收取费用。",
)
_NUMBERS = ("0", "-1", "1", "2", "7", "255", "65536", "2147483648", "4294967295", "1e9", "NaN", "", "x", "50%", "18446744073709551615", "0.0000001", "１２")  # fmt: skip
_TEXTS = (
    "", " ", "　", "0", "12", "-", "—", "1 2", "1,204", "12.5%", "12.12.12", "１２", "一、", "（一）", "三、收到和处理政府信息公开申请情况", "总计", "自然人", "行政复议", "结果维持",
    "本年新收政府信息公开申请数量", "信息内容", "单位：万元", "2021年", "其中：", "增长", "\n", "\t", "|", "<b>", "\u202e", "\x0c", "⼯", "第1页", "同上", "1/0", "∞", "上年",
)  # fmt: skip
_MANY = (2, 2, 3, 5, 40, 300)
_LONGEST = 400_000
"""Bytes of an edited file; edits that make more are not kept, for what is tried is not size."""


@cache
def _tables(form: Form) -> dict[str, list[Table]]:
    return form_tables(form, printed(clean_figures(form, Random(11))))


def _docx(tables: dict[str, list[Table]]) -> bytes:
    return written.as_docx(_HEAD, tables)


CONTAINERS: dict[str, Callable[[dict[str, list[Table]]], bytes]] = {
    "tabs": lambda tables: written.as_text(_HEAD, tables, "tabs").encode(),
    "pipes": lambda tables: written.as_text(_HEAD, tables, "pipes").encode("gb18030"),
    "cells": lambda tables: written.as_text(_HEAD, tables, "cells").encode(),
    "layout": lambda tables: written.as_text(_HEAD, tables, "layout").encode("utf-16"),
    "csv": lambda tables: wrapped.as_separated(_HEAD, tables).encode(),
    "html": lambda tables: written.as_html(_HEAD, tables),
    "word-html": lambda tables: written.as_word_html(_HEAD, tables),
    "json": lambda tables: wrapped.as_json(written.as_html(_HEAD, tables)),
    "mail": lambda tables: wrapped.as_mail(written.as_html(_HEAD, tables)),
    "mhtml": lambda tables: wrapped.as_mhtml(written.as_html(_HEAD, tables)),
    "docx": _docx,
    "flat-opc": lambda tables: xml.flat_opc(_docx(tables)),
    "word-2003": lambda tables: xml.as_word_2003(_docx(tables)),
    "odt": lambda tables: xml.odt(xml.odt_blocks(_HEAD, tables)),
    "fodt": lambda tables: xml.fodt(xml.odt_blocks(_HEAD, tables)),
    "xlsx": lambda tables: sheets.as_xlsx(_HEAD, tables),
    "ods": lambda tables: sheets.as_ods(_HEAD, tables),
    "xls": lambda tables: sheets.as_xls(_HEAD, tables),
    "excel-2003": lambda tables: xml.as_excel_2003(_HEAD, tables),
    "pdf": lambda tables: write_pdf([*_HEAD, *(table for pieces in tables.values() for table in pieces)]),
    "ofd": lambda tables: write_ofd([*_HEAD, *next(iter(tables.values()))]),
    "pdf-unruled": lambda tables: write_pdf(
        [_HEAD[0], next(iter(tables.values()))[0]], PdfStyle(rules="none")
    ),
}
"""By container: the bytes of a report with these tables."""


@cache
def seeds(container: str) -> tuple[bytes, ...]:
    """A report of each form in a container."""
    return tuple(CONTAINERS[container](_tables(form)) for form in (Form.F2014, Form.F2019, Form.F2021))


_SPOILT = (
    # what a library has not made yet is a RuntimeError too
    *(ValueError, KeyError, IndexError, TypeError, OverflowError, RuntimeError),
    *(etree.LxmlError, zipfile.BadZipFile, zlib.error, pikepdf.PdfError),
)
"""What opening a file raises that does not hold what its first bytes say."""


def edited(data: bytes, rng: Random) -> bytes:
    """The file with a few edits; where it does not open as what it seems, with other bytes."""
    for _ in range(rng.choice((1, 1, 2, 4))):
        try:
            changed = _edit_of(data)(data, rng)
        except _SPOILT:
            changed = _other_bytes(data, rng)
        if len(changed) <= _LONGEST:
            data = changed
    return data


def _edit_of(data: bytes) -> Callable[[bytes, Random], bytes]:
    start = data[:1024].lstrip()
    if b"%PDF-" in start:
        return _edit_pdf
    if start.startswith(b"PK"):
        return _edit_package
    if start.startswith(b"<"):
        return _edit_tree if start.startswith(b"<?xml") else _edit_page
    if start.startswith((b"{", b"[")):
        return _edit_json
    if start.startswith(b"\xd0\xcf"):
        return _other_bytes
    return _edit_rows


def _other_bytes(data: bytes, rng: Random) -> bytes:
    if not data:
        return b"0"
    at, size = rng.randrange(len(data)), rng.choice((1, 1, 4, 64, 512))
    kind = rng.randrange(4)
    if kind == 0:
        return data[:at] + bytes(rng.choices(range(256), k=size)) + data[at + size :]
    if kind == 1:
        return data[:at] + data[at + size :]
    if kind == 2:
        return data[:at] + data[at : at + size] * rng.choice(_MANY) + data[at + size :]
    number = rng.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF, rng.randrange(1 << 16)))
    return data[:at] + number.to_bytes(4, "little") + data[at + 4 :]


def _edit_text(text: str, rng: Random) -> str:
    """A text of one cell, paragraph or field with an edit."""
    at = rng.randrange(len(text) + 1)
    kind = rng.randrange(5)
    if kind == 0:
        return rng.choice(_TEXTS)
    if kind == 1:
        return text[:at] + rng.choice(_TEXTS) * rng.choice((1, 1, *_MANY)) + text[at:]
    if kind == 2:
        return text[:at] + text[at + rng.choice((1, 1, 3, 20)) :]
    if kind == 3:
        return text * rng.choice(_MANY)
    return re.sub(r"\d+", lambda _: rng.choice(_TEXTS), text, count=1)


def _edit_rows(data: bytes, rng: Random) -> bytes:
    for encoding in ("utf-8", "utf-16", "gb18030"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        return _other_bytes(data, rng)
    lines = text.split("\n")
    at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    kind = rng.randrange(9)
    sign = next((sign for sign in ("\t", "|", ",", "  ") if sign in lines[at]), None)
    if kind == 0:
        del lines[at]
    elif kind == 1:
        lines[at:at] = [lines[other]] * rng.choice(_MANY)
    elif kind == 2:
        lines[at], lines[other] = lines[other], lines[at]
    elif kind == 3:
        lines[at : at + 2] = ["".join(lines[at : at + 2])]
    elif kind == 4:
        cut = rng.randrange(len(lines[at]) + 1)
        lines[at : at + 1] = [lines[at][:cut], lines[at][cut:]]
    elif kind <= 7 and sign:
        fields = lines[at].split(sign)
        one, two = rng.randrange(len(fields)), rng.randrange(len(fields))
        if kind == 5:
            fields[one : one + 1] = [fields[one]] * rng.choice((0, *_MANY))
        elif kind == 6:
            fields[one], fields[two] = fields[two], fields[one]
        else:
            fields[one] = _edit_text(fields[one], rng)
        lines[at] = sign.join(fields)
    else:
        lines[at] = _edit_text(lines[at], rng)
    return "\n".join(lines).encode(encoding, "replace")


def _edit_tree(data: bytes, rng: Random) -> bytes:
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True, no_network=True))
    _edit_nodes(root, rng)
    declared = b'<?xml version="1.0" encoding="UTF-8"?>'
    for sign in re.findall(rb"<\?mso-application[^>]*\?>", data[:400]):
        declared += sign
    return declared + etree.tostring(root)


def _edit_page(data: bytes, rng: Random) -> bytes:
    root = etree.fromstring(data, etree.HTMLParser(huge_tree=True))
    if root is None:
        return _other_bytes(data, rng)
    _edit_nodes(root, rng)
    return etree.tostring(root, method="html", encoding="utf-8")


def _edit_nodes(root: Any, rng: Random) -> None:
    nodes = [node for node in root.iter() if isinstance(node.tag, str) and node is not root]
    if not nodes:
        return
    node, other = rng.choice(nodes), rng.choice(nodes)
    parent = node.getparent()
    at = parent.index(node)
    kind = rng.randrange(11)
    if kind == 0:
        parent.remove(node)
    elif kind == 1:
        for _ in range(rng.choice(_MANY)):
            parent.insert(at, _copy(node))
    elif kind == 2:
        other.append(_copy(node))
    elif kind == 3:
        parent.insert(rng.randrange(len(parent)), node)
    elif kind == 4:
        around = etree.Element(rng.choice((parent.tag, other.tag)))
        inner = around
        for _ in range(rng.choice((0, 0, 1, 30, 230))):
            inner = etree.SubElement(inner, around.tag)
        parent.replace(node, around)
        inner.append(node)
    elif kind in {5, 6} and (with_names := [one for one in nodes if one.attrib]):
        node = rng.choice(with_names)
        name = rng.choice(sorted(node.attrib))
        if rng.random() < 0.2:
            del node.attrib[name]
        else:
            node.attrib[name] = rng.choice((*_NUMBERS, str(rng.choice(nodes).get(name, "0"))))
    elif kind == 7:
        node.tag = other.tag
    elif kind == 8:
        name = rng.choice(sorted({str(name) for one in nodes for name in one.attrib}) or ["colspan"])
        node.set(name, rng.choice(_NUMBERS))
    else:
        texts = [one for one in nodes if (one.text or "").strip()] or nodes
        node = rng.choice(texts)
        node.text = re.sub("[^\t\n\x20-\ud7ff\ue000-\ufffd]", "", _edit_text(node.text or "", rng))


def _copy(node: Any) -> Any:
    made = etree.fromstring(etree.tostring(node, with_tail=False))
    made.tail = node.tail
    return made


def _edit_package(data: bytes, rng: Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    largest = max(parts, key=lambda name: len(parts[name]))
    name = largest if rng.random() < 0.7 else rng.choice(sorted(parts))
    kind = rng.randrange(12)
    if kind == 0:
        del parts[name]
    elif kind == 1:
        parts[rng.choice(sorted(parts))] = parts[name]
    elif kind == 2:
        parts[name] = _other_bytes(parts[name], rng)
    elif parts[name].lstrip().startswith(b"<"):
        parts[name] = _edit_tree(parts[name], rng)
    return zip_of(parts)


def _edit_json(data: bytes, rng: Random) -> bytes:
    whole = json.loads(data)
    places = list(_places(whole))
    holder, key = rng.choice(places)
    value = holder[key]
    if isinstance(value, str):
        is_page = value.lstrip().startswith("<") and rng.random() < 0.8
        holder[key] = (
            _edit_page(value.encode(), rng).decode("utf-8", "replace") if is_page else _edit_text(value, rng)
        )
    else:
        holder[key] = rng.choice((None, [], {}, 0, -1, 1e308, "12", [value, value], {"content": value}))
    return json.dumps(whole, ensure_ascii=rng.random() < 0.5).encode("utf-8", "replace")


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    keys: Sequence[Any] = (
        list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    )
    for key in keys:
        yield value, key
        yield from _places(value[key])


def _edit_pdf(data: bytes, rng: Random) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        objects = [one for one in pdf.objects if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream))]
        if rng.random() < 0.6:
            page = rng.choice(list(pdf.pages))
            orders = list(pikepdf.parse_content_stream(page))
            _edit_orders(orders, rng)
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(orders))
        else:
            holder, other = rng.choice(objects), rng.choice(objects)
            keys = sorted(str(key) for key in holder.keys())  # noqa: SIM118 - a stream is iterated by its bytes
            if keys:
                _edit_key(holder, rng.choice(keys), other, rng)
        out = io.BytesIO()
        pdf.save(out, static_id=True)
    return out.getvalue()


def _edit_key(holder: Any, key: str, other: Any, rng: Random) -> None:
    kind = rng.randrange(5)
    if kind == 0 and key != "/Length":
        del holder[key]
    elif kind == 1:
        holder[key] = rng.choice((0, -1, 1, 90, 45, 2**31 - 1, 10**6))
    elif kind == 2:
        holder[key] = other  # it may be what holds it
    elif kind == 3:
        value = holder[key]
        holder[key] = (
            pikepdf.Array([value] * rng.choice(_MANY)) if not isinstance(value, pikepdf.Stream) else 0
        )
    else:
        holder[key] = rng.choice(
            (pikepdf.Array(), pikepdf.Dictionary(), pikepdf.Name("/X"), pikepdf.String("x"))
        )


def _edit_orders(orders: list[Any], rng: Random) -> None:
    if not orders:
        return
    at, other = rng.randrange(len(orders)), rng.randrange(len(orders))
    kind = rng.randrange(6)
    if kind == 0:
        del orders[at : at + rng.choice((1, 5, 40))]
    elif kind == 1:
        orders[at:at] = orders[other : other + rng.choice((1, 5, 40))] * rng.choice(_MANY)
    elif kind == 2:
        orders[at], orders[other] = orders[other], orders[at]
    else:
        one = orders[at]
        operands = list(one.operands)
        numbers = [
            number
            for number, value in enumerate(operands)
            if not isinstance(value, (pikepdf.Object, str, bytes))
        ]
        if numbers:
            place = rng.choice(numbers)
            operands[place] = rng.choice((0, -1, 1e-9, 0.5, 90, 1e6, 3e38, -3e38, float(operands[place]) * 2))
            orders[at] = pikepdf.ContentStreamInstruction(operands, one.operator)
