"""What a figure that was taken says besides its own indicator: 因涉及商业秘密不予公开1件, 行政诉讼0件."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts import Fact
from ..patterns import late
from .around import Found, Surroundings, last_item
from .denials import LAWSUITS
from .labels import FORMS_BEFORE_2019
from .match import reasons_of, words_of
from .spots import Spot
from .state import Reader

__all__ = ["said_besides"]

_REASONS = "applications.replies.refused."
_REFUSED = f"{_REASONS}total"
_REFUSALS = late(r"不予公开|不同意公开|未同意公开|不予提供|未予公开")
_MARK = late(r"[，；]")
_ISSUED, _PUBLISHED = (f"proactive.normative_documents.{one}" for one in ("issued", "disclosed"))
_PUBLISHED_TOO = late(r"(?:制发|制定|出台|印发)(?:并|和)(?:主动|向社会|对外)*公开[^，；\d]{4,10}$")


def said_besides(
    reader: Reader, around: Surroundings, spot: Spot, found: Found, sentence: str
) -> Iterator[Fact]:
    """The facts of what the figure of an indicator is of too.

    A refusal with its reason is of both, where the `sentence` tells of no other refusal. No lawsuits at all
    are none of either kind that the forms since 2019 count.
    """
    if found.path == _REFUSED:
        for one in reasons_of(around, words_of(spot, spot.lead)):
            yield from reader.as_many(spot, one.path, one.label, one.rule)
    elif found.path.startswith(_REASONS):
        refusals = _REFUSALS.findall(sentence)
        clause = last_item(spot.lead) + _MARK.split(spot.after, maxsplit=1)[0]
        if len(refusals) == 1 and refusals[0] in clause:
            yield from reader.as_many(spot, _REFUSED, refusals[0], found.rule)
    elif found.path == "litigation.total" and spot.figure.value == 0 and around.is_new:
        for path in LAWSUITS:
            yield from reader.as_many(spot, path, found.label, found.rule)
    elif found.path == _ISSUED and reader.form in FORMS_BEFORE_2019 and _PUBLISHED_TOO.search(spot.lead):
        yield from reader.as_many(spot, _PUBLISHED, found.label, found.rule)
