"""The objects of a PDF as they stand in its bytes: dictionaries, references and packed streams, without an
opinion on which ones count.

A look from outside, for what has to be known before PDFium reads the file. It finds every object whatever
the tables of places say, so that it sees at least what PDFium sees.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterator
from typing import Any

from attrs import field, frozen

__all__ = ["Name", "Reference", "Stream", "layers", "objects_of", "parse_value", "streams_of", "unescaped"]

_STREAM = re.compile(rb"(?<!end)stream[^\r\n]{0,1000}(?:\r\n|\r|\n)")
_OBJECT = re.compile(rb"(\d{1,10})[\s\x00]+\d{1,5}[\s\x00]+obj\b")
_TOKEN = re.compile(
    rb"[\s\x00]+|%[^\r\n]*|<<|>>|\[|\]|/([^\s\x00/<>\[\](){}%]*)"
    rb"|(\d{1,10})[\s\x00]+\d{1,5}[\s\x00]+R\b|([+-]?[\d.]+)"
    rb"|\(|<[^>]{0,100000}>?|[^\s\x00/<>\[\](){}%]+|.",
    re.DOTALL,
)
_IN_STRING = re.compile(rb"[()]|\\.", re.DOTALL)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_FILTER = re.compile(rb"/(?:Filter|F)\b[\s\x00]*(\[[^\]]*\]|/[A-Za-z0-9]+|)")
_A_NAME = re.compile(rb"/([A-Za-z0-9]+)")
_HEAD = 20_000
_STEP = 65_536
_MOST_TOKENS = 200_000
_MOST_LAYERS = 6
_EVERY_WAY = ((b"Fl",), (b"AHx", b"Fl"), (b"A85", b"Fl"), (b"LZW",), (b"RL",))
_SHORT = {
    b"FlateDecode": b"Fl",
    b"ASCIIHexDecode": b"AHx",
    b"ASCII85Decode": b"A85",
    b"LZWDecode": b"LZW",
    b"RunLengthDecode": b"RL",
}


class Name(str):
    """A name of a PDF, such as /XObject, without its stroke."""

    __slots__ = ()


@frozen
class Reference:
    """A reference to the object of this number."""

    number: int


@frozen(kw_only=True)
class Stream:
    """A stream: the text of its dictionary, where its bytes begin, and where the next stream begins."""

    number: int | None
    head: bytes
    start: int
    end: int = field(repr=False)


def streams_of(data: bytes) -> Iterator[Stream]:
    """Every stream in the bytes, in their order."""
    starts = [(found.start(), found.end()) for found in _STREAM.finditer(data)]
    for place, (at, start) in enumerate(starts):
        since = max(at - _HEAD, starts[place - 1][1] if place else 0)
        head = data[since:at]
        begins = [*_OBJECT.finditer(head)]
        number = int(begins[-1].group(1)) if begins else None
        if begins:
            head = head[begins[-1].end() :]
        end = starts[place + 1][0] if place + 1 < len(starts) else len(data)
        yield Stream(number=number, head=unescaped(head), start=start, end=end)


def objects_of(data: bytes) -> Iterator[tuple[int, Any]]:
    """The number and the value of every object that stands in the bytes by itself."""
    for found in _OBJECT.finditer(data):
        yield int(found.group(1)), parse_value(data, found.end())


def parse_value(data: bytes, at: int) -> Any:
    """The value that begins at a place: a dictionary as a list of pairs, an array as a list, a name, a
    reference, a number; else None.

    >>> parse_value(b"<</X 6 0 R/Y[1 /Z]>>", 0)
    [('X', Reference(number=6)), ('Y', [1, 'Z'])]
    """
    outer: list[list[Any]] = []
    values: list[Any] = []
    for _ in range(_MOST_TOKENS):
        found = _TOKEN.match(data, at)
        if found is None:
            break
        at = found.end()
        token = found.group()
        if found.group(1) is not None:
            values.append(Name(unescaped(found.group(1)).decode("latin-1")))
        elif found.group(2) is not None:
            values.append(Reference(int(found.group(2))))
        elif found.group(3) is not None:
            values.append(int(token) if token.lstrip(b"+-").isdigit() and len(token) < 20 else None)
        elif token in {b"<<", b"["}:
            outer.append(values)
            values = []
        elif token in {b">>", b"]"}:
            if not outer:
                break
            inner = values
            values = outer.pop()
            values.append([*zip(inner[::2], inner[1::2], strict=False)] if token == b">>" else inner)
        elif token == b"(":
            at = _end_of_string(data, at)
            values.append(None)
        elif token.isspace() or token[:1] in b"%\x00":
            continue
        elif token in {b"endobj", b"stream", b"obj"}:
            break
        else:
            values.append(None)
        if not outer and values:
            return values[0]
    while outer:
        outer[-1].append(values)
        values = outer.pop()
    return values[0] if values else None


def _end_of_string(data: bytes, at: int) -> int:
    depth = 1
    for found in _IN_STRING.finditer(data, at):
        depth += {b"(": 1, b")": -1}.get(found.group(), 0)
        if depth == 0:
            return found.end()
    return len(data)


def unescaped(name: bytes) -> bytes:
    """A name with its `#xx` written out."""
    return _ESCAPED.sub(lambda found: bytes([int(found.group(1), 16)]), name) if b"#" in name else name


def layers(data: bytes, stream: Stream, most: int) -> Iterator[bytes]:
    """What a stream holds, as it stands and unpacked, each at most `most` bytes long and one more where
    there are more.

    What its dictionary says of the packing is followed; where that is said elsewhere, every way is tried.
    """
    yield data[stream.start : min(stream.end, stream.start + most + 1)]
    said = _FILTER.findall(stream.head)
    ways: tuple[tuple[bytes, ...], ...] = _EVERY_WAY
    if said and all(said):
        ways = tuple(
            tuple(_SHORT.get(bytes(name), bytes(name)) for name in _A_NAME.findall(one)) for one in said
        )
    for way in dict.fromkeys((*ways, (b"Fl",))):
        content = b""
        for number, packing in enumerate(way[:_MOST_LAYERS]):
            content = _again(content, packing, most) if number else _unpack(data, stream, packing, most)
            if not content:
                break
            yield content


def _unpack(data: bytes, stream: Stream, packing: bytes, most: int) -> bytes:
    if packing == b"Fl":
        return _inflate(data, stream.start, most)
    return _again(data[stream.start : min(stream.end, stream.start + 2 * most)], packing, most)


def _again(content: bytes, packing: bytes, most: int) -> bytes:
    if packing == b"Fl":
        return _inflate(content, 0, most)
    if packing == b"AHx":
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", content.split(b">", 1)[0])
        return binascii.unhexlify(digits + b"0" * (len(digits) % 2))[: most + 1]
    if packing == b"A85":
        digits = re.sub(rb"[^!-uz]", b"", content.split(b"~>", 1)[0].replace(b"<~", b""))
        try:
            return base64.a85decode(digits)[: most + 1]
        except ValueError:
            return b""
    if packing == b"RL":
        return _run_lengths(content, most)
    return _lzw(content, most) if packing == b"LZW" else b""


def _inflate(data: bytes, start: int, most: int) -> bytes:
    unpacker = zlib.decompressobj()
    parts: list[bytes] = []
    size = 0
    try:
        for at in range(start, len(data), _STEP):  # in steps: what the unpacker leaves of its input it copies
            parts.append(unpacker.decompress(data[at : at + _STEP], most + 1 - size))
            size += len(parts[-1])
            if unpacker.eof or size > most:
                break
    except zlib.error:
        pass
    return b"".join(parts)


def _run_lengths(content: bytes, most: int) -> bytes:
    made = bytearray()
    at = 0
    while at < len(content) and content[at] != 128 and len(made) <= most:
        length = content[at]
        if length < 128:
            made += content[at + 1 : at + 2 + length]
            at += 2 + length
        else:
            made += content[at + 1 : at + 2] * (257 - length)
            at += 2
    return bytes(made)


def _lzw(content: bytes, most: int) -> bytes:
    made = bytearray()
    table = [bytes([number]) for number in range(256)] + [b"", b""]
    width, held, bits = 9, 0, 0
    before = b""
    for byte in content:
        held, bits = (held << 8) | byte, bits + 8
        if bits < width:
            continue
        bits -= width
        code = held >> bits
        held &= (1 << bits) - 1
        if code == 256:
            del table[258:]
            width, before = 9, b""
            continue
        if code == 257 or code > len(table) or (code == len(table) and not before) or len(made) > most:
            break
        entry = table[code] if code < len(table) else before + before[:1]
        made += entry
        if before and len(table) < 4096:
            table.append(before + entry[:1])
        before = entry
        width = 12 if len(table) >= 2047 else 11 if len(table) >= 1023 else 10 if len(table) >= 511 else 9
    return bytes(made)
