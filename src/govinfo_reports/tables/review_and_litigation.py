"""Section four of the 2019 and 2021 forms: 政府信息公开行政复议、行政诉讼情况, five outcomes of three kinds
of cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from attrs import define, evolve, field, frozen
from lark import Tree

from ..facts import Fact, How, Match, Unread
from ..forms import official_words
from ..language import phrase
from .align import Column, Misfit, Raw, align, by_rows, has_figure, row_text, with_torn_figures
from .glued.cells import Basis
from .glued.groups import GROUPS, OUTCOMES, decode_litigation
from .glued.placing import all_hold, placed_or_cut
from .parse import Term, terms
from .reading import TableReading, decoded_fact, label_match, read_lexeme
from .rows_of_places import is_told_apart, rows_with_words, stands_before

__all__ = ["read_section_four"]

_Key = tuple[str, str]
_SIZE = len(OUTCOMES)
_PATHS = tuple(f"{group}.{outcome}" for group in GROUPS for outcome in OUTCOMES)
_FEWEST_HEADS = 3
_NO_HEADS = (
    phrase(
        "no heads; fifteen figures under the section's heading, read in the official order, and "
        "each total adds up"
    ).both,
)

_DISPLACED = (
    phrase("heads and figures are out of step, and the figures, read in the order of the heads, add up").both,
)
_ALL_HEADS = (
    phrase(
        "all heads are there, torn or out of line with the figures, which are read in the official "
        "order; each total adds up"
    ).both,
)


@frozen
class _Sheet:
    """Heads and the figures that follow them."""

    heads: Sequence[Term]
    values: Sequence[Term]
    is_displaced: bool = False
    """Whether heads and figures stand in lines in turn, but not one by one."""


@define
class _Section:
    """Section four as far as it has been read: what the heads before said, and what was found."""

    places: list[Term] = field(factory=list)
    facts: list[Fact] = field(factory=list)
    unread: list[Unread] = field(factory=list)
    used: list[list[Term]] = field(factory=list)
    last: tuple[Sequence[Term], int] = ((), 0)
    """The figures below the last heads, and the number of facts before them."""
    over: Sequence[Term] = ()
    """The outcomes over rows that places stand before, as the last sheet had them."""
    worded: set[int] = field(factory=set)
    """The rows in which words stand beside labels and figures."""

    def take(self, sheet: _Sheet) -> None:
        """Read one sheet."""
        sheet = _in_its_grid(sheet)
        own = [head for head in sheet.heads if head.type == "PLACE"]
        outcomes = [head for head in sheet.heads if head.type == "OUTCOME"]
        self.worded |= rows_with_words([*sheet.heads, *sheet.values])
        if not sheet.heads and self.used and self.used[-1][-1].lexeme.bordered:
            self.used.append(list(sheet.values))
            self._second(sheet.values)
            return
        if not outcomes and self.over and stands_before(own, sheet.values, self.over):
            self._beside(own, _with_blanks(sheet, own[-1]))
            return
        self.last = (sheet.values, len(self.facts))
        self.over = outcomes if stands_before(own, sheet.values, outcomes) else ()
        if self.over:
            sheet = _with_blanks(sheet, own[-1])
            if is_told_apart(own, self.worded):
                self._beside(own, sheet)
                return
        if not outcomes:
            self.places = own or self.places
            if own and self._official(sheet):  # narrow columns print the heads one character a line
                self.used.append([*sheet.heads, *sheet.values])
            elif any(head.type == "HEADING_FOUR" for head in sheet.heads):
                self._bare(sheet)
            return
        self.places = own or self.places
        if sheet.is_displaced:
            self._displaced(outcomes, sheet.values)
            return
        one_by_one = sheet.values and all(term.lexeme.bordered for term in (*self.places, sheet.values[0]))
        is_table = len(outcomes) >= _FEWEST_HEADS or one_by_one
        if not is_table or not self.places or not sheet.values:
            return
        columns = _columns(self.places, outcomes)
        self.used.append([*self.places, *outcomes, *sheet.values])
        rows = by_rows(sheet.values)
        if isinstance(columns, Misfit):
            if not self._official(sheet):
                self._lose(sheet.values, columns.reason)
        elif not any(map(has_figure, rows[0])) and any(any(map(has_figure, row)) for row in rows):
            self._row(columns, next(row for row in rows if any(map(has_figure, row))), sheet)
        elif any(_texts(row) != _texts(rows[0]) for row in rows[1:] if any(map(has_figure, row))):
            self._lose(
                sheet.values,
                phrase("the row is torn in two, or a second one stands below it").both,
            )
        else:
            self._row(columns, rows[0], sheet)

    def _beside(self, places: Sequence[Term], sheet: _Sheet) -> None:
        """Read a row whose place stands before its figures, below the heads of a row above."""
        place = places[-1]
        self.last = (sheet.values, len(self.facts))
        self.used.append([*sheet.heads, *sheet.values])
        columns = _columns([place], self.over)
        if is_told_apart(places, self.worded):
            self._lose(sheet.values, phrase("its heads do not tell the columns apart").both)
        elif isinstance(columns, Misfit):
            self._lose(sheet.values, columns.reason)
        elif place.key in {fact.path.rpartition(".")[0] for fact in self.facts}:
            self._lose(sheet.values, phrase("a second row of figures under the same heads").both)
        else:
            self._row(columns, sheet.values, sheet)

    def _row(self, columns: Sequence[Column[_Key]], values: Sequence[Term], sheet: _Sheet) -> None:
        placed = with_torn_figures(align(columns, values), values, len(columns))
        if isinstance(placed, Misfit):
            if not self._official(sheet):
                self._lose(values, placed.reason)
        elif isinstance(placed, Raw):
            self._cut(columns, values, placed.text)
        else:
            for column, lexeme in zip(columns, placed, strict=True):
                if lexeme is not None:
                    match = label_match(column.label, column.heads)
                    self._keep(read_lexeme(lexeme, ".".join(column.key), match))

    def _cut(self, columns: Sequence[Column[_Key]], values: Sequence[Term], raw: str) -> None:
        """Figures without borders, cut as the sums of the form allow; pieces of which some are missing,
        placed likewise."""
        paths = [".".join(column.key) for column in columns]
        groups = list(dict.fromkeys(column.key[0] for column in columns))
        if paths != [f"{group}.{outcome}" for group in groups for outcome in OUTCOMES]:
            self._lose(values, phrase("its columns are not those of the form").both)
            return
        decoding = decode_litigation(raw, groups=groups)
        cells = decoding.cells
        if 1 < len(raw.split()) < len(paths):  # a blank may have vanished as well as a border
            cells = placed_or_cut(raw, paths, cells if decoding.basis is Basis.CONSISTENT else {})
        made = [
            decoded_fact(path, cells[path], label=column.label, raw=raw, location=values[0].lexeme.location)
            for path, column in zip(paths, columns, strict=True)
            if path in cells
        ]
        if any(fact.value is not None or fact.candidates for fact in made):
            self.facts += made
        else:
            self._lose(values, phrase("the figures cannot be cut into cells").both)

    def _displaced(self, outcomes: Sequence[Term], values: Sequence[Term]) -> None:
        """Read heads and figures of one place that lines have put out of step: in the order of the heads,
        where they are the form's, each has a figure, and they add up."""
        self.used.append([*self.places, *outcomes, *values])
        places = {place.key for place in self.places}
        is_whole = tuple(head.key for head in outcomes) == OUTCOMES and len(places) == 1
        paths = [f"{place}.{outcome}" for place in places for outcome in OUTCOMES]
        label = " ".join(head.text for head in (*self.places[:1], *outcomes))
        if not is_whole or not self._in_order(values, label, _DISPLACED, paths):
            self._lose(values, phrase("heads and figures are out of step").both)

    def _second(self, values: Sequence[Term]) -> None:
        """Take back the row above a second one as full: which of two bodies or years is the report's they do
        not say."""
        reason = phrase("a second row of figures under the same heads").both
        first, before = self.last
        own, above = (_texts([term for term in row if _is_printed(term)]) for row in (values, first))
        if len(own) >= _SIZE and len(self.facts) > before and own != above:
            del self.facts[before:]
            self._lose(first, reason)
        self._lose(values, reason)

    def _bare(self, sheet: _Sheet) -> None:
        """Figures right under the section's heading, or under the heads of its places alone: fifteen whose
        sums hold are the form's, in its order."""
        figures = [term for term in sheet.values if term.type == "FIGURE"]
        if len(figures) < _SIZE or any(head.type == "WORDS" for head in sheet.heads):
            return
        self.used.append(list(sheet.values))
        label = next(head for head in sheet.heads if head.type == "HEADING_FOUR").text
        if not self._in_order([term for term in sheet.values if term.type != "EMPTY"], label, _NO_HEADS):
            self._lose(
                sheet.values,
                phrase("figures without heads that are not fifteen adding up").both,
            )

    def _official(self, sheet: _Sheet) -> bool:
        """Read fifteen figures in the official order where the heads, whole or in pieces, are all of the
        form's."""
        heads = [*self.places, *(head for head in sheet.heads if head not in self.places)]
        printed = Counter("".join(head.text for head in heads if head.type != "HEADING_FOUR"))
        official = (*official_words("place", "litigation"), *official_words("outcome") * len(GROUPS))
        wanted = Counter("".join(official))
        return all(printed[char] == wanted[char] for char in wanted) and self._in_order(
            [term for term in sheet.values if term.type != "EMPTY"], " ".join(official), _ALL_HEADS
        )

    def _in_order(
        self, values: Sequence[Term], label: str, evidence: tuple[str, ...], paths: Sequence[str] = _PATHS
    ) -> bool:
        """Read the figures in the official order, where there is one for each and the sums of the form
        hold."""
        numbers = [term.lexeme.number.value if term.lexeme.number is not None else None for term in values]
        if len(numbers) != len(paths) or not all_hold(dict(zip(paths, numbers, strict=True))):
            return False
        match = Match(label=label, how=How.SIMILAR, confidence=0.9, evidence=evidence)
        for path, term in zip(paths, values, strict=True):
            self._keep(read_lexeme(term.lexeme, path, match))
        return True

    def _keep(self, read: Fact | Unread) -> None:
        (self.facts if isinstance(read, Fact) else self.unread).append(read)  # type: ignore[arg-type]

    def _lose(self, values: Sequence[Term], reason: str) -> None:
        if any(map(has_figure, values)):
            self.unread.append(
                Unread(raw=row_text(values), location=values[0].lexeme.location, reason=reason)
            )


