"""Word documents (.docx, .docm): the article's paragraphs with their automatic numbers, and its tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import define, evolve, field
from lxml import etree

from ...document import Cell, Container, Document, Paragraph, Table
from ...errors import LimitExceeded, UnreadableSource
from ...language import Said, phrase
from ...limits import Limits
from ...location import Location
from ..bounds import CellCount
from ..html.furniture import is_report_title
from ..ole import OLE_SIGNATURE
from ..package import Package
from .markup import ALT_CHUNK, TC, TEXT, TR, UNREAD, Markup, P, plain_markup
from .names import W, child_value, to_transitional
from .numbering import Numbering
from .styles import Styles, outline_level, style_named, without_table_styles
from .tables import LaidOutCell, block_elements, is_frame, paragraph_text, read_grid

__all__ = ["Chunks", "ReadInside", "read_docx", "renumbered"]

_MAIN = "word/document.xml"
_CORE = "docProps/core.xml"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_NOTE_KINDS = ("footnote", "endnote")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_IN_CHINESE = {
    "pictures": "图片",
    "embedded objects": "嵌入对象",
    "embedded documents": "嵌入文档",
    "struck-out passages": "划去的文字",
    "formulas": "公式",
}
_MOST_QUOTED = 40
_MOST = 20
"""Documents in one: programs that merge reports into one file use as many as there are parts."""

ReadInside = Callable[[bytes], Document]


def read_docx(
    data: bytes, *, source: str | None, limits: Limits, inside: ReadInside | None = None
) -> Document:
    """Read a Word document. Headers and footers are not part of the article; notes are appended to it.
    `inside` reads the documents in it (`w:altChunk`), which stand where they are shown; without it, and
    where one cannot be read, a notice counts them.

    Hidden and deleted text is left out, inserted text is kept, as on paper. `line` of a location counts the
    paragraphs that hold text, outside tables. Raises `UnreadableSource` for a file that is damaged,
    encrypted or without any text, `LimitExceeded` for one beyond the limits.
    """
    if len(data) > limits.bytes:
        raise LimitExceeded(
            phrase("the file is larger than {bytes} bytes", bytes=limits.bytes), source=source
        )
    if data.startswith(OLE_SIGNATURE):
        raise _not_a_zip(data, source)
    package = Package(data, source=source, limits=limits)
    main = package.related("").get("officeDocument", _MAIN)
    root = package.read_xml(main)
    root = None if root is None else to_transitional(root)
    body = None if root is None else root.find(f"{W}body")
    if root is None or body is None:
        raise UnreadableSource(phrase("the zip holds no Word document"), source=source)
    parts = _Parts(package, main)
    styles = Styles(parts.root("styles"))
    numbering = Numbering(parts.root("numbering"), styles)
    chunks = Chunks(package, main, inside)
    article = _Article(source=source, limits=limits, styles=styles, numbering=numbering, chunks=chunks)
    article.add(plain_markup(root, styles), body)
    for kind in _NOTE_KINDS:
        references = [mark.get(f"{W}id", "") for mark in root.iter(f"{W}{kind}Reference")]
        notes = parts.root(f"{kind}s") if references else None
        if notes is not None:
            article.add_notes(plain_markup(notes, styles), kind, references)
    return article.finish((_title_of(package), *parts.head_titles(styles)))


def _not_a_zip(data: bytes, source: str | None) -> UnreadableSource:
    if _ENCRYPTED in data:
        return UnreadableSource(phrase("the file is encrypted: save it without a password"), source=source)
    return UnreadableSource(phrase("the file is in the old binary format, not DOCX"), source=source)


def _title_of(package: Package) -> str:
    """The title in the document's properties: often that of another document it was made from."""
    core = package.read_xml(package.related("").get("core-properties", _CORE))
    title = None if core is None else core.find(f".//{_TITLE}")
    return "" if title is None else (title.text or "").strip()


class _Parts:
    """The parts that belong to the main one, in the usual namespaces."""

    def __init__(self, package: Package, main: str) -> None:
        self._package = package
        self._folder = main.rpartition("/")[0]
        self._names = package.related(main)

    def head_titles(self, styles: Styles) -> list[str]:
        """What the page's running head says, where it is a report's title."""
        head = self.root("header") if "header" in self._names else None
        if head is None:
            return []
        plain = plain_markup(head, styles).root
        texts = ("".join(text.text or "" for text in line.iter(*TEXT)).strip() for line in plain.iter(P))
        return [text for text in texts if is_report_title(text)]

    def root(self, kind: str) -> etree._Element | None:
        name = self._names.get(kind, f"{self._folder}/{kind}.xml")
        root = self._package.read_xml(name, without_table_styles if kind == "styles" else None)
        return None if root is None else to_transitional(root)


