"""Markdown tables that stand behind the text of their page go where that text says what they say.

Programs that look for the tables of a page in a PDF write the page's text, and its tables once more below it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attrs import evolve

from ...document import Document, Paragraph, Table
from ...location import Location
from ...numerals import stands_for_figure
from .pipes import ruled_tables
from .torn_totals import with_whole_totals
from .typed import shape_of, typed_table

__all__ = ["in_place", "with_lines"]

_LEAST = 12
"""Signs of a table that is looked for: fewer may stand anywhere."""
_MOST_TABLES, _FARTHEST = 40, 800
"""Tables of a report, and lines of the page over its table."""
_DASHES = frozenset("/-—–－")
_STRANGE = 16
"""Signs of a page's lines that its table may lack: labels whose cells were not found."""


def in_place(lines: Sequence[str]) -> list[int] | None:
    """The numbers of the lines that are left, in the order of the pages; None where fewer than two
    tables, or not most of them, have lines of their own above them that hold the very figures of their cells,
    or where more rows than tables are left that no table has.

    >>> in_place(["甲", "行政许可 12 34", "|行政许可|12|34|", "|---|---|---|"])
    """
    tables = [*ruled_tables(lines)]
    if not 1 < len(tables) <= _MOST_TABLES:
        return None
    lines, _ = with_whole_totals(lines)
    bare = ["".join(line.split()) for line in lines]
    moved: dict[int, tuple[int, int]] = {}  # the first line of a run: the lines of its table
    gone: set[int] = set()
    top = last = 0
    for start, end in tables:
        if any(bare[last:start]):
            top = last
        last = end
        run = _run(lines, bare, range(max(top, start - _FARTHEST), start), start, end, gone)
        if run is None:
            continue
        moved[run[0]], top = (start, end), run[1]
        gone |= {*range(*run), *range(start, end)}
    loose = sum(_is_row(line) for at, line in enumerate(lines) if at not in gone)
    if len(moved) < 2 or len(moved) * 2 <= len(tables) or loose > len(moved):
        return None
    order: list[int] = []
    for at in range(len(lines)):
        order += range(*moved[at]) if at in moved else () if at in gone else (at,)
    return order


def with_lines(document: Document, order: Sequence[int]) -> Document:
    """The document with the numbers that its lines had before they were put in `order`."""

    def placed(where: Location) -> Location:
        return where if where.line is None else evolve(where, line=order[where.line - 1] + 1)

    def block(one: Paragraph | Table) -> Paragraph | Table:
        if isinstance(one, Table):
            cells = tuple(evolve(cell, location=placed(cell.location)) for cell in one.cells)
            return evolve(one, cells=cells, location=placed(one.location))
        return evolve(one, location=placed(one.location))

    return evolve(document, blocks=tuple(map(block, document.blocks)))


def _is_row(line: str) -> bool:
    """Whether a line is words with a figure behind them."""
    parts = line.split()
    return len(parts) > 1 and stands_for_figure(parts[-1]) and not stands_for_figure(parts[0])


def _figures(text: str) -> str:
    return "".join(filter(_is_of_figures, text))


def _is_of_figures(sign: str) -> bool:
    return sign.isdigit() or sign in _DASHES


def _run(
    lines: Sequence[str], bare: Sequence[str], above: range, start: int, end: int, gone: set[int]
) -> tuple[int, int] | None:
    """The run of lines above a table that holds the digits and dashes of its cells, in their order, and no
    others, and their words with next to no others; what its first cell caught from the page above is not
    asked for."""
    shapes: list[str | None] = [None] * start
    shapes += [shape_of(lines[at]) for at in range(start, end)]
    made = typed_table(lines, shapes, start, end, 0, (), blanks_left_out=False)
    cells = made.cells if made is not None else ()
    texts = ["".join(cell.text.split()) for cell in cells if cell.row or "。" not in cell.text]
    wanted = Counter(sign for text in texts for sign in text if _is_of_figures(sign))
    words = Counter(sign for text in {*texts} for sign in text if not _is_of_figures(sign))
    in_order = _figures("".join(texts))
    count = wanted.total()
    if count + words.total() < _LEAST:
        return None
    until, held = above.start, Counter[str]()
    for first in above:
        while until < above.stop and held.total() < count:
            held.update(filter(_is_of_figures, bare[until]))
            until += 1
        own = Counter(filter(_is_of_figures, bare[first]))
        if (
            own
            and held == wanted
            and gone.isdisjoint(range(first, until))
            and _figures("".join(bare[first:until])) == in_order
        ):
            run = _with_words(bare, above, first, until, words, gone)
            if run is not None:
                return run
        held -= own
    return None


def _with_words(
    bare: Sequence[str], above: range, first: int, until: int, words: Counter[str], gone: set[int]
) -> tuple[int, int] | None:
    """The run with the lines before and behind it that have words of the table; None where words are left
    that the run has not, or many that the table has not."""
    left = words - Counter("".join(bare[first:until]))

    def is_of(at: int) -> bool:
        return bool(left) and at in above and at not in gone and words.keys() >= {*bare[at]}

    while is_of(first - 1):
        first -= 1
        left -= Counter(bare[first])
    while is_of(until):
        left -= Counter(bare[until])
        until += 1
    more = Counter("".join(bare[first:until])) - words
    strange = sum(number for sign, number in more.items() if not _is_of_figures(sign) and sign not in words)
    return None if left or strange > _STRANGE else (first, until)
