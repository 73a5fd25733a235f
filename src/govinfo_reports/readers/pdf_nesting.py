"""A look at a PDF's packed streams before PDFium reads them: nesting that would make it fill the memory and end the process."""

from __future__ import annotations

import re
import zlib

from ..errors import LimitExceeded

__all__ = ["check_nesting"]

_STREAM = re.compile(rb"stream\r?\n")
_OPENS = re.compile(rb"\bB(?:MC|DC)\b")
_CLOSES = re.compile(rb"\bEMC\b")
_SAVES = re.compile(rb"(?<![^\s\x00])q(?![^\s\x00])")
_RESTORES = re.compile(rb"(?<![^\s\x00])Q(?![^\s\x00])")
_INSPECTED = 8_000_000
"""Bytes of each stream that are unpacked to look at."""
_STEP = 32_768
_ROUGHLY = 5_000
"""So many letters of an operator must be there before the operators are counted."""
_MOST_MARKS = 5_000
"""Marked content in marked content: PDFium keeps all outer marks for each."""
_MOST_STATES = 100_000
"""Saved graphics states: PDFium keeps some 160 bytes for each."""


def check_nesting(data: bytes, *, source: str | None) -> None:
    """Raise LimitExceeded for a PDF with marked content or graphics states nested as no program nests them.

    PDFium has no bound of its own: a file of 1 KB with 100,000 nested marks takes 40 GB. Streams packed in other ways than
    Flate are not looked into.
    """
    for found in _STREAM.finditer(data):
        if _is_too_deep(_unpacked(data, found.end())):
            raise LimitExceeded(
                "the page's content is nested too deep", reason_zh="PDF 页面内容嵌套过深", source=source
            )


def _unpacked(data: bytes, start: int) -> bytes:
    """The beginning of a stream: unpacked, or as it stands where it is not packed with Flate."""
    unpacker = zlib.decompressobj()
    parts: list[bytes] = []
    size = 0
    try:
        for at in range(start, len(data), _STEP):  # in steps: what the unpacker leaves of its input it copies
            parts.append(unpacker.decompress(data[at : at + _STEP], _INSPECTED - size))
            size += len(parts[-1])
            if unpacker.eof or size >= _INSPECTED:
                break
    except zlib.error:
        if not size:
            plain = data[start : start + _INSPECTED]
            end = plain.find(b"endstream")
            return plain[:end] if end >= 0 else plain
    return b"".join(parts)


def _is_too_deep(content: bytes) -> bool:
    marks = content.count(b"BMC") + content.count(b"BDC")
    if marks > _ROUGHLY and len(_OPENS.findall(content)) - len(_CLOSES.findall(content)) > _MOST_MARKS:
        return True
    if content.count(b"q") - content.count(b"Q") < _ROUGHLY:
        return False
    return len(_SAVES.findall(content)) - len(_RESTORES.findall(content)) > _MOST_STATES
