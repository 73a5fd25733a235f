"""The columns of section three: kinds of applicants, by their heads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attrs import evolve, frozen

from ...indicators import APPLICANTS
from ...language import phrase
from ..align import Column
from ..lexer import Lexeme
from ..parse import Term
from .lines import heads_in_order

__all__ = [
    "SUBTOTAL",
    "Applicant",
    "Columns",
    "are_in_order",
    "are_of_a_table",
    "are_out_of_line",
    "columns_of",
    "in_official_order",
    "is_by_place",
    "is_whole",
]

SUBTOTAL = "subtotal"
"""小计 of the organisations, which some tables add."""
_BY_PLACE = phrase("the head is printed twice; told by its place").both
_MISREAD = phrase("a character of the head is misprinted or misread").both
_TORN_HEADS = phrase(
    "all heads are there, torn or out of line, and each row adds up in the official order"
).both


@frozen(eq=False)
class Applicant:
    """A column's kind of applicant; `evidence` says why it is less sure than its printed words."""

    name: str
    evidence: str | None = None


Columns = Sequence[Column[Applicant]]


def columns_of(heads: Sequence[Term]) -> Columns:
    """The columns under the heads, in printed order. Heads of two rows give 总计 of the upper one before the
    organisations of the lower one; without one grid 自然人 is first then and 总计 last, but where 自然人
    stands behind another on its line."""
    named = [head for head in heads if head.type.startswith("APPLICANT")]
    cells = [head.lexeme.piece.cell for head in named]
    blocks = {head.lexeme.piece.block for head in named}
    if len(blocks) == 1 and all(head.lexeme.piece.is_grid for head in named) and None not in cells:
        lowest = {cell.column: head for cell, head in zip(cells, named, strict=True) if cell is not None}
        named = [head for _, head in sorted(lowest.items())]
    else:
        if sum(head.key != SUBTOTAL for head in named) != len(APPLICANTS):
            named = list({head.key: head for head in reversed(named)}.values())[::-1]
        if not _are_in_own_order(named):
            ends = [[head for head in named if head.key == key] for key in ("natural_person", "total")]
            inner = [head for head in named if head.key not in {"natural_person", "total"}]
            named = [*ends[0], *inner, *ends[1]]
    columns = [
        Column(
            Applicant(head.key, _MISREAD if head.lexeme.misread else None), head.text.strip(), (head.lexeme,)
        )
        for head in named
    ]
    if not is_whole(columns) and _are_all_there(heads):
        return in_official_order(heads[0].lexeme)
    return _by_place(columns)


def _are_in_own_order(heads: Sequence[Term]) -> bool:
    """Whether the order in which heads are printed is that of their columns, though it is not the form's:
    自然人 stands behind another on its line."""
    rows = [(head.lexeme.piece.block, head.lexeme.row) for head in heads]
    first = next((at for at, head in enumerate(heads) if head.key == "natural_person"), 0)
    return first > 0 and rows[first] in rows[:first]


def in_official_order(head: Lexeme) -> Columns:
    """The columns of the form in its order, where `head` begins the heads, that do not stand over their
    figures."""
    return [Column(Applicant(name, _TORN_HEADS), label, (head,)) for name, label in APPLICANTS.items()]


def are_in_order(columns: Columns) -> bool:
    """Whether 自然人 is the first and 总计 the last column, as every form has them."""
    names = [column.key.name for column in columns if column.key.name != SUBTOTAL]
    return (names[:1], names[-1:]) == (["natural_person"], ["total"])


def are_of_a_table(columns: Columns) -> bool:
    """Whether these are heads of a table: 自然人 alone is a word of any other."""
    return [column.key.name for column in columns] not in ([], ["natural_person"])


def is_whole(columns: Columns) -> bool:
    """Whether every kind of applicant has its column, once."""
    return sorted(column.key.name for column in columns if column.key.name != SUBTOTAL) == sorted(APPLICANTS)


def _are_all_there(heads: Sequence[Term]) -> bool:
    """Whether the heads are all those of the form, in its order, though in pieces or out of line."""
    printed = Counter("".join("".join(head.text.split()) for head in heads))
    wanted = Counter("".join(APPLICANTS.values()))
    return bool(heads) and all(printed[char] >= wanted[char] for char in wanted) and heads_in_order(heads)


def _by_place(columns: Columns) -> Columns:
    """The columns, where one is printed twice by mistake the one that is not at its place read as the one
    that belongs there."""
    names = [column.key.name for column in columns]
    wrong = [at for at, name in enumerate(APPLICANTS) if at < len(names) and names[at] != name]
    if len(names) != len(APPLICANTS) or len(wrong) != 1 or names.count(names[wrong[0]]) != 2:
        return columns
    at = wrong[0]
    head = Applicant(list(APPLICANTS)[at], _BY_PLACE)
    return [*columns[:at], evolve(columns[at], key=head), *columns[at + 1 :]]


def are_out_of_line(columns: Columns) -> bool:
    """Whether the heads are all there but do not stand over their figures, which only their order gives to
    columns."""
    return any(column.key.evidence == _TORN_HEADS for column in columns)


def is_by_place(column: Column[Applicant]) -> bool:
    """Whether a column is told by its place, as its head is printed twice."""
    return column.key.evidence == _BY_PLACE
