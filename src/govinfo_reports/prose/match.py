"""Which indicator the words around a figure name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType

from attrs import define, frozen

from ..forms.sentences import Subject, Wording, Wordings
from ..indicators import Form, leaf_indicators
from .disclosure import channel_path, disclosed_path
from .items import item_of_a_list
from .labels import (
    APPLICANTS,
    CHANNEL_WORDS,
    COMBINED,
    FORMS_BEFORE_2019,
    NEW_OUTCOMES,
    OLD_OUTCOMES,
    REVIEW_OUTCOMES,
    label_at_end,
    label_at_start,
    strip_fillers,
)
from .passages import Topic
from .units import CASES

__all__ = ["ABOUT_DISCLOSURE", "Found", "Surroundings", "find_indicator", "speaks_of_applications"]

ABOUT_DISCLOSURE = re.compile(r"信息公开|政务公开|依申请|政府信息|公开工作")
_ABOUT_APPLICATIONS = re.compile(r"依申请|公开(?:的)?申请|申请(?:信息)?公开|申请获取|信息处理费")
_SUBJECTS: Mapping[Subject, re.Pattern[str]] = MappingProxyType(
    {
        Subject.APPLICATIONS: _ABOUT_APPLICATIONS,
        Subject.REVIEW: ABOUT_DISCLOSURE,
        Subject.DISCLOSURE: ABOUT_DISCLOSURE,
        Subject.NORMATIVE: re.compile(r"规范性文件|规章(?!制度)"),
    }
)
_TOPICS: Mapping[Subject, frozenset[Topic]] = MappingProxyType(
    {
        Subject.APPLICATIONS: frozenset({Topic.APPLICATIONS}),
        Subject.REVIEW: frozenset({Topic.APPLICATIONS, Topic.REVIEW}),
        Subject.DISCLOSURE: frozenset({Topic.CAPACITY}),
        Subject.NORMATIVE: frozenset(),
    }
)
_LEADS = re.compile(
    r"(?:^|[，；：、]|其中|其余|剩余|余下|另|还|尚|仍|发生|出现|受理|收到|办理|引[发起]|涉及|产生|被|被提起|提起|[年日来]度?|全[省市区县州]|[我本][省市区县局委办州厅院校镇乡关所站队行]|本(?:机关|单位|部门|中心|街道)|我(?:街道|中心)|有)$"
)
_WAY = re.compile(r"申请|接受|受理|提交|提出|收到|递交|方式|形式|渠道|途径")
_BY_WAY = re.compile(r"[按从依][^，；]{0,6}申请的?(?:方式|渠道|途径|形式)")
_APPLICANT = re.compile(
    rf"(?:^|[，、：；]|其中|来自|涉及|包括|均?为|属于?|由|为)({'|'.join(APPLICANTS)})(?:提出|提交|申请|的|件)*$"
)
_NOT_A_WAY = re.compile(
    r"审批|许可|登记|服务事项|补贴|救助|发布|答复|回复|咨询|办结|查阅|公开信息|政府信息\d|留言|办理"
)
_RECEIVED_SOME = re.compile(r"(?:受理|收到|接到|接收)[^，；]{0,30}申请")
_OF_THEM_ON_DISCLOSURE = re.compile(
    r"(?:其中|^，?(?:涉及|属于?|关于))[^，；]{0,8}(?:政府|政务)?信息公开(?:类|方面|引起|引发|的|工作|案件|有)*$"
)
_ITEMS_BY_CLASS = re.compile(
    r"(?<!已)(?<!于)主动公开(?!范围)|依申请公开(?:政府)?信息(?:数量?)?[\d一二两三四五六七八九十百千]|(?<!另行)制作|信息总数"
)
_MADE_OR_GOT = re.compile(r"制作|获取|产生|形成")
_THOSE_ON_DISCLOSURE = re.compile(
    r"(?:其中|，(?:涉及|属于?|关于))[^，；]{0,8}(?:政府|政务)?信息公开(?!条例)[^，；]{0,8}(?:复议|诉讼|应诉|案件|的|类)?(?:申请)?(?:有|共|为)?\d"
)
_BY_CLASS = re.compile(
    r"信息[^，；]{0,8}\d+[条件][，：]?(?:其中)?[：，]?主动公开$|(?:^|[，；：])(?:其中)?：?主动公开$"
)
_CLASSED = re.compile(r"文件|公文|规章|提案|建议|议案|申请|制作|信息总数|产生|形成")
_OTHER_CLASS = re.compile(r"(?:[，、；]?占[\d.]+%)?[，、；]?(?:依申请公开|不予公开)")
_DOCUMENTS = ("proactive.normative_documents.", "proactive.regulations.")
_LONGEST_KIND = 6
"""So far before 行政诉讼 stands what kind it is: 直接提起行政诉讼."""
_NEVER_A_PART = frozenset({"proactive.disclosed", "applications.received.total"})


@frozen(kw_only=True)
class Found:
    """The indicator of a figure, and the words that name it.

    `total` says that it is a total, which has no share. `at` is where in the words before the figure its name begins;
    `names_year` says that a year in the name (结转2024年) is not that of the figure.
    """

    path: str
    label: str
    rule: str
    total: bool = False
    at: int = 0
    names_year: bool = False


@define(kw_only=True, slots=False)
class Surroundings:
    """The sentence around a figure: its text outside brackets, the topic of its section, and whether this sentence or
    the one before speaks of `applications`, or told how many were `received`; `received_before` says that one a little
    further up in the section on applications did; `disclosed` that it told how much was published in all. `behind` are the
    words behind the last figure that say what it is of, and how far they go. `missed` takes, for a trace, the wordings that
    fit but for other words beside the figure."""

    text: str
    topic: Topic
    form: Form
    wordings: Wordings
    applications: bool
    received: bool
    received_before: bool = False
    disclosed: bool = False
    behind: tuple[str, int] = ("", 0)
    counted: tuple[str, int] = ("", 0)
    missed: list[tuple[Wording, str]] | None = None

    @property
    def is_new(self) -> bool:
        """Whether answers are told in the rows of the forms since 2019."""
        return self.form not in FORMS_BEFORE_2019

    @cached_property
    def subjects(self) -> frozenset[Subject]:
        """What the sentence or its section speaks of."""
        subjects = {
            subject
            for subject, pattern in _SUBJECTS.items()
            if self.topic in _TOPICS[subject] or pattern.search(self.text)
        }
        if self.applications:
            subjects.add(Subject.APPLICATIONS)
        return frozenset(subjects)


def speaks_of_applications(text: str, topic: Topic) -> bool:
    """Whether a sentence is about applications for information."""
    return topic is Topic.APPLICATIONS or _ABOUT_APPLICATIONS.search(text) is not None


def find_indicator(
    around: Surroundings,
    *,
    lead: str,
    after: str,
    unit: str,
    position: int,
    inside: bool,
    is_none: bool = False,
) -> Found | None:
    """The indicator that a figure belongs to, or None.

    `lead` are the words between the figure and the one before, `after` those up to the next one; `position` is where
    the figure (or the bracket it stands `inside`) is in the sentence. In brackets only what names itself is taken. `is_none` says that the
    figure is 0.
    """
    # 2名专职人员、3名兼职人员: the words right behind a figure that it is of are no name of the next one
    words, end = around.counted
    around.counted = "", 0
    lead = lead[end:] if end and lead == words else lead
    core = strip_fillers(lead)
    tail = re.split(r"[，；、]", after.lstrip("的"), maxsplit=1)[0][:40]
    for rule in around.wordings.near(f"{core}|{tail}"):
        if unit in rule.units and (rule.specific or not inside) and (is_none or not rule.only_none):
            found = _by_rule(around, rule, core, tail, position)
            if found is not None:
                if rule.both and rule.after is not None and (behind := rule.after.match(tail)) is not None:
                    around.counted = after, after.index(tail) + behind.end()
                return (
                    None if _is_a_part(around, found) or _is_of_all_kinds(around, found, position) else found
                )
    if not inside and (item := _item(around, lead, core, unit, position)) is not None:
        return item
    if unit in CASES:
        found = (
            _those_on_disclosure(around, core, position)
            or _outcome(around, lead, after, tail, position)
            or _way_of_application(around, core)
            or _applicant(around, core)
        )
        if found is not None:
            return found
    if around.disclosed:
        channel = channel_path(re.split(r"[，；：]", core)[-1].lstrip("、"), unit)
        if channel is not None:
            return Found(path=channel[0], label=channel[1], rule="channel")
    if inside:
        return None
    if _BY_CLASS.search(core) and _OTHER_CLASS.match(after):
        return Found(path="proactive.disclosed", label="主动公开", rule="published", total=True)
    own = around.topic is Topic.PROACTIVE and not lead.startswith(("，其中", "其中"))
    clause = _own_clause(core)
    alone = unit in ("条", "条次") or around.topic is Topic.PROACTIVE
    alone = (
        alone and not lead.startswith(("，其中", "其中")) and _CLASSED.search(around.text[:position]) is None
    )
    published = disclosed_path(clause, tail, unit, proactive=own, alone=alone)
    if published is None:
        return None
    found = Found(path=published[0], label=published[1], rule="published", total=True)
    return None if _is_a_part(around, found) else found


def _item(around: Surroundings, lead: str, core: str, unit: str, position: int) -> Found | None:
    before = around.text[: position - len(lead) + len(core)]
    named = item_of_a_list(core, before, unit, is_new=around.is_new)
    if named is None:
        return None
    path = _of_documents(named[0], around, position) if named[0].startswith(_DOCUMENTS) else named[0]
    return None if path is None else Found(path=path, label=named[1], rule="item", total=True)


def _is_a_part(around: Surroundings, found: Found) -> bool:
    """A sentence that begins with 其中 tells of parts of what the sentence before told of."""
    return (
        found.path in _NEVER_A_PART
        and around.text.startswith("其中")
        and not _MADE_OR_GOT.search(around.text)
    )


def _is_of_all_kinds(around: Surroundings, found: Found, position: int) -> bool:
    """复议案件25件，其中涉及政府信息公开的2件: the first figure is of all of the organ's cases."""
    if found.rule not in ("reviews", "lawsuits"):
        return False
    end = around.text.find("；", position)
    return (
        _THOSE_ON_DISCLOSURE.search(around.text, position, len(around.text) if end < 0 else end) is not None
    )


