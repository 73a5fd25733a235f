"""What is put over text to hide it: images of one colour, and patches that another text is written on."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from typing import Any

from .page_objects import Box

__all__ = ["is_blank", "lacking", "retyped"]

_OPAQUE = 250  # of 255
_FLAT = 24  # of 255: how far the colours of an image without print differ
_EDGE = 0.3  # heights: so much of a text may stand out from its patch
_MOST = 100
_TWICE = 1.0  # points: a text so near to another may be the same once more


def is_blank(raw: Any, document: Any, page: Any, image: Any) -> bool:
    """Whether an image is of one colour and lets nothing through."""
    bitmap = raw.FPDFImageObj_GetRenderedBitmap(document, page, image)
    if not bitmap:
        return False
    try:
        width, height, stride = (
            raw.FPDFBitmap_GetWidth(bitmap),
            raw.FPDFBitmap_GetHeight(bitmap),
            raw.FPDFBitmap_GetStride(bitmap),
        )
        if raw.FPDFBitmap_GetFormat(bitmap) != raw.FPDFBitmap_BGRA:
            return False
        held = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * height)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    rows = [
        held[stride * row : stride * row + 4 * width] for row in range(1, height - 1, max(1, height // 60))
    ]
    inner = [row[4:-4] for row in rows if len(row) > 8]  # the outermost pixels are half those of the page
    return bool(inner) and all(
        max(max(row[part::4]) for row in inner) - min(min(row[part::4]) for row in inner) < _FLAT
        and (part < 3 or min(min(row[part::4]) for row in inner) >= _OPAQUE)
        for part in range(4)
    )


def retyped(texts: Sequence[tuple[Any, Box, Sequence[Box]]]) -> list[tuple[Any, Any, bool]]:
    """The texts that are covered as a whole and have a later text, that is not covered, at their place; with
    that text, and whether it has the very place.

    `texts` are objects in the order of painting, with their boxes and what covers them. PDFium leaves out of
    a text the characters that another has at the same place, and so those on a patch: 150 written over a
    hidden 120 would be 5. A text that is the same as a whole it leaves out as a whole, whatever is done to
    the first, which then stands for both."""
    hidden: list[tuple[Any, Box]] = []
    found: dict[int, tuple[Any, Any, bool]] = {}
    for item, box, covers in texts:
        left, bottom, right, top = box
        if not covers:
            for at, (before, (x0, y0, x1, y1)) in enumerate(hidden):
                if left < x1 and x0 < right and bottom < y1 and y0 < top:
                    is_there = max(abs(left - x0), abs(right - x1), abs(bottom - y0), abs(top - y1)) < _TWICE
                    if at not in found or is_there:
                        found[at] = before, item, is_there
        elif len(hidden) < _MOST:
            edge = _EDGE * min(top - bottom, right - left)
            if any(
                cover[0] <= left + edge
                and cover[1] <= bottom + edge
                and cover[2] >= right - edge
                and cover[3] >= top - edge
                for cover in covers
            ):
                hidden.append((item, box))
    return list(found.values())


def lacking(
    raw: Any,
    texts: Sequence[tuple[Any, Box, Sequence[Box]]],
    text_of: Callable[[Sequence[Any]], Sequence[str]],
) -> list[tuple[Any, Box]]:
    """The texts on patches over parts of others of which PDFium leaves out characters that the others have
    too."""
    hiding = [(item, box, covers) for item, box, covers in texts if covers][:_MOST]
    hidden = {id(item) for item, _, _ in hiding}
    later: list[tuple[Any, Box]] = []
    for item, box, _ in texts if hiding else ():
        if id(item) not in hidden and any(
            _share(box, cover) for _, own, covers in hiding if _share(box, own) for cover in covers
        ):
            later.append((item, box))
    if not later:
        return []
    items = [item for item, _ in later]
    as_given = text_of(items)
    active = [item for item, _, _ in hiding if raw.FPDFPageObj_SetIsActive(item, False)]
    alone = text_of(items)
    for item in active:
        raw.FPDFPageObj_SetIsActive(item, True)
    return [one for one, text, own in zip(later, as_given, alone, strict=True) if text != own]


def _share(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
