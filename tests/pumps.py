"""Reports pumped up: a long run of one thing in one place of a report, in every place where text may
stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from random import Random

import writers_text as written
from figures import clean_figures
from govinfo_reports.document import Table
from govinfo_reports.indicators import Form
from grids import form_tables, printed

__all__ = ["CONTAINERS", "PLACES", "UNITS", "pumped"]

UNITS = (
    "1", "12.", "1.", "12、", "1)", "0", "1,", "1，", "1 ", "１", "-", "—", "%", "1%", "/", " ", "　", "\t", "\n", "\n1", "（", "）", "（）", "(1)", "（1）", "[", "]", "【", "〔2022〕",
    "一", "一、", "（一）", "①", "第一", "十", "百千万", "万", "1万", "年", "2022年", "2022", "1月1日", "件", "1件", "1件，", "1件、", "同比增长", "其中", "其中：", "其他",
    "、", "，", "。", "：", ":", ".", "..", "...1", "*", "*1", "#", "|", "||", "| 1 ", "\t1", "<", "&", "a", "a1", "政", "不", "申请", "行政", "政府信息", "公开", "数", "合计", "共", "共计",
    "第1页", "- 1 -", "同意公开", "主动公开", "结果维持", "（单位：件）", "1元", "亿元", "0571-", "近", "约", "1至", "1-", "分别为", "1、2、", "和", "及", "未", "没有",
)  # fmt: skip

_HEAD = (
    "云河市人民政府2021年政府信息公开工作年度报告",
    "一、总体情况",
    "全市主动公开政府信息1204条，其中通过网站公开800条，收到政府信息公开申请12件，同比增长3%。",
)


@cache
def _tables(form: Form) -> dict[str, list[Table]]:
    return form_tables(form, printed(clean_figures(form, Random(5))))


def _text(form: Form, shape: str) -> str:
    return written.as_text(_HEAD, _tables(form), shape)


def _after(text: str, what: str, run: str) -> str:
    found = re.search(what, text)
    assert found, what
    return text[: found.end()] + run + text[found.end() :]


def _before(text: str, what: str, run: str) -> str:
    found = re.search(what, text)
    assert found, what
    return text[: found.start()] + run + text[found.start() :]


PLACES: Mapping[str, Callable[[str, str], str]] = {
    "before a label": lambda text, run: _before(text, "行政许可|主动公开规范性文件数|1.予以公开", run),
    "in a label": lambda text, run: _after(text, "予以公|主动公开规范性文|结果维", run),
    "after a label": lambda text, run: _after(
        text, "部分公开（区分处理的，不计其他情形）|主动公开规范性文件数|予以公开", run
    ),
    "in a cell": lambda text, run: _after(text, r"(?:行政许可|规范性文件数|予以公开)\D{0,9}\d+", run),
    "in a head": lambda text, run: _after(text, "信息内容|统计指标|商业企业", run),
    "a heading": lambda text, run: _after(text, r"\n二、|\n一、总体", run),
    "a sentence": lambda text, run: _after(text, "信息1204条", run),
    "before a figure": lambda text, run: _before(text, "1204条", run),
    "a line of its own": lambda text, run: _before(text, "全市主动", run + "\n"),
    "a caption": lambda text, run: _before(text, "信息内容|统计指标|商业企业", run + "\n"),
    "a title": lambda text, run: _after(text, "^云河市人民政府", run),
    "the end": lambda text, run: text + "\n" + run,
}
CONTAINERS = (
    (Form.F2014, "tabs"),
    (Form.F2014, "cells"),
    (Form.F2021, "tabs"),
    (Form.F2021, "pipes"),
    (Form.F2021, "cells"),
    (Form.F2021, "layout"),
)


def pumped(place: str, unit: str, size: int, form: Form, shape: str) -> str | None:
    """A report with `size` characters of the unit in a place; None where the report has no such place."""
    run = (unit * (size // len(unit) + 1))[:size]
    try:
        return PLACES[place](_text(form, shape), run)
    except AssertionError:
        return None
