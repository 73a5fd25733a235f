"""Words that stand among the figures of a row (其他, 总计, 件, 3.三): odd cells of that row, no labels of
another."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import groupby

from attrs import evolve

from .lexer import Lexeme

__all__ = ["with_odd_words"]

_HEADS = frozenset({"outcome", "applicant", "metric"})
_LABELS = frozenset({"row", "subject"})
_WORDS = frozenset({"WORD", "WORDS", "UNIT"})
_SURE = 4
"""Characters of a label that is no other word."""


def with_odd_words(lexemes: Sequence[Lexeme]) -> Sequence[Lexeme]:
    """The tokens, words between two borders that stand below a head of figures, behind a figure of their row,
    as odd cells, where they are fewer than the other cells below such heads. Heads are those of their own
    block."""
    odd: set[int] = set()
    block, columns = -1, frozenset[int]()
    heads, is_open = 0, False  # whether the row above was one of heads
    for (own, _), run in groupby(lexemes, key=_row):
        row = list(run)
        if row[0].piece.cell is None or not all(one.bordered for one in row):
            continue
        if own != block:
            block, columns, heads, is_open = own, frozenset(), 0, False
        over = [one for one in row if any(entry.kind in _HEADS for entry in one.entries)]
        if over and all(one.kind != "FIGURE" for one in row) and not _is_label(row[0]):
            columns = frozenset(at for one in over for at in one.piece.columns) | (
                columns if is_open else set()
            )
            heads, is_open = heads * is_open + len(over), True
            continue
        is_open = False
        below = _below(row, columns, heads)
        below = below if len(below) == heads else []  # a head over several cells is no count of figures
        first = next((at for at, one in enumerate(below) if one.kind == "FIGURE"), len(below))
        words = [one for one in below[first:] if one.kind in _WORDS]
        if len(words) * 2 < len(below) and not any(map(_is_sure_label, words)):
            odd.update(map(id, words))
    if not odd:
        return lexemes
    return [evolve(one, kind="ODD", entries=(), number=None) if id(one) in odd else one for one in lexemes]


def _below(row: list[Lexeme], columns: Set[int], heads: int) -> list[Lexeme]:
    """The cells of a row that stand below heads of figures; none where that is not sure."""
    if row[0].piece.is_grid:
        below = [one for one in row if not columns.isdisjoint(one.piece.columns)]
        return below if columns <= {at for one in below for at in one.piece.columns} else []
    place = len(row) - heads
    return row[place:] if 0 < place < len(row) and _is_label(row[place - 1]) else []


def _is_label(lexeme: Lexeme) -> bool:
    """Whether it is the label of a row."""
    return any(entry.kind in _LABELS for entry in lexeme.entries)


def _is_sure_label(lexeme: Lexeme) -> bool:
    """Whether it is the label of another row, whose figure may stand behind it; 其他 and 总计 may be
    anything."""
    return any(
        entry.kind == "subject" or (entry.kind == "row" and len(entry.words) >= _SURE)
        for entry in lexeme.entries
    )


def _row(lexeme: Lexeme) -> tuple[int, int]:
    return lexeme.piece.block, lexeme.piece.row
