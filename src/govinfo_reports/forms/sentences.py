"""The wordings of figures in sentences: read from `forms/sentences.txt`, and from a user's own text in the
same form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache, cached_property
from importlib import resources

from attrs import define, evolve, field, frozen

from ..indicators import leaf_indicators
from ..language import phrase
from . import kinds as names
from . import scopes as reach
from .entries import Entry, Example, WordingsError, any_of, expand, read_entries

__all__ = ["Example", "Subject", "Wording", "Wordings", "WordingsError", "read_wordings", "wordings"]

_KEYS = frozenset(
    (
        "path",
        "before 2019",
        "since 2019",
        "units",
        "about",
        "also",
        "words",
        "say",
        "not",
        "unless beside",
        "only beside",
        "means",
        "bag",
        "none",
    )
)


_OF_OTHERS = frozenset(("reason", "labels", "dispute", "applicant", "way", "channel"))
"""Keys of entries that are no wordings: a way to reject a figure (`forms/scopes.txt`), names of a kind
(`forms/kinds.txt`)."""


class Subject(Enum):
    """What a sentence, or the section it stands in, must speak of for a wording to apply."""

    ANY = "any"
    APPLICATIONS = "applications"
    REVIEW = "review"
    DISCLOSURE = "disclosure"
    NORMATIVE = "normative"
    RECEIVED = "received"
    """Applications, of which it was told how many there were, or which the section is on."""
    TOLD = "told"
    """Applications, of which it was told how many there were: what follows are its parts."""
    DISPUTES = "disputes"
    """Reviews or lawsuits: the path is that of the ones told of last."""
    CHANNELS = "channels"
    """How much was published in all: channels follow as its parts."""
    FEES = "fees"
    PUBLISHING = "publishing"
    WORK = "work"
    """The work on disclosure, in the figure's own clause, or in a sentence of known words only."""


@frozen(kw_only=True)
class Wording:
    """One way to state a figure.

    `words` are a quick test: one of them must be in the words around the figure. `before` is searched in the
    words in front of the figure (fillers such as 共 and 为 taken off their end), `after` matched behind it;
    one of the two must fit, or both where `both` says so. `forbidden` must be in neither. `units` are those
    the figure may have. `about` names the subject that the sentence or its section must have. `old` and
    `new` are the paths before 2019 and since; None: no such figure. `specific` marks what may also stand in
    brackets; `elsewhere` must not stand in its sentence, `beside` must. `only_none` marks what says enough
    only of a figure 0.

    A wording of known words has `means` instead of `words`, `before` and `after`: the clause has a word of
    each of them, and else only words of the `bag`. A clause says that there was none of it where it has a
    word of each list of `denied`, and else only words of `none`. Such a wording is not read in brackets:
    `specific` says there that its figure is no total, and so may be said of a whole (均为…).
    """

    name: str
    words: tuple[str, ...]
    units: frozenset[str]
    old: str | None
    new: str | None
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None = None
    both: bool = False
    forbidden: re.Pattern[str] | None = None
    about: Subject = Subject.ANY
    specific: bool = False
    elsewhere: re.Pattern[str] | None = None
    beside: re.Pattern[str] | None = None
    only_none: bool = False
    means: tuple[frozenset[str], ...] = ()
    bag: frozenset[str] = frozenset()
    denied: tuple[frozenset[str], ...] = ()
    none: frozenset[str] = frozenset()
    examples: tuple[Example, ...] = ()


