"""Sentences on how much was published: in all, or through one channel."""

from __future__ import annotations

import re
from functools import lru_cache

from ..forms.kinds import Kinds, kinds
from ..forms.scopes import scopes
from ..numerals import UNITS
from ..patterns import late

__all__ = ["ITEMS", "channel_path", "disclosed_path", "tells_channels"]

_SAY = scopes().patterns
_CHANNELS = frozenset(("channel", "named", "part"))
"""Groups of patterns that end where the name of a channel does."""
_OF_ANY_SITE = late(r"人民|政府|党政|政务(?!服务)|门户|公众|信息|公开")
"""What the name of a site may have besides the organ's place and business."""
_FIGURE = late(rf"\d[\d,.]*[余多万]{{0,2}}(?:{UNITS})?")
_MARKS = late(r"[，；：]")
_FEWEST_CHANNELS = 2
_PLAIN_LEAD = late(
    r"(?:(?:全年|今年|年内|本年度?|20\d\d年度?|其中|[按从以](?:主动公开|公开|发布|不同|信息公开)?的?(?:渠道|载体|途径|方式|形式)(?:来?看|分|划分)?)[，：]?)*(?=[^，：]{2,40}\d)"
)
"""What may stand before the first of several channels that are told alone."""
_PLAIN_ITEM = late(
    r"(?:全年|今年|年内|本年度?|其中|\d{1,2}[.．、])*(?:通过|在|利用|依托|以)?(?:(?:[我本]?[省市县区州旗镇乡关局委厅]|(?:人民)?政府|门户|官方|政务|信息公开|政府信息公开|新浪|腾讯)*"
    r"(?:公报|网站|门户网|官网|微博|微信|公众号|其[他它](?:方式|渠道|途径|形式)).*|[^，；：局委厅办院系每去上同]{0,10}(?:微博|公众号).*|.*等.*)"
)
_NUMBERED = late(r"^(?:\d{1,2}[.．、]|[一二三四五六]是)")
"""3.官方微博公开733条"""
ITEMS = frozenset(("则", "条", "件", "条次", "篇", "项", "份", "件次"))
"""The units of what is published."""


def disclosed_path(
    clause: str,
    after: str,
    unit: str,
    *,
    proactive: bool = False,
    alone: bool = False,
    plainly: bool = False,
    organ: str | None = None,
    own_site: str | None = None,
    known: Kinds | None = None,
) -> tuple[str, str] | None:
    """The indicator of published information that a clause names, and the words: the one channel it names,
    or all of them where none or several are named. None where it speaks of one kind of information, or of
    another way.

    `clause` ends right before the figure, words such as 共 taken off. In a section on proactive disclosure
    (`proactive`) 公开政府信息 means 主动公开政府信息. `alone` says that nothing else (a document, an
    application) was named before, of which 主动公开 without a noun could be said; `plainly` that
    公开政府信息 means 主动公开政府信息 where nothing else is said; `own_site` is the organ whose name a site
    may bear; `known` are the kinds, the library's where None.

    >>> disclosed_path("我局主动公开政府信息", "", "条")
    ('proactive.disclosed', '主动公开政府信息')
    >>> disclosed_path("通过政务微信公开政府信息", "", "条")
    ('proactive.channels.wechat', '微信公开政府信息')
    >>> disclosed_path("主动公开海关政府信息", "", "条")
    ('proactive.disclosed', '主动公开海关政府信息')
    """
    if unit not in ITEMS:
        return None
    clause = _without_trade(_with_own_site(clause, own_site), organ)
    if _SAY["not all"].search(clause) and not _SAY["several"].search(clause):
        return None
    match = _SAY["published"].search(clause) or _SAY["channel alone"].search(clause)
    explicit = match is not None and (
        _SAY["actively"].match(match.group()) is not None or "主动公开" in match.group()
    )
    if match is None:
        if _SAY["published, no verb"].search(clause):
            return "proactive.disclosed", "政府信息公开"
        match = _figure_first(clause, after, proactive=proactive)
        match = (
            match
            or _of_any_modifier(clause)
            or (_SAY["published, no noun"].search(clause) if alone else None)
        )
        if match is None:
            return None
        explicit = True
    ends = [match.end(name) for name in match.re.groupindex if name in _CHANNELS]
    head = clause[: max(ends) if ends else match.start()]
    named = _in_other_ways(
        [(name, found) for pattern, name in (known or kinds()).channels if (found := pattern.search(head))]
    )
    by_all = _SAY["all ways"].search(head) is not None
    explicit = (
        explicit
        or by_all
        or ((proactive or plainly) and _SAY["published, plainly"].search(clause) is not None)
    )
    if not named:
        if not explicit or (_SAY["another way"].search(head) and not by_all):
            return None
        return "proactive.disclosed", match.group()
    if len(named) == 1 and not by_all:
        name, found = named[0]
        if head[: found.start()].endswith("、") or "等" in head[found.end() :]:
            return None
        is_copies = name == "gazette" and unit == "份"
        return (
            (f"proactive.channels.{name}", clause[found.start() :][-24:]) if name and not is_copies else None
        )
    if explicit and not {name for name, _ in named} <= {"weibo", "wechat"}:
        return "proactive.disclosed", match.group()
    return None


