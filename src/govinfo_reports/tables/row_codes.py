"""The codes of rows (代码 01, 02, 03 ...) where they have run together with the figures behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve

from ..document import Cell
from .labels import canonical_text

__all__ = ["codes_by_row", "codes_of", "numbers_columns", "without_code"]

_WIDTHS = (2, 3, 1)
_FEWEST = 3
_FEWEST_PLAIN = 8
"""Codes without leading noughts (1, 2, 3 ...) could be first digits of figures; so many in turn are not by chance."""


def codes_of(texts: Sequence[str]) -> tuple[str, ...] | None:
    """The code with which each row's figures begin, where the rows are numbered one after the other; None where they are not.

    >>> codes_of(["0134", "0200", "03711"]), codes_of(["34", "00", "711"])
    (('01', '02', '03'), None)
    """
    for width in _WIDTHS:
        codes = tuple(f"{number:0{width}d}" for number in range(1, len(texts) + 1))
        fewest = _FEWEST if width > 1 else _FEWEST_PLAIN
        if len(texts) >= fewest and all(map(str.startswith, texts, codes)):
            return codes
    return None


def codes_by_row(rows: Sequence[Sequence[Cell]], first: int) -> Mapping[int, str]:
    """The code that stands before the figures of each row from `first` on; none where they do not follow each other."""
    texts = {
        number: cell.text.strip()
        for number, row in enumerate(rows[first:], first)
        if (cell := _first_figure(row)) is not None
    }
    codes = codes_of(list(texts.values()))
    return dict(zip(texts, codes, strict=True)) if codes is not None else {}


def without_code(row: Sequence[Cell], code: str | None) -> Sequence[Cell]:
    """The row without the code before its figures."""
    cell = _first_figure(row) if code is not None else None
    if cell is None or code is None:
        return row
    rest = cell.text.strip()[len(code) :].strip()
    return [
        evolve(other, text=rest) if other is cell else other for other in row if other is not cell or rest
    ]


def numbers_columns(row: Sequence[Cell]) -> bool:
    """Whether the row below a head only numbers the columns: 甲 乙 丙 1 2."""
    texts = [canonical_text(cell.text) for cell in row if cell.text.strip()]
    names = [text for text in texts if text in set("甲乙丙丁戊己")]
    numbers = [text for text in texts if text.isdigit()]
    return (
        bool(names)
        and len(names) + len(numbers) == len(texts)
        and numbers == [str(at) for at in range(1, len(numbers) + 1)]
    )


def _first_figure(row: Sequence[Cell]) -> Cell | None:
    """The first cell behind the label that begins with a digit."""
    if numbers_columns(row):
        return None
    return next((cell for cell in row[1:] if cell.text.strip()[:1].isdigit()), None)
