"""Whose and which year's a table is: of two of the same form in one report, by what stands over each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from attrs import evolve

from ..document import Paragraph, Table
from ..facts import Fact, Scope, Source
from .prose_tables import captions

__all__ = ["Captions", "captions_of", "rescoped"]

_Key = tuple[str | None, int]
_Values = dict[str, int | Decimal | None]

Captions = Mapping[tuple[str | None, int], str]
"""The lines over each table, by its sheet and its number; the last is the nearest."""

_MOST_LINES = 3
_LONGEST = 60
_FEWEST = 4
"""Figures that two tables have in common, from which on they are of the same form."""
_SHARE = 0.5
_FEWEST_OTHERS = 2
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?年?度?(?!\s?\d)")
_LAST_YEAR = re.compile(r"上一?年度?|去年")
_OWN_OFFICE = re.compile(r"办公[室厅]|本级|机关本部|本单位|本机关|局机关|本局|本部")
_WHOLE = re.compile(r"全[省市州盟区县旗镇乡局院校系]|汇总|合计|总表|各[部单乡镇街]")


def captions_of(blocks: Sequence[Paragraph | Table]) -> Captions:
    """The lines right above each table and in its first rows, sentences left out."""
    found: dict[tuple[str | None, int], str] = {}
    above: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            is_caption = len(block.text) <= _LONGEST and "。" not in block.text
            above = [*above, block.text][-_MOST_LINES:] if is_caption else []
            continue
        if block.location.table is not None:
            own = [paragraph.text for paragraph in captions(block)]
            found[block.location.sheet, block.location.table] = "\n".join([*above, *own])
        above = []
    return found


def rescoped(
    facts: Sequence[Fact], over: Captions, year: int | None, said: Sequence[Fact] = ()
) -> tuple[Fact, ...]:
    """The facts, those of a table that another one of the same form stands beside with the scope that its caption tells: the year
    before, another year, or the organ's own office beside the whole. Where captions tell nothing and the tables differ, the report's
    is the one that its sentences (`said`) bear out; else the scope of both is `untold`."""
    tables: dict[_Key, _Values] = {}
    for fact in facts:
        if fact.source is Source.TABLE and fact.scope is Scope.YEAR and fact.location.table is not None:
            key = (fact.location.sheet, fact.location.table)
            tables.setdefault(key, {}).setdefault(fact.path, fact.value)
    scopes = dict(_scopes(tables, over, year, _stated(said)))
    if not scopes:
        return tuple(facts)
    return tuple(
        evolve(fact, scope=scopes[fact.location.sheet, fact.location.table])
        if fact.source is Source.TABLE
        and fact.scope is Scope.YEAR
        and fact.location.table is not None
        and (fact.location.sheet, fact.location.table) in scopes
        else fact
        for fact in facts
    )


def _stated(said: Sequence[Fact]) -> Mapping[str, set[int | Decimal]]:
    """The exact values that sentences state of the year."""
    stated: dict[str, set[int | Decimal]] = {}
    for fact in said:
        if fact.scope is Scope.YEAR and fact.value is not None and not fact.approximate:
            stated.setdefault(fact.path, set()).add(fact.value)
    return stated


def _scopes(
    tables: Mapping[_Key, _Values], over: Captions, year: int | None, stated: Mapping[str, set[int | Decimal]]
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
    """Whether two tables are of different things, and not the same one printed twice with a slip: half of their figures differ."""
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
    """The scope of the year that a caption names, where it is not the report's; of several lines the nearest that names one counts."""
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
