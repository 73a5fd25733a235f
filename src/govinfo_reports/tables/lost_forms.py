"""The rows of an official form that stay in the prose because no reader could make a table of them: said, not lost in silence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from ..document import Paragraph
from ..facts import Unread
from ..language import phrase

__all__ = ["lost_forms"]

_WORDS = (
    "不同渠道和方式公开政府信息的情况",
    "政府公报公开政府信息数",
    "政府网站公开政府信息数",
    "回应公众关注热点或重大舆情数",
    "参加或举办新闻发布会总次数",
    "政策解读稿件发布数",
    "当面申请数",
    "传真申请数",
    "信函申请数",
    "按时办结数",
    "延期办结数",
    "同意公开答复数",
    "同意部分公开答复数",
    "不属于本行政机关公开数",
    "申请信息不存在数",
    "告知作出更改补充数",
    "维持具体行政行为数",
    "被依法纠错数",
    "政府信息公开工作专门机构数",
    "从事政府信息公开工作人员数",
    "本年新收政府信息公开申请数量",
    "上年结转政府信息公开申请数量",
    "属于国家秘密",
    "其他法律行政法规禁止公开",
    "保护第三方合法权益",
    "属于三类内部事务信息",
    "属于四类过程性信息",
    "属于行政执法案卷",
    "属于行政查询事项",
    "本机关不掌握相关政府信息",
    "没有现成信息需要另行制作",
    "补正后申请内容仍不明确",
    "信访举报投诉类申请",
    "要求提供公开出版物",
    "结转下年度继续办理",
    "未经复议直接起诉",
    "复议后起诉",
    "结果纠正",
    "尚未审结",
)
_FEWEST = 6
"""So many different ones a form has at least; a sentence may name some."""
_SENTENCE = re.compile(r"[，,。；;：:]")
_AFTER = 8
"""In a sentence a mark follows a label and its figure so soon."""
_LONGEST_RAW = 400


def lost_forms(prose: Sequence[Paragraph]) -> tuple[Unread, ...]:
    """The paragraph that such rows begin in, as unread; nothing where there are none."""
    whole = "\n".join([paragraph.text for paragraph in prose])
    named = [word for word in _WORDS if word in whole]
    if len(named) < _FEWEST:
        return ()
    places = [at for word in named if (at := _bare_place(word, whole)) is not None]
    if len(places) < _FEWEST:
        return ()
    starts = list(accumulate((len(paragraph.text) + 1 for paragraph in prose), initial=0))
    first = prose[bisect_right(starts, min(places)) - 1]
    reason = phrase("rows of a form that could not be read").both
    return (Unread(raw=first.text[:_LONGEST_RAW], location=first.location, reason=reason),)


def _bare_place(word: str, text: str) -> int | None:
    """Where a label first stands without the marks of a sentence behind it."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if _SENTENCE.search(text, end, end + _AFTER) is None:
            return at
        at = text.find(word, end)
    return None
