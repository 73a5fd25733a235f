"""Blocks whose cell borders are lost, joined to one running text in which every place keeps its Location."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve, field, frozen

from ..document import Cell, Paragraph, Table
from ..facts import Fact
from ..location import Location
from .reading import TableReading

__all__ = ["Running", "cut", "one_line"]

_PAGE_NUMBER = re.compile(
    r"\s*[-—–]{1,2}\s?\d{1,4}\s?[-—–]{1,2}\s*|\s*第\s?\d{1,4}\s?页(?:\s?[,，/]?\s?共\s?\d{1,4}\s?页)?\s*"
)

_ALONE = re.compile(r"\n\s*\d{1,3}\s*\Z")
"""A short number alone on the last line may be that of a page."""
_GAP = re.compile(r"[ \u3000\xa0]{2,}|[ \u3000\xa0]?[|｜][ \u3000\xa0]*")
_BORDER = re.compile("[|｜]")
_BLANKS_AND_TABS = " \t\u3000\xa0"
_TAB_BEHIND = re.compile(r"\t[ \u3000\xa0]*\n")
_UNPLAIN = re.compile("[\uff10-\uff19|｜ \u3000\xa0]")
_FULL_WIDTH = re.compile("[\uff10-\uff19]")
_HALF_WIDTH = {0xFF10 + digit: str(digit) for digit in range(10)}


@frozen(kw_only=True)
class Running:
    """The text of several blocks: a line for each paragraph and each row of a table, a row's cells set apart by tabs. Wide gaps
    (columns set apart with blanks) are one blank, full-width digits half-width.

    `starts` are the offsets of the pieces (paragraphs, cells), `places` where each stands; a paragraph's place has no span.
    """

    text: str
    starts: tuple[int, ...]
    places: tuple[Location, ...]
    blocks: tuple[int, ...]
    """For each piece the number of the block it belongs to."""
    printed: Mapping[int, Sequence[int]] = field(factory=dict)
    """For pieces with wide gaps the offset of each character in the text as printed."""
    wide: Mapping[Location, str] = field(factory=dict)
    """The text as printed of the places with full-width digits."""

    @classmethod
    def of(cls, blocks: Iterable[Paragraph | Table]) -> Running:
        """The blocks in order; page numbers between them are left out."""
        parts: list[str] = []
        starts: list[int] = []
        places: list[Location] = []
        owners: list[int] = []
        printed: dict[int, Sequence[int]] = {}
        wide: dict[Location, str] = {}
        length = 0

        def put(text: str, place: Location, owner: int, end: str) -> None:
            nonlocal length
            if _UNPLAIN.search(text):
                if _FULL_WIDTH.search(text):
                    wide[place] = text
                    text = text.translate(_HALF_WIDTH)
                if _GAP.search(text):
                    text, printed[len(starts)] = _without_gaps(text)
            starts.append(length)
            places.append(place)
            owners.append(owner)
            parts.append(text + end)
            length += len(text) + len(end)

        for owner, block in enumerate(blocks):
            if isinstance(block, Table):
                for row in block.rows:
                    for cell in row:
                        put(_cell_text(cell), cell.location, owner, "\n" if cell is row[-1] else "\t")
            elif not _PAGE_NUMBER.fullmatch(block.text):
                put(block.text, block.location, owner, "\n")
        return cls(
            text="".join(parts),
            starts=tuple(starts),
            places=tuple(places),
            blocks=tuple(owners),
            printed=printed,
            wide=wide,
        )

    def place(self, start: int, end: int) -> Location:
        """Where the characters from `start` to `end` stand: the cell, or the paragraph with the span in it."""
        while start < end and self.text[start].isspace():
            start += 1
        piece = max(bisect_right(self.starts, start) - 1, 0)
        where = self.places[piece]
        if where.column is not None:
            return where
        first = start - self.starts[piece]
        last = self.starts[piece + 1] - 1 if piece + 1 < len(self.starts) else len(self.text)
        stop = min(max(end, start + 1), max(last, start + 1)) - self.starts[piece]
        return where.within(self._offset(piece, first) + 1, self._offset(piece, stop - 1) + 1)

    def as_printed(self, reading: TableReading) -> TableReading:
        """The reading with the figures of its facts as they are printed, in full-width digits."""
        if not self.wide:
            return reading
        puzzles = (
            evolve(puzzle, facts=tuple(map(self._fact_as_printed, puzzle.facts)))
            for puzzle in reading.puzzles
        )
        facts = tuple(map(self._fact_as_printed, reading.facts))
        return evolve(reading, facts=facts, puzzles=tuple(puzzles))

    def _fact_as_printed(self, fact: Fact) -> Fact:
        span = fact.location.span
        text = self.wide.get(evolve(fact.location, span=None), "")
        text = text[span[0] - 1 : span[1]] if span is not None else text
        at = text.translate(_HALF_WIDTH).find(fact.raw)
        return evolve(fact, raw=text[at : at + len(fact.raw)]) if at >= 0 else fact

    def _offset(self, piece: int, at: int) -> int:
        """The offset in the printed text of a piece's character."""
        offsets = self.printed.get(piece)
        return at if offsets is None else offsets[min(at, len(offsets) - 1)]

    def spans(self, start: int, end: int) -> Iterable[tuple[int, int, int]]:
        """For each block that the characters from `start` to `end` touch: its number and the span in the block's own text
        (paragraphs have one piece each)."""
        piece = max(bisect_right(self.starts, start) - 1, 0)
        while piece < len(self.starts) and self.starts[piece] < end:
            first = self.starts[piece]
            last = self._offset(piece, end - first - 1) + 1
            yield self.blocks[piece], self._offset(piece, max(start - first, 0)), last
            piece += 1


