"""A page's elements -> its lines and tables in reading order, as a browser would show them."""

from __future__ import annotations

from attrs import define, field
from lxml import etree

from .grid import MAX_COLSPAN, MAX_ROWSPAN, RawCell, RowGroup, settle
from .lines import HtmlLine, MarkedRegion, Sink, tidy
from .numbering import DIGITS, ListNumbering, has_number, numbering_of

__all__ = ["HIDDEN_TAG", "INLINE_TAGS", "TooDeepError", "Walker"]

HIDDEN_TAG = "x-hidden"
"""What hidden elements are renamed to before the walk."""
INLINE_TAGS = (
    "span", "font", "b", "strong", "u", "i", "em", "o:p", "sup", "sub", "small", "big", "s", "ins", "label",
    "tt", "code", "abbr"
)  # fmt: skip
"""Elements that only dress their text; they are dissolved before the walk. Others that it does not know are
treated alike."""


class TooDeepError(Exception):
    """Elements are nested deeper than was allowed."""


# Plain numbers: looking up the members of an enumeration took a fifth of the walk.
(
    _INLINE,
    _BLOCK,
    _BREAK,
    _LINK,
    _REGION,
    _TABLE,
    _SKIP,
    _HIDDEN,
    _IMAGE,
    _HEADING,
    _ITEM,
    _LIST,
    _PRE,
    _SECTION,
    _ROW,
    _CELL,
    _CAPTION,
    _COLUMNS,
) = range(18)

_KINDS: dict[object, int] = {
    tag: kind
    for kind, tags in (
        (_BLOCK, "p dl dt dd blockquote center address hr fieldset legend figure figcaption marquee details "
            "summary menu dir head html"),
        (_BREAK, "br"),
        (_LINK, "a"),
        (_REGION, "div section article main header footer nav aside form body"),
        (_TABLE, "table"),
        (_SKIP, "script style noscript template svg select option button input textarea iframe object embed "
            "applet audio video canvas "
                     "title meta link base frameset frame noframes map datalist math xml rt rp rtc"),
        (_HIDDEN, HIDDEN_TAG),
        (_IMAGE, "img"),
        (_HEADING, "h1 h2 h3 h4 h5 h6"),
        (_ITEM, "li"),
        (_LIST, "ul ol"),
        (_PRE, "pre listing xmp"),
        (_SECTION, "tbody thead tfoot"),
        (_ROW, "tr"),
        (_CELL, "td th"),
        (_CAPTION, "caption"),
        (_COLUMNS, "colgroup col"),
    )
    for tag in tags.split()
}  # fmt: skip
_TABLE_PARTS = frozenset({_SECTION, _ROW, _CELL})

_NEVER_TEXT = frozenset({"script", "style", "title", "svg", "math", "xml"})
_SWALLOWED = 300
_LINK_TEXT = 120
_LINK_LINES = 3
"""A link of more characters, or around more lines, is an unclosed tag rather than a link."""


