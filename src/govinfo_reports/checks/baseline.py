"""A baseline: the findings that are known already, in a file, so that only new ones are told."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from attrs import field, frozen

from ..errors import GovInfoError
from ..findings import Finding
from ..language import phrase

__all__ = ["Baseline", "InvalidBaseline"]

_VERSION = 1
_KEYS = ("source", "rule", "paths", "expected", "printed")
_Known = tuple[str, str, tuple[str, ...], str, str]


class InvalidBaseline(GovInfoError, ValueError):
    """The file cannot be read or is no baseline."""


@frozen
class Baseline:
    """Findings known already: told by file, rule, paths and figures, not by place or wording, which change.
    Each counts as often as it stands in the file. `folder` is that of the file; sources are kept relative to
    it."""

    folder: Path
    known: Counter[_Known] = field(factory=Counter)

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> Baseline:
        """The baseline in a file. Raises InvalidBaseline."""
        try:
            plain = json.loads(Path(path).read_text(encoding="utf-8"))
            if plain["version"] != _VERSION:
                raise ValueError(f"version {plain['version']!r}")
            known = Counter(_held(item) for item in plain["findings"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise InvalidBaseline(
                phrase("{path}: not a baseline ({error})", path=path, error=error)
            ) from error
        return cls(Path(path).absolute().parent, known)

    def new(self, source: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings that are not known; those that are known are used up."""
        found: list[Finding] = []
        for finding in findings:
            key = self._key(source, finding)
            if self.known[key] > 0:
                self.known[key] -= 1
            else:
                found.append(finding)
        return tuple(found)

    @property
    def left(self) -> int:
        """How many known findings were not met (again)."""
        return sum(count for count in self.known.values() if count > 0)

    def write(self, path: str | os.PathLike[str], findings: Mapping[str, Iterable[Finding]]) -> int:
        """Write all findings to a file; gives how many. Raises OSError."""
        keys = sorted(self._key(source, one) for source, some in findings.items() for one in some)
        plain = [
            dict(zip(_KEYS, (source, rule, list(paths), expected, printed), strict=True))
            for source, rule, paths, expected, printed in keys
        ]
        text = json.dumps({"version": _VERSION, "findings": plain}, ensure_ascii=False, indent=1)
        Path(path).write_text(f"{text}\n", encoding="utf-8", newline="\n")
        return len(keys)

    def _key(self, source: str, finding: Finding) -> _Known:
        try:
            name = Path(os.path.relpath(source, self.folder)).as_posix() if source != "-" else source
        except ValueError:  # another drive
            name = source
        numbers = (
            "" if one is None else f"{one:f}" if not isinstance(one, int) else str(one)
            for one in (finding.expected, finding.printed)
        )
        expected, printed = numbers
        return name, finding.rule, finding.paths, expected, printed


def _held(item: Any) -> _Known:
    source, rule, paths, expected, printed = (item[key] for key in _KEYS)
    if not all(isinstance(one, str) for one in (source, rule, expected, printed, *paths)):
        raise TypeError("not text")
    return source, rule, tuple(paths), expected, printed
