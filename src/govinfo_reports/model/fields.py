"""What the groups of figures are made of: fields that refuse what can never be, and the view of a group."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from attrs import Attribute, field

from ..above import above
from ..errors import InvalidFigure
from ..language import Said, phrase

__all__ = ["Shown", "amount_field", "count_field", "is_amount", "is_count", "refuse", "signed_field"]


def _path_of(instance: Any, attribute: Attribute[Any]) -> str:
    prefix = getattr(type(instance), "PATH", "")
    return f"{prefix}.{attribute.name}" if prefix else attribute.name


def refuse(path: str, value: object, why: Said) -> InvalidFigure:
    """The error for a figure that can never be."""
    return InvalidFigure(phrase("{path} = {value!r}: {why}", path=path, value=value, why=why), path=path)


def is_integer(instance: Any, attribute: Attribute[Any], value: object) -> None:
    """Refuse anything but an int or None."""
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise refuse(
            _path_of(instance, attribute),
            value,
            phrase("a number of things must be an int or None"),
        )


def is_count(instance: Any, attribute: Attribute[Any], value: object) -> None:
    """Refuse anything but an int of 0 or more, or None."""
    is_integer(instance, attribute, value)
    if isinstance(value, int) and value < 0:
        raise refuse(_path_of(instance, attribute), value, phrase("a count cannot be negative"))


def is_amount(instance: Any, attribute: Attribute[Any], value: object) -> None:
    """Refuse anything but a finite Decimal of 0 or more, or None."""
    if value is None:
        return
    path = _path_of(instance, attribute)
    if not isinstance(value, Decimal) or not value.is_finite():
        raise refuse(
            path,
            value,
            phrase("an amount must be a finite Decimal in 万元, or None"),
        )
    if value < 0:
        raise refuse(path, value, phrase("an amount cannot be negative"))


def count_field() -> Any:
    return field(default=None, validator=is_count)


def signed_field() -> Any:
    return field(default=None, validator=is_integer)


def amount_field() -> Any:
    return field(default=None, validator=is_amount)


class Shown:
    """A group of figures as a notebook shows it."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        html: str = above("group_html")(self)
        return html
