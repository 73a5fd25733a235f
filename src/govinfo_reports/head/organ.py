"""Names of organs: what looks like one, and whose report it is by its title."""

from __future__ import annotations

from ..patterns import late
from ..text import narrow
from .dates import YEAR

__all__ = [
    "PLACE",
    "REPORT_NAME",
    "SCRAMBLED_NAME",
    "clean_organ",
    "is_organ",
    "organ_in_title",
    "without_inner_office",
    "without_years",
]

SCRAMBLED_NAME = late(r"[政府务信息公开工作年度报告]{8,}$")
"""The letters of the report's name in another order, at the end of a title."""
PLACE = late(r"[\u4e00-\u9fff]{1,12}[省市县区州旗盟镇乡]")
_MIDDLE = (
    "开展落完成工作年度情况的总结及和与政务府信息公开暨执行推进实施"
    "指数字报送〔〕()（）〇○零Oo0-9０-９一二三四五六七八九"
)
_DISCLOSURE = rf"(?:主动|依申请)?公开[{_MIDDLE}]{{0,18}}?(?:报告书?|年报|总结)(?!期|制度|的?通知|会|格式)"
REPORT_NAME = late(
    rf"政[府务](?:信息(?:[与和及]?政务)?)?{_DISCLOSURE}|政府信息(?:工作)?年度(?:工作)?报告|信息{_DISCLOSURE}"
)
"""How the words 政府信息公开工作年度报告 are printed in titles (in folded text)."""

_SUFFIX = (
    r"(?:省|市|县|区|旗|州|盟|镇|乡|街道|街|苏木|办事处|政府|局|委|委员会|办|办公室|办公厅|厅|部|院"
    r"|署|中心|处|所|队|站"
    r"|公司|管委会|大学|学校|医院|集团|协会|联社|联合社|信用社|总社|供销社|文联|科协|侨联|红十字会"
    r"|贸促会|党校|中学|小学|园|银行|支行|分行|联合会|联盟|总局|分局|支队|大队|海关|馆|台|党组"
    r"|残联|林场|农场"
    r"|妇联|工会|团|组|科|室|公署|行署|法院|总队|基地|社区|合作社)"
)
_ORGAN = late(rf"[\u4e00-\u9fff·、*（）()〇×xX]{{1,40}}{_SUFFIX}(?:[（(][\u4e00-\u9fff、]{{2,20}}[）)])?")
_NOT_ORGAN = late(
    r"^(?:(?:本级)?(?:政[府务])?信息公开|政务公开|政府信息|政务信息)(?:工作)?[^局厅委]{0,10}$"
    r"|^(?:工作)?领导小组|^(?:办公室|综合[科股室办]|信息中心|宣传部)$|网站?$|网站|门户|平台$"
    r"|频道|栏目|本[站网局委办厅部院单机]|^[我各]|原创|转载|首页|互联网|手机端|公众号|微信|微博"
    r"|^[上下]一|[的了将与]$|^[由经请与按据对为在从将]|根据|按照|要求|报告|附件|情况|责任编辑|责编"
    r"|联系|统计(?![局处科])|填报|盖章|下载|打印|当前位置"
    r"|专栏|公开$|信息公开[^办领工]|进一步|加强|提高|推进|做好|通过|以及|工作$|开展|落实|存在|问题"
    r"|^全[省市县区镇乡]"
)
_NAMELESS = late(
    r"(?:本级|本)?(?:(?:政[府务])?信息|政务)公开(?:工作)?(?:领导小组)?(?:办公室)?"
    r"|[本我](?:[省市县区州旗盟镇乡局委办厅部院署站所处街道]{1,2}|机关|单位|部门|系统)"
)
"""What stands for an organ and does not name it."""
_INNER_OFFICE = late(
    r"(?:(?:政[府务])?信息|政务)公开[\u4e00-\u9fff（）()]*(?:办公室|办|领导小组|机构|[科处股]|中心)$"
    r"|(?<=[府局委镇乡处道])(?:党政|综合|行政)(?:综合)?(?:办公室|办)$"
)
_BRACKETED_SEAL = late(r"[（(](?:公章|盖章|章|印章|印)[）)]")
_YEAR_IN_TITLE = late(
    rf"(?:{YEAR})年?[-—–－~至](?:{YEAR})学?年度?|(?<!\d)[012]\d年度?"
    rf"|[（(\[【〔]?(?:(?:{YEAR})[-—–～至]{{1,2}})?(?:{YEAR})学?(?:年度|年)?度?(?:上半年|下半年)?[）)\]】〕]?"
)
_PERIOD_IN_TITLE = late(r"\d\d?月(?:\d\d?[日号])?[-—–~～至到]{1,2}\d\d?月(?:\d\d?[日号])?")
_TRIM = ' 　:：-—–_·,，、。;；|>《》<"“”‘’'
_SHORT_NAME = late(r"[（(](?:以下|下)(?:统称|简称|称)[^（）()]{0,20}[）)]$")
_ABOUT = late(r"(?<=[局委办厅院部处府])关于[^，]{0,8}$")
_OFFICE_NAME = late(r"(?:局|关|委|委员会|办|厅|院|部|署|公司|中心|所|站|队|行|协会|银行)$")
_FIELD_OF_WORK = late(r"(?:部门|系统|行业|领域|行政|管理)$")
_JOINT_REPORT = late(r"(?<=[年度])[\u4e00-\u9fff]{2,20}(?:暨|和|及|与)$")
"""Another report's name before this one's: 2022年度法治政府建设暨政府信息公开工作年度报告."""
_LEADING = late(r"^(?:关于(?:印发|公布|发布|公开)?|印发|附件?\d*[:：、]?)")
_TRAILING = late(
    r"(?:关于(?:做好|印发|公布|发布|公开|报送|上报)?|年度?|开展|推进|的|实施|贯彻|执行"
    r"|党务(?:公开)?[和与及、]?|(?<=..)[校院厂村警检]务)$"
)
_BEHIND_NAME = late(r"[-—–－]{1,2}(?P<dash>[^-—–－()（）]{3,40})$|[(（](?P<bracket>[^()（）]{3,40})[)）]$")
"""The organ behind the report's name: 2015年政府信息公开工作年度报告——云河市教育局."""


