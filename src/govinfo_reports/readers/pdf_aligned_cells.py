"""The cells of a table of section three or four without ruling lines: heads, labels and figures on the bounds of columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from attrs import evolve, frozen

from .pdf_aligned_heads import Heads, middle_of
from .pdf_aligned_labels import Label
from .pdf_cells import GridCell, is_full, is_upright
from .pdf_characters import Run
from .pdf_lines import Line, least_confidence

__all__ = ["HEAD_ROWS", "Columns", "column_bounds", "figure_cells", "head_cells", "label_cells", "place_of"]

HEAD_ROWS = 3
_FITS = 0.3  # of the way to the next column: how far a figure may stand from where its column's figures do


@frozen(kw_only=True)
class Columns:
    """Where the columns of figures stand: the place (left edge, middle or right edge: `side` 0, 1, 2) of their figures."""

    side: int
    places: tuple[float, ...]
    middles: tuple[float, ...]

    @property
    def start(self) -> float:
        """Where the first column begins."""
        return self.middles[0] - (self.middles[1] - self.middles[0]) / 2

    def moved(self, by: float) -> Columns:
        """The columns that much further to the right."""
        return evolve(
            self,
            places=tuple(place + by for place in self.places),
            middles=tuple(middle + by for middle in self.middles),
        )

    def at(self, figure: Run) -> int | None:
        """The one column that a figure stands in, None between two."""
        place = place_of(figure, self.side)
        column = min(range(len(self.places)), key=lambda at: abs(self.places[at] - place))
        room = min(
            abs(self.places[other] - self.places[column])
            for other in (column - 1, column + 1)
            if 0 <= other < len(self.places)
        )
        return column if abs(self.places[column] - place) <= _FITS * room else None


def place_of(figure: Run, side: int) -> float:
    """The left edge, the middle or the right edge of a figure."""
    return (figure.x0, middle_of(figure), figure.x1)[side]


def column_bounds(columns: Columns, levels: Sequence[float], labels: Sequence[Line]) -> tuple[float, ...]:
    """The bounds of the columns: of labels, which begin at `levels`, and of figures."""
    middles = columns.middles
    inner = [(before + after) / 2 for before, after in pairwise(middles)]
    last = middles[-1] + (middles[-1] - middles[-2]) / 2
    start = columns.start
    if labels:  # a label may stand out into the blank side of the first column
        start = max(start, min(max(line.x1 for line in labels), middles[0] - 1.0))
    return (*(level - 1.0 for level in levels), start, *inner, last)


def head_cells(heads: Heads, xs: Sequence[float], note: Sequence[Line], page: int) -> list[GridCell]:
    """The cells of the three rows of heads; `note` is what stands left of them."""
    first = len(xs) - 1 - len(heads.leaves)
    known = least_confidence(heads.used)
    cells = [
        GridCell(
            row=row,
            rowspan=rowspan,
            x0=xs[first + begin],
            x1=xs[first + end + 1],
            text=text,
            confidence=known,
            page=page,
        )
        for row, rowspan, begin, end, text in heads.bands
    ]
    cells += [
        GridCell(
            row=row,
            rowspan=HEAD_ROWS - row,
            x0=xs[first + at],
            x1=xs[first + at + 1],
            text=text,
            confidence=known,
            page=page,
        )
        for at, (row, text) in enumerate(zip(heads.leaf_rows, heads.leaves, strict=True))
    ]
    if first:
        text = "\n".join(line.text for line in note)
        sure = least_confidence(run for line in note for run in line.runs)
        cells.append(
            GridCell(row=0, rowspan=HEAD_ROWS, x0=xs[0], x1=xs[first], text=text, confidence=sure, page=page)
        )
    return cells


def label_cells(labels: Sequence[Label], xs: Sequence[float], shift: int, page: int) -> list[GridCell]:
    """The cells of labels, `shift` rows further down."""
    cells: list[GridCell] = []
    for label in labels:
        x0, x1 = xs[label.level], xs[label.last_level + 1]
        cell = GridCell(row=label.row + shift, rowspan=label.rowspan, x0=x0, x1=x1, text="", page=page)
        if label.item is not None:
            lines = label.item.lines
            cell = evolve(
                cell,
                text=label.item.text,
                is_full=is_full(lines[-1], x1 - x0),
                is_nearly_full=is_full(lines[-1], x1 - x0, more=2),
                is_upright=is_upright(lines),
                confidence=least_confidence(run for line in lines for run in line.runs),
            )
        cells.append(cell)
    return cells


def figure_cells(
    figures: Sequence[Run], columns: Columns, xs: Sequence[float], row: int, page: int
) -> list[GridCell]:
    """The cells of a row of figures; columns without one are blank. Where a figure stands between two columns, or two in
    one, a cell over several columns holds the first of them, so that none is taken for a column's."""
    count = len(columns.places)
    first = len(xs) - 1 - count
    held = {at: figure for figure in figures if (at := columns.at(figure)) is not None}
    if len(held) == len(figures):
        spans = [(at, at, held.get(at)) for at in range(count)]
        texts = [figure.text.strip() if figure is not None else "" for _, _, figure in spans]
        edges = [(begin, end) for begin, end, _ in spans]
    else:
        digits = (at for at, figure in enumerate(figures) if any(char.isdigit() for char in figure.text))
        wide = next(digits, 0)
        groups = figures[:wide], figures[wide : wide + 1], figures[wide + 1 :]
        texts = [" ".join(figure.text.strip() for figure in group) for group in groups]
        edges = [(0, 0), (1, count - 2), (count - 1, count - 1)]
    sure = least_confidence(figures)
    return [
        GridCell(
            row=row,
            rowspan=1,
            x0=xs[first + begin],
            x1=xs[first + end + 1],
            text=text,
            confidence=sure if text else None,
            page=page,
        )
        for (begin, end), text in zip(edges, texts, strict=True)
    ]