@define(slots=False)
class Wordings:
    """Wordings in the order in which they are tried, and where each word of theirs may be found."""

    rules: tuple[Wording, ...]
    lists: Mapping[str, frozenset[str]] = field(factory=dict)
    classes: Mapping[str, str] = field(factory=dict)
    rejections: tuple[reach.Rejection, ...] = ()
    """A user's own, asked before the library's."""
    kinds: names.Kinds = field(factory=names.kinds)

    @cached_property
    def by_word(self) -> Mapping[str, tuple[int, ...]]:
        """The numbers of the wordings that need a word."""
        words = sorted({word for rule in self.rules for word in rule.words}, key=len, reverse=True)
        return {
            # 转入 is found where 转 stands too
            word: tuple(n for n, rule in enumerate(self.rules) if any(one in word for one in rule.words))
            for word in words
        }

    @cached_property
    def meanings(self) -> tuple[Wording, ...]:
        """Those of known words."""
        return tuple(rule for rule in self.rules if rule.means)

    @cached_property
    def _meanings_by_word(self) -> Mapping[str, tuple[int, ...]]:
        """The numbers of the wordings of known words that have a word as their first meaning."""
        by_word: dict[str, tuple[int, ...]] = {}
        for number, rule in enumerate(self.meanings):
            for word in rule.means[0]:
                by_word[word] = (*by_word.get(word, ()), number)
        return by_word

    def meant(self, words: frozenset[str]) -> Iterator[Wording]:
        """The wordings of known words of which the words have one of each meaning, in their order."""
        numbers = {number for word in words for number in self._meanings_by_word.get(word, ())}
        for rule in map(self.meanings.__getitem__, sorted(numbers)):
            if not any(one.isdisjoint(words) for one in rule.means):
                yield rule

    @cached_property
    def known_words(self) -> frozenset[str]:
        """All words that clauses of known words may have."""
        return frozenset().union(*self.bags)

    @cached_property
    def words_of_denials(self) -> frozenset[str]:
        """All words that clauses of known words may have which say that there was none."""
        return frozenset().union(*(rule.none for rule in self.meanings))

    @cached_property
    def bags(self) -> frozenset[frozenset[str]]:
        """What clauses of known words may have, each in its own."""
        return frozenset(rule.bag for rule in self.meanings)

    @cached_property
    def any_word(self) -> re.Pattern[str]:
        """A pattern for all the words."""
        return re.compile("|".join(map(re.escape, self.by_word)) or r"(?!)")

    def near(self, text: str) -> Iterator[Wording]:
        """The wordings that may fit a text, by their words, in their order."""
        numbers = {number for word in set(self.any_word.findall(text)) for number in self.by_word[word]}
        return map(self.rules.__getitem__, sorted(numbers))

    def with_own(self, text: str) -> Wordings:
        """These wordings with a user's own before them; the classes and lists are at hand in
        `text`. Raises WordingsError."""
        own = read_wordings(text, self)
        return evolve(own, rules=own.rules + self.rules)


@cache
def wordings() -> Wordings:
    """The library's own wordings.

    >>> [rule.old for rule in wordings().rules if rule.name == "complaints"]
    ['complaints']
    """
    file = resources.files("govinfo_reports").joinpath("forms", "sentences.txt")
    return read_wordings(file.read_text(encoding="utf-8"), own=False)


def read_wordings(text: str, known: Wordings | None = None, *, own: bool = True) -> Wordings:
    """The wordings of a text in the form that `forms/sentences.txt` describes; `known` are those whose
    classes it may use. A user's own may have entries of `forms/scopes.txt` (with a `reason`) and of
    `forms/kinds.txt` too. `own` says that the text is a user's.

    Raises WordingsError where a line cannot be read, a path is none of the vocabulary, or a pattern is none.

    >>> own = read_wordings(
    ...     "== asked for\\npath: applications.received.total\\nunits: 件\\nwords: 来函\\nsay: 来函索取信息#"
    ... )
    >>> [(rule.name, rule.words) for rule in own.rules]
    [('asked for', ('来函',))]
    """
    lists = dict(known.lists) if known is not None else {}
    classes = dict(known.classes) if known is not None else {}
    keys = _KEYS | reach.KEYS | names.KEYS if own else _KEYS
    rules: list[Wording] = []
    rejections: list[reach.Rejection] = []
    of_kinds: list[Entry] = []
    for entry in read_entries(text, keys, classes, lists, own=own):
        if not own or not entry.lines.keys() & _OF_OTHERS:
            rules += _wordings(entry, lists, classes)
        elif "reason" in entry.lines:
            rejections.append(_rejection(entry, classes))
        else:
            of_kinds.append(entry)
    before = known.rejections if known is not None else ()
    merged = names.own_kinds(of_kinds, classes, known.kinds if known is not None else None)
    return Wordings(tuple(rules), lists, classes, (*rejections, *before), merged)


