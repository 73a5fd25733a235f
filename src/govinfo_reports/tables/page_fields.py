"""The table of a page's own fields (索引号, 发布机构, 发布日期) that stands above a report: who published it, and when."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from ..document import Paragraph, Table
from .labels import canonical_text

__all__ = ["page_fields"]

_FIELD = re.compile(
    r"^(?:索引号|信息索引号?|索引编号|信息分类|主题分类|分类|体裁分类|体裁|组配分类|发布机构|发布单位|发布部门|发布机关|公开机构|公开单位|公开主体|发文机关|发文机构|发文单位|制发机关|公开部门|公开责任部门|公开责任单位"
    r"|责任部门|信息来源|来源|发布日期|发布时间|公开日期|公开时间|发文日期|成文日期|成文时间|生成日期|生成时间|生效日期|废止日期|文号|发文字号|有效性|名称|标题|信息名称|主题词|关键词"
    r"|公开方式|公开形式|公开范围|公开类别|公开属性|公开程序|服务对象分类|内容概述|语种):?$"
)
_BESIDE_ITS_VALUE = re.compile(
    r"^(?:时间|日期|更新时间|浏览次数|浏览量?|点击(?:次数|数|量|率)?|阅读(?:次数|量)?|访问(?:次数|量)|作者|责任编辑|编辑|审核|字号|字体|供稿)$"
)
"""Names that are fields only where the value stands in the same cell."""
_BRACKET_END = re.compile(r"[】\]]")
_MOST_CELLS = 60


def _is_field(text: str) -> bool:
    return len(text) <= 16 and _FIELD.match(canonical_text(text)) is not None


def _is_of_page(text: str) -> bool:
    return len(text) <= 16 and _BESIDE_ITS_VALUE.match(canonical_text(text)) is not None


def page_fields(table: Table) -> tuple[Paragraph, ...]:
    """Each field with a value as a paragraph `名称：值`; none where the table is no such table (it needs two fields)."""
    if len(table.cells) > _MOST_CELLS:
        return ()
    alone = len(table.rows) == 1
    if alone and sum(_is_field(cell.text) or _is_of_page(cell.text) for cell in table.cells) >= 2:
        return tuple(_beside(table))
    if sum(_is_field(cell.text) for cell in table.cells) < 2:
        within = tuple(_within(table))
        filled = sum(bool(cell.text.strip()) for cell in table.cells)
        # one line that pipes made a table of: 发布时间:2016-03-22 打印 字号: | |
        alone = alone and filled <= 2
        return within if (len(within) >= 2 or alone) and 2 * len(within) >= filled else ()
    beside = (*_within(table), *_beside(table))
    return beside or tuple(_below(table))


def _beside(table: Table) -> Iterator[Paragraph]:
    """Values that stand to the right of their names."""
    for row in table.rows:
        for name, value in itertools.pairwise(row):
            if (
                _is_field(name.text)
                and value.text.strip()
                and not (_is_field(value.text) or _names_itself(value.text))
            ):
                yield _paragraph(name.text, value.text, table)


def _within(table: Table) -> Iterator[Paragraph]:
    """Values that stand in one cell with their names: 发布时间：2023-01-20."""
    for cell in table.cells:
        name, colon, value = cell.text.replace("：", ":").lstrip("【[(（").partition(":")
        value = _BRACKET_END.split(value)[0]
        if colon and value.strip() and (_is_field(name) or _BESIDE_ITS_VALUE.match(canonical_text(name))):
            yield _paragraph(name, value, table)


def _names_itself(text: str) -> bool:
    """Whether a cell holds a field with its value: 成文日期：2016-03-31."""
    name, colon, _ = text.replace("：", ":").partition(":")
    return bool(colon) and _is_field(name)


def _below(table: Table) -> Iterator[Paragraph]:
    """Values that stand under a row of names."""
    for names, values in zip(table.rows, table.rows[1:], strict=False):
        if len(names) == len(values) > 1 and all(_is_field(cell.text) for cell in names):
            for name, value in zip(names, values, strict=True):
                if value.text.strip():
                    yield _paragraph(name.text, value.text, table)


def _paragraph(name: str, value: str, table: Table) -> Paragraph:
    return Paragraph(text=f"{canonical_text(name).rstrip(':')}：{value.strip()}", location=table.location)
