"""The unit of money that a line over a table, a head or a label names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..language import phrase
from ..patterns import late
from ..text import fold

__all__ = ["TWO_UNITS", "first_unit", "money_unit", "unit_behind", "unit_of_line"]

TWO_UNITS = phrase("its label and its column name different units").both

_MONEY = late(
    r"(?:(?P<scale>[十拾百佰千仟]?[万萬]|[十拾百佰千仟]?[亿億]|[十拾百佰千仟])\s{0,2})?"
    r"(?:(?P<foreign>(?:[美欧日澳加韩台港]|新加坡|新西兰|加拿大|澳门|新台|英)(?:元|币|镑)|美金|外币"
    r"|USD|HKD|EUR|JPY|GBP|[A-Z]{0,2}[$€£])|[元圆])"
    r"|(?P<sign>(?<![万亿千百])(?:[¥￥]|RMB|CNY)(?!\s*\(?[十百千仟]?[万萬亿億千百]?[元圆]))"
    r"|(?P<part>(?<=[(:、])[角分](?=[)、]|$))"
)
_LARGE = str.maketrans("仟佰拾萬億", "千百十万亿")
_BEHIND = late(rf"\s*\(?\s*(?:人民币\s*)?(?:{_MONEY.pattern})")
_SAYS_UNIT = late(r"单位|\((?:人民币)?(?:亿|百万|十万|千万|万|千|百)?元\)")
_LONGEST = 30
"""A line that names a unit says little else."""


def money_unit(text: str) -> str | None:
    """The unit of money in a text; None where it names none. That of foreign money (万美元) and parts of a
    yuan (角) are none of the form's.

    >>> (money_unit("本年收费金额（百万元）"), money_unit("仟元（人民币）"), money_unit("万 元"),
    ...  money_unit("￥"), money_unit("本年收费金额"))
    ('百万元', '千元', '万元', '元', None)
    """
    found = _MONEY.search(fold(text).text)
    return None if found is None else _named(found)


def unit_behind(text: str) -> str | None:
    """The unit of money that a text behind a figure, or a note to it, begins with; otherwise as `money_unit`.

    >>> unit_behind("美元"), unit_behind("（人民币元）"), unit_behind("其中退费2元")
    ('美元', '元', None)
    """
    found = _BEHIND.match(fold(text).text)
    return None if found is None else _named(found)


def _named(found: re.Match[str]) -> str:
    if found["foreign"] or found["part"]:
        return found[0].strip(" (")
    return f"{(found['scale'] or '').translate(_LARGE)}元"


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
