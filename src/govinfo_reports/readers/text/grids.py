"""Tables drawn in text with + - and |, as pandoc writes them, with merged cells; and tables in HTML within
text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from attrs import define, evolve

from ...document import Cell, Paragraph, Table
from ...errors import LimitExceeded, UnreadableSource
from ...limits import Limits
from ...location import Location
from ...numerals import UNITS, stands_for_figure
from ...patterns import late
from ..common.form_words import begins_table
from ..common.monospaced import SECOND_PLACE, widened
from ..common.pieces import opens
from ..common.spans import has_merged_blanks, spanned

__all__ = ["blocks_in_markup", "drawn_table", "end_of_drawn"]

_RULE = late(r"\s*\+(?:[-=:]{2,}\+)+\s*|\s*\+-{3,}\+\s*")
_ROW = late(r"\s*[|+].*[|+]\s*")
_ACROSS, _DOWN = "─━═┄┅┈┉╌╍╴╶╸╺", "│┃║┆┇┊┋╎╏"
_DRAWN = late("[\u2500-\u257f]")
_PLAIN = {
    **dict.fromkeys(range(9472, 9600), "+"),
    **dict.fromkeys(map(ord, _ACROSS), "-"),
    **dict.fromkeys(map(ord, _DOWN), "|"),
}
_WIDE = {
    **dict.fromkeys(range(9472, 9600), "+-"),
    **dict.fromkeys(map(ord, _ACROSS), "--"),
    **dict.fromkeys(map(ord, _DOWN), "|\0"),
}
"""The same where a box character takes two places."""
_TABLE_TAG = late(r"(?:<(?:html|body)\b[^<>]*>\s*)*<table\b", re.IGNORECASE)
_EITHER_TAG = late(r"(<table\b)|</table\b", re.IGNORECASE)
_LONGEST = 4_000
_UNIT = late(UNITS)
_MOST_RULES = 3
"""Above the heads, below them and at the end."""
_FEWEST_LINES = 3
_FEWEST_FIGURES = 6


@define
class _Drawn:
    """A cell while it is read."""

    row: int
    column: int
    colspan: int
    line: int
    texts: list[str]
    rowspan: int = 1


def end_of_drawn(lines: Sequence[str], start: int) -> int:
    """The line after the drawn table that begins at `start`; `start` itself where none begins."""
    first = lines[start]
    corner = first.lstrip()[:1]
    if len(first) >= _LONGEST or (corner != "+" and not _DRAWN.match(corner)):
        return start
    if _RULE.fullmatch(first.translate(_PLAIN)) is None:
        return start
    end = start + 1
    last = start
    while (
        end < len(lines)
        and len(lines[end]) < _LONGEST
        and _ROW.fullmatch(line := lines[end].translate(_PLAIN))
    ):
        if _RULE.fullmatch(line):
            if last == end - 1 > start:  # the next table begins right below
                break
            last = end
        end += 1
    return last + 1 if last > start + 1 else start


def drawn_table(lines: Sequence[str], start: int, end: int, number: int) -> Table | None:
    """The table drawn in these lines: a cell ends where a rule or a pipe is drawn, and nowhere else. None
    where the lines do not end below each other, so that it is not known what stands below what."""
    plain = [line.rstrip() for line in lines[start:end]]
    for box in (_PLAIN, _WIDE):
        for wide in ("WF", "WFA", ""):  # programs differ in what they take for a character of two places
            drawn = [widened(line.translate(box), wide) for line in plain]
            if len({len(line) for line in drawn}) == 1:
                return _read(drawn, start, number, each_line=_has_a_row_a_line(drawn))
        if not any(map(_DRAWN.search, plain)):
            break
    return None


def _has_a_row_a_line(drawn: Sequence[str]) -> bool:
    """Whether no rule at all stands between the rows, and each line is one: it begins with a label before its
    figures, or is a row of heads, or is the one line of figures below the heads."""
    rules = [at for at, line in enumerate(drawn) if any(map(_is_rule, line.strip("|+").split("+")))]
    if len(rules) > _MOST_RULES:
        return False
    lines = [_cells(drawn[at]) for at in range(rules[0] + 1, rules[-1]) if at not in rules]
    heads = next((at for at, cells in enumerate(lines) if any(map(_is_figure, cells))), len(lines))
    body = lines[heads:]
    if len(body) == 1:
        return heads > 0 and all(map(_is_figure, body[0])) and len(body[0]) >= _FEWEST_FIGURES
    return heads > 0 and len(body) >= _FEWEST_LINES and _are_rows(body)


def _cells(line: str) -> list[str]:
    return [text.replace(SECOND_PLACE, "").strip() for text in line.strip().strip("|").split("|")]


def _is_figure(text: str) -> bool:
    return bool(text) and stands_for_figure(text)


def _are_rows(lines: Sequence[Sequence[str]]) -> bool:
    """Whether each line is a label and the figures behind it, or heads: none goes on in the next."""
    widest = max(len(cells[0]) for cells in lines)
    units = {at for cells in lines for at, text in enumerate(cells) if _UNIT.fullmatch(text)}
    for cells, below in itertools.zip_longest(lines, lines[1:]):
        shown = [text for text in cells if text]
        is_next = below is None or _opens_row(below)
        if not shown or _is_figure(shown[0]):
            return False
        has_units = all(cells[at] for at in units if at < len(cells))
        if any(map(_is_figure, shown)):
            if not has_units or (len(cells[0]) == widest and not is_next):
                return False
        elif not (begins_table(shown[0]) or len(shown) == len(cells) > 1 or is_next or (units and has_units)):
            return False
    return True


def _opens_row(cells: Sequence[str]) -> bool:
    text = next(filter(None, cells), "")
    return opens(text) or begins_table(text)


def _read(drawn: Sequence[str], start: int, number: int, *, each_line: bool) -> Table:
    edges = sorted({at for line in drawn if "+-" in line or "+=" in line for at in _crossings(line)})
    columns = list(itertools.pairwise(edges))
    cells: list[_Drawn] = []
    over: list[_Drawn | None] = [None] * len(columns)
    row = -1
    opened = True
    for offset, line in enumerate(drawn):
        ruled = [_is_rule(line[left + 1 : right]) for left, right in columns]
        if any(ruled):
            opened = True
            over = [None if ruled[at] else cell for at, cell in enumerate(over)]
            _continue(over, columns, line)
            continue
        if each_line:
            opened, over = True, [None] * len(columns)
        if opened:
            row += 1
            opened = False
            kept = {id(cell): cell for cell in over if cell is not None}
            for cell in kept.values():
                cell.rowspan += 1
            at = 0
            while at < len(columns):
                if over[at] is not None:
                    at += 1
                    continue
                until = at + 1
                while until < len(columns) and over[until] is None and line[columns[until][0]] != "|":
                    until += 1
                cell = _Drawn(row, at, until - at, start + offset, [])
                cells.append(cell)
                over[at:until] = [cell] * (until - at)
                at = until
        _continue(over, columns, line)
    table = Table(
        cells=tuple(
            Cell(
                text="\n".join(cell.texts),
                row=cell.row,
                column=cell.column,
                rowspan=cell.rowspan,
                colspan=cell.colspan,
                location=Location(line=cell.line + 1, table=number, row=cell.row + 1, column=cell.column + 1),
            )
            for cell in cells
        ),
        location=Location(line=start + 1, table=number),
    )
    if any(cell.rowspan > 1 or cell.colspan > 1 for cell in cells):
        return table
    # without merged cells, blank ones may stand for those that were
    rows = [[(cell.text, cell.location) for cell in row] for row in table.rows]
    if has_merged_blanks([[text for text, _ in row] for row in rows]):
        return spanned(rows, number=number, location=table.location)
    return evolve(table, is_grid=False)


def _continue(over: Sequence[_Drawn | None], columns: Sequence[tuple[int, int]], line: str) -> None:
    """Add what a line says to the cells that are open in it."""
    done: set[int] = set()
    for at, cell in enumerate(over):
        if cell is None or id(cell) in done:
            continue
        done.add(id(cell))
        text = line[columns[at][0] + 1 : columns[cell.column + cell.colspan - 1][1]]
        text = text.replace(SECOND_PLACE, "").strip()
        if text:
            cell.texts.append(text)


def _is_rule(segment: str) -> bool:
    return len(segment) > 1 and not segment.strip("-=:")


def _crossings(line: str) -> list[int]:
    return [at for at, sign in enumerate(line) if sign == "+"]


def blocks_in_markup(
    lines: Sequence[str], start: int, number: int, *, source: str | None, limits: Limits
) -> tuple[list[Paragraph | Table], int]:
    """What a table in HTML that begins in line `start` of a text comes to, its tables numbered from
    `number`, and the line after it; nothing and `start` itself where none begins."""
    if "<" not in lines[start] or not _TABLE_TAG.match(lines[start].lstrip()):
        return [], start
    depth, end = 0, start
    while end < len(lines):
        depth += sum(1 if tag[1] else -1 for tag in _EITHER_TAG.finditer(lines[end]))
        end += 1
        if depth <= 0:
            break
    else:
        return [], start
    from ..html.read import read_html  # not above: plain text needs no parser of HTML

    try:
        markup = "\n".join(lines[start:end])
        document = read_html(f"<body>{markup}</body>".encode(), source=source, limits=limits)
    except LimitExceeded:
        raise
    except UnreadableSource:
        return [], start
    where = Location(line=start + 1)
    blocks: list[Paragraph | Table] = [evolve(found, location=where) for found in document.furniture]
    for block in document.blocks:
        if isinstance(block, Table):
            blocks.append(_numbered(block, start + 1, number))
            number += 1
        else:
            blocks.append(evolve(block, location=where))
    return blocks, end


def _numbered(table: Table, line: int, number: int) -> Table:
    cells = (
        evolve(
            cell,
            location=Location(line=line, table=number, row=cell.row + 1, column=cell.column + 1),
        )
        for cell in table.cells
    )
    return Table(cells=tuple(cells), location=Location(line=line, table=number))
