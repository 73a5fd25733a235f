"""A text as words of the vocabulary, figures and what is between them."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from ..forms import Vocabulary, VocabularyEntry
from ..forms.misprints import named
from ..forms.vocabulary import SKIPPED, Node, tree_of
from ..numerals import UNITS, Number, read_cell
from ..patterns import late
from ..text import Folded, fold

__all__ = ["Part", "Scanner", "Seen", "follow", "has_letters", "ordinal_end"]

Part = tuple[str, int, int, Sequence[VocabularyEntry]]
"""What stands in a text (WORD, FIGURE, BLANK, WORDS, BREAK or MARK), from where to where, and what a word
may mean."""


class Seen(NamedTuple):
    """What a text is on its own: its folded form, the figure that it is (None where it is none) and, but for
    a figure without letters, whether it has letters, whether it is a unit, its parts, and whether these are
    nothing but words of the vocabulary and figures."""

    folded: Folded
    number: Number | None
    has_letters: bool = False
    is_unit: bool = False
    parts: Sequence[Part] = ()
    is_understood: bool = False

    @property
    def is_words(self) -> bool:
        """Whether it has letters and is no figure."""
        return self.has_letters and self.number is None


_ORDINAL = (
    r"(?:其中(?:包括)?\s?:?\s?|#)?"
    r"(?:\(\s?[一二三四五六七八九十\d]{1,3}\s?\)|[一二三四五六七八九十]{1,3}(?:\s?[、.,]|\s)|\d{1,2}\s?[、.]"
    r"|[一二三四五六七八九十\d]{1,2}\)|[①-⑳])?"
    r"\s{0,4}(?:其中(?:包括)?\s?:?\s?)?"
)
_ORDINAL_FIRST = late(_ORDINAL)
_ORDINAL_BEFORE = late(_ORDINAL + r"$")
_LONGEST_ORDINAL = 14
_ENDS_ORDINAL = late(r"[\s)、.,①-⑳中括:#]")
_NOTE = late(r"[”\"’」』)]?\s{0,4}\((?!\s?[一二三四五六七八九十\d]{1,3}\s?\))(?P<said>[^()\n]{1,200})\)")
_SIGN = r"(?:(?!(?<!\S)-\s)(?:[-+↑↓]|净?增加?|净?减少?|新增)\s?(?=\d))?"
"""The sign of a figure; a dash between blanks is a blank cell beside it."""
_NOTE_MARK = late(r"[”\"’」』)]?\s?(?:[①-⑳]|\[\d{1,2}\]|【\d{1,2}】|※|\*{1,3}|注\d{0,2}(?!\w))")
"""The mark behind a label of a note that is printed elsewhere."""
_NOTE_BEGINS = late(r"[”\"’」』)]?\s{0,4}[(\[【※*注①-⑳]")
_FIGURE = late(
    _SIGN + r"(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(?:\.\d+)?" + rf"(?:[万亿](?!\w))?(?:\s?(?:{UNITS})(?!\w))?"
)
_NO_FIGURE = late(
    r"\s?(?:[%‰]|(?:[~～∼]|至(?=\s?\d))\s?(?:\d[\d.,]*)?\s?%?|[-–—]\s?\d{1,2}\s?月(?!\s?\d)|[-–—]\s?\d{4}\s?年"
    r"|[.,]?[A-Za-z][A-Za-z\d]*)"
)
"""Behind digits: a share, a range, also of months or years, letters. Neither they nor a part of them are a
figure."""
_LATIN = frozenset(string.ascii_letters)
_UNIT = late(UNITS)
_DIGITS = late(r"\d+")
_ITEM = late(r"\d{1,2}[、.]\s?(?=[\u3400-\u9fffA-Za-z])")
_BARE_ORDINAL = late(r"\d{1,2}\s{1,3}(?=\D)")
_LONG_ENOUGH = 4
_ITS_ORDINAL = late(r"\d[、.]\s?")
_LAST_YEARS = late(r"\s?[（(]\s?(?:上一?年度?|去年)(?:同期)?(?:数据?|情况)?\s?[）)]")
"""A note that makes a head another year's."""
_ANOTHER = late(r"元|[上去前]一?年|同期|累计")
"""What a second note may not say: another unit, another time."""
_IN_BRACKETS = late(r"\d{1,2}\s?\)(?=\s?[“\"《\u3400-\u9fff])")
"""The ordinal of a label: (1)“信息不存在”数."""
_WITHIN = late(r"其\s?中(?:包括)?\s?:?\s?$")
_BEHIND_WITHIN = late(r"\d{1,2}(?!\d)")
_DASH = r"(?:(?<=\s)|^)[-—–―─_/\\]{1,6}(?=\s|$)"
_SEPARATORS = " \t\n,、;|"
_STOP = late(r"[，。；！？、,;!?]")
_LETTER = late(r"[\u3400-\u9fffA-Za-z]")
_LONGEST_WORDS = 24
_SHORT_LINE = 12
"""A line so short, with nothing but words, is no sentence: it may be a piece of a label (费用、行政机)."""
_FEWEST_PIECES = 4
"""So many short pieces in a line are heads that wrap, each in its column."""
_MISREAD = ("place", "outcome", "applicant", "metric", "subject")
_HEADS = ("outcome", "applicant", "metric", "column")
_FEWEST_HEADS = 3
_NOTHING: Sequence[VocabularyEntry] = ()
_UNKNOWN = frozenset({"WORDS", "BREAK"})
_PRINTED = frozenset({"FIGURE", "BLANK"})
_KEPT = 4096
_SHORT = 64


