"""PDFs as they really are: each trait exact, or said."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from govinfo_reports import parse
from govinfo_reports.document import Document
from govinfo_reports.limits import DEFAULT_LIMITS
from govinfo_reports.readers.pdf.read import read_pdf
from writers_pdf_traits import FONT, ROWS, SIZE, TOP, XS, Place, page_of_table

At = Callable[[int, int], Place]


def read(data: bytes) -> Document:
    return read_pdf(data, source="trait.pdf", limits=DEFAULT_LIMITS)


def cells(data: bytes) -> list[list[str]]:
    (table,) = read(data).tables()
    return [[cell.text for cell in row] for row in table.rows]


def is_said(data: bytes, *words: str) -> bool:
    return any(all(word in notice for word in words) for notice in read(data).notices)


PLAIN = [list(row) for row in ROWS]


def test_the_table_itself() -> None:
    assert cells(page_of_table()) == PLAIN
    assert read(page_of_table()).notices == ()


def pieces(length: float, gap: float, thick: float, *, filled: bool) -> Callable[..., None]:
    def draw(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
        canvas.setLineWidth(thick)
        at, whole = 0.0, max(abs(x1 - x0), abs(y1 - y0))
        while at < whole:
            end = min(whole, at + length)
            if filled and x0 == x1:
                canvas.rect(x0 - thick / 2, y0 + at, thick, end - at, stroke=0, fill=1)
            elif filled:
                canvas.rect(x0 + at, y0 - thick / 2, end - at, thick, stroke=0, fill=1)
            elif x0 == x1:
                canvas.line(x0, y0 + at, x0, y0 + end)
            else:
                canvas.line(x0 + at, y0, x0 + end, y0)
            at += length + gap

    return draw


@pytest.mark.parametrize("filled", [False, True])
@pytest.mark.parametrize(
    ("length", "gap", "thick"),
    [
        (1.0, 1.0, 0.5),
        (0.5, 1.5, 0.5),
        (2.0, 1.0, 1.0),
        (3.0, 0.0, 0.75),
        (3.0, 3.0, 0.5),
        (6.0, 4.0, 0.5),
        (8.0, 5.0, 1),
    ],
)
def test_rules_of_short_strokes(length: float, gap: float, thick: float, filled: bool) -> None:
    assert cells(page_of_table(line=pieces(length, gap, thick, filled=filled))) == PLAIN


def test_double_rules_and_missing_sides() -> None:
    def double(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
        aside = 2.0
        canvas.line(x0, y0, x1, y1)
        canvas.line(
            x0 + aside * (x0 == x1), y0 + aside * (y0 == y1), x1 + aside * (x0 == x1), y1 + aside * (y0 == y1)
        )

    def open_left(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
        if not x0 == x1 == XS[0]:
            canvas.line(x0, y0, x1, y1)

    assert cells(page_of_table(line=double)) == PLAIN
    assert cells(page_of_table(line=open_left)) == PLAIN


@pytest.mark.parametrize("angle", [20, 45, 52, 315])
@pytest.mark.parametrize("in_form", [False, True])
def test_turned_text_over_a_table_is_a_watermark(angle: int, in_form: bool) -> None:
    def mark(canvas: Canvas) -> None:
        if in_form:
            canvas.beginForm("mark")
        canvas.setFont(FONT, 22)
        canvas.setFillColorRGB(0.7, 0.7, 0.7)
        for x in range(60, 560, 110):
            for y in range(60, 800, 60):
                canvas.saveState()
                canvas.translate(x, y)
                canvas.rotate(angle)
                canvas.drawString(0, 0, "内部2023")
                canvas.restoreState()
        if in_form:
            canvas.endForm()
            canvas.doForm("mark")

    data = page_of_table(before=mark)
    assert cells(data) == PLAIN
    assert is_said(data, "watermark", "内部2023")
    assert "内部" not in "".join(paragraph.text for paragraph in read(data).paragraphs())


@pytest.mark.parametrize("alpha", [False, True])
def test_large_pale_text_over_a_table_is_a_watermark(alpha: bool) -> None:
    def mark(canvas: Canvas, _at: At) -> None:
        canvas.setFont(FONT, 40)
        if alpha:
            canvas.setFillAlpha(0.2)
        else:
            canvas.setFillColorRGB(0.85, 0.85, 0.85)
        canvas.drawString(150, TOP - 60, "内部资料2023")
        canvas.setFillAlpha(1)

    data = page_of_table(after=mark)
    assert cells(data) == PLAIN
    assert is_said(data, "watermark", "2023")


def test_bright_and_white_text_that_one_can_read_is_kept() -> None:
    def title(canvas: Canvas) -> None:
        canvas.setFont(FONT, 24)
        canvas.setFillColorRGB(1, 0.85, 0)
        canvas.drawString(90, 790, "政府信息公开")

    data = page_of_table(before=title, heads_on=(0.1, 0.2, 0.6))
    assert cells(data) == PLAIN
    assert "政府信息公开" in [paragraph.text for paragraph in read(data).paragraphs()]
    assert read(data).notices == ()


@pytest.mark.parametrize("way", ["mode", "white"])
def test_invisible_text_is_not_read_and_said(way: str) -> None:
    def hide(canvas: Canvas, at: At) -> None:
        text = canvas.beginText(at(1, 2).end, at(1, 2).y)
        text.setFont(FONT, SIZE)
        if way == "mode":
            text.setTextRenderMode(3)
        else:
            text.setFillColorRGB(1, 1, 1)
        text.textOut("55")
        text.setTextRenderMode(0)
        canvas.drawText(text)

    data = page_of_table(after=hide)
    assert cells(data) == PLAIN
    assert is_said(data, "without a trace", "55")


@pytest.mark.parametrize("way", ["line", "box", "double", "note"])
def test_struck_out_figures_are_not_read_and_said(way: str) -> None:
    rows = [list(row) for row in ROWS]
    rows[1][2] = "871 817"

    def through(canvas: Canvas, at: At) -> None:
        place = at(1, 2)
        end = place.x + pdfmetrics.stringWidth("871", FONT, SIZE)
        y = place.y + 0.36 * SIZE
        if way == "line":
            canvas.line(place.x, y, end, y)
        elif way == "box":
            canvas.rect(place.x - 1, y, end - place.x + 2, 0.6, stroke=0, fill=1)
        elif way == "double":
            canvas.line(place.x, y - 0.9, end, y - 0.9)
            canvas.line(place.x, y + 0.9, end, y + 0.9)

    data = page_of_table(rows=rows, after=through)
    if way == "note":
        pdf = pikepdf.open(io.BytesIO(data))
        x0, x1, y0, y1 = XS[2] + 6, XS[2] + 24, TOP - 24 - 18, TOP - 24 - 7
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.StrikeOut,
            Rect=[x0, y0, x1, y1],
            QuadPoints=[x0, y1, x1, y1, x0, y0, x1, y0],
        )
        pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))
        buffer = io.BytesIO()
        pdf.save(buffer)
        data = buffer.getvalue()
    assert cells(data) == PLAIN
    assert is_said(data, "struck out", "871")


def test_lines_under_and_between_figures_strike_nothing_out() -> None:
    def under(canvas: Canvas, at: At) -> None:
        for row in range(1, 4):
            place = at(row, 2)
            canvas.line(place.x, place.y - 1.2, place.end, place.y - 1.2)

    data = page_of_table(after=under)
    assert cells(data) == PLAIN
    assert read(data).notices == ()


@pytest.mark.parametrize(
    ("note", "printed"), [("1", "817[1]"), ("12", "817[12]"), ("[2]", "817[2]"), ("注1", "817注1")]
)
def test_a_raised_note_is_no_digit(note: str, printed: str) -> None:
    def raise_it(canvas: Canvas, at: At) -> None:
        canvas.setFont(FONT, 6)
        canvas.drawString(at(1, 2).end, at(1, 2).y + 4.5, note)

    assert cells(page_of_table(after=raise_it))[1][2] == printed


def test_small_digits_on_the_same_line_are_digits() -> None:
    def add(canvas: Canvas, at: At) -> None:
        canvas.setFont(FONT, 8)
        canvas.drawString(at(1, 2).end, at(1, 2).y, "55")

    assert cells(page_of_table(after=add))[1][2] == "81755"


def test_a_raised_note_in_a_sentence_is_no_digit() -> None:
    def write(canvas: Canvas, _at: At) -> None:
        canvas.setFont(FONT, SIZE)
        canvas.drawString(90, 300, "本年度公开政府信息20")
        end = 90 + pdfmetrics.stringWidth("本年度公开政府信息20", FONT, SIZE)
        canvas.drawString(end + 4, 300, "条。")
        canvas.setFont(FONT, 6)
        canvas.drawString(end, 304.5, "1")

    texts = [paragraph.text for paragraph in read(page_of_table(after=write)).paragraphs()]
    assert "本年度公开政府信息20[1]条。" in texts


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("358.\n62", "358.62"),
        ("358\n.62", "358.62"),
        ("1,234,\n567", "1,234,567"),
        ("12,\n34", "12,\n34"),
        ("817\n812", "817\n812"),
        ("8\n12", "8\n12"),
    ],
)
def test_figures_over_two_lines_of_a_cell(cell: str, found: str) -> None:
    rows = [*ROWS[:3], ("行政处罚", "12", cell)]
    assert cells(page_of_table(rows=rows))[3][2] == found


def test_a_figure_that_fills_its_cell_goes_on_in_the_next_line() -> None:
    xs = (80.0, 260.0, 360.0, 400.0)
    rows = [*((*row[:2], "1") for row in ROWS[:3]), ("行政处罚", "12", "24523\n11")]
    assert cells(page_of_table(rows=rows, xs=xs))[3][2] == "2452311"
    rows[3] = ("行政处罚", "12", "817\n812")  # as wide as the cell, and may well be two figures
    assert cells(page_of_table(rows=rows, xs=(80.0, 260.0, 360.0, 386.0)))[3][2] == "817\n812"


@pytest.mark.parametrize("scale", [0.05, 0.24, 0.75, 20.0])
def test_a_label_in_a_vertical_font_takes_no_other_rows(scale: float) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light", isVertical=True))

    def label(canvas: Canvas, _at: At) -> None:
        text = canvas.beginText()
        text.setFont(UnicodeCIDFont("STSong-Light", isVertical=True).fontName, SIZE / scale)
        text.setTextTransform(scale, 0, 0, scale, XS[0] - 16, TOP - 26)
        text.textOut("办理结果")
        canvas.drawText(text)
        canvas.line(XS[0] - 24, TOP, XS[0], TOP)
        canvas.line(XS[0] - 24, TOP - 96, XS[0], TOP - 96)
        canvas.line(XS[0] - 24, TOP - 24, XS[0], TOP - 24)
        canvas.line(XS[0] - 24, TOP, XS[0] - 24, TOP - 96)

    found = cells(page_of_table(after=label))
    assert found[1] == ["办理结果", *PLAIN[1]]
    assert [row[-2:] for row in found] == [row[-2:] for row in PLAIN]


def without_unicode(data: bytes, glyphs: list[int], x: float, y: float) -> bytes:
    """The page with shapes of a font shown by their numbers, without a table that says which characters they
    are."""
    pdf = pikepdf.open(io.BytesIO(data))
    file = pikepdf.Stream(pdf, (Path(__file__).parent / "report_font.ttf").read_bytes())
    name = pikepdf.Name("/AAAAAA+Odd")
    about = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.FontDescriptor,
            FontName=name,
            Flags=4,
            FontBBox=[0, -200, 1000, 900],
            ItalicAngle=0,
            Ascent=900,
            Descent=-200,
            CapHeight=700,
            StemV=80,
            FontFile2=file,
        )
    )
    inner = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2,
        BaseFont=name,
        FontDescriptor=about,
        DW=600,
        CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        CIDToGIDMap=pikepdf.Name.Identity,
    )
    page = pdf.pages[0]
    page.Resources.Font["/Odd"] = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=name,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=[pdf.make_indirect(inner)],
        )
    )
    codes = "".join(f"{glyph:04X}" for glyph in glyphs)
    page.contents_add(f"q BT /Odd 10.5 Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET Q".encode())
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("glyphs", [[0x35, 0x38], [0x11, 0x12], [0x35, 0x11]])
def test_figures_whose_font_has_no_unicode_values_are_said(glyphs: list[int]) -> None:
    rows = [*ROWS[:3], ("行政处罚", "12", "")]
    data = without_unicode(page_of_table(rows=rows), glyphs, XS[2] + 6, TOP - 88)
    found = cells(data)
    assert found[:3] == PLAIN[:3]
    assert not any(char.isdigit() for char in found[3][2])
    assert is_said(data, "no Unicode value")


def test_a_figure_in_the_report_is_that_figure() -> None:
    def raise_it(canvas: Canvas, at: At) -> None:
        canvas.setFont(FONT, 6)
        canvas.drawString(at(3, 2).end, at(3, 2).y + 4.5, "1")

    report = parse(page_of_table(after=raise_it))
    values = {fact.value for fact in report.facts if fact.path.startswith("proactive.penalties")}
    assert not values & {2931, 1}


def as_images(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    black = ImageReader(Image.new("RGB", (2, 2)))
    canvas.drawImage(black, x0 - 0.25, y0 - 0.25, x1 - x0 + 0.5, abs(y1 - y0) + 0.5)


def level_only(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    if y0 == y1:
        canvas.line(x0, y0, x1, y1)


def three_only(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    if y0 == y1 and y0 in (TOP, TOP - 24, TOP - 96):
        canvas.line(x0, y0, x1, y1)


def upright_only(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    if x0 == x1:
        canvas.line(x0, y0, x1, y1)


def no_rule(_canvas: Canvas, _x0: float, _y0: float, _x1: float, _y1: float) -> None:
    pass


@pytest.mark.parametrize("line", [as_images, level_only, three_only, upright_only, no_rule])
def test_rules_of_images_level_or_upright_ones_alone_and_none(line: Callable[..., None]) -> None:
    assert cells(page_of_table(line=line)) == PLAIN


def test_coloured_heads_without_their_own_rules() -> None:
    assert cells(page_of_table(heads_on=(0.8, 0.9, 1.0), line=level_only)) == PLAIN


def test_a_page_that_is_turned_and_upright_text_on_it() -> None:
    for turn in (90, 180, 270):
        pdf = pikepdf.open(io.BytesIO(page_of_table()))
        pdf.pages[0].Rotate = turn
        buffer = io.BytesIO()
        pdf.save(buffer)
        assert cells(buffer.getvalue()) == PLAIN


def test_radicals_in_a_table_are_the_ideographs_that_they_look_like() -> None:
    """Some programs' tables of characters (ToUnicode) name the radical U+2F8F for the ideograph U+884C, and
    so on."""
    pdf = pikepdf.open(io.BytesIO(page_of_table()))
    changed = 0
    for font in pdf.pages[0].Resources.Font.values():
        if "/ToUnicode" in font:
            text = font.ToUnicode.read_bytes()
            for ideograph, radical in (("行", 0x2F8F), ("人", 0x2F08), ("工", 0x2F2F), ("一", 0x2F00)):
                name = f"<{ord(ideograph):04X}>".encode()
                changed += text.count(name)
                text = text.replace(name, f"<{radical:04X}>".encode())
            font.ToUnicode = pdf.make_stream(text)
    assert changed
    buffer = io.BytesIO()
    pdf.save(buffer)
    assert cells(buffer.getvalue()) == PLAIN


@pytest.mark.parametrize("kind", ["FreeText", "Stamp"])
def test_what_is_typed_in_notes_is_read_and_what_notes_say_besides_is_not(kind: str) -> None:
    rows = [list(row) for row in ROWS]
    rows[1][2] = ""
    pdf = pikepdf.open(io.BytesIO(page_of_table(rows=rows)))
    page = pdf.pages[0]
    x, y = XS[2] + 6, TOP - 40
    shown = pdf.make_stream(
        b"BT /F1 10 Tf 0 0 0 rg 2 2 Td (35) Tj ET", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form
    )
    shown.BBox, shown.Resources = [0, 0, 40, 14], pikepdf.Dictionary(Font=page.Resources.Font)
    notes = [
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(f"/{kind}"), Rect=[x, y - 2, x + 40, y + 12], F=4,
            DA=pikepdf.String("/F1 10 Tf 0 g"), Contents=pikepdf.String("35"), AP=pikepdf.Dictionary(N=shown),
        ),
        pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[x + 60, y, x + 70, y + 10], Contents=pikepdf.String("99")),
    ]  # fmt: skip
    page.Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note) for note in notes]))
    buffer = io.BytesIO()
    pdf.save(buffer)
    rows[1][2] = "35"
    assert cells(buffer.getvalue()) == rows


def test_a_page_with_a_unit_of_its_own() -> None:
    pdf = pikepdf.open(io.BytesIO(page_of_table()))
    pdf.pages[0].UserUnit = 2
    buffer = io.BytesIO()
    pdf.save(buffer)
    assert cells(buffer.getvalue()) == PLAIN
