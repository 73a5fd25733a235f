"""Clauses that deny a thing and say no word more: 没有科研机构申请, 未制发规章、行政规范性文件.

What is denied is data: a name of it (an entry `none: PATH` of `forms/scopes.txt`), or else known words
(`none:` in `forms/sentences.txt`: 没有网上申请和传真申请)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from ..forms.scopes import scopes
from ..forms.sentences import Wordings
from ..patterns import late
from .known_words import denied_in_known_words
from .passages import Topic

__all__ = ["denied_plainly"]

_SAY = scopes().patterns
_NONE_OF = "none: "
_OBJECTS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {name.removeprefix(_NONE_OF): pattern for name, pattern in _SAY.items() if name.startswith(_NONE_OF)}
)
_NOT_THIS_YEAR = _SAY["not this year's, before a denial"]
_TOLD_BEFORE = _SAY["told before a denial"]
_NOT_OURS = _SAY["not ours, before a denial"]
_DECISIONS = _SAY["decisions before a denial"]
_APPLICANTS = _SAY["applicants told"]
_THIS_YEAR = late(r"本年|今年|全年|年内")
_ON_APPLICATIONS = late(r"(?:信息公开|公开|依申请公开)的?申请\d")
_WAYS = frozenset(f"applications.received.{way}" for way in ("online", "letter", "fax", "in_person"))
_ASKED = late(r"申请|收到|受理|提交|递交")
_PLATFORM = late(r"(?:系统|平台)$")
_OF_THE_CHANNEL = late(r"(?:没有|未|无)(?:公开|公布|发布)[^，；]{0,6}(?:微博|微信|公众号|官网|网站|公报)$")
"""没有公布官网 says nothing of what was published there."""
_ANSWERED = late(r"申请|答复|办结")
_AND = late(r"[、和及或与]")
_NOUNS = ("申请", "处理决定", "决定")
"""What the last item of a list ends with, said of the others too: 行政许可、行政处罚决定."""
_VERB = late(r"制[发定作]|出台|废止|[作做]出|实施|召开|举办|举行|开展")
"""What the first item of a list begins with, said of the others too: 未制发规章、行政规范性文件."""
_LONGEST_BEFORE = 200


def denied_plainly(
    clause: str,
    context: str,
    topic: Topic,
    wordings: Wordings,
    *,
    about_disclosure: bool,
    is_new: bool = False,
    organ: str | None = None,
    ends: bool = False,
) -> tuple[str, ...]:
    """The indicators that a clause says there was none of, whole or as items of a list; `context` is the
    sentence up to its end. `is_new` says that the report has one of the forms since 2019, `ends` that the
    sentence ends with the clause.

    >>> from govinfo_reports.forms.sentences import wordings
    >>> clause = "没有网上申请和传真申请"
    >>> denied_plainly(clause, clause, Topic.APPLICATIONS, wordings(), about_disclosure=True)
    ('applications.received.online', 'applications.received.fax')
    >>> clause = "没有传真申请的"
    >>> denied_plainly(clause, clause, Topic.APPLICATIONS, wordings(), about_disclosure=True)
    ()
    """
    if _NOT_THIS_YEAR.search(context) and not _THIS_YEAR.match(clause):
        return ()
    named = _named(clause)
    if not named or not all(named):
        rules = denied_in_known_words(clause, wordings, organ, ends=ends)
        named = [[path] for rule in rules if (path := rule.new if is_new else rule.old) is not None]
    before = context[: len(context) - len(clause)][-_LONGEST_BEFORE:].rstrip("，；").replace("；", "，")
    if not named or not _TOLD_BEFORE.fullmatch(before.rpartition("，")[2]) or _NOT_OURS.search(before):
        return ()
    ours = [
        [path for path in paths if _may_be(path, context, before, topic, about_disclosure)] for paths in named
    ]
    return tuple(path for paths in ours for path in paths) if all(ours) else ()


def _named(clause: str) -> list[list[str]]:
    """What the items of a clause's denial name by their patterns."""
    said = _SAY["denied plainly"].fullmatch(clause) or _SAY["zero plainly"].fullmatch(clause)
    return [
        [path for path, pattern in _OBJECTS.items() if pattern.fullmatch(item)]
        for item in (_items(said["object"]) if said is not None else ())
    ]


def _items(words: str) -> tuple[str, ...]:
    """What a denial names: the whole of its words where they are one thing, or else the items of their list,
    each with the verb of the first and the noun of the last."""
    if any(pattern.fullmatch(words) for pattern in _OBJECTS.values()):
        return (words,)
    verb = _VERB.match(words)
    first, last = verb.group() if verb is not None else "", next(filter(words.endswith, _NOUNS), "")
    items = _AND.split(words)
    return tuple(f"{'' if one.startswith(first) else first}{one.removesuffix(last)}{last}" for one in items)


def _may_be(path: str, context: str, before: str, topic: Topic, about_disclosure: bool) -> bool:
    """Whether a sentence, or the section it stands in, speaks of what an indicator is of; `before` is what
    stands before the clause."""
    if path.endswith(".decisions"):
        return not before or _DECISIONS.match(before) is not None
    if path.endswith((".research", ".public_interest", ".legal_services")):
        return _APPLICANTS.search(context) is not None
    if path.endswith(".extended") and "延期" in before:
        return False
    own = context[len(before) :]
    if path in _WAYS and (not _ASKED.search(own) or _PLATFORM.search(own)):
        return False
    if path.endswith("refused.total") and before and not _ANSWERED.search(before):
        return False  # 主动公开信息80条，没有不予公开的情形
    if path.startswith("applications."):
        in_section = topic is Topic.APPLICATIONS and "复议" not in context
        return in_section or _ON_APPLICATIONS.search(context) is not None
    if path == "fees":
        return topic is Topic.FEES
    if path.startswith("proactive.channels."):
        return topic is Topic.PROACTIVE and not _OF_THE_CHANNEL.search(own)
    return not path.startswith(("capacity.", "training.")) or topic is Topic.CAPACITY or about_disclosure
