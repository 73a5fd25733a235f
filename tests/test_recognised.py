"""Labels that were recognised with a character misread."""

from __future__ import annotations

from random import Random

import pytest
from attrs import evolve

from figures import clean_figures
from govinfo_reports.api import parse_document
from govinfo_reports.document import Cell, Container, Document, Paragraph, Table
from govinfo_reports.forms import vocabulary
from govinfo_reports.indicators import Form
from govinfo_reports.location import Location
from govinfo_reports.tables.recognised import respelled
from grids import form_tables, printed
from whole_reports import head_of


def label(text: str, confidence: float | None = 0.9) -> str:
    cell = Cell(text=text, row=0, column=0, location=Location(table=1), confidence=confidence)
    table = Table(cells=(cell,), location=Location(table=1), is_grid=True)
    found = respelled(Document(blocks=(table,), container=Container.IMAGE), vocabulary()).blocks[0]
    assert isinstance(found, Table)
    return found.cells[0].text


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("自故人", "自然人"),
        ("自然人.", "自然人"),
        ("1.属干国家秘密", "1.属于国家秘密"),
        ("结果\n糾正", "结果\n纠正"),
        ("（一）予以公并", "（一）予以公开"),
        ("7.属于行攻执法案巷", "7.属于行政执法案卷"),
        ("社会公\n益组识", "社会公\n益组织"),
        ("法人或其他组织\n--", "法人或其他组织"),
        ("·\n自然人", "自然人"),
        (
            "(本数·的勾稽关系为：第一项加第二\n项之和，等于第三项加第四项之和）",
            "本列数据的勾稽关系为第一项加第二项之和等于第三项加第四项之和",
        ),
    ],
)
def test_a_label_is_read_as_the_form_prints_it(read: str, printed: str) -> None:
    assert label(read) == printed


@pytest.mark.parametrize(
    "text",
    [
        "书面申请数",
        "电视公开政府信息数",
        "下级机关",
        "自然人",
        "总针",
        "19O",
        "1.",
        "",
        "不属于国家秘密",
        "--",
        "-\n3",
        "本列数据为第一项加第二项等于第三项加第四项",
    ],
)
def test_what_may_be_something_else_stays(text: str) -> None:
    assert label(text) == text


@pytest.mark.parametrize("confidence", [None, 0.995])
def test_what_is_printed_so_stays(confidence: float | None) -> None:
    assert label("自故人", confidence) == "自故人"


@pytest.mark.parametrize(
    ("head", "read"),
    [
        ("自然人", "自咯人"),
        ("科研机构", "科研机沟"),
        ("社会公益组织", "社会公益组咯"),
        ("法律服务机构", "法律服務机构"),
        ("尚未审结", "尚未咯结"),
        ("未经复议直接起诉", "未经复议直接起咯"),
    ],
)
def test_a_misread_head_costs_no_table(head: str, read: str) -> None:
    figures = clean_figures(Form.F2021, Random(head))
    title, preamble = head_of("云河市", 2023)
    texts: list[str | Table] = [title, preamble]
    for heading, tables in form_tables(Form.F2021, printed(figures)).items():
        texts += [heading, *tables]
    blocks: list[Paragraph | Table] = []
    for number, text in enumerate(texts, 1):
        if isinstance(text, str):
            blocks.append(Paragraph(text=text, location=Location(line=number), confidence=0.99))
        else:
            cells = tuple(
                evolve(cell, text=read if cell.text == head else cell.text, confidence=0.9)
                for cell in text.cells
            )
            assert isinstance(text, Table)
            blocks.append(evolve(text, cells=cells))
    document = Document(blocks=tuple(blocks), container=Container.IMAGE)
    report = parse_document(document)
    assert {path: report.get(path) for path in figures} == figures
