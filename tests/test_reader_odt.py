"""OpenDocument texts: what is printed is read, what is hidden, deleted or struck out is not."""

from __future__ import annotations

from pathlib import Path

import pytest

import writers_xml as xml
from govinfo_reports import parse, read_document
from govinfo_reports.document import Document, Paragraph

FILES = Path(__file__).parent / "files"
LOEXT = 'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
HIDDEN = '<text:hidden-paragraph text:condition="ooow:1==1" text:is-hidden="true"/>'
STYLES = (
    '<style:style style:name="H" style:family="paragraph"><style:text-properties '
    'text:display="none"/></style:style>'
    '<style:style style:name="S" style:family="paragraph"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="T" style:family="text" style:parent-style-name="S"/>'
)
NOTE = (
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
    "<text:note-body><text:p>注文</text:p></text:note-body></text:note>"
)


def p(text: str, style: str = "") -> str:
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:p{named}>{text}</text:p>"


def cell(content: str, attributes: str = "") -> str:
    return f"<table:table-cell{attributes}>{content}</table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row{attributes}>{''.join(cells)}</table:table-row>"


def table(*rows: str) -> str:
    return f"<table:table>{''.join(rows)}</table:table>"


def shown(document: Document) -> list[str | list[tuple[int, int, int, int, str]]]:
    return [
        block.text
        if isinstance(block, Paragraph)
        else [(one.row, one.column, one.rowspan, one.colspan, one.text) for one in block.cells]
        for block in document.blocks
    ]


TWO = [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "1")]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (p(f"甲{HIDDEN}") + p("乙"), ["乙"]),
        (p(HIDDEN.replace("true", "false") + "甲"), ["甲"]),
        (p("藏", "H") + p("乙"), ["乙"]),
        (p('甲<text:hidden-text text:string-value="藏" text:is-hidden="true"/>乙'), ["甲乙"]),
        (p('甲<text:hidden-text text:string-value="显"/>乙'), ["甲显乙"]),
        (p('甲<text:hidden-text text:string-value="显">显</text:hidden-text>乙'), ["甲显乙"]),
        (
            p(
                '共<text:conditional-text text:string-value-if-true="12" '
                    'text:string-value-if-false="13">12</text:conditional-text>件'
            ),
            ["共12件"],
        ),
        (f'<text:section text:display="none">{p("藏")}</text:section>{p("乙")}', ["乙"]),
        ('<text:section text:display="condition" '
            f'text:is-hidden="true">{p("藏")}</text:section>{p("乙")}', ["乙"]),
        (f'<text:section text:display="condition">{p("显")}</text:section>', ["显"]),
        (p(f"受理5{NOTE}件"), ["受理5件", "注文"]),
        (p("12<office:annotation><text:p>99</text:p></office:annotation>件"), ["12件"]),
        (
            "<text:tracked-changes>"
                "<text:changed-region>"
                    f"<text:deletion>{p('99')}</text:deletion></text:changed-region></text:tracked-changes>"
            + p('共<text:change text:change-id="c1"/>12<text:change-start text:change-id="c2"/>件'),
            ["共12件"],
        ),
        (p('第<text:page-number>3</text:page-number>页，<text:user-field-get '
            'text:name="n">12</text:user-field-get>件'), ["第3页，12件"]),
        (
            p('<text:drop-down text:name="d"><text:label text:value="5"/><text:label '
                'text:value="6"/>6</text:drop-down>件'),
            ["6件"],
        ),
        (p(f'共<loext:content-control {LOEXT} '
            'loext:showing-place-holder="true">12</loext:content-control>件'), ["共件"]),
        (p(f'共<loext:content-control {LOEXT} loext:drop-down="true"><loext:list-item '
            'loext:value="5"/>7</loext:content-control>件'), ["共7件"]),
        (p(f"前<draw:frame><draw:text-box>{p('框')}</draw:text-box></draw:frame>后"), ["前后", "框"]),
        (p(f"前<draw:frame><draw:text-box>{p(HIDDEN + '框')}</draw:text-box></draw:frame>后"), ["前后"]),
        (f"<draw:frame><draw:text-box>{table(row(cell(p('甲')), cell(p('1'))))}"
            "</draw:text-box></draw:frame>", [TWO]),
    ],
)  # fmt: skip
def test_paragraphs_say_what_is_printed(blocks: str, expected: list[object]) -> None:
    assert shown(read_document(xml.odt(blocks, styles=STYLES))) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (p("1") + p(HIDDEN + "9"), "1"),
        (p("1") + p("9", "H"), "1"),
        (p("1") + f'<text:section text:is-hidden="true">{p("9")}</text:section>', "1"),
        (p('<text:hidden-text text:string-value="9" text:is-hidden="true"/>1'), "1"),
        (p("1") + p("9", "S"), "1"),
        (p('<text:span text:style-name="T">9</text:span>1'), "1"),
        (p(f"1{NOTE}"), "1"),
        (f"<text:list><text:list-header>{p('1')}</text:list-header></text:list>", "1"),
        (f"<text:list><text:list-item>{p('一')}"
            f"</text:list-item><text:list-item>{p(HIDDEN + '9')}{p('二')}"
                "</text:list-item></text:list>", "一\n二"),
        (f"<text:list><text:list-item>{p(f'<draw:frame><draw:text-box>{p(str(1))}</draw:text-box></draw:frame>')}</text:list-item></text:list>", "1"),
        (p(f"<draw:frame><draw:text-box>{p('1')}</draw:text-box></draw:frame>"), "1"),
    ],
)  # fmt: skip
def test_cells_say_what_is_printed(content: str, expected: str) -> None:
    document = read_document(xml.odt(table(row(cell(p("甲")), cell(content))), styles=STYLES))
    first = next(iter(document.tables()))
    assert [one.text.strip("\n") for one in first.cells] == ["甲", expected]


