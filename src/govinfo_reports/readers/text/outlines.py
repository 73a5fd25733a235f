"""Tables written out as nested lists of names and figures: bullets of Markdown, and blocks of JSON and YAML
within it.

No word of a form is known here. The names of the innermost figures are the heads of a table, what they stand
under is the label of a row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from ...document import Cell, Paragraph, Table
from ...location import Location
from ...numerals import stands_for_figure
from ...patterns import late
from ..common.form_words import is_section_heading
from ..common.pieces import opens
from .entries import STEPS, UNITS, Item, OutlineNode, all_of, bullet_of, entry_of, nodes_of
from .fenced import fenced_nodes
from .own_figures import OutlineOwner, lines_over, note_under

__all__ = ["ListOutline", "outlines_of", "without_bullet"]

_LIST = late(r"^[ \t]*[-*+•●○▪‣]\s+\S", re.MULTILINE)
_HEADING = late(r"#{1,6}\s+(\S.*)|\*\*(\S[^*\n]*)\*\*\s*[：:]?")
_LONGEST_HEADING = 200
_MOST_LINES = 4_000
_LEAST_HEADS = 2
_LEAST_PIECE = 25
"""Characters of a piece: a line is shorter, and words of a form in longer ones are not told to be unread."""
_MONEY = late(r"单位[：:](?:人民币)?[百千万亿]?元$")


@frozen
class ListOutline:
    """What stands for the lines up to `end`: headings, and the cells of tables."""

    end: int
    parts: tuple[Paragraph | tuple[Cell, ...], ...]

    def blocks(self, first: int) -> list[Paragraph | Table]:
        """The headings and tables, the first table with the number `first` in its document."""
        made: list[Paragraph | Table] = []
        for part in self.parts:
            if isinstance(part, Paragraph):
                made.append(part)
            else:
                made.append(_placed(part, first))
                first += 1
        return made


@frozen
class _Row:
    path: tuple[str, ...]
    keys: tuple[str, ...]
    values: tuple[str, ...]
    lines: tuple[int, ...]
    heading: tuple[str, int] = ("", 0)
    """The heading of a section that the row stands under, and its line."""

    @property
    def line(self) -> int:
        return self.lines[0]


def outlines_of(text: str, lines: Sequence[str]) -> Mapping[int, ListOutline]:
    """The outlines of a text by the line that they begin with; `lines` are those of the text."""
    if not (_LIST.search(text) or "```" in text or "~~~" in text) or len(lines) > _MOST_LINES:
        return {}
    own = OutlineOwner.of(lines)
    blocks = list(fenced_nodes(lines, own))
    fenced = list(_read(blocks, lines, own))
    told = {start for start, *_ in fenced}
    made = {start: _as_words(lines, start, end) for start, end, _ in blocks if start not in told}
    found = [*fenced, *_read(_listed(lines), lines, own)]
    shared = Counter(row.keys for _, _, _, rows in found for row in rows)
    if not fenced and all(len(keys) < _LEAST_HEADS for keys in shared):
        return made
    for number, (start, end, words, rows) in enumerate(found):
        if number < len(fenced) or all(_are_heads(row, shared) for row in rows):
            parts = ([row] if _are_heads(row, shared) else _one_by_one(row) for row in rows)
            made[start] = ListOutline(end, (*words, *_parts([row for part in parts for row in part])))
    return made


def _as_words(lines: Sequence[str], start: int, end: int) -> ListOutline:
    """A block in doubt, some lines in one piece: one by one they might be read as those of a form."""
    pieces: list[Paragraph] = []
    words: list[str] = []
    for at in range(start + 1, end):
        words += [lines[at].strip()] if lines[at].strip() and at < end - 1 else []
        if words and (at == end - 1 or sum(map(len, words)) > _LEAST_PIECE):
            pieces.append(Paragraph(text=" ".join(words), location=Location(line=at + 1)))
            words = []
    return ListOutline(end, tuple(pieces))


def _read(
    found: Iterable[tuple[int, int, list[OutlineNode]]], lines: Sequence[str], own: OutlineOwner
) -> Iterator[tuple[int, int, list[Paragraph], list[_Row]]]:
    """The words and the rows of what is beyond doubt the report's own; the rest stays lines."""
    for start, end, nodes in found:
        under = [*note_under(lines, end)]
        if any("元" in note for note in under) or not own.is_told_by(
            nodes, (*lines_over(lines, start), *under)
        ):
            continue
        words = [node for node in nodes if _is_note(node, nodes)]
        notes = [_note(node) for node in words]
        rows = list(_rows([node for node in nodes if node not in words], above=_heading_above(lines, start)))
        if rows and all(notes) and not _are_doubled(rows) and not _has_words_beside(nodes):
            yield start, end, [note for note in notes if note], rows


