"""Section three of the 2019 and 2021 forms: 收到和处理政府信息公开申请情况, 25 (23) rows by seven applicant columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from ..document import Cell, Table
from ..facts import Fact, How, Match, Unread
from ..indicators import APPLICANTS, Form
from .cut_heads import is_cut_off, join_cut_heads
from .labels import canonical_text, core
from .outcome_labels import (
    APPLICANT_WORDS,
    RowLabel,
    applicant_of,
    is_group_head,
    is_misread_applicant,
    is_row_label,
    match_row,
)
from .reading import TableReading, read_figure
from .rows import is_figure, is_label, logical_rows, row_text
from .wrapped_labels import rejoin_labels

__all__ = ["Carried", "read_applications"]

_SUBTOTAL = "subtotal"
_BY_ITS_PLACE = " (by its place)"
_Spare = Mapping[tuple[int, ...], set[bool | None]]


@frozen
class _Columns:
    """The applicant columns as (attribute, printed head): of a grid by grid column, and in printed order."""

    at: Mapping[int, tuple[str, str]]
    order: tuple[tuple[str, str], ...]
    width: int

    @property
    def first(self) -> int:
        return min(self.at)


@frozen
class _Row:
    labels: tuple[Cell, ...]
    values: tuple[Cell, ...]
    cells: tuple[Cell, ...]
    is_short: bool = False
    """Whether a column has no cell in this row: one is lost, and those after it may have moved up."""


@frozen
class Carried:
    """What a piece of the table knows that the next piece, cut off by a page without a head of its own, needs."""

    columns: _Columns
    group: str | None
    previous: RowLabel | None
    seen: frozenset[str]
    is_grid: bool


def _heads_in(row: Sequence[Cell]) -> list[tuple[Cell, str]]:
    return [(cell, name) for cell in row if (name := applicant_of(cell.text)) is not None]


def _grid_columns(table: Table) -> Iterator[tuple[int, _Columns]]:
    """The rows after which applicant columns are known: heads of two or three rows are taken together."""
    at: dict[int, tuple[str, str]] = {}
    since = -10
    for row in table.rows:
        heads = _heads_in(row)
        if {name for _, name in heads} - {"total", "other_organization"}:
            number = row[0].row
            if number - since > 4:
                at = {}
            since = number
            for cell, name in heads:
                for column in range(cell.column, cell.column + cell.colspan):
                    at[column] = (name, cell.text)
            meant = _by_place(at)
            order = tuple(dict.fromkeys(meant[column] for column in sorted(meant)))
            names = [name for name, _ in order if name != _SUBTOTAL]
            if len(names) == len(set(names)) == len(APPLICANTS):
                yield number, _Columns(meant, order, table.n_columns)


def _by_place(at: Mapping[int, tuple[str, str]]) -> dict[int, tuple[str, str]]:
    """The heads, where one is printed twice by mistake the one that is not at its place read as the one that belongs there."""
    columns = [column for column in sorted(at) if at[column][0] != _SUBTOTAL]
    names = [at[column][0] for column in columns]
    wrong = [place for place, name in enumerate(APPLICANTS) if place < len(names) and names[place] != name]
    if len(names) != len(APPLICANTS) or len(wrong) != 1 or names.count(names[wrong[0]]) != 2:
        return dict(at)
    column = columns[wrong[0]]
    return {**at, column: (list(APPLICANTS)[wrong[0]], at[column][1] + _BY_ITS_PLACE)}


def _grid_rows(table: Table, before: Carried | None) -> Iterator[tuple[_Columns, _Row]]:
    changes = dict(_grid_columns(table))
    covering = table.covering()
    columns = (
        before.columns
        if before is not None and before.is_grid and before.columns.width == table.n_columns
        else None
    )
    for row in table.rows:
        if not row:
            continue
        number = row[0].row
        if number in changes:
            columns = changes[number]
            continue
        if columns is None or len(_heads_in(row)) >= 3:
            continue
        labels: list[Cell] = []
        for cell in covering[number][: columns.first]:
            if cell is not None and cell not in labels and cell.text.strip():
                labels.append(cell)
        values = tuple(cell for cell in row if cell.column >= columns.first)
        is_short = any(covering[number][column] is None for column in columns.at)
        yield columns, _Row(tuple(labels), values, row, is_short)


def _ragged_rows(table: Table, before: Carried | None) -> Iterator[tuple[_Columns, _Row]]:
    """Rows without a grid. The heads are met in printed order; a row's label is what stands before its figures."""
    order: list[tuple[str, str]] = []
    columns = before.columns if before is not None else None
    if columns is None and not any(
        canonical_text(text).startswith("自然")
        for text in {cell.text for cell in table.cells if "自" in cell.text}
    ):
        return  # 自然人 is a column of every form, be its head whole or wrapped
    rows = rejoin_labels(logical_rows(table), is_row_label)
    wrapped, skipped = _wrapped_heads(rows)
    if wrapped is not None:
        columns = _Columns(dict(enumerate(wrapped)), wrapped, len(wrapped))
        rows = rows[skipped:]
    for row in rows:
        rest = list(row)
        has_heads = bool(_heads_in(rest))
        while (rest and (name := applicant_of(rest[0].text))) or (
            rest and (_is_head_matter(rest[0].text) or (has_heads and not rest[0].text.strip()))
        ):
            if name is not None and name not in {known for known, _ in order}:
                order.append((name, rest[0].text))
            rest.pop(0)
        printed = _printed_order(order) if has_heads else None
        if printed is not None:
            columns = _Columns(dict(enumerate(printed)), printed, len(printed))
        if columns is None or not rest:
            continue
        labels: list[Cell] = []
        while rest and (is_label(rest[0].text) or (not rest[0].text.strip() and not labels)):
            if rest[0].text.strip():
                labels.append(rest[0])
            rest.pop(0)
        if labels or rest:
            yield columns, _Row(tuple(labels), tuple(rest), tuple(row))


