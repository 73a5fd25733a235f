"""Web pages: text as a browser shows it, tables in their grid, limits."""

from __future__ import annotations

import contextlib
import random

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from govinfo_reports.document import Container, Document, Paragraph, Table
from govinfo_reports.errors import LimitExceeded, UnreadableSource
from govinfo_reports.limits import DEFAULT_LIMITS, Limits
from govinfo_reports.readers.html.read import read_html

MARKUP = [
    piece.replace("|", " ")
    for piece in [
        "<p>",
        "</p>",
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "<td|rowspan=0|colspan=3>",
        "</td>",
        "<div|class=nav>",
        "</div>",
        "<a|href=x>",
        "</a>",
        "<li>",
        "<ol>",
        "</ol>",
        "<h2>",
        "<br>",
        "<span>",
        "<pre>",
        "<tbody>",
        "<th>",
        "甲。",
        "12",
        "来源：",
        "索引号",
        "&nbsp;",
        "一、总体情况",
        "云河市2021年政府信息公开工作年度报告",
        "<",
        "<!--",
        "\x00",
    ]
]
PROSE = "<p>本报告由云河市人民政府办公室编制，所列数据的统计期限自2021年1月1日起至12月31日止。</p>"


def read(body: str, *, limits: Limits = DEFAULT_LIMITS) -> Document:
    return read_html(f"<html><body>{body}</body></html>".encode(), source="页.html", limits=limits)


def texts(body: str) -> list[str]:
    """The paragraphs of a page whose first is PROSE, without it."""
    document = read(PROSE + body)
    return [paragraph.text for paragraph in document.paragraphs()][1:]


def only_table(body: str, *, limits: Limits = DEFAULT_LIMITS) -> Table:
    (table,) = read(PROSE + body, limits=limits).tables()
    return table


def grid(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>20</span><span>23年受理<font>1</font><b>2</b>件。</p>", ["2023年受理12件。"]),
        ("<p>一行。<br>二行。</p>", ["一行。", "二行。"]),
        ("<div>甲。<div>乙。</div>丙。</div>", ["甲。", "乙。", "丙。"]),
        ("<p>公开&nbsp;&nbsp;　12\n 件。</p>", ["公开 12 件。"]),
        ("<p>政府信息\n   公开工作。</p>", ["政府信息公开工作。"]),
        ("<p>受理 \n 12 件。</p>", ["受理 12 件。"]),
        ("<p>&nbsp;　</p><p><o:p>&nbsp;</o:p></p>", []),
        ("<p>零\u200b宽\ufeff字\u00ad符\ue5e5完。</p>", ["零宽字符 完。"]),
        ("<pre>甲栏。\n乙栏。</pre>", ["甲栏。", "乙栏。"]),
        ("<p>甲<!-- 注释 -->乙<script>丙</script>丁<style>p{}</style>。</p>", ["甲乙丁。"]),
        ("<p>甲<select><option>选</option></select><button>钮</button><input value=值>。</p>", ["甲。"]),
        ("<noscript>请开启脚本</noscript><template>模板</template><p>完。</p>", ["完。"]),
        ("<p><!--[if !supportLists]-->7、<!--[endif]-->收费。</p>", ["7、收费。"]),
        ("<p><![if !supportLists]>7、<![endif]>收费。</p>", ["7、收费。"]),
        ("<p>&lt;!--[if !supportLists]--&gt;7、&lt;!--[endif]--&gt;收费。</p>", ["7、收费。"]),
        ("<p>前<!--[if gte mso 9]><xml>废</xml><![endif]-->后。</p>", ["前后。"]),
        ("<p>前<st1:chsdate year='2021'>2021年</st1:chsdate>后。</p>", ["前2021年后。"]),
        ("<p>控\x01制\x00符&#0;。</p>", ["控制符\ufffd。"]),
        ("<caption>孤题。</caption>", ["孤题。"]),
    ],
)
def test_text_is_as_a_browser_shows_it(markup: str, expected: list[str]) -> None:
    assert texts(markup) == expected


