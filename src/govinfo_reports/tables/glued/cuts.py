"""Every way to cut the digits of one printed row into cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from .printed import ApplicantColumns, GluedText, Values

__all__ = ["MAX_DIGITS", "MAX_STEPS", "Ends", "cuts", "number_ends", "with_across", "with_blanks"]

Ends = Sequence[Sequence[tuple[int, int]]]
"""For each position in the digits the (end, value) of each number that can begin there, shortest first."""

MAX_DIGITS = 9
"""A longer number is not a count of applications or cases."""

MAX_STEPS = 30_000
"""Steps of the search over one row; a row that needs more is left unread."""


def number_ends(printed: GluedText, columns: int, *, believe_borders: bool = True) -> Ends:
    """For each position the (end, value) of the numbers that can begin there, shortest first."""
    digits, size = printed.digits, len(printed.digits)
    demanded, impossible = set(printed.demanded), set(printed.impossible)
    if believe_borders and printed.borders:
        if len(printed.borders) < columns:
            demanded |= printed.borders
        else:  # more pieces than columns: numbers were split, so only printed borders can be cuts
            impossible |= set(range(1, size)) - printed.borders
    ends: list[list[tuple[int, int]]] = []
    for start in range(size):
        found: list[tuple[int, int]] = []
        for end in range(start + 1, min(size, start + MAX_DIGITS) + 1):
            if end == size or end not in impossible:
                found.append((end, int(digits[start:end])))
            if end in demanded or digits[start] == "0":
                break
        ends.append([] if start in impossible else found)
    if printed.impossible:  # at most three digits stand before the first comma of a number
        for start, found in enumerate(ends):
            commas = [at for at in range(start + 1, start + 4) if at in printed.impossible]
            ends[start] = [
                (end, value)
                for end, value in found
                if not any(start < at < end for at in printed.impossible) or commas
            ]
    return ends


def with_across(
    printed: GluedText, columns: ApplicantColumns, *, believe_borders: bool = True
) -> list[Values] | None:
    """Every cut of a glued row into the columns whose parts add up to the total; None if there are too many
    to try.

    The first half of the cells is built from the left, the second from the right, and the two are joined
    where they meet with the right sum. A weight for each column makes one equation of the row's two (parts,
    organisations).
    """
    count, size = len(columns.names), len(printed.digits)
    if size < count:
        return []
    if columns.total != count - 1:
        return cuts(
            printed, count, believe_borders=believe_borders, keep=lambda row: columns.holds(row) is True
        )
    ends = number_ends(printed, count, believe_borders=believe_borders)
    weights = [1 if index in columns.parts else 0 for index in range(count)]
    if columns.subtotal is not None:
        weights = [
            weight + _SECOND * (index in columns.organizations) for index, weight in enumerate(weights)
        ]
        weights[columns.subtotal] = -_SECOND
    half = (count - 1) // 2
    left: dict[tuple[int, int], list[_Numbers]] = {}
    for at, weighed, numbers in _from_left(ends, weights[:half], size - count + half):
        left.setdefault((at, weighed), []).append(numbers)
    # a total is not longer than the digits before it, less one for each other part, allow (and one for the
    # carry)
    values = [dict(found) for found in ends]
    longest = min(MAX_DIGITS, (size - count + 3) // 2)
    results: list[Values] = []
    for stop in range(max(count - 1, size - longest), size):
        total = values[stop].get(size)
        if total is None or stop > (count - 1) * (size - stop):  # no part is longer than the total
            continue
        for at, weighed, numbers in _from_right(values, weights[half:-1], stop, total, half):
            for first in left.get((at, total - weighed), ()):
                results.append((*first, *numbers, total))
                if len(results) > MAX_STEPS:
                    return None
    return sorted(results)


_MORE = 10**MAX_DIGITS
"""More than any number in a cell."""

_SECOND = 10**15
"""The weight of the second equation: greater than any sum of the first."""

_Numbers = tuple[int, ...]


def _from_left(ends: Ends, weights: Sequence[int], last: int) -> list[tuple[int, int, _Numbers]]:
    """The ways to read one number for each weight from the start: where they end (at most `last`), weighed
    sum, numbers."""
    found: list[tuple[int, int, _Numbers]] = [(0, 0, ())]
    for place, weight in enumerate(weights, 1):
        found = [
            (end, weighed + weight * value, (*numbers, value))
            for at, weighed, numbers in found
            for end, value in ends[at]
            if end <= last - len(weights) + place
        ]
    return found


def _from_right(
    values: Sequence[Mapping[int, int]], weights: Sequence[int], stop: int, most: int, first: int
) -> list[tuple[int, int, _Numbers]]:
    """The ways to read numbers up to `most` that end at `stop`: where they begin (at least `first`), sum,
    numbers."""
    found: list[tuple[int, int, _Numbers]] = [(stop, 0, ())]
    longest = len(str(most))
    for place in range(len(weights) - 1, -1, -1):
        found = [
            (start, weighed + weights[place] * value, (value, *numbers))
            for at, weighed, numbers in found
            for start in range(max(first + place, at - longest), min(at, (first + place) * longest + 1))
            if (value := values[start].get(at, _MORE)) <= most
        ]
    return found


def cuts(
    printed: GluedText,
    count: int,
    *,
    believe_borders: bool = True,
    within: Sequence[tuple[int, int | None]] | None = None,
    keep: Callable[[tuple[int, ...]], bool] | None = None,
    ends: Ends | None = None,
) -> list[Values] | None:
    """Every cut of a glued row into `count` numbers without leading zeros; None if there are too many to try.

    `within` gives the least and the greatest value of each cell (None: no bound), `ends` is what
    `number_ends` gave.
    """
    size = len(printed.digits)
    if size < count:
        return []
    ends = number_ends(printed, count, believe_borders=believe_borders) if ends is None else ends
    results: list[Values] = []
    steps = 0
    row = [0] * count

    def search(at: int, column: int) -> bool:
        nonlocal steps
        steps += 1
        if steps > MAX_STEPS:
            return False
        if column == count:
            if at == size and (keep is None or keep(tuple(row))):
                results.append(tuple(row))
            return True
        if not count - column <= size - at <= (count - column) * MAX_DIGITS:
            return True
        low, high = within[column] if within else (0, None)
        for end, value in ends[at]:
            if high is not None and value > high:
                break
            if value >= low and (column < count - 1 or end == size):
                row[column] = value
                if not search(end, column + 1):
                    return False
        return True

    return results if search(0, 0) else None


def with_blanks(
    printed: GluedText, columns: ApplicantColumns, *, within: Sequence[tuple[int, int | None]] | None = None
) -> list[Values] | None:
    """Every cut of a glued row that leaves at least one cell blank and whose parts, where it has a total,
    add up to it.

    A blank counts as 0 for `within`. None if there are too many to try.
    """
    count, size = len(columns.names), len(printed.digits)
    ends = number_ends(printed, count)
    results: list[Values] = []
    steps = 0
    row: list[int | None] = [None] * count

    def search(at: int, column: int) -> bool:
        nonlocal steps
        steps += 1
        if steps > MAX_STEPS:
            return False
        if column == count:
            if at == size and None in row and columns.holds(tuple(row)) is not False:
                results.append(tuple(row))
            return True
        if size - at > (count - column) * MAX_DIGITS:
            return True
        low, high = within[column] if within else (0, None)
        row[column] = None
        if low <= 0 and not search(at, column + 1):
            return False
        for end, value in ends[at] if at < size else ():
            if high is not None and value > high:
                break
            if value >= low:
                row[column] = value
                if not search(end, column + 1):
                    return False
        row[column] = None
        return True

    return results if search(0, 0) else None
