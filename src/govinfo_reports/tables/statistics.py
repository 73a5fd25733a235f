"""The table 统计指标 | 单位 | 统计数 of the 2014 form and its provincial kin 指标名称 | 计量单位 | 本年 | 历年累计."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from attrs import frozen
from lark import Token, Tree

from ..document import Cell, Table
from ..facts import Fact, How, Match, Scope, Unread
from ..grammar import parser
from ..indicators import Form, leaf_indicators
from .aliases import GROUP_WORDS, statistics_labels
from .labels import canonical_text, core, similar
from .reading import TableReading, read_figure
from .rows import is_blank, is_figure, is_label, is_unit, logical_rows, row_text

__all__ = ["read_statistics"]

_LABEL_HEAD = re.compile(
    r"^(?:统计)?(?:指标|项目)(?:名称|内容)?$|^(?:统计|填报)(?:项目|内容|指标)$|^项目名称$|^(?:名称|类别|内容|指标项)$"
)
_UNIT_HEAD = re.compile(r"^(?:计量)?单位$")
_CODE_HEAD = re.compile(r"^(?:指标)?(?:代码|编码|编号|序号|行次|代号)$")
_REMARK_HEAD = re.compile(r"^(?:备注|说明|注)$")
_LAST_YEAR_HEAD = re.compile(r"^(?:上年|去年|上一年|上年度|去年同期|上年同期)")
_CUMULATIVE_HEAD = re.compile(r"累计")
_YEAR_HEAD = re.compile(
    r"^(?:统计数(?:据|量|值)?|数量|数值|数据|数|合计|总计|总数|年末统计(?:数)?|本年(?:度)?(?:数|数量|实际|统计数|累计数?|合计)?|当年(?:数|数量|累计)?|年度数"
    r"|全年(?:数|累计)?|(?:19|20)\d\d年?度?(?:数|数量|统计数|累计)?|本期(?:实际|数)?|年报数|填报数|指标值)$"
)
_PERIOD_HEAD = re.compile(r"^(?:本期(?:实际|数)?|本季度?|本月)$")
_HEAD_WORDS = (_LABEL_HEAD, _UNIT_HEAD, _CODE_HEAD, _REMARK_HEAD, _LAST_YEAR_HEAD, _YEAR_HEAD)
_SIGNATURE = re.compile(r"^(?:填报|单位负责人|审核|负责人|联系|统计负责|填表|报出|制表|注[:：1])")


@frozen
class _Column:
    """What a column (or, without a grid, the place in the row) holds."""

    index: int
    role: str  # "label", "unit", "value", "code", or "skip" for what is not read
    scope: Scope = Scope.YEAR


@frozen
class _Line:
    """One row brought to canonical form, with the cells its values came from."""

    text: str
    values: tuple[tuple[Cell, Scope], ...]
    label: str
    row: tuple[Cell, ...]


def _role(text: str) -> tuple[str, Scope] | None:
    words = canonical_text(text).rstrip(":")
    words = re.sub(r"\([^()]*\)", "", words)
    if not words or len(words) > 12:
        return None
    if _LABEL_HEAD.match(words):
        return "label", Scope.YEAR
    if _UNIT_HEAD.match(words):
        return "unit", Scope.YEAR
    if _CODE_HEAD.match(words):
        return "code", Scope.YEAR
    if _REMARK_HEAD.match(words):
        return "skip", Scope.YEAR
    if _LAST_YEAR_HEAD.match(words):
        return "value", Scope.LAST_YEAR
    if _YEAR_HEAD.match(words):
        return "value", Scope.YEAR
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
        if role is None:
            columns.append(
                _Column(cell.column, "label" if cell is row[0] and "label" not in kinds else "skip")
            )
        else:
            columns.append(_Column(cell.column, *role))
    year_values = [column for column in columns if column.role == "value" and column.scope is Scope.YEAR]
    if len(year_values) > 1:
        # 本期实际 | 本年累计: the year's figure is the second; the first covers a part of it
        partial = {cell.column for cell in row if _PERIOD_HEAD.match(canonical_text(cell.text))}
        if partial and any(column.index not in partial for column in year_values):
            columns = [_Column(item.index, "skip") if item.index in partial else item for item in columns]
    return tuple(columns)


def _scopes(columns: Sequence[_Column]) -> tuple[Scope, ...]:
    return tuple(column.scope for column in columns if column.role == "value")


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


def _ragged(
    row: Sequence[Cell], columns: Sequence[_Column] | None
) -> Iterator[tuple[list[Cell], Cell | None, list[tuple[Cell, Scope]]]]:
    """A row without a grid: its label cells, its unit, its values in the order of the header."""
    cells = list(row)
    labels: list[Cell] = []
    while cells and (is_label(cells[0].text) or not cells[0].text.strip()) and len(labels) < 3:
        if cells[0].text.strip():
            labels.append(cells[0])
        elif labels:
            break
        cells.pop(0)
    if not labels:
        return
    code = next((column.index for column in columns or () if column.role == "code"), None)
    if code is not None and 0 <= code - len(labels) < len(cells):
        cells.pop(code - len(labels))
    unit = cells.pop(0) if cells and is_unit(cells[0].text) else None
    expected = _scopes(columns) if columns is not None else ()
    if unit is None and len(cells) > max(len(expected), 1) and is_blank(cells[0].text):
        cells.pop(0)
    scopes = expected or (Scope.YEAR,)
    while len(cells) > len(scopes) and not cells[-1].text.strip():
        cells.pop()
    if len(cells) > len(scopes):
        yield labels, unit, [(cell, Scope.YEAR) for cell in cells] if len(scopes) == 1 else []
        return
    yield labels, unit, list(zip(cells, scopes, strict=False))


def _gridded(
    row: Sequence[Cell], grid_row: Sequence[Cell | None], columns: Sequence[_Column]
) -> Iterator[tuple[list[Cell], Cell | None, list[tuple[Cell, Scope]]]]:
    """A row of a grid: label, unit and values by the columns of the header, for each table printed side by side."""
    number = row[0].row
    for block in _blocks(columns):
        first = block[0].index
        others = [column.index for column in block if column.role != "label"]
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
        values = []
        for column in block:
            cell = grid_row[column.index] if column.role == "value" and column.index < len(grid_row) else None
            if cell is not None and cell.row == number and cell not in labels and cell is not unit:
                values.append((cell, column.scope))
        if labels:
            yield labels, unit, values


def _lines(table: Table) -> tuple[list[_Line], bool, bool]:
    """The table's rows as canonical lines; whether a header was met, and whether one named cumulative figures."""
    lines: list[_Line] = []
    columns: tuple[_Column, ...] | None = None
    headed = cumulative = False
    covering = table.covering() if table.is_grid else ()
    for row in logical_rows(table):
        found = _header(row) or _stream_header(row)
        if found is not None:
            columns, headed = found, True
            cumulative = cumulative or Scope.CUMULATIVE in _scopes(found)
            if not _trailing_data(row, found):
                continue
            row = row[len(found) :]
        parts = (
            _gridded(row, covering[row[0].row], columns)
            if table.is_grid and columns is not None
            else _ragged(row, columns)
        )
        for labels, unit, values in parts:
            group = labels[0] if len(labels) > 1 else None
            if group is not None and group.row == row[0].row:
                lines.append(_line([group], None, [], row))
            lines.append(_line(labels[-1:], unit, values, row))
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


