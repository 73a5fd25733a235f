"""Tables in text that keeps the layout of a page: columns are aligned with blanks, labels wrap above and below their row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve, frozen

from ..document import Cell, Table
from ..location import Location

__all__ = ["is_layout_row", "layout_end", "layout_table"]

_TOKEN = re.compile(r"\S+")
_GAP = re.compile(r"(?<=\S)(?: {2,}|\u3000{2,})(?=\S)")
_PIECE = re.compile(r"\S+(?: \S+)*")
_VALUE = re.compile(r"^(?:[-+]?\d[\d,，.]*|[—–\-/]{1,3}|无)(?:件|条|万元|元|项|次|人|个)?$")
_UNIT = re.compile(r"^(?:人次|万元|千元|元|[条件次篇个人宗项份期])$")
_VALUE_AT_END = re.compile(r"[-+]?\d[\d,.]*|[—–\-/]{1,3}")
_HEAD = re.compile(r"^(?:统计指标|统计项目|指标名称|项目名称|指标|项目)$")
"""The head of the labels, which is printed again on a new page."""
_ORDINAL = re.compile(
    r"^(?:\d{1,2}[.、．]\D|[（(][一二三四五六七八九十]{1,2}[）)]|[一二三四五六七八九十]{1,2}、.|其中[:：])"
)
_HEADING = re.compile(r"^\s*[一二三四五六七八九十]{1,3}、\S{2,40}(?:情况|情況|事项|事項|措施|问题|問題)\s*$")
_STOPS = ("。", "；", "：", "，")
_LONGEST_FRAGMENT = 26
_LONGEST_PIECE = 34
_MOST_BETWEEN = 14
"""Lines with text but without columns that may stand between two rows of one table: wrapped labels."""
_MOST_SHORT_BETWEEN = 40
"""Such lines where each is as short as the lines of a narrow column."""
_SHORT = 16
_LONGEST_LEFT = 16
"""Characters of a label merged over several rows (三、本年度办理结果) that may stand left of a row's own label."""
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

    @property
    def left(self) -> int:
        return self.pieces[0].start

    @property
    def right(self) -> int:
        return max(piece.start + len(piece.text) for piece in self.pieces) - 1


def is_layout_row(line: str) -> bool:
    """Whether the line has pieces set apart by two or more blanks, as columns are, or ends with several figures."""
    bare = line.strip()
    if bare.endswith(_STOPS) or _GAP.search(bare) is None:
        return False
    last = line.rsplit(maxsplit=3)
    if (len(last) > 3 or line[:1].isspace()) and _are_values(last[-3:]):
        return True
    return all(len(piece) <= _LONGEST_PIECE for piece in _PIECE.findall(bare))


def _are_values(pieces: Sequence[str]) -> bool:
    return len(pieces) == 3 and all(_VALUE_AT_END.fullmatch(piece) for piece in pieces)


