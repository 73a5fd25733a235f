"""Whether a document is a report at all, and which form it follows."""

from __future__ import annotations

from ..head.read import Head
from ..indicators import Form
from ..patterns import late
from ..prose.outline import Outline
from ..tables import Tables
from .signs import Signs, left_rows, require_report, signs_of
from .years import table_years, year_of_columns

__all__ = ["Signs", "left_rows", "recognise", "require_report", "signs_of", "table_years", "year_of_columns"]

_MODERN_TITLES = late(
    r"^(?:总体情况|收到和处理政府信息公开申请情况|存在的主要问题及改进|其他需要报告的事项"
    r"|政府信息公开行政复议、?行政诉讼)"
)
_MODERN_ONLY = late(r"^(?:收到和处理政府信息公开申请情况|政府信息公开行政复议、?行政诉讼)")
"""Headings that no form before that of 2019 has."""
_FIRST_2014 = 2014
_ONLY_2014 = frozenset({"responses", "capacity", "training"})
"""Groups that the State Council's table has and the provincial systems before it had not."""
_FIRST_2021 = 2021
_FIRST_2019 = 2019


def recognise(tables: Tables, outline: Outline, head: Head) -> Form:
    """The form of the report: that of its tables; where there is none, that of its section headings; else
    narrative.

    In a report on a year since 2019, or on none, two headings of that form are enough, or one that no other
    form has; in a fragment without title and year one.
    """
    modern = sum(bool(_MODERN_TITLES.match(section.title)) for section in outline.sections)
    is_early = head.year is not None and head.year < _FIRST_2014
    if tables.form is Form.F2014 and is_early and tables.groups.isdisjoint(_ONLY_2014):
        return Form.PROVINCIAL  # some of its rows, before there was the State Council's table
    if tables.form is not None:
        return tables.form
    is_late = head.year is None or head.year >= _FIRST_2019
    few = modern >= 2 or any(_MODERN_ONLY.match(section.title) for section in outline.sections)
    few = few or (modern == 1 and head.title is None and head.year is None)
    if tables.groups or modern >= 3 or (is_late and few):
        return Form.F2019 if head.year is not None and _FIRST_2019 <= head.year < _FIRST_2021 else Form.F2021
    return Form.NARRATIVE
