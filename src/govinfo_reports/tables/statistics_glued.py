"""Rows of a statistics table whose figures of the year and of all years have run together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import combinations

from attrs import frozen

from ..document import Cell
from ..facts import Fact, How, Match, Scope, Source, Unread
from ..indicators import Kind, leaf_indicators
from ..numerals import to_wan_yuan
from .glued import decode_split
from .reading import Puzzle
from .statistics_rows import Line

__all__ = ["CutRow", "cut_row", "fills_all"]

_Reading = tuple[int | Decimal | None, ...]
_FIGURES = re.compile(r"[\d.,，\s]+")
_DECIMAL = re.compile(r"(?:0|[1-9]\d{0,11})(?:\.\d{1,6})?")
_MOST_CANDIDATES = 12
_MOST_READINGS = 200


@frozen(kw_only=True)
class CutRow:
    """What a row of glued figures says: a fact for each column, and the puzzle it poses where several readings are left."""

    facts: tuple[Fact, ...] = ()
    unread: tuple[Unread, ...] = ()
    puzzle: Puzzle | None = None


def fills_all(lines: Iterable[Line]) -> bool:
    """Whether the table prints a figure in every column: some row shows it (`00` is no one number), and none speaks against
    it (a single digit where two columns are)."""
    shown = False
    for line in lines:
        if len(line.scopes) < 2 or not line.values:
            continue
        texts = "".join(cell.text for cell, _ in line.values).split()
        digits = "".join(char for text in texts for char in text if char.isdigit())
        if not digits:
            continue
        if len(digits) < len(line.scopes):
            return False
        if not line.glued:
            shown = shown or all(any(map(str.isdigit, cell.text)) for cell, _ in line.values)
        elif digits[0] == "0" and "." not in "".join(texts):
            shown = True
    return shown


def cut_row(line: Line, path: str, match: Match, *, unit: str | None, filled: bool) -> CutRow:
    """The figures of a row with fewer cells than columns. `filled` says that no column can be blank."""
    cells = [cell for cell, _ in line.values if cell.text.strip()]
    raw = " ".join(" ".join(cell.text.split()) for cell in cells)
    item = leaf_indicators().get(path)
    money = item is not None and item.kind is Kind.AMOUNT
    figures = re.sub(r"(?:万元|千元|元)", " ", raw) if money else raw
    own = re.search(r"万元|千元|元", raw) if money else None
    readings = _readings(figures, line.scopes, filled=filled)
    if money:
        readings = [
            tuple(None if value is None else to_wan_yuan(value, own[0] if own else unit) for value in reading)
            for reading in readings
        ]
    if not readings or len(readings) > _MOST_READINGS:
        reason = f"the figures of {match.label} cannot be cut into cells / 数字无法切分"
        return CutRow(unread=(Unread(raw=raw, location=cells[0].location, reason=reason),))
    facts = tuple(
        _fact(path, match, readings, place, scope, raw, cells[0], item.unit if item is not None else unit)
        for place, scope in enumerate(line.scopes)
    )
    whole = [tuple(value for value in reading if not isinstance(value, Decimal)) for reading in readings]
    is_puzzle = len(readings) > 1 and all(len(reading) == len(line.scopes) for reading in whole)
    return CutRow(facts=facts, puzzle=Puzzle(facts=facts, readings=tuple(whole)) if is_puzzle else None)


def _fact(
    path: str,
    match: Match,
    readings: Sequence[_Reading],
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
        decoded_by=(f"cumulative:{path}",) if decided else (),
    )


def _readings(figures: str, scopes: Sequence[Scope], *, filled: bool) -> list[_Reading]:
    """Every way to cut the figures into the columns; where a column may be blank, into some of them, the first at least."""
    found: list[_Reading] = []
    columns = range(len(scopes))
    for size in range(len(scopes), 0, -1) if not filled else (len(scopes),):
        for kept in combinations(columns, size):
            if kept[0] != 0:
                continue
            for values in _cuts(figures, [scopes[place] for place in kept]):
                by_place = dict(zip(kept, values, strict=True))
                found.append(tuple(by_place.get(place) for place in columns))
    return list(dict.fromkeys(found))


def _cuts(figures: str, scopes: Sequence[Scope]) -> list[_Reading]:
    holds = _cumulative(scopes)
    if "." not in figures:
        names = [f"c{place}" for place in range(len(scopes))]
        split = decode_split(figures, names, relations={"cumulative": holds})
        readings: list[_Reading] = list(split.readings) if not split.capped else []
    elif _FIGURES.fullmatch(figures):
        readings = _decimals("".join(figures.split()), len(scopes))
    else:
        readings = []
    # where the organ printed a smaller one, the relation says nothing of where the border was
    return [reading for reading in readings if holds(reading)] or readings


def _decimals(figures: str, count: int) -> list[_Reading]:
    if count == 1:
        return [(Decimal(figures),)] if _DECIMAL.fullmatch(figures) else []
    return [
        (Decimal(figures[:cut]), *rest)
        for cut in range(1, min(len(figures), 20))
        if _DECIMAL.fullmatch(figures, 0, cut)
        for rest in _decimals(figures[cut:], count - 1)
    ]


def _cumulative(scopes: Sequence[Scope]) -> Callable[[_Reading], bool]:
    """A cumulative figure (历年累计) is not smaller than the year's."""
    pairs = [
        (year, total)
        for year, scope in enumerate(scopes)
        for total, other in enumerate(scopes)
        if scope is not Scope.CUMULATIVE and other is Scope.CUMULATIVE
    ]

    def holds(reading: _Reading) -> bool:
        return all(
            (before := reading[year]) is None or (after := reading[total]) is None or before <= after
            for year, total in pairs
        )

    return holds
