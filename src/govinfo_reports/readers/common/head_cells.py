"""The heads above columns of figures: wrapped ones joined, each over the columns it stands for."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from math import inf

from attrs import frozen

from .form_words import is_band
from .monospaced import widened
from .pieces import Piece, by_line

__all__ = ["Band", "bands_over", "head_rows", "home_of"]

_SAME = 0.8
_NEXT = 2.2
_BESIDE, _STACKED = 0.5, 2
"""Units: how far beside each other lines of one head may stand, where programs round places,
and how many lines heads take then."""


@frozen
class Band:
    """A column of figures: how far left and right they reach."""

    x0: float
    x1: float

    @property
    def x(self) -> float:
        """Its middle."""
        return (self.x0 + self.x1) / 2


def home_of(piece: Piece, bands: Sequence[Band]) -> int:
    """The number of the band that a piece stands over: the one it overlaps most, else the nearest."""
    x0, x1, x = piece.x0, piece.x1, piece.x
    home, most, nearest = 0, -inf, inf
    for at, band in enumerate(bands):
        over = (x1 if x1 < band.x1 else band.x1) - (x0 if x0 > band.x0 else band.x0)
        away = abs(band.x - x) if over >= most else inf
        if over > most or (over == most and away < nearest):
            home, most, nearest = at, over, away
    return home


def bands_over(pieces: Sequence[Piece], slack: float) -> list[Band]:
    """The columns that pieces stand in, from the left: those that stand over each other, or so near beside,
    are in one; a piece over several is merged over them and makes none. With a `slack` below 0 they must
    share as much."""
    columns: list[Band] = []
    shared = min(slack, 0.0)
    for piece in sorted(pieces, key=lambda piece: (piece.x1 - piece.x0, piece.y)):
        over = [
            at for at, one in enumerate(columns) if piece.x0 < one.x1 + slack and one.x0 < piece.x1 + slack
        ]
        if not over:
            columns.append(Band(piece.x0, piece.x1))
        elif len(over) == 1:
            one = columns[over[0]]
            wider = Band(min(one.x0, piece.x0), max(one.x1, piece.x1))
            others = (other for at, other in enumerate(columns) if at != over[0])
            if not any(wider.x0 < other.x1 + shared and other.x0 < wider.x1 + shared for other in others):
                columns[over[0]] = wider
    return sorted(columns, key=lambda one: one.x0)


def head_rows(pieces: Sequence[Piece], bands: Sequence[Band]) -> list[list[tuple[str, Piece | None]]]:
    """The rows of heads over the bands, top to bottom: a head stands in the first column that it is for, and
    leaves blanks in the others.

    The lowest stacks of words, which have a common middle, are the columns' own heads; what stands above
    spans several.
    """
    printed = pieces
    columns: list[list[Piece]] = [[] for _ in bands]
    lowest: dict[int, float] = {}
    if any(" " in piece.text for piece in pieces):
        for piece in pieces:
            home = home_of(piece, bands)
            lowest[home] = max(piece.y, lowest.get(home, piece.y))
    pieces = [part for piece in pieces for part in _apart(piece, bands, lowest)]
    if len({home_of(piece, bands) for piece in pieces}) < len(bands):
        pieces = _in_columns(pieces, bands)
    for piece in sorted(pieces, key=lambda piece: (piece.page, piece.y)):
        columns[home_of(piece, bands)].append(piece)
    own: list[list[Piece]] = []
    spanning: list[Piece] = []
    for at, column in enumerate(columns):
        start = len(column)
        while start and (start == len(column) or _goes_on(column[start - 1], column[start])):
            above = column[start - 1]
            if (start < len(column) and is_band(above.text)) or _spans(above, at, columns, bands):
                break
            start -= 1
        own.append(column[start:])
        spanning += column[:start]
    middles = [_middle(stack) for stack in own if stack]
    last = max((stack[0].y for stack in own if stack), default=0.0) - 0.5
    merged = {
        at
        for at, stack in enumerate(own)
        if stack and max(middles) - _middle(stack) > _SAME and stack[0].y < last
    }
    rows: list[list[tuple[str, Piece | None]]] = []
    parents: list[tuple[int, int]] = [(0, len(bands))]
    lines = by_line(spanning)
    for number, line in enumerate(lines):
        row: list[tuple[str, Piece | None]] = [("", None) for _ in bands]
        beside = {at for at in merged if own[at] and own[at][0].y - line[0].y < 0.5}
        extents = _repeated(line, bands, parents, own) or _extents(
            line, bands, parents, merged if number else beside if len(line) > 1 else set()
        )
        for piece, (first, _) in zip(line, extents, strict=True):
            row[first] = (piece.text, piece)
        if number or len(line) > 1:
            for at in merged:  # a head as high as this row and the next
                is_below = any(first <= at < until for first, until in extents)
                if own[at] and not is_below and own[at][0].y - line[0].y < 3:
                    row[at] = ("".join(piece.text for piece in own[at]), own[at][0])
                    own[at] = []
        parents = [extent for extent in extents if extent[1] - extent[0] > 1] or parents
        rows.append(row)
    leaves: list[tuple[str, Piece | None]] = [
        ("".join(piece.text for piece in stack), stack[0] if stack else None) for stack in own
    ]
    found = [*rows, leaves] if any(text for text, _ in leaves) else rows
    is_whole = sum(len(text) for row in found for text, _ in row) >= sum(len(one.text) for one in pieces)
    return found if is_whole else list(_as_printed(printed, len(bands)))


def _as_printed(pieces: Sequence[Piece], count: int) -> Iterator[list[tuple[str, Piece | None]]]:
    """The heads line by line, each over all columns: of some nobody can say which one they are for."""
    for line in by_line(pieces):
        yield [(" ".join(piece.text for piece in line), line[0]), *[("", None)] * (count - 1)]


def _in_columns(pieces: Sequence[Piece], bands: Sequence[Band]) -> list[Piece]:
    """The heads, those that only a blank sets apart on a line too. Where they stand in as many columns of
    their own as there are bands, each is moved over its band: places may differ between heads and figures,
    their order does not."""
    split = (
        [part for piece in pieces for part in _words(piece)] if any(" " in one.text for one in pieces) else []
    )
    for parts, slack in itertools.product((list(pieces), split), (0.0, _BESIDE)):
        columns = bands_over(parts, slack)
        if slack and len(parts) < _STACKED * len(bands):
            continue  # heads of one line that stand aside prove nothing
        if parts and len(columns) == len(bands):
            return [_moved(piece, columns, bands, slack) for piece in parts]
    return list(pieces)


def _moved(piece: Piece, columns: Sequence[Band], bands: Sequence[Band], slack: float) -> Piece:
    over = [at for at, one in enumerate(columns) if piece.x0 < one.x1 + slack and one.x0 < piece.x1 + slack]
    if len(over) != 1:
        first, last = (over or [0])[0], (over or [0])[-1]
        return piece._replace(x0=bands[first].x0, x1=bands[last].x1) if over else piece
    off = bands[over[0]].x - piece.x
    return piece._replace(x0=piece.x0 + off, x1=piece.x1 + off)


def _apart(piece: Piece, bands: Sequence[Band], lowest: Mapping[int, float]) -> list[Piece]:
    """The words of a piece with blanks in it, where each stands over a column of its own, or over
    several with heads below it, beside one over a column without any. `lowest` is the height of the lowest
    head of each band."""
    if " " not in piece.text:
        return [piece]
    parts = _words(piece)
    over = [sum(part.x0 < band.x1 and band.x0 < part.x1 for band in bands) for part in parts]
    homes = [home_of(part, bands) for part in parts]
    if len({*homes}) < len(parts):
        return [piece]
    below = {home for home, y in lowest.items() if y > piece.y}
    is_own = [count <= 1 and home not in below for count, home in zip(over, homes, strict=True)]
    is_over = [count > 1 and home in below for count, home in zip(over, homes, strict=True)]
    if max(over) <= 1 or (any(is_own) and all(map(any, zip(is_own, is_over, strict=True)))):
        return parts
    return [piece]


def _words(piece: Piece) -> list[Piece]:
    words = piece.text.split(" ")
    widths = [len(widened(word, "WF")) for word in words]
    narrow = piece.x1 - piece.x0 <= len(piece.text) + 0.5
    lengths = [len(word) for word in words] if narrow else widths
    scale = (piece.x1 - piece.x0) / (sum(lengths) + len(words) - 1)
    parts: list[Piece] = []
    at = piece.x0
    for word, length in zip(words, lengths, strict=True):
        parts.append(piece._replace(text=word, x0=at, x1=at + length * scale))
        at += (length + 1) * scale
    return parts


def _middle(stack: Sequence[Piece]) -> float:
    return (stack[0].y0 + stack[-1].y1) / 2


def _goes_on(above: Piece, below: Piece) -> bool:
    return 1e-6 < below.y - above.y <= _NEXT


def _spans(piece: Piece, at: int, columns: Sequence[Sequence[Piece]], bands: Sequence[Band]) -> bool:
    """Whether a head over the column `at` is for several: it reaches over two, or stands between two, or
    alone over three."""
    below = [other for other, column in enumerate(columns) if column and column[-1].y > piece.y + 0.5]
    if len(below) < 2:
        return False
    if sum(piece.x0 < band.x and band.x < piece.x1 for band in bands) > 1:
        return True
    beside = [at - 1, at + 1]
    alone = all(
        0 <= other < len(columns)
        and other in below
        and not any(abs(one.y - piece.y) < 0.5 for one in columns[other])
        for other in beside
    )
    return alone and at in below


def _repeated(
    line: Sequence[Piece],
    bands: Sequence[Band],
    parents: Sequence[tuple[int, int]],
    own: Sequence[Sequence[Piece]],
) -> list[tuple[int, int]]:
    """The columns of spanning heads under one parent whose columns' own heads are the same again for each of
    them; none where they are not: places are not needed there."""
    homes = [home_of(piece, bands) for piece in line]
    low, high = next(((low, high) for low, high in parents if low <= homes[0] and homes[-1] < high), (0, 0))
    each = (high - low) // len(line)
    texts = ["".join(piece.text for piece in stack) for stack in own[low:high]]
    if len(line) < 2 or each < 2 or each * len(line) != high - low or texts != texts[:each] * len(line):
        return []
    return [(low + each * at, low + each * (at + 1)) for at in range(len(line))]


def _extents(
    line: Sequence[Piece], bands: Sequence[Band], parents: Sequence[tuple[int, int]], blocked: set[int]
) -> list[tuple[int, int]]:
    """The columns of each spanning head of a line: those over which it stands in the middle, or at whose
    left it begins; within one parent, not over heads of their own that are as high."""
    homes = [home_of(piece, bands) for piece in line]
    found: list[tuple[int, int]] = []
    for place, (piece, home) in enumerate(zip(line, homes, strict=True)):
        low, high = next(((low, high) for low, high in parents if low <= home < high), (0, len(bands)))
        low = max([low, *(at + 1 for at in blocked if at < home), *(found[-1:][0][1:] if found else ())])
        high = min([high, *(at for at in blocked if at > home), *homes[place + 1 : place + 2]])
        if low > home or high <= home:
            found.append((home, home + 1))
            continue

        def distance(first: int, until: int, piece: Piece = piece) -> float:
            middle = abs((bands[first].x0 + bands[until - 1].x1) / 2 - piece.x)
            return min(middle, abs(bands[first].x0 - piece.x0))

        pairs = [(first, until) for first in range(low, home + 1) for until in range(home + 1, high + 1)]
        nearest = min(distance(*pair) for pair in pairs)
        width = (bands[-1].x1 - bands[0].x0) / (2 * len(bands))
        close = [pair for pair in pairs if distance(*pair) <= nearest + width]
        found.append(max(close, key=lambda pair: pair[1] - pair[0]))
    return found
