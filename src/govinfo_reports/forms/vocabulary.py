"""One vocabulary: every label, head, group and heading of the forms with its wordings, from `words.csv`, as
a tree of characters."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from itertools import islice, product
from typing import Any, TypeVar, cast

from attrs import field, frozen

from ..language import phrase
from .sentences import Wordings, wordings

__all__ = [
    "Node",
    "Own",
    "Vocabulary",
    "VocabularyEntry",
    "official_words",
    "tree_of",
    "vocabulary",
    "words_of",
]

Made = TypeVar("Made")

_CLASSES = {
    "count": "{|总数量|总数|数量|件数|数}",
    "n": "{|总数量|总数|数量|件数|数}",
    "n1": "{总数量|总数|数量|件数|数}",
    "year": "{" + "|".join(map(str, range(2003, 2036))) + "}",
    "month": "{1|2|3|4|5|6|7|8|9|10|11|12|一|二|三|四|五|六|七|八|九|十|十一|十二}",
    "quarter": "{1|2|3|4|一|二|三|四|第1|第2|第3|第4|第一|第二|第三|第四}",
}
"""Endings that a wording may have, and years, by the name they have in `words.csv`."""
_OWN_PLACE = frozenset({"column", "column_part"})
"""Kinds of words that mean something in the head of a statistics table alone."""
_CHOICE = re.compile(r"\[([^\]]*)\]|\{([^}]*)\}|([^\[{]+)")
_LABELS = frozenset(
    {"applicant", "clause", "group", "item", "litigation", "metric", "outcome", "place", "row", "subject"}
)
_EVERYDAY = frozenset({"总计", "合计", "小计", "其他", "其他情形"})
SKIPPED = frozenset(" \t\r\n\u3000\xa0\"'“”‘’「」『』《》〈〉<>、,，.。·:：;；-—–()（）[]【】/．*#")
"""Characters that may stand between those of a label without changing it."""


@frozen
class VocabularyEntry:
    """What a wording stands for: its `kind` (row, outcome, item ...), the `key` of that kind (often a path),
    whether it is the `official` wording, and whether it counts only when `whole`, as all that a cell or a
    line holds, or when `numbered`, with an ordinal before it (3.其他), or in either case."""

    kind: str
    key: str
    words: str
    official: bool
    whole: bool = False
    numbered: bool = False

    @property
    def is_label(self) -> bool:
        """Whether it is a label or a head of a table, and not one that any table may have (总计, 其他)."""
        return self.kind in _LABELS and self.words not in _EVERYDAY and (self.official or not self.whole)


class Node(dict[str, "Node"]):
    """A place in the tree of characters; `entries` are the wordings that end there."""

    __slots__ = ("entries",)

    def __init__(self) -> None:
        super().__init__()
        self.entries: Sequence[VocabularyEntry] = ()

    def __missing__(self, char: str) -> Node:
        """A new place behind this one: only who grows the tree asks so; who walks it uses `get`."""
        self[char] = made = Node()
        return made


def tree_of(entries: Iterable[VocabularyEntry]) -> Node:
    """The tree of characters of some wordings."""
    root = Node()
    for entry in entries:
        node = root
        for char in entry.words:
            node = node[char]
        if all((entry.kind, entry.key) != (other.kind, other.key) for other in node.entries):
            node.entries = (*node.entries, entry)
    return root


@frozen
class Own:
    """A user's own file of wordings: its name, the SHA-256 of its bytes, and the `entries` of its table, or
    (None) its `sentences`."""

    name: str
    sha256: str
    sentences: str
    entries: tuple[VocabularyEntry, ...] | None

    @property
    def is_table(self) -> bool:
        """Whether it holds labels and heads, and no sentences."""
        return self.entries is not None


@frozen(eq=False)
class Vocabulary:
    """The wordings of all forms: those of the library, and a user's own (see `read_vocabulary`), which
    pickle with it.

    Attributes:
        entries: The labels and heads.
        own: A user's own files.

    >>> from govinfo_reports.forms import vocabulary_of
    >>> vocabulary_of(None) is not None
    True
    """

    entries: tuple[VocabularyEntry, ...]
    own: tuple[Own, ...] = ()
    _kept: dict[str, Any] = field(init=False, repr=False, factory=dict)

    @property
    def root(self) -> Node:
        """The tree of the wordings, grown when it is first walked."""
        if "root" not in self._kept:
            self._kept["root"] = tree_of(self.entries)
        return cast(Node, self._kept["root"])

    @property
    def known(self) -> Mapping[str, tuple[VocabularyEntry, ...]]:
        """What each wording stands for."""
        if "known" not in self._kept:
            known: dict[str, list[VocabularyEntry]] = {}
            for entry in self.entries:
                known.setdefault(entry.words, []).append(entry)
            self._kept["known"] = {words: tuple(entries) for words, entries in known.items()}
        return cast("Mapping[str, tuple[VocabularyEntry, ...]]", self._kept["known"])

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self.own,)

    def with_own(self, own: tuple[Own, ...]) -> Vocabulary:
        """This vocabulary with a user's own files beside it."""
        return _again(self.own + own)

    @property
    def sentences(self) -> Wordings:
        """The wordings of figures in sentences."""
        texts = [own.sentences for own in self.own if not own.is_table]
        if not texts:
            return wordings()
        if "sentences" not in self._kept:
            made = wordings()
            for text in reversed(texts):
                made = made.with_own(text)
            self._kept["sentences"] = made
        return cast(Wordings, self._kept["sentences"])

    @property
    def sha256(self) -> str | None:
        """What tells a user's own wordings from others: the SHA-256 over those of their files in order; None
        where there are none."""
        if not self.own:
            return None
        if len(self.own) == 1:
            return self.own[0].sha256
        return hashlib.sha256("".join(one.sha256 for one in self.own).encode()).hexdigest()

    @property
    def evidence(self) -> tuple[str, ...]:
        """What a report says of a user's own wordings that it was read with."""
        return tuple(
            phrase("read with own wordings: {name} (sha256 {sha256})", name=one.name, sha256=one.sha256).both
            for one in self.own
        )

    def own_of_kind(self, *kinds: str) -> Iterator[VocabularyEntry]:
        """A user's own wordings of these kinds."""
        return (entry for own in self.own for entry in own.entries or () if not kinds or entry.kind in kinds)

    def scanner(self, make: Callable[[Vocabulary], Made]) -> Made:
        """What `make` makes of the vocabulary, made once."""
        if "made" not in self._kept:
            self._kept["made"] = make(self)
        return cast(Made, self._kept["made"])

    def of_kind(self, *kinds: str) -> Iterator[VocabularyEntry]:
        """The wordings of these kinds, in the order of the file."""
        return (entry for entry in self.entries if entry.kind in kinds)


