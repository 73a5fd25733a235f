"""Which cell styles of a workbook draw a line at a side of the cell or above it.

A line below alone is left out: it may be the upper edge of the table under a title.
"""

from __future__ import annotations

import struct

from lxml import etree

__all__ = ["draws_frame", "framed_ods_styles", "framed_xlsx_styles"]

_XLSX_EDGES = ("left", "start", "right", "end", "top")
_ODS_EDGES = ("border", "border-left", "border-right", "border-top")
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FORMATTING = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_NEW_XF = 20  # bytes of a cell format since Excel 97
_LEFT_RIGHT_TOP = 0x0FFF


def framed_xlsx_styles(styles: etree._Element | None) -> frozenset[str]:
    """The cell formats, by the number that cells name them with (`s`)."""
    formats = None if styles is None else styles.find("{*}cellXfs")
    if styles is None or formats is None:
        return frozenset()
    framed = {
        str(number)
        for number, border in enumerate(styles.iterfind("{*}borders/{*}border"))
        if any(
            edge.get("style", "none") != "none"
            for name in _XLSX_EDGES
            for edge in border.iterfind(f"{{*}}{name}")
        )
    }
    return frozenset(
        str(number) for number, form in enumerate(formats.iterfind("{*}xf")) if form.get("borderId") in framed
    )


def framed_ods_styles(content: etree._Element) -> frozenset[str]:
    """The names of the cell styles that a sheet's content defines."""
    return frozenset(
        str(properties.getparent().get(f"{_STYLE}name"))  # type: ignore[union-attr]
        for properties in content.iter(f"{_STYLE}table-cell-properties")
        if any(properties.get(f"{_FORMATTING}{edge}", "none") != "none" for edge in _ODS_EDGES)
    )


def draws_frame(stream: bytes, at: int, size: int) -> bool:
    """Whether a cell format of an old workbook, by its record, draws such a line; False in those before
    Excel 97."""
    return size >= _NEW_XF and bool(struct.unpack_from("<H", stream, at + 10)[0] & _LEFT_RIGHT_TOP)
