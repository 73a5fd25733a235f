"""One report in every shape in which tables are met, from tables with their merged cells."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence

from attrs import evolve

from govinfo_reports import Report, parse, parse_text
from govinfo_reports.api import parse_document
from govinfo_reports.document import Container, Document, Paragraph, Table
from govinfo_reports.location import Location
from writers_text import as_html, as_text

__all__ = ["LOSSY", "SHAPES", "Tables", "read_in"]

Tables = Mapping[str, Sequence[Table]]

LOSSY = frozenset({"glued"})
"""Shapes that truly lose where one figure ends."""


def _texts(table: Table) -> list[list[str]]:
    return [[" ".join(cell.text.split("\n")) for cell in row] for row in table.rows if row]


def _width(text: str) -> int:
    return sum(
        0
        if unicodedata.category(char) in {"Cf", "Mn"}
        else 2
        if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in text
    )


def drawn(table: Table, corner: str, level: str, upright: str) -> str:
    """The table drawn with rules: merged cells are drawn as one, their text in the first row. `corner` is
    either one character or the eleven of box drawing."""
    covering = table.covering()
    rows, columns = len(covering), table.n_columns
    texts = {id(cell): " ".join(cell.text.split("\n")) for cell in table.cells}
    widths = [2] * columns
    for one in sorted(table.cells, key=lambda cell: cell.colspan):
        inside = sum(widths[one.column : one.column + one.colspan]) + 3 * (one.colspan - 1)
        if (more := _width(texts[id(one)]) - inside) > 0:
            widths[one.column + one.colspan - 1] += more

    def rule(above: int) -> str:
        line = []
        for at in range(columns + 1):
            up = above > 0 and (
                at in (0, columns) or covering[above - 1][at - 1] is not covering[above - 1][at]
            )
            down = above < rows and (at in (0, columns) or covering[above][at - 1] is not covering[above][at])
            left = at > 0 and _parted(covering, above, at - 1)
            right = at < columns and _parted(covering, above, at)
            line.append(_corner(corner, level, upright, up=up, down=down, left=left, right=right))
            if at < columns:
                line.append((level if right else " ") * (widths[at] + 2))
        return "".join(line)

    lines = [rule(0)]
    for number, row in enumerate(covering):
        parts = [upright]
        at = 0
        while at < columns:
            cell = row[at]
            span = 1 if cell is None else cell.colspan
            inside = sum(widths[at : at + span]) + 3 * (span - 1)
            text = texts[id(cell)] if cell is not None and cell.row == number else ""
            parts.append(f" {text}{' ' * (inside - _width(text))} {upright}")
            at += span
        lines += ["".join(parts), rule(number + 1)]
    return "\n".join(lines)


def _parted(covering: Sequence[Sequence[object]], above: int, column: int) -> bool:
    return above in (0, len(covering)) or covering[above - 1][column] is not covering[above][column]


_BOX = {
    (False, True, False, True): "┌", (False, True, True, False): "┐", (True, False, False, True): "└",
    (True, False, True, False): "┘", (True, True, False, True): "├", (True, True, True, False): "┤",
    (False, True, True, True): "┬", (True, False, True, True): "┴", (True, True, True, True): "┼",
    (True, True, False, False): "│", (False, False, True, True): "─",
}  # fmt: skip


def _corner(corner: str, level: str, upright: str, *, up: bool, down: bool, left: bool, right: bool) -> str:
    if len(corner) > 1:
        return _BOX.get((up, down, left, right), " ")
    if left or right:
        return corner if up or down else level
    return upright if up or down else " "


def _lines(tables: Tables, head: Sequence[str], write: Callable[[Table], str]) -> str:
    lines = list(head)
    for heading, pieces in tables.items():
        lines += [heading, *(write(piece) for piece in pieces)]
    return "\n".join([*lines, ""])


def _document(head: Sequence[str], tables: Tables) -> Document:
    blocks: list[Paragraph | Table] = [
        Paragraph(text=text, location=Location(line=number)) for number, text in enumerate(head, 1)
    ]
    count = 0
    for heading, pieces in tables.items():
        blocks.append(Paragraph(text=heading, location=Location(line=len(blocks) + 1)))
        for piece in pieces:
            count += 1
            cells = tuple(
                evolve(cell, location=Location(table=count, row=cell.row + 1, column=cell.column + 1))
                for cell in piece.cells
            )
            blocks.append(Table(cells=cells, location=Location(table=count)))
    return Document(blocks=tuple(blocks), container=Container.DOCX)


def _running(head: Sequence[str], tables: Tables, gap: str) -> str:
    lines = list(head)
    for heading, pieces in tables.items():
        lines.append(heading)
        lines.append(
            gap.join(gap.join(text for text in row if text) for piece in pieces for row in _texts(piece))
        )
    return "\n".join([*lines, ""])


SHAPES: Mapping[str, Callable[[Sequence[str], Tables], Report]] = {
    "html": lambda head, tables: parse(as_html(head, tables)),
    "document": lambda head, tables: parse_document(_document(head, tables)),
    "tabs": lambda head, tables: parse_text(as_text(head, tables, "tabs")),
    "pipes": lambda head, tables: parse_text(as_text(head, tables, "pipes")),
    "plus": lambda head, tables: parse_text(_lines(tables, head, lambda table: drawn(table, "+", "-", "|"))),
    "box": lambda head, tables: parse_text(_lines(tables, head, lambda table: drawn(table, "box", "─", "│"))),
    "cells": lambda head, tables: parse_text(as_text(head, tables, "cells")),
    "lines": lambda head, tables: parse_text(
        _lines(tables, head, lambda table: "\n".join(cell for row in _texts(table) for cell in row))
    ),
    "layout": lambda head, tables: parse_text(as_text(head, tables, "layout")),
    "running": lambda head, tables: parse_text(_running(head, tables, " ")),
    "glued": lambda head, tables: parse_text(_running(head, tables, "")),
}
"""What is read of a report (its first lines, and its tables by the heading of their section), by shape."""


def read_in(shape: str, head: Sequence[str], tables: Tables) -> Report:
    """The report read in a shape."""
    return SHAPES[shape](head, tables)
