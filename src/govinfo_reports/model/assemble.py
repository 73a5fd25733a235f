"""Groups of figures made of values by path."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from decimal import Decimal
from functools import cache, lru_cache
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

__all__ = ["assemble", "groups_of", "plan"]

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


@lru_cache(maxsize=1024)
def _paths_under(cls: Any, prefix: str) -> tuple[tuple[str, str, Any], ...]:
    return tuple((name, f"{prefix}.{name}", group) for name, group in plan(cls))


@lru_cache(maxsize=256)
def _blank(cls: Any) -> Any:
    """An object of `cls` without any figure, which all reports share."""
    return cls(**{name: _blank(group) for name, _, group in _paths_under(cls, "") if group is not None})


def assemble(cls: Any, prefix: str, values: Mapping[str, int | Decimal], groups: Container[str]) -> Any:
    """An object of `cls` with the values whose paths begin with `prefix`; `groups` are the beginnings of the
    paths that have one (`groups_of`)."""
    if prefix not in groups:
        return _blank(cls)
    arguments: dict[str, Any] = {}
    for name, path, group in _paths_under(cls, prefix):
        if group is not None:
            arguments[name] = assemble(group, path, values, groups)
        elif path in values:
            arguments[name] = values[path]
    return cls(**arguments)


def groups_of(paths: Iterable[str]) -> frozenset[str]:
    """The groups that some paths lead through.

    >>> sorted(groups_of(["applications.received.total", "fees"]))
    ['applications', 'applications.received']
    """
    groups: set[str] = set()
    for path in paths:
        while (path := path.rpartition(".")[0]) and path not in groups:
            groups.add(path)
    return frozenset(groups)
