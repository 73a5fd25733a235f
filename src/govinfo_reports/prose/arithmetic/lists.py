"""Lists of parts that are all of a whole: those that add up, and those that say they are complete."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from ...model.statement import Statement, StatementKind
from ...patterns import late
from ..clauses import Prose
from ..labels import strip_fillers
from .items import CountedItem

__all__ = ["is_rest", "list_statements", "partitions", "parts_statement", "shares_make_all"]

_PARTS_FOLLOW = late(
    r"(?=[其主类种分包])(?:其中|(?<!其他)(?<!其它)(?<!其余)(?<!各)(?:主要)?(?:类别|种类|类型|分类)(?!的?(?:政府"
    r"|信息)[^，；：]{0,6}\d)(?:主要)?(?:有|是|为|包括|如下)?：?|分别(?:为|是|有)：?|包括："
    r"|包括(?=[一-龥]{2,14}\d))"
)
_REST = late(r"^(?:，|；|、|：|其中)*(?:其[他它余])(?!方式|途径|渠道)")
_PAIRS = tuple(
    (late(one), late(other))
    for one, other in (
        (r"(?<!兼)专职(?:工作)?(?:人员)?$", r"(?<!专)(?<!专、)兼职(?:工作)?(?:人员)?$"),
        (r"(?:按[时期]|如期|期限内)(?:办结|答复)$", r"(?:延期|逾期)(?:办结|答复)$"),
        (
            r"(?:自然人|公民)(?:申请|提出|提交)?(?:的)?$",
            r"法人(?:和|及|或|或者|、)?其[他它]组织(?:申请|提出|提交)?(?:的)?$",
        ),
    )
)
"""Two parts that are all there is."""
_NAME = late(r"[一-龥]{4,12}?(?=的?(?:主要)?$)")
_EARLIER = 3
_A_TOTAL = late(r"共|总|合计|累计|收到|受理|主动公开")


def list_statements(
    prose: Prose, text: str, items: list[CountedItem], recent: Sequence[CountedItem]
) -> Iterator[Statement]:
    """The lists that 其中 or 类别有 begin in a sentence, each held against the whole before it; `recent` are
    the figures of the sentences before."""
    marks = list(_PARTS_FOLLOW.finditer(text))
    for number, mark in enumerate(marks):
        until = marks[number + 1].start() if number + 1 < len(marks) else len(text)
        after = [item for item in items if mark.end() <= item.position < until]
        for unit in dict.fromkeys(item.figure.unit for item in after):
            here = [item for item in items if item.position < mark.start() and item.figure.unit == unit]
            wholes = here[-1:] or _earlier_wholes(recent, text[: mark.start()], unit, mark)
            said = bool(here) or mark.group() != "其中" or mark.start() == 0
            first, *others = _at_semicolons(text, [item for item in after if item.figure.unit == unit])
            yield from partitions(prose, wholes, first, said=said)
            for other in others:
                yield from partitions(prose, wholes, other, said=False)


def _earlier_wholes(
    recent: Sequence[CountedItem], words: str, unit: str, mark: re.Match[str]
) -> list[CountedItem]:
    """The whole in a sentence before: the last figures for 其中 at the beginning, the one with the same
    words for 类别有."""
    candidates = [item for item in recent if item.figure.unit == unit and item.share is None]
    if mark.group() == "其中":
        return _named_first(candidates) if mark.start() <= 1 else []
    named = _NAME.search(words[-14:])
    return [item for item in candidates if named.group()[-6:] in item.lead][-1:] if named else []


def _named_first(candidates: Sequence[CountedItem]) -> list[CountedItem]:
    """The figures that a sentence beginning with 其中 may be of: those that their words call a total
    (共计8件) before the last ones, which may be parts of it themselves."""
    last = [item for item in candidates if candidates[-1].sentence == item.sentence]
    named = [item for item in last if _A_TOTAL.search(item.lead)]
    others = [item for item in candidates[-_EARLIER:][::-1] if item not in named]
    return [*named[::-1], *others]


def _at_semicolons(text: str, items: list[CountedItem]) -> list[list[CountedItem]]:
    """The items parted at semicolons, unless semicolons part each item from the next."""
    if len(items) < 2 or "；" in text[items[0].figure.end : items[1].figure.start]:
        return [items]
    lists = [[items[0]]]
    for before, item in pairwise(items):
        if "；" in text[before.figure.end : item.figure.start]:
            lists.append([])
        lists[-1].append(item)
    return lists


def partitions(
    prose: Prose, wholes: list[CountedItem], parts: list[CountedItem], *, said: bool
) -> Iterator[Statement]:
    """The beginnings of the list that add up to one of the wholes; failing that, and where the whole is
    `said` to be of this list, the list itself if it shows that it is complete."""
    if len(parts) < 2 or any(part.figure.approximate for part in parts):
        return
    exact = [whole for whole in wholes if not whole.figure.approximate]
    for whole in exact:
        rest = parts
        while (length := _adds_up(whole.figure.value, rest)) is not None:
            yield parts_statement(prose, whole, rest[:length], "sum")
            rest = rest[length:]
        if rest is not parts:
            return
    if said and exact and exact[0] is wholes[0] and len(parts) >= 3:
        if any(is_rest(part) for part in parts):
            yield parts_statement(prose, exact[0], parts, "rest")
        elif shares_make_all(parts):
            yield parts_statement(prose, exact[0], parts, "shares")
    elif said and exact and exact[0] is wholes[0] and _is_pair(parts) and _contains(exact[0], parts):
        yield parts_statement(prose, exact[0], parts, "pair")


def _contains(whole: CountedItem, parts: Sequence[CountedItem]) -> bool:
    """Whether each part is at most the whole: else another figure is the whole
    (办结112件，尚有5件，其中按时105件…)."""
    return all(part.figure.value <= whole.figure.value for part in parts)


def _is_pair(parts: Sequence[CountedItem]) -> bool:
    """Whether two parts are of kinds that leave no third: 专职2人、兼职4人."""
    if len(parts) != 2:
        return False
    one, other = (strip_fillers(part.lead) for part in parts)
    return any(first.search(one) and second.search(other) for first, second in _PAIRS)


def is_rest(part: CountedItem) -> bool:
    """Whether a figure is of all that was not named: 其余1件."""
    return _REST.match(part.lead) is not None


def _adds_up(whole: int | Decimal, parts: list[CountedItem]) -> int | None:
    """How many parts from the first on make the whole, zeros after them included."""
    total: int | Decimal = 0
    for length, part in enumerate(parts, 1):
        total += part.figure.value
        if total > whole or whole == 0:
            return None
        if total == whole and length >= 2:
            while length < len(parts) and parts[length].figure.value == 0:
                length += 1
            return length
    return None


def shares_make_all(parts: Sequence[CountedItem]) -> bool:
    """Whether every part has a share and the shares make 100%, or as good as that."""
    shares = tuple(Decimal(part.share.value) for part in parts if part.share is not None)
    return len(shares) == len(parts) and abs(sum(shares, Decimal(-100))) <= 1


def parts_statement(
    prose: Prose, whole: CountedItem, parts: Sequence[CountedItem], complete: str
) -> Statement:
    """The claim that the parts are all of the whole; `complete` says how it is known."""
    total: int | Decimal = 0
    for part in parts:
        total += part.figure.value
    return Statement(
        kind=StatementKind.PARTS,
        holds=total == whole.figure.value,
        text="".join(f"{part.lead}{part.figure.value}{part.figure.unit}" for part in parts).lstrip(
            "，；、："
        ),
        unit=whole.figure.unit,
        whole=whole.figure.value,
        parts=tuple(part.figure.value for part in parts),
        exact=total,
        complete=complete,
        locations=tuple(prose.location(item.first, item.last) for item in (whole, *parts)),
    )
