"""Character sets: declared, wrongly declared, not declared."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govinfo_reports.errors import UnreadableSource
from govinfo_reports.limits import DEFAULT_LIMITS
from govinfo_reports.readers.charset import declared_charset, decode, decode_named
from govinfo_reports.readers.html.read import read_html

SENTENCE = "青川县2021年共受理政府信息公开申请12件，均按期答复。"
TRADITIONAL = "本年度政府資訊公開工作報告情況如下，共受理申請十二件。"


def page(charset: str | None, text: str = SENTENCE) -> str:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    return f"<html><head>{meta}</head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize(
    "declared", [None, "gb2312", "GBK", "gb18030", "utf-8", "iso-8859-1", "big5", "x-unknown", "utf-16"]
)
@pytest.mark.parametrize("actual", ["utf-8", "gbk", "gb18030", "utf-8-sig", "utf-16"])
def test_the_bytes_decide(declared: str | None, actual: str) -> None:
    assert decode(page(declared).encode(actual)) == page(declared)


@pytest.mark.parametrize("declared", [None, "big5", "gb2312"])
def test_big5(declared: str | None) -> None:
    text = page(declared, TRADITIONAL)
    assert decode(text.encode("big5")) == text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_mark(codec: str) -> None:
    assert decode(page(None).encode(codec)) == page(None)


def test_characters_beyond_gb2312() -> None:
    text = page("gb2312", f"{SENTENCE}沭阳县﹝2015﹞镕㐀𠀀")
    assert decode(text.encode("gb18030")) == text


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        (b"<meta charset=gb2312>", "gb18030"),
        (b"<META CHARSET='UTF-8'>", "utf-8"),
        (b'<?xml version="1.0" encoding="GBK"?>', "gb18030"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset = big5">', "big5hkscs"),
        (b"<meta charset=windows-1252>", None),
        (b"<p>charset=gbk</p>", None),
        (b" " * 5000 + b"<meta charset=gbk>", None),
    ],
)
def test_declarations(head: bytes, codec: str | None) -> None:
    assert declared_charset(head) == codec


def test_two_byte_utf8_may_be_gbk_where_that_is_declared() -> None:
    data = '<meta charset="gbk"><p>目目</p>'.encode("gbk")
    assert data.decode("utf-8")  # valid, and no Chinese
    assert decode(data).endswith("<p>目目</p>")
    assert decode('<meta charset="gbk"><p>café</p>'.encode()).count("p>") == 2


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-8-sig", "utf-16"])
def test_a_little_damage_is_counted_and_seen(codec: str) -> None:
    data = page(None, SENTENCE * 30).encode(codec)
    cut = data[:-1] if codec == "utf-16" else data.replace(b"</p>", b"\xff</p>")
    found = decode_named(cut)
    assert found.damaged == 1
    assert found.text.count("\ufffd") == 1
    document = read_html(cut, source=None, limits=DEFAULT_LIMITS)
    assert any("damaged" in notice for notice in document.notices)


def test_gbk_behind_a_utf8_mark() -> None:
    assert decode(b"\xef\xbb\xbf" + page(None).encode("gbk")) == page(None)


def test_short_text_without_any_word_known() -> None:
    assert decode("云河晴川，白鹭青山碧水，万里长空。".encode("gbk")) == "云河晴川，白鹭青山碧水，万里长空。"
    assert decode("<meta charset=gbk>鹭".encode("gbk")).endswith("鹭")


@pytest.mark.parametrize(
    "data", [bytes(range(128, 256)) * 20, b"\xff\xfe\x00" + b"\xd8\x00" * 99, b"\x80\x81\xff\xfe" * 50]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableSource) as caught:
        decode(data)
    assert caught.value.reason_zh
    with pytest.raises(UnreadableSource) as from_page:
        read_html(data, source="页", limits=DEFAULT_LIMITS)
    assert from_page.value.source == "页"


def test_ascii_and_nothing() -> None:
    assert decode(b"") == ""
    assert decode(b"plain") == "plain"


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=30),
    st.sampled_from(["utf-8", "gb18030"]),
)
def test_any_chinese_line_in_a_declared_page_comes_back(text: str, codec: str) -> None:
    whole = page(codec, SENTENCE + text)
    assert decode(whole.encode(codec)) == whole


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_our_error(data: bytes) -> None:
    with contextlib.suppress(UnreadableSource):
        found = decode_named(data)
        assert found.damaged <= found.text.count("\ufffd")
