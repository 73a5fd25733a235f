"""Rows whose figures have run together, which several readings fit."""

from __future__ import annotations

from decimal import Decimal

from attrs import frozen

from ..facts import Fact

__all__ = ["Puzzle", "Reading"]

Reading = tuple[int | Decimal | None, ...]
"""One way to cut a row: the value of each column, None for a blank."""


@frozen(kw_only=True)
class Puzzle:
    """A row whose figures have run together and that several readings fit: the facts of its columns (without
    a value) and, for each reading, their values in the same order. Other sources may decide it."""

    facts: tuple[Fact, ...]
    readings: tuple[Reading, ...]
