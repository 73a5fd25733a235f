"""A table of positioned pieces: columns by bands of figures and heads, a wrapped label joined to the row of
its nearest middle."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import define, evolve

from ...document import Table
from ...numerals import stands_for_figure
from .head_cells import Band, head_rows, home_of
from .label_levels import Labels, labels_of
from .page_lines import PageLine, by_drift, has_digit, lines_of, number_lines, tail_of, wanders
from .pieces import Piece, opens
from .spans import Text, spanned
from .value_columns import are_apart, are_same, bands_of, column_count, placed, with_heads

__all__ = ["align"]

_NEAREST = 2
"""Rows below heads that say which columns they are for."""
_NARROW = 3
_RIGHT_BELOW = 1.3
"""Units from a line to the next."""
_MOST_IN_LINE = 200
"""Pieces on one line of a table; a line of more is none."""
_LEAST_BARE = 4
"""Figures of a row that needs no label to be one of a table."""


@define(eq=False)
class _Made:
    """A row of the grid to be."""

    page: int
    y: float
    labels: dict[int, tuple[str, Piece]]
    cells: list[tuple[str, Piece | None]]
    is_lone: bool = False
    """Whether its one figure is in no column that could be told."""


def align(pieces: Sequence[Piece], *, number: int) -> Table | None:
    """The grid that these pieces of one table make, heads included; None where no line has a label and a
    figure.

    No word of a form is known here. Rows with as many figures as the table has columns say where the columns
    are; a figure of another row belongs to the column it stands in, on the same page. Where that cannot be
    told, the figures of the row come as one cell over all columns, never by their order. Where the columns
    move again and again there is no grid. A label wrapped over several lines is one text, in the row whose
    figures stand in its middle; a label over several rows spans them; one without figures is a row of its
    own. `number` is the table's in its document.
    """
    if not pieces:
        return None
    if max(Counter((piece.page, piece.y0) for piece in pieces).values()) > _MOST_IN_LINE:
        return None
    lines = lines_of(pieces)
    number_lines(lines)
    wander = wanders(lines)
    lines = by_drift(lines)
    pages = [list(group) for _, group in itertools.groupby(lines, key=lambda line: line.page)]
    for page in pages:
        _part(page)
        _mend(page)
        for line in page:
            line.astray = line.astray or wander
    if not any(line.is_row and (line.labels or len(line.cells) >= _LEAST_BARE) for line in lines):
        return None
    made: list[_Made] = []
    levels = _with_labels(pages, made)
    if levels is None:
        return None
    most = column_count([line.cells for line in lines if line.is_row])
    stretches = list(_stretches(lines))
    is_over = not any(itertools.starmap(_stands_aside, stretches))
    for head, body in stretches:
        made += _filled(head, body, most, is_over)
    made.sort(key=lambda row: (row.page, row.y))
    width = max(len(row.cells) for row in made)
    depth = max((level for row in made for level in row.labels), default=0) + 1
    first = pieces[0].location
    rows: list[list[Text]] = []
    for row in made:
        at = next(
            (piece.location for _, piece in (*row.labels.values(), *row.cells) if piece is not None), first
        )
        texts: list[Text] = [
            (row.labels[level][0], row.labels[level][1].location) if level in row.labels else ("", at)
            for level in range(depth)
        ]
        texts += [(text, at if piece is None else piece.location) for text, piece in row.cells]
        rows.append([*texts, *[("", at)] * (width - len(row.cells))])
    lone = [(row.cells[0][0], row.cells[0][1].location) for row in made if row.is_lone and row.cells[0][1]]
    return _over_all(spanned(rows, number=number, location=first), lone, depth)


def _over_all(table: Table, lone: Sequence[Text], depth: int) -> Table:
    """The table, each of the lone figures over all columns: it belongs to none of them more than to
    another."""
    told = {(text, place.page, place.line) for text, place in lone}
    wide = {
        cell.row: cell
        for cell in table.cells
        if cell.column == depth and (cell.text, cell.location.page, cell.location.line) in told
    }
    if not wide:
        return table
    cells = [cell for cell in table.cells if cell.row not in wide or cell.column < depth]
    cells += [evolve(cell, colspan=table.n_columns - depth) for cell in wide.values()]
    return evolve(table, cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def _part(page: Sequence[PageLine]) -> None:
    """Part the lines of a page where its figures begin."""
    found = [(line, tail_of(line)) for line in page]
    tails = [(line, tail) for line, tail in found if tail]
    beside = [(line, tail) for line, tail in tails if len(tail) < len(line.pieces)]
    if not beside and not any(len(tail) >= _LEAST_BARE for _, tail in tails):
        for line in page:
            line.labels = list(line.pieces)
        return
    ends = [line.pieces[-len(tail) - 1].x1 for line, tail in beside if any(map(has_digit, tail))]
    right = max(ends, default=float("-inf"))  # of the labels beside figures
    left = min((tail[0].x0 for _, tail in tails if tail[0].x0 >= right and has_digit(tail[0])), default=right)
    left -= 0.3
    astray = any(piece.x0 < right for _, tail in tails for piece in tail if has_digit(piece))
    for line, figures in found:
        line.astray = astray
        tail = [piece for piece in figures if has_digit(piece)]
        first = min(left, tail[0].x0) if tail else left
        line.cells = [
            piece
            for piece in line.pieces
            if (
                piece.x0 >= first
                or (piece.x1 > left + 1 and stands_for_figure(piece.text))
                or piece.x0 >= right
            )  # a head at the left of its column
            and not (line.numbered and piece is line.pieces[0])
        ]
        line.labels = [piece for piece in line.pieces if piece not in line.cells]
    _mark(page)


def _mend(page: Sequence[PageLine]) -> None:
    """Give the figures of a line to the cells that they stand right above or below, where the line has no
    label beside them and fewer figures: they are the other part of figures that a narrow column tears. Such a
    cell is two lines of text, and no figure; where rows above and below are as near, it may be either's.
    A line that begins a label keeps its figures too: those of a row beside it are doubtful unless they add
    up."""
    rows = [line for line in page if line.cells and any(map(has_digit, line.cells))]
    found = []
    for line in rows:
        beside = [
            row
            for row in rows
            if 0 < abs(row.y - line.y) <= _RIGHT_BELOW and len(row.cells) > len(line.cells)
        ]
        homes = [(row, home) for row in beside if (home := _torn_from(line, row)) is not None]
        if homes:
            found.append((line, homes))
    for line, homes in found:
        for row, home in homes:
            for at, piece in zip(home, line.cells, strict=True):
                cell = row.cells[at]
                parts = (piece.text, cell.text) if piece.y < cell.y else (cell.text, piece.text)
                row.cells[at] = cell._replace(
                    text="\n".join(parts), x0=min(cell.x0, piece.x0), x1=max(cell.x1, piece.x1)
                )
    for line, _ in found:
        if not _opens(line):
            line.cells = []


def _opens(line: PageLine) -> bool:
    return any(opens(piece.text) for piece in line.labels)


def _adds_up(row: PageLine) -> bool:
    """Whether the last figure of a row is the sum of those before it."""
    *parts, total = [int(piece.text) if piece.text.isdecimal() else 0 for piece in row.cells]
    return sum(parts) == total


def _torn_from(line: PageLine, row: PageLine) -> list[int] | None:
    """The cells of a row that each figure of a line stands over or under; None where a figure does not stand
    at one that is a figure too, or the line has words where the row has its label."""
    if not all(piece.text.isdecimal() for piece in line.cells) or (_opens(line) and _adds_up(row)):
        return None
    if row.labels and any(piece.x1 > row.labels[-1].x0 for piece in line.labels):
        return None
    homes = []
    for piece in line.cells:
        over = [at for at, cell in enumerate(row.cells) if piece.x0 < cell.x1 and cell.x0 < piece.x1]
        if len(over) != 1 or not row.cells[over[0]].text.isdecimal():
            return None
        homes += over
    return homes


def _mark(page: Sequence[PageLine]) -> None:
    """Tell the rows whose figures are all blank by the narrow column of words left of the figures, if there
    is one."""
    rows = [line for line in page if line.is_row and line.labels]
    last = [line.labels[-1] for line in rows if len(line.labels) > 1 and len(line.labels[-1].text) <= _NARROW]
    if len(last) * 10 < len(rows) * 7 or len(last) < 3:
        return
    left, right = min(piece.x0 for piece in last), max(piece.x1 for piece in last)
    for line in page:
        if not line.cells and len(line.labels) > 1 and len(line.labels[-1].text) <= _NARROW:
            line.marked = line.labels[-1].x0 < right and left < line.labels[-1].x1


def _stretches(lines: Sequence[PageLine]) -> Iterator[tuple[list[PageLine], list[PageLine]]]:
    """Heads, and the rows below them up to the next heads."""
    head: list[PageLine] = []
    body: list[PageLine] = []
    for line in lines:
        if line.is_head:
            if body:
                yield head, body
                head, body = [], []
            head.append(line)
        elif line.is_row:
            body.append(line)
    if body:
        yield head, body


def _head_lines(page: Sequence[PageLine]) -> set[int]:
    """Where lines of heads stand, with what is between them."""
    inside: set[int] = set()
    first: int | None = None
    for at, line in enumerate(page):
        if line.is_head:
            inside |= set(range(at if first is None else first, at + 1))
            first = at if first is None else first
        elif line.is_row:
            first = None
    return inside


def _with_labels(pages: Sequence[Sequence[PageLine]], loose: list[_Made]) -> int | None:
    """Give each row its labels, and `loose` those without a row; how many levels there are, None where there
    are too many."""
    found: list[tuple[list[PageLine], Labels]] = []
    for page in pages:
        heads = _head_lines(page)
        rows = [line for line in page if line.is_row]
        pieces = [piece for at, line in enumerate(page) if at not in heads for piece in line.labels]
        barriers = [line.y for line in page if line.is_head]
        counted = sum(line.numbered for line in rows) * 2 > len(rows)
        labels = labels_of(pieces, [line.y for line in rows], barriers, counted=counted)
        if labels is None:
            return None
        found.append((rows, labels))
    for (upper, last), (lower, first) in itertools.pairwise(found):
        _join_over_pages(upper, last, lower, first)
    levels = max(labels.levels for _, labels in found)
    before: set[int] = set()
    for rows, labels in found:
        shift = levels - labels.levels
        own: set[int] = set()
        for row, texts, covered in zip(rows, labels.texts, labels.covered, strict=True):
            own |= {level + shift for level in covered}
            going_on = {level for level in before if level not in own}
            deepest = max(texts, default=-1) + shift
            row.covered = {level + shift for level in covered} | {
                level for level in going_on if level < deepest
            }
            before = {level for level in before if level < deepest}
            for level, (text, piece) in sorted(texts.items(), key=lambda item: item[0]):
                place = level + shift
                if level + shift == deepest and level not in covered:
                    above = [one for one in row.covered if one < place]
                    place = max(above, default=-1) + 1 if len(texts) == 1 or above else place
                while place in row.texts:
                    place += 1
                row.texts[place] = (text, piece)
        before = set(rows[-1].covered) if rows else before
        for one in sorted(labels.loose, key=lambda one: one.y):
            if loose and loose[-1].page == one.piece.page and abs(loose[-1].y - one.y) < 0.4:
                loose[-1].labels[one.level + shift] = (one.text, one.piece)
            else:
                loose.append(_Made(one.piece.page, one.y, {one.level + shift: (one.text, one.piece)}, []))
    return levels


def _join_over_pages(
    above: Sequence[PageLine], last: Labels, below: Sequence[PageLine], first: Labels
) -> None:
    """Put the lines of a label that a page's end cuts together: what stands behind the last row of a page
    belongs to the first row of the next, or what stands before the first row of a page to the last of the
    one before, if the latter part opens nothing."""
    if not above or not below:
        return
    tail = [one for one in last.loose if one.y > above[-1].y]
    head = [one for one in first.loose if one.y < below[0].y]
    deeper = first.levels - last.levels
    if tail and opens(tail[-1].text):
        level = tail[-1].level + deeper  # not that of its unit, which stands in a column behind
        text, piece = first.texts[0].get(level, ("", tail[-1].piece))
        if text and not opens(text):
            first.texts[0][level] = (tail[-1].text + text, piece)
            last.loose.remove(tail[-1])
            return
    if head and not opens(head[0].text):
        level = head[0].level - deeper
        text, piece = last.texts[-1].get(level, ("", head[0].piece))
        if opens(text):
            last.texts[-1][level] = (text + head[0].text, piece)
            first.loose.remove(head[0])


def _stands_aside(head: Sequence[PageLine], body: Sequence[PageLine]) -> bool:
    """Whether heads in one line stand over other columns than their own: a row has a figure for each, and
    one is below another."""
    widest = max((line.cells for line in head), key=len, default=[])
    own = [Band(piece.x0, piece.x1) for piece in widest]
    return len(own) > 1 and any(
        len(line.cells) == len(own) and any(home_of(piece, own) != at for at, piece in enumerate(line.cells))
        for line in body
    )


def _filled(head: Sequence[PageLine], body: Sequence[PageLine], most: int, is_over: bool) -> Iterator[_Made]:
    """The rows of heads, and the rows of figures below them with each figure in its column. Rows with fewer
    cells than `most` rows of the table have are whole only where their heads are as many. `is_over` says
    that heads stand over their columns."""
    count = column_count([line.cells for line in body])
    whole = [line.cells for line in body if line.cells and len(line.cells) == count]
    near = [cells for cells in whole if head and cells[0].page == head[0].page] or whole[:1]
    bands = bands_of(near[:_NEAREST])
    pieces = [piece for line in head for piece in line.cells]
    if head and (widest := max((line.cells for line in head), key=len)) and len(widest) > count:
        alike = are_same(near[:_NEAREST], widest)
        wider = with_heads(bands, widest) if is_over and alike else bands
        if len(wider) > count:
            bands, count = wider, len(wider)
        elif not (is_over and alike and are_apart(bands)):
            # the rows lack different cells: only the heads say how many columns there are
            bands, count = bands_of([widest]), len(widest)
    whole_rows = count >= most or max((len(line.cells) for line in head), default=0) == count
    if head:
        yield from _heads(head, pieces, bands, body)
    for _, group in itertools.groupby(body, key=lambda line: line.page):
        page = list(group)
        over = bands if is_over and head and page[0].page == head[0].page else []
        rows = [line.cells for line in page]
        for at, line in enumerate(page):
            cells = placed(at, rows, count, over)
            if (line.astray and 0 < len(line.cells) < count) or (line.cells and not whole_rows):
                cells = None
            if not line.cells:
                texts: list[tuple[str, Piece | None]] = [("", None)]
            elif cells is None:  # not told: one cell over all columns
                text = " ".join(piece.text for piece in line.cells)
                if len(line.cells) > 1 and stands_for_figure(text):  # 18 523 are two figures, no thousands
                    text = "\n".join(piece.text for piece in line.cells)
                texts = [(text, line.cells[0])]
            else:
                texts = [("" if piece is None else piece.text, piece) for piece in cells]
            is_lone = cells is None and len(line.cells) == 1 < count
            yield _Made(line.page, line.y, line.texts, texts, is_lone=is_lone)


def _heads(
    head: Sequence[PageLine],
    pieces: Sequence[Piece],
    bands: Sequence[Band],
    body: Sequence[PageLine],
) -> Iterator[_Made]:
    rows = head_rows(pieces, bands)
    corner: list[list[Piece]] = []
    for piece in sorted((piece for line in head for piece in line.labels), key=lambda piece: piece.x0):
        home = next(
            (one for one in corner if one[0].x0 < piece.x1 and piece.x0 < max(p.x1 for p in one)), None
        )
        if home is None:
            corner.append([piece])
        else:
            home.append(piece)
    first, last = head[0], head[-1]
    usual = Counter(
        level for line in body for level in line.texts
    )  # levels that nearly every row has a label in
    own = sorted(level for level, rows in usual.items() if rows * 2 > len(body))
    levels = own if len(own) == len(corner) else range(len(corner))
    step = (last.y - first.y) / max(1, len(rows) - 1)
    for at, row in enumerate(rows):
        labels: dict[int, tuple[str, Piece]] = {}
        if at == 0:
            for level, stack in zip(levels, corner, strict=True):
                stack.sort(key=lambda piece: (piece.page, piece.y))
                labels[level] = ("".join(piece.text for piece in stack), stack[0])
        yield _Made(first.page, first.y + at * step, labels, row)
