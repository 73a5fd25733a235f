"""The head rows of a statistics table: what each column holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from attrs import evolve, frozen

from ..document import Cell
from ..facts import Scope
from ..forms import words_of
from ..forms.vocabulary import SKIPPED
from .labels import canonical_text, core, item_groups, remembered
from .rows import is_figure, is_label
from .scan import Scanner

__all__ = [
    "Column",
    "begins_after",
    "head_of",
    "heads_in",
    "partial_of",
    "places_of",
    "refined_by",
    "scopes_of",
    "separated",
    "stream_head_of",
]

_NOTE = re.compile(r"\([^()]*\)")
_YEAR_NAMED = re.compile(r"^((?:19|20)\d\d)年")
_TIME = re.compile(r"[年度季月份期比来]$")
_COUNTED = re.compile(r"累计|统计|数|合计|总|实际")
"""A time and what is counted in it are one head: 本月累计."""
_LONGEST = 16
_LONGEST_OF_SEVERAL = 40
_ROLES: Mapping[str, tuple[str, Scope]] = MappingProxyType(
    {
        "label": ("label", Scope.YEAR),
        "unit": ("unit", Scope.YEAR),
        "code": ("code", Scope.YEAR),
        "remark": ("skip", Scope.YEAR),
        "part": ("skip", Scope.YEAR),
        "growth": ("skip", Scope.YEAR),
        "year": ("value", Scope.YEAR),
        "period": ("value", Scope.YEAR),
        "last_year": ("value", Scope.LAST_YEAR),
        "cumulative": ("value", Scope.CUMULATIVE),
    }
)
"""What the columns of each key of the vocabulary hold."""


@frozen
class Column:
    """What a column (or, without a grid, the place in the row) holds."""

    index: int
    role: str  # "label", "unit", "value", "code", "partial" (本期 beside 本年累计), or "skip" for what is not read
    scope: Scope = Scope.YEAR


@remembered
def _key(text: str) -> str | None:
    """The key of a head in the vocabulary; of one that it does not have, of the words that stand in it."""
    words = _NOTE.sub("", canonical_text(text).rstrip(":"))
    words = "".join(char for char in words if char not in SKIPPED)
    if not words or len(words) > _LONGEST:
        return None
    vocabulary = words_of("column", "column_part")
    for entry in vocabulary.known.get(words, ()):
        if entry.kind == "column" and entry.key in _ROLES:
            return entry.key
    parts = [entry for entry in vocabulary.of_kind("column_part") if entry.words in words]
    if any(words.startswith(entry.words) for entry in parts if entry.key == "last_year") and not any(
        entry.key in {"growth", "compared"} for entry in parts
    ):
        return "last_year"
    return next((entry.key for key in ("growth", "cumulative") for entry in parts if entry.key == key), None)


def _role(text: str) -> tuple[str, Scope] | None:
    key = _key(text)
    return _ROLES[key] if key is not None else None


@remembered
def heads_in(text: str) -> tuple[str, ...]:
    """The heads that a cell holds, where it holds several and nothing else; none otherwise.

    >>> heads_in("2014年度 历年累计"), heads_in("2013年1-12月累计")
    (('2014年度', '历年累计'), ())
    """
    if len(text) > _LONGEST_OF_SEVERAL:
        return ()
    words = canonical_text(text)
    parts = words_of("column").scanner(Scanner).parts(words)
    if len(parts) < 2 or any(
        kind != "WORD" or any(entry.key.startswith("label") for entry in entries)
        for kind, _, _, entries in parts
    ):
        return ()
    heads = tuple(words[start:end] for _, start, end, _ in parts)
    return () if any(_TIME.search(one) and _COUNTED.match(other) for one, other in pairwise(heads)) else heads


def separated(row: Sequence[Cell]) -> Sequence[Cell]:
    """The row with a cell for each head, where one of its cells holds several; else the same row."""
    heads = [heads_in(cell.text) for cell in row]
    if not any(heads):
        return row
    made: list[Cell] = []
    for cell, names in zip(row, heads, strict=True):
        made += [evolve(cell, text=name, column=0, colspan=1) for name in names or (cell.text,)]
    return tuple(evolve(cell, column=column) for column, cell in enumerate(made))


def head_of(row: Sequence[Cell]) -> tuple[Column, ...] | None:
    """The columns that a header row names; None where the row is no header."""
    roles = [(cell, _role(cell.text)) for cell in row if cell.text.strip()]
    known = [(cell, role) for cell, role in roles if role is not None]
    kinds = {role[0] for _, role in known}
    heads_label = "label" in kinds or (
        bool(roles) and roles[0][1] is None and "value" in kinds and core(roles[0][0].text) in item_groups()
    )
    if not heads_label or not kinds & {"unit", "value"}:
        return None
    if len(known) + 1 < len(roles) and not _has_total(roles):
        return None
    columns = []
    for cell in row:
        role = _role(cell.text)
        for index in range(cell.column, cell.column + cell.colspan):
            if role is None and not cell.text.strip() and cell is row[-1] and cell is not row[0]:
                continue  # no head at all: a figure there belongs to nothing
            if role is None:
                columns.append(Column(index, "label" if cell is row[0] and "label" not in kinds else "skip"))
            elif role[0] == "unit" and index > cell.column:
                columns.append(Column(index, "skip"))
            else:
                columns.append(Column(index, *role))
    return _by_year(columns, row)


def _has_total(roles: Sequence[tuple[Cell, tuple[str, Scope] | None]]) -> bool:
    """Whether the figures stand by body, with their total in a column of its own (区政府 | 部门 | 乡镇 | 合计): that one is the report's."""
    values = [cell for cell, role in roles if role is not None and role[0] == "value"]
    others = [cell for cell, role in roles[1:] if role is None]
    return (
        len(values) == 1
        and _names(values[0].text, "whole")
        and all(_names(cell.text, "body") for cell in others)
    )


