"""What kinds of answers, outcomes, applicants, ways and channels are called in sentences: read from `forms/kinds.txt`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from attrs import frozen

from .entries import Entry, Example, read_entries

__all__ = ["Kinds", "kinds", "read_kinds"]

_KEYS = frozenset(("before 2019", "since 2019", "dispute", "applicant", "way", "channel", "labels", "say"))


@frozen(kw_only=True)
class Kinds:
    """The names of the kinds, and what each stands for: the path of an answer before 2019 (`old`) and since (`new`), else the last part of a
    path. Ways and channels are patterns; those with an empty name have no indicator of their own."""

    old: Mapping[str, str]
    new: Mapping[str, str]
    disputes: Mapping[str, str]
    applicants: Mapping[str, str]
    ways: tuple[tuple[re.Pattern[str], str], ...]
    channels: tuple[tuple[re.Pattern[str], str], ...]
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
    """The kinds of a text in the form that `forms/kinds.txt` describes. `own` says that it is a user's. Raises WordingsError where a line cannot be read.

    >>> read = read_kinds("== by letter\\nway: letter\\nsay: 信函|邮寄")
    >>> [(pattern.pattern, name) for pattern, name in read.ways]
    [('信函|邮寄', 'letter')]
    """
    entries = read_entries(text, _KEYS, {}, {}, own=own)
    return Kinds(
        old=_labels(entries, "before 2019"),
        new=_labels(entries, "since 2019"),
        disputes=_labels(entries, "dispute"),
        applicants=_labels(entries, "applicant"),
        ways=_patterns(entries, "way"),
        channels=_patterns(entries, "channel"),
        examples=tuple((entry.name, example) for entry in entries for example in entry.examples),
    )


def _labels(entries: Sequence[Entry], key: str) -> dict[str, str]:
    return {
        label: entry.one(key) for entry in entries if entry.one(key) for label in entry.one("labels").split()
    }


def _patterns(entries: Sequence[Entry], key: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    found = (
        (entry.pattern("say", {}), entry.one(key).removeprefix("-")) for entry in entries if entry.one(key)
    )
    return tuple((pattern, name) for pattern, name in found if pattern is not None)
