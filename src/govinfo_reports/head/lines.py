"""The report's paragraphs as the readers of title, dates and contact look at them: needless blanks gone,
places kept."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

from ..document import Paragraph
from ..location import Location
from ..patterns import late
from ..text import PINYIN, narrow

__all__ = ["HeadLine", "hurried", "lines_of", "tighten", "unwrapped"]

_MARKERS = late(r"\[(?:image|bookmark)[^\]\n]{0,60}\]|<!--|-->|&(?:nbsp|ensp|emsp|#160);")
"""What converters leave in the text: pictures, bookmarks, comment marks, blanks as entities."""
_MARKED = ("[", "<", ">", "&")
_BOLD = late(r"\*\*([^*\n]{1,200})\*\*")
"""Markdown; two stars alone may stand for a name left out (**市)."""
_INVISIBLE = late("[\u00ad\u200b-\u200f\u2060\ufeff]")
"""Pronunciation that some sites print behind a character: 報(bào)告."""
_BEGINS = late(
    r"[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．](?!\d)|第[一二三四五六七八九十]{1,2}[部章节]"
    r"|附[件表:]|引言|前言|概述|总体情况"
)
_LABEL_AT_END = late(r"(?:地址|电话|传真|邮编|邮政编码|邮箱|信箱|网址)[^\u4e00-\u9fff]{0,2}:$")
_OPEN_END = late(r"[,、(（\u4e00-\u9fff]$")
_OF_A_SENTENCE = late(r"由[^由]{2,30}$|请与|联系|根据|地址|电话")
_LONGEST_LABEL, _SHORTEST_WRAPPED, _LONGEST_JOINED = 12, 16, 1500
_RUN_OF_BLANKS = late(r"[\s|]+")
_DOUBLED_STOP = late(r",(?=[,，、。；])|，(?=[，。；])")


@frozen(kw_only=True)
class HeadLine:
    """One paragraph. `text` is as printed without blanks (one is kept between two Latin letters or digits),
    `folded` is the same with full-width signs made half-width and common traditional characters made
    simplified, letter for letter. `gaps` are the offsets in `text` before which a blank or a cell border was
    dropped."""

    text: str
    folded: str
    gaps: frozenset[int]
    location: Location

    def has_gap(self, offset: int) -> bool:
        """Whether the printed text has a blank, or its end, before `offset`."""
        return offset in self.gaps or offset <= 0 or offset >= len(self.text)


def hurried(pattern: str, characters: str) -> re.Pattern[str]:
    """The pattern, case ignored, tried only where one of `characters` stands: every match must begin with
    one of them (others may be among them). Most places are so passed over at once, which a long list of
    alternatives does not do of itself."""
    first = re.escape("".join(sorted({*filter(str.isalnum, characters + characters.swapcase())})))
    return late(f"(?=[{first}])(?i:{pattern})")


def tighten(text: str) -> tuple[str, frozenset[int]]:
    """The text without needless blanks, and the offsets in it where blanks were dropped.

    >>> tighten("年 度 报 告 （2017 年）")[0]
    '年度报告（2017年）'
    >>> tighten("8318819  8318820")[0]
    '8318819 8318820'
    """
    if any(map(text.__contains__, _MARKED)):
        text = _MARKERS.sub(" ", text)
    text = text if text.isprintable() else _INVISIBLE.sub("", text)
    if "**" in text:
        text = _BOLD.sub(r"\1", text)
    if "(" in text:
        stripped = PINYIN.sub("", text)
        # such sites also double the commas
        text = _DOUBLED_STOP.sub("", stripped) if len(stripped) < len(text) else text
    if "|" not in text and text.split(None, 1) == [text]:
        return text, frozenset()
    pieces: list[str] = []
    gaps: set[int] = set()
    length = 0
    last = 0
    for blank in _RUN_OF_BLANKS.finditer(text):
        piece = text[last : blank.start()]
        last = blank.end()
        pieces.append(piece)
        length += len(piece)
        before = text[blank.start() - 1 : blank.start()]
        after = text[last : last + 1]
        if _is_latin(before) and _is_latin(after) and "|" not in blank.group():
            pieces.append(" ")
            length += 1
        gaps.add(length)
    pieces.append(text[last:])
    return "".join(pieces), frozenset(gaps)


def lines_of(paragraphs: Sequence[Paragraph]) -> tuple[HeadLine, ...]:
    """The paragraphs that say anything, one `Line` each."""
    lines = []
    for paragraph in paragraphs:
        text, gaps = tighten(paragraph.text)
        if text:
            lines.append(HeadLine(text=text, folded=narrow(text), gaps=gaps, location=paragraph.location))
    return tuple(lines)


def unwrapped(lines: Sequence[HeadLine]) -> tuple[HeadLine, ...]:
    """The lines, those joined that end in the middle of a sentence or behind a label and its colon."""
    joined: list[HeadLine] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last is not None and len(last.text) <= _LONGEST_JOINED and _goes_on(last.folded, line.folded):
            shift = len(last.text)
            joined[-1] = HeadLine(
                text=last.text + line.text,
                folded=last.folded + line.folded,
                gaps=last.gaps | {shift + gap for gap in line.gaps if gap},
                location=last.location,
            )
        else:
            joined.append(line)
    return tuple(joined)


def _goes_on(before: str, after: str) -> bool:
    if _BEGINS.match(after):
        return False
    if before.endswith(":"):
        return len(before) <= _LONGEST_LABEL or _LABEL_AT_END.search(before) is not None
    is_sentence = len(before) >= _SHORTEST_WRAPPED or _OF_A_SENTENCE.search(before) is not None
    return is_sentence and _OPEN_END.search(before) is not None


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
