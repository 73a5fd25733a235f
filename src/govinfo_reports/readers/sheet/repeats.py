"""How often the rows and cells of an ODS sheet stand there, as its elements say, and how much they come
to."""

from __future__ import annotations

from lxml import etree

from ..docx.names import to_number
from .clean import size_error

__all__ = ["reach_of_row", "repeats", "usual_styles"]

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_MOST_QUOTED = 20
_MOST_REPEATED = 2**31


def repeats(element: etree._Element, name: str, source: str | None) -> int:
    """What an element says of how often it stands there, at least 1. Raises UnreadableSource for what no
    program writes."""
    most = 1
    for key, value in element.items():
        if etree.QName(key).localname == name:
            digits = str(value).strip().lstrip("+")
            if len(digits) > _MOST_QUOTED or (digits.isdecimal() and int(digits) >= _MOST_REPEATED):
                raise size_error(f"{name} {digits[:_MOST_QUOTED]}", source)
            most = max(most, int(digits) if digits.isdecimal() else 1)
    return most


def reach_of_row(row: etree._Element, source: str | None) -> tuple[int, int]:
    """How many cells the reader of values makes of a row, and of how many characters: an empty one is made
    when another follows."""
    width = waiting = characters = 0
    for cell in row.iter("{*}table-cell", "{*}covered-table-cell"):
        repeated = repeats(cell, "number-columns-repeated", source)
        width += waiting
        length = sum(repeats(blanks, "c", source) for blanks in cell.iter("{*}s"))
        if len(cell) or cell.text or len(cell.attrib) > 2:
            length += 1 + sum(map(len, cell.itertext())) + sum(len(str(value)) for value in cell.values())
        characters += length * repeated
        waiting = repeated
        if length:
            width, waiting = width + repeated, 0
    return width, characters


def usual_styles(table: etree._Element) -> list[tuple[int, str | None]]:
    """The style of a sheet's cells that name none, with the last column (from 0) that has it."""
    found: list[tuple[int, str | None]] = []
    end = 0
    for column in table.iter(f"{_TABLE}table-column"):
        end += max(1, to_number(column.get(f"{_TABLE}number-columns-repeated"), 1))
        found.append((end - 1, column.get(f"{_TABLE}default-cell-style-name")))
    return found
