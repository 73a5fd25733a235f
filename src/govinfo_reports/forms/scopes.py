"""What makes a figure count for the organ and the year, or not: read from `forms/scopes.txt`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

from attrs import frozen

from ..language import phrase
from .entries import Entry, Example, WordingsError, read_entries

__all__ = ["BEGINNINGS", "KEYS", "Rejection", "Scopes", "own_rejection", "read_scopes", "scopes"]

_PLACES = (
    "lead",
    "own",
    "before",
    "text",
    "part",
    "sentence",
    "after",
    "behind",
    "rest",
    "bracket",
    "clause",
    "label",
    "organ",
)
BEGINNINGS = frozenset(("after", "behind", "bracket"))
"""The words that a pattern must begin; all others are searched."""
_NAMES = ("reason", "of", "only", "wording", "not wording", "say")
KEYS = frozenset((*_NAMES, *_PLACES, *(f"not {place}" for place in _PLACES)))
_LET_PATHS = "let paths "


@frozen(kw_only=True)
class Rejection:
    """One way in which the words beside a figure say that it is not the organ's of the year.

    `reason` is the value of a `Reason`. `of` are beginnings of the paths that it is for (all where there are
    none), `wordings` and `not_wordings` names of the wordings. Every pattern of `fits`, by the words that it
    is for, must be in them, and none of `misfits`.
    """

    name: str
    reason: str
    of: tuple[str, ...]
    total: bool
    outside: bool
    since_2019: bool
    wordings: frozenset[str]
    not_wordings: frozenset[str]
    fits: tuple[tuple[str, re.Pattern[str]], ...]
    misfits: tuple[tuple[str, re.Pattern[str]], ...]


@frozen(kw_only=True)
class Scopes:
    """The ways in which a figure is rejected, in their order; the other patterns by name; and each entry's
    examples."""

    rejections: tuple[Rejection, ...]
    patterns: Mapping[str, re.Pattern[str]]
    examples: tuple[tuple[str, Example], ...]
    paths: Mapping[str, tuple[str, ...]]


@cache
def scopes() -> Scopes:
    """The library's own.

    >>> scopes().patterns["plan hint"].search("下一步，我局将加强学习") is not None
    True
    """
    file = resources.files("govinfo_reports").joinpath("forms", "scopes.txt")
    return read_scopes(file.read_text(encoding="utf-8"), own=False)


def read_scopes(text: str, *, own: bool = True) -> Scopes:
    """What a text in the form that `forms/scopes.txt` describes says. `own` says that it is a user's. Raises
    WordingsError where a line cannot be read.

    >>> read = read_scopes("== a rate\\nreason: average\\nbehind: [/／]月\\n== past\\nsay: 去年|往年")
    >>> [one.reason for one in read.rejections], sorted(read.patterns)
    (['average'], ['past'])
    """
    classes: dict[str, str] = {}
    paths: dict[str, tuple[str, ...]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        name, _, value = line.removeprefix(_LET_PATHS).partition(":")
        if line.startswith(_LET_PATHS):
            paths[name] = tuple(value.split())
        lines.append("" if line.startswith(_LET_PATHS) else line)
    rejections: list[Rejection] = []
    patterns: dict[str, re.Pattern[str]] = {}
    examples: list[tuple[str, Example]] = []
    for entry in read_entries("\n".join(lines), KEYS, classes, {}, own=own):
        examples += [(entry.name, example) for example in entry.examples]
        try:
            if entry.one("reason"):
                rejections.append(_rejection(entry, paths, classes))
            elif (pattern := entry.pattern("say", classes)) is not None:
                patterns[entry.name] = pattern
        except (WordingsError, re.error) as error:
            raise entry.fault(error) from None
    return Scopes(rejections=tuple(rejections), patterns=patterns, examples=tuple(examples), paths=paths)


def own_rejection(entry: Entry, classes: Mapping[str, str]) -> Rejection:
    """A user's own way to reject a figure. Raises WordingsError where its reason is none that the library
    has, or nothing must fit."""
    known = sorted({one.reason for one in scopes().rejections})
    made = _rejection(entry, scopes().paths, classes)
    if made.reason not in known:
        raise WordingsError(
            phrase("no reason {reason!r}; there are: {known}", reason=made.reason, known=", ".join(known))
        )
    if not made.fits:
        raise WordingsError(phrase("needs words that must stand beside the figure"))
    return made


def _rejection(entry: Entry, paths: Mapping[str, tuple[str, ...]], classes: Mapping[str, str]) -> Rejection:
    of, only = entry.one("of"), entry.one("only")
    return Rejection(
        name=entry.name,
        reason=entry.one("reason"),
        of=paths.get(of) or tuple(path for word in of.split() for path in paths.get(word, (word,))),
        total="total" in only,
        outside="outside brackets" in only,
        since_2019="since 2019" in only,
        wordings=frozenset(entry.lines.get("wording", ())),
        not_wordings=frozenset(entry.lines.get("not wording", ())),
        fits=_patterns(entry, "", classes),
        misfits=_patterns(entry, "not ", classes),
    )


def _patterns(
    entry: Entry, prefix: str, classes: Mapping[str, str]
) -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = ((place, entry.pattern(prefix + place, classes)) for place in _PLACES)
    return tuple((place, pattern) for place, pattern in found if pattern is not None)
