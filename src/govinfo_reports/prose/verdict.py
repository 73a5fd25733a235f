"""The verdict on a candidate: taken, or rejected for a reason; and what a rejected one says of the next figure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from types import MappingProxyType

from attrs import evolve

from ..facts import Scope
from .around import Found
from .choose import Reason, is_change_from, is_change_to, is_what_was_done, rejection
from .clauses import Sentence
from .labels import FORMS_BEFORE_2019
from .parts import is_of_something_else
from .scope import Reach, is_of_a_body, is_of_all_kinds, is_wider, reach_of, subject_of
from .spots import Spot, place_of
from .state import Reader

__all__ = [
    "CHANGE_BEHIND",
    "choose",
    "inherited",
    "is_of_the_whole_year",
    "reason_against",
    "said_reason",
    "sum_of_parts",
]

_NEAR = 8
_CARRIED = re.compile(r"结转|转结|遗留")
_REASONS = MappingProxyType({Scope.CUMULATIVE: Reason.SEVERAL_YEARS, Scope.LAST_YEAR: Reason.OTHER_YEAR})

_TOTAL_OF_PARTS = re.compile(
    r"[，、；：]?(?:以上|两项|三项|上述|全年|本年度?|今年|一年|全[县市区省镇乡局]|两级|总|一|，)*(?:共|共计|合计|总计|总共|累计)(?:收到|受理|接收|公开|发布|有)*(?:了|为|是)?"
)
_ONLY_SOME = re.compile(r"其中[^，；]{0,10}信息公开")
"""复议5件（其中政府信息公开2件）: the five are of all kinds."""
_ONLY_A_TIME = re.compile(
    r"[，、；]?(?:其中|而|但|到|至)?(?:今年|本年度?|当年|20\d\d年度?)(?:则|就)?(?P<verb>收到|受理|公开|发布)?(?:为|是|有|达到?|共计?|仅|了)*"
)
"""…，2015年为14件，2016年为20件: what the figure before was of, in another year."""
_WORD = re.compile(r"\w")
_EVEN_OVER = re.compile(r"，(?:达到?|为|共计?|总数|计)+")
"""突破百件，达到104件."""
_OF_HALVES = re.compile(r"上半年.*下半年|第?[一1]季度.*第?[四4]季度")
_LAST_YEARS_BEHIND = re.compile(
    r"(?:行政)?(?:诉讼|复议|申请|案件)*(?:，)?(?:系|为|是|均为|均系|属)(?P<when>去年|上一?年度?|往年|20\d\d年度?)(?:\d{1,2}月)?(?:提起|受理|收到|结转|遗留|发生|申请|提出|立案|的)"
)
_OWN_BEHIND = re.compile(
    r"^[，；、]?(?:其中|而|但)?[：，]?(?:(?:我|本)(?:局|委|办|厅|院|中心|处|所|站|队|校|机关|单位|部门|行|公司|县|市|区|镇|乡|街道|旗|州)(?:机关|本级)?|[局委厅院][机本][关级])(?:共|仅|只|全年|主动)*(?:受理|收到|接到|接收|承办|处理|公开|发布|办理|办结|答复|召开|举办|发生)?(?:的|了|共|为|有|占)*$"
)
_SHARE_FOLLOWS = re.compile(r"[，、]?(?:约)?占")
_WITH_CARRIED_IN = re.compile(
    r"，?(?:其中)?(?:包括|包含|含)[^，；]{0,8}(?:结转|转结|转入)|，?其中：?(?:本年度?|当年|今年)?新(?:收|增|受理)"
)
CHANGE_BEHIND = re.compile(
    r"[^，；：]{0,4}(?:减少|下降|降低|增加|增长|上升|提高|提升|回落|扩大|增|减|升|降|变)(?:到|至|为|成)"
)


def choose(candidates: Iterable[Found], *, all_of_them: bool) -> tuple[Found | None, list[Found]]:
    """The first candidate that no words beside the figure speak against, and the others with their reasons (for a trace, where
    `all_of_them` are asked for). One that is a part of a list, or of all kinds, ends the search."""
    chosen: Found | None = None
    done = False
    others: list[Found] = []
    for found in candidates:
        if done:
            others.append(found if found.reason is not None else evolve(found, reason=Reason.LESS_LIKELY))
        elif found.reason is None:
            chosen, done = found, True
        else:
            others.append(found)
            done = found.reason is not Reason.OTHER_WORDS
        if done and not all_of_them:
            break
    return chosen, others


def said_reason(reader: Reader, found: Found, scope: Scope | None, reason: Reason | None) -> Reason | None:
    """The reason for the trace: a figure of other years is a fact, but not the year's; a second one is not taken."""
    if reason is not None or scope is None:
        return reason or Reason.OTHER_YEAR
    if scope is not Scope.YEAR:
        return _REASONS[scope]
    return Reason.REPEATED if (found.path, scope) in reader.seen else None


