"""What a reader of the page does not see, or sees crossed out or printed over, is no figure: not read, and
said."""

from __future__ import annotations

import io
import math
import time
from collections.abc import Callable, Sequence
from typing import Any

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from govinfo_reports import parse
from govinfo_reports.document import Document
from govinfo_reports.limits import DEFAULT_LIMITS
from govinfo_reports.readers.pdf.characters import Run
from govinfo_reports.readers.pdf.overprinted import legible
from govinfo_reports.readers.pdf.read import read_pdf
from govinfo_reports.readers.pdf.rulings import Rulings, Scrawl
from govinfo_reports.readers.pdf.struck import strike
from ornaments import ORNAMENTS
from pace import within
from writers_pdf_traits import FONT, ROWS, SIZE, TOP, XS, Place, page_of_table

At = Callable[[int, int], Place]
NO = "\ufffd"


def read(data: bytes) -> Document:
    return read_pdf(data, source="unseen.pdf", limits=DEFAULT_LIMITS)


def rows_with(text: str) -> list[list[str]]:
    rows = [list(row) for row in ROWS]
    rows[1][2] = text
    return rows


def check(data: bytes, text: str, *words: str) -> None:
    """The cell of the figure 817 has this text, no other has changed, and one notice has the words."""
    document = read(data)
    (table,) = document.tables()
    assert [[cell.text for cell in row] for row in table.rows] == rows_with(text)
    if words:
        assert any(all(word in notice for word in words) for notice in document.notices), document.notices
    else:
        assert document.notices == ()


def edited(data: bytes, edit: Callable[[Any], None]) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        edit(pdf)
        buffer = io.BytesIO()
        pdf.save(buffer)
    return buffer.getvalue()


def patched(shape: str, colour: tuple[float, float, float], typed: str, width: float) -> bytes:
    def patch(canvas: Canvas, at: At) -> None:
        place = at(1, 2)
        x, y = place.x - 2, place.y - 3
        if shape == "image":
            shades = tuple(round(255 * part) for part in colour)
            canvas.drawImage(ImageReader(Image.new("RGB", (40, 14), shades)), x, y, width, 14)
        else:
            canvas.setFillColorRGB(*colour)
            if shape == "form":
                canvas.beginForm("patch")
            if shape == "round":
                canvas.roundRect(x - 6, y - 3, width + 8, 20, 4, stroke=0, fill=1)
            elif shape == "ellipse":
                canvas.ellipse(x - 4, y - 4, x + 32, y + 18, stroke=0, fill=1)
            else:
                canvas.rect(x, y, width, 14, stroke=0, fill=1)
            if shape == "form":
                canvas.endForm()
                canvas.doForm("patch")
            canvas.setFillColorRGB(0, 0, 0)
        canvas.setFont(FONT, SIZE)
        canvas.drawString(place.x, place.y, typed)

    return page_of_table(after=patch)


@pytest.mark.parametrize("shape", ["box", "image", "form", "round", "ellipse"])
@pytest.mark.parametrize("typed", ["35", ""])
def test_a_figure_under_a_patch_is_not_read(shape: str, typed: str) -> None:
    check(patched(shape, (1, 1, 1), typed, 40), typed, "covered", "817")


def test_a_figure_under_a_black_bar_is_not_read() -> None:
    check(patched("box", (0, 0, 0), "", 30), "", "covered", "817")


def test_a_figure_partly_under_a_patch_is_none() -> None:
    check(patched("box", (1, 1, 1), "", 2 + pdfmetrics.stringWidth("8", FONT, SIZE)), f"{NO}17", "covered")


@pytest.mark.parametrize("way", ["alpha", "multiply", "ring", "before"])
def test_what_lets_a_figure_through_hides_nothing(way: str) -> None:
    def draw(canvas: Canvas, at: At) -> None:
        place = at(1, 2)
        canvas.setFillColorRGB(1, 1, 0)
        if way == "alpha":
            canvas.setFillAlpha(0.3)
        elif way == "multiply":
            canvas._extgstate.set(canvas, "BM", "Multiply")
        path = canvas.beginPath()
        path.rect(place.x - 4, place.y - 5, 40, 18)
        if way == "ring":
            path.rect(place.x - 3, place.y - 4, 38, 16)
        canvas.drawPath(path, stroke=0, fill=1, fillMode=0)
        canvas.setFillAlpha(1)

    if way == "before":
        data = page_of_table(
            before=lambda canvas: draw(canvas, lambda _r, _c: Place(XS[2] + 6, TOP - 40, ""))
        )
    else:
        data = page_of_table(after=draw)
    check(data, "817")


