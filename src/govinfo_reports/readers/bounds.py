"""How much text and how many cells a document may have: what is made of it takes time with every line and
character."""

from __future__ import annotations

from attrs import define

from ..document import Document, Paragraph
from ..errors import LimitExceeded
from ..language import phrase
from ..limits import Limits

__all__ = ["CellCount", "bounded", "require_bounded"]

_BLANKS = " \u3000\xa0\t\n\r"


@define
class CellCount:
    """How many cells the tables of a source have so far, each with all that it spans."""

    source: str | None
    limits: Limits
    cells: int = 0

    def add(self, cells: int) -> None:
        """Count more of them. Raises LimitExceeded beyond `limits`."""
        self.cells += cells
        if self.cells > self.limits.cells:
            raise LimitExceeded(
                phrase("the tables have more than {cells} cells", cells=self.limits.cells), source=self.source
            )


def bounded(document: Document, limits: Limits) -> Document:
    """The document. Raises LimitExceeded where it has more paragraphs or characters than `limits` allow."""
    characters = paragraphs = 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            paragraphs += 1
            characters += len(block.text)
        else:
            characters += sum(len(cell.text) for cell in block.cells)
    _require(characters, paragraphs, source=document.source, limits=limits)
    return document


def require_bounded(text: str, *, source: str | None, limits: Limits) -> None:
    """Raise LimitExceeded where a text has more lines or characters, blanks left out, than `limits` allow of
    paragraphs and characters."""
    blanks = sum(map(text.count, _BLANKS))
    _require(len(text) - blanks, text.count("\n"), source=source, limits=limits)


def _require(characters: int, paragraphs: int, *, source: str | None, limits: Limits) -> None:
    if paragraphs > limits.paragraphs:
        raise LimitExceeded(
            phrase("more than {paragraphs} lines or paragraphs", paragraphs=limits.paragraphs), source=source
        )
    if characters > limits.characters:
        raise LimitExceeded(
            phrase("more than {characters} characters of text", characters=limits.characters), source=source
        )