def _wrapped_heads(rows: Sequence[Sequence[Cell]]) -> tuple[tuple[tuple[str, str], ...] | None, int]:
    """The columns where heads have wrapped (商业企 on one line, 业 on the next), and how many rows the heads take; (None, 0)
    where none has, or where the pieces do not make up the official columns in their order."""
    names: list[str] = []
    unfinished: list[tuple[str, str]] = []
    is_wrapped = False
    for number, row in enumerate(rows):
        if sum(is_figure(cell.text) for cell in row) >= 5:
            complete = not unfinished and is_wrapped and len(names) == len(set(names)) == len(APPLICANTS)
            inner = [name for name in names if name not in {"natural_person", "total"}]
            if complete and inner == [name for name in APPLICANTS if name in inner]:
                return tuple(APPLICANTS.items()), number
            return None, 0
        for cell in row:
            words = canonical_text(cell.text)
            name = applicant_of(words)
            begun = next((item for item in unfinished if item[1] == words), None)
            if begun is not None:
                unfinished.remove(begun)
            elif name is not None and name not in names:
                names.append(name)
            elif (start := _head_beginning_with(words)) is not None and start[0] not in names:
                is_wrapped = True
                names.append(start[0])
                unfinished.append(start)
    return None, 0


def _head_beginning_with(words: str) -> tuple[str, str] | None:
    """The one column whose head begins with these words, and the rest of the head."""
    if len(words) < 2:
        return None
    found = [(name, label[len(words) :]) for name, label in APPLICANTS.items() if label.startswith(words)]
    return found[0] if len(found) == 1 and found[0][1] else None


def _is_head_matter(text: str) -> bool:
    """Words of the table's head that name no applicant column."""
    words = core(text)
    return words in {"申请人情况", "法人或其他组织"} or words.startswith("本列数据的勾稽关系")


def _printed_order(order: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...] | None:
    """The columns from left to right, where all are known. The heads stand in two rows: 自然人, 法人或其他组织, 总计 above,
    the kinds of organisations below, so text gives 总计 before them; 自然人 is always first and 总计 last."""
    names = {name for name, _ in order}
    if not set(APPLICANT_WORDS.values()) - {_SUBTOTAL} <= names:
        return None
    inner = [item for item in order if item[0] not in {"natural_person", "total"}]
    first = next(item for item in order if item[0] == "natural_person")
    last = next(item for item in order if item[0] == "total")
    return (first, *inner, last)


