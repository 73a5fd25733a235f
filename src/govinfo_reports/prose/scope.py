"""What a clause speaks of: the report year, another year or all years; the whole organ or one part of it; a plan."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from ..facts import Scope

__all__ = [
    "PLAN_HINT",
    "Reach",
    "Times",
    "is_conditional",
    "is_of_a_body",
    "is_of_all_kinds",
    "is_wider",
    "plan_start",
    "reach_of",
    "subject_of",
]

_DAY = r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月)?(?:(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})日)?"
_TIMES = re.compile(
    rf"(?P<first>(?:19|20)\d\d)年?{_DAY}(?:起)?(?:至|到|-|—|~|～)+(?P<last>(?:19|20)\d\d)年?(?!\d)"
    rf"|(?P<since>(?:19|20)\d\d)年?{_DAY}(?:起|以来|开始|至今)"
    r"|(?P<before>(?:19|20)\d\d)年?(?:以前|之前|前)"
    r"|(?P<one>(?:19|20)\d\d)年"
    r"|(?P<all>历年|历史|至今(?!年)|条例》?(?:正式)?(?:实施|施行|颁布)以来|《》(?:正式)?(?:实施|施行|颁布)(?:实施)?以来|(?<!一年)(?<![今本全开新当]年)(?<!年[初内])(?<!月)(?<!月份)(?<!半年)(?<!年度)(?<!\d\d年)(?<!\d[日号])(?<!发生)(?<!爆发)以来|近(?:几|些|\d{1,2}|[一二两三四五六七八九十]{1,2})?年(?:来|内|间)|(?:近|最近|过去|连续|前)(?:\d{1,2}|[两二三四五六七八九十几]{1,2})个?年(?!度)|(?:[2-9]|[1-9]\d|[二两三四五六七八九]|十[一二三四五六七八九]?)(?:余|多)?年(?:来|间|以来|内共|共|合计|总共|累计)|(?:任期|任)内|[一二三四五六七八九十]{1,2}五[^，；\d]{0,4}(?:期间|时期|以来))"
    r"|(?P<past>去年(?!(?:结转|转入|遗留))|往年|前年|同期|上一?年度?(?!度?(?:度|的)?(?:结转|转结|转入|延续)))"
    r"|(?P<part>(?<!\d)1?\d月?(?:至|到|-|—|~|～)+(?:1[01]|[1-9])月(?!\d)|(?<!\d)(?:[2-9]|1[0-2])月?(?:至|到|-|—|~|～)+12月|第?[一二三四1-4]季度|[上下]半年|当月|(?<![-—~～至到止\d])(?:1[0-2]|[1-9])月份)"
    r"|(?P<now>今年|本年度?|全年|当年|一年来|年内)"
)
_MONTHS = re.compile(r"(\d{4})年?(\d{1,2})月[^年]*?(?:至|到|-|—|~|～)+(\d{4})年?(\d{1,2})月")
_LISTED_BEFORE = re.compile(r"\d年度?[、和及]$")
_LISTED_AFTER = re.compile(r"度?[、和及](?:19|20)\d\d年(?!度?(?:同期)?(?:相比|比|持平|基本))")
_COMPARED = re.compile(r"度?(?:同期)?(?:相比|比|持平|基本)")
_FIRST_YEAR = 2008
PLAN_HINT = re.compile(r"下一步|今后|接下来|下一?阶段|新的一年|明年|来年")
"""Words after which all that follows is plan."""

_PLAN = re.compile(
    r"下一步|今后|接下来|明年|来年|新的一年|下阶段|力争|争取|(?<![虚模])拟(?:于|在|举办|开展|公开|废止|修改|修订|制定|出台|新增|新建|培训)|计划(?:于|在|举办|开展)"
    r"|将(?:进一步|继续|着力|不断|认真|严格|重点|努力|积极|加大|加强)|(?:年|我|本)[省市区县州镇乡局委办]?将"
)
_CONDITION = re.compile(
    r"(?:^|[，；：])(?:如果?|若|凡是?|除|只要|一旦|对于?[^，；]{0,24}的(?:，|$))|应当|不得|不应|原则上|(?:可以|有权)(?:向|依法|申请|收取)|规定的?(?:，|：|$)"
)

_WHOLE = re.compile(
    r"(?:全|我|本)(?:省|自治区|市|州|盟|区|县|旗|镇|乡|局|委|厅|办|校|院|街道?|系统|机关|单位|部门|行|站|队|中心|公司|年度?全)|全关区?|(?:政府|委|局)(?:及|和)(?:其|所属|下属|各)(?:各|所属|工作)?(?:部门|单位|机构)|各级(?:各|行政|政府|机关|单位|部门|人民)|县级以上"
    r"|本级(?:和|及|以及|与|、)(?:各|所辖|下辖|所属)?[县区市乡镇部]"
)
_BELOW = re.compile(
    r"[我本][局委办厅院县市区镇乡校](?:的)?(?:下属|所属|下设|直属|辖下)(?![^，；]{0,8}(?:单位|部门|机构)(?:共|合计|总共|一共|$))"
)
_ALL_KINDS = re.compile(
    r"\d个[^，；、\d]{0,8}(?:部门|单位|机关)(?:和|及|以及|、)\d+个[^，；、\d]{0,4}(?:乡|镇|街|县|区|市)[^，；]*$"
    r"|\d个[^，；、\d]{0,4}(?:乡镇|镇|乡|街道|县区?|区)(?:和|及|以及|、)\d+个[^，；、\d]{0,8}(?:部门|单位|机关)[^，；]*$"
)

_PART = re.compile(
    r"市直|县直|区直|州直|省直|市级(?!行政)|县级|区级|省级|本级|直属|乡镇|镇街|乡\(?镇|街道|县区|区县|县市区?|办公室|办公厅|公开办|政府办|信息办|各部门|部门(?!网站)|(?<![用过托在于])部门网站|各单位|各委|下属|所属|局属|委属|厅属|下设|二级单位|事业单位|基层|窗口|(?<!商业)企业|学校|医院|院系|部处|各学院|学院、"
    r"|(?:政府|乡镇|街道|部门)(?:作为|为)(?:被申请人|被告)"
    r"|(?:民政|教育|公安|财政|卫生|环保|交通|农业|水利|住建|国土|规划|人社|司法|税务|工商|城管|统计|审计|商务)[^，；]{0,8}?局"
)
_NAMED = re.compile(
    r"(?:^|[，；：、]|其中|年度?)[:：，]?((?!我|全|本|各|该|其|向|对|从|由|在|经|将)[一-龥]{2,12}?(?:省|自治州|自治县|市|县|区|旗|镇|乡|街道|局|委员会|管委会))(?=共|累计|全年|一共|受理|收到|接到|主动|公开|办结|答复|办理|未|没有|被|[作做]出|\d|$)"
)


_BODY = re.compile(
    r"(?:^|[，；：、]|年度?|其中)(?!通过|利用|依托|借助|在|于|我|本|各|全|由|向|经|对|共|为|已|设|以|该|及|和|与|加|按)(?P<name>[一-龥]{1,12}?(?:大队|支队|中队|总队|(?<!网)(?<!本)站|(?<!场)(?<!本)(?<!我)所|(?<![核重本我])中心|分局|(?<!本)馆|社区|村委会|村|小学|中学|医院|幼儿园|科|股|科室|处室|分公司|林场|管理处|服务队|(?<![市县区府政省州公我本主承])办))(?:共|全年|累计|一共|全部)*(?=主动公开|公开(?!办)|受理|收到|接到|办结|答复|发布|公布|制发|举办|召开|组织|开展|收取)"
)
"""A body below the organ that the words before the verb name: 水文站, 执法大队."""


_KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"学校": ("大学", "学院", "中学", "小学", "职校", "党校"), "企业": ("公司", "集团", "厂")}
)
"""What such an organ calls itself."""
_VERB = re.compile(
    r"主动公开|受理|收到|接到|接收|新收|答复|回复|办结|公开(?!办)|发布|举办|召开|组织|开展|制发|收取|回应|参加|参训|培训|未|没|无"
)


class Reach(Enum):
    """How much of the organ a clause covers, as far as its words say."""

    WHOLE = "whole"
    UNSAID = "unsaid"
    PART = "part"


class Times:
    """The times a text names, and what they make of a figure.

    The last mention before the figure decides, `at_first` where there is none; a comparison (去年同期) decides only within
    the clause of the figure. None stands for another year than the report's and the one before it, or a later one.
    """

    def __init__(self, text: str, year: int | None, at_first: Scope | None = Scope.YEAR) -> None:
        self._at_first = at_first
        self._mentions = tuple(
            (match.start(), match.end(), _scope_of(match, year), _is_comparison(match))
            for match in _TIMES.finditer(text)
        )

    def at(self, position: int, clause: int) -> Scope | None:
        """The scope of a figure at `position`, whose clause begins at `clause`."""
        for start, end, scope, comparison in reversed(self._mentions):
            if end <= position and not (comparison and start < clause):
                return scope
        return self._at_first


def _is_comparison(match: re.Match[str]) -> bool:
    """Whether the year is only what this one is held against: 去年同期, 比2016年."""
    before = match.string[max(0, match.start() - 1) : match.start()]
    if match.lastgroup != "one":
        return match.lastgroup == "past"
    return before in ("比", "较", "与", "同") or _COMPARED.match(match.string, match.end()) is not None


def _scope_of(match: re.Match[str], year: int | None) -> Scope | None:
    kind = match.lastgroup
    if kind == "past":
        return Scope.LAST_YEAR
    if kind == "all":
        # the regulation came into force in 2008: all that time is that year
        return Scope.YEAR if year == _FIRST_YEAR and "《》" in match.group() else Scope.CUMULATIVE
    if kind == "now":
        return Scope.YEAR
    if kind in ("before", "part"):
        return None
    if kind == "last":
        last = _single(match["last"], year)
        if _is_one_year(match):
            return Scope.YEAR if year is None or str(year) in (match["first"], match["last"]) else last
        return Scope.CUMULATIVE if last is Scope.YEAR and match["first"] != match["last"] else last
    if kind == "since":
        return Scope.YEAR if year is None or int(match["since"]) == year else Scope.CUMULATIVE
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
    months = _MONTHS.search(match.string, match.start(), match.end() + 6)
    return months is not None and int(months[4]) <= int(months[2])


def _is_listed(match: re.Match[str]) -> bool:
    """Whether the year is one of several (2014年、2015年、2016年分别受理): a figure behind them is not this one's alone."""
    if _COMPARED.match(match.string, match.end()):
        return False
    return (
        _LISTED_AFTER.match(match.string, match.end()) is not None
        or _LISTED_BEFORE.search(match.string, max(0, match.start() - 4), match.start()) is not None
    )


