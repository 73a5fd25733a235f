"""Patterns that are compiled when they are first asked for: there are hundreds, of which one report needs a
few dozen."""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["Late", "late"]

_USED = (
    "search",
    "match",
    "fullmatch",
    "finditer",
    "findall",
    "split",
    "sub",
    "subn",
    "pattern",
    "flags",
    "groups",
    "groupindex",
)


class Late:
    """Stands for a compiled pattern, whose methods are its own."""

    pattern: str
    flags: int
    groups: int

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __reduce__(self) -> tuple[Any, ...]:
        return late, (self._source, self._flags)


class _Unmade(Late):
    """Stands for a pattern until its first use, which compiles it. What looks for a name that is not there
    (`__getattr__`) is slow for those that are, so from then on it is a `Late`."""

    def __getattr__(self, name: str) -> Any:
        """What is not there yet. Raises AttributeError for what no pattern has, re.error where the source is
        no pattern."""
        if name not in _USED:
            raise AttributeError(name)
        if name == "pattern":
            return self._source
        made = re.compile(self._source, self._flags)
        for one in _USED:
            setattr(self, one, getattr(made, one))
        self.__class__ = Late  # type: ignore[assignment]
        return getattr(made, name)


def late(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern as `re.compile` makes it, compiled when it is first used; what is no pattern raises re.error
    only then.

    `match.re` of what it finds is the compiled pattern, not what this returns.

    >>> late("申请([0-9]+)件").search("收到申请12件")[1]
    '12'
    """
    return cast("re.Pattern[str]", _Unmade(source, flags))