def _those_on_disclosure(around: Surroundings, core: str, position: int) -> Found | None:
    """行政复议5件，其中因政府信息公开引起的2件: of what was named last."""
    match = _OF_THEM_ON_DISCLOSURE.search(core)
    kind = _dispute(around.text, position, is_new=False) if match is not None else None
    if match is None or kind is None:
        return None
    return Found(path=f"{kind}.total", label=match.group(), rule="those on disclosure", total=True)


def _own_clause(core: str) -> str:
    """The last clause; with the one before it where that only says by what means (通过政府网站，...)."""
    core = core.lstrip("、")
    head, comma, last = core.rpartition("，")
    if "：" in last:
        return last.rpartition("：")[2]
    before = head.rpartition("，")[2]
    if comma and re.match(r"(?:其中)?(?:通过|利用|依托|借助)", before):
        return f"{before}，{last}"
    return last


def _by_rule(around: Surroundings, rule: Wording, core: str, tail: str, position: int) -> Found | None:
    path = rule.new if around.is_new else rule.old
    if path is not None and path.startswith(_DOCUMENTS):
        path = _of_documents(path, around, position)
    if path is None or (rule.about is not Subject.ANY and rule.about not in around.subjects):
        return None
    before = rule.before.search(core) if rule.before is not None else None
    after = rule.after.match(tail) if rule.after is not None else None
    if rule.both:
        if before is None or after is None:
            return None
    elif before is None and (after is None or not _LEADS.search(core)):
        return None
    begins = len(core) if before is None else before.start()
    own = core[min(begins, core.rfind("，") + 1) :] + (tail if after is not None else "")
    if (words := _against(around, rule, own)) is not None:
        if around.missed is not None:
            around.missed.append((rule, words))
        return None
    label = tail[:16] if before is None or rule.both else before.group().lstrip("，；：、")[-24:]
    return Found(
        path=path,
        label=label,
        rule=rule.name,
        total=not rule.specific,
        at=begins,
        names_year=".carried_" in path,
    )


