"""What a clause speaks of: the report year, another year or all years; the whole organ or one part of it; a
plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import lru_cache
from types import MappingProxyType

from ..facts import Scope
from ..forms.scopes import scopes
from ..patterns import late

__all__ = [
    "PLAN_HINT",
    "Reach",
    "Times",
    "as_ours",
    "is_a_body_that_goes_on",
    "is_conditional",
    "is_of_a_body",
    "is_of_all_kinds",
    "is_of_anothers_channel",
    "is_singled_out",
    "is_wider",
    "plan_start",
    "reach_of",
    "subject_of",
]

_SAY = scopes().patterns
_FIRST_YEAR = 2008
_TIME_BEGINS = late(
    r"(?=[1-9一二两三四五六七八九十历至条《以近最过连前任去往同上下截第疫抗防汛换春国寒暑试活当今本全年目现])"
    r"(?=(?:19|20)\d\d|(?<=，)(?:目前|现)|[1-9]\d?[月季年余多至到\-—~～]"
    r"|[一二两三四五六七八九十]{1,2}(?:[余多]?年|[五季])|第[一二三四1-4]季|两会"
    r"|历[年史]|至今|条例|《》|以来|近[几些\d一二两三四五六七八九十年]|最近|过去|连续"
    r"|前[\d两二三四五六七八九十几年]|任期?内|[去往今本全当]年|当月|(?<!两)年内|同期|(?<!上)上[一年半]|下半|截[至止]"
    r"|(?:疫情|抗疫|防疫|防控|汛|换届|春节|国庆|寒暑?假|暑假|试点|试运行|活动)期)"
)
"""Where the words of `times` can begin."""
_FRONT = late(
    r"(?=[月去往前上一年节期时中里间场天日])(?:月|[去往前上一]年|年[初中]|节[前后当]|期间|时期|[中上里间场天日]，)"
)
"""What stands in all the words of `times in front`."""
_MARK = late(r"[，；]")
_SINCE_MAY = late(r"5月?(?:份|1日)?(?:至|到|-|—|~|～)+12月(?:份)?")
"""All of 2008 in which the regulation was in force."""
_IN_THE_YEAR = late(r"\d{4}年(?:[2-9]|1[0-2]|[二三四五六七八九]|十[一二]?)月")
"""2016年5月1日以来: of a part of the year."""
_AS_TO = late(
    r"[从就](全[省市州盟县区旗]|[我本](?:局|委|办|厅|院|中心)|(?:各|下属|所属)[^，；\d]{1,6}?)[^，；]{0,4}?(?:来看|来说|来讲|看|而言)，"
)
"""Whose a figure is, in a clause of its own: 从全区来看，收到12件."""
_RANKED = late(
    r"(?=[试示典最较突居领第率靠走为])(?:试点|示范|典型|[最较][多好]|突出|居[首多]|领先|第一|率先|靠前|走在前列|为例)"
)
"""What stands in all the words of `singled out`."""
_GOES_ON = late(r"受理|收到|接到|接收|办理|办结|答复|举办|组织|召开|开展|设立|配备")
"""What stands among the last nine of all the words of `the body goes on`."""
_OF_A_TOWN = late(r"[镇乡]|街道")
_ALL_OF_A_TOWN = ("全镇", "全乡", "全街道")
_LONG_AGO = ("前年", "往年", "前一年", "上上年")
PLAN_HINT = _SAY["plan hint"]
"""Words after which all that follows is plan."""


_KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"学校": ("大学", "学院", "中学", "小学", "职校", "党校"), "企业": ("公司", "集团", "厂")}
)
"""What such an organ calls itself."""


class Reach(Enum):
    """How much of the organ a clause covers, as far as its words say."""

    WHOLE = "whole"
    UNSAID = "unsaid"
    PART = "part"


class Times:
    """The times a text names, and what they make of a figure.

    The last mention before the figure decides, `at_first` where there is none; a comparison (去年同期)
    decides only within the clause of the figure. A time that stands in front with a comma (去年，…), or at
    the beginning of a sentence, is that of all its clauses, up to the next time. None stands for another
    year than the report's and the one before it, or a later one.
    """

    def __init__(self, text: str, year: int | None, at_first: Scope | None = Scope.YEAR) -> None:
        self._at_first = at_first
        found = tuple(_times(text))
        self._named = tuple((match.start(), match.end(), match.group()) for match in found)
        mentions = [
            (match.start(), match.end(), _scope_of(match, year), _is_comparison(match)) for match in found
        ]
        self._mentions = sorted([*mentions, *_in_front(text, at_first)], key=lambda one: one[1])

    def at(self, position: int, clause: int) -> Scope | None:
        """The scope of a figure at `position`, whose clause begins at `clause`."""
        for start, end, scope, comparison in reversed(self._mentions):
            if end <= position and not (comparison and start < clause):
                return scope
        return self._at_first

    def is_up_to_a_month(self, position: int) -> bool:
        """Whether the last time named before `position` is a month of the year up to which was counted
        (截至10月底)."""
        before = [text for _, end, text in self._named if end <= position]
        return bool(before) and _SAY["up to a month"].match(before[-1]) is not None


def _times(text: str) -> Iterator[re.Match[str]]:
    """The mentions of times, from the places where one can begin only: a fourth of the time of a search."""
    times, end = _SAY["times"], 0
    for begin in _TIME_BEGINS.finditer(text):
        if begin.start() >= end and (found := times.match(text, begin.start())) is not None:
            goes_on = found.group() == "全年" and end and text[end : found.start()] in ("", "度", "的")
            end = found.end()
            if not goes_on:  # 2011年全年: of 2011
                yield found


def _in_front(text: str, at_first: Scope | None) -> Iterator[tuple[int, int, Scope | None, bool]]:
    """Times that all the clauses behind them are of (去年，…; 11月底前，…; 活动中，…), and where what is told
    of an event ends: where the whole organ follows behind ；."""
    if _FRONT.search(text) is None:
        return
    for found in _at_clauses(_SAY["times in front"], text):
        past, event = found["past"] or found["was"], found["event"]
        yield found.start(), found.end(), _of_the_past(past) if past else None, False
        anew = rf"[，；][^，；\d]{{0,8}}(?:共|{found['told']})" if found["told"] else ""
        if anew and (other := late(anew).search(text, found.end())) is not None:
            yield other.start(), other.end(), at_first, False  # 去年收到8件，共收到9件
        if event and (other := _SAY["no event any more"].search(text, found.end())) is not None:
            yield other.start(), other.end(), at_first, False


def _at_clauses(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What a search for a pattern finds that begins with the text or with a mark between clauses."""
    end = 0
    if (found := pattern.match(text)) is not None:
        end = found.end()
        yield found
    for mark in _MARK.finditer(text):
        if mark.start() >= end and (found := pattern.match(text, mark.start())) is not None:
            end = found.end()
            yield found


