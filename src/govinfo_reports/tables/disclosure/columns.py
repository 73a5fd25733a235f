"""The columns of section two as its heads name them, and the indicator of each in a row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from attrs import evolve, frozen
from lark import Tree

from ...facts import Fact, How, Match
from ...indicators import Kind, leaf_indicators
from ...language import phrase
from ...numerals import read_cell
from ...text import fold
from ..align import Column, has_figure
from ..lexer import Lexeme
from ..parse import Term, terms
from ..reading import label_match
from ..units_above import money_unit

__all__ = [
    "OFFICIAL",
    "Metric",
    "are_whole",
    "begins_with_figures",
    "columns_of",
    "has_wrong_sign",
    "is_listed",
    "is_mentioned",
    "is_moved",
    "is_over_labels",
    "match_of",
    "path_of",
    "printed_label",
    "touch",
    "whole_row",
    "with_labels_behind",
    "with_signs",
    "with_unknown",
    "without_repeated",
]

OFFICIAL = (
    ("made", "newly_disclosed", "disclosed_total"),
    ("issued", "repealed", "in_force"),
    ("items_last_year", "items_change", "decisions"),
)
"""The columns of the form where a row has three."""
_BY_PLACE = (phrase("the head is printed twice; told by its place").both,)


@frozen
class Metric:
    """What a column counts; `unit` is that of its head or of a line above, `of_purchases` tells the two
    kinds of money apart."""

    name: str
    unit: str | None
    of_purchases: bool
    by_place: bool = False


def columns_of(metrics: Sequence[Term], above: str | None) -> list[Column[Metric]]:
    """The columns that heads name. One printed twice by mistake is told by its place where all others stand
    at theirs; elsewhere neither of the two is read."""
    columns = []
    for head in metrics:
        text = "".join(fold(head.text).text.split())
        unit = money_unit(text.partition("(")[2])
        metric = Metric(head.key, unit or above, "采购" in text)
        columns.append(Column(metric, head.text, (head.lexeme,)))
    names = [column.key.name for column in columns]
    if len(set(names)) == len(names):
        return columns
    meant = next((form for form in OFFICIAL if _differ_once(names, form)), None)
    if meant is None:
        doubtful = {name for name in names if names.count(name) > 1} - _repeated(columns)
        return [
            evolve(column, key=evolve(column.key, name="")) if column.key.name in doubtful else column
            for column in columns
        ]
    return [
        column
        if column.key.name == name
        else evolve(column, key=evolve(column.key, name=name, by_place=True))
        for column, name in zip(columns, meant, strict=True)
    ]


def is_over_labels(above: Term, head: Term) -> bool:
    """Whether the first cell of the heads, in a row of its own, is that of the labels in other words
    (信息类别), and no count."""
    cell = head.lexeme.piece.cell
    is_first = head.type == "WORDS" and cell is not None and cell.column == 0
    is_below = above.type == "CLAUSE" and above.lexeme.row != head.lexeme.row
    return is_first and is_below and not head.text.strip().endswith(_COUNTS)


def with_unknown(columns: list[Column[Metric]], heads: Sequence[Term]) -> list[Column[Metric]]:
    """The columns with those whose heads are none of the form's, where they stand before one that is, on its
    line: they have figures too. In a grid the borders say so. Where such words touch, or go on behind
    the last of heads that touch, nobody can say how many columns they are, and none is known."""
    known = {id(column.head): column for column in columns}
    is_behind = bool(columns and heads) and heads[-1].type == "WORDS"
    if is_behind and touch(columns) and _run_on(columns[-1].head, heads[-1].lexeme):
        return [evolve(column, key=evolve(column.key, name="")) for column in columns]
    last = max((at for at, head in enumerate(heads) if id(head.lexeme) in known), default=-1)
    rows = {head.lexeme.row for head in heads if id(head.lexeme) in known}
    found: list[Column[Metric]] = []
    for head in heads[: last + 1]:
        if id(head.lexeme) in known:
            found.append(known[id(head.lexeme)])
        elif head.type == "WORDS" and not head.lexeme.piece.is_grid and head.lexeme.row in rows:
            found.append(Column(Metric("", None, False), head.text, (head.lexeme,)))
    if len(found) > len(columns) and any(column.head.piece.cell is None for column in found):
        return [evolve(column, key=evolve(column.key, name="")) for column in found]
    return found if last >= 0 else columns


def _repeated(columns: Sequence[Column[Metric]]) -> set[str]:
    """The columns whose head is printed again right behind itself in the same words: a merged one, as some
    converters write it."""
    return {
        one.key.name
        for one, other in pairwise(columns)
        if one.key.name == other.key.name and one.label == other.label
    }


def without_repeated(
    pairs: Sequence[tuple[Column[Metric], Lexeme | None]], subject: Term
) -> list[tuple[Column[Metric], Lexeme | None]]:
    """The columns without those that repeat the one before, head and figure."""
    kept: list[tuple[Column[Metric], Lexeme | None]] = []
    for column, cell in pairs:
        last, before = kept[-1] if kept else (None, None)
        is_same = last is not None and last.label == column.label and cell is not None and before is not None
        if is_same and before is not None and cell is not None and before.text == cell.text:
            if column.key.name == kept[-1][0].key.name or path_of(subject, column) is None:
                continue
        elif is_same and last is not None and last.key.name == column.key.name:
            kept[-1] = (evolve(last, key=evolve(last.key, name="")), before)
            column = evolve(column, key=evolve(column.key, name=""))
        kept.append((column, cell))
    return kept


def _differ_once(names: Sequence[str], form: Sequence[str]) -> bool:
    return len(names) == len(form) and sum(one != other for one, other in zip(names, form, strict=True)) == 1


def path_of(subject: Term, column: Column[Metric]) -> str | None:
    """The indicator of a row's column; None where the form has none. A column of money is that of its own
    row alone."""
    metric = column.key
    path = f"proactive.{subject.key}.{metric.name}"
    belongs = metric.name != "amount" or metric.of_purchases == (subject.key == "procurement")
    return path if belongs and path in leaf_indicators() else None


def printed_label(subject: Term, column: Column[Metric]) -> str:
    return f"{subject.text} × {column.label}"


def match_of(subject: Term, column: Column[Metric]) -> Match:
    if column.key.by_place:
        return Match(
            label=printed_label(subject, column), how=How.SIMILAR, confidence=0.85, evidence=_BY_PLACE
        )
    return label_match(printed_label(subject, column), (subject.lexeme, *column.heads))


def touch(columns: Sequence[Column[Metric]]) -> bool:
    """Whether heads have run together, without a blank between them."""
    return any(_run_on(one, other) for one, other in pairwise(column.head for column in columns))


def _run_on(one: Lexeme, other: Lexeme) -> bool:
    """Whether a word of a line goes on in the next without a blank."""
    return (
        one.piece is other.piece
        and one.end == other.start
        and not one.text[-1:].isspace()
        and not other.text[:1].isspace()
    )


_COUNTS = ("数", "量", "额", "件", "减")
"""What the name of a column of figures ends in."""
_FEWEST_SURE = 2
_IN_ORDER = frozenset(
    {*OFFICIAL, ("decisions",), ("amount",), ("items_last_year", "items_change"), ("projects", "amount")}
)


def begins_with_figures(rows: Sequence[Tree[Term]], wanted: int) -> bool:
    """Whether figures in lines of text stand between the heads and the first label, and not as many as
    columns behind each label."""
    if not rows or rows[0].data != "bare" or any(term.lexeme.piece.is_grid for term in terms(rows[0])):
        return False
    behind = [len(_figures(row)) for row in rows if row.data == "two_row"]
    return bool(_figures(rows[0])) and any(count != wanted for count in behind)


def with_labels_behind(rows: Sequence[Tree[Term]], wanted: int, *, is_usual: bool) -> list[Tree[Term]] | None:
    """The rows with each label before its figures, where before each of them there are just as many as
    columns, and none behind the last; None where that does not hold. Of one row alone, or one column, that
    tells nothing: it must be usual in the section (`is_usual`)."""
    named = [row for row in rows if row.data == "two_row"]
    figures = [_figures(rows[0]), *(_figures(row) for row in named)]
    others = [row for row in rows[1:] if row.data != "two_row" and any(map(has_figure, terms(row)))]
    if others or figures[-1] or any(len(one) != wanted for one in figures[:-1]):
        return None
    if not is_usual and (len(named) < _FEWEST_SURE or wanted < _FEWEST_SURE):
        return None
    labels = [terms(row)[0] for row in named]
    made = [Tree("two_row", [label, *before]) for label, before in zip(labels, figures[:-1], strict=True)]
    places = [term.lexeme.row for row in made for term in (*terms(row)[1:], terms(row)[0])]
    return made if all(one <= other for one, other in pairwise(places)) else None


def whole_row(values: Sequence[Term], columns: Sequence[str]) -> Sequence[Lexeme] | None:
    """The figures of a row of text laid out as on the page, out of line with the heads, where there is one
    for each and the heads are the form's in its order; else None."""
    printed = [term for term in values if term.type != "EMPTY"]
    is_text = all(
        term.lexeme.location.line is not None and term.lexeme.location.sheet is None for term in printed
    )
    is_row = len({term.lexeme.row for term in printed}) == 1
    is_full = len(printed) == len(columns) and all(term.type == "FIGURE" for term in printed)
    if tuple(columns) not in _IN_ORDER or not (is_text and is_row and is_full):
        return None
    return [term.lexeme for term in printed]