@define
class Walker:
    """Gathers the items of a page. `max_depth` elements may be nested, `max_cells` table cells counted with
    their spans.

    `images`, `hidden` and `cells` say how many images, characters of hidden text and table cells were met.
    """

    max_depth: int
    max_cells: int
    sink: Sink = field(factory=Sink)
    images: int = 0
    hidden: int = 0
    cells: int = 0
    _buffer: list[str] = field(factory=list)
    _link_from: int = -1
    """Where in the buffer the link begins that is open, else -1."""
    _link_chars: int = 0
    _link_room: int = 0
    _level: int | None = None
    _prefix: str = ""
    _lists: list[ListNumbering | None] = field(factory=list)
    _pre: bool = False

    def walk(self, root: etree._Element) -> Sink:
        """The items under `root`. Raises TooDeepError or TooManyCellsError."""
        self._flow(root, 0)
        self._flush()
        return self.sink

    def _flush(self) -> None:
        """End the line."""
        buffer = self._buffer
        if not buffer:
            return
        if self._link_from >= 0:
            self._count_link()
            self._link_from = 0
        text = buffer[0] if len(buffer) == 1 else "".join(buffer)
        buffer.clear()
        link, self._link_chars = self._link_chars, 0
        lines = [tidy(line) for line in text.split("\n")] if self._pre else [tidy(text)]
        for line in lines:
            if not line:
                continue
            if self._prefix:
                if link * 2 <= len(line) and not has_number(line):
                    line = self._prefix + line
                self._prefix = ""
            self.sink.items.append(HtmlLine(line, min(link, len(line)), self._level))

    def _count_link(self) -> None:
        """Add the open link's text so far; of a link that never ends only the beginning counts."""
        chars = min(sum(len(piece.strip()) for piece in self._buffer[self._link_from :]), self._link_room)
        self._link_chars += chars
        self._link_room -= chars

    def _flow(self, element: etree._Element, depth: int) -> None:
        """Gather what an element holds, its own text first."""
        if depth > self.max_depth:
            raise TooDeepError
        buffer = self._buffer
        text = element.text
        if text:
            buffer.append(text)
        orphans: list[etree._Element] = []
        for child in element:
            kind = _KINDS.get(child.tag, _INLINE)
            if orphans and kind not in _TABLE_PARTS:
                self._orphans(orphans, depth)
                orphans = []
            if kind == _BLOCK:
                self._flush()
                self._flow(child, depth + 1)
                self._flush()
            elif kind == _BREAK:
                self._flush()
            elif kind == _INLINE:
                self._flow(child, depth + 1)
            elif kind == _TABLE:
                self._table(child, depth + 1)
            elif kind == _REGION:  # here and not below, to spare the stack
                self._region(child, kind, depth + 1)
            elif kind in _TABLE_PARTS:  # rows of a table whose own tag is lost
                orphans.append(child)
            else:
                self._other(child, kind, depth + 1)
            tail = child.tail
            if tail:
                if orphans and tail.strip():
                    self._orphans(orphans, depth)
                    orphans = []
                buffer.append(tail)
        if orphans:
            self._orphans(orphans, depth)

    def _other(self, child: etree._Element, kind: int, depth: int) -> None:
        """The elements that are met less often."""
        if kind == _LINK:
            self._link(child, depth)
        elif kind in (_REGION, _LIST):
            self._region(child, kind, depth)
        elif kind == _IMAGE:
            self.images += 1
        elif kind == _SKIP:
            self._skip(child, depth)
        elif kind == _HIDDEN:
            self.hidden += len("".join(etree.ElementTextIterator(child)).strip())
        elif kind == _HEADING:
            self._flush()
            outer, self._level = self._level, int(str(child.tag)[1])
            self._flow(child, depth)
            self._flush()
            self._level = outer
        elif kind == _ITEM:
            self._item(child, depth)
        elif kind == _PRE:
            self._flush()
            was, self._pre = self._pre, True
            self._flow(child, depth)
            self._flush()
            self._pre = was
        elif kind == _CAPTION:
            self._flush()
            self._flow(child, depth)
            self._flush()

    def _skip(self, child: etree._Element, depth: int) -> None:
        """Pass by what is not shown, unless it has swallowed a part of the page (a tag that is never
        closed)."""
        if not len(child) or child.tag in _NEVER_TEXT:
            return
        chars = len("".join(etree.ElementTextIterator(child)).strip())
        if chars > _SWALLOWED and next(child.iter("p", "table"), None) is not None:
            self._flush()
            self._flow(child, depth)
            self._flush()
        else:
            self.hidden += chars

    def _link(self, link: etree._Element, depth: int) -> None:
        target = link.get("href")
        if self._link_from >= 0 or not target or target.lstrip().startswith("#"):
            self._flow(link, depth)
            return
        sink = self.sink
        start = len(sink.items)
        self._link_from = len(self._buffer)
        self._link_room = _LINK_TEXT
        self._flow(link, depth)
        self._count_link()
        self._link_from = -1
        swallowed = sink.items[start:]
        if len(swallowed) > _LINK_LINES or any(not isinstance(item, HtmlLine) for item in swallowed):
            for item in swallowed:
                if isinstance(item, HtmlLine):
                    item.link = 0

    def _region(self, region: etree._Element, kind: int, depth: int) -> None:
        self._flush()
        items = self.sink.items
        start = len(items)
        if kind == _LIST:
            self._lists.append(numbering_of(region) if region.tag == "ol" else None)
            self._flow(region, depth)
            self._flush()
            self._lists.pop()
        else:
            self._flow(region, depth)
            self._flush()
        if len(items) > start:
            marks = f"{region.tag} {region.get('id', '')} {region.get('class', '')}".lower()
            self.sink.regions.append(MarkedRegion(start, len(items), marks))

    def _item(self, item: etree._Element, depth: int) -> None:
        self._flush()
        numbering = self._lists[-1] if self._lists else None
        if numbering is not None:
            value = DIGITS.match(item.get("value", ""))
            self._prefix = numbering.count(int(value[1]) if value else None)
        self._flow(item, depth)
        self._flush()
        self._prefix = ""

    def _table(self, table: etree._Element, depth: int) -> None:
        self._flush()
        sections = [RowGroup("tbody", [])]
        self._rows(table, depth, sections)
        self._settle(sections)

    def _orphans(self, parts: list[etree._Element], depth: int) -> None:
        """Rows and cells outside of any table are read as one; glued together their figures would be
        false."""
        self._flush()
        sections = [RowGroup("tbody", [])]
        loose: list[RawCell] = []
        for part in parts:
            self._part(part, _KINDS[part.tag], depth, sections, loose)
        self._settle(sections)

    def _settle(self, sections: list[RowGroup]) -> None:
        found, count = settle(sections, room=self.max_cells - self.cells)
        self.cells += count
        self.sink.take_over(found)

    def _rows(self, element: etree._Element, depth: int, sections: list[RowGroup]) -> None:
        """Gather the rows under a table or what wraps its rows; text outside of cells comes before the
        table."""
        if depth > self.max_depth:
            raise TooDeepError
        loose: list[RawCell] = []
        if element.text and not element.text.isspace():
            self._buffer.append(element.text)
        for child in element:
            kind = _KINDS.get(child.tag, _INLINE)
            if kind in _TABLE_PARTS:
                self._part(child, kind, depth, sections, loose)
            elif kind == _TABLE:
                self._table(child, depth + 1)
            elif kind in (_INLINE, _BLOCK, _REGION) and next(child.iter("tr", "td", "th"), None) is not None:
                self._rows(child, depth + 1, sections)
            elif kind in (_INLINE, _BLOCK):
                self._flow(child, depth + 1)
            elif kind != _COLUMNS:
                self._other(child, kind, depth + 1)
            tail = child.tail
            if tail and not tail.isspace():
                self._buffer.append(tail)
        self._flush()

    def _part(
        self, part: etree._Element, kind: int, depth: int, sections: list[RowGroup], loose: list[RawCell]
    ) -> None:
        """Add a section, a row or a cell to the table; cells without a row make a row of their own."""
        if kind == _SECTION:
            loose.clear()
            sections.append(RowGroup(str(part.tag), []))
            self._rows(part, depth + 1, sections)
            sections.append(RowGroup("tbody", []))
        elif kind == _ROW:
            loose.clear()
            row: list[RawCell] = []
            sections[-1].rows.append(row)
            self._cells(part, depth + 1, row)
        else:
            cell = self._cell(part, depth + 1)
            if loose:
                sections[-1].rows[-1].append(cell)
            else:
                sections[-1].rows.append([cell])
            loose.append(cell)

    def _cells(self, row: etree._Element, depth: int, cells: list[RawCell]) -> None:
        if row.text and not row.text.isspace():
            self._buffer.append(row.text)
        for child in row:
            kind = _KINDS.get(child.tag, _INLINE)
            if kind == _CELL:
                cells.append(self._cell(child, depth + 1))
            elif kind == _TABLE:
                self._table(child, depth + 1)
            elif kind in (_INLINE, _BLOCK, _REGION) and next(child.iter("td", "th"), None) is not None:
                self._cells(child, depth + 1, cells)
            elif kind in (_INLINE, _BLOCK):
                self._flow(child, depth + 1)
            else:
                self._other(child, kind, depth + 1)
            tail = child.tail
            if tail and not tail.isspace():
                self._buffer.append(tail)

    def _cell(self, element: etree._Element, depth: int) -> RawCell:
        text = _single_line(element)
        if text is not None and self._link_from < 0:
            cell = RawCell(text)
        else:
            self._flush()
            outer, level, prefix, link = self.sink, self._level, self._prefix, self._link_from
            self.sink, self._level, self._prefix = Sink(), None, ""
            self._flow(element, depth)
            self._flush()
            cell = RawCell.of(self.sink)
            self.sink, self._level, self._prefix, self._link_from = outer, level, prefix, link
        rowspan, colspan = element.get("rowspan"), element.get("colspan")
        if rowspan is not None:
            cell.rowspan = _span(rowspan, MAX_ROWSPAN)
        if colspan is not None:
            cell.colspan = _span(colspan, MAX_COLSPAN) or 1
        return cell


def _single_line(cell: etree._Element) -> str | None:
    """The text of a cell that holds nothing but text, or one paragraph of it; nearly all cells are so."""
    count = len(cell)
    if count == 0:
        return tidy(cell.text or "")
    if count > 1:
        return None
    only = cell[0]
    if only.tag != "p" or len(only):
        return None
    before, after = cell.text, only.tail
    if (before and not before.isspace()) or (after and not after.isspace()):
        return None
    return tidy(only.text or "")


def _span(value: str, most: int) -> int:
    found = DIGITS.match(value)
    return 1 if found is None else min(int(found[1]), most)
