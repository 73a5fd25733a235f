"""Rows whose figures have lost borders, or got borders within them, as the relations of the table let them be
read."""

from __future__ import annotations

from collections.abc import Sequence, Set

from attrs import evolve

from ..align import Misfit, Raw, with_torn_figures
from ..glued import Basis, Decoding, ProblemRow, decode_applications
from .lines import row_paths
from .rows import ApplicationRow, is_listed

__all__ = ["decoded_rows"]

_OUTCOMES = "applications.outcomes"
_OTHER_HANDLING = f"{_OUTCOMES}.other_handling"
_OTHER, _ALL = f"{_OTHER_HANDLING}.other", f"{_OTHER_HANDLING}.all"


def decoded_rows(
    rows: Sequence[ApplicationRow], names: Set[str]
) -> tuple[Sequence[ApplicationRow], Decoding | None]:
    """The rows and what the relations make of those that are `Raw`; None where none is. `names` are the rows
    that are printed. Figures torn over lines are put together where all relations hold."""
    torn = _with_torn_figures(rows)
    if torn is not None and _outcomes(names) <= names:
        decoding = _decoding(torn, names)
        if decoding.basis is Basis.CONSISTENT and not decoding.unread:
            return torn, decoding
    return rows, _decoding(rows, names) if any(isinstance(row.placed, Raw) for row in rows) else None


def _decoding(rows: Sequence[ApplicationRow], names: Set[str]) -> Decoding:
    glued = next(row for row in rows if isinstance(row.placed, Raw))
    return decode_applications(
        [ProblemRow(row.path, row.text) for row in rows],
        columns=[column.key.name for column in glued.columns],
        absent={_ALL} if _OTHER in names else (),
        complete=_outcomes(names) <= names,
    )


def _outcomes(names: Set[str]) -> set[str]:
    wanted = row_paths()[1 if _ALL in names else 0]
    return {row for row in wanted if row.startswith(f"{_OUTCOMES}.") and not row.endswith(".total")}


def _with_torn_figures(rows: Sequence[ApplicationRow]) -> list[ApplicationRow] | None:
    """The rows, those of more lines of digits than there are columns as pieces to put together; None where
    there is none, and where a row has fewer: then a cell may be blank in any of them."""
    if any(len(row.values) < len(row.columns) or not is_listed(row.values) for row in rows):
        return None
    found = [
        evolve(row, placed=with_torn_figures(row.placed, row.values, len(row.columns)))
        if isinstance(row.placed, Misfit)
        else row
        for row in rows
    ]
    is_torn = any(isinstance(row.placed, Raw) for row in found)
    return found if is_torn and not any(isinstance(row.placed, Misfit) for row in found) else None