def is_organ(text: str) -> bool:
    """Whether a short text looks like the name of an organ, and not like a site's name or a piece of a
    sentence.

    >>> (is_organ("云河市教育局"), is_organ("云河市政府门户网站"), is_organ("我局"),
    ...  is_organ("切实做好公开工作"))
    (True, False, False, False)
    """
    if not 2 <= len(text) <= 45:
        return False
    folded = narrow(text)
    return _ORGAN.fullmatch(folded) is not None and _NOT_ORGAN.search(folded) is None


def clean_organ(text: str) -> str:
    """A printed name without what stands around it: 云河市教育局（盖章） gives 云河市教育局."""
    return _BRACKETED_SEAL.sub("", text).strip(_TRIM)


def without_inner_office(organ: str) -> str:
    """The organ that an office for disclosure work belongs to: 云河市政府信息公开工作领导小组办公室 gives
    云河市.

    >>> (without_inner_office("云河市教育局政务公开领导小组办公室"),
    ...  without_inner_office("云河市人民政府办公室"))
    ('云河市教育局', '云河市人民政府办公室')
    """
    office = _INNER_OFFICE.search(narrow(organ))
    if office is None or office.start() < 2:
        return organ
    outer = organ[: office.start()]
    return outer + "政府" if outer.endswith("人民") else outer


def organ_in_title(title: str) -> str | None:
    """Whose report it is: the title without its year and the words of the report's name; None if nothing is
    left.

    >>> organ_in_title("青川县2017年政府信息公开工作年度报告"), organ_in_title("2009年度政府信息公开年度报告")
    ('青川县', None)
    >>> organ_in_title("云河市人民政府信息公开年度报告（2015年）")
    '云河市人民政府'
    """
    folded = narrow(title)
    start = -1
    for name in REPORT_NAME.finditer(folded):
        start = name.start()
    if start < 0:
        scrambled = SCRAMBLED_NAME.search(folded)
        if scrambled is None:
            return None
        start = scrambled.start()
    organ = _PERIOD_IN_TITLE.sub("", without_years(_JOINT_REPORT.sub("", title[:start]))).strip(_TRIM)
    organ = _TRAILING.sub("", _LEADING.sub("", organ)).strip(_TRIM)
    organ = _ABOUT.sub("", _SHORT_NAME.sub("", organ))
    organ = _without_trade(organ)
    if organ.endswith("人民") and folded.startswith("政府", start):
        organ += "政府"
    organ = "" if _NAMELESS.fullmatch(organ) else organ
    return organ or _organ_behind(title)


def _without_trade(organ: str) -> str:
    """The name without the word of its trade that stood before 政府信息公开: 临海海关海关,
    云溪县税务局税务."""
    organ_of = _FIELD_OF_WORK.sub("", organ)
    if organ_of != organ and (name := _without_trade(organ_of)) != organ_of:
        return name
    for length in range(2, min(9, len(organ) - 3)):
        name, trade = organ[:-length], organ[-length:]
        if _is_in_order(trade, name) and is_organ(name) and _OFFICE_NAME.search(name):
            return name
    return organ


def _is_in_order(trade: str, name: str) -> bool:
    """Whether the letters of a trade stand in a name in their order: 地税 in 地方税务局."""
    letters = iter(name)
    return all(letter in letters for letter in trade)


def _organ_behind(title: str) -> str | None:
    behind = _BEHIND_NAME.search(title)
    if behind is None:
        return None
    organ = without_years(behind["dash"] or behind["bracket"]).strip(_TRIM)
    return organ if is_organ(organ) else None


def without_years(text: str) -> str:
    """The text without the years in it, and the 年 or 年度 and brackets that belong to them.

    >>> without_years("青川县（2017年度）")
    '青川县'
    """
    folded = narrow(text)
    pieces = []
    last = 0
    for year in _YEAR_IN_TITLE.finditer(folded):
        pieces.append(text[last : year.start()])
        last = year.end()
    pieces.append(text[last:])
    return "".join(pieces)
