"""The rows and columns of section three: printed labels -> paths, by their nesting."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from attrs import frozen

from ..facts import How
from ..forms.misprints import named
from .labels import canonical_text, core, remembered, similar

__all__ = [
    "APPLICANT_WORDS",
    "ROW_LABELS",
    "RowLabel",
    "applicant_of",
    "is_group_head",
    "is_misread_applicant",
    "is_row_label",
    "match_row",
]

APPLICANT_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "自然人": "natural_person",
        "商业企业": "business",
        "科研机构": "research",
        "社会公益组织": "public_interest",
        "法律服务机构": "legal_services",
        "其他": "other_organization",
        "其它": "other_organization",
        "总计": "total",
        "小计": "subtotal",
    }
)
"""Column heads by their core; `subtotal` is the organisations' 小计 that some tables add."""

_MORE_APPLICANTS = {
    "合计": "total",
    "企业": "business",
    "科研单位": "research",
    "公益组织": "public_interest",
    "社会公益性组织": "public_interest",
    "法律服务组织": "legal_services",
    "其他组织": "other_organization",
}

_OUTCOMES = "applications.outcomes"

_GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "不予公开": f"{_OUTCOMES}.refused",
        "无法提供": f"{_OUTCOMES}.unable",
        "不予处理": f"{_OUTCOMES}.not_processed",
        "其他处理": f"{_OUTCOMES}.other_handling",
        "其它处理": f"{_OUTCOMES}.other_handling",
        "本年度办理结果": _OUTCOMES,
    }
)

ROW_LABELS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "applications.received": ("本年新收政府信息公开申请数量", "本年新收政府信息公开申请", "本年新收政府信息公开申请数", "本年度新收政府信息公开申请数量", "本年新收申请数量"),
        "applications.carried_in": ("上年结转政府信息公开申请数量", "上年结转政府信息公开申请", "上年结转政府信息公开申请数", "上年度结转政府信息公开申请数量", "上年结转申请数量"),
        f"{_OUTCOMES}.granted": ("予以公开",),
        f"{_OUTCOMES}.partially_granted": ("部分公开", "部分公开区分处理的只计这一情形不计其他情形", "区分处理部分公开"),
        f"{_OUTCOMES}.refused.state_secret": ("属于国家秘密", "属国家秘密"),
        f"{_OUTCOMES}.refused.prohibited_by_law": ("其他法律行政法规禁止公开", "其他法律法规禁止公开", "其它法律行政法规禁止公开", "其他法律行政法规禁止公开的", "其他法律行政止公开", "法律行政法规禁止公开"),
        f"{_OUTCOMES}.refused.security_and_stability": ("危及三安全一稳定", "危及国家安全公共安全经济安全社会稳定", "可能危及三安全一稳定", "危及国家安全公共安全经济安全和社会稳定"),
        f"{_OUTCOMES}.refused.third_party_rights": ("保护第三方合法权益", "损害第三方合法权益"),
        f"{_OUTCOMES}.refused.internal_affairs": ("属于三类内部事务信息", "三类内部事务信息", "属于三类内部事务"),
        f"{_OUTCOMES}.refused.deliberative_process": ("属于四类过程性信息", "四类过程性信息", "属于四类过程性"),
        f"{_OUTCOMES}.refused.enforcement_files": ("属于行政执法案卷", "属于行政执法案卷信息", "行政执法案卷"),
        f"{_OUTCOMES}.refused.administrative_inquiry": ("属于行政查询事项", "行政查询事项"),
        f"{_OUTCOMES}.unable.not_held": ("本机关不掌握相关政府信息", "本机关不掌握相关信息", "本行政机关不掌握相关政府信息", "不掌握相关政府信息"),
        f"{_OUTCOMES}.unable.needs_creation": ("没有现成信息需要另行制作", "没有现成信息需另行制作", "无现成信息需要另行制作"),
        f"{_OUTCOMES}.unable.still_unclear": ("补正后申请内容仍不明确", "补正后申请内容不明确", "补正后内容仍不明确"),
        f"{_OUTCOMES}.not_processed.petition": ("信访举报投诉类申请", "信访投诉举报类申请", "信访举报投诉类"),
        f"{_OUTCOMES}.not_processed.repeated": ("重复申请",),
        f"{_OUTCOMES}.not_processed.publication": ("要求提供公开出版物", "要求提供公开出版物的"),
        f"{_OUTCOMES}.not_processed.excessive": ("无正当理由大量反复申请", "无正当理由大量重复申请"),
        f"{_OUTCOMES}.not_processed.confirmation": ("要求行政机关确认或重新出具已获取信息", "要求行政机关确认或者重新出具已获取信息", "要求确认或重新出具已获取信息"),
        f"{_OUTCOMES}.other_handling.not_corrected_in_time": (
            "申请人无正当理由逾期不补正行政机关不再处理其政府信息公开申请", "申请人无正当理由逾期不补正", "无正当理由逾期不补正", "逾期不补正",
            "申请人无正当理由逾期不补正行政机关不再处理", "申请人逾期不补正行政机关不再处理其政府信息公开申请",
        ),
        f"{_OUTCOMES}.other_handling.fee_unpaid": (
            "申请人逾期未按收费通知要求缴纳费用行政机关不再处理其政府信息公开申请", "申请人逾期未按收费通知要求缴纳费用", "逾期未按收费通知要求缴纳费用", "逾期不缴费",
            "逾期未缴费", "逾期未缴纳费用", "申请人逾期未按收费通知要求缴纳费用行政机关不再处理", "逾期不缴纳费用",
        ),
        "applications.carried_forward": ("结转下年度继续办理", "结转下年继续办理", "结转下年度继续办理数量", "结转下一年度继续办理"),
    }
)  # fmt: skip
"""The rows whose words alone name them: wordings (cores) by path, the official one first."""