def test_the_image_over_the_text_of_a_scan_hides_nothing() -> None:
    noise = Image.effect_noise((200, 280), 60)

    def scan(canvas: Canvas, _at: At) -> None:
        canvas.drawImage(ImageReader(noise), 60, 500, 475, 300)

    texts = [cell.text for table in read(page_of_table(after=scan)).tables() for cell in table.cells]
    assert "817" in texts


@pytest.mark.parametrize(("room", "text"), [(0.0, ""), (12.0, f"12{NO * 3}"), (40.0, "12345")])
def test_a_figure_that_its_clip_cuts_is_none(room: float, text: str) -> None:
    def clip(canvas: Canvas, at: At) -> None:
        place = at(1, 2)
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(place.x, place.y - 4, room or 0.5, 20)
        canvas.clipPath(path, stroke=0)
        canvas.setFont(FONT, SIZE)
        canvas.drawString(place.x + (20 if not room else 0), place.y, "12345")
        canvas.restoreState()

    data = page_of_table(rows=rows_with(""), after=clip)
    check(data, text, *(("cut off",) if text != "12345" else ()))


def test_figures_that_the_edge_of_the_page_cuts_are_none() -> None:
    data = edited(
        page_of_table(), lambda pdf: setattr(pdf.pages[0], "CropBox", pikepdf.Array([0, 0, XS[2] + 12, 842]))
    )
    (table,) = read(data).tables()
    assert [row[2].text for row in table.rows][1:] == [f"8{NO * 2}", f"1{NO * 3}", f"2{NO * 2}"]
    assert any("cut off" in notice for notice in read(data).notices)


def test_words_that_the_edge_of_the_page_cuts_are_not_shorter_words() -> None:
    """不同意公开答复数 without its first character is another row of the form."""
    rows = rows_with("817")
    rows[1][0] = "4.不同意公开答复数"
    whole = page_of_table(rows=rows)
    for shown in range(2, 5):
        edge = XS[0] + 4 + SIZE * shown
        box = pikepdf.Array([edge, 0, 595, 842])
        data = edited(whole, lambda pdf, box=box: setattr(pdf.pages[0], "CropBox", box))  # type: ignore[misc]
        cells = [cell.text for table in read(data).tables() for cell in table.cells]
        (label,) = [text for text in cells if text.endswith("答复数")]
        assert label.startswith(NO), label
        assert any("cut off" in notice for notice in read(data).notices)