def _in_other_ways(named: list[tuple[str, re.Match[str]]]) -> list[tuple[str, re.Match[str]]]:
    """The channels named, without those that 其他方式 is said of (广播、公开栏等其他方式) where none of them
    has an indicator of its own."""
    if len(named) > 1 and {name for name, _ in named} == {"", "other"}:
        return [(name, found) for name, found in named if name]
    return named


def _figure_first(clause: str, after: str, *, proactive: bool) -> re.Match[str] | None:
    """公开52条政务信息: of any information behind 主动公开, else only of 政府信息 where the section is on
    another matter."""
    match = _SAY["published, figure first"].search(clause)
    if match is None:
        return None
    any_information = proactive or "主动" in match.group() or "社会" in match.group()
    noun = _SAY["information"] if any_information else _SAY["government information"]
    return match if noun.match(after) else None


def _of_any_modifier(clause: str) -> re.Match[str] | None:
    """主动公开海关政府信息, 主动公开司法行政信息: not where the words name one kind of information only."""
    match = _SAY["published, of any kind"].search(clause)
    if match is None:
        return None
    several = _SAY["several kinds"].search(match["modifier"]) is not None
    one_kind = _SAY["one kind"].search(match["modifier"]) is not None
    return match if (match["government"] or several) and (several or not one_kind) else None


def _without_trade(clause: str, organ: str | None) -> str:
    """The clause without the organ's trade: 税务信息 of a tax bureau, 水务信息 of a bureau of water affairs
    are all its information."""
    found = _SAY["trade"].search(clause)
    if found is None or organ is None or found["trade"].removesuffix("收") not in organ:
        return clause
    if _SAY["no trade"].search(found["trade"]) or _SAY["one kind"].search(found["trade"]):
        return clause
    return f"{clause[: found.start()]}信息"


def _with_own_site(words: str, organ: str | None) -> str:
    """The words with 网站 for a site that bears the organ's place and business: 临江教育网 of 临江市教育局,
    临江政府网 of 临江市人民政府. Others are those of the press, of schools or of other offices.

    >>> [_with_own_site("通过临江教育网公开", organ) for organ in ("临江市教育局", "临江市人民政府")]
    ['通过网站公开', '通过临江教育网公开']
    """
    if organ is None or "网" not in words or (found := _site_of(organ[:2]).search(words)) is None:
        return words
    name = _OF_ANY_SITE.sub("", found["name"])
    level, business = organ[2:3], organ[3:].removesuffix("人民政府")
    is_ours = name.removeprefix(level) == "" if not business else name[:2] != "" and name in business
    return f"{words[: found.start()]}网站{words[found.end() :]}" if is_ours else words


def tells_channels(text: str, known: Kinds | None = None) -> bool:
    """Whether a sentence tells of channels alone, each with its figure: two at least that have an indicator,
    and no figure of anything else; other means (报刊、广播等媒体) once at most.

    >>> tells_channels("网站公布1,203条，微博公布157条"), tells_channels("网站公布预算20条，微博公布7条")
    (True, False)
    """
    if not _PLAIN_LEAD.match(text):
        return False
    figures = list(_FIGURE.finditer(text))
    ends = [0, *(found.end() for found in figures)]
    words = (text[end : found.start()] for end, found in zip(ends, figures, strict=False))
    items = [_MARKS.split(one)[-1].lstrip("、和及").rstrip("共计累") for one in words]
    if not items or not all(map(_PLAIN_ITEM.fullmatch, items)):
        return False
    paths = [channel_path(item, "条", known, among=True) for item in items]
    named = [path[0] for path in paths if path is not None]
    return len(named) == len(items) == len(set(named)) >= _FEWEST_CHANNELS


@lru_cache(maxsize=64)
def _site_of(place: str) -> re.Pattern[str]:
    return re.compile(rf"{re.escape(place)}(?P<name>[^，；、：\d]{{0,10}}?)网(?![站络格点上友民页购])")


def channel_path(
    item: str, unit: str, known: Kinds | None = None, organ: str | None = None, *, among: bool = False
) -> tuple[str, str] | None:
    """The indicator of a channel that an item names behind a total
    (主动公开政府信息120条，其中门户网站100条), and its words; `among` others alone other means are one too.

    >>> channel_path("其中县政府门户网站", "条")
    ('proactive.channels.website', '其中县政府门户网站')
    """
    if unit not in ITEMS:
        return None
    item = _with_own_site(_NUMBERED.sub("", item), organ)
    is_item = _SAY["channel item"].fullmatch(item) or (among and _SAY["other channels"].fullmatch(item))
    if not is_item or _SAY["not all"].search(item):
        return None
    channels = (known or kinds()).channels
    named = _in_other_ways([(name, found) for pattern, name in channels if (found := pattern.search(item))])
    if among and {name for name, _ in named} == {""} and _SAY["other channels"].fullmatch(item):
        return "proactive.channels.other", item
    if len(named) != 1 or not named[0][0] or (named[0][0] == "gazette" and unit == "份"):
        return None
    return f"proactive.channels.{named[0][0]}", item
