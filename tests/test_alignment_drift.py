"""Text laid out as on the page whose columns drift: a figure that stands beside every column is in none that
could be told."""

from __future__ import annotations

from govinfo_reports import parse_text
from govinfo_reports.document import Table
from govinfo_reports.readers.common.alignment import align
from govinfo_reports.readers.common.monospaced import pieces_of_lines, ways_of_lines

_ROWS = (
    "一、本年新收政府信息公  95       1      0     0     0    98",
    "开申请数量",
    "二、上年结转政府信息公              0   0           0    0",
    "开申请数量",
    "三、本 （一）予以公开     2    0   0   0     0     0    2",
    "年度办 （二）部分公开     1    0   0   0     0     0    1",
    "理结果 （区分处理的，",
    "    只计这一情形，",
    "    不计其他情形）",
    "         2.其他   0    0   0   0     0     0    0",
    "         法律行",
)


def grid(*lines: str) -> Table:
    table = align(pieces_of_lines(ways_of_lines(lines, 0, len(lines))), number=1)
    assert table is not None
    return table


def test_a_figure_beside_all_columns_is_not_told() -> None:
    first = next(row for row in grid(*_ROWS).rows if row[0].text.startswith("一、"))
    figures = [cell for cell in first if any(map(str.isdigit, cell.text))]
    assert [cell.text for cell in figures] == ["95 1 0 0 0 98"]


def test_no_row_of_a_drifting_text_is_read_in_other_columns() -> None:
    head = "云河市2022年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
    heads = "             自然人  商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n"
    read = {
        fact.path: fact.value
        for fact in parse_text(head + heads + "\n".join(_ROWS)).facts
        if fact.source.value == "table"
    }
    assert read.get("applications.received.business") is None


def test_the_next_line_of_a_label_over_several_columns_is_part_of_it() -> None:
    lines = (
        "一、本年新收政府信息公  95   0   1      0     0     0    96",
        *_ROWS[1:2],
        "二、上年结转政府信息公     0    0   0   0     0     0    0",
        *_ROWS[3:],
    )
    labels = [row[0].text for row in grid(*lines).rows]
    assert labels[:2] == ["一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"]


def test_a_label_with_an_ordinal_begins_behind_the_label_of_its_group() -> None:
    lines = (
        "    （三） 1.属于    1    0   0   2",
        "    不予公 国家秘",
        "    开    密",
        "         2.其他   0    0   0   0",
        "         法律行",
        "         3.危及   1    0   0   1",
        "         “三安",
    )
    texts = [piece.text for piece in pieces_of_lines(ways_of_lines(lines, 0, len(lines)))]
    assert texts[:6] == ["（三）", "1.属于", "1", "0", "0", "2"]
    assert "国家秘" in texts
