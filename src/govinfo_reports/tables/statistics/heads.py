"""The head rows of a statistics table: what each column holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from itertools import pairwise, takewhile
from types import MappingProxyType

from attrs import evolve, frozen

from ...facts import Scope
from ...forms import words_of
from ...forms.vocabulary import SKIPPED
from ..labels import canonical_text, core, item_groups, remembered
from ..lexer import Lexeme
from ..parse import Term
from ..scan import Scanner

__all__ = [
    "OF_FIGURES",
    "StatisticsColumn",
    "columns_of",
    "heads_in",
    "in_other_order",
    "is_of_figures",
    "named_year",
    "partial_of",
    "places_of",
    "scopes_of",
]

_NOTE = re.compile(r"\([^()]*\)")
_YEAR_NAMED = re.compile(r"^((?:19|20)\d\d)(?:年|$)")
_TIME = re.compile(r"[年度季月份期比来]$")
_COUNTED = re.compile(r"累计|统计|数|合计|总|实际")
"""A time and what is counted in it are one head: 本月累计."""
_FORECAST = re.compile(r"预计|计划|目标|预期|预测")
OF_FIGURES = frozenset({"value", "skip", "partial"})
_LONGEST = 16
_LONGEST_OF_SEVERAL = 40
_ROLES: Mapping[str, tuple[str, Scope]] = MappingProxyType(
    {
        "label": ("label", Scope.YEAR),
        "label_and_unit": ("label", Scope.YEAR),
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


@frozen(eq=False)
class StatisticsColumn:
    """A column: its lowest head, and what it holds: "label", "unit", "value", "code", "partial" (本期 beside
    本年累计), or "skip" for what is not read."""

    head: Lexeme
    text: str
    role: str
    scope: Scope = Scope.YEAR

    @property
    def extent(self) -> range:
        """The printed columns of a grid that it has."""
        return _extent(self.head)


def _extent(head: Lexeme) -> range:
    cell = head.piece.cell
    return range(cell.column, cell.column + cell.colspan) if cell is not None else range(0)


@remembered
def _key(text: str) -> str | None:
    """The key of a head in the vocabulary; of one that it does not have, of the words that stand in it."""
    words = _NOTE.sub("", canonical_text(text).rstrip(":"))
    words = "".join(char for char in words if char not in SKIPPED)
    if not words or len(words) > _LONGEST:
        return None
    vocabulary = words_of("column", "column_part")
    for entry in vocabulary.known.get(words, ()):
        if entry.kind == "column" and (entry.key in _ROLES or entry.key == "numbering"):
            return entry.key
    parts = [entry for entry in vocabulary.of_kind("column_part") if entry.words in words]
    if any(words.startswith(entry.words) for entry in parts if entry.key == "last_year") and not any(
        entry.key in {"growth", "compared"} for entry in parts
    ):
        return "last_year"
    return next((entry.key for key in ("growth", "cumulative") for entry in parts if entry.key == key), None)


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


@frozen
class _Head:
    """A printed head: its text, what it says the column holds (None where nobody knows), and the token it
    began with."""

    text: str
    role: tuple[str, Scope] | None
    lexeme: Lexeme

    @classmethod
    def of(cls, text: str, lexeme: Lexeme) -> _Head:
        key = "part" if _FORECAST.search(text) else _key(text)
        return cls(text, _ROLES.get(key) if key is not None else None, lexeme)


def _printed(row: Sequence[Term], filled: Set[int] | None) -> list[_Head]:
    """The heads of a row: a cell is one, unless it holds several and nothing else; in a line each word is
    one. A cell over no figures (`filled` are the columns of a grid that have any) goes on with the one before
    it, where both together are a head that is none else than that one: 2013 | 年度."""
    heads: list[_Head] = []
    cells: dict[int, list[Lexeme]] = {}
    for term in row:
        cells.setdefault(id(term.lexeme.piece), []).append(term.lexeme)
    for own in cells.values():
        lexeme = own[0]
        if lexeme.piece.cell is None:
            heads += [_Head.of("".join(one.text.split()), one) for one in own]
        else:
            text = lexeme.label or lexeme.piece.text
            names = heads_in(text) or (text,)
            before = heads[-1] if heads and len(names) == 1 else None
            if before is not None and filled is not None and filled.isdisjoint(_extent(lexeme)):
                whole = _Head.of(before.text + text, before.lexeme)
                if whole.role is not None and whole.role[0] == "value" and before.role in (None, whole.role):
                    heads[-1] = whole
                    continue
            heads += [_Head.of(name, lexeme) for name in names]
    return heads


def columns_of(
    rows: Sequence[Sequence[Term]],
    *,
    is_grid: bool,
    year: int | None = None,
    filled: Set[int] | None = None,
) -> tuple[StatisticsColumn, ...] | None:
    """The columns that the rows of a head name; None where they name none. Where figures are counted in a
    row and in one below it (2014年 over 本年 | 历年累计) the lower one says what they are. `year` is the
    report's, None where it is not known: then the latest of several years that are named is taken for it.
    `filled` are the columns of a grid that have figures."""
    columns: tuple[StatisticsColumn, ...] | None = None
    above: list[_Head] = []
    for row in rows:
        heads = list(
            takewhile(lambda head: _key(head.text) != "numbering", _printed(row, filled))
        )  # 甲 乙 1 2
        if not heads:
            continue
        if columns is not None:
            columns = _refined(columns, heads, is_grid=is_grid) or columns
            continue
        columns = _named(heads, is_grid=is_grid)
        if columns is None and is_grid:  # labels in the middle of the height of several rows of heads
            above = [*(head for head in above if not _is_over(head, heads)), *heads]
            above.sort(key=lambda head: _extent(head.lexeme).start)
            columns = _named([head for head in above if head.text.strip()], is_grid=True)
    return _by_year(columns, year, is_grid=is_grid) if columns is not None else None


def _is_over(head: _Head, others: Sequence[_Head]) -> bool:
    """Whether one of the heads stands in a column of a head above."""
    own = _extent(head.lexeme)
    return any(at in own for other in others if other.text.strip() for at in _extent(other.lexeme))


def _named(heads: Sequence[_Head], *, is_grid: bool) -> tuple[StatisticsColumn, ...] | None:
    """The columns that a row of heads names; None where it is no header."""
    named = [head for head in heads if head.text.strip()]
    known = [head.role for head in named if head.role is not None]
    kinds = {role for role, _ in known}
    if "label" not in kinds and not (named and core(named[0].text) in item_groups()):
        return None
    if not kinds & ({"value"} if is_grid or "label" not in kinds else {"unit", "value"}):
        return None
    if len(known) + 1 < len(named) and not _has_total(named):
        return None
    columns: list[StatisticsColumn] = []
    for head in heads:
        role = head.role
        if role is None and not head.text.strip() and head is heads[-1] and head is not heads[0]:
            continue  # no head at all: a figure there belongs to nothing
        if role is None:
            role = ("label" if head is heads[0] and "label" not in kinds else "skip", Scope.YEAR)
        columns.append(StatisticsColumn(head.lexeme, head.text, *role))
    return tuple(columns)


def _refined(
    columns: Sequence[StatisticsColumn], heads: Sequence[_Head], *, is_grid: bool
) -> tuple[StatisticsColumn, ...] | None:
    """The columns with those heads that stand in a row below, which may repeat the heads that merged cells
    print once; None where it is no row of heads."""
    named = [head for head in heads if head.text.strip()]
    above = [one.text for one in columns if one.role not in OF_FIGURES]
    if len(named) == len(columns) and [head.text for head in named[: len(above)]] == above:
        named = named[len(above) :]
    if any(head.role is None or head.role[0] not in {"value", "skip"} for head in named) or len(named) < 2:
        return None
    below = [StatisticsColumn(head.lexeme, head.text, *head.role) for head in named if head.role is not None]
    if not is_grid:
        return (*(one for one in columns if one.role not in OF_FIGURES), *below)
    covered = {at for one in below for at in one.extent}
    over = {at for one in columns for at in one.extent}
    fixed = {at for one in columns if one.role not in OF_FIGURES for at in one.extent}
    if covered & fixed or not covered & over or not all(at in over or at > max(over) for at in covered):
        return None
    kept = [one for one in columns if covered.isdisjoint(one.extent)]
    return tuple(sorted((*kept, *below), key=lambda one: one.extent[0]))


def _has_total(heads: Sequence[_Head]) -> bool:
    """Whether the figures stand by body, with their total in a column of its own (区政府 | 部门 | 乡镇 |
    合计): that one is the report's."""
    values = [head for head in heads if head.role is not None and head.role[0] == "value"]
    others = [head for head in heads[1:] if head.role is None]
    return (
        len(values) == 1
        and _names(values[0].text, "whole")
        and all(_names(head.text, "body") for head in others)
    )