def test_struck_out_passages_are_said() -> None:
    document = read_document(xml.odt(p("受理9件", "S") + p("受理5件"), styles=STYLES))
    assert shown(document) == ["受理5件"]
    assert document.notices == ("not read: 1 struck-out passages / 未读取：划去的文字1处",)


def test_tables_in_tables_in_lists_and_covered_and_repeated_cells() -> None:
    inner = table(row(cell(p("甲")), cell(p("1"))))
    outer = table(
        row(
            cell(p("前") + inner + p("后")),
            cell(f"<text:list><text:list-item>{inner}</text:list-item></text:list>"),
        )
    )
    assert shown(read_document(xml.odt(outer))) == [[(0, 0, 1, 1, "前\n后"), (0, 1, 1, 1, "")], TWO, TWO]
    merged = table(
        row(cell(p("甲"), ' table:number-columns-spanned="2"'), "<table:covered-table-cell>"
            "<text:p>旧9</text:p></table:covered-table-cell>"),
        row(cell(p("0"), ' table:number-columns-repeated="2"'), attributes=' table:number-rows-repeated="2"'),
    )  # fmt: skip
    assert shown(read_document(xml.odt(merged))) == [
        [(0, 0, 1, 2, "甲"), *((line, column, 1, 1, "0") for line in (1, 2) for column in (0, 1))]
    ]


def test_hidden_text_gives_no_figure() -> None:
    blocks = p("云河市2022年政府信息公开工作年度报告") + p("一、总体情况")
    blocks += p(f"{HIDDEN}全年收到政府信息公开申请99件。") + p("全年收到政府信息公开申请12件。")
    for data in (xml.odt(blocks), xml.fodt(blocks)):
        assert [fact.value for fact in parse(data).facts] == [12]


