"""Tables as the form has them, heads above and labels on the left: one with its rows and columns exchanged is
turned, one whose labels stand in a table of their own beside its figures (as pages freeze them) is one
again, and a row whose cells hold several rows line by line is these rows. Each cell keeps its place in the
source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, chain, islice, product

from attrs import evolve

from ..document import Cell, Paragraph, Table
from ..forms import Vocabulary
from ..forms.vocabulary import VocabularyEntry, words_of
from ..numerals import holds_figure
from ..text import fold
from .labels import core
from .scan import Scanner

__all__ = ["upright"]

_HEADS = frozenset({"applicant", "metric", "outcome"})
_LABELS = frozenset({"item", "row", "subject"})
_ROWS = frozenset({"item", "item_group", "row", "group", "subject"})
_OF_A_SECTION = (("row", "applicant"), ("subject", "metric"))
"""The labels and the heads of one section."""
_TOP = frozenset({"corner", "info"})
_Places = Mapping[str, list[Cell]]
_PLAIN = frozenset({"label", "label_and_unit", "unit", "year"})
"""Of the heads of the statistics table those that name no other time (统计数, 数量; one with digits is a
year)."""
_DIGIT = re.compile(r"\d")
_FEWEST_STACKED = 2
"""Cells of a row with several lines, a label's and a figure's, in which several rows may stand."""
_MOST_CELLS = 2_000
_FEWEST, _MOST = 3, 100_000
"""So many heads, a row each, are no row of heads; so many pairs of a label and a head are looked at."""


def upright(blocks: Sequence[Paragraph | Table], words: Vocabulary) -> tuple[Paragraph | Table, ...]:
    """The blocks, with the tables among them as the form has them."""
    made: list[Paragraph | Table] = []
    for block in blocks:
        if isinstance(block, Table) and block.is_grid:
            block = _unstacked(block, words)
            last = made[-1] if made else None
            if isinstance(last, Table) and last.is_grid and _is_cut(last, block, words):
                width = last.n_columns
                right = (evolve(cell, column=cell.column + width) for cell in block.cells)
                made[-1] = evolve(last, cells=(*last.cells, *right))
                continue
            places = _places(block, words) if len(block.cells) <= _MOST_CELLS else {}
            if places and _lies(places) and _is_of_form(block, places, words):
                block = evolve(block, cells=tuple(_turned(block)))
        made.append(block)
    return tuple(made)


def _unstacked(table: Table, words: Vocabulary) -> Table:
    """A table each of whose rows is one row of the form.

    A row that holds several has a label of the form on every line of a cell, and as many lines in each cell
    of figures or units. A label beside them all, and what covers the row from above, covers all the rows that
    it becomes.
    """
    stacks = {number: stack for number, row in enumerate(table.rows) if (stack := _stacked(row, words))}
    if not stacks:
        return table
    last = max(cell.row + cell.rowspan for cell in table.cells)
    heights = (len(next(iter(stacks[at].values()))) if at in stacks else 1 for at in range(last))
    tops = [*accumulate(heights, initial=0)]
    cells: list[Cell] = []
    for cell in table.cells:
        top = tops[cell.row]
        lines = stacks.get(cell.row, {}).get(cell.column, ())
        cells += (
            evolve(cell, text=line, row=top + at, picture=None, box=None) for at, line in enumerate(lines)
        )
        if not lines:
            cells.append(evolve(cell, row=top, rowspan=tops[cell.row + cell.rowspan] - top))
    return evolve(table, cells=tuple(cells))


def _stacked(row: Sequence[Cell], words: Vocabulary) -> Mapping[int, Sequence[str]]:
    """The lines of the cells of a row that hold several rows of the form, by their columns; nothing where it
    is one row, or where the lines do not tell."""
    if sum("\n" in cell.text for cell in row) < _FEWEST_STACKED:
        return {}
    scanner = words.scanner(Scanner)
    labels: dict[int, Sequence[str]] = {}
    others: dict[int, Sequence[str]] = {}
    for cell in row:
        lines = cell.text.split("\n")
        seen = [scanner.seen(line) for line in lines]
        if len(lines) > 1 and all(any(map(_is_row, scanner.whole(one.folded.text))) for one in seen):
            labels[cell.column] = lines
        elif all(one.is_unit or one.number is not None for one in seen):
            others[cell.column] = lines
        elif not scanner.whole(fold(cell.text).text):
            return {}
    stacked = {**labels, **others}
    are_even = len({len(lines) for lines in stacked.values()}) == 1
    are_plain = all(cell.rowspan == 1 for cell in row if cell.column in stacked)
    return stacked if labels and others and are_even and are_plain else {}


def _is_row(entry: VocabularyEntry) -> bool:
    return entry.kind in _ROWS


def _turned(table: Table) -> Iterator[Cell]:
    cells = sorted(table.cells, key=lambda cell: (cell.column, cell.row))
    return (
        evolve(cell, row=cell.column, column=cell.row, rowspan=cell.colspan, colspan=cell.rowspan)
        for cell in cells
    )


def _is_of_form(table: Table, places: _Places, words: Vocabulary) -> bool:
    """Whether its rows are equally long and every cell holds a label or head of the forms, a unit, a figure
    or nothing, and none names its row below a label: no year, body or period over the figures, and no cell
    too few, by which others would move."""
    width = table.n_columns
    if any(len(row) != width or None in row for row in table.covering()):
        return False
    labelled = {cell.column for kind in _LABELS for cell in places.get(kind, [])}
    names = [cell for kind in _HEADS for cell in places.get(kind, [])]
    names += [cell for cell in table.cells if _is_plain(cell.text)]
    return all(cell.column not in labelled for cell in names) and all(
        _is_told(cell.text, words) for cell in table.cells
    )


def _is_told(text: str, words: Vocabulary) -> bool:
    seen = words.scanner(Scanner).seen(text)
    if not seen.has_letters or seen.number is not None or seen.is_unit or seen.is_understood:
        return True
    return _is_plain(text)


def _is_plain(text: str) -> bool:
    heads = words_of("column").known.get(core(text), ())
    return any(entry.key in _PLAIN for entry in heads) and _DIGIT.search(text) is None


def _places(table: Table, words: Vocabulary) -> _Places:
    """The cells that hold a head or a label of the forms and nothing else, by its kind."""
    found: dict[str, list[Cell]] = {}
    for cell in table.cells:
        for entry in words.known.get(core(cell.text), ()):
            if entry.is_label or entry.kind in _TOP:
                found.setdefault(entry.kind, []).append(cell)
    return found


def _lies(places: _Places) -> bool:
    """Whether heads stand left of labels and below them, and none right of a label and above it; where the
    form has no labels or no heads, whether each head has a row, or the labels share one."""
    heads = [cell for kind in _HEADS for cell in places.get(kind, [])]
    labels = [cell for kind in _LABELS for cell in places.get(kind, [])]
    if heads and labels:
        pairs = (product(places.get(label, []), places.get(head, [])) for label, head in _OF_A_SECTION)
        sides = {
            (head.row < label.row, head.column < label.column)
            for label, head in islice(chain.from_iterable(pairs), _MOST)
            if head.row != label.row and head.column != label.column
        }
        return (False, True) in sides and (True, False) not in sides
    if labels:
        return len(labels) > _FEWEST and len({cell.row for cell in labels}) == 1
    return len({cell.row for cell in heads}) == len(heads) >= _FEWEST


def _is_cut(left: Table, right: Table, words: Vocabulary) -> bool:
    """Whether two tables next to each other are one: as many rows, labels of the form without heads and
    figures in the first, figures without labels in the other."""
    if len(left.covering()) != len(right.covering()) or any(holds_figure(cell.text) for cell in left.cells):
        return False
    first, second = _places(left, words), _places(right, words)
    return (
        (not _HEADS.isdisjoint(second) or any(holds_figure(cell.text) for cell in right.cells))
        and not (_LABELS | _TOP).isdisjoint(first)
        and _HEADS.isdisjoint(first)
        and _LABELS.isdisjoint(second)
    )
