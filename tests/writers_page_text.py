"""Reports as programs print the text of a page: every cell where it stands, in the widths that each program counts in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from govinfo_reports.document import Table

__all__ = ["PROGRAMS", "as_page_text"]

PROGRAMS = ("characters", "places", "words")
"""One place a character; two for those of East Asia; or blanks that are as wide as the word behind them."""

_PITCH = 4.0
_LABELS = (6.0, 9.0, 12.0)


def _width(text: str) -> float:
    """In characters of East Asia; two figures are as wide as one."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in text)


def _lines(text: str, room: float) -> list[str]:
    lines = [""]
    for sign in text:
        if _width(lines[-1] + sign) > room:
            lines.append("")
        lines[-1] += sign
    return lines


def _printed(words: Sequence[tuple[float, str]], program: str) -> str:
    line, end = "", 0.0
    for x, text in sorted(words):
        if program == "words":
            blanks = round((x - end) / (_width(text) / len(text)))
        elif program == "places":
            blanks = round(2 * x) - round(2 * _width(line))
        else:
            blanks = round(2 * x) - len(line)
        line += " " * max(blanks, 1 if line else 0) + text
        end = x + _width(text)
    return line


def _placed(table: Table, columns: Sequence[tuple[float, float]]) -> Iterator[tuple[int, float, str]]:
    """The words of a table's cells, each with its line and where it begins."""
    n_rows = len(table.rows)
    height = dict.fromkeys(range(n_rows), 1)
    shown = []
    for cell in table.cells:
        left, right = columns[cell.column][0], columns[cell.column + cell.colspan - 1][1]
        lines = _lines(cell.text, right - left - 0.5) if cell.text else []
        shown.append((cell, left, right, lines))
        if cell.rowspan == 1:
            height[cell.row] = max(height[cell.row], len(lines))
    for cell, _, _, lines in shown:
        last = cell.row + cell.rowspan - 1
        short = len(lines) - sum(height[row] for row in range(cell.row, last + 1))
        height[last] += max(0, short)
    tops = [sum(height[row] for row in range(before)) for before in range(n_rows + 1)]
    for cell, left, right, lines in shown:
        first = tops[cell.row] + (tops[cell.row + cell.rowspan] - tops[cell.row] - len(lines)) // 2
        is_label = right <= sum(_LABELS) and cell.column == 0
        for at, text in enumerate(lines):
            x = left + 0.25 if is_label else (left + right - _width(text)) / 2
            yield first + at, x, text


def _columns(table: Table) -> list[tuple[float, float]]:
    labels = {4: 1, 9: 2, 10: 3}.get(table.n_columns, 1 if table.n_columns < 9 else 0)
    widths = [*_LABELS[len(_LABELS) - labels :], *[_PITCH] * (table.n_columns - labels)]
    if table.n_columns < 9:
        widths = [12.0, *[10.0] * (table.n_columns - 1)]
    ends = [sum(widths[: at + 1]) for at in range(len(widths))]
    return [(end - width, end) for end, width in zip(ends, widths, strict=True)]


def as_page_text(
    head: Sequence[str], tables: Mapping[str, Sequence[Table]], program: str, *, number: str = ""
) -> str:
    """The text of a page with these tables; `number` is printed as its number below each."""
    out = [*head]
    for heading, pieces in tables.items():
        out.append(heading)
        for table in pieces:
            lines: dict[int, list[tuple[float, str]]] = {}
            for line, x, text in _placed(table, _columns(table)):
                lines.setdefault(line, []).append((x, text))
            out += [_printed(lines.get(at, ()), program) for at in range(max(lines) + 1)]
            out += [" " * 40 + number] if number else []
    return "\n".join(out)
