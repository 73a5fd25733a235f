"""The one application that an organ received: whatever the rest of the sentence tells of is said of it
(收到申请1件，系村民当面提出，要求公开补偿标准，已按期答复并同意公开)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..facts import Fact
from ..forms.scopes import scopes
from ..indicators import leaf_indicators
from .figures import units_of
from .labels import FORMS_BEFORE_2019, of_this_organ
from .spots import Spot
from .state import Reader

__all__ = ["told_of_the_one"]

_SAY = scopes().patterns
_REFUSED = "applications.replies.refused.total"
_LONGEST_REST = 160
_SHORTEST = 4


def told_of_the_one(reader: Reader, spot: Spot) -> Iterator[Fact]:
    """How the one application of a figure came in and was answered, where the rest of its sentence counts no
    other and names exactly one way, or one answer."""
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
    answers = _named(of_this_organ(rest), kinds.old if old else kinds.new)
    reasons = {path for path in answers if ".refused." in path and path != _REFUSED}
    if len(answers) == 1 or (len(answers) == 2 and len(reasons) == 1 and _REFUSED in answers):
        for path, label in answers.items():
            if old or reader.form in leaf_indicators()[path].forms:
                yield from reader.as_many(spot, path, label, "of the one")
    ways = {
        name
        for found in _SAY["way of the one"].finditer(rest)
        for p, name in kinds.ways
        if p.search(found.group())
    }
    if old and len(ways) == 1 and (way := ways.pop()):
        yield from reader.as_many(spot, f"applications.received.{way}", rest[:16], "of the one")


def _named(words: str, labels: Mapping[str, str]) -> dict[str, str]:
    """The answers that words name, each with its label: the longest labels first, none within another, none
    that is denied or asked for."""
    found: dict[str, str] = {}
    for label in sorted((one for one in labels if len(one) >= _SHORTEST), key=len, reverse=True):
        start = words.find(label)
        while start >= 0:
            if not _SAY["before a name, not so"].search(words[:start]):
                found.setdefault(labels[label], label)
            words = f"{words[:start]}{'　' * len(label)}{words[start + len(label) :]}"
            start = words.find(label)
    return found