def with_signs(columns: Sequence[Column[Metric]], values: list[Term]) -> list[Term] | None:
    """The values of a row of a line, a dash that a blank parts from the figure of 本年增/减 as its sign where
    else there are more than columns; None where nobody can say whether it is that or a blank cell. A dash on
    a line of its own is a blank cell unless there is one too many."""
    at = next((at for at, column in enumerate(columns) if column.key.name == "items_change"), None)
    if at is None or not any(_is_sign(*pair) for pair in pairwise(values[max(at - 1, 0) : at + 2])):
        return values
    listed = is_listed(values)
    if len(values) != len(columns) + 1 or not _is_sign(*values[at : at + 2]):
        return None if len(values) == len(columns) and not listed else values
    sign, figure = values[at].lexeme, values[at + 1].lexeme
    number = read_cell(f"-{figure.text}", signed=True)
    if listed:
        text = f"{sign.text}{figure.text}"
        piece = evolve(sign.piece, text=text, parts=(sign.piece, figure.piece))
        whole = evolve(figure, piece=piece, start=0, end=len(text), number=number)
    else:
        whole = evolve(figure, start=sign.start, number=number)
    return [*values[:at], evolve(values[at], type="FIGURE", lexeme=whole), *values[at + 2 :]]


def _is_sign(dash: Term, figure: Term) -> bool:
    """Whether a dash that only blanks, or lines, part from a figure may be its sign."""
    one, other = dash.lexeme, figure.lexeme
    if fold(dash.text).text != "-" or figure.type != "FIGURE" or not figure.text[:1].isdigit():
        return False
    if one.piece is other.piece:
        return not one.piece.text[one.end : other.start].strip()
    return other.row == one.row + 1 and is_listed([dash, figure])