@pytest.mark.parametrize("pieces", [1, 2, 3, 7])
def test_any_cutting_into_inline_tags_gives_the_same_text(pieces: int) -> None:
    sentence = "2021年共受理政府信息公开申请1,234件，同比增长5.6%。"
    chooser = random.Random(pieces)
    for _ in range(20):
        cuts = sorted(chooser.sample(range(1, len(sentence)), pieces))
        parts = [sentence[a:b] for a, b in zip([0, *cuts], [*cuts, len(sentence)], strict=True)]
        tags = [chooser.choice(["span", "font", "b", "SPAN", "st1:x", "u", "strong", "em"]) for _ in parts]
        wrapped = "".join(
            f"<{tag} style=\"color: red\" face='宋体'>{part}</{tag}>"
            for tag, part in zip(tags, parts, strict=True)
        )
        assert texts(f"<p>{wrapped}</p>") == [sentence]


def test_headings_give_levels_and_lines_are_numbered() -> None:
    document = read(f"<h1>云河市报告</h1>{PROSE}<h3>一、总<br>体情况</h3>")
    assert [(p.text, p.level) for p in document.paragraphs()][2:] == [("一、总", 3), ("体情况", 3)]
    assert [p.location.line for p in document.paragraphs()] == [1, 2, 3, 4]
    assert document.container is Container.HTML
    assert document.source == "页.html"


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display:none">广告</p>',
        '<p style="DISPLAY : NONE">广告</p>',
        "<p hidden>广告</p>",
        '<span style="color:red;visibility: hidden">广告</span>',
        '<div style="display:none"><p>广告</p><span style="display:none">广告</span></div>',
        '<b style="display:none">广告</b>',
    ],
)
def test_hidden_elements_are_left_out(hidden: str) -> None:
    assert texts(
        f'<p style="overflow:hidden">甲{"" if hidden.startswith(("<p", "<d")) else hidden}。</p>{hidden}'
    ) == ["甲。"]


def test_much_hidden_text_is_noticed() -> None:
    document = read(PROSE * 6 + f'<div style="display:none">{"隐藏内容" * 40}</div>')
    assert any("160" in notice for notice in document.notices)
    assert "隐藏" not in "".join(p.text for p in document.paragraphs())


def test_an_article_hidden_until_a_script_shows_it_is_read() -> None:
    body = "".join(f"<p>{title}</p>" for title in ("一、总体情况", "二、主动公开情况")) + PROSE * 4
    document = read(f'<script>show()</script><div style="display:none">{body}</div>')
    assert len(document.blocks) == 6
    assert any("hidden" in notice for notice in document.notices)
    assert len(read(f'<body style="display:none">{PROSE}').blocks) == 1


def test_a_part_of_the_report_that_a_tab_hides_is_read() -> None:
    body = PROSE * 9 + f'<div style="display:none"><p>本年新收政府信息公开申请{"，" * 90}。</p></div>'
    document = read(body + f'<div style="display:none">{"广告" * 60}</div>')
    shown = "".join(paragraph.text for paragraph in document.paragraphs())
    assert "本年新收" in shown
    assert "广告" not in shown


@pytest.mark.parametrize(
    "struck",
    [
        "<del>9</del>",
        "<s>9</s>",
        "<strike>9</strike>",
        '<span style="text-decoration: line-through">9</span>',
        '<font style="text-decoration-line:line-through">9</font>',
    ],
)
def test_what_is_struck_out_is_left_out_and_said(struck: str) -> None:
    document = read(f"{PROSE}<table><tr><td>甲<td>{struck}4<td>乙<td>5</table>")
    (table,) = document.tables()
    assert grid(table) == [["甲", "4", "乙", "5"]]
    assert any("struck" in notice for notice in document.notices)


def test_a_strike_never_closed_does_not_swallow_the_report() -> None:
    document = read(f"<p><s>{'正文。' * 100}</p><table><tr><td>甲<td>4</table>")
    assert len(list(document.tables())) == 1
    assert any("正文" in paragraph.text for paragraph in document.paragraphs())


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("5<sup>1</sup>", "5[1]"),
        ("5<sup>[1]</sup>", "5[1]"),
        ("12<sup>①</sup>", "12①"),
        ("<p>12<sup><span>注1</span></sup></p>", "12[注1]"),
        ("1.5<sup>*</sup>", "1.5*"),
        ("m<sup>2</sup>", "m2"),
        ("<sup>5</sup>", "5"),
        ("<input value=12>", "12"),
        ('<input type="text" value="3">', "3"),
        ("<textarea>7</textarea>", "7"),
        ('<input type="hidden" value="12">4', "4"),
        ('<input type="checkbox" value="1">4', "4"),
        ('<input type="text" value="请输入">4', "4"),
    ],
)
def test_figures_in_cells_that_are_more_than_text(cell: str, text: str) -> None:
    assert grid(only_table(f"<table><tr><td>甲<td>{cell}<td>乙<td>6</table>")) == [["甲", text, "乙", "6"]]


