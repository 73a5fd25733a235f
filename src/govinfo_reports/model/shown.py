"""What Python shows of groups of figures: the official labels in `help()` and the API reference, the first
figures in `repr`."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, TypeVar

from attrs import fields, has

from ..indicators import indicators

__all__ = ["in_brief", "labelled"]

C = TypeVar("C", bound=type[Any])

_FIRST = 4


def labelled(group: C) -> C:
    """The class of a group, whose docstring now lists its attributes with their labels and units.

    >>> from .figures import Review
    >>> print(next(line for line in Review.__doc__.splitlines() if "`total`" in line))
    - `total`: 四、行政复议数量 (件)
    """
    lines = [inspect.cleandoc(group.__doc__ or ""), ""]
    for one in fields(group):
        path = f"{group.PATH}.{one.name}"
        item = indicators().get(path) or indicators().get(f"{path}.total")
        if item is not None:
            label = item.label.removesuffix(" × 总计")
            lines.append(f"- `{one.name}`: {label}" + (f" ({item.unit})" if item.unit else ""))
    group.__doc__ = "\n".join(lines).rstrip()
    return group


def in_brief(group: Any) -> str:
    """What Python shows of a group of groups: the first figures stated, and how many more there are."""
    stated = [f"{path}={value}" for path, value in _stated(group)]
    more = f" and {len(stated) - _FIRST} more" if len(stated) > _FIRST else ""
    return f"<{type(group).__name__} {', '.join(stated[:_FIRST]) or 'nothing stated'}{more}>"


def _stated(group: Any) -> Iterator[tuple[str, int | Decimal]]:
    """The figures that a group states, each with its path below the group."""
    for one in fields(type(group)):
        value = getattr(group, one.name)
        if has(type(value)):
            yield from ((f"{one.name}.{path}", figure) for path, figure in _stated(value))
        elif value is not None:
            yield one.name, value
