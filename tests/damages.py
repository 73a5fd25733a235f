"""Damage done to printed tables: what pages, pens and copying do to them, and what of their figures a
reading gives.

A table is a list of rows of cells (text, rowspan, colspan) as they would be typed; a damage gives the pieces
that are left. Every damage can be seen by looking at what is left: none exchanges or changes bare figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from random import Random

from attrs import frozen

from figures import Figure, clean_figures
from govinfo_reports import Report
from govinfo_reports.document import Cell, Table
from govinfo_reports.facts import Scope
from govinfo_reports.findings import Severity
from govinfo_reports.indicators import Form
from grids import form_tables, grid, printed

__all__ = ["DAMAGES", "HEAD", "SHIFTING", "Damaged", "Outcome", "compare", "damaged_tables"]

Item = tuple[str, int, int]
Rows = list[list[Item]]
Damage = Callable[[Rows, Random], "list[Rows] | None"]

HEAD = (
    "云河市2022年政府信息公开工作年度报告",
    "本报告由云河市人民政府办公室编制，所列数据的统计期限自2022年1月1日起至2022年12月31日止。",
    "一、总体情况",
    "全市各级行政机关认真执行条例，各项工作平稳有序。",
)
_FIGURE = re.compile(r"-?\d+(?:\.\d+)?")
_OPENS_GROUP = re.compile(r"[一二三四五六七八九十]+、")
_SECTION_THREE = "三、收到和处理政府信息公开申请情况"


def rows_of(table: Table) -> Rows:
    """The rows of a table as they would be typed."""
    return [[(cell.text, cell.rowspan, cell.colspan) for cell in row] for row in table.rows]


def _values(row: Sequence[Item]) -> list[int]:
    """Which cells at the end of a row hold its figures."""
    found: list[int] = []
    for at in range(len(row) - 1, -1, -1):
        if not _FIGURE.fullmatch(row[at][0]):
            break
        found.insert(0, at)
    return found


def _data(rows: Rows) -> list[int]:
    return [number for number, row in enumerate(rows) if _values(row)]


def _labelled(rows: Rows) -> list[int]:
    return [number for number in _data(rows) if _values(rows[number])[0]]


def _first(rows: Rows) -> int:
    """The first row that is no head."""
    return _data(rows)[0]


def _kept(rows: Rows, keep: Sequence[int]) -> Rows:
    """The rows of these numbers as a page shows them: cells that reach over several are drawn in the first
    that is left."""
    table = grid(rows)
    left: Rows = [[] for _ in keep]
    begun: list[list[tuple[int, Item]]] = [[] for _ in keep]
    for cell in table.cells:
        inside = [at for at, number in enumerate(keep) if cell.row <= number < cell.row + cell.rowspan]
        if inside:
            begun[inside[0]].append((cell.column, (cell.text, len(inside), cell.colspan)))
    for at, cells in enumerate(begun):
        left[at] = [item for _, item in sorted(cells, key=lambda pair: pair[0])]
    return left


def _changed(rows: Rows, number: int, row: list[Item]) -> Rows:
    return [row if at == number else list(other) for at, other in enumerate(rows)]


def cell_lost(rows: Rows, rng: Random) -> list[Rows] | None:
    """One cell with a figure is gone, and the cells after it move up."""
    number = rng.choice(_data(rows))
    row = list(rows[number])
    del row[rng.choice(_values(row))]
    return [_changed(rows, number, row)]


def row_end_lost(rows: Rows, rng: Random) -> list[Rows] | None:
    """The end of a row is gone."""
    number = rng.choice(_data(rows))
    row = list(rows[number])
    places = _values(row)
    return [_changed(rows, number, row[: rng.choice(places)])]


def right_side_lost(rows: Rows, rng: Random) -> list[Rows] | None:
    """The right-hand side of the table, heads included, did not fit on the paper."""
    table = grid(rows)
    edge = max(2, table.n_columns - rng.choice((1, 2, 3)))
    left: Rows = [[] for _ in table.rows]
    for cell in table.cells:
        if cell.column < edge:
            width = min(cell.colspan, edge - cell.column)
            left[cell.row].append((cell.text, cell.rowspan, width))
    return [[row for row in left if row]]


def cell_doubled(rows: Rows, rng: Random) -> list[Rows] | None:
    """A cell that belongs to nothing stands in a row, as a page number does, and the cells after it move
    down."""
    number = rng.choice(_data(rows))
    row = list(rows[number])
    row.insert(rng.choice(_values(row)), (str(rng.randrange(1, 9)), 1, 1))
    return [_changed(rows, number, row)]


def cells_joined(rows: Rows, rng: Random) -> list[Rows] | None:
    """The border between two cells with figures is gone."""
    numbers = [number for number in _data(rows) if len(_values(rows[number])) > 1]
    if not numbers:
        return None
    number = rng.choice(numbers)
    row = list(rows[number])
    at = rng.choice(_values(row)[:-1])
    (one, down, width), (two, _, more) = row[at : at + 2]
    row[at : at + 2] = [(f"{one}{rng.choice((' ', '  '))}{two}", down, width + more)]
    return [_changed(rows, number, row)]


def cells_glued(rows: Rows, rng: Random) -> list[Rows] | None:
    """Two cells with figures have become one, so that the row is a cell short."""
    numbers = [number for number in _data(rows) if len(_values(rows[number])) > 1]
    if not numbers:
        return None
    number = rng.choice(numbers)
    row = list(rows[number])
    at = rng.choice(_values(row)[:-1])
    row[at : at + 2] = [(row[at][0] + row[at + 1][0], 1, 1)]
    return [_changed(rows, number, row)]


def label_lost(rows: Rows, rng: Random) -> list[Rows] | None:
    """The words of a row cannot be read."""
    numbers = _labelled(rows)
    if not numbers:
        return None
    number = rng.choice(numbers)
    row = [("", *item[1:]) if at < _values(rows[number])[0] else item for at, item in enumerate(rows[number])]
    return [_changed(rows, number, row)]


def label_misprinted(rows: Rows, rng: Random) -> list[Rows] | None:
    """A row's label has a character less or another one."""
    numbers = _labelled(rows)
    if not numbers:
        return None
    number = rng.choice(numbers)
    at = _values(rows[number])[0] - 1
    text, down, width = rows[number][at]
    if len(text) < 2:
        return None
    place = rng.randrange(len(text))
    text = text[:place] + rng.choice(("", "口")) + text[place + 1 :]
    return [_changed(rows, number, [*rows[number][:at], (text, down, width), *rows[number][at + 1 :]])]


