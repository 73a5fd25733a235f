"""Tables of a page: cells placed in the grid as browsers do, and data tables told from layout and metadata
tables."""

from __future__ import annotations

from attrs import define

from .furniture import is_label, names_metadata, split_pairs
from .lines import HtmlLine, HtmlTable, Pair, Sink

__all__ = ["MAX_COLSPAN", "MAX_ROWSPAN", "RawCell", "RowGroup", "TooManyCellsError", "settle"]

MAX_COLSPAN = 1000
MAX_ROWSPAN = 65534
_WIDE = 50
"""From this colspan on a cell is taken to mean "to the edge of the table"."""
_LONG_CELL = 300


class TooManyCellsError(Exception):
    """The tables have more cells, spans counted, than was allowed."""


@define
class RawCell:
    """A cell as read: its text, lines parted by `\\n`. `rowspan` 0 means to the end of the section.

    `sink` is None where the text is one line without links. `link` counts characters in links, `nested` the
    cells of tables that stand in this cell.
    """

    text: str
    sink: Sink | None = None
    rowspan: int = 1
    colspan: int = 1
    link: int = 0
    nested: int = 0

    @classmethod
    def of(cls, sink: Sink) -> RawCell:
        """A cell that holds these items."""
        texts = []
        link = nested = 0
        for item in sink.items:
            if isinstance(item, HtmlLine):
                texts.append(item.text)
                link += item.link
            elif isinstance(item, HtmlTable):
                texts.append(item.as_text())
                nested += item.filled
            else:
                texts.append(f"{item.name}：{item.value}")
        return cls("\n".join(texts), sink, 1, 1, link, nested)

    def pour(self, result: Sink) -> None:
        """Give the contents, for a cell that turns out to be layout."""
        if self.sink is not None:
            result.take_over(self.sink)
        elif self.text:
            result.items.append(HtmlLine(self.text))


@define
class RowGroup:
    """The rows of one thead, tbody or tfoot."""

    tag: str
    rows: list[list[RawCell]]


def settle(sections: list[RowGroup], *, room: int) -> tuple[Sink, int]:
    """What a table comes to: one Grid, or the contents of a layout or metadata table in order; and its cells
    counted.

    Raises TooManyCellsError beyond `room` cells.
    """
    sections = _in_print_order(sections)
    raw = [cell for section in sections for row in section.rows for cell in row]
    result = Sink()
    filled = [cell for cell in raw if cell.text]
    if not filled:
        return result, 0
    nested = sum([cell.nested for cell in filled])
    if len(filled) <= 60 and nested == 0 and names_metadata("\n".join([cell.text for cell in filled])):
        metadata = _metadata(sections)
        if metadata is not None:
            return metadata, len(raw)
    placed, count, width = _place(sections, room)
    if _is_layout(filled, nested, width):
        for cell in raw:
            cell.pour(result)
    else:
        result.items.append(HtmlTable(placed, len(filled)))
    return result, count


def _in_print_order(sections: list[RowGroup]) -> list[RowGroup]:
    """Browsers print the first thead above and the first tfoot below, wherever they stand."""
    if len(sections) == 1:
        return sections
    head = next((section for section in sections if section.tag == "thead"), None)
    foot = next((section for section in sections if section.tag == "tfoot"), None)
    rest = [section for section in sections if section is not head and section is not foot]
    return ([head] if head else []) + rest + ([foot] if foot else [])


def _place(sections: list[RowGroup], room: int) -> tuple[list[tuple[str, int, int, int, int]], int, int]:
    """Each cell's text with its row, column and spans; how many cells they are, spans counted; how many
    columns.

    Rowspans end with their section, very wide colspans at the edge of the table.
    """
    placed: list[tuple[str, int, int, int, int]] = []
    taken: list[int] = []  # for each column the first row that is free again
    first = count = width = 0
    wide = False
    for section in sections:
        end = first + len(section.rows)
        for row, cells in enumerate(section.rows, start=first):
            column = 0
            known = len(taken)
            for cell in cells:
                while column < known and taken[column] > row:
                    column += 1
                rowspan, colspan = cell.rowspan, cell.colspan
                if rowspan == 1 and colspan == 1:
                    placed.append((cell.text, row, column, 1, 1))
                    column += 1
                    count += 1
                    continue
                rowspan = end - row if rowspan == 0 else min(rowspan, end - row)
                placed.append((cell.text, row, column, rowspan, colspan))
                if colspan > _WIDE and cell is cells[-1]:
                    wide = True
                    column += 1
                    count += rowspan
                else:
                    count += rowspan * colspan
                    if count > room:
                        raise TooManyCellsError
                    if rowspan > 1:
                        taken += [0] * (column + colspan - len(taken))
                        for at in range(column, column + colspan):
                            taken[at] = max(taken[at], row + rowspan)
                    column += colspan
            width = max(width, column)
        first = end
    if wide:
        placed = [
            (text, row, column, rowspan, max(1, min(colspan, width - column)))
            for text, row, column, rowspan, colspan in placed
        ]
        count = sum([rowspan * colspan for _, _, _, rowspan, colspan in placed])
    if count > room:
        raise TooManyCellsError
    return placed, count, width


def _is_layout(filled: list[RawCell], nested: int, width: int) -> bool:
    """Whether a table only arranges the page: then its contents stand for themselves, in order."""
    if len(filled) == 1 or width == 1:
        return True
    length = sum([len(cell.text) for cell in filled])
    if sum([cell.link for cell in filled]) > 0.6 * length:
        return True
    if nested:
        own = sum(
            1
            for cell in filled
            if not cell.nested and len(cell.text) <= 40 and cell.link * 2 <= len(cell.text)
        )
        return own < 6 or own < nested
    longest = max(filled, key=lambda cell: len(cell.text))
    return (
        len(longest.text) > _LONG_CELL and len(longest.text) > 0.6 * length and longest.text.count("\n") >= 2
    )


def _metadata(sections: list[RowGroup]) -> Sink | None:
    """The pairs of a metadata table (索引号, 发布机构), and what else stands in it; None for any other
    table."""
    found = Sink()
    pairs = others = 0
    for section in sections:
        for row in section.rows:
            name: str | None = None
            for cell in row:
                label = is_label(cell.text) if len(cell.text) <= 24 else None
                split = () if label else split_pairs(cell.text.replace("\n", " "))
                if label is not None:
                    name = label
                    continue
                if name is not None:
                    found.items.append(Pair(name, cell.text.replace("\n", " ")))
                    pairs += 1
                    name = None
                elif split:
                    found.items += split
                    pairs += 1
                elif cell.text:
                    cell.pour(found)
                    others += 1
    return found if pairs >= 2 and others <= pairs else None
