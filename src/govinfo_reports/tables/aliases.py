"""Wordings of the statistics table's labels that stand for an indicator, as data: the core of the label, without ordinals."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from ..facts import How
from ..indicators import Form, leaf_indicators
from .labels import core

__all__ = ["GROUP_WORDS", "STATISTICS_ALIASES", "statistics_labels"]

STATISTICS_ALIASES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "proactive.disclosed": (
            "主动公开信息数", "主动公开文件数", "主动公开政府信息条数", "主动公开政府信息的数量", "主动公开信息条数",
            "主动公开政府信息数合计", "主动公开信息", "主动公开政府信息", "公开政府信息数",
        ),
        "proactive.normative_documents.disclosed": (
            "主动公开行政规范性文件数", "主动公开规范性文件", "规范性文件公开数", "公开规范性文件数", "主动公开的规范性文件数",
        ),
        "proactive.normative_documents.issued": (
            "制发规范性文件数", "制发行政规范性文件总数", "制发行政规范性文件数", "制定规范性文件总数", "制定规范性文件数",
        ),
        "proactive.channels.gazette": (
            "政务公报公开政府信息数", "政府公报公开数", "政府公报公开", "公报公开数", "政府公报公开信息数", "公报公开政府信息数",
            "通过政府公报公开政府信息数", "政府公报公开政府信息条数",
        ),
        "proactive.channels.website": (
            "政府网站公开数", "政府网站公开", "网站公开", "网站公开数", "政府网站公开信息数", "网站公开信息数", "门户网站公开数",
            "政府门户网站公开数", "门户网站公开政府信息数", "政府门户网站公开政府信息数", "网站公开政府信息数", "通过政府网站公开政府信息数",
            "政府网站公开政府信息条数",
        ),
        "proactive.channels.weibo": ("政务微博公开数", "微博公开政府信息数", "政府微博公开政府信息数", "政务微博公开", "政务微博公开信息数", "微博公开数"),
        "proactive.channels.wechat": ("政务微信公开数", "微信公开政府信息数", "政府微信公开政府信息数", "政务微信公开", "政务微信公开信息数", "微信公开数"),
        "proactive.channels.other": ("其它方式公开政府信息数", "其他方式公开数", "其它方式公开数", "其他方式公开信息数", "其他方式公开", "其他形式公开政府信息数", "其他公开形式公开数"),
        "responses.hot_topics": ("回应公众关注热点或重大舆情次数", "回应公众关注热点和重大舆情数", "回应公众关注热点及重大舆情数", "回应公众关注热点重大舆情数"),
        "responses.channels.press_conferences": ("参加或举办新闻发布会次数", "参加和举办新闻发布会总次数", "举办新闻发布会总次数", "参加或举办新闻发布会总数", "参加或举办新闻发布会数"),
        "responses.channels.press_conferences_by_principal": (
            "主要负责同志参加新闻发布会数", "主要负责人参加新闻发布会次数", "主要领导参加新闻发布会次数", "主要负责同志参加或举办新闻发布会次数",
        ),
        "responses.channels.online_interviews": ("政府网站在线访谈数", "网站在线访谈次数", "在线访谈次数", "政府网站在线访谈总次数"),
        "responses.channels.online_interviews_by_principal": (
            "主要负责同志参加政府网站在线访谈数", "主要负责人参加政府网站在线访谈次数", "主要领导参加政府网站在线访谈次数", "主要负责同志参加在线访谈次数",
        ),
        "responses.channels.policy_interpretations": ("政策解读稿件数", "政策解读稿件发布总数", "发布政策解读稿件数", "政策解读稿件发布数量"),
        "responses.channels.social_media": ("微博微信回应事件次数", "微信微博回应事件数", "政务微博微信回应事件数", "微博和微信回应事件数"),
        "responses.channels.other": ("其它方式回应事件数", "其他方式回应事件次数", "其他方式回应数"),
        "applications.received.total": (
            "收到申请总数", "申请总数", "本年度申请总数", "申请公开总数", "受理依申请公开信息总数", "受理依申请公开信息数", "受理依申请公开总数", "受理申请总数", "受理申请数", "受理依申请公开数",
            "收到依申请公开申请数", "收到政府信息公开申请数", "受理政府信息公开申请数", "受理政府信息公开申请总数", "收到政府信息公开申请总数",
            "依申请公开信息申请总数", "依申请公开申请总数", "受理依申请公开政府信息总数", "受理依申请公开政府信息数", "依申请公开受理总数", "收到申请件数",
        ),
        "applications.received.in_person": ("当面申请", "现场申请数", "当面递交申请数", "当面受理申请数"),
        "applications.received.fax": ("传真申请",),
        "applications.received.online": ("网上申请数", "网站申请数", "互联网申请数", "网络申请", "网上申请", "通过网络申请数", "网站提交申请数", "网络平台申请数"),
        "applications.received.letter": ("信函申请", "信件申请数", "邮寄申请数", "信函邮寄申请数", "邮政寄送申请数"),
        "applications.concluded.total": ("办结数", "申请办结总数", "办结申请数", "申请办结"),
        "applications.concluded.on_time": ("按时办结", "按期办结数"),
        "applications.concluded.extended": ("延期办结",),
        "applications.replies.total": (
            "对申请的答复数", "对申请的答复总数", "申请答复总数", "答复申请总数", "答复申请数", "答复总数", "答复数", "对申请答复总数", "对申请答复数", "申请答复", "依申请公开答复总数",
            "依申请公开信息答复总数", "对依申请公开的答复总数", "对申请的答复",
        ),
        "applications.replies.already_public": ("属于已主动公开范围", "属于主动公开范围数", "已主动公开范围数", "属于已主动公开数", "已主动公开答复数"),
        "applications.replies.granted": ("同意公开数", "同意公开", "同意公开答复", "同意公开申请数", "予以公开答复数", "同意公开的答复数"),
        "applications.replies.partially_granted": ("同意部分公开数", "同意部分公开", "部分公开答复数", "部分公开数", "同意部分公开答复", "同意部分公开的答复数"),
        "applications.replies.refused.total": (
            "不同意公开数", "否决公开答复数", "否决公开答复总数", "不予公开答复数", "不予公开答复总数", "不予公开数", "不同意公开答复总数", "不同意公开答复",
            "否决公开数", "不同意公开的答复数", "拒绝公开答复数", "不公开答复数",
        ),
        "applications.replies.refused.state_secret": ("涉及国家秘密数", "属于国家秘密", "属于国家秘密数", "国家秘密"),
        "applications.replies.refused.trade_secret": ("涉及商业秘密数", "属于商业秘密", "属于商业秘密数", "商业秘密"),
        "applications.replies.refused.privacy": ("涉及个人隐私数", "属于个人隐私", "属于个人隐私数", "个人隐私"),
        "applications.replies.refused.security_and_stability": (
            "危及国家安全公共安全经济安全社会稳定", "可能危及国家安全公共安全经济安全和社会稳定", "危及国家安全公共安全经济安全和社会稳定数", "危及三安全一稳定",
            "危及国家安全公共安全经济安全或社会稳定",
        ),
        "applications.replies.refused.not_government_information": (
            "不是条例所指政府信息数", "非条例所指政府信息", "非规定所指政府信息", "非规定所指政府信息数", "不属于条例所指政府信息", "非条例所指政府信息数", "不是条例所指的政府信息", "不属于条例所指政府信息数",
        ),
        "applications.replies.refused.other_statutory": ("法律法规规定的其他情形数", "法律法规规定其他情形", "法律法规规定的其它情形", "法律规定的其他情形"),
        "applications.replies.not_this_organ": ("不属于本行政机关公开", "不属于本机关公开数", "不属于本行政机关公开范围数", "不属于本行政机关公开的数", "非本机关公开数", "不属于本行政机关公开答复数"),
        "applications.replies.nonexistent": ("申请信息不存在", "信息不存在数", "申请的信息不存在数", "政府信息不存在数", "申请信息不存在答复数", "信息不存在答复数"),
        "applications.replies.amendment_requested": ("告知作出更改补充", "告知做出更改补充数", "告知更改补充数", "告知作出更改补充的数", "告知作出更改补充答复数"),
        "applications.replies.redirected": ("告知通过其他途径办理", "告知通过其它途径办理数", "告知其他途径办理数", "告知通过其他途径办理的数"),
        "review.total": ("行政复议数", "行政复议总数", "行政复议件数", "申请行政复议数", "行政复议数总计", "提起行政复议数", "行政复议申请数"),
        "review.upheld": ("维持具体行政行为", "维持具体行政行为件数"),
        "litigation.total": ("行政诉讼数", "行政诉讼总数", "行政诉讼件数", "提起行政诉讼数"),
        "litigation.upheld": ("维持具体行政行为或驳回原告诉讼请求数", "维持具体行政行为或者驳回原告诉讼请求", "维持具体行政行为和驳回原告诉讼请求数", "维持或者驳回原告诉讼请求数"),
        "complaints": ("举报投诉数", "投诉举报数量", "投诉举报数", "举报数", "举报投诉总数", "投诉举报总数"),
        "fees": (
            "依申请公开信息收取费用", "依申请公开收取的费用", "依申请公开政府信息收取的费用", "依申请公开信息收取的费用总额", "依申请公开信息收费", "依申请公开信息收取费用总额",
            "依申请提供政府信息收取的费用", "依申请公开信息费用",
        ),
        "capacity.dedicated_offices": ("政府信息公开专门机构数", "政府信息公开工作机构数", "专门机构数", "政府信息公开工作专门机构"),
        "capacity.reading_points": ("政府信息公开查阅点数", "设置政府信息公开查阅点", "设置查阅点数", "设立政府信息公开查阅点数", "政府信息查阅点数", "设置政府信息查阅点数"),
        "capacity.staff.total": ("从事政府信息公开工作人员总数", "政府信息公开工作人员数", "从事政府信息公开工作人员", "工作人员数", "从事政府信息公开人员数"),
        "capacity.staff.full_time": ("专职人员", "专职工作人员数", "全职人员数", "专职人员总数"),
        "capacity.staff.part_time": ("兼职人员", "兼职工作人员数", "兼职人员总数"),
        "capacity.budget": ("政府信息公开专项经费数", "专项经费", "政府信息公开工作专项经费", "政府信息公开经费"),
        "training.meetings": (
            "召开政府信息公开工作会议或专题会议次数", "召开政府信息公开工作会议专题会议数", "召开政府信息公开工作会议和专题会议数", "召开政府信息公开会议或专题会议数", "召开工作会议或专题会议数",
        ),
        "training.courses": ("举办各类培训班次数", "举办培训班数", "举办各类培训班", "举办各类培训数", "举办培训班次数"),
        "training.participants": ("接受培训人次", "接受培训人员", "接受培训人次数", "培训人员数", "接受培训人数", "参加培训人员数"),
    }
)  # fmt: skip
"""Other wordings by path, as cores (`labels.core`). The official ones, and those that differ only in their last word
(数, 总数, 数量), need not stand here."""

GROUP_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "主动公开情况": "proactive",
        "通过不同渠道和方式公开政府信息的情况": "proactive.channels",
        "回应解读情况": "responses",
        "通过不同渠道和方式回应解读的情况": "responses.channels",
        "依申请公开情况": "applications",
        "机构建设和保障经费情况": "capacity",
        "政府信息公开会议和培训情况": "training",
    }
)
"""The heads of groups, which carry no figure of their own."""

_BY_PLACE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "review.upheld": ("维持具体行政行为或者驳回原告诉讼请求数", "维持具体行政行为或驳回原告诉讼请求数"),
        "litigation.upheld": ("维持具体行政行为数", "维持具体行政行为"),
    }
)
"""Official wordings of one group that some organs print in another; only the place tells."""

_LAST_WORDS = ("总数量", "总数", "数量", "件数", "数", "")


def _variants(words: str) -> tuple[str, ...]:
    """The core with each other last word; a stem of fewer than five characters is too common to stand alone."""
    stem = next(words[: len(words) - len(last)] for last in _LAST_WORDS if words.endswith(last))
    return tuple(stem + last for last in _LAST_WORDS[:-1]) + ((stem,) if len(stem) >= 5 else ())


@lru_cache(maxsize=1)
def statistics_labels() -> Mapping[str, tuple[tuple[str, How], ...]]:
    """For each known core of the statistics table the paths it may stand for (two where the place must tell them apart)."""
    known: dict[str, dict[str, How]] = {}
    official = {
        path: core(item.label) for path, item in leaf_indicators().items() if Form.F2014 in item.forms
    }
    for path, words in official.items():
        known.setdefault(words, {})[path] = How.EXACT
    for path, words in official.items():
        for other in (*_variants(words), *STATISTICS_ALIASES.get(path, ())):
            known.setdefault(other, {}).setdefault(path, How.ALIAS)
    # an official wording belongs to its own indicator alone, whatever alias sounds like it
    for words, paths in known.items():
        if How.EXACT in paths.values():
            known[words] = {path: how for path, how in paths.items() if how is How.EXACT}
    for path, others in _BY_PLACE.items():
        for other in others:
            known.setdefault(other, {}).setdefault(path, How.ALIAS)
    return MappingProxyType({words: tuple(paths.items()) for words, paths in known.items()})
