"""Rows of section four that a place stands before, below common outcomes: where one does, and whether its
row is the report's own."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from .parse import Term

__all__ = ["is_told_apart", "rows_with_words", "stands_before"]

_ADDED = re.compile(r"[（(\[【〔](?!(?:单位)?[：:]?[件宗起]?[）)\]】〕]|(?:见?附?注|见?说明)?\d*[）)\]】〕])")
"""What is written behind a place within brackets, the unit and the mark of a note left out."""


def stands_before(places: Sequence[Term], values: Sequence[Term], outcomes: Sequence[Term]) -> bool:
    """Whether the last of the places labels the one row that the figures stand in, below the outcomes."""
    if not places or not values or not outcomes:
        return False
    pieces = [term.lexeme.piece for term in (places[-1], *values, *outcomes)]
    return (
        all(piece.cell is not None and piece.block == pieces[0].block for piece in pieces)
        and {term.lexeme.row for term in values} == {places[-1].lexeme.row}
        and all(term.lexeme.row < places[-1].lexeme.row for term in outcomes)
    )


def rows_with_words(row: Sequence[Term]) -> set[int]:
    """The rows of tables in which words stand that are no label of the form: a year, or another organ."""
    return {term.lexeme.row for term in row if term.type == "WORDS" and term.lexeme.piece.cell is not None}


def is_told_apart(places: Sequence[Term], worded: Collection[int]) -> bool:
    """Whether a row with a place before it names more than its place: another one, a year, or a case of its
    own."""
    row = places[-1].lexeme.row
    return (
        len({place.key for place in places if place.lexeme.row == row}) > 1
        or _ADDED.search(places[-1].text) is not None
        or row in worded
    )
