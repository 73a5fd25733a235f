"""The rows of a statistics table: which column holds what, and each row as its label, unit and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from ..document import Cell, Table
from ..facts import Scope
from .aliases import GROUP_WORDS, statistics_labels
from .compound_heads import separated
from .labels import canonical_text, core, remembered
from .row_codes import codes_by_row, numbers_columns, without_code
from .rows import is_blank, is_figure, is_label, is_unit, logical_rows
from .wrapped_labels import rejoin_labels

__all__ = ["Line", "lines_of"]

_LABEL_HEAD = re.compile(
    r"^(?:统计|主要)?(?:指标|项目)(?:名称|内容)?$|^(?:统计|填报)(?:项目|内容|指标)$|^项目名称$|^(?:名称|类别|内容|指标项|事项)$"
)
_UNIT_HEAD = re.compile(r"^(?:计量|指标|统计)?单位$")
_CODE_HEAD = re.compile(r"^(?:指标)?(?:代码|编码|编号|序号|行次|代号)$")
_REMARK_HEAD = re.compile(r"^(?:备注|说明|注|指标解释|填报说明)$")
_LAST_YEAR_HEAD = re.compile(r"^(?:上年|去年|上一年|上年度|去年同期|上年同期)(?!.*(?:增|减|比))")
_GROWTH_HEAD = re.compile(r"同比|环比|增减|增长|增幅|比上年|较上年|比去年|较去年|占比|比重|比例|[%％]")
_CUMULATIVE_HEAD = re.compile(r"累计|历年|总累")
_YEAR_HEAD = re.compile(
    r"^(?:统计(?:数(?:据|量|值)?|值|结果)|(?:指标)?数(?:量|值|据)?|合计|总计|总数|年末统计(?:数)?|[本当今]年(?:度)?(?:数|数量|数值|实际数?|统计数|累计数?|合计|发生数|完成数)?|年度(?:数|数量|累计数?)"
    r"|全年(?:数|累计)?|(?:19|20)\d\d年?度?(?:数|数量|数值|统计数|累计|实际数?)?|本期(?:实际数?|数)?|年报数|填报数据?|指标值|实际数|报告期(?:数)?"
    r"|(?:[本当今]年|全年|(?:19|20)\d\d年)度?(?:\d{1,2}[-—至~]\d{1,2}月份?)?累计数?)$"
)
_PERIOD_HEAD = re.compile(r"^(?:本期(?:实际数?|数)?|本季度?|本月|本季(?:实际|数))$")
_YEAR_NAMED = re.compile(r"^((?:19|20)\d\d)年")


@frozen
class _Column:
    """What a column (or, without a grid, the place in the row) holds."""

    index: int
    role: str  # "label", "unit", "value", "code", "partial" (本期 beside 本年累计), or "skip" for what is not read
    scope: Scope = Scope.YEAR


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


@remembered
def _role(text: str) -> tuple[str, Scope] | None:
    words = canonical_text(text).rstrip(":")
    words = re.sub(r"\([^()]*\)", "", words)
    if not words or len(words) > 16:
        return None
    if _LABEL_HEAD.match(words):
        return "label", Scope.YEAR
    if _UNIT_HEAD.match(words):
        return "unit", Scope.YEAR
    if _CODE_HEAD.match(words):
        return "code", Scope.YEAR
    if _REMARK_HEAD.match(words):
        return "skip", Scope.YEAR
    if _YEAR_HEAD.match(words):
        return "value", Scope.YEAR
    if _LAST_YEAR_HEAD.match(words):
        return "value", Scope.LAST_YEAR
    if _GROWTH_HEAD.search(words):
        return "skip", Scope.YEAR
    if _CUMULATIVE_HEAD.search(words):
        return "value", Scope.CUMULATIVE
    return None


def _header(row: Sequence[Cell]) -> tuple[_Column, ...] | None:
    """The columns that a header row names; None where the row is no header."""
    roles = [(cell, _role(cell.text)) for cell in row if cell.text.strip()]
    known = [(cell, role) for cell, role in roles if role is not None]
    kinds = {role[0] for _, role in known}
    heads_label = "label" in kinds or (
        bool(roles) and roles[0][1] is None and "value" in kinds and core(roles[0][0].text) in GROUP_WORDS
    )
    if not heads_label or not kinds & {"unit", "value"} or len(known) + 1 < len(roles):
        return None
    columns = []
    for cell in row:
        role = _role(cell.text)
        for index in range(cell.column, cell.column + cell.colspan):
            if role is None and not cell.text.strip() and cell is row[-1] and cell is not row[0]:
                continue  # no head at all: a figure there belongs to nothing
            if role is None:
                columns.append(_Column(index, "label" if cell is row[0] and "label" not in kinds else "skip"))
            elif role[0] == "unit" and index > cell.column:
                columns.append(_Column(index, "skip"))
            else:
                columns.append(_Column(index, *role))
    return _by_year(columns, row)


def _by_year(columns: Sequence[_Column], row: Sequence[Cell]) -> tuple[_Column, ...]:
    """The columns, where several give a year's figures, with the one of the report year alone as the year's."""
    texts = {
        at: canonical_text(cell.text) for cell in row for at in range(cell.column, cell.column + cell.colspan)
    }
    year_values = [column for column in columns if column.role == "value" and column.scope is Scope.YEAR]
    if len(year_values) < 2:
        return tuple(columns)
    # 本期实际 | 本年累计: the year's figure is the second; the first covers a part of it
    partial = {column.index for column in year_values if _PERIOD_HEAD.match(texts.get(column.index, ""))}
    if partial and len(partial) < len(year_values):
        return tuple(_Column(item.index, "partial") if item.index in partial else item for item in columns)
    years = {
        column.index: int(found[1])
        for column in year_values
        if (found := _YEAR_NAMED.match(texts.get(column.index, ""))) is not None
    }
    if len(years) == len(year_values) == 2 and max(years.values()) == min(years.values()) + 1:
        # 2013年 | 2014年: the later is the year reported on
        earlier = min(years, key=lambda index: years[index])
        return tuple(
            _Column(item.index, "value", Scope.LAST_YEAR) if item.index == earlier else item
            for item in columns
        )
    return tuple(columns)


def _refined(
    columns: tuple[_Column, ...], row: Sequence[Cell], *, is_grid: bool
) -> tuple[_Column, ...] | None:
    """The columns with those heads that stand in a second row (2014年 over 本年 | 历年累计); None where the row is none."""
    roles = [(cell, _role(cell.text)) for cell in row if cell.text.strip()]
    if not roles or any(role is None or role[0] not in {"value", "skip"} for _, role in roles):
        return None
    if any(is_figure(cell.text) for cell, _ in roles) or len(roles) < 2:
        return None
    if is_grid:
        below = {cell.column: role for cell, role in roles if role is not None}
        made = [_Column(item.index, *below[item.index]) if item.index in below else item for item in columns]
        return _by_year(made, row) if set(below) <= {item.index for item in columns} else None
    kept = [item for item in columns if item.role not in {"value", "skip", "partial"}]
    first = max((item.index for item in kept), default=-1) + 1
    made = kept + [_Column(first + at, *role) for at, (_, role) in enumerate(roles) if role is not None]
    return tuple(made)


def _scopes(columns: Sequence[_Column]) -> tuple[Scope, ...]:
    return tuple(column.scope for column in columns if column.role == "value")


def _places(columns: Sequence[_Column]) -> tuple[Scope | None, ...]:
    """What stands after label, unit and code in a row without a grid: the scope of a figure, None for what is not read."""
    return tuple(
        column.scope if column.role == "value" else None
        for column in columns
        if column.role in {"value", "skip", "partial"}
    )


def _partial(columns: Sequence[_Column]) -> int | None:
    """The place of the column that covers a part of the year among those of figures."""
    roles = [column.role for column in columns if column.role in {"value", "skip", "partial"}]
    return roles.index("partial") if roles.count("partial") == 1 else None


def _blocks(columns: Sequence[_Column]) -> list[list[_Column]]:
    """The columns of tables printed side by side: each begins at a label column."""
    blocks: list[list[_Column]] = []
    for column in columns:
        if column.role == "label" and (not blocks or any(item.role == "value" for item in blocks[-1])):
            blocks.append([column])
        elif blocks:
            blocks[-1].append(column)
        else:
            blocks.append([column])
    return blocks


def _ragged(row: Sequence[Cell], columns: Sequence[_Column] | None) -> Iterator[_Parts]:
    """A row without a grid: its label cells, its unit, its values in the order of the header."""
    cells = list(row)
    code = next((column.index for column in columns or () if column.role == "code"), None)
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
    if code is not None and cells and len(cells) > 1:
        cells.pop(0)
        unit = cells.pop(0) if unit is None and cells and is_unit(cells[0].text) else unit
    places: tuple[Scope | None, ...] = (_places(columns) if columns is not None else ()) or (Scope.YEAR,)
    if unit is None and len(cells) > max(len(places), 1) and is_blank(cells[0].text):
        cells.pop(0)
    needed = max((at for at, scope in enumerate(places, 1) if scope is not None), default=1)
    remarks = places[-1] is None
    while len(cells) > len(places) and (not cells[-1].text.strip() or (remarks and is_label(cells[-1].text))):
        cells.pop()
    scopes = tuple(scope for scope in places if scope is not None)
    if len(cells) > len(places):
        yield _Parts(tuple(labels), unit, tuple((cell, Scope.YEAR) for cell in cells), scopes)
        return
    partial = _partial(columns or ())
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
    """The labels, the last two as one where only both together are known: a label that goes on in a line of its own."""
    if len(labels) < 2 or core(labels[-1].text) in statistics_labels():
        return labels
    whole = labels[-2].text + labels[-1].text
    return [*labels[:-2], evolve(labels[-2], text=whole)] if core(whole) in statistics_labels() else labels


def _has_figure(cell: Cell) -> bool:
    return any(char.isdigit() for char in cell.text)


def _gridded(
    row: Sequence[Cell], grid_row: Sequence[Cell | None], columns: Sequence[_Column]
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
    columns: tuple[_Column, ...] | None = None
    headed = cumulative = just_headed = False
    is_grid = table.is_grid
    covering = table.covering() if is_grid else ()
    rows = logical_rows(table)
    if not is_grid:
        rows = rejoin_labels(rows, statistics_labels().__contains__)
    codes: Mapping[int, str] | None = None
    for number, row in enumerate(rows):
        heads = separated(row)
        is_grid = is_grid and heads is row
        found = _header(heads) or _stream_header(row)
        if found is None and just_headed and columns is not None:
            refined = _refined(columns, row, is_grid=is_grid)
            if refined is not None:
                columns, just_headed = refined, False
                cumulative = cumulative or Scope.CUMULATIVE in _scopes(columns)
                continue
        if found is not None:
            columns, headed, just_headed = found, True, True
            cumulative = cumulative or Scope.CUMULATIVE in _scopes(found)
            if not is_grid and any(column.role == "code" and column.index > 0 for column in found):
                codes = codes_by_row(rows, number + 1) if codes is None else codes  # a head may be repeated
                columns = tuple(column for column in found if column.role != "code") if codes else found
            if not _trailing_data(heads, found):
                continue
            row = row[len(found) :]
        if just_headed and numbers_columns(row):
            continue
        just_headed = False
        parts = (
            _gridded(row, covering[row[0].row], columns)
            if is_grid and columns is not None
            else _ragged(without_code(row, (codes or {}).get(number)), columns)
        )
        for part in parts:
            group = part.labels[0] if len(part.labels) > 1 else None
            if group is not None and group.row == row[0].row:
                lines.append(_line(_Parts((group,), None, ()), row))
            lines.append(_line(part, row))
    if not table.is_grid and any(map(_comes_after, lines)):
        return [], headed, cumulative
    return lines, headed, cumulative


def _stream_header(row: Sequence[Cell]) -> tuple[_Column, ...] | None:
    """The header at the beginning of a row made from cells typed one a line, where it has run into the first row."""
    heads: list[_Column] = []
    for cell in row:
        role = _role(cell.text)
        if role is None:
            break
        heads.append(_Column(len(heads), *role))
    kinds = {column.role for column in heads}
    return tuple(heads) if "label" in kinds and kinds & {"unit", "value"} and len(heads) < len(row) else None


def _comes_after(line: Line) -> bool:
    """Whether the head of a group is followed by a figure in a line of its own: then no label is known to stand before its own."""
    return core(line.label) in GROUP_WORDS and any(
        is_figure(cell.text) and cell.location.line != line.row[0].location.line for cell, _ in line.values
    )


def _trailing_data(row: Sequence[Cell], columns: Sequence[_Column]) -> bool:
    return (
        len(row) > len(columns) and is_label(row[len(columns)].text) and _role(row[len(columns)].text) is None
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
