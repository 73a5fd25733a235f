from __future__ import annotations

import contextlib
import io
import re
import sys
import threading

import pdfplumber
import pytest
from attrs import evolve
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdfium2 import PdfDocument
from reportlab.pdfgen.canvas import Canvas

from govinfo_reports.document import Container, Document, Table
from govinfo_reports.errors import LimitExceeded, MissingExtra, UnreadableSource
from govinfo_reports.limits import DEFAULT_LIMITS, Limits
from govinfo_reports.readers.pdf import read as pdf
from govinfo_reports.readers.pdf.read import read_pdf
from writers_pdf import PdfStyle, table_of, write_pdf

STATISTICS = table_of(
    [
        ["统计指标", "单位", "统计数"],
        ["一、主动公开情况", "——", "——"],
        ["（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", "5213"],
        ["其中：主动公开规范性文件数", "条", "12"],
        ["制发规范性文件总数", "件", ""],
        ["1.政府公报公开政府信息数", "条", "0"],
        ["2.政府网站公开政府信息数", "条", "5213"],
    ]
)
APPLICATIONS = table_of(
    [
        [
            ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3),
            ("申请人情况", 1, 7),
        ],
        [("自然人", 2, 1), ("法人或其他组织", 1, 5), ("总计", 2, 1)],
        ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"],
        [("一、本年新收政府信息公开申请数量", 1, 3), *["38", "2", "0", "0", "1", "0", "41"]],
        [("三、本年度办理结果", 5, 1), ("（一）予以公开", 1, 2), *["12", "0", "0", "0", "0", "0", "12"]],
        [("（三）不予公开", 2, 1), "1.属于国家秘密", *["0", "0", "0", "0", "0", "0", "0"]],
        ["2.其他法律行政法规禁止公开", *["1", "0", "0", "0", "0", "0", "1"]],
        [("（四）无法提供", 2, 1), "1.本机关不掌握相关政府信息", *["15", "1", "0", "0", "1", "0", "17"]],
        ["2.没有现成信息需要另行制作", *["1", "0", "0", "0", "0", "0", "1"]],
        [("四、结转下年度继续办理", 1, 3), *["2", "0", "0", "0", "0", "0", "2"]],
    ]
)
REVIEW = table_of(
    [
        [("行政复议", 1, 5), ("行政诉讼", 1, 10)],
        [
            *((t, 2, 1) for t in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")),
            ("未经复议直接起诉", 1, 5),
            ("复议后起诉", 1, 5),
        ],
        ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 2,
        ["7", "6", "1", "3", "17", "1", "4", "8", "1", "14", "12", "1", "1", "6", "20"],
    ]
)
WIDE = (0.6, 1.2, 3.2, 1.0, 1.0, 1.0, 1.2, 1.2, 1.0, 1.0)


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    return read_pdf(data, source="report.pdf", limits=limits)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def shape(table: Table) -> list[tuple[int, int, int, int, str]]:
    return sorted((c.row, c.column, c.rowspan, c.colspan, squeezed(c.text)) for c in table.cells)


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs()]


def printed(table: Table) -> list[list[str | None]]:
    """The table as pdfplumber gives one: a merged cell at its first place, None where it goes on."""
    rows: list[list[str | None]] = [[None] * table.n_columns for _ in table.covering()]
    for cell in table.cells:
        rows[cell.row][cell.column] = squeezed(cell.text)
    return rows


DISCLOSURE = table_of(
    [
        [("第二十条第（一）项", 1, 4)],
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["行政规范性文件", "109", "489", "597"],
        ["信息内容", ("本年处理决定数量", 1, 3)],
        ["行政许可", ("1808595", 1, 3)],
    ]
)


@pytest.mark.parametrize("rules", ["lines", "rects", "thin"])
@pytest.mark.parametrize(
    ("table", "shares"),
    [
        (STATISTICS, (6.0, 1.0, 1.0)),
        (APPLICATIONS, WIDE),
        (REVIEW, (1.0,) * 15),
        (DISCLOSURE, (3.0, 2.0, 2.0, 2.0)),
    ],
)
def test_every_cell_agrees_with_pdfplumber(rules: str, table: Table, shares: tuple[float, ...]) -> None:
    data = write_pdf(["一、总体情况", table, "五、其他"], PdfStyle(rules=rules, shares=shares))
    with pdfplumber.open(io.BytesIO(data)) as opened:
        (found,) = opened.pages[0].extract_tables()
    expected = [[None if text is None else squeezed(text) for text in row] for row in found]
    (mine,) = read(data).tables()
    assert printed(mine) == expected == printed(table)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("in_form", [False, True])
