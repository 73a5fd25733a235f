"""Tables that go on over a page break: repeated heads, merged cells and rows that the page cut in two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve, frozen

from ...numerals import stands_for_figure
from .cells import GridCell, PageTable

__all__ = ["join_tables"]

_HEAD_ROWS = 3  # rows below a cut head in which figures must come
_NEAR = 4.0  # points: ruled bounds so near to each other are one
_SHIFT = 70.0  # points: how far a table may stand aside on the next page (margins of odd and even pages)
_NUMBERED = re.compile(
    r"\s*(?:[（(]?\s*[一二三四五六七八九十百\d０-９]{1,3}\s*(?:[）)、.．:：]|$)|[①-⑳㈠-㈩⑴-⒇]"
    r"|第[一二三四五六七八九十]+[条项章]|其中|[合总小]计)"
)
_WORD = re.compile(r"[\u4e00-\u9fff]")
_DIGIT = re.compile(r"[\d０-９]")
_OPENING, _CLOSING = "（(“《", "）)”》"


@frozen(kw_only=True)
class _Pair:
    """The last cell above the break and the first one below it, between the same bounds."""

    above: GridCell
    below: GridCell
    is_label: bool

    @property
    def is_clash(self) -> bool:
        """Whether both hold text and it is not a label: then they are cells of two printed rows."""
        return bool(self.above.text and self.below.text) and not self.is_label


def join_tables(above: PageTable, below: PageTable, slack: float = _NEAR) -> PageTable | None:
    """Both pieces as one table, None if they are not pieces of one. `slack` is how exact the columns stand
    (points)."""
    moved = _moved(above, below, slack)
    return None if moved is None else _joined(above, moved)


def _joined(above: PageTable, below: PageTable) -> PageTable:
    """Both pieces as one table; the lower one stands on the bounds of the upper one."""
    xs = sorted((*above.xs, *(x for x in below.xs if all(abs(x - other) > 0.01 for other in above.xs))))
    skipped = _repeated_head(above, below)
    lower = list(below.cells)
    if skipped:
        lower = [evolve(cell, row=cell.row - skipped) for cell in lower if cell.row >= skipped]
    upper = list(above.cells)
    pairs, inner = _pairs(upper, lower, above.n_rows)
    is_cut = _is_cut_row(pairs, inner, is_open=above.is_open_bottom or below.is_open_top) or _is_cut_head_row(
        pairs, lower
    )
    has_groups = not is_cut and _divides_heads(upper, lower, above.n_rows)
    shift = above.n_rows - (1 if is_cut else 0)
    joined: dict[tuple[int, float], GridCell] = {}
    for pair in pairs:
        if is_cut or _goes_on(pair, inner) or (has_groups and _reads_on(pair)):
            joined[(pair.above.row, pair.above.x0)] = _merged(pair, 1 if is_cut else 0)
            lower.remove(pair.below)
    cells = [joined.get((cell.row, cell.x0), cell) for cell in upper]
    cells += [evolve(cell, row=cell.row + shift) for cell in lower]
    return PageTable(
        xs=tuple(xs),
        top=above.top,
        bottom=below.bottom,
        cells=tuple(cells),
        n_rows=shift + below.n_rows - skipped,
        is_open_top=above.is_open_top,
        is_open_bottom=below.is_open_bottom,
        slack=max(above.slack, below.slack),
    )


def _moved(above: PageTable, below: PageTable, slack: float) -> PageTable | None:
    """The lower piece with its bounds on those of the upper one, None if their widths or columns do not
    agree."""
    shift = below.xs[0] - above.xs[0]
    width = above.xs[-1] - above.xs[0]
    if abs(shift) > _SHIFT or abs(below.xs[-1] - shift - above.xs[-1]) > slack + 0.01 * width:
        return None
    place: dict[float, float] = {}
    for x in below.xs:
        near = min(above.xs, key=lambda other: abs(other - (x - shift)))
        place[x] = near if abs(near - (x - shift)) <= slack else x - shift
    place[below.xs[-1]] = above.xs[-1]
    shared = sum(place[x] in above.xs for x in below.xs[1:-1])
    if shared < 0.6 * min(len(above.xs), len(below.xs)) - 1.2:
        return None
    if len(set(place.values())) < len(below.xs):
        return None
    if all(x == near for x, near in place.items()):
        return below
    cells = tuple(evolve(cell, x0=place[cell.x0], x1=place[cell.x1]) for cell in below.cells)
    return evolve(below, xs=tuple(sorted(place.values())), cells=cells)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _repeated_head(above: PageTable, below: PageTable) -> int:
    """How many rows at the top of the lower piece only repeat the table's head."""
    heads = [_row_key(above.cells, row) for row in range(min(above.n_rows, below.n_rows))]
    count = 0
    for row, head in enumerate(heads):
        if _row_key(below.cells, row) != head or any(
            _has_figure(cell) for cell in above.cells if cell.row == row
        ):
            break
        count = row + 1
    while count and any(cell.row < count < cell.row + cell.rowspan for cell in below.cells):
        count -= 1
    is_said = any(text for row in heads[:count] for _, _, _, text in row)
    return count if is_said else 0


