"""Where in a document the tables may stand that the grammar reads: near the heads that they begin with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..document import Paragraph, Table
from ..forms import Vocabulary, official_words, vocabulary
from .labels import core

__all__ = ["regions"]

_FEWEST_HEADS = 3
_CLAUSE = 4
_KINDS = ("place", "litigation", "metric", "info", "corner")
_HINTS = frozenset("复诉制处采收上现增容主二自申")
"""Each head has one of these characters."""


def regions(
    blocks: Sequence[Paragraph | Table], words: Vocabulary | None = None
) -> Iterator[tuple[int, int]]:
    """The first and the last but one block of each stretch from one that has a head to the next of sentences
    alone."""
    words = words or vocabulary()

    def has_head(text: str) -> bool:
        return _has_head(text, words)

    start: int | None = None
    for number, block in enumerate(blocks):
        texts = [block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells]
        if start is None:
            start = number if any(map(has_head, texts)) else None
        elif isinstance(block, Paragraph) and "。" in block.text and not has_head(block.text):
            yield start, number
            start = None
    if start is not None:
        yield start, len(blocks)


def _has_head(text: str, words: Vocabulary) -> bool:
    """Whether a text has a head of sections two to four, and is no sentence that only mentions one."""
    heads, hints = _heads(words)
    if hints.isdisjoint(text):
        return False
    close = "".join(text.split()).replace("、", "")
    if (
        "。" in text
        and sum(word in close for word in official_words("outcome", "metric", "applicant")) < _FEWEST_HEADS
    ):
        return False
    if not any(word in close for word in heads):
        return False
    return all(entry.kind != "item" for entry in words.known.get(core(text), ()))


@lru_cache(maxsize=16)
def _heads(words: Vocabulary) -> tuple[tuple[str, ...], frozenset[str]]:
    """The heads, the clause of the law that those of section two begin with, and the headings of the three
    sections; and characters of which each of them has one."""
    headings = [entry.words for entry in words.of_kind("heading") if entry.key in {"two", "three", "four"}]
    clauses = (clause[:_CLAUSE] for clause in official_words("clause"))
    own = [entry.words for entry in words.own_of_kind(*_KINDS)]
    heads = (*official_words(*_KINDS), official_words("applicant")[0], *headings, *clauses, *own)
    return heads, _HINTS.union(word[0] for word in own)
