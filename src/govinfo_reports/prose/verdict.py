"""The verdict on a candidate: taken, or rejected for a reason; and what a rejected one says of the next
figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from types import MappingProxyType

from attrs import evolve

from ..facts import Fact, Scope
from ..forms.scopes import scopes
from ..patterns import late
from .around import Found
from .clauses import Sentence
from .labels import FORMS_BEFORE_2019
from .passages import Topic
from .reasons import Beside, Reason, range_of, why_not
from .scope import (
    Reach,
    Times,
    as_ours,
    is_a_body_that_goes_on,
    is_of_a_body,
    is_of_all_kinds,
    is_of_anothers_channel,
    is_singled_out,
    is_wider,
    reach_of,
    subject_of,
)
from .spots import Spot
from .state import Reader
from .totals import is_in_a_month

__all__ = [
    "OF_THE_PARTS_TOO",
    "choose",
    "inherited",
    "is_of_the_whole_year",
    "is_sum_of_the_last",
    "reason_against",
    "reason_of_the_whole",
    "said_reason",
    "scope_of",
    "sum_of_parts",
    "unsaid",
    "unsettled",
    "without_second_label",
]

OF_THE_PARTS_TOO = frozenset(
    (
        Reason.WIDER,
        Reason.DENIED,
        Reason.AUTHORITY,
        Reason.CONDITION,
        Reason.TARGET,
        Reason.OTHER_BUSINESS,
        Reason.EARLIER,
    )
)
"""Where a whole is rejected for one of these, so is what the sentence says of its parts."""
_NEAR = 8
_NOT_OURS = late(r"(?:不属于?|不是|非)[本我](?:行政机关|机关|部门|单位|街道|[局委办厅院镇乡关校])")
"""县站收到5件，不属于本机关公开2件: the label says nothing of whose they were."""
_OF_ALL_PLACES = frozenset(("took part", "reading points, at so many places"))
_REASONS = MappingProxyType({Scope.CUMULATIVE: Reason.SEVERAL_YEARS, Scope.LAST_YEAR: Reason.OTHER_YEAR})

_ON_ANYTHING = frozenset((Topic.OVERVIEW, Topic.UNKNOWN))
_OUTCOMES = late(r"(?:办理|处理|答复)(?:结果|情况)[^，；\d]{0,8}：?(?:予以公开|\d+件予以公开)")
_ONE_KIND = late(r"\.channels\.|\.staff\.(?:full|part)_time")
"""Such a figure is no whole: 专职人员2名，兼职人员14名，共16名."""
_WORD = late(r"\w")
_SUM_WORDS = late(r"合计|共计|总计")
_SAY = scopes().patterns

_NAMED_IN_A_LIST = ("among answers", "channel in a sum", "staff in a sum")
"""Rules that say what a figure is of by the list it stands in: no word before it says whose it is."""


def choose(candidates: Iterable[Found], *, all_of_them: bool) -> tuple[Found | None, list[Found]]:
    """The first candidate whose wording goes with the words beside it, and the others with their reasons
    (for a trace, where `all_of_them` are asked for)."""
    chosen: Found | None = None
    others: list[Found] = []
    for found in candidates:
        if chosen is not None:
            others.append(found if found.reason is not None else evolve(found, reason=Reason.LESS_LIKELY))
        elif found.reason is None:
            chosen = found
        else:
            others.append(found)
        if chosen is not None and not all_of_them:
            break
    return chosen, others


def said_reason(reader: Reader, found: Found, scope: Scope | None, reason: Reason | None) -> Reason | None:
    """The reason for the trace: a figure of other years is a fact, but not the year's; a second one is not
    taken."""
    if reason is not None or scope is None:
        return reason or Reason.OTHER_YEAR
    if scope is not Scope.YEAR:
        return _REASONS[scope]
    return Reason.REPEATED if (found.path, scope) in reader.seen else None


def inherited(reader: Reader, spot: Spot) -> Found | None:
    """The indicator of the figure before, where that one was only to be done, of an earlier time, or of a
    wider area."""
    if reader.pending is None:
        return None
    found, reason = reader.pending
    if reason in (Reason.WIDER, Reason.PART):
        is_same = bool(reader.parts) and reader.parts[-1][2] == spot.figure.unit  # 全市培训2期，我局8人参训
        follows = is_same and _SAY["our own behind"].match(as_ours(spot.lead, reader.organ)) is not None
    elif reason is Reason.OTHER_YEAR:
        only = _SAY["only a time"].fullmatch(spot.lead)
        verb = only["verb"] or "" if only is not None else ""
        is_same = (
            bool(reader.parts) and reader.parts[-1][2] == spot.figure.unit and not _WORD.match(spot.after)
        )
        follows = only is not None and is_same and found.label.startswith((verb, f"主动{verb}"))
    elif reason is Reason.EARLIER:
        follows = _SAY["change to"].match(spot.lead) is not None
    elif reason is Reason.CHANGE:
        follows = _SAY["even over"].fullmatch(spot.lead) is not None
    elif reason is Reason.BOUND and _SAY["even over"].fullmatch(spot.lead):
        follows = True
    else:
        follows = _SAY["what was done"].match(spot.lead) is not None
    return found if follows else None


def scope_of(reader: Reader, spot: Spot, found: Found, times: Times, scope: Scope | None) -> Scope | None:
    """The scope of a figure, once its indicator is known: a year in the name of what was carried over is not
    its own; 3月举办培训1期 is all of the year where the report tells of no other."""
    if found.names_year:
        return times.at(spot.start + found.at, spot.clause)
    of_it = scope is None and found.path.startswith("training.") and is_in_a_month(spot.place, reader.year)
    return Scope.YEAR if of_it and reader.tells_once(found.path) else scope


def is_of_the_whole_year(spot: Spot) -> bool:
    """上半年4件，下半年7件，共计11件: the last figure is of the whole year."""
    before = spot.stretch.text[: spot.figure.start]
    return _SAY["a sum"].fullmatch(spot.lead) is not None and _SAY["of halves"].search(before) is not None


def sum_of_parts(reader: Reader, spot: Spot, *, of_applications: bool) -> Found | None:
    """县政府收到40件，部门收到60件，共100件: the last figure is of what the first one was, a part.
    `of_applications` says that the sentence speaks of applications: 公民申请20件，法人申请3件，共23件 are
    all of them. 办理结果：予以公开11件，…，共46件 are all the outcomes."""
    if not _SAY["a sum"].fullmatch(spot.lead):
        return None
    text = spot.stretch.text
    if _SAY["carried"].search(text, max(0, text.rfind("；", 0, spot.figure.start)), spot.figure.start):
        return None  # 去年结转1件，今年新收18件，共19件
    total: int | Decimal = 0
    paths: set[str] = set()
    for count, (found, value, unit) in enumerate(reversed(reader.parts), start=1):
        if unit != spot.figure.unit:
            return None
        total += value
        paths |= {found.path} if found is not None else set()
        if len(paths) > 1:
            break  # 新收26件，上年结转2件，共28件: not of one indicator
        if count == 1 or found is None or not found.total or _ONE_KIND.search(found.path):
            continue
        if (found.path, Scope.YEAR) not in reader.seen:
            return found  # what was not the whole organ's
        if total == spot.figure.value:
            if _SAY["another business"].search(text[: spot.figure.start]):
                return None  # 信息公开申请8件，许可申请30件，共计38件
            reader.withdrawn.append((found.path, value))
            reader.seen.discard((found.path, Scope.YEAR))
            return found
    total = sum((value for found, value, _ in reader.parts if found is not None), Decimal(0))
    ways = [found for found, _, unit in reader.parts if found is not None and unit == spot.figure.unit]
    if len(ways) > 1 and total == spot.figure.value and all(one.rule == "way of application" for one in ways):
        return Found(path="applications.received.total", label=spot.lead, rule="sum of the ways", total=True)
    everything = sum((value for _, value, _ in reader.parts), Decimal(0))
    if (
        len(reader.parts) > 2
        and everything == spot.figure.value
        and reader.form not in FORMS_BEFORE_2019
        and _OUTCOMES.search(text[: spot.figure.start]) is not None
    ):
        return Found(
            path="applications.outcomes.total.total", label=spot.lead, rule="sum of the outcomes", total=True
        )
    plain = all(found is None and unit == spot.figure.unit for found, _, unit in reader.parts)
    if of_applications and plain and len(reader.parts) > 1 and everything == spot.figure.value:
        around = spot.stretch.text[: spot.figure.start] + spot.after[:_NEAR]
        if "申请" in around:
            return Found(
                path="applications.received.total", label=spot.lead, rule="sum of the parts", total=True
            )
    return None


def reason_against(
    reader: Reader, sentence: Sentence, spot: Spot, found: Found, scope: Scope | None
) -> Reason | None:
    """Why a figure that fits an indicator is not the organ's; None where nothing speaks against it."""
    if scope is None:
        return Reason.OTHER_YEAR
    behind = _SAY["of last year behind"].match(spot.after)
    if behind is not None and str(reader.year) not in behind["when"] and ".carried_" not in found.path:
        return Reason.EARLIER
    if _is_of_a_dispute(sentence, spot, found) or _is_more_than_all(reader, sentence.number, spot, found):
        return Reason.ALL_KINDS
    place, before = spot.place, spot.stretch.text[: spot.figure.start]
    names_itself = found.rule in _NAMED_IN_A_LIST or (
        found.rule == "item" and found.path.endswith("_by_principal")
    )
    lead = "" if names_itself else spot.lead  # no word of them says whose it is
    subject = subject_of(lead)
    wider = "全" in subject and is_wider(
        subject,
        spot.after,
        reader.organ,
        place.text[place.end :].partition("；")[0],
        alone=reader.tells_alone,
    )
    if is_singled_out(lead, reader.organ):
        reader.reach = Reach.PART
    if reader.reach is Reach.PART and _is_sum_of_all(reader, spot):
        reader.reach = Reach.UNSAID
    if not wider:  # whose the figures of the next clauses are too, whatever speaks against this one
        reach, _ = reach_of(subject, reader.organ)
        if reach is Reach.WHOLE and _NOT_OURS.search(subject):
            reach = Reach.UNSAID
        if reach is Reach.UNSAID and is_of_a_body(lead, reader.organ):
            reach = Reach.PART
        if (
            reach is Reach.PART
            and any(
                found.path.startswith(path) and _SAY[name].search(words)
                for path, name, words in (
                    ("capacity.staff.", "at the office", spot.lead),
                    ("capacity.budget", "own budget", spot.lead),
                    ("training.", "own office", subject),  # 局办公室举办政府信息公开培训班2期
                    ("training.participants", "training just named", before),
                    ("capacity.reading_points", "at several places", subject),
                    ("applications.received.", "who applied", spot.lead),
                    ("proactive.channels.other", "by other means", spot.lead[spot.lead.rfind("，") + 1 :]),
                )
            )
        ):
            reach = Reach.UNSAID
        if found.rule in _OF_ALL_PLACES:
            reach = Reach.UNSAID  # 举办培训1期，各镇64人次参训
        documents = found.path.startswith("proactive.normative_documents.")
        if reach is Reach.PART and documents and _is_government_with_office(subject, reader.organ):
            reach = Reach.UNSAID
        if reach is Reach.PART and is_of_all_kinds(spot.stretch.text[: spot.figure.start]):
            reach = Reach.WHOLE
        reader.reach = reader.reach if reach is Reach.UNSAID else reach
    if found.path.startswith("proactive.channels.") and is_of_anothers_channel(lead, reader.organ):
        return Reason.PART
    others_training = found.path == "training.participants" and any(
        one is not None and one.path == "training.courses" for one, _, _ in reader.parts
    )
    if others_training and ("training.courses", scope) not in reader.seen:
        return Reason.PART  # 市水利局举办培训2期，我局5人参训
    reason = why_not(
        found.path,
        Beside(
            place=place,
            lead=spot.lead,
            after=spot.after,
            label=found.label,
            brackets=sentence.behind(spot.figure.end),
            organ=reader.organ,
        ),
        wording=found.rule,
        total=found.total,
        outside=spot.stretch.anchor is None,
        is_new=reader.form not in FORMS_BEFORE_2019,
        own=reader.wordings.rejections,
    )
    ours = _SAY["our own alone"].search(spot.lead) is not None
    reader.still_wider = not wider and not ours and _is_still_wider(reader, subject)
    if reason is not None or wider or reader.still_wider:
        return reason or Reason.WIDER
    return Reason.PART if reader.reach is Reach.PART else None


