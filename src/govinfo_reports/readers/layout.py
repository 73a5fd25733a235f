"""Tables in text that keeps the layout of a page: columns are aligned with blanks, labels wrap above and below their row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve, frozen

from ..document import Cell, Table
from ..location import Location

__all__ = ["is_layout_row", "layout_end", "layout_table"]

_PIECE = re.compile(r"\S+(?: \S+)*")
_TIGHT = re.compile(r"^(?:[\u4e00-\u9fff]{2,6}(?: [\u4e00-\u9fff]{2,6})+|[\d.,—\-/]+(?: [\d.,—\-/]+)+)$")
"""Heads or figures of neighbouring columns with a single blank between them."""
_GAP = re.compile(r"(?<=\S)(?: {2,}|\u3000{2,})(?=\S)")
_VALUE = re.compile(r"^(?:[-+]?\d[\d,，.]*|[—–\-/]{1,3}|无)(?:件|条|万元|元|项|次|人|个)?$")
_ORDINAL = re.compile(
    r"^(?:\d{1,2}[.、．]\D|[（(][一二三四五六七八九十]{1,2}[）)]|[一二三四五六七八九十]{1,2}、.)"
)
_HEADING = re.compile(r"^\s*[一二三四五六七八九十]{1,3}、\S{2,40}\s*$")
_STOPS = ("。", "；", "：", "，")
_LONGEST_FRAGMENT = 40
_LONGEST_PIECE = 34
_MOST_BETWEEN = 4
"""Lines without columns that may stand between two rows of one table: wrapped labels, blank lines."""
_ALIGNED = 3
"""How many characters two pieces of one column may begin apart."""


@frozen
class _Piece:
    text: str
    line: int
    start: int

    @property
    def is_value(self) -> bool:
        return _VALUE.match(self.text) is not None


@frozen
class _Label:
    """A label that may have wrapped over several lines, all in one column."""

    pieces: tuple[_Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def first(self) -> int:
        return self.pieces[0].line

    @property
    def last(self) -> int:
        return self.pieces[-1].line


def is_layout_row(line: str) -> bool:
    """Whether the line has pieces set apart by two or more blanks, as columns are."""
    bare = line.strip()
    return (
        _GAP.search(bare) is not None
        and not bare.endswith(_STOPS)
        and all(len(piece) <= _LONGEST_PIECE for piece in _PIECE.findall(bare))
    )


def layout_end(lines: Sequence[str], start: int) -> int:
    """The line after the table whose first row with columns is at `start`; a section's heading ends it."""
    end = at = start + 1
    while at < len(lines) and at - end < _MOST_BETWEEN:
        bare = lines[at].strip()
        if is_layout_row(lines[at]):
            end = at + 1
        elif len(bare) > _LONGEST_FRAGMENT or bare.endswith(_STOPS) or _HEADING.match(lines[at]):
            break
        at += 1
    # the last label may go on below its row
    while end < len(lines) and _continues(lines, end):
        end += 1
    return end


def _continues(lines: Sequence[str], at: int) -> bool:
    bare = lines[at].strip()
    indented = len(lines[at]) - len(lines[at].lstrip()) >= 4
    return (
        bool(bare) and indented and len(bare) <= 16 and not bare.endswith(_STOPS) and not _ORDINAL.match(bare)
    )


def layout_table(lines: Sequence[str], start: int, end: int, number: int) -> Table | None:
    """The table in these lines, not as a grid: each row's label, put together from the lines it wraps over, then its values.

    None where no line has a label and a value, or heads of columns.
    """
    rows = [_pieces(lines[line], line) for line in range(start, end)]
    rows = _join_heads([row for row in rows if row])
    anchors = [row for row in rows if any(piece.is_value for piece in row)]
    if not anchors:
        return None
    labels = _assign([row for row in rows if row not in anchors], anchors)
    used = {piece for label in labels.values() for piece in label.pieces}
    cells: list[Cell] = []
    at = 0
    for row in rows:
        label = labels.get(row[0].line)
        if label is not None:
            own = [piece for piece in row if piece.is_value or piece.start > label.pieces[0].start + _ALIGNED]
            texts = [
                (label.text, label.first),
                *((piece.text, piece.line) for piece in own if piece not in used),
            ]
        else:
            texts = [(piece.text, piece.line) for piece in row if piece not in used]
        for column, (text, line) in enumerate(texts):
            place = Location(line=line + 1, table=number, row=at + 1, column=column + 1)
            cells.append(Cell(text=text, row=at, column=column, location=place))
        at += bool(texts)
    return Table(cells=tuple(cells), location=Location(line=start + 1, table=number), is_grid=False)


