"""Ruled PDFs of whole reports in all forms, their figures known, and what scanners and cameras make of their pages."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy
import pypdfium2
from attrs import evolve
from PIL import Image, ImageChops, ImageDraw

from figures import Figure, clean_figures
from govinfo_reports.document import Table
from govinfo_reports.indicators import Form
from grids import form_tables, printed
from whole_reports import head_of
from writers_pdf import PdfStyle, write_pdf

__all__ = ["FONT", "STYLES", "as_scan", "dusty", "grained", "pages_of", "ruled_report", "stamped"]

FONT = str(Path(__file__).parent / "report_font.ttf")

STYLES: dict[Form, tuple[int, PdfStyle]] = {
    Form.F2014: (2016, PdfStyle(size=10.0, margin=60.0, rules="rects", shares=(5.0, 1.0, 1.6))),
    Form.F2019: (2020, PdfStyle(size=9.0, margin=50.0, rules="thin", shares=(1.0, 1.5, 3.6, *(1.15,) * 7))),
    Form.F2021: (2023, PdfStyle(size=10.5, margin=56.0, shares=(1.0, 1.5, 3.4, *(1.2,) * 7))),
}
"""The year of a report of each form, and how its PDF is drawn."""


def ruled_report(form: Form, seed: int = 0) -> tuple[bytes, dict[str, Figure]]:
    """The PDF of a report with all tables of its form, and its figures by path."""
    year, style = STYLES[form]
    figures = clean_figures(form, Random(f"{form}{seed}"))
    title, preamble = head_of("云河市", year)
    blocks: list[str | Table] = [f"^{title}", preamble]
    for heading, tables in form_tables(form, printed(figures)).items():
        blocks += [heading, *tables]
    return write_pdf(blocks, evolve(style, font_file=FONT)), figures


def pages_of(data: bytes, dpi: int = 150) -> list[Image.Image]:
    """The pages of a PDF as grey images."""
    document = pypdfium2.PdfDocument(data)
    pages = [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]
    document.close()
    return pages


def as_scan(pages: Sequence[Image.Image], dpi: int = 150) -> bytes:
    """A PDF of page images."""
    buffer = io.BytesIO()
    first, *rest = [page.convert("RGB") for page in pages]
    first.save(buffer, "PDF", save_all=True, append_images=rest, resolution=dpi)
    return buffer.getvalue()


def stamped(page: Image.Image, colour: tuple[int, int, int] = (220, 40, 40)) -> Image.Image:
    """The page with the ring and the star of a round seal in its middle, over what is printed."""
    page = page.convert("RGB")
    seal = Image.new("RGB", page.size, (255, 255, 255))
    draw = ImageDraw.Draw(seal)
    x, y, radius = page.width // 2, page.height // 2, page.width // 8
    draw.ellipse(
        (x - radius, y - radius, x + radius, y + radius), outline=colour, width=max(3, page.width // 150)
    )
    draw.regular_polygon((x, y, radius // 4), 5, fill=colour)
    return ImageChops.multiply(page, seal)


def grained(page: Image.Image, strength: float = 12.0) -> Image.Image:
    """The page with the grain of a scanner."""
    pixels = numpy.asarray(page.convert("L")).astype(float)
    pixels += numpy.random.default_rng(3).normal(0, strength, pixels.shape)
    return Image.fromarray(pixels.clip(0, 255).astype(numpy.uint8))


def dusty(page: Image.Image, share: float = 0.002) -> Image.Image:
    """The page with black specks."""
    pixels = numpy.asarray(page.convert("L")).copy()
    pixels[numpy.random.default_rng(3).random(pixels.shape) < share] = 0
    return Image.fromarray(pixels)
