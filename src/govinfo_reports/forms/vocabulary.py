"""One vocabulary: every label, head, group and heading of the forms with its wordings, from `words.csv`, as a tree of characters."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from importlib import resources
from itertools import product
from typing import TypeVar

from attrs import field, frozen

__all__ = ["Entry", "Node", "Vocabulary", "official_words", "vocabulary"]

Made = TypeVar("Made")

_CLASSES = {
    "count": "{|总数量|总数|数量|件数|数}",
    "n": "{|总数量|总数|数量|件数|数}",
    "n1": "{总数量|总数|数量|件数|数}",
}
"""Endings that a wording may have, by the name they have in `words.csv`."""
_CHOICE = re.compile(r"\[([^\]]*)\]|\{([^}]*)\}|([^\[{]+)")
SKIPPED = frozenset(" \t\r\n\u3000\xa0\"'“”‘’《》〈〉<>、,，.。·:：;；-—–()（）[]【】/．*#")
"""Characters that may stand between those of a label without changing it."""


@frozen
class Entry:
    """What a wording stands for: its `kind` (row, outcome, item ...), the `key` of that kind (often a path), whether it is the
    `official` wording, and whether it counts only when `whole`, as all that a cell or a line holds."""

    kind: str
    key: str
    words: str
    official: bool
    whole: bool = False
    by_place: bool = False


class Node(dict[str, "Node"]):
    """A place in the tree of characters; `entries` are the wordings that end there."""

    __slots__ = ("entries",)

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []


@frozen(eq=False)
class Vocabulary:
    """The wordings of all forms. `root` is their tree, `known` each wording with what it stands for."""

    entries: tuple[Entry, ...]
    root: Node = field(init=False, repr=False)
    known: Mapping[str, tuple[Entry, ...]] = field(init=False, repr=False)
    _kept: dict[str, object] = field(init=False, repr=False, factory=dict)

    @root.default
    def _grow(self) -> Node:
        root = Node()
        for entry in self.entries:
            node = root
            for char in entry.words:
                node = node.setdefault(char, Node())
            if all((entry.kind, entry.key) != (other.kind, other.key) for other in node.entries):
                node.entries.append(entry)
        return root

    @known.default
    def _index(self) -> Mapping[str, tuple[Entry, ...]]:
        known: dict[str, list[Entry]] = {}
        for entry in self.entries:
            known.setdefault(entry.words, []).append(entry)
        return {words: tuple(entries) for words, entries in known.items()}

    def scanner(self, make: Callable[[Vocabulary], Made]) -> Made:
        """What `make` makes of the vocabulary, made once."""
        if "made" not in self._kept:
            self._kept["made"] = make(self)
        return self._kept["made"]  # type: ignore[return-value]

    def of_kind(self, *kinds: str) -> Iterator[Entry]:
        """The wordings of these kinds, in the order of the file."""
        return (entry for entry in self.entries if entry.kind in kinds)


def read_words(lines: Iterable[str]) -> tuple[Entry, ...]:
    """The entries of a vocabulary file: `kind,key,words,property`, one wording a line.

    In `words` a part in brackets may be left out (`[本年]收费`), one of those in braces is there (`{起诉|诉讼}`), and `<count>`
    stands for an ending such as 数 or 数量. The first line of a key is its official wording.
    """
    made: dict[tuple[str, str, str], Entry] = {}
    met: set[tuple[str, str]] = set()
    for row in csv.DictReader(lines):
        kind, key, properties = row["kind"], row["key"], (row.get("property") or "").split()
        for words in expanded(row["words"]):
            official = (kind, key) not in met
            met.add((kind, key))
            entry = Entry(kind, key, words, official, "whole" in properties, "by_place" in properties)
            made.setdefault((kind, key, words), entry)
    return tuple(made.values())


def expanded(pattern: str) -> Iterator[str]:
    """Every wording that a line of a vocabulary file stands for.

    >>> list(expanded("[本年]收费{金额|总额}"))
    ['本年收费金额', '本年收费总额', '收费金额', '收费总额']
    """
    for name, ending in _CLASSES.items():
        pattern = pattern.replace(f"<{name}>", ending)
    parts: list[tuple[str, ...]] = []
    for optional, choice, plain in _CHOICE.findall(pattern):
        parts.append(
            (*optional.split("|"), "") if optional else tuple(choice.split("|")) if choice else (plain,)
        )
    return ("".join(words) for words in product(*parts))


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary of the library: `forms/words.csv`."""
    text = (resources.files(__package__) / "words.csv").read_text(encoding="utf-8")
    return Vocabulary(read_words(text.splitlines()))


@lru_cache(maxsize=64)
def official_words(*kinds: str) -> tuple[str, ...]:
    """The official wordings of some kinds of words, in printed order.

    >>> official_words("outcome")
    ('结果维持', '结果纠正', '其他结果', '尚未审结', '总计')
    """
    return tuple(entry.words for entry in vocabulary().of_kind(*kinds) if entry.official)