def _rejection(entry: Entry, classes: Mapping[str, str]) -> reach.Rejection:
    try:
        return reach.own_rejection(entry, classes)
    except (WordingsError, re.error) as error:
        raise entry.fault(error) from None


def _wordings(
    entry: Entry, lists: Mapping[str, frozenset[str]], classes: Mapping[str, str]
) -> Iterator[Wording]:
    """One wording for all lines with the figure at an end, and one for each with words on both sides of
    it."""
    try:
        yield from _of_entry(entry, lists, classes)
    except (WordingsError, re.error) as error:
        raise entry.fault(error) from None


def _of_entry(
    entry: Entry, lists: Mapping[str, frozenset[str]], classes: Mapping[str, str]
) -> Iterator[Wording]:
    says = [expand(line, classes).split("#") for line in entry.lines.get("say", ())]
    means = tuple(_words(name, lists) for name in entry.one("means").split())
    if bool(says) == bool(means) or any(len(sides) != 2 or not any(sides) for sides in says):
        raise WordingsError(phrase("each 'say:' needs words and one #"))
    if not means and entry.lines.keys() & {"bag", "none"}:
        raise WordingsError(phrase("'bag:' and 'none:' need a line 'means:'"))
    denied = (*means, _words("nothing", lists)) if "none" in entry.lines else ()
    one = entry.one("units")
    base = Wording(
        name=entry.name,
        words=tuple(entry.one("words").split()),
        units=lists.get(one) or frozenset(one.split()),
        old=_path(entry, "before 2019"),
        new=_path(entry, "since 2019"),
        before=None,
        forbidden=entry.pattern("not", classes),
        about=Subject(entry.one("about") or "any"),
        specific="in brackets" in entry.one("also"),
        only_none="only of none" in entry.one("also"),
        elsewhere=entry.pattern("unless beside", classes),
        beside=entry.pattern("only beside", classes),
        means=means,
        bag=_bag(entry, "bag", means, lists) if means else frozenset(),
        denied=denied,
        none=_bag(entry, "none", denied, lists) if denied else frozenset(),
        examples=tuple(entry.examples),
    )
    if not (base.words or means) or not base.units or (base.old is None and base.new is None):
        raise WordingsError(phrase("needs a path, units and words"))
    if means:
        yield base
    before = [left for left, right in says if not right]
    after = [right for left, right in says if not left]
    if before or after:
        yield evolve(base, before=_ending(before, own=entry.own), after=any_of(after, own=entry.own))
    both: dict[str, list[str]] = {}
    for left, right in says:
        if left and right:
            both.setdefault(right, []).append(left)
    for right, lefts in both.items():
        yield evolve(
            base, before=_ending(lefts, own=entry.own), after=any_of([right], own=entry.own), both=True
        )


def _words(name: str, lists: Mapping[str, frozenset[str]]) -> frozenset[str]:
    if name not in lists:
        raise WordingsError(phrase("no list of words {found!r}", found=name))
    return lists[name]


def _bag(
    entry: Entry, key: str, means: tuple[frozenset[str], ...], lists: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    """All words that a clause may have: those of the lists of a line, of the `means`, and plain ones; those
    of manner, which a denial would be of alone, only where it is none."""
    names = ("plain", *(("manner",) if key != "none" else ()), *entry.one(key).split())
    return frozenset().union(*means, *(_words(name, lists) for name in names))


def _path(entry: Entry, key: str) -> str | None:
    path = entry.one("path") or entry.one(key) or "-"
    if path != "-" and path not in leaf_indicators():
        raise WordingsError(phrase("{path!r} is no indicator", path=path))
    return None if path == "-" else path


def _ending(patterns: list[str], *, own: bool) -> re.Pattern[str] | None:
    return any_of([f"(?:{pattern})$" for pattern in patterns], own=own)
