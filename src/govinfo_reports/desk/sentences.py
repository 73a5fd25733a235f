"""The figures of sentences on the audit page: for each what it could have been, and what became of that."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..language import Say
from ..location import Location
from ..prose.state import Traced

__all__ = ["sentences_of"]


def sentences_of(
    traced: Sequence[Traced],
    say: Say,
    named: Callable[[str], Mapping[str, Any]],
    to: Callable[[Location], str | None],
) -> list[dict[str, Any]]:
    """What the page shows of each sentence: its text, and its figures with all candidates, each with `taken`
    or the reason why it was not. `named` gives the name of an indicator and the anchor of its figure, `to`
    the anchor of a place in the text, None where it has none."""
    return [
        {
            "text": text,
            "figures": [
                {
                    "raw": one.raw,
                    "to": to(one.location),
                    "candidates": [
                        {
                            "called": named(each.path)["called"],
                            "to": named(each.path)["to"] if each.reason is None else None,
                            "said": say("taken") if each.reason is None else say(each.reason.value),
                        }
                        for each in one.candidates
                    ],
                }
                for one in figures
            ],
        }
        for text, figures in itertools.groupby(traced, _sentence)
    ]


def _sentence(traced: Traced) -> str:
    return traced.sentence
