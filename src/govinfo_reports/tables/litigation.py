"""Section four of the 2019 and 2021 forms: 政府信息公开行政复议、行政诉讼情况, fifteen figures under three heads."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from ..document import Cell, Table
from ..facts import Fact, How, Match, Unread
from .cut_heads import join_cut_heads
from .labels import core, remembered
from .misprints import named
from .reading import TableReading, read_figure
from .rows import is_blank, is_figure, is_label, logical_rows, row_text

__all__ = ["GROUPS", "OUTCOMES", "group_of", "outcome_of", "read_litigation"]

OUTCOMES = ("upheld", "corrected", "other", "pending", "total")
"""The five columns of each group, in printed order."""

_OUTCOME_WORDS = {
    "结果维持": "upheld",
    "维持结果": "upheld",
    "维持": "upheld",
    "结果纠正": "corrected",
    "纠正结果": "corrected",
    "纠正": "corrected",
    "其他结果": "other",
    "其它结果": "other",
    "结果其他": "other",
    "尚未审结": "pending",
    "未审结": "pending",
    "总计": "total",
    "合计": "total",
}
_GROUP_WORDS = {
    "行政复议": "review",
    "未经复议直接起诉": "litigation.direct",
    "未经复议直接诉讼": "litigation.direct",
    "直接起诉": "litigation.direct",
    "复议后起诉": "litigation.after_review",
    "经复议后起诉": "litigation.after_review",
    "复议后诉讼": "litigation.after_review",
}
GROUPS = ("review", "litigation.direct", "litigation.after_review")
_LITIGATION = "行政诉讼"
_LONGEST_HEAD = 24


@remembered
def outcome_of(text: str) -> str | None:
    """The outcome that a column head names, or None."""
    return named(core(text), _OUTCOME_WORDS) if len(text) <= _LONGEST_HEAD else None


@remembered
def group_of(text: str) -> str | None:
    """The path of the group that a head names (行政复议, 未经复议直接起诉, 复议后起诉), or None."""
    return named(core(text), _GROUP_WORDS) if len(text) <= _LONGEST_HEAD else None


@frozen
class _Column:
    path: str
    label: str


@remembered
def _is_clue(text: str) -> bool:
    """Whether a cell holds a head of section four that stands over others."""
    return group_of(text) is not None or core(text) == _LITIGATION


def read_litigation(table: Table, caption: str = "") -> TableReading | None:
    """The facts of section four in a table, or None where the table holds none of it.

    `caption` is the line before the table: where each group has a table of its own, it may name the group.
    """
    rows = logical_rows(table)
    if group_of(caption) is not None and not any(group_of(cell.text) for row in rows for cell in row):
        head = Cell(text=caption, row=0, column=0, colspan=table.n_columns, location=table.location)
        shifted = tuple(evolve(cell, row=cell.row + 1) for cell in table.cells)
        table = Table(cells=(head, *shifted), location=table.location, is_grid=table.is_grid)
        rows = logical_rows(table)
    words = [cell.text for row in rows for cell in row if len(cell.text) <= _LONGEST_HEAD]
    if not any(map(_is_clue, {text for text in words if not text.isdecimal()})):
        return None
    if table.is_grid:
        table = join_cut_heads(table, lambda text: bool(outcome_of(text) or group_of(text)))
        words = [cell.text for cell in table.cells]
    if not table.is_grid and (wrapped := _read_wrapped(rows)) is not None:
        return wrapped
    if sum(outcome_of(text) in {"upheld", "corrected", "pending"} for text in words) < 3:
        return None
    return _read_grid(table) if table.is_grid else _read_ragged(rows)


def _read_grid(table: Table) -> TableReading | None:
    """Each column by the heads that stand over it; figures by their column."""
    facts: list[Fact] = []
    unread: list[Unread] = []
    groups: dict[int, tuple[str, str]] = {}
    outcomes: dict[int, tuple[str, str]] = {}
    last: tuple[Sequence[Cell], int] | None = None
    covering = table.covering()
    for row in table.rows:
        heads = [cell for cell in row if group_of(cell.text) or outcome_of(cell.text)]
        if heads:
            last = None
            for cell in heads:
                group, outcome = group_of(cell.text), outcome_of(cell.text)
                for column in range(cell.column, cell.column + cell.colspan):
                    if group is not None:
                        groups[column] = (group, cell.text)
                        outcomes.pop(column, None)
                    elif outcome is not None and column not in outcomes:
                        outcomes[column] = (outcome, cell.text)
            continue
        if last is not None and any(is_figure(cell.text) for cell in row):
            if any(is_label(cell.text) for cell in row):
                unread.append(
                    _unread(row, "a second row of figures under the same heads / 同一表头下的第二行数字")
                )
            else:
                raw = f"{row_text(last[0])} / {row_text(row)}"
                reason = "the row is torn in two / 该行被拆成两行"
                unread.append(Unread(raw=raw, location=row[0].location, reason=reason))
                del facts[last[1] :]
            last = None
        if not outcomes or not any(is_figure(cell.text) or is_blank(cell.text) for cell in row):
            continue
        columns = {
            column: _Column(f"{groups[column][0]}.{outcome}", f"{groups[column][1]} × {label}")
            for column, (outcome, label) in outcomes.items()
            if column in groups
        }
        paths = [column.path for column in columns.values()]
        last = row, len(facts)
        if len(set(paths)) < len(paths) or len(columns) < len(outcomes):
            unread.append(_unread(row, "its heads do not tell the columns apart / 表头不能区分各列"))
        elif any(covering[row[0].row][column] is None for column in columns) or not _fits(row, columns):
            unread.append(_unread(row, "its figures do not fit the columns / 数字与列对不上"))
        else:
            _take(row, columns, facts, unread)
        outcomes = {}
        groups = {}
    return _reading(facts, unread)


def _unread(row: Sequence[Cell], reason: str) -> Unread:
    return Unread(raw=row_text(row), location=row[0].location, reason=reason)


def _fits(row: Sequence[Cell], columns: dict[int, _Column]) -> bool:
    """Whether each figure stands under just one head: of a row with others it cannot be said which have moved."""
    return all(
        sum(at in columns for at in range(cell.column, cell.column + cell.colspan)) == 1
        for cell in row
        if is_figure(cell.text)
    )


def _take(row: Sequence[Cell], columns: dict[int, _Column], facts: list[Fact], unread: list[Unread]) -> None:
    for cell in row:
        under = [columns[at] for at in range(cell.column, cell.column + cell.colspan) if at in columns]
        if len(under) == 1:
            read = read_figure(cell, under[0].path, _match(under[0].label))
            (facts if isinstance(read, Fact) else unread).append(read)  # type: ignore[arg-type]


def _match(label: str) -> Match:
    """Exact, unless a head in it (行政复议 × 结果维持) is a misprint."""
    if all(core(head) in _GROUP_WORDS or core(head) in _OUTCOME_WORDS for head in label.split(" × ")):
        return Match(label=label, how=How.EXACT)
    evidence = ("a character of a head is misprinted or misread / 表头有一字误印或误识",)
    return Match(label=label, how=How.SIMILAR, confidence=0.9, evidence=evidence)


_HEAD_CHARACTERS = "维纠尚审总他"
"""Characters that each stand once in the five heads of a group, and in no other word of the table."""


def _read_wrapped(rows: Sequence[Sequence[Cell]]) -> TableReading | None:
    """A table without a grid whose heads have wrapped into pieces (结果 结果 其他结 / 维持 纠正 果): read in the official order where
    the pieces make up the heads of all three groups, and the fifteen figures add up in each. None where no head has wrapped."""
    figures = [row for row in rows if sum(is_figure(cell.text) for cell in row) >= 10]
    if len(figures) != 1 or not all(is_figure(cell.text) for cell in figures[0]):
        return None
    words = [cell.text for row in rows for cell in row if row is not figures[0]]
    heads = "".join(words)
    groups = [group for text in words if (group := group_of(text)) is not None]
    whole = sum(outcome_of(text) is not None for text in words)
    if whole >= 15 or groups != list(GROUPS) or any(heads.count(char) != 3 for char in _HEAD_CHARACTERS):
        return None
    pairs = _match_order(list(figures[0]), groups, [*OUTCOMES] * 3)
    if pairs is None:
        return None
    evidence = (
        "heads in pieces, read in the official order; each total adds up / 表头断行，按法定顺序读取且合计相符",
    )
    facts = []
    for path, label, cell in pairs:
        match = Match(label=label, how=How.SIMILAR, confidence=0.9, evidence=evidence)
        read = read_figure(cell, path, match)
        if not isinstance(read, Fact) or not isinstance(read.value, int):
            return None
        facts.append(read)
    values = [fact.value for fact in facts if isinstance(fact.value, int)]
    if any(sum(values[at : at + 4]) != values[at + 4] for at in (0, 5, 10)):
        return None
    return _reading(facts, [])


def _read_ragged(rows: Sequence[Sequence[Cell]]) -> TableReading | None:
    """A table without a grid: the heads in the order they are printed, then as many figures as they have columns."""
    facts: list[Fact] = []
    unread: list[Unread] = []
    groups: list[str] = []
    outcomes: list[str] = []
    pending: list[Cell] = []

    def finish() -> None:
        nonlocal groups, outcomes, pending
        if groups and len(outcomes) >= 5 and pending:
            matched = _match_order(pending, groups, outcomes)
            if matched is None and any(is_figure(cell.text) for cell in pending):
                reason = "its figures do not fit the columns / 数字与列对不上"
                unread.append(Unread(raw=row_text(pending), location=pending[0].location, reason=reason))
            for path, label, cell in matched or ():
                read = read_figure(cell, path, Match(label=label, how=How.EXACT))
                (facts if isinstance(read, Fact) else unread).append(read)  # type: ignore[arg-type]
        groups, outcomes, pending = [], [], []

    for row in rows:
        for cell in row:
            group, outcome = group_of(cell.text), outcome_of(cell.text)
            if (group is not None or outcome is not None) and any(is_figure(item.text) for item in pending):
                finish()
            if group is not None:
                if group not in groups:
                    groups.append(group)
                pending = []
            elif outcome is not None:
                outcomes.append(outcome)
                pending = []
            elif len(outcomes) >= 5 and (is_figure(cell.text) or is_blank(cell.text)):
                pending.append(cell)
    finish()
    return _reading(facts, unread)


def _match_order(
    cells: list[Cell], groups: list[str], outcomes: list[str]
) -> list[tuple[str, str, Cell]] | None:
    """Figures and the groups' columns in printed order; blanks before and after the figures that no column has are left out.
    None where it cannot be said which those are."""
    wanted = 5 * len(groups)
    if len(outcomes) % wanted:  # the heads may be printed again after a page break
        return None
    if any(set(outcomes[at : at + 5]) != set(OUTCOMES) for at in range(0, len(outcomes), 5)):
        return None
    start = _start(cells, wanted)
    if start is None:
        return None
    cells = cells[start : start + wanted]
    ordered = sorted(groups, key=GROUPS.index)
    if groups != ordered:
        return None
    named = zip((group for group in groups for _ in OUTCOMES), outcomes, strict=False)
    paths = [(f"{group}.{outcome}", f"{group} × {outcome}") for group, outcome in named]
    return [(path, label, cell) for (path, label), cell in zip(paths, cells, strict=True)]


def _start(cells: Sequence[Cell], wanted: int) -> int | None:
    """Where the cells begin that the columns have, all others being blank: the one place there is, else where they make up a
    whole row, else (no figure at all) the first."""
    places = [
        start
        for start in range(len(cells) - wanted + 1)
        if not any(cell.text.strip() for cell in (*cells[:start], *cells[start + wanted :]))
    ]
    if len(places) > 1 and any(cell.text.strip() for cell in cells):
        rows = [cell.row for cell in cells]
        places = [
            start
            for start in places
            if rows[start : start + wanted].count(rows[start]) == wanted == rows.count(rows[start])
        ]
        return places[0] if len(places) == 1 else None
    return places[0] if places else None


def _reading(facts: list[Fact], unread: list[Unread]) -> TableReading | None:
    if not facts and not unread:
        return None
    groups = {fact.path.split(".")[0] for fact in facts}
    return TableReading(facts=tuple(facts), unread=tuple(unread), groups=frozenset(groups))
