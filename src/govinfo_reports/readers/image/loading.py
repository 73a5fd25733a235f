"""Page images made ready for reading: skew, and the lines of text in a cell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .clean import ink_of

__all__ = ["Box", "cell_lines", "ink_mask", "is_sideways", "straighten", "text_height"]

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""

_BETWEEN = 4.5  # points: characters of a line stand nearer to each other, lines do not
_CLEARLY = 1.03
_MAX_SKEW = 4.0  # degrees


def ink_mask(gray: Any) -> Any:
    """1 where something is printed, 0 where the paper shows, whatever its shade."""
    import cv2

    height, width = gray.shape
    block = max(15, (min(height, width) // 30) | 1)
    return cv2.adaptiveThreshold(gray, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 14)


def is_sideways(gray: Any, scale: float) -> bool:
    """Whether the lines of text run down the page: characters stand nearer to each other along their line
    than across."""
    import cv2

    ink, _ = ink_of(gray, scale)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    is_large = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1) > 40 * scale
    is_large[0] = False
    ink[is_large[labels]] = 0  # lines, frames and pictures, but not the text inside of a frame
    reach = max(3, round(_BETWEEN * scale))
    across, down = (
        int(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, size)).sum())
        for size in ((reach, 1), (1, reach))
    )
    return down > _CLEARLY * across


def straighten(gray: Any) -> Any:
    """The page turned by at most 4 degrees so that its lines are level."""
    import cv2

    shrink = max(1.0, max(gray.shape) / 700)
    small = cv2.resize(gray, None, fx=1 / shrink, fy=1 / shrink, interpolation=cv2.INTER_AREA)
    ink = ink_mask(small)
    best = 0.0
    for step, reach in ((1.0, _MAX_SKEW), (0.25, 0.75), (0.05, 0.2), (0.02, 0.04)):
        count = round(2 * reach / step) + 1
        angles = [best - reach + step * index for index in range(count)]
        best = max(angles, key=lambda angle: _sharpness(ink, angle))
    if abs(best) < 0.03 or abs(best) > _MAX_SKEW:
        return gray
    return _turned(gray, best, 255)


def _turned(image: Any, angle: float, border: int, *, is_exact: bool = True) -> Any:
    import cv2

    height, width = image.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(
        image,
        matrix,
        (width, height),
        flags=cv2.INTER_CUBIC if is_exact else cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=border,
    )


def _sharpness(ink: Any, angle: float) -> float:
    """How sharply rows with ink part from rows without it, once turned by so much."""
    import numpy

    rows = _turned(ink * 255, angle, 0, is_exact=False).sum(axis=1, dtype=numpy.float64)
    return float(((rows[1:] - rows[:-1]) ** 2).sum())


def text_height(ink: Any, scale: float) -> float:
    """The usual height of a character on the page, in pixels."""
    import cv2

    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    heights = sorted(
        height
        for _, _, width, height, _ in stats[1:].tolist()
        if 5 * scale <= height <= 40 * scale and width <= 3 * height
    )
    return float(heights[int(0.6 * len(heights))]) if heights else 10.5 * scale


def cell_lines(ink: Any, size: float) -> Iterator[Box]:
    """The boxes of the lines of text in the ink of a cell; `size` is a character's height."""
    rows = ink.sum(axis=1)
    bands: list[list[int]] = []
    for row, count in enumerate(rows.tolist()):
        if not count:
            continue
        if bands and row <= bands[-1][1]:
            bands[-1][1] = row + 1
        else:
            bands.append([row, row + 1])
    merged: list[list[int]] = []
    for first, last in bands:
        if merged and last - merged[-1][0] <= 1.3 * size and first - merged[-1][1] <= 0.9 * size:
            merged[-1][1] = last
        else:
            merged.append([first, last])
    for first, last in merged:
        columns = ink[first:last].sum(axis=0).nonzero()[0]
        width = int(columns[-1]) - int(columns[0]) + 1
        if max(last - first, width) >= 0.3 * size:  # smaller things are specks
            yield int(columns[0]), first, int(columns[-1]) + 1, last
