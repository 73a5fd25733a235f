"""The characters of a PDF page as runs of neighbouring characters, in upright page space (points, y
downwards)."""

from __future__ import annotations

import ctypes
import math
import re
import struct
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple, Protocol

from .page_objects import address_of
from .radicals import RADICALS
from .spaced import SET_APART, close_set

__all__ = [
    "COVERED",
    "NO_VALUE",
    "Glyph",
    "Hides",
    "PageSpace",
    "Run",
    "hidden",
    "is_apart",
    "page_space",
    "printed_once",
    "read_runs",
    "runs_text",
]


Glyph = tuple[str, float, float]
"""One visible character with its left and right edge; a blank before it belongs to its text."""


COVERED = "covered or cut off"
"""Why a character was not read that something hides."""


class Hides(Protocol):
    """What hides characters of a text object."""

    def share(self, box: tuple[float, float, float, float]) -> float:
        """How much of a character in this box (left, bottom, right, top) is hidden, 0 to 1."""


class Run(NamedTuple):
    """Characters of one line that follow each other without a wide gap. `spaced`: a blank is printed before
    it."""

    glyphs: tuple[Glyph, ...]
    x0: float
    x1: float
    top: float
    bottom: float
    text: str
    spaced: bool = False
    confidence: float | None = None
    picture: bytes | None = None

    @property
    def middle(self) -> float:
        """The height at which the run stands."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """About the size of its font."""
        return self.bottom - self.top

    def part(self, glyphs: Sequence[Glyph]) -> Run:
        """The run with only these of its characters."""
        text = "".join(char for char, _, _ in glyphs)
        spaced = text[0] == " " if glyphs[0] is not self.glyphs[0] else self.spaced
        return self._replace(
            glyphs=tuple(glyphs),
            x0=glyphs[0][1],
            x1=max(x1 for _, _, x1 in glyphs),
            text=text.lstrip(),
            spaced=spaced,
        )

    def without(self, gone: Collection[int]) -> list[Run]:
        """What is left of the run without the characters of these numbers, in pieces."""
        runs = groupby(enumerate(self.glyphs), key=lambda one: one[0] in gone)
        return [self.part([glyph for _, glyph in run]) for is_gone, run in runs if not is_gone]

    def moved(self, by: float) -> Run:
        """The run that much further to the right."""
        glyphs = tuple((char, x0 + by, x1 + by) for char, x0, x1 in self.glyphs)
        return self._replace(glyphs=glyphs, x0=self.x0 + by, x1=self.x1 + by)

    def lowered(self, by: float) -> Run:
        """The run that much further down."""
        return self._replace(top=self.top + by, bottom=self.bottom + by)


class PageSpace(NamedTuple):
    """How the page's own space turns into upright page space: its visible box, and quarter turns
    clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height once upright."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turns % 2 else (width, height)

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A box of the page's own space as (x0, top, x1, bottom) of upright page space."""
        if self.turns == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.turns == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turns == 2:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left


_TURN = math.pi / 2
_ASLANT = 0.07  # of a quarter turn: text turned by more across the page has no vote which way is up
_SAME_LINE = 0.35  # of the height: characters whose middles differ by more stand on two lines
_SMALL = 0.86  # of the height: a smaller digit beside a digit may be a note
_SUNK = 0.65  # of the height: a lowered number is smaller still
_TALL, _LOW = 1.25, 0.5  # times the usual size of a page's text: higher and lower boxes are looked at twice
_SEEN, _HIDDEN = (
    0.25,
    0.75,
)  # of a character: with less of it hidden it is read, with more nothing of it is seen
_HYPHEN = 2  # PDFium's mark for a hyphen at the end of a line
_PARTLY = re.compile("[0-9.,\ufdd0]+")
_BLANKS = frozenset((0x20, 0xA0, *range(0x2002, 0x200B), 0x202F, 0x3000))
_UNKNOWN = frozenset((0, 0xFFFD, *range(0xDC00, 0xE000)))
NO_VALUE = "\ufffd"
_GONE = "\ufdd0"  # stands for a hidden character until it is known whether the rest of its figure is seen
_NOTHING = frozenset((*range(0x20), 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF))
_RARE = _BLANKS | _UNKNOWN | _NOTHING | frozenset(RADICALS) | frozenset(range(0xD800, 0xDC00))


