"""Sentences that state an indicator, read to facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from types import MappingProxyType

from attrs import evolve

from ..facts import Fact, How, Match, Scope
from ..indicators import Form
from .bare import read_bare
from .choose import (
    DENIAL_HINT,
    Reason,
    is_change_from,
    is_change_to,
    is_what_was_done,
    may_be_denied,
    range_of,
    rejection,
    takes_back,
    without_change,
)
from .clauses import Prose, Sentence
from .derived import DISPUTES, all_are_done, all_done, all_ended_so, all_one_way, each
from .figures import CHARACTER_HINT, FIGURE_HINT
from .labels import FORMS_BEFORE_2019
from .match import ABOUT_DISCLOSURE, Found, Surroundings, find_indicator, speaks_of_applications
from .nothing import NOTHING_HINT, find_nothing
from .parts import is_of_something_else, without_parts
from .passages import Passage, Topic
from .rule import CASES
from .scope import (
    PLAN_HINT,
    Reach,
    Times,
    is_of_a_body,
    is_of_all_kinds,
    is_wider,
    plan_start,
    reach_of,
    subject_of,
)
from .spots import Spot, find_spots, place_of
from .state import LIKELY, Reader, Traced
from .totals import is_new_part, is_up_to_now

__all__ = ["read_statements", "trace_statements"]

_CHANGE_BEHIND = re.compile(
    r"[^，；：]{0,4}(?:减少|下降|降低|增加|增长|上升|提高|提升|回落|扩大|增|减|升|降|变)(?:到|至|为|成)"
)
_MAY_BE_FOLLOWED = frozenset((Reason.TARGET, Reason.BOUND, Reason.EARLIER, Reason.WIDER))
_REASONS = MappingProxyType({Scope.CUMULATIVE: Reason.SEVERAL_YEARS, Scope.LAST_YEAR: Reason.OTHER_YEAR})

_DELTA = re.compile(r"(?:增加|增长|减少|下降|上升|回落|新增|多|少)[了约]?$")
_TOTAL_OF_PARTS = re.compile(
    r"[，、；：]?(?:以上|两项|三项|上述|全[县市区省镇乡局]|两级|总|一|，)*(?:共|共计|合计|总计|总共|累计)(?:收到|受理|接收|公开|发布|办理|办结|有)*(?:了|为|是)?"
)
_HANDLED = re.compile(r"(?<!未)(?:处理|办理)[^，；]{0,20}(?:信息)?公开(?:的)?申请(?:共|共计|总计)?$")
_OWN_BEHIND = re.compile(
    r"^[，；、]?(?:其中|而|但)?[：，]?(?:我|本)(?:局|委|办|厅|院|中心|处|所|站|队|校|机关|单位|部门|行|公司|县|市|区|镇|乡|街道|旗|州)(?:机关|本级)?(?:共|仅|只|全年|主动)*(?:受理|收到|接到|接收|公开|发布|办理|办结|答复|召开|举办|有|发生)(?:了|共)*$"
)
_SHARE_FOLLOWS = re.compile(r"[，、]?(?:约)?占")
_ALL_APPLICATIONS = re.compile(r"(?:政府信息公开|信息公开|依申请公开)?申请，?(?:均|全部|都|已全部)")
_WITH_CARRIED_IN = re.compile(
    r"，?(?:其中)?(?:包括|包含|含)[^，；]{0,8}(?:结转|转结|转入)|，?其中：?(?:本年度?|当年|今年)?新(?:收|增|受理)"
)
_RECEIVING = re.compile(r"受理|收到|接到|接收|新收")
_TAKEN_CARE_OF = frozenset(("concluded", "concluded in time", "replied"))
_RECEIVED_AND = re.compile(
    r"(?:受理|收到|接到|接收)(?:并|且)(?:均|全部|按时|按期|如期|依法|已)*(?:办结|办理完毕|答复|回复)"
)
_THIS_YEAR = re.compile(r"全年|本年度|今年")


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
    reader = Reader(prose=Prose.of(passages), year=year, organ=organ, form=form)
    return (*_read(reader), *read_bare(reader.prose.passages))


def trace_statements(
    passages: Sequence[Passage] | Prose, *, year: int | None, organ: str | None, form: Form = Form.NARRATIVE
) -> tuple[Traced, ...]:
    """Every figure that the sentences have, with the indicators that its words fit and the reason for each rejection.

    >>> from govinfo_reports.location import Location
    >>> passage = Passage(text="近三年共收到政府信息公开申请56件。", location=Location(line=3))
    >>> [traced] = trace_statements([passage], year=2016, organ="青川县")
    >>> traced.raw, [(one.path, one.reason.value) for one in traced.candidates]
    ('56件', [('applications.received.total', 'several years')])
    """
    log: list[Traced] = []
    _read(Reader(prose=Prose.of(passages), year=year, organ=organ, form=form, log=log))
    return tuple(log)


def _read(reader: Reader) -> tuple[Fact, ...]:
    facts: list[Fact] = []
    last: list[Fact] = []
    for sentence in reader.prose.sentences(FIGURE_HINT, NOTHING_HINT, CHARACTER_HINT, PLAN_HINT, DENIAL_HINT):
        if last and takes_back("，" + sentence.main.text):
            last = [fact for fact in last if not may_be_denied(fact.path)]
        facts += last
        reader.withdrawn.clear()
        last = list(_sentence_facts(reader, sentence))
        for path, value in reader.withdrawn:
            last = [fact for fact in last if (fact.path, fact.value) != (path, value)]
    return without_parts(reader.totals.settle(facts + last))


def _sentence_facts(reader: Reader, sentence: Sentence) -> Iterator[Fact]:
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
    reader.stated = reader.whole = reader.pending = None
    reader.parts.clear()
    for spot in find_spots(sentence.main, limit):
        yield from _spot_facts(reader, sentence, around, spot, times)
    for bracket in sentence.brackets:
        anchor = bracket.anchor or 0
        if anchor <= limit:
            inner = Times(bracket.text, reader.year, times.at(anchor, anchor))
            for spot in find_spots(bracket, len(bracket.text)):
                yield from _spot_facts(reader, sentence, around, spot, inner)
    reader.scope = reader.stated or times.at(limit, limit)


def _is_still_plan(reader: Reader, sentence: Sentence) -> bool:
    """After 下一步 all is plan, up to the next heading, the next section, or a sentence that names this year."""
    if reader.plan is None:
        return False
    text = sentence.main.text
    this_year = _THIS_YEAR.search(text) is not None or f"{reader.year}年" in text
    if sentence.headed or sentence.topic is not reader.plan or this_year:
        reader.plan = None
        return False
    return True


def _nothing_facts(reader: Reader, sentence: Sentence, times: Times, limit: int) -> Iterator[Fact]:
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
            yield reader.fact(
                path,
                Decimal(0) if path == "fees" else 0,
                (main.at[nothing.start], main.at[nothing.end - 1]),
                Match(
                    label=nothing.text,
                    how=How.SENTENCE,
                    confidence=LIKELY,
                    evidence=("says there was none",),
                ),
            )


def _spot_facts(
    reader: Reader, sentence: Sentence, around: Surroundings, spot: Spot, times: Times
) -> Iterator[Fact]:
    if reader.whole is not None and is_new_part(spot.lead, reader.year):
        yield from _new_part(reader, spot, reader.whole)
        return
    found = _inherited(reader, spot)
    if found is None and _HANDLED.search(spot.lead) and all_are_done(spot.after):
        yield from all_done(reader, spot)
        return
    if found is None and _DELTA.search(spot.lead):
        reader.note(spot, None, Reason.CHANGE)
        return
    if spot.lead.endswith("各") and spot.figure.unit in CASES:
        yield from each(reader, spot, times)
        return
    anchor = spot.stretch.anchor
    scope = times.at(spot.figure.start, spot.clause)
    if anchor is None and scope is Scope.YEAR and _is_all_of_them(spot):
        yield from all_done(reader, spot)
        return
    changed = is_change_from(spot.lead) and _CHANGE_BEHIND.match(spot.after) is not None
    if found is not None and reader.pending is not None and reader.pending[1] is Reason.EARLIER:
        scope = Scope.YEAR  # 由2015年的20件减少到12件
    found = found or find_indicator(
        around,
        lead=without_change(spot.lead) if changed else spot.lead,
        after=spot.after,
        unit=spot.figure.unit,
        position=spot.figure.start if anchor is None else anchor,
        inside=anchor is not None,
        is_none=spot.figure.value == 0,
    )
    found = found or _sum_of_parts(reader, spot)
    reader.parts.append((found, spot.figure.value, spot.figure.unit))
    if found is None:
        reader.note(spot, None, None)
        return
    if found.names_year:
        scope = times.at(spot.start + found.at, spot.start)
    reason = _reason(reader, sentence, spot, found, scope)
    if (
        scope is Scope.YEAR
        and reason is None
        and is_up_to_now(spot.stretch.text[: spot.figure.start], reader.year)
    ):
        scope = Scope.CUMULATIVE
    reader.note(spot, found, reason or (_REASONS.get(scope) if scope is not None else None))
    reader.pending = (found, reason) if reason in _MAY_BE_FOLLOWED else None
    if changed:
        reader.pending = found, Reason.EARLIER
    if reason is Reason.RANGE and scope is Scope.YEAR:
        yield from _range(reader, spot, found)
    if reason is not None or scope is None:
        return
    if found.rule == "outcome":
        reader.applications = sentence.number
    yield from _taken(reader, around, sentence, spot, found, scope)


def _inherited(reader: Reader, spot: Spot) -> Found | None:
    """The indicator of the figure before, where that one was only to be done, of an earlier time, or of a wider area."""
    if reader.pending is None:
        return None
    found, reason = reader.pending
    if reason is Reason.WIDER:
        follows = _OWN_BEHIND.match(spot.lead) is not None
    elif reason is Reason.EARLIER:
        follows = is_change_to(spot.lead)
    else:
        follows = is_what_was_done(spot.lead)
    return found if follows else None


def _sum_of_parts(reader: Reader, spot: Spot) -> Found | None:
    """县政府收到40件，部门收到60件，共100件: the last figure is of what the first one was, and that one was a part."""
    if not _TOTAL_OF_PARTS.fullmatch(spot.lead):
        return None
    total: int | Decimal = 0
    for count, (found, value, unit) in enumerate(reversed(reader.parts), start=1):
        if unit != spot.figure.unit:
            return None
        total += value
        if count == 1 or found is None or not found.total or ".channels." in found.path:
            continue
        if (found.path, Scope.YEAR) not in reader.seen:
            return found  # what was not the whole organ's
        if total == spot.figure.value:
            reader.withdrawn.append((found.path, value))
            reader.seen.discard((found.path, Scope.YEAR))
            return found
    return None


def _reason(
    reader: Reader, sentence: Sentence, spot: Spot, found: Found, scope: Scope | None
) -> Reason | None:
    """Why a figure that fits an indicator is not the organ's; None where nothing speaks against it."""
    if scope is None:
        return Reason.OTHER_YEAR
    if found.total and _SHARE_FOLLOWS.match(spot.after):
        return Reason.SHARE
    if is_change_from(spot.lead) and _CHANGE_BEHIND.match(spot.after):
        return Reason.EARLIER
    text = spot.stretch.text
    place = place_of(spot)
    if spot.stretch.anchor is None and (reason := rejection(found.path, place)) is not None:
        return reason
    before = text[: spot.figure.start]
    if is_of_something_else(found.path, before, spot.lead, spot.after):
        return Reason.PART
    subject = subject_of(spot.lead)
    if is_wider(subject, spot.after, reader.organ):
        return Reason.WIDER
    reach, _ = reach_of(subject, reader.organ)
    if reach is Reach.UNSAID and is_of_a_body(spot.lead, reader.organ):
        reach = Reach.PART
    if reach is Reach.PART and is_of_all_kinds(before):
        reach = Reach.WHOLE
    if reach is not Reach.UNSAID:
        reader.reach = reach
    if reader.reach is Reach.PART:
        return Reason.PART
    return Reason.WITH_CARRIED_IN if _is_with_carried_in(reader, sentence, spot, found) else None