def layer(*, on: bool, in_form: bool) -> Callable[[Any], None]:
    def edit(pdf: Any) -> None:
        group = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="draft"))
        state = pikepdf.Dictionary(Order=[group], ON=[group] if on else [], OFF=[] if on else [group])
        pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[group], D=state)
        page = pdf.pages[0]
        x = XS[2] + 6 + pdfmetrics.stringWidth("817", FONT, SIZE)
        text = f"BT /F1 10.5 Tf 1 0 0 1 {x} {TOP - 40} Tm (55) Tj ET"
        if in_form:
            form = pdf.make_stream(text.encode(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
            form.BBox = [0, 0, 595, 842]
            form.Resources, form.OC = pikepdf.Dictionary(Font=page.Resources.Font), group
            page.Resources.XObject = pikepdf.Dictionary(L=form)
            page.contents_add(b"/L Do")
        else:
            page.Resources.Properties = pikepdf.Dictionary(L=group)
            page.contents_add(f"/OC /L BDC {text} EMC".encode())

    return edit


@pytest.mark.parametrize("in_form", [False, True])
def test_a_layer_that_is_off_is_not_read(in_form: bool) -> None:
    check(edited(page_of_table(), layer(on=False, in_form=in_form)), "817", "without a trace", "55")
    check(edited(page_of_table(), layer(on=True, in_form=in_form)), "81755")


def test_what_is_printed_counts_not_what_is_to_be_read_for_it() -> None:
    def edit(pdf: Any) -> None:
        show = (
            f"/Span <</ActualText (99)>> BDC BT /F1 10.5 Tf 1 0 0 1 {XS[2] + 6} {TOP - 40} Tm (35) Tj ET EMC"
        )
        pdf.pages[0].contents_add(show.encode())

    check(edited(page_of_table(rows=rows_with("")), edit), "35")


def drawn(*lines: tuple[float, float, float, float], curved: bool = False, filled: bool = False) -> bytes:
    """The table with lines over the figure 817, from its left and base line in shares of its width and
    points."""

    def draw(canvas: Canvas, at: At) -> None:
        place = at(1, 2)
        width = place.end - place.x
        for x0, y0, x1, y1 in lines:
            start, end = (place.x + x0 * width, place.y + y0), (place.x + x1 * width, place.y + y1)
            path = canvas.beginPath()
            path.moveTo(*start)
            if curved:
                for step in range(6):
                    x = start[0] + (end[0] - start[0]) * step / 6
                    path.curveTo(
                        x + 1, place.y + 6, x + 2, place.y + 1, x + (end[0] - start[0]) / 6, place.y + 4
                    )
            elif filled:
                path.lineTo(*end)
                path.lineTo(end[0] + 0.8, end[1])
                path.lineTo(start[0] + 0.8, start[1])
                path.close()
            else:
                path.lineTo(*end)
            canvas.drawPath(path, stroke=not filled, fill=filled)

    return page_of_table(after=draw)


CROSSED = {
    "an X over it": ((-0.1, -2.0, 1.1, 9.0), (-0.1, 9.0, 1.1, -2.0)),
    "a stroke aslant": ((-0.1, -2.0, 1.1, 9.0),),
    "a steep stroke": ((0.3, -2.0, 0.6, 9.0),),
    "an X over its cell": ((-0.3, -8.0, 5.2, 16.0), (-0.3, 16.0, 5.2, -8.0)),
    "a line through its cell": ((-0.2, 3.6, 5.0, 3.6),),
    "a line from rule to rule": ((-6 / 18.2, 3.6, 94 / 18.2, 3.6),),
}


@pytest.mark.parametrize("name", CROSSED)
def test_crossed_out_figures_are_not_read(name: str) -> None:
    check(drawn(*CROSSED[name]), "", "struck out", "817")


def test_figures_under_a_scrawl_or_a_filled_stroke_are_not_read() -> None:
    check(drawn((-0.1, 3.0, 1.1, 3.0), curved=True), "", "struck out", "817")
    check(drawn((-0.1, -2.0, 1.1, 9.0), filled=True), "", "struck out", "817")


UNTOUCHED = {
    "a stroke before it": ((-0.3, -4.0, -0.05, 10.0),),
    "a tick behind it": ((1.3, 3.0, 1.5, 0.0), (1.5, 0.0, 2.2, 9.0)),
    "a stroke that only touches it": ((0.9, 8.0, 1.6, 12.0),),
    "a line below it": ((-0.1, -2.0, 1.1, -2.5),),
    "a stroke across the page": ((-10.0, -120.0, 12.0, 130.0),),
}


@pytest.mark.parametrize("name", UNTOUCHED)
def test_strokes_beside_figures_cross_nothing_out(name: str) -> None:
    check(drawn(*UNTOUCHED[name]), "817")


def test_a_divided_head_stays() -> None:
    def divide(canvas: Canvas, _at: At) -> None:
        canvas.line(XS[0], TOP, XS[1], TOP - 24)

    rows = [list(row) for row in ROWS]
    rows[0][0] = "项目 年度"
    (table,) = read(page_of_table(rows=rows, after=divide)).tables()
    assert [cell.text for cell in table.rows[0]][1:] == rows[0][1:]
    assert table.rows[0][0].text == "项目 年度"


def test_a_figure_struck_out_in_its_middle_is_none_at_all() -> None:
    def through(canvas: Canvas, at: At) -> None:
        place = at(2, 2)
        digit = pdfmetrics.stringWidth("1", FONT, SIZE)
        canvas.line(place.x + digit, place.y + 3.6, place.x + 2 * digit, place.y + 3.6)

    (table,) = read(page_of_table(after=through)).tables()
    assert table.rows[2][2].text == ""


def annotated(kind: str, **more: Any) -> bytes:
    def edit(pdf: Any) -> None:
        x, y = XS[2] + 5, TOP - 40
        places = (
            {"L": [x, y + 4, x + 22, y + 4]}
            if kind == "Line"
            else {"InkList": [[x, y + 3, x + 10, y + 4, x + 22, y + 5]]}
        )
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name(f"/{kind}"),
            Rect=[x, y, x + 22, y + 8],
            **places,
            **more,
        )
        pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))

    return edited(page_of_table(), edit)