def test_hidden_cells_and_rows_take_no_place() -> None:
    table = only_table(
        "<table><tr><td>甲<td style='display:none'>x<td>乙<tr style='display:none'><td>y<tr><td>1"
        "<td>2</table>"
    )
    assert [[(c.text, c.column) for c in row] for row in table.rows] == [
        [("甲", 0), ("乙", 1)],
        [("1", 0), ("2", 1)],
    ]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("", ["1. 甲。", "2. 乙。"]),
        ("start=3", ["3. 甲。", "4. 乙。"]),
        ("type=a", ["a. 甲。", "b. 乙。"]),
        ("type=I start=4", ["IV. 甲。", "V. 乙。"]),
        ('style="list-style-type:cjk-ideographic" start=10', ["十、甲。", "十一、乙。"]),
        ('style="list-style-type: upper-alpha"', ["A. 甲。", "B. 乙。"]),
        ('style="list-style-type:none"', ["甲。", "乙。"]),
        ("type=a start=30", ["30. 甲。", "31. 乙。"]),
    ],
)
def test_ordered_lists_print_their_numbers(attributes: str, expected: list[str]) -> None:
    assert texts(f"<ol {attributes}><li>甲。<li>乙。</ol>") == expected


def test_list_items_with_a_number_of_their_own_get_no_second() -> None:
    assert texts(
        "<ol><li>（一）甲。<li>1、乙。<li value=9>丙。<br>续。<ul><li>丁。</ul><li><a "
        "href=x>链接文字</a></ol><p>以上各项均已完成。</p>"
    ) == [
        "（一）甲。",
        "1、乙。",
        "9. 丙。",
        "续。",
        "丁。",
        "链接文字",
        "以上各项均已完成。",
    ]


def test_cells_keep_place_spans_and_blanks() -> None:
    table = only_table(
        "<table><tr><td rowspan=2 colspan=2>项目</td><td colspan=2>数量</td></tr><tr><td>甲"
        "</td><td>乙</td></tr>"
        "<tr><th>一</th><td><p>二</p><p>三<br>四</p></td><td>&nbsp;</td><td> １２ "
        "<span>3</span>　</td></tr></table>"
    )
    assert [(c.text, c.row, c.column, c.rowspan, c.colspan) for c in table.cells] == [
        ("项目", 0, 0, 2, 2),
        ("数量", 0, 2, 1, 2),
        ("甲", 1, 2, 1, 1),
        ("乙", 1, 3, 1, 1),
        ("一", 2, 0, 1, 1),
        ("二\n三\n四", 2, 1, 1, 1),
        ("", 2, 2, 1, 1),
        ("１２ 3", 2, 3, 1, 1),
    ]
    last = table.cells[-1].location
    assert (last.table, last.row, last.column) == (1, 3, 4)
    assert table.location.table == 1


def test_rowspan_ends_with_its_section_and_zero_means_to_its_end() -> None:
    table = only_table(
        "<table><tfoot><tr><td>合计<td>3<td>4</tfoot><thead><tr><td rowspan=9>甲<td>乙<td>丙</thead>"
        "<tbody><tr><td rowspan=0>丁<td>1<td>a<tr><td>2<td>b</tbody></table>"
    )
    assert [(c.text, c.row, c.column, c.rowspan) for c in table.cells if c.column == 0] == [
        ("甲", 0, 0, 1),
        ("丁", 1, 0, 2),
        ("合计", 3, 0, 1),
    ]
    assert [(c.text, c.row, c.column) for c in table.cells if c.text in "12"] == [("1", 1, 1), ("2", 2, 1)]


def test_very_wide_colspan_means_to_the_edge() -> None:
    table = only_table(
        "<table><tr><td colspan=1000>标题<tr><td>甲<td>1<td>2<tr><td>乙<td colspan=99>3</table>"
    )
    assert table.n_columns == 3
    assert [(c.text, c.colspan) for c in table.cells if c.colspan > 1] == [("标题", 3), ("3", 2)]


@pytest.mark.parametrize("span", ["0", "-1", "x", "", "1.5"])
def test_odd_colspans_are_one(span: str) -> None:
    table = only_table(f'<table><tr><td colspan="{span}">甲<td>乙<tr><td>1<td>2</table>')
    assert [c.column for c in table.rows[0]] == [0, 1]


