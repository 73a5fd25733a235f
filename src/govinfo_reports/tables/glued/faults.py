"""The single faults that can keep a table from adding up: a wrong cell, blanks, a false gap, two columns
off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from attrs import frozen

from .cuts import cuts, number_ends, with_across, with_blanks
from .printed import ApplicantColumns, BorderState, GluedText, Values, is_torn
from .solver import ProblemTable

__all__ = ["FaultHypothesis", "hypotheses"]

Rows = Sequence[Sequence[Values] | None]
_Range = tuple[int, int]


@frozen(kw_only=True)
class FaultHypothesis:
    """Readings of the rows, and the columns in which the sum of outcomes and the balance are taken to hold.

    `false_border` is a row with a gap inside a number, `torn` one that may have lost or caught a digit;
    `doubtful` are rows whose readings the relations do not bear out well enough to give a value.
    """

    rows: tuple[Sequence[Values] | None, ...]
    sums: tuple[int, ...]
    balances: tuple[int, ...]
    false_border: int | None = None
    torn: int | None = None
    doubtful: frozenset[int] = frozenset()


def hypotheses(
    table: ProblemTable,
    rows: Rows,
    printed: Sequence[GluedText],
    columns: ApplicantColumns,
    *,
    sums: Sequence[int],
    balances: Sequence[int],
) -> Iterator[FaultHypothesis]:
    """Every single fault that could explain why no reading of `rows` satisfies all relations.

    `rows` holds for each row the cuts whose parts add up; a row without any must be the faulty one. The
    total column follows from the others, so that one broken relation always shows in a second: one wrong
    cell breaks its row's sum and its column's, one shifted case the relation of two columns.
    """
    empty = [index for index, row in enumerate(rows) if row is not None and not row]
    if len(empty) > 1:
        return
    count = len(columns.names)
    ranges = _Ranges(table, rows, count)
    unsound = [index for index, row in enumerate(printed) if row.cells and columns.holds(row.cells) is False]
    if len(unsound) == 1 and not empty:
        yield from _wrong_printed_cell(table, rows, unsound[0], count, sums=sums, balances=balances)
        return
    for index in empty or [index for index, row in enumerate(printed) if row.state is BorderState.GLUED]:
        if printed[index].borders:
            readings = with_across(printed[index], columns, believe_borders=False)
            yield FaultHypothesis(
                rows=_replaced(rows, index, readings),
                sums=tuple(sums),
                balances=tuple(balances),
                false_border=index,
            )
        left = ranges.left_to(index, sums=sums, balances=balances)
        if (
            sum(bounds is not None for bounds in left) >= count - 1
        ):  # else too few relations force the reading
            fault = _Fault(table, rows, printed[index], index, columns, left)
            yield from fault.blanks(sums, balances)
            if len(printed[index].digits) > count or empty:
                yield from fault.wrong_cell(sums, balances)
    if not empty:
        yield from _two_columns(ranges, rows, sums=sums, balances=balances)


def _replaced(
    rows: Rows, index: int, readings: Sequence[Values] | None
) -> tuple[Sequence[Values] | None, ...]:
    return (*rows[:index], readings, *rows[index + 1 :])


def _wrong_printed_cell(
    table: ProblemTable, rows: Rows, index: int, count: int, *, sums: Sequence[int], balances: Sequence[int]
) -> Iterator[FaultHypothesis]:
    """A row with its borders does not add up: one of its cells is wrong, and its column's relations with
    it."""
    outcome = index in table.outcomes
    for wrong in range(count):
        yield FaultHypothesis(
            rows=tuple(rows),
            sums=_without(sums, wrong) if outcome or index == table.total else tuple(sums),
            balances=tuple(balances) if outcome else _without(balances, wrong),
        )


@frozen
class _Fault:
    """A row that may be the faulty one, and the range of values that the other rows leave to each of its
    cells."""

    table: ProblemTable
    rows: Rows
    printed: GluedText
    index: int
    columns: ApplicantColumns
    ranges: Sequence[_Range | None]

    def blanks(self, sums: Sequence[int], balances: Sequence[int]) -> Iterator[FaultHypothesis]:
        """Cells of the row are blank."""
        within = [bounds or (0, None) for bounds in self.ranges]
        if self.index != self.table.total and all(high is None or low <= high for low, high in within):
            readings = with_blanks(self.printed, self.columns, within=within)
            if readings is None or readings:
                rows = _replaced(self.rows, self.index, readings)
                yield FaultHypothesis(rows=rows, sums=tuple(sums), balances=tuple(balances))

    def wrong_cell(self, sums: Sequence[int], balances: Sequence[int]) -> Iterator[FaultHypothesis]:
        """One cell of the row is wrong: another value there would satisfy the row's sum and its column's
        relations."""
        count, outcome = len(self.columns.names), self.index in self.table.outcomes
        ends = number_ends(self.printed, count)
        for wrong in range(count):
            within: list[tuple[int, int | None]] = [bounds or (0, None) for bounds in self.ranges]
            within[wrong] = (0, None)
            if any(high is not None and high < low for low, high in within):
                continue
            readings = cuts(self.printed, count, within=within, ends=ends)
            kept_sums = _without(sums, wrong) if outcome or self.index == self.table.total else tuple(sums)
            kept_balances = tuple(balances) if outcome else _without(balances, wrong)
            sure: list[Values] | None = [] if readings is not None else None
            for values in readings or ():
                for mended in self._mended(values, wrong):
                    if is_torn(values[wrong], mended[wrong]):
                        # a digit may have been lost from the row or caught from beside it: then nothing in
                        # it is sure
                        rows = _replaced(self.rows, self.index, None)
                        yield FaultHypothesis(
                            rows=rows, sums=tuple(sums), balances=tuple(balances), torn=self.index
                        )
                    elif sure is not None:
                        sure.append(values)
            if sure is None or sure:
                rows = _replaced(self.rows, self.index, sure)
                yield FaultHypothesis(rows=rows, sums=kept_sums, balances=kept_balances)

    def _mended(self, values: Values, wrong: int) -> list[Values]:
        """The reading with the value in the wrong cell that satisfies the relations of its row and column,
        if any."""
        low, high = self.ranges[wrong] or (0, None)
        return [
            (*values[:wrong], fitting, *values[wrong + 1 :])
            for fitting in self.columns.mending(values, wrong)
            if low <= fitting and (high is None or fitting <= high)
        ]


def _without(columns: Sequence[int], *dropped: int) -> tuple[int, ...]:
    return tuple(column for column in columns if column not in dropped)


def _two_columns(
    ranges: _Ranges, rows: Rows, *, sums: Sequence[int], balances: Sequence[int]
) -> Iterator[FaultHypothesis]:
    def off(made: _Range | None, column: int) -> bool:
        printed = ranges.cell(ranges.table.total, column)
        return bool(made and printed and (made[0] > printed[1] or made[1] < printed[0]))

    off_sums = {column for column in sums if off(ranges.outcomes[column], column)}
    off_balances = {column for column in balances if off(ranges.owed(column), column)}
    for pair in combinations(range(ranges.count), 2):
        if off_sums <= set(pair) and not off_balances:
            yield FaultHypothesis(rows=tuple(rows), sums=_without(sums, *pair), balances=tuple(balances))
        if off_balances <= set(pair) and not off_sums:
            yield FaultHypothesis(rows=tuple(rows), sums=tuple(sums), balances=_without(balances, *pair))
        if off_sums | off_balances <= set(pair):
            yield FaultHypothesis(
                rows=tuple(rows), sums=_without(sums, *pair), balances=_without(balances, *pair)
            )


class _Ranges:
    """The least and greatest value of each cell over its row's readings."""

    def __init__(self, table: ProblemTable, rows: Rows, count: int) -> None:
        self.table = table
        self.cells: list[list[_Range] | None] = [
            [
                (min(cells), max(cells))
                for cells in ([reading[c] or 0 for reading in row] for c in range(count))
            ]
            if row
            else None
            for row in rows
        ]
        read = [self.cells[index] for index in table.outcomes]
        self.outcomes = [_sum(*(None if row is None else row[c] for row in read)) for c in range(count)]
        self.known = [_sum(*(row[c] for row in read if row is not None)) for c in range(count)]
        self.lacking = sum(row is None for row in read)
        self.count = count

    def cell(self, index: int | None, column: int) -> _Range | None:
        row = None if index is None else self.cells[index]
        return None if row is None else row[column]

    def owed(self, column: int) -> _Range | None:
        """received + carried_in - carried_forward."""
        table = self.table
        added = _sum(self.cell(table.received, column), self.cell(table.carried_in, column))
        return _difference(added, self.cell(table.carried_forward, column))

    def other_outcomes(self, index: int, column: int) -> _Range | None:
        """The sum of the outcome rows but one."""
        known, own = self.known[column], self.cell(index, column)
        if known is None or self.lacking > (own is None):
            return None
        return known if own is None else (known[0] - own[0], known[1] - own[1])

    def left_to(self, index: int, *, sums: Sequence[int], balances: Sequence[int]) -> list[_Range | None]:
        """The range that the other rows leave to each cell of row `index`; None where no relation says
        anything."""
        table = self.table
        ranges: list[_Range | None] = []
        for column in range(self.count):
            total = self.cell(table.total, column)
            bounds: list[_Range | None] = []
            if index in table.outcomes:
                if column in sums:
                    bounds.append(_difference(total, self.other_outcomes(index, column)))
            else:
                received, carried_in, forward = (
                    (0, 0) if role == index else self.cell(role, column)
                    for role in (table.received, table.carried_in, table.carried_forward)
                )
                if index == table.total:
                    bounds.append(self.outcomes[column] if column in sums else None)
                    total = (0, 0)
                if column in balances:
                    added, used = _sum(received, carried_in), _sum(total, forward)
                    is_added = index in (table.received, table.carried_in)
                    bounds.append(_difference(used, added) if is_added else _difference(added, used))
            known = [found for found in bounds if found is not None]
            lowest = max((low for low, _ in known), default=0)
            ranges.append((max(0, lowest), min(high for _, high in known)) if known else None)
        return ranges


def _sum(*ranges: _Range | None) -> _Range | None:
    low = high = 0
    for one in ranges:
        if one is None:
            return None
        low, high = low + one[0], high + one[1]
    return low, high


def _difference(whole: _Range | None, part: _Range | None) -> _Range | None:
    return None if whole is None or part is None else (whole[0] - part[1], whole[1] - part[0])