def has_letters(text: str) -> bool:
    """Whether a text has ideographs or letters."""
    return _LETTER.search(text) is not None


class Scanner:
    """Finds the words of a vocabulary in folded texts. Short texts, which come again in every report, are
    scanned once."""

    def __init__(self, words: Vocabulary) -> None:
        self.root = words.root
        self._of_kind: dict[str, Node] = {}
        self._begin = _begin(words.root)
        self._words = words
        self._heads_by_length: dict[int, dict[str, str]] = {}
        meant: dict[tuple[str, str], str] = {}
        for entry in words.of_kind(*_MISREAD):
            first = meant.setdefault((entry.kind, entry.key), entry.words)
            self._heads_by_length.setdefault(len(entry.words), {})[entry.words] = first
        self._heads = frozenset(entry.words for entry in words.of_kind(*_HEADS) if entry.official)
        self._kept: Callable[[str], Sequence[Part]] = lru_cache(maxsize=_KEPT)(self._scan)
        self._seen: Callable[[str], Seen] = lru_cache(maxsize=_KEPT)(self._look)

    def seen(self, text: str) -> Seen:
        """What a printed text is on its own."""
        return self._seen(text) if len(text) <= _SHORT else self._look(text)

    def _look(self, text: str) -> Seen:
        folded, number = fold(text), read_cell(text, signed=True)
        letters = has_letters(text)
        if number is not None and not letters:
            return Seen(folded, number)
        parts = self.parts(folded.text)
        is_unit = _UNIT.fullmatch("".join(folded.text.split())) is not None
        return Seen(folded, number, letters, is_unit, parts, _is_understood(parts))

    def parts(self, text: str) -> Sequence[Part]:
        """All of a text, in turn."""
        return self._kept(text) if len(text) <= _SHORT else self._scan(text)

    def said(self, text: str) -> Iterator[Part]:
        """The parts of a text that are no mere marks, in turn, no further than they are asked for."""
        parts = self._kept(text) if len(text) <= _SHORT else self._walk(text)
        return (part for part in parts if part[0] != "MARK")

    def is_understood(self, text: str) -> bool:
        """Whether a folded text is nothing but words of the vocabulary and figures."""
        return _is_understood(self.parts(text))

    def may_hold_table(self, text: str) -> bool:
        """Whether a line of sentences names so many heads of columns that a table may run through it."""
        close = "".join(text.split())
        return sum(map(close.__contains__, self._heads)) >= _FEWEST_HEADS

    def whole(self, text: str) -> Sequence[VocabularyEntry]:
        """What a text means that is one word, with its ordinal and its note; nothing for any other."""
        parts = list(islice(self.said(text), 2))
        return parts[0][3] if len(parts) == 1 and parts[0][0] == "WORD" else _NOTHING

    def first(self, text: str) -> Sequence[VocabularyEntry]:
        """What the first word of a text means; nothing where it begins with another."""
        return next((part[3] for part in self.said(text)), _NOTHING)

    def misread(self, text: str) -> Sequence[VocabularyEntry]:
        """What a text means that is a head but for one character, printed or recognised for another that
        looks like it."""
        words = "".join(char for char in text[ordinal_end(text) :] if char not in SKIPPED)
        found = named(words, self._heads_by_length.get(len(words), {}))
        return self._words.known[found] if found is not None else _NOTHING

    def tree(self, kind: str) -> Node:
        """The tree of the words of one kind (`row`, `group`) alone."""
        if kind not in self._of_kind:
            self._of_kind[kind] = tree_of(self._words.of_kind(kind))
        return self._of_kind[kind]

    def unfinished(self, text: str) -> Node | None:
        """The place in the vocabulary that a text leads to, where it is the beginning of a longer word."""
        return follow(self.root, text[ordinal_end(text) :])

    def _scan(self, text: str) -> Sequence[Part]:
        return tuple(self._walk(text))

    def _walk(self, text: str) -> Iterator[Part]:
        at = since = 0
        before = ""
        is_numbered = False  # by a bare ordinal (3 重复申请)
        first, last = len(text) - len(text.lstrip()), len(text.rstrip())
        while (begun := self._begin.search(text, at)) is not None:
            at = begun.start()
            start = end = at
            kind, entries = "WORD", _NOTHING
            is_figure = begun["figure"] is not None
            if is_figure and (ordinal_end := self._ordinal_end(text, since, at, before)) > at:
                at = ordinal_end
                continue
            if is_figure:
                kind, end = "FIGURE", self._figure_end(text, at)
                if text[at : at + 4].isdigit():  # 2014年度
                    longer, year = self._longest(text, at)
                    year = [one for one in year if not one.whole or (at <= first and longer >= last)]
                    if year and longer > end:
                        kind, end, entries = "WORD", longer, year
                if entries is _NOTHING and (odd := _NO_FIGURE.match(text, end)) is not None:
                    kind, end = "ODD", odd.end()
                elif text[at - 1 : at] in _LATIN:
                    kind = "ODD"
                is_bare = at == first and self._numbers_a_label(text, at, last)
                is_numbered = is_numbered or is_bare
                if is_bare or (at == first and _ITEM.match(text, at)):
                    end = at  # an ordinal
            elif begun["dash"]:
                kind, end = "BLANK", begun.end()
            else:
                start = at
                if at > since and _ENDS_ORDINAL.match(text, at - 1):
                    ordinal = _ORDINAL_BEFORE.search(text, max(since, at - _LONGEST_ORDINAL), at)
                    start = ordinal.start() if ordinal is not None else at
                start = first if is_numbered and since == 0 else start
                stop = at
                for end, meant in reversed(self._words_from(text, at)):
                    stop = self._note_end(text, end)
                    if stop > end and _makes_another(text, end, meant):
                        stop = end
                    is_whole = start <= first and stop >= last
                    is_parted = text[at - 1 : at].isspace() and text[stop : stop + 1].isspace()
                    entries = [
                        one
                        for one in meant
                        if not (one.whole or one.numbered)
                        or (one.whole and (is_whole or (is_parted and one.kind in _MISREAD)))
                        or (one.numbered and start < at)
                    ]
                    if entries:
                        break
                end = stop if entries else at
            if end <= at:
                at += 1
                continue
            if text[since:start].strip():
                listed = kind == before == "FIGURE" and not text[since:start].strip(_SEPARATORS)
                yield ("MARK", since, start, _NOTHING) if listed else _between(text, since, start)
            yield kind, start, end, entries
            before = kind
            at = since = end
        if text[since:].strip():
            yield _between(text, since, len(text))

    def _ordinal_end(self, text: str, since: int, at: int, before: str) -> int:
        """Where digits end that number a label: (1)“…, 其中：1 …, or 4.… behind the figures of a row; `at`
        itself where they do not."""
        if text[at - 1 : at] == "(":
            ordinal = _IN_BRACKETS.match(text, at)
        elif before in _PRINTED and since < at and not text[since:at].strip():
            ordinal = _ITS_ORDINAL.match(text, at) and _ITEM.match(text, at)
        else:
            within = _WITHIN.search(text, max(since, at - _LONGEST_ORDINAL), at)
            ordinal = _BEHIND_WITHIN.match(text, at) if within is not None else None
        return ordinal.end() if ordinal is not None else at

    def _figure_end(self, text: str, at: int) -> int:
        """Where the figure that begins here ends; the digit of an ordinal before a known label is the
        label's."""
        found = _FIGURE.match(text, at)
        if found is None:
            return at
        digits = _DIGITS.search(text, at, found.end())
        if digits is not None:
            ordinal = _ITS_ORDINAL.match(text, digits.end() - 1)
            if ordinal is not None and self._longest(text, ordinal.end())[1]:
                return digits.end() - 1
        return found.end()

    def _numbers_a_label(self, text: str, at: int, last: int) -> bool:
        """Whether a number is that of a row's label, which is all that follows it (3 重复申请)."""
        ordinal = _BARE_ORDINAL.match(text, at)
        if ordinal is None:
            return False
        end, entries = self._longest(text, ordinal.end())
        end = self._note_end(text, end)
        return SKIPPED.issuperset(text[end:last]) and any(
            entry.kind == "row" and (entry.numbered or len(entry.words) >= _LONG_ENOUGH) for entry in entries
        )

    def _longest(self, text: str, at: int) -> tuple[int, Sequence[VocabularyEntry]]:
        """The longest word of the vocabulary that begins here: where it ends, and what it means."""
        found = self._words_from(text, at)
        return found[-1] if found else (at, _NOTHING)

    def _words_from(self, text: str, at: int) -> Sequence[tuple[int, Sequence[VocabularyEntry]]]:
        """The words of the vocabulary that begin here, a longer one behind a shorter: where each ends, and
        what it means."""
        node = self.root
        found: list[tuple[int, Sequence[VocabularyEntry]]] = []
        if text[at : at + 1] not in node:
            return found
        for place in range(at, len(text)):
            char = text[place]
            following = node.get(char)
            if following is not None:
                node = following
                if node.entries:
                    found.append((place + 1, node.entries))
            elif char not in SKIPPED:
                break
        return found

    def _note_end(self, text: str, at: int) -> int:
        """Where the notes in brackets behind a word end; there are two at most (（单位：万元）（注1）)."""
        first = self._end_of_note(text, at) if _NOTE_BEGINS.match(text, at) is not None else at
        if first == at or _NOTE_BEGINS.match(text, first) is None:
            return first
        second = self._end_of_note(text, first)
        return first if _ANOTHER.search(text, first, second) else second

    def _end_of_note(self, text: str, at: int) -> int:
        """Where one note ends; what is a word of the forms itself is no note."""
        mark = _NOTE_MARK.match(text, at)
        if mark is not None and not self._longest(text, mark.end())[1]:
            return mark.end()
        note = _NOTE.match(text, at)
        if note is None:
            return at
        return at if self._longest(text, note.start("said"))[0] == note.end("said") else note.end()