def read_section_four(tables: Sequence[Tree[Term]]) -> tuple[TableReading, list[list[Term]]] | None:
    """The facts of section four in the tables of a document, and the tokens it was read from; None where it
    is not there."""
    section = _Section()
    for sheet in _in_step(sheet for table in tables if table.data == "four" for sheet in _sheets(table)):
        section.take(sheet)
    if not section.used:
        return None
    groups = frozenset(fact.path.split(".")[0] for fact in section.facts)
    if section.unread:
        groups |= {place.split(".")[0] for place in [head.key for head in section.places] or GROUPS}
    reading = TableReading(facts=tuple(section.facts), unread=tuple(section.unread), groups=groups)
    return reading, section.used


def _sheets(table: Tree[Term]) -> Iterator[_Sheet]:
    """The sheets of a table: its heads with the figures below, then each outcome that has figures of its
    own. Blank cells behind the last head belong to the figures."""
    heads: Sequence[Term] = [term for term in terms(table) if term.type != "CLOSE"]
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
            yield _Sheet((), terms(child))
    if heads:
        yield _parted(heads, ())


def _in_step(sheets: Iterable[_Sheet]) -> Iterator[_Sheet]:
    """The sheets, those of one place in lines as one where they are not a head and its figure each."""
    runs: list[list[_Sheet]] = [[]]
    for sheet in sheets:
        if any(head.type == "PLACE" for head in sheet.heads):
            runs.append([])
        runs[-1].append(sheet)
    made = [sheet for run in runs for sheet in _as_one(run)]
    if any(sheet.is_displaced for sheet in made):  # then one head and its figure alone may be out of step too
        made = [evolve(sheet, is_displaced=sheet.is_displaced or _is_alone(sheet)) for sheet in made]
    yield from made