def _is_note(node: OutlineNode, beside: Iterable[OutlineNode]) -> bool:
    """Whether a name with words behind it (单位：元) is told of the names beside it that have figures under
    them."""
    return _has_words(node) and any(other.children for other in beside)


def _has_words(node: OutlineNode) -> bool:
    return bool(node.value) and not node.children and not stands_for_figure(node.value or "")


def _has_words_beside(nodes: Sequence[OutlineNode]) -> bool:
    """Whether words are told of names beside them that are not the outermost ones."""
    return any(_is_note(one, node.children) for node in all_of(nodes) for one in node.children)


def _note(node: OutlineNode) -> Paragraph | None:
    """Words that are told of a whole table; None where they have a figure or an amount in them that no unit
    is."""
    value = node.value or ""
    text = f"{node.name}：{value}"
    unit = _MONEY.search(text)
    if _has_digit(value) or (any(map(text.__contains__, "元百千万亿")) and unit is None):
        return None
    return Paragraph(text=unit[0] if unit else text, location=Location(line=node.line + 1))


def _are_doubled(rows: Sequence[_Row]) -> bool:
    """Whether a figure is told twice: under a name that stands twice in its row, or in a row that does."""
    whose = Counter((row.heading[0], row.path, row.keys) for row in rows if row.path)
    return any(number > 1 for number in whose.values()) or any(
        len(set(row.keys)) < len(row.keys) for row in rows
    )


def without_bullet(line: str) -> str:
    """An entry of a list that is a name and a figure, without its bullet: it is read as any line.

    >>> without_bullet("- **1.按时办结数**：12件"), without_bullet("- 12"), without_bullet("- 共受理12件。")
    ('**1.按时办结数**：12件', '- 12', '- 共受理12件。')
    """
    found = bullet_of(line)
    entry = entry_of(found[2]) if found is not None else None
    return found[2] if found is not None and entry is not None and entry[1] else line


def _are_heads(row: _Row, shared: Mapping[tuple[str, ...], int]) -> bool:
    """Whether the names of a row's figures are heads: others have the same, or they stand under a label and
    are not counted."""
    if len(row.keys) > 1 and shared[row.keys] > 1:
        return True
    is_bare = not any(value[-1:] in UNITS for value in row.values)  # 受理 12件，办结 11件 is a sentence
    return bool(row.path) and is_bare and any(map(_has_digit, row.values)) and not any(map(opens, row.keys))


def _one_by_one(row: _Row) -> Iterator[_Row]:
    for name, value, line in zip(row.keys, row.values, row.lines, strict=True):
        yield _Row((*row.path, name), ("",), (value,), (line,), row.heading)


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _listed(lines: Sequence[str]) -> Iterator[tuple[int, int, list[OutlineNode]]]:
    """Lists with bullets, each of whose entries is a name, a name and a figure, or a name and several names
    with figures."""
    at = 0
    while at < len(lines):
        if bullet_of(lines[at].rstrip()) is None:
            at += 1
            continue
        items: list[Item] = []
        inline: dict[int, list[tuple[str, str]]] = {}
        start = end = at
        while at < len(lines):
            line = lines[at].rstrip()
            if line.strip():
                found = bullet_of(line)
                item = None if found is None else entry_of(found[2])
                if found is None or item is None:
                    break
                name, value, parts = item
                items.append((len(found[1].expandtabs(4)), name, value, at))
                if parts:
                    inline[at] = parts
                end = at + 1
            at += 1
        at = max(end, start + 1)
        nodes = nodes_of(items)
        for node in list(all_of(nodes)):
            node.children += [
                OutlineNode(name, value, node.line) for name, value in inline.get(node.line, ())
            ]
        if nodes:
            yield start, end, nodes


