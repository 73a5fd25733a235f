"""Whose and which year's a table is: of two of the same form in one report, by what stands over each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from attrs import evolve, frozen

from ..document import Paragraph, Table
from ..facts import Fact, Scope, Source
from ..location import Location
from .beside import captions

__all__ = ["rescoped"]

_Key = tuple[str | None, int | None, int]
"""The sheet and the number of a table, and which of its parts it is, from 0."""
_Values = dict[str, int | Decimal | None]
_Place = tuple[str | int, int]
"""A line of the text, or a row of a sheet or a table."""

_MOST_LINES = 3
_MOST_BETWEEN = 8
_LONGEST = 60
_FEWEST = 4
"""Figures that two tables have in common, from which on they are of the same form."""
_SHARE = 0.5
_FEWEST_OTHERS = 2
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?年?度?(?!\s?\d)")
_LAST_YEAR = re.compile(r"上一?年度?|去年")
_OWN_OFFICE = re.compile(r"办公[室厅]|本级|机关本部|本单位|本机关|局机关|本局|本部")
_WHOLE = re.compile(r"全[省市州盟区县旗镇乡局院校系]|汇总|合计|总表|各[部单乡镇街]")
_DIGIT = re.compile(r"\d")
_TELLS = re.compile("|".join(one.pattern for one in (_YEAR, _LAST_YEAR, _OWN_OFFICE, _WHOLE)))


@frozen
class _Captions:
    """What stands over the tables: the lines over each by its sheet and its number, the nearest last, and
    every short line and row by its place."""

    over: Mapping[tuple[str | None, int | None], str]
    lines: Mapping[_Place, Sequence[str]]

    def above(self, place: _Place, rows: Collection[_Place]) -> str:
        """The lines right above a place, up to the last of `rows`, or to the first that tells whose or which
        year's it is."""
        space, number = place
        said: list[str] = []
        for at in range(number - 1, number - _MOST_BETWEEN - 1, -1):
            if (space, at) in rows:
                break
            said.append(" ".join(self.lines.get((space, at), ())))
            if _TELLS.search(said[-1]):
                break
        return "\n".join(reversed(said))


def _captions_of(blocks: Sequence[Paragraph | Table]) -> _Captions:
    """The lines right above each table and in its first rows, sentences left out; and the lines and rows of
    all of them."""
    found: dict[tuple[str | None, int | None], str] = {}
    lines: dict[_Place, list[str]] = {}
    above: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            is_caption = len(block.text) <= _LONGEST and "。" not in block.text
            above = [*above, block.text][-_MOST_LINES:] if is_caption else []
            if is_caption and (place := _place(block.location)) is not None:
                lines[place] = [block.text]
            continue
        if block.location.table is not None:
            own = [paragraph.text for paragraph in captions(block)]
            found[block.location.sheet, block.location.table] = "\n".join([*above, *own])
        if any(_DIGIT.search(cell.text) for cell in block.cells):
            above = []
        for cell in block.cells:
            text = cell.text.strip()
            if text and len(cell.text) <= _LONGEST and (place := _place(cell.location)) is not None:
                lines.setdefault(place, []).append(text)
    return _Captions(found, lines)


def _place(location: Location) -> _Place | None:
    """The line, or the row of a sheet or table, that a location is in."""
    if location.line is not None:
        return "line", location.line
    if location.row is None:
        return None
    space = location.sheet if location.sheet is not None else location.table
    return None if space is None else (space, location.row)


def rescoped(
    facts: Sequence[Fact], blocks: Sequence[Paragraph | Table], year: int | None, said: Sequence[Fact] = ()
) -> tuple[Fact, ...]:
    """The facts, those of a table that another one of the same form stands beside with the scope that its
    caption tells: the year before, another year, or the organ's own office beside the whole. Where captions
    tell nothing and the tables differ, the report's is the one that its sentences (`said`) bear out; else
    the scope of both is `untold`. `blocks` are those of the document; where no figure stands twice they are
    not looked at."""
    paths = [fact.path for fact in facts if fact.source is Source.TABLE and fact.scope is Scope.YEAR]
    if len(paths) == len(set(paths)):
        return tuple(facts)
    keys, captions_by = _parts(facts, _captions_of(blocks))
    tables: dict[_Key, _Values] = {}
    for fact, key in zip(facts, keys, strict=True):
        if key is not None:
            tables.setdefault(key, {}).setdefault(fact.path, fact.value)
    scopes = dict(_scopes(tables, captions_by, year, _stated(said)))
    if not scopes:
        return tuple(facts)
    return tuple(
        evolve(fact, scope=scopes[key]) if key in scopes else fact
        for fact, key in zip(facts, keys, strict=True)
    )


