"""Patterns that are compiled when they are first asked for: there are hundreds, of which one report needs a
few dozen."""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["late"]

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


class _Late:
    """Stands for a compiled pattern; the first use compiles it, and from then on its methods are those of
    the pattern itself."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

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
        return getattr(made, name)

    def __reduce__(self) -> tuple[Any, ...]:
        return late, (self._source, self._flags)


def late(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern as `re.compile` makes it, compiled when it is first used; what is no pattern raises re.error
    only then.

    `match.re` of what it finds is the compiled pattern, not what this returns.

    >>> late("申请([0-9]+)件").search("收到申请12件")[1]
    '12'
    """
    return cast("re.Pattern[str]", _Late(source, flags))
