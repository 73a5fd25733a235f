"""Arithmetic that sentences state: a whole and its parts, a share in per cent, growth over the year
before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import field, mutable

from ...model.statement import Statement
from ..clauses import Prose, Sentence
from ..passages import Passage
from .growth import difference_statements, growth_statements
from .items import CountedItem, items_of
from .lists import list_statements, partitions
from .shares import run_statements, share_statements

__all__ = ["read_arithmetic"]

_RECENT = 24
_LONGEST_RUN = 200
_SHARE_GAP = 3
_BRACKET_AFTER = 40


@mutable
class _Reader:
    prose: Prose
    recent: list[CountedItem] = field(factory=list)
    """The counted figures outside brackets so far, the last ones only."""
    run: list[CountedItem] = field(factory=list)
    """Figures with a share, one after the other."""
    before_run: tuple[CountedItem, ...] = ()
    found: dict[tuple[object, ...], Statement] = field(factory=dict)

    def add(self, statements: Iterable[Statement]) -> None:
        """Keep what is new: a list with shares is found both as a list and as a run of shares."""
        for one in statements:
            key = (one.kind, one.whole, one.parts, one.percent, one.now, one.before, one.locations[:2])
            self.found.setdefault(key, one)


def read_arithmetic(passages: Sequence[Passage] | Prose) -> tuple[Statement, ...]:
    """The claims of the sentences that their own figures can be held against, in the order in which they are
    found.

    Rough figures (5980多条) claim nothing exact and take no part.

    >>> from govinfo_reports.location import Location
    >>> text = "共受理申请40件，其中网上申请30件，占75%，当面申请10件，占20%。"
    >>> statements = read_arithmetic([Passage(text=text, location=Location(line=1))])
    >>> [(one.kind.value, one.parts, one.holds) for one in statements]
    [('parts', (30, 10), True), ('share', (30,), True), ('share', (10,), False)]
    """
    reader = _Reader(Prose.of(passages))
    for sentence in reader.prose.sentences():
        _read_sentence(reader, sentence)
    _close_run(reader)
    return tuple(reader.found.values())


def _read_sentence(reader: _Reader, sentence: Sentence) -> None:
    prose = reader.prose
    items = items_of(sentence.main, sentence)
    reader.add(list_statements(prose, sentence.main.text, items, reader.recent))
    for bracket in sentence.brackets:
        anchor = bracket.anchor or 0
        whole = next(
            (item for item in reversed(items) if anchor - _BRACKET_AFTER <= item.position < anchor), None
        )
        if whole is not None:
            inside = items_of(bracket, sentence)
            same = [item for item in inside if item.figure.unit == whole.figure.unit]
            reader.add(partitions(prose, [whole], same, said=True))
            reader.add(share_statements(prose, [item for item in same if item.share is not None], whole))
    reader.add(growth_statements(prose, sentence, items))
    reader.add(difference_statements(prose, sentence, items))
    for item in items:
        _follow_shares(reader, item)
        reader.recent.append(item)
    del reader.recent[:-_RECENT]


def _follow_shares(reader: _Reader, item: CountedItem) -> None:
    run = reader.run
    if run and (
        item.share is None or item.sentence - run[-1].sentence > _SHARE_GAP or len(run) >= _LONGEST_RUN
    ):
        _close_run(reader, item)
    if item.share is not None:
        if not reader.run:
            reader.before_run = tuple(reader.recent[-_RECENT:])
        reader.run.append(item)


def _close_run(reader: _Reader, behind: CountedItem | None = None) -> None:
    run, reader.run = reader.run, []
    if run:
        reader.add(run_statements(reader.prose, run, reader.before_run, behind))
