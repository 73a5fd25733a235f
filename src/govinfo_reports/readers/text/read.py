"""Text -> Document: lines, tables typed with pipes or tabs, one cell a line, or aligned with blanks."""

from __future__ import annotations

from ...document import Container, Document, Table
from ...errors import UnreadableSource
from ...language import phrase
from ...limits import Limits
from ...patterns import late
from ..bounds import CellCount, require_bounded
from ..common.dash_ruled import FILLER, without_fillers
from ..common.lone_rows import with_blank_cell
from .blank_lines import blank_cell_lines
from .in_place import in_place, with_lines
from .inline_markup import (
    without_image_text,
    without_inline_markup,
    without_line_numbers,
    without_quote_signs,
)
from .outlines import outlines_of, without_bullet
from .pages import lone_page_numbers, page_starts, without_page_furniture, without_page_number
from .pipes import LONG_RUN, textile_in_markup, without_loose_pipes
from .shapes import TextLines, found_at
from .torn_totals import with_whole_totals
from .wide_blanks import with_tabs
from .wrapped import join_wrapped

__all__ = ["text_document"]

_LINE_BREAK = late(r"\r\n|[\n\r\u2028\u2029\x0b\x0c\x85]")
_OTHER_BREAKS = "\r\u2028\u2029\x0b\x0c\x85"
_CONTROL = late(r"[\x00-\x08\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_LONGEST_ROW = 100
_LEAST_LOOKED_AT = 10_000


def text_document(text: str, *, source: str | None, limits: Limits) -> Document:
    """The Document of a string."""
    if not text.strip():
        raise UnreadableSource(phrase("the source is empty"), source=source)
    if text.count("\x00") * 20 > len(text):
        raise UnreadableSource(phrase("the bytes are not text"), source=source)
    CellCount(source, limits).add(_least_cells(text))  # before they are made: each takes far more memory
    text = without_line_numbers(without_quote_signs(text))
    order = in_place(split := _lines(text))
    if order is not None:
        text = "\n".join(split[at] for at in order)
    marked_off = without_page_furniture(without_inline_markup(text))
    require_bounded(marked_off, source=source, limits=limits)
    lines = _lines(marked_off)
    blank = blank_cell_lines(lines)
    lines = [line.replace("\xa0", " ") for line in lines]
    if _CONTROL.search(text):
        lines = [_CONTROL.sub("", line) for line in lines]
    shown = [without_page_number(line) for line in with_tabs(lines)]
    numbered = [at for at, line in enumerate(shown) if not line and lines[at].strip()]
    lines, notices = without_image_text(shown)
    numbers = lone_page_numbers(lines)
    for at in numbers:
        lines[at] = ""
    lines, torn = with_whole_totals(lines)
    pages = sorted({*(at + 1 for at in (*numbers, *numbered)), *page_starts(text, _LINE_BREAK)})
    if FILLER in marked_off:
        lines = without_fillers(lines)
    outlines = outlines_of(marked_off, lines)
    lines = [without_bullet(line) for line in lines]
    if "|" in marked_off:
        lines = without_loose_pipes(textile_in_markup(lines))
    page = TextLines(
        lines=lines,
        blank=blank,
        outlines=outlines,
        pages=pages,
        numbered=numbered,
        source=source,
        limits=limits,
    )
    at = tables = 0
    count = CellCount(source, limits)
    while at < len(lines):
        found, at = found_at(page, at, tables + 1)
        made = [block for block in found if isinstance(block, Table)]
        tables += len(made)
        count.add(sum(len(table.cells) for table in made))
        page.blocks += found
    document = Document(
        blocks=tuple(join_wrapped(page.blocks)),
        container=Container.TEXT,
        source=source,
        notices=notices + torn,
    )
    if order is not None:
        document = with_lines(document, order)
    return with_blank_cell(document) if _is_one_row(text.strip("\r\n ")) else document


def _lines(text: str) -> list[str]:
    return _LINE_BREAK.split(text) if any(map(text.__contains__, _OTHER_BREAKS)) else text.split("\n")


def _is_one_row(text: str) -> bool:
    """Whether a text is a label with the border of a blank cell behind it, and nothing else."""
    if len(text) > _LONGEST_ROW or "\n" in text or "\r" in text:
        return False
    label = text.rstrip(" \t|｜")
    behind = text[len(label) :]
    return not any(map(label.__contains__, "\t|｜")) and (behind.strip() in {"|", "｜"} or "\t" in behind)


def _least_cells(text: str) -> int:
    """About half the cells that the marks between them make, long runs of empty ones left out."""
    if text.count("|") > _LEAST_LOOKED_AT:
        text = LONG_RUN.sub("|", text)
    return (text.count("|") + text.count("｜") + text.count("\t")) // 2
