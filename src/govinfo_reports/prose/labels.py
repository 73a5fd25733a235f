"""The words that name kinds of answers, outcomes and channels in a sentence, as data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from ..indicators import Form

__all__ = [
    "APPLICANTS",
    "CHANNELS",
    "CHANNEL_WORDS",
    "COMBINED",
    "FORMS_BEFORE_2019",
    "NEW_OUTCOMES",
    "OLD_OUTCOMES",
    "REVIEW_OUTCOMES",
    "label_at_end",
    "label_at_start",
    "of_this_organ",
    "strip_fillers",
]

FORMS_BEFORE_2019 = frozenset({Form.NARRATIVE, Form.PROVINCIAL, Form.F2014})

_R = "applications.replies"
_O = "applications.outcomes"


def _labels(groups: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({label: path for path, labels in groups.items() for label in labels.split()})


OLD_OUTCOMES: Mapping[str, str] = _labels(
    {
        f"{_R}.already_public": "属于已主动公开范围 属已主动公开范围 已主动公开范围 属于主动公开范围 属主动公开范围 属于已主动公开 属已主动公开 属于已公开 告知已主动公开",
        f"{_R}.granted": "同意公开 同意公开答复 同意全部公开 予以公开 予以公开答复 准予公开 决定公开",
        f"{_R}.partially_granted": "同意部分公开 同意部分公开答复 部分公开 部分公开答复 予以部分公开 部分予以公开",
        f"{_R}.refused.total": "不同意公开 不同意公开答复 不予公开 不予公开答复 否决公开 否决公开答复 决定不予公开",
        f"{_R}.refused.state_secret": "涉及国家秘密 属于国家秘密",
        f"{_R}.refused.trade_secret": "涉及商业秘密 属于商业秘密",
        f"{_R}.refused.privacy": "涉及个人隐私 属于个人隐私",
        f"{_R}.refused.security_and_stability": "危及国家安全、公共安全、经济安全和社会稳定 危及三安全一稳定",
        f"{_R}.refused.not_government_information": "不是《》所指政府信息 非《》所指政府信息 不属于《》所指政府信息 不属于《》规定的政府信息 不是条例所指政府信息 非政府信息",
        f"{_R}.refused.other_statutory": "法律法规规定的其他情形 法律、法规规定的其他情形",
        f"{_R}.not_this_organ": "不属于本机关公开 不属于本机关公开范围 不属于本机关 不属本机关 不属本机关公开 非本机关公开 不属于本机关掌握 不属本机关掌握 非本机关掌握 非本机关政府信息 非本机关信息"
        " 非本机关职责权限范围 不属于本机关职责权限范围 不属于本机关职责范围 非本机关职责范围 不属于本机关职责",
        f"{_R}.nonexistent": "信息不存在 申请信息不存在 政府信息不存在 申请的信息不存在 申请公开的信息不存在 申请公开的政府信息不存在",
        f"{_R}.amendment_requested": "告知作出更改补充 告知做出更改补充 告知更改补充 作出更改补充 申请内容不明确 告知补正 要求补正",
        f"{_R}.redirected": "告知通过其他途径办理 通过其他途径办理 告知其他途径办理 其他途径办理",
    }
)
"""What an answer said, before 2019 (the eight kinds of 申请答复数 and the six reasons)."""

NEW_OUTCOMES: Mapping[str, str] = _labels(
    {
        f"{_O}.granted.total": "予以公开 予以公开答复 同意公开",
        f"{_O}.partially_granted.total": "部分公开 予以部分公开 部分公开答复",
        f"{_O}.refused.state_secret.total": "属于国家秘密 涉及国家秘密",
        f"{_O}.refused.prohibited_by_law.total": "其他法律行政法规禁止公开 法律行政法规禁止公开",
        f"{_O}.refused.security_and_stability.total": "危及三安全一稳定",
        f"{_O}.refused.third_party_rights.total": "保护第三方合法权益",
        f"{_O}.refused.internal_affairs.total": "属于三类内部事务信息 三类内部事务信息",
        f"{_O}.refused.deliberative_process.total": "属于四类过程性信息 四类过程性信息",
        f"{_O}.refused.enforcement_files.total": "属于行政执法案卷 行政执法案卷",
        f"{_O}.refused.administrative_inquiry.total": "属于行政查询事项 行政查询事项",
        f"{_O}.unable.not_held.total": "本机关不掌握相关政府信息 本机关不掌握相关信息 本机关不掌握",
        f"{_O}.unable.needs_creation.total": "没有现成信息需要另行制作 没有现成信息需另行制作",
        f"{_O}.unable.still_unclear.total": "补正后申请内容仍不明确",
        f"{_O}.not_processed.petition.total": "信访举报投诉类申请 信访、举报、投诉类申请",
        f"{_O}.not_processed.repeated.total": "重复申请",
        f"{_O}.not_processed.publication.total": "要求提供公开出版物",
        f"{_O}.not_processed.excessive.total": "无正当理由大量反复申请",
        f"{_O}.not_processed.confirmation.total": "要求行政机关确认或重新出具已获取信息",
        f"{_O}.other_handling.all.total": "其他处理 作其他处理",
        f"{_O}.other_handling.not_corrected_in_time.total": "申请人无正当理由逾期不补正 逾期不补正",
        f"{_O}.other_handling.fee_unpaid.total": "逾期未缴费 逾期不缴费",
    }
)
"""The rows of 本年度办理结果 (2019 and 2021 forms); 不予公开, 无法提供 and 不予处理 are groups without a figure of their own."""

REVIEW_OUTCOMES: Mapping[str, str] = _labels(
    {
        "upheld": "维持原答复 维持原决定 维持原行政行为 维持行政行为 维持本机关答复 维持 结果维持 维持原判 维持具体行政行为 维持原具体行政行为 维持原行政行为 维持具体行政行为或者驳回原告诉讼请求 驳回原告诉讼请求 驳回诉讼请求",
        "corrected": "撤销 被撤销 予以撤销 撤销原行政行为 撤销具体行政行为 撤销原具体行政行为 确认违法 责令重新答复 责令限期答复 责令履行 结果纠正 纠正 被纠正 予以纠正 被纠错 被依法纠错 依法纠错 纠错",
        "other": "其他结果 其他情形 其他",
        "pending": "尚未审结 未审结 尚未办结 正在审理 正在审理中",
    }
)
"""How a review or a lawsuit ended."""

_LONGEST_LABEL = 26
_LONGEST_FILLING = 24

CHANNEL_WORDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"当面|现场|窗口"), "in_person"),
    (re.compile(r"网络|网上|网站|在线|互联网"), "online"),
    (re.compile(r"信函|邮寄|邮政|邮递|寄送|信件|挂号信"), "letter"),
    (re.compile(r"传真"), "fax"),
    (re.compile(r"邮件|邮箱|其[他它]|电话|口头"), ""),
)
"""By what way an application came; the last has no indicator of its own."""

APPLICANTS: Mapping[str, str] = MappingProxyType(
    {
        "自然人": "natural_person",
        "商业企业": "business",
        "科研机构": "research",
        "社会公益组织": "public_interest",
        "法律服务机构": "legal_services",
    }
)
"""Who applied (the columns of the forms since 2019); 其他 alone does not say other than what."""

CHANNELS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"公报"), "gazette"),
    (re.compile(r"网站|官网|信息公开网|门户网(?!站)|政府在线|政府网(?![站格])"), "website"),
    (re.compile(r"微博"), "weibo"),
    (re.compile(r"微信"), "wechat"),
    (re.compile(r"其[他它](?:方式|渠道|途径)"), "other"),
    (
        re.compile(
            r"新媒体|广播|电视|报[刊纸]|客户端|公[开示告]栏|查阅[点中场]|专区|电子[大显]?屏|LED|信息网|服务网|政务网|目录"
        ),
        "",
    ),
)
"""By what way information was published; the last have no indicator of their own."""

COMBINED = re.compile(r"(?:及|和|或|或者|与|以及|、|/)$")
"""A label joined to another before it: the figure is of both."""

_FILLERS = re.compile(
    r"(?:的|了|数量?|(?<=信息)量|总数量?|总量|(?<![文事])件数|宗数|条数|次数|共计|共有|一共|共|总共|总计|合计|累计|计|均|(?<!行)为|有|是|达到|达|大约|约|将近|接近|(?<!附)近|超过|突破|逾|情形|情况|案件|案|事项|目标任务|目标|任务数?|指标|[:：，,、])+$"
)
_LEADING = re.compile(
    r"(?:的|是|为|系|因|被|由于|按|已|均|经|申请|答复|案件|其中|告知(?!作出|做出|更改|补|其他|通过|已)|，)*"
)


def strip_fillers(text: str) -> str:
    """The words before a figure without those that only lead up to it (共, 为, 数量, ...)."""
    match = _FILLERS.search(text, max(0, len(text) - _LONGEST_FILLING))
    return text[: match.start()] if match else text


_OWN_ORGAN = re.compile(
    r"(?:本|我)(?:级)?(?:行政机关|机关|部门|单位|街道|中心|海关|政府|[局委办厅院校县市区镇乡关所站队行])"
)


def of_this_organ(text: str) -> str:
    """The words with 本机关 for whatever the organ calls itself.

    >>> of_this_organ("申请不属于我校掌握")
    '申请不属于本机关掌握'
    """
    return _OWN_ORGAN.sub("本机关", text)


def label_at_end(text: str, labels: Mapping[str, str]) -> str | None:
    """The longest label that `text` ends with."""
    for length in range(min(_LONGEST_LABEL, len(text)), 1, -1):
        if text[-length:] in labels:
            return text[-length:]
    return None


def label_at_start(text: str, labels: Mapping[str, str]) -> str | None:
    """The longest label that `text` begins with, after words such as 属于 or 因."""
    match = _LEADING.match(text)
    starts = {0, match.end() if match else 0}
    for start in sorted(starts):
        for length in range(min(_LONGEST_LABEL, len(text) - start), 1, -1):
            if text[start : start + length] in labels:
                return text[start : start + length]
    return None
