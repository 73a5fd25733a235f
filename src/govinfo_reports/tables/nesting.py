"""How the rows of a statistics table are nested in each other, as the grammar of the table says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from attrs import field, frozen
from lark import Token, Tree

from ..grammar import parser
from .rows import is_unit
from .statistics_rows import Line

__all__ = ["Nested", "nested"]

_KEPT = 256
_ROWS = 200
"""Longer tables than the forms have are not kept."""


@frozen
class Nested:
    """Where a row stands: the number of the row it is nested in (None at the top), and the unit printed in a cell of its own."""

    inside: int | None
    unit: str | None


@frozen
class _Table:
    """A table in canonical lines. Which figures stand in its cells changes nothing in how its rows are nested: tables are the
    same here if their labels and units are."""

    labels: str
    text: str = field(eq=False)


def nested(lines: Sequence[Line]) -> tuple[Nested, ...]:
    """The place of each row. Tables of the same labels and units, as reports of one form and year have them, are parsed once."""
    table = _Table(
        "\n".join([_without_figures(line) for line in lines]), "".join([line.text + "\n" for line in lines])
    )
    return _kept(table) if len(lines) <= _ROWS else _parsed(table)


def _without_figures(line: Line) -> str:
    label, *cells = line.text.split("\t")
    return "\t".join([label, *[cell for cell in cells if is_unit(cell)]])


def _parsed(table: _Table) -> tuple[Nested, ...]:
    found: list[Nested] = []

    def walk(node: Tree[Token], inside: int | None) -> None:
        for child in node.children:
            if not isinstance(child, Tree):
                continue
            if child.data == "row":
                found.append(Nested(inside, _unit(child)))
                inside = len(found) - 1
            else:
                walk(child, inside)

    walk(parser("statistics_table").parse(table.text), None)
    return tuple(found)


_kept = lru_cache(maxsize=_KEPT)(_parsed)


def _unit(row: Tree[Any]) -> str | None:
    cells: Iterator[Tree[Any]] = (child for child in row.children if isinstance(child, Tree))
    return next((str(cell.children[0]) for cell in cells if cell.data == "unit"), None)
