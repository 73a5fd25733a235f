"""Sentences that say there was none: 未收到申请, 没有发生行政复议, 未产生费用, 实行免费; and sections whose
whole text is 无."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from attrs import frozen

from ..facts import Fact, How, Match, Source
from ..forms.scopes import scopes
from ..forms.sentences import Wordings
from ..indicators import leaf_indicators
from ..numerals import UNITS
from ..patterns import late
from .passages import Passage, Topic
from .plain_denials import denied_plainly
from .reasons import Reason
from .scope import is_conditional

__all__ = ["NOTHING_HINT", "Nothing", "find_nothing", "read_bare"]

_SAY = scopes().patterns
NOTHING_HINT = _SAY["none hint"]
"""A quick test, before brackets and blanks are seen to."""

_ANY_APPLICATION = _SAY["any application"]
"""What an application of any kind may be called: one word more (涉外申请, 申请被退回) and it is of one kind
only."""
_DISPUTES = (
    (late(r"未经(?:行政)?复议[^，；、]{0,14}?(?:起诉|诉讼)"), "litigation.direct.total"),
    (late(r"复议后[^，；、]{0,14}?(?:起诉|诉讼)"), "litigation.after_review.total"),
    (late(r"复议"), "review.total"),
    (late(r"诉讼|应诉|(?:^|[、和或及])被起诉$"), "litigation.total"),
    (late(r"举报|投诉"), "complaints"),
)
_RECEIVED = ("applications.received.total",)
_ONE_KIND: Mapping[str, str] = MappingProxyType(
    {
        "review_corrected": "review.corrected",
        "review_pending": "review.pending",
        "litigation_corrected": "litigation.corrected",
        "litigation_pending": "litigation.pending",
        "lawsuits": "litigation.total",
        "partly": "applications.replies.partially_granted",
        "budget": "capacity.budget",
        "coercion": "proactive.coercion.decisions",
        "licensing": "proactive.licensing.decisions",
        "penalties": "proactive.penalties.decisions",
        "fax": "applications.received.fax",
        "in_person": "applications.received.in_person",
        "refused": "applications.replies.refused.total",
        "full_time": "capacity.staff.full_time",
        "offices": "capacity.dedicated_offices",
    }
)
_OTHERS = late(r"法律援助|信访|许可|审批|低保|救助|热线|工单|来信|建议|提案")
_LONGEST_OBJECT = 100
_SHORT = 9
_FEE_TOPICS = frozenset({Topic.FEES, Topic.OTHER, Topic.APPLICATIONS, Topic.REVIEW, Topic.CAPACITY})
_LONGEST_NAME = 60
"""Its words can be cut in several ways (社会团体 as 社会 and 团体), which long ones would multiply."""
_EARLIER_SUBJECT = late(r"(?:复议|诉讼|举报|投诉|申请|费用|费)")
_BARE = late(
    r"(?:(?:20\d\d年度?|本年度?|全年|目前|我|本|[省市县区镇乡局委办]|街道|机关|单位)*)(?:均|都"
    r"|皆)*(?:无|没有(?:受理|收到)?|未(?:受理|收到)|未发生|暂无|零|为(?:零|0))(?:此|该|上述)?(?:项|相关|类)?(?:情况|内容|事项"
    r"|数据)?(?:发生)?[。.]?"
    rf"|0(?:{UNITS})[。.]?"
)
_FEES_ALONE = late(r"(?:收取?)?(?:任何|相关|有关|过)*(?:费用?|收费)")
_OURSELVES = late(
    r"(?:20\d\d年度?|全年|本年度?|今年|[我本市县区省][局委办厅院关校队县市区镇乡]|(?:我|本)?街道|也|均|都)*"
)
_NOTICES = late(r"收费通知[^，；]{0,12}总?金额[^，；]{0,4}$")
_LAST_YEARS = late(r"(?:上一?年度?|去年)")
_CARRIED_TO = late(r"结转(?:至|到|入)(?:(?P<next>下一?年|次年|明年|来年)|20\d\d)")
_CARRIED_ON = late(r"(?:办结|答复|办理)[^；]*$")
_PATHS_OF_SECTIONS: Mapping[Topic, tuple[str, ...]] = MappingProxyType(
    {
        Topic.APPLICATIONS: _RECEIVED,
        Topic.REVIEW: ("review.total", "litigation.total"),
        Topic.FEES: ("fees",),
    }
)
_NAMES_THE_THING = late(
    r"[（(]?[\d一二三四五六七八九十]{0,3}[）)、.．\s]*(?:因|由|对|政府|政务|信息|依申请|公开|工作|被|申请|提起|引起|引发"
    r"|产生|发生|行政|复议|诉讼|应诉|举报|投诉|申诉|收到|处理|办理|和|及|与|、|，"
    r"|的|情况|收费|费用|收取|相关|有关|案件"
    r"|(?<=费[及和与、])减免|(?<=费用[及和与、])减免)*"
)
"""A heading whose 无 is of all that it names: not of reviews that were corrected, nor of what was waived."""
_LONGEST_SECTION = 30
_MARK = late(r"[，；]")
_EXCEPTIONS = late(r"除|可以|不得|应当|减免")
_FOR_INFORMATION = late(r"申请|政府信息|信息公开|信息处理")
_OWN_FIGURE = late(r"(?<![\d.])\d*[1-9]\d*(?![\d]|\s*(?:年|月|日|号|%|％))")
_ANY_ONE = late(rf"(?:过|出现|发生)?(?:1|一)(?:{UNITS}|例)")
"""没有1件…: not one."""


@frozen
class Nothing:
    """The indicators that a clause says there was none of, its words, where it starts and ends in the
    stretch, and why that is not said of the organ's year (None: it is)."""

    paths: tuple[str, ...]
    text: str
    start: int
    end: int
    reason: Reason | None = None