@st.composite
def tilings(draw: st.DrawFn) -> list[tuple[int, int, int, int]]:
    """A grid cut into rectangles: row, column, rowspan, colspan."""
    rows, columns = draw(st.integers(2, 5)), draw(st.integers(2, 6))
    free = [[True] * columns for _ in range(rows)]
    tiles = []
    for row in range(rows):
        for column in range(columns):
            if free[row][column]:
                width = 1
                while column + width < columns and free[row][column + width] and draw(st.booleans()):
                    width += 1
                height = draw(st.integers(1, min(3, rows - row)))
                for r in range(row, row + height):
                    for c in range(column, column + width):
                        free[r][c] = False
                tiles.append((row, column, height, width))
    return tiles


@settings(max_examples=60, deadline=None)
@given(tilings())
def test_any_merged_grid_comes_back_as_it_was(tiles: list[tuple[int, int, int, int]]) -> None:
    height = max(row + rowspan for row, _, rowspan, _ in tiles)
    width = max(column + colspan for _, column, _, colspan in tiles)
    if len(tiles) < 2 or width == 1:
        return
    markup = "<table>"
    for at in range(height):
        markup += "<tr>" + "".join(
            f"<td rowspan={rowspan} colspan={colspan}><p>{row}甲{column}</p></td>"
            for row, column, rowspan, colspan in tiles
            if row == at
        )
    found = list(read(PROSE + markup + "</table>").tables())
    if {column for _, column, _, _ in tiles} == {0}:  # one printed column is no table
        return
    assert [(c.row, c.column, c.rowspan, c.colspan) for c in found[0].cells] == sorted(tiles)
    assert all(c.text == f"{c.row}甲{c.column}" for c in found[0].cells)


@pytest.mark.parametrize(
    "markup",
    [
        "<table><form><tr><td>甲<td>1</tr><tr><td>乙<td>2</tr></form></table>",
        "<table><div><tr><td>甲<td>1</tr></div><tr><center><td>乙<td>2</center></tr></table>",
        "<tr><td>甲</td><td>1</td></tr> <tr><td>乙</td><td>2</td></tr>",
        "<tbody><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></tbody>",
        "<table><colgroup><col><col></colgroup><tr><td>甲<td>1<tr><td>乙<td>2",
        "<table><tr><td>甲</td><td>1</td></tr><td>乙</td><td>2</td></table>",
    ],
)
def test_broken_tables_are_still_tables(markup: str) -> None:
    assert grid(only_table(markup)) == [["甲", "1"], ["乙", "2"]]


def test_text_between_the_rows_is_not_lost() -> None:
    body = (
        "<table>单位：件<caption>表一。</caption><tr>行前<td>甲<td>1</tr>行间<p>段间。"
        "</p><tr><b>粗</b><td>乙<td>2<h4>题</h4></table>"
    )
    document = read(PROSE + body)
    said = "".join(p.text for p in document.paragraphs())
    for text in ("单位：件", "表一。", "行前", "行间", "段间。", "粗"):
        assert text in said
    assert grid(next(document.tables())) == [["甲", "1"], ["乙", "2\n题"]]


def test_layout_tables_are_dissolved_in_order() -> None:
    inner = "<table><tr><td>项目<td>数量<tr><td>规章<td>5</table>"
    body = (
        f"<table><tr><td>左<td><table><tr><td>{PROSE}{inner}<p>后文甲。</p></table><tr><td "
        "colspan=2>底部乙。</table>"
    )
    document = read(body)
    kinds = [b.text if isinstance(b, Paragraph) else b.location.table for b in document.blocks]
    assert kinds[-3:] == [1, "后文甲。", "底部乙。"]
    assert grid(next(document.tables())) == [["项目", "数量"], ["规章", "5"]]


def test_side_by_side_columns_of_prose_are_layout() -> None:
    long = "".join(f"<p>{'本段说明公开工作的开展情况' * 6}。</p>" for _ in range(4))
    document = read(f"<table><tr><td>侧栏<td>{long}</table>")
    assert not list(document.tables())
    assert sum(p.text.endswith("。") for p in document.paragraphs()) == 4


def test_table_in_a_cell_of_a_data_table_stays_in_its_cell() -> None:
    table = only_table(
        "<table><tr><th>部门<td>数量<td>情况<td>备注<tr><th>甲<td>1<td>"
        "<table><tr><td>子一<td>2<tr><td>子二<td>3</table><td>无<tr><th>乙<td>2<td>好<td>有</table>"
    )
    assert grid(table)[1] == ["甲", "1", "子一 2\n子二 3", "无"]


