"""The grammar of the tables: it has no conflict, reads every sequence of tokens, and what it allows of
sections two and four and of the statistics table is needed."""

from __future__ import annotations

import logging
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lark import Lark, LarkError, logger

import govinfo_reports.tables.parse as parsing
from govinfo_reports import Report, parse_text
from govinfo_reports.forms import vocabulary
from govinfo_reports.grammar import grammar_text
from govinfo_reports.location import Location
from govinfo_reports.tables.lexer import lex
from govinfo_reports.tables.pieces import TablePiece

HEAD = "云河市2020年政府信息公开工作年度报告\n一、总体情况\n各项工作平稳有序。\n"
OUTCOMES = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计"
FOUR = "四、政府信息公开行政复议、行政诉讼情况\n"
TEXTS = {
    "three tables": f"{HEAD}{FOUR}行政复议\n{OUTCOMES}\n1\t0\t2\t0\t3\n未经复议直接起诉\n{OUTCOMES}\n0\t0\t0\t4\t4\n",
    "one table": f"{HEAD}{FOUR}行政复议\t行政诉讼\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉\n"
    f"{OUTCOMES}\t{OUTCOMES}\n1\t0\t2\t0\t3\t0\t0\t0\t4\t4\t0\t0\t0\t0\t0\n",
    "no heads": f"{HEAD}{FOUR}1 0 2 0 3 0 0 0 4 4 0 0 0 0 0\n",
    "dashes": f"{HEAD}{FOUR}行政复议\n{OUTCOMES}\n-\t0\t2\t0\t2\n",
    "odd": f"{HEAD}{FOUR}行政复议\n{OUTCOMES}\n1～2\t0\t2\t0\t3\n",
    "blank": f"{HEAD}{FOUR}行政复议\n{OUTCOMES}\n\t0\t2\t0\t2\n",
    "units": f"{HEAD}{FOUR}行政复议\t件\n{OUTCOMES}\n1\t0\t2\t0\t3\t件\n",
    "down": f"{HEAD}{FOUR}行政复议\n结果维持\t1\n结果纠正\t0\n其他结果\t2\n尚未审结\t0\n总计\t3\n",
    "second row": f"{HEAD}{FOUR}行政复议\n{OUTCOMES}\n1\t0\t2\t0\t3\n其中市本级\t1\t0\t0\t0\t1\n",
    "words between": f"{HEAD}{FOUR}行政复议\t备注说明\n{OUTCOMES}\n1\t0\t2\t0\t3\n",
    "two": f"{HEAD}二、主动公开政府信息情况\n第二十条第（五）项\n信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n行政许可\t5\t-1\t9\n"
    "第二十条第（八）项（单位：元）\n信息内容\t上一年项目数量\t本年增/减\n行政事业性收费\t3\t1\n未知事项\t7\t1\n",
    "statistics": f"{HEAD}附表：统计表\n统计指标 单位 统计数 一、主动公开情况 —— 主动公开政府信息数 条 12 "
    "其中：乡镇公开栏数 个 3 二、依申请公开情况 —— 收到申请数 件 4\n",
    "statistics run together": f"{HEAD}附表：统计表\n指标单位统计数主动公开政府信息数条12收到申请数件4\n",
    "statistics, unknown head": f"{HEAD}附表：统计表\n统计指标 单位 统计数 完成说明 备注 主动公开政府信息数 条 12 收到申请数 件 "
    "4 行政复议数 件 1\n",
    "statistics in cells": f"{HEAD}附表：统计表\n\n统计指标\t单位\t统计数\t历年累计\n一、主动公开情况\t——\t\t\n主动公开政府信息数\t条\t12\t30\n收到申请数\t件\t4\t5\n",
    "statistics, a group as head": f"{HEAD}附表：统计表\n\n依申请公开情况\t单位\t上年\t本年\n收到申请数\t件\t3\t4\n当面申请数\t件\t1\t1\n",
    "statistics, figures first": f"{HEAD}附表：统计表\n统计指标 单位 统计数 12 条 主动公开政府信息数 4 件 收到申请数 "
    "件\n",
}


def figures(report: Report) -> dict[str, object]:
    found: dict[str, object] = {fact.path: fact.value for fact in report.facts}
    return found | {f"unread {item.raw}": item.reason for item in report.unread}


def test_the_grammar_has_no_conflict(caplog: pytest.LogCaptureFixture) -> None:
    level = logger.level
    logger.setLevel(logging.DEBUG)
    try:
        with caplog.at_level(logging.DEBUG, logger=logger.name):
            Lark(grammar_text("tables"), parser="lalr", lexer="basic", debug=True)
    finally:
        logger.setLevel(level)
    assert "onflict" not in caplog.text


def ablations() -> list[tuple[str, str]]:
    """The grammar without one alternative of one of the rules of section four, each in turn."""
    text = grammar_text("tables")
    found = []
    for rule in ("_four_open", "_four_head", "_figure", "_items_open"):
        body = re.search(rf"^{rule}: (.*)$", text, re.MULTILINE)
        assert body is not None
        parts = body[1].split(" | ")
        for part in parts:
            rest = " | ".join(other for other in parts if other != part)
            found.append((f"{rule} without {part}", text.replace(body[0], f"{rule}: {rest}")))
    for part, less in (
        ("(unknown | outcomes (values | CLOSE))*", "(unknown)*"),
        ("(unknown | outcomes (values | CLOSE))*", "(outcomes (values | CLOSE))*"),
        ("two_row: SUBJECT _cell*", "two_row: SUBJECT"),
        ("values: _figure _cell*", "values: _figure"),
        ("(_items_open | COLUMN | _between)*", "(_items_open | COLUMN)*"),
        ("(_items_open | COLUMN | _between)*", "(_items_open | _between)*"),
        ("item: ITEM _cell*", "item: ITEM"),
        ("item_group: ITEM_GROUP (COLUMN | _cell)*", "item_group: ITEM_GROUP"),
        ("item_group: ITEM_GROUP (COLUMN | _cell)*", "item_group: ITEM_GROUP _cell*"),
        ("item_group: ITEM_GROUP (COLUMN | _cell)*", "item_group: ITEM_GROUP COLUMN*"),
        ("unknown: WORDS _cell*", "unknown: WORDS"),
    ):
        assert part in text
        found.append((f"{less} for {part}", text.replace(part, less)))
    return found


@pytest.mark.parametrize(("name", "text"), ablations(), ids=lambda item: item if len(item) < 90 else "")
def test_each_alternative_is_needed(name: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = {name: figures(parse_text(document)) for name, document in TEXTS.items()}
    try:
        automaton = parsing.Automaton(text)
        monkeypatch.setattr(parsing, "_automaton", lambda: automaton)
        less = {name: figures(parse_text(document)) for name, document in TEXTS.items()}
    except LarkError:
        return
    assert less != whole


WORDS = (
    "行政复议",
    "行政诉讼",
    "结果维持",
    "总计",
    "其他",
    "自然人",
    "予以公开",
    "其他处理",
    "规章",
    "本年制发件数",
    "信息内容",
    "收到申请数",
)


@given(st.lists(st.sampled_from((*WORDS, "12", "-", "", "件", "不明", "1～2", "工作完成。")), max_size=40))
def test_every_sequence_is_read(texts: list[str]) -> None:
    pieces = (
        TablePiece(text, Location(line=number + 1), number, number)
        for number, text in enumerate(texts)
        if text
    )
    parsing.parse_tables(lex(pieces, vocabulary()))