def find_nothing(
    text: str,
    topic: Topic,
    wordings: Wordings,
    *,
    about_disclosure: bool,
    is_new: bool = False,
    organ: str | None = None,
) -> Iterator[Nothing]:
    """The clauses of a sentence that say there was none, with exactly the indicators they name, and what
    speaks against them.

    `about_disclosure` says that the sentence, or the place it stands in, speaks of information disclosure.
    """
    if not NOTHING_HINT.search(text):
        return
    start = 0
    for clause in _MARK.split(text):
        end = start + len(clause)
        context = text[:end]
        paths = (
            _paths_of(clause, context, topic, about_disclosure)
            or _of_one_kind(context)
            or denied_plainly(
                clause,
                context,
                topic,
                wordings,
                about_disclosure=about_disclosure,
                is_new=is_new,
                organ=organ,
                ends=end == len(text),
            )
        )
        if paths:
            some = Reason.SOME if _is_of_some(clause, text[:start]) else None
            reason = Reason.CONDITION if is_conditional(clause) else some
            yield Nothing(paths, clause, start, end, reason)
        start = end + 1


def _of_one_kind(context: str) -> tuple[str, ...]:
    """What the last clause says plainly that there was none of, by the names of the groups."""
    found = _SAY["none of one kind"].search(context)
    names = found.groupdict() if found is not None else {}
    return tuple(
        _ONE_KIND[name.removesuffix("_alone").removesuffix("_too")] for name, words in names.items() if words
    )


def _is_of_some(clause: str, before: str) -> bool:
    """Whether a clause speaks of some offices only (各镇均未收到), or of all but what was just named
    (除50元外，未收取其他费用)."""
    trigger = _SAY["none"].search(clause)
    if trigger is None:
        return False
    if (
        _SAY["excepted"].search(before)
        or _SAY["except"].match(clause, trigger.end())
        or "再" in trigger.group()
    ):
        return True
    subject = clause[: trigger.start()]
    return _SAY["some offices"].search(subject) is not None and _SAY["all offices"].search(subject) is None


