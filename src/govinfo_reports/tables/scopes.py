"""Whose and which year's a table is: of two of the same form in one report, by what stands over each."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, dropwhile, takewhile

from attrs import define, evolve, field

from ..document import Document, Paragraph, Table
from ..facts import Fact, Scope, Source
from ..forms.scopes import scopes
from ..location import Location
from ..patterns import late
from .beside import captions

__all__ = ["rescoped"]

_Values = dict[str, int | Decimal | None]
_Place = tuple[int, ...]
"""A block and a row of it, of a line 0."""

_MOST_LINES = 8
_LONGEST = 60
_MOST_CAPTIONS = 2
"""So many rows without a figure that is read are no table, but lines over one."""
_FEWEST = 4
"""Figures that two tables have in common, from which on they are of the same form."""
_SHARE = 0.5
_FEWEST_OTHERS = 2
_OVER = {
    name.removeprefix("over tables, "): pattern
    for name, pattern in scopes().patterns.items()
    if name.startswith("over tables, ")
}
"""What a line over a table says, by its name."""
_TELLING = (
    "a year",
    "last year",
    "this year",
    "a part of the year",
    "all years",
    "the own office",
    "the whole",
)
"""What lines that begin a part of their own within a table say."""
_AREAS = late(
    r"(?P<省>[\u4e00-\u9fff]{2,3}?省)?(?P<市>[^省市州盟区县旗]{2,8}?[市州盟])?"
    r"(?P<县>[^省市州盟县区旗城]{1,6}?[县区旗])?"
)
"""The areas that the name of an organ begins with, the widest first."""
_RANKS = {"省": "省", "市": "市", "州": "市", "盟": "市", "县": "县", "区": "县", "旗": "县"}
"""Of which of these areas all is, that 全市 and its like name."""
_DIGIT = late(r"\d")
_MARKS = late(r"[，；、]")
_WORD = late(r"[\u4e00-\u9fff]")
_MAY_BE_OURS = frozenset({Scope.UNTOLD, Scope.YEAR})
_OF_A_PART = frozenset({Scope.BESIDE, Scope.CUMULATIVE})
_NOT_OURS = frozenset({*_OF_A_PART, Scope.LAST_YEAR})


@define(eq=False)
class _Part:
    """Figures with the same words over them: the `lines`, the nearest last; and what a `note` over them, or
    over a table before them in their section, says they are of."""

    lines: Sequence[str]
    note: str
    is_table: bool
    paths: set[str] = field(factory=set)
    values: _Values = field(factory=dict)
    is_filled: bool = False
    """Whether a figure of it has a value, or may have one."""

    @property
    def caption(self) -> str:
        """The line right above the table, or above its heads in lines of a text."""
        over = self.lines if self.is_table else [*dropwhile(_is_of_heads_in_text, reversed(self.lines))][::-1]
        return over[-1] if over else ""

    @property
    def is_example(self) -> bool:
        """Whether the nearest line that says whose or what the figures are calls them an example."""
        lines = (line for line in reversed(self.lines) if _OVER["an example"].search(line) or _tells(line))
        return _OVER["an example"].search(next(lines, "")) is not None


def _parts(
    paths: Mapping[_Place, Collection[str]],
    blocks: Sequence[Paragraph | Table],
    order: Callable[[Location], _Place],
) -> Mapping[_Place, _Part]:
    """The part that the figures of these paths in each row and line are of. Each table is one, but for one
    with no words over its figures, which goes on with the one before; and so are the lines of a text. Rows
    or lines between its figures begin another that tell whose or which year's they are, or that figures of
    the same paths stand below."""
    found: dict[_Place, _Part] = {}
    last: dict[int | None, _Part] = {}
    lines: deque[str] = deque(maxlen=_MOST_LINES)
    latest: deque[int] = deque(maxlen=1)
    note, is_below = "", False

    def take(place: _Place, table: int | None, over: Sequence[str]) -> None:
        own = paths[place]
        above = last.get(latest[-1]) if latest and table not in last else None
        if above is not None and not any(map(_WORD.search, over)) and above.paths.isdisjoint(own):
            last[table] = above
        is_again = over and table in last and last[table].paths.issuperset(own)
        if table not in last or is_again or any(map(_tells, over)):
            last[table] = _Part(tuple(over), note, table is not None)
        last[table].paths.update(own)
        found[place] = last[table]
        if table is not None:
            latest.append(table)

    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            if (place := order(block.location)[:2]) in paths:
                take(place, None, lines)
                lines.clear()
            elif "。" not in block.text and (
                len(block.text) <= _LONGEST or _OVER["an annex"].match(block.text)
            ):
                lines.append(block.text)
            else:
                lines.clear()
            if (of_it := _OVER["a note"].search(block.text)) is not None:
                note = "" if is_below else of_it["what"]
            elif not _OVER["an article between them"].search(block.text):
                note, is_below = "", False
            continue
        over = [*lines, *(paragraph.text for paragraph in captions(block))]
        rows: deque[str] = deque(maxlen=_MOST_LINES)
        for row in block.rows:
            if row and (place := order(row[0].location)[:2]) in paths:
                take(place, number, [*rows, *over])
                rows.clear()
                over = []
            else:
                texts = (cell.text.strip() for cell in row if len(cell.text) <= _LONGEST)
                rows.append(" ".join(text for text in texts if text))
        if rows and len(block.rows) == len(rows) <= _MOST_CAPTIONS:  # a line with two blanks in it
            lines += rows
        elif any(_DIGIT.search(cell.text) for cell in block.cells):
            lines.clear()
            is_below = True
    return found


def _tells(line: str) -> bool:
    return any(_OVER[what].search(line) for what in _TELLING)


def rescoped(
    facts: Sequence[Fact],
    document: Document,
    year: int | None,
    organ: str | None,
    said: Sequence[Fact] = (),
    *,
    lost: bool = False,
) -> tuple[Fact, ...]:
    """The facts, those of a table that another one of the same form stands beside with the scope that its
    caption tells: the year before, another year, the organ's own office beside the whole, another organ or
    a part of the year. A lone table is the report's, unless it is said to be of a part of the year, of all
    years or an example; where tables are `lost`, an annex that says whose it is is no lone one. An example,
    and a form without any figure, beside another table is not the report's. Where
    captions tell nothing and the tables differ, the report's is the one that its sentences (`said`) bear
    out; else the scope of both is `untold`. Where no figure stands twice and no line names a
    part of the year, nothing is looked at."""
    ours = [fact.source is Source.TABLE and fact.scope is Scope.YEAR for fact in facts]
    paths = [fact.path for fact, is_ours in zip(facts, ours, strict=True) if is_ours]
    alone = ("a part alone", "an annex") if lost else ("a part alone",)
    named = (*alone, "a note") if paths else ()
    lines = document.paragraphs() if named else ()
    if len(paths) == len(set(paths)) and not any(
        _OVER[one].search(line.text) for line in lines for one in named
    ):
        return tuple(facts)
    order = document.reading_order()
    places = [order(fact.location)[:2] if is_ours else () for fact, is_ours in zip(facts, ours, strict=True)]
    printed: dict[_Place, set[str]] = {}
    for fact, place in zip(facts, places, strict=True):
        if place:
            printed.setdefault(place, set()).add(fact.path)
    parts = _parts(printed, document.blocks, order)
    for fact, place in zip(facts, places, strict=True):
        if place in parts:
            parts[place].values.setdefault(fact.path, fact.value)
            parts[place].is_filled |= fact.value is not None or bool(fact.candidates)
    made = dict.fromkeys(parts.values())
    told = dict.fromkeys(_without_figures_of_the_year(made, year, organ), Scope.BESIDE)
    told |= _scopes([part for part in made if part not in told], year, organ, _stated(said))
    for part in made:
        annexes = (line for line in reversed(part.lines) if lost and _OVER["an annex"].match(line))
        own = _OVER["a part alone"].search(part.caption)
        scope = _told_by(part.caption if own else next(annexes, ""), year, organ)
        scope = _told_by(part.note, year, organ) if scope in _MAY_BE_OURS else scope
        if scope in _NOT_OURS or (lost and scope not in _MAY_BE_OURS):
            told.setdefault(part, scope)
    return tuple(
        evolve(fact, scope=told[parts[place]]) if parts.get(place) in told else fact
        for fact, place in zip(facts, places, strict=True)
    )


def _without_figures_of_the_year(
    parts: Collection[_Part], year: int | None, organ: str | None
) -> Iterator[_Part]:
    """Examples, and forms without any figure, that a filled table of the same form stands beside."""
    real = [part for part in parts if part.is_filled and not part.is_example]
    for part in parts:
        is_example = part.is_example
        if part in real or (not is_example and _told(part.lines, year, organ) is Scope.YEAR):
            continue
        ours = _MAY_BE_OURS | ({Scope.OWN_OFFICE} if is_example else set())
        beside = (other for other in real if _are_of_one_form(part.values, other.values))
        if any(_told(other.lines, year, organ) in ours for other in beside):
            yield part


def _is_of_heads_in_text(line: str) -> bool:
    """Whether a line of a text may be heads of the table below it: several words, or the clause of the law
    that a table of section two begins with."""
    return len(line.split()) > 1 or _OVER["an article between them"].search(line) is not None


def _is_of_heads(line: str) -> bool:
    """Whether a line is the heads of columns, also run together: 指标名称 单位 2016年度 历年累计."""
    return " " in line.strip() or (("单位" in line or "指标" in line) and _MARKS.search(line) is None)


def _stated(said: Sequence[Fact]) -> Mapping[str, set[int | Decimal]]:
    """The exact values that sentences state of the year."""
    stated: dict[str, set[int | Decimal]] = {}
    for fact in said:
        if fact.scope is Scope.YEAR and fact.value is not None and not fact.approximate:
            stated.setdefault(fact.path, set()).add(fact.value)
    return stated


def _scopes(
    parts: Iterable[_Part], year: int | None, organ: str | None, stated: Mapping[str, set[int | Decimal]]
) -> Iterator[tuple[_Part, Scope]]:
    pairs = [pair for pair in combinations(parts, 2) if _are_of_one_form(*(part.values for part in pair))]
    told = {part: _told(part.lines, year, organ) for pair in pairs for part in pair}
    beside_ours = {
        part
        for pair in pairs
        for part, beside in (pair, pair[::-1])
        if told[part] not in _MAY_BE_OURS
        and told[beside] in _MAY_BE_OURS
        and not (told[beside] is Scope.UNTOLD and any(map(_OVER["the organ itself"].search, part.lines)))
    }
    for part in beside_ours:
        yield part, told[part]
    for one, other in pairs:
        if beside_ours.intersection((one, other)) or not _are_others(one.values, other.values):
            continue
        first = _is_borne_out(one.values, other.values, stated)
        second = _is_borne_out(other.values, one.values, stated)
        if not first or second:
            yield one, Scope.UNTOLD
        if not second or first:
            yield other, Scope.UNTOLD


def _are_of_one_form(one: _Values, other: _Values) -> bool:
    """Whether two tables have enough indicators in common."""
    common = len(one.keys() & other.keys())
    fewer = min(len(one), len(other))
    return common >= min(_FEWEST, fewer) and common >= _SHARE * fewer


def _are_others(one: _Values, other: _Values) -> bool:
    """Whether two tables are of different things, and not the same one printed twice with a slip: half of
    their figures differ."""
    pairs = [(value, other[path]) for path, value in one.items() if path in other]
    pairs = [pair for pair in pairs if None not in pair and any(pair)]
    differ = sum(first != second for first, second in pairs)
    return differ >= _FEWEST_OTHERS and differ >= _SHARE * len(pairs)


def _is_borne_out(one: _Values, other: _Values, stated: Mapping[str, set[int | Decimal]]) -> bool:
    """Whether a sentence states a figure of the one table that is another in the other."""
    return any(
        value in stated.get(path, ()) and other[path] not in stated[path]
        for path, value in one.items()
        if value is not None and path in other and other[path] != value
    )


def _told(lines: Sequence[str], year: int | None, organ: str | None) -> Scope:
    """The scope of the figures under some lines: the year's where they name the report's year or the whole
    organ, `untold` where they say nothing; the nearest that says something counts. Years alone on lines one
    below another are those that a page lets one choose from."""
    choice = [*takewhile(_OVER["only a year"].search, reversed(lines))]
    if len({_OVER["a year"].findall(line)[0] for line in choice}) > 1:
        lines = lines[: -len(choice)]
    each = (_told_by(line, year, organ) for line in reversed(lines))
    return next((scope for scope in each if scope is not Scope.UNTOLD), Scope.UNTOLD)


def _told_by(line: str, year: int | None, organ: str | None) -> Scope:
    years = {int(found) for found in _OVER["a year"].findall(line)}
    if year is not None and year not in years:
        if years == {year - 1} or (not years and _OVER["last year"].search(line)):
            return Scope.LAST_YEAR
        if years:
            return Scope.OTHER_YEAR
    if not _is_of_heads(line):
        if _OVER["all years"].search(line):
            return Scope.CUMULATIVE
        if _OVER["a part of the year"].search(line):
            return Scope.BESIDE
        if _OVER["no figures of the year"].search(line) or _OVER["an example"].search(line):
            return Scope.UNTOLD if year in years else Scope.BESIDE
    if whole := _OVER["the whole"].search(line):
        return Scope.BESIDE if _is_wider(whole[1], organ) else Scope.YEAR
    level = _OVER["a level"].search(line)
    if level is not None and _is_wider(level["area"], organ):
        return Scope.BESIDE
    if _OVER["the own office"].search(line):
        return Scope.OWN_OFFICE
    body = _OVER["a body"].search(line)
    if body and organ and not _OVER["a body without a name"].search(body[1]):
        return _whose(body[1], organ)
    is_of_the_year = year in years and not line.rstrip().endswith("报告")  # the title is over all of it
    return Scope.YEAR if is_of_the_year or _OVER["this year"].search(line) else Scope.UNTOLD


def _whose(body: str, organ: str) -> Scope:
    """The report's own where the name is in the organ's; untold where it may be the organ's contracted
    (市发改委 of 云河市发展和改革委员会) or in full; else another's."""
    if body in organ:
        return Scope.YEAR
    short, full = sorted((body, organ), key=len)
    signs = iter(full)
    return Scope.UNTOLD if all(sign in signs for sign in short) else Scope.BESIDE


def _is_wider(area: str | None, organ: str | None) -> bool:
    """Whether all of an area is more than the organ's: 全市 in the report of a district."""
    named = _AREAS.match(organ or "")
    ranks = [*_AREAS.groupindex]
    own = [rank for rank in ranks if named is not None and named[rank]]
    return area in _RANKS and bool(own) and ranks.index(_RANKS[area]) < ranks.index(own[-1])