def _trailing_data(row: Sequence[Cell], columns: Sequence[_Column]) -> bool:
    return (
        len(row) > len(columns) and is_label(row[len(columns)].text) and _role(row[len(columns)].text) is None
    )


def _line(
    labels: Sequence[Cell], unit: Cell | None, values: Sequence[tuple[Cell, Scope]], row: Sequence[Cell]
) -> _Line:
    label = "".join(canonical_text(cell.text) for cell in labels)
    cells = [canonical_text(unit.text)] if unit is not None else []
    cells += [canonical_text(cell.text).replace("\t", " ") for cell, _ in values]
    return _Line("\t".join([label, *cells]), tuple(values), labels[-1].text, tuple(row))


@frozen
class _Node:
    """A row of the parsed table with the path of the group it stands in."""

    line: _Line
    unit: str | None
    has_words: bool
    place: str | None


def _nodes(lines: Sequence[_Line]) -> Iterator[_Node]:
    """The rows in order, each with the indicator or group it is nested in, as the grammar's tree says."""
    tree = parser("statistics_table").parse("".join(line.text + "\n" for line in lines))
    numbered = iter(lines)

    def walk(node: Tree[Token], place: str | None) -> Iterator[_Node]:
        inside = place
        for child in node.children:
            if not isinstance(child, Tree):
                continue
            if child.data == "row":
                line = next(numbered)
                yield _Node(line, _unit(child), any(cell.data == "words" for cell in _cells(child)), place)
                inside = _place(line.label, place) or place
            else:
                yield from walk(child, inside)

    yield from walk(tree, None)


def _cells(row: Tree[Any]) -> list[Tree[Any]]:
    return [child for child in row.children if isinstance(child, Tree)]


def _unit(row: Tree[Any]) -> str | None:
    return next((str(cell.children[0]) for cell in _cells(row) if cell.data == "unit"), None)


def _place(label: str, place: str | None) -> str | None:
    """The top group (proactive, review, ...) that a row's own label opens."""
    words = core(label)
    if words in GROUP_WORDS:
        return GROUP_WORDS[words]
    paths = statistics_labels().get(words, ())
    return paths[0][0] if len(paths) == 1 else place