def inherited(reader: Reader, spot: Spot) -> Found | None:
    """The indicator of the figure before, where that one was only to be done, of an earlier time, or of a wider area."""
    if reader.pending is None:
        return None
    found, reason = reader.pending
    if reason is Reason.WIDER:
        follows = _OWN_BEHIND.match(spot.lead) is not None
    elif reason is Reason.OTHER_YEAR:
        only = _ONLY_A_TIME.fullmatch(spot.lead)
        verb = only["verb"] or "" if only is not None else ""
        is_same = (
            bool(reader.parts) and reader.parts[-1][2] == spot.figure.unit and not _WORD.match(spot.after)
        )
        follows = only is not None and is_same and found.label.startswith((verb, f"主动{verb}"))
    elif reason is Reason.EARLIER:
        follows = is_change_to(spot.lead)
    elif reason is Reason.CHANGE:
        follows = _EVEN_OVER.fullmatch(spot.lead) is not None
    elif reason is Reason.BOUND and _EVEN_OVER.fullmatch(spot.lead):
        follows = True
    else:
        follows = is_what_was_done(spot.lead)
    return found if follows else None


def is_of_the_whole_year(spot: Spot) -> bool:
    """上半年4件，下半年7件，共计11件: the last figure is of the whole year."""
    before = spot.stretch.text[: spot.figure.start]
    return _TOTAL_OF_PARTS.fullmatch(spot.lead) is not None and _OF_HALVES.search(before) is not None


def sum_of_parts(reader: Reader, spot: Spot, *, of_applications: bool) -> Found | None:
    """县政府收到40件，部门收到60件，共100件: the last figure is of what the first one was, and that one was a part. `of_applications` says that
    the sentence speaks of applications: 公民申请20件，法人申请3件，共23件 are all of them."""
    if not _TOTAL_OF_PARTS.fullmatch(spot.lead):
        return None
    text = spot.stretch.text
    if _CARRIED.search(text, max(0, text.rfind("；", 0, spot.figure.start)), spot.figure.start):
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
        if count == 1 or found is None or not found.total or ".channels." in found.path:
            continue
        if (found.path, Scope.YEAR) not in reader.seen:
            return found  # what was not the whole organ's
        if total == spot.figure.value:
            reader.withdrawn.append((found.path, value))
            reader.seen.discard((found.path, Scope.YEAR))
            return found
    total = sum((value for found, value, _ in reader.parts if found is not None), Decimal(0))
    ways = [found for found, _, unit in reader.parts if found is not None and unit == spot.figure.unit]
    if len(ways) > 1 and total == spot.figure.value and all(one.rule == "way of application" for one in ways):
        return Found(path="applications.received.total", label=spot.lead, rule="sum of the ways", total=True)
    everything = sum((value for _, value, _ in reader.parts), Decimal(0))
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
    behind = _LAST_YEARS_BEHIND.match(spot.after)
    if behind is not None and str(reader.year) not in behind["when"] and ".carried_" not in found.path:
        return Reason.EARLIER
    if found.total and not _OWN_BEHIND.match(spot.lead) and _SHARE_FOLLOWS.match(spot.after):
        return Reason.SHARE
    if is_change_from(spot.lead) and CHANGE_BEHIND.match(spot.after):
        return Reason.EARLIER
    if found.path in ("review.total", "litigation.total") and any(
        bracket.anchor == spot.figure.end and _ONLY_SOME.match(bracket.text) for bracket in sentence.brackets
    ):
        return Reason.SOME
    text = spot.stretch.text
    place = place_of(spot)
    reason = rejection(found.path, place) if spot.stretch.anchor is None else None
    if reason is not None and not (reason is Reason.SOME and found.rule == "those on disclosure"):
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


def _is_with_carried_in(reader: Reader, sentence: Sentence, spot: Spot, found: Found) -> bool:
    """收到申请37件（含上年结转2件）: not what the forms since 2019 call 本年新收."""
    if found.rule == "newly received" or reader.form in FORMS_BEFORE_2019:
        return False
    if found.path != "applications.received.total":
        return False
    behind = [bracket.text for bracket in sentence.brackets if bracket.anchor == spot.figure.end]
    return any(_WITH_CARRIED_IN.match(text) for text in (spot.after, *behind))
