"""An exact search over the readings of section three's rows: which of them can stand in a table whose
columns add up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from operator import itemgetter

from attrs import frozen

from .printed import Values

__all__ = ["MAX_STEPS", "ProblemTable", "Solution", "solve"]

MAX_STEPS = 60_000
"""Partial sums the search may look at before it gives up and keeps the readings that it could not exclude."""

_Packed = tuple[int, ...]


@frozen(kw_only=True)
class ProblemTable:
    """The rows' indices by their part in the relations; None for a row that is not printed at all."""

    outcomes: tuple[int, ...]
    total: int | None
    received: int | None
    carried_in: int | None
    carried_forward: int | None

    @property
    def balance(self) -> set[int | None]:
        """The rows of the balance."""
        return {self.received, self.carried_in, self.total, self.carried_forward}


@frozen(kw_only=True)
class Solution:
    """The readings of each row that stand in at least one reading of the whole table (None for an unread
    row).

    `exhausted` is False if the search gave up: then some readings may be left over that stand in none.
    """

    rows: tuple[Sequence[Values] | None, ...]
    exhausted: bool = True


class _Contradictory(Exception):
    """No reading of the table is left."""


def solve(
    table: ProblemTable,
    rows: Sequence[Sequence[Values] | None],
    *,
    sums: Sequence[int],
    balances: Sequence[int],
) -> Solution | None:
    """The readings left when the columns `sums` and `balances` hold; None when no reading of the table is
    left.

    A row that is None is unread: it adds something unknown, not less than nothing. A blank cell adds nothing.
    """
    search = _Search(table, rows, sums=sums, balances=balances)
    try:
        search.run()
    except _Contradictory:
        return None
    return Solution(rows=tuple(search.rows), exhausted=search.exhausted)


