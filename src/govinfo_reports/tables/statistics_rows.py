"""The rows of a statistics table: each as its label, unit and figures, by the heads above it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from ..document import Cell, Table
from ..facts import Scope
from .labels import canonical_text, core, item_groups, item_labels
from .row_codes import codes_by_row, numbers_columns, without_code
from .rows import is_blank, is_figure, is_label, is_unit, logical_rows
from .statistics_heads import (
    Column,
    begins_after,
    head_of,
    partial_of,
    places_of,
    refined_by,
    scopes_of,
    separated,
    stream_head_of,
)
from .wrapped_labels import rejoin_labels

__all__ = ["Line", "lines_of"]


@frozen(kw_only=True)
class Line:
    """One row brought to canonical form, with the cells its values came from.

    `scopes` are those of the columns its figures may stand in. Where it has fewer cells than columns (or one that spans
    several), it is `glued`: which figure is whose, the borders do not say. `partial` is the place among the figures of one
    that is not read, as it covers a part of the year only (本期实际).
    """

    text: str
    values: tuple[tuple[Cell, Scope], ...]
    label: str
    row: tuple[Cell, ...]
    scopes: tuple[Scope, ...] = ()
    glued: bool = False
    partial: int | None = None


@frozen
class _Parts:
    """A row taken apart: its label cells, its unit, its values."""

    labels: tuple[Cell, ...]
    unit: Cell | None
    values: tuple[tuple[Cell, Scope], ...]
    scopes: tuple[Scope, ...] = (Scope.YEAR,)
    glued: bool = False
    partial: int | None = None


def _blocks(columns: Sequence[Column]) -> list[list[Column]]:
    """The columns of tables printed side by side: each begins at a label column."""
    blocks: list[list[Column]] = []
    for column in columns:
        if column.role == "label" and (not blocks or any(item.role == "value" for item in blocks[-1])):
            blocks.append([column])
        elif blocks:
            blocks[-1].append(column)
        else:
            blocks.append([column])
    return blocks


@frozen
class _Order:
    """What a header says about a row without a grid: where its code stands, the scopes of its figures (None for what is not read),
    how many it needs, those that are read, and which of them covers a part of the year."""

    code: int | None
    places: tuple[Scope | None, ...]
    needed: int
    scopes: tuple[Scope, ...]
    partial: int | None

    @classmethod
    def of(cls, columns: Sequence[Column] | None) -> _Order:
        places = (places_of(columns) if columns is not None else ()) or (Scope.YEAR,)
        return cls(
            code=next((column.index for column in columns or () if column.role == "code"), None),
            places=places,
            needed=max((at for at, scope in enumerate(places, 1) if scope is not None), default=1),
            scopes=tuple(scope for scope in places if scope is not None),
            partial=partial_of(columns or ()),
        )


def _ragged(row: Sequence[Cell], order: _Order) -> Iterator[_Parts]:
    """A row without a grid: its label cells, its unit, its values in the order of the header."""
    cells = list(row)
    code = order.code
    if code == 0 and len(cells) > 1 and (is_figure(cells[0].text) or not is_label(cells[0].text)):
        cells.pop(0)
        code = None
    labels: list[Cell] = []
    while cells and (is_label(cells[0].text) or not cells[0].text.strip()) and len(labels) < 3:
        if cells[0].text.strip():
            labels.append(cells[0])
        elif labels:
            break
        cells.pop(0)
    if not labels:
        return
    labels = _rejoined(labels)
    unit = cells.pop(0) if cells and is_unit(cells[0].text) else None
    if unit is None and len(cells) > 1 and is_unit(cells[-1].text):
        unit = cells.pop()  # 主动公开政府信息数 | 120 | 条
    if code is not None and cells and len(cells) > 1:
        cells.pop(0)
        unit = cells.pop(0) if unit is None and cells and is_unit(cells[0].text) else unit
    places, needed, scopes = order.places, order.needed, order.scopes
    if unit is None and len(cells) > len(places) and is_blank(cells[0].text):
        cells.pop(0)
    remarks = places[-1] is None
    while len(cells) > len(places) and (not cells[-1].text.strip() or (remarks and is_label(cells[-1].text))):
        cells.pop()
    if len(cells) > len(places):
        yield _Parts(tuple(labels), unit, tuple((cell, Scope.YEAR) for cell in cells), scopes)
        return
    partial = order.partial
    if partial is not None and len(cells) < needed == len(scopes) + 1 and any(map(_has_figure, cells)):
        joined = evolve(cells[0], text=" ".join(cell.text for cell in cells))
        yield _Parts(tuple(labels), unit, ((joined, scopes[0]),), scopes, glued=True, partial=partial)
        return
    if len(cells) < needed and None in places[:needed]:
        # which of the columns is missing is not known; only a row that is all there is read
        values = (
            [(cell, Scope.YEAR) for cell in cells for _ in range(2)] if any(map(_has_figure, cells)) else []
        )
        yield _Parts(tuple(labels), unit, tuple(values), scopes)
        return
    values = [(cell, scope) for cell, scope in zip(cells, places, strict=False) if scope is not None]
    glued = len(cells) < needed and any(map(_has_figure, cells))
    yield _Parts(tuple(labels), unit, tuple(values), scopes, glued)


def _rejoined(labels: list[Cell]) -> list[Cell]:
    """The labels, the last two as one where both together are known, and the first is not the head of a group: a label that goes on in
    a line of its own."""
    if len(labels) < 2 or (core(labels[-1].text) in item_labels() and core(labels[-2].text) in item_groups()):
        return labels
    whole = labels[-2].text + labels[-1].text
    return [*labels[:-2], evolve(labels[-2], text=whole)] if core(whole) in item_labels() else labels


def _has_figure(cell: Cell) -> bool:
    return any(char.isdigit() for char in cell.text)


def _gridded(
    row: Sequence[Cell], grid_row: Sequence[Cell | None], columns: Sequence[Column]
) -> Iterator[_Parts]:
    """A row of a grid: label, unit and values by the columns of the header, for each table printed side by side."""
    number = row[0].row
    blocks = _blocks(columns)
    for block in blocks:
        first = block[0].index
        if block[0].role != "label":
            first = next((column.index for column in block if column.role == "label"), first)
        others = [column.index for column in block if column.role != "label" and column.index > first]
        last = min(others) if others else len(grid_row)
        labels: list[Cell] = []
        for cell in grid_row[first:last]:
            if cell is not None and cell not in labels and cell.text.strip():
                labels.append(cell)
        units = [
            grid_row[column.index]
            for column in block
            if column.role == "unit" and column.index < len(grid_row)
        ]
        unit = next((cell for cell in units if cell is not None and is_unit(cell.text)), None)
        values: list[tuple[Cell, Scope]] = []
        scopes: list[Scope] = []
        glued = False
        partial: tuple[int, Cell] | None = None
        for column in block:
            is_read = column.role in {"value", "partial"} and column.index < len(grid_row)
            cell = grid_row[column.index] if is_read else None
            if cell is not None and cell.row == number and cell not in labels and cell is not unit:
                if column.role == "partial":
                    partial = (len(scopes), cell)
                    continue
                glued = glued or (partial is not None and partial[1] is cell and _has_figure(cell))
                scopes.append(column.scope)
                if values and values[-1][0] is cell:
                    glued = glued or (column.scope is not values[-1][1] and _has_figure(cell))
                else:
                    values.append((cell, column.scope))
        if values and block is blocks[-1]:
            # a figure beyond the heads: it cannot be said which of the row's figures is whose
            named = {column.index for column in columns}
            values += [
                (cell, values[0][1])
                for cell in row
                if cell.column > max(named) and cell not in labels and _has_figure(cell)
            ]
        if labels:
            spans = partial is not None and any(cell is partial[1] for cell, _ in values)
            at = partial[0] if partial is not None and spans else None
            yield _Parts(tuple(labels), unit, tuple(values), tuple(scopes), glued, at)


def lines_of(table: Table) -> tuple[list[Line], bool, bool]:
    """The table's rows as canonical lines; whether a header was met, and whether one named cumulative figures."""
    lines: list[Line] = []
    columns: tuple[Column, ...] | None = None
    headed = cumulative = just_headed = False
    is_grid = table.is_grid
    covering = table.covering() if is_grid else ()
    rows = logical_rows(table)
    if not is_grid:
        rows = rejoin_labels(rows, item_labels().__contains__)
    codes: Mapping[int, str] | None = None
    order, ordered = _Order.of(None), columns
    for number, row in enumerate(rows):
        heads = separated(row)
        is_grid = is_grid and heads is row
        found = head_of(heads) or stream_head_of(row)
        if is_grid and found is not None and not scopes_of(found):
            found = None  # 统计指标 | 单位 | and heads of no known meaning
        if found is None and just_headed and columns is not None:
            refined = refined_by(columns, row, is_grid=is_grid)
            if refined is not None:
                columns, just_headed = refined, False
                cumulative = cumulative or Scope.CUMULATIVE in scopes_of(columns)
                continue
        if found is not None:
            columns, headed, just_headed = found, True, True
            cumulative = cumulative or Scope.CUMULATIVE in scopes_of(found)
            if not is_grid and any(column.role == "code" and column.index > 0 for column in found):
                codes = codes_by_row(rows, number + 1) if codes is None else codes  # a head may be repeated
                columns = tuple(column for column in found if column.role != "code") if codes else found
            if not begins_after(heads, found):
                continue
            row = row[len(found) :]
        if just_headed and numbers_columns(row):
            continue
        just_headed = False
        if columns is not ordered:
            order, ordered = _Order.of(columns), columns
        parts = (
            _gridded(row, covering[row[0].row], columns)
            if is_grid and columns is not None
            else _ragged(without_code(row, (codes or {}).get(number)), order)
        )
        for part in parts:
            group = part.labels[0] if len(part.labels) > 1 else None
            if group is not None and group.row == row[0].row:
                lines.append(_line(_Parts((group,), None, ()), row))
            lines.append(_line(part, row))
    if not table.is_grid and any(map(_comes_after, lines)):
        return [], headed, cumulative
    return lines, headed, cumulative


def _comes_after(line: Line) -> bool:
    """Whether the head of a group is followed by a figure in a line of its own: then no label is known to stand before its own."""
    return core(line.label) in item_groups() and any(
        is_figure(cell.text) and cell.location.line != line.row[0].location.line for cell, _ in line.values
    )


def _line(parts: _Parts, row: Sequence[Cell]) -> Line:
    labels = parts.labels[-1:]
    label = "".join(canonical_text(cell.text) for cell in labels)
    cells = [canonical_text(parts.unit.text)] if parts.unit is not None else []
    cells += [canonical_text(cell.text).replace("\t", " ") for cell, _ in parts.values]
    return Line(
        text="\t".join([label, *cells]),
        values=parts.values,
        label=labels[-1].text,
        row=tuple(row),
        scopes=parts.scopes,
        glued=parts.glued,
        partial=parts.partial,
    )
