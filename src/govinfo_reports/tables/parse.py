"""The grammar of the tables over the lexer's tokens: which of them make a table, and what each is in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from lark import Lark, Token, Tree
from lark.lexer import Lexer

from ..grammar import grammar_text
from .lexer import Lexeme

__all__ = ["Term", "parse_tables", "terms"]

_TERMINALS = {
    "place": "PLACE",
    "litigation": "LITIGATION",
    "outcome": "OUTCOME",
    "heading": "HEADING",
}
"""The terminal for each kind of word; of several that may stand in a place the first one counts."""


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
        states = parser_state.parse_conf.parse_table.states
        lexemes: Sequence[Lexeme] = lexer_state.text.text if hasattr(lexer_state.text, "text") else lexer_state.text
        for lexeme in lexemes:
            if lexeme.kind == "WORD":
                yield _meant(lexeme, states[parser_state.position])
            else:
                yield Term.of(lexeme.kind, lexeme)


def _meant(lexeme: Lexeme, accepted: Any) -> Term:
    for kind, terminal in _TERMINALS.items():
        for entry in lexeme.entries:
            if entry.kind != kind:
                continue
            own = f"{terminal}_{entry.key.upper()}"
            if own in accepted:
                return Term.of(own, lexeme, entry.key)
            if terminal in accepted:
                return Term.of(terminal, lexeme, entry.key)
    return Term.of("WORDS", lexeme)


@lru_cache(maxsize=1)
def _parser() -> Lark:
    return Lark(
        grammar_text("tables"), parser="lalr", lexer=_Meanings, maybe_placeholders=False, propagate_positions=False
    )


def parse_tables(lexemes: Sequence[Lexeme]) -> list[Tree[Term]]:
    """The tables among the tokens, in printed order."""
    tree = _parser().parse(lexemes)  # type: ignore[arg-type]
    return [child for child in tree.children if isinstance(child, Tree)]  # type: ignore[misc]


def terms(tree: Tree[Term], *kinds: str) -> list[Term]:
    """The tokens that stand right in a part of a table, those of some kinds only where any are given."""
    return [child for child in tree.children if isinstance(child, Token) and (not kinds or child.type in kinds)]