def test_rotated_pages_and_forms(turn: int, in_form: bool) -> None:
    data = write_pdf([APPLICATIONS], PdfStyle(shares=WIDE, turn=turn, in_form=in_form))
    (table,) = read(data).tables()
    assert shape(table) == shape(APPLICATIONS)


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_text_written_sideways_is_turned_upright(angle: int) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(500, 500))
    canvas.translate(250, 250)
    canvas.rotate(angle)
    for number in range(4):
        for column in range(3):
            canvas.drawString(column * 60 - 80, 60 - number * 20, f"{number + 1}{column}7")
    for step in range(5):
        canvas.line(-90, 75 - step * 20, 90, 75 - step * 20)
    for step in range(4):
        canvas.line(-90 + step * 60, 75, -90 + step * 60, -5)
    canvas.save()
    (table,) = read(buffer.getvalue()).tables()
    assert [[cell.text for cell in row] for row in table.rows] == [
        [f"{number + 1}{column}7" for column in range(3)] for number in range(4)
    ]


def test_page_with_its_corner_elsewhere() -> None:
    data = write_pdf(["临江区", STATISTICS], PdfStyle(shares=(6.0, 1.0, 1.0), turn=90))
    document = PdfDocument(data)
    document[0].set_cropbox(20, 130, 595, 842)
    buffer = io.BytesIO()
    document.save(buffer)
    document.close()
    (table,) = read(buffer.getvalue()).tables()
    assert shape(table) == shape(STATISTICS)


figures = st.one_of(st.integers(0, 99999).map(str), st.sampled_from(["", "——", "0", "96171.6"]))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    rows=st.lists(st.tuples(figures, figures, figures), min_size=2, max_size=40),
    rules=st.sampled_from(["lines", "rects", "thin"]),
    head_rows=st.sampled_from([0, 1]),
    lines=st.integers(0, 45),
)
@example(rows=[("", "", "——"), ("0", "0", "0")], rules="lines", head_rows=0, lines=42)
def test_any_table_comes_back(
    rows: list[tuple[str, str, str]], rules: str, head_rows: int, lines: int
) -> None:
    table = table_of(
        [
            ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
            *([f"{n}.第{n}类", *row] for n, row in enumerate(rows, 1)),
        ]
    )
    style = PdfStyle(
        rules=rules, head_rows=head_rows, page_number="— {} —", running_head="青川县政府信息公开年报"
    )
    document = read(write_pdf([*["前文一句话。"] * lines, table, "后文。"], style))
    (found,) = document.tables()
    assert shape(found) == shape(table)
    assert set(texts(document)) - {"青川县政府信息公开年报"} == ({"前文一句话。"} if lines else set()) | {
        "后文。"
    }


def test_places_name_page_table_row_and_column() -> None:
    rows = [["项目", "数量"], *([f"{n}.第{n}类", str(n)] for n in range(1, 60))]
    document = read(
        write_pdf(["前文。", STATISTICS, "中文。", table_of(rows), "后文。"], PdfStyle(head_rows=1))
    )
    first, second = document.tables()
    assert (first.location.page, first.location.table) == (1, 1)
    assert second.location.table == 2
    last = second.cells[-1].location
    assert (last.page, last.table, last.row, last.column) == (3, 2, 60, 2)
    assert [p.location.line for p in document.paragraphs()] == [1, 2, 3]
    assert next(reversed(list(document.paragraphs()))).location.page == 3
    assert document.container is Container.PDF
    assert document.source == "report.pdf"


LONG = "云河市高度重视政府信息公开工作，" * 5 + "全年公开信息 5213 条。"


def test_wrapped_lines_are_one_paragraph() -> None:
    document = read(write_pdf(["^云河市", "一、总体情况", LONG, LONG, "（一）主动公开。" + LONG]))
    assert texts(document) == ["云河市", "一、总体情况", LONG, LONG, "（一）主动公开。" + LONG]


@pytest.mark.parametrize(
    "number", ["- {} -", "— {} —", "{}", "第{}页/共6页", "第 {} 页 共 6 页", "{}/6", "Page {} of 6"]
)
def test_page_numbers_and_heads_are_not_text(number: str) -> None:
    style = PdfStyle(page_number=number, running_head="临江区人民政府")
    document = read(write_pdf([LONG] * 20, style))
    assert texts(document) == [LONG] * 20
    assert [(p.text, p.location.page) for p in document.furniture] == [("临江区人民政府", 1)]


