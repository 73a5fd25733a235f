"""The pictures of an OFD page as one image of the page, for pages that are scans."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from ...errors import UnreadableSource
from ..pdf.page_objects import apply, times
from .page import POINTS, Picture
from .parts import Parts

__all__ = ["largest_share", "painted"]

_DPI = 220
_MAX_PIXELS = 30_000_000
_MAX_PICTURE = 120_000_000


def largest_share(pictures: Sequence[Picture], width: float, height: float) -> float:
    """How much of the page its pictures take together, 1 at most."""
    share = 0.0
    for picture in pictures:
        corners = [apply(picture.matrix, x, y) for x in (0.0, 1.0) for y in (0.0, 1.0)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        across = min(max(xs), width) - max(min(xs), 0.0)
        down = min(max(ys), height) - max(min(ys), 0.0)
        share += max(0.0, across) * max(0.0, down) / max(1.0, width * height)
    return min(1.0, share)


def painted(
    parts: Parts, pictures: Sequence[Picture], width: float, height: float
) -> tuple[Any, float, list[str]]:
    """The page as an image (PIL), how many pixels a point is, and the names of pictures that could not be
    opened."""
    from PIL import Image

    scale = min(_DPI / 72, (_MAX_PIXELS / max(1.0, width * height * POINTS * POINTS)) ** 0.5)
    dots = scale * POINTS  # in a millimetre
    canvas = Image.new("RGB", (max(1, round(width * dots)), max(1, round(height * dots))), "white")
    lost: list[str] = []
    for picture in pictures:
        try:
            data = parts.bytes_of(picture.part)
        except UnreadableSource:
            data = None
        image = _opened(data or b"")
        if image is None:
            lost.append(picture.part)
            continue
        a, b, c, d, e, f = times(picture.matrix, (dots, 0.0, 0.0, dots, 0.0, 0.0))
        if b == c == 0 and a > 0 and d > 0 and a * d <= 4 * _MAX_PIXELS:
            size = max(1, round(a)), max(1, round(d))
            canvas.paste(image.resize(size, Image.Resampling.LANCZOS), (round(e), round(f)))
            continue
        area = a * d - b * c
        if abs(area) < 1:
            continue
        across, down = image.size[0] / area, image.size[1] / area
        back = (
            *(d * across, -c * across, (c * f - d * e) * across),
            *(-b * down, a * down, (b * e - a * f) * down),
        )
        turned = image.transform(canvas.size, Image.Transform.AFFINE, back, Image.Resampling.BICUBIC)
        mask = Image.new("L", image.size, 255).transform(canvas.size, Image.Transform.AFFINE, back)
        canvas.paste(turned, (0, 0), mask)
    return canvas, scale, lost


def _opened(data: bytes) -> Any:
    """The picture in these bytes, None where it is damaged, too large or of an unknown kind."""
    from PIL import Image

    try:
        opened = Image.open(io.BytesIO(data))
        if opened.size[0] * opened.size[1] > _MAX_PICTURE:
            return None
        image: Image.Image = opened
        if image.mode in {"RGBA", "LA", "P"}:
            image = image.convert("RGBA")
            ground = Image.new("RGBA", image.size, "white")
            ground.alpha_composite(image)
            image = ground
        return image.convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