def _has_figure(cell: GridCell) -> bool:
    return _DIGIT.search(cell.text) is not None and stands_for_figure(cell.text)


def _row_key(cells: Sequence[GridCell], row: int) -> list[tuple[float, float, int, str]]:
    """What a row prints, to compare it with another."""
    return sorted((cell.x0, cell.x1, cell.rowspan, _squeezed(cell.text)) for cell in cells if cell.row == row)


def _pairs(upper: Sequence[GridCell], lower: Sequence[GridCell], n_rows: int) -> tuple[list[_Pair], float]:
    """Cells that meet at the break, from left to right, and where the innermost labels of both their rows
    begin."""
    first = {(cell.x0, cell.x1): cell for cell in lower if cell.row == 0}
    last = sorted((cell for cell in upper if cell.row + cell.rowspan == n_rows), key=lambda cell: cell.x0)
    edges = [cell.x0 for cell in (*last, *first.values()) if cell.text and _is_value(cell.text)]
    figures = min(edges, default=float("inf"))
    inner = min(
        max((cell.x0 for cell in row if cell.x1 <= figures and cell.text), default=float("-inf"))
        for row in (last, first.values())
    )
    pairs = [
        _Pair(above=cell, below=first[(cell.x0, cell.x1)], is_label=cell.x1 <= figures)
        for cell in last
        if (cell.x0, cell.x1) in first
    ]
    return pairs, inner


def _completes(above: GridCell, below: GridCell) -> bool:
    """Whether the lower text reads on from the upper one: it closes a bracket, or a full line goes on with
    text that begins no item of its own. No line ends with an opening bracket, so before one a line is full
    with a character less."""
    if not above.text or not below.text or _is_value(below.text):
        return False
    is_open = _open_brackets(above.text) > 0
    if _NUMBERED.match(below.text):
        return is_open and _open_brackets(below.text) < 0
    is_full = above.is_full or (above.is_nearly_full and below.text[0] in _OPENING)
    return is_open or (is_full and _NUMBERED.match(above.text) is not None)


def _open_brackets(text: str) -> int:
    return sum(map(text.count, _OPENING)) - sum(map(text.count, _CLOSING))


def _is_value(text: str) -> bool:
    """Whether a text is a figure or stands for one; a unit alone (人, 件) may be the end of a word."""
    return stands_for_figure(text) and (_DIGIT.search(text) is not None or not _WORD.search(text))


def _goes_on(pair: _Pair, inner: float) -> bool:
    """Whether a merged label cell goes on below the break; its rows have labels of their own to the right of
    it."""
    above, below = pair.above, pair.below
    if not pair.is_label or above.x1 > inner:
        return False
    if not below.text or not above.text:
        return above.rowspan > 1 or below.rowspan > 1 or not below.text
    return _is_repeated(pair) or _completes(above, below)


