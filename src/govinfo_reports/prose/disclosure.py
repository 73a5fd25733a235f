"""Sentences on how much was published: in all, or through one channel."""

from __future__ import annotations

import re

from .labels import CHANNELS

__all__ = ["channel_path", "disclosed_path"]

_ACTIVELY = r"主动(?:向社会|对外|向公众|向群众)?(?:公开|发布|公布)|向(?:全?社会|公众|群众)(?:公众|各界)?(?:主动)?(?:公开|公布|发布)|对外(?:主动)?(?:公开|公布|发布)"
_GENERAL = re.compile(
    rf"(?P<verb>{_ACTIVELY}|公开|发布|公布|更新|推送|刊登|刊载|刊发|上传)(?:了)?(?:[我全本][省市州县区旗镇乡局街委](?:各级|各)?(?:单位|部门|机关|政府)*的?)?(?:各类|各种|各项|政府|政务|公开|相关|有关|主动公开|20\d\d年度?|本年度?|的)*信息(?:公开)?$"
)
_WITH_MODIFIER = re.compile(
    rf"(?P<verb>{_ACTIVELY})(?:了)?(?P<modifier>[^，；：]{{1,60}}?)(?:(?P<government>政府|政务)(?:公开)?)?信息$"
)
_TRADE = re.compile(r"(?<=公开|发布|公布)(?:了|各类)*涉?(?P<trade>[^，；：、了]{1,6})信息$")
_NO_TRADE = re.compile("政[府务]|办公|管理|交易|服务|监督|人民|委员|中心")
"""What stands in the names of organs and is not what an organ is for."""
_LISTED_KINDS = re.compile(r"、|等|涉及|涵盖|包括|包含|各|方面|业务|行政|工作")
_ONE_KIND = re.compile(
    r"(?<![各多])类的?$|重点|预算|决算|财务|人事|规划|采购|招标|招投标|征地|拆迁|许可|处罚|双公示|行政执法|动态|公告|通知|价格|环境质量|应急|扶贫|监管|执法|政策解读|解读|其[他它]|部分|标准化|结果|清单|权责|机构职能|意见|建议|提案"
)
_NAMED_ONLY = re.compile(
    r"(?:^|[，；：])(?:\d{4}年度?)?(?:全|我|本)[省市州县区旗镇乡局街委办]道?(?:政府|政务)信息(?:主动)?公开$|(?:政府|政务)信息的?主动公开(?:数量?|总数|总量)?$"
)
_PLAIN = re.compile(
    r"(?:^|[，；：年度]|共|累计|共计|合计|总计|总共|一共|全年|已|新增?|[局县区市镇乡委厅办院关道府处])公开(?:了)?(?:各类|各项|20\d\d年度?的?)?(?:政府|政务)?信息$"
)
_BARE = re.compile(rf"(?:{_ACTIVELY})(?:了)?$")
_FIGURE_FIRST = re.compile(
    rf"(?:{_ACTIVELY}|(?:^|[，；：年度]|共|累计|共计|合计|总计|总共|一共|全年|已|[局县区市镇乡委厅办院关道府处])公开)(?:发布)?了?(?:各类)?$"
)
_INFORMATION = re.compile(r"(?:各类|各种|各项|政府|政务|公开|有效|有关|相关|的)*信息")
_GOVERNMENT_INFORMATION = re.compile(r"(?:各类|各种|各项|有关|相关|的)*(?:政府|政务)(?:公开)?信息")
_OTHER_WAY = re.compile(r"在《》|通过|利用|借助|依托|运用|在[^，；]{2,24}上")
_ALL_WAYS = re.compile(
    r"、[^，；、]{2,12}等(?:$|(?=(?:主动)?(?:公开|发布)))|(?:不同|多种|各种|各类|各)[^，；、]{0,6}?(?:渠道|方式|形式|途径|载体|平台)|等(?:多种|各种)?(?:渠道|方式|形式|途径|载体|平台)|(?<=[^》])、[^，；、《》]{1,12}等(?:新闻|主流)?(?:媒体|媒介)"
)
_NOT_ALL = re.compile(
    r"依申请|不予|标注|公文|文件|专栏|栏目|重点领域|(?:增|新)加|转载|其[他它](?!方式|渠道|途径)"
)
_SEVERAL = re.compile(
    r"、[^，；]{1,30}等[^，；]{0,10}信息$|(?:网站|门户)[^，；、]{0,6}(?:专栏|栏目)(?:、|和|及|以及)[^，；]{0,10}(?:微信|微博|公报|报|电视|新媒体)"
)
_CHANNEL = r"(?P<channel>公报|网站|门户网|官网|微博|微信(?:公众号|公众平台|平台|订阅号)?|其[他它](?:方式|渠道|途径|形式))"
_CHANNEL_ITEM = re.compile(
    rf"(?:其中)?(?:通过|在|利用|依托)?(?:[^，；、：]{{0,10}}?){_CHANNEL}(?:上|等)?(?:主动)?(?:公开|发布|推送|刊登|刊载)?(?:各类|政府|政务)*(?:信息)?(?:公开)?"
)
_CHANNEL_ALONE = re.compile(rf"{_CHANNEL}(?:共|累计|全年|共计)*(?:主动)?(?:公开|发布|推送|更新)$")
_ITEMS = frozenset(("则", "条", "件", "条次", "篇", "项", "份", "件次"))


