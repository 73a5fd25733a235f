"""OLE2 compound files for tests, and an old Excel workbook in one."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping

__all__ = ["compound_file", "old_workbook"]

_SECTOR = 512
_END = 0xFFFFFFFE
_FREE = 0xFFFFFFFF
_FAT = 0xFFFFFFFD
_CUTOFF = 4096
_MINI = 64


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """An OLE2 file of these streams; those under 4,096 bytes stand in the mini stream."""
    small = {name: data for name, data in streams.items() if len(data) < _CUTOFF}
    mini_fat: list[int] = []
    mini_stream = b""
    starts: dict[str, int] = {}
    for name, data in small.items():
        count = max(1, -(-len(data) // _MINI))
        starts[name] = len(mini_fat)
        mini_fat += [*range(len(mini_fat) + 1, len(mini_fat) + count), _END]
        mini_stream += data.ljust(count * _MINI, b"\0")
    fat: list[int] = []
    sectors = b""

    def place(data: bytes) -> int:
        nonlocal sectors
        if not data:
            return _END
        start = len(fat)
        count = -(-len(data) // _SECTOR)
        fat.extend([*range(start + 1, start + count), _END])
        sectors += data.ljust(count * _SECTOR, b"\0")
        return start

    for name, data in streams.items():
        if name not in small:
            starts[name] = place(data)
    mini_start = place(mini_stream)
    mini_fat_start = place(
        struct.pack(f"<{len(mini_fat)}I", *mini_fat).ljust(_SECTOR, b"\xff") if mini_fat else b""
    )
    entries = _entry("Root Entry", 5, mini_start, len(mini_stream), child=1)
    for number, (name, data) in enumerate(streams.items(), 1):
        right = number + 1 if number < len(streams) else _FREE
        entries += _entry(name, 2, starts[name], len(data), right=right)
    directory_start = place(entries.ljust(-(-len(entries) // _SECTOR) * _SECTOR, b"\0"))
    fat_count = 1
    while (len(fat) + fat_count) * 4 > fat_count * _SECTOR:
        fat_count += 1
    fat_start = len(fat)
    fat += [_FAT] * fat_count
    fat += [_FREE] * (fat_count * _SECTOR // 4 - len(fat))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, fat_count, directory_start, 0, _CUTOFF, mini_fat_start, 1, _END, 0)
    header += struct.pack(
        "<109I", *(fat_start + number if number < fat_count else _FREE for number in range(109))
    )
    return header + sectors + struct.pack(f"<{len(fat)}I", *fat)


def _entry(name: str, kind: int, start: int, size: int, *, right: int = _FREE, child: int = _FREE) -> bytes:
    encoded = name.encode("utf-16-le")
    entry = encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded) + 2, kind, 1, _FREE, right, child)
    return entry + bytes(36) + struct.pack("<III", start, size, 0)


def old_workbook(
    sheets: Mapping[str, Iterable[bytes]], *, globals_: bytes = b"", size: int = 0, stream: str = "Workbook"
) -> bytes:
    """An xls of sheets made of records (see `number`, `label` and so on in the tests), padded to `size`
    bytes."""
    bof = struct.pack("<HHHHHHII", 0x809, 16, 0x600, 5, 0, 0, 0, 0)
    sheet_bof = struct.pack("<HHHHHHII", 0x809, 16, 0x600, 0x10, 0, 0, 0, 0)
    end = struct.pack("<HH", 0x0A, 0)
    names = [name.encode("utf-16-le") for name in sheets]
    head = len(bof) + len(globals_) + sum(4 + 8 + len(name) for name in names) + len(end)
    bodies = [sheet_bof + b"".join(records) + end for records in sheets.values()]
    bound = b""
    at = head
    for name, body in zip(names, bodies, strict=True):
        bound += struct.pack("<HHIHBB", 0x85, 8 + len(name), at, 0, len(name) // 2, 1) + name
        at += len(body)
    return compound_file({stream: (bof + globals_ + bound + end + b"".join(bodies)).ljust(size, b"\0")})