def _names(text: str, key: str) -> bool:
    words = canonical_text(text)
    parts = words_of("column", "column_part").of_kind("column_part")
    return any(entry.key == key and entry.words in words for entry in parts)


def _is_this_year(column: StatisticsColumn) -> bool:
    return _names(column.text, "this_year")


def named_year(columns: Sequence[StatisticsColumn]) -> int | None:
    """The year of the column that is read as the report's, where several years are named; None where they
    are not; 0, the year of no report, where the report's own year decides whether one that is named stood
    over the others."""
    if any(one.role == "skip" and _year_of(one) and _is_this_year(other) for one, other in pairwise(columns)):
        return 0
    years = {found for one in columns if (found := _year_of(one)) is not None}
    of_year = (one for one in columns if one.role == "value" and one.scope is Scope.YEAR)
    read = (found for one in of_year if (found := _year_of(one)) is not None)
    return next(read, None) if len(years) > 1 else None


def _year_of(column: StatisticsColumn) -> int | None:
    found = _YEAR_NAMED.match(canonical_text(column.text))
    return int(found[1]) if found is not None else None


def _by_year(
    columns: Sequence[StatisticsColumn], year: int | None, *, is_grid: bool
) -> tuple[StatisticsColumn, ...]:
    """The columns, where several give a year's figures, with the one of the report year alone as the
    year's."""
    of_year = [column for column in columns if column.role == "value" and column.scope is Scope.YEAR]
    if len(of_year) < 2:
        return tuple(columns)
    # 本期实际 | 本年累计: the year's figure is the second; the first covers a part of it
    partial = [column for column in of_year if _key(column.text) == "period"]
    if partial and len(partial) < len(of_year):
        return tuple(evolve(one, role="partial") if one in partial else one for one in columns)
    years = {column: found for column in of_year if (found := _year_of(column)) is not None}
    if len(set(years.values())) == len(of_year):
        # 2012年 | 2013年 | 2014年: the latest is the year reported on, where the report names none
        year = max(years.values()) if year is None else year
        return tuple(_of_year(one, year - years[one]) if one in years else one for one in columns)
    if [_is_this_year(one) for one in of_year if one not in years] == [True]:
        # 本年 beside 2015年: the year that is named is another one, or in text it stood over 本年 | 历年累计
        if not is_grid and set(years.values()) == {year}:
            return tuple(one for one in columns if one not in years)
        return tuple(evolve(one, role="skip") if one in years else one for one in columns)
    return tuple(columns)


