"""The wordings of figures in sentences: read from `forms/sentences.txt`, and from a user's own text in the same form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache, cached_property
from importlib import resources
from typing import Any

from attrs import define, evolve, field, frozen

from ..errors import GovInfoError
from ..indicators import leaf_indicators
from ..language import phrase

__all__ = ["Example", "Subject", "Wording", "Wordings", "WordingsError", "read_wordings", "wordings"]

_LINE = re.compile(r"(?P<key>[a-z][a-z 0-9]*): *(?P<value>.+)")
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
    )
)
_CLASS = re.compile(r"\{([a-z][a-z ]*)\}")
_EXAMPLE = re.compile(r"(?:\((?P<topic>[a-z]+)\) )?(?P<text>.+?)(?: -> (?P<value>-?[\d.]+))?")


class WordingsError(GovInfoError, ValueError):
    """A text of wordings with a line that cannot be read; the message names the line, as `line` does."""

    def __init__(self, reason: str, *, reason_zh: str = "", line: int | None = None) -> None:
        super().__init__(reason, reason_zh=reason_zh)
        self.line = line

    def _state(self) -> dict[str, Any]:
        return super()._state() | {"line": self.line}


class Subject(Enum):
    """What a sentence, or the section it stands in, must speak of for a wording to apply."""

    ANY = "any"
    APPLICATIONS = "applications"
    REVIEW = "review"
    DISCLOSURE = "disclosure"
    NORMATIVE = "normative"


@frozen(kw_only=True)
class Example:
    """A sentence beside a wording: `value` is the figure it gives, None where it must give none; `topic` that of its section."""

    text: str
    value: str | None
    topic: str | None = None


@frozen(kw_only=True)
class Wording:
    """One way to state a figure.

    `words` are a quick test: one of them must be in the words around the figure. `before` is searched in the words in
    front of the figure (fillers such as 共 and 为 taken off their end), `after` matched behind it; one of the two must
    fit, or both where `both` says so. `forbidden` must be in neither. `units` are those the figure may have. `about` names the
    subject that the sentence or its section must have. `old` and `new` are the paths before 2019 and since; None: no such
    figure. `specific` marks what may also stand in brackets; `elsewhere` must not stand in its sentence, `beside` must.
    `only_none` marks what says enough only of a figure 0.
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
    examples: tuple[Example, ...] = ()


@define(slots=False)
class Wordings:
    """Wordings in the order in which they are tried, and where each word of theirs may be found."""

    rules: tuple[Wording, ...]
    units: Mapping[str, frozenset[str]] = field(factory=dict)
    classes: Mapping[str, str] = field(factory=dict)

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
    def any_word(self) -> re.Pattern[str]:
        """A pattern for all the words."""
        return re.compile("|".join(map(re.escape, self.by_word)) or r"(?!)")

    def near(self, text: str) -> Iterator[Wording]:
        """The wordings that may fit a text, by their words, in their order."""
        numbers = {number for word in set(self.any_word.findall(text)) for number in self.by_word[word]}
        return (self.rules[number] for number in sorted(numbers))

    def with_own(self, text: str) -> Wordings:
        """These wordings with a user's own before them; the classes and lists of units are at hand in `text`. Raises WordingsError."""
        own = read_wordings(text, self)
        return evolve(own, rules=own.rules + self.rules)


@cache
def wordings() -> Wordings:
    """The library's own wordings.

    >>> [rule.old for rule in wordings().rules if rule.name == "complaints"]
    ['complaints']
    """
    file = resources.files("govinfo_reports").joinpath("forms", "sentences.txt")
    return read_wordings(file.read_text(encoding="utf-8"))


def read_wordings(text: str, known: Wordings | None = None) -> Wordings:
    """The wordings of a text in the form that `forms/sentences.txt` describes; `known` are those whose classes it may use.

    Raises WordingsError where a line cannot be read, a path is none of the vocabulary, or a pattern is none.

    >>> own = read_wordings("== asked for\\npath: applications.received.total\\nunits: 件\\nwords: 来函\\nsay: 来函索取信息#")
    >>> [(rule.name, rule.words) for rule in own.rules]
    [('asked for', ('来函',))]
    """
    units = dict(known.units) if known is not None else {}
    classes = dict(known.classes) if known is not None else {}
    rules: list[Wording] = []
    entry: _Entry | None = None
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        try:
            if line.startswith("let units "):
                name, _, value = line.removeprefix("let units ").partition(":")
                units[name] = frozenset(value.split())
            elif line.startswith("let "):
                name, _, value = line.removeprefix("let ").partition(": ")
                classes[name] = f"(?:{_expand(value, classes)})"
            elif line.startswith("== "):
                rules += entry.wordings(units, classes) if entry is not None else ()
                entry = _Entry(name=line[3:].strip(), line=number)
            elif entry is None:
                raise WordingsError(phrase("stands before the first entry"))
            else:
                entry.take(line)
        except WordingsError as error:
            if error.line is not None:
                raise
            raise WordingsError(
                f"line {number}: {error.reason}: {line[:60]}",
                reason_zh=f"第 {number} 行：{error.reason_zh}：{line[:60]}",
                line=number,
            ) from None
    rules += entry.wordings(units, classes) if entry is not None else ()
    return Wordings(tuple(rules), units, classes)


