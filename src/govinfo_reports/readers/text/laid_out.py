"""A table of text laid out as on the page: a grid, or its lines with the blank cells that places prove."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterable, Iterator, Sequence

from ...document import Table
from ...location import Location
from ...numerals import stands_for_figure
from ...text import fold
from ..common.alignment import align
from ..common.monospaced import Way, pieces_by_words, pieces_of_lines, ways_of_lines
from ..common.page_lines import PageLine, by_drift, lines_of, number_lines, tail_of, wanders
from ..common.pieces import Piece, opens
from ..common.spans import spanned
from ..common.value_columns import column_count, placed, placed_by_gaps
from .layout import set_apart, shifted_rows

__all__ = ["laid_out_table"]

_LONGEST = 4_000
"""Lines of a table; the forms' longest has some 300, and to align a line takes a millisecond."""


Cells = Sequence[Sequence[tuple[str, int]]]
_LEAST_COLUMNS = 2
_LEAST_FIGURES = 6
_FARTHEST_PART = 2.5
"""Lines from a row to the other part of its figures, its label between them."""
_NEXT_LINE = 1.3
"""Lines from a line to the one right below it."""
_WHOLE_HEAD = 4
"""So many characters may be a head of their own."""
_MOST_HEADS = 4
"""Rows of heads, one below the other: no form has more than three, and w3m puts one between two of them."""


def laid_out_table(
    lines: Sequence[str], start: int, end: int, *, number: int, pages: Sequence[int]
) -> Table | Cells | None:
    """The table of the lines `start` to `end`, or its rows of cells, each with the index of its line.

    None where places say nothing. `pages` are the lines that new pages begin with, `number` is the table's.
    """
    if end - start > _LONGEST:
        return None
    ways = ways_of_lines(lines, start, end, pages)
    if (edged := left_edged(ways, number=number)) is not None:
        return edged
    if cells := set_apart(lines, start, end) or shifted_rows(lines, start, end):
        return cells
    pieces = pieces_of_lines(ways)
    if rows := _rows_of_lines(lines_of(pieces)):
        return rows
    made = align(pieces, number=number)
    if made is not None and not wanders(lines_of(pieces)) and _is_told(made):
        return made
    by_words = pieces_by_words(ways, beside=pieces)
    return made if by_words is None else _told_rows(by_words) or None


def _is_told(table: Table) -> bool:
    """Whether no cell holds figures of several columns."""
    return not any(
        len(parts := cell.text.split()) > 1 and all(map(stands_for_figure, parts)) for cell in table.cells
    )


def _rows_of_lines(lines: Sequence[PageLine]) -> Cells:
    """The lines as rows, where each line of one figure has its label before it and no label goes on in
    another line: below the heads every line without a figure begins with an ordinal, and so does the next.
    None where they are not such."""
    tails = [tail_of(line) for line in lines]
    shown = [at for at, tail in enumerate(tails) if tail] or [0]
    rows = list(zip(lines, tails, strict=True))[shown[0] : shown[-1] + 1]
    single = [len(tail) == 1 and len(line.pieces) > 1 for line, tail in rows if tail]
    if len(single) < _LEAST_FIGURES or not all(single):
        return []
    for (line, tail), (below, _) in itertools.pairwise(rows):
        if not tail and not all(opens(fold(one.pieces[0].text).text) for one in (line, below)):
            return []
    return [[(piece.text, (piece.location.line or 1) - 1) for piece in line.pieces] for line in lines]


def _under_heads(lines: Sequence[PageLine]) -> Iterator[list[PageLine]]:
    """The lines of each page, cut where heads stand: words without figures over the columns of figures."""
    left = min((tail[0].x0 for line in lines if (tail := tail_of(line))), default=0.0)
    for _, group in itertools.groupby(lines, key=lambda line: line.page):
        part: list[PageLine] = []
        for line in group:
            is_head = not tail_of(line) and line.pieces[-1].x0 >= left
            if is_head and any(map(tail_of, part)):
                yield part
                part = []
            part.append(line)
        yield part


def _told_rows(pieces: Sequence[Piece]) -> list[list[tuple[str, int]]]:
    """The rows of these pieces, one a line, each cell with the index of its line.

    A row with fewer figures than the table has columns has its blank cells where places prove them; where
    the columns wander from row to row, none has. No rows at all where the columns are steady and no blank
    cell is proved: the lines say as much.
    """
    lines = lines_of(pieces)
    number_lines(lines)
    is_steady = not wanders(lines)
    lines = by_drift(lines)
    count = column_count([tail for line in lines if (tail := tail_of(line))])
    whole = [tail for line in lines if len(tail := tail_of(line)) == count]
    rows: list[list[tuple[str, int]]] = []
    told = not is_steady
    for page in _under_heads(lines):
        tails = [tail_of(line) for line in page]
        for at, (line, tail) in enumerate(zip(page, tails, strict=True)):
            label = line.pieces[: len(line.pieces) - len(tail)]
            cells = placed(at, tails, count, []) if 0 < len(tail) < count and is_steady else None
            if cells is None and 0 < len(tail) < count and not _is_beside_part(at, page, tails):
                cells = placed_by_gaps(tail, _whole(page, count, is_bare=not label), whole)
            told = told or cells is not None
            texts = [" ".join(piece.text for piece in label)] if label else []
            texts += [piece.text if piece else "" for piece in (tail if cells is None else cells)]
            rows.append([(text, (line.pieces[0].location.line or 1) - 1) for text in texts])
    return rows if told else []


