from __future__ import annotations

import ctypes
import io
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from govinfo_reports.document import Document
from govinfo_reports.limits import DEFAULT_LIMITS
from govinfo_reports.readers.pdf import fonts as pdf_fonts
from govinfo_reports.readers.pdf import grid as pdf_grid
from govinfo_reports.readers.pdf import rulings as pdf_rulings
from govinfo_reports.readers.pdf.characters import PageSpace, Run, read_runs, runs_text
from govinfo_reports.readers.pdf.columns import split_columns
from govinfo_reports.readers.pdf.fonts import box_font
from govinfo_reports.readers.pdf.furniture import set_apart
from govinfo_reports.readers.pdf.grid import find_grids
from govinfo_reports.readers.pdf.lines import VisualLine, gather_lines, join_wrapped
from govinfo_reports.readers.pdf.prose import ProseColumn, is_new_paragraph, measure_column, widen_columns
from govinfo_reports.readers.pdf.read import read_pdf
from govinfo_reports.readers.pdf.rulings import Ruling, merge_rulings
from writers_pdf import write_pdf


def run(text: str, x: float, y: float, size: float = 10.0, *, spaced: bool = False) -> Run:
    glyphs, at = [], x
    for char in text:
        width = size / 2 if char.isascii() else size
        glyphs.append((char, at, at + width))
        at += width
    return Run(tuple(glyphs), x, at, y, y + size, text, spaced)


def line(text: str, x: float = 70.0, y: float = 100.0, size: float = 10.0) -> VisualLine:
    (found,) = gather_lines([run(text, x, y, size)])
    return found


def read(draw: Any, size: tuple[float, float] = (595, 842)) -> Document:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size)
    draw(canvas)
    canvas.save()
    return read_pdf(buffer.getvalue(), source=None, limits=DEFAULT_LIMITS)


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs()]


# characters


class FakeText:
    """Answers like PDFium's text page: characters with their boxes (x0, bottom, x1, top)."""

    FS_RECTF = pdfium.FS_RECTF

    def __init__(self, characters: Sequence[tuple[int, tuple[float, float, float, float] | None]]) -> None:
        self.characters = characters

    def FPDFText_CountChars(self, _page: object) -> int:
        return len(self.characters)

    def FPDFText_GetUnicode(self, _page: object, index: int) -> int:
        return self.characters[index][0]

    def FPDFText_IsGenerated(self, _page: object, index: int) -> bool:
        return self.characters[index][1] is None

    def FPDFText_HasUnicodeMapError(self, _page: object, _index: int) -> int:
        return 0

    def FPDFText_GetLooseCharBox(self, _page: object, index: int, reference: Any) -> int:
        box = self.characters[index][1]
        if box is None:
            return 0
        rect = reference._obj
        rect.left, rect.bottom, rect.right, rect.top = box
        return 1


SPACE = PageSpace(0.0, 0.0, 600.0, 800.0, 0)


def characters(
    text: str, x: float = 100.0, step: float = 10.0
) -> list[tuple[int, tuple[float, float, float, float] | None]]:
    return [(ord(char), (x + step * n, 700.0, x + step * (n + 1), 710.0)) for n, char in enumerate(text)]


def read_fake(items: Sequence[tuple[int, tuple[float, float, float, float] | None]]) -> tuple[list[str], int]:
    runs, unknown, _ = read_runs(FakeText(items), None, SPACE)
    return [found.text for found in runs], unknown


def test_radicals_are_the_characters_they_look_like() -> None:
    assert read_fake(characters("⽂⻓⽉")) == (["文长月"], 0)


def test_a_pair_of_surrogates_is_one_character() -> None:
    items = characters("ab")
    assert read_fake([(0xD840, items[0][1]), (0xDC0B, items[0][1]), items[1]]) == (["𠀋b"], 0)


def test_what_has_no_unicode_is_counted() -> None:
    items = characters("abcd")
    odd = [(0xFFFD, items[0][1]), (0xDC00, items[1][1]), (0x200000, items[2][1]), (ord("x"), None), items[3]]
    assert read_fake(odd) == (["d"], 4)


def test_a_hyphen_at_the_end_of_a_line_and_soft_ones() -> None:
    items = characters("0517x8")
    assert read_fake([*items[:4], (2, items[4][1]), (0xAD, items[5][1])]) == (["0517-"], 0)


def test_printed_blanks_are_kept_and_made_up_ones_are_not() -> None:
    items = characters("第条项")
    assert read_fake([items[0], (0x3000, items[1][1]), items[2]])[0] == ["第 项"]
    assert read_fake([items[0], (0x20, None), items[1]])[0] == ["第条"]


