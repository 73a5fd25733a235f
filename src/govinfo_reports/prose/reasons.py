"""Why a figure that an indicator's words fit is not the organ's figure of the year: the reasons, and the
words that give them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import Enum
from functools import lru_cache

from attrs import define, field, frozen

from ..forms.scopes import BEGINNINGS, Rejection, scopes
from ..language import Say, word
from ..numerals import UNITS, chinese_number
from ..patterns import late

__all__ = [
    "DENIAL_HINT",
    "Beside",
    "FigurePlace",
    "Reason",
    "changed_to",
    "is_change_from",
    "may_be_denied",
    "range_of",
    "takes_back",
    "why_not",
    "without_change",
]

_SAY = scopes().patterns
DENIAL_HINT = late(r"不涉及|未涉及|没有涉及|无关|不属于?|并非|不是")
"""A quick test for sentences that take back what the one before said."""
_REJECTIONS = scopes().rejections
_TAKEN_BACK = next(dict(one.fits)["behind"] for one in _REJECTIONS if one.name == "taken back")
_NEGATIONS = frozenset("不未没无非")
"""One of these stands in all words that take back."""
_MARKS = late(r"[，；]")


class Reason(str, Enum):
    """Why a candidate was not taken."""

    RANGE = word("range")
    """3至5件: between two figures."""
    TARGET = word("target")
    """目标500条, 应设12个: what was to be done."""
    BOUND = word("bound")
    """控制在30件以内, 不少于20条: a limit."""
    CONDITION = word("condition")
    """如收到10件以上: what would be."""
    AVERAGE = word("average")
    """每月平均, 每个单位: of one month or one of several."""
    PEAK = word("peak")
    """单日最多: of the greatest or least."""
    SOME = word("some of them")
    """收到的申请中有12件涉及拆迁: only those of one kind."""
    CORRECTION = word("correction")
    """原报告中“…841件”有误: what an earlier report said."""
    NEGATED = word("negated")
    """没有收到一起申请: one of none."""
    DENIED = word("denied")
    """均不涉及政府信息公开: the next clause takes it back."""
    AUTHORITY = word("reviewing authority")
    """作为复议机关受理, 协助上级办理: another organ's case."""
    OTHER_BUSINESS = word("other business")
    """政务服务大厅受理各类申请, 申请查阅档案: no application for information."""
    OTHER_YEAR = word("other year")
    """去年, 2008年: not the year of the report."""
    EARLIER = word("earlier figure")
    """由11件减少到8件: the first of the two; 上年度结转的诉讼2件已审结."""
    SEVERAL_YEARS = word("several years")
    """近三年, 历年累计: more than the year."""
    PART = word("part of the organ")
    """各乡镇, 局属水文站, 办公室: not the whole organ."""
    WIDER = word("wider area")
    """全市310件，我局6件: not the organ's alone."""
    PARTS = word("part of a sum")
    """县政府40件，部门60件，共100件: the sum is the organ's."""
    CHANGE = word("change")
    """比上年增加5件: by how much, not how many."""
    REPEATED = word("said already")
    """The sentence has given the indicator another figure."""
    OTHER_KIND = word("other kind")
    """其中主动公开10件 of documents: not of all that was published."""
    SHARE = word("share")
    """One of a total, whose share follows."""
    WITH_CARRIED_IN = word("with those carried in")
    """37件（含上年结转2件）: not what the forms since 2019 call 本年新收."""
    NOT_WHOLE = word("no whole number")
    """A count with a fraction, or an amount without a unit of money."""
    PART_OF_LIST = word("part of a list")
    """A sentence that begins with 其中: parts of what the one before told of."""
    ALL_KINDS = word("of all kinds")
    """复议25件，其中涉及政府信息公开的2件: the first figure is of all the organ's cases."""
    LESS_LIKELY = word("less likely")
    """Another wording comes before it."""
    NO_SUBJECT = word("subject not said")
    """全年受理申请1204件 where neither the sentence nor its section says what was applied for."""
    OTHER_WORDS = word("other words")
    """The wording fits but for words beside it that it does not go with."""

    @property
    def zh(self) -> str:
        """The reason in Chinese."""
        return Say("zh")(self.value)


@frozen(kw_only=True)
class FigurePlace:
    """A figure in its sentence: the `text`, where the figure starts and ends in it, and where its own clause
    begins."""

    text: str
    start: int
    end: int
    clause: int

    @property
    def own(self) -> str:
        """The words of the figure's own clause before it."""
        return self.text[self.clause : self.start]

    @property
    def after(self) -> str:
        return self.text[self.end : self.end + 60]


@define(kw_only=True)
class Beside:
    """The words beside a figure, by the names that `forms/scopes.txt` has for them: `lead` are those between
    the figure before and this one, `after` those up to the next one, `label` those that name the figure,
    `brackets` what stands in brackets right behind it; `organ` is the report's."""

    place: FigurePlace
    lead: str
    after: str
    label: str
    brackets: Sequence[str] = ()
    organ: str | None = None

    words: dict[str, str] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        place = self.place
        own, behind, text = place.own, place.after, place.text[: place.start]
        self.words = {
            "lead": self.lead,
            "after": self.after,
            "label": self.label,
            "organ": self.organ or "",
            "own": own,
            "before": place.text[: place.clause],
            "text": text,
            "part": text[max(0, text.rfind("；")) :],
            "sentence": place.text,
            "behind": behind,
            "rest": place.text[place.end : place.end + 120].partition("；")[0],
            "clause": own + _MARKS.split(behind, maxsplit=1)[0],
        }

    def has(self, place: str, pattern: re.Pattern[str]) -> bool:
        """Whether the words of a name fit a pattern. What its group `same` takes must be in the lead too."""
        if place == "bracket":
            return any(pattern.match(words) is not None for words in self.brackets)
        words = self.words[place]
        found = pattern.match(words) if place in BEGINNINGS else pattern.search(words)
        return found is not None and ("same" not in pattern.groupindex or found["same"] in self.lead)


