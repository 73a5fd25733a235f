"""Workbooks in the XML of Excel 2003: the same sheets as those of xlsx, with merged cells and drawn lines."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from lxml import etree

from ...document import Document
from ...errors import UnreadableSource
from ...language import phrase
from ...limits import Limits
from ..package import parse_xml
from .formats import FormatError, named_format, printed_number
from .read import document_of, print_value
from .rows import Sheet

__all__ = ["read_excel_xml"]

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_X = "{urn:schemas-microsoft-com:office:excel}"
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_LARGEST = 1e300
_EDGES = frozenset({"Left", "Right", "Top"})


def read_excel_xml(data: bytes, *, source: str | None, limits: Limits) -> Document:
    """Read a workbook in the XML of Excel 2003. Raises as `read_sheet` does; no extra is needed."""
    root = parse_xml(data, part="the file", source=source, limits=limits)
    framed = _framed_styles(root)
    sheets: list[Sheet] = []
    hidden: list[str] = []
    for worksheet in root.iterchildren(f"{_SS}Worksheet"):
        name = worksheet.get(f"{_SS}Name", "")
        visible = worksheet.findtext(f"{_X}WorksheetOptions/{_X}Visible") or "SheetVisible"
        if visible.strip() != "SheetVisible":
            hidden.append(name)
            continue
        sheets.append(_read_worksheet(worksheet, name, framed, _formats(root), source))
    notices = [phrase("left out: hidden sheet {name}", name=name).both for name in hidden]
    return document_of(sheets, notices, source=source, limits=limits)


def _framed_styles(root: etree._Element) -> frozenset[str]:
    """The styles that draw a line at a side of the cell or above it."""
    found = set()
    for style in root.iterfind(f"{_SS}Styles/{_SS}Style"):
        borders = style.iterfind(f"{_SS}Borders/{_SS}Border")
        if any(border.get(f"{_SS}Position") in _EDGES and _is_drawn(border) for border in borders):
            found.add(style.get(f"{_SS}ID", ""))
    return frozenset(found)


def _formats(root: etree._Element) -> dict[str, str]:
    """The number formats of the styles that have one."""
    found = {}
    for style in root.iterfind(f"{_SS}Styles/{_SS}Style"):
        shape = style.find(f"{_SS}NumberFormat")
        if shape is not None and (code := named_format(shape.get(f"{_SS}Format", ""))):
            found[style.get(f"{_SS}ID", "")] = code
    return found


def _is_drawn(border: etree._Element) -> bool:
    return border.get(f"{_SS}LineStyle", "None") != "None"


def _read_worksheet(
    worksheet: etree._Element,
    name: str,
    framed_styles: frozenset[str],
    formats: Mapping[str, str],
    source: str | None,
) -> Sheet:
    texts: dict[int, dict[int, str]] = {}
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    framed: set[tuple[int, int]] = set()
    row_number = -1
    for row in worksheet.iterfind(f"{_SS}Table/{_SS}Row"):
        row_number = _number(row, "Index", row_number + 2, _MOST_ROWS, source) - 1
        column = -1
        for cell in row.iterchildren(f"{_SS}Cell"):
            column = _number(cell, "Index", column + 2, _MOST_COLUMNS, source) - 1
            across = _number(cell, "MergeAcross", 0, _MOST_COLUMNS, source)
            down = _number(cell, "MergeDown", 0, _MOST_ROWS, source)
            if across or down:
                merged[row_number, column] = (row_number + down, column + across)
            if text := _text_of(cell, formats.get(cell.get(f"{_SS}StyleID", ""), "")):
                texts.setdefault(row_number, {})[column] = text
            if cell.get(f"{_SS}StyleID") in framed_styles:
                framed.add((row_number, column))
            column += across
    last_row = max(texts, default=-1)
    last_column = max((column for found in texts.values() for column in found), default=-1)
    clipped = {
        (top, left): (min(bottom, last_row), min(right, last_column))
        for (top, left), (bottom, right) in merged.items()
        if top <= last_row and left <= last_column
    }
    return Sheet(name=name, texts=texts, merged=clipped, framed=frozenset(framed))


def _number(element: etree._Element, name: str, usual: int, most: int, source: str | None) -> int:
    """A count that an element gives, or `usual` where it gives none."""
    said = element.get(_SS + name)
    if said is None:
        return usual
    if not said.isdecimal() or not said.isascii() or not int(said[:9]) <= most:
        raise UnreadableSource(
            phrase("a cell's {name} is {said}, which no sheet has", name=name, said=said[:20]), source=source
        )
    return int(said)


def _text_of(cell: etree._Element, code: str) -> str:
    """What a cell shows."""
    data = cell.find(f"{_SS}Data")
    if data is None:
        return ""
    text = "".join(str(piece) for piece in data.itertext())
    if data.get(f"{_SS}Type") == "Number":
        try:
            value = float(text)
        except ValueError:
            return text.strip()
        if abs(value) >= _LARGEST:
            return text.strip()
        with suppress(FormatError):
            shown = printed_number(value, code)
            return print_value(value) if shown is None else shown
        return print_value(value)
    return print_value(text)