def _without_gaps(text: str) -> tuple[str, list[int]]:
    """The text with one blank for each wide gap and a tab for each pipe between two cells, with the blanks around it; and the
    offset of each character in the text that was given."""
    pieces: list[str] = []
    kept: list[int] = []
    last = 0
    first, stop = len(text) - len(text.lstrip()), len(text.rstrip())
    for gap in _GAP.finditer(text):
        start, end = gap.span()
        outer = start <= first or end >= stop
        pieces += [text[last:start], " " if outer or not _BORDER.search(gap[0]) else "\t"]
        kept += [*range(last, start), start]
        last = end
    return "".join([*pieces, text[last:]]), [*kept, *range(last, len(text))]


def _cell_text(cell: Cell) -> str:
    return " ".join(cell.text.split())


def one_line(figures: str, columns: int) -> str:
    """The figures of one row as `decode_*` reads them: cells of a table between bars, a row torn over two lines joined.

    A tab at the end of a line may stand behind its cell or before a blank one: such figures are believed if none is missing.
    Where the label ends its line, or figures take more than two lines, each line is a cell: as many as there are columns are
    believed, the empty ones among them; of fewer it cannot be said which are missing, so they are given between ‖, which
    nobody cuts.
    """
    is_listed = figures.lstrip(" \u3000\xa0").startswith("\n")
    cells = figures.removeprefix("\n").removesuffix("\n").split("\n")
    if is_listed and "\t" not in figures and not all(cell.strip() for cell in cells):
        cells = [cell.strip() for cell in cells]
        if not any(cells[columns:]):
            cells = cells[:columns]  # empty lines stand behind a row, too
        return f"|{'|'.join(cells)}|" if len(cells) == columns else f"‖{'‖'.join(cells)}‖"
    figures = figures.strip(" \n\r\u3000\xa0")
    if _TAB_BEHIND.search(figures):
        cells = [cell for line in figures.split("\n") for cell in line.strip(_BLANKS_AND_TABS).split("\t")]
        cells = [cell.strip() for cell in cells if cell.strip()]
        return " ".join(cells) if len(cells) == columns else f"‖{'‖'.join(cells)}‖"
    if "\t" in figures:
        cells = figures.removeprefix("\t").replace("\n", "\t").split("\t")
        return f"|{'|'.join(cell.strip() for cell in cells)}|" if len(cells) > 1 else cells[0].strip()
    pieces = figures.split()
    lines = figures.count("\n") + 1
    if len(pieces) != columns and (lines > 2 or (lines == 2 and is_listed)) and len(pieces) == lines:
        return f"‖{'‖'.join(pieces)}‖"
    if lines == 2 and len(pieces) != columns and not _ALONE.search(figures):
        return figures.replace("\n", "")
    return " ".join(pieces)


def cut(
    blocks: Sequence[Paragraph | Table], run: Running, spans: Iterable[tuple[int, int]]
) -> list[Paragraph | Table]:
    """The blocks without the characters in `spans` of their running text: those of a paragraph are blanked, so that every place
    in the prose keeps its number of characters; a table that is touched is gone."""
    texts: dict[int, str] = {}
    gone: set[int] = set()
    for start, end in spans:
        for owner, first, last in run.spans(start, end):
            block = blocks[owner]
            if isinstance(block, Table):
                gone.add(owner)
                continue
            text = texts.get(owner, block.text)
            last = min(last, len(text))
            texts[owner] = text[:first] + " " * (last - first) + text[last:]
    kept: list[Paragraph | Table] = []
    for owner, block in enumerate(blocks):
        if owner in gone:
            continue
        if isinstance(block, Paragraph) and owner in texts:
            if not texts[owner].strip():
                continue
            block = evolve(block, text=texts[owner])
        kept.append(block)
    return kept
