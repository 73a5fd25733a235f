"""Text files: lines, the shapes of tables, lines cut at a width, and what converters leave behind."""

from __future__ import annotations

import pytest

from govinfo_reports.document import Container, Document, Paragraph, Table
from govinfo_reports.errors import LimitExceeded, UnreadableSource
from govinfo_reports.limits import DEFAULT_LIMITS, Limits
from govinfo_reports.readers import read
from govinfo_reports.readers.text.read import text_document


def document(text: str, limits: Limits = DEFAULT_LIMITS) -> Document:
    return text_document(text, source="a.txt", limits=limits)


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def prose(text: str) -> list[str]:
    return [paragraph.text for paragraph in document(text).paragraphs()]


def tables(text: str) -> list[list[list[str]]]:
    return [rows(table) for table in document(text).tables()]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("标题行\n指标\t单位\t数\n甲\t件\t3\n正文", [[["指标", "单位", "数"], ["甲", "件", "3"]]]),
        (
            "| 指标 | 单位 | 数 |\n| --- | :-: | --: |\n| 甲 | 件 | |\n",
            [[["指标", "单位", "数"], ["甲", "件", ""]]],
        ),
        ("指标 | 单位 | 数\n甲 | 件 | 3\n", [[["指标", "单位", "数"], ["甲", "件", "3"]]]),
        ("指标 |\n单位 |\n|\n甲 |\n", [[["指标"], ["单位"], [""], ["甲"]]]),
        ("汇总表 |\n||\n指标 |\n单位 |\n", [[["汇总表"], [""], [""], ["指标"], ["单位"]]]),
        ("甲\t1\n\n乙\t2\n", [[["甲", "1"], ["乙", "2"]]]),
        ("｜甲｜1｜\n｜乙｜2｜\n", [[["甲", "1"], ["乙", "2"]]]),
        (
            "附表\n指标\n| 计量\n单位\n| 数\n|\n甲\n| 件\n|\n|\n乙的\n下文\n| 条\n| 7\n|\n三、其他\n",
            [[["指标", "计量单位", "数"], ["甲", "件", ""], ["乙的下文", "条", "7"]]],
        ),
    ],
)
def test_shapes_of_tables(text: str, wanted: list[list[list[str]]]) -> None:
    assert tables(text) == wanted


def test_markdown_that_breaks_and_escapes() -> None:
    text = "# 报告\n\n1\\.甲<br>乙\n\n| 指标 | 数 |\n| --- | --- |\n| 2\\.丙<br/>丁 | \\- |\n| 戊 | 3 |\n"
    assert prose(text) == ["报告", "1.甲\n乙"]
    assert tables(text) == [[["指标", "数"], ["2.丙\n丁", "-"], ["戊", "3"]]]


DRAWN = """\
+--------+-------------+
| 指标   | 数          |
|        +------+------+
|        | 甲   | 乙类 |
|        |      | 人员 |
+========+======+======+
| 收到   | 1    | 2    |
+--------+------+------+
"""


@pytest.mark.parametrize("narrow", [False, True])
def test_drawn_tables(narrow: bool) -> None:
    (table,) = document(f"前文\n{DRAWN.replace('甲  ', '“甲”') if narrow else DRAWN}后文").tables()
    spans = [(cell.text, cell.row, cell.column, cell.rowspan, cell.colspan) for cell in table.cells]
    assert spans[:2] == [("指标", 0, 0, 2, 1), ("数", 0, 1, 1, 2)]
    assert [cell.text for cell in table.cells[2:]] == [
        "“甲”" if narrow else "甲",
        "乙类\n人员",
        "收到",
        "1",
        "2",
    ]
    assert table.is_grid


def test_drawn_tables_whose_lines_do_not_end_below_each_other_lose_nothing() -> None:
    found = document(DRAWN.replace("| 1 ", "| 11  ", 1))
    assert "11" in "".join(cell.text for table in found.tables() for cell in table.cells)


