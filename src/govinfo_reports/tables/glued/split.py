"""Two or more figures of one row run together where no sum tells them apart: all cuts, and what hints leave
of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from attrs import evolve, frozen

from ...facts import Fact, How, Match, Source
from ...indicators import Kind, leaf_indicators
from ...location import Location
from ...numerals import to_wan_yuan
from .cells import DecodedCell, Puzzle, cell_of
from .cuts import cuts
from .printed import BorderState, Values, read_printed

__all__ = ["MAX_READINGS", "Split", "cut_amount", "decode_split"]

MAX_READINGS = 200
"""Readings listed; `Split.capped` says that there are more."""

_SIGN = re.compile(r"([-+])(?=[0-9])|([增减減])\s*(?=[0-9])")


@frozen(kw_only=True)
class Split:
    """The readings of a row of glued figures, and for each column what they have in common."""

    readings: tuple[Values, ...] = ()
    cells: Mapping[str, DecodedCell]
    capped: bool = False


def decode_split(text: str, columns: Sequence[str], *, signed: Collection[str] = ()) -> Split:
    """The numbers of `columns` in a text such as `4251516`; no readings where it cannot be cut. `signed`
    columns may begin with a sign or 增/减.

    >>> decode_split("123", ["year", "cumulative"]).readings
    ((1, 23), (12, 3))
    """
    signs: dict[int, int] = {}
    bare = unicodedata.normalize("NFKC", text).replace("−", "-")
    if signed:
        bare = _without_signs(bare, signs)
    printed = read_printed(bare, len(columns))
    found: Sequence[Values] = ()
    if printed.state is BorderState.BORDERED:
        found = [printed.cells]
    elif printed.state is BorderState.GLUED:
        found = cuts(printed, len(columns)) or ()
    places = {columns.index(column) for column in signed}
    readings = [values for values in (_with_signs(one, signs, places) for one in found) if values is not None]
    return Split(
        readings=tuple(readings[:MAX_READINGS]),
        capped=len(readings) > MAX_READINGS,
        cells={
            column: cell_of(values[place] for values in readings) if readings else DecodedCell()
            for place, column in enumerate(columns)
        },
    )


def _without_signs(text: str, signs: dict[int, int]) -> str:
    """The text with a blank for each sign; `signs` gets the number of digits before each sign, and -1 or
    1."""

    def note(match: re.Match[str]) -> str:
        before = sum(character.isdecimal() for character in text[: match.start()])
        signs[before] = -1 if match[0][0] in "-减減" else 1
        return " "

    return _SIGN.sub(note, text)


def _with_signs(values: Values, signs: Mapping[int, int], places: Collection[int]) -> Values | None:
    """The reading with its signs; None if a sign stands before a column that has none."""
    signed: list[int | None] = []
    at = used = 0
    for place, value in enumerate(values):
        if value is None:
            signed.append(None)
            continue
        sign = signs.get(at)
        if sign is not None:
            if place not in places:
                return None
            used += 1
        signed.append(value if sign is None else sign * value)
        at += len(str(value))
    return tuple(signed) if used == len(signs) else None


_MONEY = re.compile(r"0(?:\.\d+)?|[1-9]\d*(?:\.\d+)?")
_MOST_CANDIDATES = 12


def cut_amount(
    paths: Sequence[str], matches: Sequence[Match], raw: str, unit: str | None, place: Location
) -> Puzzle | None:
    """The facts of both figures with all ways to cut them: with values where there is one way. None where
    they are no such two, or cannot be cut."""
    if len(paths) != 2 or leaf_indicators()[paths[1]].kind is not Kind.AMOUNT or " " in raw:
        return None
    figures = re.sub(r"(?:万元|元)$", "", raw).replace(",", "")
    unit = unit or (raw[len(figures) :] if raw.startswith(figures) else None) or None
    readings = [
        (int(figures[:cut]), amount)
        for cut in range(1, min(len(figures), 10))
        if figures[:cut].isdecimal() and (cut == 1 or figures[0] != "0") and _MONEY.fullmatch(figures, cut)
        if (amount := to_wan_yuan(Decimal(figures[cut:]), unit)) is not None
    ]
    facts = []
    for at, (path, match) in enumerate(zip(paths, matches, strict=True)):
        values: list[int | Decimal] = sorted({reading[at] for reading in readings})
        facts.append(
            Fact(
                path=path,
                value=values[0] if len(readings) == 1 else None,
                unit=leaf_indicators()[path].unit,
                raw=raw,
                source=Source.TABLE,
                location=place,
                match=evolve(match, how=How.DECODED),
                candidates=() if len(readings) == 1 else tuple(values[:_MOST_CANDIDATES]),
            )
        )
    return Puzzle(facts=tuple(facts), readings=tuple(readings)) if readings else None
