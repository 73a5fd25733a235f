"""Made-up provincial statistics tables in the layouts of the systems that provinces ran from 2008 to 2018."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from attrs import frozen

from govinfo_reports.document import Table
from govinfo_reports.facts import Scope
from grids import Row, grid

__all__ = ["LAYOUTS", "ROWS", "Layout", "Line", "table_of", "values_of"]

Line = tuple[str, str, str]
"""A printed label, its unit, and the path its figures belong to ("" for the head of a group)."""

_REQUESTS = "applications.received"
_REPLIES = "applications.replies"

ROWS: Mapping[str, tuple[Line, ...]] = {
    "east": (
        ("主动公开信息数", "条", "proactive.disclosed"),
        ("其中：全文电子化的主动公开信息数", "条", "extra.全文电子化的主动公开信息数"),
        ("新增的行政规范性文件数", "条", "extra.新增的行政规范性文件数"),
        ("提供服务类信息数", "条", "extra.提供服务类信息数"),
        ("网站专栏页面访问量", "人次", "extra.网站专栏页面访问量"),
        ("现场接待人数", "人次", "extra.现场接待人数"),
        ("网上咨询数", "人次", "extra.网上咨询数"),
        ("咨询电话接听数", "人次", "extra.咨询电话接听数"),
        ("申请总数", "条", f"{_REQUESTS}.total"),
        ("其中：1.当面申请数", "条", f"{_REQUESTS}.in_person"),
        ("2.传真申请数", "条", f"{_REQUESTS}.fax"),
        ("3.电子邮件申请数", "条", "extra.电子邮件申请数"),
        ("4.网上申请数", "条", f"{_REQUESTS}.online"),
        ("5.信函申请数", "条", f"{_REQUESTS}.letter"),
        ("6.其他形式申请数", "条", "extra.其他形式申请数"),
        ("对申请的答复总数", "条", f"{_REPLIES}.total"),
        ("其中：1.同意公开答复数", "条", f"{_REPLIES}.granted"),
        ("2.同意部分公开答复数", "条", f"{_REPLIES}.partially_granted"),
        ("3.否决公开答复总数", "条", f"{_REPLIES}.refused.total"),
        ("其中：（1）“非《规定》所指政府信息”数", "条", f"{_REPLIES}.refused.not_government_information"),
        ("（2）“信息不存在”数", "条", "extra.信息不存在数"),
        ("（3）“非本部门掌握”数", "条", "extra.非本部门掌握数"),
        ("（4）“申请内容不明确”数", "条", "extra.申请内容不明确数"),
        ("行政复议数", "件", "review.total"),
        ("行政诉讼数", "件", "litigation.total"),
        ("行政申诉数", "件", "extra.行政申诉数"),
    ),
    "coast": (
        ("主动公开文件数", "条", "proactive.disclosed"),
        ("其中：1、政府网站公开数", "条", "proactive.channels.website"),
        ("2、政府公报公开数", "条", "proactive.channels.gazette"),
        ("受理依申请公开信息总数", "条", f"{_REQUESTS}.total"),
        ("其中：1、当面申请数", "条", f"{_REQUESTS}.in_person"),
        ("2、网上申请数", "条", f"{_REQUESTS}.online"),
        ("3、信函、传真申请数", "条", "extra.信函传真申请数"),
        ("对申请的答复总数", "条", f"{_REPLIES}.total"),
        ("其中：1、同意公开答复数", "条", f"{_REPLIES}.granted"),
        ("2、同意部分公开答复数", "条", f"{_REPLIES}.partially_granted"),
        ("3、不予公开答复数", "条", f"{_REPLIES}.refused.total"),
        ("4、其他类型答复数", "条", "extra.其他类型答复数"),
        ("政府信息公开收费减免金额", "元", "extra.政府信息公开收费减免金额"),
        ("接受行政诉讼、举报数", "件", "extra.接受行政诉讼举报数"),
        ("行政复议数", "件", "review.total"),
        ("行政诉讼数", "件", "litigation.total"),
    ),
    "inland": (
        ("一、主动公开情况", "", ""),
        ("1.主动公开政府信息数", "条", "proactive.disclosed"),
        ("其中：政府网站公开数", "条", "proactive.channels.website"),
        ("政府公报公开数", "条", "proactive.channels.gazette"),
        ("2.公共查阅点接待人次", "人次", "extra.公共查阅点接待人次"),
        ("二、依申请公开情况", "", ""),
        ("1.收到申请数", "件", f"{_REQUESTS}.total"),
        ("其中：当面申请数", "件", f"{_REQUESTS}.in_person"),
        ("网络申请数", "件", f"{_REQUESTS}.online"),
        ("信函申请数", "件", f"{_REQUESTS}.letter"),
        ("2.答复申请总数", "件", f"{_REPLIES}.total"),
        ("其中：同意公开数", "件", f"{_REPLIES}.granted"),
        ("部分公开数", "件", f"{_REPLIES}.partially_granted"),
        ("不予公开数", "件", f"{_REPLIES}.refused.total"),
        ("3.依申请公开信息收取的费用", "元", "fees"),
        ("三、监督情况", "", ""),
        ("行政复议数", "件", "review.total"),
        ("行政诉讼数", "件", "litigation.total"),
        ("举报投诉数", "件", "complaints"),
    ),
    "short": (
        ("主动公开政府信息数", "条", "proactive.disclosed"),
        ("网站公开信息数", "条", "proactive.channels.website"),
        ("依申请公开申请总数", "件", f"{_REQUESTS}.total"),
        ("新闻发布会次数", "次", "extra.新闻发布会次数"),
        ("公开栏更新期数", "期", "extra.公开栏更新期数"),
        ("行政复议数", "件", "review.total"),
    ),
}


@frozen(kw_only=True)
class Layout:
    """A printed form: its heads (several rows where they stand in tiers), what each column holds, and its
    rows.

    `columns` are "label", "unit", "code", "number", "remark", "partial", "growth", "group" (a merged cell
    over the rows of a group) and the scopes by name. `note` is a row of column numbers printed below the
    head (甲 乙 丙 1 2).
    """

    name: str
    heads: tuple[Row, ...]
    columns: tuple[str, ...]
    rows: str
    note: tuple[str, ...] = ()
    unit_in_label: bool = False
    side_by_side: bool = False
    grid_only: bool = False


_Y, _C, _L = "year", "cumulative", "last_year"

LAYOUTS: tuple[Layout, ...] = (
    Layout(name="plain", heads=(("指标", "单位", "数量"),), columns=("label", "unit", _Y), rows="east"),
    Layout(
        name="measure",
        heads=(("指标名称", "计量单位", "本年度"),),
        columns=("label", "unit", _Y),
        rows="east",
    ),
    Layout(
        name="stock",
        heads=(("指标名称", "计量单位", "2013年度", "历年累计"),),
        columns=("label", "unit", _Y, _C),
        rows="coast",
    ),
    Layout(
        name="stock spaced",
        heads=(("指 标 名 称", "计量 单位", "2013 年度", "历年 累计"),),
        columns=("label", "unit", _Y, _C),
        rows="coast",
    ),
    Layout(
        name="period",
        heads=(("指 标 名 称", "计量\n单位", "代码", "本期实际", "本年累计"),),
        columns=("label", "unit", "code", "partial", _Y),
        rows="east",
        note=("甲", "乙", "丙", "1", "2"),
    ),
    Layout(
        name="period and stock",
        heads=(("指标名称", "计量单位", "代码", "本期实际", "本年累计", "历年累计"),),
        columns=("label", "unit", "code", "partial", _Y, _C),
        rows="east",
        note=("甲", "乙", "丙", "1", "2", "3"),
    ),
    Layout(
        name="numbered",
        heads=(("序号", "指标名称", "单位", "数量", "备注"),),
        columns=("number", "label", "unit", _Y, "remark"),
        rows="coast",
    ),
    Layout(
        name="two years",
        heads=(("指标", "单位", "2013年", "2012年"),),
        columns=("label", "unit", _Y, _L),
        rows="short",
    ),
    Layout(
        name="two years, later last",
        heads=(("指标", "单位", "2012年", "2013年"),),
        columns=("label", "unit", _L, _Y),
        rows="short",
    ),
    Layout(
        name="growth",
        heads=(("指标", "计量单位", "本年", "上年", "同比增长（%）"),),
        columns=("label", "unit", _Y, _L, "growth"),
        rows="coast",
    ),
    Layout(
        name="statistics",
        heads=(("统计指标", "单位", "统计数"),),
        columns=("label", "unit", _Y),
        rows="inland",
    ),
    Layout(name="amount", heads=(("项目", "数量"),), columns=("label", _Y), rows="short"),
    Layout(
        name="sums",
        heads=(("统计项目", "单位", "本年度数", "累计数"),),
        columns=("label", "unit", _Y, _C),
        rows="inland",
    ),
    Layout(name="values", heads=(("指标项", "单位", "数值"),), columns=("label", "unit", _Y), rows="inland"),
    Layout(
        name="side by side",
        heads=(("指标名称", "单位", "数量", "指标名称", "单位", "数量"),),
        columns=("label", "unit", _Y),
        rows="coast",
        side_by_side=True,
        grid_only=True,
    ),
    Layout(
        name="tiers",
        heads=((("指标名称", 2, 1), ("计量单位", 2, 1), ("2013年", 1, 2)), ("本年数", "历年累计")),
        columns=("label", "unit", _Y, _C),
        rows="coast",
    ),
    Layout(
        name="remarks",
        heads=(("项目", "单位", "本年数", "历年累计数", "备注"),),
        columns=("label", "unit", _Y, _C, "remark"),
        rows="inland",
    ),
    Layout(
        name="coded",
        heads=(("指标", "单位", "代码", "数量"),),
        columns=("label", "unit", "code", _Y),
        rows="east",
    ),
    Layout(
        name="months",
        heads=(("指标名称", "单位", "2013年1-12月累计", "2008年以来累计"),),
        columns=("label", "unit", _Y, _C),
        rows="short",
    ),
    Layout(
        name="units in labels",
        heads=(("指标名称", "2013年度"),),
        columns=("label", _Y),
        rows="inland",
        unit_in_label=True,
    ),
    Layout(
        name="last year's",
        heads=(("名称", "单位", "上年同期数", "本年实际数", "历年累计数"),),
        columns=("label", "unit", _L, _Y, _C),
        rows="coast",
    ),
)


def values_of(layout: Layout, rng: Random) -> dict[tuple[str, Scope], int]:
    """A figure for each row and scope; cumulative ones are not smaller than the year's."""
    values: dict[tuple[str, Scope], int] = {}
    for _, _, path in ROWS[layout.rows]:
        if path:
            year = rng.choice((0, 0, rng.randint(1, 9), rng.randint(10, 3000)))
            values[path, Scope.YEAR] = year
            if _C in layout.columns:
                values[path, Scope.CUMULATIVE] = year + rng.choice((0, rng.randint(0, 40_000)))
            if _L in layout.columns:
                values[path, Scope.LAST_YEAR] = rng.choice((0, rng.randint(0, 3000)))
    return values


def table_of(layout: Layout, values: Mapping[tuple[str, Scope], int], rng: Random) -> Table:
    """The printed table."""
    body: list[list[str]] = []
    for number, (label, unit, path) in enumerate(ROWS[layout.rows], 1):
        words = f"{label}（{unit}）" if layout.unit_in_label and unit else label
        cells = {
            "label": words,
            "unit": unit,
            "code": f"{number:02d}",
            "number": str(number),
            "remark": "",
            "partial": str(rng.randint(0, 9)) if path else "",
            "growth": f"{rng.randint(-90, 90)}.5" if path else "",
        }
        for scope in Scope:
            cells[scope.value] = str(values[path, scope]) if (path, scope) in values else ""
        body.append([cells[column] for column in layout.columns])
    if layout.side_by_side:
        half = (len(body) + 1) // 2
        rest: Sequence[Sequence[str]] = [*body[half:], *[[""] * len(layout.columns)]]
        body = [[*left, *right] for left, right in zip(body[:half], rest, strict=False)]
    rows: list[Row] = list(layout.heads)
    if layout.note:
        rows.append(layout.note)
    return grid([*rows, *body])
