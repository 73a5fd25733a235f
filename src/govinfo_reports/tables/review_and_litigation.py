"""Section four of the 2019 and 2021 forms: 政府信息公开行政复议、行政诉讼情况, five outcomes of three kinds
of cases."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from attrs import define, evolve, field
from lark import Tree

from ..facts import Fact, How, Match, Unread
from ..forms import official_words
from ..language import phrase
from .align import Column, Misfit, Raw, align, by_rows, has_figure, joined, row_text, with_torn_figures
from .glued.cells import Basis
from .glued.groups import GROUPS, OUTCOMES, decode_litigation
from .glued.placing import all_hold, most_hold, placed_or_cut
from .lexer import Lexeme
from .parse import Term
from .reading import TableReading, decoded_fact, label_match, read_lexeme
from .sheets import (
    OutcomeSheet,
    are_all_heads,
    have_run_together,
    in_its_grid,
    in_step,
    is_line_of_words,
    is_other,
    is_printed,
    is_row,
    is_sum_of_rows,
    is_told_apart,
    labels_of_row,
    rows_with_words,
    sheets,
    stands_before,
    without_notes,
    without_page_number,
)

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
        "order; the totals add up"
    ).both,
)
_UNTOLD = phrase("its heads do not tell the columns apart").both
_OTHER = phrase("its heads name another year or body").both


@define
class _Section:
    """Section four as far as it has been read: what the heads before said, and what was found."""

    places: list[Term] = field(factory=list)
    facts: list[Fact] = field(factory=list)
    unread: list[Unread] = field(factory=list)
    used: list[list[Term]] = field(factory=list)
    last: tuple[Sequence[Term], int] = ((), 0)
    """The figures below the last heads, and the number of facts before them."""
    columns: Sequence[Column[_Key]] = ()
    """The columns of the last row that words which are no label of the form stand before (市本级)."""
    over: Sequence[Term] = ()
    """The outcomes over rows that places stand before, as the last sheet had them."""
    said: set[str] = field(factory=set)
    """The paths of the columns of the sheets so far, read or lost."""
    worded: set[int] = field(factory=set)
    """The rows in which words stand beside labels and figures."""

    def take(self, sheet: OutcomeSheet) -> None:
        """Read one sheet."""
        sheet = in_its_grid(sheet)
        outcomes = [head for head in sheet.heads if head.type == "OUTCOME"]
        own = _in_their_groups(sheet.heads)
        if isinstance(own, Misfit):
            self.used.append([*sheet.heads, *sheet.values])
            self._lose(sheet.values, own.reason)
            return
        self.worded |= rows_with_words([*sheet.heads, *sheet.values])
        if not sheet.heads and self.used:
            is_bordered = self.used[-1][-1].lexeme.bordered and not is_line_of_words(sheet.values)
            if is_bordered or is_row(sheet.values):
                self.used.append(list(sheet.values))
                self._second(sheet.values)
            return  # 云河市2021年政府信息公开工作年度报告, below the table
        if not outcomes and self.over and stands_before(own, sheet.values, self.over):
            self._beside(own, _with_blanks(sheet, own[-1]))
            return
        if self.columns and is_sum_of_rows(sheet):
            self._sum(sheet.values)
            return
        self.last, self.columns = (sheet.values, len(self.facts)), ()
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
        figures = without_notes(sheet.values)
        self._lose(sheet.values[len(figures) :], phrase("words below the figures").both)
        sheet = evolve(sheet, values=figures)
        rows = by_rows(figures)
        if isinstance(columns, Misfit):
            if not self._official(sheet):
                self._lose(sheet.values, columns.reason)
        elif not own and any(".".join(column.key) in self.said for column in columns):
            self._lose(sheet.values, phrase("a second row of figures under the same heads").both)
        elif not any(map(has_figure, rows[0])) and any(any(map(has_figure, row)) for row in rows):
            self._row(columns, next(row for row in rows if any(map(has_figure, row))), sheet)
        elif any(_texts(row) != _texts(rows[0]) for row in rows[1:] if any(map(has_figure, row))):
            self._lose(sheet.values, phrase("the row is torn in two, or a second one stands below it").both)
        else:
            self._row(columns, rows[0], sheet)
            self.columns = columns if labels_of_row(sheet) else ()
        if not isinstance(columns, Misfit) and any(term.type in {"FIGURE", "ODD"} for term in figures):
            self.said |= {".".join(column.key) for column in columns}

    def _sum(self, values: Sequence[Term]) -> None:
        """Read the row of 合计 below rows of bodies, of which the last was taken for the report's."""
        first, before = self.last
        if len(self.facts) > before:
            del self.facts[before:]
            self._lose(first, phrase("a row of one body, beside that of all").both)
        self.used.append(list(values))
        self._row(self.columns, values, OutcomeSheet((), values))

    def _beside(self, places: Sequence[Term], sheet: OutcomeSheet) -> None:
        """Read a row whose place stands before its figures, below the heads of a row above."""
        place = places[-1]
        self.last = (sheet.values, len(self.facts))
        self.used.append([*sheet.heads, *sheet.values])
        columns = _columns([place], self.over)
        if is_told_apart(places, self.worded):
            self._lose(sheet.values, _UNTOLD)
        elif isinstance(columns, Misfit):
            self._lose(sheet.values, columns.reason)
        elif place.key in {fact.path.rpartition(".")[0] for fact in self.facts}:
            self._lose(sheet.values, phrase("a second row of figures under the same heads").both)
        else:
            self._row(columns, sheet.values, sheet)

    def _row(self, columns: Sequence[Column[_Key]], values: Sequence[Term], sheet: OutcomeSheet) -> None:
        placed = with_torn_figures(align(columns, values), values, len(columns))
        if not isinstance(placed, (Misfit, Raw)) and have_run_together(placed):
            placed = Raw(joined([lexeme for lexeme in placed if lexeme is not None]))
        if isinstance(placed, Misfit):
            if not self._official(sheet):
                self._lose(values, placed.reason)
        elif (barred := {place.key for place in self.places if is_other(place)}) and isinstance(placed, Raw):
            self._lose(values, _OTHER)
        elif isinstance(placed, Raw):
            self._cut(columns, values, placed.text)
        else:
            self._lose([term for term in values if _is_under(term, columns, placed, barred)], _OTHER)
            for column, lexeme in zip(columns, placed, strict=True):
                if lexeme is not None and column.key[0] not in barred:
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
            decoded_fact(
                path,
                cells[path],
                match=Match(label=column.label),
                raw=raw,
                location=values[0].lexeme.location,
            )
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
        own, above = (_texts([term for term in row if is_printed(term)]) for row in (values, first))
        if len(own) >= _SIZE and len(self.facts) > before and own != above:
            del self.facts[before:]
            self._lose(first, reason)
        self._lose(values, reason)

    def _bare(self, sheet: OutcomeSheet) -> None:
        """Figures right under the section's heading, or under the heads of its places alone: fifteen whose
        sums hold are the form's, in its order."""
        figures = [term for term in sheet.values if term.type == "FIGURE"]
        if len(figures) < _SIZE or any(head.type == "WORDS" for head in sheet.heads):
            return
        self.used.append(list(sheet.values))
        label = next(head for head in sheet.heads if head.type == "HEADING_FOUR").text
        if not self._in_order([term for term in sheet.values if term.type != "EMPTY"], label, _NO_HEADS):
            self._lose(sheet.values, phrase("figures without heads that are not fifteen adding up").both)

    def _official(self, sheet: OutcomeSheet) -> bool:
        """Read fifteen figures in the official order where the heads, whole or in pieces, are all of the
        form's. Blank cells among them are dashes in one line."""
        heads = [*self.places, *(head for head in sheet.heads if head not in self.places)]
        if any(map(is_other, heads)) or not are_all_heads(heads):
            return False
        official = (*official_words("place", "litigation"), *official_words("outcome") * len(GROUPS))
        printed = [term for term in sheet.values if term.type != "EMPTY"]
        values = without_page_number(printed)
        is_line = len({term.lexeme.row for term in printed}) == 1
        return self._in_order(
            values, " ".join(official), _ALL_HEADS, holds=most_hold if is_line else all_hold
        )

    def _in_order(
        self,
        values: Sequence[Term],
        label: str,
        evidence: tuple[str, ...],
        paths: Sequence[str] = _PATHS,
        holds: Callable[[Mapping[str, object]], bool] = all_hold,
    ) -> bool:
        """Read the figures in the official order, where there is one for each and the sums of the form
        hold."""
        numbers = [term.lexeme.number.value if term.lexeme.number is not None else None for term in values]
        if len(numbers) != len(paths) or not holds(dict(zip(paths, numbers, strict=True))):
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
    for sheet in in_step(sheet for table in tables if table.data == "four" for sheet in sheets(table)):
        section.take(sheet)
    if not section.used:
        return None
    groups = frozenset(fact.path.split(".")[0] for fact in section.facts)
    if section.unread:
        groups |= {place.split(".")[0] for place in [head.key for head in section.places] or GROUPS}
    reading = TableReading(facts=tuple(section.facts), unread=tuple(section.unread), groups=groups)
    return reading, section.used


