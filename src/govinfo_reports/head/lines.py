"""The report's paragraphs as the readers of title, dates and contact look at them: needless blanks gone,
places kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from attrs import frozen

from ..document import Paragraph
from ..location import Location
from ..patterns import late

__all__ = ["HeadLine", "fold", "hurried", "lines_of", "tighten", "unwrapped"]

_MARKERS = late(r"\[(?:image|bookmark)[^\]\n]{0,60}\]|<!--|-->|&(?:nbsp|ensp|emsp|#160);")
"""What converters leave in the text: pictures, bookmarks, comment marks, blanks as entities."""
_MARKED = ("[", "<", ">", "&")
_BOLD = late(r"\*\*([^*\n]{1,200})\*\*")
"""Markdown; two stars alone may stand for a name left out (**市)."""
_INVISIBLE = late("[\u00ad\u200b-\u200f\u2060\ufeff]")
_PINYIN = late(r"\([a-z]{0,6}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜḿńňǹ][a-z]{0,5}\)")
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

# One character each, so that a place in the folded text is the same place in the printed one.
_TRADITIONAL = (
    "報開統計時間聯電話傳郵編碼網處機關發構來標題稱號務書議縣區鄉鎮廳環辦實業與請係繫問總體況訊從於為類會員園團隊館學醫協黨農"
    "場範圍數據載詢諮對將歡見製匯綜簡備屬檔術產經財設審監創僑衛質廣視錄閱條檢氣糧稅銀運輸規劃資項衆眾應終國內徵課組織負責寫撥"
    "饋"
)
_SIMPLIFIED = (
    "报开统计时间联电话传邮编码网处机关发构来标题称号务书议县区乡镇厅环办实业与请系系问总体况讯从于为类会员园团队馆学医协党农"
    "场范围数据载询咨对将欢见制汇综简备属档术产经财设审监创侨卫质广视录阅条检气粮税银运输规划资项众众应终国内征课组织负责写拨"
    "馈"
)
_FOLDING: Mapping[str, str] = MappingProxyType(
    {chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)}
    | dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True))
    | {"○": "〇", "◯": "〇", "﹣": "-"}
)
_FOLDED = late("[" + "".join(map(re.escape, _FOLDING)) + "]")
"""A search for these few is much faster than `str.translate`, which looks up every character."""
_COMMON = tuple((wide, _FOLDING[wide]) for wide in "，：；（）")
"""The signs that nearly every sentence has, which `str.replace` finds at once."""


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


def fold(text: str) -> str:
    """The text with full-width signs made half-width and common traditional characters simplified, of the
    same length.

    >>> fold("電話：０９３１－８８")
    '电话:0931-88'
    """
    for wide, narrow in _COMMON:
        text = text.replace(wide, narrow)
    return _FOLDED.sub(_fold_one, text)


def _fold_one(found: re.Match[str]) -> str:
    return _FOLDING[found.group()]


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
    text = _INVISIBLE.sub("", text)
    if "**" in text:
        text = _BOLD.sub(r"\1", text)
    if "(" in text:
        stripped = _PINYIN.sub("", text)
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
            lines.append(HeadLine(text=text, folded=fold(text), gaps=gaps, location=paragraph.location))
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
