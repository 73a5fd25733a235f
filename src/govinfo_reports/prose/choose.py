"""Why a figure that an indicator's words fit is not the organ's figure of the year: the reasons, and the words that give them."""

from __future__ import annotations

import re
from enum import Enum

from attrs import frozen

from ..language import Say, word
from ..numerals import chinese_number

__all__ = [
    "DENIAL_HINT",
    "Place",
    "Reason",
    "changed_to",
    "is_change_from",
    "is_change_to",
    "is_what_was_done",
    "may_be_denied",
    "range_of",
    "rejection",
    "takes_back",
    "without_change",
]


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
    OTHER_WORDS = word("other words")
    """The wording fits but for words beside it that it does not go with."""

    @property
    def zh(self) -> str:
        """The reason in Chinese."""
        return Say("zh")(self.value)


@frozen(kw_only=True)
class Place:
    """A figure in its sentence: the `text`, where the figure starts and ends in it, and where its own clause begins."""

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


_UNIT = r"[件条次起宗例份个项篇人名场期]"
_NUMERAL = r"[\d一二两三四五六七八九十百]"
_TO = r"(?:~|～|—|–|-|−|‐|‑|‒|―|─|至|到|或者?)+"
_RANGE_BEFORE = re.compile(
    rf"(?<![月年日号\d.])(?P<low>{_NUMERAL}{{1,9}})余?{_UNIT}?{_TO}$|(?<![月年日号\d.、第])(?P<listed>\d{{1,2}})、$"
)
"""3至5件, and 3、4件: both ends are its candidates."""
_RANGE_AFTER = re.compile(rf"{_TO}(?P<high>{_NUMERAL}{{1,9}})余?{_UNIT}")
_CHANGED = r"(?:减少|下降|降低|增加|增长|上升|提高|提升|回落|扩大|增|减|升|降|变|发展|跃升|攀升|缩减)"

