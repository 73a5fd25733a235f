from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import numpy
import pypdfium2
import pytest
from attrs import evolve
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from govinfo_reports.document import Container, Document, Table
from govinfo_reports.errors import LimitExceeded, MissingExtra, UnreadableSource
from govinfo_reports.limits import DEFAULT_LIMITS
from govinfo_reports.readers.image import files, ocr
from govinfo_reports.readers.image import loading as ocr_image
from govinfo_reports.readers.image.lines import find_lines
from govinfo_reports.readers.image.ocr import read_image, read_images
from govinfo_reports.readers.pdf.read import read_pdf
from writers_pdf import PdfStyle, table_of, write_pdf

FONT = str(Path(__file__).parent / "report_font.ttf")
TABLE = table_of(
    [
        [("申请人情况", 2, 2), "自然人", ("法人或其他组织", 1, 2), ("总计", 2, 1)],
        ["自然人", "商业企业", "其他"],
        [("一、本年新收政府信息公开申请数量", 1, 2), "3001", "53", "61", "3115"],
        [("三、本年度办理结果", 2, 1), "（一）予以公开", "1288", "0", "7", "1295"],
        ["（二）部分公开", "8", "1", "", "9"],
        [("四、结转下年度继续办理", 1, 2), "103", "20", "10", "133"],
    ]
)
STYLE = PdfStyle(font_file=FONT, shares=(1.2, 3.0, 1.2, 1.2, 1.2, 1.2), page_number="- {} -")
FIGURES = ["3001", "53", "61", "3115", "1288", "0", "7", "1295", "8", "1", "", "9", "103", "20", "10", "133"]
REPORT = write_pdf(
    ["^青川县人民政府", "三、收到和处理政府信息公开申请情况", TABLE, "本年度未收取信息处理费 12 元。"], STYLE
)


def picture(dpi: int, turn: float = 0.0) -> Image.Image:
    document = pypdfium2.PdfDocument(REPORT)
    image: Image.Image = document[0].render(scale=dpi / 72).to_pil().convert("L")
    document.close()
    return image.rotate(turn, resample=Image.Resampling.BICUBIC, fillcolor=255, expand=turn % 90 == 0)


def png(image: Image.Image, kind: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind)
    return buffer.getvalue()


def figures_of(document: Document) -> list[str]:
    (table,) = document.tables()
    return [cell.text for row in table.rows[2:] for cell in row if cell.column > 1]


def spans(table: Table) -> list[tuple[int, int, int, int]]:
    return [(cell.row, cell.column, cell.rowspan, cell.colspan) for row in table.rows for cell in row]


@pytest.mark.slow
@pytest.mark.parametrize(("dpi", "turn"), [(150, 0.0), (200, 1.0)])
def test_every_figure_of_a_rendered_table_comes_back(dpi: int, turn: float) -> None:
    told: list[tuple[int, int]] = []
    document = read_image(
        png(picture(dpi, turn)),
        source="page.png",
        limits=DEFAULT_LIMITS,
        progress=lambda done, total: told.append((done, total)),
    )
    assert figures_of(document) == FIGURES
    (table,) = document.tables()
    assert spans(table) == spans(TABLE)
    assert all(0 < (cell.confidence or 0) <= 1 for cell in table.cells if cell.text)
    text = re.sub(r"\s", "", "".join(paragraph.text for paragraph in document.paragraphs()))
    assert text == "青川县人民政府三、收到和处理政府信息公开申请情况本年度未收取信息处理费12元。"
    assert document.container is Container.IMAGE
    assert told == [(1, 1)]
    assert "recognised" in document.notices[0]


@pytest.mark.slow
def test_a_scanned_pdf_is_recognised() -> None:
    buffer = io.BytesIO()
    picture(200, 0.5).save(buffer, "PDF", resolution=200)
    document = read_pdf(buffer.getvalue(), source=None, limits=DEFAULT_LIMITS)
    assert figures_of(document) == FIGURES
    assert document.container is Container.PDF
    assert "pages 1: recognised" in document.notices[0]


class Answer:
    def __init__(self, boxes: Any = None, text: str = "", score: float = 0.9) -> None:
        self.boxes, self.txts, self.scores = boxes, (text,), (score,)