def page_space(raw: Any, page: Any, textpage: Any) -> PageSpace:
    """The page's visible box, turned so that most of its text stands upright (a page without text: as it is
    shown)."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    count = raw.FPDFText_CountChars(textpage)
    turns = (
        -raw.FPDFText_GetCharAngle(textpage, index) / _TURN
        for index in range(0, count, max(1, count // 100))
        if raw.FPDFText_GetUnicode(textpage, index) > 0x20
    )
    votes = Counter(round(turn) % 4 for turn in turns if abs(turn - round(turn)) < _ASLANT)
    most = votes.most_common(1)[0][0] if votes else raw.FPDFPage_GetRotation(page) % 4
    return PageSpace(box.left, box.bottom, box.right, box.top, most)


def _decode(code: int) -> str:
    """The character of a code that needs a second look; "" for what is not printed."""
    if code == _HYPHEN:
        return "-"
    if code in _BLANKS:
        return " "
    return RADICALS.get(code, "")


def read_runs(
    raw: Any,
    textpage: Any,
    space: PageSpace,
    left_out: Mapping[int, str] | None = None,
    usual: float = 0.0,
    unseen: Mapping[int, Hides] | None = None,
) -> tuple[list[Run], int, dict[str, list[str]]]:
    """The runs of a page in the order they were written, how many characters have no Unicode value, and the
    characters of the text objects in `left_out` (address to reason) by their reason. `usual` is the usual
    size of the page's text. Of the text objects in `unseen` characters may be hidden; one of which half is
    has no value."""
    rect = raw.FS_RECTF()
    reference = ctypes.byref(rect)
    code_of, box_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    has_no_value = raw.FPDFText_HasUnicodeMapError
    edges_of = struct.Struct("4f").unpack  # left, top, right, bottom, as FS_RECTF holds them
    width, height = space.size
    upright, left, page_top = space.turns == 0, space.left, space.top
    runs: list[Run] = []
    glyphs: list[Glyph] = []
    run_top = run_bottom = run_sum = size = shift = start = end = last_x0 = 0.0
    unknown = high = 0
    spaced = run_spaced = False
    last_code = 0
    dropped: dict[str, list[str]] = {}
    address = last_address = 0
    low, tall = (_LOW * usual, _TALL * usual) if usual else (-math.inf, math.inf)

    def close() -> None:
        nonlocal glyphs
        if start > width or end < 0 or run_top > height or run_bottom < 0:
            glyphs.clear()  # beside the page
            return
        if start < 0 or end > width:
            seen = [False, *(0 <= x0 + x1 <= 2 * width for _, x0, x1 in glyphs), False]
            cut = [char.strip() for (char, _, _), one in zip(glyphs, seen[1:], strict=False) if not one]
            dropped.setdefault(COVERED, []).extend(cut)
            glyphs = [
                glyph if seen[at] else (_torn(glyph[0], is_last=seen[at - 1] or seen[at + 1]), *glyph[1:])
                for at, glyph in enumerate(glyphs, 1)
            ]
        text = "".join([glyph[0] for glyph in glyphs])
        if " " in text and len(glyphs) > SET_APART:
            glyphs = close_set(glyphs)
            text = "".join([glyph[0] for glyph in glyphs])
        runs.append(Run(tuple(glyphs), start, end, run_top, run_bottom, text, run_spaced))
        glyphs.clear()

    for index in range(raw.FPDFText_CountChars(textpage)):
        code = code_of(textpage, index)
        if code in _RARE:
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000 and high:
                code, high = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00, 0
                char = chr(code)
            else:
                char = _decode(code)
            if char == " ":
                spaced = spaced or not raw.FPDFText_IsGenerated(textpage, index)
                continue
            if not char and 0 < code < 0x20 and has_no_value(textpage, index) == 1:
                unknown += 1
                char = NO_VALUE
            if not char:
                unknown += code in _UNKNOWN
                continue
        elif code > 0x10FFFF:
            unknown += 1
            continue
        else:
            char = chr(code)
            if 0x30 <= code <= 0x39 and has_no_value(textpage, index) == 1:
                unknown += 1  # the number of a shape in its font, which need not look like this digit
                char = NO_VALUE
        hides = None
        if left_out or unseen:
            address = address_of(raw.FPDFText_GetTextObject(textpage, index))
            if left_out and (reason := left_out.get(address)):
                dropped.setdefault(reason, []).append(char)
                continue
            hides = unseen.get(address) if unseen else None
        if not box_of(textpage, index, reference):
            unknown += 1
            continue
        x0, top, x1, bottom = edges_of(rect)
        if not low < top - bottom < tall:
            x0, top, x1, bottom = _checked_box(raw, textpage, index, (x0, top, x1, bottom))
        if hides is not None and (share := hides.share((x0, bottom, x1, top))) > _SEEN:
            dropped.setdefault(COVERED, []).append(char)
            char = _GONE if share > _HIDDEN else NO_VALUE
        if upright:
            x0, x1, top, bottom = x0 - left, x1 - left, page_top - top, page_top - bottom
        else:
            x0, top, x1, bottom = space.box(x0, bottom, x1, top)
        if bottom <= top:
            continue
        if glyphs:
            gap = x0 - end
            off = top + bottom - run_sum
            is_other = gap > size or off > shift or -off > shift or x0 < last_x0 - 0.1 * size
            if address != last_address and _GONE in (char, glyphs[-1][0].strip()):
                is_other = True  # what was typed over or behind hidden text
            if is_other or (
                0x30 <= code <= 0x39
                and 0x30 <= last_code <= 0x39
                and not _SMALL * size < bottom - top < size / _SMALL
            ):
                close()
            elif spaced or (gap > 0.2 * size and is_apart(chr(last_code), char, gap / size)):
                char = f" {char}"
            elif code == last_code and x0 - last_x0 < min(0.2 * size, 0.4 * (x1 - x0)):
                continue  # printed twice to look bold
        if not glyphs:
            run_top, run_bottom, run_sum, size = top, bottom, top + bottom, bottom - top
            shift = 2 * _SAME_LINE * size
            start, end, run_spaced = x0, x1, spaced
        glyphs.append((char, x0, x1))
        end = max(end, x1)
        spaced, last_x0, last_code, last_address = False, x0, code, address
    if glyphs:
        close()
    if not dropped.get(COVERED, True):
        del dropped[COVERED]
    if COVERED in dropped:
        runs = [part for run in runs for part in _seen(run)]
    return list(printed_once(runs)), unknown, dropped


def _torn(char: str, *, is_last: bool) -> str:
    """What a character beside the page leaves: where words are cut off in the middle a mark that they were,
    or 不同意 would be 同意."""
    return NO_VALUE if is_last and char.strip().isalpha() else _GONE


def hidden(run: Run, gone: Sequence[bool]) -> list[Run]:
    """What is seen of a run of which these characters are not: of a figure nothing, or it is none."""
    glyphs = tuple(
        (_GONE if is_gone else char, x0, x1) for (char, x0, x1), is_gone in zip(run.glyphs, gone, strict=True)
    )
    return _seen(run._replace(glyphs=glyphs, text="".join(char for char, _, _ in glyphs)))


def _seen(run: Run) -> list[Run]:
    """What is seen of a run with hidden characters: of a figure nothing, or it is none."""
    if _GONE not in run.text:
        return [run]
    glyphs = list(run.glyphs)
    for match in _PARTLY.finditer("".join(char[-1] for char, _, _ in glyphs)):
        first, last = match.span()
        if any(char.startswith(" ") for char, _, _ in glyphs[first + 1 : last]) or not any(
            char[-1] != _GONE for char, _, _ in glyphs[first:last]
        ):
            continue
        glyphs[first:last] = [(char.replace(_GONE, NO_VALUE), x0, x1) for char, x0, x1 in glyphs[first:last]]
    parts: list[list[Glyph]] = [[]]
    for glyph in glyphs:
        if _GONE in glyph[0]:
            parts.append([])
        else:
            parts[-1].append(glyph)
    return [run.part(part) for part in parts if part]


def _checked_box(
    raw: Any, textpage: Any, index: int, box: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    """A character's box (left, top, right, bottom), made again from its ink if that and the size of its font
    say that it is far too large: PDFium leaves the scale of the text out of the boxes of vertical fonts."""
    matrix = raw.FS_MATRIX()
    edges = [ctypes.c_double() for _ in range(4)]
    references = list(map(ctypes.byref, edges))
    if not raw.FPDFText_GetMatrix(textpage, index, ctypes.byref(matrix)):
        return box
    scale = math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
    size = raw.FPDFText_GetFontSize(textpage, index) * scale
    height = box[1] - box[3]
    if not raw.FPDFText_GetCharBox(textpage, index, *references) or size <= 0:
        return box
    left, right, bottom, top = (edge.value for edge in edges)
    is_square = abs(box[2] - box[0] - height) < 0.01  # as those of vertical fonts are
    if 0.5 * size < height < (1.05 if is_square else 1.7) * size or top - bottom > 0.7 * height:
        return box
    x, y = (left + right) / 2, (top + bottom) / 2
    return x - size / 2, y + size / 2, x + size / 2, y - size / 2


def printed_once(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs without those printed a second time over themselves (bold or shadow by double printing)."""
    seen: set[tuple[str, int, int]] = set()
    for run in runs:
        step = 0.2 * (run.bottom - run.top)
        x, y, text = int(run.x0 / step), int(run.top / step), run.text
        if (text, x, y) in seen:
            continue
        seen.update([(text, x + right, y + down) for right in (-1, 0, 1) for down in (-1, 0, 1)])
        yield run


