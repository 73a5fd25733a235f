"""The statistics table in running text: 指标名称 计量单位 2014年度 历年累计 主动公开信息数 条 425 1516 其中：1.网站公开 条 …"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from attrs import evolve, frozen

from ..document import Cell, Table
from ..facts import Fact, How
from ..location import Location
from .glued import Split, decode_split
from .reading import Puzzle, TableReading, decoded_fact
from .statistics import read_statistics

__all__ = ["read_statistics_run"]

_HEAD = re.compile(
    r"\s*(?P<label>统\s?计\s?指\s?标|指\s?标\s?名\s?称|指\s?标|项\s?目)\s{0,3}(?P<unit>(?:计\s?量\s?)?单\s?位)\s{0,3}"
    r"(?P<values>(?:\s{0,3}(?:20\d\d\s?年\s?度?(?:数|合计|累计)?|本年(?:度)?(?:实际|累计|合计|数)?|统\s?计\s?数(?:量|据|值)?|年末统计(?:数)?"
    r"|历年\s?累计(?:数)?|累计(?:数)?|本期(?:实际|数)?|数\s?量|数\s?值|合\s?计))+)"
)
_VALUE_HEAD = re.compile(
    r"20\d\d\s?年\s?度?(?:数|合计|累计)?|本年(?:度)?(?:实际|累计|合计|数)?|统\s?计\s?数(?:量|据|值)?|年末统计(?:数)?|历年\s?累计(?:数)?|累计(?:数)?|本期(?:实际|数)?|数\s?量|数\s?值|合\s?计"
)
_UNITS = r"人次|万元|千元|元|条次|件次|条|件|次|篇|个|人|宗|起|项|份|期|场"
_FIGURE = r"(?:\d[\d,，]*(?:\.\d+)?(?![.．、]\s?[^\d\s])|[-—/／]+(?!\d))"
_ROW = re.compile(
    rf"\s*(?P<label>[^\s\d][^\n]{{0,60}}?|\d{{1,2}}\s?[.．、][^\n]{{1,60}}?)\s{{0,3}}(?P<unit>{_UNITS})\s{{0,3}}(?P<values>{_FIGURE}(?:\s{{0,3}}{_FIGURE})*)(?=\s|\D|\d{{1,2}}[.．、]|$)"
)
_GROUP = re.compile(
    r"\s*(?P<label>[一二三四五六七八九十]{1,2}、[^\d\s]{2,24}情况|[（(][一二三四五六七八九十]{1,2}[）)]通过不同渠道和方式[^\d\s]{2,14}情况)\s?[-—]*(?=\s|[（(]|\d|[一二三四五六七八九十])"
)
_STOP = re.compile(r"[。；！？]")
_PIECE = re.compile(r"[^\s]+")


@frozen
class _Row:
    """A row found in the text: label, unit and value pieces, each with its start."""

    label: str
    start: int
    unit: str | None
    values: tuple[tuple[str, int], ...]


def _rows(text: str, at: int) -> Iterator[tuple[_Row, int]]:
    while True:
        group = _GROUP.match(text, at)
        if group is not None:
            at = group.end()
            yield _Row(group["label"], group.start("label"), None, ()), at
            continue
        found = _ROW.match(text, at)
        if found is None or _STOP.search(found["label"]):
            return
        pieces = tuple(
            (piece[0], found.start("values") + piece.start()) for piece in _PIECE.finditer(found["values"])
        )
        at = found.end()
        yield _Row("".join(found["label"].split()), found.start("label"), found["unit"], pieces), at


def read_statistics_run(text: str, start: int, where: Location) -> tuple[TableReading, int] | None:
    """What a statistics table that begins at `start` says, and where it ends; None where there is none."""
    head = _HEAD.match(text, start)
    if head is None:
        return None
    heads = [found[0] for found in _VALUE_HEAD.finditer(head["values"])]
    rows: list[_Row] = []
    end = head.end()
    for row, after in _rows(text, head.end()):
        rows.append(row)
        end = after
    if sum(row.unit is not None for row in rows) < 2:
        return None
    table, glued = _as_table(rows, heads, (head["label"], head["unit"]), where)
    reading = read_statistics(table)
    if reading is None:
        return None
    return _with_decoded(reading, glued), end


def _as_table(
    rows: Sequence[_Row], heads: Sequence[str], names: tuple[str, str], where: Location
) -> tuple[Table, dict[Location, tuple[Split, int, str]]]:
    """The rows as a table. A row with as many figures as heads is believed; one with its figures run together is decoded."""
    cells: list[Cell] = []
    glued: dict[Location, tuple[Split, int, str]] = {}

    def put(text: str, row: int, column: int, start: int, length: int) -> Location:
        place = Location(
            page=where.page,
            line=where.line,
            row=row + 1,
            column=column + 1,
            span=(start + 1, start + max(length, 1)),
        )
        cells.append(Cell(text=text, row=row, column=column, location=place))
        return place

    for column, name in enumerate((*names, *heads)):
        put("".join(name.split()), 0, column, 0, 1)
    names_of = [f"c{number}" for number in range(len(heads))]
    for number, row in enumerate(rows, start=1):
        put(row.label, number, 0, row.start, len(row.label))
        if row.unit is None:
            continue
        put(row.unit, number, 1, row.start, len(row.label))
        if len(row.values) >= len(heads):
            for place, (piece, start) in enumerate(row.values):
                put(piece, number, 2 + place, start, len(piece))
            continue
        raw = " ".join(piece for piece, _ in row.values)
        split = decode_split(raw, names_of, relations=_cumulative(heads))
        for place, name in enumerate(names_of):
            value = split.cells[name].value if name in split.cells else None
            start = row.values[0][1]
            location = put("" if value is None else str(value), number, 2 + place, start, len(raw))
            glued[location] = (split, place, raw)
    return Table(cells=tuple(cells), location=where, is_grid=False), glued


def _cumulative(heads: Sequence[str]) -> dict[str, Callable[[tuple[int | None, ...]], bool]]:
    """What a reading must satisfy: a cumulative figure (历年累计) is not smaller than the year's."""
    totals = [
        place for place, head in enumerate(heads) if "累计" in head and not head.startswith(("本年", "20"))
    ]
    if len(heads) != 2 or totals != [1]:
        return {}
    return {"cumulative": lambda values: values[0] is None or values[1] is None or values[0] <= values[1]}


def _with_decoded(reading: TableReading, glued: dict[Location, tuple[Split, int, str]]) -> TableReading:
    facts: list[Fact] = []
    undecided: dict[int, tuple[Split, list[Fact]]] = {}
    for fact in reading.facts:
        if fact.location not in glued:
            facts.append(fact)
            continue
        split, place, raw = glued[fact.location]
        cell = split.cells[split.columns[place]]
        made = decoded_fact(
            fact.path, cell, label=fact.match.label, raw=raw, location=fact.location, scope=fact.scope
        )
        if made.value is not None:
            made = evolve(made, match=evolve(made.match, how=How.DECODED))
        facts.append(made)
        if len(split.readings) > 1 and not split.capped:
            undecided.setdefault(id(split), (split, []))[1].append(made)
    puzzles = tuple(
        Puzzle(facts=tuple(made), readings=split.readings)
        for split, made in undecided.values()
        if len(made) == len(split.columns)
    )
    return evolve(reading, facts=tuple(facts), puzzles=puzzles)
