"""A stand-in for Chinese fonts that a PDF names but does not hold and the machine does not have.

Without it PDFium finds empty shapes for such characters, and leaves out texts whose shape is empty.
"""

from __future__ import annotations

import ctypes
import struct
from functools import cache
from typing import Any

__all__ = ["box_font", "provide_fonts"]

_EAST_ASIAN = frozenset((128, 129, 134, 136))  # Windows charsets: Japanese, Korean, GB 2312, Big5
_UNITS = 1000
_RANGES = ((0x21, 0x9F), (0xA1, 0x2FFF), (0x3001, 0x9FFF), (0xF900, 0xFFEF))


def _table_sum(data: bytes) -> int:
    padded = data + b"\0" * (-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF


@cache
def box_font() -> bytes:
    """A TrueType font in which every character and mark is the same narrow box, and blanks are blank."""
    box = struct.pack(">h4h", 1, 100, 0, 400, 700) + struct.pack(">HH", 3, 0) + bytes((1, 1, 1, 1))
    box += struct.pack(">4h", 100, 0, 300, 0) + struct.pack(">4h", 0, 700, 0, -700)
    box += b"\0" * (-len(box) % 4)
    longest = max(end - start + 1 for start, end in _RANGES)
    count = len(_RANGES) + 1
    ends = [end for _, end in _RANGES] + [0xFFFF]
    starts = [start for start, _ in _RANGES] + [0xFFFF]
    offsets = [2 * (count - index) for index in range(len(_RANGES))] + [0]
    half = 1 << (count.bit_length() - 1)
    body = struct.pack(">4H", 2 * count, 2 * half, half.bit_length() - 1, 2 * (count - half))
    body += struct.pack(f">{count}H", *ends) + b"\0\0" + struct.pack(f">{count}H", *starts)
    body += struct.pack(f">{count}H", *([0] * (count - 1) + [1])) + struct.pack(f">{count}H", *offsets)
    body += b"\0\1" * longest
    tables = {
        b"cmap": struct.pack(">HHHHI", 0, 1, 3, 1, 12) + struct.pack(">HHH", 4, len(body) + 6, 0) + body,
        b"glyf": box,
        b"head": struct.pack(
            ">IIIIHHqqhhhhHHhhh",
            0x10000,
            0x10000,
            0,
            0x5F0F3CF5,
            3,
            _UNITS,
            0,
            0,
            0,
            0,
            400,
            700,
            0,
            8,
            2,
            1,
            0,
        ),
        b"hhea": struct.pack(
            ">IhhhHhhhhhh4hhH", 0x10000, 880, -120, 0, _UNITS, 0, 100, 400, 1, 0, 0, 0, 0, 0, 0, 0, 1
        ),
        b"hmtx": struct.pack(">Hhh", _UNITS, 0, 100),
        b"loca": struct.pack(">3I", 0, 0, len(box)),
        b"maxp": struct.pack(">IH13H", 0x10000, 2, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    head = struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 16 * len(tables) - 64)
    at = 12 + 16 * len(tables)
    directory, data = b"", b""
    for name, table in sorted(tables.items()):
        directory += name + struct.pack(">III", _table_sum(table), at + len(data), len(table))
        data += table + b"\0" * (-len(table) % 4)
    return head + directory + data


class _FontSource:
    """PDFium's own source of fonts, with the box font where that has none. Lives as long as the process."""

    def __init__(self, raw: Any) -> None:
        self.default = raw.FPDF_GetDefaultSystemFontInfo()
        self.font = box_font()
        self.memory = ctypes.create_string_buffer(self.font, len(self.font))
        self.handle = ctypes.addressof(self.memory)
        kinds = dict(raw.FPDF_SYSFONTINFO._fields_)
        answers = {
            "Release": self.release,
            "EnumFonts": self.enumerate,
            "MapFont": self.map,
            "GetFont": self.get,
            "GetFontData": self.data,
            "GetFaceName": self.name,
            "GetFontCharset": self.charset,
            "DeleteFont": self.delete,
        }
        callbacks = {name: kinds[name](answer) for name, answer in answers.items()}
        self.info = raw.FPDF_SYSFONTINFO(version=1, **callbacks)

    def release(self, _info: Any) -> None:
        self.default.contents.Release(self.default)

    def enumerate(self, _info: Any, mapper: Any) -> None:
        self.default.contents.EnumFonts(self.default, mapper)

    def map(
        self, _info: Any, weight: int, italic: int, charset: int, pitch: int, face: Any, exact: Any
    ) -> Any:
        found = self.default.contents.MapFont(self.default, weight, italic, charset, pitch, face, exact)
        return found or (self.handle if charset in _EAST_ASIAN else None)

    def get(self, _info: Any, face: Any) -> Any:
        return self.default.contents.GetFont(self.default, face) if self.default.contents.GetFont else None

    def data(self, _info: Any, font: Any, table: int, buffer: Any, size: int) -> int:
        if font != self.handle:
            return int(self.default.contents.GetFontData(self.default, font, table, buffer, size))
        if table:
            return 0
        if buffer and size >= len(self.font):
            ctypes.memmove(buffer, self.font, len(self.font))
        return len(self.font)

    def name(self, _info: Any, font: Any, buffer: Any, size: int) -> int:
        if font != self.handle:
            return int(self.default.contents.GetFaceName(self.default, font, buffer, size))
        return 0

    def charset(self, _info: Any, font: Any) -> int:
        if font != self.handle:
            return int(self.default.contents.GetFontCharset(self.default, font))
        return 134

    def delete(self, _info: Any, font: Any) -> None:
        if font != self.handle:
            self.default.contents.DeleteFont(self.default, font)


@cache
def provide_fonts(raw: Any) -> _FontSource:
    """Give PDFium the stand-in font, once in a process. Fonts that the machine has are found as before."""
    source = _FontSource(raw)
    raw.FPDF_SetSystemFontInfo(ctypes.byref(source.info))
    return source