_OWN: tuple[tuple[Reason, re.Pattern[str]], ...] = (
    (
        Reason.TARGET,
        re.compile(
            r"(?<!完成)(?<!超额)(?:目标|任务|指标|计划|预期)(?:任务|总?数|总?量|值)*(?:为|是|：|定为|下达|确定为)*(?:全年|主动|公开|发布|政府|信息|的|各类|收到|培训|举办|召开|会议|次|班)*$"
            r"|(?<![相适反响对供呼回效顺接照理])应(?!诉|用|急|对|答|邀|约|聘|付|运|变|景|声|有尽有|公开尽)(?:当|该|予|予以)?(?:主动)?(?:公开|受理|设|建|配|办结|答复|发布|完成|有|收|报送|编制|制定|召开|举办|达到)[^，；：的\d]*$"
            r"|应当?(?:主动)?公开的(?:政府)?信息$"
            r"|(?<![按照据符合])要求(?:全年|我[局县市镇区]|本[局县市镇区]|各[单部]|每|年内|至少)[^，；：的\d]*$"
            r"|(?:力争|争取|拟|准备|打算|预计|有望|须|必须|计划|预期|确保|(?<![需主重必只还也简概纪摘])要)(?:全年|年内|再)?(?:主动)?(?:公开|受理|收到|配备|设|制定|出台|制发|发布|完成|达到|召开|举办|设立|新增|办结|答复|培训|开展)[^，；：的\d]*$"
        ),
    ),
    (
        Reason.BOUND,
        re.compile(
            r"(?:控制|压缩|限制|保持|维持|限定)在$|(?:能力|容量|规模|额度|限额)(?:约|达到?|为|是|可达)*$|(?:不超过|不多于|不高于|不少于|不低于|至少|最多不?|至多|最少|上限为?|下限为?|低于|高于|少于|多于|未超过|不足|不到|不满|不超出)$"
        ),
    ),
    (
        Reason.CONDITION,
        re.compile(
            r"^(?:其中)?(?:如果|如若|倘若|假如|假使|假设|一旦|若是?|凡是?|只要|遇到?|每当|对于|当(?=[^，]{0,20}时)|如(?!期|实|下|此|上|何|今|数|约|皋|东))|(?:例如|比如|譬如|诸如)[^，；]*$"
        ),
    ),
    (
        Reason.AVERAGE,
        re.compile(
            r"平均|月均|日均|年均|周均|季均|人均|每(?:个|家|名)?(?:月|周|天|日|工作日|季度?|人|家|单位|部门|镇|乡|村|社区|年|次|科室|处室|股室|县|区|局|站|所|街道|乡镇|成员单位|责任单位)(?!的?(?:要求|原则|频率)|[^，；：]{0,16}(?:共|总计|合计))[^，；：]{0,30}$"
            r"|各[^，；：]{1,8}(?:均|都|各自|分别)(?:配备|明确|确定|指定|设|安排|落实|有|配|公开|收到|受理)[^，；：]{0,16}$"
        ),
    ),
    (
        Reason.PEAK,
        re.compile(
            r"最(?:多|高(?!人民)|少|大(?![限程化])|低(?!限)|集中)的?[^，；：]*$|(?:峰值|高峰|单日|单月|单周|当日|一天|一日)(?:内|达|为|就)?[^，；：]{0,16}$"
        ),
    ),
    (
        Reason.NEGATED,
        re.compile(
            r"(?<![不])(?:未|没有|没|无|从未)(?:收到|接到|受理|接收|发生|发现|出现|产生|办理|有|过|任何|因|曾)*$"
        ),
    ),
    (
        Reason.SOME,
        re.compile(
            r"(?:申请|信息|案件|文件|复议|诉讼|中|会议|培训)(?:当中|之中|中|里|里面)，?(?:约|仅|只|还|共|大约)?有$|(?:其中|中)有$|(?:其中|中)，?(?:涉及|有关|关于|属于)(?![^，；：]{0,10}(?:信息|政务)公开)[^，；：]{1,16}的?(?:有|为|共|申请)*$"
        ),
    ),
    (
        Reason.AUTHORITY,
        re.compile(
            r"作为[^，；：]{0,8}(?:复议机关|第三人)|以第三人身份|(?<![以为])复议(?:机构|委员会|局)[^，；：]{0,10}(?:收到|受理|办理|接到)|复议机关[^，；：]{0,6}(?:审理|审结)|审理[^，；：]{0,8}复议|(?:协助|配合|协同|会同|代为|帮助|代理|转办)[^，；：]{0,16}(?:办理|答复|处理|受理|应诉|完成)|(?:受|应)[^，；：]{1,10}委托"
        ),
    ),
)
_EVEN_OVER = re.compile(r"(?:突破|超过|跨过|迈过|迈上|越过|首超)(?:了)?$")
_AND_REACHES = re.compile(r"(?:大关|关口)?，(?:达到?|为|共计?|总数|计)+\d")
_PATHS_OF_SOME = frozenset(
    (
        "applications.received.total",
        "applications.concluded.total",
        "applications.replies.total",
        "applications.outcomes.total.total",
        "proactive.disclosed",
        "review.total",
        "litigation.total",
    )
)
_PATHS_DONE = frozenset(
    (
        "applications.concluded.total",
        "applications.concluded.on_time",
        "applications.replies.total",
        "applications.outcomes.total.total",
    )
)
_ABOUT_A_KIND = re.compile(r"(?:是|为|系)?(?:涉及|有关|关于|属于|属|为)")
_BOUND_AFTER = re.compile(
    r"(?:[/／]?[次年月周])?(?:以内|以下|之内|之下|为限|为上限|为目标|的(?:目标|任务|要求|标准|指标)|时(?=，|$)|的(?:部门|单位|科室|股室|镇|乡|街道)|[^，；]{0,8}的情[况形]下)"
)
_RATE_AFTER = re.compile(r"[/／每](?:年|月|周|天|日|人|个|季度?)(?![^，；]{0,2}(?:以内|以下))")
_CORRECTION = re.compile(
    r"更正(?=说明|为|如下|公告|：|，|此前|前期|原)|现更正|勘误|笔误|有误|误(?:写|报|填|登|统计)为?|更改为|错报|漏报|订正"
)
_DENIED = re.compile(
    r"^(?!，?其中[^，；]{0,6}[\d一二两三四五六七八九十])[^；]{0,12}?，?(?:但|且|其中)?(?:经核查，?)?(?:以上|上述|这些|该|其)?(?:案件|申请|件|复议|诉讼|投诉|举报)?(?:均|都|全部|全|皆|也|并)?(?:不涉及|未涉及|没有涉及|无涉及|(?:没有|无)(?:任何)?一[件起宗例]?[^，；。]{0,4}涉及|无一件?[^，；。]{0,4}涉及|与[^，；。]{0,14}(?:无关|没有关系|不相关)|不属于?|并非|不是|非|未因|不是因|非因|并非因)"
    r"[^，；。]{0,10}?(?:信息公开|政务公开|政府信息|公开工作)(?!条例)"
)
_DENIED_BY_WITH = re.compile(
    r"^[^；]{0,12}?，?(?:均|都|全部|全|皆)?与[^，；。]{0,6}(?:信息公开|政务公开)[^，；。]{0,8}(?:无关|没有关系|不相关)"
)
_ALL_DENIED = re.compile(
    r"，(?:以上|上述|这些)?(?:案件|申请|复议|诉讼|投诉|举报)?(?:均|都|全部|皆)"
    r"(?:(?:不涉及|未涉及|没有涉及|不属于?|并非|不是|非)[^，；。]{0,10}?(?:信息公开|政务公开|政府信息)(?!条例)|与[^，；。]{0,6}(?:信息公开|政务公开)[^，；。]{0,8}(?:无关|没有关系))"
)
_MAY_BE_DENIED = ("applications.", "review.", "litigation.", "complaints")
DENIAL_HINT = re.compile(r"不涉及|未涉及|没有涉及|无关|不属于?|并非|不是")
"""A quick test for sentences that take back what the one before said."""
_CLOSED_OF_LAST = re.compile(
    r"(?:上一?年度?|去年|往年|以前年度|历年|上期|前一年度?)(?:的)?(?:结转|转入|遗留|未结|未审结|积压|延续|(?:受理|收到)的)"
)
_NOT_FOR_INFORMATION = re.compile(
    r"大厅|服务中心|便民|12345|热线|档案|查阅|查询|查档|办件|入学|入户|低保|住房|保障房|户籍|护照|签证|贷款|用地|采矿|职称|评审|公证|鉴定|工伤|社保|医保|养老|残疾|廉租|公租|宅基地|执照|资质|许可|审批|立项|奖励|创业|就业|救助|婚姻|生育|准生"
    r"|听证|开办|设立登记|环评|招生|资助|奖学|保险|理赔|调解|验收|报装|过户|登记申请|注册|认证|检测|检验|变更|各类申请|各项申请|行政权力|事项|劳动|仲裁|法律援助|强制执行|专利|商标|入党|加入|转学|开业|补助|补贴|资金|项目|赔偿|政策咨询|业务"
)
_GLUED = re.compile(
    r"[^的到理收依类面上函真络网人民众件组织业体者了效年度结复回出交共项转留余各份条起宗次例新关办箱报信话公开息下法述些该各有批每等数部本此多，；：、\W\d]申请(?![人书表])"
)
"""居住证申请: one for a thing that is named, and not for information."""
_FOR_INFORMATION = re.compile(
    r"信息公开|政务公开|依申请|公开(?:的)?(?:申请|政府信息|信息)|申请公开|政府信息|公开申请|要求公开"
)
_OF_DOCUMENTS = re.compile(r"(?:文件|公文|规章|提案|建议|议案|发文|文书)[^，；]{0,14}\d+[件份个条部]")
_AMONG = re.compile(r"(?:申请|信息|案件|文件|复议|诉讼)(?:当中|之中|中|里|里面)，$")
_ABOUT_MATTERS = re.compile(
    r"(?:申请|信息|案件)(?:内容)?(?:主要|大多|多)?(?:涉及|集中在|关于)[^，；]{1,16}，$"
)
_SOME_OF_THEM = re.compile(r"(?:其中)?(?:约|仅|只|共|另)?(?:有)?")
_AS_AUTHORITY = re.compile(r"作为[^，；：]{0,8}复议机关")
_PEAK_BEFORE = re.compile(r"最(?:多|高|少)的?[^，；：]{0,20}(?:，[^，；：]{2,14})?[，：]$")
_PARTLY = re.compile(r"^，?(?:其中)?[：，]?[^，；]{0,4}主动公开$")
_CHANGE_TO = re.compile(
    rf"^[，]?(?:逐[步年]|大幅|明显)?{_CHANGED}(?:到|至|为|成)了?(?:今年|本年度?|20\d\d年度?)?的?$"
)
_CHANGE_FROM = re.compile(
    r"(?:由|从|较|比)(?:原来的?|原先的?|(?:[^，；：由从]{0,10}年度?|去年|上年|同期|年初)(?:同期)?的?)?(?:[^，；：\d]{0,4})$"
)
_CHANGED_TO = re.compile(
    rf"(?:由|从)[^，；]{{1,60}}{_CHANGED}(?:到|至|为|成)了?(?P<when>今年|本年度?|20\d\d年度?)?的?$"
)
_DONE = re.compile(
    r"^[，、；]?(?:但|而|其中)?(?:截[至止][^，；]{0,12}，|现|目前|至今|实)?(?:全年|本年度?|今年|年内|20\d\d年度?|我[局县市区镇委办]|本[局县市区镇委办])*(?:"
    r"实际(?:主动)?(?:完成|公开|达到|收到|受理|办结|设立|设|建成|建|配备|配|召开|举办|收取|发布|有|为|数为?)*"
    r"|(?:超额)?完成(?:了)?|已(?:主动)?(?:经)?(?:完成|公开|设立|设|建成|建|配备|配|召开|举办|发布|收到|办结|达到|达|有)*)(?:了|共|各类|政府信息|信息|主动公开)*$"
)


