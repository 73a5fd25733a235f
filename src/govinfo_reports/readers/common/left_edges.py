"""Tables of laid-out text in which every figure begins right below the first character of its head."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from attrs import evolve

from ...document import Table
from ...location import Location
from ...numerals import stands_for_figure
from .monospaced import MEASURES, tokens_of
from .pieces import Piece, opens
from .spans import spanned

__all__ = ["left_edged"]

_LEAST_COLUMNS = 3
_LEAST_FIGURES = 6
_MOST_HEADS = 4
"""Rows of heads, one below the other: no form has more than three, and w3m puts one between two of them."""


def left_edged(lines: Sequence[str], start: int, end: int, *, number: int) -> Table | None:
    """The grid of these lines, `start` to `end`, where all heads and all figures below them begin at the
    same places; None where they do not. One blank is then a border, and what is free below a head is a blank
    cell.

    >>> table = left_edged(["     甲 乙乙 丙", "行一 1  0    2", "行二    3    4", "行三 5  6    7"], 0, 4,
    ...     number=1)
    >>> [[cell.text for cell in row] for row in table.rows] if table else None
    [['', '甲', '乙乙', '丙'], ['行一', '1', '0', '2'], ['行二', '', '3', '4'], ['行三', '5', '6', '7']]
    """
    for wide in MEASURES:
        rows = [_with_strokes(tokens_of(lines, at, wide)) for at in range(start, end) if lines[at].strip()]
        edges = _edges(rows)
        if edges:
            cells = [_cells(row, edges) for row in rows]
            return spanned(cells, number=number, location=Location(line=start + 1))
    return None


def _with_strokes(row: Sequence[Piece]) -> list[Piece]:
    """The row with two words as one that have a stroke between them, one blank apart (本年增 / 减)."""
    found: list[Piece] = []
    for at, piece in enumerate(row):
        stroke = row[at - 1] if at > 1 else piece
        if (
            len(found) > 1
            and found[-1].text == "/"
            and piece.x0 - stroke.x1 == 1 == stroke.x0 - found[-2].x1
            and not (stands_for_figure(piece.text) or stands_for_figure(found[-2].text))
        ):
            text = f"{found[-2].text}/{piece.text}"
            found[-2:] = [evolve(found[-2], text=text, x1=piece.x1)]
        else:
            found.append(piece)
    return found


def _edges(rows: Sequence[Sequence[Piece]]) -> list[float]:
    """The places at which the columns of figures begin; none where heads or figures begin elsewhere."""
    values = [_behind_label(row) for row in rows]
    figures = [piece for row in values for piece in row]
    top = next((at for at, own in enumerate(values) if own), 0)
    if not top or len(figures) < _LEAST_FIGURES:
        return []
    first = min(piece.x0 for piece in figures)
    heads = [not own and row[-1].x0 >= first for row, own in zip(rows, values, strict=True)]
    above = {
        piece.x0
        for row, is_head in zip(rows, heads, strict=True)
        for piece in row
        if is_head and piece.x0 >= first
    }
    if len(above) < _LEAST_COLUMNS or any(piece.x0 not in above for piece in figures):
        return []
    if max((len(list(run)) for is_head, run in itertools.groupby(heads) if is_head), default=0) > _MOST_HEADS:
        return []  # heads take several lines
    labels = [row[: len(row) - len(own)] for row, own in zip(rows, values, strict=True)]
    is_labelled = any(map(bool, labels[top:]))
    for at, (label, own) in enumerate(zip(labels, values, strict=True)):
        if any(piece.x0 < first < piece.x1 for piece in label):
            return []  # a label reaches below the heads
        is_whole = bool(label) and (
            bool(own) or heads[at] or opens(label[0].text) or heads[at + 1 : at + 2] == [True]
        )
        if at > top and is_labelled and not is_whole:
            return []  # labels take several lines
    pairs = itertools.pairwise(zip(labels[top:], values[top:], strict=True))
    if any(_is_torn(label, own, *below) for (label, own), below in pairs):
        return []
    return sorted(above)


def _is_torn(
    label: Sequence[Piece], row: Sequence[Piece], beside: Sequence[Piece], below: Sequence[Piece]
) -> bool:
    """Whether fewer figures right below those of a row, beside no label or one left of the row's, may be
    their second lines: then the last figure of the row is not the sum of the others."""
    above = {piece.x0: piece for piece in row if piece.text.isdecimal()}
    if not label or not 0 < len(below) < len(row) or any(piece.x1 > label[-1].x0 for piece in beside):
        return False
    if any(piece.x0 not in above or piece.y - above[piece.x0].y > 1 for piece in below):
        return False
    *parts, total = [int(piece.text) if piece.text.isdecimal() else 0 for piece in row]
    return sum(parts) != total


def _behind_label(row: Sequence[Piece]) -> list[Piece]:
    """The figures at the end of a row."""
    behind = list(itertools.takewhile(lambda piece: stands_for_figure(piece.text), reversed(row)))
    return behind[::-1]


def _cells(row: Sequence[Piece], edges: Sequence[float]) -> list[tuple[str, Location]]:
    """The label and what begins at each edge."""
    below = {piece.x0: piece.text for piece in row if piece.x0 >= edges[0]}
    label = " ".join(piece.text for piece in row if piece.x0 < edges[0])
    where = row[0].location
    return [(label, where), *((below.get(edge, ""), where) for edge in edges)]
