"""Text objects of OFD: each character at its point, and characters of a page as runs."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain, islice, repeat
from typing import NamedTuple

from lxml import etree

from ..pdf.characters import Glyph, PageSpace, Run, is_apart, printed_once
from ..pdf.page_objects import Matrix, apply
from ..pdf.radicals import RADICALS
from .parts import child, children, number

__all__ = ["NO_VALUE", "Character", "characters_of", "offsets", "runs_of"]

NO_VALUE = "\ufffd"
_TURN = math.pi / 2
_RISE, _DROP = 0.88, 0.12  # of the size: how far a character reaches above and below its base line
_SAME_LINE = 0.35  # of the height: characters whose middles differ by more stand on two lines
_SMALL = 0.8  # of the height: a smaller digit beside a digit may be a note
_ADVANCE, _LETTER = 0.75, 1.05  # of the size: a longer step behind a digit, or a letter, leaves a gap
_DEFAULT_SIZE = 3.7  # millimetres, of text without a size
_OTHER_WIDTHS = {
    **dict.fromkeys("iljtfr.,:;'!|()[]I-`", 0.33),
    **dict.fromkeys("mwMW@%", 0.88),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ&", 0.68),
}
_TOKEN = re.compile(r"\S+")
_BLANK = re.compile(r"\s")


class Character(NamedTuple):
    """One character on its page: its box there (millimetres, y downwards), its size, and which way its foot
    points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    x: float
    y: float


def offsets(text: str | None) -> Iterator[float]:
    """The steps that DeltaX or DeltaY writes; `g 3 5` is three steps of 5. They are made one by one, however
    many are said.

    >>> list(offsets("4.2 g 3 5 6"))
    [4.2, 5.0, 5.0, 5.0, 6.0]
    """
    pieces = (found.group() for found in _TOKEN.finditer(text or ""))
    for piece in pieces:
        if piece.lower() != "g":
            yield number(piece, 0.0)
            continue
        count, step = next(pieces, "0"), number(next(pieces, None), 0.0)
        yield from repeat(step, int(number(count, 0.0)) if number(count, 0.0) > 0 else 0)


def _shown(text: str, steps: int) -> str:
    """The characters that stand in a TextCode: blanks that only lay out the XML are none of them."""
    stripped = text.strip("\r\n\t ")
    if len(text) == len(stripped) or len(text) - 1 == steps:
        return text
    is_layout = "\n" in text or "\r" in text or "\t" in text or len(stripped) - 1 == steps
    return stripped if is_layout else text


def _width(char: str, following: str, step: float | None, size: float, *, is_even: bool) -> float:
    """How wide a character is: about as its kind, and as far as the next one where that follows it at once.
    In a text of even steps no step is a gap."""
    wide = unicodedata.east_asian_width(char) in "WFA"
    usual = size if wide else _OTHER_WIDTHS.get(char, 0.52) * size
    if wide or step is None or step <= 0 or _BLANK.match(following):
        return usual if step is None or step <= 0 else min(usual, step) if step > 0.4 * usual else usual
    is_digit = char.isdigit() or following.isdigit()
    most = _ADVANCE if is_digit and not is_even else _LETTER
    return step if step <= most * size else usual