def range_of(place: Place) -> int | None:
    """The other end of the range that the figure is one end of, None if it is none.

    >>> range_of(Place(text="收到申请3~4件", start=6, end=8, clause=0))
    3
    """
    low = _RANGE_BEFORE.search(place.text, max(0, place.start - 14), place.start)
    if low is not None and not _CHANGE_FROM.search(place.text[: low.start()]):
        return _whole(low["low"] or low["listed"])
    high = _RANGE_AFTER.match(place.text, place.end)
    return _whole(high["high"]) if high is not None else None


def _whole(printed: str) -> int | None:
    return int(printed) if printed.isdecimal() else chinese_number(printed)


def rejection(path: str, place: Place) -> Reason | None:
    """The reason why a figure is not the organ's of the year, by the words beside it; None where there is none.

    >>> text = "单日最多收到政府信息公开申请9件"
    >>> rejection("applications.received.total", Place(text=text, start=14, end=16, clause=0)).value
    'peak'
    """
    own, after = place.own, place.after
    if _CORRECTION.search(place.text):
        return Reason.CORRECTION
    if range_of(place) is not None:
        return Reason.RANGE
    if _RATE_AFTER.match(after):
        return Reason.AVERAGE
    if _BOUND_AFTER.match(after) or (_EVEN_OVER.search(own) and _AND_REACHES.match(after)):
        return Reason.BOUND
    for reason, pattern in _OWN:
        if reason is Reason.SOME and path not in _PATHS_OF_SOME:
            continue
        if pattern.search(own):
            return reason
    if _PEAK_BEFORE.search(place.text[: place.clause]):
        return Reason.PEAK
    if path in _PATHS_OF_SOME and _AMONG.search(place.text[: place.clause]) and _SOME_OF_THEM.fullmatch(own):
        return Reason.SOME
    if path in _PATHS_OF_SOME and own == "有" and _ABOUT_MATTERS.search(place.text[: place.clause]):
        return Reason.SOME
    if _AS_AUTHORITY.search(place.text[: place.start]) and path.startswith(("review.", "litigation.")):
        return Reason.AUTHORITY
    if path in _PATHS_OF_SOME and own.endswith(("中", "中，", "里")) and _ABOUT_A_KIND.match(after):
        return Reason.SOME
    rest = place.text[place.end :].split("；", 1)[0][:120]
    if path in _PATHS_DONE and _is_of_another_application(place):
        return Reason.OTHER_BUSINESS
    if may_be_denied(path) and (takes_back(after) or _ALL_DENIED.search(rest)):
        return Reason.DENIED
    if may_be_denied(path) and ".carried_" not in path and _CLOSED_OF_LAST.search(own):
        return Reason.EARLIER
    if path in _PATHS_OF_SOME and path.startswith("applications.") and _is_other_business(place):
        return Reason.OTHER_BUSINESS
    if path == "proactive.disclosed" and _PARTLY.match(own) and _is_of_documents(place):
        return Reason.OTHER_KIND
    return None


