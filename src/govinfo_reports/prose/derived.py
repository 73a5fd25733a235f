"""Figures that are said of all of them: 申请3件，均按时办结; 复议、诉讼各1件; 申请5件，均为网上申请."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from types import MappingProxyType

from ..facts import Fact, How, Match, Scope
from ..forms.scopes import scopes
from ..indicators import Form, leaf_indicators
from ..patterns import late
from .answers import is_of_other_cases, way_of_all
from .around import Found, Surroundings, last_item, with_principal
from .clauses import Sentence
from .labels import FORMS_BEFORE_2019, label_at_start, of_this_organ
from .match import said_of_all, words_of
from .scope import Reach, Times, reach_of, subject_of
from .spots import Spot
from .state import Reader, told_above
from .verdict import reason_against

__all__ = [
    "ALL_DONE_HINT",
    "DISPUTES",
    "DISPUTES_BY_KIND",
    "RECEIVING",
    "all_answered_so",
    "all_are_done",
    "all_done",
    "all_in_time",
    "all_one_way",
    "all_so",
    "done_after",
    "each",
    "in_time_too",
    "is_all_of_them",
    "is_of_a_group",
    "last_part",
    "named_behind",
    "new_part",
    "other_of_both",
]

_DERIVED = 0.75
_ALL_DONE = late(
    r"(?<!未)(?:均|都|全部|全(?![市县区州省国镇乡街校局系年])|已经?|并)[^；。]{0,40}?(?P<what>办结"
    r"|办理完毕|办理|答复|回复)(?!率)"
)
ALL_DONE_HINT = late(r"[均都已全][^。；\n]{0,24}?(?:办结|答复|回复|办理完毕)")
_BUT_FOR = late(r"，(?:仅|只有|其中)?(?:\d+[件份条宗起][^，；。\d]{0,10}(?:除外|例外)|除\d+[件份条宗起])")
_SO = r"(?:均|都|全部|已经?|并|按期|按时|如期|依法|及时|当场|予以|作出|做出|了){0,6}"
_HOW_SO = rf"{_SO}(?:在[^，；在内]{{1,16}}内{_SO})?"
"""How they were answered; the time once at most, so that there is one way to read it."""
_ONE_DONE = late(
    rf"(?:^|，)(?=均|都|全部|已|并|按|如期|依法|及时|当场|在|予以|作出|做出|了){_HOW_SO}"
    r"[^，；。\d]{0,6}?(?P<what>办结|办理完毕|答复|回复)(?!率)"
)
"""Of a single one no 均 is said."""
_LEADS_ON = late(r"(?!其中)(?:(?!其中)[^，；：。])*")
"""What stands between 已办结 and a figure of its own: 已办结73件, 已答复申请人8件."""
_OF_THEM = late(
    r"(?:对于?|针对|以上|上述|这些|该|所有|政府信息公开|信息公开|申请|[我本][局委办厅院镇乡街道关校]{1,2}|目前|现|，)*"
)
_NOT_ALL_DONE = late(
    r"转交|转办|转送|移交|移送|(?<!未)(?<!无)结转(?!0)|顺延|(?:尚|还|仍|暂)未|未(?:办结|答复|办理"
    r"|到期|完成|按|回复)|未$"
)
_DENIES = late(r"未|没|无法|难以|不能|计划|预计|拟|要求")
"""What stands between 均 and 办结 where it is not so (均未能按时办结), or not yet (均计划于明年办结)."""
_IN_TIME_BEHIND = late(
    r"^，?((?:均|都|全部)(?:为|已|是)?(?:按时|按期|如期)办结)(?=[，；]|$)(?!.*(?<![无未有])(?:超期|逾期|延期))"
)
_SOME_LATE = late(r"其中[^；]*(?:(?:延期|延长)[^，；]{0,8}[1-9]|[1-9]\d*[件份宗起][^，；]{0,6}(?:延期|延长))")
_ANSWERED_TOO = late(
    r"(?:并|且|和|并且)(?:书面|依法|均|已|予以|当场|作出|给予|向?申请人?)*(?:答复|回复)(?=$|[，；])"
)
_OR_LATE = late(r"承诺|延期|或|应|须")
_TAKEN_CARE_OF = frozenset(("concluded", "concluded in time", "replied"))
_RECEIVED = "applications.received.total"
DISPUTES = frozenset(("review.total", "litigation.total"))
DISPUTES_BY_KIND = DISPUTES | {"litigation.direct.total", "litigation.after_review.total"}
_REVIEW_AND_LAWSUIT = late(
    r"信息公开[^，；]{0,16}复议(?:申请|案件)?(?:、|和|及|与|以及)(?:行政)?(?:诉讼|应诉)(?:案件)?各$"
)
_ANSWERED_SO = late(
    r"，(?P<answer>(?:答复|办理)(?:结果|意见|情况)?|结果)?(?P<all>均|全部|都)?(?:(?<=[均部都])(?:已"
    r"|依法|按期|按时|答复|办理|为|是)*|为|是|：)"
)
_DONE_SO = late(
    rf"(?:，[^；，。\d]{{0,16}}?)?，?(?P<all>均|全部|都)?{_HOW_SO}"
    r"(?P<answer>(?:办结|答复|回复)，(?:均|全部|都|已|依法|为|是)*|(?<=按[期时])|(?<=依法)|(?<=已))"
)
"""申请2件，均当场予以答复，同意公开."""
_CLAUSE = late(r"[，；]")
_ENDS_THERE = late(r"(?:答复|处理|申请)?")
_ANOTHER = scopes().patterns["another business"]
_THE_REST = late(r"其余|剩余|余下|另")
_NARRATIVE = frozenset((Form.NARRATIVE, Form.PROVINCIAL))
_INTERVIEWS = "responses.channels.online_interviews"
_AT_AN_EVENT = late(r"(?:[我本]局|我委)?主要负责人(?:参加|出席|做客|走进|到|在|接受|作)")
_ALL_STAFF = late(
    r"(?:从事[^，；\d]{2,8}公开工作)?，?(?:均|全部|都)(?:为|是|系)(?:(?P<full>专职)|兼职)(?:工作)?(?:人员)?(?=$|[，；。])"
)
_ALL_PUBLISHED = late(
    r"，?(?:均|全部|都|已)(?:均|全部|都|按照?|规定|(?<=[按照])要求|及时|依法|予以|已|主动|向社会|对外){0,8}"
    r"(?:(?:在《?[^，；在]{0,12}网站|在(?:规定|法定)?[^，；在]{0,6}(?:工作日|时限|期限)之?内)(?:主动|予以|向社会|对外|及时|依法){0,4})?公开(?=$|[，；。])"
    r"|，?(?:均|全部|都)(?:已|依法|按要求)*(?:对外|向社会)(?:主动)?(?:公布|公开)(?=$|[，；。])"
    r"|，?(?:均|全部|都)(?:已)?(?:在|通过)(?![^，；]{0,8}内)[^，；在]{0,12}网站(?:上)?(?:全文|予以|向社会|对外|主动)*(?:登载|发布|公布|公开|刊登)(?=$|[，；。])"
)
_ALL_APPLICANTS = late(
    r"(?:，(?:同比|较|比)[^，；]*(?=，))?(?:，(?:均|全部|都)[^，；：\d]*(?=，))?，?(?:申请人)?(?P<all>均|全部|都)?(?:为|是|系|由|来自|(?=[^，；]{1,3}人(?:$|申请|提出)))"
)
_HOW_THEY_APPLIED = late(r"(?:(?:通过|以|提出|提交|申请)[^，；、和及]{0,12})?(?=$|[，；。])")
_GROUP = "(?P<kind>不予公开|不同意公开|否决公开|无法提供|不予处理|其他处理)"
_WHOSE = late(r"(?<=涉及)(?:企业|纳税人|第三[方人]|他人|申请人|的)+(?=商业秘密$|个人隐私$)")
_GROUP_OF_ANSWERS = late(rf"{_GROUP}(?:答复|的|申请|共|为|有)*$")
_GROUP_OF_ANSWERS_BEHIND = late(rf"(?:予以|为|作出|申请)*{_GROUP}(?=$|[，；。、])")
_NOT_THE_YEARS = late(r"累计|历年|拟|计划|预计|应当?|将")
_GROUPS = MappingProxyType(
    {
        "不予公开": "refused",
        "不同意公开": "refused",
        "否决公开": "refused",
        "无法提供": "unable",
        "不予处理": "not_processed",
        "其他处理": "other_handling",
    }
)
_ALL_ARE = late(r"^(?:均|全部|都)?(?:因|为|是|系)?(?:申请人)?")
_ANSWERS = late(r"申请|答复|同意公开|予以公开|部分公开|无法提供|不予处理|其他处理|办理结果")
_ALL_OF_A_GROUP = late(
    r"[，：]?(?:均|全部|都)(?:因|为|是|系|属于?|涉及)(?P<kind>[^，；、\d]{2,40})(?=$|[，；])"
)
_ALL_APPLICATIONS = late(r"(?:政府信息公开|信息公开|依申请公开)?申请，?(?:年内|当年)?(?:均|全部|都|已全部)")
_THESE = late(r"，?(?:截[至止]年底，?|年底前|目前，?)?(?:对于?|以上|上述|针对)?(?:这|该)?")
_SAID_OF_THESE = late(
    r"(?:政府信息公开|信息公开)?(?:申请)?，?(?:[我本][局委办厅院镇乡街道关校站队中心]{1,2})?(?:全部|均|都|已全部)"
)
RECEIVING = late(r"受理|收到|接到|接收|新收")
_IN_TIME = late(
    r"按时|按期|按规定时限|在(?:15|20|十五|二十)个工作日之?内|在规定的?(?:时限|期限|时间)内|在?法定的?(?:时限|期限)内|如期|及时"
)


def each(reader: Reader, spot: Spot, times: Times) -> Iterator[Fact]:
    """因政府信息公开引起的行政复议、行政诉讼各1件: the figure is of both."""
    both = _REVIEW_AND_LAWSUIT.search(spot.lead)
    if both is None and reader.all_received is not None and reader.form in FORMS_BEFORE_2019:
        yield from _each_way(reader, spot)
    reach, _ = reach_of(subject_of(spot.lead), reader.organ)
    if both is None or reach is Reach.PART or times.at(spot.figure.start, spot.clause) is not Scope.YEAR:
        return
    for path in sorted(DISPUTES - reader.none):
        yield from reader.as_many(spot, path, both.group(), "each")


def _each_way(reader: Reader, spot: Spot) -> Iterator[Fact]:
    """收到申请3件，网络、信函、当面申请各1件: each way once, and no other word."""
    named = last_item(spot.lead).removesuffix("各").removesuffix("申请").split("、")
    ways = [
        {name for pattern, name in reader.wordings.kinds.ways if name and pattern.fullmatch(one)}
        for one in named
    ]
    if len(named) > 1 and all(len(one) == 1 for one in ways):
        for way in ways:
            yield from reader.as_many(spot, f"applications.received.{way.pop()}", spot.lead, "each")


def all_one_way(
    reader: Reader, spot: Spot, brackets: Sequence[str], *, behind: Spot | None = None
) -> Iterator[Fact]:
    """收到申请5件，均为网上申请, 收到申请5件（全部为网上申请）: as many came by that way. `behind` is the
    figure that stands last before those words where it is another one (申请5件，比上年增加2件，均为…)."""
    kinds, last = reader.wordings.kinds, behind or spot
    said = (
        way
        for words, leads_on in (
            (last.after, last.goes_on),
            *((f"，为{words}", False) for words in brackets),
            *((words, False) for words in brackets),
        )
        if (way := way_of_all(words, kinds, single=spot.figure.value == 1, goes_on=leads_on)) is not None
    )
    way = next(said, None) if reader.form in FORMS_BEFORE_2019 else None
    if way is not None:
        label = last.after[:16].lstrip("，、")
        yield from reader.as_many(spot, f"applications.received.{way}", label, "way of all")


def all_are_done(after: str) -> bool:
    """Whether the words behind a figure say that all of them were concluded or answered."""
    match = _ALL_DONE.search(after)
    return match is not None and match.start() <= 3 and not _NOT_ALL_DONE.search(after)


def is_all_of_them(reader: Reader, sentence: Sentence, spot: Spot) -> bool:
    """2件申请全部作了答复: of applications that an earlier sentence told of; 申请4件，比上年多1件，4件全部
    答复."""
    told = reader.all_received or told_above(reader, sentence, spot)
    if told is not None and _THESE.fullmatch(spot.lead) and _SAID_OF_THESE.match(spot.after):
        begin = told.figure.end if told is reader.all_received else 0
        between = spot.stretch.text[begin : spot.figure.start]
        is_same = _ANOTHER.search(between) is None and RECEIVING.search(between) is None
        return told.figure.value == spot.figure.value and is_same  # 另收到咨询4件，4件均已答复
    if "其中" in spot.stretch.text[: spot.figure.start]:
        return False  # 其中2件咨询、10件申请，均已答复
    return _ALL_APPLICATIONS.match(spot.after) is not None and RECEIVING.search(spot.lead) is None


def all_so(reader: Reader, spot: Spot, found: Found, brackets: Sequence[str]) -> Iterator[Fact]:
    """工作人员5人，均为兼职, 制发规范性文件2件，全部主动公开, 申请4件（均为自然人）: as many were so."""
    if found.path == "capacity.staff.total" and (match := _behind_alone(_ALL_STAFF, spot)) is not None:
        time = "full_time" if match["full"] else "part_time"
        yield from reader.as_many(spot, f"capacity.staff.{time}", match.group(), "all of one kind")
    on_the_air = "电视" in spot.lead or "电台" in spot.lead
    if (
        found.path == _INTERVIEWS
        and not on_the_air
        and _AT_AN_EVENT.match(with_principal(last_item(spot.lead), reader.organ))
    ):
        yield from reader.as_many(spot, f"{_INTERVIEWS}_by_principal", spot.lead, "of the principal")
    old = reader.form in FORMS_BEFORE_2019
    documents = old and found.path == "proactive.normative_documents.issued"
    match = _behind_alone(_ALL_PUBLISHED, spot) if documents else None
    if match is not None and not (spot.goes_on and "公开" in spot.after[match.end() :]):  # 其中主动公开10件
        path = "proactive.normative_documents.disclosed"
        yield from reader.as_many(spot, path, match.group(), "all published")
    row = found.path.removesuffix(".total") if found.path.startswith("applications.") and not old else ""
    for words in (spot.after, *brackets) if row != found.path else ():
        match = _ALL_APPLICANTS.match(words)
        single = spot.figure.value == 1 or words is not spot.after
        if match is None or not (match["all"] or single):
            continue
        who, rest = reader.wordings.kinds.applicants, words[match.end() :]
        label = label_at_start(rest, who)
        how = _HOW_THEY_APPLIED.match(rest, rest.index(label) + len(label)) if label is not None else None
        goes_on = words is spot.after and spot.goes_on
        path = f"{row}.{who[label]}" if label is not None else ""
        if path in leaf_indicators() and how is not None and not (goes_on and how.end() == len(rest)):
            yield from reader.as_many(spot, path, label or "", "all of one kind")


def _behind_alone(pattern: re.Pattern[str], spot: Spot) -> re.Match[str] | None:
    """The words behind a figure that fit a pattern; none where they lead on to a figure of their own
    (已公开9件, 均为兼职3人)."""
    match = pattern.match(spot.after)
    return None if match is None or (spot.goes_on and match.end() == len(spot.after)) else match


def is_of_a_group(spot: Spot) -> bool:
    """Whether a figure is of a group of answers, which has no indicator of its own since 2019."""
    behind = _GROUP_OF_ANSWERS_BEHIND.match(spot.after)
    return behind is not None or _GROUP_OF_ANSWERS.search(spot.lead) is not None


def named_behind(reader: Reader, around: Surroundings, sentence: Sentence, spot: Spot) -> Iterator[Fact]:
    """不予公开1件（涉及商业秘密）, 无法提供7件，均因本机关不掌握相关政府信息: as many were of the one kind
    that the bracket, or the clause behind, names."""
    if not around.applications:
        return
    group = _GROUP_OF_ANSWERS.search(spot.lead)
    end = spot.figure.end
    if group is None and (group := _GROUP_OF_ANSWERS_BEHIND.match(spot.after)) is not None:
        end += group.end()
    brackets = sentence.behind(end)
    if group is not None and around.is_new and spot.figure.value and end == spot.figure.end:
        parts = (f"applications.outcomes.{_GROUPS[group['kind']]}.",)
        for one in said_of_all(around, words_of(spot, spot.lead), parts):
            yield from reader.as_many(spot, one.path, one.label, one.rule)
    all_are = _behind_alone(_ALL_OF_A_GROUP, spot) if spot.figure.value else None
    if all_are is not None:
        brackets = (all_are["kind"],)
    if group is None or _NOT_THE_YEARS.search(spot.place.own) or not brackets or reader.reach is Reach.PART:
        return
    before = spot.stretch.text[: spot.figure.start]
    if is_of_other_cases(before) or (all_are is not None and not _ANSWERS.search(before)):
        return
    labels = reader.wordings.kinds.new if around.is_new else reader.wordings.kinds.old
    words = of_this_organ(_WHOSE.sub("", _ALL_ARE.sub("", brackets[0])))
    for printed in (words, f"属于{words}", f"{words}申请", f"保护{words}", f"涉及{words}"):
        path = labels.get(printed, "")
        if f".{_GROUPS[group['kind']]}." in path and not (
            reader.whole_reason or path.endswith("refused.total")
        ):
            found = Found(path=path, label=group["kind"], rule="named in brackets")
            if reason_against(reader, sentence, spot, found, Scope.YEAR) is None:
                yield from reader.as_many(spot, path, brackets[0], found.rule)
            return


def all_answered_so(reader: Reader, spot: Spot, after: str | None = None) -> Iterator[Fact]:
    """收到申请1件，答复为同意公开, 申请3件，均予以公开: as many were answered so; `after` are the words where
    they do not stand right behind the figure."""
    after = spot.after if after is None else after
    single = spot.figure.value == 1
    labels = reader.wordings.kinds.new if reader.form not in FORMS_BEFORE_2019 else reader.wordings.kinds.old
    for pattern in (_ANSWERED_SO, _DONE_SO):
        match = pattern.match(after)
        if match is None or (match["all"] is None and not (single and match["answer"])):
            continue
        clause = _CLAUSE.split(of_this_organ(after[match.end() :]), maxsplit=1)[0]
        label = label_at_start(clause, labels)
        if label is None or not _ENDS_THERE.fullmatch(clause, clause.index(label) + len(label)):
            continue
        if spot.goes_on and after is spot.after and after.endswith(clause):
            return  # 均已答复，予以公开4件
        path = labels[label]
        if reader.form in leaf_indicators()[path].forms | _NARRATIVE:
            yield from reader.as_many(spot, path, label, "all answered so")
        return


def last_part(whole: Spot, spots: Sequence[Spot]) -> Spot | None:
    """The last of the figures behind a total that make it up: what is said behind it is of all
    (申请3件，其中…2件，…1件，均已答复)."""
    parts = [spot for spot in spots if spot.figure.start > whole.figure.start]
    total: int | Decimal = 0
    for count, spot in enumerate(parts, start=1):
        total += spot.figure.value
        if _ANOTHER.match(spot.after):
            return None  # 其中10件申请公开，2件咨询，均已答复
        if total == whole.figure.value and count > 1:
            return None if _THE_REST.search(spot.lead) else spot  # 1件视为放弃，其余4件均已答复
    return None


def all_done(reader: Reader, spot: Spot, *, behind: Spot | None = None) -> Iterator[Fact]:
    """申请3件，均按时办结: as many were concluded (or answered) as were received; `behind` is the figure
    behind which that is said."""
    said = behind or spot
    value = spot.figure.value
    match = _ALL_DONE.search(said.after) or (_ONE_DONE.search(said.after) if value == 1 else None)
    if (
        match is None
        or _BUT_FOR.match(said.stretch.text, said.figure.end + match.end())  # 全部按时办结，1件延期除外
        or (said.goes_on and _LEADS_ON.fullmatch(said.after, match.end()))  # 75件，已办结73件
        or _NOT_ALL_DONE.search(said.after)
        or _DENIES.search(match.group())
        or match["what"] == "办理"
        or not isinstance(value, int)
    ):
        return
    at = spot.stretch.at
    place = at[spot.figure.start], at[said.figure.end + match.end() - 1]
    rest = said.stretch.text[said.figure.end + match.end() :]
    yield from _done(reader, match, value, place, rest, approximate=spot.figure.approximate)


def done_after(reader: Reader, sentence: Sentence, received: Spot, figures: Sequence[Spot]) -> Iterator[Fact]:
    """收到申请10件。全部按时办结，…: said in the next sentence of all that the one before told of."""
    text = sentence.main.text
    words = text[: figures[0].figure.start] if figures else text
    match = _ALL_DONE.search(words)
    value = received.figure.value
    if match is None or not _OF_THEM.fullmatch(words, 0, match.start()) or not isinstance(value, int):
        return
    if _NOT_ALL_DONE.search(words) or _DENIES.search(match.group()) or match["what"] == "办理":
        return
    if figures and _LEADS_ON.fullmatch(words, match.end()):
        return
    at = sentence.main.at
    place = at[match.start()], at[match.end() - 1]
    rest = text[match.end() :]
    yield from _done(reader, match, value, place, rest, approximate=received.figure.approximate)
    if not figures and (comma := words.find("，", match.end())) >= 0:
        yield from all_answered_so(reader, received, words[comma:])


def _done(
    reader: Reader, match: re.Match[str], value: int, place: tuple[int, int], rest: str, *, approximate: bool
) -> Iterator[Fact]:
    """The facts of what was said of all; not in time where the `rest` of the sentence tells of late ones."""
    concluded = match["what"].startswith("办")
    if reader.form not in FORMS_BEFORE_2019:
        paths = ["applications.outcomes.total.total"]
    else:
        paths = ["applications.concluded.total" if concluded else "applications.replies.total"]
        if concluded and _IN_TIME.search(match.group()) and not _SOME_LATE.search(rest):
            paths.append("applications.concluded.on_time")
        if concluded and _ANSWERED_TOO.match(rest):
            paths.append("applications.replies.total")
    for path in paths:
        if (path, Scope.YEAR) not in reader.seen:
            reader.seen.add((path, Scope.YEAR))
            evidence = ("said of all of them",)
            how = Match(label=match.group(), how=How.SENTENCE, confidence=_DERIVED, evidence=evidence)
            yield reader.fact(path, value, place, how, approximate=approximate)


def in_time_too(reader: Reader, spot: Spot, found: Found, brackets: Sequence[str]) -> Iterator[Fact]:
    """办结24件（均按时办结）, 办结10件，均为按时办结: as many were concluded in time."""
    said = any(
        (match := _ALL_DONE.match(words)) is not None
        and _IN_TIME.search(match.group())
        and not _DENIES.search(match.group())
        and not _NOT_ALL_DONE.search(words)
        and not _OR_LATE.search(words)
        and not any(map(str.isdigit, words))
        for words in (*_IN_TIME_BEHIND.findall(spot.after), *brackets)
    )
    if said and found.path == "applications.concluded.total":
        yield from reader.as_many(spot, "applications.concluded.on_time", found.label, found.rule)


def all_in_time(reader: Reader, sentence: Sentence, spot: Spot, found: Found) -> Iterator[Fact]:
    """受理8件，按时办结8件: all were concluded, and in time."""
    received = reader.all_received or told_above(reader, sentence, spot)
    if found.path != "applications.concluded.on_time" or received is None:
        return
    if received.figure.value == spot.figure.value:
        yield from reader.as_many(spot, "applications.concluded.total", found.label, found.rule)


def other_of_both(found: Found, what: str, form: Form) -> str | None:
    """受理并答复申请35件: what the figure is of besides."""
    if found.rule in _TAKEN_CARE_OF:
        return _RECEIVED
    if found.path != _RECEIVED:
        return None
    if form not in FORMS_BEFORE_2019:
        return "applications.outcomes.total.total"
    return "applications.concluded.total" if what.startswith("办") else "applications.replies.total"


def new_part(reader: Reader, spot: Spot, whole: Found) -> Iterator[Fact]:
    """累计公开1203条，其中2016年新增205条: the year's figure is the second one."""
    if (fact := reader.figure_fact(spot, whole, Scope.YEAR)) is not None:
        reader.totals.new.add((whole.path, spot.figure.value))
        reader.seen.add((whole.path, Scope.YEAR))
        yield fact
