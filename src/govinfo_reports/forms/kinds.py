"""What kinds of answers, outcomes, applicants, ways and channels are called in sentences: read from
`forms/kinds.txt`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from attrs import evolve, frozen

from ..language import phrase
from .entries import Entry, Example, WordingsError, read_entries

__all__ = ["KEYS", "Kinds", "kinds", "own_kinds", "read_kinds"]

KEYS = frozenset(
    ("before 2019", "since 2019", "dispute", "applicant", "way", "channel", "labels", "say", "among")
)


@frozen(kw_only=True)
class Kinds:
    """The names of the kinds, and what each stands for: the path of an answer before 2019 (`old`) and since
    (`new`), else the last part of a path. Ways and channels are patterns; those with an empty name have no
    indicator of their own. `old_among` and `new_among` are what answers are called among others alone."""

    old: Mapping[str, str]
    new: Mapping[str, str]
    disputes: Mapping[str, str]
    applicants: Mapping[str, str]
    ways: tuple[tuple[re.Pattern[str], str], ...]
    channels: tuple[tuple[re.Pattern[str], str], ...]
    old_among: tuple[tuple[re.Pattern[str], str], ...]
    new_among: tuple[tuple[re.Pattern[str], str], ...]
    examples: tuple[tuple[str, Example], ...]


@cache
def kinds() -> Kinds:
    """The library's own.

    >>> kinds().applicants["自然人"], kinds().old["同意公开"]
    ('natural_person', 'applications.replies.granted')
    """
    file = resources.files("govinfo_reports").joinpath("forms", "kinds.txt")
    return read_kinds(file.read_text(encoding="utf-8"), own=False)


def read_kinds(text: str, *, own: bool = True) -> Kinds:
    """The kinds of a text in the form that `forms/kinds.txt` describes. `own` says that it is a user's.
    Raises WordingsError where a line cannot be read.

    >>> read = read_kinds("== by letter\\nway: letter\\nsay: 信函|邮寄")
    >>> [(pattern.pattern, name) for pattern, name in read.ways]
    [('信函|邮寄', 'letter')]
    """
    return _of_entries(read_entries(text, KEYS, {}, {}, own=own), {})


def own_kinds(entries: Sequence[Entry], classes: Mapping[str, str], known: Kinds | None = None) -> Kinds:
    """The `known` kinds (the library's where None) with a user's own before them. Raises WordingsError for
    what an entry stands for that is none of the library's."""
    known = known or kinds()
    if not entries:
        return known
    for entry in entries:
        _check(entry, known, classes)
    own = _of_entries(entries, classes)
    return evolve(
        known,
        old={**known.old, **own.old},
        new={**known.new, **own.new},
        disputes={**known.disputes, **own.disputes},
        applicants={**known.applicants, **own.applicants},
        ways=own.ways + known.ways,
        channels=own.channels + known.channels,
        old_among=own.old_among + known.old_among,
        new_among=own.new_among + known.new_among,
    )


def _check(entry: Entry, known: Kinds, classes: Mapping[str, str]) -> None:
    """Raise WordingsError for a kind without names, or one that stands for nothing."""
    try:
        _require_known(entry, known)
        _of_entries([entry], classes)
    except (WordingsError, re.error) as error:
        raise entry.fault(error) from None


def _require_known(entry: Entry, known: Kinds) -> None:
    there = {
        "before 2019": known.old.values(),
        "since 2019": known.new.values(),
        "dispute": known.disputes.values(),
        "applicant": known.applicants.values(),
        "way": [name for _, name in known.ways],
        "channel": [name for _, name in known.channels],
    }
    for key, values in there.items():
        if (one := entry.one(key)) and one.removeprefix("-") not in values:
            raise WordingsError(phrase("{path!r} is no indicator", path=one))
    if not (
        entry.one("say")
        if entry.one("way") or entry.one("channel")
        else entry.one("labels") or entry.one("among")
    ):
        raise WordingsError(phrase("needs its names"))


def _of_entries(entries: Sequence[Entry], classes: Mapping[str, str]) -> Kinds:
    return Kinds(
        old=_labels(entries, "before 2019"),
        new=_labels(entries, "since 2019"),
        disputes=_labels(entries, "dispute"),
        applicants=_labels(entries, "applicant"),
        ways=_patterns(entries, "way", classes),
        channels=_patterns(entries, "channel", classes),
        old_among=_patterns(entries, "before 2019", classes, "among"),
        new_among=_patterns(entries, "since 2019", classes, "among"),
        examples=tuple((entry.name, example) for entry in entries for example in entry.examples),
    )


def _labels(entries: Sequence[Entry], key: str) -> dict[str, str]:
    return {
        label: entry.one(key) for entry in entries if entry.one(key) for label in entry.one("labels").split()
    }


def _patterns(
    entries: Sequence[Entry], key: str, classes: Mapping[str, str], say: str = "say"
) -> tuple[tuple[re.Pattern[str], str], ...]:
    found = (
        (entry.pattern(say, classes), entry.one(key).removeprefix("-")) for entry in entries if entry.one(key)
    )
    return tuple((pattern, name) for pattern, name in found if pattern is not None)