def runs_text(runs: Sequence[Run]) -> str:
    """The text of runs that stand on one line, left to right: a blank where one is printed or plainly left
    free."""
    if len(runs) == 1:
        return runs[0].text
    text, end = "", 0.0
    for index, run in enumerate(runs):
        if index and _is_note(runs[index - 1], run):
            text += f"[{run.text}]"
        elif text and (run.spaced or is_apart(text[-1], run.text[0], (run.x0 - end) / run.height)):
            text += f" {run.text}"
        else:
            text += run.text
        end = max(end, run.x1)
    return text


def _is_note(before: Run, run: Run) -> bool:
    """Whether a run is a small number raised or lowered behind a figure, which is no digit of it."""
    if not (run.text.isdigit() and len(run.text) <= 2 and before.text[-1:].isdigit()):
        return False
    height = before.bottom - before.top
    is_beside = -0.1 * height < run.x0 - before.x1 < 0.5 * height
    is_small = run.bottom - run.top <= _SMALL * height and run.confidence is None
    rise = before.bottom - run.bottom
    is_lowered = rise < -0.1 * height and run.bottom - run.top < _SUNK * height
    return is_small and is_beside and (rise > 0.15 * height or is_lowered)


def is_apart(before: str, after: str, gap: float) -> bool:
    """Whether a gap (in heights of the line) between two characters is a blank."""
    is_latin = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
    return gap > (0.2 if is_latin else 0.9)
