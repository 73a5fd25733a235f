"""Tables that hold the report's text itself: each section a row, its heading beside or above what it says."""

from __future__ import annotations

import re

from ..document import Paragraph, Table
from ..numerals import holds_figure

__all__ = ["captions", "holds_title", "paragraphs_of_cells", "says_sentences"]

_SENTENCE = re.compile(r"[\u4e00-\u9fff][^。\n]{6,300}[。；;]")
_LEAST_SHARE = 0.3
_TITLE = re.compile(r"信息公开.{0,12}(?:报告|年报)|^年度报告$|^(?:19|20)\d\d年\d\d?月\d\d?日$")
_MOST_CELLS_OF_A_TITLE = 8
_CAPTION = re.compile(
    r"信息公开.{0,12}(?:报告|年报|统计表|情况表)|^[（(]?(?:19|20)\d\d年?度?[）)]?$|填[报表]单位|^(?:19|20)\d\d年\d\d?月\d\d?日$"
)
_MOST_CAPTIONS = 5


def says_sentences(table: Table) -> bool:
    """Whether a table's text stands in cells that hold sentences, and not in rows of figures."""
    said = [cell.text for cell in table.cells if _SENTENCE.search(cell.text)]
    figures = sum(holds_figure(cell.text) for cell in table.cells)
    total = sum(len(cell.text) for cell in table.cells)
    return len(said) > figures and sum(map(len, said)) > _LEAST_SHARE * total


def holds_title(table: Table) -> bool:
    """Whether a small table without figures only sets the report's title, or its signature and date."""
    cells = [cell.text for cell in table.cells if cell.text]
    return (
        len(cells) <= _MOST_CELLS_OF_A_TITLE
        and not any(map(holds_figure, cells))
        and any(_TITLE.search("".join(text.split())) for text in cells)
    )


def captions(table: Table) -> tuple[Paragraph, ...]:
    """The lines above a table's head that stand in its own rows: the title, the year, who filled it in."""
    lines: list[Paragraph] = []
    for row in table.rows[:_MOST_CAPTIONS]:
        texts = ["".join(cell.text.split()) for cell in row if cell.text.strip()]
        if any(map(holds_figure, texts)) or not _CAPTION.search(" ".join(texts)):
            break
        lines.append(Paragraph(text=" ".join(texts), location=row[0].location))
    return tuple(lines)


def paragraphs_of_cells(table: Table) -> tuple[Paragraph, ...]:
    """The lines of the table's cells as paragraphs, in reading order, each with the place of its cell."""
    return tuple(
        Paragraph(text=line, location=cell.location)
        for row in table.rows
        for cell in row
        for line in cell.text.split("\n")
        if line.strip()
    )
