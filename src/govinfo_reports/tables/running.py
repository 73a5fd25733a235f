"""Blocks whose cell borders are lost, joined to one running text in which every place keeps its Location."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from ..document import Cell, Paragraph, Table
from ..location import Location

__all__ = ["Running", "cut", "one_line"]

_PAGE_NUMBER = re.compile(
    r"\s*[-—–]{1,2}\s?\d{1,4}\s?[-—–]{1,2}\s*|\s*第\s?\d{1,4}\s?页(?:\s?[,，/]?\s?共\s?\d{1,4}\s?页)?\s*"
)


@frozen(kw_only=True)
class Running:
    """The text of several blocks: a line for each paragraph and each row of a table, a row's cells set apart by tabs.

    `starts` are the offsets of the pieces (paragraphs, cells), `places` where each stands; a paragraph's place has no span.
    """

    text: str
    starts: tuple[int, ...]
    places: tuple[Location, ...]
    blocks: tuple[int, ...]
    """For each piece the number of the block it belongs to."""

    @classmethod
    def of(cls, blocks: Iterable[Paragraph | Table]) -> Running:
        """The blocks in order; page numbers between them are left out."""
        parts: list[str] = []
        starts: list[int] = []
        places: list[Location] = []
        owners: list[int] = []
        length = 0

        def put(text: str, place: Location, owner: int, end: str) -> None:
            nonlocal length
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
        return cls(text="".join(parts), starts=tuple(starts), places=tuple(places), blocks=tuple(owners))

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
        return where.within(first + 1, stop)

    def spans(self, start: int, end: int) -> Iterable[tuple[int, int, int]]:
        """For each block that the characters from `start` to `end` touch: its number and the span in the block's own text
        (paragraphs have one piece each)."""
        piece = max(bisect_right(self.starts, start) - 1, 0)
        while piece < len(self.starts) and self.starts[piece] < end:
            first = self.starts[piece]
            yield self.blocks[piece], max(start - first, 0), end - first
            piece += 1


def _cell_text(cell: Cell) -> str:
    return " ".join(cell.text.split())


def one_line(figures: str, columns: int) -> str:
    """The figures of one row as `decode_*` reads them: cells of a table between bars, a row torn over two lines joined.

    Where the label ends its line, or figures take more than two lines, each line is a cell: as many as there are columns are
    believed; of fewer it cannot be said which are missing, so they are given between ‖, which nobody cuts.
    """
    is_listed = figures.lstrip(" \u3000\xa0").startswith("\n")
    figures = figures.strip(" \n\r\u3000\xa0")
    if "\t" in figures:
        cells = figures.removeprefix("\t").replace("\n", "\t").split("\t")
        return f"|{'|'.join(cell.strip() for cell in cells)}|" if len(cells) > 1 else cells[0].strip()
    pieces = figures.split()
    lines = figures.count("\n") + 1
    if len(pieces) != columns and (lines > 2 or (lines == 2 and is_listed)) and len(pieces) == lines:
        return f"‖{'‖'.join(pieces)}‖"
    if lines == 2 and len(pieces) != columns:
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