_KNOWN: Mapping[str, tuple[str, How]] = MappingProxyType(
    {
        words: (path, How.EXACT if number == 0 else How.ALIAS)
        for path, wordings in ROW_LABELS.items()
        for number, words in enumerate(wordings)
    }
)
_DEEPEST = 3
"""三、本年度办理结果 > (三)不予公开 > 1.属于国家秘密: more labels before the figures are heads of another table."""
_COUNTED = re.compile(r"(?:总数量|总数|数量|件数|数)$")
"""Last words that some organs add to a row's label (予以公开数)."""
_TOTAL_WORDS = ("总计", "合计", "办理结果总计")
_OTHER_WORDS = ("其他", "其它", "其他情形")
_GLUED_GROUP = re.compile(
    r"^(?:三、?本年度办理结果)?(?:\([一二三四五六]\))?(不予公开|无法提供|不予处理|其[他它]处理)(?:\d{1,2}[.、])(.+)$"
)


@frozen(kw_only=True)
class RowLabel:
    """The path of a row (without the applicant), how its label was matched and how sure that is."""

    path: str
    how: How
    confidence: float = 1.0
    evidence: tuple[str, ...] = ()


@remembered
def applicant_of(text: str) -> str | None:
    """The attribute of `ByApplicant` that a column head names (or `subtotal`), or None."""
    if len(text) > 24:
        return None
    words = canonical_text(text).strip(":")  # with its ordinal: 3.其他 and (七)总计 are rows
    return named(words, APPLICANT_WORDS) or _MORE_APPLICANTS.get(words)


@remembered
def is_misread_applicant(text: str) -> bool:
    """Whether a column head is none of the known wordings: one that `applicant_of` knows is then a misprint of it."""
    words = canonical_text(text).strip(":")
    return words not in APPLICANT_WORDS and words not in _MORE_APPLICANTS


def is_row_label(words: str) -> bool:
    """Whether the core of a label is a known wording of a row."""
    return words in _KNOWN


@remembered
def is_group_head(text: str) -> str | None:
    """The path of the group that a label opens ((三)不予公开 ...), or None."""
    if len(text) > 40:
        return None
    return _GROUPS.get(core(text))


def match_row(
    labels: Sequence[str], *, group: str | None = None, previous: RowLabel | None = None
) -> RowLabel | None:
    """The row that nested labels name, outermost first.

    其他 and 总计 stand in several places: 其他 is read under 其他处理 only (its own nested label, else `group`, the last group
    head met), 总计 as （七）总计. None for a group head alone, and for words that name no row.
    """
    if not 1 <= len(labels) <= _DEEPEST:
        return None
    leaf = canonical_text(labels[-1])
    glued = _GLUED_GROUP.match(leaf)
    if glued:
        group, leaf = _GROUPS[glued[1]], glued[2]
    words = core(leaf)
    if words in _KNOWN:
        path, how = _KNOWN[words]
        return RowLabel(path=path, how=how)
    outer = next(
        (found for text in reversed(labels[:-1]) if (found := is_group_head(text)) is not None), None
    )
    if words in _TOTAL_WORDS:
        return RowLabel(path=f"{_OUTCOMES}.total", how=How.EXACT)
    if words in _OTHER_WORDS:
        inside = outer or group
        if inside == f"{_OUTCOMES}.other_handling":
            return RowLabel(path=f"{inside}.other", how=How.EXACT, evidence=("stands under 其他处理",))
        if previous is not None and previous.path == f"{_OUTCOMES}.other_handling.fee_unpaid":
            return RowLabel(
                path=f"{_OUTCOMES}.other_handling.other", how=How.EXACT, evidence=("follows 逾期未缴费",)
            )
        return None
    if words in {"其他处理", "其它处理"}:
        return RowLabel(path=f"{_OUTCOMES}.other_handling.all", how=How.EXACT)
    if words in _GROUPS:
        return None
    whole = core("".join(labels))
    if whole in _KNOWN:
        path, how = _KNOWN[whole]
        return RowLabel(path=path, how=how)
    if (stem := _COUNTED.sub("", words)) in _KNOWN:
        return RowLabel(path=_KNOWN[stem][0], how=How.ALIAS)
    inside = outer or group
    choices = [
        (known, path)
        for known, (path, _) in _KNOWN.items()
        if outer is None or path.startswith(f"{outer}.") or inside == _OUTCOMES
    ]
    likely = similar(leaf, choices, evidence=(f"stands under {inside}",) if inside else ())
    if likely is None:
        return None
    path, match = likely
    return RowLabel(path=path, how=match.how, confidence=match.confidence, evidence=match.evidence)
