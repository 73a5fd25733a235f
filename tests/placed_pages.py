"""Reports as pages whose lines have places, as programs write a PDF as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from govinfo_reports.document import Table

__all__ = ["Line", "page_of", "placed"]

SIZE, STEP, LEFT, TOP, FOOT = 10.0, 13.0, 60.0, 70.0, 760.0
Line = tuple[float, float, str]


def placed(blocks: Sequence[str | Table], *, right: bool = False) -> str:
    """The pages: figures at the left or the right side of their cells, labels at the top of theirs."""
    pages: list[list[Line]] = [[]]
    top = TOP
    for block in blocks:
        if isinstance(block, str):
            pages[-1].append((top, LEFT, block))
            top += STEP + 4
            continue
        widths = _widths(block.n_columns)
        for row in block.rows:
            height = max(
                (
                    len(_lines(cell.text, widths, cell.column, cell.colspan))
                    for cell in row
                    if cell.rowspan == 1
                ),
                default=1,
            )
            if top + height * STEP > FOOT:
                pages.append([])
                top = TOP
            for cell in row:
                lines = _lines(cell.text, widths, cell.column, cell.colspan)
                left = LEFT + sum(widths[: cell.column])
                for number, text in enumerate(lines):
                    is_figure = right and text.isdigit()
                    room = sum(widths[cell.column : cell.column + cell.colspan]) - 6 - 5.2 * len(text)
                    pages[-1].append((top + number * STEP, left + (room if is_figure else 0.0), text))
            top += height * STEP + 4
    return "".join(page_of(number, page) for number, page in enumerate(pages))


def page_of(number: int, lines: Sequence[Line]) -> str:
    """A page of lines, each with its height, its left edge, and its text."""
    shown = "".join(
        f'<p style="top:{y:.1f}pt;left:{x:.1f}pt;line-height:{SIZE}pt">'
        f'<span style="font-size:{SIZE}pt">{escape(text)}</span></p>\n'
        for y, x, text in lines
    )
    return f'<div id="page{number}" style="width:595.0pt;height:842.0pt">\n{shown}</div>\n'


def _widths(count: int) -> list[float]:
    """Of section three, of section four, or of a table of a few columns."""
    if count == 10:
        return [42.0, 42.0, 75.0, *[45.0] * 7]
    return [33.0] * 15 if count == 15 else [480.0 / count] * count


def _lines(text: str, widths: Sequence[float], column: int, span: int) -> list[str]:
    """The lines of a cell as its width wraps them."""
    room = max(1, int((sum(widths[column : column + span]) - 4) // SIZE))
    room = room if not text.isascii() else len(text)
    return [text[at : at + room] for at in range(0, len(text), room or 1)]
