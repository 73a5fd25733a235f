"""Tables written out as nested lists of names and figures: bullets of Markdown, and blocks of JSON and YAML within it.

No word of a form is known here. The names of the innermost figures are the heads of a table, what they stand under is the label of a row.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import Factory, define, evolve, frozen

from ...document import Cell, Paragraph, Table
from ...location import Location
from ...numerals import stands_for_figure
from ..common.form_words import is_section_heading
from ..common.pieces import opens

__all__ = ["ListOutline", "outlines_of", "without_bullet"]

_BULLET = re.compile(r"([ \t]*)[-*+•●○▪‣]\s+(\S.*)")
_KEYED = re.compile(r"([^\n：:]{1,80}?(?:[（(][^（）()\n]{0,40}[）)][^\n：:]{0,40}?)?)\s*[：:]\s*(.*)")
_UNITS = "件条个次宗起元人篇"
_PART = re.compile(
    r"([^\d，,；;、：:\s][^，,；;：:\n]{0,60}?) ?[：:= ] ?"
    rf"(-?\d[\d,]*(?:\.\d+)?|[-—/]+|无|空)? ?([{_UNITS}]|万元|人次)?"
)
_PARTS = re.compile(r"\s*[，,；;、]\s*")
_FENCE = re.compile(r"[ \t]*(?:```|~~~)[ \t]*(\w*)[ \t]*$")
_LIST = re.compile(r"^[ \t]*[-*+•●○▪‣]\s+\S", re.MULTILINE)
_HEADING = re.compile(r"\s*(?:#{1,6}\s+(\S.*?)|\*\*(\S[^*\n]*?)\*\*\s*[：:]?)\s*$")
_LONGEST = 60
"""Characters of a name; what is longer is a sentence."""
_SENTENCE = re.compile(r"[。；;！？]")
_DEEPEST = 6
_MOST_LINES = 4_000
_LEAST_HEADS = 2
_STEPS = re.compile(r"\s+[/>→]\s+|\s*＞\s*")
"""Between a row's labels from the outside in, where they are written in one line."""


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


@define
class _Node:
    """A name, the figure behind it (None where it has none), what stands under it, and its line."""

    name: str
    value: str | None
    line: int
    children: list[_Node] = Factory(list)


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
    fenced = list(_fenced(lines))
    found = [*fenced, *_listed(lines)]
    shared = Counter(row.keys for _, _, rows in found for row in rows)
    if not fenced and all(len(keys) < _LEAST_HEADS for keys in shared):
        return {}
    made = {}
    for start, end, rows in found:
        is_fenced = (start, end, rows) in fenced
        if is_fenced or all(_are_heads(row, shared) for row in rows):
            parts = ([row] if _are_heads(row, shared) else _one_by_one(row) for row in rows)
            made[start] = ListOutline(end, tuple(_parts([row for part in parts for row in part])))
    return made


def without_bullet(line: str) -> str:
    """An entry of a list that is a name and a figure, without its bullet: it is read as any line.

    >>> without_bullet("- **1.按时办结数**：12件"), without_bullet("- 12"), without_bullet("- 共受理12件。")
    ('**1.按时办结数**：12件', '- 12', '- 共受理12件。')
    """
    found = _BULLET.fullmatch(line)
    entry = _entry(found[2]) if found is not None else None
    return found[2] if found is not None and entry is not None and entry[1] else line


def _are_heads(row: _Row, shared: Mapping[tuple[str, ...], int]) -> bool:
    """Whether the names of a row's figures are heads: others have the same, or they stand under a label and are not counted."""
    if len(row.keys) > 1 and shared[row.keys] > 1:
        return True
    is_bare = not any(value[-1:] in _UNITS for value in row.values)  # 受理 12件，办结 11件 is a sentence
    return bool(row.path) and is_bare and any(map(_has_digit, row.values)) and not any(map(opens, row.keys))


def _one_by_one(row: _Row) -> Iterator[_Row]:
    for name, value, line in zip(row.keys, row.values, row.lines, strict=True):
        yield _Row((*row.path, name), ("",), (value,), (line,), row.heading)


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _fenced(lines: Sequence[str]) -> Iterator[tuple[int, int, list[_Row]]]:
    """Blocks of JSON and YAML."""
    at = 0
    while at < len(lines):
        fence = _FENCE.match(lines[at])
        end = (
            next((end for end in range(at + 1, len(lines)) if _FENCE.match(lines[end])), None)
            if fence
            else None
        )
        if fence is None or end is None:
            at += 1
            continue
        kind = (fence[1] or "").lower()
        first = next((line.strip() for line in lines[at + 1 : end] if line.strip()), "")
        nodes = None
        if kind == "json" or (not kind and first[:1] in ("{", "[")):
            nodes = _of_json(lines, at + 1, end)
        elif kind in ("yaml", "yml"):
            nodes = _of_lines(_yaml_items(lines, at + 1, end))
        if nodes and (rows := list(_rows(nodes))):
            yield at, end + 1, rows
        at = end + 1


