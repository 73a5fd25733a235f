"""The page images in image files: PNG, JPEG, TIFF, BMP, WebP, and HEIC (extra `heic`)."""

from __future__ import annotations

import io
from typing import Any

from ...errors import LimitExceeded, MissingExtra, UnreadableSource
from ...language import phrase
from ...limits import Limits

__all__ = ["frames_of", "is_image"]

_MAX_PIXELS = 120_000_000
_MAGIC = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"BM", b"II*\x00", b"MM\x00*")
_HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_AVIF = frozenset({b"avif", b"avis"})


def is_image(head: bytes) -> bool:
    """Whether the first bytes of a file are those of an image of a kind that is read.

    >>> is_image(b"\\x00\\x00\\x00\\x18ftypheic\\x00\\x00"), is_image("BM 一、总体情况".encode())
    (True, False)
    """
    if b"\x00" not in head:
        return False
    is_webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    return head.startswith(_MAGIC) or is_webp or _is_of(head, _HEIC | _AVIF)


def _is_of(head: bytes, brands: frozenset[bytes]) -> bool:
    return head[4:8] == b"ftyp" and head[8:12] in brands


def frames_of(data: bytes, *, source: str | None, limits: Limits) -> list[Any]:
    """The images in a file (RGB, of Pillow), upright as the camera says they were held, and checked for
    their size before they are unpacked. Raises LimitExceeded, UnreadableSource, and MissingExtra for HEIC
    without pi-heif."""
    from PIL import Image, ImageOps, ImageSequence

    if _is_of(data, _HEIC):
        return _heic(data, source, limits)
    try:
        image = Image.open(io.BytesIO(data))
        _check(image.size, int(getattr(image, "n_frames", 1)), source, limits)
        return [ImageOps.exif_transpose(frame).convert("RGB") for frame in ImageSequence.Iterator(image)]
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise _damaged(source) from error


def _heic(data: bytes, source: str | None, limits: Limits) -> list[Any]:
    try:
        import pi_heif
    except ImportError as error:
        raise MissingExtra(
            phrase("reading a HEIC photograph needs pi-heif: pip install 'govinfo-reports[heic]'"),
            extra="heic",
            source=source,
        ) from error
    try:
        file = pi_heif.open_heif(io.BytesIO(data), convert_hdr_to_8bit=True)
        for image in file:
            _check(image.size, len(file), source, limits)
        return [file[file.primary_index].to_pillow().convert("RGB")]
    except (OSError, EOFError, ValueError, RuntimeError, SyntaxError, IndexError) as error:
        raise _damaged(source) from error


def _check(size: tuple[int, int], count: int, source: str | None, limits: Limits) -> None:
    width, height = size
    if width * height * count > _MAX_PIXELS or count > limits.pages:
        raise LimitExceeded(
            phrase("{count} images of {width} x {height} pixels", count=count, width=width, height=height),
            source=source,
        )


def _damaged(source: str | None) -> UnreadableSource:
    return UnreadableSource(phrase("the image is damaged or of an unknown kind"), source=source)
