"""What the native reader of values is given of a workbook: a file made anew of the parts that were looked at.

That reader believes what a file says of its own size: chains of sectors that run in a circle, counts of
strings, repeats, dimensions. So it never sees the file itself. It gets a package of the parts that were
unpacked within the limits, or a compound file with the one stream of the workbook, in which counts that it
would make room for are taken out.
"""

from __future__ import annotations

import io
import struct
from zipfile import ZIP_STORED, ZipFile

from lxml import etree

from ...errors import UnreadableSource
from ...language import phrase
from ...limits import Limits
from ..docx.names import to_number
from ..odt.styles import TABLE
from ..ole import HEADER_FAT_SECTORS
from ..package import Package

__all__ = [
    "check_counts",
    "clean_package",
    "clean_stream",
    "compound_of",
    "reach_of_row",
    "repeats",
    "room_for",
    "size_error",
    "usual_styles",
]

_SECTOR = 4096
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_NAMES_PER_SECTOR = _SECTOR // 4
_STRINGS, _DIMENSIONS, _FORMULA, _END_OF_PART = 0xFC, 0x200, 0x06, 0x0A
_LEAST_STRING = 3
_RECORD_HEAD = 4
_USUAL_COUNT = 100_000
_NAME = "Workbook"
_MOST_QUOTED = 20
_MOST_REPEATED = 2**31


def clean_package(package: Package) -> bytes:
    """The XML parts of a package, unpacked within the limits, as a zip of its own. Pictures and the like are
    left out."""
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as made:
        for name in package.names:
            if name.lower().endswith((".xml", ".rels")) or name == "mimetype":
                part = package.read(name)
                if part is not None:
                    made.writestr(name, part)
    return target.getvalue()


def check_counts(root: etree._Element, size: int, part: str, source: str | None) -> None:
    """Raise UnreadableSource for a part of `size` bytes that says it holds more than so many bytes can."""
    for element in root.iter("{*}sst", "{*}cellXfs", "{*}numFmts", "{*}mergeCells", "{*}tableParts"):
        for key, value in element.items():
            name = etree.QName(key).localname.lower()
            room = size if name == "uniquecount" else max(size, 100 * _USUAL_COUNT)
            if "count" in name and (not str(value).strip().isdecimal() or int(str(value)[:20]) > room):
                raise size_error(f"{part} says that it holds {str(value)[:20]} entries", source)


def size_error(what: str, source: str | None) -> UnreadableSource:
    """The error for a file that says of its size what cannot be."""
    return UnreadableSource(phrase("the workbook is damaged ({what})", what=what), source=source)


def clean_stream(stream: bytes, starts: tuple[int, ...], source: str | None) -> bytes:
    """The stream of an old workbook without its dimensions and formulas, which nobody needs to read the
    values.

    `starts` are the places of the sheets. Raises UnreadableSource where more strings are said to be there
    than the stream has room for.
    """
    cleaned = bytearray(stream)
    for start in (0, *starts):
        at = start
        while at + _RECORD_HEAD <= len(stream):
            kind, size = struct.unpack_from("<HH", stream, at)
            at += _RECORD_HEAD
            if kind == _DIMENSIONS:
                cleaned[at : at + size] = bytes(min(size, len(stream) - at))
            elif kind == _FORMULA and size >= 22 and at + size <= len(stream):
                cleaned[at + 20 : at + 22] = bytes(2)
            elif kind == _STRINGS and size >= 8 and at + size <= len(stream):
                (count,) = struct.unpack_from("<I", stream, at + 4)
                if count > len(stream) // _LEAST_STRING:
                    raise size_error(f"it says that it holds {count} strings", source)
            at += size
            if kind == _END_OF_PART:
                break
    return bytes(cleaned)


def compound_of(stream: bytes) -> bytes:
    """An OLE2 compound file that holds one stream, the workbook.

    >>> from govinfo_reports.readers.ole import open_compound_file
    >>> open_compound_file(compound_of(b"abc" * 2000), source=None).read("Workbook") == b"abc" * 2000
    True
    """
    body = stream.ljust(max(_SECTOR, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    used = len(body) // _SECTOR
    tables = 1
    while used + 2 + tables > tables * _NAMES_PER_SECTOR:
        tables += 1
    if tables > HEADER_FAT_SECTORS:
        raise size_error("too long for a workbook of its kind", None)
    names = [*range(1, used), _END, _END, _END, *[_FAT] * tables]
    names += [_FREE] * (tables * _NAMES_PER_SECTOR - len(names))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 4, 0xFFFE, 12, 6)
    header += struct.pack("<IIIIIIIIII", 1, tables, used, 0, _SECTOR, _END, 0, _END, 0, used + 2)
    header += struct.pack(f"<{HEADER_FAT_SECTORS - 1}I", *_table_sectors(used + 3, tables - 1))
    directory = _entry("Root Entry", 5, used + 1, 64, child=1) + _entry(
        _NAME, 2, 0, max(len(stream), _SECTOR)
    )
    directory += (bytes(68) + struct.pack("<III", _FREE, _FREE, _FREE) + bytes(48)) * 30
    fat = struct.pack(f"<{len(names)}I", *names)
    return header.ljust(_SECTOR, b"\0") + body + directory + bytes(_SECTOR) + fat


def _table_sectors(first: int, count: int) -> list[int]:
    sectors = list(range(first, first + count))
    return sectors + [_FREE] * (HEADER_FAT_SECTORS - 1 - count)


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
    printed = name.encode("utf-16-le")
    return (
        printed.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(printed) + 2, kind, 1, _FREE, _FREE, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def room_for(limits: Limits) -> int:
    """How many characters all cells together may repeat of the strings and repeats that stand once in the
    file."""
    return limits.cells * 100


def repeats(element: etree._Element, name: str, source: str | None) -> int:
    """What an element says of how often it stands there, at least 1. Raises UnreadableSource for what no
    program writes."""
    most = 1
    for key, value in element.items():
        if etree.QName(key).localname == name:
            digits = str(value).strip().lstrip("+")
            if len(digits) > _MOST_QUOTED or (digits.isdecimal() and int(digits) >= _MOST_REPEATED):
                raise size_error(f"{name} {digits[:_MOST_QUOTED]}", source)
            most = max(most, int(digits) if digits.isdecimal() else 1)
    return most


def reach_of_row(row: etree._Element, source: str | None) -> tuple[int, int]:
    """How many cells the reader of values makes of a row, and of how many characters: an empty one is made
    when another follows."""
    width = waiting = characters = 0
    for cell in row.iter("{*}table-cell", "{*}covered-table-cell"):
        repeated = repeats(cell, "number-columns-repeated", source)
        width += waiting
        length = sum(repeats(blanks, "c", source) for blanks in cell.iter("{*}s"))
        if len(cell) or cell.text or len(cell.attrib) > 2:
            length += 1 + sum(map(len, cell.itertext())) + sum(len(str(value)) for value in cell.values())
        characters += length * repeated
        waiting = repeated
        if length:
            width, waiting = width + repeated, 0
    return width, characters


def usual_styles(table: etree._Element) -> list[tuple[int, str | None]]:
    """The style of a sheet's cells that name none, with the last column (from 0) that has it."""
    found: list[tuple[int, str | None]] = []
    end = 0
    for column in table.iter(f"{TABLE}table-column"):
        end += max(1, to_number(column.get(f"{TABLE}number-columns-repeated"), 1))
        found.append((end - 1, column.get(f"{TABLE}default-cell-style-name")))
    return found