def characters_of(element: etree._Element, matrix: Matrix, budget: int) -> list[Character]:
    """The characters of a text object, at most `budget`. `matrix` leads from the object's space to the
    page's.

    Steps move the points before the matrix is applied, so that of the matrix they take the linear part only.
    """
    size = number(element.get("Size") or element.get("size"), _DEFAULT_SIZE)
    stretch = number(element.get("HScale"), 1.0) or 1.0
    reads = round(number(element.get("ReadDirection"), 0.0) / 90) % 4
    turned = round(number(element.get("CharDirection"), 0.0) / 90) % 4
    has_shapes = child(element, "CGTransform") is not None
    found: list[Character] = []
    x = y = 0.0
    for code in children(element, "TextCode"):
        x, y = number(code.get("X"), x), number(code.get("Y"), y)
        across, down = code.get("DeltaX"), code.get("DeltaY")
        raw = "".join(map(str, code.itertext()))[: budget + 2]
        said = list(islice(offsets(across or down), len(raw) + 1))
        text = _shown(raw, len(said))
        is_even = len(said) > 1 and max(said) - min(said) < 0.01 * size
        natural = not (across or "").strip() and not (down or "").strip()
        steps_x: Iterable[float | None] = chain(offsets(across), repeat(None))
        steps_y: Iterable[float | None] = chain(offsets(down), repeat(None))
        at_x, at_y = x, y
        for index, (char, right, low) in enumerate(zip(text, steps_x, steps_y, strict=False)):
            if len(found) >= budget:
                return found
            following = text[index + 1 : index + 2]
            step = None if natural else right if reads % 2 == 0 else low
            wide = _width(
                char, following, abs(step) if step is not None else None, size * stretch, is_even=is_even
            )
            found.append(_placed(char, at_x, at_y, wide, size, turned, matrix, has_shapes=has_shapes))
            if right is None and low is None:  # nothing more is said: on as the text runs
                if reads % 2 or (down and not across):
                    at_y += -size if reads == 3 else size
                else:
                    at_x += wide if reads == 0 else -wide
            at_x, at_y = at_x + (right or 0.0), at_y + (low or 0.0)
    return found


def _placed(
    char: str, x: float, y: float, wide: float, size: float, turned: int, matrix: Matrix, *, has_shapes: bool
) -> Character:
    cosine, sine = ((1, 0), (0, 1), (-1, 0), (0, -1))[turned]
    corners = [
        apply(matrix, x + along * cosine - up * sine, y + along * sine + up * cosine)
        for along in (0.0, wide)
        for up in (-_RISE * size, _DROP * size)
    ]
    a, b, c, d, _, _ = matrix
    xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    scale = math.sqrt(abs(a * d - b * c))
    direction = (a * cosine + c * sine, b * cosine + d * sine)
    shown = NO_VALUE if has_shapes and char in "\u00a4\u25a1" else char
    return Character(shown, min(xs), min(ys), max(xs), max(ys), size * scale, *direction)


def quarter(character: Character) -> float:
    """How many quarter turns clockwise the page needs for this character to stand upright."""
    return -math.atan2(character.y, character.x) / _TURN


def runs_of(characters: Iterable[Character], space: PageSpace, scale: float) -> tuple[list[Run], int]:
    """Characters in the order they are drawn as runs in upright page space, and how many have no Unicode
    value.

    `scale` is points in a unit of the page.
    """
    height = space.top
    runs: list[Run] = []
    glyphs: list[Glyph] = []
    start = end = top = bottom = size = last_x0 = 0.0
    spaced = run_spaced = False
    last = ""
    unknown = 0

    def close() -> None:
        if glyphs:
            text = "".join(glyph[0] for glyph in glyphs)
            runs.append(Run(tuple(glyphs), start, end, top, bottom, text, run_spaced))
            glyphs.clear()

    for one in characters:
        char = RADICALS.get(ord(one.text), one.text)
        kind = unicodedata.category(char)
        if char.isspace() or kind == "Zs":
            spaced = True
            continue
        if kind in {"Cc", "Co", "Cs", "Cn"}:
            char = NO_VALUE
        elif kind == "Cf":
            continue
        unknown += char == NO_VALUE
        x0, y0, x1, y1 = space.box(
            one.left * scale, height - one.bottom * scale, one.right * scale, height - one.top * scale
        )
        if y1 <= y0 or x1 <= x0:
            continue
        if glyphs:
            off = abs((y0 + y1) - (top + bottom)) / 2
            is_other = x0 - end > size or off > _SAME_LINE * size or x0 < last_x0 - 0.1 * size
            is_note = char.isdigit() and last.isdigit() and not _SMALL * size < y1 - y0 < size / _SMALL
            if is_other or is_note:
                close()
            elif spaced or (x0 - end > 0.2 * size and is_apart(last, char, (x0 - end) / size)):
                char = f" {char}"
            elif char == last and x0 - last_x0 < 0.2 * size:
                continue  # printed twice to look bold
        if not glyphs:
            start, end, top, bottom, size, run_spaced = x0, x1, y0, y1, y1 - y0, spaced
        glyphs.append((char, x0, x1))
        spaced, last_x0, last, end = False, x0, char[-1], max(end, x1)
    close()
    return list(printed_once(runs)), unknown
