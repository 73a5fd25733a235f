"""A page image without what lies over its print: seals and stamps in colour, the grain of a scanner, specks
of dust."""

from __future__ import annotations

from typing import Any

__all__ = ["gray_page", "ink_of", "pixels_of"]

_COLOURED = (
    60  # of 255, between the strongest and the weakest part of a colour: less is paper, print or their edges
)
_SEAL = 50.0  # points: a patch of colour so wide and so high is a seal or a stamp; coloured print is smaller
_GRAIN = 4.0  # shades: a page with less is as good as clean
_FAINT = 14  # shades: print is darker than its surroundings by more
_SPECK = 0.75  # points: the side of the largest speck
_NEAR = 1.4  # points: so near to print a small mark is a part of it
_MANY = 250  # so many specks on a page are dust


def pixels_of(image: Any) -> Any:
    """A PIL image or an array as an array of bytes; two tones are black and white."""
    import numpy

    pixels = numpy.asarray(image)
    return pixels.astype(numpy.uint8) * 255 if pixels.dtype == bool else pixels


def gray_page(image: Any, scale: float) -> Any:
    """The page in shades of gray, 0 black to 255 white, without seals and stamps in colour. `image` is a PIL
    image or an array (RGB, gray or two tones), `scale` pixels a point."""
    import cv2
    import numpy

    pixels = pixels_of(image)
    if pixels.ndim == 2:
        return pixels
    if pixels.shape[2] < 3:
        return pixels[:, :, 0]
    colours = numpy.ascontiguousarray(pixels[:, :, :3])
    gray = cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY)
    red, green, blue = cv2.split(colours)
    strongest, weakest = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
    seals = _seals((strongest - weakest > _COLOURED).astype(numpy.uint8), scale)
    if seals is not None:
        paper = numpy.clip(strongest * 2.4 - 130, 0, 255).astype(
            numpy.uint8
        )  # print below a seal is dark in all colours
        gray = numpy.where(seals > 0, numpy.maximum(gray, paper), gray)
    return gray


def _seals(coloured: Any, scale: float) -> Any:
    """1 in and right around what is coloured of seals and stamps, None on a page that has none."""
    import cv2
    import numpy

    if coloured.sum() < 20 * scale * scale:
        return None
    reach = max(3, round(3 * scale)) | 1
    joined = cv2.morphologyEx(
        coloured, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    )
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    inside = numpy.zeros_like(coloured)
    for left, top, width, height, _ in stats[1:].tolist():
        if min(width, height) > _SEAL * scale:
            inside[top : top + height, left : left + width] = 1
    if not inside.any():
        return None
    rim = max(3, round(1.0 * scale)) | 1  # the edges of a stroke are paler than itself
    grown = cv2.dilate(coloured, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (rim, rim)))
    return grown & inside


def ink_of(gray: Any, scale: float) -> tuple[Any, Any]:
    """1 where something is printed, 0 where the paper shows, whatever its shade; and the page as it is to be
    read. Grain is smoothed out of both and specks are painted over, on pages that have many."""
    import cv2
    import numpy

    grain = _grain(gray)
    if grain > _GRAIN:
        gray = cv2.GaussianBlur(gray, (0, 0), max(0.8, 0.3 * scale))
    height, width = gray.shape
    block = max(15, (min(height, width) // 30) | 1)
    ink = cv2.adaptiveThreshold(gray, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, _FAINT)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    side = _SPECK * scale
    is_speck = (stats[:, cv2.CC_STAT_WIDTH] <= max(1.0, 1.6 * side)) & (
        stats[:, cv2.CC_STAT_HEIGHT] <= max(1.0, 1.6 * side)
    )
    is_speck &= stats[:, cv2.CC_STAT_AREA] <= max(1.0, 1.8 * side * side)
    is_speck[0] = False
    if int(is_speck.sum()) < _MANY or count < 2:
        return ink, gray
    specks = is_speck[labels].astype(numpy.uint8)
    is_speck[numpy.unique(labels[_between(ink & ~specks & 1, scale) & specks > 0])] = False
    is_small = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1) <= 3 * side
    is_small[0] = False
    print_mask = (ink > 0) & ~is_small[labels]
    reach = 2 * max(1, round(_NEAR * scale)) + 1
    near = cv2.dilate(print_mask.astype(numpy.uint8), numpy.ones((reach, reach), numpy.uint8))
    is_small[numpy.unique(labels[near > 0])] = False  # marks beside print belong to it
    specks = (is_speck | is_small)[labels].astype(numpy.uint8)
    ink = ink & ~specks & 1
    rim: Any = cv2.dilate(specks, cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3)))
    beside: Any = cv2.dilate(ink, cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3)))
    rim &= ~beside & 1
    paper = cv2.medianBlur(gray, 2 * max(2, round(1.5 * side)) + 1)
    return ink, numpy.where(rim | specks, numpy.maximum(paper, gray), gray)


def _between(ink: Any, scale: float) -> Any:
    """1 in the small gaps between two characters of a line, where a decimal point may stand."""
    import cv2
    import numpy

    reach = max(3, round(2.6 * scale))
    kernel = numpy.ones((1, reach), numpy.uint8)
    high = cv2.morphologyEx(ink, cv2.MORPH_OPEN, numpy.ones((max(2, round(2.0 * scale)), 1), numpy.uint8))
    after: Any = cv2.dilate(high, kernel, anchor=(0, 0))
    before: Any = cv2.dilate(high, kernel, anchor=(reach - 1, 0))
    return after & before


def _grain(gray: Any) -> float:
    """How much neighbouring spots of paper differ, as a standard deviation in shades; 0 for a clean page."""
    import cv2
    import numpy

    part = gray[:: max(1, gray.shape[0] // 600)]  # rows enough to tell
    across = part[:, 1:].astype(numpy.int16) - part[:, :-1]
    light = part[:, 1:] >= cv2.blur(part, (15, 1))[:, 1:] - 40
    return float(numpy.median(numpy.abs(across[light]))) * 1.4826 / 1.4142 if light.any() else 0.0
