"""What a page is made of before it is known which part is the article: lines, tables, pairs, and the regions
they lie in."""

from __future__ import annotations

import re
from typing import TypeAlias

from attrs import Factory, define, frozen

__all__ = ["HtmlLine", "HtmlTable", "Item", "MarkedRegion", "Pair", "Sink", "tidy"]

_BETWEEN_HANZI = re.compile(
    "(?<=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef])[ \t\r\f]*\n[ "
    "\t\r\n\f]*(?=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef])"
)
# Soft hyphens, joiners, direction marks, byte order marks, controls, lone surrogates.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_WORD_REMAINS = re.compile(r"<!--\[(?:if [^\[\]<>]{0,60}|endif)\]-->|<!?\[(?:if [^\[\]<>]{0,60}|endif)\]>")


def tidy(text: str) -> str:
    """Fold blanks as a browser does and drop what has no shape; a line end between two Chinese characters is
    nothing.

    >>> tidy(" 共受理\\xa0\\u200b12 件\\u3000\\n")
    '共受理 12 件'
    """
    text = text.strip()
    if text.isalnum():
        return text
    if "\n" in text:
        text = _BETWEEN_HANZI.sub("", text)
    if not text.isprintable():
        # U+E5E5 is the blank of GBK's private area
        text = _INVISIBLE.sub("", text).replace("\ue5e5", " ")
    if "[endif]" in text:
        text = _WORD_REMAINS.sub("", text)
    return " ".join(text.split())


@define
class HtmlLine:
    """One line of text. `link` is how many of its characters are links, `level` 1-6 in a heading."""

    text: str
    link: int = 0
    level: int | None = None


@frozen
class Pair:
    """A name and its value out of a metadata table: 索引号, 发布机构."""

    name: str
    value: str


@frozen
class HtmlTable:
    """A data table: its cells as (text, row, column, rowspan, colspan), and how many of them are `filled`."""

    cells: list[tuple[str, int, int, int, int]]
    filled: int

    def as_text(self) -> str:
        """The rows one a line, for a table that stands inside another table's cell."""
        rows: dict[int, list[str]] = {}
        for text, row, _, _, _ in self.cells:
            rows.setdefault(row, []).append(text.replace("\n", " "))
        return "\n".join(" ".join(filter(None, texts)) for texts in rows.values())


Item: TypeAlias = HtmlLine | HtmlTable | Pair


@frozen
class MarkedRegion:
    """The items from `start` up to `end` lie in one element whose class and id say `marks`."""

    start: int
    end: int
    marks: str


@define
class Sink:
    """Where items are gathered, and the regions found among them."""

    items: list[Item] = Factory(list)
    regions: list[MarkedRegion] = Factory(list)

    def take_over(self, other: Sink) -> None:
        """Append another's items, its regions moved along."""
        offset = len(self.items)
        self.items += other.items
        self.regions += [
            MarkedRegion(region.start + offset, region.end + offset, region.marks) for region in other.regions
        ]