def takes_back(words: str) -> bool:
    """Whether the words behind a figure say that it has nothing to do with disclosure.

    >>> takes_back("，均不涉及政府信息公开"), takes_back("，均已办结")
    (True, False)
    """
    return _DENIED.match(words) is not None or _DENIED_BY_WITH.match(words) is not None


def may_be_denied(path: str) -> bool:
    """Whether a clause such as 均不涉及政府信息公开 takes back a figure of `path`."""
    return path.startswith(_MAY_BE_DENIED)


def is_change_from(lead: str) -> bool:
    """Whether a figure is the earlier of two: 由11件减少到8件."""
    return _CHANGE_FROM.search(lead) is not None


def without_change(lead: str) -> str:
    """The words before the earlier of two figures without 由 and its year.

    >>> without_change("收到申请由2015年的")
    '收到申请'
    """
    found = _CHANGE_FROM.search(lead)
    return lead[: found.start()] if found is not None else lead


def is_change_to(lead: str) -> bool:
    """Whether a figure is the later of two."""
    return _CHANGE_TO.match(lead) is not None


def changed_to(place: Place) -> tuple[str, bool] | None:
    """The words that name what a figure is of that something changed to, and whether they say when; None where there is no change.

    >>> text = "申请数量由2013年的5件、2014年的9件增加到2015年的14件"
    >>> changed_to(Place(text=text, start=27, end=30, clause=0))
    ('申请数量', True)
    """
    found = _CHANGED_TO.search(place.own)
    if found is None:
        return None
    begin = place.clause if found.start() else place.text.rfind("，", 0, max(0, place.clause - 1)) + 1
    return place.text[begin : place.clause + found.start()].rstrip("，"), found["when"] is not None


def is_what_was_done(lead: str) -> bool:
    """Whether a figure says what was done of a target that the one before it gave.

    >>> is_what_was_done("，实际完成"), is_what_was_done("，其中网站公开")
    (True, False)
    """
    return _DONE.match(lead) is not None


def _is_other_business(place: Place) -> bool:
    sentence = place.text[max(0, place.text.rfind("；", 0, place.start)) : place.start]
    clause = place.own + re.split(r"[，；]", place.after, maxsplit=1)[0]
    if _FOR_INFORMATION.search(clause):
        return False
    if _NOT_FOR_INFORMATION.search(clause) is None and _GLUED.search(clause) is None:
        return False
    return "申请" in sentence


def _is_of_another_application(place: Place) -> bool:
    """出租车经营权变更申请受理32件，办结32件: the last applications that were named are not for information."""
    before = place.text[max(0, place.text.rfind("；", 0, place.start)) : place.start]
    named = list(_GLUED.finditer(before))
    return bool(named) and named[-1].end() == before.rfind("申请") + 2 and not _FOR_INFORMATION.search(before)


def _is_of_documents(place: Place) -> bool:
    before = place.text[: place.clause]
    return _OF_DOCUMENTS.search(before) is not None and "信息" not in before
