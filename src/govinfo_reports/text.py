"""Printed text and its folded form, in which readings are made, with the offsets that lead from one to the
other: whatever folds a text is here, or gives a `Folded`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from attrs import frozen

__all__ = ["Folded", "fold", "narrow"]

_RADICALS = dict(
    zip(
        map(
            ord,
            "⺁⺇⺈⺊⺌⺍⺕⺝⺟⺠⺪⺫⺬⺮⺳⺶⺷⺻⺼⻁⻂⻄⻅⻆⻉⻋⻌⻍⻎⻏⻐⻑⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻰⻱⻲⻳",
        ),
        "厂几刀卜小小彐月母民疋目示竹网羊羊聿肉虎衣西见角贝车辶辶辶邑钅长长门阜阜雨青韦页风飞食食食饣马骨鬼鱼鸟卤麦黄黾齐齐齿齿龙龟龟龟",
        strict=True,
    )
)
"""CJK radicals that programs print for the ideographs they look like; those of the Kangxi block are folded
by NFKC."""
_ENCLOSED = {0x3220 + step: f"({'一二三四五六七八九十'[step]})" for step in range(10)} | {
    0x2460 + step: chr(0x2460 + step) for step in range(20)
}
_OWN = {**_RADICALS, **_ENCLOSED, ord("它"): "他"}
"""What NFKC leaves or would fold otherwise: ㈠ is an ordinal in brackets, ① an ordinal or the mark of a
note, 其它 is 其他."""


class _Foldings(dict[int, str]):
    """What each character is folded to, looked up once."""

    def __missing__(self, code: int) -> str:
        self[code] = made = _OWN.get(code) or unicodedata.normalize("NFKC", chr(code))
        return made


_FOLDED = _Foldings()
_ANY_OWN = re.compile(f"[{''.join(map(chr, _OWN))}]")
_SHORT = 40


@frozen
class Folded:
    """A text made ready to be read: in half-width forms, without radicals, without blanks or brackets, in
    simplified characters, as who makes it says. `printed` is the text it was made of, and `at` says for each
    of its characters where in the printed one it comes from.

    >>> folded = fold("㈠政府公报　１２")
    >>> folded.text, folded.span(3, 7)
    ('(一)政府公报 12', (1, 5))
    """

    text: str
    printed: str
    at: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the printed text of the characters from `start` up to `end` of the folded one."""
        if start >= end:
            at = self.at[start] if start < len(self.at) else len(self.at)
            return at, at
        return self.at[start], self.at[end - 1] + 1

    def quoted(self, words: str) -> str:
        """The same words as they are printed, line by line, where they stand in the text, which has no
        blanks; as they are where they do not.

        >>> Folded("年度报告", "年度報告", range(4)).quoted("度 报告")
        '度 報告'
        """
        return "".join(map(self._quoted, words.splitlines(keepends=True))) if self.text else words

    def _quoted(self, line: str) -> str:
        start = self.text.find("".join(line.split()))
        if start < 0:
            return line
        places = iter(self.at[start:])
        return "".join(char if char.isspace() else self.printed[next(places)] for char in line)


def fold(text: str) -> Folded:
    """The folded form of a printed text. Blanks stay where they are, as blanks."""
    return _fold_short(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> Folded:
    if unicodedata.is_normalized("NFKC", text) and not _ANY_OWN.search(text):
        return Folded(text, text, range(len(text)))
    folded = text.translate(_FOLDED)
    if len(folded) == len(text):  # no character is folded to nothing, so each to one
        return Folded(folded, text, range(len(text)))
    origins = [at for at, char in enumerate(text) for _ in _FOLDED[ord(char)]]
    return Folded(folded, text, origins)


_fold_short = lru_cache(maxsize=4096)(_fold)


_COMMON_TRADITIONAL = (
    "報開統計時間聯電話傳郵編碼網處機關發構來標題稱號務書議縣區鄉鎮廳環辦實業與請係繫問總體況訊從於為類會員園團隊館學醫協黨農"
    "場範圍數據載詢諮對將歡見製匯綜簡備屬檔術產經財設審監創僑衛質廣視錄閱條檢氣糧稅銀運輸規劃資項衆眾應終國內徵課組織負責寫撥"
    "饋"
)
_COMMON_SIMPLIFIED = (
    "报开统计时间联电话传邮编码网处机关发构来标题称号务书议县区乡镇厅环办实业与请系系问总体况讯从于为类会员园团队馆学医协党农"
    "场范围数据载询咨对将欢见制汇综简备属档术产经财设审监创侨卫质广视录阅条检气粮税银运输规划资项众众应终国内征课组织负责写拨"
    "馈"
)
_NARROW: Mapping[str, str] = MappingProxyType(
    {chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)}
    | dict(zip(_COMMON_TRADITIONAL, _COMMON_SIMPLIFIED, strict=True))
    | {"○": "〇", "◯": "〇", "﹣": "-"}
)
_ANY_WIDE = re.compile("[" + "".join(map(re.escape, _NARROW)) + "]")
"""A search for these few is much faster than `str.translate`, which looks up every character."""
_MARKS = tuple((wide, _NARROW[wide]) for wide in "，：；（）")
"""The signs that nearly every sentence has, which `str.replace` finds at once."""


def narrow(text: str) -> str:
    """The text with full-width signs made half-width and common traditional characters simplified, letter
    for letter, so that a place in it is the same place in the printed one.

    >>> narrow("電話：０９３１－８８")
    '电话:0931-88'
    """
    for wide, half in _MARKS:
        text = text.replace(wide, half)
    return _ANY_WIDE.sub(_narrow_one, text)


def _narrow_one(found: re.Match[str]) -> str:
    return _NARROW[found.group()]
