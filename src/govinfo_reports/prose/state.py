"""What is known while the sentences of a report are read, and how a figure becomes a fact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property, partial

from attrs import evolve, field, frozen, mutable

from ..facts import Fact, How, Match, Scope, Source
from ..forms.scopes import scopes
from ..forms.sentences import Wordings
from ..indicators import Form, Kind, leaf_indicators
from ..location import Location
from ..numerals import UNITS, Number, to_wan_yuan
from ..patterns import late
from .around import Found, Surroundings
from .clauses import Prose, Sentence
from .nothing import Nothing
from .passages import Topic
from .reasons import Reason
from .scope import Reach
from .spots import Spot
from .totals import SURE, RunningTotals

__all__ = ["LIKELY", "Candidate", "Reader", "Traced", "surroundings_of", "told_above"]

LIKELY = 0.9
_THOSE_ABOVE = late(r"(?:上述|以上)(?:政府)?(?:信息公开)?申请(?:事项)?(?![人表])")
_LONGEST_BACK = 5
_FAR_UP = 4
_MANY = 20
"""Fewer than that may be made up by chance."""
_TOLD_BETWEEN = late(
    r"(?:申请(?!系统)|受理|收到|接到|登记|许可|审批|办理|咨询|信访|投诉|举报|建议|提案|办件|结转)[^，。；]{0,6}\d|去年|上一?年|复议|诉讼|(?:许可|审批)申请"
)
_MAY_TELL_ALONE = late(r"[身言说看讲](?:(?<=身)|，)")
"""What stands in all the words of `our own alone`."""
_CLAUSE = late(r"[，；。,;]")
_COUNT = r"(?:\d+|[一二两三四五六七八九十]+)[期次场]"
_COURSES = late(rf"培训[^\d]{{0,8}}{_COUNT}|{_COUNT}[^\d]{{0,20}}培训")
_MEETINGS = late(rf"会议?[^\d]{{0,3}}{_COUNT}|{_COUNT}[^\d]{{0,20}}会议?")
_BY_OTHERS = late(r"(?:参加|选派|派员|派出)[^\d]{0,16}(?:组织|举办|召开|的|上级)")


@frozen(kw_only=True)
class Candidate:
    """An indicator that the words around a figure fit: its path, the words, the wording's name, and why it
    was not taken (None: it was)."""

    path: str
    label: str
    wording: str
    reason: Reason | None


@frozen(kw_only=True)
class Traced:
    """A figure of a sentence with all that it could have been; a clause that says there was none is 0
    without a unit. `sentence` is made ready for matching: without blanks, brackets apart."""

    raw: str
    value: int | Decimal
    unit: str
    sentence: str
    location: Location
    candidates: tuple[Candidate, ...]


@mutable(kw_only=True, slots=False)
class Reader:
    prose: Prose
    year: int | None
    organ: str | None
    form: Form
    wordings: Wordings
    reach: Reach = Reach.UNSAID
    """How much of the organ the last clause that said so spoke of."""
    scope: Scope | None = Scope.YEAR
    """What the sentence before spoke of, for one that begins with 其中."""
    applications: int = -9
    """The last sentence about applications."""
    answered: int = -9
    """The last sentence that told how applications were answered."""
    disclosed: int = -9
    """The last sentence that told how much was published in all."""
    row: tuple[int, str] = (-9, "")
    """The last sentence that told the total of a row of section three, and that row."""
    listing: int = -9
    """The last sentence that a list begins with (其中：) or that is one of its items (市政府网站120条；)."""
    published: tuple[int | Decimal, Topic] | None = None
    """That figure, and the topic of its section."""
    disputes: tuple[int, dict[str, int | Decimal]] = (-9, {})
    """The last sentence that told totals of reviews or lawsuits, and how many of which kind."""
    received: int = -9
    """The last sentence that told how many there were."""
    plan: Topic | None = None
    """The section in which what is still to be done is told from here on."""
    stated: Scope | None = None
    """The scope of the last figure of the sentence that was taken."""
    whole: Found | None = None
    """The last total of the sentence (of all years, or up to now) that a part may be of this year."""
    totals: RunningTotals = field(factory=RunningTotals)
    none: set[str] = field(factory=set)
    """What the sentence has said there was none of."""
    seen: set[tuple[str, Scope]] = field(factory=set)
    """What the sentence has stated already: a second figure for it is of a part."""
    all_received: Spot | None = None
    """The figure of the sentence that says how many applications there were."""
    last_received: Spot | None = None
    """The same of the last sentence that had one."""
    pending: tuple[Found, Reason] | None = None
    """The last candidate of the sentence that was rejected so that the next figure may be the organ's."""
    whole_reason: Reason | None = None
    """Why the last total of the sentence was rejected, where that is true of its parts too."""
    still_wider: bool = False
    """Whether the last candidate was of a wider area only as the one before it was: which of them our own
    figure behind goes with is not said."""
    parts: list[tuple[Found | None, int | Decimal, str]] = field(factory=list)
    """The figures of the sentence so far, for a sum of them that follows."""
    withdrawn: list[tuple[str, int | Decimal]] = field(factory=list)
    """Figures that a later one of the sentence shows to be parts."""
    log: list[Traced] | None = None
    """The trace, where one is asked for."""

    @cached_property
    def tells_alone(self) -> bool:
        """Whether the report tells somewhere of the organ without its area: 就我局自身而言."""
        alone = scopes().patterns["our own alone"]
        return any(_MAY_TELL_ALONE.search(one.text) and alone.search(one.text) for one in self.prose.passages)

    def tells_once(self, path: str) -> bool:
        """Whether one clause only of the report tells how many courses (or meetings) there were: what it says
        of one month is then all that the year had."""
        told = _COURSES if path != "training.meetings" else _MEETINGS
        return sum(told.search(clause) is not None for clause in self._clauses_of_our_own) == 1

    @cached_property
    def _clauses_of_our_own(self) -> tuple[str, ...]:
        """The clauses of the report, all but those about problems and about what others held."""
        return tuple(
            clause
            for one in self.prose.passages
            if one.topic is not Topic.PROBLEMS
            for clause in _CLAUSE.split("".join(one.text.split()))
            if not _BY_OTHERS.search(clause)
        )

    def begin(self, *, goes_on: bool = False) -> None:
        """Forget what the last sentence said; all but the total of which this one `goes_on` to tell the
        parts."""
        whole = self.whole if goes_on else None
        self.seen.clear()
        self.none.clear()
        self.parts.clear()
        self.withdrawn.clear()
        self.stated = self.pending = self.whole_reason = self.all_received = None
        self.whole = whole

    def count_disputes(self, number: int, path: str, value: int | Decimal) -> None:
        """Take down how many reviews or lawsuits a sentence told of."""
        told_in, kinds = self.disputes
        self.disputes = number, {**(kinds if told_in == number else {}), path.removesuffix(".total"): value}

    def dispute_before(self, number: int) -> str | None:
        """The one kind of reviews or lawsuits that the sentence before told the total of."""
        told_in, kinds = self.disputes
        return next(iter(kinds)) if told_in == number - 1 and len(kinds) == 1 else None

    def note(
        self,
        spot: Spot,
        found: Found | None,
        reason: Reason | None,
        others: Iterable[Found] = (),
    ) -> None:
        """Write down what became of a figure; `others` are the candidates that were not chosen."""
        if self.log is None:
            return
        at, figure = spot.stretch.at, spot.figure
        place = at[figure.start], at[figure.end - 1]
        chosen = () if found is None else (evolve(found, reason=reason),)
        unlike: dict[tuple[str, str], Found] = {}
        for one in (*chosen, *others):
            unlike.setdefault((one.path, one.rule), one)
        candidates = [
            Candidate(path=one.path, label=one.label, wording=one.rule, reason=one.reason)
            for one in unlike.values()
        ]
        self.write_down(spot.stretch.text, place, figure.value, figure.unit, candidates)

    def note_none(self, nothing: Nothing, sentence: str, place: tuple[int, int]) -> None:
        """Write down what became of a clause that says there was none."""
        candidates = [
            Candidate(path=path, label=nothing.text, wording="none", reason=nothing.reason)
            for path in nothing.paths
        ]
        if candidates:
            self.write_down(sentence, place, 0, "", candidates)

    def write_down(
        self,
        sentence: str,
        place: tuple[int, int],
        value: int | Decimal,
        unit: str,
        candidates: Sequence[Candidate],
    ) -> None:
        """Add a figure, printed at a place, to the trace where one is asked for."""
        if self.log is not None:
            traced = Traced(
                raw=self.prose.printed(*place),
                value=value,
                unit=unit,
                sentence=sentence,
                location=self.prose.location(*place),
                candidates=tuple(candidates),
            )
            self.log.append(traced)

    def figure_fact(self, spot: Spot, found: Found, scope: Scope) -> Fact | None:
        figure, at = spot.figure, spot.stretch.at
        value: int | Decimal | None = figure.value
        if leaf_indicators()[found.path].kind is Kind.AMOUNT:
            value = to_wan_yuan(Number(figure.value, unit=figure.unit))
        elif not isinstance(value, int):
            return None
        if value is None:
            return None
        begin = spot.start + len(spot.lead) - len(spot.lead.lstrip("，；：、"))
        match = Match(
            label=found.label,
            how=How.SENTENCE,
            confidence=SURE if self.reach is Reach.WHOLE else LIKELY,
            evidence=(f"{found.rule}: {spot.stretch.text[begin : figure.end][-60:]}",),
        )
        return self.fact(
            found.path,
            value,
            (at[begin], at[figure.end - 1]),
            match,
            scope=scope,
            approximate=figure.approximate,
            raw=(at[figure.start], at[figure.end - 1]),
        )

    def fact(
        self,
        path: str,
        value: int | Decimal,
        place: tuple[int, int],
        match: Match,
        *,
        scope: Scope = Scope.YEAR,
        approximate: bool = False,
        raw: tuple[int, int] | None = None,
    ) -> Fact:
        return Fact(
            path=path,
            value=value,
            unit=leaf_indicators()[path].unit,
            raw=self.prose.printed(*(raw or place)),
            source=Source.PROSE,
            location=self.prose.location(*place),
            match=match,
            scope=scope,
            approximate=approximate,
        )

    def as_many(self, spot: Spot, path: str, label: str, rule: str) -> Iterator[Fact]:
        """The figure once more, of what is said of all that it counts."""
        if (path, Scope.YEAR) not in self.seen:
            self.seen.add((path, Scope.YEAR))
            fact = self.figure_fact(spot, Found(path=path, label=label, rule=rule), Scope.YEAR)
            if fact is not None:
                yield fact