def _names(text: str, key: str) -> bool:
    words = canonical_text(text)
    parts = words_of("column", "column_part").of_kind("column_part")
    return any(entry.key == key and entry.words in words for entry in parts)


def _by_year(columns: Sequence[Column], row: Sequence[Cell]) -> tuple[Column, ...]:
    """The columns, where several give a year's figures, with the one of the report year alone as the year's."""
    texts = {
        at: canonical_text(cell.text) for cell in row for at in range(cell.column, cell.column + cell.colspan)
    }
    year_values = [column for column in columns if column.role == "value" and column.scope is Scope.YEAR]
    if len(year_values) < 2:
        return tuple(columns)
    # 本期实际 | 本年累计: the year's figure is the second; the first covers a part of it
    partial = {column.index for column in year_values if _key(texts.get(column.index, "")) == "period"}
    if partial and len(partial) < len(year_values):
        return tuple(Column(item.index, "partial") if item.index in partial else item for item in columns)
    years = {
        column.index: int(found[1])
        for column in year_values
        if (found := _YEAR_NAMED.match(texts.get(column.index, ""))) is not None
    }
    if len(set(years.values())) == len(year_values):
        # 2012年 | 2013年 | 2014年: the latest is the year reported on
        latest = max(years.values())
        return tuple(
            _of_year(item, latest - years[item.index]) if item.index in years else item for item in columns
        )
    return tuple(columns)


def _of_year(column: Column, ago: int) -> Column:
    """The column of the year reported on (0 years ago), of the one before it, or of an earlier one, which is not read."""
    if ago > 1:
        return Column(column.index, "skip")
    return Column(column.index, "value", Scope.LAST_YEAR) if ago else column


def refined_by(
    columns: tuple[Column, ...], row: Sequence[Cell], *, is_grid: bool
) -> tuple[Column, ...] | None:
    """The columns with those heads that stand in a second row (2014年 over 本年 | 历年累计); None where the row is none."""
    roles = [(cell, _role(cell.text)) for cell in row if cell.text.strip()]
    if not roles or any(role is None or role[0] not in {"value", "skip"} for _, role in roles):
        return None
    if any(is_figure(cell.text) for cell, _ in roles) or len(roles) < 2:
        return None
    if is_grid:
        below = {cell.column: role for cell, role in roles if role is not None}
        made = [Column(item.index, *below[item.index]) if item.index in below else item for item in columns]
        return _by_year(made, row) if set(below) <= {item.index for item in columns} else None
    kept = [item for item in columns if item.role not in {"value", "skip", "partial"}]
    first = max((item.index for item in kept), default=-1) + 1
    made = kept + [Column(first + at, *role) for at, (_, role) in enumerate(roles) if role is not None]
    return tuple(made)


def scopes_of(columns: Sequence[Column]) -> tuple[Scope, ...]:
    return tuple(column.scope for column in columns if column.role == "value")


def places_of(columns: Sequence[Column]) -> tuple[Scope | None, ...]:
    """What stands after label, unit and code in a row without a grid: the scope of a figure, None for what is not read."""
    return tuple(
        column.scope if column.role == "value" else None
        for column in columns
        if column.role in {"value", "skip", "partial"}
    )


def partial_of(columns: Sequence[Column]) -> int | None:
    """The place of the column that covers a part of the year among those of figures."""
    roles = [column.role for column in columns if column.role in {"value", "skip", "partial"}]
    return roles.index("partial") if roles.count("partial") == 1 else None


def stream_head_of(row: Sequence[Cell]) -> tuple[Column, ...] | None:
    """The header at the beginning of a row made from cells typed one a line, where it has run into the first row."""
    heads: list[Column] = []
    for cell in row:
        role = _role(cell.text)
        if role is None:
            break
        heads.append(Column(len(heads), *role))
    kinds = {column.role for column in heads}
    return tuple(heads) if "label" in kinds and kinds & {"unit", "value"} and len(heads) < len(row) else None


def begins_after(row: Sequence[Cell], columns: Sequence[Column]) -> bool:
    return (
        len(row) > len(columns) and is_label(row[len(columns)].text) and _role(row[len(columns)].text) is None
    )