def test_double_printing_is_one_character() -> None:
    once = characters("行政")
    shifted = [(code, box and (box[0] + 0.4, box[1], box[2] + 0.4, box[3])) for code, box in once]
    assert read_fake([once[0], shifted[0], once[1], shifted[1]])[0] == ["行政"]
    assert read_fake([*once, *shifted])[0] == ["行政"]


def test_doubled_digits_stay() -> None:
    assert read_fake(characters("1100", step=5.0))[0] == ["1100"]


def test_what_stands_beside_the_page_is_not_shown() -> None:
    assert read_fake(characters("外", x=700.0))[0] == []


def test_figures_with_room_between_are_two() -> None:
    assert read_fake([*characters("12", step=5.0), *characters("34", x=114.0, step=5.0)])[0] == ["12 34"]
    assert runs_text([run("12", 100, 0), run("34", 113, 0)]) == "12 34"
    assert runs_text([run("信", 100, 0), run("息", 113, 0)]) == "信息"
    assert runs_text([run("电话", 100, 0), run("邮编", 133, 0)]) == "电话 邮编"
    assert runs_text([run("第", 100, 0), run("项", 110, 0, spaced=True)]) == "第 项"


@pytest.mark.parametrize(
    ("turns", "expected"),
    [(0, (10, 770, 30, 780)), (1, (20, 10, 30, 30)), (2, (570, 20, 590, 30)), (3, (770, 570, 780, 590))],
)
def test_boxes_turn_with_the_page(turns: int, expected: tuple[float, float, float, float]) -> None:
    space = PageSpace(0.0, 0.0, 600.0, 800.0, turns)
    assert space.box(10, 20, 30, 30) == expected
    assert space.size == ((600, 800) if turns % 2 == 0 else (800, 600))


def test_small_raised_marks_stay_on_their_line() -> None:
    found = gather_lines([run("电话", 70, 100, 12), run("3", 94, 99, 7), run("下一行", 70, 118, 12)])
    assert [each.text for each in found] == ["电话3", "下一行"]


@given(st.text(alphabet="政府ab12。 "), st.text(alphabet="政府ab12。 "))
def test_joining_loses_nothing(before: str, after: str) -> None:
    joined = join_wrapped(before, after)
    assert joined.replace(" ", "") == (before + after).replace(" ", "")


# the stand-in font


class Sink:
    """The machine's own fonts: none, or one handle for every name."""

    def __init__(self, handle: int | None) -> None:
        self.handle = handle
        self.calls: list[str] = []

    def __getattr__(self, name: str) -> Any:
        def answer(*_args: Any) -> Any:
            self.calls.append(name)
            return {"MapFont": self.handle, "GetFont": self.handle}.get(name, 7)

        return answer

    @property
    def contents(self) -> Sink:
        return self


class FakeFonts:
    FPDF_SYSFONTINFO = pdfium.FPDF_SYSFONTINFO

    def __init__(self, handle: int | None) -> None:
        self.sink = Sink(handle)

    def FPDF_GetDefaultSystemFontInfo(self) -> Sink:
        return self.sink


def test_chinese_fonts_are_stood_in_for_only_where_the_machine_has_none() -> None:
    source = pdf_fonts._FontSource(FakeFonts(None))
    assert source.map(None, 400, 0, 134, 0, b"SimSun", None) == source.handle
    assert source.map(None, 400, 0, 0, 0, b"Arial", None) is None
    own = pdf_fonts._FontSource(FakeFonts(99))
    assert own.map(None, 400, 0, 134, 0, b"SimSun", None) == 99


def test_the_stand_in_is_given_as_a_whole() -> None:
    source = pdf_fonts._FontSource(FakeFonts(99))
    size = source.data(None, source.handle, 0, None, 0)
    buffer = ctypes.create_string_buffer(size)
    assert source.data(None, source.handle, 0, buffer, size) == size
    assert buffer.raw == box_font()
    assert source.data(None, source.handle, 0x676C7966, None, 0) == 0
    assert source.name(None, source.handle, None, 0) == 0
    assert source.charset(None, source.handle) == 134
    source.delete(None, source.handle)
    assert source.default.calls == []
    assert (source.data(None, 99, 0, None, 0), source.name(None, 99, None, 0), source.charset(None, 99)) == (
        7,
        7,
        7,
    )
    assert source.get(None, b"x") == 99
    source.delete(None, 99)
    source.enumerate(None, None)
    source.release(None)
    assert source.default.calls[-3:] == ["DeleteFont", "EnumFonts", "Release"]