def _paths_of(clause: str, context: str, topic: Topic, about_disclosure: bool) -> tuple[str, ...]:
    if not clause:
        return ()
    if (paths := _free(clause, context, topic)) is not None:
        return paths
    zero = _SAY["zero"].search(clause)
    if zero is not None:
        if _NOTICES.search(clause, 0, zero.start()):
            return ("fees",)
        return _named(_behind_figures(clause[: zero.start()]), topic, about_disclosure)
    for trigger in _SAY["none"].finditer(clause):
        if _SAY["no negation"].match(clause, trigger.start()):
            continue
        if _SAY["of a month"].search(clause, 0, trigger.start()):
            continue
        behind = clause[trigger.end() : trigger.end() + _LONGEST_OBJECT]
        rest = _before_figures(behind)
        if _SAY["of a kind"].match(rest) or (behind and not rest):  # 申请信息不存在4件
            continue
        if trigger.group().endswith("收取") and not rest and _SAY["fee"].search(context):
            return ("fees",) if topic in _FEE_TOPICS or about_disclosure else ()
        rest = rest.removesuffix("情况") if rest == "结转情况" else rest
        if (carried := _CARRIED_TO.match(rest)) is not None:  # of 2025 the clause does not say which it is
            return ("applications.carried_forward.total",) if carried["next"] and about_disclosure else ()
        if rest == "结转" and _LAST_YEARS.fullmatch(clause, 0, trigger.start()):
            return ("applications.carried_in.total",) if about_disclosure else ()
        if rest == "结转" and trigger.start() == 0:  # 收到11件，办结11件，无结转
            is_ours = _CARRIED_ON.search(context) and not _OTHERS.search(context)
            return ("applications.carried_forward.total",) if is_ours else ()
        if _FEES_ALONE.fullmatch(rest) and _OURSELVES.fullmatch(clause, 0, trigger.start()):
            is_ours = topic in _FEE_TOPICS or about_disclosure
            return ("fees",) if is_ours and not _SAY["other fee"].search(context) else ()
        paths = _named(rest, topic, about_disclosure)
        if paths == _RECEIVED and (
            _SAY["one kind of applicant"].search(clause, 0, trigger.start())
            or _SAY["applications of one kind of applicant"].match(rest)
        ):
            return ()
        if not paths and not rest.strip("过等情况案件事项的现象。") and trigger.start() > 1:
            paths = _named(_last_part(_behind_figures(clause[: trigger.start()])), topic, about_disclosure)
        if (
            not paths
            and trigger.group().endswith(("发生", "产生", "出现", "无", "没有"))
            and rest[:1] in ("", "等")
        ):
            paths = _named(_behind_figures(clause[: trigger.start()]), topic, about_disclosure)
        if paths == ("fees",) and _SAY["other fee"].search(clause, 0, trigger.start()):
            continue
        if paths:
            return paths
    return ()


def _before_figures(words: str) -> str:
    """The words behind a negation that it denies: not those that print a figure of their own
    (信息不存在9件、行政复议6件)."""
    figure = _OWN_FIGURE.search(words)
    if figure is None or _ANY_ONE.match(words):
        return words
    last = max(words.rfind(mark, 0, figure.start()) for mark in "、和及与或")
    return words[: max(last, 0)]


def _behind_figures(words: str) -> str:
    """The words before a negation that it denies: those behind the last of them that print a figure of their
    own."""
    figures = list(_OWN_FIGURE.finditer(words))
    return words[figures[-1].end() :] if figures else words


def _last_part(text: str) -> str:
    found = list(_EARLIER_SUBJECT.finditer(text))
    return text if found else ""


def _free(clause: str, context: str, topic: Topic) -> tuple[str, ...] | None:
    match = _SAY["free"].search(clause)
    if match is None:
        return None
    if _SAY["waived"].match(clause, match.end()):
        return ()
    if _SAY["not free"].search(clause) or _EXCEPTIONS.search(clause):
        return () if "减免" not in clause else None
    if topic is Topic.FEES or _FOR_INFORMATION.search(context):
        return ("fees",)
    return ()


