"""How applications came in and were answered, and how reviews and lawsuits ended: kinds that tables of
labels name; and items that leave out what was said just before: the verb (制定规章2件、规范性文件5件), or
the noun (新闻发布会12次，其中主要负责人参加3次)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from ..forms.kinds import Kinds, kinds
from ..forms.scopes import scopes
from ..indicators import Form, leaf_indicators
from ..numerals import UNITS
from ..patterns import late
from .around import Found, Surroundings, Words, last_item, leads_on, with_principal
from .clauses import Sentence
from .figures import units_of
from .labels import COMBINED, FORMS_BEFORE_2019, item_alone, label_at_end, label_at_start, of_this_organ

__all__ = [
    "applicant",
    "dispute_at",
    "is_of_other_cases",
    "item_of_a_list",
    "outcome",
    "tells_applicants",
    "those_on_disclosure",
    "way_of_all",
    "way_of_application",
]

_WAY = late(r"申请|接受|受理|提交|提出|收到|递交|方式|形式|渠道|途径")
_BY_WAY = late(r"[按从依][^，；]{0,6}申请的?(?:方式|渠道|途径|形式)")
_WAYS_TOLD = late(
    r"(?:当面|现场|网络|网上|网站|在线|信函|邮寄|信件|传真"
    r"|邮件)[^，；、\d发刊]{0,16}(?<!公开)(?<!公开信息)\d+[件条份][^；]{0,12}?(?:当面|现场|网络"
    r"|网上|网站|在线|信函|邮寄|信件|传真|邮件)[^，；、\d发刊]{0,16}(?<!公开)(?<!公开信息)\d+[件条份]"
)
"""Several ways, each with its figure: they are ways of applying even where no total was told before."""
_BEHIND = late(
    r"(?:的)?(?:均|都)?(?:为|是|系|属于?|由|通过|以|来自于?|采用|采取"
    r"|经)?(?P<item>[^，；、：\d]{2,14}?)(?:的?方式|形式|途径|渠道)?(?:提出|提交|递交|申请|受理|收到|的)*"
)
_COMES_FROM = late(r"[^，；、\d]{0,8}?(?:来自|通过|经由?|属于?|涉及|为|是|系)")
_NOT_A_WAY = late(
    r"审批|许可|登记|服务事项|补贴|救助|发布|答复|回复|咨询|办结|查阅|公开信息|主动公开|政府信息\d|留言|办理|没有|无法|不能|不是|并非|^未"
)
_RECEIVED_SOME = late(r"(?:受理|收到|接到|接收)[^，；]{0,30}申请")
_OF_THEM_ON_DISCLOSURE = late(
    r"(?:其中|^，?(?:涉及|属于?|关于|与|因|由|针对))[^，；]{0,8}(?:政府|政务)?信息公开(?:类|方面"
    r"|引起|引发|的|工作|案件|有关|有|相关|答复|决定|行为|申请|而|产生)*$"
    r"|^，(?:政府|政务)?信息公开(?:类|方面|领域)(?:的|案件)*$"
)
_ON_DISCLOSURE = late(
    r"(?:为|是|属于?|系)?(?:因|由|涉及?|关于|针对|与)?(?:政府|政务)?信息公开(?:类|方面|引起|引发|的"
    r"|工作|案件|有关|事项|问题)*"
)
_THE_OTHER_ONES = late(r"[，、；]?(?:其中)?(?:属于|为|有)?其[他它](?:情形|情况)?")
_OTHER_HANDLING = late(r"其[他它]处理(?:的|申请)*\d+件[，：][^；]*$")
_OTHERS_HANDLED = "applications.outcomes.other_handling.other.total"
_OTHER_CASES = late(
    r"(?:许可|审批|建议|提案|议案|工单|热线|诉求"
    r"|(?:保密审查|审查|审核|清理|梳理|整理|归档|查阅|查询|登记|办理|拟制|制作)(?:了|各类|涉密|机关)*(?:文件|公文|档案|资料"
    r"|(?:政府|政务)?信息(?!公开))|公文[^，；\d]{0,8}中(?:，主动公开|确定))(?:的?申请|案件|事项|类事项|件)?"
    rf"(?:共|为|有|：)*\d[\d,]*[余多]?(?:{UNITS})"
)
_ITEMS_BY_CLASS = late(
    r"(?<!已)(?<!于)主动公开(?!范围)|依申请公开(?:政府)?信息(?:数量?)?[\d一二两三四五六七八九十百千]"
    r"|(?<!另行)制作|信息总数"
)
_SHORT = late(
    r"国家秘密|第三方合法权益|(?:三类)?内部事务(?:信息)?|过程性信息|公开出版物|信访(?:举报投诉)?类?|没有现成信息"
    r"|需要?另行制作|更改补充"
)
"""Labels that say of what an answer was only behind the group of the answers: 不予公开2件：国家秘密1件."""
_GROUPS = late(r"不予公开|不同意公开|无法提供|不予处理|其[他它]处理")
_APPLIED = late(r"申请|(?<!不)同意公开|予以公开|部分公开|无法提供|第三方意见|不予公开[^，；]{0,12}\d")
_MARK = late(r"[，；]")
_GROUP_BEHIND = late(r"，?(?:不予公开|不予处理|无法提供|(?:行政机关)?不再处理)(?:的)?$")
"""属于行政执法案卷不予公开9件: the group behind its row."""
_NOT_SO = late(r"(?:不[全应]?|未|非|部分|可能|疑似|拟)$")
_OF_OTHERS_TOO = late(r"信访|复议|诉讼")
_TOLD_WHERE = late(
    r"[、，]?(?:并|已)*告知(?:其|申请人)?(?:(?:获取|查询|查阅)(?:的)?(?:方式|途径|渠道)(?:[和、](?:方式|途径))?"
    r"|向[^，；、\d]{2,12}(?:申请|提出|咨询|查询|获取))(?:的)?$"
)
"""What the applicant was told beside the answer: 属于主动公开范围、告知获取途径的2件."""
_FOR_A_REASON = late(r"(?:因|由于|原因|涉及|属于?)[^，；、]{0,20}不(?:予|同意)公开$")
_REFUSED_TWICE = late(r"不(?:予|同意)公开[^，；\d]{0,4}\d[^。]*?不(?:予|同意)公开[^，；\d]{0,4}\d")
_AFTER_AN_OUTCOME = late(
    r"(?:予以公开|部分公开|不予公开|不掌握[^，；、\d]{0,8}|行政查询事项|内部事务信息|过程性信息"
    r"|执法案卷)(?:的|答复)?\d+[件份宗][，、]信访、?(?:举报、?投诉|投诉、?举报)类(?:的|为)?$"
)
_NO_VERB = late(r"(?:[，；：、]|其中|属于?|涉及|因|为|是|系|的)*")
_DISPUTES = late(r"复议|诉讼|[起应被]诉")
_ENDING = "(?:维持|纠正|纠错|撤销|驳回|责令|确认违法|终止|尚?未审结|正在审理|申请人撤回|其[他它]结果)"
_HOW_IT_ENDED = late(
    rf"^(?:其中)?[，：]?(?:经)?(?:[省市县区]政府|复议机关|上级机关|法院)?(?:决定|判决|依法|予以|被|结果)*{_ENDING}"
)
"""The sentence begins with how what the one before counted has ended."""
_ENDED_TWICE = late(r"(维持|纠正|撤销|驳回)[^，；\d]{0,14}\d.*\1")
_LONGEST_KIND = 6
"""So far before 行政诉讼 stands what kind it is: 直接提起行政诉讼."""
_NORMATIVE = late(r"(?:、|，|和|及|以及)(?:行政)?规范性文件")
_WITH_REGULATIONS = late(
    r"(?:(?P<issued>制发|制定|制作|出台|印发|发布|颁布)|(?P<repealed>废止)"
    r"|(?P<in_force>现行有效))(?:了|的|失效|地方|省|市|政府)*规章[^，；、和及]{0,4}\d+[件部个]$"
)
_BY_PRINCIPAL = late(
    r"(?:，|：)?(?:其中|其中，|其中：)?(?:(?:单位|部门|机关|[省市县区]?政府|[省市县区我本]?局|厅|委|关|队|中心|政府部门)?(?:领导)?主要(?:负责|领导)(?:同志|人)?"
    r"|一把手)(?:作为发布人|亲自|本人|参加|出席|参与|做客|到场|到会|走进|主持召开|主持|发布|或|了|其中)*"
)
_WAYS_OF_ANSWERING = late(
    r"(?:答复|回复|获取信息|获取)(?:的|申请人)*(?:方式|形式|渠道|途径)|(?:答复|回复)申请人，|(?:答复|回复)，其中[^，；\d]*(?:寄|送)"
)
_OF_THE_ANSWER = late(
    r"(?:寄送|邮寄|送达|传真|发送|告知)(?:给)?(?:申请人|当事人)|送达|获取|要求邮寄|要求寄|(?<!依)申请公开"
)
"""How the answer went out, or is wanted, is no way of applying."""
_EVENT = late(
    r"(?:(?P<press_conferences>新闻发布会)|(?P<online_interviews>在线访谈))[^，；]{0,8}\d+[次场期]次?$"
)
_ALL_PUBLISHED = late(r"主动公开(?:各类|的|政府)*信息[^，；]{0,12}\d[余多万]{0,2}[条件]$")
_OF_ONE = late(
    r"[，、]?(?:申请)?(?:方式|形式)?(?:为|是|系|以|通过)(?![^，；。]*(?:答复|回复|补正|公示|转"
    r"|网站))(?P<way>[^，；、]{2,8}?)(?:的?方式|形式|提出|提交|递交|申请)*(?=[，；。]"
    r"|$)(?!，(?:转|答|回|告|送|发))"
)
_ONE_WAY = late(
    r"[，、]?(?:均|全部|都|全)(?:为|是|系|通过|以|采用)(?P<way>(?![^，；]{0,12}(?:补充|补正|撤回))[^，；、]{2,12})"
)
_THE_OTHERS = ("其中", "另", "另有", "其余", "剩余", "还有")
_OF_THOSE_RECEIVED = late(
    r"(?:^|[，；。：在]|上述|以上|这|[收受][到理]的)\d{1,6}[件份条宗起](?:政府信息公开"
    r"|信息公开)?申请(?:当中|之中|中)"
)
_LONGEST_TOLD = 60
_OF_OTHERS = late(r"结转|转入|上一?年|去年|往年|(?<!业)企业|单位|群众|公民|居民")
"""Beside these 自然人3件 is not told of the year's applications, or not by the columns of the form."""
_ANOTHER_BUSINESS = scopes().patterns["another business"]
_RESULTS = late(r"(?:\d+件)?(?:申请)?的?(?:答复|办理|处理)(?:的)?(?:结果|情况)(?:为|是|如下)?[：，]")
_REFUSED = late(r"不(?:予|同意)公开的?：?\d+[件份](?:申请)?$")
_OF_AN_ANSWER = late(
    r"(?:予以公开|部分公开|不予公开|同意公开|无法提供|不予处理|其[他它]处理|不掌握|案卷|查询事项|秘密)的?\d+[件份]$"
)
"""予以公开的8件（自然人5件，商业企业3件）: whose the applications were that were answered so."""
_OTHER_APPLICANTS = late(r"[，、]其[他它](?:组织)?")


