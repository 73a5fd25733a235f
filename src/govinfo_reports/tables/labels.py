"""Printed labels -> indicators: by their normal form, by wordings known to stand for them, else by likeness
with evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, wraps
from types import MappingProxyType
from typing import TypeVar

from ..facts import How, Match
from ..forms import Vocabulary, vocabulary
from ..forms.misprints import edits, field_words, sense_of, slip, without_stray_digits
from ..indicators import leaf_indicators
from ..patterns import late
from ..text import fold

__all__ = ["WORST", "canonical_text", "core", "item_groups", "item_labels", "remembered", "similar"]

_NOTES = late(r"\([^()]*\)")
_ORDINAL = late(
    r"^(?:其中(?:包括)?:?|#)?(?:[一二三四五六七八九十]{1,3}[、.,]|\([一二三四五六七八九十\d]{1,3}\)"
    r"|(?:\d{1,2}|[一二三四五六七八九十]{1,2})\)|\d{1,2}[、.](?!\d)|[a-z][、.])?(?:其中(?:包括)?:?)?"
)
_JUNK = late(
    r"^[^\d(一二三四五六七八九十](?=[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,2}\)"
    r"|\d{1,2}[.、])"
)
"""A character too many before an ordinal."""
_NOTE_MARK = late(r"(?<=.)(?:\*{1,3}|※|\[\d{1,2}\]|【\d{1,2}】|注\d{1,2})$")
_NUMERALS = ("一二三四五六七八九", "123456789")
_MARKS = late(r"[\"'“”‘’《》〈〉<>、,，.。:：;；·\-—–()\[\]【】/]")
_CIRCLED = {0x2460 + step: f"({step + 1})" for step in range(20)}

_SHORT = 80
_KEPT = 4096
WORST = 0.22
"""The most edits, as a share of the known wording, at which an unknown one is taken for a misprint of it."""
_MARGIN = 0.9
"""How many edits nearer than the next one it must be."""
_STRAY = 0.2
"""The edits that an ordinal printed wrong counts for."""
_FEWEST = 4
"""A shorter label may be anything."""


Answer = TypeVar("Answer")


def remembered(question: Callable[[str], Answer]) -> Callable[[str], Answer]:
    """The same question of a text with its answers kept, for those short enough to come again in every
    report: the labels, heads, units and blanks of the forms."""
    kept = lru_cache(maxsize=_KEPT)(question)

    @wraps(question)
    def ask(text: str) -> Answer:
        return kept(text) if len(text) <= _SHORT else question(text)

    return ask


@remembered
def canonical_text(text: str) -> str:
    """The text folded, enclosed ordinals opened (① -> (1)) and every blank taken out.

    >>> canonical_text("（一） 主动公开 政府信息数")
    '(一)主动公开政府信息数'
    """
    return "".join(fold(text.translate(_CIRCLED)).text.split())


@remembered
def core(text: str) -> str:
    """The words of a label alone: without ordinal, 其中, notes in brackets, and punctuation.

    >>> core("其中：主动公开规范性文件数")
    '主动公开规范性文件数'
    >>> core("1、专职人员数（不包括政府公报及政府网站工作人员数）")
    '专职人员数'
    """
    text = canonical_text(text)
    ordinal = _ORDINAL.match(text)
    text = text[ordinal.end() :] if ordinal else text
    bare = _NOTES.sub("", _NOTE_MARK.sub("", text))
    words = _MARKS.sub("", bare) or _MARKS.sub("", text)
    return words[1:] if _begins_with_ordinal(words) else words


def _begins_with_ordinal(words: str) -> bool:
    """Whether words begin with an ordinal without its mark (五行政诉讼数量), such as the form has there."""
    numerals = next((kind for kind in _NUMERALS if words[:1] in kind), None)
    if not numerals or not words:
        return False
    paths = item_labels().get(words[1:], ())
    return any(leaf_indicators()[path].label[:1] in numerals for path, _ in paths)


@lru_cache(maxsize=16)
def item_labels(forms: Vocabulary | None = None) -> Mapping[str, tuple[tuple[str, How], ...]]:
    """For each known core of the statistics table the paths it may stand for (two where the place must tell
    them apart)."""
    known: dict[str, dict[str, How]] = {}
    for entry in (forms or vocabulary()).of_kind("item"):
        known.setdefault(entry.words, {})[entry.key] = How.EXACT if entry.official else How.ALIAS
    return MappingProxyType({words: tuple(paths.items()) for words, paths in known.items()})


@lru_cache(maxsize=16)
def item_groups(forms: Vocabulary | None = None) -> Mapping[str, str]:
    """The heads of its groups, which carry no figure of their own, with their paths."""
    return MappingProxyType(
        {entry.words: entry.key for entry in (forms or vocabulary()).of_kind("item_group")}
    )


def similar(
    label: str,
    choices: Iterable[tuple[str, str]],
    evidence: tuple[str, ...] = (),
    *,
    strictness: float = 1.0,
) -> tuple[str, Match] | None:
    """The path among `choices` (core, path) whose wording is so like the label, and so much likelier than
    the next, that it can only be a misprint of it; None where no choice is.

    A label that says a word of the field more than a wording does (`办结`, `上年`, `邮件`), or another sense
    (不, 未, 部分), is not a misprint of it. Confidence is one less the edits as a share of the wording.
    `strictness` above 1 asks for fewer edits.
    """
    wanted = without_stray_digits(core(_ORDINAL.sub("", _JUNK.sub("", canonical_text(label)))))
    found = _nearest(wanted, tuple(choices), strictness) if len(wanted) >= _FEWEST else None
    if found is None:
        return None
    path, cost, words, reasons = found
    stray = 0.0 if wanted == core(label) else _STRAY
    confidence = round(max(0.0, 1 - (cost + stray) / len(words)), 3)
    return path, Match(label=label, how=How.SIMILAR, confidence=confidence, evidence=(*reasons, *evidence))


@lru_cache(maxsize=_KEPT)
def _nearest(
    wanted: str, choices: tuple[tuple[str, str], ...], strictness: float
) -> tuple[str, float, str, tuple[str, ...]] | None:
    """The path, the edits, the wording, and what is said of both. The rows that one province's table alone
    has come again in all its reports."""
    sense = sense_of(wanted)
    slips: set[str] = set()
    said = field_words(wanted)
    costs: dict[str, tuple[float, str]] = {}
    for words, path in choices:
        most = len(words) * WORST / strictness
        if not _may_be_like(wanted, words, most):
            continue
        if (slipped := slip(wanted, words)) is not None:
            slips.add(words)
            cost = slipped
        elif sense_of(words) != sense:
            # the same words in another sense: what is like both may be either
            cost = edits(wanted, words, most + _MARGIN) + _MARGIN / 2
        elif not said <= field_words(words):
            continue
        else:
            cost = edits(wanted, words, most + _MARGIN)
        if cost < costs.get(path, (most + _MARGIN, ""))[0]:
            costs[path] = (cost, words)
    ranked = sorted((cost, path, words) for path, (cost, words) in costs.items())
    if not ranked:
        return None
    cost, path, words = ranked[0]
    if cost > len(words) * WORST / strictness or (sense_of(words) != sense and words not in slips):
        return None
    if len(ranked) > 1 and ranked[1][0] - cost < _MARGIN:
        return None
    reasons = (
        f"{cost:.1f} edits from {words}",
        *(f"next {other}: {value:.1f}" for value, other, _ in ranked[1:2]),
    )
    return path, cost, words, reasons


def _may_be_like(wanted: str, words: str, most: float) -> bool:
    """Whether two wordings share enough characters for so few edits."""
    if abs(len(wanted) - len(words)) > most + _MARGIN:
        return False
    room = most + _MARGIN + len(words) * 0.15
    if len(_characters(words) - _characters(wanted)) > room:
        return False
    apart = sum((Counter(words) - Counter(wanted)).values())
    return apart <= room


@remembered
def _characters(words: str) -> frozenset[str]:
    return frozenset(words)
