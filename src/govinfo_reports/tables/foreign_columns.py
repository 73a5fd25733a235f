"""Columns of a grid whose heads are none of the form's (上年总计, 序号): their figures are nobody's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lark import Tree

from ..facts import Unread
from ..language import phrase
from .parse import Term, terms

__all__ = ["without_foreign_columns"]

_GRIDS = frozenset({"two", "three", "four"})
_HEADS = frozenset({"METRIC", "APPLICANT", "APPLICANT_NATURAL_PERSON", "OUTCOME"})
_CELLS = frozenset({"FIGURE", "ODD", "BLANK", "EMPTY"})
_PARTS = re.compile(
    r"季|月|期[数次]|批|年[度份]?$|时[间段]|阶段|地区|部门|单位|科室|机构|乡镇|街道|名称|编码"
)
"""Heads of columns that say whose or which part's each row is."""
_APPLICANTS, _OUTCOMES = 7, 5
_FIRST_YEAR, _LAST_YEAR = 1990, 2099
_Place = tuple[int, int]
"""A block, and a column of it."""


def without_foreign_columns(table: Tree[Term]) -> tuple[Tree[Term], list[Unread], list[list[Term]]]:
    """A table without the cells below heads that are words of no form, where the table is a grid and heads of
    the form stand over other columns; what was left out, a column each; and its tokens."""
    if table.data not in _GRIDS:
        return table, [], []
    own = terms(table)
    known = {place for head in own if head.type in _HEADS for place in _columns(head)}
    if not known or not _are_whole(own):
        return table, [], []
    heads = {
        place: head
        for head in own
        if head.type == "WORDS" and not _PARTS.search(head.text) and known.isdisjoint(_columns(head))
        for place in _columns(head)
    }
    below: dict[int, list[Term]] = {}
    for row in table.children:
        for term in terms(row, *_CELLS) if isinstance(row, Tree) and heads else ():
            head = next((heads[place] for place in _columns(term) if place in heads), None)
            if head is not None:
                below.setdefault(id(head), [head]).append(term)
    apart = [column for column in below.values() if all(map(_is_figure, column[1:]))]
    left = {id(term) for column in apart for term in column[1:]}
    if not left:
        return table, [], []
    children: list[Term | Tree[Term]] = []
    for child in table.children:
        if isinstance(child, Term):
            children.append(child)
        elif kept := [term for term in child.children if id(term) not in left]:
            children.append(Tree(child.data, kept))
    return Tree(table.data, children), [_unread(column) for column in apart], apart


def _are_whole(heads: Sequence[Term]) -> bool:
    """Whether the heads are all of their kind in the form: else a foreign one may be a piece of another."""
    applicants = {head.key for head in heads if head.type.startswith("APPLICANT")}
    outcomes = [head.key for head in heads if head.type == "OUTCOME"]
    if applicants:
        return len(applicants) >= _APPLICANTS
    if outcomes:
        return all(outcomes.count(key) * _OUTCOMES == len(outcomes) for key in outcomes)
    return True


def _is_figure(term: Term) -> bool:
    """Whether a cell is one that numbers or counts: no words, which may say whose a row is, and no year."""
    number = term.lexeme.number
    if term.type == "ODD" or number is None:
        return term.type == "EMPTY"
    return number.blank or not (isinstance(number.value, int) and _FIRST_YEAR <= number.value <= _LAST_YEAR)


def _columns(term: Term) -> Sequence[_Place]:
    """The columns of a grid that a token covers; none where it stands in no grid."""
    piece = term.lexeme.piece
    return [(piece.block, column) for column in piece.columns] if piece.is_grid else ()


def _unread(column: Iterable[Term]) -> Unread:
    head, *cells = column
    raw = " | ".join(term.text.strip() for term in (head, *cells))
    return Unread(
        raw=raw,
        location=cells[0].lexeme.location,
        reason=phrase("a column whose head is none of the form's").both,
    )
