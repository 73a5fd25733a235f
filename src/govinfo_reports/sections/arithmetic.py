"""Arithmetic that sentences state: a whole and its parts, a share in per cent, growth over the year before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from itertools import pairwise

from attrs import field, frozen, mutable

from ..location import Location
from .passages import Passage
from .statements_clauses import Prose, Sentence, Stretch
from .statements_figures import FIGURE_HINT, Figure, find_figures

__all__ = ["Statement", "StatementKind", "read_arithmetic"]


class StatementKind(str, Enum):
    """What a sentence claims of its figures."""

    PARTS = "parts"
    """The parts are all of the whole: 120件，其中网上申请100件、当面申请20件."""
    SHARE = "share"
    """One part is so many per cent of the whole: 占45%."""
    GROWTH = "growth"
    """So many per cent more or less than before: 与上年同期121件相比增加23.1%."""


@frozen(kw_only=True)
class Statement:
    """One claim that can be worked out, and whether it holds.

    `whole` and `parts` are set for parts and shares (a share has one part), `now` and `before` for growth. `percent` is
    the figure as printed, negative for a decrease; `exact` what the figures give: the sum of the parts, or the per cent
    to four places. A per cent holds if it is the exact one rounded, or cut off, at its last printed digit, whose worth
    is `tolerance` (with 约, where closing zeros count for nothing, if it is less than that away). Lists that only name some parts are not statements:
    `complete` says how it is known that the parts are all (their sum, a rest 其他 among them, shares that make 100%).
    `locations` are those of the whole (or the present figure) first, then the others, then the per cent.
    """

    kind: StatementKind
    holds: bool
    text: str
    unit: str
    whole: int | Decimal | None = None
    parts: tuple[int | Decimal, ...] = ()
    percent: Decimal | None = None
    now: int | Decimal | None = None
    before: int | Decimal | None = None
    exact: int | Decimal | None = None
    tolerance: Decimal | None = None
    complete: str = ""
    locations: tuple[Location, ...] = ()


@frozen(kw_only=True)
class _Item:
    """A counted figure with the words before it, its share in per cent if one follows, and where it stands."""

    figure: Figure
    lead: str
    first: int
    last: int
    sentence: int
    position: int
    share: Figure | None = None
    share_at: tuple[int, int] | None = None

    @property
    def value(self) -> int | Decimal:
        return self.figure.value

    @property
    def unit(self) -> str:
        return self.figure.unit


_PARTS_FOLLOW = re.compile(
    r"其中|(?:主要)?(?:类别|种类|类型|分类)(?:主要)?(?:有|是|为|包括|如下)?：?|分别(?:为|是|有)：?|包括："
)
_REST = re.compile(r"^(?:，|；|、|：|其中)*(?:其[他它余])(?!方式|途径|渠道)")
_SHARE = re.compile(r"占(?:比|总|全|到|了)?[^，；。]{0,20}$")
_UP = re.compile(r"(?:增长|增加|上升|提高|增幅|提升|增)(?:了|率|幅度)?(?:达到|达|为|约|近)?$")
_DOWN = re.compile(r"(?:下降|减少|降低|回落|降幅|减幅|下滑)(?:了|率|幅度)?(?:达到|达|为|约|近)?$")
_BEFORE = re.compile(r"(?:去年|上年|上一年|同期|往年|20\d\d年)[^，；]{0,12}$")
_COMPARES = re.compile(r"(?:去年|上年|上一年|同期|往年)")
_ALL_OF_IT = "sum"
_REST_NAMED = "rest"
_SHARES_MAKE_ALL = "shares"
_RECENT = 24
_WHOLE_CANDIDATES = 8
_SHARE_GAP = 3


@mutable
class _Reader:
    prose: Prose
    recent: list[_Item] = field(factory=list)
    """The counted figures outside brackets so far, the last ones only."""
    run: list[_Item] = field(factory=list)
    """Figures with a share, one after the other."""
    before_run: tuple[_Item, ...] = ()
    found: dict[tuple[object, ...], Statement] = field(factory=dict)

    def add(self, statement: Statement) -> None:
        key = (
            statement.kind,
            statement.whole,
            statement.parts,
            statement.percent,
            statement.now,
            statement.before,
        )
        self.found.setdefault((*key, statement.locations[:1]), statement)


def read_arithmetic(passages: Sequence[Passage]) -> tuple[Statement, ...]:
    """The claims of the sentences that their own figures can be held against, in the order in which they are found.

    Rough figures (5980多条) claim nothing exact and take no part.

    >>> from govinfo_reports.location import Location
    >>> text = "共受理申请40件，其中网上申请30件，占75%，当面申请10件，占20%。"
    >>> statements = read_arithmetic([Passage(text=text, location=Location(line=1))])
    >>> [(one.kind.value, one.parts, one.holds) for one in statements]
    [('parts', (30, 10), True), ('share', (30,), True), ('share', (10,), False)]
    """
    reader = _Reader(Prose(passages))
    for sentence in reader.prose.sentences(FIGURE_HINT):
        _read_sentence(reader, sentence)
    _close_run(reader)
    return tuple(reader.found.values())


def _read_sentence(reader: _Reader, sentence: Sentence) -> None:
    items = _items(sentence.main, sentence)
    for statement in _lists(reader, sentence.main, items):
        reader.add(statement)
    for bracket in sentence.brackets:
        whole = next((item for item in reversed(items) if item.position < (bracket.anchor or 0)), None)
        inner = _items(bracket, sentence)
        if whole is not None and (bracket.anchor or 0) - whole.position <= 40:
            for statement in _partitions(reader, bracket, [whole], _same_unit(inner, whole), direct=True):
                reader.add(statement)
            shares = [item for item in inner if item.share is not None]
            _judge_shares(reader, shares, [whole], direct=True)
    _growth(reader, sentence, items)
    for item in items:
        _follow_shares(reader, item)
        reader.recent.append(item)
    del reader.recent[:-_RECENT]


def _items(stretch: Stretch, sentence: Sentence) -> list[_Item]:
    """The counted figures of a stretch, each with the share that belongs to it (behind it, or in brackets after it)."""
    figures = find_figures(stretch.text)
    items: list[_Item] = []
    start = 0
    for index, figure in enumerate(figures):
        if figure.unit == "%":
            start = figure.end
            continue
        following = figures[index + 1] if index + 1 < len(figures) else None
        share, at = None, None
        if following is not None and following.unit == "%":
            between = stretch.text[figure.end : following.start]
            if len(between) <= 24 and _SHARE.search(between):
                share, at = following, (stretch.at[following.start], stretch.at[following.end - 1])
        if share is None and stretch.anchor is None:
            share, at = _share_in_brackets(sentence, figure, following)
        items.append(
            _Item(
                figure=figure,
                lead=stretch.text[start : figure.start],
                first=stretch.at[figure.start],
                last=stretch.at[figure.end - 1],
                sentence=sentence.number,
                position=figure.start,
                share=share,
                share_at=at,
            )
        )
        start = figure.end
    return items


def _share_in_brackets(
    sentence: Sentence, figure: Figure, following: Figure | None
) -> tuple[Figure | None, tuple[int, int] | None]:
    until = following.start if following is not None else figure.end + 8
    for bracket in sentence.brackets:
        if figure.end <= (bracket.anchor or 0) <= min(until, figure.end + 8):
            inside = find_figures(bracket.text)
            if len(inside) == 1 and inside[0].unit == "%" and "占" in bracket.text:
                return inside[0], (bracket.at[inside[0].start], bracket.at[inside[0].end - 1])
    return None, None


def _same_unit(items: Iterable[_Item], whole: _Item) -> list[_Item]:
    return [item for item in items if item.unit == whole.unit]


def _lists(reader: _Reader, stretch: Stretch, items: list[_Item]) -> Iterator[Statement]:
    """The lists that 其中 or 类别有 begin, each held against the whole before it."""
    text = stretch.text
    marks = list(_PARTS_FOLLOW.finditer(text))
    for number, mark in enumerate(marks):
        until = marks[number + 1].start() if number + 1 < len(marks) else len(text)
        after = [item for item in items if mark.end() <= item.position < until]
        if not after:
            continue
        for unit in dict.fromkeys(item.unit for item in after):
            here = [item for item in items if item.position < mark.start() and item.unit == unit]
            wholes = here[-1:] or _earlier_wholes(reader, text[: mark.start()], unit, mark)
            direct = bool(here) or mark.start() == 0 or mark.group() != "其中"
            first, *others = _lists_at_semicolons(text, [item for item in after if item.unit == unit])
            yield from _partitions(reader, stretch, wholes, first, direct=direct)
            for other in others:
                yield from _partitions(reader, stretch, wholes, other, direct=False)


def _earlier_wholes(reader: _Reader, words: str, unit: str, mark: re.Match[str]) -> list[_Item]:
    """The whole in a sentence before: the last figure for 其中 at the beginning, the one with the same words for 类别有."""
    candidates = [item for item in reader.recent if item.unit == unit and item.share is None]
    if mark.group() == "其中":
        return candidates[-3:][::-1] if mark.start() <= 1 else []
    named = re.search(r"[一-龥]{4,12}?(?=的?(?:主要)?$)", words[-14:])
    if named is None:
        return []
    return [item for item in candidates if named.group()[-6:] in item.lead][-1:]


def _lists_at_semicolons(text: str, items: list[_Item]) -> list[list[_Item]]:
    """The items parted at semicolons, unless semicolons part each item from the next."""
    if len(items) < 2 or "；" in text[items[0].figure.end : items[1].figure.start]:
        return [items]
    lists = [[items[0]]]
    for before, item in pairwise(items):
        if "；" in text[before.figure.end : item.figure.start]:
            lists.append([])
        lists[-1].append(item)
    return lists


def _partitions(
    reader: _Reader, stretch: Stretch, wholes: list[_Item], parts: list[_Item], *, direct: bool
) -> Iterator[Statement]:
    """The beginnings of the list that add up to the whole; failing that, the list itself if it says that it is all."""
    if len(parts) < 2 or not wholes or any(part.figure.approximate for part in parts):
        return
    for whole in wholes:
        if whole.figure.approximate:
            continue
        rest, any_found = parts, False
        while (length := _adds_up(whole.value, rest)) is not None:
            any_found = True
            yield _parts_statement(reader, stretch, whole, rest[:length], _ALL_OF_IT)
            rest = rest[length:]
        if any_found:
            return
    whole = wholes[0]
    if direct and not whole.figure.approximate and len(parts) >= 3:
        if any(_REST.match(part.lead) for part in parts):
            yield _parts_statement(reader, stretch, whole, parts, _REST_NAMED)
        elif _shares_make_all(parts):
            yield _parts_statement(reader, stretch, whole, parts, _SHARES_MAKE_ALL)


def _adds_up(whole: int | Decimal, parts: list[_Item]) -> int | None:
    total: int | Decimal = 0
    for length, part in enumerate(parts, 1):
        total += part.value
        if total == whole and length >= 2 and whole != 0:
            # zeros at the end of the list belong to it as well
            while length < len(parts) and parts[length].value == 0:
                length += 1
            return length
        if total > whole:
            return None
    return None


def _shares_make_all(parts: list[_Item]) -> bool:
    shares = tuple(Decimal(part.share.value) for part in parts if part.share is not None)
    return len(shares) == len(parts) and abs(sum(shares, Decimal(-100))) <= 1


def _parts_statement(
    reader: _Reader, stretch: Stretch, whole: _Item, parts: list[_Item], complete: str
) -> Statement:
    total: int | Decimal = 0
    for part in parts:
        total += part.value
    return Statement(
        kind=StatementKind.PARTS,
        holds=total == whole.value,
        text=stretch.text[max(0, parts[0].position - 20) : parts[-1].figure.end],
        unit=whole.unit,
        whole=whole.value,
        parts=tuple(part.value for part in parts),
        exact=total,
        complete=complete,
        locations=tuple(reader.prose.location(item.first, item.last) for item in (whole, *parts)),
    )


def _follow_shares(reader: _Reader, item: _Item) -> None:
    if item.share is None:
        if reader.run:
            _close_run(reader)
        return
    if reader.run and item.sentence - reader.run[-1].sentence > _SHARE_GAP:
        _close_run(reader)
    if not reader.run:
        reader.before_run = tuple(reader.recent)
    reader.run.append(item)


def _close_run(reader: _Reader) -> None:
    """Judge the shares of a run against the whole that fits most of them."""
    run, reader.run = reader.run, []
    if not run:
        return
    wholes = [item for item in reader.before_run if item.unit == run[0].unit and item.value >= run[0].value]
    near = [item for item in wholes if item.sentence == run[0].sentence]
    direct = bool(near) and (len(near) == 1 or "其中" in run[0].lead)
    whole = _judge_shares(reader, run, wholes[-_WHOLE_CANDIDATES:], direct=direct)
    if (
        whole is None
        or len(run) < 2
        or whole.figure.approximate
        or any(item.figure.approximate for item in run)
    ):
        return
    total: int | Decimal = 0
    for item in run:
        total += item.value
    if total == whole.value or (_shares_make_all(run) and len(run) >= 2):
        text = Stretch("".join(item.lead + str(item.value) + item.unit for item in run), ())
        complete = _ALL_OF_IT if total == whole.value else _SHARES_MAKE_ALL
        reader.add(_parts_statement(reader, text, whole, run, complete))


def _judge_shares(reader: _Reader, run: list[_Item], wholes: list[_Item], *, direct: bool) -> _Item | None:
    """The whole that most of the shares fit (the nearest of equals); None, and no statement, where it is a guess."""
    run = [item for item in run if not item.figure.approximate and item.share is not None]
    best, most = None, 0
    for whole in wholes:
        if whole.figure.approximate or whole.value <= 0:
            continue
        fitting = sum(_share_holds(item, whole)[0] for item in run)
        if fitting >= most and fitting:
            best, most = whole, fitting
    if best is None and direct and wholes and not wholes[-1].figure.approximate and wholes[-1].value > 0:
        best = wholes[-1]
    elif best is not None and most * 2 < len(run) and not direct:
        return None
    if best is None:
        return None
    for item in run:
        holds, exact, tolerance = _share_holds(item, best)
        share = item.share
        if share is None or item.share_at is None:
            continue
        reader.add(
            Statement(
                kind=StatementKind.SHARE,
                holds=holds,
                text=f"{item.lead.lstrip('，；、：')}{item.value}{item.unit}",
                unit=item.unit,
                whole=best.value,
                parts=(item.value,),
                percent=Decimal(share.value),
                exact=exact,
                tolerance=tolerance,
                locations=(
                    reader.prose.location(best.first, best.last),
                    reader.prose.location(item.first, item.last),
                    reader.prose.location(*item.share_at),
                ),
            )
        )
    return best


def _share_holds(item: _Item, whole: _Item) -> tuple[bool, Decimal, Decimal]:
    share = item.share
    if share is None:
        return False, Decimal(0), Decimal(0)
    return _percent_holds(Fraction(item.value) * 100 / Fraction(whole.value), share, negative=False)


def _percent_holds(exact: Fraction, printed: Figure, *, negative: bool) -> tuple[bool, Decimal, Decimal]:
    """Whether a per cent is the exact one rounded or cut off; the exact one; the worth of the last printed digit."""
    value = Decimal(printed.value)
    digits = value.normalize() if printed.approximate else value
    exponent = digits.as_tuple().exponent
    unit = Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else Decimal(1)
    size = -exact if negative else exact
    low, high = Fraction(value) - Fraction(unit) / 2, Fraction(value) + Fraction(unit)
    if printed.approximate:
        low = Fraction(value) - Fraction(unit)
    holds = low <= size < high
    shown = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.0001"))
    return holds, shown, unit


def _growth(reader: _Reader, sentence: Sentence, items: list[_Item]) -> None:
    """Present figures, figures of the year before and per cents of change, as many of the last two, in one order."""
    text = sentence.main.text
    changes = []
    for figure in find_figures(text):
        if figure.unit == "%":
            lead = text[max(0, figure.start - 8) : figure.start]
            if _UP.search(lead) or _DOWN.search(lead):
                changes.append((figure, _UP.search(lead) is None))
    if not changes:
        return
    present = [item for item in items if item.position < changes[-1][0].start]
    earlier = [item for item in present if _COMPARES.search(_last_clause(item.lead))]
    for bracket in sentence.brackets:
        inside = _items(bracket, sentence)
        if inside and _COMPARES.search(bracket.text[: inside[0].figure.start]):
            earlier += inside
    present = [item for item in present if item not in earlier]
    if not earlier:
        earlier, present = _years_apart(text, present)
    if len(earlier) != len(changes):
        return
    for (figure, negative), before in zip(changes, earlier, strict=True):
        now = next(
            (item for item in reversed(present) if item.unit == before.unit and item.position < figure.start),
            None,
        )
        if now is None or now.figure.approximate or before.figure.approximate or before.value <= 0:
            continue
        change = (Fraction(now.value) - Fraction(before.value)) * 100 / Fraction(before.value)
        holds, exact, tolerance = _percent_holds(change, figure, negative=negative)
        reader.add(
            Statement(
                kind=StatementKind.GROWTH,
                holds=holds,
                text=text[max(0, figure.start - 40) : figure.end],
                unit=now.unit,
                now=now.value,
                before=before.value,
                percent=-Decimal(figure.value) if negative else Decimal(figure.value),
                exact=exact,
                tolerance=tolerance,
                locations=(
                    reader.prose.location(now.first, now.last),
                    reader.prose.location(before.first, before.last),
                    reader.prose.location(sentence.main.at[figure.start], sentence.main.at[figure.end - 1]),
                ),
            )
        )


def _last_clause(lead: str) -> str:
    return lead.rpartition("，")[2]


_YEAR = re.compile(r"(20\d\d)年")


def _years_apart(text: str, items: list[_Item]) -> tuple[list[_Item], list[_Item]]:
    """2015年50件，2016年70件，增长40%: the figure of the year before the other."""
    years: list[int | None] = []
    for item in items:
        named = [int(match[1]) for match in _YEAR.finditer(item.lead)]
        years.append(named[-1] if named else None)
    if len(items) == 2 and years[0] is not None and years[1] is not None and abs(years[0] - years[1]) == 1:
        return ([items[0]], [items[1]]) if years[0] < years[1] else ([items[1]], [items[0]])
    return [], items
