"""Section three as plain text of a PDF: one cell a line, labels and heads that wrap anywhere, rows whose
label came later.

The figures of such a text stand in the order of the page, row by row or column by column. That is believed
only where the whole table shows it: as many figures as the form has cells, every label in front of its own
row, and all relations hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from attrs import frozen

from ...forms import official_words, relations
from ...indicators import APPLICANTS
from ..glued.cells import DecodedCell
from ..parse import Term

__all__ = ["Listed", "heads_in_order", "in_order_of_lines", "row_paths"]

_WIDTH = len(APPLICANTS)
_RECEIVED, _CARRIED_IN, _CARRIED_FORWARD = (
    f"applications.{name}" for name in ("received", "carried_in", "carried_forward")
)
_OUTCOMES = "applications.outcomes."
_TOTAL = f"{_OUTCOMES}total"
_OTHER_HANDLING = f"{_OUTCOMES}other_handling."
_ENDS = frozenset({f"{_OTHER_HANDLING}other", f"{_OTHER_HANDLING}all"})
"""Rows whose short words (其他, 其他处理) may be those of a group."""
_OWN = re.compile("([商业企]+)|([科研]+)|([社益]+)|([律服]+)")
"""Characters of the organisations' heads that stand in no other, in the order of the form."""
_FIRST, _LAST = 0, 5
"""自然人 stands before the organisations, 总计 behind them."""
_INNER = [*range(_FIRST + 1, _LAST)]

_Rows = Sequence[Sequence[int]]


@frozen(eq=False)
class Listed:
    """A cell told by the order of the lines: its path, the value or the candidates, the label of its row,
    and the first figure of the row."""

    path: str
    cell: DecodedCell
    label: str
    figure: Term


def heads_in_order(heads: Sequence[Term]) -> bool:
    """Whether the heads of the organisations, torn anywhere, stand in the order of the form, and there is no
    小计. They begin in that order, or come line by line, from left to right: then a line has several of them,
    or those that begin too early are not whole. No line has them in another order."""
    close = "".join("".join(head.text.split()) for head in heads)
    if official_words("applicant")[0][0] not in close or "小" in close:
        return False
    lines: dict[int, str] = {}
    for head in heads:
        lines[head.lexeme.row] = lines.get(head.lexeme.row, "") + "".join(head.text.split())
    found = [_columns(line) for line in lines.values()]
    inner = [[column for column in line if _FIRST < column < _LAST] for line in found]
    begun = list(dict.fromkeys(column for line in inner for column in line))
    if sorted(begun) != _INNER or any(line != sorted(line) for line in inner):
        return False
    early = [column for at, column in enumerate(begun) if column > min(begun[at:])]
    words = official_words("applicant")
    by_line = any(len({*line}) > 1 for line in inner) or all(words[column] not in close for column in early)
    return not early or (by_line and all(line == sorted(line) for line in found))


def _columns(line: str) -> list[int]:
    """The columns that a line of heads names, from left to right."""
    person, *_, total = official_words("applicant")[: len(APPLICANTS)]
    places = [(match.start(), match.lastindex or 0) for match in _OWN.finditer(line)]
    ends = ((line.find(person[0]), _FIRST), (line.find(total[0]), _LAST))
    return [column for _, column in sorted([*places, *(end for end in ends if end[0] >= 0)])]