def those_on_disclosure(around: Surroundings, words: Words) -> Found | None:
    """行政复议5件，其中因政府信息公开引起的2件: of what was named last."""
    match = _OF_THEM_ON_DISCLOSURE.search(words.core) if "信息公开" in words.core else None
    if match is None and words.core.endswith("其中"):
        match = _ON_DISCLOSURE.fullmatch(words.tail)
    kind = _dispute(around.text, words.position, is_new=False) if match is not None else None
    if match is None or kind is None:
        return None
    return Found(path=f"{kind}.total", label=match.group(), rule="those on disclosure", total=True)


def dispute_at(around: Surroundings, position: int) -> str | None:
    """Of which kind of reviews or lawsuits the words at a position tell, as the path of its figures."""
    if around.find(_DISPUTES) is not None:
        return _dispute(around.text, position, is_new=around.is_new)
    if around.dispute is not None and around.find(_HOW_IT_ENDED) and not around.find(_ENDED_TWICE):
        return around.dispute  # 收到行政复议3件。其中，维持1件，纠正2件
    return None


def outcome(around: Surroundings, words: Words) -> Found | None:
    """How an application was answered, or how a review or lawsuit ended."""
    position, known = words.position, around.wordings.kinds
    dispute = dispute_at(around, position)
    if dispute is None and not around.applications:
        return None
    lead, core, tail = map(of_this_organ, (words.lead, words.core, words.tail))
    label = label_at_end(core, known.disputes) if dispute is not None else None
    if dispute is not None and label is None and (not core or core.endswith(_THE_OTHERS)):
        label = next((one for one in known.disputes if tail in (one, f"为{one}", f"被{one}")), None)
    if dispute is not None and label is not None and core.removesuffix(label).endswith(("未", "没", "没有")):
        return None
    if dispute is not None and label is not None:
        path = f"{dispute}.{known.disputes[label]}"
        return Found(path=path, label=label, rule=dispute) if path in leaf_indicators() else None
    before = around.text[:position]
    if not around.applications or is_of_other_cases(before):
        return None
    labels = known.new if around.is_new else known.old
    if (
        around.is_new
        and _THE_OTHER_ONES.fullmatch(core)
        and _OTHER_HANDLING.search(before[: len(before) - len(words.lead)])
    ):
        return Found(path=_OTHERS_HANDLED, label=core, rule="outcome")  # 其他处理5件：逾期不补正3件，其他2件
    label = None
    row = _GROUP_BEHIND.sub("", core)
    if row != core and before.strip("，因其中对") and _APPLIED.search(before) is None:
        row = core
    for printed in (
        *((row,) if _is_reason(row, core, labels, is_new=around.is_new) else ()),
        lead.rstrip("的，：共为有"),
        core,
        row,
        _TOLD_WHERE.sub("", core),
        core.removesuffix("答复").removesuffix("申请").removesuffix("的"),
    ):
        label = label_at_end(printed, labels)
        if label is not None:
            if _NOT_SO.search(printed[: -len(label)]):
                return None  # 不属于主动公开范围、告知获取途径的4件
            joined = COMBINED.search(printed[: -len(label)])
            if joined is not None and joined.start() > 0 and printed[joined.start() - 1] not in "，；：":
                return None
            break
    else:
        label = label_at_start(tail, labels) if leads_on(core) else None
    if label is None:
        return _among_answers(around, words)
    agreed = "同意" in label and "申请" in before and "审" not in core
    if _is_of_items(before) and "不存在" not in label and not agreed:
        return None
    path = labels[label]
    if path.endswith("amendment_requested") and (words.unit == "次" or _OF_OTHERS_TOO.search(before)):
        return None
    if path.endswith("refused.total") and _FOR_A_REASON.search(core) and around.find(_REFUSED_TWICE):
        return None  # 因故不予公开1份，其他原因不予公开3份
    of_a_group = row != core or (
        _NO_VERB.fullmatch(core.removesuffix(label)) is not None
        and (_GROUPS.search(before) is not None or _AFTER_AN_OUTCOME.search(before) is not None)
    )
    if _SHORT.fullmatch(label) and not of_a_group:
        return None  # 全年产生国家秘密3件
    if label.endswith("主动公开") and words.unit not in units_of("applications"):
        return None  # 已主动公开120条
    if around.is_new and around.form not in leaf_indicators()[path].forms:
        return None
    return Found(path=path, label=label, rule="outcome")


