"""A passage: a stretch of the report's own prose under one heading, with what the heading is about."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from attrs import frozen

from ..location import Location
from ..patterns import late

__all__ = ["SECTION_TITLE", "Passage", "Topic", "is_official_title", "topic_of"]


class Topic(str, Enum):
    """What the section a passage stands in is about."""

    PREAMBLE = "preamble"
    """Before the first heading: 本报告根据……, 统计期限, 联系."""
    OVERVIEW = "overview"
    """概述, 总体情况."""
    PROACTIVE = "proactive"
    """主动公开政府信息情况."""
    RESPONSES = "responses"
    """回应解读情况, 政策解读, 回应关切."""
    APPLICATIONS = "applications"
    """依申请公开, 收到和处理政府信息公开申请情况."""
    FEES = "fees"
    """收费及减免情况."""
    REVIEW = "review"
    """行政复议、行政诉讼、举报投诉情况."""
    CAPACITY = "capacity"
    """机构建设、人员和经费, 会议和培训."""
    PROBLEMS = "problems"
    """存在的主要问题及改进情况."""
    OTHER = "other"
    """其他需要报告的事项, 需要说明的事项."""
    APPENDIX = "appendix"
    """附件, 附表, 统计表的说明."""
    UNKNOWN = "unknown"
    """A section whose heading says none of these."""


@frozen(kw_only=True)
class Passage:
    """A stretch of prose without headings, tables, site furniture or pasted documents. Its `location` has
    the line (the paragraph) and the span of characters, counted from 1, that `text` takes in it."""

    text: str
    location: Location
    topic: Topic = Topic.UNKNOWN
    heading: str = ""
    confidence: float | None = None


_BLANKS = late(r"\s+")

_GOV = r"(?:政府|政务)?信息"
SECTION_TITLE = (
    r"(?:(?:年度)?(?:政府信息公开)?(?:工作)?\s?(?:概\s?述|概\s?况)(?!了)|(?:工作)?总体(?:工作)?情况"
    r"|基本情况(?!统计)|引\s?言|前\s?言"
    rf"|主动公开(?:{_GOV})?(?:的)?(?:工作)?(?:的)?(?:基本|总体)?情况"
    rf"|{_GOV}主动公开(?:的)?(?:工作)?(?:的)?情况|{_GOV}公开情况|主动公开工作"
    rf"|(?:收到和?(?:处理|办理))?{_GOV}(?:公开)?(?:依)?申请(?:公开)?(?:的)?(?:工作)?(?:的)?(?:办理"
    rf"|处理|受理)?(?:的)?情况|收到和?(?:处理|办理){_GOV}公开申请(?:的)?情况"
    rf"|依申请公开(?:{_GOV})?(?:的)?(?:工作)?(?:办理|受理)?(?:工作)?(?:的)?情况"
    rf"|{_GOV}依申请公开(?:工作)?(?:的)?(?:办理|受理)?(?:工作)?(?:的)?情况"
    rf"|(?:依申请|{_GOV})?(?:公开)?(?:的)?(?:收费|费用)(?:收取)?(?:及|和|与)?(?:其)?减免(?:的)?情况"
    rf"|(?:{_GOV}公开)?收费(?:的)?情况"
    r"|(?:因)?(?:政府信息公开)?(?:工作)?(?:被)?(?:申请)?(?:的)?(?:提起)?(?:行政)?复议(?:[、和及与]"
    r"|以及)?(?:被)?(?:提起)?(?:行政)?诉讼(?:[、和及与]\S{1,8})?(?:的)?情况"
    r"|因政府信息公开(?:工作)?(?:被)?申请行政复议"
    r"|(?:政府信息公开)?(?:工作)?(?:中)?(?:目前)?(?:还)?存在(?:的)?(?:主要)?(?:问题|困难"
    r"|不足)(?:[、和及与]\S{1,20}?(?:措施|情况|打算|思路|方向|计划|办法))?"
    r"|(?:工作)?主要(?:存在)?问题(?:[、和及与]\S{1,12}?(?:措施|情况|打算))?|(?:其他|其它)?(?:需要"
    r"|需)(?:报告|说明)(?:的)?(?:其他|其它)?(?:的)?事项|(?:其他|其它)(?:需要|应当)?(?:报告"
    r"|说明)?(?:的)?事项"
    r"|(?:下一步|今后|改进)\S{0,8}?(?:打算|措施|思路|计划|安排)|回应解读(?:工作)?(?:的)?情况"
    r"|机构建设(?:和|及)?(?:保障)?(?:经费|人员)?情况|附\s?(?:表|件|录)(?![^\s:：]{12}))"
)
"""A pattern (without groups that capture) for the titles of sections in all forms, as they stand in running
text."""

_OFFICIAL = late(
    r"^(?:概述|总体情况|(?:政府信息公开工作)?存在的主要问题(?:及|和)改进(?:情况|措施)|其他需要报告的事项"
    r"|主动公开政府信息(?:的)?情况|收到和处理政府信息公开申请情况"
    r"|(?:因)?政府信息公开(?:工作)?(?:被)?(?:申请)?行政复议、?(?:和|提起)?(?:被提起)?行政诉讼(?:的)?情况"
    r"|政府信息公开的收费及减免情况|政府信息依申请公开(?:工作|办理)?情况"
    r"|依申请公开政府信息(?:的)?情况)"
)
_RULES: tuple[tuple[re.Pattern[str], Topic], ...] = (
    (late(r"^附|附件|附表|统计表|汇总表|分析说明"), Topic.APPENDIX),
    (late(r"复议|诉讼|举报|投诉|申诉"), Topic.REVIEW),
    (late(r"收费|减免|费用"), Topic.FEES),
    (late(r"存在|问题|不足|改进|下一步|打算|思路|工作安排|工作计划|今后"), Topic.PROBLEMS),
    (late(r"申请|收到和处理"), Topic.APPLICATIONS),
    (late(r"需要(?:报告|说明)|其[他它]\S{0,6}事项|说明的|^其[他它](?:情况|方面)?$"), Topic.OTHER),
    (late(r"概述|总体情况|基本情况|概况|引言|前言|总体工作"), Topic.OVERVIEW),
    (
        late(
            r"主动公开|信息公开情况|公开数量|公开形式|公开渠道|公开的?数量|公开内容"
            r"|^公开(?:的)?(?:基本|主要)?情况"
        ),
        Topic.PROACTIVE,
    ),
    (late(r"解读|舆情|回应"), Topic.RESPONSES),
    (late(r"机构|人员|^队伍|公开(?:工作)?队伍|培训|经费|保障|组织领导|会议"), Topic.CAPACITY),
)


def is_official_title(title: str) -> bool:
    """Whether a heading is one that the forms or the notices on them prescribe."""
    return bool(_OFFICIAL.match(_BLANKS.sub("", title)))


@lru_cache(maxsize=1024)
def topic_of(title: str) -> Topic:
    """What a heading is about; UNKNOWN where its words do not say.

    >>> topic_of("收到和处理政府信息公开申请情况").value
    'applications'
    """
    words = _BLANKS.sub("", title)
    return next((topic for pattern, topic in _RULES if pattern.search(words)), Topic.UNKNOWN)
