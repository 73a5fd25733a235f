"""A table of section three as it is printed: its heads, its rows, its groups."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from attrs import define, evolve, field
from lark import Tree

from ...facts import How, Match, Unread
from ...language import phrase
from ..align import NO_LABEL, Misfit, Placed, Raw, align, by_rows, has_figure, row_text
from ..labels import canonical_text
from ..parse import Term, terms
from ..row_parts import is_covered, is_of_all, names_a_part
from .columns import Columns, are_out_of_line, is_whole
from .lines import row_paths
from .rows import (
    ApplicationRow,
    exact_match,
    is_listed,
    is_torn_label,
    likely_row,
    own_cells,
    without_border,
)

__all__ = ["ALL", "TORN", "ApplicationsTable"]

_OUTCOMES = "applications.outcomes"
_OTHER_HANDLING = f"{_OUTCOMES}.other_handling"
_OTHER, ALL = f"{_OTHER_HANDLING}.other", f"{_OTHER_HANDLING}.all"
_PARTS_OF_OTHER_HANDLING = {f"{_OTHER_HANDLING}.not_corrected_in_time", f"{_OTHER_HANDLING}.fee_unpaid"}
_LAST = "applications.carried_forward"
_SIXTH_OTHER = re.compile(r"\(六\)其他(?:情形|情况)?")
"""（六）其他处理 in fewer words."""
TORN = phrase("the row is torn in two").both
_A_PART = phrase("a row of a part, beside that of all or of other parts").both
_TWICE = phrase("a row of this name was read before").both


@define
class ApplicationsTable:
    """One table as far as it has been read: its heads, its rows by path, all tokens of its rows, and those
    that are used."""

    columns: Columns
    heads: Sequence[Term]
    rows: dict[str, ApplicationRow] = field(factory=dict)
    groups: list[Term] = field(factory=list)
    unread: list[Unread] = field(factory=list)
    used: list[list[Term]] = field(factory=list)
    printed: list[Term] = field(factory=list)
    has_bare: bool = False
    has_stray_cells: bool = False  # rows of cells without a label of the form
    in_other_handling: bool = False  # whether a row of 其他处理 has been met: then 其他 is one too
    above: Sequence[Term] = ()  # the row above, where its label is none of the form
    label: Term | None = None  # of the last row of the form
    is_bare: bool = False  # whether no figure stands behind it
    part: Term | None = None  # the words of a part that stand behind it

    def take(self, child: Tree[Term]) -> None:
        """Take a row, a group, or what is neither."""
        found = terms(child)
        begun = self.printed[-1] if self.printed and child.data == "unknown" else None
        if begun is not None and not (
            begun.type == "ROW"
            and begun.lexeme.piece is found[0].lexeme.piece
            and begun.lexeme.end == found[0].lexeme.start
        ):
            begun = None
        self.printed += found
        self.in_other_handling = self.in_other_handling or (
            found[0].type == "ROW" and found[0].key in _PARTS_OF_OTHER_HANDLING
        )
        above, self.above = self.above, ()
        goes_on = begun is not None and not found[0].text[:1].isspace()  # a misprinted label
        if self.label is not None and not goes_on and self._is_part(found):
            self._part(self.label, found)
            return
        self.label = found[0] if child.data == "three_row" else None
        self.is_bare = all(term.type == "EMPTY" for term in found[1:])
        words = next((term for term in found[1:] if term.type != "EMPTY"), None)
        self.part = words if words is not None and names_a_part(words) else None
        if above and child.data == "three_row" and is_torn_label(above[0], found[0]):
            self.lose([*above, *found], TORN)
            self.used.append([*above, *found])
            return
        if child.data == "three_row" and not (found[0].key == ALL and len(found) == 1):
            self._row(found[0].key, found, exact_match(found[0]))
        elif child.data in {"three_row", "group"}:
            self._group(found)
        elif child.data == "unknown":
            self._unknown(found, begun)
        elif child.data == "bare":
            found = [term for term in found if not self._is_before_columns(term)]
            if not found:
                return
            row = found[0].lexeme.row
            # the label of a first row that nobody knows stands among the heads
            label = [head for head in self.heads if head.type == "WORDS" and head.lexeme.row == row]
            if label:
                self._unknown([label[-1], *found], None)
            else:
                self.has_bare = self.has_bare or is_listed(found)
                self._stray(found)

    def _is_part(self, found: Sequence[Term]) -> bool:
        """Whether a row is one of those that the last label is over, without a label of the form but 合计: it
        is merged over them, its own words stand behind the label that has no figures, or the row has all
        figures below one of a part."""
        label = self.label
        if label is None:
            return False
        is_word = found[0].type == "WORDS" and not (
            label.key == ALL and likely_row(found[0].text, label.text)
        )
        if not is_word and not is_of_all(found[0], self.part or found[0]):
            return False
        if self.is_bare:
            return label.lexeme.row == found[0].lexeme.row
        is_whole = sum(map(has_figure, found)) == len(self.columns)
        return is_covered(label, found[0]) or (self.part is not None and is_whole)

    def _part(self, label: Term, found: Sequence[Term]) -> None:
        """A row that the label of another is merged over, with words of its own: of the rows of a label that
        of all is the report's."""
        self.used.append(list(found))
        row = self.rows.get(label.key)
        if row is not None and (self.part is not None or self.is_bare):
            del self.rows[label.key]
            if not self.is_bare:
                self.lose([row.label, *row.values], _A_PART)
        if is_of_all(found[0], self.part or found[0]):
            self._row(label.key, [label, *found[1:]], exact_match(label))
        else:
            self.lose(found, _A_PART)
            self.part = self.part or found[0]
        self.is_bare = False

    def _group(self, found: Sequence[Term]) -> None:
        head = found[0]
        self.groups = [*(one for one in self.groups if _is_within(head.key, one)), head]
        last = next(reversed(self.rows.values()), None)
        if last is not None and last.match.how is How.SIMILAR and any(map(has_figure, found)):
            del self.rows[last.path]  # its label is not whole, and these figures may be the rest of its own
            self.lose([last.label, *last.values, *found], TORN)
            self.used.append(list(found))
            return
        self._stray(found)

    def _unknown(self, found: Sequence[Term], begun: Term | None) -> None:
        """A row whose label is no known wording: one so like a row's that it can only be a misprint of it.
        `begun` is a known label that it goes on with other words."""
        if any(map(has_figure, found)):
            label = found[0].text if begun is None else begun.text + found[0].text
            likely = likely_row(label, self.groups[-1].text if self.groups else None)
            if likely is None or likely[0] in self.rows:
                self._stray(found)
            else:
                self._row(likely[0], found, likely[1])

    def _is_before_columns(self, term: Term) -> bool:
        """Whether a cell of a grid stands before the first column of figures: a serial number, or a piece of
        a label."""
        cell, head = term.lexeme.piece, self.columns[0].head.piece if self.columns else None
        if head is None or cell.cell is None or head.cell is None or not cell.is_grid:
            return False
        return cell.block == head.block and cell.cell.column < head.cell.column

    def _stray(self, found: Sequence[Term]) -> None:
        is_line = found[0].lexeme.piece.cell is None
        self.has_stray_cells = self.has_stray_cells or (not is_line and any(map(has_figure, found)))
        if any(map(has_figure, found)) and not (is_line and _LAST in self.rows):
            self.used.append(list(found))
            self.lose(found, NO_LABEL)
            self.above = found

    def _row(self, path: str, found: Sequence[Term], match: Match) -> None:
        label = found[0]
        values = own_cells(found, self.columns)
        if not values:
            return
        if path == _OTHER:
            groups = [one for one in self.groups if one.key != _OUTCOMES]
            if not self.in_other_handling and not any(_is_within(path, one) for one in groups):
                if _SIXTH_OTHER.fullmatch(canonical_text(label.text)) is None:
                    self._stray(found)
                    return
                path, match = ALL, evolve(match, how=How.ALIAS)
            else:
                match = evolve(match, how=How.EXACT, evidence=("stands under 其他处理",))
        self.used.append(list(found))
        before = self.rows.get(path)
        is_copy = before is not None and self._is_beside(before.label) and not self._is_beside(label)
        if before is not None and not is_copy:
            if any(map(has_figure, values)) and not self._is_beside(label):
                self.lose(found, _TWICE)
            return
        above = [one.text.strip() for one in self.groups if _is_within(path, one)]
        rows = [cells for cells in by_rows(values) if any(map(has_figure, cells))]
        placed: Placed | Raw | Misfit = Misfit(TORN)
        if len(rows) < 2:
            values = rows[0] if rows else by_rows(values)[0]
            if not are_out_of_line(self.columns) or len(values) != len(self.columns):
                placed = without_border(align(self.columns, values), values, self.columns)
            else:
                placed = [term.lexeme for term in values]
        words = " > ".join((*above, label.text.strip()))
        match = Match(label=words, how=match.how, confidence=match.confidence, evidence=match.evidence)
        self.rows[path] = ApplicationRow(path, match, label, values, self.columns, placed)

    def is_continued(self, children: Sequence[Tree[Term]]) -> bool:
        """Whether rows in cells, without heads, go on behind the last one that stands in cells here, each
        with a cell for every column: programs that print a page as text and then as tables print the next
        page's text between the two."""
        rows = [terms(child) for child in children if child.data == "three_row"]
        rows = [row for row in rows if row[0].lexeme.piece.is_grid and any(map(has_figure, row))]
        own = {path for path, row in self.rows.items() if row.label.lexeme.piece.is_grid}
        if not rows or not is_whole(self.columns):
            return False
        if any(len(own_cells(row, self.columns)) < len(self.columns) for row in rows):
            return False
        orders = (list(paths) for paths in row_paths())
        first = rows[0][0].key
        return any(
            first in paths
            and [path for path in paths if path in own][-1:] == paths[: paths.index(first)][-1:]
            for paths in orders
        )

    def _is_beside(self, label: Term) -> bool:
        """Whether a row stands in a line of text while the heads stand in cells: some programs print a page
        as text and as tables."""
        head = self.columns[0].head.piece if self.columns else None
        return head is not None and head.cell is not None and label.lexeme.piece.cell is None

    def lose(self, found: Sequence[Term], reason: str) -> None:
        rows = [list(row) for _, row in groupby(found, key=lambda term: term.lexeme.row)]
        raw = " / ".join(map(row_text, rows)) if reason == TORN else row_text(found)
        self.unread.append(Unread(raw=raw, location=found[0].lexeme.location, reason=reason))


def _is_within(path: str, group: Term) -> bool:
    return path.startswith(f"{group.key.removesuffix('.all')}.")
