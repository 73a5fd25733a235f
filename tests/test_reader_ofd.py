"""OFD (GB/T 33190): where characters stand, what is no text of the page, and files made to harm."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

import govinfo_reports
from govinfo_reports import GovInfoError, LimitExceeded, Limits, UnreadableSource, parse, read_document
from govinfo_reports.cli import main
from govinfo_reports.document import Container, Document, Paragraph, Table
from govinfo_reports.readers.image.ocr import has_ocr
from govinfo_reports.readers.ofd import read as ofd
from govinfo_reports.readers.ofd.page import Picture
from govinfo_reports.readers.ofd.parts import Parts
from govinfo_reports.readers.ofd.pictures import painted
from govinfo_reports.readers.ofd.text import offsets
from govinfo_reports.readers.package import Package
from pace import within
from writers_docx import zip_of
from writers_ofd import OfdStyle, ofd_of, page_xml, path, scan_ofd, text, write_ofd
from writers_pdf import table_of

TITLE = "云河市2022年政府信息公开工作年度报告"
FONT = Path(govinfo_reports.__file__).parent / "data" / "fonts" / "wqy-microhei-gb2312.ttf"
NAMESPACE = "http://www.ofdspec.org/2016"


def lines(document: Document) -> list[str]:
    """The texts of the paragraphs."""
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def read(*pages: str, **more: object) -> Document:
    return read_document(ofd_of(pages, **more))  # type: ignore[arg-type]


def code(words: str, attributes: str) -> str:
    return f"<ofd:TextCode {attributes}>{words}</ofd:TextCode>"


def words_of(*codes: str, attributes: str = 'Boundary="0 0 210 297" Size="4"') -> str:
    return f'<ofd:TextObject ID="1" Font="1" {attributes}>{"".join(codes)}</ofd:TextObject>'


@pytest.mark.parametrize(
    ("written", "steps"),
    [
        ("1 2 3", [1, 2, 3]),
        ("g 3 4", [4, 4, 4]),
        ("1 g 2 4.5 3", [1, 4.5, 4.5, 3]),
        ("g 0 4 7", [7]),
        ("", []),
        (None, []),
        ("g", []),
        ("x 2", [0, 2]),
        ("g -2 4 1e999", [0]),
    ],
)
def test_steps_between_characters(written: str | None, steps: list[float]) -> None:
    assert list(offsets(written)) == steps


def grid(objects: str) -> str:
    """A table of three columns (from x = 20, 40 mm each): 甲, 乙 and 丙 over the objects, whose base line is
    at y = 46."""
    rules = [path(x, 30, x, 50) for x in (20, 60, 100, 140)] + [path(20, y, 140, y) for y in (30, 40, 50)]
    heads = "".join(text(label, 24 + 40 * at, 33) for at, label in enumerate("甲乙丙"))
    return page_xml("".join(rules) + heads + objects)


@pytest.mark.parametrize(
    ("objects", "cells"),
    [
        # one object over three cells: steps say where each figure stands
        (words_of(code("123", 'X="30" Y="46" DeltaX="40 40"')), ["1", "2", "3"]),
        (words_of(code("123", 'X="30" Y="46" DeltaX="g 2 40"')), ["1", "2", "3"]),
        (words_of(code("12 34", 'X="30" Y="46" DeltaX="2 2 36 2"')), ["12", "34", ""]),
        (words_of(code("123", 'X="30" Y="46" DeltaX="2 38"')), ["12", "3", ""]),
        # a second code without X or Y takes those of the first
        (words_of(code("1", 'X="30" Y="46"'), code("2", 'X="70"'), code("3", 'X="110"')), ["1", "2", "3"]),
        # the matrix makes steps and size larger; its own shift counts once
        (
            words_of(
                code("123", 'X="2" Y="2" DeltaX="4 4"'),
                attributes='Boundary="20 26 150 9" CTM="10 0 0 10 -5 0" Size="0.4"',
            ),
            ["1", "2", "3"],
        ),
        # without steps, or where they end, a text runs on
        (words_of(code("128", 'X="30" Y="46"')), ["128", "", ""]),
        (words_of(code("128", 'X="30" Y="46" DeltaX="2"')), ["128", "", ""]),
        # even steps leave no gap; an uneven one does
        (words_of(code("1288", 'X="30" Y="46" DeltaX="g 3 4"')), ["1288", "", ""]),
        (words_of(code("1288", 'X="30" Y="46" DeltaX="2 4 2"')), ["12 88", "", ""]),
        # a text that is laid out over lines of the XML
        (words_of(code("\n   128\n  ", 'X="30" Y="46" DeltaX="2 2"')), ["128", "", ""]),
        # steps downwards: a character a line
        (words_of(code("数量", 'X="30" Y="43.5" DeltaY="4"')), ["数\n量", "", ""]),
        (words_of(code("数量", 'X="30" Y="43.5" DeltaY="0 4"')), ["数量", "", ""]),
        # read and turned by quarters
        (
            words_of(
                code("12", 'X="30" Y="46"'), attributes='Boundary="0 0 210 297" Size="4" Visible="false"'
            ),
            ["", "", ""],
        ),
        # a small raised digit is a note
        (
            words_of(code("20", 'X="30" Y="46" DeltaX="2"'))
            + words_of(code("1", 'X="34.1" Y="44"'), attributes='Boundary="0 0 210 297" Size="2"'),
            ["20[1]", "", ""],
        ),
        # printed twice to look bold
        (
            words_of(code("20", 'X="30" Y="46" DeltaX="2"'))
            + words_of(code("20", 'X="30.1" Y="46" DeltaX="2"')),
            ["20", "", ""],
        ),
        # struck out by a line
        (words_of(code("20", 'X="30" Y="46" DeltaX="2"')) + path(29.9, 44.6, 34.1, 44.6), ["", "", ""]),
        # the sign for "no character" of glyphs by number, and codes of a font's own
        (
            words_of(
                '<ofd:CGTransform CodePosition="0" CodeCount="1" '
                'GlyphCount="1"><ofd:Glyphs>7</ofd:Glyphs></ofd:CGTransform>',
                code("\u00a4", 'X="30" Y="46"'),
            ),
            ["\ufffd", "", ""],
        ),
        (words_of(code("\ue001", 'X="30" Y="46"')), ["\ufffd", "", ""]),
    ],
)
def test_characters_stand_at_their_points(objects: str, cells: list[str]) -> None:
    document = read(grid(objects))
    assert document.container is Container.OFD
    [table] = [block for block in document.blocks if isinstance(block, Table)]
    assert [cell.text for cell in table.rows[0]] == ["甲", "乙", "丙"]
    assert [cell.text for cell in table.rows[1]] == cells
    assert table.rows[1][0].location.page == 1


@pytest.mark.parametrize("closed", ["M 0 0 L 40 0 L 40 10 L 0 10 C", "S 0 0 M 0 0 L 40 0 40 10 0 10 C"])
def test_boxes_and_filled_bars_are_rules(closed: str) -> None:
    boxes = "".join(
        f'<ofd:PathObject ID="1" Boundary="{x} {y} 40 '
        f'10"><ofd:AbbreviatedData>{closed}</ofd:AbbreviatedData></ofd:PathObject>'
        for x in (20, 60)
        for y in (30, 40)
    )
    bars = "".join(
        f'<ofd:PathObject ID="1" Boundary="{x} {y} {w} {h}" Stroke="false" '
        'Fill="true"><ofd:FillColor Value="0 0 0"/>'
        f"<ofd:AbbreviatedData>M 0 0 L {w} 0 L {w} {h} L 0 {h} C</ofd:AbbreviatedData></ofd:PathObject>"
        for x, y, w, h in [(20, y, 80, 0.3) for y in (30, 40, 50)] + [(x, 30, 0.3, 20) for x in (20, 60, 100)]
    )
    words = "".join(
        text(word, x, y) for word, x, y in [("甲", 24, 33), ("乙", 64, 33), ("1", 24, 43), ("2", 64, 43)]
    )
    for rules in (boxes, bars):
        [table] = read(page_xml(rules + words)).blocks
        assert isinstance(table, Table)
        assert [[cell.text for cell in row] for row in table.rows] == [["甲", "乙"], ["1", "2"]]


LONG = "全市各级行政机关主动公开政府信息。"


@pytest.mark.parametrize(
    ("objects", "said"),
    [
        (text("内部资料", 60, 150, size=16, more=' CTM="0.7 -0.7 0.7 0.7 0 0"'), "a watermark"),
        (
            text("内部资料", 60, 150, size=16).replace(
                "<ofd:TextCode", '<ofd:FillColor Value="230 230 230"/><ofd:TextCode'
            ),
            "a watermark",
        ),
        (text("内部资料", 60, 150, size=16, more=' Alpha="30"'), "a watermark"),
        (
            text("内部资料", 60, 150).replace(
                "<ofd:TextCode", '<ofd:FillColor Value="#FF #FF #FF"/><ofd:TextCode'
            ),
            "printed without a trace",
        ),
        (text("内部资料", 60, 150, more=' Fill="false"'), "printed without a trace"),
        (text("内部资料", 260, 150), "beside the page"),
    ],
)
def test_what_is_no_text_of_the_page_is_said(objects: str, said: str) -> None:
    document = read(page_xml(text(TITLE, 65, 30) + text(LONG, 30, 50) + text(LONG, 30, 60) + objects))
    assert "内部资料" not in "".join(lines(document))
    assert TITLE in "".join(lines(document))
    assert any(said in notice and "内部资料" in notice for notice in document.notices)


def test_white_text_on_a_dark_ground_is_read() -> None:
    white = text("甲乙丙丁", 60, 150).replace(
        "<ofd:TextCode", '<ofd:FillColor Value="255 255 255"/><ofd:TextCode'
    )
    dark = (
        '<ofd:PathObject ID="1" Boundary="50 140 80 20" Stroke="false" Fill="true"><ofd:FillColor '
        'Value="0 0 128"/>'
        "<ofd:AbbreviatedData>M 0 0 L 80 0 L 80 20 L 0 20 C</ofd:AbbreviatedData></ofd:PathObject>"
    )
    assert "甲乙丙丁" in lines(read(page_xml(text(LONG, 30, 30) + dark + white)))


def test_seals_and_links_are_quiet_and_other_annotations_are_quoted() -> None:
    document = read_document(write_ofd([TITLE, LONG], OfdStyle(dressed=True)))
    assert any("annotations not read: 请核对" in notice for notice in document.notices)
    assert not any("公章" in notice for notice in document.notices)


def test_resources_and_templates_of_a_page() -> None:
    files = {
        "Doc_0/PublicRes.xml": f'<ofd:Res xmlns:ofd="{NAMESPACE}"><ofd:DrawParams><ofd:DrawParam ID="5">'
        '<ofd:FillColor Value="255 255 255"/></ofd:DrawParam><ofd:DrawParam ID="6" '
        'Relative="5"/></ofd:DrawParams></ofd:Res>',
        "Doc_0/Pages/Page_0/PageRes.xml": f'<ofd:Res xmlns:ofd="{NAMESPACE}"><ofd:CompositeGraphicUnits>'
        f'<ofd:CompositeGraphicUnit ID="50"><ofd:Content>{text("第一处", 0, 0)}<ofd:CompositeObject '
        'ID="3" Boundary="0 20 1 1"'
        ' ResourceID="50"/></ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>',
        "Doc_0/Tpl.xml": page_xml(text("页眉上的字", 30, 10)),
    }
    page = page_xml(
        text(LONG, 30, 30)
        + text("看不见的字", 30, 60, more=' DrawParam="6"')
        + '<ofd:CompositeObject ID="2" Boundary="30 80 1 1" ResourceID="50"/>',
        before='<ofd:Template TemplateID="4"/><ofd:PageRes>PageRes.xml</ofd:PageRes>',
    )
    common = '<ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:TemplatePage ID="4" BaseLoc="Tpl.xml"/>'
    document = read(page, common=common, files=files)
    said = "".join(lines(document)) + "".join(one.text for one in document.furniture)
    assert "页眉上的字" in said
    assert "第一处" in said
    assert "看不见的字" not in said
    assert any("看不见的字" in notice for notice in document.notices)


def two_documents(second: str) -> bytes:
    bodies = "".join(
        f"<ofd:DocBody><ofd:DocRoot>Doc_{n}/Document.xml</ofd:DocRoot></ofd:DocBody>" for n in (0, 1)
    )
    document = (
        f'<ofd:Document xmlns:ofd="{NAMESPACE}"><ofd:CommonData/><ofd:Pages><ofd:Page ID="1" '
        'BaseLoc="C.xml"/></ofd:Pages></ofd:Document>'
    )
    return zip_of(
        {
            "OFD.xml": f'<ofd:OFD xmlns:ofd="{NAMESPACE}">{bodies}</ofd:OFD>',
            "Doc_0/Document.xml": document,
            "Doc_0/C.xml": page_xml(text(TITLE, 65, 30) + text(LONG, 30, 50)),
            "Doc_1/Document.xml": document,
            "Doc_1/C.xml": page_xml(text(second, 30, 30)),
        }
    )


def test_several_documents_in_one_file_are_counted_through() -> None:
    document = read_document(two_documents("另附说明一份。"))
    assert "".join(lines(document)) == f"{TITLE}{LONG}另附说明一份。"
    assert document.blocks[-1].location.page == 2
    assert any("2 documents" in notice for notice in document.notices)


def test_the_current_version_counts() -> None:
    document = (
        f'<ofd:Document xmlns:ofd="{NAMESPACE}"><ofd:Pages><ofd:Page ID="1" '
        f'BaseLoc="{{}}"/></ofd:Pages></ofd:Document>'
    )
    data = zip_of(
        {
            "OFD.xml": f'<ofd:OFD xmlns:ofd="{NAMESPACE}">'
            "<ofd:DocBody><ofd:DocRoot>D/Document.xml</ofd:DocRoot><ofd:Versions>"
            '<ofd:Version ID="1" Index="1" BaseLoc="D/V1.xml"/><ofd:Version ID="2" Index="2" '
            'Current="true" BaseLoc="D/V2.xml"/>'
            "</ofd:Versions></ofd:DocBody></ofd:OFD>",
            "D/V2.xml": f'<ofd:DocVersion xmlns:ofd="{NAMESPACE}">'
            "<ofd:DocRoot>New.xml</ofd:DocRoot></ofd:DocVersion>",
            "D/Document.xml": document.format("then.xml"),
            "D/New.xml": document.format("now.xml"),
            "D/then.xml": page_xml(text("旧版本的文字在此", 30, 30)),
            "D/now.xml": page_xml(text("新版本的文字在此", 30, 30)),
        }
    )
    assert lines(read_document(data)) == ["新版本的文字在此"]


def test_a_missing_and_a_damaged_page_are_said_and_the_others_read() -> None:
    document = read(
        page_xml(text(LONG, 30, 30)),
        "<ofd:Page",
        page_xml(text("最后一页的文字。", 30, 30)),
        more="<ofd:Attachments>a.xml</ofd:Attachments>",
    )
    assert "".join(lines(document)) == LONG + "最后一页的文字。"
    assert any(notice.startswith("page 2: damaged") for notice in document.notices)
    assert any("attachments" in notice for notice in document.notices)
    assert read(page_xml(text(LONG, 30, 30))).notices == ()


def test_a_page_that_is_not_in_the_file_is_said() -> None:
    whole = ofd_of([page_xml(text(LONG, 30, 30)), page_xml(text(LONG, 30, 30))])
    document = read_document(whole.replace(b"Page_1/Content.xml", b"Page_9/Content.xml"))
    assert lines(document) == [LONG]
    assert document.notices == ("page 2: missing, not read / 第2页缺失，未读取",)


@pytest.mark.full
@pytest.mark.skipif(not has_ocr(), reason="recognition is not installed")
def test_scans_are_recognised() -> None:
    image = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(image)
    for y in (400, 500, 600):
        draw.line((150, y, 750, y), fill="black", width=3)
    for x in (150, 450, 750):
        draw.line((x, 400, x, 600), fill="black", width=3)
    font = ImageFont.truetype(str(FONT), 40)
    for place, word in {
        (180, 425): "行政许可",
        (180, 525): "行政处罚",
        (520, 425): "356",
        (520, 525): "84",
    }.items():
        draw.text(place, word, fill="black", font=font)
    document = read_document(scan_ofd([image], strips=3))
    [table] = [block for block in document.blocks if isinstance(block, Table)]
    assert [row[1].text for row in table.rows] == ["356", "84"]
    assert all(cell.confidence for cell in table.cells)
    assert any("recognised from images" in notice for notice in document.notices)


@pytest.mark.parametrize(
    ("strips", "turn", "matrix"),
    [
        (1, None, (210.0, 0.0, 0.0, 297.0, 0.0, 0.0)),
        (3, None, (210.0, 0.0, 0.0, 99.0, 0.0, 0.0)),
        (1, Image.Transpose.ROTATE_90, (0.0, 297.0, -210.0, 0.0, 210.0, 0.0)),
        (1, Image.Transpose.ROTATE_180, (-210.0, 0.0, 0.0, -297.0, 210.0, 297.0)),
    ],
)
def test_pictures_are_painted_where_they_stand(
    strips: int, turn: Image.Transpose | None, matrix: tuple[float, float, float, float, float, float]
) -> None:
    image = Image.new("RGB", (620, 877), "white")
    ImageDraw.Draw(image).rectangle((60, 60, 200, 300), fill="black")
    data = scan_ofd([image if turn is None else image.transpose(turn)], strips=strips)
    parts = Parts(Package(data, source=None, limits=Limits()))
    names = [f"Doc_0/Res/image_{700 + strip}.png" for strip in range(strips)]
    pictures = [Picture(name, (*matrix[:5], matrix[5] + 99 * strip)) for strip, name in enumerate(names)]
    canvas, _, lost = painted(parts, pictures, 210.0, 297.0)
    assert not lost
    small = canvas.resize((62, 88)).convert("L")
    assert {(x, y) for x in (10, 30, 50) for y in (15, 45, 75) if small.getpixel((x, y)) < 128} == {(10, 15)}


def test_a_scan_without_the_extra_is_said_to_be_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ofd, "has_ocr", lambda: False)
    with pytest.raises(UnreadableSource, match="the OFD is a scan"):
        parse(scan_ofd([Image.new("RGB", (600, 800), "white")]))


def test_an_encrypted_file_is_said_to_be_one() -> None:
    with pytest.raises(UnreadableSource, match="encrypted"):
        read(page_xml(text(LONG, 30, 30)), files={"Encryptions.xml": "<x/>"})


def test_the_command_line_reads_ofd(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "report.bin"
    table = table_of([["信息内容", "本年处理决定数量"], ["行政许可", "12"]])
    file.write_bytes(write_ofd([TITLE, "二、主动公开政府信息情况", table]))
    main(["show", str(file)])
    assert "云河市" in capsys.readouterr().out


ENTITIES = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
DEEP = "<ofd:PageBlock>" * 150 + text(LONG, 30, 30) + "</ofd:PageBlock>" * 150
UNITS = "".join(
    f'<ofd:CompositeGraphicUnit ID="{n}"><ofd:Content>'
    + f'<ofd:CompositeObject ID="1" Boundary="0 0 1 1" ResourceID="{n + 1}"/>' * 30
    + "</ofd:Content></ofd:CompositeGraphicUnit>"
    for n in range(12)
)
HOSTILE: Mapping[str, Callable[[], bytes]] = {
    "a step repeated a milliard times": lambda: ofd_of(
        [page_xml(words_of(code("12345678", 'X="1" Y="9" DeltaX="g 1000000000 5"')))]
    ),
    "steps beyond all numbers": lambda: ofd_of(
        [page_xml(words_of(code("12345678", 'X="1e308" Y="nan" DeltaX="1e308 inf -inf g 1e300 1e300 g"')))]
    ),
    "a bomb": lambda: ofd_of(["<x>" + " " * 60_000_000]),
    "a bomb in a text": lambda: ofd_of([page_xml(words_of(code("1" * 9_000_000, 'X="1" Y="9"')))]),
    "entities": lambda: ofd_of([ENTITIES + page_xml(words_of(code("&a;", 'X="1" Y="9"')))]),
    "entities in the main part": lambda: zip_of({"OFD.xml": ENTITIES + "<OFD>&a;</OFD>"}),
    "deep elements": lambda: ofd_of(["<ofd:x>" * 100_000]),
    "blocks in blocks": lambda: ofd_of([page_xml(DEEP)]),
    "units that fan out": lambda: ofd_of(
        [page_xml('<ofd:CompositeObject ID="1" Boundary="0 0 1 1" ResourceID="0"/>')],
        common="<ofd:DocumentRes>R.xml</ofd:DocumentRes>",
        files={"Doc_0/R.xml": f'<ofd:Res xmlns:ofd="{NAMESPACE}"><ofd:C>{UNITS}</ofd:C></ofd:Res>'},
    ),
    "very many objects": lambda: ofd_of([page_xml("<ofd:PathObject/>" * 400_000)]),
    "a template on many pages": lambda: ofd_of(
        [page_xml("", before='<ofd:Template TemplateID="1"/>')] * 400,
        common='<ofd:TemplatePage ID="1" BaseLoc="T.xml"/>',
        files={"Doc_0/T.xml": page_xml("<ofd:PathObject/>" * 4_000)},
    ),
    "very many pages": lambda: ofd_of([page_xml(text(LONG, 1, 1))] * 600),
    "a page listed very often": lambda: zip_of(
        {
            "OFD.xml": "<OFD><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>",
            "D.xml": '<Document><Pages>' + '<Page BaseLoc="P.xml"/>' * 100_000 + '</Pages></Document>',
            "P.xml": page_xml(text(LONG, 1, 1)),
        }
    ),
    "a long path": lambda: ofd_of(
        [page_xml(f"<ofd:PathObject><ofd:AbbreviatedData>{'L 1 1 ' * 1_500_000}"
            "</ofd:AbbreviatedData></ofd:PathObject>")]
    ),
    "a huge page": lambda: ofd_of([page_xml(text(LONG, 1, 1), size=(1e9, 1e9))]),
    "a document that is its own page": lambda: zip_of(
        {
            "OFD.xml": "<OFD><DocBody><DocRoot>OFD.xml</DocRoot></DocBody><Pages><Page "
                "BaseLoc='OFD.xml'/></Pages></OFD>",
        }
    ),
    "locations outside": lambda: zip_of(
        {"OFD.xml": "<OFD><DocBody><DocRoot>../../../../etc/passwd</DocRoot></DocBody></OFD>"}
    ),
    "a picture that is none": lambda: scan_ofd([Image.new("RGB", (60, 80))], strips=3).replace(b"IHDR", b"IHXX"),
}  # fmt: skip


def outcome_of(data: bytes) -> GovInfoError | None:
    try:
        parse(data)
    except GovInfoError as error:
        return error
    return None


@pytest.mark.parametrize("name", HOSTILE)
def test_files_made_to_harm_are_read_or_refused_in_time(name: str) -> None:
    data = HOSTILE[name]()
    start = time.process_time()
    outcome = outcome_of(data)
    assert time.process_time() - start < within(8)
    assert outcome is None or (outcome.reason and outcome.reason_zh)


@pytest.mark.parametrize(
    ("name", "limits"),
    [
        ("very many pages", Limits(pages=10)),
        ("a page listed very often", Limits()),
        ("a bomb", Limits()),
        ("blocks in blocks", Limits(nesting=50)),
        ("units that fan out", Limits()),
    ],
)
def test_limits_hold(name: str, limits: Limits) -> None:
    with pytest.raises(LimitExceeded):
        parse(HOSTILE[name](), limits=limits)