def _columns(places: Sequence[Term], outcomes: Sequence[Term]) -> list[Column[_Key]] | Misfit:
    """The columns under the heads: each outcome with the place that stands over it, or before it where there
    is no grid."""
    if (
        all(term.lexeme.piece.is_grid for term in (*places, *outcomes))
        and len({term.lexeme.piece.block for term in (*places, *outcomes)}) == 1
    ):
        lowest = {_first_column(term): term for term in outcomes}  # heads may be printed again after a page
        if any(lowest[_first_column(term)].key != term.key for term in outcomes):
            return Misfit(_UNTOLD)
        is_one = len(places) == 1 and {term.key for term in lowest.values()} == set(OUTCOMES)
        pairs = [(places[0] if is_one else _over(places, term), term) for _, term in sorted(lowest.items())]
    else:
        named = list({term.key: term for term in places}.values())
        if 1 < len(outcomes) < _SIZE or (len(outcomes) == 1 and len(named) > 1):
            # a head that is missing may be anywhere, so no order tells whose a figure is
            return Misfit(_UNTOLD)
        size = max(len(named), 1) * _SIZE
        if len(outcomes) > 1 and len(outcomes) % size:
            return Misfit(_UNTOLD)  # of which place some lack
        outcomes = outcomes[-size:]
        pairs = [(named[at // _SIZE], term) for at, term in enumerate(outcomes)]
    if any(place is None for place, _ in pairs):
        return Misfit(_UNTOLD)
    columns = [
        Column((place.key, term.key), f"{place.text} × {term.text}", (place.lexeme, term.lexeme))
        for place, term in pairs
        if place is not None
    ]
    if len({column.key for column in columns}) < len(columns):
        return Misfit(_UNTOLD)
    return columns


def _in_their_groups(heads: Sequence[Term]) -> list[Term] | Misfit:
    """The places, that of 行政复议 behind those of 行政诉讼 where that head stands before it. Heads of
    outcomes right behind both may be of either: programs exchange heads of one line."""
    places = [head for head in heads if head.type == "PLACE"]
    alone = {head.lexeme.row for head in heads} - {
        head.lexeme.row for head in heads if head.type not in ("PLACE", "LITIGATION", "EMPTY", "OUTCOME")
    }
    rows = [head for head in heads if head.lexeme.row in alone and head.type != "EMPTY"]
    kinds = [head.key if head.type == "PLACE" else head.type for head in rows[:3]]
    if kinds[:2] != ["LITIGATION", GROUPS[0]] or sum(head.type == "LITIGATION" for head in heads) > 1:
        return places
    if kinds[2:] == ["OUTCOME"] and not rows[2].lexeme.piece.is_grid:
        return Misfit(_UNTOLD)
    return sorted(places, key=lambda place: place.key == GROUPS[0])


def _with_blanks(sheet: OutcomeSheet, place: Term) -> OutcomeSheet:
    """The sheet with the blank cells between a place and the figures of its row among these."""
    at = next(number for number, head in enumerate(sheet.heads) if head is place)
    blanks = [
        term for term in sheet.heads[at + 1 :] if term.type == "EMPTY" and term.lexeme.row == place.lexeme.row
    ]
    known = {id(term) for term in sheet.values}
    return evolve(sheet, values=[*(term for term in blanks if id(term) not in known), *sheet.values])


def _is_under(
    term: Term, columns: Sequence[Column[_Key]], placed: Sequence[Lexeme | None], places: Collection[str]
) -> bool:
    """Whether a figure stands under one of these places."""
    return any(
        term.lexeme is lexeme and column.key[0] in places
        for column, lexeme in zip(columns, placed, strict=True)
    )


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
