"""Files packed with gzip, as servers and crawlers keep them: unpacked within the limits."""

from __future__ import annotations

import zlib

from ..errors import LimitExceeded, UnreadableSource
from ..language import phrase
from ..limits import Limits

__all__ = ["unpack_gzip"]

_GZIP = 16 + zlib.MAX_WBITS
_RATIO_APPLIES_FROM = 1_000_000
_MOST_MEMBERS = 1_000


def unpack_gzip(data: bytes, *, source: str | None, limits: Limits) -> bytes:
    """What a gzip file holds, of all its members. Raises UnreadableSource where it is damaged or cut short,
    LimitExceeded for too much.

    >>> import gzip
    >>> unpack_gzip(gzip.compress(b"text"), source=None, limits=Limits())
    b'text'
    """
    most = min(limits.bytes, limits.unpacked_bytes, max(_RATIO_APPLIES_FROM, len(data) * limits.zip_ratio))
    pieces: list[bytes] = []
    size = members = 0
    try:
        while data.rstrip(b"\x00"):
            unpacker = zlib.decompressobj(_GZIP)
            piece = unpacker.decompress(data, most - size + 1)
            size += len(piece)
            members += 1
            if size > most or members > _MOST_MEMBERS:
                raise LimitExceeded(
                    phrase("the gzip file unpacks to more than {most} bytes", most=most), source=source
                )
            if not unpacker.eof:
                raise UnreadableSource(phrase("the gzip file is cut short"), source=source)
            pieces.append(piece)
            data = unpacker.unused_data
    except zlib.error as error:
        raise UnreadableSource(
            phrase("the gzip file is damaged ({error})", error=error), source=source
        ) from error
    return b"".join(pieces)
