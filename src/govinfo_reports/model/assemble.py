"""Groups of figures made of values by path."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from attrs import fields

from .applications import (
    ApplicationStats,
    ByApplicant,
    Concluded,
    NotProcessed,
    OtherHandling,
    Outcomes,
    Received,
    RefusedOutcomes,
    RefusedReplies,
    Replies,
    Unable,
)
from .figures import (
    AdministrativeFees,
    AdministrativeItems,
    Capacity,
    CourtOutcomes,
    DisclosureChannels,
    Litigation,
    NormativeDocuments,
    ProactiveDisclosure,
    Procurement,
    PublicResponses,
    Regulations,
    ResponseChannels,
    Review,
    Staff,
    Training,
)

__all__ = ["assemble", "plan"]

_NESTED: Mapping[str, type[Any]] = {
    cls.__name__: cls
    for cls in (
        AdministrativeFees,
        AdministrativeItems,
        ApplicationStats,
        ByApplicant,
        Capacity,
        Concluded,
        CourtOutcomes,
        DisclosureChannels,
        Litigation,
        NormativeDocuments,
        NotProcessed,
        OtherHandling,
        Outcomes,
        ProactiveDisclosure,
        Procurement,
        PublicResponses,
        Received,
        RefusedOutcomes,
        RefusedReplies,
        Regulations,
        Replies,
        ResponseChannels,
        Review,
        Staff,
        Training,
        Unable,
    )
}


def plan(cls: type[Any]) -> tuple[tuple[str, type[Any] | None], ...]:
    """The attributes of a class of figures, each with the class of its group, or None for a figure."""
    return _plan_of(cls.__name__) if cls.__name__ in _NESTED else _planned(cls)


@cache
def _plan_of(name: str) -> tuple[tuple[str, type[Any] | None], ...]:
    return _planned(_NESTED[name])


def _planned(cls: type[Any]) -> tuple[tuple[str, type[Any] | None], ...]:
    """Types are names until cattrs, for one, has resolved them."""
    return tuple((one.name, _NESTED.get(getattr(one.type, "__name__", str(one.type)))) for one in fields(cls))


def assemble(cls: type[Any], prefix: str, values: Mapping[str, int | Decimal]) -> Any:
    """An object of `cls` with the values whose paths begin with `prefix`."""
    arguments: dict[str, Any] = {}
    for name, group in plan(cls):
        path = f"{prefix}.{name}"
        if group is None:
            if path in values:
                arguments[name] = values[path]
        else:
            arguments[name] = assemble(group, path, values)
    return cls(**arguments)
