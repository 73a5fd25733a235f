"""Documents that stand in a Word document as a whole (`w:altChunk`): pages, mails, text, RTF, other Word
documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import define, evolve, field
from lxml import etree

from ...document import Document, Paragraph, Table
from ...errors import LimitExceeded, UnreadableSource
from ...location import Location
from ..package import Package

__all__ = ["Chunks", "ReadInside", "renumbered"]

_MOST = 20
"""Documents in one: programs that merge reports into one file use as many as there are parts."""

ReadInside = Callable[[bytes], Document]


@define
class Chunks:
    """The documents in a Word document, each read where it stands. `read` reads the bytes of one; None where
    none is to be read."""

    package: Package
    main: str
    read: ReadInside | None
    count: int = 0
    _targets: dict[str, str] | None = field(default=None, init=False)

    def document(self, element: etree._Element) -> Document | None:
        """The document that an element names; None where it is missing, cannot be read, or is one too many.

        Raises LimitExceeded for one beyond the limits.
        """
        if self.read is None or self.count >= _MOST:
            return None
        if self._targets is None:
            self._targets = self.package.targets(self.main)
        identity = next((str(value) for name, value in element.items() if str(name).endswith("}id")), "")
        data = self.package.read(self._targets.get(identity, ""))
        if data is None:
            return None
        self.count += 1
        try:
            return self.read(data)
        except LimitExceeded:
            raise
        except UnreadableSource:
            return None


def renumbered(document: Document, lines: int, tables: int) -> Iterator[Paragraph | Table]:
    """The blocks of a document, placed as those of another that has so many paragraphs and tables before
    them."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines += 1
            yield evolve(block, location=Location(line=lines))
            continue
        tables += 1
        cells = tuple(
            evolve(cell, location=Location(table=tables, row=cell.row + 1, column=cell.column + 1))
            for cell in block.cells
        )
        yield evolve(block, cells=cells, location=Location(table=tables))
