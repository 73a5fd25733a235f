"""The labels of section three: exact, misprinted, and torn over two rows."""

from __future__ import annotations

from functools import lru_cache

from ..facts import How, Match
from ..forms import vocabulary
from .labels import core, similar
from .parse import Term

__all__ = ["exact_match", "is_torn_label", "likely_row"]


def likely_row(label: str, group: str | None = None) -> tuple[str, Match] | None:
    """The row of section three that a label is a misprint of, and how like it is; None where it may be another or none. `group` is
    the group's label that it stands under."""
    return similar(label, _choices(), evidence=(f"stands under {group}",) if group else ())


@lru_cache(maxsize=1)
def _choices() -> tuple[tuple[str, str], ...]:
    """The wordings of all rows, with their paths."""
    return tuple((entry.words, entry.key) for entry in vocabulary().of_kind("row") if not entry.whole)


def is_torn_label(above: Term, label: Term) -> bool:
    """Whether a row's label is but the end of one that began in the row above."""
    texts = [
        one.lexeme.piece.text if one.lexeme.piece.cell is not None else one.text for one in (above, label)
    ]
    whole = vocabulary().known.get(core("".join(texts)), ())
    return any(entry.kind == "row" and entry.key == label.key for entry in whole)


def exact_match(label: Term) -> Match:
    """How a label that is a wording of its row was matched."""
    entry = next(one for one in label.lexeme.entries if one.kind == "row" and one.key == label.key)
    return Match(label=label.text, how=How.EXACT if entry.official else How.ALIAS)