def digits_unreadable(rows: Rows, rng: Random) -> list[Rows] | None:
    """A figure has a sign in it that is no digit."""
    number = rng.choice(_data(rows))
    row = list(rows[number])
    at = rng.choice(_values(row))
    text, down, width = row[at]
    place = rng.randrange(len(text))
    row[at] = (text[:place] + rng.choice("?□*Ol■�") + text[place + 1 :], down, width)
    return [_changed(rows, number, row)]


def rows_exchanged(rows: Rows, rng: Random) -> list[Rows] | None:
    """Two rows have changed places, with their own words; none that opens a group which the rows below it
    belong to."""
    numbers = [
        number
        for number in _data(rows)
        if all(down == 1 for _, down, _ in rows[number])
        and not (len(_values(rows[number])) == 1 and _OPENS_GROUP.match(rows[number][0][0]))
    ]
    by_shape: dict[tuple[int, ...], list[int]] = {}
    for number in numbers:
        by_shape.setdefault(tuple(width for _, _, width in rows[number]), []).append(number)
    shapes = [same for same in by_shape.values() if len(same) > 1]
    if not shapes:
        return None
    one, two = rng.sample(rng.choice(shapes), 2)
    order = list(range(len(rows)))
    order[one], order[two] = two, one
    return [[list(rows[number]) for number in order]]


def columns_exchanged(rows: Rows, rng: Random) -> list[Rows] | None:
    """Two columns have changed places, with their own heads."""
    table = grid(rows)
    first = _first(rows)
    heads = [
        cell
        for cell in table.cells
        if cell.row + cell.rowspan == first and cell.colspan == 1 and cell.text and cell.row == first - 1
    ]
    if len(heads) < 2 or sum(bool(_values(row)) for row in rows[first:]) < len(rows) - first:
        return None
    one, two = rng.sample([cell.column for cell in heads], 2)
    swap = {one: two, two: one}
    left: list[list[tuple[int, Item]]] = [[] for _ in table.rows]
    for cell in table.cells:
        is_moved = cell.colspan == 1 and cell.row >= first - 1
        column = swap.get(cell.column, cell.column) if is_moved else cell.column
        left[cell.row].append((column, (cell.text, cell.rowspan, cell.colspan)))
    return [[[item for _, item in sorted(row, key=lambda pair: pair[0])] for row in left]]