def _pieces(text: str, line: int) -> list[_Piece]:
    pieces = []
    for match in _PIECE.finditer(text):
        parts = re.finditer(r"\S+", match[0]) if _TIGHT.match(match[0]) else (match,)
        offset = match.start() if _TIGHT.match(match[0]) else 0
        pieces += [_Piece(part[0], line, offset + part.start()) for part in parts]
    return pieces


def _join_heads(rows: list[list[_Piece]]) -> list[list[_Piece]]:
    """Heads of columns that wrap (商业 above 企业) joined: a line without values each of whose several pieces begins where one
    of the line above does."""
    joined: list[list[_Piece]] = []
    for row in rows:
        above = joined[-1] if joined else []
        plain = len(row) >= 2 and not any(
            piece.is_value or _ORDINAL.match(piece.text) for piece in (*row, *above)
        )
        partners = [_above(piece, above) for piece in row] if plain else []
        if (
            partners
            and all(partner is not None for partner in partners)
            and len(set(partners)) == len(row) < len(above) + 1
        ):
            extra = {partner: piece.text for partner, piece in zip(partners, row, strict=True)}
            if not any(
                len(piece.text) >= 4 and len(extra.get(piece, "")) >= 4 and piece.text == extra[piece]
                for piece in above
                if piece in extra
            ):
                joined[-1] = [evolve(piece, text=piece.text + extra.get(piece, "")) for piece in above]
                continue
        joined.append(row)
    return joined


def _above(piece: _Piece, above: Sequence[_Piece]) -> _Piece | None:
    near = [other for other in above if abs(other.start - piece.start) <= 2]
    return min(near, key=lambda other: abs(other.start - piece.start)) if near else None


def _assign(others: Sequence[Sequence[_Piece]], anchors: Sequence[Sequence[_Piece]]) -> dict[int, _Label]:
    """For each row of values, by its line, its label: the piece or the wrapped pieces nearest to the left of the values."""
    fragments = [row[0] for row in others if len(row) <= 2] + [row[1] for row in others if len(row) == 2]
    for row in anchors:
        first = next(place for place, piece in enumerate(row) if piece.is_value)
        fragments += row[:first]
    labels = _wrapped_labels(sorted(fragments, key=lambda piece: (piece.line, piece.start)))
    chosen: dict[int, _Label] = {}
    free = list(labels)
    for row in anchors:
        line = row[0].line
        values_start = next(piece.start for piece in row if piece.is_value)
        holding = [
            label
            for label in free
            if label.first <= line <= label.last and label.pieces[0].start < values_start
        ]
        if holding:
            best = max(holding, key=lambda label: label.pieces[0].start)
            chosen[line] = best
            free.remove(best)
    return chosen


def _wrapped_labels(fragments: Sequence[_Piece]) -> list[_Label]:
    """Pieces of one column joined from one ordinal to the next; pieces without an ordinal before them stand alone. A column of
    single characters is a merged label printed upwards, and is left out."""
    columns: list[list[_Piece]] = []
    for piece in fragments:
        home = next((column for column in columns if abs(column[-1].start - piece.start) <= _ALIGNED), None)
        if home is None:
            columns.append([piece])
        else:
            home.append(piece)
    labels: list[_Label] = []
    for column in columns:
        if sum(len(piece.text) == 1 for piece in column) * 2 > len(column) >= 3:
            continue
        current: list[_Piece] = []
        for piece in column:
            goes_on = current and not _ORDINAL.match(piece.text) and _ORDINAL.match(current[0].text)
            if goes_on and piece.line - current[-1].line <= _MOST_BETWEEN and len(current) < 6:
                current.append(piece)
                continue
            if current:
                labels.append(_Label(tuple(current)))
            current = [piece]
        if current:
            labels.append(_Label(tuple(current)))
    return labels
