"""PDFs of one small table whose page has a trait of real ones: strokes for lines, watermarks, notes,
struck-out figures."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from attrs import frozen
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

__all__ = ["FONT", "ROWS", "Place", "page_of_table"]

ROWS: tuple[tuple[str, ...], ...] = (
    ("信息内容", "本年增/减", "处理决定数量"),
    ("行政许可", "3", "817"),
    ("其他对外管理服务事项", "0", "1204"),
    ("行政处罚", "12", "293"),
)
HEIGHT, TOP, SIZE = 24.0, 700.0, 10.5
XS = (80.0, 260.0, 360.0, 460.0)
Line = Callable[[Canvas, float, float, float, float], None]


@frozen
class Place:
    """Where the text of a cell begins: its left edge and its base line."""

    x: float
    y: float
    text: str

    @property
    def end(self) -> float:
        """Where it ends."""
        return self.x + float(pdfmetrics.stringWidth(self.text, FONT, SIZE))


@cache
def _registered() -> str:
    pdfmetrics.registerFont(TTFont("traits", str(Path(__file__).parent / "report_font.ttf")))
    return "traits"


FONT = _registered()


def _plain(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.line(x0, y0, x1, y1)


def page_of_table(
    *,
    line: Line = _plain,
    before: Callable[[Canvas], None] | None = None,
    after: Callable[[Canvas, Callable[[int, int], Place]], None] | None = None,
    rows: Sequence[Sequence[str]] = ROWS,
    heads_on: tuple[float, float, float] | None = None,
    xs: Sequence[float] = XS,
    turn: int = 0,
    title: Callable[[Canvas], None] | None = None,
) -> bytes:
    """The table on a page. `line` draws a rule, `before` and `after` draw below and above all else; `after`
    is told the place of a cell's text. `heads_on`: the first row is white on that colour. `title` draws the
    title. A cell of several lines has `\\n`."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=1)
    if turn:
        canvas.setPageRotation(turn)
    if before is not None:
        before(canvas)
    if heads_on is not None:
        canvas.setFillColorRGB(*heads_on)
        canvas.rect(xs[0], TOP - HEIGHT, xs[-1] - xs[0], HEIGHT, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
    canvas.setFont(FONT, 14)
    if title is None:
        canvas.drawString(90, 760, "云河市2020年政府信息公开工作年度报告")
    else:
        title(canvas)
        canvas.setFillColorRGB(0, 0, 0)
    canvas.setFont(FONT, SIZE)
    canvas.drawString(90, TOP + 10, "第二十条第（五）项")
    ys = [TOP]
    for row in rows:
        ys.append(ys[-1] - HEIGHT * max(cell.count("\n") + 1 for cell in row))
    for y in ys:
        line(canvas, xs[0], y, xs[-1], y)
    for x in xs:
        line(canvas, x, ys[-1], x, ys[0])

    def place(row: int, column: int) -> Place:
        return Place(xs[column] + 6, ys[row] - 16, rows[row][column])

    for index, row in enumerate(rows):
        canvas.setFillColorRGB(*((1, 1, 1) if heads_on and not index else (0, 0, 0)))
        for column in range(len(row)):
            at = place(index, column)
            for number, text in enumerate(at.text.split("\n")):
                canvas.drawString(at.x, at.y - 14 * number, text)
    canvas.setFillColorRGB(0, 0, 0)
    if after is not None:
        after(canvas, place)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.setFont(FONT, SIZE)
    canvas.drawString(90, ys[-1] - 30, "本年度未收取信息处理费。")
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()
