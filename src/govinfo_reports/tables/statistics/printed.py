"""The rows of a statistics table: as they are printed without borders, where each part stands and digits
belong to the next one; and as they are read (`Line`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from attrs import define, evolve, field

from ...document import Cell
from ...facts import Scope, Unread
from ...language import phrase
from ...location import Location
from ...numerals import UNITS, read_cell
from ...patterns import late
from ..labels import core, item_labels
from ..parse import Term
from ..pieces import TablePiece
from ..scan import has_letters

__all__ = [
    "ONE_OF_SEVERAL",
    "TOO_MANY",
    "Part",
    "StatisticsLine",
    "StatisticsRow",
    "holds_digit",
    "is_share",
    "row_text",
    "whole_ordinals",
    "without_codes",
    "without_page_numbers",
]

ONE_OF_SEVERAL = phrase("nothing tells in which of several columns the figure stands").both
TOO_MANY = phrase("more figures than the table has columns").both

_ORDINAL = late(r"(?:其中[：:]?)?(\d{1,2})[.．、](?!\d)")
_ANY_ORDINAL = late(r"其中|[（(\d①-⑳㈠-㈩]|[一二三四五六七八九十]{1,3}[、，,.]")
_GROUP = late(r"[一二三四五六七八九十]{1,2}、\S{2,24}情况")

_UNIT = late(rf"\s*(?:{UNITS})\s*")
_LONGEST = 500
"""With its blanks and notes a label of the form is no longer."""
_WIDTHS = (2, 3, 1)
_FEWEST = 3
_MOST_PAGES = 4
"""No page ends as often as at one row in so many."""
_FEWEST_PLAIN = 8
"""Codes without leading noughts (1, 2, 3 ...) could be first digits of figures; so many in turn are not by
chance."""


class Part(NamedTuple):
    """A label, a unit or a figure: its text, and where it stands in which piece."""

    text: str
    piece: TablePiece
    start: int
    end: int

    @classmethod
    def of(cls, term: Term) -> Part:
        lexeme = term.lexeme
        text, start, end = lexeme.text, lexeme.start, lexeme.end
        if text != (bare := text.strip()):
            start += len(text) - len(text.lstrip())
            end += len(text.rstrip()) - len(text)
        return cls(bare, lexeme.piece, start, end)

    @property
    def place(self) -> Location:
        return self.piece.place(self.start, self.end)

    @property
    def cell(self) -> Cell:
        """The part as a cell of its own."""
        printed = self.piece.cell
        if printed is not None and self.text == printed.text.strip():
            return printed
        return Cell(text=self.text, row=0, column=0, location=self.place, confidence=self.piece.confidence)

    @property
    def is_blank(self) -> bool:
        """Whether it is empty or a dash."""
        number = read_cell(self.text)
        return number is not None and number.blank

    @property
    def is_words(self) -> bool:
        return has_letters(self.text) and read_cell(self.text, signed=True) is None

    def touches(self, other: Part) -> bool:
        """Whether the other one begins just where this one ends."""
        if self.piece.cell is not None and self.piece is not other.piece:
            return False
        return self.is_beside(other) and self.piece.offset + self.end == other.piece.offset + other.start

    def is_beside(self, other: Part) -> bool:
        """Whether both stand in the same line."""
        return (self.piece.block, self.piece.row) == (other.piece.block, other.piece.row)

    def cut(self, first: int, last: int | None = None) -> Part:
        """The characters from `first` up to `last` of a part that is printed as it is."""
        last = len(self.text) if last is None else last
        return Part(self.text[first:last], self.piece, self.start + first, self.start + last)


@define
class StatisticsRow:
    """A row: its label and the kind of word it is, its unit and its figures; `printed` is all that stands in
    it, where that is more."""

    label: Part
    kind: str = "WORDS"
    unit: Part | None = None
    values: list[Part] = field(factory=list)
    printed: str = ""

    @property
    def is_known(self) -> bool:
        return len(self.label.text) <= _LONGEST and core(self.label.text) in item_labels()

    @property
    def is_group(self) -> bool:
        return self.kind == "ITEM_GROUP" or _GROUP.fullmatch(self.label.text) is not None

    @property
    def parts(self) -> list[Part]:
        return [self.label, *([self.unit] if self.unit is not None else []), *self.values]


def without_page_numbers(rows: Sequence[StatisticsRow], columns: int) -> list[StatisticsRow]:
    """The rows without a figure too many that stands on a line of its own below the others of its row: a
    page ends there. Where every figure has a line of its own only pages counted from the first on tell."""
    wide = sum(not row.is_group and len(row.values) == columns + 1 for row in rows)
    if wide >= _FEWEST and wide * _MOST_PAGES > len(rows):
        return list(rows)  # a column without a head
    kept: list[StatisticsRow] = []
    page = 1
    for row in rows:
        wanted = 1 if row.is_group else columns
        if columns and len(row.values) == wanted + 1:
            before, last = row.values[-2], row.values[-1]
            is_alone = not last.is_beside(before) and last.text == last.piece.text.strip()
            is_next = last.text == str(page)
            if is_alone and last.text.isdigit() and (is_next or before.is_beside(row.label)):
                row = evolve(row, values=row.values[:-1])
                page = int(last.text) + 1
        kept.append(row)
    return kept


def whole_ordinals(rows: Sequence[StatisticsRow]) -> tuple[list[StatisticsRow], list[Unread]]:
    """The rows with the tens of an ordinal (10. 11.) that were taken for the last digit of the figure before
    it given back; and those of which it cannot be told whether the digit is the ordinal's: it may be too
    where a blank stands behind it that other rows have not (481 专职人员数)."""
    kept: list[StatisticsRow] = []
    lost: list[Unread] = []
    last = 0
    numbers = [0, *map(_number_of, rows), 0]
    for at, row in enumerate(rows):
        found = _ORDINAL.match(row.label.text)
        number = numbers[at + 1]
        before = kept[-1].values[-1] if kept and kept[-1].values else None
        tens = str((last + 1) // 10)
        if (
            found is not None
            and before is not None
            and before.touches(row.label)
            and last >= 9
            and number == (last + 1) % 10
            and len(before.text) > 1
            and before.text.endswith(tens)
        ):
            left = [*kept[-1].values[:-1], before.cut(0, len(before.text) - 1)] if number == 0 else []
            kept[-1] = evolve(kept[-1], values=left)
            row = evolve(row, label=row.label._replace(text=tens + row.label.text))
            number = last + 1
            if not left:
                lost.append(_with_ordinal(kept[-1], before))
        elif before is not None and _may_be_numbered(before, row, numbers[at : at + 3]):
            kept[-1] = evolve(kept[-1], values=kept[-1].values[:-1])
            lost.append(_with_ordinal(kept[-1], before))
        last = number or last
        kept.append(row)
    return kept, lost


def _number_of(row: StatisticsRow) -> int:
    """The ordinal of a row; 0 where it has none."""
    found = _ORDINAL.match(row.label.text)
    return int(found[1]) if found is not None else 0


def _with_ordinal(row: StatisticsRow, figure: Part) -> Unread:
    reason = phrase(
        "the figure of {text} runs together with the next row's ordinal", text=row.label.text
    ).both
    return Unread(raw=figure.text, location=figure.place, reason=reason)


def _may_be_numbered(figure: Part, row: StatisticsRow, numbers: Sequence[int]) -> bool:
    """Whether the last digit of the figure before a row without an ordinal may be that: a blank stands
    behind it and none before, and it is the one that the ordinals of the row above or below ask for."""
    is_glued = not figure.piece.text[figure.start - 1 : figure.start].isspace()
    is_parted = figure.is_beside(row.label) and not figure.touches(row.label)
    has_own = _ANY_ORDINAL.match(row.label.text) is not None
    if has_own or not (is_glued and is_parted and figure.text[-1:].isdigit()):
        return False
    above, _, below = numbers
    return int(figure.text[-1]) in {above + 1 if above else -1, below - 1}


def codes_of(texts: Sequence[str]) -> tuple[str, ...] | None:
    """The code with which each row's figures begin, where the rows are numbered one after the other; None
    where they are not.

    >>> codes_of(["0134", "0200", "03711"]), codes_of(["34", "00", "711"])
    (('01', '02', '03'), None)
    """
    for width in _WIDTHS:
        codes = tuple(f"{number:0{width}d}" for number in range(1, len(texts) + 1))
        fewest = _FEWEST if width > 1 else _FEWEST_PLAIN
        if len(texts) >= fewest and all(map(str.startswith, texts, codes)):
            return codes
    return None


def without_codes(rows: Sequence[StatisticsRow], columns: int) -> tuple[list[StatisticsRow], list[Unread]]:
    """The rows without the code (01, 02 ...) before their figures, and those of which it cannot be told
    where it ends."""
    codes = codes_of([row.values[0].text for row in rows if row.values])
    left = iter(codes or ())
    kept: list[StatisticsRow] = []
    lost: list[Unread] = []
    for row in rows:
        if not row.values or (codes is None and len(row.values) == columns + 1):
            kept.append(evolve(row, values=row.values[1:]))
        elif codes is not None:
            first, width = row.values[0], len(next(left))
            rest = [first.cut(width)] if len(first.text) > width else []
            if rest and row.unit is None and _UNIT.fullmatch(rest[0].text):  # 3 条 352: the code, the unit
                row, rest = evolve(row, unit=rest[0]), []
            kept.append(evolve(row, values=[*rest, *row.values[1:]]))
        else:
            raw = " ".join(part.text for part in row.values)
            reason = phrase(
                "the figures of {text} run together with the code of the row", text=row.label.text
            ).both
            lost.append(Unread(raw=raw, location=row.values[0].place, reason=reason))
    return kept, lost


@define(kw_only=True)
class StatisticsLine:
    """A row of the table: its label, its unit, and its figures with the scopes of their columns.

    `scopes` are those of the columns its figures may stand in. Where it has fewer cells than columns (or one
    that spans several), it is `glued`: which figure is whose, the borders do not say. `partial` is the place
    among the figures of one that is not read, as it covers a part of the year only (本期实际). `unfit` says
    why its figures belong to no columns, `bordered` that borders part its cells in the row (tabs, pipes).
    """

    label: str
    location: Location
    printed: str
    unit: str | None = None
    values: tuple[tuple[Cell, Scope], ...] = ()
    scopes: tuple[Scope, ...] = ()
    glued: bool = False
    partial: int | None = None
    unfit: str | None = None
    bordered: bool = False


def row_text(parts: Iterable[Part]) -> str:
    """The row as a person would read it."""
    return " | ".join(" ".join(part.text.split()) for part in parts)


def is_share(cell: Cell) -> bool:
    """Whether a cell holds a share, as its sign tells."""
    return cell.text.rstrip().endswith(("%", "％", "‰"))


def holds_digit(cell: Cell) -> bool:
    return any(map(str.isdigit, cell.text))
