"""The DOCX reader: which text is printed, in which order, and where it stands."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govinfo_reports.document import Container, Document, Paragraph, Table
from govinfo_reports.errors import LimitExceeded, UnreadableSource
from govinfo_reports.limits import DEFAULT_LIMITS, Limits
from govinfo_reports.location import Location
from govinfo_reports.readers.docx.read import read_docx
from govinfo_reports.readers.docx.symbols import UNKNOWN_SYMBOL, symbol_text
from writers_docx import W_URI, as_docx, body, note, paragraph, run, style, text_table, zip_of


def read(
    *blocks: str, styles: str = "", footnotes: str = "", endnotes: str = "", title: str | None = None
) -> Document:
    data = as_docx(*blocks, styles=styles, footnotes=footnotes, endnotes=endnotes, title=title)
    return read_docx(data, source="a.docx", limits=DEFAULT_LIMITS)


def texts(*blocks: str, styles: str = "") -> list[str]:
    return [block.text for block in read(*blocks, styles=styles).paragraphs()]


def test_paragraphs_come_in_order_with_their_numbers() -> None:
    document = read("青川县报告", paragraph(), "　　第二段 ", text_table([["甲", "1"]]), "第三段")
    assert document.container is Container.DOCX
    assert document.source == "a.docx"
    assert [type(block) for block in document.blocks] == [Paragraph, Paragraph, Table, Paragraph]
    assert [(block.text, block.location) for block in document.paragraphs()] == [
        ("青川县报告", Location(line=1)),
        ("第二段", Location(line=2)),
        ("第三段", Location(line=3)),
    ]
    assert document.furniture == ()
    assert document.notices == ()


def test_number_split_over_runs_is_one() -> None:
    assert texts(paragraph("受理20", "23", run("件"))) == ["受理2023件"]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲\t乙"),
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t></w:r>", "甲\n乙\n丙"),
        ("<w:r><w:t>0816</w:t><w:noBreakHyphen/><w:t>123</w:t></w:r>", "0816-123"),
        ('<w:r><w:t>甲</w:t><w:sym w:font="Symbol" w:char="F033"/></w:r>', "甲3"),
        ('<w:hyperlink r:id="r9"><w:r><w:t>链接</w:t></w:r></w:hyperlink>', "链接"),
        ("<w:smartTag><w:smartTagPr/><w:r><w:t>地名</w:t></w:r></w:smartTag>", "地名"),
        ("<w:customXml><w:r><w:t>标</w:t></w:r></w:customXml>", "标"),
        (
            "<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr></w:sdtPr><w:sdtContent>"
            "<w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>",
            "控件",
        ),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>yun</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>云</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "云",
        ),
        ("<m:oMath><m:r><m:t>45%</m:t></m:r></m:oMath>", "45%"),
        ('<w:r><w:pict><v:shape><v:textpath string="艺术字"/></v:shape></w:pict></w:r>', "艺术字"),
        ('<w:r><w:t>甲</w:t><w:footnoteReference w:id="2"/></w:r>', "甲"),
    ],
)
def test_what_prints_is_text(inner: str, text: str) -> None:
    assert texts(f"<w:p>{inner}</w:p>") == [text]


def test_tab_stops_are_not_text() -> None:
    assert texts(paragraph("甲", properties='<w:tabs><w:tab w:val="left" w:pos="9"/></w:tabs>')) == ["甲"]


def test_insertions_are_kept_and_deletions_left_out() -> None:
    content = (
        "<w:del><w:r><w:delText>12</w:delText></w:r></w:del><w:ins><w:r><w:t>15</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>件</w:t></w:r></w:moveTo>"
        '<w:r><w:rPr><w:rPrChange w:id="1"><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>。'
        "</w:t></w:r>"
    )
    assert texts(paragraph("受理", content)) == ["受理15件。"]


def test_deleted_end_of_paragraph_joins_the_next_ones() -> None:
    mark = "<w:rPr><w:del w:id='1'/></w:rPr>"
    first, second = paragraph("受理", properties=mark), paragraph("12", properties=mark)
    assert texts(first, second, '<w:bookmarkEnd w:id="0"/>', paragraph("件", properties="<w:jc/>"), "完") == [
        "受理12件",
        "完",
    ]
    assert texts(paragraph("受", properties=mark), first, "12件") == ["受受理12件"]
    assert texts(first, paragraph(), "完") == ["受理", "完"]
    assert texts(*[paragraph("1", properties=mark)] * 3000, "件") == ["1" * 3000 + "件"]
    assert texts(first, text_table([["甲"], ["乙"]]), "完") == ["受理", "完"]


@pytest.mark.parametrize(
    ("properties", "printed"),
    [
        ("<w:vanish/>", ""),
        ('<w:vanish w:val="true"/>', ""),
        ('<w:vanish w:val="0"/>', "12"),
        ('<w:rStyle w:val="隐"/>', ""),
        ('<w:rStyle w:val="再隐"/>', ""),
        ('<w:rStyle w:val="再隐"/><w:vanish w:val="false"/>', "12"),
        ('<w:rStyle w:val="显"/>', "12"),
        ('<w:rStyle w:val="没有"/>', "12"),
        ("<w:b/>", "12"),
    ],
)
def test_hidden_text_is_left_out(properties: str, printed: str) -> None:
    styles = (
        style("隐", kind="character", run_properties="<w:vanish/>")
        + style("再隐", kind="character", based_on="隐")
        + style("显", kind="character", based_on="再隐", run_properties='<w:vanish w:val="0"/>')
    )
    assert texts(paragraph("受理", run("12", properties), "件"), styles=styles) == [f"受理{printed}件"]


def test_paragraph_of_a_hidden_style_is_left_out_but_for_what_is_shown() -> None:
    styles = style("隐", run_properties="<w:vanish/>")
    shown = paragraph("藏", run("露", '<w:vanish w:val="0"/>'), style="隐")
    assert texts(paragraph("藏", style="隐"), shown, "甲", styles=styles) == ["露", "甲"]


def test_what_is_struck_out_is_left_out_and_said() -> None:
    document = read(paragraph("受理", run("9", "<w:strike/>"), run("4", '<w:strike w:val="0"/>'), "件"))
    assert [block.text for block in document.paragraphs()] == ["受理4件"]
    assert document.notices == ("not read: 1 struck-out passages / 未读取：划去的文字1处",)


@pytest.mark.parametrize("mark", ["strike", "dstrike"])
def test_what_a_style_strikes_out_is_left_out_and_said(mark: str) -> None:
    styles = (
        style("划", kind="character", run_properties=f"<w:{mark}/>")
        + style("再划", kind="character", based_on="划")
        + style("不划", kind="character", based_on="划", run_properties=f'<w:{mark} w:val="0"/>')
        + style("划段", run_properties=f"<w:{mark}/>")
    )
    runs = [run(text, f'<w:rStyle w:val="{name}"/>') for text, name in (("9", "再划"), ("4", "不划"))]
    kept = run("5", f'<w:rStyle w:val="划"/><w:{mark} w:val="0"/>')
    old = paragraph("旧数7件", run("留", f'<w:{mark} w:val="0"/>'), style="划段")
    document = read(paragraph("受理", *runs, kept, "件"), old, styles=styles)
    assert [block.text for block in document.paragraphs()] == ["受理45件", "留"]
    assert document.notices == ("not read: 2 struck-out passages / 未读取：划去的文字2处",)


def formula(inner: str) -> str:
    inner = re.sub(r"(\d+)", r"<m:r><m:t>\1</m:t></m:r>", inner)
    uri = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    return f'<m:oMath xmlns:m="{uri}">{inner}</m:oMath>'


@pytest.mark.parametrize(
    ("inner", "printed", "formulas"),
    [
        ("21", "21", 0),
        ("<m:sSup><m:e>2</m:e><m:sup>1</m:sup></m:sSup>", "", 1),
        ("<m:sSub><m:e>2</m:e><m:sub>1</m:sub></m:sSub>", "", 1),
        ("<m:f><m:num>2</m:num><m:den>3</m:den></m:f>", "", 1),
        ("5<m:d><m:e>2</m:e></m:d>", "", 1),
        ("1<m:f><m:num>2</m:num><m:den>3</m:den></m:f>", "", 1),
    ],
)
def test_a_formula_is_a_figure_only_where_it_is_digits_in_a_row(
    inner: str, printed: str, formulas: int
) -> None:
    document = read(text_table([["甲", "乙"]]).replace(run("乙"), formula(inner)))
    (table,) = document.tables()
    assert [cell.text for cell in table.cells] == ["甲", printed]
    assert document.notices == (("not read: 1 formulas / 未读取：公式1处",) if formulas else ())


@pytest.mark.parametrize(
    ("text", "note", "printed"), [("5", "1", "5[1]"), ("5", "①", "5①"), ("m", "2", "m2")]
)
def test_raised_notes_are_no_digits(text: str, note: str, printed: str) -> None:
    raised = run(note, '<w:vertAlign w:val="superscript"/>')
    (table,) = read(text_table([["甲", "乙"]]).replace(run("乙"), run(text) + raised)).tables()
    assert [cell.text for cell in table.cells] == ["甲", printed]


def test_the_running_head_may_give_the_title() -> None:
    def with_head(text: str) -> Document:
        head = (
            body(paragraph(text))
            .replace("w:document", "w:hdr")
            .replace("<w:body>", "")
            .replace("</w:body>", "")
        )
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
        relations = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{kind}" Target="header1.xml"/></Relationships>'
        )
        parts = {"word/header1.xml": head, "word/_rels/document.xml.rels": relations}
        return read_docx(as_docx("正文", parts=parts), source="a.docx", limits=DEFAULT_LIMITS)

    title = "青川县2022年政府信息公开工作年度报告"
    assert [line.text for line in with_head(title).furniture] == [f"标题：{title}"]
    assert with_head("内部资料").furniture == ()


def test_field_gives_its_result_only() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText>REF 甲 </w:instrText></w:r>"
    inner = mark("begin") + code + mark("separate") + run("9") + mark("end")
    nested = mark("begin") + code + inner + mark("separate") + run("12") + mark("end")
    assert texts(paragraph("共", nested, "件")) == ["共12件"]
    assert texts(paragraph("共", mark("begin"), run("码"), mark("end"), "件")) == ["共件"]
    assert texts(paragraph("共", mark("begin"), run("3"), "件")) == ["共3件"]
    assert texts(paragraph("共", mark("end"), mark("separate"), "3件")) == ["共3件"]
    assert texts(paragraph('<w:fldSimple w:instr="PAGE"><w:r><w:t>7</w:t></w:r></w:fldSimple>')) == ["7"]


BOX = "<w:txbxContent>{}</w:txbxContent>"
ALTERNATE = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{}</mc:Choice>"
    "<mc:Fallback><w:pict>{}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def test_text_box_is_read_once_behind_its_paragraph() -> None:
    box = BOX.format(paragraph("框内") + text_table([["甲", "1"]]))
    document = read(paragraph("锚", ALTERNATE.format(box, box), "尾"), "后")
    assert [block.text if isinstance(block, Paragraph) else "表" for block in document.blocks] == [
        "锚尾",
        "框内",
        "表",
        "后",
    ]


def test_alternative_without_text_gives_way_to_the_one_that_has_it() -> None:
    box = BOX.format(paragraph("框内"))
    assert texts(paragraph("锚", ALTERNATE.format("<w:drawing/>", box))) == ["锚", "框内"]
    assert texts(paragraph("锚", ALTERNATE.format(box, "<w:t>图</w:t>"))) == ["锚", "框内"]
    assert texts(paragraph("锚", "<w:r><mc:AlternateContent/></w:r>")) == ["锚"]


def test_boxes_within_boxes_and_side_by_side_keep_their_order() -> None:
    inner = BOX.format(paragraph("内"))
    outer = BOX.format(paragraph("外", f"<w:r>{inner}</w:r>") + paragraph("外二"))
    second = BOX.format(paragraph("另一框"))
    assert texts(paragraph("锚", f"<w:r>{outer}</w:r><w:r>{second}</w:r>"), "后") == [
        "锚",
        "外",
        "内",
        "外二",
        "另一框",
        "后",
    ]


def test_notes_follow_the_article_in_the_order_of_their_marks() -> None:
    def mark(kind: str, number: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    footnotes = (
        note("footnote", 0, paragraph("分隔"), note_type="separator")
        + note("footnote", 2, paragraph("注二"))
        + note("footnote", 3, paragraph("注三"), paragraph("注三续"))
        + note("footnote", 4, paragraph("无人提及"))
    )
    article = paragraph("受理3", mark("footnote", 3), "件", mark("footnote", 2), mark("endnote", 1))
    endnotes = note("endnote", 1, paragraph("尾注"))
    document = read(article, "完", footnotes=footnotes, endnotes=endnotes)
    assert [block.text for block in document.paragraphs()] == [
        "受理3件",
        "完",
        "注三",
        "注三续",
        "注二",
        "尾注",
    ]
    assert [block.location.line for block in document.paragraphs()] == [1, 2, 3, 4, 5, 6]
    assert texts(article) == ["受理3件"]


def test_heading_levels_come_from_styles_and_paragraphs() -> None:
    styles = (
        style("a", "Normal", default=True)
        + style("1", "heading 1", paragraph_properties='<w:outlineLvl w:val="0"/>')
        + style("2", "标题 2")
        + style("甲", based_on="1")
        + style("乙", based_on="1", paragraph_properties='<w:outlineLvl w:val="9"/>')
        + style("环", based_on="环")
        + "<w:style w:type='paragraph'/>"
        + "<w:style w:type='paragraph' w:styleId='空'/>"
    )
    document = read(
        paragraph("一", style="1"),
        paragraph("二", style="2"),
        paragraph("三", style="甲"),
        paragraph("四", style="乙"),
        paragraph("五", style="环"),
        paragraph("六", style="没有"),
        paragraph("七", properties='<w:outlineLvl w:val="2"/>'),
        paragraph("八", style="1", properties='<w:outlineLvl w:val="x"/>'),
        paragraph("九", style="空"),
        styles=styles,
    )
    assert [block.level for block in document.paragraphs()] == [1, 2, 1, None, None, None, 3, None, None]


def test_default_style_counts_for_paragraphs_that_name_none() -> None:
    styles = style("正文", default=True, paragraph_properties='<w:outlineLvl w:val="1"/>')
    document = read("甲", paragraph("乙", properties="<w:jc/>"), styles=styles)
    assert [block.level for block in document.paragraphs()] == [2, 2]


def test_table_of_contents_is_left_out_and_named() -> None:
    document = read(
        paragraph("一、总体情况\t1", style="11"),
        "一、总体情况",
        styles=style("11", "toc 1") + style("2", "tocsin 1"),
    )
    assert [block.text for block in document.paragraphs()] == ["一、总体情况"]
    assert document.notices == ("left out: table of contents (1 lines) / 略去目录（1行）",)


def test_title_of_the_properties_is_furniture() -> None:
    document = read("甲", title=" 旧标题 ")
    assert document.furniture == (Paragraph(text="标题：旧标题", location=Location()),)
    assert read("甲", title=" ").furniture == ()


def test_what_is_no_text_is_counted() -> None:
    picture = '<w:r><w:drawing><a:blip r:embed="r1"/></w:drawing></w:r>'
    object_ = "<w:r><w:object><v:imagedata/><o:OLEObject/></w:object></w:r>"
    document = read(paragraph("甲", picture, picture, object_), '<w:altChunk r:id="r4"/>')
    assert document.notices == (
        "not read: 3 pictures, 1 embedded objects, 1 embedded documents / "
        "未读取：图片3处、嵌入对象1处、嵌入文档1处",
    )
    with pytest.raises(UnreadableSource, match=r"no text \(only 1 pictures\)"):
        read(paragraph(picture))
    with pytest.raises(UnreadableSource, match=r"a\.docx: the document holds no text / "):
        read(paragraph())


def test_strict_edition_reads_the_same() -> None:
    strict = {
        W_URI: "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://schemas.openxmlformats.org/officeDocument/2006": "http://purl.oclc.org/ooxml/officeDocument",
    }
    parts = {"word/document.xml": body(paragraph("甲", style="1"), text_table([["1", "2"]]))}
    parts["word/styles.xml"] = f'<w:styles xmlns:w="{W_URI}">{style("1", "heading 1")}</w:styles>'
    usual = read_docx(zip_of(parts), source=None, limits=DEFAULT_LIMITS)
    for old, new in strict.items():
        parts = {name: content.replace(old, new) for name, content in parts.items()}
    assert W_URI not in parts["word/document.xml"]
    assert read_docx(zip_of(parts), source=None, limits=DEFAULT_LIMITS) == usual
    assert next(usual.paragraphs()).level == 1


def test_main_part_may_have_any_name() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" TargetMode="External" Type="x/officeDocument" '
        'Target="http://example.invalid/"/>'
        '<Relationship Id="b" Type="x/officeDocument" Target="/Word/main.xml"/></Relationships>'
    )
    data = zip_of({"_rels/.rels": relations, "word\\MAIN.xml": body("甲")})
    assert [block.text for block in read_docx(data, source=None, limits=DEFAULT_LIMITS).paragraphs()] == [
        "甲"
    ]


def test_containers_not_known_are_looked_into() -> None:
    assert texts(
        f"<w:unknown><w:x><w:y>{paragraph('甲')}</w:y></w:x></w:unknown>", "<w:tblPr><w:z/></w:tblPr>"
    ) == ["甲"]


@pytest.mark.parametrize(
    ("font", "code", "text"),
    [
        ("Wingdings", "F0FE", "☑"),
        ("wingdings", "00FC", "✓"),
        ("Wingdings", "F082", "②"),
        ("Wingdings 2", "F052", "☑"),
        ("Wingdings 3", "F052", UNKNOWN_SYMBOL),
        ("Symbol", "F0B4", "×"),
        ("Symbol", "F061", UNKNOWN_SYMBOL),
        ("宋体", "25A1", "□"),
        ("宋体", "F037", "7"),
        (None, "2713", "✓"),
        ("宋体", "D800", UNKNOWN_SYMBOL),
        ("宋体", "FFFFFFFF", UNKNOWN_SYMBOL),
        ("宋体", "F090", UNKNOWN_SYMBOL),
        ("宋体", "0007", UNKNOWN_SYMBOL),
        ("宋体", "?", UNKNOWN_SYMBOL),
        ("宋体", None, UNKNOWN_SYMBOL),
    ],
)
def test_symbols(font: str | None, code: str | None, text: str) -> None:
    assert symbol_text(font, code) == text


def test_larger_than_the_limit_is_refused() -> None:
    with pytest.raises(LimitExceeded, match="larger than 10 bytes"):
        read_docx(as_docx("甲"), source=None, limits=Limits(bytes=10))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1), min_size=1))
def test_any_text_comes_back(lines: list[str]) -> None:
    assert texts(*(paragraph(run(line)) for line in lines)) == lines
