"""Reports as organs vary them: long prose over pages, tables in pieces, a column of 小计 or of serial
numbers, other brackets and ordinals.

The figures are the tests' own; what is asked for is what stands in the tables, and of a report in prose
alone nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from attrs import evolve

from figures import clean_figures
from govinfo_reports import Scope
from govinfo_reports.document import Table
from govinfo_reports.indicators import APPLICANTS, Form, leaf_indicators
from grids import grid, printed, section_four, section_three, section_two, statistics_rows
from provincial_tables import LAYOUTS, table_of, values_of

__all__ = ["varied_report", "varied_style"]

_YEARS: dict[Form, tuple[int, ...]] = {
    Form.F2021: (2021, 2023, 2024),
    Form.F2019: (2019, 2020),
    Form.F2014: (2014, 2015, 2017),
    Form.PROVINCIAL: (2013,),
    Form.NARRATIVE: (2008, 2010),
}
_ORGANS = (
    "青石市水务局",
    "云河省人民政府办公厅",
    "白塔县望江街道办事处",
    "平湖市教育和体育局",
    "松岭县住房和城乡建设局",
    "东港区人民政府",
    "柳溪镇人民政府",
    "石桥市市场监督管理局",
)
_PROSE = (
    "坚持以公开为常态、不公开为例外，围绕群众关心的事项梳理公开目录，"
    "做到该公开的及时公开、公开的内容完整准确，并对门户网站栏目进行了一次全面的调整。",
    "完善信息发布的审核程序，由承办人员拟稿、科室负责人初审、分管领导审定，先审查后公开，一事一审，"
    "确保不发生失密泄密的情况。",
    "对照年度工作要点逐项分解任务，明确责任和时限，开展专项检查2次，通报问题5个，均已整改到位；"
    "组织业务学习3期。",
    "一是公开的主动性有待增强；二是内容的更新不够及时；三是解读的形式比较单一。下一步将健全机制，"
    "充实力量，提高质量。",
    "政务新媒体与门户网站同步更新，设置专人值守，对留言及时转办，做到件件有回音、事事有着落，"
    "群众满意度稳步提升。",
)
_CLASSES = ("机构职能", "政策文件", "规划计划", "行政执法", "应急管理", "财政信息", "人事信息")


def varied_report(
    form: Form, rng: Random, quirks: Callable[[dict[str, str], Random], dict[str, str]] | None
) -> tuple[list[str], dict[str, list[Table]], dict[str, str | None]]:
    """A report's head, its tables by heading (of prose there are none), and the figures printed, None for a
    blank. `quirks` prints figures otherwise than in plain digits."""
    year, organ = rng.choice(_YEARS[form]), rng.choice(_ORGANS)
    head = [
        f"{organ}{year}年政府信息公开工作年度报告",
        f"本年报由办公室汇总各科室报送的数据而成，所列数据的统计期限自{year}年1月1日至{year}年12月31日。如对本报告有疑问，请与{organ}联系。",
        "一、总体情况",
        *(rng.choice(_PROSE) for _ in range(rng.randint(3, 9))),
    ]
    last = [
        "五、存在的主要问题及改进情况",
        *rng.sample(_PROSE, 3),
        "六、其他需要报告的事项",
        "无其他需要报告的事项。",
    ]
    if form is Form.NARRATIVE:
        rows = [("信息类别", "数量", "占比"), *((name, str(rng.randint(1, 90)), "14%") for name in _CLASSES)]
        return head, {"二、各类信息的比例": [grid(rows)], **{line: [] for line in last}}, {}
    if form is Form.PROVINCIAL:
        layout = rng.choice([one for one in LAYOUTS if not one.side_by_side])
        values = values_of(layout, rng)
        made = {path: str(value) for (path, scope), value in values.items() if scope is Scope.YEAR}
        wanted: dict[str, str | None] = {
            path: value for path, value in made.items() if path in leaf_indicators() and path != "fees"
        }
        return head, {**{line: [] for line in last}, "附表": [table_of(layout, values, rng)]}, wanted
    texts = printed(clean_figures(form, rng))
    if form is Form.F2021 and rng.random() >= 0.7:
        texts = _with_one_row(texts)
    shown = quirks(texts, rng) if quirks is not None else texts
    tables = _tables(form, shown, rng, last, subtotal=quirks is None)
    return head, tables, {path: texts[path] if re.search(r"\d", shown[path]) else None for path in texts}


def _with_one_row(texts: dict[str, str]) -> dict[str, str]:
    """The figures with 其他处理 in one row, as some organs print it in the form of 2021 too."""
    prefix = "applications.outcomes.other_handling."
    parts = {path: text for path, text in texts.items() if path.startswith(prefix)}
    whole = {
        f"{prefix}all.{name}": str(
            sum(int(text) for path, text in parts.items() if path.endswith(f".{name}"))
        )
        for name in APPLICANTS
    }
    return {path: text for path, text in texts.items() if path not in parts} | whole


def _tables(
    form: Form, texts: Mapping[str, str], rng: Random, last: list[str], *, subtotal: bool
) -> dict[str, list[Table]]:
    made: dict[str, list[Table]]
    if form is Form.F2014:
        rows: list[Any] = [("统计指标", "单位", "统计数"), *statistics_rows(texts)]
        if rng.random() < 0.4:
            rows = [("序号" if at == 0 else str(at), *row) for at, row in enumerate(rows)]
        made = {**{line: [] for line in last}, "附件：政府信息公开情况统计表": [grid(rows)]}
    else:
        in_pieces, subtotal = rng.random() < 0.5, subtotal and rng.random() < 0.3
        made = {
            "二、主动公开政府信息情况": section_two(form, texts, pieces=in_pieces),
            "三、收到和处理政府信息公开申请情况": [section_three(form, texts, subtotal=subtotal)],
            "四、政府信息公开行政复议、行政诉讼情况": section_four(texts, pieces=rng.random() < 0.3),
            **{line: [] for line in last},
        }
    change = rng.choice(("", "", "half", "marks", "blanks"))
    return {heading: [_changed(table, change) for table in tables] for heading, tables in made.items()}


def _changed(table: Table, change: str) -> Table:
    """The table with its labels printed in another way."""

    def text(words: str) -> str:
        if not re.search(r"[\u4e00-\u9fff]", words):
            return words
        if change == "half":
            return words.translate(str.maketrans("（）：，", "():,"))
        if change == "marks":
            return re.sub(r"^(\d)\.", r"\1、", words)
        return " ".join(words) if change == "blanks" and len(words) <= 4 else words

    return evolve(table, cells=tuple(evolve(cell, text=text(cell.text)) for cell in table.cells))


def varied_style(rng: Random) -> dict[str, Any]:
    """How a PDF of such a report is drawn."""
    return {
        "margin": rng.choice((42.0, 56.0)),
        "size": rng.choice((7.5, 9.0, 10.5)),
        "rules": rng.choice(("lines", "rects", "thin")),
        "page_number": rng.choice(("", "— {} —", "第{}页")),
        "running_head": rng.choice(("", "", "政府信息公开工作年度报告")),
        "labels": rng.choice(("left", "centre")),
        "figures": rng.choice(("centre", "centre", "right")),
        "head_rows": rng.choice((0, 0, 3)),
        "cut_rows": rng.random() < 0.2,
    }
