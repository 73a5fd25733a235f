"""Table cells whose borders were lost, recovered from the relations that the form's figures must satisfy.

Sections two to four of the 2019 and 2021 forms (国办公开办函〔2019〕60号, 〔2021〕30号). A value is given
only where every reading that the relations leave has it: the search covers all ways to cut the digits,
numbers having no leading zeros.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from types import MappingProxyType

from attrs import evolve, frozen

from ...indicators import APPLICANTS
from .cells import Basis, CutFailure, DecodedCell, Decoding, cell_of
from .faults import FaultHypothesis, hypotheses
from .groups import decode_litigation
from .printed import ApplicantColumns, BorderState, Values
from .problem import MAX_UNREAD, TOTAL, Problem, ProblemRow, cut_rows, read_problem
from .solver import Solution, solve
from .split import Split, decode_split

__all__ = [
    "APPLICANT_COLUMNS",
    "SUBTOTAL_COLUMNS",
    "Basis",
    "CutFailure",
    "DecodedCell",
    "Decoding",
    "ProblemRow",
    "Split",
    "decode_applications",
    "decode_litigation",
    "decode_split",
]

APPLICANT_COLUMNS: tuple[str, ...] = tuple(APPLICANTS)
"""The seven columns of section three in printed order."""

SUBTOTAL_COLUMNS: tuple[str, ...] = (*APPLICANT_COLUMNS[:-1], "subtotal", "total")
"""The eight columns of a table that also prints 小计 of the organisations."""


@frozen(kw_only=True)
class _Held:
    """The columns whose sums and balances hold in every reading left."""

    sums: frozenset[int]
    balances: frozenset[int]


def decode_applications(
    rows: Sequence[ProblemRow],
    *,
    columns: Sequence[str] = APPLICANT_COLUMNS,
    absent: Collection[str] = (),
    complete: bool = True,
) -> Decoding:
    """The cells of section three (收到和处理政府信息公开申请情况).

    `absent` are rows known not to be in the printed form: they count as nothing. A balance row that is
    neither given nor absent is unknown. `complete=False` says that outcome rows may be missing from `rows`:
    they then bound their total only.

    >>> texts = {"received": "21710000218", "carried_in": "1000001", "outcomes.granted": "21110000212",
    ...          "outcomes.total": "21110000212", "carried_forward": "7000007"}
    >>> decoding = decode_applications([ProblemRow(f"applications.{key}", text)
    ...     for key, text in texts.items()])
    >>> decoding.cells["applications.received.natural_person"].value
    217
    """
    problem = read_problem(rows, ApplicantColumns.of(columns), absent=absent, complete=complete)
    if sum(reason is CutFailure.SHORT for reason in problem.unread.values()) > MAX_UNREAD:
        return _rows_alone(problem, digits_are_cells=False)
    for tried in (problem, _without_short(problem)):
        if all(row is None or row for row in tried.rows):
            solution = solve(tried.table, tried.rows, sums=tried.sums, balances=tried.balances)
            if solution is not None:
                return _decoding(tried, solution, Basis.CONSISTENT)
    problem = _without_short(problem)
    if None not in problem.rows:
        faults = hypotheses(
            problem.table,
            problem.rows,
            problem.printed,
            problem.columns,
            sums=problem.sums,
            balances=problem.balances,
        )
        decoding = _tried(problem, faults, Basis.BROKEN)
        if decoding is not None:
            return decoding
    decoding = _tried(problem, _loosened(problem), Basis.PARTIAL)
    return decoding or _rows_alone(problem, digits_are_cells=True)


def _without_short(problem: Problem) -> Problem:
    """The table with the rows of too few digits unread, as their missing digits may stand elsewhere."""
    short = {key for key, reason in problem.unread.items() if reason is CutFailure.SHORT}
    rows = (None if key in short else row for key, row in zip(problem.keys, problem.rows, strict=True))
    return evolve(problem, rows=tuple(rows))


def _loosened(problem: Problem) -> Iterator[FaultHypothesis]:
    """The table with its broken rows left out, and with either the balance or the sum of the outcomes left
    out.

    Values are given in the rows that stand in a sum that holds; the others' own sums may be right by chance.
    """
    rows = tuple(row or None for row in problem.rows)
    if sum(row is None for row in rows[: problem.given]) > MAX_UNREAD:
        return
    for sums, balances in ((problem.sums, problem.balances), (problem.sums, ()), ((), problem.balances)):
        if sums != problem.sums or balances != problem.balances or rows != problem.rows:
            added = {*problem.table.outcomes, problem.table.total}
            weighed = problem.table.balance
            borne = set[int | None]()
            for columns, places in ((sums, added), (balances, weighed)):
                if columns and all(place is not None and rows[place] is not None for place in places):
                    borne |= places
            doubtful = frozenset(cut_rows(problem)) - borne
            yield FaultHypothesis(rows=rows, sums=sums, balances=balances, doubtful=doubtful)


def _tried(problem: Problem, tried: Iterable[FaultHypothesis], basis: Basis) -> Decoding | None:
    """What every reading under every one of the hypotheses has in common; None if there is no reading at
    all."""
    merged: list[dict[Values, None] | None] = [{} for _ in problem.rows]
    borders: set[int | None] = set()
    sums, balances = set(problem.sums), set(problem.balances)
    doubtful = set[int]()
    torn = dict[str, CutFailure]()
    exhausted = True
    for one in tried:
        solution = solve(problem.table, one.rows, sums=one.sums, balances=one.balances)
        if solution is None:
            continue
        borders.add(one.false_border)
        doubtful |= one.doubtful
        if one.torn is not None:
            torn[problem.keys[one.torn]] = CutFailure.TORN
        sums.intersection_update(one.sums)
        balances.intersection_update(one.balances)
        exhausted &= solution.exhausted
        for index, row in enumerate(solution.rows):
            kept = merged[index]
            if row is None or kept is None:
                merged[index] = None
            else:
                kept.update(dict.fromkeys(row))
    if not borders:
        return None
    rows = tuple(None if row is None else tuple(row) for row in merged)
    solution = Solution(rows=rows, exhausted=exhausted)
    gap = borders.pop() if len(borders) == 1 else None
    gaps = () if gap is None else (f"border:{problem.keys[gap]}",)
    problem = evolve(problem, unread={**problem.unread, **torn})
    held = _Held(sums=frozenset(sums), balances=frozenset(balances))
    return _decoding(problem, solution, basis, held=held, doubtful=doubtful, gaps=gaps)


def _decoding(
    problem: Problem,
    solution: Solution,
    basis: Basis,
    *,
    held: _Held | None = None,
    doubtful: Collection[int] = (),
    gaps: tuple[str, ...] = (),
) -> Decoding:
    broken = _broken(problem, solution, doubtful)
    held = held or _Held(sums=frozenset(problem.sums), balances=frozenset(problem.balances))
    cells: dict[str, DecodedCell] = {}
    for index, key in enumerate(problem.keys[: problem.given]):
        readings = solution.rows[index]
        if readings is None:
            cells.update({f"{key}.{name}": DecodedCell() for name in problem.columns.names})
            continue
        cut = problem.printed[index].state is BorderState.GLUED
        ids = _relations(problem, held, index, readings) if cut else []
        for column, name in enumerate(problem.columns.names):
            cells[f"{key}.{name}"] = cell_of(
                (values[column] for values in readings),
                (rule for rule in ids if rule not in broken),
                doubtful=index in doubtful,
            )
    return Decoding(
        cells=MappingProxyType(cells),
        basis=basis,
        broken=(*gaps, *broken),
        exhausted=solution.exhausted,
        unread=problem.unread,
    )


def _relations(problem: Problem, held: _Held, index: int, readings: Sequence[Values]) -> list[str]:
    """The relations that leave these readings: the row's own, and those of the columns in which excluded
    ones differ."""
    key = problem.keys[index]
    ids = [f"across:{key}"] + ([f"across:{key}.subtotal"] if problem.columns.subtotal is not None else [])
    start = problem.rows[index] or ()
    for column, name in enumerate(problem.columns.names):
        if {values[column] for values in start} == {values[column] for values in readings}:
            continue
        if column in held.sums and (index == problem.table.total or index in problem.table.outcomes):
            ids.append(f"sum:{TOTAL}.{name}")
        if column in held.balances and index not in problem.table.outcomes:
            ids.append(f"balance:applications.{name}")
    return ids


def _broken(problem: Problem, solution: Solution, doubtful: Collection[int]) -> tuple[str, ...]:
    """The relations that do not hold among the cells with one value left."""
    names = problem.columns.names
    rows = [None if index in doubtful else row for index, row in enumerate(solution.rows)]
    single = [row[0] if row is not None and len(row) == 1 else None for row in rows]
    broken = []
    for key, values in zip(problem.keys, single, strict=True):
        if values is not None:
            if problem.columns.holds(values) is False:
                broken.append(f"across:{key}")
            if problem.columns.holds_subtotal(values) is False:
                broken.append(f"across:{key}.subtotal")
    table = problem.table

    def add(places: Iterable[int | None], column: int) -> int | None:
        """The sum of the rows' cells, if all are known."""
        total = 0
        for place in places:
            found = None if place is None else rows[place]
            cell = {values[column] or 0 for values in found} if found is not None else set()
            if len(cell) != 1:
                return None
            total += cell.pop()
        return total

    for column in problem.sums:
        sides = add(table.outcomes, column), add((table.total,), column)
        if table.outcomes and None not in sides and sides[0] != sides[1]:
            broken.append(f"sum:{TOTAL}.{names[column]}")
    for column in problem.balances:
        sides = (
            add((table.received, table.carried_in), column),
            add((table.total, table.carried_forward), column),
        )
        if None not in sides and sides[0] != sides[1]:
            broken.append(f"balance:applications.{names[column]}")
    return tuple(broken)


def _rows_alone(problem: Problem, *, digits_are_cells: bool) -> Decoding:
    """Only what needs no cutting: rows with their borders, and rows of one digit a cell whose parts add
    up."""
    rows = tuple(
        row if printed.state is BorderState.BORDERED or (digits_are_cells and row) else None
        for printed, row in zip(problem.printed, problem.rows, strict=True)
    )
    solution = Solution(rows=rows, exhausted=False)
    return _decoding(problem, solution, Basis.ROWS, doubtful=set(cut_rows(problem)))