class _Search:
    def __init__(
        self,
        table: ProblemTable,
        rows: Sequence[Sequence[Values] | None],
        *,
        sums: Sequence[int],
        balances: Sequence[int],
    ) -> None:
        self.table = table
        self.rows: list[list[Values] | None] = [None if row is None else list(row) for row in rows]
        self.sums, self.balances = tuple(sums), tuple(balances)
        self.exhausted = True
        greatest = sum(max((max(v or 0 for v in values) for values in row), default=0) for row in rows if row)
        self.width = greatest.bit_length() + 2

    def run(self) -> None:
        if any(row is not None and not row for row in self.rows):
            raise _Contradictory
        outcomes = [self.rows[index] for index in self.table.outcomes]
        whole = all(row is not None for row in outcomes)
        sides = [self._row(index) for index in (self.table.received, self.table.carried_in)]
        forward, total = self._row(self.table.carried_forward), self._row(self.table.total)
        if total is not None:
            self._balance(sides, total, forward)
            if outcomes and self.sums:
                self._add_up(total, whole=whole)
                self._balance(sides, total, forward)
        elif whole and outcomes and self.sums and None not in (*sides, forward):
            self._without_total(sides, forward)

    def _row(self, index: int | None) -> list[Values] | None:
        return None if index is None else self.rows[index]

    def _pack(self, values: Values, columns: Sequence[int]) -> int:
        packed = 0
        for column in columns:
            packed = packed << self.width | (values[column] or 0)
        return packed

    # received + carried_in = total + carried_forward

    def _balance(
        self, sides: Sequence[list[Values] | None], total: list[Values], forward: list[Values] | None
    ) -> None:
        received, carried_in = sides
        if not self.balances or (received is None and carried_in is None):
            return
        exact = received is not None and carried_in is not None and forward is not None
        if forward is None and (received is None or carried_in is None):
            return
        left = [row for row in (received, carried_in) if row is not None]
        right = [row for row in (total, forward) if row is not None]
        if _sizes(left) > MAX_STEPS or _sizes(right) > MAX_STEPS:
            self.exhausted = False
            return
        if exact:
            self._match(left, right)
        elif _sizes(left) * _sizes(right) <= MAX_STEPS:
            self._exceed(left, right, lesser_is_left=forward is not None)
        else:
            self.exhausted = False

    def _match(self, left: Sequence[list[Values]], right: Sequence[list[Values]]) -> None:
        sides = []
        for rows in (left, right):
            packed = [[(self._pack(values, self.balances), values) for values in row] for row in rows]
            sums: dict[int, list[tuple[Values, ...]]] = {}
            for choice in product(*packed):
                sums.setdefault(sum(map(itemgetter(0), choice)), []).append(tuple(v for _, v in choice))
            sides.append(sums)
        common = sides[0].keys() & sides[1].keys()
        for rows, sums in zip((left, right), sides, strict=True):
            _keep(rows, (choice for key in common for choice in sums[key]))

    def _exceed(
        self, left: Sequence[list[Values]], right: Sequence[list[Values]], *, lesser_is_left: bool
    ) -> None:
        """With one row unread, the side it stands on is only known to be at least as large as its other
        rows."""
        fitting = []
        for choice in product(*left, *right):
            first, second = choice[: len(left)], choice[len(left) :]
            lesser, greater = (first, second) if lesser_is_left else (second, first)
            if all(
                sum(v[column] or 0 for v in lesser) <= sum(v[column] or 0 for v in greater)
                for column in self.balances
            ):
                fitting.append(choice)
        _keep([*left, *right], fitting)

    # all outcomes = total

    def _add_up(self, total: list[Values], *, whole: bool) -> None:
        rows = [row for row in (self.rows[index] for index in self.table.outcomes) if row is not None]
        self._bound(rows, total, whole)
        if whole:
            sums = self._supported(rows, {self._pack(values, self.sums) for values in total})
            total[:] = [values for values in total if self._pack(values, self.sums) in sums]

    def _bound(self, rows: Sequence[list[Values]], total: list[Values], whole: bool) -> None:
        """Drop readings with a cell too large, or too small, for its column whatever the other rows hold."""
        changed = True
        while changed:
            changed = False
            for column in self.sums:
                least = [min(values[column] or 0 for values in row) for row in rows]
                most = [max(values[column] or 0 for values in row) for row in rows]
                low, high = sum(least), sum(most)
                bottom = min(values[column] or 0 for values in total)
                top = max(values[column] or 0 for values in total)
                if low > top or (whole and high < bottom):
                    raise _Contradictory
                if bottom < low or (whole and top > high):
                    changed |= _drop(total, column, low, high if whole else None)
                for row, small, great in zip(rows, least, most, strict=True):
                    floor = bottom - (high - great) if whole else 0
                    ceiling = top - (low - small)
                    if small < floor or great > ceiling:
                        changed |= _drop(row, column, floor, ceiling)

    def _supported(self, rows: Sequence[list[Values]], totals: set[int]) -> set[int]:
        """Keep the outcome rows' readings that stand in a choice adding up to one of `totals`; give those
        totals.

        Sums are built from both ends of the list of rows until they meet, then what is met is traced back.
        """
        fixed = sum(self._pack(row[0], self.sums) for row in rows if len(row) == 1)
        open_rows = sorted(
            (row for row in rows if len(row) > 1), key=lambda row: (-_spread(row, self.sums), len(row))
        )
        packed = [sorted({self._pack(values, self.sums) for values in row}) for row in open_rows]
        guard = sum(1 << (place * self.width + self.width - 1) for place in range(len(self.sums)))
        least, most = self._extremes(open_rows)
        count = len(packed)
        forward: list[set[int]] = [set() for _ in range(count + 1)]
        backward: list[set[int]] = [set() for _ in range(count + 1)]
        forward[0] = {total - fixed for total in totals if (total | guard) - fixed & guard == guard}
        backward[count] = {0}
        start, stop, steps = 0, count, 0
        low_total, high_total = self._box(forward[0])
        low_before, high_before = 0, 0
        while start < stop:
            ahead = len(forward[start]) * len(packed[start])
            behind = len(backward[stop]) * len(packed[stop - 1])
            steps += min(ahead, behind)
            if steps > MAX_STEPS:
                self.exhausted = False
                return totals
            if ahead <= behind:
                low, high = least[start + 1], most[start + 1]
                forward[start + 1] = {
                    rest - value
                    for rest in forward[start]
                    for value in packed[start]
                    if (rest | guard) - value - low & guard == guard
                    and (value + high | guard) - rest & guard == guard
                }
                start += 1
            else:
                low_before, high_before = least[0] - least[stop - 1], most[0] - most[stop - 1]
                backward[stop - 1] = {
                    made + value
                    for made in backward[stop]
                    for value in packed[stop - 1]
                    if (high_total | guard) - low_before - made - value & guard == guard
                    and (made + value + high_before | guard) - low_total & guard == guard
                }
                stop -= 1
        met = forward[start] & backward[start]
        if not met:
            raise _Contradictory
        kept: list[set[int]] = [set() for _ in packed]
        self._trace(forward, packed, kept, met, range(start - 1, -1, -1), -1)
        self._trace(backward, packed, kept, met, range(start, count), 1)
        for row, values in zip(open_rows, kept, strict=True):
            row[:] = [choice for choice in row if self._pack(choice, self.sums) in values]
        return {rest + fixed for rest in (forward[0] if start else met)}

    @staticmethod
    def _trace(
        sums: list[set[int]],
        packed: Sequence[Sequence[int]],
        kept: list[set[int]],
        met: set[int],
        order: Iterable[int],
        step: int,
    ) -> None:
        """Walk back from where the two ends met, keeping the sums and the values that lead there.

        A sum at `index` (ahead of the meeting) is larger by the row's value than the one after it; behind
        the meeting the one after it is the smaller one.
        """
        reached = met
        for index in order:
            beyond = sums[index] if step < 0 else sums[index + 1]
            found = set()
            for value in packed[index]:
                hits = {near - step * value for near in reached} & beyond
                if hits:
                    kept[index].add(value)
                    found |= hits
            sums[index if step < 0 else index + 1] = reached = found

    def _extremes(self, rows: Sequence[list[Values]]) -> tuple[list[int], list[int]]:
        """Packed least and greatest sums of the rows from each index on."""
        least, most = [0], [0]
        for row in reversed(rows):
            low = tuple(min(values[column] or 0 for values in row) for column in range(len(row[0])))
            high = tuple(max(values[column] or 0 for values in row) for column in range(len(row[0])))
            least.append(least[-1] + self._pack(low, self.sums))
            most.append(most[-1] + self._pack(high, self.sums))
        return least[::-1], most[::-1]

    def _box(self, sums: Iterable[int]) -> _Packed:
        """The packed least and greatest of each column over packed sums."""
        mask = (1 << self.width) - 1
        low = high = 0
        for place in range(len(self.sums)):
            values = [packed >> (place * self.width) & mask for packed in sums]
            low |= min(values, default=0) << (place * self.width)
            high |= max(values, default=0) << (place * self.width)
        return low, high

    def _without_total(self, sides: Sequence[list[Values] | None], forward: list[Values] | None) -> None:
        """With no row of totals, the outcomes add up to received + carried_in - carried_forward."""
        columns = [column for column in self.sums if column in self.balances]
        known = [row for row in (*sides, forward) if row is not None]
        if not columns or _sizes(known) > MAX_STEPS // 4:
            self.exhausted = False
            return
        self.sums = tuple(columns)
        choices: dict[int, list[tuple[Values, ...]]] = {}
        totals: dict[int, Values] = {}
        for received, carried_in, left in product(*known):
            values = tuple(
                (received[column] or 0) + (carried_in[column] or 0) - (left[column] or 0)
                for column in range(len(received))
            )
            if all(values[column] >= 0 for column in columns):
                key = self._pack(values, columns)
                totals[key] = values
                choices.setdefault(key, []).append((received, carried_in, left))
        if not totals:
            raise _Contradictory
        rows = [row for row in (self.rows[index] for index in self.table.outcomes) if row is not None]
        made = list(totals.values())
        self._bound(rows, made, True)
        met = self._supported(rows, {self._pack(values, columns) for values in made})
        _keep(known, (choice for key in met for choice in choices.get(key, ())))


def _sizes(rows: Iterable[Sequence[Values]]) -> int:
    size = 1
    for row in rows:
        size *= len(row)
    return size


def _spread(row: Sequence[Values], columns: Sequence[int]) -> int:
    return sum(
        max(values[column] or 0 for values in row) - min(values[column] or 0 for values in row)
        for column in columns
    )


def _drop(row: list[Values], column: int, low: int, high: int | None) -> bool:
    kept = [
        values
        for values in row
        if low <= (values[column] or 0) and (high is None or (values[column] or 0) <= high)
    ]
    if not kept:
        raise _Contradictory
    changed = len(kept) < len(row)
    row[:] = kept
    return changed


def _keep(rows: Sequence[list[Values]], choices: Iterable[tuple[Values, ...]]) -> None:
    """Keep of each row the readings that occur at its place in one of `choices`."""
    kept: list[set[Values]] = [set() for _ in rows]
    for choice in choices:
        for values, one in zip(kept, choice, strict=True):
            values.add(one)
    for row, values in zip(rows, kept, strict=True):
        row[:] = [one for one in row if one in values]
        if not row:
            raise _Contradictory
