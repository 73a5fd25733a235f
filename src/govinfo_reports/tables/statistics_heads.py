"""The head rows of a statistics table: what each column holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

from ..document import Cell
from ..facts import Scope
from .labels import canonical_text, core, item_groups, remembered
from .rows import is_figure, is_label

__all__ = [
    "Column",
    "begins_after",
    "head_of",
    "partial_of",
    "places_of",
    "refined_by",
    "scopes_of",
    "stream_head_of",
]

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
_PART_HEAD = re.compile(
    r"^(?:[上下]半年|第?[一二三四1-4]季度?|(?:[1-9]|1[0-2]|[一二三四五六七八九十]{1,2})月份?)(?:数|数量)?$"
)
_PERIOD_HEAD = re.compile(r"^(?:本期(?:实际数?|数)?|本季度?|本月|本季(?:实际|数))$")
_YEAR_NAMED = re.compile(r"^((?:19|20)\d\d)年")


@frozen
class Column:
    """What a column (or, without a grid, the place in the row) holds."""

    index: int
    role: str  # "label", "unit", "value", "code", "partial" (本期 beside 本年累计), or "skip" for what is not read
    scope: Scope = Scope.YEAR


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
    if _PART_HEAD.match(words):
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


def head_of(row: Sequence[Cell]) -> tuple[Column, ...] | None:
    """The columns that a header row names; None where the row is no header."""
    roles = [(cell, _role(cell.text)) for cell in row if cell.text.strip()]
    known = [(cell, role) for cell, role in roles if role is not None]
    kinds = {role[0] for _, role in known}
    heads_label = "label" in kinds or (
        bool(roles) and roles[0][1] is None and "value" in kinds and core(roles[0][0].text) in item_groups()
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
                columns.append(Column(index, "label" if cell is row[0] and "label" not in kinds else "skip"))
            elif role[0] == "unit" and index > cell.column:
                columns.append(Column(index, "skip"))
            else:
                columns.append(Column(index, *role))
    return _by_year(columns, row)


def _by_year(columns: Sequence[Column], row: Sequence[Cell]) -> tuple[Column, ...]:
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
        return tuple(Column(item.index, "partial") if item.index in partial else item for item in columns)
    years = {
        column.index: int(found[1])
        for column in year_values
        if (found := _YEAR_NAMED.match(texts.get(column.index, ""))) is not None
    }
    if len(set(years.values())) == len(year_values):
        # 2012年 | 2013年 | 2014年: the latest is the year reported on
        latest = max(years.values())
        return tuple(
            _of_year(item, latest - years[item.index]) if item.index in years else item for item in columns
        )
    return tuple(columns)


def _of_year(column: Column, ago: int) -> Column:
    """The column of the year reported on (0 years ago), of the one before it, or of an earlier one, which is not read."""
    if ago > 1:
        return Column(column.index, "skip")
    return Column(column.index, "value", Scope.LAST_YEAR) if ago else column


def refined_by(
    columns: tuple[Column, ...], row: Sequence[Cell], *, is_grid: bool
) -> tuple[Column, ...] | None:
    """The columns with those heads that stand in a second row (2014年 over 本年 | 历年累计); None where the row is none."""
    roles = [(cell, _role(cell.text)) for cell in row if cell.text.strip()]
    if not roles or any(role is None or role[0] not in {"value", "skip"} for _, role in roles):
        return None
    if any(is_figure(cell.text) for cell, _ in roles) or len(roles) < 2:
        return None
    if is_grid:
        below = {cell.column: role for cell, role in roles if role is not None}
        made = [Column(item.index, *below[item.index]) if item.index in below else item for item in columns]
        return _by_year(made, row) if set(below) <= {item.index for item in columns} else None
    kept = [item for item in columns if item.role not in {"value", "skip", "partial"}]
    first = max((item.index for item in kept), default=-1) + 1
    made = kept + [Column(first + at, *role) for at, (_, role) in enumerate(roles) if role is not None]
    return tuple(made)


def scopes_of(columns: Sequence[Column]) -> tuple[Scope, ...]:
    return tuple(column.scope for column in columns if column.role == "value")


def places_of(columns: Sequence[Column]) -> tuple[Scope | None, ...]:
    """What stands after label, unit and code in a row without a grid: the scope of a figure, None for what is not read."""
    return tuple(
        column.scope if column.role == "value" else None
        for column in columns
        if column.role in {"value", "skip", "partial"}
    )


def partial_of(columns: Sequence[Column]) -> int | None:
    """The place of the column that covers a part of the year among those of figures."""
    roles = [column.role for column in columns if column.role in {"value", "skip", "partial"}]
    return roles.index("partial") if roles.count("partial") == 1 else None


def stream_head_of(row: Sequence[Cell]) -> tuple[Column, ...] | None:
    """The header at the beginning of a row made from cells typed one a line, where it has run into the first row."""
    heads: list[Column] = []
    for cell in row:
        role = _role(cell.text)
        if role is None:
            break
        heads.append(Column(len(heads), *role))
    kinds = {column.role for column in heads}
    return tuple(heads) if "label" in kinds and kinds & {"unit", "value"} and len(heads) < len(row) else None


def begins_after(row: Sequence[Cell], columns: Sequence[Column]) -> bool:
    return (
        len(row) > len(columns) and is_label(row[len(columns)].text) and _role(row[len(columns)].text) is None
    )