def _of_json(lines: Sequence[str], start: int, end: int) -> list[_Node] | None:
    here = start

    def line_of(name: str) -> int:
        nonlocal here
        wanted = json.dumps(name, ensure_ascii=False)
        here = next((at for at in range(here, end) if wanted in lines[at]), here)
        return here

    def nodes(value: object, depth: int) -> list[_Node]:
        if depth > _DEEPEST:
            raise ValueError
        if isinstance(value, list):
            return [_Node("", None, here, nodes(one, depth + 1)) for one in value]
        if not isinstance(value, _Pairs):
            raise TypeError
        made = []
        for name, inner in value.pairs:
            line = line_of(name)
            if isinstance(inner, (_Pairs, list)):
                made.append(_Node(name, None, line, nodes(inner, depth + 1)))
            else:
                made.append(_Node(name, "" if inner is None else str(inner), line))
        return made

    try:
        parsed = json.loads(
            "\n".join(lines[start:end]), object_pairs_hook=_Pairs, parse_float=str, parse_int=str
        )
        return nodes(parsed, 0)
    except (ValueError, TypeError, RecursionError):
        return None


class _Pairs:
    """An object of JSON with its names in order, those that stand twice included."""

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        self.pairs = pairs


_Item = tuple[int, str, str | None, int]
"""How far it is indented, its name, the figure behind it, its line."""


def _yaml_items(lines: Sequence[str], start: int, end: int) -> Iterator[_Item] | None:
    items: list[_Item] = []
    for at in range(start, end):
        bare = lines[at].split(" #")[0].rstrip()
        if not bare.strip():
            continue
        listed = _BULLET.fullmatch(bare)
        body = listed[2] if listed else bare.strip()
        keyed = _last_keyed(body) or ((found := _KEYED.fullmatch(body)) and (found[1], found[2]))
        if not keyed:
            return None
        indent = len(bare) - len(bare.lstrip())
        if listed:  # an entry of a list begins one
            items.append((indent, "", None, at))
            indent += 2
        name, value = (part.strip().strip("\"'") for part in keyed)
        items.append((indent, name, value, at))
    return iter(items)


def _of_lines(items: Iterable[_Item] | None) -> list[_Node]:
    """The items by what they are indented under."""
    top: list[_Node] = []
    open_ones: list[tuple[int, _Node]] = []
    for indent, name, value, line in items or ():
        while open_ones and open_ones[-1][0] >= indent:
            open_ones.pop()
        if len(open_ones) > _DEEPEST:
            return []
        node = _Node(name, value, line)
        (open_ones[-1][1].children if open_ones else top).append(node)
        open_ones.append((indent, node))
    return top


def _listed(lines: Sequence[str]) -> Iterator[tuple[int, int, list[_Row]]]:
    """Lists with bullets, each of whose entries is a name, a name and a figure, or a name and several names with figures."""
    at = 0
    while at < len(lines):
        if _BULLET.fullmatch(lines[at].rstrip()) is None:
            at += 1
            continue
        items: list[_Item] = []
        inline: dict[int, list[tuple[str, str]]] = {}
        start = end = at
        while at < len(lines):
            line = lines[at].rstrip()
            if line.strip():
                found = _BULLET.fullmatch(line)
                item = None if found is None else _entry(found[2])
                if found is None or item is None:
                    break
                name, value, parts = item
                items.append((len(found[1].expandtabs(4)), name, value, at))
                if parts:
                    inline[at] = parts
                end = at + 1
            at += 1
        at = max(end, start + 1)
        nodes = _of_lines(items)
        for node in list(_all(nodes)):
            node.children += [_Node(name, value, node.line) for name, value in inline.get(node.line, ())]
        rows = list(_rows(nodes, above=_heading_above(lines, start)))
        if rows:
            yield start, end, rows


def _all(nodes: Iterable[_Node]) -> Iterator[_Node]:
    for node in nodes:
        yield node
        yield from _all(node.children)


def _entry(text: str) -> tuple[str, str | None, list[tuple[str, str]]] | None:
    """A list's entry: its name, its figure, and the names and figures behind its name; None for a sentence."""
    text = text.replace("**", "").replace("__", "").strip()
    if (single := _last_keyed(text)) is not None:
        return (*single, []) if _is_name(single[0]) else None
    keyed = _KEYED.fullmatch(text)
    if keyed is None or not keyed[2]:
        name = text.rstrip("：: ")
        return (name, "" if name != text else None, []) if _is_name(name) else None
    parts = [_PART.fullmatch(" ".join(part.split())) for part in _PARTS.split(keyed[2].rstrip("。"))]
    if not all(part is not None and _is_closed(part[1]) for part in parts) or not _is_name(keyed[1]):
        return None
    figures = [(part[1].strip(), (part[2] or "") + (part[3] or "")) for part in parts if part]
    return keyed[1].strip(), None, figures


def _is_closed(text: str) -> bool:
    """Whether each bracket that opens is closed."""
    return sum(map(text.count, "（(")) == sum(map(text.count, "）)"))


def _is_name(text: str) -> bool:
    return len(text) <= _LONGEST and not _SENTENCE.search(text) and not stands_for_figure(text)


def _last_keyed(text: str) -> tuple[str, str] | None:
    """The name and the figure that stand before and behind the last colon of a text."""
    name, colon, value = text.replace("：", ":").rpartition(":")
    if not colon or not stands_for_figure(value.strip()):
        return None
    return text[: len(name)].strip(), value.strip()


def _heading_above(lines: Sequence[str], start: int) -> tuple[str, ...]:
    above = next((lines[at] for at in range(start - 1, max(-1, start - 4), -1) if lines[at].strip()), "")
    found = _HEADING.match(above)
    return (found[1] or found[2],) if found else ()


def _rows(
    nodes: Sequence[_Node],
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
            names = tuple(part for part in _STEPS.split(node.name) if part)
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