def _range(reader: Reader, spot: Spot, found: Found) -> Iterator[Fact]:
    """收到申请3至5件: no value, and both ends among the candidates."""
    other, fact = range_of(place_of(spot)), reader.figure_fact(spot, found, Scope.YEAR)
    key = (found.path, Scope.YEAR)
    if fact is not None and fact.value is not None and other is not None and key not in reader.seen:
        reader.seen.add(key)
        yield evolve(fact, value=None, candidates=tuple(sorted((other, fact.value))))


def _taken(
    reader: Reader, around: Surroundings, sentence: Sentence, spot: Spot, found: Found, scope: Scope
) -> Iterator[Fact]:
    """The facts of a figure that nothing speaks against."""
    # beside 无因政府信息公开引起的复议 a figure of reviews is of all that the organ had
    is_none = found.path in reader.none and scope is Scope.YEAR
    said = (found.path, scope) in reader.seen or (
        is_none and (spot.figure.value == 0 or found.path in DISPUTES)
    )
    if not said:
        reader.seen.add((found.path, scope))
        fact = reader.figure_fact(spot, found, scope)
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
            fact = reader.figure_fact(spot, found, scope)
            if fact is not None:
                yield fact
    if found.path == "applications.received.total" and scope is Scope.YEAR:
        reader.received = sentence.number
        around.received = True
        yield from all_one_way(reader, spot)
        yield from all_done(reader, spot)
    if found.path in DISPUTES and scope is Scope.YEAR and not said:
        yield from all_ended_so(reader, spot, found.path.removesuffix(".total"))


def _is_with_carried_in(reader: Reader, sentence: Sentence, spot: Spot, found: Found) -> bool:
    """收到申请37件（含上年结转2件）: not what the forms since 2019 call 本年新收."""
    if found.rule == "newly received" or reader.form in FORMS_BEFORE_2019:
        return False
    if found.path != "applications.received.total":
        return False
    behind = [bracket.text for bracket in sentence.brackets if bracket.anchor == spot.figure.end]
    return any(_WITH_CARRIED_IN.match(text) for text in (spot.after, *behind))


def _new_part(reader: Reader, spot: Spot, whole: Found) -> Iterator[Fact]:
    """累计公开1203条，其中2016年新增205条: the year's figure is the second one."""
    fact = reader.figure_fact(spot, whole, Scope.YEAR)
    if fact is not None:
        reader.totals.contain(whole.path, spot.figure.value)
        reader.seen.add((whole.path, Scope.YEAR))
        yield fact


def _is_all_of_them(spot: Spot) -> bool:
    """2件申请全部作了答复: of applications that an earlier sentence told of."""
    return _ALL_APPLICATIONS.match(spot.after) is not None and _RECEIVING.search(spot.lead) is None