def _in_its_grid(sheet: _Sheet) -> _Sheet:
    """A sheet whose figures stand in a grid with heads of its own, without those that a page before it ends
    with."""
    if not sheet.values or not sheet.values[0].lexeme.piece.is_grid:
        return sheet
    block = sheet.values[0].lexeme.piece.block
    heads = [head for head in sheet.heads if head.lexeme.piece.is_grid and head.lexeme.piece.block == block]
    places, outcomes = (sum(head.type == kind for head in heads) for kind in ("PLACE", "OUTCOME"))
    is_whole = places * _SIZE >= outcomes >= _SIZE  # else 行政复议 stands over the grid, as a line of its own
    return evolve(sheet, heads=heads) if is_whole and len(heads) < len(sheet.heads) else sheet


def _is_alone(sheet: _Sheet) -> bool:
    return sum(head.type == "OUTCOME" for head in sheet.heads) == 1 == sum(map(_is_printed, sheet.values))


def _as_one(run: Sequence[_Sheet]) -> Sequence[_Sheet]:
    sizes = [
        (sum(head.type == "OUTCOME" for head in sheet.heads), sum(map(_is_printed, sheet.values)))
        for sheet in run
    ]
    heads = [head for sheet in run for head in sheet.heads]
    values = [term for sheet in run for term in sheet.values if _is_printed(term)]
    is_of_lines = all(
        term.lexeme.piece.cell is None or not term.lexeme.piece.is_grid for term in (*heads, *values)
    )
    sizes = [size for size in sizes if size[0]]
    if len(sizes) < 2 or not is_of_lines or max(sizes)[0] >= _SIZE or set(sizes) == {(1, 1)}:
        return run
    return [_Sheet(heads, values, is_displaced=True)]


