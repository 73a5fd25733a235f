"""Whether a document is a report at all, and which form it follows."""

from __future__ import annotations

import re

from .document import Document
from .errors import NotAReport
from .head.read import Head
from .indicators import Form
from .prose.outline import Outline
from .prose.topics import is_official_title
from .tables import Tables

__all__ = ["recognise"]

_REPORT_WORDS = re.compile(r"(?:政府|政务)信息(?:主动)?公开|信息公开(?:工作)?年(?:度)?报|依申请公开|主动公开")
_NAME = re.compile(r"信息公开(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:工作)?(?:年报|报告|总结)|年度(?:工作)?报告")
_MODERN_TITLES = re.compile(
    r"^(?:总体情况|收到和处理政府信息公开申请情况|存在的主要问题及改进|其他需要报告的事项|政府信息公开行政复议、?行政诉讼)"
)
_FIRST_2014 = 2014
_ONLY_2014 = frozenset({"responses", "capacity", "training"})
"""Groups that the State Council's table has and the provincial systems before it had not."""
_FIRST_2021 = 2021
_FIRST_2019 = 2019


def recognise(document: Document, tables: Tables, outline: Outline, head: Head) -> Form:
    """The form of the report: that of its tables; where there is none, that of its section headings; else narrative.

    Raises NotAReport where neither tables nor headings nor words are those of such a report.
    """
    modern = sum(bool(_MODERN_TITLES.match(section.title)) for section in outline.sections)
    official = sum(is_official_title(section.title) for section in outline.sections)
    if not tables.facts and official < 2:
        text = "\n".join(paragraph.text for paragraph in tables.prose)
        words = len(_REPORT_WORDS.findall(text))
        if not words or not (
            head.title or _NAME.search("".join(text.split())) or (words >= 3 and outline.sections)
        ):
            raise NotAReport(
                "the text is not a government information disclosure annual report: it has none of its tables, headings or words",
                reason_zh="不是政府信息公开工作年度报告：没有该报告的表格、标题或用语",
                source=document.source,
            )
    is_early = head.year is not None and head.year < _FIRST_2014
    if tables.form is Form.F2014 and is_early and tables.groups.isdisjoint(_ONLY_2014):
        return Form.PROVINCIAL  # some of its rows, before there was the State Council's table
    if tables.form is not None:
        return tables.form
    if tables.groups or modern >= 3:
        return Form.F2019 if head.year is not None and _FIRST_2019 <= head.year < _FIRST_2021 else Form.F2021
    return Form.NARRATIVE