def _single(printed: str, year: int | None) -> Scope | None:
    named = int(printed)
    if year is None or named == year:
        return Scope.YEAR
    return Scope.LAST_YEAR if named == year - 1 else None


def plan_start(text: str) -> int | None:
    """Where the words begin to speak of what is still to be done; None if they do not."""
    match = _PLAN.search(text)
    return match.start() if match else None


def is_conditional(text: str) -> bool:
    """Whether the words give a rule or a condition instead of an event."""
    return _CONDITION.search(text) is not None


def subject_of(words: str) -> str:
    """What stands before the verb of the last clause: whose figure it is."""
    last = words.rpartition("，")[2]
    verb = _VERB.search(last)
    return last[: verb.start()] if verb else last


def reach_of(clause: str, organ: str | None) -> tuple[Reach, str]:
    """How much of the organ the clause covers, and the words that say so.

    全县, 我局, 各级行政机关 and the organ's own name are the whole; 各乡镇, 部门, 办公室 and other places' names are parts,
    unless the organ's own name has that word in it.
    """
    below = _BELOW.search(clause)
    if below is not None:
        return Reach.PART, below.group()
    whole = _WHOLE.search(clause)
    if whole is not None:
        return Reach.WHOLE, whole.group()
    if organ is not None and organ in clause:
        return Reach.WHOLE, organ
    for named in _NAMED.finditer(clause):
        if organ is None or not _same_organ(named[1], organ):
            return (Reach.PART, named[1]) if organ is not None else (Reach.UNSAID, "")
        return Reach.WHOLE, named[1]
    for part in _PART.finditer(clause):
        if organ is None or (part.group() not in organ and not organ.endswith(_KINDS.get(part.group(), ()))):
            return Reach.PART, part.group()
    return Reach.UNSAID, ""


