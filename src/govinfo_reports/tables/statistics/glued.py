"""Rows of a statistics table whose figures of the year and of all years have run together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import combinations

from attrs import frozen

from ...document import Cell
from ...facts import Fact, How, Match, Scope, Source, Unread
from ...indicators import Kind, leaf_indicators
from ...language import phrase
from ...numerals import to_wan_yuan
from ..glued import decode_split
from ..glued.cells import Puzzle, Reading
from ..settle.witnesses import in_order
from .printed import StatisticsLine

__all__ = ["CutRow", "cut_row", "fills_all", "repeats_period"]

_FIGURES = re.compile(r"[\d.,，\s]+")
_DECIMAL = re.compile(r"(?:0|[1-9]\d{0,11})(?:\.\d{1,6})?")
_MOST_CANDIDATES = 12
_MOST_READINGS = 200
_EVIDENCE = 4
"""Digits that must be repeated in all, so that figures do not look repeated by chance."""


@frozen(kw_only=True)
class CutRow:
    """What a row of glued figures says: a fact for each column, and the puzzle it poses where it can be cut
    in several ways."""

    facts: tuple[Fact, ...] = ()
    unread: tuple[Unread, ...] = ()
    puzzle: Puzzle | None = None


def fills_all(lines: Iterable[StatisticsLine]) -> bool:
    """Whether the table prints a figure in every column: some row shows it (`00` is no one number), and none
    speaks against it (a single digit where two columns are)."""
    shown = False
    for line in lines:
        if _width(line) < 2 or not line.values:
            continue
        texts = "".join(cell.text for cell, _ in line.values).split()
        digits = "".join(char for text in texts for char in text if char.isdigit())
        if not digits:
            continue
        if len(digits) < (_width(line) if line.glued else len(line.scopes)):
            return False
        if not line.glued:
            shown = shown or all(any(map(str.isdigit, cell.text)) for cell, _ in line.values)
        elif digits[0] == "0" and "." not in "".join(texts):
            shown = True
    return shown


def repeats_period(lines: Iterable[StatisticsLine]) -> bool:
    """Whether the figure of the period (本期实际) is the year's in every row, as it is where the period is
    the whole year: no row speaks against it, and the digits show it (`12341234`)."""
    shown = 0
    for line in lines:
        if line.partial is None:
            continue
        at = line.partial
        found = _cuts(_figures_of(line), _width(line))
        repeated = [reading[at] for reading in found if reading[at] == reading[at + 1]]
        if found and not repeated:
            return False
        shown += max((len(str(value)) for value in repeated if value), default=0)
    return shown >= _EVIDENCE


def _width(line: StatisticsLine) -> int:
    """The figures that a row prints."""
    return len(line.scopes) + (line.partial is not None)


def _figures_of(line: StatisticsLine) -> str:
    return " ".join(" ".join(cell.text.split()) for cell, _ in line.values if cell.text.strip())


def cut_row(
    line: StatisticsLine, path: str, match: Match, *, unit: str | None, filled: bool, repeated: bool = False
) -> CutRow:
    """The figures of a row with fewer cells than columns. `filled` says that no column can be blank,
    `repeated` that the figure of the period is the year's."""
    raw, cell = _figures_of(line), line.values[0][0]
    item = leaf_indicators().get(path)
    money = item is not None and item.kind is Kind.AMOUNT
    figures = re.sub(r"(?:万元|千元|元)", " ", raw) if money else raw
    own = re.search(r"万元|千元|元", raw) if money else None
    readings = _readings(figures, line, filled=filled, repeated=repeated)
    if money:
        readings = [
            tuple(None if value is None else to_wan_yuan(value, own[0] if own else unit) for value in reading)
            for reading in readings
        ]
    if not readings or len(readings) > _MOST_READINGS:
        reason = phrase("the figures of {label} cannot be cut into cells", label=match.label).both
        return CutRow(unread=(Unread(raw=raw, location=cell.location, reason=reason),))
    ordered = [reading for reading in readings if in_order(line.scopes, reading)] or readings
    facts = tuple(
        _fact(path, match, ordered, place, scope, raw, cell, item.unit if item is not None else unit)
        for place, scope in enumerate(line.scopes)
    )
    puzzle = Puzzle(facts=facts, readings=tuple(readings)) if len(readings) > 1 else None
    return CutRow(facts=facts, puzzle=puzzle)


def _fact(
    path: str,
    match: Match,
    readings: Sequence[Reading],
    place: int,
    scope: Scope,
    raw: str,
    cell: Cell,
    unit: str | None,
) -> Fact:
    values = sorted({value for reading in readings if (value := reading[place]) is not None})
    decided = len({reading[place] for reading in readings}) == 1
    return Fact(
        path=path,
        value=values[0] if decided and values else None,
        unit=unit,
        raw=raw,
        source=Source.TABLE,
        location=cell.location,
        match=Match(label=match.label, how=How.DECODED, confidence=match.confidence, evidence=match.evidence),
        scope=scope,
        candidates=() if decided else tuple(values[:_MOST_CANDIDATES]),
        decoded_by=(f"order:{path}",) if decided else (),
    )


def _readings(figures: str, line: StatisticsLine, *, filled: bool, repeated: bool) -> list[Reading]:
    """Every way to cut the figures into the columns; where a column may be blank, into some of them, the
    first at least. The figure of the period is not larger than the year's, and left out."""
    columns, width = range(_width(line)), _width(line)
    found: list[Reading] = []
    for size in range(width, 0, -1) if not filled else (width,):
        for kept in combinations(columns, size):
            if kept[0] != 0:
                continue
            for values in _cuts(figures, size):
                by_place = dict(zip(kept, values, strict=True))
                found.append(tuple(by_place.get(place) for place in columns))
    if line.partial is not None:
        at = line.partial
        found = [
            (*reading[:at], *reading[at + 1 :])
            for reading in found
            if _fits_period(reading[at], reading[at + 1], repeated=repeated)
        ]
    return list(dict.fromkeys(found))


def _fits_period(period: int | Decimal | None, year: int | Decimal | None, *, repeated: bool) -> bool:
    if repeated:
        return period == year
    return period is None or year is None or period <= year


def _cuts(figures: str, count: int) -> list[Reading]:
    """Every cut into so many numbers; none where there are too many to list."""
    if "." not in figures:
        split = decode_split(figures, [f"c{place}" for place in range(count)])
        return list(split.readings) if not split.capped else []
    return _decimals("".join(figures.split()), count) if _FIGURES.fullmatch(figures) else []


def _decimals(figures: str, count: int) -> list[Reading]:
    if count == 1:
        return [(Decimal(figures),)] if _DECIMAL.fullmatch(figures) else []
    return [
        (Decimal(figures[:cut]), *rest)
        for cut in range(1, min(len(figures), 20))
        if _DECIMAL.fullmatch(figures, 0, cut)
        for rest in _decimals(figures[cut:], count - 1)
    ]