def read_words(lines: Iterable[str]) -> tuple[VocabularyEntry, ...]:
    """The entries of a vocabulary file: `kind,key,words,property`, one wording a line.

    In `words` a part in brackets may be left out (`[本年]收费`), one of those in braces is there
    (`{起诉|诉讼}`), and `<count>` stands for an ending such as 数 or 数量. The first line of a key is its
    official wording.
    """
    made: dict[tuple[str, str, str], VocabularyEntry] = {}
    met: set[tuple[str, str]] = set()
    for row in csv.DictReader(lines):
        kind, key, properties = row["kind"], row["key"], (row.get("property") or "").split()
        for words in expanded(row["words"]):
            official = (kind, key) not in met
            met.add((kind, key))
            entry = VocabularyEntry(
                kind,
                key,
                words,
                official,
                whole="whole" in properties,
                numbered="numbered" in properties,
            )
            made.setdefault((kind, key, words), entry)
    return tuple(made.values())


def expanded(pattern: str, most: int | None = None) -> Iterator[str]:
    """Every wording that a line of a vocabulary file stands for, or the first `most` of them.

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
    return ("".join(words) for words in islice(product(*parts), most))


@lru_cache(maxsize=1)
def _every() -> tuple[VocabularyEntry, ...]:
    text = (resources.files(__package__) / "words.csv").read_text(encoding="utf-8")
    return read_words(text.splitlines())


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary of the library, `forms/words.csv`, but for the heads of the statistics table: 单位 and
    数量 are words of any text."""
    return Vocabulary(tuple(entry for entry in _every() if entry.kind not in _OWN_PLACE))


@lru_cache(maxsize=16)
def words_of(*kinds: str) -> Vocabulary:
    """The vocabulary of some kinds of words alone."""
    return Vocabulary(tuple(entry for entry in _every() if entry.kind in kinds))


@lru_cache(maxsize=16)
def _again(own: tuple[Own, ...]) -> Vocabulary:
    """The library's vocabulary with a user's own; made once in each process."""
    if not own:
        return vocabulary()
    made = {(entry.kind, entry.key, entry.words): entry for entry in vocabulary().entries}
    for entry in (entry for one in own for entry in one.entries or ()):
        made.setdefault((entry.kind, entry.key, entry.words), entry)
    return Vocabulary(tuple(made.values()), own)


@lru_cache(maxsize=64)
def official_words(*kinds: str) -> tuple[str, ...]:
    """The official wordings of some kinds of words, in printed order.

    >>> official_words("outcome")
    ('结果维持', '结果纠正', '其他结果', '尚未审结', '总计')
    """
    return tuple(entry.words for entry in vocabulary().of_kind(*kinds) if entry.official)
