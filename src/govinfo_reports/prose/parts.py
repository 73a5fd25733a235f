"""Figures that look like the whole organ's and are of a part of it, or of more than disclosure, by the words beside them."""

from __future__ import annotations

import re
from decimal import Decimal

from ..facts import Fact, Scope

__all__ = ["SURE", "begin_of_lead", "is_of_something_else", "without_parts"]

SURE = 0.95
"""How sure a figure is that is said of the whole organ."""

_OF_THE_LAST = re.compile(r"(?:申请)?(?:已|均|都|全)[^，；]*，")
"""What stands behind a figure and says what became of it: 37件已答复，3件…"""
_OTHERS = re.compile(
    r"[，、](?:[市县区州省]直|[市县区州省]级|直属|下属|所属|各|其[他它])*(?:部门|单位|县区|区县|县市区|县[(（]?市、?区[)）]?|乡镇|镇街|街道|机关)"
    r"(?:共|累计)*(?P<verb>[一-龥]{0,2}(?:受理|收到|接到|新收|办结|办理|答复|制发|制定|出台|印发|公开|发布|召开|举办|组织))"
)
_VERBS = re.compile(r"受理|收到|接到|新收|办结|办理|答复|制发|制定|出台|印发|公开|发布|召开|举办|组织")
_OTHER_SITES = re.compile(
    r"(?:部门|单位|乡镇|街道|县区|区县|子|下属|其[他它])[^，；。]{0,6}网站[^，；。\d]{0,16}\d"
)
"""A figure of other sites beside: the first one is the portal's alone."""
_SOME_ARE_GOVERNMENT_INFORMATION = re.compile(r"[，、]?其中(?:主动公开)?(?:的)?政府信息")
_TAKEN_UP = re.compile(r"(?:受理|收到|接到|接收|办理)(?P<what>[^，；。]{0,24})")
_DONE = frozenset(
    ("applications.concluded.total", "applications.replies.total", "applications.outcomes.total.total")
)
_CLAUSE = re.compile(r"[，；：]")
_OUTCOME_OR_PARTY = re.compile(
    r"审结|维持|纠正|纠错|驳回|(?:政府|乡镇|街道|部门)(?:作为|为)(?:被申请人|被告)"
)
"""尚未审结的行政复议1件、行政诉讼1件: those of one outcome; 以市政府为被告的行政诉讼2件: of one party."""
_REALLY_PAID = re.compile(r"[，、；]?(?:其中)?实际?(?:收取|收到|收缴|缴纳|到账)")
"""收费总金额1200元，实际收取400元: the first figure is what was asked for."""
_ONE_OF_SEVERAL_FEES = re.compile(
    r"[、，和及](?:检索|复制|复印|邮寄|邮递|快递|工本|制作)[^，；、\d]{0,4}费(?:为|是|共|计)*"
)
"""检索费320元、复制费1200元: none of them is all that was charged."""
_WITHIN_DAYS = re.compile(r"当[日天场]|日内")
_SHARE_OF = re.compile(r"占[^，；：]*$")
_OTHER_BUSINESS = re.compile(
    r"审批|许可|服务事项|咨询|信访|来信|来访|来电|留言|建议|提案|热线|工单|投诉|备案|登记|注册|证明|补贴|救助|仲裁|援助|信件"
)


def begin_of_lead(text: str, start: int, end: int) -> int:
    """Where the words that lead up to a figure at `end` begin, if they may begin at `start`, right behind another figure:
    what only says what became of that one (37件已答复，3件…) is not among them."""
    return end - 1 if start and _OF_THE_LAST.fullmatch(text, start, end) else start


def is_of_something_else(path: str, text: str, lead: str, after: str) -> bool:
    """Whether the words beside a figure of `path` show that it is not the whole organ's.

    `text` is its sentence up to it, `lead` the words between it and the figure before, `after` those up to the next one.

    >>> is_of_something_else("applications.received.total", "市政府受理申请", "市政府受理申请", "，部门受理")
    True
    """
    others = _OTHERS.match(after)
    if others is not None:
        verb = _VERBS.search(others["verb"])
        if verb is not None and verb.group() in lead:
            return True
    if path.startswith("proactive."):
        if path.endswith(".website") and _OTHER_SITES.match(after.lstrip("，、；") + "0"):
            return True
        return _SOME_ARE_GOVERNMENT_INFORMATION.match(after) is not None and "政府信息" not in lead
    if path == "fees":
        return _REALLY_PAID.match(after) is not None or _ONE_OF_SEVERAL_FEES.fullmatch(after) is not None
    if _SHARE_OF.search(lead):
        return True
    clause = _CLAUSE.split(text)[-1]
    if path in _DONE:
        if _WITHIN_DAYS.search(clause):
            return True
        taken = [match["what"] for match in _TAKEN_UP.finditer(text)]
        return bool(taken) and _OTHER_BUSINESS.search(taken[-1]) is not None
    if path in ("review.total", "litigation.total"):
        return _OUTCOME_OR_PARTY.search(clause) is not None
    return False


def without_parts(facts: list[Fact]) -> tuple[Fact, ...]:
    """Where one sentence names the whole organ and another one does not, a smaller figure of the other is a part."""
    wholes: dict[tuple[str, Scope], int | Decimal] = {}
    for fact in facts:
        if fact.match.confidence >= SURE and fact.value is not None:
            key = fact.path, fact.scope
            wholes[key] = max(fact.value, wholes.get(key, fact.value))
    return tuple(
        fact
        for fact in facts
        if fact.match.confidence >= SURE
        or fact.value is None
        or not 0 < fact.value < wholes.get((fact.path, fact.scope), fact.value)
    )
