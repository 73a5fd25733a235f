"""Many objects at a time: those of one small class as columns of their values, so that a report is pickled
in half the time, and the collector at rest while they are made."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import repeat
from operator import attrgetter
from typing import Any, TypeVar

from attrs import fields, frozen, has

__all__ = ["Packed", "pack", "resting", "unpack"]

T = TypeVar("T")


@contextmanager
def resting() -> Iterator[None]:
    """Have the collector rest while thousands of objects are made that hold no circles: it would look
    through all of them again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@frozen
class Packed:
    """Objects of a frozen class of attrs with slots: the class, how many they are, and for each attribute
    its values in their order (once more packed, where all are objects of one such class)."""

    cls: type[Any]
    count: int
    columns: Mapping[str, list[Any] | Packed]


def pack(objects: Sequence[Any]) -> Packed | tuple[Any, ...]:
    """The objects as columns; as they are where they are few, or not all of one class."""
    kinds = set(map(type, objects))
    if len(objects) < 2 or len(kinds) > 1 or not has(cls := kinds.pop()):
        return tuple(objects)
    columns: dict[str, list[Any] | Packed] = {}
    for name in _names(cls):
        values = [*map(attrgetter(name), objects)]
        inner = pack(values) if has(type(values[0])) else None
        columns[name] = inner if isinstance(inner, Packed) else values
    return Packed(cls, len(objects), columns)


def unpack(packed: Packed | tuple[Any, ...]) -> tuple[Any, ...]:
    """The objects. Their values are not checked again. Raises ValueError where their class has other
    attributes by now."""
    if isinstance(packed, tuple):
        return packed
    if packed.columns.keys() != set(_names(packed.cls)):
        raise ValueError(f"{packed.cls.__name__} was pickled by another version of this library")
    objects = [*map(object.__new__, repeat(packed.cls, packed.count))]
    for name, column in packed.columns.items():
        values: Iterable[Any] = unpack(column) if isinstance(column, Packed) else column
        deque(map(getattr(packed.cls, name).__set__, objects, values), maxlen=0)
    return tuple(objects)


def _names(cls: type[Any]) -> list[str]:
    return [one.name for one in fields(cls)]
