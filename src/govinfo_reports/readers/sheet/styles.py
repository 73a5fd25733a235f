"""What the styles of a workbook's cells say: which draw a line at a side of the cell or above it (one below
alone may be the upper edge of the table under a title), and which strike out, in whole or in part: what is
left of those is what they say."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator

from attrs import frozen
from lxml import etree

from ..docx.names import to_number
from ..odt.styles import STYLE

__all__ = ["Strikes", "draws_frame", "framed_ods_styles", "framed_xlsx_styles", "strikes_of"]

_OFF = frozenset({"0", "false", "off"})
_XLSX_EDGES = ("left", "start", "right", "end", "top")
_ODS_EDGES = ("border", "border-left", "border-right", "border-top")
_FORMATTING = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_NEW_XF = 20  # bytes of a cell format since Excel 97
_LEFT_RIGHT_TOP = 0x0FFF


@frozen(kw_only=True)
class Strikes:
    """The cell formats of a workbook that strike out (the numbers that cells name them with, `s`), and its
    shared strings."""

    formats: frozenset[str] = frozenset()
    strings: tuple[etree._Element, ...] = ()

    def left_of(
        self, sheet: etree._Element, place_of: Callable[[str], tuple[int, int] | None]
    ) -> Iterator[tuple[tuple[int, int], str]]:
        """The cells with something struck out, by row and column, each with the text that is left of it (""
        for none)."""
        for cell in sheet.iter("{*}c"):
            value, item = cell.find("{*}v"), cell.find("{*}is")
            if item is None and value is not None and cell.get("t") == "s":
                number = to_number((value.text or "").strip(), -1)
                item = self.strings[number] if 0 <= number < len(self.strings) else None
            is_struck = cell.get("s", "0") in self.formats
            if not is_struck and (item is None or not _strikes(item)):
                continue
            place = place_of(cell.get("r", ""))
            if place is not None and (value is not None or item is not None):
                yield place, "" if item is None else _left(item, is_struck=is_struck)


def strikes_of(styles: etree._Element | None, shared: etree._Element | None) -> Strikes:
    """What strikes out in a workbook, by its parts of styles and of shared strings (None for parts that it
    does not have)."""
    struck: set[str] = set()
    forms: list[etree._Element] = []
    if styles is not None:
        fonts = enumerate(styles.iterfind("{*}fonts/{*}font"))
        struck = {str(number) for number, font in fonts if _is_on(font.find("{*}strike"))}
        forms = styles.findall("{*}cellXfs/{*}xf")
    return Strikes(
        formats=frozenset(
            str(number) for number, form in enumerate(forms) if form.get("fontId", "0") in struck
        ),
        strings=() if shared is None else tuple(shared.iterchildren("{*}si")),
    )


def _is_on(mark: etree._Element | None) -> bool:
    return mark is not None and mark.get("val", "1") not in _OFF


def _strikes(item: etree._Element) -> bool:
    return any(_is_on(mark) for mark in item.iterfind("{*}r/{*}rPr/{*}strike"))


def _left(item: etree._Element, *, is_struck: bool) -> str:
    """The text of the runs that are not struck out; one without a look of its own has that of its cell."""
    left: list[str] = []
    for run in item.iterchildren("{*}r"):
        look = run.find("{*}rPr")
        if not (is_struck if look is None else _is_on(look.find("{*}strike"))):
            left += [piece.text or "" for piece in run.iterchildren("{*}t")]
    return "".join(left).strip()


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
        str(properties.getparent().get(f"{STYLE}name"))  # type: ignore[union-attr]
        for properties in content.iter(f"{STYLE}table-cell-properties")
        if any(properties.get(f"{_FORMATTING}{edge}", "none") != "none" for edge in _ODS_EDGES)
    )


def draws_frame(stream: bytes, at: int, size: int) -> bool:
    """Whether a cell format of an old workbook, by its record, draws such a line; False in those before
    Excel 97."""
    return size >= _NEW_XF and bool(struct.unpack_from("<H", stream, at + 10)[0] & _LEFT_RIGHT_TOP)
