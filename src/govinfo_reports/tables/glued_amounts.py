"""A count and an amount of money that have run together (采购项目数量, 采购总金额)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from attrs import evolve

from ..facts import Fact, How, Match, Source
from ..indicators import Kind, leaf_indicators
from ..location import Location
from ..numerals import to_wan_yuan
from .reading import Puzzle

__all__ = ["cut_amount"]

_MONEY = re.compile(r"0(?:\.\d+)?|[1-9]\d*(?:\.\d+)?")
_MOST_CANDIDATES = 12


def cut_amount(
    paths: Sequence[str], matches: Sequence[Match], raw: str, unit: str | None, place: Location
) -> Puzzle | None:
    """The facts of both figures with all ways to cut them: with values where there is one way. None where they are no such two, or
    cannot be cut."""
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
