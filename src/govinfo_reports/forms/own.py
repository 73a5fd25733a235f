"""A user's own wordings: files in the form of `words.csv` or of `sentences.txt`, checked line by line."""

from __future__ import annotations

import csv
import difflib
import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..errors import GovInfoError
from ..language import Said, phrase
from ..patterns import late
from ..text import fold
from .sentences import WordingsError
from .vocabulary import SKIPPED, Own, Vocabulary, VocabularyEntry, expanded, vocabulary

__all__ = ["InvalidVocabulary", "Words", "read_vocabulary", "vocabulary_of"]

_COLUMNS = ("kind", "key", "words", "property")
_PROPERTIES = frozenset({"whole", "numbered"})
_MOST_BYTES = 1_000_000
_MOST_WORDINGS = 256
"""A line with several choices stands for all their combinations."""
_LONGEST = 60
_SYNTAX = late(r"[\[\]{}<>|]")
_DIGIT = late(r"[0-9]")
_IDEOGRAPH = late(r"[\u3400-\u9fff]")
_ORDINAL = late(r"^(?:\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十\d]+[、.])")


Words = Vocabulary | str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
"""What the functions of this package take as `vocabulary`: one that was read, or the path of a file of own
wordings, or several."""


class InvalidVocabulary(GovInfoError, ValueError):
    """A file of a user's own wordings cannot be read.

    Attributes:
        source: The name of the file.
        line: Its line, None for the file as a whole.

    >>> from govinfo_reports import read_vocabulary
    >>> try:
    ...     read_vocabulary("none.csv")
    ... except InvalidVocabulary:
    ...     print("no such file")
    no such file
    """

    def __init__(
        self, reason: str, *, reason_zh: str = "", source: str | None = None, line: int | None = None
    ) -> None:
        super().__init__(reason, reason_zh=reason_zh)
        self.source = source
        self.line = line

    def _state(self) -> dict[str, object]:
        return super()._state() | {"source": self.source, "line": self.line}

    def __str__(self) -> str:
        return f"{self.source}: {super().__str__()}" if self.source else super().__str__()


class _Fault(Exception):
    """What is wrong with a line, in both languages."""

    def __init__(self, said: Said) -> None:
        super().__init__(said)
        self.said = said


def read_vocabulary(*sources: str | os.PathLike[str] | bytes) -> Vocabulary:
    """The library's vocabulary with a user's own wordings from some files beside it.

    A file is either a table in the form of the library's `forms/words.csv` (`kind,key,words,property`;
    UTF-8, or GB18030 as Excel writes it), or sentences in the form of `forms/sentences.txt`, whose first
    entry begins with `==`. Lines that begin with `#` are comments.

    Args:
        sources: Paths of files, or their bytes.

    Returns:
        The vocabulary, for `parse(..., vocabulary=...)`.

    Raises:
        InvalidVocabulary: A wording cannot be read, stands for no known key, or is there already for
            something else; the error names file and line.

    >>> own = read_vocabulary("kind,key,words,property\\nplace,review,行政复议案件办理,\\n".encode())
    >>> [entry.key for entry in own.known["行政复议案件办理"]]
    ['review']
    """
    made = tuple(_read(source) for source in sources)
    found = vocabulary().with_own(made)
    for own in made:
        if not own.is_table:
            _check_sentences(own, found)
    return found


def vocabulary_of(given: Words | None) -> Vocabulary:
    """The vocabulary that is given as one or by its files; the library's own for None. Errors as in
    `read_vocabulary`."""
    if given is None:
        return vocabulary()
    if isinstance(given, Vocabulary):
        return given
    if isinstance(given, str | os.PathLike):
        return read_vocabulary(given)
    return read_vocabulary(*given)


def _read(source: str | os.PathLike[str] | bytes) -> Own:
    if isinstance(source, bytes):
        name, data = "own", source
    else:
        name = os.fspath(source)
        try:
            with Path(source).open("rb") as file:
                data = file.read(_MOST_BYTES + 1)
        except (OSError, ValueError) as error:
            raise InvalidVocabulary(phrase("cannot be opened ({error})", error=error), source=name) from error
    if len(data) > _MOST_BYTES:
        raise InvalidVocabulary(phrase("larger than {most_bytes} bytes", most_bytes=_MOST_BYTES), source=name)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise InvalidVocabulary(phrase("neither UTF-8 nor GB18030"), source=name)
    digest = hashlib.sha256(data).hexdigest()
    if any(line.lstrip().startswith(("== ", "let ")) for line in text.splitlines()):
        return Own(name, digest, text, None)
    return Own(name, digest, "", tuple(_entries(name, text)))


