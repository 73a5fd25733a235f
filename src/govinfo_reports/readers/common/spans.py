"""Rectangular rows in which a merged cell stands once and has left blanks, as a grid with its merged cells
whole again."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from ...document import Cell, Table
from ...location import Location
from ...numerals import stands_for_figure

__all__ = ["figure_columns", "has_merged_blanks", "spanned"]

Text = tuple[str, Location]
_LEAST = 2
_FEWEST = 2
"""So many words in a row above all figures are heads, though no column below them should hold a figure."""


def spanned(rows: Sequence[Sequence[Text]], *, number: int, location: Location) -> Table:
    """The grid of these rows, which are all as wide as the first; `number` is the table's in its document.

    Blanks beside and below a label that has its own deeper labels beside it are the label's; blanks beside a
    head up to the next head are the head's, and so are those below it; a figure below a head of several
    columns takes them all where nothing else stands in them. All other blanks are blank cells.

    >>> one = lambda *texts: [(text, Location()) for text in texts]
    >>> table = spanned(
    ...     [one("信息内容", "本年处理决定数量", ""), one("行政许可", "3", "")], number=1, location=Location()
    ... )
    >>> [(cell.text, cell.row, cell.column, cell.colspan) for cell in table.cells]
    [('信息内容', 0, 0, 1), ('本年处理决定数量', 0, 1, 2), ('行政许可', 1, 0, 1), ('3', 1, 1, 2)]
    """
    kept = [row for row in rows if any(text for text, _ in row)]
    width = len(kept[0]) if kept else 0
    figures = figure_columns([[text for text, _ in row] for row in kept])
    first = next((at for at, row in enumerate(kept) if any(map(_is_figure, row))), 0)
    heads = [
        _is_head(row, figures) or (at < first and sum(map(_is_word, row)) >= _FEWEST)
        for at, row in enumerate(kept)
    ]
    extents = [(column, 1) for column in range(width)]  # of the head above each column
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for at, row in enumerate(kept):
        column = 0
        is_band = (
            row and row[0][0] and not any(text for text, _ in row[1:]) and heads[at + 1 : at + 2] == [True]
        )
        own = list(extents)
        while column < width:
            if (at, column) in taken:
                column += 1
                continue
            text, where = row[column]
            until = column + 1
            if is_band:
                until = width
            elif text and (heads[at] or column not in figures):
                while until < width and not row[until][0] and (at, until) not in taken:
                    if not heads[at] and until in figures:
                        break
                    until += 1
            elif column in figures:
                first, wide = extents[column]
                free = first == column and all(
                    not row[other][0] and (at, other) not in taken
                    for other in range(column + 1, column + wide)
                )
                until = column + wide if free else until
            until = min(until, width)
            height = 1
            if text and not is_band and (heads[at] or column not in figures):
                height = _height(kept, heads, figures, at, column, until)
            if height > 1:
                taken |= {(at + down, other) for down in range(1, height) for other in range(column, until)}
            cells.append(
                Cell(
                    text=text,
                    row=at,
                    column=column,
                    rowspan=height,
                    colspan=until - column,
                    location=Location(
                        page=where.page,
                        line=where.line,
                        sheet=where.sheet,
                        table=number,
                        row=at + 1,
                        column=column + 1,
                        span=where.span,
                    ),
                )
            )
            if heads[at]:
                own[column:until] = [(column, until - column)] * (until - column)
            column = until
        extents = own
    return Table(cells=tuple(cells), location=evolve(location, table=number))


def has_merged_blanks(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the rows are those of a grid whose merged cells have left blanks: all equally wide, each
    column of figures without words and each of words without figures in the rows that hold figures; and
    blanks beside the labels or among the heads.

    >>> (has_merged_blanks([["内容", "数量", ""], ["许可", "3", ""]]),
    ...  has_merged_blanks([["内容", "数量"], ["许可", "3"]]))
    (True, False)
    """
    width = len(rows[0]) if rows else 0
    if width < _LEAST or len(rows) < 2 or any(len(row) != width for row in rows):
        return False
    figures = figure_columns(rows)
    words = [at for at in range(width) if at not in figures]
    body = [row for row in rows if any(row[at] and stands_for_figure(row[at]) for at in figures)]
    if not body or any(
        text and stands_for_figure(text) != (at in figures) for row in body for at, text in enumerate(row)
    ):
        return False
    if words and any(not any(row[at] for at in words) for row in body):
        return False
    return any(not row[at] for row in body for at in words) or any(
        any(row) and not all(row) for row in rows if not any(stands_for_figure(text) for text in row if text)
    )


def figure_columns(rows: Sequence[Sequence[str]]) -> frozenset[int]:
    """The columns that hold more figures than words, in rows that hold a figure at all."""
    width = len(rows[0]) if rows else 0
    body = [[(bool(text), stands_for_figure(text)) for text in row] for row in rows]
    body = [row for row in body if any(figure for _, figure in row)]
    counted = (
        (column, sum(row[column][1] for row in body), sum(row[column][0] for row in body))
        for column in range(width)
    )
    return frozenset(column for column, figures, filled in counted if figures * 2 > filled)


def _is_figure(cell: Text) -> bool:
    return bool(cell[0]) and stands_for_figure(cell[0])


def _is_word(cell: Text) -> bool:
    return bool(cell[0]) and not stands_for_figure(cell[0])


def _is_head(row: Sequence[Text], figures: frozenset[int]) -> bool:
    """Whether words stand where figures do elsewhere, and no figure."""
    texts = [row[column][0] for column in figures]
    return any(texts) and not any(stands_for_figure(text) for text in texts if text)


def _height(
    rows: Sequence[Sequence[Text]],
    heads: Sequence[bool],
    figures: frozenset[int],
    at: int,
    column: int,
    until: int,
) -> int:
    """How many rows a label or a head takes: those below whose cells are blank where it stands, and deeper
    labels or further heads beside them."""
    height = 1
    while at + height < len(rows):
        below = rows[at + height]
        if heads[at + height] != heads[at] or any(below[other][0] for other in range(column, until)):
            break
        if not heads[at] and any(
            below[other][0] for other in range(column)
        ):  # a label of an outer level begins
            break
        rest = range(until, len(below)) if not heads[at] else range(len(below))
        if not any(below[other][0] and (heads[at] or other not in figures) for other in rest):
            break
        height += 1
    return height