def _windows(values: Sequence[Cell], wanted: int) -> list[int]:
    """Where a row's cells can begin, if all that is then left over is blank."""
    printed = [at for at, cell in enumerate(values) if cell.text.strip()] or [len(values), -1]
    return [*range(max(printed[-1] + 1 - wanted, 0), min(printed[0], len(values) - wanted) + 1)]


def _blanks_to_spare(rows: Sequence[tuple[_Columns, _Row]]) -> _Spare:
    """Whether the rows without a grid that have blank cells too many (of a merged label, or to fill the row up) have all of
    them behind their figures (True) or before (False), as those say in which there is no choice: by `_alike`."""
    spare: dict[tuple[int, ...], set[bool | None]] = {}
    for columns, row in rows:
        windows = _windows(row.values, len(columns.order))
        if len(windows) == 1 and len(row.values) > len(columns.order):
            is_behind = windows[0] == 0 or (None if row.values[windows[0] + len(columns.order) :] else False)
            for key in _alike(row):
                spare.setdefault(key, set()).add(is_behind)
    return spare


def _alike(row: _Row) -> tuple[tuple[int, ...], ...]:
    """What rows have in common that are laid out alike: as many labels and cells behind them, or as many cells in all."""
    return (len(row.labels), len(row.values)), (len(row.cells),)


def _fit(row: _Row, columns: _Columns, spare: _Spare) -> list[tuple[str, str, Cell]] | None:
    """The cells of a row without a grid by column; None where they do not fit the columns in just one way. Where several
    would do (its first or last figure is blank too), the blanks too many stand where those of the rows like it do."""
    wanted = len(columns.order)
    windows = _windows(row.values, wanted)
    if len(windows) > 1 and any(cell.text.strip() for cell in row.values):
        behind = next((spare[key] for key in _alike(row) if key in spare), set())
        meant = 0 if behind == {True} else len(row.values) - wanted if behind == {False} else None
        windows = [start for start in windows if start == meant]
    if not windows:
        return None
    cells = row.values[windows[0] : windows[0] + wanted]
    return [(name, label, cell) for (name, label), cell in zip(columns.order, cells, strict=True)]


def read_applications(table: Table, before: Carried | None = None) -> tuple[TableReading, Carried] | None:
    """The facts of section three in a table and what its next piece needs, or None where the table holds none of it.

    `before` is what the piece before gave.
    """
    if table.is_grid and any(_heads_in(row) for row in table.rows):
        table = join_cut_heads(table, lambda text: applicant_of(text) is not None)
    if before is not None and table.is_grid and is_cut_off(table, len(before.columns.order)):
        table = evolve(table, is_grid=False)
    rows = list(_grid_rows(table, before) if table.is_grid else _ragged_rows(table, before))
    if not rows:
        return None
    spare = {} if table.is_grid else _blanks_to_spare(rows)
    unread: list[Unread] = []
    group = before.group if before is not None else None
    previous = before.previous if before is not None else None
    seen = set(before.seen) if before is not None else set()
    taken: dict[str, tuple[_Row, list[Fact | Unread]]] = {}
    last: str | None = None
    stray: _Row | None = None
    for columns, row in rows:
        texts = tuple(cell.text for cell in row.labels)
        for text in texts:
            group = is_group_head(text) or group
        found = match_row(texts, group=group, previous=previous)
        figures = [cell for cell in row.values if is_figure(cell.text)]
        pairs = _grid_pairs(row, columns) if table.is_grid else _fit(row, columns, spare)
        if not isinstance(found, RowLabel):
            torn = figures and pairs is not None and last is not None and _continues(row, taken[last][0])
            if torn and last is not None:
                unread.append(_torn(taken.pop(last)[0], row))
            elif figures:
                reason = (
                    f"no row of the form has the label {' > '.join(texts) or '(none)'} / 表式中没有这一行"
                )
                unread.append(_unread(row, reason))
            stray, last = (row if figures else None), None
            continue
        above, stray = stray, None
        if above is not None and above.labels and pairs is not None and _continues(row, above):
            unread.append(_torn(above, row))
            last = None
            continue
        last = None
        if pairs is None or found.path in seen:
            if pairs is not None and found.path in taken and row.labels[-1] in taken[found.path][0].labels:
                unread.append(_torn(taken.pop(found.path)[0], row))
            elif row.values and (figures or pairs is None):
                why = (
                    "its cells do not fit the columns / 单元格与列对不上"
                    if pairs is None
                    else "a row of this name was read before / 同名行已读过"
                )
                unread.append(_unread(row, why))
            continue
        previous = found
        last = found.path
        seen.add(found.path)
        read: list[Fact | Unread] = []
        for name, label, cell in pairs:
            if name == _SUBTOTAL:
                continue
            read.append(read_figure(cell, f"{found.path}.{name}", _match(found, texts, label)))
        taken[found.path] = row, read
    results = [item for _, read in taken.values() for item in read]
    facts = [item for item in results if isinstance(item, Fact)]
    unread += [item for item in results if isinstance(item, Unread)]
    if not facts and (before is not None or not unread):
        return None
    three = any("other_handling." in path and not path.endswith(".all") for path in seen)
    reading = TableReading(
        facts=tuple(facts),
        unread=tuple(unread),
        groups=frozenset({"applications"}),
        form=Form.F2021 if three else None,
    )
    return reading, Carried(rows[-1][0], group, previous, frozenset(seen), table.is_grid)


