"""The shapes in which text holds a table, in the order in which they are looked for, and a line of words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from attrs import field, mutable

from ...document import Paragraph, Table
from ...language import phrase
from ...limits import Limits
from ...location import Location
from ...patterns import late
from ...steps import Step
from ..common.dash_ruled import dash_ruled_end, dash_ruled_table
from ..common.form_words import is_band
from .blank_lines import bare_end, begins_bare, one_a_line
from .counted import counted_rows
from .grids import blocks_in_markup, drawn_table, end_of_drawn
from .layout import stands_over
from .left_out import leaves_blanks_out
from .outlines import ListOutline
from .pipes import leading_rows
from .typed import cells_of_lines, continuing, plain, shape_of, table_of_rows, typed_end, typed_table

__all__ = ["SHAPES", "Found", "Read", "TextLines", "found_at"]

_RULED = ((end_of_drawn, drawn_table), (dash_ruled_end, dash_ruled_table))
_HASHES = late(r"^(#{1,6})\s+")
_MARK = late(r"[|｜<+=\u2500-\u257f-](?:(?<![=-])|(?<=-)-|(?<==)=)")
"""What a line or the one below it has where a table that is not typed with blanks or tabs begins."""
_PATIENCE = 100_000
"""How many lines are looked at below rules that turn out to rule no table: each looks at thousands."""

Found = tuple[Sequence[Paragraph | Table], int]
"""The blocks that begin in a line, and the line after them."""


@mutable(eq=False)
class TextLines:
    """The lines of a text, and what is known of them before a shape is looked for.

    `typed` is how each line is typed (`typed.shape_of`), `blanks_left_out` whether blank cells were left out
    of rows (`left_out`), `marked` whether a line has a mark of a table, `blank` the lines that are blank
    cells, `outlines` the lists by their first line, `pages` where pages begin or end, `blocks` what was found
    above.
    """

    lines: Sequence[str]
    blank: Collection[int]
    outlines: Mapping[int, ListOutline]
    pages: Sequence[int]
    numbered: Sequence[int]
    source: str | None
    limits: Limits
    typed: Sequence[str | None] = field(init=False)
    blanks_left_out: bool = field(init=False)
    marked: Sequence[bool] = field(init=False)
    blocks: list[Paragraph | Table] = field(factory=list)
    patience: int = _PATIENCE

    def __attrs_post_init__(self) -> None:
        self.typed = [shape_of(line) for line in self.lines]
        self.blanks_left_out = leaves_blanks_out(self.lines, self.typed)
        self.marked = [*(_MARK.search(line) is not None for line in self.lines), False]

    def has_words_only(self, at: int) -> bool:
        """Whether no shape but that of words can begin in a line."""
        line = self.lines[at]
        return (
            self.typed[at] is None
            and not (self.marked[at] or self.marked[at + 1])
            and at not in self.outlines
            and not (begins_bare(self.lines, at) or is_band(line) or stands_over(self.lines, at))
        )


Read = Callable[[TextLines, int, int], Found | None]
"""What begins in a line, its tables numbered from a number; None where the shape does not begin there."""


def found_at(text: TextLines, at: int, number: int) -> Found:
    """What begins in a line: of the first shape that does."""
    if text.has_words_only(at):
        return _line(text, at, number)
    return next(found for shape in SHAPES if (found := shape.run(text, at, number)) is not None)


def _outline(text: TextLines, at: int, number: int) -> Found | None:
    outline = text.outlines.get(at)
    blocks = outline.blocks(number) if outline is not None else ()
    return (blocks, outline.end) if outline is not None and blocks else None


def _markup(text: TextLines, at: int, number: int) -> Found | None:
    blocks, end = blocks_in_markup(text.lines, at, number, source=text.source, limits=text.limits)
    return (blocks, end) if blocks else None


def _ruled(text: TextLines, at: int, number: int) -> Found | None:
    for end_of, made in _RULED if text.patience > 0 else ():
        if (end := end_of(text.lines, at)) > at:
            if (table := made(text.lines, at, end, number)) is not None:
                return (table,), end
            text.patience -= end - at
            return None
    return None


def _led(text: TextLines, at: int, number: int) -> Found | None:
    leading = leading_rows(text.lines, at)
    return None if leading is None else ((cells_of_lines(leading[0], at, number),), leading[1])


def _one_a_line(text: TextLines, at: int, number: int) -> Found | None:
    end = bare_end(text.lines, at)
    while end > at and end in text.blank:
        end += 1
    if end == at or end < typed_end(text.lines, text.typed, at):
        return None
    shown = [line for line in range(at, end) if text.lines[line].strip() or line in text.blank]
    rows = one_a_line(text.lines, shown, [*text.pages, *text.numbered])
    return (cells_of_lines([*rows], at, number),), end


def _counted(text: TextLines, at: int, number: int) -> Found | None:
    rows = counted_rows(text.lines, at)
    if rows is None or (table := table_of_rows(rows, at, number)) is None:
        return None
    return (table,), rows[-1][0][1] + 1


def _typed(text: TextLines, at: int, number: int) -> Found | None:
    end = typed_end(text.lines, text.typed, at)
    if end == at:
        return None
    table = typed_table(
        text.lines, text.typed, at, end, number, text.pages, blanks_left_out=text.blanks_left_out
    )
    return (_words(text.lines, at, end) if table is None else (continuing(table, text.blocks),)), end


def _line(text: TextLines, at: int, number: int) -> Found:
    return _words(text.lines, at, at + 1), at + 1


SHAPES: tuple[Step[Read], ...] = (
    Step("list", phrase("a list, YAML or JSON whose entries are rows"), _outline),
    Step("html", phrase("a table in HTML"), _markup),
    Step("ruled", phrase("a table drawn with characters or ruled with dashes"), _ruled),
    Step("led", phrase("rows with a pipe in front of their cells only"), _led),
    Step("one a line", phrase("one cell a line"), _one_a_line),
    Step("counted", phrase("columns that a line above them counts, set to the right"), _counted),
    Step("typed", phrase("rows with pipes, tabs or blanks between their cells"), _typed),
    Step("line", phrase("a line of words"), _line),
)
"""Looked for in this order at each line; the first that begins there is read."""


def _words(lines: Sequence[str], start: int, end: int) -> list[Paragraph]:
    found = []
    for number in range(start, end):
        text = plain(lines[number]).strip("|｜ \t\u3000\xa0")
        hashes = _HASHES.match(text) if text[:1] == "#" else None
        if hashes:
            text = text[hashes.end() :]
        if text:
            found.append(
                Paragraph(
                    text=text, location=Location(line=number + 1), level=len(hashes[1]) if hashes else None
                )
            )
    return found
