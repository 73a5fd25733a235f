"""Sentences that state an indicator, read to facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from ..facts import Fact, Scope
from ..forms.scopes import scopes
from ..forms.sentences import Wordings, wordings
from ..indicators import Form
from ..patterns import late
from .answers import tells_applicants
from .around import ANSWERS, Found, Surroundings, speaks_of_applications
from .besides import said_besides
from .clauses import Prose, Sentence
from .corrections import CORRECTION_HINT, without_corrected
from .denials import denial_facts, find_denials
from .derived import (
    ALL_DONE_HINT,
    DISPUTES,
    DISPUTES_BY_KIND,
    RECEIVING,
    all_answered_so,
    all_are_done,
    all_done,
    all_in_time,
    all_one_way,
    all_so,
    done_after,
    each,
    in_time_too,
    is_all_of_them,
    is_of_a_group,
    last_part,
    named_behind,
    new_part,
    other_of_both,
)
from .endings import all_ended_so, all_of_one_kind, brackets_of, kind_of_all
from .figures import units_of
from .labels import FORMS_BEFORE_2019, rows_of
from .match import PARTS, find_candidates, said_of_all, words_of
from .nothing import NOTHING_HINT, Nothing, read_bare
from .passages import Passage, Topic
from .reasons import (
    DENIAL_HINT,
    Reason,
    changed_to,
    is_change_from,
    may_be_denied,
    takes_back,
    without_change,
)
from .scope import PLAN_HINT, Reach, Times, plan_start, reach_of, subject_of
from .spots import Spot, find_spots
from .state import Reader, Traced, surroundings_of, told_above
from .the_one import told_of_the_one
from .told_rows import ROWS_HINT, is_told, row_facts, told_rows
from .totals import is_new_part, is_of_another_year, is_up_to_now, names_no_year, without_parts
from .verdict import (
    OF_THE_PARTS_TOO,
    choose,
    inherited,
    is_of_the_whole_year,
    is_sum_of_the_last,
    reason_against,
    reason_of_the_whole,
    said_reason,
    scope_of,
    sum_of_parts,
    unsaid,
    unsettled,
    without_second_label,
)

__all__ = ["read_statements", "trace_statements"]

_HINTS = NOTHING_HINT, PLAN_HINT, DENIAL_HINT, ALL_DONE_HINT, CORRECTION_HINT, ROWS_HINT
_BEGINS_HINT = "[未没无免不为零下今接新明来并均都已全更勘订笔有应数增]"
_HINT = late(f"(?={_BEGINS_HINT})(?:{'|'.join(one.pattern for one in _HINTS)})")
_MAY_BE_FOLLOWED = frozenset(
    (Reason.TARGET, Reason.BOUND, Reason.EARLIER, Reason.WIDER, Reason.PART, Reason.OTHER_YEAR)
)
_UNSETTLED = frozenset((Reason.RANGE, Reason.PARTS, Reason.CORRECTION, Reason.OTHER_YEAR))
"""After these a figure is told of as undecided."""
_CHANGE_BEHIND = scopes().patterns["change behind"]
_SUM = scopes().patterns["a sum"]
_OTHER_BUSINESS = scopes().patterns["another business"]
_OF_THE_LAST = late(
    r"其中|(?:上述|以上)(?:政府)?信息中|(?:从|按)?(?:主要)?公开(?:的)?(?:形式|途径|渠道|方式)|各渠道公开"
)
"""How a sentence begins that goes on with what the one before told."""
_DELTA = late(
    r"(?:，?(?:比|较|与|同比|同)?(?:上一?年度?|去年|20\d\d年度?)?(?:同期)?(?:相比)?，?)?(?:增加|增长"
    r"|减少|下降|上升|回落|新增|多|少)[了约]?$"
)
_OF_ALL = late(
    r"(?:，(?:均|全部|都)(?:为|是|系)[^，；：\d]{2,4}(?<!咨询)(?<!遗留)(?<!去年)(?<!上年)(?<!结转)申请)?"
)
"""申请3件，均为自然人申请，较上年减少2件: what stands between the two figures is said of all."""
_ENDS_OF_CHANGE = frozenset("加长少降升落增多")  # what those of `_DELTA` end with
_HANDLED = late(
    r"(?<!未)(?:处理|办理)[^，；]{0,20}(?:信息)?公开(?:的)?申请(?:共|共计|总计)?$|(?<!未)(?:处理"
    r"|办理)[^，；]{0,6}依申请公开(?:事项|件)?(?:共|共计)?$"
)
_RECEIVED_AND = late(
    r"(?:受理|收到|接到|接收)(?:和|并|且|及)(?:均|全部|按时|按期|如期|依法|已)*(?P<what>办结"
    r"|办理完毕|答复|回复)(?!处理)"
)
_RECEIVED = "applications.received.total"
_TOTAL = ".total"
_THIS_YEAR = late(r"全年|本年度|今年")


def read_statements(
    passages: Sequence[Passage] | Prose,
    *,
    year: int | None,
    organ: str | None,
    form: Form = Form.NARRATIVE,
    vocabulary: Wordings | None = None,
) -> tuple[Fact, ...]:
    """The figures that the sentences of a report state, each a fact whose source is prose.

    A sentence that says there was none gives 0 for what it names. Figures of other years, of one office or
    place out of several, of plans, and increases are left out; cumulative ones and last year's have their
    scope. When in doubt there is no fact. `form` (of a report without a table its year) decides whether an
    answer to an application is one of the kinds before 2019 or of the rows since. `vocabulary` are the
    wordings where they are not the library's own (`wordings().with_own(...)`).

    >>> from govinfo_reports.location import Location
    >>> passage = Passage(text="2016年，我县收到政府信息公开申请12件。", location=Location(line=3))
    >>> [(fact.path, fact.value) for fact in read_statements([passage], year=2016, organ="青川县")]
    [('applications.received.total', 12)]
    """
    prose = Prose.of(passages)
    rows = rows_of(form, year)
    reader = Reader(prose=prose, year=year, organ=organ, form=rows, wordings=vocabulary or wordings())
    return (*_read(reader), *read_bare(reader.prose.passages, old=rows in FORMS_BEFORE_2019))


def trace_statements(
    passages: Sequence[Passage] | Prose,
    *,
    year: int | None,
    organ: str | None,
    form: Form = Form.NARRATIVE,
    vocabulary: Wordings | None = None,
) -> tuple[Traced, ...]:
    """Every figure that the sentences have, with the indicators that its words fit and the reason for each
    rejection.

    >>> from govinfo_reports.location import Location
    >>> passage = Passage(text="近三年共收到政府信息公开申请56件。", location=Location(line=3))
    >>> [traced] = trace_statements([passage], year=2016, organ="青川县")
    >>> traced.raw, [(one.path, one.reason.value) for one in traced.candidates]
    ('56件', [('applications.received.total', 'several years')])
    """
    log: list[Traced] = []
    prose, own = Prose.of(passages), vocabulary or wordings()
    _read(Reader(prose=prose, year=year, organ=organ, form=rows_of(form, year), wordings=own, log=log))
    return tuple(log)


def _read(reader: Reader) -> tuple[Fact, ...]:
    facts: list[Fact] = []
    last: list[Fact] = []
    for sentence in reader.prose.sentences(_HINT):
        if last and takes_back("，" + sentence.main.text):
            last = [fact for fact in last if not may_be_denied(fact.path)]
        fresh = list(_sentence_facts(reader, sentence))
        facts, last, fresh = without_corrected(sentence.main.text, facts, last, fresh, year=reader.year)
        facts += last
        last = [fact for fact in fresh if (fact.path, fact.value) not in reader.withdrawn]
    facts = reader.totals.settle(facts + last)
    told = {fact.path for fact in facts if fact.value is not None and fact.scope is Scope.YEAR}
    return without_parts([fact for fact in facts if len(fact.candidates) != 1 or fact.path not in told])


def _sentence_facts(reader: Reader, sentence: Sentence) -> Iterator[Fact]:
    text = sentence.main.text
    is_item = reader.listing == sentence.number - 1 and not sentence.headed
    of_it = is_item or _OF_THE_LAST.match(text) is not None
    if text.endswith("：") or (is_item and text.endswith("；")):
        reader.listing = sentence.number
    if of_it and reader.received == sentence.number - 1:  # 申请8件。其中：网上6件，信函2件。已全部答复
        reader.received = sentence.number
    if of_it and reader.disclosed == sentence.number - 1:
        reader.disclosed = sentence.number
    received = told_above(reader, sentence)
    reader.begin(goes_on=of_it)
    if not text.startswith("其中"):
        reader.scope, reader.reach = Scope.YEAR, Reach.UNSAID
    if speaks_of_applications(text, sentence.topic) or tells_applicants(
        reader.wordings.kinds, reader.form, sentence
    ):
        reader.applications = sentence.number
    if sentence.topic is Topic.PROBLEMS or _is_still_plan(reader, sentence):
        return
    plan = plan_start(text)
    if plan is not None and PLAN_HINT.search(text):
        reader.plan = sentence.topic
    limit = len(text) if plan is None else plan
    times = Times(text, reader.year, reader.scope)
    nothings = find_denials(reader, sentence, times, limit)
    rows = told_rows(reader, sentence, limit)
    yield from row_facts(reader, sentence, rows)
    around = surroundings_of(reader, sentence, of_it=of_it)
    spots = tuple(spot for spot in find_spots(sentence.main, limit) if not is_told(spot, rows))
    if received is not None:
        yield from done_after(reader, sentence, received, spots)
    events: list[Nothing | Spot] = [*nothings, *spots]
    for one in sorted(events, key=lambda one: one.start):
        if isinstance(one, Nothing):
            yield from denial_facts(reader, sentence, one)
        else:
            yield from _spot_facts(reader, sentence, around, one, times)
    if reader.all_received is not None and (last := last_part(reader.all_received, spots)) is not None:
        yield from all_done(reader, reader.all_received, behind=last)
    for bracket in sentence.brackets:
        anchor = bracket.anchor or 0
        if anchor <= limit:
            inner = Times(bracket.text, reader.year, times.at(anchor, anchor))
            for spot in find_spots(bracket, len(bracket.text)):
                yield from _spot_facts(reader, sentence, around, spot, inner)
    reader.scope = reader.stated or times.at(limit, limit)


def _is_still_plan(reader: Reader, sentence: Sentence) -> bool:
    """After 下一步 all is plan, up to the next heading, the next section, or a sentence that names this
    year."""
    if reader.plan is None:
        return False
    text = sentence.main.text
    this_year = _THIS_YEAR.search(text) is not None or f"{reader.year}年" in text
    if sentence.headed or sentence.topic is not reader.plan or this_year:
        reader.plan = None
        return False
    return True


def _spot_facts(
    reader: Reader, sentence: Sentence, around: Surroundings, spot: Spot, times: Times
) -> Iterator[Fact]:
    part = spot.lead[max(0, spot.lead.rfind("，其中")) :]
    if reader.whole is not None and is_new_part(part, reader.year):
        yield from new_part(reader, spot, reader.whole)
        return
    if reader.whole is not None and is_of_another_year(part, reader.year):
        reader.totals.new.add((reader.whole.path, spot.figure.value))
    found = inherited(reader, spot)
    if found is None and "理" in spot.lead and _HANDLED.search(spot.lead) and all_are_done(spot.after):
        yield from all_done(reader, spot)
        return
    is_change = (spot.lead[-2:-1] if spot.lead.endswith(("了", "约")) else spot.lead[-1:]) in _ENDS_OF_CHANGE
    if found is None and is_change and (by := _DELTA.search(spot.lead)) is not None:
        named, _ = choose(find_candidates(around, words_of(spot, spot.lead[: by.start()])), all_of_them=False)
        reader.note(spot, named, Reason.CHANGE)
        reader.pending = (named, Reason.CHANGE) if named is not None else None
        told = reader.all_received  # 申请5件，比上年增加2件，均已办结
        if told is not None and _OF_ALL.fullmatch(spot.lead, 0, by.start()) and told.figure.end == spot.start:
            yield from all_done(reader, told, behind=spot)
            yield from all_one_way(reader, told, (), behind=spot)
        return
    if spot.lead.endswith("各") and spot.figure.unit in units_of("cases"):
        yield from each(reader, spot, times)
        return
    anchor = spot.stretch.anchor
    scope = times.at(spot.figure.start, spot.clause)
    if scope is Scope.YEAR and anchor is None:
        yield from named_behind(reader, around, sentence, spot)
        of_all = is_all_of_them(reader, sentence, spot)
        if of_all and (so := (*all_done(reader, spot), *all_answered_so(reader, spot))):
            yield from so
            return
    changed = is_change_from(spot.lead) and _CHANGE_BEHIND.match(spot.after) is not None
    pending = reader.pending if found is not None else None
    if pending is not None and pending[1] is Reason.EARLIER and "20" not in spot.lead:
        scope = Scope.YEAR  # 由2015年的20件减少到12件
    others: list[Found] = []
    if found is None:
        lead = without_change(spot.lead) if changed else spot.lead
        if (of := changed_to(spot.place)) is not None:
            lead, says_when = of
            scope = scope if says_when else Scope.YEAR  # 从2020年的35件下降至27件
        words = words_of(spot, lead)
        found, others = choose(find_candidates(around, words), all_of_them=reader.log is not None)
    if (
        found is None
        and (found := sum_of_parts(reader, spot, of_applications=reader.applications == sentence.number))
        is not None
    ):
        reader.reach = Reach.UNSAID
        scope = Scope.YEAR if is_of_the_whole_year(spot) else scope
    reader.parts.append((found, spot.figure.value, spot.figure.unit))
    around.unknown = spot.figure if found is None and not is_of_a_group(spot) else None
    is_sum = found is None and reader.all_received is not None and _SUM.fullmatch(spot.lead) is not None
    if is_sum and all_are_done(spot.after) and not _OTHER_BUSINESS.search(spot.stretch.text):
        yield from all_done(reader, spot)
        return
    if found is None:
        of_a_part = "其中" in spot.lead and RECEIVING.search(spot.lead) is not None
        if of_a_part and reach_of(subject_of(spot.lead), reader.organ)[0] is Reach.PART:
            reader.reach = Reach.PART  # 其中县政府办收到12件，自然人9件
        reader.note(spot, None, None, others)
        yield from unsaid(reader, sentence, spot, others, scope)
        return
    scope = scope_of(reader, spot, found, times, scope)
    reason = reason_against(reader, sentence, spot, found, scope)
    if found.total:
        reader.whole_reason = reason if reason in OF_THE_PARTS_TOO else None
        if scope is Scope.LAST_YEAR and reason is None and (found.path, Scope.YEAR) not in reader.seen:
            reader.whole_reason = Reason.OTHER_YEAR  # 去年办结申请8件，予以公开3件
    elif reason is None:
        reason = reason_of_the_whole(reader, spot)
    if (
        scope is Scope.YEAR
        and reason is None
        and is_up_to_now(spot.stretch.text[: spot.figure.start], reader.year)
    ):
        scope = Scope.CUMULATIVE
    reader.note(spot, found, said_reason(reader, found, scope, reason), others)
    reader.pending = (found, reason) if reason in _MAY_BE_FOLLOWED and not reader.still_wider else None
    if reason is None and scope is Scope.LAST_YEAR:
        reader.pending = found, Reason.OTHER_YEAR
    if changed:
        reader.pending = found, Reason.EARLIER
    if (
        reason is not None
        and reason in _UNSETTLED
        and (scope is Scope.YEAR or times.is_up_to_a_month(spot.figure.start))
    ):
        yield from unsettled(reader, spot, found, reason)
    around.settle(found.rule, taken=reason is None and scope is Scope.YEAR)
    if reason is not None or scope is None:
        return
    if found.path.startswith("applications."):
        reader.applications = sentence.number
    yield from _taken(reader, around, sentence, spot, found, scope)


def _taken(
    reader: Reader, around: Surroundings, sentence: Sentence, spot: Spot, found: Found, scope: Scope
) -> Iterator[Fact]:
    """The facts of a figure that nothing speaks against."""
    # beside 无因政府信息公开引起的复议 a figure of reviews is of all that the organ had
    is_none = found.path in reader.none and scope is Scope.YEAR
    published = found.path == "proactive.disclosed" and scope is Scope.YEAR
    said = (found.path, scope) in reader.seen or (
        is_none and (spot.figure.value == 0 or found.path in DISPUTES)
    )
    if said and not is_sum_of_the_last(reader, spot, found):
        without_second_label(reader, spot, found)
    else:
        reader.seen.add((found.path, scope))
        if (fact := reader.figure_fact(spot, found, scope)) is not None:
            yield fact
        reader.stated = scope
        around.trained = spot.figure.end if (found.path, scope) == ("training.courses", Scope.YEAR) else None
        if scope is Scope.YEAR:
            before = spot.stretch.text[: spot.figure.start]
            reader.totals.note(found.path, spot.figure.value, before, spot.lead)
        so_far = is_new_part(spot.after, reader.year), names_no_year(spot.lead)
        of_all = published and "其中" in spot.after and all(so_far)
        if of_all or ("累计" in spot.lead and any(so_far)):
            reader.totals.told[found.path] = spot.figure.value
    if scope is Scope.YEAR:
        yield from said_besides(reader, around, spot, found, sentence.main.text)
    if found.rule in ANSWERS and scope is Scope.YEAR:
        reader.answered = sentence.number
    up_to_now = scope is Scope.CUMULATIVE or found.path in reader.totals.told
    reader.whole = found if found.total and up_to_now else None
    if published:
        around.disclosed, reader.disclosed = True, sentence.number
        exact = spot.figure.unit == "条" and not spot.figure.approximate
        reader.published = (spot.figure.value, sentence.topic) if exact else None
    row = found.path.removesuffix(_TOTAL) if found.path.startswith("applications.") else found.path
    if row != found.path and spot.stretch.anchor is None:
        around.rows.append((row, spot.figure.end))
        reader.row = sentence.number, row
    both = _RECEIVED_AND.search(spot.lead) if scope is Scope.YEAR else None
    if both is not None and (other := other_of_both(found, both["what"], reader.form)) is not None:
        yield from reader.as_many(spot, other, found.label, found.rule)
        if found.path != _RECEIVED:
            found = evolve(found, path=_RECEIVED)
    if found.path == "applications.received.total" and scope is Scope.YEAR:
        reader.received = sentence.number
        reader.all_received = reader.last_received = spot
        around.received = True
        yield from all_one_way(reader, spot, sentence.behind(spot.figure.end))
        yield from told_of_the_one(reader, spot)
        yield from all_done(reader, spot)
        yield from all_answered_so(reader, spot)
    if scope is Scope.YEAR:
        yield from all_in_time(reader, sentence, spot, found)
        yield from in_time_too(reader, spot, found, sentence.behind(spot.figure.end))
    lawsuits = found.path == "litigation.total" and scope is Scope.YEAR and not said
    if lawsuits and (kind := kind_of_all(reader, spot, brackets_of(sentence, spot))) is not None:
        yield from all_of_one_kind(reader, spot, kind)
        found = evolve(found, path=kind)
    if found.path in DISPUTES_BY_KIND and scope is Scope.YEAR:
        reader.count_disputes(sentence.number, found.path, spot.figure.value)
    if found.path in DISPUTES_BY_KIND and scope is Scope.YEAR and not said:
        yield from all_ended_so(reader, spot, found.path.removesuffix(".total"), brackets_of(sentence, spot))
    if scope is Scope.YEAR and not said:
        yield from all_so(reader, spot, found, sentence.behind(spot.figure.end))
    if scope is Scope.YEAR and not said and spot.stretch.anchor is None and spot.figure.value:
        for one in said_of_all(around, words_of(spot, spot.lead), PARTS.get(found.path)):
            yield from reader.as_many(spot, one.path, one.label, one.rule)