def test_characters_of_fonts_that_are_not_there_are_read() -> None:
    data = write_pdf(["息", "息", "息", "无", "无"])
    document = read_pdf(data, source=None, limits=DEFAULT_LIMITS)
    assert "".join(texts(document)) == "息息息无无"


# ruling lines and grids


def test_pieces_of_a_line_are_one() -> None:
    pieces = [
        Ruling(100.0, 0.0, 50.0),
        Ruling(100.4, 51.0, 90.0),
        Ruling(100.2, 120.0, 150.0),
        Ruling(110.0, 0.0, 5.0),
    ]
    merged = merge_rulings(pieces)
    assert [(round(at), start, end) for at, start, end in merged] == [
        (100, 0.0, 90.0),
        (100, 120.0, 150.0),
        (110, 0.0, 5.0),
    ]


def boxes(xs: Sequence[float], ys: Sequence[float]) -> tuple[list[Ruling], list[Ruling]]:
    return [Ruling(y, xs[0], xs[-1]) for y in ys], [Ruling(x, ys[0], ys[-1]) for x in xs]


def test_a_missing_line_makes_one_cell() -> None:
    across, down = boxes((0, 50, 100), (0, 20, 40))
    across[1] = Ruling(20, 50, 100)
    (grid,) = find_grids(across, down)
    assert [(r.row, r.column, r.rowspan, r.colspan) for r in grid.regions] == [
        (0, 0, 2, 1),
        (0, 1, 1, 1),
        (1, 1, 1, 1),
    ]
    assert grid.region_at(10, 30) == 0
    assert (grid.n_rows, grid.n_columns, grid.area) == (2, 2, 4000)


def test_corner_shapes_are_cut_into_rectangles() -> None:
    across, down = boxes((0, 50, 100), (0, 20, 40))
    (grid,) = find_grids([across[0], Ruling(20, 0, 50), across[2]], [down[0], Ruling(50, 20, 40), down[2]])
    assert [(r.row, r.column, r.rowspan, r.colspan) for r in grid.regions] == [
        (0, 0, 1, 2),
        (1, 0, 1, 1),
        (1, 1, 1, 1),
    ]


def test_open_sides_are_closed() -> None:
    across, _ = boxes((0, 50, 100), (0, 20, 40))
    (grid,) = find_grids(across, [Ruling(50, 0, 40)])
    assert list(grid.xs) == [0, 50, 100]
    assert not grid.is_open_top
    (other,) = find_grids([Ruling(20, 0, 100)], [Ruling(x, 0, 40) for x in (0, 50, 100)])
    assert list(other.ys) == [0, 20, 40]
    assert (other.is_open_top, other.is_open_bottom) == (True, True)


def test_short_strokes_part_nothing() -> None:
    across, down = boxes((0, 50, 100), (0, 20, 40))
    (grid,) = find_grids([*across[:1], Ruling(10, 0, 6), *across[1:]], down)
    assert grid.n_rows == 2


def test_a_lone_cross_and_drawings_are_no_grid(monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_grids([Ruling(10, 8, 14)], [Ruling(10, 8, 14)]) == []
    monkeypatch.setattr(pdf_grid, "_MAX_CELLS", 8)
    assert find_grids(*boxes((0, 50, 100), (0, 20, 40))) == []
    monkeypatch.setattr(pdf_grid, "_MAX_CELLS", 9)
    assert len(find_grids(*boxes((0, 50, 100), (0, 20, 40)))) == 1
    monkeypatch.setattr(pdf_grid, "_MAX_LINES", 2)
    assert find_grids(*boxes((0, 50, 100), (0, 20, 40))) == []


def draw_grid(
    canvas: Canvas,
    cells: Sequence[Sequence[str]],
    x: float = 100,
    y: float = 700,
    w: float = 80,
    h: float = 24,
) -> None:
    for row, line_texts in enumerate(cells):
        for column, text in enumerate(line_texts):
            canvas.drawString(x + column * w + 6, y - row * h - 16, text)


def test_cells_painted_without_lines() -> None:
    cells = [["item", "count"], ["a", "12"], ["b", "7"]]

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0)
        canvas.rect(99, 627, 162, 74, stroke=0, fill=1)
        canvas.setFillGray(1)
        for row in range(3):
            for column in range(2):
                canvas.rect(100 + column * 80.5, 700 - (row + 1) * 24.2, 79.5, 23.2, stroke=0, fill=1)
        canvas.setFillGray(0)
        draw_grid(canvas, cells)

    (table,) = read(draw).tables()
    assert [[cell.text for cell in row] for row in table.rows] == cells


