"""Reports in traditional characters: read in simplified ones, with the printed text kept."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, TypeVar

import attrs
from attrs import evolve

from .document import Document, Paragraph, Table
from .language import phrase
from .patterns import late
from .text import IDEOGRAPH, ONLY_TRADITIONAL, PINYIN, SIMPLIFIED, Folded

__all__ = ["is_traditional", "restored", "simplify"]

_Item = TypeVar("_Item")

_IS_TRADITIONAL = frozenset(ONLY_TRADITIONAL)
_COMMON = {ord(char): simple for char, simple in SIMPLIFIED.items()}
_ANY_TRADITIONAL = late(f"[{ONLY_TRADITIONAL}]")
_SHARE = 0.06
"""The share of such characters from which on a text is in traditional ones; such text has about a third."""
_FEWEST = 30
"""With fewer characters nothing can be said."""
_SUPPLEMENT = dict(
    zip(
        "⺎⺟⺠⺫⺬⻄⻅⻆⻉⻋⻌⻑⻒⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "兀母民目示西见角贝车辶長镸长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
_RADICALS = {
    code: character
    for code in range(0x2E80, 0x2FD6)
    if (character := _SUPPLEMENT.get(chr(code), unicodedata.normalize("NFKC", chr(code)))) != chr(code)
}
"""Radicals that look like the characters that programs write them for, each with that character."""
_RADICAL = late(f"[{''.join(map(chr, _RADICALS))}]")
"""Pronunciation that some converted pages print behind a character: 報(bào)告."""
_TAIWAN = (
    (late("入口网站"), "门户网站"),
    (late("规范性档案"), "规范性文件"),
    (late("(?<=公开|政策|印发|发布|制发)档案(?!馆|局|室|信息|工作)"), "文件"),
    (late("(?<=[答回反批重])覆"), "复"),
    (late("型别"), "类型"),
    (late("资讯|讯息"), "信息"),
    (late("网路"), "网络"),
    (late("联络"), "联系"),
    (late("释出"), "发布"),
    (late("(?<=网站)线上|线上(?=访谈)"), "在线"),
    (late("透过"), "通过"),
    (late("专案"), "项目"),
    (late("(?<=[所本]列)资料"), "数据"),
)
"""Words that conversion for Taiwan exchanges, in simplified characters; each as long as what stands for
it."""
_BLANKS = late(r"\s+")
_FIRST_IDEOGRAPH = 0x2E7F
_NOTICE = phrase(
    "the text is in traditional characters; only common ones were read: install "
    "govinfo-reports[opencc] for all"
).both


def restored(items: Sequence[_Item], printed: Folded) -> tuple[_Item, ...]:
    """The facts, sections or statements of a converted document with their raw text, titles and labels as
    printed."""
    return tuple(_restored(item, printed) for item in items) if printed.text else tuple(items)


def _restored(item: Any, printed: Folded) -> Any:
    changes: dict[str, Any] = {}
    for field in attrs.fields(type(item)):
        value = getattr(item, field.name)
        if field.name in {"raw", "text", "title", "label", "sentence"} and isinstance(value, str):
            changes[field.name] = printed.quoted(value)
        elif field.name == "match":
            changes["match"] = evolve(value, label=printed.quoted(value.label))
        elif field.name == "subsections":
            changes["subsections"] = restored(value, printed)
    return evolve(item, **changes) if changes else item


def is_traditional(texts: Iterable[str]) -> bool:
    """Whether the texts together are in traditional characters.

    >>> is_traditional(["本報告所列數據的統計期限自2013年1月1日起，如對本報告有任何疑問，請與辦公廳聯繫。"])
    True
    """
    whole = "".join(texts)
    if not _ANY_TRADITIONAL.search(whole):
        return False
    counts = Counter(whole)
    found = sum(count for char, count in counts.items() if char in _IS_TRADITIONAL)
    characters = sum(count for char, count in counts.items() if IDEOGRAPH.match(char))
    return characters >= _FEWEST and found >= characters * _SHARE


def simplify(document: Document) -> tuple[Document, Folded]:
    """The document in simplified characters, each in its place, and its whole text without blanks, which
    tells what was printed; unchanged, and no text, where it is in them already.

    Radicals that stand for characters are read as those. Pronunciation printed behind characters is dropped,
    so spans count without it. Without the extra `opencc` only common characters are converted, and a notice
    says so.
    """
    texts = list(_texts(document))
    whole = "\n".join(texts)
    if _RADICAL.search(whole):
        radicals = _converted(document, lambda text: text.translate(_RADICALS))
        simple, printed = simplify(radicals)
        original = _BLANKS.sub("", "\n".join(map(_without_pinyin, texts)))
        simplified = printed.text or _BLANKS.sub("", "\n".join(_texts(radicals)))
        return simple, Folded(simplified, original, range(len(original)))
    if not is_traditional((whole,)):
        return document, Folded("", "", ())
    table = _table(set(chain.from_iterable(texts)))
    notices = document.notices if table is not _COMMON else (*document.notices, _NOTICE)

    def plain(text: str) -> str:
        text = _without_pinyin(text).translate(table)
        for pattern, word in _TAIWAN:
            text = pattern.sub(word, text)
        return text

    simple = evolve(_converted(document, plain), notices=notices)
    original = _BLANKS.sub("", "\n".join(_without_pinyin(text) for text in texts))
    simplified = _BLANKS.sub("", "\n".join(map(plain, texts)))
    return simple, Folded(simplified, original, range(len(original)))


def _converted(document: Document, plain: Callable[[str], str]) -> Document:
    return evolve(
        document,
        blocks=tuple(
            evolve(block, text=plain(block.text))
            if isinstance(block, Paragraph)
            else Table(
                cells=tuple(evolve(cell, text=plain(cell.text)) for cell in block.cells),
                location=block.location,
                is_grid=block.is_grid,
            )
            for block in document.blocks
        ),
        furniture=tuple(evolve(paragraph, text=plain(paragraph.text)) for paragraph in document.furniture),
    )


def _table(characters: set[str]) -> dict[int, str]:
    """The simplified form of each of the characters that has another; `_COMMON` without the extra."""
    try:
        from opencc import OpenCC
    except ImportError:
        return _COMMON
    converter = OpenCC("t2s")
    return {
        ord(char): simple
        for char in characters
        if ord(char) > _FIRST_IDEOGRAPH and len(simple := converter.convert(char)) == 1 and simple != char
    }


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell.text for cell in block.cells)
    yield from (paragraph.text for paragraph in document.furniture)


def _without_pinyin(text: str) -> str:
    return PINYIN.sub("", text) if "(" in text else text