@pytest.mark.parametrize("kind", ["Line", "Ink"])
def test_figures_crossed_out_in_notes_are_not_read(kind: str) -> None:
    check(annotated(kind, C=[1, 0, 0]), "", "struck out", "817")


@pytest.mark.parametrize(("over", "text"), [("35", f"{NO}{NO}"), ("812", "81")])
def test_figures_printed_over_each_other_are_none(over: str, text: str) -> None:
    def type_over(canvas: Canvas, at: At) -> None:
        canvas.setFont(FONT, SIZE)
        canvas.drawString(at(1, 2).x, at(1, 2).y, over)

    data = page_of_table(after=type_over)
    (table,) = read(data).tables()
    assert NO in table.rows[1][2].text
    assert text in table.rows[1][2].text
    assert any("over each other" in notice for notice in read(data).notices)
    assert not any(fact.value == 817 for fact in parse(data).facts)


@pytest.mark.parametrize("offset", [0.3, 0.8, 1.5])
def test_figures_printed_twice_are_read_once(offset: float) -> None:
    def twice(canvas: Canvas, at: At) -> None:
        canvas.setFont(FONT, SIZE)
        place = at(1, 2)
        canvas.drawString(place.x + offset, place.y - offset / 2, "817")
        for index, digit in enumerate("293"):
            x = at(3, 2).x + pdfmetrics.stringWidth("293"[:index], FONT, SIZE)
            canvas.drawString(x + offset / 2, at(3, 2).y, digit)

    check(page_of_table(after=twice), "817")


def spelt(order: Sequence[int], text: str, more: float = 0.0) -> bytes:
    def spell(canvas: Canvas, at: At) -> None:
        place = at(1, 2)
        canvas.setFont(FONT, SIZE)
        for index in order:
            x = place.x + pdfmetrics.stringWidth(text[:index], FONT, SIZE) + more * index
            canvas.drawString(x, place.y, text[index])

    return page_of_table(rows=rows_with(""), after=spell)


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (4, 3, 2, 1, 0), (0, 2, 4, 1, 3)])
@pytest.mark.parametrize("text", ["12345", "11111", "11224"])
@pytest.mark.parametrize("more", [-1.0, 0.0, 2.0])
def test_digits_drawn_one_by_one_are_one_figure(order: Sequence[int], text: str, more: float) -> None:
    check(spelt(order, text, more), text)


@pytest.mark.parametrize("scale", [25, 40, 60, 150, 250])
def test_narrow_and_wide_digits_are_all_read(scale: float) -> None:
    def write(canvas: Canvas, at: At) -> None:
        text = canvas.beginText(at(1, 2).x, at(1, 2).y)
        text.setFont(FONT, SIZE)
        text.setHorizScale(scale)
        text.textOut("11224")
        text.setHorizScale(100)
        canvas.drawText(text)

    check(page_of_table(rows=rows_with(""), after=write), "11224")


@pytest.mark.parametrize("width", [1, 200, 1000])
def test_wrong_widths_of_a_font_lose_nothing(width: int) -> None:
    def edit(pdf: Any) -> None:
        for font in pdf.pages[0].Resources.Font.values():
            if "/Widths" in font:
                font.Widths = pikepdf.Array([width] * len(font.Widths))

    (table,) = read(edited(page_of_table(), edit)).tables()
    assert [row[-1].text for row in table.rows][1:] == ["817", "1204", "293"]


