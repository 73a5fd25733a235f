"""The unit of money that a line over a table, a head or a label names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..text import fold

__all__ = ["first_unit", "money_unit", "unit_of_line"]

_MONEY = re.compile(r"亿元|百万元|十万元|千万元|万元|千元|百元|元")
_SAYS_UNIT = re.compile(r"单位|\((?:人民币)?(?:亿|百万|十万|千万|万|千|百)?元\)")
_LONGEST = 30
"""A line that names a unit says little else."""


def money_unit(text: str) -> str | None:
    """The unit of money in a text; None where it names none.

    >>> money_unit("本年收费金额（百万元）"), money_unit("本年收费金额")
    ('百万元', None)
    """
    found = _MONEY.search(fold(text).text)
    return found[0] if found else None


def unit_of_line(text: str) -> str | None:
    """The unit of money of the table under a line; None where the line does not say one.

    >>> unit_of_line("（金额单位：元）"), unit_of_line("单位：件、万元"), unit_of_line("共收取12元")
    ('元', '万元', None)
    """
    short = "".join(fold(text).text.split())
    return money_unit(short) if len(short) <= _LONGEST and _SAYS_UNIT.search(short) else None


def first_unit(texts: Iterable[str]) -> str | None:
    """The unit of the first of these texts that is a line naming one."""
    return next((unit for text in texts if (unit := unit_of_line(text))), None)
