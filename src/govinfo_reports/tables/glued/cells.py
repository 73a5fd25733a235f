"""What decoding gives: for each cell a proved value, or the readings left, and the relations that decided;
and the rows that several readings fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import Enum

from attrs import field, frozen

from ...facts import Fact

__all__ = ["MAX_CANDIDATES", "Basis", "CutFailure", "DecodedCell", "Decoding", "Puzzle", "Reading", "cell_of"]

MAX_CANDIDATES = 12
"""Candidates listed for one cell; `DecodedCell.capped` says that there are more."""
Reading = tuple[int | Decimal | None, ...]
"""One way to cut a row: the value of each column, None for a blank."""


class Basis(str, Enum):
    """What a decoding rests on."""

    CONSISTENT = "consistent"
    """Every relation that applies holds in every reading left."""
    BROKEN = "broken"
    """No reading satisfies all relations; these are all readings with one fault: one wrong cell, or two
    columns off."""
    PARTIAL = "partial"
    """More is broken: a row, the balance or the sum of the outcomes is left out, and the rest holds."""
    ROWS = "rows"
    """No reading of the table was found: a value rests on its own row alone."""


class CutFailure(str, Enum):
    """Why a row could not be cut."""

    BLANK = "blank"
    """Nothing is printed after its label."""
    SHORT = "short"
    """It has fewer digits than the table has columns: blank cells, or digits that went elsewhere."""
    TORN = "torn"
    """Its first, or last, figure looks as if it had lost a digit or caught one from beside the row."""
    UNREADABLE = "unreadable"
    """It holds something other than whole numbers and blanks, or is printed twice with different figures."""
    TOO_MANY = "too_many"
    """It has too many digits to try every cut."""


@frozen(kw_only=True)
class DecodedCell:
    """One cell: its value if every reading left has it, else None with the `candidates` in rising order.

    `blank` is a cell printed as a dash or nothing. Without value, candidates and `blank`, the cell could not
    be read. `decoded_by` are the ids of the relations that fixed the value; none where its borders were
    printed.
    """

    value: int | None = None
    candidates: tuple[int, ...] = ()
    capped: bool = False
    blank: bool = False
    decoded_by: tuple[str, ...] = ()


@frozen(kw_only=True)
class Decoding:
    """The cells by path (`applications.received.business`), in printed order.

    `broken` are the relations that the values given break, as far as they can be told; `border:<row>` is a
    printed gap inside a number. `exhausted` is False if the search had to stop: then more cells are left
    without a value than need be. `unread` gives for each row that could not be cut the reason.
    """

    cells: Mapping[str, DecodedCell]
    basis: Basis = Basis.CONSISTENT
    broken: tuple[str, ...] = ()
    exhausted: bool = True
    unread: Mapping[str, CutFailure] = field(factory=dict)


def cell_of(
    values: Iterable[int | None], decoded_by: Iterable[str] = (), *, doubtful: bool = False
) -> DecodedCell:
    """The cell that may hold any of `values` (None: a blank); a `doubtful` one gets no value even if only
    one is left."""
    found = set(values)
    if len(found) == 1 and not doubtful:
        value = found.pop()
        return DecodedCell(value=value, blank=value is None, decoded_by=tuple(decoded_by))
    numbers = sorted(value for value in found if value is not None)
    return DecodedCell(candidates=tuple(numbers[:MAX_CANDIDATES]), capped=len(numbers) > MAX_CANDIDATES)


@frozen(kw_only=True)
class Puzzle:
    """A row whose figures have run together and that several readings fit: the facts of its columns (without
    a value) and, for each reading, their values in the same order. Other sources may decide it."""

    facts: tuple[Fact, ...]
    readings: tuple[Reading, ...]
