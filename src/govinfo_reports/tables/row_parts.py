"""Rows of parts: words of bodies (市住建局) or times (上年) that stand between a label and its figures, one
row each, below a label that is merged over them."""

from __future__ import annotations

from ..patterns import late
from .parse import Term
from .scan import has_letters
from .sheets import is_time

__all__ = ["is_covered", "is_of_all", "names_a_part"]

_OF_ALL = late(r"[合总共]计|[合总]计数")
_THIS_YEAR = late(r"本年度?|全年")


def names_a_part(cell: Term) -> bool:
    """Whether the first cell of a row is words of a body (市住建局) or of a time (上年), and not of all."""
    text = "".join(cell.text.split())
    is_whole = _OF_ALL.fullmatch(text) or _THIS_YEAR.fullmatch(text)
    return cell.type in {"ODD", "WORDS"} and has_letters(text) and not is_whole


def is_of_all(cell: Term, part: Term) -> bool:
    """Whether a cell says of its row that it is of all bodies, of one of which (`part`) the row above is, or
    of the whole of this year below rows of other times."""
    return (_THIS_YEAR if is_time(part) else _OF_ALL).fullmatch("".join(cell.text.split())) is not None


def is_covered(label: Term, below: Term) -> bool:
    """Whether a label is merged over the row of a cell further right."""
    over, cell = label.lexeme.piece.cell, below.lexeme.piece.cell
    if over is None or cell is None or label.lexeme.piece.block != below.lexeme.piece.block:
        return False
    return over.row < cell.row < over.row + over.rowspan and over.column < cell.column