def _among_answers(around: Surroundings, words: Words) -> Found | None:
    """An answer by what it is called beside others only: 同意公开5件，…，不存在2件，补正1件."""
    if words.unit not in units_of("applications"):
        return None
    names = around.wordings.kinds.new_among if around.is_new else around.wordings.kinds.old_among
    said = (last_item(words.core), words.tail if leads_on(words.core) else "")
    items = [item for one in said if (item := item_alone(of_this_organ(one)))]
    found = ((path, item) for item in items for pattern, path in names if pattern.fullmatch(item))
    path, item = next(found, (None, ""))
    told = any(end < words.position for end in around.answers_told) and around.lists_answers
    before = around.text[: words.position]
    of_a_line = around.answered and before.endswith("：")
    told = told or (of_a_line and item_alone(of_this_organ(before)) == item)
    told = told or (_RESULTS.match(before) is not None and "rejected" not in around.taken)
    in_brackets = words.inside and "rejected" not in around.taken and ".refused." in (path or "")
    told = told or (in_brackets and _REFUSED.search(before) is not None)
    if path is None or not told:
        return None
    if around.is_new and around.form not in leaf_indicators()[path].forms:
        return None
    return Found(path=path, label=item, rule="among answers")


def _is_reason(row: str, core: str, labels: Mapping[str, str], *, is_new: bool) -> bool:
    """Whether the words before the group behind them name one of its reasons: 涉及个人隐私不予公开的1件."""
    label = label_at_end(row, labels) if row != core and not is_new else None
    return label is not None and ".refused." in labels[label]