def test_a_number_that_counts_no_pages_stays() -> None:
    document = read(write_pdf(["前文。", "\f", "后文。"], PdfStyle(page_number="2024")))
    assert "2024" in "".join([*texts(document), *(p.text for p in document.furniture)])


def test_an_unbroken_figure_in_a_narrow_cell_is_one_figure() -> None:
    table = table_of([["项目", "数"], ["行政处罚", "3985\n758"], ["行政强制", "3\n5"]])
    (found,) = read(write_pdf([table], PdfStyle(shares=(20.0, 1.6)))).tables()
    assert [row[1].text for row in found.rows] == ["数", "3985758", "3\n5"]


def test_tables_without_lines_by_their_columns() -> None:
    document = read(
        write_pdf(["一、概述", STATISTICS, "二、其他情况"], PdfStyle(rules="none", shares=(9.0, 1.0, 1.0)))
    )
    (table,) = document.tables()
    rows = [[squeezed(cell.text) for cell in row] for row in table.rows]
    assert rows[0] == ["统计指标", "单位", "统计数"]
    assert rows[3] == ["其中：主动公开规范性文件数", "条", "12"]
    assert rows[4] == ["制发规范性文件总数", "件", ""]
    assert texts(document) == ["一、概述", "二、其他情况"]


def test_frames_and_boxes_around_text_are_text() -> None:
    boxed = table_of([["本报告由云河市人民政府办公室编制。"], ["如有疑问请联系。"]])
    document = read(write_pdf(["一、概述", LONG, boxed, table_of([["只有一格"]]), "二、其他"]))
    assert not list(document.tables())
    assert texts(document) == [
        "一、概述",
        LONG,
        "本报告由云河市人民政府办公室编制。",
        "如有疑问请联系。",
        "只有一格",
        "二、其他",
    ]


def test_a_frame_around_the_page_hides_no_table() -> None:
    document = read(
        write_pdf(["一、概述", STATISTICS, "二、其他"], PdfStyle(shares=(6.0, 1.0, 1.0), frame=True))
    )
    (table,) = document.tables()
    assert shape(table) == shape(STATISTICS)
    assert texts(document) == ["一、概述", "二、其他"]


def test_two_pages_on_one_sheet_are_read_one_after_the_other() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(842, 595))
    left = [f"left page line number {n} runs over the whole of its column" for n in range(8)]
    right = [f"right page line number {n} runs over all of its own column" for n in range(8)]
    for n in range(8):
        canvas.drawString(50, 500 - 20 * n, left[n])
        canvas.drawString(471, 500 - 20 * n, right[n])
    canvas.save()
    text = " ".join(texts(read(buffer.getvalue())))
    assert text.index("left page line number 7") < text.index("right page line number 0")


def test_two_pages_on_one_sheet_with_tables() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(842, 595))
    for x in (50, 471):
        for n in range(6):
            canvas.drawString(
                x, 550 - 20 * n, "this is a line of prose that runs over the whole of its column"
            )
        for row in range(3):
            canvas.rect(x, 380 - 20 * row, 150, 20)
            canvas.rect(x + 150, 380 - 20 * row, 150, 20)
            canvas.drawString(x + 5, 386 - 20 * row, f"row {row}")
            canvas.drawString(x + 155, 386 - 20 * row, str(x + row))
    canvas.save()
    tables = list(read(buffer.getvalue()).tables())
    assert [[cell.text for row in table.rows for cell in row] for table in tables] == [
        ["row 0", "50", "row 1", "51", "row 2", "52"],
        ["row 0", "471", "row 1", "472", "row 2", "473"],
    ]


def test_text_of_form_fields_is_read() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    canvas.drawString(80, 700, "received in all:")
    canvas.acroForm.textfield(name="n", value="4127", x=200, y=690, width=80, height=20)
    canvas.save()
    assert "4127" in " ".join(texts(read(buffer.getvalue())))


def image_pdf(*sizes: tuple[int, int]) -> bytes:
    images = [Image.effect_noise(size, 60) for size in sizes]
    buffer = io.BytesIO()
    images[0].save(buffer, "PDF", save_all=True, append_images=images[1:])
    return buffer.getvalue()


def merged(*parts: bytes) -> bytes:
    whole = PdfDocument.new()
    for part in parts:
        opened = PdfDocument(part)
        whole.import_pages(opened)
        opened.close()
    buffer = io.BytesIO()
    whole.save(buffer)
    whole.close()
    return buffer.getvalue()