def figures_moved(rows: Rows, rng: Random) -> list[Rows] | None:
    """All figures stand one column further right than their heads, behind an empty column."""
    left = []
    for row in rows:
        places = _values(row)
        left.append([*row[: places[0]], ("", 1, 1), *row[places[0] :]] if places else list(row))
    return [left]


def page_lost(rows: Rows, rng: Random) -> list[Rows] | None:
    """Some rows that follow each other are on a page that is gone."""
    first = _first(rows)
    start = rng.randrange(first, len(rows))
    end = min(len(rows), start + rng.randrange(1, 15))
    keep = [number for number in range(len(rows)) if not start <= number < end]
    return [_kept(rows, keep)] if len(keep) > first else None


def page_lost_raw(rows: Rows, rng: Random) -> list[Rows] | None:
    """Some rows are cut out of the file, and with them the cells that reached into the rows after them."""
    first = _first(rows)
    start = rng.randrange(first, len(rows))
    end = min(len(rows), start + rng.randrange(1, 9))
    return [[list(row) for number, row in enumerate(rows) if not start <= number < end]]


def head_lost(rows: Rows, rng: Random) -> list[Rows] | None:
    """The page with the table's head is gone, and with it some of the first rows."""
    first = _first(rows)
    start = min(len(rows) - 1, first + rng.choice((0, 0, 1, 2, 5)))
    return [_kept(rows, range(start, len(rows)))]


def head_damaged(rows: Rows, rng: Random) -> list[Rows] | None:
    """A cell of the head is empty or gone."""
    first = _first(rows)
    places = [
        (number, at) for number in range(first) for at in range(len(rows[number])) if rows[number][at][0]
    ]
    number, at = rng.choice(places)
    row = list(rows[number])
    if rng.random() < 0.5:
        del row[at]
    else:
        row[at] = ("", *row[at][1:])
    return [_changed(rows, number, row)]


def page_turned(rows: Rows, rng: Random) -> list[Rows] | None:
    """A page break cuts the table in two; the second piece has no head."""
    first = _first(rows)
    if len(rows) - first < 3:
        return None
    at = rng.randrange(first + 1, len(rows))
    return [_kept(rows, range(at)), _kept(rows, range(at, len(rows)))]


def page_between_lost(rows: Rows, rng: Random) -> list[Rows] | None:
    """Of a table on three pages the middle one is gone; the last has no head."""
    first = _first(rows)
    if len(rows) - first < 6:
        return None
    start = rng.randrange(first + 1, len(rows) - 3)
    end = rng.randrange(start + 1, len(rows) - 1)
    return [_kept(rows, range(start)), _kept(rows, range(end, len(rows)))]


def row_torn(rows: Rows, rng: Random) -> list[Rows] | None:
    """A page break goes through a row: the ends of its words, or of its figures, stand in a row of their
    own."""
    number = rng.choice(_data(rows))
    places = _values(rows[number])
    upper, lower = [], []
    tear_figures = rng.random() < 0.5
    for at, (text, down, width) in enumerate(rows[number]):
        if down > 1:
            upper.append((text, down + 1, width))
            continue
        cut = len(text)
        if at in places:
            if tear_figures and len(text) > 1:
                cut = rng.randrange(1, len(text))
        elif at == places[0] - 1 and len(text) > 3:
            cut = rng.randrange(2, len(text) - 1)
        upper.append((text[:cut], down, width))
        lower.append((text[cut:], down, width))
    if not any(text for text, _, _ in lower):
        return None
    above = grid(rows[: number + 1])
    spanning = {
        (cell.row, cell.column)
        for cell in above.cells
        if cell.rowspan > 1 and cell.row < number < cell.row + cell.rowspan
    }
    left: Rows = []
    for at, row in enumerate(rows):
        if at == number:
            left += [upper, lower]
            continue
        if at < number:
            columns = [cell.column for cell in above.rows[at]]
            row = [
                (text, down + ((at, column) in spanning), width)
                for (text, down, width), column in zip(row, columns, strict=True)
            ]
        left.append(list(row))
    return [left]


def row_twice(rows: Rows, rng: Random) -> list[Rows] | None:
    """A row is printed at the foot of one page and again at the head of the next."""
    numbers = [number for number in _data(rows) if all(down == 1 for _, down, _ in rows[number])]
    number = rng.choice(numbers)
    pieces = _kept(rows, range(number + 1)), _kept(rows, range(number, len(rows)))
    return list(pieces)