def _figures(row: Tree[Term]) -> list[Term]:
    return [term for term in terms(row) if term.type in {"FIGURE", "ODD", "BLANK"}]


def is_mentioned(heads: Sequence[Term]) -> bool:
    """Whether the only head is a word of a sentence (现行有效规范性文件 12 件): it stands between other
    words, and no table was named."""
    named = [head for head in heads if head.type not in {"WORDS", "EMPTY", "UNIT"}]
    return [head.type for head in named] == ["METRIC"] and not named[0].lexeme.bordered


def is_listed(values: Sequence[Term]) -> bool:
    """Whether each figure stands on a line of its own."""
    return (
        len(values) > 1
        and not values[0].lexeme.piece.is_grid
        and len({(term.lexeme.location.line, term.lexeme.location.row) for term in values}) == len(values)
    )


def is_moved(names: Sequence[str], values: Sequence[Term]) -> bool:
    """Whether the form's heads stand in another order above figures with a line each: programs that put
    heads of two lines behind those of one do not move the figures."""
    return is_listed(values) and tuple(names) not in OFFICIAL and sorted(names) in map(sorted, OFFICIAL)


def has_wrong_sign(column: Column[Metric], cell: Lexeme | None) -> bool:
    """Whether a figure that only its order gives to a column has a sign that the column cannot have: it is
    another column's."""
    if cell is None or cell.piece.is_grid or column.key.name == "items_change":
        return False
    return read_cell(cell.text, signed=True) is not None and read_cell(cell.text) is None


def are_whole(facts: Sequence[Fact]) -> bool:
    """Whether none of the figures could be a piece of one that lines tear: nothing goes on behind a count
    of 0."""
    return all(fact.value == 0 and leaf_indicators()[fact.path].kind is not Kind.AMOUNT for fact in facts)