def _match(found: RowLabel, texts: Sequence[str], head: str) -> Match:
    """As the row's label was matched, less sure where the head of the column is a misprint or was told by its place."""
    label = f"{' > '.join(texts)} × {head}"
    if head.endswith(_BY_ITS_PLACE):
        sureness, reason = 0.85, "the head is printed twice; told by its place / 表头重复，按位置判定"
    elif is_misread_applicant(head):
        sureness, reason = 0.9, "a character of the head is misprinted or misread / 表头有一字误印或误识"
    else:
        return Match(label=label, how=found.how, confidence=found.confidence, evidence=found.evidence)
    confidence = round(sureness * found.confidence, 3)
    return Match(label=label, how=How.SIMILAR, confidence=confidence, evidence=(*found.evidence, reason))


def _unread(row: _Row, reason: str) -> Unread:
    return Unread(raw=row_text(row.cells), location=row.cells[0].location, reason=reason)


def _continues(row: _Row, above: _Row) -> bool:
    """Whether a row's own words (none at all, or the end of a label) can belong to the row above it, torn in two by a page."""
    own = [cell.text for cell in row.labels if cell.row == row.cells[0].row]
    if not own:
        return True
    return isinstance(match_row((above.labels[-1].text + own[-1],)), RowLabel) and not is_group_head(own[-1])


def _torn(upper: _Row, lower: _Row) -> Unread:
    """Two rows that were one: its figures may be torn too, so none of them is taken."""
    raw = f"{row_text(upper.cells)} / {row_text(lower.cells)}"
    return Unread(raw=raw, location=lower.cells[0].location, reason="the row is torn in two / 该行被拆成两行")


def _grid_pairs(row: _Row, columns: _Columns) -> list[tuple[str, str, Cell]] | None:
    """The cells of a row of a grid by column; None where a column has no cell, or a figure stands under no column, under several,
    or beside another."""
    if row.is_short:
        return None
    pairs: dict[str, tuple[str, str, Cell]] = {}
    for cell in row.values:
        under = {columns.at[at] for at in range(cell.column, cell.column + cell.colspan) if at in columns.at}
        if len(under) == 1:
            name, label = under.pop()
            if name in pairs and is_figure(cell.text):
                if is_figure(pairs[name][2].text):
                    return None
                del pairs[name]
            pairs.setdefault(name, (name, label, cell))
        elif is_figure(cell.text):
            return None
    return list(pairs.values())