@pytest.mark.parametrize("around", [("", ""), ("<html><body>", "</body></html>")])
@pytest.mark.parametrize("kind", ["bytes", "text"])
def test_tables_in_html_within_markdown(kind: str, around: tuple[str, str]) -> None:
    text = (
        "# 报告\n\n一、总体情况\n\n<table>\n<tr><td rowspan=2>甲</td><td>1</td></tr>\n"
        "<tr><td>2</td></tr>\n</table>\n\n二、其他\n"
    )
    text = text.replace("<table>", f"{around[0]}<table>").replace("</table>", f"</table>{around[1]}")
    found = document(text) if kind == "text" else read(text.encode(), source=None, limits=DEFAULT_LIMITS)
    assert [type(block) for block in found.blocks] == [Paragraph, Paragraph, Table, Paragraph]
    (table,) = found.tables()
    assert rows(table) == [["甲", "1"], ["2"]]
    assert table.cells[0].rowspan == 2
    assert str(table.cells[0].location) == "line 5, table 1, row 1, column 1"


def test_heads_and_numbers_of_pages_are_no_text() -> None:
    pages = (
        "县教育局年度报告\n甲段。\n  第 1 页 共 3 页\n",
        "县教育局年度报告\n\n乙段。\n2\n",
        "县教育局年度报告\n丙段。\n- 3 -",
    )
    assert prose("\f".join(pages)) == ["县教育局年度报告", "甲段。", "乙段。", "丙段。"]
    found = document("\f".join(pages)).blocks[-1].location
    assert str(found) == "line 11"


@pytest.mark.parametrize("first", ["0", "3.其他", "1.信访举报投诉类申请 0 0"])
def test_rows_that_pages_begin_with_are_kept(first: str) -> None:
    text = document("\f".join([f"{first}\n丙\n7"] * 3))
    said = [block.text if isinstance(block, Paragraph) else str(rows(block)) for block in text.blocks]
    assert "".join(said).count(first) == 3
    assert "".join(said).count("7") == 3


def test_a_table_tag_that_never_ends_is_text() -> None:
    assert prose("甲\n<table>\n乙\n")[-1] == "乙"


def test_a_cell_of_two_lines_has_its_pipe_on_the_second() -> None:
    assert tables("甲乙丙 |\n件 |\n不同渠道\n和方式 |\n条 |\n9 |\n") == [
        [["甲乙丙"], ["件"], ["不同渠道和方式"], ["条"], ["9"]]
    ]


def test_a_section_heading_is_no_part_of_a_cell() -> None:
    text = "规章 |\n3 |\n三、收到和处理政府信息公开申请情况\n自然人 |\n5 |\n"
    assert tables(text) == [[["规章"], ["3"]], [["自然人"], ["5"]]]
    assert prose(text) == ["三、收到和处理政府信息公开申请情况"]


def test_cells_know_their_line_row_and_table() -> None:
    (table,) = document("第一行\n\n甲\t1\n乙\t2\n").tables()
    place = table.rows[1][1].location
    assert (place.line, place.table, place.row, place.column) == (4, 1, 2, 2)
    assert not table.is_grid


def test_runs_of_empty_pipes_are_no_table_and_lose_no_text() -> None:
    text = "云河市 | " + "|" * 300 + "\n" + "|" * 300 + "\n正文在此。 |\n" + "|" * 300 + "\n"
    found = document(text)
    assert "正文在此。" in [paragraph.text for paragraph in found.paragraphs()] + [
        cell.text for table in found.tables() for cell in table.cells
    ]


def test_marks_of_converters_are_left_out() -> None:
    assert prose("甲[image: blob.png]乙[bookmark: _GoBack]丙\n## 二、**主动公开**情况\n") == [
        "甲乙丙",
        "二、主动公开情况",
    ]
    heading = next(paragraph for paragraph in document("## 二、情况\n").paragraphs())
    assert heading.level == 2


def test_text_recognised_in_pictures_is_left_out_and_said() -> None:
    text = (
        "正文第一段。\n\nimage7.png\nmifE BiclEE\n2018-01-08\nimage8.png\nERHER\n"
        + "云河市人民政府办公室负责全市政府信息公开工作的组织协调，指导各县区开展。\n"
    )
    found = document(text)
    assert [paragraph.text for paragraph in found.paragraphs()] == [
        "正文第一段。",
        "云河市人民政府办公室负责全市政府信息公开工作的组织协调，指导各县区开展。",
    ]
    assert len(found.notices) == 1
    assert "5 lines" in found.notices[0]


