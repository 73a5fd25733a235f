"""What a rule for a sentence that states a total consists of."""

from __future__ import annotations

import re
from enum import Enum

from attrs import frozen

__all__ = [
    "CASES",
    "DECISIONS",
    "DOCUMENTS",
    "HEADS",
    "ITEMS",
    "MONEY",
    "PEOPLE",
    "PIECES",
    "PLACES",
    "TIMES",
    "Rule",
    "Subject",
]

CASES = frozenset(["件", "条", "宗", "起", "例", "份", "次", "个", "项", "人次", "件次", "条次"])
ITEMS = frozenset(["条", "件", "条次", "篇", "项", "则", "份", "件次"])
TIMES = frozenset(["次", "场", "期", "场次", "期次", "个", "项", "条", "件"])
PIECES = frozenset(["篇", "条", "件", "个", "份", "则"])
DOCUMENTS = frozenset(["件", "个", "份", "部", "条", "项"])
DECISIONS = frozenset(["件", "宗", "起", "项", "次", "个"])
HEADS = frozenset(["人", "名", "位"])
PEOPLE = frozenset(["人", "人次"])
PLACES = frozenset(["个", "处"])
MONEY = frozenset(["元", "千元", "万元", "亿元"])


class Subject(Enum):
    """What a sentence, or the section it stands in, must speak of for a rule to apply."""

    ANY = "any"
    APPLICATIONS = "applications"
    REVIEW = "review"
    DISCLOSURE = "disclosure"
    NORMATIVE = "normative"


@frozen(kw_only=True)
class Rule:
    """One way to state a total.

    `words` are a quick test: one of them must be in the words around the figure. `before` is searched in the words in
    front of the figure (fillers such as 共 and 为 taken off their end), `after` matched behind it; one of the two must
    fit, or both where `both` says so. `forbidden` must be in neither. `units` are those the figure may have. `about` names the subject
    that the sentence or its section must have. `old` and `new` are the paths before 2019 and since; None: no such
    figure. `specific` marks what may also stand in brackets; `elsewhere` must not stand
    in its sentence, `beside` must. `only_none` marks what says enough only of a figure 0.
    """

    name: str
    words: tuple[str, ...]
    units: frozenset[str]
    old: str | None
    new: str | None
    before: re.Pattern[str]
    after: re.Pattern[str] | None = None
    both: bool = False
    forbidden: re.Pattern[str] | None = None
    about: Subject = Subject.ANY
    specific: bool = False
    elsewhere: re.Pattern[str] | None = None
    beside: re.Pattern[str] | None = None
    only_none: bool = False
