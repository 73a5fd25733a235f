"""Ruled PDFs of whole reports in all forms, their figures known, and what scanners and cameras make of their
pages."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy
import pypdfium2
from attrs import evolve
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from figures import Figure, clean_figures
from govinfo_reports.document import Table
from govinfo_reports.indicators import Form
from grids import form_tables, printed
from whole_reports import head_of
from writers_pdf import PdfStyle, write_pdf
from writers_unruled import PATHS, page_of

__all__ = [
    "FONT",
    "STYLES",
    "as_scan",
    "dusty",
    "grained",
    "pages_of",
    "photographed",
    "ruled_report",
    "shaded",
    "stamped",
    "unruled_report",
]

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


def unruled_report(form: Form, seed: int = 0) -> tuple[bytes, dict[str, Figure]]:
    """The PDF of a report with its tables three and four without ruling lines, and their figures by path."""
    made = page_of(form, seed, "ordinary", FONT)
    assert made is not None
    data, figures = made
    return data, {path: value for path, value in figures.items() if path.startswith(PATHS)}


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


def shaded(page: Image.Image, last: float = 0.6) -> Image.Image:
    """The page with a shadow that grows to its right edge."""
    pixels = numpy.asarray(page).astype(float) * numpy.linspace(1, last, page.width)[None, :]
    return Image.fromarray(pixels.astype(numpy.uint8))


def photographed(
    page: Image.Image, tilt: float = 0.06, turn: float = 2.0, *, is_whole: bool = True
) -> Image.Image:
    """The page as a camera sees it that is held aslant: on a dark table, or (not `is_whole`) filling the
    picture."""
    width, height = page.size
    margin = round(0.08 * width) if is_whole else 0
    canvas = Image.new("L", (width + 2 * margin, height + 2 * margin), 60 if is_whole else 250)
    canvas.paste(page.convert("L"), (margin, margin))
    wide, high = canvas.size
    corners = [(0.0, 0.0), (wide, 0.0), (wide, high), (0.0, high)]
    seen = [(-tilt * wide, 0.0), (wide * (1 + tilt), 0.0), (wide, high * (1 + tilt / 2)), (0.0, high)]
    rows, values = [], []
    for (x, y), (u, v) in zip(corners, seen, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    found = numpy.linalg.solve(numpy.array(rows, float), numpy.array(values, float))
    fill = 60 if is_whole else 250
    seen_page = canvas.transform(
        canvas.size,
        Image.Transform.PERSPECTIVE,
        [float(one) for one in found],
        Image.Resampling.BICUBIC,
        fillcolor=fill,
    )
    seen_page = seen_page.rotate(turn, Image.Resampling.BICUBIC, fillcolor=fill)
    return shaded(seen_page.filter(ImageFilter.GaussianBlur(0.4)), 0.8)
