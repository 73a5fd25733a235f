"""The figures in a stretch of prose: value, unit, whether rough, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from attrs import frozen

from ..numerals import chinese_number, exact_value

__all__ = ["CHARACTER_HINT", "FIGURE_HINT", "Figure", "find_figures"]

_COUNTED = "人次|条次|件次|场次|批次|期次|条|件|次|篇|期|场|宗|起|例|份|个|人|名|位|项|处|批|部|家|户|册|类|张|则|版|轮|届"
_MONEY = "万元|亿元|千元|元"

FIGURE_HINT = re.compile(rf"[0-9０-９][余多几百千万亿\s]*(?:{_COUNTED}|{_MONEY}|[%％])")
"""A quick test for figures in digits, before brackets and blanks are seen to."""

CHARACTER_HINT = re.compile(r"[一二两三四五六七八九十百零〇]\s*[件条次期场起宗例篇人]")
"""A quick test for figures in Chinese numerals."""

_FIGURE = re.compile(
    r"(?P<whole>\d{1,3}(?:[, ]\d{3})+(?!\d)|\d{1,12})(?P<fraction>\.\d{1,6})?"
    r"(?P<more>余|多|几)?(?P<scale>[百千万亿](?!元))?(?P<more_after>余|多)?"
    rf"(?:(?P<unit>{_COUNTED}|{_MONEY})|(?P<percent>%))(?P<tail>左右|以上|余|多)?"
)
_NOT_BEFORE = frozenset("0123456789.,第前〔-")
_ROUGH = ("大约", "约为", "约", "将近", "接近", "近", "超过", "超", "逾")
_CHINESE = re.compile(
    r"(?<![第每十百千万零一二三四五六七八九\d])(?P<digits>[一二两三四五六七八九十百零〇]{1,6})(?P<unit>人次|件|条|次|期|场|起|宗|例|篇)(?![次件条期场性龙])"
)
_SMALL_SCALES = {"百": 100, "千": 1000}


@frozen
class Figure:
    """A figure with its unit (`%` for a share), from `start` up to `end` (not included) of the stretch."""

    value: int | Decimal
    unit: str
    approximate: bool
    start: int
    end: int


def find_figures(text: str) -> tuple[Figure, ...]:
    """The figures that have a unit, in the order of the text; dates, ordinals and numbers of documents have none.

    >>> [(figure.value, figure.unit) for figure in find_figures("2017年收到申请1,038件，其中网上申请约30件")]
    [(1038, '件'), (30, '件')]
    """
    figures = [*_digits(text), *_characters(text)]
    figures.sort(key=lambda figure: figure.start)
    return tuple(figures)


def _digits(text: str) -> Iterator[Figure]:
    for match in _FIGURE.finditer(text):
        before = text[max(0, match.start() - 2) : match.start()]
        if before and (before[-1] in _NOT_BEFORE or (before[-1] == " " and before[0].isdigit())):
            continue
        scale = match["scale"]
        value = exact_value(match["whole"], match["fraction"], scale if scale in ("万", "亿") else None)
        if value is None:
            continue
        if scale in _SMALL_SCALES:
            value *= _SMALL_SCALES[scale]
        rough = before.endswith(_ROUGH) or any(match[name] for name in ("more", "more_after", "tail"))
        yield Figure(value, match["unit"] or "%", rough, match.start("whole"), match.end())


def _characters(text: str) -> Iterator[Figure]:
    for match in _CHINESE.finditer(text):
        value = chinese_number(match["digits"])
        if value is not None:
            yield Figure(value, match["unit"], False, match.start(), match.end())