def test_a_file_of_libreoffice_with_all_of_these() -> None:
    """The same elements, opened and saved by LibreOffice, which has judged their conditions."""
    said = [
        block for block in shown(read_document(FILES / "libreoffice-details.odt")) if isinstance(block, str)
    ]
    grids = [
        block
        for block in shown(read_document(FILES / "libreoffice-details.odt"))
        if not isinstance(block, str)
    ]
    assert "".join(said) == (
        "共受理12件【nested】【covered】【repeat】【hidden】甲乙丙【shown hidden "
            "text】甲显乙显示的段落【conditional】共12件【note】受理5件【cellnote】"
        "【list in cell】【hidden in cell】【dropdown】申请6件【frame】前后框内【frame with image "
            "fallback】一【annotation】12件【section hidden】显"
        "【fields】年份11/29/26，第0页，件，<填写>，注文注文"
    )  # fmt: skip
    assert [[text for *_, text in grid if text] for grid in grids] == [
        ["甲", "前\n后"], ["a", "1", "b", "2"], ["甲", "1", "2", "3"], ["0", "0", "0", "1", "9", "8", "7"],
        ["甲", "5"], ["一\n二", "1"], ["甲", "1"], ["甲", "3", "乙", "4"],
    ]  # fmt: skip


def split_table(left: str, right: str, widths: tuple[str, ...] = ("C", "C")) -> str:
    """A table whose second column was split in both rows: `left` the columns above, `right` those below."""
    return (
        "<table:table>"
        + "".join(f'<table:table-column table:style-name="{one}"/>' for one in widths)
        + row(cell(p("甲")), cell(left))
        + row(cell(p("乙")), cell(right))
        + "</table:table>"
    )


def inner(styles: str, *rows: str) -> str:
    columns = "".join(f'<table:table-column table:style-name="{one}"/>' for one in styles)
    return f'<table:table table:is-sub-table="true">{columns}{"".join(rows)}</table:table>'


WIDTHS = "".join(
    f'<style:style style:name="{name}" style:family="table-column"><style:table-column-properties '
    f'style:column-width="{width}"/></style:style>'
    for name, width in (("C", "6cm"), ("A", "2cm"), ("B", "4cm"), ("D", "1.97cm"), ("E", "40mm"))
)


def test_split_cells_are_cells_of_one_grid_by_their_widths() -> None:
    heads = inner("AB", row(cell(p("子")), cell(p("丑"))))
    figures = inner("DDD", row(cell(p("1")), cell(p("2")), cell(p("3"))))
    document = read_document(xml.odt(split_table(heads, figures), styles=WIDTHS))
    assert shown(document) == [
        [
            *((0, 0, 1, 1, "甲"), (0, 1, 1, 1, "子"), (0, 2, 1, 2, "丑")),
            *((1, 0, 1, 1, "乙"), (1, 1, 1, 1, "1"), (1, 2, 1, 1, "2"), (1, 3, 1, 1, "3")),
        ]
    ]


@pytest.mark.parametrize(
    ("left", "right", "widths"),
    [
        ("A?", "AAA", ("C", "C")),  # a width that is not said
        ("AB", "AAA", ("C", "?")),
        ("AB", "AAA", ("C",)),
    ],
)
def test_split_cells_whose_widths_are_not_told_stay_tables_of_their_own(
    left: str, right: str, widths: tuple[str, ...]
) -> None:
    content = split_table(
        inner(left, row(*(cell(p(one)) for one in left))),
        inner(right, row(*map(cell, map(p, "123")))),
        widths,
    )
    document = read_document(xml.odt(content, styles=WIDTHS))
    assert len(list(document.tables())) == 3
    assert [
        one[4] for table in shown(document) for one in table if len(one[4]) == 1 and one[4].isdigit()
    ] == list("123")


def test_split_cells_beside_each_other_with_other_rows_stay_tables_of_their_own() -> None:
    two, three = (inner("C", *(row(cell(p(str(one)))) for one in range(count))) for count in (2, 3))
    columns = '<table:table-column table:style-name="C" table:number-columns-repeated="2"/>'
    document = read_document(
        xml.odt(f"<table:table>{columns}{row(cell(two), cell(three))}</table:table>", styles=WIDTHS)
    )
    assert len(list(document.tables())) == 2
