"""A row of section three: its label (exact, misprinted, torn over two rows), its own cells, and where each
belongs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from attrs import evolve, frozen
from lark import Tree

from ...facts import How, Match
from ...forms import vocabulary
from ...language import phrase
from ..align import UNFIT, Misfit, Placed, Raw, columns_under, has_figure, joined, windows
from ..labels import core, similar
from ..parse import Term, terms
from .columns import SUBTOTAL, Columns, are_in_order, are_out_of_line, in_official_order
from .lines import row_paths

__all__ = [
    "ApplicationRow",
    "exact_match",
    "is_broken",
    "is_listed",
    "is_of_heads",
    "is_proved",
    "is_torn_label",
    "likely_row",
    "may_have_moved",
    "moved",
    "own_cells",
    "reordered",
    "settled",
    "unsure",
    "without_border",
]

_MOVED = phrase("its figures are out of line with the heads and add up in their order").both
_PAGE_DIGITS = 3
_MOST_NUMBERS = 2
"""Of pages between two rows; more are figures."""
_FEWEST_PROVED = 4
_FEWEST_TOGETHER = 12


@frozen(eq=False)
class ApplicationRow:
    """A printed row of the form: the path without the applicant, how its label was matched, its cells, and
    where they belong."""

    path: str
    match: Match
    label: Term
    values: Sequence[Term]
    columns: Columns
    placed: Placed | Raw | Misfit

    @property
    def text(self) -> str:
        """The figures as the solver reads them: between bars where each has its place."""
        if isinstance(self.placed, Raw):
            return self.placed.text
        if isinstance(self.placed, Misfit):
            return "?"
        return "|" + "|".join("" if one is None else one.text.strip() for one in self.placed) + "|"

    def is_behind(self) -> bool | None:
        """Whether blank cells that are too many stand behind its figures (True) or before; None where it
        does not tell."""
        starts = _starts(self.values, len(self.columns))
        spare = len(self.values) - len(self.columns)
        return {0: True, spare: False}.get(starts[0]) if spare > 0 and len(starts) == 1 else None


def own_cells(found: Sequence[Term], columns: Columns) -> list[Term]:
    """The cells behind a label, but for blank ones of the rows below, which stand before the next label, and
    for the number of a page below a line of as many figures as there are columns, which add up: a digit torn
    from the last of them is no such number."""
    label, *values = found
    if label.lexeme.piece.cell is None:
        return _without_page_number(values, columns)
    place = label.lexeme.piece.cell
    if label.lexeme.piece.is_grid and place is not None:
        values = [
            term for term in values if (cell := term.lexeme.piece.cell) is None or cell.column > place.column
        ]
    own = [term for term in values if term.lexeme.row == label.lexeme.row]
    if not own:
        return values
    return [term for term in values if term.type != "EMPTY" or term.lexeme.row == label.lexeme.row]


def _without_page_number(values: list[Term], columns: Columns) -> list[Term]:
    lines = [list(line) for _, line in groupby(values, key=lambda term: id(term.lexeme.piece))]
    whole = [line for line in lines if len(line) == len(columns) > 1]
    others = [line for line in lines if len(line) != len(columns)]
    are_numbers = all(len(line) == 1 and len(line[0].text.strip()) <= _PAGE_DIGITS for line in others)
    are_numbers = are_numbers and len(others) <= _MOST_NUMBERS
    if len(whole) == 1 and are_numbers and _adds_up(columns, [term.lexeme for term in whole[0]]):
        return whole[0]
    return values


def is_listed(found: Sequence[Term]) -> bool:
    """Whether each figure stands on a line of its own, or all of them in a text."""
    return (
        bool(found)
        and not found[0].lexeme.piece.is_grid
        and len({term.lexeme.row for term in found}) in {1, len(found)}
    )


def _is_of_digits(term: Term) -> bool:
    """Whether a cell is a figure, or several that have run together (000)."""
    return term.type == "FIGURE" or (term.type == "ODD" and term.text.strip().isdecimal())


def without_border(
    placed: Placed | Raw | Misfit, values: Sequence[Term], columns: Columns
) -> Placed | Raw | Misfit:
    """Figures in fewer or more cells than there are columns: a border is lost, or one is printed within a
    figure; the relations of the whole table tell where. A cell over more columns than it has digits was
    merged, and is of none of them."""
    is_cut = len(values) != len(columns) and len({term.lexeme.row for term in values}) < max(len(values), 2)
    if isinstance(placed, Misfit) and is_cut and all(map(_is_of_digits, values)):
        if any(len(term.text.strip()) < columns_under(term.lexeme, columns) for term in values):
            return placed
        return Raw(joined([term.lexeme for term in values]))
    return placed


def _starts(values: Sequence[Term], wanted: int) -> list[int]:
    """Where a row's figures can begin, if all that is then left over is blank."""
    return windows([term.type == "EMPTY" for term in values], wanted)