_UNIT = rf"(?:{UNITS})"
_NUMERAL = r"[\d一二两三四五六七八九十百]"
_TO = r"(?:~|～|—|–|-|−|‐|‑|‒|―|─|至|到|或者?)+"
_RANGE_BEFORE = late(
    rf"(?<![月年日号\d.])(?P<low>{_NUMERAL}{{1,9}})余?{_UNIT}?{_TO}$"
    rf"|(?<![月年日号\d.、第])(?P<listed>\d{{1,2}})、$"
)
"""3至5件, and 3、4件: both ends are its candidates."""
_RANGE_AFTER = late(rf"{_TO}(?P<high>{_NUMERAL}{{1,9}})余?{_UNIT}")


def why_not(
    path: str,
    beside: Beside,
    *,
    wording: str,
    total: bool,
    outside: bool,
    is_new: bool,
    own: tuple[Rejection, ...] = (),
) -> Reason | None:
    """The reason why a figure is not the organ's of the year, by the words beside it; None where there is
    none.

    `wording` names the wording by which it is of the indicator `path`; `total` says that this one is no part
    of anything, `outside` that the figure stands outside brackets, `is_new` that the report has a form since
    2019; `own` are a user's ways to reject it.

    >>> text = "单日最多收到政府信息公开申请9件"
    >>> beside = Beside(place=FigurePlace(text=text, start=14, end=16, clause=0), lead=text[:14], after="",
    ...     label="")
    >>> why_not("applications.received.total", beside, wording="received", total=True, outside=True,
    ...     is_new=False).value
    'peak'
    """
    if outside and range_of(beside.place) is not None:
        return Reason.RANGE
    has, words = beside.has, beside.words
    for one, place, found in _rejections_of(path, wording, total, outside, is_new, own):
        if place in words and found(words[place]) is None:  # a quick look: most fail here
            continue
        if all(has(*fit) for fit in one.fits) and not any(has(*misfit) for misfit in one.misfits):
            return Reason(one.reason)
    return None


@lru_cache(1024)
def _rejections_of(
    path: str, wording: str, total: bool, outside: bool, is_new: bool, own: tuple[Rejection, ...]
) -> tuple[tuple[Rejection, str, Callable[[str], re.Match[str] | None]], ...]:
    """Those that a figure may be rejected by, whatever stands beside it; with the first words that must fit,
    and how they are looked for."""
    return tuple(
        (one, place, pattern.match if place in BEGINNINGS else pattern.search)
        for one in (*own, *_REJECTIONS)
        for place, pattern in one.fits[:1]
        if (not one.of or path.startswith(one.of))
        and (total or not one.total)
        and (outside or not one.outside)
        and (is_new or not one.since_2019)
        and (not one.wordings or wording in one.wordings)
        and wording not in one.not_wordings
    )


def range_of(place: FigurePlace) -> int | None:
    """The other end of the range that the figure is one end of, None if it is none.

    >>> range_of(FigurePlace(text="收到申请3~4件", start=6, end=8, clause=0))
    3
    """
    low = _RANGE_BEFORE.search(place.text, max(0, place.start - 14), place.start)
    if low is not None and not _SAY["change from"].search(place.text[: low.start()]):
        return _whole(low["low"] or low["listed"])
    high = _RANGE_AFTER.match(place.text, place.end)
    return _whole(high["high"]) if high is not None else None


def _whole(printed: str) -> int | None:
    return int(printed) if printed.isdecimal() else chinese_number(printed)


_FROM = frozenset("由从较比")
"""What the words of "change from" begin with."""


def takes_back(words: str) -> bool:
    """Whether the words behind a figure say that it has nothing to do with disclosure.

    >>> takes_back("，均不涉及政府信息公开"), takes_back("，均已办结")
    (True, False)
    """
    return not _NEGATIONS.isdisjoint(words) and _TAKEN_BACK.match(words) is not None


def may_be_denied(path: str) -> bool:
    """Whether a clause such as 均不涉及政府信息公开 takes back a figure of `path`."""
    return path.startswith(("applications.", "review.", "litigation.", "complaints"))


def is_change_from(lead: str) -> bool:
    """Whether a figure is the earlier of two: 由11件减少到8件."""
    return not _FROM.isdisjoint(lead) and _SAY["change from"].search(lead) is not None


def without_change(lead: str) -> str:
    """The words before the earlier of two figures without 由 and its year.

    >>> without_change("收到申请由2015年的")
    '收到申请'
    """
    found = _SAY["change from"].search(lead)
    return lead[: found.start()] if found is not None else lead


def changed_to(place: FigurePlace) -> tuple[str, bool] | None:
    """The words that name what a figure is of that something changed to, and whether they say when; None
    where there is no change.

    >>> text = "申请数量由2013年的5件、2014年的9件增加到2015年的14件"
    >>> changed_to(FigurePlace(text=text, start=31, end=33, clause=0))
    ('申请数量', True)
    """
    own = place.own
    found = _SAY["changed to"].search(own) if "由" in own or "从" in own else None
    if found is None:
        return None
    begin = place.clause if found.start() else place.text.rfind("，", 0, max(0, place.clause - 1)) + 1
    return place.text[begin : place.clause + found.start()].rstrip("，"), found["when"] is not None
