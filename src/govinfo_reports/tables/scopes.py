"""Whose and which year's a table is: of two of the same form in one report, by what stands over each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from attrs import evolve

from ..document import Paragraph, Table
from ..facts import Fact, Scope, Source
from .prose_tables import captions

__all__ = ["Captions", "captions_of", "rescoped"]

Captions = Mapping[tuple[str | None, int], str]
"""What stands over each table, by its sheet and its number."""

_MOST_LINES = 3
_LONGEST = 60
_FEWEST = 4
"""Figures that two tables have in common, from which on they are of the same form."""
_SHARE = 0.5
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
            found[block.location.sheet, block.location.table] = " ".join([*above, *own])
        above = []
    return found


def rescoped(facts: Sequence[Fact], over: Captions, year: int | None) -> tuple[Fact, ...]:
    """The facts, those of a table that another one of the same form stands beside with the scope that its caption tells: the year
    before, another year, or the organ's own office beside the whole. Where captions tell nothing, all stay the report's."""
    tables: dict[tuple[str | None, int], set[str]] = {}
    for fact in facts:
        if fact.source is Source.TABLE and fact.scope is Scope.YEAR and fact.location.table is not None:
            tables.setdefault((fact.location.sheet, fact.location.table), set()).add(fact.path)
    scopes = dict(_scopes(tables, over, year))
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


def _scopes(
    tables: Mapping[tuple[str | None, int], set[str]], over: Captions, year: int | None
) -> Iterator[tuple[tuple[str | None, int], Scope]]:
    for one, other in combinations(tables, 2):
        common = len(tables[one] & tables[other])
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


def _told(caption: str, year: int | None) -> Scope | None:
    """The scope of the year that a caption names, where it is not the report's."""
    years = {int(found) for found in _YEAR.findall(caption)}
    if year is None or year in years:
        return None
    if years == {year - 1} or (not years and _LAST_YEAR.search(caption)):
        return Scope.LAST_YEAR
    return Scope.OTHER_YEAR if years else None


def _is_own(caption: str) -> bool:
    return bool(_OWN_OFFICE.search(caption)) and not _is_whole(caption)


def _is_whole(caption: str) -> bool:
    return bool(_WHOLE.search(caption))
