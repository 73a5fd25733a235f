"""The one application that an organ received: what a clause of its sentence tells plainly is said of it
(收到申请1件，系村民当面提出，要求公开补偿标准，已按期答复，同意公开)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..facts import Fact
from ..forms.scopes import scopes
from ..indicators import leaf_indicators
from ..patterns import late
from .figures import units_of
from .labels import FORMS_BEFORE_2019, of_this_organ
from .spots import Spot
from .state import Reader

__all__ = ["told_of_the_one"]

_SAY = scopes().patterns
_REFUSED = "applications.replies.refused.total"
_LONGEST_REST = 160
_CLAUSE = late(r"[，；]")


def told_of_the_one(reader: Reader, spot: Spot) -> Iterator[Fact]:
    """How the one application of a figure came in and was answered, where the rest of its sentence counts no
    other, and its clauses name exactly one way, or one answer, and nothing beside it."""
    text = spot.stretch.text
    rest = text[spot.figure.end :]
    others = (one for one in spot.stretch.figures if one.start > spot.figure.start)
    if (
        spot.figure.value != 1
        or len(rest) > _LONGEST_REST
        or any(one.unit in units_of("cases") for one in others)
        or _SAY["not of the one"].search(rest)
    ):
        return
    old = reader.form in FORMS_BEFORE_2019
    kinds = reader.wordings.kinds
    clauses = _CLAUSE.split(rest)
    answers: dict[str, str] = {}
    for clause in clauses:
        answers |= _answers(of_this_organ(clause), kinds.old if old else kinds.new)
    reasons = {path for path in answers if ".refused." in path and path != _REFUSED}
    if len(answers) == 1 or (len(answers) == 2 and len(reasons) == 1 and _REFUSED in answers):
        for path, label in answers.items():
            if old or reader.form in leaf_indicators()[path].forms:
                yield from reader.as_many(spot, path, label, "of the one")
    told = [found for clause in clauses if (found := _SAY["way of the one"].fullmatch(clause)) is not None]
    ways = {name for found in told for pattern, name in kinds.ways if pattern.search(found["way"])}
    if old and len(ways) == 1 and (way := ways.pop()):
        yield from reader.as_many(spot, f"applications.received.{way}", told[0]["way"], "of the one")


def _answers(clause: str, labels: Mapping[str, str]) -> dict[str, str]:
    """The answer that a clause is, with its label: words that lead to it, the label, or a reason and the
    label, and an end; none where it has a word more."""
    lead = _SAY["lead to an answer of the one"].match(clause)
    for first in range(lead.end() + 1 if lead is not None else 1):
        if not _SAY["lead to an answer of the one"].fullmatch(clause, 0, first):
            continue
        for label in _begins(clause[first:], labels):
            end = first + len(label)
            if _SAY["tail of an answer of the one"].fullmatch(clause, end):
                return {labels[label]: label}
            for more in _begins(clause[end:], labels):
                if _SAY["tail of an answer of the one"].fullmatch(clause, end + len(more)):
                    return {labels[label]: label, labels[more]: more}
    return {}


def _begins(words: str, labels: Mapping[str, str]) -> Iterator[str]:
    """The labels that the words begin with, the longest first."""
    for length in range(len(words), 1, -1):
        if words[:length] in labels:
            yield words[:length]