def _of_the_past(words: str) -> Scope | None:
    """去年 is last year; 前年 and 往年 are none that the report can tell."""
    return None if words.startswith(_LONG_AGO) else Scope.LAST_YEAR


def _is_comparison(match: re.Match[str]) -> bool:
    """Whether the year is only what this one is held against: 去年同期, 比2016年."""
    before = match.string[max(0, match.start() - 1) : match.start()]
    if match.lastgroup != "one":
        return match.lastgroup == "past"
    return before in ("比", "较", "与", "同") or _SAY["compared"].match(match.string, match.end()) is not None


def _scope_of(match: re.Match[str], year: int | None) -> Scope | None:
    kind = match.lastgroup
    if kind == "past":
        return _of_the_past(match.group())
    if kind == "all":
        # the regulation came into force in 2008: all that time is that year
        return Scope.YEAR if year == _FIRST_YEAR and "《》" in match.group() else Scope.CUMULATIVE
    if kind == "now":
        return Scope.YEAR
    if kind == "part" and year == _FIRST_YEAR and _SINCE_MAY.fullmatch(match.group()):
        return Scope.YEAR
    if kind in ("before", "part"):
        return None
    if kind == "last":
        last = _single(match["last"], year)
        if _is_one_year(match):
            return Scope.YEAR if year is None or str(year) in (match["first"], match["last"]) else last
        return Scope.CUMULATIVE if last is Scope.YEAR and match["first"] != match["last"] else last
    if kind == "since":
        if year is None or int(match["since"]) != year:
            return Scope.YEAR if year is None else Scope.CUMULATIVE
        return None if year > _FIRST_YEAR and _IN_THE_YEAR.match(match.group()) else Scope.YEAR
    if _is_listed(match):
        return None
    return _single(match["one"], year)


def _is_one_year(match: re.Match[str]) -> bool:
    """Whether two years bound twelve months: 2016-2017学年, 2015年9月1日至2016年8月31日."""
    if int(match["last"]) != int(match["first"]) + 1:
        return False
    if match.string.startswith("学年", match.end() - (match.group()[-1] == "年")) or match.string.startswith(
        "学年", match.end()
    ):
        return True
    months = _SAY["months"].search(match.string, match.start(), match.end() + 6)
    return months is not None and int(months[4]) <= int(months[2])


def _is_listed(match: re.Match[str]) -> bool:
    """Whether the year is one of several (2014年、2015年、2016年分别受理): a figure behind them is not this
    one's alone."""
    if _SAY["compared"].match(match.string, match.end()):
        return False
    return (
        _SAY["listed after"].match(match.string, match.end()) is not None
        or _SAY["listed before"].search(match.string, max(0, match.start() - 6), match.start()) is not None
    )