def _whole(page: Sequence[PageLine], count: int, *, is_bare: bool) -> list[list[Piece]]:
    """The figures of the rows that have all of them: of those without a label on their line, or of those with
    one. Where blanks are counted from the word before them, both stand elsewhere."""
    found = [(line, tail) for line in page if len(tail := tail_of(line)) == count]
    return [tail for line, tail in found if (len(line.pieces) == count) == is_bare]


def _is_beside_part(at: int, page: Sequence[PageLine], tails: Sequence[Sequence[Piece]]) -> bool:
    """Whether figures right above or below a row have no label of their own, or the row has none: they may be
    other parts of its figures, which narrow columns tear."""

    def is_named(line: PageLine) -> bool:
        return any(opens(piece.text) for piece in line.pieces)

    return any(
        tail
        and line is not page[at]
        and abs(line.y - page[at].y) < _FARTHEST_PART
        and not (is_named(line) and is_named(page[at]))
        for line, tail in zip(page, tails, strict=True)
    )


def left_edged(ways: Iterable[Way], *, number: int) -> Table | None:
    """The grid of lines where all heads and all figures below them begin at the same places, in one of the
    ways to count these; None where they do not. One blank is then a border, and what is free below a head is
    a blank cell.

    >>> lines = ["     甲 乙乙 丙", "行一 1  0    2", "行二    3    4", "行三 5  6    7"]
    >>> table = left_edged(ways_of_lines(lines, 0, 4), number=1)
    >>> [[cell.text for cell in row] for row in table.rows] if table else None
    [['', '甲', '乙乙', '丙'], ['行一', '1', '0', '2'], ['行二', '', '3', '4'], ['行三', '5', '6', '7']]
    """
    for way in ways:
        # a line of blanks of two places has a piece without text
        shown = [at for at, row in enumerate(way.tokens) if any(piece.text for piece in row)]
        rows = _with_whole_notes([_with_strokes(way.tokens[at]) for at in shown])
        edges = _edges(rows, [way.ends[at] for at in shown])
        if edges:
            inner = _edges_in_labels(rows, edges[0])
            cells = [_cells(row, inner, edges) for row in rows]
            return spanned(cells, number=number, location=Location(line=rows[0][0].location.line))
    return None


def _with_strokes(row: Sequence[Piece]) -> list[Piece]:
    """The row with two words as one that have a stroke between them, one blank apart (本年增 / 减)."""
    found: list[Piece] = []
    for at, piece in enumerate(row):
        stroke = row[at - 1] if at > 1 else piece
        if (
            len(found) > 1
            and found[-1].text == "/"
            and piece.x0 - stroke.x1 == 1 == stroke.x0 - found[-2].x1
            and not (stands_for_figure(piece.text) or stands_for_figure(found[-2].text))
        ):
            text = f"{found[-2].text}/{piece.text}"
            found[-2:] = [found[-2]._replace(text=text, x1=piece.x1)]
        else:
            found.append(piece)
    return found


def _with_whole_notes(rows: Sequence[list[Piece]]) -> list[list[Piece]]:
    """The rows, in those of heads the end of a note in brackets with the word that it begins behind, in the
    line above."""
    found: list[list[Piece]] = []
    for row in rows:
        is_head = found and not _behind_label(found[-1]) and not any(piece.text.isdecimal() for piece in row)
        above = {piece.x0: at for at, piece in enumerate(found[-1])} if is_head else {}
        kept: list[Piece] = []
        for piece in row:
            at = above.get(piece.x0)
            if at is not None and _ends_note(found[-1][at], piece):
                found[-1][at] = found[-1][at]._replace(text=f"{found[-1][at].text}{piece.text}")
            else:
                kept.append(piece)
        found += [kept] if kept else []
    return found


def _ends_note(above: Piece, below: Piece) -> bool:
    """Whether a piece on the next line has the second bracket of the one above, and no more."""
    first, second = fold(above.text).text, fold(below.text).text
    is_next = 0 < below.y - above.y <= _NEXT_LINE
    is_open = first.count("(") == first.count(")") + 1
    return is_next and is_open and second.endswith(")") and second.count(")") == 1


