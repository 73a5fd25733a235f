"""Growth in per cent, where the sentence prints both figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from .arithmetic_items import Item, items_of
from .arithmetic_statement import Statement, StatementKind, percent_holds
from .statements_clauses import Prose, Sentence
from .statements_figures import Figure, find_figures

__all__ = ["growth_statements"]

_UP = re.compile(r"(?:增长|增加|上升|提高|增幅|提升|增)(?:了|率|幅度)?(?:达到|达|为|约|近){0,2}$")
_DOWN = re.compile(r"(?:下降|减少|降低|回落|降幅|减幅|下滑)(?:了|率|幅度)?(?:达到|达|为|约|近){0,2}$")
_LONGEST_WORD = 8
_COMPARES = re.compile(r"去年|上年|上一年|同期|往年")
_YEAR = re.compile(r"(20\d\d)年")


def growth_statements(prose: Prose, sentence: Sentence, items: list[Item]) -> Iterator[Statement]:
    """The rates of change of a sentence: as many figures of the year before as rates, in the same order, each held
    against the present figure of its unit. Where they are not as many, which belongs to which would be a guess."""
    changes = list(_changes(sentence.main.text))
    if not changes:
        return
    present, earlier = _now_and_before(
        sentence, [item for item in items if item.position < changes[-1][0].start]
    )
    if len(earlier) != len(changes):
        return
    for (rate, negative), before in zip(changes, earlier, strict=True):
        now = _present(present, before, rate)
        if now is None or before.figure.value <= 0:
            continue
        change = (
            (Fraction(now.figure.value) - Fraction(before.figure.value)) * 100 / Fraction(before.figure.value)
        )
        printed = Decimal(rate.value)
        holds, size, tolerance = percent_holds(
            -change if negative else change, printed, approximate=rate.approximate
        )
        yield Statement(
            kind=StatementKind.GROWTH,
            holds=holds,
            text=sentence.main.text[max(0, rate.start - 40) : rate.end],
            unit=now.figure.unit,
            now=now.figure.value,
            before=before.figure.value,
            percent=-printed if negative else printed,
            exact=-size if negative else size,
            tolerance=tolerance,
            locations=(
                prose.location(now.first, now.last),
                prose.location(before.first, before.last),
                prose.location(sentence.main.at[rate.start], sentence.main.at[rate.end - 1]),
            ),
        )


def _changes(text: str) -> Iterator[tuple[Figure, bool]]:
    """The rates of change, and whether they are of a decrease."""
    for figure in find_figures(text):
        if figure.unit == "%":
            lead = text[max(0, figure.start - _LONGEST_WORD) : figure.start]
            if _UP.search(lead):
                yield figure, False
            elif _DOWN.search(lead):
                yield figure, True


def _now_and_before(sentence: Sentence, items: list[Item]) -> tuple[list[Item], list[Item]]:
    """The present figures, and those of the year before: named so in their clause, or in brackets (去年同期121件)."""
    present: list[Item] = []
    earlier: list[Item] = []
    for item in items:
        compared = _COMPARES.search(item.lead.rpartition("，")[2]) is not None
        (earlier if compared else present).append(item)
    for bracket in sentence.brackets:
        inside = items_of(bracket, sentence)
        if inside and _COMPARES.search(bracket.text[: inside[0].position]):
            earlier += inside
    return (present, earlier) if earlier else _years_apart(present)


def _years_apart(items: list[Item]) -> tuple[list[Item], list[Item]]:
    """2015年50件，2016年70件，增长40%: the figure of the year before the other."""
    if len(items) == 2:
        years = [int(named[-1]) for item in items if (named := _YEAR.findall(item.lead))]
        if len(years) == 2 and abs(years[0] - years[1]) == 1:
            before, now = items if years[0] < years[1] else items[::-1]
            return [now], [before]
    return items, []


def _present(items: list[Item], before: Item, rate: Figure) -> Item | None:
    """The last exact figure before the rate that has the unit of the earlier one."""
    for item in reversed(items):
        if item.figure.unit == before.figure.unit and item.position < rate.start:
            return None if item.figure.approximate or before.figure.approximate else item
    return None
