"""The picture of one cell read again, larger and in several ways."""

from __future__ import annotations

from typing import Any

__all__ = ["picture_of", "read_again"]

_HEIGHT = 96  # pixels: small print is enlarged to it
_WIDTH = 8.0  # times its height: a lone digit is read best on a long strip of paper


def picture_of(crop: Any) -> bytes:
    """The picture of a cell as PNG."""
    import cv2

    return bytes(cv2.imencode(".png", crop)[1])


def read_again(picture: bytes) -> tuple[tuple[str, float], ...]:
    """The readings of a cell's picture (PNG), each with its confidence (0 to 1): as it is on a long strip,
    enlarged, and with heavier print. Empty where the packages that recognise are not installed."""
    from .ocr import has_ocr, recognise_strip

    if not has_ocr():
        return ()
    import cv2
    import numpy

    gray: Any = cv2.imdecode(numpy.frombuffer(picture, numpy.uint8), cv2.IMREAD_GRAYSCALE)
    if gray is None or not gray.size:
        return ()
    factor = _HEIGHT / gray.shape[0]
    large: Any = cv2.resize(gray, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    heavy = cv2.erode(large, numpy.ones((3, 3), numpy.uint8))
    readings: list[tuple[str, float]] = []
    for image in (gray, large, heavy):
        side = max(0, round((_WIDTH * image.shape[0] - image.shape[1]) / 2))
        strip = cv2.copyMakeBorder(image, 0, 0, side, side, cv2.BORDER_CONSTANT, value=255)
        readings.append(recognise_strip(strip))
    return tuple(readings)
