"""The grammar of the tables over the lexer's tokens: which of them make a table, and what each is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from attrs import define, frozen
from lark import Lark, ParseError, Token, Tree
from lark.parsers.lalr_analysis import Shift

from ..forms import Vocabulary
from ..grammar import grammar_text
from .among_figures import with_odd_words
from .lexer import Lexeme, lex
from .pieces import TablePiece

__all__ = ["Parsed", "Term", "parse_pieces", "parse_tables", "terms"]

_TERMINALS = {
    "outcome": "OUTCOME",
    "applicant": "APPLICANT",
    "metric": "METRIC",
    "row": "ROW",
    "item": "ITEM",
    "group": "GROUP",
    "item_group": "ITEM_GROUP",
    "subject": "SUBJECT",
    "place": "PLACE",
    "litigation": "LITIGATION",
    "clause": "CLAUSE",
    "info": "INFO",
    "corner": "CORNER",
    "column": "COLUMN",
    "heading": "HEADING",
}
"""The terminal for each kind of word; of several that may stand in a place the first one counts."""
_RANKS = {kind: rank for rank, kind in enumerate(_TERMINALS)}
_Closed = tuple[int, Callable[[list[Any]], Any]]
"""A rule that is whole: how many of the values on the stack are its own, and what is made of them."""

_SURE = 4
"""Characters of a word that is no piece of another."""
_MOST_CLOSED = 2
"""A table, and then what stands beside it, are closed before a word that neither of them has."""


@define(eq=False)
class Term:
    """A token of the grammar: its terminal, the lexer's token it stands for, and the key of its meaning."""

    type: str
    lexeme: Lexeme
    key: str = ""

    @property
    def text(self) -> str:
        return self.lexeme.text


def _closes(lexeme: Lexeme) -> bool:
    """Whether a word that may not stand in a table ends it; a short one (其他) may as well be a piece of a
    torn head."""
    return lexeme.kind != "WORD" or any(len(entry.words) >= _SURE for entry in lexeme.entries)


def _meant(lexeme: Lexeme, state: State) -> Term | None:
    """The token as what it may mean here; None where it may not stand here at all."""
    if lexeme.kind != "WORD":
        return Term(lexeme.kind, lexeme) if state[lexeme.kind] is not None else None
    meanings = [(entry.kind, entry.key) for entry in lexeme.entries]
    for kind, key in sorted(meanings, key=_rank) if len(meanings) > 1 else meanings:
        for name in _names(kind, key):
            if state[name] is not None:
                return Term(name, lexeme, key)
    return None


def _rank(meaning: tuple[str, str]) -> int:
    return _RANKS.get(meaning[0], len(_RANKS))


@lru_cache(maxsize=4096)
def _names(kind: str, key: str) -> tuple[str, ...]:
    """The terminals that stand for a word, its own before that of its kind."""
    terminal = _TERMINALS.get(kind)
    return () if terminal is None else (f"{terminal}_{key.upper()}", terminal)


class State(dict[str, "tuple[Sequence[_Closed], State] | None"]):
    """Where the parser is, all that it has gone through and not yet closed told: for each terminal what it
    closes and the state that it leads to, None where it may not stand here; looked up once."""

    def __init__(self, automaton: Automaton, stack: tuple[int, ...]) -> None:
        self.automaton, self.stack = automaton, stack

    def __missing__(self, terminal: str) -> tuple[Sequence[_Closed], State] | None:
        self[terminal] = made = self.automaton.step(self.stack, terminal)
        return made


class Automaton:
    """The table that Lark makes of a grammar: what the parser does in each state, and what it makes of each
    rule. No rule nests, so that states are few."""

    def __init__(self, grammar: str) -> None:
        tree: Any = _tree
        parser = Lark(
            grammar,
            parser="lalr",
            lexer="basic",
            maybe_placeholders=False,
            propagate_positions=False,
            tree_class=tree,
        )
        self._table = parser.parse_interactive().parser_state.parse_conf
        self._states: dict[tuple[int, ...], State] = {}
        self.start = self._state((self._table.start_state,))

    def _state(self, stack: tuple[int, ...]) -> State:
        if stack not in self._states:
            self._states[stack] = State(self, stack)
        return self._states[stack]

    def step(self, stack: tuple[int, ...], terminal: str) -> tuple[Sequence[_Closed], State] | None:
        """What a terminal closes, and the state that it leads to; None where it may not stand here: what
        the parser looks ahead to may still fail once it has closed what is open."""
        states: Any = self._table.states
        closed: list[_Closed] = []
        held = list(stack)
        while (action := states[held[-1]].get(terminal)) is not None:
            kind, target = action
            if kind is Shift:
                return tuple(closed), self._state((*held, target))
            size = len(target.expansion)
            del held[len(held) - size :]
            held.append(states[held[-1]][target.origin.name][1])
            closed.append((size, self._table.callbacks[target]))
            if terminal == "$END" and held[-1] == self._table.end_state:
                return tuple(closed), self._state(tuple(held))
        return None


def _tree(rule: Token, children: list[Any]) -> Tree[Term]:
    """A part of a table; its rule is plain text, which is compared faster than a token."""
    return Tree(str(rule), children)


@lru_cache(maxsize=1)
def _automaton() -> Automaton:
    return Automaton(grammar_text("tables"))


@frozen
class Parsed:
    """A stretch of a document as the lexer's tokens, and the tables that the grammar finds among them, in
    printed order."""

    lexemes: Sequence[Lexeme]
    tables: Sequence[Tree[Term]]


def parse_pieces(pieces: Iterable[TablePiece], words: Vocabulary) -> Parsed:
    """The tokens of the pieces, and the tables among them."""
    lexemes = with_odd_words(lex(pieces, words))
    return Parsed(lexemes, parse_tables(lexemes))


def parse_tables(lexemes: Iterable[Lexeme]) -> list[Tree[Term]]:
    """The tables among the tokens, in printed order: of a word with several meanings the one counts that the
    grammar accepts in its place, and what may not stand in a table closes it."""
    state = _automaton().start
    values: list[Any] = []

    def take(term: Term) -> None:
        nonlocal state
        step = state[term.type]
        if step is None:
            raise ParseError(f"the grammar of the tables has no place for {term.type}")
        closed, state = step
        for size, make in closed:
            if size:
                values[-size:] = (make(values[-size:]),)
            else:
                values.append(make([]))
        values.append(term)

    last: Lexeme | None = None
    for last in lexemes:
        for _ in range(_MOST_CLOSED):
            term = _meant(last, state)
            if term is None and not _closes(last) and state["WORDS"] is not None:
                term = Term("WORDS", last)
            if term is not None:
                break
            take(Term("CLOSE", last))
        else:
            term = _meant(last, state) or Term("WORDS", last)
        take(term)
    if last is None:
        return []
    if state["$END"] is None:
        take(Term("CLOSE", last))
    take(Term("$END", last))
    return [child for child in values[-2].children if isinstance(child, Tree)]


def terms(tree: Tree[Term], *kinds: str) -> list[Term]:
    """The tokens that stand right in a part of a table, those of some kinds only where any are given."""
    return [
        child for child in tree.children if isinstance(child, Term) and (not kinds or child.type in kinds)
    ]
