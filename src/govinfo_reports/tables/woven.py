"""Labels of two columns torn over the same lines, as programs print a page line by line: which piece belongs
to which label.

    (三)                     a group's label (（三）不予公开) beside those of its rows,
    2.其他法                 each over as many lines as its narrow column needs,
    不予公                   and the figures of a row level with the middle of its label
    律行政
    开 0 0 0 0 0 0 0
    法规禁
    止公开

The pieces of a row's label stand before and behind its figures, or beside them. That is believed where all
pieces make whole words of the form, its rows come in the form's order, and no other way to read as many of
the pieces gives a figure to another row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from attrs import evolve, frozen

from ..forms import VocabularyEntry
from ..forms.relations import rows
from ..forms.vocabulary import SKIPPED, Node
from ..indicators import APPLICANTS
from ..numerals import read_cell
from ..text import fold
from .pieces import TablePiece
from .scan import Scanner, follow, ordinal_end

__all__ = ["Line", "first_row", "is_last_row", "woven"]

_WORD = re.compile(r"\S+")
_WORDS = re.compile(r"\s")
_FIGURE = re.compile(r"[-\d—–―/]")
_NUMBER = re.compile(r"\s*\d{1,4}\s*")
_FEWEST_ROWS = 3
_FIRST_ROWS = 2
_MOST_GROUPS = 2
_MOST_WAYS = 200
_FARTHEST = 60
"""So many pieces no label has."""
_SHORT = 4
"""A shorter label begins with its ordinal, or it may be the head of a column (其他, 总计)."""
_LEAST_KNOWN = 4
"""One piece in so many may belong to no label."""
_LOOSE, _BARE = 4, 1
"""What a piece that belongs to no label costs, and a label without figures."""

Line = tuple[TablePiece | None, tuple[TablePiece, ...]]
"""The words of a printed line, and the figures behind them."""


@frozen(eq=False)
class _Token:
    """A piece of a label, with the words that it may begin (`row`, `group`) and whether alone it is a
    figure; or (with `figures`) what a line prints behind its words."""

    line: int
    piece: TablePiece
    figures: tuple[TablePiece, ...] = ()
    text: str = ""
    ordinal: int = 0
    row: Node | None = None
    group: Node | None = None
    is_figure: bool = False


class _Label(NamedTuple):
    """A label as far as it has been put together."""

    node: Node
    pieces: tuple[int, ...]
    is_numbered: bool
    figures: int | None = None

    def followed(self, node: Node, at: int) -> _Label:
        return _Label(node, (*self.pieces, at), self.is_numbered, self.figures)


class _Way(NamedTuple):
    """One way to read the tokens so far: the rows that are whole, the one that is not, and the groups.
    Thousands are made for a table, and a tuple is made in a fifth of the time that an attrs class takes."""

    cost: int
    order: int = -1
    row: _Label | None = None
    groups: tuple[_Label, ...] = ()
    rows: tuple[_Label, ...] = ()
    done: tuple[_Label, ...] = ()
    loose: tuple[int, ...] = ()
    above: int | None = None
    """A line of figures whose row begins below it."""

    def without(self, at: int, cost: int) -> _Way:
        """The way with a token that belongs to no label."""
        return _Way(
            self.cost + cost,
            self.order,
            self.row,
            self.groups,
            self.rows,
            self.done,
            (*self.loose, at),
            self.above,
        )

    def along(
        self, row: _Label | None, groups: tuple[_Label, ...], done: tuple[_Label, ...] | None = None
    ) -> _Way:
        """The way with other open labels."""
        return _Way(
            self.cost,
            self.order,
            row,
            groups,
            self.rows,
            self.done if done is None else done,
            self.loose,
            self.above,
        )

    @property
    def state(self) -> tuple[object, ...]:
        row = None if self.row is None else (id(self.row.node), self.row.pieces[:1], self.row.figures)
        behind = self.row is not None and self.loose[-1:] > self.row.pieces[-1:]
        return (
            row,
            tuple([(id(one.node), one.pieces[0]) for one in self.groups]),
            self.order,
            behind,
            self.above,
        )

    @property
    def figures(self) -> tuple[tuple[int, int | None], ...]:
        return tuple((one.pieces[0], one.figures) for one in self.rows)


@lru_cache(maxsize=1)
def _rows_in_order() -> Mapping[str, int]:
    """The rows of section three by their keys, in printed order."""
    return {row: number for number, row in enumerate(rows())}


def first_row(run: Sequence[Line], scanner: Scanner) -> int | None:
    """The first of the lines that begins with a row of section three; None where none does."""
    order = _rows_in_order()
    lines = enumerate(run) if scanner.tree("row") else ()
    return next((at for at, line in lines if _begins(line, scanner, order)), None)


def is_last_row(entry: VocabularyEntry) -> bool:
    """Whether a word names the row that section three ends with."""
    return entry.kind == "row" and _rows_in_order().get(entry.key) == len(_rows_in_order()) - 1


def woven(run: Sequence[Line], begun: int, scanner: Scanner) -> tuple[int, int, list[TablePiece]] | None:
    """The lines from the first row of section three to the last as one label and its figures in turn, with
    the number of the first line and of the one behind the last; None where that cannot be told."""
    order = _rows_in_order()
    if begun and run[begun - 1][0] is None:
        begun -= 1  # the figures of the first row
    tokens = list(_tokens(run, begun, scanner))
    ways = [_Way(0)]
    best: tuple[int, list[_Way]] | None = None
    for at, token in enumerate(tokens):
        steps = [one for way in ways for one in _steps(way, at, token, tokens, order)]
        if not steps or (best is not None and at - best[0] > _FARTHEST):
            break
        most = min(one.cost for one in steps) + 2 * _LOOSE
        found: dict[tuple[object, ...], list[_Way]] = {}
        for one in steps:
            if one.cost > most:
                continue
            state = one.state
            same = found.setdefault(state, [])
            if not same or one.cost < same[0].cost:
                found[state] = [one]
            elif (
                one.cost == same[0].cost
                and len(same) < 2
                and all(one.figures != other.figures for other in same)
            ):
                same.append(one)
        ways = [way for same in found.values() for way in same][:_MOST_WAYS]
        if at + 1 == len(tokens) or tokens[at + 1].line != token.line:
            ended: list[_Way] = []
            for way in ways:
                whole = None if ended and way.cost > ended[0].cost else _ended(way, order)
                if whole is not None and (not ended or whole.cost < ended[0].cost):
                    ended = [whole]
                elif whole is not None and whole.cost == ended[0].cost:
                    ended.append(whole)
            if ended:
                fewest = ended[0].cost
                if best is None or fewest <= best[1][0].cost or ended[0].order > best[1][0].order:
                    best = at, ended
    if best is None:
        return None
    last, ended = best
    way = ended[0]
    if any(other.figures != way.figures for other in ended) or len(way.rows) < _FEWEST_ROWS:
        return None
    if way.cost > _LOOSE * (last + 1) // _LEAST_KNOWN:
        return None
    return begun, tokens[last].line + 1, list(_pieces(way, tokens))


def _begins(line: Line, scanner: Scanner, order: Mapping[str, int]) -> bool:
    """Whether a line begins with the label of one of the first rows, or a good part of it."""
    label, _ = line
    text = label.folded.text if label is not None else ""
    words = text[ordinal_end(text) :].strip()
    node = follow(scanner.tree("row"), words) if len(words) >= _SHORT else None
    return node is not None and any(order.get(key, len(order)) < _FIRST_ROWS for key in _keys(node))


def _keys(node: Node) -> Iterator[str]:
    """What the words mean that begin with those that lead to a place in the tree."""
    yield from (entry.key for entry in node.entries)
    for following in node.values():
        yield from _keys(following)


def _tokens(run: Sequence[Line], begun: int, scanner: Scanner) -> Iterator[_Token]:
    rows, groups = scanner.tree("row"), scanner.tree("group")
    listed: list[TablePiece] = []

    def end(line: int) -> Iterator[_Token]:
        if listed:
            yield _Token(line - 1, listed[0], tuple(listed))
            listed.clear()

    for number, (label, figures) in enumerate(run[begun:], begun):
        if label is None:  # figures and blanks that each have a line of their own are those of one row
            printed = [one for one in figures if _FIGURE.search(one.text) or not one.text.strip()]
            listed += printed
            if len(printed) == 1 and not _WORDS.search(printed[0].text.strip()):
                continue
            yield from end(number + 1)
            continue
        yield from end(number)
        for word in _WORD.finditer(label.text):
            text = fold(word[0]).text
            piece = evolve(label, text=word[0], offset=label.offset + word.start())
            ordinal = ordinal_end(text)
            words = text[ordinal:]
            is_figure = read_cell(text, signed=True) is not None
            row, group = _begun(rows, words, ordinal), _begun(groups, words, ordinal) if ordinal else None
            yield _Token(number, piece, (), text, ordinal, row, group, is_figure)
        printed = [one for one in figures if _FIGURE.search(one.text)]
        if printed and len(figures) == 1 and not _WORDS.search(printed[0].text.strip()):
            listed += printed  # the others of its row may have a line each
        elif printed:
            yield _Token(number, figures[0], tuple(figures))
    yield from end(len(run))


def _steps(
    way: _Way, at: int, token: _Token, tokens: Sequence[_Token], order: Mapping[str, int]
) -> Iterator[_Way]:
    if token.figures:
        yield from _with_figures(way, at, token, tokens)
        return
    if SKIPPED.issuperset(token.text):
        yield way
        return
    if not token.is_figure:
        yield way.without(at, _LOOSE)
    words = token.text[token.ordinal :]
    if way.row is not None and not token.ordinal and (node := follow(way.row.node, words)) is not None:
        yield way.along(way.row.followed(node, at), way.groups)
    for number, open_group in enumerate(way.groups):
        if token.ordinal or (node := follow(open_group.node, words)) is None:
            continue
        others = way.groups[:number] + way.groups[number + 1 :]
        longer = open_group.followed(node, at)
        if node.entries:
            yield way.along(way.row, others, (*way.done, longer))
        yield way.along(way.row, (*others, longer))
    if token.group is not None and len(way.groups) < _MOST_GROUPS:
        group = _Label(token.group, (at,), True)
        if group.node.entries:
            yield way.along(way.row, way.groups, (*way.done, group))
        yield way.along(way.row, (*way.groups, group))
    if token.row is not None and (closed := _closed(way, order)) is not None:
        row = _Label(token.row, (at,), token.ordinal > 0, closed.above)
        yield closed.along(row, closed.groups)._replace(above=None)


def _begun(root: Node, words: str, ordinal: int) -> Node | None:
    return follow(root, words) if words.strip() else root if ordinal else None


def _with_figures(way: _Way, at: int, token: _Token, tokens: Sequence[_Token]) -> Iterator[_Way]:
    """The figures of a line as those of the row whose label is open, or has just ended; a number of a page
    is nobody's. Behind a piece that belongs to no label figures are its own, unless the open label goes on
    below."""
    alone = at == 0 or tokens[at - 1].line != token.line
    is_open = way.row is not None and way.row.figures is None
    if alone and not is_open and way.above is None and _adds_up(token):
        yield way._replace(above=at)
    if way.row is not None and way.row.figures is None:
        yield way.along(_Label(way.row.node, way.row.pieces, way.row.is_numbered, at), way.groups)
    if alone and len(token.figures) == 1 and _NUMBER.fullmatch(token.piece.text):
        is_needed = way.row is not None and way.row.figures is None
        if at and tokens[at - 1].figures and _adds_up(tokens[at - 1]) is False:
            return  # the last digit of the sum may have slipped below it
        yield way._replace(cost=way.cost + (_LOOSE if is_needed else _BARE))
    elif way.loose[-1:] > (way.row.pieces[-1:] if way.row is not None else ()):
        yield way.without(at, _LOOSE)


def _adds_up(token: _Token) -> bool | None:
    """Whether the last of a line's figures, one for each kind of applicants, is the sum of the others; None
    for any other line."""
    if len(token.figures) > 1:
        return None
    texts = token.figures[0].text.split()
    if len(texts) != len(APPLICANTS) or not all(text.isdecimal() for text in texts):
        return None
    *parts, total = map(int, texts)
    return sum(parts) == total


def _closed(way: _Way, order: Mapping[str, int]) -> _Way | None:
    """The way with its row taken as whole; None where it is not, or does not stand in the form's order."""
    if way.row is None:
        return way
    if way.row.figures is not None and any(way.row.pieces[-1] < at < way.row.figures for at in way.loose):
        return None
    places = [
        order[entry.key]
        for entry in way.row.node.entries
        if entry.key in order
        and order[entry.key] > way.order
        and (way.row.is_numbered or len(entry.words) > _SHORT)
    ]
    if not places:
        return None
    cost = way.cost + (_BARE if way.row.figures is None else 0)
    return _Way(cost, min(places), None, way.groups, (*way.rows, way.row), way.done, way.loose, way.above)


