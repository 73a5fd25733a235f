"""Items that leave out what was said just before: the verb (制定规章2件、规范性文件5件), or the noun (新闻发布会12次，其中主要负责人参加3次)."""

from __future__ import annotations

import re

from .labels import CHANNEL_WORDS
from .units import DOCUMENTS, TIMES

__all__ = ["item_of_a_list", "way_of_all"]

_DOCUMENTS = re.compile(r"(?:、|，|和|及|以及)(?:行政)?规范性文件")
_WITH_REGULATIONS = re.compile(
    r"(?:(?P<issued>制发|制定|出台|印发|发布|颁布)|(?P<repealed>废止)|(?P<in_force>现行有效))(?:了|的|失效|地方|省|市|政府)*规章[^，；、和及]{0,4}\d+[件部个]$"
)
_BY_PRINCIPAL = re.compile(
    r"(?:，|：)?(?:其中|其中，|其中：)?(?:单位|部门|机关|政府)?主要(?:负责|领导)(?:同志|人)?(?:参加|出席|参与)?"
)
_EVENT = re.compile(
    r"(?:(?P<press_conferences>新闻发布会)|(?P<online_interviews>在线访谈))[^，；]{0,8}\d+[次场期]次?$"
)
_PUBLISHED = re.compile(r"主动公开(?:各类|的|政府)*信息[^，；]{0,12}\d[余多万]{0,2}[条件]$")
_ONE_WAY = re.compile(r"[，、]?(?:均|全部|都|全)(?:为|是|系|通过|以|采用)(?P<way>[^，；、]{2,12})")
_LONGEST = 60


def item_of_a_list(core: str, before: str, unit: str, *, is_new: bool) -> tuple[str, str] | None:
    """The indicator of an item, and its words; `core` are the words between its figure and the one before, `before` the
    sentence up to it. `is_new` says whether documents are counted as in the forms since 2019.

    >>> item_of_a_list("、规范性文件", "制定政府规章2件、规范性文件", "件", is_new=True)
    ('proactive.normative_documents.issued', '规范性文件')
    >>> item_of_a_list("，其中主要负责同志参加", "新闻发布会12次，其中主要负责同志参加", "次", is_new=False)
    ('responses.channels.press_conferences_by_principal', '主要负责同志参加')
    """
    told = before[: len(before) - len(core)][-_LONGEST:] if before.endswith(core) else ""
    if not told:
        return None
    label = core.lstrip("，：、和及").removeprefix("其中").lstrip("，：")
    if "规范性文件" in core and unit in DOCUMENTS:
        if is_new and _DOCUMENTS.fullmatch(core) and (match := _WITH_REGULATIONS.search(told)):
            return f"proactive.normative_documents.{match.lastgroup}", label
        if not is_new and core.startswith("，其中") and label == "规范性文件" and _PUBLISHED.search(told):
            return "proactive.normative_documents.disclosed", label
    elif (
        "主要" in core and unit in TIMES and _BY_PRINCIPAL.fullmatch(core) and (match := _EVENT.search(told))
    ):
        return f"responses.channels.{match.lastgroup}_by_principal", label
    return None


def way_of_all(after: str) -> str | None:
    """The way by which all of the applications came that the words are said of, as the last part of its path.

    >>> way_of_all("，均为网上申请"), way_of_all("，均为自然人申请")
    ('online', None)
    """
    match = _ONE_WAY.match(after)
    named = {name for pattern, name in CHANNEL_WORDS if match is not None and pattern.search(match["way"])}
    return named.pop() or None if len(named) == 1 else None
