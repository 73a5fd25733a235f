"""The statistics table in running text: 指标名称 计量单位 2014年度 历年累计 主动公开信息数 条 425 1516 其中：1.网站公开 条 …"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from ..document import Cell, Table
from ..facts import Unread
from .reading import TableReading
from .row_codes import codes_of
from .running import Running
from .statistics import read_statistics

__all__ = ["STATISTICS_HEAD", "read_statistics_run"]

_VALUE_HEAD = (
    r"20\d\d\s?年\s?度?\s?(?:\d{1,2}\s?[-—至]\s?\d{1,2}\s?月\s?(?:份\s?)?)?(?:以\s?来\s?)?(?:累\s?计\s?数?|实\s?际\s?数?|统\s?计\s?数|数\s?值|数\s?量|数)?"
    r"|[本当]\s?年\s?(?:度\s?)?(?:实\s?际\s?数?|累\s?计\s?数?|合\s?计|发\s?生\s?数|数\s?量|数\s?值|数)?|统\s?计\s?数\s?(?:量|据|值)?|年末统计(?:数)?"
    r"|历\s?年\s?累\s?计\s?数?|累\s?计\s?数?|本\s?期\s?(?:实\s?际\s?)?数?|上\s?年\s?(?:度\s?)?(?:同\s?期\s?)?数?|去\s?年\s?同\s?期\s?数?|数\s?量|数\s?值|合\s?计"
)
_LABEL = r"(?:统\s?计\s?|填\s?报\s?)?(?:指\s?标|项\s?目)\s?(?:名\s?称|项|内\s?容)?"
_UNIT = r"(?:计\s?量\s?)?单\s?位"
_CODE = r"代\s?码|编\s?码|行\s?次|序\s?号"
STATISTICS_HEAD = re.compile(
    rf"(?:统\s?计\s?指\s?标|统\s?计\s?项\s?目|指\s?标\s?名\s?称|项\s?目\s?名\s?称|(?<![^\s])(?:指\s?标|项\s?目)(?:\s?项)?)\s{{0,3}}{_UNIT}\s{{0,3}}(?=\S)"
)
"""How the head of such a table looks in running text."""
_HEAD = re.compile(
    rf"\s*(?P<label>{_LABEL})\s{{0,3}}(?P<unit>{_UNIT})\s{{0,3}}(?P<code>{_CODE})?(?P<values>(?:\s{{0,3}}(?:{_VALUE_HEAD}))+)"
)
_VALUE_HEADS = re.compile(_VALUE_HEAD)
_UNITS = r"人次|万元|千元|元|条次|件次|条|件|次|篇|个|人|宗|起|项|份|期|场"
_FIGURE = r"(?:\d[\d,，]*(?:\.\d+)*(?![.．、]\s?[^\d\s])|[-—/／]+(?!\d))"
_ROW = re.compile(
    rf"\s*(?P<label>[^\s\d][^\n]{{0,60}}?|\d{{1,2}}\s?[.．、][^\n]{{1,60}}?)\s{{0,3}}(?P<unit>{_UNITS})\s{{0,3}}"
    rf"(?P<values>{_FIGURE}(?:\s{{0,3}}{_FIGURE})*)(?=\s|\D|\d{{1,2}}[.．、]|$)"
)
_GROUP = re.compile(
    r"\s*(?P<label>[一二三四五六七八九十]{1,2}、[^\d\s]{2,24}情况|[（(][一二三四五六七八九十]{1,2}[）)]通过不同渠道和方式[^\d\s]{2,14}情况)\s?[-—]*(?=\s|[（(]|\d|[一二三四五六七八九十])"
)
_GROUP_BEFORE = re.compile(r"([一二三四五六七八九十]{1,2}、[^\s\d（(]{2,14}?情况)\s*([^\s、].{2,})")
_ORDINAL = re.compile(r"(?:其中[：:]?)?(\d{1,2})[.．、](?!\d)")
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
        head = _GROUP_BEFORE.match(found["label"])
        if head is not None:
            yield _Row(head[1], found.start("label"), None, ()), found.start("label") + head.end(1)
            yield (
                _Row("".join(head[2].split()), found.start("label") + head.start(2), found["unit"], pieces),
                at,
            )
            continue
        yield _Row("".join(found["label"].split()), found.start("label"), found["unit"], pieces), at


def read_statistics_run(run: Running, start: int) -> tuple[TableReading, int] | None:
    """What a statistics table that begins at `start` says, and where it ends; None where there is none."""
    head = _HEAD.match(run.text, start)
    if head is None:
        return None
    heads = ["".join(found[0].split()) for found in _VALUE_HEADS.finditer(head["values"])]
    rows: list[_Row] = []
    end = head.end()
    columns = len(heads) + (head["code"] is not None)
    for row, after in _rows(run.text, head.end()):
        rows.append(_without_page_number(row, columns, run.text))
        end = after
    if sum(row.unit is not None for row in rows) < 2:
        return None
    rows, lost = _whole_ordinals(rows, run)
    if head["code"]:
        rows, coded = _without_codes(rows, len(heads), run)
        lost += coded
    table = _as_table(rows, heads, (head["label"], head["unit"]), run, start)
    reading = read_statistics(table)
    return (evolve(reading, unread=reading.unread + tuple(lost)), end) if reading is not None else None


def _without_page_number(row: _Row, columns: int, text: str) -> _Row:
    """The row without a figure too many that stands on a line of its own below its others: a page ends there."""
    if len(row.values) != columns + 1 or not columns:
        return row
    before, last = row.values[-2], row.values[-1]
    between = text[before[1] + len(before[0]) : last[1]]
    alone = last[0].isdigit() and "\n" in between and text[last[1] + len(last[0]) :].startswith("\n")
    return evolve(row, values=row.values[:-1]) if alone else row


def _whole_ordinals(rows: Sequence[_Row], run: Running) -> tuple[list[_Row], list[Unread]]:
    """The rows with the tens of an ordinal (10. 11.) that were taken for the last digit of the figure before it given back; and
    those of which it cannot be told whether the digit is the ordinal's."""
    kept: list[_Row] = []
    lost: list[Unread] = []
    last = 0
    for row in rows:
        found = _ORDINAL.match(row.label)
        number = int(found[1]) if found is not None else 0
        before = kept[-1].values[-1] if kept and kept[-1].values else ("", row.start)
        tens = str((last + 1) // 10)
        goes_on = last >= 9 and number == (last + 1) % 10 and len(before[0]) > 1 and before[0].endswith(tens)
        if found is not None and goes_on and before[1] + len(before[0]) == row.start:
            left = (*kept[-1].values[:-1], (before[0][:-1], before[1])) if number == 0 else ()
            kept[-1] = evolve(kept[-1], values=left)
            row = evolve(row, label=tens + row.label)
            number = last + 1
            if not left:
                reason = f"the figure of {kept[-1].label} runs together with the next row's ordinal / 数字与下一行序号粘连"
                lost.append(Unread(raw=before[0], location=run.place(*_span(before)), reason=reason))
        last = number or last
        kept.append(row)
    return kept, lost


def _span(piece: tuple[str, int]) -> tuple[int, int]:
    return piece[1], piece[1] + len(piece[0])


def _without_codes(rows: Sequence[_Row], columns: int, run: Running) -> tuple[list[_Row], list[Unread]]:
    """The rows without the code (01, 02 ...) before their figures, and those of which it cannot be told where it ends."""
    codes = codes_of([row.values[0][0] for row in rows if row.unit is not None])
    left = iter(codes or ())
    kept: list[_Row] = []
    lost: list[Unread] = []
    for row in rows:
        if row.unit is None or (codes is None and len(row.values) == columns + 1):
            kept.append(_Row(row.label, row.start, row.unit, row.values[1:]))
        elif codes is not None:
            (piece, at), width = row.values[0], len(next(left))
            first = ((piece[width:], at + width),) if len(piece) > width else ()
            kept.append(_Row(row.label, row.start, row.unit, (*first, *row.values[1:])))
        else:
            raw = " ".join(piece for piece, _ in row.values)
            at = row.values[0][1]
            reason = f"the figures of {row.label} run together with the code of the row / 数字与代码粘连"
            lost.append(Unread(raw=raw, location=run.place(at, at + len(raw)), reason=reason))
    return kept, lost


def _as_table(
    rows: Sequence[_Row], heads: Sequence[str], names: tuple[str, str], run: Running, start: int
) -> Table:
    """The rows as a table without a grid; a row whose figures have run together has fewer cells than there are heads."""
    cells: list[Cell] = []

    def put(text: str, row: int, column: int, at: int, length: int) -> None:
        place = run.place(at, at + max(length, 1))
        cells.append(Cell(text=text, row=row, column=column, location=place))

    for column, name in enumerate((*names, *heads)):
        put("".join(name.split()), 0, column, start, 1)
    for number, row in enumerate(rows, start=1):
        put(row.label, number, 0, row.start, len(row.label))
        if row.unit is None:
            continue
        put(row.unit, number, 1, row.start, len(row.label))
        for place, (piece, at) in enumerate(row.values):
            put(piece, number, 2 + place, at, len(piece))
    return Table(cells=tuple(cells), location=run.place(start, start + 1), is_grid=False)
