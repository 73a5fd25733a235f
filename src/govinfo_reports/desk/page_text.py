"""A document's own text as HTML in which every place that a report speaks of has an anchor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from ..document import Box, Cell, Document, Paragraph, Table
from ..export.markup import attribute
from ..language import Say
from ..location import Location
from .template import render

__all__ = ["AnchoredSpan", "PlacedBox", "PlacedText", "place_text", "visible"]

_UNSEEN_OR_BREAK = re.compile(
    "[\x00-\x08\x0a\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_Key = tuple[int | str | None, ...]


@frozen
class AnchoredSpan:
    """A stretch of a paragraph: where it begins and ends (from 0, the end not included) and the name of its
    anchor."""

    start: int
    end: int
    anchor: str


@frozen(kw_only=True)
class PlacedBox:
    """What is drawn on a page's picture around a place: its own anchor, where it leads (`to`: a figure's
    cell, else the text), what it says on hover and the class of its mark."""

    anchor: str
    page: int
    box: Box
    to: str
    title: str
    kind: str


@frozen(kw_only=True)
class PlacedText:
    """The text as HTML, the anchor of each place that was asked for and found, and the boxes of those that a
    page shows, by the anchors in the text."""

    html: str
    anchors: Mapping[Location, str]
    boxes: Mapping[str, PlacedBox]


def visible(text: str) -> Iterator[tuple[str, str]]:
    """Text as parts to be shown: `("text", ...)`, `("unseen", "U+202E")` for a character that nobody sees,
    `("break", "")` for a line end.

    >>> list(visible("a\\u202eb"))
    [('text', 'a'), ('unseen', 'U+202E'), ('text', 'b')]
    """
    at = 0
    for found in _UNSEEN_OR_BREAK.finditer(text):
        if found.start() > at:
            yield "text", text[at : found.start()]
        yield ("break", "") if found[0] == "\n" else ("unseen", f"U+{ord(found[0]):04X}")
        at = found.end()
    if at < len(text):
        yield "text", text[at:]


def place_text(
    document: Document,
    locations: Iterable[Location],
    notes: Mapping[Location, Sequence[str]],
    back: Mapping[Location, str],
    marks: Mapping[Location, str],
    say: Say,
) -> PlacedText:
    """The document with anchors at `locations`. `notes` are shown on hover at a place, `back` links a cell's
    text to an anchor elsewhere in the page, `marks` gives the class of a cell."""
    return _Placing(document, notes, back, marks, say).run(locations)


class _Placing:
    """One document on its way to HTML."""

    def __init__(
        self,
        document: Document,
        notes: Mapping[Location, Sequence[str]],
        back: Mapping[Location, str],
        marks: Mapping[Location, str],
        say: Say,
    ) -> None:
        self.say = say
        self.document = document
        self.notes = notes
        self.back = back
        self.marks = marks
        self.names: dict[int, str] = {}
        self.things: dict[str, Paragraph | Table | Cell] = {}
        self.found: dict[_Key, str] = {}
        self.paragraphs: dict[str, Paragraph] = {}
        self.spans: dict[str, dict[str, AnchoredSpan]] = {}
        self.said: dict[str, list[str]] = {}
        self.returns: dict[str, str] = {}
        self.kinds: dict[str, str] = {}

    def run(self, locations: Iterable[Location]) -> PlacedText:
        self._name_blocks()
        anchors: dict[Location, str] = {}
        for location in dict.fromkeys(locations):
            anchor = self._anchor(location)
            if anchor is None:
                continue
            anchors[location] = anchor
            self.said.setdefault(anchor, []).extend(self.notes.get(location, ()))
            if location in self.marks:
                self.kinds.setdefault(anchor, self.marks[location])
            if location in self.back:
                self.returns.setdefault(anchor, self.back[location])
        shown = render(
            "text.html",
            say=self.say,
            title=self._title,
            kinds=self.kinds,
            blocks=[self._block(block) for block in self.document.blocks],
            aside=[self._block(block) for block in self.document.furniture],
        )
        boxes = {anchor: box for anchor in anchors.values() if (box := self._box(anchor)) is not None}
        return PlacedText(html=shown, anchors=anchors, boxes=boxes)

    def _box(self, anchor: str) -> PlacedBox | None:
        """The box of a cell, or of the paragraph that holds a place."""
        name = anchor.partition("-")[0]
        thing = self.things[name]
        page = thing.location.page
        if isinstance(thing, Table) or thing.box is None or page is None:
            return None
        held = [one for one in self.said if one.partition("-")[0] == name]
        kinds = {self.kinds[one] for one in held if one in self.kinds}
        return PlacedBox(
            anchor=f"b-{name}",
            page=page,
            box=thing.box,
            to=next((self.returns[one] for one in held if one in self.returns), anchor),
            title=attribute(*dict.fromkeys(said for one in held for said in self.said[one])),
            kind=next((kind for kind in ("error", "warning", "unread", "info") if kind in kinds), ""),
        )

    def _name(self, thing: Paragraph | Table | Cell, letter: str, location: Location) -> str:
        name = f"{letter}{len(self.names) + 1}"
        self.names[id(thing)] = name
        self.things[name] = thing
        for key in _keys(location):
            self.found.setdefault(key, name)
        return name

    def _name_blocks(self) -> None:
        for block in (*self.document.blocks, *self.document.furniture):
            if isinstance(block, Paragraph):
                name = self._name(block, "p", block.location)
                self.paragraphs[name] = block
            else:
                for cell in block.cells:
                    self._name(cell, "c", cell.location)
                self._name(block, "t", block.location)

    def _anchor(self, location: Location) -> str | None:
        """The anchor of a place: what stands exactly there, else the smallest thing around it."""
        name = next((self.found[key] for key in _keys(location) if key in self.found), None)
        if name is None or location.span is None or name not in self.paragraphs:
            return name
        start, end = location.span[0] - 1, location.span[1]
        if not 0 <= start < end <= len(self.paragraphs[name].text):
            return name
        anchor = f"{name}-{start + 1}-{end}"
        self.spans.setdefault(name, {})[anchor] = AnchoredSpan(start, end, anchor)
        return anchor

    def _title(self, anchor: str) -> str:
        return attribute(*dict.fromkeys(self.said.get(anchor, ())))

    def _block(self, block: Paragraph | Table) -> dict[str, Any]:
        return self._paragraph(block) if isinstance(block, Paragraph) else self._table(block)

    def _paragraph(self, block: Paragraph) -> dict[str, Any]:
        name = self.names[id(block)]
        place = self.say.place(block.location)
        if block.confidence is not None:
            place = self.say("{place}, recognised {sure}", place=place, sure=f"{block.confidence:.0%}")
        return {
            "name": name,
            "kind": " ".join(
                ("head",) * (block.level is not None) + ((self.kinds[name],) if name in self.kinds else ())
            ),
            "title": self._title(name),
            "place": place,
            "parts": list(self._marked(block.text, tuple(self.spans.get(name, {}).values()))),
        }

    def _marked(self, text: str, spans: Sequence[AnchoredSpan]) -> Iterator[tuple[str, str]]:
        """The text with its spans marked, properly nested: where two cross, the one that began later is cut
        in two (`again`: its second part)."""
        opening = sorted(spans, key=lambda span: (span.start, -span.end))
        open_spans: list[AnchoredSpan] = []
        at = 0
        edges = sorted({edge for span in spans for edge in (span.start, span.end)})
        waiting = iter(opening)
        following = next(waiting, None)
        for edge in edges:
            yield from visible(text[at:edge])
            at = edge
            ended = [span for span in open_spans if span.end == edge]
            if ended:
                depth = open_spans.index(ended[0])
                yield from [("close", "")] * (len(open_spans) - depth)
                kept = [span for span in open_spans[depth:] if span.end > edge]
                for span in kept:
                    yield "again", self.kinds.get(span.anchor, "")
                open_spans = open_spans[:depth] + kept
            while following is not None and following.start == edge:
                yield "open", following.anchor
                open_spans.append(following)
                following = next(waiting, None)
        yield from visible(text[at:])

    def _table(self, table: Table) -> dict[str, Any]:
        rows = []
        busy: list[tuple[int, int, int]] = []
        for number, row in enumerate(table.rows):
            busy = [one for one in busy if one[0] > number]
            rows.append(list(self._row(row, busy if table.is_grid else [])))
            busy += [
                (number + cell.rowspan, cell.column, cell.column + cell.colspan)
                for cell in row
                if cell.rowspan > 1
            ]
        return {
            "name": self.names[id(table)],
            "place": self.say.place(table.location),
            "rows": rows,
            "title": self._title(self.names[id(table)]),
        }

    def _row(self, row: Sequence[Cell], busy: Sequence[tuple[int, int, int]]) -> Iterator[dict[str, Any]]:
        """A row's cells; where the grid has no cell, an empty one keeps those after it in their columns."""
        at = 0
        taken = iter(sorted((start, end) for _, start, end in busy))
        nearest = next(taken, None)
        for cell in row:
            while at < cell.column:
                if nearest is not None and nearest[0] <= at:
                    at = max(at, nearest[1])
                    nearest = next(taken, None)
                    continue
                stop = cell.column if nearest is None else min(cell.column, nearest[0])
                yield {"name": None, "columns": stop - at}
                at = stop
            yield self._cell(cell)
            at = cell.column + cell.colspan

    def _cell(self, cell: Cell) -> dict[str, Any]:
        name = self.names[id(cell)]
        return {
            "name": name,
            "rows": cell.rowspan,
            "columns": cell.colspan,
            "parts": list(visible(cell.text)),
            "href": self.returns.get(name) if cell.text else None,
            "kind": f"figure {self.kinds.get(name, '')}".strip() if self.said.get(name) else "",
            "title": self._title(name),
        }


def _keys(location: Location) -> Iterator[_Key]:
    """What a place can be looked up by, the most exact first."""
    here = location
    if here.row is not None and here.column is not None:
        yield "cell", here.page, here.line, here.sheet, here.table, here.row, here.column
        if here.sheet is not None:
            yield "sheet", here.sheet, here.row, here.column
        if here.table is not None:
            yield "table", here.table, here.row, here.column
    elif here.row is not None and here.table is not None:
        yield "table", here.table, here.row, 1
    if here.line is not None:
        yield "line", here.page, here.line
    if here.table is not None and here.row is None:
        yield ("table", here.table)
