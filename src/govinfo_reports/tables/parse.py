"""The grammar of the tables over the lexer's tokens: which of them make a table, and what each is in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from attrs import frozen
from lark import Lark, Token, Tree
from lark.lexer import Lexer
from lark.parsers.lalr_analysis import Shift

from ..forms import Vocabulary
from ..grammar import grammar_text
from .lexer import Lexeme, lex
from .pieces import Piece

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


_SURE = 4
"""Characters of a word that is no piece of another."""
_MOST_CLOSED = 2
"""A table, and then what stands beside it, are closed before a word that neither of them has."""


class Term(Token):
    """A token of the grammar, with the lexer's token it stands for and the key of its meaning."""

    __slots__ = ("key", "lexeme")

    lexeme: Lexeme
    key: str

    @classmethod
    def of(cls, kind: str, lexeme: Lexeme, key: str = "") -> Term:
        made = cls(kind, "")
        made.lexeme = lexeme
        made.key = key
        return made

    @property
    def text(self) -> str:
        return self.lexeme.text


class _Meanings(Lexer):
    """Hands the parser one token after the other; of a word with several meanings the one that the grammar accepts here."""

    __future_interface__ = True

    def __init__(self, conf: object) -> None:
        del conf

    def lex(self, lexer_state: Any, parser_state: Any) -> Iterator[Term]:
        lexemes: Sequence[Lexeme] = (
            lexer_state.text.text if hasattr(lexer_state.text, "text") else lexer_state.text
        )
        for lexeme in lexemes:
            for _ in range(_MOST_CLOSED):
                term = _meant(lexeme, parser_state)
                if term is None and not _closes(lexeme) and _is_accepted("WORDS", parser_state):
                    term = Term.of("WORDS", lexeme)
                if term is not None:
                    break
                yield Term.of("CLOSE", lexeme)
            term = term or _meant(lexeme, parser_state)
            yield term if term is not None else Term.of("WORDS", lexeme)
        if lexemes and not _is_accepted("$END", parser_state):
            yield Term.of("CLOSE", lexemes[-1])


def _closes(lexeme: Lexeme) -> bool:
    """Whether a word that may not stand in a table ends it; a short one (其他) may as well be a piece of a torn head."""
    return lexeme.kind != "WORD" or any(len(entry.words) >= _SURE for entry in lexeme.entries)


def _meant(lexeme: Lexeme, parser_state: Any) -> Term | None:
    """The token as what it may mean here; None where it may not stand here at all."""
    if lexeme.kind != "WORD":
        return Term.of(lexeme.kind, lexeme) if _is_accepted(lexeme.kind, parser_state) else None
    for kind, terminal in _TERMINALS.items():
        for entry in lexeme.entries:
            if entry.kind != kind:
                continue
            for name in (f"{terminal}_{entry.key.upper()}", terminal):
                if _is_accepted(name, parser_state):
                    return Term.of(name, lexeme, entry.key)
    return None


def _is_accepted(terminal: str, parser_state: Any) -> bool:
    """Whether the parser can go on with a terminal: what it looks ahead to may still fail once it has closed what is open."""
    states = parser_state.parse_conf.states
    stack: list[Any] = parser_state.state_stack
    action = states[stack[-1]].get(terminal)
    if action is None or action[0] is Shift:
        return action is not None
    stack = list(stack)
    while action is not None and action[0] is not Shift:
        rule = action[1]
        if rule.expansion:
            del stack[-len(rule.expansion) :]
        stack.append(states[stack[-1]][rule.origin.name][1])
        if terminal == "$END" and stack[-1] == parser_state.parse_conf.end_state:
            return True
        action = states[stack[-1]].get(terminal)
    return action is not None


@lru_cache(maxsize=1)
def _parser() -> Lark:
    return Lark(
        grammar_text("tables"),
        parser="lalr",
        lexer=_Meanings,
        maybe_placeholders=False,
        propagate_positions=False,
    )


@frozen
class Parsed:
    """A stretch of a document as the lexer's tokens, and the tables that the grammar finds among them, in printed order."""

    lexemes: Sequence[Lexeme]
    tables: Sequence[Tree[Term]]


def parse_pieces(pieces: Iterable[Piece], words: Vocabulary) -> Parsed:
    """The tokens of the pieces, and the tables among them."""
    lexemes = lex(pieces, words)
    return Parsed(lexemes, parse_tables(lexemes))


def parse_tables(lexemes: Sequence[Lexeme]) -> list[Tree[Term]]:
    """The tables among the tokens, in printed order."""
    tree: Tree[Any] = _parser().parse(lexemes)
    return [child for child in tree.children if isinstance(child, Tree)]


def terms(tree: Tree[Term], *kinds: str) -> list[Term]:
    """The tokens that stand right in a part of a table, those of some kinds only where any are given."""
    return [
        child for child in tree.children if isinstance(child, Token) and (not kinds or child.type in kinds)
    ]