def is_of_a_body(lead: str, organ: str | None) -> bool:
    """Whether the last clause begins with a body below the organ, and not with the organ's own name.

    >>> is_of_a_body("局属水文站主动公开政府信息", "云溪县水务局"), is_of_a_body("通过便民中心公开信息", "云溪县水务局")
    (True, False)
    """
    body = _BODY.search(lead[lead.rfind("，") + 1 :])
    return (
        body is not None and organ is not None and body[1] not in organ and not organ.endswith(body[1][-2:])
    )


def is_of_all_kinds(before: str) -> bool:
    """Whether the clause that ends right before a figure names the offices of every kind by their number.

    >>> is_of_all_kinds("2016年，我县43个部门、12个乡镇共主动公开政府信息")
    True
    """
    return "个" in before and _ALL_KINDS.search(before) is not None


def _same_organ(name: str, organ: str) -> bool:
    return name in organ or organ in name or name[-4:] in organ or _is_contracted(name, organ)


def _is_contracted(name: str, organ: str) -> bool:
    """Whether a name of an office is the organ's own, contracted: 经发局 of 经济发展局, 人社局 of 人力资源和社会保障局."""
    for short in (name, name[1:]):
        rest = iter(organ)
        if 3 <= len(short) <= 6 and short[-1] == organ[-1] and all(sign in rest for sign in short):
            return True
    return False