def _single(printed: str, year: int | None) -> Scope | None:
    named = int(printed)
    if year is None or named == year:
        return Scope.YEAR
    return Scope.LAST_YEAR if named == year - 1 else None


def plan_start(text: str) -> int | None:
    """Where the words begin to speak of what is still to be done; None if they do not."""
    match = _SAY["plan"].search(text)
    return match.start() if match else None


def is_conditional(text: str) -> bool:
    """Whether the words give a rule or a condition instead of an event."""
    return _SAY["conditional"].search(text) is not None


def _without_as_to(words: str) -> str:
    return _AS_TO.sub(r"\1", words) if "从" in words or "就" in words else words


def subject_of(words: str) -> str:
    """What stands before the verb of the last clause: whose figure it is."""
    last = _without_as_to(words).rpartition("，")[2]
    verb = _SAY["verb"].search(last)
    return last[: verb.start()] if verb else last


def reach_of(clause: str, organ: str | None) -> tuple[Reach, str]:
    """How much of the organ the clause covers, and the words that say so.

    全县, 我局, 各级行政机关 and the organ's own name are the whole; 各乡镇, 部门, 办公室 and other places'
    names are parts, unless the organ's own name has that word in it.
    """
    below = _SAY["below"].search(clause)
    if below is not None:
        return Reach.PART, below.group()
    government = _SAY["offices of its own"].search(clause)
    whole = Reach.WHOLE
    if government is None:
        government, whole = _SAY["a government"].search(clause), Reach.UNSAID
    if government is not None and organ is not None:  # its area's, where the report is an office's
        level = _levels_of(organ)[-1:]
        is_ours = level == (government["level"],) and _SAY["a place itself"].search(organ) is not None
        if not is_ours or whole is Reach.WHOLE:
            return whole if is_ours else Reach.PART, government.group()
    if (ours := _SAY["whole"].search(clause)) is not None:
        if ours.group() in _ALL_OF_A_TOWN and organ is not None and not _OF_A_TOWN.search(organ):
            return Reach.PART, ours.group()
        system = _SAY["a system"].match(clause, ours.start())
        return (Reach.UNSAID if system and _is_office(organ) else Reach.WHOLE), ours.group()
    if organ is not None and organ in clause:
        return Reach.WHOLE, organ
    for named in _SAY["named"].finditer(clause):
        if organ is None or not _same_organ(named[1], organ):
            return (Reach.PART, named[1]) if organ is not None else (Reach.UNSAID, "")
        return Reach.WHOLE, named[1]
    for part in _SAY["part"].finditer(clause):
        if organ is None or (
            part.group().removesuffix("机关") not in organ
            and not organ.endswith(_KINDS.get(part.group(), ()))
        ):
            return Reach.PART, part.group()
    return Reach.UNSAID, ""


def is_of_a_body(lead: str, organ: str | None) -> bool:
    """Whether the last clause begins with a body below the organ, and not with the organ's own name.

    >>> (is_of_a_body("局属水文站主动公开政府信息", "云溪县水务局"),
    ...  is_of_a_body("通过便民中心公开信息", "云溪县水务局"))
    (True, False)
    """
    if organ is None:
        return False
    body = _SAY["body"].search(lead[lead.rfind("，") + 1 :])
    return body is not None and not _same_organ(body[1], organ) and not organ.endswith(body[1][-2:])


def is_singled_out(lead: str, organ: str | None) -> bool:
    """Whether a clause before the last one names one office or place out of several, whose figures follow.

    >>> is_singled_out("，云溪镇作为试点，收到申请", "云溪县人民政府")
    True
    """
    found = _SAY["singled out"].search(lead) if _RANKED.search(lead) else None
    if found is None or organ is None:
        return False
    name = found["name"] or found["body"]
    return not _same_organ(name, organ) and reach_of(name, organ)[0] is not Reach.WHOLE


def is_a_body_that_goes_on(lead: str, organ: str | None) -> bool:
    """Whether the clause of a figure that is no indicator's says of one office what the next ones go on to
    tell (区政府本级收到5件，办结5件).

    >>> is_a_body_that_goes_on("，县政府本级收到", "云溪县人民政府")
    True
    """
    found = _SAY["the body goes on"].search(lead) if _GOES_ON.search(lead[-9:]) else None
    return found is not None and reach_of(found["name"], organ)[0] is Reach.PART


def is_of_all_kinds(before: str) -> bool:
    """Whether the clause that ends right before a figure names the offices of every kind by their number.

    >>> is_of_all_kinds("2016年，我县43个部门、12个乡镇共主动公开政府信息")
    True
    """
    return "个" in before and _SAY["offices of all kinds"].search(before) is not None


