"""Columns of a grid whose heads are none of the form's (上年总计, 序号): their figures are nobody's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lark import Tree

from ..facts import Unread
from ..language import phrase
from .parse import Term, terms

__all__ = ["without_foreign_columns"]

_GRIDS = frozenset({"two", "three", "four"})
_HEADS = frozenset({"METRIC", "APPLICANT", "APPLICANT_NATURAL_PERSON", "OUTCOME"})
_CELLS = frozenset({"FIGURE", "ODD", "BLANK", "EMPTY"})
_Place = tuple[int, int]
"""A block, and a column of it."""


def without_foreign_columns(table: Tree[Term]) -> tuple[Tree[Term], list[Unread], list[list[Term]]]:
    """A table without the cells below heads that are words of no form, where the table is a grid and heads of
    the form stand over other columns; what was left out, a column each; and its tokens."""
    if table.data not in _GRIDS:
        return table, [], []
    own = terms(table)
    known = {place for head in own if head.type in _HEADS for place in _columns(head)}
    heads = {
        place: head
        for head in own
        if head.type == "WORDS" and known.isdisjoint(_columns(head))
        for place in _columns(head)
    }
    if not heads or not known:
        return table, [], []
    apart: dict[int, list[Term]] = {}

    def kept(row: Tree[Term]) -> Tree[Term]:
        found = [
            term for term in terms(row) if term.type in _CELLS and not heads.keys().isdisjoint(_columns(term))
        ]
        for term in found:
            head = next(heads[place] for place in _columns(term) if place in heads)
            apart.setdefault(id(head), [head]).append(term)
        left = {id(term) for term in found}
        return Tree(row.data, [child for child in row.children if id(child) not in left])

    made: Tree[Term] = Tree(
        table.data, [kept(child) if isinstance(child, Tree) else child for child in table.children]
    )
    return made, [_unread(column) for column in apart.values()], [*apart.values()]


def _columns(term: Term) -> Sequence[_Place]:
    """The columns of a grid that a token covers; none where it stands in no grid."""
    piece = term.lexeme.piece
    if piece.cell is None or not piece.is_grid:
        return ()
    return [(piece.block, piece.cell.column + at) for at in range(min(piece.cell.colspan, 99))]


def _unread(column: Iterable[Term]) -> Unread:
    head, *cells = column
    raw = " | ".join(term.text.strip() for term in (head, *cells))
    return Unread(
        raw=raw,
        location=cells[0].lexeme.location,
        reason=phrase("a column whose head is none of the form's").both,
    )