def test_blank_tables_and_single_cells_are_no_tables() -> None:
    document = read(PROSE + "<table><tr><td>&nbsp;<td></table><table><tr><td>独格文字。<td></table>")
    assert not list(document.tables())
    assert [p.text for p in document.paragraphs()][1:] == ["独格文字。"]


def test_labels_beside_blanks_stay_a_table() -> None:
    table = only_table("<table><tr><td>规章<td></td><tr><td>规范性文件<td>&nbsp;</table>")
    assert grid(table) == [["规章", ""], ["规范性文件", ""]]


def test_tables_are_numbered_in_order() -> None:
    one = "<table><tr><td>甲<td>1</table>"
    document = read(PROSE + one + "<p>中间的话。</p>" + one)
    assert [t.location.table for t in document.tables()] == [1, 2]
    assert [c.location.table for t in document.tables() for c in t.cells] == [1, 1, 2, 2]


@pytest.mark.parametrize(
    ("body", "limits"),
    [
        ("<div>" * 230 + "深", DEFAULT_LIMITS),
        ("<div>" * 1_000_000 + "深", DEFAULT_LIMITS),
        ("<table><tr><td>" * 90 + "深", DEFAULT_LIMITS),
        ("<table>" + "<tbody>" + "<div>" * 220 + "<tr><td>1", DEFAULT_LIMITS),
        ("<table><tr><td rowspan=65534 colspan=1000>甲<td>乙" + "<tr><td>1" * 300, DEFAULT_LIMITS),
        ("<table>" + "<tr><td>1<td>2" * 6, evolve(DEFAULT_LIMITS, cells=10)),
        (
            "<table>" + "<tr><td>1<tr><td colspan=90>2" * 3 + "<tr>" + "<td>3" * 60,
            evolve(DEFAULT_LIMITS, cells=70),
        ),
        ("<p>长", evolve(DEFAULT_LIMITS, bytes=5)),
        ("<div>" * 600 + "深", evolve(DEFAULT_LIMITS, nesting=5000)),
    ],
)
def test_limits_hold(body: str, limits: Limits) -> None:
    with pytest.raises(LimitExceeded) as caught:
        read(body, limits=limits)
    assert caught.value.source == "页.html"
    assert caught.value.reason_zh


def test_deeper_nesting_can_be_allowed() -> None:
    document = read("<div>" * 280 + PROSE, limits=evolve(DEFAULT_LIMITS, nesting=300))
    assert len(document.blocks) == 1


@pytest.mark.parametrize("tag", ["font", "b", "SPAN style=color:red"])
def test_inline_tags_never_closed_lose_nothing(tag: str) -> None:
    document = read("".join(f"<{tag}>" for _ in range(3000)) + PROSE + "<table><tr><td>甲<td>1</table>")
    assert len(document.blocks) == 2


@pytest.mark.parametrize("tag", ["a href=x", "object", "noscript", "button", "canvas"])
def test_a_tag_never_closed_does_not_swallow_the_report(tag: str) -> None:
    document = read(f"<{tag}>" + PROSE * 8 + "<table><tr><td>甲<td>1</table>")
    assert len(document.blocks) == 9


def test_embedded_images_are_noticed_and_cost_nothing() -> None:
    document = read(PROSE + f'<img src="data:image/png;base64,{"iVBO" * 400_000}"><p>完。</p>')
    assert [p.text for p in document.paragraphs()][1:] == ["完。"]
    assert "1 images were not read / 有 1 张图片未识别" in document.notices


def test_nothing_is_fetched_and_entities_stay_text() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + PROSE + "<p>甲&x;乙。</p>"
    document = read_html(page.encode(), source=None, limits=DEFAULT_LIMITS)
    assert [p.text for p in document.paragraphs()][-1] == "甲&x;乙。"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(MARKUP),
        max_size=40,
    )
)
def test_no_markup_raises_anything_but_our_errors(pieces: list[str]) -> None:
    try:
        document = read("".join(pieces))
    except UnreadableSource:
        return
    for table in document.tables():
        assert len({(c.row, c.column) for c in table.cells}) == len(table.cells)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_but_our_errors(data: bytes) -> None:
    with contextlib.suppress(UnreadableSource):
        assert read_html(data, source=None, limits=DEFAULT_LIMITS).container is Container.HTML