def _is_printed(term: Term) -> bool:
    return term.type in {"FIGURE", "ODD", "BLANK"}


def _parted(heads: Sequence[Term], values: Sequence[Term]) -> _Sheet:
    last = max((at for at, term in enumerate(heads) if term.type != "EMPTY"), default=-1)
    row = heads[last].lexeme.row if last >= 0 else -1
    blanks = [term for term in heads[last + 1 :] if term.lexeme.row != row or not term.lexeme.piece.is_grid]
    if values and values[0].lexeme.piece.is_grid:
        blanks = [term for term in blanks if term.lexeme.row == values[0].lexeme.row]
    return _Sheet(heads, [*blanks, *values])


def _columns(places: Sequence[Term], outcomes: Sequence[Term]) -> list[Column[_Key]] | Misfit:
    """The columns under the heads: each outcome with the place that stands over it, or before it where there
    is no grid."""
    if (
        all(term.lexeme.piece.is_grid for term in (*places, *outcomes))
        and len({term.lexeme.piece.block for term in (*places, *outcomes)}) == 1
    ):
        lowest = {_first_column(term): term for term in outcomes}  # heads may be printed again after a page
        if any(lowest[_first_column(term)].key != term.key for term in outcomes):
            return Misfit(phrase("its heads do not tell the columns apart").both)
        is_one = len(places) == 1 and {term.key for term in lowest.values()} == set(OUTCOMES)
        pairs = [(places[0] if is_one else _over(places, term), term) for _, term in sorted(lowest.items())]
    else:
        named = list({term.key: term for term in places}.values())
        if 1 < len(outcomes) < _SIZE or (len(outcomes) == 1 and len(named) > 1):
            # a head that is missing may be anywhere, so no order tells whose a figure is
            return Misfit(phrase("its heads do not tell the columns apart").both)
        size = max(len(named), 1) * _SIZE
        outcomes = outcomes[-size:] if len(outcomes) % size == 0 else outcomes
        if len(outcomes) > len(named) * _SIZE:
            return Misfit(phrase("its heads do not tell the columns apart").both)
        pairs = [(named[at // _SIZE], term) for at, term in enumerate(outcomes)]
    if any(place is None for place, _ in pairs):
        return Misfit(phrase("its heads do not tell the columns apart").both)
    columns = [
        Column((place.key, term.key), f"{place.text} × {term.text}", (place.lexeme, term.lexeme))
        for place, term in pairs
        if place is not None
    ]
    if len({column.key for column in columns}) < len(columns):
        return Misfit(phrase("its heads do not tell the columns apart").both)
    return columns


def _with_blanks(sheet: _Sheet, place: Term) -> _Sheet:
    """The sheet with the blank cells between a place and the figures of its row among these."""
    at = next(number for number, head in enumerate(sheet.heads) if head is place)
    blanks = [
        term for term in sheet.heads[at + 1 :] if term.type == "EMPTY" and term.lexeme.row == place.lexeme.row
    ]
    known = {id(term) for term in sheet.values}
    return evolve(sheet, values=[*(term for term in blanks if id(term) not in known), *sheet.values])


def _texts(row: Sequence[Term]) -> list[str]:
    return [term.text.strip() for term in row]


def _first_column(term: Term) -> int:
    return term.lexeme.piece.cell.column if term.lexeme.piece.cell is not None else 0


def _over(places: Sequence[Term], term: Term) -> Term | None:
    """The last of the heads of a place that spans a column, or the only one that does not span the whole of
    its own."""
    column = _first_column(term)
    over = [
        place
        for place in places
        if (cell := place.lexeme.piece.cell) is not None
        and cell.column <= column < cell.column + cell.colspan
    ]
    return over[-1] if over else None