def _is_government_with_office(subject: str, organ: str | None) -> bool:
    """Whether the words name the report's government together with its office, in whose names its normative
    documents are issued."""
    found = _SAY["the government and its office"].search(subject)
    return found is not None and organ is not None and organ.endswith(f"{found['level']}人民政府")


def _is_of_a_dispute(sentence: Sentence, spot: Spot, found: Found) -> bool:
    """行政复议2件（上年结转1件）: what was carried over is no application."""
    if spot.stretch.anchor is None or ".carried_" not in found.path:
        return False
    before = sentence.main.text[: spot.stretch.anchor]
    disputes = max(before.rfind(word) for word in ("复议", "诉讼", "应诉", "投诉", "举报", "信访"))
    return disputes > before.rfind("公开申请")


def _is_more_than_all(reader: Reader, number: int, spot: Spot, found: Found) -> bool:
    """复议8件，信息公开类2件，维持6件: an ending of more cases than those on disclosure is not of them."""
    dispute = found.path.partition(".")[0]
    if found.total or dispute not in ("review", "litigation"):
        return False
    told = [value for one, value, _ in reader.parts if one is not None and one.path == f"{dispute}.total"]
    told_in, kinds = reader.disputes
    if not told and told_in == number - 1 and spot.figure.value > kinds.get(dispute, spot.figure.value):
        return True  # 行政复议2件。依法纠错3件
    return len(told) > 1 and told[-1] < spot.figure.value <= told[0]