def _heading_above(lines: Sequence[str], start: int) -> tuple[str, ...]:
    above = next((lines[at] for at in range(start - 1, max(-1, start - 4), -1) if lines[at].strip()), "")
    above = " ".join(above.split()) if len(above) < _LONGEST_HEADING else ""
    found = _HEADING.fullmatch(above)
    return ((found[1] or found[2]).strip(),) if found else ()


def _rows(
    nodes: Sequence[OutlineNode],
    path: tuple[str, ...] = (),
    above: tuple[str, ...] = (),
    heading: tuple[str, int] = ("", 0),
) -> Iterator[_Row]:
    """A row for each name under which figures stand; `above` stands over those that are under none."""
    leaves = [node for node in nodes if node.value is not None and not node.children]
    if leaves:
        names, values = tuple(node.name for node in leaves), tuple(node.value or "" for node in leaves)
        yield _Row(path or above, names, values, tuple(node.line for node in leaves), heading)
    for node in nodes:
        if node.children and not path and is_section_heading(node.name):
            yield from _rows(node.children, (), (), (node.name, node.line))
        elif node.children:
            names = tuple(part for part in STEPS.split(node.name) if part)
            yield from _rows(node.children, (*path, *names), (), heading)


def _parts(rows: Sequence[_Row]) -> Iterator[Paragraph | tuple[Cell, ...]]:
    """The headings, and the rows with the same heads, one below another, as the cells of a grid."""
    start = 0
    before = ("", 0)
    for end in range(1, len(rows) + 1):
        first = rows[start]
        if end == len(rows) or (rows[end].keys, rows[end].heading) != (first.keys, first.heading):
            if first.heading not in (before, ("", 0)):
                yield Paragraph(text=first.heading[0], location=Location(line=first.heading[1] + 1))
            before = first.heading
            yield tuple(_grid(rows[start:end]))
            start = end


def _grid(rows: Sequence[_Row]) -> Iterator[Cell]:
    depth = max(1, *(len(row.path) for row in rows))
    keys = rows[0].keys
    place = Location(line=rows[0].line + 1)
    yield Cell(text="", row=0, column=0, colspan=depth, location=place)
    for at, key in enumerate(keys):
        yield Cell(text=key, row=0, column=depth + at, location=Location(line=rows[0].lines[at] + 1))
    for number, row in enumerate(rows, 1):
        path = row.path or ("",)
        for level, label in enumerate(path):
            is_last = level == len(path) - 1
            same = [
                below
                for below, other in enumerate(rows[number - 1 :])
                if other.path[: level + 1] == path[: level + 1] and len(other.path) > level + 1
            ]
            run = next((at for at, below in enumerate(same) if at != below), len(same))
            above = rows[number - 2].path if number > 1 else ()
            if not is_last and above[: level + 1] == path[: level + 1] and len(above) > level + 1:
                continue
            yield Cell(
                text=label,
                row=number,
                column=level,
                rowspan=1 if is_last else max(1, run),
                colspan=depth - level if is_last else 1,
                location=Location(line=row.line + 1),
            )
        for at, value in enumerate(row.values):
            yield Cell(text=value, row=number, column=depth + at, location=Location(line=row.lines[at] + 1))


def _placed(cells: Sequence[Cell], number: int) -> Table:
    placed = tuple(
        evolve(cell, location=evolve(cell.location, table=number, row=cell.row + 1, column=cell.column + 1))
        for cell in cells
    )
    return Table(cells=placed, location=Location(line=cells[0].location.line, table=number))