def test_lines_cut_at_a_width_are_joined_to_paragraphs() -> None:
    sentence = (
        "全市各级行政机关坚持以公开为常态不公开为例外扎实推进各项工作取得了新的成效并不断完善制度机制建设"
    )
    paragraph = sentence * 10 + "。"
    width = 30
    lines = [paragraph[at : at + width] for at in range(0, len(paragraph), width)]
    text = "\n".join(["一、总体情况", *lines, "二、主动公开政府信息情况", *lines])
    assert prose(text) == ["一、总体情况", paragraph, "二、主动公开政府信息情况", paragraph]


def test_a_page_break_in_a_joined_paragraph_is_bridged() -> None:
    sentence = (
        "全市各级行政机关坚持以公开为常态不公开为例外扎实推进各项工作取得了新的成效并不断完善制度机制建设"
    )
    paragraph = sentence * 12
    lines = [paragraph[at : at + 30] for at in range(0, 480, 30)]
    assert prose("\n".join([*lines[:8], "", *lines[8:]])) == ["".join(lines)]


def test_lines_of_other_lengths_are_left_as_they_are() -> None:
    lines = [f"第{number}段。" + "内容" * number for number in range(1, 20)]
    assert prose("\n".join(lines)) == lines


def test_any_line_end_and_control_characters() -> None:
    assert prose("甲\r\n乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙\r丙\u2028丁\x0b戊\x00\x07\u200b己") == [
        "甲",
        "乙" * 15,
        "丙",
        "丁",
        "戊己",
    ]


LAYOUT = """
二、主动公开政府信息情况
信息内容        本年制发件数          本年废止件数   现行有效件数
规章          2               0        11

行政规范性文件     109             489      597
三、收到和处理政府信息公开申请情况
                                           法人或其他组织
                                  自然人                               总计
                                           商业   科研   社会公益 法律服务 其他
                                           企业   机构   组织   机构
一、本年新收政府信息公开申请数量                  40     9    0   4    5     1   59

三   （一）予以公开                       17     1    0   3     1    0   22
、
本             2.其他法律行政法规禁止公
年             开                    7     0     0   0    0     0   7
              5.要求行政机关确认或重新
                                   4       0     0   0    0     0    4
              出具已获取信息
    （七）总计                         33     9    0   4    7     1   54
五、存在的主要问题及改进情况
"""


def test_tables_in_text_that_keeps_the_layout_of_the_page() -> None:
    first, second = (rows(table) for table in document(LAYOUT).tables())
    assert first[1:] == [["规章", "2", "0", "11"], ["行政规范性文件", "109", "489", "597"]]
    second = [row[-8:] if row[-1].isdigit() else row for row in second]
    assert second[0][2:] == ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    assert ["2.其他法律行政法规禁止公开", "7", "0", "0", "0", "0", "0", "7"] in second
    assert ["5.要求行政机关确认或重新出具已获取信息", "4", "0", "0", "0", "0", "0", "4"] in second
    assert ["（一）予以公开", "17", "1", "0", "3", "1", "0", "22"] in second
    assert ["（七）总计", "33", "9", "0", "4", "7", "1", "54"] in second
    assert "三、收到和处理政府信息公开申请情况" in prose(LAYOUT)
    assert prose(LAYOUT)[-1] == "五、存在的主要问题及改进情况"


def test_prose_with_blanks_in_it_is_no_table() -> None:
    text = "全年  共公开信息 5 条。\n云河市  政府  办公室，负责\n"
    assert tables(text) == []
    assert tables("甲      乙\n丙      丁\n") == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "big5"])
def test_charsets(encoding: str) -> None:
    text = (
        "一二三四五年度公告之文字與表格\n" * 40
        if encoding == "big5"
        else "云河市政府信息公开工作年度报告，共计三十件。\n" * 40
    )
    made = read(text.encode(encoding), source=None, limits=DEFAULT_LIMITS)
    assert next(iter(made.paragraphs())).text == text.splitlines()[0]
    assert made.container is Container.TEXT


def test_what_is_no_text_is_refused() -> None:
    for text in ("", " \n\t\n", "\x00" * 50 + "a"):
        with pytest.raises(UnreadableSource):
            document(text)


def test_too_many_cells_are_refused() -> None:
    with pytest.raises(LimitExceeded, match=r"more than \d+ cells"):
        document("甲\t1\n" * 50, Limits(cells=60))


def test_blocks_come_in_reading_order() -> None:
    kinds = [type(block) for block in document("前文\n甲\t1\n乙\t2\n后文\n").blocks]
    assert kinds == [Paragraph, Table, Paragraph]