def settled(row: ApplicationRow, rows: Sequence[ApplicationRow], widths: Mapping[int, int]) -> ApplicationRow:
    """The row, its blank cells too many on the side where those of the rows like it are."""
    wanted = len(row.columns)
    starts = _starts(row.values, wanted)
    if not isinstance(row.placed, Misfit) or len(starts) < 2:
        return row
    if not any(map(has_figure, row.values)):
        return evolve(row, placed=[term.lexeme for term in row.values[:wanted]])
    alike = [
        other
        for other in rows
        if len(other.values) == len(row.values)
        or widths[other.label.lexeme.row] == widths[row.label.lexeme.row]
    ]
    sides = {other.is_behind() for other in alike} - {None}
    start = 0 if sides == {True} else len(row.values) - wanted
    if len(sides) != 1 or start not in starts or any(term.lexeme.piece.is_grid for term in row.values):
        return row
    return evolve(row, placed=[term.lexeme for term in row.values[start : start + wanted]])


def moved(row: ApplicationRow) -> ApplicationRow:
    """The row, where it prints just as many figures as there are columns, out of line with the heads, and
    they add up to the last."""
    figures = [term for term in row.values if term.type != "EMPTY"]
    are_figures = all(term.type == "FIGURE" for term in figures) and len(figures) == len(row.columns)
    if (
        not isinstance(row.placed, Misfit)
        or not are_figures
        or len({term.lexeme.row for term in figures}) > 1
    ):
        return row
    placed = [term.lexeme for term in figures]
    if not _adds_up(row.columns, placed):
        return row
    match = evolve(
        row.match,
        how=How.SIMILAR,
        confidence=round(0.9 * row.match.confidence, 3),
        evidence=(*row.match.evidence, _MOVED),
    )
    return evolve(row, placed=placed, match=match)


def reordered(columns: Columns, rows: Sequence[ApplicationRow]) -> tuple[Columns, list[ApplicationRow]]:
    """The columns and rows, in the form's order where the heads have another one and the figures do not add
    up under them: a head that has lost its width has moved the others. Then only rows that add up are
    read."""
    if are_in_order(columns) or not any(map(is_broken, rows)):
        return columns, list(rows)
    columns = in_official_order(columns[0].head)
    return columns, [moved(evolve(row, columns=columns, placed=Misfit(UNFIT))) for row in rows]


def unsure(rows: Sequence[ApplicationRow]) -> list[ApplicationRow]:
    """The rows, without the places of those that only their number of cells gives: lines of one cell each,
    more than there are columns, that do not add up, where figures are torn over lines; parts that are more
    than their total; and in a small piece of a table, whose heads stand elsewhere, rows with blank cells or
    with figures that share one, as borders are lost there."""
    together = Counter(row.label.lexeme.piece.block for row in rows)
    are_torn = any(sum(map(has_figure, row.values)) > len(row.columns) for row in rows)
    found = []
    for row in rows:
        if not isinstance(row.placed, Misfit | Raw):
            is_cut = len(row.values) > len(row.columns) and not _is_boxed(row)
            is_torn = are_torn and _is_one_a_line(row.values) and not _adds_up(row.columns, row.placed)
            is_wrong = is_cut and (is_torn or _has_more_than_all(row.placed))
            is_piece = together[row.label.lexeme.piece.block] < _FEWEST_TOGETHER and not _is_one_a_line(
                row.values
            )
            has_odd = is_piece and any(term.type in {"EMPTY", "ODD"} for term in row.values)
            if is_wrong or (has_odd and are_out_of_line(row.columns)):
                row = evolve(row, placed=Misfit(UNFIT))
        found.append(row)
    return found


def _is_one_a_line(values: Sequence[Term]) -> bool:
    return len({term.lexeme.row for term in values}) == len(values) > 1


def _is_boxed(row: ApplicationRow) -> bool:
    """Whether the cells stand in one grid with the heads of the columns."""
    block = row.columns[0].head.piece.block
    return all(term.lexeme.piece.is_grid and term.lexeme.piece.block == block for term in row.values)


