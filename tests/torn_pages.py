"""Section three as programs print a page line by line, without the blanks between its columns."""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_reports.document import Table

__all__ = ["line_by_line"]


def line_by_line(table: Table, widths: Sequence[int]) -> str:
    """The rows of section three as a program prints them: each label wrapped to its column and centred over
    its rows."""
    grid = [row for row in table.rows[3:] if row]
    heights = [1] * len(grid)
    for at, row in enumerate(grid):
        for cell in row:
            if cell.rowspan == 1 and cell.column < 3:
                width = sum(widths[cell.column : cell.column + cell.colspan])
                heights[at] = max(heights[at], -(-len(cell.text) // width))
    tops = [sum(heights[:at]) for at in range(len(grid) + 1)]
    lines: dict[float, list[tuple[int, str]]] = {}
    for at, row in enumerate(grid):
        for cell in row:
            bottom = tops[at + cell.rowspan]
            middle = (tops[at] + bottom) / 2
            width = sum(widths[cell.column : cell.column + cell.colspan]) if cell.column < 3 else 99
            pieces = [cell.text[start : start + width] for start in range(0, len(cell.text), width)]
            for number, piece in enumerate(pieces):
                y = middle + number - len(pieces) / 2
                lines.setdefault(y, []).append((cell.column, piece))
    return "\n".join(" ".join(text for _, text in sorted(lines[y])) for y in sorted(lines))
