"""The text of one printed row of figures: its digits and the cell borders still in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import Enum

from attrs import field, frozen

from ...patterns import late

__all__ = ["MAX_ROW", "ApplicantColumns", "BorderState", "GluedText", "Values", "is_torn", "read_printed"]

Values = tuple[int | None, ...]
"""One reading of a row: a number or None (a blank cell) for each column."""

MAX_ROW = 72
"""A row of more digits than this is not a row of counts; it is left unread."""

_BAR = late(r"[|\t]")
_FRAMED = late(r"[ ]*\|([^\n]*)\|[ ]*")
_BORDER = late(r"[\s|件条项个宗起次部份人元]+")
_UNIT = late(r"[件条项个宗起次部份人元]{1,2}$")
_DASHES = late(r"[-−–—―─_/\\]+")
_NUMBER = late(r"0|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*")
_GLUED = late(r"[0-9](?:[0-9,]*[0-9])?")
_GROUP = late(r",[0-9]{3}")


class BorderState(Enum):
    """How much of a row's cell borders is left."""

    BLANK = "blank"
    UNREADABLE = "unreadable"
    BORDERED = "bordered"
    GLUED = "glued"


@frozen(kw_only=True)
class ApplicantColumns:
    """The columns of section three: `parts` add up to `total`; `organizations` add up to `subtotal` where
    there is one."""

    names: tuple[str, ...]
    parts: tuple[int, ...]
    total: int
    subtotal: int | None = None
    organizations: tuple[int, ...] = ()

    @classmethod
    def of(cls, names: Sequence[str]) -> ApplicantColumns:
        """The columns by name; `natural_person` and `total` are meant literally, `subtotal` is 小计 of the
        organisations."""
        total = names.index("total")
        subtotal = names.index("subtotal") if "subtotal" in names else None
        parts = tuple(index for index in range(len(names)) if index not in (total, subtotal))
        organizations = tuple(index for index in parts if names[index] != "natural_person")
        return cls(
            names=tuple(names), parts=parts, total=total, subtotal=subtotal, organizations=organizations
        )

    def holds(self, values: Values) -> bool | None:
        """Whether the row's own sums hold; None where they say nothing: no total, or no part."""
        parts = [value for value in (values[index] for index in self.parts) if value is not None]
        total = values[self.total]
        if total is None or not parts:
            return None
        return sum(parts) == total and self.holds_subtotal(values) is not False

    def holds_subtotal(self, values: Values) -> bool | None:
        """Whether the organisations add up to 小计; None without such a column or figure."""
        if self.subtotal is None or values[self.subtotal] is None:
            return None
        return sum(values[index] or 0 for index in self.organizations) == values[self.subtotal]

    def mending(self, values: Values, column: int) -> list[int]:
        """The value of the cell that would make the row's sums hold, if there is one."""
        numbers = [value or 0 for value in values]
        rest = sum(numbers[index] for index in self.parts if index != column)
        fitting = rest if column == self.total else numbers[self.total] - rest
        if column == self.subtotal:
            fitting = sum(numbers[index] for index in self.organizations)
        mended = (*values[:column], fitting, *values[column + 1 :])
        return [fitting] if fitting >= 0 and self.holds(mended) else []


@frozen(kw_only=True)
class GluedText:
    """The text of a row: its digits, and the positions at which a cut is printed (`borders`), demanded (the
    end of a number with thousands commas) or impossible (inside such a number). `cells` are the values where
    every border is there; `spaced` says that blanks alone set them apart, `loose` that the row has figures
    set apart by blanks, but not as many as columns."""

    state: BorderState
    digits: str = ""
    borders: frozenset[int] = frozenset()
    demanded: frozenset[int] = frozenset()
    impossible: frozenset[int] = frozenset()
    cells: Values = field(default=())
    spaced: bool = False
    loose: bool = False


def read_printed(text: str, columns: int) -> GluedText:
    """What the text after a row's label holds. Units, blanks and bars between the figures are borders; 无 is
    0.

    >>> read_printed("5 0 0 0 0 — 5", 7).cells
    (5, 0, 0, 0, 0, None, 5)
    >>> sorted(read_printed("500000 5", 7).borders)
    [6]
    """
    text = unicodedata.normalize("NFKC", text).replace("无", " 0 ")
    framed = _FRAMED.fullmatch(text)
    fields = [part.strip() for part in _BAR.split(framed[1] if framed else text)]
    if len(fields) == columns and (framed or (fields[0] and fields[-1])):
        cells = [_cell(part) for part in fields]
        if any(value is not None for value in cells) and _ODD not in cells:
            return GluedText(state=BorderState.BORDERED, cells=tuple(cells))
    pieces = [piece for piece in _BORDER.split(text) if piece]
    if not pieces:
        return GluedText(state=BorderState.BLANK)
    if all(_DASHES.fullmatch(piece) for piece in pieces):
        return GluedText(state=BorderState.BORDERED, cells=(None,) * columns)
    if len(pieces) == 1 and _DASHES.search(text):
        pieces = _around_dashes(pieces[0], columns)
    if len(pieces) == columns:
        cells = [_cell(piece) for piece in pieces]
        return (
            GluedText(state=BorderState.UNREADABLE)
            if _ODD in cells
            else GluedText(state=BorderState.BORDERED, cells=tuple(cells), spaced=True)
        )
    if not all(_GLUED.fullmatch(piece) for piece in pieces):
        return GluedText(state=BorderState.UNREADABLE)
    return _glued(pieces)


_ODD = -1
"""Stands for a piece that is neither one number nor a blank."""


def _cell(piece: str) -> int | None:
    if not piece or _DASHES.fullmatch(piece):
        return None
    piece = _UNIT.sub("", piece)
    return int(piece.replace(",", "")) if _NUMBER.fullmatch(piece) else _ODD


def _around_dashes(piece: str, columns: int) -> list[str]:
    """The cells of an unspaced row with dashes for its blanks, one or two dashes a cell, if that gives all
    cells."""
    for width in (1, 2):
        pieces = re.findall(r"[0-9,]+|" + r"[-−–—―─_/\\]" * width, piece)
        if len(pieces) == columns and "".join(pieces) == piece:
            return pieces
    return [piece]


def _glued(pieces: Sequence[str]) -> GluedText:
    digits = ""
    borders, demanded, impossible = set[int](), set[int](), set[int]()
    for piece in pieces:
        if digits:
            borders.add(len(digits))
        start, plain = len(digits), piece.replace(",", "")
        for comma in re.finditer(",", piece):
            at = start + comma.start() - piece[: comma.start()].count(",")
            if not _GROUP.match(piece, comma.start()):
                return GluedText(state=BorderState.UNREADABLE)
            impossible.update((at, at + 1, at + 2))
            if piece[comma.start() + 4 : comma.start() + 5] != ",":
                demanded.add(at + 3)
        digits += plain
    if len(digits) > MAX_ROW:
        return GluedText(state=BorderState.UNREADABLE)
    demanded.discard(len(digits))
    return GluedText(
        state=BorderState.GLUED,
        digits=digits,
        borders=frozenset(borders),
        demanded=frozenset(demanded),
        impossible=frozenset(impossible),
        loose=bool(borders),
    )


def is_torn(printed: int | None, fitting: int | None) -> bool:
    """Whether one begins or ends with the other: then a digit may have been lost from the row, or have come
    to it."""
    shorter, longer = sorted((str(printed), str(fitting)), key=len)
    return longer.startswith(shorter) or longer.endswith(shorter)
