"""What the groups of figures are made of: fields that refuse what can never be, and the view of a group."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from attrs import Attribute, field

from ..errors import InvalidFigure

__all__ = ["Shown", "amount_field", "count_field", "is_amount", "is_count", "refuse", "signed_field"]


def _path_of(instance: Any, attribute: Attribute[Any]) -> str:
    prefix = getattr(type(instance), "PATH", "")
    return f"{prefix}.{attribute.name}" if prefix else attribute.name


def refuse(path: str, value: object, why: str, why_zh: str) -> InvalidFigure:
    """The error for a figure that can never be."""
    return InvalidFigure(f"{path} = {value!r}: {why}", reason_zh=f"{path} = {value!r}：{why_zh}", path=path)


def is_integer(instance: Any, attribute: Attribute[Any], value: object) -> None:
    """Refuse anything but an int or None."""
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise refuse(
            _path_of(instance, attribute),
            value,
            "a number of things must be an int or None",
            "件数须为整数或空",
        )


def is_count(instance: Any, attribute: Attribute[Any], value: object) -> None:
    """Refuse anything but an int of 0 or more, or None."""
    is_integer(instance, attribute, value)
    if isinstance(value, int) and value < 0:
        raise refuse(_path_of(instance, attribute), value, "a count cannot be negative", "件数不能为负")


def is_amount(instance: Any, attribute: Attribute[Any], value: object) -> None:
    """Refuse anything but a finite Decimal of 0 or more, or None."""
    if value is None:
        return
    path = _path_of(instance, attribute)
    if not isinstance(value, Decimal) or not value.is_finite():
        raise refuse(
            path,
            value,
            "an amount must be a finite Decimal in 万元, or None",
            "金额须为以万元计的 Decimal 或空",
        )
    if value < 0:
        raise refuse(path, value, "an amount cannot be negative", "金额不能为负")


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
        from ..export.notebook import group_html

        return group_html(self)