def _choose(node: _Node, last: str | None) -> tuple[str, Match] | None:
    """The indicator of a row by its label and, where that is not enough, by the group it stands in."""
    label = node.line.label
    paths = statistics_labels().get(core(label), ())
    if len(paths) == 1:
        path, how = paths[0]
        return path, Match(label=label, how=how)
    if not paths:
        return None
    for place in (node.place, last):
        inside = [
            (path, how)
            for path, how in paths
            if place is not None and path.split(".")[0] == place.split(".")[0]
        ]
        if len(inside) == 1:
            path, how = inside[0]
            return path, Match(label=label, how=how, evidence=(f"stands under {place}",))
    exact = [path for path, how in paths if how is How.EXACT]
    return (exact[0], Match(label=label, confidence=0.8)) if len(exact) == 1 else None


def read_statistics(table: Table) -> TableReading | None:
    """The facts of a statistics table, or None where the table is not one."""
    lines, headed, cumulative = _lines(table)
    known = sum(core(line.label) in statistics_labels() for line in lines)
    if known < (1 if headed else 3) or (headed and known * 4 < len(lines) and known < 4):
        return None
    facts: list[Fact] = []
    unread: list[Unread] = []
    groups: set[str] = set()
    nodes = list(_nodes(lines))
    chosen = [_choose(node, None) for node in nodes]
    taken = {found[0] for found in chosen if found is not None}
    provincial = _is_provincial(nodes, taken, headed=headed, cumulative=cumulative)
    last: str | None = None
    for node, found in zip(nodes, chosen, strict=True):
        found = _choose(node, last) if found is None or found[1].confidence < 1 else found
        if found is None and node.line.values and not _SIGNATURE.match(node.line.label):
            found = _similar(node, last, taken)
        if found is None:
            extra, missed = _without_indicator(node, provincial=provincial)
            facts += extra
            unread += missed
            continue
        path, match = found
        last = path
        groups.add(path.split(".")[0])
        if not _fits(node):
            reason = "more figures than the table has columns / 该行数字多于表头列数"
            unread.append(
                Unread(raw=row_text(node.line.row), location=node.line.row[0].location, reason=reason)
            )
            continue
        read = [
            read_figure(cell, path, match, unit=node.unit, scope=scope) for cell, scope in node.line.values
        ]
        facts += [item for item in read if isinstance(item, Fact)]
        unread += [item for item in read if isinstance(item, Unread)]
    return TableReading(
        facts=tuple(facts),
        unread=tuple(unread),
        groups=frozenset(groups),
        form=Form.PROVINCIAL if provincial else Form.F2014,
    )


def _fits(node: _Node) -> bool:
    """Whether a row has at most one figure for each column: of one with more it cannot be said which is whose."""
    scopes = [scope for _, scope in node.line.values]
    return len(set(scopes)) == len(scopes)


_ONLY_2014 = frozenset(
    path
    for path, item in leaf_indicators().items()
    if item.forms == {Form.F2014}
    and path.startswith(
        ("responses.", "applications.concluded.", "applications.replies.refused.", "capacity.", "training.")
    )
    and path != "applications.replies.refused.total"
)
"""Rows that the State Council's table has and the provincial systems before it had not."""


def _is_provincial(nodes: Sequence[_Node], taken: set[str], *, headed: bool, cumulative: bool) -> bool:
    """Whether the rows are those of a provincial system rather than of the State Council's table."""
    if cumulative:
        return True
    unknown = sum(
        bool(node.line.values)
        and core(node.line.label) not in statistics_labels()
        and core(node.line.label) not in GROUP_WORDS
        for node in nodes
    )
    return headed and unknown > 0 and not taken & _ONLY_2014


def _similar(node: _Node, last: str | None, taken: set[str]) -> tuple[str, Match] | None:
    place = (node.place or last or "").split(".")[0]
    official = leaf_indicators()
    choices = [
        (words, path)
        for words, paths in statistics_labels().items()
        for path, _ in paths
        if path not in taken
        and (not place or path.split(".")[0] == place)
        and _unit_fits(node.unit, official[path].unit)
    ]
    return similar(node.line.label, choices, evidence=(f"unit {node.unit}", f"stands under {place or '?'}"))


def _unit_fits(printed: str | None, official: str | None) -> bool:
    money = {"万元", "元", "千元", "亿元"}
    return printed is None or (printed in money) == (official in money)


def _without_indicator(node: _Node, *, provincial: bool) -> tuple[list[Fact], list[Unread]]:
    """A row that the vocabulary does not know: of a provincial table a fact of its own, else kept as unread."""
    label, values = node.line.label, node.line.values
    words = core(label)
    has_figures = any(is_figure(cell.text) for cell, _ in values)
    if words in GROUP_WORDS or not has_figures or _SIGNATURE.match(label):
        return [], []
    reason = f"no indicator has the label {label!r} / 指标表中没有这一行"
    if not provincial or len(words) < 3:
        return [], [Unread(raw=row_text(node.line.row), location=values[0][0].location, reason=reason)]
    match = Match(label=label, how=How.EXACT, confidence=1.0, evidence=("not in the vocabulary",))
    read = [read_figure(cell, f"extra.{words}", match, unit=node.unit, scope=scope) for cell, scope in values]
    return [item for item in read if isinstance(item, Fact)], [
        item for item in read if isinstance(item, Unread)
    ]