def _parts(facts: Sequence[Fact], over: _Captions) -> tuple[list[_Key | None], dict[_Key, str]]:
    """The table that each figure of the year stands in, and what stands over each. A line between the
    figures of one table that tells whose or which year's they are begins a part of its own, and so do such
    lines in a text without tables."""
    keys: list[_Key | None] = [None] * len(facts)
    captions_by: dict[_Key, str] = {}
    places = {
        at: _place(fact.location)
        for at, fact in enumerate(facts)
        if fact.source is Source.TABLE and fact.scope is Scope.YEAR
    }
    rows = {place for place in places.values() if place is not None}
    last: dict[tuple[str | None, int | None], tuple[int, _Place]] = {}
    for at, place in sorted(places.items(), key=_in_order):
        table = (facts[at].location.sheet, facts[at].location.table)
        if place is None and table[1] is None:
            continue
        part, before = last.get(table, (0, None))
        between = "" if place is None or before == place else over.above(place, rows)
        tells = _TELLS.search(between) is not None
        part += before is not None and tells
        key = keys[at] = (table[0], table[1], part)
        if key not in captions_by:
            own = over.over.get(table, "") if part == 0 else ""
            captions_by[key] = between if tells and not _TELLS.search(own) else own or between
        if place is not None:
            last[table] = (part, place)
    return keys, captions_by


def _in_order(item: tuple[int, _Place | None]) -> tuple[str, int]:
    return ("", 0) if item[1] is None else (str(item[1][0]), item[1][1])


def _stated(said: Sequence[Fact]) -> Mapping[str, set[int | Decimal]]:
    """The exact values that sentences state of the year."""
    stated: dict[str, set[int | Decimal]] = {}
    for fact in said:
        if fact.scope is Scope.YEAR and fact.value is not None and not fact.approximate:
            stated.setdefault(fact.path, set()).add(fact.value)
    return stated


def _scopes(
    tables: Mapping[_Key, _Values],
    over: Mapping[_Key, str],
    year: int | None,
    stated: Mapping[str, set[int | Decimal]],
) -> Iterator[tuple[_Key, Scope]]:
    for one, other in combinations(tables, 2):
        common = len(tables[one].keys() & tables[other].keys())
        if common < min(_FEWEST, len(tables[one]), len(tables[other])):
            continue
        if common < _SHARE * min(len(tables[one]), len(tables[other])):
            continue
        told = {table: _told(over.get(table, ""), year) for table in (one, other)}
        if _is_whole(over.get(other, "")) or not _is_own(over.get(other, "")):
            if told[one] is None and _is_own(over.get(one, "")):
                yield one, Scope.OWN_OFFICE
                continue
        elif told[other] is None and not _is_own(over.get(one, "")):
            yield other, Scope.OWN_OFFICE
            continue
        for table, beside in ((one, other), (other, one)):
            scope = told[table]
            if scope is not None and told[beside] is None:
                yield table, scope
        if (told[one] is None) == (told[other] is None) and _are_others(tables[one], tables[other]):
            first = _is_borne_out(tables[one], tables[other], stated)
            second = _is_borne_out(tables[other], tables[one], stated)
            if not first or second:
                yield one, Scope.UNTOLD
            if not second or first:
                yield other, Scope.UNTOLD


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


def _told(caption: str, year: int | None) -> Scope | None:
    """The scope of the year that a caption names, where it is not the report's; of several lines the nearest
    that names one counts."""
    for line in reversed(caption.splitlines()):
        years = {int(found) for found in _YEAR.findall(line)}
        if year is None or year in years:
            return None
        if years == {year - 1} or (not years and _LAST_YEAR.search(line)):
            return Scope.LAST_YEAR
        if years:
            return Scope.OTHER_YEAR
    return None


def _is_own(caption: str) -> bool:
    return bool(_OWN_OFFICE.search(caption)) and not _is_whole(caption)


def _is_whole(caption: str) -> bool:
    return bool(_WHOLE.search(caption))
