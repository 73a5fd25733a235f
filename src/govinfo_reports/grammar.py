"""The Lark grammars: found in the installed package, or in the source tree of an editable install; built
once a process."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from pathlib import Path

from lark import Lark

from .locks import ForkLock

__all__ = ["grammar_text", "parser"]

_LOCK = ForkLock()


def grammar_text(name: str) -> str:
    """The text of `grammars/<name>.lark`."""
    file = f"{name}.lark"
    packaged = resources.files(__package__) / "grammars" / file
    if packaged.is_file():
        return packaged.read_text(encoding="utf-8")
    return (Path(__file__).resolve().parents[2] / "grammars" / file).read_text(encoding="utf-8")


@lru_cache(maxsize=8)
def _build(name: str) -> Lark:
    return Lark(grammar_text(name), parser="lalr", maybe_placeholders=False, propagate_positions=False)


def parser(name: str) -> Lark:
    """The LALR parser of a grammar. It does not pickle; each process builds its own at first use."""
    with _LOCK:
        return _build(name)
