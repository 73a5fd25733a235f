"""Tables of Word documents: merged cells on the printed grid, frames, tables within tables."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govinfo_reports.document import Document, Paragraph, Table
from govinfo_reports.errors import LimitExceeded
from govinfo_reports.limits import DEFAULT_LIMITS, Limits
from govinfo_reports.location import Location
from govinfo_reports.readers.docx.read import read_docx
from writers_docx import as_docx, cell, paragraph, row, run, table, text_table


def read(*blocks: str, limits: Limits = DEFAULT_LIMITS) -> Document:
    return read_docx(as_docx(*blocks), source=None, limits=limits)


def only_table(*blocks: str) -> Table:
    (found,) = read(*blocks).tables()
    return found


def spans(found: Table) -> list[tuple[str, int, int, int, int]]:
    return [(one.text, one.row, one.column, one.rowspan, one.colspan) for one in found.cells]


def shown(found: Table) -> list[list[str | None]]:
    return [[None if one is None else one.text for one in line] for line in found.covering()]


def test_plain_table_has_a_cell_each_with_its_place() -> None:
    found = only_table(text_table([["指标", "数"], ["受理", ""]]))
    assert spans(found) == [("指标", 0, 0, 1, 1), ("数", 0, 1, 1, 1), ("受理", 1, 0, 1, 1), ("", 1, 1, 1, 1)]
    assert found.is_grid
    assert found.location == Location(table=1)
    assert found.cells[3].location == Location(table=1, row=2, column=2)


def test_merged_cells_stand_once() -> None:
    found = only_table(
        table(
            row(cell("办理", span=2), "数"),
            row(cell("结果", merge="restart"), "公开", "1"),
            row(cell(merge="continue"), "不公开", "2"),
            row(cell("总", merge="restart"), "计", "3"),
            row(cell(merge="continue"), "又计", "4"),
        )
    )
    assert shown(found) == [
        ["办理", "办理", "数"],
        ["结果", "公开", "1"],
        ["结果", "不公开", "2"],
        ["总", "计", "3"],
        ["总", "又计", "4"],
    ]
    assert ("结果", 1, 0, 2, 1) in spans(found)


def test_block_merged_both_ways() -> None:
    found = only_table(
        table(
            row(cell("块", span=2, merge="restart"), "甲"),
            row(cell(span=2, merge="continue"), "乙"),
            row("丙", "丁", "戊"),
        )
    )
    assert spans(found)[0] == ("块", 0, 0, 2, 2)
    assert shown(found) == [["块", "块", "甲"], ["块", "块", "乙"], ["丙", "丁", "戊"]]


def test_cells_before_and_after_are_left_out_of_the_grid() -> None:
    found = only_table(table(row("甲", "乙", "丙"), row("丁", before=1, after=1), row("戊", "己", "庚")))
    assert shown(found) == [["甲", "乙", "丙"], [None, "丁", None], ["戊", "己", "庚"]]


def test_horizontal_merge_of_old_files() -> None:
    found = only_table(
        table(
            row(cell("甲", horizontal="restart"), cell("", horizontal="continue"), "乙"), row("1", "2", "3")
        )
    )
    assert spans(found)[:2] == [("甲", 0, 0, 1, 2), ("乙", 0, 2, 1, 1)]


def test_merges_both_ways_in_old_files() -> None:
    found = only_table(
        table(
            row(cell("甲", horizontal="restart", merge="restart"), cell(horizontal="continue"), "乙"),
            row(cell(merge="continue", horizontal="restart"), cell(horizontal="continue"), "丙"),
        )
    )
    assert spans(found) == [("甲", 0, 0, 2, 2), ("乙", 0, 2, 1, 1), ("丙", 1, 2, 1, 1)]


def test_continuation_of_nothing_is_a_cell_of_its_own() -> None:
    found = only_table(
        table(
            row(cell("5", merge="continue"), cell("6", horizontal="continue")),
            row("甲", cell("7", merge="continue")),
        )
    )
    assert [one.text for one in found.cells] == ["5", "甲", "7"]
    alone = only_table(table(row(cell("6", horizontal="continue"), "甲")))
    assert [one.text for one in alone.cells] == ["6", "甲"]


def test_text_under_a_merged_cell_is_named() -> None:
    document = read(table(row(cell("甲", merge="restart"), "1"), row(cell("藏", merge="continue"), "2")))
    assert document.notices == (
        "left out: text covered by a merged cell of table 1: 藏 / 略去表1合并单元格所覆盖的文字：藏",
    )


def test_deleted_and_hidden_rows_and_cells_are_left_out() -> None:
    found = only_table(
        table(
            row("甲", "1"),
            row("乙", "2", properties="<w:del w:id='1'/>"),
            row("丙", "3", properties="<w:ins w:id='1'/>"),
            row("丁", "4", properties="<w:hidden/>"),
            row("戊", "5", properties='<w:hidden w:val="0"/>'),
            row(
                "己",
                "<w:tc><w:tcPr><w:cellDel w:id='1'/></w:tcPr><w:p><w:r><w:t>旧</w:t></w:r></w:p></w:tc>",
                "6",
            ),
        )
    )
    assert shown(found) == [["甲", "1"], ["丙", "3"], ["戊", "5"], ["己", "6"]]


def test_rows_and_cells_in_content_controls_count() -> None:
    wrapped = f"<w:sdt><w:sdtPr/><w:sdtContent>{row('乙', '2')}</w:sdtContent></w:sdt>"
    one = f"<w:tr><w:sdt><w:sdtContent>{cell('丙')}</w:sdtContent></w:sdt>{cell('3')}</w:tr>"
    assert shown(only_table(table(row("甲", "1"), wrapped, one))) == [["甲", "1"], ["乙", "2"], ["丙", "3"]]


def test_paragraphs_of_a_cell_are_lines() -> None:
    found = only_table(table(row(cell("（一）", "", "予以公开"), paragraph_cell("1\u00a0", run("2")))))
    assert [one.text for one in found.cells] == ["（一）\n予以公开", "1\u00a02"]


def paragraph_cell(*content: str) -> str:
    return cell(paragraph(*content))


def test_table_of_one_cell_is_a_frame() -> None:
    document = read(table(row(cell("标题", text_table([["甲", "1"]]), "正文"))), "完")
    assert [block.text if isinstance(block, Paragraph) else "表" for block in document.blocks] == [
        "标题",
        "表",
        "正文",
        "完",
    ]
    assert [found.location.table for found in document.tables()] == [1]


def test_one_column_with_tables_in_it_is_a_frame_and_without_is_a_table() -> None:
    inner = text_table([["甲", "1"], ["乙", "2"]])
    framed = read(table(row(cell("题")), row(cell(inner))))
    assert [type(block) for block in framed.blocks] == [Paragraph, Table]
    assert shown(only_table(table(row("甲"), row("乙")))) == [["甲"], ["乙"]]


def test_table_within_a_cell_comes_behind_its_table() -> None:
    deepest = text_table([["丙", "3"]])
    inner = table(row("乙", cell("2", deepest)))
    document = read(table(row("甲", cell("1", inner, "尾"))), text_table([["丁", "4"]]))
    assert [shown(found) for found in document.tables()] == [
        [["甲", "1\n尾"]],
        [["乙", "2"]],
        [["丙", "3"]],
        [["丁", "4"]],
    ]
    assert [found.location.table for found in document.tables()] == [1, 2, 3, 4]


def test_figure_framed_within_a_cell_stays_in_it() -> None:
    framed = table(row(cell("12", text_table([["件"]]))))
    found = only_table(table(row("受理", cell(framed)), row("合计", cell("1", merge="x"))))
    assert shown(found) == [["受理", "12\n件"], ["合计", "1"]]


def test_merged_cells_of_an_inner_table_are_its_own() -> None:
    inner = table(row(cell("乙", span=2)), row("1", "2"))
    document = read(table(row("甲", cell(inner)), row("丙", "丁")))
    assert [shown(found) for found in document.tables()] == [
        [["甲", ""], ["丙", "丁"]],
        [["乙", "乙"], ["1", "2"]],
    ]


def test_table_without_cells_is_nothing() -> None:
    assert [type(block) for block in read(table(), table("<w:tr/>", "<w:tr/>"), "甲").blocks] == [Paragraph]


def test_text_box_in_a_cell_belongs_to_the_cell() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('框')}</w:txbxContent></w:pict></w:r>"
    assert shown(only_table(table(row("甲", cell(paragraph("1", box)))))) == [["甲", "1\n框"]]


@pytest.mark.parametrize(
    ("value", "columns"), [("3", 3), ("0", 1), ("-4", 1), ("x", 1), ("99999", 1000), ("9" * 40, 1), ("²", 1)]
)
def test_spans_are_kept_within_reason(value: str, columns: int) -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="{value}"/></w:tcPr>{paragraph("甲")}</w:tc>'
    assert only_table(table(row(wide, "乙"))).cells[0].colspan == columns


def test_too_many_cells_are_refused() -> None:
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="1000"/></w:tcPr><w:p/></w:tc>'
    assert len(list(read(table(row(wide, "甲")), limits=Limits(cells=1001)).tables())) == 1
    with pytest.raises(LimitExceeded, match="more than 1000 cells"):
        read(table(row(wide, "甲")), limits=Limits(cells=1000))


def test_tables_nested_too_deep_are_refused() -> None:
    nested = text_table([["甲", "1"]])
    for _ in range(3):
        nested = table(row("乙", cell(nested)))
    limits = Limits(nesting=30)
    assert len(list(read(nested, limits=limits).tables())) == 4
    for _ in range(5):
        nested = table(row(cell(nested), cell("2")))
    with pytest.raises(LimitExceeded, match="nested too deep"):
        read(nested, limits=limits)


GRIDS = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.tuples(st.integers(1, 3), st.text("甲乙1", max_size=3)), min_size=width, max_size=width),
        min_size=2,
        max_size=6,
    )
)


@settings(max_examples=50, deadline=None)
@given(GRIDS)
def test_any_grid_comes_back(rows: list[list[tuple[int, str]]]) -> None:
    found = list(
        read("前", table(*(row(*(cell(text, span=span) for span, text in line)) for line in rows))).tables()
    )
    if all(len(line) == 1 for line in rows) and not found:
        pytest.fail("a table of one column was lost")
    expected = [[text for span, text in line for _ in range(span)] for line in rows]
    width = max(map(len, expected))
    assert shown(found[0]) == [[*line, *[None] * (width - len(line))] for line in expected]


def grid_table(widths: list[int], *rows: str) -> str:
    """A table whose grid has columns so wide (twentieths of a point)."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


