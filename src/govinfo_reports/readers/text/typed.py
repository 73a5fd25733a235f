"""Tables typed in text: rows with pipes, tabs or blanks between cells, and one cell a line with its pipe."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from attrs import evolve

from ...document import Cell, Paragraph, Table
from ...location import Location
from ...numerals import stands_for_figure
from ...patterns import late
from ..common.form_words import is_band, is_section_heading
from ..common.spans import has_merged_blanks, spanned
from .converted import (
    has_repeated_cells,
    joined_halves,
    merged_table,
    parted_heads,
    without_row_numbers,
)
from .laid_out import laid_out_table
from .layout import is_layout_row, layout_end, stands_over
from .left_out import without_fill
from .pages import is_bare_number
from .pipes import (
    are_doubled,
    opened_rows,
    pipes_only_behind,
    pipes_only_between,
    split_pipes,
)

__all__ = [
    "cells_of_lines",
    "continuing",
    "plain",
    "shape_of",
    "table_of_rows",
    "typed_end",
    "typed_table",
]

_MARKUP = late(r"\[(?:image|bookmark|图片|书签)[:：][^\]\n]{0,200}\]|!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)")
_EMPHASIS = late(r"\*\*(?=\S)([^*\n]{1,200})(?<=\S)\*\*")
_ESCAPED = late(r"\\([-.*_#+()\[\]<>~!`])")
_BREAK = late(r"<br ?/?>", re.IGNORECASE)
_MARKDOWN_RULE = late(r"^(?=.*(?:---|:-|-:))\s*\|?\s*:?-+:?\s*(?:[|+]\s*:?-+:?\s*)*\|?\s*$")
_MADE_UP = late(r"(?:Col(?:umn)?|Unnamed:|列|数据|字段)\s?\d{1,2}(?:_level_\d)?", re.IGNORECASE)
"""What converters write for a head that has no text."""
_TOGETHER = ({"cell", "pipes"}, {"tabs", "tab beside"})
_FEW = 4
_LEAST_BETWEEN_BARS = 60
_BLANK_ROW = late(r"^[|｜]?(?:[ \t\u3000\xa0]+[|｜]){2,40}$")
"""A row of blank cells, set apart as those of the other rows are; merged cells that were lost leave pipes
with nothing between."""
_ONLY_PIPES = late(r"^[|｜\s]+$")


def plain(text: str) -> str:
    """The text without the marks of pictures and of bold type, with the line breaks and signs that Markdown
    writes in its way."""
    if "[" in text:
        text = _MARKUP.sub("", text)
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", text)
    if "**" in text:
        text = _EMPHASIS.sub(r"\1", text)
    return _BREAK.sub("\n", text) if "<" in text else text


def shape_of(line: str) -> str | None:
    """How a line is typed: "cell" (one cell with its pipe), "pipes" (a row), "tabs", "tab beside" (one cell,
    before or behind blank ones), "layout", or None for prose."""
    bare = line.strip(" \u3000\xa0\r")
    if not bare:
        return None
    if ("|" in bare or "｜" in bare) and not _has_bars_only(bare):
        bare = bare.replace("｜", "|")
        if _ONLY_PIPES.match(bare):
            if _BLANK_ROW.match(bare):
                return "pipes"
            return "cell" if len(bare.replace(" ", "")) <= 12 else None
        inner = bare.strip("|")
        if "|" in inner or bare.startswith("|"):
            return "pipes"
        return "cell" if len(bare) <= 160 and len(bare) - len(bare.rstrip("|")) <= 12 else None
    if "\t" in bare:
        return "tabs" if "\t" in bare.strip() else "tab beside"
    return "layout" if is_layout_row(line) else None


def _has_bars_only(line: str) -> bool:
    """Whether a line is prose in which a bar happens to stand: in a title, between the words of a menu or a
    footer. Bars that set cells apart stand close to each other; here one part is a paragraph with whole
    sentences."""
    if "。" not in line or len(line) < (line.count("|") + line.count("｜")) * _LEAST_BETWEEN_BARS:
        return False
    longest = max(line.replace("｜", "|").split("|"), key=len)
    return len(longest) >= _LEAST_BETWEEN_BARS and "。" in longest


def typed_end(lines: Sequence[str], shapes: Sequence[str | None], start: int) -> int:
    """The line after the table that begins at `start`; `start` itself where none begins."""
    shape = shapes[start] or _shape_below(lines, shapes, start)
    if shape == "tab beside" and "tabs" in shapes[start : start + _FEW]:
        shape = "tabs"  # else one cell a line
    if shape is None or shape == "tab beside":
        return start
    if shape == "layout":
        return _before_pipes(shapes, start, layout_end(lines, start))
    end = start + 1
    at = end
    while at < len(lines):
        here = shapes[at]
        if here == shape or (here is not None and {here, shape} in _TOGETHER):
            end = at = at + 1
        elif at - end < 3 and is_bare_number(lines[at]):
            at += 1
        elif shape == "cell" and _opens_cell(lines, shapes, at):
            # a cell of several lines has its pipe on the last only
            at += 1
        elif (shape == "tabs" == _shape_below(lines, shapes, at)) or (not lines[at].strip() and at - end < 3):
            at += 1
        else:
            break
    if shape == "pipes":
        return _one_table(lines, start, end)
    return start if end - start == 1 and shape == "cell" else end


def _before_pipes(shapes: Sequence[str | None], start: int, end: int) -> int:
    """The end of a table that is laid out with blanks: rows with pipes, two in turn, are another one."""
    pairs = itertools.pairwise(range(start + 1, end))
    return next((at for at, below in pairs if shapes[at] == "pipes" == shapes[below]), end)


def _one_table(lines: Sequence[str], start: int, end: int) -> int:
    """The end of the first of the Markdown tables in these lines: another begins with the row above a rule
    of its own, if the rule is of another width."""
    rules = [at for at in range(start, end) if "-" in lines[at] and _MARKDOWN_RULE.match(lines[at])]
    for above, at in itertools.pairwise(rules):
        if lines[above].count("|") != lines[at].count("|") and at - 1 > above and lines[at - 1].strip():
            return at - 1
    return end


def _shape_below(lines: Sequence[str], shapes: Sequence[str | None], at: int) -> str | None:
    """The shape of the row below a line that is a head spanning its cells; None for any other line."""
    if shapes[at] is not None or not (is_band(lines[at]) or stands_over(lines, at)):
        return None
    below = [shapes[row] for row in range(at + 1, min(at + 3, len(lines))) if lines[row].strip()]
    return below[0] if below and below[0] in {"tabs", "layout"} else None


def _opens_cell(lines: Sequence[str], shapes: Sequence[str | None], at: int) -> bool:
    """Whether the line is the first part of a cell that the next line ends."""
    line = lines[at].strip()
    return (
        bool(line)
        and len(line) <= 40
        and not is_section_heading(line)
        and at + 1 < len(lines)
        and not line.endswith(("。", "；", "：", ":"))
        and shapes[at + 1] == "cell"
        and not _ONLY_PIPES.match(lines[at + 1].strip())
    )


def typed_table(
    lines: Sequence[str],
    shapes: Sequence[str | None],
    start: int,
    end: int,
    number: int,
    pages: Sequence[int],
    *,
    blanks_left_out: bool,
) -> Table | None:
    """The table typed in these lines; `blanks_left_out` says that the program that made the text leaves blank
    cells out and fills rows up at their end."""
    shape = shapes[start] or _shape_below(lines, shapes, start)
    if shape == "layout":
        made = laid_out_table(lines, start, end, number=number, pages=pages)
        return made if made is None or isinstance(made, Table) else cells_of_lines(made, start, number)
    is_filled = blanks_left_out and shape in {"pipes", "cell"}
    rows = opened_rows(lines, start, end) or []
    if rows:
        return cells_of_lines(without_fill(rows) if is_filled else rows, start, number)
    pending = ""
    typed = [lines[at].strip(" \u3000\xa0\r") for at in range(start, end) if shapes[at] == "pipes"]
    only_behind, only_between = pipes_only_behind(typed), pipes_only_between(typed)
    is_doubled = are_doubled(typed)
    for index in range(start, end):
        line = lines[index].replace("｜", "|").strip(" \u3000\xa0")
        if not line or ("-" in line and _MARKDOWN_RULE.match(line)):
            continue
        if is_bare_number(line):
            if rows and not rows[-1][-1][0].strip():  # the blank cell before it may be its own
                rows.append([(line, index)])
            continue
        here = shapes[index] or _shape_below(lines, shapes, index)
        if here in {"tabs", "tab beside"}:
            rows.append([(text, index) for text in line.strip("\r").split("\t")])
        elif here == "pipes":
            line = line.replace("||", "|") if is_doubled else line
            rows.append(
                [
                    (text, index)
                    for text in split_pipes(line, only_behind=only_behind, only_between=only_between)
                ]
            )
        elif here == "cell" and is_filled and _ONLY_PIPES.match(line):
            continue
        elif here == "cell":
            text = pending + line.rstrip("|").strip()
            pending = ""
            rows.append([(text, index)])
            rows.extend([("", index)] for _ in range(len(line) - len(line.rstrip("|")) - 1))
        else:
            pending += line
    if pending:
        rows.append([(pending, end - 1)])
    if is_filled:
        rows = without_fill(rows)
    if shape in {"pipes", "tabs"}:
        rows = without_row_numbers(rows)
    if shape == "pipes" and any(map(_MARKDOWN_RULE.match, lines[start + 1 : start + 2])):
        rows[0] = [("" if _MADE_UP.fullmatch(text) else text, index) for text, index in rows[0]]
    texts = (
        [[text.strip(" \u3000\xa0") for text, _ in row] for row in rows] if shape in {"pipes", "tabs"} else []
    )
    parted = parted_heads([plain(text) for text in texts[0]]) if shape == "pipes" and texts else []
    if parted:
        texts = [*parted, *texts[1:]]
        rows = [*([(text, rows[0][0][1]) for text in row] for row in parted), *rows[1:]]
    if shape == "pipes" and (halves := joined_halves(texts)):
        rows = [
            [
                next((row[at] for at in half if row[at][0].strip(" \u3000\xa0")), row[half[0]])
                for half in halves
            ]
            for row in rows
        ]
        texts = [[text.strip(" \u3000\xa0") for text, _ in row] for row in rows]
    return table_of_rows(rows, start, number, are_repeated=bool(parted), are_typed=bool(texts))


def table_of_rows(
    rows: Sequence[Sequence[tuple[str, int]]],
    start: int,
    number: int,
    *,
    are_repeated: bool = False,
    are_typed: bool = True,
) -> Table | None:
    """The table of these cells, each with the index of its line: a grid where merged cells are told by their
    text in each place that they cover (`are_repeated` where the heads were), or by the blanks that they left,
    in rows between marks (`are_typed`). None where nothing stands in it."""
    shown = _shown(rows)
    texts = [[text for text, _ in row] for row in shown] if are_typed else []
    if has_repeated_cells(texts) or (are_repeated and len({len(row) for row in texts}) == 1):
        return merged_table(texts, [row[0][1] + 1 for row in rows], line=start + 1, number=number)
    if has_merged_blanks(texts):
        placed = [[(text, Location(line=index + 1)) for text, index in row] for row in shown]
        return spanned(placed, number=number, location=Location(line=start + 1))
    return _table(shown, start, number) if any(text.strip() for row in rows for text, _ in row) else None


def cells_of_lines(rows: Sequence[Sequence[tuple[str, int]]], start: int, number: int) -> Table:
    """The Table of these cells, each with the index of its line."""
    return _table(_shown(rows), start, number)


def _shown(rows: Sequence[Sequence[tuple[str, int]]]) -> list[list[tuple[str, int]]]:
    """The cells as a reader sees them."""
    return [[(plain(text).strip(" \u3000\xa0"), index) for text, index in row] for row in rows]


def _table(rows: Sequence[Sequence[tuple[str, int]]], start: int, number: int) -> Table:
    cells = tuple(
        Cell(
            text=text,
            row=row,
            column=column,
            location=Location(line=index + 1, table=number, row=row + 1, column=column + 1),
        )
        for row, parts in enumerate(rows)
        for column, (text, index) in enumerate(parts)
    )
    return Table(cells=cells, location=Location(line=start + 1, table=number), is_grid=False)


def continuing(table: Table, before: Sequence[Paragraph | Table]) -> Table:
    """A table without heads, which goes on from one of other columns: its columns say nothing of their
    own."""
    last = next((block for block in reversed(before) if isinstance(block, Table)), None)
    if not table.is_grid or last is None or table.n_columns == last.n_columns:
        return table
    has_heads = any(
        len(row) > 1 and not any(stands_for_figure(cell.text) for cell in row) for row in table.rows
    )
    return table if has_heads else evolve(table, is_grid=False)