def reason_of_the_whole(reader: Reader, spot: Spot) -> Reason | None:
    """What speaks against the last total is true of its parts too, unless they name the report's year
    (2021年收到8件，2022年予以公开3件)."""
    names_ours = reader.whole_reason is Reason.OTHER_YEAR and f"{reader.year}年" in spot.lead
    return None if names_ours else reader.whole_reason


def without_second_label(reader: Reader, spot: Spot, found: Found) -> None:
    """复议3件，撤回1件，终止1件: where a second label of one row follows, neither figure is the row's."""
    ends_so = found.path.startswith(("review.", "litigation.")) and found.path.endswith(".other")
    if not ends_so or spot.stretch.anchor is not None or "其中" in spot.lead:
        return
    told = [(one, value) for one, value, _ in reader.parts if one is not None and one.path == found.path]
    if len({one.label for one, _ in told}) > 1:
        reader.withdrawn += [(one.path, value) for one, value in told]


def is_sum_of_the_last(reader: Reader, spot: Spot, found: Found) -> bool:
    """网站公开53条，人防网公开35条，合计网站公开88条: the last figure is of what the first was a part of;
    the first is taken back."""
    if _SUM_WORDS.search(spot.lead) is None:
        return False
    total: int | Decimal = 0
    for count, (_, value, unit) in enumerate(reversed(reader.parts[:-1]), start=1):
        total += value
        if unit != spot.figure.unit or total > spot.figure.value:
            return False
        if count > 1 and total == spot.figure.value:
            earlier = [(one.path, part) for one, part, _ in reader.parts[:-1] if one is not None]
            reader.withdrawn += [(path, part) for path, part in earlier if path == found.path]
            return True
    return False