ROWS_AROUND_A_SLIVER = (
    row("甲", cell("乙", span=2), "丙"),
    row(cell("丁", span=2), "戊", "己"),
    row(cell("庚", span=4)),
)


@pytest.mark.parametrize("sliver", [1, 20])
def test_a_column_too_narrow_for_a_character_is_no_column(sliver: int) -> None:
    found = only_table(grid_table([900, sliver, 900, 900], *ROWS_AROUND_A_SLIVER))
    assert spans(found) == [
        ("甲", 0, 0, 1, 1),
        ("乙", 0, 1, 1, 1),
        ("丙", 0, 2, 1, 1),
        ("丁", 1, 0, 1, 1),
        ("戊", 1, 1, 1, 1),
        ("己", 1, 2, 1, 1),
        ("庚", 2, 0, 1, 3),
    ]


@pytest.mark.parametrize("widths", [[900, 21, 900, 900], [9, 1, 9, 9], [0, 0, 0, 0], [], [900]])
def test_other_columns_are_kept(widths: list[int]) -> None:
    found = only_table(grid_table(widths, *ROWS_AROUND_A_SLIVER))
    assert spans(found)[:2] == [("甲", 0, 0, 1, 1), ("乙", 0, 1, 1, 2)]


def test_a_narrow_column_with_a_cell_of_its_own_is_kept() -> None:
    found = only_table(grid_table([900, 5, 900], row("甲", "", "乙"), row(cell("丙", span=2), "丁")))
    assert spans(found)[2:] == [("乙", 0, 2, 1, 1), ("丙", 1, 0, 1, 2), ("丁", 1, 2, 1, 1)]
