"""Sentences on applications, their answers, reviews, lawsuits, complaints and fees, as data."""

from __future__ import annotations

import re

from .rule import CASES, MONEY, Rule, Subject

__all__ = ["APPLICATION_RULES"]

_OTHER_BUSINESS = r"审批|许可|服务事项|咨询|信访|来信|来访|来电|留言|建议|提案|热线|工单|复议|诉讼|举报|投诉|备案|登记|注册|证明|补贴|救助|仲裁|法律援助|专利|商标"
_WAYS = (
    r"(?:当面|现场|信函|邮寄|信件|网络|网上|网站|在线|互联网|传真|邮件|邮箱|窗口|平台|书面|电话|来信|来访)"
)
_APPLYING = r"(?:依申请|申请|要求公开)"

APPLICATION_RULES: tuple[Rule, ...] = (
    Rule(
        name="carried in",
        words=("结转", "转结", "转入", "延续"),
        units=CASES,
        old=None,
        new="applications.carried_in.total",
        before=re.compile(
            r"(?:上年度?|上一年度?|去年|20\d\d年度?)(?:的)?(?:结转|转结|转入|延续)[^，；]{0,18}$|结转自?上一?年度?(?:继续)?(?:办理)?(?:的)?(?:申请)?$"
        ),
        after=re.compile(r"[^，；]{0,8}?(?:为|是|系|属)?(?:上年度?|上一年度?|去年)(?:结转|转结|转入)"),
        forbidden=re.compile(r"(?:至|到|入)(?:下|次|明)一?年"),
        specific=True,
    ),
    Rule(
        name="carried forward",
        words=("结转", "转", "顺延", "延续"),
        units=CASES,
        old=None,
        new="applications.carried_forward.total",
        before=re.compile(
            r"(?:结转|转结|顺延|延续|跨年|转)(?:至|到|入|在)?(?:下|次|明|20\d\d)一?(?:个)?年度?[^，；]{0,12}$"
        ),
        after=re.compile(
            r"[^，；]{0,18}?(?:结转|转结|顺延|延续|转)(?:至|到|入|在)?(?:下|次|明|20\d\d)一?(?:个)?年"
        ),
        specific=True,
    ),
    Rule(
        name="concluded in time",
        words=("办结",),
        units=CASES,
        old="applications.concluded.on_time",
        new="applications.outcomes.total.total",
        before=re.compile(
            r"(?:按时|按期|如期|期限内|时限内)(?:予以)?办结(?:的)?(?:政府信息公开|信息公开|依申请公开)?(?:的)?(?:申请)?$"
        ),
        forbidden=re.compile(_OTHER_BUSINESS),
        about=Subject.APPLICATIONS,
        specific=True,
    ),
    Rule(
        name="concluded late",
        words=("办结",),
        units=CASES,
        old="applications.concluded.extended",
        new=None,
        before=re.compile(r"延期办结$"),
        about=Subject.APPLICATIONS,
        specific=True,
    ),
    Rule(
        name="concluded",
        words=("办结", "办理完毕"),
        units=CASES,
        old="applications.concluded.total",
        new="applications.outcomes.total.total",
        before=re.compile(r"(?<!未)(?:办结|办理完毕)(?:政府信息公开|信息公开|依申请公开)?(?:申请)?$"),
        forbidden=re.compile(_OTHER_BUSINESS + "|延期"),
        about=Subject.APPLICATIONS,
    ),
    Rule(
        name="replied",
        words=("答复", "回复"),
        units=CASES,
        old="applications.replies.total",
        new="applications.outcomes.total.total",
        before=re.compile(
            r"(?<![未待])(?:答复|回复)(?:政府信息公开|信息公开|依申请公开(?:政府)?(?:信息)?)?(?:的?申请)?$"
        ),
        forbidden=re.compile(
            _OTHER_BUSINESS
            + r"|同意|不予|部分公开|予以公开|电话|口头|网民|尚未|未按|逾期|延期|超期|非本|不存在|[属掌]"
        ),
        about=Subject.APPLICATIONS,
    ),
    Rule(
        name="newly received",
        words=("新收", "新增", "新受理"),
        units=CASES,
        old=None,
        new="applications.received.total",
        before=re.compile(
            r"(?:^|[，；：]|其中)(?:本年度?|当年|今年|20\d\d年度?)?新(?:收到?|增|受理)(?:受理)?(?:的)?(?:申请)?$"
        ),
        forbidden=re.compile(_OTHER_BUSINESS),
        about=Subject.APPLICATIONS,
        specific=True,
    ),
    Rule(
        name="received",
        words=("申请", "要求公开"),
        units=CASES,
        old="applications.received.total",
        new="applications.received.total",
        before=re.compile(
            rf"(?:受理|收到|接到|接收|收悉|新收|新增受理)[^，；]{{0,60}}?{_APPLYING}[^，；]{{0,14}}$"
        ),
        forbidden=re.compile(
            _OTHER_BUSINESS
            + r"|撤回|撤销|补正|重复|当面|现场|网络|网上|在线|互联网|网站|平台|系统|窗口|信函|书面|邮寄|传真|邮[件箱]|其[中它]|自然人(?![、和或及])|商业企业(?![、和或及])"
        ),
        about=Subject.APPLICATIONS,
    ),
    Rule(
        name="received, by several ways",
        words=("申请",),
        units=CASES,
        old="applications.received.total",
        new="applications.received.total",
        before=re.compile(
            rf"(?:受理|收到|接到|接收)[^，；]{{0,40}}?{_WAYS}[^，；]{{0,12}}?(?:、|和|及|或|以及|与|等)[^，；]{{0,30}}?(?:{_WAYS}|等)[^，；]{{0,24}}?公开(?:的)?(?:政府信息)?(?:的)?申请(?:书|表)?$"
        ),
        forbidden=re.compile(_OTHER_BUSINESS + r"|撤回|撤销|补正|重复|其[中它]"),
        about=Subject.APPLICATIONS,
    ),
    Rule(
        name="received in writing, no other way named",
        words=("书面",),
        units=CASES,
        old="applications.received.total",
        new="applications.received.total",
        before=re.compile(
            rf"(?:受理|收到|接到|接收)[^，；]{{0,40}}?书面(?:提出)?(?:的)?(?:政府|信息|公开)*{_APPLYING}$"
        ),
        forbidden=re.compile(_OTHER_BUSINESS + r"|撤|补正|重复|其[中它]"),
        about=Subject.APPLICATIONS,
        elsewhere=re.compile(r"当面|现场|网络|网上|在线|互联网|传真|邮件|口头"),
    ),
    Rule(
        name="received, figure first",
        words=("申请", "要求公开"),
        units=CASES,
        old="applications.received.total",
        new="applications.received.total",
        before=re.compile(r"(?:受理|收到|接到|接收|新收)$"),
        after=re.compile(rf"(?:有关|关于|公民|群众|政府|政务|信息|公开|的|要求|书面|有效)*{_APPLYING}"),
        both=True,
        forbidden=re.compile(
            _OTHER_BUSINESS
            + r"|撤回|撤销|补正|重复|当面|现场|网络|网上|在线|互联网|信函|邮寄|传真|邮件|其[中他它]"
        ),
        about=Subject.APPLICATIONS,
    ),
    Rule(
        name="received, named only",
        words=("申请",),
        units=CASES,
        old="applications.received.total",
        new="applications.received.total",
        before=re.compile(
            r"(?:^|[，；：]|[年度省市州区县镇乡局位关委办厅院道处所心]|(?<![收受承])办)(?:共|累计|全年|新增)?(?:政府信息公开|政务信息公开|依申请公开政府信息|信息公开)的?申请$"
            r"|(?:依申请公开(?:政府)?(?:信息)?|信息公开申请)的?(?:受理|接收|收到)$|(?:^|[，；：年])共?申请公开的?政府信息$"
        ),
        forbidden=re.compile(_OTHER_BUSINESS + r"|答复|回复|办结|处理|办理|结转|撤|不予|延期|其[中他它]"),
        about=Subject.APPLICATIONS,
    ),
    Rule(
        name="received, there were so many",
        words=("申请",),
        units=CASES,
        old="applications.received.total",
        new="applications.received.total",
        before=re.compile(
            r"(?:^|[，；：])(?:20\d\d年度?|本年度?|全年|今年|[我本][局委办县市区镇乡厅院]|度|，)*$"
        ),
        after=re.compile(r"(?:政府信息公开|信息公开|依申请公开)(?:的)?申请$"),
        both=True,
        forbidden=re.compile(r"其[中他它]"),
        about=Subject.APPLICATIONS,
    ),
    Rule(
        # 办理 may be receiving or concluding: of none at all it is both
        name="none handled",
        words=("申请",),
        units=CASES,
        old="applications.received.total",
        new="applications.received.total",
        before=re.compile(
            r"(?:(?<!未)办理|处理)(?:[^，；]{0,20}(?:信息)?公开的?申请|[^，；]{0,8}依申请公开(?:的?政府信息|信息)?(?:申请|事项|件)?)$"
        ),
        forbidden=re.compile(_OTHER_BUSINESS + r"|结转|撤|不予|延期|超期|逾期|其[中他它]"),
        about=Subject.APPLICATIONS,
        only_none=True,
    ),
    Rule(
        name="none on application",
        words=("申请",),
        units=CASES,
        old="applications.received.total",
        new="applications.received.total",
        before=re.compile(
            r"(?:^|[，；：]|[年度省市州区县镇乡局委厅院办位关街道])(?:共|累计|全年|新增)?依申请公开(?:的?政府信息|信息)?(?:申请|事项|件)?$"
        ),
        forbidden=re.compile(_OTHER_BUSINESS + r"|其[中他它]"),
        elsewhere=re.compile(r"主动公开|不予公开|不公开"),
        about=Subject.APPLICATIONS,
        only_none=True,
    ),
    Rule(
        name="reviews, those on disclosure",
        words=("复议",),
        units=CASES,
        old="review.total",
        new="review.total",
        before=re.compile(r"其中[^，；]{0,8}(?:政府|政务)?信息公开[^，；]{0,8}复议(?:申请)?$"),
    ),
    Rule(
        name="reviews, those on disclosure, not named again",
        words=("信息公开",),
        units=CASES,
        old="review.total",
        new="review.total",
        before=re.compile(r"其中[^，；]{0,8}(?:政府|政务)?信息公开(?:类|方面)?$"),
        beside=re.compile(r"复议[^，；。]{0,12}\d+[件起宗例]，其中"),
        elsewhere=re.compile(r"诉讼|应诉"),
    ),
    Rule(
        name="reviews",
        words=("复议",),
        units=CASES,
        old="review.total",
        new="review.total",
        before=re.compile(r"复议(?:申请|机关受理)?$"),
        after=re.compile(
            r"(?:被)?(?:因|由|有关|涉及|针对|关于|就)?(?:[^，；\d]{0,12}(?:政府信息公开|信息公开)[^，；\d]{0,12}?)?(?:类|的|引[起发]|申请|提起|被|而)*(?:行政)?复议(?!后|机关|决定)"
        ),
        forbidden=re.compile(r"诉讼|应诉|举报|维持|撤|纠|驳|审结|其[中他它]"),
        about=Subject.REVIEW,
    ),
    Rule(
        name="lawsuits without review",
        words=("复议",),
        units=CASES,
        old=None,
        new="litigation.direct.total",
        before=re.compile(r"未经(?:行政)?复议直接(?:提起)?(?:起诉|行政诉讼|诉讼)$"),
        specific=True,
    ),
    Rule(
        name="lawsuits after review",
        words=("复议",),
        units=CASES,
        old=None,
        new="litigation.after_review.total",
        before=re.compile(r"复议后(?:提起)?(?:起诉|行政诉讼|诉讼)$"),
        specific=True,
    ),
    Rule(
        name="lawsuits, those on disclosure",
        words=("诉",),
        units=CASES,
        old="litigation.total",
        new="litigation.total",
        before=re.compile(r"其中[^，；]{0,8}(?:政府|政务)?信息公开[^，；]{0,8}(?:诉讼|应诉)$"),
    ),
    Rule(
        name="lawsuits",
        words=("诉",),
        units=CASES,
        old="litigation.total",
        new="litigation.total",
        before=re.compile(r"(?:诉讼|应诉)(?:申请)?$"),
        after=re.compile(
            r"(?:被)?(?:因|由|有关|涉及|针对|关于|就)?(?:[^，；\d]{0,12}(?:政府信息公开|信息公开)[^，；\d]{0,12}?)?(?:类|的|引[起发]|提起|被|而)*(?:行政)?诉讼"
        ),
        forbidden=re.compile(r"复议|举报|维持|撤|纠|驳|败诉|审结|其[中他它]"),
        about=Subject.REVIEW,
    ),
    Rule(
        name="complaints",
        words=("举报", "投诉"),
        units=CASES,
        old="complaints",
        new=None,
        before=re.compile(r"(?:举报、?投诉|投诉、?举报|举报|投诉)$"),
        forbidden=re.compile(r"热线|信访|12345|市长|环境|消费|食品|复议|诉讼|其[中他它]"),
        about=Subject.REVIEW,
    ),
    Rule(
        name="fees",
        words=("费", "实际"),
        units=MONEY,
        old="fees",
        new="fees",
        before=re.compile(
            r"(?:收取|收缴|征收)[^，；]{0,40}费用?等?(?:费用)?(?:总?金额)?$|(?:处理费|申请(?:信息|公开)?(?:的)?(?:收费|费用)|收取(?:的)?费用|收费(?:总?金?额)?)(?:收取|收入)?(?:总?金额|总额)?(?:人民币)?$"
            r"|(?:收取|收缴)[^，；]{0,40}费用?人民币$|实际(?:收取|收到|收缴|缴纳|到账)(?:[^，；]{0,8}(?:总?金额|费用?))?$"
        ),
        forbidden=re.compile(
            r"支出|经费|投入|预算|财政|诉讼|减免|免收|行政事业|应收|污水|垃圾|其[中它]|其他(?!组织)"
        ),
    ),
)
"""In the order in which they are tried: what is more special comes first."""