def test_curves_and_invisible_paths_are_no_lines() -> None:
    def draw(canvas: Canvas) -> None:
        draw_grid(canvas, [["abc", "def"], ["ghi", "jkl"]])
        for row in range(3):
            path = canvas.beginPath()
            path.moveTo(100, 700 - row * 24)
            path.curveTo(120, 690 - row * 24, 180, 710 - row * 24, 260, 700 - row * 24)
            canvas.drawPath(path)
        path = canvas.beginPath()
        path.rect(100, 652, 160, 48)
        canvas.drawPath(path, stroke=0, fill=0)

    assert not list(read(draw).tables())


def test_lines_in_turned_forms_and_closed_figures() -> None:
    cells = [["a", "1"], ["b", "2"]]

    def draw(canvas: Canvas) -> None:
        canvas.beginForm("inner")
        for column in range(3):
            canvas.line(0, -column * 80, 48, -column * 80)
        canvas.endForm()
        canvas.saveState()
        canvas.translate(100, 652)
        canvas.rotate(90)
        canvas.doForm("inner")
        canvas.restoreState()
        path = canvas.beginPath()
        path.moveTo(100, 652)
        path.lineTo(260, 652)
        path.lineTo(260, 700)
        path.lineTo(100, 700)
        path.close()
        canvas.drawPath(path)
        canvas.line(100, 676, 260, 676)
        draw_grid(canvas, cells)

    (table,) = read(draw).tables()
    assert [[cell.text for cell in row] for row in table.rows] == cells


def test_a_page_of_very_many_shapes_is_read_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_rulings, "_OBJECTS", 10)

    def draw(canvas: Canvas) -> None:
        for row in range(30):
            canvas.line(100, 700 - row, 260, 700 - row)
        canvas.drawString(100, 500, "a text that is here")

    assert texts(read(draw)) == ["a text that is here"]


def test_a_chart_is_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        for step in range(6):
            canvas.line(100, 500 + 20 * step, 400, 500 + 20 * step)
            canvas.line(100 + 60 * step, 500, 100 + 60 * step, 600)
        for step in range(5):
            canvas.drawString(130 + 60 * step, 494 + 20 * step, "a label across lines")

    assert not list(read(draw).tables())


def test_a_figure_that_runs_into_the_next_cell_is_cut_there() -> None:
    def draw(canvas: Canvas) -> None:
        for y in (700, 676, 652):
            canvas.line(100, y, 140, y)
        for x in (100, 120, 140):
            canvas.line(x, 652, x, 700)
        for row in range(2):
            canvas.drawString(107, 684 - 24 * row, "1")
            canvas.drawString(122, 684 - 24 * row, "25")

    (table,) = read(draw).tables()
    assert [[cell.text for cell in row] for row in table.rows] == [["1", "25"], ["1", "25"]]


# prose

COLUMN = ProseColumn(70.0, 470.0, 15.0)
FULL = "本" * 40


@pytest.mark.parametrize(
    ("before", "after", "is_new"),
    [
        (line(FULL), line("继续", y=115), False),
        (line("一、总体情况"), line("本年", y=115), True),
        (line(FULL), line("另起", x=90, y=115), True),
        (line(FULL), line("隔开", y=140), True),
        (line(FULL), line("大字标题", y=115, size=16), True),
        (line("本" * 39 + "。"), line("（一）主动公开", y=115), True),
        (line(FULL), line("（一）项的规定", y=115), False),
        (line(FULL), line("三、收到申请情况", y=115), True),
        (line("本" * 38), line("0517-83605210联系", y=115), False),
        (line("本" * 38), line("，此处", y=115), False),
        (line("本" * 36), line("此处", y=115), True),
        (line("本" * 38, x=90), line("块状段落", x=90, y=115), False),
        (line("本" * 37 + "。", x=90), line("另起一段", x=90, y=115), True),
    ],
)
def test_where_paragraphs_begin(before: VisualLine, after: VisualLine, is_new: bool) -> None:
    assert is_new_paragraph(before, after, COLUMN, COLUMN, is_same_page=True) is is_new


def test_columns_of_prose() -> None:
    lines = [line("短", x=90), line(FULL, y=115), line("尾", y=130)]
    assert measure_column(lines) == ProseColumn(70.0, 470.0, 15.0)
    assert measure_column([]) == ProseColumn(0.0, 0.0)
    assert widen_columns([COLUMN, ProseColumn(80.0, 200.0)]) == [COLUMN, ProseColumn(70.0, 470.0, 15.0)]
    assert widen_columns([]) == []