@pytest.mark.parametrize("mode", [1, 2])
def test_outlined_text_is_read(mode: int) -> None:
    def write(canvas: Canvas, at: At) -> None:
        text = canvas.beginText(at(1, 2).x, at(1, 2).y)
        text.setFont(FONT, SIZE)
        text.setFillColorRGB(1, 1, 1)
        text.setTextRenderMode(mode)
        text.textOut("12345")
        text.setTextRenderMode(0)
        canvas.drawText(text)

    check(page_of_table(rows=rows_with(""), after=write), "12345")


@pytest.mark.parametrize("way", ["curves", "image"])
def test_a_figure_that_is_drawn_is_said(way: str) -> None:
    def draw(canvas: Canvas, at: At) -> None:
        place = at(1, 2)
        if way == "image":
            canvas.drawImage(ImageReader(Image.effect_noise((40, 20), 90)), place.x, place.y - 2, 20, 10)
            return
        path = canvas.beginPath()
        path.moveTo(place.x, place.y)
        for step in range(4):  # an 8, as a program writes it that makes its letters paths
            path.curveTo(
                place.x + 6,
                place.y + 2 * step,
                place.x - 2,
                place.y + 2 * step + 1,
                place.x + 4,
                place.y + 2 * step + 2,
            )
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)

    check(page_of_table(rows=rows_with(""), after=draw), "", "1 cells without text hold drawings")


def test_a_seal_over_the_table_takes_and_adds_nothing() -> None:
    def seal(canvas: Canvas, _at: At) -> None:
        canvas.setStrokeColorRGB(0.85, 0.1, 0.1)
        canvas.setFillColorRGB(0.85, 0.1, 0.1)
        canvas.setLineWidth(3)
        canvas.circle(380, 660, 55, stroke=1, fill=0)
        canvas.setFont(FONT, 9)
        for index, char in enumerate("云河市人民政府办公室"):
            angle = math.radians(200 - 22 * index)
            canvas.saveState()
            canvas.translate(380 + 45 * math.cos(angle), 660 + 45 * math.sin(angle))
            canvas.rotate(math.degrees(angle) - 90)
            canvas.drawString(0, 0, char)
            canvas.restoreState()
        canvas.setStrokeColorRGB(0, 0, 0)
        canvas.setLineWidth(1)

    check(page_of_table(after=seal), "817", "watermark", "云河市人民政府办公室")


@pytest.mark.parametrize("name", ORNAMENTS)
def test_titles_in_ornamental_type_are_read(name: str) -> None:
    title = "云河市2020年政府信息公开工作年度报告"
    data = page_of_table(title=lambda canvas: ORNAMENTS[name](canvas, title))
    report = parse(data)
    assert (report.title, report.year) == (title, 2020)
    check(data, "817")


def test_an_arched_title_is_said() -> None:
    def arch(canvas: Canvas) -> None:
        canvas.setFont(FONT, 18)
        for index, char in enumerate("云河市2020年政府信息公开工作年度报告"):
            angle = math.radians(120 - 60 * index / 19)
            canvas.saveState()
            canvas.translate(297 + 330 * math.cos(angle), 480 + 330 * math.sin(angle))
            canvas.rotate(math.degrees(angle) - 90)
            canvas.drawString(0, 0, char)
            canvas.restoreState()

    check(page_of_table(title=arch), "817", "watermark", "云河市2020年政府信息公开工作年度报告")


@pytest.mark.parametrize("matrix", [(-1, 0, 0, -1, 30, 8), (-1, 0, 0, 1, 30, 0)])
def test_figures_on_their_head_or_seen_in_a_mirror_are_said(matrix: tuple[float, ...]) -> None:
    def write(canvas: Canvas, at: At) -> None:
        place = at(1, 2)
        text = canvas.beginText()
        text.setFont(FONT, SIZE)
        text.setTextTransform(*matrix[:4], place.x + matrix[4], place.y + matrix[5])
        text.textOut("69861")
        canvas.drawText(text)

    check(page_of_table(rows=rows_with(""), after=write), "", "watermark", "69861"[:1])


