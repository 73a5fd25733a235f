"""Sentences that state an indicator, read to facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import evolve, field, mutable

from ..facts import Fact, How, Match, Scope, Source
from ..indicators import Form, Kind, leaf_indicators
from ..numerals import Number, to_wan_yuan
from .bare import read_bare
from .clauses import Prose, Sentence
from .figures import CHARACTER_HINT, FIGURE_HINT
from .items import way_of_all
from .labels import FORMS_BEFORE_2019, strip_fillers
from .match import ABOUT_DISCLOSURE, Found, Surroundings, find_indicator, speaks_of_applications
from .nothing import NOTHING_HINT, find_nothing
from .parts import SURE, is_of_something_else, without_parts
from .passages import Passage, Topic
from .rule import CASES
from .scope import PLAN_HINT, Reach, Times, is_of_all_kinds, plan_start, reach_of, subject_of
from .spots import Spot, find_spots
from .totals import RunningTotals, is_new_part

__all__ = ["read_statements"]

_LIKELY, _DERIVED = 0.9, 0.75
_DELTA = re.compile(
    r"(?:增加|增长|减少|下降|上升|回落|新增|多|少|每年|每周|每月|每季度|至少|不少于|不低于|不超过)[了约]?$"
)
_SHARE_FOLLOWS = re.compile(r"[，、]?(?:约)?占")
_ALL_DONE = re.compile(
    r"(?<!未)(?:均|都|全部|全|已经?|并)[^；。]{0,40}?(?P<what>办结|办理完毕|办理|答复|回复)"
)
_NOT_ALL_DONE = re.compile(r"结转|顺延|未")
_ALL_APPLICATIONS = re.compile(r"(?:政府信息公开|信息公开|依申请公开)?申请，?(?:均|全部|都|已全部)")
_WITH_CARRIED_IN = re.compile(
    r"，?(?:其中)?(?:包括|包含|含)[^，；]{0,8}(?:结转|转结|转入)|，?其中：?(?:本年度?|当年|今年)?新(?:收|增|受理)"
)
_DISPUTES = frozenset(("review.total", "litigation.total"))
_REVIEW_AND_LAWSUIT = re.compile(
    r"信息公开[^，；]{0,16}复议(?:申请|案件)?(?:、|和|及|与|以及)(?:行政)?(?:诉讼|应诉)(?:案件)?各$"
)
_RECEIVING = re.compile(r"受理|收到|接到|接收|新收")
_TAKEN_CARE_OF = frozenset(("concluded", "concluded in time", "replied"))
_RECEIVED_AND = re.compile(
    r"(?:受理|收到|接到|接收)(?:并|且)(?:均|全部|按时|按期|如期|依法|已)*(?:办结|办理完毕|答复|回复)"
)
_IN_TIME = re.compile(
    r"按时|按期|按规定时限|在规定的?(?:时限|期限|时间)内|在?法定的?(?:时限|期限)内|如期|及时"
)
_THIS_YEAR = re.compile(r"全年|本年度|今年")


@mutable(kw_only=True)
class _Reader:
    prose: Prose
    year: int | None
    organ: str | None
    form: Form
    reach: Reach = Reach.UNSAID
    """How much of the organ the last clause that said so spoke of."""
    scope: Scope | None = Scope.YEAR
    """What the sentence before spoke of, for one that begins with 其中."""
    applications: int = -9
    """The last sentence about applications."""
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


def read_statements(
    passages: Sequence[Passage] | Prose, *, year: int | None, organ: str | None, form: Form = Form.NARRATIVE
) -> tuple[Fact, ...]:
    """The figures that the sentences of a report state, each a fact whose source is prose.

    A sentence that says there was none gives 0 for what it names. Figures of other years, of one office or place out of
    several, of plans, and increases are left out; cumulative ones and last year's have their scope. When in doubt there
    is no fact. `form` decides whether an answer to an application is one of the kinds before 2019 or of the rows since.

    >>> from govinfo_reports.location import Location
    >>> passage = Passage(text="2016年，我县收到政府信息公开申请12件。", location=Location(line=3))
    >>> [(fact.path, fact.value) for fact in read_statements([passage], year=2016, organ="青川县")]
    [('applications.received.total', 12)]
    """
    reader = _Reader(prose=Prose.of(passages), year=year, organ=organ, form=form)
    facts: list[Fact] = []
    for sentence in reader.prose.sentences(FIGURE_HINT, NOTHING_HINT, CHARACTER_HINT, PLAN_HINT):
        facts += _sentence_facts(reader, sentence)
    return (*without_parts(reader.totals.settle(facts)), *read_bare(reader.prose.passages))


def _sentence_facts(reader: _Reader, sentence: Sentence) -> Iterator[Fact]:
    text = sentence.main.text
    reader.seen.clear()
    reader.none.clear()
    if not text.startswith("其中"):
        reader.scope, reader.reach = Scope.YEAR, Reach.UNSAID
    if speaks_of_applications(text, sentence.topic):
        reader.applications = sentence.number
    if sentence.topic is Topic.PROBLEMS or _is_still_plan(reader, sentence):
        return
    plan = plan_start(text)
    if plan is not None and PLAN_HINT.search(text):
        reader.plan = sentence.topic
    limit = len(text) if plan is None else plan
    times = Times(text, reader.year, reader.scope)
    yield from _nothing_facts(reader, sentence, times, limit)
    around = Surroundings(
        text=text,
        topic=sentence.topic,
        form=reader.form,
        applications=reader.applications >= sentence.number - 2,
        received=reader.received >= sentence.number - 1,
        received_before=sentence.topic is Topic.APPLICATIONS and reader.received >= sentence.number - 3,
    )
    reader.stated = reader.whole = None
    for spot in find_spots(sentence.main, limit):
        yield from _spot_facts(reader, sentence, around, spot, times)
    for bracket in sentence.brackets:
        anchor = bracket.anchor or 0
        if anchor <= limit:
            inner = Times(bracket.text, reader.year, times.at(anchor, anchor))
            for spot in find_spots(bracket, len(bracket.text)):
                yield from _spot_facts(reader, sentence, around, spot, inner)
    reader.scope = reader.stated or times.at(limit, limit)


def _is_still_plan(reader: _Reader, sentence: Sentence) -> bool:
    """After 下一步 all is plan, up to the next heading, the next section, or a sentence that names this year."""
    if reader.plan is None:
        return False
    text = sentence.main.text
    this_year = _THIS_YEAR.search(text) is not None or f"{reader.year}年" in text
    if sentence.headed or sentence.topic is not reader.plan or this_year:
        reader.plan = None
        return False
    return True


def _nothing_facts(reader: _Reader, sentence: Sentence, times: Times, limit: int) -> Iterator[Fact]:
    main = sentence.main
    disputes = sentence.topic in (Topic.REVIEW, Topic.APPLICATIONS)
    about = disputes or ABOUT_DISCLOSURE.search(main.text) is not None
    for nothing in find_nothing(main.text[:limit], sentence.topic, about_disclosure=about):
        # none in all the years so far is none in this one
        if times.at(nothing.end, nothing.start) not in (Scope.YEAR, Scope.CUMULATIVE):
            continue
        if reach_of(subject_of(nothing.text), reader.organ)[0] is Reach.PART:
            continue
        for path in nothing.paths:
            if path == "complaints" and reader.form not in FORMS_BEFORE_2019:
                continue
            reader.none.add(path)
            yield _fact(
                reader,
                path,
                Decimal(0) if path == "fees" else 0,
                (main.at[nothing.start], main.at[nothing.end - 1]),
                Match(
                    label=nothing.text,
                    how=How.SENTENCE,
                    confidence=_LIKELY,
                    evidence=("says there was none",),
                ),
            )


def _spot_facts(
    reader: _Reader, sentence: Sentence, around: Surroundings, spot: Spot, times: Times
) -> Iterator[Fact]:
    if reader.whole is not None and is_new_part(spot.lead, reader.year):
        yield from _new_part(reader, spot, reader.whole)
        return
    if _DELTA.search(spot.lead):
        return
    if spot.lead.endswith("各") and spot.figure.unit in CASES:
        yield from _each(reader, spot, times)
        return
    anchor = spot.stretch.anchor
    scope = times.at(spot.figure.start, spot.clause)
    if anchor is None and scope is Scope.YEAR and _is_all_of_them(spot):
        yield from _all_done(reader, spot)
        return
    found = find_indicator(
        around,
        lead=spot.lead,
        after=spot.after,
        unit=spot.figure.unit,
        position=spot.figure.start if anchor is None else anchor,
        inside=anchor is not None,
        is_none=spot.figure.value == 0,
    )
    if found is None:
        return
    if found.names_year:
        scope = times.at(spot.start + found.at, spot.start)
    before = spot.stretch.text[: spot.figure.start]
    if is_of_something_else(found.path, before, spot.lead, spot.after):
        return
    if scope is None or (found.total and _SHARE_FOLLOWS.match(spot.after)):
        return
    reach, _ = reach_of(subject_of(spot.lead), reader.organ)
    if reach is Reach.PART and is_of_all_kinds(before):
        reach = Reach.WHOLE
    if reach is not Reach.UNSAID:
        reader.reach = reach
    if reader.reach is Reach.PART or _is_with_carried_in(reader, sentence, spot, found):
        return
    if found.rule == "outcome":
        reader.applications = sentence.number
    # beside 无因政府信息公开引起的复议 a figure of reviews is of all that the organ had
    is_none = found.path in reader.none and scope is Scope.YEAR
    said = (found.path, scope) in reader.seen or (
        is_none and (spot.figure.value == 0 or found.path in _DISPUTES)
    )
    if not said:
        reader.seen.add((found.path, scope))
        fact = _figure_fact(reader, spot, found, scope)
        if fact is not None:
            yield fact
        reader.stated = scope
        if scope is Scope.YEAR:
            reader.totals.note(
                found.path, spot.figure.value, spot.stretch.text[: spot.figure.start], spot.lead
            )
        if "累计" in spot.lead and is_new_part(spot.after, reader.year):
            reader.totals.told[found.path] = spot.figure.value
    up_to_now = scope is Scope.CUMULATIVE or found.path in reader.totals.told
    reader.whole = found if found.total and up_to_now else None
    if found.path == "proactive.disclosed" and scope is Scope.YEAR:
        around.disclosed = True
    if found.rule in _TAKEN_CARE_OF and scope is Scope.YEAR and _RECEIVED_AND.search(spot.lead):
        found = evolve(found, path="applications.received.total")
        if (found.path, scope) not in reader.seen:
            reader.seen.add((found.path, scope))
            fact = _figure_fact(reader, spot, found, scope)
            if fact is not None:
                yield fact
    if found.path == "applications.received.total" and scope is Scope.YEAR:
        reader.received = sentence.number
        around.received = True
        yield from _all_one_way(reader, spot)
        yield from _all_done(reader, spot)


def _each(reader: _Reader, spot: Spot, times: Times) -> Iterator[Fact]:
    """因政府信息公开引起的行政复议、行政诉讼各1件: the figure is of both."""
    both = _REVIEW_AND_LAWSUIT.search(spot.lead)
    reach, _ = reach_of(subject_of(spot.lead), reader.organ)
    if both is None or reach is Reach.PART or times.at(spot.figure.start, spot.clause) is not Scope.YEAR:
        return
    for path in sorted(_DISPUTES - reader.none):
        if (path, Scope.YEAR) not in reader.seen:
            reader.seen.add((path, Scope.YEAR))
            found = Found(path=path, label=both.group(), rule="each", total=True)
            fact = _figure_fact(reader, spot, found, Scope.YEAR)
            if fact is not None:
                yield fact


def _is_with_carried_in(reader: _Reader, sentence: Sentence, spot: Spot, found: Found) -> bool:
    """收到申请37件（含上年结转2件）: not what the forms since 2019 call 本年新收."""
    if found.rule == "newly received" or reader.form in FORMS_BEFORE_2019:
        return False
    if found.path != "applications.received.total":
        return False
    behind = [bracket.text for bracket in sentence.brackets if bracket.anchor == spot.figure.end]
    return any(_WITH_CARRIED_IN.match(text) for text in (spot.after, *behind))


def _new_part(reader: _Reader, spot: Spot, whole: Found) -> Iterator[Fact]:
    """累计公开1203条，其中2016年新增205条: the year's figure is the second one."""
    fact = _figure_fact(reader, spot, whole, Scope.YEAR)
    if fact is not None:
        reader.totals.contain(whole.path, spot.figure.value)
        reader.seen.add((whole.path, Scope.YEAR))
        yield fact


