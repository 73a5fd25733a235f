"""OpenDocument texts (.odt, and flat .fodt): the article's paragraphs with their automatic numbers, and its
tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve
from lxml import etree

from ...document import Cell, Container, Document, Paragraph, Table
from ...errors import UnreadableSource
from ...language import phrase
from ...limits import Limits
from ...location import Location
from ..bounds import CellCount
from ..package import Package, parse_xml
from .styles import OFFICE, TABLE, TEXT, Numbers, OdtStyles
from .subtables import column_widths, laid_out, rows_of

__all__ = ["read_flat_odt", "read_odt"]

_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_LEFT_OUT = frozenset(
    f"{TEXT}{name}"
    for name in (
        "tracked-changes",
        "ruby-text",
        "hidden-paragraph",
        "sequence-decls",
        "note-citation",
    )
) | {f"{OFFICE}annotation", f"{OFFICE}annotation-end", f"{OFFICE}forms"}
_CONTENTS = frozenset(
    f"{TEXT}{name}"
    for name in ("table-of-content", "illustration-index", "alphabetical-index", "table-index")
)
_PICTURES = frozenset({f"{_DRAW}image", f"{_DRAW}object", f"{_DRAW}object-ole"})
_MOST_SPAN = 65_534
_MOST_COLUMNS = 1_000
_MOST_BLANKS = 1_000


def read_odt(data: bytes, *, source: str | None, limits: Limits) -> Document:
    """Read an .odt file. Deleted and struck-out text, comments and headers are left out, notes stand after
    the article.

    `line` of a location counts the paragraphs that hold text, outside tables. Raises `UnreadableSource` for
    a file that is damaged, encrypted or without text, `LimitExceeded` for one beyond the limits.
    """
    package = Package(data, source=source, limits=limits)
    manifest = package.read_xml("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter(f"{_MANIFEST}encryption-data"), None) is not None:
        raise UnreadableSource(phrase("the file is encrypted: save it without a password"), source=source)
    content = package.read_xml("content.xml")
    if content is None:
        raise UnreadableSource(phrase("the zip holds no document"), source=source)
    roots = [root for name in ("styles.xml", "meta.xml") if (root := package.read_xml(name)) is not None]
    return _read(content, [*roots, content], source, limits)


def read_flat_odt(data: bytes, *, source: str | None, limits: Limits) -> Document:
    """Read a document written as one XML (.fodt). Raises as `read_odt` does."""
    root = parse_xml(data, part="the file", source=source, limits=limits)
    return _read(root, [root], source, limits)


def _read(
    content: etree._Element, roots: list[etree._Element], source: str | None, limits: Limits
) -> Document:
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise UnreadableSource(
            phrase("the file is an OpenDocument file, but holds no text document"), source=source
        )
    styles = OdtStyles(roots)
    article = _Article(styles, column_widths(roots), source, limits)
    article.add(body)
    titles = [title for root in roots for title in root.iter(f"{_DC}title")]
    return article.finish("".join(map(str, titles[0].itertext())).strip() if titles else "")


class _Article:
    """What has been read so far, and the counters of paragraphs, tables and cells."""

    def __init__(
        self, styles: OdtStyles, widths: Mapping[str, int], source: str | None, limits: Limits
    ) -> None:
        self._styles, self._widths, self._source = styles, widths, source
        self._count = CellCount(source, limits)
        self._numbers = Numbers(styles)
        self._blocks: list[Paragraph | Table] = []
        self._notes: list[etree._Element] = []
        self._lines = self._tables = self._pictures = self._contents = self._struck = 0

    def add(self, parent: etree._Element) -> None:
        """Append the blocks of a body, a section or a note in their order."""
        for element in parent.iterchildren(etree.Element):
            if element.tag in (f"{TEXT}p", f"{TEXT}h"):
                self._add_paragraph(element)
            elif element.tag == f"{TABLE}table":
                self._add_table(element)
            elif element.tag == f"{TEXT}list":
                self._add_list(element)
            elif element.tag in _CONTENTS:
                self._contents += sum(1 for _ in element.iter(f"{TEXT}p"))
            elif element.tag in _PICTURES:
                self._pictures += 1
            elif element.tag not in _LEFT_OUT and not self._styles.is_hidden(element):
                self.add(element)

    def finish(self, title: str) -> Document:
        """The document, with its notes after the article."""
        notes, self._notes = self._notes, []
        for note in notes:
            self.add(note)
        if not self._blocks:
            raise UnreadableSource(phrase("the document holds no text"), source=self._source)
        notices = []
        if self._pictures:
            notices.append(phrase("not read: {pictures} pictures", pictures=self._pictures).both)
        if self._struck:
            notices.append(phrase("not read: {struck} struck-out passages", struck=self._struck).both)
        if self._contents:
            notices.append(
                phrase("left out: table of contents ({contents} lines)", contents=self._contents).both
            )
        furniture = (Paragraph(text=f"标题：{title}", location=Location()),) if title else ()
        return Document(
            blocks=tuple(self._blocks),
            container=Container.ODT,
            source=self._source,
            furniture=furniture,
            notices=tuple(notices),
        )

    def _add_list(self, element: etree._Element) -> None:
        for child, label in self._list_items(element, 1, None):
            if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                self._add_paragraph(child, label)
            else:
                self._add_other(child)

    def _list_items(
        self, element: etree._Element, level: int, style: str | None
    ) -> Iterator[tuple[etree._Element, str]]:
        """What stands in a list and the lists in it, each with the label before it: "" behind the first
        paragraph of an item."""
        style = element.get(f"{TEXT}style-name") or style
        if element.get(f"{TEXT}continue-numbering") != "true" and not element.get(f"{TEXT}continue-list"):
            self._numbers.restart(style, level)
        for item in element.iterchildren(f"{TEXT}list-item", f"{TEXT}list-header"):
            label = ""
            if item.tag == f"{TEXT}list-item":
                label = self._numbers.next_label(style, level, item.get(f"{TEXT}start-value"))
            for child in item.iterchildren(etree.Element):
                if child.tag == f"{TEXT}list":
                    yield from self._list_items(child, level + 1, style)
                    continue
                yield child, label
                if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                    label = ""

    def _add_other(self, element: etree._Element) -> None:
        if element.tag == f"{TABLE}table":
            self._add_table(element)
        elif element.tag not in _LEFT_OUT:
            self.add(element)

    def _add_paragraph(self, element: etree._Element, label: str = "") -> None:
        if self._is_left_out(element):
            return
        level = None
        if element.tag == f"{TEXT}h":
            said = element.get(f"{TEXT}outline-level", "1")
            level = int(said) if said in set("123456789") else None
            if not label and level and element.get(f"{TEXT}is-list-header") != "true":
                label = self._numbers.outline_label(level)
        frames: list[etree._Element] = []
        text = self._text(element, frames).strip()
        if text:
            self._lines += 1
            self._blocks.append(
                Paragraph(text=label + text, location=Location(line=self._lines), level=level)
            )
        for frame in frames:
            self.add(frame)

    def _is_left_out(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph is hidden, or struck out as a whole."""
        is_struck = self._styles.is_struck(paragraph) and any(paragraph.itertext())
        self._struck += is_struck
        return is_struck or self._styles.is_hidden(paragraph)

    def _text(self, element: etree._Element, frames: list[etree._Element]) -> str:
        """What a paragraph shows; text boxes in it go to `frames`, notes after the article."""
        pieces = [element.text or ""]
        for child in element.iterchildren(etree.Element):
            tag = child.tag
            if tag == f"{TEXT}s":
                count = child.get(f"{TEXT}c", "1")
                pieces.append(" " * min(int(count) if count.isdecimal() else 1, _MOST_BLANKS))
            elif tag == f"{TEXT}tab":
                pieces.append("\t")
            elif tag == f"{TEXT}line-break":
                pieces.append("\n")
            elif tag == f"{_DRAW}text-box":
                frames.append(child)
            elif tag in _PICTURES:
                self._pictures += 1
            elif tag == f"{TEXT}note":
                self._notes += child.iterchildren(f"{TEXT}note-body")
            elif self._styles.is_struck(child):
                self._struck += 1
            elif tag not in _LEFT_OUT and not self._styles.is_hidden(child):
                said = self._text(child, frames)
                pieces.append(
                    said or (child.get(f"{TEXT}string-value", "") if tag == f"{TEXT}hidden-text" else "")
                )
            pieces.append(child.tail or "")
        return "".join(pieces)

    def _add_table(self, element: etree._Element) -> None:
        self._tables += 1
        number, before, cells = self._tables, len(self._blocks), []
        self._blocks.append(Table(cells=(), location=Location(table=number)))
        covered: dict[int, int] = {}
        row = 0
        for row_element in rows_of(laid_out(element, self._widths)):
            column, filled = 0, False
            found: list[Cell] = []
            for cell in row_element.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                repeated = _count(cell, "number-columns-repeated", _MOST_COLUMNS)
                is_covered = cell.tag == f"{TABLE}covered-table-cell"
                text = "" if is_covered else self._cell_text(cell)
                spans = (
                    _count(cell, "number-rows-spanned", _MOST_SPAN),
                    _count(cell, "number-columns-spanned", _MOST_COLUMNS),
                )
                for _ in range(repeated):
                    if column >= _MOST_COLUMNS:
                        break
                    if not is_covered and covered.get(column, 0) <= row:
                        self._count.add(spans[0] * spans[1])
                        found.append(
                            Cell(
                                text=text,
                                row=row,
                                column=column,
                                rowspan=spans[0],
                                colspan=spans[1],
                                location=Location(table=number, row=row + 1, column=column + 1),
                            )
                        )
                        covered.update(dict.fromkeys(range(column, column + spans[1]), row + spans[0]))
                        filled = filled or bool(text)
                    column += 1
            times = _count(row_element, "number-rows-repeated", _MOST_SPAN)
            cells += found
            row += 1
            if filled:  # an empty row that is repeated is a blank part of the sheet
                for _ in range(times - 1):
                    self._count.add(len(found))
                    cells += [
                        evolve(one, row=row, rowspan=1, location=evolve(one.location, row=row + 1))
                        for one in found
                    ]
                    row += 1
        kept = [
            cell if cell.row + cell.rowspan <= row else evolve(cell, rowspan=row - cell.row)
            for cell in cells
            if cell.row < row
        ]
        if len(kept) == 1 or not any(cell.text for cell in kept):
            del self._blocks[before]
            self._tables -= 1
            if kept and kept[0].text:
                self._lines += 1
                self._blocks.insert(before, Paragraph(text=kept[0].text, location=Location(line=self._lines)))
            return
        self._blocks[before] = Table(cells=tuple(kept), location=Location(table=number))

    def _cell_text(self, cell: etree._Element) -> str:
        """The lines of a cell; a table in it is a block of its own before what follows."""
        lines: list[str] = []
        for element in cell.iterchildren(etree.Element):
            if element.tag == f"{TABLE}table":
                self._add_table(element)
            elif element.tag == f"{TEXT}list":
                lines += self._list_lines(element)
            elif element.tag in (f"{TEXT}p", f"{TEXT}h"):
                if self._is_left_out(element):
                    continue
                frames: list[etree._Element] = []
                lines.append(self._text(element, frames).strip())
                lines += [line for frame in frames if (line := self._cell_text(frame))]
            elif element.tag not in _LEFT_OUT and len(element) and not self._styles.is_hidden(element):
                lines.append(self._cell_text(element))
        return "\n".join(lines).strip("\n")

    def _list_lines(self, element: etree._Element) -> Iterator[str]:
        for child, label in self._list_items(element, 1, None):
            if child.tag == f"{TABLE}table":
                self._add_table(child)
            elif not self._is_left_out(child):
                frames: list[etree._Element] = []
                yield label + self._text(child, frames).strip()
                yield from (line for frame in frames if (line := self._cell_text(frame)))


def _count(element: etree._Element, name: str, most: int) -> int:
    said = element.get(TABLE + name, "1")
    return max(1, min(int(said[:9]), most)) if said.isascii() and said.isdecimal() else 1