def page_number_between(rows: Rows, rng: Random) -> list[Rows] | None:
    """A page number stands in a row of its own."""
    first = _first(rows)
    at = rng.randrange(first, len(rows))
    width = grid(rows).n_columns
    number = rng.choice(("- 4 -", "4", "—5—", "第 3 页"))
    above, below = _kept(rows, range(at)), _kept(rows, range(at, len(rows)))
    return [[*above, [(number, 1, width)], *below]]


DAMAGES: tuple[Damage, ...] = (
    cell_lost,
    row_end_lost,
    right_side_lost,
    cell_doubled,
    cells_joined,
    cells_glued,
    label_lost,
    label_misprinted,
    digits_unreadable,
    rows_exchanged,
    columns_exchanged,
    figures_moved,
    page_lost,
    page_lost_raw,
    head_lost,
    head_damaged,
    page_turned,
    page_between_lost,
    row_torn,
    row_twice,
    page_number_between,
)


SHIFTING = (cell_lost, cells_glued)
"""Damages that move cells up and leave the row short: in a sheet, or on paper with its lines, no row is
short, so that nothing shows them."""


@frozen
class Damaged:
    """A report's figures, and its tables after the damage by the heading of their section."""

    figures: Mapping[str, Figure]
    tables: Mapping[str, Sequence[Table]]


def damaged_tables(form: Form, damage: Damage, seed: int) -> Damaged | None:
    """A clean report of the form with one of its tables damaged; None where the damage does not apply to
    that table."""
    rng = Random(f"{form.value} {damage.__name__} {seed}")
    figures = clean_figures(form, rng)
    tables: dict[str, list[Table]] = form_tables(form, printed(figures))
    names = list(tables)
    name = rng.choice([*names, *[other for other in names if other == _SECTION_THREE] * 3])
    pieces = damage(rows_of(tables[name][0]), rng)
    if pieces is None:
        return None
    tables[name] = [_closed(grid(piece)) for piece in pieces if any(piece)]
    return Damaged(figures, tables)


def _closed(table: Table) -> Table:
    """The table with no cell that reaches below its last row, or over another cell."""
    height = max(cell.row for cell in table.cells) + 1
    taken: set[tuple[int, int]] = set()
    cells = []
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        rowspan = min(cell.rowspan, height - cell.row)
        colspan = 1
        while colspan < cell.colspan and (cell.row, cell.column + colspan) not in taken:
            colspan += 1
        taken |= {
            (cell.row + down, cell.column + right) for down in range(rowspan) for right in range(colspan)
        }
        cells.append(
            Cell(
                text=cell.text,
                row=cell.row,
                column=cell.column,
                rowspan=rowspan,
                colspan=colspan,
                location=cell.location,
            )
        )
    return Table(cells=tuple(cells), location=table.location)


@frozen(kw_only=True)
class Outcome:
    """What came back of a damaged report's figures: how many right; those lost, of which nothing is said;
    those wrong, and of them those that no finding of severity warning or above names."""

    right: int
    lost: int
    lost_unsaid: tuple[str, ...]
    wrong: tuple[str, ...]
    wrong_unsaid: tuple[str, ...]


def compare(report: Report, figures: Mapping[str, Figure]) -> Outcome:
    """How a report's figures compare with those that were printed before the damage. Of a lost one something
    is said where a finding names it, its row is among the unread, or the place is read as blank."""
    given: dict[str, set[Figure]] = {}
    for fact in (*report.facts, *report.extra):
        if fact.value is not None and fact.scope is Scope.YEAR:
            given.setdefault(fact.path, set()).add(fact.value)
    wrong = tuple(path for path, values in given.items() if values != {figures.get(path)})
    named = {path for finding in report.findings for path in finding.paths}
    accused = {
        path for finding in report.findings if finding.severity >= Severity.WARNING for path in finding.paths
    }
    blank = {fact.path for fact in report.facts if fact.value is None}
    lost = [path for path in figures if path not in given]
    return Outcome(
        right=sum(path in given for path in figures) - sum(path in figures for path in wrong),
        lost=len(lost),
        lost_unsaid=tuple(path for path in lost if path not in named | blank and not report.unread),
        wrong=wrong,
        wrong_unsaid=tuple(path for path in wrong if path not in accused),
    )