def _edges(rows: Sequence[Sequence[Piece]], widths: Sequence[int]) -> list[float]:
    """The places at which the columns of figures begin; none where heads or figures begin elsewhere. `widths`
    are those of the lines, with the blanks that fill a row whose cells are all blank up to the table's side;
    what fills lines further, to the side of the page, says nothing of cells."""
    values = [_behind_label(row) for row in rows]
    figures = [piece for row in values for piece in row]
    top = next((at for at, own in enumerate(values) if own), 0)
    if not top or len(figures) < _LEAST_FIGURES:
        return []
    first = min(piece.x0 for piece in figures)
    heads = [not own and row[-1].x0 >= first for row, own in zip(rows, values, strict=True)]
    above = {
        piece.x0
        for row, is_head in zip(rows, heads, strict=True)
        for piece in row
        if is_head and piece.x0 >= first
    }
    if len(above) < _LEAST_COLUMNS or any(piece.x0 not in above for piece in figures):
        return []
    if max((len(list(run)) for is_head, run in itertools.groupby(heads) if is_head), default=0) > _MOST_HEADS:
        return []  # heads take several lines
    above -= _within_heads([row for row, is_head in zip(rows, heads, strict=True) if is_head], figures)
    labels = [row[: len(row) - len(own)] for row, own in zip(rows, values, strict=True)]
    is_labelled = any(map(bool, labels[top:]))
    side = max(piece.x1 for row in rows for piece in row)
    for at, (label, own) in enumerate(zip(labels, values, strict=True)):
        is_over = heads[at + 1 : at + 2] == [True]
        if any(piece.x0 < first < piece.x1 for piece in label) and not (is_over and len(rows[at]) == 1):
            return []  # a label reaches below the heads
        is_whole = bool(label) and (
            bool(own) or heads[at] or opens(label[0].text) or is_over or first < widths[at] <= side
        )
        if at > top and is_labelled and not is_whole:
            return []  # labels take several lines
    pairs = itertools.pairwise(zip(labels[top:], values[top:], strict=True))
    if any(_is_torn(label, own, *below) for (label, own), below in pairs):
        return []
    return sorted(above)


def _within_heads(heads: Iterable[Sequence[Piece]], figures: Iterable[Piece]) -> set[float]:
    """The places of words that go on with a head (结果 维持): no figure begins below them, and they stand one
    blank behind the word before, where between others there are more."""
    below = {piece.x0 for piece in figures}
    within: set[float] = set()
    gaps: list[float] = []
    for one, other in itertools.chain.from_iterable(map(itertools.pairwise, heads)):
        gap = other.x0 - one.x1
        is_short = min(len(one.text), len(other.text)) < _WHOLE_HEAD
        if is_short and gap <= 1 and other.x0 not in below:
            within.add(other.x0)
        else:
            gaps.append(gap)
    return within if min(gaps, default=0) > 1 else set()


def _is_torn(
    label: Sequence[Piece], row: Sequence[Piece], beside: Sequence[Piece], below: Sequence[Piece]
) -> bool:
    """Whether fewer figures right below those of a row, beside no label or one left of the row's, may be
    their second lines: then the last figure of the row is not the sum of the others."""
    above = {piece.x0: piece for piece in row if piece.text.isdecimal()}
    if not label or not 0 < len(below) < len(row) or any(piece.x1 > label[-1].x0 for piece in beside):
        return False
    if any(piece.x0 not in above or piece.y - above[piece.x0].y > 1 for piece in below):
        return False
    *parts, total = [int(piece.text) if piece.text.isdecimal() else 0 for piece in row]
    return sum(parts) != total


def _behind_label(row: Sequence[Piece]) -> list[Piece]:
    """The figures at the end of a row."""
    behind = list(itertools.takewhile(lambda piece: stands_for_figure(piece.text), reversed(row)))
    return behind[::-1]


def _edges_in_labels(rows: Sequence[Sequence[Piece]], first: float) -> list[float]:
    """The places left of the first figures at which a word begins in every row with figures, with a blank
    before it: columns behind that of the labels, such as that of the units."""
    own = [[piece.x0 for piece in row[1:] if piece.x0 < first] for row in rows if _behind_label(row)]
    return sorted(set.intersection(*map(set, own)))


def _cells(
    row: Sequence[Piece], inner: Sequence[float], edges: Sequence[float]
) -> list[tuple[str, Location]]:
    """The label, in its columns where none of its words stands over the place of one, and what begins at
    each edge."""
    below: dict[float, str] = {}
    for piece in row:
        if piece.x0 >= edges[0]:
            edge = edges[bisect.bisect_right(edges, piece.x0) - 1]
            below[edge] = f"{below[edge]} {piece.text}" if edge in below else piece.text
    label = [piece for piece in row if piece.x0 < edges[0]]
    words = [""] * (len(inner) + 1)
    is_over = any(piece.x0 < edge < piece.x1 for piece in label for edge in inner)
    for piece in label:
        at = 0 if is_over else sum(edge <= piece.x0 for edge in inner)
        words[at] = f"{words[at]} {piece.text}".strip()
    where = row[0].location
    return [(text, where) for text in (*words, *(below.get(edge, "") for edge in edges))]