def _makes_another(text: str, at: int, meant: Sequence[VocabularyEntry]) -> bool:
    """Whether the note behind a word makes it another; a place keeps it, and is known by it (上年)."""
    return _LAST_YEARS.match(text, at) is not None and all(entry.kind != "place" for entry in meant)


def _is_understood(parts: Sequence[Part]) -> bool:
    return bool(parts) and all(part[0] not in _UNKNOWN for part in parts)


def ordinal_end(text: str) -> int:
    """Where the ordinal ends that a folded text begins with; 0 where it begins with none."""
    ordinal = _ORDINAL_FIRST.match(text)
    return ordinal.end() if ordinal is not None else 0


def follow(node: Node, text: str) -> Node | None:
    """The place in the vocabulary that all of a text leads to from another; None where it leads nowhere."""
    moved = False
    for char in text:
        following = node.get(char)
        if following is not None:
            node, moved = following, True
        elif char not in SKIPPED:
            return None
    return node if moved else None


def _between(text: str, start: int, end: int) -> Part:
    part = text[start:end]
    if not part.strip(' \t\n|:：()（）"“”「」『』'):
        return "MARK", start, end, _NOTHING
    if _UNIT.fullmatch("".join(part.strip(" |").split())):  # a narrow column tears 万 元
        return "UNIT", end - len(part.lstrip(" |")), start + len(part.rstrip(" |")), _NOTHING
    is_piece = len(text) <= _SHORT_LINE and len(part.strip()) == len(text.strip()) and "。" not in part
    pieces = part.split()
    are_heads = len(pieces) >= _FEWEST_PIECES and max(map(len, pieces)) <= _SHORT_LINE and "。" not in part
    is_note = (
        part.lstrip().startswith("(") and ")" not in part and "。" not in part
    )  # goes on in the next line
    is_sentence = not (are_heads or is_note) and (
        len(" ".join(pieces)) > _LONGEST_WORDS or (_STOP.search(part) is not None and not is_piece)
    )
    return ("BREAK" if is_sentence else "WORDS"), start, end, _NOTHING


def _begin(root: Node) -> re.Pattern[str]:
    """What a word, a figure or a dash begins with: of a word its first two characters, or the first and what
    may stand behind it."""
    alone = "".join(first for first, node in root.items() if node.entries or not node)
    pairs = [
        f"{re.escape(first)}[{re.escape(''.join(node))}]"
        for first, node in root.items()
        if first not in alone
    ]
    blanks = f"[{re.escape(''.join(root))}](?=[{re.escape(''.join(sorted(SKIPPED)))}])"
    words = "|".join((*([f"[{re.escape(alone)}]"] if alone else []), *pairs, blanks))
    first = re.escape("".join(root) + "-+↑↓净增减新–—―─_/\\")
    return re.compile(rf"(?=[\d{first}])(?:(?P<figure>{_SIGN}\d)|(?P<dash>{_DASH})|{words})")
