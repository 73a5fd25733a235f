"""Figures that sentences give right behind the words of a row's label (网站专栏访问量3200人次), for rows of
no known indicator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..facts import Fact, How, Match, Scope, Source
from ..patterns import late
from .clauses import Prose, Sentence
from .figures import find_figures
from .labels import strip_fillers
from .passages import Passage, Topic
from .scope import Reach, Times, plan_start, reach_of, subject_of

__all__ = ["read_named"]

_MARKS = late(r"[、，,.。:：;；·\-—–/]")
_KINDS = (frozenset(("元", "千元", "万元", "亿元")), frozenset(("人", "人次", "名", "位")))
_FEWEST = 4
"""Shorter words may stand for anything."""


def read_named(
    passages: Sequence[Passage] | Prose,
    wanted: Mapping[str, tuple[str, str | None]],
    *,
    year: int | None,
    organ: str | None,
) -> tuple[Fact, ...]:
    """The figures of the whole organ that stand right behind one of the wanted words (without marks, and
    without 数 at their end); `wanted` gives for each the path of the fact and the unit.

    >>> from govinfo_reports.location import Location
    >>> passages = [Passage(text="全年现场接待3200人次。", location=Location(line=3))]
    >>> named = {"现场接待": ("extra.现场接待人数", "人次")}
    >>> [fact.value for fact in read_named(passages, named, year=2013, organ=None)]
    [3200]
    """
    words = {word: row for word, row in wanted.items() if len(word) >= _FEWEST}
    if not words:
        return ()
    prose = Prose.of(passages)
    return tuple(
        fact
        for sentence in prose.sentences()
        if sentence.topic is not Topic.PROBLEMS
        for fact in _named(prose, sentence, words, year, organ)
    )


def _named(
    prose: Prose,
    sentence: Sentence,
    words: Mapping[str, tuple[str, str | None]],
    year: int | None,
    organ: str | None,
) -> Iterator[Fact]:
    text, at = sentence.main.text, sentence.main.at
    times = Times(text, year, Scope.YEAR)
    plan = plan_start(text)
    before = 0
    for figure in find_figures(text):
        lead = text[before : figure.start]
        clause = max(before, 1 + text.rfind("，", 0, figure.start))
        before = figure.end
        said = _MARKS.sub("", strip_fillers(lead))
        word = next((word for word in words if said.endswith(word)), None)
        scope = times.at(figure.start, clause)
        if word is None or scope is None or (plan is not None and figure.start > plan):
            continue
        path, unit = words[word]
        if not _same_kind(unit, figure.unit) or reach_of(subject_of(lead), organ)[0] is Reach.PART:
            continue
        yield Fact(
            path=path,
            value=figure.value,
            unit=figure.unit,
            raw=prose.printed(at[figure.start], at[figure.end - 1]),
            source=Source.PROSE,
            location=prose.location(at[figure.start], at[figure.end - 1]),
            match=Match(label=word, how=How.SENTENCE, confidence=0.9),
            scope=scope,
            approximate=figure.approximate,
        )


def _same_kind(printed: str | None, said: str) -> bool:
    """Whether both units are of money and the same, or both of people, or neither."""
    if printed in _KINDS[0] or said in _KINDS[0]:
        return printed == said
    return printed is None or (printed in _KINDS[1]) == (said in _KINDS[1])