def _all_one_way(reader: _Reader, spot: Spot) -> Iterator[Fact]:
    """收到申请5件，均为网上申请: as many came by that way."""
    way = way_of_all(spot.after) if reader.form in FORMS_BEFORE_2019 else None
    path = f"applications.received.{way}"
    if way is not None and (path, Scope.YEAR) not in reader.seen:
        reader.seen.add((path, Scope.YEAR))
        found = Found(path=path, label=spot.after[:16].lstrip("，、"), rule="way of all")
        fact = _figure_fact(reader, spot, found, Scope.YEAR)
        if fact is not None:
            yield fact


def _is_all_of_them(spot: Spot) -> bool:
    """2件申请全部作了答复: of applications that an earlier sentence told of."""
    return _ALL_APPLICATIONS.match(spot.after) is not None and _RECEIVING.search(spot.lead) is None


def _all_done(reader: _Reader, spot: Spot) -> Iterator[Fact]:
    """申请3件，均按时办结: as many were concluded (or answered) as were received."""
    match = _ALL_DONE.search(spot.after)
    value = spot.figure.value
    if (
        match is None
        or (spot.goes_on and not strip_fillers(spot.after[match.end() :]))  # 75件，已办结73件
        or _NOT_ALL_DONE.search(spot.after)
        or match["what"] == "办理"
        or not isinstance(value, int)
    ):
        return
    concluded = match["what"].startswith("办")
    if reader.form not in FORMS_BEFORE_2019:
        paths = ["applications.outcomes.total.total"]
    else:
        paths = ["applications.concluded.total" if concluded else "applications.replies.total"]
        if concluded and _IN_TIME.search(match.group()):
            paths.append("applications.concluded.on_time")
    at = spot.stretch.at
    place = at[spot.figure.start], at[spot.figure.end + match.end() - 1]
    for path in paths:
        if (path, Scope.YEAR) not in reader.seen:
            reader.seen.add((path, Scope.YEAR))
            evidence = ("said of all of them",)
            how = Match(label=match.group(), how=How.SENTENCE, confidence=_DERIVED, evidence=evidence)
            yield _fact(reader, path, value, place, how, approximate=spot.figure.approximate)


def _figure_fact(reader: _Reader, spot: Spot, found: Found, scope: Scope) -> Fact | None:
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
        confidence=SURE if reader.reach is Reach.WHOLE else _LIKELY,
        evidence=(f"{found.rule}: {spot.stretch.text[begin : figure.end][-60:]}",),
    )
    return _fact(
        reader,
        found.path,
        value,
        (at[begin], at[figure.end - 1]),
        match,
        scope=scope,
        approximate=figure.approximate,
        raw=(at[figure.start], at[figure.end - 1]),
    )


def _fact(
    reader: _Reader,
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
        raw=reader.prose.printed(*(raw or place)),
        source=Source.PROSE,
        location=reader.prose.location(*place),
        match=match,
        scope=scope,
        approximate=approximate,
    )
