"""Tables that stand in running text, their cells one after the other, with or without blanks between them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from attrs import evolve, frozen

from ..document import Paragraph, Table
from ..facts import Unread
from .inline_applications import read_application_run
from .inline_listed import begins_with_figures, read_listed_run
from .reading import TableReading
from .rows import is_figure, is_label, row_text
from .running import Running, cut
from .shifted_rows import without_shifted_rows

__all__ = ["cut_running", "in_order_of_lines", "mend"]


@frozen
class _Kind:
    """A kind of table: how its head looks in running text, and what reads on from there (the reading and where it ends)."""

    head: re.Pattern[str]
    read: Callable[[Running, int], tuple[TableReading, int] | None]


def _read_applications(run: Running, start: int) -> tuple[TableReading, int] | None:
    """Section three in running text."""
    return _in_order(run, start, read_application_run(run, start))


def _in_order(
    run: Running, start: int, read: tuple[TableReading, int] | None
) -> tuple[TableReading, int] | None:
    """The reading of section three; where it lacks rows, the one by the order of lines if that has more. Where figures stand before
    the first label, no label is known to stand before its own figures, and nothing is read."""
    if read is not None and not read[0].unread and _given(read[0]) >= _ALL_CELLS:
        return read
    listed = read_listed_run(run, start)
    if listed is not None and (read is None or _given(listed[0]) > _given(read[0])):
        return listed
    if read is None or not begins_with_figures(run, start):
        return read
    raw = " ".join(run.text[start : read[1]].split())
    reason = "its figures stand before the first label / 数字在行标签之前"
    lost = Unread(raw=raw[:_LONGEST_RAW], location=run.place(start, read[1]), reason=reason)
    return TableReading(unread=(lost,)), read[1]


def in_order_of_lines(table: Table, reading: TableReading) -> TableReading:
    """The reading of section three from a table typed one cell a line, checked against the order of its lines."""
    if table.is_grid or any(len(row) > 1 for row in table.rows):
        return reading
    run = Running.of((table,))
    found = _KINDS[0].head.search(run.text)
    checked = _in_order(run, found.start(), (reading, len(run.text))) if found is not None else None
    return without_shifted_rows(run.as_printed(checked[0]) if checked is not None else reading)


def _given(reading: TableReading) -> int:
    return sum(fact.value is not None for fact in reading.facts)


_ALL_CELLS = 23 * 7
"""Cells of section three, where 其他处理 is one row."""
_LONGEST_RAW = 400


_KINDS = (
    _Kind(
        re.compile(
            r"(?:[（(]本列数据的勾稽关系|申请人情况)(?=[\s\S]{0,90}自\s?然\s?人)|自\s?然\s?人\s{0,3}法\s?人\s?或\s?(?:者\s?)?其\s?[他它]\s?组\s?织"
        ),
        _read_applications,
    ),
)
_HINT = re.compile(r"第\s?二\s?十\s?条|信\s?息\s?内\s?容|申请人情况|自\s?然\s?人|结\s?果\s?维\s?持|单\s?位")


def _runs(run: Running, kinds: Sequence[_Kind] = _KINDS) -> list[tuple[int, int, TableReading]]:
    """The tables in a running text: where each begins and ends, and what it says."""
    if _HINT.search(run.text) is None:
        return []
    found_runs: list[tuple[int, int, TableReading]] = []
    for kind in kinds:
        at = 0
        while (found := kind.head.search(run.text, at)) is not None:
            at = found.end()
            if any(start <= found.start() < end for start, end, _ in found_runs):
                continue
            read = kind.read(run, found.start())
            if read is not None:
                found_runs.append((found.start(), read[1], run.as_printed(read[0])))
                at = max(at, read[1])
    return sorted(found_runs, key=lambda item: item[0])


def cut_running(
    blocks: Sequence[Paragraph | Table],
) -> tuple[tuple[Paragraph | Table, ...], tuple[TableReading, ...]]:
    """The blocks without the tables that run through them, and what those say.

    The tables among `blocks` are those that no reader of whole tables understands: rows of cells that hold several figures.
    """
    run = Running.of(blocks)
    runs = _runs(run)
    if not runs:
        return tuple(blocks), ()
    readings = [reading for _, _, reading in runs]
    lost = tuple(_not_covered(blocks, run, [(start, end) for start, end, _ in runs]))
    if lost:
        readings.append(TableReading(unread=lost))
    return tuple(cut(blocks, run, [(start, end) for start, end, _ in runs])), tuple(readings)


def _not_covered(
    blocks: Sequence[Paragraph | Table], run: Running, spans: Sequence[tuple[int, int]]
) -> list[Unread]:
    """The rows with figures of a table only part of which was read."""
    touched = {owner for start, end in spans for owner, _, _ in run.spans(start, end)}
    covered = {
        (run.blocks[piece], place.row)
        for piece, place in enumerate(run.places)
        if any(start <= run.starts[piece] < end for start, end in spans)
    }
    reason = "a row of no known table / 不是已知表格的行"
    return [
        Unread(raw=row_text(row), location=row[0].location, reason=reason)
        for owner in sorted(touched)
        if isinstance(block := blocks[owner], Table)
        for row in block.rows
        if row
        and (owner, row[0].location.row) not in covered
        and any(_has_figures(cell.text) for cell in row)
    ]


def _has_figures(text: str) -> bool:
    return is_figure(text) or (not is_label(text) and any(map(str.isdigit, text)))


def mend(table: Table, reading: TableReading) -> TableReading:
    """The reading of a table of sections two to four with those of its rows added that hold several figures in one cell, or one figure in several.

    Only rows whose cells do not fit the columns are read anew; where cells were believed, they stay so.
    """
    if not reading.unread:
        return reading
    known = {(fact.path, fact.scope) for fact in reading.facts}
    cells = {(cell.location, cell.text) for cell in table.cells}
    # a cell that holds something else than one figure is believed to be a cell: its row is not cut anew
    odd = {item.location.row for item in reading.unread if (item.location, item.raw) in cells}
    broken = {item.location.row for item in reading.unread} - odd
    if not broken:
        return reading
    found = _runs(Running.of((table,)), _KINDS[:1])
    facts = tuple(
        fact
        for _, _, other in found
        for fact in other.facts
        if (fact.path, fact.scope) not in known and fact.location.row in broken
    )
    if not facts:
        return reading
    told = {fact.location.row for fact in facts if fact.value is not None or fact.candidates}
    still = {item.location.row for _, _, other in found for item in other.unread}
    for row in sorted(row for row in broken if row is not None):
        if row - 1 in told and row not in still:  # the rest of a row that was torn in two
            told.add(row)
    puzzles = tuple(
        puzzle
        for _, _, other in found
        for puzzle in other.puzzles
        if all(fact in facts for fact in puzzle.facts)
    )
    return evolve(
        reading,
        facts=reading.facts + facts,
        unread=tuple(item for item in reading.unread if item.location.row not in told),
        groups=reading.groups | {fact.path.split(".")[0] for fact in facts},
        puzzles=reading.puzzles + puzzles,
    )
