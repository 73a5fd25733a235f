"""The years that the heads of a report's tables name."""

from __future__ import annotations

from attrs import frozen

from ..location import Location

__all__ = ["TableYear"]


@frozen(kw_only=True)
class TableYear:
    """A year that the head or the caption of a table names (统计表（2017年度）).

    Attributes:
        year: The year.
        printed: The passage, without blanks.
        location: Where it is printed.

    >>> from govinfo_reports import parse_text
    >>> report = parse_text("云河市2022年政府信息公开年度报告\\n一、总体情况\\n共收到政府信息公开申请12件。")
    >>> report.table_years
    ()
    """

    year: int
    printed: str
    location: Location