def surroundings_of(reader: Reader, sentence: Sentence, *, of_it: bool) -> Surroundings:
    """What is known around the figures of a sentence; `of_it` says that it goes on with the one before."""
    on_applications = sentence.topic is Topic.APPLICATIONS
    return Surroundings(
        text=sentence.main.text,
        figures=sentence.main.figures,
        dispute=None if sentence.headed else reader.dispute_before(sentence.number),
        topic=sentence.topic,
        form=reader.form,
        wordings=reader.wordings,
        organ=reader.organ,
        applications=reader.applications >= sentence.number - 2,
        received=reader.received >= sentence.number - 1,
        received_before=on_applications and reader.received >= sentence.number - 3,
        answered=on_applications and reader.answered == sentence.number - 1,
        rows=[(reader.row[1], 0)] if of_it and reader.row[0] == sentence.number - 1 else [],
        disclosed=of_it and reader.disclosed == sentence.number,
        published=_published_before(reader, sentence, of_it=of_it),
        before=partial(reader.prose.before, sentence.start),
    )


def _published_before(reader: Reader, sentence: Sentence, *, of_it: bool) -> int | Decimal | None:
    """How much was published in all, by one of the sentences before in the section, of which this one may
    tell the channels; further up, or where it is little, only where the sentence goes on with it."""
    if reader.published is None or (reader.disclosed == sentence.number and not of_it):
        return None
    value, topic = reader.published
    near = reader.disclosed >= sentence.number - _FAR_UP and value >= _MANY
    return value if topic is sentence.topic and (of_it or near) else None


def told_above(reader: Reader, sentence: Sentence, figure: Spot | None = None) -> Spot | None:
    """The total of applications that a sentence is said of: that of the one before; further up where it
    names them (上述申请, with no other number of applications between) or has the `figure` itself (6件均已…,
    with no other such figure between)."""
    told, back = reader.last_received, sentence.number - reader.received
    if told is None or back > _LONGEST_BACK or (back <= 0 and figure is None):
        return None
    if back <= 1:
        return told
    between = reader.prose.text[told.stretch.at[-1] + 1 : sentence.start]
    if figure is None:
        is_said = _THOSE_ABOVE.match(sentence.main.text) and not _TOLD_BETWEEN.search(between)
        return told if is_said else None
    value = figure.figure.value
    again = re.search(rf"(?<!\d){value}\s*(?:{UNITS})(?!申请)", between)
    is_same = told.figure.value == value and sentence.topic is Topic.APPLICATIONS and again is None
    return told if is_same else None
