"""Pages that draw without end, RTF parts longer than their file, lines of nothing but digits: refused or
passed over in time."""

from __future__ import annotations

import time

import pytest

from govinfo_reports import UnreadableSource
from govinfo_reports.document import Container, Document
from govinfo_reports.limits import DEFAULT_LIMITS
from govinfo_reports.readers.legacy import read_legacy
from govinfo_reports.readers.pdf.read import read_pdf
from govinfo_reports.recognise.kinds import OtherKind, other_kind
from hostile_kinds import FORM, flate, page
from pace import within

pytest.importorskip("pypdfium2")
STROKES = b"".join(
    b"%d %d m %d %d l S\n" % (at % 595, at % 600, at * 7 % 595, at * 13 % 600) for at in range(60_000)
)
ONE_PATH = b"0 0 m " + b"".join(b"%d %d l " % (at % 595, at * 13 % 842) for at in range(60_000)) + b"S"
PAGES = {
    "strokes": page(flate(STROKES)),
    "strokes in a form": page(flate(b"/X Do"), b"/XObject<</X 6 0 R>>", flate(STROKES, FORM)),
    "one path": page(flate(ONE_PATH)),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_strokes_without_text_is_not_painted(name: str) -> None:
    started = time.process_time()
    with pytest.raises(UnreadableSource) as caught:
        read_pdf(PAGES[name], source=None, limits=DEFAULT_LIMITS)
    assert "no text" in str(caught.value)
    assert time.process_time() - started < within(12)


def test_text_on_a_page_of_strokes_is_read() -> None:
    document = read_pdf(
        page(flate(b"BT /F1 12 Tf 100 700 Td (abc 12) Tj ET\n" + STROKES)), source=None, limits=DEFAULT_LIMITS
    )
    assert [block.text for block in document.paragraphs()] == ["abc 12"]


@pytest.mark.parametrize("length", [b"2147483647", b"999999999999"])
def test_a_binary_part_longer_than_the_file_is_damage(length: bytes) -> None:
    with pytest.raises(UnreadableSource, match="damaged or cut short"):
        read_legacy(b"{\\rtf1\\ansi \\bin" + length + b" x}", source=None, limits=DEFAULT_LIMITS)


@pytest.mark.parametrize(
    "unit", ["7", "12 ", "共找到1", "年度", "关于", "记者", "（", "政府信息公开", "第一条", "环境"]
)
def test_what_a_document_is_is_told_in_time(unit: str) -> None:
    line = (unit * 100_000)[:100_000]
    started = time.process_time()
    kind, _ = other_kind(
        Document(blocks=(), container=Container.TEXT), ["白杨县2018年政府信息公开年度报告", line]
    )
    assert time.process_time() - started < within(5)
    assert kind in (None, OtherKind.LIST, OtherKind.NEWS)
