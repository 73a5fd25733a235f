"""Printed text and its folded form, in which readings are made, with the offsets that lead from one to the
other: whatever folds a text is here, or gives a `Folded`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from attrs import frozen

__all__ = ["IDEOGRAPH", "ONLY_TRADITIONAL", "PINYIN", "SIMPLIFIED", "Folded", "fold", "narrow"]

IDEOGRAPH = re.compile("[\u4e00-\u9fff]")
PINYIN = re.compile(r"\([a-z]{0,6}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜḿńňǹ][a-z]{0,5}\)")
"""How a rare character is read, in brackets behind it (in folded text)."""
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
ONLY_TRADITIONAL = (
    "報開動請數據條記辦規範關機務發實業網統計時間總況問題處會議訴訟複執決結轉組織專員費與為國縣區鄉鎮廳單標體書證質監選產經財環設當無對將應從屬類項內讀訪談黨團隊導責職現場點號華進過還這們個學術興達運連續購"
    "強權極樓橋檢歡歸氣滿漢營種積稱終細給維線編級紀約納紙絡綜緊繼罰聽聯聞見觀視覺親許評試詢話該認語說論識護變讓貫資賬賓贊車軍輕輪農邊郵鄰醫銀銷錄長門閉閱陽階際難雲電靜響頁順須預領頭願風飛館馬驗齊"
)
_THEIR_SIMPLIFIED = (
    "报开动请数据条记办规范关机务发实业网统计时间总况问题处会议诉讼复执决结转组织专员费与为国县区乡镇厅单标体书证质监选产经财环设当无对将应从属类项内读访谈党团队导责职现场点号华进过还这们个学术兴达运连续购"
    "强权极楼桥检欢归气满汉营种积称终细给维线编级纪约纳纸络综紧继罚听联闻见观视觉亲许评试询话该认语说论识护变让贯资账宾赞车军轻轮农边邮邻医银销录长门闭阅阳阶际难云电静响页顺须预领头愿风飞馆马验齐"
)
_MORE_TRADITIONAL = (
    "訊於餘舉養獲災衛劃勞協歷稅製價釋圖辭徵彙兩賠償糾紛係綱層寫碼傳眞夠遲遞鄭寧詳確罷補穩隱祕擬幾額萬"
    "億幹屆後繫爲眾羣構來園圍載諮匯簡備檔審創僑廣糧輸衆課負撥饋佈參廢徑採沒減濟熱繳訓輿錯駁復別曆佔臺戶註較"
)
_MORE_SIMPLIFIED = (
    "讯于余举养获灾卫划劳协历税制价释图辞征汇两赔偿纠纷系纲层写码传真够迟递郑宁详确罢补稳隐秘拟几额万"
    "亿干届后系为众群构来园围载咨汇简备档审创侨广粮输众课负拨馈布参废径采没减济热缴训舆错驳复别历占台户注较"
)
"""Characters that simplified text does not have, the first of reports in traditional ones; each with the
simplified one in the same place of the next."""
SIMPLIFIED: Mapping[str, str] = MappingProxyType(
    dict(zip(ONLY_TRADITIONAL + _MORE_TRADITIONAL, _THEIR_SIMPLIFIED + _MORE_SIMPLIFIED, strict=True))
)
_ENCLOSED = {0x3220 + step: f"({'一二三四五六七八九十'[step]})" for step in range(10)} | {
    0x2460 + step: chr(0x2460 + step) for step in range(20)
}
_NO_WIDTH = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_OWN = {
    **_RADICALS,
    **_ENCLOSED,
    **{ord(char): simple for char, simple in SIMPLIFIED.items()},
    **dict.fromkeys(map(ord, _NO_WIDTH), ""),
    ord("它"): "他",
    ord("覆"): "复",
}
"""What NFKC leaves or would fold otherwise: ㈠ is an ordinal in brackets, ① an ordinal or the mark of a
note, 其它 is 其他, 答覆 is 答复, what has no width is nothing."""


class _Foldings(dict[str, str]):
    """What each character is folded to, looked up once."""

    def __missing__(self, char: str) -> str:
        plain = char if ord(char) in _OWN else unicodedata.normalize("NFKC", char)
        self[char] = made = "".join([_OWN.get(ord(one), one) for one in plain])
        return made


_FOLDED = _Foldings()
_ANY_OWN = re.compile(f"[{''.join(map(chr, _OWN))}]")
_IDEOGRAPHS = sorted({0x4DFF, *(code for code in _OWN if 0x4E00 <= code <= 0x9FFF), 0xA000})
_PLAIN = "".join(
    f"{chr(before + 1)}-{chr(code - 1)}" for before, code in pairwise(_IDEOGRAPHS) if code - before > 1
)
_MAY_FOLD = re.compile(f"[^\x00-\x7f‘’“”—、。《》【】{_PLAIN}]")
"""Not what nearly all of a text is: of the common ideographs few are folded."""
_SHORT = 40
_FEW = 24
"""So many different characters are folded one after the other; a text of forms has some six."""


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
    others = set(_MAY_FOLD.findall(text))
    if len(others) <= _FEW:  # what they are folded to is not folded again
        folded = text
        for char in others:
            folded = folded.replace(char, _FOLDED[char])
    else:
        folded = "".join([_FOLDED[char] for char in text])
    if len(folded) == len(text) and others.isdisjoint(_NO_WIDTH):  # each to one
        return Folded(folded, text, range(len(text)))
    origins = [at for at, char in enumerate(text) for _ in _FOLDED[char]]
    return Folded(folded, text, origins)


_fold_short = lru_cache(maxsize=4096)(_fold)


_NARROW: Mapping[str, str] = MappingProxyType(
    {
        **{chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)},
        **SIMPLIFIED,
        "○": "〇",
        "◯": "〇",
        "﹣": "-",
    }
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
