"""Rows of section three whose label is printed and no figure behind it: their cells are blank, and they are
not missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...facts import Fact, How, Match, Source
from ...indicators import leaf_indicators
from ..parse import Term

__all__ = ["blank_rows"]

_OTHER_HANDLING = "applications.outcomes.other_handling"
_SHARE = 4
"""One row in so many may be blank, that nobody takes labels whose figures stand elsewhere for blank rows."""
_NEXT = frozenset({"ROW", "GROUP"})


def blank_rows(printed: Sequence[Term], facts: Sequence[Fact]) -> Iterator[Fact]:
    """The blank figures of the rows of a text whose label the next label follows at once. `printed` are the
    words and figures of a table of which all is read, `facts` what is read of it."""
    figures = [fact for fact in facts if fact.value is not None]
    read = {fact.path.rpartition(".")[0] for fact in facts}
    columns = dict.fromkeys(fact.path.rpartition(".")[2] for fact in facts)
    labels = dict(_bare_labels([term for term in printed if term.type != "CLOSE"]))
    parts = {path for path in (*read, *labels) if path.startswith(f"{_OTHER_HANDLING}.")}
    if len(parts) > 1:
        labels.pop(f"{_OTHER_HANDLING}.all", None)
    blank = {path: label for path, label in labels.items() if path not in read}
    if not figures or len(blank) * _SHARE > len(read):
        return
    for path, label in blank.items():
        for column in columns:
            indicator = leaf_indicators().get(f"{path}.{column}")
            if indicator is not None:
                yield Fact(
                    path=indicator.path,
                    value=None,
                    unit=indicator.unit,
                    raw="",
                    source=Source.TABLE,
                    location=label.lexeme.location,
                    match=Match(
                        label=indicator.label, how=How.ALIAS, evidence=(f"no figure behind {label.text}",)
                    ),
                )


def _bare_labels(printed: Sequence[Term]) -> Iterator[tuple[str, Term]]:
    """The labels of rows in lines of text that another label follows; a bare 其他 is a row only below those
    of its group."""
    above = ""
    for label, following in pairwise(printed):
        if label.type != "ROW":
            continue
        is_part = label.key.startswith(f"{_OTHER_HANDLING}.")
        is_told = not is_part or label.key.endswith(".all") or above.startswith(f"{_OTHER_HANDLING}.")
        above = label.key
        if (
            label.lexeme.piece.cell is None
            and following.type in _NEXT
            and (is_told or not label.key.endswith(".other"))
        ):
            yield label.key, label
