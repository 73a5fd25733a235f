"""How a printed per cent is held against the exact one."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

__all__ = ["percent_holds"]


def percent_holds(exact: Fraction, printed: Decimal, *, approximate: bool) -> tuple[bool, Decimal, Decimal]:
    """Whether a printed per cent is the exact one rounded or cut off; the exact one to four places; and the
    worth of the last printed digit.

    >>> percent_holds(Fraction(12100, 397), Decimal(30), approximate=False)
    (True, Decimal('30.4786'), Decimal('1'))
    >>> percent_holds(Fraction(23200, 397), Decimal(59), approximate=False)[0]
    False
    """
    digits = printed.normalize() if approximate else printed
    exponent = digits.as_tuple().exponent
    unit = Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else Decimal(1)
    low = Fraction(printed) - (Fraction(unit) if approximate else Fraction(unit) / 2)
    holds = low <= exact < Fraction(printed) + Fraction(unit)
    shown = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.0001"))
    return holds, shown, unit
