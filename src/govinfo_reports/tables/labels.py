"""Printed labels -> indicators: by their normal form, by wordings known to stand for them, else by likeness with evidence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from ..facts import How, Match

__all__ = ["canonical_text", "core", "similar"]

_BLANKS = re.compile(r"\s+")
_NOTES = re.compile(r"\([^()]*\)")
_ORDINAL = re.compile(
    r"^(?:其中(?:包括)?:?|#)?(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[、.](?!\d)|[a-z][、.])?(?:其中(?:包括)?:?)?"
)
_MARKS = re.compile(r"[\"'“”‘’《》〈〉<>、,，.。:：;；·\-—–()\[\]【】/]")
_ENCLOSED = {0x3220 + step: f"({'一二三四五六七八九十'[step]})" for step in range(10)} | {
    0x2460 + step: f"({step + 1})" for step in range(20)
}

_SHORT = 80
"""Labels up to this length come again in every report, so what was made of them is kept."""
LIKENESS = 0.82
"""The least likeness at which an unknown wording is taken for an indicator."""
_MARGIN = 0.08
"""How much likelier than the next one it must be."""
_TURNING = re.compile(r"[不未非无否部分]")
"""Characters that turn a label into another one: a misprint never adds or drops them."""


def canonical_text(text: str) -> str:
    """The text with half-width forms, enclosed ordinals opened (㈠ -> (一)) and every blank taken out.

    >>> canonical_text("（一） 主动公开 政府信息数")
    '(一)主动公开政府信息数'
    """
    return _short_canonical(text) if len(text) <= _SHORT else _canonical(text)


def _canonical(text: str) -> str:
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text.translate(_ENCLOSED)))


_short_canonical = lru_cache(maxsize=4096)(_canonical)


def core(text: str) -> str:
    """The words of a label alone: without ordinal, 其中, notes in brackets, and punctuation.

    >>> core("其中：主动公开规范性文件数")
    '主动公开规范性文件数'
    >>> core("1、专职人员数（不包括政府公报及政府网站工作人员数）")
    '专职人员数'
    """
    return _short_core(text) if len(text) <= _SHORT else _core(text)


def _core(text: str) -> str:
    text = canonical_text(text)
    ordinal = _ORDINAL.match(text)
    text = text[ordinal.end() :] if ordinal else text
    bare = _NOTES.sub("", text)
    return _MARKS.sub("", bare) or _MARKS.sub("", text)


_short_core = lru_cache(maxsize=4096)(_core)


def similar(
    label: str, choices: Iterable[tuple[str, str]], evidence: tuple[str, ...] = ()
) -> tuple[str, Match] | None:
    """The path among `choices` (core, path) whose wording is so like the label, and so much likelier than the next, that it
    can only be a misprint of it; None where no choice is."""
    wanted = core(label)
    if len(wanted) < 4:
        return None
    scored: dict[str, float] = {}
    turning = sorted(_TURNING.findall(wanted))
    for words, path in choices:
        if abs(len(words) - len(wanted)) > 4 or sorted(_TURNING.findall(words)) != turning:
            continue
        matcher = SequenceMatcher(None, wanted, words, autojunk=False)
        if matcher.real_quick_ratio() >= LIKENESS - _MARGIN and matcher.quick_ratio() >= LIKENESS - _MARGIN:
            scored[path] = max(scored.get(path, 0.0), matcher.ratio())
    ranked = sorted(scored.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < LIKENESS or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN):
        return None
    path, ratio = ranked[0]
    reasons = (
        f"likeness {ratio:.2f}",
        *(f"next {other} {value:.2f}" for other, value in ranked[1:2]),
        *evidence,
    )
    return path, Match(label=label, how=How.SIMILAR, confidence=round(ratio, 3), evidence=reasons)