def layout_end(lines: Sequence[str], start: int) -> int:
    """The line after the table whose first row with columns is at `start`; a section's heading or a line of prose ends it."""
    end = at = start + 1
    between, is_short = 0, True
    while at < len(lines) and between < (_MOST_SHORT_BETWEEN if is_short else _MOST_BETWEEN):
        bare = lines[at].strip()
        if is_layout_row(lines[at]):
            end, between, is_short = at + 1, 0, True
        elif len(bare) > _LONGEST_FRAGMENT or bare.endswith(("。", "；")) or _HEADING.match(lines[at]):
            break
        elif bare:
            between += 1
            is_short = is_short and len(bare) <= _SHORT
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
    A label merged over several rows stands in a row of its own, before the one whose line it shares.

    None where no line has a label and a value, or where words would be lost: then the lines are not what they seem.
    """
    rows = [row for row in (_pieces(lines[line], line) for line in range(start, end)) if row]
    rows = _join_heads(rows)
    anchors = [row for row in rows if any(piece.is_value for piece in row)]
    if not anchors:
        return None
    labels = _assign(rows, anchors)
    used = {piece for label in labels.values() for piece in label.pieces}
    cells: list[Cell] = []
    at = 0
    for row in rows:
        label = labels.get(row[0].line)
        beside: list[_Piece] = []
        if label is not None:
            first = next(place for place, piece in enumerate(row) if piece.is_value)
            units = [piece for piece in row[:first] if piece not in used and piece.start > label.right]
            beside = [piece for piece in row[:first] if piece not in used and piece not in units]
            if sum(len(piece.text) for piece in beside) > _LONGEST_LEFT:
                return None
            texts = [
                (label.text, label.first),
                *((piece.text, piece.line) for piece in (*units, *row[first:])),
            ]
        else:
            texts = [(piece.text, piece.line) for piece in row if piece not in used]
        merged = [(piece.text, piece.line) for piece in beside]
        for printed in filter(None, (merged, texts)):
            for column, (text, line) in enumerate(printed):
                place = Location(line=line + 1, table=number, row=at + 1, column=column + 1)
                cells.append(Cell(text=text, row=at, column=column, location=place))
            at += 1
    return Table(cells=tuple(cells), location=Location(line=start + 1, table=number), is_grid=False)


def _pieces(text: str, line: int) -> list[_Piece]:
    return [_Piece(match[0], line, match.start()) for match in _TOKEN.finditer(text)]


def _join_heads(rows: list[list[_Piece]]) -> list[list[_Piece]]:
    """Heads of columns that wrap (商业 above 企业) joined: a line without values each of whose several pieces begins where one
    of the line above does."""
    joined: list[list[_Piece]] = []
    for row in rows:
        above = joined[-1] if joined else []
        plain = len(row) >= 2 and not any(
            any(map(str.isdigit, piece.text)) or _ORDINAL.match(piece.text) for piece in (*row, *above)
        )
        partners = [_above(piece, above) for piece in row] if plain else []
        found = [partner for partner in partners if partner is not None]
        if found and len(found) == len(partners) == len(set(found)):
            extra = {partner: piece.text for partner, piece in zip(found, row, strict=True)}
            if not any(len(partner.text) >= 4 and len(text) >= 4 for partner, text in extra.items()):
                joined[-1] = [evolve(piece, text=piece.text + extra.get(piece, "")) for piece in above]
                continue
        joined.append(row)
    return joined


def _above(piece: _Piece, above: Sequence[_Piece]) -> _Piece | None:
    near = [other for other in above if abs(other.start - piece.start) <= 2]
    return min(near, key=lambda other: abs(other.start - piece.start)) if near else None


def _assign(rows: Sequence[Sequence[_Piece]], anchors: Sequence[Sequence[_Piece]]) -> dict[int, _Label]:
    """For each row of values, by its line, its label: the piece or the wrapped pieces nearest to the left of the values."""
    lines_of_values = {row[0].line for row in anchors}
    fragments: list[_Piece] = []
    for row in rows:
        if row[0].line not in lines_of_values:
            fragments += row
        else:
            fragments += row[: next(place for place, piece in enumerate(row) if piece.is_value)]
    labels = _wrapped_labels(fragments, lines_of_values)
    free = list(labels)
    chosen: dict[int, _Label] = {}
    for row in anchors:
        line = row[0].line
        start = next(piece.start for piece in row if piece.is_value)
        holding = [label for label in free if label.first <= line <= label.last and label.left < start]
        own = [label for label in holding if not _is_unit(label)]
        if own:
            best = max(own, key=lambda label: label.left)
            chosen[line] = best
            free.remove(best)
    heads = {row[0].line for row in rows if len(row) > 2 and row[0].line not in lines_of_values}
    free = [label for label in free if not heads & {piece.line for piece in label.pieces}]
    for row in anchors:
        line = row[0].line
        if line not in chosen:
            start = next(piece.start for piece in row if piece.is_value)
            around = _around(line, [label for label in free if label.left < start and not _is_unit(label)])
            if around is not None:
                chosen[line] = around
                free = [label for label in free if not set(label.pieces) & set(around.pieces)]
    return chosen


def _is_unit(label: _Label) -> bool:
    return _UNIT.match(label.text) is not None


def _around(line: int, free: list[_Label]) -> _Label | None:
    """The label of a row that has none on its own line: the one just above with what goes on just below."""
    above = [label for label in free if 1 <= line - label.last <= 2]
    below = [label for label in free if 1 <= label.first - line <= 2 and not _ORDINAL.match(label.text)]
    if not above:
        return None
    head = max(above, key=lambda label: (label.last, label.left))
    tail = next((label for label in below if abs(label.left - head.left) <= _ALIGNED), None)
    return _Label(head.pieces + (tail.pieces if tail is not None else ()))


def _wrapped_labels(fragments: Sequence[_Piece], lines_of_values: set[int]) -> list[_Label]:
    """Pieces of one column joined from one ordinal (or 其中) to the next, over one row of values at the most; others stand
    alone. A column of single characters is a merged label printed upwards, and is left out."""
    columns: list[list[_Piece]] = []
    for piece in sorted(fragments, key=lambda piece: (piece.line, piece.start)):
        home = min(
            (column for column in columns if abs(column[-1].start - piece.start) <= _ALIGNED),
            key=lambda column: (abs(column[-1].start - piece.start), -column[-1].line),
            default=None,
        )
        if home is None or home[-1].line == piece.line:
            columns.append([piece])
        else:
            home.append(piece)
    labels: list[_Label] = []
    for column in columns:
        if sum(len(piece.text) == 1 for piece in column) * 2 > len(column) >= 3:
            continue
        current: list[_Piece] = []
        for piece in column:
            begins = _ORDINAL.match(piece.text) or _HEAD.match(piece.text)
            goes_on = current and not begins and _ORDINAL.match(current[0].text)
            if piece.line in lines_of_values and any(other.line in lines_of_values for other in current):
                goes_on = None
            if goes_on and piece.line - current[-1].line <= _MOST_BETWEEN and len(current) < _MOST_BETWEEN:
                current.append(piece)
                continue
            if current:
                labels.append(_Label(tuple(current)))
            current = [piece]
        if current:
            labels.append(_Label(tuple(current)))
    return labels
