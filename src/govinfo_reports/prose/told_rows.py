"""Rows of section two (主动公开政府信息情况) that sentences tell with the names of their columns:
行政许可事项上一年22项，本年减少3项，处理决定287件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from attrs import frozen

from ..facts import Fact, How, Match
from ..forms.scopes import scopes
from ..indicators import Form, Kind, leaf_indicators
from ..numerals import Number, read_cell, to_wan_yuan
from ..patterns import late
from .clauses import Sentence
from .passages import Topic
from .spots import Spot
from .state import LIKELY, Reader

__all__ = ["ROWS_HINT", "Told", "is_told", "row_facts", "told_rows"]

_SAY = scopes().patterns
ROWS_HINT = late(r"(?:数量?|增/?减)[：为]{0,2}[-－+＋]?\d")
"""A figure behind the name of a column: it needs no unit."""
_CLAUSES = late(r"[，、]")
_FIGURE = late(r"(?<![\d.,])[-－+＋]?\d[\d,]*(?:\.\d+)?(?P<unit>万元|亿元|元|[项个件条宗部])?$")
_SAYS_MORE = late(
    r"(?:[我本][局委办厅院县市区镇乡单机部街]|本年度?|全年)*(?:未|没有|无|不)[^\d]*|(?:分别)?(?:为|是|即)[^\d]*"
)
"""A clause without a figure that tells none of a column: 没有采取行政强制措施, 分别是水资源费和服务费."""
_ITS_PARTS = "其中"
_YEAR = late(r"20\d\d")
_WHOLE_AREA = late(r"全(?P<level>[省市县区州旗])")
_OF_ITEMS = frozenset(("items_last_year", "items_change"))
_UNITS_OF_ITEMS = frozenset(("", "项", "个"))
_BEHIND_ITEMS = frozenset(("more", "fewer", "as many"))
"""Columns that are said of the items only right behind those of the year before: 上一年22项，减少3项; behind
decisions they are said of these."""
_COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "items last year": "items_last_year",
        "change": "items_change",
        "more": "items_change",
        "fewer": "items_change",
        "as many": "items_change",
        "decisions": "decisions",
        "made": "made",
        "newly published": "newly_disclosed",
        "published in all": "disclosed_total",
        "repealed": "repealed",
        "in force": "in_force",
        "projects": "projects",
        "amount": "amount",
    }
)
_OURS = late(r"全年|今年|年内|本年|[我本][局委办厅院县市区镇乡单机部]")
"""How a part begins that is of this year and organ, whatever the one before it tells of."""
_AT_LEAST = 2
"""Columns that a part of a sentence tells, where the section is not on 主动公开."""


@frozen
class Told:
    """A figure of a row: its indicator, its value, and where its clause begins and ends in the sentence."""

    path: str
    value: int | Decimal
    start: int
    end: int
    figure: tuple[int, int]


def told_rows(reader: Reader, sentence: Sentence, limit: int) -> tuple[Told, ...]:
    """The figures of the parts of a sentence (up to ；) in which every clause tells a column of a row by its
    name; a part with a word more is left to the wordings."""
    text = sentence.main.text[:limit]
    if not _SAY["row of section two"].search(text):
        return ()
    told: list[Told] = []
    start, row, ours = 0, "", True
    for part in text.split("；"):
        found, row = _columns(reader, part, start, row)
        ours = (ours and found != []) or _OURS.match(part) is not None
        if ours and (len(found) >= _AT_LEAST or sentence.topic is Topic.PROACTIVE):
            told += found
        start += len(part) + 1
    return tuple(told)


def _columns(reader: Reader, part: str, start: int, row: str) -> tuple[list[Told], str]:
    """The columns that a part tells, none where it has a clause that is none, and the row that it ends in."""
    told: list[Told] = []
    ends = [*(mark.start() for mark in _CLAUSES.finditer(part)), len(part)]
    first = 0
    for end in ends:
        clause, begin, first = part[first:end], start + first, end + 1
        if clause.startswith(_ITS_PARTS):
            break
        if not clause:
            continue
        named = _SAY["row of section two"].search(clause)
        if named is not None:
            row = str(named.lastgroup)
            words = clause[: named.start()] + clause[named.end() :]
        else:
            words = clause
        last = told[-1].path.rpartition(".")[2] if told else ""
        one = _column(reader, words, clause, row, last) if row else None
        if one is None and (_SAYS_MORE.fullmatch(clause) or _SAY["column: as many"].fullmatch(clause)):
            continue
        if one is None:
            return [], row
        path, value, figure = one
        told.append(Told(path, value, begin, start + end, (start + end - figure, start + end)))
    paths = {one.path for one in told}
    return (told if len(paths) == len(told) else []), row


def _column(
    reader: Reader, words: str, clause: str, row: str, last: str
) -> tuple[str, int | Decimal, int] | None:
    """The indicator and the figure of one clause, whose row was taken out of its `words`, and how many
    characters of its end the figure takes; `last` is the column of the clause before."""
    figure = _FIGURE.search(words)
    name = words[: figure.start()] if figure is not None else words
    lead = _SAY["lead of a row"].match(name)
    before, name = (lead.group(), name[lead.end() :]) if lead is not None else ("", name)
    area = _WHOLE_AREA.search(before)
    own = (reader.organ or "").removesuffix("人民政府")
    wider = area is not None and not own.endswith(area["level"])
    if wider or any(int(year) != reader.year for year in _YEAR.findall(before)):
        return None
    for column, metric in _COLUMNS.items():
        if (figure is None) is not (column == "as many") or not _SAY[f"column: {column}"].fullmatch(name):
            continue
        if column in _BEHIND_ITEMS and last != "items_last_year":
            continue
        if metric in _OF_ITEMS and figure is not None and (figure["unit"] or "") not in _UNITS_OF_ITEMS:
            continue
        metric = "issued" if column == "made" and reader.form is not Form.F2019 else metric
        indicator = leaf_indicators().get(path := f"proactive.{row}.{metric}")
        if indicator is None or reader.form not in indicator.forms:
            continue
        if figure is None:
            return path, 0, len(clause)
        value = _value(figure, is_amount=indicator.kind is Kind.AMOUNT, signed=column == "change")
        if value is not None:
            return path, -value if column == "fewer" else value, len(figure.group())
    return None


def _value(figure: re.Match[str], *, is_amount: bool, signed: bool) -> int | Decimal | None:
    unit = figure["unit"] or ""
    digits = figure.group().removesuffix(unit)
    number = read_cell(digits, signed=signed)
    if number is None or is_amount is not unit.endswith("元"):
        return None
    if is_amount:
        return to_wan_yuan(Number(number.value, unit=unit))
    return number.value if isinstance(number.value, int) else None


def is_told(spot: Spot, rows: Sequence[Told]) -> bool:
    """Whether a figure is one of those that rows tell."""
    return bool(rows) and any(told.start <= spot.figure.start < told.end for told in rows)


def row_facts(reader: Reader, sentence: Sentence, rows: Sequence[Told]) -> Iterator[Fact]:
    """The facts of the figures that rows tell."""
    at, text = sentence.main.at, sentence.main.text
    for told in rows:
        clause = text[told.start : told.end]
        match = Match(
            label=clause,
            how=How.SENTENCE,
            confidence=LIKELY,
            evidence=(f"row of section two: {clause[-60:]}",),
        )
        place, figure = (at[told.start], at[told.end - 1]), (at[told.figure[0]], at[told.figure[1] - 1])
        yield reader.fact(told.path, told.value, place, match, raw=figure)