def test_addresses_are_joined_as_they_stand() -> None:
    assert join_wrapped("电话：0517-", "83605210") == "电话：0517-83605210"
    assert join_wrapped("public", "affairs") == "public affairs"
    assert join_wrapped("", "文") == "文"


# furniture


def test_heads_on_odd_and_even_pages() -> None:
    pages = [
        [line("青川县年报" if page % 2 else "政府信息公开", y=30), line(f"第{page}页的话", y=400)]
        for page in range(4)
    ]
    kept, running = set_apart(pages, [842.0] * 4)
    assert [[each.text for each in page] for page in kept] == [[f"第{page}页的话"] for page in range(4)]
    assert [each.text for _, each in running] == ["政府信息公开", "青川县年报"]


def test_text_in_the_body_is_no_furniture() -> None:
    pages = [[line("无", y=400), line("- 1 -", y=420)] for _ in range(3)]
    kept, running = set_apart(pages, [842.0] * 3)
    assert [len(page) for page in kept] == [2, 2, 2]
    assert running == []


def test_bare_numbers_must_count_the_pages() -> None:
    pages = [[line(text, y=800)] for text in ("5", "2022", "7")]
    kept, _ = set_apart(pages, [842.0] * 3)
    assert [[each.text for each in page] for page in kept] == [[], ["2022"], []]


# tables without lines


def rows_of(*rows: Sequence[tuple[str, float]], step: float = 20.0) -> list[VisualLine]:
    return gather_lines(run(text, x, 100 + step * n) for n, row in enumerate(rows) for text, x in row)


def test_aligned_figures_make_a_table() -> None:
    lines = rows_of(
        [("甲", 70), ("12", 200), ("3", 300)],
        [("乙", 70), ("5", 205), ("61", 300)],
        [("丙", 70), ("7", 205), ("——", 300)],
    )
    (table,) = split_columns(lines, 3)
    assert not isinstance(table, VisualLine)
    assert [cell.text for cell in table.cells] == ["甲", "12", "3", "乙", "5", "61", "丙", "7", "——"]
    assert {cell.page for cell in table.cells} == {3}


def test_a_head_makes_one_row_enough() -> None:
    lines = rows_of([("结果维持", 70), ("结果纠正", 150), ("总计", 230)], [("1", 85), ("0", 165), ("1", 245)])
    (table,) = split_columns(lines, 1)
    assert not isinstance(table, VisualLine)
    assert [(cell.row, cell.text) for cell in table.cells] == [
        (0, "结果维持"),
        (0, "结果纠正"),
        (0, "总计"),
        (1, "1"),
        (1, "0"),
        (1, "1"),
    ]


def test_a_head_over_several_columns_spans_them() -> None:
    lines = rows_of(
        [("信息内容", 70), ("本年处理决定数量", 195)],
        [("甲", 70), ("12", 200), ("3", 250)],
        [("乙", 70), ("5", 200), ("6", 250)],
        [("丙", 70), ("7", 200), ("8", 250)],
    )
    (table,) = split_columns(lines, 1)
    assert not isinstance(table, VisualLine)
    head = [cell for cell in table.cells if cell.row == 0]
    assert [(cell.text, cell.x0, cell.x1) for cell in head] == [
        ("信息内容", table.xs[0], table.xs[1]),
        ("本年处理决定数量", table.xs[1], table.xs[3]),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        rows_of([("电话：", 70), ("83605210", 200)], [("邮编：", 70), ("223001", 200)]),
        rows_of(
            [("联系人", 70), ("张三", 200)], [("地址", 70), ("云河路", 200)], [("单位", 70), ("办公室", 200)]
        ),
        rows_of([("年", 70), ("度", 100), ("报", 130), ("告", 160)]),
        rows_of([("第一段话。", 70)], [("第二段话。", 70)]),
        rows_of([("甲", 70), ("——", 200)], [("乙", 70), ("——", 200)], [("丙", 70), ("——", 200)]),
    ],
)
def test_other_lines_stay_lines(lines: list[VisualLine]) -> None:
    assert split_columns(lines, 1) == lines


def test_a_table_ends_where_sentences_begin() -> None:
    lines = rows_of(
        [("甲", 70), ("12", 200), ("3", 300)],
        [("乙", 70), ("5", 200), ("6", 300)],
        [("丙", 70), ("7", 200), ("8", 300)],
        [("以上为本年度情况。", 70)],
    )
    assert [isinstance(item, VisualLine) for item in split_columns(lines, 1)] == [False, True]