def _of_year(column: StatisticsColumn, ago: int) -> StatisticsColumn:
    """The column of the year reported on (0 years ago), of the one before it, of an earlier one, which is
    not read, or of one to come."""
    if ago > 1:
        return evolve(column, role="skip")
    if ago < 0:
        return evolve(column, scope=Scope.OTHER_YEAR)
    return evolve(column, scope=Scope.LAST_YEAR) if ago else column


def is_of_figures(text: str) -> bool:
    """Whether a text is the head of a column of figures.

    >>> is_of_figures("统计数"), is_of_figures("统计指标")
    (True, False)
    """
    key = _key(text) if text.strip() else None
    return key is not None and key in _ROLES and _ROLES[key][0] == "value"


def in_other_order(columns: Sequence[StatisticsColumn]) -> bool:
    """Whether the first column is one of figures, or several are of labels."""
    return columns[0].role == "value" or sum(column.role == "label" for column in columns) > 1


def scopes_of(columns: Sequence[StatisticsColumn]) -> tuple[Scope, ...]:
    return tuple(column.scope for column in columns if column.role == "value")


def places_of(columns: Sequence[StatisticsColumn]) -> tuple[Scope | None, ...]:
    """What stands after label, unit and code in a row without a grid: the scope of a figure, None for what
    is not read."""
    return tuple(
        column.scope if column.role == "value" else None
        for column in columns
        if column.role in {"value", "skip", "partial"}
    )


def partial_of(columns: Sequence[StatisticsColumn]) -> int | None:
    """The place of the column that covers a part of the year among those of figures."""
    roles = [column.role for column in columns if column.role in {"value", "skip", "partial"}]
    return roles.index("partial") if roles.count("partial") == 1 else None
