"""A passage: a stretch of the report's own prose under one heading, with what the heading is about."""

from __future__ import annotations

from enum import Enum

from attrs import frozen

from ..location import Location

__all__ = ["Passage", "Topic"]


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
    """A stretch of prose without headings, tables, site furniture or pasted documents. Its `location` has the line (the
    paragraph) and the span of characters, counted from 1, that `text` takes in it."""

    text: str
    location: Location
    topic: Topic = Topic.UNKNOWN
    confidence: float | None = None
