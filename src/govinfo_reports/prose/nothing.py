"""Sentences that say there was none: 未收到申请, 没有发生行政复议, 未产生费用, 实行免费."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from .passages import Topic
from .scope import is_conditional

__all__ = ["NOTHING_HINT", "Nothing", "find_nothing"]

_NEGATION = r"(?:从未|尚未|未曾|并未|暂未|均未|仍未|没有|不存在|未有|未|没|尚无|暂无|并无|均无|皆无|无)"

NOTHING_HINT = re.compile(
    r"[未没无免不为](?:(?<=[未没无])[^。；，\n]{0,70}?(?:申请|公开|复议|诉讼|应诉|举报|投诉|费)"
    r"|(?<=[未没无])[^。；，\n]{0,6}?(?:$|[，；。])|(?<=免)(?:费|收|予收|于收)|(?<=不)(?:收|存在|予收)|(?<=为)\s*[零0０])|零(?:受理|发生|接收|记录)"
)
"""A quick test, before brackets and blanks are seen to."""

_TRIGGER = re.compile(
    rf"{_NEGATION}(?:再|因|有|被|出现|发生|产生|收到|接到|接获|收悉|接收到|新收|新增|收取|受理|引[发起]|涉及|存在|办理|接收|提起|接受|过)*"
)
_NOT_A_NEGATION = re.compile(
    r"(?:尚|还|仍)?(?:无|没|未)(?:论|关|法|效|线|来|能|障|缝|偿|疑|所|须|需|锡|为县|必|纸|按|及时|完全|公开|成年|如期|经|审结|结案|办结)"
)
_FREE = re.compile(
    r"(?:全部|均|一律|全|都)?(?:实行|采取|属|为|予以|提供|是)?免费|免(?:予|于)?收(?:取)?|(?:暂|均|一律|都|全部|并)?(?:不|不予)收(?:取)?(?:任何|相关|信息处理|检索)?费?"
)
_NOT_FREE = re.compile(
    r"赠阅|发放|向[^，；]{0,8}赠|培训|寄送|WIFI|上网|电话|查询机|热线|停车|体检|不收取其[他它]|标准|(?:实行|主动公开)[^，；]{0,10}免费制"
)
_WAIVED = re.compile(r"[^，；\d]{0,12}\d[\d.,]*[千万]?元")
"""免收1200元: so much was waived, not all."""
_ZERO = re.compile(
    r"(?:均|都|皆|全|保持|实现|继续)*零(?:受理|发生|接收|记录)|(?:均|都|皆|全|数量?|各)?为(?:零|0(?![.\d]))(?:件|次|起|条|宗|元|万元)?"
)

_REVIEW, _LAWSUIT, _COMPLAINT = re.compile(r"复议"), re.compile(r"诉讼|应诉"), re.compile(r"举报|投诉")
_OUTCOME = re.compile(
    r"败诉|败案|胜诉|确认违法|纠错|纠正|撤销|撤回|维持|驳回|责令|副本|材料|审结|答复|决定|通知书|意见书|裁定|判决|传票|建议书|告知书|回复|逾期|超期|费|支出|到期|未结|中止"
)
_CAUSE = re.compile(
    r"(?:因|由于|对)?[^，；]{0,6}?(?:不服|不满|异议)[^，；]{0,14}?(?:答复|决定|告知|处理)书?(?:不满|有异议)?(?:，|而|并|就)?"
)
"""因不服答复而申请复议: what a review is of is no outcome of it."""
_FEE = re.compile(r"费用|收费|收取|处理费|工本费|成本费|收入|^费$|收取过费")
_NOT_FEE = re.compile(r"污水|垃圾|经费|预算|投入|支出|诉讼|复议|财政|标准|乱收费|违规|投诉|公用|通知")
_OWN_FEES = re.compile(r"信息处理费|检索|复制|复印")
_LONGEST_OBJECT = 100
_FEE_TOPICS = frozenset({Topic.FEES, Topic.OTHER, Topic.APPLICATIONS})
_OTHER_COMPLAINT = re.compile(r"信访|环境|消费|食品|热线|申请")
_LISTED_WITH_APPLICATIONS = re.compile(
    r"^(?!因|由)[^，]{0,30}信息公开的?申请(?:、|及|和|以及|或|与)[^，]{0,8}(?:复议|诉讼|举报|投诉)"
)
_APPLY = re.compile(r"申请|要求[^，；]{0,12}公开|要求[^，；]{0,8}(?:获取|提供)|依申请")
_OTHER_APPLICATION = re.compile(
    r"许可|审批|补助|救助|重复|撤|复核|补正|听证|仲裁|不予|不同意|部分公开|逾期|延期|按|更改|答复|当面|信函|传真|网络|网上|邮件|费|办结|结转|补偿|专利|保护|执行|理由|反复|现成|(?<![民人][、和或及])法人|申请人(?!(?:提出|提交|要求|申请)[^，]{0,12}公开)[^、，]|^公开的|^主动|^提供|咨询"
)
_WHOSE = (
    r"任何|公民|法人|其他组织|其它组织|组织|或者?|和|及|以及|与|、|的|要求|公开|政府|政务|信息|有关|相关|关于|对|向|依|依法|主动|本[局委办县市区镇乡厅院机关年度单位部门街道所校站队馆中心]{1,3}"
    r"|我[局委办县市区镇乡厅院机关街道所校站队馆中心]{1,3}|该项|此类|此项|该类|这类|方面|提出|提交|递交|书面|今年|单位(?=和|或|、|及)|(?<=[和或及、与])单位|个人|企业(?=和|或|、|及)|(?<=[和或及、与])企业|社会|群众|公众|市民|居民|各类|各种|各项|所有|来自|机构|团体|社会团体|因|由|通过|任何形式|形式|方式|渠道|途径|要求获取|获取|提供|申请人|自然人|当事人|行政相对人|20\d\d年度?|《》|规定|依据|根据|按照|条例|工作|事项|内容|类"
    r"|(?:来人|来函|来电|上门|当面|网上|网络|信函|书面|口头|传真|邮件|电话)(?:(?:、|或者?|和|及|以及)(?:来人|来函|来电|上门|当面|网上|网络|信函|书面|口头|传真|邮件|电话))+(?!(?:、|或者?|和|及|以及)(?:来人|来函|来电|上门|当面|网上|网络|信函|书面|口头|传真|邮件|电话))"  # all of a row of them, which can be cut in one way only
    r"|以|[一1]?[件宗例起份条次]|一起|过|到|了|新|需|自|人|生产|科研|生活|等|特殊需要|自身|其自身"
)
_CARRIED = re.compile(r"(?:结转|转结)(?:至|到|入|在)?(?P<next>[下次明]一?年)?")
_ANY_APPLICATION = re.compile(
    rf"(?:^|(?<=[，；：、年度局委办县市区镇乡关厅院位道]))(?:{_WHOSE}|，)*(?:依申请|申请|要求)(?:{_WHOSE}|申请|表|书|案|案件|情况|现象|情形|受理|办理|处理|总?数?量|件数|总?数|业务|需求|诉求|行为|发生|记录|查询|，|；)*(?:$|[，；。复诉举投])"
)
"""What an application of any kind may be called: one word more (涉外申请, 申请被退回) and it is of one kind only."""
_LONGEST_NAME = 60
"""Its words can be cut in several ways (社会团体 as 社会 and 团体), which long ones would multiply."""
_EXCEPT = re.compile(r"(?:任何)?(?:其他|其它|另外|别的|余下|再)(?!组织)")
_EXCEPTED = re.compile(r"除[^；]{1,40}(?:外|之外|以外)，?$")
_SOME_OFFICES = re.compile(
    r"(?:\d+|[一二两三四五六七八九十]{1,3}|多|几|数)个(?!人|案)|各(?!级|类|种|项|渠道|方面|单位和|部门和)[^，；]{0,8}?(?:镇|乡|街道|村|社区|科室|股室|处室|单位|部门|县|区|市|委|办|局|站|所|馆|中心)|部分|多数|大部分|少数|有的|个别|其余|其他(?:单位|部门|镇|乡|街道|科室)"
    r"|局属|委属|厅属|所属|下属|下设|直属|基层|二级单位|事业单位"
)
_WHOLE_ORGAN = re.compile(
    r"[我本全][局委办厅院校县市区镇乡]各(?:科|股|处|单位|部门|室)|各级|全[省市县区旗州盟]?(?:各级|各部门|各单位|系统)|各部门[^，；]{0,6}(?:乡镇|镇|街道)|(?:乡镇|镇|街道)[^，；]{0,6}(?:各部门|部门|单位)"
)
_OPEN = re.compile(r"公开|政府信息|信息")
_EARLIER_SUBJECT = re.compile(r"(?:复议|诉讼|举报|投诉|申请|费用|费)")


@frozen
class Nothing:
    """The indicators that a clause says there was none of, its words, and where it starts and ends in the stretch."""

    paths: tuple[str, ...]
    text: str
    start: int
    end: int


def find_nothing(text: str, topic: Topic, *, about_disclosure: bool) -> Iterator[Nothing]:
    """The clauses of a sentence that say there was none, with exactly the indicators they name.

    `about_disclosure` says that the sentence, or the place it stands in, speaks of information disclosure.
    """
    start = 0
    for clause in re.split(r"[，；]", text):
        end = start + len(clause)
        context = text[:end]
        paths = _paths_of(clause, context, topic, about_disclosure)
        if paths and not is_conditional(clause) and not _is_of_some(clause, text[:start]):
            yield Nothing(paths, clause, start, end)
        start = end + 1


def _is_of_some(clause: str, before: str) -> bool:
    """Whether a clause speaks of some offices only (各镇均未收到), or of all but what was just named (除50元外，未收取其他费用)."""
    trigger = _TRIGGER.search(clause)
    if trigger is None:
        return False
    if _EXCEPTED.search(before) or _EXCEPT.match(clause, trigger.end()) or "再" in trigger.group():
        return True
    subject = clause[: trigger.start()]
    return _SOME_OFFICES.search(subject) is not None and _WHOLE_ORGAN.search(subject) is None


def _paths_of(clause: str, context: str, topic: Topic, about_disclosure: bool) -> tuple[str, ...]:
    if not clause:
        return ()
    if (paths := _free(clause, context, topic)) is not None:
        return paths
    zero = _ZERO.search(clause)
    if zero is not None:
        return _named(clause[: zero.start()], topic, about_disclosure)
    for trigger in _TRIGGER.finditer(clause):
        if _NOT_A_NEGATION.match(clause, trigger.start()):
            continue
        rest = clause[trigger.end() : trigger.end() + _LONGEST_OBJECT]
        if trigger.group().endswith("收取") and not rest and _FEE.search(context):
            return ("fees",) if topic in _FEE_TOPICS or about_disclosure else ()
        paths = _named(rest, topic, about_disclosure)
        if not paths and not rest.strip("过等情况案件事项的现象。") and trigger.start() > 1:
            paths = _named(_last_part(clause[: trigger.start()]), topic, about_disclosure)
        if (
            not paths
            and trigger.group().endswith(("发生", "产生", "出现", "无", "没有"))
            and rest[:1] in ("", "等")
        ):
            paths = _named(clause[: trigger.start()], topic, about_disclosure)
        if paths:
            return paths
    return ()


def _last_part(text: str) -> str:
    found = list(_EARLIER_SUBJECT.finditer(text))
    return text if found else ""


def _free(clause: str, context: str, topic: Topic) -> tuple[str, ...] | None:
    match = _FREE.search(clause)
    if match is None:
        return None
    if _WAIVED.match(clause, match.end()):
        return ()
    if _NOT_FREE.search(clause) or re.search(r"除|可以|不得|应当|减免", clause):
        return () if "减免" not in clause else None
    if topic is Topic.FEES or re.search(r"申请|政府信息|信息公开|信息处理", context):
        return ("fees",)
    return ()


def _named(words: str, topic: Topic, about_disclosure: bool) -> tuple[str, ...]:
    """The indicators named in the words behind a negation.

    No reviews and lawsuits at all are none on disclosure either; of complaints a report tells for other reasons too.
    """
    about = about_disclosure or topic is Topic.REVIEW
    words = _CAUSE.sub("", words)
    disputes = [
        path
        for pattern, path in (
            (_REVIEW, "review.total"),
            (_LAWSUIT, "litigation.total"),
            (_COMPLAINT, "complaints"),
        )
        if pattern.search(words)
    ]
    if disputes:
        if _OUTCOME.search(words):
            return ()
        if _LISTED_WITH_APPLICATIONS.search(words):
            disputes.append("applications.received.total")
        elif disputes == ["complaints"] and (not about or _OTHER_COMPLAINT.search(words)):
            return ()
        return tuple(disputes)
    if _FEE.search(words) and not _NOT_FEE.search(words):
        fees_here = topic in _FEE_TOPICS or about_disclosure or _OWN_FEES.search(words) is not None
        only_waived = "减免" in words and "收费" not in words
        return ("fees",) if fees_here and not only_waived else ()
    if (carried := _CARRIED.search(words)) is not None and "申请" in words:
        return (f"applications.carried_{'forward' if carried['next'] else 'in'}.total",) if about else ()
    is_applied = _APPLY.search(words) is not None and _OTHER_APPLICATION.search(words) is None
    applied = is_applied and len(words) <= _LONGEST_NAME and _ANY_APPLICATION.search(words)
    if applied and (topic is Topic.APPLICATIONS or _OPEN.search(words)):
        return ("applications.received.total",)
    return ()