def _expand(pattern: str, classes: Mapping[str, str]) -> str:
    def one(found: re.Match[str]) -> str:
        if found[1] not in classes:
            raise WordingsError(phrase("no class of words {found!r}", found=found[1]))
        return classes[found[1]]

    return _CLASS.sub(one, pattern)


@define(kw_only=True)
class _Entry:
    """The lines of an entry."""

    name: str
    line: int
    lines: dict[str, list[str]] = field(factory=dict)
    examples: list[Example] = field(factory=list)

    def take(self, line: str) -> None:
        if line[0] in "=!":
            found = _EXAMPLE.fullmatch(line[1:].strip())
            if found is None or (line[0] == "=") != (found["value"] is not None):
                raise WordingsError(
                    phrase("an example needs ' -> ' and its figure, a counterexample has none")
                )
            self.examples.append(Example(text=found["text"], value=found["value"], topic=found["topic"]))
            return
        found = _LINE.fullmatch(line)
        if found is None or found["key"] not in _KEYS:
            raise WordingsError(phrase("no line of an entry"))
        self.lines.setdefault(found["key"], []).append(found["value"].strip())

    def wordings(self, units: Mapping[str, frozenset[str]], classes: Mapping[str, str]) -> Iterator[Wording]:
        """One wording for all lines with the figure at an end, and one for each with words on both sides of it."""
        try:
            yield from self._wordings(units, classes)
        except (WordingsError, re.error) as error:
            said = error.reason if isinstance(error, WordingsError) else f"no pattern ({error})"
            zh = error.reason_zh if isinstance(error, WordingsError) else f"正则表达式有误（{error}）"
            raise WordingsError(
                f"line {self.line}: entry {self.name!r}: {said}",
                reason_zh=f"第 {self.line} 行：条目“{self.name}”：{zh}",
                line=self.line,
            ) from None

    def _wordings(self, units: Mapping[str, frozenset[str]], classes: Mapping[str, str]) -> Iterator[Wording]:
        says = [_expand(line, classes).split("#") for line in self.lines.get("say", ())]
        if not says or any(len(sides) != 2 or not any(sides) for sides in says):
            raise WordingsError(phrase("each 'say:' needs words and one #"))
        one = self._one("units")
        base = Wording(
            name=self.name,
            words=tuple(" ".join(self.lines.get("words", ())).split()),
            units=units.get(one) or frozenset(one.split()),
            old=self._path("before 2019"),
            new=self._path("since 2019"),
            before=None,
            forbidden=self._pattern("not", classes),
            about=Subject(self._one("about") or "any"),
            specific="in brackets" in self._one("also"),
            only_none="only of none" in self._one("also"),
            elsewhere=self._pattern("unless beside", classes),
            beside=self._pattern("only beside", classes),
            examples=tuple(self.examples),
        )
        if not base.words or not base.units or (base.old is None and base.new is None):
            raise WordingsError(phrase("needs a path, units and words"))
        before = [left for left, right in says if not right]
        after = [right for left, right in says if not left]
        if before or after:
            yield evolve(base, before=_ending(before), after=_any_of(after))
        both: dict[str, list[str]] = {}
        for left, right in says:
            if left and right:
                both.setdefault(right, []).append(left)
        for right, lefts in both.items():
            yield evolve(base, before=_ending(lefts), after=re.compile(right), both=True)

    def _one(self, key: str) -> str:
        return " ".join(self.lines.get(key, ()))

    def _path(self, key: str) -> str | None:
        path = self._one("path") or self._one(key) or "-"
        if path != "-" and path not in leaf_indicators():
            raise WordingsError(phrase("{path!r} is no indicator", path=path))
        return None if path == "-" else path

    def _pattern(self, key: str, classes: Mapping[str, str]) -> re.Pattern[str] | None:
        lines = self.lines.get(key)
        return re.compile(_expand("|".join(lines), classes)) if lines else None


def _any_of(patterns: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(patterns)) if patterns else None


def _ending(patterns: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{pattern})$" for pattern in patterns)) if patterns else None