class Engine:
    """Recognises the same text everywhere and finds the boxes it is given."""

    def __init__(
        self, boxes: Any = None, texts: tuple[str, ...] = ("文",), scores: tuple[float, ...] = (0.9,)
    ) -> None:
        self.boxes, self.texts, self.scores, self.calls = boxes, texts, scores, 0

    def __call__(self, _image: Any, *, use_det: bool, use_cls: bool, use_rec: bool) -> Answer:
        assert use_cls is False
        if use_det:
            return Answer(self.boxes)
        assert use_rec
        self.calls += 1
        place = min(self.calls, len(self.texts)) - 1
        return Answer(None, self.texts[place], self.scores[min(place, len(self.scores) - 1)])


def paper(width: int = 595, height: int = 842) -> Any:
    return numpy.full((height, width), 255, numpy.uint8)


def corners(left: float, top: float, right: float, bottom: float) -> list[tuple[float, float]]:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def use(monkeypatch: pytest.MonkeyPatch, engine: Engine) -> Engine:
    monkeypatch.setattr(ocr, "_engine", lambda: engine)
    return engine


def test_a_box_takes_in_what_stands_beside_it_in_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    page = paper()
    page[100:112, 50:200] = 0
    page[300:312, 50:90] = 0
    page[300:312, 100:140] = 0
    engine = use(
        monkeypatch,
        Engine([corners(80, 100, 150, 112), corners(50, 300, 90, 312), corners(100, 300, 140, 312)]),
    )
    document = read_images([page], source=None, limits=DEFAULT_LIMITS)
    assert [paragraph.text for paragraph in document.paragraphs()] == ["文", "文文"]
    assert engine.calls == 3


def test_print_that_is_not_recognised_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    page = paper()
    page[100:112, 50:200] = 0
    page[300:312, 50:90] = 0
    use(monkeypatch, Engine([corners(50, 100, 200, 112), corners(50, 300, 90, 312)], ("文 件", "")))
    document = read_images([page], source=None, limits=DEFAULT_LIMITS)
    assert [(p.text, p.confidence) for p in document.paragraphs()] == [("文 件", 0.9)]
    assert document.notices[1] == "page 1: print in 1 places was not recognised / 第1页有1处文字未能识别"


def test_a_page_on_its_head_is_turned_only_if_that_reads_better(monkeypatch: pytest.MonkeyPatch) -> None:
    page = paper()
    page[100:112, 50:200] = 0
    for scores, expected in (((0.3, 0.9), "乙"), ((0.5, 0.4), "甲")):
        use(monkeypatch, Engine([corners(50, 100, 200, 112)], ("甲", "乙"), scores))
        document = read_images([page], source=None, limits=DEFAULT_LIMITS)
        assert [p.text for p in document.paragraphs()] == [expected]


def test_a_page_on_its_side_is_turned(monkeypatch: pytest.MonkeyPatch) -> None:
    page = paper(842, 595)
    for column in range(6):  # six lines of letters, running down the page
        for letter in range(30):
            page[50 + 13 * letter : 60 + 13 * letter, 100 + 40 * column : 112 + 40 * column] = 0
    use(monkeypatch, Engine([corners(50, 100, 200, 112)]))
    view = ocr.read_view(page, page=1)
    assert (round(view.width), round(view.height)) == (595, 842)


