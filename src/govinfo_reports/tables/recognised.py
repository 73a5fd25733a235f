"""Labels that were recognised from an image, with a character or two of them misread."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from attrs import evolve

from ..document import Cell, Document, Paragraph, Table
from ..forms import Vocabulary
from ..forms.misprints import are_confused, field_words, sense_of
from ..forms.vocabulary import SKIPPED
from ..patterns import late
from ..text import IDEOGRAPH

__all__ = ["respelled"]

_SURE = 0.98  # a recogniser that is surer has read what is printed
_FEWEST = 3  # characters: a shorter label may be anything
_LONG = 8  # characters: in a longer label two may be misread
_VERY_LONG = 16  # characters: in a sentence some may be lost, too
_IN_EIGHT = 8  # one of so many
_MOST = 60  # characters: longer text is no label
_KEPT = 4096
_ORDINAL = late(
    r"\s*(?:其中(?:包括)?[:：]?)?(?:[(（]?[一二三四五六七八九十]{1,3}[、.．)）]"
    r"|[(（]?\d{1,2}[、.．)）]|[①-⑳])?\s*"
)
_STRAY = late(r"(?<=[一-鿿])[.·,'`•]+$")
"""A speck behind a label, read as a mark."""
_MARKS = late(r"[\s\-–—_=~.·,'`•:：;|]+")
"""Specks above or below a label, read as a line of marks."""


def respelled(document: Document, words: Vocabulary) -> Document:
    """The document, each label of the vocabulary that was recognised with a character or two misread as the
    form prints it.

    Only text that was recognised, and not surely, is looked at; it must be like one wording alone, and say
    nothing else by what differs (`不`, `上年`, `网站`). Figures stay as they were recognised."""
    blocks = tuple(_block(block, words) for block in document.blocks)
    return document if all(map(_is_same, blocks, document.blocks)) else evolve(document, blocks=blocks)


def _is_same(block: object, other: object) -> bool:
    return block is other


def _block(block: Paragraph | Table, words: Vocabulary) -> Paragraph | Table:
    if isinstance(block, Paragraph):
        text = _text(block.text, block.confidence, words)
        return block if text == block.text else evolve(block, text=text)
    if all(cell.confidence is None for cell in block.cells):
        return block
    cells = tuple(_cell(cell, words) for cell in block.cells)
    return block if all(map(_is_same, cells, block.cells)) else evolve(block, cells=cells)


def _cell(cell: Cell, words: Vocabulary) -> Cell:
    text = _text(cell.text, cell.confidence, words)
    return cell if text == cell.text else evolve(cell, text=text)


def _text(text: str, confidence: float | None, words: Vocabulary) -> str:
    if confidence is None or len(text) > _MOST:
        return text
    if "\n" in text and IDEOGRAPH.search(text):
        lines = text.split("\n")
        text = "\n".join(line for line in lines if not _MARKS.fullmatch(line)) or text
    return text if confidence > _SURE else _label(text, words)


@lru_cache(maxsize=_KEPT)
def _label(text: str, vocabulary: Vocabulary) -> str:
    """The text with the characters of the one wording that it is like."""
    ordinal = _ORDINAL.match(text)
    start = ordinal.end() if ordinal is not None else 0
    places = [place for place, char in enumerate(text) if place >= start and char not in SKIPPED]
    words = "".join(text[place] for place in places)
    by_length = _words_by_length(vocabulary)
    if len(words) < _FEWEST or words.isascii():
        return text
    known = by_length.get(len(words), frozenset())
    if words not in known:
        wanted = _nearest(words, known)
        if wanted is None and len(words) >= _VERY_LONG:
            wanted = _alike(words, vocabulary)
            text = text if wanted is None else text[:start] + wanted
        elif wanted is not None:
            text = _put_in(text, places, wanted)
    return _STRAY.sub("", text)


def _put_in(text: str, places: Sequence[int], wanted: str) -> str:
    chars = list(text)
    for place, char in zip(places, wanted, strict=True):
        chars[place] = char
    return "".join(chars)


@lru_cache(maxsize=8)
def _words_by_length(vocabulary: Vocabulary) -> dict[int, frozenset[str]]:
    lengths: dict[int, set[str]] = {}
    for words in vocabulary.known:
        lengths.setdefault(len(words), set()).add(words)
    return {length: frozenset(words) for length, words in lengths.items()}


def _nearest(words: str, known: frozenset[str]) -> str | None:
    """The one wording that differs in so few characters, none of which says something else."""
    most = 2 if len(words) >= _LONG else 1
    found: dict[int, list[str]] = {}
    for other in known:
        apart = sum(one != two for one, two in zip(words, other, strict=True))
        if apart <= most:
            found.setdefault(apart, []).append(other)
    best = found[min(found)] if found else []
    if len(best) != 1 or sense_of(words) != sense_of(best[0]):
        return None
    is_same = are_confused(words, best[0]) or field_words(words) == field_words(best[0])
    return best[0] if is_same else None


def _alike(words: str, vocabulary: Vocabulary) -> str | None:
    """The wording that a sentence of a label is like, with characters of it lost or doubled; none that stands
    for something else is nearly as like it."""
    by_length = _words_by_length(vocabulary)
    most = len(words) // _IN_EIGHT
    lengths = range(len(words) - most, len(words) + most + 1)
    near = sorted(
        (_steps(words, other), other) for length in lengths for other in by_length.get(length, frozenset())
    )
    if not near or near[0][0] > most or sense_of(words) != sense_of(near[0][1]):
        return None
    best = near[0][1]
    others = (other for apart, other in near[1:] if apart <= 2 * most)
    return best if all(_stand_for_one(best, other, vocabulary) for other in others) else None


def _stand_for_one(one: str, other: str, vocabulary: Vocabulary) -> bool:
    meant, too = ({(entry.kind, entry.key) for entry in vocabulary.known[words]} for words in (one, other))
    return meant == too


def _steps(one: str, other: str) -> int:
    """How many characters are to be changed, put in or taken out to make one text the other."""
    row = list(range(len(other) + 1))
    for number, char in enumerate(one, 1):
        before, row[0] = row[0], number
        for place, wanted in enumerate(other, 1):
            before, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, before + (char != wanted)),
            )
    return row[-1]
