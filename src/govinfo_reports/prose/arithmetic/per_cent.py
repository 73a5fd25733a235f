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
    (middle, over), (step, of_step) = printed.as_integer_ratio(), unit.as_integer_ratio()
    middle, step, both = 2 * middle * of_step, 2 * step * over, 2 * over * of_step  # a common denominator
    low = middle - (step if approximate else step // 2)
    holds = low * exact.denominator <= exact.numerator * both < (middle + step) * exact.denominator
    shown = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.0001"))
    return holds, shown, unit
