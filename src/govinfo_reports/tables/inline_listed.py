"""Section three as plain text of a PDF: one cell a line, labels and heads that wrap anywhere, rows whose label came later.

The figures of such a text stand in the order of the page, row by row or column by column. That is believed only where the
whole table shows it: as many figures as the form has cells, every label in front of its own row, and all relations hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from attrs import frozen

from ..indicators import Form, leaf_indicators
from .glued import APPLICANT_COLUMNS
from .glued_cells import DecodedCell
from .inline_applications import row_labels
from .reading import TableReading, decoded_fact
from .running import Running

__all__ = ["begins_with_figures", "read_listed_run"]

_WIDTH = len(APPLICANT_COLUMNS)
_RECEIVED, _CARRIED_IN, _CARRIED_FORWARD = (
    f"applications.{name}" for name in ("received", "carried_in", "carried_forward")
)
_OUTCOMES = "applications.outcomes."
_TOTAL = f"{_OUTCOMES}total"
_OTHER_HANDLING = f"{_OUTCOMES}other_handling."

_HEADS = re.compile(r"(商业)|(科研)|(社会公?益?)|(法律)")
_SUBTOTAL = re.compile(r"小\s*计")
_FIGURE_LINE = re.compile(r"^[ \t]*(\d{1,9}|\d{1,3}(?:,\d{3})+)[ \t]*$", re.MULTILINE)
_FIGURES_LINE = re.compile(r"^[ \t]*\d[\d, \t]*$", re.MULTILINE)
_PAGE_NUMBER = re.compile(r"^[ \t]*[-—–]{1,2} ?\d{1,4} ?[-—–]{1,2}[ \t]*$", re.MULTILINE)
_END = re.compile(r"\n\s*(?:四、政府信息公开行政复议|行\s*政\s*复\s*议\n|五、存在)|[。；]")
_LONGEST = 6_000

_Rows = Sequence[Sequence[int]]


@frozen
class _Label:
    """A row label that stands right in front of a figure: its row, its words, where it stands, and how many figures before."""

    row: str
    words: str
    start: int
    before: int


def read_listed_run(run: Running, start: int) -> tuple[TableReading, int] | None:
    """Section three from `start` on, where every figure stands in a line of its own; None where its order is not proved.

    A row whose label does not stand in front of it is given where no other row can stand in its place; where several can, all of
    them have the figures of all as candidates.
    """
    end_of = _END.search(run.text, start, start + _LONGEST)
    end = end_of.start() if end_of is not None else min(len(run.text), start + _LONGEST)
    text = _PAGE_NUMBER.sub(lambda found: " " * len(found[0]), run.text[start:end])
    figures = [
        (int(found[1].replace(",", "")), start + found.start(1)) for found in _FIGURE_LINE.finditer(text)
    ]
    count, rest = divmod(len(figures), _WIDTH)
    first = figures[0][1] - start if figures else 0
    order = next((rows for rows in _forms() if len(rows) == count), None)
    top = row_labels()[0].search(text, 0, max(first, 0))
    if rest or order is None or top is None or not _heads_in_order(text[: top.start()]):
        return None
    labels = list(_labels(text, start, [at for _, at in figures]))
    values = [value for value, _ in figures]
    if len(labels) == 1 and _lists_all(text[:first], order):
        table = _listed_by_row_or_column(values, order)
        anchored = set(order)
    else:
        table = [values[at : at + _WIDTH] for at in range(0, len(values), _WIDTH)]
        anchored = {label.row for label in labels}
        placed = all(
            label.before % _WIDTH == 0 and order[label.before // _WIDTH] == label.row for label in labels
        )
        if not placed or 2 * len(labels) < len(order) or not _holds(table, order):
            return None
    if table is None:
        return None
    words = {label.row: label.words for label in labels}
    places = [figures[at][1] for at in range(0, len(figures), _WIDTH)]
    cells = dict(zip(order, _cells(table, order, anchored), strict=True))
    facts = tuple(
        decoded_fact(
            f"{row}.{column}",
            cell,
            label=words.get(row, row),
            raw=" ".join(map(str, table[number])),
            location=run.place(places[number], places[number] + 1),
        )
        for number, row in enumerate(order)
        for column, cell in zip(APPLICANT_COLUMNS, cells[row], strict=True)
    )
    three = any(row.startswith(_OTHER_HANDLING) and not row.endswith(".all") for row in order)
    form = Form.F2021 if three else None
    return TableReading(facts=facts, groups=frozenset({"applications"}), form=form), end


def begins_with_figures(run: Running, start: int) -> bool:
    """Whether a line of nothing but figures stands between the heads at `start` and the first row label."""
    first = row_labels()[0].search(run.text, start, start + _LONGEST)
    return first is not None and _FIGURES_LINE.search(run.text, start, first.start()) is not None


@lru_cache(maxsize=1)
def _forms() -> tuple[tuple[str, ...], ...]:
    """The rows of section three in printed order: with 其他处理 as three rows, and as one."""
    rows = [
        path.removesuffix(".natural_person") for path in leaf_indicators() if path.endswith(".natural_person")
    ]
    rows = [row for row in rows if row.startswith("applications.")]
    return (
        tuple(row for row in rows if row != f"{_OTHER_HANDLING}all"),
        tuple(row for row in rows if not row.startswith(_OTHER_HANDLING) or row.endswith(".all")),
    )


def _heads_in_order(text: str) -> bool:
    """Whether the heads of the organisations begin in the order of the form, and there is no 小计."""
    found = [match.lastindex for match in _HEADS.finditer("".join(text.split()))]
    return found == [1, 2, 3, 4] and "自然人" in "".join(text.split()) and not _SUBTOTAL.search(text)


def _labels(text: str, start: int, figures: Sequence[int]) -> Iterator[_Label]:
    """The labels that end right before a figure."""
    pattern, paths = row_labels()
    before = {at: number for number, at in enumerate(figures)}
    for found in pattern.finditer(text):
        after = len(text) - len(text[found.end() :].lstrip())
        name = found.lastgroup
        if name in paths and start + after in before:
            words = " ".join(found[0].split())
            yield _Label(paths[str(name)], words, start + found.start(), before[start + after])


def _lists_all(text: str, order: Sequence[str]) -> bool:
    """Whether all rows of the form are named before the first figure, in their order."""
    pattern, paths = row_labels()
    named = [
        paths[str(found.lastgroup)] for found in pattern.finditer(text + "\n0") if found.lastgroup in paths
    ]
    ends = {
        f"{_OTHER_HANDLING}other",
        f"{_OTHER_HANDLING}all",
    }  # 3.其他 is known by the figure behind it only
    return [row for row in named if row not in ends] == [row for row in order if row not in ends]


def _listed_by_row_or_column(values: Sequence[int], order: Sequence[str]) -> _Rows | None:
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
    """The cells of each row: of one behind its label, and of one that stands alone between two such, its figures; of several
    in turn without labels those that they share, else all as candidates."""
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
