"""Growth in per cent, where the sentence prints both figures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from attrs import evolve

from ...model.statement import Statement, StatementKind
from ...patterns import late
from ..clauses import Prose, Sentence, Stretch
from ..figures import Figure
from .items import CountedItem, items_of
from .lists import parts_statement
from .per_cent import percent_holds

__all__ = ["difference_statements", "growth_statements"]

_UP = late(r"(?:增长|增加|上升|提高|增幅|提升|增)(?:了|率|幅度)?(?:达到|达|为|约|近){0,2}$")
_DOWN = late(r"(?:下降|减少|降低|回落|降幅|减幅|下滑)(?:了|率|幅度)?(?:达到|达|为|约|近){0,2}$")
_LONGEST_WORD = 8
_COMPARES = late(r"(?:去年|上一?年)(?!度?(?:结转|转结|转入))|同期|往年|[比较与同]20\d\d年")
_YEAR = late(r"(20\d\d)年")
_DIFFERENCE = late(r"(?:(?P<more>增加|增长|上升|净增|[多增])|(?P<less>减少|下降|回落|[少减]))(?:了|约)*$")
"""What stands before a figure that is the difference of the two years: 比上年增加9件."""
_FROM = late(r"[由从](?:[^，；]{0,6}的)?$")
_TO = late(r"^(?:[^，；]{0,4})[至到为]$")
_BEFORE_BRACKET = 10


def growth_statements(prose: Prose, sentence: Sentence, items: list[CountedItem]) -> Iterator[Statement]:
    """The rates of change of a sentence: as many figures of the year before as rates, in the same order,
    each held against the present figure of its unit. Where they are not as many, which belongs to which
    would be a guess."""
    changes = list(_changes(sentence.main))
    if not changes:
        return
    told = [item for item in items if item.position < changes[-1][0].start]
    differences = [item for item in told if _DIFFERENCE.search(item.lead)]
    present, earlier = _now_and_before(sentence, [item for item in told if item not in differences])
    if len(differences) == len(changes) == 1:
        present, earlier = _worked_out(present, earlier, differences[0])
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


def difference_statements(prose: Prose, sentence: Sentence, items: list[CountedItem]) -> Iterator[Statement]:
    """The difference of two years that a sentence prints with both (117件，比上年的108件增加9件): as a sum,
    the larger figure the whole. Where several figures could be this year's, one that fits is taken, and none
    is judged wrong."""
    differences = [item for item in items if _DIFFERENCE.search(item.lead)]
    if len(differences) != 1:
        return
    (step,) = differences
    rest = [item for item in items if item is not step and item.position < step.position]
    present, earlier = _now_and_before(sentence, rest)
    present = [item for item in present if item.figure.unit == step.figure.unit]
    if len(earlier) != 1 or earlier[0].figure.unit != step.figure.unit or not present:
        return
    if any(item.figure.approximate for item in (step, *earlier, *present)):
        return
    found = _DIFFERENCE.search(step.lead)
    grew = found is not None and found["more"] is not None
    fitting = [now for now in present if _step(now, earlier[0], grew=grew) == step.figure.value]
    if not fitting and len(present) > 1:
        return
    now = (fitting or present)[-1]
    whole, part = (now, earlier[0]) if grew else (earlier[0], now)
    yield parts_statement(prose, whole, (part, step), "difference")


def _step(now: CountedItem, before: CountedItem, *, grew: bool) -> int | Decimal:
    change = now.figure.value - before.figure.value
    return change if grew else -change


def _changes(stretch: Stretch) -> Iterator[tuple[Figure, bool]]:
    """The rates of change, and whether they are of a decrease."""
    for figure in stretch.figures:
        if figure.unit == "%":
            lead = stretch.text[max(0, figure.start - _LONGEST_WORD) : figure.start]
            if _UP.search(lead):
                yield figure, False
            elif _DOWN.search(lead):
                yield figure, True


def _now_and_before(
    sentence: Sentence, items: list[CountedItem]
) -> tuple[list[CountedItem], list[CountedItem]]:
    """The present figures, and those of the year before: named so in their clause, or in brackets
    (去年同期121件)."""
    present: list[CountedItem] = []
    earlier: list[CountedItem] = []
    if len(items) >= 2 and _FROM.search(items[-2].lead) and _TO.match(items[-1].lead):
        return [items[-1]], [items[-2]]
    for item in items:
        compared = _COMPARES.search(item.lead.rpartition("，")[2]) is not None
        (earlier if compared else present).append(item)
    for bracket in sentence.brackets:
        inside = items_of(bracket, sentence)
        anchor = bracket.anchor or 0
        lead = sentence.main.text[max(0, anchor - _BEFORE_BRACKET) : anchor].rpartition("，")[2]
        if inside and _COMPARES.search(lead + bracket.text[: inside[0].position]):
            earlier += inside
    return (present, earlier) if earlier else _years_apart(present)


def _worked_out(
    present: list[CountedItem], earlier: list[CountedItem], difference: CountedItem
) -> tuple[list[CountedItem], list[CountedItem]]:
    """The year that the sentence does not print, from the other one and the difference:
    117件，比上年增加9件，增长8.3%."""
    known = [item for item in (present or earlier)[-1:] if item.figure.unit == difference.figure.unit]
    if (present and earlier) or not known or known[0].figure.approximate or difference.figure.approximate:
        return present, earlier
    found = _DIFFERENCE.search(difference.lead)
    grew = found is not None and found["more"] is not None
    step = difference.figure.value if grew == bool(earlier) else -difference.figure.value
    figure = evolve(known[0].figure, value=known[0].figure.value + step)
    other = evolve(difference, figure=figure, lead="")
    return (known, [other]) if present else ([other], known)


def _years_apart(items: list[CountedItem]) -> tuple[list[CountedItem], list[CountedItem]]:
    """2015年50件，2016年70件，增长40%: the figure of the year before the other."""
    if len(items) == 2:
        years = [int(named[-1]) for item in items if (named := _YEAR.findall(item.lead))]
        if len(years) == 2 and abs(years[0] - years[1]) == 1:
            before, now = items if years[0] < years[1] else items[::-1]
            return [now], [before]
    return items, []


def _present(items: list[CountedItem], before: CountedItem, rate: Figure) -> CountedItem | None:
    """The last exact figure before the rate that has the unit of the earlier one."""
    for item in reversed(items):
        if item.figure.unit == before.figure.unit and item.position < rate.start:
            return None if item.figure.approximate or before.figure.approximate else item
    return None
