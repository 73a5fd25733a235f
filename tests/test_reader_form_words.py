"""The words that tell where a table or a section begins, in text and in sheets."""

from __future__ import annotations

import pytest

from govinfo_reports.document import Paragraph
from govinfo_reports.limits import DEFAULT_LIMITS
from govinfo_reports.readers.common.form_words import begins_table, is_band, is_section_heading, is_sentence
from govinfo_reports.readers.text.read import text_document

BAND = "第二十条第（一）项"


def outline(text: str) -> list[str | list[list[str]]]:
    document = text_document(text, source=None, limits=DEFAULT_LIMITS)
    return [
        block.text if isinstance(block, Paragraph) else [[cell.text for cell in row] for row in block.rows]
        for block in document.blocks
    ]


def test_a_band_between_rows_of_tabs_is_a_row() -> None:
    text = f"前文。\n{BAND}\n信息内容\t制发\n规章\t6\n行政复议\n维持\t总计\n1\t1\n行政诉讼\n"
    assert outline(text) == [
        "前文。",
        [[BAND], ["信息内容", "制发"], ["规章", "6"], ["行政复议"], ["维持", "总计"], ["1", "1"]],
        "行政诉讼",
    ]


@pytest.mark.parametrize("line", ["主动公开情况", "第二十条第（一）项规定的信息如下", f"{BAND}\n\n"])
def test_other_lines_above_rows_of_tabs_are_text(line: str) -> None:
    assert outline(f"{line}\n信息内容\t制发\n规章\t6") == [
        line.strip(),
        [["信息内容", "制发"], ["规章", "6"]],
    ]


def test_a_band_above_aligned_columns_is_a_row() -> None:
    text = "行政复议\n\n结果维持    结果纠正    总计\n\n1    0    1\n"
    assert outline(text) == [[["行政复议"], ["结果维持", "结果纠正", "总计"], ["1", "0", "1"]]]


@pytest.mark.parametrize(
    ("text", "table", "band", "heading"),
    [
        (BAND, True, True, False),
        ("第二十条 第(八)项", True, True, False),
        ("行政复议", True, True, False),
        ("行政诉讼", False, True, False),
        ("行政复议情况", False, False, False),
        ("申请人情况", True, True, False),
        ("统 计 指 标", True, False, False),
        ("三、收到和处理政府信息公开申请情况", False, False, True),
        ("附件：统计表", False, False, True),
        ("三、其他", False, False, False),
    ],
)
def test_words(text: str, table: bool, band: bool, heading: bool) -> None:
    assert (begins_table(text), is_band(text), is_section_heading(text)) == (table, band, heading)


@pytest.mark.parametrize(
    ("text", "expected"), [("全市平稳。", True), ("其一；", True), ("全" * 61, True), ("全" * 60, False)]
)
def test_sentences(text: str, expected: bool) -> None:
    assert is_sentence(text) is expected
