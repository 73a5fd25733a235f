"""The ruling lines in a page image, through gaps, grain and what is stamped over them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from ..pdf.rulings import Ruling, merge_rulings

__all__ = ["Along", "find_lines", "ink_along"]

_ACROSS, _DOWN = 24.0, 14.0  # points: shorter strokes are parts of characters
_COVERED = 0.88  # of a line is ink, whatever is broken out of it
_THICK = 4.0  # points: anything thicker is a bar, a stamp or a picture
# of its box: a line that is not of the thinnest fills that much, a letter's stroke or a stamp's rim less
_SHARE = 0.62
_FINE = 1.2  # points: so thin a line may fill less, where it lies between two rows of pixels
_GAP = 9.0  # points: a line may be broken so far, less than a cell is wide
_LEVEL = 1.5  # points: pieces of one line lie so near to each other
_TOUCH = 4.0  # points: lines so near meet
_HALF = 30.0  # points: a shorter one needs others at both ends
_LOOSE = 90.0  # points: a longer line needs no other to be one


class Along(NamedTuple):
    """The ink with its small gaps closed, and where nearly all of it is ink across and down."""

    closed: Any
    across: Any
    down: Any


def ink_along(ink: Any, scale: float) -> Along:
    """What lines are found in, however print beside them is taken."""
    import cv2
    import numpy

    closed: Any = _morphed(ink, cv2.MORPH_CLOSE, *_gap(scale))
    covered: list[Any] = []
    for along in ((_pixels(_ACROSS, scale), 1), (1, _pixels(_DOWN, scale))):
        share = cv2.boxFilter(
            closed.astype(numpy.float32), -1, along, normalize=True, borderType=cv2.BORDER_CONSTANT
        )
        covered.append(_morphed((share >= _COVERED).astype(numpy.uint8), cv2.MORPH_DILATE, *along))
    return Along(closed, *covered)


def find_lines(
    ink: Any, scale: float, *, beside_print: bool = True, along: Along | None = None
) -> tuple[list[Ruling], list[Ruling], Any]:
    """The merged horizontal and vertical lines of a level page in points, and the pixels that they take.

    `ink` is 1 where something is printed, `scale` pixels a point. Lines may be broken; blots and stamps that
    lie over them are no part of them. Lines with print right beside them are left out without
    `beside_print`. `along` is what `ink_along` gives, where that is known."""
    import cv2
    import numpy

    closed, *covered = along or ink_along(ink, scale)
    found: list[list[Ruling]] = []
    parts: list[tuple[Any, dict[int, Ruling]]] = []
    for is_across, length in ((True, _ACROSS), (False, _DOWN)):
        strokes = _strokes(
            closed, covered[not is_across], scale, is_across=is_across, beside_print=beside_print
        )
        _, labels, stats, _ = cv2.connectedComponentsWithStats(strokes, connectivity=8)
        lines: dict[int, Ruling] = {}
        for index, (left, top, width, height, area) in enumerate(stats[1:].tolist(), 1):
            long, thick = (width, height) if is_across else (height, width)
            share = 0.4 if thick <= max(3.0, _FINE * scale) else _SHARE
            if thick > _THICK * scale or area < share * width * height or long < 0.8 * length * scale:
                continue
            start = left if is_across else top
            at = (top + height / 2) if is_across else (left + width / 2)
            lines[index] = Ruling(at / scale, start / scale, (start + long) / scale)
        parts.append((labels, lines))
        found.append(_bridged(merge_rulings(list(lines.values()))))
    across, down = _anchored(found[0], found[1]), _anchored(found[1], found[0])
    across, down = (
        [line for line in across if _is_joined(line, down, ink.T, scale)],
        [line for line in down if _is_joined(line, across, ink, scale)],
    )
    taken = numpy.zeros_like(ink)
    for (labels, lines), kept in zip(parts, (across, down), strict=True):
        is_line = numpy.zeros(int(labels.max()) + 1, dtype=numpy.uint8)
        is_line[[index for index, line in lines.items() if any(_is_part(line, other) for other in kept)]] = 1
        taken |= is_line[labels]
    rim = 2 * max(1, round(0.4 * scale)) + 1
    taken = cv2.dilate(taken, cv2.getStructuringElement(cv2.MORPH_RECT, (rim, rim)))
    return across, down, taken


def _is_part(piece: Ruling, line: Ruling) -> bool:
    """Whether a stroke is a part of a line: what is none, the stem of a 1, stays on the page."""
    return abs(piece.at - line.at) <= _LEVEL and piece.start < line.end and piece.end > line.start


def _strokes(closed: Any, covered: Any, scale: float, *, is_across: bool, beside_print: bool) -> Any:
    """The pixels of long thin strokes in one direction: nearly all ink along them, paper beside them."""
    import cv2

    thick = max(3, round(_THICK * scale) + 1)
    blot = (thick, thick)
    if beside_print:  # a stem of print and the rule right beside it are no blot
        blot = (_pixels(_ACROSS, scale), thick) if is_across else (thick, _pixels(_DOWN, scale))
    strokes: Any = covered & closed & ~_morphed(closed, cv2.MORPH_OPEN, *blot) & 1
    strokes = _morphed(strokes, cv2.MORPH_CLOSE, *_gap(scale))
    beside = (1, thick) if is_across else (thick, 1)
    return strokes & ~_morphed(strokes, cv2.MORPH_OPEN, *beside) & 1


def _pixels(length: float, scale: float) -> int:
    return max(5, round(length * scale))


def _gap(scale: float) -> tuple[int, int]:
    """The gaps that are closed: a point."""
    side = max(3, round(1.0 * scale) | 1)
    return side, side


def _morphed(pixels: Any, kind: int, width: int, height: int) -> Any:
    import cv2

    return cv2.morphologyEx(pixels, kind, cv2.getStructuringElement(cv2.MORPH_RECT, (width, height)))


def _bridged(lines: Sequence[Ruling]) -> list[Ruling]:
    """The lines with those made one that go on behind a gap narrower than a cell."""
    found: list[Ruling] = []
    for line in sorted(lines, key=lambda line: line.start):
        for index in range(len(found) - 1, -1, -1):
            other = found[index]
            if abs(line.at - other.at) <= _LEVEL and -1.0 <= line.start - other.end <= _GAP:
                first, second = other.end - other.start, line.end - line.start
                at = (other.at * first + line.at * second) / max(first + second, 0.01)
                found[index] = Ruling(at, other.start, max(other.end, line.end))
                break
        else:
            found.append(line)
    return sorted(found)


def _anchored(lines: Sequence[Ruling], others: Sequence[Ruling]) -> list[Ruling]:
    """The lines without short ones that hang in the air, as the rim of a stamp does: an edge of a cell ends
    at others."""
    found: list[Ruling] = []
    for line in lines:
        length = line.end - line.start
        ends = sum(any(_meets(line, end, other) for other in others) for end in (line.start, line.end))
        if length > _LOOSE or ends == 2 or (ends and length > _HALF):
            found.append(line)
    return found


def _meets(line: Ruling, end: float, other: Ruling) -> bool:
    return abs(other.at - end) <= _TOUCH and other.start - _TOUCH <= line.at <= other.end + _TOUCH


def _is_joined(line: Ruling, others: Sequence[Ruling], ink: Any, scale: float) -> bool:
    """Whether a line runs into most of those that it crosses. Paper shows between a rule and the stems of
    the 1 of figures that fill their cells. `ink` has the line run down."""
    left, right = max(0, round((line.at - _LEVEL) * scale)), round((line.at + _LEVEL) * scale) + 1
    rows = ink[:, left:right].any(axis=1)
    reach = round(_TOUCH * scale)
    joined = sides = 0
    for other in others:
        if not (other.start - _TOUCH <= line.at <= other.end + _TOUCH):
            continue
        at = round(other.at * scale)
        if line.start < other.at - _TOUCH <= line.end:
            sides, joined = sides + 1, joined + bool(rows[max(0, at - reach) : at].all())
        if line.start <= other.at + _TOUCH < line.end:
            sides, joined = sides + 1, joined + bool(rows[at : at + reach].all())
    return 2 * joined >= sides
