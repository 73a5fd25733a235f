"""Shares in per cent, held against the whole that they are of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from ...model.statement import Statement, StatementKind
from ...patterns import late
from ..clauses import Prose
from .items import CountedItem
from .lists import is_rest, parts_statement, shares_make_all
from .per_cent import percent_holds

__all__ = ["run_statements", "share_statements"]

_CANDIDATES = 8
_WHOLE_NAMED = late(
    r"占(?:全部|所有|全[年市县区省局]|本年度?|我[局市县])?(?P<noun>[一-龥]{2,6}?)(?:的)?(?:总数|总量"
    r"|总数量|总件数)"
)
_PLAIN_WHOLE = late(r".*(?:申请|信息|公开|答复|受理|办结|收到|发布|件|条|数|全部).*|了.*|到.*")


def run_statements(
    prose: Prose, run: Sequence[CountedItem], before: Sequence[CountedItem], behind: CountedItem | None = None
) -> Iterator[Statement]:
    """The claims of figures with shares that follow each other; `before` are the figures in front of the
    first one, `behind` is the one after the last: a rest (其余1件) is printed without its share.

    The whole is the one of the figures before that most of the shares fit. Parts that add up to it, or whose
    shares make 100%, claim to be all of it.
    """
    first = run[0]
    wholes = [
        item
        for item in before
        if item.figure.unit == first.figure.unit and item.figure.value >= first.figure.value
    ]
    if (noun := _named_whole(prose, first)) is not None:
        wholes = [item for item in wholes if noun in item.lead]
    near = [item for item in wholes if item.sentence == first.sentence]
    said = bool(near) and (len(near) == 1 or "其中" in first.lead)
    whole = _best_whole(run, wholes[-_CANDIDATES:], said=said)
    if whole is None:
        return
    yield from _judged(prose, run, whole)
    if len(run) < 2 or any(item.figure.approximate for item in run):
        return
    parts = [*run]
    if behind is not None and behind.sentence == run[-1].sentence and is_rest(behind):
        parts += [behind] if behind.figure.unit == first.figure.unit else []
    total: int | Decimal = 0
    for item in parts:
        total += item.figure.value
    if total == whole.figure.value:
        yield parts_statement(prose, whole, parts, "sum")
    elif shares_make_all(run):
        yield parts_statement(prose, whole, parts, "shares")


def _named_whole(prose: Prose, item: CountedItem) -> str | None:
    """What a share says that it is of (占办件总量62%: 办件), None where it names nothing."""
    words = prose.printed(item.last + 1, item.share_at[0])
    found = _WHOLE_NAMED.search(words)
    return found["noun"] if found is not None and not _PLAIN_WHOLE.fullmatch(found["noun"]) else None


def share_statements(prose: Prose, items: Sequence[CountedItem], whole: CountedItem) -> Iterator[Statement]:
    """The shares of items that stand in brackets behind their whole."""
    if _best_whole(items, [whole], said=True) is not None:
        yield from _judged(prose, items, whole)


def _best_whole(
    run: Sequence[CountedItem], wholes: Sequence[CountedItem], *, said: bool
) -> CountedItem | None:
    """The whole that most of the shares fit (the nearest of equals).

    Where none fits, the nearest if it is `said` to be the whole; where less than half do, none: it would be
    a guess.
    """
    exact = [whole for whole in wholes if not whole.figure.approximate and whole.figure.value > 0]
    shares = [item for item in run if item.share is not None and not item.figure.approximate]
    best, most = None, 0
    for whole in exact:
        fitting = sum(_holds(item, whole)[0] for item in shares)
        if fitting and fitting >= most:
            best, most = whole, fitting
    if best is None:
        return exact[-1] if said and exact and exact[-1] is wholes[-1] else None
    return best if said or most * 2 >= len(shares) else None


def _holds(item: CountedItem, whole: CountedItem) -> tuple[bool, Decimal, Decimal]:
    share = item.share
    if share is None:
        return False, Decimal(0), Decimal(0)
    part, over = item.figure.value.as_integer_ratio()
    all_of_it, of_all = whole.figure.value.as_integer_ratio()
    exact = Fraction(100 * part * of_all, over * all_of_it)
    return percent_holds(exact, Decimal(share.value), approximate=share.approximate)


def _judged(prose: Prose, run: Sequence[CountedItem], whole: CountedItem) -> Iterator[Statement]:
    for item in run:
        if item.share is None or item.figure.approximate:
            continue
        holds, exact, tolerance = _holds(item, whole)
        yield Statement(
            kind=StatementKind.SHARE,
            holds=holds,
            text=f"{item.lead.lstrip('，；、：')}{item.figure.value}{item.figure.unit}",
            unit=item.figure.unit,
            whole=whole.figure.value,
            parts=(item.figure.value,),
            percent=Decimal(item.share.value),
            exact=exact,
            tolerance=tolerance,
            locations=(
                prose.location(whole.first, whole.last),
                prose.location(item.first, item.last),
                prose.location(*item.share_at),
            ),
        )
