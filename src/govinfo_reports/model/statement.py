"""A claim of arithmetic in a sentence, and whether it holds."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

from attrs import frozen

from ..location import Location

__all__ = ["Statement", "StatementKind"]


class StatementKind(str, Enum):
    """What a sentence claims of its figures."""

    PARTS = "parts"
    """The parts are all of the whole: 120件，其中网上申请100件、当面申请20件."""
    SHARE = "share"
    """One part is so many per cent of the whole: 占45%."""
    GROWTH = "growth"
    """So many per cent more or less than before: 与上年同期121件相比增加23.1%."""


@frozen(kw_only=True)
class Statement:
    """One claim that can be worked out, and whether it holds. Lists that only name some parts are no
    statements.

    A per cent holds if it is the exact one rounded, or cut off, at its last printed digit (with 约, where
    closing zeros count for nothing, if it is less than that digit's worth away).

    Attributes:
        kind: What is claimed: parts, a share or a growth.
        holds: Whether it is true.
        text: The printed passage.
        unit: The unit of the figures, None where none is printed.
        whole: The whole of parts and shares, else None.
        parts: The parts; a share has one.
        percent: The per cent as printed, negative for a decrease; None without one.
        now: The present figure of a growth, else None.
        before: The earlier figure of a growth, else None.
        exact: What the figures give: the sum of the parts, or the per cent to four places.
        tolerance: The worth of the last printed digit of the per cent, None without one.
        complete: How it is known that the parts are all: `sum` (they add up), `rest` (其他 is among them),
            `shares` (their shares make 100%), `pair` (two kinds that leave no third, such as 专职 and 兼职),
            `difference` (last year's figure and the difference are this year's).
        locations: The places of the whole (or the present figure), then of the others, then of the per cent.

    >>> from govinfo_reports import parse_text
    >>> report = parse_text("云河市2022年政府信息公开年度报告\\n一、总体情况\\n共收到政府信息公开申请12件。")
    >>> report.statements
    ()
    """

    kind: StatementKind
    holds: bool
    text: str
    unit: str
    whole: int | Decimal | None = None
    parts: tuple[int | Decimal, ...] = ()
    percent: Decimal | None = None
    now: int | Decimal | None = None
    before: int | Decimal | None = None
    exact: int | Decimal | None = None
    tolerance: Decimal | None = None
    complete: str = ""
    locations: tuple[Location, ...] = ()