def _is_sum_of_all(reader: Reader, spot: Spot) -> bool:
    """本级5件，下属公路局3件，合计受理8件: what several offices had makes this figure."""
    told = [value for _, value, unit in reader.parts[:-1] if unit == spot.figure.unit]
    says_so = _SAY["a sum of all"].search(spot.lead) is not None
    return says_so and len(told) > 1 and sum(told) == spot.figure.value


def _is_still_wider(reader: Reader, subject: str) -> bool:
    """全市收到310件，办结300件，我局6件: the second clause names no other subject than the first."""
    if reader.whole_reason is not Reason.WIDER:
        return False
    ours = as_ours(subject, reader.organ)
    return _SAY["own figure"].match(ours) is None and reach_of(ours, reader.organ)[0] is Reach.UNSAID


def unsaid(
    reader: Reader, sentence: Sentence, spot: Spot, others: Sequence[Found], scope: Scope | None
) -> Iterator[Fact]:
    """全年受理申请1204件 in a section on anything: no value, the figure among the candidates. What a clause
    without an indicator says of one office (县水务局收到5件) is whose the next figures are."""
    if is_singled_out(spot.lead, reader.organ) or is_a_body_that_goes_on(spot.lead, reader.organ):
        reader.reach = Reach.PART
    found = next((one for one in others if one.reason is Reason.NO_SUBJECT), None)
    if (
        found is not None
        and scope is Scope.YEAR
        and spot.figure.value
        and sentence.topic in _ON_ANYTHING
        and reason_against(reader, sentence, spot, found, scope) is None
        and (fact := reader.figure_fact(spot, found, Scope.YEAR)) is not None
        and fact.value is not None
    ):
        yield evolve(fact, value=None, candidates=(fact.value,))


def unsettled(reader: Reader, spot: Spot, found: Found, reason: Reason) -> Iterator[Fact]:
    """收到申请3至5件: no value, and both ends among the candidates; so is what was corrected, a part of a
    sum, or of some months."""
    fact, key = reader.figure_fact(spot, found, Scope.YEAR), (found.path, Scope.YEAR)
    if fact is not None and fact.value is not None and key not in reader.seen:
        if reason is not Reason.OTHER_YEAR:
            reader.seen.add(key)
        other = range_of(spot.place) if reason is Reason.RANGE else None
        known = {fact.value} if other is None else {fact.value, other}
        yield evolve(fact, value=None, candidates=tuple(sorted(known)))
