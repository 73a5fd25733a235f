"""A row of a form that is all there is: the blank cell behind its label says that it is one."""

from __future__ import annotations

from attrs import evolve

from ...document import Cell, Document, Paragraph, Table

__all__ = ["with_blank_cell"]

_LONGEST = 60
"""Characters; a longer text is no label."""


def with_blank_cell(document: Document) -> Document:
    """The document, whose only line is a label with a blank cell behind it, as a table of that row.

    >>> from govinfo_reports.document import Container
    >>> from govinfo_reports.location import Location
    >>> line = Paragraph(text="行政许可", location=Location(line=1))
    >>> made = with_blank_cell(Document(blocks=(line,), container=Container.TEXT))
    >>> [cell.text for cell in made.blocks[0].cells]
    ['行政许可', '']
    """
    if len(document.blocks) != 1 or not isinstance(document.blocks[0], Paragraph):
        return document
    line = document.blocks[0]
    if len(line.text) > _LONGEST or "\n" in line.text:
        return document
    place = evolve(line.location, table=1, row=1, span=None)
    cells = [
        Cell(text=text, row=0, column=at, location=evolve(place, column=at + 1))
        for at, text in enumerate((line.text, ""))
    ]
    return evolve(document, blocks=(Table(cells=tuple(cells), location=place),))