def _is_cut_row(pairs: Sequence[_Pair], inner: float, *, is_open: bool) -> bool:
    """Whether the last row above and the first one below are one printed row: nothing clashes and a label
    reads on, or one piece has the label and the other all the figures."""
    labels = [pair for pair in pairs if pair.is_label and (pair.above.text or pair.below.text)]
    figures = [pair for pair in pairs if not pair.is_label]
    if (
        not labels
        or any(pair.is_clash for pair in pairs)
        or labels[-1].above.rowspan > 1
        or labels[-1].below.rowspan > 1
    ):
        return False
    has_above = any(pair.above.text for pair in figures)
    has_below = any(pair.below.text for pair in figures)
    if has_above and has_below:
        return False
    own = labels[-1]
    if any(pair.above.text and pair.below.text and not _goes_on(pair, inner) for pair in labels[:-1]):
        return False
    if own.above.text and own.below.text:
        reads_on = _completes(own.above, own.below)
        is_plain = not _NUMBERED.match(own.below.text) and own.above.is_full
        return reads_on or (is_open and is_plain)
    if own.above.text:
        return has_below
    return bool(own.below.text) and has_above


def _is_cut_head_row(pairs: Sequence[_Pair], lower: Sequence[GridCell]) -> bool:
    """Whether the page break goes through a row of heads: the texts of several columns read on below it, all
    others stand on one side or are printed again, and figures follow under them."""
    bounds = {(cell.x0, cell.x1) for cell in lower if cell.row == 0}
    if len(bounds) != len(pairs) or any(
        _has_figure(cell) for pair in pairs for cell in (pair.above, pair.below)
    ):
        return False
    both = [pair for pair in pairs if pair.above.text and pair.below.text and not _is_repeated(pair)]
    is_followed = any(_has_figure(cell) for cell in lower if cell.row <= _HEAD_ROWS)
    return len(both) > 1 and is_followed and all(_reads_on(pair) for pair in both)


def _divides_heads(upper: Sequence[GridCell], lower: Sequence[GridCell], n_rows: int) -> bool:
    """Whether the page break stands between two rows of heads: a head above it spans several heads below
    it."""
    last = [cell for cell in upper if cell.row + cell.rowspan == n_rows]
    first = [cell for cell in lower if cell.row == 0]
    if any(_has_figure(cell) for cell in (*last, *first)):
        return False
    return any(
        sum(bool(cell.text) and head.x0 <= cell.x0 and cell.x1 <= head.x1 for cell in first) > 1
        for head in last
        if head.text and len(last) > 1 and not _NUMBERED.match(head.text)
    )


def _is_repeated(pair: _Pair) -> bool:
    return _squeezed(pair.above.text) == _squeezed(pair.below.text)


def _reads_on(pair: _Pair) -> bool:
    """Whether a head's text reads on below the break, or stands on one side of it alone."""
    above, below = pair.above, pair.below
    if not above.text or not below.text:
        return True
    is_next = _is_value(below.text) or _NUMBERED.match(below.text) or _is_repeated(pair)
    return above.is_full and not is_next


def _merged(pair: _Pair, shared_rows: int) -> GridCell:
    """The cell that a page break cut in two."""
    above, below = pair.above, pair.below
    rowspan = above.rowspan + below.rowspan - shared_rows
    if not above.text:
        return evolve(below, row=above.row, rowspan=rowspan)
    if not below.text or _squeezed(above.text) == _squeezed(below.text):
        return evolve(above, rowspan=rowspan)
    glue = "" if above.is_upright and below.is_upright else "\n"
    known = [cell.confidence for cell in (above, below) if cell.confidence is not None]
    return evolve(
        above,
        rowspan=rowspan,
        text=above.text + glue + below.text,
        is_full=below.is_full,
        is_nearly_full=below.is_nearly_full,
        confidence=min(known, default=None),
    )