def _named(words: str, topic: Topic, about_disclosure: bool) -> tuple[str, ...]:
    """The indicators named in the words behind a negation.

    No reviews and lawsuits at all are none on disclosure either; of complaints a report tells for other
    reasons too.
    """
    about = about_disclosure or topic is Topic.REVIEW
    words = _SAY["cause"].sub("", words)
    if disputes := _disputes_in(words):
        if _SAY["an outcome"].search(words):
            return ()
        if _SAY["listed with applications"].search(words):
            disputes.append("applications.received.total")
        elif disputes == ["complaints"] and (not about or _SAY["other complaint"].search(words)):
            return ()
        return tuple(disputes)
    if _SAY["fee"].search(words) and not _SAY["no fee"].search(words):
        fees_here = (
            topic in _FEE_TOPICS or about_disclosure or _SAY["fees for information"].search(words) is not None
        )
        only_waived = "减免" in words and "收费" not in words
        return ("fees",) if fees_here and not only_waived else ()
    if (carried := _SAY["none carried"].search(words)) is not None and (
        "申请" in words or (len(words) < _SHORT and "审" not in words)
    ):
        way = "forward" if carried["next"] or carried["nextyear"] else "in"
        return (f"applications.carried_{way}.total",) if about or "申请" in words else ()
    is_applied = (
        _SAY["applying"].search(words) is not None and _SAY["other application"].search(words) is None
    )
    applied = is_applied and len(words) <= _LONGEST_NAME and _ANY_APPLICATION.search(words)
    if applied and (topic is Topic.APPLICATIONS or _SAY["open"].search(words)):
        return _RECEIVED
    return ()


def _section_of(passage: Passage) -> tuple[Topic, str]:
    """What a passage stands in: a section on disputes by its own heading, where it names one."""
    return passage.topic, passage.heading if _disputes_in(passage.heading) else ""


def _disputes_in(words: str) -> list[str]:
    """The indicators of reviews, lawsuits and complaints that words name: 复议后起诉 is no review."""
    named: list[str] = []
    for pattern, path in _DISPUTES:
        if (found := pattern.search(words)) is not None:
            named.append(path)
            words = words[: found.start()] + words[found.end() :]
    return named


def read_bare(passages: Sequence[Passage], *, old: bool = True) -> Iterator[Fact]:
    """The zeros that a section on applications, on reviews and lawsuits, or on fees states by saying only
    that there was none; of complaints only in the forms before 2019 (`old`).

    >>> from govinfo_reports.location import Location
    >>> passage = Passage(text="无。", location=Location(line=3), topic=Topic.FEES)
    >>> [(fact.path, fact.value) for fact in read_bare([passage])]
    [('fees', Decimal('0'))]
    """
    told = [one for one in passages if one.text.strip() and one.topic in _PATHS_OF_SECTIONS]
    parted = any(one.topic is Topic.REVIEW and _disputes_in(one.heading) for one in told)
    for (topic, heading), group in itertools.groupby(told, key=_section_of):
        section = list(group)
        if not _NAMES_THE_THING.fullmatch(section[0].heading):
            continue
        if (topic is Topic.REVIEW and parted and not heading) or not all(
            len(one.text) <= _LONGEST_SECTION and _BARE.fullmatch("".join(one.text.split()))
            for one in section
        ):
            continue
        paths = _disputes_in(heading) or _PATHS_OF_SECTIONS[topic]
        for passage, path in itertools.product(section[:1], paths):
            if path not in _PATHS_OF_SECTIONS[topic] and (path == "complaints") is not old:
                continue
            yield Fact(
                path=path,
                value=Decimal(0) if path == "fees" else 0,
                unit=leaf_indicators()[path].unit,
                raw=passage.text,
                source=Source.PROSE,
                location=passage.location,
                match=Match(
                    label=passage.text.strip(),
                    how=How.SENTENCE,
                    confidence=0.85,
                    evidence=("all that the section says is that there was none",),
                ),
            )
