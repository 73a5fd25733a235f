"""Titles set across lines and in ornamental type: ways to draw one at the head of a page."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from writers_pdf_traits import FONT

__all__ = ["ORNAMENTS"]


def letter_by_letter(canvas: Canvas, text: str, gap: float) -> None:
    x = 60.0
    canvas.setFont(FONT, 14)
    for char in text:
        canvas.drawString(x, 760, char)
        x += pdfmetrics.stringWidth(char, FONT, 14) + gap


def shadowed(canvas: Canvas, text: str, aside: float, shade: float) -> None:
    canvas.setFont(FONT, 22)
    canvas.setFillColorRGB(shade, shade, shade)
    canvas.drawString(62 + aside, 760 - aside, text)
    canvas.setFillColorRGB(1, 0, 0)
    canvas.drawString(62, 760, text)


def spaced_by_operator(canvas: Canvas, text: str) -> None:
    canvas.setFont(FONT, 14)
    line = canvas.beginText(60, 760)
    line.setCharSpace(8)
    line.textOut(text)
    line.setCharSpace(0)
    canvas.drawText(line)


def over_lines(canvas: Canvas, text: str) -> None:
    canvas.setFont(FONT, 22)
    for number, part in enumerate((text[:3], text[3:8], text[8:16], text[16:])):
        canvas.drawCentredString(297, 820 - 26 * number, part)


def in_outlines(canvas: Canvas, text: str) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    line = canvas.beginText(62, 760)
    line.setFont(FONT, 20)
    line.setTextRenderMode(2)
    line.textOut(text)
    line.setTextRenderMode(0)
    canvas.drawText(line)


def bounced(canvas: Canvas, text: str) -> None:
    x = 60.0
    for index, char in enumerate(text):
        size = (14, 20)[index % 2]
        canvas.setFont(FONT, size)
        canvas.drawString(x, 760 + 4 * (index % 2), char)
        x += pdfmetrics.stringWidth(char, FONT, size)


def bold(canvas: Canvas, text: str) -> None:
    canvas.setFont(FONT, 20)
    for aside in (0, 0.4, 0.8):
        canvas.drawString(62 + aside, 760, text)


ORNAMENTS: dict[str, Callable[[Canvas, str], None]] = {
    "letters apart": lambda canvas, text: letter_by_letter(canvas, text, 9),
    "letters a little apart": lambda canvas, text: letter_by_letter(canvas, text, 3),
    "spaced by the operator": spaced_by_operator,
    "a pale shadow": lambda canvas, text: shadowed(canvas, text, 4, 0.85),
    "a grey shadow": lambda canvas, text: shadowed(canvas, text, 2, 0.6),
    "over four lines": over_lines,
    "outlines": in_outlines,
    "letters of two sizes, up and down": bounced,
    "printed three times": bold,
}
"""Each takes the page and the title."""
