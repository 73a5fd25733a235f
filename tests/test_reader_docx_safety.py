"""What a DOCX must not be able to do: expand, reach out, run deep, or break the reader with anything but its
own errors."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govinfo_reports.errors import LimitExceeded, UnreadableSource
from govinfo_reports.limits import DEFAULT_LIMITS, Limits
from govinfo_reports.readers.docx.read import read_docx
from govinfo_reports.readers.docx.styles import without_table_styles
from govinfo_reports.readers.package import Package, part_names
from pace import within
from writers_docx import as_docx, body, cell, paragraph, row, table, text_table, zip_of
from writers_ole import compound_file

SAMPLE = as_docx("青川县报告", text_table([["受理", "12"], ["办结", "11"]]), "完", title="题")


def refused(data: bytes, limits: Limits = DEFAULT_LIMITS) -> UnreadableSource:
    with pytest.raises(UnreadableSource) as caught:
        read_docx(data, source="a.docx", limits=limits)
    assert caught.value.source == "a.docx"
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_type_is_refused(encoding: str) -> None:
    head = '<!DOCTYPE d [<!ENTITY a "哈"><!ENTITY b "&a;&a;&a;">]>'
    xml = (
        body(paragraph("<w:r><w:t>&b;</w:t></w:r>")).replace("?>", f"?>{head}", 1).replace("UTF-8", encoding)
    )
    assert "declares a document type" in refused(zip_of({"word/document.xml": xml.encode(encoding)})).reason


def test_other_encodings_are_read() -> None:
    xml = body("青川县").replace("UTF-8", "utf-16").encode("utf-16")
    document = read_docx(zip_of({"word/document.xml": xml}), source=None, limits=DEFAULT_LIMITS)
    assert [block.text for block in document.paragraphs()] == ["青川县"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "damaged or cut short"),
        (b"PK\x03\x04 no zip", "damaged or cut short"),
        (SAMPLE[: len(SAMPLE) // 2], "damaged or cut short"),
        (zip_of({"a.txt": "甲"}), "no Word document"),
        (zip_of({"word/document.xml": "<w:document"}), "not well-formed"),
        (zip_of({"word/document.xml": ""}), "not well-formed"),
        (zip_of({"word/document.xml": "<document/>"}), "no Word document"),
        (compound_file({"EncryptedPackage": b"x" * 5000}), "encrypted"),
        (compound_file({"WordDocument": b"x" * 5000}), "old binary format"),
    ],
)
def test_what_is_no_document_is_refused(data: bytes, reason: str) -> None:
    assert reason in refused(data).reason


def test_damaged_part_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as file:
        file.writestr("word/document.xml", body("甲乙丙"))
    assert "damaged" in refused(buffer.getvalue().replace("甲乙丙".encode(), b"123456789")).reason


def with_bytes_changed(data: bytes, central: int, local: int, value: bytes) -> bytes:
    """A zip of one part with bytes of its two headers changed, at these offsets from their signatures."""
    changed = bytearray(data)
    for signature, offset in ((b"PK\x01\x02", central), (b"PK\x03\x04", local)):
        at = data.index(signature) + offset
        changed[at : at + len(value)] = value
    return bytes(changed)


def test_password_and_odd_compression_are_named() -> None:
    data = zip_of({"word/document.xml": body("甲")})
    assert "encrypted" in refused(with_bytes_changed(data, 8, 6, b"\x01\x00")).reason
    assert "compressed in a way" in refused(with_bytes_changed(data, 10, 8, b"\x0c\x00")).reason


def test_sizes_in_the_zip_are_not_believed() -> None:
    data = zip_of({"word/document.xml": body("甲" * 1000)})
    assert "damaged" in refused(with_bytes_changed(data, 24, 22, b"\x10\x00\x00\x00")).reason


def test_bombs_are_refused() -> None:
    bomb = zip_of({"word/document.xml": body(" " * 3_000_000)})
    assert isinstance(refused(bomb, Limits(zip_ratio=50)), LimitExceeded)
    assert isinstance(refused(bomb, Limits(zip_ratio=10**6, unpacked_bytes=10**5)), LimitExceeded)
    many = zip_of({f"{number}.xml": "" for number in range(30)} | {"word/document.xml": body("甲")})
    assert isinstance(refused(many, Limits(zip_entries=5)), LimitExceeded)
    assert isinstance(refused(many, Limits(zip_entries=20)), LimitExceeded)
    assert read_docx(many, source=None, limits=Limits(zip_entries=31)).blocks


def test_parts_count_together_and_once_each() -> None:
    package = Package(zip_of({"a": "x" * 60, "b": "y" * 60}), source=None, limits=Limits(unpacked_bytes=100))
    assert package.read("a") == package.read("A") == b"x" * 60
    assert package.names == ("a", "b")
    names = part_names(zip_of({"Word\\A.xml": "", "/b": ""}), source=None, limits=DEFAULT_LIMITS)
    assert names == {"word/a.xml", "b"}
    with pytest.raises(LimitExceeded):
        package.read("b")


@pytest.mark.parametrize("depth", [150, 240, 400])
def test_deep_nesting_is_refused(depth: int) -> None:
    deep = "<w:sdt>" * depth + paragraph("甲") + "</w:sdt>" * depth
    limits = Limits(nesting=depth + 10)
    if depth < 250:
        assert read_docx(as_docx(deep), source=None, limits=limits).blocks
    else:
        assert isinstance(refused(as_docx(deep), limits), LimitExceeded)
    assert isinstance(refused(as_docx(deep), Limits(nesting=100)), LimitExceeded)


@settings(deadline=None)
@given(st.integers(0, len(SAMPLE) - 1), st.binary(max_size=6))
def test_damaged_bytes_raise_nothing_else(at: int, junk: bytes) -> None:
    try:
        document = read_docx(
            SAMPLE[:at] + junk + SAMPLE[at + len(junk) :], source=None, limits=DEFAULT_LIMITS
        )
    except UnreadableSource:
        return
    assert document.blocks


PIECES = st.sampled_from(
    [
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:fldChar w:fldCharType="separate"/>',
        '<w:fldChar w:fldCharType="end"/>',
        "<w:del/>",
        "<w:ins/>",
        "<w:vanish/>",
        "<w:txbxContent/>",
        "<mc:Fallback/>",
        "<w:rPr><w:del/><w:vanish/></w:rPr>",
        '<w:pPr><w:pStyle w:val="1"/><w:rPr><w:del/><w:vanish/></w:rPr><w:numPr/></w:pPr>',
        "<w:trPr><w:del/><w:gridBefore/></w:trPr>",
        "<w:tcPr><w:vMerge/><w:hMerge/><w:gridSpan/><w:cellDel/></w:tcPr>",
        "<w:r><w:t>12</w:t></w:r>",
        "<w:sym/>",
        "<w:p/>",
        "<w:tr/>",
        "<w:tc/>",
        "<w:numPr/>",
        "<w:tbl/>",
    ]
)
ODD = st.recursive(
    PIECES,
    lambda inner: st.tuples(
        st.sampled_from(
            ["p", "r", "tbl", "tr", "tc", "del", "rPr", "pPr", "sdt", "txbxContent", "t", "unknown"]
        ),
        st.lists(inner, max_size=4),
    ).map(lambda made: f"<w:{made[0]}>{''.join(made[1])}</w:{made[0]}>"),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ODD, max_size=5))
def test_misplaced_elements_raise_nothing(pieces: list[str]) -> None:
    document = read_docx(as_docx("首", *pieces, "尾"), source=None, limits=DEFAULT_LIMITS)
    assert document.blocks


def test_many_tables_in_a_row_and_in_each_other_are_quick() -> None:
    nested = "甲"
    for _ in range(40):
        nested = table(row(cell(nested), cell("1")))
    document = read_docx(as_docx(*[nested] * 5), source=None, limits=DEFAULT_LIMITS)
    assert len(list(document.tables())) == 200


def test_table_styles_are_left_out_and_nothing_else() -> None:
    table = (
        '<w:style w:type="table" w:styleId="T{0}"><w:name w:val="table {0}"/><w:tblStylePr '
        'w:type="band1Vert"><w:rPr/></w:tblStylePr></w:style>'
    )
    hidden = (
        '<w:style w:type="character" w:styleId="H"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    own = '<w:style w:type="table" w:styleId="E"/>'
    whole = f"<w:styles>{table.format(1)}{own}{hidden}{table.format(2)}</w:styles>".encode()
    assert without_table_styles(whole) == f"<w:styles>{own}{hidden}</w:styles>".encode()
    for mark in ("<!-- -->", "<![CDATA[x]]>"):
        odd = whole.replace(b"</w:styles>", mark.encode() + b"</w:styles>")
        assert without_table_styles(odd) == odd
    torn = whole[:-40]
    assert hidden.encode() in without_table_styles(torn)
    many = b"<w:styles>" + b'<w:style w:type="table" w:styleId="x">' * 20_000
    began = time.process_time()
    assert without_table_styles(many) == many
    assert time.process_time() - began < within(5)