def test_a_font_of_negative_size_stands_upright() -> None:
    def write(canvas: Canvas, at: At) -> None:
        text = canvas.beginText()
        text.setFont(FONT, -SIZE)
        text.setTextTransform(-1, 0, 0, -1, at(1, 2).x, at(1, 2).y)
        text.textOut("12345")
        canvas.drawText(text)

    check(page_of_table(rows=rows_with(""), after=write), "12345")


def test_a_lowered_number_is_no_digit() -> None:
    def write(canvas: Canvas, at: At) -> None:
        canvas.setFont(FONT, 6)
        canvas.drawString(at(1, 2).end, at(1, 2).y - 2.5, "12")

    check(page_of_table(after=write), "817[12]")


@pytest.mark.parametrize("is_later", [False, True])
@pytest.mark.parametrize("line", ["______", "_" * 12])
def test_a_figure_on_a_typed_line_is_read(line: str, is_later: bool) -> None:
    def fill_in(canvas: Canvas, at: At) -> None:
        place = at(1, 2)
        canvas.setFont(FONT, SIZE)
        words = [(place.x, line), (place.x + 4, "120")]
        for x, word in reversed(words) if is_later else words:
            canvas.drawString(x, place.y, word)

    data = page_of_table(rows=rows_with(""), after=fill_in)
    check(data, "120")


def test_strokes_typed_over_a_figure_make_it_none() -> None:
    def type_over(canvas: Canvas, at: At) -> None:
        canvas.setFont(FONT, SIZE)
        canvas.drawString(at(1, 2).x - 2, at(1, 2).y, "-" * 8)

    data = page_of_table(after=type_over)
    assert not any(fact.value == 817 for fact in parse(data).facts)
    (table,) = read(data).tables()
    assert NO in table.rows[1][2].text


@pytest.mark.parametrize(
    ("line", "is_one"), [("＿＿", True), ("──────", True), ("ー" * 8, True), ("──", False)]
)
def test_wide_strokes_below_a_figure_are_a_line_to_fill_in(line: str, is_one: bool) -> None:
    def typed(text: str, width: float) -> Run:
        glyphs = tuple((char, 100 + width * at, 100 + width * (at + 1)) for at, char in enumerate(text))
        return Run(glyphs, 100, glyphs[-1][2], 50, 60, text)

    runs, lost = legible([typed(line, 10), typed("120", 5)])
    assert [run.text for run in runs] == (["120"] if is_one else [NO * 2, f"{NO}{NO}{NO}"])
    assert bool(lost) is not is_one


def lined(way: str) -> Callable[[Canvas, At], None]:
    def draw(canvas: Canvas, at: At) -> None:
        place = at(1, 2)
        y = place.y + 3.6
        canvas.saveState()
        if way == "wide":
            canvas.setLineWidth(22)
        elif way == "thick":
            canvas.setLineWidth(6)
        if way in ("wide", "thick"):
            canvas.setStrokeColorRGB(0.9, 0.95, 1)
        elif way == "white":
            canvas.setStrokeColorRGB(1, 1, 1)
        elif way == "pale":
            canvas.setStrokeColorRGB(0.95, 0.95, 0.92)
        elif way == "clear":
            canvas.setStrokeAlpha(0)
        elif way == "layer":
            canvas._code.append("/OC /L BDC")
        reach = 6 if way in ("wide", "rule") else 2
        end = XS[3] if way in ("wide", "rule") else place.x + 22
        canvas.line(place.x - reach, y, end, y)
        if way == "aslant":
            canvas.line(place.x - 3, y - 6, place.x + 22, y + 6)
        canvas.restoreState()
        if way == "layer":
            canvas._code.append("EMC")
        if way in ("filled over", "rule", "aslant"):
            canvas.setFillColorRGB(1, 1, 1)
            canvas.rect(place.x - 4, place.y - 4, 80, 18, stroke=0, fill=1)
            canvas.setFillColorRGB(0, 0, 0)
        canvas.setFont(FONT, SIZE)
        canvas.drawString(place.x, place.y, "120")

    return draw


def off(pdf: Any) -> None:
    group = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="draft"))
    state = pikepdf.Dictionary(Order=[group], ON=[], OFF=[group])
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[group], D=state)
    pdf.pages[0].Resources.Properties = pikepdf.Dictionary(L=group)


