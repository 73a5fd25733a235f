"""The rows of an official form that stay in the prose because no reader could make a table of them: said, not lost in silence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from ..document import Paragraph
from ..facts import Unread
from ..forms.vocabulary import official_words
from ..language import phrase

__all__ = ["lost_forms"]

_FEWEST = 6
"""So many different ones a form has at least; a sentence may name some."""
_SHORTEST = 5
"""A shorter label (予以公开) is a word of any text."""
_SENTENCE = re.compile(r"[，,。；;：:]")
_AFTER = 8
"""In a sentence a mark follows a label and its figure so soon."""
_LONGEST_RAW = 400


def lost_forms(prose: Sequence[Paragraph]) -> tuple[Unread, ...]:
    """The paragraph that such rows begin in, as unread; nothing where there are none."""
    whole = "\n".join([paragraph.text for paragraph in prose])
    named = [word for word in _words() if word in whole]
    if len(named) < _FEWEST:
        return ()
    places = [at for word in named if (at := _bare_place(word, whole)) is not None]
    if len(places) < _FEWEST:
        return ()
    starts = list(accumulate((len(paragraph.text) + 1 for paragraph in prose), initial=0))
    first = prose[bisect_right(starts, min(places)) - 1]
    reason = phrase("rows of a form that could not be read").both
    return (Unread(raw=first.text[:_LONGEST_RAW], location=first.location, reason=reason),)


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    words = official_words("item", "row", "place", "outcome")
    return frozenset(word for word in words if len(word) >= _SHORTEST)


def _bare_place(word: str, text: str) -> int | None:
    """Where a label first stands without the marks of a sentence behind it."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if _SENTENCE.search(text, end, end + _AFTER) is None:
            return at
        at = text.find(word, end)
    return None
