"""Section three as a problem to solve: for each row the readings whose parts add up, and which relations
apply."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from .cells import CutFailure
from .cuts import with_across, with_blanks
from .printed import ApplicantColumns, BorderState, GluedText, Values, read_printed
from .solver import ProblemTable

__all__ = ["MAX_UNREAD", "TOTAL", "Problem", "ProblemRow", "cut_rows", "read_problem"]

_RECEIVED = "applications.received"
_CARRIED_IN = "applications.carried_in"
_OUTCOMES = "applications.outcomes."
TOTAL = "applications.outcomes.total"
_CARRIED_FORWARD = "applications.carried_forward"
_OTHER_HANDLING = "applications.outcomes.other_handling."

_LISTED = "‖"
"""Stands between figures that have a line each, and of which it cannot be said which columns they are in."""
_LONE_COMMA = re.compile(r"(?<=\d)‖[,，]‖(?=\d{3}(?!\d))")

MAX_UNREAD = 2
"""With more unread rows than this the table is not one of whole rows: it prints zeros as blanks, or is
another table."""


@frozen
class ProblemRow:
    """One row: the path without its column (`applications.outcomes.granted`) and the text printed after its
    label."""

    key: str
    text: str


@frozen(kw_only=True)
class Problem:
    """A table to decode: for each row the readings whose parts add up, None where the row is unread.

    The first `given` rows are printed; those after them stand for rows that are absent or may be missing.
    """

    keys: tuple[str, ...]
    printed: tuple[GluedText, ...]
    rows: tuple[Sequence[Values] | None, ...]
    given: int
    table: ProblemTable
    columns: ApplicantColumns
    sums: tuple[int, ...]
    balances: tuple[int, ...]
    unread: Mapping[str, CutFailure]


def read_problem(
    rows: Sequence[ProblemRow], columns: ApplicantColumns, *, absent: Collection[str], complete: bool
) -> Problem:
    """The problem that the texts of a table's rows pose; `absent` and `complete` as for
    `decode_applications`."""
    count = len(columns.names)
    texts: dict[str, set[str]] = {}
    for row in rows:
        texts.setdefault(row.key, set()).add(row.text.strip())
    keys = list(texts)
    printed = _without_shifted([_read_row(found, count) for found in _with_torn(texts, count)], columns)
    nothing: Values = (None,) * count
    # one or two empty rows may have lost their figures; more of them are a table that leaves rows of zeros
    # empty
    blank_is_nothing = sum(row.state is BorderState.BLANK for row in printed) > MAX_UNREAD
    readings: list[Sequence[Values] | None] = []
    unread: dict[str, CutFailure] = {}
    for key, cut in zip(keys, printed, strict=True):
        found, reason = _readings(cut, columns)
        if reason is CutFailure.SHORT and key == TOTAL:
            found = None  # a blank total says nothing about its column
        if reason is CutFailure.BLANK and blank_is_nothing:
            found = [nothing]
        if reason is not None:
            unread[key] = reason
        readings.append(found)
    nothing_printed = [key for key in absent if key != TOTAL]
    for key in (*nothing_printed, *(() if complete else (f"{_OUTCOMES}?",))):
        if key not in texts:
            keys.append(key)
            printed.append(GluedText(state=BorderState.BORDERED))
            readings.append([nothing] if key in nothing_printed else None)
    table = _table(keys)
    return Problem(
        keys=tuple(keys),
        printed=tuple(printed),
        rows=tuple(readings),
        given=len(texts),
        table=table,
        columns=columns,
        sums=tuple(column for column in range(count) if not _all_blank(readings, column, (table.total,))),
        balances=tuple(
            column
            for column in range(count)
            if not _all_blank(readings, column, (table.total,))
            and not _all_blank(readings, column, (table.received, table.carried_in))
        ),
        unread=unread,
    )


def _with_torn(texts: Mapping[str, Collection[str]], columns: int) -> list[Collection[str]]:
    """The texts of the rows; of figures between ‖, each in a line of its own, those torn over several lines
    are set apart by blanks, where no row of the table has fewer pieces than columns: then no cell is blank,
    and only digits were torn."""
    listed = {text for found in texts.values() for text in found if _LISTED in text}
    if any(len(_pieces(text)) < columns or _LISTED * 2 in text for text in listed):
        return list(texts.values())
    return [
        {" ".join(_pieces(text)) if text in listed else text for text in found} for found in texts.values()
    ]


def _pieces(text: str) -> list[str]:
    """The pieces between ‖; a comma in a line of its own joins the digits before and behind it."""
    text = _LONE_COMMA.sub(",", text)
    return [piece for piece in text.split(_LISTED) if piece]


def _read_row(texts: Collection[str], columns: int) -> GluedText:
    if len(texts) != 1:
        return GluedText(state=BorderState.UNREADABLE)
    text = min(texts)
    printed = read_printed(text, columns)
    return evolve(printed, loose=True) if _LISTED in text else printed


def _without_shifted(rows: Sequence[GluedText], columns: ApplicantColumns) -> list[GluedText]:
    """The rows without those that have as many figures as columns by chance: where another row has figures
    set apart by blanks, and more or fewer of them, cells are blank or digits torn, and a row is believed
    only if its own parts add up."""
    if not any(row.loose for row in rows):
        return list(rows)
    return [
        GluedText(state=BorderState.UNREADABLE) if row.spaced and columns.holds(row.cells) is False else row
        for row in rows
    ]


def _readings(
    printed: GluedText, columns: ApplicantColumns
) -> tuple[Sequence[Values] | None, CutFailure | None]:
    if printed.state is BorderState.BORDERED:
        return [printed.cells], None
    if printed.state is BorderState.BLANK:
        return None, CutFailure.BLANK
    if printed.state is BorderState.UNREADABLE:
        return None, CutFailure.UNREADABLE
    if len(printed.digits) < len(columns.names):
        return with_blanks(printed, columns), CutFailure.SHORT
    found = with_across(printed, columns)
    return found, CutFailure.TOO_MANY if found is None else None


def _table(keys: Sequence[str]) -> ProblemTable:
    places = {key: index for index, key in enumerate(keys)}
    outcomes = [key for key in keys if key.startswith(_OUTCOMES) and key != TOTAL]
    parts = [key for key in outcomes if key.startswith(_OTHER_HANDLING) and not key.endswith(".all")]
    if parts:  # the parts of 其他处理 are counted, not the row of the whole beside them
        outcomes = [key for key in outcomes if key != f"{_OTHER_HANDLING}all"]
    return ProblemTable(
        outcomes=tuple(places[key] for key in outcomes),
        total=places.get(TOTAL),
        received=places.get(_RECEIVED),
        carried_in=places.get(_CARRIED_IN),
        carried_forward=places.get(_CARRIED_FORWARD),
    )


def _all_blank(rows: Sequence[Sequence[Values] | None], column: int, places: Iterable[int | None]) -> bool:
    """Whether every one of the rows has a blank in this column, so that a relation with them says nothing."""
    known = [rows[place] for place in places if place is not None]
    return bool(known) and all(
        row is not None and bool(row) and all(values[column] is None for values in row) for row in known
    )


def cut_rows(problem: Problem) -> Iterator[int]:
    """The glued rows with more digits than cells, or fewer."""
    for index, printed in enumerate(problem.printed):
        if printed.state is BorderState.GLUED and len(printed.digits) != len(problem.columns.names):
            yield index