def _against(around: Surroundings, rule: Wording, own: str) -> str | None:
    """The words beside a figure that a wording does not go with; None where there are none."""
    if rule.forbidden is not None and (found := rule.forbidden.search(own)) is not None:
        return found.group()
    if rule.elsewhere is not None and (found := rule.elsewhere.search(around.text)) is not None:
        return found.group()
    return "" if rule.beside is not None and not rule.beside.search(around.text) else None


def _of_documents(path: str, around: Surroundings, position: int) -> str | None:
    """The indicator as the form has it: of regulations where those were named last, and in 2019 本年新制作数量 for 本年制发件数."""
    text = around.text[:position]
    if path.endswith((".repealed", ".in_force")) and text.rfind("规章") > text.rfind("规范性文件"):
        path = path.replace(".normative_documents.", ".regulations.")
    if around.form is Form.F2019:
        path = path.replace(".issued", ".made")
    return None if around.is_new and around.form not in leaf_indicators()[path].forms else path


def _outcome(around: Surroundings, lead: str, after: str, tail: str, position: int) -> Found | None:
    """How an application was answered, or how a review or lawsuit ended."""
    # 2件不属于本机关公开，1件信息不存在: the first words are of the figure before
    words, end = around.behind
    around.behind = "", 0
    lead = lead[end:] if lead == words else lead
    core = strip_fillers(lead)
    dispute = _dispute(around.text, position, is_new=around.is_new)
    label = label_at_end(core, REVIEW_OUTCOMES) if dispute is not None else None
    if dispute is not None and label is None and (not core or core.endswith("其中")):
        label = next((one for one in REVIEW_OUTCOMES if tail in (one, f"为{one}", f"被{one}")), None)
        if label is not None:
            around.behind = after, after.index(label) + len(label)
    if dispute is not None and label is not None:
        path = f"{dispute}.{REVIEW_OUTCOMES[label]}"
        return Found(path=path, label=label, rule=dispute) if path in leaf_indicators() else None
    if not around.applications or _is_of_items(around.text[:position]):
        return None
    labels = NEW_OUTCOMES if around.is_new else OLD_OUTCOMES
    label = None
    for words in (lead.rstrip("的，：共为有"), core, core.removesuffix("答复").removesuffix("申请")):
        label = label_at_end(words, labels)
        if label is not None:
            joined = COMBINED.search(words[: -len(label)])
            if joined is not None and joined.start() > 0 and words[joined.start() - 1] not in "，；：":
                return None
            break
    else:
        label = label_at_start(tail, labels) if _LEADS.search(core) else None
        if label is not None:
            around.behind = after, after.index(label) + len(label)
    if label is None:
        return None
    path = labels[label]
    if around.is_new and around.form not in leaf_indicators()[path].forms:
        return None
    return Found(path=path, label=label, rule="outcome")