def is_of_other_cases(text: str) -> bool:
    """Whether the text last counted cases of another business (办理人大建议8件，予以公开3件)."""
    others = max((match.end() for match in _OTHER_CASES.finditer(text)), default=-1)
    return others > max(text.rfind("信息公开"), text.rfind("依申请"))


def _is_of_items(text: str) -> bool:
    """Whether the text last spoke of information by how it may be had (主动公开29条，不予公开583条), not of
    answers."""
    items = max((match.end() for match in _ITEMS_BY_CLASS.finditer(text)), default=-1)
    return items > max(text.rfind(word) for word in ("申请", "答复", "受理", "办结")) + 2


def _dispute(text: str, position: int, *, is_new: bool) -> str | None:
    """Which of reviews and lawsuits the sentence spoke of last; since 2019 lawsuits without and after a
    review are told apart."""
    review = text.rfind("复议", 0, position)
    lawsuit = max(text.rfind(word, 0, position) for word in ("诉讼", "起诉", "应诉", "被诉"))
    if max(review, lawsuit) < 0:
        return None
    if review > lawsuit:
        return "review"
    kinds = {"direct": text.rfind("直接", 0, position), "after_review": text.rfind("复议后", 0, position)}
    kind = max(kinds, key=lambda one: kinds[one])
    named = is_new and kinds[kind] > text.rfind("行政诉讼", 0, position) - _LONGEST_KIND
    return f"litigation.{kind}" if named and kinds[kind] >= 0 else "litigation"


