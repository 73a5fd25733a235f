"""Sentences on how much was published: in all, or through one channel."""

from __future__ import annotations

import re

from .labels import CHANNELS

__all__ = ["channel_path", "disclosed_path"]

_GENERAL = re.compile(
    r"(?P<verb>主动公开|公开|发布|更新|推送|刊登|刊载)(?:[我全本][省市州县区旗镇乡局街委](?:各级|各)?(?:单位|部门|机关|政府)*的?)?(?:各类|各种|政府|政务|公开|相关|有关|主动公开|的)*信息(?:公开)?$"
)
_NAMED_ONLY = re.compile(
    r"(?:^|[，；：])(?:\d{4}年度?)?(?:全|我|本)[省市州县区旗镇乡局街委办]道?(?:政府|政务)信息(?:主动)?公开$"
)
_PLAIN = re.compile(r"(?:^|[，；：年]|共|累计|共计|全年|[局县区市镇乡委厅])公开(?:各类)?(?:政府|政务)?信息$")
_FIGURE_FIRST = re.compile(r"主动公开(?:各类)?$")
_INFORMATION = re.compile(r"(?:各类|各种|政府|政务|公开|的)*信息")
_OTHER_WAY = re.compile(r"通过|利用|借助|依托|运用|在[^，；]{2,24}上")
_ALL_WAYS = re.compile(
    r"(?:不同|多种|各种|各类|各)[^，；、]{0,6}?(?:渠道|方式|形式|途径|载体|平台)|等(?:多种|各种)?(?:渠道|方式|形式|途径|载体|平台)"
)
_NOT_ALL = re.compile(
    r"依申请|不予|标注|公文|文件|专栏|栏目|重点领域|(?:增|新)加|转载|应当?主动公开|其[他它](?!方式|渠道|途径)"
)
_CHANNEL = r"(?P<channel>公报|网站|门户网|官网|微博|微信(?:公众号|公众平台|平台|订阅号)?|其[他它](?:方式|渠道|途径|形式))"
_CHANNEL_ITEM = re.compile(
    rf"(?:其中)?(?:通过|在|利用|依托)?(?:[^，；、：]{{0,10}}?){_CHANNEL}(?:上|等)?(?:主动)?(?:公开|发布|推送|刊登|刊载)?(?:各类|政府|政务)*(?:信息)?(?:公开)?"
)
_CHANNEL_ALONE = re.compile(rf"{_CHANNEL}(?:共|累计|全年|共计)*(?:主动)?(?:公开|发布|推送|更新)$")
_ITEMS = frozenset(("条", "件", "条次", "篇", "项"))


def disclosed_path(clause: str, after: str, unit: str, *, proactive: bool = False) -> tuple[str, str] | None:
    """The indicator of published information that a clause names, and the words: the one channel it names, or all of
    them where none or several are named. None where it speaks of one kind of information, or of another way.

    `clause` ends right before the figure, words such as 共 taken off. In a section on proactive disclosure (`proactive`)
    公开政府信息 means 主动公开政府信息.

    >>> disclosed_path("我局主动公开政府信息", "", "条")
    ('proactive.disclosed', '主动公开政府信息')
    >>> disclosed_path("通过政务微信公开政府信息", "", "条")
    ('proactive.channels.wechat', '微信公开政府信息')
    """
    if unit not in _ITEMS or _NOT_ALL.search(clause):
        return None
    match = _GENERAL.search(clause) or _CHANNEL_ALONE.search(clause)
    if match is None:
        if _NAMED_ONLY.search(clause):
            return "proactive.disclosed", "政府信息公开"
        match = _FIGURE_FIRST.search(clause) if _INFORMATION.match(after) else None
        if match is None:
            return None
    head = clause[: match.start() if match.re is not _CHANNEL_ALONE else match.end("channel")]
    named = [(name, found) for pattern, name in CHANNELS if (found := pattern.search(head))]
    explicit = "主动公开" in match.group() or (proactive and _PLAIN.search(clause) is not None)
    if not named:
        if not explicit or (_OTHER_WAY.search(head) and not _ALL_WAYS.search(head)):
            return None
        return "proactive.disclosed", match.group()
    if len(named) == 1 and not _ALL_WAYS.search(head):
        name, found = named[0]
        if head[: found.start()].endswith("、") or "等" in head[found.end() :]:
            return None
        return (f"proactive.channels.{name}", clause[found.start() :][-24:]) if name else None
    if explicit and not {name for name, _ in named} <= {"weibo", "wechat"}:
        return "proactive.disclosed", match.group()
    return None


def channel_path(item: str, unit: str) -> tuple[str, str] | None:
    """The indicator of a channel that an item names behind a total (主动公开政府信息120条，其中门户网站100条), and its words.

    >>> channel_path("其中县政府门户网站", "条")
    ('proactive.channels.website', '其中县政府门户网站')
    """
    if unit not in _ITEMS or _NOT_ALL.search(item) or _CHANNEL_ITEM.fullmatch(item) is None:
        return None
    named = [name for pattern, name in CHANNELS if pattern.search(item)]
    if len(named) != 1 or not named[0]:
        return None
    return f"proactive.channels.{named[0]}", item