def in_order_of_lines(heads: Sequence[Term], printed: Sequence[Term]) -> list[Listed] | None:
    """Section three where every figure stands in a line of its own; None where its order is not proved.

    A row whose label does not stand in front of it is given where no other row can stand in its place; where
    several can, all of them have the figures of all as candidates.
    """
    figures = [term for term in printed if term.type == "FIGURE"]
    values = [_count(term) for term in figures]
    count, rest = divmod(len(figures), _WIDTH)
    order = next((rows for rows in row_paths() if len(rows) == count), None)
    rows = [term for term in printed if term.type == "ROW"]
    if rest or order is None or not rows or not all(term.lexeme.bordered for term in figures):
        return None
    is_listed = len({term.lexeme.location for term in figures}) == len(figures)
    if not is_listed or not heads_in_order(heads):
        return None
    if None in values or any(term.type in {"ODD", "BLANK"} for term in printed):
        return None
    numbers = [value for value in values if value is not None]
    first = printed.index(figures[0])
    labels = dict(_labels(printed))
    if len(labels) == 1 and _lists_all(printed[:first], order):
        table, anchored = _by_row_or_column(numbers, order), set(order)
    else:
        table = [numbers[at : at + _WIDTH] for at in range(0, len(numbers), _WIDTH)]
        anchored = {label.key for label in labels.values()}
        placed = all(
            before % _WIDTH == 0 and order[before // _WIDTH] == label.key for before, label in labels.items()
        )
        if not placed or 2 * len(labels) < len(order) or not _holds(table, order):
            return None
    if table is None:
        return None
    words = {label.key: label.text for label in labels.values()}
    return [
        Listed(f"{row}.{column}", cell, words.get(row, row), figures[number * _WIDTH])
        for number, (row, cells) in enumerate(zip(order, _cells(table, order, anchored), strict=True))
        for column, cell in zip(APPLICANTS, cells, strict=True)
    ]


@lru_cache(maxsize=1)
def row_paths() -> tuple[tuple[str, ...], ...]:
    """The rows of section three in printed order: with 其他处理 as three rows (2021), and as one (2019)."""
    rows = relations.rows()
    return (
        tuple(row for row in rows if row != f"{_OTHER_HANDLING}all"),
        tuple(row for row in rows if not row.startswith(_OTHER_HANDLING) or row.endswith(".all")),
    )


def _count(term: Term) -> int | None:
    value = term.lexeme.number.value if term.lexeme.number is not None else None
    return value if isinstance(value, int) and value >= 0 else None


def _labels(printed: Sequence[Term]) -> Iterator[tuple[int, Term]]:
    """The labels that end right before a figure, by the number of figures before them."""
    before = 0
    for at, term in enumerate(printed):
        if term.type == "FIGURE":
            before += 1
        elif term.type == "ROW" and at + 1 < len(printed) and printed[at + 1].type == "FIGURE":
            yield before, term


def _lists_all(before: Sequence[Term], order: Sequence[str]) -> bool:
    """Whether all rows of the form are named before the first figure, in their order."""
    named = [term.key for term in before if term.type == "ROW" and term.key not in _ENDS]
    return named == [row for row in order if row not in _ENDS]


def _by_row_or_column(values: Sequence[int], order: Sequence[str]) -> _Rows | None:
    """The figures by rows, where the relations hold in just one of both orders (or in both alike)."""
    count = len(order)
    by_row = [list(values[at : at + _WIDTH]) for at in range(0, len(values), _WIDTH)]
    by_column = [[values[column * count + row] for column in range(_WIDTH)] for row in range(count)]
    holding = [table for table in (by_row, by_column) if _holds(table, order)]
    return holding[0] if holding and holding[0] == holding[-1] else None


def _holds(table: _Rows, order: Sequence[str]) -> bool:
    """Whether all relations of the form hold."""
    rows: Mapping[str, Sequence[int]] = dict(zip(order, table, strict=True))
    outcomes = [rows[row] for row in order if row.startswith(_OUTCOMES) and row != _TOTAL]
    return all(sum(row[:-1]) == row[-1] for row in table) and all(
        sum(row[column] for row in outcomes) == rows[_TOTAL][column]
        and rows[_RECEIVED][column] + rows[_CARRIED_IN][column]
        == rows[_TOTAL][column] + rows[_CARRIED_FORWARD][column]
        for column in range(_WIDTH)
    )


def _cells(table: _Rows, order: Sequence[str], anchored: set[str]) -> Iterator[list[DecodedCell]]:
    """The cells of each row: of one behind its label, and of one that stands alone between two such, its
    figures; of several in turn without labels those that they share, else all as candidates."""
    for number, row in enumerate(order):
        first = last = number
        while row not in anchored and first and order[first - 1] not in anchored:
            first -= 1
        while row not in anchored and last + 1 < len(order) and order[last + 1] not in anchored:
            last += 1
        rules = (f"across:{row}", f"sum:{_TOTAL}")
        cells: list[DecodedCell] = []
        for column in range(_WIDTH):
            found = sorted({other[column] for other in table[first : last + 1]})
            cells.append(
                DecodedCell(value=found[0], decoded_by=rules)
                if len(found) == 1
                else DecodedCell(candidates=tuple(found))
            )
        yield cells