@lru_cache(maxsize=64)
def _levels_of(organ: str | None) -> tuple[str, ...]:
    """The levels that an organ's name has, the lowest last."""
    return tuple(_SAY["level"].findall(organ or ""))


def as_ours(words: str, organ: str | None) -> str:
    """The words with 我局 for what the organ is called for short: 市局 of a city's bureau.

    >>> as_ours("，市局受理", "临江市税务局"), as_ours("，市局受理", "临江市云山县税务局")
    ('，我局受理', '，市局受理')
    """
    levels = _levels_of(organ)
    words = _without_as_to(words)
    short = f"{levels[-1]}{organ[-1]}" if organ is not None and levels else ""
    return words.replace(short, f"我{short[-1]}") if short and f"全{short}" not in words else words


def is_of_anothers_channel(lead: str, organ: str | None) -> bool:
    """Whether the words name a site or an account by another body than the organ.

    >>> is_of_anothers_channel("通过水政大队公众号推送", "云溪县水务局")
    True
    """
    found = _SAY["whose channel"].search(lead)
    if found is None or organ is None:
        return False
    if found["level"]:  # a town publishes on the county's site
        is_place = _SAY["a place itself"].search(organ) is not None and not _OF_A_TOWN.search(organ)
        return is_place and found["level"] not in organ
    return not _same_organ(found["name"], organ)


def _same_organ(name: str, organ: str) -> bool:
    if organ in name or _is_contracted(name, organ):
        return True
    _, is_there, behind = organ.partition(name[-4:])
    return bool(is_there) and (name[-1] not in "局厅署" or behind in ("", "机关", "办公室"))


def _is_contracted(name: str, organ: str) -> bool:
    """Whether a name of an office is the organ's own, contracted: 经发局 of 经济发展局, 人社局 of
    人力资源和社会保障局."""
    level = next(iter([*_SAY["level"].finditer(organ)][-1:]), None)
    office = organ[level.end() :] if level is not None else organ
    if _is_short_for(name, office):
        return True  # 市监局 of 云溪县市场监督管理局
    if level is not None and name[0] in "省市州盟县区旗镇乡" and name[0] != level[0]:
        return organ.startswith(name[:2]) and _is_short_for(name, organ)  # 市水利局 is not 县水利局
    return any(_is_short_for(short, organ) for short in (name, name[1:]))


def _is_short_for(short: str, organ: str) -> bool:
    rest = iter(organ)
    return 3 <= len(short) <= 6 and short[-1] == organ[-1:] and all(sign in rest for sign in short)


_LEVELS: Mapping[str, int] = MappingProxyType(
    {**dict(zip("国省市州盟县区旗镇乡", (5, 4, 3, 3, 3, 2, 2, 2, 1, 1), strict=True)), "自治区": 4, "街道": 1}
)


def _is_office(organ: str | None) -> bool:
    """Whether the organ is a department, which reports for itself and not for an area."""
    is_place = organ is None or _SAY["a place itself"].search(organ)
    return not is_place and organ is not None and not organ.endswith(("政府办", "办公室", "办公厅"))


def is_wider(subject: str, after: str, organ: str | None, rest: str = "", *, alone: bool = False) -> bool:
    """Whether the words before the verb name a wider area than the organ's: its province, or, where our own
    figure follows in `after` or later in the `rest` (全市310件，办结300件，我局6件) or is told elsewhere
    (`alone`: 就我局自身而言), the area that a department belongs to; and that area where nothing more is said
    of it (全市, but not 全市水利系统, which a department may report for).

    >>> is_wider("全市共", "", "云溪市水务局"), is_wider("全市水利系统", "", "云溪市水务局")
    (True, False)
    """
    if organ is None or "全" not in subject:  # which all the words for an area have
        return False
    if _is_office(organ) and _SAY["offices of the whole area"].search(subject):
        return True  # 全区各级各部门
    own_follows = (
        alone
        or _SAY["own figure"].match(as_ours(after, organ)) is not None
        or _SAY["our own later"].search(as_ours(rest, organ)) is not None
    )
    is_place = _SAY["a place itself"].search(organ) is not None
    if own_follows and not is_place and _SAY["a system"].search(subject):
        return True
    if (area := _SAY["area"].search(subject)) is None:
        return False
    named = _levels_of(organ)
    if named and _LEVELS[area["level"]] > _LEVELS[named[-1]] and area["level"] != "区":
        return own_follows or not is_place or _LEVELS[area["level"]] > _LEVELS["市"]
    return not is_place and (own_follows or _SAY["the area and no more"].fullmatch(subject) is not None)
