"""Printed text and its folded form, in which readings are made, with the offsets that lead from one to the
other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from attrs import frozen

__all__ = ["Folded", "fold"]

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
    """A text in half-width forms, ideographs for radicals, enclosed ordinals opened; each of its characters
    knows where in the printed text it comes from.

    >>> folded = fold("㈠政府公报　１２")
    >>> folded.text, folded.span(3, 7)
    ('(一)政府公报 12', (1, 5))
    """

    text: str
    _origins: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the printed text of the characters from `start` up to `end` of the folded one."""
        if start >= end:
            at = self._origins[start] if start < len(self._origins) else len(self._origins)
            return at, at
        return self._origins[start], self._origins[end - 1] + 1


def fold(text: str) -> Folded:
    """The folded form of a printed text. Blanks stay where they are, as blanks."""
    return _fold_short(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> Folded:
    if unicodedata.is_normalized("NFKC", text) and not _ANY_OWN.search(text):
        return Folded(text, range(len(text)))
    folded = text.translate(_FOLDED)
    if len(folded) == len(text):  # no character is folded to nothing, so each to one
        return Folded(folded, range(len(text)))
    origins = [at for at, char in enumerate(text) for _ in _FOLDED[ord(char)]]
    return Folded(folded, origins)


_fold_short = lru_cache(maxsize=4096)(_fold)
