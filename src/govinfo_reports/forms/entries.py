"""The form of the files of sentences: entries with their lines and examples, and named classes of words
(`forms/sentences.txt`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from attrs import define, field, frozen

from ..errors import GovInfoError
from ..language import phrase
from ..patterns import late

__all__ = ["Entry", "Example", "WordingsError", "any_of", "expand", "read_entries"]

_LINE = re.compile(r"(?P<key>[a-z][a-z 0-9]*): *(?P<value>.+)")
_CLASS = re.compile(r"\{([a-z][a-z ]*)\}")
_EXAMPLE = re.compile(r"(?:\((?P<topic>[a-z]+)\) )?(?P<text>.+?)(?: -> (?P<value>-?[a-z_\d. ]+))?")


class WordingsError(GovInfoError, ValueError):
    """A text of wordings with a line that cannot be read; the message names the line, as `line` does."""

    def __init__(self, reason: str, *, reason_zh: str = "", line: int | None = None) -> None:
        super().__init__(reason, reason_zh=reason_zh)
        self.line = line

    def _state(self) -> dict[str, Any]:
        return super()._state() | {"line": self.line}


@frozen(kw_only=True)
class Example:
    """A sentence beside an entry: `value` is what it gives (a figure, or why there is none), None where it
    must not; `topic` that of its section."""

    text: str
    value: str | None
    topic: str | None = None


@define(kw_only=True)
class Entry:
    """An entry: its lines by key, and its examples; `line` is where it stands. `own` says that it is a
    user's: its patterns are compiled at once, so that a faulty one is an error; the library's, which tests
    compile, when they are first used."""

    name: str
    line: int
    own: bool = True
    lines: dict[str, list[str]] = field(factory=dict)
    examples: list[Example] = field(factory=list)

    def one(self, key: str) -> str:
        """The line of a key, empty where there is none."""
        return " ".join(self.lines.get(key, ()))

    def pattern(self, key: str, classes: Mapping[str, str]) -> re.Pattern[str] | None:
        """One pattern for all the lines of a key."""
        return any_of([expand(line, classes) for line in self.lines.get(key, ())], own=self.own)

    def fault(self, error: WordingsError | re.error) -> WordingsError:
        """What is wrong in the entry, with its line and its name."""
        said = error.said if isinstance(error, WordingsError) else phrase("no pattern ({error})", error=error)
        return WordingsError(
            phrase("line {line}: entry {name!r}: {said}", line=self.line, name=self.name, said=said),
            line=self.line,
        )

    def take(self, line: str, keys: frozenset[str]) -> None:
        """Take in one line; raises WordingsError where it is none of the `keys`."""
        if line[0] in "=!":
            found = _EXAMPLE.fullmatch(line[1:].strip())
            if found is None or (line[0] == "=") != (found["value"] is not None):
                raise WordingsError(
                    phrase("an example needs ' -> ' and its figure, a counterexample has none")
                )
            self.examples.append(Example(text=found["text"], value=found["value"], topic=found["topic"]))
            return
        found = _LINE.fullmatch(line)
        if found is None or found["key"] not in keys:
            raise WordingsError(phrase("no line of an entry"))
        self.lines.setdefault(found["key"], []).append(found["value"].strip())


def any_of(patterns: list[str], *, own: bool = True) -> re.Pattern[str] | None:
    """A pattern for any of several; None for none. Those that are not a user's `own` are compiled when they
    are first used."""
    if not patterns:
        return None
    return re.compile("|".join(patterns)) if own else late("|".join(patterns))


def expand(pattern: str, classes: Mapping[str, str]) -> str:
    """A pattern with its named classes of words written out.

    >>> expand("{receive}申请", {"receive": "(?:收到|受理)"})
    '(?:收到|受理)申请'
    """

    def one(found: re.Match[str]) -> str:
        if found[1] not in classes:
            raise WordingsError(phrase("no class of words {found!r}", found=found[1]))
        return classes[found[1]]

    return _CLASS.sub(one, pattern)


def read_entries(
    text: str,
    keys: frozenset[str],
    classes: dict[str, str],
    lists: dict[str, frozenset[str]],
    *,
    own: bool = True,
) -> list[Entry]:
    """The entries of a text; what its `let` lines say is put into `classes`, and into `lists` of units and
    of words.

    `own` says that the text is a user's. Raises WordingsError where a line cannot be read.
    """
    entries: list[Entry] = []
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        try:
            if line.startswith(("let units ", "let words ")):
                name, _, value = line.removeprefix("let ").partition(" ")[2].partition(":")
                lists[name] = frozenset(value.split())
            elif line.startswith("let "):
                name, _, value = line.removeprefix("let ").partition(": ")
                classes[name] = f"(?:{expand(value, classes)})"
            elif line.startswith("== "):
                entries.append(Entry(name=line[3:].strip(), line=number, own=own))
            elif not entries:
                raise WordingsError(phrase("stands before the first entry"))
            else:
                entries[-1].take(line, keys)
        except WordingsError as error:
            raise WordingsError(
                phrase("line {number}: {reason}: {line}", number=number, reason=error.said, line=line[:60]),
                line=number,
            ) from None
    return entries
