"""What the words around a figure are, and the indicator that they may name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from attrs import define, evolve, field, frozen

from ..forms.sentences import Subject, Wordings
from ..indicators import Form
from ..patterns import late
from .disclosure import tells_channels
from .figures import Figure
from .known_words import is_of_known_words, plain_clauses
from .labels import FORMS_BEFORE_2019, answers_told, strip_fillers
from .passages import Topic
from .reasons import Reason
from .sums import channels_of_a_sum, staff_of_a_sum, tells_staff_alone

__all__ = [
    "ABOUT_DISCLOSURE",
    "ANSWERS",
    "Found",
    "Surroundings",
    "Words",
    "last_item",
    "leads_on",
    "speaks_of_applications",
    "with_principal",
]

ABOUT_DISCLOSURE = late(r"信息公开|政务公开|依申请|政府信息|公开工作|公开职责|警务公开|信息申请受理")
_ABOUT_APPLICATIONS = late(
    r"依申请|公开(?:的)?申请|新收[^；]{0,20}结转|结转[^；]{0,20}新收|办理结果中|答复结果"
    r"|申请(?:信息)?公开|申请获取|信息处理费|结转[^，；]{0,2}申请"
)
_SUBJECTS: Mapping[Subject, re.Pattern[str]] = MappingProxyType(
    {
        Subject.APPLICATIONS: _ABOUT_APPLICATIONS,
        Subject.REVIEW: ABOUT_DISCLOSURE,
        Subject.DISCLOSURE: ABOUT_DISCLOSURE,
        Subject.NORMATIVE: late(r"规范性|规章(?!制度)"),
    }
)
_TOPICS: Mapping[Subject, frozenset[Topic]] = MappingProxyType(
    {
        Subject.APPLICATIONS: frozenset({Topic.APPLICATIONS, Topic.FEES}),
        Subject.REVIEW: frozenset({Topic.APPLICATIONS, Topic.REVIEW}),
        Subject.DISCLOSURE: frozenset({Topic.CAPACITY}),
        Subject.NORMATIVE: frozenset(),
        Subject.PUBLISHING: frozenset({Topic.PROACTIVE}),
        Subject.FEES: frozenset({Topic.FEES}),
    }
)
_GENERAL = frozenset((Topic.OVERVIEW, Topic.CAPACITY, Topic.UNKNOWN))
_LEADS = (
    *("，", "；", "：", "、", "另", "还", "尚", "仍", "被", "有", "年", "日", "来", "年度", "日度", "来度"),
    *("其中", "目前", "其余", "剩余", "余下", "发生", "出现", "受理", "收到", "办理", "引发", "引起", "涉及"),
    *("产生", "提起", "本机关", "本单位", "本部门", "本中心", "本街道", "我街道", "我中心"),
    *(f"全{area}" for area in "省市区县州"),
    *(f"{whose}{what}" for whose in "我本" for what in "省市区县局委办州厅院校镇乡关所站队行"),
)
_PUBLISHED = late(r"(?:公开|发布)[^，；\d]{0,8}信息[^，；\d]{0,6}$")
_LAST_TIME = late(r"(?<=.{4})，(?:20\d\d年度?|今年|本年度?|去年|全年)(?:全年)?$")
"""受理申请，2014年为9件."""
_OF_OTHERS = late(r"转载|采用|上报|累计|[答回]复|留言|咨询|信访|浏览|错|申请|点击|阅读")
ANSWERS = frozenset(("outcome", "among answers"))
_PLAIN_BEGINNING = late(
    r"(?:全年|今年|年内|本年度?|20\d\d年度?|\d{1,2}月(?:份|初|底)?|[我本全][省市县区州镇乡局委办厅院校关]|先后|共|还|，)*"
    r"(?:召开|举行|举办|组织|开展|开办|办)"
)
_ANOTHER_MATTER = late(
    r"[，；](?:专题|集中|专门|重点)*(?:学习|讲[解授]|研究|部署|推广|落实|征求|宣传|传达|解决|围绕|启动|协调)(?![^，；]{0,14}公开)"
)
_GOES_ON_WITH_THE_WORK = late(rf"^(?!其中)(?=.*#).*(?:{ABOUT_DISCLOSURE.pattern})")
_OF_THE_LEADERS = late(
    r"领导小组|任(?:副?组长|主任)|分管|牵头|(?:负责|承担)[^，；]{0,6}(?:日常|具体)|日常工作"
)
"""Who leads the work, between the words on it and its figures."""
_SAYS_NOTHING_ELSE = late(
    rf"#|{ABOUT_DISCLOSURE.pattern}|^(?:主要)?用于[^，；]*(?:公开|查阅|网站|手册|印制|培训)"
)
"""What a clause has that does not say that the figures beside it are of another matter."""
_HEADS = late(
    r"(?<!副)(?:(?P<level>[支总大]?)(?P<of>[局厅关省市县区州旗镇乡队])长|(?:委|(?P<centre>中心))主任)(?=[，参出做走到在接作就主亲本与]|$)"
)
"""厅长出席1场: who the principal of such an organ is."""
_OF_ANOTHER = late(r"[省市县区州][局厅委]?$")
_ITS_SHARE = late(r"的?约?占(?![去上])[^，；\d]{0,8}[\d.]+%$")
_ENDS_THERE = late(r"[，；、。]|$")
"""告知补正的占3.9%，17件；: the share stands before the figure."""
_TAIL_ENDS = late(r"[，；、]")
_OF_AN_ANSWER = late(
    r"(?:不存在|[以予分意]公开|无法提供|不予处理|不掌握|补正|告知)[^，；申请\d]{0,4}\d+[件份]，其中[^，；]*$"
)
_OF_ANOTHER_ROW = late(r"；|其中")
"""What stands before the total of a row that is no part of the list with the one before."""


@frozen(kw_only=True)
class Found:
    """The indicator of a figure, and the words that name it.

    `total` says that it is a total, which has no share. `reason` says why it is none where words beside the
    figure do. `at` is where in the words before the figure its name begins; `names_year` says that a year in
    the name (结转2024年) is not that of the figure.
    """

    path: str
    label: str
    rule: str
    total: bool = False
    at: int = 0
    names_year: bool = False
    reason: Reason | None = None


@define(kw_only=True)
class Words:
    """The words around a figure: `lead` between it and the figure before, `after` up to the next one; its
    `unit`, and the `position` in the sentence of the figure or of the bracket that it stands `inside`.
    `is_none` says that the figure is 0, `is_one` that it is 1."""

    lead: str
    after: str
    unit: str
    position: int
    inside: bool = False
    is_none: bool = False
    is_one: bool = False

    core: str = field(init=False)
    """The words before the figure without those that only lead up to it."""
    tail: str = field(init=False)
    """The words behind the figure up to the next mark."""

    def __attrs_post_init__(self) -> None:
        core = strip_fillers(self.lead)
        found = _LAST_TIME.search(core) if core.endswith(("年", "度")) else None
        self.core = core if found is None else strip_fillers(core[: found.start()])
        if self.core.endswith("%") and _ENDS_THERE.match(self.after):
            self.core = _ITS_SHARE.sub("", self.core)
        self.tail = _TAIL_ENDS.split(self.after.removeprefix("的"), maxsplit=1)[0][:40]

    @property
    def own(self) -> Words | None:
        """The same with the words of its own clause only, where none of them but fillers stand before the
        figure (未发生行政复议，有1件…)."""
        comma = self.lead.rfind("，")
        if not self.tail or not self.core or comma < len(self.core):
            return None
        return evolve(self, lead=self.lead[comma + 1 :])


@define(kw_only=True, slots=False)
class Surroundings:
    """The sentence around a figure: its text outside brackets, the topic of its section, and whether this
    sentence or the one before speaks of `applications`, or told how many were `received`; `received_before`
    says that one a little further up in the section on applications did; `answered` that the sentence before
    told how applications were answered; `disclosed` that it told how much
    was published in all. `dispute` is the one kind of reviews or lawsuits that the sentence before told the
    total of. `taken` are the rules by which figures of the sentence were taken so far. `organ` is the
    report's."""

    text: str
    topic: Topic
    form: Form
    wordings: Wordings
    applications: bool
    received: bool
    received_before: bool = False
    answered: bool = False
    disclosed: bool = False
    dispute: str | None = None
    trained: int | None = None
    """Where the figure of the last courses ends, that how many took part may follow."""
    organ: str | None = None
    before: Callable[[], str] = str
    """The sentence before it in its paragraph."""
    published: int | Decimal | None = None
    """How much was published in all by a sentence before, of which this one may tell the channels."""
    figures: tuple[Figure, ...] = ()
    """The figures of the text."""
    rows: list[tuple[str, int]] = field(factory=list)
    """The rows of section three that totals of the sentence are of, as the path of their figures, and where
    each total ends: what follows of applicants may be of that row (予以公开7件，其中自然人5件)."""
    unknown: Figure | None = None
    """The last figure of the sentence so far, where it is of no indicator."""
    taken: set[str] = field(factory=set)
    _found: dict[re.Pattern[str], re.Match[str] | None] = field(init=False, factory=dict)

    @cached_property
    def is_new(self) -> bool:
        """Whether answers are told in the rows of the forms since 2019."""
        return self.form not in FORMS_BEFORE_2019

    def find(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What a pattern finds in the text, looked for once for all the figures of the sentence."""
        if pattern not in self._found:
            self._found[pattern] = pattern.search(self.text)
        return self._found[pattern]

    def settle(self, rule: str, *, taken: bool) -> None:
        """Note the rule of a figure that was taken, or of an answer that was not."""
        if taken or rule in ANSWERS:
            self.taken.add(rule if taken else "rejected")

    @property
    def lists_answers(self) -> bool:
        """Whether answers of this sentence were taken, and none was not."""
        return not self.taken.isdisjoint(ANSWERS) and "rejected" not in self.taken

    @cached_property
    def tells_channels(self) -> bool:
        """Whether the sentence tells of channels alone, in a section on what was published or on all."""
        told = self.topic in (Topic.PROACTIVE, Topic.OVERVIEW) and not self.find(_OF_OTHERS)
        return told and tells_channels(self.text, self.wordings.kinds)

    def row_at(self, words: Words) -> str | None:
        """The row of section three that a figure of applicants is of, as the path of its figures; None where
        that is not said: 予以公开7件，自然人5件."""
        received = "applications.received"
        told = [(row, end) for row, end in self.rows if end <= words.position]
        row, end = told[-1] if told else (received, 0)
        between = self.text[end : words.position]
        if not told and _OF_AN_ANSWER.search(between) is not None:
            return None  # 信息不存在6件，其中自然人4件
        if row == received or "；" in between:
            return received
        if words.inside:
            return row
        parts = between.find("其中")
        others = any(end < one.start < end + parts for one in self.figures)  # 予以公开9件，无法提供6件，其中
        if parts < 0 or others:
            return None
        before, last = told[-2] if len(told) > 1 else (received, 0)
        alone = (
            before in (received, "applications.outcomes.total")
            or _OF_ANOTHER_ROW.search(self.text, last, end) is not None
        )
        return row if alone else None  # 予以公开9件，部分公开6件，其中

    def goes_on_behind(self, position: int) -> bool:
        """Whether a figure stands behind the one at `position`."""
        return any(one.start > position for one in self.figures)

    def channel_of_a_sum(self, position: int) -> str | None:
        """The channel of a figure in a list that adds up to all that was published: to the total of the
        sentence, once that was taken, or where it has none, to that of a sentence before."""
        listed = self._channels_of_the_sum_before
        if self._total is not None and self._total.start not in listed:
            listed = self._channels_of_the_sum if "published" in self.taken else {}
        return listed.get(position)

    @cached_property
    def _total(self) -> Figure | None:
        """The figure of the sentence that says how much was published in all."""
        for one in self.figures:
            clause = last_item(self.text[: one.start])
            if one.unit == "条" and _PUBLISHED.search(clause) and not _OF_OTHERS.search(clause):
                return one
        return None

    @cached_property
    def _channels_of_the_sum(self) -> Mapping[int, str]:
        return self._listed(self._total.value, self._total.end) if self._total is not None else {}

    @cached_property
    def _channels_of_the_sum_before(self) -> Mapping[int, str]:
        return self._listed(self.published, 0) if self.published is not None else {}

    def _listed(self, whole: int | Decimal, first: int) -> Mapping[int, str]:
        items = [one for one in self.figures if one.start >= first and one.unit == "条"]
        return channels_of_a_sum(self.text, items, whole, first, self.wordings.kinds)

    @cached_property
    def staff_of_a_sum(self) -> Mapping[int, str]:
        """The figures of full-time and part-time staff, by where they begin, that add up to a third one."""
        return staff_of_a_sum(self.text, self.figures)

    @cached_property
    def answers_told(self) -> tuple[int, ...]:
        """Where the figures of answers end that a list of answers names by their labels."""
        known = self.wordings.kinds
        labels, among = (known.new, known.new_among) if self.is_new else (known.old, known.old_among)
        return answers_told(self.text, labels, among)

    @cached_property
    def goes_on_with_the_work(self) -> bool:
        """Whether the sentence tells plainly, and goes on with the work on disclosure of the one before, of
        staff in plain words only."""
        if self.topic not in _GENERAL:
            return False
        plainly = _PLAIN_BEGINNING.match(self.text) is not None and not self.find(_ANOTHER_MATTER)
        plainly = plainly or tells_staff_alone(self.text, self.figures)
        return plainly and ABOUT_DISCLOSURE.search(self.before()) is not None

    @cached_property
    def _clauses(self) -> tuple[tuple[int, str, bool], ...]:
        """The clauses of the sentence, where each ends, and whether its words are those of one indicator."""
        return tuple(
            (end, clause, is_of_known_words(clause, self.wordings))
            for end, clause in plain_clauses(self.text, self.figures, self.organ)
        )

    def goes_on_from_the_work(self, position: int) -> bool:
        """Whether nothing unknown stands between the clause of a figure and the last words on disclosure
        before it, or the beginning of its part of the sentence (up to ；), nor in a clause of that part
        behind it that has no figure; or a figure on disclosure follows right behind."""
        first = self.text.rfind("；", 0, position) + 1
        last = self.text.find("；", position) % (len(self.text) + 1)
        before = [one for one in self._clauses if first < one[0] <= position]
        behind = [one for one in self._clauses if position < one[0] <= last][1:]
        if behind and _GOES_ON_WITH_THE_WORK.search(behind[0][1]):
            return True
        for _, clause, known in reversed(before):
            if ABOUT_DISCLOSURE.search(clause):
                break
            if not known and not _OF_THE_LEADERS.search(clause):
                return False
        return all(known or _SAYS_NOTHING_ELSE.search(clause) for _, clause, known in behind)

    def is_about(self, subject: Subject, clause: str, position: int) -> bool:
        """Whether the sentence, the section it stands in, or the `clause` of a figure at `position`, speaks
        of a subject."""
        if subject is Subject.ANY or subject in self.subjects:
            return True
        if subject in (Subject.RECEIVED, Subject.TOLD):
            told = self.received or self.received_before
            return told or (subject is Subject.RECEIVED and self.topic is Topic.APPLICATIONS)
        if subject is Subject.CHANNELS:
            return self.disclosed
        if subject is not Subject.WORK:
            return False
        if ABOUT_DISCLOSURE.search(clause):
            return True
        of_it = Subject.DISCLOSURE in self.subjects
        of_it = of_it or (self.topic in _GENERAL and ABOUT_DISCLOSURE.search(self.before()) is not None)
        return of_it and self.goes_on_from_the_work(position)

    @cached_property
    def subjects(self) -> frozenset[Subject]:
        """What the sentence or its section speaks of."""
        subjects = {subject for subject, topics in _TOPICS.items() if self.topic in topics}
        subjects |= {subject for subject, pattern in _SUBJECTS.items() if self.find(pattern)}
        if self.applications:
            subjects.add(Subject.APPLICATIONS)
        return frozenset(subjects)


def leads_on(words: str) -> bool:
    """Whether the words before a figure only lead up to it: what it is of stands behind.

    >>> leads_on("，我局受理"), leads_on(""), leads_on("网上申请")
    (True, True, False)
    """
    return not words or words.endswith(_LEADS)


def last_item(words: str) -> str:
    """The words behind the last mark.

    >>> last_item("收到申请，其中网上申请")
    '其中网上申请'
    """
    return words[1 + max(words.rfind("，"), words.rfind("；"), words.rfind("：")) :]


def speaks_of_applications(text: str, topic: Topic) -> bool:
    """Whether a sentence is about applications for information."""
    return topic in (Topic.APPLICATIONS, Topic.FEES) or _ABOUT_APPLICATIONS.search(text) is not None


def with_principal(words: str, organ: str | None) -> str:
    """The words with 主要负责人 for the head of such an organ: 局长 of a bureau, 县长 of a county."""
    found = _HEADS.search(words)
    if found is None or organ is None:
        return words
    own = organ.removesuffix("人民政府")[-1:] if organ.endswith("政府") else organ[-1:]
    if _OF_ANOTHER.search(words, 0, found.start()):
        return words
    headed = ("中心",) if found["centre"] else ("委员会", "委")
    if own == "队" and organ[-2:-1] in "支总大":
        own = organ[-2:]
    named = f"{found['level'] or ''}{found['of'] or ''}"
    is_ours = named == own or (found["of"] is None and organ.endswith(headed))
    return f"{words[: found.start()]}主要负责人{words[found.end() :]}" if is_ours else words