def way_of_application(around: Surroundings, words: Words) -> Found | None:
    """The way named in the last item of the words; without a total said before, only with the verb
    (收到信函申请)."""
    if around.is_new or not (around.received or around.received_before or around.applications):
        return None  # 收到宅基地申请20件：当面18件，信函2件
    if (answered := around.find(_WAYS_OF_ANSWERING)) is not None and answered.end() <= words.position:
        return None
    item = last_item(words.core).removeprefix("其中").lstrip("、")
    if leads_on(words.core) and (behind := _BEHIND.fullmatch(words.tail)) is not None:
        item = behind["item"] + "申请"
    if "、" in item:
        return None
    named = {name for pattern, name in around.wordings.kinds.ways if pattern.search(item)}
    if len(named) != 1 or "" in named or _NOT_A_WAY.search(item):
        return None
    if _OF_THE_ANSWER.search(item) or _OF_THE_ANSWER.search(words.tail):
        return None
    told = around.received or (around.received_before and "申请" in item)
    told = told or ("申请" in item and around.find(_RECEIVED_SOME) is not None)
    if not (told or around.find(_BY_WAY) or around.find(_WAYS_TOLD)):
        return None
    if not _WAY.search(item) and len(item) > 4:
        return None
    return Found(path=f"applications.received.{named.pop()}", label=item[-16:], rule="way of application")


@lru_cache(16)
def _applicant_at_end(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        r"(?:^|[，、：；]|中|来自|涉及|包括|均?为|属于?|由"
        rf"|为)({'|'.join(map(re.escape, names))})(?:提出|提交|申请|的|件)*$"
    )


@lru_cache(16)
def _right_behind(names: tuple[str, ...]) -> re.Pattern[str]:
    """An applicant with a figure, right before 其他 as the last of the columns."""
    return re.compile(rf"(?:{'|'.join(map(re.escape, names))})(?:申请|提出|的)*\d+[件条份]$")


def tells_applicants(known: Kinds, form: Form, sentence: Sentence) -> bool:
    """Whether applications for information are told by who applied: 收到申请318件（自然人266件，…）."""
    text, names = sentence.main.text, known.applicants
    if form in FORMS_BEFORE_2019 or not names or "申请" not in text or _ANOTHER_BUSINESS.search(text):
        return False
    pattern = _with_figure(tuple(names))
    return any(pattern.search(one.text) for one in (sentence.main, *sentence.brackets))


@lru_cache(16)
def _with_figure(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, names))})(?:申请|提出|的)*\d+[件条份宗]")


