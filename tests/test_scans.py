"""Scans as they are: ruling lines and print under seals, grain, dust and shadows."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import numpy
import pikepdf
import pytest
from PIL import Image, ImageDraw, ImageFont

from figures import clean_figures
from govinfo_reports import parse
from govinfo_reports.document import Table
from govinfo_reports.indicators import Form
from govinfo_reports.numerals import read_cell
from govinfo_reports.readers.image import ocr
from govinfo_reports.readers.image.boxes import is_torn, left_out, prose_boxes
from govinfo_reports.readers.image.clean import gray_page, ink_of
from govinfo_reports.readers.image.folds import find_unfolded_lines
from govinfo_reports.readers.image.lines import find_lines
from govinfo_reports.readers.image.loading import is_sideways, straighten
from govinfo_reports.readers.image.perspective import flattened
from govinfo_reports.readers.pdf.grid import Grid, find_grids
from grids import printed, section_four
from ornaments import ORNAMENTS
from scanned_reports import (
    FONT,
    STYLES,
    as_scan,
    dusty,
    grained,
    pages_of,
    photographed,
    ruled_report,
    shaded,
    stamped,
    unruled_report,
)
from whole_reports import head_of
from writers_pdf import PdfStyle, write_pdf
from writers_pdf_traits import page_of_table

SCALE = 150 / 72
PAGE = pages_of(ruled_report(Form.F2021)[0])[0]


def grids_of(page: Image.Image, scale: float = SCALE) -> list[Grid]:
    across, down, *_ = find_unfolded_lines(*ink_of(gray_page(page, scale), scale), scale)
    return [grid for grid in find_grids(across, down) if grid.n_columns > 1]


def shape_of(page: Image.Image, scale: float = SCALE) -> list[tuple[int, int, int]]:
    return [(grid.n_rows, grid.n_columns, len(grid.regions)) for grid in grids_of(page, scale)]


PLAIN = shape_of(PAGE)


def folded(page: Image.Image) -> Image.Image:
    """A fold down the page and two punch holes in its margin."""
    pixels = numpy.asarray(page).copy()
    pixels[:, page.width // 2 : page.width // 2 + 2] = numpy.minimum(
        pixels[:, page.width // 2 : page.width // 2 + 2], 170
    )
    for y in (page.height // 3, 2 * page.height // 3):
        pixels[y : y + 30, 20:50] = 0
    return Image.fromarray(pixels)


def gappy(page: Image.Image) -> Image.Image:
    """Every line broken again and again, none of them wholly."""
    pixels = numpy.asarray(page).copy()
    y, x = numpy.indices(pixels.shape)
    pixels[((2 * x + 5 * y) % 193 < 5) | ((3 * x - y) % 181 < 3)] = 255
    return Image.fromarray(pixels)


@pytest.mark.parametrize("is_whole", [True, False])
@pytest.mark.parametrize(("tilt", "turn"), [(0.03, 0.0), (0.06, 2.0)])
def test_a_photographed_page_is_made_level(is_whole: bool, tilt: float, turn: float) -> None:
    seen = numpy.asarray(photographed(PAGE, tilt, turn, is_whole=is_whole))
    assert shape_of(Image.fromarray(seen)) != PLAIN
    level, is_sheet = flattened(seen)
    assert is_sheet == is_whole
    level = straighten(level)
    assert shape_of(Image.fromarray(level), max(level.shape) / 842 if is_whole else SCALE) == PLAIN


@pytest.mark.parametrize(
    "change",
    [
        lambda page: page,
        stamped,
        grained,
        dusty,
        shaded,
        folded,
        lambda page: page.rotate(2, fillcolor=255),
        lambda page: page.crop((0, 0, page.width, page.height // 2)),
        lambda page: Image.new("L", page.size, 255),
        lambda page: Image.new("L", page.size, 60),
    ],
)  # fmt: skip
def test_what_is_no_photograph_is_left_as_it_is(change: Callable[[Image.Image], Image.Image]) -> None:
    page = numpy.asarray(change(PAGE).convert("L"))
    level, is_sheet = flattened(page)
    assert not is_sheet
    assert level is page


def test_the_page_has_two_tables() -> None:
    assert len(PLAIN) == 2
    assert PLAIN[0][0] > 10
    assert PLAIN[1][1] == 10


@pytest.mark.parametrize(
    "change",
    [
        stamped,
        lambda page: stamped(page, (40, 60, 210)),
        grained,
        lambda page: grained(page, 20.0),
        dusty,
        shaded,
        gappy,
        folded,
        lambda page: folded(page.rotate(90, expand=True)).rotate(-90, expand=True),
        lambda page: page.point(lambda shade: 255 if shade > 150 else 0),
        lambda page: page.point(lambda shade: 255 - (255 - shade) * 0.5),
        lambda page: stamped(shaded(grained(page, 8.0))),
        lambda page: stamped(dusty(page)),
    ],
)  # fmt: skip
def test_the_cells_are_found_whatever_lies_over_them(change: Callable[[Image.Image], Image.Image]) -> None:
    assert shape_of(change(PAGE)) == PLAIN


@pytest.mark.parametrize("dpi", [100, 200, 300])
def test_the_cells_are_found_at_any_resolution(dpi: int) -> None:
    page = pages_of(ruled_report(Form.F2021)[0], dpi)[0]
    assert shape_of(stamped(page), dpi / 72) == PLAIN


@pytest.mark.parametrize("form", STYLES)
@pytest.mark.parametrize("change", [lambda page: page, grained, dusty, stamped])
def test_which_way_the_lines_of_a_page_run(form: Form, change: Callable[[Image.Image], Image.Image]) -> None:
    for page in pages_of(ruled_report(form)[0], 100):
        gray = numpy.asarray(change(page).convert("L"))
        assert not is_sideways(gray, 100 / 72)
        assert is_sideways(numpy.ascontiguousarray(numpy.rot90(gray)), 100 / 72)


def test_print_below_a_seal_stays_and_coloured_print_without_one() -> None:
    page = stamped(PAGE)
    plain, cleaned = gray_page(PAGE, SCALE), gray_page(page, SCALE)
    assert int(((plain < 80) & (cleaned > 140)).sum()) < 0.002 * int((plain < 80).sum())
    assert int((cleaned[plain > 250] < 200).sum()) == 0
    red = numpy.full((400, 600, 3), 255, numpy.uint8)
    red[100:130, 100:400] = (200, 30, 30)  # a line of a red head is not as high as a seal
    assert gray_page(red, SCALE)[110, 200] < 120


def test_decimal_points_stay_on_a_dusty_page() -> None:
    pixels = numpy.full((600, 600), 255, numpy.uint8)
    for index in range(300):
        pixels[20 + 8 * (index // 60), 20 + 8 * (index % 60)] = 0  # dust
    pixels[300:316, 100:108] = 0  # a digit
    pixels[314:316, 110:112] = 0  # its decimal point
    pixels[300:316, 114:122] = 0  # a digit
    ink, cleaned = ink_of(pixels, SCALE)
    assert ink[315, 111]
    assert cleaned[315, 111] == 0
    assert not ink[:200].any()
    assert cleaned[:200].min() > 200


def test_clean_pages_are_left_as_they_are() -> None:
    gray = numpy.asarray(PAGE)
    _, cleaned = ink_of(gray, SCALE)
    assert cleaned is gray


def test_what_hangs_in_the_air_is_no_rule() -> None:
    ink = numpy.zeros((600, 600), numpy.uint8)
    for y in (100, 200, 300):
        ink[y : y + 2, 100:500] = 1
    for x in (100, 300, 498):
        ink[100:302, x : x + 2] = 1
    ink[150:152, 130:190] = 1  # a stroke in the middle of a cell
    across, down, _ = find_lines(ink, 2.0)
    assert [round(line.at) for line in across] == [50, 100, 150]
    assert [round(line.at) for line in down] == [50, 150, 250]


@pytest.mark.parametrize(("text", "height", "expected"), [("99", 6, "”"), ("99", 20, "99"), ("一", 4, "一")])
def test_low_marks_are_no_digits(
    text: str, height: int, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Answer:
        txts, scores = (text,), (0.9,)

    monkeypatch.setattr(ocr, "_engine", lambda: lambda *_args, **_more: Answer)
    gray = numpy.full((100, 100), 255, numpy.uint8)
    gray[40 : 40 + height, 40:60] = 0
    ink = (gray < 128).astype(numpy.uint8)
    run = ocr._recognised(gray, ink, (40, 40, 60, 40 + height), 2.0, 20.0)
    assert run is not None
    assert run.text == expected


def test_a_sign_that_the_recogniser_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    class Answer:
        txts, scores = ("3",), (0.9,)

    monkeypatch.setattr(ocr, "_engine", lambda: lambda *_args, **_more: Answer)

    def read(ink: Any) -> str:
        run = ocr._recognised(255 - ink * 255, ink, (10, 10, 34, 30), 2.0, 20.0)
        assert run is not None
        return run.text

    ink = numpy.zeros((60, 60), numpy.uint8)
    ink[10:30, 22:34] = 1
    assert read(ink) == "3"
    ink[20:22, 10:18] = 1
    assert read(ink) == "-3"


CONDITIONS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "seal": stamped,
    "grain": grained,
    "dust": dusty,
    "shadow": shaded,
    "fold": folded,
    "gaps": gappy,
    "turned": lambda page: page.rotate(1.5, fillcolor=255),
    "side": lambda page: page.rotate(90, expand=True),
    "photograph": photographed,
}


@pytest.mark.full
@pytest.mark.parametrize("name", CONDITIONS)
def test_figures_of_a_scan(name: str) -> None:
    data, figures = ruled_report(Form.F2019)
    report = parse(as_scan([CONDITIONS[name](page) for page in pages_of(data)]))
    read = {fact.path: fact.value for fact in report.facts if fact.source.value == "table"}
    wrong = {
        path
        for path, value in read.items()
        if value is not None and path in figures and value != figures[path]
    }
    said = {path for finding in report.findings for path in finding.paths}
    assert wrong <= said
    right = sum(value is not None and read.get(path) == value for path, value in figures.items())
    assert right >= 0.9 * sum(value is not None for value in figures.values())


@pytest.mark.full
@pytest.mark.parametrize("name", ["seal", "turned", "side"])
@pytest.mark.parametrize(("form", "least"), [(Form.F2019, 0.9), (Form.F2021, 0.35)])
def test_figures_of_a_scan_without_ruling_lines(form: Form, least: float, name: str) -> None:
    """The report of 2021 has narrow columns of labels hard by each other: rows of it are lost, and said."""
    data, figures = unruled_report(form, 1)
    report = parse(as_scan([CONDITIONS[name](page) for page in pages_of(data)]))
    read = {fact.path: fact.value for fact in report.facts if fact.source.value == "table"}
    wanted = {path: value for path, value in figures.items() if value is not None}
    assert {path for path in wanted if read.get(path) not in (None, wanted[path])} == set()
    right = sum(read.get(path) == value for path, value in wanted.items())
    assert right >= least * len(wanted)
    assert right == len(wanted) or report.unread


def test_section_four_without_ruling_lines_is_read_from_its_image() -> None:
    figures = clean_figures(Form.F2021, Random("four"))
    (table,) = section_four(printed(figures))
    data = write_pdf(
        [f"^{head_of('云河市', 2023)[0]}", "四、政府信息公开行政复议、行政诉讼情况", table],
        PdfStyle(rules="none", width=842.0, height=595.0, font_file=FONT),
    )
    report = parse(as_scan(pages_of(data)))
    paths = [path for path in figures if path.startswith(("review.", "litigation."))]
    read = {fact.path: fact.value for fact in report.facts}
    assert len(paths) == 15
    assert {path: read.get(path) for path in paths} == {path: figures[path] for path in paths}


def corners(box: tuple[int, int, int, int]) -> list[tuple[float, float]]:
    left, top, right, bottom = box
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def inked(boxes: Sequence[tuple[int, int, int, int]]) -> Any:
    page = numpy.zeros((100, 400), dtype=numpy.uint8)
    for left, top, right, bottom in boxes:
        page[top:bottom, left:right] = 1
    return page


def found_on(ink: Any, seen: Sequence[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    page = numpy.where(ink > 0, 0, 255).astype(numpy.uint8)
    return sorted(prose_boxes(page, ink, 1.0, lambda _: map(corners, seen)))


def test_a_line_ends_where_the_next_column_begins() -> None:
    columns = [(10, 10, 60, 30), (75, 14, 160, 34)]
    assert found_on(inked(columns), columns) == columns


def test_a_number_that_was_left_out_at_the_end_of_a_line_belongs_to_it() -> None:
    assert found_on(inked([(10, 10, 60, 30), (68, 10, 80, 30)]), [(10, 10, 60, 30)]) == [(10, 10, 80, 30)]


ROW = [(left, 40, left + 12, 60) for left in (10, 60, 110, 160)]


@pytest.mark.parametrize(
    ("print_", "found"),
    [
        ((210, 40, 222, 60), [(210, 40, 222, 60)]),
        ((210, 41, 228, 59), [(210, 41, 228, 59)]),
        ((210, 55, 214, 60), []),  # a speck
        ((210, 10, 222, 30), []),  # on another line
        ((173, 40, 183, 60), []),  # hard by a figure: the end of it, perhaps
        ((210, 20, 260, 80), []),  # too large for a figure
    ],
)
def test_a_figure_of_a_row_that_was_overlooked(
    print_: tuple[int, int, int, int], found: list[tuple[int, int, int, int]]
) -> None:
    ink = inked([*ROW, print_])
    boxes = [(left, 40, right + 1, 60) for left, _, right, _ in ROW]
    assert left_out(ink, boxes, boxes, 20.0) == found
    assert left_out(ink, boxes, boxes[:2], 20.0) == []


@pytest.mark.parametrize(("gap", "torn"), [(4, False), (12, False), (24, True), (60, True)])
def test_print_that_falls_apart_is_no_one_figure(gap: int, *, torn: bool) -> None:
    assert is_torn(inked([(10, 40, 22, 60), (22 + gap, 40, 34 + gap, 60)])[38:62, 8 : 36 + gap]) == torn
    assert not is_torn(inked([])[38:62])


@pytest.mark.full
@pytest.mark.parametrize("seed", range(20))
def test_a_wrong_sum_that_is_printed_so_stays_the_organs(seed: int) -> None:
    rng = Random(f"wrong sum {seed}")
    figures = clean_figures(Form.F2021, rng)
    group = rng.choice(["review", "litigation.direct", "litigation.after_review"])
    parts = [rng.randrange(1, 60) for _ in range(4)]
    figures |= dict(
        zip((f"{group}.{name}" for name in ("upheld", "corrected", "other", "pending")), parts, strict=True)
    )
    figures[f"{group}.total"] = sum(parts) + rng.choice([-1, 1, 2, 10])
    blocks: list[str | Table] = [
        *head_of("云河市", 2022),
        "四、政府信息公开行政复议、行政诉讼情况",
        *section_four(printed(figures)),
    ]
    data = write_pdf(blocks, PdfStyle(font_file=FONT, height=420.0))
    report = parse(as_scan(pages_of(data)))
    rules = {finding.rule for finding in report.findings}
    assert report.get(f"{group}.total") == figures[f"{group}.total"]
    assert f"sum:{group}.total" in rules
    assert not any(rule.startswith("doubt:") for rule in rules)


def large_figures(edge: int, thick: int) -> tuple[Image.Image, float]:
    """A page whose figures stand so near to the rules at their left, in a type so large that their stems are
    as long as a stroke of a line."""
    page = Image.new("L", (1240, 1754), 255)
    draw, font = ImageDraw.Draw(page), ImageFont.truetype(FONT, 40)
    for row, texts in enumerate((("128", "1128"), ("111", "11"), ("171", "1"))):
        for column, text in enumerate(texts):
            x, y = 100 + 200 * column, 100 + 56 * row
            draw.rectangle((x, y, x + 200, y + 56), outline=0, width=thick)
            draw.text((x + thick + edge - font.getbbox(text)[0], y + 4), text, font=font, fill=0)
    return page, 1754 / 842


@pytest.mark.parametrize("thick", [1, 2, 3])
@pytest.mark.parametrize("edge", [1, 2, 8, 40])
def test_the_stem_of_a_digit_is_no_rule(edge: int, thick: int) -> None:
    page, scale = large_figures(edge, thick)
    assert shape_of(page, scale) == [(3, 2, 6)]
    *_, taken, ink, _ = find_unfolded_lines(*ink_of(gray_page(page, scale), scale), scale)
    ink[taken > 0] = 0
    left = 100 + thick + edge
    assert ink[110:150, left + 2 : left + 16].any(axis=1).sum() >= 24  # the 1 of 128 stays on the page


OVERLAPS = [
    (text, side, by) for text in ("111", "17") for side in ("left", "right", "top", "bottom") for by in (-3, 4, 6, 7, 10)
]  # fmt: skip
"""Figures of digits 15 pixels high, and how far they stand over a rule of their cell at one side (-3: beside
it)."""


def overlapping(thick: int) -> Image.Image:
    """A page of narrow rows with a figure in the middle one of three cells of each, that lies over a rule."""
    page = Image.new("L", (1240, 1754), 255)
    draw, font = ImageDraw.Draw(page), ImageFont.truetype(FONT, 20)
    for number, (text, side, by) in enumerate(OVERLAPS):
        x, y = 60 + 380 * (number // 32), 40 + 52 * (number % 32)
        for column in range(3):
            draw.rectangle((x + 110 * column, y, x + 110 * column + 110, y + 26), outline=0, width=thick)
        x0, y0, x1, y1 = font.getbbox(text)
        middle = x + 165 - (x0 + x1) // 2, y + 13 - (y0 + y1) // 2
        place = {
            "left": (x + 110 - x0 - by, middle[1]),
            "right": (x + 220 - x1 + by, middle[1]),
            "top": (middle[0], y - y0 - by),
            "bottom": (middle[0], y + 26 - y1 + by),
        }[side]
        draw.text(place, text, font=font, fill=0)
    return page


@pytest.mark.parametrize("thick", [pytest.param(1, marks=pytest.mark.full), 2])
def test_a_figure_that_lies_over_a_rule_is_never_sure(thick: int) -> None:
    view = ocr.read_view(overlapping(thick), page=1, scale=SCALE)
    found = {(round(cell.x0 * SCALE), round(table.top * SCALE)): cell for table in view.tables for cell in table.cells}  # fmt: skip
    sure = 0
    for number, (text, side, by) in enumerate(OVERLAPS):
        x, y = 60 + 380 * (number // 32), 40 + 52 * (number % 32)
        for column in range(3):
            near = [cell for (left, top), cell in found.items() if abs(left - x - 110 * column) < 5 and abs(top - y) < 5]  # fmt: skip
            for cell in near:
                if read_cell(cell.text) is not None and (cell.confidence or 0.0) >= 0.5:
                    assert (cell.text, column) == (text, 1), (side, by)
                    sure += by < 0
    assert sure >= 6


@pytest.mark.full
@pytest.mark.parametrize("name", ORNAMENTS)
def test_titles_of_scans_in_ornamental_type(name: str) -> None:
    title = "云河市2020年政府信息公开工作年度报告"
    pages = pages_of(page_of_table(title=lambda canvas: ORNAMENTS[name](canvas, title)))
    report = parse(as_scan(pages))
    assert report.year == 2020
    assert report.title is not None
    assert "".join(report.title.split()) == title


@pytest.mark.full
def test_pages_of_text_and_scanned_pages_in_one_file() -> None:
    data, figures = ruled_report(Form.F2021)
    scan = pages_of(data)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf, pikepdf.open(io.BytesIO(as_scan(scan[1:]))) as scanned:
        assert len(pdf.pages) > 1
        del pdf.pages[1:]
        pdf.pages.extend(scanned.pages)
        pdf.save(out)
    report = parse(out.getvalue())
    read = {fact.path: fact for fact in report.facts if fact.source.value == "table"}
    assert all(read[path].value in (value, None) for path, value in figures.items() if path in read)
    assert sum(path in read and read[path].value == value for path, value in figures.items()) >= 0.97 * len(
        figures
    )
    kinds = {fact.recognised is None for fact in read.values()}
    assert kinds == {True, False}
    assert any("recognised" in notice for notice in report.notices)
