"""Documents that stand in a Word document as a whole (altChunk): read where they are shown, or said."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from random import Random

import pytest

import writers_text as written
from figures import Figure, clean_figures
from govinfo_reports import Form, LimitExceeded, Limits, NotAReport, Report, parse
from grids import form_tables, printed
from writers_docx import as_docx, paragraph

HEAD = ("云河市2022年政府信息公开工作年度报告", "一、总体情况", "全年各项工作平稳有序。")
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FIGURES = clean_figures(Form.F2021, Random("chunks"))
TABLES = form_tables(Form.F2021, printed(FIGURES))


def chunk(identity: str = "c1") -> str:
    return f'<w:altChunk r:id="{identity}"/>'


def with_parts(*blocks: str, **parts: tuple[str, bytes]) -> bytes:
    """A Word document with documents in it: the relationship's id, its part's name and bytes."""
    relations = "".join(
        f'<Relationship Id="{identity}" Type="{TYPES}/aFChunk" Target="{name}"/>'
        for identity, (name, _) in parts.items()
    )
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>'
    return as_docx(
        *blocks,
        parts={
            "word/_rels/document.xml.rels": rels,
            **{f"word/{name}": data for name, data in parts.values()},
        },
    )


def table_values(report: Report) -> dict[str, Figure]:
    return {fact.path: fact.value for fact in report.facts if fact.source.value == "table"}


def as_mhtml(page: bytes) -> bytes:
    head = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"; type="text/html"\r\n\r\n--b\r\n'
    )
    return (
        head
        + b"Content-Type: text/html; charset=utf-8\r\nContent-Location: a.htm\r\n\r\n"
        + page
        + b"\r\n--b--\r\n"
    )


CHUNKS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "page": ("a.html", lambda: written.as_html(["附表"], TABLES)),
    "mail": ("a.mht", lambda: as_mhtml(written.as_html(["附表"], TABLES))),
    "word": ("a.docx", lambda: written.as_docx(["附表"], TABLES)),
    "text": ("a.txt", lambda: written.as_text(["附表"], TABLES, "tabs").encode()),
}


@pytest.mark.parametrize("name", CHUNKS)
def test_the_tables_of_a_document_within(name: str) -> None:
    part, made = CHUNKS[name]
    report = parse(
        with_parts(
            *map(paragraph, HEAD), chunk(), paragraph("五、存在的主要问题及改进情况"), c1=(part, made())
        )
    )
    assert table_values(report) == FIGURES
    assert not any("embedded" in notice for notice in report.notices)


@pytest.mark.full
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice converts RTF")
def test_a_document_in_rtf_within() -> None:
    rows = "".join(
        r"\trowd\cellx3000\cellx6000\intbl " + r"\cell ".join(map(escaped, row)) + r"\cell\row "
        for row in (
            ("统计指标", "统计数"),
            ("（一）主动公开政府信息数", "37"),
            ("1.政府公报公开政府信息数", "4"),
        )
    )
    rtf = r"{\rtf1\ansi " + rows + r"\pard\par}"
    report = parse(with_parts(*map(paragraph, HEAD), chunk(), c1=("a.rtf", rtf.encode("ascii"))))
    assert table_values(report)["proactive.disclosed"] == 37


def escaped(text: str) -> str:
    return "".join(sign if sign.isascii() else rf"\u{ord(sign)}?" for sign in text)


def test_places_go_on_through_the_document() -> None:
    report = parse(
        with_parts(
            *map(paragraph, HEAD),
            written_table(("甲", "1")),
            chunk(),
            c1=("a.html", written.as_html(["前言"], TABLES)),
        )
    )
    tables = {fact.location.table for fact in report.facts if fact.source.value == "table"}
    assert min(filter(None, tables)) == 2


def written_table(row: tuple[str, ...]) -> str:
    cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in row)
    return f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"


@pytest.mark.parametrize(
    "parts",
    [{}, {"c1": ("a.bin", b"")}, {"c1": ("a.docx", b"PK\x03\x04 no zip")}],
    ids=["missing", "empty", "damaged"],
)
def test_one_that_cannot_be_read_is_said(parts: dict[str, tuple[str, bytes]]) -> None:
    report = parse(with_parts(*map(paragraph, HEAD), chunk(), **parts))
    assert any("1 embedded documents" in notice for notice in report.notices)


def test_word_documents_in_those_within_are_said() -> None:
    deep = with_parts("深", c1=("a.html", written.as_html(["附表"], TABLES)))
    inner = with_parts("内", chunk(), c1=("b.docx", deep))
    report = parse(with_parts(*map(paragraph, HEAD), chunk(), c1=("c.docx", inner)))
    assert any("1 embedded documents" in notice for notice in report.notices)
    assert not table_values(report)


def test_one_document_a_thousand_times_is_bounded() -> None:
    page = written.as_html(["附表"], TABLES)
    report = parse(with_parts(*map(paragraph, HEAD), *[chunk()] * 30, c1=("a.html", page)))
    assert any("10 embedded documents" in notice for notice in report.notices)
    with pytest.raises(LimitExceeded):
        parse(
            with_parts(*map(paragraph, HEAD), *[chunk()] * 30, c1=("a.html", page)), limits=Limits(cells=800)
        )


def test_a_document_of_one_part_only_is_read() -> None:
    whole = written.as_html(list(HEAD), TABLES)
    assert table_values(parse(with_parts(chunk(), c1=("a.html", whole)))) == FIGURES
    with pytest.raises(NotAReport):
        parse(with_parts(chunk(), c1=("a.txt", "今天天气很好。".encode())))