def test_a_scan_says_that_it_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "has_ocr", lambda: False)
    with pytest.raises(UnreadableSource, match=r"scan.*govinfo-reports\[ocr\]"):
        read(image_pdf((600, 800)))


def test_scanned_pages_among_others_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "has_ocr", lambda: False)
    document = read(merged(write_pdf([LONG]), image_pdf((600, 800), (600, 800)), write_pdf(["后文。"])))
    assert texts(document) == [LONG, "后文。"]
    assert [p.location.page for p in document.paragraphs()] == [1, 4]
    (notice,) = document.notices
    assert "2, 3" in notice
    assert "govinfo-reports[ocr]" in notice


def test_a_page_of_shapes_may_be_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "has_ocr", lambda: False)
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for n in range(80):
        canvas.circle(100 + n, 500, 3)
    canvas.save()
    with pytest.raises(UnreadableSource, match="scan"):
        read(buffer.getvalue())


def test_an_empty_page_is_not_a_scan() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.showPage()
    canvas.save()
    with pytest.raises(UnreadableSource, match="no text"):
        read(buffer.getvalue())


def test_an_encrypted_file_says_so() -> None:
    with pytest.raises(UnreadableSource, match="password") as caught:
        read(write_pdf(["密"], PdfStyle(locked=True)))
    assert caught.value.source == "report.pdf"


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.4", b"not a pdf", b"%PDF-1.7\n1 0 obj<</Pages 1 0 R>>endobj trailer<</Root 1 0 R>>"],
)
def test_damaged_files_raise_our_error(data: bytes) -> None:
    with pytest.raises(UnreadableSource):
        read(data)


@settings(max_examples=40, deadline=None)
@given(
    cut=st.floats(0.05, 1.0), flips=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=12)
)
def test_no_damage_raises_anything_but_our_errors(cut: float, flips: list[tuple[float, int]]) -> None:
    data = bytearray(DAMAGED)
    for place, value in flips:
        data[int(place * len(data))] = value
    with contextlib.suppress(UnreadableSource):
        read(bytes(data[: int(cut * len(data))]))


DAMAGED = write_pdf([LONG, STATISTICS], PdfStyle(shares=(6.0, 1.0, 1.0)))


def test_a_damaged_page_is_named() -> None:
    pages = [
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<</Font<</F 5 0 "
        b"R>>>>/Contents 6 0 R>>endobj",
        b"4 0 obj[1 2 3]endobj",
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj",
        b"6 0 obj<</Length 44>>stream\nBT /F 12 Tf 20 100 Td (received 4127) Tj ET\nendstream endobj",
    ]
    data = b"\n".join(
        [
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
            b"2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>endobj",
            *pages,
            b"trailer<</Root 1 0 R>>",
        ]
    )
    document = read(data)
    assert texts(document) == ["received 4127"]
    assert document.notices == ("page 2: damaged, not read / 第2页已损坏，未读取",)


def test_pages_in_a_loop_end() -> None:
    data = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 3 0 "
        b"R]/Count 2>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj\ntrailer<</Root 1 0 R>>\n"
    )
    with pytest.raises(UnreadableSource):
        read(data)


@pytest.mark.parametrize(
    "limits",
    [evolve(DEFAULT_LIMITS, bytes=100), evolve(DEFAULT_LIMITS, pages=1), evolve(DEFAULT_LIMITS, cells=5)],
)
def test_limits(limits: Limits) -> None:
    with pytest.raises(LimitExceeded):
        read(write_pdf([STATISTICS, "\f", "后文。"], PdfStyle(shares=(6.0, 1.0, 1.0))), limits)


def test_too_many_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_CHARACTERS", 20)
    with pytest.raises(LimitExceeded):
        read(write_pdf([LONG]))


def test_without_the_package_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(MissingExtra) as caught:
        read(DAMAGED)
    assert caught.value.extra == "pdf"


def test_progress_counts_pages() -> None:
    told: list[tuple[int, int]] = []
    data = write_pdf(["前文。", "\f", "中文。", "\f", "后文。"])
    read_pdf(
        data, source=None, limits=DEFAULT_LIMITS, progress=lambda done, total: told.append((done, total))
    )
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_several_threads_at_once() -> None:
    expected = read(DAMAGED)
    found: list[Document] = []
    threads = [threading.Thread(target=lambda: found.append(read(DAMAGED))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 4
