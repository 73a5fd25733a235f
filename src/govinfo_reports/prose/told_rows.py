"""Rows of section two (主动公开政府信息情况) that sentences tell with the names of their columns:
行政许可事项上一年22项，本年减少3项，处理决定287件."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import frozen

from ..facts import Fact, How, Match
from ..forms.scopes import scopes
from ..indicators import Form, Kind, leaf_indicators
from ..numerals import Number, read_cell, to_wan_yuan
from ..patterns import late
from .clauses import Sentence
from .passages import Topic
from .spots import Spot
from .state import LIKELY, Candidate, Reader

__all__ = ["ROWS_HINT", "Told", "is_told", "row_facts", "told_rows"]

_SAY = scopes().patterns
ROWS_HINT = late(r"(?:数量?|增/?减)[：为]{0,2}[-－+＋]?\d")
"""A figure behind the name of a column: it needs no unit."""
_CLAUSES = late(r"[，、]")
_FIGURE = late(r"(?<![\d.,])[-－+＋]?\d[\d,]*(?:\.\d+)?(?:万元|亿元|元|[项个件条宗部])?$")
_SAYS_MORE = late(
    r"(?:[我本][局委办厅院县市区镇乡单机部街]|本年度?|全年)*(?:未|没有|无|不)[^\d]*|(?:分别)?(?:为|是|即)[^\d]*"
)
"""A clause without a figure that tells none of a column: 没有采取行政强制措施, 分别是水资源费和服务费."""
_ITS_PARTS = "其中"
_MAY_NOT = late(r"[^\d，]{0,10}(?:没有|无权?|不具备|不具有)(?:制定)?规章(?:的)?(?:制定)?(?:职?权限?)?")
"""没有规章制定权: who may not make them says nothing of how many there were."""
_DETAILS = late(r"(?:主要)?(?:包括|包含|含)|主要[是为]|罚没|罚款|收入")
"""What a clause begins with that tells no more of the row."""
_BY_THEIR_NAME = frozenset(("licensing", "other_services", "penalties", "coercion", "administrative_fees"))
_UNITS_OF_DECISIONS = ("件", "宗", "起")
_NO_DECISION = late(r"没有(?:发生)?|未发生|无")
_NONE = late(r"(?:没有|无|未)(?:新)?")
_AS_MANY = "column: items_change, as many"
_YEAR = late(r"20\d\d")
_WHOLE_AREA = late(r"全(?P<level>[省市县区州旗])")
_OF_ITEMS = "items_"
_UNITS_OF_ITEMS = frozenset((None, "项", "个"))
_COLUMN = "column: "
_COLUMNS = tuple(
    (pattern, *name.removeprefix(_COLUMN).partition(", ")[::2])
    for name, pattern in _SAY.items()
    if name.startswith(_COLUMN)
)
"""The words of a column, the last part of its path, and how it tells a change: `more`, `fewer` or `as many`,
which are said of the items only right behind those of the year before (上一年22项，减少3项); behind decisions
they are said of these."""
_OURS = late(r"全年|今年|年内|本年|[我本][局委办厅院县市区镇乡单机部]")
"""How a part begins that is of this year and organ, whatever the one before it tells of."""
_RULE = "row of section two"
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
        if not clause or _MAY_NOT.fullmatch(clause):
            continue
        named = _SAY["row of section two"].search(clause)
        if named is not None:
            row = str(named.lastgroup)
            words = clause[: named.start()] + clause[named.end() :]
        else:
            words = clause
        if named is not None and not words:
            continue  # 行政许可方面，上一年项目数量12项
        last = told[-1].path.rpartition(".")[2] if told else ""
        last = "a decision" if last == "decisions" and "决定" in part[: begin - start] else last
        one = _column(reader, words, clause, row, last) if row else None
        if one is None and told and _DETAILS.match(clause) and row in _BY_THEIR_NAME:
            break
        if one is None and (_SAYS_MORE.fullmatch(clause) or _SAY[_AS_MANY].fullmatch(clause)):
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
    alone = figure is None or figure.group().endswith(_UNITS_OF_DECISIONS)
    if last == "a decision" and alone and (_NO_DECISION.fullmatch(name) if figure is None else not name):
        name = "决定" if figure is not None else "没有决定"  # 行政处罚58件，行政强制没有发生
    none = _NONE.match(name) if figure is None else None
    for pattern, metric, change in _COLUMNS:
        denied = none and not change and none.end() < len(name) and pattern.fullmatch(name, none.end())
        if not denied and ((figure is None) is not (change == "as many") or not pattern.fullmatch(name)):
            continue
        if change and last != "items_last_year":
            continue
        metric = "issued" if metric == "made" and reader.form is not Form.F2019 else metric
        indicator = leaf_indicators().get(path := f"proactive.{row}.{metric}")
        if indicator is None or reader.form not in indicator.forms:
            continue
        if figure is None:
            return path, 0, len(clause)
        number = read_cell(figure.group(), signed=metric == "items_change" and not change)
        if number is None or (metric.startswith(_OF_ITEMS) and number.unit not in _UNITS_OF_ITEMS):
            continue
        value = _value(number, indicator.kind)
        if value is not None:
            return path, -value if change == "fewer" else value, len(figure.group())
    return None


def _value(number: Number, kind: Kind) -> int | Decimal | None:
    """A whole number without a unit of money, or an amount with one in 万元."""
    is_money = (number.unit or "").endswith("元")
    if kind is Kind.AMOUNT:
        return to_wan_yuan(number) if is_money else None
    return number.value if isinstance(number.value, int) and not is_money else None


def is_told(spot: Spot, rows: Sequence[Told]) -> bool:
    """Whether a figure is one of those that rows tell."""
    return bool(rows) and any(told.start <= spot.figure.start < told.end for told in rows)


def row_facts(reader: Reader, sentence: Sentence, rows: Sequence[Told]) -> Iterator[Fact]:
    """The facts of the figures that rows tell."""
    at, text = sentence.main.at, sentence.main.text
    for told in rows:
        clause = text[told.start : told.end]
        match = Match(
            label=clause, how=How.SENTENCE, confidence=LIKELY, evidence=(f"{_RULE}: {clause[-60:]}",)
        )
        place, figure = (at[told.start], at[told.end - 1]), (at[told.figure[0]], at[told.figure[1] - 1])
        fact = reader.fact(told.path, told.value, place, match, raw=figure)
        reader.seen.add((told.path, fact.scope))
        reader.write_down(
            text,
            figure,
            told.value,
            fact.unit or "",
            [Candidate(path=told.path, label=clause, wording=_RULE, reason=None)],
        )
        yield fact
