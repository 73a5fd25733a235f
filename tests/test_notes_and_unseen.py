"""Marks of notes, and what nobody sees, are no digits of the figure beside them, whatever sets them there."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook

from govinfo_reports import Report, parse
from writers_docx import as_docx, paragraph, run, text_table

PAGE = (
    '<html><head><meta charset="utf-8">{style}</head><body><p>双桥县2016年政府信息公开工作年度报告'
    "</p><p>一、概述</p>"
    "<p>2016年，全县共主动公开政府信息{said}条。</p><table><tr><td>统计指标</td><td>单位"
    "</td><td>统计数</td></tr>"
    "<tr><td>三、依申请公开情况</td><td></td><td></td></tr><tr><td>（一）收到申请数"
    "</td><td>件</td><td>{cell}</td></tr></table></body></html>"
)


def figures(report: Report) -> dict[str, int]:
    return {fact.path: int(fact.value) for fact in report.facts if fact.value is not None}


def of_page(said: str, cell: str, style: str = "") -> dict[str, int]:
    return figures(parse(PAGE.format(said=said, cell=cell, style=style).encode()))


@pytest.mark.parametrize(
    "mark",
    [
        "<sup>1</sup>",
        "<sub>1</sub>",
        "<sup>①</sup>",
        "<b><sup>[1]</sup></b>",
        '<a href="#n1"><sup>1</sup></a>',
        '<span style="vertical-align:super">2</span>',
        '<span style="vertical-align:6pt">2</span>',
        '<font style="vertical-align:text-top" size="1">4</font>',
        '<span style="vertical-align:top;font-size:7pt">4</span>',
        '<span style="position:relative;top:-5px;font-size:60%">3</span>',
        '<span class="mark">2</span>',
    ],
)
def test_a_note_on_a_page_is_no_digit(mark: str) -> None:
    style = "<style>.mark{position:relative;bottom:.4em}</style>"
    assert of_page(f"300{mark}", f"12{mark}", style) == {
        "proactive.disclosed": 300,
        "applications.received.total": 12,
    }


@pytest.mark.parametrize(
    "rest",
    [
        "<span>5</span>",
        '<span style="vertical-align:baseline">5</span>',
        '<span style="vertical-align:top">5</span>',
        '<span style="position:relative">5</span>',
        '<span style="opacity:1">5</span>',
        '<span style="font-size:0.8em">5</span>',
        '<span style="font-size:0"><span style="font-size:12pt">5</span></span>',
        '<span style="left:-9px">5</span>',
        '<span style="background-color:transparent">5</span>',
        '<span style="color:rgba(0,0,0,0.8)">5</span>',
        '<span style="color:rgb(255,0,0)">5</span>',
        '<span style="color:transparent"><span style="color:#333">5</span></span>',
        '<span style="color:transparent;background-clip:text;background-image:linear-gradient(red,blue)">5</span>',
        '<span style="overflow:hidden;width:0.5em">5</span>',
        '<span style="border-width:0;overflow:hidden">5</span>',
        # a part of a line is no box: it has no width of its own
        '<span style="width:0;overflow:hidden">5</span>',
    ],
)
def test_digits_in_their_line_are_digits(rest: str) -> None:
    assert of_page(f"30{rest}", f"12{rest}") == {
        "proactive.disclosed": 305,
        "applications.received.total": 125,
    }


@pytest.mark.parametrize(
    "style",
    [
        "opacity:0",
        "opacity: 0.0 !important",
        "font-size:0",
        "font-size:0px;color:#fff",
        "position:absolute;left:-9999px",
        "text-indent:-5000px",
        "clip:rect(0,0,0,0);position:absolute",
        "clip-path:inset(50%)",
        "color:transparent",
        "font-weight:bold; color: rgba(0, 0, 0, 0)",
        "display:inline-block;width:0;overflow:hidden",
        "display:block; height:0px; overflow: hidden",
        "mso-hide:all",
    ],
)
@pytest.mark.parametrize("by_class", [False, True])
def test_what_nobody_sees_is_no_digit(style: str, by_class: bool) -> None:
    how = 'class="away"' if by_class else f'style="{style}"'
    unseen = f"<span {how}>7</span>"
    sheet = f"<style>.away{{{style}}}</style>" if by_class else ""
    assert of_page(f"{unseen}300", f"{unseen}12", sheet) == {
        "proactive.disclosed": 300,
        "applications.received.total": 12,
    }


@pytest.mark.parametrize(
    "ruby",
    ["<ruby>18<rt>17</rt></ruby>", "<ruby>18<rp>(</rp><rt>17</rt><rp>)</rp></ruby>", "<ruby>18<rt>17</ruby>"],
)
def test_what_stands_above_a_figure_is_no_digit(ruby: str) -> None:
    assert of_page(ruby, ruby) == {"proactive.disclosed": 18, "applications.received.total": 18}


@pytest.mark.parametrize("note", ["1", "①", "[2]", "*"])
@pytest.mark.parametrize("how", ['<w:vertAlign w:val="subscript"/>', '<w:position w:val="8"/>'])
def test_a_note_in_word_is_no_digit(note: str, how: str) -> None:
    raised = run(note, how)
    table = text_table([["统计指标", "单位", "统计数"], ["（一）收到申请数", "件", "甲"]])
    told = paragraph("乙").replace(run("乙"), run("2016年，全县共主动公开政府信息300") + raised + run("条。"))
    data = as_docx(
        paragraph("双桥县2016年政府信息公开工作年度报告"),
        paragraph("一、概述"),
        told,
        table.replace(run("甲"), run("12") + raised),
    )
    assert figures(parse(data)) == {"proactive.disclosed": 300, "applications.received.total": 12}


def test_runs_that_are_all_lifted_are_one_figure() -> None:
    lift = '<w:position w:val="6"/>'
    table = text_table([["统计指标", "单位", "统计数"], ["（一）收到申请数", "件", "甲"]])
    data = as_docx(
        paragraph("双桥县2016年政府信息公开工作年度报告"),
        table.replace(run("甲"), run("8", lift) + run("17", lift)),
    )
    assert figures(parse(data)) == {"applications.received.total": 817}


@pytest.mark.parametrize("mark", ["①", "※", "*", "[1]", "【2】", "（注1）"])
def test_a_mark_between_a_figure_and_its_unit_in_text(mark: str) -> None:
    text = (
        "双桥县2022年政府信息公开工作年度报告\n一、总体情况\n2022年，"
        f"全县共收到政府信息公开申请12{mark}件。\n"
    )
    assert figures(parse(text.encode())) == {"applications.received.total": 12}


@pytest.mark.parametrize(("size", "found"), [("0", {5}), ("77", {5, 888})])
def test_a_row_without_height_and_a_column_without_width_are_hidden(size: str, found: set[int]) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("双桥县2016年政府信息公开工作年度报告",),
        ("统计指标", "单位", "上稿", "统计数"),
        ("（一）收到申请数", "件", 7, 12),
        ("1.当面申请数", "件", 3, 5),
        ("1.当面申请数", "件", 2, 888),
    ):
        sheet.append(row)
    sheet.row_dimensions[5].height = 77
    sheet.column_dimensions["C"].width = 77
    stream = io.BytesIO()
    book.save(stream)
    changed = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(
                name,
                old.read(name)
                .replace(b'ht="77"', f'ht="{size}"'.encode())
                .replace(b'width="77"', f'width="{size}"'.encode()),
            )
    report = parse(changed.getvalue())
    values = {fact.value for fact in report.facts if fact.path == "applications.received.in_person"}
    assert values == found
    assert any("1 hidden rows, 1 hidden columns" in notice for notice in report.notices) == (size == "0")
