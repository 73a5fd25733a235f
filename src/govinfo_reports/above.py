"""What a lower floor of the house calls of a higher one: by a name that the package registers, so that
imports go down only."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__ = ["above", "register"]

_HOMES: dict[str, str] = {}


def register(home: str, *names: str) -> None:
    """Say in which module of the package functions live. It is imported when the first of them is called.

    Args:
        home: The module, such as `export.json`.
        names: The functions' names.
    """
    _HOMES.update(dict.fromkeys(names, home))


def above(name: str) -> Any:
    """The function that is registered under a name.

    Raises:
        KeyError: None is.

    >>> above("dump_report").__module__
    'govinfo_reports.export.json'
    """
    return getattr(import_module(f".{_HOMES[name]}", __package__), name)
