"""Rows of section two in lines of text whose labels stand behind their figures: some programs print a cell in the middle of its row last."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from lark import Tree

from .align import has_figure
from .disclosure_columns import OFFICIAL
from .lexer import Lexeme
from .parse import Term, terms

__all__ = ["begins_with_figures", "whole_row", "with_labels_behind"]

_FEWEST_SURE = 2
_IN_ORDER = frozenset(
    {*OFFICIAL, ("decisions",), ("amount",), ("items_last_year", "items_change"), ("projects", "amount")}
)


def begins_with_figures(rows: Sequence[Tree[Term]], wanted: int) -> bool:
    """Whether figures in lines of text stand between the heads and the first label, and not as many as columns behind each label."""
    if not rows or rows[0].data != "bare" or any(term.lexeme.piece.is_grid for term in terms(rows[0])):
        return False
    behind = [len(_figures(row)) for row in rows if row.data == "two_row"]
    return bool(_figures(rows[0])) and any(count != wanted for count in behind)


def with_labels_behind(rows: Sequence[Tree[Term]], wanted: int, *, is_usual: bool) -> list[Tree[Term]] | None:
    """The rows with each label before its figures, where before each of them there are just as many as columns, and none behind the last;
    None where that does not hold. Of one row alone, or one column, that tells nothing: it must be usual in the section (`is_usual`)."""
    named = [row for row in rows if row.data == "two_row"]
    figures = [_figures(rows[0]), *(_figures(row) for row in named)]
    others = [row for row in rows[1:] if row.data != "two_row" and any(map(has_figure, terms(row)))]
    if others or figures[-1] or any(len(one) != wanted for one in figures[:-1]):
        return None
    if not is_usual and (len(named) < _FEWEST_SURE or wanted < _FEWEST_SURE):
        return None
    labels = [terms(row)[0] for row in named]
    made = [Tree("two_row", [label, *before]) for label, before in zip(labels, figures[:-1], strict=True)]
    places = [term.lexeme.row for row in made for term in (*terms(row)[1:], terms(row)[0])]
    return made if all(one <= other for one, other in pairwise(places)) else None


def whole_row(values: Sequence[Term], columns: Sequence[str]) -> Sequence[Lexeme] | None:
    """The figures of a row of text laid out as on the page, out of line with the heads, where there is one for each and the heads are
    the form's in its order; else None."""
    printed = [term for term in values if term.type != "EMPTY"]
    is_text = all(
        term.lexeme.location.line is not None and term.lexeme.location.sheet is None for term in printed
    )
    is_row = len({term.lexeme.row for term in printed}) == 1
    is_full = len(printed) == len(columns) and all(term.type == "FIGURE" for term in printed)
    if tuple(columns) not in _IN_ORDER or not (is_text and is_row and is_full):
        return None
    return [term.lexeme for term in printed]


def _figures(row: Tree[Term]) -> list[Term]:
    return [term for term in terms(row) if term.type in {"FIGURE", "ODD", "BLANK"}]