def _check_sentences(own: Own, found: Vocabulary) -> None:
    try:
        vocabulary().sentences.with_own(own.sentences)
        _ = found.sentences
    except WordingsError as error:
        raise InvalidVocabulary(error.said, source=own.name, line=error.line) from error


def _entries(name: str, text: str) -> Iterator[VocabularyEntry]:
    """The wordings of a table."""
    columns: list[str] | None = None
    said: dict[tuple[str, str], tuple[str, int]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            row = [cell.strip() for cell in next(csv.reader([line]))]
            if columns is None:
                columns = _head(row)
                continue
            for entry in _of_line(row, columns):
                key, at = said.setdefault((entry.kind, entry.words), (entry.key, number))
                if key != entry.key:
                    raise _Fault(
                        phrase(
                            "{words} stands for {key} in line {at} already", words=entry.words, key=key, at=at
                        )
                    )
                yield entry
        except (_Fault, csv.Error) as error:
            fault = (
                error
                if isinstance(error, _Fault)
                else _Fault(phrase("no line of a table ({error})", error=error))
            )
            raise InvalidVocabulary(
                phrase("line {number}: {said}", number=number, said=fault.said), source=name, line=number
            ) from None
    if not said:
        raise InvalidVocabulary(phrase("holds no wording"), source=name)


def _head(row: list[str]) -> list[str]:
    if row[:3] != list(_COLUMNS[:3]) or row[3:] not in ([], ["property"]):
        raise _Fault(phrase("the first line is to be {columns}", columns=",".join(_COLUMNS)))
    return row


def _of_line(row: list[str], columns: list[str]) -> Iterator[VocabularyEntry]:
    if len(row) > len(columns) or len(row) < len(_COLUMNS) - 1:
        raise _Fault(phrase("{count} values for {count_2} columns", count=len(row), count_2=len(columns)))
    kind, key, words, properties = (*row, "")[:4]
    known = _keys()
    if kind not in known:
        raise _Fault(phrase("no kind of words {kind!r}{like}", kind=kind, like=_like(kind, known)))
    if key not in known[kind]:
        raise _Fault(
            phrase("no {kind} has the key {key!r}{like}", kind=kind, key=key, like=_like(key, known[kind]))
        )
    if wrong := set(properties.split()) - _PROPERTIES:
        raise _Fault(phrase("unknown property {property!r}", property=min(wrong)))
    made = [fold(one).text for one in expanded(words, _MOST_WORDINGS + 1)]
    if len(made) > _MOST_WORDINGS:
        raise _Fault(phrase("stands for more than {most_wordings} wordings", most_wordings=_MOST_WORDINGS))
    for one in made:
        _check(one, kind, key)
        yield VocabularyEntry(
            kind, key, one, False, "whole" in properties.split(), "numbered" in properties.split()
        )


def _check(words: str, kind: str, key: str) -> None:
    """Raise _Fault for what is no wording, or is known for something else."""
    if _SYNTAX.search(words):
        raise _Fault(
            phrase("brackets that do not close, stand in each other or have no name: {words}", words=words)
        )
    bare = "".join(char for char in _ORDINAL.sub("", words) if char not in SKIPPED)
    if bare != words:
        raise _Fault(
            phrase(
                "write a label without its ordinal, blanks and marks: {label} instead of {words!r}",
                label=bare or "?",
                words=words,
            )
        )
    if _DIGIT.search(words):
        raise _Fault(phrase("a label with digits would swallow figures: {words}", words=words))
    if len(_IDEOGRAPH.findall(words)) < 2 or len(words) > _LONGEST:
        raise _Fault(
            phrase(
                "a label has two ideographs at least and {longest} characters at most: {words!r}",
                longest=_LONGEST,
                words=words,
            )
        )
    for entry in vocabulary().known.get(words, ()):
        if entry.kind == kind and entry.key != key:
            raise _Fault(
                phrase(
                    "{words} stands for {kind} in the library's vocabulary",
                    words=words,
                    kind=entry.key or entry.kind,
                )
            )


def _keys() -> dict[str, set[str]]:
    known: dict[str, set[str]] = {}
    for entry in vocabulary().entries:
        known.setdefault(entry.kind, set()).add(entry.key)
    return known


def _like(word: str, known: Iterable[str]) -> str:
    like = difflib.get_close_matches(word, list(known), n=1)
    return phrase("; did you mean {name}?", name=like[0]) if like else ""