def _adds_up(columns: Columns, placed: Placed) -> bool:
    """Whether the figures of all kinds of applicants add up to the total, and those of organisations to
    小计."""
    values: dict[str, int] = {}
    for column, one in zip(columns, placed, strict=True):
        number = one.number.value if one is not None and one.number is not None else 0
        values[column.key.name] = number if isinstance(number, int) else 0
    total, subtotal = values.pop("total", 0), values.pop(SUBTOTAL, None)
    organisations = sum(values.values()) - values.get("natural_person", 0)
    return sum(values.values()) == total and subtotal in {None, organisations}


def is_broken(row: ApplicationRow) -> bool:
    """Whether every cell of a row has a figure, and they do not add up."""
    if isinstance(row.placed, Misfit | Raw):
        return False
    is_full = all(one is not None and one.kind == "FIGURE" for one in row.placed)
    return is_full and not _adds_up(row.columns, row.placed)


def may_have_moved(row: ApplicationRow) -> bool:
    """Whether a row of text laid out as on the page lacks its last figure alone, and with one of its figures
    cut in two it would be whole and add up: then two have run together, and all behind them have moved up."""
    if isinstance(row.placed, Misfit | Raw) or row.label.lexeme.location.line is None:
        return False
    *figures, last = row.placed
    if not row.label.lexeme.piece.is_grid or (last is not None and last.kind != "EMPTY"):
        return False
    texts = [one.text.strip() for one in figures if one is not None]
    if len(texts) < len(figures) or not all(text.isdecimal() for text in texts):
        return False
    for number, text in enumerate(texts):
        for at in range(1, len(text)):
            *parts, total = map(int, (*texts[:number], text[:at], text[at:], *texts[number + 1 :]))
            if sum(parts) == total:
                return True
    return False


def is_proved(rows: Sequence[ApplicationRow]) -> bool:
    """Whether rows with figures stand in the order of the form, those of enough of them add up to their
    totals, and those of none say that a column is another: where all are printed and do not add up, or the
    parts are more than the total."""
    paths = [row.path for row in rows if any(map(has_figure, row.values))]
    if all(paths != [path for path in order if path in paths] for order in row_paths()):
        return False
    placed = [(row.columns, row.placed) for row in rows if not isinstance(row.placed, Misfit | Raw)]
    others = [figures for columns, figures in placed if not _adds_up(columns, figures)]
    whole = len(placed) - len(others)
    return whole >= max(_FEWEST_PROVED, len(others)) and not any(map(_contradicts, others))


def _contradicts(placed: Placed) -> bool:
    """Whether figures that do not add up cannot lack a blank one: all are printed, or the parts are more
    than the total."""
    is_full = all(one is not None and one.kind == "FIGURE" for one in placed)
    return is_full or _has_more_than_all(placed)


def _has_more_than_all(placed: Placed) -> bool:
    """Whether the parts are more than the total that is printed."""
    values = [one.number.value if one is not None and one.number is not None else None for one in placed]
    *parts, total = [value if isinstance(value, int) else None for value in values]
    return total is not None and sum(part or 0 for part in parts) > total


def is_of_heads(row: Tree[Term]) -> bool:
    """Whether what stands below heads, before the first label, is pieces of them: words in cells where
    figures could stand."""
    found = [term for term in terms(row) if term.type != "EMPTY"]
    are_words = all(term.type == "ODD" and not any(map(str.isdigit, term.text)) for term in found)
    return row.data == "bare" and bool(found) and are_words


def likely_row(label: str, group: str | None = None) -> tuple[str, Match] | None:
    """The row of section three that a label is a misprint of, and how like it is; None where it may be
    another or none. `group` is the group's label that it stands under."""
    return similar(label, _choices(), evidence=(f"stands under {group}",) if group else ())


@lru_cache(maxsize=1)
def _choices() -> tuple[tuple[str, str], ...]:
    """The wordings of all rows, with their paths."""
    return tuple((entry.words, entry.key) for entry in vocabulary().of_kind("row") if not entry.whole)


def is_torn_label(above: Term, label: Term) -> bool:
    """Whether a row's label is but the end of one that began in the row above."""
    texts = [
        one.lexeme.piece.text if one.lexeme.piece.cell is not None else one.text for one in (above, label)
    ]
    whole = vocabulary().known.get(core("".join(texts)), ())
    return any(entry.kind == "row" and entry.key == label.key for entry in whole)


def exact_match(label: Term) -> Match:
    """How a label that is a wording of its row was matched."""
    entry = next(one for one in label.lexeme.entries if one.kind == "row" and one.key == label.key)
    return Match(label=label.text, how=How.EXACT if entry.official else How.ALIAS)
