"""Cells in text that pipes set apart: before, between or behind them, or each at the begin of its line; those
of Textile (`|_. head |\\2. over two columns |`, as Redmine and its like keep them) in HTML."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from itertools import groupby

from ...patterns import late

__all__ = [
    "LONG_RUN",
    "are_doubled",
    "leading_rows",
    "opened_rows",
    "pipes_only_behind",
    "pipes_only_between",
    "ruled_tables",
    "split_pipes",
    "textile_in_markup",
    "without_loose_pipes",
]

LONG_RUN = late(r"\|{40,}")
"""So many empty cells are a merged one that was lost."""

_LEADING = late(r"^\s*[|｜][^|｜]*$")
"""A line that begins a cell with its pipe and holds no other: `| 件`, `|`."""
_DOUBLED = late(r"\|[^|]+(?:\|\|[^|]+)*\|")
_LONGEST_FIRST = 120
_LONGEST_PART = 30
_CELL_MARKS = late(r"(?:[_<>=^~-]|[\\/]\d{1,2}|\{[^{}]{0,80}\}|\([A-Za-z#][\w #-]{0,40}\)){1,9}\.(?=\s|$)")
_SPANS = (("colspan", late(r"\\(\d+)")), ("rowspan", late(r"/(\d+)")))
_ROW = late(r"^\s*\|.*\|\s*$")
_RULE = late(r"^\s*\|(?:\s*:?-{3,}:?\s*\|)+\s*$")
_FIGURE = r"(?:[-+]?\d[\d,.，]*|[-—–/])"
_SEVERAL = late(rf"{_FIGURE}(?: +{_FIGURE})+")
_IS_FIGURE = late(_FIGURE)
_FEWEST_SHARED = 4
"""So many rows with several figures in one cell show that the pipes are not those of cells."""
_FEWEST_FIGURES = 6
"""A row of fewer has a cell for each of them, and a blank in a cell may set thousands apart."""
_FEW_ROWS = 4
_NEAR = 12
"""A table of fewer rows, so many lines at the most from one whose pipes are not believed, is not either."""


def leading_rows(lines: Sequence[str], start: int) -> tuple[list[list[tuple[str, int]]], int] | None:
    """The rows of a table whose every cell but a row's first begins a line with its pipe, and which a lone
    pipe ends; and the line after it. None where no such table begins here: a first cell, then at least a
    second, on lines of their own."""
    rows: list[list[tuple[str, int]]] = []
    at = start
    while at + 1 < len(lines):
        first = lines[at].strip()
        if (
            not first
            or "|" in first
            or "｜" in first
            or len(first) > _LONGEST_FIRST
            or first.endswith(("。", "；"))
        ):
            break
        opened = at + 1
        while rows and opened < len(lines) and opened - at <= 2 and not _LEADING.match(lines[opened]):
            opened += 1  # once within the table, a first cell may go on for a line or two
        if opened >= len(lines) or not _LEADING.match(lines[opened]):
            break
        row = [("".join(line.strip() for line in lines[at:opened]), at)]
        at = opened
        while at < len(lines) and (text := lines[at].strip()):
            if _LEADING.match(lines[at]):
                lone = text in {"|", "｜"}
                after = lines[at + 1].strip() if at + 1 < len(lines) else ""
                if lone and not _LEADING.match(after) and len(row) > 1:
                    break
                row.append((text[1:].strip(), at))
            elif len(text) <= _LONGEST_PART and len(row) > 1 and row[-1][0]:
                row[-1] = (row[-1][0] + text, row[-1][1])
            else:
                break
            at += 1
        if at >= len(lines) or lines[at].strip() not in {"|", "｜"}:
            break
        rows.append(row)
        at += 1
    return (rows, at) if len(rows) >= 2 else None


def are_doubled(rows: Sequence[str]) -> bool:
    """Whether each cell has a pipe before and behind it: two pipes between cells are no blank cell."""
    return all(map(_DOUBLED.fullmatch, rows)) and any("||" in row for row in rows)


def opened_rows(lines: Sequence[str], start: int, end: int) -> list[list[tuple[str, int]]] | None:
    """The rows of a table whose every row begins with a pipe on a line of its own, and whose every cell has
    a line that ends with its pipe. Where cells are not set in, a pipe alone may be a blank cell too: then all
    rows must be as wide as the first. None where a line is not so."""
    rows: list[list[tuple[str, int]]] = []
    pending = ""
    shown = [(at, line) for at in range(start, end) if (line := lines[at].replace("｜", "|").rstrip())]
    is_inset = all(line[0].isspace() for _, line in shown if line != "|")
    width = 0
    for at, line in shown:
        if line == "|" and not pending and (is_inset or not rows or len(rows[-1]) >= width):
            width = width or len(rows[-1] if rows else ())
            rows.append([])
        elif not rows:
            return None
        elif line.endswith("|"):
            first, *others = line.split("|")[:-1]
            rows[-1].append((pending + first.strip(), at))
            rows[-1] += [(text.strip(), at) for text in others]
            pending = ""
        else:
            pending += line.strip()
    if pending or not all(rows) or not (is_inset or all(len(row) == width for row in rows)):
        return None
    return rows or None


def pipes_only_behind(rows: Sequence[str]) -> bool:
    """Whether rows with pipes have a pipe behind each cell and none before the first: one before it is an
    empty cell."""
    begun = sum(row.startswith(("|", "｜")) for row in rows)
    return sum(row.endswith(("|", "｜")) and not row.startswith(("|", "｜")) for row in rows) > begun


def pipes_only_between(rows: Sequence[str]) -> bool:
    """Whether pipes stand between two cells only: then one at the end of a row stands before an empty cell,
    and one at the begin of a row behind one. So it is where most rows neither begin nor end with one, and
    where all have as many and one of them, none of which begins with one, does not end with one."""
    begun = [row for row in rows if row.startswith(("|", "｜"))]
    ended = sum(row.endswith(("|", "｜")) for row in rows)
    is_framed = any(row.endswith(("|", "｜")) for row in begun)
    if not begun and ended < len(rows) and len({row.count("|") + row.count("｜") for row in rows}) == 1:
        return True
    return len(rows) > 2 * len(begun) and len(rows) > 2 * ended and not is_framed


def split_pipes(line: str, *, only_behind: bool, only_between: bool) -> list[str]:
    """The cells of `| a | b |`, `a | b` or `a | b |`; a run of more than 40 empty ones (lost merged cells)
    is one."""
    line = LONG_RUN.sub("|", line)
    if line.startswith("|") and not only_behind and not only_between:
        line = line[1:]
    if line.endswith("|") and not only_between:
        line = line[:-1]
    return [part.strip() for part in line.split("|")]


def textile_in_markup(lines: Sequence[str]) -> list[str]:
    """The lines, with the rows of each table in which a cell has Textile's marks as rows of HTML.

    >>> textile_in_markup(["|_. 规章 |/2. 3 |", "| 4 |"])
    ['<table><tr><td>规章</td><td rowspan="2">3</td></tr>', '<tr><td>4</td></tr></table>']
    """
    made: list[str] = []
    for is_row, run in groupby(lines, key=lambda line: line.startswith("|") and line.rstrip().endswith("|")):
        rows = [*run]
        cells = [row.rstrip()[1:-1].split("|") for row in rows] if is_row else []
        if any(_CELL_MARKS.match(cell) for row in cells for cell in row):
            rows = [f"<tr>{''.join(map(_in_markup, row))}</tr>" for row in cells]
            rows[0] = f"<table>{rows[0]}"
            rows[-1] += "</table>"
        made += rows
    return made


def _in_markup(text: str) -> str:
    found = _CELL_MARKS.match(text)
    marks = found[0] if found is not None else ""
    spans = "".join(
        f' {name}="{span[1]}"' for name, pattern in _SPANS if (span := pattern.search(marks)) is not None
    )
    return f"<td{spans}>{html.escape(text[len(marks) :].strip())}</td>"


def without_loose_pipes(lines: Sequence[str]) -> list[str]:
    """The lines, those of tables whose pipes are not the borders of cells with a blank in their place; rules
    are empty lines.

    >>> rows = [f"| {row}.行 | 0 0 | {row} 0 | 0 0 | {row} |" for row in range(1, 6)]
    >>> without_loose_pipes([rows[0], "|---|---|---|---|---|", *rows[1:]])[:2]
    ['1.行 0 0 1 0 0 0 1', '']
    """
    kept = list(lines)
    tables = list(ruled_tables(lines))
    shared = [_sharing(lines[start:end]) for start, end in tables]
    if sum(shared) < _FEWEST_SHARED:
        return kept
    loose = {number for number, rows in enumerate(shared) if rows}
    for numbers in (range(1, len(tables)), range(len(tables) - 2, -1, -1)):
        for number in numbers:  # a small one beside a loose one is loose too
            beside = number - 1 if numbers.step > 0 else number + 1
            first, second = sorted((number, beside))
            if (
                beside in loose
                and tables[second][0] - tables[first][1] < _NEAR
                and _is_small(lines, tables[number])
            ):
                loose.add(number)
    for start, end in (tables[number] for number in loose):
        for at in range(start, end):
            kept[at] = "" if _RULE.match(lines[at]) else " ".join(lines[at].replace("|", " ").split())
    return kept


def _is_small(lines: Sequence[str], table: tuple[int, int]) -> bool:
    return sum(_RULE.match(line) is None for line in lines[table[0] : table[1]]) < _FEW_ROWS


def ruled_tables(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The first line of each table with a rule below its first row, and the line behind it."""
    at = 0
    while at < len(lines):
        if "|" not in lines[at] or not _ROW.match(lines[at]):
            at += 1
            continue
        start = at
        while at < len(lines) and _ROW.match(lines[at]):
            at += 1
        if any(map(_RULE.match, lines[start + 1 : start + 2])):
            yield start, at


def _sharing(rows: Sequence[str]) -> int:
    """How many rows of a table have more figures than cells; none where most have a cell for each."""
    cells = [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in rows]
    sharing = sum(map(_shares, cells))
    own = sum(any(map(_IS_FIGURE.fullmatch, row)) and not _shares(row) for row in cells)
    return sharing if sharing > own else 0


def _shares(cells: Sequence[str]) -> bool:
    """Whether a cell of the row holds several figures and nothing else, and there are too few for them."""
    if not any(map(_SEVERAL.fullmatch, cells)):
        return False
    first = next(at for at, cell in enumerate(cells) if cell and all(map(_IS_FIGURE.fullmatch, cell.split())))
    behind = cells[first:]
    figures = sum(_IS_FIGURE.fullmatch(word) is not None for cell in behind for word in cell.split())
    return figures >= max(_FEWEST_FIGURES, len(behind) + 1)
