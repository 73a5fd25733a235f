"""The sheets of section four: heads with the figures below them, and rows that a place stands before, below
common outcomes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from attrs import evolve, frozen
from lark import Tree

from ..forms import official_words, vocabulary
from ..patterns import late
from .align import Placed, by_rows
from .glued.groups import GROUPS, OUTCOMES
from .parse import Term, terms
from .scan import has_letters

__all__ = [
    "OutcomeSheet",
    "are_all_heads",
    "have_run_together",
    "in_its_grid",
    "in_step",
    "is_line_of_words",
    "is_other",
    "is_printed",
    "is_row",
    "is_sum_of_rows",
    "is_time",
    "is_told_apart",
    "labels_of_row",
    "rows_with_words",
    "sheets",
    "stands_before",
    "without_notes",
    "without_page_number",
]

_SIZE = len(OUTCOMES)
_PAGE_DIGITS = 3
_WORDED = late(r"[\u4e00-\u9fff]{4}")
_ADDED = late(r"[（(\[【〔](?!(?:单位)?[：:]?[件宗起]?[）)\]】〕]|(?:见?附?注|见?说明)?\d*[）)\]】〕])")
"""What is written behind a place within brackets, the unit and the mark of a note left out."""


_OTHER = late(r"(?<!含)(?:上年|去年|上一年|往年|历年|[区县市省州盟旗]本级)")
_TIME = late(r"(?:19|20)\d\d|[上去本当今前往历]年|年度|累计|季|月|期|批")
"""Words of a row that say when, not whose."""


@frozen
class OutcomeSheet:
    """Heads and the figures that follow them."""

    heads: Sequence[Term]
    values: Sequence[Term]
    is_displaced: bool = False
    """Whether heads and figures stand in lines in turn, but not one by one."""


def sheets(table: Tree[Term]) -> Iterator[OutcomeSheet]:
    """The sheets of a table: its heads with the figures below, then each outcome that has figures of its
    own. Blank cells behind the last head belong to the figures."""
    heads: Sequence[Term] = _without_caption([term for term in terms(table) if term.type != "CLOSE"])
    for child in table.children:
        if not isinstance(child, Tree):
            continue
        if child.data == "outcomes":
            if heads:
                yield _parted(heads, ())
            heads = terms(child)
        elif child.data == "values":
            yield _parted(heads, terms(child))
            heads = ()
        else:
            yield OutcomeSheet((), terms(child))
    if heads:
        yield _parted(heads, ())


def _without_caption(heads: Sequence[Term]) -> Sequence[Term]:
    """The heads without an outcome that ends a line of other words over them (本级及下属单位合计)."""
    places = [head.lexeme.row for head in heads if head.type in {"PLACE", "LITIGATION"}]
    over = [
        head for head in heads if head.type != "HEADING_FOUR" and head.lexeme.row < min(places, default=0)
    ]
    captions = [
        row[-1]
        for _, (*row,) in groupby(over, key=lambda head: head.lexeme.row)
        if [head.type for head in row] == ["WORDS", "OUTCOME"] and row[0].lexeme.piece is row[1].lexeme.piece
    ]
    return [head for head in heads if head not in captions]


def in_step(sheets: Iterable[OutcomeSheet]) -> Iterator[OutcomeSheet]:
    """The sheets, those of one place in lines as one where they are not a head and its figure each."""
    runs: list[list[OutcomeSheet]] = [[]]
    for sheet in sheets:
        if any(head.type == "PLACE" for head in sheet.heads):
            runs.append([])
        runs[-1].append(sheet)
    made = [sheet for run in runs for sheet in _as_one(run)]
    if any(sheet.is_displaced for sheet in made):  # then one head and its figure alone may be out of step too
        made = [evolve(sheet, is_displaced=sheet.is_displaced or _is_alone(sheet)) for sheet in made]
    yield from made


def in_its_grid(sheet: OutcomeSheet) -> OutcomeSheet:
    """A sheet whose figures stand in a grid with heads of its own, without those that a page before it ends
    with."""
    if not sheet.values or not sheet.values[0].lexeme.piece.is_grid:
        return sheet
    block = sheet.values[0].lexeme.piece.block
    heads = [head for head in sheet.heads if head.lexeme.piece.is_grid and head.lexeme.piece.block == block]
    places, outcomes = (sum(head.type == kind for head in heads) for kind in ("PLACE", "OUTCOME"))
    is_whole = places * _SIZE >= outcomes >= _SIZE  # else 行政复议 stands over the grid, as a line of its own
    return evolve(sheet, heads=heads) if is_whole and len(heads) < len(sheet.heads) else sheet


def _is_alone(sheet: OutcomeSheet) -> bool:
    return sum(head.type == "OUTCOME" for head in sheet.heads) == 1 == sum(map(is_printed, sheet.values))


def _as_one(run: Sequence[OutcomeSheet]) -> Sequence[OutcomeSheet]:
    sizes = [
        (sum(head.type == "OUTCOME" for head in sheet.heads), sum(map(is_printed, sheet.values)))
        for sheet in run
    ]
    heads = [head for sheet in run for head in sheet.heads]
    values = [term for sheet in run for term in sheet.values if is_printed(term)]
    is_of_lines = all(
        term.lexeme.piece.cell is None or not term.lexeme.piece.is_grid for term in (*heads, *values)
    )
    sizes = [size for size in sizes if size[0]]
    if len(sizes) < 2 or not is_of_lines or max(sizes)[0] >= _SIZE or set(sizes) == {(1, 1)}:
        return run
    return [OutcomeSheet(heads, values, is_displaced=True)]


def is_printed(term: Term) -> bool:
    return term.type in {"FIGURE", "ODD", "BLANK"}


def _parted(heads: Sequence[Term], values: Sequence[Term]) -> OutcomeSheet:
    last = max((at for at, term in enumerate(heads) if term.type != "EMPTY"), default=-1)
    row = heads[last].lexeme.row if last >= 0 else -1
    blanks = [term for term in heads[last + 1 :] if term.lexeme.row != row or not term.lexeme.piece.is_grid]
    cells = [*blanks, *values]
    is_listed = (  # and none of the heads is blank
        len({term.lexeme.row for term in cells}) == len(cells)
        and not any(term.lexeme.piece.is_grid for term in cells)
        and all(term.type != "EMPTY" for term in heads[: last + 1])
    )
    if values and values[0].lexeme.piece.cell is not None and not is_listed:
        blanks = [term for term in blanks if term.lexeme.row == values[0].lexeme.row]
    return OutcomeSheet(heads, [*blanks, *values])


def stands_before(places: Sequence[Term], values: Sequence[Term], outcomes: Sequence[Term]) -> bool:
    """Whether the last of the places labels the one row that the figures stand in, below the outcomes."""
    if not places or not values or not outcomes:
        return False
    pieces = [term.lexeme.piece for term in (places[-1], *values, *outcomes)]
    return (
        all(piece.cell is not None and piece.block == pieces[0].block for piece in pieces)
        and {term.lexeme.row for term in values} == {places[-1].lexeme.row}
        and all(term.lexeme.row < places[-1].lexeme.row for term in outcomes)
    )


def rows_with_words(row: Sequence[Term]) -> set[int]:
    """The rows of tables in which words stand that are no label of the form: a year, or another organ."""
    return {term.lexeme.row for term in row if term.type == "WORDS" and term.lexeme.piece.cell is not None}


def is_line_of_words(values: Sequence[Term]) -> bool:
    """Whether what stands below a table is a line of words with fewer figures than a kind of cases has."""
    figures = sum(term.type == "FIGURE" for term in values)
    pieces = [term.lexeme.piece for term in values]
    return figures < _SIZE and all(piece.cell is None and has_letters(piece.text) for piece in pieces)


def is_row(values: Sequence[Term]) -> bool:
    """Whether a line is words and then all the figures of the form: 直属单位 3 0 0 1 4 ..."""
    label, *cells = values
    figures = [term for term in cells if is_printed(term)]
    return (
        label.type == "WORDS"
        and len(figures) == len(cells) == _SIZE * len(GROUPS)
        and {term.lexeme.row for term in values} == {label.lexeme.row}
    )


def is_other(place: Term) -> bool:
    """Whether a head names another year or one body: 行政复议（上年）, 行政诉讼（区本级）."""
    piece = place.lexeme.piece
    return (
        place.type in {"PLACE", "WORDS"}
        and _OTHER.search(piece.text if piece.cell is not None else place.text) is not None
    )


def without_notes(values: Sequence[Term]) -> Sequence[Term]:
    """The figures of a sheet without a last row that is one cell of words: a note, or the title of what
    follows."""
    rows = by_rows(values)
    while len(rows) > 1 and len(rows[0]) >= _SIZE and len(rows[-1]) == 1 and _is_note(rows[-1][0]):
        rows = rows[:-1]
    return [term for row in rows for term in row]


def without_page_number(values: Sequence[Term]) -> Sequence[Term]:
    """The figures of the one line that has all of the form's, where what stands on another line is no more
    than the number of a page."""
    lines = [[*line] for _, line in groupby(values, key=lambda term: term.lexeme.row)]
    whole = [line for line in lines if len(line) == _SIZE * len(GROUPS)]
    others = [line[0].text.strip() for line in lines if len(line) == 1]
    is_number = len(lines) == 2 and len(whole) == 1 == len(others)
    return whole[0] if is_number and others[0].isdecimal() and len(others[0]) <= _PAGE_DIGITS else values


def _is_note(term: Term) -> bool:
    return term.type == "ODD" and _WORDED.search(term.text) is not None


def have_run_together(placed: Placed) -> bool:
    """Whether a total begins with the sum of its outcomes and goes on with more digits beside a blank cell,
    whose figure they may be: 39, 8, 6, 5, 5821 and nothing."""
    numbers = [None if one is None or one.number is None else one.number.value for one in placed]
    for at in range(_SIZE - 1, len(numbers) - 1, _SIZE):
        parts = [number for number in numbers[at - _SIZE + 1 : at] if number is not None]
        total, whole = numbers[at], str(sum(parts))
        is_longer = total is not None and str(total) != whole and str(total).startswith(whole)
        if len(parts) == _SIZE - 1 and is_longer and any(parts) and numbers[at + 1] is None:
            return True
    return False


def labels_of_row(sheet: OutcomeSheet) -> list[Term]:
    """The names of bodies before the figures of a sheet, in their row: 市本级 | 1 | 2; words of the form and
    of time left out."""
    row = sheet.values[0].lexeme.row
    return [
        term
        for term in sheet.heads
        if term.type == "WORDS" and term.lexeme.bordered and term.lexeme.row == row
        if not is_time(term)
    ]


def is_time(term: Term) -> bool:
    """Whether the words of a row say when its figures were: a year, a quarter."""
    return _TIME.search(term.text) is not None


def is_sum_of_rows(sheet: OutcomeSheet) -> bool:
    """Whether a sheet is a row of figures with 合计 before it, below the heads of rows above."""
    return (
        len(sheet.heads) == 1
        and sheet.heads[0].key == "total"
        and sheet.heads[0].lexeme.bordered
        and len(sheet.values) >= _SIZE
        and {term.lexeme.row for term in sheet.values} == {sheet.heads[0].lexeme.row}
    )


def is_told_apart(places: Sequence[Term], worded: Collection[int]) -> bool:
    """Whether a row with a place before it names more than its place: another one, a year, or a case of its
    own."""
    row = places[-1].lexeme.row
    return (
        len({place.key for place in places if place.lexeme.row == row}) > 1
        or _ADDED.search(places[-1].text) is not None
        or row in worded
    )


def are_all_heads(heads: Sequence[Term]) -> bool:
    """Whether these are all heads of the form, as they are printed, in pieces, or each in the form's own
    words: no place that is whole stands before another that belongs before it, and 总计 before no other
    outcome."""
    own = [head for head in heads if head.type != "HEADING_FOUR"]
    texts = ("".join(map(words, own)) for words in (_as_printed, _in_official_words))
    return any(map(_names_all, texts))


def _as_printed(head: Term) -> str:
    return "".join(head.text.split())


def _in_official_words(head: Term) -> str:
    is_whole = head.type in {"PLACE", "LITIGATION", "OUTCOME"}
    return _official_heads()[head.key] if is_whole else _as_printed(head)


@lru_cache(maxsize=1)
def _official_heads() -> Mapping[str, str]:
    heads = vocabulary().of_kind("place", "litigation", "outcome")
    return {entry.key: entry.words for entry in heads if entry.official}


def _names_all(text: str) -> bool:
    places, outcomes = official_words("place", "litigation"), official_words("outcome")
    printed, wanted = Counter(text), Counter("".join((*places, *outcomes * len(GROUPS))))
    found = [at for place in places if (at := text.find(place)) >= 0]
    is_last = text.find(outcomes[0][0]) < text.find(outcomes[-1][0])
    return all(printed[char] == wanted[char] for char in wanted) and found == sorted(found) and is_last
