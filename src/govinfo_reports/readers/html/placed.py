"""Pages whose lines stand where a program put them (`top` and `left` in their styles), as a PDF is written as
HTML: read by their places, as a page of a PDF is."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from ...document import Paragraph, Table
from ...limits import Limits
from ...numerals import stands_for_figure
from ..pdf.assembly import assemble
from ..pdf.characters import Glyph, Run
from ..pdf.pages import View, page_views
from ..pdf.rulings import Rulings

__all__ = ["blocks_in_place"]

_LENGTH = re.compile(
    r"(?:^|;)\s*(top|left|width|height|line-height|font-size)\s*:\s*(\d{1,5}(?:\.\d{1,4})?)(pt|px)\b"
)
_POINTS = {"pt": 1.0, "px": 0.75}
_TEXT = etree.XPath("string-length(translate(normalize-space(//body), ' \u00a0\u3000', ''))")
_LEAST_LINES = 20
_BLANK, _LETTER = 0.3, 0.52
"""How wide a blank, and a letter or digit is, of the size of the font."""
_SEVERAL, _MOST_IN_CELL = 2, 3

Placed = tuple[tuple[Paragraph | Table, ...], tuple[Paragraph, ...]]


def blocks_in_place(root: etree._Element, limits: Limits, source: str | None) -> Placed | None:
    """The blocks and the furniture of a page whose lines have places; None where a line has none, or where
    rows of figures are left that no column is told for by their places."""
    views = list(_views(root))
    runs = [run for view in views for line in view.lines for run in line.runs]
    if len(runs) < _LEAST_LINES or sum(len(run.glyphs) for run in runs) != _TEXT(root):
        return None
    blocks, furniture = assemble(views, limits, source)
    return (blocks, furniture) if all(map(_is_told, blocks)) else None


def _is_told(block: Paragraph | Table) -> bool:
    """Whether no line holds several figures, no cell more than a row of a small table has, and no column
    several without a word."""
    if isinstance(block, Paragraph):
        return _figures(block.text) < _SEVERAL
    printed = [cell for cell in block.cells if cell.text]
    figures = Counter(cell.column for cell in printed if stands_for_figure(cell.text))
    words = {
        column
        for cell in printed
        if not _figures(cell.text)
        for column in range(cell.column, cell.column + cell.colspan)
    }
    return all(_figures(cell.text) <= _MOST_IN_CELL for cell in printed) and all(
        column in words for column, count in figures.items() if count >= _SEVERAL
    )


def _figures(text: str) -> int:
    return sum(map(stands_for_figure, text.split()))


def _views(root: etree._Element) -> Iterator[View]:
    """The pages: each element of a size whose lines have places."""
    number = 0
    for page in root.iter("div"):
        size = _lengths(page)
        runs = [run for line in page.iterchildren("p") if (run := _run(line)) is not None]
        if {"width", "height"} <= size.keys() and runs:
            number += 1
            yield from page_views(number, (size["width"], size["height"]), runs, Rulings([], [], [], []))


def _lengths(element: etree._Element) -> dict[str, float]:
    found = _LENGTH.findall(element.get("style", ""))
    return {name: float(length) * _POINTS[unit] for name, length, unit in found}


def _run(line: etree._Element) -> Run | None:
    """A line at its place, its characters as wide as such characters are; None without a place."""
    style = _lengths(line)
    size = style.get("line-height") or style.get("font-size")
    if not size or not {"top", "left"} <= style.keys():
        return None
    glyphs: list[Glyph] = []
    at, blank = style["left"], ""
    for char in "".join(map(str, line.itertext())):
        if char.isspace():
            at, blank = at + _BLANK * size, " "
            continue
        width = size if unicodedata.east_asian_width(char) in "WFA" else _LETTER * size
        glyphs.append((blank + char if glyphs else char, at, at + width))
        at, blank = at + width, ""
    if not glyphs:
        return None
    text = "".join(char for char, _, _ in glyphs)
    return Run(tuple(glyphs), glyphs[0][1], at, style["top"], style["top"] + size, text)
