"""The figures in a stretch of prose: value, unit, whether rough, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..numerals import exact_value
from .characters import CHARACTER_HINT, ROUGH, Figure, find_characters

__all__ = ["CHARACTER_HINT", "FIGURE_HINT", "Figure", "find_figures"]

_COUNTED = "条[/／]次|篇[/／]次|件[/／]次|人[/／]次|场[/／]次|篇次|人次|条次|件次|场次|批次|期次|条|件|次|篇|期|场|宗|起|例|份|笔|个|人|名|位|项|处|批|部|家|户|册|类|张|则|版|轮|届"
_MONEY = "万元|亿元|千元|元"

FIGURE_HINT = re.compile(rf"[0-9０-９][余多几百千万亿\s]*(?:{_COUNTED}|{_MONEY}|[%％])")
"""A quick test for figures in digits, before brackets and blanks are seen to."""

_FIGURE = re.compile(
    r"(?P<whole>\d{1,3}(?:[, ]\d{3})+(?!\d)|\d{1,12})(?P<fraction>\.\d{1,6})?(?:(?P<mixed>万\d[千百]|万\d{4}|千\d百)(?!\d))?"
    r"(?P<more>余|多|几)?(?P<scale>[百千万亿](?!元))?(?P<more_after>余|多)?"
    rf"(?:(?P<unit>{_COUNTED}|{_MONEY})|(?P<percent>%))(?P<tail>左右|以上|余|多)?"
)
_NOT_BEFORE = frozenset("0123456789.,第前〔-百千万亿")
_SCALES = {"百": 100, "千": 1000, "万": 10_000}


def find_figures(text: str) -> tuple[Figure, ...]:
    """The figures that have a unit, in the order of the text; dates, ordinals and numbers of documents have none.

    >>> [(figure.value, figure.unit) for figure in find_figures("2017年收到申请1,038件，其中网上申请约30件")]
    [(1038, '件'), (30, '件')]
    """
    figures = [*_digits(text), *find_characters(text)]
    figures.sort(key=lambda figure: figure.start)
    return tuple(figures)


def _digits(text: str) -> Iterator[Figure]:
    for match in _FIGURE.finditer(text):
        before = text[max(0, match.start() - 2) : match.start()]
        if before and (before[-1] in _NOT_BEFORE or (before[-1] == " " and before[0].isdigit())):
            continue
        scale, mixed = match["scale"], match["mixed"]
        value = exact_value(match["whole"], match["fraction"], scale if scale in ("万", "亿") else None)
        if value is None or (mixed and (scale or match["fraction"])):
            continue
        if scale in ("百", "千"):
            value *= _SCALES[scale]
        if mixed:
            value = value * _SCALES[mixed[0]] + _rest(mixed[1:])
        rough = before.endswith(ROUGH) or any(match[name] for name in ("more", "more_after", "tail"))
        yield Figure(
            value,
            _plain_unit(match["unit"]) if match["unit"] else "%",
            rough,
            match.start("whole"),
            match.end(),
        )


def _plain_unit(printed: str) -> str:
    """条/次 counts as 条, 人/次 and 场/次 as what they are without the stroke."""
    first, stroke, _ = printed.replace("／", "/").partition("/")
    return (f"{first}次" if first in "人场" else first) if stroke else printed.replace("篇次", "篇")


def _rest(printed: str) -> int:
    """What follows 万 or 千 in 1万2千 and 3千5百."""
    return int(printed) if printed.isdecimal() else int(printed[0]) * _SCALES[printed[1]]
