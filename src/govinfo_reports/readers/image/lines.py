"""The ruling lines in a page image, through gaps, grain and what is stamped over them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..pdf_rulings import Ruling, merge_rulings

__all__ = ["find_lines"]

_ACROSS, _DOWN = 24.0, 14.0  # points: shorter strokes are parts of characters
_COVERED = 0.88  # of a line is ink, whatever is broken out of it
_THICK = 4.0  # points: anything thicker is a bar, a stamp or a picture
_SHARE = 0.62  # of its box: a line that is not of the thinnest fills that much, a letter's stroke or a stamp's rim less
_FINE = 1.2  # points: so thin a line may fill less, where it lies between two rows of pixels
_GAP = 9.0  # points: a line may be broken so far, less than a cell is wide
_TOUCH = 4.0  # points: lines so near meet
_HALF = 30.0  # points: a shorter one needs others at both ends
_LOOSE = 90.0  # points: a longer line needs no other to be one


def find_lines(ink: Any, scale: float) -> tuple[list[Ruling], list[Ruling], Any]:
    """The merged horizontal and vertical lines of a level page in points, and the pixels that they take.

    `ink` is 1 where something is printed, `scale` pixels a point. Lines may be broken; blots and stamps that lie over
    them are no part of them."""
    import cv2
    import numpy

    found: list[list[Ruling]] = []
    taken = numpy.zeros_like(ink)
    for is_across, length in ((True, _ACROSS), (False, _DOWN)):
        strokes = _strokes(ink, max(5, round(length * scale)), scale, is_across=is_across)
        count, labels, stats, _ = cv2.connectedComponentsWithStats(strokes, connectivity=8)
        lines: list[Ruling] = []
        is_line = numpy.zeros(count, dtype=numpy.uint8)
        for index, (left, top, width, height, area) in enumerate(stats[1:].tolist(), 1):
            long, thick = (width, height) if is_across else (height, width)
            share = 0.4 if thick <= max(3.0, _FINE * scale) else _SHARE
            if thick > _THICK * scale or area < share * width * height or long < 0.8 * length * scale:
                continue
            is_line[index] = 1
            start = left if is_across else top
            at = (top + height / 2) if is_across else (left + width / 2)
            lines.append(Ruling(at / scale, start / scale, (start + long) / scale))
        taken |= is_line[labels]
        found.append(_bridged(merge_rulings(lines)))
    across, down = found
    rim = 2 * max(1, round(0.4 * scale)) + 1
    taken = cv2.dilate(taken, cv2.getStructuringElement(cv2.MORPH_RECT, (rim, rim)))
    return _anchored(across, down), _anchored(down, across), taken


def _strokes(ink: Any, length: int, scale: float, *, is_across: bool) -> Any:
    """The pixels of long thin strokes in one direction: nearly all ink along them, paper beside them."""
    import cv2
    import numpy

    gap = max(3, round(1.0 * scale) | 1)
    thick = max(3, round(_THICK * scale) + 1)
    along, beside = ((length, 1), (1, thick)) if is_across else ((1, length), (thick, 1))
    closed: Any = cv2.morphologyEx(
        ink, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, (gap, gap))
    )
    blots: Any = cv2.morphologyEx(
        closed, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (thick, thick))
    )
    covered = cv2.boxFilter(
        closed.astype(numpy.float32), -1, along, normalize=True, borderType=cv2.BORDER_CONSTANT
    )
    middles = (covered >= _COVERED).astype(numpy.uint8)
    strokes: Any = cv2.dilate(middles, cv2.getStructuringElement(cv2.MORPH_RECT, along))
    strokes &= closed & ~blots & 1
    strokes = cv2.morphologyEx(
        strokes, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, (gap, gap))
    )
    bars: Any = cv2.morphologyEx(strokes, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, beside))
    return strokes & ~bars & 1


def _bridged(lines: Sequence[Ruling]) -> list[Ruling]:
    """The lines with those made one that go on behind a gap narrower than a cell."""
    found: list[Ruling] = []
    for line in sorted(lines, key=lambda line: line.start):
        for index in range(len(found) - 1, -1, -1):
            other = found[index]
            if abs(line.at - other.at) <= 1.5 and -1.0 <= line.start - other.end <= _GAP:
                first, second = other.end - other.start, line.end - line.start
                at = (other.at * first + line.at * second) / max(first + second, 0.01)
                found[index] = Ruling(at, other.start, max(other.end, line.end))
                break
        else:
            found.append(line)
    return sorted(found)


def _anchored(lines: Sequence[Ruling], others: Sequence[Ruling]) -> list[Ruling]:
    """The lines without short ones that hang in the air, as the rim of a stamp does: an edge of a cell ends at others."""
    found: list[Ruling] = []
    for line in lines:
        length = line.end - line.start
        ends = sum(any(_meets(line, end, other) for other in others) for end in (line.start, line.end))
        if length > _LOOSE or ends == 2 or (ends and length > _HALF):
            found.append(line)
    return found


def _meets(line: Ruling, end: float, other: Ruling) -> bool:
    return abs(other.at - end) <= _TOUCH and other.start - _TOUCH <= line.at <= other.end + _TOUCH