@pytest.mark.parametrize("kind", ["bool", "colour", "alpha"])
def test_pages_of_any_depth_and_size(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = paper(3000, 2000)
    page[100:160, 300:900] = 0
    use(monkeypatch, Engine([corners(50, 20, 350, 60)]))
    given = {"bool": page > 0, "colour": numpy.dstack([page] * 3), "alpha": numpy.dstack([page] * 2)}[kind]
    document = read_images([given], source=None, limits=DEFAULT_LIMITS)
    assert [paragraph.text for paragraph in document.paragraphs()] == ["文"]


def test_a_long_picture_of_a_web_page(monkeypatch: pytest.MonkeyPatch) -> None:
    page = paper(600, 3000)
    page[2000:2012, 50:200] = 0
    use(monkeypatch, Engine([corners(50, 2000, 200, 2012)]))
    view = ocr.read_view(page, page=1)
    assert view.width == pytest.approx(595.0)


def test_a_blank_image_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, Engine())
    with pytest.raises(UnreadableSource, match="no text"):
        read_images([paper()], source="blank.png", limits=DEFAULT_LIMITS)


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"GIF89a", png(Image.new("L", (50, 50)))[:60]])
def test_damaged_images(data: bytes) -> None:
    with pytest.raises(UnreadableSource):
        read_image(data, source="page.png", limits=DEFAULT_LIMITS)


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    data = png(Image.new("L", (100, 100)))
    with pytest.raises(LimitExceeded):
        read_image(data, source=None, limits=evolve(DEFAULT_LIMITS, bytes=10))
    with pytest.raises(LimitExceeded):
        read_images([paper(), paper()], source=None, limits=evolve(DEFAULT_LIMITS, pages=1))
    monkeypatch.setattr(files, "_MAX_PIXELS", 100)
    with pytest.raises(LimitExceeded):
        read_image(data, source=None, limits=DEFAULT_LIMITS)


def test_without_the_packages_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "has_ocr", lambda: False)
    with pytest.raises(MissingExtra) as caught:
        read_image(png(Image.new("L", (10, 10))), source=None, limits=DEFAULT_LIMITS)
    assert caught.value.extra == "ocr"


def test_a_level_page_is_left_as_it_is() -> None:
    page = paper()
    page[100:110, 50:500] = 0
    page[200:210, 50:500] = 0
    assert ocr_image.straighten(page) is page


def test_lines_of_a_cell() -> None:
    ink = numpy.zeros((200, 200), numpy.uint8)
    ink[20:22, 30:50] = 1  # the two strokes of 二
    ink[32:34, 28:52] = 1
    ink[50:66, 30:70] = 1
    ink[120, 100] = 1  # a speck
    found = list(ocr_image.cell_lines(ink, 16.0))
    assert found == [(28, 20, 52, 34), (30, 50, 70, 66)]
    assert ocr_image.text_height(numpy.zeros((50, 50), numpy.uint8), 2.0) == 21.0


def test_bars_and_stamps_are_no_lines() -> None:
    ink = numpy.zeros((600, 600), numpy.uint8)
    ink[100:102, 50:550] = 1
    ink[300:330, 50:550] = 1
    across, down, taken = find_lines(ink, 2.0)
    assert [(round(r.at), r.start, r.end) for r in across] == [(50, 25.0, 275.0)]
    assert down == []
    assert taken[101, 300]
    assert not taken[315, 300]


def hidden_layer() -> bytes:
    """A scan with a hidden text layer, as copiers make them."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    image = Image.new("L", (1190, 1684), 255)
    pixels = numpy.asarray(image).copy()
    for row in range(4):
        pixels[400 + 60 * row : 403 + 60 * row, 200:1000] = 0
    for column in range(3):
        pixels[
            400:583,
            200 + 400 * column - (3 if column == 2 else 0) : 203 + 400 * column - (3 if column == 2 else 0),
        ] = 0
    canvas.drawImage(ImageReader(Image.fromarray(pixels)), 0, 0, 595, 842)
    text = canvas.beginText(0, 0)
    text.setTextRenderMode(3)
    for row in range(3):
        for column in range(2):
            text.setTextOrigin(110 + 200 * column, 842 - 221 - 30 * row)
            text.textOut(f"{row + 1}{column}45")
    canvas.drawText(text)
    canvas.save()
    return buffer.getvalue()


def test_lines_under_a_hidden_text_layer_are_found_in_the_image() -> None:
    document = read_pdf(hidden_layer(), source=None, limits=DEFAULT_LIMITS)
    (table,) = document.tables()
    assert [[cell.text for cell in row] for row in table.rows] == [[f"{n}045", f"{n}145"] for n in (1, 2, 3)]
    assert document.notices == (
        "page 1: a scan with a text layer, whose recognition is not ours / 第1页为带文字层的扫描件，"
        "文字并非本库识别",
    )
