"""The function of one batch: some reports in, their Arrow tables out. Every scheduler runs this same function."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..export.arrow import COLUMNS, arrow_table, rows_of
from ..forms import Words, vocabulary_of
from ..limits import DEFAULT_LIMITS, Limits
from ..model.failure import Failure
from ..model.report import Report
from .many import Named, parse_named

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Piece", "parse_batch", "parse_piece", "tables_of"]

Piece = tuple[int, Named]
"""A source and its number, which goes to the column `report`."""


def parse_batch(
    names: Sequence[str],
    contents: Sequence[bytes | str],
    *,
    first: int = 0,
    vocabulary: Words | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> dict[str, pa.Table]:
    """The tables `reports`, `facts`, `findings`, `unread` and `failures` (see `govinfo_reports.export.arrow.COLUMNS`) of some
    sources, given as bytes or paths; the column `report` counts from `first`. `vocabulary` is as in `parse`.

    Raises nothing for a source that cannot be read: it is a row of `failures`. MissingExtra without pyarrow.

    >>> tables = parse_batch(["a.txt"], ["云河市2022年政府信息公开工作年度报告\\n全市共收到政府信息公开申请12件。".encode()])
    >>> {name: table.num_rows for name, table in tables.items()}
    {'reports': 1, 'facts': 1, 'findings': 5, 'unread': 0, 'failures': 0}
    """
    words = None if vocabulary is None else vocabulary_of(vocabulary)
    outcomes = []
    for number, (name, content) in enumerate(zip(names, contents, strict=True), first):
        outcome = parse_named(Named(name, content, limits, words))
        outcomes.append((number, outcome if isinstance(outcome, Report) else outcome.failure))
    return tables_of(outcomes)


def parse_piece(piece: Piece) -> dict[str, pa.Table]:
    """The tables of one source."""
    number, source = piece
    outcome = parse_named(source)
    return tables_of([(number, outcome if isinstance(outcome, Report) else outcome.failure)])


def tables_of(outcomes: Sequence[tuple[int, Report | Failure]]) -> dict[str, pa.Table]:
    """The five tables of reports and failures with their numbers."""
    return {
        of: arrow_table(of, [row for number, outcome in outcomes for row in rows_of(of, number, outcome)])
        for of in COLUMNS
    }