@pytest.mark.parametrize(
    "way", ["wide", "thick", "white", "pale", "clear", "layer", "filled over", "rule", "aslant"]
)
def test_a_line_that_nobody_sees_strikes_nothing(way: str) -> None:
    data = page_of_table(rows=rows_with(""), after=lined(way))
    check(edited(data, off) if way == "layer" else data, "120")


def test_wide_strokes_that_shade_all_rows_take_nothing() -> None:
    def shade(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setStrokeColorRGB(0.9, 0.95, 1)
        canvas.setLineWidth(22)
        for row in range(4):
            canvas.line(XS[0], TOP - 24 * row - 12, XS[3], TOP - 24 * row - 12)
        canvas.restoreState()

    check(page_of_table(before=shade), "817")


SEEN: dict[str, dict[str, Any]] = {
    "a hairline": {"width": 0.05},
    "dashes": {"dash": (2, 3)},
    "pink": {"colour": (1, 0.8, 0.8)},
    "yellow": {"colour": (1, 1, 0)},
    "half clear": {"alpha": 0.4},
    "white on black": {"colour": (1, 1, 1), "ground": (0, 0, 0)},
}


@pytest.mark.parametrize("name", SEEN)
def test_a_weak_line_that_is_seen_strikes_out(name: str) -> None:
    look = SEEN[name]

    def draw(canvas: Canvas, at: At) -> None:
        place = at(1, 2)
        canvas.saveState()
        canvas.setFillColorRGB(*look.get("ground", (1, 1, 1)))
        canvas.rect(XS[2] + 1, place.y - 5, 96, 18, stroke=0, fill=1)
        canvas.setFillColorRGB(*((1, 1, 1) if "ground" in look else (0, 0, 0)))
        canvas.setFont(FONT, SIZE)
        canvas.drawString(place.x, place.y, "120")
        canvas.setLineWidth(look.get("width", 0.5))
        canvas.setStrokeColorRGB(*look.get("colour", (0, 0, 0)))
        canvas.setStrokeAlpha(look.get("alpha", 1))
        canvas.setDash(*look.get("dash", ()))
        canvas.line(place.x - 1, place.y + 3.6, place.x + 20, place.y + 3.6)
        canvas.restoreState()

    check(page_of_table(rows=rows_with(""), after=draw), "", "struck out", "120")


def test_many_strokes_on_a_page_of_many_words_are_soon_looked_at() -> None:
    runs = [
        Run(
            (("7", 10.0 + 20 * (at % 25), 15.0 + 20 * (at % 25)),),
            10.0 + 20 * (at % 25),
            15.0 + 20 * (at % 25),
            10.0 * (at // 25),
            9.0 + 10.0 * (at // 25),
            "7",
        )
        for at in range(2_000)
    ]
    strokes = [
        Scrawl(((16.0 + at % 500, (at * 7) % 800.0), (20.0 + at % 500, (at * 7) % 800.0 + 3)))
        for at in range(5_000)
    ]
    begun = time.process_time()
    strike(runs, Rulings([], [], [], [], tuple(strokes)), [])
    assert time.process_time() - begun < within(3)


@pytest.mark.parametrize(("width", "words"), [(22, "covered"), (6, ""), (4, "")])
@pytest.mark.parametrize("colour", [(0, 0, 0), (1, 1, 1), (1, 0, 0)])
def test_a_figure_under_a_wide_stroke_is_not_read(
    width: float, words: str, colour: tuple[float, float, float]
) -> None:
    def draw(canvas: Canvas, at: At) -> None:
        place = at(1, 2)
        canvas.saveState()
        canvas.setLineWidth(width)
        canvas.setStrokeColorRGB(*colour)
        canvas.line(place.x - 2, place.y + 3.6, place.x + 22, place.y + 3.6)
        canvas.restoreState()

    part = NO * 3 if width == 4 and colour == (1, 1, 1) else ""
    check(page_of_table(after=draw), part, words, "817")


def test_a_figure_under_a_hatching_is_read() -> None:
    def edit(pdf: Any) -> None:
        page = pdf.pages[0]
        pattern = pdf.make_stream(b"0 0 0.3 6 re f", Type=pikepdf.Name.Pattern, PatternType=1, PaintType=1)
        pattern.TilingType, pattern.BBox = 1, [0, 0, 6, 6]
        pattern.XStep, pattern.YStep, pattern.Resources = 6, 6, pikepdf.Dictionary()
        page.Resources.Pattern = pikepdf.Dictionary(P=pattern)
        page.contents_add(f"/Pattern cs /P scn {XS[2] + 1} {TOP - 46} 90 20 re f".encode())

    check(edited(page_of_table(), edit), "817")


@pytest.mark.parametrize("group", [False, True])
@pytest.mark.parametrize(
    ("state", "text"),
    [({}, ""), ({"BM": pikepdf.Name.Multiply}, "817"), ({"ca": 0.3}, "817")],
)
def test_a_form_that_is_blended_covers_only_what_is_not_seen(
    group: bool, state: dict[str, Any], text: str
) -> None:
    def edit(pdf: Any) -> None:
        page = pdf.pages[0]
        patch = f"1 1 0 rg {XS[2] + 1} {TOP - 46} 90 20 re f".encode()
        form = pdf.make_stream(patch, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        form.BBox = [0, 0, 595, 842]
        if group:
            form.Group = pikepdf.Dictionary(S=pikepdf.Name.Transparency)
        page.Resources.XObject = pikepdf.Dictionary(Z=form)
        page.Resources.ExtGState = pikepdf.Dictionary(G=pikepdf.Dictionary(**state))
        page.contents_add(b"q /G gs /Z Do Q")

    check(edited(page_of_table(), edit), text, *(() if text else ("covered", "817")))


def test_figures_under_a_picture_are_said() -> None:
    noise = Image.effect_noise((60, 30), 80)

    def paste(canvas: Canvas, at: At) -> None:
        canvas.drawImage(ImageReader(noise), at(1, 2).x - 2, at(1, 2).y - 3, 40, 14)

    notices = read(page_of_table(after=paste)).notices
    assert any("figures under a picture" in notice and "817" in notice for notice in notices)


def test_many_patches_on_a_page_of_many_words_are_soon_looked_at() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    canvas.setFont(FONT, 4)
    for at in range(2_000):
        canvas.drawString(20 + 10 * (at % 50), 20 + 20 * (at // 50), "17")
    for at in range(1_990):
        canvas.rect(20 + 10 * (at % 50), 30 + 20 * (at // 50), 5, 5, stroke=0, fill=1)
    canvas.save()
    begun = time.process_time()
    read(buffer.getvalue())
    assert time.process_time() - begun < within(3)


def test_an_off_layer_on_a_page_of_many_shapes_is_said() -> None:
    def edit(pdf: Any) -> None:
        layer(on=False, in_form=False)(pdf)
        pdf.pages[0].contents_add(b"0 0 m " + b"1 1 l 2 0 l " * 30_000 + b"S")

    notices = read(edited(page_of_table(), edit)).notices
    assert any("draws too much" in notice for notice in notices)


@pytest.mark.parametrize(("again", "text"), [("120", "120"), ("150", "150")])
def test_a_figure_written_again_on_its_patch_is_read(again: str, text: str) -> None:
    def draw(canvas: Canvas, at: At) -> None:
        place = at(1, 2)
        canvas.setFont(FONT, SIZE)
        canvas.drawString(place.x, place.y, "120")
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(place.x - 2, place.y - 3, 40, 14, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(place.x, place.y, again)

    check(page_of_table(rows=rows_with(""), after=draw), text, *(("covered",) if again != "120" else ()))


def test_a_figure_on_a_patch_over_a_part_of_a_text_is_not_another() -> None:
    def draw(canvas: Canvas, at: At) -> None:
        place = at(1, 2)
        canvas.setFont(FONT, SIZE)
        canvas.drawString(place.x, place.y, "本年120")
        x = place.x + pdfmetrics.stringWidth("本年", FONT, SIZE)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(x - 0.5, place.y - 3, 30, 14, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(x, place.y, "150")

    document = read(page_of_table(rows=rows_with(""), after=draw))
    (table,) = document.tables()
    assert table.rows[1][2].text in ("本年150", "本年"), table.rows[1][2].text
    assert any("covered" in notice for notice in document.notices)
