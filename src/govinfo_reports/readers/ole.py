"""OLE2 compound files (old Word and Excel files, encrypted new ones): which streams there are, and their
bytes."""

from __future__ import annotations

import struct
from struct import unpack_from

from attrs import frozen

from ..errors import UnreadableSource
from ..language import phrase

__all__ = ["HEADER_FAT_SECTORS", "OLE_SIGNATURE", "CompoundFile", "open_compound_file"]

OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA
"""Sector numbers from here on are marks, not sectors."""
_ENTRY = 128
_STREAM = 2
_ROOT = 5
HEADER_FAT_SECTORS = 109


@frozen(kw_only=True)
class CompoundFile:
    """An opened compound file. `streams` gives, by name, the first sector and the size of each stream."""

    data: bytes
    sector_size: int
    mini_sector_size: int
    mini_cutoff: int
    fat: tuple[int, ...]
    mini_fat: tuple[int, ...]
    mini_stream: bytes
    streams: dict[str, tuple[int, int]]

    def read(self, name: str, *, most: int | None = None) -> bytes | None:
        """The first `most` bytes (or all) of a stream, or None where there is none of that name. In a
        damaged file the stream ends where its chain of sectors leads nowhere."""
        if name not in self.streams:
            return None
        start, size = self.streams[name]
        wanted = size if most is None else min(size, most)
        if size < self.mini_cutoff:
            return _chain(self.mini_stream, self.mini_fat, start, self.mini_sector_size, 0, is_mended=True)[
                :wanted
            ]
        return _chain(
            self.data, self.fat, start, self.sector_size, self.sector_size, most=wanted, is_mended=True
        )[:wanted]


def open_compound_file(data: bytes, *, source: str | None) -> CompoundFile:
    """Read the tables and the directory of an OLE2 file; a damaged one is an `UnreadableSource`."""
    try:
        return _open(data)
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise UnreadableSource(
            phrase("the OLE2 file is damaged or cut short ({error})", error=error), source=source
        ) from error


def _open(data: bytes) -> CompoundFile:
    if not data.startswith(OLE_SIGNATURE):
        raise ValueError("no OLE2 signature")
    sector_shift, mini_shift = unpack_from("<HH", data, 30)
    if sector_shift not in (9, 12) or not 2 <= mini_shift < sector_shift:
        raise ValueError("impossible sector size")
    size = 1 << sector_shift
    directory_start, _, mini_cutoff, mini_fat_start, _, difat_start, _ = unpack_from("<IIIIIII", data, 48)
    fat = _read_fat(data, size, difat_start)
    directory = _chain(data, fat, directory_start, size, size)
    streams: dict[str, tuple[int, int]] = {}
    mini_stream = b""
    has_root = False
    for offset in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length, kind = unpack_from("<HB", directory, offset + 64)
        start, stream_size = unpack_from("<II", directory, offset + 116)
        if kind == _ROOT and not has_root:  # one only: a damaged file may say that every entry is the root
            has_root = True
            mini_stream = _chain(data, fat, start, size, size, most=stream_size)[:stream_size]
        elif kind == _STREAM:
            name = directory[offset : offset + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            streams.setdefault(name, (start, stream_size))
    mini_table = _chain(data, fat, mini_fat_start, size, size)
    return CompoundFile(
        data=data,
        sector_size=size,
        mini_sector_size=1 << mini_shift,
        mini_cutoff=mini_cutoff,
        fat=fat,
        mini_fat=unpack_from(f"<{len(mini_table) // 4}I", mini_table),
        mini_stream=mini_stream,
        streams=streams,
    )


def _read_fat(data: bytes, size: int, difat_start: int) -> tuple[int, ...]:
    """The allocation table: its first 109 sectors are named in the header, further ones in a chain of their
    own."""
    numbers = list(unpack_from(f"<{HEADER_FAT_SECTORS}I", data, 76))
    sector = difat_start
    per_sector = size // 4
    most = len(data) // size
    while (
        sector < _END and len(numbers) * per_sector <= most + size * per_sector
    ):  # no end in a damaged circle
        names = unpack_from(f"<{per_sector}I", data, (sector + 1) * size)
        numbers += names[:-1]
        sector = names[-1]
    fat: list[int] = []
    for number in numbers:
        if (
            number < _END and len(fat) <= most
        ):  # a table longer than the file names sectors that are not there
            fat += unpack_from(f"<{per_sector}I", data, (number + 1) * size)
    return tuple(fat)


def _chain(
    data: bytes,
    table: tuple[int, ...],
    start: int,
    size: int,
    skipped: int,
    *,
    most: int | None = None,
    is_mended: bool = False,
) -> bytes:
    """The bytes of the sectors chained from `start`; `skipped` bytes stand before sector 0. A sector that is
    not in the table ends a chain that `is_mended`, else raises IndexError."""
    parts: list[bytes] = []
    left = len(data) if most is None else most
    sector = start
    for _ in range(len(table)):  # a chain that runs in a circle ends here at the latest
        if sector >= _END or left <= 0 or (is_mended and sector >= len(table)):
            break
        offset = skipped + sector * size
        parts.append(data[offset : offset + size])
        left -= size
        sector = table[sector]
    return b"".join(parts)