class _Article:
    """What has been read so far, and the counters of paragraphs, tables and cells."""

    def __init__(
        self, *, source: str | None, limits: Limits, styles: Styles, numbering: Numbering, chunks: Chunks
    ) -> None:
        self._source = source
        self._styles = styles
        self._numbering = numbering
        self._chunks = chunks
        self._blocks: list[Paragraph | Table] = []
        self._notices: list[str] = []
        self._unread: dict[str, int] = {}
        self._lines = 0
        self._tables = 0
        self._count = CellCount(source, limits)
        self._levels: dict[etree._Element, int] = {}
        self._contents: set[etree._Element] = set()

    def add(self, markup: Markup, body: etree._Element) -> None:
        """Append the paragraphs and tables of a body in plain form."""
        self._prepare(markup)
        self._add_blocks(body)

    def add_notes(self, markup: Markup, kind: str, references: list[str]) -> None:
        """Append the notes that the text refers to, in the order in which it does."""
        self._prepare(markup)
        notes = {note.get(f"{W}id", ""): note for note in markup.root.iterchildren(W + kind)}
        for reference in dict.fromkeys(references):
            if reference in notes:
                self._add_blocks(notes[reference])

    def finish(self, titles: Sequence[str]) -> Document:
        """The document."""
        counted = [
            Said(f"{count} {kind}", f"{_IN_CHINESE.get(kind, kind)}{count}处")
            for kind, count in self._unread.items()
            if count
        ]
        if not self._blocks:
            raise UnreadableSource(
                phrase("the document holds no text (only {counted})", counted=counted)
                if counted
                else phrase("the document holds no text"),
                source=self._source,
            )
        if counted:
            self._notices.append(phrase("not read: {counted}", counted=counted).both)
        if self._contents:
            self._notices.append(
                phrase("left out: table of contents ({count} lines)", count=len(self._contents)).both
            )
        return Document(
            blocks=tuple(self._blocks),
            container=Container.DOCX,
            source=self._source,
            furniture=tuple(
                Paragraph(text=f"标题：{title}", location=Location()) for title in titles if title
            ),
            notices=tuple(self._notices),
        )

    def _prepare(self, markup: Markup) -> None:
        """Write automatic numbers into the text, and note which paragraphs are headings."""
        for kind, count in markup.unread.items():
            self._unread[kind] = self._unread.get(kind, 0) + count
        for properties in markup.properties:
            paragraph = properties.getparent()
            if paragraph is None:
                continue
            style = style_named(properties) or self._styles.default_paragraph
            if style is not None and self._styles.is_contents(style):
                self._contents.add(paragraph)
            own = child_value(properties, "outlineLvl")
            if own is not None:
                level = outline_level(own)
            else:
                level = None if style is None else self._styles.heading_level(style)
            if level is not None:
                self._levels[paragraph] = level
            label = "" if self._numbering.is_empty else self._numbering.label(properties)
            if label:
                text = properties.makeelement(f"{W}t")
                text.text = label
                properties.addnext(text)

    def _add_blocks(self, parent: etree._Element) -> None:
        for element in block_elements(parent):
            if element.tag == P:
                if element not in self._contents:
                    self._add_paragraph(element)
            elif element.tag == ALT_CHUNK:
                self._add_document(element)
            else:
                self._add_table(element)

    def _add_document(self, element: etree._Element) -> None:
        document = self._chunks.document(element)
        if document is None:
            return
        kind = UNREAD[ALT_CHUNK]
        self._unread[kind] -= 1
        self._notices += document.notices
        for block in renumbered(document, self._lines, self._tables):
            if isinstance(block, Table):
                self._tables += 1
                self._count.add(_places_of(block.cells))
            else:
                self._lines += 1
            self._blocks.append(block)

    def _add_paragraph(self, element: etree._Element) -> None:
        text = paragraph_text(element)
        if text:
            self._lines += 1
            location = Location(line=self._lines)
            self._blocks.append(Paragraph(text=text, location=location, level=self._levels.get(element)))

    def _add_table(self, element: etree._Element) -> None:
        if is_frame(element):
            for row in element.iterchildren(TR):
                for cell in row.iterchildren(TC):
                    self._add_blocks(cell)
            return
        grid = read_grid(element)
        self._count.add(_places_of(grid.cells))
        if grid.cells:
            self._tables += 1
            number = self._tables
            cells = tuple(
                Cell(
                    text=cell.text,
                    row=cell.row,
                    column=cell.column,
                    rowspan=cell.rowspan,
                    colspan=cell.colspan,
                    location=Location(table=number, row=cell.row + 1, column=cell.column + 1),
                )
                for cell in grid.cells
            )
            self._blocks.append(Table(cells=cells, location=Location(table=number)))
            self._notices += [
                phrase(
                    "left out: text covered by a merged cell of table {number}: {text}",
                    number=number,
                    text=text[:_MOST_QUOTED],
                ).both
                for text in grid.covered
            ]
        for nested in grid.nested:
            self._add_table(nested)


def _places_of(cells: Iterable[Cell | LaidOutCell]) -> int:
    return sum(cell.rowspan * cell.colspan for cell in cells)


@define
class Chunks:
    """The documents in a Word document, each read where it stands. `read` reads the bytes of one; None where
    none is to be read."""

    package: Package
    main: str
    read: ReadInside | None
    count: int = 0
    _targets: dict[str, str] | None = field(default=None, init=False)

    def document(self, element: etree._Element) -> Document | None:
        """The document that an element names; None where it is missing, cannot be read, or is one too many.

        Raises LimitExceeded for one beyond the limits.
        """
        if self.read is None or self.count >= _MOST:
            return None
        if self._targets is None:
            self._targets = self.package.targets(self.main)
        identity = next((str(value) for name, value in element.items() if str(name).endswith("}id")), "")
        data = self.package.read(self._targets.get(identity, ""))
        if data is None:
            return None
        self.count += 1
        try:
            return self.read(data)
        except LimitExceeded:
            raise
        except UnreadableSource:
            return None


def renumbered(document: Document, lines: int, tables: int) -> Iterator[Paragraph | Table]:
    """The blocks of a document, placed as those of another that has so many paragraphs and tables before
    them."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines += 1
            yield evolve(block, location=Location(line=lines))
            continue
        tables += 1
        cells = tuple(
            evolve(cell, location=Location(table=tables, row=cell.row + 1, column=cell.column + 1))
            for cell in block.cells
        )
        yield evolve(block, cells=cells, location=Location(table=tables))