def applicant(around: Surroundings, words: Words) -> Found | None:
    """Who applied, as an item after the total (收到申请12件，其中自然人申请10件)."""
    text, position = around.text, words.position
    part = text[text.rfind("；", 0, position) + 1 :].partition("；")[0]
    if not (around.is_new or around.form is Form.NARRATIVE) or not (
        around.received
        or around.row_at(words) not in (None, "applications.received")
        or around.find(_OF_THOSE_RECEIVED) is not None
        or (around.applications and not (_OF_OTHERS.search(part) or around.find(_ANOTHER_BUSINESS)))
    ):
        return None
    names = around.wordings.kinds.applicants
    if words.lead.endswith("，") and _COMES_FROM.match(words.after):
        return None  # 均为自然人提出，4件来自网上
    match = _applicant_at_end(tuple(names)).search(words.core)
    leads = leads_on(words.core) or words.core == "中"  # 20件中有18件来自自然人
    behind = _BEHIND.fullmatch(words.tail) if leads else None
    name = match[1] if match is not None else behind["item"] if behind is not None else ""
    name = name.removeprefix("申请人为").removeprefix("申请人是")
    before = around.text[: words.position - len(words.lead)]
    if _OTHER_APPLICANTS.fullmatch(words.core) and _right_behind(tuple(names)).search(before):
        path = f"{around.row_at(words)}.other_organization"
        return Found(path=path, label=words.core, rule="applicant") if path in leaf_indicators() else None
    path = f"{around.row_at(words)}.{names.get(name)}"
    of_an_answer = words.inside and _OF_AN_ANSWER.search(around.text[: words.position])
    if path not in leaf_indicators() or (of_an_answer and path.startswith("applications.received.")):
        return None
    at = match.start() if match is not None else len(words.core)
    return Found(path=path, label=name, rule="applicant", at=at)


def item_of_a_list(
    core: str, before: str, unit: str, *, is_new: bool, organ: str | None = None
) -> tuple[str, str] | None:
    """The indicator of an item, and its words; `core` are the words between its figure and the one before,
    `before` the sentence up to it. `is_new` says whether documents are counted as in the forms since 2019.

    >>> item_of_a_list("、规范性文件", "制定政府规章2件、规范性文件", "件", is_new=True)
    ('proactive.normative_documents.issued', '规范性文件')
    >>> item_of_a_list("，其中主要负责同志参加", "新闻发布会12次，其中主要负责同志参加", "次", is_new=False)
    ('responses.channels.press_conferences_by_principal', '主要负责同志参加')
    """
    told = before[: len(before) - len(core)][-_LONGEST_TOLD:] if before.endswith(core) else ""
    core = with_principal(core, organ)
    if not told:
        return None
    label = core.lstrip("，：、和及").removeprefix("其中").lstrip("，：")
    if "规范性文件" in core and unit in units_of("documents"):
        if is_new and _NORMATIVE.fullmatch(core) and (match := _WITH_REGULATIONS.search(told)):
            return f"proactive.normative_documents.{match.lastgroup}", label
        if not is_new and core.startswith("，其中") and label == "规范性文件" and _ALL_PUBLISHED.search(told):
            return "proactive.normative_documents.disclosed", label
    elif (
        ("主要" in core or "一把手" in core)
        and unit in units_of("times")
        and _BY_PRINCIPAL.fullmatch(core)
        and (match := _EVENT.search(told))
    ):
        return f"responses.channels.{match.lastgroup}_by_principal", label
    return None


def way_of_all(
    after: str, known: Kinds | None = None, *, single: bool = False, goes_on: bool = False
) -> str | None:
    """The way by which all of the applications came that the words are said of, as the last part of its
    path; `known` are the kinds, the library's where None; `single` says that it was one application
    (收到申请1件，为网上申请), `goes_on` that a figure follows the words.

    >>> way_of_all("，均为网上申请"), way_of_all("，均为自然人申请")
    ('online', None)
    """
    match = _ONE_WAY.match(after) or (_OF_ONE.match(after) if single else None)
    if match is not None and goes_on and not _MARK.search(after, match.end()):
        return None  # 均为网上申请3件
    ways = (known or kinds()).ways
    if match is not None and _OF_THE_ANSWER.search(_MARK.split(after[match.start("way") :], maxsplit=1)[0]):
        return None
    named = {name for pattern, name in ways if match is not None and pattern.search(match["way"])}
    return named.pop() or None if len(named) == 1 else None