_LEVELS: Mapping[str, int] = MappingProxyType(
    {
        "国": 5,
        "省": 4,
        "自治区": 4,
        "市": 3,
        "州": 3,
        "盟": 3,
        "县": 2,
        "区": 2,
        "旗": 2,
        "镇": 1,
        "乡": 1,
        "街道": 1,
    }
)
_AREA = re.compile(r"全(?P<level>国|省|市|州|盟|县|区|旗)(?!局|委|系统|年)")
_LEVEL_IN_NAME = re.compile(r"(?<=[一-龥])(?:省|自治区|市|州|盟|县|区|旗|镇|乡|街道)")
_PLACE_ITSELF = re.compile(r"(?:省|自治区|市|州|盟|县|区|旗|镇|乡|街道|政府|办事处|管委会|管理委员会)$")
_SYSTEM = re.compile(r"全[省市州盟县区旗][^，；]{0,10}(?:系统|行业)")
_OWN_FIGURE = re.compile(
    r"^[，；]?(?:其中)?[：，]?(?:(?:我|本)(?:局|委|办|厅|院|中心|处|所|站|队|校|机关|单位|部门|行|公司|县|市|区|镇|乡|街道|旗|州)(?:机关|本级)?|[局委厅院][机本][关级])[^，；。]{0,10}$"
)


def is_wider(subject: str, after: str, organ: str | None) -> bool:
    """Whether the words before the verb name a wider area than the organ's: its province, or, where our own figure follows
    (全市310件，我局6件), the area that a department belongs to.

    >>> is_wider("全市共", "，我局受理", "云溪县水务局"), is_wider("全市", "", "云溪市水务局")
    (True, False)
    """
    if organ is not None and _SYSTEM.search(subject) and not _PLACE_ITSELF.search(organ):
        return _OWN_FIGURE.match(after) is not None
    area = _AREA.search(subject)
    if area is None or organ is None:
        return False
    named = _LEVEL_IN_NAME.findall(organ)
    is_place, own_follows = _PLACE_ITSELF.search(organ) is not None, _OWN_FIGURE.match(after) is not None
    if named and _LEVELS[area["level"]] > _LEVELS[named[-1]] and area["level"] != "区":
        return own_follows or not is_place or _LEVELS[area["level"]] > _LEVELS["市"]
    return own_follows and not is_place