def _is_of_items(text: str) -> bool:
    """Whether the text last spoke of information by how it may be had (主动公开29条，不予公开583条), not of answers."""
    items = max((match.end() for match in _ITEMS_BY_CLASS.finditer(text)), default=-1)
    return items > max(text.rfind(word) for word in ("申请", "答复", "受理", "办结")) + 2


def _dispute(text: str, position: int, *, is_new: bool) -> str | None:
    """Which of reviews and lawsuits the sentence spoke of last; since 2019 lawsuits without and after a review are told apart."""
    review = text.rfind("复议", 0, position)
    lawsuit = max(text.rfind(word, 0, position) for word in ("诉讼", "起诉", "应诉", "被诉"))
    if max(review, lawsuit) < 0:
        return None
    if review > lawsuit:
        return "review"
    kinds = {"direct": text.rfind("直接", 0, position), "after_review": text.rfind("复议后", 0, position)}
    kind = max(kinds, key=lambda one: kinds[one])
    named = is_new and kinds[kind] > text.rfind("行政诉讼", 0, position) - _LONGEST_KIND
    return f"litigation.{kind}" if named and kinds[kind] >= 0 else "litigation"


def _way_of_application(around: Surroundings, core: str) -> Found | None:
    """The way named in the last item of the words; without a total said before, only with the verb (收到信函申请)."""
    item = re.split(r"[，；：]", core)[-1].removeprefix("其中").lstrip("、")
    if around.is_new or "、" in item:
        return None
    named = {name for pattern, name in CHANNEL_WORDS if pattern.search(item)}
    if len(named) != 1 or "" in named or _NOT_A_WAY.search(item):
        return None
    told = around.received or (around.received_before and "申请" in item)
    told = told or ("申请" in item and _RECEIVED_SOME.search(around.text) is not None)
    if not (told or _BY_WAY.search(around.text)):
        return None
    if not _WAY.search(item) and len(item) > 4:
        return None
    return Found(path=f"applications.received.{named.pop()}", label=item[-16:], rule="way of application")


def _applicant(around: Surroundings, core: str) -> Found | None:
    """Who applied, as an item after the total (收到申请12件，其中自然人申请10件)."""
    told = around.received and (around.is_new or around.form is Form.NARRATIVE)
    match = _APPLICANT.search(core) if told else None
    if match is None:
        return None
    path = f"applications.received.{APPLICANTS[match[1]]}"
    return Found(path=path, label=match[1], rule="applicant", at=match.start())