def disclosed_path(
    clause: str,
    after: str,
    unit: str,
    *,
    proactive: bool = False,
    alone: bool = False,
    organ: str | None = None,
) -> tuple[str, str] | None:
    """The indicator of published information that a clause names, and the words: the one channel it names, or all of
    them where none or several are named. None where it speaks of one kind of information, or of another way.

    `clause` ends right before the figure, words such as 共 taken off. In a section on proactive disclosure (`proactive`)
    公开政府信息 means 主动公开政府信息. `alone` says that nothing else (a document, an application) was named before, of
    which 主动公开 without a noun could be said.

    >>> disclosed_path("我局主动公开政府信息", "", "条")
    ('proactive.disclosed', '主动公开政府信息')
    >>> disclosed_path("通过政务微信公开政府信息", "", "条")
    ('proactive.channels.wechat', '微信公开政府信息')
    >>> disclosed_path("主动公开海关政府信息", "", "条")
    ('proactive.disclosed', '主动公开海关政府信息')
    """
    clause = _without_trade(clause, organ)
    if unit not in _ITEMS or (_NOT_ALL.search(clause) and not _SEVERAL.search(clause)):
        return None
    match = _GENERAL.search(clause) or _CHANNEL_ALONE.search(clause)
    explicit = match is not None and re.match(_ACTIVELY, match.group()) is not None
    if match is None:
        if _NAMED_ONLY.search(clause):
            return "proactive.disclosed", "政府信息公开"
        match = _figure_first(clause, after, proactive=proactive)
        match = match or _of_any_modifier(clause) or (_BARE.search(clause) if alone else None)
        if match is None:
            return None
        explicit = True
    head = clause[: match.start() if match.re is not _CHANNEL_ALONE else match.end("channel")]
    named = [(name, found) for pattern, name in CHANNELS if (found := pattern.search(head))]
    by_all = _ALL_WAYS.search(head) is not None
    explicit = explicit or by_all or (proactive and _PLAIN.search(clause) is not None)
    if not named:
        if not explicit or (_OTHER_WAY.search(head) and not by_all):
            return None
        return "proactive.disclosed", match.group()
    if len(named) == 1 and not by_all:
        name, found = named[0]
        if head[: found.start()].endswith("、") or "等" in head[found.end() :]:
            return None
        return (f"proactive.channels.{name}", clause[found.start() :][-24:]) if name else None
    if explicit and not {name for name, _ in named} <= {"weibo", "wechat"}:
        return "proactive.disclosed", match.group()
    return None


def _figure_first(clause: str, after: str, *, proactive: bool) -> re.Match[str] | None:
    """公开52条政务信息: of any information behind 主动公开, else only of 政府信息 where the section is on another matter."""
    match = _FIGURE_FIRST.search(clause)
    if match is None:
        return None
    any_information = proactive or "主动" in match.group() or "社会" in match.group()
    noun = _INFORMATION if any_information else _GOVERNMENT_INFORMATION
    return match if noun.match(after) else None


def _of_any_modifier(clause: str) -> re.Match[str] | None:
    """主动公开海关政府信息, 主动公开司法行政信息: not where the words name one kind of information only."""
    match = _WITH_MODIFIER.search(clause)
    if match is None:
        return None
    kinds = _LISTED_KINDS.search(match["modifier"]) is not None
    one_kind = _ONE_KIND.search(match["modifier"]) is not None
    return match if (match["government"] or kinds) and (kinds or not one_kind) else None


def _without_trade(clause: str, organ: str | None) -> str:
    """The clause without the organ's trade: 税务信息 of a tax bureau, 水务信息 of a bureau of water affairs are all its information."""
    found = _TRADE.search(clause)
    if found is None or organ is None or found["trade"].removesuffix("收") not in organ:
        return clause
    if _NO_TRADE.search(found["trade"]) or _ONE_KIND.search(found["trade"]):
        return clause
    return f"{clause[: found.start()]}信息"


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
