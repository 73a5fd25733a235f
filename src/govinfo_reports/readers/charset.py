"""Bytes to text: which character set a Chinese page or text file is in, whatever it declares."""

from __future__ import annotations

import re

from attrs import frozen

from ..errors import UnreadableSource
from ..language import phrase
from ..patterns import late

__all__ = ["Decoded", "declared_charset", "decode", "decode_named"]

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_DECLARED = re.compile(
    rb"<meta\b[^<>]{0,400}?\bcharset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_:.\-]{2,40})"
    rb"|<\?xml\b[^<>]{0,200}?\bencoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9_:.\-]{2,40})",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096
_GB = "gb18030"
_BIG5 = "big5hkscs"
_CODECS = {
    "gb2312": _GB,
    "gb_2312-80": _GB,
    "gb2312-80": _GB,
    "csgb2312": _GB,
    "euc-cn": _GB,
    "gbk": _GB,
    "x-gbk": _GB,
    "cp936": _GB,
    "ms936": _GB,
    "936": _GB,
    "gb18030": _GB,
    "gb18030-2000": _GB,
    "big5": _BIG5,
    "big5-hkscs": _BIG5,
    "cp950": _BIG5,
    "x-x-big5": _BIG5,
    "utf-16": "utf-16-le",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "hz-gb-2312": "hz",
}
"""Names as declared to the codec that reads all they may hold. What is not here is not believed: Chinese
pages that declare iso-8859-1 or windows-1252 are not in it."""

# Words that some line of nearly every government page holds, for telling two readings of the same bytes
# apart.
_EXPECTED = late(
    "政府|信息|公开|年度|报告|数量|总计|情况|工作|申请|公開|報告|資訊|信息|年度|數量|總計|情況|申請"
)
_HANZI = late("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_SAMPLE = 65_536
_DAMAGED_SHARE = 0.001
_DAMAGED_AT_LEAST = 2
"""How much may be damaged (of the bytes that are not ASCII; or this many in a short text) before a reading
is refused."""


@frozen
class Decoded:
    """A decoded source: the `text` without its BOM, the Python name of its `encoding`, and how many
    characters were `damaged` (they stand as U+FFFD in the text)."""

    text: str
    encoding: str
    damaged: int = 0


def declared_charset(data: bytes) -> str | None:
    """The codec for the charset that a page declares in its first 4 KB (meta, http-equiv or XML declaration).

    None if there is none, or one that no Chinese page is really in.

    >>> declared_charset(b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">')
    'gb18030'
    """
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    if found is None:
        return None
    name = (found[1] or found[2]).decode("ascii").lower().strip()
    if name in {"utf-8", "utf8"}:
        return "utf-8"
    return _CODECS.get(name)


def decode(data: bytes) -> str:
    """The text of `data`, its character set found by BOM, by validity and by what the page declares.

    A few damaged characters come back as U+FFFD (`decode_named` counts them). Raises `UnreadableSource` when
    no character set fits.

    >>> decode("政府信息公开".encode("gbk"))
    '政府信息公开'
    """
    return decode_named(data).text


def decode_named(data: bytes) -> Decoded:
    """Like `decode`, and says which encoding it was and how much was damaged."""
    for mark, codec in _BOMS:
        if data.startswith(mark):
            data = data[len(mark) :]
            reading = _reading(data, codec)
            if reading is not None:
                return reading
            break
    if b"\0" in data[:_SAMPLE]:
        wide = _wide(data)
        if wide is not None:
            return wide
    text = _strictly(data, "utf-8")
    declared = declared_charset(data)
    if text is not None and not _doubtful(text, data, declared):
        return Decoded(text, "utf-8")
    return _guessed(data, declared)


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return None


def _doubtful(text: str, data: bytes, declared: str | None) -> bool:
    """Whether bytes that are valid UTF-8 may still be double-byte Chinese: two-byte letters only, and GB
    declared."""
    if declared in {None, "utf-8"} or text.isascii() or _HANZI.search(text):
        return False
    other = _strictly(data, declared or _GB)
    return other is not None and _HANZI.search(other) is not None


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a BOM: every other byte of its markup, digits and line ends is zero."""
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < len(sample) // 50 or min(even, odd) * 4 > max(even, odd):
        return None
    codec = "utf-16-le" if odd > even else "utf-16-be"
    text = _strictly(data, codec)
    return None if text is None else Decoded(text, codec)


def _guessed(data: bytes, declared: str | None) -> Decoded:
    """Weigh the readings that fit: by the words that Chinese government text holds, then by damage, then as
    declared."""
    best: tuple[int, Decoded] | None = None
    whole: list[Decoded] = []
    for codec in dict.fromkeys((declared or _GB, "utf-8", _GB, _BIG5)):
        reading = _reading(data, codec)
        if reading is None:
            continue
        if not reading.damaged:
            whole.append(reading)
            if codec == declared and _EXPECTED.search(reading.text, 0, _SAMPLE):
                return reading
        likeliness = _likeliness(reading.text)
        if likeliness and (best is None or likeliness > 2 * best[0]):
            best = (likeliness, reading)
    if best is not None:
        return best[1]
    if whole and whole[0].encoding == declared:
        return whole[0]
    by_statistics = _by_statistics(data)
    if by_statistics is not None:
        return by_statistics
    if whole and _mostly_hanzi(whole[0].text):
        return whole[0]
    raise UnreadableSource(phrase("the bytes are in no character set that Chinese text comes in"))


def _reading(data: bytes, codec: str) -> Decoded | None:
    """The bytes in this codec, with next to nothing damaged; None if they do not fit."""
    text = _strictly(data, codec)
    if text is not None:
        return Decoded(text, codec)
    text = data.decode(codec, errors="replace")
    damaged = text.count("\ufffd")
    foreign = len(data) - len(text.encode("ascii", errors="ignore"))
    if damaged > max(_DAMAGED_AT_LEAST, foreign * _DAMAGED_SHARE):
        return None
    return Decoded(text, codec, damaged)


def _likeliness(text: str) -> int:
    return len(_EXPECTED.findall(text[:_SAMPLE]))


def _mostly_hanzi(text: str) -> bool:
    """Whether what is not ASCII is Chinese writing, as it is in text that was read with the right codec."""
    sample = text[:_SAMPLE]
    foreign = sum(not character.isascii() for character in sample)
    return foreign > 0 and len(_HANZI.findall(sample)) >= 0.95 * foreign


def _by_statistics(data: bytes) -> Decoded | None:
    """The best guess of charset-normalizer among the character sets of Chinese, believed where it gives
    Chinese text."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=["gb18030", "big5", "big5hkscs", "utf_16"]).best()
    if best is None:
        return None
    text = _strictly(data, best.encoding)
    return Decoded(text, best.encoding) if text is not None and _mostly_hanzi(text) else None