def _is_whole(way: _Way) -> bool:
    """Whether the figures above labels can be those of no other row: each row has a line of them, and no
    figure and no piece of a label is left over."""
    if all(row.figures is None or row.figures > row.pieces[0] for row in way.rows):
        return True
    return None not in [row.figures for row in way.rows] and not way.loose and not way.groups


def _ended(way: _Way, order: Mapping[str, int]) -> _Way | None:
    closed = _closed(way, order)
    if (
        closed is None
        or closed.row is not None
        or closed.above is not None
        or (closed.rows and closed.rows[-1].figures is None)
    ):
        return None
    if not _is_whole(closed):
        return None
    cost = _LOOSE * sum(len(one.pieces) for one in closed.groups)
    return closed._replace(cost=closed.cost + cost, groups=()) if cost else closed


def _pieces(way: _Way, tokens: Sequence[_Token]) -> Iterator[TablePiece]:
    labels = {label.pieces[0]: label for label in (*way.rows, *way.done)}
    for at in sorted((*labels, *way.loose)):
        label = labels.get(at)
        if label is None:
            yield from tokens[at].figures or (tokens[at].piece,)
            continue
        parts = tuple(tokens[part].piece for part in label.pieces)
        first = parts[0]
        yield evolve(first, text="".join(part.text for part in parts), parts=parts) if parts[1:] else first
        if label.figures is not None:
            figures = tokens[label.figures].figures
            are_listed = len({piece.row for piece in figures}) > 1
            yield from figures if are_listed else (evolve(piece, row=first.row) for piece in figures)
