"""Sentences that correct what an earlier one said (更正：应为151件): neither figure is the value then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from attrs import evolve

from ..facts import Fact, Scope
from ..forms.scopes import scopes
from ..patterns import late
from .figures import Figure, find_figures
from .scope import Times

__all__ = ["CORRECTION_HINT", "without_corrected"]

_SAY = scopes().patterns
_SHOULD_BE = late(r"应|更正为|订正为|改为|实为")
CORRECTION_HINT = late(r"更正|勘误|订正|笔误|有误|应为")
_MAY_CORRECT = late(r"(?=[误更订应改整实])(?:误|[更订]正|应(?:当|该|改)?[为是]|[改整实]为)")
"""What stands in all words that correct."""


def without_corrected(
    text: str,
    before: Sequence[Fact],
    last: Sequence[Fact],
    fresh: Sequence[Fact],
    *,
    year: int | None,
) -> tuple[list[Fact], list[Fact], list[Fact]]:
    """The facts of the sentences `before`, of the `last` one, and those that the sentence `text` itself gave
    (`fresh`): those that it corrects without a value, both figures among the candidates.

    What it corrects is the figure that it repeats (115件应为151件), the indicator that it names, or else
    what the sentence before it told in the same unit. `year` is the report's: what is said of another one
    (去年应为9件) corrects nothing of this report.
    """
    if _MAY_CORRECT.search(text) is None or _SAY["corrects"].search(text) is None:
        return list(before), list(last), list(fresh)
    figures = find_figures(text)
    earlier = [*before, *last]
    times = Times(text, year)
    headed = _SAY["correction heading"].match(text) and not _SHOULD_BE.search(text)
    for bare in _SAY["corrected without a unit"].finditer(text):
        if times.at(bare.start(), 0) is not Scope.YEAR:
            continue  # 2021年报告中9有误，应为12
        wrong_value, right_value = int(bare["wrong"]), int(bare["right"])
        said = [fact for fact in earlier if fact.value == wrong_value and fact.scope is Scope.YEAR]
        nearest = [fact for fact in last if fact in said] or said
        earlier = [_undecided(fact, right_value) if fact in nearest else fact for fact in earlier]
    for number, right in enumerate(figures):
        if times.at(right.start, 0) is not Scope.YEAR:
            continue
        if not headed and _SAY["should be"].search(text, 0, right.start) is None:
            continue
        wrong = figures[number - 1] if number else None
        paths = {fact.path for fact in fresh if fact.value is None and right.value in fact.candidates}
        if wrong is not None and len(text[wrong.end : right.start]) <= _NEAR:
            found = [fact for fact in earlier if fact.value == wrong.value and _is_in(fact, right)]
        elif paths:
            found = [fact for fact in earlier if fact.path in paths]
        else:
            found = [fact for fact in last if _is_in(fact, right)] or [
                fact for fact in earlier if _is_in(fact, right)
            ][-1:]
        places = {id(fact) for fact in found if fact.scope is Scope.YEAR}
        earlier = [_undecided(fact, right.value) if id(fact) in places else fact for fact in earlier]
        told = {fact.path for fact in found}
        fresh = [fact for fact in fresh if fact.value is not None or fact.path not in told]
    return earlier[: len(before)], earlier[len(before) :], list(fresh)


_NEAR = 12
"""So far behind the wrong figure the right one stands: 115件有误，应更正为151件."""


def _is_in(fact: Fact, figure: Figure) -> bool:
    """Whether a fact was printed in the unit of a figure."""
    return bool(figure.unit) and fact.raw.rstrip().endswith(figure.unit)


def _undecided(fact: Fact, value: int | Decimal) -> Fact:
    known: Iterable[int | Decimal] = {value, *fact.candidates, *(() if fact.value is None else (fact.value,))}
    return evolve(fact, value=None, candidates=tuple(sorted(known)))
